//! Options of `lint`: what is analysed, what is reported and what it does to the exit status.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::{ConfigSource, OnlyNew, Target, nearest};
use crate::finding::{Confidence, Severity};
use crate::report::Format;

pub(super) const EXAMPLES: &str = "\
Formats: pretty, concise, json, jsonl, sarif, github, gitlab, checkstyle, junit,
         rdjson, markdown

Examples:
  muxray lint                             all packages here (./...)
  muxray lint --diff                      what --fix would change
  muxray lint --new-from-merge-base main  what this branch adds
  muxray lint --format github ./cmd/...   annotations in a GitHub job
  muxray lint --output sarif=muxray.sarif --fail-on error";

/// Options of `lint`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Lint {
    /// Packages, as the go command reads them [default: ./...]
    #[arg(value_name = "PATTERNS", default_value = "./...", hide_default_value = true)]
    pub patterns: Vec<String>,
    /// Where settings come from.
    #[command(flatten)]
    pub source: ConfigSource,
    /// What is analysed.
    #[command(flatten)]
    pub target: Target,
    /// What is reported.
    #[command(flatten)]
    pub choice: Choice,
    /// What counts as new.
    #[command(flatten)]
    pub new: OnlyNew,
    /// How findings are written [default: pretty]
    #[arg(long, default_value = "pretty", hide_default_value = true, value_parser = format_parser())]
    #[arg(hide_possible_values = true, help_heading = "Output")]
    pub format: Format,
    /// Write FORMAT also to FILE; may be repeated
    #[arg(long, value_name = "FORMAT=FILE", value_parser = parse_output, help_heading = "Output")]
    pub output: Vec<Output>,
    /// Make the safe fixes, or the unsafe ones too
    #[arg(long, value_name = "safe|unsafe", value_enum, num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "safe", hide_possible_values = true, help_heading = "Fixes")]
    pub fix: Option<FixLevel>,
    /// Make the fixes and print no findings
    #[arg(long, help_heading = "Fixes", conflicts_with = "watch", hide_short_help = true)]
    pub fix_only: bool,
    /// Write an ignore comment above each finding
    #[arg(long, value_name = "REASON", help_heading = "Fixes")]
    #[arg(conflicts_with_all = ["fix", "fix_only", "watch", "no_ignores"], hide_short_help = true)]
    pub add_ignore: Option<String>,
    /// Print what --fix would do as a diff, write nothing
    #[arg(long, help_heading = "Fixes", conflicts_with_all = ["fix_only", "watch", "statistics"])]
    pub diff: bool,
    /// Count the findings of each rule (text or json)
    #[arg(long, help_heading = "Output", hide_short_help = true)]
    pub statistics: bool,
    /// Lint again after each change of a file
    #[arg(long, help_heading = "Output", conflicts_with = "fix")]
    pub watch: bool,
}

/// Which fixes are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FixLevel {
    /// Those after which the program still does what its author meant.
    Safe,
    /// Also those that change what somebody else sees of it.
    Unsafe,
}

/// Which findings are reported, and what they do to the exit status.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
#[command(next_help_heading = "What is reported")]
pub struct Choice {
    /// Run only these rules
    #[arg(long, value_name = "RULE,...", value_delimiter = ',')]
    pub select: Option<Vec<String>>,
    /// Do not run these rules
    #[arg(long, value_name = "RULE,...", value_delimiter = ',', hide_short_help = true)]
    pub ignore: Option<Vec<String>>,
    /// Load rules of a directory too; repeatable
    #[arg(long, value_name = "DIR", hide_short_help = true)]
    pub rules: Vec<PathBuf>,
    /// How much to report: regular, pedantic, auditor
    #[arg(long, value_enum, hide_possible_values = true)]
    pub persona: Option<Persona>,
    /// Lowest severity to report: error, warning, note
    #[arg(long, value_name = "LEVEL", value_enum, hide_possible_values = true, hide_short_help = true)]
    pub min_severity: Option<Worst>,
    /// Lowest confidence to report: high, medium, low
    #[arg(long, value_name = "LEVEL", value_enum, hide_possible_values = true, hide_short_help = true)]
    pub min_confidence: Option<Surest>,
    /// Tell also what the user has allowed.
    #[arg(long, help = "Report also what comments and [[allow]] silence", hide_short_help = true)]
    pub no_ignores: bool,
    /// Fail from error, warning or note on, or never
    #[arg(long, value_name = "LEVEL", value_enum, hide_possible_values = true)]
    pub fail_on: Option<FailOn>,
    /// Exit with 0 although there are findings
    #[arg(long, hide_short_help = true)]
    pub exit_zero: bool,
    /// Exit with 2 if something could not be read
    #[arg(long, hide_short_help = true)]
    pub strict: bool,
}

/// Whom the findings are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Persona {
    /// Someone who wants to be told what is wrong.
    Regular,
    /// Someone who wants to be told what could be better.
    Pedantic,
    /// Someone who wants to see everything.
    Auditor,
}

/// How bad a finding must be to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Worst {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// Everything.
    Note,
}

impl Worst {
    /// The severity.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Note => Severity::Note,
        }
    }
}

/// How sure a finding must be to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Surest {
    /// Everything was read.
    High,
    /// A default, or a branch that a run may not take.
    Medium,
    /// Everything.
    Low,
}

impl Surest {
    /// The confidence.
    #[must_use]
    pub fn confidence(self) -> Confidence {
        match self {
            Self::High => Confidence::High,
            Self::Medium => Confidence::Medium,
            Self::Low => Confidence::Low,
        }
    }
}

/// From which severity on findings fail the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// Everything.
    Note,
    /// Nothing.
    Never,
}

impl FailOn {
    /// The lowest severity that fails the run.
    #[must_use]
    pub fn threshold(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}

/// One more place for the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// In which format.
    pub format: Format,
    /// Where to.
    pub file: PathBuf,
}

fn format_parser() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::as_str))
        .try_map(|word| Format::from_word(&word).ok_or("unknown format"))
}

fn parse_output(text: &str) -> Result<Output, String> {
    let (word, file) = text.split_once('=').ok_or("expected FORMAT=FILE, such as sarif=muxray.sarif")?;
    let words = Format::ALL.map(Format::as_str);
    let format = Format::from_word(word).ok_or_else(|| match nearest(word, words) {
        Some(near) => format!("unknown format '{word}'; did you mean '{near}'?"),
        None => format!("unknown format '{word}'; there are {}", words.join(", ")),
    })?;
    if file.is_empty() {
        return Err("the file's name is missing".to_owned());
    }
    Ok(Output { format, file: file.into() })
}
