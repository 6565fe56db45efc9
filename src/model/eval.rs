//! What an expression may be: follows locals, fields, package variables, parameters and results through a program.
//!
//! In: an expression and a calling context. Out: [`Values`]. Demand-driven: nothing is computed that nobody asks for.
//! Where a parameter's caller is not in the context, its function is named in `needs`, so that the asker can try each
//! caller. Bounded: steps per question, depth of calls, number of alternatives. What Go APIs do is read from `known`.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::Provenance;
use super::link::{PackageRef, Scope, Symbol};
use super::types::{Callable, Ty};
use super::value::{Alternative, ExprRef, Frame, Frames, FuncRef, Object, Piece, Site, Text, Value, Values};
use crate::facts::{Def, DefSource, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, LocalId, LocalKind, Name, Type};
use crate::known::{Arg, ConstantValue, Known, KnownCall, VarKind};
use crate::source::FileId;

/// The method of every handler.
pub(crate) const SERVE: &str = "ServeHTTP";
/// Calls deeper than this are not followed.
const DEEPEST_CALL: usize = 12;
/// Nested questions deeper than this are not answered: the stack is finite.
const DEEPEST_QUESTION: u32 = 120;
/// Steps for one question from outside.
const MOST_STEPS: u32 = 20_000;

/// Answers questions about one program.
pub(crate) struct Eval<'a> {
    pub scope: Scope<'a>,
    pub known: &'a Known,
    /// Struct tags that carry a default, from the packages that this program links.
    pub default_tags: Vec<String>,
    pub types: RefCell<HashMap<ExprRef, Ty>>,
    pub type_depth: Cell<u32>,
    memo: RefCell<HashMap<(ExprRef, Frames), Values>>,
    /// Answers from inside of circles: good for the question at hand, not for others.
    tentative: RefCell<HashMap<(ExprRef, Frames), Values>>,
    pub tentative_fields: RefCell<HashMap<(Rc<str>, Name, Name), Values>>,
    active: RefCell<HashSet<(ExprRef, Frames)>>,
    pub settings: RefCell<HashMap<Name, Values>>,
    pub by_type: RefCell<HashMap<(Rc<str>, Name, Name), Values>>,
    pub active_fields: RefCell<HashSet<(Rc<str>, Name, Name)>>,
    depth: Cell<u32>,
    /// How often a value was met that depends on itself.
    pub circles: Cell<u32>,
    pub callables: RefCell<HashMap<ExprRef, Rc<[Callable<'a>]>>>,
    steps: Cell<u32>,
    /// Whether a bound was met since the last [`Eval::begin`].
    pub cut: Cell<bool>,
}

impl<'a> Eval<'a> {
    pub(crate) fn new(scope: Scope<'a>, known: &'a Known) -> Self {
        let mut tags: Vec<String> = Vec::new();
        for package in &scope.linkage.packages {
            for entry in known.package(Scope::plain_path(&package.path), package.version.as_deref()) {
                tags.extend(entry.default_tags.iter().cloned());
            }
        }
        tags.sort();
        tags.dedup();
        Self {
            scope,
            known,
            default_tags: tags,
            types: RefCell::default(),
            type_depth: Cell::new(0),
            memo: RefCell::default(),
            tentative: RefCell::default(),
            tentative_fields: RefCell::default(),
            active: RefCell::default(),
            settings: RefCell::default(),
            by_type: RefCell::default(),
            active_fields: RefCell::default(),
            depth: Cell::new(0),
            circles: Cell::new(0),
            callables: RefCell::default(),
            steps: Cell::new(0),
            cut: Cell::new(false),
        }
    }

    /// Starts a new question: the budget is whole again.
    pub(crate) fn begin(&self) {
        self.steps.set(0);
        self.cut.set(false);
        self.tentative.borrow_mut().clear();
        self.tentative_fields.borrow_mut().clear();
    }

    /// Whether one more nested question may be asked; then [`Eval::shallower`] ends it.
    pub(crate) fn deeper(&self) -> bool {
        self.steps.set(self.steps.get() + 1);
        if self.steps.get() > MOST_STEPS || self.depth.get() > DEEPEST_QUESTION {
            self.cut.set(true);
            return false;
        }
        self.depth.set(self.depth.get() + 1);
        true
    }

    /// The end of a nested question.
    pub(crate) fn shallower(&self) {
        self.depth.set(self.depth.get() - 1);
    }

    /// What an expression may be in a calling context.
    pub(crate) fn eval(&self, at: ExprRef, frames: &Frames) -> Values {
        let key = (at, frames.clone());
        if let Some(found) = self.memo.borrow().get(&key) {
            return found.clone();
        }
        if let Some(found) = self.tentative.borrow().get(&key) {
            return found.clone();
        }
        self.steps.set(self.steps.get() + 1);
        if self.steps.get() > MOST_STEPS || self.depth.get() > DEEPEST_QUESTION {
            self.cut.set(true);
            return Values::unknown();
        }
        if !self.active.borrow_mut().insert(key.clone()) {
            // A value that depends on itself adds nothing to what else it may be.
            self.circles.set(self.circles.get() + 1);
            return Values::default();
        }
        let circles = self.circles.get();
        self.depth.set(self.depth.get() + 1);
        let values = self.eval_uncached(at, frames);
        self.depth.set(self.depth.get() - 1);
        self.active.borrow_mut().remove(&key);
        // What was computed inside of a circle, or after the budget ran out, is only part of the answer.
        let whole = self.circles.get() == circles && !self.cut.get();
        if whole || self.depth.get() == 0 {
            self.memo.borrow_mut().insert(key, values.clone());
        } else {
            self.tentative.borrow_mut().insert(key, values.clone());
        }
        values
    }

