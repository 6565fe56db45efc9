//! The route table as a graph: listeners, the muxes that they serve, and who puts which routes on them.
//!
//! In: the programs. Out: text for Graphviz (`dot -Tsvg`) or Mermaid. The routes of one registrant on one mux are one node, so that
//! a graph of hundreds of routes can still be looked at; what cannot stand beside each other is joined by a red line.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::Shown;
use super::words::{self, Told};
use crate::model::{Conflict, Program, Route};
use crate::ordered::InOrder as _;
use crate::report::{count, releases, visible};

/// Patterns that one node lists at most.
const MOST_PATTERNS: usize = 12;

/// One program.
struct Graph {
    title: String,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

struct Node {
    id: String,
    kind: NodeKind,
    /// The first one is what the node is called.
    lines: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum NodeKind {
    /// Others than this machine can connect.
    OpenListener,
    Listener,
    Mux,
    Routes,
}

struct Edge {
    from: String,
    to: String,
    lines: Vec<String>,
    conflict: bool,
}

/// Writes one graph with a cluster for each program, in the language of Graphviz.
pub(super) fn dot(shown: &[Shown<'_>], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "digraph muxray {{")?;
    writeln!(
        out,
        "  rankdir=LR;\n  node [fontname=\"Helvetica\", fontsize=10];\n  edge [fontname=\"Helvetica\", fontsize=9];"
    )?;
    for (i, graph) in graphs(shown).enumerate() {
        writeln!(
            out,
            "  subgraph cluster_{i} {{\n    label={};\n    labeljust=l;\n    fontname=\"Helvetica\";",
            dot_text(&[graph.title])
        )?;
        for node in &graph.nodes {
            let style = match node.kind {
                NodeKind::OpenListener => "shape=box, style=\"rounded,bold\", color=\"#9a6700\"",
                NodeKind::Listener => "shape=box, style=rounded",
                NodeKind::Mux => "shape=component",
                NodeKind::Routes => "shape=box, style=filled, fillcolor=\"#f6f8fa\"",
            };
            writeln!(out, "    {} [{style}, label={}];", node.id, dot_text(&node.lines))?;
        }
        for Edge { from, to, lines, conflict } in &graph.edges {
            let label = dot_text(lines);
            let style = if *conflict { ", color=red, fontcolor=red, dir=none, constraint=false" } else { "" };
            writeln!(out, "    {from} -> {to} [label={label}{style}];")?;
        }
        writeln!(out, "  }}")?;
    }
    writeln!(out, "}}")
}

/// Writes a flowchart with a subgraph for each program, in the language of Mermaid.
pub(super) fn mermaid(shown: &[Shown<'_>], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "flowchart LR")?;
    writeln!(out, "  classDef open stroke:#9a6700,stroke-width:3px\n  classDef routes text-align:left")?;
    let mut edges = 0;
    let mut red = Vec::new();
    for (i, graph) in graphs(shown).enumerate() {
        writeln!(out, "  subgraph p{i}[{}]", mermaid_text(&[graph.title]))?;
        for Node { id, kind, lines } in &graph.nodes {
            let text = mermaid_text(lines);
            match kind {
                NodeKind::OpenListener => writeln!(out, "    {id}([{text}]):::open")?,
                NodeKind::Listener => writeln!(out, "    {id}([{text}])")?,
                NodeKind::Mux => writeln!(out, "    {id}{{{{{text}}}}}")?,
                NodeKind::Routes => writeln!(out, "    {id}[{text}]:::routes")?,
            }
        }
        for Edge { from, to, lines, conflict } in &graph.edges {
            let arrow = if *conflict { "---" } else { "-->" };
            let label = if lines.is_empty() { String::new() } else { format!("|{}|", mermaid_text(lines)) };
            writeln!(out, "    {from} {arrow}{label} {to}")?;
            red.extend(conflict.then_some(edges));
            edges += 1;
        }
        writeln!(out, "  end")?;
    }
    for edge in red {
        writeln!(out, "  linkStyle {edge} stroke:red,color:red")?;
    }
    Ok(())
}

fn graphs(shown: &[Shown<'_>]) -> impl Iterator<Item = Graph> {
    shown.iter().enumerate().map(|(i, shown)| graph(i, shown))
}

fn graph(number: usize, shown: &Shown<'_>) -> Graph {
    let (p, sources) = (shown.program, shown.sources);
    let id = |letter: char, n: usize| format!("p{number}{letter}{n}");
    let title =
        std::iter::once(format!("{} {}", words::kind(p), visible::line(&p.dir)).into()).chain(words::about(shown));
    let mut graph = Graph { title: title.collect::<Vec<_>>().join(" · "), nodes: Vec::new(), edges: Vec::new() };
    // A mux without routes that nobody serves says nothing.
    let mut muxes: BTreeSet<usize> = (0..p.muxes.len()).filter(|m| !p.muxes[*m].routes.is_empty()).in_order();
    muxes.extend(p.listeners.iter().flat_map(|l| l.mux.into_iter().chain(l.muxes.iter().copied())));
    let mut edges: BTreeSet<(String, String, Vec<String>)> = BTreeSet::new();
    for told in words::listeners(p) {
        let Told { number: i, listener: l, .. } = told;
        let default = if words::by_default(l) { " by default" } else { "" };
        let (addr, scope) = words::address(&l.addr, words::reach(l));
        let mut lines = vec![format!("{addr}{default}")];
        lines.extend(scope.map(Cow::into_owned));
        lines.extend([visible::line(&l.call).into_owned(), words::at(l.span, sources)]);
        if l.routes.is_empty() && !l.handler_known {
            lines.extend(words::without_routes(l).map(str::to_owned));
        }
        lines.extend(told.times());
        let kind = if words::is_open(l.scope) { NodeKind::OpenListener } else { NodeKind::Listener };
        graph.nodes.push(Node { id: id('l', i), kind, lines });
        if let Some(mux) = l.mux {
            edges.insert((id('l', i), id('m', mux), Vec::new()));
        }
        for mount in l.routes.iter().filter_map(|r| r.mount).map(|m| &p.mounts[m]) {
            // The router of a framework is no mux of its own: the listener leads through it.
            let outer = mount.outer.map_or_else(|| id('l', i), |mux| id('m', mux));
            muxes.extend(mount.outer);
            muxes.insert(mount.inner);
            edges.insert((outer, id('m', mount.inner), vec![words::under(mount)]));
        }
    }
    let mut group_of: BTreeMap<usize, String> = BTreeMap::new();
    for mux in muxes {
        let lines = match p.muxes[mux].span {
            Some(_) => vec![format!("mux of {}", visible::line(&p.muxes[mux].id))],
            None => vec![visible::line(&p.muxes[mux].id).into_owned()],
        };
        graph.nodes.push(Node { id: id('m', mux), kind: NodeKind::Mux, lines });
        for routes in groups(p, mux) {
            let group = id('r', routes[0]);
            edges.insert((id('m', mux), group.clone(), Vec::new()));
            group_of.extend(routes.iter().map(|r| (*r, group.clone())));
            let lines = group_lines(&routes.iter().map(|r| &p.routes[*r]).collect::<Vec<_>>());
            graph.nodes.push(Node { id: group, kind: NodeKind::Routes, lines });
        }
    }
    graph.edges = edges.into_iter().map(|(from, to, lines)| Edge { from, to, lines, conflict: false }).collect();
    graph.edges.extend(conflicts(p, &group_of));
    for pair in &p.port_conflicts {
        let lines = vec![format!("both want port {}", pair.address_a.port)];
        graph.edges.push(Edge { from: id('l', pair.a), to: id('l', pair.b), lines, conflict: true });
    }
    graph
}

/// The routes of a mux by who registers them, in the order of the first.
fn groups(p: &Program, mux: usize) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_who = BTreeMap::new();
    for &route in &p.muxes[mux].routes {
        let who = (p.routes[route].origin, words::who(&p.routes[route]));
        let at = *by_who.entry(who).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Vec::new());
        }
        groups[at].push(route);
    }
    groups
}

fn group_lines(routes: &[&Route]) -> Vec<String> {
    let mut lines = vec![format!("{} {}", words::origin(routes[0].origin), words::who(routes[0]))];
    lines.extend(routes.iter().take(MOST_PATTERNS).map(|r| visible::line(&r.pattern).into_owned()));
    if let Some(more) = routes.len().checked_sub(MOST_PATTERNS).filter(|n| *n > 0) {
        lines.push(format!("and {more} more"));
    }
    lines
}

/// One red line for each two nodes with routes that cannot stand beside each other.
fn conflicts(p: &Program, group_of: &BTreeMap<usize, String>) -> Vec<Edge> {
    let mut pairs: BTreeMap<(&String, &String), Vec<&Conflict>> = BTreeMap::new();
    for c in &p.conflicts {
        let (Some(a), Some(b)) = (group_of.get(&c.a), group_of.get(&c.b)) else { continue };
        pairs.entry((a, b)).or_default().push(c);
    }
    let edge = |((a, b), conflicts): ((&String, &String), Vec<&Conflict>)| {
        let first = conflicts[0];
        let eras: Vec<_> = first.eras.iter().map(|(era, _)| *era).collect();
        let pattern = |route: usize| visible::line(&p.routes[route].pattern).into_owned();
        let mut lines =
            vec![pattern(first.a), format!("conflicts with {}", pattern(first.b)), releases(&eras).to_owned()];
        if conflicts.len() > 1 {
            lines.push(format!("and {} more", count(conflicts.len() - 1, "pair")));
        }
        Edge { from: a.clone(), to: b.clone(), lines, conflict: true }
    };
    pairs.into_iter().map(edge).collect()
}

/// A quoted string of Graphviz; lines are aligned at the left.
fn dot_text(lines: &[String]) -> String {
    let escaped: Vec<String> = lines.iter().map(|l| l.replace('\\', "\\\\").replace('"', "\\\"")).collect();
    match escaped.as_slice() {
        [] => "\"\"".to_owned(),
        [one] => format!("\"{one}\""),
        many => format!("\"{}\\l\"", many.join("\\l")),
    }
}

/// A quoted text of Mermaid. What it would read as markup is written as its entity codes.
fn mermaid_text(lines: &[String]) -> String {
    let mut out = String::from('"');
    for (i, line) in lines.iter().enumerate() {
        if i > 0 {
            out.push_str("<br>");
        }
        for c in line.chars() {
            if c.is_alphanumeric() || matches!(c, ' ' | '/' | '.' | ':' | '-' | ',' | '·' | '…') {
                out.push(c);
            } else {
                out.push_str(&format!("#{};", u32::from(c)));
            }
        }
    }
    out.push('"');
    out
}
