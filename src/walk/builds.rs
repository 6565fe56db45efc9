//! What `go` would build in a directory: the module or go.work around it, or a tree without go.mod.
//!
//! In: a directory and its nearest go.mod. Out: [`BuildId`]; the modules of the run on the way. Reads go.mod, go.work and
//! vendor/modules.txt; which directory an import path stands for is `resolve`'s business.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::discover;
use super::disk::ModFile;
use super::load::{BuildId, Loader, Surroundings, lexical_path};
use super::{Module, ModuleId, Options};
use crate::finding::Problem;
use crate::gomod::{Kind, Wrong};
use crate::ordered::InOrder as _;
use crate::resolve::{BuildList, Cache, Gopath, ModuleBuild, StdTree, guess_prefix, module_build};
use crate::source::{FileId, Span};

/// What GOFLAGS says that matters here.
pub(super) struct Flags {
    pub(super) module: Option<String>,
    pub(super) tags: Vec<String>,
}

impl Flags {
    pub(super) fn read(text: &str) -> Self {
        let value = |name: &str| {
            let words = text.split_whitespace().map(|w| w.trim_start_matches('-'));
            words.filter_map(|w| w.strip_prefix(name)?.strip_prefix('=')).next_back().map(str::to_owned)
        };
        let tags = value("tags").unwrap_or_default();
        Self { module: value("mod"), tags: tags.split(',').filter(|t| !t.is_empty()).map(str::to_owned).collect() }
    }
}

/// The module cache that the environment names.
pub(super) fn cache(options: &Options) -> Cache {
    let env = &options.env;
    let gopath = || gopaths(options).next().map(|p| p.join("pkg/mod"));
    Cache { dir: env.gomodcache.clone().filter(|d| !d.as_os_str().is_empty()).or_else(gopath) }
}

/// The directories of GOPATH; `~/go` where it is not set.
fn gopaths(options: &Options) -> impl Iterator<Item = PathBuf> {
    let env = &options.env;
    let list = env.gopath.as_deref().unwrap_or_default();
    let named: Vec<PathBuf> = list.split(':').filter(|p| !p.is_empty()).map(PathBuf::from).collect();
    let home = if named.is_empty() { env.home.as_ref().map(|h| h.join("go")) } else { None };
    named.into_iter().chain(home)
}

