//! When a run makes an assignment, seen from a place that it comes to later.
//!
//! In: a place that reads, with its calling context, and assignments. Out: the [`Moment`] at which one of them is surely made on the
//! way there, or the last one at which it may be. Knows the functions that the context leads through, and a few calls that these make
//! before; of all else it says nothing.

use std::cmp::Reverse;

use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::value::{ExprRef, Object};
use crate::facts::branch::BranchId;
use crate::facts::{FileFacts, Place, Usage};
use crate::golang::syntax::{ExprId, ExprKind, Name};
use crate::source::FileId;

/// Calls in calls that are followed from the way to an assignment.
const MOST_CALLS: usize = 2;
/// Callers of one function that are looked at.
pub(super) const MOST_CALLERS: usize = 64;
/// Functions that a way leads through.
const MOST_STEPS: usize = 24;

/// A point on a way: a larger one is later. Of two in one function the one farther down; what an inner function does comes after all
/// that an outer one has done before it called it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    inner: Reverse<usize>,
    at: Vec<u32>,
}

/// How far a run has come in one of the functions that it is in.
struct Step {
    func: FuncRef,
    at: u32,
    branch: BranchId,
    /// Whether this is where a literal stands: what is in it may run much later.
    is_literal: bool,
}

/// How a run comes to a place: from the function around it outwards.
pub(super) struct Way<'f> {
    steps: Vec<Step>,
    frames: &'f Frames,
}

impl Way<'_> {
    /// Whether a run has gone it when it comes to something that one of its functions does behind it.
    pub(super) fn is_before(&self, done: &Done<'_>) -> bool {
        self.level_of_later(done).is_some_and(|level| level > 0)
    }

    /// Which of its functions does something behind it, if one does.
    fn level_of_later(&self, done: &Done<'_>) -> Option<usize> {
        let is_in = |step: &Step| step.func.file == done.file && Some(step.func.func) == done.place.func;
        let level = self.steps.iter().position(is_in)?;
        let is_called = self.steps[..=level].iter().all(|step| !step.is_literal);
        (is_called && done.at > self.steps[level].at && !done.place.looped).then_some(level)
    }
}

/// Something that is done at a place in a function.
#[derive(Clone, Copy)]
pub(super) struct Done<'n> {
    pub file: FileId,
    pub at: u32,
    pub place: Place,
    /// A condition about this field says nothing about whether the field is set.
    pub field: &'n Name,
}

/// The calls from a function on the way to something that is done.
struct Called<'c> {
    is_meant: &'c dyn Fn(&Frames) -> bool,
    /// The context in which it is done.
    frames: &'c Frames,
    /// What is done under a condition, and by what calls.
    conditional: Option<(Done<'c>, &'c Called<'c>)>,
    depth: usize,
}

impl Called<'_> {
    /// Whether all that is done under conditions is done in a run in which nobody sets anything.
    fn by_default(&self, eval: &Eval<'_>) -> bool {
        self.conditional.is_none_or(|(done, inner)| eval.by_default(done, self.frames) && inner.by_default(eval))
    }
}

