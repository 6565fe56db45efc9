//! Lines, indentation and line ends: where text can be inserted, and how it must look there.
//!
//! In: the bytes of a file and a place. Out: an [`Anchor`], and texts with the file's own indentation and line ends. What shares its line with
//! something else is no place to insert lines at: then there is no anchor.

use super::column::Column;
use super::tokens::{Token, token};
use super::{Code, Page, span};
use crate::finding::Edit;
use crate::golang::syntax::Range;
use crate::source::Span;

/// How text is put at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Insertion {
    /// Instead of what stands there.
    Replace,
    /// As lines in front of the statement around the place.
    Before,
    /// As lines behind the statement around the place.
    After,
    /// As one more element of the composite literal at the place.
    Into,
}

/// A place for text, and what belongs around the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// What is replaced.
    pub span: Span,
    before: &'static str,
    after: &'static str,
    indent: String,
    newline: &'static str,
    /// What else stands on the line of the statement that is replaced.
    shared: Shared,
    /// The values of the fields above a new one.
    column: Column,
}

/// What stands on the line of a statement beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shared {
    /// Nothing in front of it.
    No,
    /// The braces of its block, in which it is alone: everything between them.
    Block(Span),
    /// Something else.
    Yes,
}

impl Anchor {
    /// The edits that put a text here. Its lines get the indentation of the line around the place; a block on one line is opened for
    /// them, and a new field stands in the column of those above it. None where several lines would share theirs with something else.
    #[must_use]
    pub fn edits(&self, text: &str) -> Option<Vec<Edit>> {
        match self.shared {
            Shared::Block(block) if text.contains('\n') => {
                let inside = format!("\n\t{}\n", indented(text, "\t"));
                Some(vec![Edit { span: block, text: self.laid(&inside, true) }])
            }
            Shared::Yes if text.contains('\n') => None,
            _ => {
                let (text, mut edits) = self.column.align(text);
                let whole = format!("{}{text}{}", self.before, self.after);
                edits.push(Edit { span: self.span, text: self.laid(&whole, self.after.ends_with('\n')) });
                Some(edits)
            }
        }
    }

    /// The lines of a text as the file writes them; `closes`: behind the last line end something of the file follows.
    fn laid(&self, whole: &str, closes: bool) -> String {
        let mut lines = whole.split('\n');
        let mut laid = lines.next().unwrap_or_default().to_owned();
        let mut lines = lines.peekable();
        while let Some(line) = lines.next() {
            laid.push_str(self.newline);
            // An empty line has no indentation, but what follows the last one does.
            if !line.is_empty() || closes && lines.peek().is_none() {
                laid.push_str(&self.indent);
            }
            laid.push_str(line);
        }
        laid
    }
}

impl Code<'_> {
    /// Where text goes that is put at a place in this way.
    #[must_use]
    pub fn anchor(&self, place: Span, how: Insertion) -> Option<Anchor> {
        self.page(place.file, |page| {
            let (at, before, after) = match how {
                Insertion::Replace => (Range { start: place.start, end: place.end }, "", ""),
                Insertion::Before => (before(page, page.statements.around(place)?.range)?, "", "\n"),
                Insertion::After => (after(page, page.statements.around(place)?.range)?, "\n", ""),
                Insertion::Into => into(page, place)?,
            };
            let line = match how {
                Insertion::After => page.statements.around(place)?.range.start,
                _ => at.start,
            };
            let shared = match how {
                Insertion::Replace => shared(page, place),
                _ => Shared::No,
            };
            let column = match how {
                Insertion::Into if before.starts_with('\n') => {
                    page.composite(place).map(|(_, elements)| Column::at_end_of(page, elements, place.file))
                }
                _ => None,
            };
            let (indent, newline) = (indent(&page.bytes, line as usize), newline(&page.bytes));
            let span = span(place.file, at);
            Some(Anchor { span, before, after, indent, newline, shared, column: column.unwrap_or_default() })
        })
    }
}

