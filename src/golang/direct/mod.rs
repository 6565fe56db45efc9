//! Well-formed Go read directly, some twenty times as fast as tree-sitter does, into the same [`Tree`].
//!
//! In: text. Out: the tree, or None for whatever is not plainly well-formed: then tree-sitter, which recovers from errors, reads
//! the file. A test holds that where this gives a tree, lowering makes the same of it as of tree-sitter's. By recursive
//! descent as the specification reads, with the one rule that a name before `{` is no type in the head of a statement.
//! Of punctuation only operators are kept. Judges nothing.

mod decl;
mod expr;
mod lex;
mod stmt;
#[cfg(test)]
mod tests;
mod types;

use super::kind::{Field, Kind};
use super::syntax::Range;
use super::tree::{Node, Tree};
use lex::{Lexer, Place, Token};

/// How deep things may nest here: each level costs stack. Hand-written code stays below 50.
const DEEPEST: u32 = 100;

/// Reads a file; None where tree-sitter has to.
pub(super) fn read(bytes: &[u8]) -> Option<Tree> {
    let text = std::str::from_utf8(bytes).ok()?;
    u32::try_from(text.len()).ok()?;
    // Code has a node for every four to eight bytes; to grow into that costs as much as to read it.
    let links = Vec::with_capacity(text.len() / 5);
    let mut reader = Reader { lexer: Lexer::new(text), links, level: 0, depth: 0, type_switch: Guard::Not };
    reader.lexer.advance();
    let root = reader.file()?;
    let nodes = flatten(&reader.links, root);
    Some(Tree::new(nodes, reader.lexer.comments))
}

/// A node in the making.
#[derive(Debug, Clone, Copy)]
struct Link {
    kind: Kind,
    field: Field,
    range: Range,
    first: Option<Id>,
    last: Option<Id>,
    next: Option<Id>,
}

/// Index of a [`Link`], plus one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Id(std::num::NonZeroU32);

impl Id {
    fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// Whether `x.(type)` may stand here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Guard {
    /// It may not.
    Not,
    /// In the head of a switch it may.
    May,
    /// It stood there.
    Stood,
}

struct Reader<'s> {
    lexer: Lexer<'s>,
    links: Vec<Link>,
    /// Below zero in the head of a statement, where a name before `{` is no type.
    level: i32,
    depth: u32,
    type_switch: Guard,
}

