//! The route table: what each program serves where.
//!
//! In: the programs and the sources. Out: text or a page for people, a graph for Graphviz or Mermaid, or JSON, version 1.
//! Shows everything that it is given: no route is judged here. Packages that no program links have muxes but serve
//! nothing; the JSON is about programs only.

pub mod change;
mod graph;
mod html;
mod table;
mod words;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;

use super::{RenderOptions, object, place};
use crate::model::{Conflict, Listener, Program, ProgramKind, Route};
use crate::source::{Sources, Span};

/// How the table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoutesFormat {
    /// For people.
    Text,
    /// One object.
    Json,
    /// A graph for Graphviz.
    Dot,
    /// A graph for Mermaid, which GitHub draws in Markdown.
    Mermaid,
    /// One page that needs nothing else.
    Html,
}

/// The programs of one build, and the files that they point into.
#[derive(Debug, Clone, Copy)]
pub struct Build<'a> {
    /// The build, for people.
    pub target: &'a str,
    /// The programs.
    pub programs: &'a [Program],
    /// Their sources.
    pub sources: &'a Sources,
}

/// Writes the route tables of the programs, in their order. A program that is the same in several builds is shown once.
///
/// # Errors
/// Those of the writer.
pub fn render(
    builds: &[Build<'_>],
    options: &RenderOptions<'_>,
    format: RoutesFormat,
    out: &mut dyn Write,
) -> io::Result<()> {
    let shown = shown(builds);
    match format {
        RoutesFormat::Text => table::render(&shown, options, out),
        RoutesFormat::Json => {
            let programs = shown.iter().filter(|shown| shown.program.kind == ProgramKind::Main);
            let object = JsonRoutes { version: 1, programs: programs.map(program).collect() };
            object::write(out, &object)?;
            writeln!(out)
        }
        RoutesFormat::Dot => graph::dot(&shown, out),
        RoutesFormat::Mermaid => graph::mermaid(&shown, out),
        RoutesFormat::Html => html::render(&shown, out),
    }
}

/// A program that has something to show.
struct Shown<'a> {
    program: &'a Program,
    sources: &'a Sources,
    /// The builds in which it is so; empty where there is but one.
    targets: Vec<&'a str>,
}

/// The programs of all builds by directory, packages without a program last.
fn shown<'a>(builds: &[Build<'a>]) -> Vec<Shown<'a>> {
    let mut shown: Vec<Shown<'a>> = Vec::new();
    let mut same: BTreeMap<String, usize> = BTreeMap::new();
    for build in builds {
        let Build { target, programs, sources } = *build;
        for program in programs.iter().filter(|p| p.kind == ProgramKind::Main || !p.routes.is_empty()) {
            let one = Shown { program, sources, targets: Vec::new() };
            if builds.len() == 1 {
                shown.push(one);
                continue;
            }
            let at = *same.entry(table::plain(&one)).or_insert(shown.len());
            if at == shown.len() {
                shown.push(one);
            }
            shown[at].targets.push(target);
        }
    }
    if builds.len() > 1 {
        shown.sort_by_key(|shown| (shown.program.kind == ProgramKind::Library, Arc::clone(&shown.program.dir)));
    }
    shown
}

#[derive(Serialize)]
struct JsonRoutes<'a> {
    version: u32,
    programs: Vec<JsonProgram<'a>>,
}

#[derive(Serialize)]
struct JsonProgram<'a> {
    dir: &'a str,
    module: &'a str,
    eras: Vec<&'static str>,
    /// The builds in which it is so, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    targets: Vec<&'a str>,
    muxes: Vec<JsonMux<'a>>,
    listeners: Vec<JsonListener<'a>>,
}

#[derive(Serialize)]
struct JsonMux<'a> {
    id: &'a str,
    routes: Vec<JsonRoute<'a>>,
}

#[derive(Serialize)]
struct JsonListener<'a> {
    file: String,
    line: u32,
    call: &'a str,
    addr: &'a str,
    scope: &'static str,
    /// Null where the handler is no mux that the analysis knows.
    mux: Option<&'a str>,
    via: Vec<JsonPlace>,
    routes: Vec<JsonRoute<'a>>,
}

#[derive(Serialize)]
struct JsonRoute<'a> {
    pattern: &'a str,
    origin: &'static str,
    package: &'a str,
    #[serde(flatten)]
    at: JsonPlace,
    /// What it cannot be registered beside.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conflicts: Vec<JsonConflict<'a>>,
}

#[derive(Serialize)]
struct JsonConflict<'a> {
    pattern: &'a str,
    #[serde(flatten)]
    at: JsonPlace,
    eras: Vec<&'static str>,
    /// Whether both are registered in every run.
    certain: bool,
}

#[derive(Serialize)]
struct JsonPlace {
    file: String,
    line: u32,
}

fn program<'a>(shown: &Shown<'a>) -> JsonProgram<'a> {
    let Shown { program: p, sources, ref targets } = *shown;
    let conflicts = words::conflicts(p);
    let route = |at: usize| route(&p.routes[at], conflicts.get(&at).map_or(&[][..], Vec::as_slice), sources);
    let muxes = p.muxes.iter().map(|m| JsonMux { id: &m.id, routes: m.routes.iter().map(|&r| route(r)).collect() });
    JsonProgram {
        dir: &p.dir,
        module: &p.module,
        eras: p.eras.possible.iter().map(|e| e.as_str()).collect(),
        targets: targets.clone(),
        muxes: muxes.collect(),
        listeners: p.listeners.iter().map(|l| listener(p, l, &route, sources)).collect(),
    }
}

fn listener<'a>(
    p: &'a Program,
    l: &'a Listener,
    route: &dyn Fn(usize) -> JsonRoute<'a>,
    sources: &Sources,
) -> JsonListener<'a> {
    let JsonPlace { file, line } = at(l.span, sources);
    JsonListener {
        file,
        line,
        call: &l.call,
        addr: &l.addr,
        scope: l.scope.as_str(),
        mux: l.mux.map(|m| &*p.muxes[m].id),
        via: l.via.iter().map(|s| at(*s, sources)).collect(),
        routes: l.routes.iter().map(|r| route(r.route)).collect(),
    }
}

fn route<'a>(r: &'a Route, conflicts: &[(&'a Conflict, &'a Route)], sources: &Sources) -> JsonRoute<'a> {
    let conflict = |(conflict, other): &(&'a Conflict, &'a Route)| JsonConflict {
        pattern: &other.pattern,
        at: at(other.span, sources),
        eras: conflict.eras.iter().map(|(era, _)| era.as_str()).collect(),
        certain: conflict.certain,
    };
    let conflicts = conflicts.iter().map(conflict).collect();
    let (pattern, package, origin) = (&r.pattern, &r.package, words::origin(r.origin));
    JsonRoute { pattern, origin, package, at: at(r.span, sources), conflicts }
}

fn at(span: Span, sources: &Sources) -> JsonPlace {
    let at = place::place(sources, span);
    JsonPlace { file: at.path.to_string(), line: at.start.line }
}
