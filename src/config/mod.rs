//! What a run is to do: the defaults, what `muxray.toml` says, what the command line says, each of which beats the ones before.
//!
//! In: the text of a file ([`Layer::of_file`]), options as a [`Layer`]. Out: [`Settings`], every value with where it comes from; or all
//! mistakes of the file, each with its place: a file with a mistake is not applied in parts. Reads no file and runs nothing.

mod file;
mod load;
mod show;

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use crate::finding::{Confidence, Severity};
use crate::golang::constraint;
use crate::model::GoVersion;
use crate::rule::Persona;
use crate::walk::Deps;

pub use load::check_rules;
pub use show::show;

/// The JSON schema of `muxray.toml`, for editors.
pub const SCHEMA: &str = include_str!("schema.json");

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// Nobody has said anything.
    Default,
    /// The file, from this byte on.
    File(usize),
    /// The command line.
    CommandLine,
}

/// A value and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub from: From,
}

impl<T> Sourced<T> {
    /// A value of the command line.
    pub fn given(value: T) -> Self {
        Self { value, from: From::CommandLine }
    }

    fn default(value: T) -> Self {
        Self { value, from: From::Default }
    }
}

/// One place that says something: the file, or the command line. What it does not say is None.
#[derive(Debug, Clone, Default)]
pub struct Layer {
    /// Run only these rules.
    pub select: Option<Sourced<Vec<String>>>,
    /// Do not run these.
    pub ignore: Option<Sourced<Vec<String>>>,
    /// Directories with rules.
    pub rules: Option<Sourced<Vec<PathBuf>>>,
    /// How much is told.
    pub persona: Option<Sourced<Persona>>,
    /// The lowest severity that is told.
    pub min_severity: Option<Sourced<Severity>>,
    /// The lowest confidence that is told.
    pub min_confidence: Option<Sourced<Confidence>>,
    /// The lowest severity that fails the run; None inside: nothing does.
    pub fail_on: Option<Sourced<Option<Severity>>>,
    /// Whether a problem fails the run.
    pub strict: Option<Sourced<bool>>,
    /// Whether an ignore must say why.
    pub require_reason: Option<Sourced<bool>>,
    /// The findings that are known.
    pub baseline: Option<Sourced<PathBuf>>,
    /// The Go release to assume.
    pub go: Option<Sourced<GoVersion>>,
    /// The dependencies to read.
    pub deps: Option<Sourced<Deps>>,
    /// Hosts that are this machine.
    pub loopback: Option<Sourced<Vec<String>>>,
    /// Whether gosec's comments count.
    pub nosec: Option<Sourced<bool>>,
    /// The builds.
    pub targets: Option<Sourced<Vec<constraint::Target>>>,
    /// Severities by rule.
    pub severities: Vec<(Name, Severity)>,
    /// Tables for paths.
    pub paths: Vec<PathTable>,
    /// Entries that allow findings.
    pub allows: Vec<AllowEntry>,
    /// Every place of the file that names a rule.
    pub rule_names: Vec<Name>,
    /// Every directory of rules as the file has it.
    pub rule_dirs: Vec<Name>,
}

/// A name and its place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: Arc<str>,
    /// Its bytes in the file.
    pub place: Range<usize>,
}

/// A `[[path]]` table.
#[derive(Debug, Clone)]
pub struct PathTable {
    /// Globs, relative to the file.
    pub paths: Vec<String>,
    /// Rules that say nothing there.
    pub ignore: Vec<Name>,
    /// Severities there.
    pub severities: Vec<(Name, Severity)>,
    from: usize,
}

/// An `[[allow]]` entry.
#[derive(Debug, Clone)]
pub struct AllowEntry {
    /// The rule.
    pub rule: Name,
    /// A glob of paths, relative to the file.
    pub path: Option<String>,
    /// A glob for what the finding is about.
    pub pattern: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The last day.
    pub expires: Option<Day>,
    from: usize,
}

/// A day, in the calendar that everybody uses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// The year.
    pub year: u16,
    /// From 1.
    pub month: u8,
    /// From 1.
    pub day: u8,
}