    fn eval_uncached(&self, at: ExprRef, frames: &Frames) -> Values {
        let facts = self.scope.facts(at.file);
        let here = |expr: ExprId| ExprRef { file: at.file, expr };
        let one = |value: Value, how: Provenance| Values::one(value, how, Some(at));
        match &facts.syntax.expr(at.expr).kind {
            ExprKind::Str(text) => one(Value::Text(Text::known(text)), Provenance::Literal),
            ExprKind::Int(Some(n)) => one(Value::Int(*n), Provenance::Literal),
            ExprKind::Name(name) => self.eval_name(at, name),
            ExprKind::Local(local) => self.eval_local(at, *local, frames),
            ExprKind::Select(base, name) => self.eval_select(at, *base, name, frames),
            ExprKind::Call { .. } => self.eval_call(at, frames, 0),
            ExprKind::Star(e) | ExprKind::Address(e) | ExprKind::Assert(e, _) => self.eval(here(*e), frames),
            ExprKind::Unary("-", e) => match self.eval(here(*e), frames).items.as_slice() {
                [Alternative { value: Value::Int(n), how, .. }] => one(Value::Int(n.wrapping_neg()), *how),
                _ => Values::unknown(),
            },
            ExprKind::Binary(op, left, right) => self.eval_binary(at, op, *left, *right, frames),
            ExprKind::Composite { ty, elems } => self.eval_composite(at, ty.as_ref(), elems, frames),
            ExprKind::FuncLit(func) => {
                one(Value::Func(FuncRef { file: at.file, func: *func }, frames.clone()), Provenance::Literal)
            }
            ExprKind::Index(base, index) => self.eval_index(at.file, *base, index, frames),
            ExprKind::Slice(base, _) => {
                let values = self.eval(here(*base), frames);
                let is_list = values.items.iter().all(|i| matches!(i.value, Value::List(_)));
                if is_list { values } else { Values { needs: values.needs, ..Values::unknown() } }
            }
            _ => Values::unknown(),
        }
    }

    fn eval_name(&self, at: ExprRef, name: &Name) -> Values {
        let package = self.scope.package_of(at.file);
        if let Some(values) = self.eval_symbol(package, name) {
            return values;
        }
        for dot in self.scope.dot_imports(at.file) {
            let values = self.eval_foreign(&dot, name, at);
            if !values.is_unknown() {
                return values;
            }
        }
        match &**name {
            "nil" => Values::one(Value::Nil, Provenance::Literal, Some(at)),
            _ => Values::unknown(),
        }
    }

    /// The value of a package-level name.
    fn eval_symbol(&self, package: usize, name: &Name) -> Option<Values> {
        self.scope.symbols(package, name).iter().find_map(|symbol| match *symbol {
            Symbol::Const(file, index) => {
                let facts = self.scope.facts(file);
                let value = facts.syntax.consts[index].value?;
                Some(self.eval(ExprRef { file, expr: value }, &Frames::default()).at_best(Provenance::Constant))
            }
            Symbol::Var(file, index) => Some(self.eval_var(package, file, index, name)),
            Symbol::Func(func) if !super::types::is_method(&self.scope, func) => {
                Some(Values::one(Value::Func(func, Frames::default()), Provenance::Literal, None))
            }
            _ => None,
        })
    }

    /// A package variable: what it starts with, and what any function sets it to.
    fn eval_var(&self, package: usize, file: FileId, index: usize, name: &Name) -> Values {
        let facts = self.scope.facts(file);
        let spec = &facts.syntax.vars[index];
        let none = Frames::default();
        let site = Object { site: Site::Var(file, u32::try_from(index).unwrap_or(0)), frames: Frames::default() };
        let mut values = match (spec.value, spec.tuple) {
            (Some(value), None) => self.eval(ExprRef { file, expr: value }, &none),
            (Some(value), Some(n)) => self.eval_source(file, DefSource::Tuple(value, n), &none),
            (None, _) => {
                let ty = spec.ty.as_ref().map_or(Ty::Unknown, |t| self.resolve(file, t));
                self.zero_of(&ty, spec.ty.as_ref(), site, None)
            }
        };
        let sets = self.assignments_of_var(package, name);
        if sets.is_empty() {
            return values.at_best(Provenance::Constant);
        }
        let declared_without_value = spec.value.is_none();
        let mut set = Values::default();
        for (file, def) in &sets {
            set.join(self.eval_source(*file, def.source, &none));
        }
        if declared_without_value {
            let only = sets.len() == 1;
            let useful = values.items.iter().all(|i| matches!(i.value, Value::Zero | Value::Unknown));
            if useful {
                values = Values { items: Vec::new(), needs: values.needs };
            }
            values.join(set);
            values.at_best(if only { Provenance::Constant } else { Provenance::Default })
        } else {
            values.join(set);
            values.at_best(Provenance::Default)
        }
    }

