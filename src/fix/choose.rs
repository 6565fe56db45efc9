//! Which fixes are made in one round: of those that touch each other the first.
//!
//! In: findings in their order. Out: [`Pick`]s. A fix that changes several places may take a name or an import that another one in the same file
//! wants too, so it has its files for itself; the others come in the next round, when it can be seen.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Applicability, Finding, Fix, Report};
use crate::source::FileId;

/// A fix that is to be made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pick<'r> {
    /// For which finding.
    pub(super) finding: &'r Finding,
    /// The fix.
    pub(super) fix: &'r Fix,
}

impl Pick<'_> {
    /// What tells it from others in the next round.
    pub(super) fn identity(&self) -> (String, String) {
        (self.finding.fingerprint.clone(), self.fix.title.clone())
    }
}

/// The fixes of one round.
pub(super) fn choose<'r>(
    report: &'r Report,
    least: Applicability,
    refused: &BTreeSet<(String, String)>,
) -> Vec<Pick<'r>> {
    // The bytes of each file that are changed already, by their start.
    let mut taken: BTreeMap<FileId, BTreeMap<u32, u32>> = BTreeMap::new();
    let mut alone: BTreeSet<FileId> = BTreeSet::new();
    let mut picks = Vec::new();
    for finding in &report.findings {
        let picked = finding.fixes.iter().map(|fix| Pick { finding, fix });
        let allowed = |pick: &Pick<'_>| pick.fix.applicability >= least && !refused.contains(&pick.identity());
        let Some(pick) = picked.into_iter().find(allowed) else { continue };
        let edits = pick.fix.edits();
        let several = edits.len() > 1;
        let free = edits.iter().all(|edit| {
            let Some(others) = taken.get(&edit.span.file) else { return true };
            // Those that are there do not touch each other: the last one that begins before this one ends is the nearest.
            let before = others.range(..=edit.span.end).next_back();
            !alone.contains(&edit.span.file) && !several && before.is_none_or(|(_, end)| *end < edit.span.start)
        });
        if free {
            for edit in edits {
                taken.entry(edit.span.file).or_default().insert(edit.span.start, edit.span.end);
                alone.extend(several.then_some(edit.span.file));
            }
            picks.push(pick);
        }
    }
    picks
}