/// What the statement around a place shares its line with.
fn shared(page: &Page, place: Span) -> Shared {
    let Some(statement) = page.statements.around(place).map(|s| s.range) else { return Shared::No };
    let (start, end) = (statement.start as usize, statement.end as usize);
    let before = &page.bytes[line_start(&page.bytes, start)..start];
    let after = &page.bytes[end..line_end(&page.bytes, end)];
    if before.trim_ascii().is_empty() {
        return Shared::No;
    }
    let whole = (place.start, place.end) == (statement.start, statement.end);
    let blanks = before.len() - before.trim_ascii_end().len();
    let behind = after.len() - after.trim_ascii_start().len();
    let block = point(start - blanks).zip(point(end + behind));
    match block {
        Some((open, close))
            if whole && before.trim_ascii_end().ends_with(b"{") && after[behind..].starts_with(b"}") =>
        {
            Shared::Block(Span::new(place.file, open.start, close.end))
        }
        _ => Shared::Yes,
    }
}

/// In front of a statement that begins its line, and of the comments that stand directly above it.
fn before(page: &Page, statement: Range) -> Option<Range> {
    let bytes = &page.bytes;
    let mut line = line_start(bytes, statement.start as usize);
    if !bytes[line..statement.start as usize].iter().all(u8::is_ascii_whitespace) {
        return None;
    }
    while line > 0 {
        let above = line_start(bytes, line - 1);
        if !bytes[above..line].trim_ascii().starts_with(b"//") {
            break;
        }
        line = above;
    }
    let at = line + indent(bytes, line).len();
    point(at)
}

/// At the end of the line on which a statement ends, where nothing but a comment follows there.
fn after(page: &Page, statement: Range) -> Option<Range> {
    let bytes = &page.bytes;
    let end = statement.end as usize;
    let stop = line_end(bytes, end);
    let rest = bytes[end..stop].trim_ascii();
    (rest.is_empty() || rest.starts_with(b"//")).then(|| point(stop))?
}

/// Behind the last element of a composite literal whose elements have names.
fn into(page: &Page, place: Span) -> Option<(Range, &'static str, &'static str)> {
    let bytes = &page.bytes;
    let (range, elements) = page.composite(place)?;
    let close = range.end as usize - 1;
    if bytes.get(close) != Some(&b'}') || elements.iter().any(|e| e.key.is_none()) {
        return None;
    }
    let Some(last) = elements.last() else {
        let open = bytes[..close].trim_ascii_end().len();
        return (bytes.get(open.checked_sub(1)?) == Some(&b'{')).then_some((point(close)?, "", ""));
    };
    let end = page.syntax.expr(last.value).range.end as usize;
    let rest = bytes.get(end..close)?;
    if !rest.contains(&b'\n') {
        let only_blank = matches!(rest.trim_ascii(), b"" | b",");
        return only_blank.then_some((point(end)?, ", ", ""));
    }
    let stop = line_end(bytes, end);
    let tail = bytes[end..stop].trim_ascii().strip_prefix(b",")?.trim_ascii();
    (tail.is_empty() || tail.starts_with(b"//")).then_some((point(stop)?, "\n", ","))
}

/// The whole lines that hold a range and nothing else, line ends included; None where something else stands there.
#[must_use]
pub fn line_around(bytes: &[u8], range: Range) -> Option<Range> {
    let (start, end) = (line_start(bytes, range.start as usize), line_end(bytes, range.end as usize));
    let blank = |part: &[u8]| part.iter().all(u8::is_ascii_whitespace);
    if !blank(&bytes[start..range.start as usize]) || !blank(&bytes[range.end as usize..end]) {
        return None;
    }
    let next = memchr::memchr(b'\n', &bytes[end..]).map_or(bytes.len(), |n| end + n + 1);
    Some(Range { start: u32::try_from(start).ok()?, end: u32::try_from(next).ok()? })
}

