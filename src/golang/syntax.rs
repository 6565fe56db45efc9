//! What one Go file says, as a small tree of our own: names resolved as far as one file can.
//!
//! In: nothing; these are the types that `golang::parse` fills. Out: [`Syntax`], which `facts` and `model` read.
//! Knows no other file, no Go API and no type checker: a name that is not local to the file stays a [`ExprKind::Name`].

use std::sync::Arc;

pub use super::basic::is_basic;
pub use super::ids::{ExprId, FuncId, ImportId, LocalId};
pub use super::operator::Op;

/// A half-open range of bytes of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Range {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Range {
    /// Whether a byte lies in the range.
    #[must_use]
    pub fn contains(self, at: u32) -> bool {
        (self.start..self.end).contains(&at)
    }
}

/// A name of Go source.
pub type Name = Arc<str>;

/// One parsed file.
#[derive(Debug, Clone, Default)]
pub struct Syntax {
    /// The name in the package clause; empty where there is none.
    pub package: Name,
    /// Imports in source order.
    pub imports: Vec<Import>,
    /// Package-level constants.
    pub consts: Vec<ValueSpec>,
    /// Package-level variables.
    pub vars: Vec<ValueSpec>,
    /// Type declarations, package-level and local.
    pub types: Vec<TypeDecl>,
    /// All functions: declarations, methods and literals, in source order of their start.
    pub funcs: Vec<Func>,
    /// All expressions.
    pub exprs: Vec<Expr>,
    /// All parameters and locals of all functions.
    pub locals: Vec<Local>,
    /// The places of ERROR and MISSING nodes, outermost only.
    pub errors: Vec<Range>,
    /// Where the package clause's name stands.
    pub package_range: Range,
}

/// One import spec.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Import {
    /// The unquoted path.
    pub path: Name,
    /// How it is named.
    pub name: ImportName,
    /// The whole spec, name included.
    pub range: Range,
    /// The path literal with its quotes.
    pub path_range: Range,
}

/// The forms of an import.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ImportName {
    /// `import "x"`: named by the package clause of x.
    Default,
    /// `import y "x"`.
    Alias(Name),
    /// `import _ "x"`.
    Blank,
    /// `import . "x"`.
    Dot,
}

/// One name of a `const` or `var` spec, at package level or (in [`StmtKind::Var`]) in a function.
#[derive(Debug, Clone)]
pub struct ValueSpec {
    /// The name; `_` too.
    pub name: Name,
    /// Where the name stands.
    pub name_range: Range,
    /// The local that it declares; None at package level.
    pub local: Option<LocalId>,
    /// The declared type. For constants that repeat the spec above (iota style) the repeated type.
    pub ty: Option<Box<Type>>,
    /// The value; for `a, b = f()` all names share the call and `tuple` tells which result.
    pub value: Option<ExprId>,
    /// Index of the result when several names share one value.
    pub tuple: Option<u32>,
    /// For constants: the value of iota in this spec.
    pub iota: u32,
}

/// `type Name ...` or `type Name = ...`.
#[derive(Debug, Clone)]
pub struct TypeDecl {
    /// The name.
    pub name: Name,
    /// What it stands for.
    pub ty: Type,
    /// Whether it is an alias (`=`).
    pub alias: bool,
    /// The function in which it is declared; None at package level.
    pub func: Option<FuncId>,
    /// The whole spec.
    pub range: Range,
}

/// A type expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// A name of the package, of a dot import or of the universe. `pkg.Name` as it stands where no import is called `pkg`.
    Name(Name),
    /// `pkg.Name`.
    Qualified(ImportId, Name),
    /// `*T`.
    Pointer(Box<Type>),
    /// `[]T`, `[n]T` and `...T`.
    Slice(Box<Type>),
    /// `map[K]V`.
    Map(Box<Type>, Box<Type>),
    /// `chan T` in any direction.
    Chan(Box<Type>),
    /// `func(...) ...`: parameter types and result types.
    Func(Box<[Type]>, Box<[Type]>),
    /// `struct{...}`.
    Struct(Box<[Field]>),
    /// `interface{...}`: its own methods, and the types that it embeds.
    Interface(Box<[Method]>, Box<[Type]>),
    /// `T[A, B]`.
    Generic(Box<Type>, Box<[Type]>),
    /// What could not be read.
    Unknown,
}

