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

use std::io::{self, Write};

use serde::Serialize;

use super::{RenderOptions, object, place};
use crate::model::{Listener, Program, ProgramKind, Route};
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

/// Writes the route tables of the programs, in their order.
///
/// # Errors
/// Those of the writer.
pub fn render(
    programs: &[Program],
    sources: &Sources,
    options: &RenderOptions<'_>,
    format: RoutesFormat,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        RoutesFormat::Text => table::render(programs, sources, options, out),
        RoutesFormat::Json => {
            let programs = programs.iter().filter(|p| p.kind == ProgramKind::Main);
            let object = JsonRoutes { version: 1, programs: programs.map(|p| program(p, sources)).collect() };
            object::write(out, &object)?;
            writeln!(out)
        }
        RoutesFormat::Dot => graph::dot(programs, sources, out),
        RoutesFormat::Mermaid => graph::mermaid(programs, sources, out),
        RoutesFormat::Html => html::render(programs, sources, out),
    }
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
}

#[derive(Serialize)]
struct JsonPlace {
    file: String,
    line: u32,
}

fn program<'a>(p: &'a Program, sources: &Sources) -> JsonProgram<'a> {
    let muxes = p
        .muxes
        .iter()
        .map(|m| JsonMux { id: &m.id, routes: m.routes.iter().map(|&r| route(&p.routes[r], sources)).collect() });
    JsonProgram {
        dir: &p.dir,
        module: &p.module,
        eras: p.eras.possible.iter().map(|e| e.as_str()).collect(),
        muxes: muxes.collect(),
        listeners: p.listeners.iter().map(|l| listener(p, l, sources)).collect(),
    }
}

fn listener<'a>(p: &'a Program, l: &'a Listener, sources: &Sources) -> JsonListener<'a> {
    let JsonPlace { file, line } = at(l.span, sources);
    JsonListener {
        file,
        line,
        call: &l.call,
        addr: &l.addr,
        scope: l.scope.as_str(),
        mux: l.mux.map(|m| &*p.muxes[m].id),
        via: l.via.iter().map(|s| at(*s, sources)).collect(),
        routes: l.routes.iter().map(|r| route(&p.routes[r.route], sources)).collect(),
    }
}

fn route<'a>(r: &'a Route, sources: &Sources) -> JsonRoute<'a> {
    JsonRoute { pattern: &r.pattern, origin: words::origin(r.origin), package: &r.package, at: at(r.span, sources) }
}

fn at(span: Span, sources: &Sources) -> JsonPlace {
    let at = place::place(sources, span);
    JsonPlace { file: at.path.to_string(), line: at.start.line }
}
