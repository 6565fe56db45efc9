//! `muxray rules schema`: the JSON schema of rule files and knowledge files, for editors.

use std::io::{self, Write};

use super::super::Status;
use crate::cli::{Schema, SchemaOf};
use crate::rule::schema::{KNOWN, RULE};

/// Writes the schema.
pub(super) fn schema(options: Schema, out: &mut dyn Write) -> io::Result<Status> {
    out.write_all(match options.of {
        SchemaOf::Rule => RULE.as_bytes(),
        SchemaOf::Known => KNOWN.as_bytes(),
    })?;
    Ok(Status::Clean)
}
