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
use super::types::Ty;
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
            // `var _ caddy.Server = &Server{}`
            let is_of_unseen = |spec: &ValueSpec| spec.ty.as_ref().is_some_and(|ty| self.is_of_unseen(file, ty));
            let mut vars = facts.syntax.vars.iter().filter(|spec| is_of_unseen(spec)).filter_map(|spec| spec.value);
            // `func newRun() (cli.Command, error) { return &Run{}, nil }`
            let gives = |(func, returned): (&FuncId, &[Return])| {
                let results = (0..).zip(&facts.syntax.func(*func).results);
                let type_of = |local: LocalId| facts.syntax.local(local).ty.as_deref();
                let mut unseen =
                    results.filter(|(_, local)| type_of(**local).is_some_and(|ty| self.is_of_unseen(file, ty)));
                unseen.any(|(n, _)| {
                    returned.iter().filter_map(|ret| ret.values.get(n)).any(|&expr| is_it(ExprRef { file, expr }))
                })
            };
            // `map[string]cli.Command{"run": &Run{}}`
            let holds = |&literal: &ExprId| match &facts.syntax.expr(literal).kind {
                ExprKind::Composite(made) => {
                    made.ty.as_ref().is_some_and(|ty| self.is_of_unseen(file, ty))
                        && made.elems.iter().any(|element| is_it(ExprRef { file, expr: element.value }))
                }
                _ => false,
            };
            facts.calls.iter().any(takes)
                || vars.any(|expr| is_it(ExprRef { file, expr }))
                || facts.composites.iter().any(holds)
                || facts.returns.iter().any(gives)
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
