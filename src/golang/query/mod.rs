//! A tree-sitter query that somebody else wrote: compiled against the grammar, and run on one file, within bounds.
//!
//! In: the text of a query ([`Query::new`]), then the bytes of a file ([`search`]). Out: every mistake of the text with its place, then what
//! matched. Knows no rule and no other file. What a query may cost is counted, not timed: the same input gives the same answer.

mod text;

use std::collections::BTreeSet;
use std::ops::Range as Bytes;
use std::sync::{Arc, OnceLock};

use memchr::memmem;
use tree_sitter::{
    CaptureQuantifier, Language, Node, QueryCursor, QueryCursorOptions, QueryErrorKind, StreamingIterator,
};

use super::syntax::Range;
use super::tree;

/// Mistakes of one query that are reported.
const MOST_FAULTS: usize = 8;
/// Matches that are under way at one time.
const MOST_OPEN: u32 = 256;
/// Matches of one query in one file.
const MOST_MATCHES: usize = 10_000;
/// Hundreds of steps that one query may take in one file, for each kilobyte of it, and for a small file.
const STEPS: (usize, usize) = (200, 20_000);

/// A compiled query. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Query {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    text: Arc<str>,
    /// None where it turned out not to compile.
    compiled: OnceLock<Option<tree_sitter::Query>>,
    captures: Vec<(String, Quantity)>,
    /// For each pattern: of each list of words, a file that it matches holds one.
    needles: Vec<Vec<Vec<String>>>,
}

/// How many nodes a capture has in one match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// Exactly one.
    One,
    /// One or none.
    Optional,
    /// Any number.
    Many,
}

/// A mistake in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The bytes of the query that are wrong.
    pub range: Bytes<usize>,
    /// What is wrong.
    pub message: String,
    /// For a word that does not exist: the word, and those that do.
    pub unknown: Option<(String, Vec<&'static str>)>,
    /// Whether the nodes exist, but not within each other: only the grammar tells which do.
    pub nesting: bool,
}

impl Fault {
    fn new(range: Bytes<usize>, message: impl Into<String>) -> Self {
        Self { range, message: message.into(), unknown: None, nesting: false }
    }

    fn unknown(range: Bytes<usize>, message: String, word: &str, there: Vec<&'static str>) -> Self {
        Self { range, message, unknown: Some((word.to_owned(), there)), nesting: false }
    }
}

