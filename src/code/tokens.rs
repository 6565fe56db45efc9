//! Go's text cut into comments, literals and words, and the identifiers that stand for themselves: not behind a dot.
//!
//! In: bytes. Out: one token after the other; whether a file uses a name. What it says of broken code is no promise.

use crate::golang::literal::quoted;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    Comment,
    Literal,
    Word,
    /// One byte of anything else.
    Other,
}

/// The token at the beginning of some bytes, which are not empty, and its length.
pub(super) fn token(rest: &[u8]) -> (Token, usize) {
    match rest.first() {
        Some(b'/') if rest.starts_with(b"//") => (Token::Comment, memchr::memchr(b'\n', rest).unwrap_or(rest.len())),
        Some(b'/') if rest.starts_with(b"/*") => {
            (Token::Comment, memchr::memmem::find(rest, b"*/").map_or(rest.len(), |n| n + 2))
        }
        Some(b'`') => (Token::Literal, memchr::memchr(b'`', &rest[1..]).map_or(rest.len(), |n| n + 2)),
        Some(&quote) if matches!(quote, b'"' | b'\'') => (Token::Literal, quoted(rest, quote)),
        Some(&byte) if is_word(byte) => (Token::Word, rest.iter().take_while(|b| is_word(**b)).count()),
        _ => (Token::Other, 1),
    }
}

/// Whether a file uses a name.
pub(super) fn uses(bytes: &[u8], name: &str) -> bool {
    let mut at = 0;
    let mut selected = false;
    while let Some(&byte) = bytes.get(at) {
        let rest = &bytes[at..];
        let (kind, len) = token(rest);
        if kind == Token::Word && !selected && &rest[..len] == name.as_bytes() {
            return true;
        }
        // `x.\n\tname` is a selector too; `xs...` is none, but no name follows it.
        selected = byte == b'.' || selected && byte.is_ascii_whitespace();
        at += len;
    }
    false
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::uses;

    #[test]
    fn comments_literals_and_selectors_do_not_count() {
        let text = b"// a\n/* b\n*/ x := y.c + \"d\\\"d\" + `e\n` + 'f' + g.\n\th + i";
        for (name, used) in [
            ("a", false),
            ("b", false),
            ("c", false),
            ("d", false),
            ("e", false),
            ("f", false),
            ("h", false),
            ("i", true),
            ("x", true),
            ("y", true),
        ] {
            assert_eq!(uses(text, name), used, "{name}");
        }
    }
}
