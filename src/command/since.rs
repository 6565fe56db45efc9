//! Which findings are told by a run that asks for new ones only, or for some files.
//!
//! In: options, a report. Out: the report without the others. Git gives the old texts, the disk the new ones. Texts that fixes have
//! changed in between are no change of the user's: their lines are as new as those that they stand for. What is compared stands in
//! `suppress::changed`.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::git::{Blob, Git, Tree};
use super::{Run, files};
use crate::cli;
use crate::finding::{Finding, Problem, Report};
use crate::ordered::InOrder as _;
use crate::report::visible;
use crate::source::{FileId, Sources};
use crate::suppress::changed::{Changes, carried, leave_files, likeness, origins, ranges};

/// A file is an old one under a new name where they have this many percent in common; git's own bound.
const ALIKE: usize = 50;
/// Files that are gone and may be the old name of another one; with more of them, none is read.
const MOST_GONE: usize = 200;

/// What a run asks for beside the findings of its rules.
#[derive(Default)]
pub(super) struct Wanted {
    since: Option<Since>,
    files: BTreeSet<PathBuf>,
    /// Names of files that there are not.
    missing: Vec<String>,
}

impl Run<'_> {
    /// What the options want, before anything is analysed.
    ///
    /// # Errors
    /// In words for the user: no such commit, no repository; a pattern where a file should be.
    pub(super) fn wanted(&self, options: &cli::OnlyNew) -> Result<Wanted, String> {
        if let Some(pattern) = options.only_files.iter().find(|file| file.ends_with("...")) {
            let pattern = visible::line(&pattern.to_string_lossy()).into_owned();
            return Err(format!("--only-files: {pattern} is a pattern of packages: it stands before the option"));
        }
        let mut wanted = Wanted { since: Since::new(self.directory(), options)?, ..Wanted::default() };
        for file in &options.only_files {
            match self.place(file) {
                Some(place) => drop(wanted.files.insert(place)),
                None => wanted.missing.push(file.to_string_lossy().into_owned()),
            }
        }
        Ok(wanted)
    }

    /// Where a file of `--only-files` is. A hook passes names as its own directory sees them, also to a run that goes elsewhere with `-C`.
    fn place(&self, file: &Path) -> Option<PathBuf> {
        let outside = self.surroundings.started_in.iter().map(|dir| dir.join(file));
        let places = std::iter::once(self.directory().join(file)).chain(outside);
        places.into_iter().find(|place| files::exists(place)).map(|place| files::absolute(&place))
    }

    /// Takes out of the report what is not wanted.
    ///
    /// # Errors
    /// In words for the user: git does not give what it has.
    pub(super) fn leave(&self, wanted: &Wanted, report: &mut Report, sources: &Sources) -> Result<(), String> {
        let touched: BTreeSet<FileId> =
            report.findings.iter().flat_map(Finding::spans).map(|span| span.file).in_order();
        let path = |file: FileId| files::absolute(&self.directory().join(&*sources.path(file)));
        if let Some(since) = &wanted.since {
            let mut changes = Changes::default();
            for &file in &touched {
                let source = sources.get(file);
                let new = if source.is_read() {
                    let fresh = since
                        .repository
                        .fresh(&path(file), &source.bytes())
                        .map_err(|reason| format!("{}: {reason}", since.option))?;
                    ranges(&source.bytes(), |line| fresh.get(line).copied().unwrap_or(false))
                } else {
                    // What cannot be compared is told.
                    std::iter::once(0..u32::MAX).collect()
                };
                changes.files.insert(file, new);
            }
            changes.leave(report);
            let is_seen = |place: &Path| {
                let named = |id: &FileId| Path::new(&*sources.path(*id)).file_name() == place.file_name();
                sources.ids().filter(named).any(|id| path(id) == *place)
            };
            report.problems.extend(since.repository.half_staged(&is_seen)?.into_iter().map(|path| Problem {
                path: path.into(),
                span: None,
                message: "what is staged differs from what was analysed, the file in the work tree".to_owned(),
                fatal: false,
            }));
        }
        report.problems.extend(wanted.missing.iter().map(|name| Problem {
            path: name.as_str().into(),
            span: None,
            message: "--only-files: there is no such file here".to_owned(),
            fatal: false,
        }));
        if !wanted.files.is_empty() || !wanted.missing.is_empty() {
            let held = |file: &FileId| path(*file).ancestors().any(|around| wanted.files.contains(around));
            leave_files(&touched.into_iter().filter(held).collect(), report);
        }
        Ok(())
    }
}

