//! Compose files: services with their commands, ports, health checks and rights.
//!
//! In: a document's [`Node`], and the variables of the `.env` beside the file. Out: containers, each in a network of its own unless
//! it says otherwise. Facts: the Compose Specification; `$X` and `${X:-y}` are filled in before anything else looks at a value,
//! `$$` is a `$`.

use super::container::{Build, Extends, NamedImage, Network};
use super::dockerfile::Invocation;
use super::lexer;
use super::shell::{self, Variables};
use super::text::{Text, Word};
use super::tree::{Node, Value};
use super::{Container, FileFacts, Pod, Port, Probe, ProbeHow, ProbeKind, seconds};

/// Whether a document of another name is one of compose: services, each with something that compose starts, and no object of Kubernetes.
pub(crate) fn is_compose(document: &Node) -> bool {
    let services = document.get("services").map(Node::entries).unwrap_or_default();
    let starts = |service: &Node| ["image", "build", "command", "extends"].iter().any(|key| service.get(key).is_some());
    document.get("apiVersion").is_none() && !services.is_empty() && services.iter().all(|(_, service)| starts(service))
}

pub(crate) fn read(document: &Node, text: &Text, variables: &Variables, facts: &mut FileFacts) {
    let filled = |word: &Word| filled(word, variables);
    for (name, service) in document.get("services").map(Node::entries).unwrap_or_default() {
        let pod = facts.pods.len();
        let of = |key: &str| service.get(key);
        let network = match of("network_mode").and_then(Node::text) {
            Some("host") => Network::Host,
            Some(mode) => match mode.strip_prefix("service:") {
                Some(other) => Network::Of(Word::new(other, service.span)),
                None => Network::Own,
            },
            None => Network::Own,
        };
        facts.pods.push(Pod {
            host_pid: of("pid").and_then(Node::text) == Some("host"),
            network,
            ..Pod::new(name.clone(), "compose")
        });
        let words = |key: &str| of(key).map(|n| n.words().iter().map(&filled).collect::<Vec<_>>()).unwrap_or_default();
        let image = of("image").and_then(Node::word).map(|w| filled(&w));
        let build = of("build").map(|n| build(n, variables));
        if let (Some(name), Some(_)) = (&image, &build) {
            let (name, build) = (name.clone(), build.clone());
            facts.images.push(NamedImage { name, build, by_command: false, any_tag: false });
        }
        facts.containers.push(Container {
            image,
            extends: of("extends").and_then(|n| extends(n, variables)),
            build,
            entrypoint: of("entrypoint").and_then(|n| invocation(n, text, variables)),
            command: of("command").and_then(|n| invocation(n, text, variables)),
            ports: of("ports").map(Node::items).unwrap_or_default().iter().flat_map(|n| ports(n, variables)).collect(),
            probes: of("healthcheck").and_then(|n| healthcheck(n, text, variables)).into_iter().collect(),
            env: of("environment").map(|n| environment(n, variables)).unwrap_or_default(),
            env_files: of("env_file").map(|n| env_files(n, variables)).unwrap_or_default(),
            mounts: of("volumes")
                .map(Node::items)
                .unwrap_or_default()
                .iter()
                .filter_map(|n| mount(n, variables))
                .collect(),
            capabilities: words("cap_add").into_iter().map(without_prefix).collect(),
            security: words("security_opt"),
            user: of("user").and_then(Node::word).map(|w| filled(&w)),
            privileged: of("privileged").and_then(Node::bool) == Some(true),
            tty: of("tty").and_then(Node::bool) == Some(true),
            workdir: of("working_dir").and_then(Node::word).map(|w| filled(&w)),
            profiles: words("profiles"),
            ..Container::new(name.clone(), pod)
        });
    }
}

/// `CAP_SYS_PTRACE` and `SYS_PTRACE` are the same.
pub(crate) fn without_prefix(word: Word) -> Word {
    let text = word.text.strip_prefix("CAP_").unwrap_or(&word.text).into();
    Word { text, ..word }
}

/// A value with compose's own variables filled in, as far as they are known or have defaults.
pub(crate) fn filled(word: &Word, variables: &Variables) -> Word {
    if !word.text.contains('$') {
        return word.clone();
    }
    let mut text = String::new();
    let mut known = true;
    let mut rest = &*word.text;
    while let Some(at) = rest.find('$') {
        text.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        if let Some(literal) = after.strip_prefix('$') {
            text.push('$');
            rest = literal;
            continue;
        }
        let (inner, len) = match after.strip_prefix('{').and_then(|a| a.split_once('}')) {
            Some((inner, _)) => (inner, inner.len() + 2),
            None => {
                let len = after.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
                (&after[..len], len)
            }
        };
        match shell::expand(inner, variables) {
            Some(value) => text.push_str(&value),
            None => {
                text.push_str(&rest[at..at + 1 + len]);
                known = false;
            }
        }
        rest = &after[len..];
    }
    text.push_str(rest);
    Word { text: text.into(), known: known && word.known, span: word.span }
}

fn build(node: &Node, variables: &Variables) -> Build {
    let word = |key: &str| node.get(key).and_then(Node::word).map(|w| filled(&w, variables));
    match node.word() {
        Some(context) => Build { context: Some(filled(&context, variables)), ..Build::default() },
        None => Build { context: word("context"), dockerfile: word("dockerfile"), target: word("target") },
    }
}

/// A service by its name, or a map with its file.
fn extends(node: &Node, variables: &Variables) -> Option<Extends> {
    let word = |node: &Node| node.word().map(|w| filled(&w, variables));
    let file = node.get("file").and_then(word);
    Some(Extends { file, service: word(node.get("service").unwrap_or(node))? })
}

