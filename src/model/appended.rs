//! Lists that functions of the program append to: each call of such a function adds an element, and a loop over the list comes to all.
//!
//! In: a place in a loop, and two contexts of it that differ by such a call. Out: the two calls; and which row of a table a place is
//! at. Who reads the list before all is added is not asked.

use super::frames::{Frame, Frames, FuncRef};
use super::reach::Reach;
use super::routes::{Resolved, span_of};
use super::value::{ExprRef, Value};
use crate::golang::syntax::ExprKind;
use crate::source::Span;

impl Reach<'_, '_> {
    /// The element, in the user's own code, that the innermost of the loops around a call is at; or the call that adds it to what the loop
    /// goes over.
    pub(super) fn row(&self, call: ExprRef, frames: &Frames) -> Option<Span> {
        let eval = self.eval;
        let is_own = |frame: &&Frame| eval.scope.is_own(frame.call.file);
        let chain = self.chain(call, frames);
        let loops = chain.loops.iter().filter(is_own);
        // Those in the file of the call stand in each other; the others are around them.
        let innermost = loops.max_by_key(|frame| {
            let over = frame.func.loop_over().map(|over| span_of(eval, over).start);
            (frame.func.file == call.file, over)
        });
        let mut calls = frames.as_slice().iter().filter(|frame| frame.func.loop_over().is_none()).filter(is_own);
        let adds = |frame: &&Frame| self.loops_over_what_adds(call, frames, frame.func);
        innermost.or_else(|| calls.find(adds)).map(|frame| span_of(eval, frame.call))
    }

    /// The calls that add the two elements at which a loop registers two routes, where nothing else tells the two apart.
    pub(super) fn added_by(&self, a: &Resolved, b: &Resolved) -> Option<[ExprRef; 2]> {
        let ((call, x), (other, y)) = (a.call.as_ref()?, b.call.as_ref()?);
        if call != other {
            return None;
        }
        let differs = |frame: &&Frame, others: &Frames| !others.as_slice().contains(frame);
        let mut of_x = x.as_slice().iter().filter(|frame| differs(frame, y));
        let mut of_y = y.as_slice().iter().filter(|frame| differs(frame, x));
        let (Some(first), None, Some(second), None) = (of_x.next(), of_x.next(), of_y.next(), of_y.next()) else {
            return None;
        };
        let is_one = first.func == second.func && first.func.loop_over().is_none();
        (is_one && self.loops_over_what_adds(*call, x, first.func)).then_some([first.call, second.call])
    }

    /// Whether a loop around a place, or around one on the way to it, goes over a list to which a function appends that is on no way to it.
    pub(super) fn loops_over_what_adds(&self, call: ExprRef, frames: &Frames, adds: FuncRef) -> bool {
        let chain = self.chain(call, frames);
        let around =
            |at: ExprRef| self.eval.scope.facts(at.file).place(at.expr).over.map(|over| ExprRef { expr: over, ..at });
        let mut loops = std::iter::once(call).chain(chain.calls.iter().map(|frame| frame.call)).filter_map(around);
        let is_on_the_way = chain.calls.iter().any(|frame| frame.func == adds);
        !is_on_the_way && loops.any(|over| self.is_added_in(over, frames, adds))
    }

    fn is_added_in(&self, over: ExprRef, frames: &Frames, adds: FuncRef) -> bool {
        self.eval.begin();
        let list = self.eval.eval(over, frames);
        let is_added = |element: ExprRef| {
            let facts = self.eval.scope.facts(element.file);
            let appends = |around| match facts.syntax.expr(around).kind {
                ExprKind::Call { fun, .. } => facts.is_append(fun),
                _ => false,
            };
            let func = facts.place(element.expr).func.map(|func| facts.outermost(func));
            element.file == adds.file && func == Some(adds.func) && facts.parent(element.expr).is_some_and(appends)
        };
        list.items.iter().any(|item| match &item.value {
            Value::List(list) => list.iter().any(|(element, _)| is_added(*element)),
            _ => false,
        })
    }
}
