//! Pairs: routes that cannot both be registered, routes that take requests from others, listeners that want one address.
//!
//! In: routes and listeners with the paths that lead to them. Out: the pairs that one run may meet.
//! Routes are compared through an index of patterns, listeners by port: nothing here compares all with all.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use super::address::overlap;
use super::after::{in_its_function, one_after_the_other};
use super::called::methods_of_values;
use super::frames::{Frame, Frames};
use super::listen_address::may_share;
use super::listeners::Opened;
use super::method_values::held_in_turn;
use super::pattern::{Coverage, Index, Pattern, verdict};
use super::reach::{Chain, Path, Reach, Root, Step, parted};
use super::recovered::is_recovered;
use super::routes::{Collected, MuxKey, Resolved};
use super::types::Callable;
use super::value::{ExprRef, Site};
use super::{Address, Era, Eras, Mux, Origin, Provenance, Route};
use crate::facts::{Note, Usage};
use crate::golang::syntax::ExprKind;
use crate::source::Span;

/// Two routes of one mux that cannot both be registered.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// The one registered first (index into [`Program::routes`](super::Program::routes)).
    pub a: usize,
    /// The one whose registration panics.
    pub b: usize,
    /// The eras in which it panics, with Go's explanation.
    pub eras: Vec<(Era, String)>,
    /// Whether the two are registered in every run (false: both may be, depending on branches).
    pub certain: bool,
}

/// A route that takes requests from another by its method.
#[derive(Debug, Clone)]
pub struct Overtake {
    /// The route without a method.
    pub a: usize,
    /// The route with the same path and a method.
    pub b: usize,
    /// In which eras.
    pub eras: Vec<Era>,
}

/// Two listeners that want the same address.
#[derive(Debug, Clone)]
pub struct PortConflict {
    /// Index into [`Program::listeners`](super::Program::listeners).
    pub a: usize,
    /// Index into [`Program::listeners`](super::Program::listeners).
    pub b: usize,
    /// The first address.
    pub address_a: Address,
    /// The second address.
    pub address_b: Address,
    /// Whether both are opened with these addresses in every run.
    pub certain: bool,
}

const ERAS: [Era; 3] = [Era::E121, Era::E122, Era::E123];

/// The pattern of a route in an era.
fn pattern_in(resolved: &Resolved, era: Era) -> &str {
    let other = resolved.route.pattern_by_era.iter().find(|(e, _)| *e == era);
    other.map_or(&resolved.route.pattern, |(_, p)| p)
}

/// Fills in which patterns do not parse, era by era.
pub(crate) fn mark_invalid(reach: &Reach<'_, '_>, collected: &mut Collected) {
    for resolved in &mut collected.routes {
        // Of several patterns that a call may have, the one that does not parse may be the one that it never has.
        let is_of_router = matches!(resolved.key, MuxKey::Router(_));
        if !resolved.route.known || resolved.alternatives > 1 || is_of_router {
            continue;
        }
        // An empty default is a setting that is not given yet.
        if resolved.route.pattern.is_empty() && resolved.route.provenance >= Provenance::Default {
            continue;
        }
        for era in ERAS {
            if let Err(why) = Pattern::parse(pattern_in(resolved, era), era) {
                resolved.route.invalid.push((era, why));
            }
        }
        if !resolved.route.invalid.is_empty() && reach.is_undecided(resolved) {
            resolved.route.invalid.clear();
        }
    }
}

/// Contexts in which one call registers one pattern on one mux, of which each is compared with each.
const MOST_ALIKE: usize = 16;

/// The patterns of a mux that are known, as an index.
fn index_of(collected: &Collected, mux: &Mux, era: Era) -> Index {
    let mut index = Index::new(era);
    let mut alike: HashMap<(ExprRef, &str), usize> = HashMap::new();
    for &route in &mux.routes {
        let resolved = &collected.routes[route];
        // A table that is filled in hundreds of contexts would use up what the others are compared with.
        let is_one_more = resolved.call.as_ref().is_some_and(|(call, _)| {
            let count = alike.entry((*call, &resolved.route.pattern)).or_default();
            *count += 1;
            *count > MOST_ALIKE
        });
        if resolved.route.known && !is_one_more {
            // What does not parse panics on its own: `invalid` says so.
            drop(index.add(route, pattern_in(resolved, era)));
        }
    }
    index
}

