//! What is wrong with a file of the user's, at its place.
//!
//! In: a [`Mistake`]. Out: text of bounded width without colour. The file may come from anybody: its lines, names and words
//! are clipped and escaped as those of Go files are.

use std::io;

use miette::{GraphicalReportHandler, GraphicalTheme};

use super::Drawn;
use super::excerpt::{Context, Excerpt};
use crate::document::Mistake;
use crate::finding::Label;
use crate::report::visible;
use crate::source::{Sources, Span};

const WIDTH: usize = 100;
/// Characters of a message or a help: what they quote may be a text of any length.
const MOST_CHARACTERS: usize = 600;

/// Draws a mistake.
///
/// # Errors
/// Those of the drawing library.
pub fn mistake(mistake: &Mistake) -> io::Result<String> {
    let sources = Sources::default();
    let file = sources.add(mistake.path.clone());
    sources.get(file).set_bytes(mistake.text().as_bytes().into());
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span::new(file, byte(mistake.span.start), byte(mistake.span.end));
    let label = Label { span, text: clipped(&mistake.label) };
    let drawn = Drawn {
        message: visible::lines(&clipped(&mistake.message)).into_owned(),
        help: mistake.help.as_deref().map(|help| visible::lines(&clipped(help)).into_owned()),
        excerpt: Excerpt::new(&label, &[], &sources, WIDTH, Context::Always),
    };
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(WIDTH);
    let mut text = String::new();
    handler.render_report(&mut text, &drawn).map_err(io::Error::other)?;
    Ok(visible::inert(&text).into_owned())
}

fn clipped(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
