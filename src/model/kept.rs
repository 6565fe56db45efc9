//! Functions that are kept in a field until somebody calls them: the action of a command, a hook.
//!
//! In: a place. Out: the function value around it that is kept, and the field that keeps it. Knows no library by name:
//! two functions in one field of two objects are taken as alternatives.

use super::eval::Eval;
use super::frames::FuncRef;
use super::types::Ty;
use super::value::ExprRef;
use crate::facts::DefSource;
use crate::golang::syntax::{ExprKind, Name};

impl Eval<'_> {
    /// The function value, the place itself or a literal around it, that is kept in a field of some object.
    pub(crate) fn kept(&self, at: ExprRef) -> Option<ExprRef> {
        let facts = self.scope.facts(at.file);
        let mut value = Some(at.expr);
        let mut func = facts.place(at.expr).func;
        loop {
            if let Some(kept) = value.map(|expr| ExprRef { file: at.file, expr }).filter(|e| self.slot_of(*e).is_some())
            {
                return Some(kept);
            }
            let literal = FuncRef { file: at.file, func: func? };
            if facts.syntax.func(literal.func).name.is_some() {
                return None;
            }
            value = self.literal_expr(literal);
            func = facts.syntax.func(literal.func).outer;
        }
    }

    /// The field in which a function value is kept: `Action: serve` in a literal, `cmd.Action = func() { ... }`.
    pub(crate) fn slot_of(&self, at: ExprRef) -> Option<(Ty, Name)> {
        self.slot_at(at).map(|(object, field)| (self.type_of(object), field))
    }

    /// The same, with the object that has the field.
    pub(super) fn slot_at(&self, at: ExprRef) -> Option<(ExprRef, Name)> {
        let facts = self.scope.facts(at.file);
        let here = |expr| ExprRef { file: at.file, expr };
        let positional;
        let (object, field) = match facts.field_defs.iter().find(|d| d.def.source == DefSource::Expr(at.expr)) {
            Some(set) => (set.base, &set.field),
            None => {
                let literal = facts.parent(at.expr)?;
                let ExprKind::Composite(made) = &facts.syntax.expr(literal).kind else { return None };
                let position = made.elems.iter().position(|e| e.value == at.expr)?;
                match made.elems[position].key.map(|key| &facts.syntax.expr(key).kind) {
                    Some(ExprKind::Name(field)) => (literal, field),
                    Some(_) => return None,
                    None => (literal, {
                        positional = self.positional_field(here(literal), at, position)?;
                        &positional
                    }),
                }
            }
        };
        // Asked last: to know a type, files are read, and most places set no field.
        let is_function = match &facts.syntax.expr(at.expr).kind {
            ExprKind::FuncLit(_) => true,
            ExprKind::Name(_) | ExprKind::Select(..) | ExprKind::Local(_) => matches!(self.type_of(at), Ty::Func(_)),
            _ => false,
        };
        is_function.then(|| (here(object), field.clone()))
    }

    /// The field that an element of a literal without keys sets, where the element may be a function.
    fn positional_field(&self, literal: ExprRef, element: ExprRef, position: usize) -> Option<Name> {
        let kind = &self.scope.facts(element.file).syntax.expr(element.expr).kind;
        if !matches!(kind, ExprKind::FuncLit(_) | ExprKind::Name(_) | ExprKind::Select(..) | ExprKind::Local(_)) {
            return None;
        }
        let fields = self.fields(&self.type_of(literal));
        fields.get(position).map(|(field, _)| field.name.clone())
    }
}
