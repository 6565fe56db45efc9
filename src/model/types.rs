//! Static types, as far as declarations say them: enough to know whose method is called.
//!
//! In: an expression of a file. Out: [`Ty`] or [`Ty::Unknown`]. No inference beyond declarations, literals and results;
//! no generics. Knows no calling context: the type of an expression is the same in every call.

use std::rc::Rc;

use super::eval::Eval;
use super::frames::FuncRef;
use super::link::{PackageRef, Scope, Symbol};
use super::value::ExprRef;
use crate::facts::DefSource;
use crate::golang::syntax::{ExprId, ExprKind, Field, LocalId, LocalKind, Name, Op, Type, is_basic};
use crate::known::{KnownCall, KnownType};
use crate::source::FileId;

/// A type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ty {
    /// A declared type: path of its package, name. Pointers to it count as it: methods are found on both.
    Named(Rc<str>, Name),
    /// Elements of a slice, array, map, channel or pointer to one of these.
    List(Box<Ty>),
    /// A function with the types of its results.
    Func(Vec<Ty>),
    /// A struct type written in place: where, for its fields.
    Struct(Rc<[Field]>, FileId),
    /// A type of the universe.
    Basic(Name),
    /// Not known.
    Unknown,
}

/// A method or function that a call may mean.
#[derive(Debug, Clone)]
pub(crate) enum Callable<'a> {
    /// Known from a knowledge file: the package's path and the rows.
    Known(Rc<str>, Vec<&'a KnownCall>),
    /// One of the program's, reached through these embedded fields.
    Program(FuncRef),
}

/// Embedded types deeper than this are not searched.
pub(crate) const DEEPEST_EMBEDDING: u32 = 4;
/// Declarations that refer to each other are followed this far.
const DEEPEST_TYPE: u32 = 24;

impl<'a> Eval<'a> {
    /// The static type of an expression.
    pub(crate) fn type_of(&self, at: ExprRef) -> Ty {
        if let Some(ty) = self.types.borrow().get(&at) {
            return ty.clone();
        }
        if self.type_depth.get() > DEEPEST_TYPE {
            return Ty::Unknown;
        }
        self.type_depth.set(self.type_depth.get() + 1);
        let ty = self.type_of_uncached(at);
        self.type_depth.set(self.type_depth.get() - 1);
        self.types.borrow_mut().insert(at, ty.clone());
        ty
    }

    fn type_of_uncached(&self, at: ExprRef) -> Ty {
        let facts = self.scope.facts(at.file);
        let here = |expr: ExprId| ExprRef { file: at.file, expr };
        match &facts.syntax.expr(at.expr).kind {
            ExprKind::Local(local) => self.type_of_local(at.file, *local),
            ExprKind::Name(name) => self.type_of_name(at.file, name),
            ExprKind::Select(base, name) => {
                if let Some(package) = self.scope.qualifier(at.file, *base) {
                    return self.type_of_foreign(&package, name);
                }
                self.field_type(&self.type_of(here(*base)), name, 0)
            }
            ExprKind::Call { fun, args, .. } => self.type_of_call(at.file, *fun, args),
            ExprKind::Composite(literal) => match (&literal.ty, facts.parent(at.expr)) {
                (Some(ty), _) => self.resolve(at.file, ty),
                // The short form inside of another literal.
                (None, Some(around)) => self.element_type(&self.type_of(here(around))),
                (None, None) => Ty::Unknown,
            },
            ExprKind::Star(e) | ExprKind::Address(e) => self.type_of(here(*e)),
            ExprKind::Assert(_, ty) | ExprKind::Type(ty) => self.resolve(at.file, ty),
            ExprKind::Index(base, _) | ExprKind::Receive(base) => match self.type_of(here(*base)) {
                other @ Ty::Func(_) => other,
                list => self.element_type(&list),
            },
            ExprKind::Slice(base, _) => self.type_of(here(*base)),
            ExprKind::FuncLit(func) => self.type_of_func(FuncRef { file: at.file, func: *func }),
            ExprKind::Str(_) => Ty::Basic("string".into()),
            ExprKind::Int(_) => Ty::Basic("int".into()),
            ExprKind::Binary(Op::Add, left, _) => self.type_of(here(*left)),
            _ => Ty::Unknown,
        }
    }