/// A state of the repository that findings are newer than.
struct Since {
    /// What the user has asked with.
    option: &'static str,
    repository: Repository,
}

/// A repository then and now, or a submodule of one.
struct Repository {
    git: Git,
    root: PathBuf,
    before: Tree,
    index: Tree,
    now: Now,
    /// Old files that are there no longer.
    gone: OnceCell<BTreeMap<String, Vec<u8>>>,
    /// The submodules that something was asked about.
    modules: BTreeMap<String, OnceCell<Result<Box<Repository>, String>>>,
}

/// What is compared with it.
enum Now {
    /// The files as they are, of which git does not track these.
    WorkTree(BTreeSet<String>),
    /// What is staged.
    Index,
}

impl Since {
    fn new(dir: &Path, options: &cli::OnlyNew) -> Result<Option<Self>, String> {
        let (option, revision) = match (&options.new_from_rev, &options.new_from_merge_base, options.staged) {
            (Some(revision), _, _) => ("--new-from-rev", Some(revision)),
            (_, Some(revision), _) => ("--new-from-merge-base", Some(revision)),
            (_, _, true) => ("--staged", None),
            _ => return Ok(None),
        };
        let repository = || {
            let git = Git::open(dir)?;
            let before = match revision {
                Some(revision) => {
                    let commit = git.commit(revision)?;
                    let merged = options.new_from_merge_base.is_some();
                    git.tree(&if merged { git.merge_base(&commit)? } else { commit })?
                }
                // Before the first commit there is nothing.
                None => git.commit("HEAD").map_or_else(|_| Ok(Tree::default()), |head| git.tree(&head))?,
            };
            let index = git.index()?;
            let now = if options.staged { Now::Index } else { Now::WorkTree(git.untracked()?) };
            Ok(Repository::new(git, before, index, now))
        };
        let repository = repository().map_err(|reason: String| format!("{option}: {reason}"))?;
        Ok(Some(Self { option, repository }))
    }
}

impl Repository {
    fn new(git: Git, before: Tree, index: Tree, now: Now) -> Self {
        let modules = index.modules.keys().map(|path| (path.clone(), OnceCell::new())).collect();
        Self { root: files::absolute(git.root()), git, before, index, now, gone: OnceCell::new(), modules }
    }

    /// The submodule in a directory: then it was at the commit that its repository named then.
    fn module(&self, path: &str) -> Result<Box<Self>, String> {
        let git = Git::open(&self.root.join(path))?;
        let tree = |commit: Option<&String>| match commit {
            Some(commit) => git.tree(&git.commit(commit)?),
            None => Ok(Tree::default()),
        };
        let before = tree(self.before.modules.get(path))?;
        let (index, now) = match self.now {
            Now::WorkTree(_) => (git.index()?, Now::WorkTree(git.untracked()?)),
            Now::Index => (tree(self.index.modules.get(path))?, Now::Index),
        };
        Ok(Box::new(Self::new(git, before, index, now)))
    }

    /// Whether each line of a file is new, as it was analysed; no lines where none can be.
    fn fresh(&self, path: &Path, analysed: &[u8]) -> Result<Vec<bool>, String> {
        let disk = files::bytes(path).unwrap_or_else(|_| analysed.to_vec());
        let fresh = self.fresh_on_disk(path, &disk)?;
        Ok(if fresh.is_empty() { fresh } else { carried(&disk, &fresh, analysed) })
    }

