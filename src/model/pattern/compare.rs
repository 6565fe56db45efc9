//! How two patterns relate.
//!
//! In: two patterns of one era. Out: [`Relation`] of their methods, of their paths, of both, and whether they conflict.
//! Follows the comparisons in net/http/pattern.go; E121 patterns fit the same algebra (only equal texts are equivalent,
//! none overlap). Hosts count only in [`Pattern::conflicts_with`].

use super::parse::{Pattern, Segment};
use super::tree;

/// What the first of two patterns matches, against the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The same requests.
    Equivalent,
    /// All that the second matches, and more.
    MoreGeneral,
    /// Only a part of what the second matches.
    MoreSpecific,
    /// Nothing that the second matches.
    Disjoint,
    /// Something that the second matches, while each matches something that the other does not.
    Overlaps,
}

impl Relation {
    /// The relation of the second to the first.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::MoreGeneral => Self::MoreSpecific,
            Self::MoreSpecific => Self::MoreGeneral,
            Self::Equivalent | Self::Disjoint | Self::Overlaps => self,
        }
    }

    /// The relation of two wholes whose parts have these relations.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Disjoint, _) | (_, Self::Disjoint) => Self::Disjoint,
            (Self::Equivalent, relation) | (relation, Self::Equivalent) => relation,
            (one, another) if one == another => one,
            _ => Self::Overlaps,
        }
    }

    /// Whether a mux refuses two patterns of one host with this relation.
    #[must_use]
    pub fn is_conflict(self) -> bool {
        matches!(self, Self::Equivalent | Self::Overlaps)
    }
}

impl Pattern {
    /// Whether a mux that has one of the two panics when the other is registered: by their relation, or because the
    /// routing tree confuses them (see `tree.rs`).
    #[must_use]
    pub fn conflicts_with(&self, other: &Self) -> bool {
        self.host() == other.host() && (self.compare(other).is_conflict() || tree::collides(self, other))
    }

    /// The relation of method and path together; hosts do not count.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Relation {
        self.compare_methods(other).and(self.compare_paths(other))
    }

    /// The relation of the methods: none is any method, GET is GET and HEAD.
    #[must_use]
    pub fn compare_methods(&self, other: &Self) -> Relation {
        compare_methods(self.method(), other.method())
    }

    /// The relation of the paths.
    #[must_use]
    pub fn compare_paths(&self, other: &Self) -> Relation {
        let (ours, theirs) = (self.segments(), other.segments());
        if ours.len() != theirs.len() && !self.is_subtree() && !other.is_subtree() {
            return Relation::Disjoint;
        }
        let mut relation = Relation::Equivalent;
        for (our, their) in ours.iter().zip(theirs) {
            relation = relation.and(compare_segments(our, their));
            if relation == Relation::Disjoint {
                return relation;
            }
        }
        // Where one is longer, the other must end in a multi, which then is more general than the remainder.
        if ours.len() == theirs.len() {
            relation
        } else if ours.len() < theirs.len() && self.is_subtree() {
            relation.and(Relation::MoreGeneral)
        } else if theirs.len() < ours.len() && other.is_subtree() {
            relation.and(Relation::MoreSpecific)
        } else {
            Relation::Disjoint
        }
    }
}

/// The relation of two methods; empty is any.
pub(super) fn compare_methods(ours: &str, theirs: &str) -> Relation {
    match (ours, theirs) {
        _ if ours == theirs => Relation::Equivalent,
        ("", _) | ("GET", "HEAD") => Relation::MoreGeneral,
        (_, "") | ("HEAD", "GET") => Relation::MoreSpecific,
        _ => Relation::Disjoint,
    }
}

fn compare_segments(ours: &Segment, theirs: &Segment) -> Relation {
    match (ours, theirs) {
        (Segment::Multi(_), Segment::Multi(_)) | (Segment::Wild(_), Segment::Wild(_)) => Relation::Equivalent,
        (Segment::Multi(_), _) => Relation::MoreGeneral,
        (_, Segment::Multi(_)) => Relation::MoreSpecific,
        // A wildcard takes one segment with something in it, never the end after a slash.
        (Segment::Wild(_), Segment::Literal(bytes)) | (Segment::Literal(bytes), Segment::Wild(_)) if bytes == b"/" => {
            Relation::Disjoint
        }
        (Segment::Wild(_), Segment::Literal(_)) => Relation::MoreGeneral,
        (Segment::Literal(_), Segment::Wild(_)) => Relation::MoreSpecific,
        (Segment::Literal(our), Segment::Literal(their)) if our == their => Relation::Equivalent,
        (Segment::Literal(_), Segment::Literal(_)) => Relation::Disjoint,
    }
}
