//! Fixes at work: which of them are made, what the files say then, and whether the program is the better for it.
//!
//! In: a run that was judged, and a way to judge it again with other texts. Out: [`Converged`]: new texts, what was made and what
//! was taken back. Writes nothing: the texts stay in memory until all is settled. Knows no rule.

mod choose;
pub mod diff;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::code::{align_comments, close_gaps, is_go};
use crate::finding::{Applicability, Edit, Problem, Report};
use crate::golang;
use crate::ordered::InOrder as _;
use crate::source::{Edited, FileId, Sources};

use choose::Pick;

/// How often the program is judged again at most. What is not made then is left, and that is said.
const ROUNDS: usize = 100;

/// A run that was judged.
pub trait Judged {
    /// What was found.
    fn report(&self) -> &Report;
    /// The files.
    fn sources(&self) -> &Sources;
    /// Where a file is; None for one that cannot be changed.
    fn path(&self, file: FileId) -> Option<&Path>;
}

/// What came of the fixes.
#[derive(Debug)]
pub struct Converged<J> {
    /// The run with all of them made.
    pub judged: J,
    /// The files that change, by their place on the disk.
    pub texts: BTreeMap<PathBuf, Changed>,
    /// What was made, in the order in which it was.
    pub made: Vec<Made>,
    /// What was not, although it was to be.
    pub problems: Vec<Problem>,
}

/// The text of a file, before and after.
#[derive(Debug, Clone)]
pub struct Changed {
    /// The path as the user knows it.
    pub shown: Arc<str>,
    /// What the disk held.
    pub before: Arc<[u8]>,
    /// What it is to hold.
    pub after: Arc<[u8]>,
}

/// A fix that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The rule of the finding.
    pub rule: Arc<str>,
    /// What changed, in the words of the fix.
    pub title: String,
    /// The file that the finding was in.
    pub file: Arc<str>,
    /// The line that it was on when the fix was made.
    pub line: u32,
}

/// How many findings have a fix that [`converge`] may make, and how many more have one that needs `unsafe`.
#[must_use]
pub fn available(report: &Report) -> (usize, usize) {
    let best = |least| {
        let has = |f: &&crate::finding::Finding| f.fixes.iter().any(|fix| fix.applicability >= least);
        report.findings.iter().filter(has).count()
    };
    let safe = best(Applicability::Safe);
    (safe, best(Applicability::Unsafe) - safe)
}

/// Makes fixes until none is left that may be made. `again` judges the run with changed texts.
///
/// Each round makes all fixes that do not touch each other, the first of a finding's that is allowed. They stay if every one of
/// their findings is gone, no rule finds more than before, and no file has more syntax errors. Else fewer are tried together; one that
/// fails alone is not made, and is a problem unless another one ends its finding.
pub fn converge<J: Judged>(first: J, least: Applicability, mut again: impl FnMut(&Edited) -> J) -> Converged<J> {
    let mut all = Converged { judged: first, texts: BTreeMap::new(), made: Vec::new(), problems: Vec::new() };
    let mut refused: BTreeSet<(String, String)> = BTreeSet::new();
    // What a fix was not made for, and the finding that it would have ended.
    let mut failed: Vec<(String, Problem)> = Vec::new();
    let mut together = usize::MAX;
    for _ in 0..ROUNDS {
        let mut picks = choose::choose(all.judged.report(), least, &refused);
        picks.truncate(together);
        if picks.is_empty() {
            break;
        }
        let texts = texts(&all, &picks);
        let attempt = attempt(&all.judged, &texts, &picks, || {
            let edited = texts.iter().map(|(path, text)| (path.clone(), Arc::clone(&text.after)));
            again(&Arc::new(edited.collect()))
        });
        match (attempt, picks.as_slice()) {
            (Ok(next), _) => {
                let made: Vec<Made> = picks.iter().map(|pick| made(&all.judged, pick)).collect();
                all.made.extend(made);
                (all.judged, all.texts) = (next, texts);
                together = together.saturating_mul(2);
            }
            (Err(why), [one]) => {
                let message = format!("a fix was not made, because {why}: {}", one.fix.title);
                failed.push((one.finding.fingerprint.clone(), problem(&all.judged, one, message)));
                refused.insert(one.identity());
                together = usize::MAX;
            }
            (Err(_), several) => together = several.len() / 2,
        }
    }
    let left = choose::choose(all.judged.report(), least, &refused);
    if let Some(pick) = left.first() {
        let message = format!("fixes were made {ROUNDS} times and are not at an end: run muxray again");
        all.problems.push(Problem { span: None, ..problem(&all.judged, pick, message) });
    }
    // Another fix may have ended the finding.
    let stays = |fingerprint: &str| all.judged.report().findings.iter().any(|f| f.fingerprint == fingerprint);
    all.problems.extend(failed.into_iter().filter(|(finding, _)| stays(finding)).map(|(_, problem)| problem));
    all
}