impl Query {
    /// Compiles a query.
    ///
    /// # Errors
    /// Every mistake in it. tree-sitter stops at the first: a name that does not exist is replaced by `_`, and it is asked again.
    pub fn new(text: &str) -> Result<Self, Vec<Fault>> {
        let tokens = text::tokens(text);
        let mut faults = text::check(text, &tokens)?;
        let language = Language::new(tree_sitter_go::LANGUAGE);
        let mut trial = text.to_owned();
        let compiled = loop {
            match tree_sitter::Query::new(&language, &trial) {
                Ok(compiled) => break compiled,
                Err(error) => {
                    let (fault, replaced) = explain(&error, text, &tokens, &language);
                    faults.push(fault);
                    let Some(replaced) = replaced.filter(|_| faults.len() < MOST_FAULTS) else { return Err(faults) };
                    trial = replaced(&trial);
                }
            }
        };
        let captures = captures(&compiled);
        if captures.is_empty() {
            let message = "the query captures nothing: put `@name` behind what a finding is to point at";
            faults.push(Fault::new(0..text.len(), message));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let always = |pattern: usize, name: &str| {
            let quantity = |id: u32| compiled.capture_quantifiers(pattern).get(id as usize).copied();
            pattern < compiled.pattern_count()
                && matches!(
                    compiled.capture_index_for_name(name).and_then(quantity),
                    Some(CaptureQuantifier::One | CaptureQuantifier::OneOrMore)
                )
        };
        let needles = text::needles(&tokens, always);
        let compiled = OnceLock::from(Some(compiled));
        Ok(Self { inner: Arc::new(Inner { text: Arc::from(text), compiled, captures, needles }) })
    }

    /// A query that is known to be right, compiled when a file is first searched with it: to compile one takes longer than to read
    /// a small module. None where its text alone does not tell how many nodes its captures have.
    #[must_use]
    pub fn trusted(text: &str) -> Option<Self> {
        let tokens = text::tokens(text);
        let captures: Vec<_> = text::single(text, &tokens)?.into_iter().map(|name| (name, Quantity::One)).collect();
        let needles = text::needles(&tokens, |_, _| true);
        let compiled = OnceLock::new();
        Some(Self { inner: Arc::new(Inner { text: Arc::from(text), compiled, captures, needles }) })
    }

    fn compiled(&self) -> Option<&tree_sitter::Query> {
        let compile = || tree_sitter::Query::new(&Language::new(tree_sitter_go::LANGUAGE), self.text()).ok();
        self.inner.compiled.get_or_init(compile).as_ref()
    }

    /// Its text: what tells queries apart.
    #[must_use]
    pub fn text(&self) -> &Arc<str> {
        &self.inner.text
    }

    /// The captures in the order of their numbers.
    #[must_use]
    pub fn captures(&self) -> &[(String, Quantity)] {
        &self.inner.captures
    }

    /// All words that [`Query::may_match`] looks for.
    pub fn words(&self) -> impl Iterator<Item = &str> + Clone {
        self.inner.needles.iter().flatten().flatten().map(String::as_str)
    }

    /// Whether a file holds the words without which nothing in it matches.
    #[must_use]
    pub fn may_match(&self, bytes: &[u8]) -> bool {
        let holds = |words: &Vec<String>| words.iter().any(|word| memmem::find(bytes, word.as_bytes()).is_some());
        self.inner.needles.iter().any(|pattern| pattern.iter().all(holds))
    }
}

/// What a query found in one file.
#[derive(Debug, Default)]
pub struct Found {
    /// The matches in the order of their places.
    pub matches: Vec<Match>,
    /// Whether a bound was met, so that some may be missing.
    pub cut: bool,
}

/// One match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The captured nodes in the order of their places.
    pub nodes: Vec<Captured>,
    /// The function declaration around the first of them: `setup`, `(*Server).routes`.
    pub func: Option<String>,
}

/// One captured node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captured {
    /// The number of the capture.
    pub capture: usize,
    /// Where.
    pub range: Range,
    /// What the grammar calls it.
    pub kind: &'static str,
}

impl Captured {
    /// Whether it is a name, of a package perhaps.
    #[must_use]
    pub fn is_name(&self) -> bool {
        matches!(self.kind, "identifier" | "package_identifier")
    }

    /// Whether it is a string literal.
    #[must_use]
    pub fn is_string(&self) -> bool {
        matches!(self.kind, "interpreted_string_literal" | "raw_string_literal")
    }
}

/// Runs queries on a file, which is parsed once. Gives for each query what it found.
#[must_use]
pub fn search(bytes: &[u8], queries: &[&Query]) -> Vec<Found> {
    let Some(tree) = tree::concrete(bytes) else {
        return queries.iter().map(|_| Found { cut: true, ..Found::default() }).collect();
    };
    queries.iter().map(|query| search_one(bytes, tree.root_node(), query)).collect()
}

