//! Of which type a value is in a run: what `x.(T)` and the cases of a type switch ask.
//!
//! In: what is asked, a type and a calling context. Out: whether every value that it may have is of the type, or none of them; None where
//! that may go either way. A pointer to a type counts as the type. Types of which no source is read are not told apart from others.

use super::eval::Eval;
use super::frames::{Frames, FuncRef};
use super::types::{DEEPEST_EMBEDDING, Ty};
use super::value::{ExprRef, Value};
use crate::golang::syntax::{ExprKind, LocalKind, Type};

impl Eval<'_> {
    /// Whether a value is of a type, as it is written in the value's file. Only of what a caller hands in, or a loop goes over: to find
    /// out what else may be would read half of the program.
    pub(super) fn is_of_type(&self, of: ExprRef, written: &Type, frames: &Frames) -> Option<bool> {
        if !self.says_what_is_handed(of, frames) {
            return None;
        }
        let is_nil = matches!(written, Type::Name(name) if &**name == "nil");
        let wanted = self.resolve(of.file, written);
        let values = self.eval(of, frames);
        let mut answers = values.items.iter().map(|item| match &item.value {
            Value::Struct(_) if is_nil => Some(false),
            Value::Struct(object) => self.fits(&self.type_of_site(&object.site), &wanted),
            _ => None,
        });
        let first = answers.next()??;
        (values.needs.is_empty() && answers.all(|other| other == Some(first))).then_some(first)
    }

    /// Whether a context says what a parameter is handed, or at which element the loop is whose variable an expression is.
    fn says_what_is_handed(&self, at: ExprRef, frames: &Frames) -> bool {
        let facts = self.scope.facts(at.file);
        let ExprKind::Local(local) = facts.syntax.expr(at.expr).kind else { return false };
        let declared = facts.syntax.local(local);
        let func = match (declared.kind, facts.ranged_over(at.expr)) {
            (LocalKind::Param(_), _) => FuncRef { file: at.file, func: declared.func },
            (_, Some(over)) => FuncRef::of_loop(at.file, over),
            _ => return false,
        };
        self.find(frames, func).is_some()
    }

    /// Whether a struct's type is another one, or satisfies it.
    fn fits(&self, ty: &Ty, wanted: &Ty) -> Option<bool> {
        let Ty::Named(..) = ty else { return None };
        if ty == wanted {
            return Some(true);
        }
        match self.written_type(wanted)?.1 {
            Type::Interface(..) => self.satisfies(ty, wanted, 0),
            _ => self.written_type(ty).map(|_| false),
        }
    }

    /// Whether a type has all methods of an interface that the program declares.
    fn satisfies(&self, ty: &Ty, interface: &Ty, depth: u32) -> Option<bool> {
        let (file, Type::Interface(methods, embedded)) = self.written_type(interface)? else { return None };
        if !self.has_methods(ty, methods)? {
            return self.written_type(ty).map(|_| false);
        }
        let of_embedded = |inner: &Type| {
            let deeper = depth < DEEPEST_EMBEDDING;
            deeper.then(|| self.satisfies(ty, &self.resolve(file, inner), depth + 1)).flatten()
        };
        embedded.iter().try_fold(true, |all, inner| Some(all && of_embedded(inner)?))
    }
}
