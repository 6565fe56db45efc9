//! Which function a call of a function value calls in a calling context: the one that the context names, or another one.
//!
//! In: the way to a place, as a context. Out: whether each call on it may be what the context says, and whose callers would tell more.
//! A function that is called in a call of itself, as one that makes groups of routes in groups, is asked with the calls around.

use std::collections::BTreeSet;

use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::types::{Callable, Ty};
use super::value::{Alternative, ExprRef, Object, Value, Values};
use crate::golang::syntax::ExprKind;

/// Whose callers must be known to tell that the calls of function values in a context call the functions that it names.
#[derive(Default)]
pub(super) struct Called {
    pub wanted: BTreeSet<FuncRef>,
    /// The same of functions of which the context has inner calls only: they are called in a call of themselves.
    pub around: BTreeSet<FuncRef>,
}

/// Of all calls on the way to a place, and of the others that a context names; None where one of them calls something else.
pub(super) fn called_values(eval: &Eval<'_>, place: ExprRef, frames: &Frames) -> Option<Called> {
    let mut found = Called::default();
    let mut nested: Option<Vec<(usize, u64)>> = None;
    for (n, frame) in frames.as_slice().iter().enumerate() {
        if let Some(needs) = needed_to_call(eval, frame, &frames.without(1 << n), frames) {
            found.wanted.extend(needs);
            continue;
        }
        // `r.Route("/a", func(r *Router) { r.Route("/b", ...) })`: which function the outer call hands in, the inner one does not say.
        let nested = nested.get_or_insert_with(|| eval.nested(place, frames));
        let inside = nested.iter().find(|(place, _)| *place == n).map(|(_, inside)| *inside).filter(|i| *i != 0)?;
        let needs = needed_to_call(eval, frame, &frames.without(inside | 1 << n), frames)?;
        let is_inside = |func: &FuncRef| frames.at(inside).any(|f| f.func == *func);
        let (around, wanted): (Vec<_>, Vec<_>) = needs.into_iter().partition(is_inside);
        found.wanted.extend(wanted);
        found.around.extend(around);
    }
    Some(found)
}

/// Whose callers must be known to tell that a call calls the function that its frame names, in the context around it; None where it
/// calls something else.
fn needed_to_call(eval: &Eval<'_>, frame: &Frame, outer: &Frames, frames: &Frames) -> Option<Vec<FuncRef>> {
    let facts = eval.scope.facts(frame.call.file);
    let ExprKind::Call { fun, .. } = facts.syntax.expr(frame.call.expr).kind else { return Some(Vec::new()) };
    let fun = ExprRef { file: frame.call.file, expr: fun };
    if frame.func.loop_over().is_some() || !eval.callables(fun).is_empty() {
        return Some(Vec::new());
    }
    let agrees = |captured: &Frames| {
        captured.as_slice().iter().all(|f| {
            let mut ours = frames.all_of(f.func).peekable();
            ours.peek().is_none() || ours.any(|(_, ours)| ours.call == f.call)
        })
    };
    if let Some((values, methods)) = before_dot(eval, fun, outer) {
        let may_be = |item: &Alternative| match &item.value {
            Value::Struct(Object { frames, .. }) => agrees(frames),
            _ => true,
        };
        // One of the objects before the dot may be made in the context: by the calls of which it says something.
        let is_made_alike = values.items.iter().any(may_be) || !values.needs.is_empty();
        let turns = values.needs.iter().map(|need| need.func).filter(|func| func.loop_over().is_some());
        return (methods.contains(&frame.func) && is_made_alike).then(|| turns.collect());
    }
    if eval.is_handed_library_function(fun, outer) {
        return None;
    }
    let called = eval.eval(fun, outer);
    if called.needs.is_empty() && !called.items.is_empty() && called.items.iter().all(|i| is_no_function(&i.value)) {
        return None;
    }
    let may_be = called.items.iter().any(|item| match &item.value {
        Value::Func(func, captured) => *func == frame.func && agrees(captured),
        Value::Method(func, ..) => *func == frame.func,
        Value::Unknown | Value::Configured => true,
        _ => false,
    });
    // Without a function among the values nothing is known against the call.
    let kept = called.items.iter().any(|i| matches!(i.value, Value::Func(..) | Value::Method(..)));
    if kept && !may_be && called.needs.is_empty() {
        return None;
    }
    let mut needed: Vec<FuncRef> = called.needs.iter().map(|need| need.func).collect();
    // Which of several functions a caller hands in says what else it hands in.
    let is_field = matches!(facts.syntax.expr(fun.expr).kind, ExprKind::Select(..));
    let are_functions = || called.items.iter().all(|i| matches!(i.value, Value::Func(..)));
    if is_field && called.items.len() > 1 && are_functions() {
        needed.extend(eval.caller_needed(fun, outer, false));
    }
    Some(needed)
}

/// Whether a value is something that nobody can call.
fn is_no_function(value: &Value) -> bool {
    let is_data = matches!(value, Value::Text(_) | Value::Texts(_) | Value::Int(_) | Value::Bool(_));
    is_data || matches!(value, Value::Struct(_) | Value::List(_) | Value::Map(_) | Value::Listener(_))
}

/// The methods that a selector on an interface means, where every value that the interface may hold is of a type of the program's.
pub(crate) fn methods_of_values(eval: &Eval<'_>, fun: ExprRef, frames: &Frames) -> Option<Vec<FuncRef>> {
    before_dot(eval, fun, frames).map(|(_, methods)| methods)
}

/// The same, with the values before the dot.
fn before_dot(eval: &Eval<'_>, fun: ExprRef, frames: &Frames) -> Option<(Values, Vec<FuncRef>)> {
    let facts = eval.scope.facts(fun.file);
    let ExprKind::Select(base, name) = &facts.syntax.expr(fun.expr).kind else { return None };
    if eval.scope.qualifier(fun.file, *base).is_some() {
        return None;
    }
    let base = ExprRef { file: fun.file, expr: *base };
    let values = eval.eval(base, frames);
    let of_struct = |item: &Alternative| match &item.value {
        Value::Struct(object) => Some(eval.type_of_site(&object.site)),
        _ => None,
    };
    let types: Option<Vec<Ty>> = values.items.iter().map(of_struct).collect();
    let types = match types {
        Some(types) => types,
        None => vec![eval.type_behind(base, frames)?],
    };
    let mut found = Vec::new();
    for ty in types {
        let methods = eval.methods(&ty, name, 0);
        let methods = methods.iter().filter_map(|m| match m {
            Callable::Program(func) => Some(*func),
            Callable::Known(..) => None,
        });
        let before = found.len();
        found.extend(methods);
        if found.len() == before {
            return None;
        }
    }
    (!found.is_empty()).then_some((values, found))
}
