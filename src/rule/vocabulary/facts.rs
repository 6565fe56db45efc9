//! The facts of one program, with what fields need and the model does not say in so many words: whose code a place is in, which
//! listeners show a route, how an import chain reads.
//!
//! In: a [`Program`] and the [`Code`] of the run. Knows no rule and no wording but the chain's arrow.

use std::collections::BTreeSet;

use crate::code::Code;
use crate::directive::Directive;
use crate::model::{Link, Listener, PackageSource, Program, Route};
use crate::source::{Sources, Span};

use super::super::value::Value;
use super::Kind;

/// A program as rules see it.
#[derive(Debug)]
pub struct Facts<'p> {
    pub(super) program: &'p Program,
    pub(super) directives: &'p [Directive],
    code: &'p Code<'p>,
    sources: &'p Sources,
    /// Directories of packages that are somebody else's code.
    foreign_dirs: BTreeSet<&'p str>,
    /// Import paths of the packages of the run's modules.
    own_packages: BTreeSet<&'p str>,
    /// For each route the listeners that show it.
    shown_by: Vec<Vec<usize>>,
}

impl<'p> Facts<'p> {
    /// The directives of a run; `nobody` is a program without facts.
    #[must_use]
    pub fn of_directives(directives: &'p [Directive], nobody: &'p Program, code: &'p Code<'p>) -> Self {
        Self { directives, ..Self::new(nobody, code) }
    }

    /// Prepares a program for evaluation.
    #[must_use]
    pub fn new(program: &'p Program, code: &'p Code<'p>) -> Self {
        let is_own = PackageSource::is_own;
        let mut shown_by = vec![Vec::new(); program.routes.len()];
        for (index, listener) in program.listeners.iter().enumerate() {
            let routes: BTreeSet<usize> = listener.routes.iter().map(|r| r.route).collect();
            for route in routes {
                if let Some(listeners) = shown_by.get_mut(route) {
                    listeners.push(index);
                }
            }
        }
        Self {
            program,
            code,
            sources: code.sources(),
            directives: &[],
            foreign_dirs: program.packages.iter().filter(|p| !is_own(p.source)).map(|p| &*p.dir).collect(),
            own_packages: program.packages.iter().filter(|p| is_own(p.source)).map(|p| &*p.path).collect(),
            shown_by,
        }
    }

    /// The code that the facts were read from.
    pub(crate) fn code(&self) -> &'p Code<'p> {
        self.code
    }

    /// How many facts of a kind there are.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        let program = self.program;
        match kind {
            Kind::Program | Kind::Eras => 1,
            Kind::Package => program.packages.len(),
            Kind::Import => program.imports.len(),
            Kind::Mux => program.muxes.len(),
            Kind::Route => program.routes.len(),
            Kind::Mount => program.mounts.len(),
            Kind::Listener => program.listeners.len(),
            Kind::Conflict => program.conflicts.len(),
            Kind::Overtake => program.overtakes.len(),
            Kind::PortConflict => program.port_conflicts.len(),
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
        self.sources.path(place.file).to_string()
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
