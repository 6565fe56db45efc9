//! Statements and blocks.

use super::super::kind::{Field, Kind};
use super::lex::Token;
use super::{Guard, Id, Reader};

/// What may begin with the expressions of a simple statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Simple {
    /// A statement of its own, which may have a label.
    Whole,
    /// One in a head.
    Head,
    /// One in the head of a loop, which may go over something.
    Loop,
}

impl Reader<'_> {
    /// `{ ... }`.
    pub(super) fn block(&mut self) -> Option<Id> {
        let start = self.expect(Token::OpenBrace)?;
        let block = self.open(Kind::Block, start)?;
        let list = self.nest(Self::list)?;
        self.add_if(block, Field::Other, list);
        self.close(block, Token::CloseBrace)?;
        Some(block)
    }

    /// The statements up to the end of a block or case; None inside where there is none.
    fn list(&mut self) -> Option<Option<Id>> {
        if self.list_ends() {
            return Some(None);
        }
        let list = self.open(Kind::StatementList, self.here())?;
        while !self.list_ends() {
            // The grammar may read `x\n{}` as a literal, and so `if x {}\n{}`; of `f()` it does not. Nor may `(x)` be the
            // arguments of `f[T]` on the line above, unless that would be the left side of a second assignment.
            let before = self.last(list);
            let ended_by = before.and_then(|before| self.lexer.byte(self.range(before).end.saturating_sub(1)));
            let called = before.filter(|_| self.is(Token::OpenParen) && ended_by == Some(b']'));
            // To the grammar `if x { f() }\n&y{}` is one statement. No Go that is compiled begins one with `&`.
            if self.is(Token::And) && before.is_some() {
                return None;
            }
            let after = before.filter(|_| self.is(Token::OpenBrace) && ended_by != Some(b')'));
            let statement = self.nest(Self::statement)?;
            if called.is_some_and(|before| !self.assigns(before) || !self.assigns(statement)) {
                return None;
            }
            let may_go_on = |before| {
                self.kind(before) != Kind::Block && self.ends_like_literal(before)
                    || self.ends_like_type(before) && self.ends_like_literal(statement)
            };
            if after.is_some_and(may_go_on) {
                return None;
            }
            self.add(list, Field::Other, statement);
            let mut end = self.range(statement).end;
            let ended = self.is(Token::Semicolon);
            if ended {
                end = self.pass().end;
            }
            self.end(list, end);
            if !ended && !self.is(Token::CloseBrace) {
                return None;
            }
        }
        Some(Some(list))
    }

    fn list_ends(&self) -> bool {
        matches!(self.token(), Token::CloseBrace | Token::Case | Token::Default)
    }

    fn statement(&mut self) -> Option<Id> {
        match self.token() {
            Token::Const | Token::Type | Token::Var => self.decl(),
            Token::Return => {
                let start = self.pass();
                let statement = self.open(Kind::ReturnStmt, start)?;
                if !matches!(self.token(), Token::Semicolon | Token::CloseBrace) {
                    let list = self.expr_list()?;
                    self.put(statement, Field::Other, list);
                }
                Some(statement)
            }
            Token::Go => self.called(Kind::GoStmt),
            Token::Defer => self.called(Kind::DeferStmt),
            Token::If => self.branch(),
            Token::For => self.repeat(),
            Token::Switch => self.switch(),
            Token::Select => self.select(),
            Token::Break => self.jump(Kind::BreakStmt),
            Token::Continue => self.jump(Kind::ContinueStmt),
            Token::Goto => self.jump(Kind::GotoStmt),
            Token::Fallthrough => self.leaf(Kind::FallthroughStmt),
            Token::OpenBrace => self.block(),
            _ => self.simple(Simple::Whole),
        }
    }

    /// Whether a statement is one of which there is no second on a line.
    fn assigns(&self, statement: Id) -> bool {
        matches!(self.kind(statement), Kind::AssignStmt | Kind::ShortVarDecl | Kind::IncStmt)
    }

    /// Whether a statement ends in a block that could be the elements of a literal: with nothing in it, or with one value, behind what
    /// could be its type.
    fn ends_like_literal(&self, statement: Id) -> bool {
        let (mut last, mut behind) = (Some(statement), None);
        while let Some(id) = last {
            if self.kind(id) == Kind::Block {
                let only = self.first(id).and_then(|list| self.first(list));
                let value =
                    |s: Id| matches!(self.kind(s), Kind::ExpressionStmt | Kind::LabeledStmt) && self.next(s).is_none();
                return only.is_none_or(value) && behind.is_none_or(|behind| self.ends_like_type(behind));
            }
            let kids = std::iter::successors(self.first(id), |&kid| self.next(kid));
            last = self.last(id);
            behind = kids.take_while(|&kid| Some(kid) != last).last();
        }
        false
    }

    /// Whether what something ends with could be the type of a literal.
    fn ends_like_type(&self, node: Id) -> bool {
        let mut last = Some(node);
        while let Some(id) = last {
            if matches!(self.kind(id), Kind::Block | Kind::Call | Kind::Slice | Kind::Nil | Kind::True | Kind::False) {
                return false;
            }
            last = self.last(id);
        }
        true
    }

    fn called(&mut self, kind: Kind) -> Option<Id> {
        let start = self.pass();
        let statement = self.open(kind, start)?;
        let expr = self.value()?;
        self.put(statement, Field::Other, expr);
        Some(statement)
    }

    fn jump(&mut self, kind: Kind) -> Option<Id> {
        let start = self.pass();
        let statement = self.open(kind, start)?;
        if self.is(Token::Ident) {
            let label = self.leaf(Kind::LabelName)?;
            self.put(statement, Field::Other, label);
        } else if kind == Kind::GotoStmt {
            return None;
        }
        Some(statement)
    }

    fn simple(&mut self, simple: Simple) -> Option<Id> {
        let first = self.value()?;
        match self.token() {
            Token::Colon if simple == Simple::Whole && self.kind(first) == Kind::Ident => {
                self.links[first.index()].kind = Kind::LabelName;
                let label = self.around(Kind::LabeledStmt, [(Field::Other, first)])?;
                self.close(label, Token::Colon)?;
                if !self.list_ends() {
                    let statement = self.nest(Self::statement)?;
                    // The grammar takes the second of two labels for a name now and then.
                    if self.kind(statement) == Kind::LabeledStmt {
                        return None;
                    }
                    self.put(label, Field::Other, statement);
                }
                Some(label)
            }
            Token::Arrow => {
                self.pass();
                let value = self.value()?;
                self.around(Kind::SendStmt, [(Field::Channel, first), (Field::Value, value)])
            }
            Token::IncDec => {
                let operator = self.leaf(Kind::Operator)?;
                self.around(Kind::IncStmt, [(Field::Other, first), (Field::Other, operator)])
            }
            Token::Comma | Token::Define | Token::Assign | Token::OpAssign => {
                let left = self.list_from(first)?;
                self.assignment(left, simple)
            }
            _ => self.around(Kind::ExpressionStmt, [(Field::Other, first)]),
        }
    }

    fn assignment(&mut self, left: Id, simple: Simple) -> Option<Id> {
        let (kind, field, sign) = match self.token() {
            Token::Define => (Kind::ShortVarDecl, Field::Other, self.leaf(Kind::Define)?),
            Token::Assign | Token::OpAssign => (Kind::AssignStmt, Field::Operator, self.leaf(Kind::Operator)?),
            _ => return None,
        };
        if simple == Simple::Loop && self.accept(Token::Range) {
            let over = self.value()?;
            return self.around(Kind::RangeClause, [(Field::Left, left), (Field::Other, sign), (Field::Right, over)]);
        }
        let right = self.expr_list()?;
        self.around(kind, [(Field::Left, left), (field, sign), (Field::Right, right)])
    }

    fn branch(&mut self) -> Option<Id> {
        let start = self.pass();
        let statement = self.open(Kind::IfStmt, start)?;
        self.at_level(-1, |reader| {
            let mut condition = reader.simple(Simple::Head)?;
            if reader.separator()? {
                reader.add(statement, Field::Initializer, condition);
                condition = reader.simple(Simple::Head)?;
            }
            let condition = reader.expression_of(condition)?;
            reader.add(statement, Field::Condition, condition);
            Some(())
        })?;
        let then = self.at_level(0, Self::block)?;
        self.put(statement, Field::Consequence, then);
        if self.accept(Token::Else) {
            let alternative =
                if self.is(Token::If) { self.nest(Self::branch)? } else { self.at_level(0, Self::block)? };
            self.put(statement, Field::Alternative, alternative);
        }
        Some(statement)
    }

    /// Passes a semicolon in the head of a statement if there is one; the grammar takes no end of a line for it there.
    fn separator(&mut self) -> Option<bool> {
        let found = self.is(Token::Semicolon);
        if found && self.lexer.text() != b";" {
            return None;
        }
        Some(found && self.accept(Token::Semicolon))
    }

    /// The expression that a statement consists of.
    fn expression_of(&self, statement: Id) -> Option<Id> {
        if self.kind(statement) == Kind::ExpressionStmt { self.first(statement) } else { None }
    }

    fn repeat(&mut self) -> Option<Id> {
        let start = self.pass();
        let statement = self.open(Kind::ForStmt, start)?;
        let head = self.at_level(-1, Self::loop_head)?;
        self.add_if(statement, Field::Other, head);
        let body = self.at_level(0, Self::block)?;
        self.put(statement, Field::Body, body);
        Some(statement)
    }

    fn loop_head(&mut self) -> Option<Option<Id>> {
        if self.is(Token::OpenBrace) {
            return Some(None);
        }
        let start = self.here();
        if self.accept(Token::Range) {
            let clause = self.open(Kind::RangeClause, start)?;
            let over = self.value()?;
            self.put(clause, Field::Right, over);
            return Some(Some(clause));
        }
        let first = if self.is(Token::Semicolon) { None } else { Some(self.simple(Simple::Loop)?) };
        if let Some(first) = first.filter(|_| !self.is(Token::Semicolon)) {
            let clause = self.kind(first) == Kind::RangeClause;
            return Some(Some(if clause { first } else { self.expression_of(first)? }));
        }
        if first.is_some_and(|first| self.kind(first) == Kind::RangeClause) {
            return None;
        }
        let clause = self.open(Kind::ForClause, start)?;
        self.add_if(clause, Field::Initializer, first);
        if !self.separator()? {
            return None;
        }
        if !self.is(Token::Semicolon) {
            let condition = self.value()?;
            self.add(clause, Field::Condition, condition);
        }
        let end = self.here().end;
        if !self.separator()? {
            return None;
        }
        self.end(clause, end);
        if !self.is(Token::OpenBrace) {
            let update = self.simple(Simple::Head)?;
            self.put(clause, Field::Update, update);
        }
        Some(Some(clause))
    }

    fn switch(&mut self) -> Option<Id> {
        let start = self.pass();
        let statement = self.open(Kind::SwitchStmt, start)?;
        let guard = std::mem::replace(&mut self.type_switch, Guard::May);
        let types = self.at_level(-1, |reader| {
            if reader.is(Token::OpenBrace) {
                return Some(false);
            }
            let mut tag = reader.simple(Simple::Head)?;
            if reader.type_switch != Guard::Stood && reader.separator()? {
                reader.add(statement, Field::Initializer, tag);
                if reader.is(Token::OpenBrace) {
                    return Some(false);
                }
                tag = reader.simple(Simple::Head)?;
            }
            let types = reader.type_switch == Guard::Stood;
            let value = if types && reader.kind(tag) == Kind::ShortVarDecl {
                let alias = reader.first(tag)?;
                let list = reader.next(alias).and_then(|sign| reader.next(sign))?;
                let value = reader.first(list).filter(|&value| reader.next(value).is_none())?;
                reader.links[alias.index()].next = None;
                reader.add(statement, Field::Alias, alias);
                value
            } else {
                reader.expression_of(tag)?
            };
            // `switch x := -y.(type)`
            if types && matches!(reader.kind(value), Kind::Unary | Kind::Binary) {
                return None;
            }
            reader.add(statement, Field::Value, value);
            Some(types)
        })?;
        self.type_switch = guard;
        if types {
            self.links[statement.index()].kind = Kind::TypeSwitchStmt;
        }
        self.cases(statement, |reader, case| if types { reader.case_types(case) } else { reader.case_values(case) })?;
        Some(statement)
    }

    fn case_values(&mut self, case: Id) -> Option<()> {
        self.links[case.index()].kind = Kind::ExpressionCase;
        let values = self.expr_list()?;
        self.add(case, Field::Value, values);
        Some(())
    }

    fn case_types(&mut self, case: Id) -> Option<()> {
        self.links[case.index()].kind = Kind::TypeCase;
        loop {
            let ty = self.ty()?;
            self.add(case, Field::Type, ty);
            if !self.accept(Token::Comma) {
                return Some(());
            }
        }
    }

    fn select(&mut self) -> Option<Id> {
        let start = self.pass();
        let statement = self.open(Kind::SelectStmt, start)?;
        self.cases(statement, Self::communication)?;
        Some(statement)
    }

    fn communication(&mut self, case: Id) -> Option<()> {
        self.links[case.index()].kind = Kind::CommCase;
        let simple = self.simple(Simple::Head)?;
        let kind = match self.kind(simple) {
            Kind::SendStmt => Kind::SendStmt,
            Kind::ExpressionStmt => {
                let expr = self.first(simple)?;
                self.links[expr.index()].field = Field::Right;
                Kind::ReceiveStmt
            }
            Kind::ShortVarDecl | Kind::AssignStmt => {
                // The right side is one expression, not a list.
                let left = self.first(simple)?;
                let sign = self.next(left)?;
                let list = self.next(sign)?;
                let right = self.first(list).filter(|&right| self.next(right).is_none())?;
                self.links[sign.index()].next = Some(right);
                self.links[right.index()].field = Field::Right;
                self.links[simple.index()].last = Some(right);
                Kind::ReceiveStmt
            }
            _ => return None,
        };
        self.links[simple.index()].kind = kind;
        self.add(case, Field::Communication, simple);
        Some(())
    }

    /// The cases of a switch or select, each with what stands before its colon.
    fn cases(&mut self, statement: Id, head: impl Fn(&mut Self, Id) -> Option<()>) -> Option<()> {
        self.expect(Token::OpenBrace)?;
        while !self.is(Token::CloseBrace) {
            let start = self.here();
            let case = self.open(Kind::DefaultCase, start)?;
            if !self.accept(Token::Default) {
                self.expect(Token::Case)?;
                self.at_level(0, |reader| head(reader, case))?;
            }
            self.close(case, Token::Colon)?;
            if let Some(list) = self.at_level(0, |reader| reader.nest(Self::list))? {
                self.put(case, Field::Other, list);
            }
            self.add(statement, Field::Other, case);
        }
        self.close(statement, Token::CloseBrace)
    }
}
