//! Fields of `server` and `port`.

use std::borrow::Cow;

use crate::model::{Listener, Timeouts};

use super::super::value::{Base, Type, Value};
use super::{BOOL, Facts, Field, Kind, NUMBER, PLACE, TEXT, fact, field};

pub(super) static SERVER: &[Field] = &[
    field("listener", fact(Kind::Listener), "What it listens on.", |f, i| Value::Fact(Kind::Listener, f.server(i))),
    field(
        "place",
        PLACE,
        "The literal that makes it, where there is exactly one; else the listener's place.",
        |f, i| Value::Place(listener(f, i).server_span.unwrap_or_else(|| f.listener_place(listener(f, i)))),
    ),
    field("file", TEXT, "Path of the file around `place`.", |f, i| {
        Value::owned(f.file(listener(f, i).server_span.unwrap_or_else(|| f.listener_place(listener(f, i)))))
    }),
    field("own", BOOL, "Whether the listener stands in a module of the run.", |f, i| {
        Value::Bool(listener(f, i).own || f.is_own(f.listener_place(listener(f, i))))
    }),
    field("read_timeout", NUMBER, "ReadTimeout in seconds; 0 where it is not set.", |f, i| timeout(f, i, |t| t.read)),
    field(
        "read_header_timeout",
        NUMBER,
        "ReadHeaderTimeout in seconds; 0 where it is not set: then Go takes ReadTimeout.",
        |f, i| timeout(f, i, |t| t.read_header),
    ),
    field("write_timeout", NUMBER, "WriteTimeout in seconds; 0 where it is not set.", |f, i| {
        timeout(f, i, |t| t.write)
    }),
    field(
        "idle_timeout",
        NUMBER,
        "IdleTimeout in seconds; 0 where it is not set: then Go takes ReadTimeout.",
        |f, i| timeout(f, i, |t| t.idle),
    ),
    field("order", NUMBER, "Its number among the servers, from 0.", |_, i| Value::count(i)),
];

pub(super) static PORT: &[Field] = &[
    field("number", NUMBER, "The port; 0 is any that is free.", |f, i| Value::Number(f64::from(address(f, i).port))),
    field("host", TEXT, "The host in front of it; empty for all interfaces.", |f, i| Value::text(&address(f, i).host)),
    field("address", TEXT, "Both, as Go writes them: `127.0.0.1:8080`.", |f, i| {
        Value::owned(super::pair::address(address(f, i)))
    }),
    field("listener", fact(Kind::Listener), "What listens on it.", |f, i| Value::Fact(Kind::Listener, f.port(i).0)),
    field("place", PLACE, "The address's expression where it is known, else the listener's place.", |f, i| {
        let listener = &f.program.listeners[f.port(i).0];
        Value::Place(listener.addr_span.unwrap_or_else(|| f.listener_place(listener)))
    }),
    field("order", NUMBER, "Its number among the ports, from 0.", |_, i| Value::count(i)),
];

/// The server behind a listener.
pub(super) fn of_listener<'p>(facts: &Facts<'p>, listener: usize) -> Value<'p> {
    let server = facts.servers().iter().position(|l| *l == listener);
    Value::optional(server, |server| Value::Fact(Kind::Server, server))
}

/// The type of `listener.server`.
pub(super) const OPTIONAL_SERVER: Type = Type::optional(Base::Fact(Kind::Server));

fn listener<'p>(facts: &Facts<'p>, server: usize) -> &'p Listener {
    &facts.program.listeners[facts.server(server)]
}

fn address<'p>(facts: &Facts<'p>, port: usize) -> &'p crate::model::Address {
    let (listener, address) = facts.port(port);
    &facts.program.listeners[listener].addresses[address]
}

fn timeout<'p>(facts: &Facts<'p>, server: usize, which: fn(&Timeouts) -> Option<i64>) -> Value<'p> {
    match listener(facts, server).timeouts.as_ref().and_then(which) {
        Some(nanoseconds) => Value::Number(super::listener::seconds(nanoseconds)),
        None => Value::Unknown(Cow::Borrowed("unknown")),
    }
}
