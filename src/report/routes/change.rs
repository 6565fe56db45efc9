//! What a change does to the route table: listeners and routes that come and go.
//!
//! In: the programs before and after. Out: text for people, or JSON, version 1. Where a line has merely moved nothing has changed: a
//! listener is known by its file, call and address, a route by its pattern and who registers it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use owo_colors::{OwoColorize, Style};
use serde::Serialize;

use super::super::object;
use super::{Build, words};
use crate::model::{Listener, Program, ProgramKind, Route};
use crate::ordered::InOrder as _;
use crate::report::{Color, RenderOptions, count, place, visible};
use crate::source::Sources;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Change {
    Added,
    Removed,
    /// Something in it came or went.
    Changed,
}

#[derive(PartialEq, Eq, Serialize)]
struct ProgramChange {
    dir: String,
    change: Change,
    /// The builds in which it comes or goes, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    targets: Vec<String>,
    listeners: Vec<ListenerChange>,
}

#[derive(PartialEq, Eq, Serialize)]
struct ListenerChange {
    change: Change,
    addr: String,
    scope: &'static str,
    call: String,
    file: String,
    line: u32,
    routes: Vec<RouteChange>,
}

#[derive(PartialEq, Eq, Serialize)]
struct RouteChange {
    change: Change,
    pattern: String,
    origin: &'static str,
    who: String,
    file: String,
    line: u32,
}

/// Writes what came and went as text: `+` and `-`, and what they stand in.
///
/// # Errors
/// Those of the writer.
pub fn text(old: &[Build<'_>], new: &[Build<'_>], options: &RenderOptions<'_>, out: &mut dyn Write) -> io::Result<()> {
    let changes = changes(old, new);
    if changes.is_empty() {
        return writeln!(out, "No listener and no route came or went.");
    }
    let line = |out: &mut dyn Write, change: Change, indent: &str, text: &str| {
        let (mark, style) = match change {
            Change::Added => ('+', Style::new().green()),
            Change::Removed => ('-', Style::new().red()),
            Change::Changed => (' ', Style::new()),
        };
        let style = if options.color == Color::On { style } else { Style::new() };
        writeln!(out, "{}", format!("{mark} {indent}{text}").style(style))
    };
    for (i, program) in changes.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        let dot = if program.targets.is_empty() { "" } else { " · " };
        line(out, program.change, "", &format!("program {}{dot}{}", program.dir, program.targets.join(", ")))?;
        for l in &program.listeners {
            let (addr, scope) = words::address(&l.addr, l.scope);
            let scope = scope.map(|scope| format!(" ({scope})")).unwrap_or_default();
            line(out, l.change, "  ", &format!("{addr}{scope} · {} · {}:{}", l.call, l.file, l.line))?;
            for r in &l.routes {
                let RouteChange { change, pattern, origin, who, file, line: at } = r;
                line(out, *change, "    ", &format!("{pattern}  {origin} {who} · {file}:{at}"))?;
            }
        }
    }
    let all = || changes.iter().flat_map(|p| &p.listeners);
    let listeners = |change| all().filter(|l| l.change == change).count();
    let routes = |change| all().flat_map(|l| &l.routes).filter(|r| r.change == change).count();
    writeln!(
        out,
        "\n{} added, {} removed; {} added, {} removed.",
        count(listeners(Change::Added), "listener"),
        listeners(Change::Removed),
        count(routes(Change::Added), "served route"),
        routes(Change::Removed)
    )
}

/// Writes what came and went as one object, version 1.
///
/// # Errors
/// Those of the writer.
pub fn json(old: &[Build<'_>], new: &[Build<'_>], out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Object {
        version: u32,
        programs: Vec<ProgramChange>,
    }
    object::write(out, &Object { version: 1, programs: changes(old, new) })?;
    writeln!(out)
}

/// What came and went in each build, by directory; what is the same in several of them once.
fn changes(old: &[Build<'_>], new: &[Build<'_>]) -> Vec<ProgramChange> {
    let mut by_dir: BTreeMap<String, Vec<(ProgramChange, Vec<String>)>> = BTreeMap::new();
    for (old, new) in old.iter().zip(new) {
        for change in changes_of(*old, *new) {
            let target = visible::line(new.target).into_owned();
            let of_dir = by_dir.entry(change.dir.clone()).or_default();
            match of_dir.iter_mut().find(|(same, _)| *same == change) {
                Some((_, targets)) => targets.push(target),
                None => of_dir.push((change, vec![target])),
            }
        }
    }
    let several = new.len() > 1;
    let told = |(change, targets)| ProgramChange { targets: if several { targets } else { Vec::new() }, ..change };
    by_dir.into_values().flatten().map(told).collect()
}

