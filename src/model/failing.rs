//! Errors of which the text decides that is taken apart: `if _, _, err := net.SplitHostPort(addr); err != nil { addr += ":80" }`.
//!
//! In: a condition that compares an error with nil, and a calling context. Out: whether the call that made it fails. Whether anything else
//! fails is up to the run.

use super::Provenance;
use super::address;
use super::decide::Given;
use super::eval::Eval;
use super::frames::Frames;
use super::types::Callable;
use super::value::{Alternative, ExprRef, Value};
use crate::facts::DefSource;
use crate::golang::syntax::{ExprId, ExprKind};
use crate::known::{Arg, TextFunction};
use crate::source::FileId;

impl Eval<'_> {
    /// Whether what an error says of is known to have failed, or not to have; given an expression that is the error.
    pub(super) fn failed(&self, file: FileId, error: ExprId, frames: &Frames, given: Given<'_>) -> Option<bool> {
        let facts = self.scope.facts(file);
        let ExprKind::Local(local) = facts.syntax.expr(error).kind else { return None };
        let here = facts.syntax.expr(error).range.start;
        let defs = facts.local_defs.get(&local).into_iter().flatten().filter(|def| def.at < here);
        let DefSource::Tuple(call, 2) = defs.max_by_key(|def| def.at)?.source else { return None };
        let ExprKind::Call { fun, .. } = facts.syntax.expr(call).kind else { return None };
        let splits = |callable: &Callable<'_>| match callable {
            Callable::Known(_, rows) => rows.iter().any(|row| row.text == Some(TextFunction::SplitHostPort)),
            Callable::Program(_) => false,
        };
        if !self.callables(ExprRef { file, expr: fun }).iter().any(splits) {
            return None;
        }
        let best = if given.defaults { Provenance::Default } else { Provenance::Computed };
        match self.arg(ExprRef { file, expr: call }, &Arg::Param(0, Vec::new()), frames).items.as_slice() {
            [Alternative { value: Value::Text(text), how, .. }] if *how <= best => {
                // Another word is the value of some other setting.
                text.whole().filter(|text| is_host_or_address(text)).map(|text| !has_port(&text))
            }
            _ => None,
        }
    }
}

fn is_host_or_address(text: &str) -> bool {
    text.is_empty() || text == "localhost" || text.contains([':', '.'])
}

/// Whether `net.SplitHostPort` takes a text.
fn has_port(text: &str) -> bool {
    // Go takes no bracket but those around the host.
    address::split(text).is_some_and(|(host, port)| ![host, port].iter().any(|part| part.contains(['[', ']'])))
}

#[cfg(test)]
mod tests {
    use super::has_port;

    /// As `net.SplitHostPort` of Go 1.26 answers.
    #[test]
    fn addresses_with_a_port() {
        let with = ["127.0.0.1:80", ":80", "localhost:", "[::1]:80", "[fe80::1%lo0]:http", ":"];
        let without =
            ["", "localhost", "::1", "[::1]", "a:b:80", "[::1]80", "[::1:80", "::1]:80", "[a]b:80", "a[b]:80"];
        assert!(with.iter().all(|text| has_port(text)));
        assert!(!without.iter().any(|text| has_port(text)));
    }
}
