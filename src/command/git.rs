//! What git knows of the directory: commits, the index, and the files in them.
//!
//! In: a directory, the name of a commit. Out: bytes, or one line on what went wrong. Git is asked for objects and lists of names only,
//! so that no hook, filter, pager, transport or helper that a configuration names is started; nothing of the repository is changed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use crate::ordered::InOrder as _;

/// A commit or the index: ids by paths, which are relative to the root, with `/`.
#[derive(Default)]
pub(super) struct Tree {
    /// The regular files.
    pub(super) files: BTreeMap<String, String>,
    /// The submodules: the commit of each.
    pub(super) modules: BTreeMap<String, String>,
}

/// A repository, seen from a directory in it.
pub(super) struct Git {
    /// The root of the work tree.
    root: PathBuf,
    /// The directory as the repository's root sees it, with `/` at its end; empty at the root.
    prefix: String,
}

/// A file of a commit.
pub(super) struct Blob {
    /// Relative to the repository's root, with `/`.
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
}

impl Git {
    /// The repository around a directory.
    ///
    /// # Errors
    /// In words for the user: there is no git, or no repository.
    pub(super) fn open(dir: &Path) -> Result<Self, String> {
        let mut git = Self { root: dir.to_owned(), prefix: String::new() };
        git.prefix = git.line(&["rev-parse", "--show-prefix"])?;
        git.root = git.line(&["rev-parse", "--show-toplevel"])?.into();
        Ok(git)
    }

    /// The root of the work tree.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The directory as the repository's root sees it.
    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The commit that a revision names, as its full id.
    ///
    /// # Errors
    /// In words for the user: there is no such commit.
    pub(super) fn commit(&self, revision: &str) -> Result<String, String> {
        let wanted = format!("{revision}^{{commit}}");
        self.line(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted]).map_err(|_| {
            let shallow = self.line(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|is| is == "true");
            let hint = match shallow {
                true => "; this clone is shallow: fetch its history",
                false if self.line(&["rev-parse", "--verify", "--quiet", "HEAD"]).is_err() => "; there is none yet",
                false => "",
            };
            format!("git knows no commit '{}' here{hint}", crate::report::visible::line(revision))
        })
    }

    /// The commit where the history of HEAD left that of another commit.
    ///
    /// # Errors
    /// In words for the user: they have none in common.
    pub(super) fn merge_base(&self, commit: &str) -> Result<String, String> {
        self.line(&["merge-base", commit, "HEAD"])
            .map_err(|_| "git knows no commit that it and HEAD both come from; a shallow clone lacks it".to_owned())
    }

    /// What is in a commit.
    ///
    /// # Errors
    /// In words for the user: git failed.
    pub(super) fn tree(&self, commit: &str) -> Result<Tree, String> {
        // `100644 blob ID<TAB>PATH<NUL>`
        Ok(tree(&self.output(&["ls-tree", "-r", "-z", "--full-tree", commit])?, |head| head.split(' ').nth(2)))
    }

    /// The index: what the next commit will hold.
    ///
    /// # Errors
    /// In words for the user: git failed.
    pub(super) fn index(&self) -> Result<Tree, String> {
        // `100644 ID STAGE<TAB>PATH<NUL>`; a path with a conflict has other stages than 0.
        Ok(tree(&self.output(&["ls-files", "--stage", "-z"])?, |head| head.strip_suffix(" 0")?.split(' ').nth(1)))
    }

    /// The files that are neither tracked nor ignored.
    ///
    /// # Errors
    /// In words for the user: git failed.
    pub(super) fn untracked(&self) -> Result<BTreeSet<String>, String> {
        let list = self.output(&["ls-files", "--others", "--exclude-standard", "-z"])?;
        let paths = list.split(|b| *b == 0).filter(|path| !path.is_empty());
        Ok(paths.map(|path| String::from_utf8_lossy(path).into_owned()).in_order())
    }

    /// The bytes of a file in a tree.
    ///
    /// # Errors
    /// In words for the user: git failed.
    pub(super) fn bytes(&self, id: &str) -> Result<Vec<u8>, String> {
        self.output(&["cat-file", "blob", id])
            .map_err(|_| format!("git has no object {id} here; a partial clone lacks it until it is checked out"))
    }

    /// The regular files of a commit whose path is wanted.
    ///
    /// # Errors
    /// In words for the user: git failed.
    pub(super) fn files(&self, commit: &str, wanted: impl Fn(&str) -> bool) -> Result<Vec<Blob>, String> {
        let files = self.tree(commit)?.files.into_iter().filter(|(path, _)| wanted(path));
        self.blobs(files.map(|(path, id)| (id, path)).collect())
    }

    /// The bytes of files in a tree, by their ids and paths.
    ///
    /// # Errors
    /// In words for the user: git failed.
    pub(super) fn blobs(&self, files: Vec<(String, String)>) -> Result<Vec<Blob>, String> {
        let mut child = self
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| no_git(&e))?;
        let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("git cannot be talked to".to_owned());
        };
        let ids: String = files.iter().map(|(id, _)| format!("{id}\n")).collect();
        // Git answers while it is still being asked: one thread for each direction.
        let asking = std::thread::spawn(move || to.write_all(ids.as_bytes()));
        let read = read_blobs(BufReader::new(from), files);
        drop(asking.join());
        let ended = child.wait().is_ok_and(|status| status.success());
        read.filter(|_| ended).ok_or_else(|| "git cat-file did not give the files of the commit".to_owned())
    }

    fn line(&self, arguments: &[&str]) -> Result<String, String> {
        let bytes = self.output(arguments)?;
        Ok(String::from_utf8_lossy(&bytes).trim_end_matches('\n').to_owned())
    }

    /// What a git command prints.
    ///
    /// # Errors
    /// In words for the user: there is no git, or what git said.
    pub(super) fn output(&self, arguments: &[&str]) -> Result<Vec<u8>, String> {
        let out = self.command(arguments).stdin(Stdio::null()).output().map_err(|e| no_git(&e))?;
        if out.status.success() {
            return Ok(out.stdout);
        }
        let said = String::from_utf8_lossy(&out.stderr);
        let first = said.lines().next().unwrap_or("it failed").trim_start_matches("fatal: ");
        Err(format!("git: {}", crate::report::visible::line(first)))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.root).args(["--no-pager", "--literal-pathspecs"]);
        // A configuration may name programs; those that a question could start are switched off.
        command.args(["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "diff.external="]);
        command.args(arguments).env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
        command.env_remove("GIT_EXTERNAL_DIFF");
        // A clone that is partial would fetch what it lacks, with whatever program its configuration names.
        command.env("GIT_ALLOW_PROTOCOL", "none").env("GIT_NO_LAZY_FETCH", "1");
        command
    }
}

