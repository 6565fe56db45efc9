//! A shell's words: quotes, variables, here-documents, redirections, operators.
//!
//! In: [`Mapped`] text and the variables that are known. Out: the words of one simple command after the other, each with its place and its
//! own text laid over the file. Knows no command; [`shell`](super::shell) does.

use std::ops::Range;

use super::shell::{Variables, expand};
use super::text::{Mapped, Word};

/// A word, and its text with places where it may be a script itself.
pub(crate) struct Lexed {
    pub(crate) word: Word,
    pub(crate) piece: Option<Mapped>,
}

/// Words with quotes and variables, and nothing else that a shell would see in them; each also laid over the file.
pub(crate) fn split(text: &Mapped, variables: &Variables) -> (Vec<Word>, Vec<Mapped>) {
    let mut lexer = Lexer::new(text);
    let (mut words, mut draft) = (Vec::new(), Draft { known: true, ..Draft::default() });
    while let Some(byte) = lexer.bytes.get(lexer.at) {
        if byte.is_ascii_whitespace() {
            lexer.finish(&mut draft, &mut words);
            lexer.at += 1;
        } else {
            lexer.part(&mut draft, &mut words, variables);
        }
    }
    lexer.finish(&mut draft, &mut words);
    words.into_iter().filter_map(|w| Some((w.word, w.piece?))).unzip()
}

/// Reads simple commands.
pub(crate) struct Lexer<'a> {
    text: &'a Mapped,
    bytes: &'a [u8],
    at: usize,
    /// Delimiters of the here-documents that begin on the next line.
    heredocs: Vec<String>,
    /// Where the texts of here-documents stand that were stepped over, the ends of the lines before them included.
    pub(crate) inputs: Vec<Range<usize>>,
    /// How what comes next is joined to what was read.
    pub(crate) joined: Joined,
    /// How many words `$@` has brought.
    filled: usize,
    /// Whether this is the inside of an array, `command=(dlv exec`: there a line's end is no more than a space.
    in_array: bool,
}

/// Words that `$@` may bring in one script: `set -- "$@" "$@"` doubles them each time.
const MOST_FILLED: usize = 2000;

/// How a command is joined to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joined {
    /// It is not.
    Newly,
    /// `&&`
    And,
    /// `||`
    Or,
}

/// A word in the making.
#[derive(Default)]
struct Draft {
    text: String,
    /// For each byte the range of the source that it came from, by its start.
    from: Vec<usize>,
    known: bool,
    /// Whether there is a word at all: `""` is one.
    open: bool,
    start: usize,
}

impl<'a> Lexer<'a> {
    pub(crate) fn new(text: &'a Mapped) -> Self {
        Self {
            text,
            bytes: text.text.as_bytes(),
            at: 0,
            heredocs: Vec::new(),
            inputs: Vec::new(),
            joined: Joined::Newly,
            filled: 0,
            in_array: false,
        }
    }

    /// Whether all is read.
    pub(crate) fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// The last byte of the operator that ended the last command; None where that is no operator, or opens an array.
    pub(crate) fn stepped_over(&self) -> Option<u8> {
        self.at.checked_sub(1).and_then(|at| self.bytes.get(at)).copied().filter(|_| !self.in_array)
    }

