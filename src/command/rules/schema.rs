//! `muxray rules schema`: the JSON schema of rule files and knowledge files, for editors.

use std::io::{self, Write};

use super::super::Status;
use crate::cli::{Schema, SchemaOf};
use crate::rule::schema::{known, rule};

/// Writes the schema.
pub(super) fn schema(options: Schema, out: &mut dyn Write) -> io::Result<Status> {
    let schema = match options.of {
        SchemaOf::Rule => rule(),
        SchemaOf::Known => known(),
    };
    serde_json::to_writer_pretty(&mut *out, &schema)?;
    writeln!(out)?;
    Ok(Status::Clean)
}
