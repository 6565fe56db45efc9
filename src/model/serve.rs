//! What a handler value serves in the end: which muxes and routers, through wrappers, closures and ServeHTTP methods.
//!
//! In: a [`Value`]. Out: [`Target`]s. A handler whose body calls `ServeHTTP` of another serves that one too.
//! Knows no listener and no route.

use super::eval::{Eval, SERVE};
use super::frames::{Frame, Frames, FuncRef};
use super::limit::Limit;
use super::types::Callable;
use super::value::{Alternative, ExprRef, Needs, Object, Text, Value, Values};
use crate::facts::FileFacts;
use crate::golang::syntax::{ExprId, ExprKind, FuncId, LocalKind, Name};
use crate::known::NilHandler;

/// Handlers in handlers.
const DEEPEST_HANDLER: u32 = 12;

/// What is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Served {
    DefaultMux,
    Mux(Object),
    Router(Object),
    /// A handler that is no mux.
    Other,
    /// nil.
    Nil,
    Unknown,
}

/// What is served, and what is cut from the path before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    pub served: Served,
    pub strip: Option<Text>,
    /// The expression that brought it in: a mount, a call of ServeHTTP.
    pub via: Option<ExprRef>,
    /// What comes through to it, where conditions on the request's path decide.
    pub limits: Vec<Limit>,
}

/// How a handler is reached from the one that was asked about.
#[derive(Clone, Copy)]
struct Way<'w> {
    strip: Option<&'w Text>,
    via: Option<ExprRef>,
    limits: &'w [Limit],
    /// Who asks: values carry only what leads to where they are made.
    frames: &'w Frames,
    depth: u32,
}

impl<'w> Way<'w> {
    /// To what is asked about itself.
    fn asked(frames: &'w Frames) -> Self {
        Self { strip: None, via: None, limits: &[], frames, depth: 0 }
    }
}

/// What was found so far.
#[derive(Default)]
struct Found {
    targets: Vec<Target>,
    /// What was looked at: chains of handlers meet again.
    seen: Vec<Seen>,
    /// Who would say what a handler hands on to, where that is not known.
    needs: Needs,
}

/// A handler, and how it was reached.
#[derive(PartialEq)]
struct Seen {
    value: Value,
    strip: Option<Text>,
    via: Option<ExprRef>,
    limits: Vec<Limit>,
}

impl Found {
    fn is_new(&mut self, value: &Value, way: Way<'_>) -> bool {
        let here = Seen { value: value.clone(), strip: way.strip.cloned(), via: way.via, limits: way.limits.to_vec() };
        let new = !self.seen.contains(&here);
        if new {
            self.seen.push(here);
        }
        new
    }
}

