//! The disk as one run sees it: bytes, heads of Go files, what is there, where links lead. Here and in [`super::disk`] it is read.
//!
//! In: paths. Out: bytes and answers; what cannot be read is a message, never a stop. Texts that are not written yet stand before those
//! of the disk. Where somebody keeps the run's answer, all that is looked at is noted on a [`Trail`].

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use memchr::memmem::Finder;
use serde::{Deserialize, Serialize};

use super::disk::Listed;
use super::stamp::Stamp;
use super::trail::Trail;
use crate::golang::head::{Extent, Head, Paths, declares_main, scan};
use crate::golang::words::Words;
use crate::source::Edited;

/// Files beyond this are not read whole: no person wrote them.
pub(crate) const MAX_FILE: u64 = 16 << 20;

/// The first bytes of a file that are read: enough for the head of nearly every file.
const HEAD: usize = 8 << 10;

/// What stands at a path, behind links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Kind {
    Nothing,
    File,
    Directory,
    Other,
    /// Nobody may ask.
    Hidden,
}

impl Kind {
    fn of(path: &Path) -> Self {
        match fs::metadata(path) {
            Ok(data) if data.is_file() => Self::File,
            Ok(data) if data.is_dir() => Self::Directory,
            Ok(_) => Self::Other,
            Err(e) if is_absent(&e) => Self::Nothing,
            Err(_) => Self::Hidden,
        }
    }
}

/// All bytes of a file, and in what state it was.
pub(super) type Bytes<'b> = (&'b [u8], Option<Stamp>);

