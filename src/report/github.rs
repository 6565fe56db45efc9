//! GitHub's workflow commands: each finding is an annotation at its line.
//!
//! In: the report. Out: `::error file=..,line=..::text`. Escaping as the runner undoes it (actions/toolkit,
//! `packages/core/src/command.ts`): `%`, CR and LF everywhere, `:` and `,` in properties too.
//! GitHub shows ten errors and ten warnings a step, so the worst come first. Columns are only allowed on one line.

use std::io::{self, Write};

use super::{RenderOptions, place, scope, visible};
use crate::finding::{Finding, Report, Severity};
use crate::source::Sources;

/// Writes the annotations: errors, then warnings, then notes, each in the order of the report.
pub(super) fn render(
    report: &Report,
    sources: &Sources,
    options: &RenderOptions<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        for finding in report.findings.iter().filter(|f| f.severity == severity) {
            annotation(finding, sources, options, out)?;
        }
    }
    Ok(())
}

fn annotation(
    finding: &Finding,
    sources: &Sources,
    options: &RenderOptions<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let at = place::place(sources, finding.primary.span);
    let path = place::from_root(&at.path, options.root_prefix);
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    write!(
        out,
        "::{command} file={},line={},endLine={}",
        property(&visible::lines(&path)),
        at.start.line,
        at.end.line
    )?;
    if at.start.line == at.end.line {
        write!(out, ",col={},endColumn={}", at.start.column, at.end.column)?;
    }
    writeln!(
        out,
        ",title={}::{}",
        property(&format!("muxray {}", finding.rule)),
        data(&text(finding, sources, options))
    )
}

/// The text of the annotation. The place comes first: in the log of the job it is all that is left of it.
fn text(finding: &Finding, sources: &Sources, options: &RenderOptions<'_>) -> String {
    let place = |span| {
        let at = place::place(sources, span);
        let path = place::from_root(&at.path, options.root_prefix);
        format!("{}:{}:{}", visible::line(&path), at.start.line, at.start.column)
    };
    let mut text = format!("{}: {}", place(finding.primary.span), visible::lines(&finding.message));
    for label in &finding.labels {
        text.push_str(&format!("\n{}", place(label.span)));
        if !label.text.is_empty() {
            text.push_str(&format!(": {}", visible::line(&label.text)));
        }
    }
    let scope = scope(finding);
    if !scope.is_empty() {
        text.push_str(&format!("\nin: {scope}"));
    }
    if !finding.help.is_empty() {
        text.push_str(&format!("\nhelp: {}", visible::lines(&finding.help)));
    }
    text
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
