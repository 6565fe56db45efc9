//! Which names the lines of a Go file declare at package level; rather some too many than one too few.
//!
//! In: lines, each with its first identifier. Out: [`Declared`], hashes. A group, `var (...)`, ends at its own parenthesis: strings,
//! comments and brackets within it are followed, since a text over several lines may hold one at the beginning of a line, too. What
//! stands in a text that begins outside of a group is not known to be one: its lines may declare.

use super::{hash, identifiers};
use crate::golang::literal::quoted;

/// What the lines so far declare.
#[derive(Default)]
pub(super) struct Declared {
    pub names: Vec<u32>,
    pub aliases: Vec<u32>,
    group: Option<Group>,
}

/// Inside of `var (`, `const (` or `type (`, or behind a keyword whose name stands on a later line.
struct Group {
    kind: Kind,
    /// Up to where it was looked through.
    at: usize,
    /// Brackets that are open there.
    depth: u32,
    inside: Inside,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Type,
    Value,
    Func,
}

/// What goes on over lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Code,
    /// A string in backquotes.
    Text,
    Comment,
}

impl Declared {
    pub(super) fn is_in_group(&self) -> bool {
        self.group.is_some()
    }

    /// A line begins.
    pub(super) fn begins(&mut self, text: &[u8], line: usize) {
        if self.group.as_mut().is_some_and(|group| group.is_over(text, line)) {
            self.group = None;
        }
    }

    /// A line of a text, and the first identifier in it.
    pub(super) fn line(&mut self, text: &[u8], line: &[u8], first: &[u8]) {
        let after = |word: &[u8]| {
            let start = word.as_ptr() as usize - line.as_ptr() as usize + word.len();
            line[start..].trim_ascii_start()
        };
        let kind = match first {
            b"func" => {
                self.leave();
                let rest = after(first);
                // A method: the name stands behind the receiver.
                let (receiver, rest) = match (rest.first(), rest.iter().position(|&b| b == b')')) {
                    (Some(b'('), Some(end)) => (Some(&rest[1..end]), &rest[end..]),
                    (Some(b'('), None) => (Some(&rest[1..]), &rest[rest.len()..]),
                    _ => (None, rest),
                };
                match identifiers(rest).next() {
                    Some(name) => {
                        self.names.push(hash(name));
                        self.names.extend(receiver.map(|receiver| hash_of_method(type_of(receiver), name)));
                    }
                    None => self.enter(text, rest, Kind::Func),
                }
                return;
            }
            b"type" => Kind::Type,
            b"var" | b"const" => Kind::Value,
            _ => {
                if let Some(kind) = self.group.as_ref().map(|group| group.kind) {
                    self.declaration(text, line, kind);
                }
                return;
            }
        };
        match after(first) {
            [b'(', rest @ ..] => {
                self.enter(text, rest, kind);
                self.declaration(text, rest, kind);
            }
            rest => self.declaration(text, rest, kind),
        }
    }

    /// `a, b = 1, 2`: the names in front.
    fn declaration(&mut self, text: &[u8], part: &[u8], kind: Kind) {
        let mut rest = part.trim_ascii_start();
        loop {
            // The name stands on a later line: as good as a group.
            if matches!(rest, [] | [b'/', ..]) {
                self.enter(text, rest, kind);
                return;
            }
            let Some(word) = identifiers(rest).next().filter(|word| word.as_ptr() == rest.as_ptr()) else { return };
            self.names.push(hash(word));
            if kind == Kind::Func {
                self.names.push(hash_of_method(b"", word));
            }
            rest = rest[word.len()..].trim_ascii_start();
            match rest.split_first() {
                Some((b',', more)) => rest = more.trim_ascii_start(),
                // Behind type parameters or a comment an alias is one for all that is seen here.
                Some((b'=' | b'[' | b'/', _)) if kind == Kind::Type => {
                    self.aliases.push(hash(word));
                    return;
                }
                _ => return,
            }
        }
    }

    /// A group begins, unless another one goes on.
    fn enter(&mut self, text: &[u8], rest: &[u8], kind: Kind) {
        let at = rest.as_ptr() as usize - text.as_ptr() as usize;
        if self.group.as_ref().is_none_or(Group::is_between) {
            self.group = Some(Group { kind, at, depth: 0, inside: Inside::Code });
        }
    }

    /// A group that began without a parenthesis ends where a declaration begins.
    fn leave(&mut self) {
        if self.group.as_ref().is_some_and(Group::is_between) {
            self.group = None;
        }
    }
}

impl Group {
    /// Whether a declaration may begin where it was looked through to.
    fn is_between(&self) -> bool {
        self.depth == 0 && self.inside == Inside::Code
    }

    /// Looks through it up to some place: whether it ends before.
    fn is_over(&mut self, text: &[u8], end: usize) -> bool {
        let end = end.min(text.len());
        while self.at < end {
            let rest = &text[self.at..end];
            let skipped = match self.inside {
                Inside::Text => memchr::memchr(b'`', rest).map(|at| at + 1),
                Inside::Comment => memchr::memmem::find(rest, b"*/").map(|at| at + 2),
                Inside::Code => {
                    let (len, goes_on) = match rest {
                        [b'`', ..] => (1, Inside::Text),
                        [b'/', b'*', ..] => (2, Inside::Comment),
                        [b'/', b'/', ..] => (line_end(rest), Inside::Code),
                        [quote @ (b'"' | b'\''), ..] => (quoted(rest, *quote), Inside::Code),
                        [b'(' | b'[' | b'{', ..] => {
                            self.depth += 1;
                            (1, Inside::Code)
                        }
                        [b')' | b']' | b'}', ..] => {
                            let Some(outside) = self.depth.checked_sub(1) else { return true };
                            self.depth = outside;
                            (1, Inside::Code)
                        }
                        _ => (1, Inside::Code),
                    };
                    self.inside = goes_on;
                    self.at += len;
                    continue;
                }
            };
            if skipped.is_some() {
                self.inside = Inside::Code;
            }
            self.at = skipped.map_or(end, |len| self.at + len);
        }
        false
    }
}

fn line_end(text: &[u8]) -> usize {
    memchr::memchr(b'\n', text).unwrap_or(text.len())
}

/// The type that a receiver is of, by its line; empty where that does not tell.
fn type_of(receiver: &[u8]) -> &[u8] {
    let plain = receiver.split(|&b| b == b'[').next().unwrap_or_default();
    if receiver.contains(&b'/') { b"" } else { identifiers(plain).last().unwrap_or_default() }
}

/// The hash of `T.name`; of `.name` where the type is not known, or too long to tell.
fn hash_of_method(ty: &[u8], name: &[u8]) -> u32 {
    let mut text = [0; 128];
    let (dot, end) = (ty.len(), ty.len() + 1 + name.len());
    match text.get_mut(..end) {
        Some(whole) => {
            whole[..dot].copy_from_slice(ty);
            whole[dot] = b'.';
            whole[dot + 1..].copy_from_slice(name);
            hash(whole)
        }
        None if ty.is_empty() => hash(&[b".".as_slice(), name].concat()),
        None => hash_of_method(b"", name),
    }
}