/// One field of a struct type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The name; for an embedded field the type's last name.
    pub name: Name,
    /// The type.
    pub ty: Type,
    /// The unquoted tag, or empty.
    pub tag: Arc<str>,
    /// Whether the field is embedded.
    pub embedded: bool,
    /// Where the field's name stands.
    pub range: Range,
}

/// One method of an interface type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Method {
    /// The name.
    pub name: Name,
    /// Its signature: [`Type::Func`].
    pub ty: Type,
}

/// A parameter, result, receiver or local.
#[derive(Debug, Clone)]
pub struct Local {
    /// Its name; empty for an unnamed parameter or result.
    pub name: Name,
    /// Its declared type, if it is written.
    pub ty: Option<Box<Type>>,
    /// The function that declares it (the innermost: a literal's own locals are its own).
    pub func: FuncId,
    /// What it is.
    pub kind: LocalKind,
    /// Where its name stands.
    pub range: Range,
}

/// What a [`Local`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalKind {
    /// The receiver of a method.
    Receiver,
    /// The n-th parameter.
    Param(u32),
    /// The n-th result.
    Result(u32),
    /// A variable. That of a type switch is one local for each case, which no statement assigns.
    Var,
    /// A constant.
    Const,
}

/// A function declaration, a method or a function literal.
#[derive(Debug, Clone)]
pub struct Func {
    /// The name; None for a literal, and for the statements that a broken file has outside of functions.
    pub name: Option<Name>,
    /// Where the name stands (for a literal: the keyword `func`).
    pub name_range: Range,
    /// The receiver.
    pub recv: Option<LocalId>,
    /// The parameters, one for each name; unnamed ones too.
    pub params: Vec<LocalId>,
    /// The results, one for each; unnamed ones too.
    pub results: Vec<LocalId>,
    /// Whether the last parameter is `...T`.
    pub variadic: bool,
    /// The function around a literal; None for a declaration and for a literal in a package variable.
    pub outer: Option<FuncId>,
    /// The body; empty for a declaration without one.
    pub body: Vec<Stmt>,
    /// From `func` to the closing brace.
    pub range: Range,
    /// The braces and what is between.
    pub body_range: Range,
}

/// A statement with the range that it covers.
#[derive(Debug, Clone)]
pub struct Stmt {
    /// What it does.
    pub kind: StmtKind,
    /// Where it stands.
    pub range: Range,
}

