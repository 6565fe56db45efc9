//! Turns a finished report into bytes for people and machines.
//!
//! In: the report, the sources and a writer. Out: bytes in one [`Format`]. Decides nothing: no finding is dropped,
//! moved or judged here (annotations alone are grouped by severity, because their consumer shows only the first ten).
//! Knows no Go, no rule's wording, no file system and no environment: whether to colour and how wide is an option.

mod checkstyle;
mod concise;
mod github;
mod gitlab;
pub mod guides;
pub mod human;
mod json;
mod junit;
mod markdown;
mod object;
pub mod pages;
mod place;
pub mod probe;
mod rdjson;
pub mod routes;
mod sarif;
pub mod statistics;
pub mod summary;
pub mod symptoms;
pub mod visible;

use std::io::{self, Write};

use crate::finding::{Finding, Report, Severity};
use crate::model::Era;
use crate::source::Sources;

/// The formats of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// For people, with source lines.
    Pretty,
    /// One line a finding.
    Concise,
    /// One object, version 1.
    Json,
    /// The same, one finding a line.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// GitHub workflow commands.
    Github,
    /// GitLab Code Quality.
    Gitlab,
    /// Checkstyle's XML.
    Checkstyle,
    /// JUnit's XML.
    Junit,
    /// reviewdog's JSON.
    Rdjson,
    /// A table, for the summary of a job or a comment.
    Markdown,
}

impl Format {
    /// All formats, in the order of the help.
    pub const ALL: [Self; 11] = [
        Self::Pretty,
        Self::Concise,
        Self::Json,
        Self::Jsonl,
        Self::Sarif,
        Self::Github,
        Self::Gitlab,
        Self::Checkstyle,
        Self::Junit,
        Self::Rdjson,
        Self::Markdown,
    ];

    /// The word of the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pretty => "pretty",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Checkstyle => "checkstyle",
            Self::Junit => "junit",
            Self::Rdjson => "rdjson",
            Self::Markdown => "markdown",
        }
    }

    /// The format of a word; None where there is none.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.as_str() == word)
    }
}

/// Whether escape sequences may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// Plain text.
    Off,
    /// ANSI colours.
    On,
}

/// Which characters lines are drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyphs {
    /// Box drawing characters.
    Unicode,
    /// Only ASCII, for terminals without UTF-8. Text of the user's files stays as it is.
    Ascii,
}

/// What a format may need to know beside the report.
#[derive(Debug, Clone, Copy)]
pub struct RenderOptions<'a> {
    /// Colour of text for people.
    pub color: Color,
    /// Characters of text for people.
    pub glyphs: Glyphs,
    /// Columns that text for people may use.
    pub width: usize,
    /// The version of muxray.
    pub version: &'a str,
    /// Every rule of the run, also those that found nothing; unique by id.
    pub rules: &'a [RuleInfo],
    /// The directory of the run as seen from the root of the repository, with `/`; empty if it is that root.
    /// GitHub, GitLab and SARIF name files from there.
    pub root_prefix: &'a str,
}

impl Default for RenderOptions<'_> {
    fn default() -> Self {
        Self {
            color: Color::Off,
            glyphs: Glyphs::Unicode,
            width: 100,
            version: env!("CARGO_PKG_VERSION"),
            rules: &[],
            root_prefix: "",
        }
    }
}

/// What a format says about a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleInfo {
    /// The id.
    pub id: String,
    /// Its severity unless configured otherwise.
    pub severity: Severity,
    /// One sentence.
    pub summary: String,
    /// The page, in Markdown.
    pub help_markdown: String,
    /// Where the page can be read.
    pub url: Option<String>,
    /// GitHub's `security-severity`, `0.1` to `10.0`: what has one is a security rule.
    pub security_severity: Option<String>,
}

