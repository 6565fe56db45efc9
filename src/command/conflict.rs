//! `muxray conflict`: why two patterns do or do not conflict, or each pair of the standard input.

use std::io::{self, BufRead, Write};

use super::Status;
use crate::cli;
use crate::conflict::{conflict_line, explain_pair};
use crate::model::pattern::verdict;
use crate::model::{Era, GoVersion};

pub(super) fn conflict(options: &cli::Conflict, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Status> {
    let era = options.go.map_or(Era::E123, era_of);
    if let (Some(a), Some(b)) = (&options.a, &options.b) {
        writeln!(out, "{}", explain_pair(a, b, era).trim_end())?;
        let verdict = verdict(a, b, era);
        let panics = verdict.conflict || verdict.err_a.is_some() || verdict.err_b.is_some();
        return Ok(if panics { Status::Findings } else { Status::Clean });
    }
    let mut status = Status::Clean;
    for (number, line) in io::stdin().lock().lines().enumerate() {
        match conflict_line(&line?, era) {
            Ok(json) => writeln!(out, "{json}")?,
            Err(reason) => {
                writeln!(err, "error: line {}: {reason}", number + 1)?;
                status = Status::Failure;
            }
        }
    }
    Ok(status)
}

/// The mux of a program that this release builds, with a go line of the same release.
fn era_of(go: GoVersion) -> Era {
    match go.minor {
        ..=21 => Era::E121,
        22 => Era::E122,
        _ => Era::E123,
    }
}
