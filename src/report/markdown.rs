//! A table in Markdown, for the summary of a GitHub job (`$GITHUB_STEP_SUMMARY`) or a comment.
//!
//! In: the report. Out: a heading with the counts, one row a finding, and what the tool could not do.
//! Text of the user's files cannot end a cell, start markup or smuggle HTML.

use std::io::{self, Write};

use super::{RenderOptions, only, place, summary, visible};
use crate::finding::Report;
use crate::source::Sources;

/// Writes the table.
pub(super) fn render(
    report: &Report,
    sources: &Sources,
    options: &RenderOptions<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "### muxray: {}\n", summary::counts(report))?;
    if !report.findings.is_empty() {
        writeln!(out, "| | Rule | Place | Message |\n|---|---|---|---|")?;
    }
    for f in &report.findings {
        let at = place::place(sources, f.primary.span);
        let path = place::from_root(&at.path, options.root_prefix);
        let rule = match options.rules.iter().find(|r| r.id == *f.rule).and_then(|r| r.url.as_deref()) {
            Some(url) => format!("[{}]({url})", f.rule),
            None => f.rule.to_string(),
        };
        writeln!(
            out,
            "| {} | {rule} | {}:{} | {}{} |",
            f.severity.as_str(),
            cell(&path),
            at.start.line,
            cell(&f.message),
            cell(&only(f, report))
        )?;
    }
    if !report.findings.is_empty() {
        writeln!(out)?;
    }
    if !report.problems.is_empty() {
        writeln!(out, "Not everything could be analysed:\n")?;
        for p in &report.problems {
            writeln!(out, "- {}: {}", cell(&p.path), cell(&p.message))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Text as text: every ASCII punctuation that Markdown reads as markup is escaped, HTML too.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible::line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // GitHub turns these into mentions and links to issues even inside words.
            '@' => out.push_str("&#64;"),
            '#' => out.push_str("&#35;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '!' | '|' | '~' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}
