//! What commands write: whole or not at all, and never over what somebody else has written the while.
//!
//! In: a path and bytes. Out: the file, or why not. Knows no format.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Writes new files and the folders around them: all of them or none, and never over one that is there.
///
/// # Errors
/// What is there already or could not be written, in words for the user.
pub(super) fn create_all(files: &[(&Path, &str)]) -> Result<(), String> {
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        return Err(format!("{} is there already", path.display()));
    }
    let create = |path: &Path, text: &str| {
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
    };
    for (index, (path, text)) in files.iter().enumerate() {
        if let Err(e) = create(path, text) {
            files[..index].iter().for_each(|(path, _)| drop(fs::remove_file(path)));
            return Err(format!("cannot write {}: {e}", path.display()));
        }
    }
    Ok(())
}

/// Writes a report whole or not at all: beside the file first, then by renaming. A directory that is not there is made.
///
/// # Errors
/// Those of the file system.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A pipe or a device cannot be replaced by renaming, nor a link that leads to one: `/dev/stdout`.
    if fs::symlink_metadata(path).is_ok_and(|there| !there.is_file()) {
        return fs::write(path, bytes);
    }
    if let Some(dir) = path.parent().filter(|dir| !dir.as_os_str().is_empty()) {
        fs::create_dir_all(dir)?;
    }
    let beside = beside(path);
    sweep(path);
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        drop(fs::remove_file(&beside));
    }
    written
}

/// How the name of a file ends that is kept for its use only.
pub(super) const KEPT: &str = ".muxray-answer";

/// Writes such a file, whole or not at all, and for nobody else to read; removes those beside it that are older than `longest`, and the
/// oldest until all together are at most `most` bytes. What does not work is left.
pub(super) fn keep(path: &Path, bytes: &[u8], most: u64, longest: Duration) {
    let Some(dir) = path.parent() else { return };
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let written = builder.create(dir).and_then(|()| {
        let mut file = tempfile::Builder::new().prefix(".").suffix(KEPT).tempfile_in(dir)?;
        file.write_all(bytes)?;
        file.persist(path).map_err(|e| e.error)
    });
    if written.is_ok() {
        tidy(dir, most, longest);
    }
}

fn tidy(dir: &Path, most: u64, longest: Duration) {
    let all = fs::read_dir(dir).into_iter().flatten().flatten().filter_map(|entry| {
        let ours = entry.file_name().to_str().is_some_and(|name| name.ends_with(KEPT));
        let file = entry.metadata().ok().filter(|file| ours && file.is_file())?;
        Some((file.modified().ok()?, file.len(), entry.path()))
    });
    let mut all: Vec<_> = all.collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    let mut together = 0;
    for (written, length, path) in all {
        together += length;
        if together > most || written.elapsed().is_ok_and(|age| age > longest) {
            drop(fs::remove_file(path));
        }
    }
}

/// The file that becomes another one by being renamed.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}{BESIDE}", std::process::id()))
}

/// How the name of a file ends that is to become another one.
const BESIDE: &str = ".muxray-tmp";

/// How old such a file is when nobody writes it any more: writing one takes some thousandths of this.
const STALE: Duration = Duration::from_secs(10);

/// Removes what runs that were killed have left beside a file. What cannot be removed stays: nothing hangs on it.
fn sweep(path: &Path) {
    let (Some(dir), Some(name)) = (path.parent(), path.file_name()) else { return };
    let prefix = format!(".{}.", name.to_string_lossy());
    let dir = if dir.as_os_str().is_empty() { Path::new(".") } else { dir };
    let left = fs::read_dir(dir).into_iter().flatten().flatten().filter(|entry| {
        let name = entry.file_name();
        let process = name.to_str().and_then(|name| name.strip_prefix(&prefix)?.strip_suffix(BESIDE));
        let written = entry.metadata().and_then(|file| file.modified());
        process.is_some_and(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()))
            && written.is_ok_and(|at| at.elapsed().is_ok_and(|age| age > STALE))
    });
    left.for_each(|entry| drop(fs::remove_file(entry.path())));
}

