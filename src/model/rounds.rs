//! Asks a question again until the answers of the circle that it is in stay the same.
//!
//! In: a question and how it is answered. Out: its answer; with it, what was answered inside of the circle is kept, so that nobody
//! asks again. The number of rounds is bounded: what has not settled then is what the first round says.

use std::cell::RefCell;
use std::hash::Hash;

use super::circles::{Pending, Worth};
use super::eval::Eval;
use super::givers::FieldOf;
use super::memo::{Basis, Memo};
use super::value::{ExprRef, Frames, Values};

/// More rounds than this are not asked.
const MOST_ROUNDS: u32 = 4;

/// A question that was answered inside of a circle.
#[derive(Debug)]
pub(crate) enum Member {
    Expr(ExprRef, Frames),
    Field(FieldOf, Frames),
}

impl Eval<'_> {
    /// The answer to a question in a calling context. It and what was answered on the way is kept for those who ask later.
    pub(crate) fn in_rounds<P: Hash + Eq + Clone, K: Hash + Eq + Clone>(
        &self,
        pending: &Pending<P>,
        memo: &RefCell<Memo<K>>,
        key: P,
        question: (K, &Frames),
        member: &dyn Fn() -> Member,
        compute: &dyn Fn() -> Values,
    ) -> Values {
        let asker = self.basis.take();
        let start = self.members.borrow().len();
        let mut first = None;
        let mut inside = Vec::new();
        for round in 1.. {
            self.basis.take();
            let asked = pending.ask(&self.circles, &key);
            let values = compute();
            let basis = self.basis.get();
            let worth = pending.answered(&self.circles, &key, &asked, &values);
            if let Worth::HangsOn(outside) = worth {
                pending.keep(key.clone(), values.clone(), basis, Some(outside));
                self.members.borrow_mut().push(member());
                self.basis.set(asker.and(basis));
                return values;
            }
            let members = self.members.borrow_mut().split_off(start);
            let whole = worth == Worth::Settled && !self.cut.get();
            for member in &members {
                self.close(member, whole.then_some(basis));
            }
            inside.extend(members);
            if worth == Worth::Unsettled && round < MOST_ROUNDS && !self.cut.get() {
                first.get_or_insert(values);
                continue;
            }
            pending.over(&key);
            inside.iter().for_each(|member| self.over(member));
            let values = if worth == Worth::Unsettled { first.unwrap_or(values) } else { values };
            // What was computed after the budget ran out is only part of the answer.
            let basis = if self.cut.get() { Basis::WHOLE } else { basis };
            let basis = if self.cut.get() && self.depth.get() > 0 {
                pending.keep(key, values.clone(), basis, None);
                basis
            } else {
                memo.borrow_mut().put(question.0, question.1, values.clone(), basis)
            };
            self.basis.set(asker.and(basis));
            return values;
        }
        unreachable!("the last round returns")
    }

    /// A round is over: what was answered in it is kept, if what the circle rests on is known, or forgotten.
    fn close(&self, member: &Member, keep: Option<Basis>) {
        match member {
            Member::Expr(at, frames) => {
                let found = self.pending.take(&(*at, frames.clone()));
                if let (Some((values, basis)), Some(circle)) = (found, keep) {
                    self.memo.borrow_mut().put(*at, frames, values, basis.and(circle));
                }
            }
            Member::Field(field, frames) => {
                let found = self.pending_fields.take(field);
                if let (Some((values, basis)), Some(circle)) = (found, keep) {
                    self.by_type.borrow_mut().put(field.clone(), frames, values, basis.and(circle));
                }
            }
        }
    }

    fn over(&self, member: &Member) {
        match member {
            Member::Expr(at, frames) => self.pending.over(&(*at, frames.clone())),
            Member::Field(field, _) => self.pending_fields.over(field),
        }
    }
}
