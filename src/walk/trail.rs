//! What one run has looked at on the disk, and how it was: all that its answer hangs on, beside what it was asked.
//!
//! In: what [`super::view::View`] and [`super::disk`] have read, in the measure in which it was read: a file whose head was read may
//! change behind it. Out: [`Seen`], which a later run holds against the disk. What has the same stamp is the same; of what has another
//! one, or changed so shortly before that a stamp says nothing, the contents are compared.

use std::ffi::OsStr;
use std::hash::{BuildHasher, Hash, RandomState};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use foldhash::HashMap;
use foldhash::quality::SeedableRandomState;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::disk::{Directory, Listed, list};
use super::stamp::{Stamp, Stamps};
use super::view::{Kind, View};
use crate::golang::head::{Head, Paths};
use crate::source::Edited;

/// Notes what a run looks at.
#[derive(Debug)]
pub struct Trail {
    stamps: Stamps,
    digest: Digest,
    noted: Mutex<HashMap<PathBuf, States>>,
    /// Whether something was there and could not be read.
    lost: AtomicBool,
}

/// All that a run has looked at, by directory: most of it stands beside other things.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    digest: Digest,
    states: Vec<(PathBuf, States)>,
}

/// What was found under the names of a directory; the empty one is the directory itself.
type States = Vec<(Box<str>, State)>;

/// How something was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum State {
    /// This was read of it.
    Read(Part, Option<Stamp>, u64),
    /// It was to be read, and was not there.
    Absent,
    /// It was to be listed, and was no directory.
    NoDirectory,
    /// Only this was asked.
    Kind(Kind),
    /// Its path without links.
    Leads(PathBuf),
}

/// What was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Part {
    /// The head of a Go file.
    Head,
    /// All bytes of a file.
    Whole,
    /// The names in a directory, as far as they matter.
    Names,
}

/// Tells contents apart. Nobody who writes a file knows the seed, so none can be made to pass for another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Digest {
    seed: u64,
}

impl Digest {
    fn of(self, what: impl Hash) -> u64 {
        SeedableRandomState::with_seed(self.seed, foldhash::SharedSeed::global_fixed()).hash_one(what)
    }

    fn names(self, directory: &Directory) -> u64 {
        let Directory { go_files, dirs, go_mod, manifests, bad_names, .. } = directory;
        let manifests: Vec<&String> = manifests.iter().map(|(name, _)| name).collect();
        self.of((go_files, dirs, go_mod, manifests, bad_names))
    }

    /// What the head says, and the lines above the package clause, which are judged by their text. Where it is no head, all that was read.
    fn head(self, head: &Head, bytes: &[u8]) -> u64 {
        let end = if head.error.is_some() { bytes.len() } else { head.package_range.end as usize };
        self.of((head, &bytes[..end.min(bytes.len())]))
    }
}

impl Default for Trail {
    fn default() -> Self {
        Self {
            stamps: Stamps::now(&Edited::default()),
            digest: Digest { seed: RandomState::new().hash_one(()) },
            noted: Mutex::default(),
            lost: AtomicBool::new(false),
        }
    }
}

impl Trail {
    /// The stamp of what is about to be read.
    pub(super) fn stamp(&self, path: &Path) -> Option<Stamp> {
        self.stamps.of(path)
    }

    pub(super) fn head(&self, path: &Path, stamp: Option<Stamp>, head: &Head, bytes: &[u8]) {
        self.note(path, State::Read(Part::Head, stamp, self.digest.head(head, bytes)));
    }

    pub(super) fn whole(&self, path: &Path, stamp: Option<Stamp>, bytes: &[u8]) {
        self.note(path, State::Read(Part::Whole, stamp, self.digest.of(bytes)));
    }

    pub(super) fn listed(&self, path: &Path, stamp: Option<Stamp>, listed: &Listed) {
        match listed {
            Listed::Found(directory) => {
                self.note(path, State::Read(Part::Names, stamp, self.digest.names(directory)));
            }
            Listed::Absent => self.note(path, State::NoDirectory),
            Listed::Failed(_) => self.loses(),
        }
    }

    pub(super) fn absent(&self, path: &Path) {
        self.note(path, State::Absent);
    }

    pub(super) fn asks(&self, path: &Path, kind: Kind) {
        self.note(path, State::Kind(kind));
    }

    pub(super) fn leads(&self, path: &Path, to: &Path) {
        self.note(path, State::Leads(to.to_owned()));
    }

