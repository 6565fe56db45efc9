//! What the walk finds out ahead: short files are read whole with their heads, and what somebody would open them again for is asked of
//! their bytes while these are at hand.
//!
//! In: [`Ahead`], told by who knows what will be asked; the bytes of one directory's files. Out: the words of a package. Knows no rule
//! and no API.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use foldhash::HashSet;

use super::contents::Loaded;
use super::stamp::Stamp;
use super::view::{Bytes, View};
use crate::golang::words::{Index, MOST_INDEXED, Words};

/// Bytes of one directory's files that are kept until all their heads are read.
const MOST_BYTES: usize = 1 << 20;

/// What will be asked of the files of a run.
#[derive(Debug, Default)]
pub struct Ahead {
    /// Texts that are looked for in all files of the run's own packages.
    pub texts: &'static [&'static str],
    /// A package that imports one of these paths is asked for its words.
    pub speaking: HashSet<Box<str>>,
}

/// The bytes of files of one directory, with the state in which they were read.
#[derive(Debug, Default)]
pub(super) struct Kept {
    bytes: Vec<u8>,
    files: Vec<(Arc<str>, Range<usize>, Option<Stamp>)>,
}

impl Kept {
    /// Keeps a file; of a directory with more than an index takes, or with large ones, the first ones.
    pub(super) fn keep(&mut self, name: &Arc<str>, bytes: &[u8], stamp: Option<Stamp>) {
        if self.files.len() < MOST_INDEXED && self.bytes.len() + bytes.len() <= MOST_BYTES {
            let start = self.bytes.len();
            self.bytes.extend_from_slice(bytes);
            self.files.push((Arc::clone(name), start..self.bytes.len(), stamp));
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<Bytes<'_>> {
        let (_, range, stamp) = self.files.iter().find(|(kept, ..)| **kept == *name)?;
        Some((&self.bytes[range.clone()], *stamp))
    }
}

/// The words of a package's files, where they will be asked for; None also where one cannot be read: who asks for it is told why.
pub(super) fn index(ahead: &Ahead, files: &[Loaded], kept: &Kept, dir: &Path, view: &View) -> Option<Arc<Index>> {
    let speaks = |file: &Loaded| file.head.imports.iter().any(|import| ahead.speaking.contains(&*import.path));
    if files.len() > MOST_INDEXED || !files.iter().any(speaks) {
        return None;
    }
    let words = |file: &Loaded| view.words(&dir.join(&*file.name), kept.get(&file.name));
    let words: Vec<Words> = files.iter().map(words).collect::<Option<_>>()?;
    Index::of(&words.iter().collect::<Vec<_>>()).map(Arc::new)
}
