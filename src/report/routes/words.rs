//! The words that every form of the route table uses for the same thing.
//!
//! In: parts of a program. Out: short texts in which nothing drives a terminal or breaks a line. Escaping for a format is the
//! format's own work.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Shown;
use crate::model::{Conflict, Listener, Mount, Mux, Origin, Program, ProgramKind, Provenance, Route, Scope, Served};
use crate::report::{place, releases, visible};
use crate::source::{Sources, Span};

/// The word of an origin.
pub(super) fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Call => "call",
        Origin::Init => "init",
        Origin::Import => "import",
    }
}

/// How far an address reaches.
pub(super) fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Any => "all interfaces",
        Scope::Loopback => "this machine only",
        Scope::Private => "private network",
        Scope::Unix => "Unix socket",
        Scope::Public => "public address",
        Scope::Configured => "address from configuration",
        Scope::Unknown => "address not known",
    }
}

/// How far a listener reaches; where it may have another address, which is not known, too, that is said.
pub(super) fn reach(l: &Listener) -> Cow<'static, str> {
    let known = scope(l.scope);
    if l.or_unknown && l.scope != Scope::Configured { format!("{known}, or not known").into() } else { known.into() }
}

/// No part of the address is known: `(from configuration)`, `…:…`. Of `:…` the interface is.
fn says_nothing(addr: &str) -> bool {
    addr.starts_with('(') || addr.starts_with('…') && addr.trim_matches(['…', ':']).is_empty()
}

/// An address and how far it reaches: one that is not known is told by the latter alone.
pub(super) fn address<'s>(addr: &str, scope: impl Into<Cow<'s, str>>) -> (String, Option<Cow<'s, str>>) {
    let scope = scope.into();
    if says_nothing(addr) { (scope.into_owned(), None) } else { (visible::line(addr).into_owned(), Some(scope)) }
}

/// Whether others than this machine can connect, as far as the address says.
pub(super) fn is_open(scope: Scope) -> bool {
    matches!(scope, Scope::Any | Scope::Public)
}

/// The address is a default that the user of the program may change. One that says nothing has none.
pub(super) fn by_default(l: &Listener) -> bool {
    l.provenance == Provenance::Default && !says_nothing(&l.addr)
}

/// Who registers: the function around the call, or the package.
pub(super) fn who(r: &Route) -> Cow<'_, str> {
    match r.origin {
        Origin::Call if !r.func.is_empty() => visible::line(&r.func),
        _ => visible::line(&r.package),
    }
}

/// `under /debug/, prefix cut`.
pub(super) fn under(m: &Mount) -> String {
    let strips = if m.strips { ", prefix cut" } else { "" };
    format!("under {}{strips}", visible::line(&m.pattern))
}

/// What is told of a listener without routes. Another router has routes, too, which are not shown; and an open listener may be served
/// where nobody has seen it.
pub(super) fn without_routes(l: &Listener) -> Option<&'static str> {
    match (l.handler_known, l.muxes.is_empty()) {
        (false, _) => Some("(handler not known)"),
        // It has routes of its own: see [`more`].
        (true, true) if !l.routers.is_empty() => None,
        (true, true) => Some("no http.ServeMux found"),
        (true, false) => Some("no routes"),
    }
}

/// What a listener serves, or may serve, beside the routes that are shown: what is registered on a router of another library; and on a
/// mux by whom it is handed to, where his source is not on this machine.
pub(super) fn more(p: &Program, l: &Listener) -> Vec<String> {
    let in_part = |name: &str| l.muxes.iter().any(|&mux| p.muxes[mux].router.as_deref() == Some(name));
    let routers = l.routers.iter().map(|name| {
        let what = if in_part(name) { "what else" } else { "what" };
        format!("{what} is registered on {} itself is not shown", visible::line(name))
    });
    let handed = l.muxes.iter().flat_map(|&mux| &p.muxes[mux].handed_to);
    let mut names: Vec<_> = handed.map(|name| visible::line(name)).collect();
    names.sort();
    names.dedup();
    let told = names.iter().map(|name| format!("{name} may register more: its source is not on this machine"));
    routers.chain(told).collect()
}

