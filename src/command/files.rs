//! The few files that commands touch beside Go source: rule directories are read, reports are written.
//!
//! In: paths of the command line. Out: texts, or one line on what went wrong. Knows no rule and no format.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

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
    let marked = |mark: &'static str| move |at: &&Path| at.join(mark).exists();
    let module = || dir.ancestors().filter(|at| at.join("go.mod").is_file() || at.join("go.work").is_file()).last();
    let root = dir.ancestors().find(marked(".git")).or_else(module).unwrap_or(&dir);
    let found = dir.ancestors().take_while(|at| at.starts_with(root)).find(|at| at.join(name).is_file())?;
    Some((found.join(name), root.to_owned()))
}

/// Whether there is such a directory.
pub(super) fn is_directory(path: &Path) -> bool {
    path.is_dir()
}

/// Files with their texts.
pub(super) type Texts = Vec<(PathBuf, String)>;

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
pub(super) fn stray(dir: &Path, root: &Path) -> Option<PathBuf> {
    let root = absolute(root);
    let all = [dir.to_owned(), dir.join("known")].into_iter().flat_map(|dir| toml_paths(&dir).unwrap_or_default());
    all.into_iter().find(|path| !absolute(path).starts_with(&root))
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
pub(super) fn toml_file(path: &Path) -> Result<String, String> {
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
pub(super) fn rule_directory(dir: &Path) -> Result<(Texts, Texts), String> {
    let known = dir.join("known");
    Ok((toml_files(dir)?, if is_directory(&known) { toml_files(&known)? } else { Vec::new() }))
}

/// Where a case of a rule stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Case {
    /// A directory with a module.
    Folder(PathBuf),
    /// A file that holds several.
    Archive(PathBuf),
}

/// The cases below a directory, by name. A folder with a module or a Go file in it is one; what is below it belongs to it.
///
/// # Errors
/// What could not be read, in words for the user.
pub(super) fn cases(dir: &Path) -> Result<Vec<(String, Case)>, String> {
    let mut found = Vec::new();
    if is_directory(dir) {
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
    if !seen.insert(absolute(dir)) {
        return Ok(());
    }
    for path in entries(dir)? {
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if is_directory(&path) {
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
pub(super) fn case_files(dir: &Path) -> Result<Vec<(String, PathBuf)>, String> {
    let mut found = Vec::new();
    collect_files(dir, "", &mut found)?;
    Ok(found)
}

fn collect_files(dir: &Path, prefix: &str, found: &mut Vec<(String, PathBuf)>) -> Result<(), String> {
    for path in entries(dir)? {
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_symlink() {
            continue;
        } else if is_directory(&path) {
            if name != "fixed" {
                collect_files(&path, &format!("{name}/"), found)?;
            }
        } else if is_file(&path) {
            found.push((name, path));
        }
    }
    Ok(())
}

/// A directory that goes away with the value.
#[derive(Debug)]
pub(super) struct Scratch(PathBuf);

impl Scratch {
    /// Writes files into a new directory.
    ///
    /// # Errors
    /// What could not be written, in words for the user.
    pub(super) fn unpack(parent: &Path, files: &[(String, String)]) -> Result<Self, String> {
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

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// Whether there is such a file.
pub(super) fn exists(path: &Path) -> bool {
    path.exists()
}

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

/// A directory without links, as [`replace`] wants its roots.
pub(super) fn canonical(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

/// Whether a path is the file that [`write()`] makes beside another one.
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
