//! Structs that are handed over themselves, not by their address: `register(mux, route{path: "/"})`. Nobody else sets their fields.
//!
//! In: what stands before the dot, a field, and a calling context. Out: what the literal says of the field. Follows parameters, locals
//! that are set once and package variables that are only read.

use super::decide::MOST_HANDS;
use super::eval::Eval;
use super::frames::Frames;
use super::link::Symbol;
use super::value::{ExprRef, Site};
use crate::facts::FileFacts;
use crate::golang::syntax::{ExprId, ExprKind, LocalKind, Name, Type};

impl Eval<'_> {
    /// What the literal of a struct says of a field, with the context in which that is asked; None in it where it leaves the field out.
    pub(super) fn written_by_value(
        &self,
        base: ExprRef,
        field: &Name,
        frames: &Frames,
    ) -> Option<Option<(ExprRef, Frames)>> {
        let (mut at, mut frames) = (base, frames.clone());
        for _ in 0..MOST_HANDS {
            let facts = self.scope.facts(at.file);
            match &facts.syntax.expr(at.expr).kind {
                ExprKind::Local(local) => {
                    let declared = facts.syntax.local(*local);
                    let is_pointer = matches!(declared.ty.as_deref(), Some(Type::Pointer(_)));
                    let is_handed = matches!(declared.kind, LocalKind::Param(_) | LocalKind::Var);
                    let mut uses = facts.syntax.uses_of(*local);
                    if is_pointer || !is_handed || !uses.all(|at| is_read(facts, at)) {
                        return None;
                    }
                    (at, frames) = self.handed_in(at.file, *local, &frames)?;
                }
                ExprKind::Name(name) => (at, frames) = (self.only_read(at, name)?, Frames::default()),
                _ => {
                    let written = self.literal_says(at, field)?;
                    return Some(written.map(|expr| (ExprRef { expr, ..at }, frames)));
                }
            }
        }
        None
    }

    /// What a literal says of a field, by its name or its position; None in it where it leaves the field out.
    pub(super) fn literal_says(&self, literal: ExprRef, field: &Name) -> Option<Option<ExprId>> {
        let positional = || {
            let fields = self.fields(&self.type_of(literal));
            self.element_for(&Site::Expr(literal), field, &fields).map(|element| Some(element.expr))
        };
        self.scope.facts(literal.file).written(literal.expr, field).or_else(positional)
    }

    /// What a package variable is declared with, where all that mentions it reads it.
    fn only_read(&self, at: ExprRef, name: &Name) -> Option<ExprRef> {
        let package = self.scope.package_of(at.file);
        let declared = self.scope.symbols(package, name).iter().find_map(|symbol| match *symbol {
            Symbol::Var(file, index) => Some(ExprRef { file, expr: self.scope.facts(file).syntax.vars[index].value? }),
            _ => None,
        })?;
        let mentions = self.plain_mentions(package, name)?;
        mentions.iter().all(|at| is_read(self.scope.facts(at.file), at.expr)).then_some(declared)
    }
}

/// Whether a struct is read where it is mentioned: a field of it, or the whole. Who has its address, or calls a method of it, may set it.
fn is_read(facts: &FileFacts, at: ExprId) -> bool {
    let start = facts.syntax.expr(at).range.start;
    match facts.parent(at).map(|around| (around, &facts.syntax.expr(around).kind)) {
        Some((_, ExprKind::Address(_))) => false,
        Some((field, ExprKind::Select(base, _))) if *base == at => {
            let is_set = facts.field_defs.iter().any(|set| facts.syntax.expr(set.base).range.start == start);
            let around = facts.parent(field).map(|around| &facts.syntax.expr(around).kind);
            let is_called = matches!(around, Some(ExprKind::Call { fun, .. }) if *fun == field);
            !is_set && !is_called && !matches!(around, Some(ExprKind::Address(_)))
        }
        _ => true,
    }
}
