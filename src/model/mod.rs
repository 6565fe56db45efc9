//! What a program is: its packages, muxes, routes, listeners, and what follows from putting them together.
//!
//! In: the facts of all files that one `main` links. Out: [`Program`], the only thing that rules and the route table see.
//! Knows no text, no syntax, no rule and no wording. A *module* is a go.mod; a *package* is a directory;
//! a *program* is one main package with its import closure: two programs of a module never meet.

mod address;
mod admission;
mod after;
mod against;
mod answered;
mod apis;
mod appended;
mod as_written;
mod askers;
mod aspects;
mod assemble;
mod asserted;
mod assigned;
mod before;
mod behind;
mod budget;
mod by_default;
mod called;
mod callers;
mod calls;
mod carried;
mod chains;
mod circles;
mod conditions;
mod copies;
mod copy_on_write;
mod decide;
mod decisive;
mod decoded;
mod elements;
pub mod eras;
mod eval;
mod failing;
mod fields;
mod filled;
mod folds;
mod frames;
mod given_away;
mod given_back;
mod givers;
mod handlers;
mod interfaces;
mod keepers;
mod kept;
mod leading;
mod limit;
pub mod link;
mod linked;
mod listen_address;
mod listeners;
mod lists;
mod locals;
mod made;
mod made_anew;
mod memo;
mod mentioned;
mod mentions;
mod method_values;
mod methods;
mod moments;
mod mounts;
mod muxes;
mod no_return;
mod numbers;
mod objects;
mod on_routers;
mod once;
mod opted;
mod options;
mod outside;
mod pairs;
mod paths;
pub mod pattern;
mod pointers;
mod reach;
mod reached;
mod receivers;
mod recovered;
mod replaced;
mod roles;
mod rounds;
mod routes;
mod serve;
mod shadowed;
mod sites;
mod splits;
mod texts;
mod timeouts;
mod together;
mod told;
mod turns;
mod types;
mod undecided;
mod value;
mod written_by_options;

pub use address::{bracketed, overlap, scope_of_host};
pub use aspects::Aspect;
pub use assemble::assemble;
pub use conditions::Condition;
pub use eras::{Era, Eras, GoVersion};
pub use linked::{Declaration, Import, Linkage, LinkedImport, LinkedPackage, Positions};
pub use mentioned::Mentioned;
pub use pairs::{Conflict, Overtake, PortConflict};
pub use timeouts::Timeouts;

use std::sync::Arc;

use crate::source::Span;

/// A main package with everything it links; or, for packages that no main of the run links, a library seen on its own.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// Whether there is a `main`.
    pub kind: ProgramKind,
    /// Whether it is a library that neither registers nor listens: only its packages and imports were looked at.
    pub silent: bool,
    /// Directory of the main package relative to the directory of the run, with `/`; `.` for the directory itself.
    pub dir: Arc<str>,
    /// Import path of the main package; `command-line-arguments` for a file list.
    pub import_path: Arc<str>,
    /// Path of the module around it; empty without go.mod.
    pub module: Arc<str>,
    /// Its eras.
    pub eras: Eras,
    /// The linked packages in the order in which they are initialised.
    pub packages: Vec<Arc<LinkedPackage>>,
    /// Import declarations of the linked packages, of files that belong to the build, sorted by place.
    pub imports: Vec<Import>,
    /// The muxes; [`DEFAULT_MUX`] is index 0, always there.
    pub muxes: Vec<Mux>,
    /// The routes of all muxes, in the order of registration where it is known.
    pub routes: Vec<Route>,
    /// Handlers that are themselves muxes or routers, under a prefix.
    pub mounts: Vec<Mount>,
    /// The listeners.
    pub listeners: Vec<Listener>,
    /// Pairs of routes of one mux that panic in some era, and that one run may register both.
    pub conflicts: Vec<Conflict>,
    /// Pairs of routes of one mux of which the second, more specific by its method, takes requests from the first.
    pub overtakes: Vec<Overtake>,
    /// Pairs of listeners that one run may open and whose addresses overlap.
    pub port_conflicts: Vec<PortConflict>,
    /// Imports that were not resolved to anything that is on this machine.
    pub unseen: Vec<Arc<str>>,
    /// Bounds of the analysis that this program met: what was not looked at.
    pub cut: Vec<Arc<str>>,
}

impl Program {
    /// Every place that a report may point at.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        let imports = self.imports.iter().filter(|i| !i.registers.is_empty()).map(Import::span);
        let routes = self.routes.iter().flat_map(|r| {
            let chain = r.chain.iter().map(|l| l.span);
            chain.chain(r.via.iter().copied()).chain([r.span]).chain(r.call).chain(r.pattern_span).chain(r.row)
        });
        let listeners = self
            .listeners
            .iter()
            .flat_map(|l| l.via.iter().copied().chain([l.span]).chain(l.addr_span).chain(l.handler_span));
        let mounts = self.mounts.iter().map(|m| m.span);
        let muxes = self.muxes.iter().filter_map(|m| m.span);
        imports.chain(routes).chain(listeners).chain(mounts).chain(muxes)
    }
}

