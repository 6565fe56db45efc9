//! Patterns that a condition speaks of whose outcome is not known: `if m := methods.FindString(p); m != "" { ... } else { mux.Handle(base+p, h) }`.
//!
//! In: a route. Out: whether a run that has its pattern may take another arm than the one that registers it. Knows the locals and fields
//! that the pattern is made of, and the names under which it is handed on.

use super::eval::Eval;
use super::frames::Frames;
use super::reach::Reach;
use super::routes::Resolved;
use super::value::ExprRef;
use crate::facts::{Def, DefSource, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind};

/// Locals in locals that a pattern is made of.
const DEEPEST: usize = 4;

impl Reach<'_, '_> {
    /// Whether a condition around a registration asks about what the pattern is made of, and may go either way.
    pub(super) fn is_undecided(&self, route: &Resolved) -> bool {
        let Some((_, frames)) = &route.call else { return false };
        self.eval.begin();
        self.names_of(route).into_iter().any(|name| self.eval.is_asked_about(name, frames))
    }
}

impl Eval<'_> {
    fn is_asked_about(&self, at: ExprRef, frames: &Frames) -> bool {
        let facts = self.scope.facts(at.file);
        let place = facts.place(at.expr);
        let open = |(statement, _): (u32, _)| !self.is_decided(facts, at.file, statement, frames);
        if !facts.branches.around(place.branch).any(open) {
            return false;
        }
        let mut made_of = Vec::new();
        parts(facts, at.expr, DEEPEST, &mut made_of);
        let asked = facts.parts_asked(place);
        asked.iter().any(|&asked| made_of.iter().any(|&part| facts.same_path(asked, part)))
    }
}

/// The locals and fields that a text is made of.
fn parts(facts: &FileFacts, expr: ExprId, depth: usize, found: &mut Vec<ExprId>) {
    match &facts.syntax.expr(expr).kind {
        ExprKind::Local(local) => {
            found.push(expr);
            for def in facts.local_defs.get(local).into_iter().flatten().filter(|_| depth > 0) {
                if let Def { source: DefSource::Expr(of) | DefSource::Add(of) | DefSource::Tuple(of, _), .. } = *def {
                    parts(facts, of, depth - 1, found);
                }
            }
        }
        ExprKind::Select(..) => found.push(expr),
        ExprKind::Binary(_, left, right) => [*left, *right].into_iter().for_each(|e| parts(facts, e, depth, found)),
        ExprKind::Star(inner) | ExprKind::Slice(inner, _) | ExprKind::Index(inner, _) => {
            parts(facts, *inner, depth, found);
        }
        ExprKind::Call { args, .. } => args.iter().for_each(|&arg| parts(facts, arg, depth, found)),
        _ => {}
    }
}
