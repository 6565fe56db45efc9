//! What `muxray explain --error` found: the rules that know a message, and what the guides say about it.
//!
//! In: an [`Answer`], ranked. Out: text, Markdown or JSON. What was found in the workspace comes first; that is the order of
//! the answer, nothing is decided here.

use std::fmt::Write as _;
use std::io::{self, Write};

use owo_colors::{OwoColorize, Style};
use serde::Serialize;

use super::human::wrap;
use super::pages::PageFormat;
use super::{Color, RenderOptions, concise, count, object, place, visible};
use crate::finding::{Finding, Report, Severity};
use crate::source::Sources;

/// What is known about a message.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The rules that know it; those with findings first.
    pub causes: Vec<Cause>,
    /// What the guides say about it.
    pub notes: Vec<Note>,
    /// Whether there was Go to look at.
    pub looked: bool,
}

/// A rule that knows the message.
#[derive(Debug, Clone)]
pub struct Cause {
    /// Its id.
    pub rule: String,
    /// Its severity.
    pub severity: Severity,
    /// What it finds.
    pub summary: String,
    /// The message as the rule has it.
    pub message: String,
    /// How much of it the paste shows, 0 to 1.
    pub share: f64,
    /// What the rule finds in the workspace.
    pub findings: Vec<Finding>,
}

/// An entry of a guide.
#[derive(Debug, Clone)]
pub struct Note {
    /// The guide.
    pub guide: String,
    /// What is said.
    pub said: String,
    /// What is true.
    pub answer: String,
}

/// Findings of one rule that are shown.
const MOST_FINDINGS: usize = 5;

/// Writes the answer; `sources` are the files of its findings.
///
/// # Errors
/// Those of the writer.
pub fn render(
    answer: &Answer,
    sources: Option<&Sources>,
    format: PageFormat,
    options: &RenderOptions<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let none = Sources::default();
    let sources = sources.unwrap_or(&none);
    match format {
        PageFormat::Text => out.write_all(text(answer, sources, options)?.as_bytes()),
        PageFormat::Markdown => out.write_all(markdown(answer, sources).as_bytes()),
        PageFormat::Json => {
            object::write(out, &json(answer, sources))?;
            writeln!(out)
        }
    }
}

fn text(answer: &Answer, sources: &Sources, options: &RenderOptions<'_>) -> io::Result<String> {
    let bold = if options.color == Color::On { Style::new().bold() } else { Style::new() };
    let mut out = String::new();
    let (here, elsewhere): (Vec<&Cause>, Vec<&Cause>) = answer.causes.iter().partition(|c| !c.findings.is_empty());
    let paragraph = |out: &mut String, text: &str, indent: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        for line in wrap(&visible::line(&words.join(" ")), options.width, indent, indent) {
            let _ = writeln!(out, "{line}");
        }
    };
    if !here.is_empty() {
        let _ = writeln!(out, "{}", "Found in this workspace".style(bold));
    }
    for cause in here {
        let _ = writeln!(out, "\n  {} ({})", cause.rule.style(bold), cause.severity.as_str());
        let mut lines = Vec::new();
        let shown = cause.findings.iter().take(MOST_FINDINGS).cloned().collect();
        concise::render(&Report { findings: shown, ..Report::default() }, sources, &mut lines)?;
        for line in String::from_utf8_lossy(&lines).lines() {
            let line = line.replace(&format!("{}[{}] ", cause.severity.as_str(), cause.rule), "");
            paragraph(&mut out, &line, "    ");
        }
        if cause.findings.len() > MOST_FINDINGS {
            let _ = writeln!(out, "    and {} more", cause.findings.len() - MOST_FINDINGS);
        }
    }
    if !elsewhere.is_empty() {
        let title = match (answer.looked, out.is_empty()) {
            (true, true) => "Known, but not found in this workspace",
            (true, false) => "Else it comes from",
            (false, _) => "It comes from",
        };
        let _ = writeln!(out, "{}{}", if out.is_empty() { "" } else { "\n" }, title.style(bold));
    }
    for cause in elsewhere {
        let _ = writeln!(out, "\n  {} ({})", cause.rule.style(bold), cause.severity.as_str());
        paragraph(&mut out, &cause.summary, "    ");
        paragraph(&mut out, &format!("knows: {}", cause.message), "    ");
    }
    if !answer.notes.is_empty() {
        let _ = writeln!(out, "{}{}", if out.is_empty() { "" } else { "\n" }, "What is true about it".style(bold));
    }
    for note in &answer.notes {
        out.push('\n');
        paragraph(&mut out, &note.said, "  ");
        paragraph(&mut out, &note.answer, "    ");
        let _ = writeln!(out, "    (muxray explain {})", note.guide);
    }
    if let Some(first) = answer.causes.first() {
        let _ = writeln!(out, "\n{}: muxray explain {}", count(answer.causes.len(), "rule"), first.rule);
    }
    Ok(out)
}

fn markdown(answer: &Answer, sources: &Sources) -> String {
    let mut out = String::new();
    for cause in &answer.causes {
        let _ = write!(out, "## {} ({})\n\n{}\n\n", cause.rule, cause.severity.as_str(), cause.summary);
        for finding in &cause.findings {
            let at = place::place(sources, finding.primary.span);
            let _ = writeln!(out, "- `{}:{}`: {}", at.path, at.start.line, visible::line(&finding.message));
        }
        out.push_str(if cause.findings.is_empty() { "" } else { "\n" });
    }
    for note in &answer.notes {
        let _ = write!(out, "**{}**\n\n{}\n\n", note.said.trim(), note.answer.trim());
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[derive(Serialize)]
struct Json<'a> {
    version: u32,
    looked: bool,
    causes: Vec<JsonCause<'a>>,
    notes: Vec<JsonNote<'a>>,
}

#[derive(Serialize)]
struct JsonCause<'a> {
    rule: &'a str,
    severity: &'static str,
    summary: &'a str,
    message: &'a str,
    share: f64,
    findings: Vec<JsonFinding<'a>>,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    file: String,
    line: u32,
    column: u32,
    message: &'a str,
}

#[derive(Serialize)]
struct JsonNote<'a> {
    guide: &'a str,
    said: &'a str,
    answer: &'a str,
}

fn json<'a>(answer: &'a Answer, sources: &Sources) -> Json<'a> {
    let finding = |f: &'a Finding| {
        let at = place::place(sources, f.primary.span);
        JsonFinding { file: at.path.to_string(), line: at.start.line, column: at.start.column, message: &f.message }
    };
    let cause = |c: &'a Cause| JsonCause {
        rule: &c.rule,
        severity: c.severity.as_str(),
        summary: &c.summary,
        message: &c.message,
        // Two digits: more would tell of the arithmetic, not of the message.
        share: (c.share * 100.0).round() / 100.0,
        findings: c.findings.iter().map(finding).collect(),
    };
    let note = |n: &'a Note| JsonNote { guide: &n.guide, said: &n.said, answer: &n.answer };
    Json {
        version: 1,
        looked: answer.looked,
        causes: answer.causes.iter().map(cause).collect(),
        notes: answer.notes.iter().map(note).collect(),
    }
}
