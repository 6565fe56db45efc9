//! Listeners: every call that serves, in every calling context, with its address and what it shows.
//!
//! In: the listen sites, the muxes with their routes, the mounts. Out: [`Listener`]s and the paths that lead to them.
//! Decides no exposure: a rule does.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use super::eval::Eval;
use super::frames::{Frames, FuncRef};
use super::given_back::closed_again;
use super::handlers::{Handler, handed, handlers, shown};
use super::listen_address::{Found, addresses, addresses_of_listener, judge, reach_rank};
use super::mounts::Placed;
use super::reach::{Path, Reach};
use super::routes::{Collected, leading, own_call, span_of};
use super::serve::{Served, Target};
use super::sites::{Site, is_of_receiver, possible_contexts, told_by_receiver};
use super::timeouts::server_of;
use super::value::{ExprRef, Need, Object, Site as Made, Value, Values, for_text};
use super::{Address, Listener, Provenance, Scope, ServedRoute, Timeouts};
use crate::facts::Usage;
use crate::golang::syntax::ExprKind;
use crate::known::Listen;
use crate::ordered::InOrder as _;
use crate::source::Span;

/// A listener with what later stages need beside [`Listener`].
#[derive(Debug)]
pub(crate) struct Opened {
    pub listener: Listener,
    pub call: ExprRef,
    pub frames: Frames,
    pub paths: Rc<[Path]>,
    /// Whether the call blocks the function that it stands in.
    pub blocks: bool,
    /// What the server literal is, if there is one.
    pub server: Vec<ExprRef>,
    /// The open listeners that it is handed.
    pub sockets: Vec<Object>,
}

impl Opened {
    /// Takes in another context of the same view.
    fn merge(&mut self, other: Self) {
        let (ours, theirs) = (&mut self.listener, other.listener);
        ours.via.extend(theirs.via);
        ours.via.sort_unstable();
        ours.via.dedup();
        ours.conditions.retain(|condition| theirs.conditions.contains(condition));
        ours.reads_default_where.retain(|condition| theirs.reads_default_where.contains(condition));
        if ours.timeouts != theirs.timeouts {
            ours.timeouts = Some(Timeouts::default());
        }
        ours.server_span = ours.server_span.filter(|_| ours.server_span == theirs.server_span);
        ours.muxes.extend(theirs.muxes);
        ours.muxes.sort_unstable();
        ours.muxes.dedup();
        let mut paths = self.paths.to_vec();
        paths.extend(other.paths.iter().cloned());
        paths.truncate(MOST_WAYS);
        self.paths = paths.into();
        self.server.extend(other.server);
        self.sockets.extend(other.sockets);
    }
}

/// Callers for whom one call opens a listener that is served, where others are looked for.
const MOST_SERVED: usize = 4;
/// Ways to a listener that are kept when contexts are merged.
const MOST_WAYS: usize = 64;

