//! The address of a listener: from an argument, from an open listener, from a literal, through wrappers.
//!
//! In: a call that serves and a calling context. Out: [`Found`] addresses with how each is known, and the verdict on
//! their reach. Knows no handler and no route.

use super::address;
use super::eval::Eval;
use super::frames::Frames;
use super::sites::Site;
use super::types::{Callable, Ty};
use super::value::{ExprRef, Needs, Object, Piece, Site as Made, Text, Value, Values};
use super::{Address, Provenance, Scope};
use crate::golang::syntax::{ExprKind, Name};
use crate::known::{Arg, Listen};

/// An address as it was found: its text, how it is known, the network, and the places that made it.
pub(crate) struct Found {
    pub(crate) text: Text,
    pub(crate) how: Provenance,
    pub(crate) network: String,
    pub(crate) at: Option<ExprRef>,
    pub(crate) via: Vec<ExprRef>,
    /// The open listener that has it.
    pub(crate) socket: Option<Object>,
}

pub(crate) fn addresses(eval: &Eval<'_>, site: &Site<'_>, listen: &Listen, frames: &Frames) -> Vec<Found> {
    let call = site.call;
    let mut found = Vec::new();
    if let Some(place) = &listen.address {
        let network =
            listen.network.as_ref().map_or_else(|| "tcp".to_owned(), |n| network_of(&eval.arg(call, n, frames)));
        let values = eval.written_addresses(eval.arg(call, place, frames), call.file, frames);
        for (text, how, at) in addresses_of_values(eval, &values, frames) {
            if text.whole().is_some_and(|text| listen.off.contains(&text)) {
                continue;
            }
            let how = if text.whole().as_deref() == Some("") && !is_meant(eval, call, at) {
                how.max(Provenance::Default)
            } else {
                how
            };
            found.push(Found { text, how, network: network.clone(), at, via: Vec::new(), socket: None });
        }
    }
    if let Some(place) = &listen.listener {
        if is_of_another_server(eval, call, listen, place, frames) {
            return vec![hole(Piece::Unknown)];
        }
        for item in &eval.arg(call, place, frames).items {
            match &item.value {
                Value::Listener(object) => found.extend(addresses_of_listener(eval, object, frames).0),
                Value::Struct(object) => match wrapped_listener(eval, object, call, frames) {
                    Some(inner) => found.extend(addresses_of_listener(eval, &inner, frames).0),
                    None => found.push(hole(Piece::Unknown)),
                },
                Value::Configured => found.push(hole(Piece::Configured)),
                _ => found.push(hole(Piece::Unknown)),
            }
        }
    }
    for other in found.iter_mut().filter(|f| is_no_path(eval, call, f)) {
        other.text = Text::hole(Piece::Configured);
    }
    found
}

/// Whether the listener that a call is handed may be one of which another server has the address.
fn is_of_another_server(eval: &Eval<'_>, call: ExprRef, listen: &Listen, listener: &Arg, frames: &Frames) -> bool {
    let ExprKind::Call { fun, .. } = eval.scope.facts(call.file).syntax.expr(call.expr).kind else { return false };
    let server = match &listen.handler {
        Some(Arg::Recv(_)) => eval.receiver(call.file, fun).map(|expr| ExprRef { expr, ..call }),
        Some(handler) => eval.arg_expr(call, handler),
        None => None,
    };
    let parts = server.zip(eval.arg_expr(call, listener));
    parts.is_some_and(|(server, listener)| eval.is_picked_apart(server, listener, frames))
}

/// Whether the address of a Unix socket is one that is meant for TCP, as that of a setting that takes both: whoever comes here has set
/// another. What is written in the call that opens it is meant.
fn is_no_path(eval: &Eval<'_>, call: ExprRef, found: &Found) -> bool {
    let Some(text) = found.text.whole().filter(|_| found.network.starts_with("unix")) else { return false };
    let is_host = text.contains(':') && !text.starts_with('@') && !text.contains('/');
    let is_port = !text.ends_with(':') && address::parse(&found.text, None).is_some();
    let opens = found.via.first().copied().unwrap_or(call);
    let is_written = found.at.is_some_and(|at| is_argument(eval, at, opens));
    is_host && (found.how >= Provenance::Default || is_port && !is_written)
}

