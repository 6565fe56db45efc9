//! `muxray lint --watch`: the same run again, each time something below the directory is saved.
//!
//! In: the options of `lint`. Out: report after report; it ends when the output is closed or the process is stopped. Which files
//! matter is not decided here: everything counts but what git keeps for itself and what the run itself writes.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecursiveMode, Watcher};

use super::{Run, Status, files};
use crate::cli;
use crate::report::visible;

/// How long it must be quiet before a run: an editor saves in several steps.
const QUIET: Duration = Duration::from_millis(20);
/// A stream of changes does not put a run off for longer than this.
const LONGEST: Duration = Duration::from_secs(1);
/// Changed files that are named before a report.
const NAMED: usize = 3;

impl Run<'_> {
    /// Lints now and after every change.
    ///
    /// # Errors
    /// Those of the writers, as when the reader of the output is gone.
    pub(super) fn watch(&self, options: &cli::Lint, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Status> {
        let (sender, events) = mpsc::channel();
        let root = files::absolute(self.directory());
        // Before the first run, so that no change between the two is missed.
        let watcher = notify::recommended_watcher(sender).and_then(|mut watcher| {
            watcher.watch(&root, RecursiveMode::Recursive)?;
            Ok(watcher)
        });
        let _watcher = match watcher {
            Ok(watcher) => watcher,
            Err(error) => {
                writeln!(err, "error: cannot watch {}: {error}", root.display())?;
                return Ok(Status::Failure);
            }
        };
        let own: BTreeSet<PathBuf> = options.output.iter().map(|o| files::absolute(&o.file)).collect();
        loop {
            if self.lint_once(options, out, err)? == Status::Failure {
                // A mistake in a file is mended in the next moment; the report has said it.
                writeln!(err, "muxray: this run failed; waiting for a change")?;
            }
            out.flush()?;
            let Some(changed) = changed(&events, &root, &own) else { return Ok(Status::Clean) };
            let named: Vec<&str> = changed.iter().map(String::as_str).collect();
            writeln!(err, "\nmuxray: changed: {}", crate::report::first_of(&named, NAMED))?;
        }
    }
}

/// The files that changed, once it is quiet; None when nothing watches any more.
fn changed(events: &Receiver<notify::Result<Event>>, root: &Path, own: &BTreeSet<PathBuf>) -> Option<BTreeSet<String>> {
    let mut changed = BTreeSet::new();
    let mut since: Option<Instant> = None;
    loop {
        let event = match since {
            None => events.recv().ok()?,
            Some(first) if first.elapsed() > LONGEST => return Some(changed),
            Some(_) => match events.recv_timeout(QUIET) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => return Some(changed),
                Err(RecvTimeoutError::Disconnected) => return None,
            },
        };
        // An error of the watcher says that something may have been missed: look again.
        let Ok(event) = event else {
            since.get_or_insert_with(Instant::now);
            continue;
        };
        if matches!(event.kind, EventKind::Access(_)) {
            continue;
        }
        for path in event.paths.iter().filter(|p| matters(p, root, own)) {
            let name = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
            changed.insert(visible::line(&name).into_owned());
            since.get_or_insert_with(Instant::now);
        }
    }
}

/// Not what git keeps for itself, not a report of the run or the file beside it that becomes one.
fn matters(path: &Path, root: &Path, own: &BTreeSet<PathBuf>) -> bool {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let git = inside.components().any(|c| c.as_os_str() == ".git");
    !git && !own.contains(path) && !own.iter().any(|o| files::is_beside(path, o))
}
