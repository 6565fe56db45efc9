//! What rules may speak of: the kinds of facts and their fields, each with its type, its meaning and the way to read it.
//!
//! One table serves the check at load, the evaluation and the page in `rules/README.md`. In: a [`Program`](crate::model::Program). Out: [`Value`]s.
//! Knows no rule. A field that the program does not answer is [`Value::Unknown`], never a guess.

mod build;
mod code;
mod container;
mod debug_config;
mod debugger;
mod directive;
mod eras;
mod facts;
mod listener;
mod mux;
mod package;
mod pair;
mod place;
mod route;
mod server;

use std::fmt::Write as _;

use super::value::{Base, Type, Value, Words};
use crate::model::Aspect;

pub use facts::Facts;
pub use place::{PARTS, Part, part};

/// A kind of fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The program itself.
    Program,
    /// Its Go eras.
    Eras,
    /// A linked package.
    Package,
    /// An import declaration.
    Import,
    /// A mux.
    Mux,
    /// A pattern on a mux.
    Route,
    /// A mux reached under a prefix.
    Mount,
    /// A call that serves.
    Listener,
    /// The server behind a listener.
    Server,
    /// A port that a listener may have.
    Port,
    /// Two routes of one mux that cannot both be registered.
    Conflict,
    /// A route that takes requests from another one by its method.
    Overtake,
    /// Two listeners that want one address.
    PortConflict,
    /// A port of a listener that somebody who debugs names.
    DebugPort,
    /// What the query of a case matched.
    Match,
    /// A captured node of a match.
    Capture,
    /// What keeps a finding quiet. Of a whole run, not of a program.
    Directive,
    /// A command line of the debugger.
    Debugger,
    /// A flag of one.
    DebuggerFlag,
    /// A debug configuration of VS Code.
    DebugConfig,
    /// A key of one, or of VS Code's settings.
    ConfigKey,
    /// What shares one network: a Pod, a service of compose, an image.
    Pod,
    /// A container.
    Container,
    /// A port of a container.
    ContainerPort,
    /// A port that something in a container listens on.
    WantedPort,
    /// A file that starts debuggers.
    DebuggerFile,
    /// A probe or health check.
    Probe,
    /// A stage of a Dockerfile.
    Stage,
    /// A command line in a file of the workspace.
    Command,
    /// A tool with its version.
    Tool,
    /// A variable of the environment that a file sets.
    Variable,
    /// A key of a configuration of Delve.
    DelveKey,
}

/// What a fact belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KindScope {
    /// One program.
    Program,
    /// The files around the code, once for all programs.
    Workspace,
}

/// The field of a captured name that tells the import path of its package.
pub(super) const IMPORTED: &str = "imported";
/// The field of a match that tells its number among all.
pub(super) const ORDER: &str = "order";

/// A field of a kind of fact.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub ty: Type,
    /// What it means, in one line.
    pub meaning: &'static str,
    /// Reads it from the fact of this index.
    pub(super) read: for<'a, 'p> fn(&'a Facts<'p>, usize) -> Value<'p>,
    /// The aspects of a program that it needs; None: those of the facts that it gives.
    needs: Option<&'static [Aspect]>,
}

impl Field {
    /// The aspects of a program without which there is no answer.
    #[must_use]
    pub fn aspects(&self) -> &'static [Aspect] {
        match (self.needs, self.ty.base) {
            (Some(needs), _) => needs,
            (None, Base::Fact(kind)) => kind.aspects(),
            (None, _) => &[],
        }
    }

    const fn needing(self, aspects: &'static [Aspect]) -> Self {
        Self { needs: Some(aspects), ..self }
    }
}

