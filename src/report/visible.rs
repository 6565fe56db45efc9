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

/// Code or Markdown: line feeds and tabs stay, everything else is spelt as in [`line()`].
#[must_use]
pub fn code(text: &str) -> Cow<'_, str> {
    spell(text, |c| matches!(c, '\n' | '\t'))
}

/// Output of several lines, with a backslash before what a CI runner would read as a command of its own at the start of a line,
/// blanks or not: `::error::`, `##[error]`.
#[must_use]
pub fn inert(output: &str) -> Cow<'_, str> {
    let is_command = |line: &str| {
        let line = line.trim_start();
        let name = line.strip_prefix("::").and_then(|rest| rest.chars().next());
        line.starts_with("##[") || name.is_some_and(|first| first.is_ascii_alphabetic())
    };
    if !output.lines().any(is_command) {
        return Cow::Borrowed(output);
    }
    let mut out = String::with_capacity(output.len() + 8);
    for line in output.split_inclusive('\n') {
        let blanks = line.len() - line.trim_start().len();
        out.push_str(&line[..blanks]);
        if is_command(line) {
            out.push('\\');
        }
        out.push_str(&line[blanks..]);
    }
    Cow::Owned(out)
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
        assert_eq!(code("a\n\t\u{1b}b"), "a\n\t\\u{1b}b");
        assert!(matches!(line("größe 日本 👩‍💻"), Cow::Borrowed(_)));
    }

    #[test]
    fn nothing_that_commands_a_runner_survives() {
        assert_eq!(inert("a\n::error::b\n\n  ##[add-mask]c\n"), "a\n\\::error::b\n\n  \\##[add-mask]c\n");
        assert_eq!(inert("::stop-commands::x"), "\\::stop-commands::x");
        assert!(matches!(inert("on ::1\n::1 and a::b\n## [x]"), Cow::Borrowed(_)));
    }
}
