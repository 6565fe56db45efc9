//! What assignments, and calls that are handed an address, set.
//!
//! In: targets, as the walk over a file comes by them. Out: the definitions of locals, package variables, fields and elements, and what
//! one of them says by itself. Knows no values.

use super::collect::Walk;
use super::{Def, DefSource, ElementDef, FieldDef, FileFacts, Usage};
use crate::golang::syntax::{ExprId, ExprKind, FuncId, LocalId, Name, Range, is_basic};

impl Walk<'_> {
    pub(super) fn define_local(&mut self, local: LocalId, source: DefSource, at: u32) {
        let def = Def { source, at, place: self.place };
        self.lists.local_defs.entry(local).or_default().push(def);
    }

    /// `target = source`: visits the target, too.
    pub(super) fn define(&mut self, target: ExprId, source: DefSource) {
        self.expr(target, None, Usage::Used);
        let expr = self.syntax.expr(target);
        match &expr.kind {
            ExprKind::Index(base, key) if key.len() == 1 => {
                let def = Def { source, at: expr.range.start, place: self.place };
                self.facts.element_defs.push(ElementDef { base: *base, key: key[0], def });
            }
            // `*p = v` sets what p points to; through a pointer the value itself is followed.
            ExprKind::Star(inner) => match self.only_address(*inner) {
                Some(pointed) => self.define_at(pointed, source, expr.range.start),
                None => self.define(*inner, source),
            },
            _ => self.define_by_address(target, source),
        }
    }

    /// The x of a pointer that is `&x` from the start.
    fn only_address(&self, pointer: ExprId) -> Option<ExprId> {
        let ExprKind::Local(local) = self.syntax.expr(pointer).kind else { return None };
        let &[Def { source: DefSource::Expr(made), .. }] = self.lists.local_defs.get(&local)?.as_slice() else {
            return None;
        };
        let ExprKind::Address(pointed) = self.syntax.expr(made).kind else { return None };
        let is_variable = matches!(self.syntax.expr(pointed).kind, ExprKind::Local(_) | ExprKind::Name(_));
        is_variable.then_some(pointed)
    }

    /// What a call may set by an argument: x by `&x`; what p points to, where p is made by `new` of a basic type.
    pub(super) fn pointed_to(&self, arg: ExprId) -> Option<ExprId> {
        let local = match self.syntax.expr(arg).kind {
            ExprKind::Address(target) => return Some(target),
            ExprKind::Local(local) => local,
            _ => return None,
        };
        let [Def { source: DefSource::Expr(made), .. }, ..] = self.lists.local_defs.get(&local)?.as_slice() else {
            return None;
        };
        let ExprKind::Call { fun, args, .. } = &self.syntax.expr(*made).kind else { return None };
        let names = |expr: ExprId, is_it: &dyn Fn(&str) -> bool| match &self.syntax.expr(expr).kind {
            ExprKind::Name(name) => is_it(name),
            _ => false,
        };
        let is_made = names(*fun, &|name| name == "new") && args.first().is_some_and(|&ty| names(ty, &is_basic));
        is_made.then_some(arg)
    }

    /// `f(&x)`: f may set x. The target has been visited.
    pub(super) fn define_by_address(&mut self, target: ExprId, source: DefSource) {
        self.define_at(target, source, self.syntax.expr(target).range.start);
    }

    fn define_at(&mut self, target: ExprId, source: DefSource, at: u32) {
        let def = Def { source, at, place: self.place };
        match &self.syntax.expr(target).kind {
            ExprKind::Local(local) => self.define_local(*local, source, def.at),
            ExprKind::Name(name) if &**name != "_" => self.facts.global_defs.push((name.clone(), def)),
            ExprKind::Select(base, name) => match self.syntax.expr(*base).kind {
                ExprKind::Import(import) => {
                    let path = self.syntax.import(import).path.clone();
                    self.facts.foreign_defs.push((path, name.clone(), def));
                }
                _ => self.facts.field_defs.push(FieldDef { base: *base, field: name.clone(), def }),
            },
            _ => {}
        }
    }
}

