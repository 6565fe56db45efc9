//! Lines and words of go.mod and go.work.
//!
//! In: bytes. Out: logical lines of words, each with its comment. Knows no keyword.

use super::Wrong;
use crate::golang::syntax::Range;

/// One line that holds words.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) words: Vec<Word>,
    /// The comment at its end, with `//`; empty where there is none.
    pub(super) comment: String,
    /// From the first word to the last.
    pub(super) range: Range,
}

/// One word: a bare one, a quoted string as written, or one of `( ) [ ] { } ,`.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) range: Range,
}

impl Word {
    /// Whether it is this bare word or mark; a quoted one never is.
    pub(super) fn is(&self, text: &str) -> bool {
        self.text == text
    }

    /// The text without quotes and escapes.
    pub(super) fn unquote(&self) -> Result<String, String> {
        let text = self.text.as_str();
        match text.as_bytes() {
            [b'`', .., b'`'] => Ok(text[1..text.len() - 1].to_owned()),
            [b'"', .., b'"'] => unescape(&text[1..text.len() - 1]),
            [b'(' | b')' | b'[' | b']' | b'{' | b'}' | b','] => Err(format!("unexpected `{text}`")),
            _ if text.contains(['"', '`']) => Err(format!("`{text}`: a quote inside a bare word")),
            _ => Ok(text.to_owned()),
        }
    }
}

/// The range from the first word to the last.
pub(super) fn cover(words: &[Word]) -> Range {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => Range { start: first.range.start, end: last.range.end },
        _ => Range::default(),
    }
}

/// Splits a file into its lines. A string that is not closed ends with its line.
pub(super) fn lines(bytes: &[u8]) -> (Vec<Line>, Vec<Wrong>) {
    let mut lines = Vec::new();
    let mut wrong = Vec::new();
    let mut start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    while start < bytes.len() {
        let end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |n| start + n);
        let (words, comment) = words(bytes, start, end, &mut wrong);
        if !words.is_empty() {
            let range = cover(&words);
            lines.push(Line { words, comment, range });
        }
        start = end + 1;
    }
    (lines, wrong)
}

fn words(bytes: &[u8], start: usize, end: usize, wrong: &mut Vec<Wrong>) -> (Vec<Word>, String) {
    let mut words = Vec::new();
    let mut at = start;
    while at < end {
        match bytes[at] {
            b' ' | b'\t' | b'\r' => at += 1,
            b'/' if bytes[at..end].starts_with(b"//") => return (words, text(&bytes[at..end]).trim_end().to_owned()),
            b'(' | b')' | b'[' | b']' | b'{' | b'}' | b',' => {
                words.push(word(bytes, at, at + 1));
                at += 1;
            }
            quote @ (b'"' | b'`') => match closing(&bytes[at + 1..end], quote) {
                Some(n) => {
                    words.push(word(bytes, at, at + 2 + n));
                    at += 2 + n;
                }
                None => {
                    wrong.push(Wrong { range: range(at, end), message: "the string is not closed".into() });
                    at = end;
                }
            },
            _ => {
                let stop = bare_end(bytes, at, end);
                if let Some(n) = memchr::memmem::find(&bytes[at..stop], b"/*") {
                    let message = "only // comments are allowed here".to_owned();
                    wrong.push(Wrong { range: range(at + n, at + n + 2), message });
                }
                words.push(word(bytes, at, stop));
                at = stop;
            }
        }
    }
    (words, String::new())
}

fn bare_end(bytes: &[u8], start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        match bytes[at] {
            b' ' | b'\t' | b'\r' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b',' => break,
            b'/' if at > start && bytes[at..end].starts_with(b"//") => break,
            _ => at += 1,
        }
    }
    at
}

fn closing(rest: &[u8], quote: u8) -> Option<usize> {
    let mut at = 0;
    while at < rest.len() {
        match rest[at] {
            b'\\' if quote == b'"' => at += 2,
            b if b == quote => return Some(at),
            _ => at += 1,
        }
    }
    None
}

fn word(bytes: &[u8], start: usize, end: usize) -> Word {
    Word { text: text(&bytes[start..end]), range: range(start, end) }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn range(start: usize, end: usize) -> Range {
    let at = |n| u32::try_from(n).unwrap_or(u32::MAX);
    Range { start: at(start), end: at(end) }
}

/// The escapes that a path may need; others (`\x`, `\u`) do not occur in paths and are refused.
fn unescape(text: &str) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some(c @ ('\\' | '"')) => out.push(c),
                Some('t') => out.push('\t'),
                Some('n') => out.push('\n'),
                _ => return Err(format!("\"{text}\": invalid escape")),
            },
            '"' => return Err(format!("\"{text}\": a quote inside a string")),
            _ => out.push(c),
        }
    }
    Ok(out)
}