/// Two fields are the same if they stand at the same place of the table.
impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Kind {
    /// All kinds, in the order of the page.
    pub const ALL: [Self; 32] = [
        Self::Program,
        Self::Eras,
        Self::Package,
        Self::Import,
        Self::Mux,
        Self::Route,
        Self::Mount,
        Self::Listener,
        Self::Server,
        Self::Port,
        Self::Conflict,
        Self::Overtake,
        Self::PortConflict,
        Self::DebugPort,
        Self::Match,
        Self::Capture,
        Self::Directive,
        Self::Debugger,
        Self::DebuggerFlag,
        Self::DebugConfig,
        Self::ConfigKey,
        Self::Pod,
        Self::Container,
        Self::ContainerPort,
        Self::WantedPort,
        Self::DebuggerFile,
        Self::Probe,
        Self::Stage,
        Self::Command,
        Self::Tool,
        Self::Variable,
        Self::DelveKey,
    ];

    /// What a fact of this kind belongs to.
    #[must_use]
    pub fn scope(self) -> KindScope {
        if self < Self::Directive { KindScope::Program } else { KindScope::Workspace }
    }

    /// Whether it comes from the files around the code.
    #[must_use]
    pub fn is_setup(self) -> bool {
        self > Self::Directive
    }

    /// The aspects of a program that hold all facts of this kind.
    #[must_use]
    pub fn aspects(self) -> &'static [Aspect] {
        match self {
            Self::Route => REGISTERED,
            Self::Mux
            | Self::Mount
            | Self::Listener
            | Self::Server
            | Self::Port
            | Self::DebugPort
            | Self::WantedPort => SERVED,
            Self::Conflict => &[Aspect::Routes, Aspect::Conflicts],
            Self::Overtake => &[Aspect::Routes, Aspect::Overtakes],
            Self::PortConflict => &[Aspect::Routes, Aspect::Listeners, Aspect::PortConflicts],
            _ => &[],
        }
    }

    /// The kinds that a rule may bind.
    pub fn bindable() -> impl Iterator<Item = Self> + Clone {
        Self::ALL.into_iter().filter(|k| !matches!(k, Self::Eras | Self::Capture))
    }

    /// Its name in rule files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Eras => "eras",
            Self::Package => "package",
            Self::Import => "import",
            Self::Mux => "mux",
            Self::Route => "route",
            Self::Mount => "mount",
            Self::Listener => "listener",
            Self::Server => "server",
            Self::Port => "port",
            Self::Conflict => "conflict",
            Self::Overtake => "overtake",
            Self::PortConflict => "port_conflict",
            Self::DebugPort => "debug_port",
            Self::Match => "match",
            Self::Capture => "capture",
            Self::Directive => "directive",
            Self::Debugger => "debugger",
            Self::DebuggerFlag => "debugger_flag",
            Self::DebugConfig => "debug_config",
            Self::ConfigKey => "config_key",
            Self::Pod => "pod",
            Self::Container => "container",
            Self::ContainerPort => "container_port",
            Self::WantedPort => "wanted_port",
            Self::DebuggerFile => "debugger_file",
            Self::Probe => "probe",
            Self::Stage => "stage",
            Self::Command => "command",
            Self::Tool => "tool",
            Self::Variable => "variable",
            Self::DelveKey => "delve_key",
        }
    }

    /// What it is, in one line.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Program => {
                "A main package with everything it links; or a package that no main package of the run links, on its own."
            }
            Self::Eras => "Which behaviours of `http.ServeMux` a program may meet, and why. Only as `program.eras`.",
            Self::Package => "A package that the program links.",
            Self::Import => {
                "An import declaration of a linked package, of a file that belongs to the build: none of a test."
            }
            Self::Mux => "An `http.ServeMux`.",
            Self::Route => "A pattern on a mux, and how it came there.",
            Self::Mount => "A mux that is reached under a prefix of another mux or of a framework's router.",
            Self::Listener => "A call that serves, in one calling context.",
            Self::Server => "The `http.Server` behind a listener, with its timeouts.",
            Self::Port => "A port that a listener may have, with its host, where both are known.",
            Self::Conflict => "Two routes of one mux that cannot both be registered, and that one run may both reach.",
            Self::Overtake => "A route that takes requests from a route with the same path by naming a method.",
            Self::PortConflict => "Two listeners that one run may open and whose addresses overlap.",
            Self::DebugPort => {
                "A listener of the program at a port that somebody who debugs names: a debug configuration that connects to it, or a debugger that starts the program and listens on it itself."
            }
            Self::Match => {
                "What the case's `query` matched in own code that the program links; each capture is a field, too. In a case with a query, `matches` is the list of all of them."
            }
            Self::Capture => "A node that a query captured. Only as a field of `match`, with the capture's name.",
            Self::Directive => {
                "A comment or `[[allow]]` entry that keeps a rule quiet, one for each rule. Of the whole run: where a case binds it, \
                 `program` is nobody's."
            }
            Self::Debugger => "A command line of `dlv`: in a Dockerfile, manifest, makefile, script, task or workflow.",
            Self::DebuggerFlag => "A flag in a command line of `dlv`, with its value.",
            Self::DebugConfig => "A debug configuration of type `go`, in launch.json or a workspace file.",
            Self::ConfigKey => {
                "A key of a debug configuration, or of VS Code's settings (`go.*`). Keys in a map have a dot: `env.GOFLAGS`."
            }
            Self::Pod => {
                "What shares one network: a Pod or what makes Pods, a service of a compose file, an image that nothing else starts."
            }
            Self::Container => "A container, with what its image brings where a Dockerfile of the workspace builds it.",
            Self::ContainerPort => "A port that a container names, publishes or exposes.",
            Self::DebuggerFile => "A file with command lines of `dlv`.",
            Self::WantedPort => {
                "A port of TCP that something in a container listens on, or says that it does: once for a container and port. None of init containers."
            }
            Self::Probe => "A probe of a Pod, or a health check of an image or service.",
            Self::Stage => "A stage of a Dockerfile.",
            Self::Command => "A command line in a file of the workspace, without the shells and wrappers around it.",
            Self::Tool => {
                "A tool with its version: Go as an image, a workflow or a devcontainer brings it, Delve as `go install` does."
            }
            Self::Variable => {
                "A variable of the environment that a file sets: an image, a container, a workflow, a file of variables."
            }
            Self::DelveKey => "A key of a configuration file of Delve.",
        }
    }

    /// Its fields, in the order of the page.
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Program => package::PROGRAM,
            Self::Eras => eras::ERAS,
            Self::Package => package::PACKAGE,
            Self::Import => package::IMPORT,
            Self::Mux => mux::MUX,
            Self::Route => route::ROUTE,
            Self::Mount => mux::MOUNT,
            Self::Listener => listener::LISTENER,
            Self::Server => server::SERVER,
            Self::Port => server::PORT,
            Self::Conflict => pair::CONFLICT,
            Self::Overtake => pair::OVERTAKE,
            Self::PortConflict => pair::PORT_CONFLICT,
            Self::DebugPort => pair::DEBUG_PORT,
            Self::Match => code::MATCH,
            Self::Capture => code::CAPTURE,
            Self::Directive => directive::DIRECTIVE,
            Self::Debugger => debugger::DEBUGGER,
            Self::DebuggerFlag => debugger::FLAG,
            Self::DebugConfig => debug_config::CONFIG,
            Self::ConfigKey => debug_config::KEY,
            Self::Pod => container::POD,
            Self::Container => container::CONTAINER,
            Self::ContainerPort => container::PORT,
            Self::WantedPort => container::WANTED,
            Self::DebuggerFile => debugger::FILE,
            Self::Probe => container::PROBE,
            Self::Stage => build::STAGE,
            Self::Command => build::COMMAND,
            Self::Tool => build::TOOL,
            Self::Variable => build::VARIABLE,
            Self::DelveKey => build::DELVE_KEY,
        }
    }

    /// The field of a name.
    #[must_use]
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|f| f.name == name)
    }
}

