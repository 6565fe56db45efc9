//! Which calls of a calling context lead to a place: what tells apart two runs of what stands there.
//!
//! In: a place and a calling context. Out: the frames of the functions around the place, of those around the calls of these, and so
//! on. What else the context says is about other places: whoever asks there brings it along. How far a question goes is bounded here:
//! calls in calls, a function that calls itself, jumps from one object to all of a type.

use std::collections::BTreeSet;

use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::memo::Basis;
use super::value::{ExprRef, Need, Needs, Object, Site};
use crate::golang::syntax::{ExprId, FuncId};
use crate::ordered::InOrder as _;
use crate::source::FileId;

/// What an answer needs is not followed beyond so many jumps to whatever object has some type.
pub(super) const MOST_JUMPS: u8 = 2;
/// Calls deeper than this, beside those that are assumed, are not followed.
const DEEPEST_CALL: u32 = 8;
/// A function that calls itself is followed so often.
const MOST_CALLS_OF_ONE: usize = 2;

impl Eval<'_> {
    /// The calls that lead into a function, and the element at which a loop around the place is; notes what that rests on.
    pub(crate) fn leading_to(
        &self,
        file: FileId,
        func: Option<FuncId>,
        around: Option<ExprRef>,
        frames: &Frames,
    ) -> Frames {
        let (mut places, basis) = self.leading_places(file, func, frames);
        self.rests_on(basis);
        if let Some(over) = around {
            let looped = FuncRef::of_loop(over.file, over.expr);
            self.rests_on(Basis::of(looped, frames));
            places |= frames.places(|f| f.func == looped);
        }
        frames.part(places).plain()
    }

    /// What of the calling context is carried by a value that is made at a place: the calls that lead there, and the elements at which
    /// the loops around the place and around these calls are.
    pub(crate) fn carried(&self, at: ExprRef, frames: &Frames) -> Frames {
        self.carried_beside(at, frames).0
    }

    /// The same, and the loops around the place and around the calls that lead there of which the context says nothing.
    pub(crate) fn carried_beside(&self, at: ExprRef, frames: &Frames) -> (Frames, Vec<FuncRef>) {
        let mut funcs = Vec::new();
        let func = self.func_at(at);
        let mut places = self.lead(at.file, func, frames, 0, &mut |func, _| funcs.push(func));
        let calls = frames.at(places).map(|f| f.call);
        let literals =
            funcs.iter().filter_map(|&func| Some(ExprRef { file: func.file, expr: self.literal_expr(func)? }));
        let loops = std::iter::once(at).chain(calls).chain(literals).flat_map(|place| {
            let facts = self.scope.facts(place.file);
            let around = std::iter::successors(facts.place(place.expr).over, |&over| facts.place(over).over);
            around.map(move |over| FuncRef::of_loop(place.file, over))
        });
        let loops: Vec<FuncRef> = loops.collect();
        for &looped in &loops {
            places |= frames.place_of(looped).map_or(0, |n| 1 << n);
        }
        let all = funcs.into_iter().chain(loops.iter().copied());
        self.rests_on(all.fold(Basis::default(), |basis, func| basis.and(Basis::of(func, frames))));
        let open = loops.into_iter().filter(|&looped| frames.place_of(looped).is_none()).collect();
        (frames.part(places).plain(), open)
    }

    /// The context in which a question goes on at another place: what the value says that leads there, what leads to that place, and
    /// what is assumed of the run. What else led to the question says nothing about that place.
    pub(crate) fn within(&self, own: &Frames, at: ExprRef, frames: &Frames) -> Frames {
        let joined = own.join(frames);
        if joined.len() == 0 {
            return joined;
        }
        let leading = self.lead(at.file, self.func_at(at), &joined, 0, &mut |_, _| {});
        let told = joined.places(|f| f.assumed || own.place_of(f.func).is_some());
        joined.part(leading | told | self.loops_around_calls(at, leading, &joined))
    }

    /// What an answer needs that was found at a place to which no call and no value led: what is not about that place, or about what
    /// leads there, is one jump farther away, and too far at last.
    pub(crate) fn jumped(&self, needs: &Needs, at: ExprRef, frames: &Frames) -> Needs {
        let mut leading = Vec::new();
        self.lead(at.file, self.func_at(at), frames, 0, &mut |func, _| leading.push(func));
        let is_near = |func: FuncRef| match func.loop_over() {
            Some(over) => {
                let around = self.func_at(over);
                around.is_some_and(|func| leading.contains(&FuncRef { file: over.file, func }))
            }
            None => leading.contains(&func),
        };
        let jumps = |need: &Need| need.jumps + u8::from(!is_near(need.func));
        let kept =
            needs.iter().map(|need| Need { jumps: jumps(need), ..*need }).filter(|need| need.jumps <= MOST_JUMPS);
        kept.in_order::<BTreeSet<_>>().into()
    }

    /// The context in which an object is asked.
    pub(crate) fn of_object(&self, object: &Object, frames: &Frames) -> Frames {
        match object.site {
            Site::Expr(at) => self.within(&object.frames, at, frames),
            Site::Local(..) | Site::Var(..) | Site::Field(..) => object.frames.join(frames),
        }
    }

    /// Whether a call is not followed: so many lead there, or it leads to itself.
    pub(crate) fn is_too_deep(&self, frame: Frame, frames: &Frames) -> bool {
        // Whoever comes to a call that is assumed of the run comes to it for the first time.
        let own = || frames.all_of(frame.func).filter(|(_, f)| !f.assumed || f.call != frame.call);
        if own().count() >= MOST_CALLS_OF_ONE || own().any(|(_, f)| f.call == frame.call) {
            self.rests_on(Basis::of(frame.func, frames));
            return true;
        }
        let at = frame.call;
        let (places, basis) = self.leading_places(at.file, self.func_at(at), frames);
        let entered = places & !frames.places(|f| f.assumed);
        let is_too_deep = entered.count_ones() >= DEEPEST_CALL;
        if is_too_deep {
            self.rests_on(basis);
        }
        is_too_deep
    }

    /// The places of the loops that stand around a place, or around one of the calls that lead there.
    fn loops_around_calls(&self, at: ExprRef, leading: u64, frames: &Frames) -> u64 {
        let all = frames.places(|f| f.func.loop_over().is_some());
        if all == 0 {
            return 0;
        }
        let calls = frames.at(leading).map(|f| f.call);
        let places: Vec<ExprRef> = std::iter::once(at).chain(calls).collect();
        frames.places(|f| f.func.loop_over().is_some_and(|over| self.is_around_one(over, &places)))
    }

    /// Whether a function is one that calls may lead through; of a loop, whether it is in a function around a place, or around a call that
    /// leads there.
    pub(crate) fn may_be_around(&self, func: FuncRef, at: ExprRef, frames: &Frames) -> bool {
        func.loop_over().is_none_or(|over| {
            let leading = self.lead(at.file, self.func_at(at), frames, 0, &mut |_, _| {});
            let places: Vec<ExprRef> = std::iter::once(at).chain(frames.at(leading).map(|f| f.call)).collect();
            places.iter().any(|&place| self.is_in_loop(place, over))
        })
    }

    /// Whether an expression is in the body of a loop, or in a literal there.
    fn is_in_loop(&self, at: ExprRef, over: ExprRef) -> bool {
        let facts = self.scope.facts(at.file);
        let around = |&at: &ExprId| {
            let place = facts.place(at);
            place.over.or_else(|| facts.literal(place.func?))
        };
        at.file == over.file && std::iter::successors(Some(at.expr), around).any(|around| around == over.expr)
    }

    /// Whether a loop stands in the function around one of some places, or in one around that.
    pub(crate) fn is_around_one(&self, over: ExprRef, places: &[ExprRef]) -> bool {
        let facts = self.scope.facts(over.file);
        let around = facts.place(over.expr).func;
        let mut funcs = places.iter().filter(|at| at.file == over.file).map(|at| facts.place(at.expr).func);
        funcs.any(|func| func == around || func.zip(around).is_some_and(|(f, a)| facts.is_within(f, a)))
    }

    /// The function around an expression.
    fn func_at(&self, at: ExprRef) -> Option<FuncId> {
        self.scope.facts(at.file).place(at.expr).func
    }

    fn leading_places(&self, file: FileId, func: Option<FuncId>, frames: &Frames) -> (u64, Basis) {
        let mut basis = Basis::default();
        let places = self.lead(file, func, frames, 0, &mut |func, _| basis = basis.and(Basis::of(func, frames)));
        (places, basis)
    }

    /// The places of the frames that lead to a place, each with those of the frames inside of its call.
    pub(crate) fn nested(&self, at: ExprRef, frames: &Frames) -> Vec<(usize, u64)> {
        let mut found = Vec::new();
        self.lead(at.file, self.func_at(at), frames, 0, &mut |func, inside| {
            let next = frames.all_of(func).map(|(n, _)| n).find(|n| inside & (1 << n) == 0);
            found.extend(next.map(|n| (n, inside)));
        });
        found
    }

    /// The places of the frames of the functions that lead to one, beside those that are there already; and these functions, each with
    /// the places so far.
    fn lead(
        &self,
        file: FileId,
        func: Option<FuncId>,
        frames: &Frames,
        mut places: u64,
        visit: &mut dyn FnMut(FuncRef, u64),
    ) -> u64 {
        let facts = self.scope.facts(file);
        let mut around = func;
        while let Some(id) = around {
            let func = FuncRef { file, func: id };
            visit(func, places);
            // Of a function that calls itself: outwards, call by call.
            if let Some((n, Frame { call, .. })) = frames.all_of(func).find(|(n, _)| places & (1 << n) == 0) {
                let calling = self.func_at(*call);
                places = self.lead(call.file, calling, frames, places | 1 << n, visit);
            }
            around = facts.syntax.func(id).outer;
        }
        places
    }
}
