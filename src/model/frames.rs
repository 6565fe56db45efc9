//! Calling contexts: which function was called where, and at which element each loop is.
//!
//! In: frames. Out: [`Frames`]. A context says of functions by which call a run is in them, not in which order the calls were made:
//! two that say the same are one, and an answer that rests on some functions holds for all contexts that say the same of these.
//! Of a function that calls itself the innermost call comes first. Which frames lead to a place, `leading` says.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use super::value::ExprRef;
use crate::golang::syntax::{ExprId, FuncId};
use crate::source::FileId;

/// Frames of one context; of more, outermost calls of functions that call themselves are left out first, then any.
const MOST_FRAMES: usize = 48;

/// A function of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct FuncRef {
    pub file: FileId,
    pub func: FuncId,
}

/// Functions with an index from here on stand for loops: the rest of the number is the expression that is ranged over.
const FIRST_LOOP: u32 = 0x8000_0000;

impl FuncRef {
    /// Stands for the loop over an expression, so that a calling context can say which element it is at.
    pub(crate) fn of_loop(file: FileId, over: ExprId) -> Self {
        Self { file, func: FuncId::new(FIRST_LOOP | over.index()) }
    }

    /// The expression that is ranged over, where this stands for a loop.
    pub(crate) fn loop_over(self) -> Option<ExprRef> {
        let expr = self.func.index().checked_sub(FIRST_LOOP)?;
        Some(ExprRef { file: self.file, expr: ExprId::new(expr) })
    }
}

/// A set of functions, as 256 bits: what was put in is in it; something else may seem to be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct FuncSet([u64; 4]);

impl FuncSet {
    pub(crate) const ALL: Self = Self([u64::MAX; 4]);

    pub(crate) fn of(func: FuncRef) -> Self {
        let mut set = Self::default();
        let (word, bit) = Self::place(func);
        set.0[word] |= bit;
        set
    }

    fn place(func: FuncRef) -> (usize, u64) {
        let pair = (u64::from(func.file.0) << 32) | u64::from(func.func.index());
        let hash = (pair ^ (pair >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56;
        ((hash >> 6) as usize, 1 << (hash & 63))
    }

    pub(crate) fn holds(&self, func: FuncRef) -> bool {
        let (word, bit) = Self::place(func);
        self.0[word] & bit != 0
    }

    pub(crate) fn union(self, other: Self) -> Self {
        Self(std::array::from_fn(|n| self.0[n] | other.0[n]))
    }

    /// Whether all of another set is in it.
    pub(crate) fn includes(self, other: Self) -> bool {
        self.union(other) == self
    }

    pub(crate) fn intersection(self, other: Self) -> Self {
        Self(std::array::from_fn(|n| self.0[n] & other.0[n]))
    }
}

/// One step of a calling context: this function, called there; or this loop, at that element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Frame {
    pub func: FuncRef,
    pub call: ExprRef,
    /// Whether it is taken for true of the run that is asked about, wherever the question leads.
    pub assumed: bool,
}

impl Frame {
    /// A call that a question goes into, or comes from.
    pub(crate) fn new(func: FuncRef, call: ExprRef) -> Self {
        Self { func, call, assumed: false }
    }

    pub(crate) fn assumed(func: FuncRef, call: ExprRef) -> Self {
        Self { func, call, assumed: true }
    }
}

/// A calling context. Empty: whoever calls.
///
/// Nearly every question is looked up by one of them, so each knows its hash.
#[derive(Debug, Clone, Default)]
pub(crate) struct Frames(Option<Rc<Context>>);

#[derive(Debug)]
struct Context {
    hash: u64,
    funcs: FuncSet,
    /// By function; of one function the innermost call first.
    frames: Box<[Frame]>,
    /// Contexts of some of these frames, by the bits of their places: they are asked for again and again.
    parts: RefCell<Vec<(u64, Frames)>>,
}

impl PartialEq for Frames {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(a), Some(b)) => Rc::ptr_eq(a, b) || (a.hash == b.hash && a.frames == b.frames),
            (a, b) => a.is_none() && b.is_none(),
        }
    }
}

impl Eq for Frames {}

impl Hash for Frames {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0.as_ref().map_or(0, |context| context.hash));
    }
}

impl PartialOrd for Frames {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Frames {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_slice().cmp(other.as_slice())
    }
}

impl Frames {
    pub(crate) fn as_slice(&self) -> &[Frame] {
        self.0.as_deref().map_or(&[], |context| &context.frames)
    }

    /// Of frames that stand by function, no more than [`MOST_FRAMES`].
    fn from_sorted(frames: Vec<Frame>) -> Self {
        if frames.is_empty() {
            return Self(None);
        }
        let hash = hash_of(frames.iter());
        let funcs = frames.iter().fold(FuncSet::default(), |set, frame| set.union(FuncSet::of(frame.func)));
        let parts = RefCell::default();
        Self(Some(Rc::new(Context { hash, funcs, frames: frames.into(), parts })))
    }

