//! Asks a question again until the answers of the circle that it is in stay the same.
//!
//! In: a question and how it is answered. Out: its answer; with it, what was answered inside of the circle is kept, so that nobody
//! asks again. The number of rounds is bounded: what has not settled then is what the first round says.

use super::circles::Worth;
use super::eval::Eval;
use super::frames::Frames;
use super::givers::FieldOf;
use super::memo::Basis;
use super::value::{ExprRef, Values};

/// More rounds than this are not asked.
const MOST_ROUNDS: u32 = 4;

/// What a question is asked about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    /// An expression in a calling context.
    Expr(ExprRef, Frames),
    /// A field of any object of a type: while that is asked, its calling context does not matter.
    Field(FieldOf),
}

impl Eval<'_> {
    /// The answer to a question in a calling context. It and what was answered on the way is kept for those who ask later.
    pub(crate) fn in_rounds(&self, key: Key, frames: &Frames, compute: &dyn Fn() -> Values) -> Values {
        let asker = self.basis.take();
        let was_cut = self.budget.uncut();
        let start = self.members.borrow().len();
        let mut first = None;
        let mut inside = Vec::new();
        let mut rounds = 0;
        let (values, basis) = loop {
            rounds += 1;
            self.basis.take();
            let asked = self.pending.ask(&key);
            let values = compute();
            let basis = self.basis.get();
            let worth = self.pending.answered(&key, &asked, &values);
            if let Worth::HangsOn(outside) = worth {
                if !self.budget.is_cut_in_condition() {
                    self.pending.keep(key.clone(), values.clone(), basis, Some(outside));
                }
                self.members.borrow_mut().push((key, frames.clone()));
                break (values, basis);
            }
            let cut = self.budget.is_cut();
            let settled = worth == Worth::Settled;
            let members = self.members.borrow_mut().split_off(start);
            for (member, frames) in &members {
                let found = self.pending.take(member).filter(|_| settled && !cut);
                // What a member rests on is what its circle rests on, too.
                found.map(|(values, own)| self.remember(member.clone(), frames, values, own.and(basis)));
            }
            inside.extend(members);
            if !settled && !cut && rounds < MOST_ROUNDS {
                first.get_or_insert(values);
                continue;
            }
            self.pending.over(&key);
            inside.iter().for_each(|(member, _)| self.pending.over(member));
            let values = if settled { values } else { first.unwrap_or(values) };
            break (values.clone(), self.keep(key, frames, values, basis));
        };
        self.basis.set(asker.and(basis));
        self.budget.cut_if(was_cut);
        values
    }

    /// Keeps an answer that hangs on nothing; gives what it rests on.
    fn keep(&self, key: Key, frames: &Frames, values: Values, basis: Basis) -> Basis {
        // What was computed after the budget ran out is only part of the answer. And until the next site is looked at, one
        // answer for a field is enough, in whatever context.
        let cut = self.budget.is_cut();
        let in_condition = self.budget.is_cut_in_condition();
        let partial = cut && (in_condition || self.budget.is_within());
        if !in_condition && (partial || matches!(key, Key::Field(_))) {
            self.pending.keep(key.clone(), values.clone(), if cut { Basis::WHOLE } else { basis }, None);
        }
        let basis = if cut { Basis::WHOLE } else { basis };
        if partial { basis } else { self.remember(key, frames, values, basis) }
    }

    fn remember(&self, key: Key, frames: &Frames, values: Values, basis: Basis) -> Basis {
        match key {
            Key::Expr(at, _) => self.memo.borrow_mut().put(at, frames, values, basis),
            Key::Field(field) => self.by_type.borrow_mut().put(field, frames, values, basis),
        }
    }
}
