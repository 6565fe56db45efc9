//! The source lines that a finding shows, made safe and small enough to print.
//!
//! In: the labels of a finding and the sources. Out: an [`Excerpt`], miette's view of them: one chunk for each run of
//! neighbouring lines, of any file, at addresses of its own. Bytes that are not UTF-8, control characters, tabs and
//! lines of any length are dealt with here, so that miette sees plain short text. Knows nothing of severity or colour.

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthStr;

use super::window::{Mark, Window};
use crate::finding::Label;
use crate::report::visible;
use crate::source::{FileId, SourceFile, Sources};

/// Lines between two labels up to which they share a chunk.
const NEAR: u32 = 2;

/// Addresses between two chunks, so that no label touches two.
const GAP: usize = 16;

/// What is shown of the sources.
pub(super) struct Excerpt {
    chunks: Vec<Chunk>,
    labels: Vec<LabeledSpan>,
}

struct Chunk {
    path: String,
    /// The first line, counted from 1.
    first: u32,
    /// The address of the first byte.
    base: usize,
    text: String,
    /// The addresses of the labels and where they stand in the file.
    places: Vec<(usize, u32, u32)>,
}

/// How much stands around a label.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// A line before and one behind, and of its own line as much as fits; the label may reach beyond.
    Always,
    /// A line before and one behind unless they say nothing: empty, or only brackets. The label has its third of the room.
    Telling,
}

impl Excerpt {
    /// The lines around the labels: the chunk of the primary label first, then the rest of its file, then the other
    /// files in the order in which labels name them.
    pub(super) fn new(primary: &Label, others: &[Label], sources: &Sources, width: usize, context: Context) -> Self {
        let mut excerpt = Self { chunks: Vec::new(), labels: Vec::new() };
        let all: Vec<(&Label, bool)> =
            std::iter::once((primary, true)).chain(others.iter().map(|l| (l, false))).collect();
        let mut files: Vec<FileId> = Vec::new();
        for (label, _) in &all {
            if !files.contains(&label.span.file) {
                files.push(label.span.file);
            }
        }
        for id in files {
            let file = sources.get(id);
            let mut here: Vec<Wanted<'_>> = all
                .iter()
                .filter(|(l, _)| l.span.file == id)
                .map(|(label, primary)| Wanted { label, primary: *primary, line: file.position(label.span.start).line })
                .collect();
            here.sort_by_key(|w| (w.line, w.label.span.start));
            let mut groups: Vec<&[Wanted<'_>]> = here.chunk_by(|a, b| b.line - a.line <= NEAR + 1).collect();
            groups.sort_by_key(|g| !g.iter().any(|w| w.primary));
            for group in groups {
                excerpt.add(&file, group, width, context);
            }
        }
        excerpt
    }

    /// The labels at the addresses of this excerpt, in the order of their addresses.
    pub(super) fn labels(&self) -> &[LabeledSpan] {
        &self.labels
    }

    fn add(&mut self, file: &SourceFile, group: &[Wanted<'_>], width: usize, context: Context) {
        let (Some(head), Some(tail)) = (group.first(), group.last()) else { return };
        let lines = Lines { file, bytes: file.bytes() };
        let says = |n: u32| {
            lines.get(n).is_some_and(|(start, text)| match context {
                Context::Always => (start as usize) < lines.bytes.len(),
                Context::Telling => text.iter().any(u8::is_ascii_alphanumeric),
            })
        };
        let first = if head.line > 1 && says(head.line - 1) { head.line - 1 } else { head.line };
        let last = if says(tail.line + 1) { tail.line + 1 } else { tail.line };
        // miette prints ` 12 │ ` before each line.
        let room = width.saturating_sub(last.to_string().len() + 4).max(24);

        let base = self.chunks.last().map_or(0, |c| c.base + c.text.len() + GAP);
        let mut chunk =
            Chunk { path: visible::line(&file.path).into_owned(), first, base, text: String::new(), places: vec![] };
        for n in first..=last {
            let Some((start, bytes)) = lines.get(n) else { break };
            let on_line: Vec<&Wanted<'_>> = group.iter().filter(|w| w.line == n).collect();
            let marks = marks(&on_line);
            let window = Window::new(bytes, start, &marks, room, context);
            for (mark, (from, to)) in marks.iter().zip(&window.shown) {
                let address = base + chunk.text.len() + from;
                let at = file.position(mark.start);
                chunk.places.push((address, at.line, at.column));
                let column = window.text[..*from].width() + window.text[*from..*to].width() / 2;
                let left = match context {
                    Context::Always => usize::MAX,
                    Context::Telling => room.saturating_sub(column + 4),
                };
                let text = label_text(&mark.texts, left);
                self.labels.push(if mark.primary {
                    LabeledSpan::new_primary_with_span(text, (address, to - from))
                } else {
                    LabeledSpan::new_with_span(text, (address, to - from))
                });
            }
            chunk.text.push_str(&window.text);
            // Also after the last line: miette draws a label behind the text of a line only before a line end.
            chunk.text.push('\n');
        }
        self.chunks.push(chunk);
    }
}

impl SourceCode for Excerpt {
    /// Whole chunks with their true first line; for a reader that wants no context, the true place of a label.
    /// A span over two chunks is refused: that keeps miette from drawing them as one.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let inside = |c: &&Chunk| c.base <= span.offset() && span.offset() + span.len() <= c.base + c.text.len();
        let chunk = self.chunks.iter().find(inside).ok_or(MietteError::OutOfBounds)?;
        let place = chunk.places.iter().find(|(address, ..)| before == 0 && *address == span.offset());
        let (line, column) = place.map_or((chunk.first, 1), |(_, line, column)| (*line, *column));
        Ok(Box::new(MietteSpanContents::new_named(
            chunk.path.clone(),
            chunk.text.as_bytes(),
            (chunk.base, chunk.text.len()).into(),
            line as usize - 1,
            column as usize - 1,
            chunk.text.matches('\n').count(),
        )))
    }
}

/// A label that is to be shown, and its line.
struct Wanted<'a> {
    label: &'a Label,
    primary: bool,
    line: u32,
}

