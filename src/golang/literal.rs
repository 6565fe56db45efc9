//! The values of Go's literals.
//!
//! In: the bytes of one literal as they stand in the file. Out: its value, exactly as the language defines it; bytes that are
//! not UTF-8 are replaced. Lenient where the literal is broken: what can be read is read.

use std::sync::Arc;

/// The length of the comment, string or rune that a text begins with; None where it begins with code. A comment of one line ends before the
/// line does; what does not end, ends with the text.
pub(crate) fn no_code(rest: &[u8]) -> Option<usize> {
    let behind = |open: usize, close: &[u8]| {
        memchr::memmem::find(&rest[open..], close).map_or(rest.len(), |at| open + at + close.len())
    };
    match rest {
        [b'/', b'/', ..] => Some(memchr::memchr(b'\n', rest).unwrap_or(rest.len())),
        [b'/', b'*', ..] => Some(behind(2, b"*/")),
        [b'`', ..] => Some(behind(1, b"`")),
        [quote @ (b'"' | b'\''), ..] => Some(quoted(rest, *quote)),
        _ => None,
    }
}

/// The length of a string or rune literal, which ends at the latest with its line.
pub(crate) fn quoted(rest: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while let Some(&b) = rest.get(at) {
        match b {
            b'\\' => at += 2,
            b'\n' => return at,
            b if b == quote => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// The value of a string literal with its quotes, interpreted or raw.
#[must_use]
pub fn string(literal: &[u8]) -> Arc<str> {
    match literal.split_first() {
        Some((b'`', rest)) => raw(rest.strip_suffix(b"`").unwrap_or(rest)),
        Some((b'"', rest)) => interpreted(rest.strip_suffix(b"\"").unwrap_or(rest)),
        _ => Arc::from(""),
    }
}

/// The value of a rune literal with its quotes.
#[must_use]
pub fn rune(literal: &[u8]) -> Option<i64> {
    let inner = literal.strip_prefix(b"'")?.strip_suffix(b"'")?;
    let Some(rest) = inner.strip_prefix(b"\\") else {
        return std::str::from_utf8(inner).ok()?.chars().next().map(|c| i64::from(u32::from(c)));
    };
    match escape(rest) {
        (Escape::Byte(byte), _) => Some(i64::from(byte)),
        (Escape::Char(code), _) => Some(i64::from(code)),
        (Escape::None, _) => None,
    }
}

/// The value of an integer literal of any base; None where it does not fit.
#[must_use]
pub fn int(literal: &[u8]) -> Option<i64> {
    let digits: String = literal.iter().filter(|&&b| b != b'_').map(|&b| char::from(b)).collect();
    let lower = digits.to_ascii_lowercase();
    let (base, digits) = match lower.as_bytes() {
        [b'0', b'x', ..] => (16, &lower[2..]),
        [b'0', b'b', ..] => (2, &lower[2..]),
        [b'0', b'o', ..] => (8, &lower[2..]),
        [b'0', _, ..] => (8, &lower[1..]),
        _ => (10, &lower[..]),
    };
    i64::from_str_radix(digits, base).ok()
}

fn raw(inner: &[u8]) -> Arc<str> {
    if !inner.contains(&b'\r') {
        return Arc::from(String::from_utf8_lossy(inner));
    }
    // The language drops carriage returns from raw strings, so that CRLF files mean the same.
    let kept: Vec<u8> = inner.iter().copied().filter(|&b| b != b'\r').collect();
    Arc::from(String::from_utf8_lossy(&kept))
}

fn interpreted(inner: &[u8]) -> Arc<str> {
    let mut value = Vec::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = memchr::memchr(b'\\', rest) {
        value.extend_from_slice(&rest[..at]);
        let (escaped, used) = escape(&rest[at + 1..]);
        match escaped {
            Escape::Byte(byte) => value.push(byte),
            Escape::Char(code) => {
                let c = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
                value.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
            Escape::None => value.push(b'\\'),
        }
        rest = &rest[at + 1 + used..];
    }
    value.extend_from_slice(rest);
    Arc::from(String::from_utf8_lossy(&value))
}

/// What stands after a backslash: octal and `\x` give one byte, `\u` and `\U` a character.
enum Escape {
    Byte(u8),
    Char(u32),
    None,
}

/// The escape and how many bytes after the backslash it takes.
fn escape(rest: &[u8]) -> (Escape, usize) {
    let simple = match rest.first() {
        Some(b'a') => 7,
        Some(b'b') => 8,
        Some(b'f') => 12,
        Some(b'n') => 10,
        Some(b'r') => 13,
        Some(b't') => 9,
        Some(b'v') => 11,
        Some(&quote @ (b'\\' | b'\'' | b'"')) => quote,
        Some(b'x') => return numeric(rest, 1, 2, 16),
        Some(b'u') => return numeric(rest, 1, 4, 16),
        Some(b'U') => return numeric(rest, 1, 8, 16),
        Some(b'0'..=b'7') => return numeric(rest, 0, 3, 8),
        _ => return (Escape::None, 0),
    };
    (Escape::Byte(simple), 1)
}

fn numeric(rest: &[u8], skip: usize, digits: usize, base: u32) -> (Escape, usize) {
    let code = rest
        .get(skip..skip + digits)
        .filter(|text| text.iter().all(u8::is_ascii_alphanumeric))
        .and_then(|text| std::str::from_utf8(text).ok())
        .and_then(|text| u32::from_str_radix(text, base).ok());
    match code {
        Some(code) if digits > 3 => (Escape::Char(code), skip + digits),
        Some(code) => u8::try_from(code).map_or((Escape::None, 0), |byte| (Escape::Byte(byte), skip + digits)),
        None => (Escape::None, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_mean_what_the_language_says() {
        for (literal, value) in [
            (r#""""#, ""),
            (r#""/debug/""#, "/debug/"),
            (r#""a\tb\n\\\"""#, "a\tb\n\\\""),
            (r#""\x41\101\u00e9\U0001F600""#, "AA\u{e9}\u{1F600}"),
            (r#""\xc3\xa9""#, "\u{e9}"),
            (r#""\xff""#, "\u{FFFD}"),
            ("`a\\n\r\n`", "a\\n\n"),
            ("`", ""),
            ("\"", ""),
            ("\"open", "open"),
            (r#""\q""#, "\\q"),
            (r#""\x4""#, "\\x4"),
        ] {
            assert_eq!(&*string(literal.as_bytes()), value, "{literal}");
        }
    }

    #[test]
    fn numbers_and_runes_mean_what_the_language_says() {
        for (literal, value) in [
            ("0", Some(0)),
            ("80_80", Some(8080)),
            ("0x1F_90", Some(0x1F90)),
            ("0X1f", Some(31)),
            ("0b101", Some(5)),
            ("0o17", Some(15)),
            ("0_17", Some(15)),
            ("017", Some(15)),
            ("9223372036854775807", Some(i64::MAX)),
            ("9223372036854775808", None),
            ("08", None),
        ] {
            assert_eq!(int(literal.as_bytes()), value, "{literal}");
        }
        for (literal, value) in [
            ("'a'", Some(97)),
            ("'\u{e9}'", Some(0xe9)),
            (r"'\n'", Some(10)),
            (r"'\''", Some(39)),
            (r"'\377'", Some(255)),
            (r"'\xff'", Some(255)),
            (r"'\u00e9'", Some(0xe9)),
            (r"'\U0010FFFF'", Some(0x10_FFFF)),
            ("'", None),
            ("''", None),
        ] {
            assert_eq!(rune(literal.as_bytes()), value, "{literal}");
        }
    }
}
