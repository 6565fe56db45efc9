//! What was seen, for stderr: so that "no findings" says of how much it holds.
//!
//! In: the report. Out: the problems, a line each, then two to six lines of counts in plain words.
//! Knows nothing of exit codes.

use std::io::{self, Write};

use super::human::wrap;
use super::{count, first_of, place, visible};
use crate::finding::{Problem, Report, Severity, Stale, Suppressed};
use crate::source::Sources;

/// Problems that are printed before the rest is counted.
const PROBLEMS: usize = 10;

/// Dependencies that are named before the rest is counted.
const NAMES: usize = 3;

const WIDTH: usize = 100;

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Everything.
    Full,
    /// What was seen: for a command that judges nothing.
    Seen,
    /// Only what went wrong.
    Problems,
}

/// Writes the summary.
///
/// # Errors
/// Those of the writer.
pub fn render(report: &Report, sources: &Sources, detail: Detail, out: &mut dyn Write) -> io::Result<()> {
    for p in report.problems.iter().take(PROBLEMS) {
        writeln!(out, "{}", problem(p, sources))?;
    }
    if let Some(more @ 1..) = report.problems.len().checked_sub(PROBLEMS) {
        writeln!(out, "and {} more; --format json lists all", count(more, "problem"))?;
    }
    if detail == Detail::Problems {
        return Ok(());
    }
    for sentence in sentences(report, detail) {
        for line in wrap(&sentence, WIDTH, "", "  ") {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// `2 errors, 1 warning`, or `no findings`.
pub(super) fn counts(report: &Report) -> String {
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|s| (report.findings.iter().filter(|f| f.severity == s).count(), s))
        .filter(|(n, _)| *n > 0)
        .map(|(n, s)| count(n, s.as_str()))
        .collect();
    if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
}

/// `path:line: message`; without a line where the problem is about the whole file.
fn problem(p: &Problem, sources: &Sources) -> String {
    let line = p.span.map(|s| format!(":{}", place::place(sources, s).start.line)).unwrap_or_default();
    format!("{}{line}: {}", visible::line(&p.path), visible::line(&p.message))
}

fn sentences(report: &Report, detail: Detail) -> Vec<String> {
    let stats = &report.stats;
    if stats.files == 0 && stats.manifests == 0 {
        return vec![
            "muxray: no Go files found. Name a directory with -C DIR, or a package pattern such as ./cmd/... \
             (\"...\" does not enter vendor, testdata, or directories that start with \".\" or \"_\")."
                .to_owned(),
        ];
    }
    let mut seen = format!(
        "muxray: {} in {}, {}: {} seen, {} parsed",
        count(stats.programs, "program"),
        count(stats.modules, "module"),
        count(stats.packages, "package"),
        count(stats.files, "file"),
        stats.parsed_files
    );
    if stats.files_with_errors > 0 {
        seen.push_str(&format!(", {} with syntax errors", stats.files_with_errors));
    }
    seen.push('.');
    let mut out = vec![seen];
    if stats.builds.len() > 1 {
        out.push(format!("Looked at {}: {}.", count(stats.builds.len(), "build"), first_of(&stats.builds, NAMES)));
    }
    if stats.manifests > 0 {
        let mut around = format!("Read {} around the code.", count(stats.manifests, "file"));
        if !stats.templates.is_empty() {
            let n = stats.templates.len();
            let (are, it, were) =
                if n == 1 { ("is a template", "it is", "was") } else { ("are templates", "they are", "were") };
            let named = first_of(&stats.templates, NAMES);
            around.push_str(&format!(" {n} {are}, no YAML until {it} filled in, and {were} not analysed: {named}."));
        }
        out.push(around);
    }
    let skipped: usize = stats.skipped.iter().map(|(_, n)| n).sum();
    if skipped > 0 {
        out.push(format!("Skipped {}: {}.", count(skipped, "file"), pairs(&stats.skipped, "")));
    }
    if !stats.imports.is_empty() {
        out.push(format!("Imports: {}.", pairs(&stats.imports, " from")));
    }
    if !stats.unseen.is_empty() {
        out.push(format!(
            "The source of {} is not on this machine ({}): what they register or serve is not known, unless they \
             are well-known packages.{}",
            count(stats.unseen.len(), "dependency"),
            first_of(&stats.unseen, NAMES),
            // Without a go.mod there is nothing that names their versions.
            if stats.modules > 0 { " `go mod download` brings them here." } else { "" }
        ));
    }
    if detail == Detail::Full {
        out.extend(suppressed(&report.suppressed));
        out.extend(stale(&report.stale));
        out.push(verdict(report));
    }
    out
}

fn verdict(report: &Report) -> String {
    let mut text = match (report.findings.is_empty(), report.stats.programs) {
        (false, _) => format!("Found {}.", counts(report)),
        (true, 0) => "No findings; but there is no main package, so nothing is known of what is served.".to_owned(),
        (true, _) => "No findings in what was seen.".to_owned(),
    };
    if !report.problems.is_empty() {
        text.push_str(&format!(" {}; see above.", count(report.problems.len(), "problem")));
    }
    text
}

/// What is not told, by what keeps it quiet; None where everything is told.
fn suppressed(suppressed: &Suppressed) -> Option<String> {
    let Suppressed { paths, comments, allowed, levels, baseline, unchanged, elsewhere } = suppressed;
    let parts = [
        (comments, "ignored by comments"),
        (allowed, "allowed by the configuration"),
        (paths, "switched off by the configuration for their paths"),
        (levels, "below the levels that were asked for"),
        (baseline, "known to the baseline"),
        (unchanged, "in lines that did not change"),
        (elsewhere, "in other files"),
    ];
    let told: Vec<String> = parts.iter().filter(|(n, _)| **n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    (!told.is_empty()).then(|| format!("Left out: {}.", told.join(", ")))
}

/// What the baseline knows and is gone; None where all is there.
fn stale(stale: &[Stale]) -> Option<String> {
    let gone: usize = stale.iter().map(|entry| entry.count).sum();
    let named: Vec<String> =
        stale.iter().map(|entry| format!("{} in {}", entry.rule, visible::line(&entry.file))).collect();
    (gone > 0).then(|| {
        format!(
            "The baseline knows {} that {} gone ({}): --write-baseline strikes what is no longer needed.",
            count(gone, "finding"),
            if gone == 1 { "is" } else { "are" },
            first_of(&named, NAMES)
        )
    })
}

fn pairs(pairs: &[(String, usize)], between: &str) -> String {
    let parts: Vec<String> = pairs.iter().map(|(what, n)| format!("{n}{between} {}", visible::line(what))).collect();
    parts.join(", ")
}
