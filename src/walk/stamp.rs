//! Tells whether a file or directory is as it was in an earlier run.
//!
//! In: paths. Out: a [`Stamp`] of each, equal only if nothing has changed. Reads no bytes.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::disk::Directory;
use crate::source::Edited;

/// One state of a file or directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Stamp {
    len: u64,
    /// When its bytes changed last, in nanoseconds.
    modified: i64,
    /// When anything about it changed last; nobody can set that back.
    changed: i64,
    /// The device, and the number on it.
    inode: (u64, u64),
}

impl Stamp {
    /// That of a file now; None where it cannot be relied on, or where there is nothing.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        Stamps::now(&Edited::default()).of(path)
    }

    /// The same, whenever it changed: what may change again without a trace has one, too.
    pub(super) fn of_any_age(path: &Path) -> Option<Self> {
        Stamps { edited: Edited::default(), before: Some(i64::MAX) }.of(path)
    }
}

/// The stamps of one run; none where no other run follows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stamps {
    /// Files whose text is another one than the disk's.
    edited: Edited,
    /// Who changed last before this second is relied on.
    before: Option<i64>,
}

impl Stamps {
    /// Those of the Go files of a directory; none at all where nobody will ask.
    pub(super) fn of_files(&self, directory: &Directory) -> Vec<Option<Stamp>> {
        if self.before.is_none() {
            return Vec::new();
        }
        directory.go_files.iter().map(|name| self.of(&directory.path.join(name))).collect()
    }

    /// Those of a run that begins now. What changes while it runs has no stamp, and neither has what changed just before: a second
    /// change within one tick of the file system's clock would leave the same stamp, and the slowest of these clocks tick every two
    /// seconds.
    #[cfg(unix)]
    pub(crate) fn now(edited: &Edited) -> Self {
        use std::time::{Duration, SystemTime};
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let before = now.saturating_sub(Duration::from_secs(3)).as_secs();
        Self { edited: Edited::clone(edited), before: i64::try_from(before).ok() }
    }

    /// The stamp of what is at a path, behind a symlink; None where it cannot be relied on, or where there is nothing.
    #[cfg(unix)]
    pub(crate) fn of(&self, path: &Path) -> Option<Stamp> {
        use std::os::unix::fs::MetadataExt;
        let before = self.before.filter(|_| !self.edited.contains_key(path))?;
        let data = std::fs::metadata(path).ok()?;
        let time = |seconds: i64, rest: i64| seconds.wrapping_mul(1_000_000_000).wrapping_add(rest);
        (data.mtime() < before && data.ctime() < before).then(|| Stamp {
            len: data.len(),
            modified: time(data.mtime(), data.mtime_nsec()),
            changed: time(data.ctime(), data.ctime_nsec()),
            inode: (data.dev(), data.ino()),
        })
    }

    /// Here nothing is known that tells every change.
    #[cfg(not(unix))]
    pub(crate) fn now(_: &Edited) -> Self {
        Self::default()
    }

    /// None.
    #[cfg(not(unix))]
    pub(crate) fn of(&self, _: &Path) -> Option<Stamp> {
        None
    }
}
