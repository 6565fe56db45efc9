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

/// A word outside of comments and literals, as it stands.
struct Word<'t> {
    text: &'t [u8],
    /// Whether a dot stands before it.
    selected: bool,
    /// What follows.
    rest: &'t [u8],
}

fn all(bytes: &[u8]) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    let mut selected = false;
    std::iter::from_fn(move || {
        while let Some(&byte) = bytes.get(at) {
            let rest = &bytes[at..];
            let (kind, len) = token(rest);
            let word = Word { text: &rest[..len], selected, rest: &rest[len..] };
            // `x.\n\tname` is a selector too; `xs...` is none, but no name follows it.
            selected = byte == b'.' || selected && byte.is_ascii_whitespace();
            at += len;
            if kind == Token::Word {
                return Some(word);
            }
        }
        None
    })
}

/// The words of a file.
pub(super) fn words(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    all(bytes).map(|word| word.text)
}

/// Where a file uses a name: each time what follows.
pub(super) fn uses<'t>(bytes: &'t [u8], name: &'t str) -> impl Iterator<Item = &'t [u8]> {
    all(bytes).filter(move |word| !word.selected && word.text == name.as_bytes()).map(|word| word.rest)
}

/// How often a file selects a field of this name.
pub(super) fn selections(bytes: &[u8], name: &str) -> usize {
    let is_field = |word: &Word<'_>| word.selected && word.text == name.as_bytes() && !word.rest.starts_with(b"(");
    all(bytes).filter(is_field).count()
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
            assert_eq!(uses(text, name).next().is_some(), used, "{name}");
        }
    }
}
