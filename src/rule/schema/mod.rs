//! The shape of rule files and knowledge files as JSON schemas: made of the types that read them, so that they cannot drift.

use schemars::Schema;

use super::file;
use crate::known::KnownFile;

/// The schema of a rule file.
#[must_use]
pub fn rule() -> Schema {
    titled(file::schema(), "muxray rule")
}

/// The schema of a knowledge file.
#[must_use]
pub fn known() -> Schema {
    titled(schemars::schema_for!(KnownFile), "muxray knowledge")
}

fn titled(mut schema: Schema, title: &str) -> Schema {
    schema.insert("title".to_owned(), title.into());
    schema
}
