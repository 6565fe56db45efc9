//! From the command line's patterns to "these files of these packages belong to these programs".
//!
//! In: a directory, package patterns, a build target, the environment as data. Out: [`Workspace`]: modules, packages with
//! their files and resolved imports, programs; and what could not be read. The only reader of files; it reads the heads of
//! files and parses none. Results do not depend on the number of threads: what runs side by side is collected in sorted
//! order, and identities are given afterwards.
//!
//! [`Workspace::open`] reads everything that the matched packages can reach, wave by wave; after it nothing changes but the
//! bytes of files, which are read when someone asks for them.

mod ahead;
mod builds;
mod bytes;
mod contents;
mod discover;
pub(crate) mod disk;
mod held;
mod load;
mod matches;
mod memory;
mod pattern;
mod program;
mod stamp;
mod trail;
mod view;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use foldhash::HashMap;

use crate::finding::Problem;
use crate::golang::constraint::{Reason, Target};
use crate::golang::head::Head;
use crate::golang::syntax::Import;
use crate::golang::words::Index;
use crate::gomod::GoMod;
use crate::gomod::vendor::VendorList;
use crate::manifest::FileKind;
use crate::model::eras::{BuildSettings, Home};
use crate::model::{LinkedImport, PackageSource};
use crate::source::{Edited, FileBytes, FileId, Sources};

pub use crate::resolve::Deps;
pub use ahead::Ahead;
pub(crate) use bytes::Answered;
pub use contents::Main;
pub use held::{Held, Seen};
pub use memory::{Changed, Memory};
pub use program::{Closure, ProgramSeed, SeedKind};
pub(crate) use stamp::Stamp;
pub use trail::Trail;
use view::View;

/// What to open.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The directory of the run (`-C`): patterns and displayed paths are relative to it. A symlink is followed.
    pub dir: PathBuf,
    /// Package patterns or `.go` files; none means `./...`.
    pub patterns: Vec<String>,
    /// What is built for.
    pub target: Target,
    /// How far imports are followed.
    pub deps: Deps,
    /// The environment.
    pub env: Env,
    /// Files whose text is another one than the disk's.
    pub edited: Edited,
    /// Where all that is looked at is noted, where somebody asks.
    pub trail: Option<Arc<Trail>>,
}

/// The environment variables that decide where dependencies are, as `main` has read them. Empty ones count as unset.
#[derive(Debug, Clone, Default)]
pub struct Env {
    /// GOMODCACHE
    pub gomodcache: Option<PathBuf>,
    /// GOPATH; may be a list.
    pub gopath: Option<String>,
    /// HOME
    pub home: Option<PathBuf>,
    /// GOWORK: `off`, or the path of a go.work.
    pub gowork: Option<String>,
    /// GOFLAGS: `-mod` and `-tags` are read.
    pub goflags: Option<String>,
}

/// Index into [`Workspace::modules`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ModuleId(pub u32);

/// Index into [`Workspace::packages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PackageId(pub u32);

impl PackageId {
    /// The package that an import leads to.
    #[must_use]
    pub fn of(import: &LinkedImport) -> Self {
        Self(import.number)
    }
}

/// A module of the run: one whose packages the patterns match, or a sibling of such a one in go.work.
#[derive(Debug)]
pub struct Module {
    /// The module path; empty where go.mod names none.
    pub path: Arc<str>,
    /// Its directory as the user knows it; `.` for the directory of the run.
    pub dir: Arc<str>,
    /// Its go.mod.
    pub go_mod: FileId,
    /// What go.mod says.
    pub file: GoMod,
    /// The go.work that the module is built with.
    pub workspace: Option<Arc<str>>,
    /// What vendor/modules.txt says, of the module or of its go.work.
    pub vendor: Option<Arc<VendorList>>,
}

/// A package as one build sees it: the same directory may be two packages if two modules link it with different versions
/// of its imports.
#[derive(Debug)]
pub struct Package {
    /// Its import path; `command-line-arguments` for named files.
    pub import_path: Arc<str>,
    /// Its directory as the user knows it, `.` for the directory of the run; empty where the source is not read.
    pub dir: Arc<str>,
    /// The name in its package clauses; guessed from the path where the source is not read; empty if there are only tests.
    pub name: Arc<str>,
    /// The module of the run around it.
    pub module: Option<ModuleId>,
    /// The path of the module around it, dependencies included; empty where it is not known.
    pub module_path: Arc<str>,
    /// Where its source stands.
    pub source: PackageSource,
    /// Its module's version, for dependencies.
    pub version: Option<Arc<str>>,
    /// The files of the build, sorted by name.
    pub files: Vec<File>,
    /// The directory's other `.go` files by name, and why they are not part of the build.
    pub excluded: Vec<(Arc<str>, Reason)>,
    /// Its imports, file by file in source order, without `import "C"`.
    pub imports: Arc<[LinkedImport]>,
    build: load::BuildId,
}

