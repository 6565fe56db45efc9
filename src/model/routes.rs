//! Routes: every registration of a program resolved to a mux, a pattern and an origin.
//!
//! In: the register sites of a program and what is known of packages that are not read. Out: [`Collected`]: muxes and
//! routes with the paths that lead to them. A reset of the default mux drops what came before it.
//! Decides no conflict and no exposure.

use std::cmp::Ordering;
use std::collections::{HashSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::link::Scope;
use super::muxes::{Keys, On, mux_keys, place_on_muxes, resets, set_aside_before_resets};
use super::reach::{Path, Reach, Root};
use super::serve::{Served as ServedBy, Target};
use super::sites::{Site as CallSite, loops_around, possible_contexts, told_by_receiver};
use super::texts::joined;
use super::together::Choice;
use super::value::{Alternative, ExprRef, Need, Object, Piece, Text, Value, Values, for_text};
use super::{DEFAULT_MUX, Declaration, Era, HandlerKind, Link, Mux, Origin, Provenance, Route};
use crate::golang::syntax::{ExprKind, Name};
use crate::known::{MuxArg, NilHandler, Register};
use crate::source::{FileId, Span};

/// Which mux.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum MuxKey {
    Default,
    /// A default mux that was replaced: by the n-th reset.
    Replaced(usize),
    Made(Object),
    /// A router of another library.
    Router(Object),
}

/// A route with what later stages need beside [`Route`].
#[derive(Debug, Clone)]
pub(crate) struct Resolved {
    pub route: Route,
    pub key: MuxKey,
    /// Where the variable of the default mux is read, if not by the call itself.
    pub read: Option<ExprRef>,
    /// The call and its context; None for an import.
    pub call: Option<(ExprRef, Frames)>,
    pub paths: Rc<[Path]>,
    /// What its handler serves in the end, and where the variable of the default mux is read for it.
    pub targets: Vec<(Target, Option<ExprRef>)>,
    /// How many patterns the call may have in this context: of several, one is registered.
    pub alternatives: usize,
    /// Whether it may also have one of which nothing is known.
    pub unsure: bool,
    /// Which of several patterns it is.
    pub chosen: Option<Box<Choice>>,
    /// The expression that the pattern is, where it is written in the call.
    pub pattern: Option<ExprRef>,
}

/// All routes and muxes.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub muxes: Vec<Mux>,
    pub keys: Keys,
    pub routes: Vec<Resolved>,
    /// The ways to each reset of the default mux, the first one first.
    pub resets: Vec<Vec<Path>>,
}

/// Resolves all registrations.
pub(crate) fn collect(eval: &Eval<'_>, reach: &Reach<'_, '_>, sites: &[CallSite<'_>]) -> Collected {
    let mut routes = imported(eval);
    for site in sites {
        if let Some(register) = &site.row.register {
            registered(eval, reach, site, register, &mut routes);
        } else if let Some(register) = eval.shown_on_router(site) {
            registered(eval, reach, site, &register, &mut routes);
        }
    }
    let resets = resets(eval, reach);
    set_aside_before_resets(reach, &resets, &mut routes);
    routes.sort_by(|a, b| order(reach, a, b));
    Collected { resets, ..place_on_muxes(eval, routes) }
}

/// Where the elements stand that the loops around a call are at: those of a list come in its order.
fn turns(eval: &Eval<'_>, route: &Resolved) -> impl Iterator<Item = (FileId, u32)> {
    let frames = route.call.iter().flat_map(|(_, frames)| frames.as_slice());
    let elements = frames.filter(|f| f.func.loop_over().is_some()).map(|f| span_of(eval, f.call));
    elements.map(|span| (span.file, span.start))
}

fn order(reach: &Reach<'_, '_>, a: &Resolved, b: &Resolved) -> Ordering {
    reach
        .order(&a.paths, &b.paths)
        .then_with(|| turns(reach.eval, a).cmp(turns(reach.eval, b)))
        .then_with(|| (a.route.span, &a.route.pattern).cmp(&(b.route.span, &b.route.pattern)))
}

