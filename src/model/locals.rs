//! Parameters, receivers and locals: which definitions reach a use, and who calls.
//!
//! In: a local of a function and a calling context. Out: [`Values`]; where the context does not say who calls, the
//! function is named in `needs`. A definition under no branch that the use is not under replaces what came before it.

use std::collections::{BTreeMap, BTreeSet};

use super::Provenance;
use super::eval::Eval;
use super::folds::Turn;
use super::frames::{Frame, Frames, FuncRef};
use super::opted::{Counts, Said};
use super::types::Callable;
use super::value::{Alternative, ExprRef, Object, Site, Value, Values};
use crate::facts::branch::{Arm, BranchId};
use crate::facts::{Def, DefSource, FileFacts, Loop};
use crate::golang::syntax::{ExprId, ExprKind, FuncId, LocalId, LocalKind, Op};
use crate::known::Arg;
use crate::source::FileId;

impl Eval<'_> {
    /// The object whose field is asked for: a receiver that is not known is itself, whatever it may serve.
    pub(super) fn object(&self, at: ExprRef, frames: &Frames) -> Values {
        let facts = self.scope.facts(at.file);
        match facts.syntax.expr(at.expr).kind {
            ExprKind::Local(local)
                if matches!(facts.syntax.local(local).kind, LocalKind::Receiver)
                    && facts.local_defs.get(&local).is_none() =>
            {
                self.eval_receiver(at.file, local, frames)
            }
            _ => self.eval(at, frames),
        }
    }

    /// A parameter or local at the place where it is used.
    pub(crate) fn eval_local(&self, at: ExprRef, local: LocalId, frames: &Frames) -> Values {
        let facts = self.scope.facts(at.file);
        let declared = facts.syntax.local(local);
        let mut values = match declared.kind {
            LocalKind::Param(index) => self.eval_param(at.file, local, index, frames),
            LocalKind::Receiver => match self.eval_receiver(at.file, local, frames) {
                values if values.is_unknown() => self.as_handler(at).unwrap_or(values),
                values => values,
            },
            _ => Values::default(),
        };
        let Some(defs) = facts.local_defs.get(&local) else {
            return self.possible_here(at, values, frames);
        };
        let reaching = reaching(facts, defs, at.expr, local);
        if reaching.kills {
            values = Values::default();
        }
        let only = reaching.defs.len() == 1 && values.items.is_empty();
        let conditional = reaching.defs.len() > 1 || !values.items.is_empty();
        let mut said = Vec::new();
        if !values.items.is_empty() {
            said.push(Said { values: values.clone(), place: None });
        }
        for def in reaching.defs {
            if self.never_set(at, def.place.branch, frames) {
                continue;
            }
            let turn = match self.turn_of(at, local, &def, frames) {
                Some(Turn::Before) => continue,
                Some(Turn::At(turn)) => Some(turn),
                None => None,
            };
            let frames = turn.as_ref().unwrap_or(frames);
            // `if x == nil { x = ... }`: what it is already stays.
            let replaced = |value: &Value| self.replaces(at, def.place.branch, value, frames);
            let stays = |i: &Alternative| i.how <= Provenance::Computed && replaced(&i.value) == Some(false);
            // What another arm sets, no run has here.
            let is_apart =
                |said: &Said| said.place.is_some_and(|(_, branch)| facts.branches.exclusive(branch, def.place.branch));
            let is_beside = |i: &Alternative| said.iter().filter(|s| is_apart(s)).any(|s| s.values.items.contains(i));
            if !values.items.is_empty()
                && values.needs.is_empty()
                && values.items.iter().all(|i| stays(i) && !is_beside(i))
            {
                continue;
            }
            let is_settled = || is_settled(facts, &def, at.expr, declared.func);
            if turn.is_some() || (is_settled() && self.surely_set(at, def.place.branch, frames)) {
                values = Values::needing(values.needs);
                said.clear();
            }
            let mut set = match def.source {
                DefSource::Zero => {
                    let ty = self.type_of(at);
                    let site = || Object {
                        site: Site::Local(at.file, local),
                        frames: self.leading_to(at.file, Some(declared.func), None, frames),
                    };
                    self.zero_of(&ty, declared.ty.as_deref(), &site, Some(at))
                }
                DefSource::Add(added) => {
                    let before = values.clone();
                    if facts.covers(def.place.branch, facts.place(at.expr).branch) {
                        values = Values::needing(std::mem::take(&mut values.needs));
                        said.clear();
                    }
                    self.added(before, self.eval(ExprRef { file: at.file, expr: added }, frames))
                }
                DefSource::Tuple(call, result) => self.eval_result_at(at, call, result, frames),
                source => self.eval_source(at.file, source, frames),
            };
            if conditional && !only {
                set = set.at_best(Provenance::Computed);
                said.push(Said { values: set.clone(), place: Some((at.file, def.place.branch)) });
            }
            // `if x == "" { x = ... }`: what x was before was not zero, or it is not any more.
            values.items.retain(|i| replaced(&i.value) != Some(true));
            values.join(set);
        }
        self.add_elements(&mut values, at.file, frames, |set| {
            let is_local = facts.is_local(set.base, local);
            is_local && reaches(facts, &set.def, at.expr, local)
        });
        if values.items.len() > 1 {
            said.retain(|said| !said.values.items.is_empty());
            values = self.by_default_of(&said, Counts::Last, facts.place(at.expr).branch, frames).unwrap_or(values);
        }
        // `var x string; flag.StringVar(&x, ...)`: the zero value is not what it will be.
        if values.items.iter().any(|i| !matches!(i.value, Value::Zero)) {
            let basic = !values.items.iter().any(|i| matches!(i.value, Value::Struct(_) | Value::Mux(_)));
            if basic && reaching.set_by_address {
                values.items.retain(|i| !matches!(i.value, Value::Zero));
            }
        }
        self.possible_here(at, values, frames)
    }

    /// What is left of the values of a variable or field under the conditions around a place: behind `if x == "" { return }`.
    pub(crate) fn possible_here(&self, at: ExprRef, mut values: Values, frames: &Frames) -> Values {
        if !values.items.is_empty() {
            let mut excluded = Vec::new();
            values.items.retain(|item| {
                let possible = !self.excluded_here(at, &item.value, frames);
                excluded.extend((!possible).then(|| item.clone()));
                possible
            });
            // Whoever comes here has set what by default would not do; a field may be set by what is decoded into it.
            let asked = &self.scope.facts(at.file).syntax.expr(at.expr).kind;
            let is_field = matches!(asked, ExprKind::Select(..) | ExprKind::Call { .. });
            let outside = |i: &&Alternative| i.how >= Provenance::Default || (is_field && values.items.is_empty());
            if let Some(default) = excluded.iter().find(outside) {
                values.add(Alternative { value: Value::Configured, how: Provenance::Default, at: default.at });
            }
            if values.items.is_empty() && values.needs.is_empty() {
                return Values::one(Value::Impossible, Provenance::Literal, Some(at));
            }
        }
        if values.items.is_empty() && values.needs.is_empty() { Values::unknown() } else { values }
    }

    pub(crate) fn eval_param(&self, file: FileId, local: LocalId, index: u32, frames: &Frames) -> Values {
        let facts = self.scope.facts(file);
        let func = FuncRef { file, func: facts.syntax.local(local).func };
        let Some((frame, outer)) = self.find(frames, func) else {
            if let Some(values) = self.callback_param(func, index, frames) {
                return values;
            }
            let mut values = Values::unknown();
            values.needs.insert(func.into());
            return values;
        };
        let calling = self.scope.facts(frame.call.file);
        let ExprKind::Call { args, spread, .. } = &calling.syntax.expr(frame.call.expr).kind else {
            return Values::unknown();
        };
        let declared = facts.syntax.func(func.func);
        let variadic = declared.variadic && index as usize + 1 == declared.params.len();
        let arg = |expr: ExprId| ExprRef { file: frame.call.file, expr };
        if variadic && !spread {
            let rest = self.listed(frame.call, args.iter().skip(index as usize).map(|&a| arg(a)), &outer);
            return Values::one(Value::List(rest), Provenance::Literal, None);
        }
        match args.get(index as usize) {
            Some(&expr) if is_handed_to_itself(calling, frame, expr, local) && outer.place_of(func).is_none() => {
                let place = Arg::Param(index as usize, Vec::new());
                let first = self.first_caller(func).and_then(|call| self.arg_expr(call, &place));
                let values = self.eval(first.unwrap_or(arg(expr)), &outer);
                values.at_best(Provenance::Literal)
            }
            Some(&expr) => {
                let values = self.eval(arg(expr), &outer);
                values.at_best(Provenance::Literal)
            }
            // f(g()): the results of one call are the parameters of another.
            None if args.len() == 1 => self.eval_source(frame.call.file, DefSource::Tuple(args[0], index), &outer),
            None => Values::unknown(),
        }
    }

    /// The only call of a function that calls itself, beside those in itself.
    fn first_caller(&self, func: FuncRef) -> Option<ExprRef> {
        let mentions = self.mentions_of(func)?;
        let facts = self.scope.facts(func.file);
        let is_inside = |at: &ExprRef| {
            at.file == func.file && facts.place(at.expr).func.is_some_and(|inner| facts.is_within(inner, func.func))
        };
        let mut outside = mentions.iter().filter(|at| !is_inside(at));
        let only = outside.next().filter(|_| outside.next().is_none())?;
        self.call_of(*only)
    }

    /// The parameter of a literal that a known call hands a router to.
    pub(crate) fn callback_param(&self, func: FuncRef, index: u32, frames: &Frames) -> Option<Values> {
        let facts = self.scope.facts(func.file);
        if index != 0 || facts.syntax.func(func.func).name.is_some() {
            return None;
        }
        let literal = self.literal_expr(func)?;
        let call = facts.parent(literal)?;
        let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(call).kind else { return None };
        let position = args.iter().position(|&a| a == literal)?;
        let here = |expr: ExprId| ExprRef { file: func.file, expr };
        self.callables(here(*fun)).iter().find_map(|callable| match callable {
            Callable::Known(_, rows) => rows.iter().find_map(|row| {
                let sub = row.subrouter.as_ref()?;
                let takes = matches!(&sub.callback, Some(Arg::Param(n, _)) if *n == position);
                takes.then(|| self.subrouter(here(call), row, frames))
            }),
            Callable::Program(_) => None,
        })
    }

    pub(crate) fn eval_receiver(&self, file: FileId, local: LocalId, frames: &Frames) -> Values {
        let facts = self.scope.facts(file);
        let func = FuncRef { file, func: facts.syntax.local(local).func };
        let Some((frame, outer)) = self.find(frames, func) else {
            // Any object of the type: fields are followed by type.
            return Values::unknown();
        };
        let calling = self.scope.facts(frame.call.file);
        let base = match &calling.syntax.expr(frame.call.expr).kind {
            ExprKind::Call { fun, .. } => match calling.syntax.expr(*fun).kind {
                ExprKind::Select(base, _) => base,
                _ => return self.receiver_of_value(ExprRef { file: frame.call.file, expr: *fun }, func, &outer),
            },
            ExprKind::Select(base, _) => *base,
            // The object itself: whoever calls is not seen.
            ExprKind::Composite(_) => frame.call.expr,
            // Printed as its method says.
            ExprKind::Name(_) | ExprKind::Local(_) | ExprKind::Index(..) => frame.call.expr,
            _ => return Values::unknown(),
        };
        let base = ExprRef { file: frame.call.file, expr: base };
        self.with_method(func, base, self.object(base, &outer))
    }
}