fn changes_of(old: Build<'_>, new: Build<'_>) -> Vec<ProgramChange> {
    let by_dir = |side: Build<'_>| -> BTreeMap<String, usize> {
        let mains = side.programs.iter().enumerate().filter(|(_, p)| p.kind == ProgramKind::Main);
        mains.map(|(i, p)| (visible::line(&p.dir).into_owned(), i)).in_order()
    };
    let (before, after) = (by_dir(old), by_dir(new));
    let mut dirs: Vec<&String> = before.keys().chain(after.keys()).collect();
    dirs.sort_unstable();
    dirs.dedup();
    let program = |dir: &String| {
        let (a, b) = (before.get(dir).map(|i| &old.programs[*i]), after.get(dir).map(|i| &new.programs[*i]));
        let listeners = listeners(a.map(|p| (p, old.sources)), b.map(|p| (p, new.sources)));
        let change = change(a.is_some(), b.is_some());
        // A program that came or went is a change even where it serves nothing.
        let told = change != Change::Changed || !listeners.is_empty();
        told.then(|| ProgramChange { dir: dir.clone(), change, targets: Vec::new(), listeners })
    };
    dirs.into_iter().filter_map(program).collect()
}

fn change(before: bool, after: bool) -> Change {
    match (before, after) {
        (false, _) => Change::Added,
        (true, false) => Change::Removed,
        (true, true) => Change::Changed,
    }
}

/// One side of a program or of a listener.
type ProgramSide<'a> = (&'a Program, &'a Sources);
type ListenerSide<'a> = (&'a Program, &'a Sources, &'a Listener);
type RouteSide<'a> = (&'a Route, &'a Sources);

fn listeners(old: Option<ProgramSide<'_>>, new: Option<ProgramSide<'_>>) -> Vec<ListenerChange> {
    let mut told = Vec::new();
    for (before, after) in pairs(keyed_listeners(old), keyed_listeners(new)) {
        let change = change(before.is_some(), after.is_some());
        let routes = pairs(keyed_routes(before), keyed_routes(after)).into_iter().filter_map(route_change);
        let routes: Vec<RouteChange> = routes.collect();
        let Some((_, sources, l)) = after.or(before) else { continue };
        if change != Change::Changed || !routes.is_empty() {
            told.push(ListenerChange {
                change,
                addr: visible::line(&l.addr).into_owned(),
                scope: words::scope(l.scope),
                call: visible::line(&l.call).into_owned(),
                file: file(l, sources),
                line: place::place(sources, l.span).start.line,
                routes,
            });
        }
    }
    told
}

fn keyed_listeners(side: Option<ProgramSide<'_>>) -> Vec<(impl Ord, ListenerSide<'_>)> {
    let all = side.into_iter().flat_map(|(p, s)| p.listeners.iter().map(move |l| (p, s, l)));
    all.map(|(p, s, l)| ((file(l, s), &l.call, &l.addr), (p, s, l))).collect()
}

fn keyed_routes(side: Option<ListenerSide<'_>>) -> Vec<(impl Ord, RouteSide<'_>)> {
    let all = side.into_iter().flat_map(|(p, s, l)| l.routes.iter().map(move |served| (&p.routes[served.route], s)));
    all.map(|(r, s)| ((&r.pattern, r.origin, words::who(r)), (r, s))).collect()
}

fn route_change((was, is): (Option<RouteSide<'_>>, Option<RouteSide<'_>>)) -> Option<RouteChange> {
    let change = change(was.is_some(), is.is_some());
    let (r, sources) = is.or(was).filter(|_| change != Change::Changed)?;
    let at = place::place(sources, r.span);
    Some(RouteChange {
        change,
        pattern: visible::line(&r.pattern).into_owned(),
        origin: words::origin(r.origin),
        who: words::who(r).into_owned(),
        file: visible::line(&at.path).into_owned(),
        line: at.start.line,
    })
}

fn file(l: &Listener, sources: &Sources) -> String {
    visible::line(&place::place(sources, l.span).path).into_owned()
}

/// What stands on both sides under one key, in its order; then what is left of either.
fn pairs<K: Ord, V>(old: Vec<(K, V)>, new: Vec<(K, V)>) -> Vec<(Option<V>, Option<V>)> {
    let mut by_key: BTreeMap<K, (Vec<V>, Vec<V>)> = BTreeMap::new();
    old.into_iter().for_each(|(k, v)| by_key.entry(k).or_default().0.push(v));
    new.into_iter().for_each(|(k, v)| by_key.entry(k).or_default().1.push(v));
    let mut pairs = Vec::new();
    for (_, (old, new)) in by_key {
        let (mut old, mut new) = (old.into_iter(), new.into_iter());
        loop {
            match (old.next(), new.next()) {
                (None, None) => break,
                pair => pairs.push(pair),
            }
        }
    }
    pairs
}