/// Index of `http.DefaultServeMux` in [`Program::muxes`].
pub const DEFAULT_MUX: usize = 0;

/// Whether a [`Program`] starts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ProgramKind {
    /// A main package.
    Main,
    /// Packages that no main package of the run links: only what holds in every program is said of them.
    #[default]
    Library,
}

/// Where a package's source stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PackageSource {
    /// In a module of the run (main module, go.work sibling, nested module).
    Module,
    /// In a directory that `replace` names, outside of the modules of the run.
    Replace,
    /// Under vendor/.
    Vendor,
    /// In the module cache.
    Cache,
    /// The standard library: its source is not read.
    Std,
    /// Nowhere on this machine.
    Unseen,
}

/// Whether a path is that of a package of the standard library, as its first element is no host's name.
pub(crate) fn looks_like_std(path: &str) -> bool {
    !path.split('/').next().unwrap_or(path).contains('.')
}

impl PackageSource {
    /// Whether the source belongs to the user's own code.
    #[must_use]
    pub fn is_own(self) -> bool {
        matches!(self, Self::Module)
    }

    /// Whether the source is not read.
    #[must_use]
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Std | Self::Unseen)
    }
}

/// One mux.
#[derive(Debug, Clone)]
pub struct Mux {
    /// `DefaultServeMux`, or `cmd/api/main.go:12` for one that is made there, or `example.com/m/web.Mux` for a package variable.
    pub id: Arc<str>,
    /// Where it is made; None for the default mux.
    pub span: Option<Span>,
    /// Indices into [`Program::routes`].
    pub routes: Vec<usize>,
    /// Whether a listener serves it.
    pub served: Served,
    /// Whether every registration on it has a known pattern.
    pub complete: bool,
    /// The functions that are handed it and whose source is not on this machine: they may register more.
    pub handed_to: Vec<Arc<str>>,
    /// The type of the router of another library that it is (`httprouter.Router`): of its routes, only those that show what runs inside.
    pub router: Option<Arc<str>>,
}

/// Whether a mux is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Served {
    /// By at least one listener.
    Yes,
    /// By none, and nothing is unknown that could.
    No,
    /// It leaves what the analysis can follow, or some listener's handler is unknown.
    Unknown,
}

/// How a route came to its mux.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// A call in a function.
    Call,
    /// A call in an init function, or in a package variable's initialiser, of a linked package other than main.
    Init,
    /// The init of a package whose source is not read (standard library, absent dependency): known from `rules/known/`.
    Import,
}

/// A pattern on a mux in a program.
#[derive(Debug, Clone)]
pub struct Route {
    /// Index into [`Program::muxes`].
    pub mux: usize,
    /// The pattern as registered in the declared era; holes of an unknown pattern show as `…`.
    pub pattern: Arc<str>,
    /// The pattern in other eras where it differs.
    pub pattern_by_era: Vec<(Era, Arc<str>)>,
    /// Whether the pattern is known whole.
    pub known: bool,
    /// How it came there.
    pub origin: Origin,
    /// The package that registers: the one around the call, or the imported one.
    pub package: Arc<str>,
    /// The version of that package, where it is a dependency's.
    pub version: Option<Arc<str>>,
    /// The place in the user's own code: the call, or the own call that leads to a dependency's; for imports and a
    /// dependency's init the last own import declaration on the way to the package.
    pub span: Span,
    /// The call that registers, wherever it stands; None for [`Origin::Import`].
    pub call: Option<Span>,
    /// The pattern's argument, where it stands in the source.
    pub pattern_span: Option<Span>,
    /// For imports and inits: the import declarations from main to the package, first to last.
    pub chain: Vec<Link>,
    /// The call chain's other places: a wrapper's call with the pattern's value, outermost first.
    pub via: Vec<Span>,
    /// The element that the innermost loop around the call is at, in the user's own code, as a row of a table of routes; or the call that
    /// adds it to the list.
    pub row: Option<Span>,
    /// What handles it.
    pub handler: HandlerKind,
    /// For a plain function of a package: `net/http/pprof.Index`. Else empty.
    pub handler_name: Arc<str>,
    /// The prefix that `http.StripPrefix` cuts from the path before the handler sees it.
    pub strips: Option<Arc<str>>,
    /// The function around the call, for people: `main.setup`, `(*Server).routes`; empty for imports.
    pub func: Arc<str>,
    /// How the pattern's value is known.
    pub provenance: Provenance,
    /// Patterns that do not parse in an era: the era and Go's own error.
    pub invalid: Vec<(Era, String)>,
}

/// What handles a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandlerKind {
    /// A function or handler that a package exports, unwrapped.
    Plain,
    /// A call, literal or value of the program's own: it may guard.
    Wrapped,
    /// Another mux or router (then there is a [`Mount`]).
    Mux,
    /// Not known.
    Unknown,
}

/// One step of an import chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The package that imports.
    pub package: Arc<str>,
    /// The path that it imports.
    pub imports: Arc<str>,
    /// The import declaration.
    pub span: Span,
}

