//! Mounts: muxes that are reached under a prefix of another mux or of a framework's router.
//!
//! In: routes whose handler is a mux, and the mount sites of routers. Out: [`Placed`], and what a path of a framework lets through.
//! Path languages of frameworks are brought into the language of net/http patterns.

use std::rc::Rc;

use super::eval::Eval;
use super::frames::Frames;
use super::limit::Limit;
use super::muxes::{default_mux_at, mux_indices};
use super::reach::{Path, Reach};
use super::routes::{Collected, or_default, span_of};
use super::serve::{Served, Target};
use super::sites::{Site, possible_contexts};
use super::types::Ty;
use super::value::{ExprRef, Need, Needs, Object, Piece, Text, Value, Values, for_text};
use super::{Condition, DEFAULT_MUX, Mount, Provenance};
use crate::facts::DefSource;
use crate::known::{Arg, MountEffect, MountMatch};
use crate::source::Span;

/// What a mount is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outer {
    Mux(usize),
    Router(Object),
    /// A router that was not followed to where it is made.
    SomeRouter,
}

/// What is mounted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Inner {
    Mux(usize),
    Router(Object),
}

/// A mount with its limits.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub outer: Outer,
    pub inner: Inner,
    /// The paths that it lets through, as patterns of net/http.
    pub patterns: Vec<String>,
    /// What a handler between the two lets through.
    pub limits: Vec<Limit>,
    pub strips: bool,
    pub call: Span,
    /// The prefix as written.
    pub written: String,
    /// What has to be set so that a run comes to it, the nearest condition first.
    pub conditions: Vec<Condition>,
    /// The ways by which a run comes to it.
    pub paths: Rc<[Path]>,
}

