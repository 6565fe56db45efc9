//! JSON with comments and trailing commas, as VS Code reads its own files: to a [`Node`], whatever is broken.
//!
//! `jsonc_parser` cuts the text into tokens; the tree is built here, because its own parser stops at the first mistake and a
//! file that someone is typing in has one. Nothing recurses: depth costs memory that is bounded by the file.

use jsonc_parser::tokens::Token;
use jsonc_parser::{Scanner, ScannerOptions};

use super::Wrong;
use super::text::{Text, Word};
use super::tree::{Node, Scalar, Value};
use crate::source::Span;

/// Containers within each other that are read.
const DEPTH: usize = 200;

/// Reads a text; None where it holds no value at all.
pub(crate) fn read(text: &Text) -> (Option<Node>, Vec<Wrong>) {
    let mut builder = Builder { text, open: Vec::new(), root: None, wrong: Vec::new() };
    // Each mistake of the scanner costs one new scanner behind it.
    let mut from = 0;
    while from < text.text.len() {
        let mut scanner = Scanner::new(&text.text[from..], &ScannerOptions::default());
        let stopped = loop {
            match scanner.scan() {
                Ok(Some(token)) => builder.token(token, from + scanner.token_start(), from + scanner.token_end()),
                Ok(None) => break None,
                Err(error) => break Some((from + scanner.token_start(), error.kind().to_string())),
            }
        };
        let Some((at, message)) = stopped else { break };
        builder.mistake(at..at + 1, message);
        // What the scanner could not read ends with its line, or earlier where it was cut short.
        from = text.text[at..].find('\n').map_or(text.text.len(), |n| at + n + 1);
    }
    builder.finish()
}

struct Builder<'a> {
    text: &'a Text,
    open: Vec<Open>,
    root: Option<Node>,
    wrong: Vec<Wrong>,
}

/// A container that is not closed yet.
struct Open {
    start: usize,
    entries: Vec<(Word, Node)>,
    items: Vec<Node>,
    is_map: bool,
    /// The key whose value comes next.
    key: Option<Word>,
}

impl Builder<'_> {
    fn token(&mut self, token: Token<'_>, start: usize, end: usize) {
        let span = self.text.span(start..end);
        match token {
            Token::OpenBrace | Token::OpenBracket => {
                let is_map = token == Token::OpenBrace;
                self.open.push(Open { start, entries: Vec::new(), items: Vec::new(), is_map, key: None });
            }
            Token::CloseBrace | Token::CloseBracket => self.close(token == Token::CloseBrace, start, end),
            Token::Comma => self.settle(),
            Token::Colon => {
                if self.open.last().is_none_or(|o| o.key.is_none()) {
                    self.mistake(start..end, "a `:` without a key in front of it".to_owned());
                }
            }
            Token::CommentLine(_) | Token::CommentBlock(_) => {}
            Token::String(text) => self.scalar(Scalar::Text, &text, span),
            Token::Word(text) => {
                self.mistake(start..end, format!("`{text}` stands outside of quotes"));
                self.scalar(Scalar::Text, text, span);
            }
            Token::Boolean(value) => self.scalar(Scalar::Bool, if value { "true" } else { "false" }, span),
            Token::Number(text) => self.scalar(Scalar::Number, text, span),
            Token::Null => self.scalar(Scalar::Null, "null", span),
        }
    }

    fn scalar(&mut self, kind: Scalar, text: &str, span: Span) {
        match self.open.last_mut() {
            Some(open) if open.is_map && open.key.is_none() => open.key = Some(Word::new(text, span)),
            _ => self.value(Node { span, value: Value::Scalar(kind, text.into()) }),
        }
    }

    fn value(&mut self, node: Node) {
        // Deeper than any file of its kind: kept as an empty place, so that nobody has to recurse so far.
        let node =
            if self.open.len() > DEPTH { Node { value: Value::Scalar(Scalar::Null, "".into()), ..node } } else { node };
        match self.open.last_mut() {
            Some(open) if open.is_map => match open.key.take() {
                Some(key) => open.entries.push((key, node)),
                None => self.wrong.push(Wrong::new(node.span, "a value without a key in front of it".to_owned())),
            },
            Some(open) => open.items.push(node),
            None if self.root.is_none() => self.root = Some(node),
            None => self.wrong.push(Wrong::new(node.span, "more than one value in the file".to_owned())),
        }
    }

    /// The end of an entry: a key that got no value is dropped.
    fn settle(&mut self) {
        if let Some(key) = self.open.last_mut().and_then(|o| o.key.take()) {
            self.wrong.push(Wrong::new(key.span, format!("`{}` has no value", key.text)));
        }
    }

    fn close(&mut self, is_map: bool, start: usize, end: usize) {
        self.settle();
        // A bracket that closes something further out ends what is open in between; one that closes nothing is left out.
        let Some(at) = self.open.iter().rposition(|o| o.is_map == is_map) else {
            return self.mistake(start..end, "this bracket closes nothing".to_owned());
        };
        if at + 1 < self.open.len() {
            self.mistake(start..end, "a bracket before this one is not closed".to_owned());
        }
        while self.open.len() > at {
            self.pop(end);
        }
    }

    fn pop(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        let value = if open.is_map { Value::Map(open.entries.into()) } else { Value::List(open.items.into()) };
        self.value(Node { span: self.text.span(open.start..end), value });
    }

    fn mistake(&mut self, range: std::ops::Range<usize>, message: String) {
        self.wrong.push(Wrong::new(self.text.span(range), message));
    }

    fn finish(mut self) -> (Option<Node>, Vec<Wrong>) {
        self.settle();
        if let Some(open) = self.open.last() {
            self.mistake(open.start..open.start + 1, "this bracket is not closed".to_owned());
        }
        while !self.open.is_empty() {
            self.pop(self.text.text.len());
            self.settle();
        }
        (self.root, self.wrong)
    }
}