    /// The context of some of the frames: bit n stands for the frame at place n.
    pub(crate) fn part(&self, places: u64) -> Self {
        let Some(context) = self.0.as_ref().filter(|_| places != 0) else { return Self(None) };
        if places == self.all() {
            return self.clone();
        }
        let known = context.parts.borrow().iter().find(|(p, _)| *p == places).map(|(_, part)| part.clone());
        known.unwrap_or_else(|| {
            let part = Self::from_sorted(self.at(places).copied().collect());
            context.parts.borrow_mut().push((places, part.clone()));
            part
        })
    }

    /// The places of all frames.
    fn all(&self) -> u64 {
        (1 << self.len()) - 1
    }

    /// The frames at some places.
    pub(crate) fn at(&self, places: u64) -> impl Iterator<Item = &Frame> {
        self.as_slice().iter().enumerate().filter(move |(n, _)| places & (1 << n) != 0).map(|(_, frame)| frame)
    }

    /// The context but for the frames at some places.
    pub(crate) fn without(&self, places: u64) -> Self {
        self.part(self.all() & !places)
    }

    /// The places of the frames that are meant.
    pub(crate) fn places(&self, is_meant: impl Fn(&Frame) -> bool) -> u64 {
        let meant = self.as_slice().iter().enumerate().filter(|(_, frame)| is_meant(frame));
        meant.fold(0, |places, (n, _)| places | 1 << n)
    }

    pub(crate) fn len(&self) -> usize {
        self.as_slice().len()
    }

    /// The functions, and loops, of which the context says something.
    pub(crate) fn funcs(&self) -> FuncSet {
        self.0.as_ref().map_or_else(FuncSet::default, |context| context.funcs)
    }

    /// The context inside of a call.
    pub(crate) fn push(&self, frame: Frame) -> Self {
        self.insert(self.as_slice().partition_point(|f| f.func < frame.func), frame)
    }

    /// The context with one more call of a function, which is around all calls of that function that it has.
    pub(crate) fn push_around(&self, frame: Frame) -> Self {
        self.insert(self.as_slice().partition_point(|f| f.func <= frame.func), frame)
    }

    fn insert(&self, at: usize, frame: Frame) -> Self {
        let old = self.as_slice();
        let mut frames = Vec::with_capacity(old.len() + 1);
        frames.extend_from_slice(&old[..at]);
        frames.push(frame);
        frames.extend_from_slice(&old[at..]);
        if frames.len() > MOST_FRAMES {
            let repeated = (1..frames.len()).rev().find(|&n| frames[n - 1].func == frames[n].func);
            frames.remove(repeated.unwrap_or(if at == 0 { 1 } else { 0 }));
        }
        Self::from_sorted(frames)
    }

    /// What this context says, and of all other functions what another one does.
    pub(crate) fn join(&self, other: &Self) -> Self {
        if self.len() == 0 || self == other {
            return other.clone();
        }
        let new = |frame: &&Frame| self.place_of(frame.func).is_none();
        let added: Vec<Frame> = other.as_slice().iter().filter(new).copied().collect();
        let mut frames = self.as_slice().to_vec();
        let is_assumed = |frame: &Frame| other.as_slice().contains(&Frame { assumed: true, ..*frame });
        frames.iter_mut().for_each(|frame| frame.assumed |= is_assumed(frame));
        frames.extend(added.into_iter().take(MOST_FRAMES.saturating_sub(self.len())));
        frames.sort_by_key(|frame| frame.func);
        Self::from_sorted(frames)
    }

    /// The place of a function's innermost frame.
    pub(crate) fn place_of(&self, func: FuncRef) -> Option<usize> {
        let frames = self.as_slice();
        let at = frames.partition_point(|f| f.func < func);
        frames.get(at).is_some_and(|f| f.func == func).then_some(at)
    }

    /// The frame of a function and the context around it.
    pub(crate) fn find(&self, func: FuncRef) -> Option<(Frame, Self)> {
        let at = self.place_of(func)?;
        Some((self.as_slice()[at], self.part(self.all() & !(1 << at))))
    }

    /// The frames of a function with their places; one that calls itself has several, the innermost first.
    pub(crate) fn all_of(&self, func: FuncRef) -> impl Iterator<Item = (usize, &Frame)> {
        let first = self.place_of(func).unwrap_or(self.len());
        (first..).zip(&self.as_slice()[first..]).take_while(move |(_, frame)| frame.func == func)
    }

    /// What the context says of some functions and loops.
    pub(crate) fn only(&self, funcs: FuncSet) -> impl Iterator<Item = &Frame> + Clone {
        self.as_slice().iter().filter(move |f| funcs.holds(f.func))
    }

    /// The same without saying what is assumed: what an object is told apart by.
    pub(crate) fn plain(self) -> Self {
        if self.as_slice().iter().any(|frame| frame.assumed) {
            let plain = |frame: &Frame| Frame { assumed: false, ..*frame };
            Self::from_sorted(self.as_slice().iter().map(plain).collect())
        } else {
            self
        }
    }

