//! Patterns of `http.ServeMux`: what parses, what conflicts, what Go says about it, and what a mount lets through.
//!
//! In: the text of patterns and an [`Era`](crate::model::Era). Out: exactly what a fresh mux of that era does with them, word for word.
//! Read in net/http of Go 1.21.13, 1.22.10, 1.23.9, 1.26.8 and 1.27.3 (pattern.go, server.go, servemux121.go,
//! routing_index.go); compared with the running releases by src/tests/pattern_oracle.rs.
//! Knows nothing of programs, routes or places: a pattern is a text here.
//!
//! What differs between the eras:
//! - E121: a pattern is a plain text. Only the empty one is refused, only the same one twice panics. `{x}` and `GET `
//!   are literal text, percent escapes are not decoded.
//! - E122: `[METHOD ][HOST]/[PATH]`, where exactly one blank ends the method. A second blank belongs to the host, and a
//!   tab never ends a method.
//! - E123: any number of blanks and tabs ends the method. Offsets in errors count only the first of them, as in Go.
//!
//! The wording of all errors is the same in all releases that have them. Go patterns are bytes, ours are texts: who
//! reads a Go literal with bytes that are not UTF-8 hands them over as U+FFFD, and then two patterns that differ only
//! in such bytes look the same. Bytes that arise from percent escapes (`/%ff`) are kept and quoted as Go does, `\xff`.

mod compare;
mod example;
mod explain;
mod index;
mod join;
mod parse;
mod quote;
mod reach;
mod tree;
mod unicode;

pub use compare::Relation;
pub use example::{common_path, difference_path};
pub use explain::{Verdict, first_line, verdict};
pub use index::{Coverage, Index, Limits, Pairs};
pub use parse::{Pattern, Segment};
pub use quote::quote;
pub use reach::{intersects, overtakes, path_prefix_lets_through};

#[cfg(test)]
mod tests;

/// The tables behind Go's idea of letters, digits and printable characters, for the test that compares them with Go.
#[doc(hidden)]
#[must_use]
pub fn unicode_tables() -> [(&'static str, &'static [u32]); 3] {
    [("letter", unicode::LETTER), ("digit", unicode::DIGIT), ("print", unicode::PRINT)]
}
