//! The few files that commands touch beside Go source: rule directories are read, reports are written.
//!
//! In: paths of the command line. Out: texts, or one line on what went wrong. Knows no rule and no format.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Whether there is such a directory.
pub(super) fn is_directory(path: &Path) -> bool {
    path.is_dir()
}

/// The `.toml` files of a directory, sorted by name, with their texts.
///
/// # Errors
/// What could not be read, in words for the user.
pub(super) fn toml_files(dir: &Path) -> Result<Vec<(PathBuf, String)>, String> {
    let failed = |path: &Path, e: io::Error| format!("cannot read {}: {e}", path.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(dir).map_err(|e| failed(dir, e))? {
        let path = entry.map_err(|e| failed(dir, e))?.path();
        if path.extension().is_some_and(|e| e == "toml") && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    let read = |path: PathBuf| match fs::read_to_string(&path) {
        Ok(text) => Ok((path, text)),
        Err(e) => Err(failed(&path, e)),
    };
    paths.into_iter().map(read).collect()
}

/// Writes a report whole or not at all: beside the file first, then by renaming.
///
/// # Errors
/// Those of the file system.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A pipe or a device cannot be replaced by renaming.
    if path.exists() && !path.is_file() {
        return fs::write(path, bytes);
    }
    let beside = beside(path);
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        drop(fs::remove_file(&beside));
    }
    written
}

/// The file that becomes another one by being renamed.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.muxray-tmp", std::process::id()))
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
        return Err(format!("not changed: it is a link to {}, which is outside of the module", real.display()));
    }
    let file = fs::metadata(&real).map_err(words)?;
    if file.permissions().readonly() {
        return Err("not changed: the file is read-only".to_owned());
    }
    let beside = beside(&real);
    let replaced = fill(&beside, after, &file).and_then(|()| {
        if fs::read(&real)? != before {
            return Ok(false);
        }
        fs::rename(&beside, &real)?;
        Ok(true)
    });
    if !matches!(replaced, Ok(true)) {
        drop(fs::remove_file(&beside));
    }
    match replaced {
        // The name is only safe on the disk when its directory is; where a system cannot do that, the name is as safe as it gets.
        Ok(true) => drop(real.parent().map(|dir| fs::File::open(dir).and_then(|dir| dir.sync_all()))),
        Ok(false) => return Err("not changed: somebody else has changed it since it was read".to_owned()),
        Err(e) => return Err(words(e)),
    }
    Ok(())
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

/// A directory without links, as [`replace`] wants its roots.
pub(super) fn canonical(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

/// Whether a path is the file that [`write`] makes beside another one.
pub(super) fn is_beside(path: &Path, of: &Path) -> bool {
    path == beside(of)
}

/// A path as the system knows it; as it is where it does not exist yet or cannot be asked for.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (fs::canonicalize(path), fs::canonicalize(parent), path.file_name()) {
        (Ok(whole), _, _) => whole,
        (Err(_), Ok(parent), Some(name)) => parent.join(name),
        _ => path.to_owned(),
    }
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

/// A directory as seen from another one around it, with `/`.
pub(super) fn relative(dir: &Path, root: &Path) -> Option<String> {
    let dir = fs::canonicalize(dir).ok()?;
    let root = fs::canonicalize(root).ok()?;
    Some(dir.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/"))
}
