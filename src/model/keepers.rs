//! What keeps a function until somebody calls it: a table that is filled entry by entry, `commands["serve"] = serve`, a list that is
//! appended to, a library that is not read, `app.Command("serve", serve)`, a local that holds one of several.
//!
//! In: two ways. Out: whether they lead through two functions that one keeper has in the same way, of which a run calls one; or that one
//! call calls. Where a loop of the program calls all that the keeper has, both run. Of a library that is not read it is not known which of the
//! functions it calls; which call all of them, `rules/known/` says.

use std::rc::Rc;

use super::decide::is_nil;
use super::frames::{Frames, FuncRef};
use super::reach::{Path, Reach, Step, parted};
use super::types::{Callable, Ty};
use super::value::{ExprRef, Value};
use super::{PackageSource, looks_like_std};
use crate::facts::{DefSource, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, FuncId, LocalId, LocalKind, Name};
use crate::known::{Arg, KnownCall};
use crate::source::FileId;

/// Functions by which a function is handed on to what keeps it.
const MOST_HANDS: usize = 4;

/// What keeps functions.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Keeper {
    Field(Ty, Name),
    Local(FileId, LocalId),
    Variable(usize, Name),
    /// A function of what is not read, by its name, with the position of the argument; a field has none.
    Unseen(Name, Option<usize>),
}

/// Of which object the keeper is a part.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Owner {
    /// Of none, or of one that others hand in.
    Any,
    Local(FileId, LocalId),
    Variable(usize, Name),
    /// One that is told apart from all others: what a call gives back.
    Another,
}

/// A function that is handed on.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    value: ExprRef,
    keeper: Option<(Keeper, Owner)>,
    /// The calls of what holds it that are seen.
    calls: Vec<ExprRef>,
    /// Whether a run may call more than one of those that are kept there.
    all: bool,
}

impl Reach<'_, '_> {
    /// Whether two ways lead through two functions that are kept in the same way, of which a run may call one; or through one, and where
    /// a run does not come that calls it.
    pub(super) fn kept_apart(&self, a: &Path, b: &Path) -> bool {
        if !hands_on(a) && !hands_on(b) {
            return false;
        }
        let (x, y) = parted(a, b);
        let (first, second) = (self.kept_on(x), self.kept_on(y));
        let elsewhere = |kept: &[Rc<Kept>], steps: &[Step]| {
            kept.iter().any(|kept| steps.iter().any(|step| !step.handed_on && self.is_called_elsewhere(kept, step)))
        };
        let one_of_two = |a: &Kept, b: &Kept| !self.is_inside(a, b) && (self.in_one(a, b) || self.by_one_call(a, b));
        first.iter().any(|a| second.iter().any(|b| one_of_two(a, b))) || elsewhere(&first, y) || elsewhere(&second, x)
    }

    /// Whether it is not known if one run comes by some path of the one and one of the other: none does, or what is not read keeps a
    /// function of each.
    pub(crate) fn is_open(&self, a: &[Path], b: &[Path]) -> bool {
        let by_unseen = |a: &Path, b: &Path| {
            let (x, y) = parted(a, b);
            let (first, second) = (self.kept_on(x), self.kept_on(y));
            let in_one = |a: &Kept, b: &Kept| {
                let keepers = a.keeper.as_ref().zip(b.keeper.as_ref());
                let is_one = keepers.is_some_and(|((x, _), (y, _))| matches!(x, Keeper::Unseen(..)) && x == y);
                is_one && !self.is_inside(a, b)
            };
            first.iter().any(|a| second.iter().any(|b| in_one(a, b)))
        };
        let apart = |x: &Path, y: &Path| self.paths_exclude(x, y) || (hands_on(x) && hands_on(y) && by_unseen(x, y));
        a.iter().all(|x| b.iter().all(|y| apart(x, y)))
    }

    /// The functions that the steps of a way hand on.
    fn kept_on(&self, steps: &[Step]) -> Vec<Rc<Kept>> {
        steps.iter().filter(|step| step.handed_on).filter_map(|step| self.kept_by(step)).collect()
    }

