//! What code that is not read may call.
//!
//! In: a method or function. Out: whether somebody whose source is not on this machine, or the standard library, may call it.
//! Knows packages and signatures; which object is handed to whom it does not follow.

use foldhash::HashSet;

use super::PackageSource;
use super::frames::FuncRef;
use super::linked::Declaration;
use super::mentions::Place;
use super::reach::Reach;
use super::types::{Callable, Ty};
use super::value::ExprRef;
use crate::facts::{CallFact, Return};
use crate::golang::syntax::{ExprId, ExprKind, Func, FuncId, LocalId, Name, Type, ValueSpec};
use crate::known::is_std_method;
use crate::source::FileId;

impl Reach<'_, '_> {
    /// Whether a method takes or gives something of a package whose source is not on this machine: such a package has interfaces, and
    /// calls what its users make for them, whoever else calls a method of the name.
    pub(super) fn is_made_for_unseen(&self, func: FuncRef) -> bool {
        let syntax = &self.eval.scope.facts(func.file).syntax;
        let declared = syntax.func(func.func);
        let mut signature = declared.params.iter().chain(&declared.results);
        let is_unseen =
            |&local: &LocalId| syntax.local(local).ty.as_deref().is_some_and(|ty| self.is_of_unseen(func.file, ty));
        is_exported_method(declared) && signature.any(is_unseen) && self.may_be_had(func)
    }

    /// Whether somebody whose source is not followed may have an object of the type of a method of the user's own.
    fn may_be_had(&self, func: FuncRef) -> bool {
        let scope = &self.eval.scope;
        let home = scope.package_of(func.file);
        !scope.package(home).source.is_own()
            || scope.receiver_type(func).is_none_or(|name| self.is_given_away(home, &name))
    }

    /// Whether such a package is seen to know the type of a method: that, or another method beside it, is made for one, or an object is
    /// handed to it where it is made.
    pub(super) fn is_known_to_unseen(&self, func: FuncRef) -> bool {
        let scope = &self.eval.scope;
        let Some(name) = scope.receiver_type(func) else { return self.is_made_for_unseen(func) };
        let mut beside = scope.facts(func.file).methods_of(&name);
        beside.any(|(other, _)| self.is_made_for_unseen(FuncRef { file: func.file, func: other }))
            || self.is_handed_to_unseen(scope.package_of(func.file), &name)
    }

    /// Whether an object of the type of an exported method is handed to such a package: it calls what its interfaces have.
    pub(super) fn is_started_by_unseen(&self, func: FuncRef) -> bool {
        let scope = &self.eval.scope;
        is_exported_method(scope.facts(func.file).syntax.func(func.func))
            && scope
                .receiver_type(func)
                .is_some_and(|name| self.is_handed_to_unseen(scope.package_of(func.file), &name))
    }

    fn is_handed_to_unseen(&self, home: usize, name: &Name) -> bool {
        self.is_handed_to(home, name, false, &|package| {
            self.eval.scope.package(package).source == PackageSource::Unseen
        })
    }

    /// Whether a dependency that is read has an object of the type of a method of the user's own as an interface of its own that declares
    /// the method: then it calls it, wherever the object is kept until then.
    pub(super) fn is_called_by_library(&self, func: FuncRef) -> bool {
        let scope = &self.eval.scope;
        let home = scope.package_of(func.file);
        let declared = scope.facts(func.file).syntax.func(func.func);
        if !is_exported_method(declared) || !scope.package(home).source.is_own() {
            return false;
        }
        let (Some(method), Some(name)) = (declared.name.clone(), scope.receiver_type(func)) else { return false };
        let key = (home, name.clone(), method.clone());
        if let Some(&found) = self.run_by.borrow().get(&key) {
            return found;
        }
        let found = self.find_called_by_library(home, &name, &method);
        self.run_by.borrow_mut().insert(key, found);
        found
    }

