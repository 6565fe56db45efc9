//! What the conditions around a place ask about: whether a run comes there once, whether whoever calls decides.
//!
//! In: a place. Out: whether its function notes what it asks about, `if s.known[path] { return }` and then
//! `s.known[path] = true`; or `if !s.known.Has(path)` and then `s.known.Insert(path)`. Its own locals, which the function forgets at
//! its end, are notes for the turns of a loop. A mux knows itself what it has: `if _, has := mux.Handler(request); has != ""`. And whether
//! it asks about its parameters. Knows no values and no other function.

use foldhash::HashSet;

use super::branch::BranchId;
use super::{FileFacts, Place};
use crate::golang::syntax::{ExprId, ExprKind, FuncId, LocalId, LocalKind, Name};

/// What a condition asks about, and stays when the function, or a turn of a loop in it, has ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kept {
    Field(Name),
    Variable(Name),
    /// A local of a function around the literal that asks.
    Captured(LocalId),
    /// A local of the function itself, declared before the loop around the place.
    Own(LocalId),
    /// What a parameter of the function points to.
    Pointed(LocalId),
    /// What the function is called with; it is no note.
    Parameter,
}

/// Something that a condition asks about.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) kept: Kept,
    /// Where a method, a function or an element is asked, its argument or key.
    pub(super) arg: Option<ExprId>,
    /// Whether asking sets it: `!s.done.CompareAndSwap(false, true)`.
    pub(super) itself: bool,
}

/// What a function notes about a place in it: that a run was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// Whether a run comes again for another key.
    pub per_key: bool,
    /// Whether the function forgets it at its end: it is noted for the turns of a loop.
    pub forgotten: bool,
    /// The parameter that points to what is noted, where nothing else is.
    pub parameter: Option<u32>,
}

impl FileFacts {
    /// What a place's function notes, where the place is reached only as long as that is not noted yet.
    #[must_use]
    pub fn note(&self, at: ExprId) -> Option<Note> {
        let place = self.place(at);
        let func = place.func.filter(|_| place.branch != BranchId::TOP)?;
        let looked_at = self.looked_at(place.branch, func);
        if self.asks_the_mux(at, &looked_at) {
            return Some(Note { per_key: true, forgotten: false, parameter: None });
        }
        let varies = |key: &ExprId| {
            !matches!(self.syntax.expr(*key).kind, ExprKind::Str(_) | ExprKind::Int(_) | ExprKind::Name(_))
        };
        let here = self.syntax.expr(at).range.start;
        let turns = self.loop_around(here).filter(|_| place.looped).map(|turns| turns.range.start);
        let per_key = |asked: &Asked| asked.arg.as_ref().is_some_and(varies);
        let mut noted = self.kept_of(looked_at, func, turns);
        noted.retain(|asked| self.notes(asked, func));
        let is_own = |asked: &Asked| matches!(asked.kept, Kept::Own(_));
        let forgotten = noted.iter().all(is_own);
        if !forgotten {
            noted.retain(|asked| !is_own(asked));
        }
        let pointer = |asked: &Asked| match asked.kept {
            Kept::Pointed(local) => match self.syntax.local(local).kind {
                LocalKind::Param(index) => Some(index),
                _ => None,
            },
            _ => None,
        };
        let parameter = noted.iter().map(pointer).min().flatten();
        (!noted.is_empty()).then(|| Note { per_key: noted.iter().all(per_key), forgotten, parameter })
    }

    /// Whether some part of the conditions around a call of a method asks what stands before its dot for its handler.
    fn asks_the_mux(&self, call: ExprId, looked_at: &[(ExprId, Option<ExprId>)]) -> bool {
        let called = |expr: ExprId| {
            let ExprKind::Call { fun, .. } = self.syntax.expr(expr).kind else { return None };
            if let ExprKind::Select(base, name) = &self.syntax.expr(fun).kind { Some((*base, name)) } else { None }
        };
        called(call).is_some_and(|(mux, _)| {
            let asks = |(base, name): (ExprId, &Name)| &**name == "Handler" && self.same_path(base, mux);
            looked_at.iter().any(|(asked, _)| called(*asked).is_some_and(asks))
        })
    }

    /// Whether the conditions around a place ask about what the innermost function is called with.
    #[must_use]
    pub fn asks_about_parameters(&self, place: Place) -> bool {
        let func = place.func.filter(|_| place.branch != BranchId::TOP);
        func.is_some_and(|func| {
            self.kept_of(self.looked_at(place.branch, func), func, None)
                .iter()
                .any(|asked| asked.kept == Kept::Parameter)
        })
    }

