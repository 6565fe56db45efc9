//! Conditions that known values decide: which arm of an `if` or a `switch` a run takes, and which it never takes.
//!
//! In: a condition and a calling context, or one of the values that a local may have. Out: whether it holds, or None where
//! it may go either way. Only values that nobody can set from outside decide: the default of a flag decides nothing.

use super::Provenance;
use super::eval::Eval;
use super::frames::{Frame, Frames};
use super::link::Symbol;
use super::turns::Written;
use super::types::Callable;
use super::value::{Alternative, ExprRef, Text, Value};
use crate::facts::branch::{Arm, BranchId};
use crate::facts::{Def, DefSource, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, Name, Op};
use crate::source::FileId;

/// What a condition is asked with.
#[derive(Clone, Copy, Default)]
pub(super) struct Given<'v> {
    /// A variable or field, as it is written somewhere in the file, with the value that is tried for it.
    pub(super) value: Option<(ExprId, &'v Value)>,
    /// Whether those count, too, who made what is asked: that is looked for where a call is asked about, and for no other value.
    pub(super) makers: bool,
    /// Whether what somebody could set has its default.
    pub(super) defaults: bool,
}

/// Functions and locals through which an object is handed on.
pub(super) const MOST_HANDS: usize = 8;

impl Given<'_> {
    const NOTHING: Self = Given { value: None, makers: false, defaults: false };
    /// A run in which nobody sets anything.
    pub(super) const BY_DEFAULT: Self = Given { defaults: true, ..Self::NOTHING };

    /// The same where something else is asked on the way.
    pub(super) fn apart(self) -> Self {
        Self { value: None, ..self }
    }
}