/// All listeners of a program.
pub(crate) fn collect(
    eval: &Eval<'_>,
    reach: &Reach<'_, '_>,
    sites: &[Site<'_>],
    collected: &mut Collected,
    mounts: &[Placed],
) -> Vec<Opened> {
    let mut found: Vec<Opened> = Vec::new();
    let mut by_place: HashMap<(ExprRef, Span, Arc<str>), Vec<usize>> = HashMap::new();
    for site in sites {
        if let Some(listen) = &site.row.listen {
            for opened in opened_by(eval, reach, site, listen, collected, mounts) {
                let Opened { listener, call, .. } = &opened;
                let alike = by_place.entry((*call, listener.span, listener.addr.clone())).or_default();
                match alike.iter().find(|&&n| same_view(collected, &found[n].listener, listener)) {
                    Some(&first) => found[first].merge(opened),
                    None => {
                        alike.push(found.len());
                        found.push(opened);
                    }
                }
            }
        }
    }
    let served: HashSet<Span> = found.iter().flat_map(|o| o.listener.via.iter().copied()).collect();
    let mut sockets: HashMap<ExprRef, Vec<Frames>> = HashMap::new();
    for socket in found.iter().flat_map(|opened| &opened.sockets) {
        if let Made::Expr(call) = socket.site {
            sockets.entry(call).or_default().push(socket.frames.clone());
        }
    }
    let mut closed = HashMap::new();
    for site in sites.iter().filter(|s| s.row.listen.is_none()) {
        let Some(open) = &site.row.open else { continue };
        // What one call opens for some callers is served, and may be nobody's for others; where they are many, they are not told apart.
        let few = |served: &&Vec<Frames>| served.len() <= MOST_SERVED && served.iter().all(|frames| frames.len() > 0);
        let served_in = sockets.get(&site.call).filter(few).map(Vec::as_slice).unwrap_or_default();
        let closed: &HashSet<_> = closed.entry(site.call.file).or_insert_with(|| closed_again(eval, site.call.file));
        let is_served = served_in.is_empty() && served.contains(&span_of(eval, site.call));
        if !is_served && !closed.contains(&site.call.expr) {
            found.extend(raw(eval, reach, site, open, served_in));
        }
    }
    found.sort_by(|a, b| (a.listener.span, &a.listener.addr).cmp(&(b.listener.span, &b.listener.addr)));
    for Opened { listener, paths, .. } in &mut found {
        let fixed = listener.provenance <= Provenance::Computed && listener.addresses.len() == 1;
        listener.certain = fixed && reach.certain(paths);
    }
    found
}

/// A listener of which nothing is seen that serves on it: it takes its address all the same.
fn raw(
    eval: &Eval<'_>,
    reach: &Reach<'_, '_>,
    site: &Site<'_>,
    open: &crate::known::Open,
    served_in: &[Frames],
) -> Vec<Opened> {
    let opens = Listen { address: open.address.clone(), network: open.network.clone(), ..Listen::default() };
    let innermost = eval.scope.facts(site.call.file).place(site.call.expr).func;
    let around = innermost.map(|func| FuncRef { file: site.call.file, func });
    let mut needs = |frames: &Frames| {
        let needs = for_text(open.address.as_ref().map(|a| eval.arg(site.call, a, frames).needs).unwrap_or_default());
        // Where it is served for some, one step outwards tells for whom it is not.
        let is_near = |need: &&Need| served_in.is_empty() || Some(need.func) == around;
        needs.iter().filter(is_near).copied().in_order::<BTreeSet<_>>().into()
    };
    let all = possible_contexts(eval, reach, site.call, &mut needs).into_iter().filter_map(|frames| {
        eval.begin_context();
        if served_in.iter().any(|served| served.compatible(&frames)) {
            return None;
        }
        let found = addresses(eval, site, &opens, &frames);
        let paths: Rc<[Path]> = reach.paths(site.call, &frames).into();
        // What nobody calls opens nothing.
        (!found.is_empty() && !reach.is_never_called(&paths)).then(|| Opened {
            listener: listener_of(reach, site, &opens, &frames, &found, &Handler::none(), Vec::new(), &[]),
            call: site.call,
            frames,
            paths,
            blocks: false,
            server: Vec::new(),
            sockets: Vec::new(),
        })
    });
    all.collect()
}

/// Whether nobody could tell apart two contexts of one call and address: the same routes.
fn same_view(collected: &Collected, a: &Listener, b: &Listener) -> bool {
    let shown = |l: &Listener| -> Vec<(Span, Arc<str>)> {
        let route = |r: &ServedRoute| &collected.routes[r.route].route;
        l.routes.iter().map(route).map(|r| (r.call.unwrap_or(r.span), Arc::clone(&r.pattern))).collect()
    };
    a.scope == b.scope && a.handler_known == b.handler_known && a.handler_nil == b.handler_nil && shown(a) == shown(b)
}

fn opened_by(
    eval: &Eval<'_>,
    reach: &Reach<'_, '_>,
    site: &Site<'_>,
    listen: &Listen,
    collected: &mut Collected,
    mounts: &[Placed],
) -> Vec<Opened> {
    let call = site.call;
    if reach.never_made(call) {
        return Vec::new();
    }
    let is_own = eval.scope.is_own(call.file);
    let handlers_of = |frames: &Frames| handed(eval, call, listen, frames);
    let keys = &collected.keys;
    let needs_of_handlers = |frames: &Frames| {
        let handlers = handlers_of(frames).unwrap_or_default();
        let maker = eval.maker_around(call, &handlers, frames, &|mux| keys.compatible(mux).len() > 1);
        let mut wanted = eval.needs_of_handlers(&handlers, frames);
        wanted.extend(maker.map(Need::from));
        wanted.extend(eval.decided_by_callers(call).map(Need::from));
        wanted.extend(eval.decided_by_makers(call, frames).into_iter().map(Need::from));
        if is_own {
            wanted.extend(eval.handed_literal(call, frames).map(Need::from));
        }
        wanted
    };
    let mut needs = |frames: &Frames| {
        let mut wanted = needs_of_handlers(frames);
        let address = listen.address.as_ref().map(|a| eval.arg(call, a, frames)).unwrap_or_default();
        wanted.extend(told_by_receiver(eval, call, &address).map(Need::from));
        wanted.join(for_text(address.needs));
        if let Some(place) = &listen.listener {
            let listeners = eval.arg(call, place, frames);
            for item in &listeners.items {
                if let Value::Listener(object) = &item.value {
                    wanted.join(for_text(addresses_of_listener(eval, object, frames).1));
                }
            }
            wanted.join(listeners.needs);
        }
        wanted
    };
    let arg = listen.handler.as_ref().and_then(|place| eval.arg_expr(call, place));
    let mut all = Vec::new();
    let mut told_apart = possible_contexts(eval, reach, call, &mut needs);
    if eval.gave_up_here() {
        // An address that comes from everywhere does not make unknown what is served.
        told_apart = possible_contexts(eval, reach, call, &mut |frames| needs_of_handlers(frames));
    }
    let apart = |frames: &Frames| -> Option<Vec<(Frames, Frames)>> {
        let each = receivers(reach, site, listen, frames)?.into_iter();
        Some(each.map(|with| (frames.clone(), with)).collect())
    };
    let is_mixed = || are_mixed(eval, site, listen, &Frames::default());
    let unseen = is_called_unseen(reach, call, &told_apart, &is_mixed).then(|| apart(&Frames::default())).flatten();
    let told_apart =
        told_apart.into_iter().flat_map(|frames| apart(&frames).unwrap_or_else(|| vec![(frames.clone(), frames)]));
    for (leading, frames) in told_apart.chain(unseen.into_iter().flatten()).collect::<Vec<_>>() {
        eval.begin_context();
        let found = addresses(eval, site, listen, &frames);
        let no_address = found.is_empty() && (listen.address.is_some() || listen.listener.is_some());
        if no_address || !is_of_receiver(eval, site, &frames) {
            // No run comes here with an address, or with a server.
            continue;
        }
        let ways = reach.ways(call, &leading);
        for (found, handed) in views(eval, found, (handlers_of(&frames), arg), &frames) {
            let mut handler = handlers(reach, listen, handed, &frames, collected);
            let routes = shown(reach, &mut handler, collected, mounts, &ways.paths);
            let (server, timeouts) = server_of(eval, site, listen, &frames);
            let mut listener = listener_of(reach, site, listen, &leading, &found, &handler, routes, &server);
            listener.timeouts = timeouts;
            listener.conditions = reach.conditions(&ways);
            listener.reads_default_where = std::mem::take(&mut handler.reads_default_where);
            // Whoever takes the method as a value calls it in its own time.
            let is_call = matches!(eval.scope.facts(call.file).syntax.expr(call.expr).kind, ExprKind::Call { .. });
            let blocks = is_call && listen.blocks && !matches!(site.usage, Usage::Spawned);
            let sockets = found.into_iter().filter_map(|f| f.socket).collect();
            let (frames, paths) = (frames.clone(), ways.paths.clone().into());
            all.push(Opened { listener, call, frames, paths, blocks, server, sockets });
        }
    }
    all
}

/// Whether the method around a call of the user's own is called by somebody who is not seen, beside those who are, where that matters.
fn is_called_unseen(reach: &Reach<'_, '_>, call: ExprRef, seen: &[Frames], matters: &dyn Fn() -> bool) -> bool {
    let eval = reach.eval;
    let facts = eval.scope.facts(call.file);
    let Some(func) = facts.place(call.expr).func.map(|func| facts.outermost(func)) else { return false };
    let method = FuncRef { file: call.file, func };
    eval.scope.is_own(call.file)
        && facts.syntax.func(func).recv.is_some()
        && seen.iter().all(|frames| frames.find(method).is_some())
        && matters()
        && reach.is_called_from_outside(method)
}

/// A context with the object that the call's method is called on, for each that there may be; None where that is known, or where it tells
/// nobody's address whole.
fn receivers(reach: &Reach<'_, '_>, site: &Site<'_>, listen: &Listen, frames: &Frames) -> Option<Vec<Frames>> {
    let eval = reach.eval;
    let is_mixed = are_mixed(eval, site, listen, frames);
    let each = is_mixed.then(|| eval.for_each_receiver(site.call, frames)).flatten()?;
    let each: Vec<Frames> =
        each.into_iter().filter(|(literal, _)| reach.reaches(*literal)).map(|(_, frames)| frames).collect();
    let is_told = |frames: &Frames| {
        eval.begin_context();
        addresses(eval, site, listen, frames).iter().any(|found| found.text.whole().is_some())
    };
    (!each.is_empty() && each.iter().all(is_told)).then_some(each)
}

/// Whether a call has several addresses, which may be those of several objects.
fn are_mixed(eval: &Eval<'_>, site: &Site<'_>, listen: &Listen, frames: &Frames) -> bool {
    eval.begin_context();
    addresses(eval, site, listen, frames).len() > 1
}

/// The addresses of a call with the handlers that a run may have with them.
fn views(
    eval: &Eval<'_>,
    found: Vec<Found>,
    (handed, arg): (Option<Values>, Option<ExprRef>),
    frames: &Frames,
) -> Vec<(Vec<Found>, Option<Values>)> {
    let Some(values) = handed.as_ref().filter(|values| values.items.len() > 1) else { return vec![(found, handed)] };
    let written: Vec<Option<ExprRef>> = found.iter().map(|f| f.at).collect();
    let made = eval.set_at(arg, values, frames);
    let with = eval.together(&written, &made);
    if with.iter().all(|with| with.len() == made.len()) {
        return vec![(found, handed)];
    }
    let network = found.first().map_or("tcp", |f| &f.network).to_owned();
    let mut all: Vec<(Found, Vec<usize>)> = found.into_iter().zip(with).collect();
    for n in (0..made.len()).filter(|n| !all.iter().any(|(_, with)| with.contains(n))).collect::<Vec<_>>() {
        let instead = made[n].and_then(|handler| eval.instead_of(&written, handler));
        let texts = instead.map(|at| eval.eval(at, frames).texts()).unwrap_or_default();
        if texts.is_empty() {
            return vec![(all.into_iter().map(|(found, _)| found).collect(), handed)];
        }
        all.extend(texts.into_iter().map(|(text, how, at)| {
            (Found { text, how, network: network.clone(), at, via: Vec::new(), socket: None }, vec![n])
        }));
    }
    let mut views: Vec<(Vec<usize>, Vec<Found>)> = Vec::new();
    for (mut found, with) in all {
        // It is one of several all the same.
        found.how = found.how.max(Provenance::Default);
        match views.iter_mut().find(|(handlers, _)| *handlers == with) {
            Some((_, addresses)) => addresses.push(found),
            None => views.push((with, vec![found])),
        }
    }
    let items = |with: &[usize]| with.iter().filter_map(|&n| values.items.get(n).cloned()).collect::<Vec<_>>();
    let of = |with: Vec<usize>| Values { items: items(&with).into(), needs: values.needs.clone() };
    views.into_iter().map(|(with, found)| (found, Some(of(with)))).collect()
}

#[expect(clippy::too_many_arguments, reason = "one place builds a listener from all that was found out about it")]
fn listener_of(
    reach: &Reach<'_, '_>,
    site: &Site<'_>,
    listen: &Listen,
    frames: &Frames,
    found: &[Found],
    handler: &Handler,
    routes: Vec<ServedRoute>,
    server: &[ExprRef],
) -> Listener {
    let (call, eval) = (site.call, reach.eval);
    let facts = eval.scope.facts(call.file);
    let package = eval.scope.package(eval.scope.package_of(call.file));
    let judged: Vec<(Scope, Option<Address>, String)> = found.iter().map(|f| judge(f, listen)).collect();
    let scope = judged.iter().map(|j| j.0).min_by_key(|s| reach_rank(*s)).unwrap_or(Scope::Unknown);
    let mut addresses: Vec<Address> = judged.iter().filter_map(|j| j.1.clone()).collect();
    addresses.sort();
    addresses.dedup();
    // Of several with one reach the one that is known says more: `":" + getenv("PORT", "8080")`.
    let with_scope = || judged.iter().enumerate().filter(|(_, j)| j.0 == scope);
    let chosen = with_scope().find(|(_, j)| j.1.is_some()).or_else(|| with_scope().next()).map(|(n, _)| n);
    let addr = chosen.map_or_else(|| "(unknown)".to_owned(), |i| judged[i].2.clone());
    let how = found.iter().map(|f| f.how).max().unwrap_or(Provenance::Unknown);
    let how = if judged.len() > 1 { how.max(Provenance::Default) } else { how };
    let mut via: Vec<Span> = server.iter().map(|&e| span_of(eval, e)).collect();
    via.extend(found.iter().flat_map(|f| &f.via).map(|&e| span_of(eval, e)));
    let leading = leading(reach, call, frames);
    via.extend(leading.iter().map(|f| span_of(eval, f.call)));
    via.extend(handler.via.iter().map(|&e| span_of(eval, e)));
    via.extend(&handler.via_mounts);
    via.sort_unstable();
    via.dedup();
    let func = facts.place(call.expr).func;
    // A dependency that serves for the user: the own call that leads there is the line to change.
    let shown = own_call(eval, call, &leading).unwrap_or(call);
    if shown != call {
        via.push(span_of(eval, call));
        via.retain(|&v| v != span_of(eval, shown));
        via.sort_unstable();
    }
    Listener {
        span: span_of(eval, shown),
        call_span: span_of(eval, call),
        call: call_name(eval, site).into(),
        network: found.first().map_or("tcp", |f| f.network.as_str()).into(),
        addr: addr.into(),
        addresses,
        scope,
        provenance: how,
        certain: false,
        or_unknown: scope != Scope::Unknown
            && judged.iter().any(|j| j.0 == Scope::Unknown || (scope == Scope::Unix && j.0 == Scope::Configured)),
        addr_span: chosen.and_then(|i| found[i].at).map(|e| span_of(eval, e)),
        handler_span: handler_place(eval, call, listen),
        server_span: only(server).map(|e| span_of(eval, e)),
        mux: handler.top,
        muxes: handler.muxes.clone(),
        handler_known: handler.known,
        handler_nil: handler.nil,
        routers: router_types(eval, handler),
        via,
        conditions: Vec::new(),
        reads_default_where: Vec::new(),
        routes,
        error_ignored: site.usage != Usage::Used && listen.returns_error,
        write_timeout: write_timeout(eval, site, listen, frames),
        timeouts: None,
        func: eval.func_name(call.file, func).into(),
        package: Arc::clone(&package.path),
        own: eval.scope.is_own(shown.file),
    }
}

/// Where the call is handed its handler as an argument.
fn handler_place(eval: &Eval<'_>, call: ExprRef, listen: &Listen) -> Option<Span> {
    let Some(crate::known::Arg::Param(index, fields)) = &listen.handler else { return None };
    let facts = eval.scope.facts(call.file);
    let ExprKind::Call { args, spread: false, .. } = &facts.syntax.expr(call.expr).kind else { return None };
    let arg = args.get(*index).filter(|_| fields.is_empty())?;
    Some(span_of(eval, ExprRef { expr: *arg, ..call }))
}

fn only(all: &[ExprRef]) -> Option<ExprRef> {
    match all {
        [one] => Some(*one),
        _ => None,
    }
}

/// The name by which users call a package.
pub(super) fn short_name(eval: &Eval<'_>, path: &Rc<str>) -> String {
    let declared = eval.known_at(path).iter().find_map(|p| p.name.clone());
    declared.unwrap_or_else(|| package_name(path).to_owned())
}

/// `httprouter.Router`, of each router of another library that is the handler.
fn router_types(eval: &Eval<'_>, handler: &Handler) -> Vec<Arc<str>> {
    let name = |target: &Target| match &target.served {
        Served::Router(object) => eval.router_type(&object.site),
        _ => None,
    };
    let mut names: Vec<Arc<str>> = handler.targets.iter().filter_map(name).collect();
    names.sort();
    names.dedup();
    names
}

/// `http.ListenAndServe`, `(*http.Server).Serve`.
fn call_name(eval: &Eval<'_>, site: &Site<'_>) -> String {
    let short = short_name(eval, &site.package);
    let facts = eval.scope.facts(site.call.file);
    let fun = match facts.syntax.expr(site.call.expr).kind {
        ExprKind::Call { fun, .. } => eval.method_value(site.call.file, fun).unwrap_or(fun),
        _ => site.call.expr,
    };
    let name = match &facts.syntax.expr(fun).kind {
        ExprKind::Name(name) | ExprKind::Select(_, name) => name.to_string(),
        _ => String::new(),
    };
    let row = site.row.names.iter().find(|n| n.rsplit('.').next() == Some(&*name));
    match row.and_then(|n| n.split_once('.')) {
        Some((owner, method)) => format!("(*{short}.{owner}).{method}"),
        None => format!("{short}.{name}"),
    }
}

/// The last element of a path that is not a major version.
fn package_name(path: &str) -> &str {
    let mut parts = path.rsplit('/');
    let last = parts.next().unwrap_or(path);
    let version = last.len() > 1 && last.starts_with('v') && last[1..].chars().all(|c| c.is_ascii_digit());
    if version { parts.next().unwrap_or(last) } else { last }
}

fn write_timeout(eval: &Eval<'_>, site: &Site<'_>, listen: &Listen, frames: &Frames) -> Option<i64> {
    let values = eval.arg(site.call, listen.write_timeout.as_ref()?, frames);
    match values.items.as_slice() {
        [item] => match item.value {
            Value::Int(nanoseconds) if nanoseconds > 0 => Some(nanoseconds),
            _ => None,
        },
        _ => None,
    }
}
