//! Fields of the facts that are pairs: `conflict`, `overtake`, `port_conflict`, `debug_port`.

use crate::model::{Address, Conflict, Era, bracketed};

use super::super::value::{Base, Type, Value, Words};
use super::debugger::unknown;
use super::facts::Who;
use super::route::pattern_in;
use super::{BOOL, ERA_LIST, Facts, Field, Kind, NUMBER, REGISTERED, TEXT, eras, fact, field};

pub(super) static CONFLICT: &[Field] = &[
    field("a", fact(Kind::Route), "The route registered first.", |f, i| {
        Value::Fact(Kind::Route, f.program.conflicts[i].a)
    }),
    field("b", fact(Kind::Route), "The route whose registration panics.", |f, i| {
        Value::Fact(Kind::Route, f.program.conflicts[i].b)
    }),
    field(
        "culprit",
        fact(Kind::Route),
        "The route whose line is to change: the one of the two that own code registers, the second one if both are.",
        |f, i| Value::Fact(Kind::Route, culprit(f, &f.program.conflicts[i]).0),
    ),
    field("other", fact(Kind::Route), "The route that is not the culprit.", |f, i| {
        Value::Fact(Kind::Route, culprit(f, &f.program.conflicts[i]).1)
    }),
    field("mux", fact(Kind::Mux), "The mux of both.", |f, i| {
        Value::Fact(Kind::Mux, f.program.routes[f.program.conflicts[i].b].mux)
    })
    .needing(REGISTERED),
    field("eras", ERA_LIST, "The eras in which it panics.", |f, i| {
        eras::list(f.program.conflicts[i].eras.iter().map(|(era, _)| *era))
    }),
    field("later_eras", ERA_LIST, "Those of them that a newer Go or a raised `go` line brings.", |f, i| {
        eras::list(later(f, &f.program.conflicts[i]))
    }),
    field("releases", TEXT, "The Go releases in which it panics, as people say them: `Go 1.22 and later`.", |f, i| {
        Value::text(eras::releases(&all(&f.program.conflicts[i])))
    }),
    field("from", TEXT, "The first release of the later eras: `Go 1.23`; else empty.", |f, i| {
        Value::text(eras::first_later(&later(f, &f.program.conflicts[i]), f.program.eras.declared))
    }),
    field(
        "why",
        TEXT,
        "Go's own explanation: in the declared era, or else in the first later one, as one line.",
        |f, i| Value::owned(why(f, &f.program.conflicts[i])),
    ),
    field("pattern", TEXT, "The culprit's pattern in the era that `why` is about.", |f, i| {
        let conflict = &f.program.conflicts[i];
        Value::text(pattern_in(&f.program.routes[culprit(f, conflict).0], era_told(f, conflict)))
    }),
    field("other_pattern", TEXT, "The other route's pattern in the era that `why` is about.", |f, i| {
        let conflict = &f.program.conflicts[i];
        Value::text(pattern_in(&f.program.routes[culprit(f, conflict).1], era_told(f, conflict)))
    }),
    field("certain", BOOL, "Whether both are registered in every run; else branches decide.", |f, i| {
        Value::Bool(f.program.conflicts[i].certain)
    }),
    field("order", NUMBER, "Its number among the conflicts, from 0.", |_, i| Value::count(i)),
];

pub(super) static OVERTAKE: &[Field] = &[
    field("a", fact(Kind::Route), "The route without a method.", |f, i| {
        Value::Fact(Kind::Route, f.program.overtakes[i].a)
    }),
    field("b", fact(Kind::Route), "The route with the same path and a method.", |f, i| {
        Value::Fact(Kind::Route, f.program.overtakes[i].b)
    }),
    field("winner", TEXT, "The pattern of the second route in the first of these eras: `GET /debug/vars`.", |f, i| {
        let overtake = &f.program.overtakes[i];
        let era = overtake.eras.first().copied().unwrap_or(f.program.eras.declared);
        Value::text(pattern_in(&f.program.routes[overtake.b], era))
    }),
    field("eras", ERA_LIST, "The eras in which it does.", |f, i| {
        eras::list(f.program.overtakes[i].eras.iter().copied())
    }),
    field("possible_eras", ERA_LIST, "Those of them that the program may meet.", |f, i| {
        let possible = &f.program.eras.possible;
        eras::list(f.program.overtakes[i].eras.iter().copied().filter(|era| possible.contains(era)))
    }),
    field("releases", TEXT, "The Go releases in which it does, as people say them.", |f, i| {
        Value::text(eras::releases(&f.program.overtakes[i].eras))
    }),
    field("order", NUMBER, "Its number among the overtakes, from 0.", |_, i| Value::count(i)),
];

