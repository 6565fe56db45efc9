//! The files around the Go code that decide how a program is built, started and debugged: what each one says.
//!
//! In: one file's bytes and its kind. Out: [`FileFacts`] and what was [`Wrong`] with it; never a failure, the rest of a broken file
//! is read. One file at a time: which image a container runs, and what a variable holds that another file sets, is for
//! [`setup`](crate::setup). No verdict, no Go.
//!
//! One reader per format stands on three common ones: a [`tree`] of JSON, YAML and TOML, the [`shell`]'s words, and [`text`]
//! that keeps the place of every byte.

mod compose;
pub mod container;
mod docker;
pub mod dockerfile;
mod held;
mod instruction;
mod json;
mod kubernetes;
mod lexer;
mod make;
mod name;
mod runner;
mod script;
pub mod shell;
mod skaffold;
mod starlark;
pub mod text;
mod tilt;
pub(crate) mod tree;
mod vscode;
mod yaml;

use crate::source::{FileBytes, FileId, Span};

pub use container::{
    Backend, ConfigMap, Container, Forward, FromMap, NamedImage, OpenPort, Pod, Policy, Port, Probe, ProbeHow,
    ProbeKind, Service,
};
pub(crate) use docker::RUN;
pub use dockerfile::Dockerfile;
pub use held::held;
pub(crate) use kubernetes::filled as filled_in;
pub use name::{FileKind, holds_config_map, is_output, kind_of, speaks_of, subdirectories};
pub use shell::{Command, Script};
pub use text::Word;
pub(crate) use tilt::TILT;

pub(crate) use vscode::substituted as vscode_word;

pub(crate) use shell::Variables;
use text::Text;
pub(crate) use tree::Node;

/// What could not be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Where.
    pub span: Span,
    /// What, for people.
    pub message: String,
}

impl Wrong {
    pub(crate) fn new(span: Span, message: String) -> Self {
        Self { span, message }
    }
}

/// What one file says.
#[derive(Debug, Clone, Default)]
pub struct FileFacts {
    /// Debug configurations of VS Code, each as its map.
    pub(crate) configs: Vec<Node>,
    /// The folders of a workspace of VS Code: name and path.
    pub folders: Vec<(Word, Word)>,
    /// Settings of VS Code by their dotted names.
    pub(crate) settings: Vec<(Word, Node)>,
    /// Stages of a Dockerfile.
    pub dockerfile: Dockerfile,
    /// Dockerfiles that stand within another file.
    pub(crate) inner: Vec<Dockerfile>,
    /// Containers of compose files, Pods and devcontainers.
    pub containers: Vec<Container>,
    /// What containers share; a container names its own by index.
    pub pods: Vec<Pod>,
    /// Images that the file builds, by their names.
    pub(crate) images: Vec<NamedImage>,
    /// The manifests that a Tiltfile names.
    pub(crate) loads: Vec<Word>,
    /// Ports of the machine that are forwarded to Pods.
    pub(crate) forwards: Vec<Forward>,
    /// Kubernetes Services.
    pub services: Vec<Service>,
    /// Kubernetes NetworkPolicies.
    pub policies: Vec<Policy>,
    /// Kubernetes ConfigMaps.
    pub config_maps: Vec<ConfigMap>,
    /// Where Ingresses lead to.
    pub backends: Vec<Backend>,
    /// Command lines of scripts, tasks, recipes and workflows.
    pub commands: Vec<Command>,
    /// The text of a script, for whoever starts it with arguments and variables.
    pub(crate) script: Option<Script>,
    /// Variables that the file sets for what runs with it.
    pub variables: Vec<(Word, Word)>,
    /// Keys of a configuration of Delve.
    pub keys: Vec<Word>,
    /// Tools that a workflow or devcontainer asks for, with their version: `go` and `1.22`.
    pub tools: Vec<(&'static str, Word)>,
    /// Whether the file is a template that has to be filled before it is YAML.
    pub template: bool,
}

/// Mistakes of one file that are told; the others would follow from them.
const MOST_WRONG: usize = 3;

/// What other files bring into one.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// What fills in the variables of a compose file. One that is set in two ways is not known.
    pub variables: &'a [(Word, Word)],
    /// The file at a path that a Makefile includes.
    pub included: &'a dyn Fn(&str) -> Option<FileBytes>,
}

