//! How much may be asked about one program: steps for a question, for all contexts of a place, for everything; and how deep.
//!
//! In: beginnings and steps. Out: whether it may go on. Counts, measures no time: the same program is asked the same.

use std::cell::{Cell, RefCell};

use foldhash::HashMap;

use super::eval::Eval;
use crate::source::FileId;

/// Nested questions deeper than this are not answered: the stack is finite.
const DEEPEST_QUESTION: u32 = 120;
/// Steps for one program: some seconds.
const MOST_STEPS_IN_ALL: u64 = 2_000_000;
/// Steps for one question from outside.
const MOST_STEPS: u32 = 20_000;
/// Steps for all contexts of a place, before each gets the least: those of 34 large repositories took up to 8,000, of two more 60,000
/// and without end.
const MOST_STEPS_OF_PLACE: u32 = 4 * MOST_STEPS;
/// Steps for a question about a place that was asked about in many contexts, and too often in vain.
const LEAST_STEPS: u32 = MOST_STEPS >> 6;
/// Steps for what a condition on the way to an answer says; of those in 36 large repositories that say something, none took more than
/// 86.
const STEPS_OF_CONDITION: u32 = 256;
/// Steps for a condition that often took many in vain.
const STEPS_OF_DEAR_CONDITION: u32 = 32;
/// How often a condition may take many steps in vain.
const MOST_IN_VAIN: u32 = 4;

/// What has been asked so far.
#[derive(Debug)]
pub(crate) struct Budget {
    steps: Cell<u32>,
    /// Steps that the question at hand may take.
    most: Cell<u32>,
    /// The fewest that one could take so far.
    least: Cell<u32>,
    /// Steps that the contexts of the place at hand have taken.
    of_place: Cell<u32>,
    total: Cell<u64>,
    depth: Cell<u32>,
    /// Whether a bound was met since the question began.
    cut: Cell<bool>,
    /// Whether what is asked is a condition.
    in_condition: Cell<bool>,
    /// How often a condition took many steps in vain, by file and statement.
    in_vain: RefCell<HashMap<(FileId, u32), u32>>,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            steps: Cell::new(0),
            most: Cell::new(MOST_STEPS),
            least: Cell::new(MOST_STEPS),
            of_place: Cell::new(0),
            total: Cell::new(0),
            depth: Cell::new(0),
            cut: Cell::new(false),
            in_condition: Cell::new(false),
            in_vain: RefCell::default(),
        }
    }
}

impl Budget {
    /// A new question.
    fn begin(&self) {
        self.most.set(MOST_STEPS);
        self.of_place.set(0);
        self.start();
    }

    /// A new question about the same place in another context: where one has used up its steps in vain, the next one gets half of them,
    /// so that a place with hundreds of such contexts takes little more than two of them.
    fn begin_context(&self) {
        self.of_place.set(self.of_place.get().saturating_add(self.steps.get()));
        if self.of_place.get() > MOST_STEPS_OF_PLACE {
            self.most.set(LEAST_STEPS);
        } else if self.cut.get() {
            self.most.set((self.most.get() / 2).max(LEAST_STEPS));
        }
        self.least.set(self.least.get().min(self.most.get()));
        self.start();
    }

    fn start(&self) {
        debug_assert!(!self.is_within(), "a question from outside, asked on the way to an answer");
        self.steps.set(0);
        self.cut.set(false);
    }

    /// Counts a step; No where a bound is met.
    pub(crate) fn step(&self) -> bool {
        self.total.set(self.total.get() + 1);
        let within = self.steps.get() < self.most.get() && self.depth.get() <= DEEPEST_QUESTION && !self.is_spent();
        if within {
            self.steps.set(self.steps.get() + 1);
        } else {
            self.cut.set(true);
        }
        within
    }

    /// What is asked from now on is asked within a question.
    pub(crate) fn enter(&self) {
        self.depth.set(self.depth.get() + 1);
    }

    /// The end of what was asked within.
    pub(crate) fn leave(&self) {
        self.depth.set(self.depth.get() - 1);
    }

    /// Whether it is asked within a question.
    pub(crate) fn is_within(&self) -> bool {
        self.depth.get() > 0
    }

    /// Whether a bound was met since the question began: its answer is only part of one.
    pub(crate) fn is_cut(&self) -> bool {
        self.cut.get()
    }

    /// Begins to tell whether a bound is met from here on; gives whether one was before.
    pub(crate) fn uncut(&self) -> bool {
        self.cut.replace(false)
    }

    /// What was cut before is.
    pub(crate) fn cut_if(&self, was_cut: bool) {
        self.cut.set(self.cut.get() || was_cut);
    }

    /// Asks a condition, which may take no more than so many steps. None where it would have: it says nothing then, and what rests on
    /// that is no part of an answer, but an answer without it. The second is how many steps it took.
    fn condition<T>(&self, most: u32, ask: impl FnOnce() -> Option<T>) -> (Option<T>, u32) {
        let before = self.steps.get();
        let outer = self.most.replace(self.most.get().min(before.saturating_add(most)));
        let (was_cut, was_in) = (self.uncut(), self.in_condition.replace(true));
        let said = ask();
        let is_cut = self.is_cut();
        self.most.set(outer);
        self.in_condition.set(was_in);
        self.cut.set(was_cut);
        (said.filter(|_| !is_cut), self.steps.get() - before)
    }