impl Package {
    /// Where an import of the package is declared: in which file, and how.
    #[must_use]
    pub fn declaration(&self, import: &LinkedImport) -> (FileId, &Import) {
        let file = &self.files[import.file as usize];
        (file.id, &file.head.imports[import.index as usize])
    }

    /// The packages that it imports, each once, sorted.
    #[must_use]
    pub fn linked(&self) -> Vec<PackageId> {
        let mut linked: Vec<PackageId> = self.imports.iter().map(PackageId::of).collect();
        linked.sort_unstable();
        linked.dedup();
        linked
    }
}

/// One file of a package.
#[derive(Debug, Clone)]
pub struct File {
    /// Its identity in [`Workspace::sources`].
    pub id: FileId,
    /// Its name in the directory.
    pub name: Arc<str>,
    /// Package clause, imports and directives.
    pub head: Arc<Head>,
    /// Whether it declares `func main`.
    pub main: Main,
    /// Whether it is known to hold none of the texts that somebody will look for: a short file is read whole with its head.
    pub lacks_texts: bool,
}

/// What the patterns stand for. Immutable, and safe to share between threads.
#[derive(Debug)]
pub struct Workspace {
    sources: Sources,
    /// Where the files are, by [`FileId`].
    paths: Vec<PathBuf>,
    modules: Vec<Module>,
    homes: Vec<load::Surroundings>,
    packages: Vec<Package>,
    matched: Vec<PackageId>,
    seeds: Vec<ProgramSeed>,
    skipped: Vec<(Arc<str>, Reason)>,
    notes: Vec<String>,
    view: View,
    /// Of Go files, where another walk may follow.
    stamps: HashMap<FileId, Stamp>,
    /// Of packages whose words the walk has read, by the first file.
    words: HashMap<FileId, Arc<Index>>,
    manifests: Vec<(FileId, FileKind)>,
    /// The directories of which everything is looked at.
    swept: Vec<PathBuf>,
    /// The directory of the run.
    base: PathBuf,
    /// The files by the paths under which they are shown, once somebody asks.
    shown: OnceLock<HashMap<Arc<str>, FileId>>,
}

impl Workspace {
    /// Finds and reads what the patterns match and everything that it imports. Never fails: what could not be read, or not
    /// be found, is a problem, sorted by path.
    #[must_use]
    pub fn open(options: &Options) -> (Self, Vec<Problem>) {
        load::open(options, Ahead::default(), None)
    }

    /// The same where walks for one target follow each other: takes from a memory what has not changed since, and leaves there what
    /// this walk has read. `ahead`, the same in all of them, is what will be asked of the files.
    #[must_use]
    pub fn reopen(options: &Options, ahead: Ahead, memory: Option<&Memory>) -> (Self, Vec<Problem>) {
        load::open(options, ahead, memory)
    }

    /// The files of the run.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Remarks for the user that are no problem: a pattern that matches nothing.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The modules of the run, sorted by directory.
    #[must_use]
    pub fn modules(&self) -> &[Module] {
        &self.modules
    }

    /// A module of the run.
    #[must_use]
    pub fn module(&self, id: ModuleId) -> &Module {
        &self.modules[id.0 as usize]
    }

    /// All packages that were met, matched ones and dependencies.
    #[must_use]
    pub fn packages(&self) -> &[Package] {
        &self.packages
    }

    /// One package.
    #[must_use]
    pub fn package(&self, id: PackageId) -> &Package {
        &self.packages[id.0 as usize]
    }

    /// The packages that the patterns match, sorted by directory. A directory with several `func main` is one of them.
    #[must_use]
    pub fn matched(&self) -> &[PackageId] {
        &self.matched
    }

    /// The programs among the matched packages, in their order.
    #[must_use]
    pub fn program_seeds(&self) -> &[ProgramSeed] {
        &self.seeds
    }

    /// The files around the code: how it is built, started and debugged. Sorted by path; not read.
    #[must_use]
    pub fn manifests(&self) -> &[(FileId, FileKind)] {
        &self.manifests
    }

    /// The files of the matched directories that do not belong to the build, and why.
    #[must_use]
    pub fn skipped(&self) -> &[(Arc<str>, Reason)] {
        &self.skipped
    }

    /// Import paths whose source was not seen, sorted, and how many declarations import each.
    #[must_use]
    pub fn unseen(&self) -> BTreeMap<Arc<str>, usize> {
        let mut unseen = BTreeMap::new();
        for import in self.packages.iter().flat_map(|p| &*p.imports) {
            let package = self.package(PackageId::of(import));
            if package.source == PackageSource::Unseen {
                *unseen.entry(Arc::clone(&package.import_path)).or_default() += 1;
            }
        }
        unseen
    }

    /// Whether a package is the user's own code; a replaced directory that is a module of the run is, too.
    #[must_use]
    pub fn is_own(&self, package: &Package) -> bool {
        let dir = &*package.dir;
        let inside = |m: &Module| *m.dir == *dir || dir.strip_prefix(&*m.dir).is_some_and(|rest| rest.starts_with('/'));
        package.source.is_own() || package.source == PackageSource::Replace && self.modules.iter().any(inside)
    }