impl Eval<'_> {
    /// The one expression that a parameter, receiver or local is, with the context in which it is asked for: of the call in the
    /// context, or of the only definition.
    pub(crate) fn handed_in(&self, file: FileId, local: LocalId, frames: &Frames) -> Option<(ExprRef, Frames)> {
        let facts = self.scope.facts(file);
        let declared = facts.syntax.local(local);
        let defs = facts.local_defs.get(&local).unwrap_or_default();
        let index = match (declared.kind, defs) {
            (LocalKind::Param(index), []) => Some(index),
            (LocalKind::Receiver, []) => None,
            (LocalKind::Var | LocalKind::Const, &[Def { source: DefSource::Expr(expr), .. }]) => {
                return Some((ExprRef { file, expr }, frames.clone()));
            }
            _ => return None,
        };
        let (frame, outer) = self.find(frames, FuncRef { file, func: declared.func })?;
        let calling = self.scope.facts(frame.call.file);
        let ExprKind::Call { fun, args, spread: false } = &calling.syntax.expr(frame.call.expr).kind else {
            return None;
        };
        let expr = match (index, &calling.syntax.expr(*fun).kind) {
            (Some(index), _) => *args.get(index as usize)?,
            (None, ExprKind::Select(base, _)) => *base,
            (None, _) => return None,
        };
        Some((ExprRef { file: frame.call.file, expr }, outer))
    }
}

