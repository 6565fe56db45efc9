//! Command lines as a shell splits them: simple commands with their words, each word with its place.
//!
//! In: [`Mapped`] text of a script, a recipe or a `RUN` line, and the variables that are known. Out: [`Command`]s in source
//! order. It runs nothing and knows no program. A branch and a loop count like straight text: what stands there may run.
//! What only a run knows (`$(date)`, `$1`, a variable that nothing sets) stays in the word as it is written, and the word is
//! not `known`.

use std::collections::BTreeMap;

use super::runner::unwrap;
use super::text::{Mapped, Word};
use crate::source::Span;

/// One simple command.
#[derive(Debug, Clone)]
pub struct Command {
    /// The program, then its arguments.
    pub words: Vec<Word>,
    /// `VAR=value` in front of it, or handed to it by `env`.
    pub env: Vec<(Word, Word)>,
    /// From the first word to the last.
    pub span: Span,
}

/// What is known of variables. One that gets a second, different value is not known any more.
#[derive(Debug, Clone, Default)]
pub(crate) struct Variables {
    values: BTreeMap<String, Option<String>>,
}

impl Variables {
    /// Sets a variable; None where its value is not known.
    pub(crate) fn set(&mut self, name: &str, value: Option<&str>) {
        set(&mut self.values, name, value);
    }

    /// Sets a variable that an outer one may overwrite: the last value counts.
    pub(crate) fn replace(&mut self, name: &str, value: Option<&str>) {
        self.values.insert(name.to_owned(), value.map(str::to_owned));
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name)?.as_deref()
    }
}

pub(crate) fn set(map: &mut BTreeMap<String, Option<String>>, name: &str, value: Option<&str>) {
    let value = value.map(str::to_owned);
    map.entry(name.to_owned())
        .and_modify(|old| {
            if *old != value {
                *old = None;
            }
        })
        .or_insert(value);
}

/// Scripts within scripts that are read: `sh -c "sh -c '...'"`.
const NESTED: usize = 4;

/// The commands of a script, with those that it hands to other commands to run (`env`, `exec`, `sh -c`).
pub(crate) fn commands(text: &Mapped, variables: &mut Variables) -> Vec<Command> {
    script(text, variables, NESTED)
}

/// The command that a list of words is, without a shell, with those that it runs.
pub(crate) fn from_words(words: Vec<Word>, pieces: &[Mapped]) -> Vec<Command> {
    let lexed = words.into_iter().enumerate().map(|(i, word)| Lexed { word, piece: pieces.get(i).cloned() }).collect();
    let mut found = Vec::new();
    unwrap(lexed, Vec::new(), &mut Variables::default(), NESTED, &mut found);
    found
}

/// Words with quotes and variables, and nothing else that a shell would see in them; each also laid over the file.
pub(crate) fn split(text: &Mapped, variables: &Variables) -> (Vec<Word>, Vec<Mapped>) {
    let mut lexer = Lexer { text, bytes: text.text.as_bytes(), at: 0, heredocs: Vec::new() };
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

/// A word, and its text with places where it may be a script itself.
pub(crate) struct Lexed {
    pub(crate) word: Word,
    pub(crate) piece: Option<Mapped>,
}

pub(crate) fn script(text: &Mapped, variables: &mut Variables, nested: usize) -> Vec<Command> {
    let mut lexer = Lexer { text, bytes: text.text.as_bytes(), at: 0, heredocs: Vec::new() };
    let mut found = Vec::new();
    while lexer.at < lexer.bytes.len() {
        let words = lexer.simple_command(variables);
        simple(words, variables, nested, &mut found);
    }
    found
}

/// Words that only open, close or join what a command stands in.
const RESERVED: [&str; 14] =
    ["if", "then", "elif", "else", "fi", "do", "done", "while", "until", "!", "{", "}", "time", "esac"];

fn simple(words: Vec<Lexed>, variables: &mut Variables, nested: usize, found: &mut Vec<Command>) {
    let mut words: Vec<Lexed> =
        words.into_iter().skip_while(|w| RESERVED.iter().any(|reserved| w.word.is(reserved))).collect();
    let Some(first) = words.first() else { return };
    if ["for", "read", "select", "case"].iter().any(|w| first.word.is(w)) {
        // Whatever these set, it is another thing each time.
        words.iter().skip(1).for_each(|w| variables.replace(&w.word.text, None));
        return;
    }
    let exports = ["export", "local", "readonly", "declare", "typeset"].iter().any(|w| first.word.is(w));
    if exports {
        words.remove(0);
    }
    let count = words.iter().take_while(|w| assignment(&w.word).is_some()).count();
    let rest = words.split_off(count);
    let env: Vec<(Word, Word)> = words.iter().filter_map(|w| assignment(&w.word)).collect();
    if rest.is_empty() || exports {
        // Without a command they hold for what follows.
        env.iter().for_each(|(name, value)| variables.set(&name.text, value.get()));
        if exports && !env.is_empty() {
            let span = Span::new(env[0].0.span.file, env[0].0.span.start, env[env.len() - 1].1.span.end);
            found.push(Command { words: vec![Word::new("export", span)], env, span });
        }
        return;
    }
    unwrap(rest, env, variables, nested, found);
}

/// `NAME=value` as its two halves.
pub(crate) fn assignment(word: &Word) -> Option<(Word, Word)> {
    let (name, value) = word.text.split_once('=')?;
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    if !starts || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
        return None;
    }
    let middle = word.span.start + u32::try_from(name.len()).unwrap_or_default();
    let Span { file, start, end } = word.span;
    let value = Word { text: value.into(), known: word.known, span: Span::new(file, (middle + 1).min(end), end) };
    Some((Word::new(name, Span::new(file, start, middle.min(end))), value))
}

