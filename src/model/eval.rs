//! What an expression may be: follows locals, fields, package variables, parameters and results through a program.
//!
//! In: an expression and a calling context. Out: [`Values`]. Demand-driven: nothing is computed that nobody asks for.
//! Where a parameter's caller is not in the context, its function is named in `needs`, so that the asker can try each
//! caller. Bounded: steps per question, depth of calls, number of alternatives. What Go APIs do is read from `known`.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use foldhash::HashMap;

use super::Provenance;
use super::as_written::Watched;
use super::budget::Budget;
use super::circles::Pending;
use super::decoded::DecodedBy;
use super::frames::{Frames, FuncRef};
use super::givers::{FieldOf, Giver};
use super::link::{PackageRef, Scope, Symbol};
use super::memo::{Basis, Memo};
use super::mentions::{Mentions, Place};
use super::opted::{Counts, Said};
use super::rounds::Key;
use super::texts::{are_paths, one_in_common};
use super::together::SetBy;
use super::types::{Callable, Ty};
use super::value::{Alternative, ExprRef, Object, Site, Text, Value, Values};
use crate::facts::branch::BranchId;
use crate::facts::{Def, DefSource, ElementDef};
use crate::golang::syntax::{ExprId, ExprKind, Field, Name, Op, Type};
use crate::known::{ConstantValue, Known, VarKind};
use crate::source::FileId;

/// Texts of two parts that are told apart, where both parts are several.
const MOST_PAIRS: usize = 4;
/// The method of every handler.
pub(crate) const SERVE: &str = "ServeHTTP";
/// The fields of struct types that are declared: by file and index.
type StructFields = HashMap<(FileId, usize), Rc<[(Field, FileId)]>>;

