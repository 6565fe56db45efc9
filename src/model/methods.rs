//! Whose method or function is called: by declarations alone, through embedded fields, knowledge before source.
//!
//! In: the function expression of a call, or a type and a name. Out: [`Callable`]s. Knows no values.

use std::rc::Rc;

use super::eval::Eval;
use super::frames::FuncRef;
use super::link::{PackageRef, Scope};
use super::types::{Callable, DEEPEST_EMBEDDING, Ty};
use super::value::ExprRef;
use crate::golang::syntax::{ExprId, ExprKind, FuncId, Name};
use crate::known::{Arg, KnownCall, KnownPackage, KnownType, Listen};
use crate::source::FileId;

impl<'a> Eval<'a> {
    /// What a call's function expression may mean, by declarations alone: knowledge first, then source.
    pub(crate) fn callables(&self, fun: ExprRef) -> Rc<[Callable<'a>]> {
        if let Some(found) = self.callables.borrow().get(&fun) {
            return Rc::clone(found);
        }
        let found: Rc<[Callable<'a>]> = self.callables_uncached(fun).into();
        // An answer from the depth of a chain of types may be too small.
        if self.type_depth.get() == 0 || !found.is_empty() {
            self.callables.borrow_mut().insert(fun, Rc::clone(&found));
        }
        found
    }

    pub(crate) fn callables_uncached(&self, fun: ExprRef) -> Vec<Callable<'a>> {
        let facts = self.scope.facts(fun.file);
        match &facts.syntax.expr(fun.expr).kind {
            ExprKind::Name(name) => {
                let package = self.scope.package_of(fun.file);
                let own = PackageRef { path: Rc::from(&*self.scope.package(package).path), index: Some(package) };
                let mut found = self.functions(&own, name);
                if found.is_empty() {
                    found = self.scope.dot_imports(fun.file).iter().flat_map(|p| self.functions(p, name)).collect();
                }
                found
            }
            ExprKind::Select(base, name) => {
                if let Some(package) = self.scope.qualifier(fun.file, *base) {
                    return self.functions(&package, name);
                }
                let ty = self.type_of(ExprRef { file: fun.file, expr: *base });
                self.methods(&ty, name, 0)
            }
            // An instantiation: F[T](x).
            ExprKind::Index(base, _) => self.callables(ExprRef { file: fun.file, expr: *base }).to_vec(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn functions(&self, package: &PackageRef, name: &Name) -> Vec<Callable<'a>> {
        let mut found = Vec::new();
        let rows = self.known_calls(package, name);
        if !rows.is_empty() {
            found.push(Callable::Known(Rc::clone(&package.path), rows));
        }
        if let Some(func) = package.index.and_then(|index| self.scope.function(index, name)) {
            found.push(Callable::Program(func));
        }
        found
    }

    /// The methods of a name on a type, its own before those of embedded fields.
    pub(crate) fn methods(&self, ty: &Ty, name: &Name, depth: u32) -> Vec<Callable<'a>> {
        let Ty::Named(path, type_name) = ty else { return Vec::new() };
        let package = PackageRef { path: Rc::clone(path), index: self.scope.package_by_path(path) };
        let mut found = Vec::new();
        let rows = self.known_calls(&package, &Name::from(format!("{type_name}.{name}")));
        if !rows.is_empty() {
            found.push(Callable::Known(Rc::clone(path), rows));
        }
        if let Some(func) = package.index.and_then(|i| self.scope.method(i, type_name, name)) {
            found.push(Callable::Program(func));
        }
        if found.is_empty() && depth < DEEPEST_EMBEDDING {
            for (field, file) in self.fields(ty).iter() {
                if field.embedded {
                    let inner = self.resolve(*file, &field.ty);
                    found.extend(self.methods(&inner, name, depth + 1));
                }
            }
            // `type T U`: only an alias or an embedded interface keeps methods; a defined type over another loses them.
        }
        found
    }

    /// The embedded fields that lead from a type to the one that declares a method; empty where the type itself does.
    pub(crate) fn promotion(&self, ty: &Ty, method: &Name, depth: u32) -> Option<Vec<Name>> {
        let Ty::Named(path, type_name) = ty else { return None };
        let package = PackageRef { path: Rc::clone(path), index: self.scope.package_by_path(path) };
        let declares = !self.known_calls(&package, &format!("{type_name}.{method}")).is_empty()
            || package.index.is_some_and(|i| self.scope.method(i, type_name, method).is_some());
        if declares {
            return Some(Vec::new());
        }
        self.in_embedded(ty, depth, &|inner, depth| self.promotion(inner, method, depth))
    }

    /// The embedded fields that lead from a type to the one whose method is meant; empty where the type itself has it.
    pub(crate) fn embedding_path(&self, ty: &Ty, wanted: &Ty, depth: u32) -> Option<Vec<Name>> {
        if ty == wanted {
            return Some(Vec::new());
        }
        self.in_embedded(ty, depth, &|inner, depth| self.embedding_path(inner, wanted, depth))
    }

    /// The path of the first embedded field whose type has one, with that field in front.
    fn in_embedded(&self, ty: &Ty, depth: u32, of: &dyn Fn(&Ty, u32) -> Option<Vec<Name>>) -> Option<Vec<Name>> {
        if depth >= DEEPEST_EMBEDDING {
            return None;
        }
        self.fields(ty).iter().filter(|(f, _)| f.embedded).find_map(|(field, file)| {
            let mut path = of(&self.resolve(*file, &field.ty), depth + 1)?;
            path.insert(0, field.name.clone());
            Some(path)
        })
    }

    /// Where a function literal stands as an expression.
    pub(crate) fn literal_expr(&self, func: FuncRef) -> Option<ExprId> {
        self.scope.facts(func.file).literal(func.func)
    }

    /// The name of a function for people: `main.setup`, `(*Server).routes`, `main.setup.func1`.
    pub(crate) fn func_name(&self, file: FileId, func: Option<FuncId>) -> String {
        let package = &self.scope.package(self.scope.package_of(file)).name;
        let Some(func) = func else { return format!("{package} (package variables)") };
        let facts = self.scope.facts(file);
        let outer = facts.outermost(func);
        let name = facts.syntax.func(outer).name.clone().unwrap_or_else(|| "func".into());
        match self.scope.receiver_type(FuncRef { file, func: outer }) {
            Some(ty) => format!("({ty}).{name}"),
            None => format!("{package}.{name}"),
        }
    }

    pub(crate) fn known_packages(&self, package: &PackageRef) -> Vec<&'a KnownPackage> {
        let version = package.index.or_else(|| self.scope.package_by_path(&package.path));
        let version = version.and_then(|i| self.scope.package(i).version.as_deref());
        self.known.package(Scope::plain_path(&package.path), version).collect()
    }