impl Eval<'_> {
    /// Whether no run comes to a place in a calling context: some condition around it is known to fail.
    pub(crate) fn never(&self, file: FileId, place: BranchId, frames: &Frames) -> bool {
        self.fails_around(file, place, frames, Given::NOTHING)
    }

    fn fails_around(&self, file: FileId, place: BranchId, frames: &Frames, given: Given<'_>) -> bool {
        self.fails_where(file, place, frames, given, &|_| true)
    }

    /// Whether some condition around a place, of those that count, is known to fail.
    pub(super) fn fails_where(
        &self,
        file: FileId,
        place: BranchId,
        frames: &Frames,
        given: Given<'_>,
        counts: &dyn Fn(u32) -> bool,
    ) -> bool {
        let facts = self.scope.facts(file);
        facts.branches.around(place).filter(|(statement, _)| counts(*statement)).any(|(statement, arm)| {
            let taken = self.arm_taken(facts, file, statement, frames, given);
            taken.is_some_and(|taken| !admits(arm, taken))
        })
    }

    /// Whether no run comes to a call in a calling context, or to one of the calls that make the context.
    pub(crate) fn never_called(&self, call: ExprRef, frames: &Frames) -> bool {
        self.fails_on_way(call, frames) || self.calls_another(call, frames)
    }

    /// The same for a condition around one of them.
    pub(crate) fn fails_on_way(&self, call: ExprRef, frames: &Frames) -> bool {
        let given = Given { makers: true, ..Given::NOTHING };
        let fails = |at: ExprRef| {
            let branch = self.scope.facts(at.file).place(at.expr).branch;
            self.fails_around(at.file, branch, frames, given)
        };
        fails(call) || frames.calls().as_slice().iter().any(|frame| fails(frame.call))
    }

    /// Of several texts, those that a calling context makes: none that stands in an arm which it does not take, and none that
    /// stands before an arm which it does take and that makes another.
    pub(crate) fn keep_made(&self, texts: &mut Vec<(Text, Provenance, Option<ExprRef>)>, frames: &Frames) {
        if texts.len() < 2 {
            return;
        }
        let branch = |at: ExprRef| self.scope.facts(at.file).place(at.expr).branch;
        texts.retain(|(.., at)| !at.is_some_and(|at| self.never(at.file, branch(at), frames)));
        let place = |at: ExprRef| {
            let facts = self.scope.facts(at.file);
            ((at.file, facts.place(at.expr).func), facts.syntax.expr(at.expr).range.start)
        };
        let taken = |at: &ExprRef| branch(*at) != BranchId::TOP && self.always(at.file, branch(*at), frames);
        let last = texts.iter().filter_map(|(.., at)| *at).filter(taken).map(place).max();
        if let Some((func, start)) = last {
            texts.retain(|(.., at)| at.map(place).is_none_or(|(its, from)| its != func || from >= start));
        }
    }

    /// Whether each condition around a place is known to hold in a calling context.
    fn always(&self, file: FileId, place: BranchId, frames: &Frames) -> bool {
        let facts = self.scope.facts(file);
        facts.branches.around(place).all(|(statement, arm)| {
            let taken = self.arm_taken(facts, file, statement, frames, Given::NOTHING);
            taken.is_some_and(|taken| admits(arm, taken))
        })
    }

    /// Whether a variable or field cannot have a value at a place: a condition around the place, behind which nothing sets
    /// it anew, fails for the value.
    pub(crate) fn excluded_here(&self, at: ExprRef, value: &Value, frames: &Frames) -> bool {
        let facts = self.scope.facts(at.file);
        let here = facts.syntax.expr(at.expr).range.start;
        let given = Given { value: Some((at.expr, value)), ..Given::NOTHING };
        facts.branches.around(facts.place(at.expr).branch).any(|(statement, arm)| {
            let Some(asked) = condition_end(facts, statement) else { return false };
            let taken = || self.arm_taken(facts, at.file, statement, frames, given);
            here >= asked && taken().is_some_and(|taken| !admits(arm, taken)) && !facts.sets(at.expr, asked..here)
        })
    }

    /// Whether an assignment that stands directly in an arm is made where a local has a value: the value takes the arm.
    /// None where that is not known.
    pub(crate) fn replaces(&self, at: ExprRef, def: BranchId, value: &Value, frames: &Frames) -> Option<bool> {
        let facts = self.scope.facts(at.file);
        let (statement, arm) = facts.branches.innermost(def)?;
        facts.branches.around(def).next().filter(|(s, a)| *s == statement && **a == Arm::Is(arm))?;
        let given = Given { value: Some((at.expr, value)), ..Given::NOTHING };
        let taken = self.arm_taken(facts, at.file, statement, frames, given)?;
        Some(taken == arm)
    }

    /// Whether no run comes to an assignment of a local: a condition around it, not about the local, is known to fail.
    pub(crate) fn never_set(&self, at: ExprRef, def: BranchId, frames: &Frames) -> bool {
        let facts = self.scope.facts(at.file);
        // Only what is asked by a name, or of an element: to compute values for each local of each function would read half of the
        // program.
        facts.branches.around(def).any(|(statement, arm)| {
            let decides = self.asks_in_turn(at.file, statement, frames) || is_switch(facts, statement);
            decides && self.takes(at, statement, arm, frames) == Some(false)
        })
    }

    /// Whether a run makes an assignment of a local, where it comes to a use: each condition that stands around the assignment only, and
    /// is not about the local, is known to hold.
    pub(crate) fn surely_set(&self, at: ExprRef, def: BranchId, frames: &Frames) -> bool {
        let facts = self.scope.facts(at.file);
        let here = facts.place(at.expr).branch;
        let is_shared = |statement: u32, arm: &Arm| facts.branches.around(here).any(|other| other == (statement, arm));
        let mut own = facts.branches.around(def).filter(|(statement, arm)| !is_shared(*statement, arm)).peekable();
        own.peek().is_some()
            && own.all(|(statement, arm)| {
                let decides = self.asks_in_turn(at.file, statement, frames) || is_switch(facts, statement);
                decides && self.takes(at, statement, arm, frames) == Some(true)
            })
    }

    /// Whether a run takes an arm of a statement, where values decide that are not those of the local that is asked for.
    pub(super) fn takes(&self, at: ExprRef, statement: u32, arm: &Arm, frames: &Frames) -> Option<bool> {
        let facts = self.scope.facts(at.file);
        if facts.asked(statement).any(|asked| mentions(facts, asked, at.expr)) {
            return None;
        }
        self.arm_taken(facts, at.file, statement, frames, Given::NOTHING).map(|taken| admits(arm, taken))
    }

    /// The arm of a branching statement that a run takes, where values decide.
    pub(super) fn arm_taken(
        &self,
        facts: &FileFacts,
        file: FileId,
        statement: u32,
        frames: &Frames,
        given: Given<'_>,
    ) -> Option<u32> {
        self.budget.within_few_steps((file, statement), || {
            if let Some(&cond) = facts.conditions.get(&statement) {
                if given.value.is_some_and(|(path, _)| !mentions(facts, cond, path)) {
                    return None;
                }
                return self.holds(facts, file, cond, frames, given).map(|holds| u32::from(!holds));
            }
            let switch = facts.switches.get(&statement)?;
            let mut asked = switch.asked();
            if given.value.is_some_and(|(path, _)| !asked.any(|e| mentions(facts, e, path))) {
                return None;
            }
            for (n, values) in switch.cases.iter().enumerate() {
                for &value in values {
                    let takes = match switch.tag {
                        Some(tag) => self.equal(facts, file, [tag, value], frames, given),
                        None => self.holds(facts, file, value, frames, given),
                    };
                    if takes? {
                        return u32::try_from(n).ok();
                    }
                }
            }
            // Without a default no arm is taken: a number that none has.
            Some(switch.default.and_then(|n| u32::try_from(n).ok()).unwrap_or(u32::MAX))
        })
    }

    fn holds(&self, facts: &FileFacts, file: FileId, cond: ExprId, frames: &Frames, given: Given<'_>) -> Option<bool> {
        let side = |e: ExprId| self.holds(facts, file, e, frames, given);
        let value = |e: ExprId| self.decisive(facts, file, e, frames, given);
        match &facts.syntax.expr(cond).kind {
            ExprKind::Binary(Op::LAnd, left, right) => match (side(*left), side(*right)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (left, right) => Some(left? && right?),
            },
            ExprKind::Binary(Op::LOr, left, right) => match (side(*left), side(*right)) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (left, right) => Some(left? || right?),
            },
            ExprKind::Unary(Op::Not, inner) => side(*inner).map(|holds| !holds),
            ExprKind::Binary(op @ (Op::Eq | Op::Ne), error, _) if compares_error(facts, cond).is_some() => {
                self.failed(file, *error, frames, given).map(|failed| failed == (*op == Op::Ne))
            }
            ExprKind::Binary(op @ (Op::Eq | Op::Ne), left, right) if is_nil(facts, *right) && is_call(facts, *left) => {
                self.is_carried(ExprRef { file, expr: *left }).map(|carried| carried == (*op == Op::Ne))
            }
            ExprKind::Call { .. } => self.predicate_holds(ExprRef { file, expr: cond }, frames, given),
            ExprKind::Assert(of, ty) => self.is_of_type(ExprRef { file, expr: *of }, ty, frames),
            ExprKind::Binary(Op::Eq, left, right) => self.equal(facts, file, [*left, *right], frames, given),
            ExprKind::Binary(Op::Ne, left, right) => {
                self.equal(facts, file, [*left, *right], frames, given).map(|e| !e)
            }
            ExprKind::Binary(op @ (Op::Lt | Op::Gt | Op::Le | Op::Ge), left, right) => {
                let (Value::Int(x), Value::Int(y)) = (value(*left)?, value(*right)?) else { return None };
                Some(match *op {
                    Op::Lt => x < y,
                    Op::Gt => x > y,
                    Op::Le => x <= y,
                    _ => x >= y,
                })
            }
            ExprKind::Name(_) | ExprKind::Local(_) | ExprKind::Select(..) | ExprKind::Star(_) => {
                let at = ExprRef { file, expr: cond };
                self.truth(at, frames, given).or_else(|| self.true_by_default(at, frames, given))
            }
            _ => None,
        }
    }

    /// Whether a parameter, local, constant or field is true, where the program writes which: as an argument of the call in the
    /// context, or into the field before that call.
    fn truth(&self, at: ExprRef, frames: &Frames, given: Given<'_>) -> Option<bool> {
        let facts = self.scope.facts(at.file);
        let (written, frames) = match &facts.syntax.expr(at.expr).kind {
            ExprKind::Name(name) => match (self.constant_value(at.file, name), &**name) {
                (Some(value), _) => (value, Frames::default()),
                (None, "true") => return Some(true),
                (None, "false") => return Some(false),
                _ => return None,
            },
            ExprKind::Local(local) => match *facts.local_defs.get(local).unwrap_or_default() {
                // _, _, ok := strings.Cut(s, sep)
                [Def { source: DefSource::Tuple(expr, n), .. }] if is_call(facts, expr) => {
                    return self.is_told(ExprRef { expr, ..at }, n as usize, frames);
                }
                // _, ok := x.(T)
                [Def { source: DefSource::Tuple(expr, 1), .. }] if is_assertion(facts, expr) => {
                    (ExprRef { expr, ..at }, frames.clone())
                }
                _ => self.handed_in(at.file, *local, frames)?,
            },
            ExprKind::Select(base, field) => match self.written_in_field(at, *base, field, frames, given)? {
                Some(written) => written,
                None => return Some(false),
            },
            _ => return None,
        };
        if !self.deeper() {
            return None;
        }
        let holds = self.holds(self.scope.facts(written.file), written.file, written.expr, &frames, given.apart());
        self.shallower();
        holds
    }

    /// Whether a call says by one of its results that something is so: one that looks for a part of a text, or a function of this file
    /// that returns `true` or `false`.
    fn is_told(&self, call: ExprRef, result: usize, frames: &Frames) -> Option<bool> {
        if !self.is_split(call) && !self.tells_here(call, result) {
            return None;
        }
        match self.eval_call(call, frames, result).items.as_slice() {
            [Alternative { value: Value::Bool(is_so), how, .. }] if *how <= Provenance::Computed => Some(*is_so),
            _ => None,
        }
    }

    /// Whether it is known which arm of a statement a run takes.
    pub(super) fn is_decided(&self, facts: &FileFacts, file: FileId, statement: u32, frames: &Frames) -> bool {
        let given = Given { makers: true, ..Given::NOTHING };
        self.arm_taken(facts, file, statement, frames, given).is_some()
    }

    /// What is written into a field: by the literal of the element that a loop is at, before the call in the context, or by whoever made
    /// the object; None in it where that says nothing.
    fn written_in_field(
        &self,
        at: ExprRef,
        base: ExprId,
        field: &Name,
        frames: &Frames,
        given: Given<'_>,
    ) -> Option<Option<(ExprRef, Frames)>> {
        if let Some(written) = self.written_for_turn(at, frames) {
            let Written::As(written) = written else { return Some(None) };
            return Some(Some((written, Frames::default())));
        }
        let base = ExprRef { expr: base, ..at };
        match self.set_before_call(base, field, frames, given) {
            Some(set) => Some(Some(set)),
            None => self.as_written(base, field, frames),
        }
    }

    /// Whether a flag is true that nobody sets.
    fn true_by_default(&self, at: ExprRef, frames: &Frames, given: Given<'_>) -> Option<bool> {
        if !given.defaults {
            return None;
        }
        match self.eval(at, frames).items.as_slice() {
            [Alternative { value: Value::Bool(is_true), how: Provenance::Default, .. }] => Some(*is_true),
            [Alternative { value: Value::Configured, at: Some(at), .. }] if self.is_read_in(*at) => Some(false),
            _ => None,
        }
    }

    /// What a constant of the file's package is declared to be.
    fn constant_value(&self, file: FileId, name: &Name) -> Option<ExprRef> {
        let declared = self.scope.symbols(self.scope.package_of(file), name);
        declared.iter().find_map(|symbol| match *symbol {
            Symbol::Const(file, index) => {
                Some(ExprRef { file, expr: self.scope.facts(file).syntax.consts[index].value? })
            }
            _ => None,
        })
    }

    /// What a field was set to before the place: by the function itself, by the one that calls it in the context; where a call is
    /// asked about, also by those that call that one, or by whoever made the object that holds it.
    fn set_before_call(
        &self,
        base: ExprRef,
        field: &Name,
        frames: &Frames,
        given: Given<'_>,
    ) -> Option<(ExprRef, Frames)> {
        if let Some(set) = self.set_before(base, field) {
            return Some((set, frames.clone()));
        }
        let facts = self.scope.facts(base.file);
        let local = match facts.syntax.expr(base.expr).kind {
            ExprKind::Local(local) => local,
            ExprKind::Star(inner) | ExprKind::Address(inner) => {
                return self.set_before_call(ExprRef { expr: inner, ..base }, field, frames, given);
            }
            ExprKind::Select(..) if given.makers => {
                return Some((self.set_in_holder(base, field)?, Frames::default()));
            }
            _ => return None,
        };
        if facts.sets_field(field, facts.syntax.local(local).func) {
            return None;
        }
        let (object, outer) = self.handed_in(base.file, local, frames)?;
        if !given.makers {
            return Some((self.set_before(object, field)?, outer));
        }
        if !self.deeper() {
            return None;
        }
        let set = self.set_before_call(object, field, &outer, given);
        self.shallower();
        set
    }

    /// The `false` that a field of `x.config` is set to, where all that its package writes into it by that way is this, under no
    /// condition. Only that: what is switched on later was off before.
    fn set_in_holder(&self, object: ExprRef, field: &Name) -> Option<ExprRef> {
        let ExprKind::Select(holder, kept) = &self.scope.facts(object.file).syntax.expr(object.expr).kind else {
            return None;
        };
        let owner = self.type_of(ExprRef { expr: *holder, ..object });
        let mut found = None;
        for &file in &*self.scope.files_setting(self.scope.package_of(object.file), field) {
            let facts = self.scope.facts(file);
            for set in facts.field_defs.iter().filter(|d| d.field == *field) {
                let ExprKind::Select(base, name) = &facts.syntax.expr(set.base).kind else { continue };
                if name != kept || self.type_of(ExprRef { file, expr: *base }) != owner {
                    continue;
                }
                let DefSource::Expr(value) = set.def.source else { return None };
                let off = matches!(&facts.syntax.expr(value).kind, ExprKind::Name(name) if &**name == "false");
                if !off || !facts.is_always_made(&set.def) {
                    return None;
                }
                found = Some(ExprRef { file, expr: value });
            }
        }
        found
    }

    /// Whether a function that only returns a condition returns true.
    fn predicate_holds(&self, call: ExprRef, frames: &Frames, given: Given<'_>) -> Option<bool> {
        let ExprKind::Call { fun, .. } = self.scope.facts(call.file).syntax.expr(call.expr).kind else { return None };
        let callables = self.callables(ExprRef { file: call.file, expr: fun });
        let &[Callable::Program(func)] = &*callables else { return self.text_has(call, fun, frames, given) };
        let facts = self.scope.facts(func.file);
        let [returned] = facts.returns.get(&func.func)? else { return None };
        let [cond] = *returned.values else { return None };
        if !self.deeper() {
            return None;
        }
        let holds = self.holds(facts, func.file, cond, &frames.push(Frame::new(func, call)), given.apart());
        self.shallower();
        holds
    }
}

