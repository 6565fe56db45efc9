//! The operators of expressions.

use std::fmt;

/// An operator, by the name that `go/token` gives it or a shorter one.
#[derive(Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is what `text` says")]
pub enum Op {
    Add,
    Sub,
    Mul,
    Quo,
    Rem,
    And,
    Or,
    Xor,
    Shl,
    Shr,
    AndNot,
    LAnd,
    LOr,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    Not,
    Tilde,
    Arrow,
    /// None that could be read.
    Broken,
}

impl Op {
    const ALL: [Self; 22] = [
        Self::Add,
        Self::Sub,
        Self::Mul,
        Self::Quo,
        Self::Rem,
        Self::And,
        Self::Or,
        Self::Xor,
        Self::Shl,
        Self::Shr,
        Self::AndNot,
        Self::LAnd,
        Self::LOr,
        Self::Eq,
        Self::Ne,
        Self::Lt,
        Self::Le,
        Self::Gt,
        Self::Ge,
        Self::Not,
        Self::Tilde,
        Self::Arrow,
    ];

    /// As Go writes it; empty where it is broken.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Sub => "-",
            Self::Mul => "*",
            Self::Quo => "/",
            Self::Rem => "%",
            Self::And => "&",
            Self::Or => "|",
            Self::Xor => "^",
            Self::Shl => "<<",
            Self::Shr => ">>",
            Self::AndNot => "&^",
            Self::LAnd => "&&",
            Self::LOr => "||",
            Self::Eq => "==",
            Self::Ne => "!=",
            Self::Lt => "<",
            Self::Le => "<=",
            Self::Gt => ">",
            Self::Ge => ">=",
            Self::Not => "!",
            Self::Tilde => "~",
            Self::Arrow => "<-",
            Self::Broken => "",
        }
    }

    /// The one that the text spells.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::ALL.into_iter().find(|op| op.text() == text).unwrap_or(Self::Broken)
    }
}

impl fmt::Debug for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.text(), f)
    }
}