/// The conflicts of a program by the routes that they are about, each with the other route.
pub(super) fn conflicts(p: &Program) -> BTreeMap<usize, Vec<(&Conflict, &Route)>> {
    let mut of_route: BTreeMap<usize, Vec<_>> = BTreeMap::new();
    for conflict in &p.conflicts {
        of_route.entry(conflict.a).or_default().push((conflict, &p.routes[conflict.b]));
        of_route.entry(conflict.b).or_default().push((conflict, &p.routes[conflict.a]));
    }
    of_route
}

/// What becomes of a program that comes to both routes of a conflict.
pub(super) fn panics(conflict: &Conflict) -> &'static str {
    if conflict.certain { "panics" } else { "panics in a run that comes to both" }
}

/// The releases under which two routes conflict.
pub(super) fn panics_under(conflict: &Conflict) -> &'static str {
    releases(&conflict.eras.iter().map(|(era, _)| *era).collect::<Vec<_>>())
}

/// Why no listener shows a mux.
pub(super) fn unserved(mux: &Mux) -> &'static str {
    match mux.served {
        Served::No => "served by no listener",
        _ => "not known who serves it",
    }
}

/// What a program is, beside its directory: import path, releases and where they come from, and the builds.
pub(super) fn about<'a>(shown: &'a Shown<'a>) -> impl Iterator<Item = Cow<'a, str>> {
    let p = shown.program;
    let parts = [&p.import_path as &str, releases(&p.eras.possible), &p.eras.reason];
    let parts = parts.into_iter().filter(|part| !part.is_empty()).map(visible::line);
    parts.chain((!shown.targets.is_empty()).then(|| visible::line(&shown.targets.join(", ")).into_owned().into()))
}

/// What stands before its directory.
pub(super) fn kind(p: &Program) -> &'static str {
    match p.kind {
        ProgramKind::Main => "program",
        ProgramKind::Library => "packages without a program",
    }
}

/// A listener as it is told.
pub(super) struct Told<'a> {
    /// Its index, or that of the first of several.
    pub(super) number: usize,
    pub(super) listener: &'a Listener,
    /// How many there are of which nothing tells one from the other.
    pub(super) times: usize,
}

impl Told<'_> {
    /// `3 times`, where it is more than once.
    pub(super) fn times(&self) -> Option<String> {
        times(self.times)
    }
}

/// `3 times`, where it is more than once.
pub(super) fn times(times: usize) -> Option<String> {
    (times > 1).then(|| format!("{times} times"))
}

/// The listeners in their order. A call that is come to in several ways makes several; where their address is not known, those that
/// serve the same are told once.
pub(super) fn listeners(p: &Program) -> Vec<Told<'_>> {
    let mut told: Vec<Told<'_>> = Vec::new();
    let mut seen: BTreeMap<_, usize> = BTreeMap::new();
    for (number, listener) in p.listeners.iter().enumerate() {
        if listener.addresses.is_empty() {
            let routes: Vec<_> = listener.routes.iter().map(|served| (served.route, served.mount)).collect();
            let Listener { span, call, addr, mux, muxes, handler_known, .. } = listener;
            let key = (span, call, addr, reach(listener), by_default(listener), mux, muxes, handler_known, routes);
            if let Some(at) = seen.get(&key) {
                told[*at].times += 1;
                continue;
            }
            seen.insert(key, told.len());
        }
        told.push(Told { number, listener, times: 1 });
    }
    told
}

/// The muxes with routes that no listener is known to show.
pub(super) fn unserved_muxes(p: &Program) -> impl Iterator<Item = &Mux> {
    p.muxes.iter().filter(|m| m.served != Served::Yes && !m.routes.is_empty())
}

/// `cmd/api/main.go:12`.
pub(super) fn at(span: Span, sources: &Sources) -> String {
    let at = place::place(sources, span);
    format!("{}:{}", visible::line(&at.path), at.start.line)
}
