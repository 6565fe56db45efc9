//! Answers that are kept: where a run asks what one before has asked, and everything that one looked at is as it was, it is told again.
//!
//! In: the command line and its surroundings. Out: what was told then, or what a run tells now. What is kept stands in the user's own
//! cache directory, never in the repository: that may come from anybody. Knows no finding: an answer is the bytes of both streams.
//!
//! What cannot be read or written there is as if it was not there: a cache is no reason for a run to fail.

use std::fmt::Write as _;
use std::hash::BuildHasher;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize};

use super::settings::layer;
use super::{Run, Status, Surroundings, files, rules, written};
use crate::cli::{self, Command};
use crate::config::{Layer, Settings};
use crate::report::Format;
use crate::walk::{Held, Seen, Stamp, Trail};

/// A run that has looked at less is as quick as the look at whether it is needed.
const WORTH: usize = 256;
/// Longer answers are not kept.
const MOST_BYTES: usize = 32 << 20;
/// What is kept of all runs together.
const MOST_KEPT: u64 = 256 << 20;
/// How long an answer is kept.
const LONGEST: Duration = Duration::from_secs(30 * 86_400);
/// How the file begins: a name, and the version of what follows.
const MAGIC: &[u8; 8] = b"muxray 3";

/// An answer and what it hangs on.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    question: String,
    seen: Seen,
    answer: Answer,
}

/// What a run has told.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Answer {
    findings: bool,
    out: Vec<u8>,
    err: Vec<u8>,
}

impl Run<'_> {
    /// Tells what `tell` tells: from the cache where nothing has changed, else by running it, with what it looks at noted.
    ///
    /// # Errors
    /// Those of the writers.
    pub(super) fn kept_or(
        mut self,
        out: &mut dyn Write,
        err: &mut dyn Write,
        tell: impl FnOnce(&Self, &mut dyn Write, &mut dyn Write) -> io::Result<Status>,
    ) -> io::Result<Status> {
        let asked = self.file().and_then(|file| Some((file, self.question()?)));
        let Some((file, question)) = asked else { return tell(&self, out, err) };
        if let Some(answer) = find(&file, &question) {
            out.write_all(&answer.out)?;
            out.flush()?;
            err.write_all(&answer.err)?;
            return Ok(if answer.findings { Status::Findings } else { Status::Clean });
        }
        let trail = Arc::new(Trail::default());
        self.trail = Some(Arc::clone(&trail));
        let (mut out, mut err) = (Tee::new(out), Tee::new(err));
        let status = tell(&self, &mut out, &mut err)?;
        out.flush()?;
        let answer = Answer { findings: status == Status::Findings, out: out.copy, err: err.copy };
        let fits = answer.out.len() + answer.err.len() <= MOST_BYTES;
        let seen = trail.seen().filter(|seen| fits && status != Status::Failure && seen.len() >= WORTH);
        // The settings may have changed while it ran.
        if let Some(seen) = seen.filter(|_| self.question().as_ref() == Some(&question)) {
            keep(&file, &Kept { question, seen, answer });
        }
        Ok(status)
    }

    /// Where the answer would stand; None where none is kept.
    fn file(&self) -> Option<PathBuf> {
        let dir = self.surroundings.cache.as_ref().filter(|_| !self.cli.no_cache)?;
        let place = FixedState::default().hash_one((files::absolute(self.directory()), format!("{:?}", self.cli)));
        Some(dir.join(format!("{place:016x}{}", written::KEPT)))
    }

    /// All that an answer hangs on beside the files that the run looks at: the program, the command line, the environment, the settings
    /// and rules of the user. None where something else is asked for than an answer, or where something is wrong.
    fn question(&self) -> Option<String> {
        let (source, target, lint) = match &self.cli.command {
            Command::Lint(options) if only_tells(options, self.surroundings) => {
                (&options.source, &options.target, Some((&options.choice, options.format)))
            }
            Command::Routes(options) if options.diff.is_none() => (&options.source, &options.target, None),
            _ => return None,
        };
        let file = self.read(source).ok()?;
        let nothing = Layer::default();
        let from_file = file.as_ref().map_or(&nothing, |file| file.layer());
        let settings = Settings::new(from_file, &layer(target, lint.map(|(choice, _)| choice)));
        if settings.baseline.is_some() {
            return None;
        }
        let rules = rules::read(&settings.rules.value, &mut io::sink()).ok()??;
        let Surroundings {
            stdout_is_terminal,
            width,
            no_color,
            clicolor_force,
            utf8,
            github_workspace: _,
            github_step_summary: _,
            ci_project_dir: _,
            started_in: _,
            scratch: _,
            terminal: _,
            today,
            go,
            cache: _,
            program,
        } = self.surroundings;
        let program = program.as_ref()?;
        let program = (program, Stamp::of(program)?);
        let places = [self.directory(), Path::new(".")].map(files::absolute);
        let screen = (stdout_is_terminal, width, no_color, clicolor_force, utf8, today);
        let config = file.as_ref().map(|file| (&file.shown, &file.text, file.dir()));
        let mut question = String::new();
        write!(question, "{program:?} {:?} {places:?} {screen:?} {go:?}", self.cli).ok()?;
        write!(question, " {:?} {config:?} {rules:?}", lint.map(|(_, format)| self.root_prefix(format))).ok()?;
        Some(question)
    }
}

/// Whether a run does nothing but tell, of the files as they are, whatever git knows of them.
fn only_tells(options: &cli::Lint, surroundings: &Surroundings) -> bool {
    let cli::Lint { new, format, output, fix, fix_only, add_ignore, diff, watch, .. } = options;
    let writes = !output.is_empty() || fix.is_some() || *fix_only || add_ignore.is_some();
    let adds = *format == Format::Github && surroundings.github_step_summary.is_some();
    !(writes || adds || *diff || *watch) && *new == cli::OnlyNew::default()
}

/// The answer in a file, where it is one to this question and holds.
fn find(file: &Path, question: &str) -> Option<Answer> {
    let bytes = files::bytes(file).ok()?;
    let mut kept: Kept = postcard::from_bytes(checked(&bytes)?).ok()?;
    if kept.question != question {
        return None;
    }
    match kept.seen.hold() {
        Held::Changed => return None,
        Held::Renewed => keep(file, &kept),
        Held::Same => {}
    }
    Some(kept.answer)
}

fn keep(file: &Path, kept: &Kept) {
    if let Ok(body) = postcard::to_stdvec(kept) {
        written::keep(file, &[&MAGIC[..], &check(&body), &body].concat(), MOST_KEPT, LONGEST);
    }
}

/// What follows the check sum, where that is right: a disk that was full or lost its power leaves anything.
fn checked(bytes: &[u8]) -> Option<&[u8]> {
    let (sum, body) = bytes.strip_prefix(MAGIC)?.split_first_chunk()?;
    (*sum == check(body)).then_some(body)
}

fn check(body: &[u8]) -> [u8; 8] {
    FixedState::default().hash_one(body).to_le_bytes()
}

/// A writer that keeps a copy of what goes through it.
struct Tee<'a> {
    to: &'a mut dyn Write,
    copy: Vec<u8>,
}

impl<'a> Tee<'a> {
    fn new(to: &'a mut dyn Write) -> Self {
        Self { to, copy: Vec::new() }
    }
}

impl Write for Tee<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        if self.copy.len() <= MOST_BYTES {
            self.copy.extend_from_slice(&bytes[..written]);
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
#[path = "../tests/kept_answers.rs"]
mod tests;