struct Lexer<'a> {
    text: &'a Mapped,
    bytes: &'a [u8],
    at: usize,
    /// Delimiters of the here-documents that begin on the next line.
    heredocs: Vec<String>,
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

impl Lexer<'_> {
    /// The words up to the next operator, which is stepped over.
    fn simple_command(&mut self, variables: &Variables) -> Vec<Lexed> {
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
                b'\n' => {
                    self.finish(&mut draft, &mut words);
                    self.at += 1;
                    self.skip_heredocs();
                    return words;
                }
                b';' | b'|' | b'(' | b')' => {
                    self.finish(&mut draft, &mut words);
                    self.at += 1;
                    return words;
                }
                b'&' if self.bytes.get(self.at + 1) != Some(&b'>') => {
                    self.finish(&mut draft, &mut words);
                    self.at += 1;
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
            while self.at < self.bytes.len() {
                let end = self.line_end();
                let line = &self.bytes[self.at..end];
                self.at = (end + 1).min(self.bytes.len());
                if line.trim_ascii() == delimiter.as_bytes() {
                    break;
                }
            }
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
                let end = self.balanced(b'{', b'}');
                let inner = self.text.text[self.at + 1..end.saturating_sub(1).max(self.at + 1)].to_owned();
                self.at = end;
                (expand(&inner, variables), start)
            }
            Some(b'(') => {
                let end = self.balanced(b'(', b')');
                let inner = self.text.text[self.at + 1..end.saturating_sub(1).max(self.at + 1)].trim().to_owned();
                self.at = end;
                // The path of a program is as good as its name.
                let program = ["which ", "command -v ", "type -p "].iter().find_map(|p| inner.strip_prefix(p));
                (program.filter(|p| !p.contains([' ', '$'])).map(str::to_owned), start)
            }
            Some(b) if b.is_ascii_alphabetic() || *b == b'_' => {
                let name = &self.bytes[self.at..];
                let len = name.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
                let name = &self.text.text[self.at..self.at + len];
                self.at += len;
                (variables.get(name).map(str::to_owned), start)
            }
            Some(b) if b.is_ascii_digit() || b"@*#?-!$".contains(b) => {
                self.at += 1;
                (None, start)
            }
            // A lone dollar is one.
            _ => (Some("$".to_owned()), start),
        }
    }

    /// The end of a bracket that opens here, behind its closing half.
    fn balanced(&self, open: u8, close: u8) -> usize {
        let mut depth = 0_usize;
        for (i, byte) in self.bytes[self.at..].iter().enumerate() {
            if *byte == open {
                depth += 1;
            } else if *byte == close {
                depth -= 1;
                if depth == 0 {
                    return self.at + i + 1;
                }
            }
        }
        self.bytes.len()
    }

    /// What is not known stays as it is written.
    fn hole(&self, draft: &mut Draft, start: usize) {
        self.copy(draft, start..self.at);
        draft.known = false;
    }

    fn copy(&self, draft: &mut Draft, range: std::ops::Range<usize>) {
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

/// `X`, `X:-y`, `X-y`, `X:=y`, `X:?e` as the inside of `${...}`.
pub(crate) fn expand(inner: &str, variables: &Variables) -> Option<String> {
    let len = inner.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    let (name, rest) = inner.split_at(len);
    let value = variables.get(name).map(str::to_owned);
    let default = [":-", ":=", "-", "="].iter().find_map(|op| rest.strip_prefix(op));
    match (value, default) {
        (Some(value), _) if rest.is_empty() || default.is_some() || rest.starts_with([':', '?']) => Some(value),
        // A default may hold variables of its own; then nothing is known.
        (None, Some(default)) if !default.contains(['$', '`']) => Some(default.trim_matches('"').to_owned()),
        _ => None,
    }
}

#[cfg(test)]
#[path = "shell_tests.rs"]
mod tests;
