//! Changes as a unified diff that `patch -p1` and `git apply` take.
//!
//! In: texts before and after. Out: bytes; the texts need not be UTF-8, and lines end at a line feed only.

use std::io::{self, Write};

use diffy::{DiffOptions, PatchFormatter};

use super::Changed;

/// Writes the difference of one file; nothing where there is none.
///
/// # Errors
/// Those of the writer.
pub fn write(changed: &Changed, out: &mut dyn Write) -> io::Result<()> {
    if changed.before == changed.after {
        return Ok(());
    }
    let mut options = DiffOptions::new();
    options.set_original_filename(format!("a/{}", changed.shown));
    options.set_modified_filename(format!("b/{}", changed.shown));
    let patch = options.create_patch_bytes(&changed.before, &changed.after);
    PatchFormatter::new().suppress_blank_empty(false).write_patch_into(&patch, out)
}
