//! Conditions that cannot both hold: `if file != ""` and, further down, `if file == "" && digest != ""`; a flag that one
//! arm sets and another place asks for.
//!
//! In: the branches of a file with their conditions. Out: whether one passage can come to two places. It compares
//! what is written (names, fields and literals), and only where nothing sets the name in between. Knows no values.

use super::branch::{Arm, BranchId};
use super::{Def, DefSource, FileFacts, Return, Switch};
use crate::golang::syntax::{ExprId, ExprKind, LocalId, Name, Op, Syntax};

/// What a condition asks about: a variable, or a field of one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Subject {
    root: Variable,
    fields: Vec<Name>,
    /// Whether it is the length.
    length: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Variable {
    Local(LocalId),
    Global(Name),
}

/// A value that is written in a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Constant {
    Text(String),
    Number(i64),
    /// `nil`, `true`, or a constant's name.
    Named(Name),
}

/// What is known of a subject inside of an arm: it is one of these, or (`one_of` false) none of them.
#[derive(Debug, Clone)]
struct Fact {
    subject: Subject,
    values: Vec<Constant>,
    one_of: bool,
    /// The first byte of the statement that asks.
    statement: u32,
}

impl Fact {
    /// Whether both cannot hold at once. Two constants of different names may have one value.
    fn contradicts(&self, other: &Self) -> bool {
        let literal =
            |c: &Constant| !matches!(c, Constant::Named(name) if !matches!(&**name, "nil" | "true" | "false"));
        let all_literal = || self.values.iter().chain(&other.values).all(literal);
        self.subject == other.subject
            && match (self.one_of, other.one_of) {
                (true, true) => all_literal() && !self.values.iter().any(|v| other.values.contains(v)),
                (true, false) => self.values.iter().all(|v| other.values.contains(v)),
                (false, true) => other.values.iter().all(|v| self.values.contains(v)),
                (false, false) => false,
            }
    }
}

impl FileFacts {
    /// Whether no single passage through the code comes to both places: by the arms of one statement, or by conditions
    /// that contradict each other.
    #[must_use]
    pub fn exclusive(&self, a: BranchId, b: BranchId) -> bool {
        if a == BranchId::TOP || b == BranchId::TOP {
            return false;
        }
        if self.branches.exclusive(a, b) {
            return true;
        }
        let (of_a, of_b) = (self.facts_at(a), self.facts_at(b));
        let apart = |x: &Fact, y: &Fact| x.statement != y.statement && x.contradicts(y) && self.stays(x, y);
        of_a.iter().any(|x| of_b.iter().any(|y| apart(x, y)))
            || of_b.iter().any(|fact| self.set_on_the_way(fact, a))
            || of_a.iter().any(|fact| self.set_on_the_way(fact, b))
    }

    /// Whether every passage that comes to `place` has come by `earlier`'s branch: it is under the same arms, or under
    /// conditions that say the same.
    #[must_use]
    pub fn covers(&self, earlier: BranchId, place: BranchId) -> bool {
        if self.branches.covers(earlier, place) {
            return true;
        }
        let here = self.facts_at(place);
        self.branches.around(earlier).all(|(statement, arm)| {
            let Arm::Is(n) = arm else { return true };
            if self.branches.around(place).any(|(s, a)| s == statement && a == arm) {
                return true;
            }
            let Some(&cond) = self.conditions.get(&statement) else { return false };
            let asks_the_same = |(s, a): (u32, &Arm)| a == arm && self.is_asked_again(cond, s);
            if self.branches.around(place).any(asks_the_same) {
                return true;
            }
            let mut asked = Vec::new();
            let holds = *n == 0;
            let single = !matches!(self.syntax.expr(cond).kind, ExprKind::Binary(Op::LAnd | Op::LOr, ..));
            self.facts_of(cond, holds, statement, &mut asked);
            let known = |f: &Fact| {
                let same = |g: &&Fact| g.subject == f.subject && g.values == f.values && g.one_of == f.one_of;
                here.iter().any(|g| same(&g) && self.stays(f, g))
            };
            single && !asked.is_empty() && asked.iter().all(known)
        })
    }

