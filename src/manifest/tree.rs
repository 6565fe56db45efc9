//! What JSON, YAML and TOML have in common: a tree of maps, lists and scalars, each with its place.
//!
//! Out of `json`, `yaml` and `toml`; in for every reader of a format that is written in one of them.
//! A node may be shared (YAML's aliases); `yaml` bounds what a tree unfolds to, so it may be walked as a whole.

use std::sync::Arc;

use super::text::Word;
use crate::source::Span;

/// A value and its place.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) value: Value,
}

/// What stands there.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Scalar(Scalar, Arc<str>),
    List(Arc<Vec<Node>>),
    /// In the order of the file; a key may stand there twice.
    Map(Arc<Vec<(Word, Node)>>),
}

/// The type of a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scalar {
    Text,
    Number,
    Bool,
    Null,
}

/// Merge keys within merge keys that are followed.
const MERGES: usize = 4;

impl Node {
    /// The type of an unquoted YAML or TOML scalar, as far as readers ask for it.
    pub(crate) fn plain(text: &str) -> Scalar {
        match text {
            "" | "~" | "null" | "Null" | "NULL" => Scalar::Null,
            "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => Scalar::Bool,
            _ if text.parse::<f64>().is_ok() && text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) => {
                Scalar::Number
            }
            _ => Scalar::Text,
        }
    }

    /// The entries of a map; none of anything else.
    pub(crate) fn entries(&self) -> &[(Word, Node)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none of anything else.
    pub(crate) fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The value of a key; the last one where it stands twice, else what a merge key (`<<`) brings.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key, MERGES).map(|(_, value)| value)
    }

    /// A key with its value.
    pub(crate) fn pair(&self, key: &str) -> Option<&(Word, Node)> {
        self.entry(key, MERGES)
    }

    fn entry(&self, key: &str, merges: usize) -> Option<&(Word, Node)> {
        let entries = self.entries();
        if let Some(found) = entries.iter().rev().find(|(k, _)| k.is(key)) {
            return Some(found);
        }
        let merges = merges.checked_sub(1)?;
        let merged = entries.iter().filter(|(k, _)| k.is("<<")).map(|(_, v)| v);
        let sources = merged.flat_map(|v| if v.items().is_empty() { std::slice::from_ref(v) } else { v.items() });
        sources.into_iter().find_map(|source| source.entry(key, merges))
    }

    /// What a path of keys leads to.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, key| node.get(key))
    }

    /// A scalar's text: not of null.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(kind, text) if *kind != Scalar::Null => Some(text),
            _ => None,
        }
    }

    /// The type of a scalar.
    pub(crate) fn scalar(&self) -> Option<Scalar> {
        match &self.value {
            Value::Scalar(kind, _) => Some(*kind),
            _ => None,
        }
    }

    /// A scalar as a known word.
    pub(crate) fn word(&self) -> Option<Word> {
        self.text().map(|text| Word::new(text, self.span))
    }

    pub(crate) fn bool(&self) -> Option<bool> {
        self.text().and_then(|text| text.to_ascii_lowercase().parse().ok())
    }

    pub(crate) fn number<T: std::str::FromStr>(&self) -> Option<T> {
        self.text().and_then(|text| text.trim().parse().ok())
    }

    /// The scalars of a list; a scalar alone is a list of one.
    pub(crate) fn words(&self) -> Vec<Word> {
        match &self.value {
            Value::List(items) => items.iter().filter_map(Node::word).collect(),
            _ => self.word().into_iter().collect(),
        }
    }
}
