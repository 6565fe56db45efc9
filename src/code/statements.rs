//! Where the statements of a file stand, and how often its locals are set.
//!
//! In: [`Syntax`]. Out: [`Statements`]. Only statements that stand in a block count: the `x := f()` in front of an `if`'s condition
//! has no line of its own.

use std::collections::HashMap;

use crate::golang::syntax::{AssignOp, ExprId, ExprKind, LocalId, Range, Stmt, StmtKind, Syntax};
use crate::source::Span;

/// The statements of all functions of a file.
#[derive(Debug, Default)]
pub(super) struct Statements {
    /// In the order in which they begin; one that is inside another one comes after it.
    all: Vec<Statement>,
    /// How often a local is set; a loop sets its variables many times.
    sets: HashMap<LocalId, u32>,
    /// The locals that are declared with a value.
    names: HashMap<ExprId, LocalId>,
}

/// A statement of a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Statement {
    /// Where it stands.
    pub(super) range: Range,
    /// Where the last statement of its block ends.
    pub(super) block_end: u32,
}

impl Statements {
    pub(super) fn of(syntax: &Syntax, bytes: &[u8]) -> Self {
        let mut statements = Self::default();
        let mut walk = Walk { syntax, bytes, statements: &mut statements };
        for func in &syntax.funcs {
            walk.list(&func.body);
        }
        // What has its address taken may be set from elsewhere.
        for expr in &syntax.exprs {
            if let ExprKind::Address(of) = expr.kind {
                walk.set(of, 2);
            }
        }
        statements.all.sort_by_key(|s| (s.range.start, std::cmp::Reverse(s.range.end)));
        statements
    }

    /// The innermost statement around a place.
    pub(super) fn around(&self, place: Span) -> Option<Statement> {
        let behind = self.all.partition_point(|s| s.range.start <= place.start);
        self.all[..behind].iter().rev().find(|s| place.end <= s.range.end).copied()
    }

    /// Whether a local is a parameter that is never set, or set at one place that is no loop's.
    pub(super) fn is_set_once(&self, local: LocalId) -> bool {
        self.sets.get(&local).is_none_or(|n| *n < 2)
    }

    /// The local that is declared with an expression as its value.
    pub(super) fn named(&self, value: ExprId) -> Option<LocalId> {
        self.names.get(&value).copied()
    }
}

struct Walk<'a> {
    syntax: &'a Syntax,
    bytes: &'a [u8],
    statements: &'a mut Statements,
}

impl Walk<'_> {
    fn list(&mut self, list: &[Stmt]) {
        let Some(last) = list.last() else { return };
        for stmt in list {
            self.statements.all.push(Statement { range: stmt.range, block_end: last.range.end });
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Assign { lhs, op, rhs } => {
                if *op == AssignOp::Define && lhs.len() == rhs.len() {
                    lhs.iter().zip(rhs).for_each(|(target, value)| self.names(*target, *value));
                }
                // A parameter has a value before it is set.
                let times = if *op == AssignOp::Define { 1 } else { 2 };
                lhs.iter().for_each(|target| self.set(*target, times));
            }
            StmtKind::IncDec(target) => self.set(*target, 2),
            StmtKind::If { init, then, els, .. } => {
                self.header(init.as_deref());
                self.list(then);
                match els.as_deref() {
                    // `else if` has no line of its own.
                    Some([only]) if matches!(only.kind, StmtKind::If { .. }) && self.follows_else(only) => {
                        self.stmt(only);
                    }
                    Some(list) => self.list(list),
                    None => {}
                }
            }
            StmtKind::Switch { init, cases, .. } => {
                self.header(init.as_deref());
                cases.iter().for_each(|case| self.list(&case.body));
            }
            StmtKind::Select(cases) => {
                for case in cases {
                    // The communication stands before the colon.
                    let rest = if case.default { 0 } else { 1.min(case.body.len()) };
                    case.body[..rest].iter().for_each(|s| self.stmt(s));
                    self.list(&case.body[rest..]);
                }
            }
            StmtKind::For { init, post, body, .. } => {
                for header in [init, post].into_iter().flatten() {
                    if let StmtKind::Assign { lhs, .. } = &header.kind {
                        lhs.iter().for_each(|target| self.set(*target, 2));
                    }
                    self.stmt(header);
                }
                self.list(body);
            }
            StmtKind::Range { key, value, body, .. } => {
                [key, value].into_iter().flatten().for_each(|target| self.set(*target, 2));
                self.list(body);
            }
            // A label belongs to the statement behind it.
            StmtKind::Block(list) if self.bytes.get(stmt.range.start as usize) != Some(&b'{') => {
                list.iter().for_each(|s| self.stmt(s));
            }
            StmtKind::Block(list) => self.list(list),
            StmtKind::Var(specs) => {
                let named = specs.iter().filter(|spec| spec.tuple.is_none());
                let named = named.filter_map(|spec| Some((spec.value?, spec.local?)));
                self.statements.names.extend(named);
            }
            StmtKind::Expr(_)
            | StmtKind::Return(_)
            | StmtKind::Go(_)
            | StmtKind::Defer(_)
            | StmtKind::Send(..)
            | StmtKind::Jump
            | StmtKind::Fallthrough
            | StmtKind::Unknown(_) => {}
        }
    }

    fn header(&mut self, init: Option<&Stmt>) {
        if let Some(init) = init {
            self.stmt(init);
        }
    }

    fn follows_else(&self, stmt: &Stmt) -> bool {
        self.bytes[..stmt.range.start as usize].trim_ascii_end().ends_with(b"else")
    }

    fn names(&mut self, target: ExprId, value: ExprId) {
        if let ExprKind::Local(local) = self.syntax.expr(target).kind {
            self.statements.names.insert(value, local);
        }
    }

    fn set(&mut self, target: ExprId, times: u32) {
        if let ExprKind::Local(local) = self.syntax.expr(target).kind {
            *self.statements.sets.entry(local).or_default() += times;
        }
    }
}