/// Answers questions about one program.
pub(crate) struct Eval<'a> {
    pub scope: Scope<'a>,
    pub known: &'a Known,
    /// Struct tags that carry a default, from the packages that this program links.
    pub default_tags: Vec<String>,
    pub types: RefCell<HashMap<ExprRef, Ty>>,
    pub struct_fields: RefCell<StructFields>,
    pub mentions: RefCell<HashMap<FuncRef, Mentions>>,
    pub files_with: RefCell<HashMap<FuncRef, Option<Rc<[Place]>>>>,
    pub type_depth: Cell<u32>,
    pub memo: RefCell<Memo<ExprRef>>,
    /// What the question at hand has looked at of its calling context.
    pub basis: Cell<Basis>,
    /// Values that may depend on themselves.
    pub pending: Pending<Key>,
    /// Questions that were answered inside of a circle that is still open, with their calling contexts.
    pub members: RefCell<Vec<(Key, Frames)>>,
    /// Settings that are read by name, by the package that asks.
    pub settings: RefCell<HashMap<(usize, Name), Values>>,
    /// Where settings are read into objects of a type.
    pub decoded: RefCell<DecodedBy>,
    pub by_type: RefCell<Memo<FieldOf>>,
    pub givers: RefCell<HashMap<FieldOf, Rc<[Giver]>>>,
    pub callables: RefCell<HashMap<ExprRef, Rc<[Callable<'a>]>>>,
    /// Whether a handler comes to a place only for requests that it lets in.
    pub guarded: RefCell<HashMap<ExprRef, bool>>,
    /// What the assignments of a file set.
    pub set_by: RefCell<HashMap<FileId, Rc<SetBy>>>,
    /// Where somebody may first set a field of what a local holds.
    pub first_sets: RefCell<HashMap<Watched, u32>>,
    /// Functions with more callers than are told apart, where they would have said more.
    pub unfollowed: RefCell<BTreeSet<FuncRef>>,
    pub budget: Budget,
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
            struct_fields: RefCell::default(),
            mentions: RefCell::default(),
            files_with: RefCell::default(),
            type_depth: Cell::new(0),
            memo: RefCell::default(),
            basis: Cell::default(),
            pending: Pending::default(),
            members: RefCell::default(),
            decoded: RefCell::default(),
            settings: RefCell::default(),
            by_type: RefCell::default(),
            givers: RefCell::default(),
            callables: RefCell::default(),
            guarded: RefCell::default(),
            set_by: RefCell::default(),
            first_sets: RefCell::default(),
            unfollowed: RefCell::default(),
            budget: Budget::default(),
        }
    }

    /// What an expression may be in a calling context.
    pub(crate) fn eval(&self, at: ExprRef, frames: &Frames) -> Values {
        if let Some(literal) = self.literal(at) {
            return Values::one(literal, Provenance::Literal, Some(at));
        }
        if let Some((found, basis)) = self.memo.borrow().get(&at, frames) {
            self.rests_on(basis);
            return found;
        }
        let key = Key::Expr(at, frames.clone());
        if let Some((found, basis)) = self.pending.answer(&key) {
            self.rests_on(basis);
            return found;
        }
        if !self.budget.step() {
            self.rests_on_all();
            return Values::unknown();
        }
        if let Some(found) = self.pending.met(&key) {
            return found;
        }
        self.in_rounds(key, frames, &|| {
            self.budget.enter();
            let values = self.with_typed_nil(at, self.eval_uncached(at, frames));
            self.budget.leave();
            values
        })
    }

    /// What is written there: a number or a text, which nobody need remember.
    pub(super) fn literal(&self, at: ExprRef) -> Option<Value> {
        match &self.scope.facts(at.file).syntax.expr(at.expr).kind {
            ExprKind::Str(text) => Some(Value::Text(Text::known(text))),
            ExprKind::Int(Some(n)) => Some(Value::Int(*n)),
            _ => None,
        }
    }

    fn eval_uncached(&self, at: ExprRef, frames: &Frames) -> Values {
        let facts = self.scope.facts(at.file);
        let here = |expr: ExprId| ExprRef { file: at.file, expr };
        let one = |value: Value, how: Provenance| Values::one(value, how, Some(at));
        match &facts.syntax.expr(at.expr).kind {
            ExprKind::Name(name) => self.refilled(at, self.eval_name(at, name), frames),
            ExprKind::Local(local) => self.eval_local(at, *local, frames),
            ExprKind::Select(base, name) => self.eval_select(at, *base, name, frames),
            ExprKind::Call { fun, args, .. } => {
                let values = self.eval_call(at, frames, 0);
                let getter = args.is_empty() && facts.is_method(*fun) && facts.place(at.expr).branch != BranchId::TOP;
                if getter { self.possible_here(at, values, frames) } else { values }
            }
            // What a flag is set to, as far as the conditions around let it be.
            ExprKind::Star(e) if matches!(facts.syntax.expr(*e).kind, ExprKind::Name(_)) => {
                self.possible_here(at, self.refilled(at, self.eval(here(*e), frames), frames), frames)
            }
            ExprKind::Star(e) | ExprKind::Address(e) | ExprKind::Assert(e, _) => self.eval(here(*e), frames),
            ExprKind::Unary(Op::Sub, e) => match self.eval(here(*e), frames).items.as_slice() {
                [Alternative { value: Value::Int(n), how, .. }] => one(Value::Int(n.wrapping_neg()), *how),
                _ => Values::unknown(),
            },
            ExprKind::Binary(op, left, right) => self.eval_binary(at, *op, *left, *right, frames),
            ExprKind::Composite(literal) => self.eval_composite(at, literal.ty.as_ref(), &literal.elems, frames),
            ExprKind::FuncLit(func) => {
                one(Value::Func(FuncRef { file: at.file, func: *func }, self.carried(at, frames)), Provenance::Literal)
            }
            ExprKind::Index(base, index) => self.eval_index(at.file, *base, index, frames),
            ExprKind::Slice(base, bounds) => self.slice(at, *base, bounds, frames),
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
            "true" | "false" => Values::one(Value::Bool(&**name == "true"), Provenance::Literal, Some(at)),
            _ => Values::unknown(),
        }
    }

    /// The value of a package-level name.
    fn eval_symbol(&self, package: usize, name: &Name) -> Option<Values> {
        self.apart(|| self.eval_symbol_apart(package, name))
    }

    fn eval_symbol_apart(&self, package: usize, name: &Name) -> Option<Values> {
        self.scope.symbols(package, name).iter().find_map(|symbol| match *symbol {
            Symbol::Const(file, index) => {
                let facts = self.scope.facts(file);
                let at = ExprRef { file, expr: facts.syntax.consts[index].value? };
                let values = self.eval(at, &Frames::default());
                let number = values.is_unknown().then(|| self.const_number(file, index, 0)).flatten();
                let values = number.map_or(values, |n| Values::one(Value::Int(n), Provenance::Literal, Some(at)));
                Some(values.at_best(Provenance::Constant))
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
        let mut values = self.eval_set_var(package, file, index, name);
        for &file in &self.scope.files_mentioning(package, name) {
            let facts = self.scope.facts(file);
            let is_var = |set: &ElementDef| matches!(&facts.syntax.expr(set.base).kind, ExprKind::Name(n) if n == name);
            self.add_elements(&mut values, file, &Frames::default(), is_var);
        }
        values
    }

    fn eval_set_var(&self, package: usize, file: FileId, index: usize, name: &Name) -> Values {
        let facts = self.scope.facts(file);
        let spec = &facts.syntax.vars[index];
        let none = Frames::default();
        let site = || Object { site: Site::Var(file, u32::try_from(index).unwrap_or(0)), frames: Frames::default() };
        let mut values = match (spec.value, spec.tuple) {
            (Some(value), None) => self.eval(ExprRef { file, expr: value }, &none),
            (Some(value), Some(n)) => self.eval_source(file, DefSource::Tuple(value, n), &none),
            (None, _) => {
                let ty = spec.ty.as_deref().map_or(Ty::Unknown, |t| self.resolve(file, t));
                self.zero_of(&ty, spec.ty.as_deref(), &site, None)
            }
        };
        let sets = self.assignments_of_var(package, name);
        if sets.is_empty() {
            return values.at_best(Provenance::Constant);
        }
        let declared_without_value = spec.value.is_none();
        let mut set = Values::default();
        let mut said = vec![Said { values: values.clone(), place: None }];
        for (file, def) in &sets {
            let one = self.eval_source(*file, def.source, &none);
            said.push(Said { values: one.clone(), place: Some((*file, def.place.branch)) });
            set.join(one);
        }
        if let Some(values) = self.by_default_of(&said, Counts::Any, BranchId::TOP, &none) {
            return values;
        }
        if declared_without_value {
            let only = sets.len() == 1;
            // Set as a whole, it is no longer what the declaration made; handed out by address, it is.
            let replaced = sets.iter().any(|(_, def)| !matches!(def.source, DefSource::AddressArg(..)));
            values.items.retain(|i| match i.value {
                Value::Struct(_) => !replaced,
                _ => !i.value.is_zero() && i.value != Value::Unknown,
            });
            values.join(set);
            values.at_best(if only { Provenance::Constant } else { Provenance::Default })
        } else {
            if sets.iter().any(|(file, def)| self.is_set_at_start(*file, def, name)) {
                values = Values::default();
            }
            values.join(set);
            values.at_best(Provenance::Default)
        }
    }

    pub(super) fn assignments_of_var(&self, package: usize, name: &Name) -> Vec<(FileId, Def)> {
        let mut sets = Vec::new();
        for &file in &self.scope.files_mentioning(package, name) {
            let facts = self.scope.facts(file);
            let own = facts.global_defs.iter().filter(|(n, _)| n == name);
            sets.extend(own.map(|(_, def)| (file, def.clone())));
        }
        let exported = name.chars().next().is_some_and(char::is_uppercase);
        if exported {
            let path = &self.scope.package(package).path;
            for &importer in self.scope.importers(package) {
                for &file in &self.scope.files_mentioning(importer, name) {
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
                VarKind::Goos => Value::Text(Text::known(&self.scope.linkage.system[0])),
                VarKind::Goarch => Value::Text(Text::known(&self.scope.linkage.system[1])),
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
        if !is_field
            && let Some(Callable::Program(func)) =
                self.methods(&ty, name, 0).into_iter().find(|c| matches!(c, Callable::Program(_)))
        {
            return Values::one(Value::Method(func, base, self.carried(at, frames)), Provenance::Literal, Some(at));
        }
        let values = self.refilled(at, self.eval_field(base, name, frames), frames);
        if values.items.is_empty() { values } else { self.possible_here(at, values, frames) }
    }

    /// The right side of an assignment.
    pub(crate) fn eval_source(&self, file: FileId, source: DefSource, frames: &Frames) -> Values {
        let here = |expr: ExprId| ExprRef { file, expr };
        match source {
            DefSource::Expr(expr) => self.eval(here(expr), frames),
            // What was there before is not followed from here.
            DefSource::Add(expr) => self.added(Values::unknown(), self.eval(here(expr), frames)),
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
                if let Some((element, outer)) = self.find(frames, looped) {
                    return self.eval(element.call, &outer);
                }
                self.over_elements(looped, self.eval(here(expr), frames), frames, Self::elements)
            }
            DefSource::RangeKey(expr) => {
                let looped = FuncRef::of_loop(file, expr);
                let list = self.eval(here(expr), frames);
                if let Some((element, outer)) = self.find(frames, looped) {
                    return self.key_of(&list, element.call, &outer);
                }
                self.over_elements(looped, list, frames, Self::keys)
            }
            DefSource::AddressArg(call, index) => self.set_by_call(here(call), index, frames),
            DefSource::Zero => Values::one(Value::Zero, Provenance::Literal, None),
            DefSource::Other => Values::unknown(),
        }
    }

    fn eval_binary(&self, at: ExprRef, op: Op, left: ExprId, right: ExprId, frames: &Frames) -> Values {
        let side = |expr: ExprId| self.eval(ExprRef { file: at.file, expr }, frames);
        self.computed(op, side(left), side(right), Some(at))
    }

    /// The sum of two numbers, or the right text behind the left one.
    pub(crate) fn added(&self, left: Values, right: Values) -> Values {
        self.computed(Op::Add, left, right, None)
    }

    /// What an operator makes of numbers, or of texts.
    fn computed(&self, op: Op, left: Values, right: Values, at: Option<ExprRef>) -> Values {
        if let ([a], [b]) = (left.items.as_slice(), right.items.as_slice())
            && let (Value::Int(x), Value::Int(y)) = (&a.value, &b.value)
        {
            let result = match op {
                Op::Add => x.checked_add(*y),
                Op::Sub => x.checked_sub(*y),
                Op::Mul => x.checked_mul(*y),
                Op::Quo => x.checked_div(*y),
                _ => None,
            };
            let at = at.or(a.at);
            return result.map_or_else(Values::unknown, |n| Values::one(Value::Int(n), a.how.max(b.how), at));
        }
        let numeric = |v: &Values| v.items.iter().any(|i| matches!(i.value, Value::Int(_)));
        if op == Op::Add && !numeric(&left) && !numeric(&right) {
            return self.concat(left, right);
        }
        let mut needs = left.needs;
        needs.join(right.needs);
        Values { needs, ..Values::unknown() }
    }

    /// All texts of the left with all texts of the right behind. Where both are parts of many paths, which goes with which nothing says:
    /// then what they have in common.
    pub(crate) fn concat(&self, left: Values, right: Values) -> Values {
        let (mut all_left, mut all_right) = (left.texts(), right.texts());
        let are_many = all_left.len().min(all_right.len()) > 1 && all_left.len() * all_right.len() > MOST_PAIRS;
        if are_many && are_paths(&all_left) && are_paths(&all_right) {
            (all_left, all_right) = (one_in_common(&all_left), one_in_common(&all_right));
        }
        let mut joined = Values::default();
        for (a, how_a, at) in all_left {
            for (b, how_b, _) in &all_right {
                let mut text = a.clone();
                text.push(b.clone());
                joined.add(Alternative { value: Value::Text(text), how: how_a.max(*how_b), at });
            }
        }
        joined.needs = left.needs;
        joined.needs.join(right.needs);
        joined
    }

    /// The calling context that tells apart two objects which one expression makes: from its function outwards.
    pub(crate) fn frames_of(&self, at: ExprRef, frames: &Frames) -> Frames {
        let facts = self.scope.facts(at.file);
        let place = facts.place(at.expr);
        let around = place.over.map(|over| ExprRef { file: at.file, expr: over });
        self.leading_to(at.file, place.func, around, frames)
    }

    /// The zero value of a declared type: a usable mux or struct, else nothing.
    pub(crate) fn zero_of(
        &self,
        ty: &Ty,
        written: Option<&Type>,
        site: &dyn Fn() -> Object,
        at: Option<ExprRef>,
    ) -> Values {
        let pointer = matches!(written, Some(Type::Pointer(_)));
        let value = match ty {
            _ if pointer => Value::Nil,
            Ty::Named(..) if self.is_mux_type(ty) => Value::Mux(site()),
            Ty::Named(..) | Ty::Struct(..) if self.is_struct(ty) => Value::Struct(site()),
            _ => Value::Zero,
        };
        Values::one(value, Provenance::Literal, at)
    }

    /// Whether a type is net/http's mux: a type on which known calls register as on a receiver, and which a known call makes anew.
    pub(crate) fn is_mux_type(&self, ty: &Ty) -> bool {
        let Ty::Named(path, name) = ty else { return false };
        let mut makes = self.known_at(path).into_iter().flat_map(|p| &p.calls).filter(|c| c.new_mux);
        makes.any(|c| c.result.as_deref().is_some_and(|r| r.trim_start_matches('*') == &**name))
    }

    /// Whether a type has fields, or is one of a package that is not read whose methods or fields mean something.
    pub(crate) fn is_struct(&self, ty: &Ty) -> bool {
        if !self.fields(ty).is_empty() {
            return true;
        }
        let Ty::Named(path, name) = ty else { return false };
        self.known_at(path).iter().any(|p| {
            p.types.iter().any(|t| t.name == **name)
                || p.calls
                    .iter()
                    .flat_map(|c| &c.names)
                    .any(|n| n.strip_prefix(&**name).is_some_and(|r| r.starts_with('.')))
        })
    }
}