impl Eval<'_> {
    /// Where something is by its type a mux or a struct, and not just some handler, nil is a pointer: kept as a handler it is no
    /// nil handler.
    pub(crate) fn with_typed_nil(&self, at: ExprRef, mut values: Values) -> Values {
        let is_nil = |i: &Alternative| matches!(i.value, Value::Nil | Value::Zero);
        if values.items.iter().any(is_nil) {
            let ty = self.type_of(at);
            if self.is_mux_type(&ty) || !self.fields(&ty).is_empty() {
                values.items.iter_mut().filter(|i| is_nil(i)).for_each(|i| i.value = Value::NilPointer);
            }
        }
        values
    }

    /// What a handler serves in the end, for whoever asks in a calling context. Never empty.
    pub(crate) fn targets(&self, value: &Value, frames: &Frames) -> Vec<Target> {
        let mut found = Found::default();
        self.collect_targets(value, Way::asked(frames), &mut found);
        if found.targets.is_empty() {
            found.targets.push(Target { served: Served::Other, strip: None, via: None, limits: Vec::new() });
        }
        found.targets
    }

    /// Who would say what handlers are, and what they hand on to, where a calling context does not: who calls the function that makes them.
    pub(crate) fn needs_of_handlers(&self, handlers: &Values, frames: &Frames) -> Needs {
        let mut found = Found { needs: handlers.needs.clone(), ..Found::default() };
        let is_func = |value: &&Value| matches!(value, Value::Func(..) | Value::Wrapped(..));
        handlers.items.iter().map(|item| &item.value).filter(is_func).for_each(|value| {
            self.collect_targets(value, Way::asked(frames), &mut found);
        });
        found.needs
    }

    fn collect_targets(&self, value: &Value, way: Way<'_>, found: &mut Found) {
        if way.depth > DEEPEST_HANDLER || found.targets.len() > 16 || !found.is_new(value, way) {
            return;
        }
        let deeper = Way { depth: way.depth + 1, ..way };
        let mut add = |served: Served| {
            let target = Target { served, strip: way.strip.cloned(), via: way.via, limits: way.limits.to_vec() };
            if !found.targets.contains(&target) {
                found.targets.push(target);
            }
        };
        match value {
            Value::DefaultMux => add(Served::DefaultMux),
            Value::Mux(object) => add(Served::Mux(object.clone())),
            Value::Router(object, _) => add(Served::Router(object.clone())),
            Value::Nil | Value::Zero => add(Served::Nil),
            Value::Wrapped(inner, cut) => {
                let strip = cut.as_ref().or(way.strip);
                // What a wrapper does with nil is its own matter.
                for value in inner.iter().filter(|v| !matches!(v, Value::Nil | Value::NilPointer | Value::Zero)) {
                    self.collect_targets(value, Way { strip, ..deeper }, found);
                }
            }
            Value::Func(func, captured) => {
                let frames = captured.join(way.frames);
                self.served_in_body(*func, None, Way { frames: &frames, ..way }, found);
            }
            Value::Method(func, ..) => {
                self.served_in_body(*func, None, Way { frames: &Frames::default(), ..way }, found);
            }
            Value::Struct(object) => self.served_by_struct(object, way, found),
            Value::NilPointer
            | Value::Foreign(..)
            | Value::Text(_)
            | Value::Int(_)
            | Value::Bool(_)
            | Value::Listener(_) => {
                add(Served::Other);
            }
            Value::List(_)
            | Value::Texts(_)
            | Value::Map(_)
            | Value::Configured
            | Value::Impossible
            | Value::Unknown => {
                add(Served::Unknown);
            }
        }
    }

    /// `x.ServeHTTP(w, r)`, `next(w, r)` and, of what a method is called on, `s.serve(w, r)` in a function's body, its literals included.
    fn served_in_body(&self, func: FuncRef, receiver: Option<&Object>, way: Way<'_>, found: &mut Found) {
        let frames = way.frames;
        let facts = self.scope.facts(func.file);
        for call in facts.calls_between(facts.syntax.func(func.func).range) {
            let inside = |f: FuncId| facts.is_within(f, func.func);
            if !facts.place(call.expr).func.is_some_and(inside) {
                continue;
            }
            let at = ExprRef { file: func.file, expr: call.expr };
            if let Some((method, object)) = receiver.and_then(|object| Some((self.own_method(func, at)?, object))) {
                if way.depth < DEEPEST_HANDLER {
                    let (limits, frames) = (self.limits_to(at, way), frames.push(Frame::new(method, at)));
                    let inner = Way { frames: &frames, limits: &limits, depth: way.depth + 1, ..way };
                    self.served_in_body(method, Some(object), inner, found);
                }
                continue;
            }
            let Some(handler) = self.handler_of(at) else { continue };
            let of_receiver = receiver.and_then(|object| self.receiver_field(func, handler.expr, object, frames));
            let values = of_receiver.unwrap_or_else(|| self.eval(handler, frames));
            // A handler that is not known may be anything, but it is one among others here.
            let known = |v: &Value| !v.is_zero() && !matches!(v, Value::Unknown | Value::Configured);
            let known: Vec<_> = values.items.iter().map(|item| &item.value).filter(|v| known(v)).collect();
            if known.is_empty() {
                found.needs.join(values.needs.clone());
                continue;
            }
            let limits = self.limits_to(at, way);
            let inner = Way { via: Some(at), limits: &limits, depth: way.depth + 1, ..way };
            known.into_iter().for_each(|value| self.collect_targets(value, inner, found));
        }
    }

    /// What comes through to a place on a way.
    fn limits_to(&self, at: ExprRef, way: Way<'_>) -> Vec<Limit> {
        // What was cut from the path before is not what the conditions see.
        let seen = |limit: &Limit| way.strip.is_none() || *limit == Limit::Guard;
        let mut limits = way.limits.to_vec();
        limits.extend(self.limits_at(at, way.frames).into_iter().filter(seen));
        limits
    }

    /// The handler that a call has serve a request.
    fn handler_of(&self, at: ExprRef) -> Option<ExprRef> {
        let facts = self.scope.facts(at.file);
        let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(at.expr).kind else { return None };
        let [writer, request] = &**args else { return None };
        match &facts.syntax.expr(*fun).kind {
            ExprKind::Select(base, name) if &**name == SERVE => return Some(ExprRef { expr: *base, ..at }),
            ExprKind::Select(base, _) if self.scope.qualifier(at.file, *base).is_none() => {}
            ExprKind::Local(_) => {}
            _ => return None,
        }
        let is_handed = |expr: ExprId| match facts.syntax.expr(expr).kind {
            ExprKind::Local(local) => matches!(facts.syntax.local(local).kind, LocalKind::Param(_)),
            _ => false,
        };
        let fun = ExprRef { expr: *fun, ..at };
        (is_handed(*request) && is_local(facts, *writer) && self.callables(fun).is_empty()).then_some(fun)
    }

    /// The method that a call in a method hands what it was handed, of the same object.
    fn own_method(&self, method: FuncRef, at: ExprRef) -> Option<FuncRef> {
        let facts = self.scope.facts(at.file);
        let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(at.expr).kind else { return None };
        let ExprKind::Select(base, name) = &facts.syntax.expr(*fun).kind else { return None };
        let ExprKind::Local(of) = facts.syntax.expr(*base).kind else { return None };
        let is_own = facts.syntax.func(method.func).recv == Some(of) && &**name != SERVE;
        if !is_own || args.len() < 2 || !args.iter().all(|&arg| is_local(facts, arg)) {
            return None;
        }
        match *self.callables(ExprRef { expr: *fun, ..at }) {
            [Callable::Program(called)] if called != method => Some(called),
            _ => None,
        }
    }

    /// `h.next` in a method of h, where h is known.
    fn receiver_field(&self, method: FuncRef, expr: ExprId, object: &Object, frames: &Frames) -> Option<Values> {
        let facts = self.scope.facts(method.file);
        let ExprKind::Select(base, field) = &facts.syntax.expr(expr).kind else { return None };
        let ExprKind::Local(local) = facts.syntax.expr(*base).kind else { return None };
        let is_receiver = facts.syntax.func(method.func).recv == Some(local);
        let value = Values::one(Value::Struct(object.clone()), super::Provenance::Literal, None);
        is_receiver.then(|| self.field_of(&value, field, method.file, frames))
    }

    fn served_by_struct(&self, object: &Object, way: Way<'_>, found: &mut Found) {
        let frames = self.of_object(object, way.frames);
        let through = |via| Way { via, frames: &frames, depth: way.depth + 1, ..way };
        let ty = self.type_of_site(&object.site);
        let file = match (&object.site, self.site_expr(&object.site)) {
            (_, Some(at)) => at.file,
            (super::value::Site::Local(file, _) | super::value::Site::Var(file, _), _) => *file,
            _ => return,
        };
        let values_of = |field: &Name| {
            let value = Values::one(Value::Struct(object.clone()), super::Provenance::Literal, None);
            self.field_of(&value, field, file, &frames)
        };
        if let Some(wraps) = self.known_type(&ty).and_then(|t| t.wraps.as_ref()) {
            for item in values_of(&Name::from(wraps.field.as_str())).items {
                let value = match (&item.value, wraps.nil) {
                    (Value::Nil | Value::Zero, NilHandler::DefaultMux) => Value::DefaultMux,
                    (Value::Nil | Value::Zero, NilHandler::None) => continue,
                    _ => item.value,
                };
                self.collect_targets(&value, through(item.at), found);
            }
            return;
        }
        let serve = Name::from(SERVE);
        let mut is_own = false;
        let before = found.seen.len();
        for callable in self.methods(&ty, &serve, 0) {
            if let Callable::Program(func) = callable {
                is_own = true;
                self.served_in_body(func, Some(object), Way { frames: &frames, ..way }, found);
            }
        }
        // An embedded handler or mux, or a struct that embeds one. Where its own method calls it, what that lets through is known.
        let called = found.seen.len();
        for (field, _) in self.fields(&ty).iter().filter(|(f, _)| f.embedded) {
            for item in values_of(&field.name).items {
                let serves = match item.value {
                    Value::DefaultMux | Value::Mux(_) | Value::Router(..) | Value::Wrapped(..) => true,
                    Value::Struct(_) => !is_own,
                    _ => false,
                };
                let is_called = found.seen[before..called].iter().any(|seen| seen.value == item.value);
                if serves && !is_called {
                    self.collect_targets(&item.value, through(item.at), found);
                }
            }
        }
    }
}

fn is_local(facts: &FileFacts, expr: ExprId) -> bool {
    matches!(facts.syntax.expr(expr).kind, ExprKind::Local(_))
}