    /// What the parts of conditions ask about that stays when the function has ended.
    /// `turns` is the first byte of the loop for whose turns the function's own locals are notes.
    fn kept_of(&self, looked_at: Vec<(ExprId, Option<ExprId>)>, func: FuncId, turns: Option<u32>) -> Vec<Asked> {
        let kept = |(expr, arg): (ExprId, Option<ExprId>)| {
            let kept = match &self.syntax.expr(expr).kind {
                ExprKind::Name(name) => Kept::Variable(name.clone()),
                ExprKind::Select(base, _) if self.is_import(*base) => return None,
                ExprKind::Select(_, field) => Kept::Field(field.clone()),
                ExprKind::Star(pointer) => match self.syntax.expr(*pointer).kind {
                    ExprKind::Local(local) if self.is_parameter_of(local, func) => Kept::Pointed(local),
                    _ => return None,
                },
                ExprKind::Local(local) if !self.is_within(self.syntax.local(*local).func, func) => {
                    Kept::Captured(*local)
                }
                ExprKind::Local(local) if matches!(self.syntax.local(*local).kind, LocalKind::Param(_)) => {
                    Kept::Parameter
                }
                ExprKind::Local(local) if turns.is_some_and(|turns| self.syntax.local(*local).range.start < turns) => {
                    Kept::Own(*local)
                }
                _ => return None,
            };
            Some(Asked { kept, arg, itself: self.exchanges(expr) })
        };
        looked_at.into_iter().filter_map(kept).collect()
    }

    fn is_parameter_of(&self, local: LocalId, func: FuncId) -> bool {
        let declared = self.syntax.local(local);
        matches!(declared.kind, LocalKind::Param(_)) && declared.func == func
    }

    /// The parts of the conditions around a place, also of what the function's locals in them are set to; where a method or an
    /// element is asked, its receiver with its first argument or key.
    fn looked_at(&self, place: BranchId, func: FuncId) -> Vec<(ExprId, Option<ExprId>)> {
        let mut found = Vec::new();
        let mut seen = HashSet::default();
        let mut open: Vec<(ExprId, Option<ExprId>)> = self.conditions_around(place).collect();
        while let Some((expr, arg)) = open.pop() {
            match &self.syntax.expr(expr).kind {
                ExprKind::Select(base, _) if !self.is_import(*base) => open.push((*base, None)),
                ExprKind::Call { fun, args, .. } => {
                    if let ExprKind::Select(base, _) = self.syntax.expr(*fun).kind {
                        open.push((base, args.first().copied()));
                    }
                    let beside = |arg: ExprId| args.iter().copied().find(|&other| other != arg);
                    open.extend(args.iter().map(|&arg| (arg, beside(arg))));
                }
                ExprKind::Binary(_, left, right) => open.extend([(*left, None), (*right, None)]),
                ExprKind::Unary(_, of) | ExprKind::Star(of) | ExprKind::Address(of) => open.push((*of, arg)),
                ExprKind::Index(of, key) => open.push((*of, key.first().copied())),
                ExprKind::Local(local) if self.is_within(self.syntax.local(*local).func, func) => {
                    if !seen.insert(*local) {
                        continue;
                    }
                    for def in self.local_defs.get(local).into_iter().flatten() {
                        open.extend(def.source.expr().map(|source| (source, None)));
                        open.extend(self.conditions_around(def.place.branch));
                    }
                }
                _ => {}
            }
            found.push((expr, arg));
        }
        found
    }

    /// The parts of the conditions around a place, also of what the locals in them are set to, and the values of cases.
    pub fn parts_asked(&self, place: Place) -> Vec<ExprId> {
        let Some(func) = place.func.filter(|_| place.branch != BranchId::TOP) else { return Vec::new() };
        let switches = self.branches.around(place.branch).filter_map(|(statement, _)| self.switches.get(&statement));
        let parts = self.looked_at(place.branch, func).into_iter().map(|(part, _)| part);
        parts.chain(switches.flat_map(|switch| switch.cases.iter().flatten().copied())).collect()
    }

    /// Whether an expression is the name of an import.
    pub(super) fn is_import(&self, expr: ExprId) -> bool {
        matches!(self.syntax.expr(expr).kind, ExprKind::Import(_))
    }

    fn conditions_around(&self, place: BranchId) -> impl Iterator<Item = (ExprId, Option<ExprId>)> {
        let polled = |statement: u32| self.polled.get(&statement).into_iter().flatten().copied();
        let asked =
            self.branches.around(place).flat_map(move |(statement, _)| self.asked(statement).chain(polled(statement)));
        asked.map(|expr| (expr, None))
    }

    /// Whether an expression is `true` or `false`.
    #[must_use]
    pub fn is_truth(&self, expr: ExprId) -> bool {
        matches!(&self.syntax.expr(expr).kind, ExprKind::Name(name) if matches!(&**name, "true" | "false"))
    }
}
