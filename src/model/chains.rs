//! What a chain of calls on one object has set a field to: `NewServer().WithAddr(":80").Run()`.
//!
//! In: what a field is read of and a calling context. Out: the value that the last call of the chain gave the field. Follows methods that
//! return their receiver or a copy of it, what is handed in, and locals that hold a copy. Where an object that others have, too, is
//! set through a local, other moments count: that is left to `assigned`.

use super::assigned::sets_by;
use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::types::Callable;
use super::value::{ExprRef, Values};
use crate::facts::{Def, DefSource, FieldDef, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, LocalId, LocalKind, Name, Type};

/// Calls and locals that a chain leads through.
const LONGEST_CHAIN: usize = 24;

/// What a method returns.
struct Returned {
    /// The local that holds it.
    local: LocalId,
    /// Whether it is a copy of the receiver.
    is_copy: bool,
}

impl Eval<'_> {
    /// What the last call that sets a field has set it to, where what it is read of is the result of a chain of calls.
    pub(super) fn set_in_chain(&self, base: ExprRef, field: &Name, frames: &Frames) -> Option<Values> {
        let (mut at, mut frames) = (base, frames.clone());
        let mut is_held = false;
        for _ in 0..LONGEST_CHAIN {
            let facts = self.scope.facts(at.file);
            match &facts.syntax.expr(at.expr).kind {
                ExprKind::Star(inner) | ExprKind::Address(inner) => at.expr = *inner,
                ExprKind::Local(local) => {
                    if self.is_set_between(at, *local, field) {
                        return None;
                    }
                    is_held |= facts.syntax.local(*local).kind == LocalKind::Var;
                    (at, frames) = self.handed_in(at.file, *local, &frames)?;
                }
                ExprKind::Call { fun, .. } => {
                    let ExprKind::Select(receiver, _) = facts.syntax.expr(*fun).kind else { return None };
                    let [Callable::Program(func)] = *self.callables(ExprRef { expr: *fun, ..at }) else { return None };
                    let returned = self.returned_self(func)?;
                    let theirs = self.scope.facts(func.file);
                    let is_set = |d: &&FieldDef| d.field == *field && is_in(theirs, &d.def, func);
                    let sets: Vec<&FieldDef> = theirs.field_defs.iter().filter(is_set).collect();
                    let Some(last) = sets.last() else {
                        at.expr = receiver;
                        continue;
                    };
                    let is_own = |d: &FieldDef| holds(theirs, d.base, returned.local) && theirs.is_always_made(&d.def);
                    if !is_own(last) || (is_held && !returned.is_copy) {
                        return None;
                    }
                    let inside = frames.push(Frame::new(func, at));
                    return match last.def.source {
                        DefSource::Expr(value) => Some(self.eval(ExprRef { file: func.file, expr: value }, &inside)),
                        // How often a run has added to what others have, too, the chain does not say.
                        DefSource::Add(_) if !returned.is_copy => Some(Values::unknown()),
                        DefSource::Add(added) if sets.len() == 1 => {
                            let before = self.eval_field(ExprRef { expr: receiver, ..at }, field, &frames);
                            Some(self.added(before, self.eval(ExprRef { file: func.file, expr: added }, &inside)))
                        }
                        _ => None,
                    };
                }
                _ => return None,
            }
        }
        None
    }

    /// Whether the function around a local that is handed in may set a field of it before a place: itself, or by a method that it calls.
    fn is_set_between(&self, at: ExprRef, local: LocalId, field: &Name) -> bool {
        let facts = self.scope.facts(at.file);
        let here = facts.syntax.expr(at.expr).range.start;
        let defs = facts.local_defs.get(&local).unwrap_or_default();
        let is_before = |expr: ExprId| {
            let start = facts.syntax.expr(expr).range.start;
            start < here && !defs.iter().any(|def| def.at == start)
        };
        let is_before_it = |d: &Def| d.at < here && !sets_by(facts, d, here);
        let is_set = |d: &FieldDef| d.field == *field && holds(facts, d.base, local) && is_before_it(&d.def);
        facts.field_defs.iter().any(is_set)
            || facts.syntax.uses_of(local).filter(|&used| is_before(used)).any(|used| {
                let Some(selector) = facts.parent(used) else { return true };
                match &facts.syntax.expr(selector).kind {
                    ExprKind::Select(base, _) if *base == used => {
                        let callables = self.callables(ExprRef { expr: selector, ..at });
                        callables.iter().any(|c| matches!(c, Callable::Program(func) if self.sets(*func, field)))
                    }
                    ExprKind::Star(_) => false,
                    _ => true,
                }
            })
    }

    /// Whether a function sets a field of something that others have, too.
    fn sets(&self, func: FuncRef, field: &Name) -> bool {
        let facts = self.scope.facts(func.file);
        let is_shared = |d: &FieldDef| !self.is_of_copy(ExprRef { file: func.file, expr: d.base });
        facts.field_defs.iter().any(|d| d.field == *field && is_in(facts, &d.def, func) && is_shared(d))
    }

    /// What a method returns, where it is always its receiver, or always one copy of that.
    fn returned_self(&self, func: FuncRef) -> Option<Returned> {
        let facts = self.scope.facts(func.file);
        let receiver = facts.syntax.func(func.func).recv?;
        let by_value = !matches!(facts.syntax.local(receiver).ty.as_deref(), Some(Type::Pointer(_)));
        let returns = facts.returns.get(&func.func).unwrap_or_default();
        let mut found = None;
        for ret in returns {
            let [value] = *ret.values else { return None };
            let local = local_in(facts, value)?;
            if found.is_some_and(|found| found != local) {
                return None;
            }
            found = Some(local);
        }
        let local = found?;
        if local == receiver {
            return Some(Returned { local, is_copy: by_value });
        }
        let is_copy = match facts.local_defs.get(&local).unwrap_or_default() {
            [Def { source: DefSource::Expr(made), .. }] => match facts.syntax.expr(*made).kind {
                ExprKind::Star(inner) => holds(facts, inner, receiver),
                ExprKind::Local(copied) => by_value && copied == receiver,
                _ => false,
            },
            _ => false,
        };
        is_copy.then_some(Returned { local, is_copy })
    }
}

/// Whether an assignment stands in a function.
fn is_in(facts: &FileFacts, def: &Def, func: FuncRef) -> bool {
    def.place.func.is_some_and(|around| facts.is_within(around, func.func))
}

/// The local that an expression is, also behind `&` and `*`.
fn local_in(facts: &FileFacts, expr: ExprId) -> Option<LocalId> {
    match facts.syntax.expr(expr).kind {
        ExprKind::Star(inner) | ExprKind::Address(inner) => local_in(facts, inner),
        ExprKind::Local(local) => Some(local),
        _ => None,
    }
}

fn holds(facts: &FileFacts, expr: ExprId, local: LocalId) -> bool {
    local_in(facts, expr) == Some(local)
}
