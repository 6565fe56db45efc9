//! The bytes of a workspace's files: read when somebody asks for them, and noted as far as he has asked.
//!
//! In: files of a [`Workspace`]. Out: bytes, from the disk where they are not kept; on the trail what was looked at. What cannot be read
//! is a problem, never a stop.

use std::path::Path;
use std::sync::Arc;

use memchr::memmem::Finder;

use super::Workspace;
use super::stamp::Stamp;
use super::trail::Trail;
use crate::finding::Problem;
use crate::golang::words::{Question, Wanted};
use crate::source::FileId;

/// Questions about the words of some files, and what each file has answered, in their order.
#[derive(Debug)]
pub(crate) struct Answered {
    pub questions: Box<[Question]>,
    pub files: Vec<(FileId, Vec<bool>)>,
}

impl Workspace {
    /// The bytes of a file; read on the first call and kept. Files of more than 16 MB are a problem, as are unreadable ones.
    pub fn read(&self, id: FileId) -> Result<Arc<[u8]>, Problem> {
        let bytes = self.peek(id)?;
        self.sources.get(id).set_bytes(Arc::clone(&bytes));
        Ok(bytes)
    }

    /// The bytes of a file for one look: they are not kept.
    pub fn peek(&self, id: FileId) -> Result<Arc<[u8]>, Problem> {
        self.look(id, Trail::whole)
    }

    /// The same for a look at the lines that hold one of some texts.
    pub(crate) fn peek_for_texts<'t>(
        &self,
        id: FileId,
        texts: impl Iterator<Item = &'t [u8]> + Clone,
    ) -> Result<Arc<[u8]>, Problem> {
        self.look(id, |trail, path, stamp, bytes| {
            trail.searched(path, stamp, texts.clone().map(Box::from).collect(), bytes);
        })
    }

    /// The same for a look at its words. Where somebody keeps the run's answer, he is told what was asked about them:
    /// [`Workspace::note_answers`].
    pub(crate) fn peek_for_words(&self, id: FileId) -> Result<Arc<[u8]>, Problem> {
        self.look(id, |trail, path, stamp, _| trail.glanced(path, stamp))
    }

    /// Whether a file contains one of the needles. Its bytes are kept only if it does: then someone will parse it.
    pub fn contains(&self, id: FileId, needles: &[Finder<'_>]) -> Result<bool, Problem> {
        let bytes = self.peek_for_texts(id, needles.iter().map(Finder::needle))?;
        let found = needles.iter().any(|n| n.find(&bytes).is_some());
        if found && !self.sources.get(id).is_read() {
            self.sources.get(id).set_bytes(bytes);
        }
        Ok(found)
    }

    /// The bytes of a file, from the disk where they are not kept. `note` says on the trail what is looked at.
    fn look(&self, id: FileId, note: impl Fn(&Trail, &Path, Option<Stamp>, &[u8])) -> Result<Arc<[u8]>, Problem> {
        let file = self.sources.get(id);
        // What another file names is no file of the walk, and was read whole.
        let Some(path) = self.paths.get(id.0 as usize) else { return Ok(file.bytes()) };
        let trail = self.view.trail.as_ref();
        let (bytes, stamp) = if file.is_read() {
            // All of it is noted, unless somebody has begun with a part.
            let Some(stamp) = trail.and_then(|trail| trail.begun(path)) else { return Ok(file.bytes()) };
            (file.bytes(), stamp)
        } else {
            self.view.glance(path).map_err(|message| self.unreadable(id, message))?
        };
        if let Some(trail) = trail {
            note(trail, path, stamp, &bytes);
        }
        Ok(bytes)
    }

    /// Whether what is looked at is noted.
    #[must_use]
    pub fn is_noted(&self) -> bool {
        self.view.trail.is_some()
    }

    /// Notes what was asked about the words of files, and what each of them answered.
    pub(crate) fn note_answers(&self, asked: Vec<Answered>, wanted: Vec<Wanted>) {
        if let Some(trail) = &self.view.trail {
            let with_path = |Answered { questions, files }: Answered| {
                let files = files.into_iter().map(|(file, answers)| (self.path(file), answers));
                (questions, files.collect())
            };
            trail.answered(asked.into_iter().map(with_path), wanted);
        }
    }
}