    /// The type of a list's elements, also of a declared list type: `type routes []route`.
    fn element_type(&self, list: &Ty) -> Ty {
        match list {
            Ty::List(element) => (**element).clone(),
            Ty::Named(..) => match self.written_type(list).map(|(file, ty)| self.resolve(file, ty)) {
                Some(Ty::List(element)) => *element,
                _ => Ty::Unknown,
            },
            _ => Ty::Unknown,
        }
    }

    fn type_of_local(&self, file: FileId, local: LocalId) -> Ty {
        let facts = self.scope.facts(file);
        let declared = facts.syntax.local(local);
        if let Some(ty) = &declared.ty {
            let resolved = self.resolve(file, ty);
            let variadic = match declared.kind {
                LocalKind::Param(n) => {
                    let func = facts.syntax.func(declared.func);
                    func.variadic && n as usize + 1 == func.params.len()
                }
                _ => false,
            };
            return if variadic && !matches!(resolved, Ty::List(_)) { Ty::List(Box::new(resolved)) } else { resolved };
        }
        if matches!(declared.kind, LocalKind::Param(_)) {
            return Ty::Unknown;
        }
        let first = facts.local_defs.get(&local).and_then(|defs| defs.first());
        first.map_or(Ty::Unknown, |def| self.type_of_source(file, def.source))
    }

    fn type_of_source(&self, file: FileId, source: DefSource) -> Ty {
        let facts = self.scope.facts(file);
        match source {
            DefSource::Expr(expr) | DefSource::Add(expr) => self.type_of(ExprRef { file, expr }),
            DefSource::RangeValue(expr) => self.element_type(&self.type_of(ExprRef { file, expr })),
            DefSource::Tuple(expr, index) => match &facts.syntax.expr(expr).kind {
                ExprKind::Call { fun, .. } => match self.results_of(ExprRef { file, expr: *fun }) {
                    Some(results) => results.get(index as usize).cloned().unwrap_or(Ty::Unknown),
                    None => Ty::Unknown,
                },
                _ if index == 0 => self.type_of(ExprRef { file, expr }),
                _ => Ty::Unknown,
            },
            _ => Ty::Unknown,
        }
    }

    fn type_of_name(&self, file: FileId, name: &Name) -> Ty {
        let package = self.scope.package_of(file);
        if let Some(ty) = self.type_of_symbol(package, name) {
            return ty;
        }
        let dots = self.scope.dot_imports(file);
        dots.iter().map(|p| self.type_of_foreign(p, name)).find(|ty| *ty != Ty::Unknown).unwrap_or(Ty::Unknown)
    }

    fn type_of_symbol(&self, package: usize, name: &Name) -> Option<Ty> {
        self.scope.symbols(package, name).iter().find_map(|symbol| match *symbol {
            Symbol::Var(file, index) => {
                let facts = self.scope.facts(file);
                let spec = &facts.syntax.vars[index];
                Some(match (&spec.ty, spec.value, spec.tuple) {
                    (Some(ty), _, _) => self.resolve(file, ty),
                    (None, Some(value), None) => self.type_of(ExprRef { file, expr: value }),
                    (None, Some(value), Some(n)) => self.type_of_source(file, DefSource::Tuple(value, n)),
                    _ => Ty::Unknown,
                })
            }
            Symbol::Const(file, index) => {
                let spec = &self.scope.facts(file).syntax.consts[index];
                match (&spec.ty, spec.value) {
                    (Some(ty), _) => Some(self.resolve(file, ty)),
                    (None, value) => value.map(|expr| self.type_of(ExprRef { file, expr })),
                }
            }
            Symbol::Func(func) if self.scope.receiver_type(func).is_none() => Some(self.type_of_func(func)),
            _ => None,
        })
    }

