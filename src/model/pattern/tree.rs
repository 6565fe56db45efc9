//! What the routing tree of Go 1.22 and later makes of a pattern, against what the pattern says.
//!
//! In: patterns that do not conflict by their relation. Out: whether registering both panics all the same, and what
//! they really match. Two oddities of net/http/routing_tree.go, both seen in running programs:
//! - The tree keeps a single wildcard under the key "", where an empty literal segment (`//c`) lands as well. So `//c`
//!   serves `/q/c`, and panics with `non-nil leaf fields` next to `/{x}/c`.
//! - The tree of Go 1.22 keeps `{x...}` under the key `*`. So there `/a/*` serves everything below `/a/`, and panics
//!   next to `/a/`. Go 1.23 has a place of its own for `{x...}`, where the last of two silently replaces the first
//!   (`//` and `/{x}/`). Requests that panic on `/a/*/b` in Go 1.22 are not modelled.

use super::parse::{Pattern, Segment};
use crate::model::Era;

/// What Go panics with when two patterns get the same leaf: one line, without places.
pub(super) const COLLISION: &str = "non-nil leaf fields";

/// A place in the routing tree that holds one pattern.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Leaf<'p> {
    host: &'p str,
    method: &'p str,
    keys: Vec<&'p [u8]>,
    is_multi: bool,
}

/// Whether two patterns whose relation is no conflict get the same leaf, which panics.
pub(super) fn collides(one: &Pattern, other: &Pattern) -> bool {
    (is_odd(one) || is_odd(other))
        && leaf(one).is_some_and(|here| leaf(other) == Some(here))
        && !one.compare_paths(other).is_conflict()
}

/// Whether the tree takes a literal of the pattern for a wildcard. Pairs without such a pattern never collide.
pub(super) fn is_odd(pattern: &Pattern) -> bool {
    pattern.era() != Era::E121 && pattern.segments().iter().any(Segment::is_empty_literal) || is_star_subtree(pattern)
}

/// The leaf of a pattern; None where a second pattern there does not panic.
pub(super) fn leaf(pattern: &Pattern) -> Option<Leaf<'_>> {
    let is_multi = pattern.is_subtree() || is_star_subtree(pattern);
    match pattern.era() {
        Era::E121 => return None,
        Era::E123 if is_multi => return None,
        Era::E122 | Era::E123 => {}
    }
    let segments = pattern.segments();
    let before_multi = segments.len() - usize::from(is_multi);
    let keys = segments[..before_multi].iter().map(|segment| match segment {
        Segment::Literal(bytes) => bytes.as_slice(),
        Segment::Wild(_) | Segment::Multi(_) => b"",
    });
    Some(Leaf { host: pattern.host(), method: pattern.method(), keys: keys.collect(), is_multi })
}

/// The pattern that matches what the tree lets this one match.
pub(super) fn as_served(pattern: &Pattern) -> Pattern {
    let mut segments = pattern.segments().to_vec();
    if is_odd(pattern) {
        for segment in segments.iter_mut().filter(|segment| segment.is_empty_literal()) {
            *segment = Segment::Wild(String::new());
        }
        if is_star_subtree(pattern) {
            segments.pop();
            segments.push(Segment::Multi(String::new()));
        }
    }
    pattern.with_segments(segments)
}

/// Whether the pattern ends in `/*` under a tree that reads this as `{x...}`.
fn is_star_subtree(pattern: &Pattern) -> bool {
    pattern.era() == Era::E122 && matches!(pattern.segments().last(), Some(Segment::Literal(bytes)) if bytes == b"*")
}
