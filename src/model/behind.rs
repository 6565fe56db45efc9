//! Types behind interfaces: `WithAddr(":80")` is an `Option` where it is declared, and an `addrOption` where it is made.
//!
//! In: an expression and a calling context. Out: the declared type of what it makes. Follows what is handed in, the elements of loops and
//! functions that return one thing; what one of several arms makes is not followed. A conversion keeps the value that it is given, so
//! that values do not say.

use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::types::{Callable, Ty};
use super::value::ExprRef;
use crate::golang::syntax::ExprKind;

/// Calls, locals and elements that are followed.
const MOST_STEPS: usize = 12;

impl Eval<'_> {
    /// The type of what an expression makes, where it is one of the program's and no interface.
    pub(crate) fn type_behind(&self, at: ExprRef, frames: &Frames) -> Option<Ty> {
        let (mut at, mut frames) = (at, frames.clone());
        for _ in 0..MOST_STEPS {
            let ty = self.type_of(at);
            if matches!(ty, Ty::Named(..)) && !self.is_interface(&ty) {
                return Some(ty);
            }
            let facts = self.scope.facts(at.file);
            match &facts.syntax.expr(at.expr).kind {
                ExprKind::Address(inner) | ExprKind::Star(inner) => at.expr = *inner,
                ExprKind::Call { fun, args, .. } => {
                    let fun = ExprRef { expr: *fun, ..at };
                    if self.as_type(fun).is_some() {
                        at.expr = *args.first()?;
                        continue;
                    }
                    let [Callable::Program(func)] = *self.callables(fun) else { return None };
                    let returned = self.only_returned(func)?;
                    frames = frames.push(Frame::new(func, at));
                    at = returned;
                }
                ExprKind::Local(local) => {
                    let turn = facts.ranged_over(at.expr).map(|over| FuncRef::of_loop(at.file, over));
                    (at, frames) = match turn {
                        Some(looped) => {
                            let (element, outer) = self.find(&frames, looped)?;
                            (element.call, outer)
                        }
                        None => self.handed_in(at.file, *local, &frames)?,
                    };
                }
                _ => return None,
            }
        }
        None
    }

    /// What a function returns first, where that is one expression beside nil.
    fn only_returned(&self, func: FuncRef) -> Option<ExprRef> {
        let facts = self.scope.facts(func.file);
        let is_nil = |kind: &ExprKind| matches!(kind, ExprKind::Name(name) if &**name == "nil");
        let first = facts.returns.get(&func.func)?.iter().map(|ret| ret.values.first().copied());
        let mut something = first.filter(|e| !e.is_some_and(|e| is_nil(&facts.syntax.expr(e).kind)));
        let (Some(Some(expr)), None) = (something.next(), something.next()) else { return None };
        Some(ExprRef { file: func.file, expr })
    }
}
