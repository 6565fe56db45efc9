//! Fields of `directive`: what keeps a finding quiet, and what came of it.

use std::borrow::Cow;

use crate::directive::{Directive, Origin, Reach, Target};

use super::super::value::{Base, Type, Value, Words};
use super::{BOOL, Facts, Field, NUMBER, PLACE, TEXT, field};

static ORIGIN: Words = Words { words: &["comment", "config"], ordered: false };
static REACH: Words = Words { words: &["line", "file", "paths"], ordered: false };
static TARGET: Words = Words { words: &["rule", "nothing", "unknown-word"], ordered: false };

fn of<'p>(facts: &Facts<'p>, index: usize) -> &'p Directive {
    &facts.directives[index]
}

pub(super) static DIRECTIVE: &[Field] = &[
    field("origin", Type::one(Base::Word(&ORIGIN)), "Where it is written: a comment, or `[[allow]]`.", |f, i| {
        Value::text(match of(f, i).origin {
            Origin::Comment => "comment",
            Origin::Config => "config",
        })
    }),
    field("reach", Type::one(Base::Word(&REACH)), "How far it reaches.", |f, i| {
        Value::text(match of(f, i).reach {
            Reach::Line(_) => "line",
            Reach::File => "file",
            Reach::Paths => "paths",
        })
    }),
    field(
        "target",
        Type::one(Base::Word(&TARGET)),
        "What it speaks of: a `rule`, `nothing` where it names none, an `unknown-word` behind `muxray:`.",
        |f, i| {
            Value::text(match of(f, i).target {
                Target::Rule(_) | Target::Foreign(..) => "rule",
                Target::Nothing => "nothing",
                Target::UnknownWord(_) => "unknown-word",
            })
        },
    ),
    field("name", TEXT, "The id of the rule as it is written, or the unknown word; else empty.", |f, i| {
        match &of(f, i).target {
            Target::Rule(name) | Target::UnknownWord(name) => Value::text(name),
            Target::Nothing | Target::Foreign(..) => Value::text(""),
        }
    }),
    field("known", BOOL, "Whether there is a rule of that name.", |f, i| Value::Bool(of(f, i).verdict.known)),
    field(
        "meant",
        Type::optional(Base::Text),
        "The name that was most likely meant, where there is no such one.",
        |f, i| Value::optional(of(f, i).verdict.meant.as_deref(), Value::text),
    ),
    field(
        "used",
        BOOL,
        "Whether it kept a finding quiet; unknown where its rule did not run, or where not everything was looked at that may \
         lead there.",
        |f, i| of(f, i).verdict.used.map_or(Value::Unknown(Cow::Borrowed("unknown")), Value::Bool),
    ),
    field("complete", BOOL, "Whether everything that the programs link was seen and could be read.", |f, i| {
        Value::Bool(of(f, i).verdict.complete)
    }),
    field("reason", Type::optional(Base::Text), "Why, as its author says.", |f, i| {
        Value::optional(of(f, i).reason.as_deref(), Value::text)
    }),
    field("reason_required", BOOL, "Whether the configuration demands a reason.", |f, i| {
        Value::Bool(of(f, i).verdict.reason_required)
    }),
    field("expires", Type::optional(Base::Text), "The last day on which it holds: `2027-01-31`.", |f, i| {
        Value::optional(of(f, i).expires.as_deref(), Value::text)
    }),
    field("expired", BOOL, "Whether that day is over: it keeps nothing quiet any more.", |f, i| {
        Value::Bool(of(f, i).verdict.expired)
    }),
    field("place", PLACE, "What names the rule; the whole directive where nothing does.", |f, i| {
        Value::Place(of(f, i).rule_span)
    }),
    field("whole", PLACE, "The whole directive.", |f, i| Value::Place(of(f, i).span)),
    field(
        "removal",
        PLACE,
        "What to delete so that this rule is no longer kept quiet and nothing else changes.",
        |f, i| Value::Place(of(f, i).removal),
    ),
    field("order", NUMBER, "Its number among the directives, from 0.", |_, i| Value::count(i)),
];
