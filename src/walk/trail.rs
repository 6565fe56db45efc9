//! What one run has looked at on the disk, and how it was: all that its answer hangs on, beside what it was asked.
//!
//! In: what [`super::view::View`] and [`super::disk`] have read, in the measure in which it was read: a file whose head was read may
//! change behind it, one of which words were asked may change where it answers alike. Out: [`Seen`].

use std::ffi::OsStr;
use std::hash::{BuildHasher, Hash, RandomState};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use foldhash::HashMap;
use foldhash::quality::SeedableRandomState;
use memchr::memmem;
use serde::{Deserialize, Serialize};

use super::disk::{Directory, Listed};
use super::held::{Seen, States};
use super::stamp::{Stamp, Stamps};
use super::view::Kind;
use crate::golang::head::Head;
use crate::golang::words::{Question, Wanted};
use crate::source::Edited;

/// Notes what a run looks at.
#[derive(Debug)]
pub struct Trail {
    stamps: Stamps,
    digest: Digest,
    noted: Mutex<HashMap<PathBuf, States>>,
    /// Files whose bytes were read for questions that are told later.
    glanced: Mutex<HashMap<PathBuf, Option<Stamp>>>,
    /// Files that somebody has begun to look at.
    begun: Mutex<HashMap<PathBuf, Option<Stamp>>>,
    /// The questions, and the numbers of the texts.
    asked: Mutex<(Asked, HashMap<Texts, u32>)>,
    /// The number of the texts that are looked for in every file whose head is all of it.
    lacking: OnceLock<u32>,
    /// Whether something was there and could not be read.
    lost: AtomicBool,
}

/// What was asked about files, by number.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Asked {
    pub texts: Vec<Texts>,
    /// Words that are looked for together, of each build by their numbers.
    pub wanted: Vec<Vec<Wanted>>,
    /// Of which build they are, and questions.
    pub lists: Vec<(u32, Box<[Question]>)>,
}

/// Texts of which a file holds one, or none.
pub(super) type Texts = Box<[Box<[u8]>]>;

/// How something was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum State {
    /// These parts were read of it.
    Read(Option<Stamp>, Vec<(Part, u64)>),
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
pub(super) enum Part {
    /// All bytes of a file.
    Whole,
    /// The head of a Go file.
    Head,
    /// The names in a directory, as far as they matter.
    Names,
    /// Whether it declares `func main`.
    Main,
    /// The lines that hold one of some texts, by number.
    Lines(u32),
    /// The answers to a list of questions, by number.
    Words(u32),
}

/// Tells contents apart. Nobody who writes a file knows the seed, so none can be made to pass for another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Digest {
    seed: u64,
}

impl Digest {
    pub(super) fn of(self, what: impl Hash) -> u64 {
        SeedableRandomState::with_seed(self.seed, foldhash::SharedSeed::global_fixed()).hash_one(what)
    }

    pub(super) fn names(self, directory: &Directory) -> u64 {
        let Directory { go_files, dirs, go_mod, manifests, bad_names, .. } = directory;
        let manifests: Vec<&String> = manifests.iter().map(|(name, _)| name).collect();
        self.of((go_files, dirs, go_mod, manifests, bad_names))
    }

    /// What the head says, and the lines above the package clause, which are judged by their text. Where it is no head, all that was read.
    pub(super) fn head(self, head: &Head, bytes: &[u8]) -> u64 {
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
            glanced: Mutex::default(),
            begun: Mutex::default(),
            asked: Mutex::default(),
            lacking: OnceLock::new(),
            lost: AtomicBool::new(false),
        }
    }
}

impl Trail {
    /// The stamp of what is about to be read.
    pub(super) fn stamp(&self, path: &Path) -> Option<Stamp> {
        self.stamps.of(path)
    }

