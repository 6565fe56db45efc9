//! What functions write into a field that are applied to an object where it is made: `New(WithDebug())`, and `if s.debug`.
//!
//! In: the local that holds the object, a field, and a calling context. Out: what the last of them writes, where all of them are known,
//! and are surely applied.

use super::as_written::{Watched, Written};
use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::options::{Applied, Options};
use super::value::{ExprRef, Object, Site};
use crate::facts::{Def, DefSource, FieldDef};
use crate::golang::syntax::{ExprId, ExprKind, LocalId, LocalKind, Name};
use crate::source::FileId;

impl Eval<'_> {
    /// What functions that are applied to the object of a local write into a field of it; None in it where none of them does, None where
    /// that is not known.
    pub(super) fn written_by_options(
        &self,
        file: FileId,
        local: LocalId,
        field: &Name,
        frames: &Frames,
    ) -> Option<Written> {
        let facts = self.scope.facts(file);
        // Where the context need not say who calls: only one does.
        let func = FuncRef { file, func: facts.syntax.local(local).func };
        let only = if frames.place_of(func).is_none() { self.only_call(func) } else { None };
        let frames = &only.map_or_else(|| frames.clone(), |call| frames.push(Frame::new(func, call)));
        let site = match facts.local_defs.get(&local).unwrap_or_default().first()?.source {
            DefSource::Expr(made) => {
                let inner = if let ExprKind::Address(inner) = facts.syntax.expr(made).kind { inner } else { made };
                matches!(facts.syntax.expr(inner).kind, ExprKind::Composite(_)).then_some(())?;
                Site::Expr(ExprRef { file, expr: inner })
            }
            DefSource::Zero => Site::Local(file, local),
            _ => return None,
        };
        let object = Object { site, frames: frames.clone() };
        let Options::Known(applied) = self.options_of(&object, frames) else {
            return None;
        };
        let mut written = None;
        for applied in &applied {
            if let Some(set) = self.written_by(applied, field)? {
                written = Some(set);
            }
        }
        Some(written)
    }

    /// What one of them writes; None where that is not known.
    fn written_by(&self, applied: &Applied, field: &Name) -> Option<Written> {
        let func = applied.func;
        let facts = self.scope.facts(func.file);
        let is_param = |local: LocalId| matches!(facts.syntax.local(local).kind, LocalKind::Param(_));
        let param = |base: ExprId| match facts.syntax.expr(base).kind {
            ExprKind::Local(local) => Some(local).filter(|&local| is_param(local)),
            _ => None,
        };
        let is_here = |set: &&FieldDef| {
            set.field == *field && set.def.place.func.is_some_and(|inner| facts.is_within(inner, func.func))
        };
        let mut sets = facts.field_defs.iter().filter(is_here);
        match (sets.next(), sets.next()) {
            (None, _) => {
                let params = &facts.syntax.func(func.func).params;
                let path = vec![field.clone()];
                let leaves = |&local: &LocalId| {
                    let watched =
                        Watched { file: func.file, local, path: path.clone(), depth: 1, beside_options: true };
                    self.first_set(watched) == u32::MAX
                };
                params.iter().all(leaves).then_some(None)
            }
            (Some(set), None)
                if applied.surely && facts.is_always_made(&set.def) && set.def.place.func == Some(func.func) =>
            {
                let Def { source: DefSource::Expr(value), .. } = set.def else { return None };
                param(set.base)?;
                Some(Some((ExprRef { file: func.file, expr: value }, applied.frames.clone())))
            }
            _ => None,
        }
    }

    /// Whether a use hands a local, or its address, to a function that is applied to it: an element of a list, or the method of one.
    pub(super) fn is_applied_to(&self, at: ExprRef) -> bool {
        let facts = self.scope.facts(at.file);
        let address = facts.parent(at.expr).filter(|&e| matches!(facts.syntax.expr(e).kind, ExprKind::Address(_)));
        let Some(call) = facts.parent(address.unwrap_or(at.expr)) else { return false };
        let ExprKind::Call { fun, .. } = facts.syntax.expr(call).kind else { return false };
        match facts.syntax.expr(fun).kind {
            ExprKind::Local(_) | ExprKind::Index(..) => true,
            ExprKind::Select(base, _) => {
                facts.ranged_over(base).is_some() && self.callables(ExprRef { expr: fun, ..at }).is_empty()
            }
            _ => false,
        }
    }
}
