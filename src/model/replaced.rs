//! Whether what a field is given is replaced before anybody can read it.
//!
//! In: a literal or an assignment that gives a field a value. Out: whether whoever has the object then surely sets the field to another
//! one: in the same function, or, where a function returns the object, in all that call it. Follows an object by the locals that hold
//! it and nothing else; a call that is handed the object may read it.

use super::eval::Eval;
use super::frames::{Frames, FuncRef};
use super::givers::fills_zero;
use super::moments::Done;
use super::value::ExprRef;
use crate::facts::{Def, DefSource, FieldDef, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, FuncId, LocalId, Name, Range};
use crate::source::FileId;

/// Functions that return what another one returns.
const MOST_RETURNED: usize = 3;

/// How a field is given a value.
#[derive(Clone, Copy)]
pub(super) enum Given {
    /// In a literal.
    In(ExprId),
    /// To what an expression is, at a byte.
    To(ExprId, u32),
}

impl Eval<'_> {
    /// Whether a value that a field is given is replaced in every run.
    pub(super) fn is_replaced(&self, file: FileId, given: Given, field: &Name) -> bool {
        let facts = self.scope.facts(file);
        match given {
            Given::In(literal) => {
                let around = facts.parent(literal);
                let address = around.filter(|&e| matches!(facts.syntax.expr(e).kind, ExprKind::Address(_)));
                self.is_replaced_in(file, address.unwrap_or(literal), field, 0)
            }
            Given::To(base, at) => match facts.syntax.expr(base).kind {
                ExprKind::Local(local) => self.is_set_anew(file, local, at, field, 0),
                _ => false,
            },
        }
    }

    /// The same for the field of an object that an expression makes or returns.
    fn is_replaced_in(&self, file: FileId, made: ExprId, field: &Name, depth: usize) -> bool {
        let facts = self.scope.facts(file);
        if let Some(local) = holder(facts, made) {
            return self.is_set_anew(file, local, facts.syntax.expr(made).range.end, field, depth);
        }
        let func = facts.place(made).func;
        func.is_some_and(|func| {
            returns(facts, func, |value| value == made) && self.callers_set_anew(FuncRef { file, func }, field, depth)
        })
    }

    /// Whether the field of what a local holds is set between some byte and whoever else may read it.
    fn is_set_anew(&self, file: FileId, local: LocalId, from: u32, field: &Name, depth: usize) -> bool {
        let facts = self.scope.facts(file);
        let func = facts.syntax.local(local).func;
        if facts.local_defs.get(&local).is_none_or(|defs| defs.len() != 1) {
            return false;
        }
        let is_made = |set: &&FieldDef| {
            let def = &set.def;
            set.field == *field
                && def.at > from
                && def.place.func == Some(func)
                && !def.place.looped
                && holds(facts, set.base, local)
                && self.replaces_all(file, set)
                && (facts.branches.unconditional(def.place.branch) || self.is_made_by_default(file, def, field))
        };
        // What is a copy there is one later, too.
        let first = facts.field_defs.iter().find(is_made);
        if let Some(set) = first.filter(|set| self.is_set_for_all(file, set.base, set.def.at)) {
            let source = set.def.source.expr().map_or(Range::default(), |value| facts.syntax.expr(value).range);
            // A flag is only handed where it is.
            let is_value = !matches!(set.def.source, DefSource::AddressArg(..));
            let is_made_of_it = is_value && facts.names(field, source);
            let mut before = facts.calls_between(Range { start: from, end: set.def.at.max(source.end) });
            return !is_made_of_it && !before.any(|call| is_handed(facts, call.expr, local));
        }
        let is_it = |value| holds(facts, value, local);
        returns(facts, func, is_it) && self.callers_set_anew(FuncRef { file, func }, field, depth)
    }

    /// Whether `main` or an `init` surely sets a variable of a package before it reads it: nothing is left of how it is declared.
    pub(super) fn is_set_at_start(&self, file: FileId, def: &Def, name: &Name) -> bool {
        let facts = self.scope.facts(file);
        let starts = |func: FuncId| {
            let declared = facts.syntax.func(func);
            let is_main = || &*self.scope.package(self.scope.package_of(file)).name == "main";
            declared.recv.is_none()
                && match declared.name.as_deref() {
                    Some("init") => true,
                    Some("main") => is_main(),
                    _ => false,
                }
        };
        let is_read = || {
            let named = facts.mentions.get(name).unwrap_or_default();
            let start = |expr: ExprId| facts.syntax.expr(expr).range.start;
            named.iter().any(|&at| {
                let in_it =
                    facts.place(at).func.zip(def.place.func).is_some_and(|(at, func)| facts.is_within(at, func));
                in_it && (start(at) < def.at || facts.is_made_of(def, start(at)) && start(at) != def.at)
            })
        };
        self.leaves_nothing(file, def) && def.place.func.is_some_and(starts) && facts.is_always_made(def) && !is_read()
    }

    /// Whether an assignment leaves nothing of what was there.
    pub(super) fn replaces_all(&self, file: FileId, set: &FieldDef) -> bool {
        let fills_zero = || {
            let by_value = !matches!(set.def.source, DefSource::AddressArg(..));
            by_value && fills_zero(self.scope.facts(file), set)
        };
        self.leaves_nothing(file, &set.def) && !fills_zero()
    }

    /// The same where it is made.
    fn leaves_nothing(&self, file: FileId, def: &Def) -> bool {
        match def.source {
            DefSource::Add(_) => false,
            // Only a flag surely sets it.
            DefSource::AddressArg(call, index) => self.sets_default(ExprRef { file, expr: call }, index),
            _ => true,
        }
    }

    fn is_made_by_default(&self, file: FileId, def: &Def, field: &Name) -> bool {
        self.by_default(Done { file, at: def.at, place: def.place, field }, &Frames::default())
    }

    /// Whether each call of a function puts what it returns into a local whose field is set anew.
    fn callers_set_anew(&self, func: FuncRef, field: &Name, depth: usize) -> bool {
        let mentions = if depth < MOST_RETURNED { self.mentions_of(func) } else { None };
        let sets_anew = |&mention: &ExprRef| {
            self.call_of(mention).is_some_and(|call| self.is_replaced_in(call.file, call.expr, field, depth + 1))
        };
        mentions.is_some_and(|all| !all.is_empty() && all.iter().all(sets_anew))
    }
}

