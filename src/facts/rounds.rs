//! Loops: where their bodies are, and what they go over.
//!
//! In: `for` statements, as the walk over a file comes by them. Out: the loops of the file, the places in them, and what defines their
//! variables. A loop that counts to the length of a list goes over the list.

use super::collect::{Flow, Walk};
use super::guard::length_of;
use super::{DefSource, Loop, Place, Usage};
use crate::golang::syntax::{AssignOp, ExprId, ExprKind, LocalId, Op, Stmt, StmtKind};

impl Walk<'_> {
    /// `for init; cond; post { body }`.
    pub(super) fn for_stmt(
        &mut self,
        stmt: &Stmt,
        [init, post]: [Option<&Stmt>; 2],
        cond: Option<ExprId>,
        body: &[Stmt],
    ) -> Flow {
        let counted = init.zip(post).zip(cond).and_then(|((init, post), cond)| self.counted(init, cond, post));
        let stmts = |walk: &mut Self, stmt: Option<&Stmt>| {
            if let Some(stmt) = stmt.filter(|_| counted.is_none()) {
                walk.stmt(stmt);
            }
        };
        stmts(self, init);
        let outside = self.move_to(Place { looped: true, ..self.place });
        if let Some(cond) = cond {
            self.expr(cond, None, Usage::Used);
        }
        if let Some((index, over)) = counted {
            self.move_to(Place { over: Some(over), ..self.place });
            self.define(index, DefSource::RangeKey(over));
        }
        self.rounds(stmt, body, cond.is_none());
        stmts(self, post);
        self.move_to(outside);
        if cond.is_none() && !may_jump(body) { Flow::Ends } else { Flow::Continues }
    }

    /// `for key, value := range over { body }`.
    pub(super) fn range_stmt(&mut self, stmt: &Stmt, [key, value]: [Option<ExprId>; 2], over: ExprId, body: &[Stmt]) {
        self.expr(over, None, Usage::Used);
        // for i := range len(x)
        let over = length_of(self.syntax, over).unwrap_or(over);
        let outside = self.move_to(Place { looped: true, over: Some(over), ..self.place });
        if let Some(key) = key {
            self.define(key, DefSource::RangeKey(over));
        }
        if let Some(value) = value {
            self.define(value, DefSource::RangeValue(over));
        }
        self.rounds(stmt, body, false);
        self.move_to(outside);
    }

    /// The index and the x of `for i := 0; i < len(x); i++`.
    fn counted(&self, init: &Stmt, cond: ExprId, post: &Stmt) -> Option<(ExprId, ExprId)> {
        let StmtKind::Assign { lhs, rhs, op: AssignOp::Define } = &init.kind else { return None };
        let ([index], [first], StmtKind::IncDec(counts)) = (lhs.as_slice(), rhs.as_slice(), &post.kind) else {
            return None;
        };
        let ExprKind::Binary(Op::Lt, asked, length) = self.syntax.expr(cond).kind else { return None };
        let local = self.local(*index)?;
        let is_same = [asked, *counts].into_iter().all(|expr| self.local(expr) == Some(local));
        let from_first = matches!(self.syntax.expr(*first).kind, ExprKind::Int(Some(0)));
        let over = length_of(self.syntax, length)?;
        (is_same && from_first).then_some((*index, over))
    }

    fn local(&self, expr: ExprId) -> Option<LocalId> {
        if let ExprKind::Local(local) = self.syntax.expr(expr).kind { Some(local) } else { None }
    }

    /// The body of a loop.
    fn rounds(&mut self, around: &Stmt, body: &[Stmt], entered: bool) {
        let first = body.first().map_or(around.range.end, |first| first.range.start);
        self.facts.loops.push(Loop { range: around.range, body: first, entered });
        self.block(body);
    }
}

/// Whether a `break`, `goto` or `continue` stands among statements, or in one of them.
fn may_jump(stmts: &[Stmt]) -> bool {
    stmts.iter().any(|stmt| match &stmt.kind {
        StmtKind::Jump => true,
        StmtKind::If { then, els, .. } => may_jump(then) || els.as_deref().is_some_and(may_jump),
        StmtKind::Switch { cases, .. } | StmtKind::Select(cases) => cases.iter().any(|case| may_jump(&case.body)),
        StmtKind::For { body, .. } | StmtKind::Range { body, .. } | StmtKind::Block(body) => may_jump(body),
        _ => false,
    })
}
