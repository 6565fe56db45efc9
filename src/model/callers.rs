//! Who calls a function: by its name, or as a value that was handed on.
//!
//! In: a function. Out: the calls that a run may reach. A function that is used as a value is followed through locals,
//! package variables, fields, lists, parameters and results to the calls of what holds it. Over-approximated: whether a
//! call really calls it in a calling context, `sites` asks the evaluator. Bounded: one that goes too far has no callers.

use std::collections::HashSet;
use std::rc::Rc;

use super::eval::Eval;
use super::frames::FuncRef;
use super::link::Symbol;
use super::reach::Reach;
use super::types::{Callable, Ty};
use super::value::{ExprRef, Value};
use crate::facts::{Def, DefSource};
use crate::golang::syntax::{ExprId, ExprKind, LocalId, LocalKind, Name};
use crate::source::FileId;

/// Places that a function value is followed to.
const MOST_PLACES: usize = 512;
/// Calls that give back what others gave them.
const MOST_GIVERS: u32 = 4;
/// Functions that hand on the result of another.
const DEEPEST_RESULT: u32 = 4;

impl Reach<'_, '_> {
    /// The calls of a function that a run may reach, for trying each as a calling context.
    pub(crate) fn callers(&self, func: FuncRef) -> Vec<ExprRef> {
        self.callers_within(func, 0)
    }

    fn callers_within(&self, func: FuncRef, depth: u32) -> Vec<ExprRef> {
        let facts = self.eval.scope.facts(func.file);
        if facts.syntax.func(func.func).name.is_none() {
            let literal = self.eval.literal_expr(func).map(|expr| ExprRef { file: func.file, expr });
            return self.called_as_value(func, literal.into_iter().collect(), depth).to_vec();
        }
        let Some(mentions) = self.eval.mentions_of(func) else { return Vec::new() };
        let is_method = facts.syntax.func(func.func).recv.is_some();
        let mentions = mentions.iter().copied().filter(|&m| !is_method || self.may_mean(m, func));
        let (calls, values): (Vec<_>, Vec<_>) =
            mentions.map(|m| (m, called_by(self.eval, m))).partition(|c| c.1.is_some());
        let mut found: Vec<ExprRef> = calls.into_iter().filter_map(|(_, call)| call).collect();
        let handed_on = self.called_as_value(func, values.into_iter().map(|(mention, _)| mention).collect(), depth);
        found.extend(handed_on.iter());
        found.retain(|&call| self.reaches(call));
        found
    }

    /// Whether a selector may mean a method: its type says so, or its type is not known, or is an interface that the method's
    /// type satisfies.
    pub(super) fn may_mean(&self, selector: ExprRef, method: FuncRef) -> bool {
        let callables = self.eval.callables(selector);
        if !callables.is_empty() {
            return callables.iter().any(|c| matches!(c, Callable::Program(f) if *f == method));
        }
        let facts = self.eval.scope.facts(selector.file);
        let ExprKind::Select(base, _) = facts.syntax.expr(selector.expr).kind else { return false };
        let ty = self.eval.type_of(ExprRef { file: selector.file, expr: base });
        // An interface has no methods of its own; a struct that lacks the method is somebody else's.
        let open = match ty {
            Ty::Unknown => true,
            Ty::Named(..) => self.eval.fields(&ty).is_empty(),
            _ => false,
        };
        open && self.eval.may_satisfy(method, &ty) && !(ty == Ty::Unknown && self.is_foreign_method(selector))
    }

    /// Whether a selector means a method of what code that is not read gives back.
    fn is_foreign_method(&self, selector: ExprRef) -> bool {
        if let Some(&known) = self.foreign.borrow().get(&selector) {
            return known;
        }
        let is_foreign = match &self.eval.scope.facts(selector.file).syntax.expr(selector.expr).kind {
            ExprKind::Select(base, name) => self.is_foreign(ExprRef { expr: *base, ..selector }, name, MOST_GIVERS),
            _ => false,
        };
        self.foreign.borrow_mut().insert(selector, is_foreign);
        is_foreign
    }

