//! The facts of one program, with what fields need and the model does not say in so many words: whose code a place is in, which
//! listeners show a route, how an import chain reads.
//!
//! In: a [`Program`] and the [`Code`] of the run. Knows no rule and no wording but the chain's arrow.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::code::Code;
use crate::directive::Directive;
use crate::model::{Link, Listener, PackageSource, Program, Route};
use crate::ordered::InOrder as _;
use crate::setup::{ConfigKey, Setup};
use crate::source::{FileId, Sources, Span};

use super::super::matches::{CodeMatch, CodeNode, Matches};
use super::super::value::Value;
use super::Kind;

/// A program as rules see it.
#[derive(Debug)]
pub struct Facts<'p> {
    pub(super) program: &'p Program,
    /// The files around the code.
    pub(super) setup: &'p Setup,
    pub(super) directives: &'p [Directive],
    code: &'p Code<'p>,
    sources: &'p Sources,
    /// Directories of packages that are somebody else's code.
    foreign_dirs: BTreeSet<&'p str>,
    /// Import paths of the packages of the run's modules.
    own_packages: BTreeSet<&'p str>,
    /// For each route the listeners that show it.
    shown_by: Vec<Vec<usize>>,
    /// The listeners that have a server with timeouts.
    servers: Vec<usize>,
    /// Listeners and which of their addresses.
    ports: Vec<(usize, usize)>,
    debug_ports: Vec<DebugPort>,
    /// The matches in own code of this program, query by query, each with the number of its first node.
    matches: Vec<(&'p CodeMatch, usize)>,
    nodes: Vec<&'p CodeNode>,
    by_query: BTreeMap<&'p str, Range<usize>>,
}

impl<'p> Facts<'p> {
    /// The directives of a run; `nobody` is a program without facts.
    #[must_use]
    pub fn of_directives(
        directives: &'p [Directive],
        nobody: &'p Program,
        nothing: &'p Setup,
        code: &'p Code<'p>,
    ) -> Self {
        Self { directives, ..Self::new(nobody, nothing, code) }
    }

    /// Prepares a program for evaluation.
    #[must_use]
    pub fn new(program: &'p Program, setup: &'p Setup, code: &'p Code<'p>) -> Self {
        let is_own = PackageSource::is_own;
        let listeners = program.listeners.iter().enumerate();
        let mut shown_by = vec![Vec::new(); program.routes.len()];
        for (index, listener) in program.listeners.iter().enumerate() {
            let routes: BTreeSet<usize> = listener.routes.iter().map(|r| r.route).in_order();
            for route in routes {
                if let Some(listeners) = shown_by.get_mut(route) {
                    listeners.push(index);
                }
            }
        }
        Self {
            program,
            setup,
            code,
            sources: code.sources(),
            directives: &[],
            foreign_dirs: program.packages.iter().filter(|p| !is_own(p.source)).map(|p| &*p.dir).collect(),
            own_packages: program.packages.iter().filter(|p| is_own(p.source)).map(|p| &*p.path).collect(),
            shown_by,
            servers: (0..program.listeners.len()).filter(|l| program.listeners[*l].timeouts.is_some()).collect(),
            ports: listeners.flat_map(|(l, listener)| (0..listener.addresses.len()).map(move |a| (l, a))).collect(),
            debug_ports: debug_ports(program, setup),
            matches: Vec::new(),
            nodes: Vec::new(),
            by_query: BTreeMap::new(),
        }
    }

    /// With the matches that stand in own packages of the program.
    #[must_use]
    pub fn with_matches(mut self, matches: &'p Matches) -> Self {
        let own = self.program.packages.iter().filter(|p| PackageSource::is_own(p.source));
        let own: BTreeSet<(&str, &str)> = own.map(|p| (&*p.path, &*p.dir)).in_order();
        for (query, found) in matches.iter() {
            let first = self.matches.len();
            for one in found.iter().filter(|one| own.contains(&(&*one.package, &*one.dir))) {
                self.matches.push((one, self.nodes.len()));
                self.nodes.extend(&one.nodes);
            }
            self.by_query.insert(query, first..self.matches.len());
        }
        self
    }

    /// What a query matched in the program; None where it was not run.
    pub(in super::super) fn matches_of(&self, query: &str) -> Option<Range<usize>> {
        self.by_query.get(query).cloned()
    }

    pub(super) fn servers(&self) -> &[usize] {
        &self.servers
    }

