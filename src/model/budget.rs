//! How much may be asked about one program: steps for a question, for all contexts of a place, for everything; and how deep.
//!
//! In: beginnings and steps. Out: whether it may go on. Counts, measures no time: the same program is asked the same.

use std::cell::Cell;

use super::eval::Eval;

/// Nested questions deeper than this are not answered: the stack is finite.
const DEEPEST_QUESTION: u32 = 120;
/// Steps for one program: some seconds.
const MOST_STEPS_IN_ALL: u64 = 2_000_000;
/// Steps for one question from outside.
const MOST_STEPS: u32 = 20_000;
/// Steps for a question about a place that was asked about in many contexts, and too often in vain.
const LEAST_STEPS: u32 = MOST_STEPS >> 6;

/// What has been asked so far.
#[derive(Debug)]
pub(crate) struct Budget {
    steps: Cell<u32>,
    /// Steps that the question at hand may take.
    most: Cell<u32>,
    /// The fewest that one could take so far.
    least: Cell<u32>,
    total: Cell<u64>,
    depth: Cell<u32>,
    /// Whether a bound was met since the question began.
    cut: Cell<bool>,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            steps: Cell::new(0),
            most: Cell::new(MOST_STEPS),
            least: Cell::new(MOST_STEPS),
            total: Cell::new(0),
            depth: Cell::new(0),
            cut: Cell::new(false),
        }
    }
}

impl Budget {
    /// A new question.
    fn begin(&self) {
        self.most.set(MOST_STEPS);
        self.start();
    }

    /// A new question about the same place in another context: where one has used up its steps in vain, the next one gets half of them,
    /// so that a place with hundreds of such contexts takes little more than two of them.
    fn begin_context(&self) {
        if self.steps.get() > self.most.get() {
            self.most.set((self.most.get() / 2).max(LEAST_STEPS));
            self.least.set(self.least.get().min(self.most.get()));
        }
        self.start();
    }

    fn start(&self) {
        self.steps.set(0);
        self.cut.set(false);
    }

    /// Counts a step; No where a bound is met.
    pub(crate) fn step(&self) -> bool {
        self.steps.set(self.steps.get() + 1);
        self.total.set(self.total.get() + 1);
        let within = self.steps.get() <= self.most.get() && self.depth.get() <= DEEPEST_QUESTION && !self.is_spent();
        if !within {
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
            assert!((0..9_000).all(|_| budget.step()) && !budget.is_cut());
        }
        budget.begin_context();
        assert_eq!(steps(&budget), 20_000);
        assert!(budget.is_cut());
        budget.begin_context();
        assert!((0..9_000).all(|_| budget.step()));
        assert!(!budget.has_given_up());
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
