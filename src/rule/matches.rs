//! What the queries of rules matched in the run's own code: the facts that a rule brings its own pattern for.
//!
//! In: nothing; these are types that `search` fills. Knows no rule and no program: which program links the code is asked in `vocabulary`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::source::Span;

/// The matches of all queries of a run, by the text of the query.
#[derive(Debug, Clone, Default)]
pub struct Matches {
    by_query: BTreeMap<Arc<str>, Vec<CodeMatch>>,
}

/// One match of a query.
#[derive(Debug, Clone)]
pub struct CodeMatch {
    /// From the first captured node to the last.
    pub place: Span,
    /// The import path of the package around it.
    pub package: Arc<str>,
    /// The directory of that package.
    pub dir: Arc<str>,
    /// The name in its package clause.
    pub package_name: Arc<str>,
    /// The function declaration around it, for people; empty outside of functions.
    pub func: Arc<str>,
    /// The captured nodes in the order of their places.
    pub nodes: Vec<CodeNode>,
}

/// One captured node.
#[derive(Debug, Clone)]
pub struct CodeNode {
    /// The number of the capture in the query.
    pub capture: usize,
    /// Where.
    pub place: Span,
    /// What the grammar calls it.
    pub kind: &'static str,
    /// What a string literal stands for.
    pub value: Option<Arc<str>>,
    /// Of the name of an imported package: its import path.
    pub imported: Option<Arc<str>>,
}

impl Matches {
    /// Adds what a query matched, in the order in which rules shall see it.
    pub fn insert(&mut self, query: Arc<str>, matches: Vec<CodeMatch>) {
        self.by_query.insert(query, matches);
    }

    /// Whether anything was matched in a package.
    #[must_use]
    pub fn any_in(&self, package: &str) -> bool {
        self.by_query.values().flatten().any(|found| *found.package == *package)
    }

    /// All queries that were run, with what they matched.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &[CodeMatch])> {
        self.by_query.iter().map(|(query, matches)| (query, matches.as_slice()))
    }
}
