//! SARIF 2.1.0 as GitHub code scanning takes it (docs: "SARIF support for code scanning"; the OASIS standard).
//!
//! In: the report and all rules. Out: one run. Columns count UTF-16 code units, and `columnKind` says so, because
//! SARIF has no bytes; a region's snippet is the text at it. URIs are relative to the root of the repository.
//! Every rule is listed once, also those that found nothing.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{RenderOptions, RuleInfo, object, only, place, visible};
use crate::finding::{Finding, Fix, Label, Report, Severity};
use crate::source::{Sources, Span};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes the log and a line feed.
pub(super) fn render(
    report: &Report,
    sources: &Sources,
    options: &RenderOptions<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let ids = rule_ids(report, options.rules);
    let rules: Vec<Value> = ids
        .iter()
        .map(|id| options.rules.iter().find(|r| r.id == *id).map_or_else(|| json!({ "id": id }), rule))
        .collect();
    let results: Vec<Value> = report.findings.iter().map(|f| result(f, report, &ids, sources, options)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "muxray",
                "version": options.version,
                "semanticVersion": options.version,
                "rules": rules,
            }},
            "columnKind": "utf16CodeUnits",
            "originalUriBaseIds": { "%SRCROOT%": { "description": { "text": "The root of the repository." } } },
            "invocations": [invocation(report, sources, options)],
            "results": results,
        }],
    });
    object::write(out, &log)?;
    writeln!(out)
}

/// The given rules, then those that fired without being given; GitHub refuses an id that comes twice.
fn rule_ids<'a>(report: &'a Report, rules: &'a [RuleInfo]) -> Vec<&'a str> {
    let mut ids: Vec<&str> = Vec::new();
    for id in rules.iter().map(|r| r.id.as_str()).chain(report.findings.iter().map(|f| &*f.rule)) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

fn rule(info: &RuleInfo) -> Value {
    let mut value = json!({
        "id": info.id,
        "shortDescription": { "text": info.summary },
        "fullDescription": { "text": info.summary },
        "help": { "text": info.help_markdown, "markdown": info.help_markdown },
        "defaultConfiguration": { "level": info.severity.as_str() },
        "properties": { "tags": info.security_severity.iter().map(|_| "security").collect::<Vec<_>>() },
    });
    if let Some(url) = &info.url {
        value["helpUri"] = json!(url);
    }
    if let Some(severity) = &info.security_severity {
        value["properties"]["security-severity"] = json!(severity);
    }
    // Code scanning orders rules that are no security rules by this.
    let problem = match info.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "recommendation",
    };
    value["properties"]["problem.severity"] = json!(problem);
    value
}

fn result(f: &Finding, report: &Report, ids: &[&str], sources: &Sources, options: &RenderOptions<'_>) -> Value {
    let mut text = format!("{}{}", visible::lines(&f.message), only(f, report));
    if !f.help.is_empty() {
        text.push_str("\n\nHelp: ");
        text.push_str(&visible::lines(&f.help));
    }
    let related: Vec<Value> = f
        .labels
        .iter()
        .enumerate()
        .map(|(i, l)| {
            let mut value = location(l, sources, options);
            value["id"] = json!(i + 1);
            value
        })
        .collect();
    let fixes: Vec<Value> = f.fixes.iter().map(|x| fix(x, sources, options)).collect();
    let mut value = json!({
        "ruleId": &*f.rule,
        "ruleIndex": ids.iter().position(|id| **id == *f.rule),
        "level": f.severity.as_str(),
        "message": { "text": text },
        "locations": [location(&f.primary, sources, options)],
        "partialFingerprints": { "primaryLocationLineHash": f.fingerprint, "muxray/v1": f.fingerprint },
        "properties": {
            "confidence": f.confidence.as_str(),
            "programs": f.programs.iter().map(AsRef::as_ref).collect::<Vec<&str>>(),
            "eras": f.eras.iter().map(|e| e.as_str()).collect::<Vec<_>>(),
        },
    });
    if !f.targets.is_empty() {
        value["properties"]["targets"] = json!(f.targets.iter().map(AsRef::as_ref).collect::<Vec<&str>>());
    }
    if !related.is_empty() {
        value["relatedLocations"] = json!(related);
    }
    if !fixes.is_empty() {
        value["fixes"] = json!(fixes);
    }
    value
}

fn location(label: &Label, sources: &Sources, options: &RenderOptions<'_>) -> Value {
    let mut region = region(label.span, sources);
    region["snippet"] = json!({ "text": place::text(sources, label.span) });
    let mut value = json!({
        "physicalLocation": { "artifactLocation": artifact(&sources.path(label.span.file), options), "region": region },
    });
    if !label.text.is_empty() {
        value["message"] = json!({ "text": visible::lines(&label.text) });
    }
    value
}

fn region(span: Span, sources: &Sources) -> Value {
    let start = place::utf16_position(sources, span, span.start);
    let end = place::utf16_position(sources, span, span.end.max(span.start));
    json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
}

fn artifact(path: &str, options: &RenderOptions<'_>) -> Value {
    let path = place::from_root(path, options.root_prefix);
    if place::is_absolute(&path) {
        json!({ "uri": format!("file:///{}", place::uri(path.trim_start_matches('/'))) })
    } else {
        json!({ "uri": place::uri(&path), "uriBaseId": "%SRCROOT%" })
    }
}

fn fix(fix: &Fix, sources: &Sources, options: &RenderOptions<'_>) -> Value {
    let changes: Vec<Value> = fix
        .edits()
        .chunk_by(|a, b| a.span.file == b.span.file)
        .map(|edits| {
            let replacement = |e: &crate::finding::Edit| {
                json!({ "deletedRegion": region(e.span, sources), "insertedContent": { "text": e.text } })
            };
            json!({
                "artifactLocation": artifact(&sources.path(edits[0].span.file), options),
                "replacements": edits.iter().map(replacement).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({ "description": { "text": visible::line(&fix.title) }, "artifactChanges": changes })
}

/// What the tool could not do, so that a partial analysis does not look like a whole one.
fn invocation(report: &Report, sources: &Sources, options: &RenderOptions<'_>) -> Value {
    let notes: Vec<Value> = report
        .problems
        .iter()
        .map(|p| {
            let mut physical = json!({ "artifactLocation": artifact(&p.path, options) });
            if let Some(span) = p.span {
                physical["region"] = region(span, sources);
            }
            let level = if p.fatal { "error" } else { "warning" };
            json!({
                "level": level,
                "message": { "text": visible::lines(&p.message) },
                "locations": [{ "physicalLocation": physical }],
            })
        })
        .collect();
    json!({
        "executionSuccessful": !report.problems.iter().any(|p| p.fatal),
        "toolExecutionNotifications": notes,
    })
}