fn search_one(bytes: &[u8], root: Node<'_>, query: &Query) -> Found {
    let mut found = Found::default();
    let Some(compiled) = query.compiled() else {
        return Found { cut: true, ..found };
    };
    let mut left = STEPS.1 + STEPS.0 * (bytes.len() / 1024);
    let mut stopped = false;
    let mut progress = |_: &tree_sitter::QueryCursorState| {
        left = left.saturating_sub(1);
        stopped = left == 0;
        stopped
    };
    let mut cursor = QueryCursor::new();
    cursor.set_match_limit(MOST_OPEN);
    let options = QueryCursorOptions::new().progress_callback(&mut progress);
    let mut matches = cursor.matches_with_options(compiled, root, bytes, options);
    while let Some(one) = matches.next() {
        if found.matches.len() == MOST_MATCHES {
            found.cut = true;
            break;
        }
        let mut nodes: Vec<Captured> = one.captures.iter().map(captured).collect();
        nodes.sort_by_key(|node| (node.range, node.capture));
        let func = nodes.first().and_then(|first| function_around(root, first.range.start, bytes));
        found.matches.push(Match { nodes, func });
    }
    drop(matches);
    found.cut |= stopped || cursor.did_exceed_match_limit();
    found.matches.sort_by(|a, b| a.nodes.iter().map(key).cmp(b.nodes.iter().map(key)));
    // An alternation may match in two ways what it captures in one.
    found.matches.dedup();
    found
}

fn key(node: &Captured) -> (Range, usize) {
    (node.range, node.capture)
}

fn captured(capture: &tree_sitter::QueryCapture<'_>) -> Captured {
    Captured { capture: capture.index as usize, range: range(capture.node), kind: capture.node.kind() }
}

fn range(node: Node<'_>) -> Range {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Range { start: offset(node.start_byte()), end: offset(node.end_byte()) }
}

/// The name of the declaration around a byte, as people write it; None outside of functions.
fn function_around(root: Node<'_>, at: u32, bytes: &[u8]) -> Option<String> {
    let mut cursor = root.walk();
    cursor.goto_first_child_for_byte(at as usize)?;
    let node = cursor.node();
    let text = |node: Node<'_>| Some(String::from_utf8_lossy(bytes.get(node.byte_range())?).into_owned());
    let name = text(node.child_by_field_name("name")?)?;
    match node.kind() {
        "function_declaration" => Some(name),
        "method_declaration" => {
            let receiver = node.child_by_field_name("receiver")?;
            let of = receiver.named_child(0).and_then(|parameter| parameter.child_by_field_name("type"))?;
            let of = text(of)?;
            // Type parameters are no part of the name.
            Some(format!("({}).{name}", of.split('[').next().unwrap_or_default()))
        }
        _ => None,
    }
}

/// The captures of all patterns, each with the number of nodes that it may have.
fn captures(query: &tree_sitter::Query) -> Vec<(String, Quantity)> {
    let quantity = |id: usize| {
        let all = (0..query.pattern_count()).filter_map(|pattern| query.capture_quantifiers(pattern).get(id));
        let joined = all.fold(Quantity::One, |so_far, next| match (so_far, next) {
            (Quantity::Many, _) | (_, CaptureQuantifier::ZeroOrMore | CaptureQuantifier::OneOrMore) => Quantity::Many,
            (Quantity::Optional, _) | (_, CaptureQuantifier::ZeroOrOne | CaptureQuantifier::Zero) => Quantity::Optional,
            (Quantity::One, CaptureQuantifier::One) => Quantity::One,
        });
        (query.capture_names()[id].to_owned(), joined)
    };
    (0..query.capture_names().len()).map(quantity).collect()
}

/// A query in which one mistake is painted over, with the same places.
type Painted = Box<dyn Fn(&str) -> String>;