/// The statements of Go. A type declaration is none; what stands in a broken place is behind the statement around it.
#[derive(Debug, Clone)]
pub enum StmtKind {
    /// An expression on its own.
    Expr(ExprId),
    /// `a, b = x, y`, `a, b := f()`, `a += x`.
    Assign {
        /// The left sides: [`ExprKind::Local`] for what `:=` declares or an outer local.
        lhs: Vec<ExprId>,
        /// The right sides; one call for several left sides is a tuple.
        rhs: Vec<ExprId>,
        /// How.
        op: AssignOp,
    },
    /// `var` and `const` in a function.
    Var(Vec<ValueSpec>),
    /// `return ...`.
    Return(Vec<ExprId>),
    /// `if init; cond { then } else { els }`; `else if` is an `els` with one `If`.
    If {
        /// The statement before the condition.
        init: Option<Box<Stmt>>,
        /// The condition.
        cond: ExprId,
        /// The first branch.
        then: Vec<Stmt>,
        /// The second branch; None where there is no `else`.
        els: Option<Vec<Stmt>>,
    },
    /// An expression switch or a type switch.
    Switch {
        /// The statement before the tag.
        init: Option<Box<Stmt>>,
        /// The tag; for a type switch the expression before `.(type)`.
        tag: Option<ExprId>,
        /// The cases in order.
        cases: Vec<Case>,
        /// Whether it switches over types.
        types: bool,
    },
    /// `select`: the communications as statements at the head of each case's body.
    Select(Vec<Case>),
    /// `for init; cond; post { body }`.
    For {
        /// Before the loop.
        init: Option<Box<Stmt>>,
        /// The condition.
        cond: Option<ExprId>,
        /// After each round.
        post: Option<Box<Stmt>>,
        /// The body.
        body: Vec<Stmt>,
    },
    /// `for key, value := range over { body }`.
    Range {
        /// The key's expression ([`ExprKind::Local`] with `:=`).
        key: Option<ExprId>,
        /// The value's expression.
        value: Option<ExprId>,
        /// What is ranged over.
        over: ExprId,
        /// The body.
        body: Vec<Stmt>,
    },
    /// `go f()`.
    Go(ExprId),
    /// `defer f()`.
    Defer(ExprId),
    /// `{ ... }`, and a labelled statement (with what it labels inside).
    Block(Vec<Stmt>),
    /// `ch <- v`.
    Send(ExprId, ExprId),
    /// `x++` and `x--`.
    IncDec(ExprId),
    /// `break`, `continue`, `goto`.
    Jump,
    /// `fallthrough`.
    Fallthrough,
    /// What could not be read; the expressions below it in source order.
    Unknown(Vec<ExprId>),
}

/// One case of a `switch` or `select`.
#[derive(Debug, Clone)]
pub struct Case {
    /// The values; of a type switch over a name assertions. Empty and `default` for `default:`.
    pub values: Vec<ExprId>,
    /// The variable of a type switch over a name, and what it is in this case.
    pub variable: Option<(LocalId, ExprId)>,
    /// Whether this is `default:`.
    pub default: bool,
    /// The body.
    pub body: Vec<Stmt>,
}

/// The three ways of assigning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssignOp {
    /// `:=`.
    Define,
    /// `=`.
    Set,
    /// `+=`.
    Add,
    /// Any other `op=`.
    Other,
}

/// An expression and where it stands.
#[derive(Debug, Clone)]
pub struct Expr {
    /// What it is; parentheses are gone.
    pub kind: ExprKind,
    /// Where it stands (without outer parentheses).
    pub range: Range,
}

/// The expressions of Go.
#[derive(Debug, Clone)]
pub enum ExprKind {
    /// A name that the file does not resolve: of the package, of a dot import, or of the universe (`nil`, `true`, `string`, `iota`).
    Name(Name),
    /// A parameter or local.
    Local(LocalId),
    /// An imported package, as the left side of a selector.
    Import(ImportId),
    /// A string literal's value (bytes that are not UTF-8 replaced).
    Str(Arc<str>),
    /// An integer or rune literal's value; None where it does not fit.
    Int(Option<i64>),
    /// A float or imaginary literal.
    Float,
    /// `x.name`.
    Select(ExprId, Name),
    /// `f(args)`; conversions look the same. `spread`: the last argument is `x...`.
    Call {
        /// What is called.
        fun: ExprId,
        /// The arguments; a type argument is [`ExprKind::Type`].
        args: Box<[ExprId]>,
        /// Whether the last argument is followed by `...`.
        spread: bool,
    },
    /// `x[i]`; also an instantiation.
    Index(ExprId, Box<[ExprId]>),
    /// `x[a:b:c]`; the parts that are written.
    Slice(ExprId, Box<[ExprId]>),
    /// `*x`.
    Star(ExprId),
    /// `&x`.
    Address(ExprId),
    /// `<-x`.
    Receive(ExprId),
    /// `-x`, `!x`, `^x`, `+x`: the operator and the operand.
    Unary(Op, ExprId),
    /// `x op y`.
    Binary(Op, ExprId, ExprId),
    /// `T{...}`.
    Composite(Box<Composite>),
    /// A function literal.
    FuncLit(FuncId),
    /// `x.(T)`.
    Assert(ExprId, Box<Type>),
    /// A type where an expression may stand: `[]byte` in `[]byte(x)`, the argument of `new` and `make`. A plain type name stays a `Name` or `Select`.
    Type(Box<Type>),
    /// What could not be read, or nests too deep; the expressions below it.
    Unknown(Box<[ExprId]>),
}