    /// Whether a statement asks the same function as a condition, which takes nothing: it says the same again.
    fn is_asked_again(&self, cond: ExprId, statement: u32) -> bool {
        let Some(&other) = self.conditions.get(&statement) else { return false };
        let called = |expr: ExprId| match &self.syntax.expr(expr).kind {
            ExprKind::Call { fun, args, .. } if args.is_empty() => Some(*fun),
            _ => None,
        };
        called(cond).zip(called(other)).is_some_and(|(a, b)| self.same_path(a, b))
    }

    /// Whether a place is reached only where a variable that is meant has the one value that a condition around it names.
    pub fn asks_for_one(&self, place: BranchId, is_meant: impl Fn(LocalId) -> bool) -> bool {
        let names_one = |fact: &Fact| {
            let plain = fact.subject.fields.is_empty() && !fact.subject.length;
            plain && fact.one_of && fact.values.len() == 1
        };
        self.facts_at(place).iter().filter(|fact| names_one(fact)).any(|fact| match fact.subject.root {
            Variable::Local(local) => is_meant(local),
            Variable::Global(_) => false,
        })
    }

    /// Whether a place is reached only where one of the results of a call is not what a `return` of the function, in a file
    /// of its own, writes for it: `value, ok := f()` behind `if !ok { return }`.
    #[must_use]
    pub fn excludes_return(&self, place: BranchId, call: ExprId, of: &Self, ret: &Return) -> bool {
        self.facts_at(place).iter().any(|fact| {
            let Variable::Local(local) = fact.subject.root else { return false };
            let Some([Def { source: DefSource::Tuple(from, n), .. }]) = self.local_defs.get(&local) else {
                return false;
            };
            let plain = fact.subject.fields.is_empty() && !fact.subject.length;
            let written = ret.values.get(*n as usize).filter(|_| *from == call && plain);
            let constant = written.and_then(|&value| of.constant(value));
            constant.is_some_and(|c| Fact { values: vec![c], one_of: true, ..fact.clone() }.contradicts(fact))
        })
    }

    /// Whether two expressions are the same variable, the same field of it, or what the same getter says of it; what a pointer
    /// leads to counts as it.
    #[must_use]
    pub fn same_path(&self, a: ExprId, b: ExprId) -> bool {
        match (&self.syntax.expr(a).kind, &self.syntax.expr(b).kind) {
            (ExprKind::Star(p), _) => self.same_path(*p, b),
            (_, ExprKind::Star(q)) => self.same_path(a, *q),
            (ExprKind::Local(x), ExprKind::Local(y)) => x == y,
            (ExprKind::Name(x), ExprKind::Name(y)) => x == y,
            (ExprKind::Select(p, x), ExprKind::Select(q, y)) => x == y && self.same_path(*p, *q),
            (ExprKind::Call { fun: f, args: a, .. }, ExprKind::Call { fun: g, args: b, .. }) => {
                a.is_empty() && b.is_empty() && self.is_method(*f) && self.same_path(*f, *g)
            }
            _ => false,
        }
    }

    /// Whether an expression is a method, or a function in a field, of something.
    #[must_use]
    pub fn is_method(&self, fun: ExprId) -> bool {
        matches!(self.syntax.expr(fun).kind, ExprKind::Select(base, _) if !self.is_import(base))
    }

    /// Whether something between two places sets a variable, or a field of that name.
    #[must_use]
    pub fn sets(&self, path: ExprId, between: std::ops::Range<u32>) -> bool {
        // What is read to make the new value is the old one, but for a function that reads it later.
        let func = self.place(path).func;
        let reads_old = |def: &Def| def.place.func == func && self.is_made_of(def, between.end);
        let set = |def: &Def| between.contains(&def.at) && !reads_old(def);
        match &self.syntax.expr(path).kind {
            ExprKind::Local(local) => self.local_defs.get(local).is_some_and(|defs| defs.iter().any(set)),
            ExprKind::Name(name) => self.global_defs.iter().any(|(n, def)| n == name && set(def)),
            ExprKind::Select(base, field) => {
                self.field_defs.iter().any(|d| d.field == *field && set(&d.def)) || self.sets(*base, between)
            }
            ExprKind::Star(inner) => self.sets(*inner, between),
            _ => false,
        }
    }