    /// Something is there and could not be read: a later run tries again.
    pub(super) fn loses(&self) {
        self.lost.store(true, Ordering::Relaxed);
    }

    fn note(&self, path: &Path, state: State) {
        let (dir, name) = parted(path);
        let Some(name) = name.to_str() else { return self.loses() };
        let mut noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        match noted.get_mut(dir) {
            Some(states) => states.push((name.into(), state)),
            None => drop(noted.insert(dir.to_owned(), vec![(name.into(), state)])),
        }
    }

    /// What was looked at; None where there is something that a later run must look at in any case.
    #[must_use]
    pub fn seen(&self) -> Option<Seen> {
        let noted = std::mem::take(&mut *self.noted.lock().unwrap_or_else(PoisonError::into_inner));
        let mut states: Vec<_> = noted.into_iter().collect();
        states.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        for (_, states) in &mut states {
            states.sort_unstable();
            states.dedup();
        }
        (!self.lost.load(Ordering::Relaxed)).then_some(Seen { digest: self.digest, states })
    }
}

/// The directory that a path stands in, and its name there.
fn parted(path: &Path) -> (&Path, &OsStr) {
    match (path.parent(), path.file_name()) {
        (Some(dir), Some(name)) => (dir, name),
        // `/`, and what ends in `..`.
        _ => (path, OsStr::new("")),
    }
}

/// What came of holding a [`Seen`] against the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// All of it is so, to be seen from the stamps.
    Same,
    /// All of it is so; some had to be read. Now it has new stamps.
    Renewed,
    /// Something is different.
    Changed,
}

impl Seen {
    /// The number of files, directories and questions.
    #[must_use]
    pub fn len(&self) -> usize {
        self.states.iter().map(|(_, states)| states.len()).sum()
    }

    /// Whether nothing was looked at.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.states.is_empty()
    }

    /// Whether all of it is so now.
    pub fn hold(&mut self) -> Held {
        let now = Now { digest: self.digest, stamps: Stamps::now(&Edited::default()), view: View::default() };
        let renewed = AtomicBool::new(false);
        let all = self.states.par_iter_mut().all(|(dir, states)| {
            states.iter_mut().all(|(name, state)| {
                let held = if name.is_empty() { now.hold(dir, state) } else { now.hold(&dir.join(&**name), state) };
                renewed.fetch_or(held == Held::Renewed, Ordering::Relaxed);
                held != Held::Changed
            })
        });
        match renewed.into_inner() {
            _ if !all => Held::Changed,
            true => Held::Renewed,
            false => Held::Same,
        }
    }
}

/// The disk, as a later run finds it.
struct Now {
    digest: Digest,
    stamps: Stamps,
    view: View,
}

impl Now {
    fn hold(&self, path: &Path, state: &mut State) -> Held {
        let same = match state {
            State::Read(part, stamp, digest) => return self.read(path, *part, stamp, *digest),
            State::Absent => self.view.kind(path) == Kind::Nothing,
            State::NoDirectory => self.view.kind(path) != Kind::Directory,
            State::Kind(kind) => self.view.kind(path) == *kind,
            State::Leads(to) => self.view.canonical(path).is_ok_and(|real| real == *to),
        };
        if same { Held::Same } else { Held::Changed }
    }

    fn read(&self, path: &Path, part: Part, stamp: &mut Option<Stamp>, digest: u64) -> Held {
        let now = Stamp::of_any_age(path);
        if now.is_none() {
            return Held::Changed;
        }
        if now == *stamp {
            return Held::Same;
        }
        // Before it is read, as in the run that has read it.
        let relied = self.stamps.of(path);
        let read = match part {
            Part::Head => {
                let mut buffer = Vec::new();
                let head = self.view.head(path, &mut buffer, &mut Paths::default());
                head.ok().map(|(head, len)| self.digest.head(&head, &buffer[..len]))
            }
            Part::Whole => self.view.read(path).ok().map(|bytes| self.digest.of(&*bytes)),
            Part::Names => match list(path, None, &self.view) {
                Listed::Found(directory) => Some(self.digest.names(&directory)),
                Listed::Absent | Listed::Failed(_) => None,
            },
        };
        if read != Some(digest) {
            return Held::Changed;
        }
        let renews = relied != *stamp;
        *stamp = relied;
        if renews { Held::Renewed } else { Held::Same }
    }
}
