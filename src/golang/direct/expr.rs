//! Expressions. What may be a type as well is read as an expression first and renamed when what follows makes it one.

use super::super::kind::{Field, Kind};
use super::lex::Token;
use super::{Guard, Id, Reader};

impl Reader<'_> {
    /// An expression that is no type.
    pub(super) fn value(&mut self) -> Option<Id> {
        let expr = self.expr()?;
        if self.kind(expr).is_type() { None } else { Some(expr) }
    }

    /// `a, b, c`.
    pub(super) fn expr_list(&mut self) -> Option<Id> {
        let first = self.value()?;
        self.list_from(first)
    }

    /// The list that begins with an expression.
    pub(super) fn list_from(&mut self, first: Id) -> Option<Id> {
        let list = self.around(Kind::ExpressionList, [(Field::Other, first)])?;
        while self.accept(Token::Comma) {
            let next = self.value()?;
            self.put(list, Field::Other, next);
        }
        Some(list)
    }

    /// An expression, or a type where an expression might stand.
    fn expr(&mut self) -> Option<Id> {
        self.binary(1)
    }

    fn binary(&mut self, lowest: u8) -> Option<Id> {
        let mut left = self.unary()?;
        loop {
            let precedence = self.token().precedence();
            if precedence < lowest {
                return Some(left);
            }
            let operator = self.leaf(Kind::Operator)?;
            let right = self.binary(precedence + 1)?;
            if self.kind(left).is_type() || self.kind(right).is_type() {
                return None;
            }
            let kids = [(Field::Left, left), (Field::Operator, operator), (Field::Right, right)];
            left = self.around(Kind::Binary, kids)?;
        }
    }

    fn unary(&mut self) -> Option<Id> {
        use Token::*;
        self.nest(|reader| match reader.token() {
            Plus | Minus | Not | Caret | And | Arrow | Star => {
                let star = reader.is(Star);
                let receives = reader.is(Arrow);
                let operator = reader.leaf(Kind::Operator)?;
                // `<-chan T(x)` converts to a type that can be received from.
                if receives && reader.is(Chan) {
                    return None;
                }
                let operand = reader.unary()?;
                if star && reader.begins_with_type(operand) {
                    return None;
                }
                match (reader.kind(operand).is_type(), star) {
                    (false, _) => reader.around(Kind::Unary, [(Field::Operator, operator), (Field::Operand, operand)]),
                    (true, true) => {
                        reader.around(Kind::PointerType, [(Field::Other, operator), (Field::Other, operand)])
                    }
                    (true, false) => None,
                }
            }
            _ => reader.primary(),
        })
    }

    fn primary(&mut self) -> Option<Id> {
        let mut expr = self.operand()?;
        loop {
            expr = match self.token() {
                Token::Dot => {
                    self.pass();
                    match self.selected(expr)? {
                        Some(selected) => selected,
                        // `x.(type)`: what stands before it is the operand of the switch.
                        None => return Some(expr),
                    }
                }
                Token::OpenBracket => self.bracket(expr)?,
                Token::OpenParen if self.is_ambiguous(expr) => return None,
                // `1.(T)`: the dot is the number's.
                Token::OpenParen if self.kind(expr) == Kind::Float => return None,
                Token::OpenParen => self.call(expr, None)?,
                Token::OpenBrace if self.begins_literal(expr) => self.composite(expr)?,
                _ if self.kind(expr) == Kind::ImplicitArrayType => return None,
                _ => return Some(expr),
            };
        }
    }

    fn operand(&mut self) -> Option<Id> {
        match self.token() {
            Token::Ident => self.name(),
            Token::Int => self.leaf(Kind::Int),
            Token::Float => self.leaf(Kind::Float),
            Token::Imaginary => self.leaf(Kind::Imaginary),
            Token::Rune => self.leaf(Kind::Rune),
            Token::String => self.leaf(Kind::String),
            Token::RawString => self.leaf(Kind::RawString),
            Token::OpenParen => self.paren(),
            Token::Func => self.func_literal(),
            Token::OpenBracket => self.nest(Self::array_type),
            Token::Map | Token::Chan | Token::Struct | Token::Interface => self.ty(),
            _ => None,
        }
    }

    fn name(&mut self) -> Option<Id> {
        match self.lexer.text() {
            b"nil" => self.leaf(Kind::Nil),
            b"true" => self.leaf(Kind::True),
            b"false" => self.leaf(Kind::False),
            b"iota" => self.leaf(Kind::Iota),
            b"new" | b"make" => {
                let name = self.leaf(Kind::Ident)?;
                if self.is(Token::OpenParen) { self.made(name) } else { Some(name) }
            }
            _ => self.leaf(Kind::Ident),
        }
    }

    /// `make(T, n)`: the first argument is a type, but for `new(expr)` of Go 1.26.
    fn made(&mut self, name: Id) -> Option<Id> {
        let may_be_value = self.lexer.byte(self.range(name).start) == Some(b'n');
        let start = self.pass();
        let args = self.open(Kind::Args, start)?;
        self.inside(|reader| {
            if !reader.is(Token::CloseParen) {
                let mark = reader.mark();
                let ends = |reader: &Self| matches!(reader.token(), Token::Comma | Token::CloseParen);
                let first = match reader.ty().filter(|_| ends(reader)) {
                    Some(ty) => ty,
                    None if may_be_value => {
                        reader.go_back(mark);
                        reader.value()?
                    }
                    None => return None,
                };
                reader.add(args, Field::Other, first);
            }
            while reader.accept(Token::Comma) && !reader.is(Token::CloseParen) {
                let arg = reader.value()?;
                reader.add(args, Field::Other, arg);
            }
            Some(())
        })?;
        self.close(args, Token::CloseParen)?;
        self.around(Kind::Call, [(Field::Function, name), (Field::Arguments, args)])
    }

    fn paren(&mut self) -> Option<Id> {
        let start = self.pass();
        let paren = self.open(Kind::Paren, start)?;
        let inner = self.inside(Self::expr)?;
        if self.kind(inner).is_type() {
            self.links[paren.index()].kind = Kind::ParenType;
        }
        self.add(paren, Field::Other, inner);
        self.close(paren, Token::CloseParen)?;
        Some(paren)
    }

    fn func_literal(&mut self) -> Option<Id> {
        let start = self.pass();
        let func = self.open(Kind::FunctionType, start)?;
        self.signature(func)?;
        if self.is(Token::OpenBrace) {
            self.links[func.index()].kind = Kind::FuncLit;
            self.func_body(func)?;
        } else if self.last(func).is_some_and(|last| self.may_be_converted(last)) {
            return None;
        }
        Some(func)
    }

    /// Whether the results of a function's type may be what is converted to one without results: `func() (x)`.
    fn may_be_converted(&self, results: Id) -> bool {
        let one = || self.first(results).is_none_or(|result| self.next(result).is_none());
        self.links[results.index()].field == Field::Result
            && (!self.is(Token::CloseParen) || self.kind(results) == Kind::Params && one())
    }

    /// What follows a dot; None inside for `.(type)`.
    fn selected(&mut self, operand: Id) -> Option<Option<Id>> {
        if self.kind(operand).is_type() {
            return None;
        }
        if self.is(Token::Ident) {
            let member = self.leaf(Kind::FieldIdent)?;
            return Some(Some(self.around(Kind::Selector, [(Field::Operand, operand), (Field::Member, member)])?));
        }
        self.expect(Token::OpenParen)?;
        if self.is(Token::Type) {
            // It is all of the head, or what is assigned there.
            if self.type_switch != Guard::May || self.level >= 0 {
                return None;
            }
            self.type_switch = Guard::Stood;
            self.pass();
            self.expect(Token::CloseParen)?;
            return Some(None);
        }
        let ty = self.ty()?;
        let assertion = self.around(Kind::Assertion, [(Field::Operand, operand), (Field::Type, ty)])?;
        self.close(assertion, Token::CloseParen)?;
        Some(Some(assertion))
    }

    /// An index, a slice, or type arguments.
    fn bracket(&mut self, operand: Id) -> Option<Id> {
        if self.kind(operand).is_type() || self.kind(operand) == Kind::Instantiation {
            return None;
        }
        let start = self.pass();
        let first = if self.is(Token::Colon) { None } else { Some(self.inside(Self::expr)?) };
        if self.is(Token::Colon) {
            return self.slice(operand, first);
        }
        let mut args = vec![first?];
        while self.accept(Token::Comma) && !self.is(Token::CloseBracket) {
            let arg = self.inside(Self::expr)?;
            args.push(arg);
        }
        let range = super::Range { start: start.start, end: self.expect(Token::CloseBracket)?.end };
        // `f[(T)](x)`: the grammar reads an index now and then.
        let paren = |arg: &Id| matches!(self.kind(*arg), Kind::Paren | Kind::ParenType);
        if self.is(Token::OpenParen) && args.iter().any(paren) {
            return None;
        }
        let [only] = args[..] else { return self.instance(operand, &args, range) };
        if self.kind(only).is_type() || (self.is(Token::OpenParen) && self.may_be_type(only)) {
            return self.instance(operand, &args, range);
        }
        let index = self.around(Kind::Index, [(Field::Operand, operand), (Field::Index, only)])?;
        self.end(index, range.end);
        Some(index)
    }

    fn slice(&mut self, operand: Id, first: Option<Id>) -> Option<Id> {
        let slice = self.around(Kind::Slice, [(Field::Operand, operand)])?;
        if first.is_some_and(|first| self.kind(first).is_type()) {
            return None;
        }
        self.add_if(slice, Field::Other, first);
        self.expect(Token::Colon)?;
        if !self.is(Token::CloseBracket) {
            let end = self.inside(Self::value)?;
            self.add(slice, Field::Other, end);
            if self.accept(Token::Colon) {
                let capacity = self.inside(Self::value)?;
                self.add(slice, Field::Other, capacity);
            }
        }
        self.close(slice, Token::CloseBracket)?;
        Some(slice)
    }

    /// What has type arguments: a call, the type of a literal, or a value.
    fn instance(&mut self, operand: Id, args: &[Id], range: super::Range) -> Option<Id> {
        let list = self.open(Kind::TypeArgs, range)?;
        for &arg in args {
            let elem = self.elem(arg)?;
            self.add(list, Field::Other, elem);
        }
        if self.is(Token::OpenParen) {
            return self.call(operand, Some(list));
        }
        self.rename(operand)?;
        let generic = self.around(Kind::GenericType, [(Field::Type, operand), (Field::TypeArguments, list)])?;
        if self.is(Token::OpenBrace) && self.level >= 0 {
            return Some(generic);
        }
        // Inside of other type arguments this is a type, elsewhere the value of a generic function.
        if matches!(self.token(), Token::CloseBracket) {
            return Some(generic);
        }
        let instance = self.open(Kind::Instantiation, self.range(generic))?;
        self.add(instance, Field::Type, operand);
        let mut elem = self.first(list);
        while let Some(id) = elem {
            elem = self.next(id);
            let ty = self.first(id)?;
            self.add(instance, Field::Other, ty);
        }
        self.links[operand.index()].next = self.first(list).and_then(|elem| self.first(elem));
        Some(instance)
    }

    fn elem(&mut self, arg: Id) -> Option<Id> {
        self.rename(arg)?;
        self.around(Kind::TypeElem, [(Field::Other, arg)])
    }

    /// A call, or a conversion where what is called is certainly a type.
    fn call(&mut self, fun: Id, types: Option<Id>) -> Option<Id> {
        let start = self.pass();
        if self.kind(fun).is_type() {
            let operand = self.inside(Self::value)?;
            self.accept(Token::Comma);
            let conversion = self.around(Kind::Conversion, [(Field::Type, fun), (Field::Operand, operand)])?;
            self.close(conversion, Token::CloseParen)?;
            return Some(conversion);
        }
        let args = self.open(Kind::Args, start)?;
        self.inside(|reader| reader.items(args, (Token::Comma, Token::CloseParen), Self::arg))?;
        match types {
            Some(types) => {
                let kids = [(Field::Function, fun), (Field::TypeArguments, types), (Field::Arguments, args)];
                self.around(Kind::Call, kids)
            }
            None => self.around(Kind::Call, [(Field::Function, fun), (Field::Arguments, args)]),
        }
    }

    fn arg(&mut self) -> Option<Id> {
        let value = self.value()?;
        if !self.is(Token::Ellipsis) {
            return Some(value);
        }
        let arg = self.around(Kind::VariadicArg, [(Field::Other, value)])?;
        self.close(arg, Token::Ellipsis)?;
        Some(arg)
    }

    /// Whether a brace behind an expression begins the elements of a literal of that type.
    fn begins_literal(&self, expr: Id) -> bool {
        match self.kind(expr) {
            Kind::MapType | Kind::SliceType | Kind::ArrayType | Kind::ImplicitArrayType | Kind::StructType => true,
            Kind::Ident | Kind::Selector | Kind::Index | Kind::GenericType => self.level >= 0 && self.may_be_type(expr),
            _ => false,
        }
    }

    fn composite(&mut self, ty: Id) -> Option<Id> {
        self.rename(ty)?;
        let body = self.literal_value()?;
        self.around(Kind::Composite, [(Field::Type, ty), (Field::Body, body)])
    }

    fn literal_value(&mut self) -> Option<Id> {
        let start = self.pass();
        let value = self.open(Kind::LiteralValue, start)?;
        self.inside(|reader| reader.items(value, (Token::Comma, Token::CloseBrace), Self::entry))?;
        Some(value)
    }

    /// `value` or `key: value`.
    fn entry(&mut self) -> Option<Id> {
        let element = self.element()?;
        if !self.accept(Token::Colon) {
            return Some(element);
        }
        let value = self.element()?;
        self.around(Kind::KeyedElement, [(Field::Key, element), (Field::Value, value)])
    }

    fn element(&mut self) -> Option<Id> {
        let inner = if self.is(Token::OpenBrace) { self.nest(Self::literal_value)? } else { self.value()? };
        self.around(Kind::LiteralElement, [(Field::Other, inner)])
    }

    /// Whether an expression has the form of a type.
    fn may_be_type(&self, expr: Id) -> bool {
        let first = || self.first(expr);
        match self.kind(expr) {
            Kind::Ident => true,
            Kind::Selector => first().is_some_and(|operand| self.kind(operand) == Kind::Ident),
            Kind::Index => {
                let base = first();
                let plain = base.is_some_and(|b| matches!(self.kind(b), Kind::Ident | Kind::Selector));
                plain
                    && base.is_some_and(|b| self.may_be_type(b))
                    && base.and_then(|b| self.next(b)).is_some_and(|arg| self.may_be_type(arg))
            }
            Kind::Unary => first().is_some_and(|operator| {
                self.range(operator).end - self.range(operator).start == 1
                    && self.is_star(operator)
                    && self.next(operator).is_some_and(|operand| self.may_be_type(operand))
            }),
            Kind::Paren => first().is_some_and(|inner| self.may_be_type(inner)),
            kind => kind.is_type(),
        }
    }

    /// Whether the grammar reads a call of an expression in more than one way: `(*T[K])(x)` is a conversion to it or is not, so
    /// is `(*(*func())(x))()`, and an array whose length its elements give cannot be called.
    fn is_ambiguous(&self, expr: Id) -> bool {
        let mut inner = expr;
        loop {
            let first = self.first(inner);
            let below = match self.kind(inner) {
                Kind::Paren => first,
                Kind::Unary if inner != expr => first.and_then(|operator| self.next(operator)),
                Kind::Index => {
                    return inner != expr
                        && first.and_then(|base| self.next(base)).is_some_and(|index| self.kind(index) == Kind::Unary);
                }
                Kind::Conversion => return inner != expr,
                kind => return kind == Kind::ImplicitArrayType,
            };
            let Some(below) = below else { return false };
            inner = below;
        }
    }

    /// Whether an expression begins with what a star before it may bind to in the grammar: the type of a conversion, or a name with
    /// type arguments: `*[]T(x)`, `*(*T)(x).f`, `*f[T](x)`, `*f[[]T]`.
    fn begins_with_type(&self, expr: Id) -> bool {
        let mut base = expr;
        while matches!(self.kind(base), Kind::Selector | Kind::Index | Kind::Slice | Kind::Call | Kind::Assertion) {
            let Some(first) = self.first(base) else { return false };
            let ambiguous = |kind| matches!(kind, Kind::TypeArgs | Kind::Paren | Kind::Index | Kind::Instantiation);
            if self.next(first).is_some_and(|next| ambiguous(self.kind(next))) {
                return true;
            }
            base = first;
        }
        let grouped = || self.first(base).is_some_and(|ty| self.kind(ty) == Kind::ParenType);
        match self.kind(base) {
            // `(*T[K, V])` is a pointer to the one type in any case.
            Kind::Instantiation => base != expr || !self.is(Token::CloseParen),
            Kind::Conversion => base != expr || !grouped(),
            _ => false,
        }
    }

    fn is_star(&self, operator: Id) -> bool {
        self.lexer.byte(self.range(operator).start) == Some(b'*')
    }

    /// Makes a type of an expression that has the form of one.
    fn rename(&mut self, expr: Id) -> Option<()> {
        let first = self.first(expr);
        match self.kind(expr) {
            Kind::Ident => self.links[expr.index()].kind = Kind::TypeIdent,
            Kind::Selector => {
                let package = first.filter(|&operand| self.kind(operand) == Kind::Ident)?;
                let name = self.next(package)?;
                self.links[expr.index()].kind = Kind::QualifiedType;
                self.links[package.index()].kind = Kind::PackageIdent;
                self.links[package.index()].field = Field::Package;
                self.links[name.index()].kind = Kind::TypeIdent;
                self.links[name.index()].field = Field::Name;
            }
            Kind::Index => {
                let base = first?;
                let arg = self.next(base)?;
                self.rename(base)?;
                self.links[base.index()].field = Field::Type;
                let elem = self.elem(arg)?;
                let range = super::Range { start: self.range(base).end, end: self.range(expr).end };
                let args = self.open(Kind::TypeArgs, range)?;
                self.add(args, Field::Other, elem);
                self.links[args.index()].field = Field::TypeArguments;
                self.links[base.index()].next = Some(args);
                self.links[expr.index()].last = Some(args);
                self.links[expr.index()].kind = Kind::GenericType;
            }
            Kind::Unary => {
                let operator = first.filter(|&operator| self.is_star(operator))?;
                let operand = self.next(operator)?;
                self.rename(operand)?;
                self.links[expr.index()].kind = Kind::PointerType;
            }
            Kind::Paren => {
                self.rename(first?)?;
                self.links[expr.index()].kind = Kind::ParenType;
            }
            kind if kind.is_type() => {}
            _ => return None,
        }
        Some(())
    }
}
