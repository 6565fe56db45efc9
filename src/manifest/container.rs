//! What a compose file, a Pod and a devcontainer have in common: containers with commands, ports, probes and rights.
//!
//! Types only; `compose`, `kubernetes` and `vscode` fill them.

use super::dockerfile::Invocation;
use super::shell::Command;
use super::text::Word;
use crate::source::Span;

/// A container that a file describes.
#[derive(Debug, Clone)]
pub struct Container {
    /// Its name.
    pub name: Word,
    /// Its entry; the name's place in Kubernetes, where it may stand anywhere.
    pub span: Span,
    /// Index into [`FileFacts::pods`](super::FileFacts::pods).
    pub pod: usize,
    /// Whether it ends before the others start.
    pub init: bool,
    /// The image's name.
    pub image: Option<Word>,
    /// The service of compose that it takes over what it does not say itself from.
    pub extends: Option<Extends>,
    /// What the image is built from: context, Dockerfile, stage.
    pub build: Option<Build>,
    /// What replaces the image's ENTRYPOINT.
    pub entrypoint: Option<Invocation>,
    /// What replaces the image's CMD.
    pub command: Option<Invocation>,
    /// Ports that it names or publishes.
    pub ports: Vec<Port>,
    /// Probes and health checks.
    pub probes: Vec<Probe>,
    /// Variables.
    pub env: Vec<(Word, Word)>,
    /// Files of variables.
    pub env_files: Vec<Word>,
    /// Variables out of ConfigMaps.
    pub env_maps: Vec<FromMap>,
    /// Directories and files of the workspace, and where the container has them.
    pub mounts: Vec<(Word, Word)>,
    /// Capabilities that are added, without `CAP_`.
    pub capabilities: Vec<Word>,
    /// Options such as `seccomp:unconfined`.
    pub security: Vec<Word>,
    /// The user; in Kubernetes that of the container or of its Pod.
    pub user: Option<Word>,
    /// Whether it is privileged.
    pub privileged: bool,
    /// Whether it has a terminal.
    pub tty: bool,
    /// The working directory.
    pub workdir: Option<Word>,
    /// Compose's profiles, of which one must be asked for before it is started; none: it always is.
    pub profiles: Vec<Word>,
}

impl Container {
    /// One of which no more is known than where it stands: at its name.
    pub(crate) fn new(name: Word, pod: usize) -> Self {
        Self {
            span: name.span,
            name,
            pod,
            init: false,
            image: None,
            extends: None,
            build: None,
            entrypoint: None,
            command: None,
            ports: Vec::new(),
            probes: Vec::new(),
            env: Vec::new(),
            env_files: Vec::new(),
            env_maps: Vec::new(),
            mounts: Vec::new(),
            capabilities: Vec::new(),
            security: Vec::new(),
            user: None,
            privileged: false,
            tty: false,
            workdir: None,
            profiles: Vec::new(),
        }
    }
}

/// A service that another one extends.
#[derive(Debug, Clone)]
pub struct Extends {
    /// The file, relative to that of the other service; None: the same one.
    pub file: Option<Word>,
    /// Its name.
    pub service: Word,
}

/// A ConfigMap: variables that containers may take.
#[derive(Debug, Clone)]
pub struct ConfigMap {
    /// Its name.
    pub name: Word,
    /// Its namespace.
    pub namespace: Option<Word>,
    /// Names and values.
    pub data: Vec<(Word, Word)>,
}

/// What a container takes of a ConfigMap.
#[derive(Debug, Clone)]
pub struct FromMap {
    /// The ConfigMap's name.
    pub map: Word,
    /// The variable, and the key whose value it gets; None: every key is a variable.
    pub one: Option<(Word, Word)>,
    /// What stands in front of the names, where every key is a variable.
    pub prefix: Option<Word>,
}

/// What an image is built from.
#[derive(Debug, Clone, Default)]
pub struct Build {
    /// The context's directory, relative to the file.
    pub context: Option<Word>,
    /// The Dockerfile, relative to the context.
    pub dockerfile: Option<Word>,
    /// The stage.
    pub target: Option<Word>,
}

/// An image's name, and what a file builds under it.
#[derive(Debug, Clone)]
pub struct NamedImage {
    /// The name with its tag, as it is written.
    pub name: Word,
    /// What it is built from, with the paths of the file that says so; None where that is not known.
    pub build: Option<Build>,
    /// Whether a command builds it: its paths begin where that is run.
    pub by_command: bool,
    /// Whether whoever builds it gives it a tag of his own, whatever is asked for.
    pub any_tag: bool,
}

/// Whether an image's name has a tag, known or not.
pub(crate) fn is_tagged(name: &str) -> bool {
    name.rsplit('/').next().is_some_and(|last| last.contains(':'))
}

/// A port of the machine that is forwarded to a Pod, or to one of a Service.
#[derive(Debug, Clone)]
pub struct Forward {
    /// The name of what makes the Pod, or of the Service.
    pub resource: Word,
    /// Whether it is a Service's.
    pub service: bool,
    /// The port of the machine.
    pub local: u16,
    /// The port of the container; None: the one that it names.
    pub port: Option<u16>,
}

