//! What a fix may ask about a place: the code around it. Conditions that decide on a finding may not: a rule ranges over facts.
//!
//! In: [`Code`] and a place. Out: [`Value`]s; what is not certain is absent, and a fix that needs it is not offered.

use crate::code::{Code, KINDS};
use crate::source::Span;

use super::super::value::{Base, Type, Value, Words};
use super::{BOOL, PLACES};

/// A field of a place.
#[derive(Debug)]
pub struct Part {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub ty: Type,
    /// What it means, in one line.
    pub meaning: &'static str,
    /// Reads it.
    pub(crate) read: fn(&Code<'_>, Span) -> Value<'static>,
}

static KIND: Words = Words { words: KINDS, ordered: false };

/// The fields of places.
pub static PARTS: &[Part] = &[
    Part {
        name: "text",
        ty: Type::optional(Base::Text),
        meaning: "The source text. Absent where it could not be put elsewhere: a literal of several lines.",
        read: |code, place| Value::optional(code.text(place), Value::owned),
    },
    Part {
        name: "kind",
        ty: Type::one(Base::Word(&KIND)),
        meaning: "What expression it is; a `text` is a literal, a `package` an imported one's name.",
        read: |code, place| Value::text(code.kind(place)),
    },
    Part {
        name: "callee",
        ty: Type::optional(Base::Place),
        meaning: "Of a call: what is called, `mux.Handle`.",
        read: |code, place| Value::optional(code.callee(place), Value::Place),
    },
    Part {
        name: "receiver",
        ty: Type::optional(Base::Place),
        meaning: "Of a call: what stands before the last dot of what is called, `mux` or a package's name.",
        read: |code, place| Value::optional(code.receiver(place), Value::Place),
    },
    Part {
        name: "args",
        ty: PLACES,
        meaning: "Of a call: its arguments.",
        read: |code, place| Value::list(code.args(place).into_iter().map(Value::Place)),
    },
    Part {
        name: "statement",
        ty: Type::optional(Base::Place),
        meaning: "The statement around it, the innermost one that stands in a block.",
        read: |code, place| Value::optional(code.statement(place), Value::Place),
    },
    Part {
        name: "stable",
        ty: BOOL,
        meaning: "Whether it gives the same value a little later, or, of a call, is of the same function with the same arguments: literals, constants, functions, locals that are set once.",
        read: |code, place| Value::Bool(code.is_stable(place)),
    },
    Part {
        name: "settled",
        ty: BOOL,
        meaning: "Whether its locals have the same values a little later: each is set once. What it reads of variables and fields, and what calls in it give, may have changed.",
        read: |code, place| Value::Bool(code.is_settled(place)),
    },
];

/// The field of a name.
#[must_use]
pub fn part(name: &str) -> Option<&'static Part> {
    PARTS.iter().find(|p| p.name == name)
}
