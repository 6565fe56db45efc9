//! What the literal that made an object says of a field, where nobody has had it to set the field since: `New(Config{Health: false})`, and
//! `if s.cfg.Health` in a method.
//!
//! In: what stands before the dot, a field, and a calling context. Out: what the literal writes. It is followed from the use to the literal,
//! by parameters, receivers, locals that are set once, fields of other objects and what a function returns. Whoever has the address of the
//! object on the way and is no function of the program may have set all of it, as a decoder does. What happens later in the function
//! around, or in a goroutine, is not asked.

use super::decide::{MOST_HANDS, is_nil};
use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::link::Symbol;
use super::types::Callable;
use super::value::{ExprRef, Site};
use crate::facts::{Def, DefSource, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, LocalId, LocalKind, Name, Type};
use crate::source::FileId;

/// Functions that hand an object to each other.
const DEEPEST: u32 = 3;

/// Whose field may be set.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Watched {
    pub file: FileId,
    pub local: LocalId,
    /// Fields that lead from the local to the one that is asked for.
    pub path: Vec<Name>,
    /// How deep in calls that is asked.
    pub depth: u32,
    /// Whether functions that are applied to it are left aside.
    pub beside_options: bool,
}

/// An expression with the context in which it is asked; None of what is zero.
pub(super) type Written = Option<(ExprRef, Frames)>;

