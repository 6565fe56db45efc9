//! How the workspace is built, started and debugged: what the files around the Go code say when they are read together.
//!
//! In: the [`FileFacts`] of all such files, and which directories hold which Go packages. Out: [`Setup`]: command lines of the
//! debugger, debug configurations, containers and Pods with their ports and probes, build stages, versions of tools. It is one for the
//! whole run; a [`Program`](crate::model::Program) is joined to it by the directory of its main package. No verdict, no wording.
//!
//! Nothing is guessed: an image is that of a Dockerfile only where a file says so, a binary that of a package only where a
//! `go build` of the same place makes it.

mod assemble;
mod binary;
mod config;
mod config_map;
mod delve;
mod entry;
mod environment;
mod extends;
mod forward;
mod goflags;
mod image;
mod index;
mod loaded;
mod misplaced;
mod named;
mod path;
mod probe;
mod server;
mod service;
mod wanted;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::known::DelveRelease;
use crate::manifest::{Command, FileFacts, FileKind, Port, Probe, ProbeHow, Word};
use crate::source::{FileId, Span};

pub use assemble::assemble;
pub use config::{Config, ConfigKey, Target};
pub use config_map::wants_config_maps;
pub use delve::{Debugger, Flag, Serves, Site};
pub use extends::extended_files;
pub use goflags::{GoFlags, Unoptimized};
pub use index::Index;
pub use loaded::{filling_files, included, loaded_files};
pub use misplaced::Misplaced;
pub use server::Servers;
pub use wanted::{WantedBy, WantedPort, wanted_ports};

/// A file around the code, read.
#[derive(Debug)]
pub struct Manifest {
    /// Its identity.
    pub file: FileId,
    /// Its path as the user knows it.
    pub path: Arc<str>,
    /// What it is.
    pub kind: FileKind,
    /// What it says.
    pub facts: FileFacts,
}

/// A directory with Go files, as far as starting it matters.
#[derive(Debug, Clone, Default)]
pub struct GoDirectory {
    /// The name in the package clauses.
    pub package: Arc<str>,
    /// The files of the build.
    pub files: Vec<Arc<str>>,
    /// Of them, those that declare `func main`.
    pub mains: Vec<Arc<str>>,
    /// Whether it has test files.
    pub tests: bool,
    /// The last element of the module's path, for the module's own directory: the name of its binary.
    pub module_name: Option<Arc<str>>,
}

/// The directories of the matched packages, by their path as the user knows it.
pub type GoDirectories = BTreeMap<Arc<str>, GoDirectory>;

/// Everything that the files around the code say.
#[derive(Debug, Default)]
pub struct Setup {
    /// Command lines of the debugger.
    pub debuggers: Vec<Debugger>,
    /// The files that have them, each with its own: indices into [`Setup::debuggers`].
    pub debugger_files: Vec<(FileId, Vec<usize>)>,
    /// The debuggers that listen on a port of the machine.
    pub servers: Servers,
    /// Debug configurations of VS Code.
    pub configs: Vec<Config>,
    /// Their entries.
    pub config_keys: Vec<ConfigKey>,
    /// Entries of VS Code's settings, by their dotted names.
    pub settings: Vec<ConfigKey>,
    /// Containers of compose files, Pods, devcontainers and images.
    pub containers: Vec<Container>,
    /// What containers share.
    pub pods: Vec<Pod>,
    /// Ports that containers name, publish or open; container by container, as are the probes.
    pub ports: Vec<ContainerPort>,
    /// Probes and health checks.
    pub probes: Vec<ContainerProbe>,
    /// Who wants which port, once the programs are known.
    pub wanted: Vec<WantedPort>,
    /// Stages of Dockerfiles.
    pub stages: Vec<Stage>,
    /// Every command line that was read, with where it runs.
    pub commands: Vec<Placed>,
    /// Tools with their versions.
    pub tools: Vec<Tool>,
    /// Variables that something sets for what runs with it.
    pub variables: Vec<Variable>,
    /// Keys of configurations of Delve.
    pub delve_keys: Vec<Word>,
    /// The Go modules around the files.
    pub modules: Vec<GoModule>,
    /// The minor number of the newest Go that is known.
    pub newest_go: Option<u32>,
    /// Where to find what belongs to one of these.
    pub index: Index,
    /// How many files were read.
    pub files: usize,
    /// Templates that are not YAML before they are filled, by path: they were not read.
    pub templates: Vec<Arc<str>>,
}