    /// What the conditions around a place say.
    fn facts_at(&self, place: BranchId) -> Vec<Fact> {
        let mut found = Vec::new();
        for (statement, arm) in self.branches.around(place) {
            if let Some(&cond) = self.conditions.get(&statement) {
                let holds = match arm {
                    Arm::Is(n) => *n == 0,
                    Arm::NotIn(ended) => !ended.contains(&0),
                };
                self.facts_of(cond, holds, statement, &mut found);
            } else if let Some(switch) = self.switches.get(&statement) {
                let Some(tag) = switch.tag else {
                    self.facts_of_case(switch, arm, statement, &mut found);
                    continue;
                };
                let values = |arms: &mut dyn Iterator<Item = usize>| -> Option<Vec<Constant>> {
                    arms.flat_map(|n| switch.cases.get(n).map(Vec::as_slice).unwrap_or_default())
                        .map(|&value| self.constant(value))
                        .collect()
                };
                let is_default = |n: u32| switch.default == Some(n as usize);
                let (one_of, values) = match arm {
                    Arm::Is(n) if is_default(*n) => (false, values(&mut (0..switch.cases.len()))),
                    Arm::Is(n) => (true, values(&mut std::iter::once(*n as usize))),
                    // What leaves the default aside is one of the others.
                    Arm::NotIn(ended) if ended.iter().any(|&n| is_default(n)) => continue,
                    Arm::NotIn(ended) => (false, values(&mut ended.iter().map(|&n| n as usize))),
                };
                if let (Some(subject), Some(values)) = (self.subject(tag), values) {
                    found.push(Fact { subject, values, one_of, statement });
                }
            }
        }
        found
    }

    /// What follows from the arm of a `switch` over conditions: its own holds, those that were asked before do not.
    fn facts_of_case(&self, switch: &Switch, arm: &Arm, statement: u32, found: &mut Vec<Fact>) {
        let Arm::Is(n) = arm else { return };
        let n = *n as usize;
        if let Some([cond]) = switch.cases.get(n).map(Vec::as_slice) {
            self.facts_of(*cond, true, statement, found);
        }
        let before = if switch.default == Some(n) { switch.cases.len() } else { n };
        for &cond in switch.cases.iter().take(before).flatten() {
            self.facts_of(cond, false, statement, found);
        }
    }

    /// What follows from a condition that holds, or does not.
    fn facts_of(&self, cond: ExprId, holds: bool, statement: u32, found: &mut Vec<Fact>) {
        let mut add = |subject: Option<Subject>, value: Constant, one_of: bool| {
            if let Some(subject) = subject {
                found.push(Fact { subject, values: vec![value], one_of, statement });
            }
        };
        match &self.syntax.expr(cond).kind {
            ExprKind::Binary(Op::LAnd, left, right) if holds => {
                self.facts_of(*left, true, statement, found);
                self.facts_of(*right, true, statement, found);
            }
            ExprKind::Binary(Op::LOr, left, right) if !holds => {
                self.facts_of(*left, false, statement, found);
                self.facts_of(*right, false, statement, found);
            }
            ExprKind::Unary(Op::Not, inner) => self.facts_of(*inner, !holds, statement, found),
            ExprKind::Binary(op @ (Op::Eq | Op::Ne), left, right) => {
                let equal = (*op == Op::Eq) == holds;
                if let Some(value) = self.constant(*right) {
                    add(self.subject(*left), value, equal);
                } else if let Some(value) = self.constant(*left) {
                    add(self.subject(*right), value, equal);
                }
            }
            // A length is never below zero.
            ExprKind::Binary(Op::Gt, left, right) if self.constant(*right) == Some(Constant::Number(0)) => {
                add(self.subject(*left).filter(|s| s.length), Constant::Number(0), !holds);
            }
            _ => add(self.subject(cond), Constant::Named("true".into()), holds),
        }
    }

