//! The report for people: what happens, where, in which programs, and what to do.
//!
//! In: the report and the sources. Out: text of bounded width, coloured only if told so. miette draws the message and
//! the source lines; the only place that names it. Nothing from a file or file name reaches the terminal unescaped.

mod change;
mod excerpt;
mod mistake;
mod window;

use std::fmt;
use std::io::{self, Write};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters};
use owo_colors::{OwoColorize, Style};
use textwrap::{Options, WordSeparator, WordSplitter};

pub use self::mistake::mistake;

use self::excerpt::{Context, Excerpt};
use super::{Color, Glyphs, RenderOptions, json, scope, visible};
use crate::finding::{Confidence, Finding, Report, Severity};
use crate::source::Sources;

/// Writes the findings with an empty line between them.
pub(super) fn render(
    report: &Report,
    sources: &Sources,
    options: &RenderOptions<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let paint = Paint::new(options);
    for (i, finding) in report.findings.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        let mut text = drawing(finding, sources, &paint)?;
        notes(&mut text, finding, sources, &paint);
        out.write_all(visible::inert(&paint.finish(&text)).as_bytes())?;
    }
    Ok(())
}

/// How text for people looks.
pub(super) struct Paint {
    width: usize,
    color: Color,
    glyphs: Glyphs,
}

impl Paint {
    fn new(options: &RenderOptions<'_>) -> Self {
        Self { width: options.width.clamp(40, 240), color: options.color, glyphs: options.glyphs }
    }

    fn style(&self, style: Style) -> Style {
        match self.color {
            Color::On => style,
            Color::Off => Style::new(),
        }
    }

    fn severity(&self, severity: Severity) -> Style {
        let plain = Style::new().bold();
        self.style(match severity {
            Severity::Error => plain.red(),
            Severity::Warning => plain.yellow(),
            Severity::Note => plain.cyan(),
        })
    }

    /// Our own signs in ASCII, where that is wanted.
    fn finish<'a>(&self, text: &'a str) -> std::borrow::Cow<'a, str> {
        match self.glyphs {
            Glyphs::Unicode => text.into(),
            Glyphs::Ascii => text.replace('…', "~").replace(" · ", ", ").into(),
        }
    }
}

/// Message and source lines.
fn drawing(finding: &Finding, sources: &Sources, paint: &Paint) -> io::Result<String> {
    let excerpt = Excerpt::new(&finding.primary, &finding.labels, sources, paint.width, Context::Telling);
    let severity = paint.severity(finding.severity);
    let mut theme = match paint.glyphs {
        Glyphs::Unicode => GraphicalTheme::unicode_nocolor(),
        Glyphs::Ascii => GraphicalTheme { characters: ThemeCharacters::ascii(), ..GraphicalTheme::none() },
    };
    theme.characters.error = format!("{}[{}]:", finding.severity.as_str(), finding.rule);
    theme.styles.error = severity;
    theme.styles.linum = paint.style(Style::new().blue());
    theme.styles.link = paint.style(Style::new().cyan());
    theme.styles.highlights = excerpt
        .labels()
        .iter()
        .map(|l| if l.primary() { severity } else { paint.style(Style::new().blue().bold()) })
        .collect();
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(paint.width)
        .with_context_lines(1)
        .with_urls(false)
        .with_word_separator(WordSeparator::AsciiSpace)
        .with_word_splitter(WordSplitter::NoHyphenation)
        .without_syntax_highlighting();
    let mut text = String::new();
    let drawn = Drawn { message: visible::lines(&finding.message).into_owned(), help: None, excerpt };
    handler.render_report(&mut text, &drawn).map_err(io::Error::other)?;
    // miette indents the headline by two columns; ours starts the line, as compilers do.
    Ok(text.strip_prefix("  ").map(str::to_owned).unwrap_or(text))
}

/// What miette is given. The severity is in the theme.
#[derive(thiserror::Error)]
#[error("{message}")]
struct Drawn {
    message: String,
    help: Option<String>,
    excerpt: Excerpt,
}

impl fmt::Debug for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Diagnostic for Drawn {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.excerpt.labels().iter().cloned()))
    }
}

/// What follows the source: where it is true, what to do, and what that would change.
fn notes(text: &mut String, finding: &Finding, sources: &Sources, paint: &Paint) {
    let scope = scope(finding);
    if !scope.is_empty() {
        note(text, "in:", &scope, paint.style(Style::new().dimmed()), paint);
    }
    if finding.confidence < Confidence::High {
        let said = format!("{} confidence", finding.confidence.as_str());
        note(text, "note:", &said, paint.style(Style::new().dimmed()), paint);
    }
    if !finding.help.is_empty() {
        note(text, "help:", &visible::lines(&finding.help), paint.style(Style::new().cyan().bold()), paint);
    }
    for fix in &finding.fixes {
        let title = format!("{} ({})", visible::line(&fix.title), json::applicability(fix.applicability));
        note(text, "fix:", &title, paint.style(Style::new().green().bold()), paint);
        change::write(text, fix, sources, paint);
    }
}

fn note(text: &mut String, word: &str, body: &str, style: Style, paint: &Paint) {
    let first = format!("{word:>6} ");
    let lines = wrap(body, paint.width, &first, "       ");
    for (i, line) in lines.iter().enumerate() {
        match line.strip_prefix(first.as_str()) {
            Some(rest) if i == 0 => text.push_str(&format!("{} {rest}", format!("{word:>6}").style(style))),
            _ => text.push_str(line),
        }
        text.push('\n');
    }
}

/// Breaks text at spaces only, so that paths and rule ids stay whole where they fit on a line.
pub(crate) fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}