/// Whether an expression is an argument of a call as it stands there.
fn is_argument(eval: &Eval<'_>, at: ExprRef, call: ExprRef) -> bool {
    at.file == call.file && eval.scope.facts(at.file).parent(at.expr) == Some(call.expr)
}

/// Whether an empty address is meant so: it is written in the call, or a server leaves it out. Elsewhere, in a configuration
/// say, it is one that is not given yet.
fn is_meant(eval: &Eval<'_>, call: ExprRef, at: Option<ExprRef>) -> bool {
    let Some(at) = at else { return true };
    let is_server = |expr| match eval.type_of(ExprRef { file: at.file, expr }) {
        Ty::Named(path, name) => eval.known.is_server(&path, &name),
        _ => false,
    };
    let around = eval.scope.facts(at.file).parent(at.expr);
    is_argument(eval, at, call) || is_server(at.expr) || around.is_some_and(is_server)
}

/// The listener in a listener's field: `proxyproto.Listener{Listener: l}`, `tcpKeepAliveListener{l}`.
pub(crate) fn wrapped_listener(eval: &Eval<'_>, object: &Object, call: ExprRef, frames: &Frames) -> Option<Object> {
    let ty = eval.type_of_site(&object.site);
    let mut fields: Vec<Name> = Vec::new();
    fields.extend(eval.known_type(&ty).and_then(|t| t.wraps.as_ref()).map(|w| w.field.as_str().into()));
    fields.extend(eval.fields(&ty).iter().filter(|(f, _)| f.embedded).map(|(f, _)| f.name.clone()));
    let value = Values::one(Value::Struct(object.clone()), Provenance::Literal, None);
    fields.iter().find_map(|field| {
        eval.field_of(&value, field, call.file, frames).items.into_iter().find_map(|i| match i.value {
            Value::Listener(inner) => Some(inner),
            _ => None,
        })
    })
}

/// Whether an open listener may share its address with another one: `net.ListenConfig{Control: reusePort}`.
pub(crate) fn may_share(eval: &Eval<'_>, object: &Object) -> bool {
    let Made::Expr(call) = object.site else { return false };
    let ExprKind::Call { fun, .. } = eval.scope.facts(call.file).syntax.expr(call.expr).kind else { return false };
    let is_set = |place: &Arg| {
        let values = eval.arg(call, place, &object.frames);
        values.items.iter().any(|item| !item.value.is_zero() && item.value != Value::Unknown)
    };
    eval.callables(ExprRef { file: call.file, expr: fun }).iter().any(|callable| match callable {
        Callable::Known(_, rows) => rows.iter().filter_map(|r| r.open.as_ref()?.shared.as_ref()).any(is_set),
        Callable::Program(_) => false,
    })
}

pub(crate) fn hole(piece: Piece) -> Found {
    Found {
        text: Text::hole(piece),
        how: Provenance::Unknown,
        network: "tcp".to_owned(),
        at: None,
        via: Vec::new(),
        socket: None,
    }
}

/// Lists of addresses count element by element.
pub(crate) fn addresses_of_values(
    eval: &Eval<'_>,
    values: &Values,
    frames: &Frames,
) -> Vec<(Text, Provenance, Option<ExprRef>)> {
    let lists = values.items.iter().any(|i| matches!(i.value, Value::List(_) | Value::Texts(_)));
    if lists { eval.elements(values, frames).texts() } else { values.texts() }
}

/// The network of a listener; of several that it may be, TCP.
pub(crate) fn network_of(values: &Values) -> String {
    let mut networks: Vec<String> = values.texts().into_iter().filter_map(|(t, ..)| t.whole()).collect();
    networks.retain(|n| !n.is_empty());
    networks.sort_by_key(|n| !n.starts_with("tcp"));
    networks.into_iter().next().unwrap_or_else(|| "tcp".to_owned())
}

