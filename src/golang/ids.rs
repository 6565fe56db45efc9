//! Indices into the tables of a file's [`Syntax`](super::syntax::Syntax).

use std::fmt;
use std::num::NonZeroU32;

macro_rules! index_plus_one {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        /// Kept plus one: where there may be none, that takes no room of its own.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(NonZeroU32);

        impl $name {
            /// The one at an index.
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

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.index()).finish()
            }
        }
    };
}

index_plus_one! {
    /// Index into [`Syntax::exprs`](super::syntax::Syntax::exprs).
    ExprId
}
index_plus_one! {
    /// Index into [`Syntax::funcs`](super::syntax::Syntax::funcs).
    FuncId
}
/// Index into [`Syntax::imports`](super::syntax::Syntax::imports).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ImportId(pub u32);
/// Index into [`Syntax::locals`](super::syntax::Syntax::locals): one parameter, result, receiver or local variable or constant of one function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalId(pub u32);