impl Eval<'_> {
    /// What the literal of an object says of a field; None in it where it leaves the field out, None where that is not known or where
    /// somebody else may have set it.
    pub(super) fn as_written(&self, base: ExprRef, field: &Name, frames: &Frames) -> Option<Written> {
        let mut path = vec![field.clone()];
        let (mut at, mut frames) = (base, frames.clone());
        for _ in 0..MOST_HANDS {
            let facts = self.scope.facts(at.file);
            match &facts.syntax.expr(at.expr).kind {
                ExprKind::Star(inner) | ExprKind::Address(inner) => at.expr = *inner,
                ExprKind::Select(holder, kept) if self.scope.qualifier(at.file, *holder).is_none() => {
                    path.insert(0, kept.clone());
                    at.expr = *holder;
                }
                ExprKind::Local(local) => {
                    // Whoever has captured it may run when all is set that stands below.
                    let is_captured = facts.place(at.expr).func != Some(facts.syntax.local(*local).func);
                    let here = if is_captured { u32::MAX } else { facts.syntax.expr(at.expr).range.start };
                    let watched =
                        Watched { file: at.file, local: *local, path: path.clone(), depth: 0, beside_options: false };
                    if self.first_set(watched.clone()) < here {
                        if self.first_set(Watched { beside_options: true, ..watched }) < here {
                            return None;
                        }
                        let [field] = path.as_slice() else { return None };
                        if let Some(written) = self.written_by_options(at.file, *local, field, &frames)? {
                            return Some(Some(written));
                        }
                    }
                    match self.local_written(at.file, *local, &frames)? {
                        Some(written) => (at, frames) = written,
                        None => return Some(None),
                    }
                }
                ExprKind::Name(name) => (at, frames) = (self.only_read(at, name)?, Frames::default()),
                ExprKind::Call { .. } => (at, frames) = self.one_returned(at, 0, &frames)?,
                _ => match (self.literal_says(at, &path[0])?, path.len()) {
                    (Some(expr), 1) => return Some(Some((ExprRef { expr, ..at }, frames))),
                    (Some(expr), _) => {
                        path.remove(0);
                        at.expr = expr;
                    }
                    (None, _) => return Some(None),
                },
            }
        }
        None
    }

    /// The one expression that a parameter, receiver or local is; None in it where it is declared as zero.
    fn local_written(&self, file: FileId, local: LocalId, frames: &Frames) -> Option<Written> {
        let facts = self.scope.facts(file);
        let declared = facts.syntax.local(local);
        let defs = facts.local_defs.get(&local).unwrap_or_default();
        // Whether somebody sets it by its address, `first_set` says.
        let is_value = |def: &Def| !matches!(def.source, DefSource::AddressArg(..));
        match *defs {
            [ref first, ref others @ ..] if !others.is_empty() && !others.iter().any(is_value) => match first.source {
                DefSource::Expr(expr) => Some(Some((ExprRef { file, expr }, frames.clone()))),
                DefSource::Zero => Some(None),
                _ => None,
            },
            [Def { source: DefSource::Tuple(expr, n), .. }] if declared.kind == LocalKind::Var => {
                self.one_returned(ExprRef { file, expr }, n as usize, frames).map(Some)
            }
            [Def { source: DefSource::Zero, .. }] if declared.kind == LocalKind::Var => Some(None),
            _ => self.handed_in(file, local, frames).or_else(|| self.handed_in_by_only_caller(file, local)).map(Some),
        }
    }

    /// The same, where the context need not say who calls: only one does.
    fn handed_in_by_only_caller(&self, file: FileId, local: LocalId) -> Option<(ExprRef, Frames)> {
        let func = FuncRef { file, func: self.scope.facts(file).syntax.local(local).func };
        let call = self.only_call(func)?;
        self.handed_in(file, local, &Frames::default().push(Frame::new(func, call)))
    }

    /// What a function of the program returns, where all of its `return`s but those of nothing return one expression.
    fn one_returned(&self, call: ExprRef, result: usize, frames: &Frames) -> Option<(ExprRef, Frames)> {
        let ExprKind::Call { fun, .. } = self.scope.facts(call.file).syntax.expr(call.expr).kind else { return None };
        let [Callable::Program(func)] = *self.callables(ExprRef { expr: fun, ..call }) else { return None };
        let facts = self.scope.facts(func.file);
        let returns = facts.returns.get(&func.func).unwrap_or_default();
        let is_something = |value: &Option<ExprId>| value.is_none_or(|value| !is_nil(facts, value));
        let mut values = returns.iter().map(|ret| ret.values.get(result).copied()).filter(is_something);
        let (Some(Some(expr)), None) = (values.next(), values.next()) else { return None };
        let frame = Frame::new(func, call);
        (!self.is_too_deep(frame, frames)).then(|| (ExprRef { file: func.file, expr }, frames.push(frame)))
    }

    /// What a literal says of a field, by its name or its position; None in it where it leaves the field out, None where the field is not
    /// its type's own.
    fn literal_says(&self, literal: ExprRef, field: &Name) -> Option<Option<ExprId>> {
        let facts = self.scope.facts(literal.file);
        let ExprKind::Composite(composite) = &facts.syntax.expr(literal.expr).kind else { return None };
        if let Some(written) = facts.element(literal.expr, field) {
            return Some(Some(written));
        }
        let fields = self.fields(&self.type_of(literal));
        // Of a type that is not read nobody says what it embeds: that is rare.
        let is_own = fields.is_empty() || fields.iter().any(|(f, _)| f.name == *field);
        let is_keyed = composite.elems.iter().all(|element| element.key.is_some());
        let positional = || self.element_for(&Site::Expr(literal), field, &fields).map(|element| Some(element.expr));
        if is_keyed { is_own.then_some(None) } else { positional() }
    }

    /// What a package variable is declared with, where all that mentions it reads it.
    fn only_read(&self, at: ExprRef, name: &Name) -> Option<ExprRef> {
        let package = self.scope.package_of(at.file);
        let declared = self.scope.symbols(package, name).iter().find_map(|symbol| match *symbol {
            Symbol::Var(file, index) => Some(ExprRef { file, expr: self.scope.facts(file).syntax.vars[index].value? }),
            _ => None,
        })?;
        let mentions = self.plain_mentions(package, name)?;
        mentions.iter().all(|at| is_read(self.scope.facts(at.file), at.expr)).then_some(declared)
    }

    /// The first byte at which somebody may set a field of what a local holds; behind the file where nobody does.
    pub(super) fn first_set(&self, watched: Watched) -> u32 {
        if let Some(&known) = self.first_sets.borrow().get(&watched) {
            return known;
        }
        // What calls itself with it does no more than it does.
        self.first_sets.borrow_mut().insert(watched.clone(), u32::MAX);
        let Watched { file, local, path, depth, beside_options } = &watched;
        let facts = self.scope.facts(*file);
        let defs = facts.local_defs.get(local).unwrap_or_default();
        let has_address = self.has_address(*file, *local);
        // `option(&c)`: who has its address may set it.
        let is_set =
            |start: u32| defs.iter().any(|def| def.at == start && !matches!(def.source, DefSource::AddressArg(..)));
        let uses = facts.syntax.uses_of(*local).filter(|&at| {
            let start = facts.syntax.expr(at).range.start;
            let used = ExprRef { file: *file, expr: at };
            let is_left_aside = || *beside_options && self.is_applied_to(used);
            !is_set(start) && !is_left_aside() && !self.stays(used, path, has_address, *depth)
        });
        let first = uses.map(|at| facts.syntax.expr(at).range.start).min().unwrap_or(u32::MAX);
        self.first_sets.borrow_mut().insert(watched, first);
        first
    }

    /// Whether a local holds the address of an object, not a copy of it; also where that is not known.
    fn has_address(&self, file: FileId, local: LocalId) -> bool {
        let facts = self.scope.facts(file);
        match facts.syntax.local(local).ty.as_deref() {
            Some(ty) => self.is_of_address(file, ty),
            None => match *facts.local_defs.get(&local).unwrap_or_default() {
                [Def { source: DefSource::Expr(value), .. }] => {
                    !matches!(facts.syntax.expr(value).kind, ExprKind::Composite(_) | ExprKind::Star(_))
                }
                _ => true,
            },
        }
    }

    fn is_of_address(&self, file: FileId, ty: &Type) -> bool {
        match ty {
            Type::Name(_) | Type::Qualified(..) => self.fields(&self.resolve(file, ty)).is_empty(),
            _ => true,
        }
    }

    /// Whether a field that a path leads to stays as it is where an object is used.
    fn stays(&self, at: ExprRef, path: &[Name], has_address: bool, depth: u32) -> bool {
        let facts = self.scope.facts(at.file);
        let (mut expr, mut path, mut has_address) = (at.expr, path, has_address);
        loop {
            let Some((field, rest)) = path.split_first() else {
                let around = facts.parent(expr).map(|around| &facts.syntax.expr(around).kind);
                return !matches!(around, Some(ExprKind::Address(_)));
            };
            // Assigned, returned or sent: who has a copy sets nothing.
            let Some(around) = facts.parent(expr) else { return !has_address };
            match &facts.syntax.expr(around).kind {
                ExprKind::Select(base, name) if name == field => {
                    if facts.field_defs.iter().any(|set| set.base == *base) {
                        return false;
                    }
                    let ty = self.type_of(ExprRef { expr: *base, ..at });
                    let declared = self.fields(&ty);
                    let declared = declared.iter().find(|(f, _)| f.name == *name);
                    has_address = declared.is_none_or(|(f, file)| self.is_of_address(*file, &f.ty));
                    path = rest;
                }
                ExprKind::Select(..) => {
                    return facts.call_of(around).is_none()
                        || self.method_leaves(ExprRef { expr: around, ..at }, path, depth);
                }
                ExprKind::Address(_) => has_address = true,
                ExprKind::Star(_) => has_address = false,
                ExprKind::Assert(..) => {}
                ExprKind::Binary(..) => return true,
                ExprKind::Call { .. } => {
                    return !has_address || self.callee_leaves(ExprRef { expr, ..at }, path, depth);
                }
                ExprKind::Composite(_) => return !has_address,
                _ => return false,
            }
            expr = around;
        }
    }

    /// Whether a method leaves a field of its receiver as it is; where a field is called instead, it knows nothing of the object.
    fn method_leaves(&self, fun: ExprRef, path: &[Name], depth: u32) -> bool {
        let ExprKind::Select(base, name) = &self.scope.facts(fun.file).syntax.expr(fun.expr).kind else { return false };
        let callables = self.callables(fun);
        let leaves = |callable: &Callable<'_>| match callable {
            Callable::Program(method) => self.leaves(*method, None, path, depth),
            Callable::Known(..) => false,
        };
        if callables.is_empty() {
            return self.fields(&self.type_of(ExprRef { expr: *base, ..fun })).iter().any(|(f, _)| f.name == *name);
        }
        callables.iter().all(leaves)
    }

    /// Whether the function of the program that is handed an address leaves a field of what is there as it is.
    fn callee_leaves(&self, arg: ExprRef, path: &[Name], depth: u32) -> bool {
        let Some((file, param)) = self.param_handed(arg) else { return false };
        let func = self.scope.facts(file).syntax.local(param).func;
        self.leaves(FuncRef { file, func }, Some(param), path, depth)
    }

    /// Whether a function leaves a field of its receiver, or of a parameter, as it is.
    fn leaves(&self, func: FuncRef, param: Option<LocalId>, path: &[Name], depth: u32) -> bool {
        let facts = self.scope.facts(func.file);
        match param.or(facts.syntax.func(func.func).recv) {
            Some(local) => {
                let (file, path, depth) = (func.file, path.to_vec(), depth + 1);
                depth <= DEEPEST
                    && self.first_set(Watched { file, local, path, depth, beside_options: false }) == u32::MAX
            }
            // func (Server) Addr() string
            None => true,
        }
    }
}

/// Whether a struct is read where it is mentioned: a field of it, or the whole. Who has its address, or calls a method of it, may set it.
fn is_read(facts: &FileFacts, at: ExprId) -> bool {
    let start = facts.syntax.expr(at).range.start;
    match facts.parent(at).map(|around| (around, &facts.syntax.expr(around).kind)) {
        Some((_, ExprKind::Address(_))) => false,
        Some((field, ExprKind::Select(base, _))) if *base == at => {
            let is_set = facts.field_defs.iter().any(|set| facts.syntax.expr(set.base).range.start == start);
            let around = facts.parent(field).map(|around| &facts.syntax.expr(around).kind);
            !is_set && facts.call_of(field).is_none() && !matches!(around, Some(ExprKind::Address(_)))
        }
        _ => true,
    }
}