/// The address that an open listener has, and whose callers would have to be asked.
pub(crate) fn addresses_of_listener(eval: &Eval<'_>, object: &Object, frames: &Frames) -> (Vec<Found>, Needs) {
    let mut found = Vec::new();
    let mut needs = Needs::default();
    let Made::Expr(call) = object.site else { return (found, needs) };
    let inner = eval.of_object(object, frames);
    let facts = eval.scope.facts(call.file);
    let ExprKind::Call { fun, .. } = facts.syntax.expr(call.expr).kind else { return (found, needs) };
    for callable in eval.callables(ExprRef { file: call.file, expr: fun }).iter() {
        let Callable::Known(_, rows) = callable else { continue };
        for open in rows.iter().filter_map(|r| r.open.as_ref()) {
            let network = open.network.as_ref().map(|n| eval.arg(call, n, &inner));
            let network = network.as_ref().map_or_else(|| "tcp".to_owned(), network_of);
            let Some(place) = &open.address else {
                found.push(hole(Piece::Configured));
                continue;
            };
            let values = eval.arg(call, place, &inner);
            needs.join(values.needs.clone());
            let known = eval.written_addresses(values, call.file, &inner);
            for (text, how, at) in known.texts() {
                found.push(Found {
                    text,
                    how,
                    network: network.clone(),
                    at,
                    via: vec![call],
                    socket: Some(object.clone()),
                });
            }
        }
    }
    (found, needs)
}

/// Smaller reaches farther; what is not known counts only where nothing is known.
pub(crate) fn reach_rank(scope: Scope) -> u8 {
    match scope {
        Scope::Any => 0,
        Scope::Public => 1,
        Scope::Private => 2,
        Scope::Loopback => 3,
        Scope::Unix => 4,
        Scope::Configured => 5,
        Scope::Unknown => 6,
    }
}

pub(crate) fn judge(found: &Found, listen: &Listen) -> (Scope, Option<Address>, String) {
    let whole = found.text.whole();
    let text = match (whole.as_deref(), &listen.empty_address) {
        // A flag whose default is empty is an address that only the command line gives.
        (Some(""), _) if found.how >= Provenance::Default => Text::hole(Piece::Configured),
        (Some(""), Some(empty)) => Text::known(empty),
        _ => found.text.clone(),
    };
    // Nor does a default of 0 ask for just any port.
    let text = match address::parse(&text, None) {
        Some(address) if address.port == 0 && found.how >= Provenance::Default => port_to_be_set(&address.host),
        _ => match text.whole().as_deref().and_then(|text| text.rsplit_once(":-")) {
            // Nor is one below 0 a port.
            Some((host, port)) if port.parse::<u32>().is_ok() => port_to_be_set(host.trim_matches(['[', ']'])),
            _ => text,
        },
    };
    let scope = address::scope_of(&text, &found.network);
    let shown = match scope {
        _ if text.pieces.iter().any(|piece| matches!(piece, Piece::Known(_))) => text.display(),
        Scope::Unknown => "(unknown)".to_owned(),
        // Linux takes a free abstract name.
        Scope::Unix if whole.as_deref() == Some("") => "@…".to_owned(),
        // It is empty, and meant so.
        _ if text.whole().is_some() => text.display(),
        _ if text.pieces.contains(&Piece::Configured) => "(from configuration)".to_owned(),
        _ => "(unknown)".to_owned(),
    };
    // Brackets around what is no IPv6 address: `[%s]:%d`.
    let shown = match shown.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, port)) if !host.contains(':') => format!("{host}{port}"),
        _ => shown,
    };
    (scope, address::parse(&text, None), shown)
}

/// The host alone: the port is given elsewhere.
fn port_to_be_set(host: &str) -> Text {
    let mut text = Text::known(&format!("{}:", address::bracketed(host)));
    text.push(Text::hole(Piece::Configured));
    text
}
