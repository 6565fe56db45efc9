//! Questions that lead back to themselves: each circle of them is answered again until its answers stay the same.
//!
//! In: when a question is asked, met again while it is open, and answered. Out: whether an answer hangs on a question that is still
//! open, and whether the answers of a circle have settled. Until then what the round before said stands for a question that is met
//! again; in the first round nothing. What makes a value, and how a question is answered, is not known here.

use std::cell::{Cell, RefCell};
use std::hash::Hash;

use foldhash::HashMap;

use super::memo::Basis;
use super::value::Values;

/// An open question; one that was asked later has a greater number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Question(u64);

/// The open questions.
#[derive(Debug, Default)]
struct Circles {
    asked: Cell<u64>,
    /// From the outermost to the innermost; whether each was met again.
    open: RefCell<Vec<(Question, bool)>>,
    /// The outermost open question that the one at hand has met again.
    outermost: Cell<Option<Question>>,
    /// Whether an answer of the circles at hand is another than in the round before.
    unsettled: Cell<bool>,
}

/// A question at hand, and what was known of the one around it.
#[derive(Debug)]
pub(crate) struct Asked {
    pub question: Question,
    outermost: Option<Question>,
    unsettled: bool,
}

/// What an answer is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Worth {
    /// It hangs on a question that is still open: good until that is answered.
    HangsOn(Question),
    /// It and all that was asked inside of it in circles is answered.
    Settled,
    /// As long as it is asked again, it may be more.
    Unsettled,
}

impl Circles {
    /// A question is asked; [`Circles::answer`] ends it.
    fn ask(&self) -> Asked {
        let question = Question(self.asked.get());
        self.asked.set(question.0 + 1);
        self.open.borrow_mut().push((question, false));
        Asked { question, outermost: self.outermost.take(), unsettled: self.unsettled.replace(false) }
    }

    /// A question is met that is still open, or an answer that hangs on it.
    fn meet(&self, question: Question) {
        let mut open = self.open.borrow_mut();
        if let Ok(at) = open.binary_search_by_key(&question, |&(q, _)| q) {
            open[at].1 = true;
            self.outermost.set(Some(self.outermost.get().map_or(question, |met| met.min(question))));
        }
    }

    fn is_open(&self, question: Question) -> bool {
        self.open.borrow().binary_search_by_key(&question, |&(q, _)| q).is_ok()
    }

    /// Whether the innermost open question was met again.
    fn is_met(&self) -> bool {
        self.open.borrow().last().is_some_and(|&(_, met)| met)
    }

    /// The answer to a question that was met again is another than in the round before.
    fn unsettle(&self) {
        self.unsettled.set(true);
    }

    /// The innermost open question is answered.
    fn answer(&self, asked: &Asked) -> Worth {
        self.open.borrow_mut().pop();
        let hangs_on = self.outermost.get().filter(|&met| met < asked.question);
        let unsettled = self.unsettled.get();
        self.outermost.set(asked.outermost);
        self.unsettled.set(asked.unsettled || (unsettled && hangs_on.is_some()));
        match hangs_on {
            Some(outside) => {
                self.meet(outside);
                Worth::HangsOn(outside)
            }
            None if unsettled => Worth::Unsettled,
            None => Worth::Settled,
        }
    }
}

/// An answer, what it rests on, and the open question that it hangs on.
type Kept = (Values, Basis, Option<Question>);

/// The questions that are open or answered for the time being.
#[derive(Debug)]
pub(crate) struct Pending<K> {
    circles: Circles,
    open: RefCell<HashMap<K, Question>>,
    answers: RefCell<HashMap<K, Kept>>,
    /// What the round before said to questions that were met again.
    before: RefCell<HashMap<K, Values>>,
}

impl<K> Default for Pending<K> {
    fn default() -> Self {
        Self {
            circles: Circles::default(),
            open: RefCell::default(),
            answers: RefCell::default(),
            before: RefCell::default(),
        }
    }
}

impl<K: Hash + Eq + Clone> Pending<K> {
    /// An answer that holds as long as what it hangs on is open.
    pub(crate) fn answer(&self, key: &K) -> Option<(Values, Basis)> {
        let answers = self.answers.borrow();
        let (values, basis, hangs_on) = answers.get(key)?;
        let holds = hangs_on.is_none_or(|question| self.circles.is_open(question));
        hangs_on.iter().for_each(|&question| self.circles.meet(question));
        holds.then(|| (values.clone(), *basis))
    }

    /// What stands for a question that is met while it is open.
    pub(crate) fn met(&self, key: &K) -> Option<Values> {
        self.circles.meet(*self.open.borrow().get(key)?);
        Some(self.before.borrow().get(key).cloned().unwrap_or_default())
    }

