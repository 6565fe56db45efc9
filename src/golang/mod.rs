//! One Go file's text in, [`syntax::Syntax`] out: the only user of tree-sitter.
//!
//! Two readers make the same tree: `direct` reads what is plainly well-formed, tree-sitter whatever is not, and queries. What the
//! grammar reads in another way than Go does is left to it, so that no answer depends on which of them read a file; the tests
//! of `direct` hold this on Go's own source, on the test data and on mutated files.
//! Knows one file at a time and no Go API. Never fails: what cannot be read is a place in `errors`.

pub mod constraint;
pub mod head;
pub mod query;
pub mod syntax;
pub mod words;

mod basic;
mod composite;
mod direct;
mod expr;
mod flow;
mod func;
mod ids;
mod import;
mod kind;
pub mod literal;
mod lower;
mod mask;
mod operator;
mod order;
mod scope;
mod stmt;
mod tree;
mod ty;
mod type_expr;
mod value;

use syntax::{Range, Syntax};

/// What one Go file says.
///
/// In: its bytes, whatever they are: not UTF-8, cut off, nested without end. Out: all that could be read; the places that could
/// not are in [`Syntax::errors`]. Of what nests deeper than 200 levels only the outer part is read. A well-formed file is read directly;
/// tree-sitter, which takes some twenty times as long, reads the others, with one parser for each thread.
#[must_use]
pub fn parse(bytes: &[u8]) -> Syntax {
    let tree = tree::Tree::of(bytes);
    lower::lower(bytes, &tree)
}

/// Whether a tool wrote a file, by Go's convention (go.dev/s/generatedcode).
#[must_use]
pub fn is_generated(bytes: &[u8]) -> bool {
    let marked = |line: &[u8]| {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        line.starts_with(b"// Code generated ") && line.ends_with(b" DO NOT EDIT.")
    };
    bytes.split(|b| *b == b'\n').any(marked)
}

/// The comments of a Go file in source order, each without the end of its line. What looks like a comment inside of a
/// string is none.
#[must_use]
pub fn comments(bytes: &[u8]) -> Vec<Range> {
    let mut comments = tree::Tree::of(bytes).comments;
    for range in &mut comments {
        let ends_with_return = bytes.get(range.start as usize..range.end as usize).is_some_and(|c| c.ends_with(b"\r"));
        range.end -= u32::from(ends_with_return);
    }
    comments
}