    /// Whether an expression is what code that is not read gives back to somebody who hands it nothing that has a method of a name.
    fn is_foreign(&self, at: ExprRef, name: &Name, givers: u32) -> bool {
        let facts = self.eval.scope.facts(at.file);
        let here = |expr: ExprId| ExprRef { file: at.file, expr };
        if givers == 0 {
            return false;
        }
        match &facts.syntax.expr(at.expr).kind {
            ExprKind::Local(local) if facts.syntax.local(*local).kind == LocalKind::Var => {
                let defs = facts.local_defs.get(local).unwrap_or_default();
                let gives = |def: &Def| match def.source {
                    DefSource::Expr(value) | DefSource::Tuple(value, _) => {
                        self.is_foreign(here(value), name, givers - 1)
                    }
                    _ => false,
                };
                !defs.is_empty() && defs.iter().all(gives)
            }
            ExprKind::Star(inner) | ExprKind::Address(inner) => self.is_foreign(here(*inner), name, givers - 1),
            ExprKind::Call { fun, args, .. } => {
                let ExprKind::Select(base, _) = facts.syntax.expr(*fun).kind else { return false };
                let scope = &self.eval.scope;
                let is_closed = match scope.qualifier(at.file, base) {
                    Some(package) => package.index.is_none_or(|index| scope.package(index).source.is_closed()),
                    None => self.is_foreign(here(base), name, givers - 1),
                };
                is_closed && args.iter().all(|&arg| !self.may_have(here(arg), name, givers - 1))
            }
            _ => false,
        }
    }

    /// Whether what is handed over may be something that has a method of a name.
    fn may_have(&self, at: ExprRef, name: &Name, givers: u32) -> bool {
        let facts = self.eval.scope.facts(at.file);
        let made = match facts.syntax.expr(at.expr).kind {
            ExprKind::Address(inner) => inner,
            _ => at.expr,
        };
        let is_literal = match &facts.syntax.expr(made).kind {
            ExprKind::Str(_) | ExprKind::Int(_) | ExprKind::Binary(..) => return false,
            ExprKind::Name(name) if matches!(&**name, "nil" | "true" | "false") => return false,
            kind => matches!(kind, ExprKind::Composite(_)),
        };
        let ty = self.eval.type_of(at);
        match &ty {
            Ty::Basic(_) => false,
            Ty::Unknown => !self.is_foreign(at, name, givers),
            // What a context carries has to be asked for.
            Ty::Named(_, ty) if &**ty == "Context" => false,
            _ => !self.eval.methods(&ty, name, 0).is_empty() || (!is_literal && self.eval.fields(&ty).is_empty()),
        }
    }

    /// The calls of what holds a function that stands as a value at one place.
    pub(super) fn calls_of_kept(&self, value: ExprRef) -> Vec<ExprRef> {
        let mut flow = Flow { reach: self, open: vec![value], seen: HashSet::new(), calls: Vec::new(), depth: 0 };
        let mut found = if flow.run() { flow.calls } else { Vec::new() };
        found.retain(|&call| self.reaches(call));
        found
    }

    /// The calls of what holds a function that stands as a value at these places.
    fn called_as_value(&self, func: FuncRef, values: Vec<ExprRef>, depth: u32) -> Rc<[ExprRef]> {
        if let Some(found) = self.handed_on.borrow().get(&func) {
            return Rc::clone(found);
        }
        // Where it is asked for again on its own way, nothing is added.
        self.handed_on.borrow_mut().insert(func, Rc::from([]));
        let mut flow = Flow { reach: self, open: values, seen: HashSet::new(), calls: Vec::new(), depth };
        let mut found = if flow.run() { flow.calls } else { Vec::new() };
        found.retain(|&call| self.reaches(call));
        found.sort_unstable();
        found.dedup();
        let found: Rc<[ExprRef]> = found.into();
        self.handed_on.borrow_mut().insert(func, Rc::clone(&found));
        found
    }
}

