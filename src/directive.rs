//! What people have said to keep a finding quiet, and what came of it: comments in their files, entries of their configuration.
//!
//! In: nothing; these are types. `suppress` reads and judges them, rules may speak of them. Knows no rule.

use std::sync::Arc;

use crate::source::Span;

/// One rule that one comment, or one entry of the configuration, keeps quiet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// Where it is written.
    pub origin: Origin,
    /// How far it reaches.
    pub reach: Reach,
    /// The directive as a whole: the comment, or the part of it; for an entry the line that names the rule.
    pub span: Span,
    /// What names the rule; the whole directive where nothing does.
    pub rule_span: Span,
    /// What to delete so that this rule is no longer kept quiet, and nothing else changes.
    pub removal: Span,
    /// The rules that are meant.
    pub target: Target,
    /// Why, as its author says.
    pub reason: Option<String>,
    /// The last day on which it holds, `2027-01-31`.
    pub expires: Option<String>,
    /// Whether everything was analysed that may lead to its place: only then is it of no use where nothing was found.
    pub covered: bool,
    /// Whether it stands inside of a text of its file. If that is a script, it is a comment of that; else it is none at all.
    pub in_text: bool,
    /// What `suppress` makes of it.
    pub verdict: Verdict,
}

/// Where a directive is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// In a comment.
    Comment,
    /// In the configuration.
    Config,
}

/// How far a directive reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// These bytes: the line around it, or the next line of code where it has a line for itself.
    Line(Span),
    /// The file around it.
    File,
    /// The files that an entry of the configuration names.
    Paths,
}

/// What a directive speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A rule, by its id as it is written.
    Rule(Arc<str>),
    /// No rule at all: it does nothing.
    Nothing,
    /// A word after `muxray:` that is no directive.
    UnknownWord(Arc<str>),
    /// What another tool calls it: its name, and the id of a check or all of them.
    Foreign(&'static str, Option<Arc<str>>),
}

/// What came of a directive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Whether there is such a rule.
    pub known: bool,
    /// The rule, or the word, that was most likely meant where there is no such one.
    pub meant: Option<Arc<str>>,
    /// Whether it kept a finding quiet; None where that cannot be said, because the rule did not run or not everything that may
    /// lead there was looked at.
    pub used: Option<bool>,
    /// Whether its last day is over.
    pub expired: bool,
    /// Whether the configuration demands a reason.
    pub reason_required: bool,
    /// Whether everything that the programs link was seen.
    pub complete: bool,
}
