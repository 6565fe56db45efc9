//! The Go files of one directory: which belong to the build, which not and why, and which package they make.
//!
//! In: a directory's listing and the build target. Out: [`Contents`]. Knows no module and no import path.
//! Rules: go/build `Context.Import`; where that refuses a directory of several packages, the majority is taken here.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::ahead::{self, Kept};
use super::disk::{Directory, Disk};
use super::stamp::Stamp;
use super::view::{Beginning, View};
use crate::golang::constraint::{Reason, check_content, check_head, check_name, fits_name};
use crate::golang::head::{Head, Paths};
use crate::golang::syntax::Range;
use crate::golang::words::Index;

/// What a directory's Go files say.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    /// The package's name; empty where no file belongs to the build.
    pub(crate) name: Arc<str>,
    /// The files of the build, sorted by name.
    pub(crate) files: Vec<Loaded>,
    /// The other `.go` files, sorted by name; hidden ones are left away, as in `go list`.
    pub(crate) excluded: Vec<(String, Reason)>,
    /// Whether some test file would be part of a test: `go list` names such a directory even if it has no other file.
    pub(crate) tests: Tests,
    /// What could not be read.
    pub(crate) problems: Vec<Trouble>,
    /// The words of its files, where somebody will ask for them.
    pub(crate) words: Option<Arc<Index>>,
}

/// One file of the build.
#[derive(Debug, Clone)]
pub(crate) struct Loaded {
    pub(crate) name: Arc<str>,
    pub(crate) head: Arc<Head>,
    /// The whole file, where it had to be read to look for `func main`.
    pub(crate) bytes: Option<Arc<[u8]>>,
    /// Whether it declares `func main`; asked only of files of `package main`.
    pub(crate) main: Main,
    /// Whether it holds none of the texts that somebody will look for, as far as its head has told.
    pub(crate) lacks_texts: bool,
    pub(crate) stamp: Option<Stamp>,
}

/// Whether a file declares `func main`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Main {
    /// It does.
    Declared,
    /// It does not, or is of another package.
    Absent,
}

/// Whether a directory has test files of this target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Tests {
    /// Not looked for, or none.
    #[default]
    None,
    /// At least one.
    Some,
}

/// What is wrong with a file, or with the directory as a whole.
#[derive(Debug, Clone)]
pub(crate) struct Trouble {
    /// The file's name; empty for the directory.
    pub(crate) file: String,
    pub(crate) range: Option<Range>,
    pub(crate) message: String,
}

/// What the heads of a directory are read with.
#[derive(Default)]
struct Reading {
    bytes: Vec<u8>,
    paths: Paths,
    kept: Kept,
}

impl Contents {
    /// Reads the heads of the files whose names fit the target. The stamps of all files come with them, where they are taken.
    pub(super) fn load(directory: &Directory, stamps: &[Option<Stamp>], disk: &Disk) -> Self {
        let Disk { target, view, .. } = disk;
        let mut contents = Self::default();
        let mut reading = Reading::default();
        for (name, stamp) in directory.go_files.iter().zip(stamps.iter().copied().chain(std::iter::repeat(None))) {
            match check_name(name, target) {
                None => {
                    contents.read(&directory.path, (name, stamp), view, &mut reading, |head, bytes| {
                        check_head(head, bytes, target)
                    });
                }
                Some(Reason::Hidden) => {}
                Some(reason) => contents.excluded.push((name.clone(), reason)),
            }
        }
        contents.settle(&directory.path, view, &reading.kept);
        if contents.files.iter().filter(|file| file.main == Main::Declared).count() <= 1 {
            // A directory with several mains is as many packages.
            contents.words = ahead::index(&disk.ahead, &contents.files, &reading.kept, &directory.path, view);
        }
        if contents.files.is_empty() && contents.has_tests(&directory.path, disk, &mut reading) {
            contents.tests = Tests::Some;
        }
        contents
    }

