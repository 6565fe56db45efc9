//! One line a finding, `path:line:column: severity[rule] message`: for grep, editors and diffs.
//!
//! In: the report. Out: lines. A line break in a path or message never starts a new line.

use std::io::{self, Write};

use super::{only, place, visible};
use crate::finding::Report;
use crate::source::Sources;

/// Writes the lines, in the order of the report.
pub(super) fn render(report: &Report, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    for finding in &report.findings {
        let at = place::place(sources, finding.primary.span);
        writeln!(
            out,
            "{}:{}:{}: {}[{}] {}{}",
            visible::line(&at.path),
            at.start.line,
            at.start.column,
            finding.severity.as_str(),
            finding.rule,
            visible::line(&finding.message),
            only(finding, report)
        )?;
    }
    Ok(())
}
