//! From a span to what a reader can find: path, lines, columns, the text itself.
//!
//! In: spans and the sources. Out: places in the unit that a format speaks. Lines and columns are computed here and
//! in `source` only. Knows no format.

use std::sync::Arc;

use crate::percent::percent_encoded;
use crate::source::{Position, Sources, Span};

/// A span as people and editors name it; columns count bytes, the end is one past the last byte.
pub(super) struct Place {
    /// As the user knows the file.
    pub path: Arc<str>,
    /// Of the first byte.
    pub start: Position,
    /// One past the last byte.
    pub end: Position,
}

/// The place of a span.
pub(super) fn place(sources: &Sources, span: Span) -> Place {
    let file = sources.get(span.file);
    Place {
        path: Arc::clone(&file.path),
        start: file.position(span.start),
        end: file.position(span.end.max(span.start)),
    }
}

/// The text of a span; bytes that are not UTF-8 become U+FFFD.
pub(super) fn text(sources: &Sources, span: Span) -> String {
    let bytes = sources.get(span.file).bytes();
    let end = (span.end as usize).min(bytes.len());
    let start = (span.start as usize).min(end);
    String::from_utf8_lossy(&bytes[start..end]).into_owned()
}

/// The position of a byte with its column in UTF-16 code units, as SARIF's `utf16CodeUnits` counts.
pub(super) fn utf16_position(sources: &Sources, span: Span, byte: u32) -> Position {
    let file = sources.get(span.file);
    let position = file.position(byte);
    let before = text(sources, Span::new(span.file, file.line_start(position.line), byte));
    let units = before.encode_utf16().count();
    Position { line: position.line, column: u32::try_from(units).unwrap_or(u32::MAX).saturating_add(1) }
}

/// The path seen from the root of the repository: `prefix` is the directory of the run as seen from there.
/// Absolute paths stay; `..` is resolved by name; what would leave the root stays as it is.
pub(super) fn from_root(path: &str, prefix: &str) -> String {
    if is_absolute(path) {
        return path.to_owned();
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in prefix.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|p| *p != "..") => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// Whether a path is no longer relative to the run: a file of the module cache.
pub(super) fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || path.as_bytes().get(1) == Some(&b':')
}

/// A path as the path of a URI (RFC 3986): everything but unreserved characters and `/` is percent-encoded.
pub(super) fn uri(path: &str) -> String {
    percent_encoded(path, b"-._~/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_from_the_root() {
        let cases = [
            ("a/b.go", "", "a/b.go"),
            ("./a.go", ".", "a.go"),
            ("a.go", "svc/api", "svc/api/a.go"),
            ("../lib/a.go", "svc/api", "svc/lib/a.go"),
            ("../../../x.go", "svc", "../../x.go"),
            ("/root/mod/x.go", "svc", "/root/mod/x.go"),
        ];
        for (path, prefix, want) in cases {
            assert_eq!(from_root(path, prefix), want, "{path} under {prefix}");
        }
    }

    #[test]
    fn uris_are_encoded() {
        assert_eq!(uri("a b/ä:%.go"), "a%20b/%C3%A4%3A%25.go");
    }
}
