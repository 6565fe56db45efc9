//! Makes text from files and file names safe to print: nothing in it may drive a terminal or forge a line of output.
//!
//! In: any text. Out: the same text with control characters, invisible characters and direction overrides
//! spelt as `\u{1b}`. Knows no finding and no format.

use std::borrow::Cow;

/// The text on one line: line breaks and tabs are spelt `\n`, `\r`, `\t`.
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    spell(text, |_| false)
}

/// The text on as many lines as it has: line feeds stay, everything else is spelt as in [`line()`].
#[must_use]
pub fn lines(text: &str) -> Cow<'_, str> {
    spell(text, |c| c == '\n')
}

/// Whether a character may not be printed as it is.
///
/// Beside control characters these are the direction controls of "Trojan Source" (CVE-2021-42574), characters
/// without width that hide differences, and the line separators that some viewers break lines at.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

/// How a hidden character is spelt.
#[must_use]
pub fn spelling(c: char) -> String {
    match c {
        '\n' | '\r' | '\t' => c.escape_default().to_string(),
        _ => c.escape_unicode().to_string(),
    }
}

fn spell(text: &str, keep: fn(char) -> bool) -> Cow<'_, str> {
    let hidden = |c: char| is_hidden(c) && !keep(c);
    if !text.contains(hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if hidden(c) {
            out.push_str(&spelling(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_drives_a_terminal_survives() {
        let nasty = "a\u{1b}[31m\u{7}\u{9b}2J\u{202e}b\rc\nd\te\u{2028}f\u{feff}";
        assert_eq!(line(nasty), "a\\u{1b}[31m\\u{7}\\u{9b}2J\\u{202e}b\\rc\\nd\\te\\u{2028}f\\u{feff}");
        assert_eq!(lines("a\n\u{1b}b"), "a\n\\u{1b}b");
        assert!(matches!(line("größe 日本 👩‍💻"), Cow::Borrowed(_)));
    }
}
