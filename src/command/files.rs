//! Looks at single files and directories of the command line: their texts, whether they are there, how the system calls them.
//!
//! In: paths. Out: bytes, or what the system says. What is written is in `written`, the files of rules in `rules::disk`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The text of a file.
///
/// # Errors
/// Those of the file system.
pub(super) fn read(path: &Path) -> io::Result<String> {
    fs::read_to_string(path)
}

/// The bytes of a file.
///
/// # Errors
/// Those of the file system.
pub(super) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}

/// Whether there is such a file.
pub(super) fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// The nearest file of a name at a directory or above it, and the root of the tree that was searched: the repository, or where there
/// is none the topmost module. Nothing outside of that root is anybody's business.
pub(super) fn upwards(dir: &Path, name: &str) -> Option<(PathBuf, PathBuf)> {
    let dir = fs::canonicalize(dir).ok()?;
    let module = || dir.ancestors().filter(|at| at.join("go.mod").is_file() || at.join("go.work").is_file()).last();
    let root = marked_by_git(&dir).or_else(module).unwrap_or(&dir);
    let found = dir.ancestors().take_while(|at| at.starts_with(root)).find(|at| at.join(name).is_file())?;
    Some((found.join(name), root.to_owned()))
}

/// The root of the repository around a directory.
pub(super) fn repository(dir: &Path) -> Option<PathBuf> {
    marked_by_git(&fs::canonicalize(dir).ok()?).map(Path::to_owned)
}

fn marked_by_git(dir: &Path) -> Option<&Path> {
    dir.ancestors().find(|at| at.join(".git").exists())
}

/// Whether a report may be written to a path: not over what a program is made of, or what muxray itself goes by.
///
/// # Errors
/// In words for the user: what such a file is.
pub(super) fn is_report(path: &Path) -> Result<(), String> {
    let real = absolute(path);
    for name in [path, &real].into_iter().filter_map(|path| path.file_name()?.to_str()) {
        let what = match name {
            "go.mod" | "go.sum" | "go.work" | "go.work.sum" => "a file of the go command",
            "muxray.toml" => "a configuration of muxray",
            name if name.ends_with(".go") => "a Go file",
            _ => continue,
        };
        return Err(format!("this is the name of {what}: it is not overwritten"));
    }
    Ok(())
}

/// Whether there is such a directory.
pub(super) fn is_directory(path: &Path) -> bool {
    path.is_dir()
}

/// Whether there is such a file.
pub(super) fn exists(path: &Path) -> bool {
    path.exists()
}

/// A directory without links, as [`super::written::replace`] wants its roots.
pub(super) fn canonical(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

/// Where a link leads, relative to a directory and with `/`: None for what is no link, and within it where that is outside.
pub(super) fn behind_link(path: &Path, directory: &Path) -> Option<Option<String>> {
    if !path.is_symlink() {
        return None;
    }
    let inside = || {
        let (real, directory) = (canonical(path)?, canonical(directory)?);
        Some(real.strip_prefix(directory).ok()?.to_str()?.replace(std::path::MAIN_SEPARATOR, "/"))
    };
    Some(inside())
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

/// A directory as seen from another one around it, with `/`.
pub(super) fn relative(dir: &Path, root: &Path) -> Option<String> {
    let dir = fs::canonicalize(dir).ok()?;
    let root = fs::canonicalize(root).ok()?;
    Some(dir.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/"))
}