/// tree-sitter's error in the words of this tool; and, where the rest can still be read, how to paint it over.
fn explain(
    error: &tree_sitter::QueryError,
    text: &str,
    tokens: &[(Bytes<usize>, text::Token<'_>)],
    language: &Language,
) -> (Fault, Option<Painted>) {
    let start = error.offset.min(text.len());
    let word = &error.message;
    let range = start..(start + word.len()).min(text.len());
    let quoted = text[..start].ends_with('"');
    match error.kind {
        QueryErrorKind::NodeType => {
            let (kinds, message) = if quoted {
                (node_kinds(language, NodeNames::Anonymous), format!("Go has no token `{word}`"))
            } else {
                (node_kinds(language, NodeNames::Named), format!("Go has no node `{word}`"))
            };
            let whole = if quoted { start - 1..(range.end + 1).min(text.len()) } else { range.clone() };
            (Fault::unknown(range, message, word, kinds), Some(paint(whole, "_")))
        }
        QueryErrorKind::Field => {
            let count = u16::try_from(language.field_count()).unwrap_or(u16::MAX);
            let names = (1..=count).filter_map(|id| language.field_name_for_id(id)).collect();
            let fault = Fault::unknown(range.clone(), format!("no node of Go has a field `{word}`"), word, names);
            let negated = text[..start].ends_with('!');
            let colon = text[range.end..].find(':').filter(|at| text[range.end..range.end + at].trim().is_empty());
            let whole = match (negated, colon) {
                (true, _) => Some(start - 1..range.end),
                (false, Some(at)) => Some(start..range.end + at + 1),
                (false, None) => None,
            };
            (fault, whole.map(|whole| paint(whole, "")))
        }
        QueryErrorKind::Capture => {
            let names: BTreeSet<&str> =
                tokens.iter().filter_map(|(_, t)| capture_name(t)).filter(|n| n != word).collect();
            let names: Vec<String> = names.into_iter().map(|name| format!("`@{name}`")).collect();
            let there = if names.is_empty() { String::new() } else { format!(": there are {}", names.join(", ")) };
            (Fault::new(range, format!("the query has no capture `@{word}`{there}")), None)
        }
        QueryErrorKind::Predicate => {
            // Only the line of the pattern is told; a regular expression is found by its text.
            let regex = word.strip_prefix("Invalid regex '").and_then(|rest| rest.strip_suffix('\''));
            let place = regex.and_then(|regex| {
                tokens.iter().find(|(_, token)| matches!(token, text::Token::Text(text) if *text == regex))
            });
            match place {
                Some((place, _)) => (Fault::new(place.clone(), "this is no regular expression"), None),
                None => (Fault::new(line(text, error.row), decapitalised(word)), None),
            }
        }
        QueryErrorKind::Structure => {
            let end = text[start..].find([')', '\n']).map_or(text.len(), |at| start + at);
            let message = "this can never match: the grammar of Go has no such node here";
            (Fault { nesting: true, ..Fault::new(start..end, message) }, None)
        }
        QueryErrorKind::Syntax => {
            let end = text[start..].chars().next().map_or(start, |c| start + c.len_utf8());
            let message = if start >= text.trim_end().len() { "the query ends too early" } else { "this is no query" };
            (Fault::new(start..end, message), None)
        }
        QueryErrorKind::Language => (Fault::new(0..0, "the grammar does not fit the library"), None),
    }
}

fn capture_name<'t>(token: &text::Token<'t>) -> Option<&'t str> {
    match token {
        text::Token::Capture(name) => Some(name),
        _ => None,
    }
}

fn paint(range: Bytes<usize>, with: &'static str) -> Painted {
    Box::new(move |text| {
        let mut painted = text.to_owned();
        painted.replace_range(range.clone(), &format!("{with:<width$}", width = range.len()));
        painted
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum NodeNames {
    Named,
    Anonymous,
}

fn node_kinds(language: &Language, which: NodeNames) -> Vec<&'static str> {
    let count = u16::try_from(language.node_kind_count()).unwrap_or(u16::MAX);
    let wanted = |id: &u16| {
        let named = language.node_kind_is_named(*id) && language.node_kind_is_visible(*id);
        match which {
            NodeNames::Named => named || language.node_kind_is_supertype(*id),
            NodeNames::Anonymous => !named && language.node_kind_is_visible(*id),
        }
    };
    (0..count).filter(wanted).filter_map(|id| language.node_kind_for_id(id)).collect()
}

fn line(text: &str, row: usize) -> Bytes<usize> {
    let start: usize = text.split_inclusive('\n').take(row).map(str::len).sum();
    start..start + text[start..].lines().next().unwrap_or_default().len()
}

fn decapitalised(message: &str) -> String {
    let mut characters = message.chars();
    characters.next().map(|first| first.to_lowercase().chain(characters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