    /// A question is asked; [`Pending::answered`] ends it.
    pub(crate) fn ask(&self, key: &K) -> Asked {
        let asked = self.circles.ask();
        self.open.borrow_mut().insert(key.clone(), asked.question);
        asked
    }

    /// The question at hand is answered.
    pub(crate) fn answered(&self, key: &K, asked: &Asked, values: &Values) -> Worth {
        self.open.borrow_mut().remove(key);
        if self.circles.is_met() {
            let things = values.things();
            let before = self.before.borrow_mut().insert(key.clone(), things.clone()).unwrap_or_default();
            if !before.same(&things) {
                self.circles.unsettle();
            }
        }
        self.circles.answer(asked)
    }

    /// Keeps an answer as long as the question that it hangs on is open; without one until [`Pending::clear`].
    pub(crate) fn keep(&self, key: K, values: Values, basis: Basis, hangs_on: Option<Question>) {
        self.answers.borrow_mut().insert(key, (values, basis, hangs_on));
    }

    /// The answer to a question is taken out.
    pub(crate) fn take(&self, key: &K) -> Option<(Values, Basis)> {
        self.answers.borrow_mut().remove(key).map(|(values, basis, _)| (values, basis))
    }

    /// The rounds of a question are over.
    pub(crate) fn over(&self, key: &K) {
        self.before.borrow_mut().remove(key);
    }

    /// A new question from outside: what was kept for the time being is forgotten.
    pub(crate) fn clear(&self) {
        self.answers.borrow_mut().clear();
        self.before.borrow_mut().clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Provenance;
    use crate::model::value::Value;

    fn mux() -> Values {
        Values::one(Value::DefaultMux, Provenance::Literal, None)
    }

    #[test]
    fn an_answer_hangs_on_the_outermost_question_that_it_met() {
        let circles = Circles::default();
        let [a, b, c] = [(); 3].map(|()| circles.ask());
        circles.meet(b.question);
        circles.meet(a.question);
        circles.meet(c.question);
        assert_eq!(circles.answer(&c), Worth::HangsOn(a.question));
        assert_eq!(circles.answer(&b), Worth::HangsOn(a.question));
        assert_eq!(circles.answer(&a), Worth::Settled);
    }

    #[test]
    fn a_circle_inside_of_a_question_is_no_matter_outside() {
        let circles = Circles::default();
        let [a, b, c] = [(); 3].map(|()| circles.ask());
        circles.meet(b.question);
        circles.unsettle();
        assert_eq!(circles.answer(&c), Worth::HangsOn(b.question));
        assert_eq!(circles.answer(&b), Worth::Unsettled);
        // What hung on it hangs on nothing any more.
        circles.meet(b.question);
        let d = circles.ask();
        assert_eq!(circles.answer(&d), Worth::Settled);
        assert_eq!(circles.answer(&a), Worth::Settled);
    }

    #[test]
    fn what_a_question_met_before_another_is_asked_stays_with_it() {
        let circles = Circles::default();
        let [a, b] = [(); 2].map(|()| circles.ask());
        circles.meet(a.question);
        let c = circles.ask();
        assert_eq!(circles.answer(&c), Worth::Settled);
        assert_eq!(circles.answer(&b), Worth::HangsOn(a.question));
        assert_eq!(circles.answer(&a), Worth::Settled);
    }

    #[test]
    fn a_circle_has_settled_when_a_round_says_what_the_one_before_said() {
        let pending = Pending::default();
        let round = |said: &Values| {
            let asked = pending.ask(&"a");
            let before = pending.met(&"a").expect("it is open");
            (before.items.len(), pending.answered(&"a", &asked, said))
        };
        assert_eq!(round(&mux()), (0, Worth::Unsettled));
        assert_eq!(round(&mux()), (1, Worth::Settled));
        pending.over(&"a");
        assert_eq!(round(&Values::default()), (0, Worth::Settled));
    }

    #[test]
    fn a_text_that_is_made_of_itself_adds_nothing() {
        let pending = Pending::default();
        let text = Values::one(Value::Int(1), Provenance::Literal, None);
        let asked = pending.ask(&"a");
        assert!(pending.met(&"a").is_some_and(|values| values.items.is_empty()));
        assert_eq!(pending.answered(&"a", &asked, &text), Worth::Settled);
    }

    #[test]
    fn an_answer_is_good_as_long_as_what_it_hangs_on_is_open() {
        let pending = Pending::default();
        let [a, b] = ["a", "b"].map(|key| pending.ask(&key));
        pending.met(&"a");
        assert_eq!(pending.answered(&"b", &b, &mux()), Worth::HangsOn(a.question));
        pending.keep("b", mux(), Basis::default(), Some(a.question));
        assert!(pending.answer(&"b").is_some());
        assert_eq!(pending.answered(&"a", &a, &Values::default()), Worth::Settled);
        assert!(pending.answer(&"b").is_none());
    }
}
