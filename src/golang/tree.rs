//! The concrete tree of a file as one flat list, and the only place that talks to tree-sitter.
//!
//! In: the bytes of a file. Out: [`Tree`]: the nodes in source order without punctuation, the comments, and the outermost
//! places that the grammar could not read. One walk of a cursor, no recursion: the depth of a file costs no stack.

use std::cell::RefCell;

use tree_sitter::{Language, ParseOptions, ParseState, Parser};

use super::direct;
use super::kind::{Field, Kind, Vocabulary};
use super::mask::mask;
use super::syntax::Range;

/// What one file may cost, as work and not as time, so that the same file always gives the same tree. tree-sitter reads a
/// megabyte in a tenth of a second; but behind an error each step may take as long as what was read so far, so that made for it
/// a file of a few hundred kilobytes takes seconds and one of some megabytes minutes. Counted is a hundred steps behind an error
/// times the kilobytes before them: 300 KB of broken Go, or some ten seconds of the worst that we know.
const PATIENCE: u64 = 400_000;
/// How many bytes are read of a file that takes longer.
const HEAD: usize = 8 << 10;

/// Index of a node in its [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At(u32);

/// The nodes of a file before their children, each followed by all that is below it.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// The comments in source order.
    pub(super) comments: Vec<Range>,
    /// The outermost ERROR and MISSING nodes in source order.
    pub(super) errors: Vec<Range>,
}

/// One node of a [`Tree`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    kind: Kind,
    field: Field,
    range: Range,
    /// The index after all that is below.
    next: u32,
}

impl Node {
    /// A node that is not closed yet.
    pub(super) fn new(kind: Kind, field: Field, range: Range) -> Self {
        Self { kind, field, range, next: 0 }
    }

    /// Tells the index after all that is below.
    pub(super) fn close(&mut self, next: u32) {
        self.next = next;
    }
}

impl Tree {
    /// A tree without errors, from its nodes before their children.
    pub(super) fn new(nodes: Vec<Node>, comments: Vec<Range>) -> Self {
        Self { nodes, comments, errors: Vec::new() }
    }

    /// Parses a file. Empty where there is nothing or too much (4 GiB) to read.
    pub(super) fn of(bytes: &[u8]) -> Self {
        direct::read(bytes).unwrap_or_else(|| Self::by_grammar(bytes))
    }

    /// Parses a file with tree-sitter.
    pub(super) fn by_grammar(bytes: &[u8]) -> Self {
        GRAMMAR.with_borrow_mut(|grammar| match grammar {
            Some(grammar) if u32::try_from(bytes.len()).is_ok() => grammar.read(bytes, PATIENCE),
            _ => Self::default(),
        })
    }

    /// How much of the file could not be read.
    fn damage(&self) -> u64 {
        self.errors.iter().map(|range| u64::from(range.end - range.start) + 1).sum()
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node of the whole file.
    pub(super) fn root(&self) -> Option<At> {
        (!self.nodes.is_empty()).then_some(At(0))
    }

    /// What a node is.
    pub(super) fn kind(&self, at: At) -> Kind {
        self.nodes[at.0 as usize].kind
    }

    /// The role of a node in its parent.
    pub(super) fn role(&self, at: At) -> Field {
        self.nodes[at.0 as usize].field
    }

    /// Where a node stands.
    pub(super) fn range(&self, at: At) -> Range {
        self.nodes[at.0 as usize].range
    }

    /// The children of a node.
    pub(super) fn kids(&self, at: At) -> impl Iterator<Item = At> + '_ {
        let end = self.nodes[at.0 as usize].next;
        let mut kid = at.0 + 1;
        std::iter::from_fn(move || {
            let this = At(kid);
            (kid < end).then(|| {
                kid = self.nodes[kid as usize].next;
                this
            })
        })
    }

    /// The first child in a role that is not an operator.
    pub(super) fn field(&self, at: At, field: Field) -> Option<At> {
        self.fields(at, field).next()
    }

    /// The children in a role.
    pub(super) fn fields(&self, at: At, field: Field) -> impl Iterator<Item = At> + '_ {
        self.kids(at).filter(move |&kid| self.role(kid) == field)
    }

    /// The first child of a kind.
    pub(super) fn kid(&self, at: At, kind: Kind) -> Option<At> {
        self.kids(at).find(|&kid| self.kind(kid) == kind)
    }
}

struct Grammar {
    parser: Parser,
    vocabulary: Vocabulary,
}

impl Grammar {
    /// The tree of a file; where masking what the grammar is too old for makes a better one, that one.
    fn read(&mut self, bytes: &[u8], patience: u64) -> Tree {
        let tree = self.parse(bytes, patience);
        if tree.errors.is_empty() {
            return tree;
        }
        match mask(bytes).map(|masked| self.parse(&masked, patience)) {
            Some(masked) if masked.damage() < tree.damage() => masked,
            _ => tree,
        }
    }

