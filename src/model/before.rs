//! What a function sets before a place in it: a field, a variable of a package, what a pointer points to.
//!
//! In: a place that reads, and what it may be wherever it is set. Out: what sets it on every way to the place; what is left where a
//! condition about it replaces some of its values. Knows one function only; what others set, `assigned` and `eval` say.

use super::Provenance;
use super::assigned::sets_by;
use super::eval::Eval;
use super::frames::Frames;
use super::value::{ExprRef, Value, Values};
use crate::facts::{Def, DefSource, FieldDef};
use crate::golang::syntax::{ExprKind, FuncId, Name};

impl Eval<'_> {
    /// What the function around a use has set the field to on every way to the use: `s.server.Handler = h` before
    /// `s.server.Serve(l)`.
    pub(super) fn set_before(&self, base: ExprRef, field: &Name) -> Option<ExprRef> {
        let here = self.scope.facts(base.file).syntax.expr(base.expr).range.start;
        match self.last_set(base, field, here)?.source {
            DefSource::Expr(value) => Some(ExprRef { expr: value, ..base }),
            _ => None,
        }
    }

    /// The assignment to a field that is the last one before a byte, where every way comes by it.
    pub(super) fn last_set(&self, base: ExprRef, field: &Name, here: u32) -> Option<&Def> {
        let facts = self.scope.facts(base.file);
        let place = facts.place(base.expr);
        let near = |d: &&FieldDef| {
            d.field == *field && d.def.place.func == place.func && d.def.at < here && !sets_by(facts, &d.def, here)
        };
        let last = facts.field_defs.iter().filter(near).max_by_key(|d| d.def.at)?;
        let same = facts.same_path(last.base, base.expr) && facts.covers(last.def.place.branch, place.branch);
        (same && !last.def.place.looped).then_some(&last.def)
    }

    /// The values of a field, a variable of a package or what a pointer points to, after the conditions about it in the function
    /// around: behind `if *host == "" { *host = "127.0.0.1" }` it is no longer nothing.
    pub(super) fn refilled(&self, at: ExprRef, mut values: Values, frames: &Frames) -> Values {
        let facts = self.scope.facts(at.file);
        let path = match facts.syntax.expr(at.expr).kind {
            ExprKind::Star(inner) => inner,
            _ => at.expr,
        };
        let here = facts.syntax.expr(at.expr).range.start;
        let func = facts.place(at.expr).func;
        // What a function sets before it makes another one, that one finds.
        let is_around =
            |of: Option<FuncId>| of == func || of.zip(func).is_some_and(|(of, func)| facts.is_within(func, of));
        let is_before = |def: &&Def| is_around(def.place.func) && def.at < here && !sets_by(facts, def, here);
        let sets: Vec<&Def> = match &facts.syntax.expr(path).kind {
            ExprKind::Name(name) => {
                facts.global_defs.iter().filter(|(n, _)| n == name).map(|(_, def)| def).filter(is_before).collect()
            }
            ExprKind::Select(base, name) => {
                let same = |d: &&FieldDef| d.field == *name && facts.same_path(d.base, *base);
                facts.field_defs.iter().filter(same).map(|d| &d.def).filter(is_before).collect()
            }
            _ => return values,
        };
        for set in sets {
            let is_replaced = |value: &Value| self.replaces(at, set.place.branch, value, frames) == Some(true);
            let (replaced, kept): (Vec<_>, Vec<_>) = values.items.iter().cloned().partition(|i| is_replaced(&i.value));
            if replaced.is_empty() {
                continue;
            }
            let by_default = replaced.iter().any(|i| i.how >= Provenance::Default);
            values.items = kept.into();
            let how = if by_default { Provenance::Default } else { Provenance::Computed };
            values.join(self.eval_source(at.file, set.source, frames).at_best(how));
        }
        values
    }
}
