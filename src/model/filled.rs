//! Fields that a method fills where they are nothing: `if s.handler == nil { s.SetHandler(h) }`.
//!
//! In: a field that is read, and where. Out: whether it is surely something there. What is assigned in the arm itself is not asked for here:
//! that stands in for nothing wherever the field is read.

use super::eval::Eval;
use super::locals::asks_for_zero;
use super::types::Callable;
use super::value::ExprRef;
use crate::facts::FileFacts;
use crate::facts::branch::{Arm, BranchId};
use crate::golang::syntax::{ExprId, ExprKind, Name};

impl Eval<'_> {
    /// Whether, on every way to a place in the function around, somebody has asked whether the field is nothing and has called a method
    /// that sets it.
    pub(super) fn is_filled_before(&self, base: ExprRef, field: &Name, here: u32) -> bool {
        let facts = self.scope.facts(base.file);
        let place = facts.place(base.expr);
        let is_field = |e: ExprId| match &facts.syntax.expr(e).kind {
            ExprKind::Select(of, name) => name == field && facts.same_path(*of, base.expr),
            _ => false,
        };
        facts.calls.iter().any(|call| {
            let filling = facts.place(call.expr);
            if filling.func != place.func || facts.syntax.expr(call.expr).range.start >= here {
                return false;
            }
            let ExprKind::Call { fun, .. } = facts.syntax.expr(call.expr).kind else { return false };
            let ExprKind::Select(of, _) = facts.syntax.expr(fun).kind else { return false };
            let Some(statement) = whole_arm(facts, filling.branch) else { return false };
            facts.same_path(of, base.expr)
                && facts.conditions.get(&statement).is_some_and(|&cond| asks_for_zero(facts, cond, is_field))
                && facts.branches.covers(facts.branches.outside(filling.branch, statement), place.branch)
                && self.sets_of_its_receiver(ExprRef { expr: fun, ..base }, field)
        })
    }

    /// Whether a method surely sets a field of what it is called on.
    fn sets_of_its_receiver(&self, fun: ExprRef, field: &Name) -> bool {
        let [Callable::Program(method)] = *self.callables(fun) else { return false };
        let facts = self.scope.facts(method.file);
        let Some(receiver) = facts.syntax.func(method.func).recv else { return false };
        facts.field_defs.iter().any(|set| {
            set.field == *field
                && set.def.place.func == Some(method.func)
                && facts.is_always_made(&set.def)
                && facts.is_local(set.base, receiver)
        })
    }
}

/// The `if` whose first arm a place is in, under nothing but arms that end the function.
fn whole_arm(facts: &FileFacts, place: BranchId) -> Option<u32> {
    let mut around = facts.branches.around(place);
    let (statement, arm) = around.find(|(_, arm)| matches!(arm, Arm::Is(_)))?;
    (*arm == Arm::Is(0)).then_some(statement)
}