/// Writes the report in a format.
///
/// # Errors
/// Those of the writer; a closed pipe is the caller's to forgive.
pub fn render(
    report: &Report,
    sources: &Sources,
    options: &RenderOptions<'_>,
    format: Format,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Pretty => human::render(report, sources, options, out),
        Format::Concise => concise::render(report, sources, out),
        Format::Json => json::render(report, sources, options, out),
        Format::Jsonl => json::render_lines(report, sources, options, out),
        Format::Sarif => sarif::render(report, sources, options, out),
        Format::Github => github::render(report, sources, options, out),
        Format::Gitlab => gitlab::render(report, sources, options, out),
        Format::Checkstyle => checkstyle::render(report, sources, out),
        Format::Junit => junit::render(report, sources, options, out),
        Format::Rdjson => rdjson::render(report, sources, options, out),
        Format::Markdown => markdown::render(report, sources, options, out),
    }
}

/// Eras as the Go releases that people know: `Go 1.22 and later`. Empty for none.
///
/// E121 is a behaviour of every release (go line up to 1.21, `httpmuxgo121=1`), so it is named by its mux.
#[must_use]
pub fn releases(eras: &[Era]) -> &'static str {
    let has = |era| eras.contains(&era);
    match (has(Era::E121), has(Era::E122), has(Era::E123)) {
        (false, false, false) => "",
        (true, true, true) => "every Go release",
        (true, false, false) => "the mux of Go 1.21",
        (true, true, false) => "the mux of Go 1.21, and Go 1.22",
        (true, false, true) => "the mux of Go 1.21, and Go 1.23 and later",
        (false, true, false) => "Go 1.22",
        (false, false, true) => "Go 1.23 and later",
        (false, true, true) => "Go 1.22 and later",
    }
}

/// Programs that are named before the rest is counted.
const PROGRAMS: usize = 3;

/// Of what a finding is true: `program cmd/api · Go 1.23 and later`.
fn scope(finding: &Finding) -> String {
    let mut parts = Vec::new();
    match finding.programs.len() {
        0 => {}
        1 => parts.push(format!("program {}", first_of(&finding.programs, 1))),
        n => parts.push(format!("{}: {}", count(n, "program"), first_of(&finding.programs, PROGRAMS))),
    }
    parts.extend(Some(releases(&finding.eras).to_owned()).filter(|r| !r.is_empty()));
    parts.extend(Some(visible::line(&finding.targets.join(", ")).into_owned()).filter(|targets| !targets.is_empty()));
    parts.join(" · ")
}

/// Behind a message: the builds that it is about, where those are not all of the run's.
fn only(finding: &Finding, report: &Report) -> String {
    let some = (1..report.stats.builds.len()).contains(&finding.targets.len());
    if some { format!(" (only for {})", visible::line(&finding.targets.join(", "))) } else { String::new() }
}

/// `1 error`, `2 errors`.
pub(crate) fn count(n: usize, one: &str) -> String {
    match n {
        1 => format!("1 {one}"),
        _ if one.ends_with('y') => format!("{n} {}ies", &one[..one.len() - 1]),
        _ => format!("{n} {one}s"),
    }
}

/// The first `limit` of the names, and how many more there are.
pub(crate) fn first_of<S: AsRef<str>>(names: &[S], limit: usize) -> String {
    let shown: Vec<_> = names.iter().take(limit).map(|n| visible::line(n.as_ref())).collect();
    match names.len().saturating_sub(limit) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
#[path = "../tests/report_example.rs"]
mod tests_example;
#[cfg(test)]
#[path = "../tests/report_formats.rs"]
mod tests_formats;
#[cfg(test)]
#[path = "../tests/report_graph.rs"]
mod tests_graph;
#[cfg(test)]
#[path = "../tests/report_human.rs"]
mod tests_human;
#[cfg(test)]
#[path = "../tests/report_routes.rs"]
mod tests_routes;
#[cfg(test)]
#[path = "../tests/xml.rs"]
mod tests_xml;
