//! Methods as values: that a local holds (`add := mux.HandleFunc`), that a variable or field holds one of (`serve := srv.ListenAndServe;
//! if tls { serve = func() error {..} }`), that a function is handed (`routes(mux.HandleFunc)`).
//!
//! In: a function value, a call of one, or a place in one. Out: what stands before the dot; what holds it, and whether two places are in
//! functions of which only one is held; who calls what it is handed.

use super::decide::MOST_HANDS;
use super::eval::Eval;
use super::frames::{Frames, FuncRef};
use super::types::Callable;
use super::value::{ExprRef, Value, Values};
use crate::facts::{Def, DefSource, FileFacts, Usage};
use crate::golang::syntax::{ExprId, ExprKind, LocalId, LocalKind, Name};
use crate::source::FileId;

impl Eval<'_> {
    /// The expression before the dot of what is called, also where the method was taken as a value before: `add := mux.HandleFunc`.
    pub(crate) fn receiver(&self, file: FileId, fun: ExprId) -> Option<ExprId> {
        let facts = self.scope.facts(file);
        match facts.syntax.expr(self.method_value(file, fun).unwrap_or(fun)).kind {
            ExprKind::Select(base, _) => Some(base),
            _ => None,
        }
    }

    /// The selector that a local holds: `mux.HandleFunc` of `add := mux.HandleFunc`; also where it may hold a literal instead.
    pub(crate) fn method_value(&self, file: FileId, fun: ExprId) -> Option<ExprId> {
        self.held_method(file, fun).map(|(value, _)| value)
    }

    /// The same with the assignment.
    fn held_method(&self, file: FileId, fun: ExprId) -> Option<(ExprId, &Def)> {
        let facts = self.scope.facts(file);
        let ExprKind::Local(local) = facts.syntax.expr(fun).kind else { return None };
        let mut found = None;
        for def in facts.local_defs.get(&local)? {
            let DefSource::Expr(value) = def.source else {
                if def.source == DefSource::Zero { continue } else { return None }
            };
            match facts.syntax.expr(value).kind {
                ExprKind::Select(..) if found.is_none() => found = Some((value, def)),
                ExprKind::FuncLit(_) => {}
                _ => return None,
            }
        }
        found
    }

    /// Whether a call calls a local that does not hold the method then which it may hold.
    pub(super) fn calls_another(&self, call: ExprRef, frames: &Frames) -> bool {
        let ExprKind::Call { fun, .. } = self.scope.facts(call.file).syntax.expr(call.expr).kind else { return false };
        let held = self.held_method(call.file, fun);
        held.is_some_and(|(_, def)| self.never_set(ExprRef { expr: fun, ..call }, def.place.branch, frames))
    }

    /// What stands before the dot of a method that a call calls as a value: `start := s.Start; start()`.
    pub(super) fn receiver_of_value(&self, fun: ExprRef, method: FuncRef, frames: &Frames) -> Values {
        let called = self.eval(fun, frames);
        let mut found = Values::needing(called.needs.clone());
        for item in &called.items {
            if let Value::Method(func, base, captured) = &item.value
                && *func == method
            {
                found.join(self.eval(*base, &captured.join(frames)));
            }
        }
        if found.items.is_empty() { Values::unknown() } else { found }
    }

    /// What stands before the dot of a method that a parameter is handed: `mux` of `routes(mux.HandleFunc)`.
    pub(super) fn receiver_handed_in(&self, fun: ExprRef, frames: &Frames) -> Values {
        let facts = self.scope.facts(fun.file);
        let mut values = Values::unknown();
        let ExprKind::Local(local) = facts.syntax.expr(fun.expr).kind else { return values };
        let declared = facts.syntax.local(local);
        if !matches!(declared.kind, LocalKind::Param(_)) {
            return values;
        }
        let Some((handed, outer)) = self.handed_in(fun.file, local, frames) else {
            values.needs.insert(FuncRef { file: fun.file, func: declared.func }.into());
            return values;
        };
        match self.scope.facts(handed.file).syntax.expr(handed.expr).kind {
            ExprKind::Select(base, _) if self.scope.qualifier(handed.file, base).is_none() => {
                self.eval(ExprRef { expr: base, ..handed }, &outer)
            }
            // Handed on.
            ExprKind::Local(_) => self.receiver_handed_in(handed, &outer),
            _ => values,
        }
    }

    /// Whether a parameter is handed a function or method of which knowledge says what it does: nothing of the program's.
    pub(super) fn is_handed_library_function(&self, fun: ExprRef, frames: &Frames) -> bool {
        let (mut at, mut frames) = (fun, frames.clone());
        for _ in 0..MOST_HANDS {
            let ExprKind::Local(local) = self.scope.facts(at.file).syntax.expr(at.expr).kind else { break };
            match self.handed_in(at.file, local, &frames) {
                Some(handed) => (at, frames) = handed,
                None => return false,
            }
        }
        let callables = self.callables(at);
        !callables.is_empty() && callables.iter().all(|callable| matches!(callable, Callable::Known(..)))
    }

    /// The calls of what a function of the program is handed where a value is its argument, there or where it is handed on, and what
    /// becomes of their results.
    pub(super) fn calls_of_handed(&self, value: ExprRef) -> Vec<(ExprRef, Usage)> {
        let mut found = Vec::new();
        let mut params: Vec<(FileId, LocalId)> = self.param_handed(value).into_iter().collect();
        let mut next = 0;
        while let Some(&(file, param)) = params.get(next) {
            next += 1;
            let facts = self.scope.facts(file);
            let is_it = |expr: ExprId| facts.is_local(expr, param);
            for call in &facts.calls {
                let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(call.expr).kind else { continue };
                if is_it(*fun) {
                    found.push((ExprRef { file, expr: call.expr }, call.usage));
                }
                for &expr in args.iter().filter(|arg| is_it(**arg)) {
                    let handed_on = self.param_handed(ExprRef { file, expr });
                    params.extend(handed_on.filter(|param| next < MOST_HANDS && !params.contains(param)));
                }
            }
        }
        found
    }

    /// The parameter of a function of the program that is handed an argument.
    pub(super) fn param_handed(&self, value: ExprRef) -> Option<(FileId, LocalId)> {
        let facts = self.scope.facts(value.file);
        let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(facts.parent(value.expr)?).kind else { return None };
        let position = args.iter().position(|arg| *arg == value.expr)?;
        let [Callable::Program(func)] = *self.callables(ExprRef { expr: *fun, ..value }) else { return None };
        Some((func.file, *self.scope.facts(func.file).syntax.func(func.func).params.get(position)?))
    }
}

/// What holds a function of several.
#[derive(PartialEq)]
pub(super) enum Holder {
    Local(LocalId),
    Field(Name),
    Var(Name),
}

/// The field or package variable that is set to a value, or the local that something else is set to, too.
pub(super) fn holder_of(facts: &FileFacts, value: ExprId) -> Option<Holder> {
    let is_it = |def: &Def| def.source == DefSource::Expr(value);
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
    let called = |call: ExprId| match facts.syntax.expr(call).kind {
        ExprKind::Call { fun, .. } => eval.method_value(a.file, fun),
        _ => None,
    };
    let held = |at: ExprRef| {
        let around = facts.outwards(facts.place(at.expr).func);
        let itself = std::iter::once(at.expr).chain(called(at.expr));
        let mut values = itself.chain(around.filter_map(|func| facts.literal(func)));
        values.find_map(|value| Some((value, holder_of(facts, value)?)))
    };
    a.file == b.file
        && held(a).zip(held(b)).is_some_and(|((value, holder), (other, held))| value != other && holder == held)
}
