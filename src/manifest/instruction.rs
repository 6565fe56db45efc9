//! The instructions of a Dockerfile, line by line as BuildKit joins them: the `escape` directive, continuation lines with comments and empty
//! lines between them, here-documents.
//!
//! In: [`Text`]. Out: [`Instruction`]s. Knows of an instruction only whether it may begin a here-document.

use std::ops::Range;

use super::text::{Mapped, Text};
use crate::source::Span;

/// An instruction: its name in capitals, the rest as one line, the bodies of its here-documents.
pub(super) struct Instruction {
    pub(super) name: String,
    pub(super) span: Span,
    pub(super) rest: Mapped,
    pub(super) bodies: Vec<Range<usize>>,
    /// Whether the last one does not end.
    pub(super) open: bool,
}

/// The instructions of a file.
pub(super) fn instructions(text: &Text) -> Vec<Instruction> {
    let source = &text.text;
    let mut escape = b'\\';
    let mut directives = true;
    let mut found = Vec::new();
    let mut at = 0;
    while at < source.len() {
        let line = line_at(source, at);
        let shown = source[line.clone()].trim_start();
        if directives && !shown.is_empty() {
            match directive(shown) {
                Some(("escape", "`")) => escape = b'`',
                Some(_) => {}
                None => directives = false,
            }
        }
        at = next_line(source, &line);
        if shown.is_empty() || shown.starts_with('#') {
            continue;
        }
        let start = line.end - shown.len();
        let len = shown.find(char::is_whitespace).unwrap_or(shown.len());
        let name = shown[..len].to_ascii_uppercase();
        let mut rest = Mapped::new(text.file, text.span(start + len..start + len).start);
        let mut part = start + len..line.end;
        // The lines that the escape character joins; comments and empty lines between them do not count.
        let mut end = line.end;
        loop {
            let piece = source[part.clone()].trim_end_matches([' ', '\t']);
            // Two of them are one that joins nothing.
            let joined = match piece.as_bytes() {
                [.., before, last] => *last == escape && *before != escape,
                last => last == [escape],
            };
            let kept = part.start..part.start + piece.len() - usize::from(joined);
            rest.push_piece(text, kept);
            end = end.max(part.start + piece.len());
            if !joined {
                break;
            }
            let mut next = None;
            while at < source.len() {
                let line = line_at(source, at);
                at = next_line(source, &line);
                let shown = source[line.clone()].trim_start();
                if !shown.is_empty() && !shown.starts_with('#') {
                    next = Some(line);
                    break;
                }
            }
            let Some(line) = next else { break };
            part = line;
        }
        let mut bodies = Vec::new();
        let mut open = false;
        for delimiter in heredocs(&name, &rest.text) {
            let body = at;
            let mut end = source.len();
            open = true;
            while at < source.len() {
                let line = line_at(source, at);
                let is_end = source[line.clone()].trim_start_matches('\t') == delimiter;
                at = next_line(source, &line);
                if is_end {
                    (end, open) = (line.start, false);
                    break;
                }
            }
            bodies.push(body..end);
            if open {
                break;
            }
        }
        found.push(Instruction { name, span: text.span(start..end), rest, bodies, open });
    }
    found
}

/// The lines of here-documents.
pub(super) fn heredoc_bodies(text: &Text) -> Vec<Range<usize>> {
    // The line before the first one is the instruction's.
    instructions(text)
        .into_iter()
        .flat_map(|i| i.bodies)
        .map(|body| body.start.saturating_sub(1)..body.end + 1)
        .collect()
}

/// A line without its end.
fn line_at(source: &str, at: usize) -> Range<usize> {
    let end = memchr::memchr(b'\n', &source.as_bytes()[at..]).map_or(source.len(), |n| at + n);
    let end = if source[at..end].ends_with('\r') { end - 1 } else { end };
    at..end
}

fn next_line(source: &str, line: &Range<usize>) -> usize {
    memchr::memchr(b'\n', &source.as_bytes()[line.end..]).map_or(source.len(), |n| line.end + n + 1)
}

/// `# escape=x`.
pub(super) fn directive(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.strip_prefix('#')?.split_once('=')?;
    let name = name.trim();
    name.bytes().all(|b| b.is_ascii_alphanumeric()).then_some((name, value.trim()))
}

/// The delimiters of the here-documents that an instruction begins: `<<EOF`, `<<-"EOF"`, `<<.`.
fn heredocs(name: &str, rest: &str) -> Vec<String> {
    if !["RUN", "COPY", "ADD"].contains(&name) {
        return Vec::new();
    }
    let words = rest
        .split_ascii_whitespace()
        .filter_map(|w| w.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix("<<"));
    let plain = |w: &str| w.trim_start_matches('-').trim_matches(['"', '\'']).to_owned();
    words.map(plain).filter(|w| !w.is_empty() && !w.contains(['<', '"', '\''])).collect()
}
