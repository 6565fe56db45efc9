//! Panics that do not end the program: a function on the way to a place recovers.
//!
//! In: the ways to a place. Out: whether on each of them some function recovers. What the function that recovers does then is not known;
//! main recovers, and ends.

use super::eval::Eval;
use super::frames::FuncRef;
use super::reach::{Path, Reach, Step};
use super::types::Callable;
use super::value::ExprRef;
use crate::facts::{CallFact, FileFacts, Usage};
use crate::golang::syntax::{ExprId, ExprKind, FuncId};

/// Whether a panic at the end of some ways is recovered, whichever a run takes.
pub(super) fn is_recovered(reach: &Reach<'_, '_>, paths: &[Path]) -> bool {
    let recovers = |step: &Step| recovers_around(reach.eval, ExprRef { file: step.file, expr: step.expr });
    !paths.is_empty() && paths.iter().all(|path| path.steps.iter().any(recovers))
}

/// Whether one of the functions around a place recovers, or one that is handed the place's function, or a literal around it.
fn recovers_around(eval: &Eval<'_>, at: ExprRef) -> bool {
    let facts = eval.scope.facts(at.file);
    let mut around = facts.outwards(facts.place(at.expr).func);
    let is_handed_to = |value: ExprId| {
        let Some(call) = facts.parent(value) else { return false };
        let ExprKind::Call { fun, .. } = facts.syntax.expr(call).kind else { return false };
        let callables = || eval.callables(ExprRef { expr: fun, ..at });
        fun != value && callables().iter().any(|c| matches!(c, Callable::Program(func) if recovers(eval, *func)))
    };
    is_handed_to(at.expr)
        || around.any(|func| {
            recovers(eval, FuncRef { file: at.file, func }) || facts.literal(func).is_some_and(is_handed_to)
        })
}

/// Whether a function defers one that recovers.
fn recovers(eval: &Eval<'_>, func: FuncRef) -> bool {
    let facts = eval.scope.facts(func.file);
    let declared = facts.syntax.func(func.func);
    let is_main = declared.recv.is_none() && declared.name.as_deref() == Some("main");
    let is_deferred =
        |call: &&CallFact| call.usage == Usage::Deferred && facts.place(call.expr).func == Some(func.func);
    !is_main
        && facts.calls.iter().filter(is_deferred).any(|call| {
            let ExprKind::Call { fun, .. } = facts.syntax.expr(call.expr).kind else { return false };
            if let ExprKind::FuncLit(literal) = facts.syntax.expr(fun).kind {
                return calls_recover(facts, literal);
            }
            let callables = eval.callables(ExprRef { file: func.file, expr: fun });
            callables.iter().any(|callable| match callable {
                Callable::Program(deferred) => calls_recover(eval.scope.facts(deferred.file), deferred.func),
                Callable::Known(..) => false,
            })
        })
}

fn calls_recover(facts: &FileFacts, func: FuncId) -> bool {
    facts.calls.iter().any(|call| {
        let ExprKind::Call { fun, .. } = facts.syntax.expr(call.expr).kind else { return false };
        let is_recover = matches!(&facts.syntax.expr(fun).kind, ExprKind::Name(name) if &**name == "recover");
        is_recover && facts.place(call.expr).func == Some(func)
    })
}