/// All mounts of a program.
pub(crate) fn collect(
    eval: &Eval<'_>,
    reach: &Reach<'_, '_>,
    sites: &[Site<'_>],
    collected: &mut Collected,
) -> Vec<Placed> {
    let mut mounts = Vec::new();
    for index in 0..collected.routes.len() {
        let resolved = &collected.routes[index];
        let (outer, pattern) = (resolved.route.mux, resolved.route.pattern.to_string());
        let Some((call, frames)) = resolved.call.clone() else { continue };
        let (known, paths) = (resolved.route.known, Rc::clone(&resolved.paths));
        let mut conditions = None;
        for (target, read) in resolved.targets.clone() {
            for inner in inner_of(reach, collected, &target, read) {
                if inner == Inner::Mux(outer) {
                    continue;
                }
                let strips = target.strip.is_some();
                let patterns = vec![if known && !strips { pattern.clone() } else { "/".to_owned() }];
                let written = pattern.clone();
                let conditions = conditions.get_or_insert_with(|| reach.conditions(&reach.ways(call, &frames))).clone();
                mounts.push(Placed {
                    outer: Outer::Mux(outer),
                    inner,
                    patterns,
                    limits: target.limits.clone(),
                    strips,
                    call: span_of(eval, call),
                    written,
                    conditions,
                    paths: Rc::clone(&paths),
                });
            }
        }
    }
    for site in sites {
        if let Some(effect) = &site.row.mount {
            in_router(eval, reach, site, effect, collected, &mut mounts);
        }
    }
    fallback_fields(eval, reach, collected, &mut mounts);
    mounts
}

/// `router.NotFoundHandler = http.DefaultServeMux`: a field with the handler of what no route took.
fn fallback_fields(eval: &Eval<'_>, reach: &Reach<'_, '_>, collected: &mut Collected, mounts: &mut Vec<Placed>) {
    let fields = eval.known.fallback_fields();
    for (index, _) in eval.scope.linkage.packages.iter().enumerate().filter(|(_, p)| p.source.is_own()) {
        for (path, ty, field) in &fields {
            if !eval.scope.linkage.imports(index).any(|(i, _)| **i.path == **path) {
                continue;
            }
            for &file in &*eval.scope.files_setting(index, field) {
                let facts = eval.scope.facts(file);
                for def in facts.field_defs.iter().filter(|d| d.field == *field) {
                    let base = ExprRef { file, expr: def.base };
                    let is_router = matches!(eval.type_of(base), Ty::Named(p, n) if *p == **path && n == *ty);
                    let DefSource::Expr(value) = def.def.source else { continue };
                    let value = ExprRef { file, expr: value };
                    if is_router && reach.reaches(value) {
                        fallback(reach, base, value, collected, mounts);
                    }
                }
            }
        }
    }
}

fn fallback(
    reach: &Reach<'_, '_>,
    router: ExprRef,
    handler: ExprRef,
    collected: &mut Collected,
    mounts: &mut Vec<Placed>,
) {
    let eval = reach.eval;
    eval.begin();
    let routers = eval.eval(router, &Frames::default());
    let outer = routers.items.iter().find_map(|i| match &i.value {
        Value::Router(object, _) => Some(Outer::Router(object.clone())),
        _ => None,
    });
    let ways = reach.ways(handler, &Frames::default());
    for item in &eval.eval(handler, &Frames::default()).items {
        for target in eval.targets(&item.value, &Frames::default()) {
            for inner in inner_of(reach, collected, &target, item.default_read()) {
                mounts.push(Placed {
                    outer: outer.clone().unwrap_or(Outer::SomeRouter),
                    inner,
                    patterns: vec!["/".to_owned()],
                    limits: target.limits.clone(),
                    strips: false,
                    call: span_of(eval, handler),
                    written: "/".to_owned(),
                    conditions: reach.conditions(&ways),
                    paths: ways.paths.as_slice().into(),
                });
            }
        }
    }
}

/// The mount facts of a program, in the order of the mounts.
pub(crate) fn facts(mounts: &[Placed]) -> Vec<Mount> {
    let fact = |m: &Placed| Mount {
        span: m.call,
        outer: if let Outer::Mux(index) = m.outer { Some(index) } else { None },
        inner: if let Inner::Mux(index) = m.inner { index } else { DEFAULT_MUX },
        pattern: m.written.as_str().into(),
        strips: m.strips,
        conditions: m.conditions.clone(),
    };
    mounts.iter().map(fact).collect()
}

/// The muxes and routers that are mounted; of the default mux with the place where its variable is read, if that is known.
fn inner_of(reach: &Reach<'_, '_>, collected: &mut Collected, target: &Target, read: Option<ExprRef>) -> Vec<Inner> {
    match &target.served {
        Served::DefaultMux => {
            vec![Inner::Mux(read.map_or(DEFAULT_MUX, |read| default_mux_at(reach, collected, read)))]
        }
        Served::Mux(object) => mux_indices(reach.eval, collected, object).into_iter().map(Inner::Mux).collect(),
        Served::Router(object) => vec![Inner::Router(object.clone())],
        Served::Other | Served::Nil | Served::Unknown => Vec::new(),
    }
}

fn in_router(
    eval: &Eval<'_>,
    reach: &Reach<'_, '_>,
    site: &Site<'_>,
    effect: &MountEffect,
    collected: &mut Collected,
    mounts: &mut Vec<Placed>,
) {
    let handlers_of = |frames: &Frames| {
        let absent = || Values::one(Value::Zero, Provenance::Literal, None);
        let values = effect.handler.as_ref().map_or_else(absent, |h| eval.arg(site.call, h, frames));
        or_default(values, effect.nil)
    };
    let router = effect.router.clone().unwrap_or(Arg::Recv(Vec::new()));
    let mut needs = |frames: &Frames| {
        // Only a handler that may be a mux is worth asking callers for.
        let handlers = handlers_of(frames);
        let mut wanted = eval.needs_of_handlers(&handlers, frames);
        let is_plain = |value: &Value| eval.targets(value, frames).iter().all(|t| t.served == Served::Other);
        if wanted.is_empty() && handlers.items.iter().all(|i| is_plain(&i.value)) {
            return Needs::default();
        }
        wanted.join(eval.arg(site.call, &router, frames).needs);
        wanted.join(for_text(effect.path.as_ref().map(|p| eval.arg(site.call, p, frames).needs).unwrap_or_default()));
        wanted.extend(eval.decided_by_makers(site.call, frames).into_iter().map(Need::from));
        wanted
    };
    for frames in possible_contexts(eval, reach, site.call, &mut needs) {
        eval.begin_context();
        let handlers = handlers_of(&frames);
        let mut inners: Vec<(Inner, Target, Vec<Condition>)> = Vec::new();
        for item in &handlers.items {
            for target in eval.targets(&item.value, &frames) {
                let of_target = inner_of(reach, collected, &target, item.default_read()).into_iter();
                inners.extend(of_target.map(|inner| (inner, target.clone(), reach.where_read(item, &frames))));
            }
        }
        if inners.is_empty() {
            continue;
        }
        let paths: Vec<Text> = match &effect.path {
            Some(path) => eval.arg(site.call, path, &frames).texts().into_iter().map(|(t, ..)| t).collect(),
            None => vec![Text::default()],
        };
        let routers = eval.arg(site.call, &router, &frames);
        let mut outers: Vec<(Outer, Text)> = routers
            .items
            .iter()
            .filter_map(|i| match &i.value {
                Value::Router(object, prefix) => Some((Outer::Router(object.clone()), prefix.clone())),
                _ => None,
            })
            .collect();
        // With or without a prefix from configuration: what is let through without one is what is known.
        if outers.iter().any(|(_, prefix)| prefix.whole().is_some()) {
            outers.retain(|(_, prefix)| prefix.whole().is_some());
        }
        if outers.is_empty() {
            // A path that is handed in counts from the root; what stands in front of the call is not known.
            let prefix = if effect.path.is_some() { Text::default() } else { Text::hole(Piece::Unknown) };
            outers.push((Outer::SomeRouter, prefix));
        }
        let ways = reach.ways(site.call, &frames);
        let conditions = reach.conditions(&ways);
        let ways: Rc<[Path]> = ways.paths.into();
        for (outer, prefix) in &outers {
            for path in &paths {
                let whole = prefix.path_below(path);
                let written = written(&whole);
                for (inner, target, where_read) in &inners {
                    let of_its_own = effect.strips_own && matches!(inner, Inner::Router(_));
                    let strips = effect.strips || of_its_own || target.strip.is_some();
                    let patterns = if strips { vec!["/".to_owned()] } else { patterns(&whole, effect.matches) };
                    mounts.push(Placed {
                        outer: outer.clone(),
                        inner: inner.clone(),
                        patterns,
                        limits: target.limits.clone(),
                        strips,
                        call: span_of(eval, site.call),
                        written: written.clone(),
                        conditions: conditions.iter().chain(where_read).copied().collect(),
                        paths: Rc::clone(&ways),
                    });
                }
            }
        }
    }
}

/// A prefix for people; where there is none it is the root.
fn written(prefix: &Text) -> String {
    if prefix.pieces.is_empty() { "/".to_owned() } else { prefix.display() }
}

/// What a framework's path lets through, as patterns of net/http. What is not known lets everything through.
fn patterns(path: &Text, matches: MountMatch) -> Vec<String> {
    let everything = || vec!["/".to_owned()];
    let Some(path) = path.whole() else { return everything() };
    let path = if path.starts_with('/') { path } else { format!("/{path}") };
    match matches {
        MountMatch::Fallback => everything(),
        MountMatch::Prefix => prefix(&path),
        MountMatch::Path => {
            // A rest parameter: `/*`, `/*any`, `/**`, `/{rest:.*}`, `/{path...}`.
            let rest = path.find('*').map(|at| &path[..path[..at].rfind('/').map_or(0, |slash| slash + 1)]);
            match rest {
                Some(before) => prefix(before.trim_end_matches('{')),
                None => vec![segments(&path)],
            }
        }
    }
}

fn prefix(path: &str) -> Vec<String> {
    let path = segments(path);
    let trimmed = path.trim_end_matches('/');
    if trimmed.is_empty() { vec!["/".to_owned()] } else { vec![trimmed.to_owned(), format!("{trimmed}/")] }
}

/// `:name`, `{name:regexp}` and `<name>` as one wildcard segment.
fn segments(path: &str) -> String {
    let mut names = 0;
    let segment = |part: &str| {
        let variable = part.starts_with(':') || part.contains('{') || part.starts_with('<');
        if variable {
            names += 1;
            format!("{{p{names}}}")
        } else {
            part.to_owned()
        }
    };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_frameworks_become_patterns() {
        let of = |path: &str, matches| patterns(&Text::known(path), matches);
        assert_eq!(of("/debug/pprof", MountMatch::Prefix), ["/debug/pprof", "/debug/pprof/"]);
        assert_eq!(of("/debug/pprof/*any", MountMatch::Path), ["/debug/pprof", "/debug/pprof/"]);
        assert_eq!(of("/debug/{rest:.*}", MountMatch::Path), ["/debug", "/debug/"]);
        assert_eq!(of("/debug/:name", MountMatch::Path), ["/debug/{p1}"]);
        assert_eq!(of("/debug/pprof", MountMatch::Path), ["/debug/pprof"]);
        assert_eq!(of("", MountMatch::Fallback), ["/"]);
        assert_eq!((written(&Text::default()), written(&Text::known("/debug"))), ("/".to_owned(), "/debug".to_owned()));
    }
}
