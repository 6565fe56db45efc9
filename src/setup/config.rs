//! Debug configurations: entries of launch.json with the fields that decide what happens, resolved as far as that is known.
//!
//! In: a configuration's map, the folder that it belongs to, the directories of Go packages. Out: a [`Config`] and its keys.
//! `${workspaceFolder}` is the folder, `${workspaceFolder:name}` one of several; `${file}`, `${env:X}`, `${input:X}` and their kin are not known.
//! Facts: vscode-go's goDebugConfiguration.ts.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::path::{base, dir_of, join};
use super::{GoDirectories, GoDirectory, GoFlags, Manifest};
use crate::manifest::tree::{Node, Scalar, Value};
use crate::manifest::{FileKind, Word, vscode_word};
use crate::source::Span;

/// A debug configuration of type `go`.
#[derive(Debug, Clone)]
pub struct Config {
    /// Its name, or its first brace where it has none.
    pub name: Word,
    /// The whole entry.
    pub span: Span,
    /// `launch` or `attach`.
    pub request: Option<Word>,
    /// The mode as it is written.
    pub mode: Option<Word>,
    /// The program as it is written.
    pub program: Option<Word>,
    /// The path of the program below the directory of the run, where it is known and no template's.
    pub path: Option<String>,
    /// What the program is.
    pub target: Target,
    /// The directory that the program is or is in, where it is known.
    pub dir: Option<Arc<str>>,
    /// The other Go files of the build beside a program that is one file, if they belong to the same `package main`.
    pub siblings: Vec<Arc<str>>,
    /// Whether its directory has test files; None where that is not known.
    pub tests: Option<bool>,
    /// The port, where it is a known number.
    pub port: Option<u16>,
    /// Where the port stands.
    pub port_span: Option<Span>,
    /// The host.
    pub host: Option<Word>,
    /// `dlv-dap` or `legacy`, as it is written here or in the settings.
    pub adapter: Option<Word>,
    /// Of mode `exec`: the commands on this machine that build the binary, indices into
    /// [`Setup::commands`](super::Setup::commands).
    pub builds: Vec<usize>,
    /// The files of variables that it loads, below the directory of the run.
    pub env_files: Vec<String>,
    /// Its keys: a range of [`Setup::config_keys`](super::Setup::config_keys).
    pub keys: std::ops::Range<usize>,
}

/// What the program of a configuration is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// There is none.
    Absent,
    /// A directory with a main package.
    Main,
    /// A directory with a package that is no main package.
    Library,
    /// A file of a main package.
    File,
    /// A file of another package.
    LibraryFile,
    /// A test file.
    TestFile,
    /// A place where nothing is.
    Missing,
    /// Not known to be any of these.
    Unknown,
}

impl Target {
    /// The word of the rule language; None where it is not known.
    #[must_use]
    pub fn as_str(self) -> Option<&'static str> {
        Some(match self {
            Self::Absent => "absent",
            Self::Main => "main",
            Self::Library => "library",
            Self::File => "file",
            Self::LibraryFile => "library_file",
            Self::TestFile => "test_file",
            Self::Missing => "missing",
            Self::Unknown => return None,
        })
    }
}

/// A key of a configuration or of settings.
#[derive(Debug, Clone)]
pub struct ConfigKey {
    /// Index into [`Setup::configs`](super::Setup::configs); None for settings.
    pub config: Option<usize>,
    /// The key; of a map in a map with a dot: `env.GOFLAGS`; of a map in a list
    /// with brackets: `substitutePath[]`, whose value are its keys.
    pub name: Word,
    /// The value: a scalar's text, a list's items with blanks between them, nothing for a map.
    pub value: Word,
    /// The items of a list that are scalars; else nothing.
    pub items: Vec<Word>,
    /// `text`, `number`, `bool`, `null`, `list`, `map`.
    pub kind: &'static str,
    /// The value's place.
    pub value_span: Span,
}

/// The directories that `${workspaceFolder}` stands for in a file, below the directory of the run.
#[derive(Debug)]
pub(crate) struct Folders {
    /// The one that has no name there; None where the workspace has several.
    own: Option<String>,
    /// By name: `${workspaceFolder:server}`.
    named: BTreeMap<Arc<str>, String>,
}

impl Folders {
    pub(crate) fn of(manifest: &Manifest) -> Self {
        let dir = dir_of(&manifest.path);
        if manifest.kind != FileKind::CodeWorkspace {
            return Self { own: Some(dir_of(dir).to_owned()), named: BTreeMap::new() };
        }
        let folders = &manifest.facts.folders;
        // Of one name the first one counts.
        let named = folders.iter().rev();
        let named = named.filter_map(|(name, path)| Some((Arc::clone(&name.text), join(dir, path.get()?)?)));
        let own = match folders.as_slice() {
            [] => Some(dir.to_owned()),
            [(_, path)] => path.get().and_then(|path| join(dir, path)),
            _ => None,
        };
        Self { own, named: named.collect() }
    }

    /// A path with the workspace's folder filled in; None where it leads out of the run or is not known.
    pub(crate) fn resolve(&self, path: &Word) -> Option<String> {
        let text = path.get()?;
        if let Some((name, rest)) = text.strip_prefix("${workspaceFolder:").and_then(|rest| rest.split_once('}')) {
            return join(self.named.get(name)?, rest.trim_start_matches(['/', '\\']));
        }
        let below = text.strip_prefix("${workspaceFolder}").map(|rest| rest.trim_start_matches(['/', '\\']));
        // Without the variable a path is relative to the folder too, as the debugger starts there.
        join(self.own.as_deref()?, below.unwrap_or(text))
    }
}