/// The local that holds what an expression makes, alone or as the first of several results.
fn holder(facts: &FileFacts, made: ExprId) -> Option<LocalId> {
    let is_made = |def: &Def| matches!(def.source, DefSource::Expr(e) | DefSource::Tuple(e, 0) if e == made);
    facts.local_defs.iter().find(|(_, defs)| defs.iter().any(is_made)).map(|(local, _)| *local)
}

/// Whether an expression is a local, or what it points to.
fn holds(facts: &FileFacts, expr: ExprId, local: LocalId) -> bool {
    match facts.syntax.expr(expr).kind {
        ExprKind::Local(it) => it == local,
        ExprKind::Star(inner) | ExprKind::Address(inner) => holds(facts, inner, local),
        _ => false,
    }
}

/// Whether a function returns, as its first result, something that is meant.
fn returns(facts: &FileFacts, func: FuncId, is_meant: impl Fn(ExprId) -> bool) -> bool {
    let returns = facts.returns.get(&func).unwrap_or_default();
    returns.iter().any(|ret| ret.values.first().is_some_and(|&value| is_meant(value)))
}

/// Whether a call is handed what a local holds, or is one of its methods.
fn is_handed(facts: &FileFacts, call: ExprId, local: LocalId) -> bool {
    let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(call).kind else { return false };
    let is_of_it = matches!(facts.syntax.expr(*fun).kind, ExprKind::Select(base, _) if holds(facts, base, local));
    is_of_it || args.iter().any(|&arg| holds(facts, arg, local))
}
