//! muxray's own JSON, version 1: one object, or one line a finding.
//!
//! In: the report. Out: the object of the contract, fields in its order. Offsets are bytes, lines and columns start
//! at 1, columns count UTF-8 bytes, ends are exclusive. These structs are the contract: the types of the analysis
//! may change without it.

use std::io::{self, Write};

use serde::Serialize;

use super::{RenderOptions, object, place};
use crate::finding::{Applicability, Finding, Fix, Problem, Report, Severity};
use crate::source::{Sources, Span};

const VERSION: u32 = 1;

/// Writes one object and a line feed.
pub(super) fn render(
    report: &Report,
    sources: &Sources,
    options: &RenderOptions<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let object = JsonReport {
        version: VERSION,
        tool: Tool { name: "muxray", version: options.version },
        findings: report.findings.iter().map(|f| finding(f, sources)).collect(),
        problems: problems(report, sources),
        summary: summary(report),
    };
    object::write(out, &object)?;
    writeln!(out)
}

/// Writes one object a line: findings with `"type":"finding"`, and last, always, one with `"type":"summary"`.
pub(super) fn render_lines(
    report: &Report,
    sources: &Sources,
    options: &RenderOptions<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for f in &report.findings {
        object::write(out, &Line::Finding(finding(f, sources)))?;
        writeln!(out)?;
    }
    let last = Line::Summary {
        version: VERSION,
        tool: Tool { name: "muxray", version: options.version },
        problems: problems(report, sources),
        summary: summary(report),
    };
    object::write(out, &last)?;
    writeln!(out)
}

#[derive(Serialize)]
struct JsonReport<'a> {
    version: u32,
    tool: Tool<'a>,
    findings: Vec<JsonFinding<'a>>,
    problems: Vec<JsonProblem<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Finding(JsonFinding<'a>),
    Summary { version: u32, tool: Tool<'a>, problems: Vec<JsonProblem<'a>>, summary: Summary },
}

#[derive(Serialize)]
struct Tool<'a> {
    name: &'static str,
    version: &'a str,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    rule: &'a str,
    severity: &'static str,
    confidence: &'static str,
    message: &'a str,
    help: &'a str,
    #[serde(flatten)]
    range: Range,
    labels: Vec<JsonLabel<'a>>,
    programs: Vec<&'a str>,
    eras: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    targets: Vec<&'a str>,
    fingerprint: &'a str,
    fixes: Vec<JsonFix<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Range {
    file: String,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    offset: u32,
    end_offset: u32,
}

/// The primary label comes first.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonLabel<'a> {
    file: String,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    text: &'a str,
    primary: bool,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    applicability: &'static str,
    edits: Vec<JsonEdit<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonEdit<'a> {
    file: String,
    offset: u32,
    end_offset: u32,
    text: &'a str,
}

/// A problem of a whole file stands at line 1.
#[derive(Serialize)]
struct JsonProblem<'a> {
    file: &'a str,
    line: u32,
    message: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    modules: usize,
    packages: usize,
    programs: usize,
    files: usize,
    parsed_files: usize,
    files_with_errors: usize,
    skipped: usize,
    findings: Counts,
    suppressed: NotTold,
    stale_baseline_entries: usize,
}

/// Findings that are not told, by what keeps them quiet.
#[derive(Serialize)]
struct NotTold {
    ignored: usize,
    allowed: usize,
    paths: usize,
    levels: usize,
    baseline: usize,
    unchanged: usize,
    elsewhere: usize,
}

#[derive(Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    note: usize,
}

fn finding<'a>(f: &'a Finding, sources: &Sources) -> JsonFinding<'a> {
    let primary = label(&f.primary, true, sources);
    let others = f.labels.iter().map(|l| label(l, false, sources));
    JsonFinding {
        rule: &f.rule,
        severity: f.severity.as_str(),
        confidence: f.confidence.as_str(),
        message: &f.message,
        help: &f.help,
        range: range(f.primary.span, sources),
        labels: std::iter::once(primary).chain(others).collect(),
        programs: f.programs.iter().map(AsRef::as_ref).collect(),
        eras: f.eras.iter().map(|e| e.as_str()).collect(),
        targets: f.targets.iter().map(AsRef::as_ref).collect(),
        fingerprint: &f.fingerprint,
        fixes: f.fixes.iter().map(|x| fix(x, sources)).collect(),
    }
}

fn range(span: Span, sources: &Sources) -> Range {
    let at = place::place(sources, span);
    Range {
        file: at.path.to_string(),
        line: at.start.line,
        column: at.start.column,
        end_line: at.end.line,
        end_column: at.end.column,
        offset: span.start,
        end_offset: span.end,
    }
}

fn label<'a>(l: &'a crate::finding::Label, primary: bool, sources: &Sources) -> JsonLabel<'a> {
    let Range { file, line, column, end_line, end_column, .. } = range(l.span, sources);
    JsonLabel { file, line, column, end_line, end_column, text: &l.text, primary }
}

fn fix<'a>(f: &'a Fix, sources: &Sources) -> JsonFix<'a> {
    let edits = f.edits().iter().map(|e| JsonEdit {
        file: sources.path(e.span.file).to_string(),
        offset: e.span.start,
        end_offset: e.span.end,
        text: &e.text,
    });
    JsonFix { title: &f.title, applicability: applicability(f.applicability), edits: edits.collect() }
}

/// The word of an applicability.
pub(super) fn applicability(a: Applicability) -> &'static str {
    match a {
        Applicability::DisplayOnly => "display-only",
        Applicability::Unsafe => "unsafe",
        Applicability::Safe => "safe",
    }
}

fn problems<'a>(report: &'a Report, sources: &Sources) -> Vec<JsonProblem<'a>> {
    let line = |p: &Problem| p.span.map_or(1, |s| place::place(sources, s).start.line);
    report.problems.iter().map(|p| JsonProblem { file: &p.path, line: line(p), message: &p.message }).collect()
}

fn summary(report: &Report) -> Summary {
    let stats = &report.stats;
    let of = |severity| report.findings.iter().filter(|f| f.severity == severity).count();
    Summary {
        modules: stats.modules,
        packages: stats.packages,
        programs: stats.programs,
        files: stats.files,
        parsed_files: stats.parsed_files,
        files_with_errors: stats.files_with_errors,
        skipped: stats.skipped.iter().map(|(_, n)| n).sum(),
        findings: Counts { error: of(Severity::Error), warning: of(Severity::Warning), note: of(Severity::Note) },
        suppressed: NotTold {
            ignored: report.suppressed.comments,
            allowed: report.suppressed.allowed,
            paths: report.suppressed.paths,
            levels: report.suppressed.levels,
            baseline: report.suppressed.baseline,
            unchanged: report.suppressed.unchanged,
            elsewhere: report.suppressed.elsewhere,
        },
        stale_baseline_entries: report.stale.iter().map(|entry| entry.count).sum(),
    }
}