/// The behaviours of `http.ServeMux`, oldest first.
pub(super) static ERA: Words = Words { words: &["E121", "E122", "E123"], ordered: true };

const fn field(
    name: &'static str,
    ty: Type,
    meaning: &'static str,
    read: for<'a, 'p> fn(&'a Facts<'p>, usize) -> Value<'p>,
) -> Field {
    Field { name, ty, meaning, read, needs: None }
}

/// The aspects that say which routes are there, and which of them somebody serves.
const REGISTERED: &[Aspect] = &[Aspect::Routes];
const SERVED: &[Aspect] = &[Aspect::Routes, Aspect::Listeners];

const BOOL: Type = Type::one(Base::Bool);
const NUMBER: Type = Type::one(Base::Number);
const TEXT: Type = Type::one(Base::Text);
const PLACE: Type = Type::one(Base::Place);
const PLACES: Type = Type::list(Base::Place);
const TEXTS: Type = Type::list(Base::Text);
const ERA_LIST: Type = Type::list(Base::Word(&ERA));

const fn fact(kind: Kind) -> Type {
    Type::one(Base::Fact(kind))
}

const fn facts(kind: Kind) -> Type {
    Type::list(Base::Fact(kind))
}

/// The vocabulary as Markdown: a heading and a table for each kind.
#[must_use]
pub fn markdown() -> String {
    let mut page = String::new();
    for kind in Kind::ALL {
        // Writing to a String does not fail.
        _ = writeln!(page, "### `{}`\n\n{}\n\n| field | type | meaning |\n|---|---|---|", kind.name(), kind.meaning());
        for field in kind.fields() {
            let ty = field.ty.to_string().replace('|', "\\|");
            _ = writeln!(page, "| `{}` | {ty} | {} |", field.name, field.meaning);
        }
        page.push('\n');
    }
    page.push_str(concat!(
        "### `place`\n\nA range of code. In labels it is only pointed at; a fix may ask what stands there.\n\n",
        "| field | type | meaning |\n|---|---|---|\n"
    ));
    for part in PARTS {
        let ty = part.ty.to_string().replace('|', "\\|");
        _ = writeln!(page, "| `{}` | {ty} | {} |", part.name, part.meaning);
    }
    page
}
