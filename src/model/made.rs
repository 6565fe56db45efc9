//! Objects that exclusive branches make: methods of two objects of which one run has only one.
//!
//! In: two paths. Out: whether an object whose method the one path comes through is made only where a run does not come that
//! makes the other's, or that takes the other path: `switch role { case "data": server = data.New() ... }`, and later
//! `server.Start()`. Only types of which every object is seen to be made by a literal or `new` count.

use std::rc::Rc;

use super::ProgramKind;
use super::frames::{Frames, FuncRef};
use super::reach::{Path, Reach, Step};
use super::types::Ty;
use super::value::ExprRef;
use crate::facts::FileFacts;
use crate::golang::syntax::{ExprKind, LocalKind, Name, Type};
use crate::source::FileId;

/// Places that make objects of one type; a type with more is not followed.
const MOST_MAKERS: usize = 4;

/// Files that name a type; where more do, somebody makes it.
const MOST_FILES: usize = 16;

/// A declared type: path of its package, name.
pub(super) type TypeName = (Rc<str>, Name);

impl Reach<'_, '_> {
    /// Whether no single run has the objects of both paths.
    pub(super) fn made_apart(&self, a: &Path, b: &Path) -> bool {
        let (of_a, of_b) = (self.makers(a), self.makers(b));
        let apart = |paths: &[Path], other: &Path| paths.iter().all(|p| self.in_exclusive_arms(p, other));
        of_a.iter().any(|x| apart(x, b))
            || of_b.iter().any(|y| apart(y, a))
            || of_a.iter().any(|x| of_b.iter().any(|y| y.iter().all(|q| apart(x, q))))
    }

    /// Whether two paths come through arms of one statement that exclude each other, outside of a loop.
    fn in_exclusive_arms(&self, a: &Path, b: &Path) -> bool {
        let exclude = |x: &Step, y: &Step| !x.looped && !y.looped && self.arms_exclude(x, y);
        a.steps.iter().any(|x| b.steps.iter().any(|y| exclude(x, y)))
    }

    /// The ways to where the objects are made whose methods a path comes through, type by type.
    fn makers(&self, path: &Path) -> Vec<Rc<[Path]>> {
        let mut types: Vec<TypeName> = Vec::new();
        for step in &path.steps {
            let func = step.func.map(|func| FuncRef { file: step.file, func });
            let Some(name) = func.and_then(|f| self.eval.scope.receiver_type(f)) else { continue };
            let package = self.eval.scope.package(self.eval.scope.package_of(step.file));
            let ty = (Rc::from(&*package.path), name);
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        types.into_iter().map(|ty| self.makers_of(ty)).filter(|paths| !paths.is_empty()).collect()
    }

    /// The ways to all places that make an object of a type; none where they are too many, or not all are seen.
    fn makers_of(&self, ty: TypeName) -> Rc<[Path]> {
        if let Some(known) = self.made.borrow().get(&ty) {
            return Rc::clone(known);
        }
        let places = self.making(&ty).unwrap_or_default();
        let paths: Rc<[Path]> = places.into_iter().flat_map(|at| self.paths(at, &Frames::default())).collect();
        self.made.borrow_mut().insert(ty, Rc::clone(&paths));
        paths
    }

    /// Whether the method around a place is one of a struct of which the program makes no object.
    pub(crate) fn never_made(&self, at: ExprRef) -> bool {
        let scope = &self.eval.scope;
        let facts = scope.facts(at.file);
        let func = facts.place(at.expr).func.map(|f| FuncRef { file: at.file, func: facts.outermost(f) });
        let Some(name) = func.and_then(|f| scope.receiver_type(f)) else { return false };
        let path: Rc<str> = Rc::from(&*scope.package(scope.package_of(at.file)).path);
        let is_struct = !self.eval.fields(&Ty::Named(Rc::clone(&path), name.clone())).is_empty();
        let users = self.eval.users(scope.package_of(at.file), &name);
        let few = || self.eval.files_naming(&users, &name).is_some_and(|files| files.len() <= MOST_FILES);
        is_struct
            && few()
            && scope.linkage.kind != ProgramKind::Library
            && self.making(&(path, name)).is_some_and(|places| places.is_empty())
    }

    /// The expressions that make an object of a type.
    fn making(&self, (path, name): &TypeName) -> Option<Vec<ExprRef>> {
        let scope = &self.eval.scope;
        let home = scope.package_by_path(path)?;
        let wanted = Ty::Named(Rc::clone(path), name.clone());
        let mut found = Vec::new();
        for package in self.eval.users(home, name) {
            for &file in &scope.files_mentioning(package, name) {
                let facts = scope.facts(file);
                if self.declares_value(facts, file, &wanted) {
                    return None;
                }
                let here = |expr| ExprRef { file, expr };
                let literals = facts.composites.iter().map(|&e| here(e)).filter(|&e| self.eval.type_of(e) == wanted);
                let news = facts.calls.iter().filter(|call| {
                    let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(call.expr).kind else { return false };
                    let is_new = matches!(&facts.syntax.expr(*fun).kind, ExprKind::Name(n) if &**n == "new");
                    is_new && args.first().is_some_and(|&arg| self.eval.as_type(here(arg)).as_ref() == Some(&wanted))
                });
                found.extend(literals.chain(news.map(|call| here(call.expr))).filter(|&e| self.reaches(e)));
                if found.len() > MOST_MAKERS {
                    return None;
                }
            }
        }
        Some(found)
    }

    /// Whether a file declares a variable or field that is an object of the type, without a literal: `var s Server`.
    fn declares_value(&self, facts: &FileFacts, file: FileId, wanted: &Ty) -> bool {
        let is = |ty: &Type| self.holds_value(file, ty, wanted);
        facts.syntax.vars.iter().filter_map(|v| v.ty.as_deref()).any(is)
            || facts.syntax.locals.iter().filter(|l| !is_handed_in(l.kind)).filter_map(|l| l.ty.as_deref()).any(is)
            || facts.syntax.types.iter().any(|t| is(&t.ty))
    }

    /// Whether something of a type as it is written holds an object of the wanted one.
    fn holds_value(&self, file: FileId, ty: &Type, wanted: &Ty) -> bool {
        match ty {
            Type::Slice(inner) | Type::Map(_, inner) => self.holds_value(file, inner, wanted),
            Type::Struct(fields) => fields.iter().any(|f| self.holds_value(file, &f.ty, wanted)),
            Type::Name(_) | Type::Qualified(..) | Type::Generic(..) => self.eval.resolve(file, ty) == *wanted,
            _ => false,
        }
    }
}

/// Whether what a local holds was made by others.
fn is_handed_in(kind: LocalKind) -> bool {
    matches!(kind, LocalKind::Param(_) | LocalKind::Receiver)
}
