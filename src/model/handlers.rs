//! What a listener's handler is, and which routes a request can come to through it.
//!
//! In: the values of a handler, the muxes with their routes, the mounts. Out: [`Handler`], and the routes that it shows. Knows no address.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::conditions::Condition;
use super::eval::{Eval, SERVE};
use super::frames::Frames;
use super::limit::Limit;
use super::mounts::{Inner, Outer, Placed};
use super::muxes::{default_mux_at, mux_indices};
use super::pattern::intersects;
use super::reach::{Path, Reach, Root};
use super::routes::Collected;
use super::serve::{Served, Target};
use super::shadowed::Shadows;
use super::types::Callable;
use super::value::{Alternative, ExprRef, Object, Value, Values};
use super::{DEFAULT_MUX, Provenance, ServedRoute};
use crate::golang::syntax::Name;
use crate::known::{Listen, NilHandler};
use crate::source::Span;

/// Mounts in mounts.
const DEEPEST_MOUNT: usize = 6;
/// Ways of which each is compared with each.
const MOST_PAIRS: usize = 64;

/// The handler as targets.
pub(crate) struct Handler {
    pub(crate) targets: Vec<Target>,
    pub(crate) nil: bool,
    pub(crate) known: bool,
    pub(crate) muxes: Vec<usize>,
    /// What comes through to each of them.
    pub(crate) limits: Vec<(usize, Vec<Limit>)>,
    pub(crate) top: Option<usize>,
    pub(crate) via: Vec<ExprRef>,
    pub(crate) via_mounts: Vec<Span>,
    /// What has to be set so that it is the default mux, where only one place says so.
    pub(crate) reads_default_where: Vec<Condition>,
}

impl Handler {
    /// No handler that speaks HTTP.
    pub(crate) fn none() -> Self {
        Self {
            targets: Vec::new(),
            nil: false,
            known: true,
            muxes: Vec::new(),
            limits: Vec::new(),
            top: None,
            via: Vec::new(),
            via_mounts: Vec::new(),
            reads_default_where: Vec::new(),
        }
    }
}

impl Eval<'_> {
    /// What a receiver serves that is itself a handler, whichever object of its type it is.
    pub(super) fn as_handler(&self, receiver: ExprRef) -> Option<Values> {
        let serve = Name::from(SERVE);
        // Most types serve nothing.
        if self.scope.files_mentioning(self.scope.package_of(receiver.file), &serve).is_empty() {
            return None;
        }
        match &*self.methods(&self.type_of(receiver), &serve, 0) {
            [Callable::Program(func)] => {
                let method = Value::Method(*func, receiver, Frames::default());
                Some(Values::one(method, Provenance::Computed, Some(receiver)))
            }
            _ => None,
        }
    }
}

/// The handler that a call is given; None where it takes none.
pub(crate) fn handed(eval: &Eval<'_>, call: ExprRef, listen: &Listen, frames: &Frames) -> Option<Values> {
    let mut values = eval.arg(call, listen.handler.as_ref()?, frames);
    let is_nil = |item: &Alternative| matches!(item.value, Value::Nil | Value::Zero);
    if let Some(otherwise) = listen.otherwise.as_ref().filter(|_| values.items.iter().any(is_nil)) {
        values.items.retain(|item| !is_nil(item));
        values.join(eval.arg(call, otherwise, frames));
    }
    Some(values)
}

/// What a listener serves with these values of its handler.
pub(crate) fn handlers(
    reach: &Reach<'_, '_>,
    listen: &Listen,
    values: Option<Values>,
    frames: &Frames,
    collected: &mut Collected,
) -> Handler {
    let eval = reach.eval;
    let mut handler = Handler::none();
    let always = Values::one(Value::Zero, Provenance::Literal, None);
    let values = match values {
        Some(values) => values,
        // A call without a handler serves what nil means, or speaks something else than HTTP.
        None if listen.nil == NilHandler::DefaultMux => always,
        None => return handler,
    };
    let mut served: Vec<(Target, usize)> = Vec::new();
    let mut default_reads = Vec::new();
    for item in &values.items {
        let default_mux = match item.default_read() {
            Some(read) => default_mux_at(reach, collected, read),
            None => DEFAULT_MUX,
        };
        for mut target in eval.targets(&item.value, frames) {
            if target.served == Served::Nil {
                handler.nil = true;
                target.served = match listen.nil {
                    NilHandler::DefaultMux => Served::DefaultMux,
                    NilHandler::None => Served::Other,
                };
            }
            handler.known &= target.served != Served::Unknown;
            handler.via.extend(target.via);
            if target.served == Served::DefaultMux {
                default_reads.push(item);
            }
            if !served.contains(&(target.clone(), default_mux)) {
                served.push((target, default_mux));
            }
        }
    }
    if let &[item] = &*default_reads {
        handler.reads_default_where = reach.where_read(item, frames);
    }
    let only_mux = served.len() == 1;
    for (target, default_mux) in served {
        handler.targets.push(target.clone());
        let muxes = match &target.served {
            Served::DefaultMux => vec![default_mux],
            Served::Mux(object) => mux_indices(eval, collected, object),
            _ => continue,
        };
        handler.muxes.extend(&muxes);
        handler.limits.extend(muxes.into_iter().map(|m| (m, target.limits.clone())));
    }
    handler.muxes.sort_unstable();
    handler.muxes.dedup();
    handler.top = handler.muxes.first().copied().filter(|_| only_mux || handler.muxes.len() == 1);
    handler
}

