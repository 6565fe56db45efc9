//! Functions that are applied to an object where it is made: `for _, option := range options { option(s) }`.
//!
//! In: an object and a calling context. Out: the functions in the order of their calls, each with what it captured, where all of them
//! are known. Knows only calls of function values in the function that makes the object; methods of option types are not followed.

use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::value::{ExprRef, Needs, Object, Site, Value};
use crate::facts::{Def, DefSource, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, LocalKind};

/// A function that an object is handed to.
pub(super) struct Applied {
    pub func: FuncRef,
    /// Where it is called.
    pub call: ExprRef,
    /// The context in its body.
    pub frames: Frames,
    /// Whether every run that makes the object comes to the call.
    pub surely: bool,
}

/// What is applied to an object.
pub(super) enum Options {
    /// All of it.
    Known(Vec<Applied>),
    /// Something that is not known, or only to some callers; or whoever is handed the object may apply what it likes.
    Unknown(Needs),
}

impl Eval<'_> {
    /// The function around an assignment to a field of its parameter, or of what that holds: it may be applied where somebody calls a
    /// value.
    pub(super) fn option_around(&self, base: ExprRef, set: &Def) -> Option<FuncRef> {
        let facts = self.scope.facts(base.file);
        let func = set.place.func?;
        let within = |&expr: &ExprId| match facts.syntax.expr(expr).kind {
            ExprKind::Star(inner) | ExprKind::Select(inner, _) => Some(inner),
            _ => None,
        };
        let root = std::iter::successors(Some(base.expr), within).last()?;
        let ExprKind::Local(local) = facts.syntax.expr(root).kind else { return None };
        let declared = facts.syntax.local(local);
        let is_param = matches!(declared.kind, LocalKind::Param(_)) && declared.func == func;
        let of = FuncRef { file: base.file, func };
        (is_param && facts.syntax.func(func).recv.is_none()).then_some(of)
    }

    /// Whether a function is applied by nobody who calls it by its name.
    pub(super) fn is_only_handed_on(&self, func: FuncRef) -> bool {
        let is_literal = self.scope.facts(func.file).syntax.func(func.func).name.is_none();
        let is_value = |all: &[ExprRef]| !all.is_empty() && all.iter().all(|&at| self.call_of(at).is_none());
        is_literal || self.mentions_of(func).is_some_and(|all| is_value(&all))
    }

    /// What is applied to an object in the function that makes it.
    pub(super) fn options_of(&self, object: &Object, frames: &Frames) -> Options {
        let mut found = Vec::new();
        let mut needs = Needs::default();
        let (mut is_known, mut is_applied_here) = (true, false);
        let file = match object.site {
            Site::Expr(at) => at.file,
            Site::Local(file, _) => file,
            Site::Var(..) | Site::Field(..) => return Options::Unknown(needs),
        };
        let facts = self.scope.facts(file);
        for call in &facts.calls {
            let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(call.expr).kind else { continue };
            let is_value = matches!(facts.syntax.expr(*fun).kind, ExprKind::Local(_) | ExprKind::Index(..));
            if !is_value || !args.iter().any(|&arg| is_made_at(facts, arg, &object.site)) {
                continue;
            }
            is_applied_here = true;
            let place = facts.place(call.expr);
            let at = ExprRef { file, expr: call.expr };
            // What a loop goes over is applied whole, one after the other.
            let over = facts.ranged_over(*fun);
            let surely = facts.branches.unconditional(place.branch) && (!place.looped || over.is_some());
            let callees: Vec<(ExprRef, Frames)> = match over {
                Some(over) => {
                    let lists = self.eval(ExprRef { file, expr: over }, frames);
                    needs.join(lists.needs.clone());
                    let [list] = lists.items.as_slice() else { return Options::Unknown(needs) };
                    match &list.value {
                        Value::List(elements) => elements.clone(),
                        Value::Nil | Value::Zero => Vec::new(),
                        _ => return Options::Unknown(needs),
                    }
                }
                None => vec![(ExprRef { file, expr: *fun }, frames.clone())],
            };
            for (callee, within) in callees {
                let values = self.eval(callee, &within);
                needs.join(values.needs.clone());
                let one = values.items.len() == 1;
                for item in &values.items {
                    match &item.value {
                        Value::Func(func, captured) => {
                            let frames = captured.join(frames).push(Frame::new(*func, at));
                            found.push(Applied { func: *func, call: at, frames, surely: surely && one });
                        }
                        _ => is_known = false,
                    }
                }
            }
        }
        if is_known && is_applied_here && needs.is_empty() { Options::Known(found) } else { Options::Unknown(needs) }
    }
}

/// Whether an argument is the local that holds an object from the start, or the literal in which it is made.
fn is_made_at(facts: &FileFacts, arg: ExprId, site: &Site) -> bool {
    let inner = |expr: ExprId| match facts.syntax.expr(expr).kind {
        ExprKind::Address(inner) | ExprKind::Star(inner) => inner,
        _ => expr,
    };
    let ExprKind::Local(local) = facts.syntax.expr(inner(arg)).kind else { return false };
    match site {
        Site::Local(_, made) => *made == local,
        Site::Expr(at) => {
            let first = facts.local_defs.get(&local).and_then(|defs| defs.first());
            let is_literal = |&around: &ExprId| {
                matches!(facts.syntax.expr(around).kind, ExprKind::Composite(_) | ExprKind::Address(_))
            };
            let around = |&expr: &ExprId| facts.parent(expr).filter(is_literal);
            let mut outwards = std::iter::successors(Some(at.expr), around);
            matches!(first.map(|def| def.source), Some(DefSource::Expr(made)) if outwards.any(|e| e == inner(made)))
        }
        _ => false,
    }
}
