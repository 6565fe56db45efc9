//! What a call gives back, and what stands at a place of a call: arguments, receivers, options.
//!
//! In: a call and a calling context. Out: [`Values`]. Known calls first, then the program's own functions, then what a
//! call without a body does to the handlers that go in. Bounded by the depth of the context.

use super::Provenance;
use super::called::methods_of_values;
use super::decide::compares_error;
use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::lists::MOST_ELEMENTS;
use super::opted::{Counts, Said};
use super::types::{Callable, Ty};
use super::value::{Alternative, ExprRef, Need, Needs, Object, Piece, Site, Text, Value, Values};
use crate::facts::branch::BranchId;
use crate::facts::{DefSource, FileFacts, Return};
use crate::golang::syntax::{ExprId, ExprKind, FuncId, LocalKind, Name, Op, Type};
use crate::known::{Arg, KnownCall};
use crate::source::FileId;

/// Callers of callers that hand on a parameter.
const FARTHEST_CALLER: usize = 12;

impl Eval<'_> {
    /// The results of a call.
    pub(crate) fn eval_call(&self, at: ExprRef, frames: &Frames, result: usize) -> Values {
        let facts = self.scope.facts(at.file);
        let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(at.expr).kind else { return Values::unknown() };
        let here = |expr: ExprId| ExprRef { file: at.file, expr };
        let callables = self.callables(here(*fun));
        for callable in callables.iter() {
            if let Callable::Known(_, rows) = callable {
                for row in rows {
                    if let Some(values) = self.known_result(at, row, frames, result) {
                        return values;
                    }
                }
            }
        }
        let mut values = Values::default();
        for callable in callables.iter() {
            if let Callable::Program(func) = callable {
                values.join(self.eval_returns(*func, at, frames, result));
            }
        }
        if !values.items.is_empty() || !values.needs.is_empty() {
            return values;
        }
        if callables.is_empty() {
            if let ExprKind::Name(name) = &facts.syntax.expr(*fun).kind
                && let Some(values) = self.eval_builtin(at, name, args, frames)
            {
                return values;
            }
            if self.as_type(here(*fun)).is_some() {
                return args.first().map_or_else(Values::unknown, |&arg| self.eval(here(arg), frames));
            }
            // A method of an interface, of what surely stands behind it.
            if self.is_of_own_interface(here(*fun), args.len())
                && let Some([method]) = methods_of_values(self, here(*fun), frames).as_deref()
            {
                return self.eval_returns(*method, at, frames, result);
            }
            let called = self.eval(here(*fun), frames);
            for item in &called.items {
                match &item.value {
                    Value::Func(func, captured) => values.join(self.eval_literal(*func, at, captured, frames, result)),
                    Value::Method(func, ..) => values.join(self.eval_returns(*func, at, frames, result)),
                    _ => {}
                }
            }
            values.needs.join(called.needs);
            if !values.items.is_empty() {
                return values;
            }
        }
        if result > 0 {
            return Values { needs: values.needs, ..Values::unknown() };
        }
        self.wrapped_by_unknown(at, *fun, args, frames)
    }

    /// Whether a user's own file calls a method that an interface of the program declares.
    fn is_of_own_interface(&self, fun: ExprRef, params: usize) -> bool {
        let ExprKind::Select(base, name) = &self.scope.facts(fun.file).syntax.expr(fun.expr).kind else { return false };
        self.scope.is_own(fun.file) && self.declares_method(&self.type_of(ExprRef { expr: *base, ..fun }), name, params)
    }

    /// The result of a call whose body is not read: if handlers go in, a handler around them comes out.
    pub(crate) fn wrapped_by_unknown(&self, at: ExprRef, fun: ExprId, args: &[ExprId], frames: &Frames) -> Values {
        let facts = self.scope.facts(at.file);
        let mut inner = Vec::new();
        let mut needs = Needs::default();
        let mut visit = |expr: ExprId| {
            let arg = ExprRef { file: at.file, expr };
            let ty = self.type_of(arg);
            if self.is_inert(&ty) {
                return;
            }
            if self.is_no_handler(&ty) {
                // What it is does not matter; that callers differ in it does.
                needs.extend(self.caller_needed(arg, frames, false).map(Need::from));
                return;
            }
            let values = self.eval(arg, frames);
            needs.join(values.needs);
            let handlers =
                values.items.iter().map(|i| &i.value).filter(|v| {
                    matches!(v, Value::DefaultMux | Value::Mux(_) | Value::Router(..) | Value::Wrapped(..))
                });
            inner.extend(handlers.cloned());
        };
        args.iter().for_each(|&arg| visit(arg));
        // Curried middleware: `gate(on)(mux)`; chains: `alice.New(a, b).Then(mux)`.
        if let ExprKind::Call { args, .. } = &facts.syntax.expr(fun).kind {
            args.iter().for_each(|&arg| visit(arg));
        }
        let mut values = if inner.is_empty() {
            Values::unknown()
        } else {
            Values::one(Value::Wrapped(inner, None), Provenance::Computed, Some(at))
        };
        values.needs = needs;
        values
    }

    /// The function whose callers would say what an expression is, where it is a parameter, or a receiver that counts, or a part of one.
    pub(super) fn caller_needed(&self, at: ExprRef, frames: &Frames, receivers: bool) -> Option<FuncRef> {
        let (mut at, mut frames) = (at, frames.clone());
        for _ in 0..FARTHEST_CALLER {
            let facts = self.scope.facts(at.file);
            at.expr = match &facts.syntax.expr(at.expr).kind {
                ExprKind::Select(base, _) | ExprKind::Star(base) | ExprKind::Address(base) => *base,
                ExprKind::Local(local) => {
                    let declared = facts.syntax.local(*local);
                    let func = FuncRef { file: at.file, func: declared.func };
                    if declared.kind == LocalKind::Var || (declared.kind == LocalKind::Receiver && !receivers) {
                        return None;
                    }
                    let Some((frame, outer)) = self.find(&frames, func) else { return Some(func) };
                    let calling = self.scope.facts(frame.call.file);
                    let ExprKind::Call { fun, args, .. } = &calling.syntax.expr(frame.call.expr).kind else {
                        return None;
                    };
                    at.file = frame.call.file;
                    frames = outer;
                    match declared.kind {
                        LocalKind::Param(index) => *args.get(index as usize)?,
                        _ => self.receiver(at.file, *fun)?,
                    }
                }
                _ => return None,
            };
        }
        None
    }

    pub(crate) fn eval_builtin(&self, at: ExprRef, name: &str, args: &[ExprId], frames: &Frames) -> Option<Values> {
        let here = |expr: ExprId| ExprRef { file: at.file, expr };
        match name {
            "new" => {
                let first = here(*args.first()?);
                // Go 1.26: new(expr).
                let Some(ty) = self.as_type(first) else { return Some(self.eval(first, frames)) };
                if self.is_mux_type(&ty) {
                    return Some(self.new_mux(at, frames));
                }
                let object = || Object { site: Site::Expr(at), frames: self.frames_of(at, frames) };
                let mut values = self.zero_of(&ty, None, &object, Some(at));
                if let [Alternative { value, .. }] = values.items.as_mut_slice()
                    && *value == Value::Zero
                    && matches!(ty, Ty::Unknown)
                {
                    *value = Value::Unknown;
                }
                Some(values)
            }
            "make" => {
                let facts = self.scope.facts(at.file);
                let ty = args.first().map(|&arg| &facts.syntax.expr(arg).kind);
                let is_named =
                    || args.first().and_then(|&arg| self.as_type(here(arg))).is_some_and(|ty| self.is_map(&ty));
                let is_map = matches!(ty, Some(ExprKind::Type(ty)) if matches!(**ty, Type::Map(..))) || is_named();
                let made = if is_map { Value::Map(Vec::new()) } else { Value::List(Vec::new()) };
                Some(Values::one(made, Provenance::Literal, Some(at)))
            }
            "append" => {
                let ExprKind::Call { spread, .. } = self.scope.facts(at.file).syntax.expr(at.expr).kind else {
                    return None;
                };
                // `append(list, others...)`
                let (lists, plain) = match args {
                    [first, last] if spread => (vec![*first, *last], [].as_slice()),
                    [first, rest @ ..] => (vec![*first], rest),
                    [] => return None,
                };
                let mut elements = Vec::new();
                let mut needs = Needs::default();
                for list in lists {
                    let list = self.eval(here(list), frames);
                    needs.join(list.needs);
                    for item in &list.items {
                        match &item.value {
                            Value::List(items) => elements.extend(items.iter().cloned()),
                            Value::Nil | Value::NilPointer | Value::Zero => {}
                            _ => return Some(Values { needs, ..Values::unknown() }),
                        }
                    }
                }
                elements.extend(self.listed(at, plain.iter().map(|&a| here(a)), frames));
                // What a loop appends again and again is there once.
                let mut list = Vec::new();
                for element in elements {
                    if list.len() < MOST_ELEMENTS && !list.contains(&element) {
                        list.push(element);
                    }
                }
                Some(Values { needs, ..Values::one(Value::List(list), Provenance::Computed, Some(at)) })
            }
            _ => None,
        }
    }

    /// What a declared function returns when it is called there.
    pub(crate) fn eval_returns(&self, func: FuncRef, call: ExprRef, frames: &Frames, result: usize) -> Values {
        self.eval_some_returns(func, call, frames, result, &|_| true)
    }

    fn eval_some_returns(
        &self,
        func: FuncRef,
        call: ExprRef,
        frames: &Frames,
        result: usize,
        counts: &dyn Fn(&Return) -> bool,
    ) -> Values {
        let frame = Frame::new(func, call);
        if self.is_too_deep(frame, frames) {
            return Values::unknown();
        }
        self.returned(func, &frames.push(frame), result, counts)
    }

    /// One of several results of a call, where it is used: what stands beside it in a `return` says whether that return
    /// comes here.
    pub(crate) fn eval_result_at(&self, at: ExprRef, call: ExprId, result: u32, frames: &Frames) -> Values {
        let facts = self.scope.facts(at.file);
        let place = facts.place(at.expr).branch;
        if let ExprKind::Call { fun, .. } = facts.syntax.expr(call).kind
            && place != BranchId::TOP
            && let [Callable::Program(func)] = *self.callables(ExprRef { expr: fun, ..at })
        {
            let theirs = self.scope.facts(func.file);
            let counts = |ret: &Return| !facts.excludes_return(place, call, theirs, ret);
            let returns = theirs.returns.get(&func.func).unwrap_or_default();
            let counted = returns.iter().filter(|ret| counts(ret)).count();
            if counted > 0 && counted < returns.len() {
                return self.eval_some_returns(func, ExprRef { expr: call, ..at }, frames, result as usize, &counts);
            }
        }
        self.eval_source(at.file, DefSource::Tuple(call, result), frames)
    }

    /// What a literal returns: its own frame inside of what it captured.
    pub(crate) fn eval_literal(
        &self,
        func: FuncRef,
        call: ExprRef,
        captured: &Frames,
        frames: &Frames,
        result: usize,
    ) -> Values {
        let frame = Frame::new(func, call);
        let inner = self.within(captured, call, frames);
        if self.is_too_deep(frame, &inner) {
            return Values::unknown();
        }
        self.returned(func, &inner.push(frame), result, &|_| true)
    }

    fn returned(&self, func: FuncRef, frames: &Frames, result: usize, counts: &dyn Fn(&Return) -> bool) -> Values {
        let facts = self.scope.facts(func.file);
        let mut values = Values::default();
        let mut said = Vec::new();
        let returns = facts.returns.get(&func.func).unwrap_or_default();
        for ret in returns.iter().filter(|ret| counts(ret) && !self.never(func.file, ret.place.branch, frames)) {
            let one = match (ret.values.get(result), &*ret.values) {
                (Some(&value), values) if values.len() > 1 || result == 0 => {
                    let results = facts.syntax.func(func.func).results.len();
                    if values.len() == 1 && results > 1 {
                        self.eval_source(func.file, DefSource::Tuple(value, 0), frames)
                    } else {
                        self.eval(ExprRef { file: func.file, expr: value }, frames)
                    }
                }
                (None, [call]) => {
                    let index = u32::try_from(result).unwrap_or(u32::MAX);
                    self.eval_source(func.file, DefSource::Tuple(*call, index), frames)
                }
                (None, []) => self.named_result(func, result, frames),
                _ => Values::unknown(),
            };
            // `return nil, err` says nothing about the value of a good run. Whether it is one, its last value says.
            let says_so = result + 1 == ret.values.len() && one.items.iter().all(|i| matches!(i.value, Value::Bool(_)));
            let failed = !says_so
                && one.items.iter().all(|i| i.value.is_zero())
                && match &*ret.values {
                    [_] => behind_error(facts, ret),
                    values => values.last().is_some_and(|&e| is_failure(facts, func.func, e)),
                };
            if !failed {
                said.push(Said { values: one.clone(), place: Some((func.file, ret.place.branch)) });
                values.join(one);
            }
        }
        if values.items.len() > 1 {
            values = self.by_default_of(&said, Counts::First, BranchId::TOP, frames).unwrap_or(values);
        }
        if values.items.is_empty() && values.needs.is_empty() { Values::unknown() } else { values }
    }

    /// A bare `return`: what the named result was set to.
    pub(crate) fn named_result(&self, func: FuncRef, result: usize, frames: &Frames) -> Values {
        let facts = self.scope.facts(func.file);
        let Some(&local) = facts.syntax.func(func.func).results.get(result) else { return Values::unknown() };
        let mut values = Values::default();
        for def in facts.local_defs.get(&local).unwrap_or_default() {
            if def.source != DefSource::Zero {
                values.join(self.eval_source(func.file, def.source, frames));
            }
        }
        if values.items.is_empty() { Values::unknown() } else { values }
    }

    /// An argument place of a known row, in a call.
    pub(crate) fn arg(&self, call: ExprRef, place: &Arg, frames: &Frames) -> Values {
        let facts = self.scope.facts(call.file);
        // A method that is handed on as a value is called without arguments.
        let (fun, args) = match &facts.syntax.expr(call.expr).kind {
            ExprKind::Call { fun, args, .. } => (fun, &**args),
            ExprKind::Select(..) => (&call.expr, [].as_slice()),
            _ => return Values::unknown(),
        };
        let here = |expr: ExprId| ExprRef { file: call.file, expr };
        let (expr, fields) = match place {
            Arg::Literal(text) => {
                return Values::one(Value::Text(Text::known(text)), Provenance::Literal, None);
            }
            Arg::Recv(fields) => match self.receiver(call.file, *fun) {
                Some(base) => (base, fields.as_slice()),
                None if fields.is_empty() => return self.receiver_handed_in(here(*fun), frames),
                None => return Values::unknown(),
            },
            Arg::Param(index, fields) => match args.get(*index) {
                Some(&arg) => (arg, fields.as_slice()),
                // f(g()): the results of one call are the arguments of another.
                None if args.len() == 1
                    && *index > 0
                    && matches!(facts.syntax.expr(args[0]).kind, ExprKind::Call { .. }) =>
                {
                    return self.eval_source(
                        call.file,
                        DefSource::Tuple(args[0], u32::try_from(*index).unwrap_or(0)),
                        frames,
                    );
                }
                None => return Values::one(Value::Zero, Provenance::Literal, None),
            },
            Arg::Rest(first) => {
                let rest = self.listed(call, args.iter().skip(*first).map(|&a| here(a)), frames);
                return self.elements(&Values::one(Value::List(rest), Provenance::Literal, None), frames);
            }
            Arg::Last => match args.last() {
                Some(&arg) => (arg, [].as_slice()),
                None => return Values::unknown(),
            },
            Arg::Result(fields) => {
                let mut values = self.eval(call, frames);
                for field in fields {
                    values = self.field_of(&values, &Name::from(field.as_str()), call.file, frames);
                }
                return values;
            }
            Arg::Option(name) => match self.option(call, args, name) {
                Some(option) => return self.arg(option, &Arg::Param(0, Vec::new()), frames),
                None => return Values::one(Value::Zero, Provenance::Literal, None),
            },
        };
        let mut steps = match place {
            Arg::Recv(_) => self.promotion_of(call.file, *fun, here(expr)),
            _ => Vec::new(),
        };
        steps.extend(fields.iter().map(|field| Name::from(field.as_str())));
        let Some((first, rest)) = steps.split_first() else { return self.eval(here(expr), frames) };
        let object = self.eval_field(here(expr), first, frames);
        rest.iter().fold(object, |object, field| self.field_of(&object, field, call.file, frames))
    }

    /// The embedded fields through which a call's method is promoted to the expression before the dot.
    fn promotion_of(&self, file: FileId, fun: ExprId, base: ExprRef) -> Vec<Name> {
        let facts = self.scope.facts(file);
        match &facts.syntax.expr(self.method_value(file, fun).unwrap_or(fun)).kind {
            ExprKind::Select(_, method) => self.promotion(&self.type_of(base), method, 0).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// The argument of a call that is a call of an option function: `WithAddress(x)`.
    pub(crate) fn option(&self, call: ExprRef, args: &[ExprId], name: &str) -> Option<ExprRef> {
        let facts = self.scope.facts(call.file);
        let is = |arg: &&ExprId| {
            let ExprKind::Call { fun, .. } = &facts.syntax.expr(**arg).kind else { return false };
            match &facts.syntax.expr(*fun).kind {
                ExprKind::Name(n) | ExprKind::Select(_, n) => **n == *name,
                _ => false,
            }
        };
        args.iter().find(is).map(|&expr| ExprRef { file: call.file, expr })
    }

    /// The expression at an argument place, where it is written in the call.
    pub(crate) fn arg_expr(&self, call: ExprRef, place: &Arg) -> Option<ExprRef> {
        let facts = self.scope.facts(call.file);
        let ExprKind::Call { args, .. } = &facts.syntax.expr(call.expr).kind else { return None };
        let expr = match place {
            Arg::Param(index, fields) if fields.is_empty() => *args.get(*index)?,
            Arg::Rest(first) => *args.get(*first)?,
            Arg::Last => *args.last()?,
            _ => return None,
        };
        Some(ExprRef { file: call.file, expr })
    }

    /// What a router's sub-router is.
    pub(crate) fn subrouter(&self, call: ExprRef, row: &KnownCall, frames: &Frames) -> Values {
        let Some(sub) = &row.subrouter else { return Values::unknown() };
        let router = self.arg(call, sub.router.as_ref().unwrap_or(&Arg::Recv(Vec::new())), frames);
        let prefix = sub.prefix.as_ref().map(|p| self.arg(call, p, frames));
        let prefix = prefix.map_or_else(Text::default, |v| {
            v.texts().into_iter().next().map_or_else(|| Text::hole(Piece::Unknown), |(t, ..)| t)
        });
        let mut values = Values::needing(router.needs.clone());
        for item in &router.items {
            if let Value::Router(object, before) = &item.value {
                let path = before.path_below(&prefix);
                values.add(Alternative { value: Value::Router(object.clone(), path), how: item.how, at: item.at });
            }
        }
        if values.items.is_empty() { Values { needs: values.needs, ..Values::unknown() } } else { values }
    }
}

/// Whether a `return` stands directly behind `err != nil`.
fn behind_error(facts: &FileFacts, ret: &Return) -> bool {
    let Some((statement, 0)) = facts.branches.innermost(ret.place.branch) else { return false };
    let Some(&cond) = facts.conditions.get(&statement) else { return false };
    compares_error(facts, cond) == Some(Op::Ne)
}

/// Whether a function's last result says that the others are of no use: an error that is not nil, or `false`.
fn is_failure(facts: &FileFacts, func: FuncId, last: ExprId) -> bool {
    let declared = facts.syntax.func(func).results.last().and_then(|&local| facts.syntax.local(local).ty.as_deref());
    let is_error = matches!(declared, Some(Type::Name(name)) if &**name == "error");
    match &facts.syntax.expr(last).kind {
        ExprKind::Name(name) if &**name == "nil" => false,
        ExprKind::Name(name) if &**name == "false" => true,
        _ => is_error,
    }
}