/// The routes that a request can come to, through mounts only as far as they let through: what a run registers and mounts that comes
/// by one of `paths` to the listener.
pub(crate) fn shown(
    reach: &Reach<'_, '_>,
    handler: &mut Handler,
    collected: &Collected,
    mounts: &[Placed],
    paths: &[Path],
) -> Vec<ServedRoute> {
    // What another command registers, this one does not serve. Ways that were not followed to their beginning say nothing.
    let are_whole = |paths: &[Path]| {
        !paths.is_empty() && paths.iter().all(|path| !matches!(path.root, Root::Somewhere | Root::Outside))
    };
    let is_whole = are_whole(paths);
    let left_away = Cell::new(false);
    let is_apart = |others: &[Path]| {
        let comparable = is_whole && others.len() * paths.len() <= MOST_PAIRS && are_whole(others);
        let apart = comparable && reach.exclusive(others, paths);
        left_away.set(left_away.get() || apart);
        apart
    };
    let mut shown = shown_where(reach, handler, collected, mounts, &is_apart);
    // A way to the listener that is none to any of its routes is one by name only.
    if shown.routes.is_empty() && left_away.get() {
        shown = shown_where(reach, handler, collected, mounts, &|_| false);
    }
    handler.muxes.extend(shown.muxes);
    handler.muxes.sort_unstable();
    handler.muxes.dedup();
    handler.via_mounts.extend(shown.via_mounts);
    shown.routes
}

/// What a request can come to.
struct Shown {
    routes: Vec<ServedRoute>,
    muxes: Vec<usize>,
    via_mounts: Vec<Span>,
}

fn shown_where(
    reach: &Reach<'_, '_>,
    handler: &Handler,
    collected: &Collected,
    mounts: &[Placed],
    is_apart: &dyn Fn(&[Path]) -> bool,
) -> Shown {
    let mut routes = BTreeMap::new();
    let (mut muxes, mut via_mounts) = (Vec::new(), Vec::new());
    let mounted: Vec<bool> = mounts.iter().map(|mount| !is_apart(&mount.paths)).collect();
    let era = reach.eval.scope.linkage.eras.declared;
    let mut open: Vec<(Outer, Vec<usize>, Vec<Limit>)> = Vec::new();
    for (mux, limits) in &handler.limits {
        open.push((Outer::Mux(*mux), Vec::new(), limits.clone()));
    }
    for target in &handler.targets {
        if let Served::Router(object) = &target.served {
            open.push((Outer::Router(object.clone()), Vec::new(), target.limits.clone()));
        }
    }
    let sole_router = sole_router(mounts, &handler.targets);
    let mut shadows = Shadows::new(reach, collected, mounts);
    while let Some((at, through, limits)) = open.pop() {
        let here = match &at {
            Outer::Mux(mux) => vec![*mux],
            Outer::Router(object) => collected.keys.compatible(object),
            Outer::SomeRouter => Vec::new(),
        };
        if let Outer::Router(_) = at {
            muxes.extend(&here);
        }
        for mux in here {
            for &route in &collected.muxes[mux].routes {
                let resolved = &collected.routes[route].route;
                let lets = |m: &usize| {
                    !resolved.known || mounts[*m].patterns.iter().any(|p| intersects(p, &resolved.pattern, era))
                };
                let limited = resolved.known && !limits.iter().all(|l| l.lets(&resolved.pattern));
                let shadowed = resolved.known && shadows.cover(&through, &resolved.pattern);
                if !through.iter().all(lets) || limited || shadowed || is_apart(&collected.routes[route].paths) {
                    continue;
                }
                let guarded = limits.contains(&Limit::Guard);
                let served = ServedRoute { route, mount: through.last().copied(), guarded };
                let both = |first: &mut ServedRoute| {
                    first.guarded &= guarded;
                    // What is served as it stands, too, is told so.
                    first.mount = first.mount.filter(|_| served.mount.is_some());
                };
                routes.entry(route).and_modify(both).or_insert(served);
            }
        }
        if through.len() >= DEEPEST_MOUNT {
            continue;
        }
        for (index, mount) in mounts.iter().enumerate() {
            let here = match (&mount.outer, &at) {
                (Outer::Router(a), Outer::Router(b)) => a.site == b.site && a.frames.compatible(&b.frames),
                (Outer::SomeRouter, Outer::Router(_)) => sole_router,
                (a, b) => a == b,
            };
            if !here || through.contains(&index) || !mounted[index] {
                continue;
            }
            let mut deeper = through.clone();
            deeper.push(index);
            via_mounts.push(mount.call);
            // Behind a mount that cuts the path the conditions on it before say nothing.
            let mut limits = limits.clone();
            limits.retain(|limit| !mount.strips || *limit == Limit::Guard);
            limits.extend(mount.limits.iter().cloned());
            match &mount.inner {
                Inner::Mux(mux) => {
                    muxes.push(*mux);
                    open.push((Outer::Mux(*mux), deeper, limits));
                }
                Inner::Router(object) => open.push((Outer::Router(object.clone()), deeper, limits)),
            }
        }
    }
    Shown { routes: routes.into_values().collect(), muxes, via_mounts }
}

/// Whether a router that was not followed can only be the one that is served.
fn sole_router(mounts: &[Placed], targets: &[Target]) -> bool {
    let mut routers: Vec<&Object> = Vec::new();
    let mounted = mounts.iter().filter_map(|m| if let Outer::Router(o) = &m.outer { Some(o) } else { None });
    let served = targets.iter().filter_map(|t| if let Served::Router(o) = &t.served { Some(o) } else { None });
    for object in mounted.chain(served) {
        if !routers.iter().any(|r| r.site == object.site) {
            routers.push(object);
        }
    }
    routers.len() == 1
}
