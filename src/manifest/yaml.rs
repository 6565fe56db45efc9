//! YAML: every document of a file to a [`Node`], each on its own, so that a broken one costs no other.
//!
//! `saphyr_parser` gives events; the tree is built here with bounds. An alias shares the node of its anchor and counts with
//! its whole size: documents that unfold to more than [`MOST_NODES`] (cyclic or exponential aliases among them) are cut there.

use std::borrow::Cow;
use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use super::Wrong;
use super::text::{Text, Word};
use super::tree::{Node, Scalar, Value};
use crate::source::Span;

/// Nodes that one document may unfold to.
const MOST_NODES: usize = 2_000_000;

/// Containers within each other that are read.
const DEPTH: usize = 100;

/// Reads a text; documents without a value are left away.
pub(crate) fn read(text: &Text) -> (Vec<Node>, Vec<Wrong>) {
    let (mut documents, mut wrong) = (Vec::new(), Vec::new());
    for (start, end) in documents_of(&text.text) {
        let (node, mistake) = document(text, start, end);
        documents.extend(node);
        wrong.extend(mistake);
    }
    (documents, wrong)
}

/// Cuts at the lines that start with `---`: inside a document no such line can stand.
fn documents_of(text: &str) -> Vec<(usize, usize)> {
    let mut cuts = vec![0];
    let marks = memchr::memmem::find_iter(text.as_bytes(), "\n---").map(|at| at + 1);
    let is_mark = |at: usize| text[at + 3..].chars().next().is_none_or(char::is_whitespace);
    cuts.extend(marks.filter(|at| is_mark(*at)));
    cuts.push(text.len());
    cuts.windows(2).map(|w| (w[0], w[1])).collect()
}

fn document(text: &Text, start: usize, end: usize) -> (Option<Node>, Option<Wrong>) {
    let mut source = Shifted { text: Cow::Borrowed(&text.text[start..end]), shifts: Vec::new() };
    // Each line that has to be shifted costs one more pass.
    let mut budget = MOST_SHIFTED;
    loop {
        let place = |a: usize, b: usize| text.span(start + source.original(a)..start + source.original(b.max(a)));
        let (node, mistake) = tree(&source.text, place);
        let Some((at, message)) = mistake else { return (node, None) };
        let wrong = Wrong::new(place(at, at), message);
        let lines = match &*wrong.message {
            message if message.contains(OUTDENTED_TEXT) => source.lines_of_text(at),
            message if message.contains(OUTDENTED) => source.line_of(at).into_iter().collect(),
            _ => Vec::new(),
        };
        budget = budget.saturating_sub(source.text.len() + lines.len() * SHIFT);
        if budget == 0 || !source.shift(&lines) {
            return (node, Some(wrong));
        }
    }
}

/// What the parser says of a line within brackets that stands further left than what is around them. YAML 1.2 forbids it;
/// the readers of YAML that Kubernetes and compose use do not mind, and a closing bracket often stands so.
const OUTDENTED: &str = "invalid indentation";

/// The same of a line within quotes; the place is that of the quote which opens them.
const OUTDENTED_TEXT: &str = "invalid indentation in quoted scalar";

/// Bytes that are parsed again, of one document, for such lines.
const MOST_SHIFTED: usize = 8 * 1024 * 1024;

/// How far such a line is shifted to the right: within brackets and quotes any distance means the same.
const SHIFT: usize = 64;

/// A text in which some lines are shifted to the right.
struct Shifted<'a> {
    text: Cow<'a, str>,
    /// Where blanks were put in, in the order of the text.
    shifts: Vec<usize>,
}

impl Shifted<'_> {
    /// The beginning of the line whose first word is at a byte.
    fn line_of(&self, at: usize) -> Option<usize> {
        let line = memchr::memrchr(b'\n', &self.text.as_bytes()[..at]).map_or(0, |n| n + 1);
        self.text[line..at].bytes().all(|b| b == b' ' || b == b'\t').then_some(line)
    }

    /// The beginnings of the lines that a quoted text goes on in.
    fn lines_of_text(&self, at: usize) -> Vec<usize> {
        let bytes = self.text.as_bytes();
        let (mut lines, mut next) = (Vec::new(), at + 1);
        while let Some(&byte) = bytes.get(next) {
            match byte {
                b'\\' if bytes[at] == b'"' => next += 1,
                b'\'' if bytes[at] == b'\'' && bytes.get(next + 1) == Some(&b'\'') => next += 1,
                b'\n' => lines.push(next + 1),
                _ if byte == bytes[at] => break,
                _ => {}
            }
            next += 1;
        }
        lines
    }

    /// Shifts lines that hold something; false where one was shifted already, or none is left.
    fn shift(&mut self, lines: &[usize]) -> bool {
        let holds = |line: &&usize| !self.text[**line..].starts_with(['\n', '\r']) && **line < self.text.len();
        let lines: Vec<usize> = lines.iter().filter(holds).copied().collect();
        if lines.is_empty() || lines.iter().any(|line| self.shifts.binary_search(line).is_ok()) {
            return false;
        }
        let mut shifted = String::with_capacity(self.text.len() + lines.len() * SHIFT);
        let mut from = 0;
        for &line in &lines {
            shifted.push_str(&self.text[from..line]);
            shifted.extend(std::iter::repeat_n(' ', SHIFT));
            from = line;
        }
        shifted.push_str(&self.text[from..]);
        self.text = Cow::Owned(shifted);
        let moved = |at: usize| at + SHIFT * lines.partition_point(|line| *line < at);
        let old = self.shifts.iter().map(|at| moved(*at));
        let mut shifts: Vec<usize> = old.chain(lines.iter().map(|line| moved(*line))).collect();
        shifts.sort_unstable();
        self.shifts = shifts;
        true
    }

    /// The byte of the text as it is written.
    fn original(&self, at: usize) -> usize {
        match self.shifts[..self.shifts.partition_point(|shift| *shift < at)].split_last() {
            Some((last, before)) => at - before.len() * SHIFT - (at - last).min(SHIFT),
            None => at,
        }
    }
}

