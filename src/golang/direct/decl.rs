//! Files, declarations and functions.

use super::super::kind::{Field, Kind};
use super::lex::Token;
use super::{Id, Reader};

impl Reader<'_> {
    /// The whole file.
    pub(super) fn file(&mut self) -> Option<Id> {
        let root = self.open(Kind::SourceFile, self.here())?;
        let start = self.expect(Token::Package)?;
        let clause = self.open(Kind::PackageClause, start)?;
        let name = self.ident(Kind::PackageIdent)?;
        self.put(clause, Field::Other, name);
        self.add(root, Field::Other, clause);
        while self.top_level_ends()? {
            let decl = match self.token() {
                Token::Import => self.imports()?,
                Token::Func => self.func_decl()?,
                _ => self.decl()?,
            };
            self.add(root, Field::Other, decl);
        }
        Some(root)
    }

    /// Passes the end of a declaration; whether another one follows.
    fn top_level_ends(&mut self) -> Option<bool> {
        self.expect(Token::Semicolon)?;
        Some(!self.is(Token::End))
    }

    pub(super) fn ident(&mut self, kind: Kind) -> Option<Id> {
        if self.is(Token::Ident) { self.leaf(kind) } else { None }
    }

    fn string(&mut self) -> Option<Id> {
        match self.token() {
            Token::String => self.leaf(Kind::String),
            Token::RawString => self.leaf(Kind::RawString),
            _ => None,
        }
    }

    /// A literal of text if there is one.
    pub(super) fn string_if(&mut self) -> Option<Option<Id>> {
        if matches!(self.token(), Token::String | Token::RawString) { self.string().map(Some) } else { Some(None) }
    }

    fn imports(&mut self) -> Option<Id> {
        let start = self.pass();
        let decl = self.open(Kind::ImportDecl, start)?;
        if !self.is(Token::OpenParen) {
            let spec = self.import()?;
            self.put(decl, Field::Other, spec);
            return Some(decl);
        }
        let paren = self.pass();
        let list = self.open(Kind::ImportSpecList, paren)?;
        self.items(list, (Token::Semicolon, Token::CloseParen), Self::import)?;
        self.put(decl, Field::Other, list);
        Some(decl)
    }

    fn import(&mut self) -> Option<Id> {
        let spec = self.open(Kind::ImportSpec, self.here())?;
        let name = match self.token() {
            Token::Dot => Some(self.leaf(Kind::ImportDot)?),
            Token::Ident if self.lexer.text() == b"_" => Some(self.leaf(Kind::BlankIdent)?),
            Token::Ident => Some(self.leaf(Kind::PackageIdent)?),
            _ => None,
        };
        self.add_if(spec, Field::Name, name);
        let path = self.string()?;
        self.put(spec, Field::Path, path);
        Some(spec)
    }

    /// A declaration that may also stand in a function.
    pub(super) fn decl(&mut self) -> Option<Id> {
        let (kind, spec): (Kind, fn(&mut Self) -> Option<Id>) = match self.token() {
            Token::Const => (Kind::ConstDecl, Self::const_spec),
            Token::Var => (Kind::VarDecl, Self::var_spec),
            Token::Type => (Kind::TypeDecl, Self::type_spec),
            _ => return None,
        };
        let start = self.pass();
        let decl = self.open(kind, start)?;
        if !self.is(Token::OpenParen) {
            let spec = spec(self)?;
            self.put(decl, Field::Other, spec);
            return Some(decl);
        }
        let paren = self.pass();
        let list = if kind == Kind::VarDecl { self.open(Kind::VarSpecList, paren)? } else { decl };
        while !self.is(Token::CloseParen) {
            let spec = spec(self)?;
            self.add(list, Field::Other, spec);
            let ended = self.accept(Token::Semicolon);
            // The grammar wants an end behind the last constant or variable, too.
            if !ended && kind != Kind::TypeDecl {
                return None;
            }
            if !ended {
                break;
            }
        }
        let end = self.expect(Token::CloseParen)?.end;
        self.end(decl, end);
        if list != decl {
            self.end(list, end);
            self.add(decl, Field::Other, list);
        }
        Some(decl)
    }

    fn const_spec(&mut self) -> Option<Id> {
        let spec = self.names(Kind::ConstSpec)?;
        let typed = !matches!(self.token(), Token::Assign | Token::Semicolon);
        if typed {
            self.typed(spec)?;
        }
        if typed || self.is(Token::Assign) {
            self.values(spec)?;
        }
        Some(spec)
    }

    fn var_spec(&mut self) -> Option<Id> {
        let spec = self.names(Kind::VarSpec)?;
        let typed = !self.is(Token::Assign);
        if typed {
            self.typed(spec)?;
        }
        if !typed || self.is(Token::Assign) {
            self.values(spec)?;
        }
        Some(spec)
    }

    /// `a, b, c` at the start of a node.
    pub(super) fn names(&mut self, kind: Kind) -> Option<Id> {
        let spec = self.open(kind, self.here())?;
        loop {
            let name = self.ident(Kind::Ident)?;
            self.put(spec, Field::Name, name);
            if !self.accept(Token::Comma) {
                return Some(spec);
            }
        }
    }

    fn typed(&mut self, spec: Id) -> Option<()> {
        let ty = self.ty()?;
        self.put(spec, Field::Type, ty);
        Some(())
    }

    fn values(&mut self, spec: Id) -> Option<()> {
        self.expect(Token::Assign)?;
        let values = self.expr_list()?;
        self.put(spec, Field::Value, values);
        Some(())
    }

    fn type_spec(&mut self) -> Option<Id> {
        let start = self.here();
        let name = self.ident(Kind::TypeIdent)?;
        let params = if self.is(Token::OpenBracket) { self.type_params_if()? } else { None };
        let kind = if self.accept(Token::Assign) { Kind::TypeAlias } else { Kind::TypeSpec };
        let spec = self.open(kind, start)?;
        self.add(spec, Field::Name, name);
        self.add_if(spec, Field::TypeParameters, params);
        self.typed(spec)?;
        Some(spec)
    }

    fn func_decl(&mut self) -> Option<Id> {
        let start = self.pass();
        let decl = self.open(Kind::FuncDecl, start)?;
        if self.is(Token::OpenParen) {
            self.links[decl.index()].kind = Kind::MethodDecl;
            let receiver = self.params()?;
            self.add(decl, Field::Receiver, receiver);
            let name = self.ident(Kind::FieldIdent)?;
            self.add(decl, Field::Name, name);
        } else {
            let name = self.ident(Kind::Ident)?;
            self.add(decl, Field::Name, name);
            if self.is(Token::OpenBracket) {
                let params = self.type_params()?;
                self.add(decl, Field::TypeParameters, params);
            }
        }
        self.signature(decl)?;
        if self.is(Token::OpenBrace) {
            self.func_body(decl)?;
        }
        Some(decl)
    }

    /// The body of a function, which begins anew what the code around it allows.
    pub(super) fn func_body(&mut self, func: Id) -> Option<()> {
        let guard = std::mem::replace(&mut self.type_switch, super::Guard::Not);
        let body = self.at_level(0, Self::block)?;
        self.type_switch = guard;
        self.put(func, Field::Body, body);
        Some(())
    }
}
