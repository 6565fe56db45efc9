//! Functions that a variable or field holds one of: `serve := srv.ListenAndServe; if tls { serve = func() error {..} }`.
//!
//! In: a function value, or a place in one. Out: what holds it, and whether two places are in functions of which only one is held. Who calls
//! it, and how often, is not known here.

use super::eval::Eval;
use super::value::ExprRef;
use crate::facts::{Def, DefSource, FileFacts};
use crate::golang::syntax::{ExprId, LocalId, Name};

/// What holds a function of several.
#[derive(PartialEq)]
pub(super) enum Holder {
    Local(LocalId),
    Field(Name),
    Var(Name),
}

/// The field or package variable that is set to a value, or the local that something else is set to, too.
pub(super) fn holder_of(facts: &FileFacts, value: ExprId) -> Option<Holder> {
    let is_it = |def: &Def| matches!(def.source, DefSource::Expr(source) if source == value);
    let field = facts.field_defs.iter().find(|set| is_it(&set.def)).map(|set| Holder::Field(set.field.clone()));
    let var = || facts.global_defs.iter().find(|(_, def)| is_it(def)).map(|(name, _)| Holder::Var(name.clone()));
    let local = || {
        let mut several = facts.local_defs.iter().filter(|(_, defs)| defs.len() > 1);
        several.find(|(_, defs)| defs.iter().any(is_it)).map(|(local, _)| Holder::Local(*local))
    };
    field.or_else(var).or_else(local)
}

/// Whether two places are in different functions of which one variable or field holds only one.
pub(super) fn held_in_turn(eval: &Eval<'_>, a: ExprRef, b: ExprRef) -> bool {
    let facts = eval.scope.facts(a.file);
    let held = |at: ExprRef| {
        let literals = std::iter::successors(facts.place(at.expr).func, |func| facts.syntax.func(*func).outer);
        let mut values = std::iter::once(at.expr).chain(literals.filter_map(|func| facts.literal(func)));
        values.find_map(|value| Some((value, holder_of(facts, value)?)))
    };
    a.file == b.file
        && held(a).zip(held(b)).is_some_and(|((value, holder), (other, held))| value != other && holder == held)
}
