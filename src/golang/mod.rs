//! One Go file's text in, [`syntax::Syntax`] out: the only user of tree-sitter.
//!
//! Knows one file at a time and no Go API. Never fails: what cannot be read is a place in `errors`.

pub mod constraint;
pub mod head;
pub mod syntax;