    /// Reads files that the user named: neither their names nor their constraints count.
    pub(super) fn named(dir: &Path, names: &[String], disk: &Disk) -> Self {
        let Disk { target, view, .. } = disk;
        let mut contents = Self::default();
        let mut reading = Reading::default();
        for name in names {
            contents.read(dir, (name, None), view, &mut reading, |head, _| check_content(head, target));
        }
        contents.settle(dir, view, &reading.kept);
        contents
    }

    fn read(
        &mut self,
        dir: &Path,
        (name, stamp): (&str, Option<Stamp>),
        view: &View,
        reading: &mut Reading,
        check: impl Fn(&Head, &[u8]) -> Option<Reason>,
    ) {
        let read = view.head(&dir.join(name), &mut reading.bytes, &mut reading.paths);
        let Beginning { head, len, whole, lacks_texts, stamp: state } = match read {
            Ok(read) => read,
            Err(message) => return self.trouble(name, None, message),
        };
        let reason = check(&head, &reading.bytes[..len]);
        match reason {
            None => {
                if let Some((range, message)) = head.error {
                    self.trouble(name, Some(range), format!("{message}; an import that follows was not seen"));
                }
                let (name, head, main) = (name.into(), Arc::new(head), Main::Absent);
                if whole {
                    reading.kept.keep(&name, &reading.bytes[..len], state);
                }
                self.files.push(Loaded { name, head, bytes: None, main, lacks_texts, stamp });
            }
            Some(reason) => {
                if reason == Reason::Broken {
                    let (range, message) = head.error.unwrap_or_else(|| {
                        (head.go_build.first().copied().unwrap_or_default(), "the //go:build line cannot be read")
                    });
                    self.trouble(name, Some(range), format!("{message}; the file was left out"));
                }
                self.excluded.push((name.to_owned(), reason));
            }
        }
    }

    /// Decides on the package, drops files of other packages, and looks for `func main`.
    fn settle(&mut self, dir: &Path, view: &View, kept: &Kept) {
        let mut names: BTreeMap<Arc<str>, usize> = BTreeMap::new();
        for file in &self.files {
            *names.entry(Arc::clone(&file.head.package)).or_default() += 1;
        }
        // The first file decides between equals, as it does for Go.
        let first =
            self.files.iter().rev().max_by_key(|f| names.get(&f.head.package)).map(|f| Arc::clone(&f.head.package));
        self.name = first.unwrap_or_default();
        if names.len() > 1 {
            let list: Vec<&str> = names.keys().map(|n| &**n).collect();
            let message =
                format!("several packages ({}) in one directory; only {} is read", list.join(", "), self.name);
            self.trouble("", None, message);
            let (kept, other) = std::mem::take(&mut self.files).into_iter().partition(|f| f.head.package == self.name);
            self.files = kept;
            self.excluded.extend(other.into_iter().map(|f: Loaded| (f.name.to_string(), Reason::OtherPackage)));
        }
        self.excluded.sort();
        if &*self.name == "main" {
            for at in 0..self.files.len() {
                let name = &*self.files[at].name;
                match view.main(&dir.join(name), kept.get(name)) {
                    Ok((bytes, declares)) => {
                        let file = &mut self.files[at];
                        file.main = if declares { Main::Declared } else { Main::Absent };
                        file.bytes = Some(bytes);
                    }
                    Err(message) => {
                        let name = Arc::clone(&self.files[at].name);
                        self.trouble(&name, None, message);
                    }
                }
            }
        }
    }

    fn has_tests(&self, dir: &Path, disk: &Disk, reading: &mut Reading) -> bool {
        let Disk { target, view, .. } = disk;
        let mut tests = self.excluded.iter().filter(|(name, r)| *r == Reason::Test && fits_name(name, target));
        tests.any(|(name, _)| match view.head(&dir.join(name), &mut reading.bytes, &mut reading.paths) {
            Ok(read) => check_head(&read.head, &reading.bytes[..read.len], target).is_none(),
            Err(_) => false,
        })
    }

    fn trouble(&mut self, file: &str, range: Option<Range>, message: String) {
        self.problems.push(Trouble { file: file.to_owned(), range, message });
    }
}
