//! Comments that tools read.
//!
//! In: the comments of a file. Out: those that are addressed to a tool, as they stand. Knows the shapes in which such comments
//! are written, and none of the tools.

use std::sync::Arc;

use super::syntax::{Comment, Range};

/// The comments for tools among all comments; `package` is where the package clause starts, if there is one.
pub(super) fn directives(source: &[u8], comments: &[Range], package: Option<u32>) -> Vec<Comment> {
    let mut found = Vec::new();
    for &range in comments {
        let Some(text) = source.get(range.start as usize..range.end as usize) else { continue };
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        if !is_directive(text) {
            continue;
        }
        let end = range.start + u32::try_from(text.len()).unwrap_or(0);
        found.push(Comment {
            range: Range { start: range.start, end },
            text: Arc::from(String::from_utf8_lossy(text)),
            above_package: package.is_none_or(|package| range.start < package),
        });
    }
    found
}

fn is_directive(text: &[u8]) -> bool {
    if memchr::memmem::find(text, b"#nosec").is_some() {
        return true;
    }
    let Some(rest) = text.strip_prefix(b"//") else { return false };
    if rest.trim_ascii_start().starts_with(b"nolint") {
        return true;
    }
    let word = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
    // `//https://...` is a link, `//Note: ...` prose.
    word > 0 && rest.get(word) == Some(&b':') && rest.get(word + 1).is_some_and(u8::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_comments_for_tools_are_kept() {
        for (text, kept) in [
            ("//go:debug httpmuxgo121=1", true),
            ("//go:build !linux", true),
            ("//muxray:ignore route-conflict: tested", true),
            ("//lint:ignore SA1019 old", true),
            ("//nolint", true),
            ("//nolint:gosec // reason", true),
            ("// nolint:gosec", true),
            ("x() // #nosec G108", true),
            ("/* #nosec */", true),
            ("// go:debug x", false),
            ("//see https://go.dev", false),
            ("//https://go.dev", false),
            ("//Note: this", false),
            ("//", false),
            ("/* go:build */", false),
        ] {
            assert_eq!(is_directive(text.as_bytes()), kept, "{text}");
        }
    }
}