    /// Whether one of two functions stands in the other, or is it.
    fn is_inside(&self, a: &Kept, b: &Kept) -> bool {
        let range = |kept: &Kept| self.eval.scope.facts(kept.value.file).syntax.expr(kept.value.expr).range;
        let (x, y) = (range(a), range(b));
        a.value.file == b.value.file && (x.contains(y.start) || y.contains(x.start))
    }

    /// Whether one keeper of the program has two functions, of which a run calls one.
    fn in_one(&self, a: &Kept, b: &Kept) -> bool {
        let Some(((keeper, x), (other, y))) = a.keeper.as_ref().zip(b.keeper.as_ref()) else { return false };
        let of_one = match (x, y) {
            (Owner::Another, _) | (_, Owner::Another) => false,
            (Owner::Any, _) | (_, Owner::Any) => true,
            (x, y) => x == y,
        };
        keeper == other && !matches!(keeper, Keeper::Unseen(..)) && !(a.all && b.all && of_one)
    }

    /// Whether the function that makes two values calls one of them: by one call, or in arms that exclude each other.
    fn by_one_call(&self, a: &Kept, b: &Kept) -> bool {
        let calls_once = |kept: &Kept, call: ExprRef| {
            kept.value.file == call.file && {
                let facts = self.eval.scope.facts(call.file);
                let (made, called) = (facts.place(kept.value.expr), facts.place(call.expr));
                (made.func.is_none() || made.func == called.func) && !called.looped
            }
        };
        let apart = |x: ExprRef, y: ExprRef| {
            calls_once(a, x) && calls_once(b, y) && (x == y || self.in_arms_of_one_function(x, y))
        };
        !a.calls.is_empty() && !b.calls.is_empty() && a.calls.iter().all(|&x| b.calls.iter().all(|&y| apart(x, y)))
    }

    /// Whether no run that comes to a step calls a function that is kept.
    fn is_called_elsewhere(&self, kept: &Kept, step: &Step) -> bool {
        let at = ExprRef { file: step.file, expr: step.expr };
        !kept.calls.is_empty() && kept.calls.iter().all(|&call| self.in_arms_of_one_function(call, at))
    }

    fn in_arms_of_one_function(&self, a: ExprRef, b: ExprRef) -> bool {
        if a.file != b.file {
            return false;
        }
        let facts = self.eval.scope.facts(a.file);
        let (x, y) = (facts.place(a.expr), facts.place(b.expr));
        x.func == y.func && !x.looped && !y.looped && facts.exclusive(x.branch, y.branch)
    }

    /// The function that a step mentions, or the innermost literal around it of which it is seen what becomes of it.
    fn kept_by(&self, step: &Step) -> Option<Rc<Kept>> {
        let at = ExprRef { file: step.file, expr: step.expr };
        if let Some(known) = self.keepers.borrow().get(&at) {
            return known.clone();
        }
        let facts = self.eval.scope.facts(at.file);
        let mentioned = Some(at.expr).filter(|&e| !matches!(facts.syntax.expr(e).kind, ExprKind::Call { .. }));
        let literals = facts.outwards(facts.place(at.expr).func).map_while(|func| facts.literal(func));
        // What is called on the spot, nobody keeps.
        let values = mentioned.into_iter().chain(literals).map(|expr| ExprRef { expr, ..at });
        let mut values = values.filter(|value| self.eval.call_of(*value).is_none());
        let found = values.find_map(|value| self.kept_value(value)).map(Rc::new);
        self.keepers.borrow_mut().insert(at, found.clone());
        found
    }

    fn kept_value(&self, value: ExprRef) -> Option<Kept> {
        let keeper = self.keeper_of(value, MOST_HANDS).map(|keeper| (keeper, self.owner_around(value)));
        let is_seen = !matches!(keeper, Some((Keeper::Unseen(..), _)));
        let calls = if is_seen { self.calls_of_kept(value) } else { Vec::new() };
        let all = self.calls_several(&calls);
        (keeper.is_some() || !calls.is_empty()).then_some(Kept { value, keeper, calls, all })
    }

