//! Functions of which a run calls one: `s.once.Do(a)` here and `s.once.Do(b)` there.
//!
//! In: two steps of ways. Out: whether they stand behind two calls of one `once`. That two objects of a type each have one is
//! left aside. Which calls are such, `rules/known/` says.

use super::reach::{Reach, Step};
use super::types::{Callable, Ty};
use super::value::ExprRef;
use crate::golang::syntax::{ExprKind, LocalId, Name};
use crate::source::FileId;

/// What holds the note that it was called.
#[derive(Debug, PartialEq, Eq)]
enum Holder {
    Field(Ty, Name),
    Variable(usize, Name),
    Local(FileId, LocalId),
}

impl Reach<'_, '_> {
    /// Whether a run that comes to one of two steps does not come to the other: they stand behind two calls of one `once`.
    pub(super) fn once_for_both(&self, a: &Step, b: &Step) -> bool {
        if !a.handed_on || !b.handed_on {
            return false;
        }
        let Some((first, x)) = self.once_around(a) else { return false };
        self.once_around(b).is_some_and(|(second, y)| first != second && x == y)
    }

    /// The call of a `once` that is handed a step, or a literal around it; and the one that it asks.
    fn once_around(&self, step: &Step) -> Option<(ExprRef, Holder)> {
        let facts = self.eval.scope.facts(step.file);
        let mut value = Some(step.expr);
        let mut func = facts.place(step.expr).func;
        loop {
            if let Some(call) = value.and_then(|value| facts.parent(value)) {
                let at = ExprRef { file: step.file, expr: call };
                if let Some(holder) = self.once_asked(at) {
                    return Some((at, holder));
                }
            }
            let id = func.filter(|&f| facts.syntax.func(f).name.is_none())?;
            value = self.eval.literal_expr(super::frames::FuncRef { file: step.file, func: id });
            func = facts.syntax.func(id).outer;
        }
    }

    fn once_asked(&self, call: ExprRef) -> Option<Holder> {
        let facts = self.eval.scope.facts(call.file);
        let here = |expr| ExprRef { file: call.file, expr };
        let ExprKind::Call { fun, .. } = facts.syntax.expr(call.expr).kind else { return None };
        let ExprKind::Select(base, _) = facts.syntax.expr(fun).kind else { return None };
        let once = |c: &Callable<'_>| matches!(c, Callable::Known(_, rows) if rows.iter().any(|row| row.once));
        if !self.eval.callables(here(fun)).iter().any(once) {
            return None;
        }
        match &facts.syntax.expr(base).kind {
            ExprKind::Select(owner, field) => match self.eval.scope.qualifier(call.file, *owner) {
                Some(package) => Some(Holder::Variable(package.index?, field.clone())),
                None => Some(Holder::Field(self.eval.type_of(here(*owner)), field.clone())),
            },
            ExprKind::Name(name) => Some(Holder::Variable(self.eval.scope.package_of(call.file), name.clone())),
            ExprKind::Local(local) => Some(Holder::Local(call.file, *local)),
            _ => None,
        }
    }
}
