//! The server behind a listener: where it is made, and its timeouts.
//!
//! In: a call that serves. Out: the literals of its server, and each timeout, where all of them agree on it. Which field is which timeout stands in a knowledge file.

use super::eval::Eval;
use super::frames::Frames;
use super::sites::Site;
use super::value::{ExprRef, Object, Value, Values};
use crate::golang::syntax::Name;
use crate::known::{Arg, Listen, TimeoutFields};
use crate::source::FileId;

/// The timeouts of a server in nanoseconds: 0 where one is not set, None where it is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timeouts {
    /// For a request with its body.
    pub read: Option<i64>,
    /// For the head of a request.
    pub read_header: Option<i64>,
    /// For an answer.
    pub write: Option<i64>,
    /// Between two requests.
    pub idle: Option<i64>,
}

/// The server on which a method serves, and the literals that make it.
pub(crate) fn server_of(
    eval: &Eval<'_>,
    site: &Site<'_>,
    listen: &Listen,
    frames: &Frames,
) -> (Vec<ExprRef>, Option<Timeouts>) {
    let from = [&listen.handler, &listen.address].into_iter().flatten().find_map(|place| match place {
        Arg::Recv(fields) if !fields.is_empty() => Some(Arg::Recv(Vec::new())),
        Arg::Param(n, fields) if !fields.is_empty() => Some(Arg::Param(*n, Vec::new())),
        _ => None,
    });
    let Some(place) = from else { return (Vec::new(), None) };
    let servers = eval.arg(site.call, &place, frames);
    let literals = servers.items.iter().filter_map(|i| match &i.value {
        Value::Struct(object) => eval.site_expr(&object.site),
        _ => None,
    });
    (literals.collect(), timeouts(eval, &servers, site.call.file, frames))
}

/// The timeouts of a server; None where there is none.
fn timeouts(eval: &Eval<'_>, servers: &Values, asking: FileId, frames: &Frames) -> Option<Timeouts> {
    let objects = servers.items.iter().map(|item| match &item.value {
        Value::Struct(object) => fields(eval, object),
        _ => None,
    });
    let rows: Option<Vec<&TimeoutFields>> = objects.collect();
    // A server that is not followed to where it is made may have any timeout.
    let Some(row) = rows.filter(|_| servers.needs.is_empty()).and_then(|rows| rows.first().copied()) else {
        return (!servers.items.is_empty()).then(Timeouts::default);
    };
    let read = |field: &str| {
        let values = eval.field_of(servers, &Name::from(field), asking, frames);
        match values.items.as_slice() {
            [item] => match item.value {
                Value::Int(nanoseconds) => Some(nanoseconds),
                Value::Zero | Value::Nil | Value::NilPointer => Some(0),
                _ => None,
            },
            _ => None,
        }
    };
    Some(Timeouts {
        read: read(&row.read),
        read_header: read(&row.read_header),
        write: read(&row.write),
        idle: read(&row.idle),
    })
}

/// The names of the timeouts of an object's type.
fn fields<'a>(eval: &Eval<'a>, object: &Object) -> Option<&'a TimeoutFields> {
    eval.known_type(&eval.type_of_site(&object.site))?.timeouts.as_ref()
}