    /// A key of a configuration, or behind all those of settings.
    pub(super) fn key(&self, index: usize) -> &'p ConfigKey {
        let keys = &self.setup.config_keys;
        keys.get(index).unwrap_or_else(|| &self.setup.settings[index - keys.len()])
    }

    /// The listener of a server.
    pub(super) fn server(&self, index: usize) -> usize {
        self.servers[index]
    }

    /// The listener of a port, and which of its addresses it is.
    pub(super) fn port(&self, index: usize) -> (usize, usize) {
        self.ports[index]
    }

    /// A port of the program and of somebody who debugs.
    pub(in super::super) fn debug_port(&self, index: usize) -> DebugPort {
        self.debug_ports[index]
    }

    pub(super) fn code_match(&self, index: usize) -> &'p CodeMatch {
        self.matches[index].0
    }

    pub(super) fn code_match_order(&self, index: usize) -> usize {
        let own = self.by_query.values().find(|range| range.contains(&index));
        own.map_or(index, |range| index - range.start)
    }

    pub(super) fn code_node(&self, index: usize) -> &'p CodeNode {
        self.nodes[index]
    }

    /// The nodes of a capture in a match.
    pub(in super::super) fn nodes_of(&self, index: usize, capture: usize) -> impl Iterator<Item = Value<'p>> {
        let (found, first) = self.matches[index];
        let nodes = found.nodes.iter().enumerate().filter(move |(_, node)| node.capture == capture);
        nodes.map(move |(at, _)| Value::Fact(Kind::Capture, first + at))
    }

    /// The source text of a place.
    pub(super) fn text(&self, place: Span) -> String {
        let bytes = self.sources.get(place.file).bytes();
        let text = bytes.get(place.start as usize..place.end as usize).unwrap_or_default();
        String::from_utf8_lossy(text).into_owned()
    }

    /// The code that the facts were read from.
    pub(crate) fn code(&self) -> &'p Code<'p> {
        self.code
    }

    /// How many facts of a kind there are.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        let (program, setup) = (self.program, self.setup);
        match kind {
            Kind::Program | Kind::Eras => 1,
            Kind::Package => program.packages.len(),
            Kind::Import => program.imports.len(),
            Kind::Mux => program.muxes.len(),
            Kind::Route => program.routes.len(),
            Kind::Mount => program.mounts.len(),
            Kind::Listener => program.listeners.len(),
            Kind::Server => self.servers.len(),
            Kind::Port => self.ports.len(),
            Kind::Conflict => program.conflicts.len(),
            Kind::Overtake => program.overtakes.len(),
            Kind::PortConflict => program.port_conflicts.len(),
            Kind::DebugPort => self.debug_ports.len(),
            Kind::Match => self.matches.len(),
            Kind::Capture => self.nodes.len(),
            Kind::Debugger => setup.debuggers.len(),
            Kind::DebuggerFlag => setup.index.flags().len(),
            Kind::DebugConfig => setup.configs.len(),
            Kind::ConfigKey => setup.config_keys.len() + setup.settings.len(),
            Kind::Pod => setup.pods.len(),
            Kind::Container => setup.containers.len(),
            Kind::ContainerPort => setup.ports.len(),
            Kind::WantedPort => setup.wanted.len(),
            Kind::DebuggerFile => setup.debugger_files.len(),
            Kind::Probe => setup.probes.len(),
            Kind::Stage => setup.stages.len(),
            Kind::Command => setup.commands.len(),
            Kind::Tool => setup.tools.len(),
            Kind::Variable => setup.variables.len(),
            Kind::DelveKey => setup.delve_keys.len(),
            Kind::Directive => self.directives.len(),
        }
    }

    pub(super) fn all(&self, kind: Kind) -> Value<'p> {
        Value::list((0..self.count(kind)).map(|index| Value::Fact(kind, index)))
    }

    pub(super) fn listeners_of(&self, route: usize) -> &[usize] {
        self.shown_by.get(route).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn file(&self, place: Span) -> String {
        self.path(place.file)
    }

    pub(super) fn path(&self, file: FileId) -> String {
        self.sources.path(file).to_string()
    }

    pub(super) fn line(&self, place: Span) -> u32 {
        self.sources.get(place.file).position(place.start).line
    }

    /// Whether a place is in code of the run's modules: not under vendor/, not in the module cache.
    pub(crate) fn is_own(&self, place: Span) -> bool {
        let path = self.sources.path(place.file);
        let dir = path.rsplit_once('/').map_or(".", |(dir, _)| dir);
        !self.foreign_dirs.contains(dir)
    }

    /// Whether the registration itself can be changed by those who own the run's modules: the call, or the pattern that it is given.
    pub(super) fn is_own_route(&self, route: &Route) -> bool {
        let own = |place: Option<Span>| place.is_some_and(|place| self.is_own(place));
        own(route.call) || own(route.pattern_span)
    }

    /// The line to change: the pattern's argument or the call; for what a dependency registers, the last own import on the way to it.
    pub(super) fn route_place(&self, route: &Route) -> Span {
        if self.is_own_route(route) {
            return match route.pattern_span {
                Some(pattern) if self.on_one_line(route.span, pattern) => pattern,
                _ => route.span,
            };
        }
        let own = |link: &&Link| self.own_packages.contains(&*link.package) || self.is_own(link.span);
        route.chain.iter().rev().find(own).or(route.chain.first()).map_or(route.span, |link| link.span)
    }

    /// How often the own packages of the program, tests included, have a word outside of comments and literals.
    pub(crate) fn named(&self, word: &str) -> usize {
        let own = self.program.packages.iter().filter(|package| package.source.is_own());
        let dirs: BTreeSet<&str> = own.map(|package| &*package.dir).in_order();
        dirs.into_iter().map(|dir| self.code.named(dir, word)).sum()
    }

    /// The call that serves; in a dependency, the nearest own place that made it, if there is one.
    pub(super) fn listener_place(&self, listener: &Listener) -> Span {
        if listener.own || self.is_own(listener.span) {
            return listener.span;
        }
        listener.via.iter().copied().find(|place| self.is_own(*place)).unwrap_or(listener.span)
    }

    /// Whether two places begin on the same line.
    fn on_one_line(&self, a: Span, b: Span) -> bool {
        if a.file != b.file {
            return false;
        }
        let bytes = self.sources.get(a.file).bytes();
        let (start, end) = (a.start.min(b.start) as usize, a.start.max(b.start) as usize);
        bytes.get(start..end).is_none_or(|between| !between.contains(&b'\n'))
    }

    /// An import chain for people: `cmd/api -> internal/debug -> net/http/pprof`.
    pub(super) fn chain(&self, links: &[Link]) -> String {
        let mut names: Vec<&str> = links.iter().map(|link| self.short(&link.package)).collect();
        names.extend(links.last().map(|link| self.short(&link.imports)));
        names.join(" -> ")
    }

    /// A package's path without the path of the module around the program.
    fn short<'a>(&self, path: &'a str) -> &'a str {
        let module = &*self.program.module;
        match path.strip_prefix(module) {
            Some(rest) if !module.is_empty() && rest.starts_with('/') => &rest[1..],
            Some("") if !module.is_empty() => path.rsplit('/').next().unwrap_or(path),
            _ => path,
        }
    }
}