    fn subject(&self, expr: ExprId) -> Option<Subject> {
        match &self.syntax.expr(expr).kind {
            ExprKind::Local(local) => {
                Some(Subject { root: Variable::Local(*local), fields: Vec::new(), length: false })
            }
            ExprKind::Name(name) => {
                Some(Subject { root: Variable::Global(name.clone()), fields: Vec::new(), length: false })
            }
            ExprKind::Select(base, field) => {
                let mut subject = self.subject(*base)?;
                subject.fields.push(field.clone());
                Some(subject)
            }
            ExprKind::Star(inner) => self.subject(*inner),
            ExprKind::Call { .. } => {
                let subject = self.subject(self.length_of(expr)?).filter(|s| !s.length)?;
                Some(Subject { length: true, ..subject })
            }
            _ => None,
        }
    }

    /// The x of `len(x)`.
    #[must_use]
    pub fn length_of(&self, expr: ExprId) -> Option<ExprId> {
        length_of(&self.syntax, expr)
    }

    fn constant(&self, expr: ExprId) -> Option<Constant> {
        match &self.syntax.expr(expr).kind {
            ExprKind::Str(text) => Some(Constant::Text(text.to_string())),
            ExprKind::Int(number) => number.map(Constant::Number),
            ExprKind::Name(name) => Some(Constant::Named(name.clone())),
            ExprKind::Select(base, name) => match self.syntax.expr(*base).kind {
                ExprKind::Import(_) => Some(Constant::Named(name.clone())),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether nothing sets the subject between the two statements that ask about it.
    fn stays(&self, x: &Fact, y: &Fact) -> bool {
        let between = x.statement.min(y.statement)..x.statement.max(y.statement);
        let set = |def: &Def| between.contains(&def.at);
        if let Some(field) = x.subject.fields.last() {
            return !self.field_defs.iter().any(|d| d.field == *field && set(&d.def));
        }
        match &x.subject.root {
            Variable::Local(local) => !self.local_defs.get(local).is_some_and(|defs| defs.iter().any(set)),
            Variable::Global(name) => !self.global_defs.iter().any(|(n, def)| n == name && set(def)),
        }
    }

    /// Whether whoever comes to `place` has set the fact's variable to what the fact excludes: `done = true` in the arm of
    /// the one place, `if !done` around the other.
    fn set_on_the_way(&self, fact: &Fact, place: BranchId) -> bool {
        let Variable::Local(local) = fact.subject.root else { return false };
        if !fact.subject.fields.is_empty() || fact.subject.length {
            return false;
        }
        let defs = self.local_defs.get(&local).unwrap_or_default();
        let excluded = |def: &Def| match def.source {
            DefSource::Expr(value) => self.constant(value).is_some_and(|v| {
                let set = Fact { values: vec![v], one_of: true, ..fact.clone() };
                set.contradicts(fact)
            }),
            _ => false,
        };
        let before = defs.iter().filter(|d| d.at < fact.statement);
        let Some(set) = before.clone().rfind(|d| excluded(d) && self.branches.covers(d.place.branch, place)) else {
            return false;
        };
        before.filter(|d| d.at > set.at).all(|d| excluded(d) || self.branches.exclusive(d.place.branch, place))
    }
}

/// The x of `len(x)`.
pub(super) fn length_of(syntax: &Syntax, expr: ExprId) -> Option<ExprId> {
    let ExprKind::Call { fun, args, .. } = &syntax.expr(expr).kind else { return None };
    let is_len = matches!(&syntax.expr(*fun).kind, ExprKind::Name(n) if &**n == "len");
    let [arg] = **args else { return None };
    is_len.then_some(arg)
}
