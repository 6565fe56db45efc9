//! Types, signatures and type parameters.

use super::super::kind::{Field, Kind};
use super::lex::Token;
use super::{Id, Reader};

/// One entry of a parameter list.
struct Entry {
    name: Option<Id>,
    ty: Id,
    /// Where `...` stands.
    dots: Option<super::Range>,
}

impl Reader<'_> {
    /// A type.
    pub(super) fn ty(&mut self) -> Option<Id> {
        self.nest(|reader| match reader.token() {
            Token::Ident => reader.named_type(),
            Token::Star => reader.prefixed(Kind::PointerType),
            Token::Tilde => reader.prefixed(Kind::NegatedType),
            Token::OpenParen => reader.paren_type(),
            // `[...]T` is the type of a literal only.
            Token::OpenBracket => reader.array_type().filter(|&ty| reader.kind(ty) != Kind::ImplicitArrayType),
            Token::Map => reader.map_type(),
            Token::Chan | Token::Arrow => reader.channel_type(),
            Token::Func => {
                let start = reader.pass();
                let func = reader.open(Kind::FunctionType, start)?;
                reader.signature(func)?;
                Some(func)
            }
            Token::Struct => reader.struct_type(),
            Token::Interface => reader.interface_type(),
            _ => None,
        })
    }

    fn begins_type(&self) -> bool {
        use Token::*;
        matches!(self.token(), Ident | Star | OpenBracket | Map | Chan | Arrow | Func | Struct | Interface)
    }

    fn named_type(&mut self) -> Option<Id> {
        let name = self.type_name()?;
        if self.is(Token::OpenBracket) { self.generic(name) } else { Some(name) }
    }

    /// `T` or `pkg.T`.
    fn type_name(&mut self) -> Option<Id> {
        let first = self.ident(Kind::TypeIdent)?;
        if !self.accept(Token::Dot) {
            return Some(first);
        }
        self.links[first.index()].kind = Kind::PackageIdent;
        let name = self.ident(Kind::TypeIdent)?;
        self.around(Kind::QualifiedType, [(Field::Package, first), (Field::Name, name)])
    }

    fn generic(&mut self, base: Id) -> Option<Id> {
        let args = self.type_args()?;
        self.around(Kind::GenericType, [(Field::Type, base), (Field::TypeArguments, args)])
    }

    fn type_args(&mut self) -> Option<Id> {
        let start = self.expect(Token::OpenBracket)?;
        let args = self.open(Kind::TypeArgs, start)?;
        loop {
            let elem = self.type_elem()?;
            self.add(args, Field::Other, elem);
            if !self.accept(Token::Comma) || self.is(Token::CloseBracket) {
                break;
            }
        }
        self.close(args, Token::CloseBracket)?;
        Some(args)
    }

    /// `A | ~B`.
    fn type_elem(&mut self) -> Option<Id> {
        let elem = self.open(Kind::TypeElem, self.here())?;
        loop {
            let ty = self.ty()?;
            self.put(elem, Field::Other, ty);
            if !self.accept(Token::Or) {
                return Some(elem);
            }
        }
    }

    fn prefixed(&mut self, kind: Kind) -> Option<Id> {
        let operator = self.leaf(Kind::Operator)?;
        let ty = self.ty()?;
        self.around(kind, [(Field::Other, operator), (Field::Other, ty)])
    }

    fn paren_type(&mut self) -> Option<Id> {
        let start = self.pass();
        let paren = self.open(Kind::ParenType, start)?;
        let ty = self.ty()?;
        self.add(paren, Field::Other, ty);
        self.close(paren, Token::CloseParen)?;
        Some(paren)
    }

    /// `[]T`, `[n]T`, or `[...]T`.
    pub(super) fn array_type(&mut self) -> Option<Id> {
        let start = self.pass();
        let array = self.open(Kind::SliceType, start)?;
        if self.accept(Token::Ellipsis) {
            self.links[array.index()].kind = Kind::ImplicitArrayType;
        } else if !self.is(Token::CloseBracket) {
            self.links[array.index()].kind = Kind::ArrayType;
            let length = self.inside(Self::value)?;
            self.add(array, Field::Length, length);
        }
        self.expect(Token::CloseBracket)?;
        let element = self.ty()?;
        self.put(array, Field::Element, element);
        Some(array)
    }

    fn map_type(&mut self) -> Option<Id> {
        let start = self.pass();
        let map = self.open(Kind::MapType, start)?;
        self.expect(Token::OpenBracket)?;
        let key = self.ty()?;
        self.expect(Token::CloseBracket)?;
        let value = self.ty()?;
        self.add(map, Field::Key, key);
        self.put(map, Field::Value, value);
        Some(map)
    }

    fn channel_type(&mut self) -> Option<Id> {
        let channel = self.open(Kind::ChannelType, self.here())?;
        let receives = self.accept(Token::Arrow);
        self.expect(Token::Chan)?;
        if !receives {
            self.accept(Token::Arrow);
        }
        let value = self.ty()?;
        self.put(channel, Field::Value, value);
        Some(channel)
    }

    fn struct_type(&mut self) -> Option<Id> {
        let start = self.pass();
        let ty = self.open(Kind::StructType, start)?;
        let brace = self.expect(Token::OpenBrace)?;
        let list = self.open(Kind::FieldDeclList, brace)?;
        self.items(list, (Token::Semicolon, Token::CloseBrace), Self::field_decl)?;
        self.put(ty, Field::Other, list);
        Some(ty)
    }

    fn field_decl(&mut self) -> Option<Id> {
        let decl = self.open(Kind::FieldDecl, self.here())?;
        let ty = if self.is(Token::Star) {
            let star = self.leaf(Kind::Operator)?;
            self.add(decl, Field::Other, star);
            self.named_type()?
        } else {
            self.field_names(decl)?
        };
        self.add(decl, Field::Type, ty);
        let tag = self.string_if()?;
        self.add_if(decl, Field::Tag, tag);
        self.end(decl, self.range(tag.unwrap_or(ty)).end);
        Some(decl)
    }

    /// The names of a field declaration, and the type behind them; or the type that is embedded.
    fn field_names(&mut self, decl: Id) -> Option<Id> {
        let start = self.mark();
        let first = self.ident(Kind::FieldIdent)?;
        match self.token() {
            Token::Semicolon | Token::CloseBrace | Token::String | Token::RawString => {
                self.links[first.index()].kind = Kind::TypeIdent;
                return Some(first);
            }
            Token::Dot => {
                self.go_back(start);
                return self.named_type();
            }
            // `a [n]T` is a field, `T[n]` is embedded.
            Token::OpenBracket => {
                let Some(array) = self.ty() else {
                    self.go_back(start);
                    return self.named_type();
                };
                self.add(decl, Field::Name, first);
                return Some(array);
            }
            _ => self.add(decl, Field::Name, first),
        }
        while self.accept(Token::Comma) {
            let name = self.ident(Kind::FieldIdent)?;
            self.add(decl, Field::Name, name);
        }
        self.ty()
    }

    fn interface_type(&mut self) -> Option<Id> {
        let start = self.pass();
        let ty = self.open(Kind::InterfaceType, start)?;
        self.expect(Token::OpenBrace)?;
        self.items(ty, (Token::Semicolon, Token::CloseBrace), Self::interface_elem)?;
        Some(ty)
    }

    /// A method, or the types of a constraint.
    fn interface_elem(&mut self) -> Option<Id> {
        let start = self.mark();
        match self.ident(Kind::FieldIdent) {
            Some(name) if self.is(Token::OpenParen) => {
                let method = self.open(Kind::MethodElem, self.range(name))?;
                self.add(method, Field::Name, name);
                self.signature(method)?;
                Some(method)
            }
            _ => {
                self.go_back(start);
                self.type_elem()
            }
        }
    }

    /// Parameters and results, put below a node.
    pub(super) fn signature(&mut self, of: Id) -> Option<()> {
        let params = self.params()?;
        self.put(of, Field::Parameters, params);
        let result = if self.is(Token::OpenParen) {
            self.params()?
        } else if self.begins_type() {
            self.ty()?
        } else {
            return Some(());
        };
        self.put(of, Field::Result, result);
        Some(())
    }

    /// `(a, b int, c ...string)`.
    pub(super) fn params(&mut self) -> Option<Id> {
        let start = self.expect(Token::OpenParen)?;
        let list = self.open(Kind::Params, start)?;
        let mut entries: Vec<Entry> = Vec::new();
        while !self.is(Token::CloseParen) {
            let entry = self.nest(Self::param)?;
            entries.push(entry);
            if !self.accept(Token::Comma) {
                break;
            }
        }
        self.close(list, Token::CloseParen)?;
        let named = entries.iter().any(|entry| entry.name.is_some());
        let mut names: Vec<Id> = Vec::new();
        for Entry { name, ty, dots } in entries {
            if named && name.is_none() {
                // Where one has a name, all have: this one's type stands further on.
                if dots.is_some() || self.kind(ty) != Kind::TypeIdent {
                    return None;
                }
                self.links[ty.index()].kind = Kind::Ident;
                names.push(ty);
                continue;
            }
            names.extend(name);
            let first = names.first().map(|&name| self.range(name)).or(dots).unwrap_or(self.range(ty));
            let kind = if dots.is_some() { Kind::VariadicParam } else { Kind::Param };
            let range = super::Range { start: first.start, end: self.range(ty).end };
            let param = self.open(kind, range)?;
            for name in names.drain(..) {
                self.add(param, Field::Name, name);
            }
            self.add(param, Field::Type, ty);
            self.add(list, Field::Other, param);
        }
        if names.is_empty() { Some(list) } else { None }
    }

    fn param(&mut self) -> Option<Entry> {
        if self.is(Token::Ellipsis) {
            let dots = Some(self.pass());
            return Some(Entry { name: None, ty: self.ty()?, dots });
        }
        if !self.is(Token::Ident) {
            return Some(Entry { name: None, ty: self.ty()?, dots: None });
        }
        let start = self.mark();
        let name = self.ident(Kind::Ident)?;
        match self.token() {
            Token::Comma | Token::CloseParen => {
                self.links[name.index()].kind = Kind::TypeIdent;
                Some(Entry { name: None, ty: name, dots: None })
            }
            Token::Dot => {
                self.go_back(start);
                Some(Entry { name: None, ty: self.named_type()?, dots: None })
            }
            Token::Ellipsis => {
                let dots = Some(self.pass());
                Some(Entry { name: Some(name), ty: self.ty()?, dots })
            }
            // `a [n]T` has a name, `T[n]` has none.
            Token::OpenBracket => match self.ty() {
                Some(ty) => Some(Entry { name: Some(name), ty, dots: None }),
                None => {
                    self.go_back(start);
                    Some(Entry { name: None, ty: self.named_type()?, dots: None })
                }
            },
            _ => Some(Entry { name: Some(name), ty: self.ty()?, dots: None }),
        }
    }

    /// The type parameters behind the name of a type, or nothing where an array type begins.
    pub(super) fn type_params_if(&mut self) -> Option<Option<Id>> {
        let start = self.mark();
        use Token::*;
        self.pass();
        let named = self.accept(Ident);
        let follows = self.token();
        let slice = self.accept(OpenBracket) && self.is(CloseBracket);
        self.go_back(start);
        match follows {
            Ident | Comma | Interface | Func | Map | Chan | Tilde if named => Some(Some(self.type_params()?)),
            OpenBracket if named && slice => Some(Some(self.type_params()?)),
            // `[P *T]` or `[n * m]`, `[P [2]T]` or `[n[2]]T`: it takes more to tell.
            Star | OpenParen | Arrow | OpenBracket if named => None,
            _ => Some(None),
        }
    }

    /// `[K comparable, V any]`.
    pub(super) fn type_params(&mut self) -> Option<Id> {
        let start = self.expect(Token::OpenBracket)?;
        let list = self.open(Kind::TypeParams, start)?;
        self.items(list, (Token::Comma, Token::CloseBracket), Self::type_param)?;
        self.first(list).map(|_| list)
    }

    fn type_param(&mut self) -> Option<Id> {
        let param = self.names(Kind::TypeParam)?;
        let constraint = self.type_elem()?;
        self.links[constraint.index()].kind = Kind::TypeConstraint;
        self.put(param, Field::Type, constraint);
        Some(param)
    }
}
