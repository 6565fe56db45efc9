//! Listeners of which one has ended before a run comes to the other.
//!
//! In: two listeners with the ways to them. Out: whether on all of them one is over, because its call blocks, or because its server is
//! shut down in between, or its socket closed. Knows what stands in the function in which the ways part, and in what it calls; of waiting
//! for something else it knows nothing. What is closed where something fails counts as open; what is told to close it soon, as closed.

use super::decide::compares_error;
use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::listen_address::wrapped_listener;
use super::listeners::Opened;
use super::reach::{Path, Reach, Step, parted};
use super::types::{Callable, Ty};
use super::value::{Alternative, ExprRef, Object, Site, Value};
use crate::facts::branch::{Arm, BranchId};
use crate::facts::{CallFact, Usage};
use crate::golang::syntax::{ExprId, ExprKind, Op, Range};
use crate::known::Arg;

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
    let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(call.expr).kind else { return false };
    if let ExprKind::Select(base, name) = &facts.syntax.expr(*fun).kind
        && ENDING.contains(&&**name)
        && serves_for(eval, first, ExprRef { file: call.file, expr: *base }, frames)
    {
        return true;
    }
    if helpers == 0 {
        return false;
    }
    let in_literal = |expr: ExprId, is_soon: bool| match facts.syntax.expr(expr).kind {
        ExprKind::FuncLit(func) => {
            let func = FuncRef { file: call.file, func };
            (!is_soon || goes_on(eval, func)) && ends_within(reach, first, func, frames, helpers - 1)
        }
        _ => false,
    };
    let is_spawned = facts.usage(call.expr) == Some(Usage::Spawned);
    if in_literal(*fun, is_spawned) {
        return true;
    }
    match &*eval.callables(ExprRef { file: call.file, expr: *fun }) {
        &[Callable::Program(func)] if !is_spawned => {
            ends_within(reach, first, func, &frames.push(Frame::new(func, call)), helpers - 1)
        }
        [Callable::Known(_, rows)] => {
            let calls = |n: usize| rows.iter().any(|row| matches!(row.calls, Some(Arg::Param(arg, _)) if arg == n));
            // What is called when a context ends waits for it.
            let waits = || args.first().is_some_and(|&arg| is_context(&eval.type_of(ExprRef { expr: arg, ..call })));
            args.iter().enumerate().any(|(n, &arg)| calls(n) && in_literal(arg, true)) && !waits()
        }
        _ => false,
    }
}

/// Whether a call in a function ends what a listener serves; where something has failed, that is another run.
fn ends_within(reach: &Reach<'_, '_>, first: &Opened, func: FuncRef, inside: &Frames, helpers: usize) -> bool {
    let facts = reach.eval.scope.facts(func.file);
    let has_failed = |branch: BranchId| {
        let mut asked = facts.branches.around(branch).filter(|(_, arm)| **arm == Arm::Is(0));
        asked.any(|(at, _)| facts.conditions.get(&at).is_some_and(|&cond| compares_error(facts, cond) == Some(Op::Ne)))
    };
    let own = |call: &&CallFact| {
        let place = facts.place(call.expr);
        place.func == Some(func.func) && !has_failed(place.branch)
    };
    let mut calls = facts.calls_between(facts.syntax.func(func.func).range).filter(own);
    calls.any(|call| ends(reach, first, ExprRef { file: func.file, expr: call.expr }, inside, helpers))
}

/// Whether a literal waits for nothing that others do: it receives nothing, and calls no function of the program, nor a `Wait`.
fn goes_on(eval: &Eval<'_>, func: FuncRef) -> bool {
    let facts = eval.scope.facts(func.file);
    let waits = |call: &CallFact| {
        let ExprKind::Call { fun, .. } = facts.syntax.expr(call.expr).kind else { return false };
        let callables = eval.callables(ExprRef { file: func.file, expr: fun });
        let is_of_program = callables.iter().any(|c| matches!(c, Callable::Program(_)));
        match &facts.syntax.expr(fun).kind {
            ExprKind::Select(_, name) => is_of_program || &**name == "Wait",
            kind => is_of_program || !matches!(kind, ExprKind::Name(_)),
        }
    };
    !facts.calls_between(facts.syntax.func(func.func).range).any(waits) && !facts.receives(func.func)
}

fn is_context(ty: &Ty) -> bool {
    matches!(ty, Ty::Named(_, name) if &**name == "Context")
}

/// Whether an expression is the server of a listener, or the socket on which it serves.
fn serves_for(eval: &Eval<'_>, first: &Opened, at: ExprRef, frames: &Frames) -> bool {
    let values = eval.eval(at, frames);
    let is_its = |item: &Alternative| match &item.value {
        Value::Struct(object) => {
            eval.site_expr(&object.site).is_some_and(|made| first.server.contains(&made))
                || wrapped_listener(eval, object, at, frames).is_some_and(|socket| is_socket_of(first, &socket))
        }
        Value::Listener(socket) => is_socket_of(first, socket),
        Value::Nil | Value::NilPointer | Value::Zero => true,
        _ => false,
    };
    let is_nothing = |item: &Alternative| matches!(item.value, Value::Nil | Value::NilPointer | Value::Zero);
    values.items.iter().all(is_its) && !values.items.iter().all(is_nothing)
}

/// Whether an open listener is that of a listener; of one that nobody is seen to serve on, the one that its call opens.
fn is_socket_of(first: &Opened, socket: &Object) -> bool {
    let is_opened = socket.site == Site::Expr(first.call) && first.frames.compatible(&socket.frames);
    first.sockets.iter().any(|s| s.site == socket.site && s.frames.compatible(&socket.frames))
        || (first.sockets.is_empty() && is_opened)
}
