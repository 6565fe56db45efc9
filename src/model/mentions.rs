//! Where a function is mentioned in a program: by name, calls and values alike.
//!
//! In: a declared function. Out: the expressions that may mean it, or None where the name is too frequent to tell. A method
//! of a name is meant by every selector of the name, unless it is called with another number of arguments.

use std::rc::Rc;

use super::ProgramKind;
use super::eval::Eval;
use super::frames::FuncRef;
use super::types::enclosing;
use super::value::ExprRef;
use crate::facts::FileFacts;
use crate::golang::syntax::{ExprId, ExprKind, Func, Name};
use crate::golang::words::Front;
use crate::source::FileId;

/// A name that is mentioned more often than this is taken as reached.
pub(super) const MOST_MENTIONS: usize = 96;
/// A function that is mentioned more often than this is not followed to whoever calls it.
const MOST_FOLLOWED: usize = 640;
/// A name that is mentioned in more files than this is taken as reached: they are not parsed for it.
const MOST_FILES: usize = 48;
/// A package and one of its files.
pub(crate) type Place = (usize, FileId);
/// Where a function is mentioned; None where too often to tell.
pub(crate) type Mentions = Option<Rc<[ExprRef]>>;

impl Eval<'_> {
    /// Whether a place is in a function that the program nowhere mentions: nothing there ever runs.
    pub(crate) fn is_forgotten(&self, at: ExprRef) -> bool {
        let facts = self.scope.facts(at.file);
        let Some(func) = facts.place(at.expr).func else { return false };
        let func = enclosing(&self.scope, FuncRef { file: at.file, func });
        let declared = facts.syntax.func(func.func);
        let starts = declared.name.as_deref().is_none_or(|name| matches!(name, "main" | "init"));
        let library =
            self.scope.linkage.kind == ProgramKind::Library || facts.syntax.imports.iter().any(|i| &*i.path == "C");
        let unmentioned = || {
            let files = self.files_with(func);
            files.is_some_and(|files| files.iter().all(|&at| self.mentions_at(func, at).is_empty()))
        };
        !starts && !library && declared.recv.is_none() && unmentioned()
    }

    /// Where a declared function is mentioned: calls and values alike.
    pub(crate) fn mentions_of(&self, func: FuncRef) -> Mentions {
        if let Some(found) = self.mentions.borrow().get(&func) {
            return found.clone();
        }
        let files = self.files_with(func);
        let found = files.and_then(|files| self.found_in(&files, |at| self.mentions_at(func, at)));
        self.mentions.borrow_mut().insert(func, found.clone());
        found
    }

    /// Whether a function is mentioned more often, in few files, than is followed. Of a method most mentions may be of others.
    pub(crate) fn is_mentioned_too_often(&self, func: FuncRef) -> bool {
        let is_plain = || {
            let declared = self.scope.facts(func.file).syntax.func(func.func);
            declared.recv.is_none() && declared.name.is_some()
        };
        func.loop_over().is_none() && is_plain() && self.files_with(func).is_some() && self.mentions_of(func).is_none()
    }

    /// The files that may mention a declared function, with their packages; None where too many to tell.
    pub(crate) fn files_with(&self, func: FuncRef) -> Option<Rc<[Place]>> {
        if let Some(found) = self.files_with.borrow().get(&func) {
            return found.clone();
        }
        let found = self.find_files_with(func);
        self.files_with.borrow_mut().insert(func, found.clone());
        found
    }

    fn find_files_with(&self, func: FuncRef) -> Option<Rc<[Place]>> {
        let declared = self.scope.facts(func.file).syntax.func(func.func);
        let Some(name) = &declared.name else { return Some(Rc::from([])) };
        let home = self.scope.package_of(func.file);
        if declared.recv.is_none() {
            return self.files_naming_plainly(home, name);
        }
        if !name.starts_with(char::is_uppercase) {
            return self.files_naming_so(&[home], name, |_| Front::Dot);
        }
        // Through an interface a method is called from packages that do not know its type.
        let is_own = |p: &usize| self.scope.package(*p).source.is_own();
        let near = std::iter::once(home).chain(self.scope.importers(home).iter().copied());
        let others: Vec<usize> = near.filter(|p| !is_own(p)).collect();
        let mut files = self.scope.own_files_mentioning(name, MOST_FILES)?;
        files.extend(self.files_naming(&others, name)?);
        if files.len() > MOST_FILES {
            return None;
        }
        files.sort_by_key(|(package, _)| *package);
        files.retain(|&(_, file)| self.scope.reader.mentions(file, name, Front::Dot));
        Some(files.into())
    }

    /// What mentions a declared function in one of the files that may.
    pub(crate) fn mentions_at(&self, func: FuncRef, (package, file): Place) -> Vec<ExprRef> {
        let declared = self.scope.facts(func.file).syntax.func(func.func);
        let Some(name) = &declared.name else { return Vec::new() };
        if declared.recv.is_none() {
            return self.plain_mentions_at(self.scope.package_of(func.file), name, (package, file));
        }
        self.meant_at(file, name, |expr| {
            let facts = self.scope.facts(file);
            let ExprKind::Select(base, _) = facts.syntax.expr(expr).kind else { return false };
            self.scope.qualifier(file, base).is_none() && takes_these(facts, expr, declared)
        })
    }

    /// Where a function or variable of a package is mentioned.
    pub(crate) fn plain_mentions(&self, home: usize, name: &Name) -> Mentions {
        let files = self.files_naming_plainly(home, name)?;
        self.found_in(&files, |at| self.plain_mentions_at(home, name, at))
    }

    fn plain_mentions_at(&self, home: usize, name: &Name, (package, file): Place) -> Vec<ExprRef> {
        let scope = &self.scope;
        self.meant_at(file, name, |expr| match scope.facts(file).syntax.expr(expr).kind {
            ExprKind::Name(_) => package == home || scope.dot_imports(file).iter().any(|p| p.index == Some(home)),
            ExprKind::Select(base, _) => scope.qualifier(file, base).is_some_and(|p| p.index == Some(home)),
            _ => false,
        })
    }

    fn files_naming_plainly(&self, home: usize, name: &Name) -> Option<Rc<[Place]>> {
        self.files_naming_so(&self.users(home, name), name, |package| self.scope.front(home, package))
    }

    /// The packages that may name what a package declares.
    pub(crate) fn users(&self, home: usize, name: &Name) -> Vec<usize> {
        let importers = self.scope.importers(home).iter().copied().filter(|_| name.starts_with(char::is_uppercase));
        std::iter::once(home).chain(importers).collect()
    }

    /// The files of some packages that contain a name, with their packages; None where too many to tell.
    pub(crate) fn files_naming(&self, packages: &[usize], name: &Name) -> Option<Vec<Place>> {
        let mut found = Vec::new();
        for &package in packages {
            found.extend(self.scope.files_mentioning(package, name).iter().map(|&file| (package, file)));
            if found.len() > MOST_FILES {
                return None;
            }
        }
        Some(found)
    }

    /// Those of them that contain it with that in front.
    fn files_naming_so(&self, packages: &[usize], name: &Name, front: impl Fn(usize) -> Front) -> Option<Rc<[Place]>> {
        let mut files = self.files_naming(packages, name)?;
        files.retain(|&(package, file)| self.scope.reader.mentions(file, name, front(package)));
        Some(files.into())
    }

    /// The mentions of a name in a file that are meant.
    fn meant_at(&self, file: FileId, name: &Name, is_meant: impl Fn(ExprId) -> bool) -> Vec<ExprRef> {
        let mentions = self.scope.facts(file).mentions.get(name).unwrap_or_default();
        let meant = mentions.iter().filter(|&&expr| is_meant(expr));
        // One too many says it: a name that everybody has is not looked up to its end for each of them.
        meant.take(MOST_FOLLOWED + 1).map(|&expr| ExprRef { file, expr }).collect()
    }

    /// Has files parsed side by side that are asked next.
    pub(crate) fn expect(&self, files: &[Place]) {
        self.scope.reader.expect(&files.iter().map(|(_, file)| *file).collect::<Vec<_>>());
    }

    /// What is found in all of the files, which are read side by side; None where too much to tell.
    fn found_in(&self, files: &[Place], find: impl Fn(Place) -> Vec<ExprRef>) -> Mentions {
        self.expect(files);
        let mut found = Vec::new();
        for &at in files {
            found.extend(find(at));
            if found.len() > MOST_FOLLOWED {
                return None;
            }
        }
        Some(found.into())
    }
}

/// Whether a selector, where it is called, is called with as many arguments as a function takes.
fn takes_these(facts: &FileFacts, selector: ExprId, func: &Func) -> bool {
    let Some(ExprKind::Call { fun, args, spread }) = facts.parent(selector).map(|p| &facts.syntax.expr(p).kind) else {
        return true;
    };
    // f(g()): one call may give all arguments.
    let all_from_one = args.len() == 1 && matches!(facts.syntax.expr(args[0]).kind, ExprKind::Call { .. });
    let (given, wanted) = (args.len(), func.params.len());
    *fun != selector || *spread || all_from_one || if func.variadic { given + 1 >= wanted } else { given == wanted }
}
