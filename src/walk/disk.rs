//! What the walk knows of the disk: directories, heads of Go files, go.mod and go.work. Each is read once.
//!
//! In: paths. Out: [`Directory`] with its [`Contents`], [`ModFile`], bytes. What cannot be read is a message, never a stop.
//! Safe from several threads: two that want the same directory wait for one reading.
//! Knows the build target, because that decides which heads are read at all; knows no module and no import path.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use foldhash::HashMap;
use walkdir::WalkDir;

use super::ahead::Ahead;
use super::contents::Contents;
use super::memory::{Memory, Since};
use super::stamp::{Stamp, Stamps};
use super::view::{View, is_absent, reason};
use crate::golang::constraint::Target;
use crate::gomod::{self, GoMod, Wrong};
use crate::manifest::{self, FileKind};

/// Reads and remembers.
#[derive(Debug, Default)]
pub(crate) struct Disk {
    pub(crate) target: Target,
    pub(crate) view: View,
    /// What will be asked of the files.
    pub(super) ahead: Ahead,
    /// The directories of the walk before this one.
    last: HashMap<PathBuf, Arc<Directory>>,
    /// What has happened since.
    since: Since,
    stamps: Stamps,
    directories: Once<Listed>,
    mod_files: Once<Option<Arc<ModFile>>>,
}

/// One result per path, computed once.
type Once<T> = Mutex<HashMap<PathBuf, Arc<OnceLock<T>>>>;

/// What came of listing a directory.
#[derive(Debug, Clone)]
pub(crate) enum Listed {
    /// It is there.
    Found(Arc<Directory>),
    /// It is not there, or no directory.
    Absent,
    /// It is there and cannot be read: why.
    Failed(String),
}

/// One directory: names only, until someone asks for its contents.
#[derive(Debug, Clone)]
pub(crate) struct Directory {
    pub(crate) path: PathBuf,
    /// Names that end in `.go`, of files and of symlinks to files, sorted.
    pub(crate) go_files: Vec<String>,
    /// Names of subdirectories, sorted; symlinks are not among them.
    pub(crate) dirs: Vec<String>,
    /// Whether there is a go.mod file.
    pub(crate) go_mod: bool,
    /// Files around the code that matter, by name; symlinks are not among them.
    pub(crate) manifests: Vec<(String, FileKind)>,
    /// Names that are no UTF-8: Go cannot import them, and no output can name them.
    pub(crate) bad_names: Vec<String>,
    /// When the names were read.
    pub(super) stamp: Option<Stamp>,
    /// Whether no symlink stands in its path; known where it has a stamp.
    pub(super) straight: bool,
    pub(super) contents: OnceLock<Stamped>,
}

impl Directory {
    /// Whether a change of it or of what it contains can be told. What could not be read is tried again.
    fn is_stamped(&self) -> bool {
        let known = |(contents, stamps): &Stamped| contents.problems.is_empty() && stamps.iter().all(Option::is_some);
        self.stamp.is_some() && self.contents.get().is_none_or(known)
    }
}

/// The contents, and the stamps of all Go files.
pub(super) type Stamped = (Arc<Contents>, Vec<Option<Stamp>>);

/// A go.mod or go.work.
#[derive(Debug)]
pub(crate) struct ModFile {
    pub(crate) path: PathBuf,
    pub(crate) bytes: Arc<[u8]>,
    pub(crate) file: GoMod,
    pub(crate) wrong: Vec<Wrong>,
}

impl ModFile {
    /// The directory that holds it.
    pub(crate) fn dir(&self) -> &Path {
        self.path.parent().unwrap_or(&self.path)
    }
}

impl Disk {
    pub(super) fn new(target: Target, view: View, ahead: Ahead, stamps: Stamps, memory: Option<&Memory>) -> Self {
        let (last, since) = memory.map(Memory::take).unwrap_or_default();
        Self { target, view, ahead, stamps, last, since, ..Self::default() }
    }

    /// Leaves the directories of this walk for the next one.
    pub(crate) fn leave(self, memory: &Memory) {
        let directories = self.directories.into_inner().unwrap_or_else(PoisonError::into_inner);
        let directories = directories.into_iter().filter_map(|(path, listed)| match listed.get()? {
            Listed::Found(directory) => Some((path, Arc::clone(directory))),
            Listed::Absent | Listed::Failed(_) => None,
        });
        let mod_files = self.mod_files.into_inner().unwrap_or_else(PoisonError::into_inner);
        memory.keep(directories.collect(), mod_files.into_keys().collect());
    }

    /// Lists a directory, following it if it is a symlink itself.
    pub(crate) fn list(&self, path: &Path) -> Listed {
        let read = || {
            let last = self.last.get(path);
            if let Some(same) = last.filter(|directory| self.since.leaves(directory) && directory.is_stamped()) {
                return Listed::Found(Arc::clone(same));
            }
            let stamp = self.stamps.of(path);
            match last.filter(|directory| stamp.is_some() && directory.stamp == stamp) {
                Some(same) => Listed::Found(self.again(same)),
                None => self.view.listing(path, || list(path, stamp, &self.view)),
            }
        };
        once(&self.directories, path).get_or_init(read).clone()
    }

