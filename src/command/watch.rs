//! `muxray lint --watch`: the same run again, each time something is saved that it has looked at.
//!
//! In: the options of `lint`. Out: report after report; it ends when the output is closed or the process is stopped. Below the directory
//! of the run everything counts but what git keeps for itself and what the run itself writes: see [`super::outside`] for the rest.
//!
//! Where the system names every file that changes, a run looks at those and trusts that the others are as they were. Not everything is
//! named: another name of the same file, another machine's hand. So once it is quiet all files are looked at.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecursiveMode, Watcher};

use super::outside::Outside;
use super::{Run, Status, files, written};
use crate::cli;
use crate::ordered::InOrder as _;
use crate::report::{count, visible};
use crate::walk::Changed;

/// How long it must be quiet before a run: an editor saves in several steps.
const QUIET: Duration = Duration::from_millis(10);
/// A stream of changes does not put a run off for longer than this.
const LONGEST: Duration = Duration::from_secs(1);
/// How long it must be quiet before all files are looked at. What changed less than three seconds ago cannot be told from what changes
/// again.
const SETTLED: Duration = Duration::from_secs(5);
/// Changed files that are named before a report.
const NAMED: usize = 3;
/// Whether every change below a directory is named. Elsewhere changes are told by directory, or some are left away.
const NAMES_ALL: bool = cfg!(target_os = "linux");

/// What has happened.
#[derive(Debug, Default)]
struct Changes {
    paths: BTreeSet<PathBuf>,
    /// Those that a run is made for.
    named: BTreeSet<String>,
    /// Whether there may be more.
    missed: bool,
}

/// What is watched.
struct Place<'a> {
    /// The directory of the run.
    root: &'a Path,
    /// What the run writes there.
    own: &'a BTreeSet<PathBuf>,
    outside: &'a Outside,
}

/// Why a run is made.
enum Why {
    Changes(Changes),
    /// Nothing has happened for a while.
    Settled,
}

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
        let mut watcher = match watcher {
            Ok(watcher) => watcher,
            Err(error) => {
                writeln!(err, "error: cannot watch {}: {error}", root.display())?;
                return Ok(Status::Failure);
            }
        };
        let own: BTreeSet<PathBuf> = options.output.iter().map(|o| files::absolute(&o.file)).in_order();
        let mut outside = Outside::default();
        let mut unwatched = 0;
        loop {
            if self.lint_once(options, out, err)? == Status::Failure {
                // A mistake in a file is mended in the next moment; the report has said it.
                writeln!(err, "muxray: this run failed; waiting for a change")?;
            }
            out.flush()?;
            // What changes before it is watched is seen once it is quiet.
            outside.follow(self.places(options, &root), &mut watcher);
            if outside.unwatched > unwatched {
                writeln!(err, "muxray: {} outside of here cannot be watched", count(outside.unwatched, "directory"))?;
            }
            unwatched = outside.unwatched;
            let place = Place { root: &root, own: &own, outside: &outside };
            let Some(changes) = self.wait(&events, &place) else { return Ok(Status::Clean) };
            let named: Vec<&str> = changes.named.iter().map(String::as_str).collect();
            let named =
                if named.is_empty() { "files that nobody named" } else { &crate::report::first_of(&named, NAMED) };
            writeln!(err, "\nmuxray: changed: {named}")?;
        }
    }

    /// Waits for changes, and says to the next run which; None when nothing watches any more.
    fn wait(&self, events: &Receiver<notify::Result<Event>>, place: &Place<'_>) -> Option<Changes> {
        let kept = self.kept.as_ref()?;
        let changes = match changed(events, place, Some(SETTLED))? {
            Why::Changes(changes) => changes,
            Why::Settled if kept.is_current() => match changed(events, place, None)? {
                Why::Changes(changes) => changes,
                Why::Settled => Changes { missed: true, ..Changes::default() },
            },
            Why::Settled => Changes { missed: true, ..Changes::default() },
        };
        let all = Changed { root: place.root, paths: &changes.paths };
        kept.tell((NAMES_ALL && !changes.missed).then_some(all));
        Some(changes)
    }
}

/// The files that changed, once it is quiet; None when nothing watches any more.
fn changed(events: &Receiver<notify::Result<Event>>, place: &Place<'_>, settled: Option<Duration>) -> Option<Why> {
    let mut changes = Changes::default();
    let mut since: Option<Instant> = None;
    let begun = Instant::now();
    loop {
        let timeout = match (since, settled) {
            (Some(first), _) if first.elapsed() > LONGEST => return Some(Why::Changes(changes)),
            (Some(_), _) => Some(QUIET),
            (None, settled) => settled.map(|settled| settled.saturating_sub(begun.elapsed())),
        };
        let event = match timeout {
            None => events.recv().ok()?,
            Some(timeout) => match events.recv_timeout(timeout) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) if since.is_none() => return Some(Why::Settled),
                Err(RecvTimeoutError::Timeout) => return Some(Why::Changes(changes)),
                Err(RecvTimeoutError::Disconnected) => return None,
            },
        };
        // An error of the watcher says that something may have been missed: look again.
        let Some(event) = event.ok().filter(|event| !event.need_rescan()) else {
            changes.missed = true;
            since.get_or_insert_with(Instant::now);
            continue;
        };
        if matches!(event.kind, EventKind::Access(_)) {
            continue;
        }
        for path in event.paths {
            let inside = path.starts_with(place.root);
            let matters = if inside { matters(&path, place) } else { place.outside.matters(&path) };
            if matters {
                let name = path.strip_prefix(place.root).unwrap_or(&path).to_string_lossy();
                changes.named.insert(visible::line(&name).into_owned());
                since.get_or_insert_with(Instant::now);
            }
            if inside {
                changes.paths.insert(path);
            }
        }
    }
}

/// Not what git keeps for itself, not a report of the run or the file beside it that becomes one.
fn matters(path: &Path, Place { root, own, outside: _ }: &Place<'_>) -> bool {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let git = inside.components().any(|c| c.as_os_str() == ".git");
    !git && !own.contains(path) && !own.iter().any(|o| written::is_beside(path, o))
}
