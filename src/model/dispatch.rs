//! Calls that the program does not write by a function's name: of function values, and of methods of interfaces.
//!
//! In: a calling context. Out: whether its calls call the functions that it names, and whose callers or which turns of loops would have to
//! be known to tell; the methods that one call of an interface's method may mean.

use std::collections::BTreeSet;

use super::eval::Eval;
use super::frames::{Frames, FuncRef};
use super::types::{Callable, Ty};
use super::value::{Alternative, ExprRef, Object, Value};
use crate::golang::syntax::ExprKind;

/// Whose callers must be known to tell that the calls of function values in a context call the functions that it names;
/// None where one of them calls something else.
pub(super) fn called_values(eval: &Eval<'_>, frames: &Frames) -> Option<BTreeSet<FuncRef>> {
    let mut wanted = BTreeSet::new();
    for frame in frames.as_slice() {
        let facts = eval.scope.facts(frame.call.file);
        let ExprKind::Call { fun, .. } = facts.syntax.expr(frame.call.expr).kind else { continue };
        let fun = ExprRef { file: frame.call.file, expr: fun };
        if frame.func.loop_over().is_some() || !eval.callables(fun).is_empty() {
            continue;
        }
        let outer = frames.without(frame);
        let agrees = |captured: &Frames| {
            captured.as_slice().iter().all(|f| match (frames.find(f.func), captured.find(f.func)) {
                (Some((ours, _)), Some((theirs, _))) => ours.call == theirs.call,
                _ => true,
            })
        };
        if let Some(methods) = methods_of_values(eval, fun, &outer) {
            if !methods.contains(&frame.func) || !is_made_alike(eval, fun, &outer, &agrees) {
                return None;
            }
            wanted.extend(turns_before_dot(eval, fun, &outer));
            continue;
        }
        let called = eval.eval(fun, &outer);
        if called.needs.is_empty() && !called.items.is_empty() && called.items.iter().all(|i| is_no_function(&i.value))
        {
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
        wanted.extend(called.needs.iter().map(|need| need.func));
        // Which of several functions a caller hands in says what else it hands in.
        let is_field = matches!(eval.scope.facts(fun.file).syntax.expr(fun.expr).kind, ExprKind::Select(..));
        let are_functions = || called.items.iter().all(|i| matches!(i.value, Value::Func(..)));
        if is_field && called.items.len() > 1 && are_functions() {
            wanted.extend(eval.caller_needed(fun, &outer));
        }
    }
    Some(wanted)
}

/// Whether a value is something that nobody can call.
fn is_no_function(value: &Value) -> bool {
    let is_data = matches!(value, Value::Text(_) | Value::Texts(_) | Value::Int(_) | Value::Bool(_));
    is_data || matches!(value, Value::Struct(_) | Value::List(_) | Value::Map(_) | Value::Listener(_))
}

/// The loops whose turns would say what stands before the dot.
fn turns_before_dot(eval: &Eval<'_>, fun: ExprRef, frames: &Frames) -> Vec<FuncRef> {
    let ExprKind::Select(base, _) = eval.scope.facts(fun.file).syntax.expr(fun.expr).kind else { return Vec::new() };
    let values = eval.eval(ExprRef { expr: base, ..fun }, frames);
    values.needs.iter().map(|need| need.func).filter(|func| func.loop_over().is_some()).collect()
}

/// Whether one of the objects before the dot may be made in a context: by the calls of which the context says something.
fn is_made_alike(eval: &Eval<'_>, fun: ExprRef, frames: &Frames, agrees: &dyn Fn(&Frames) -> bool) -> bool {
    let ExprKind::Select(base, _) = eval.scope.facts(fun.file).syntax.expr(fun.expr).kind else { return true };
    let values = eval.eval(ExprRef { expr: base, ..fun }, frames);
    let may_be = |item: &Alternative| match &item.value {
        Value::Struct(Object { frames, .. }) => agrees(frames),
        _ => true,
    };
    values.items.iter().any(may_be) || !values.needs.is_empty()
}

/// The methods that a selector on an interface means, where every value that the interface may hold is of a type of the program's.
pub(crate) fn methods_of_values(eval: &Eval<'_>, fun: ExprRef, frames: &Frames) -> Option<Vec<FuncRef>> {
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
    (!found.is_empty()).then_some(found)
}