/// Whether an arm is taken where the n-th is.
pub(super) fn admits(arm: &Arm, taken: u32) -> bool {
    match arm {
        Arm::Is(n) => *n == taken,
        Arm::NotIn(ended) => !ended.contains(&taken),
    }
}

pub(super) fn is_nil(facts: &FileFacts, expr: ExprId) -> bool {
    matches!(&facts.syntax.expr(expr).kind, ExprKind::Name(name) if &**name == "nil")
}

fn is_assertion(facts: &FileFacts, expr: ExprId) -> bool {
    matches!(facts.syntax.expr(expr).kind, ExprKind::Assert(..))
}

fn is_call(facts: &FileFacts, expr: ExprId) -> bool {
    matches!(facts.syntax.expr(expr).kind, ExprKind::Call { .. })
}

/// The operator with which a condition compares an error with nil.
pub(crate) fn compares_error(facts: &FileFacts, cond: ExprId) -> Option<Op> {
    let ExprKind::Binary(op @ (Op::Eq | Op::Ne), left, right) = facts.syntax.expr(cond).kind else { return None };
    let is_error = |e: ExprId| matches!(facts.syntax.expr(e).kind, ExprKind::Local(l) if facts.syntax.local(l).name.starts_with("err"));
    (is_error(left) && is_nil(facts, right)).then_some(op)
}