    /// Whether one run may make several of the calls of what is kept: in a loop over all, or one after the other.
    fn calls_several(&self, calls: &[ExprRef]) -> bool {
        let beside = |a: &ExprRef, b: &ExprRef| {
            a != b && a.file == b.file && {
                let facts = self.eval.scope.facts(a.file);
                let (x, y) = (facts.place(a.expr), facts.place(b.expr));
                x.func == y.func && !facts.exclusive(x.branch, y.branch)
            }
        };
        calls.iter().any(|a| calls.iter().any(|b| beside(a, b)) || self.is_called_in_turn(*a))
    }

    /// Whether a loop around a call, or around one on a way to it, comes to it in each of its turns.
    fn is_called_in_turn(&self, call: ExprRef) -> bool {
        self.paths(call, &Frames::default()).iter().any(|path| {
            for step in &path.steps {
                let facts = self.eval.scope.facts(step.file);
                let around = |&expr: &ExprId| facts.literal(facts.place(expr).func?);
                for expr in std::iter::successors(Some(step.expr), around) {
                    let at = ExprRef { file: step.file, expr };
                    let turns = facts.loop_around(facts.syntax.expr(expr).range.start);
                    let turns = turns.filter(|_| facts.place(expr).looped);
                    if turns.is_some_and(|turns| self.asks_only_for_nothing(at, turns.range.start)) {
                        return !self.is_last_turn(step);
                    }
                    if !self.asks_only_for_nothing(at, 0) {
                        return false;
                    }
                }
            }
            false
        })
    }

    /// Whether all conditions around a place, of those that begin behind another, ask whether there is anything.
    fn asks_only_for_nothing(&self, at: ExprRef, from: u32) -> bool {
        let facts = self.eval.scope.facts(at.file);
        let is_about_nothing = |expr: ExprId| match facts.syntax.expr(expr).kind {
            ExprKind::Binary(_, x, y) => is_nil(facts, x) || is_nil(facts, y),
            _ => false,
        };
        let around = facts.branches.around(facts.place(at.expr).branch);
        around.filter(|(statement, _)| *statement >= from).all(|(statement, _)| {
            let mut asked = facts.asked(statement).peekable();
            asked.peek().is_some() && asked.all(is_about_nothing)
        })
    }

    /// What keeps a value; None where it is called at once, or nobody is seen to keep it.
    fn keeper_of(&self, value: ExprRef, hands: usize) -> Option<Keeper> {
        let hands = hands.checked_sub(1)?;
        let facts = self.eval.scope.facts(value.file);
        let here = |expr: ExprId| ExprRef { expr, ..value };
        let takes = |source: DefSource| source == DefSource::Expr(value.expr);
        if let Some(set) = facts.element_defs.iter().find(|set| takes(set.def.source)) {
            return self.table(here(set.base));
        }
        if let Some((object, field)) = self.eval.slot_at(value) {
            let ty = self.eval.type_of(object);
            let is_unseen = self.is_unseen(object, &ty, hands);
            return Some(if is_unseen { Keeper::Unseen(field, None) } else { Keeper::Field(ty, field) });
        }
        if let Some(around) = facts.parent(value.expr) {
            return match &facts.syntax.expr(around).kind {
                ExprKind::Call { fun, args, .. } => {
                    let position = args.iter().position(|&arg| arg == value.expr)?;
                    self.keeper_of_argument(here(around), here(*fun), position, hands)
                }
                _ => None,
            };
        }
        let mut held = facts.local_defs.iter().filter(|(_, defs)| matches!(defs, [def] if takes(def.source)));
        let local = held.next().map(|(local, _)| *local)?;
        self.keeper_of_local(value.file, local, hands, None)
    }

    /// What a list or map is: the elements of it are kept there.
    fn table(&self, base: ExprRef) -> Option<Keeper> {
        let facts = self.eval.scope.facts(base.file);
        match &facts.syntax.expr(base.expr).kind {
            ExprKind::Local(local) => Some(Keeper::Local(base.file, *local)),
            ExprKind::Name(name) => Some(Keeper::Variable(self.eval.scope.package_of(base.file), name.clone())),
            ExprKind::Select(owner, field) => match self.eval.scope.qualifier(base.file, *owner) {
                Some(package) => Some(Keeper::Variable(package.index?, field.clone())),
                None => Some(Keeper::Field(self.eval.type_of(ExprRef { expr: *owner, ..base }), field.clone())),
            },
            _ => None,
        }
    }

