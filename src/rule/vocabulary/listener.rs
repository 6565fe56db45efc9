//! Fields of `listener`.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::{Listener, Origin, Provenance, Scope, ServedRoute};
use crate::ordered::InOrder as _;

use super::super::value::{Base, Completeness, Type, Value, Words};
use super::server::{OPTIONAL_SERVER, of_listener};
use super::{BOOL, Facts, Field, Kind, NUMBER, PLACE, PLACES, TEXT, facts, field};

static SCOPE: Words = Words { words: &["any", "loopback", "private", "unix", "public", "configured"], ordered: false };

/// How a value is known, the surest first.
pub(super) static PROVENANCE: Words =
    Words { words: &["literal", "constant", "computed", "default", "unknown"], ordered: true };

pub(super) static LISTENER: &[Field] = &[
    field(
        "place",
        PLACE,
        "The call that serves; where that is a dependency's, the nearest place in own code that led to it.",
        |f, i| Value::Place(f.listener_place(&f.program.listeners[i])),
    ),
    field("file", TEXT, "Path of the file around `place`.", |f, i| {
        Value::owned(f.file(f.listener_place(&f.program.listeners[i])))
    }),
    field("own", BOOL, "Whether `place` stands in a module of the run.", |f, i| {
        let listener = &f.program.listeners[i];
        Value::Bool(listener.own || f.is_own(f.listener_place(listener)))
    }),
    field("at_call", BOOL, "Whether `place` is the call itself, not what led to it in a dependency.", |f, i| {
        let listener = &f.program.listeners[i];
        Value::Bool(f.listener_place(listener) == listener.call_span)
    }),
    field(
        "via",
        PLACES,
        "The other places that made it: server literal, `net.Listen`, a wrapper's call, a mount.",
        |f, i| Value::list(f.program.listeners[i].via.iter().map(|place| Value::Place(*place))),
    ),
    field(
        "only_where",
        PLACES,
        "The nearest condition about a setting that holds on every way to it, and to where it gets the handler that shows what an import registered.",
        |f, i| Value::list(settings(f, &f.program.listeners[i], true)),
    ),
    field("unless", PLACES, "The same of conditions that must not hold.", |f, i| {
        Value::list(settings(f, &f.program.listeners[i], false))
    }),
    field("call", TEXT, "As Go names it: `http.ListenAndServe`, `(*http.Server).Serve`.", |f, i| {
        Value::text(&f.program.listeners[i].call)
    }),
    field("func", TEXT, "The function around the call.", |f, i| Value::text(&f.program.listeners[i].func)),
    field("package", TEXT, "The package around the call.", |f, i| Value::text(&f.program.listeners[i].package)),
    field("network", TEXT, "`tcp`, `tcp4`, `tcp6`, `unix`, ...", |f, i| Value::text(&f.program.listeners[i].network)),
    field(
        "addr",
        TEXT,
        "The address: `:8080`; unknown, but shown with its known parts, where it is not known whole.",
        |f, i| {
            let listener = &f.program.listeners[i];
            match listener.scope {
                Scope::Configured | Scope::Unknown => Value::Unknown(Cow::Borrowed(&*listener.addr)),
                _ => Value::text(&listener.addr),
            }
        },
    ),
    field(
        "on",
        TEXT,
        "The address as a phrase behind a verb: ``on `:8080` ``, `on an address that configuration gives`.",
        |f, i| Value::owned(on(&f.program.listeners[i])),
    ),
    field(
        "addr_place",
        Type::optional(Base::Place),
        "The expression of the address, of several the one that `addr` shows.",
        |f, i| Value::optional(f.program.listeners[i].addr_span, Value::Place),
    ),
    field(
        "handler_place",
        Type::optional(Base::Place),
        "The handler's expression, where the call takes one as an argument.",
        |f, i| Value::optional(f.program.listeners[i].handler_span, Value::Place),
    ),
    field(
        "server_place",
        Type::optional(Base::Place),
        "The literal that makes the server whose method is called, where there is one.",
        |f, i| Value::optional(f.program.listeners[i].server_span, Value::Place),
    ),
    field("ports", Type::list(Base::Number), "The ports that it may have, where they are known.", |f, i| {
        let listener = &f.program.listeners[i];
        let ports: BTreeSet<u16> = listener.addresses.iter().map(|a| a.port).in_order();
        let known = if ports.is_empty() { Completeness::Partial } else { Completeness::Complete };
        Value::List(ports.into_iter().map(|p| Value::Number(f64::from(p))).collect(), known)
    }),
    field(
        "scope",
        Type::one(Base::Word(&SCOPE)),
        "How far the address reaches: `any` is all interfaces, `configured` what only configuration knows.",
        |f, i| match f.program.listeners[i].scope {
            Scope::Unknown => Value::Unknown(Cow::Borrowed("unknown")),
            scope => Value::text(scope.as_str()),
        },
    ),
    field(
        "provenance",
        Type::one(Base::Word(&PROVENANCE)),
        "How the address is known; `default` is the default of a flag, setting or variable.",
        |f, i| Value::text(provenance(f.program.listeners[i].provenance)),
    ),
    field("certain", BOOL, "Whether every run opens it, with this one address, which nothing sets.", |f, i| {
        Value::Bool(f.program.listeners[i].certain)
    }),
    field(
        "mux",
        Type::optional(Base::Fact(Kind::Mux)),
        "The mux at the top; absent where the handler is none.",
        |f, i| {
            let listener = &f.program.listeners[i];
            match listener.mux {
                Some(mux) => Value::Fact(Kind::Mux, mux),
                None if listener.handler_known => Value::Absent,
                None => Value::Unknown(Cow::Borrowed("an unknown handler")),
            }
        },
    ),
    field("muxes", facts(Kind::Mux), "The muxes that it serves, directly or through mounts.", |f, i| {
        let listener = &f.program.listeners[i];
        Value::List(listener.muxes.iter().map(|m| Value::Fact(Kind::Mux, *m)).collect(), known(listener.handler_known))
    }),
    field("routes", facts(Kind::Route), "The routes that are reachable through it; a mount limits them.", |f, i| {
        routes(&f.program.listeners[i], |_| true)
    }),
    field(
        "unguarded",
        facts(Kind::Route),
        "Those of `routes` that everybody reaches: no handler before them answers 401 or 403 by who asks.",
        |f, i| routes(&f.program.listeners[i], |served| !served.guarded),
    ),
    field(
        "handler_known",
        BOOL,
        "Whether the handler is known; if not, `muxes` and `routes` may lack some.",
        |f, i| Value::Bool(f.program.listeners[i].handler_known),
    ),
    field("handler_nil", BOOL, "Whether the handler is nil, spelt out or left away.", |f, i| {
        Value::Bool(f.program.listeners[i].handler_nil)
    }),
    field("error_ignored", BOOL, "Whether the result of the call is dropped.", |f, i| {
        Value::Bool(f.program.listeners[i].error_ignored)
    }),
    field(
        "write_timeout",
        Type::optional(Base::Number),
        "The server's WriteTimeout in seconds; absent where it is not set or not known.",
        |f, i| Value::optional(f.program.listeners[i].write_timeout, |ns| Value::Number(seconds(ns))),
    ),
    field(
        "server",
        OPTIONAL_SERVER,
        "The server behind it, with its timeouts; absent where the call makes one without: `http.ListenAndServe`.",
        of_listener,
    ),
    field("order", NUMBER, "Its number among the listeners, from 0.", |_, i| Value::count(i)),
];

