//! What gives a field its values: the literals of a type, and the assignments to the field wherever they stand.
//!
//! In: a declared type and a field. Out: places in the program, found once, since no calling context matters for them. What
//! is given there, `fields` asks.

use std::rc::Rc;

use super::eval::Eval;
use super::locals::replaces_zero;
use super::mentions::Place;
use super::replaced::Given;
use super::types::{Callable, Ty};
use super::value::{ExprRef, Site};
use crate::facts::{DefSource, FieldDef, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, Field, Name};
use crate::golang::words::Gives;
use crate::source::FileId;

/// Objects of one type that are asked for a field.
const MOST_LITERALS: usize = 64;

/// Givers of one field that are followed to what replaces them.
const MOST_GIVERS: usize = 64;

/// Locals and calls that hand on what a field is given.
const MOST_HANDS: u32 = 2;

/// Package and name of a type, name of a field.
pub(crate) type FieldOf = (Rc<str>, Name, Name);

/// A place that gives a field of some object of a type a value.
#[derive(Debug)]
pub(crate) struct Giver {
    pub file: FileId,
    pub source: DefSource,
    /// Whether it is the user's own code.
    pub own: bool,
    /// Whether it is given only where there was none.
    pub fills_zero: bool,
    /// Whether it is a text that is made of the same field of another object: `&Router{prefix: r.prefix + prefix}`.
    pub grows: bool,
}

