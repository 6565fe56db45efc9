//! `muxray rules new`: a rule and a case to start from, which pass `rules check` and `rules test` as they are.
//!
//! In: an id and a directory. Out: two files. What is there already is never overwritten.

use std::io::{self, Write};

use super::super::{Status, written};
use crate::cli;

/// Writes both files, or says why not.
pub(super) fn new(options: &cli::New, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Status> {
    let Some((_, name)) = options.name.split_once('/') else {
        let id = crate::report::visible::line(&options.name);
        writeln!(err, "error: the id of a rule of one's own has a namespace: my-team/{id}")?;
        return Ok(Status::Failure);
    };
    let rule = RULE.replace("NAME", &options.name);
    let path = options.dir.join(format!("{name}.toml"));
    let case_path = options.dir.join("testdata").join(name).join("first.txtar");
    let case = CASE.replace("NAME", &options.name);
    let text =
        crate::rule::RuleText { path: path.to_string_lossy().into(), text: &rule, owner: crate::rule::Owner::User };
    // The id is all that can be wrong.
    let (_, mistakes) = crate::rule::RuleSet::load([text]);
    if let Some(mistake) = mistakes.first() {
        let help = mistake.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
        writeln!(err, "error: {}{help}", mistake.message)?;
        return Ok(Status::Failure);
    }
    if let Err(message) = written::create_all(&[(&path, &rule), (&case_path, &case)]) {
        writeln!(err, "error: {message}")?;
        return Ok(Status::Failure);
    }
    writeln!(out, "{}\n{}", path.display(), case_path.display())?;
    let dir = options.dir.display();
    writeln!(err, "Next: edit them, then `muxray rules check {dir}` and `muxray rules test {dir}`.")?;
    Ok(Status::Clean)
}

const RULE: &str = include_str!("new_rule.toml");
const CASE: &str = include_str!("new_case.txtar");
