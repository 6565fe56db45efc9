//! How many findings of which rule, instead of the findings.
//!
//! In: the report. Out: a line for each rule and severity, worst and most frequent first; or the same as JSON. Knows no place.

use std::collections::BTreeMap;
use std::io::{self, Write};

use owo_colors::{OwoColorize, Style};
use serde::Serialize;

use super::{Color, RenderOptions, object, visible};
use crate::finding::{Report, Severity};

#[derive(Serialize)]
struct Count<'a> {
    rule: &'a str,
    severity: &'static str,
    count: usize,
    /// In how many programs.
    programs: usize,
}

/// Writes the counts as aligned text.
///
/// # Errors
/// Those of the writer.
pub fn text(report: &Report, options: &RenderOptions<'_>, out: &mut dyn Write) -> io::Result<()> {
    let counts = counts(report);
    let wide = counts.iter().map(|c| c.count.to_string().len()).max().unwrap_or(0);
    for Count { rule, severity, count, programs } in counts {
        let style = match (options.color, severity) {
            (Color::Off, _) => Style::new(),
            (Color::On, "error") => Style::new().red().bold(),
            (Color::On, "warning") => Style::new().yellow().bold(),
            (Color::On, _) => Style::new().blue().bold(),
        };
        let severity = format!("{severity:7}");
        let rule = visible::line(rule);
        write!(out, "{count:wide$}  {}  {rule}", severity.style(style))?;
        match programs {
            0 => writeln!(out)?,
            1 => writeln!(out, " (1 program)")?,
            n => writeln!(out, " ({n} programs)")?,
        }
    }
    Ok(())
}

/// Writes the counts as one object, version 1.
///
/// # Errors
/// Those of the writer.
pub fn json(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Object<'a> {
        version: u32,
        rules: Vec<Count<'a>>,
    }
    object::write(out, &Object { version: 1, rules: counts(report) })?;
    writeln!(out)
}

fn counts(report: &Report) -> Vec<Count<'_>> {
    let mut found: BTreeMap<(Severity, &str), Vec<&crate::finding::Finding>> = BTreeMap::new();
    for f in &report.findings {
        found.entry((f.severity, &*f.rule)).or_default().push(f);
    }
    let mut counts: Vec<(Severity, Count<'_>)> = found
        .into_iter()
        .map(|((severity, rule), findings)| {
            let mut programs: Vec<_> = findings.iter().flat_map(|f| &f.programs).collect();
            programs.sort_unstable();
            programs.dedup();
            (severity, Count { rule, severity: severity.as_str(), count: findings.len(), programs: programs.len() })
        })
        .collect();
    counts.sort_by(|(a, x), (b, y)| b.cmp(a).then(y.count.cmp(&x.count)).then(x.rule.cmp(y.rule)));
    counts.into_iter().map(|(_, count)| count).collect()
}
