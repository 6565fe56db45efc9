//! The text of a pattern, taken apart.
//!
//! In: a text and an era. Out: [`Pattern`], or the text with which Go panics when the pattern is registered.
//! Follows `parsePattern` and `registerErr` of net/http; the offsets in errors are Go's, also where they look odd.

use std::collections::BTreeSet;

use super::quote::quote;
use super::unicode::{is_digit, is_letter};
use crate::model::Era;

/// A pattern that an era's mux accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    text: String,
    era: Era,
    method: String,
    host: String,
    segments: Vec<Segment>,
}

/// A piece of a pattern's path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// Exactly these bytes, percent-decoded. A lone `/` is what `{$}` stands for, as in net/http: the end after a slash.
    Literal(Vec<u8>),
    /// `{name}`: one segment of a path.
    Wild(String),
    /// `{name...}`, or a slash at the end (then without a name): all the rest. Always the last one.
    Multi(String),
}

impl Pattern {
    /// Reads a pattern as a mux of `era` does.
    ///
    /// # Errors
    /// What Go panics with when the pattern is registered: `http: invalid pattern` for an empty one, else
    /// `parsing "...": at offset N: ...`. E121 refuses only the empty pattern.
    pub fn parse(text: &str, era: Era) -> Result<Self, String> {
        if text.is_empty() {
            return Err("http: invalid pattern".to_owned());
        }
        if era == Era::E121 {
            return Ok(plain(text));
        }
        structured(text, era).map_err(|refusal| {
            format!("parsing {}: at offset {}: {}", quote(text.as_bytes()), refusal.offset, refusal.reason)
        })
    }

    /// The text as it was registered.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The era whose rules it was read with.
    #[must_use]
    pub fn era(&self) -> Era {
        self.era
    }

    /// The method; empty for any. Always empty in E121.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// What stands before the path; empty for any host.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The path's segments; only an E121 pattern without any slash has none.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Whether it ends in a slash or in `{name...}`, so that it matches everything below.
    #[must_use]
    pub fn is_subtree(&self) -> bool {
        matches!(self.segments.last(), Some(Segment::Multi(_)))
    }

    /// The same method and host with another path.
    pub(super) fn with_segments(&self, segments: Vec<Segment>) -> Self {
        Self { segments, ..self.clone() }
    }

    /// A pattern for a prefix of a path that some router cuts, which is no mux's own pattern.
    pub(super) fn of_prefix(segments: Vec<Segment>, era: Era) -> Self {
        Self { text: String::new(), era, method: String::new(), host: String::new(), segments }
    }
}

impl Segment {
    /// Whether nothing stands between two slashes here.
    pub(super) fn is_empty_literal(&self) -> bool {
        matches!(self, Self::Literal(bytes) if bytes.is_empty())
    }

    /// The text behind the slash in a path that the segment matches.
    pub(super) fn sample(&self) -> &[u8] {
        match self {
            Self::Literal(bytes) if bytes == b"/" => b"",
            Self::Literal(bytes) => bytes,
            Self::Wild(name) => name.as_bytes(),
            Self::Multi(_) => b"",
        }
    }
}

/// E121 compares texts. A trailing slash matches by prefix, which literal segments and a last multi say as well; two
/// such patterns are equivalent only when their texts are equal.
fn plain(text: &str) -> Pattern {
    let (host, path) = text.split_at(text.find('/').unwrap_or(text.len()));
    let mut segments: Vec<_> = path.split('/').skip(1).map(|piece| Segment::Literal(piece.into())).collect();
    if path.ends_with('/') {
        segments.pop();
        segments.push(Segment::Multi(String::new()));
    }
    Pattern { text: text.to_owned(), era: Era::E121, method: String::new(), host: host.to_owned(), segments }
}

/// Why a text is no pattern.
struct Refusal {
    offset: usize,
    reason: String,
}

fn refuse<T>(offset: usize, reason: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal { offset, reason: reason.into() })
}

