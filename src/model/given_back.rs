//! Ports that are tried and given back: somebody opens a listener to ask whether the port is free, and closes it.
//!
//! In: a file. Out: the calls in it that open such a listener. A listener that is used for anything but to ask its address is none. Where a
//! function closes it at its end, it is given back unless the function may work that long: what it calls of other libraries is taken to
//! be quick.

use std::collections::HashSet;

use super::eval::Eval;
use super::frames::FuncRef;
use super::types::Callable;
use super::value::ExprRef;
use crate::facts::{CallFact, Def, DefSource, FileFacts, Usage};
use crate::golang::syntax::{ExprId, ExprKind, FuncId, LocalId, Op};
use crate::source::FileId;

/// The calls of a file that open a listener which their function closes again itself, and uses for nothing else: it asked whether a port
/// is free.
pub(crate) fn closed_again(eval: &Eval<'_>, file: FileId) -> HashSet<ExprId> {
    let facts = eval.scope.facts(file);
    let closed = facts.calls.iter().filter_map(|call| closed_by(eval, file, call));
    let is_set = |holder: LocalId, at: ExprId| {
        let defs = facts.local_defs.get(&holder).unwrap_or_default();
        defs.iter().any(|def| def.at == facts.syntax.expr(at).range.start)
    };
    // What is served or kept may be closed where something else fails.
    let is_only_asked = |&holder: &LocalId| {
        let mut uses = facts.syntax.uses_of(holder);
        uses.all(|at| {
            is_set(holder, at) || is_asked(facts, at) || is_closed_by_another(eval, ExprRef { file, expr: at })
        })
    };
    let made = closed.filter(is_only_asked).filter_map(|holder| facts.local_defs.get(&holder)).flatten();
    let opens = made.filter_map(|def| if let DefSource::Tuple(open, 0) = def.source { Some(open) } else { None });
    opens.collect()
}

/// The local that a call closes, or has closed, before the function that declares it ends or as it ends.
fn closed_by(eval: &Eval<'_>, file: FileId, call: &CallFact) -> Option<LocalId> {
    let facts = eval.scope.facts(file);
    let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(call.expr).kind else { return None };
    let (held, is_handed) = match (&facts.syntax.expr(*fun).kind, &**args) {
        (ExprKind::Select(base, name), []) if &**name == "Close" => (*base, false),
        (_, [arg]) => (*arg, true),
        _ => return None,
    };
    let ExprKind::Local(holder) = facts.syntax.expr(held).kind else { return None };
    // Only of what may be a listener the function is looked for that is handed it.
    let is_opened = |def: &Def| matches!(def.source, DefSource::Tuple(_, 0));
    if !facts.local_defs.get(&holder).unwrap_or_default().iter().any(is_opened) {
        return None;
    }
    let home = facts.syntax.local(holder).func;
    let around = facts.place(call.expr).func?;
    let at_once = call.usage != Usage::Deferred && around == home;
    // `defer func() { l.Close() }()`. What another literal closes, that does when it is told to.
    let is_deferred = |deferred: &CallFact| {
        let ExprKind::Call { fun, .. } = facts.syntax.expr(deferred.expr).kind else { return false };
        let is_around = matches!(facts.syntax.expr(fun).kind, ExprKind::FuncLit(literal) if literal == around);
        deferred.usage == Usage::Deferred && is_around && facts.place(deferred.expr).func == Some(home)
    };
    let at_its_end = || {
        let deferred = (call.usage == Usage::Deferred && around == home) || facts.calls.iter().any(is_deferred);
        deferred && is_quick(eval, file, home)
    };
    let is_closed = || !is_handed || is_closed_by_another(eval, ExprRef { file, expr: held });
    ((at_once || at_its_end()) && is_closed()).then_some(holder)
}

/// Whether a use of a listener asks what it is, closes it, or is none: `_ = l`.
fn is_asked(facts: &FileFacts, at: ExprId) -> bool {
    match facts.parent(at).map(|around| &facts.syntax.expr(around).kind) {
        Some(ExprKind::Select(base, name)) => *base == at && matches!(&**name, "Close" | "Addr"),
        Some(ExprKind::Binary(Op::Eq | Op::Ne, ..)) => true,
        _ => facts.blank.contains(&at),
    }
}

/// Whether an argument is handed to a function that asks what it is, or closes it, and no more.
fn is_closed_by_another(eval: &Eval<'_>, arg: ExprRef) -> bool {
    let Some((file, param)) = eval.param_handed(arg) else { return false };
    let facts = eval.scope.facts(file);
    let mut uses = facts.syntax.uses_of(param).peekable();
    uses.peek().is_some() && uses.all(|at| is_asked(facts, at))
}

/// Whether a function returns soon: it starts nothing, waits for nothing, and calls no other function of the program.
fn is_quick(eval: &Eval<'_>, file: FileId, func: FuncId) -> bool {
    let facts = eval.scope.facts(file);
    let declared = facts.syntax.func(func);
    if declared.recv.is_none() && matches!(declared.name.as_deref(), Some("main" | "init")) {
        return false;
    }
    let works = |call: &CallFact| {
        let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(call.expr).kind else { return false };
        let fun = ExprRef { file, expr: *fun };
        let is_inside = facts.place(call.expr).func.is_some_and(|f| facts.is_within(f, func));
        let closes = || args.iter().any(|&arg| is_closed_by_another(eval, ExprRef { file, expr: arg }));
        is_inside && (call.usage == Usage::Spawned || (is_of_program(eval, fun, func) && !closes()))
    };
    !facts.receives(func) && !facts.calls.iter().any(works)
}

/// Whether a call calls a function of the program, or one that a variable holds; a literal inside of a function is a part of it.
fn is_of_program(eval: &Eval<'_>, fun: ExprRef, inside: FuncId) -> bool {
    let facts = eval.scope.facts(fun.file);
    let is_part = |f: &FuncRef| f.file == fun.file && facts.is_within(f.func, inside);
    match facts.syntax.expr(fun.expr).kind {
        ExprKind::Local(_) | ExprKind::Index(..) | ExprKind::Call { .. } => true,
        _ => eval.callables(fun).iter().any(|c| matches!(c, Callable::Program(func) if !is_part(func))),
    }
}
