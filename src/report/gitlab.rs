//! GitLab Code Quality (docs: "Code quality report format"): an array, relative paths without `./`.
//!
//! In: the report. Out: the array. GitLab keeps one finding of each fingerprint.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{RenderOptions, object, only, place, visible};
use crate::finding::{Finding, Report, Severity};
use crate::source::Sources;

/// Writes the array and a line feed.
pub(super) fn render(
    report: &Report,
    sources: &Sources,
    options: &RenderOptions<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let findings: Vec<Value> = report.findings.iter().map(|f| entry(f, report, sources, options)).collect();
    object::write(out, &findings)?;
    writeln!(out)
}

fn entry(f: &Finding, report: &Report, sources: &Sources, options: &RenderOptions<'_>) -> Value {
    let at = place::place(sources, f.primary.span);
    let severity = match f.severity {
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Note => "info",
    };
    json!({
        "check_name": &*f.rule,
        "description": format!("{}{}", visible::line(&f.message), only(f, report)),
        "severity": severity,
        "fingerprint": f.fingerprint,
        "location": {
            "path": place::from_root(&at.path, options.root_prefix),
            "positions": {
                "begin": { "line": at.start.line, "column": at.start.column },
                "end": { "line": at.end.line, "column": at.end.column },
            },
        },
    })
}
