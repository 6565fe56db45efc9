//! The findings of all programs of a run put together: what is true of one line in several programs is said once.
//!
//! In: each program with its findings. Out: findings, each with all programs that it is true for. A rule whose `merge` is `all`
//! is dropped where a program that links the place does not agree. The result does not depend on the order of the programs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::finding::Finding;
use crate::model::{Program, ProgramKind};
use crate::ordered::InOrder as _;
use crate::source::{FileId, Sources, Span};

use super::engine::applies;
use super::{Merge, RuleSet};

/// A program and what [`evaluate`](super::evaluate) found in it.
#[derive(Debug)]
pub struct ProgramFindings<'p> {
    /// The program.
    pub program: &'p Program,
    /// Its findings.
    pub findings: Vec<Finding>,
}

/// Puts the findings of all programs together. Sorted by rule and place in the order of file identities: `run` sorts by path.
#[must_use]
pub fn merge(rules: &RuleSet, mut found: Vec<ProgramFindings<'_>>, sources: &Sources) -> Vec<Finding> {
    found.sort_by(|a, b| name(a.program).cmp(&name(b.program)));
    let programs: Vec<&Program> = found.iter().map(|f| f.program).collect();
    let mut groups: BTreeMap<(Arc<str>, Span, String), Group> = BTreeMap::new();
    for ProgramFindings { program, findings } in found {
        for finding in findings {
            // The key says what a finding is about; where a rule has none, its message does.
            let what = if finding.key.is_empty() { finding.message.clone() } else { finding.key.clone() };
            let group = groups.entry((Arc::clone(&finding.rule), finding.primary.span, what)).or_default();
            group.agree.insert(name(program));
            group.findings.push(finding);
        }
    }
    let linked = Linked::default();
    let mut merged = Vec::new();
    for ((rule, place, _), group) in groups {
        let all = rules.get(&rule).is_some_and(|rule| rule.merge == Merge::All);
        let disagrees = |program: &&&Program| {
            rules.get(&rule).is_some_and(|rule| applies(rule, program))
                && linked.links(program, place.file, sources)
                && !group.agree.contains(&name(program))
        };
        if all && programs.iter().find(disagrees).is_some() {
            continue;
        }
        let agree = group.agree.clone();
        let Some(mut finding) = group.finish() else { continue };
        // A program that links the changed file and has not this finding has no use for the change, and may suffer from it.
        finding.fixes.retain(|fix| {
            let changes = |program: &&&Program| {
                program.kind == ProgramKind::Main
                    && !agree.contains(&name(program))
                    && fix.edits().iter().any(|edit| linked.links(program, edit.span.file, sources))
            };
            fix.any_program || programs.iter().find(changes).is_none()
        });
        merged.push(finding);
    }
    merged
}

/// What tells programs apart: several may stand in one directory.
type Name<'p> = (&'p str, &'p str);

fn name(program: &Program) -> Name<'_> {
    (&program.dir, &program.import_path)
}

#[derive(Default)]
struct Group<'p> {
    findings: Vec<Finding>,
    agree: BTreeSet<Name<'p>>,
}

impl Group<'_> {
    /// The worst of the findings speaks for all of them; the first program's, where they are equally bad.
    fn finish(self) -> Option<Finding> {
        let programs: BTreeSet<Arc<str>> = self.findings.iter().flat_map(|f| f.programs.iter().cloned()).in_order();
        let eras: BTreeSet<_> = self.findings.iter().flat_map(|f| f.eras.iter().copied()).in_order();
        let worst = self.findings.iter().map(|f| (f.severity, f.confidence)).max()?;
        let speaker = self.findings.iter().position(|f| (f.severity, f.confidence) == worst)?;
        let mut findings = self.findings;
        let mut speaker = findings.swap_remove(speaker);
        // A fix must be right in every program that has the finding.
        speaker.fixes.retain(|fix| findings.iter().all(|other| other.fixes.contains(fix)));
        speaker.programs = programs.into_iter().collect();
        speaker.eras = eras.into_iter().collect();
        Some(speaker)
    }
}

/// Which programs link the package around a file, by its directory.
#[derive(Default)]
struct Linked {
    dirs: std::cell::RefCell<BTreeMap<FileId, Arc<str>>>,
}

impl Linked {
    fn links(&self, program: &Program, file: FileId, sources: &Sources) -> bool {
        let mut dirs = self.dirs.borrow_mut();
        let dir = dirs.entry(file).or_insert_with(|| {
            let path = sources.path(file);
            Arc::from(path.rsplit_once('/').map_or(".", |(dir, _)| dir))
        });
        program.packages.iter().any(|package| package.dir == *dir)
    }
}
