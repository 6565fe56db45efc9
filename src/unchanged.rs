//! Programs that nothing has changed since the run before: they are taken over, not computed again.
//!
//! In: what a run links, with the state of its files. Out: a program; that of the run before where it was made of the very same.
//! Files are compared by the number that the run gives them, too: where one comes or goes, more is computed than need be, never less.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::HashMap;

use crate::facts::FileFacts;
use crate::golang::words::{Front, Gives, Wanted};
use crate::model::link::Reader;
use crate::model::{Aspect, Linkage, Mentioned, Program};
use crate::source::{FileId, Span};
use crate::walk::{Stamp, Workspace};

/// What a run leaves for the next one with the same knowledge of APIs.
#[derive(Debug, Default)]
pub struct Memory {
    files: Vec<Option<State>>,
    /// By the files of the package that links the others.
    programs: HashMap<Vec<FileId>, Vec<Arc<Made>>>,
}

/// A file as a run has found it: where, and how.
type State = (Arc<str>, Stamp);

/// A program and what it was made of.
#[derive(Debug)]
struct Made {
    linkage: Linkage,
    aspects: BTreeSet<Aspect>,
    /// The files whose facts it needed.
    read: Vec<FileId>,
    program: Program,
}

/// The programs of a run that follows another one.
pub struct Programs {
    last: Memory,
    files: Vec<Option<State>>,
    made: Mutex<Vec<Arc<Made>>>,
}

impl Programs {
    /// Those of a workspace, after a run that has left this.
    #[must_use]
    pub fn new(workspace: &Workspace, last: Memory) -> Self {
        let sources = workspace.sources();
        let state = |id: FileId| Some((sources.path(id), workspace.stamp(id)?));
        Self { last, files: sources.ids().map(state).collect(), made: Mutex::default() }
    }

    /// The program of what is linked, as far as it is asked for. `make` computes it.
    pub fn program(
        &self,
        linkage: &Linkage,
        aspects: &BTreeSet<Aspect>,
        reader: &dyn Reader,
        make: impl FnOnce(&dyn Reader) -> Program,
    ) -> Program {
        let before = self.last.programs.get(linking(linkage)).into_iter().flatten();
        let mut same = before.filter(|made| made.aspects == *aspects && made.linkage == *linkage);
        let made = match same.next().filter(|_| files(linkage).all(|file| self.is_unchanged(file))) {
            Some(made) => {
                // They count as read, and what is wrong with them is told.
                made.read.iter().for_each(|&file| {
                    reader.facts(file);
                });
                Arc::clone(made)
            }
            None => {
                let noting = Noting { reader, read: self.files.iter().map(|_| AtomicBool::new(false)).collect() };
                let program = make(&noting);
                let read = files(linkage).filter(|file| noting.read[file.0 as usize].load(Ordering::Relaxed)).collect();
                Arc::new(Made { linkage: linkage.clone(), aspects: aspects.clone(), read, program })
            }
        };
        let program = made.program.clone();
        self.made.lock().unwrap_or_else(PoisonError::into_inner).push(made);
        program
    }

    fn is_unchanged(&self, file: FileId) -> bool {
        let now = &self.files[file.0 as usize];
        now.is_some() && self.last.files.get(file.0 as usize) == Some(now)
    }

    /// What the next run need not compute again. `failed`: the files that could not be read; that is tried again.
    #[must_use]
    pub fn into_memory(self, failed: &BTreeSet<Arc<str>>) -> Memory {
        let mut files = self.files;
        files.iter_mut().for_each(|file| drop(file.take_if(|(path, _)| failed.contains(path))));
        let mut programs: HashMap<Vec<FileId>, Vec<Arc<Made>>> = HashMap::default();
        for made in self.made.into_inner().unwrap_or_else(PoisonError::into_inner) {
            programs.entry(linking(&made.linkage).to_owned()).or_default().push(made);
        }
        Memory { files, programs }
    }
}

fn linking(linkage: &Linkage) -> &[FileId] {
    linkage.packages.last().map(|package| package.files.as_slice()).unwrap_or_default()
}

fn files(linkage: &Linkage) -> impl Iterator<Item = FileId> {
    linkage.packages.iter().flat_map(|package| package.files.iter().copied())
}

/// A reader that notes of which files the facts were asked for.
struct Noting<'a> {
    reader: &'a dyn Reader,
    read: Vec<AtomicBool>,
}

impl Reader for Noting<'_> {
    fn facts(&self, file: FileId) -> &FileFacts {
        self.read[file.0 as usize].store(true, Ordering::Relaxed);
        self.reader.facts(file)
    }

    fn place(&self, span: Span) -> String {
        self.reader.place(span)
    }

    fn aliases(&self, file: FileId, word: &str) -> bool {
        self.reader.aliases(file, word)
    }

    fn declaring(&self, files: &[FileId], word: &str) -> Vec<FileId> {
        self.reader.declaring(files, word)
    }

    fn mentioning(&self, files: &[FileId], word: &str) -> Vec<FileId> {
        self.reader.mentioning(files, word)
    }

    fn expect(&self, files: &[FileId]) {
        files.iter().for_each(|file| self.read[file.0 as usize].store(true, Ordering::Relaxed));
        self.reader.expect(files);
    }

    fn mentions(&self, file: FileId, word: &str, front: Front) -> bool {
        self.reader.mentions(file, word, front)
    }

    fn places(&self, file: FileId, word: &str, front: Front) -> Arc<[u32]> {
        self.reader.places(file, word, front)
    }

    fn gives(&self, file: FileId, field: &str, how: Gives) -> bool {
        self.reader.gives(file, field, how)
    }

    fn mentioned(&self) -> &Mentioned {
        self.reader.mentioned()
    }

    fn mentioning_any(&self, files: &[FileId], words: &Wanted) -> Vec<FileId> {
        self.reader.mentioning_any(files, words)
    }
}