/// Routes of one mux that panic together; and whether all were looked at.
pub(crate) fn conflicts(reach: &Reach<'_, '_>, collected: &Collected, eras: &Eras) -> (Vec<Conflict>, Coverage) {
    let mut found: BTreeMap<(usize, usize), Vec<(Era, String)>> = BTreeMap::new();
    let mut coverage = Coverage::All;
    let on_several = on_several_muxes(collected);
    for mux in collected.muxes.iter().filter(|mux| mux.router.is_none()) {
        for era in ERAS {
            let pairs = index_of(collected, mux, era).conflicts();
            if pairs.coverage == Coverage::Cut {
                coverage = Coverage::Cut;
            }
            for (a, b) in pairs.pairs {
                let (a, b) = if first_is(reach, collected, a, b) { (a, b) } else { (b, a) };
                let (x, y) = (&collected.routes[a], &collected.routes[b]);
                // What an init hands on is called where something else decides: whether beside the other is not known.
                let apart = handed_on(&x.paths) != handed_on(&y.paths);
                // Two patterns that hang on one variable, or are made at one place, vary together: which meet is not known.
                let [at_x, at_y] = [x, y].map(|r| r.call.as_ref().map(|(call, _)| *call));
                let open = |r: &Resolved| r.alternatives > 1;
                let vary = (open(x) && open(y)) || ((open(x) || open(y)) && at_x.is_some() && at_x == at_y);
                // Of several muxes that a call may mean, a condition often picks the one: `if addr != "" { routes(own) }`.
                let chosen = |r: usize| on_several.get(&r);
                let picked = (chosen(a).is_some() || chosen(b).is_some())
                    && !(reach.certain(&x.paths) && reach.certain(&y.paths))
                    && !(chosen(a) == chosen(b) && go_on_together(reach, &x.paths, &y.paths));
                let excluded = || {
                    same_registration(reach, x, y)
                        || once_in_a_run(reach, x, y)
                        || reach.is_open(&x.paths, &y.paths)
                        || reach.patterns_speak_against(x, y)
                        || reach.chosen_apart(x, y)
                        || is_recovered(reach, &y.paths)
                };
                let named = || {
                    let unmade = |r: &Resolved| r.call.as_ref().is_some_and(|(call, _)| reach.never_made(*call));
                    [x, y].iter().any(|r| !r.paths.iter().any(|path| reach.is_typed(path)) || unmade(r))
                };
                let unsure = x.unsure || y.unsure;
                if apart || vary || unsure || picked || entered_apart(&x.paths, &y.paths) || named() || excluded() {
                    continue;
                }
                let why = verdict(pattern_in(x, era), pattern_in(y, era), era).why;
                found.entry((a, b)).or_default().push((era, why));
            }
            let twice = |r: usize| {
                let resolved = &collected.routes[r];
                !on_several.contains_key(&r)
                    && registered_twice(reach, resolved)
                    && !is_recovered(reach, &resolved.paths)
            };
            for &route in mux.routes.iter().filter(|&&r| twice(r)) {
                let text = pattern_in(&collected.routes[route], era);
                found.entry((route, route)).or_default().push((era, verdict(text, text, era).why));
            }
        }
    }
    let conflict = |((a, b), eras): ((usize, usize), Vec<(Era, String)>)| {
        let (x, y) = (&collected.routes[a], &collected.routes[b]);
        let is_added = |call: ExprRef| reach.certain(&reach.paths(call, &Frames::default()));
        let certain = reach.certain(&x.paths)
            && reach.certain(&y.paths)
            && reach.added_by(x, y).is_none_or(|calls| calls.into_iter().all(is_added));
        Conflict { a, b, eras, certain }
    };
    let all = found.into_iter().map(conflict).collect();
    (one_per_culprit(collected, eras, all), coverage)
}