    /// The elements at which loops are, taken for true of the run that is asked about.
    pub(crate) fn turns(&self) -> Self {
        let turns = self.as_slice().iter().filter(|f| f.func.loop_over().is_some());
        Self::from_sorted(turns.map(|f| Frame { assumed: true, ..*f }).collect())
    }

    /// The calls alone, without the elements of loops.
    pub(crate) fn calls(&self) -> Self {
        self.part(self.places(|f| f.func.loop_over().is_none()))
    }

    /// Whether both may be of the same run: they say nothing different of any function, from its innermost call outwards.
    pub(crate) fn compatible(&self, other: &Self) -> bool {
        let (mut a, mut b) = (self.as_slice(), other.as_slice());
        while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b) {
            match x.func.cmp(&y.func) {
                Ordering::Equal if x.call != y.call => return false,
                Ordering::Equal => (a, b) = (rest_a, rest_b),
                Ordering::Less => a = rest_a,
                Ordering::Greater => b = rest_b,
            }
        }
        true
    }
}

/// A number that is the same for the same frames.
pub(crate) fn hash_of<'f>(frames: impl Iterator<Item = &'f Frame>) -> u64 {
    frames.fold(0, |hash: u64, frame| {
        let pair = |file: FileId, n: u32| (u64::from(file.0) << 32) | u64::from(n);
        let func = pair(frame.func.file, frame.func.func.index()).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let call = pair(frame.call.file, frame.call.expr.index()).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        let mixed = (func ^ call.rotate_left(32)).wrapping_add(u64::from(frame.assumed));
        (hash.rotate_left(5) ^ mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(func: u32, call: u32) -> Frame {
        let file = FileId(0);
        Frame::new(FuncRef { file, func: FuncId::new(func) }, ExprRef { file, expr: ExprId::new(call) })
    }

    fn context(frames: &[(u32, u32)]) -> Frames {
        frames.iter().fold(Frames::default(), |context, &(func, call)| context.push(frame(func, call)))
    }

    fn calls(frames: &Frames, func: u32) -> Vec<u32> {
        let own = frames.as_slice().iter().filter(|f| f.func.func == FuncId::new(func));
        own.map(|f| f.call.expr.index()).collect()
    }

    #[test]
    fn contexts_that_say_the_same_are_one() {
        assert_eq!(context(&[(1, 10), (2, 20)]), context(&[(2, 20), (1, 10)]));
        assert_ne!(context(&[(1, 10), (2, 20)]), context(&[(1, 20), (2, 10)]));
        assert_ne!(context(&[(1, 10), (1, 11)]), context(&[(1, 11), (1, 10)]));
    }

    #[test]
    fn of_a_function_that_calls_itself_the_innermost_call_is_found_first() {
        let frames = context(&[(1, 10), (2, 20), (1, 11)]);
        let func = frame(1, 0).func;
        let (inner, outer) = frames.find(func).expect("it is there");
        assert_eq!((inner, outer.clone()), (frame(1, 11), context(&[(1, 10), (2, 20)])));
        assert_eq!(outer.find(func), Some((frame(1, 10), context(&[(2, 20)]))));
    }

    #[test]
    fn what_a_context_says_itself_comes_before_what_another_says() {
        let joined = context(&[(1, 10), (2, 20)]).join(&context(&[(2, 21), (3, 30)]));
        assert_eq!(joined, context(&[(1, 10), (2, 20), (3, 30)]));
        // What both say is assumed if one of them assumes it.
        let assumed = |call| Frame { assumed: true, ..frame(1, call) };
        let joined = context(&[(1, 10)]).join(&Frames::default().push(assumed(10)));
        assert_eq!(joined.as_slice(), [assumed(10)]);
        assert_eq!(context(&[(1, 10)]).join(&Frames::default().push(assumed(11))), context(&[(1, 10)]));
        assert_eq!(joined.plain(), context(&[(1, 10)]));
    }

    #[test]
    fn contexts_are_of_one_run_unless_they_contradict_each_other() {
        let both = context(&[(1, 10), (2, 20)]);
        assert!(both.compatible(&context(&[(2, 20), (3, 30)])) && both.compatible(&Frames::default()));
        assert!(!both.compatible(&context(&[(2, 21)])) && !context(&[(2, 21)]).compatible(&both));
        assert!(context(&[(1, 10), (1, 11)]).compatible(&context(&[(1, 11)])));
    }

    #[test]
    fn a_context_does_not_grow_without_end() {
        let many: Vec<(u32, u32)> = (0..100).map(|n| (n % 40, n)).collect();
        let frames = context(&many);
        assert_eq!(frames.len(), MOST_FRAMES);
        assert_eq!(calls(&frames, 19)[0], 99);
        assert!(context(&many[..30]).join(&frames).len() <= MOST_FRAMES);
        let distinct: Vec<(u32, u32)> = (0..100).map(|n| (n, n)).collect();
        assert_eq!(calls(&context(&distinct), 99), [99]);
    }
}
