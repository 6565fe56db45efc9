//! Handlers that a loop wraps, one layer at each turn: `for _, layer := range layers { h = layer(h) }`.
//!
//! In: a use of the local that the loop sets, and a calling context. Out: what it is behind the loop, or at the turn that the
//! context names; None where there is no such loop, or what it goes over is not known. The loop runs to its end.

use super::eval::Eval;
use super::value::{ExprRef, Frame, Frames, FuncRef, Values};
use crate::facts::{Def, DefSource, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, LocalId};

/// Layers around one handler.
const MOST_LAYERS: usize = 16;

impl Eval<'_> {
    /// What a local is that each turn of a loop sets to a call of what it was.
    pub(crate) fn folded(&self, at: ExprRef, local: LocalId, frames: &Frames) -> Option<Values> {
        let facts = self.scope.facts(at.file);
        let defs = facts.local_defs.get(&local)?;
        let (def, over, call) = defs.iter().find_map(|def| layer(facts, local, def))?;
        let looped = FuncRef::of_loop(at.file, over);
        let elements = self.loop_elements(ExprRef { file: at.file, expr: over }, frames);
        if elements.is_empty() || elements.len() > MOST_LAYERS {
            return None;
        }
        let here = facts.place(at.expr);
        let turn = |element: usize| {
            let others = frames.as_slice().iter().filter(|f| f.func != looped).copied();
            let turn = Frame { func: looped, call: elements[element] };
            let frames: Vec<Frame> = others.chain(std::iter::once(turn)).collect();
            self.eval(ExprRef { file: at.file, expr: call }, &Frames::from_slice(&frames))
        };
        if here.over != Some(over) {
            let behind = facts.syntax.expr(at.expr).range.start > def.at && here.func == def.place.func;
            let last = defs.iter().all(|d| d.at <= def.at || d.at > facts.syntax.expr(at.expr).range.start);
            return (behind && last).then(|| turn(elements.len() - 1));
        }
        let (element, _) = self.find(frames, looped)?;
        match elements.iter().position(|e| *e == element.call)? {
            0 => {
                let before = defs.iter().rfind(|d| d.at < def.at && !d.place.looped)?;
                let plain = facts.covers(before.place.branch, here.branch);
                plain.then(|| self.eval_source(at.file, before.source, frames))
            }
            n => Some(turn(n - 1)),
        }
    }
}

/// The loop that sets a local at each turn, under no condition, to a call that it is handed to.
fn layer<'d>(facts: &FileFacts, local: LocalId, def: &'d Def) -> Option<(&'d Def, ExprId, ExprId)> {
    let over = def.place.over?;
    let DefSource::Expr(call) = def.source else { return None };
    let ExprKind::Call { args, .. } = &facts.syntax.expr(call).kind else { return None };
    let hands_on = args.iter().any(|&arg| matches!(facts.syntax.expr(arg).kind, ExprKind::Local(l) if l == local));
    let each_turn = facts.branches.covers(def.place.branch, facts.place(over).branch);
    (hands_on && each_turn).then_some((def, over, call))
}
