//! The page of a rule, and the list of rules.
//!
//! In: [`RulePage`], filled from a rule file. Out: text for a terminal, Markdown or JSON. Knows no rule.

use std::fmt::Write as _;
use std::io::{self, Write};

use owo_colors::{OwoColorize, Style};
use serde::Serialize;

use super::human::wrap;
use super::{Color, RenderOptions, object, visible};
use crate::finding::Severity;

/// Everything that a page says. Texts are Markdown, paragraphs separated by an empty line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulePage {
    /// The id.
    pub id: String,
    /// Its severity unless configured otherwise.
    pub severity: Severity,
    /// Who sees it: `regular`, `pedantic` or `auditor`.
    pub persona: String,
    /// One sentence.
    pub summary: String,
    /// Why it matters.
    pub why: String,
    /// Go that the rule reports.
    pub bad: String,
    /// Go that it does not.
    pub good: String,
    /// What to do.
    pub fix: String,
    /// Messages on the screen that it explains.
    pub errors: Vec<String>,
    /// Where it can be read up: URLs.
    pub references: Vec<String>,
}

/// How a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageFormat {
    /// For a terminal.
    Text,
    /// One object.
    Json,
    /// For a website.
    Markdown,
}

/// Writes the page of a rule.
///
/// # Errors
/// Those of the writer.
pub fn render(page: &RulePage, format: PageFormat, options: &RenderOptions<'_>, out: &mut dyn Write) -> io::Result<()> {
    match format {
        PageFormat::Text => out.write_all(visible::inert(&text(page, options)).as_bytes()),
        PageFormat::Markdown => out.write_all(markdown(page).as_bytes()),
        PageFormat::Json => {
            object::write(out, &json(page))?;
            writeln!(out)
        }
    }
}

/// Writes the list: id, severity, persona where it is not `regular`, summary.
///
/// # Errors
/// Those of the writer.
pub fn render_list(pages: &[RulePage], options: &RenderOptions<'_>, out: &mut dyn Write) -> io::Result<()> {
    let wide = pages.iter().map(|p| p.id.len()).max().unwrap_or(0);
    for p in pages {
        let head = format!("{:wide$}  {:7}  ", p.id, p.severity.as_str());
        let mut summary = visible::line(&p.summary).into_owned();
        if p.persona != "regular" {
            let _ = write!(summary, " ({})", p.persona);
        }
        for line in wrap(&summary, options.width, &head, &" ".repeat(head.len())) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// The page as Markdown, also for [`super::RuleInfo::help_markdown`].
#[must_use]
pub fn markdown(page: &RulePage) -> String {
    let mut out = format!("# {}\n\n{}\n\n", page.id, page.summary);
    let persona = if page.persona == "regular" { String::new() } else { format!(", {}", page.persona) };
    let _ = write!(out, "Severity: {}{persona}\n\n", page.severity.as_str());
    for (title, body) in sections(page) {
        match title {
            BAD | GOOD => {
                let _ = write!(out, "## {title}\n\n```go\n{}\n```\n\n", body.trim_end());
            }
            _ => {
                let _ = write!(out, "## {title}\n\n{}\n\n", body.trim_end());
            }
        }
    }
    if !page.errors.is_empty() {
        let _ = write!(out, "## {ERRORS}\n\n```text\n{}\n```\n\n", page.errors.join("\n"));
    }
    if !page.references.is_empty() {
        out.push_str("## References\n\n");
        for r in &page.references {
            let _ = writeln!(out, "- <{r}>");
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    visible::inert(&visible::code(&out)).into_owned()
}

const BAD: &str = "Bad";
const GOOD: &str = "Good";
const ERRORS: &str = "On the screen";

/// The sections that say something, in the order in which they are read.
fn sections(page: &RulePage) -> Vec<(&'static str, &str)> {
    [("Why", &page.why), (BAD, &page.bad), (GOOD, &page.good), ("What to do", &page.fix)]
        .into_iter()
        .filter(|(_, body)| !body.trim().is_empty())
        .map(|(title, body)| (title, body.as_str()))
        .collect()
}

fn text(page: &RulePage, options: &RenderOptions<'_>) -> String {
    let style = |s: Style| if options.color == Color::On { s } else { Style::new() };
    let bold = style(Style::new().bold());
    let persona = if page.persona == "regular" { String::new() } else { format!(", {}", page.persona) };
    let mut out = format!("{} ({}{persona})\n\n", page.id.style(bold), page.severity.as_str());
    paragraphs(&mut out, &page.summary, options.width, "");
    for (title, body) in sections(page) {
        let _ = write!(out, "\n{}\n", title.style(bold));
        if matches!(title, BAD | GOOD) {
            for line in visible_code(body).trim_end().lines() {
                let _ = writeln!(out, "{}", format!("    {line}").trim_end());
            }
        } else {
            paragraphs(&mut out, body, options.width, "  ");
        }
    }
    if !page.errors.is_empty() {
        let _ = write!(out, "\n{}\n", ERRORS.style(bold));
        for e in &page.errors {
            for line in wrap(&visible::line(e), options.width, "  ", "      ") {
                let _ = writeln!(out, "{line}");
            }
        }
    }
    if !page.references.is_empty() {
        let _ = write!(out, "\n{}\n", "References".style(bold));
        for r in &page.references {
            let _ = writeln!(out, "  {}", visible::line(r));
        }
    }
    out
}

/// Tabs are Go's indentation; they are shown as four columns.
fn visible_code(code: &str) -> String {
    visible::lines(&code.replace("\r\n", "\n").replace('\t', "    ")).into_owned()
}

fn paragraphs(out: &mut String, body: &str, width: usize, indent: &str) {
    for (i, paragraph) in body.trim().split("\n\n").enumerate() {
        if i > 0 {
            out.push('\n');
        }
        // A list item starts a line of its own; other line breaks are only those of the rule file.
        let mut items: Vec<String> = Vec::new();
        for line in paragraph.lines().map(str::trim) {
            match items.last_mut() {
                Some(last) if !line.starts_with("- ") => {
                    last.push(' ');
                    last.push_str(line);
                }
                _ => items.push(line.to_owned()),
            }
        }
        for item in items {
            let hang = if item.starts_with("- ") { format!("{indent}  ") } else { indent.to_owned() };
            for line in wrap(&visible::line(&item), width, indent, &hang) {
                out.push_str(&line);
                out.push('\n');
            }
        }
    }
}

#[derive(Serialize)]
struct JsonPage<'a> {
    version: u32,
    id: &'a str,
    severity: &'static str,
    persona: &'a str,
    summary: &'a str,
    why: &'a str,
    bad: &'a str,
    good: &'a str,
    fix: &'a str,
    errors: &'a [String],
    references: &'a [String],
}

fn json(page: &RulePage) -> JsonPage<'_> {
    JsonPage {
        version: 1,
        id: &page.id,
        severity: page.severity.as_str(),
        persona: &page.persona,
        summary: &page.summary,
        why: &page.why,
        bad: &page.bad,
        good: &page.good,
        fix: &page.fix,
        errors: &page.errors,
        references: &page.references,
    }
}
