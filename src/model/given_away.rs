//! Whether the program hands objects of one of its types to code that is not followed: then that may call their methods by an interface or
//! by reflection.
//!
//! In: a type of the user's own. Out: yes or no. Handed over is what is an argument of such code, an element of a literal of its types, a
//! value of its fields, variables and results; also the function that makes an object, and what an object is embedded in. What is first
//! handed to own code as some interface is not followed: of that code the mentions of the method count.

use std::collections::BTreeSet;

use super::PackageSource;
use super::link::Symbol;
use super::linked::Declaration;
use super::mentions::Place;
use super::reach::Reach;
use super::types::{Callable, Ty};
use super::value::ExprRef;
use crate::facts::{CallFact, DefSource, FileFacts, Return};
use crate::golang::syntax::{ExprId, ExprKind, FuncId, Name, Type};
use crate::ordered::InOrder as _;
use crate::source::FileId;

/// Types in types.
const DEEPEST_EMBEDDING: u32 = 3;
/// A type that is named, or made, in more files than this may be handed to anybody.
const MOST_FILES: usize = 32;

/// A type whose objects are looked for.
struct Wanted<'w> {
    home: usize,
    name: &'w Name,
    /// The functions of its package that make one.
    makers: &'w [Name],
}

impl Reach<'_, '_> {
    /// Whether an object of a type of the user's own may come to a dependency, or to one of the library that finds methods by their names.
    pub(super) fn is_given_away(&self, home: usize, name: &Name) -> bool {
        let key = (home, name.clone());
        if let Some(&found) = self.given_away.borrow().get(&key) {
            return found;
        }
        let found = self.may_be_given(home, name, DEEPEST_EMBEDDING);
        self.given_away.borrow_mut().insert(key, found);
        found
    }

    fn may_be_given(&self, home: usize, name: &Name, depth: u32) -> bool {
        let (eval, scope) = (self.eval, &self.eval.scope);
        let Some(depth) = depth.checked_sub(1) else { return true };
        let Some(naming) = eval.files_naming(&eval.users(home, name), name) else { return true };
        let mut makers = Vec::new();
        for &(_, file) in naming.iter().filter(|(package, _)| *package == home) {
            let facts = scope.facts(file);
            for func in facts.syntax.funcs.iter().filter(|func| func.recv.is_none()) {
                let mut results = func.results.iter().filter_map(|&local| facts.syntax.local(local).ty.as_deref());
                makers.extend(func.name.clone().filter(|_| results.any(|ty| ty.names(name))));
            }
        }
        let wanted = Wanted { home, name, makers: &makers };
        let gives = |&(package, file): &Place| {
            let is_near = || scope.linkage.imports(package).any(|import| self.is_followed_no_further(import));
            is_near() && self.gives_away(file, &wanted) || self.gives_what_embeds(package, file, &wanted, depth)
        };
        // Files that only call what makes one are not read where it is given away without them.
        let mut seen: BTreeSet<Place> = naming.into_iter().in_order();
        if seen.len() > MOST_FILES || seen.iter().any(gives) {
            return true;
        }
        makers.iter().any(|maker| match eval.files_naming(&eval.users(home, maker), maker) {
            Some(more) => {
                let new: Vec<Place> = more.into_iter().filter(|&place| seen.insert(place)).collect();
                seen.len() > MOST_FILES || new.iter().any(gives)
            }
            None => true,
        })
    }

