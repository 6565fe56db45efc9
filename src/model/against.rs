//! Registrations under a condition about the pattern of another one: `mux.Handle(point, files)` and
//! `if point != "/" { mux.Handle("/", home) }`. No run makes both where the patterns are what the condition speaks against.
//!
//! In: two routes. Out: whether on all of their ways a condition around the one fails for the pattern of the other. Knows a pattern that
//! is a variable or a field as it stands, and by the names under which it is handed on. In a loop another turn may bring another pattern.

use super::decide::{Given, MOST_HANDS, admits};
use super::frames::Frames;
use super::reach::{Path, Reach, Step};
use super::routes::Resolved;
use super::value::{ExprRef, Text, Value};
use crate::facts::branch::Arm;
use crate::facts::{DefSource, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, Op};

impl Reach<'_, '_> {
    /// Whether no run registers both routes, as a condition around one of them says that the other has another pattern.
    pub(super) fn patterns_speak_against(&self, a: &Resolved, b: &Resolved) -> bool {
        if !(a.route.known && b.route.known) {
            return false;
        }
        self.eval.begin();
        let (of_a, of_b) = (self.names_of(a), self.names_of(b));
        let speaks = |x: (&Resolved, &Path, &[ExprRef]), y: (&Resolved, &Path, &[ExprRef])| {
            x.2.iter().any(|&name| self.speaks_against(x, name, y))
        };
        a.paths.iter().all(|p| {
            b.paths.iter().all(|q| speaks((a, p, &of_a), (b, q, &of_b)) || speaks((b, q, &of_b), (a, p, &of_a)))
        })
    }

    /// What stands for the pattern in the call, and in the calls that hand it on.
    pub(super) fn names_of(&self, route: &Resolved) -> Vec<ExprRef> {
        let mut found = Vec::new();
        let mut next = route.pattern.zip(route.call.as_ref().map(|(_, frames)| frames.clone()));
        while let Some((at, frames)) = next.take().filter(|_| found.len() < MOST_HANDS) {
            found.push(at);
            if let ExprKind::Local(local) = self.eval.scope.facts(at.file).syntax.expr(at.expr).kind {
                next = self.eval.handed_in(at.file, local, &frames);
            }
        }
        found
    }

    /// Whether a condition on the way to the second route fails where the first has its pattern, which goes by a name.
    fn speaks_against(
        &self,
        (x, p, _): (&Resolved, &Path, &[ExprRef]),
        name: ExprRef,
        (y, q, others): (&Resolved, &Path, &[ExprRef]),
    ) -> bool {
        let facts = self.eval.scope.facts(name.file);
        let stays = self.is_never_set(name);
        let places: Vec<&Step> = match stays {
            true => q.steps.iter().filter(|step| step.file == name.file).collect(),
            false => self.in_one_pass(name, p, q).into_iter().collect(),
        };
        let value = Value::Text(Text::known(&x.route.pattern));
        let given = Given { value: Some((name.expr, &value)), ..Given::default() };
        let none = Frames::default();
        let frames = y.call.as_ref().map_or(&none, |(_, frames)| frames);
        let here = facts.syntax.expr(name.expr).range.start;
        let same = x.route.pattern == y.route.pattern;
        let mut around = places.into_iter().flat_map(|step| facts.branches.around(step.branch));
        around.any(|(statement, arm)| {
            let taken = || self.eval.arm_taken(facts, name.file, statement, frames, given);
            let fails = taken().is_some_and(|taken| !admits(arm, taken));
            let differ = || {
                let others = others.iter().filter(|other| other.file == name.file);
                same && others.into_iter().any(|other| is_other(facts, statement, arm, [name.expr, other.expr]))
            };
            let asked = facts.asked(statement).next().map(|asked| facts.syntax.expr(asked).range.end);
            let is_kept = |asked: u32| stays || !facts.sets(name.expr, asked.min(here)..asked.max(here));
            (fails || differ()) && asked.is_some_and(is_kept)
        })
    }

    /// The step of the second way that is in the function which names something, where one pass of the function goes both ways.
    pub(super) fn in_one_pass<'p>(&self, name: ExprRef, p: &Path, q: &'p Path) -> Option<&'p Step> {
        let facts = self.eval.scope.facts(name.file);
        let func = facts.outermost(facts.place(name.expr).func?);
        let is_here = |step: &Step| step.file == name.file && step.func == Some(func);
        let (i, j) = (p.steps.iter().position(is_here)?, q.steps.iter().position(is_here)?);
        let is_one = p.root == q.root && p.steps[i + 1..] == q.steps[j + 1..];
        let is_looped = p.steps[i..].iter().chain(&q.steps[j..]).any(|step| step.looped);
        (is_one && !is_looped).then(|| &q.steps[j])
    }

    /// Whether a name is that of a variable of the package which only a flag sets.
    fn is_never_set(&self, name: ExprRef) -> bool {
        let kind = |expr: ExprId| &self.eval.scope.facts(name.file).syntax.expr(expr).kind;
        let inner = if let ExprKind::Star(inner) = kind(name.expr) { *inner } else { name.expr };
        let ExprKind::Name(variable) = kind(inner) else { return false };
        let sets = self.eval.assignments_of_var(self.eval.scope.package_of(name.file), variable);
        sets.iter().all(|(_, def)| matches!(def.source, DefSource::AddressArg(..)))
    }
}

/// Whether a run takes an arm of an `if` only where two expressions are not equal.
fn is_other(facts: &FileFacts, statement: u32, arm: &Arm, sides: [ExprId; 2]) -> bool {
    facts.conditions.get(&statement).is_some_and(|&cond| says_other(facts, cond, admits(arm, 0), sides))
}

fn says_other(facts: &FileFacts, cond: ExprId, holds: bool, sides: [ExprId; 2]) -> bool {
    match facts.syntax.expr(cond).kind {
        ExprKind::Binary(op @ (Op::LAnd | Op::LOr), left, right) if holds == (op == Op::LAnd) => {
            [left, right].into_iter().any(|side| says_other(facts, side, holds, sides))
        }
        ExprKind::Unary(Op::Not, inner) => says_other(facts, inner, !holds, sides),
        ExprKind::Binary(op @ (Op::Eq | Op::Ne), left, right) if holds == (op == Op::Ne) => {
            let are = |[a, b]: [ExprId; 2]| facts.same_path(left, a) && facts.same_path(right, b);
            are(sides) || are([sides[1], sides[0]])
        }
        _ => false,
    }
}