/// A list of words; a text is split into words too, and no shell sees it.
fn invocation(node: &Node, text: &Text, variables: &Variables) -> Option<Invocation> {
    let Value::Scalar(..) = &node.value else { return Some(exec(node.items(), node, text, variables)) };
    let value = node.word()?;
    let (mut words, pieces) = lexer::split(&text.decoded(&value.text, node.span), variables);
    for word in &mut words {
        // What is a hole for a shell (`$$X`) may be none for compose.
        *word = filled(&Word { known: true, ..word.clone() }, variables);
    }
    Some(Invocation::exec(words, pieces, node.span))
}

/// A list of words, each of which may be a script.
pub(crate) fn exec(items: &[Node], node: &Node, text: &Text, variables: &Variables) -> Invocation {
    let words: Vec<Word> = items.iter().filter_map(Node::word).map(|w| filled(&w, variables)).collect();
    Invocation::of_words(words, text, node.span)
}

/// The short form, or the long one.
fn ports(node: &Node, variables: &Variables) -> Vec<Port> {
    if node.entries().is_empty() {
        return node.word().map(|word| short_ports(&filled(&word, variables))).unwrap_or_default();
    }
    let number = |key: &str| node.get(key).and_then(Node::number);
    let port = |target| Port {
        number: target,
        published: number("published"),
        host: node.get("host_ip").and_then(Node::word),
        udp: node.get("protocol").and_then(Node::text) == Some("udp"),
        ..Port::new(node.span)
    };
    number("target").map(port).into_iter().collect()
}

/// Ports of one range that are read; more are never meant one by one.
const MOST_IN_RANGE: u16 = 16;

/// `127.0.0.1:40000:40000/tcp`, `40000`, `2345-2350:2345-2350`.
pub(crate) fn short_ports(word: &Word) -> Vec<Port> {
    let text = word.get().unwrap_or_default();
    let (text, protocol) = text.split_once('/').unwrap_or((text, "tcp"));
    // An IPv6 host stands in brackets and has colons of its own.
    let (rest, target) = text.rsplit_once(':').unwrap_or(("", text));
    let (host, published) = rest.rsplit_once(':').map_or((None, rest), |(h, p)| (Some(h), p));
    let range = |text: &str| -> Option<(u16, u16)> {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        Some((first.parse().ok()?, last.parse().ok()?)).filter(|(first, last)| first <= last)
    };
    let Some((first, last)) = range(target).filter(|(first, last)| last - first < MOST_IN_RANGE) else {
        return Vec::new();
    };
    // Of a longer range on the machine nobody knows which port it will be.
    let of_machine = range(published).filter(|(from, to)| to - from == last - first);
    let port = |number: u16| Port {
        number,
        published: of_machine.map(|(from, _)| from + (number - first)),
        host: host.map(|h| Word::new(h.trim_matches(['[', ']']), word.span)),
        udp: protocol == "udp",
        ..Port::new(word.span)
    };
    (first..=last).map(port).collect()
}

fn environment(node: &Node, variables: &Variables) -> Vec<(Word, Word)> {
    let pairs = node.entries().iter().filter_map(|(k, v)| Some((k.clone(), filled(&v.word()?, variables))));
    let lines = node.items().iter().filter_map(|item| shell::assignment(&filled(&item.word()?, variables)));
    pairs.chain(lines).collect()
}

fn env_files(node: &Node, variables: &Variables) -> Vec<Word> {
    let of = |item: &Node| item.get("path").unwrap_or(item).word().map(|w| filled(&w, variables));
    if node.items().is_empty() { of(node).into_iter().collect() } else { node.items().iter().filter_map(of).collect() }
}

/// `./scripts:/scripts:ro`, or the long form; a source that is no path is a volume of its own.
fn mount(node: &Node, variables: &Variables) -> Option<(Word, Word)> {
    let of = |key: &str| node.get(key).and_then(Node::word).map(|w| filled(&w, variables));
    let (source, target) = match node.word().map(|w| filled(&w, variables)) {
        Some(short) => {
            let (source, rest) = short.text.split_once(':')?;
            let target = rest.split(':').next().unwrap_or_default();
            let part = |text: &str| Word { text: text.into(), ..short.clone() };
            (part(source), part(target))
        }
        None => (of("source")?, of("target")?),
    };
    source.text.starts_with('.').then_some((source, target))
}

fn healthcheck(node: &Node, text: &Text, variables: &Variables) -> Option<Probe> {
    let test = node.get("test")?;
    let commands = match test.items() {
        [] => {
            let value = test.word()?;
            shell::commands(&text.decoded(&value.text, test.span), &mut variables.clone())
        }
        [first, rest @ ..] => match first.text() {
            Some("CMD") => exec(rest, test, text, variables).commands(None),
            Some("CMD-SHELL") => {
                let value = rest.first()?.word()?;
                shell::commands(&text.decoded(&value.text, value.span), &mut variables.clone())
            }
            _ => return None,
        },
    };
    let time = |key: &str| node.get(key).and_then(Node::text).and_then(seconds);
    Some(Probe {
        kind: ProbeKind::Healthcheck,
        how: ProbeHow::Exec,
        port: None,
        port_name: None,
        commands,
        span: test.span,
        timeout: time("timeout").or(Some(30.0)),
        period: time("interval").or(Some(30.0)),
        failures: node.get("retries").and_then(Node::number),
    })
}