/// Files (100644, 100755) and submodules (160000); links (120000) lead out of it.
fn tree(list: &[u8], id: impl Fn(&str) -> Option<&str>) -> Tree {
    let mut tree = Tree::default();
    for entry in list.split(|b| *b == 0) {
        let Some((head, path)) = std::str::from_utf8(entry).ok().and_then(|entry| entry.split_once('\t')) else {
            continue;
        };
        let kind = match head.get(..3) {
            Some("100") => &mut tree.files,
            Some("160") => &mut tree.modules,
            _ => continue,
        };
        let inside = Path::new(path).components().all(|c| matches!(c, Component::Normal(_)));
        if let Some(id) = id(head).filter(|_| inside) {
            kind.insert(path.to_owned(), id.to_owned());
        }
    }
    tree
}

/// `ID blob SIZE`, the bytes, a line feed; for each file in turn.
fn read_blobs(mut from: impl BufRead, files: Vec<(String, String)>) -> Option<Vec<Blob>> {
    let mut blobs = Vec::with_capacity(files.len());
    for (_, path) in files {
        let mut head = String::new();
        from.read_line(&mut head).ok()?;
        let size: u64 = head.trim_end().rsplit(' ').next()?.parse().ok()?;
        let mut bytes = Vec::new();
        from.by_ref().take(size).read_to_end(&mut bytes).ok()?;
        let mut end = [0];
        from.read_exact(&mut end).ok()?;
        blobs.push(Blob { path, bytes });
    }
    Some(blobs)
}

fn no_git(error: &std::io::Error) -> String {
    format!("cannot start git: {error}")
}