    /// The head of a file was read, and where these are given, none of its lines holds one of these texts.
    pub(super) fn head<'t>(
        &self,
        path: &Path,
        stamp: Option<Stamp>,
        (head, bytes): (&Head, &[u8]),
        lacking: Option<impl Iterator<Item = &'t [u8]>>,
    ) {
        let mut parts = vec![(Part::Head, self.digest.head(head, bytes))];
        parts.extend(lacking.map(|texts| {
            let number = self.lacking.get_or_init(|| self.number(texts.map(Box::from).collect()));
            (Part::Lines(*number), self.digest.of(NO_LINES))
        }));
        self.note(path, State::Read(stamp, parts));
    }

    pub(super) fn whole(&self, path: &Path, stamp: Option<Stamp>, bytes: &[u8]) {
        self.read(path, stamp, Part::Whole, self.digest.of(bytes));
    }

    pub(super) fn listed(&self, path: &Path, stamp: Option<Stamp>, listed: &Listed) {
        match listed {
            Listed::Found(directory) => self.read(path, stamp, Part::Names, self.digest.names(directory)),
            Listed::Absent => self.note(path, State::NoDirectory),
            Listed::Failed(_) => self.loses(),
        }
    }

    /// Of the bytes of a file nothing was asked but which of its lines hold one of these texts.
    pub(super) fn searched(&self, path: &Path, stamp: Option<Stamp>, texts: Texts, bytes: &[u8]) {
        let digest = self.digest.of(lines_with(&texts, bytes));
        self.read(path, stamp, Part::Lines(self.number(texts)), digest);
        self.begins(path, stamp);
    }

    fn number(&self, texts: Texts) -> u32 {
        let (asked, numbers) = &mut *locked(&self.asked);
        *numbers.entry(texts).or_insert_with_key(|texts| {
            asked.texts.push(texts.clone());
            number_of_last(&asked.texts)
        })
    }

    /// Of the bytes of a file nothing was asked but whether it declares `func main`.
    pub(super) fn main(&self, path: &Path, stamp: Option<Stamp>, declares: bool) {
        self.read(path, stamp, Part::Main, self.digest.of(declares));
        self.begins(path, stamp);
    }

    /// The bytes of a file may be kept, and not all that somebody will ask of them is noted.
    fn begins(&self, path: &Path, stamp: Option<Stamp>) {
        locked(&self.begun).entry(path.to_owned()).or_insert(stamp);
    }

    /// In what state a file was read of which only a part is noted.
    pub(super) fn begun(&self, path: &Path) -> Option<Option<Stamp>> {
        locked(&self.begun).get(path).copied()
    }

    /// The bytes of a file are read for questions that [`Trail::answered`] tells.
    pub(super) fn glanced(&self, path: &Path, stamp: Option<Stamp>) {
        let mut glanced = locked(&self.glanced);
        let known = glanced.entry(path.to_owned()).or_insert(stamp);
        // It has changed in between: what was answered is not known to hold for either.
        *known = known.filter(|_| *known == stamp);
    }

    /// What was asked of the words of files, each list of questions with what the files have answered. `wanted`: what is looked for together,
    /// by the numbers that the questions have for it.
    pub(super) fn answered<'p>(
        &self,
        asked: impl Iterator<Item = (Box<[Question]>, Vec<(&'p Path, Vec<bool>)>)>,
        wanted: Vec<Wanted>,
    ) {
        let table = {
            let tables = &mut locked(&self.asked).0.wanted;
            tables.push(wanted);
            number_of_last(tables)
        };
        for (questions, answers) in asked {
            let list = {
                let lists = &mut locked(&self.asked).0.lists;
                lists.push((table, questions));
                number_of_last(lists)
            };
            for (path, answers) in answers {
                // What was read before for something else hangs on all of its bytes, and that is noted.
                let Some(stamp) = locked(&self.glanced).get(path).copied() else { continue };
                self.read(path, stamp, Part::Words(list), self.digest.of(answers));
            }
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

    fn read(&self, path: &Path, stamp: Option<Stamp>, part: Part, digest: u64) {
        self.note(path, State::Read(stamp, vec![(part, digest)]));
    }

    fn note(&self, path: &Path, state: State) {
        let (dir, name) = parted(path);
        let Some(name) = name.to_str() else { return self.loses() };
        let mut noted = locked(&self.noted);
        match noted.get_mut(dir) {
            Some(states) => states.push((name.into(), state)),
            None => drop(noted.insert(dir.to_owned(), vec![(name.into(), state)])),
        }
    }

    /// What was looked at; None where there is something that a later run must look at in any case.
    #[must_use]
    pub fn seen(&self) -> Option<Seen> {
        let noted = std::mem::take(&mut *locked(&self.noted));
        let asked = std::mem::take(&mut locked(&self.asked).0);
        (!self.lost.load(Ordering::Relaxed)).then(|| Seen::new(self.digest, asked, noted))
    }
}

/// What [`lines_with`] finds where there is none.
const NO_LINES: &[&[u8]] = &[];

/// The lines of a file that hold one of some texts.
pub(super) fn lines_with<'b>(texts: &Texts, bytes: &'b [u8]) -> Vec<&'b [u8]> {
    let holds = |bytes: &[u8]| texts.iter().any(|text| memmem::find(bytes, text).is_some());
    if !holds(bytes) {
        return Vec::new();
    }
    bytes.split(|&byte| byte == b'\n').filter(|line| holds(line)).collect()
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn number_of_last<T>(all: &[T]) -> u32 {
    u32::try_from(all.len() - 1).unwrap_or(u32::MAX)
}

/// The directory that a path stands in, and its name there.
fn parted(path: &Path) -> (&Path, &OsStr) {
    match (path.parent(), path.file_name()) {
        (Some(dir), Some(name)) => (dir, name),
        // `/`, and what ends in `..`.
        _ => (path, OsStr::new("")),
    }
}
