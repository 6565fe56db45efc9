//! Listeners of which one has ended before a run comes to the other.
//!
//! In: two listeners with the ways to them. Out: whether on all of them one is over, because its call blocks, or because its server is
//! shut down in between. Knows what stands in the function in which the ways part, and in what it calls; of waiting for something else
//! it knows nothing.

use super::eval::Eval;
use super::frames::{Frame, Frames};
use super::listeners::Opened;
use super::reach::{Path, Reach, Step, parted};
use super::types::Callable;
use super::value::{ExprRef, Value};
use crate::facts::{CallFact, Usage};
use crate::golang::syntax::{ExprId, ExprKind, Range};

/// Methods that end what a server serves.
const ENDING: [&str; 2] = ["Close", "Shutdown"];
/// Functions through which a server is handed to what ends it.
const MOST_HELPERS: usize = 2;

/// Whether a run has only one of two listeners at a time: what serves first is over when the other one begins.
pub(super) fn one_after_the_other(reach: &Reach<'_, '_>, a: &Opened, b: &Opened) -> bool {
    let apart = |x: &Path, y: &Path| {
        let (x, y) = parted(x, y);
        match (x.last(), y.last()) {
            (Some(s), Some(t)) if (s.file, s.func) == (t.file, t.func) && s.func.is_some() => {
                if s.at < t.at {
                    is_over(reach, a, x, t)
                } else {
                    is_over(reach, b, y, s)
                }
            }
            // One way to one call: it serves whatever it serves until it is over.
            (None, None) => a.blocks,
            _ => false,
        }
    };
    a.paths.iter().all(|x| b.paths.iter().all(|y| x.root == y.root && apart(x, y)))
}

/// Whether a listener, to which a way leads from the function of a step, is over where a run comes to the step.
fn is_over(reach: &Reach<'_, '_>, first: &Opened, way: &[Step], next: &Step) -> bool {
    let Some(begun) = way.last() else { return false };
    let next = in_its_function(reach, next);
    let is_later = begun.at < reach.eval.scope.facts(begun.file).syntax.expr(next).range.start;
    let waits = || first.blocks && way.iter().all(|step| waits(reach, step));
    is_later && (waits() || is_shut_down(reach, first, begun, next))
}

/// Whether the function of a step goes on only when what is called there has returned.
pub(super) fn waits(reach: &Reach<'_, '_>, step: &Step) -> bool {
    let facts = reach.eval.scope.facts(step.file);
    // A call itself, or what it mentions.
    let at = ExprRef { file: step.file, expr: step.expr };
    let call = reach.eval.call_of(at).unwrap_or(at);
    matches!(facts.usage(call.expr), Some(Usage::Used | Usage::Dropped))
        && in_its_function(reach, step) == step.expr
        && !step.handed_on
        && step.kept.is_none()
}

/// The expression of a step, or the outermost literal around it in its function: what is in one runs at any time after it is made.
pub(super) fn in_its_function(reach: &Reach<'_, '_>, step: &Step) -> ExprId {
    let facts = reach.eval.scope.facts(step.file);
    let around = |&expr: &ExprId| facts.literal(facts.place(expr).func?);
    std::iter::successors(Some(step.expr), around).last().unwrap_or(step.expr)
}

/// Whether the server of a listener is shut down between two places in one function.
fn is_shut_down(reach: &Reach<'_, '_>, first: &Opened, begun: &Step, next: ExprId) -> bool {
    let facts = reach.eval.scope.facts(begun.file);
    let between = Range { start: begun.at, end: facts.syntax.expr(next).range.start };
    let in_turn = |call: &CallFact| {
        let place = facts.place(call.expr);
        place.func == begun.func && facts.covers(place.branch, facts.place(next).branch)
    };
    let mut calls = facts.calls_between(between).filter(|call| call.usage != Usage::Deferred && in_turn(call));
    calls.any(|call| ends(reach, first, ExprRef { file: begun.file, expr: call.expr }, &first.frames, MOST_HELPERS))
}

/// Whether a call ends what a listener serves, itself or by way of functions that are called for it.
fn ends(reach: &Reach<'_, '_>, first: &Opened, call: ExprRef, frames: &Frames, helpers: usize) -> bool {
    let eval = reach.eval;
    let facts = eval.scope.facts(call.file);
    let ExprKind::Call { fun, .. } = facts.syntax.expr(call.expr).kind else { return false };
    if let ExprKind::Select(base, name) = &facts.syntax.expr(fun).kind
        && ENDING.contains(&&**name)
        && serves_for(eval, first, ExprRef { file: call.file, expr: *base }, frames)
    {
        return true;
    }
    let callables = eval.callables(ExprRef { file: call.file, expr: fun });
    let &[Callable::Program(func)] = &*callables else { return false };
    if helpers == 0 || facts.usage(call.expr) == Some(Usage::Spawned) {
        return false;
    }
    let (facts, inside) = (eval.scope.facts(func.file), frames.push(Frame::new(func, call)));
    let own = |call: &&CallFact| facts.place(call.expr).func == Some(func.func);
    let mut calls = facts.calls_between(facts.syntax.func(func.func).range).filter(own);
    calls.any(|call| ends(reach, first, ExprRef { file: func.file, expr: call.expr }, &inside, helpers - 1))
}

/// Whether an expression is the server of a listener.
fn serves_for(eval: &Eval<'_>, first: &Opened, at: ExprRef, frames: &Frames) -> bool {
    let values = eval.eval(at, frames);
    let made = values.items.iter().map(|item| match &item.value {
        Value::Struct(object) => eval.site_expr(&object.site),
        _ => None,
    });
    let made: Option<Vec<ExprRef>> = made.collect();
    made.is_some_and(|made| !made.is_empty() && made.iter().all(|made| first.server.contains(made)))
}