    /// What a condition says, if that takes few steps; one that often took more in vain gets fewer of them.
    pub(super) fn within_few_steps<T>(&self, of: (FileId, u32), ask: impl FnOnce() -> Option<T>) -> Option<T> {
        let in_vain = self.in_vain.borrow().get(&of).copied().unwrap_or(0);
        let most = if in_vain < MOST_IN_VAIN { STEPS_OF_CONDITION } else { STEPS_OF_DEAR_CONDITION };
        let (said, took) = self.condition(most, ask);
        if said.is_none() && took > STEPS_OF_DEAR_CONDITION {
            self.in_vain.borrow_mut().insert(of, in_vain + 1);
        }
        said
    }

    /// Whether what is told now is less than it would be elsewhere: a condition had no more steps.
    pub(crate) fn is_cut_in_condition(&self) -> bool {
        self.cut.get() && self.in_condition.get()
    }

    fn is_spent(&self) -> bool {
        self.total.get() > MOST_STEPS_IN_ALL
    }

    /// Whether contexts of some place were given up.
    fn has_given_up(&self) -> bool {
        self.least.get() == LEAST_STEPS
    }
}

impl Eval<'_> {
    /// Starts a new question: all its steps are there again.
    pub(crate) fn begin(&self) {
        self.budget.begin();
        self.pending.clear();
    }

    /// Starts a new question about the place of the last one, in another context.
    pub(crate) fn begin_context(&self) {
        self.budget.begin_context();
        self.pending.clear();
    }

    /// Whether the steps of the whole program are used up: what is asked from now on is not known.
    pub(crate) fn exhausted(&self) -> bool {
        self.budget.is_spent()
    }

    /// Whether contexts of the place at hand were given up.
    pub(crate) fn gave_up_here(&self) -> bool {
        self.budget.most.get() == LEAST_STEPS
    }

    /// Whether something was not followed to its end.
    pub(crate) fn is_tangled(&self) -> bool {
        self.exhausted() || self.budget.has_given_up()
    }

    /// Whether one more nested question may be asked; then [`Eval::shallower`] ends it.
    pub(crate) fn deeper(&self) -> bool {
        if !self.budget.step() {
            return false;
        }
        self.budget.enter();
        true
    }

    /// The end of a nested question.
    pub(crate) fn shallower(&self) {
        self.budget.leave();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(budget: &Budget) -> u32 {
        (0..).take_while(|_| budget.step()).last().map_or(0, |last| last + 1)
    }

    /// Hundreds of contexts that lead nowhere cost little more than two; a place after them has all its steps.
    #[test]
    fn a_place_that_leads_nowhere_does_not_use_up_the_others() {
        let budget = Budget::default();
        budget.begin();
        let all: Vec<u32> = (0..20)
            .map(|_| {
                budget.begin_context();
                steps(&budget)
            })
            .collect();
        assert_eq!(all[..4], [20_000, 10_000, 5_000, 2_500]);
        assert!(all.iter().sum::<u32>() < 45_000, "{all:?}");
        assert!(all[19] > 300 && budget.has_given_up());
        budget.begin();
        assert_eq!(steps(&budget), 20_000);
        assert!(!budget.is_spent());
    }

    /// One context that does not end takes nothing from the next one that does.
    #[test]
    fn what_is_left_for_contexts_that_lead_somewhere() {
        let budget = Budget::default();
        budget.begin();
        for _ in 0..100 {
            budget.begin_context();
            assert!((0..350).all(|_| budget.step()) && !budget.is_cut());
        }
        budget.begin_context();
        assert_eq!(steps(&budget), 20_000);
        assert!(budget.is_cut());
        budget.begin_context();
        assert!((0..4_000).all(|_| budget.step()));
        assert!(!budget.has_given_up());
    }

    /// Hundreds of contexts of one place that each end, but only after thousands of steps.
    #[test]
    fn a_place_does_not_take_the_time_of_all_others() {
        let budget = Budget::default();
        budget.begin();
        let all: Vec<u32> = (0..500)
            .map(|_| {
                budget.begin_context();
                (0..5_000).take_while(|_| budget.step()).count() as u32
            })
            .collect();
        assert!(all[..16].iter().all(|&steps| steps == 5_000) && all[17..].iter().all(|&steps| steps < 400), "{all:?}");
        assert!(budget.has_given_up());
    }

    /// A condition that does not end leaves the answer to what asks for it whole.
    #[test]
    fn a_condition_takes_few_steps_and_no_more() {
        let budget = Budget::default();
        budget.begin();
        let (said, took) = budget.condition(100, || (steps(&budget) == 100).then_some(()));
        assert_eq!((said, took), (None, 100));
        assert!(!budget.is_cut() && !budget.is_cut_in_condition());
        let inside = || {
            let (said, took) = budget.condition(100, || (0..60).all(|_| budget.step()).then_some(()));
            assert_eq!((said, took, budget.is_cut()), (Some(()), 60, false));
            // What is left of the condition around it.
            let (said, took) = budget.condition(100, || (steps(&budget) > 0).then_some(()));
            assert_eq!((said, took), (None, 40));
            assert!(!budget.step() && budget.is_cut_in_condition());
            Some(())
        };
        assert_eq!(budget.condition(100, inside), (None, 100));
        assert_eq!(steps(&budget), 20_000 - 200);
    }

    #[test]
    fn a_program_ends() {
        let budget = Budget::default();
        let all: u64 = (0..1_000)
            .map(|_| {
                budget.begin();
                u64::from(steps(&budget))
            })
            .sum();
        assert!(budget.is_spent() && all <= MOST_STEPS_IN_ALL);
    }
}