/// Where a listener listens, for a sentence.
fn on(listener: &Listener) -> String {
    // What the model shows in parentheses or as a mere hole is no address that a reader could recognise.
    let shown = listener.addr.as_ref();
    let bare = shown.is_empty() || shown.starts_with('(') || shown.trim_matches(['…', ':']).is_empty();
    let named = shown.rsplit_once(':').is_some_and(|(_, port)| port.chars().any(|c| c.is_ascii_alphabetic()));
    match (listener.scope, listener.addresses.as_slice()) {
        (Scope::Configured, _) if bare => "on an address that configuration gives".to_owned(),
        (Scope::Unknown, _) if bare => "on an address that is not known".to_owned(),
        (Scope::Any, _) if bare => "on every interface".to_owned(),
        (_, [one]) if named && listener.network.starts_with("tcp") => format!("on `{shown}` (port {})", one.port),
        _ => format!("on `{shown}`"),
    }
}

/// The routes that a listener shows, each once.
fn routes(listener: &Listener, counts: fn(&ServedRoute) -> bool) -> Value<'_> {
    let mut seen = BTreeSet::new();
    let once = listener.routes.iter().filter(|served| counts(served) && seen.insert(served.route));
    Value::List(once.map(|r| Value::Fact(Kind::Route, r.route)).collect(), known(listener.handler_known))
}

fn known(handler_known: bool) -> Completeness {
    if handler_known { Completeness::Complete } else { Completeness::Partial }
}

pub(super) fn seconds(nanoseconds: i64) -> f64 {
    std::time::Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(0)).as_secs_f64()
}

pub(super) fn provenance(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Literal => "literal",
        Provenance::Constant => "constant",
        Provenance::Computed => "computed",
        Provenance::Default => "default",
        Provenance::Unknown => "unknown",
    }
}

/// The nearest of the conditions about settings, of a listener and of the handlers by which it shows what an import registered, where a run
/// has to meet it in this way.
fn settings(f: &Facts<'_>, listener: &Listener, holds: bool) -> Vec<Value<'static>> {
    let imported = |served: &&ServedRoute| f.program.routes[served.route].origin == Origin::Import;
    let ways: BTreeSet<Option<usize>> = listener.routes.iter().filter(imported).map(|served| served.mount).in_order();
    let shows = ways.into_iter().map(|way| match way {
        Some(mount) => &f.program.mounts[mount].conditions,
        None => &listener.reads_default_where,
    });
    let nearest = std::iter::once(&listener.conditions).chain(shows).filter_map(|conditions| conditions.first());
    let mut places: Vec<_> = nearest.filter(|condition| condition.holds == holds).map(|c| c.span).collect();
    places.sort_unstable();
    places.dedup();
    places.into_iter().map(Value::Place).collect()
}