/// A text whose lines, but for the first, lose the indentation that all of them have.
pub(super) fn without_indent(text: &str, indent: &str) -> Option<String> {
    let mut lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    let mut plain = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        plain.push('\n');
        if !line.is_empty() {
            let rest = line.strip_prefix(indent)?;
            // Such a line would not come back.
            if rest.is_empty() {
                return None;
            }
            plain.push_str(rest);
        }
    }
    Some(plain)
}

/// A text whose lines, but for the first, are indented further; those that begin inside of a literal are as they were.
#[must_use]
pub fn indented(text: &str, indent: &str) -> String {
    let mut lines = text.split_inclusive('\n');
    let mut whole = lines.next().unwrap_or_default().to_owned();
    let (mut at, mut start, mut last) = (0, whole.len(), Token::Other);
    for line in lines {
        while at < start {
            let (kind, len) = token(&text.as_bytes()[at..]);
            (last, at) = (kind, at + len);
        }
        let inside = at > start && last == Token::Literal;
        if !inside && !line.trim_end_matches(['\n', '\r']).is_empty() {
            whole.push_str(indent);
        }
        whole.push_str(line);
        start += line.len();
    }
    whole
}

/// A text from which lines were deleted, each time before one of these bytes: with what gofmt would take away there, too. That is the empty
/// line that is now one of two, or the first or last one of the file or of parentheses, and the empty line of a comment that now ends or begins with it.
#[must_use]
pub fn close_gaps(mut text: Vec<u8>, gaps: &[usize]) -> Vec<u8> {
    for gap in gaps.iter().rev() {
        let mut at = (*gap).min(text.len());
        while let Some(empty) = superfluous(&text, at) {
            at = at.min(empty.start);
            text.drain(empty);
        }
    }
    text
}

/// The line before or behind the beginning of a line that gofmt would take away.
fn superfluous(text: &[u8], at: usize) -> Option<std::ops::Range<usize>> {
    if at != line_start(text, at) {
        return None;
    }
    let above = at.checked_sub(1).map(|end| line_start(text, end)..at);
    let below = (at < text.len()).then(|| at..memchr::memchr(b'\n', &text[at..]).map_or(text.len(), |n| at + n + 1));
    let trimmed = |line: &Option<std::ops::Range<usize>>| line.clone().map(|line| text[line].trim_ascii());
    match (trimmed(&above), trimmed(&below)) {
        (Some(b""), Some(b"" | [b')' | b'}', ..]) | None) => above,
        (None | Some([.., b'(']), Some(b"")) => below,
        (_, Some(b"")) if below.as_ref().is_some_and(|line| line.end == text.len()) => below,
        (Some(b"//"), next) if !next.is_some_and(|next| next.starts_with(b"//")) => above,
        (last, Some(b"//")) if !last.is_some_and(|last| last.starts_with(b"//")) => below,
        _ => None,
    }
}

/// The line end that a file uses: that of its first line.
pub(super) fn newline(bytes: &[u8]) -> &'static str {
    match memchr::memchr(b'\n', bytes) {
        Some(at) if at > 0 && bytes[at - 1] == b'\r' => "\r\n",
        _ => "\n",
    }
}

/// The blanks at the head of the line around a byte.
pub(super) fn indent(bytes: &[u8], at: usize) -> String {
    let start = line_start(bytes, at);
    bytes[start..].iter().take_while(|b| matches!(b, b' ' | b'\t')).map(|b| char::from(*b)).collect()
}

pub(super) fn line_start(bytes: &[u8], at: usize) -> usize {
    memchr::memrchr(b'\n', &bytes[..at.min(bytes.len())]).map_or(0, |n| n + 1)
}

/// Where the line around a byte ends, without its line end.
pub(super) fn line_end(bytes: &[u8], at: usize) -> usize {
    let at = at.min(bytes.len());
    let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n);
    if end > at && bytes[end - 1] == b'\r' { end - 1 } else { end }
}

pub(super) fn point(at: usize) -> Option<Range> {
    let at = u32::try_from(at).ok()?;
    Some(Range { start: at, end: at })
}