impl Day {
    /// The day so many days after 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
    #[must_use]
    pub fn after_epoch(days: u64) -> Self {
        let z = days + 719_468;
        let (era, of_era) = (z / 146_097, z % 146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + u64::from(month <= 2);
        let small = |n: u64| u8::try_from(n).unwrap_or(u8::MAX);
        Self {
            year: u16::try_from(year).unwrap_or(u16::MAX),
            month: small(month),
            day: small(of_year - (153 * shifted + 2) / 5 + 1),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Everything that a run goes by.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields are those of Layer")]
pub struct Settings {
    pub select: Sourced<Vec<String>>,
    pub ignore: Sourced<Vec<String>>,
    pub rules: Sourced<Vec<PathBuf>>,
    pub persona: Sourced<Persona>,
    pub min_severity: Sourced<Severity>,
    pub min_confidence: Sourced<Confidence>,
    pub fail_on: Sourced<Option<Severity>>,
    pub strict: Sourced<bool>,
    pub require_reason: Sourced<bool>,
    pub baseline: Option<Sourced<PathBuf>>,
    pub go: Option<Sourced<GoVersion>>,
    pub deps: Sourced<Deps>,
    pub loopback: Sourced<Vec<String>>,
    pub nosec: Sourced<bool>,
    pub targets: Sourced<Vec<constraint::Target>>,
    pub severities: Vec<(Name, Severity)>,
    pub paths: Vec<PathTable>,
    pub allows: Vec<AllowEntry>,
}

impl Settings {
    /// Puts the file and the command line together. A list of the command line takes the place of the file's, but directories of
    /// rules add up: what the file says about their rules still holds. A rule that the command line selects is not
    /// ignored by the file.
    #[must_use]
    pub fn new(file: &Layer, given: &Layer) -> Self {
        fn last<T: Clone>(file: &Option<Sourced<T>>, given: &Option<Sourced<T>>) -> Option<Sourced<T>> {
            given.clone().or_else(|| file.clone())
        }
        fn or<T: Clone>(file: &Option<Sourced<T>>, given: &Option<Sourced<T>>, default: T) -> Sourced<T> {
            last(file, given).unwrap_or_else(|| Sourced::default(default))
        }
        let mut rules = or(&file.rules, &None, Vec::new());
        if let Some(more) = &given.rules {
            rules.value.extend(more.value.iter().cloned());
            rules.from = more.from;
        }
        let mut ignore = or(&file.ignore, &given.ignore, Vec::new());
        if let (Some(select), None) = (&given.select, &given.ignore) {
            ignore.value.retain(|rule| !select.value.contains(rule));
        }
        Self {
            select: or(&file.select, &given.select, Vec::new()),
            ignore,
            rules,
            persona: or(&file.persona, &given.persona, Persona::Regular),
            min_severity: or(&file.min_severity, &given.min_severity, Severity::Note),
            min_confidence: or(&file.min_confidence, &given.min_confidence, Confidence::Low),
            fail_on: or(&file.fail_on, &given.fail_on, Some(Severity::Warning)),
            strict: or(&file.strict, &given.strict, false),
            require_reason: or(&file.require_reason, &given.require_reason, false),
            baseline: last(&file.baseline, &given.baseline),
            go: last(&file.go, &given.go),
            deps: or(&file.deps, &given.deps, Deps::All),
            loopback: or(&file.loopback, &given.loopback, Vec::new()),
            nosec: or(&file.nosec, &given.nosec, false),
            targets: or(&file.targets, &given.targets, vec![constraint::Target::default()]),
            severities: file.severities.clone(),
            paths: file.paths.clone(),
            allows: file.allows.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_follow_the_calendar() {
        let shown = |days| Day::after_epoch(days).to_string();
        assert_eq!(shown(0), "1970-01-01");
        assert_eq!(shown(59), "1970-03-01");
        assert_eq!(shown(11_016), "2000-02-29");
        assert_eq!(shown(11_017), "2000-03-01");
        assert_eq!(shown(20_783), "2026-11-26");
    }
}