/// The tree of one document, with what was wrong and where.
fn tree(source: &str, place: impl Fn(usize, usize) -> Span) -> (Option<Node>, Option<(usize, String)>) {
    let index = Index::new(source);
    let mut builder = Builder::default();
    for event in Parser::new_from_str(source) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => {
                let at = index.byte(error.marker().index()).min(source.len());
                return (builder.finish(place(0, source.len())), Some((at, reason(&error))));
            }
        };
        let (from, to) = (index.byte(span.start.index()), index.byte(span.end.index()));
        if let Err(message) = builder.event(event, place(from, to)) {
            return (builder.finish(place(0, source.len())), Some((from, message.to_owned())));
        }
    }
    (builder.finish(place(0, source.len())), None)
}

fn reason(error: &ScanError) -> String {
    format!("not YAML: {}", error.info())
}

/// The way from the characters that the parser counts to bytes.
pub(super) enum Index {
    Ascii,
    /// The byte of every character.
    Chars(Vec<u32>),
}

impl Index {
    pub(super) fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self::Ascii;
        }
        let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        Self::Chars(bytes.map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect())
    }

    pub(super) fn byte(&self, character: usize) -> usize {
        match self {
            Self::Ascii => character,
            Self::Chars(bytes) => bytes.get(character).or(bytes.last()).map_or(0, |b| *b as usize),
        }
    }
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
    /// By anchor: the node, and what it unfolds to.
    anchors: HashMap<usize, (Node, usize)>,
    /// What the document unfolds to so far.
    size: usize,
}

struct Open {
    span: Span,
    anchor: usize,
    is_map: bool,
    items: Vec<Node>,
    entries: Vec<(Word, Node)>,
    key: Option<Node>,
    /// The document's size when it was opened.
    size: usize,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), &'static str> {
        self.size += 1;
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let kind = match style {
                    ScalarStyle::Plain if tag.is_none() => Node::plain(&text),
                    _ => Scalar::Text,
                };
                let node = Node { span, value: Value::Scalar(kind, text.as_ref().into()) };
                self.keep(anchor, &node, 1);
                self.value(node);
            }
            Event::SequenceStart(anchor, _) => self.start(span, anchor, false),
            Event::MappingStart(anchor, _) => self.start(span, anchor, true),
            Event::SequenceEnd | Event::MappingEnd => self.end(span.end),
            Event::Alias(anchor) => {
                // An alias inside of its own anchor finds nothing yet: it stands for nothing.
                let (node, size) = self.anchors.get(&anchor).cloned().unwrap_or_else(|| (null(span), 1));
                self.size += size;
                if self.size <= MOST_NODES {
                    // The value stands where the anchor is; that is where it would be changed.
                    self.value(node);
                }
            }
            _ => {}
        }
        if self.size > MOST_NODES {
            return Err("the aliases of this document unfold to more than can be read; what follows was left out");
        }
        Ok(())
    }

    fn start(&mut self, span: Span, anchor: usize, is_map: bool) {
        let (items, entries, key) = (Vec::new(), Vec::new(), None);
        self.open.push(Open { span, anchor, is_map, items, entries, key, size: self.size });
    }

    fn end(&mut self, end: u32) {
        let Some(open) = self.open.pop() else { return };
        let span = Span::new(open.span.file, open.span.start, end.max(open.span.end));
        let value = if open.is_map { Value::Map(open.entries.into()) } else { Value::List(open.items.into()) };
        let node = if self.open.len() > DEPTH { null(span) } else { Node { span, value } };
        self.keep(open.anchor, &node, self.size - open.size);
        self.value(node);
    }

    fn keep(&mut self, anchor: usize, node: &Node, size: usize) {
        if anchor > 0 {
            self.anchors.insert(anchor, (node.clone(), size));
        }
    }

    fn value(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) if open.is_map => match open.key.take() {
                None => open.key = Some(node),
                Some(key) => {
                    let word = key.word().unwrap_or_else(|| Word::new("", key.span));
                    open.entries.push((word, node));
                }
            },
            Some(open) => open.items.push(node),
            None => {
                self.root.get_or_insert(node);
            }
        }
    }

    /// What was read; containers that a mistake left open end at the document's end.
    fn finish(mut self, document: Span) -> Option<Node> {
        while !self.open.is_empty() {
            self.end(document.end);
        }
        self.root.filter(|root| root.scalar() != Some(Scalar::Null))
    }
}

fn null(span: Span) -> Node {
    Node { span, value: Value::Scalar(Scalar::Null, "".into()) }
}
