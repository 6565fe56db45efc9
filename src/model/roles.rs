//! Roles: a field that says what a run is, `node.Type == Gateway` here and `node.Type == Worker` there, `a.debug` here and `!a.debug`
//! there. A run has one.
//!
//! In: two paths. Out: whether they ask for different values of one field of one type, wherever the questions stand. That two
//! objects of the type may have two roles in one run is left aside, but for loops over them.

use std::rc::Rc;

use foldhash::HashMap;

use super::Provenance;
use super::eval::Eval;
use super::frames::Frames;
use super::link::Symbol;
use super::reach::{Path, Reach, Step};
use super::types::Ty;
use super::value::{Alternative, ExprRef, Value};
use crate::facts::FileFacts;
use crate::facts::branch::{Arm, BranchId};
use crate::golang::syntax::{ExprId, ExprKind, Name, Op};
use crate::source::FileId;

/// The roles that places ask for.
pub(super) type RolesAt = HashMap<(FileId, BranchId), Rc<[Role]>>;

/// What a run must be to come to a place: the type and the field that tell it, and its values there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Role {
    ty: Ty,
    field: Name,
    values: Vec<Constant>,
}

/// A constant by its value; one whose value is not followed by its declaration.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Constant {
    Known(Value),
    Declared(FileId, usize),
}

impl Constant {
    /// Whether both are one value; None where that is not known. Two declarations are taken for two values.
    pub(super) fn equals(&self, other: &Self) -> Option<bool> {
        let comparable = std::mem::discriminant(self) == std::mem::discriminant(other);
        comparable.then(|| self == other)
    }
}

impl Role {
    /// Whether a run that is the one is not the other.
    fn differs(&self, other: &Self) -> bool {
        let same = self.ty == other.ty && self.field == other.field;
        same && self.values.iter().all(|x| other.values.iter().all(|y| x.equals(y) == Some(false)))
    }
}

impl Reach<'_, '_> {
    /// Whether two paths are for runs of different roles.
    pub(super) fn roles_exclude(&self, a: &Path, b: &Path) -> bool {
        let roles = |path: &Path| -> Vec<Rc<[Role]>> {
            path.steps.iter().filter(|step| !step.looped).map(|step| self.roles_of(step)).collect()
        };
        let of_a = roles(a);
        if of_a.iter().all(|roles| roles.is_empty()) {
            return false;
        }
        let of_b = roles(b);
        of_a.iter().flat_map(|x| x.iter()).any(|x| of_b.iter().flat_map(|y| y.iter()).any(|y| x.differs(y)))
    }

    /// The roles that the branches around a step ask for.
    fn roles_of(&self, step: &Step) -> Rc<[Role]> {
        let key = (step.file, step.branch);
        if let Some(known) = self.roles.borrow().get(&key) {
            return Rc::clone(known);
        }
        let facts = self.eval.scope.facts(step.file);
        let mut found = Vec::new();
        for (statement, arm) in facts.branches.around(step.branch) {
            match (facts.conditions.get(&statement), facts.switches.get(&statement), arm) {
                (Some(&cond), _, Arm::Is(n)) => self.eval.roles_in(facts, step.file, cond, *n == 0, &mut found),
                (Some(&cond), _, Arm::NotIn(ended)) => {
                    self.eval.roles_in(facts, step.file, cond, !ended.contains(&0), &mut found);
                }
                (_, Some(switch), Arm::Is(n)) => {
                    let values = switch.cases.get(*n as usize).filter(|values| !values.is_empty());
                    match (switch.tag, values.map(Vec::as_slice)) {
                        (Some(tag), Some(values)) => found.extend(self.eval.role(facts, step.file, tag, values)),
                        (None, Some([cond])) => self.eval.roles_in(facts, step.file, *cond, true, &mut found),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        let found: Rc<[Role]> = found.into();
        self.roles.borrow_mut().insert(key, Rc::clone(&found));
        found
    }
}

impl Eval<'_> {
    /// The roles that follow from a condition that holds, or does not.
    fn roles_in(&self, facts: &FileFacts, file: FileId, cond: ExprId, holds: bool, found: &mut Vec<Role>) {
        match facts.syntax.expr(cond).kind {
            ExprKind::Binary(op @ (Op::LAnd | Op::LOr), left, right) if holds == (op == Op::LAnd) => {
                self.roles_in(facts, file, left, holds, found);
                self.roles_in(facts, file, right, holds, found);
            }
            ExprKind::Unary(Op::Not, inner) => self.roles_in(facts, file, inner, !holds, found),
            ExprKind::Binary(op @ (Op::Eq | Op::Ne), left, right) if holds == (op == Op::Eq) => {
                let role = self.role(facts, file, left, &[right]).or_else(|| self.role(facts, file, right, &[left]));
                found.extend(role);
            }
            ExprKind::Select(..) => found.extend(self.switch(facts, file, cond, holds)),
            // `a.enabled()`
            ExprKind::Call { fun, ref args, .. } if args.is_empty() => {
                found.extend(self.switch(facts, file, fun, holds));
            }
            _ => {}
        }
    }

    /// The role of a field, or of a method, that is asked whether it is true.
    fn switch(&self, facts: &FileFacts, file: FileId, asked: ExprId, holds: bool) -> Option<Role> {
        let ExprKind::Select(base, field) = &facts.syntax.expr(asked).kind else { return None };
        if self.scope.qualifier(file, *base).is_some() {
            return None;
        }
        let ty = self.type_of(ExprRef { file, expr: *base });
        let values = vec![Constant::Known(Value::Bool(holds))];
        matches!(ty, Ty::Named(..)).then(|| Role { ty, field: field.clone(), values })
    }

    /// The role of a field that is compared with constants.
    fn role(&self, facts: &FileFacts, file: FileId, subject: ExprId, constants: &[ExprId]) -> Option<Role> {
        let ExprKind::Select(base, field) = &facts.syntax.expr(subject).kind else { return None };
        if self.scope.qualifier(file, *base).is_some() {
            return None;
        }
        let values = constants.iter().map(|&e| self.constant(ExprRef { file, expr: e })).collect::<Option<_>>()?;
        let ty = self.type_of(ExprRef { file, expr: *base });
        matches!(ty, Ty::Named(..)).then(|| Role { ty, field: field.clone(), values })
    }

    /// The constant that an expression is.
    pub(super) fn constant(&self, at: ExprRef) -> Option<Constant> {
        if let [Alternative { value, how, .. }] = self.eval(at, &Frames::default()).items.as_slice()
            && *how <= Provenance::Constant
        {
            match value {
                Value::Text(text) if text.whole().is_some_and(|text| !text.is_empty()) => {
                    return Some(Constant::Known(value.clone()));
                }
                Value::Int(_) => return Some(Constant::Known(value.clone())),
                _ => {}
            }
        }
        let facts = self.scope.facts(at.file);
        let (package, name) = match &facts.syntax.expr(at.expr).kind {
            ExprKind::Name(name) => (self.scope.package_of(at.file), name),
            ExprKind::Select(base, name) => (self.scope.qualifier(at.file, *base)?.index?, name),
            _ => return None,
        };
        self.scope.symbols(package, name).iter().find_map(|symbol| match *symbol {
            Symbol::Const(file, index) => Some(Constant::Declared(file, index)),
            _ => None,
        })
    }
}
