//! The findings that are known: a file of them, and which findings of a run it knows.
//!
//! In: the text of a baseline, or findings. Out: [`Baseline`], or its text: JSON, sorted, with rule, file and message for people and for
//! diffs, a fingerprint without lines and without the file, so that moved code stays known, and what the code reads like, so that
//! other code is not taken for it. Findings that cannot be told apart share an entry with a count. Reads and writes no file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foldhash::{HashMap, HashSet};
use serde::{Deserialize, Serialize};

use crate::finding::{Finding, Stale};
use crate::fingerprint::{subject, wording};
use crate::source::Sources;

/// The version that is written, and the only one that is read.
const VERSION: u32 = 3;

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
    wording: String,
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

    /// Whether a text is a baseline, if one of another version.
    #[must_use]
    pub fn is_one(text: &str) -> bool {
        let value: Result<serde_json::Value, _> = serde_json::from_str(text);
        value.is_ok_and(|value| value["version"].is_u64() && value["findings"].is_array())
    }

    /// The baseline that knows these findings, and all that another one knows and none of them is. Also how many the latter are.
    #[must_use]
    pub fn of_part(findings: &[Finding], sources: &Sources, before: &Self) -> (Self, usize) {
        let mut known = Known::new(before, sources);
        known.leave(&mut findings.to_vec(), sources);
        let left = known.stale_entries().map(|(entry, &count)| Entry { count, ..entry.clone() });
        let left: Vec<Entry> = left.collect();
        let kept = left.iter().map(|entry| entry.count).sum();
        let mut all = Self::of(findings, sources);
        for entry in left {
            let same = |other: &&mut Entry| {
                (&other.file, &other.fingerprint, &other.wording) == (&entry.file, &entry.fingerprint, &entry.wording)
            };
            match all.entries.iter_mut().find(same) {
                Some(same) => same.count += entry.count,
                None => all.entries.push(entry),
            }
        }
        all.entries.sort();
        (all, kept)
    }

    /// The baseline that knows these findings.
    #[must_use]
    pub fn of(findings: &[Finding], sources: &Sources) -> Self {
        let mut entries: BTreeMap<(Arc<str>, String, String), Entry> = BTreeMap::new();
        for finding in findings {
            let span = finding.primary.span;
            let (file, fingerprint, wording) = (sources.path(span.file), subject(finding), wording(span, sources));
            let key = (Arc::clone(&file), fingerprint.clone(), wording.clone());
            let entry = entries.entry(key).or_insert_with(|| Entry {
                file: file.to_string(),
                rule: finding.rule.to_string(),
                message: finding.message.clone(),
                fingerprint,
                wording,
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
    /// The entries that know a finding in one of the [`ways`], the first one last.
    by_way: HashMap<String, Vec<usize>>,
}

/// How an entry may know a finding, the surest way first: as it was, edited where it was, moved from another file.
fn ways(file: &str, subject: &str, wording: &str) -> [String; 3] {
    // NUL stands in no path and no hash: two different ways cannot make one text.
    [format!("{file}\0{subject}\0{wording}"), format!("{file}\0{subject}"), format!("\0{subject}\0{wording}")]
}

impl<'a> Known<'a> {
    pub(super) fn new(baseline: &'a Baseline, sources: &Sources) -> Self {
        let seen: HashSet<Arc<str>> = sources.ids().map(|id| sources.path(id)).collect();
        let mut by_way: HashMap<String, Vec<usize>> = HashMap::default();
        for (at, entry) in baseline.entries.iter().enumerate().rev() {
            let [same, edited, moved] = ways(&entry.file, &entry.fingerprint, &entry.wording);
            // An entry whose file was not looked at may still be true there.
            let looked_at = seen.contains(&*entry.file) || baseline.gone.contains(&entry.file);
            for way in [same, edited].into_iter().chain(looked_at.then_some(moved)) {
                by_way.entry(way).or_default().push(at);
            }
        }
        Self { baseline, left: baseline.entries.iter().map(|entry| entry.count).collect(), by_way }
    }

    /// Takes out what is known; each entry knows as many as it counts. No finding is known in a less sure way while another one
    /// may be known in a surer one.
    pub(super) fn leave(&mut self, findings: &mut Vec<Finding>, sources: &Sources) {
        for way in 0..3 {
            findings.retain(|finding| {
                let (file, subject) = (sources.path(finding.primary.span.file), subject(finding));
                // Of two places that quarrel the later one is told, and a move may change which one that is.
                !finding.spans().any(|span| self.meets(&ways(&file, &subject, &wording(span, sources))[way]))
            });
        }
    }

    /// Whether an entry is left for a finding, which it then has met.
    fn meets(&mut self, way: &str) -> bool {
        let Some(entries) = self.by_way.get_mut(way) else { return false };
        while let Some(&at) = entries.last() {
            if let Some(left) = self.left[at].checked_sub(1) {
                self.left[at] = left;
                return true;
            }
            entries.pop();
        }
        false
    }

    /// The entries that know findings which no finding has met, and how many.
    fn stale_entries(&self) -> impl Iterator<Item = (&'a Entry, &usize)> {
        self.baseline.entries.iter().zip(&self.left).filter(|(_, left)| **left > 0)
    }

    /// The entries that no finding has met.
    pub(super) fn stale(&self) -> Vec<Stale> {
        let stale = self.stale_entries().map(|(entry, left)| Stale {
            rule: entry.rule.as_str().into(),
            file: entry.file.as_str().into(),
            message: entry.message.clone(),
            count: *left,
        });
        stale.collect()
    }
}
