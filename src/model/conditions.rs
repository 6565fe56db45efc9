//! What somebody may set that decides whether a run comes to a place.
//!
//! In: the ways to a place. Out: the conditions that all of them are under, as far as they ask for a field, a variable of a package or
//! something by its name. Knows no values; what else decides, as an error or a parameter, is left out.

use super::decide::{admits, is_nil};
use super::frames::{Frames, FuncRef};
use super::paths::Ways;
use super::reach::{Path, Reach, Root, Step};
use super::value::Alternative;
use crate::facts::branch::Arm;
use crate::facts::{DefSource, FileFacts, Place};
use crate::golang::syntax::{ExprId, ExprKind};
use crate::source::Span;

/// Conditions in conditions, and locals that stand for them.
const DEEPEST: usize = 16;

/// A condition of an `if` on the ways to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// The expression.
    pub span: Span,
    /// Whether a run comes to the place where it holds; where it does not otherwise.
    pub holds: bool,
}

impl Reach<'_, '_> {
    /// The conditions about settings that hold on each of the ways, or on none, the innermost first.
    pub(super) fn conditions(&self, ways: &Ways) -> Vec<Condition> {
        let Some((first, others)) = ways.paths.split_first() else { return Vec::new() };
        // Where there may be others: only what all of them have to come by.
        let sure = if ways.are_all { usize::MAX } else { self.only_way(first) };
        let of =
            |path: &Path| path.steps.iter().take(sure).flat_map(|step| self.conditions_of(step)).collect::<Vec<_>>();
        let mut shared = of(first);
        for path in others {
            if shared.is_empty() {
                break;
            }
            let theirs = of(path);
            shared.retain(|condition| theirs.contains(condition));
        }
        shared
    }

    /// The same for where the variable of the default mux is read.
    pub(super) fn where_read(&self, default_mux: &Alternative, frames: &Frames) -> Vec<Condition> {
        default_mux.default_read().map(|read| self.conditions(&self.ways(read, frames))).unwrap_or_default()
    }

    /// How many steps of a way, from inside, are the only ones: each function around them is mentioned in one place.
    fn only_way(&self, path: &Path) -> usize {
        let is_only = |step: &&Step| {
            let func = step.func.map(|func| FuncRef { file: step.file, func });
            let mentions = func.and_then(|func| self.eval.mentions_of(func));
            mentions.is_some_and(|mentions| mentions.iter().filter(|&&at| self.reaches(at)).count() == 1)
        };
        1 + path.steps.iter().take_while(is_only).count()
    }

    pub(super) fn conditions_of(&self, step: &Step) -> impl Iterator<Item = Condition> {
        let facts = self.eval.scope.facts(step.file);
        let around = step.func.map(|func| FuncRef { file: step.file, func });
        let is_main = around.and_then(|func| self.root_of(func)) == Some(Root::Main);
        facts.branches.around(step.branch).filter_map(move |(statement, arm)| {
            let asked = *facts.conditions.get(&statement)?;
            let range = facts.syntax.expr(asked).range;
            let holds = admits(arm, 0);
            // Who complains of a setting and ends does not switch anything off; nor does a main that does something else instead, as
            // to print its version.
            let left = !holds && matches!(arm, Arm::NotIn(_));
            let complains = left && (is_main || !leaves_quietly(facts, statement, step));
            let span = Span::new(step.file, range.start, range.end);
            (!complains && asks_setting(facts, asked, 0)).then_some(Condition { span, holds })
        })
    }
}

/// Whether the function around a step returns in the first arm of an `if`, with nothing or only `nil`: it does not fail there, and the
/// program does not end.
fn leaves_quietly(facts: &FileFacts, statement: u32, step: &Step) -> bool {
    let in_arm =
        |place: &Place| facts.branches.around(place.branch).any(|(at, arm)| at == statement && *arm == Arm::Is(0));
    let returns = facts.returns.iter().filter(|(func, _)| Some(facts.outermost(**func)) == step.func);
    let mut left = returns.flat_map(|(_, list)| list).filter(|ret| in_arm(&ret.place)).peekable();
    left.peek().is_some() && left.all(|ret| ret.values.iter().all(|&value| is_nil(facts, value)))
}

/// Whether a condition asks for something that is set elsewhere.
fn asks_setting(facts: &FileFacts, asked: ExprId, depth: usize) -> bool {
    if depth == DEEPEST {
        return false;
    }
    let asks = |inner: ExprId| asks_setting(facts, inner, depth + 1);
    match &facts.syntax.expr(asked).kind {
        ExprKind::Binary(_, left, right) => {
            !is_nil(facts, *left) && !is_nil(facts, *right) && (asks(*left) || asks(*right))
        }
        ExprKind::Unary(_, inner) => asks(*inner),
        ExprKind::Select(..) | ExprKind::Star(_) => true,
        ExprKind::Name(name) => !matches!(&**name, "true" | "false"),
        ExprKind::Call { args, .. } => {
            let is_named = |arg: &ExprId| matches!(facts.syntax.expr(*arg).kind, ExprKind::Str(_));
            args.iter().any(is_named) || args.iter().any(|&arg| asks(arg))
        }
        ExprKind::Local(local) => match facts.local_defs.get(local) {
            Some([def]) => match def.source {
                DefSource::Expr(value) | DefSource::Tuple(value, _) => asks(value),
                DefSource::AddressArg(..) => true,
                _ => false,
            },
            Some(defs) => defs.iter().any(|def| matches!(def.source, DefSource::AddressArg(..))),
            None => false,
        },
        _ => false,
    }
}
