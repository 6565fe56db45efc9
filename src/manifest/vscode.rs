//! VS Code's files: launch configurations, tasks, settings, and the devcontainer.
//!
//! In: a file's [`Node`]. Out: configurations of type `go` as they are written (`setup` resolves them), settings by their dotted
//! names, commands. Facts: vscode-go's package.json, the devcontainer specification.

use std::collections::BTreeSet;

use crate::ordered::InOrder as _;

use super::container::{Build, Network};
use super::docker::Options;
use super::shell::{self, Command, Variables};
use super::text::{Text, Word};
use super::tree::{Node, Value};
use super::{Container, FileFacts, FileKind, Pod, Port, compose};

pub(crate) fn read(kind: FileKind, root: &Node, text: &Text, facts: &mut FileFacts) {
    match kind {
        FileKind::Launch => configurations(root, text, facts),
        FileKind::Tasks => tasks(root, text, facts),
        FileKind::Settings => settings(root, text, facts),
        FileKind::CodeWorkspace => {
            for folder in root.get("folders").map(Node::items).unwrap_or_default() {
                let Some(path) = folder.get("path").and_then(Node::word) else { continue };
                let last = path.text.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
                let name = folder.get("name").and_then(Node::word).unwrap_or_else(|| Word::new(last, path.span));
                facts.folders.push((name, path));
            }
            root.get("launch").into_iter().for_each(|n| configurations(n, text, facts));
            root.get("tasks").into_iter().for_each(|n| tasks(n, text, facts));
            root.get("settings").into_iter().for_each(|n| settings(n, text, facts));
        }
        _ => devcontainer(root, text, facts),
    }
}

/// Adds the configurations of type `go`; one that does not end, as somebody is writing it, may still get what it lacks.
fn configurations(launch: &Node, text: &Text, facts: &mut FileFacts) {
    let all = launch.get("configurations").map(Node::items).unwrap_or_default();
    let is_whole = |c: &&Node| text.at(c.span).ends_with('}');
    let of_go = all.iter().filter(|c| c.get("type").and_then(Node::text) == Some("go"));
    facts.configs.extend(of_go.filter(is_whole).map(with_platforms));
}

/// The blocks of a configuration that hold on one platform alone.
const PLATFORMS: [&str; 3] = ["linux", "osx", "windows"];

/// A configuration with what its blocks for platforms say beside it: VS Code takes the entries of such a block in place of its own. What stands
/// in the block alone is taken here, of several blocks that of the first; on which platform it runs nobody knows.
fn with_platforms(config: &Node) -> Node {
    let is_platform = |key: &Word| PLATFORMS.iter().any(|platform| key.is(platform));
    let (blocks, own): (Vec<_>, Vec<_>) = config.entries().iter().cloned().partition(|(key, _)| is_platform(key));
    let mut entries = own;
    for platform in PLATFORMS {
        let of_block = blocks.iter().filter(|(key, _)| key.is(platform)).flat_map(|(_, block)| block.entries());
        let old: BTreeSet<_> = entries.iter().map(|(key, _)| key.text.clone()).in_order();
        entries.extend(of_block.filter(|(key, _)| !old.contains(&key.text)).cloned());
    }
    Node { value: Value::Map(entries.into()), span: config.span }
}

fn settings(root: &Node, text: &Text, facts: &mut FileFacts) {
    for (key, value) in root.entries() {
        if key.is("launch") {
            configurations(value, text, facts);
        } else if key.text.starts_with("go.") {
            facts.settings.push((key.clone(), value.clone()));
        }
    }
}

fn tasks(root: &Node, text: &Text, facts: &mut FileFacts) {
    for task in root.get("tasks").map(Node::items).unwrap_or_default() {
        facts.commands.extend(task_commands(task, text));
        for (name, value) in task.at(&["options", "env"]).map(Node::entries).unwrap_or_default() {
            facts.variables.extend(value.word().map(|value| (name.clone(), value)));
        }
    }
}

fn task_commands(task: &Node, text: &Text) -> Vec<Command> {
    let Some(command) = task.get("command").and_then(Node::word) else { return Vec::new() };
    let args: Vec<Word> = task.get("args").map(Node::items).unwrap_or_default().iter().filter_map(argument).collect();
    if args.is_empty() {
        return shell::of_word(text, &command);
    }
    let words: Vec<Word> = std::iter::once(command).chain(args).map(|w| substituted(&w)).collect();
    let pieces = text.pieces(&words);
    shell::from_words(words, &pieces)
}

/// An argument is a text, or `{ "value": ..., "quoting": ... }`.
fn argument(node: &Node) -> Option<Word> {
    node.get("value").unwrap_or(node).word()
}

