//! A text as words, so that two prints of one message look alike: lower case, without colours, quotes and what stands around
//! a word.

/// A word of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word {
    /// This one.
    Exact(String),
    /// This one, and the message is another without it: a name in quotes, also of a flag with a value, or the reason that the
    /// system gives.
    Telling(String),
    /// What differs each time: any number of words.
    Hole,
}

/// What systems and Go's own packages give as the reason of a failure, whoever it is that fails: one word each, however many
/// there are in it. Source: `syscall`'s table of errors for Linux, and `exec.ErrNotFound`.
const REASONS: [&str; 27] = [
    "address already in use",
    "argument list too long",
    "bad file descriptor",
    "broken pipe",
    "cannot allocate memory",
    "cannot assign requested address",
    "connection refused",
    "connection reset by peer",
    "connection timed out",
    "device or resource busy",
    "exec format error",
    "executable file not found in path",
    "file exists",
    "function not implemented",
    "input/output error",
    "invalid argument",
    "invalid cross-device link",
    "is a directory",
    "network is unreachable",
    "no route to host",
    "no space left on device",
    "no such file or directory",
    "no such process",
    "not a directory",
    "operation not permitted",
    "permission denied",
    "text file busy",
];

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<String> {
    let found = pieces(text);
    let typed = found.len() <= TYPED;
    join_reasons(found, typed).into_iter().map(|(word, _)| word).collect()
}

/// The words of a message between two holes.
pub(super) fn message(text: &str) -> impl Iterator<Item = Word> {
    let found = join_reasons(pieces(text), false);
    found.into_iter().map(|(word, telling)| if telling { Word::Telling(word) } else { Word::Exact(word) })
}

/// The words of a text, and which of them tell one message from its like.
fn pieces(text: &str) -> Vec<(String, bool)> {
    let plain = without_escapes(text);
    let inside = |c: char| c.is_alphanumeric() || "_./:\\-+$%@~'’".contains(c);
    let around = |c: char| !c.is_alphanumeric();
    let mut found: Vec<(String, bool)> = Vec::new();
    let mut rest = plain.as_str();
    while let Some(begin) = rest.find(inside) {
        let before = rest[..begin].ends_with('"');
        let end = rest[begin..].find(|c| !inside(c)).map_or(rest.len(), |end| begin + end);
        let word = rest[begin..end].trim_matches(around);
        rest = &rest[end..];
        if !word.is_empty() {
            found.push((word.replace('’', "'").to_lowercase(), before && rest.starts_with(['"', '='])));
        }
    }
    found
}

/// The words of a reason as one. `typed`: a person may have typed them, so they may have slips.
fn join_reasons(words: Vec<(String, bool)>, typed: bool) -> Vec<(String, bool)> {
    let mut found: Vec<(String, bool)> = Vec::with_capacity(words.len());
    let mut rest = words.as_slice();
    while let [first, others @ ..] = rest {
        let is_here = |reason: &&&str| {
            let mut said = rest.iter().map(|(word, _)| word.as_str());
            reason.split(' ').all(|word| said.next().is_some_and(|said| said == word || typed && is_slip(word, said)))
        };
        match REASONS.iter().find(is_here) {
            Some(reason) => {
                found.push(((*reason).to_owned(), true));
                rest = &rest[reason.split(' ').count()..];
            }
            None => {
                found.push(first.clone());
                rest = others;
            }
        }
    }
    found
}

/// Only what a person types has slips: in pastes of more words they are not looked for.
pub(super) const TYPED: usize = 60;

/// Whether a word is another with a slip of the pen.
pub(super) fn is_slip(word: &str, said: &str) -> bool {
    word.len() >= 5 && said.len() >= 5 && strsim::damerau_levenshtein(word, said) <= word.len() / 5
}

/// Whether a word is a reason that the system gives.
pub(super) fn is_reason(word: &str) -> bool {
    word.contains(' ')
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
