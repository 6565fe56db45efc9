//! Answers about expressions, and for which calling contexts each holds.
//!
//! In: an expression, a calling context, an answer and its [`Basis`]. Out: the answer, for every context in which it holds.
//! An answer that rests on some functions, be they in the context or missing there, is good for all contexts that say the same of
//! these. What an answer rests on is noted by those who look into a context.

use std::hash::Hash;

use foldhash::HashMap;

use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef, FuncSet, hash_of};
use super::value::Values;

/// Different bases of the answers to one question that are told apart; the last ones count as one.
const MOST_BASES: usize = 8;

/// What of its calling context an answer rests on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Basis {
    /// Functions and loops that were found in it.
    found: FuncSet,
    /// Functions and loops that were looked for in vain.
    missed: FuncSet,
}

impl Basis {
    /// The context as it is.
    pub(crate) const WHOLE: Self = Self { found: FuncSet::ALL, missed: FuncSet::ALL };

    /// What a context says of a function.
    pub(crate) fn of(func: FuncRef, frames: &Frames) -> Self {
        let set = FuncSet::of(func);
        match frames.place_of(func) {
            Some(_) => Self { found: set, ..Self::default() },
            None => Self { missed: set, ..Self::default() },
        }
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self { found: self.found.union(other.found), missed: self.missed.union(other.missed) }
    }

    /// What is left of it outside of a question: of calls that the question itself went into, the context says nothing.
    fn within(self, frames: &Frames) -> Self {
        if self == Self::WHOLE { self } else { Self { found: self.found.intersection(frames.funcs()), ..self } }
    }

    /// What was looked for, found or not.
    fn looked_for(self) -> FuncSet {
        self.found.union(self.missed)
    }
}

/// The answers of one program to one kind of question.
#[derive(Debug)]
pub(crate) struct Memo<K> {
    /// With one of the contexts for which it holds: by the number of what was looked for, and by what the context says of that.
    answers: HashMap<(K, u32, u64), (Frames, Values, Basis)>,
    bases: HashMap<K, Vec<Looked>>,
}

/// What was looked for, and its number among all that was looked for by a question.
#[derive(Debug, Clone, Copy)]
struct Looked {
    funcs: FuncSet,
    number: u32,
}

impl Looked {
    /// What a context says of it, as a number.
    fn said_by(self, frames: &Frames) -> u64 {
        hash_of(frames.only(self.funcs))
    }

    /// Whether two contexts say the same of it.
    fn agree(self, a: &Frames, b: &Frames) -> bool {
        a == b || a.only(self.funcs).eq(b.only(self.funcs))
    }
}

impl<K> Default for Memo<K> {
    fn default() -> Self {
        Self { answers: HashMap::default(), bases: HashMap::default() }
    }
}

impl<K: Hash + Eq + Clone> Memo<K> {
    /// The answer in a context, and what of it the answer rests on.
    pub(crate) fn get(&self, at: &K, frames: &Frames) -> Option<(Values, Basis)> {
        self.bases.get(at)?.iter().find_map(|looked| {
            let (like, values, basis) = self.answers.get(&(at.clone(), looked.number, looked.said_by(frames)))?;
            looked.agree(frames, like).then(|| (values.clone(), *basis))
        })
    }

    /// Keeps an answer; gives what of the context it rests on.
    pub(crate) fn put(&mut self, at: K, frames: &Frames, values: Values, basis: Basis) -> Basis {
        let basis = basis.within(frames);
        let funcs = basis.looked_for();
        let bases = self.bases.entry(at.clone()).or_default();
        let looked = bases.iter().find(|looked| looked.funcs.includes(funcs)).copied().unwrap_or_else(|| {
            // Of too many the last ones become one; what was kept for the one before is not found any more.
            let last = if bases.len() < MOST_BASES { None } else { bases.pop() };
            let number = last.map_or(bases.len() as u32, |last| last.number + 1);
            let looked = Looked { funcs: last.map_or(funcs, |last| last.funcs.union(funcs)), number };
            bases.push(looked);
            looked
        });
        self.answers.insert((at, looked.number, looked.said_by(frames)), (frames.clone(), values, basis));
        basis
    }
}

