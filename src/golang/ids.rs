//! Indices into the tables of a file's [`Syntax`](super::syntax::Syntax).

use std::fmt;
use std::num::NonZeroU32;

/// Index into [`Syntax::exprs`](super::syntax::Syntax::exprs), plus one: where there may be none, that takes no room of its own.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ExprId(NonZeroU32);

impl ExprId {
    /// The expression at an index.
    #[must_use]
    pub fn new(index: u32) -> Self {
        Self(NonZeroU32::MIN.saturating_add(index))
    }

    /// The index.
    #[must_use]
    pub fn index(self) -> u32 {
        self.0.get() - 1
    }
}

impl fmt::Debug for ExprId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ExprId").field(&self.index()).finish()
    }
}

/// Index into [`Syntax::funcs`](super::syntax::Syntax::funcs).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FuncId(pub u32);
/// Index into [`Syntax::imports`](super::syntax::Syntax::imports).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ImportId(pub u32);
/// Index into [`Syntax::locals`](super::syntax::Syntax::locals): one parameter, result, receiver or local variable or constant of one function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalId(pub u32);
