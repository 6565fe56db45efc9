//! JSON that a terminal may show: what [`visible`] hides is escaped, not only what JSON says must be.
//!
//! In: anything that serializes. Out: one line without its end. A reader of JSON sees the same text either way; a person who
//! looks at it in a terminal sees no C1 control and no change of direction. Knows no object of ours.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::visible;

/// Writes a value.
pub(crate) fn write(out: &mut dyn Write, value: &(impl Serialize + ?Sized)) -> io::Result<()> {
    Ok(value.serialize(&mut Serializer::with_formatter(out, Visible))?)
}

/// The compact form, with more escapes.
struct Visible;

impl Formatter for Visible {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, hidden)) = rest.char_indices().find(|&(_, c)| visible::is_hidden(c)) {
            writer.write_all(&rest.as_bytes()[..at])?;
            for unit in hidden.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + hidden.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_hidden_is_printed_and_nothing_is_lost() {
        let text = "größe \"\\ \u{1b}[1m\u{7f}\u{9b}2J\u{202e}\u{e0041}\u{0}日\n";
        let mut out = Vec::new();
        write(&mut out, &[text]).expect("a vector takes all");
        let shown = String::from_utf8(out).expect("JSON is UTF-8");
        assert!(!shown.contains(visible::is_hidden), "{shown:?}");
        assert!(shown.contains("größe") && shown.contains("日"));
        assert_eq!(serde_json::from_str::<[String; 1]>(&shown).expect("JSON"), [text]);
    }
}
