//! Tiltfiles: images with what they start, ports that are forwarded, commands.
//!
//! In: [`Text`]. Out: [`NamedImage`]s, a container for each image that is started in another way than it is built to, [`Forward`]s, commands. Facts:
//! tilt's own `docker_build` and `k8s_resource` (`internal/tiltfile`): paths begin at the Tiltfile, also that of the Dockerfile; `entrypoint` takes the
//! place of a Kubernetes container's `command` and leaves its `args`, which `container_args` replaces; a text is run by `sh -c`. A name
//! without a tag stands for every tag.

use super::container::{Build, Forward, NamedImage, is_tagged};
use super::docker;
use super::dockerfile::{self, Dockerfile, Invocation};
use super::shell;
use super::starlark::{Call, Value, calls};
use super::text::{Text, Word};
use super::{Command, Container, FileFacts, Pod};
use crate::source::Span;

/// The kind of a Pod of an image that a Tiltfile starts.
pub(crate) const TILT: &str = "tilt";

pub(crate) fn read(text: &Text, facts: &mut FileFacts) {
    for call in calls(text) {
        match &*call.name {
            "docker_build" => image(&call, text, None, facts),
            "docker_build_with_restart" => image(&call, text, Some(2), facts),
            "custom_build" => custom(&call, text, None, facts),
            "custom_build_with_restart" => custom(&call, text, Some(3), facts),
            "k8s_resource" => forwards(&call, facts),
            // What kustomize or helm make of their files is none of them.
            "k8s_yaml" => facts.loads.extend(call.get("yaml", Some(0)).map(literals).unwrap_or_default()),
            "docker_compose" => facts.loads.extend(call.get("configPaths", Some(0)).map(literals).unwrap_or_default()),
            "local_resource" => {
                command(&call, call.get("cmd", Some(1)), "dir", text, facts);
                command(&call, call.get("serve_cmd", None), "serve_dir", text, facts);
            }
            "local" => command(&call, call.get("command", Some(0)), "dir", text, facts),
            _ => {}
        }
    }
}

fn image(call: &Call, text: &Text, entrypoint: Option<usize>, facts: &mut FileFacts) {
    let Some(name) = call.get("ref", Some(0)).and_then(literal) else { return };
    let contents = call.get("dockerfile_contents", None);
    facts.inner.extend(contents.and_then(|contents| dockerfile(contents, text)));
    let build = if contents.is_some() { None } else { build(call) };
    add(name, build, call, text, entrypoint, facts);
}

/// A Dockerfile in a literal, where that says it as it is: an escape would move what stands behind it.
fn dockerfile(contents: &Value, text: &Text) -> Option<Dockerfile> {
    let Value::Text(word) = contents else { return None };
    let written = text.at(word.span);
    let at = written.find(&*word.text).filter(|_| !word.text.is_empty())?;
    let start = text.index(word.span.start) + at;
    Some(dockerfile::read(&text.inner(start..start + word.text.len())).0)
}

/// A path of a Dockerfile begins where the Tiltfile is, not at the context.
fn build(call: &Call) -> Option<Build> {
    let context = word(call.get("context", Some(1))?);
    let dockerfile = match call.get("dockerfile", None).map(word) {
        Some(path) if context.known && path.known => {
            Some(Word { text: docker::from_context(&context.text, &path.text)?.into(), ..path })
        }
        other => other,
    };
    Some(Build { context: Some(context), dockerfile, target: call.get("target", None).map(word) })
}

fn custom(call: &Call, text: &Text, entrypoint: Option<usize>, facts: &mut FileFacts) {
    command(call, call.get("command", Some(1)), "dir", text, facts);
    let Some(name) = call.get("ref", Some(0)).and_then(literal) else { return };
    add(name, None, call, text, entrypoint, facts);
}