/// What shares one network: a Pod, or one container of a compose file.
#[derive(Debug, Clone)]
pub struct Pod {
    /// Its name.
    pub name: Word,
    /// `Pod`, `Deployment`, ..., `compose`, `devcontainer`, `run`, `tilt`.
    pub kind: &'static str,
    /// Where it stands.
    pub span: Span,
    /// Whether its containers see each other's processes.
    pub shares_processes: bool,
    /// Whether it is in the machine's process namespace.
    pub host_pid: bool,
    /// Whether it is in the machine's network, or in that of another container.
    pub network: Network,
    /// The labels that Services select it by.
    pub labels: Vec<(Word, Word)>,
    /// Its namespace.
    pub namespace: Option<Word>,
}

impl Pod {
    /// One with a network and processes of its own, at its name.
    pub(crate) fn new(name: Word, kind: &'static str) -> Self {
        Self {
            span: name.span,
            name,
            kind,
            shares_processes: false,
            host_pid: false,
            network: Network::Own,
            labels: Vec::new(),
            namespace: None,
        }
    }
}

/// Which network a Pod is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Network {
    /// One of its own.
    Own,
    /// The machine's.
    Host,
    /// That of another service of the file.
    Of(Word),
}

/// A port of a container.
#[derive(Debug, Clone)]
pub struct Port {
    /// Inside of the container.
    pub number: u16,
    /// Its name.
    pub name: Option<Word>,
    /// Outside, where it is published: the port of the machine.
    pub published: Option<u16>,
    /// The address on the machine that it is published at; None: all.
    pub host: Option<Word>,
    /// Whether it is UDP.
    pub udp: bool,
    /// Where it stands.
    pub span: Span,
}

impl Port {
    pub(crate) fn new(span: Span) -> Self {
        Self { number: 0, name: None, published: None, host: None, udp: false, span }
    }
}

/// A question that is asked of a container from time to time.
#[derive(Debug, Clone)]
pub struct Probe {
    /// Which.
    pub kind: ProbeKind,
    /// How it is asked.
    pub how: ProbeHow,
    /// The port that it is asked at.
    pub port: Option<u16>,
    /// The port's name, where it has one instead.
    pub port_name: Option<Word>,
    /// What an `exec` probe runs.
    pub commands: Vec<Command>,
    /// Where it stands.
    pub span: Span,
    /// Seconds until it counts as failed.
    pub timeout: Option<f64>,
    /// Seconds between two of them.
    pub period: Option<f64>,
    /// Failures in a row until something is done.
    pub failures: Option<u32>,
}

/// What a probe decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProbeKind {
    /// A failure restarts the container.
    Liveness,
    /// A failure takes it out of its Services.
    Readiness,
    /// Until it succeeds, the others wait; if it never does, the container is restarted.
    Startup,
    /// Docker's and compose's.
    Healthcheck,
}

/// How a probe is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProbeHow {
    /// An HTTP request.
    Http,
    /// A connection that is closed at once.
    Tcp,
    /// gRPC's health service.
    Grpc,
    /// A command in the container.
    Exec,
}

/// A Kubernetes Service.
#[derive(Debug, Clone)]
pub struct Service {
    /// Its name.
    pub name: Word,
    /// `ClusterIP`, `NodePort`, `LoadBalancer`, `ExternalName`.
    pub kind: Word,
    /// The labels of the Pods that it leads to.
    pub selector: Vec<(Word, Word)>,
    /// Its ports: the one that it leads to, by number or name, and its own.
    pub ports: Vec<ServicePort>,
    /// Its namespace.
    pub namespace: Option<Word>,
}

/// A NetworkPolicy for what comes in: it closes every port that none of its rules opens.
#[derive(Debug, Clone)]
pub struct Policy {
    /// The labels of the Pods that it is about; none: all of its namespace.
    pub selector: Vec<(Word, Word)>,
    /// Its namespace.
    pub namespace: Option<Word>,
    /// The ports that it opens to the outside of the cluster.
    pub open: Vec<OpenPort>,
}

/// Ports that a NetworkPolicy opens.
#[derive(Debug, Clone)]
pub enum OpenPort {
    /// All of them.
    All,
    /// One, by number or name, or those up to another one.
    To(Word, Option<u16>),
}

/// Where an Ingress leads to.
#[derive(Debug, Clone)]
pub struct Backend {
    /// The Service.
    pub service: Word,
    /// Its port, by number or name.
    pub port: Word,
    /// The Ingress's namespace.
    pub namespace: Option<Word>,
}

/// A port of a Service.
#[derive(Debug, Clone)]
pub struct ServicePort {
    /// Its own number.
    pub port: u16,
    /// Its name.
    pub name: Option<Word>,
    /// The port of the container, by number or name.
    pub target: Option<Word>,
    /// Where it stands.
    pub span: Span,
}
