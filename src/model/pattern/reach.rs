//! Which requests reach which pattern.
//!
//! In: two patterns, or a prefix and a pattern. Out: whether one request can match both, and whether one pattern takes
//! requests from the other by its method. This is about what a mux matches, not about what it refuses. Redirects (from
//! `/a` to `/a/`) do not count as matches.

use super::compare::Relation;
use super::parse::{Pattern, Segment};
use super::tree::as_served;
use crate::model::Era;

/// Whether one request can match both: what a handler that is mounted at `mount` shows of an inner mux's `route`, where
/// the mount cuts nothing. False where one of them does not parse, or where no request can ask for its host.
#[must_use]
pub fn intersects(mount: &str, route: &str, era: Era) -> bool {
    match (Pattern::parse(mount, era), Pattern::parse(route, era)) {
        (Ok(mount), Ok(route)) => meets(&mount, &route),
        _ => false,
    }
}

/// Whether a router that hands everything at and below `prefix` to a mux lets requests for `route` through.
///
/// The prefix is another router's, no mux's: `/debug` and `/debug/` are the same but that the second one lacks `/debug`
/// itself; an empty one and `/` are everything. Segments that start with `{` or `:` are taken for a wildcard, `*` for
/// the rest (chi, gorilla, gin, echo), which rather lets too much through than too little.
#[must_use]
pub fn path_prefix_lets_through(prefix: &str, route: &str, era: Era) -> bool {
    let Ok(route) = Pattern::parse(route, era) else {
        return false;
    };
    let mut segments = Vec::new();
    for piece in prefix.trim_matches('/').split('/').filter(|piece| !piece.is_empty()) {
        if piece.starts_with('*') {
            break;
        }
        let is_wild = piece.starts_with(['{', ':']);
        segments.push(if is_wild { Segment::Wild(String::new()) } else { Segment::Literal(piece.into()) });
    }
    let names_itself = !segments.is_empty() && !prefix.ends_with('/') && !prefix.contains("/*");
    let itself = names_itself.then(|| Pattern::of_prefix(segments.clone(), era));
    segments.push(Segment::Multi(String::new()));
    let below = Pattern::of_prefix(segments, era);
    meets(&below, &route) || itself.is_some_and(|itself| meets(&itself, &route))
}

/// Whether `b` takes requests from `a`: same host, equivalent paths, only `b` has a method. Then both can be
/// registered, and `b` answers all requests with its method. Never in E121, which knows no methods.
#[must_use]
pub fn overtakes(a: &str, b: &str, era: Era) -> bool {
    match (Pattern::parse(a, era), Pattern::parse(b, era)) {
        (Ok(a), Ok(b)) => {
            a.host() == b.host()
                && a.method().is_empty()
                && !b.method().is_empty()
                && a.compare_paths(&b) == Relation::Equivalent
        }
        _ => false,
    }
}

fn meets(one: &Pattern, other: &Pattern) -> bool {
    let hosts_meet = one.host().is_empty() || other.host().is_empty() || one.host() == other.host();
    let (one_served, other_served) = (as_served(one), as_served(other));
    hosts_meet && is_askable(one) && is_askable(other) && one_served.compare(&other_served) != Relation::Disjoint
}

/// No request has a blank in its host: `GET /x` in E121 and `GET  /x` in E122 never match.
fn is_askable(pattern: &Pattern) -> bool {
    !pattern.host().contains([' ', '\t'])
}
