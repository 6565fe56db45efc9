//! Statements with bodies: branches, switches, selects and loops, each with the scopes that the language gives it.
//!
//! In: their nodes. Out: their [`StmtKind`]s.

use super::kind::{Field, Kind};
use super::lower::Lower;
use super::scope::Binding;
use super::syntax::{Case, ExprId, ExprKind, LocalId, LocalKind, Stmt, StmtKind, Type};
use super::tree::At;

/// What a case asks, its variable, and the statements at the head of its body.
type Head = (Vec<ExprId>, Option<(LocalId, ExprId)>, Vec<Stmt>);

impl Lower<'_> {
    /// Lowers a statement with a body; what is none becomes unknown.
    pub(super) fn compound(&mut self, at: At) -> StmtKind {
        match self.tree.kind(at) {
            Kind::IfStmt => self.scoped(|lower| lower.branch(at)),
            Kind::ForStmt => self.scoped(|lower| lower.repeat(at)),
            Kind::SwitchStmt => self.scoped(|lower| lower.switch(at)),
            Kind::TypeSwitchStmt => self.scoped(|lower| lower.type_switch(at)),
            Kind::SelectStmt => StmtKind::Select(self.select_cases(at)),
            _ => StmtKind::Unknown(Vec::new()),
        }
    }

    fn branch(&mut self, at: At) -> StmtKind {
        let tree = self.tree;
        let init = self.header(at, Field::Initializer);
        let cond = self.expr_in(at, Field::Condition);
        let then = self.body(tree.field(at, Field::Consequence));
        let els = tree.field(at, Field::Alternative).map(|els| match tree.kind(els) {
            Kind::IfStmt => self.stmt(els).into_iter().collect(),
            _ => self.body(Some(els)),
        });
        StmtKind::If { init, cond, then, els }
    }

    /// A statement in the head of another one.
    fn header(&mut self, at: At, field: Field) -> Option<Box<Stmt>> {
        self.tree.field(at, field).and_then(|kid| self.stmt(kid)).map(Box::new)
    }

    fn repeat(&mut self, at: At) -> StmtKind {
        let tree = self.tree;
        let body = tree.field(at, Field::Body);
        if let Some(clause) = tree.kid(at, Kind::RangeClause) {
            return self.range(clause, body);
        }
        if let Some(clause) = tree.kid(at, Kind::ForClause) {
            let init = self.header(clause, Field::Initializer);
            let cond = tree.field(clause, Field::Condition).map(|cond| self.expr(cond));
            let post = self.header(clause, Field::Update);
            return StmtKind::For { init, cond, post, body: self.body(body) };
        }
        let cond = tree.kids(at).find(|&kid| tree.kind(kid).is_expr()).map(|cond| self.expr(cond));
        StmtKind::For { init: None, cond, post: None, body: self.body(body) }
    }

    fn range(&mut self, clause: At, body: Option<At>) -> StmtKind {
        let tree = self.tree;
        let left = tree.field(clause, Field::Left);
        let (lhs, over) = if tree.kid(clause, Kind::Define).is_some() {
            let over = self.expr_in(clause, Field::Right);
            (self.define_list(left), over)
        } else {
            let lhs = left.map(|left| self.exprs(left)).unwrap_or_default();
            (lhs, self.expr_in(clause, Field::Right))
        };
        let mut lhs = lhs.into_iter();
        StmtKind::Range { key: lhs.next(), value: lhs.next(), over, body: self.body(body) }
    }

    fn switch(&mut self, at: At) -> StmtKind {
        let tree = self.tree;
        let init = self.header(at, Field::Initializer);
        let tag = tree.field(at, Field::Value).map(|tag| self.expr(tag));
        let cases = self.cases(at, |lower, case| {
            let values = tree.field(case, Field::Value).map(|list| lower.exprs(list)).unwrap_or_default();
            (values, None, Vec::new())
        });
        StmtKind::Switch { init, tag, cases, types: false }
    }

    /// The variable of a type switch is a local of each case, with the type of the case where it has just one. What a case asks is
    /// written as an assertion, where the tag is a name: its parts are those of the case.
    fn type_switch(&mut self, at: At) -> StmtKind {
        let tree = self.tree;
        let init = self.header(at, Field::Initializer);
        let value = tree.field(at, Field::Value);
        let tag = value.map(|tag| self.expr(tag));
        let name = tree.field(at, Field::Alias).and_then(|list| tree.kid(list, Kind::Ident));
        let named = value.filter(|tag| matches!(tree.kind(*tag), Kind::Ident | Kind::Selector));
        let cases = self.cases(at, |lower, case| {
            let types: Vec<Type> = tree.fields(case, Field::Type).filter_map(|ty| lower.case_type(ty)).collect();
            let values = named.into_iter().flat_map(|tag| types.iter().map(move |ty| (tag, ty)));
            let values = values.map(|(tag, ty)| lower.assertion(tag, ty)).collect();
            let variable = name.and_then(|name| lower.case_variable(name, named, types));
            (values, variable, Vec::new())
        });
        StmtKind::Switch { init, tag, cases, types: true }
    }

    /// `x.(T)`, of a tag; of a `case nil` with that as the type.
    fn assertion(&mut self, tag: At, ty: &Type) -> ExprId {
        let operand = self.expr(tag);
        self.push(ExprKind::Assert(operand, Box::new(ty.clone())), self.tree.range(tag))
    }

    /// Declares the variable of a case; what it is set to, where the tag is a name.
    fn case_variable(&mut self, name: At, tag: Option<At>, mut types: Vec<Type>) -> Option<(LocalId, ExprId)> {
        let ty = if types.len() == 1 { types.pop().filter(|ty| !is_nil(ty)) } else { None };
        let value = tag.map(|tag| match &ty {
            Some(ty) => self.assertion(tag, ty),
            None => self.expr(tag),
        });
        let local = self.local(&self.text(name), ty, LocalKind::Var, self.tree.range(name))?;
        let id = self.name(name);
        self.names.bind(id, Binding::Local(local));
        value.map(|value| (local, value))
    }

    fn case_type(&mut self, at: At) -> Option<Type> {
        self.tree.kind(at).is_type().then(|| self.ty(at))
    }

    fn select_cases(&mut self, at: At) -> Vec<Case> {
        let tree = self.tree;
        self.cases(at, |lower, case| {
            let communication = tree.field(case, Field::Communication).and_then(|kid| lower.stmt(kid));
            (Vec::new(), None, communication.into_iter().collect())
        })
    }

    /// The cases below a switch or select; `head` reads what stands before the colon, in the scope of the case.
    fn cases(&mut self, at: At, mut head: impl FnMut(&mut Self, At) -> Head) -> Vec<Case> {
        let tree = self.tree;
        let is_case = |kind| matches!(kind, Kind::ExpressionCase | Kind::TypeCase | Kind::CommCase | Kind::DefaultCase);
        let cases: Vec<At> = tree.kids(at).filter(|&kid| is_case(tree.kind(kid))).collect();
        let mut lowered = Vec::with_capacity(cases.len());
        for case in cases {
            lowered.push(self.scoped(|lower| {
                let (values, variable, mut body) = head(lower, case);
                if let Some(list) = tree.kid(case, Kind::StatementList) {
                    lower.list(list, &mut body);
                }
                Case { values, variable, default: tree.kind(case) == Kind::DefaultCase, body }
            }));
        }
        lowered
    }
}

/// `case nil` is no type: the variable keeps that of the switch.
fn is_nil(ty: &Type) -> bool {
    matches!(ty, Type::Name(name) if &**name == "nil")
}
