//! Directories of rules, and the cases beside them.
//!
//! In: a directory. Out: the texts of its rule files and knowledge files, or where its cases stand, in bounds; else one line on what
//! went wrong. Knows no rule.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::command::files;

/// Files with their texts.
pub(in crate::command) type Texts = Vec<(PathBuf, String)>;

/// The `.toml` files of a directory, sorted by name, with their texts.
///
/// # Errors
/// What could not be read, in words for the user.
fn toml_files(dir: &Path) -> Result<Texts, String> {
    let paths = toml_paths(dir)?;
    if paths.len() > MOST_FILES {
        return Err(format!("{} has {} rule files, at most {MOST_FILES} are read", dir.display(), paths.len()));
    }
    let mut texts = Vec::new();
    let mut together = 0;
    for path in paths {
        let text = toml_file(&path)?;
        together += text.len();
        if together > MOST_TOGETHER {
            return Err(format!(
                "the rule files of {} are too large: at most {MOST_TOGETHER} bytes are read",
                dir.display()
            ));
        }
        texts.push((path, text));
    }
    Ok(texts)
}

fn toml_paths(dir: &Path) -> Result<Vec<PathBuf>, String> {
    let mut paths = entries(dir)?;
    paths.retain(|path| path.extension().is_some_and(|e| e == "toml"));
    Ok(paths)
}

/// A rule file or knowledge file of a directory that is a link to somewhere outside of a tree.
pub(in crate::command) fn stray(dir: &Path, root: &Path) -> Option<PathBuf> {
    let root = files::absolute(root);
    let all = [dir.to_owned(), dir.join("known")].into_iter().flat_map(|dir| toml_paths(&dir).unwrap_or_default());
    all.into_iter().find(|path| !files::absolute(path).starts_with(&root))
}

/// Files of one directory that are read at most, and the bytes of each: a rule file that is longer is refused anyway.
const MOST_FILES: usize = 1000;
const MOST_BYTES: u64 = 2 << 20;
/// Bytes of all files of one directory.
const MOST_TOGETHER: usize = 8 << 20;

/// The text of a file of rules, or of a case.
///
/// # Errors
/// What could not be read, in words for the user.
pub(in crate::command) fn toml_file(path: &Path) -> Result<String, String> {
    let failed = |e: io::Error| format!("cannot read {}: {e}", path.display());
    // Whoever opened a pipe would wait for its other end.
    if path.symlink_metadata().is_ok() && !path.is_file() {
        return Err(format!("cannot read {}: it is no file", path.display()));
    }
    let mut text = String::new();
    let length =
        fs::File::open(path).and_then(|file| file.take(MOST_BYTES).read_to_string(&mut text)).map_err(failed)?;
    if length as u64 == MOST_BYTES {
        return Err(format!("cannot read {}: it is too large", path.display()));
    }
    Ok(text)
}

/// The rule files of a directory, and the knowledge files of its folder `known`.
///
/// # Errors
/// What could not be read, in words for the user.
pub(in crate::command) fn rule_directory(dir: &Path) -> Result<(Texts, Texts), String> {
    let known = dir.join("known");
    Ok((toml_files(dir)?, if files::is_directory(&known) { toml_files(&known)? } else { Vec::new() }))
}

/// Where a case of a rule stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::command) enum Case {
    /// A directory with a module.
    Folder(PathBuf),
    /// A file that holds several.
    Archive(PathBuf),
}

/// The cases below a directory, by name. A folder with a module or a Go file in it is one; what is below it belongs to it.
///
/// # Errors
/// What could not be read, in words for the user.
pub(in crate::command) fn cases(dir: &Path) -> Result<Vec<(String, Case)>, String> {
    let mut found = Vec::new();
    if files::is_directory(dir) {
        collect_cases(dir, "", &mut found, &mut BTreeSet::new())?;
    }
    Ok(found)
}

/// `seen` are the directories above and before: a link may lead back to one.
fn collect_cases(
    dir: &Path,
    prefix: &str,
    found: &mut Vec<(String, Case)>,
    seen: &mut BTreeSet<PathBuf>,
) -> Result<(), String> {
    if !seen.insert(files::absolute(dir)) {
        return Ok(());
    }
    for path in entries(dir)? {
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if files::is_directory(&path) {
            let inside = entries(&path)?;
            let is_module = |path: &PathBuf| {
                let name = path.file_name().unwrap_or_default();
                name == "go.mod" || name == "go.work" || path.extension().is_some_and(|e| e == "go")
            };
            if inside.iter().any(is_module) {
                found.push((name, Case::Folder(path)));
            } else {
                collect_cases(&path, &format!("{name}/"), found, seen)?;
            }
        } else if path.extension().is_some_and(|e| e == "txtar") {
            found.push((name, Case::Archive(path)));
        }
    }
    Ok(())
}

fn entries(dir: &Path) -> Result<Vec<PathBuf>, String> {
    let failed = |e: io::Error| format!("cannot read {}: {e}", dir.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(dir).map_err(failed)? {
        paths.push(entry.map_err(failed)?.path());
    }
    paths.sort();
    Ok(paths)
}

/// The files of a case, by their path in it; `fixed/` is what the case becomes.
///
/// # Errors
/// What could not be read, in words for the user.
pub(in crate::command) fn case_files(dir: &Path) -> Result<Vec<(String, PathBuf)>, String> {
    let mut found = Vec::new();
    collect_files(dir, "", &mut found)?;
    Ok(found)
}

fn collect_files(dir: &Path, prefix: &str, found: &mut Vec<(String, PathBuf)>) -> Result<(), String> {
    for path in entries(dir)? {
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_symlink() {
            continue;
        } else if files::is_directory(&path) {
            if name != "fixed" {
                collect_files(&path, &format!("{name}/"), found)?;
            }
        } else if files::is_file(&path) {
            found.push((name, path));
        }
    }
    Ok(())
}

/// A directory that goes away with the value.
#[derive(Debug)]
pub(in crate::command) struct Scratch(PathBuf);

impl Scratch {
    /// Writes files into a new directory.
    ///
    /// # Errors
    /// What could not be written, in words for the user.
    pub(in crate::command) fn unpack(parent: &Path, files: &[(String, String)]) -> Result<Self, String> {
        let failed = |path: &Path, e: io::Error| format!("cannot write {}: {e}", path.display());
        // A directory that is there already may be somebody else's.
        let fresh = (0..1000).map(|n| parent.join(format!("muxray-{}-{n}", std::process::id())));
        let made = fresh.map(|dir| fs::create_dir(&dir).map(|()| dir));
        let dir = made.into_iter().find(|made| !made.as_ref().is_err_and(|e| e.kind() == io::ErrorKind::AlreadyExists));
        let scratch = match dir {
            Some(Ok(dir)) => Self(dir),
            Some(Err(e)) => return Err(failed(parent, e)),
            None => return Err(format!("cannot write {}: too many directories of this name", parent.display())),
        };
        for (name, text) in files {
            let path = scratch.0.join(name);
            let folder = path.parent().unwrap_or(&scratch.0);
            fs::create_dir_all(folder).and_then(|()| fs::write(&path, text)).map_err(|e| failed(&path, e))?;
        }
        Ok(scratch)
    }

    pub(in crate::command) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}