/// The call that calls an expression, also behind an instantiation.
fn called_by(eval: &Eval<'_>, at: ExprRef) -> Option<ExprRef> {
    let facts = eval.scope.facts(at.file);
    let mut called = at.expr;
    let mut parent = facts.parent(called)?;
    if let ExprKind::Index(base, _) = &facts.syntax.expr(parent).kind
        && *base == called
    {
        called = parent;
        parent = facts.parent(called)?;
    }
    let is_call = matches!(&facts.syntax.expr(parent).kind, ExprKind::Call { fun, .. } if *fun == called);
    is_call.then_some(ExprRef { file: at.file, expr: parent })
}

/// The way of a function value through a program.
struct Flow<'r, 'a, 'e> {
    reach: &'r Reach<'a, 'e>,
    open: Vec<ExprRef>,
    seen: HashSet<ExprRef>,
    calls: Vec<ExprRef>,
    depth: u32,
}

impl<'a, 'e> Flow<'_, 'a, 'e> {
    /// Follows everything; No where that is too much.
    fn run(&mut self) -> bool {
        while let Some(at) = self.open.pop() {
            if !self.seen.insert(at) {
                continue;
            }
            if self.seen.len() > MOST_PLACES {
                return false;
            }
            let facts = self.eval().scope.facts(at.file);
            match facts.parent(at.expr) {
                Some(around) => self.inside(at, ExprRef { file: at.file, expr: around }),
                None => self.in_statement(at),
            }
        }
        true
    }

    fn eval(&self) -> &'e Eval<'a> {
        self.reach.eval
    }

    /// An expression in another one.
    fn inside(&mut self, at: ExprRef, around: ExprRef) {
        let facts = self.eval().scope.facts(at.file);
        match &facts.syntax.expr(around.expr).kind {
            ExprKind::Call { fun, .. } if *fun == at.expr => self.calls.push(around),
            ExprKind::Call { fun, args, .. } => {
                if let Some(position) = args.iter().position(|&a| a == at.expr) {
                    self.argument(around, *fun, position);
                }
            }
            ExprKind::Composite(literal) => {
                let ty = self.eval().type_of(around);
                let fields = self.eval().fields(&ty);
                let position = literal.elems.iter().position(|e| e.value == at.expr);
                let Some(position) = position else { return };
                if fields.is_empty() {
                    self.open.push(around);
                    return;
                }
                let field = match literal.elems[position].key.map(|k| &facts.syntax.expr(k).kind) {
                    Some(ExprKind::Name(field)) => Some(field.clone()),
                    Some(_) => None,
                    None => fields.get(position).map(|(f, _)| f.name.clone()),
                };
                if let Some(field) = field {
                    self.field(&ty, &field);
                }
            }
            ExprKind::Index(base, _) | ExprKind::Slice(base, _) if *base == at.expr => self.open.push(around),
            ExprKind::Address(_) | ExprKind::Star(_) | ExprKind::Assert(..) => self.open.push(around),
            _ => {}
        }
    }

    fn argument(&mut self, call: ExprRef, fun: ExprId, position: usize) {
        let facts = self.eval().scope.facts(call.file);
        let fun = ExprRef { file: call.file, expr: fun };
        let callables = self.eval().callables(fun);
        let mut into: Vec<FuncRef> = Vec::new();
        for callable in callables.iter() {
            match callable {
                Callable::Program(func) => into.push(*func),
                Callable::Known(..) => {}
            }
        }
        if callables.is_empty() {
            let is_append = facts.is_append(fun.expr);
            let converted = self.eval().as_type(fun);
            if let Some(Ty::Named(path, name)) = &converted {
                self.receivers(fun.file, path, name);
            }
            if is_append || converted.is_some() {
                self.open.push(call);
                return;
            }
            let called = self.eval().eval(fun, &super::frames::Frames::default());
            into.extend(called.items.iter().filter_map(|item| match item.value {
                Value::Func(func, _) | Value::Method(func, ..) => Some(func),
                _ => None,
            }));
        }
        for func in into {
            let facts = self.eval().scope.facts(func.file);
            let declared = facts.syntax.func(func.func);
            let last = declared.params.len().saturating_sub(1);
            let position = if declared.variadic { position.min(last) } else { position };
            if let Some(&param) = declared.params.get(position) {
                self.local(func.file, param);
            }
        }
    }

    /// An expression that is a statement's own: assigned, returned, ranged over.
    fn in_statement(&mut self, at: ExprRef) {
        let facts = self.eval().scope.facts(at.file);
        let takes = |def: &Def| match def.source {
            DefSource::Expr(e) | DefSource::RangeValue(e) | DefSource::Tuple(e, 0) => e == at.expr,
            _ => false,
        };
        for (&local, _) in facts.local_defs.iter().filter(|(_, defs)| defs.iter().any(takes)) {
            self.local(at.file, local);
        }
        let package = self.eval().scope.package_of(at.file);
        for (name, _) in facts.global_defs.iter().filter(|(_, def)| takes(def)) {
            self.variable(package, name);
        }
        for spec in facts.syntax.vars.iter().filter(|spec| spec.value == Some(at.expr)) {
            self.variable(package, &spec.name);
        }
        for (path, name, _) in facts.foreign_defs.iter().filter(|(_, _, def)| takes(def)) {
            if let Some(package) = self.eval().scope.package_by_path(path) {
                self.variable(package, name);
            }
        }
        for set in facts.field_defs.iter().filter(|set| takes(&set.def)) {
            let ty = self.eval().type_of(ExprRef { file: at.file, expr: set.base });
            self.field(&ty, &set.field);
        }
        for set in facts.element_defs.iter().filter(|set| takes(&set.def)) {
            match &facts.syntax.expr(set.base).kind {
                ExprKind::Local(local) => self.local(at.file, *local),
                ExprKind::Name(name) => self.variable(package, name),
                ExprKind::Select(base, field) => {
                    let ty = self.eval().type_of(ExprRef { file: at.file, expr: *base });
                    self.field(&ty, field);
                }
                _ => {}
            }
        }
        let returns = facts.returns.iter().find(|(_, list)| list.iter().any(|r| r.values.contains(&at.expr)));
        if let Some((&func, _)) = returns.filter(|_| self.depth < DEEPEST_RESULT) {
            let calls = self.reach.callers_within(FuncRef { file: at.file, func }, self.depth + 1);
            self.open.extend(calls);
        }
    }

    /// What a function is in methods of the type that it is made one of: `func (f optionFunc) apply(o *options) { f(o) }`. Only those
    /// that stand beside the type, in the package that makes it one.
    fn receivers(&mut self, made_in: FileId, path: &str, name: &Name) {
        let scope = &self.eval().scope;
        let package = scope.package_of(made_in);
        if scope.package_by_path(path) != Some(package) {
            return;
        }
        if let Some((file, _)) = scope.declared_type(package, name) {
            for (_, receiver) in scope.facts(file).methods_of(name) {
                self.local(file, receiver);
            }
        }
    }

    fn local(&mut self, file: FileId, local: LocalId) {
        let facts = self.eval().scope.facts(file);
        self.open.extend(facts.syntax.uses_of(local).map(|expr| ExprRef { file, expr }));
    }

    fn variable(&mut self, package: usize, name: &Name) {
        let eval = self.reach.eval;
        let is_variable = eval.scope.symbols(package, name).iter().any(|s| matches!(s, Symbol::Var(..)));
        if is_variable {
            self.open.extend(eval.plain_mentions(package, name).iter().flat_map(|mentions| mentions.iter()));
        }
    }

    /// The reads of a field of a type.
    fn field(&mut self, ty: &Ty, field: &Name) {
        let Ty::Named(path, _) = ty else { return };
        let eval = self.reach.eval;
        let Some(home) = eval.scope.package_by_path(path) else { return };
        let exported = field.starts_with(char::is_uppercase);
        let importers = eval.scope.importers(home).iter().copied().filter(|_| exported);
        for user in std::iter::once(home).chain(importers) {
            for &file in &eval.scope.files_mentioning(user, field) {
                let facts = eval.scope.facts(file);
                for &mention in facts.mentions.get(field).unwrap_or_default() {
                    let ExprKind::Select(base, _) = facts.syntax.expr(mention).kind else { continue };
                    let owner = eval.type_of(ExprRef { file, expr: base });
                    if owner == *ty || eval.embedding_path(&owner, ty, 0).is_some() {
                        self.open.push(ExprRef { file, expr: mention });
                    }
                }
            }
        }
    }
}