    /// What is known of a package by its path alone.
    pub(crate) fn known_at(&self, path: &Rc<str>) -> Vec<&'a KnownPackage> {
        self.known_packages(&PackageRef { path: Rc::clone(path), index: None })
    }

    /// What is known of a declared type.
    pub(crate) fn known_type(&self, ty: &Ty) -> Option<&'a KnownType> {
        let Ty::Named(path, name) = ty else { return None };
        self.known_at(path).into_iter().flat_map(|p| &p.types).find(|t| t.name == **name)
    }

    /// Whether a type that is not read has a field, as far as the calls that are known of it read the field: `http.Server.Addr`.
    pub(crate) fn is_known_to_have(&self, ty: &Ty, field: &Name) -> bool {
        let Ty::Named(path, name) = ty else { return false };
        let is_it = |place: &Option<Arg>| matches!(place, Some(Arg::Recv(fields)) if fields.first().is_some_and(|f| **f == **field));
        let of_type = |call: &KnownCall| {
            let own = |n: &String| n.strip_prefix(&**name).is_some_and(|rest| rest.starts_with('.'));
            let reads = |listen: &Listen| [&listen.address, &listen.handler].into_iter().any(is_it);
            call.names.iter().any(own) && call.listen.as_ref().is_some_and(reads)
        };
        self.known_at(path).into_iter().flat_map(|p| &p.calls).any(of_type)
    }

    pub(crate) fn known_calls(&self, package: &PackageRef, name: &str) -> Vec<&'a KnownCall> {
        let packages = self.known_packages(package);
        packages.into_iter().flat_map(|p| &p.calls).filter(|c| c.names.iter().any(|n| n == name)).collect()
    }
}