/// The routes of calls that register on one mux or on another, with the muxes that these are.
#[expect(clippy::mutable_key_type, reason = "what a context remembers of its parts is nothing by which it is compared")]
fn on_several_muxes(collected: &Collected) -> HashMap<usize, Rc<BTreeSet<usize>>> {
    let mut by_call: HashMap<_, Vec<usize>> = HashMap::new();
    for (n, resolved) in collected.routes.iter().enumerate() {
        if let Some(call) = &resolved.call {
            by_call.entry((call, &resolved.route.pattern)).or_default().push(n);
        }
    }
    let key = |n: usize| &collected.routes[n].key;
    let several = by_call.into_values().filter(|routes| routes.iter().any(|&n| key(n) != key(routes[0])));
    let with_muxes = |routes: Vec<usize>| {
        let muxes: Rc<BTreeSet<usize>> = Rc::new(routes.iter().map(|&n| collected.routes[n].route.mux).collect());
        routes.into_iter().map(move |n| (n, Rc::clone(&muxes)))
    };
    several.flat_map(with_muxes).collect()
}

/// Whether a run that comes to one of two places comes to the other, too: their ways part in one function, and behind that
/// neither is under a condition.
fn go_on_together(reach: &Reach<'_, '_>, a: &[Path], b: &[Path]) -> bool {
    let together = |x: &Path, y: &Path| {
        let (x_rest, y_rest) = parted(x, y);
        let in_one = x_rest.last().zip(y_rest.last()).is_some_and(|(s, t)| (s.file, s.func) == (t.file, t.func));
        x.root == y.root && in_one && x_rest.iter().chain(y_rest).all(|step| reach.is_unconditional(step))
    };
    a.iter().any(|x| b.iter().any(|y| together(x, y)))
}

fn handed_on(paths: &[Path]) -> bool {
    paths.iter().all(|p| p.root == Root::Later)
}

/// A registration panics once, with the first route that it meets: the others would only be said again.
fn one_per_culprit(collected: &Collected, eras: &Eras, all: Vec<Conflict>) -> Vec<Conflict> {
    let possible = |era: &Era| eras.possible.contains(era) || eras.later.contains(era);
    let mut by_culprit: BTreeMap<(usize, Span, Arc<str>), Vec<Conflict>> = BTreeMap::new();
    for mut conflict in all {
        conflict.eras.retain(|(era, _)| possible(era));
        if conflict.eras.is_empty() {
            continue;
        }
        let (a, b) = (&collected.routes[conflict.a].route, &collected.routes[conflict.b].route);
        // An import cannot be changed: the call is the one to look at, even where it came first.
        let culprit = if a.origin == Origin::Call && b.origin != Origin::Call { a } else { b };
        // A package's init dies with its first route: the others would only be said again.
        let pattern = if culprit.origin == Origin::Call { Arc::clone(&culprit.pattern) } else { Arc::default() };
        let key = (culprit.mux, culprit.span, pattern);
        by_culprit.entry(key).or_default().push(conflict);
    }
    let merge = |group: Vec<Conflict>| {
        let earliest = |c: &Conflict| c.eras.iter().map(|(era, _)| *era).min();
        let all_eras: Vec<(Era, String)> = group.iter().flat_map(|c| c.eras.iter().cloned()).collect();
        let mut first = group.into_iter().min_by_key(|c| (earliest(c), !c.certain, c.a, c.b))?;
        for (era, why) in all_eras {
            if !first.eras.iter().any(|(e, _)| *e == era) {
                first.eras.push((era, why));
            }
        }
        first.eras.sort();
        Some(first)
    };
    // One call that registers a whole table panics with the first of its patterns.
    let mut told = HashSet::new();
    let of_table = |c: &Conflict| {
        let (a, b) = (&collected.routes[c.a].route, &collected.routes[c.b].route);
        let of = |r: &Route| (r.span, r.call, r.via.clone());
        (a.mux, of(b), of(a), Arc::clone(&a.pattern))
    };
    by_culprit.into_values().filter_map(merge).filter(|c| told.insert(of_table(c))).collect()
}