/// A value with VS Code's variables is known only where they are directories of the workspace.
pub(crate) fn substituted(word: &Word) -> Word {
    let text = word.text.replace("${workspaceRoot}", "${workspaceFolder}");
    let is_folder =
        |variable: &str| variable.starts_with("workspaceFolder}") || variable.starts_with("workspaceFolder:");
    let known = text.split("${").skip(1).all(is_folder);
    Word { text: text.into(), known: word.known && known, span: word.span }
}

fn devcontainer(root: &Node, text: &Text, facts: &mut FileFacts) {
    let vscode = root.at(&["customizations", "vscode"]).unwrap_or(root);
    vscode.get("settings").into_iter().for_each(|n| settings(n, text, facts));
    for key in [
        "initializeCommand",
        "onCreateCommand",
        "updateContentCommand",
        "postCreateCommand",
        "postStartCommand",
        "postAttachCommand",
    ] {
        let Some(node) = root.get(key) else { continue };
        facts.commands.extend(lifecycle(node, text));
        facts.commands.extend(node.entries().iter().flat_map(|(_, n)| lifecycle(n, text)));
    }
    for (feature, options) in root.get("features").map(Node::entries).unwrap_or_default() {
        let name = feature.text.rsplit('/').next().and_then(|n| n.split(':').next());
        if name == Some("go") {
            let version = options.get("version").unwrap_or(options).word();
            facts.tools.extend(version.map(|v| ("go", v)));
        }
    }
    let image = root.get("image").and_then(Node::word);
    facts.tools.extend(image.as_ref().and_then(go_of_image).map(|version| ("go", version)));
    let build = root.get("build");
    let of = |key: &str| build.and_then(|b| b.get(key)).and_then(Node::word);
    let arguments = Options::of_run(&root.get("runArgs").map(Node::words).unwrap_or_default());
    let host = ["--network", "--net"].iter().flat_map(|name| arguments.all(name)).any(|network| network.is("host"));
    let name = root.get("name").and_then(Node::word).unwrap_or_else(|| Word::new("devcontainer", root.span));
    let pod = facts.pods.len();
    facts.pods.push(Pod {
        network: if host { Network::Host } else { Network::Own },
        ..Pod::new(name.clone(), "devcontainer")
    });
    let ports = root.get("forwardPorts").map(Node::items).unwrap_or_default();
    let words = |key: &str| root.get(key).map(Node::words).unwrap_or_default();
    facts.containers.push(Container {
        image: root.get("image").and_then(Node::word),
        build: (build.is_some() || root.get("dockerFile").is_some()).then(|| Build {
            context: of("context").or_else(|| root.get("context").and_then(Node::word)),
            dockerfile: of("dockerfile").or_else(|| root.get("dockerFile").and_then(Node::word)),
            target: of("target"),
        }),
        ports: ports.iter().filter_map(|n| Some(Port { number: n.number()?, ..Port::new(n.span) })).collect(),
        env: root
            .get("containerEnv")
            .map(Node::entries)
            .unwrap_or_default()
            .iter()
            .filter_map(|(k, v)| Some((k.clone(), substituted(&v.word()?))))
            .collect(),
        capabilities: words("capAdd")
            .into_iter()
            .chain(arguments.all("--cap-add"))
            .map(compose::without_prefix)
            .collect(),
        security: words("securityOpt").into_iter().chain(arguments.all("--security-opt")).collect(),
        user: root.get("containerUser").and_then(Node::word),
        privileged: root.get("privileged").and_then(Node::bool) == Some(true),
        tty: true,
        ..Container::new(name, pod)
    });
}

/// The Go in an official image of it or of devcontainers: `1.26` of `golang:1.26-alpine` and `devcontainers/go:2-1.26-trixie`.
fn go_of_image(image: &Word) -> Option<Word> {
    let (name, tag) = image.get()?.rsplit_once(':')?;
    let is_go = name.rsplit('/').next() == Some("golang") || name.ends_with("devcontainers/go");
    let version = tag.split('-').find(|part| part.starts_with("1."))?;
    is_go.then(|| Word::new(version, image.span))
}

/// A text is a shell's, a list is one command.
fn lifecycle(node: &Node, text: &Text) -> Vec<Command> {
    match &node.value {
        Value::List(items) => compose::exec(items, node, text, &Variables::default()).commands(None),
        Value::Scalar(..) => node.word().map_or_else(Vec::new, |w| shell::of_word(text, &w)),
        Value::Map(_) => Vec::new(),
    }
}
