//! Whether who sets a field sets it in the object itself: a struct that is handed on as a value is another one from there on.
//!
//! In: what stands before the dot of an assignment. Out: whether all who have the object by then see what is set. Knows how a local is
//! declared and what it is made of; of fields that hold structs it assumes that nobody copies them.

use std::ops::Range;

use super::eval::Eval;
use super::types::Callable;
use super::value::ExprRef;
use crate::facts::{Def, DefSource, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, LocalId, LocalKind, Type};
use crate::source::FileId;

impl Eval<'_> {
    /// Whether what is set there at a byte is set in the object that others have, too, and is no copy of it.
    pub(super) fn is_set_for_all(&self, file: FileId, base: ExprId, at: u32) -> bool {
        let facts = self.scope.facts(file);
        let base = match facts.syntax.expr(base).kind {
            ExprKind::Star(inner) => inner,
            _ => base,
        };
        let ExprKind::Local(local) = facts.syntax.expr(base).kind else { return true };
        let declared = facts.syntax.local(local);
        let is_pointer = matches!(declared.ty.as_deref(), Some(Type::Pointer(_)));
        if declared.kind != LocalKind::Var {
            return is_pointer;
        }
        match facts.local_defs.get(&local).unwrap_or_default() {
            [def] => match self.made_by(file, def) {
                Some(true) => true,
                Some(false) => is_pointer || !is_copied(facts, local, def.at + 1..at),
                None => false,
            },
            _ => false,
        }
    }

    /// Whether a local is made a pointer to something new, or new by itself; None where it is made of what others have.
    fn made_by(&self, file: FileId, def: &Def) -> Option<bool> {
        let facts = self.scope.facts(file);
        match def.source {
            DefSource::Zero => Some(false),
            DefSource::Expr(made) | DefSource::Tuple(made, 0) => match &facts.syntax.expr(made).kind {
                ExprKind::Address(_) => Some(true),
                ExprKind::Composite(_) => Some(false),
                ExprKind::Call { fun, .. } => Some(self.returns_pointer(ExprRef { file, expr: *fun })),
                _ => None,
            },
            _ => None,
        }
    }

    fn returns_pointer(&self, fun: ExprRef) -> bool {
        match &*self.callables(fun) {
            [Callable::Program(func)] => {
                let syntax = &self.scope.facts(func.file).syntax;
                let result = syntax.func(func.func).results.first();
                result.is_some_and(|&result| matches!(syntax.local(result).ty.as_deref(), Some(Type::Pointer(_))))
            }
            _ => {
                matches!(&self.scope.facts(fun.file).syntax.expr(fun.expr).kind, ExprKind::Name(name) if &**name == "new")
            }
        }
    }
}

/// Whether a struct that a local holds may be copied between two bytes: it is mentioned as a whole.
fn is_copied(facts: &FileFacts, local: LocalId, between: Range<u32>) -> bool {
    let mut exprs = (0..).zip(&facts.syntax.exprs);
    exprs.any(|(n, expr)| {
        let is_it = matches!(expr.kind, ExprKind::Local(it) if it == local) && between.contains(&expr.range.start);
        let around = || facts.parent(ExprId::new(n)).map(|around| &facts.syntax.expr(around).kind);
        is_it && !matches!(around(), Some(ExprKind::Select(..) | ExprKind::Address(_)))
    })
}