    /// Reads a file below the directory of the run that another file names, whatever its own name is; None where there is none, and
    /// for a link that leads out of it.
    pub fn named(&self, shown: &str) -> Option<Result<FileBytes, Problem>> {
        let path = self.base.join(shown);
        let problem = |message| Problem { path: shown.into(), span: None, message, fatal: false };
        let inside =
            self.view.canonical(&path).is_ok_and(|real| real.starts_with(&self.base) && self.view.is_file(&real));
        inside.then(|| {
            let bytes = self.view.read(&path).map_err(problem)?;
            let id = self.sources.add(shown);
            self.sources.get(id).set_bytes(Arc::clone(&bytes));
            Ok((id, bytes))
        })
    }

    /// All Go files of a directory, tests and those of other builds among them: the paths under which they are shown, and their bytes.
    #[must_use]
    pub fn go_files(&self, dir: &str) -> Vec<(Arc<str>, Arc<[u8]>)> {
        let path = self.base.join(dir);
        let disk::Listed::Found(listed) = self.view.listing(&path, || disk::list(&path, None, &self.view)) else {
            return Vec::new();
        };
        let shown = |name: &str| if matches!(dir, "" | ".") { name.into() } else { format!("{dir}/{name}").into() };
        let read = |name: &String| Some((shown(name), self.view.read(&path.join(name)).ok()?));
        listed.go_files.iter().filter_map(read).collect()
    }

    /// Whether there is anything at a path below the directory of the run.
    #[must_use]
    pub fn is_there(&self, shown: &str) -> bool {
        self.view.exists(&self.base.join(shown))
    }

    /// What decides on the eras of a program.
    #[must_use]
    pub fn settings(&self, seed: &ProgramSeed) -> BuildSettings {
        program::settings(self, seed)
    }

    /// What decides on the eras of a package that no program of the run links.
    #[must_use]
    pub fn library_settings(&self, package: PackageId) -> BuildSettings {
        program::settings(self, &ProgramSeed { package, label: Arc::default(), kind: SeedKind::Package })
    }

    /// What a program links, in the order in which it is initialised.
    #[must_use]
    pub fn closure(&self, package: PackageId) -> Closure {
        program::closure(self, package)
    }

    /// The matched packages that no program of the run links, in order.
    #[must_use]
    pub fn libraries(&self) -> Vec<PackageId> {
        program::libraries(self)
    }

    /// Whether the patterns match all there is of every module of the run: then no program is missing that could lead to a file.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let dir = |module: &Module| self.path(module.go_mod).parent().unwrap_or(Path::new("")).to_owned();
        !self.modules.is_empty() && self.modules.iter().all(|m| self.swept.iter().any(|root| dir(m).starts_with(root)))
    }

    /// The files of the run that are not Go and belong to the user: go.mod, go.work and what else was read below the directory of
    /// the run.
    pub fn other_files(&self) -> impl Iterator<Item = FileId> + '_ {
        self.sources.ids().filter(|id| {
            let file = self.sources.get(*id);
            let foreign = file.path.starts_with('/') || file.path.split('/').any(|part| part == "vendor");
            file.is_read() && !foreign && !file.path.ends_with(".go")
        })
    }

    fn path(&self, id: FileId) -> &Path {
        &self.paths[id.0 as usize]
    }

    /// Where the file is that is shown under a path, without symlinks in the directories of the run; None for what is no file of
    /// the walk.
    #[must_use]
    pub fn place(&self, shown: &str) -> Option<&Path> {
        let all = || (0..).map(FileId).take(self.paths.len()).map(|id| (self.sources.path(id), id)).collect();
        self.shown.get_or_init(all).get(shown).map(|id| self.path(*id))
    }

    /// Tells whether a file is as it was in an earlier run; None where that cannot be told.
    #[must_use]
    pub(crate) fn stamp(&self, id: FileId) -> Option<Stamp> {
        self.stamps.get(&id).copied()
    }

    /// The words of the files of a package, by the first of them; None where the walk has not read them.
    pub(crate) fn words(&self, first: FileId) -> Option<&Arc<Index>> {
        self.words.get(&first)
    }

    fn unreadable(&self, id: FileId, message: String) -> Problem {
        Problem { path: self.sources.path(id), span: None, message, fatal: false }
    }

    fn home(&self, package: &Package) -> &load::Surroundings {
        &self.homes[package.build.0 as usize]
    }

    fn home_file<'a>(&'a self, home: &'a load::Surroundings, kind: SeedKind) -> (Home, Option<&'a GoMod>) {
        let shown = |id: FileId| self.sources.path(id);
        match (home, kind) {
            (load::Surroundings::Workspace(id, file), _) => (Home::Workspace(shown(*id)), Some(file)),
            (load::Surroundings::Module(module), _) => {
                let module = self.module(*module);
                (Home::Module(shown(module.go_mod)), Some(&module.file))
            }
            (load::Surroundings::None, SeedKind::Package) => (Home::Gopath, None),
            (load::Surroundings::None, SeedKind::Files) => (Home::Files, None),
        }
    }
}
