//! Go's `%q`.
//!
//! In: bytes. Out: the quoted text that `strconv.Quote` gives, which error texts of the mux contain.
//! What is printable is decided by the tables of Go 1.21 to 1.26 (see `unicode.rs`).

use std::fmt::Write;

use super::unicode::is_print;

/// Quotes `bytes` as Go's `strconv.Quote`: bytes that are not UTF-8 become `\xNN`, what is not printable is escaped.
#[must_use]
pub fn quote(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 2);
    out.push('"');
    for chunk in bytes.utf8_chunks() {
        chunk.valid().chars().for_each(|c| push_escaped(&mut out, c));
        for byte in chunk.invalid() {
            // Writing to a String cannot fail; so below.
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    out.push('"');
    out
}

fn push_escaped(out: &mut String, c: char) {
    match c {
        '"' | '\\' => out.extend(['\\', c]),
        _ if is_print(c) => out.push(c),
        '\u{7}' => out.push_str("\\a"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{b}' => out.push_str("\\v"),
        _ => {
            let _ = match c as u32 {
                code @ (..0x20 | 0x7f) => write!(out, "\\x{code:02x}"),
                code @ ..0x1_0000 => write!(out, "\\u{code:04x}"),
                code => write!(out, "\\U{code:08x}"),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn quotes_as_go_does() {
        // Expected texts printed by strconv.Quote of Go 1.26.
        assert_eq!(quote(b"/a b\"\\"), r#""/a b\"\\""#);
        assert_eq!(quote("\u{7}\u{8}\u{c}\n\r\t\u{b}\0\u{7f}".as_bytes()), r#""\a\b\f\n\r\t\v\x00\x7f""#);
        assert_eq!(quote("é世\u{a0}\u{ad}\u{2028}\u{fffd}".as_bytes()), "\"é世\\u00a0\\u00ad\\u2028\u{fffd}\"");
        assert_eq!(quote("😀\u{10ffff}\u{e000}\u{378}".as_bytes()), r#""😀\U0010ffff\ue000\u0378""#);
        assert_eq!(quote(b"\xff\xe2\x82x\xed\xa0\x80"), r#""\xff\xe2\x82x\xed\xa0\x80""#);
    }
}