/// A composite literal.
#[derive(Debug, Clone)]
pub struct Composite {
    /// The type; `&T{}` is an [`ExprKind::Address`] of this. None for the short form inside another literal.
    pub ty: Option<Type>,
    /// The elements.
    pub elems: Box<[Element]>,
}

/// One element of a composite literal.
#[derive(Debug, Clone)]
pub struct Element {
    /// The key as an expression; for a struct's field a [`ExprKind::Name`] (never resolved to a local of the same name).
    pub key: Option<ExprId>,
    /// The value.
    pub value: ExprId,
}

impl Type {
    /// Whether the type mentions a type of this name, of whatever package.
    #[must_use]
    pub fn names(&self, name: &str) -> bool {
        let one = |ty: &Self| ty.names(name);
        match self {
            Self::Name(own) | Self::Qualified(_, own) => &**own == name,
            Self::Pointer(inner) | Self::Slice(inner) | Self::Chan(inner) => one(inner),
            Self::Map(key, value) => one(key) || one(value),
            Self::Func(params, results) => params.iter().chain(results).any(one),
            Self::Struct(fields) => fields.iter().any(|field| one(&field.ty)),
            Self::Interface(methods, embedded) => methods.iter().any(|m| one(&m.ty)) || embedded.iter().any(one),
            Self::Generic(inner, args) => one(inner) || args.iter().any(one),
            Self::Unknown => false,
        }
    }

    /// The name that is left without pointers and type arguments: the type whose method a receiver of this type declares.
    #[must_use]
    pub fn base(&self) -> Option<&Name> {
        match self {
            Self::Name(name) | Self::Qualified(_, name) => Some(name),
            Self::Pointer(inner) | Self::Generic(inner, _) => inner.base(),
            _ => None,
        }
    }
}

impl Syntax {
    /// All expressions with their indices.
    pub fn all_exprs(&self) -> impl Iterator<Item = (ExprId, &Expr)> {
        (0..).map(ExprId::new).zip(&self.exprs)
    }

    /// Where a local is used or set.
    pub fn uses_of(&self, local: LocalId) -> impl Iterator<Item = ExprId> {
        let uses = self.all_exprs().filter(move |(_, e)| matches!(e.kind, ExprKind::Local(l) if l == local));
        uses.map(|(id, _)| id)
    }

    /// The name of the type that a method is declared on.
    #[must_use]
    pub fn receiver_type(&self, func: &Func) -> Option<&Name> {
        let mut ty = self.local(func.recv?).ty.as_deref()?;
        loop {
            match ty {
                Type::Pointer(inner) | Type::Generic(inner, _) => ty = inner,
                Type::Name(name) => return Some(name),
                _ => return None,
            }
        }
    }

    /// The expression of an index.
    #[must_use]
    pub fn expr(&self, id: ExprId) -> &Expr {
        &self.exprs[id.index() as usize]
    }

    /// The function of an index.
    #[must_use]
    pub fn func(&self, id: FuncId) -> &Func {
        &self.funcs[id.index() as usize]
    }

    /// The local of an index.
    #[must_use]
    pub fn local(&self, id: LocalId) -> &Local {
        &self.locals[id.0 as usize]
    }

    /// The import of an index.
    #[must_use]
    pub fn import(&self, id: ImportId) -> &Import {
        &self.imports[id.0 as usize]
    }
}
