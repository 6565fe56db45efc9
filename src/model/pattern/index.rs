//! All conflicts of one mux at once.
//!
//! In: the patterns of one mux, each with the caller's number. Out: all pairs that conflict, all pairs of which one
//! overtakes the other, without comparing each with each. Says nothing about places or order of registration beyond
//! the order in which the patterns were added.
//!
//! Patterns are sorted by host and method into tries of segments. Two tries are then walked together (`join.rs`), which
//! only goes where both still match a common path and a conflict is still possible. Only methods that can meet are
//! joined: each with itself, with none, and GET with HEAD.
//!
//! Bound: a join takes a step per pair of nodes that it visits and per pair that it reports. It stops at
//! [`Limits::steps`] or [`Limits::pairs`] and says so ([`Coverage::Cut`]). Real route tables take a few steps per route;
//! only tables made for it (thousands of routes with wildcards in all positions of a dozen segments, or with millions of
//! true conflicts) reach a bound.

use std::collections::{BTreeMap, HashMap};

use super::join::{Join, Question, Step, Trie};
use super::parse::{Pattern, Segment};
use super::tree;
use crate::model::Era;

/// The patterns of one mux in one era.
#[derive(Debug, Clone)]
pub struct Index {
    era: Era,
    entries: Vec<(usize, Pattern)>,
    words: HashMap<Vec<u8>, u32>,
    tries: BTreeMap<String, BTreeMap<String, Trie>>,
}

/// When a search gives up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most pairs that are reported.
    pub pairs: usize,
    /// The most steps that are made.
    pub steps: usize,
}

impl Default for Limits {
    /// About a quarter of a second at worst.
    fn default() -> Self {
        Self { pairs: 100_000, steps: 5_000_000 }
    }
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairs {
    /// The callers' numbers of two patterns, in the order of adding.
    pub pairs: Vec<(usize, usize)>,
    /// Whether these are all.
    pub coverage: Coverage,
    /// The steps it took.
    pub steps: usize,
}

/// Whether a search looked at everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// All pairs are there.
    All,
    /// A limit was reached: there may be more.
    Cut,
}

impl Index {
    /// An index without patterns.
    #[must_use]
    pub fn new(era: Era) -> Self {
        // `/` is the mark of `{$}`, which no wildcard takes.
        let words = HashMap::from([(b"/".to_vec(), Step::DOLLAR)]);
        Self { era, entries: Vec::new(), words, tries: BTreeMap::new() }
    }

    /// Adds a pattern under the caller's number, which need not be unique.
    ///
    /// # Errors
    /// What Go panics with when the pattern does not parse; it is left out then.
    pub fn add(&mut self, id: usize, text: &str) -> Result<(), String> {
        let pattern = Pattern::parse(text, self.era)?;
        self.add_pattern(id, pattern);
        Ok(())
    }

    /// Adds a pattern that was read in the same era.
    pub fn add_pattern(&mut self, id: usize, pattern: Pattern) {
        let place = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let methods = self.tries.entry(pattern.host().to_owned()).or_default();
        let trie = methods.entry(pattern.method().to_owned()).or_default();
        let steps: Vec<_> = pattern.segments().iter().map(|segment| step(&mut self.words, segment)).collect();
        trie.insert(&steps, place);
        self.entries.push((id, pattern));
    }

    /// All pairs that conflict, within the default limits. The one that was added first stands first.
    #[must_use]
    pub fn conflicts(&self) -> Pairs {
        self.conflicts_within(Limits::default())
    }

    /// All pairs that conflict, within limits.
    #[must_use]
    pub fn conflicts_within(&self, limits: Limits) -> Pairs {
        let mut join = Join::new(Question::Conflicts, limits);
        for methods in self.tries.values() {
            for (method, trie) in methods {
                join.with_itself(trie);
                if !method.is_empty()
                    && let Some(any) = methods.get("")
                {
                    join.general_with_special(any, trie);
                }
            }
            if let (Some(get), Some(head)) = (methods.get("GET"), methods.get("HEAD")) {
                join.general_with_special(get, head);
            }
        }
        for places in self.shared_leaves() {
            join.within(&places, |a, b| {
                self.pattern(a).zip(self.pattern(b)).is_some_and(|(a, b)| tree::collides(a, b))
            });
        }
        self.finish(join, |a, b| (a.min(b), a.max(b)))
    }

    /// All pairs of which the second overtakes the first (see [`super::overtakes`]), within the default limits.
    #[must_use]
    pub fn overtakes(&self) -> Pairs {
        let mut join = Join::new(Question::EquivalentPaths, Limits::default());
        for methods in self.tries.values() {
            for (_, trie) in methods.iter().filter(|(method, _)| !method.is_empty()) {
                if let Some(any) = methods.get("") {
                    join.general_with_special(any, trie);
                }
            }
        }
        self.finish(join, |a, b| (a, b))
    }

    /// Patterns with the same leaf in Go's routing tree; none, where the tree confuses nothing.
    fn shared_leaves(&self) -> Vec<Vec<u32>> {
        if !self.entries.iter().any(|(_, pattern)| tree::is_odd(pattern)) {
            return Vec::new();
        }
        let mut leaves = BTreeMap::<_, Vec<u32>>::new();
        for ((_, pattern), place) in self.entries.iter().zip(0..) {
            if let Some(leaf) = tree::leaf(pattern) {
                leaves.entry(leaf).or_default().push(place);
            }
        }
        leaves.into_values().filter(|places| places.len() > 1).collect()
    }

    fn pattern(&self, place: u32) -> Option<&Pattern> {
        self.entries.get(place as usize).map(|(_, pattern)| pattern)
    }

    fn finish(&self, join: Join, order: impl Fn(u32, u32) -> (u32, u32)) -> Pairs {
        let (found, coverage, steps) = join.finish();
        let mut found: Vec<_> = found.into_iter().map(|(a, b)| order(a, b)).collect();
        found.sort_unstable();
        let id = |place: u32| Some(self.entries.get(place as usize)?.0);
        let pairs = found.into_iter().filter_map(|(a, b)| Some((id(a)?, id(b)?))).collect();
        Pairs { pairs, coverage, steps }
    }
}

/// Literals are compared as numbers; equal bytes have equal numbers in all tries of an index.
fn step(words: &mut HashMap<Vec<u8>, u32>, segment: &Segment) -> Step {
    match segment {
        Segment::Wild(_) => Step::Wild,
        Segment::Multi(_) => Step::Multi,
        Segment::Literal(bytes) => match words.get(bytes) {
            Some(word) => Step::Literal(*word),
            None => {
                let fresh = u32::try_from(words.len()).unwrap_or(u32::MAX);
                words.insert(bytes.clone(), fresh);
                Step::Literal(fresh)
            }
        },
    }
}