/// Replaces the text of a file that was read before: what the disk holds at any moment is the old text or the new one.
///
/// Mode and owner stay; where the path is a link, the file that it leads to changes. Does nothing where that stands outside of all `roots`,
/// may not be written, or no longer holds `before`.
///
/// # Errors
/// Why the file was not written, in words for the user.
pub(super) fn replace(path: &Path, before: &[u8], after: &[u8], roots: &[PathBuf]) -> Result<(), String> {
    let words = |e: io::Error| format!("not changed: {e}");
    let real = fs::canonicalize(path).map_err(words)?;
    if !roots.iter().any(|root| real.starts_with(root)) {
        let link = if path.is_symlink() { format!("a link to {}, which is ", real.display()) } else { String::new() };
        return Err(format!("not changed: it is {link}outside of the module"));
    }
    let file = fs::metadata(&real).map_err(words)?;
    if file.permissions().readonly() {
        return Err("not changed: the file is read-only".to_owned());
    }
    sweep(&real);
    let beside = beside(&real);
    let replaced = fill(&beside, after, &file).and_then(|()| {
        if fs::read(&real)? != before {
            return Ok(false);
        }
        take_place(&beside, &real, before)
    });
    if !matches!(replaced, Ok(true)) {
        drop(fs::remove_file(&beside));
    }
    match replaced {
        // The name is only safe on the disk when its directory is; where a system cannot do that, the name is as safe as it gets.
        Ok(true) => drop(real.parent().map(|dir| fs::File::open(dir).and_then(|dir| dir.sync_all()))),
        Ok(false) => return Err("not changed: somebody else has changed it since it was read".to_owned()),
        Err(e) if e.kind() == io::ErrorKind::PermissionDenied => {
            return Err(
                "not changed: its directory may not be written to, where the new text first stands beside the old one"
                    .to_owned(),
            );
        }
        Err(e) => return Err(words(e)),
    }
    Ok(())
}

/// Puts a new file in the place of an old one that still holds `before`; where it does not, because somebody has written since that was
/// looked at, theirs stays. Whether it was done.
fn take_place(new: &Path, old: &Path, before: &[u8]) -> io::Result<bool> {
    if change_places(new, old).is_err() {
        // A file system that cannot: then what is written in this very moment is lost.
        return fs::rename(new, old).map(|()| true);
    }
    // What stands beside is what was replaced, and nobody writes a new one over it.
    let unchanged = fs::read(new)? == before;
    if !unchanged {
        change_places(new, old)?;
    }
    drop(fs::remove_file(new));
    Ok(unchanged)
}

/// Gives each of two files the other's name, in one step.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn change_places(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn change_places(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Writes a file that has the mode and, where this user may give it away, the owner of another one.
fn fill(path: &Path, bytes: &[u8], like: &fs::Metadata) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        drop(fchown(&file, Some(like.uid()), Some(like.gid())));
    }
    file.set_permissions(like.permissions())?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Whether a path is the file that [`write()`] makes beside another one.
pub(super) fn is_beside(path: &Path, of: &Path) -> bool {
    path == beside(of)
}

/// A new directory with these files, which is gone when it is dropped.
///
/// # Errors
/// Those of the file system.
pub(super) fn temporary(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> io::Result<tempfile::TempDir> {
    let dir = tempfile::Builder::new().prefix("muxray-").tempdir()?;
    for (path, bytes) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(dir.path()))?;
        fs::write(path, bytes)?;
    }
    Ok(dir)
}

/// Adds to the end of a file.
///
/// # Errors
/// Those of the file system.
pub(super) fn append(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::OpenOptions::new().create(true).append(true).open(path)?.write_all(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Between the look at a file and its replacement somebody else writes it: theirs stays, and nothing is left beside it.
    #[test]
    fn what_somebody_writes_in_the_last_moment_stays() {
        let dir = tempfile::tempdir().unwrap();
        let [new, old] = ["new", "old"].map(|name| dir.path().join(name));
        for (theirs, done) in [("theirs", false), ("before", true)] {
            fs::write(&new, "after").unwrap();
            fs::write(&old, theirs).unwrap();
            assert_eq!(take_place(&new, &old, b"before").unwrap(), done);
            assert_eq!(fs::read(&old).unwrap(), if done { b"after".to_vec() } else { b"theirs".to_vec() });
            assert!(!new.exists());
        }
    }
}