    fn find_called_by_library(&self, home: usize, name: &Name, method: &Name) -> bool {
        let (eval, scope) = (self.eval, &self.eval.scope);
        let files = eval.files_naming(&eval.users(home, name), name).unwrap_or_default();
        let is_it =
            |at| matches!(eval.type_of(at), Ty::Named(path, ty) if ty == *name && *path == *scope.package(home).path);
        let declares = |file: FileId, ty: &Type| {
            let mut ty = eval.resolve(file, ty);
            while let Ty::List(element) = ty {
                ty = *element;
            }
            let Ty::Named(path, _) = &ty else { return false };
            scope.package_by_path(path).is_some_and(|package| self.is_of_others(package))
                && eval.declared_method(&ty, method, 0).is_some()
        };
        // Asked first: for types, files are read.
        let may_call = |target: usize| self.is_of_others(target) && !scope.files_mentioning(target, method).is_empty();
        let imports_one = |&&(package, file): &&Place| {
            let mut imports = scope.linkage.imports(package);
            imports.any(|(declared, target)| declared.span.file == file && may_call(target))
        };
        files.iter().filter(imports_one).any(|&(_, file)| {
            self.goes_into(file, &is_it, &|ty| declares(file, ty)) || {
                let facts = scope.facts(file);
                facts.calls.iter().any(|call| {
                    let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(call.expr).kind else { return false };
                    // Of a method's call it takes types to know what is called.
                    let ExprKind::Select(base, _) = facts.syntax.expr(*fun).kind else { return false };
                    let package = scope.qualifier(file, base).and_then(|package| package.index);
                    if !package.is_some_and(|package| self.is_of_others(package)) {
                        return false;
                    }
                    let takes = |callable: &Callable<'_>, n: usize| match callable {
                        Callable::Program(taking) if self.is_of_others(scope.package_of(taking.file)) => {
                            let syntax = &scope.facts(taking.file).syntax;
                            let param = syntax.func(taking.func).params.get(n);
                            param
                                .and_then(|&param| syntax.local(param).ty.as_deref())
                                .is_some_and(|ty| declares(taking.file, ty))
                        }
                        _ => false,
                    };
                    args.iter().enumerate().any(|(n, &arg)| {
                        is_it(ExprRef { file, expr: arg })
                            && eval.callables(ExprRef { file, expr: *fun }).iter().any(|callable| takes(callable, n))
                    })
                })
            }
        })
    }

    /// Whether a file gives an object that is meant as something of a type that is meant, has it in a literal of one, or in a variable.
    fn goes_into(&self, file: FileId, is_it: &dyn Fn(ExprRef) -> bool, is_meant: &dyn Fn(&Type) -> bool) -> bool {
        let facts = self.eval.scope.facts(file);
        let is_it = |expr: ExprId| is_it(ExprRef { file, expr });
        // `var _ caddy.Server = &Server{}`
        let is_typed = |spec: &&ValueSpec| spec.ty.as_deref().is_some_and(is_meant);
        let mut vars = facts.syntax.vars.iter().filter(is_typed).filter_map(|spec| spec.value);
        // `func newRun() (cli.Command, error) { return &Run{}, nil }`
        let gives = |(func, returned): (&FuncId, &[Return])| {
            let results = facts.syntax.func(*func).results.iter().enumerate();
            let type_of = |local: LocalId| facts.syntax.local(local).ty.as_deref();
            let mut meant = results.filter(|(_, local)| type_of(**local).is_some_and(is_meant));
            meant.any(|(n, _)| returned.iter().filter_map(|ret| ret.values.get(n)).any(|&value| is_it(value)))
        };
        // `map[string]cli.Command{"run": &Run{}}`
        let holds = |literal: &ExprId| match &facts.syntax.expr(*literal).kind {
            ExprKind::Composite(made) => {
                made.ty.as_ref().is_some_and(is_meant) && made.elems.iter().any(|element| is_it(element.value))
            }
            _ => false,
        };
        vars.any(is_it) || facts.composites.iter().any(holds) || facts.returns.iter().any(gives)
    }

    /// Whether an object of a type is handed to a package: to any dependency, or to one whose source is not on this machine.
    fn is_handed_to(&self, home: usize, name: &Name, to_any: bool, is_wanted: &dyn Fn(usize) -> bool) -> bool {
        let key = (home, name.clone(), to_any);
        if let Some(&found) = self.shown.borrow().get(&key) {
            return found;
        }
        let found = self.find_handed_to(home, name, is_wanted);
        self.shown.borrow_mut().insert(key, found);
        found
    }

    fn find_handed_to(&self, home: usize, name: &Name, is_wanted: &dyn Fn(usize) -> bool) -> bool {
        let (eval, scope) = (self.eval, &self.eval.scope);
        let files = eval.files_naming(&eval.users(home, name), name).unwrap_or_default();
        let is_it =
            |at| matches!(eval.type_of(at), Ty::Named(path, ty) if ty == *name && *path == *scope.package(home).path);
        let imports_one = |&&(package, file): &&Place| {
            scope.linkage.imports(package).any(|(declared, target)| declared.span.file == file && is_wanted(target))
        };
        files.iter().filter(imports_one).any(|&(_, file)| {
            let facts = scope.facts(file);
            let takes = |call: &CallFact| {
                let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(call.expr).kind else { return false };
                let ExprKind::Select(base, _) = facts.syntax.expr(*fun).kind else { return false };
                scope.qualifier(file, base).and_then(|package| package.index).is_some_and(is_wanted)
                    && args.iter().any(|&arg| is_it(ExprRef { file, expr: arg }))
            };
            facts.calls.iter().any(takes) || self.goes_into(file, &is_it, &|ty| self.is_of_unseen(file, ty))
        })
    }

    fn is_of_unseen(&self, file: FileId, ty: &Type) -> bool {
        let scope = &self.eval.scope;
        match ty {
            Type::Qualified(import, _) => {
                let package = scope.import(file, *import).index;
                package.is_some_and(|package| scope.package(package).source == PackageSource::Unseen)
            }
            Type::Pointer(inner) | Type::Slice(inner) | Type::Map(_, inner) | Type::Generic(inner, _) => {
                self.is_of_unseen(file, inner)
            }
            _ => false,
        }
    }

    /// A method without a mention may be called through an interface or by reflection; a function of a cgo file by C.
    pub(super) fn is_called_from_outside(&self, func: FuncRef) -> bool {
        let facts = self.eval.scope.facts(func.file);
        let declared = facts.syntax.func(func.func);
        is_exported_method(declared) && self.may_be_called(func, declared)
            || facts.syntax.imports.iter().any(|i| &*i.path == "C")
    }

    /// Whether somebody whose source is not read may have an object of a method's type: of an interface he knows the methods by name.
    fn may_be_called(&self, func: FuncRef, declared: &Func) -> bool {
        declared.name.as_deref().is_some_and(is_std_method) || self.is_shown_to_unseen(func)
    }

    /// Whether an object of a method's type may come to a dependency, or to one of the library that finds methods by reflection. What a
    /// dependency makes, another one has only where it is handed to that, or where the first imports it.
    fn is_shown_to_unseen(&self, func: FuncRef) -> bool {
        let scope = &self.eval.scope;
        let home = scope.package_of(func.file);
        if scope.package(home).source.is_own() {
            return self.may_be_had(func);
        }
        // Of a dependency only what imports the type is searched for calls.
        let is_other = |package: usize| package != home && self.is_of_others(package);
        let by_name = |(declaration, _): (Declaration<'_>, usize)| self.eval.known.calls_by_name(declaration.path);
        let mut open = vec![home];
        let mut seen = HashSet::default();
        while let Some(package) = open.pop() {
            if scope.linkage.imports(package).any(|import| by_name(import) || (package == home && is_other(import.1))) {
                return true;
            }
            open.extend(scope.importers(package).iter().filter(|&&importer| seen.insert(importer)));
        }
        let is_handed = |name: Name| self.is_handed_to(home, &name, true, &is_other);
        scope.receiver_type(func).is_some_and(is_handed)
    }
}

fn is_exported_method(func: &Func) -> bool {
    func.recv.is_some() && func.name.as_ref().is_some_and(|name| name.starts_with(char::is_uppercase))
}
