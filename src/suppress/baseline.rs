//! The findings that are known: a file of them, and which findings of a run it knows.
//!
//! In: the text of a baseline, or findings. Out: [`Baseline`], or its text: JSON, sorted, with rule, file and message for people and for
//! diffs, and a fingerprint without line numbers, so that moved code stays known. Findings that cannot be told apart share an
//! entry with a count. Reads and writes no file.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::finding::{Finding, Stale};
use crate::fingerprint::identity;
use crate::source::Sources;

/// The version that is written, and the only one that is read.
const VERSION: u32 = 1;

/// Findings that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: Vec<Entry>,
    /// Files that are there no longer: what was known in one of them may have moved to another.
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
            return Err(format!("this baseline has version {}, muxray reads version {VERSION}", file.version));
        }
        Ok(Self { entries: file.findings, gone: BTreeSet::new() })
    }

    /// The baseline that knows these findings.
    #[must_use]
    pub fn of(findings: &[Finding], sources: &Sources) -> Self {
        let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
        for finding in findings {
            let fingerprint = identity(finding, sources);
            let entry = entries.entry(fingerprint.clone()).or_insert_with(|| Entry {
                file: sources.path(finding.primary.span.file).to_string(),
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
    by_fingerprint: BTreeMap<&'a str, usize>,
}

impl<'a> Known<'a> {
    pub(super) fn new(baseline: &'a Baseline) -> Self {
        let entries = baseline.entries.iter().enumerate();
        Self {
            baseline,
            left: baseline.entries.iter().map(|entry| entry.count).collect(),
            by_fingerprint: entries.map(|(at, entry)| (&*entry.fingerprint, at)).collect(),
        }
    }

    /// Whether a finding is known; each entry knows as many as it counts.
    pub(super) fn knows(&mut self, finding: &Finding, sources: &Sources) -> bool {
        let same = self.by_fingerprint.get(&*identity(finding, sources)).copied().filter(|at| self.left[*at] > 0);
        let Some(at) = same.or_else(|| self.moved(finding)) else { return false };
        self.left[at] -= 1;
        true
    }

    /// The entry of the same rule with the same words in a file that is gone.
    fn moved(&self, finding: &Finding) -> Option<usize> {
        let mut entries = self.baseline.entries.iter().zip(&self.left);
        entries.position(|(entry, left)| {
            *left > 0
                && *entry.rule == *finding.rule
                && entry.message == finding.message
                && self.baseline.gone.contains(&entry.file)
        })
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
