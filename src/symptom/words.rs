//! A text as words, so that two prints of one message look alike: lower case, without colours, quotes and what stands around
//! a word.

/// A word of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word {
    /// This one.
    Exact(String),
    /// What differs each time: any number of words.
    Hole,
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<String> {
    let plain = without_escapes(text);
    let inside = |c: char| c.is_alphanumeric() || "_./:\\-+$%@~'’".contains(c);
    let around = |c: char| !c.is_alphanumeric();
    let pieces = plain.split(|c: char| !inside(c)).map(|w| w.trim_matches(around)).filter(|w| !w.is_empty());
    pieces.map(|w| w.replace('’', "'").to_lowercase()).collect()
}

/// Without the sequences that colour a terminal.
fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if c == '\u{1b}' && characters.next_if_eq(&'[').is_some() {
            while characters.next().is_some_and(|c| !('@'..='~').contains(&c)) {}
            plain.push(' ');
        } else {
            plain.push(c);
        }
    }
    plain
}

/// Whether a word is a value that differs each time: a number, an address, a path, a time.
pub(super) fn is_value(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit()) || word.contains(['/', '\\'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_word_goes() {
        assert_eq!(words("Error: \"--continue\" (only), don’t!"), ["error", "continue", "only", "don't"]);
        assert_eq!(words("\u{1b}[1;31mlisten\u{1b}[0m tcp 127.0.0.1:6060:"), ["listen", "tcp", "127.0.0.1:6060"]);
        assert_eq!(words("\u{1b}["), Vec::<String>::new());
    }
}