/// Whether a function calls itself with a parameter as it has it: that is what whoever called it first has handed in.
fn is_handed_to_itself(facts: &FileFacts, frame: Frame, arg: ExprId, param: LocalId) -> bool {
    let around = facts.place(frame.call.expr).func;
    frame.call.file == frame.func.file
        && facts.is_local(arg, param)
        && facts.local_defs.get(&param).is_none_or(<[Def]>::is_empty)
        && around.is_some_and(|inner| facts.is_within(inner, frame.func.func))
}

/// The definitions that may reach a use.
struct Reaching {
    defs: Vec<Def>,
    /// Whether one of them replaces what the local had before (a parameter's argument).
    kills: bool,
    set_by_address: bool,
}

fn reaching(facts: &FileFacts, defs: &[Def], at: ExprId, local: LocalId) -> Reaching {
    let declared_in = facts.syntax.local(local).func;
    let place = facts.place(at);
    let mut found = Reaching { defs: Vec::new(), kills: false, set_by_address: false };
    for def in defs.iter().filter(|def| reaches(facts, def, at, local)) {
        found.set_by_address |= matches!(def.source, DefSource::AddressArg(..));
        if is_settled(facts, def, at, declared_in) && facts.covers(def.place.branch, place.branch) {
            if may_be_left_out(facts, def, at) {
                // What is only declared before a loop, the loop is there to set.
                found.defs.retain(|def| !matches!(def.source, DefSource::Zero));
            } else {
                found.defs.clear();
                found.kills = true;
            }
        }
        found.defs.push(def.clone());
    }
    if let Some(first) = replaced_in_every_arm(facts, &found.defs, at, declared_in) {
        found.defs.drain(..first);
        found.kills = true;
    }
    found
}

