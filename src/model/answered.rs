//! Functions that answer whether they have come to a place: `if !proxy(mux) { mux.HandleFunc("/api/", own) }`, where `proxy` registers and
//! returns true, or returns false.
//!
//! In: two ways that part in one function. Out: whether what the call on the one gives back, where a run comes to its place in it, keeps
//! the run from the other. Only answers that are written as they are count: true, false, and nil for an error.

use super::frames::FuncRef;
use super::reach::{Path, Reach, Step, parted};
use super::value::ExprRef;
use crate::facts::{Def, DefSource, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, Op};

/// What is given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    True,
    False,
    Nil,
}

impl Reach<'_, '_> {
    /// Whether no run comes by both ways, because the one leads through a call whose answer the other depends on.
    pub(super) fn answered_apart(&self, a: &Path, b: &Path) -> bool {
        let (x, y) = parted(a, b);
        self.is_answered(x, y) || self.is_answered(y, x)
    }

    fn is_answered(&self, way: &[Step], other: &[Step]) -> bool {
        let ([.., inside, call], Some(other)) = (way, other.last()) else { return false };
        let in_one = (call.file, call.func) == (other.file, other.func) && !call.handed_on && !inside.handed_on;
        let facts = self.eval.scope.facts(call.file);
        let mention = ExprRef { file: call.file, expr: call.expr };
        let asked = self.eval.call_of(mention).unwrap_or(mention).expr;
        if !in_one || facts.place(asked).func != facts.place(other.expr).func || facts.place(asked).looped {
            return false;
        }
        let mut around = facts.branches.around(other.branch).filter_map(|(statement, arm)| {
            let cond = *facts.conditions.get(&statement)?;
            let (result, when) = question(facts, cond, asked)?;
            let answer = self.answer_behind(inside, result)?;
            let holds = when(answer)?;
            Some(super::decide::admits(arm, u32::from(!holds)))
        });
        around.any(|is_admitted| !is_admitted)
    }

    /// What the function around a step gives back in every run that comes to the step.
    fn answer_behind(&self, step: &Step, result: usize) -> Option<Answer> {
        let facts = self.eval.scope.facts(step.file);
        let func = FuncRef { file: step.file, func: step.func? };
        if facts.place(step.expr).func != Some(func.func) {
            return None;
        }
        let behind =
            facts.returns.get(&func.func)?.iter().filter(|ret| !facts.exclusive(ret.place.branch, step.branch));
        let mut answers = behind.map(|ret| {
            let ExprKind::Name(name) = &facts.syntax.expr(*ret.values.get(result)?).kind else { return None };
            match &**name {
                "true" => Some(Answer::True),
                "false" => Some(Answer::False),
                "nil" => Some(Answer::Nil),
                _ => None,
            }
        });
        let first = answers.next()??;
        answers.all(|answer| answer == Some(first)).then_some(first)
    }
}

/// What a condition says of an answer.
type Says = fn(Answer) -> Option<bool>;

/// Which result of a call a condition asks for, and whether it holds for an answer.
fn question(facts: &FileFacts, cond: ExprId, call: ExprId) -> Option<(usize, Says)> {
    let is_true: Says = |answer| (answer != Answer::Nil).then_some(answer == Answer::True);
    let is_false: Says = |answer| (answer != Answer::Nil).then_some(answer == Answer::False);
    let is_nil: Says = |answer| (answer == Answer::Nil).then_some(true);
    let is_something: Says = |answer| (answer == Answer::Nil).then_some(false);
    match facts.syntax.expr(cond).kind {
        ExprKind::Unary(Op::Not, inner) => Some((result_of(facts, inner, call, cond)?, is_false)),
        ExprKind::Binary(op @ (Op::Eq | Op::Ne), left, right) if super::decide::is_nil(facts, right) => {
            Some((result_of(facts, left, call, cond)?, if op == Op::Eq { is_nil } else { is_something }))
        }
        _ => Some((result_of(facts, cond, call, cond)?, is_true)),
    }
}

/// Which result of a call an expression is: the call itself, or a local that was set to it last.
fn result_of(facts: &FileFacts, expr: ExprId, call: ExprId, before: ExprId) -> Option<usize> {
    let ExprKind::Local(local) = facts.syntax.expr(expr).kind else { return (expr == call).then_some(0) };
    let here = facts.syntax.expr(before).range.start;
    let earlier = |def: &&Def| def.at < here;
    let last = facts.local_defs.get(&local)?.iter().filter(earlier).max_by_key(|def| def.at)?;
    match last.source {
        DefSource::Expr(source) if source == call => Some(0),
        DefSource::Tuple(source, n) if source == call => usize::try_from(n).ok(),
        _ => None,
    }
}
