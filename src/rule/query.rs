//! The query of a case, compiled, and its mistakes at their places in the rule file.
//!
//! In: the text. Out: a query whose captures can be fields of `match`. What tree-sitter says is put into words by [`crate::golang::query`].

use super::syntax::guard;
use super::vocabulary::Kind;
use crate::document::{Code, Errors, did_you_mean, did_you_mean_or_list};
use crate::golang::query::{Fault, Query};

/// How to learn which node stands within which.
const NESTING: &str = "the playground of tree-sitter shows the nodes of a piece of Go; a call in a function's body is \
                       `(block (statement_list (expression_statement (call_expression))))`";

/// Compiles a query; None where nothing can be said of its captures. One that muxray was built with is taken to be right: its tests
/// compile it.
pub(super) fn compile(code: &Code<'_>, built_in: bool, errors: &mut Errors) -> Option<Query> {
    if let Some(query) = Some(code.text).filter(|_| built_in).and_then(Query::trusted) {
        return Some(query);
    }
    let query = match Query::new(code.text) {
        Ok(query) => query,
        Err(faults) => {
            for Fault { range, message, unknown, nesting } in faults {
                // The grammar has some hundred nodes: a list of them would help nobody.
                let help = unknown.and_then(|(word, there)| match there.len() {
                    ..=40 => did_you_mean_or_list(&word, there),
                    _ => did_you_mean(&word, there),
                });
                let help = help.or_else(|| nesting.then(|| NESTING.to_owned()));
                errors.add(code.place(range), message, "", help);
            }
            return None;
        }
    };
    for (name, _) in query.captures().iter().filter(|(name, _)| !name.starts_with('_')) {
        let at = code.text.find(&format!("@{name}")).map_or(0..0, |at| at..at + 1 + name.len());
        let plain = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !plain || !guard::check(name).is_empty() {
            let help = Some("a name is a lower-case word that Rust does not reserve".to_owned());
            errors.add(code.place(at), format!("`{name}` cannot be the name of a capture"), "", help);
        } else if Kind::Match.field(name).is_some() {
            let help = Some("choose another name for the capture".to_owned());
            errors.add(code.place(at), format!("a match has a field `{name}` already"), "", help);
        }
    }
    Some(query)
}