impl Loader<'_> {
    /// The build that `go` would run in a directory.
    pub(super) fn build(&mut self, module: Option<&Path>, dir: &Path, imports: &BTreeSet<Arc<str>>) -> BuildId {
        let main = module.and_then(|m| self.disk.mod_file(&m.join("go.mod"), Kind::Module));
        let Some(main) = main else { return self.gopath_build(dir, imports) };
        let work = self.work_file(main.dir());
        let key = work.as_ref().map_or_else(|| main.dir().to_owned(), |(w, _)| w.path.clone());
        if let Some(id) = self.build_ids.get(&key) {
            return *id;
        }
        let id = BuildId(u32::try_from(self.builds.len()).unwrap_or(u32::MAX));
        self.build_ids.insert(key, id);
        let (work, members) = match work {
            Some((work, members)) => (Some(work), members),
            None => (None, vec![main]),
        };
        let list = match std_tree(&members) {
            Some(tree) => BuildList::Std(tree),
            None => {
                let mod_flag = self.mod_flag.as_deref();
                let build = ModuleBuild { mains: &members, work: work.as_deref(), cache: &self.cache, mod_flag };
                BuildList::Modules(module_build(&self.disk, &build))
            }
        };
        self.builds.push(list);
        let home = match &work {
            Some(work) => {
                let file = self.add_mod_file(work);
                self.missing_members(work, file);
                Surroundings::Workspace(file, Box::new(work.file.clone()))
            }
            None => Surroundings::None,
        };
        self.workspace.homes.push(home);
        for member in &members {
            let module = self.add_module(member, work.as_deref(), id);
            if work.is_none() {
                self.workspace.homes[id.0 as usize] = Surroundings::Module(module);
            }
        }
        id
    }

    /// Reports `use` lines that lead to no module: the go command refuses to build, we look at the others.
    fn missing_members(&mut self, work: &ModFile, file: FileId) {
        for member in &work.file.uses {
            let dir = lexical_path(work.dir(), &member.text);
            if self.disk.mod_file(&dir.join("go.mod"), Kind::Module).is_none() {
                let span = Some(Span::new(file, member.range.start, member.range.end));
                let message = format!("there is no go.mod in {}", member.text);
                let path = self.show(&work.path);
                self.problems.push(Problem { path, span, message, fatal: false });
            }
        }
    }

    /// The go.work that a module is built with, and its members; None where there is none, or it does not use the module.
    fn work_file(&self, module: &Path) -> Option<(Arc<ModFile>, Vec<Arc<ModFile>>)> {
        let work = match self.options.env.gowork.as_deref().filter(|w| !w.is_empty()) {
            Some("off") => None,
            Some(path) => self.disk.mod_file(&self.base.join(path), Kind::Work),
            None => module.ancestors().find_map(|d| self.disk.mod_file(&d.join("go.work"), Kind::Work)),
        }?;
        let dirs: BTreeSet<PathBuf> = work.file.uses.iter().map(|u| lexical_path(work.dir(), &u.text)).in_order();
        if !dirs.contains(module) {
            return None;
        }
        let members = dirs.iter().filter_map(|d| self.disk.mod_file(&d.join("go.mod"), Kind::Module)).collect();
        Some((work, members))
    }

    fn gopath_build(&mut self, dir: &Path, imports: &BTreeSet<Arc<str>>) -> BuildId {
        let sources: Vec<PathBuf> = gopaths(self.options).map(|p| p.join("src")).collect();
        let named = sources.iter().find(|s| dir.starts_with(s)).cloned();
        let src = named.or_else(|| source_dir(dir));
        let own = if dir.starts_with(&self.base) { self.base.clone() } else { dir.to_owned() };
        let (mut root, mut prefix) = (own, None);
        if src.is_none() {
            let repository = discover::repository(&self.disk.view, &self.base, dir);
            prefix = guess_prefix(&self.disk, &root, imports);
            if prefix.is_none() && repository != root {
                prefix = guess_prefix(&self.disk, &repository, imports);
                root = if prefix.is_some() { repository } else { root };
            }
        }
        if let Some(id) = self.build_ids.get(&root) {
            return *id;
        }
        let id = BuildId(u32::try_from(self.builds.len()).unwrap_or(u32::MAX));
        self.build_ids.insert(root.clone(), id);
        self.builds.push(BuildList::Gopath(Gopath { root, src, sources, prefix }));
        self.workspace.homes.push(Surroundings::None);
        id
    }

    fn add_module(&mut self, main: &ModFile, work: Option<&ModFile>, build: BuildId) -> ModuleId {
        if let Some(id) = self.module_ids.get(main.dir()) {
            return *id;
        }
        let vendor = match &self.builds[build.0 as usize] {
            BuildList::Modules(modules) if !modules.vendor_list.modules.is_empty() => {
                Some(Arc::new(modules.vendor_list.clone()))
            }
            _ => None,
        };
        let id = ModuleId(u32::try_from(self.workspace.modules.len()).unwrap_or(u32::MAX));
        self.module_ids.insert(main.dir().to_owned(), id);
        let module = Module {
            path: main.file.module.as_ref().map_or("", |m| m.text.as_str()).into(),
            dir: self.show(main.dir()),
            go_mod: self.add_mod_file(main),
            file: main.file.clone(),
            workspace: work.map(|w| self.show(&w.path)),
            vendor,
        };
        if module.file.module.is_none() {
            let message = "there is no module line; import paths of this module are not known".to_owned();
            self.problem(&main.path, message);
        }
        self.workspace.modules.push(module);
        id
    }

    /// Gives a go.mod or go.work an identity and reports what is wrong in it.
    fn add_mod_file(&mut self, file: &ModFile) -> FileId {
        let id = self.add_file(&file.path);
        self.workspace.sources.get(id).set_bytes(Arc::clone(&file.bytes));
        for Wrong { range, message } in &file.wrong {
            let span = Some(Span::new(id, range.start, range.end));
            let path = self.workspace.sources.path(id);
            self.problems.push(Problem { path, span, message: message.clone(), fatal: false });
        }
        id
    }
}

/// The module `std` or `cmd` is Go's own source: its import paths are not below its module path.
fn std_tree(members: &[Arc<ModFile>]) -> Option<StdTree> {
    let [only] = members else { return None };
    let prefix = match only.file.module.as_ref()?.text.as_str() {
        "std" => "",
        "cmd" => "cmd",
        _ => return None,
    };
    Some(StdTree { dir: only.dir().to_owned(), prefix })
}

/// A directory named `src` above whose next element is a host name.
fn source_dir(dir: &Path) -> Option<PathBuf> {
    let src = dir.ancestors().find(|d| d.file_name().is_some_and(|n| n == "src"))?;
    let next = dir.strip_prefix(src).ok()?.components().next()?;
    if next.as_os_str().to_str()?.contains('.') { Some(src.to_owned()) } else { None }
}