/// What the packages that are not read register in their init.
fn imported(eval: &Eval<'_>) -> Vec<Resolved> {
    let linkage = eval.scope.linkage;
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for (index, package) in linkage.packages.iter().enumerate() {
        if !package.source.is_closed() {
            continue;
        }
        let mut open = vec![Scope::plain_path(&package.path).to_owned()];
        while let Some(path) = open.pop() {
            if !seen.insert(path.clone()) {
                continue;
            }
            let version = if *path == *package.path { package.version.as_deref() } else { None };
            for entry in eval.known.package(&path, version) {
                open.extend(entry.links.iter().filter(|l| eval.scope.package_by_path(l).is_none()).cloned());
                for init in &entry.init {
                    found.push(imported_route(eval, index, &path, version, init));
                }
            }
        }
    }
    found
}

fn imported_route(
    eval: &Eval<'_>,
    index: usize,
    path: &str,
    version: Option<&str>,
    init: &crate::known::InitRoute,
) -> Resolved {
    let declared = eval.scope.linkage.eras.declared;
    let in_era = |era: Era| -> Arc<str> {
        match init.method.get(era.as_str()) {
            Some(method) => format!("{method} {}", init.pattern).into(),
            None => init.pattern.as_str().into(),
        }
    };
    let eras = [Era::E121, Era::E122, Era::E123];
    let pattern = in_era(declared);
    let chain = chain_to(eval, index);
    let route = Route {
        mux: DEFAULT_MUX,
        pattern_by_era: eras.iter().map(|&e| (e, in_era(e))).filter(|(_, p)| *p != pattern).collect(),
        pattern,
        known: true,
        origin: Origin::Import,
        package: path.into(),
        version: version.map(Arc::from),
        span: own_link(eval, &chain).unwrap_or(Span::new(FileId(0), 0, 0)),
        call: None,
        pattern_span: None,
        chain,
        via: Vec::new(),
        row: None,
        handler: HandlerKind::Plain,
        strips: None,
        handler_name: init.handler.as_ref().map_or_else(Arc::default, |h| format!("{path}.{h}").into()),
        func: Arc::default(),
        provenance: Provenance::Literal,
        invalid: Vec::new(),
    };
    let paths: Rc<[Path]> = Rc::from([Path { root: Root::Init(index), steps: Vec::new() }]);
    Resolved {
        route,
        key: MuxKey::Default,
        read: None,
        call: None,
        paths,
        targets: Vec::new(),
        alternatives: 1,
        unsure: false,
        chosen: None,
        pattern: None,
    }
}