    fn keeper_of_argument(&self, call: ExprRef, fun: ExprRef, position: usize, hands: usize) -> Option<Keeper> {
        let facts = self.eval.scope.facts(fun.file);
        let callables = self.eval.callables(fun);
        let known =
            callables.iter().find_map(|c| if let Callable::Known(path, rows) = c { Some((path, rows)) } else { None });
        if let Some((_, rows)) = known
            && rows.iter().any(|row| calls_what_it_takes(row))
        {
            return None;
        }
        let program = callables.iter().find_map(|c| if let Callable::Program(func) = c { Some(*func) } else { None });
        if let Some(func) = program.or_else(|| self.function_in(fun, &callables)) {
            let declared = self.eval.scope.facts(func.file).syntax.func(func.func);
            let last = declared.params.len().checked_sub(1)?;
            let param = declared.params[position.min(last)];
            return self.keeper_of_local(func.file, param, hands, Some((func.func, call)));
        }
        let (ExprKind::Select(_, name) | ExprKind::Name(name)) = &facts.syntax.expr(fun.expr).kind else { return None };
        if let Some((path, rows)) = known {
            let keeps = |row: &&KnownCall| {
                row.keeps.as_ref().is_some_and(|arg| matches!(arg, Arg::Param(n, _) if *n == position))
            };
            let keeps = rows.iter().any(keeps) || self.source_of(path) != PackageSource::Std;
            return keeps.then(|| Keeper::Unseen(name.clone(), Some(position)));
        }
        if position > 0 && facts.is_append(fun.expr) {
            let ExprKind::Call { args, .. } = &facts.syntax.expr(call.expr).kind else { return None };
            return self.table(ExprRef { expr: *args.first()?, ..call });
        }
        if self.eval.as_type(fun).is_some() {
            return self.keeper_of(call, hands);
        }
        self.is_given_by_unseen(fun, hands).then(|| Keeper::Unseen(name.clone(), Some(position)))
    }