/// Looks at the disk.
#[derive(Debug, Clone, Default)]
pub(crate) struct View {
    /// Files whose text is another one than the disk's.
    pub(crate) edited: Edited,
    /// Where it is noted what is looked at.
    pub(super) trail: Option<Arc<Trail>>,
    /// Texts that somebody will look for in all files of the run.
    texts: Arc<[Finder<'static>]>,
}

/// What was read to see the head of a file.
pub(super) struct Beginning {
    pub head: Head,
    /// How many bytes.
    pub len: usize,
    /// Whether that is all of it, on the disk.
    pub whole: bool,
    /// Whether it is, and holds none of the texts that somebody will look for.
    pub lacks_texts: bool,
    pub stamp: Option<Stamp>,
}

impl View {
    pub(crate) fn new(edited: &Edited, trail: Option<&Arc<Trail>>, texts: &[&'static str]) -> Self {
        let texts = texts.iter().map(|text| Finder::new(*text)).collect();
        Self { edited: Arc::clone(edited), trail: trail.map(Arc::clone), texts }
    }

    /// The stamp of what is about to be read, where that is noted.
    fn stamp(&self, path: &Path) -> Option<Stamp> {
        self.trail.as_ref()?.stamp(path)
    }

    /// Lists a directory by `list`.
    pub(super) fn listing(&self, path: &Path, list: impl FnOnce() -> Listed) -> Listed {
        let stamp = self.stamp(path);
        let listed = list();
        if let Some(trail) = &self.trail {
            trail.listed(path, stamp, &listed);
        }
        listed
    }

    /// Reads the head of a file. The buffer keeps the bytes that were read.
    pub(super) fn head(&self, path: &Path, buffer: &mut Vec<u8>, paths: &mut Paths) -> Result<Beginning, String> {
        if let Some(text) = self.edited.get(path) {
            buffer.clear();
            buffer.extend_from_slice(text);
            let head = scan(text, Extent::Whole, paths).unwrap_or_default();
            return Ok(Beginning { head, len: text.len(), whole: false, lacks_texts: false, stamp: None });
        }
        let stamp = self.stamp(path);
        let mut file = File::open(path).map_err(|e| self.unread(path, e))?;
        if buffer.len() < HEAD {
            buffer.resize(HEAD, 0);
        }
        let mut len = 0;
        loop {
            len += fill(&mut file, &mut buffer[len..]).map_err(|e| self.unread(path, e))?;
            let whole = len < buffer.len() || buffer.len() as u64 >= MAX_FILE;
            let extent = if whole { Extent::Whole } else { Extent::Beginning };
            let Some(mut head) = scan(&buffer[..len], extent, paths) else {
                buffer.resize(buffer.len() * 4, 0);
                continue;
            };
            // It stays for the whole run.
            head.imports.shrink_to_fit();
            let bytes = &buffer[..len];
            // One that was cut is not.
            let whole = len < buffer.len();
            let lacks_texts = whole && !self.texts.is_empty() && self.texts.iter().all(|t| t.find(bytes).is_none());
            if let Some(trail) = &self.trail {
                let lacking = lacks_texts.then(|| self.texts.iter().map(Finder::needle));
                trail.head(path, stamp, (&head, bytes), lacking);
            }
            return Ok(Beginning { head, len, whole, lacks_texts, stamp });
        }
    }

    /// Reads a whole file of at most [`MAX_FILE`] bytes; its new text where it was edited.
    pub(crate) fn read(&self, path: &Path) -> Result<Arc<[u8]>, String> {
        let (bytes, stamp) = self.glance(path)?;
        if let Some(trail) = self.trail.as_ref() {
            trail.whole(path, stamp, &bytes);
        }
        Ok(bytes)
    }

    /// Reads a file to see whether it declares `func main`, unless somebody has its bytes.
    pub(super) fn main(&self, path: &Path, read: Option<Bytes<'_>>) -> Result<(Arc<[u8]>, bool), String> {
        let (bytes, stamp) = match read {
            Some((bytes, stamp)) => (bytes.into(), stamp),
            None => self.glance(path)?,
        };
        let declares = declares_main(&bytes);
        if let Some(trail) = &self.trail {
            trail.main(path, stamp, declares);
        }
        Ok((bytes, declares))
    }

    /// The words of a file, of which somebody may have the bytes; None where it cannot be read.
    pub(super) fn words(&self, path: &Path, read: Option<Bytes<'_>>) -> Option<Words> {
        let (words, stamp) = match read {
            Some((bytes, stamp)) => (Words::of(bytes), stamp),
            None => {
                let (bytes, stamp) = self.glance(path).ok()?;
                (Words::of(&bytes), stamp)
            }
        };
        if let Some(trail) = &self.trail {
            trail.glanced(path, stamp);
        }
        Some(words)
    }

    /// The same as [`View::read`] for somebody who says what he has looked for. The stamp tells which state of the file that was.
    pub(super) fn glance(&self, path: &Path) -> Result<(Arc<[u8]>, Option<Stamp>), String> {
        if let Some(text) = self.edited.get(path) {
            return Ok((Arc::clone(text), None));
        }
        let stamp = self.stamp(path);
        let file = File::open(path).map_err(|e| self.unread(path, e))?;
        let size = file.metadata().map_err(|e| self.unread(path, e))?.len();
        let mut bytes = Vec::with_capacity(usize::try_from(size.min(MAX_FILE)).unwrap_or_default() + 1);
        // One byte more than allowed shows a file that is too large, or that grows while it is read.
        file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(|e| self.unread(path, e))?;
        if bytes.len() as u64 > MAX_FILE {
            if let Some(trail) = &self.trail {
                trail.whole(path, stamp, &bytes);
            }
            return Err(format!("the file is larger than {} MB and was not read", MAX_FILE >> 20));
        }
        Ok((bytes.into(), stamp))
    }

    /// Whether there is something at a path.
    pub(crate) fn exists(&self, path: &Path) -> bool {
        !matches!(self.kind(path), Kind::Nothing | Kind::Hidden)
    }

    /// Whether there is a file at a path.
    pub(crate) fn is_file(&self, path: &Path) -> bool {
        self.kind(path) == Kind::File
    }

    /// Whether there is a directory at a path.
    pub(crate) fn is_directory(&self, path: &Path) -> bool {
        self.kind(path) == Kind::Directory
    }

    /// What there is at a path.
    pub(super) fn kind(&self, path: &Path) -> Kind {
        let kind = Kind::of(path);
        if let Some(trail) = &self.trail {
            trail.asks(path, kind);
        }
        kind
    }

    /// The real path of a directory, without symlinks.
    pub(crate) fn canonical(&self, path: &Path) -> Result<PathBuf, String> {
        let real = fs::canonicalize(path);
        match (&self.trail, &real) {
            (Some(trail), Ok(real)) => trail.leads(path, real),
            (Some(trail), Err(_)) => trail.asks(path, Kind::of(path)),
            (None, _) => {}
        }
        real.map_err(|e| self.unread(path, e))
    }

    /// Why a file was not read. What is there and could not be read is tried again by the next run.
    fn unread(&self, path: &Path, error: io::Error) -> String {
        match &self.trail {
            Some(trail) if is_absent(&error) => trail.absent(path),
            Some(trail) => trail.loses(),
            None => {}
        }
        reason(error)
    }
}

/// Whether there is nothing.
pub(super) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

fn fill(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut len = 0;
    while len < buffer.len() {
        match file.read(&mut buffer[len..]) {
            Ok(0) => break,
            Ok(n) => len += n,
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(len)
}

/// What an error means, without the number of the operating system.
pub(super) fn reason(error: io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file or directory".into(),
        ErrorKind::PermissionDenied => "permission denied".into(),
        _ => error.to_string(),
    }
}