/// Whether a run makes a call once, in whichever of two contexts: its function, or one on both ways to it, notes that it was
/// there, and is not behind what the ways have in common; or one way is that of a function that others call, when and how often
/// they like, and the other hangs on a condition.
fn once_in_a_run(reach: &Reach<'_, '_>, a: &Resolved, b: &Resolved) -> bool {
    if a.call.as_ref().map(|c| c.0) != b.call.as_ref().map(|c| c.0) || a.call.is_none() {
        return false;
    }
    let called_by_others = |paths: &[Path]| paths.iter().all(|p| p.steps.iter().any(|s| s.handed_on));
    let conditional = |x: &Resolved, y: &Resolved| {
        called_by_others(&x.paths) && !called_by_others(&y.paths) && !reach.certain(&y.paths)
    };
    let same_pattern = a.route.pattern == b.route.pattern;
    let noted = |p: &Path, q: &Path| {
        p.steps.iter().enumerate().any(|(i, step)| {
            let Some(j) = q.steps.iter().position(|s| s.is_at(step)) else { return false };
            // Once behind the note, a run registers whatever stands there: by two calls, or in two turns of a loop.
            let one_pass = p.root == q.root && p.steps[i + 1..] == q.steps[j + 1..];
            let there = one_pass && p.steps[..i] == q.steps[..j] && !p.steps[..i].iter().any(|s| s.looped);
            let calls = || p.steps.get(i + 1).zip(q.steps.get(j + 1));
            let is_noted = |n: u32| calls().is_none_or(|(x, y)| reach.hand_the_same(x, y, n));
            let says = |note: Note| {
                (there || !(one_pass || note.forgotten))
                    && (same_pattern || !note.per_key)
                    && note.parameter.is_none_or(is_noted)
            };
            reach.note(step).is_some_and(says)
        })
    };
    a.paths.iter().all(|p| b.paths.iter().all(|q| noted(p, q))) || conditional(a, b) || conditional(b, a)
}

/// A call that one run comes to by two ways, neither under a condition, on a mux that both share.
fn registered_twice(reach: &Reach<'_, '_>, resolved: &Resolved) -> bool {
    let shared = match &resolved.key {
        MuxKey::Default => true,
        MuxKey::Made(object) => match object.site {
            Site::Var(..) => true,
            Site::Expr(made) => reach.comes_once(made),
            _ => false,
        },
        MuxKey::Replaced(_) | MuxKey::Router(_) => false,
    };
    let known = resolved.route.known && resolved.alternatives == 1;
    let noted =
        resolved.paths.iter().any(|p| p.steps.iter().any(|step| reach.note(step).is_some_and(|note| !note.forgotten)));
    // Of two objects each may have another prefix.
    let as_told = |path: &Path| {
        let (Some(at), Some((_, frames))) = (resolved.pattern, &resolved.call) else { return true };
        reach.eval.begin();
        let texts = reach.eval.eval(at, &reach.called_by(path, frames)).texts();
        texts.iter().any(|(text, ..)| text.whole().is_some_and(|text| *text == *resolved.route.pattern))
    };
    shared && known && resolved.route.origin == Origin::Call && !noted && reach.comes_twice(&resolved.paths, &as_told)
}

fn first_is(reach: &Reach<'_, '_>, collected: &Collected, a: usize, b: usize) -> bool {
    let order = reach.order(&collected.routes[a].paths, &collected.routes[b].paths);
    order.then(a.cmp(&b)) != Ordering::Greater
}

/// Alternatives of one call in one context, or behind one call of an interface's method: only one of them is registered.
fn same_registration(reach: &Reach<'_, '_>, a: &Resolved, b: &Resolved) -> bool {
    match (&a.call, &b.call) {
        (Some((call, x)), Some((other, y))) => {
            if call != other {
                return false;
            }
            if let Some([x, y]) = reach.added_by(a, b) {
                return reach.exclusive(&reach.paths(x, &Frames::default()), &reach.paths(y, &Frames::default()));
            }
            let (x, y) = reach.turns_apart(*call, x, y);
            let one_run = || {
                let (a, b) = (reach.chain(*call, &x), reach.chain(*call, &y));
                a.compatible(&b) || a.by_one_dispatch(&b) || part_by_dispatch(reach, (&a, &x), (&b, &y))
            };
            x.compatible(&y) || one_run()
        }
        (None, None) => {
            a.route.package == b.route.package && a.route.pattern == b.route.pattern && a.route.span == b.route.span
        }
        _ => false,
    }
}