/// How a value is known. Later ones are weaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Provenance {
    /// Written at the place.
    Literal,
    /// A constant or a variable that is assigned once.
    Constant,
    /// Computed from known parts, or handed through calls.
    Computed,
    /// The default of a flag, an environment variable, a configuration field or a variable that code may overwrite.
    Default,
    /// Not known.
    Unknown,
}

/// A mux or router that is reached under a prefix of another one.
#[derive(Debug, Clone)]
pub struct Mount {
    /// Where it is mounted: a call.
    pub span: Span,
    /// The mux that it is mounted in; None for a router of a framework.
    pub outer: Option<usize>,
    /// The mux that is mounted.
    pub inner: usize,
    /// The prefix as written; `/` for a fallback.
    pub pattern: Arc<str>,
    /// Whether the prefix is cut before the inner mux sees the path.
    pub strips: bool,
    /// What has to be set so that a run comes to it, the nearest condition first.
    pub conditions: Vec<Condition>,
}

/// How far an address reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// All interfaces.
    Any,
    /// Only this machine.
    Loopback,
    /// A private or link-local address.
    Private,
    /// A Unix socket.
    Unix,
    /// One public address or host name.
    Public,
    /// Only configuration knows.
    Configured,
    /// Not known to the analysis.
    Unknown,
}

impl Scope {
    /// The word of the JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Loopback => "loopback",
            Self::Private => "private",
            Self::Unix => "unix",
            Self::Public => "public",
            Self::Configured => "configured",
            Self::Unknown => "unknown",
        }
    }
}

/// One call that serves, in one calling context.
#[derive(Debug, Clone)]
pub struct Listener {
    /// The call that serves; where that is a dependency's, the own call that leads to it, if there is one.
    pub span: Span,
    /// The call that serves, wherever it stands.
    pub call_span: Span,
    /// As Go names it: `http.ListenAndServe`, `(*http.Server).Serve`.
    pub call: Arc<str>,
    /// `tcp`, `tcp4`, `tcp6`, `unix`, ...; `tcp` where nothing else is said.
    pub network: Arc<str>,
    /// The address for people: `:8080`, `127.0.0.1:…`, `(from configuration)`.
    pub addr: Arc<str>,
    /// The addresses that it may have, where they are known whole: host and port as Go would read them.
    pub addresses: Vec<Address>,
    /// The widest scope that the known parts allow.
    pub scope: Scope,
    /// Whether it may as well have an address of which nothing is known.
    pub or_unknown: bool,
    /// How the address is known.
    pub provenance: Provenance,
    /// Whether every run opens it with this one address.
    pub certain: bool,
    /// The address's expression.
    pub addr_span: Option<Span>,
    /// The handler's expression, where the call takes one as an argument.
    pub handler_span: Option<Span>,
    /// The literal that makes the server whose method it is, where there is exactly one.
    pub server_span: Option<Span>,
    /// The muxes that it serves, directly or through mounts (indices into [`Program::muxes`]).
    pub muxes: Vec<usize>,
    /// The mux at the top, where the handler is one.
    pub mux: Option<usize>,
    /// Whether the handler is known; if not, `muxes` may lack some.
    pub handler_known: bool,
    /// Whether the handler is nil, spelt out or left away.
    pub handler_nil: bool,
    /// The types of the routers of other libraries that are its handler (`httprouter.Router`): what is registered on them by themselves
    /// is not in `routes`.
    pub routers: Vec<Arc<str>>,
    /// The other places that made it: server literal, `net.Listen`, the wrapper's call, a mount.
    pub via: Vec<Span>,
    /// What has to be set so that a run comes to it, the nearest condition first.
    pub conditions: Vec<Condition>,
    /// What has to be set so that its handler is the default mux, where it may be another one.
    pub reads_default_where: Vec<Condition>,
    /// The routes that are reachable through it.
    pub routes: Vec<ServedRoute>,
    /// Whether the result of the call is dropped.
    pub error_ignored: bool,
    /// The server's WriteTimeout in nanoseconds, where it is known; None where it is not set or not known.
    pub write_timeout: Option<i64>,
    /// The timeouts of the server whose method it is; None where the call makes its own server.
    pub timeouts: Option<Timeouts>,
    /// The function around the call, for people.
    pub func: Arc<str>,
    /// The package around the call.
    pub package: Arc<str>,
    /// Whether the code belongs to a module of the run.
    pub own: bool,
}

/// A route as a listener shows it.
#[derive(Debug, Clone)]
pub struct ServedRoute {
    /// Index into [`Program::routes`].
    pub route: usize,
    /// Index into [`Program::mounts`] of the mount that it comes through.
    pub mount: Option<usize>,
    /// Whether some handler on every way to it turns requests away by who asks.
    pub guarded: bool,
}

/// Host and port as the net package reads them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    /// Empty, `0.0.0.0` and `::` are the wildcard.
    pub host: String,
    /// The port; 0 is a free one.
    pub port: u16,
}