impl Setup {
    /// Every place that a report may point at is in one of these files.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files == 0
    }

    /// The ports of a container with their numbers among all.
    pub fn ports_of(&self, container: usize) -> impl Iterator<Item = (usize, &ContainerPort)> {
        of_container(&self.ports, container, |port| port.container)
    }

    /// The probes of a container with their numbers among all.
    pub fn probes_of(&self, container: usize) -> impl Iterator<Item = (usize, &ContainerProbe)> {
        of_container(&self.probes, container, |probe| probe.container)
    }

    /// The Services that lead to a port of a container.
    pub fn services_of(&self, container: usize, port: u16) -> impl Iterator<Item = &ServicePort> {
        self.pods[self.containers[container].pod].services.iter().filter(move |service| service.number == port)
    }

    /// The stage of a Dockerfile that something runs in, or whose image its container has.
    #[must_use]
    pub fn stage_of(&self, site: Site) -> Option<usize> {
        match site {
            Site::Build(stage) => Some(stage),
            Site::Container(container) => self.containers[container].stage,
            Site::Host | Site::Ci => None,
        }
    }

    /// The module around a file or directory.
    #[must_use]
    pub fn module_around(&self, path: &str) -> Option<&GoModule> {
        self.modules.iter().filter(|module| path::is_in(&module.dir, path)).max_by_key(|module| module.dir.len())
    }
}

/// The items of one container with their numbers; all of them stand container by container.
fn of_container<T>(all: &[T], container: usize, of: fn(&T) -> usize) -> impl Iterator<Item = (usize, &T)> {
    let first = all.partition_point(|item| of(item) < container);
    (first..).zip(all[first..].iter().take_while(move |item| of(item) == container))
}

/// What go.mod says, as far as it matters to what stands around the code.
#[derive(Debug, Clone)]
pub struct GoModule {
    /// Its directory, below the directory of the run.
    pub dir: Arc<str>,
    /// The minor number of its `go` line: no older Go builds the module.
    pub go_line: Option<u32>,
    /// The minor number of its `toolchain` line.
    pub toolchain: Option<u32>,
    /// Whether it requires others and has no vendor/modules.txt.
    pub unvendored: bool,
}

/// A command line and where it runs.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The command.
    pub command: Command,
    /// Where it runs.
    pub site: Site,
    /// The directory that it starts in, where that is known.
    pub dir: Option<Arc<str>>,
    /// Of `go build` and its kin: what the flags say, those of GOFLAGS first.
    pub go_flags: GoFlags,
    /// The value of GOFLAGS, where that is what strips.
    pub strips_from: Option<Span>,
}

impl Placed {
    fn new(command: &Command, site: Site, dir: Option<Arc<str>>) -> Self {
        Self { command: command.clone(), site, dir, go_flags: GoFlags::default(), strips_from: None }
    }
}

/// A container with what its image brings.
#[derive(Debug, Clone)]
pub struct Container {
    /// Its name.
    pub name: Arc<str>,
    /// Where it stands.
    pub span: Span,
    /// Index into [`Setup::pods`].
    pub pod: usize,
    /// Whether it ends before the others start.
    pub init: bool,
    /// The image's name.
    pub image: Option<Word>,
    /// Index into [`Setup::stages`] of the stage that it is built from.
    pub stage: Option<usize>,
    /// What it starts, the first command first.
    pub commands: Vec<Command>,
    /// Whether what it starts is known.
    pub started: bool,
    /// The flag that its runtime takes for the program.
    pub misplaced: Option<Misplaced>,
    /// Index into [`Setup::debuggers`] of those that it starts.
    pub debuggers: Vec<usize>,
    /// Directories of the main packages that it may run, with or without a debugger.
    pub programs: Vec<Arc<str>>,
    /// Variables, those of the image first.
    pub env: Vec<(Word, Word)>,
    /// Capabilities that are added, without `CAP_`.
    pub capabilities: Vec<Word>,
    /// Options such as `seccomp:unconfined`.
    pub security: Vec<Word>,
    /// The user.
    pub user: Option<Word>,
    /// Whether somebody else may put arguments behind what it starts: an image by itself takes those of `docker run`, one that tilt
    /// starts those of the manifest.
    pub takes_arguments: bool,
    /// Whether it is privileged.
    pub privileged: bool,
    /// Whether it has a terminal.
    pub tty: bool,
    /// Compose's profiles, of which one must be asked for; none: it is always started.
    pub profiles: Vec<Word>,
}

impl Container {
    /// The number of its user, where that is written; a name other than `root` has one that only the image knows.
    #[must_use]
    pub fn uid(&self) -> Option<u32> {
        let user = self.user.as_ref()?.get()?.split(':').next()?;
        if user == "root" { Some(0) } else { user.parse().ok() }
    }
}