    fn assignments_of_var(&self, package: usize, name: &Name) -> Vec<(FileId, Def)> {
        let mut sets = Vec::new();
        for &file in self.scope.files_mentioning(package, name).iter() {
            let facts = self.scope.facts(file);
            let own = facts.global_defs.iter().filter(|(n, _)| n == name);
            sets.extend(own.map(|(_, def)| (file, def.clone())));
        }
        let exported = name.chars().next().is_some_and(char::is_uppercase);
        if exported {
            let path = &self.scope.package(package).path;
            for &importer in self.scope.importers(package) {
                for &file in self.scope.files_mentioning(importer, name).iter() {
                    let facts = self.scope.facts(file);
                    let theirs = facts.foreign_defs.iter().filter(|(p, n, _)| n == name && **p == **path);
                    sets.extend(theirs.map(|(_, _, def)| (file, def.clone())));
                }
            }
        }
        sets
    }

    /// A name of another package.
    fn eval_foreign(&self, package: &PackageRef, name: &Name, at: ExprRef) -> Values {
        let known = self.known_packages(package);
        if let Some(var) = known.iter().flat_map(|p| &p.vars).find(|v| v.name == **name) {
            let value = match var.is {
                _ if var.value.is_some() => match &var.value {
                    Some(ConstantValue::Number(n)) => Value::Int(*n),
                    Some(ConstantValue::Text(text)) => Value::Text(Text::known(text)),
                    None => Value::Unknown,
                },
                VarKind::DefaultMux => Value::DefaultMux,
                VarKind::Configured => Value::Configured,
                VarKind::Value => Value::Unknown,
            };
            return Values::one(value, Provenance::Literal, Some(at));
        }
        if let Some(values) = package.index.and_then(|index| self.eval_symbol(index, name)) {
            return values;
        }
        Values::one(Value::Foreign(Rc::clone(&package.path), name.clone()), Provenance::Literal, Some(at))
    }

    fn eval_select(&self, at: ExprRef, base: ExprId, name: &Name, frames: &Frames) -> Values {
        if let Some(package) = self.scope.qualifier(at.file, base) {
            return self.eval_foreign(&package, name, at);
        }
        let base = ExprRef { file: at.file, expr: base };
        // `mux.ServeHTTP` as a value serves what mux serves.
        if &**name == SERVE {
            let values = self.eval(base, frames);
            if values.items.iter().any(|i| matches!(i.value, Value::DefaultMux | Value::Mux(_) | Value::Router(..))) {
                return values;
            }
        }
        // A method as a value: `s.handle`.
        let ty = self.type_of(base);
        let is_field = self.fields(&ty).iter().any(|(f, _)| f.name == *name);
        if !is_field {
            if let Some(Callable::Program(func)) =
                self.methods(&ty, name, 0).into_iter().find(|c| matches!(c, Callable::Program(_)))
            {
                return Values::one(Value::Method(func, base, frames.clone()), Provenance::Literal, Some(at));
            }
        }
        self.eval_field(base, name, frames)
    }

    /// A parameter or local at the place where it is used.
    fn eval_local(&self, at: ExprRef, local: LocalId, frames: &Frames) -> Values {
        let facts = self.scope.facts(at.file);
        let declared = facts.syntax.local(local);
        let mut values = match declared.kind {
            LocalKind::Param(index) => self.eval_param(at.file, local, index, frames),
            LocalKind::Receiver => self.eval_receiver(at.file, local, frames),
            _ => Values::default(),
        };
        let Some(defs) = facts.local_defs.get(&local) else {
            return if values.items.is_empty() && values.needs.is_empty() { Values::unknown() } else { values };
        };
        let reaching = reaching(&facts, defs, at.expr, declared.func);
        if reaching.kills {
            values = Values::default();
        }
        let only = reaching.defs.len() == 1 && values.items.is_empty();
        let conditional = reaching.defs.len() > 1 || !values.items.is_empty();
        for def in reaching.defs {
            let mut set = match def.source {
                DefSource::Zero => {
                    let ty = self.type_of(at);
                    let site = Object {
                        site: Site::Local(at.file, local),
                        frames: frames.from_func(FuncRef { file: at.file, func: declared.func }, None),
                    };
                    self.zero_of(&ty, declared.ty.as_ref(), site, Some(at))
                }
                DefSource::Add(added) => {
                    let before = std::mem::take(&mut values);
                    self.concat(before, self.eval(ExprRef { file: at.file, expr: added }, frames))
                }
                source => self.eval_source(at.file, source, frames),
            };
            if conditional && !only {
                set = set.at_best(Provenance::Computed);
            }
            // `if x == "" { x = ... }`: what x was before was not zero, or it is not any more.
            if replaces_zero(&facts, &def, |e| matches!(facts.syntax.expr(e).kind, ExprKind::Local(l) if l == local)) {
                values.items.retain(|i| !i.value.is_zero());
            }
            values.join(set);
        }
        // `var x string; flag.StringVar(&x, ...)`: the zero value is not what it will be.
        if values.items.iter().any(|i| !matches!(i.value, Value::Zero)) && declared.ty.is_some() {
            let basic = !values.items.iter().any(|i| matches!(i.value, Value::Struct(_) | Value::Mux(_)));
            if basic && reaching.set_by_address {
                values.items.retain(|i| !matches!(i.value, Value::Zero));
            }
        }
        if values.items.is_empty() && values.needs.is_empty() { Values::unknown() } else { values }
    }