/// Whether two ways to one place, each with the context that it is of, part at, or lead through, a method or a field that may hold
/// other functions: that a run comes both ways is a guess.
fn part_by_dispatch(reach: &Reach<'_, '_>, a: (&Chain, &Frames), b: (&Chain, &Frames)) -> bool {
    let shared = a.0.calls.iter().rev().zip(b.0.calls.iter().rev()).take_while(|(x, y)| x == y).count();
    [a, b].into_iter().any(|(chain, frames)| {
        let parted = chain.calls.len() - shared;
        (0..parted).any(|n| is_guessed(reach, &chain.calls[n], &chain.around(n, frames)))
    })
}

/// Whether the call of a frame is one of a method or field that may be another function, for all that the context around it says.
fn is_guessed(reach: &Reach<'_, '_>, frame: &Frame, around: &Frames) -> bool {
    let facts = reach.eval.scope.facts(frame.call.file);
    let ExprKind::Call { fun, .. } = facts.syntax.expr(frame.call.expr).kind else { return true };
    if !matches!(facts.syntax.expr(fun).kind, ExprKind::Select(..)) {
        return false;
    }
    let fun = ExprRef { expr: fun, ..frame.call };
    match &*reach.eval.callables(fun) {
        [Callable::Program(func)] => *func != frame.func,
        // Of an interface it is known what is behind it.
        [] => methods_of_values(reach.eval, fun, around).is_none_or(|methods| methods != [frame.func]),
        _ => true,
    }
}

/// Routes without a method whose path an import's route with a method takes over.
pub(crate) fn overtaken(reach: &Reach<'_, '_>, collected: &Collected) -> Vec<Overtake> {
    let mut found: BTreeMap<(usize, usize), Vec<Era>> = BTreeMap::new();
    for mux in &collected.muxes {
        for era in ERAS {
            for (a, b) in index_of(collected, mux, era).overtakes().pairs {
                let (x, y) = (&collected.routes[a], &collected.routes[b]);
                let by_import = x.route.origin == Origin::Call && y.route.origin != Origin::Call;
                if by_import && !reach.exclusive(&x.paths, &y.paths) {
                    found.entry((a, b)).or_default().push(era);
                }
            }
        }
    }
    found.into_iter().map(|((a, b), eras)| Overtake { a, b, eras }).collect()
}

