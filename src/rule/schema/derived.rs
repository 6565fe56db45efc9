//! The schemas as they follow from the types that read the files.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::known::KnownFile;
use crate::rule::case::{APPLICABILITIES, CONFIDENCES, UNKNOWNS};
use crate::rule::file::{At, RuleFile};
use crate::rule::load::{MERGES, PERSONAS, PROGRAMS, SEVERITIES};
use crate::rule::vocabulary::Kind;

/// The schema of a rule file.
pub(crate) fn rule() -> Schema {
    titled(schemars::schema_for!(RuleFile), "muxray rule")
}

/// The schema of a knowledge file.
pub(crate) fn known() -> Schema {
    titled(schemars::schema_for!(KnownFile), "muxray knowledge")
}

fn titled(mut schema: Schema, title: &str) -> Schema {
    schema.insert("title".to_owned(), title.into());
    schema
}

/// A place is nothing that a file says.
impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

fn words<T>(words: &[(&str, T)]) -> Schema {
    let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    schemars::json_schema!({ "type": "string", "enum": words })
}

pub(crate) fn severity(_: &mut SchemaGenerator) -> Schema {
    words(SEVERITIES)
}

pub(crate) fn security_severity(_: &mut SchemaGenerator) -> Schema {
    schemars::json_schema!({ "type": "string", "pattern": r"^(10\.0|[1-9]\.[0-9]|0\.[1-9])$" })
}

pub(crate) fn persona(_: &mut SchemaGenerator) -> Schema {
    words(PERSONAS)
}

pub(crate) fn programs(_: &mut SchemaGenerator) -> Schema {
    words(PROGRAMS)
}

pub(crate) fn merge(_: &mut SchemaGenerator) -> Schema {
    words(MERGES)
}

pub(crate) fn confidence(_: &mut SchemaGenerator) -> Schema {
    words(CONFIDENCES)
}

pub(crate) fn unknown(_: &mut SchemaGenerator) -> Schema {
    words(UNKNOWNS)
}

pub(crate) fn applicability(_: &mut SchemaGenerator) -> Schema {
    words(APPLICABILITIES)
}

pub(crate) fn bind(_: &mut SchemaGenerator) -> Schema {
    let kinds: Vec<&str> = Kind::bindable().map(Kind::name).collect();
    schemars::json_schema!({
        "type": "object",
        "minProperties": 1,
        "maxProperties": 2,
        "propertyNames": { "pattern": "^[a-z][a-z0-9_]*$" },
        "additionalProperties": { "type": "string", "enum": kinds },
    })
}
