//! Loops: where their bodies are, and what they go over.
//!
//! In: `for` statements, as the walk over a file comes by them. Out: the loops of the file, the places in them, and what defines their
//! variables. A loop that counts to the length of a list goes over the list.

use super::collect::{Flow, Walk};
use super::guard::length_of;
use super::{DefSource, FileFacts, Loop, Place, Usage};
use crate::golang::syntax::{AssignOp, ExprId, ExprKind, LocalId, Op, Stmt, StmtKind};

/// `for index := 0; index < len(over); index++`, or `for index := len(over) - 1; index >= 0; index--`.
struct Counted {
    index: ExprId,
    first: ExprId,
    over: ExprId,
    backwards: bool,
}

/// How a loop goes round.
#[derive(Clone, Copy)]
struct Turns {
    entered: bool,
    backwards: bool,
}

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
        if let Some(counted) = &counted {
            self.expr(counted.first, None, Usage::Used);
        }
        let outside = self.move_to(Place { looped: true, ..self.place });
        if let Some(cond) = cond {
            self.expr(cond, None, Usage::Used);
        }
        if let Some(&Counted { index, over, .. }) = counted.as_ref() {
            self.move_to(Place { over: Some(over), ..self.place });
            self.define(index, DefSource::RangeKey(over));
        }
        let backwards = counted.as_ref().is_some_and(|counted| counted.backwards);
        self.rounds(stmt, body, Turns { entered: cond.is_none(), backwards });
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
        self.rounds(stmt, body, Turns { entered: false, backwards: false });
        self.move_to(outside);
    }

    /// A loop that counts the places of a list.
    fn counted(&self, init: &Stmt, cond: ExprId, post: &Stmt) -> Option<Counted> {
        let StmtKind::Assign { lhs, rhs, op: AssignOp::Define } = &init.kind else { return None };
        let (&[index], &[first], StmtKind::IncDec(counts)) = (lhs.as_slice(), rhs.as_slice(), &post.kind) else {
            return None;
        };
        let ExprKind::Binary(op, asked, limit) = self.syntax.expr(cond).kind else { return None };
        let local = self.local(index)?;
        if ![asked, *counts].into_iter().all(|expr| self.local(expr) == Some(local)) {
            return None;
        }
        let is_number = |expr: ExprId, n: i64| matches!(self.syntax.expr(expr).kind, ExprKind::Int(Some(m)) if m == n);
        let (length, backwards) = match (op, &self.syntax.expr(first).kind) {
            (Op::Lt, _) if is_number(first, 0) => (limit, false),
            (Op::Ge, ExprKind::Binary(Op::Sub, length, one)) if is_number(limit, 0) && is_number(*one, 1) => {
                (*length, true)
            }
            _ => return None,
        };
        Some(Counted { index, first, over: length_of(self.syntax, length)?, backwards })
    }

    fn local(&self, expr: ExprId) -> Option<LocalId> {
        if let ExprKind::Local(local) = self.syntax.expr(expr).kind { Some(local) } else { None }
    }

    /// The body of a loop.
    fn rounds(&mut self, around: &Stmt, body: &[Stmt], Turns { entered, backwards }: Turns) {
        let first = body.first().map_or(around.range.end, |first| first.range.start);
        self.facts.loops.push(Loop { range: around.range, body: first, entered, backwards });
        self.block(body);
    }
}

impl FileFacts {
    /// The innermost loop around a byte.
    #[must_use]
    pub fn loop_around(&self, at: u32) -> Option<&Loop> {
        self.loops.iter().filter(|turns| turns.range.contains(at)).max_by_key(|turns| turns.range.start)
    }

    /// What a loop goes over, where an index is its key and picks the element that it is at: `list[i]` in a loop over the list.
    #[must_use]
    pub fn over_indexed(&self, list: ExprId, index: ExprId) -> Option<ExprId> {
        self.key_of(index).filter(|&over| self.same_path(over, list))
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