    fn type_of_foreign(&self, package: &PackageRef, name: &Name) -> Ty {
        for known in self.known_packages(package) {
            if let Some(var) = known.vars.iter().find(|v| v.name == **name) {
                return var.result.as_deref().map_or(Ty::Unknown, |r| named_result(&package.path, r));
            }
        }
        package.index.and_then(|index| self.type_of_symbol(index, name)).unwrap_or(Ty::Unknown)
    }

    pub(crate) fn type_of_func(&self, func: FuncRef) -> Ty {
        Ty::Func(self.declared_results(func))
    }

    fn declared_results(&self, func: FuncRef) -> Vec<Ty> {
        let facts = self.scope.facts(func.file);
        let results = &facts.syntax.func(func.func).results;
        let ty = |local: &LocalId| {
            facts.syntax.local(*local).ty.as_ref().map_or(Ty::Unknown, |t| self.resolve(func.file, t))
        };
        results.iter().map(ty).collect()
    }

    fn type_of_call(&self, file: FileId, fun: ExprId, args: &[ExprId]) -> Ty {
        let facts = self.scope.facts(file);
        if let ExprKind::Name(name) = &facts.syntax.expr(fun).kind {
            let builtin = matches!(&**name, "new" | "make" | "append" | "min" | "max")
                && self.scope.symbols(self.scope.package_of(file), name).is_empty();
            if builtin {
                return args.first().map_or(Ty::Unknown, |&arg| self.type_or_value(ExprRef { file, expr: arg }));
            }
        }
        if let Some(ty) = self.as_type(ExprRef { file, expr: fun }) {
            return ty;
        }
        let results = self.results_of(ExprRef { file, expr: fun });
        results.and_then(|r| r.into_iter().next()).unwrap_or(Ty::Unknown)
    }

    /// The type that an expression names, or the type of its value.
    fn type_or_value(&self, at: ExprRef) -> Ty {
        self.as_type(at).unwrap_or_else(|| self.type_of(at))
    }

    /// The type that an expression names, where it names one: the `T` of a conversion.
    pub(crate) fn as_type(&self, at: ExprRef) -> Option<Ty> {
        let facts = self.scope.facts(at.file);
        match &facts.syntax.expr(at.expr).kind {
            ExprKind::Type(ty) => Some(self.resolve(at.file, ty)),
            ExprKind::Name(name) => {
                let package = self.scope.package_of(at.file);
                let symbols = self.scope.symbols(package, name);
                if symbols.iter().any(|s| matches!(s, Symbol::Type(..))) {
                    return Some(self.resolve(at.file, &Type::Name(name.clone())));
                }
                (symbols.is_empty() && is_basic(name)).then(|| Ty::Basic(name.clone()))
            }
            ExprKind::Select(base, name) => {
                let package = self.scope.qualifier(at.file, *base)?;
                let known = self.known_packages(&package);
                let is_known = known.iter().any(|p| p.types.iter().any(|t| t.name == **name))
                    || known.iter().flat_map(|p| &p.calls).flat_map(|c| &c.names).any(|n| is_method_of(n, name));
                let declared = package
                    .index
                    .is_some_and(|i| self.scope.symbols(i, name).iter().any(|s| matches!(s, Symbol::Type(..))));
                (is_known || declared).then(|| Ty::Named(package.path, name.clone()))
            }
            _ => None,
        }
    }

    /// The types of the results of what is called.
    fn results_of(&self, fun: ExprRef) -> Option<Vec<Ty>> {
        for callable in self.callables(fun).iter() {
            match callable {
                Callable::Known(path, rows) => {
                    if let Some(result) = rows.iter().find_map(|r| r.result.as_deref()) {
                        return Some(vec![named_result(path, result)]);
                    }
                }
                Callable::Program(func) => return Some(self.declared_results(*func)),
            }
        }
        match self.type_of(fun) {
            Ty::Func(results) => Some(results),
            _ => None,
        }
    }

