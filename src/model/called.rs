//! Which function a call of a function value calls in a calling context: the one that the context names, or another one.
//!
//! In: the way to a place, as a context. Out: whether each call on it may be what the context says, and whose callers would tell more.
//! A function that is called in a call of itself, as one that makes groups of routes in groups, is asked with the calls around.

use std::collections::BTreeSet;

use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::types::Callable;
use super::value::{ExprRef, Value};
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
    if let Some(methods) = methods_of_values(eval, fun, outer) {
        return methods.contains(&frame.func).then(Vec::new);
    }
    let called = eval.eval(fun, outer);
    let agrees = |captured: &Frames| {
        captured.as_slice().iter().all(|f| {
            let mut ours = frames.all_of(f.func).peekable();
            ours.peek().is_none() || ours.any(|(_, ours)| ours.call == f.call)
        })
    };
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
    Some(called.needs.iter().map(|need| need.func).collect())
}

/// The methods that a selector on an interface means, where every value that the interface may hold is a struct of the program's.
pub(crate) fn methods_of_values(eval: &Eval<'_>, fun: ExprRef, frames: &Frames) -> Option<Vec<FuncRef>> {
    let facts = eval.scope.facts(fun.file);
    let ExprKind::Select(base, name) = &facts.syntax.expr(fun.expr).kind else { return None };
    let values = eval.eval(ExprRef { file: fun.file, expr: *base }, frames);
    let mut found = Vec::new();
    for item in &values.items {
        let Value::Struct(object) = &item.value else { return None };
        let methods = eval.methods(&eval.type_of_site(&object.site), name, 0);
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
    (!found.is_empty()).then_some(found)
}
