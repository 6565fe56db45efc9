//! reviewdog's Diagnostic Format (reviewdog.proto): byte columns from 1, ends exclusive, as ours are.
//!
//! In: the report. Out: one `DiagnosticResult`. A suggestion is a change that one click makes, each on its own:
//! only fixes of a single edit in the finding's file can be offered; those that are only for show are not.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{RenderOptions, object, place, scope, visible};
use crate::finding::{Applicability, Finding, Fix, Report, Severity};
use crate::source::{Sources, Span};

/// Writes the object and a line feed.
pub(super) fn render(
    report: &Report,
    sources: &Sources,
    options: &RenderOptions<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let diagnostics: Vec<Value> = report.findings.iter().map(|f| diagnostic(f, sources, options)).collect();
    object::write(out, &json!({ "source": { "name": "muxray" }, "diagnostics": diagnostics }))?;
    writeln!(out)
}

fn diagnostic(f: &Finding, sources: &Sources, options: &RenderOptions<'_>) -> Value {
    let severity = match f.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Note => "INFO",
    };
    let mut message = visible::lines(&f.message).into_owned();
    let scope = scope(f);
    if !scope.is_empty() {
        message.push_str(&format!("\nin: {scope}"));
    }
    if !f.help.is_empty() {
        message.push_str(&format!("\nhelp: {}", visible::lines(&f.help)));
    }
    let mut code = json!({ "value": &*f.rule });
    if let Some(url) = options.rules.iter().find(|r| r.id == *f.rule).and_then(|r| r.url.as_deref()) {
        code["url"] = json!(url);
    }
    let mut value = json!({
        "message": message,
        "location": location(f.primary.span, sources),
        "severity": severity,
        "code": code,
    });
    let suggestions: Vec<Value> = f.fixes.iter().filter_map(|x| suggestion(x, f, sources)).collect();
    if !suggestions.is_empty() {
        value["suggestions"] = json!(suggestions);
    }
    let related: Vec<Value> = f
        .labels
        .iter()
        .map(|l| json!({ "message": visible::line(&l.text), "location": location(l.span, sources) }))
        .collect();
    if !related.is_empty() {
        value["related_locations"] = json!(related);
    }
    value
}

fn suggestion(fix: &Fix, f: &Finding, sources: &Sources) -> Option<Value> {
    match fix.edits() {
        [edit] if edit.span.file == f.primary.span.file && fix.applicability > Applicability::DisplayOnly => {
            Some(json!({ "range": range(edit.span, sources), "text": edit.text }))
        }
        _ => None,
    }
}

fn location(span: Span, sources: &Sources) -> Value {
    json!({ "path": &*sources.path(span.file), "range": range(span, sources) })
}

fn range(span: Span, sources: &Sources) -> Value {
    let at = place::place(sources, span);
    json!({
        "start": { "line": at.start.line, "column": at.start.column },
        "end": { "line": at.end.line, "column": at.end.column },
    })
}
