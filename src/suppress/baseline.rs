//! The findings that are known: a file of them, and which findings of a run it knows.
//!
//! In: the text of a baseline, or findings. Out: [`Baseline`], or its text: JSON, sorted, with rule, file and message for people and for
//! diffs, and a fingerprint without lines and without the file, so that moved code stays known. Findings that cannot be told apart
//! share an entry with a count. Reads and writes no file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::finding::{Finding, Stale};
use crate::fingerprint::subject;
use crate::source::Sources;

/// The version that is written, and the only one that is read.
const VERSION: u32 = 2;

/// Findings that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: Vec<Entry>,
    /// Files that are there no longer.
    pub gone: BTreeSet<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    file: String,
    rule: String,
    message: String,
    fingerprint: String,
    count: usize,
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// What is wrong with it, in words for the user.
    pub fn read(text: &str) -> Result<Self, String> {
        let file: File = serde_json::from_str(text).map_err(|e| format!("this is no baseline of muxray: {e}"))?;
        if file.version != VERSION {
            return Err(format!(
                "this baseline has version {}, muxray reads version {VERSION}; --write-baseline writes it anew",
                file.version
            ));
        }
        Ok(Self { entries: file.findings, gone: BTreeSet::new() })
    }

    /// The baseline that knows these findings.
    #[must_use]
    pub fn of(findings: &[Finding], sources: &Sources) -> Self {
        let mut entries: BTreeMap<(Arc<str>, String), Entry> = BTreeMap::new();
        for finding in findings {
            let (file, fingerprint) = (sources.path(finding.primary.span.file), subject(finding));
            let entry = entries.entry((Arc::clone(&file), fingerprint.clone())).or_insert_with(|| Entry {
                file: file.to_string(),
                rule: finding.rule.to_string(),
                message: finding.message.clone(),
                fingerprint,
                count: 0,
            });
            entry.count += 1;
        }
        let mut entries: Vec<Entry> = entries.into_values().collect();
        entries.sort();
        Self { entries, gone: BTreeSet::new() }
    }

    /// The file's text.
    #[must_use]
    pub fn text(&self) -> String {
        let file = File { version: VERSION, findings: self.entries.clone() };
        // Numbers and texts cannot fail to be written.
        let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The files that it speaks of.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.file.as_str())
    }
}

/// How many findings of each entry have not been met yet.
#[derive(Debug)]
pub(super) struct Known<'a> {
    baseline: &'a Baseline,
    left: Vec<usize>,
    by_fingerprint: BTreeMap<&'a str, Vec<usize>>,
    /// Files of the run.
    seen: BTreeSet<Arc<str>>,
}

impl<'a> Known<'a> {
    pub(super) fn new(baseline: &'a Baseline, sources: &Sources) -> Self {
        let mut by_fingerprint: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, entry) in baseline.entries.iter().enumerate() {
            by_fingerprint.entry(&entry.fingerprint).or_default().push(at);
        }
        Self {
            baseline,
            left: baseline.entries.iter().map(|entry| entry.count).collect(),
            by_fingerprint,
            seen: sources.ids().map(|id| sources.path(id)).collect(),
        }
    }

    /// Takes out what is known; each entry knows as many as it counts. What stands in its own file comes before what has moved
    /// there.
    pub(super) fn leave(&mut self, findings: &mut Vec<Finding>, sources: &Sources) {
        findings.retain(|finding| {
            let file = sources.path(finding.primary.span.file);
            !self.meets(finding, |_, entry| *entry.file == *file)
        });
        findings.retain(|finding| {
            // Where a rule has no key, only its words tell one finding from another.
            let same = |entry: &Entry| !finding.key.is_empty() || entry.message == finding.message;
            // An entry whose file was not looked at may still be true there.
            let left = |known: &Self, file: &str| known.seen.contains(file) || known.baseline.gone.contains(file);
            !self.meets(finding, |known, entry| same(entry) && left(known, &entry.file))
        });
    }

    /// Whether one of the entries about the same meets a finding, which it then has met.
    fn meets(&mut self, finding: &Finding, fits: impl Fn(&Self, &Entry) -> bool) -> bool {
        let about = self.by_fingerprint.get(&*subject(finding)).into_iter().flatten();
        let met = about.copied().find(|&at| self.left[at] > 0 && fits(self, &self.baseline.entries[at]));
        met.into_iter().for_each(|at| self.left[at] -= 1);
        met.is_some()
    }

    /// The entries that no finding has met.
    pub(super) fn stale(&self) -> Vec<Stale> {
        let entries = self.baseline.entries.iter().zip(&self.left).filter(|(_, left)| **left > 0);
        let stale = entries.map(|(entry, left)| Stale {
            rule: entry.rule.as_str().into(),
            file: entry.file.as_str().into(),
            message: entry.message.clone(),
            count: *left,
        });
        stale.collect()
    }
}
