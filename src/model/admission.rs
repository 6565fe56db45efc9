//! Whether a handler turns away who asks: `if !authorized(r) { http.Error(w, "", http.StatusUnauthorized); return }`, the same
//! by a function that answers for it, `if !authorize(w, r) { return }`, and a question whether the request comes from this machine.
//!
//! In: a call of `ServeHTTP`. Out: whether the requests that come there have been let in. What is not asked of the request,
//! a switch, lets nobody in. Whether a password is a good one is not looked at.

use super::eval::Eval;
use super::frames::{Frames, FuncRef};
use super::types::Callable;
use super::value::{ExprRef, Value};
use crate::facts::{CallFact, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, LocalKind};
use crate::source::FileId;

/// The statuses of answers to those who may not ask: Unauthorized, Forbidden, Proxy Authentication Required.
const TURNED_AWAY: [i64; 3] = [401, 403, 407];
/// The texts of this machine's own addresses.
const THIS_MACHINE: [&str; 3] = ["127.0.0.1", "::1", "localhost"];
/// Functions that ask others.
const DEEPEST: u32 = 3;

/// A question whether a request comes from this machine has two parts.
#[derive(Default)]
struct Origin {
    /// `r.RemoteAddr`.
    address: bool,
    /// `ip.IsLoopback()`, `host == "127.0.0.1"`.
    loopback: bool,
}

impl Eval<'_> {
    /// Whether a handler comes to a place only for requests that it lets in.
    pub(crate) fn turns_away(&self, at: ExprRef) -> bool {
        if let Some(&known) = self.guarded.borrow().get(&at) {
            return known;
        }
        let guarded = self.apart(|| self.looks_at_request(at));
        self.guarded.borrow_mut().insert(at, guarded);
        guarded
    }

    fn looks_at_request(&self, at: ExprRef) -> bool {
        let facts = self.scope.facts(at.file);
        let place = facts.place(at.expr);
        let Some(func) = place.func.filter(|_| facts.asks_about_parameters(place)) else { return false };
        let apart = |call: &&CallFact| {
            let other = facts.place(call.expr);
            other.func == place.func && facts.branches.exclusive(other.branch, place.branch)
        };
        let mut answers = facts.calls_between(facts.syntax.func(func).range).filter(apart);
        if answers.any(|call| self.refuses(ExprRef { expr: call.expr, ..at }, 0)) {
            return true;
        }
        let asked = facts.parts_asked(place);
        let mut helpers = asked.iter().filter_map(|&part| self.asked_with_parameters(at.file, part));
        helpers.clone().any(|helper| self.answers_for_it(helper, 0)) || {
            let mut origin = Origin::default();
            asked.iter().for_each(|&part| origin.look_at(facts, part));
            helpers.any(|helper| {
                let facts = self.scope.facts(helper.file);
                let body = facts.syntax.func(helper.func).range;
                let inside = facts.syntax.all_exprs().filter(|(_, e)| body.contains(e.range.start));
                inside.for_each(|(part, _)| origin.look_at(facts, part));
                origin.is_asked()
            }) || origin.is_asked()
        }
    }

    /// The function of the program that a part of a condition calls with what its own function was called with.
    fn asked_with_parameters(&self, file: FileId, part: ExprId) -> Option<FuncRef> {
        let facts = self.scope.facts(file);
        let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(part).kind else { return None };
        let is_parameter = |local| matches!(facts.syntax.local(local).kind, LocalKind::Param(_));
        let of_parameter = |arg: &ExprId| match facts.syntax.expr(*arg).kind {
            ExprKind::Local(local) => is_parameter(local),
            ExprKind::Select(base, _) => {
                matches!(facts.syntax.expr(base).kind, ExprKind::Local(local) if is_parameter(local))
            }
            _ => false,
        };
        if !args.iter().any(of_parameter) {
            return None;
        }
        self.one_function(ExprRef { file, expr: *fun })
    }

    fn one_function(&self, fun: ExprRef) -> Option<FuncRef> {
        match &*self.callables(fun) {
            [Callable::Program(func)] => Some(*func),
            _ => None,
        }
    }

    /// Whether a function answers some of those who ask with a refusal, for what they ask.
    fn answers_for_it(&self, func: FuncRef, depth: u32) -> bool {
        let facts = self.scope.facts(func.file);
        let at = |call: &CallFact| ExprRef { file: func.file, expr: call.expr };
        let mut calls = facts.calls_between(facts.syntax.func(func.func).range);
        calls.any(|call| {
            let asks = || facts.asks_about_parameters(facts.place(call.expr));
            let asked = || match facts.syntax.expr(call.expr).kind {
                ExprKind::Call { .. } if depth < DEEPEST => self.asked_with_parameters(func.file, call.expr),
                _ => None,
            };
            (self.refuses(at(call), depth) && asks())
                || asked().is_some_and(|helper| self.answers_for_it(helper, depth + 1))
        })
    }

    /// Whether a call is an answer to one who may not ask, or of a function that answers so whatever it is asked.
    fn refuses(&self, call: ExprRef, depth: u32) -> bool {
        let facts = self.scope.facts(call.file);
        let ExprKind::Call { args, .. } = &facts.syntax.expr(call.expr).kind else { return false };
        let refusal = |value: &Value| matches!(value, Value::Int(status) if TURNED_AWAY.contains(status));
        let status = |arg: &&ExprId| names_a_constant(facts, **arg);
        let value = |arg: &ExprId| self.eval(ExprRef { file: call.file, expr: *arg }, &Frames::default());
        if args.iter().filter(status).any(|arg| value(arg).items.iter().any(|item| refusal(&item.value))) {
            return true;
        }
        // It answers with what its caller is asked with: what is handed nothing of it is not looked into.
        let handed = (depth < DEEPEST).then(|| self.asked_with_parameters(call.file, call.expr)).flatten();
        let Some(func) = handed else { return false };
        let facts = self.scope.facts(func.file);
        let always = |call: &&CallFact| {
            let place = facts.place(call.expr);
            place.func == Some(func.func) && facts.branches.unconditional(place.branch)
        };
        let mut calls = facts.calls_between(facts.syntax.func(func.func).range).filter(always);
        calls.any(|call| self.refuses(ExprRef { file: func.file, expr: call.expr }, depth + 1))
    }
}

/// Whether an expression is written as statuses are: a number, or a name of the package or of an imported one. What else a
/// handler hands on, an error or an answer, is not worth finding out.
fn names_a_constant(facts: &FileFacts, expr: ExprId) -> bool {
    match facts.syntax.expr(expr).kind {
        ExprKind::Int(_) | ExprKind::Name(_) => true,
        ExprKind::Select(base, _) => matches!(facts.syntax.expr(base).kind, ExprKind::Import(_)),
        _ => false,
    }
}

impl Origin {
    fn is_asked(&self) -> bool {
        self.address && self.loopback
    }

    fn look_at(&mut self, facts: &FileFacts, part: ExprId) {
        match &facts.syntax.expr(part).kind {
            ExprKind::Select(_, name) => self.address |= &**name == "RemoteAddr",
            ExprKind::Str(text) => self.loopback |= THIS_MACHINE.contains(&&**text),
            ExprKind::Call { fun, .. } => {
                let asks = |name: &str| name == "IsLoopback";
                self.loopback |= matches!(&facts.syntax.expr(*fun).kind, ExprKind::Select(_, name) if asks(name));
            }
            _ => {}
        }
    }
}