impl Reader<'_> {
    fn token(&self) -> Token {
        self.lexer.place.token
    }

    /// The range of the current token.
    fn here(&self) -> Range {
        self.lexer.place.range
    }

    fn is(&self, token: Token) -> bool {
        self.token() == token
    }

    /// Passes the current token and gives its range.
    fn pass(&mut self) -> Range {
        let range = self.here();
        self.lexer.advance();
        range
    }

    /// Passes a token that must stand here.
    fn expect(&mut self, token: Token) -> Option<Range> {
        if self.is(token) { Some(self.pass()) } else { None }
    }

    /// Passes a token if it stands here.
    fn accept(&mut self, token: Token) -> bool {
        let found = self.is(token);
        if found {
            self.lexer.advance();
        }
        found
    }

    /// Where to come back to.
    fn mark(&self) -> (Place, usize) {
        (self.lexer.place, self.links.len())
    }

    fn go_back(&mut self, (place, links): (Place, usize)) {
        self.lexer.go_back(place);
        self.links.truncate(links);
    }

    /// Runs something one level deeper.
    fn nest<T>(&mut self, then: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth >= DEEPEST {
            return None;
        }
        self.depth += 1;
        let result = then(self);
        self.depth -= 1;
        result
    }

    /// Runs something at a level of composite literals.
    fn at_level<T>(&mut self, level: i32, then: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = std::mem::replace(&mut self.level, level);
        let result = then(self);
        self.level = before;
        result
    }

    /// Runs something inside of brackets, where a name before `{` may be a type whatever stands around them.
    fn inside<T>(&mut self, then: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.at_level(self.level.max(0) + 1, then)
    }

    /// Puts items below a node up to the token that closes it, with a separator behind each; behind the last one it may be left away.
    fn items(
        &mut self,
        list: Id,
        (separator, close): (Token, Token),
        item: impl Fn(&mut Self) -> Option<Id>,
    ) -> Option<()> {
        while !self.is(close) {
            let kid = item(self)?;
            self.add(list, Field::Other, kid);
            if !self.accept(separator) {
                break;
            }
        }
        self.close(list, close)
    }

    /// Passes the token that must end a node.
    fn close(&mut self, id: Id, token: Token) -> Option<()> {
        let end = self.expect(token)?.end;
        self.end(id, end);
        Some(())
    }

    fn open(&mut self, kind: Kind, range: Range) -> Option<Id> {
        self.links.push(Link { kind, field: Field::Other, range, first: None, last: None, next: None });
        u32::try_from(self.links.len()).ok().and_then(std::num::NonZeroU32::new).map(Id)
    }

    /// The current token as a node without children.
    fn leaf(&mut self, kind: Kind) -> Option<Id> {
        let range = self.pass();
        self.open(kind, range)
    }

    /// A node around others, from the first one's start to the last one's end.
    fn around<const N: usize>(&mut self, kind: Kind, kids: [(Field, Id); N]) -> Option<Id> {
        let (Some((_, first)), Some((_, last))) = (kids.first(), kids.last()) else { return None };
        let range = Range { start: self.range(*first).start, end: self.range(*last).end };
        let id = self.open(kind, range)?;
        for (field, kid) in kids {
            self.add(id, field, kid);
        }
        Some(id)
    }

    fn add(&mut self, parent: Id, field: Field, kid: Id) {
        self.links[kid.index()].field = field;
        let parent = &mut self.links[parent.index()];
        match parent.last.replace(kid) {
            Some(last) => self.links[last.index()].next = Some(kid),
            None => parent.first = Some(kid),
        }
    }

    /// Puts a node at the end of another.
    fn put(&mut self, parent: Id, field: Field, kid: Id) {
        self.add(parent, field, kid);
        self.end(parent, self.range(kid).end);
    }

    fn add_if(&mut self, parent: Id, field: Field, kid: Option<Id>) {
        if let Some(kid) = kid {
            self.add(parent, field, kid);
        }
    }

    fn kind(&self, id: Id) -> Kind {
        self.links[id.index()].kind
    }

    fn range(&self, id: Id) -> Range {
        self.links[id.index()].range
    }

    /// Sets where a node ends.
    fn end(&mut self, id: Id, end: u32) {
        self.links[id.index()].range.end = end;
    }

    /// The only or the first node below another.
    fn first(&self, id: Id) -> Option<Id> {
        self.links[id.index()].first
    }

    /// The last node below another.
    fn last(&self, id: Id) -> Option<Id> {
        self.links[id.index()].last
    }

    fn next(&self, id: Id) -> Option<Id> {
        self.links[id.index()].next
    }
}

/// The nodes before their children.
fn flatten(links: &[Link], root: Id) -> Vec<Node> {
    let mut nodes = Vec::with_capacity(links.len());
    let mut open: Vec<(usize, Option<Id>)> = Vec::new();
    let mut at = Some(root);
    loop {
        if let Some(id) = at {
            let link = links[id.index()];
            nodes.push(Node::new(link.kind, link.field, link.range));
            open.push((nodes.len() - 1, link.next));
            at = link.first;
        } else {
            let Some((node, next)) = open.pop() else { return nodes };
            let end = u32::try_from(nodes.len()).unwrap_or(u32::MAX);
            nodes[node].close(end);
            // The root has no sibling.
            at = next;
            if at.is_none() && open.is_empty() {
                return nodes;
            }
        }
    }
}