impl Eval<'_> {
    /// Notes what the answer to the question at hand rests on.
    pub(crate) fn rests_on(&self, basis: Basis) {
        self.basis.set(self.basis.get().and(basis));
    }

    /// Notes that the answer to the question at hand holds for its calling context as it is and for no other.
    pub(crate) fn rests_on_all(&self) {
        self.rests_on(Basis::WHOLE);
    }

    /// The frame of a function and the context around it; notes what of the context that rests on.
    pub(crate) fn find(&self, frames: &Frames, func: FuncRef) -> Option<(Frame, Frames)> {
        self.rests_on(Basis::of(func, frames));
        let (frame, outer) = frames.find(func)?;
        Some((frame, self.within(&Frames::default(), frame.call, &outer)))
    }

    /// Asks what does not depend on the calling context at hand.
    pub(crate) fn apart<T>(&self, ask: impl FnOnce() -> T) -> T {
        let asker = self.basis.get();
        let answer = ask();
        self.basis.set(asker);
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::golang::syntax::{ExprId, FuncId};
    use crate::model::Provenance;
    use crate::model::value::{ExprRef, Value};
    use crate::source::FileId;

    fn at(n: u32) -> ExprRef {
        ExprRef { file: FileId(0), expr: ExprId::new(n) }
    }

    fn func(n: u32) -> FuncRef {
        FuncRef { file: FileId(0), func: FuncId::new(n) }
    }

    /// Function n is called at n, or where it is said.
    fn context(calls: &[(u32, u32)]) -> Frames {
        calls.iter().fold(Frames::default(), |frames, &(n, call)| frames.push(Frame::new(func(n), at(call))))
    }

    fn number(n: i64) -> Values {
        Values::one(Value::Int(n), Provenance::Literal, None)
    }

    fn found(memo: &Memo<ExprRef>, calls: &[(u32, u32)]) -> Option<i64> {
        let (values, _) = memo.get(&at(9), &context(calls))?;
        values.items.iter().find_map(|i| if let Value::Int(n) = i.value { Some(n) } else { None })
    }

    #[test]
    fn an_answer_holds_for_all_contexts_that_say_the_same_of_what_it_rests_on() {
        let mut memo = Memo::default();
        let here = context(&[(1, 1), (2, 2), (3, 3)]);
        let basis = Basis::of(func(2), &here).and(Basis::of(func(4), &here));
        memo.put(at(9), &here, number(7), basis);
        assert_eq!(found(&memo, &[(1, 1), (2, 2), (3, 3)]), Some(7));
        assert_eq!(found(&memo, &[(2, 2)]), Some(7));
        assert_eq!(found(&memo, &[(3, 8), (2, 2), (1, 8)]), Some(7));
        assert_eq!(found(&memo, &[(1, 1), (2, 8)]), None);
        assert_eq!(found(&memo, &[(1, 1), (3, 3)]), None);
        // What was missing there is here.
        assert_eq!(found(&memo, &[(2, 2), (4, 4)]), None);
    }

    #[test]
    fn an_answer_that_looked_at_nothing_holds_everywhere() {
        let mut memo = Memo::default();
        memo.put(at(9), &context(&[(1, 1), (2, 2)]), number(7), Basis::default());
        assert_eq!(found(&memo, &[]), Some(7));
        assert_eq!(found(&memo, &[(4, 4)]), Some(7));
    }

    #[test]
    fn an_answer_that_rests_on_the_whole_context_holds_nowhere_else() {
        let mut memo = Memo::default();
        memo.put(at(9), &context(&[(1, 1)]), number(7), Basis::WHOLE);
        assert_eq!(found(&memo, &[(1, 1)]), Some(7));
        assert_eq!(found(&memo, &[(1, 1), (2, 2)]), None);
        assert_eq!(found(&memo, &[]), None);
    }

    /// Answers on ever other bases: each is told where it was given, as long as it is kept, and none elsewhere.
    #[test]
    fn of_many_bases_none_is_mixed_up_with_another() {
        let mut memo = Memo::default();
        let all: Vec<Frames> = (1..20).map(|n| context(&[(n, n), (40, 40)])).collect();
        for (n, here) in (1..20).zip(&all) {
            memo.put(at(9), here, number(n.into()), Basis::of(func(n), here));
            let told: Vec<Option<i64>> = (1..20).map(|m| found(&memo, &[(m, m), (40, 40)])).collect();
            assert_eq!(told[n as usize - 1], Some(n.into()));
            let right = (1..20).zip(told).all(|(m, told)| told.is_none_or(|told| told == m && m <= n.into()));
            assert!(right, "after {n}");
        }
        assert_eq!(found(&memo, &[(1, 1), (40, 40)]), Some(1));
        assert_eq!(found(&memo, &[(40, 40)]), None);
    }

    /// Frames of the question's own calls are no part of what it rests on outside.
    #[test]
    fn what_it_rests_on_is_told_to_the_asker() {
        let mut memo = Memo::default();
        let here = context(&[(1, 1), (2, 2)]);
        let inside = here.push(Frame::new(func(40), at(40)));
        let both = Basis::of(func(2), &inside).and(Basis::of(func(40), &inside));
        assert_eq!(memo.put(at(9), &here, number(7), both), Basis::of(func(2), &here));
        let (_, again) = memo.get(&at(9), &context(&[(2, 2)])).expect("it says the same of 2");
        assert_eq!(again, Basis::of(func(2), &here));
    }
}
