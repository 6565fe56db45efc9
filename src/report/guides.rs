//! The page of a guide, and the list of guides.
//!
//! In: a [`Guide`]. Out: text for a terminal, Markdown or JSON. Says nothing of its own.

use std::fmt::Write as _;
use std::io::{self, Write};

use owo_colors::{OwoColorize, Style};
use serde::Serialize;

use super::human::wrap;
use super::pages::PageFormat;
use super::{Color, RenderOptions, object, visible};
use crate::guide::{Entry, Guide};

/// Writes the page of a guide.
///
/// # Errors
/// Those of the writer.
pub fn render(guide: &Guide, format: PageFormat, options: &RenderOptions<'_>, out: &mut dyn Write) -> io::Result<()> {
    match format {
        PageFormat::Text => out.write_all(text(guide, options).as_bytes()),
        PageFormat::Markdown => out.write_all(markdown(guide).as_bytes()),
        PageFormat::Json => {
            object::write(out, &json(guide))?;
            writeln!(out)
        }
    }
}

/// Writes the list: name and what it is about.
///
/// # Errors
/// Those of the writer.
pub fn render_list(guides: &[Guide], options: &RenderOptions<'_>, out: &mut dyn Write) -> io::Result<()> {
    let wide = guides.iter().map(|g| g.id.len()).max().unwrap_or(0);
    for guide in guides {
        let head = format!("{:wide$}  ", guide.id);
        for line in wrap(&visible::line(&guide.summary), options.width, &head, &" ".repeat(head.len())) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

fn text(guide: &Guide, options: &RenderOptions<'_>) -> String {
    let bold = if options.color == Color::On { Style::new().bold() } else { Style::new() };
    let mut out = format!("{}\n\n", guide.title.style(bold));
    paragraph(&mut out, &guide.summary, options, "");
    for section in &guide.sections {
        let _ = write!(out, "\n{}\n", section.title.style(bold));
        if !section.text.trim().is_empty() {
            paragraph(&mut out, &section.text, options, "  ");
        }
        for entry in &section.entries {
            out.push('\n');
            paragraph(&mut out, &entry.said, options, "  ");
            paragraph(&mut out, &entry.answer, options, "      ");
        }
    }
    if !guide.references.is_empty() {
        let _ = write!(out, "\n{}\n", "References".style(bold));
        for reference in &guide.references {
            let _ = writeln!(out, "  {}", visible::line(reference));
        }
    }
    out
}

fn paragraph(out: &mut String, text: &str, options: &RenderOptions<'_>, indent: &str) {
    let words: Vec<&str> = text.split_whitespace().collect();
    for line in wrap(&visible::line(&words.join(" ")), options.width, indent, indent) {
        let _ = writeln!(out, "{line}");
    }
}

fn markdown(guide: &Guide) -> String {
    let mut out = format!("# {}\n\n{}\n", guide.title, guide.summary.trim());
    for section in &guide.sections {
        let _ = write!(out, "\n## {}\n\n", section.title);
        if !section.text.trim().is_empty() {
            let _ = write!(out, "{}\n\n", section.text.trim());
        }
        for entry in &section.entries {
            let _ = write!(out, "**{}**\n\n{}\n\n", entry.said.trim(), entry.answer.trim());
        }
    }
    for (number, reference) in guide.references.iter().enumerate() {
        let heading = if number == 0 { "\n## References\n\n" } else { "" };
        let _ = writeln!(out, "{heading}- <{reference}>");
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[derive(Serialize)]
struct Json<'a> {
    version: u32,
    id: &'a str,
    title: &'a str,
    summary: &'a str,
    sections: Vec<JsonSection<'a>>,
    references: &'a [String],
}

#[derive(Serialize)]
struct JsonSection<'a> {
    title: &'a str,
    text: &'a str,
    entries: Vec<JsonEntry<'a>>,
}

#[derive(Serialize)]
struct JsonEntry<'a> {
    said: &'a str,
    answer: &'a str,
    errors: Vec<&'a str>,
}

fn json(guide: &Guide) -> Json<'_> {
    let sections = guide.sections.iter().map(|section| JsonSection {
        title: &section.title,
        text: &section.text,
        entries: section.entries.iter().map(entry).collect(),
    });
    Json {
        version: 1,
        id: &guide.id,
        title: &guide.title,
        summary: &guide.summary,
        sections: sections.collect(),
        references: &guide.references,
    }
}

fn entry(entry: &Entry) -> JsonEntry<'_> {
    let errors = entry.errors.iter().map(|e| e.text.as_str()).collect();
    JsonEntry { said: &entry.said, answer: &entry.answer, errors }
}
