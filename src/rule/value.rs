//! The types and values of the rule language. An unknown value is a value: comparing with it gives unknown, not false.
//!
//! Knows no field and no program: see `vocabulary` for what facts there are.

use std::borrow::Cow;
use std::fmt;

use crate::source::Span;

use super::vocabulary::Kind;

/// A type of the rule language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Type {
    /// Of what.
    pub base: Base,
    /// How many.
    pub shape: Shape,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// True or false.
    Bool,
    /// A number, with or without a fraction.
    Number,
    /// A text.
    Text,
    /// One of a closed list of words; written as a text.
    Word(&'static Words),
    /// A range of bytes in a file: for labels and edits only.
    Place,
    /// A fact, with fields.
    Fact(Kind),
}

/// How many of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Exactly one.
    One,
    /// One or none.
    Optional,
    /// Any number.
    List,
}

/// A closed list of words.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    /// The words, in their order.
    pub words: &'static [&'static str],
    /// Whether `<` compares them by that order.
    pub ordered: bool,
}

impl Type {
    /// One value of a base.
    #[must_use]
    pub const fn one(base: Base) -> Self {
        Self { base, shape: Shape::One }
    }

    /// One value or none.
    #[must_use]
    pub const fn optional(base: Base) -> Self {
        Self { base, shape: Shape::Optional }
    }

    /// Any number of values.
    #[must_use]
    pub const fn list(base: Base) -> Self {
        Self { base, shape: Shape::List }
    }

    /// What this type becomes as a field of one value, of an optional one or of many.
    #[must_use]
    pub fn of(self, owner: Shape) -> Self {
        let shape = match (owner, self.shape) {
            (Shape::List, _) | (_, Shape::List) => Shape::List,
            (Shape::Optional, _) | (_, Shape::Optional) => Shape::Optional,
            _ => Shape::One,
        };
        Self { base: self.base, shape }
    }

    /// As a sentence names one value of it: `a text`, `an import`, `one of "any", "unix"`.
    #[must_use]
    pub fn with_article(self) -> String {
        let name = self.to_string();
        match name.chars().next() {
            Some('o') if name.starts_with("one of") => name,
            Some('a' | 'e' | 'i' | 'o') => format!("an {name}"),
            _ => format!("a {name}"),
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.shape {
            Shape::One => write!(f, "{}", self.base),
            Shape::Optional => write!(f, "optional {}", self.base),
            Shape::List => write!(f, "list of {}", self.base),
        }
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool => f.write_str("bool"),
            Self::Number => f.write_str("number"),
            Self::Text => f.write_str("text"),
            Self::Word(words) => {
                let quoted: Vec<String> = words.words.iter().map(|w| format!("\"{w}\"")).collect();
                write!(f, "one of {}", quoted.join(", "))
            }
            Self::Place => f.write_str("place"),
            Self::Fact(kind) => f.write_str(kind.name()),
        }
    }
}

/// A value while a rule is evaluated for a program.
#[derive(Debug, Clone)]
pub enum Value<'p> {
    /// Not known to the analysis; the text is what a message shows for it.
    Unknown(Cow<'p, str>),
    /// An optional value that is not there: equal to nothing, and false.
    Absent,
    /// True or false.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A text or a word.
    Text(Cow<'p, str>),
    /// A place.
    Place(Span),
    /// A fact: its kind and its index in the program's list.
    Fact(Kind, usize),
    /// A list.
    List(Vec<Value<'p>>, Completeness),
}

/// Whether a list may lack items that the analysis does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completeness {
    /// Everything is in it.
    Complete,
    /// There may be more.
    Partial,
}

impl<'p> Value<'p> {
    /// A text.
    pub fn text(text: &'p str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// A text that was made for the occasion.
    #[must_use]
    pub fn owned(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }

    /// A complete list.
    pub fn list(items: impl IntoIterator<Item = Self>) -> Self {
        Self::List(items.into_iter().collect(), Completeness::Complete)
    }

    /// A number of the program's counting.
    #[must_use]
    pub fn count(count: usize) -> Self {
        Self::Number(f64::from(u32::try_from(count).unwrap_or(u32::MAX)))
    }

    /// What is there, or absence.
    pub fn optional<T>(value: Option<T>, wrap: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Absent, wrap)
    }

    /// True, false, or unknown (None). Absence is false.
    #[must_use]
    pub fn truth(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            Self::Absent => Some(false),
            _ => None,
        }
    }

    /// A truth value that may be unknown.
    #[must_use]
    pub fn from_truth(truth: Option<bool>) -> Self {
        truth.map_or(Self::Unknown(Cow::Borrowed("unknown")), Self::Bool)
    }
}