/// Whether all that a statement asks is whether something is true.
fn is_switch(facts: &FileFacts, statement: u32) -> bool {
    facts.asked(statement).all(|asked| asks_for_truth(facts, asked))
}

/// Whether a condition is that something is true that is called by a name: `debug`, `!o.quiet`, `debug && addr != ""`.
fn asks_for_truth(facts: &FileFacts, cond: ExprId) -> bool {
    match &facts.syntax.expr(cond).kind {
        ExprKind::Name(_) | ExprKind::Local(_) | ExprKind::Select(..) => true,
        ExprKind::Unary(Op::Not, inner) => asks_for_truth(facts, *inner),
        ExprKind::Binary(Op::LAnd, left, right) => asks_for_truth(facts, *left) || asks_for_truth(facts, *right),
        ExprKind::Binary(Op::LOr, left, right) => asks_for_truth(facts, *left) && asks_for_truth(facts, *right),
        _ => false,
    }
}

/// Where the (first) condition of a statement ends: what is set behind it is set by one of its arms, or later.
fn condition_end(facts: &FileFacts, statement: u32) -> Option<u32> {
    let asked = facts.asked(statement).next()?;
    Some(facts.syntax.expr(asked).range.end)
}

/// Whether an expression mentions a variable or field; only what [`Eval::holds`] looks into.
fn mentions(facts: &FileFacts, expr: ExprId, path: ExprId) -> bool {
    let inside = |e: &ExprId| mentions(facts, *e, path);
    match &facts.syntax.expr(expr).kind {
        _ if facts.same_path(expr, path) => true,
        ExprKind::Binary(_, left, right) => inside(left) || inside(right),
        ExprKind::Unary(_, operand) | ExprKind::Assert(operand, _) => inside(operand),
        ExprKind::Call { args, .. } => args.iter().any(inside),
        ExprKind::Index(base, index) => inside(base) || index.iter().any(inside),
        _ => false,
    }
}
