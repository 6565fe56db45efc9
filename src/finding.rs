//! What muxray reports: findings with labels and fixes, problems of its own, and the report of a run.
//!
//! In: nothing; these are types. Knows no rule, no format and no line numbers: a label is a range of bytes.

use std::sync::Arc;

use crate::model::Era;
use crate::source::Span;

/// How bad it is: SARIF's three levels. Later ones are worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Note,
    /// Probably wrong.
    Warning,
    /// Wrong: the program dies, or a secret is out.
    Error,
}

impl Severity {
    /// The word of the JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How sure muxray is. Later ones are surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Confidence {
    /// Something on the way was not known.
    Low,
    /// A default, or a branch that a run may not take.
    Medium,
    /// Everything was read.
    High,
}

impl Confidence {
    /// The word of the JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// A place with a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The phrase; may be empty.
    pub text: String,
}

/// Whether an edit may be made without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Applicability {
    /// Only shown.
    DisplayOnly,
    /// Changes what the program does in a way that its author should read.
    Unsafe,
    /// Keeps what the program means to do.
    Safe,
}

/// One replacement of a range by a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// A change that would end the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What changes, behaviour included, in one line.
    pub title: String,
    /// Whether it may be made without asking.
    pub applicability: Applicability,
    /// Whether it is right for every program that links the changed files, whatever that program is. Else it is
    /// only for those in which the finding is true.
    pub any_program: bool,
    edits: Vec<Edit>,
}

impl Fix {
    /// A fix with its edits sorted; None where two of them overlap.
    #[must_use]
    pub fn new(title: String, applicability: Applicability, mut edits: Vec<Edit>) -> Option<Self> {
        edits.sort_by_key(|e| (e.span, e.text.clone()));
        let overlap = edits.windows(2).any(|w| w[0].span.file == w[1].span.file && w[0].span.end > w[1].span.start);
        if overlap { None } else { Some(Self { title, applicability, any_program: false, edits }) }
    }

    /// The edits, sorted and disjoint.
    #[must_use]
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }
}

/// What a rule reports.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule's id.
    pub rule: Arc<str>,
    /// How bad.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// What happens and why, in a sentence or two.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The line to change.
    pub primary: Label,
    /// The other places.
    pub labels: Vec<Label>,
    /// Directories of the programs that it is true for, sorted.
    pub programs: Vec<Arc<str>>,
    /// The eras that it is true for.
    pub eras: Vec<Era>,
    /// What could be done about it.
    pub fixes: Vec<Fix>,
    /// The builds that it is true for; none where a run looks at one build only.
    pub targets: Vec<Arc<str>>,
    /// What identifies it beside rule and place: a normalised pattern or address, for the fingerprint.
    pub key: String,
    /// Survives inserted lines; filled by `run` after sorting.
    pub fingerprint: String,
}

impl Finding {
    /// All its places.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        std::iter::once(&self.primary).chain(&self.labels).map(|label| label.span)
    }
}

/// What the tool itself could not do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file or directory as the user knows it.
    pub path: Arc<str>,
    /// The file and range, where there is one.
    pub span: Option<Span>,
    /// What was not possible and what that means.
    pub message: String,
    /// Whether it makes the run fail on its own (exit 2) or only with `--strict`.
    pub fatal: bool,
}

/// Counts of what was seen, for the summary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stats {
    /// The builds that were looked at, for people.
    pub builds: Vec<Arc<str>>,
    /// Modules (go.mod) that were analysed.
    pub modules: usize,
    /// Packages that the patterns match.
    pub packages: usize,
    /// Programs.
    pub programs: usize,
    /// Go files of those packages and of what they link.
    pub files: usize,
    /// Files that were parsed whole.
    pub parsed_files: usize,
    /// Of these, files with syntax errors.
    pub files_with_errors: usize,
    /// Files around the Go code that were read: Dockerfiles, manifests, debug configurations.
    pub manifests: usize,
    /// Templates among them that are not YAML before they are filled.
    pub templates: Vec<Arc<str>>,
    /// Files that do not belong to the build target, and why: reason and count.
    pub skipped: Vec<(String, usize)>,
    /// Imports by where they were resolved: the word and the count.
    pub imports: Vec<(String, usize)>,
    /// Import paths of dependencies whose source was not seen.
    pub unseen: Vec<Arc<str>>,
}

/// How many findings are not told, by what keeps them quiet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Suppressed {
    /// A table of the configuration that switches the rule off for these paths.
    pub paths: usize,
    /// A comment.
    pub comments: usize,
    /// An `[[allow]]` entry of the configuration.
    pub allowed: usize,
    /// The lowest severity or confidence that is told.
    pub levels: usize,
    /// A baseline that knows them.
    pub baseline: usize,
    /// No place in lines that changed.
    pub unchanged: usize,
    /// No place in the files that are asked about.
    pub elsewhere: usize,
}

/// An entry of a baseline that no finding meets any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// The rule's id.
    pub rule: Arc<str>,
    /// The file.
    pub file: Arc<str>,
    /// What it said.
    pub message: String,
    /// How many findings of it are gone.
    pub count: usize,
}

/// Everything that a run has to say. Sorted once, by `run`.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// By path, position, rule.
    pub findings: Vec<Finding>,
    /// By path, position.
    pub problems: Vec<Problem>,
    /// The counts.
    pub stats: Stats,
    /// What is not told.
    pub suppressed: Suppressed,
    /// What the baseline knows and is gone.
    pub stale: Vec<Stale>,
}