    fn fresh_on_disk(&self, path: &Path, bytes: &[u8]) -> Result<Vec<bool>, String> {
        // Files beyond the repository have no history here.
        let Ok(inside) = path.strip_prefix(&self.root) else { return Ok(Vec::new()) };
        if let Some((dir, module)) = self.modules.iter().find(|(dir, _)| inside.starts_with(dir)) {
            return match module.get_or_init(|| self.module(dir)) {
                Ok(module) => module.fresh_on_disk(path, bytes),
                Err(reason) => Err(format!("submodule {}: {reason}", visible::line(dir))),
            };
        }
        let path = inside.to_string_lossy().replace('\\', "/");
        match &self.now {
            Now::WorkTree(untracked) => {
                let known = self.before.files.contains_key(&path) || self.index.files.contains_key(&path);
                // What git ignores, or what belongs to a repository in this one that is no submodule, is nobody's change.
                if known || untracked.contains(&path) { self.fresh_since(&path, bytes) } else { Ok(Vec::new()) }
            }
            Now::Index => {
                let Some(id) = self.index.files.get(&path) else { return Ok(Vec::new()) };
                let staged = self.git.bytes(id)?;
                let fresh = self.fresh_since(&path, &staged)?;
                // A line that is not staged yet is none of the next commit's.
                let origins = origins(&staged, bytes);
                Ok(origins.into_iter().map(|line| line.is_some_and(|line| fresh[line])).collect())
            }
        }
    }

    /// The files of which something is staged and something else stands in the work tree, as far as a run looks at them.
    fn half_staged(&self, is_seen: &dyn Fn(&Path) -> bool) -> Result<Vec<String>, String> {
        if let Now::WorkTree(_) = self.now {
            return Ok(Vec::new());
        }
        // Git may write the ends of lines otherwise than it keeps them.
        let lines = |bytes: &[u8]| bytes.iter().copied().filter(|byte| *byte != b'\r').collect::<Vec<u8>>();
        let staged = self.index.files.iter().filter(|(path, id)| self.before.files.get(*path) != Some(id));
        let staged = self.git.blobs(staged.map(|(path, id)| (id.clone(), path.clone())).collect())?;
        let differs = |blob: &Blob| {
            let place = self.root.join(&blob.path);
            match files::bytes(&place) {
                Ok(now) => lines(&now) != lines(&blob.bytes) && is_seen(&place),
                // What is not there has not been analysed.
                Err(_) => blob.path.ends_with(".go"),
            }
        };
        let shown = |blob: Blob| blob.path.strip_prefix(self.git.prefix()).map(str::to_owned).unwrap_or(blob.path);
        Ok(staged.into_iter().filter(differs).map(shown).collect())
    }

    fn fresh_since(&self, path: &str, bytes: &[u8]) -> Result<Vec<bool>, String> {
        let before = match self.before.files.get(path) {
            Some(id) => self.git.bytes(id)?,
            None => self.renamed(path, bytes)?,
        };
        Ok(origins(&before, bytes).into_iter().map(|line| line.is_none()).collect())
    }

    /// The text of the file that has this name now; empty where it is a new one.
    fn renamed(&self, path: &str, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let gone = match self.gone.get() {
            Some(gone) => gone,
            None => {
                let read = self.read_gone()?;
                self.gone.get_or_init(|| read)
            }
        };
        let kind = |path: &str| Path::new(path).extension().map(ToOwned::to_owned);
        let alike =
            gone.iter().filter(|(old, _)| kind(old) == kind(path)).map(|(_, text)| (likeness(text, bytes), text));
        let best = alike.filter(|(percent, _)| *percent >= ALIKE).max_by_key(|(percent, _)| *percent);
        Ok(best.map(|(_, text)| text.clone()).unwrap_or_default())
    }

    fn read_gone(&self) -> Result<BTreeMap<String, Vec<u8>>, String> {
        let is_gone = |path: &str| match self.now {
            Now::WorkTree(_) => !files::is_file(&self.root.join(path)),
            Now::Index => !self.index.files.contains_key(path),
        };
        let gone: Vec<_> = self.before.files.iter().filter(|(path, _)| is_gone(path)).collect();
        if gone.len() > MOST_GONE {
            return Ok(BTreeMap::new());
        }
        gone.into_iter().map(|(path, id)| Ok((path.clone(), self.git.bytes(id)?))).collect()
    }
}
