//! The words that every form of the route table uses for the same thing.
//!
//! In: parts of a program. Out: short texts in which nothing drives a terminal or breaks a line. Escaping for a format is the
//! format's own work.

use std::borrow::Cow;

use crate::model::{Listener, Mount, Mux, Origin, Program, ProgramKind, Provenance, Route, Scope, Served};
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

/// Whether others than this machine can connect, as far as the address says.
pub(super) fn is_open(scope: Scope) -> bool {
    matches!(scope, Scope::Any | Scope::Public)
}

/// The address is a default that the user of the program may change. `(from configuration)` has none, and says so itself.
pub(super) fn by_default(l: &Listener) -> bool {
    l.provenance == Provenance::Default && !l.addr.starts_with('(')
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

/// Why no listener shows a mux.
pub(super) fn unserved(mux: &Mux) -> &'static str {
    match mux.served {
        Served::No => "served by no listener",
        _ => "not known who serves it",
    }
}

/// What a program is, beside its directory: import path, releases and where they come from.
pub(super) fn about(p: &Program) -> impl Iterator<Item = Cow<'_, str>> {
    let parts = [&p.import_path as &str, releases(&p.eras.possible), &p.eras.reason];
    parts.into_iter().filter(|part| !part.is_empty()).map(visible::line)
}

/// What stands before its directory.
pub(super) fn kind(p: &Program) -> &'static str {
    match p.kind {
        ProgramKind::Main => "program",
        ProgramKind::Library => "packages without a program",
    }
}

/// The muxes with routes that no listener is known to show.
pub(super) fn unserved_muxes(p: &Program) -> impl Iterator<Item = &Mux> {
    p.muxes.iter().filter(|m| m.served != Served::Yes && !m.routes.is_empty())
}

/// The programs that have something to show.
pub(super) fn shown(programs: &[Program]) -> impl Iterator<Item = &Program> {
    programs.iter().filter(|p| p.kind == ProgramKind::Main || !p.routes.is_empty())
}

/// `cmd/api/main.go:12`.
pub(super) fn at(span: Span, sources: &Sources) -> String {
    let at = place::place(sources, span);
    format!("{}:{}", visible::line(&at.path), at.start.line)
}
