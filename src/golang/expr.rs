//! Expressions, except composite literals and types.
//!
//! In: nodes of operands and operations. Out: their [`ExprId`]s, without parentheses. What is broken or too deep becomes
//! [`ExprKind::Unknown`], so that every caller gets an expression.

use super::kind::{Field, Kind};
use super::literal;
use super::lower::Lower;
use super::scope::Binding;
use super::syntax::{ExprId, ExprKind, Op, Range, Type};
use super::tree::At;

impl Lower<'_> {
    /// The expression of a node.
    pub(super) fn expr(&mut self, at: At) -> ExprId {
        let id = self.nest(|lower| lower.read_expr(at)).unwrap_or_else(|| self.spine(at));
        self.strays(at);
        id
    }

    /// What is too deep to be lowered: the operands along the left side, which is where long sums and chains of calls are
    /// deep, without what connects them.
    fn spine(&mut self, at: At) -> ExprId {
        let tree = self.tree;
        let mut operands = Vec::new();
        let mut node = Some(at);
        while let Some(at) = node {
            let mut kids: Vec<At> = tree.kids(at).filter(|&kid| tree.kind(kid).is_expr()).collect();
            let lists = tree.fields(at, Field::Arguments).flat_map(|list| tree.kids(list));
            let args: Vec<At> = lists.filter(|&kid| tree.kind(kid).is_expr()).collect();
            node = if matches!(tree.kind(at), Kind::FuncLit | Kind::Composite) || kids.is_empty() {
                operands.push(at);
                None
            } else {
                operands.extend(args.into_iter().rev());
                operands.extend(kids.drain(1..).rev());
                kids.pop()
            };
        }
        let operands = operands.into_iter().rev();
        let lowered = self.reprieve(|lower| operands.map(|operand| lower.expr(operand)).collect());
        self.push(ExprKind::Unknown(lowered.unwrap_or_default()), tree.range(at))
    }

    /// The expressions below a list; the list may be its only element itself.
    pub(super) fn exprs(&mut self, list: At) -> Vec<ExprId> {
        let tree = self.tree;
        if tree.kind(list).is_expr() {
            return vec![self.expr(list)];
        }
        tree.kids(list).filter(|&kid| tree.kind(kid).is_expr()).map(|kid| self.expr(kid)).collect()
    }

    /// An identifier that is no operand of a selector: a local, or a name that the file does not resolve.
    pub(super) fn ident(&mut self, at: At) -> ExprId {
        let id = self.name(at);
        let kind = match self.names.inside(id) {
            Binding::Local(local) => ExprKind::Local(local),
            Binding::Free | Binding::Type(_) => ExprKind::Name(self.names.name(id)),
        };
        self.push(kind, self.tree.range(at))
    }

    /// An identifier before a dot, the only place where an import may stand.
    pub(super) fn operand(&mut self, at: At) -> ExprId {
        let id = self.name(at);
        match self.names.import(id) {
            Some(import) => self.push(ExprKind::Import(import), self.tree.range(at)),
            None => self.ident(at),
        }
    }

    /// An expression that says nothing.
    pub(super) fn unknown(&mut self, at: At) -> ExprId {
        self.push(ExprKind::Unknown(Box::default()), self.tree.range(at))
    }

    /// The expression in a role, or one that says nothing.
    pub(super) fn expr_in(&mut self, at: At, field: Field) -> ExprId {
        match self.tree.field(at, field) {
            Some(kid) => self.expr(kid),
            None => self.unknown(at),
        }
    }

    fn read_expr(&mut self, at: At) -> ExprId {
        let range = self.tree.range(at);
        let kind = match self.tree.kind(at) {
            kind if kind.is_name() => return self.ident(at),
            Kind::Paren => return self.paren(at),
            Kind::String | Kind::RawString => ExprKind::Str(literal::string(self.bytes(at))),
            Kind::Int => ExprKind::Int(literal::int(self.bytes(at))),
            Kind::Rune => ExprKind::Int(literal::rune(self.bytes(at))),
            Kind::Float | Kind::Imaginary => ExprKind::Float,
            Kind::Selector => self.selector(at),
            Kind::Call => self.call(at),
            Kind::Conversion => self.conversion(at),
            Kind::Instantiation => self.instantiation(at),
            Kind::Index => {
                let operand = self.expr_in(at, Field::Operand);
                ExprKind::Index(operand, Box::new([self.expr_in(at, Field::Index)]))
            }
            Kind::Slice => self.slice_expr(at),
            Kind::Assertion => {
                let operand = self.expr_in(at, Field::Operand);
                let ty = self.tree.field(at, Field::Type).map_or(Type::Unknown, |ty| self.ty(ty));
                ExprKind::Assert(operand, Box::new(ty))
            }
            Kind::Unary => self.unary(at),
            Kind::Binary => {
                let left = self.expr_in(at, Field::Left);
                let right = self.expr_in(at, Field::Right);
                ExprKind::Binary(self.op(at), left, right)
            }
            Kind::FuncLit => ExprKind::FuncLit(self.func_decl(at)),
            Kind::Composite => self.composite(at),
            kind if kind.is_type() => return self.type_expr(at),
            _ => ExprKind::Unknown(Box::default()),
        };
        self.push(kind, range)
    }

    fn paren(&mut self, at: At) -> ExprId {
        let tree = self.tree;
        match tree.kids(at).find(|&kid| tree.kind(kid).is_expr()) {
            Some(kid) => self.expr(kid),
            None => self.unknown(at),
        }
    }

    fn selector(&mut self, at: At) -> ExprKind {
        let operand = match self.tree.field(at, Field::Operand) {
            Some(kid) if self.tree.kind(kid) == Kind::Ident => self.operand(kid),
            Some(kid) => self.expr(kid),
            None => self.unknown(at),
        };
        let member = match self.tree.field(at, Field::Member) {
            Some(kid) => self.name(kid),
            None => self.names.id(""),
        };
        ExprKind::Select(operand, self.names.name(member))
    }

    fn call(&mut self, at: At) -> ExprKind {
        let tree = self.tree;
        let mut fun = match self.misread_instance(at) {
            Some(instance) => instance,
            None => self.expr_in(at, Field::Function),
        };
        let types = self.type_args(at);
        if let (false, Some(node)) = (types.is_empty(), tree.field(at, Field::TypeArguments)) {
            let mut range = self.out.expr(fun).range;
            range.end = tree.range(node).end;
            fun = self.push(ExprKind::Index(fun, types.into()), range);
        }
        let mut args = Vec::new();
        let mut spread = false;
        for kid in tree.field(at, Field::Arguments).into_iter().flat_map(|list| tree.kids(list)) {
            match tree.kind(kid) {
                Kind::VariadicArg => {
                    spread = true;
                    args.extend(self.exprs(kid));
                    self.strays(kid);
                }
                kind if kind.is_type() => args.push(self.type_expr(kid)),
                kind if kind.is_expr() => args.push(self.expr(kid)),
                _ => {}
            }
        }
        ExprKind::Call { fun, args: args.into(), spread }
    }

    fn conversion(&mut self, at: At) -> ExprKind {
        let Some(ty) = self.tree.field(at, Field::Type) else {
            return ExprKind::Call {
                fun: self.unknown(at),
                args: Box::new([self.expr_in(at, Field::Operand)]),
                spread: false,
            };
        };
        // The grammar reads `*(*T)(x)` as a conversion to `*(*T)`, the language as a star before a conversion.
        let (mut base, mut starred) = (ty, Vec::new());
        while let (Kind::PointerType, Some(inner)) = (self.tree.kind(base), self.first_type(base)) {
            base = inner;
            starred.push(self.tree.range(inner).start);
        }
        let fun = self.converter(base);
        let args = Box::new([self.expr_in(at, Field::Operand)]);
        let mut kind = ExprKind::Call { fun, args, spread: false };
        let end = self.tree.range(at).end;
        for start in starred.into_iter().rev() {
            kind = ExprKind::Star(self.push(kind, Range { start, end }));
        }
        kind
    }

    /// What converts in `(*T[K])(x)`. The grammar may as well read a call of `*T[K]`: both become that.
    fn converter(&mut self, ty: At) -> ExprId {
        let inside = |kind, at: Option<At>| at.filter(|&at| self.tree.kind(at) == kind);
        let pointer =
            inside(Kind::ParenType, Some(ty)).and_then(|paren| inside(Kind::PointerType, self.first_type(paren)));
        let generic = pointer.and_then(|pointer| inside(Kind::GenericType, self.first_type(pointer)));
        match (pointer, generic) {
            (Some(pointer), Some(generic)) => {
                let generic = self.type_expr(generic);
                self.push(ExprKind::Star(generic), self.tree.range(pointer))
            }
            _ => self.type_expr(ty),
        }
    }

    fn instantiation(&mut self, at: At) -> ExprKind {
        let tree = self.tree;
        let mut parts = tree.kids(at).filter(|&kid| tree.kind(kid).is_type());
        let fun = match parts.next() {
            Some(ty) => self.type_expr(ty),
            None => self.unknown(at),
        };
        ExprKind::Index(fun, parts.map(|part| self.type_expr(part)).collect())
    }

    fn slice_expr(&mut self, at: At) -> ExprKind {
        let tree = self.tree;
        let operand = self.expr_in(at, Field::Operand);
        let parts = tree.kids(at).filter(|&kid| tree.role(kid) != Field::Operand && tree.kind(kid).is_expr());
        ExprKind::Slice(operand, parts.map(|part| self.expr(part)).collect())
    }

    fn unary(&mut self, at: At) -> ExprKind {
        let operand = self.expr_in(at, Field::Operand);
        match self.op(at) {
            Op::Mul => ExprKind::Star(operand),
            Op::And => ExprKind::Address(operand),
            Op::Arrow => ExprKind::Receive(operand),
            operator => ExprKind::Unary(operator, operand),
        }
    }

    fn op(&self, at: At) -> Op {
        Op::of(self.operator(at))
    }

    /// The text of an operation's operator; empty where it is broken.
    pub(super) fn operator(&self, at: At) -> &[u8] {
        let node = self.tree.kids(at).find(|&kid| self.tree.kind(kid) == Kind::Operator);
        node.map(|node| self.bytes(node)).unwrap_or_default()
    }
}
