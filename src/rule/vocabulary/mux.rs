//! Fields of `mux` and `mount`.

use std::borrow::Cow;

use crate::model::{DEFAULT_MUX, Served};

use super::super::value::{Base, Completeness, Type, Value};
use super::{BOOL, Field, Kind, NUMBER, PLACE, SERVED, TEXT, fact, facts, field};

pub(super) static MUX: &[Field] = &[
    field(
        "id",
        TEXT,
        "`DefaultServeMux`, the place where it is made, or the package variable that holds it.",
        |f, i| Value::text(&f.program.muxes[i].id),
    ),
    field("is_default", BOOL, "Whether it is `http.DefaultServeMux`.", |_, i| Value::Bool(i == DEFAULT_MUX)),
    field("place", Type::optional(Base::Place), "Where it is made; absent for the default mux.", |f, i| {
        Value::optional(f.program.muxes[i].span, Value::Place)
    }),
    field("routes", facts(Kind::Route), "The routes on it; there may be more where it is not `complete`.", |f, i| {
        let mux = &f.program.muxes[i];
        let routes = mux.routes.iter().map(|route| Value::Fact(Kind::Route, *route)).collect();
        Value::List(routes, if mux.complete { Completeness::Complete } else { Completeness::Partial })
    }),
    field(
        "served",
        BOOL,
        "Whether a listener serves it; unknown where it leaves what the analysis can follow.",
        |f, i| match f.program.muxes[i].served {
            Served::Yes => Value::Bool(true),
            Served::No => Value::Bool(false),
            Served::Unknown => Value::Unknown(Cow::Borrowed("unknown")),
        },
    )
    .needing(SERVED),
    field(
        "router",
        Type::optional(Base::Text),
        "The type of the router of another library that it is, of which only debug routes are known; absent for a mux of net/http.",
        |f, i| Value::optional(f.program.muxes[i].router.as_deref(), Value::text),
    ),
    field("complete", BOOL, "Whether every registration on it has a known pattern.", |f, i| {
        Value::Bool(f.program.muxes[i].complete)
    }),
    field("order", NUMBER, "Its number among the muxes; the default mux is 0.", |_, i| Value::count(i)),
];

pub(super) static MOUNT: &[Field] = &[
    field("place", PLACE, "The call that mounts.", |f, i| Value::Place(f.program.mounts[i].span)),
    field(
        "outer",
        Type::optional(Base::Fact(Kind::Mux)),
        "The mux that it is mounted in; absent for a framework's router.",
        |f, i| Value::optional(f.program.mounts[i].outer, |mux| Value::Fact(Kind::Mux, mux)),
    ),
    field("inner", fact(Kind::Mux), "The mux that is mounted.", |f, i| {
        Value::Fact(Kind::Mux, f.program.mounts[i].inner)
    }),
    field("pattern", TEXT, "The prefix as written; `/` for a fallback.", |f, i| {
        Value::text(&f.program.mounts[i].pattern)
    }),
    field("strips", BOOL, "Whether the prefix is cut before the inner mux sees the path.", |f, i| {
        Value::Bool(f.program.mounts[i].strips)
    }),
    field("file", TEXT, "Path of the file around `place`.", |f, i| Value::owned(f.file(f.program.mounts[i].span))),
    field("own", BOOL, "Whether the call stands in a module of the run.", |f, i| {
        Value::Bool(f.is_own(f.program.mounts[i].span))
    }),
    field("order", NUMBER, "Its number among the mounts, from 0.", |_, i| Value::count(i)),
];