    /// A directory that has the same names as before, with its contents where they are the same, too.
    fn again(&self, directory: &Arc<Directory>) -> Arc<Directory> {
        let same = directory.is_stamped()
            && directory.contents.get().is_none_or(|(_, stamps)| *stamps == self.stamps.of_files(directory));
        if same {
            return Arc::clone(directory);
        }
        Arc::new(Directory { contents: OnceLock::new(), ..Directory::clone(directory) })
    }

    /// The directory, if it is there and can be read.
    pub(crate) fn directory(&self, path: &Path) -> Option<Arc<Directory>> {
        match self.list(path) {
            Listed::Found(directory) => Some(directory),
            Listed::Absent | Listed::Failed(_) => None,
        }
    }

    /// The Go files of a directory, by their heads.
    pub(crate) fn contents(&self, directory: &Directory) -> Arc<Contents> {
        let read = || {
            let stamps = self.stamps.of_files(directory);
            (Arc::new(Contents::load(directory, &stamps, self)), stamps)
        };
        Arc::clone(&directory.contents.get_or_init(read).0)
    }

    /// The go.mod of a directory; None where there is none. A directory that was listed is not asked again.
    pub(crate) fn go_mod(&self, dir: &Path) -> Option<Arc<ModFile>> {
        let slot = self.directories.lock().unwrap_or_else(PoisonError::into_inner).get(dir).cloned();
        match slot.as_ref().and_then(|slot| slot.get()) {
            Some(Listed::Found(directory)) if !directory.go_mod && self.view.edited.is_empty() => None,
            _ => self.mod_file(&dir.join("go.mod"), gomod::Kind::Module),
        }
    }

    /// Reads go.mod or go.work at a path; None where there is none.
    pub(crate) fn mod_file(&self, path: &Path, kind: gomod::Kind) -> Option<Arc<ModFile>> {
        once(&self.mod_files, path)
            .get_or_init(|| {
                let bytes = self.view.read(path).ok()?;
                let (file, wrong) = gomod::parse(&bytes, kind);
                Some(Arc::new(ModFile { path: path.to_owned(), bytes, file, wrong }))
            })
            .clone()
    }
}

fn once<T>(map: &Once<T>, path: &Path) -> Arc<OnceLock<T>> {
    let mut map = map.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(slot) = map.get(path) {
        return Arc::clone(slot);
    }
    Arc::clone(map.entry(path.to_owned()).or_default())
}

/// Lists a directory.
pub(super) fn list(path: &Path, stamp: Option<Stamp>, view: &View) -> Listed {
    let mut directory = Directory {
        path: path.to_owned(),
        go_files: Vec::new(),
        dirs: Vec::new(),
        go_mod: false,
        manifests: Vec::new(),
        bad_names: Vec::new(),
        straight: stamp.is_some() && view.canonical(path).is_ok_and(|real| real == path),
        stamp,
        contents: OnceLock::new(),
    };
    let shown = path.to_string_lossy().replace('\\', "/");
    // Sorted below: this walk sorts by reading what the subdirectories hold, too.
    for entry in WalkDir::new(path).max_depth(1) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let absent = error.io_error().is_some_and(is_absent);
                // An entry that vanished while the directory was read is as good as one that was never there.
                if absent && error.depth() > 0 {
                    continue;
                }
                return if absent { Listed::Absent } else { Listed::Failed(reason(error.into())) };
            }
        };
        if entry.depth() == 0 {
            // A symlink to a directory still has the type of a link here, and is listed all the same.
            if !entry.file_type().is_dir() && !entry.path().is_dir() {
                return Listed::Absent;
            }
            continue;
        }
        let kind = entry.file_type();
        if kind.is_symlink() {
            // What it leads to may change, and this directory does not.
            directory.stamp = None;
        }
        let Some(name) = entry.file_name().to_str() else {
            if kind.is_dir() || entry.path().extension().is_some_and(|e| e == "go") {
                directory.bad_names.push(entry.file_name().to_string_lossy().into_owned());
            }
            continue;
        };
        if kind.is_dir() {
            directory.dirs.push(name.to_owned());
        } else if (name.ends_with(".go") || name == "go.mod")
            && (kind.is_file() || kind.is_symlink() && view.is_file(entry.path()))
        {
            if name == "go.mod" {
                directory.go_mod = true;
            } else {
                directory.go_files.push(name.to_owned());
            }
        } else if kind.is_file() {
            let found = manifest::kind_of(&shown, name);
            directory.manifests.extend(found.map(|kind| (name.to_owned(), kind)));
        }
    }
    let Directory { go_files, dirs, manifests, bad_names, .. } = &mut directory;
    go_files.sort_unstable();
    dirs.sort_unstable();
    manifests.sort_unstable();
    bad_names.sort_unstable();
    Listed::Found(Arc::new(directory))
}