impl Eval<'_> {
    /// The way to a byte in the function around an expression.
    pub(super) fn way_to<'f>(&self, expr: ExprRef, byte: u32, frames: &'f Frames) -> Way<'f> {
        let mut steps = Vec::new();
        let (mut file, mut place, mut at) = (expr.file, self.scope.facts(expr.file).place(expr.expr), byte);
        let mut outer = frames.clone();
        let mut is_literal = false;
        while let (Some(func), true) = (place.func, steps.len() < MOST_STEPS) {
            let func = FuncRef { file, func };
            steps.push(Step { func, at, branch: place.branch, is_literal });
            is_literal = self.literal_expr(func).is_some();
            // What stands before a literal is done before it runs, wherever that is.
            let around = match self.literal_expr(func) {
                Some(literal) => Some(ExprRef { file, expr: literal }),
                None => self.find(&outer, func).map(|(frame, rest)| {
                    outer = rest;
                    frame.call
                }),
            };
            let Some(around) = around else { break };
            let facts = self.scope.facts(around.file);
            (file, place, at) = (around.file, facts.place(around.expr), made_at(facts, around.expr));
        }
        Way { steps, frames }
    }

    /// What is done where a call stands.
    pub(super) fn done_at<'n>(&self, call: ExprRef, field: &'n Name) -> Done<'n> {
        let facts = self.scope.facts(call.file);
        Done { file: call.file, at: made_at(facts, call.expr), place: facts.place(call.expr), field }
    }

    /// When something is surely done on the way, and to what is meant, which is asked in the context in which it is done.
    pub(super) fn surely(&self, done: Done<'_>, way: &Way<'_>, is_meant: &dyn Fn(&Frames) -> bool) -> Option<Moment> {
        self.surely_within(done, way, &Called { is_meant, frames: way.frames, conditional: None, depth: 0 })
    }

    fn surely_within(&self, done: Done<'_>, way: &Way<'_>, called: &Called<'_>) -> Option<Moment> {
        let Done { file, at, place, .. } = done;
        let func = FuncRef { file, func: place.func? };
        let facts = self.scope.facts(file);
        if place.looped {
            return None;
        }
        if let Some(level) = way.steps.iter().position(|step| step.func == func) {
            let step = &way.steps[level];
            let covers = || facts.covers(place.branch, step.branch) || self.by_default(done, way.frames);
            // First what costs nothing.
            let is_done = at < step.at && covers() && called.by_default(self) && (called.is_meant)(called.frames);
            return is_done.then(|| Moment { inner: Reverse(level), at: vec![at] });
        }
        if called.depth >= MOST_CALLS {
            return None;
        }
        let conditional = (!facts.branches.unconditional(place.branch)).then_some((done, called));
        let calls = self.mentions_of(func).filter(|calls| calls.len() <= MOST_CALLERS)?;
        let of_call = |&mention: &ExprRef| {
            let call = self.call_of(mention)?;
            let usage = self.scope.facts(call.file).usage(call.expr);
            if !matches!(usage, Some(Usage::Used | Usage::Dropped)) {
                return None;
            }
            let frames = &called.frames.push(Frame::new(func, call));
            let inside = Called { is_meant: called.is_meant, frames, conditional, depth: called.depth + 1 };
            let mut moment = self.surely_within(self.done_at(call, done.field), way, &inside)?;
            moment.at.push(at);
            Some(moment)
        };
        calls.iter().filter_map(of_call).max()
    }

    /// The last one of some calls that a run makes on the way, where each of them is surely made there, or behind it.
    pub(super) fn last_on(&self, way: &Way<'_>, calls: &[ExprRef], field: &Name) -> Option<ExprRef> {
        let mut last = None;
        for &call in calls {
            let done = self.done_at(call, field);
            if way.level_of_later(&done).is_none() {
                last = last.max(Some((self.surely(done, way, &|_| true)?, call)));
            }
        }
        last.map(|(_, call)| call)
    }

    /// The last moment at which something may be done to an object; None where it may be done at the end of the way, or somewhere else.
    pub(super) fn at_last(&self, done: Done<'_>, way: &Way<'_>, object: &Object) -> Option<Moment> {
        self.at_last_within(done, way, object, 0)
    }

    fn at_last_within(&self, done: Done<'_>, way: &Way<'_>, object: &Object, depth: usize) -> Option<Moment> {
        let Done { file, at, place, .. } = done;
        let func = FuncRef { file, func: place.func? };
        if let Some(level) = way.steps.iter().position(|step| step.func == func) {
            // In a loop it may be done until the loop ends.
            let around = self.scope.facts(file).loops.iter().filter(|turns| place.looped && turns.range.contains(at));
            let at = around.map(|turns| turns.range.end).max().unwrap_or(at);
            return (at < way.steps[level].at).then(|| Moment { inner: Reverse(level), at: vec![at] });
        }
        if depth >= MOST_STEPS {
            return None;
        }
        let of_call = |call: ExprRef, depth: usize| {
            let mut moment = self.at_last_within(self.done_at(call, done.field), way, object, depth)?;
            moment.at.push(at);
            Some(moment)
        };
        // Of a function that makes the object only the call that does.
        if let Some((frame, _)) = object.frames.find(func) {
            return of_call(frame.call, depth + 1);
        }
        if depth >= MOST_CALLS {
            return None;
        }
        let calls = self.mentions_of(func).filter(|calls| calls.len() <= MOST_CALLERS)?;
        let moments: Option<Vec<Moment>> = calls.iter().map(|&m| of_call(self.call_of(m)?, depth + 1)).collect();
        moments?.into_iter().max()
    }

    /// Whether a run in which nobody sets anything does it, by conditions that do not ask for the field that is set there.
    pub(super) fn by_default(&self, done: Done<'_>, frames: &Frames) -> bool {
        let facts = self.scope.facts(done.file);
        let asks_for_it =
            |statement| facts.asked(statement).any(|asked| facts.names(done.field, facts.syntax.expr(asked).range));
        self.is_default_way(done.file, done.place.branch, frames, &|statement| Some(!asks_for_it(statement)))
    }
}

/// Where a call is made: at its end, as what is called on its way comes before it. Anything else stands where it begins.
fn made_at(facts: &FileFacts, expr: ExprId) -> u32 {
    let expr = facts.syntax.expr(expr);
    if matches!(expr.kind, ExprKind::Call { .. }) { expr.range.end } else { expr.range.start }
}
