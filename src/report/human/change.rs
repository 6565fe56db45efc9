//! A fix as the lines that it changes, where they are few.
//!
//! In: a fix and the sources. Out: lines with `-` and `+`, or how many places it changes. Applies nothing.

use std::collections::BTreeSet;

use owo_colors::{OwoColorize, Style};

use super::Paint;
use super::excerpt::Context;
use super::window::Window;
use crate::finding::{Edit, Fix};
use crate::ordered::InOrder as _;
use crate::report::{count, visible};
use crate::source::{FileId, Sources};

/// Changed lines, old and new together, up to which a change is shown.
const SHORT: usize = 12;

/// Writes the change below the title of its fix.
pub(super) fn write(text: &mut String, fix: &Fix, sources: &Sources, paint: &Paint) {
    let hunks: Vec<Hunk> = groups(fix.edits(), sources).into_iter().map(|g| hunk(g, sources)).collect();
    let lines: usize = hunks.iter().map(|h| h.old.len() + h.new.len()).sum();
    if lines > SHORT {
        let files: BTreeSet<FileId> = fix.edits().iter().map(|e| e.span.file).in_order();
        let places = count(fix.edits().len(), "place");
        text.push_str(&format!("       changes {places} in {}\n", count(files.len(), "file")));
        return;
    }
    for h in hunks {
        let at = format!("{}:{}", visible::line(&sources.path(h.file)), h.line);
        text.push_str(&format!("       {}\n", at.style(paint.style(Style::new().cyan()))));
        let both = [('-', h.old, Style::new().red()), ('+', h.new, Style::new().green())];
        for (sign, lines, style) in both {
            for line in lines {
                let shown = Window::new(line.as_bytes(), 0, &[], paint.width.saturating_sub(9), Context::Telling).text;
                text.push_str(&format!("       {}\n", format!("{sign} {shown}").style(paint.style(style))));
            }
        }
    }
}

struct Hunk {
    file: FileId,
    line: u32,
    old: Vec<String>,
    new: Vec<String>,
}

/// Edits that touch the same lines belong together.
fn groups<'a>(edits: &'a [Edit], sources: &Sources) -> Vec<&'a [Edit]> {
    let line = |e: &Edit, byte: u32| sources.get(e.span.file).position(byte).line;
    edits.chunk_by(|a, b| a.span.file == b.span.file && line(a, a.span.end) >= line(b, b.span.start)).collect()
}

/// The whole lines before and after, without those that stay.
fn hunk(edits: &[Edit], sources: &Sources) -> Hunk {
    let (first, last) = (&edits[0], &edits[edits.len() - 1]);
    let file = sources.get(first.span.file);
    let bytes = file.bytes();
    let mut line = file.position(first.span.start).line;
    let from = file.line_start(line) as usize;
    let end = (last.span.end as usize).min(bytes.len());
    let to = memchr::memchr(b'\n', &bytes[end..]).map_or(bytes.len(), |n| end + n);

    let mut new = Vec::new();
    let mut at = from;
    for edit in edits {
        new.extend_from_slice(&bytes[at..(edit.span.start as usize).clamp(at, bytes.len())]);
        new.extend_from_slice(edit.text.as_bytes());
        at = (edit.span.end as usize).clamp(at, bytes.len());
    }
    new.extend_from_slice(&bytes[at..to]);

    let (mut old, mut new) = (lines(&bytes[from..to]), lines(&new));
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    old.drain(..same);
    new.drain(..same);
    line += u32::try_from(same).unwrap_or(0);
    while old.last().is_some_and(|l| new.last() == Some(l)) {
        old.pop();
        new.pop();
    }
    Hunk { file: first.span.file, line, old, new }
}

fn lines(bytes: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(bytes).split('\n').map(|l| l.trim_end_matches('\r').to_owned()).collect()
}
