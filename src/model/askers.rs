//! Whose callers decide whether a run comes to a place: functions that ask a parameter, or a field of what they are handed.
//!
//! In: a place, and a calling context. Out: functions. Whether the condition holds then, `decide` says.

use super::eval::Eval;
use super::frames::{Frames, FuncRef};
use super::types::Ty;
use super::value::ExprRef;
use crate::facts::FileFacts;
use crate::golang::syntax::{ExprId, ExprKind, LocalId, LocalKind, Name, Op};
use crate::source::FileId;

impl Eval<'_> {
    /// The function around a place whose callers decide whether a run comes there: it asks whether a parameter is true.
    pub(crate) fn decided_by_callers(&self, at: ExprRef) -> Option<FuncRef> {
        let facts = self.scope.facts(at.file);
        let local = asked_around(facts, at.expr).into_iter().find_map(|asked| match facts.syntax.expr(asked).kind {
            ExprKind::Local(_) => parameter_of(facts, asked),
            _ => None,
        })?;
        Some(FuncRef { file: at.file, func: facts.syntax.local(local).func })
    }

    /// The functions whose callers decide whether a run comes to a call, or to one of those that lead to it in a context: they ask
    /// a field of what they are handed, and somebody switches that field off.
    pub(crate) fn decided_by_makers(&self, call: ExprRef, frames: &Frames) -> Vec<FuncRef> {
        let calls = frames.as_slice().iter().filter(|f| f.func.loop_over().is_none()).map(|f| f.call);
        let decides = |at: ExprRef| {
            let facts = self.scope.facts(at.file);
            asked_around(facts, at.expr).into_iter().find_map(|asked| {
                let ExprKind::Select(base, field) = &facts.syntax.expr(asked).kind else { return None };
                let local = parameter_of(facts, *base)?;
                let base = ExprRef { file: at.file, expr: *base };
                self.is_switched_off(base, field).then(|| self.handed_by(at.file, local, frames))?
            })
        };
        std::iter::once(call).chain(calls).filter_map(decides).collect()
    }

    /// Whether some place writes `false` into a field: in the package that declares its type, or in one that imports it.
    fn is_switched_off(&self, base: ExprRef, field: &Name) -> bool {
        let Ty::Named(path, _) = self.type_of(base) else { return false };
        let Some(home) = self.scope.package_by_path(&path) else { return false };
        let files = self.files_naming(&self.users(home, field), field).unwrap_or_default();
        files.into_iter().filter(|&(_, file)| self.scope.may_set(file, field)).any(|(_, file)| {
            let facts = self.scope.facts(file);
            let off = |value: ExprId| matches!(&facts.syntax.expr(value).kind, ExprKind::Name(n) if &**n == "false");
            facts.field_defs.iter().any(|d| d.field == *field && d.def.source.expr().is_some_and(off))
        })
    }

    /// The functions whose callers decide what an expression is, of those that hand in its parameters.
    pub(crate) fn told_by_callers(&self, at: ExprRef, frames: &Frames) -> Vec<FuncRef> {
        let facts = self.scope.facts(at.file);
        let mut open = vec![at.expr];
        let mut found = Vec::new();
        while let Some(expr) = open.pop() {
            match &facts.syntax.expr(expr).kind {
                ExprKind::Binary(_, left, right) => open.extend([*left, *right]),
                ExprKind::Call { args, .. } => open.extend(args),
                _ => {
                    found.extend(parameter_of(facts, expr).and_then(|local| self.handed_by(at.file, local, frames)));
                }
            }
        }
        found
    }

    /// The function whose callers hand in a parameter, where the context does not say who calls it.
    fn handed_by(&self, file: FileId, local: LocalId, frames: &Frames) -> Option<FuncRef> {
        let func = FuncRef { file, func: self.scope.facts(file).syntax.local(local).func };
        if self.find(frames, func).is_none() {
            return Some(func);
        }
        let (argument, outer) = self.handed_in(file, local, frames)?;
        let local = parameter_of(self.scope.facts(argument.file), argument.expr)?;
        self.handed_by(argument.file, local, &outer)
    }
}

/// What the conditions around a place ask to be true, or not.
fn asked_around(facts: &FileFacts, at: ExprId) -> Vec<ExprId> {
    let around = facts.branches.around(facts.place(at).branch);
    let mut open: Vec<ExprId> = around.flat_map(|(statement, _)| facts.asked(statement)).collect();
    let mut found = Vec::new();
    while let Some(asked) = open.pop() {
        match &facts.syntax.expr(asked).kind {
            ExprKind::Unary(Op::Not, inner) => open.push(*inner),
            ExprKind::Binary(Op::LAnd | Op::LOr, left, right) => open.extend([*left, *right]),
            _ => found.push(asked),
        }
    }
    found
}

/// The parameter that an expression is, or is a field of.
fn parameter_of(facts: &FileFacts, expr: ExprId) -> Option<LocalId> {
    match facts.syntax.expr(expr).kind {
        ExprKind::Local(local) => matches!(facts.syntax.local(local).kind, LocalKind::Param(_)).then_some(local),
        ExprKind::Select(base, _) | ExprKind::Star(base) | ExprKind::Address(base) => parameter_of(facts, base),
        _ => None,
    }
}
