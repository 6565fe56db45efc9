//! Statements without a body of their own, lists of statements, and what broken places hold.
//!
//! In: nodes of statements. Out: [`Stmt`]s. A broken place is read piece by piece into the list around it, so that calls after
//! and inside it are found, with the locals of the function in scope.

use super::kind::{Field, Kind};
use super::lower::Lower;
use super::scope::Binding;
use super::syntax::{AssignOp, ExprId, ExprKind, LocalKind, Stmt, StmtKind};
use super::tree::At;

impl Lower<'_> {
    /// Appends the statements of a block or list to `out`.
    pub(super) fn list(&mut self, at: At, out: &mut Vec<Stmt>) {
        let tree = self.tree;
        // What is pending stands before this list, and belongs after the statement around it.
        let pending = std::mem::take(&mut self.pending);
        for kid in tree.kids(at) {
            self.list_item(kid, out);
        }
        self.pending = pending;
    }

    /// The statements of a block or list, in a scope of their own.
    pub(super) fn body(&mut self, at: Option<At>) -> Vec<Stmt> {
        self.scoped(|lower| {
            let mut out = Vec::new();
            if let Some(at) = at {
                lower.list(at, &mut out);
            }
            out.shrink_to_fit();
            out
        })
    }

    /// Appends what one node of a list says: one statement, or in a broken place anything.
    pub(super) fn list_item(&mut self, at: At, out: &mut Vec<Stmt>) {
        let tree = self.tree;
        let range = tree.range(at);
        match tree.kind(at) {
            Kind::StatementList => self.list(at, out),
            kind if kind.is_stmt() => out.extend(self.stmt(at)),
            // A keyword that stands where it cannot be one comes as an identifier.
            Kind::Ident if is_keyword(self.bytes(at)) => {}
            kind if kind.is_expr() => {
                let expr = self.expr(at);
                out.push(Stmt { kind: StmtKind::Unknown(vec![expr]), range });
            }
            kind if kind.is_type() => {
                let expr = self.type_expr(at);
                out.push(Stmt { kind: StmtKind::Unknown(vec![expr]), range });
            }
            Kind::FuncDecl | Kind::MethodDecl => self.top_decl(at),
            Kind::Params if self.func.is_some() => self.stray_params(at),
            Kind::PackageClause | Kind::ImportDecl => {}
            _ => self.pieces(at, out),
        }
        out.append(&mut self.pending);
    }

    fn pieces(&mut self, at: At, out: &mut Vec<Stmt>) {
        let tree = self.tree;
        let mut before = None;
        for kid in tree.kids(at) {
            if tree.kind(kid) == Kind::Define {
                self.define_before(before);
            }
            self.nest(|lower| lower.list_item(kid, out));
            before = Some(kid);
        }
    }

    /// Declares the names to the left of a `:=` whose statement is broken.
    fn define_before(&mut self, left: Option<At>) {
        let tree = self.tree;
        let Some(left) = left else { return };
        let names = match tree.kind(left) {
            Kind::Ident => vec![left],
            _ => tree.kids(left).filter(|&kid| tree.kind(kid) == Kind::Ident).collect(),
        };
        for name in names {
            self.define(name);
        }
    }

    /// Lowers one statement; None for a declaration of types, which says nothing by itself.
    pub(super) fn stmt(&mut self, at: At) -> Option<Stmt> {
        let range = self.tree.range(at);
        let kind = self.nest(|lower| lower.read_stmt(at)).unwrap_or_else(|| Some(StmtKind::Unknown(Vec::new())));
        self.strays(at);
        kind.map(|kind| Stmt { kind, range })
    }

    fn read_stmt(&mut self, at: At) -> Option<StmtKind> {
        let tree = self.tree;
        Some(match tree.kind(at) {
            Kind::ExpressionStmt => StmtKind::Expr(self.only_expr(at)),
            Kind::SendStmt => {
                let channel = self.expr_in(at, Field::Channel);
                StmtKind::Send(channel, self.expr_in(at, Field::Value))
            }
            Kind::ReceiveStmt => self.receive(at),
            Kind::IncStmt | Kind::DecStmt => StmtKind::IncDec(self.only_expr(at)),
            Kind::AssignStmt => self.assign(at),
            Kind::ShortVarDecl => self.define_all(at),
            Kind::ConstDecl => StmtKind::Var(self.consts(at)),
            Kind::VarDecl => StmtKind::Var(self.vars(at)),
            Kind::TypeDecl => {
                self.types(at);
                return None;
            }
            Kind::FallthroughStmt => StmtKind::Fallthrough,
            Kind::BreakStmt | Kind::ContinueStmt | Kind::GotoStmt => StmtKind::Jump,
            Kind::ReturnStmt => {
                let list = tree.kid(at, Kind::ExpressionList);
                StmtKind::Return(list.map(|list| self.exprs(list)).unwrap_or_default())
            }
            Kind::GoStmt => StmtKind::Go(self.only_expr(at)),
            Kind::DeferStmt => StmtKind::Defer(self.only_expr(at)),
            Kind::Block => StmtKind::Block(self.body(Some(at))),
            Kind::LabeledStmt => {
                // The scope of what a labelled statement declares is the block around it.
                let inner = tree.kids(at).find(|&kid| tree.kind(kid).is_stmt());
                StmtKind::Block(inner.and_then(|inner| self.stmt(inner)).into_iter().collect())
            }
            _ => self.compound(at),
        })
    }

    /// The expression of a statement that has one and names no role for it.
    pub(super) fn only_expr(&mut self, at: At) -> ExprId {
        let tree = self.tree;
        match tree.kids(at).find(|&kid| tree.kind(kid).is_expr()) {
            Some(kid) => self.expr(kid),
            None => self.unknown(at),
        }
    }

    fn assign(&mut self, at: At) -> StmtKind {
        let lhs = self.exprs_in(at, Field::Left);
        let rhs = self.exprs_in(at, Field::Right);
        let op = match self.operator(at) {
            b"=" => AssignOp::Set,
            b"+=" => AssignOp::Add,
            _ => AssignOp::Other,
        };
        StmtKind::Assign { lhs, rhs, op }
    }

    fn define_all(&mut self, at: At) -> StmtKind {
        let rhs = self.exprs_in(at, Field::Right);
        let lhs = self.define_list(self.tree.field(at, Field::Left));
        StmtKind::Assign { lhs, rhs, op: AssignOp::Define }
    }

    /// The receive of a `select` case, which declares when it is written with `:=`.
    fn receive(&mut self, at: At) -> StmtKind {
        let tree = self.tree;
        let Some(left) = tree.field(at, Field::Left) else {
            return StmtKind::Expr(self.expr_in(at, Field::Right));
        };
        if tree.kid(at, Kind::Define).is_some() {
            return self.define_all(at);
        }
        let lhs = self.exprs(left);
        StmtKind::Assign { lhs, rhs: self.exprs_in(at, Field::Right), op: AssignOp::Set }
    }

    fn exprs_in(&mut self, at: At, field: Field) -> Vec<ExprId> {
        self.tree.field(at, field).map(|list| self.exprs(list)).unwrap_or_default()
    }

    /// Declares the names on the left of a `:=` that the scope does not have yet.
    pub(super) fn define_list(&mut self, list: Option<At>) -> Vec<ExprId> {
        let tree = self.tree;
        let mut lhs = Vec::new();
        for kid in list.into_iter().flat_map(|list| tree.kids(list)) {
            match tree.kind(kid) {
                kind if kind.is_name() => lhs.push(self.define(kid)),
                kind if kind.is_expr() => lhs.push(self.expr(kid)),
                _ => {}
            }
        }
        lhs
    }

    /// Declares one name with `:=`, or finds it if the innermost scope has it already.
    pub(super) fn define(&mut self, at: At) -> ExprId {
        let id = self.name(at);
        let range = self.tree.range(at);
        let local = match self.names.declared_here(id) {
            Some(local) => Some(local),
            None if self.names.is_blank(id) => None,
            None => {
                let local = self.local(&self.text(at), None, LocalKind::Var, range);
                if let Some(local) = local {
                    self.names.bind(id, Binding::Local(local));
                }
                local
            }
        };
        self.push(local.map_or_else(|| ExprKind::Name(self.names.name(id)), ExprKind::Local), range)
    }
}

fn is_keyword(text: &[u8]) -> bool {
    const ALL: [&[u8]; 25] = [
        b"break",
        b"case",
        b"chan",
        b"const",
        b"continue",
        b"default",
        b"defer",
        b"else",
        b"fallthrough",
        b"for",
        b"func",
        b"go",
        b"goto",
        b"if",
        b"import",
        b"interface",
        b"map",
        b"package",
        b"range",
        b"return",
        b"select",
        b"struct",
        b"switch",
        b"type",
        b"var",
    ];
    ALL.contains(&text)
}