fn structured(text: &str, era: Era) -> Result<Pattern, Refusal> {
    let (method, rest) = split_method(text, era);
    let name = method.unwrap_or_default();
    if !name.bytes().all(is_token_byte) {
        return refuse(0, format!("invalid method {}", quote(name.as_bytes())));
    }
    let after_method = method.map_or(0, |method| method.len() + 1);
    let Some(slash) = rest.find('/') else {
        return refuse(after_method, "host/path missing /");
    };
    let (host, path) = rest.split_at(slash);
    if let Some(brace) = host.find('{') {
        return refuse(after_method + brace, "host contains '{' (missing initial '/'?)");
    }
    if !name.is_empty() && name != "CONNECT" && !is_clean(path) {
        return refuse(after_method + slash, "non-CONNECT pattern with unclean path can never match");
    }
    let segments = parse_path(path, text.len() - path.len())?;
    Ok(Pattern { text: text.to_owned(), era, method: name.to_owned(), host: host.to_owned(), segments })
}

/// The method, where something ends one, and what follows.
fn split_method(text: &str, era: Era) -> (Option<&str>, &str) {
    let split = match era {
        Era::E121 | Era::E122 => text.split_once(' '),
        Era::E123 => text.split_once([' ', '\t']).map(|(method, rest)| (method, rest.trim_start_matches([' ', '\t']))),
    };
    split.map_or((None, text), |(method, rest)| (Some(method), rest))
}

/// Reads a path, which starts with a slash at `start` of the pattern.
fn parse_path(path: &str, start: usize) -> Result<Vec<Segment>, Refusal> {
    let mut segments = Vec::new();
    let mut names = BTreeSet::new();
    let mut offset = start;
    let mut pieces = path.split('/').skip(1).peekable();
    while let Some(piece) = pieces.next() {
        offset += 1;
        let is_last = pieces.peek().is_none();
        if piece.is_empty() && is_last {
            segments.push(Segment::Multi(String::new()));
            break;
        }
        let segment = match piece.find('{') {
            None => Segment::Literal(path_unescape(piece)),
            Some(0) => match parse_wildcard(piece, is_last) {
                Ok(segment) => segment,
                Err(reason) => return refuse(offset, reason),
            },
            Some(_) => return refuse(offset, "bad wildcard segment (must start with '{')"),
        };
        if let Segment::Wild(name) | Segment::Multi(name) = &segment
            && !names.insert(name.clone())
        {
            return refuse(offset, format!("duplicate wildcard name {}", quote(name.as_bytes())));
        }
        segments.push(segment);
        offset += piece.len();
    }
    Ok(segments)
}

/// Reads a segment that starts with a brace. The order of the checks decides which error Go reports.
fn parse_wildcard(piece: &str, is_last: bool) -> Result<Segment, String> {
    let Some(name) = piece.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')) else {
        return Err("bad wildcard segment (must end with '}')".to_owned());
    };
    if name == "$" {
        return if is_last { Ok(Segment::Literal(b"/".to_vec())) } else { Err("{$} not at end".to_owned()) };
    }
    let rest_name = name.strip_suffix("...");
    if rest_name.is_some() && !is_last {
        return Err("{...} wildcard not at end".to_owned());
    }
    let name = rest_name.unwrap_or(name);
    if name.is_empty() {
        return Err("empty wildcard".to_owned());
    }
    if !is_identifier(name) {
        return Err(format!("bad wildcard name {}", quote(name.as_bytes())));
    }
    let name_owned = name.to_owned();
    Ok(if rest_name.is_some() { Segment::Multi(name_owned) } else { Segment::Wild(name_owned) })
}

fn is_identifier(name: &str) -> bool {
    name.chars().enumerate().all(|(at, c)| c == '_' || is_letter(c) || (at > 0 && is_digit(c)))
}

/// `httpguts.IsTokenRune`: the characters of RFC 7230's token.
fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// Whether `cleanPath` of net/http leaves a path, which starts with a slash, as it is: no empty segment but the last,
/// no `.` and no `..`.
fn is_clean(path: &str) -> bool {
    let mut pieces = path.split('/').skip(1).peekable();
    while let Some(piece) = pieces.next() {
        if piece == "." || piece == ".." || (piece.is_empty() && pieces.peek().is_some()) {
            return false;
        }
    }
    true
}

/// `url.PathUnescape`; a segment with one bad escape stays as it is, wholly.
fn path_unescape(piece: &str) -> Vec<u8> {
    let bytes = piece.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte != b'%' {
            out.push(byte);
            at += 1;
            continue;
        }
        let digit = |at: usize| bytes.get(at).and_then(|&digit| char::from(digit).to_digit(16));
        let (Some(high), Some(low)) = (digit(at + 1), digit(at + 2)) else {
            return bytes.to_vec();
        };
        // Two hexadecimal digits fit a byte.
        out.push((high * 16 + low) as u8);
        at += 3;
    }
    out
}