/// What could not be done for a finding.
fn problem<J: Judged>(judged: &J, pick: &Pick<'_>, message: String) -> Problem {
    let span = pick.finding.primary.span;
    Problem { path: judged.sources().path(span.file), span: Some(span), message, fatal: false }
}

/// The texts of all changed files, with some more fixes made.
fn texts<J: Judged>(all: &Converged<J>, picks: &[Pick<'_>]) -> BTreeMap<PathBuf, Changed> {
    let mut edits: BTreeMap<FileId, Vec<&Edit>> = BTreeMap::new();
    for edit in picks.iter().flat_map(|pick| pick.fix.edits()) {
        edits.entry(edit.span.file).or_default().push(edit);
    }
    let mut texts = all.texts.clone();
    for (file, mut edits) in edits {
        edits.sort_by_key(|e| (e.span, &e.text));
        let source = all.judged.sources().get(file);
        let bytes = source.bytes();
        let Some(path) = all.judged.path(file) else { continue };
        let text = texts.entry(path.to_owned()).or_insert_with(|| Changed {
            shown: Arc::clone(&source.path),
            before: Arc::clone(&bytes),
            after: Arc::clone(&bytes),
        });
        let (after, gaps) = apply(&bytes, &edits);
        let is_go = is_go(&source.path);
        text.after = if is_go { align_comments(&bytes, close_gaps(after, &gaps)) } else { after }.into();
    }
    texts
}

/// A text with sorted, disjoint edits made, and where something is gone.
fn apply(bytes: &[u8], edits: &[&Edit]) -> (Vec<u8>, Vec<usize>) {
    let mut text = Vec::with_capacity(bytes.len());
    let mut gaps = Vec::new();
    let mut at = 0;
    for edit in edits {
        let start = (edit.span.start as usize).clamp(at, bytes.len());
        text.extend_from_slice(&bytes[at..start]);
        text.extend_from_slice(edit.text.as_bytes());
        if edit.text.is_empty() {
            gaps.push(text.len());
        }
        at = (edit.span.end as usize).clamp(start, bytes.len());
    }
    text.extend_from_slice(&bytes[at..]);
    (text, gaps)
}

/// The run after the fixes, or why they cannot stay.
fn attempt<J: Judged>(
    before: &J,
    texts: &BTreeMap<PathBuf, Changed>,
    picks: &[Pick<'_>],
    again: impl FnOnce() -> J,
) -> Result<J, String> {
    let files: BTreeSet<FileId> = picks.iter().flat_map(|p| p.fix.edits()).map(|e| e.span.file).in_order();
    for file in files {
        let Some(text) = before.path(file).and_then(|path| texts.get(path)) else {
            return Err("its file is none of the run's".to_owned());
        };
        if !is_go(&text.shown) {
            continue;
        }
        let errors = |bytes: &[u8]| golang::parse(bytes).errors.len();
        if errors(&text.after) > errors(&before.sources().get(file).bytes()) {
            return Err(format!("{} would have a syntax error", text.shown));
        }
    }
    let next = again();
    let mut allowed = counts(before.report());
    for pick in picks {
        if let Some(n) = allowed.get_mut(&*pick.finding.rule) {
            *n = n.saturating_sub(1);
        }
    }
    for (rule, n) in counts(next.report()) {
        let allowed = allowed.get(rule).copied().unwrap_or(0);
        if n > allowed && picks.iter().any(|pick| &*pick.finding.rule == rule) {
            return Err("the finding would stay".to_owned());
        }
        if n > allowed {
            return Err(format!("`{rule}` would find something new"));
        }
    }
    Ok(next)
}

fn counts(report: &Report) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for finding in &report.findings {
        *counts.entry(&*finding.rule).or_default() += 1;
    }
    counts
}

fn made<J: Judged>(judged: &J, pick: &Pick<'_>) -> Made {
    let place = pick.finding.primary.span;
    let file = judged.sources().get(place.file);
    Made {
        rule: Arc::clone(&pick.finding.rule),
        title: pick.fix.title.clone(),
        file: Arc::clone(&file.path),
        line: file.position(place.start).line,
    }
}
