//! `muxray rules check`: every mistake of some rule files and knowledge files.
//!
//! In: paths. Out: the mistakes on the error stream, and status 2 where there is one.

use std::io::{self, Write};
use std::path::Path;

use super::super::{Run, Status, files};
use super::disk;
use super::{built_in, of_user, tell};
use crate::cli;
use crate::rule::{RuleSet, load_known};

impl Run<'_> {
    pub(super) fn check(&self, options: &cli::Check, err: &mut dyn Write) -> io::Result<Status> {
        let (mut rules, mut known) = (Vec::new(), Vec::new());
        for path in &options.files {
            let read = match files::is_directory(path) {
                true => disk::rule_directory(path),
                false => disk::toml_file(path).map(|text| {
                    let file = vec![(path.clone(), text)];
                    if is_knowledge(path, &file[0].1) { (Vec::new(), file) } else { (file, Vec::new()) }
                }),
            };
            match read {
                Ok((more_rules, more_known)) => {
                    rules.extend(more_rules);
                    known.extend(more_known);
                }
                Err(message) => {
                    writeln!(err, "error: {message}")?;
                    return Ok(Status::Failure);
                }
            }
        }
        let count = rules.len() + known.len();
        let (_, mut mistakes) = RuleSet::load(built_in().chain(rules.iter().map(of_user)));
        mistakes.extend(load_known(known.iter().map(of_user)).1);
        for mistake in &mistakes {
            tell(mistake, err)?;
        }
        if !self.cli.quiet {
            let files = if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
            match mistakes.len() {
                0 if count == 0 => writeln!(err, "error: there is no .toml file here")?,
                0 => writeln!(err, "{files}: no mistake.")?,
                1 => writeln!(err, "{files}: 1 mistake.")?,
                n => writeln!(err, "{files}: {n} mistakes.")?,
            }
        }
        Ok(if mistakes.is_empty() && count > 0 { Status::Clean } else { Status::Failure })
    }
}

/// Whether a file is a knowledge file: by its folder, or by a first table that only these have.
fn is_knowledge(path: &Path, text: &str) -> bool {
    let folder = path.parent().and_then(Path::file_name);
    let table = text.lines().map(str::trim).find(|line| line.starts_with('['));
    folder.is_some_and(|name| name == "known") || table.is_some_and(|table| table.starts_with("[[package"))
}
