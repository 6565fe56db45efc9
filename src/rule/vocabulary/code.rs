//! Fields of `match` and `capture`: what a rule's own query found.

use std::borrow::Cow;

use crate::model::ProgramKind;
use crate::source::Span;

use super::super::value::{Base, Type, Value};
use super::{BOOL, Facts, Field, IMPORTED, NUMBER, ORDER, PLACE, TEXT, field};

pub(super) static MATCH: &[Field] = &[
    field("place", PLACE, "From the first captured node to the last.", |f, i| Value::Place(f.code_match(i).place)),
    field("text", TEXT, "The source text of `place`.", |f, i| text(f, f.code_match(i).place)),
    field("file", TEXT, "Path of the file.", |f, i| Value::owned(f.file(f.code_match(i).place))),
    field("line", NUMBER, "The line of `place`, from 1.", |f, i| {
        Value::Number(f64::from(f.line(f.code_match(i).place)))
    }),
    field("package", TEXT, "The package's import path.", |f, i| Value::text(&f.code_match(i).package)),
    field("package_name", TEXT, "The package's name; `main` for a main package.", |f, i| {
        Value::text(&f.code_match(i).package_name)
    }),
    field("dir", TEXT, "The package's directory, with `/`; `.` for the directory of the run.", |f, i| {
        Value::text(&f.code_match(i).dir)
    }),
    field(
        "func",
        TEXT,
        "The function declaration around it: `main.setup`, `(*Server).routes`; empty outside of functions.",
        |f, i| Value::text(&f.code_match(i).func),
    ),
    field(
        "linked",
        BOOL,
        "Whether the program around it is a main package with what it links; false where no main package of the run links the code.",
        |f, _| Value::Bool(f.program.kind == ProgramKind::Main),
    ),
    field(ORDER, NUMBER, "Its number among the matches in the program, from 0.", |f, i| {
        Value::count(f.code_match_order(i))
    }),
];

pub(super) static CAPTURE: &[Field] = &[
    field("place", PLACE, "The node.", |f, i| Value::Place(f.code_node(i).place)),
    field("text", TEXT, "Its source text.", |f, i| text(f, f.code_node(i).place)),
    field("value", Type::optional(Base::Text), "What a string literal stands for; absent for other nodes.", |f, i| {
        Value::optional(f.code_node(i).value.as_deref(), Value::text)
    }),
    field(
        IMPORTED,
        Type::optional(Base::Text),
        "Of the name of an imported package, whatever it is called here: its import path; absent for other nodes.",
        |f, i| Value::optional(f.code_node(i).imported.as_deref(), Value::text),
    ),
    field("kind", TEXT, "What the grammar calls the node: `call_expression`.", |f, i| Value::text(f.code_node(i).kind)),
    field("line", NUMBER, "The line of `place`, from 1.", |f, i| {
        Value::Number(f64::from(f.line(f.code_node(i).place)))
    }),
];

fn text<'p>(facts: &Facts<'p>, place: Span) -> Value<'p> {
    Value::Text(Cow::Owned(facts.text(place)))
}