    /// The function of the program that a variable holds which is called.
    fn function_in(&self, fun: ExprRef, callables: &[Callable<'_>]) -> Option<FuncRef> {
        let is_local = matches!(self.eval.scope.facts(fun.file).syntax.expr(fun.expr).kind, ExprKind::Local(_));
        if !is_local || !callables.is_empty() {
            return None;
        }
        self.eval.begin();
        let called = self.eval.eval(fun, &Frames::default());
        match called.items.as_slice() {
            [one] => match one.value {
                Value::Func(func, _) | Value::Method(func, ..) => Some(func),
                _ => None,
            },
            _ => None,
        }
    }

    /// What keeps what a local holds, or a parameter is handed: None where somebody calls it there.
    fn keeper_of_local(
        &self,
        file: FileId,
        local: LocalId,
        hands: usize,
        handed: Option<(FuncId, ExprRef)>,
    ) -> Option<Keeper> {
        let facts = self.eval.scope.facts(file);
        let home = facts.syntax.local(local).func;
        let mut found = None;
        for expr in facts.syntax.uses_of(local) {
            let at = ExprRef { file, expr };
            let kept = match self.eval.call_of(at) {
                None => self.keeper_of(at, hands),
                Some(_) if facts.place(expr).func == Some(home) => return None,
                // In a literal that is kept in its place, or given back to be kept.
                Some(_) => {
                    let inside = facts.outwards(facts.place(expr).func).take_while(|&func| func != home);
                    let literal = ExprRef { file, expr: inside.last().and_then(|func| facts.literal(func))? };
                    let is_returned = |func: FuncId| is_returned(facts, func, literal.expr);
                    match handed.filter(|(func, _)| is_returned(*func)) {
                        Some((_, call)) => self.keeper_of(call, hands),
                        None => self.keeper_of(literal, hands),
                    }
                }
            };
            found = found.or(kept);
        }
        found
    }

    /// Whether something is an object of a type that is not read.
    fn is_unseen(&self, at: ExprRef, ty: &Ty, hands: usize) -> bool {
        let scope = &self.eval.scope;
        let facts = scope.facts(at.file);
        let here = |expr: ExprId| ExprRef { expr, ..at };
        match ty {
            Ty::Named(path, _) => self.is_not_read(path),
            Ty::Unknown => match &facts.syntax.expr(at.expr).kind {
                ExprKind::Call { fun, .. } => {
                    hands > 0
                        && self.eval.callables(here(*fun)).is_empty()
                        && self.is_given_by_unseen(here(*fun), hands - 1)
                }
                ExprKind::Local(local) => {
                    let gives = |source: DefSource| match source {
                        DefSource::Expr(value) | DefSource::Tuple(value, 0) => {
                            hands > 0 && self.is_unseen(here(value), &self.eval.type_of(here(value)), hands - 1)
                        }
                        _ => false,
                    };
                    let defs = facts.local_defs.get(local).unwrap_or_default();
                    !defs.is_empty() && defs.iter().all(|def| gives(def.source))
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether a function or method is one of a package that is not read, as far as that can be told.
    fn is_given_by_unseen(&self, fun: ExprRef, hands: usize) -> bool {
        let ExprKind::Select(base, _) = self.eval.scope.facts(fun.file).syntax.expr(fun.expr).kind else {
            return false;
        };
        match self.eval.scope.qualifier(fun.file, base) {
            Some(package) => self.is_not_read(&package.path),
            None => {
                let base = ExprRef { expr: base, ..fun };
                self.is_unseen(base, &self.eval.type_of(base), hands)
            }
        }
    }

    /// Whether a package is somewhere else; the standard library is known.
    fn is_not_read(&self, path: &str) -> bool {
        self.source_of(path) == PackageSource::Unseen
    }

    /// Where the source of a package stands.
    pub(super) fn source_of(&self, path: &str) -> PackageSource {
        let scope = &self.eval.scope;
        match scope.package_by_path(path) {
            Some(index) => scope.package(index).source,
            None if looks_like_std(path) => PackageSource::Std,
            None => PackageSource::Unseen,
        }
    }

    /// The object whose keeper is handed a value, or of which it is a field.
    fn owner_around(&self, value: ExprRef) -> Owner {
        let facts = self.eval.scope.facts(value.file);
        let takes = |source: DefSource| source == DefSource::Expr(value.expr);
        let base_of = |expr: ExprId| match facts.syntax.expr(expr).kind {
            ExprKind::Select(base, _) if self.eval.scope.qualifier(value.file, base).is_none() => Some(base),
            _ => None,
        };
        let base = match facts.element_defs.iter().find(|set| takes(set.def.source)) {
            Some(set) => base_of(set.base),
            None => facts.parent(value.expr).and_then(|around| match &facts.syntax.expr(around).kind {
                ExprKind::Call { fun, args, .. } => match facts.syntax.expr(*fun).kind {
                    ExprKind::Select(..) => base_of(*fun),
                    _ => args.first().filter(|arg| **arg != value.expr).and_then(|&arg| base_of(arg)),
                },
                _ => None,
            }),
        };
        base.map_or(Owner::Any, |base| self.owner(ExprRef { expr: base, ..value }))
    }

    fn owner(&self, at: ExprRef) -> Owner {
        let facts = self.eval.scope.facts(at.file);
        match &facts.syntax.expr(at.expr).kind {
            ExprKind::Local(local) if facts.syntax.local(*local).kind == LocalKind::Var => {
                Owner::Local(at.file, *local)
            }
            ExprKind::Name(name) => Owner::Variable(self.eval.scope.package_of(at.file), name.clone()),
            ExprKind::Call { .. } => Owner::Another,
            _ => Owner::Any,
        }
    }
}

/// Whether a way leads through a function that is handed on.
fn hands_on(path: &Path) -> bool {
    path.steps.iter().any(|step| step.handed_on)
}

/// Whether knowledge says of a call what it does with what it takes.
fn calls_what_it_takes(row: &KnownCall) -> bool {
    row.acts()
        || row.calls.is_some()
        || row.subrouter.is_some()
        || row.wrap.is_some()
        || row.middleware
        || row.own_handler
}

/// Whether a function returns an expression.
fn is_returned(facts: &FileFacts, func: FuncId, value: ExprId) -> bool {
    facts.returns.get(&func).unwrap_or_default().iter().any(|ret| ret.values.contains(&value))
}