/// Listeners that one run opens on overlapping addresses.
pub(crate) fn port_conflicts(reach: &Reach<'_, '_>, listeners: &[Opened]) -> Vec<PortConflict> {
    let mut by_port: HashMap<u16, Vec<usize>> = HashMap::new();
    for (index, opened) in listeners.iter().enumerate() {
        let mut ports: Vec<u16> = opened.listener.addresses.iter().map(|a| a.port).collect();
        ports.dedup();
        ports.into_iter().filter(|&p| p != 0).for_each(|p| by_port.entry(p).or_default().push(index));
    }
    let mut ports: Vec<_> = by_port.into_iter().collect();
    ports.sort_unstable();
    let mut found = Vec::new();
    for (port, indices) in ports {
        // A default that others may set, in code that a run need not come to, is no conflict yet.
        let is_vague = |l: &Opened| l.listener.provenance > Provenance::Computed && !reach.certain(&l.paths);
        let vague: HashMap<usize, bool> = indices.iter().map(|&i| (i, is_vague(&listeners[i]))).collect();
        for (n, &a) in indices.iter().enumerate() {
            for &b in &indices[n + 1..] {
                let (x, y) = (&listeners[a], &listeners[b]);
                if x.call == y.call {
                    let (a, b) = reach.turns_apart(x.call, &x.frames, &y.frames);
                    if a.compatible(&b) {
                        continue;
                    }
                }
                let on_port =
                    |l: &Opened| l.listener.addresses.iter().filter(|a| a.port == port).cloned().collect::<Vec<_>>();
                let pair = on_port(x).into_iter().flat_map(|p| on_port(y).into_iter().map(move |q| (p.clone(), q)));
                let overlapping =
                    pair.into_iter().find(|(p, q)| overlap(p, &x.listener.network, q, &y.listener.network));
                let Some((address_a, address_b)) = overlapping else { continue };
                let certain = x.listener.certain && y.listener.certain;
                let unserved = |l: &Opened| l.listener.muxes.is_empty() && l.server.is_empty() && !l.blocks;
                let by_default = || reach.both_by_default((&x.paths, &x.frames), (&y.paths, &y.frames));
                let open = vague[&a] || vague[&b] || ((unserved(x) || unserved(y)) && !certain);
                let in_turn = x.call == y.call && side_by_side(reach, x, y);
                if (x.call == y.call && (open || !certain && !in_turn)) || (open && !by_default()) {
                    continue;
                }
                // Whoever shares a socket does not open it again.
                let shared = x
                    .sockets
                    .iter()
                    .any(|s| y.sockets.iter().any(|t| s.site == t.site && s.frames.compatible(&t.frames)));
                let share = |l: &Opened| l.sockets.iter().any(|socket| may_share(reach.eval, socket));
                if shared
                    || (share(x) && share(y))
                    || !in_turn && one_after_the_other(reach, x, y)
                    || held_in_turn(reach.eval, x.call, y.call)
                    || meant_by_one_call(reach, x, y)
                    || meant_by_one_call(reach, y, x)
                    || entered_apart(&x.paths, &y.paths)
                {
                    continue;
                }
                // Of several addresses some belong to some ways only: where ways exclude each other, which meet is not known.
                let several = |l: &Opened| l.listener.addresses.len() > 1;
                let vary = || (several(x) || several(y)) && reach.partly_exclusive(&x.paths, &y.paths);
                // All ways with all ways: asked last.
                if reach.is_open(&x.paths, &y.paths) || vary() {
                    continue;
                }
                // The second one fails: the one that a run comes to later.
                let swapped = reach.order(&x.paths, &y.paths) == Ordering::Greater;
                found.push(match swapped {
                    false => PortConflict { a, b, address_a, address_b, certain },
                    true => PortConflict { a: b, b: a, address_a: address_b, address_b: address_a, certain },
                });
            }
        }
    }
    found
}

/// Whether one call, which a loop makes in goroutines of their own, opens both, each in a turn.
fn side_by_side(reach: &Reach<'_, '_>, x: &Opened, y: &Opened) -> bool {
    let facts = reach.eval.scope.facts(x.call.file);
    let goes_on =
        |step: &Step| facts.usage(x.call.expr) == Some(Usage::Spawned) || in_its_function(reach, step) != step.expr;
    // Of several addresses each turn has another one.
    if x.listener.addresses.len() != 1 || y.listener.addresses.len() != 1 {
        return false;
    }
    let (a, b) = reach.turns_apart(x.call, &x.frames, &y.frames);
    !reach.chain(x.call, &a).compatible(&reach.chain(x.call, &b))
        && x.paths.iter().all(|path| path.steps.first().is_some_and(goes_on))
}

/// Whether a call of an interface's method, which is one listener, leads to the other one where something else stands behind the interface.
fn meant_by_one_call(reach: &Reach<'_, '_>, x: &Opened, y: &Opened) -> bool {
    let facts = reach.eval.scope.facts(x.call.file);
    let ExprKind::Call { fun, .. } = facts.syntax.expr(x.call.expr).kind else { return false };
    let is_call = |step: &Step| step.file == x.call.file && (step.expr == fun || step.expr == x.call.expr);
    !facts.place(x.call.expr).looped
        && x.frames.compatible(&y.frames)
        && !y.paths.is_empty()
        && y.paths.iter().all(|path| path.steps.iter().any(is_call))
}

/// Whether two ways begin at different functions that nobody here calls: that one run calls both is a guess.
fn entered_apart(a: &[Path], b: &[Path]) -> bool {
    let entry = |p: &Path| p.steps.last().filter(|_| p.root == Root::Outside).map(|s| (s.file, s.func));
    a.iter().all(|x| b.iter().all(|y| entry(x).zip(entry(y)).is_some_and(|(x, y)| x != y)))
}