impl FileFacts {
    /// What a literal says of a field; None in it where it leaves the field out, None where it says all by their positions.
    #[must_use]
    pub fn written(&self, literal: ExprId, field: &Name) -> Option<Option<ExprId>> {
        let ExprKind::Composite(composite) = &self.syntax.expr(literal).kind else { return None };
        let is_keyed = composite.elems.iter().all(|element| element.key.is_some());
        self.element(literal, field).map(Some).or(is_keyed.then_some(None))
    }

    /// Whether an expression is a local.
    #[must_use]
    pub fn is_local(&self, expr: ExprId, local: LocalId) -> bool {
        matches!(self.syntax.expr(expr).kind, ExprKind::Local(it) if it == local)
    }

    /// Whether an assignment is made of what stands at a byte.
    #[must_use]
    pub fn is_made_of(&self, def: &Def, at: u32) -> bool {
        def.source.expr().is_some_and(|value| self.syntax.expr(value).range.contains(at))
    }

    /// Whether an assignment is made whenever the function around it runs to its end.
    #[must_use]
    pub fn is_always_made(&self, def: &Def) -> bool {
        self.branches.unconditional(def.place.branch) && !def.place.looped
    }

    /// What a loop goes over whose variable an expression is, and nothing else.
    #[must_use]
    pub fn ranged_over(&self, expr: ExprId) -> Option<ExprId> {
        let ExprKind::Local(local) = self.syntax.expr(expr).kind else { return None };
        match self.local_defs.get(&local)? {
            &[Def { source: DefSource::RangeValue(over), .. }] => Some(over),
            _ => None,
        }
    }

    /// What a loop goes over whose key an expression is, and nothing else.
    #[must_use]
    pub fn key_of(&self, expr: ExprId) -> Option<ExprId> {
        let ExprKind::Local(local) = self.syntax.expr(expr).kind else { return None };
        match self.local_defs.get(&local)? {
            &[Def { source: DefSource::RangeKey(over), .. }] => Some(over),
            _ => None,
        }
    }

    /// Whether a function, or a literal in it, sets a field of a name.
    #[must_use]
    pub fn sets_field(&self, field: &Name, func: FuncId) -> bool {
        let is_here = |set: &FieldDef| set.def.place.func.is_some_and(|inner| self.is_within(inner, func));
        self.field_defs.iter().any(|set| set.field == *field && is_here(set))
    }

    /// Whether a name that is no local is mentioned in a range.
    #[must_use]
    pub fn names(&self, name: &Name, range: Range) -> bool {
        let named = self.mentions.get(name).unwrap_or_default();
        named.iter().any(|&expr| range.contains(self.syntax.expr(expr).range.start))
    }

    /// The call that calls an expression.
    #[must_use]
    pub fn call_of(&self, fun: ExprId) -> Option<ExprId> {
        let around = self.parent(fun)?;
        matches!(self.syntax.expr(around).kind, ExprKind::Call { fun: called, .. } if called == fun).then_some(around)
    }

    /// Whether what is called is the built-in `append`.
    #[must_use]
    pub fn is_append(&self, fun: ExprId) -> bool {
        matches!(&self.syntax.expr(fun).kind, ExprKind::Name(name) if &**name == "append")
    }

    /// Whether a function receives from a channel, also in a literal in it.
    #[must_use]
    pub fn receives(&self, func: FuncId) -> bool {
        self.syntax.all_exprs().any(|(at, expr)| {
            matches!(expr.kind, ExprKind::Receive(_)) && self.place(at).func.is_some_and(|f| self.is_within(f, func))
        })
    }

    /// What becomes of a call's results; None where the expression is no call.
    #[must_use]
    pub fn usage(&self, call: ExprId) -> Option<Usage> {
        let mut calls = self.calls_between(self.syntax.expr(call).range);
        calls.find(|own| own.expr == call).map(|own| own.usage)
    }
}
