//! Answers about expressions, and for which calling contexts each holds.
//!
//! In: an expression, a calling context, an answer and its [`Basis`]. Out: the answer, for every context in which it holds.
//! An answer that rests on the innermost calls of a context only, or on none, is good for all contexts that begin alike. Most, by far,
//! carry an object, which is told apart from others by its whole context, or rest on some call not being in it: they hold for one.
//! What an answer rests on is noted by those who look into a context.

use std::hash::Hash;

use foldhash::HashMap;

use super::eval::Eval;
use super::value::{Frame, Frames, FuncRef, Values};

/// Answers that rest on more calls than this are kept for one context only.
const LONGEST_BEGINNING: usize = 31;

/// What of its calling context an answer rests on.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Basis {
    /// A bit for each frame that was looked at; frames may share one.
    pub frames: u64,
    /// Whether the answer rests on the context as it is: on where it ends, on what is not in it, or because it carries it.
    pub whole: bool,
}

impl Basis {
    pub(crate) const WHOLE: Self = Self { frames: 0, whole: true };

    pub(crate) fn and(self, other: Self) -> Self {
        Self { frames: self.frames | other.frames, whole: self.whole || other.whole }
    }

    /// What is left of it outside of a context's own frames.
    fn within(self, frames: &Frames) -> Self {
        Self { frames: self.frames & frames.bits(), whole: self.whole }
    }

    /// The number of innermost frames that the answer rests on.
    fn beginning(self, frames: &Frames) -> usize {
        let looked_at = frames.as_slice().iter().rposition(|f| f.bit() & self.frames != 0);
        looked_at.map_or(0, |at| at + 1)
    }
}

/// The answers of one program to one kind of question.
#[derive(Debug)]
pub(crate) struct Memo<K> {
    /// For this context and no other.
    whole: HashMap<(K, Frames), Values>,
    /// For all contexts that begin with these frames.
    beginnings: HashMap<(K, Frames), Values>,
    /// Bit n: an answer rests on the innermost n frames.
    lengths: HashMap<K, u32>,
}

impl<K> Default for Memo<K> {
    fn default() -> Self {
        Self { whole: HashMap::default(), beginnings: HashMap::default(), lengths: HashMap::default() }
    }
}

impl<K: Hash + Eq + Clone> Memo<K> {
    /// The answer in a context, and what of it the answer rests on.
    pub(crate) fn get(&self, at: &K, frames: &Frames) -> Option<(Values, Basis)> {
        let mut lengths = self.lengths.get(at).copied().unwrap_or(0);
        while lengths != 0 {
            let length = lengths.trailing_zeros() as usize;
            if length > frames.len() {
                break;
            }
            lengths &= lengths - 1;
            let key = (at.clone(), frames.beginning(length));
            if let Some(found) = self.beginnings.get(&key) {
                return Some((found.clone(), Basis { frames: key.1.bits(), whole: false }));
            }
        }
        self.whole.get(&(at.clone(), frames.clone())).map(|found| (found.clone(), Basis::WHOLE))
    }

    /// Keeps an answer; gives what of the context it rests on.
    pub(crate) fn put(&mut self, at: K, frames: &Frames, values: Values, basis: Basis) -> Basis {
        let basis = basis.within(frames);
        let length = basis.beginning(frames);
        if basis.whole || length > LONGEST_BEGINNING {
            self.whole.insert((at, frames.clone()), values);
            return Basis::WHOLE;
        }
        *self.lengths.entry(at.clone()).or_default() |= 1 << length;
        self.beginnings.insert((at, frames.beginning(length)), values);
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

    /// The calling context, to be carried by a value.
    pub(crate) fn carried(&self, frames: &Frames) -> Frames {
        self.rests_on_all();
        frames.clone()
    }

    /// The frame of a function and the context around it; notes what of the context that rests on.
    pub(crate) fn find(&self, frames: &Frames, func: FuncRef) -> Option<(Frame, Frames)> {
        let found = frames.find(func);
        self.rests_on(match &found {
            // What is asked behind the outermost call may rest on there being no other.
            Some((frame, outer)) => Basis { frames: frame.bit(), whole: outer.len() == 0 },
            None => Basis::WHOLE,
        });
        found
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

    fn frame(n: u32) -> Frame {
        Frame { func: FuncRef { file: FileId(0), func: FuncId(n) }, call: at(n) }
    }

    fn context(calls: &[u32]) -> Frames {
        Frames::from_slice(&calls.iter().map(|&n| frame(n)).collect::<Vec<_>>())
    }

    fn number(n: i64) -> Values {
        Values::one(Value::Int(n), Provenance::Literal, None)
    }

    fn found(memo: &Memo<ExprRef>, calls: &[u32]) -> Option<i64> {
        let (values, _) = memo.get(&at(9), &context(calls))?;
        values.items.iter().find_map(|i| if let Value::Int(n) = i.value { Some(n) } else { None })
    }

    #[test]
    fn an_answer_holds_for_all_contexts_that_begin_with_what_it_rests_on() {
        let mut memo = Memo::default();
        let on_second = Basis { frames: frame(2).bit(), whole: false };
        memo.put(at(9), &context(&[1, 2, 3]), number(7), on_second);
        assert_eq!(found(&memo, &[1, 2, 3]), Some(7));
        assert_eq!(found(&memo, &[1, 2, 4, 5]), Some(7));
        assert_eq!(found(&memo, &[1, 2]), Some(7));
        assert_eq!(found(&memo, &[1]), None);
        assert_eq!(found(&memo, &[1, 4, 3]), None);
        assert_eq!(found(&memo, &[2, 1, 3]), None);
    }

    #[test]
    fn an_answer_that_looked_at_nothing_holds_everywhere() {
        let mut memo = Memo::default();
        memo.put(at(9), &context(&[1, 2]), number(7), Basis::default());
        assert_eq!(found(&memo, &[]), Some(7));
        assert_eq!(found(&memo, &[4]), Some(7));
    }

    #[test]
    fn an_answer_that_rests_on_the_whole_context_holds_nowhere_else() {
        let mut memo = Memo::default();
        memo.put(at(9), &context(&[1]), number(7), Basis::WHOLE);
        assert_eq!(found(&memo, &[1]), Some(7));
        assert_eq!(found(&memo, &[1, 2]), None);
        assert_eq!(found(&memo, &[]), None);
    }

    /// Frames of the question's own calls are no part of what it rests on outside.
    #[test]
    fn what_it_rests_on_is_told_to_the_asker() {
        let mut memo = Memo::default();
        let both = Basis { frames: frame(2).bit() | frame(40).bit(), whole: false };
        let told = memo.put(at(9), &context(&[1, 2, 3]), number(7), both);
        assert!(!told.whole);
        assert_eq!(told.frames & frame(2).bit(), frame(2).bit());
        assert_eq!(told.frames & !context(&[1, 2, 3]).bits(), 0);
        let (_, again) = memo.get(&at(9), &context(&[1, 2, 5])).expect("it begins alike");
        assert_eq!(again.frames & frame(2).bit(), frame(2).bit());
    }
}
