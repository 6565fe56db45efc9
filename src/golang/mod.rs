//! One Go file's text in, [`syntax::Syntax`] out: the only user of tree-sitter.
//!
//! Knows one file at a time and no Go API. Never fails: what cannot be read is a place in `errors`.

pub mod constraint;
pub mod head;
pub mod syntax;
pub mod words;

mod comment;
mod composite;
mod direct;
mod expr;
mod flow;
mod func;
mod import;
mod kind;
pub mod literal;
mod lower;
mod mask;
mod order;
mod scope;
mod stmt;
mod tree;
mod ty;
mod type_expr;
mod value;

use syntax::Syntax;

/// What one Go file says.
///
/// In: its bytes, whatever they are: not UTF-8, cut off, nested without end. Out: all that could be read; the places that could
/// not are in [`Syntax::errors`]. Of what nests deeper than 200 levels only the outer part is read. A well-formed file is read directly;
/// tree-sitter, which takes some twenty times as long, reads the others, with one parser for each thread.
#[must_use]
pub fn parse(bytes: &[u8]) -> Syntax {
    syntax_of(bytes, &tree::Tree::of(bytes))
}

fn syntax_of(bytes: &[u8], tree: &tree::Tree) -> Syntax {
    let mut syntax = lower::lower(bytes, tree);
    let package = tree.package_clause().map(|range| range.start);
    syntax.directives = comment::directives(bytes, &tree.comments, package);
    syntax
}