    fn eval_param(&self, file: FileId, local: LocalId, index: u32, frames: &Frames) -> Values {
        let facts = self.scope.facts(file);
        let func = FuncRef { file, func: facts.syntax.local(local).func };
        let Some((frame, outer)) = frames.find(func) else {
            if let Some(values) = self.callback_param(func, index, frames) {
                return values;
            }
            let mut values = Values::unknown();
            values.needs.insert(func);
            return values;
        };
        let calling = self.scope.facts(frame.call.file);
        let ExprKind::Call { args, spread, .. } = &calling.syntax.expr(frame.call.expr).kind else {
            return Values::unknown();
        };
        let declared = facts.syntax.func(func.func);
        let variadic = declared.variadic && index as usize + 1 == declared.params.len();
        let arg = |expr: ExprId| ExprRef { file: frame.call.file, expr };
        if variadic && !spread {
            let rest = args.iter().skip(index as usize).map(|&a| (arg(a), outer.clone())).collect();
            return Values::one(Value::List(rest), Provenance::Literal, None);
        }
        match args.get(index as usize) {
            Some(&expr) => {
                let values = self.eval(arg(expr), &outer);
                values.at_best(Provenance::Literal)
            }
            // f(g()): the results of one call are the parameters of another.
            None if args.len() == 1 => self.eval_source(frame.call.file, DefSource::Tuple(args[0], index), &outer),
            None => Values::unknown(),
        }
    }

    /// The parameter of a literal that a known call hands a router to.
    fn callback_param(&self, func: FuncRef, index: u32, frames: &Frames) -> Option<Values> {
        let facts = self.scope.facts(func.file);
        if index != 0 || facts.syntax.func(func.func).name.is_some() {
            return None;
        }
        let literal = self.literal_expr(func)?;
        let call = facts.parent(literal)?;
        let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(call).kind else { return None };
        let position = args.iter().position(|&a| a == literal)?;
        let here = |expr: ExprId| ExprRef { file: func.file, expr };
        self.callables(here(*fun)).iter().find_map(|callable| match callable {
            Callable::Known(_, rows) => rows.iter().find_map(|row| {
                let sub = row.subrouter.as_ref()?;
                let takes = matches!(&sub.callback, Some(Arg::Param(n, _)) if *n == position);
                takes.then(|| self.subrouter(here(call), row, frames))
            }),
            Callable::Program(_) => None,
        })
    }

    fn eval_receiver(&self, file: FileId, local: LocalId, frames: &Frames) -> Values {
        let facts = self.scope.facts(file);
        let func = FuncRef { file, func: facts.syntax.local(local).func };
        let Some((frame, outer)) = frames.find(func) else {
            // Any object of the type: fields are followed by type.
            return Values::unknown();
        };
        let calling = self.scope.facts(frame.call.file);
        let base = match &calling.syntax.expr(frame.call.expr).kind {
            ExprKind::Call { fun, .. } => match calling.syntax.expr(*fun).kind {
                ExprKind::Select(base, _) => base,
                _ => return Values::unknown(),
            },
            ExprKind::Select(base, _) => *base,
            _ => return Values::unknown(),
        };
        self.eval(ExprRef { file: frame.call.file, expr: base }, &outer)
    }

    /// The right side of an assignment.
    pub(crate) fn eval_source(&self, file: FileId, source: DefSource, frames: &Frames) -> Values {
        let here = |expr: ExprId| ExprRef { file, expr };
        match source {
            DefSource::Expr(expr) | DefSource::Add(expr) => self.eval(here(expr), frames),
            DefSource::Tuple(expr, index) => {
                let facts = self.scope.facts(file);
                match &facts.syntax.expr(expr).kind {
                    ExprKind::Call { .. } => self.eval_call(here(expr), frames, index as usize),
                    // v, ok := x.(T), m[k], <-ch
                    _ if index == 0 => self.eval(here(expr), frames),
                    _ => Values::unknown(),
                }
            }
            DefSource::RangeValue(expr) => {
                let looped = FuncRef::of_loop(file, expr);
                if let Some((element, outer)) = frames.find(looped) {
                    return self.eval(element.call, &outer);
                }
                self.over_elements(looped, self.eval(here(expr), frames), Self::elements)
            }
            DefSource::RangeKey(expr) => {
                let looped = FuncRef::of_loop(file, expr);
                let list = self.eval(here(expr), frames);
                if let Some((element, outer)) = frames.find(looped) {
                    return self.key_of(&list, element.call, &outer);
                }
                self.over_elements(looped, list, Self::keys)
            }
            DefSource::AddressArg(call, index) => self.set_by_call(here(call), index, frames),
            DefSource::Zero => Values::one(Value::Zero, Provenance::Literal, None),
            DefSource::Other => Values::unknown(),
        }
    }

