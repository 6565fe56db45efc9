//! Paths that show how two patterns relate.
//!
//! In: two patterns whose paths overlap. Out: a path that both match, a path that only the first one matches, as the
//! bytes that Go names in its explanation (`commonPath` and `differencePath` of net/http/pattern.go). These tell patterns apart; they need
//! not be paths that a mux serves. One that it does serve, as it stands in a request, is [`Pattern::request_path`].

use super::parse::{Pattern, Segment};
use crate::percent::percent_encoded;

impl Pattern {
    /// The path of a request that it matches, percent-encoded; None where there may be none, because a mux cleans paths first.
    #[must_use]
    pub fn request_path(&self) -> Option<String> {
        let mut path = String::new();
        for (at, segment) in self.segments().iter().enumerate() {
            let ends = at + 1 == self.segments().len();
            let sample = std::str::from_utf8(segment.sample()).ok()?;
            if sample == "." || sample == ".." || (sample.is_empty() && (!ends || segment.is_empty_literal())) {
                return None;
            }
            path.push('/');
            path.push_str(&percent_encoded(sample, b"-._~!$&'()*+,;=:@"));
        }
        (!path.is_empty()).then_some(path)
    }
}

/// A path that both match. Only meaningful where the paths are not disjoint.
#[must_use]
pub fn common_path(ours: &Pattern, theirs: &Pattern) -> Vec<u8> {
    let mut path = Vec::new();
    for (our, their) in ours.segments().iter().zip(theirs.segments()) {
        push(&mut path, if matches!(our, Segment::Literal(_)) { our } else { their });
    }
    push_longer(&mut path, ours, theirs);
    path
}

/// A path that `ours` matches and `theirs` does not. Only meaningful where there is one and the paths are not disjoint.
#[must_use]
pub fn difference_path(ours: &Pattern, theirs: &Pattern) -> Vec<u8> {
    let mut path = Vec::new();
    for (our, their) in ours.segments().iter().zip(theirs.segments()) {
        match (our, their) {
            // From here on both match the same.
            (Segment::Multi(_), Segment::Multi(_)) => {
                path.push(b'/');
                return path;
            }
            // A slash at the end tells them apart, unless the other wants just that.
            (Segment::Multi(name), other) => {
                path.push(b'/');
                if matches!(other, Segment::Literal(bytes) if bytes == b"/") {
                    path.extend_from_slice(if name.is_empty() { b"x" } else { name.as_bytes() });
                }
                return path;
            }
            // Any other text than the literal does; Go prefers the wildcard's name.
            (Segment::Wild(name), Segment::Literal(literal)) if name.as_bytes() == literal => {
                push(&mut path, our);
                path.push(b'x');
            }
            _ => push(&mut path, our),
        }
    }
    push_longer(&mut path, ours, theirs);
    path
}

/// What the longer one of the two goes on with.
fn push_longer(path: &mut Vec<u8>, ours: &Pattern, theirs: &Pattern) {
    let both = ours.segments().len().min(theirs.segments().len());
    let longer = if ours.segments().len() > both { ours } else { theirs };
    longer.segments().iter().skip(both).for_each(|segment| push(path, segment));
}

fn push(path: &mut Vec<u8>, segment: &Segment) {
    path.push(b'/');
    path.extend_from_slice(segment.sample());
}