/// Whether a use may see a definition. One after the use matters only where the use runs later: in a literal, or in the next
/// round of a loop around both, where that has no new variable.
fn reaches(facts: &FileFacts, def: &Def, at: ExprId, local: LocalId) -> bool {
    let declared = facts.syntax.local(local);
    let place = facts.place(at);
    let captured = place.func != Some(declared.func) && def.place.func == Some(declared.func);
    let here = facts.syntax.expr(at).range.start;
    let comes_round = |around: &Loop| {
        around.range.contains(def.at) && around.range.contains(here) && declared.range.start < around.body
    };
    (!is_later(facts, def, at) || captured || (place.looped && def.place.looped && facts.loops.iter().any(comes_round)))
        && def.at != facts.syntax.expr(at).range.start
        && !facts.branches.exclusive(def.place.branch, place.branch)
}

/// Whether a definition that a run has made before a use replaces what the local had before.
fn is_settled(facts: &FileFacts, def: &Def, at: ExprId, declared_in: FuncId) -> bool {
    !is_later(facts, def, at)
        && def.place.func == Some(declared_in)
        && !matches!(def.source, DefSource::AddressArg(..) | DefSource::Add(_))
}

/// Whether a definition stands in a loop that a run may leave out on its way to a use behind it.
fn may_be_left_out(facts: &FileFacts, def: &Def, at: ExprId) -> bool {
    let here = facts.syntax.expr(at).range.start;
    let leaves_out = |turns: &Loop| !turns.entered && turns.range.contains(def.at) && !turns.range.contains(here);
    def.place.looped && facts.loops.iter().any(leaves_out)
}