    /// All elements of a loop, and the wish to know which.
    fn over_elements(&self, looped: FuncRef, list: Values, of: fn(&Self, &Values) -> Values) -> Values {
        let mut values = of(self, &list);
        let several = list.items.iter().any(|i| match &i.value {
            Value::List(list) => list.len() > 1,
            Value::Map(map) => map.len() > 1,
            _ => false,
        });
        if several {
            values.needs.insert(looped);
        }
        values
    }

    /// The key of the map element whose value this is; the index of a list's is not followed.
    fn key_of(&self, list: &Values, element: ExprRef, frames: &Frames) -> Values {
        let keys = list.items.iter().filter_map(|i| match &i.value {
            Value::Map(map) => map.iter().find(|(_, v, _)| *v == element).map(|(k, ..)| *k),
            _ => None,
        });
        keys.map(|k| self.eval(k, frames)).next().unwrap_or_else(Values::unknown)
    }

    /// The elements that a loop goes over, as expressions.
    pub(crate) fn loop_elements(&self, over: ExprRef, frames: &Frames) -> Vec<ExprRef> {
        let list = self.eval(over, frames);
        let elements = list.items.iter().flat_map(|i| match &i.value {
            Value::List(list) => list.iter().map(|(e, _)| *e).collect(),
            Value::Map(map) => map.iter().map(|(_, v, _)| *v).collect(),
            _ => Vec::new(),
        });
        elements.collect()
    }

    /// The elements of a list or map.
    pub(crate) fn elements(&self, values: &Values) -> Values {
        let mut found = Values { items: Vec::new(), needs: values.needs.clone() };
        for item in &values.items {
            match &item.value {
                Value::List(list) => list.iter().for_each(|(e, f)| found.join(self.eval(*e, f).at_best(item.how))),
                Value::Map(map) => map.iter().for_each(|(_, v, f)| found.join(self.eval(*v, f).at_best(item.how))),
                Value::Configured => found.add(item.clone()),
                Value::Nil | Value::Zero => {}
                _ => found.join(Values::unknown()),
            }
        }
        found
    }

    fn keys(&self, values: &Values) -> Values {
        let mut found = Values { items: Vec::new(), needs: values.needs.clone() };
        for item in &values.items {
            match &item.value {
                Value::Map(map) => map.iter().for_each(|(k, _, f)| found.join(self.eval(*k, f).at_best(item.how))),
                Value::Nil | Value::Zero => {}
                _ => found.join(Values::unknown()),
            }
        }
        found
    }

    fn eval_index(&self, file: FileId, base: ExprId, index: &[ExprId], frames: &Frames) -> Values {
        let here = |expr: ExprId| ExprRef { file, expr };
        let values = self.eval(here(base), frames);
        let [index] = index else { return Values::unknown() };
        let wanted = self.eval(here(*index), frames);
        let [wanted] = wanted.items.as_slice() else { return self.elements(&values) };
        let mut found = Values { items: Vec::new(), needs: values.needs.clone() };
        for item in &values.items {
            match (&item.value, &wanted.value) {
                (Value::List(list), Value::Int(n)) => match usize::try_from(*n).ok().and_then(|n| list.get(n)) {
                    Some((e, f)) => found.join(self.eval(*e, f).at_best(item.how)),
                    None => found.join(Values::unknown()),
                },
                (Value::Map(map), Value::Text(key)) => {
                    let is = |e: &ExprRef, f: &Frames| self.eval(*e, f).texts().iter().any(|(t, ..)| t == key);
                    for (_, v, f) in map.iter().filter(|(k, _, f)| is(k, f)) {
                        found.join(self.eval(*v, f).at_best(item.how));
                    }
                }
                _ => found.join(self.elements(&Values { items: vec![item.clone()], ..Values::default() })),
            }
        }
        if found.items.is_empty() { Values::unknown() } else { found }
    }

    fn eval_composite(
        &self,
        at: ExprRef,
        ty: Option<&Type>,
        elems: &[crate::golang::syntax::Element],
        frames: &Frames,
    ) -> Values {
        let here = |expr: ExprId| ExprRef { file: at.file, expr };
        let value = match ty {
            Some(Type::Slice(_)) => Value::List(elems.iter().map(|e| (here(e.value), frames.clone())).collect()),
            Some(Type::Map(..)) => {
                Value::Map(elems.iter().filter_map(|e| Some((here(e.key?), here(e.value), frames.clone()))).collect())
            }
            None if matches!(self.type_of(at), Ty::List(_)) => {
                Value::List(elems.iter().map(|e| (here(e.value), frames.clone())).collect())
            }
            _ => {
                let ty = self.type_of(at);
                let keyed = elems.iter().all(|e| e.key.is_some());
                match &ty {
                    // type Ports []int
                    Ty::Named(..) if !keyed && self.fields(&ty).is_empty() && !elems.is_empty() => {
                        Value::List(elems.iter().map(|e| (here(e.value), frames.clone())).collect())
                    }
                    _ => {
                        let object = Object { site: Site::Expr(at), frames: self.frames_of(at, frames) };
                        if self.is_mux_type(&ty) { Value::Mux(object) } else { Value::Struct(object) }
                    }
                }
            }
        };
        Values::one(value, Provenance::Literal, Some(at))
    }