/// What shares one network.
#[derive(Debug, Clone)]
pub struct Pod {
    /// Its name.
    pub name: Arc<str>,
    /// `Pod`, `Deployment`, ..., `compose`, `devcontainer`, `run`, `image`, `tilt`.
    pub kind: &'static str,
    /// Where it stands.
    pub span: Span,
    /// Indices into [`Setup::containers`].
    pub containers: Vec<usize>,
    /// Whether its containers see each other's processes.
    pub shares_processes: bool,
    /// Whether it is in the machine's process namespace.
    pub host_pid: bool,
    /// Whether it is in the machine's network.
    pub host_network: bool,
    /// The Services that lead to it: type and place, by port of the container.
    pub services: Vec<ServicePort>,
    /// The ports of its containers that a port of the machine is forwarded to.
    pub forwarded: Vec<u16>,
}

/// A port of a Service that leads to a Pod.
#[derive(Debug, Clone)]
pub struct ServicePort {
    /// `ClusterIP`, `NodePort`, `LoadBalancer`.
    pub kind: Arc<str>,
    /// The Service's name.
    pub service: Arc<str>,
    /// The port of the container.
    pub number: u16,
    /// Where it stands.
    pub span: Span,
}

/// A port of a container.
#[derive(Debug, Clone)]
pub struct ContainerPort {
    /// Index into [`Setup::containers`].
    pub container: usize,
    /// The port as it is written.
    pub port: Port,
    /// Whether the image names it (`EXPOSE`).
    pub exposed: bool,
}

/// A probe of a container.
#[derive(Debug, Clone)]
pub struct ContainerProbe {
    /// Index into [`Setup::containers`].
    pub container: usize,
    /// The probe.
    pub probe: Probe,
    /// How it asks: of a command, what that sends.
    pub how: ProbeHow,
    /// The port that it asks at, also where a command does (`curl localhost:8080`).
    pub port: Option<u16>,
    /// Where that port stands, or the command that names it.
    pub span: Span,
}

/// A stage of a Dockerfile.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The stage.
    pub stage: crate::manifest::dockerfile::Stage,
    /// The file.
    pub file: FileId,
    /// Its number in the file, from 0.
    pub index: usize,
    /// Whether it is the last one.
    pub last: bool,
    /// The stage of the same file that it starts from: index into [`Setup::stages`].
    pub parent: Option<usize>,
    /// The stage that it starts from in the end; its own index where it starts from an image.
    pub root: usize,
    /// Whether it, or one that it starts from, builds Go code that is no Delve.
    pub builds: bool,
    /// The minor number of the Go whose archive it, or one that it starts from, unpacks, where that fetches no newer one.
    pub unpacked_go: Option<u32>,
}

/// A tool with its version.
#[derive(Debug, Clone)]
pub struct Tool {
    /// `go` or `dlv`.
    pub name: &'static str,
    /// The version as written, without `v` or `go` in front: `1.22`, `latest`.
    pub version: Word,
    /// Where it is used.
    pub site: Site,
    /// The minor number of the version: 22 for Go 1.22, 24 for Delve 1.24.1; of `latest` the newest that is known.
    pub minor: Option<u32>,
    /// Of a release of Delve that is known: which Go it needs.
    pub release: Option<DelveRelease>,
    /// Of Delve: whether there never was such a release.
    pub missing: bool,
}

impl Tool {
    /// A tool of a version as it is written; what a table knows of it is not looked up.
    #[must_use]
    pub fn new(name: &'static str, written: &Word, site: Site) -> Self {
        let text = written.text.trim_start_matches("go").trim_start_matches('v');
        let version = Word { text: text.into(), ..written.clone() };
        Self { name, version, site, minor: None, release: None, missing: false }
    }
}

/// The minor number of a version that names one release or one line of releases: 22 for `1.22`, `1.22.3`, `1.22.x`.
#[must_use]
pub fn minor(version: &str) -> Option<u32> {
    let (minor, patch) = version.strip_prefix("1.").map(|rest| rest.split_once('.').unwrap_or((rest, "0")))?;
    let is_patch = patch == "x" || !patch.is_empty() && patch.bytes().all(|b| b.is_ascii_digit());
    minor.parse().ok().filter(|_| is_patch)
}

/// A variable that something sets.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its name.
    pub name: Word,
    /// Its value.
    pub value: Word,
    /// For whom.
    pub site: Site,
}