/// `x = f(x)`: the use on the right side comes before the definition.
fn is_later(facts: &FileFacts, def: &Def, at: ExprId) -> bool {
    let here = facts.syntax.expr(at).range.start;
    def.at >= here || facts.is_made_of(def, here)
}

/// A statement of which every arm replaces the local, such as a switch with a default: the first definition in it.
fn replaced_in_every_arm(facts: &FileFacts, defs: &[Def], at: ExprId, declared_in: FuncId) -> Option<usize> {
    let here = facts.syntax.expr(at).range.start;
    let place = facts.place(at);
    let branches = &facts.branches;
    let replaces = |def: &Def| {
        let by_value = !matches!(def.source, DefSource::AddressArg(..) | DefSource::Add(_));
        by_value && def.at < here && !def.place.looped && def.place.func == Some(declared_in)
    };
    // The arms that surely replace it, by statement, with the place around the statement and the first definition.
    let mut arms: BTreeMap<u32, (BTreeSet<u32>, BranchId, usize)> = BTreeMap::new();
    let mut open: Vec<(BranchId, usize)> = Vec::new();
    open.extend(defs.iter().enumerate().filter(|(_, def)| replaces(def)).map(|(n, def)| (def.place.branch, n)).rev());
    let mut found = None;
    while let Some((branch, n)) = open.pop() {
        let Some((statement, arm)) = branches.innermost(branch) else { continue };
        let outside = branches.outside(branch, statement);
        let (taken, _, first) = arms.entry(statement).or_insert((BTreeSet::new(), outside, n));
        let Some(of_statement) = facts.arms.get(&statement).filter(|_| taken.insert(arm)) else { continue };
        if (0..of_statement.count).all(|arm| taken.contains(&arm) || of_statement.ended.contains(&arm)) {
            // The use may stand in one of the arms: then it is that arm that counts.
            let behind = !branches.around(place.branch).any(|(s, arm)| s == statement && matches!(arm, Arm::Is(_)));
            if behind && branches.covers(outside, place.branch) {
                found = found.max(Some(*first));
            }
            open.push((outside, *first));
        }
    }
    found
}

/// Whether an assignment is made only where its target is zero: `if x == nil { x = ... }`.
pub(crate) fn replaces_zero(facts: &FileFacts, def: &Def, is_target: impl Fn(ExprId) -> bool) -> bool {
    let Some((statement, 0)) = facts.branches.innermost(def.place.branch) else { return false };
    facts.conditions.get(&statement).is_some_and(|&cond| asks_for_zero(facts, cond, is_target))
}

/// Whether a condition asks whether something is zero, or empty.
pub(crate) fn asks_for_zero(facts: &FileFacts, cond: ExprId, is_target: impl Fn(ExprId) -> bool) -> bool {
    let ExprKind::Binary(Op::Eq, left, right) = facts.syntax.expr(cond).kind else { return false };
    let zero = |e: ExprId| is_zero_literal(facts, e);
    let asked = |e: ExprId| is_target(e) || facts.length_of(e).is_some_and(&is_target);
    (asked(left) && zero(right)) || (zero(left) && asked(right))
}

fn is_zero_literal(facts: &FileFacts, expr: ExprId) -> bool {
    match &facts.syntax.expr(expr).kind {
        ExprKind::Name(name) => &**name == "nil",
        ExprKind::Str(text) => text.is_empty(),
        ExprKind::Int(n) => *n == Some(0),
        // `var zero T`
        ExprKind::Local(local) => {
            let defs = facts.local_defs.get(local).unwrap_or_default();
            matches!(defs, [Def { source: DefSource::Zero, .. }])
        }
        _ => false,
    }
}