    /// The words up to the next operator, which is stepped over.
    pub(crate) fn simple_command(&mut self, variables: &Variables) -> Vec<Lexed> {
        self.joined = Joined::Newly;
        let mut words = Vec::new();
        let mut draft = Draft { known: true, ..Draft::default() };
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b' ' | b'\t' | b'\r' => {
                    self.finish(&mut draft, &mut words);
                    self.at += 1;
                }
                b'\\' if matches!(self.bytes.get(self.at + 1..), Some([b'\n', ..] | [b'\r', b'\n', ..])) => {
                    self.at += if self.bytes[self.at + 1] == b'\n' { 2 } else { 3 };
                }
                b'#' if !draft.open => self.at = self.line_end(),
                b'\n' if self.in_array => {
                    self.finish(&mut draft, &mut words);
                    self.at += 1;
                }
                b'\n' => {
                    self.finish(&mut draft, &mut words);
                    self.at += 1;
                    self.skip_heredocs();
                    return words;
                }
                b';' | b'|' | b'(' | b')' | b'&' if !self.bytes[self.at..].starts_with(b"&>") => {
                    self.finish(&mut draft, &mut words);
                    self.joined = match &self.bytes[self.at..] {
                        [b'&', b'&', ..] => Joined::And,
                        [b'|', b'|', ..] => Joined::Or,
                        _ => Joined::Newly,
                    };
                    self.in_array = self.bytes[..=self.at].ends_with(b"=(");
                    self.at += if self.joined == Joined::Newly { 1 } else { 2 };
                    return words;
                }
                b'<' | b'>' | b'&' => {
                    // A number in front of it is the descriptor.
                    if draft.text.bytes().all(|b| b.is_ascii_digit()) {
                        draft = Draft { known: true, ..Draft::default() };
                    }
                    self.finish(&mut draft, &mut words);
                    self.redirection(variables);
                }
                _ => self.part(&mut draft, &mut words, variables),
            }
        }
        self.finish(&mut draft, &mut words);
        words
    }

    fn redirection(&mut self, variables: &Variables) {
        let operator =
            self.bytes[self.at..].iter().take_while(|b| matches!(b, b'<' | b'>' | b'&' | b'|' | b'-')).count();
        let heredoc =
            operator <= 3 && self.bytes[self.at..].starts_with(b"<<") && self.bytes.get(self.at + 2) != Some(&b'<');
        self.at += operator.max(1);
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t')) {
            self.at += 1;
        }
        let (mut draft, mut target) = (Draft { known: true, ..Draft::default() }, Vec::new());
        while let Some(byte) = self.bytes.get(self.at) {
            if byte.is_ascii_whitespace() || matches!(byte, b';' | b'|' | b'&' | b'(' | b')' | b'<' | b'>') {
                break;
            }
            self.part(&mut draft, &mut target, variables);
        }
        self.finish(&mut draft, &mut target);
        if let (true, Some(delimiter)) = (heredoc, target.first()) {
            self.heredocs.push(delimiter.word.text.to_string());
        }
    }

    /// Steps over the texts of here-documents: they are input, not commands.
    fn skip_heredocs(&mut self) {
        for delimiter in std::mem::take(&mut self.heredocs) {
            let start = self.at;
            while self.at < self.bytes.len() {
                let end = self.line_end();
                let line = &self.bytes[self.at..end];
                self.at = (end + 1).min(self.bytes.len());
                if line.trim_ascii() == delimiter.as_bytes() {
                    break;
                }
            }
            self.inputs.push(start.saturating_sub(1)..self.at);
        }
    }

    fn line_end(&self) -> usize {
        memchr::memchr(b'\n', &self.bytes[self.at..]).map_or(self.bytes.len(), |n| self.at + n)
    }

    /// One character, quotation or variable of a word.
    fn part(&mut self, draft: &mut Draft, words: &mut Vec<Lexed>, variables: &Variables) {
        if !draft.open {
            draft.open = true;
            draft.start = self.at;
        }
        let whole = ["\"$@\"", "$@", "\"${@}\"", "$*"]
            .into_iter()
            .find(|all| self.bytes[self.at..].starts_with(all.as_bytes()));
        if let (Some(all), Some(arguments)) = (whole, &variables.arguments)
            && draft.start == self.at
            && self.filled + arguments.len() <= MOST_FILLED
        {
            self.filled += arguments.len();
            self.at += all.len();
            *draft = Draft { known: true, ..Draft::default() };
            words.extend(arguments.iter().map(|word| Lexed { word: word.clone(), piece: Some(Mapped::of_word(word)) }));
            return;
        }
        match self.bytes[self.at] {
            b'\'' => {
                let end = memchr::memchr(b'\'', &self.bytes[self.at + 1..]).map(|n| self.at + 1 + n);
                let end = end.unwrap_or(self.bytes.len());
                draft.known &= self.text.is_known(&(self.at..end));
                self.copy(draft, self.at + 1..end);
                self.at = (end + 1).min(self.bytes.len());
            }
            b'"' => self.quoted(draft, variables),
            b'\\' => {
                let next = self.character(self.at + 1);
                self.copy(draft, self.at + 1..next);
                self.at = next;
            }
            b'$' => {
                let (value, start) = self.variable(variables);
                match value {
                    // Unquoted, the value is split at its blanks.
                    Some(value) => {
                        for c in value.chars() {
                            if c.is_ascii_whitespace() {
                                self.finish(draft, words);
                            } else {
                                if !draft.open {
                                    draft.open = true;
                                    draft.start = start;
                                }
                                draft.push(c, start);
                            }
                        }
                        if draft.text.is_empty() {
                            draft.open = false;
                        }
                    }
                    None => self.hole(draft, start),
                }
            }
            b'`' => {
                let start = self.at;
                let end = memchr::memchr(b'`', &self.bytes[start + 1..]).map_or(self.bytes.len(), |n| start + 2 + n);
                self.at = end;
                self.hole(draft, start);
            }
            _ => {
                let next = self.character(self.at);
                self.copy(draft, self.at..next);
                self.at = next;
            }
        }
    }

    fn quoted(&mut self, draft: &mut Draft, variables: &Variables) {
        self.at += 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'"' => {
                    self.at += 1;
                    return;
                }
                b'\\' if matches!(self.bytes.get(self.at + 1), Some(b'"' | b'\\' | b'$' | b'`')) => {
                    self.copy(draft, self.at + 1..self.at + 2);
                    self.at += 2;
                }
                b'\\' if self.bytes.get(self.at + 1) == Some(&b'\n') => self.at += 2,
                b'$' => {
                    let (value, start) = self.variable(variables);
                    match value {
                        Some(value) => value.chars().for_each(|c| draft.push(c, start)),
                        None => self.hole(draft, start),
                    }
                }
                b'`' => {
                    let start = self.at;
                    let end = memchr::memchr(b'`', &self.bytes[start + 1..]);
                    self.at = end.map_or(self.bytes.len(), |n| start + 2 + n);
                    self.hole(draft, start);
                }
                _ => {
                    let next = self.character(self.at);
                    self.copy(draft, self.at..next);
                    self.at = next;
                }
            }
        }
    }

    /// Reads a variable; its value where that is known, and where it began.
    fn variable(&mut self, variables: &Variables) -> (Option<String>, usize) {
        let start = self.at;
        if let Some(end) = self.text.hole_at(start) {
            self.at = end;
            return (None, start);
        }
        self.at += 1;
        match self.bytes.get(self.at) {
            Some(b'{') => {
                let end = balanced(&self.text.text, self.at, b'{', b'}');
                let inner = self.text.text[self.at + 1..end.saturating_sub(1).max(self.at + 1)].to_owned();
                self.at = end;
                (expand(&inner, variables), start)
            }
            Some(b'(') => {
                let end = balanced(&self.text.text, self.at, b'(', b')');
                let inner = self.text.text[self.at + 1..end.saturating_sub(1).max(self.at + 1)].trim().to_owned();
                self.at = end;
                (program(&inner).map(str::to_owned), start)
            }
            Some(b) if b.is_ascii_alphabetic() || *b == b'_' => {
                let name = &self.bytes[self.at..];
                let len = name.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
                let name = &self.text.text[self.at..self.at + len];
                self.at += len;
                (variables.get(name).map(str::to_owned), start)
            }
            Some(b) if b.is_ascii_digit() => {
                self.at += 1;
                (variables.get(&self.text.text[self.at - 1..self.at]).map(str::to_owned), start)
            }
            Some(b) if b"@*#?-!$".contains(b) => {
                self.at += 1;
                (None, start)
            }
            // A lone dollar is one.
            _ => (Some("$".to_owned()), start),
        }
    }

    /// What is not known stays as it is written.
    fn hole(&self, draft: &mut Draft, start: usize) {
        self.copy(draft, start..self.at);
        draft.known = false;
    }

    fn copy(&self, draft: &mut Draft, range: Range<usize>) {
        let range = range.start.min(self.bytes.len())..range.end.min(self.bytes.len());
        draft.text.push_str(&self.text.text[range.clone()]);
        draft.from.extend(range);
    }

    /// The end of the character at an index.
    fn character(&self, at: usize) -> usize {
        let rest = self.text.text.get(at..).unwrap_or_default();
        at + rest.chars().next().map_or(0, char::len_utf8).max(usize::from(rest.is_empty()))
    }

    fn finish(&self, draft: &mut Draft, words: &mut Vec<Lexed>) {
        let done = std::mem::replace(draft, Draft { known: true, ..Draft::default() });
        if !done.open {
            return;
        }
        let end = self.at.min(self.bytes.len()).max(done.start);
        let word = Word { text: done.text.as_str().into(), known: done.known, span: self.text.span(done.start..end) };
        words.push(Lexed { word, piece: Some(self.text.picked(&done.text, &done.from)) });
    }
}

impl Draft {
    fn push(&mut self, c: char, from: usize) {
        self.text.push(c);
        self.from.extend(std::iter::repeat_n(from, c.len_utf8()));
    }
}

/// The end of a bracket that opens at an index, behind its closing half; the text's end where there is none.
pub(super) fn balanced(text: &str, at: usize, open: u8, close: u8) -> usize {
    let mut depth = 0_usize;
    for (i, byte) in text.as_bytes()[at..].iter().enumerate() {
        if *byte == open {
            depth += 1;
        } else if *byte == close {
            depth -= 1;
            if depth == 0 {
                return at + i + 1;
            }
        }
    }
    text.len()
}

/// The program that a command asks the path of, which is as good as its name: `which dlv`.
pub(super) fn program(command: &str) -> Option<&str> {
    let asked = ["which ", "command -v ", "type -p "].iter().find_map(|asks| command.strip_prefix(asks));
    asked.filter(|program| !program.contains([' ', '$']))
}