/// Reads one file by itself.
#[must_use]
pub fn read(file: FileId, kind: FileKind, bytes: &[u8]) -> (FileFacts, Vec<Wrong>) {
    read_with(file, kind, bytes, Around { variables: &[], included: &|_| None })
}

/// Reads one file with what others bring into it.
#[must_use]
pub fn read_with(file: FileId, kind: FileKind, bytes: &[u8], around: Around<'_>) -> (FileFacts, Vec<Wrong>) {
    let mut variables = Variables::default();
    around.variables.iter().for_each(|(name, value)| variables.set(&name.text, value.get()));
    let (text, broken) = Text::new(file, bytes);
    let mut facts = FileFacts::default();
    let mut wrong = match kind {
        FileKind::Launch | FileKind::Tasks | FileKind::Settings | FileKind::CodeWorkspace | FileKind::Devcontainer => {
            let (root, wrong) = json::read(&text);
            if let Some(root) = &root {
                vscode::read(kind, root, &text, &mut facts);
            }
            wrong
        }
        FileKind::Dockerfile => {
            let (dockerfile, mut wrong) = dockerfile::read(&text);
            facts.dockerfile = dockerfile;
            if is_template(&text.text) && !wrong.is_empty() {
                wrong.clear();
                facts.template = true;
            }
            wrong
        }
        FileKind::Compose | FileKind::Yaml | FileKind::Workflow | FileKind::DelveConfig => {
            let (documents, mut wrong) = yaml::read(&text);
            if !wrong.is_empty() && is_template(&text.text) {
                // What is broken is the template's text, not the YAML that it will become.
                wrong.clear();
                facts.template = true;
            } else {
                for document in &documents {
                    match kind {
                        FileKind::Compose => compose::read(document, &text, &variables, &mut facts),
                        FileKind::Workflow => script::workflow(document, &text, &mut facts),
                        FileKind::DelveConfig => facts.keys.extend(document.entries().iter().map(|(k, _)| k.clone())),
                        _ if compose::is_compose(document) => compose::read(document, &text, &variables, &mut facts),
                        _ => kubernetes::read(document, &text, &variables, &mut facts),
                    }
                }
            }
            wrong
        }
        FileKind::Makefile => {
            make::read(&text, around.included, &mut facts);
            Vec::new()
        }
        FileKind::Shell => {
            script::shell(&text, &mut facts);
            Vec::new()
        }
        FileKind::Procfile => {
            script::procfile(&text, &mut facts);
            Vec::new()
        }
        FileKind::Air => script::air(&text, &mut facts),
        FileKind::Tilt => {
            tilt::read(&text, &mut facts);
            Vec::new()
        }
        FileKind::Env => {
            script::env(&text, &mut facts);
            Vec::new()
        }
    };
    docker::read(&mut facts);
    if let Some(place) = broken {
        wrong.insert(0, Wrong::new(place, "a byte that is no UTF-8; it was read as `?`".to_owned()));
    }
    wrong.truncate(MOST_WRONG);
    (facts, wrong)
}

/// Whether a text has to be filled in before it is what its name says: by Go or Helm, by Jinja, by Terraform.
fn is_template(text: &str) -> bool {
    ["{{", "{%", "%{"].iter().any(|mark| text.contains(mark))
}

/// A duration as compose, Docker and Kubernetes write it, in seconds: `30s`, `1m30s`, `500ms`, `10`.
pub(crate) fn seconds(text: &str) -> Option<f64> {
    if let Ok(number) = text.parse::<f64>() {
        return Some(number);
    }
    let mut total = 0.0;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
        let number: f64 = rest[..digits].parse().ok()?;
        rest = &rest[digits..];
        let unit = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        total += number
            * match &rest[..unit] {
                "h" => 3600.0,
                "m" => 60.0,
                "s" => 1.0,
                "ms" => 1e-3,
                "us" | "µs" => 1e-6,
                _ => return None,
            };
        rest = &rest[unit..];
    }
    Some(total)
}
