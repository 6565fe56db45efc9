//! The route table as one page: each program with its listeners, what they serve, who put it there, conflicts in red.
//!
//! In: the programs. Out: HTML with its style and its few lines of script inside, so that it can be sent as one file; it loads nothing.
//! Text of the user's files is escaped by the template.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::Shown;
use super::words::{self, Told};
use crate::model::{Conflict, Origin, Program, ProgramKind, Route, ServedRoute};
use crate::report::{count, visible};
use crate::source::Sources;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Writes the page.
pub(super) fn render(shown: &[Shown<'_>], out: &mut dyn Write) -> io::Result<()> {
    let dirs: BTreeSet<&str> =
        shown.iter().map(|s| s.program).filter(|p| p.kind == ProgramKind::Main).map(|p| &*p.dir).collect();
    let headline = count(dirs.len(), "program");
    let shown: Vec<Page<'_>> = shown.iter().map(Page::new).collect();
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
                title { "Routes: " (headline) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { "What these programs serve" }
                    p { (headline) " · made by muxray from the source, without running anything" }
                    input id="filter" type="search" placeholder="Filter: a pattern, a package, a file" aria-label="Filter routes";
                }
                @if shown.is_empty() {
                    p { "No main package matches: there is no program whose routes could be shown." }
                }
                @if shown.len() > 1 {
                    nav { ul { @for (i, page) in shown.iter().enumerate() { (page.entry(i)) } } }
                }
                main { @for (i, page) in shown.iter().enumerate() { (page.section(i)) } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    out.write_all(page.into_string().as_bytes())?;
    writeln!(out)
}

struct Page<'a> {
    shown: &'a Shown<'a>,
    program: &'a Program,
    sources: &'a Sources,
    /// For a route, the pairs that it cannot stand in.
    conflicts: BTreeMap<usize, Vec<(&'a Conflict, &'a Route)>>,
}

impl<'a> Page<'a> {
    fn new(shown: &'a Shown<'a>) -> Self {
        let Shown { program, sources, .. } = *shown;
        Self { shown, program, sources, conflicts: words::conflicts(program) }
    }

    /// The program's line in the list at the top.
    fn entry(&self, number: usize) -> Markup {
        let p = self.program;
        html! {
            li {
                a href=(format!("#p{number}")) { (visible::line(&p.dir)) }
                " " (count(p.listeners.len(), "listener")) ", " (count(p.routes.len(), "route"))
                @if !p.conflicts.is_empty() { ", " span.bad { (count(p.conflicts.len(), "conflict")) } }
                @if !p.port_conflicts.is_empty() { ", " span.bad { (count(p.port_conflicts.len(), "port")) " wanted twice" } }
            }
        }
    }

    fn section(&self, number: usize) -> Markup {
        let p = self.program;
        html! {
            section id=(format!("p{number}")) {
                h2 { small { (words::kind(p)) " " } (visible::line(&p.dir)) }
                p.about { @for (i, part) in words::about(self.shown).enumerate() { @if i > 0 { " · " } (part) } }
                @for told in words::listeners(p) { (self.listener(&told)) }
                @if p.listeners.is_empty() && p.kind == ProgramKind::Main { p.none { "No listener found." } }
                @for mux in words::unserved_muxes(p) {
                    article.unserved {
                        h3 { "mux " (visible::line(&mux.id)) " " small { (words::unserved(mux)) } }
                        (self.routes(&mux.routes.iter().map(|&route| ServedRoute { route, mount: None, guarded: false }).collect::<Vec<_>>()))
                    }
                }
                @if !p.unseen.is_empty() {
                    p.none { (count(p.unseen.len(), "import")) " without source on this machine: routes may be missing." }
                }
            }
        }
    }

    fn listener(&self, told: &Told<'_>) -> Markup {
        let p = self.program;
        let Told { number, listener: l, .. } = *told;
        let (addr, scope) = words::address(&l.addr, words::reach(l));
        let taken = p.port_conflicts.iter().filter(|c| c.a == number || c.b == number);
        html! {
            article.open[words::is_open(l.scope)] {
                h3 {
                    (addr) @if words::by_default(l) { " by default" }
                    @if let Some(scope) = scope { " " small { (scope) } }
                }
                p.about {
                    code { (visible::line(&l.call)) } " · " (words::at(l.span, self.sources))
                    @if let Some(mux) = l.mux { " · serves " (visible::line(&p.muxes[mux].id)) }
                    @if let Some(times) = told.times() { " · " (times) }
                }
                @for pair in taken {
                    @let other = &p.listeners[if pair.a == number { pair.b } else { pair.a }];
                    p.bad { "wants the same port as " (visible::line(&other.addr)) " at " (words::at(other.span, self.sources)) }
                }
                @if l.routes.is_empty() {
                    @if let Some(none) = words::without_routes(l) { p.none { (none) } }
                } @else { (self.routes(&l.routes)) }
                @for more in words::more(p, l) { p.none { (more) } }
            }
        }
    }

    fn routes(&self, routes: &[ServedRoute]) -> Markup {
        html! {
            table {
                thead { tr { th { "pattern" } th { "how" } th { "who" } th { "where" } } }
                tbody { @for served in routes { (self.route(served)) } }
            }
        }
    }

    fn route(&self, served: &ServedRoute) -> Markup {
        let p = self.program;
        let r = &p.routes[served.route];
        let conflicts = self.conflicts.get(&served.route).map_or(&[][..], Vec::as_slice);
        html! {
            tr.conflict[!conflicts.is_empty()] {
                td {
                    code { (visible::line(&r.pattern)) }
                    @for (c, other) in conflicts {
                        div.bad {
                            (words::panics(c))
                            ": conflicts with " code { (visible::line(&other.pattern)) }
                            " of " (words::who(other)) ", " (words::at(other.span, self.sources)) " (" (words::panics_under(c)) ")"
                        }
                    }
                }
                td.import[r.origin != Origin::Call] { (words::origin(r.origin)) }
                td { (words::who(r)) }
                td {
                    (words::at(r.span, self.sources))
                    @if let Some(mount) = served.mount { " · " (words::under(&p.mounts[mount])) }
                }
            }
        }
    }
}
