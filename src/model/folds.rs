//! What a loop makes of a local, turn by turn: `for _, wrap := range wrappers { handler = wrap(handler) }`.
//!
//! In: a definition that makes a local of itself, and a use of the local. Out: the turn of the loop whose definition the use sees. Knows
//! loops over lists that are known, whose elements make it, and definitions that every turn makes.

use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::value::{Alternative, ExprRef, Value};
use crate::facts::{Def, DefSource, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, LocalId};

/// Turns that are followed.
const MOST_TURNS: usize = 16;

/// Which turn of a loop made what a local is.
pub(super) enum Turn {
    /// None: it is what it was before the loop.
    Before,
    /// The one that this context is in.
    At(Frames),
}

impl Eval<'_> {
    /// The turn that made what a local is at a use, of a definition that makes it of itself; None where that is not known.
    pub(super) fn turn_of(&self, at: ExprRef, local: LocalId, def: &Def, frames: &Frames) -> Option<Turn> {
        let DefSource::Expr(value) = def.source else { return None };
        if !def.place.looped {
            return None;
        }
        let facts = self.scope.facts(at.file);
        let (here, over) = (facts.syntax.expr(at.expr).range.start, facts.place(value).over?);
        // Others add something of the element: to go by turns would say the same at a higher price.
        if !calls_element(facts, value, over) {
            return None;
        }
        let start = |expr| facts.syntax.expr(expr).range.start;
        let always = def.place.branch == facts.place(over).branch && facts.place(at.expr).func == def.place.func;
        if !always || !facts.syntax.uses_of(local).any(|used| facts.is_made_of(def, start(used))) {
            return None;
        }
        let turns = facts.loop_around(start(over))?;
        let looped = FuncRef::of_loop(at.file, over);
        let list = self.eval(ExprRef { file: at.file, expr: over }, frames);
        let [Alternative { value: Value::List(list), .. }] = list.items.as_slice() else { return None };
        if list.len() > MOST_TURNS {
            return None;
        }
        let (turn, outer) = if turns.range.contains(here) {
            if here > def.at && !facts.is_made_of(def, here) {
                return None;
            }
            let (element, outer) = self.find(frames, looped)?;
            let this = list.iter().position(|(expr, _)| *expr == element.call)?;
            (if turns.backwards { Some(this + 1) } else { this.checked_sub(1) }, outer)
        } else {
            (if turns.backwards { Some(0) } else { list.len().checked_sub(1) }, frames.clone())
        };
        let Some((element, _)) = turn.and_then(|turn| list.get(turn)) else { return Some(Turn::Before) };
        Some(Turn::At(outer.push(Frame::new(looped, *element))))
    }
}

/// Whether a call calls the element that a loop is at, or a method of it: `wrap(x)`, `wrappers[i](x)`, `wrapper.Wrap(x)`.
fn calls_element(facts: &FileFacts, call: ExprId, over: ExprId) -> bool {
    let ExprKind::Call { fun, .. } = facts.syntax.expr(call).kind else { return false };
    let called = if let ExprKind::Select(base, _) = facts.syntax.expr(fun).kind { base } else { fun };
    match &facts.syntax.expr(called).kind {
        ExprKind::Index(list, index) => {
            matches!(**index, [index] if facts.over_indexed(*list, index) == Some(over))
        }
        _ => facts.ranged_over(called) == Some(over),
    }
}
