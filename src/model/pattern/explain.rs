//! What a mux says when a pattern is registered.
//!
//! In: two texts, an era. Out: [`Verdict`], the panics word for word. The texts are those of `registerErr` and
//! `describeConflict` in net/http (and of servemux121.go). Go describes the *new* pattern against the registered one,
//! so the second text stands first in all explanations.

use super::compare::Relation;
use super::example::{common_path, difference_path};
use super::parse::Pattern;
use super::quote::quote;
use super::tree::COLLISION;
use crate::model::Era;

/// What a fresh mux does with two registrations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Why the first one is refused, on its own.
    pub err_a: Option<String>,
    /// Why the second one is refused, on its own.
    pub err_b: Option<String>,
    /// Whether both are accepted alone, and the second one panics behind the first.
    pub conflict: bool,
    /// Go's explanation of a conflict: what follows [`first_line`]. The whole message in E121, and where the
    /// routing tree panics (`non-nil leaf fields`), which is one line without a first one. Else empty.
    pub why: String,
}

/// What happens when `a` is registered on a fresh mux of `era`, and then `b`.
#[must_use]
pub fn verdict(a: &str, b: &str, era: Era) -> Verdict {
    match (Pattern::parse(a, era), Pattern::parse(b, era)) {
        (Ok(first), Ok(second)) => {
            let conflict = first.conflicts_with(&second);
            let why = if conflict { describe(&second, &first) } else { String::new() };
            Verdict { err_a: None, err_b: None, conflict, why }
        }
        (first, second) => Verdict { err_a: first.err(), err_b: second.err(), conflict: false, why: String::new() },
    }
}

/// The first line of the panic in E122 and E123, when `b` (registered at `at_b`, as `file:line`) meets `a`.
/// Not every conflict has one, see [`Verdict::why`].
#[must_use]
pub fn first_line(a: &str, at_a: &str, b: &str, at_b: &str) -> String {
    format!(
        "pattern {} (registered at {at_b}) conflicts with pattern {} (registered at {at_a}):",
        quote(b.as_bytes()),
        quote(a.as_bytes()),
    )
}

/// Go's explanation of a conflict between a new pattern and the one that is there.
fn describe(new: &Pattern, old: &Pattern) -> String {
    if new.era() == Era::E121 {
        return format!("http: multiple registrations for {}", new.text());
    }
    let (ours, theirs) = (new.text(), old.text());
    match new.compare(old) {
        Relation::Equivalent => return format!("{ours} matches the same requests as {theirs}"),
        Relation::Overlaps => {}
        _ => return COLLISION.to_owned(),
    }
    match new.compare_paths(old) {
        Relation::Overlaps => format!(
            "{ours} and {theirs} both match some paths, like {}.\n\
             But neither is more specific than the other.\n\
             {ours} matches {}, but {theirs} doesn't.\n\
             {theirs} matches {}, but {ours} doesn't.",
            quote(&common_path(new, old)),
            quote(&difference_path(new, old)),
            quote(&difference_path(old, new)),
        ),
        // Paths that do not overlap make a conflict only against methods of the opposite relation.
        Relation::MoreSpecific => {
            format!("{ours} matches more methods than {theirs}, but has a more specific path pattern")
        }
        _ => format!("{ours} matches fewer methods than {theirs}, but has a more general path pattern"),
    }
}
