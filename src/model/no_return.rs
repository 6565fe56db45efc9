//! Calls that do not return: what stands behind one in a function is not done by a run that comes to it.
//!
//! In: two ways by which runs come to places. Out: whether a run that goes the one never comes to the end of the other, because what
//! it calls on the way serves for ever, goes round for ever or ends the program.

use std::rc::Rc;

use super::after::{in_its_function, waits};
use super::eval::Eval;
use super::frames::FuncRef;
use super::reach::{Path, Reach, Step, parted};
use super::types::Callable;
use super::value::ExprRef;
use crate::facts::{CallFact, FileFacts, Place, Return, Usage};
use crate::golang::syntax::{ExprId, ExprKind};

/// Calls in calls that are followed.
const MOST_CALLS: usize = 4;

/// What becomes of a call that serves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Serving {
    /// It does not return.
    GoesOn,
    /// It may fail, as where its port is taken.
    MayFail,
}

impl Reach<'_, '_> {
    /// Whether two ways part in one function, and a run that goes the one that is first there does not come back to the other.
    pub(super) fn never_comes_back(&self, a: &Path, b: &Path) -> bool {
        let (x, y) = parted(a, b);
        let (Some(s), Some(t)) = (x.last(), y.last()) else { return false };
        if (s.file, s.func) != (t.file, t.func) || s.func.is_none() || s.at == t.at {
            return false;
        }
        let (way, first, next) = if s.at < t.at { (x, s, t) } else { (y, t, s) };
        self.is_stopped(first, next) || self.stops_within(way)
    }

    /// Whether a call between two places of a function, which each run that comes to the first one makes, does not return.
    fn is_stopped(&self, first: &Step, next: &Step) -> bool {
        let facts = self.eval.scope.facts(first.file);
        // What stands in a literal runs when somebody calls that: what is behind the literal counts.
        let begun = in_its_function(self, first);
        let (from, to) = (facts.syntax.expr(begun).range.start, next.at);
        let place = facts.place(begun);
        let Some(func) = place.func.map(|func| FuncRef { file: first.file, func }) else { return false };
        self.stopping(func).iter().any(|&call| {
            let range = facts.syntax.expr(call).range;
            // The call that the first place stands in, too.
            range.end > from && range.end <= to && facts.covers(facts.place(call).branch, place.branch)
        })
    }

    /// The calls of a function itself that do not return, whatever becomes of what they serve.
    fn stopping(&self, func: FuncRef) -> Rc<[ExprId]> {
        if let Some(known) = self.stopping.borrow().get(&func) {
            return Rc::clone(known);
        }
        let facts = self.eval.scope.facts(func.file);
        let stops = |call: &&CallFact| {
            let at = ExprRef { file: func.file, expr: call.expr };
            facts.place(call.expr).func == Some(func.func) && self.eval.never_returns_from(at, Serving::MayFail, 0)
        };
        let calls = facts.calls_between(facts.syntax.func(func.func).range);
        let found: Rc<[ExprId]> = calls.filter(stops).map(|call| call.expr).collect();
        self.stopping.borrow_mut().insert(func, Rc::clone(&found));
        found
    }

    /// Whether a loop goes round no more behind a step in it: each run that comes to the step then returns, or ends.
    pub(super) fn is_last_turn(&self, step: &Step) -> bool {
        let facts = self.eval.scope.facts(step.file);
        let place = facts.place(step.expr);
        let around = facts.loop_around(step.at);
        let (Some(around), Some(func)) = (around.map(|around| around.range), place.func) else { return false };
        let is_behind = |at: u32, theirs: Place| {
            theirs.func == Some(func) && around.contains(at) && facts.covers(theirs.branch, place.branch)
        };
        let returns = |ret: &Return| {
            let is_later = ret.at > step.at || ret.values.iter().any(|&value| is_in(facts, step.expr, value));
            is_later && is_behind(ret.at, ret.place)
        };
        let ends = |&call: &ExprId| {
            let range = facts.syntax.expr(call).range;
            range.end > step.at && is_behind(range.start, facts.place(call))
        };
        facts.returns.get(&func).unwrap_or_default().iter().any(returns)
            || self.stopping(FuncRef { file: step.file, func }).iter().any(ends)
    }

    /// Whether one of the functions that a way leads through from outside makes, behind the way, a call that does not return.
    fn stops_within(&self, way: &[Step]) -> bool {
        let outwards = way.iter().rev().take_while(|step| waits(self, step));
        let inner = way.iter().rev().skip(1).zip(outwards);
        inner.map(|(step, _)| step).any(|step| {
            let func = step.func.map(|func| FuncRef { file: step.file, func });
            func.is_some_and(|func| {
                let known = self.serving.borrow().get(&func).copied();
                known.unwrap_or_else(|| {
                    let serves = self.eval.never_returns(func, Serving::GoesOn, 0);
                    self.serving.borrow_mut().insert(func, serves);
                    serves
                })
            })
        })
    }
}

impl Eval<'_> {
    /// Whether a function does not return, whatever becomes of what it serves, or as long as that goes on.
    fn never_returns(&self, func: FuncRef, serving: Serving, depth: usize) -> bool {
        let facts = self.scope.facts(func.file);
        if facts.endless.contains(&func.func) {
            return true;
        }
        let returns = facts.returns.get(&func.func).unwrap_or_default();
        let ends = |call: &CallFact| {
            let place = facts.place(call.expr);
            let at = facts.syntax.expr(call.expr).range.start;
            place.func == Some(func.func)
                && facts.branches.unconditional(place.branch)
                && returns
                    .iter()
                    .all(|ret| ret.at > at || ret.values.iter().any(|&value| is_in(facts, call.expr, value)))
                && self.never_returns_from(ExprRef { file: func.file, expr: call.expr }, serving, depth)
        };
        depth < MOST_CALLS && facts.calls_between(facts.syntax.func(func.func).range).any(ends)
    }

    fn never_returns_from(&self, call: ExprRef, serving: Serving, depth: usize) -> bool {
        let facts = self.scope.facts(call.file);
        let ExprKind::Call { fun, .. } = facts.syntax.expr(call.expr).kind else { return false };
        if !matches!(facts.usage(call.expr), Some(Usage::Used | Usage::Dropped)) {
            return false;
        }
        match &*self.callables(ExprRef { expr: fun, ..call }) {
            [Callable::Program(func)] => self.never_returns(*func, serving, depth + 1),
            [Callable::Known(_, rows)] => rows.iter().any(|row| {
                let serves = row.listen.as_ref().is_some_and(|listen| listen.blocks);
                row.exits || serves && serving == Serving::GoesOn
            }),
            _ => false,
        }
    }
}

/// Whether an expression is, or stands in, another one.
fn is_in(facts: &FileFacts, expr: ExprId, around: ExprId) -> bool {
    std::iter::successors(Some(expr), |&at| facts.parent(at)).any(|at| at == around)
}
