//! The files of a run: their identity, their path as the user knows it, and the way from a byte to a line.
//!
//! In: paths and bytes that `walk` has read. Out: [`FileId`], [`Span`], [`Position`].
//! Lines and columns exist only here and in `report`; everything else speaks bytes.
//! This file reads nothing from the disk and knows nothing of Go.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock, RwLock};

/// The identity of a file within one run. The number follows the order of discovery and never reaches the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A file with its bytes.
pub type FileBytes = (FileId, Arc<[u8]>);

/// Texts that a run takes instead of what the disk holds, by the path of the file: changes that are not written yet.
pub type Edited = Arc<BTreeMap<PathBuf, Arc<[u8]>>>;

/// A half-open range of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file that the bytes are in.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from its parts, in the order in which they are read aloud.
    #[must_use]
    pub fn new(file: FileId, start: u32, end: u32) -> Self {
        Self { file, start, end }
    }
}

/// A place as editors count it: line and column start at 1, the column counts UTF-8 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// 1-based line.
    pub line: u32,
    /// 1-based column in bytes.
    pub column: u32,
}

/// One file: its path relative to the directory of the run, with `/`, and its bytes once they are needed.
#[derive(Debug)]
pub struct SourceFile {
    /// Relative to `-C` (or the current directory), with `/`; absolute for files outside of it (a module cache).
    pub path: Arc<str>,
    text: OnceLock<Arc<[u8]>>,
    lines: OnceLock<Vec<u32>>,
}

impl SourceFile {
    /// The bytes of the file; empty where they were never read.
    #[must_use]
    pub fn bytes(&self) -> Arc<[u8]> {
        self.text.get().cloned().unwrap_or_else(|| Arc::from(&[][..]))
    }

    /// Keeps the bytes of the file; the first call wins.
    pub fn set_bytes(&self, bytes: Arc<[u8]>) {
        // A second reader has read the same file of the same run: its copy adds nothing.
        drop(self.text.set(bytes));
    }

    /// Whether the bytes have been read.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.text.get().is_some()
    }

    /// The line and column of a byte; bytes past the end are clamped to it.
    #[must_use]
    pub fn position(&self, byte: u32) -> Position {
        let bytes = self.bytes();
        let byte = byte.min(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
        let starts = self.lines.get_or_init(|| line_starts(&bytes));
        let line = starts.partition_point(|&s| s <= byte);
        Position { line: u32::try_from(line).unwrap_or(u32::MAX), column: byte - starts[line - 1] + 1 }
    }

    /// The first byte of a 1-based line, clamped to the last line.
    #[must_use]
    pub fn line_start(&self, line: u32) -> u32 {
        let starts = self.lines.get_or_init(|| line_starts(&self.bytes()));
        starts[(line.max(1) as usize - 1).min(starts.len() - 1)]
    }
}

fn line_starts(bytes: &[u8]) -> Vec<u32> {
    let mut starts = vec![0];
    starts.extend(memchr::memchr_iter(b'\n', bytes).filter_map(|at| u32::try_from(at + 1).ok()));
    starts
}

/// All files of a run. Append-only; files may be added from several threads.
#[derive(Debug, Default)]
pub struct Sources {
    files: RwLock<Vec<Arc<SourceFile>>>,
}

impl Sources {
    /// Adds a file under the path that the user will see and returns its identity.
    pub fn add(&self, path: impl Into<Arc<str>>) -> FileId {
        let file = Arc::new(SourceFile { path: path.into(), text: OnceLock::new(), lines: OnceLock::new() });
        let mut files = self.files.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        files.push(file);
        FileId(u32::try_from(files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The file of an identity that [`Sources::add`] gave.
    #[must_use]
    pub fn get(&self, id: FileId) -> Arc<SourceFile> {
        let files = self.files.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(&files[id.0 as usize])
    }

    /// How many files there are: identities are smaller.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.read().unwrap_or_else(std::sync::PoisonError::into_inner).len()
    }

    /// The identities of all files that there are now, in their order.
    pub fn ids(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..u32::try_from(self.len()).unwrap_or(u32::MAX)).map(FileId)
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The path of a file, as the user knows it.
    #[must_use]
    pub fn path(&self, id: FileId) -> Arc<str> {
        Arc::clone(&self.get(id).path)
    }
}