    fn eval_binary(&self, at: ExprRef, op: &str, left: ExprId, right: ExprId, frames: &Frames) -> Values {
        let left = self.eval(ExprRef { file: at.file, expr: left }, frames);
        let right = self.eval(ExprRef { file: at.file, expr: right }, frames);
        if let ([a], [b]) = (left.items.as_slice(), right.items.as_slice()) {
            if let (Value::Int(x), Value::Int(y)) = (&a.value, &b.value) {
                let result = match op {
                    "+" => x.checked_add(*y),
                    "-" => x.checked_sub(*y),
                    "*" => x.checked_mul(*y),
                    "/" => x.checked_div(*y),
                    _ => None,
                };
                return result.map_or_else(Values::unknown, |n| Values::one(Value::Int(n), a.how.max(b.how), Some(at)));
            }
        }
        let numeric = |v: &Values| v.items.iter().any(|i| matches!(i.value, Value::Int(_)));
        if op == "+" && !numeric(&left) && !numeric(&right) {
            return self.concat(left, right);
        }
        Values { needs: left.needs.into_iter().chain(right.needs).collect(), ..Values::unknown() }
    }

    /// All texts of the left with all texts of the right behind.
    pub(crate) fn concat(&self, left: Values, right: Values) -> Values {
        let mut joined = Values::default();
        for (a, how_a, at) in left.texts() {
            for (b, how_b, _) in right.texts() {
                let mut text = a.clone();
                text.push(b);
                joined.add(Alternative { value: Value::Text(text), how: how_a.max(how_b), at });
            }
        }
        joined.needs = left.needs.into_iter().chain(right.needs).collect();
        joined
    }

    /// The calling context that tells apart two objects which one expression makes: from its function outwards.
    pub(crate) fn frames_of(&self, at: ExprRef, frames: &Frames) -> Frames {
        let facts = self.scope.facts(at.file);
        let place = facts.place(at.expr);
        let around = place.over.map(|over| ExprRef { file: at.file, expr: over });
        let mut func = place.func;
        while let Some(id) = func {
            let found = frames.from_func(FuncRef { file: at.file, func: id }, around);
            if found.len() > 0 {
                return found;
            }
            func = facts.syntax.func(id).outer;
        }
        Frames::default()
    }

    /// The zero value of a declared type: a usable mux or struct, else nothing.
    fn zero_of(&self, ty: &Ty, written: Option<&Type>, site: Object, at: Option<ExprRef>) -> Values {
        let pointer = matches!(written, Some(Type::Pointer(_)));
        let value = match ty {
            _ if pointer => Value::Nil,
            Ty::Named(..) if self.is_mux_type(ty) => Value::Mux(site),
            Ty::Named(..) | Ty::Struct(..) if !self.fields(ty).is_empty() || self.is_known_struct(ty) => {
                Value::Struct(site)
            }
            _ => Value::Zero,
        };
        Values::one(value, Provenance::Literal, at)
    }

    /// Whether a type is net/http's mux: a type on which known calls register as on a receiver, and which a known call makes anew.
    pub(crate) fn is_mux_type(&self, ty: &Ty) -> bool {
        let Ty::Named(path, name) = ty else { return false };
        let package = PackageRef { path: Rc::clone(path), index: None };
        let calls = self.known_packages(&package);
        let mut makes = calls.iter().flat_map(|p| &p.calls).filter(|c| c.new_mux);
        makes.any(|c| c.result.as_deref().is_some_and(|r| r.trim_start_matches('*') == &**name))
    }

