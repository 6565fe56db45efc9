//! What a run has seen, held against the disk as a later run finds it.
//!
//! In: what a [`super::trail::Trail`] has noted. Out: [`Held`]. What has the same stamp is the same; of what has another one, or changed
//! so shortly before that a stamp says nothing, that is compared which was read of it.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use foldhash::HashMap;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::disk::{Listed, list};
use super::stamp::{Stamp, Stamps};
use super::trail::{Asked, Digest, Part, State, lines_with};
use super::view::{Kind, View};
use crate::golang::head::{Paths, declares_main};
use crate::golang::words::Words;
use crate::source::Edited;

/// All that a run has looked at, by directory: most of it stands beside other things.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    digest: Digest,
    asked: Asked,
    states: Vec<(PathBuf, States)>,
}

/// What was found under the names of a directory; the empty one is the directory itself.
pub(super) type States = Vec<(Box<str>, State)>;

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
    pub(super) fn new(digest: Digest, asked: Asked, noted: HashMap<PathBuf, States>) -> Self {
        let mut states: Vec<_> = noted.into_iter().collect();
        states.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        states.par_iter_mut().for_each(|(_, states)| join(states));
        Self { digest, asked, states }
    }

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
        let Self { digest, asked, states } = self;
        let now = Now { digest: *digest, asked, stamps: Stamps::now(&Edited::default()), view: View::default() };
        let renewed = AtomicBool::new(false);
        let all = states.par_iter_mut().all(|(dir, states)| {
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

/// Puts together what was read of one state of a file.
fn join(states: &mut States) {
    states.sort_unstable();
    states.dedup();
    states.dedup_by(|(name, state), (before, so_far)| match (state, so_far) {
        (State::Read(stamp, parts), State::Read(same, all)) if name == before && stamp == same => {
            all.append(parts);
            true
        }
        _ => false,
    });
    for (_, state) in states {
        if let State::Read(stamp, parts) = state {
            // All of its bytes are all that can be asked of them.
            if stamp.is_some() && parts[0].0 == Part::Whole {
                parts.truncate(1);
            }
        }
    }
}

/// The disk, as a later run finds it.
struct Now<'a> {
    digest: Digest,
    asked: &'a Asked,
    stamps: Stamps,
    view: View,
}

impl Now<'_> {
    fn hold(&self, path: &Path, state: &mut State) -> Held {
        let same = match state {
            State::Read(stamp, parts) => return self.read(path, stamp, parts),
            State::Absent => self.view.kind(path) == Kind::Nothing,
            State::NoDirectory => self.view.kind(path) != Kind::Directory,
            State::Kind(kind) => self.view.kind(path) == *kind,
            State::Leads(to) => self.view.canonical(path).is_ok_and(|real| real == *to),
        };
        if same { Held::Same } else { Held::Changed }
    }

    fn read(&self, path: &Path, stamp: &mut Option<Stamp>, parts: &[(Part, u64)]) -> Held {
        let now = Stamp::of_any_age(path);
        if now.is_none() {
            return Held::Changed;
        }
        if now == *stamp {
            return Held::Same;
        }
        // Before it is read, as in the run that has read it.
        let relied = self.stamps.of(path);
        let contents = Contents { path, view: &self.view, bytes: OnceCell::new() };
        if !parts.iter().all(|(part, digest)| self.part(*part, &contents) == Some(*digest)) {
            return Held::Changed;
        }
        let renews = relied != *stamp;
        *stamp = relied;
        if renews { Held::Renewed } else { Held::Same }
    }

    /// What is read of a part now; None where it cannot be.
    fn part(&self, part: Part, contents: &Contents<'_>) -> Option<u64> {
        let digest = self.digest;
        match part {
            Part::Head => {
                let mut buffer = Vec::new();
                let read = self.view.head(contents.path, &mut buffer, &mut Paths::default()).ok()?;
                Some(digest.head(&read.head, &buffer[..read.len]))
            }
            Part::Whole => contents.bytes().map(|bytes| digest.of(bytes)),
            Part::Names => match list(contents.path, None, &self.view) {
                Listed::Found(directory) => Some(digest.names(&directory)),
                Listed::Absent | Listed::Failed(_) => None,
            },
            Part::Main => contents.bytes().map(|bytes| digest.of(declares_main(bytes))),
            Part::Lines(number) => {
                let texts = self.asked.texts.get(number as usize)?;
                Some(digest.of(lines_with(texts, contents.bytes()?)))
            }
            Part::Words(number) => {
                let (build, questions) = self.asked.lists.get(number as usize)?;
                let wanted = self.asked.wanted.get(*build as usize)?;
                let words = Words::of(contents.bytes()?);
                let answers = questions.iter().map(|&question| words.answer(question, wanted));
                Some(digest.of(answers.collect::<Vec<bool>>()))
            }
        }
    }
}

/// A file of which all parts are read from the same bytes, but for its head.
struct Contents<'a> {
    path: &'a Path,
    view: &'a View,
    bytes: OnceCell<Option<Arc<[u8]>>>,
}

impl Contents<'_> {
    fn bytes(&self) -> Option<&[u8]> {
        self.bytes.get_or_init(|| self.view.read(self.path).ok()).as_deref()
    }
}