/// The labels of one line as disjoint marks: miette draws one underline, so the inner of two labels keeps its place
/// and the outer one is cut down to what is before or after it; of two equal ones the texts are put together.
fn marks(labels: &[&Wanted<'_>]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut sorted = labels.to_vec();
    sorted.sort_by_key(|w| (w.label.span.start, w.label.span.end));
    for w in sorted {
        let (mut start, end) = (w.label.span.start, w.label.span.end.max(w.label.span.start));
        let texts: Vec<String> = Some(w.label.text.clone()).filter(|t| !t.is_empty()).into_iter().collect();
        if let Some(same) = marks.iter_mut().find(|m| m.start == start && m.end == end) {
            same.primary |= w.primary;
            same.texts.extend(texts);
            continue;
        }
        if let Some(inner) = marks.iter().rfind(|m| m.start == start) {
            start = inner.end.min(end);
        }
        marks.push(Mark { start, end, primary: w.primary, texts });
    }
    marks.sort_by_key(|m| (m.start, m.end));
    for i in 1..marks.len() {
        let next = marks[i].start;
        marks[i - 1].end = marks[i - 1].end.min(next);
    }
    marks
}

fn label_text(texts: &[String], room: usize) -> Option<String> {
    let text = texts.join("; ");
    (!text.is_empty()).then(|| super::wrap(&visible::line(&text), room.max(8), "", "").join("\n"))
}

/// The lines of a file, without their line ends.
struct Lines<'a> {
    file: &'a SourceFile,
    bytes: std::sync::Arc<[u8]>,
}

impl Lines<'_> {
    /// Where a line counted from 1 starts and what it says; None past the end of the file.
    fn get(&self, n: u32) -> Option<(u32, &[u8])> {
        let start = self.file.line_start(n);
        if self.file.position(start).line != n {
            return None;
        }
        let rest = self.bytes.get(start as usize..)?;
        let text = &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())];
        Some((start, text.strip_suffix(b"\r").unwrap_or(text)))
    }
}
