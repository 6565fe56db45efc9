//! The operators of expressions.

use std::fmt;

/// An operator, by the name that `go/token` gives it or a shorter one.
#[derive(Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is what `TEXTS` says")]
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
    /// Each as Go writes it.
    const TEXTS: [(Self, &str); 22] = [
        (Self::Add, "+"),
        (Self::Sub, "-"),
        (Self::Mul, "*"),
        (Self::Quo, "/"),
        (Self::Rem, "%"),
        (Self::And, "&"),
        (Self::Or, "|"),
        (Self::Xor, "^"),
        (Self::Shl, "<<"),
        (Self::Shr, ">>"),
        (Self::AndNot, "&^"),
        (Self::LAnd, "&&"),
        (Self::LOr, "||"),
        (Self::Eq, "=="),
        (Self::Ne, "!="),
        (Self::Lt, "<"),
        (Self::Le, "<="),
        (Self::Gt, ">"),
        (Self::Ge, ">="),
        (Self::Not, "!"),
        (Self::Tilde, "~"),
        (Self::Arrow, "<-"),
    ];

    /// The one that the bytes spell.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let found = Self::TEXTS.into_iter().find(|(_, text)| text.as_bytes() == bytes);
        found.map_or(Self::Broken, |(op, _)| op)
    }
}

impl fmt::Debug for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = Self::TEXTS.into_iter().find(|(op, _)| op == self).map(|(_, text)| text);
        fmt::Debug::fmt(text.unwrap_or_default(), f)
    }
}