/// The import declarations from main to a package: the shortest way, first to last.
pub(crate) fn chain_to(eval: &Eval<'_>, wanted: usize) -> Vec<Link> {
    let packages = &eval.scope.linkage.packages;
    let Some(main) = packages.len().checked_sub(1) else { return Vec::new() };
    let mut came_by: Vec<Option<(usize, Declaration<'_>)>> = vec![None; packages.len()];
    let mut open = VecDeque::new();
    let roots =
        if eval.scope.linkage.kind == super::ProgramKind::Main { vec![main] } else { (0..packages.len()).collect() };
    for &root in &roots {
        if root == wanted && roots.len() == 1 {
            return Vec::new();
        }
        open.push_back(root);
    }
    while let Some(at) = open.pop_front() {
        for (import, target) in eval.scope.linkage.imports(at) {
            if came_by[target].is_none() && (target != main || roots.len() > 1) {
                came_by[target] = Some((at, import));
                open.push_back(target);
            }
        }
        if came_by[wanted].is_some() {
            break;
        }
    }
    let mut chain = Vec::new();
    let mut at = wanted;
    while let Some((from, import)) = came_by[at] {
        chain.push(Link { package: packages[from].path.clone(), imports: import.path.clone(), span: import.span });
        at = from;
        if chain.len() > packages.len() || (roots.len() > 1) {
            break;
        }
    }
    chain.reverse();
    chain
}

/// The last import declaration of a chain that stands in the user's own code.
fn own_link(eval: &Eval<'_>, chain: &[Link]) -> Option<Span> {
    let own = |l: &&Link| eval.scope.is_own(l.span.file);
    chain.iter().rev().find(own).or(chain.first()).map(|l| l.span)
}

fn registered(
    eval: &Eval<'_>,
    reach: &Reach<'_, '_>,
    site: &CallSite<'_>,
    register: &Register,
    routes: &mut Vec<Resolved>,
) {
    let call = site.call;
    let mux_of = |frames: &Frames| match &register.mux {
        MuxArg::Default => Values::one(Value::DefaultMux, Provenance::Literal, None),
        MuxArg::Arg(place) => or_default(eval.arg(call, place, frames), register.nil),
    };
    let patterns_of = |frames: &Frames| register.pattern.as_ref().map(|p| eval.arg(call, p, frames));
    let handler_of = |frames: &Frames| register.handler.as_ref().map(|h| eval.arg(call, h, frames));
    let mut needs = |frames: &Frames| {
        let muxes = mux_of(frames);
        let captured = eval.maker_of_captured(call, &muxes, frames);
        let mut wanted = muxes.needs;
        wanted.extend(captured.map(Need::from));
        let patterns = patterns_of(frames).unwrap_or_default();
        // One of several patterns: the one that whoever calls hands in.
        if patterns.items.len() > 1
            && let Some(pattern) = register.pattern.as_ref().and_then(|p| eval.arg_expr(call, p))
        {
            wanted.extend(eval.told_by_callers(pattern, frames).into_iter().map(Need::from));
        }
        wanted.extend(told_by_receiver(eval, call, &patterns).map(Need::from));
        wanted.join(for_text(patterns.needs));
        // At which element another loop is that makes handlers, changes nothing of how often one is registered.
        let handlers = handler_of(frames).unwrap_or_default();
        let of_handlers = eval.needs_of_handlers(&handlers, frames);
        wanted.extend(of_handlers.iter().copied().filter(|need| eval.may_be_around(need.func, call, frames)));
        wanted.extend(loops_around(eval, call, frames).into_iter().map(Need::from));
        wanted.extend(eval.decided_by_makers(call, frames).into_iter().map(Need::from));
        wanted
    };
    let with_paths = |frames: Frames| {
        eval.begin_context();
        let paths: Rc<[Path]> = reach.paths(call, &frames).into();
        (frames, paths)
    };
    let contexts: Vec<_> = possible_contexts(eval, reach, call, &mut needs).into_iter().map(with_paths).collect();
    let is_seen = |paths: &[Path]| paths.iter().any(|path| path.root != Root::Outside);
    let some_is_seen = contexts.iter().any(|(_, paths)| is_seen(paths));
    let pattern = register.pattern.as_ref().and_then(|p| eval.arg_expr(call, p));
    for (frames, paths) in contexts {
        eval.begin_context();
        // Who registers on what only a caller knows, and has none, registers nothing beside those that have one.
        if some_is_seen && !is_seen(&paths) && mux_of(&frames).is_unknown() {
            continue;
        }
        let handlers = handler_of(&frames).unwrap_or_default();
        let mut texts = patterns_of(&frames).unwrap_or_default().texts();
        eval.keep_made(&mut texts, &frames);
        let unsure = texts.iter().any(|(text, ..)| text.pieces.contains(&Piece::Unknown));
        texts.extend(fixed_patterns(eval, call, register, &frames));
        let muxes = mux_of(&frames);
        let made = eval.set_at(eval.mux_expr(call, &register.mux), &muxes, &frames);
        let of_muxes = eval.texts_with(&made, &texts, &frames);
        let on = mux_keys(eval, call, &register.mux, &muxes, &frames).into_iter();
        // What is handed to some router that is not known is no matter of a mux.
        let on = on.filter(|on| site.row.mount.is_none() || matches!(on.key, MuxKey::Router(_)));
        for On { key, read, prefix, item } in on {
            let own = item.map_or(&texts, |item| &of_muxes[item]);
            // What a mux alone has, it has in some runs.
            let is_all = own.iter().map(|(text, ..)| text).eq(texts.iter().map(|(text, ..)| text));
            let alternatives = texts.len().max(if is_all { 1 } else { 2 });
            let written: Vec<Option<ExprRef>> = own.iter().map(|(.., at)| *at).collect();
            for (n, (text, how, _)) in own.iter().enumerate() {
                let text = &prefix.path_below(text);
                let route = route_of(reach, site, register, &frames, &handlers, text, *how, &paths);
                let served = |item: &Alternative| {
                    let read = item.default_read();
                    eval.targets(&item.value, &frames).into_iter().map(move |target| (target, read))
                };
                let targets = handlers.items.iter().flat_map(served).collect();
                let call = Some((call, frames.clone()));
                let chosen = eval.choice(&written, n).map(Box::new);
                routes.push(Resolved {
                    route,
                    key: key.clone(),
                    read,
                    call,
                    paths: Rc::clone(&paths),
                    targets,
                    alternatives,
                    unsure,
                    chosen,
                    pattern,
                });
            }
        }
    }
}

/// What a nil means where it means the default mux.
pub(crate) fn or_default(mut values: Values, nil: NilHandler) -> Values {
    if nil == NilHandler::DefaultMux {
        for item in values.items.iter_mut().filter(|i| matches!(i.value, Value::Nil | Value::NilPointer | Value::Zero))
        {
            (item.value, item.at) = (Value::DefaultMux, None);
        }
    }
    values
}

/// The patterns that a call always registers, behind the prefix that it is given.
fn fixed_patterns(
    eval: &Eval<'_>,
    call: ExprRef,
    register: &Register,
    frames: &Frames,
) -> Vec<(Text, Provenance, Option<ExprRef>)> {
    let given = register.prefix.as_ref().and_then(|p| eval.arg(call, p, frames).texts().into_iter().next());
    let given = given.filter(|(text, ..)| !text.pieces.is_empty()).map(|(text, how, _)| (text, how));
    let default = (Text::known(register.default_prefix.as_deref().unwrap_or_default()), Provenance::Literal);
    let (prefix, how) = given.unwrap_or(default);
    let pattern = |p: &String| {
        let mut text = prefix.clone();
        match register.joins {
            true => text = joined(text, p),
            false => text.push(Text::known(p)),
        }
        (text, how, None)
    };
    register.patterns.iter().map(pattern).collect()
}

#[expect(clippy::too_many_arguments, reason = "one place builds a route from all that was found out about it")]
fn route_of(
    reach: &Reach<'_, '_>,
    site: &CallSite<'_>,
    register: &Register,
    frames: &Frames,
    handlers: &Values,
    text: &Text,
    how: Provenance,
    paths: &[Path],
) -> Route {
    let (call, eval) = (site.call, reach.eval);
    let facts = eval.scope.facts(call.file);
    let package = eval.scope.package(eval.scope.package_of(call.file));
    let pattern_span = register.pattern.as_ref().and_then(|p| eval.arg_expr(call, p)).map(|e| span_of(eval, e));
    let main = eval.scope.linkage.packages.len().saturating_sub(1);
    let by_init = paths.iter().all(|p| matches!(p.root, Root::Init(n) if n != main));
    let (handler, handler_name) = handler_of(eval, site, register, handlers, frames, text);
    let origin = if by_init { Origin::Init } else { Origin::Call };
    let chain = if package.source.is_own() { Vec::new() } else { chain_to(eval, eval.scope.package_of(call.file)) };
    let via = leading(reach, call, frames);
    let own_call = own_call(eval, call, &via).map(|e| span_of(eval, e));
    let span = own_call.or_else(|| own_link(eval, &chain)).unwrap_or_else(|| span_of(eval, call));
    let in_place = span == span_of(eval, call);
    let func = facts.place(call.expr).func;
    Route {
        mux: DEFAULT_MUX,
        pattern: text.display().into(),
        pattern_by_era: Vec::new(),
        known: text.whole().is_some(),
        origin,
        package: package.path.clone(),
        version: package.version.clone(),
        span,
        call: Some(span_of(eval, call)),
        pattern_span: pattern_span.filter(|_| in_place),
        chain,
        via: via.iter().rev().map(|f| span_of(eval, f.call)).collect(),
        row: reach.row(call, frames),
        handler,
        handler_name: handler_name.into(),
        strips: stripped(handlers).map(Arc::from),
        func: eval.func_name(call.file, func).into(),
        provenance: how,
        invalid: Vec::new(),
    }
}

/// The calls of a context that lead to a call; where none of the user's own does, those that made what it is called with, too.
pub(crate) fn leading(reach: &Reach<'_, '_>, call: ExprRef, frames: &Frames) -> Vec<Frame> {
    let mut calls = reach.chain(call, frames).calls;
    if own_call(reach.eval, call, &calls).is_some() {
        return calls;
    }
    // One way after the other, each from its innermost call outwards.
    let mut rest: Vec<Frame> = frames.calls().as_slice().iter().filter(|f| !calls.contains(f)).copied().collect();
    while !rest.is_empty() {
        let is_inside = |call: ExprRef, func: FuncRef| {
            let facts = reach.eval.scope.facts(call.file);
            call.file == func.file && facts.place(call.expr).func.is_some_and(|f| facts.is_within(f, func.func))
        };
        let calls_nothing = |n: &usize| !rest.iter().any(|f| is_inside(f.call, rest[*n].func));
        let innermost = rest.remove((0..rest.len()).find(calls_nothing).unwrap_or(0));
        calls.push(innermost);
        let outwards = reach.chain(innermost.call, frames).calls;
        let new: Vec<Frame> = outwards.into_iter().filter(|f| rest.contains(f)).collect();
        rest.retain(|f| !new.contains(f));
        calls.extend(new);
    }
    calls
}

/// The innermost call in the user's own code among a call and those that lead to it.
pub(crate) fn own_call(eval: &Eval<'_>, call: ExprRef, leading: &[Frame]) -> Option<ExprRef> {
    let own = |e: &ExprRef| eval.scope.is_own(e.file);
    std::iter::once(call).chain(leading.iter().map(|f| f.call)).find(own)
}

/// The bytes of an expression.
pub(crate) fn span_of(eval: &Eval<'_>, at: ExprRef) -> Span {
    let facts = eval.scope.facts(at.file);
    let range = facts.syntax.expr(at.expr).range;
    Span::new(at.file, range.start, range.end)
}

fn handler_of(
    eval: &Eval<'_>,
    site: &CallSite<'_>,
    register: &Register,
    handlers: &Values,
    frames: &Frames,
    pattern: &Text,
) -> (HandlerKind, String) {
    let targets: Vec<Target> = handlers.items.iter().flat_map(|i| eval.targets(&i.value, frames)).collect();
    let is_mux = |t: &Target| matches!(t.served, ServedBy::DefaultMux | ServedBy::Mux(_) | ServedBy::Router(_));
    if targets.iter().any(is_mux) {
        return (HandlerKind::Mux, String::new());
    }
    let exported = exported(eval, register, site.call, handlers).or_else(|| eval.usual_handler(register, pattern));
    if let Some((path, name)) = exported {
        return (HandlerKind::Plain, format!("{path}.{name}"));
    }
    if handlers.is_unknown() { (HandlerKind::Unknown, String::new()) } else { (HandlerKind::Wrapped, String::new()) }
}

/// The package and the name of the exported handler that a call registers, or of the function that makes it: `pprof.Handler("heap")`.
pub(crate) fn exported(
    eval: &Eval<'_>,
    register: &Register,
    call: ExprRef,
    handlers: &Values,
) -> Option<(Rc<str>, Name)> {
    if let Some(found) = handlers.items.iter().find_map(|i| plain_name(&i.value)) {
        return Some(found);
    }
    let at = eval.arg_expr(call, register.handler.as_ref()?)?;
    let facts = eval.scope.facts(at.file);
    let ExprKind::Call { fun, .. } = facts.syntax.expr(at.expr).kind else { return None };
    let ExprKind::Select(base, name) = &facts.syntax.expr(fun).kind else { return None };
    let package = eval.scope.qualifier(at.file, *base)?;
    let is_closed = package.index.is_none_or(|i| eval.scope.package(i).source.is_closed());
    is_closed.then(|| (package.path, name.clone()))
}

/// The name of an exported handler, also behind conversions and StripPrefix.
fn plain_name(value: &Value) -> Option<(Rc<str>, Name)> {
    match value {
        Value::Foreign(path, name) if !name.is_empty() => Some((Rc::clone(path), name.clone())),
        Value::Wrapped(inner, _) => inner.iter().find_map(plain_name),
        _ => None,
    }
}

/// The prefix that is cut from the path before the handler sees it.
fn stripped(handlers: &Values) -> Option<String> {
    handlers.items.iter().find_map(|i| match &i.value {
        Value::Wrapped(_, Some(cut)) => cut.whole(),
        _ => None,
    })
}
