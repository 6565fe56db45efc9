//! Whether who sets a field sets it in the object itself: a struct that is handed on as a value is another one from there on.
//!
//! In: what stands before the dot of an assignment. Out: whether all who have the object by then see what is set. Knows how a local is
//! declared and what it is made of; of fields that hold structs it assumes that nobody copies them.

use std::ops::Range;

use super::decide::MOST_HANDS;
use super::eval::Eval;
use super::frames::{Frames, FuncRef};
use super::link::Symbol;
use super::types::Callable;
use super::value::ExprRef;
use crate::facts::{Def, DefSource, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, LocalId, LocalKind, Type};
use crate::source::FileId;

/// Which copy of a struct somebody reads, seen from one in which something is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Copy {
    /// The one in which it is set.
    Same,
    /// Another one.
    Other,
    /// What is set is in no copy, or it is not known which one is read.
    Unknown,
}

impl Eval<'_> {
    /// Which copy is read where something is set, at a byte, in what a local holds: `public := c; public.Addr = ":80"; serve(public)`.
    pub(super) fn copy_read(&self, set: ExprRef, byte: u32, read: ExprRef, frames: &Frames) -> Copy {
        let facts = self.scope.facts(set.file);
        let ExprKind::Local(copy) = facts.syntax.expr(set.expr).kind else { return Copy::Unknown };
        let other = if self.is_copy(set.file, copy) { Copy::Other } else { Copy::Unknown };
        let same = if other == Copy::Other { Copy::Same } else { Copy::Unknown };
        let makes = FuncRef { file: set.file, func: facts.syntax.local(copy).func };
        let (mut at, mut frames) = (read, frames.clone());
        for _ in 0..MOST_HANDS {
            let facts = self.scope.facts(at.file);
            match facts.syntax.expr(at.expr).kind {
                ExprKind::Star(inner) | ExprKind::Address(inner) => at.expr = inner,
                ExprKind::Local(local) if (at.file, local) == (set.file, copy) => return same,
                ExprKind::Local(local) if at.file == set.file && self.is_copied_before(at.file, local, copy, byte) => {
                    return Copy::Other;
                }
                ExprKind::Local(local) => match self.handed_in(at.file, local, &frames) {
                    Some(handed) => (at, frames) = handed,
                    None => return Copy::Unknown,
                },
                ExprKind::Composite(_) | ExprKind::Name(_) => return other,
                // `c.WithAddr(":80")` returns the copy in which it is set.
                ExprKind::Call { fun, .. } => {
                    let base =
                        if let ExprKind::Select(base, _) = facts.syntax.expr(fun).kind { Some(base) } else { None };
                    match (&*self.callables(ExprRef { expr: fun, ..at }), base) {
                        ([Callable::Program(func)], _) if *func == makes => return same,
                        ([Callable::Program(func)], Some(base)) if self.returns_receiver(*func) => at.expr = base,
                        // A constructor makes its own.
                        ([Callable::Program(func)], _) if self.receiver_of(*func).is_none() => return other,
                        _ => return Copy::Unknown,
                    }
                }
                _ => return Copy::Unknown,
            }
        }
        Copy::Unknown
    }

    /// Whether an expression is a local that holds a copy of a struct.
    pub(super) fn is_of_copy(&self, at: ExprRef) -> bool {
        matches!(self.scope.facts(at.file).syntax.expr(at.expr).kind, ExprKind::Local(local) if self.is_copy(at.file, local))
    }

    /// Whether a local holds a copy of a struct that another one holds: it is handed in by value, or made of that one.
    fn is_copy(&self, file: FileId, local: LocalId) -> bool {
        let facts = self.scope.facts(file);
        let is_handed = |local: LocalId| {
            let declared = facts.syntax.local(local);
            let ty = declared.ty.as_deref().filter(|ty| !matches!(ty, Type::Pointer(_)));
            declared.kind != LocalKind::Var && ty.is_some_and(|ty| self.is_struct(&self.resolve(file, ty)))
        };
        let only = |local: LocalId| match facts.local_defs.get(&local).unwrap_or_default() {
            [Def { source: DefSource::Expr(value), .. }] => Some(*value),
            _ => None,
        };
        is_handed(local)
            || only(local).is_some_and(|value| match facts.syntax.expr(value).kind {
                ExprKind::Star(_) => true,
                ExprKind::Local(of) => {
                    is_handed(of) || only(of).is_some_and(|expr| self.is_written_struct(ExprRef { file, expr }))
                }
                _ => false,
            })
    }

    /// Whether a local is a copy of what another one held before a byte.
    fn is_copied_before(&self, file: FileId, local: LocalId, of: LocalId, byte: u32) -> bool {
        let facts = self.scope.facts(file);
        let &[Def { source: DefSource::Expr(value), at, .. }] = facts.local_defs.get(&local).unwrap_or_default() else {
            return false;
        };
        let is_it = matches!(facts.syntax.expr(value).kind, ExprKind::Local(copied) if copied == of);
        is_it && at < byte && self.is_copy(file, local)
    }

    /// Whether all that a method returns is its receiver.
    fn returns_receiver(&self, func: FuncRef) -> bool {
        let facts = self.scope.facts(func.file);
        let receiver = self.receiver_of(func);
        let is_it =
            |value: &ExprId| matches!(facts.syntax.expr(*value).kind, ExprKind::Local(l) if Some(l) == receiver);
        let returns = facts.returns.get(&func.func).unwrap_or_default();
        !returns.is_empty() && returns.iter().all(|ret| matches!(&*ret.values, [value] if is_it(value)))
    }

    fn receiver_of(&self, func: FuncRef) -> Option<LocalId> {
        self.scope.facts(func.file).syntax.func(func.func).recv
    }

    /// Whether an expression is a struct that is written there, or the package variable that holds one.
    fn is_written_struct(&self, at: ExprRef) -> bool {
        let is_literal =
            |at: ExprRef| matches!(self.scope.facts(at.file).syntax.expr(at.expr).kind, ExprKind::Composite(_));
        let ExprKind::Name(name) = &self.scope.facts(at.file).syntax.expr(at.expr).kind else { return is_literal(at) };
        self.scope.symbols(self.scope.package_of(at.file), name).iter().any(|symbol| match *symbol {
            Symbol::Var(file, index) => {
                let value = self.scope.facts(file).syntax.vars[index].value;
                value.is_some_and(|expr| is_literal(ExprRef { file, expr }))
            }
            _ => false,
        })
    }

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
        // Who is handed its address makes it no other one.
        let is_made = |def: &&Def| !matches!(def.source, DefSource::AddressArg(..));
        let mut made = facts.local_defs.get(&local).unwrap_or_default().iter().filter(is_made);
        match (made.next(), made.next()) {
            (Some(def), None) => match self.made_by(file, def) {
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