    /// The tree of some bytes. Where patience ends, that of the first ones, which have the imports, and the rest is an error.
    fn parse(&mut self, bytes: &[u8], patience: u64) -> Tree {
        self.attempt(bytes, Some(patience)).unwrap_or_else(|| {
            let head = &bytes[..bytes.len().min(HEAD)];
            let head = &head[..memchr::memrchr(b'\n', head).map_or(0, |line| line + 1)];
            let mut tree = self.attempt(head, None).unwrap_or_default();
            tree.broken(Range { start: offset(head.len()), end: offset(bytes.len()) });
            tree
        })
    }

    fn attempt(&mut self, bytes: &[u8], patience: Option<u64>) -> Option<Tree> {
        self.concrete(bytes, patience).map(|tree| flatten(&tree, &self.vocabulary))
    }

    fn concrete(&mut self, bytes: &[u8], patience: Option<u64>) -> Option<tree_sitter::Tree> {
        let mut work = 0;
        let mut progress = |state: &ParseState| {
            if state.has_error() {
                work += 1 + state.current_byte_offset() as u64 / 1024;
            }
            patience.is_some_and(|patience| work > patience)
        };
        let options = ParseOptions::new().progress_callback(&mut progress);
        let tree =
            self.parser.parse_with_options(&mut |at, _| bytes.get(at..).unwrap_or_default(), None, Some(options));
        if tree.is_none() {
            // A parser that was stopped would go on with the old file.
            self.parser.reset();
        }
        tree
    }

    /// As `read`, but the tree as tree-sitter gives it.
    fn concrete_or_masked(&mut self, bytes: &[u8]) -> Option<tree_sitter::Tree> {
        let tree = self.concrete(bytes, Some(PATIENCE))?;
        let masked = if tree.root_node().has_error() { mask(bytes) } else { None };
        let Some(masked) = masked.and_then(|masked| self.concrete(&masked, Some(PATIENCE))) else { return Some(tree) };
        let damage = |tree: &tree_sitter::Tree| flatten(tree, &self.vocabulary).damage();
        Some(if damage(&masked) < damage(&tree) { masked } else { tree })
    }
}

/// The tree of a file for queries, of the same bytes as [`Tree::of`]; None where the file takes too long to parse.
pub(super) fn concrete(bytes: &[u8]) -> Option<tree_sitter::Tree> {
    u32::try_from(bytes.len()).ok()?;
    GRAMMAR.with_borrow_mut(|grammar| grammar.as_mut()?.concrete_or_masked(bytes))
}

thread_local! {
    /// A parser keeps its buffers: one for each thread that ever parses. None where the grammar does not fit the library,
    /// which the first test of this crate would show.
    static GRAMMAR: RefCell<Option<Grammar>> = RefCell::new(grammar());
}

fn grammar() -> Option<Grammar> {
    let language = Language::new(tree_sitter_go::LANGUAGE);
    let vocabulary = Vocabulary::of(&language);
    let mut parser = Parser::new();
    parser.set_language(&language).ok()?;
    Some(Grammar { parser, vocabulary })
}

fn flatten(tree: &tree_sitter::Tree, vocabulary: &Vocabulary) -> Tree {
    let mut flat = Tree::default();
    let mut open: Vec<usize> = Vec::new();
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        let kind = vocabulary.kind(node.kind_id());
        let range = Range { start: offset(node.start_byte()), end: offset(node.end_byte()) };
        // Only an empty node can be MISSING, and strings are the only leaves of ours with something below.
        let broken = kind == Kind::Error || (range.start == range.end && node.is_missing());
        if broken {
            flat.broken(range);
        }
        let kept = match kind {
            Kind::Comment => {
                flat.comments.push(range);
                false
            }
            Kind::Other => node.is_named() && !node.is_extra(),
            _ => true,
        };
        if kept {
            let field = cursor.field_id().map_or(Field::Other, |id| vocabulary.field(id.get()));
            let next = offset(flat.nodes.len() + 1);
            flat.nodes.push(Node { kind, field, range, next });
            let enter = !kind.is_leaf() || (matches!(kind, Kind::String | Kind::RawString) && node.has_error());
            if enter && cursor.goto_first_child() {
                open.push(flat.nodes.len() - 1);
                continue;
            }
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return flat;
            }
            if let Some(parent) = open.pop() {
                flat.nodes[parent].next = offset(flat.nodes.len());
            }
        }
    }
}

impl Tree {
    /// Notes a place that could not be read, unless a larger one around it is noted already.
    fn broken(&mut self, range: Range) {
        if self.errors.last().is_none_or(|last| range.start >= last.end.max(last.start + 1) || range.end > last.end) {
            self.errors.push(range);
        }
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_takes_too_much_is_read_at_its_head() {
        let source = format!("package p\nimport \"a\"\nfunc f() {{\n{}", "x := `".repeat(10_000));
        let mut grammar = grammar().expect("the grammar fits the library");
        let tree = grammar.read(source.as_bytes(), 10);
        let last = tree.errors.last().expect("an error");
        assert!(last.start < HEAD as u32 && last.end as usize == source.len(), "{:?}", tree.errors);
        let root = tree.root().expect("a root");
        assert!(tree.kid(root, Kind::ImportDecl).is_some());
        let plain = "package p\n\nvar x = 1\n";
        assert_eq!(grammar.read(plain.as_bytes(), PATIENCE).errors, [], "the parser forgets the file that it gave up");
    }
}
