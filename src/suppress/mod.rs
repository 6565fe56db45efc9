//! Which findings are told: what people have said in comments and in their configuration, applied in one place.
//!
//! In: the findings of a run, the directives of its files, a [`Policy`]. Out: the findings that are left, how many were kept
//! quiet by what, and the directives with what came of them, so that rules can speak of those that do nothing.
//! Knows no rule by name and no format; reads no file.
//!
//! The order is that of the parts of [`Policy`]: a finding that several of them keep quiet counts for the first one, but every
//! directive that meets it has been of use.

pub mod add;
mod allow;
mod baseline;
pub mod changed;
mod collect;
mod comment;
mod levels;
mod syntax;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::directive::{Directive, Origin, Reach, Target};
use crate::document::nearest;
use crate::finding::{Finding, Stale, Suppressed};
use crate::source::{FileId, Sources, Span};

pub use allow::{Allow, PathPolicy, Paths};
pub use baseline::Baseline;
pub use collect::{Dialect, directives};
pub use levels::Levels;

/// What is told of a run's findings.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// Another severity for rules, by id.
    pub severities: BTreeMap<Arc<str>, crate::finding::Severity>,
    /// What holds for some paths only; later ones win.
    pub paths: Vec<PathPolicy>,
    /// Whether comments and `[[allow]]` keep findings quiet.
    pub ignores: Ignores,
    /// Whose comments count.
    pub dialect: Dialect,
    /// Whether an ignore must give a reason.
    pub require_reason: bool,
    /// The `[[allow]]` entries of the configuration.
    pub allows: Vec<Allow>,
    /// The lowest severity and confidence.
    pub levels: Levels,
    /// The findings that are known.
    pub baseline: Option<Baseline>,
}

/// Whether what people have said counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ignores {
    /// It does.
    #[default]
    Honoured,
    /// Everything is told.
    Disregarded,
}

/// What the stage must know of the rules of a run.
#[derive(Debug, Clone, Default)]
pub struct RuleNames {
    /// Every rule that was loaded.
    pub known: BTreeSet<Arc<str>>,
    /// Those that ran, with what other tools call them (`gosec:G108`).
    pub ran: BTreeMap<Arc<str>, Vec<Arc<str>>>,
    /// Those that speak of directives: they come after the others, so nothing judges what keeps them quiet.
    pub last: BTreeSet<Arc<str>>,
}

impl RuleNames {
    fn covers(&self, target: &Target, rule: &str) -> bool {
        match target {
            Target::Rule(id) => **id == *rule,
            Target::Nothing | Target::UnknownWord(_) => false,
            Target::Foreign(tool, id) => self.ran.get(rule).into_iter().flatten().any(|alias| {
                let own = alias.strip_prefix(tool).and_then(|rest| rest.strip_prefix(':'));
                own.is_some_and(|own| id.as_deref().is_none_or(|id| id == own))
            }),
        }
    }
}

/// The findings of a run on their way to the report.
pub struct Stage<'a> {
    policy: &'a Policy,
    rules: RuleNames,
    sources: &'a Sources,
    directives: Vec<Directive>,
    by_file: BTreeMap<FileId, InFile>,
    /// By directive, then by allow entry.
    used: Vec<bool>,
    known: Option<baseline::Known<'a>>,
    suppressed: Suppressed,
}

/// The directives of one file, by their numbers.
#[derive(Default)]
struct InFile {
    /// Those that hold for all of it.
    whole: Vec<usize>,
    /// Those that hold for a line, by its place: two lines are the same or apart.
    lines: Vec<(Span, usize)>,
}

impl InFile {
    /// Those that may reach a place.
    fn around(&self, place: Span) -> impl Iterator<Item = usize> {
        // A place of no length is at its byte.
        let end = place.end.max(place.start + 1);
        let first = self.lines.partition_point(|(line, _)| line.end <= place.start);
        let lines = self.lines[first..].iter().take_while(move |(line, _)| line.start < end);
        self.whole.iter().copied().chain(lines.map(|(_, index)| *index))
    }
}

impl<'a> Stage<'a> {
    /// The stage with the directives of all files whose authors are the user's.
    #[must_use]
    pub fn new(policy: &'a Policy, rules: RuleNames, mut directives: Vec<Directive>, sources: &'a Sources) -> Self {
        if policy.ignores == Ignores::Disregarded {
            directives.clear();
        }
        let mut by_file: BTreeMap<FileId, InFile> = BTreeMap::new();
        for (index, directive) in directives.iter().enumerate() {
            let here = by_file.entry(directive.span.file).or_default();
            match directive.reach {
                Reach::File => here.whole.push(index),
                Reach::Line(line) => here.lines.push((line, index)),
                Reach::Paths => {}
            }
        }
        by_file.values_mut().for_each(|here| here.lines.sort_unstable());
        let used = vec![false; directives.len() + policy.allows.len()];
        let known = policy.baseline.as_ref().map(|baseline| baseline::Known::new(baseline, sources));
        Self { policy, rules, sources, directives, by_file, used, known, suppressed: Suppressed::default() }
    }