/// A port that a listener of the program may have and somebody who debugs names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) struct DebugPort {
    /// Who.
    pub(in super::super) who: Who,
    /// The listener: index into [`Program::listeners`].
    pub(in super::super) listener: usize,
}

/// Who debugs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Who {
    /// A debug configuration that connects there: index into [`Setup::configs`].
    Config(usize),
    /// A debugger that starts the program: index into [`Setup::debuggers`].
    Debugger(usize),
}

/// The ports of a program that somebody who debugs names: looked up, for there may be many programs and many who debug.
fn debug_ports(program: &Program, setup: &Setup) -> Vec<DebugPort> {
    let mut listeners: BTreeMap<u16, BTreeSet<usize>> = BTreeMap::new();
    for (index, listener) in program.listeners.iter().enumerate() {
        for address in &listener.addresses {
            listeners.entry(address.port).or_default().insert(index);
        }
    }
    let of = |who: Who, port: u16| {
        let at = listeners.get(&port).into_iter().flatten();
        at.map(move |listener| DebugPort { who, listener: *listener })
    };
    let configs = listeners
        .keys()
        .flat_map(|port| setup.index.configs_at(*port).iter().flat_map(move |config| of(Who::Config(*config), *port)));
    let debuggers = setup.index.debuggers_of(&program.dir).iter().filter_map(|debugger| {
        let (_, port) = setup.debuggers[*debugger].address()?;
        Some(of(Who::Debugger(*debugger), port))
    });
    let mut found: Vec<DebugPort> = configs.chain(debuggers.flatten()).collect();
    found.sort_unstable();
    found
}