    /// The fields of a struct type, with the file that declares it.
    pub(crate) fn fields(&self, ty: &Ty) -> Rc<[(Field, FileId)]> {
        let with_file = |fields: &[Field], file| fields.iter().map(|f| (f.clone(), file)).collect();
        match ty {
            Ty::Struct(fields, file) => with_file(fields, *file),
            Ty::Named(path, name) => {
                let Some(package) = self.scope.package_by_path(path) else { return Rc::default() };
                let symbols = self.scope.symbols(package, name);
                let Some(Symbol::Type(file, index)) = symbols.iter().find(|s| matches!(s, Symbol::Type(..))).copied()
                else {
                    return Rc::default();
                };
                let facts = self.scope.facts(file);
                match &facts.syntax.types[index].ty {
                    Type::Struct(fields) => {
                        let mut known = self.struct_fields.borrow_mut();
                        Rc::clone(known.entry((file, index)).or_insert_with(|| with_file(fields, file)))
                    }
                    other if self.type_depth.get() < DEEPEST_TYPE => {
                        self.type_depth.set(self.type_depth.get() + 1);
                        let fields = self.fields(&self.resolve(file, other));
                        self.type_depth.set(self.type_depth.get() - 1);
                        fields
                    }
                    _ => Rc::default(),
                }
            }
            _ => Rc::default(),
        }
    }

    /// The type of a field, its own before those of embedded structs.
    pub(crate) fn field_type(&self, ty: &Ty, name: &Name, depth: u32) -> Ty {
        let fields = self.fields(ty);
        if let Some((field, file)) = fields.iter().find(|(f, _)| f.name == *name) {
            return self.resolve(*file, &field.ty);
        }
        if let Ty::Named(path, type_name) = ty {
            let row = |t: &&KnownType| t.name == **type_name;
            for known in self.known_at(path) {
                if let Some(result) = known.types.iter().find(row).and_then(|t| t.fields.get(&**name)) {
                    return named_result(path, result);
                }
            }
        }
        if depth < DEEPEST_EMBEDDING {
            for (field, file) in fields.iter().filter(|(f, _)| f.embedded) {
                let found = self.field_type(&self.resolve(*file, &field.ty), name, depth + 1);
                if found != Ty::Unknown {
                    return found;
                }
            }
        }
        // A method as a value.
        match self.methods(ty, name, 0).into_iter().next() {
            Some(Callable::Program(func)) => self.type_of_func(func),
            Some(Callable::Known(path, rows)) => {
                let result = rows.iter().find_map(|r| r.result.as_deref());
                Ty::Func(result.map(|r| vec![named_result(&path, r)]).unwrap_or_default())
            }
            None => self.declared_method(ty, name, 0).map_or(Ty::Unknown, |(file, method)| self.resolve(file, &method)),
        }
    }

    /// Where a type is declared: index into the file's `types`.
    pub(crate) fn declaration_of(&self, ty: &Ty) -> Option<(FileId, usize)> {
        let Ty::Named(path, name) = ty else { return None };
        self.scope.declared_type(self.scope.package_by_path(path)?, name)
    }

    /// What a declared type is written as, with the file where that stands.
    pub(crate) fn written_type(&self, ty: &Ty) -> Option<(FileId, &Type)> {
        let (file, index) = self.declaration_of(ty)?;
        Some((file, &self.scope.facts(file).syntax.types[index].ty))
    }

    /// Whether a declared type is one of maps: `type muxes map[string]*http.ServeMux`.
    pub(crate) fn is_map(&self, ty: &Ty) -> bool {
        matches!(self.written_type(ty), Some((_, Type::Map(..))))
    }

    /// Whether a type is an interface that the program declares.
    pub(crate) fn is_interface(&self, ty: &Ty) -> bool {
        matches!(self.written_type(ty), Some((_, Type::Interface(..))))
    }