    /// The findings that are left, in their order.
    pub fn pass(&mut self, findings: Vec<Finding>) -> Vec<Finding> {
        let mut left: Vec<Finding> = findings.into_iter().filter_map(|finding| self.one(finding)).collect();
        if let Some(known) = &mut self.known {
            let all = left.len();
            known.leave(&mut left, self.sources);
            self.suppressed.baseline += all - left.len();
        }
        left
    }

    /// How many findings were kept quiet by what, and what the baseline knows that was not found by a rule that ran.
    #[must_use]
    pub fn finish(self) -> (Suppressed, Vec<Stale>) {
        let mut stale = self.known.map(|known| known.stale()).unwrap_or_default();
        stale.retain(|entry| self.rules.ran.contains_key(&entry.rule));
        (self.suppressed, stale)
    }

    fn one(&mut self, mut finding: Finding) -> Option<Finding> {
        let path = self.sources.path(finding.primary.span.file);
        let here = self.policy.paths.iter().filter(|p| p.paths.hold(&path));
        let mut severities = here.clone().filter_map(|p| p.severities.get(&finding.rule));
        if let Some(severity) = severities.next_back().or_else(|| self.policy.severities.get(&finding.rule)) {
            finding.severity = *severity;
        }
        let off = here.clone().any(|p| p.ignore.contains(&finding.rule));
        let (ignored, allowed) = (self.ignored(&finding), self.allowed(&finding));
        let count = if off {
            &mut self.suppressed.paths
        } else if ignored {
            &mut self.suppressed.comments
        } else if allowed {
            &mut self.suppressed.allowed
        } else if !self.policy.levels.tell(&finding) {
            &mut self.suppressed.levels
        } else {
            return Some(finding);
        };
        *count += 1;
        None
    }

    /// Whether a comment at one of its places keeps the finding quiet; each that does has been of use.
    fn ignored(&mut self, finding: &Finding) -> bool {
        let mut ignored = false;
        for span in finding.spans() {
            for index in self.by_file.get(&span.file).into_iter().flat_map(|here| here.around(span)) {
                if self.rules.covers(&self.directives[index].target, &finding.rule) {
                    self.used[index] = true;
                    ignored = true;
                }
            }
        }
        ignored
    }

    fn allowed(&mut self, finding: &Finding) -> bool {
        if self.policy.ignores == Ignores::Disregarded {
            return false;
        }
        let mut allowed = false;
        for (index, allow) in self.policy.allows.iter().enumerate() {
            if !allow.expired && allow.meets(finding, self.sources) {
                self.used[self.directives.len() + index] = true;
                allowed = true;
            }
        }
        allowed
    }

    /// muxray's own directives and the entries of the configuration, judged by what has passed so far. `complete`: whether
    /// everything that the programs link was seen.
    #[must_use]
    pub fn judged(&self, complete: bool) -> Vec<Directive> {
        if self.policy.ignores == Ignores::Disregarded {
            return Vec::new();
        }
        let allows = self.policy.allows.iter().map(|allow| &allow.directive);
        let own = self.directives.iter().chain(allows).zip(&self.used);
        // What stands in a text was meant as an ignore only if it is one.
        let own = own.filter(|(directive, used)| {
            !matches!(directive.target, Target::Foreign(..)) && (!directive.in_text || **used)
        });
        own.map(|(directive, used)| self.judge(directive.clone(), *used, complete)).collect()
    }

    fn judge(&self, mut directive: Directive, used: bool, complete: bool) -> Directive {
        let verdict = &mut directive.verdict;
        verdict.reason_required = self.policy.require_reason;
        verdict.complete = complete;
        match &directive.target {
            Target::Rule(id) => {
                verdict.known = self.rules.known.contains(id);
                if !verdict.known {
                    verdict.meant = nearest(id, self.rules.known.iter().map(AsRef::as_ref)).map(Into::into);
                }
                let ran = self.rules.ran.contains_key(id) && !self.rules.last.contains(id) && !self.is_off(&directive);
                directive.verdict.used = match used {
                    true => Some(true),
                    false => (ran && directive.covered && !directive.verdict.expired).then_some(false),
                };
            }
            Target::UnknownWord(word) => verdict.meant = nearest(word, comment::words()).map(Into::into),
            Target::Nothing | Target::Foreign(..) => {}
        }
        directive
    }

    /// Whether the configuration switches the rule off where the directive stands.
    fn is_off(&self, directive: &Directive) -> bool {
        let (Target::Rule(id), Origin::Comment) = (&directive.target, directive.origin) else { return false };
        let path = self.sources.path(directive.span.file);
        self.policy.paths.iter().any(|p| p.ignore.contains(id) && p.paths.hold(&path))
    }
}