    /// Whether an import leads to code of others, which may have interfaces, or to what calls by name.
    fn is_followed_no_further(&self, (declaration, target): (Declaration<'_>, usize)) -> bool {
        self.is_of_others(target) || self.eval.known.calls_by_name(declaration.path)
    }

    /// Whether a package is a dependency's.
    pub(super) fn is_of_others(&self, package: usize) -> bool {
        let source = self.eval.scope.package(package).source;
        !source.is_own() && source != PackageSource::Std
    }

    fn is_path_of_others(&self, path: &str) -> bool {
        let source = self.source_of(path);
        !source.is_own() && source != PackageSource::Std || self.eval.known.calls_by_name(path)
    }

    fn gives_away(&self, file: FileId, wanted: &Wanted<'_>) -> bool {
        let eval = self.eval;
        let facts = eval.scope.facts(file);
        let here = |expr: ExprId| ExprRef { file, expr };
        let is_it = |expr: ExprId| self.is_one(here(expr), wanted);
        let is_set = |source: DefSource| matches!(source, DefSource::Expr(value) if is_it(value));
        let takes = |call: &CallFact| match &facts.syntax.expr(call.expr).kind {
            // Most calls are of the program's own or of the library, and most arguments could be anything.
            ExprKind::Call { fun, args, .. } => {
                !args.is_empty() && self.is_call_of_others(here(*fun)) && args.iter().any(|&arg| is_it(arg))
            }
            _ => false,
        };
        let holds = |literal: &ExprId| match &facts.syntax.expr(*literal).kind {
            ExprKind::Composite(made) => {
                let is_theirs = || {
                    made.ty.as_ref().is_some_and(|ty| self.is_type_of_others(file, ty))
                        || eval.type_of(here(*literal)) == Ty::Unknown
                };
                !made.elems.is_empty() && is_theirs() && made.elems.iter().any(|element| is_it(element.value))
            }
            _ => false,
        };
        let gives = |(func, returned): (&FuncId, &[Return])| {
            let results = &facts.syntax.func(*func).results;
            results.iter().enumerate().any(|(n, &local)| {
                let is_theirs =
                    facts.syntax.local(local).ty.as_deref().is_some_and(|ty| self.is_type_of_others(file, ty));
                is_theirs && returned.iter().any(|ret| ret.values.get(n).is_some_and(|&value| is_it(value)))
            })
        };
        facts.calls.iter().any(takes)
            || facts.composites.iter().any(holds)
            || facts.returns.iter().any(gives)
            || facts.field_defs.iter().any(|set| is_set(set.def.source) && self.is_object_of_others(here(set.base)))
            || self.is_declared_as_theirs(facts, file, wanted)
    }

    /// `var _ caddy.Server = &Server{}`
    fn is_declared_as_theirs(&self, facts: &FileFacts, file: FileId, wanted: &Wanted<'_>) -> bool {
        let mut vars = facts.syntax.vars.iter();
        vars.any(|spec| {
            spec.ty.as_ref().is_some_and(|ty| self.is_type_of_others(file, ty))
                && spec.value.is_some_and(|expr| self.is_one(ExprRef { file, expr }, wanted))
        })
    }

    /// Whether an expression is an object of the type, or a function that makes one.
    fn is_one(&self, at: ExprRef, wanted: &Wanted<'_>) -> bool {
        let scope = &self.eval.scope;
        let is_of_type = || self.is_of(at, wanted);
        let makes = |callable: &Callable<'_>| match callable {
            Callable::Program(func) => {
                let name = &scope.facts(func.file).syntax.func(func.func).name;
                scope.package_of(func.file) == wanted.home && name.as_ref().is_some_and(|n| wanted.makers.contains(n))
            }
            Callable::Known(..) => false,
        };
        let is_own = |callable: &Callable<'_>| match callable {
            Callable::Program(func) => scope.is_own(func.file),
            Callable::Known(..) => false,
        };
        match &scope.facts(at.file).syntax.expr(at.expr).kind {
            ExprKind::Name(_) | ExprKind::Select(..) => is_of_type() || self.eval.callables(at).iter().any(makes),
            // What own code makes of one may be it as some interface.
            ExprKind::Call { fun, args, .. } if !is_of_type() => {
                let is_known = || self.eval.callables(ExprRef { expr: *fun, ..at }).iter().any(is_own);
                args.iter().any(|&arg| self.is_of(ExprRef { expr: arg, ..at }, wanted)) && is_known()
            }
            _ => is_of_type(),
        }
    }

    fn is_of(&self, at: ExprRef, wanted: &Wanted<'_>) -> bool {
        let home = &self.eval.scope.package(wanted.home).path;
        matches!(self.eval.type_of(at), Ty::Named(path, ty) if ty == *wanted.name && *path == **home)
    }

    /// Whether what is called is code of others, or not known.
    fn is_call_of_others(&self, fun: ExprRef) -> bool {
        let scope = &self.eval.scope;
        let base = match scope.facts(fun.file).syntax.expr(fun.expr).kind {
            ExprKind::Select(base, _) => Some(base),
            _ => None,
        };
        let package = base.and_then(|base| scope.qualifier(fun.file, base));
        if package.as_ref().is_some_and(|package| !self.is_path_of_others(&package.path)) {
            return false;
        }
        let callables = self.eval.callables(fun);
        if let Some(callable) = callables.first() {
            return match callable {
                Callable::Program(func) => self.is_of_others(scope.package_of(func.file)),
                Callable::Known(path, _) => self.is_path_of_others(path),
            };
        }
        package.is_some() || base.is_some_and(|expr| self.is_object_of_others(ExprRef { expr, ..fun }))
    }

    /// Whether something is of a type of others, or it is not known of which.
    fn is_object_of_others(&self, at: ExprRef) -> bool {
        match self.eval.type_of(at) {
            Ty::Named(path, _) => self.is_path_of_others(&path),
            ty => ty == Ty::Unknown,
        }
    }

    fn is_type_of_others(&self, file: FileId, ty: &Type) -> bool {
        match ty {
            Type::Qualified(import, _) => self.is_path_of_others(&self.eval.scope.import(file, *import).path),
            Type::Pointer(inner) | Type::Slice(inner) | Type::Chan(inner) | Type::Map(_, inner) => {
                self.is_type_of_others(file, inner)
            }
            Type::Generic(inner, args) => {
                self.is_type_of_others(file, inner) || args.iter().any(|arg| self.is_type_of_others(file, arg))
            }
            _ => false,
        }
    }

    /// Whether a struct of the file has the type's methods as its own, and is given away.
    fn gives_what_embeds(&self, package: usize, file: FileId, wanted: &Wanted<'_>, depth: u32) -> bool {
        let scope = &self.eval.scope;
        let embeds = |ty: &Type| match ty {
            Type::Struct(fields) => fields.iter().any(|field| field.embedded && field.name == *wanted.name),
            _ => false,
        };
        scope.facts(file).syntax.types.iter().filter(|declared| embeds(&declared.ty)).any(|declared| {
            let is_other = package != wanted.home || declared.name != *wanted.name;
            let is_seen = scope.symbols(package, &declared.name).iter().any(|s| matches!(s, Symbol::Type(..)));
            is_other && is_seen && self.may_be_given(package, &declared.name, depth)
        })
    }
}