    /// A written type in a file.
    pub(crate) fn resolve(&self, file: FileId, ty: &Type) -> Ty {
        match ty {
            Type::Name(name) => self.resolve_name(file, name),
            Type::Qualified(import, name) => {
                let package = self.scope.import(file, *import);
                self.unalias(Ty::Named(package.path, name.clone()))
            }
            Type::Pointer(inner) | Type::Generic(inner, _) => self.resolve(file, inner),
            Type::Slice(inner) | Type::Chan(inner) | Type::Map(_, inner) => {
                Ty::List(Box::new(self.resolve(file, inner)))
            }
            Type::Func(_, results) => Ty::Func(results.iter().map(|t| self.resolve(file, t)).collect()),
            Type::Struct(fields) => Ty::Struct(Rc::from(&**fields), file),
            Type::Interface(..) | Type::Unknown => Ty::Unknown,
        }
    }

    fn resolve_name(&self, file: FileId, name: &Name) -> Ty {
        let package = self.scope.package_of(file);
        if self.scope.symbols(package, name).iter().any(|s| matches!(s, Symbol::Type(..))) {
            return self.unalias(Ty::Named(Rc::from(&*self.scope.package(package).path), name.clone()));
        }
        let facts = self.scope.facts(file);
        if let Some(local) = facts.syntax.types.iter().find(|t| t.func.is_some() && t.name == *name) {
            // A type declared in a function: its fields are enough.
            return match &local.ty {
                Type::Struct(fields) => Ty::Struct(Rc::from(&**fields), file),
                _ => Ty::Unknown,
            };
        }
        if is_basic(name) {
            return Ty::Basic(name.clone());
        }
        let dots = self.scope.dot_imports(file);
        let declares = |p: &&PackageRef| {
            self.known_packages(p).iter().flat_map(|k| &k.calls).flat_map(|c| &c.names).any(|n| is_method_of(n, name))
                || p.index.is_some_and(|i| self.scope.symbols(i, name).iter().any(|s| matches!(s, Symbol::Type(..))))
        };
        dots.iter().find(declares).map_or(Ty::Unknown, |p| Ty::Named(Rc::clone(&p.path), name.clone()))
    }

    /// Follows `type A = B`.
    fn unalias(&self, ty: Ty) -> Ty {
        let Ty::Named(path, name) = &ty else { return ty };
        let Some(package) = self.scope.package_by_path(path) else { return ty };
        match self.scope.alias(package, name) {
            Some((file, index)) if self.type_depth.get() < DEEPEST_TYPE => {
                self.type_depth.set(self.type_depth.get() + 1);
                let resolved = self.resolve(file, &self.scope.facts(file).syntax.types[index].ty);
                self.type_depth.set(self.type_depth.get() - 1);
                resolved
            }
            _ => ty,
        }
    }
}

/// The type that a knowledge file's `result` names: `*T`, `T` or `path.T`.
pub(crate) fn named_result(path: &Rc<str>, result: &str) -> Ty {
    let result = result.trim_start_matches('*');
    match result.rsplit_once('.') {
        Some((other, name)) => Ty::Named(Rc::from(other), name.into()),
        None if is_basic(result) => Ty::Basic(result.into()),
        None => Ty::Named(Rc::clone(path), result.into()),
    }
}

fn is_method_of(row: &str, ty: &str) -> bool {
    row.strip_prefix(ty).is_some_and(|rest| rest.starts_with('.'))
}

/// Whether a declared function is one of a file's functions with this receiver; used to bind a receiver.
pub(crate) fn is_method(scope: &Scope<'_>, func: FuncRef) -> bool {
    scope.facts(func.file).syntax.func(func.func).recv.is_some()
}

/// The function that a literal stands in, or the function itself.
pub(crate) fn enclosing(scope: &Scope<'_>, func: FuncRef) -> FuncRef {
    FuncRef { file: func.file, func: scope.facts(func.file).outermost(func.func) }
}
