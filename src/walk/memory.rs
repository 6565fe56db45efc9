//! What one walk leaves for the next one, and what is known to have happened in between.
//!
//! In: the directories of a walk; the paths that somebody who watches has seen change. Out: which directories are as they were, without
//! a look at them. Knows no watcher: whoever says that nothing else has changed must have seen everything, and may err about what no
//! file system tells, another name of the same file or another machine's hand. [`Memory::is_current`] looks at everything.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

use super::disk::Directory;
use super::stamp::{Stamp, Stamps};
use crate::source::Edited;

/// What a walk leaves for the next one for the same target.
#[derive(Debug, Default)]
pub struct Memory(Mutex<Left>);

#[derive(Debug, Default)]
struct Left {
    directories: Directories,
    since: Since,
    /// Every go.mod and go.work that was asked for, whether it is there or not.
    mod_files: Vec<PathBuf>,
}

type Directories = HashMap<PathBuf, Arc<Directory>>;

/// What may have happened since a walk.
#[derive(Debug, Default)]
pub(super) enum Since {
    /// Nothing that was told. Who asks, looks.
    #[default]
    Walk,
    /// Below the root nothing but in these directories. A changed file stands for its directory, and for itself where it is one.
    Only { root: PathBuf, dirs: HashSet<PathBuf> },
    /// Anything.
    Anything,
}

impl Since {
    /// Whether a directory is certainly as it was.
    pub(super) fn leaves(&self, directory: &Directory) -> bool {
        match self {
            Self::Only { root, dirs } => {
                directory.straight && directory.path.starts_with(root) && !dirs.contains(&directory.path)
            }
            Self::Walk | Self::Anything => false,
        }
    }

    fn add(&mut self, changed: &Changed<'_>) {
        if matches!(self, Self::Walk) {
            *self = Self::Only { root: changed.root.to_owned(), dirs: HashSet::default() };
        }
        match self {
            Self::Only { root, dirs } if root == changed.root => {
                let around = |path: &PathBuf| path.parent().map(Path::to_owned);
                dirs.extend(changed.paths.iter().filter_map(around));
                dirs.extend(changed.paths.iter().cloned());
            }
            _ => *self = Self::Anything,
        }
    }
}

/// All that has changed below a directory since it was told last.
#[derive(Debug, Clone, Copy)]
pub struct Changed<'a> {
    /// The directory, without symlinks.
    pub root: &'a Path,
    /// What was written, made, renamed or removed there.
    pub paths: &'a BTreeSet<PathBuf>,
}

impl Memory {
    fn lock(&self) -> MutexGuard<'_, Left> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn take(&self) -> (Directories, Since) {
        let Left { directories, since, mod_files: _ } = std::mem::take(&mut *self.lock());
        (directories, since)
    }

    pub(super) fn keep(&self, directories: Directories, mod_files: Vec<PathBuf>) {
        let mut left = self.lock();
        left.directories = directories;
        left.mod_files = mod_files;
    }

    /// The directories that the walk has listed, and every go.mod and go.work that it has asked for.
    #[must_use]
    pub fn looked_at(&self) -> Vec<PathBuf> {
        let left = self.lock();
        left.directories.keys().chain(&left.mod_files).cloned().collect()
    }

    /// Says what has changed; None where something may have been missed. It holds until the next walk.
    pub fn tell(&self, changed: Option<Changed<'_>>) {
        let since = &mut self.lock().since;
        match changed {
            Some(changed) => since.add(&changed),
            None => *since = Since::Anything,
        }
    }

    /// Whether everything is as the walk has found it, by a look at each file. What it could not tell about then is not looked at.
    #[must_use]
    pub fn is_current(&self) -> bool {
        let stamps = Stamps::now(&Edited::default());
        let is_same = |directory: &Directory| {
            let files_are = |stamped: &[Option<Stamp>]| {
                let now = stamps.of_files(directory);
                stamped.iter().zip(&now).all(|(stamped, now)| stamped.is_none() || stamped == now)
            };
            (directory.stamp.is_none() || directory.stamp == stamps.of(&directory.path))
                && directory.contents.get().is_none_or(|(_, stamped)| files_are(stamped))
        };
        self.lock().directories.par_iter().all(|(_, directory)| is_same(directory))
    }
}