    /// Whether a type of a package that is not read has methods or fields that mean something.
    fn is_known_struct(&self, ty: &Ty) -> bool {
        let Ty::Named(path, name) = ty else { return false };
        let package = PackageRef { path: Rc::clone(path), index: None };
        self.known_packages(&package).iter().any(|p| {
            p.types.iter().any(|t| t.name == **name)
                || p.calls
                    .iter()
                    .flat_map(|c| &c.names)
                    .any(|n| n.strip_prefix(&**name).is_some_and(|r| r.starts_with('.')))
        })
    }

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
            if let ExprKind::Name(name) = &facts.syntax.expr(*fun).kind {
                if let Some(values) = self.eval_builtin(at, name, args, frames) {
                    return values;
                }
            }
            if self.as_type(here(*fun)).is_some() {
                return args.first().map_or_else(Values::unknown, |&arg| self.eval(here(arg), frames));
            }
            let called = self.eval(here(*fun), frames);
            for item in &called.items {
                match &item.value {
                    Value::Func(func, captured) => values.join(self.eval_literal(*func, at, captured, frames, result)),
                    Value::Method(func, ..) => values.join(self.eval_returns(*func, at, frames, result)),
                    _ => {}
                }
            }
            values.needs.extend(called.needs);
            if !values.items.is_empty() {
                return values;
            }
        }
        if result > 0 {
            return Values { needs: values.needs, ..Values::unknown() };
        }
        self.wrapped_by_unknown(at, *fun, args, frames)
    }

    /// The result of a call whose body is not read: if handlers go in, a handler around them comes out.
    fn wrapped_by_unknown(&self, at: ExprRef, fun: ExprId, args: &[ExprId], frames: &Frames) -> Values {
        let facts = self.scope.facts(at.file);
        let mut inner = Vec::new();
        let mut needs = std::collections::BTreeSet::new();
        let mut visit = |expr: ExprId| {
            let values = self.eval(ExprRef { file: at.file, expr }, frames);
            needs.extend(values.needs);
            let handlers =
                values.items.into_iter().map(|i| i.value).filter(|v| {
                    matches!(v, Value::DefaultMux | Value::Mux(_) | Value::Router(..) | Value::Wrapped(..))
                });
            inner.extend(handlers);
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

    fn eval_builtin(&self, at: ExprRef, name: &str, args: &[ExprId], frames: &Frames) -> Option<Values> {
        let here = |expr: ExprId| ExprRef { file: at.file, expr };
        match name {
            "new" => {
                let first = here(*args.first()?);
                // Go 1.26: new(expr).
                let Some(ty) = self.as_type(first) else { return Some(self.eval(first, frames)) };
                let object = Object { site: Site::Expr(at), frames: self.frames_of(at, frames) };
                let mut values = self.zero_of(&ty, None, object, Some(at));
                if let [Alternative { value, .. }] = values.items.as_mut_slice() {
                    if *value == Value::Zero && matches!(ty, Ty::Unknown) {
                        *value = Value::Unknown;
                    }
                }
                Some(values)
            }
            "make" => Some(Values::one(Value::List(Vec::new()), Provenance::Literal, Some(at))),
            "append" => {
                let mut list = Vec::new();
                let first = self.eval(here(*args.first()?), frames);
                for item in &first.items {
                    match &item.value {
                        Value::List(items) => list.extend(items.iter().cloned()),
                        Value::Nil | Value::Zero => {}
                        _ => return Some(Values::unknown()),
                    }
                }
                list.extend(args.iter().skip(1).map(|&a| (here(a), frames.clone())));
                list.truncate(256);
                Some(Values { needs: first.needs, ..Values::one(Value::List(list), Provenance::Computed, Some(at)) })
            }
            _ => None,
        }
    }

    /// What a declared function returns when it is called there.
    fn eval_returns(&self, func: FuncRef, call: ExprRef, frames: &Frames, result: usize) -> Values {
        let recursive = frames.as_slice().iter().filter(|f| f.func == func).count() > 0;
        if recursive || frames.len() >= DEEPEST_CALL {
            return Values::unknown();
        }
        self.returned(func, &frames.push(Frame { func, call }), result)
    }

    /// What a literal returns: its own frame inside of what it captured.
    fn eval_literal(&self, func: FuncRef, call: ExprRef, captured: &Frames, frames: &Frames, result: usize) -> Values {
        if frames.len() + captured.len() >= DEEPEST_CALL || frames.find(func).is_some() {
            return Values::unknown();
        }
        // The literal's parameters come from the call's context, its captured locals from where it was made.
        let mut inner = vec![Frame { func, call }];
        inner.extend_from_slice(frames.as_slice());
        inner.extend(captured.as_slice().iter().filter(|f| !frames.as_slice().contains(f)).copied());
        self.returned(func, &Frames::from_slice(&inner), result)
    }

    fn returned(&self, func: FuncRef, frames: &Frames, result: usize) -> Values {
        let facts = self.scope.facts(func.file);
        let mut values = Values::default();
        for ret in facts.returns.get(&func.func).map(Vec::as_slice).unwrap_or_default() {
            let one = match (ret.values.get(result), ret.values.as_slice()) {
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
            // `return nil, err` says nothing about the value of a good run.
            let failed = ret.values.len() > 1
                && one.items.iter().all(|i| matches!(i.value, Value::Nil))
                && !ret.values.last().is_some_and(|&e| is_nil(&facts, e));
            if !failed {
                values.join(one);
            }
        }
        if values.items.is_empty() && values.needs.is_empty() { Values::unknown() } else { values }
    }

    /// A bare `return`: what the named result was set to.
    fn named_result(&self, func: FuncRef, result: usize, frames: &Frames) -> Values {
        let facts = self.scope.facts(func.file);
        let Some(&local) = facts.syntax.func(func.func).results.get(result) else { return Values::unknown() };
        let mut values = Values::default();
        for def in facts.local_defs.get(&local).map(Vec::as_slice).unwrap_or_default() {
            if def.source != DefSource::Zero {
                values.join(self.eval_source(func.file, def.source, frames));
            }
        }
        if values.items.is_empty() { Values::unknown() } else { values }
    }

    /// An argument place of a known row, in a call.
    pub(crate) fn arg(&self, call: ExprRef, place: &Arg, frames: &Frames) -> Values {
        let facts = self.scope.facts(call.file);
        let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(call.expr).kind else { return Values::unknown() };
        let here = |expr: ExprId| ExprRef { file: call.file, expr };
        let (expr, fields) = match place {
            Arg::Literal(text) => {
                return Values::one(Value::Text(Text::known(text)), Provenance::Literal, None);
            }
            Arg::Recv(fields) => match self.receiver(call.file, *fun) {
                Some(base) => (base, fields.as_slice()),
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
                let rest = args.iter().skip(*first).map(|&a| (here(a), frames.clone())).collect();
                return self.elements(&Values::one(Value::List(rest), Provenance::Literal, None));
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
        match fields {
            [] => self.eval(here(expr), frames),
            [field, rest @ ..] => {
                let field = Name::from(field.as_str());
                let mut values = match place {
                    Arg::Recv(_) => self.eval_promoted(here(expr), &field, call, frames),
                    _ => self.eval_field(here(expr), &field, frames),
                };
                for field in rest {
                    let field = Name::from(field.as_str());
                    values = self.field_of_values(&values, &field, call.file);
                }
                values
            }
        }
    }

    /// The expression before the dot of what is called, also where the method was taken as a value before: `add := mux.HandleFunc`.
    pub(crate) fn receiver(&self, file: FileId, fun: ExprId) -> Option<ExprId> {
        let facts = self.scope.facts(file);
        match facts.syntax.expr(self.method_value(file, fun).unwrap_or(fun)).kind {
            ExprKind::Select(base, _) => Some(base),
            _ => None,
        }
    }

    /// The selector that a local holds: `mux.HandleFunc` of `add := mux.HandleFunc`.
    pub(crate) fn method_value(&self, file: FileId, fun: ExprId) -> Option<ExprId> {
        let facts = self.scope.facts(file);
        let ExprKind::Local(local) = facts.syntax.expr(fun).kind else { return None };
        match facts.local_defs.get(&local).map(Vec::as_slice) {
            Some([Def { source: DefSource::Expr(value), .. }]) => {
                matches!(facts.syntax.expr(*value).kind, ExprKind::Select(..)).then_some(*value)
            }
            _ => None,
        }
    }

    /// The argument of a call that is a call of an option function: `WithAddress(x)`.
    fn option(&self, call: ExprRef, args: &[ExprId], name: &str) -> Option<ExprRef> {
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
        let mut values = Values { items: Vec::new(), needs: router.needs.clone() };
        for item in &router.items {
            if let Value::Router(object, before) = &item.value {
                let mut path = before.clone();
                path.push(prefix.clone());
                values.add(Alternative { value: Value::Router(object.clone(), path), how: item.how, at: item.at });
            }
        }
        if values.items.is_empty() { Values { needs: values.needs, ..Values::unknown() } } else { values }
    }
}

/// The definitions that may reach a use.
struct Reaching {
    defs: Vec<Def>,
    /// Whether one of them replaces what the local had before (a parameter's argument).
    kills: bool,
    set_by_address: bool,
}

fn reaching(facts: &FileFacts, defs: &[Def], at: ExprId, declared_in: crate::golang::syntax::FuncId) -> Reaching {
    let here = facts.syntax.expr(at).range.start;
    let place = facts.place(at);
    let captured = place.func != Some(declared_in);
    let mut found = Reaching { defs: Vec::new(), kills: false, set_by_address: false };
    for def in defs {
        let own = def.place.func == Some(declared_in);
        // A definition after the use matters only where the use runs later: in a literal, or in the next round of a loop.
        let later = def.at >= here;
        if later && !(captured && own) && !(place.looped && def.place.looped) {
            continue;
        }
        if def.at == here || facts.branches.exclusive(def.place.branch, place.branch) {
            continue;
        }
        let by_address = matches!(def.source, DefSource::AddressArg(..));
        found.set_by_address |= by_address;
        let replaces = !later
            && own
            && !by_address
            && facts.branches.covers(def.place.branch, place.branch)
            && !matches!(def.source, DefSource::Add(_));
        if replaces {
            found.defs.clear();
            found.kills = true;
        }
        found.defs.push(def.clone());
    }
    found
}

/// Whether an assignment is made only where its target is zero: `if x == nil { x = ... }`.
pub(crate) fn replaces_zero(facts: &FileFacts, def: &Def, is_target: impl Fn(ExprId) -> bool) -> bool {
    let Some((statement, 0)) = facts.branches.innermost(def.place.branch) else { return false };
    let Some(&cond) = facts.conditions.get(&statement) else { return false };
    let ExprKind::Binary("==", left, right) = facts.syntax.expr(cond).kind else { return false };
    let zero = |e: ExprId| match &facts.syntax.expr(e).kind {
        ExprKind::Name(name) => &**name == "nil",
        ExprKind::Str(text) => text.is_empty(),
        ExprKind::Int(n) => *n == Some(0),
        _ => false,
    };
    (is_target(left) && zero(right)) || (zero(left) && is_target(right))
}

fn is_nil(facts: &FileFacts, expr: ExprId) -> bool {
    matches!(&facts.syntax.expr(expr).kind, ExprKind::Name(n) if &**n == "nil")
}