/// Reads a configuration.
pub(crate) fn read(node: &Node, folders: &Folders, adapter: Option<&Word>, go: &GoDirectories) -> Config {
    let word = |key: &str| node.get(key).and_then(Node::word).map(|w| vscode_word(&w));
    let program = word("program");
    let place =
        program.as_ref().and_then(|p| folders.resolve(p).filter(|dir| !is_package(p) || go.contains_key(&**dir)));
    let (target, dir, siblings) = match (&program, &place) {
        (None, _) => (Target::Absent, None, Vec::new()),
        (Some(_), None) => (Target::Unknown, None, Vec::new()),
        (Some(_), Some(path)) => target(path, go),
    };
    let port = node.get("port");
    let tests = dir.as_ref().and_then(|dir| go.get(dir)).map(|d| d.tests);
    Config {
        tests,
        name: word("name")
            .unwrap_or_else(|| Word::new("", Span::new(node.span.file, node.span.start, node.span.start + 1))),
        span: node.span,
        request: word("request"),
        mode: word("mode"),
        program,
        path: place.filter(|path| !path.contains(['{', '<', '*'])),
        target,
        dir,
        siblings,
        port: port.and_then(Node::number).filter(|p| *p != 0),
        port_span: port.map(|p| p.span),
        host: word("host"),
        adapter: word("debugAdapter").or_else(|| adapter.cloned()),
        builds: Vec::new(),
        env_files: env_files(node, folders).collect(),
        keys: 0..0,
    }
}

/// Whether VS Code takes a program for the path of a package, where no file of that name is there: it begins with a domain.
fn is_package(program: &Word) -> bool {
    let Some((domain, _)) = program.text.split_once('/') else { return false };
    let mut labels = domain.split('.');
    let first = labels.next().unwrap_or_default();
    let is_host = first.len() > 1 && first.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let is_name = |label: &str| label.len() > 1 && label.bytes().all(|b| b.is_ascii_alphabetic());
    is_host && domain.contains('.') && labels.all(is_name)
}

/// The files of variables that a configuration loads.
pub(crate) fn env_files(node: &Node, folders: &Folders) -> impl Iterator<Item = String> {
    let files = node.get("envFile").map(Node::words).unwrap_or_default();
    files.into_iter().filter_map(|file| folders.resolve(&vscode_word(&file)))
}

fn target(path: &str, go: &GoDirectories) -> (Target, Option<Arc<str>>, Vec<Arc<str>>) {
    let kept = |dir: &str| go.get_key_value(dir).map(|(k, d)| (Arc::clone(k), d));
    if !path.ends_with(".go") {
        return match kept(path) {
            Some((dir, GoDirectory { package, .. })) if !package.is_empty() => {
                (if &**package == "main" { Target::Main } else { Target::Library }, Some(dir), Vec::new())
            }
            found => (Target::Unknown, found.map(|(dir, _)| dir), Vec::new()),
        };
    }
    let Some((dir, directory)) = kept(dir_of(path)) else { return (Target::Unknown, None, Vec::new()) };
    let file = base(path);
    if file.ends_with("_test.go") {
        return (Target::TestFile, Some(dir), Vec::new());
    }
    if !directory.files.iter().any(|f| **f == *file) {
        return (Target::Unknown, Some(dir), Vec::new());
    }
    if &*directory.package != "main" {
        return (Target::LibraryFile, Some(dir), Vec::new());
    }
    // Where several files have a main of their own, each is a program: they do not belong together.
    let siblings = directory.files.iter().filter(|f| ***f != *file && directory.mains.len() < 2).cloned().collect();
    (Target::File, Some(dir), siblings)
}

/// The keys of a map, and of the maps in it.
pub(crate) fn keys(node: &Node, config: Option<usize>) -> Vec<ConfigKey> {
    let mut found = Vec::new();
    for (name, value) in node.entries() {
        found.push(key(name.clone(), value, config));
        for (inner, value) in value.entries() {
            let name = Word { text: format!("{}.{}", name.text, inner.text).into(), ..inner.clone() };
            found.push(key(name, value, config));
        }
        for item in value.items().iter().filter(|item| matches!(item.value, Value::Map(_))) {
            let names: Vec<&str> = item.entries().iter().map(|(k, _)| &*k.text).collect();
            let value = Word::new(&names.join(" "), item.span);
            let name = Word::new(&format!("{}[]", name.text), item.span);
            let items = item.entries().iter().map(|(k, _)| k.clone()).collect();
            found.push(ConfigKey { config, name, value, items, kind: "map", value_span: item.span });
        }
    }
    found
}

impl ConfigKey {
    /// What its value means as flags of `go build`.
    #[must_use]
    pub fn go_flags(&self) -> GoFlags {
        if self.items.is_empty() {
            GoFlags::of_text(&self.value.text)
        } else {
            GoFlags::read(self.items.iter().map(|w| &*w.text))
        }
    }
}

/// One key with its value.
pub(crate) fn key(name: Word, node: &Node, config: Option<usize>) -> ConfigKey {
    let kind = match &node.value {
        Value::Scalar(Scalar::Text, _) => "text",
        Value::Scalar(Scalar::Number, _) => "number",
        Value::Scalar(Scalar::Bool, _) => "bool",
        Value::Scalar(Scalar::Null, _) => "null",
        Value::List(_) => "list",
        Value::Map(_) => "map",
    };
    let words: Vec<Word> = node.words().iter().map(vscode_word).collect();
    let text: Vec<&str> = words.iter().map(|w| &*w.text).collect();
    let value = Word { text: text.join(" ").into(), known: words.iter().all(|w| w.known), span: node.span };
    let items = if node.items().is_empty() { Vec::new() } else { words };
    ConfigKey { config, name, value, items, kind, value_span: node.span }
}
