//! A file's text with the way back to its bytes: every value that is read keeps its place.
//!
//! In: bytes as they stand on the disk. Out: [`Text`], valid UTF-8 of the same length, and [`Mapped`], a text cut out of it
//! (joined lines, a decoded string) of which every byte still knows where it came from. Knows no format.

use std::ops::Range;
use std::sync::Arc;

use crate::source::{FileId, Span};

/// A file's text. Offsets in it are offsets in the file, less `base`.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    pub(crate) file: FileId,
    pub(crate) text: String,
    /// Bytes before the text: a byte order mark.
    base: u32,
}

impl Text {
    /// Reads bytes; what is no UTF-8 becomes `?`, and the place of the first such byte comes along.
    pub(crate) fn new(file: FileId, bytes: &[u8]) -> (Self, Option<Span>) {
        let (bytes, base) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
            Some(rest) => (rest, 3),
            None => (bytes, 0),
        };
        let mut text = String::with_capacity(bytes.len());
        let mut wrong = None;
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            if !chunk.invalid().is_empty() {
                wrong.get_or_insert(text.len());
                text.extend(chunk.invalid().iter().map(|_| '?'));
            }
        }
        let new = Self { file, text, base };
        let wrong = wrong.map(|at| new.span(at..at + 1));
        (new, wrong)
    }

    /// A part that is a file of its own kind: a Dockerfile within another file.
    pub(crate) fn inner(&self, range: Range<usize>) -> Self {
        Self { file: self.file, base: self.offset(range.start), text: self.text[range].to_owned() }
    }

    /// The place of a range of the text.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.offset(range.start), self.offset(range.end))
    }

    /// The part of the text at a place of this file.
    pub(crate) fn at(&self, span: Span) -> &str {
        self.text.get(self.index(span.start)..self.index(span.end)).unwrap_or_default()
    }

    /// Where a place of this file is in the text.
    pub(crate) fn index(&self, offset: u32) -> usize {
        (offset.saturating_sub(self.base) as usize).min(self.text.len())
    }

    fn offset(&self, index: usize) -> u32 {
        self.base.saturating_add(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// A piece of the text as it stands.
    pub(crate) fn piece(&self, range: Range<usize>) -> Mapped {
        let mut piece = Mapped::new(self.file, self.offset(range.start));
        piece.push_piece(self, range);
        piece
    }

    /// Words of the file, each laid over where it stands.
    pub(crate) fn pieces(&self, words: &[Word]) -> Vec<Mapped> {
        words.iter().map(|word| self.decoded(&word.text, word.span)).collect()
    }

    /// A decoded value (escapes resolved, lines folded) laid over the source that it was decoded from.
    ///
    /// Bytes of the source that decoding dropped (quotes, backslashes, indentation) are stepped over; where the two
    /// do not fit (`\u0041`), the byte gets the place of its neighbour.
    pub(crate) fn decoded(&self, value: &str, span: Span) -> Mapped {
        let source = self.at(span).as_bytes();
        let mut mapped = Mapped::new(self.file, span.start);
        let mut at = 0;
        for &byte in value.as_bytes() {
            let blank = byte.is_ascii_whitespace();
            let dropped = |b: u8| matches!(b, b'"' | b'\'' | b'\\' | b'|' | b'>' | b'-' | b'+' | b' ' | b'\n' | b'\r');
            let found = source[at.min(source.len())..]
                .iter()
                .take_while(|b| **b == byte || dropped(**b))
                .position(|b| *b == byte || blank && b.is_ascii_whitespace());
            if let Some(step) = found {
                at += step;
            }
            mapped.at.push(span.start + u32::try_from(at.min(source.len())).unwrap_or_default());
            if found.is_some() {
                at += 1;
            }
        }
        mapped.text = value.to_owned();
        mapped.end = span.end;
        mapped
    }
}

/// A text made of pieces of a file.
#[derive(Debug, Clone)]
pub(crate) struct Mapped {
    pub(crate) text: String,
    file: FileId,
    /// Where each byte stands in the file.
    at: Vec<u32>,
    /// Where an empty range at the end stands.
    end: u32,
    /// Parts that stand in the file as something else, in their order.
    stands: Vec<Stand>,
}

/// A part of a text that is the value of a variable, or a hole where that is not known.
#[derive(Debug, Clone)]
struct Stand {
    range: Range<usize>,
    /// Where the variable is asked for.
    source: Range<u32>,
    known: bool,
}

impl Mapped {
    /// An empty text at a place.
    pub(crate) fn new(file: FileId, start: u32) -> Self {
        Self { text: String::new(), file, at: Vec::new(), end: start, stands: Vec::new() }
    }

    /// A value that stands where its word does.
    pub(crate) fn of_word(word: &Word) -> Self {
        let mut text = Self::new(word.span.file, word.span.start);
        text.push_stand(&word.text, word.span, word.known);
        text
    }

    /// Adds a piece of a file's text.
    pub(crate) fn push_piece(&mut self, text: &Text, range: Range<usize>) {
        let start = text.offset(range.start);
        let piece = &text.text[range];
        self.at.extend((0..piece.len()).map(|i| start + u32::try_from(i).unwrap_or_default()));
        self.text.push_str(piece);
        self.end = start + u32::try_from(piece.len()).unwrap_or_default();
    }

    /// Adds a part of another text of the file.
    pub(crate) fn push_part(&mut self, other: &Self, range: Range<usize>) {
        let moved = self.text.len();
        let inside = other.stands.iter().filter(|s| s.range.start < range.end && s.range.end > range.start);
        self.stands.extend(inside.map(|s| {
            let cut = s.range.start.max(range.start) - range.start..s.range.end.min(range.end) - range.start;
            Stand { range: cut.start + moved..cut.end + moved, ..s.clone() }
        }));
        self.end = other.span(range.clone()).end;
        self.at.extend(&other.at[range.clone()]);
        self.text.push_str(&other.text[range]);
    }

    /// Adds a text that stands in the file as something else: as the variable at `source`. Where its value is not `known`,
    /// it is a hole.
    pub(crate) fn push_stand(&mut self, text: &str, source: Span, known: bool) {
        let start = self.text.len();
        self.text.push_str(text);
        self.at.extend(text.bytes().map(|_| source.start));
        self.end = source.end;
        self.stands.push(Stand { range: start..self.text.len(), source: source.start..source.end, known });
    }

    /// The end of the hole that an index is in.
    pub(crate) fn hole_at(&self, index: usize) -> Option<usize> {
        self.stand_at(index).filter(|s| !s.known).map(|s| s.range.end)
    }

    /// Whether a range is free of holes.
    pub(crate) fn is_known(&self, range: &Range<usize>) -> bool {
        let first = self.stands.partition_point(|s| s.range.end <= range.start);
        self.stands[first..].iter().take_while(|s| s.range.start < range.end).all(|s| s.known)
    }

    fn stand_at(&self, index: usize) -> Option<&Stand> {
        let next = self.stands.partition_point(|s| s.range.start <= index);
        self.stands[..next].last().filter(|s| s.range.end > index)
    }

    /// A part of it.
    pub(crate) fn part(&self, range: Range<usize>) -> Self {
        let mut part = Self::new(self.file, self.span(range.start..range.start).start);
        part.push_part(self, range);
        part
    }

    /// This text, whose places are indices of another one, with the places of that one.
    pub(crate) fn within(mut self, outer: &Self) -> Self {
        self.at.iter_mut().for_each(|at| *at = outer.at.get(*at as usize).copied().unwrap_or(outer.end));
        self.end = outer.at.get(self.end as usize).copied().unwrap_or(outer.end);
        self
    }

    /// A text whose bytes come from these indices of this one.
    pub(crate) fn picked(&self, text: &str, from: &[usize]) -> Self {
        let at = from.iter().map(|i| self.at.get(*i).copied().unwrap_or(self.end)).collect();
        let end = from.last().map_or(self.end, |i| self.span(*i..i + 1).end);
        let mut stands: Vec<Stand> = Vec::new();
        for (index, stand) in from.iter().enumerate().filter_map(|(i, from)| Some((i, self.stand_at(*from)?))) {
            match stands.last_mut() {
                Some(last) if last.source == stand.source && last.known == stand.known => last.range.end = index + 1,
                _ => stands.push(Stand { range: index..index + 1, ..stand.clone() }),
            }
        }
        Self { text: text.to_owned(), file: self.file, at, end, stands }
    }

    /// The place of a range.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        let start = self.at.get(range.start).copied().unwrap_or(self.end);
        let end = match range.end.checked_sub(1).filter(|_| !range.is_empty()) {
            None => start,
            Some(last) => match self.stand_at(last) {
                Some(stand) => stand.source.end,
                None => self.at.get(last).map_or(self.end, |last| last + 1),
            },
        };
        Span::new(self.file, start, end.max(start))
    }
}

/// A value as it is written, and whether it is known: `:$PORT` is not, where nothing says what PORT is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    /// The value; holes show as they are written.
    pub text: Arc<str>,
    /// Whether it has no holes.
    pub known: bool,
    /// Where it stands.
    pub span: Span,
}

impl Word {
    /// A known value.
    pub(crate) fn new(text: &str, span: Span) -> Self {
        Self { text: text.into(), known: true, span }
    }

    /// The value, where it is known.
    #[must_use]
    pub fn get(&self) -> Option<&str> {
        self.known.then_some(&*self.text)
    }

    /// Whether it is known and this.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        self.known && &*self.text == text
    }
}