/// Adds an image, and the container that tilt starts of it where it says how.
fn add(name: Word, build: Option<Build>, call: &Call, text: &Text, at: Option<usize>, facts: &mut FileFacts) {
    let any_tag = !is_tagged(&name.text);
    facts.images.push(NamedImage { name: name.clone(), build: build.clone(), by_command: false, any_tag });
    let entrypoint = call.get("entrypoint", at).and_then(|value| invocation(value, text));
    let arguments = call.get("container_args", None).and_then(|value| invocation(value, text));
    if entrypoint.is_none() && arguments.is_none() {
        return;
    }
    facts.containers.push(Container {
        image: Some(name.clone()),
        build,
        entrypoint,
        command: arguments,
        ..Container::new(name.clone(), facts.pods.len())
    });
    facts.pods.push(Pod::new(name, TILT));
}

/// A list is started as it is, a text by a shell; None where only a run knows.
fn invocation(value: &Value, text: &Text) -> Option<Invocation> {
    match value {
        Value::Text(word) => Some(Invocation {
            exec: Vec::new(),
            pieces: Vec::new(),
            shell: shell::of_word(text, word),
            span: word.span,
        }),
        Value::List(items, span) => {
            let words: Vec<Word> = items.iter().map(word).collect();
            (!words.is_empty()).then(|| Invocation::of_words(words, text, *span))
        }
        _ => None,
    }
}

/// The commands of an argument, which start in the directory that another one names.
fn command(call: &Call, value: Option<&Value>, dir: &str, text: &Text, facts: &mut FileFacts) {
    let Some(started) = value.and_then(|value| invocation(value, text)) else { return };
    let dir = call.get(dir, None).map(word);
    let in_place = |mut command: Command| {
        command.conditional |= call.conditional;
        dir.iter().for_each(|dir| command.start_in(dir));
        command
    };
    facts.commands.extend(started.commands(None).into_iter().map(in_place));
}

/// `port_forwards` of a resource: numbers, `"8000:8080"`, `port_forward(8000, 8080)`, and lists of them.
fn forwards(call: &Call, facts: &mut FileFacts) {
    let Some(resource) = call.get("workload", Some(0)).and_then(literal) else { return };
    let Some(ports) = call.get("port_forwards", Some(2)) else { return };
    let all = if let Value::List(items, _) = ports { items.as_slice() } else { std::slice::from_ref(ports) };
    facts.forwards.extend(all.iter().filter_map(forwarded).map(|(local, port)| Forward {
        resource: resource.clone(),
        service: false,
        local,
        port,
    }));
}

fn forwarded(value: &Value) -> Option<(u16, Option<u16>)> {
    let number = |value: &Value| match value {
        Value::Number(number, _) => u16::try_from(*number).ok(),
        _ => None,
    };
    match value {
        Value::Number(..) => Some((number(value)?, None)),
        Value::Text(word) => {
            let mut parts = word.text.rsplit(':').map(str::parse);
            match (parts.next()?.ok()?, parts.next()) {
                (port, Some(local)) => Some((local.ok()?, Some(port))),
                (local, None) => Some((local, None)),
            }
        }
        Value::Call(call) if call.name == "port_forward" => {
            let of = |name: &str, place| call.get(name, Some(place)).and_then(number);
            Some((of("local_port", 0)?, of("container_port", 1)))
        }
        _ => None,
    }
}

/// A text, or those of a list.
fn literals(value: &Value) -> Vec<Word> {
    let all = if let Value::List(items, _) = value { items.as_slice() } else { std::slice::from_ref(value) };
    all.iter().filter_map(literal).collect()
}

fn literal(value: &Value) -> Option<Word> {
    if let Value::Text(word) = value { Some(word.clone()) } else { None }
}

/// A text, or a word that is not known.
fn word(value: &Value) -> Word {
    let unknown = |span: Span| Word { text: "?".into(), known: false, span };
    match value {
        Value::Text(word) => word.clone(),
        Value::List(_, span) | Value::Number(_, span) | Value::Unknown(span) => unknown(*span),
        Value::Call(call) => unknown(call.span),
    }
}