impl Eval<'_> {
    /// What gives a field of a type its values, wherever the object is: found once, since no calling context matters for it.
    pub(crate) fn givers(&self, ty: &Ty, field: &Name, fields: &[(Field, FileId)]) -> Rc<[Giver]> {
        let Ty::Named(path, name) = ty else { return Rc::from([]) };
        let key = (Rc::clone(path), name.clone(), field.clone());
        if let Some(found) = self.givers.borrow().get(&key) {
            return Rc::clone(found);
        }
        let mut found = Vec::new();
        let mut literals = 0;
        let is_text = self.is_text(field, fields);
        let home = self.scope.package_by_path(path);
        let importers = home.map(|home| self.scope.importers(home)).unwrap_or_default();
        let users = home.into_iter().chain(importers.iter().copied());
        let files: Vec<Place> = users.flat_map(|user| self.giving(home.unwrap_or(user), name, field, user)).collect();
        self.expect(&files);
        for (package, file) in files {
            let own = self.scope.package(package).source.is_own();
            let facts = self.scope.facts(file);
            for &literal in facts.literals_with(field) {
                let at = ExprRef { file, expr: literal };
                if literals > MOST_LITERALS || self.type_of(at) != *ty || self.is_forgotten(at) {
                    continue;
                }
                literals += 1;
                let written = self.element_for(&Site::Expr(at), field, fields);
                let source = written.map(|element| DefSource::Expr(element.expr));
                let grows =
                    is_text && written.is_some_and(|element| self.is_made_of_field(element, ty, field, None, 0));
                let given = source.map(|source| Giver { file, source, own, fills_zero: false, grows });
                found.extend(given.map(|giver| (giver, Given::In(literal))));
            }
            for def in facts.field_defs.iter().filter(|d| d.field == *field) {
                let base = ExprRef { file, expr: def.base };
                if self.type_of(base) == *ty && !self.is_forgotten(base) {
                    // What is set in a copy is made of another object, too.
                    let set = Some(def.base).filter(|&base| !self.is_of_copy(ExprRef { file, expr: base }));
                    let of_other = |expr| self.is_made_of_field(ExprRef { file, expr }, ty, field, set, 0);
                    let grows = is_text && def.def.source.expr().is_some_and(of_other);
                    let giver = Giver { file, source: def.def.source, own, fills_zero: fills_zero(facts, def), grows };
                    found.push((giver, Given::To(def.base, def.def.at)));
                }
            }
        }
        if (2..=MOST_GIVERS).contains(&found.len()) {
            found.retain(|(giver, given)| !self.is_replaced(giver.file, *given, field));
        }
        let found: Rc<[Giver]> = found.into_iter().map(|(giver, _)| giver).collect();
        self.givers.borrow_mut().insert(key, Rc::clone(&found));
        found
    }

    /// Whether a field of a type is given something that is made of the same field of another object: of all objects together it
    /// says nothing then.
    pub(super) fn grows(&self, ty: &Ty, field: &Name) -> bool {
        let fields = self.fields(ty);
        self.is_text(field, &fields) && self.givers(ty, field, &fields).iter().any(|giver| giver.grows)
    }

    /// Whether a field is declared as a text.
    fn is_text(&self, field: &Name, fields: &[(Field, FileId)]) -> bool {
        let declared = fields.iter().find(|(f, _)| f.name == *field);
        declared.is_some_and(|(f, file)| matches!(self.resolve(*file, &f.ty), Ty::Basic(name) if &*name == "string"))
    }

    /// Whether more than the field of an object, but for one that is `set` itself, makes an expression: also by way of a local or of what
    /// a function returns.
    fn is_made_of_field(&self, at: ExprRef, ty: &Ty, field: &Name, set: Option<ExprId>, depth: u32) -> bool {
        let facts = self.scope.facts(at.file);
        let range = facts.syntax.expr(at.expr).range;
        let is_part = |&mention: &ExprId| {
            let ExprKind::Select(base, _) = facts.syntax.expr(mention).kind else { return false };
            mention != at.expr
                && range.contains(facts.syntax.expr(mention).range.start)
                && !set.is_some_and(|set| facts.same_path(set, base))
                && self.type_of(ExprRef { expr: base, ..at }) == *ty
        };
        if facts.mentions.get(field).unwrap_or_default().iter().any(is_part) {
            return true;
        }
        if depth >= MOST_HANDS {
            return false;
        }
        let is_made = |at: ExprRef| self.is_made_of_field(at, ty, field, set.filter(|_| depth == 0), depth + 1);
        match &facts.syntax.expr(at.expr).kind {
            ExprKind::Local(local) => {
                let defs = facts.local_defs.get(local).unwrap_or_default();
                defs.iter().filter_map(|def| def.source.expr()).any(|expr| is_made(ExprRef { expr, ..at }))
            }
            ExprKind::Call { fun, .. } => self.callables(ExprRef { expr: *fun, ..at }).iter().any(|callable| {
                let Callable::Program(func) = callable else { return false };
                let returns = self.scope.facts(func.file).returns.get(&func.func).unwrap_or_default();
                let values = returns.iter().flat_map(|ret| &*ret.values);
                values.into_iter().any(|&expr| {
                    let returned = ExprRef { file: func.file, expr };
                    self.is_made_of_field(returned, ty, field, None, depth + 1)
                })
            }),
            _ => false,
        }
    }

    /// The files of a package that may give a field of a type a value: by a literal of the type, or by the name of the field where
    /// another type's name stands for it.
    fn giving(&self, home: usize, ty: &Name, field: &Name, user: usize) -> Vec<Place> {
        let reader = self.scope.reader;
        let front = self.scope.front(home, user);
        let gives = |&file: &FileId| reader.mentions(file, ty, front) || reader.gives(file, field, Gives::SetOrKeyed);
        self.scope.files_mentioning(user, field).into_iter().filter(gives).map(|file| (user, file)).collect()
    }

    /// The element of a literal that gives a field.
    pub(crate) fn element_for(&self, site: &Site, field: &Name, fields: &[(Field, FileId)]) -> Option<ExprRef> {
        let Site::Expr(at) = site else { return None };
        let facts = self.scope.facts(at.file);
        let ExprKind::Composite(literal) = &facts.syntax.expr(at.expr).kind else { return None };
        let keyed = literal
            .elems
            .iter()
            .find(|e| e.key.is_some_and(|k| matches!(&facts.syntax.expr(k).kind, ExprKind::Name(n) if n == field)));
        let position = fields.iter().position(|(f, _)| f.name == *field);
        let positional = || position.and_then(|i| literal.elems.get(i)).filter(|e| e.key.is_none());
        let element = keyed.or_else(positional)?;
        Some(ExprRef { file: at.file, expr: element.value })
    }

    /// Whether some literal of a type does not give a field.
    pub(crate) fn is_left_out(&self, ty: &Ty, field: &Name, fields: &[(Field, FileId)]) -> bool {
        let Ty::Named(path, name) = ty else { return true };
        let users = self.scope.package_by_path(path).map(|package| self.users(package, name));
        let files = users.and_then(|users| self.files_naming(&users, name));
        let leaves_out = |at: ExprRef| {
            let given = || self.element_for(&Site::Expr(at), field, fields).is_some();
            self.type_of(at) == *ty && !self.is_forgotten(at) && !given()
        };
        files.is_none_or(|files| {
            let literals = |&(_, file): &(usize, FileId)| {
                self.scope.facts(file).composites.iter().map(move |&expr| ExprRef { file, expr })
            };
            files.iter().flat_map(literals).any(leaves_out)
        })
    }
}

/// Whether a field is set only where it is zero.
pub(crate) fn fills_zero(facts: &FileFacts, def: &FieldDef) -> bool {
    let is_field = |e| matches!(&facts.syntax.expr(e).kind, ExprKind::Select(_, n) if *n == def.field);
    replaces_zero(facts, &def.def, is_field)
}