static WHO: Words = Words { words: &["config", "debugger"], ordered: false };

pub(super) static DEBUG_PORT: &[Field] = &[
    field("listener", fact(Kind::Listener), "The listener.", |f, i| {
        Value::Fact(Kind::Listener, f.debug_port(i).listener)
    }),
    field("who", Type::one(Base::Word(&WHO)), "Who names its port: a debug configuration, or a debugger.", |f, i| {
        match f.debug_port(i).who {
            Who::Config(_) => Value::text("config"),
            Who::Debugger(_) => Value::text("debugger"),
        }
    }),
    field(
        "config",
        fact(Kind::DebugConfig),
        "The debug configuration; unknown where it is a debugger.",
        |f, i| match f.debug_port(i).who {
            Who::Config(config) => Value::Fact(Kind::DebugConfig, config),
            Who::Debugger(_) => unknown(),
        },
    ),
    field("debugger", fact(Kind::Debugger), "The debugger; unknown where it is a debug configuration.", |f, i| match f
        .debug_port(i)
        .who
    {
        Who::Debugger(debugger) => Value::Fact(Kind::Debugger, debugger),
        Who::Config(_) => unknown(),
    }),
    field("order", NUMBER, "Its number among these ports, from 0.", |_, i| Value::count(i)),
];

pub(super) static PORT_CONFLICT: &[Field] = &[
    field("a", fact(Kind::Listener), "The first listener.", |f, i| {
        Value::Fact(Kind::Listener, f.program.port_conflicts[i].a)
    }),
    field("b", fact(Kind::Listener), "The second listener.", |f, i| {
        Value::Fact(Kind::Listener, f.program.port_conflicts[i].b)
    }),
    field("address_a", TEXT, "The first address: `:8080`.", |f, i| {
        Value::owned(address(&f.program.port_conflicts[i].address_a))
    }),
    field("address_b", TEXT, "The second address.", |f, i| {
        Value::owned(address(&f.program.port_conflicts[i].address_b))
    }),
    field("port", NUMBER, "The port of both.", |f, i| {
        Value::Number(f64::from(f.program.port_conflicts[i].address_b.port))
    }),
    field("certain", BOOL, "Whether both are opened with these addresses in every run.", |f, i| {
        Value::Bool(f.program.port_conflicts[i].certain)
    }),
    field("order", NUMBER, "Its number among the port conflicts, from 0.", |_, i| Value::count(i)),
];

fn all(conflict: &Conflict) -> Vec<Era> {
    conflict.eras.iter().map(|(era, _)| *era).collect()
}

/// The eras beyond the declared one that the program may come to.
fn later(facts: &Facts<'_>, conflict: &Conflict) -> Vec<Era> {
    let later = &facts.program.eras.later;
    all(conflict).into_iter().filter(|era| later.contains(era)).collect()
}

/// The route whose line is to change, and the other one.
fn culprit(facts: &Facts<'_>, conflict: &Conflict) -> (usize, usize) {
    let (a, b) = (&facts.program.routes[conflict.a], &facts.program.routes[conflict.b]);
    let own_place = |route| facts.is_own(facts.route_place(route));
    let rank = |route| (facts.is_own_route(route), own_place(route));
    if rank(a) > rank(b) { (conflict.a, conflict.b) } else { (conflict.b, conflict.a) }
}

/// The era whose patterns and explanation are shown: the declared one, or else the first later one.
fn era_told(facts: &Facts<'_>, conflict: &Conflict) -> Era {
    let declared = facts.program.eras.declared;
    let eras = all(conflict);
    let later = eras.iter().copied().find(|era| *era > declared);
    let told = if eras.contains(&declared) { Some(declared) } else { later };
    told.or(eras.first().copied()).unwrap_or(declared)
}

fn why(facts: &Facts<'_>, conflict: &Conflict) -> String {
    let told = era_told(facts, conflict);
    let found = conflict.eras.iter().find(|(era, _)| *era == told);
    found.map(|(_, text)| text.lines().map(str::trim).collect::<Vec<_>>().join(" ")).unwrap_or_default()
}

/// An address as Go writes it: an IPv6 host in brackets.
pub(super) fn address(address: &Address) -> String {
    format!("{}:{}", bracketed(&address.host), address.port)
}
