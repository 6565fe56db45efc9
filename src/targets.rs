//! Several builds of one run as one report: what is true of one line in several of them is said once.
//!
//! In: what was found in each build, with the files of that build. Out: findings, directives and problems that all speak of the
//! first build's files. Knows no rule and decides nothing but which of two equal findings speaks.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::directive::{Directive, Reach};
use crate::finding::{Edit, Finding, Fix, Problem};
use crate::golang::constraint::{Cgo, Target};
use crate::source::{FileId, Sources, Span};

/// A build for people: `linux/amd64`, `linux/arm64 tags a,b`, `linux/amd64 without cgo`.
#[must_use]
pub fn name(target: &Target) -> Arc<str> {
    let tags: Vec<&str> = target.tags.iter().map(AsRef::as_ref).collect();
    let tags = if tags.is_empty() { String::new() } else { format!(" tags {}", tags.join(",")) };
    let cgo = if target.cgo == Cgo::Off { " without cgo" } else { "" };
    format!("{}/{}{tags}{cgo}", target.goos, target.goarch).into()
}

/// Where files of one build stand among those of another.
pub struct Files<'a> {
    to: &'a Sources,
    by_path: BTreeMap<Arc<str>, FileId>,
}

impl<'a> Files<'a> {
    /// The files that the report speaks of; more may be added.
    #[must_use]
    pub fn of(to: &'a Sources) -> Self {
        let ids = (0..u32::try_from(to.len()).unwrap_or(u32::MAX)).map(FileId);
        Self { to, by_path: ids.map(|id| (to.path(id), id)).collect() }
    }

    fn span(&mut self, from: &Sources, span: Span) -> Span {
        let file = from.get(span.file);
        let id = *self.by_path.entry(Arc::clone(&file.path)).or_insert_with(|| self.to.add(Arc::clone(&file.path)));
        let here = self.to.get(id);
        if !here.is_read() {
            here.set_bytes(file.bytes());
        }
        Span { file: id, ..span }
    }

    /// A finding of another build.
    pub fn finding(&mut self, from: &Sources, mut finding: Finding) -> Finding {
        finding.primary.span = self.span(from, finding.primary.span);
        finding.labels.iter_mut().for_each(|label| label.span = self.span(from, label.span));
        let fix = |fix: Fix| {
            let moved = |edit: &Edit| Edit { span: self.span(from, edit.span), text: edit.text.clone() };
            let mut here = Fix::new(fix.title.clone(), fix.applicability, fix.edits().iter().map(moved).collect())?;
            here.any_program = fix.any_program;
            Some(here)
        };
        finding.fixes = finding.fixes.into_iter().filter_map(fix).collect();
        finding
    }

    /// A directive of another build.
    pub fn directive(&mut self, from: &Sources, mut directive: Directive) -> Directive {
        directive.span = self.span(from, directive.span);
        directive.rule_span = self.span(from, directive.rule_span);
        directive.removal = self.span(from, directive.removal);
        if let Reach::Line(line) = directive.reach {
            directive.reach = Reach::Line(self.span(from, line));
        }
        directive
    }

    /// A problem of another build.
    pub fn problem(&mut self, from: &Sources, problem: Problem) -> Problem {
        Problem { span: problem.span.map(|span| self.span(from, span)), ..problem }
    }
}

/// Findings of all builds, each once, with the builds that it is true for in the order of the builds.
#[must_use]
pub fn merge(found: Vec<(Arc<str>, Vec<Finding>)>) -> Vec<Finding> {
    let mut merged: BTreeMap<(Arc<str>, Span, String), Finding> = BTreeMap::new();
    for (target, findings) in found {
        for mut finding in findings {
            finding.targets = vec![Arc::clone(&target)];
            let what = if finding.key.is_empty() { finding.message.clone() } else { finding.key.clone() };
            let key = (Arc::clone(&finding.rule), finding.primary.span, what);
            match merged.remove(&key) {
                Some(other) => drop(merged.insert(key, both(other, finding))),
                None => drop(merged.insert(key, finding)),
            }
        }
    }
    merged.into_values().collect()
}

/// The worse one speaks, the first where they are equally bad.
fn both(first: Finding, second: Finding) -> Finding {
    let worse = (second.severity, second.confidence) > (first.severity, first.confidence);
    let (mut speaker, other) = if worse { (second.clone(), &first) } else { (first.clone(), &second) };
    speaker.targets = first.targets.iter().chain(&second.targets).cloned().collect();
    speaker.programs.extend(other.programs.iter().cloned());
    speaker.programs.sort();
    speaker.programs.dedup();
    speaker.eras.extend(&other.eras);
    speaker.eras.sort();
    speaker.eras.dedup();
    // A change of a file is right only where it is so in each build that reads the file.
    speaker.fixes.retain(|fix| other.fixes.contains(fix));
    speaker
}
