//! What a context carries: whether a run puts something under a key that is a type of its own.
//!
//! In: a call that loads what is under a key, `ctx.Value(key{})`. Out: whether there is something, or None where it may go
//! either way. By the key's type alone: all contexts of a program count as one.

use super::eval::Eval;
use super::frames::FuncRef;
use super::types::{Callable, Ty, enclosing};
use super::value::ExprRef;
use crate::golang::syntax::ExprKind;
use crate::known::{Arg, KnownCall};

impl Eval<'_> {
    /// Whether a call gives something else than nil: a run puts something under the key that it loads.
    pub(crate) fn is_carried(&self, load: ExprRef) -> Option<bool> {
        let key = self.key_type(load, |row| row.loads_key.as_ref())?;
        let Ty::Named(path, name) = &key else { return None };
        let home = self.scope.package_by_path(path).filter(|&p| !self.scope.package(p).source.is_closed())?;
        let mut perhaps = false;
        for (_, file) in self.files_naming(&self.users(home, name), name)? {
            for call in &self.scope.facts(file).calls {
                let at = ExprRef { file, expr: call.expr };
                let stores = || self.key_type(at, |row| row.stores_key.as_ref()).is_some_and(|stored| stored == key);
                if self.is_forgotten(at) || !stores() {
                    continue;
                }
                if self.always_runs(at) {
                    return Some(true);
                }
                perhaps = true;
            }
        }
        (!perhaps).then_some(false)
    }

    /// The type of which an empty literal is the key that a known call takes.
    fn key_type(&self, call: ExprRef, place: impl Fn(&KnownCall) -> Option<&Arg>) -> Option<Ty> {
        let facts = self.scope.facts(call.file);
        let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(call.expr).kind else { return None };
        let key = |arg: &Arg| match arg {
            Arg::Param(n, fields) if fields.is_empty() => args.get(*n).copied(),
            _ => None,
        };
        let is_key = |e| matches!(&facts.syntax.expr(e).kind, ExprKind::Composite(literal) if literal.elems.is_empty());
        let callables = self.callables(ExprRef { file: call.file, expr: *fun });
        let rows = callables.iter().flat_map(|callable| match callable {
            Callable::Known(_, rows) => rows.as_slice(),
            Callable::Program(_) => &[],
        });
        let key = rows.filter_map(|row| place(row)).find_map(key).filter(|&e| is_key(e))?;
        Some(self.type_of(ExprRef { file: call.file, expr: key }))
    }

    /// Whether every run comes to a place, or to a call of the function around it, in main itself.
    fn always_runs(&self, at: ExprRef) -> bool {
        let of_main = |at: ExprRef| {
            let facts = self.scope.facts(at.file);
            let place = facts.place(at.expr);
            let name = place.func.and_then(|func| facts.syntax.func(func).name.as_deref());
            facts.branches.unconditional(place.branch) && name == Some("main")
        };
        let facts = self.scope.facts(at.file);
        let place = facts.place(at.expr);
        let Some(func) = place.func.filter(|_| facts.branches.unconditional(place.branch)) else { return false };
        let around = enclosing(&self.scope, FuncRef { file: at.file, func });
        of_main(at) || self.mentions_of(around).is_some_and(|mentions| mentions.iter().any(|&m| of_main(m)))
    }
}
