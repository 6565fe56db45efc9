//! Puts a [`Workspace`] together: patterns, modules, builds, packages, and everything that they import.
//!
//! In: [`Options`]. Out: the workspace and the problems met. Reading happens side by side, wave by wave (the matched
//! packages, what they import, what that imports, ...); identities are given in sorted order between the waves.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::contents::{Contents, Main, Trouble};
use super::discover::{self, Form, Found};
use super::disk::{self, Directory, Disk, ModFile};
use super::pattern::clean;
use super::program::{ProgramSeed, SeedKind};
use super::{File, ImportEdge, Module, ModuleId, Options, Package, PackageId, Workspace};
use crate::finding::Problem;
use crate::gomod::{GoMod, Kind, Wrong};
use crate::model::PackageSource;
use crate::resolve::{
    BuildList, Cache, Gopath, ModuleBuild, Resolution, StdTree, guess_prefix, lexical, module_build, relative,
};
use crate::source::{FileId, Span};

/// Index into the builds of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct BuildId(pub(super) u32);

/// Which file decides on the Go release of a build.
#[derive(Debug)]
pub(super) enum Surroundings {
    /// The module's go.mod.
    Module(ModuleId),
    /// A go.work.
    Workspace(FileId, GoMod),
    /// There is none.
    None,
}

pub(super) fn open(options: &Options) -> (Workspace, Vec<Problem>) {
    let mut target = options.target.clone();
    let flags = Flags::read(options.env.goflags.as_deref().unwrap_or_default());
    target.tags.extend(flags.tags);
    let mut loader = Loader {
        options,
        base: options.dir.clone(),
        disk: Disk::new(target),
        cache: cache(options),
        mod_flag: flags.module,
        workspace: Workspace {
            sources: crate::source::Sources::default(),
            paths: Vec::new(),
            modules: Vec::new(),
            homes: Vec::new(),
            packages: Vec::new(),
            matched: Vec::new(),
            seeds: Vec::new(),
            skipped: BTreeMap::new(),
            notes: Vec::new(),
        },
        builds: Vec::new(),
        build_ids: BTreeMap::new(),
        module_ids: BTreeMap::new(),
        package_ids: BTreeMap::new(),
        registered: BTreeMap::new(),
        problems: Vec::new(),
    };
    match disk::canonical(&options.dir) {
        Ok(base) => {
            loader.base = base;
            loader.run();
        }
        Err(message) => {
            let path = options.dir.to_string_lossy().into();
            loader.problems.push(Problem { path, span: None, message, fatal: true });
        }
    }
    loader.problems.sort();
    loader.problems.dedup();
    (loader.workspace, loader.problems)
}

/// What GOFLAGS says that matters here.
struct Flags {
    module: Option<String>,
    tags: Vec<String>,
}

impl Flags {
    fn read(text: &str) -> Self {
        let value = |name: &str| {
            let words = text.split_whitespace().map(|w| w.trim_start_matches('-'));
            words.filter_map(|w| w.strip_prefix(name)?.strip_prefix('=')).next_back().map(str::to_owned)
        };
        let tags = value("tags").unwrap_or_default();
        Self { module: value("mod"), tags: tags.split(',').filter(|t| !t.is_empty()).map(str::to_owned).collect() }
    }
}

fn cache(options: &Options) -> Cache {
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

/// An import that is to be resolved: the build, the importing directory where that matters, the path.
type Request = (BuildId, Option<PathBuf>, Arc<str>);

struct Loader<'a> {
    options: &'a Options,
    base: PathBuf,
    disk: Disk,
    cache: Cache,
    mod_flag: Option<String>,
    workspace: Workspace,
    builds: Vec<BuildList>,
    /// By the directory or file that makes the build: a module, a go.work, a GOPATH root.
    build_ids: BTreeMap<PathBuf, BuildId>,
    module_ids: BTreeMap<PathBuf, ModuleId>,
    package_ids: BTreeMap<(BuildId, Arc<str>, Option<PathBuf>), PackageId>,
    registered: BTreeMap<PathBuf, Vec<File>>,
    problems: Vec<Problem>,
}

impl Loader<'_> {
    fn run(&mut self) {
        let (found, files) = self.discover();
        let imports = self.all_imports(&found);
        let builds: Vec<BuildId> =
            found.iter().map(|f| self.build(f.module.as_deref(), &f.directory.path, &imports)).collect();
        let file_builds: Vec<BuildId> = files
            .keys()
            .map(|dir| {
                let module = discover::module_dir(&self.disk, dir);
                self.build(module.as_deref(), dir, &imports)
            })
            .collect();
        for (found, build) in found.iter().zip(builds) {
            self.matched_directory(build, &found.directory);
        }
        for ((dir, names), build) in files.iter().zip(file_builds) {
            self.named_files(build, dir, names);
        }
        self.load_imports();
    }

    /// Runs the patterns: directories sorted and without repetition, and named files by directory.
    fn discover(&mut self) -> (Vec<Found>, BTreeMap<PathBuf, Vec<String>>) {
        let everything = ["./...".to_owned()];
        let patterns: &[String] = if self.options.patterns.is_empty() { &everything } else { &self.options.patterns };
        let mut dirs: BTreeMap<PathBuf, Found> = BTreeMap::new();
        let mut files: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
        for pattern in patterns {
            if discover::form(&self.base, pattern) == Form::File {
                self.named_file(pattern, &mut files);
                continue;
            }
            let Some(matched) = self.matches(pattern) else {
                let message = "no such directory or package; nothing of it was looked at".to_owned();
                self.problems.push(Problem { path: pattern.as_str().into(), span: None, message, fatal: true });
                continue;
            };
            for (path, message) in matched.troubles {
                self.problem(&path, message);
            }
            if matched.dirs.is_empty() {
                self.workspace.notes.push(format!("{pattern}: no Go files"));
            }
            dirs.extend(matched.dirs.into_iter().map(|f| (f.directory.path.clone(), f)));
        }
        files.values_mut().for_each(|names| {
            names.sort();
            names.dedup();
        });
        (dirs.into_values().collect(), files)
    }

    fn matches(&mut self, pattern: &str) -> Option<discover::Match> {
        if discover::form(&self.base, pattern) == Form::Local {
            return discover::local(&self.disk, &self.base, pattern);
        }
        self.by_import_path(pattern).or_else(|| discover::local(&self.disk, &self.base, &format!("./{pattern}")))
    }

    /// Matches import paths of the main modules; a path without `...` may be any package that the build knows.
    fn by_import_path(&mut self, pattern: &str) -> Option<discover::Match> {
        let module = discover::module_dir(&self.disk, &self.base);
        let base = self.base.clone();
        let build = self.build(module.as_deref(), &base, &BTreeSet::new());
        let list = &self.builds[build.0 as usize];
        let everything = pattern == "all";
        let pattern = clean(pattern);
        let mut matched = discover::Match::default();
        if everything || pattern.contains("...") {
            let roots: Vec<(String, PathBuf)> = match list {
                BuildList::Modules(modules) => modules.mains.iter().map(|(p, d)| (p.clone(), d.clone())).collect(),
                BuildList::Std(tree) => vec![(tree.prefix.to_owned(), tree.dir.clone())],
                BuildList::Gopath(_) => Vec::new(),
            };
            for (prefix, root) in roots {
                let pattern = if everything { "..." } else { &pattern };
                matched.dirs.extend(discover::in_module(&self.disk, &root, &prefix, pattern).dirs);
            }
        } else {
            let resolution = list.resolve(&self.disk, self.options.deps, &base, &pattern);
            if let Some(directory) = resolution.directory {
                let module = discover::module_dir(&self.disk, &directory.path);
                matched.dirs.push(Found { directory, module });
            }
        }
        if matched.dirs.is_empty() { None } else { Some(matched) }
    }

    fn named_file(&mut self, pattern: &str, files: &mut BTreeMap<PathBuf, Vec<String>>) {
        let plain = clean(pattern);
        let (dir, name) = plain.rsplit_once('/').unwrap_or(("", &plain));
        let dir = lexical_path(&self.base, if plain.starts_with('/') && dir.is_empty() { "/" } else { dir });
        if !disk::exists(&dir.join(name)) {
            let message = "no such file; nothing of it was looked at".to_owned();
            self.problems.push(Problem { path: pattern.into(), span: None, message, fatal: true });
        } else if name.ends_with("_test.go") {
            self.workspace.notes.push(format!("{pattern}: test files are not part of a program"));
        } else {
            files.entry(dir).or_default().push(name.to_owned());
        }
    }

    /// What the matched directories import: from it the import path of a tree without go.mod is guessed.
    fn all_imports(&self, found: &[Found]) -> BTreeSet<Arc<str>> {
        let bare = found.iter().filter(|f| f.module.is_none());
        let files = bare.flat_map(|f| self.disk.contents(&f.directory).files.clone());
        files.flat_map(|f| f.head.imports.iter().map(|i| Arc::clone(&i.path)).collect::<Vec<_>>()).collect()
    }

    /// The build that `go` would run in a directory.
    fn build(&mut self, module: Option<&Path>, dir: &Path, imports: &BTreeSet<Arc<str>>) -> BuildId {
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
                Surroundings::Workspace(file, work.file.clone())
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

    /// The go.work that a module is built with, and its members; None where there is none, or it does not use the module.
    fn work_file(&self, module: &Path) -> Option<(Arc<ModFile>, Vec<Arc<ModFile>>)> {
        let work = match self.options.env.gowork.as_deref().filter(|w| !w.is_empty()) {
            Some("off") => None,
            Some(path) => self.disk.mod_file(&self.base.join(path), Kind::Work),
            None => module.ancestors().find_map(|d| self.disk.mod_file(&d.join("go.work"), Kind::Work)),
        }?;
        let dirs: BTreeSet<PathBuf> = work.file.uses.iter().map(|u| lexical_path(work.dir(), &u.text)).collect();
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
            let repository = discover::repository(&self.base, dir);
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

    fn matched_directory(&mut self, build: BuildId, directory: &Arc<Directory>) {
        let contents = self.disk.contents(directory);
        for (_, reason) in &contents.excluded {
            *self.workspace.skipped.entry(*reason).or_default() += 1;
        }
        let files = self.register(directory, &contents);
        if files.is_empty() && contents.tests == super::contents::Tests::None {
            return;
        }
        let resolution = self.own_package(build, directory);
        let id = self.package(build, resolution);
        self.workspace.matched.push(id);
        let mains: Vec<File> = files.iter().filter(|f| f.main == Main::Declared).cloned().collect();
        let label = Arc::clone(&self.workspace.package(id).dir);
        match mains.as_slice() {
            [] => {}
            [_] => self.workspace.seeds.push(ProgramSeed { package: id, label, kind: SeedKind::Package }),
            several => {
                for main in several {
                    let linked = |f: &&File| f.main == Main::Absent || f.id == main.id;
                    let files = files.iter().filter(linked).cloned().collect();
                    let base = self.workspace.package(id);
                    let package = Package {
                        import_path: Arc::clone(&base.import_path),
                        dir: Arc::clone(&base.dir),
                        name: Arc::clone(&base.name),
                        module_path: Arc::clone(&base.module_path),
                        version: base.version.clone(),
                        files,
                        excluded: Vec::new(),
                        imports: Vec::new(),
                        ..*base
                    };
                    let label = self.workspace.sources.path(main.id);
                    let package = self.push(package);
                    self.workspace.seeds.push(ProgramSeed { package, label, kind: SeedKind::Files });
                }
            }
        }
    }

    /// What a matched directory is to its own build.
    fn own_package(&self, build: BuildId, directory: &Arc<Directory>) -> Resolution {
        let list = &self.builds[build.0 as usize];
        let path = list.import_path(&directory.path).unwrap_or_else(|| self.show(&directory.path).to_string());
        let module = discover::module_dir(&self.disk, &directory.path).and_then(|d| self.module_ids.get(&*d).copied());
        let module: Arc<str> = module.map_or_else(|| "".into(), |m| Arc::clone(&self.workspace.module(m).path));
        let (path, source) = match (path.rfind("vendor/"), list) {
            (Some(at), BuildList::Modules(_) | BuildList::Gopath(_)) if at == 0 || path.as_bytes()[at - 1] == b'/' => {
                (path[at + "vendor/".len()..].to_owned(), PackageSource::Vendor)
            }
            (Some(_), BuildList::Std(_)) => (path, PackageSource::Vendor),
            _ => (path, PackageSource::Module),
        };
        let in_cache =
            self.cache.dir.as_ref().is_some_and(|c| directory.path.starts_with(c) && !self.base.starts_with(c));
        let source = if in_cache { PackageSource::Cache } else { source };
        let directory = Some(Arc::clone(directory));
        Resolution { import_path: path.into(), source, module, version: None, directory }
    }

    fn named_files(&mut self, build: BuildId, dir: &Path, names: &[String]) {
        let contents = Contents::named(dir, names, &self.disk.target);
        let files: Vec<File> = contents.files.iter().map(|f| self.add_loaded(dir, f)).collect();
        self.troubles(dir, &contents.problems);
        if files.is_empty() {
            return;
        }
        let module = discover::module_dir(&self.disk, dir).and_then(|d| self.module_ids.get(&*d).copied());
        let module_path = module.map_or_else(|| "".into(), |m| Arc::clone(&self.workspace.module(m).path));
        let main = files.iter().any(|f| f.main == Main::Declared);
        let label = if let [only] = files.as_slice() { self.workspace.sources.path(only.id) } else { self.show(dir) };
        let package = self.push(Package {
            import_path: "command-line-arguments".into(),
            dir: self.show(dir),
            name: Arc::clone(&contents.name),
            module,
            module_path,
            source: PackageSource::Module,
            version: None,
            files,
            excluded: contents.excluded.iter().map(|(n, r)| (n.as_str().into(), *r)).collect(),
            imports: Vec::new(),
            build,
        });
        self.workspace.matched.push(package);
        if main {
            self.workspace.seeds.push(ProgramSeed { package, label, kind: SeedKind::Files });
        }
    }

    /// Reads what is imported, wave by wave, until nothing new comes.
    fn load_imports(&mut self) {
        let mut resolved: BTreeMap<Request, PackageId> = BTreeMap::new();
        let mut from = 0;
        while from < self.workspace.packages.len() {
            let to = self.workspace.packages.len();
            let mut wave: BTreeSet<Request> = BTreeSet::new();
            for at in from..to {
                self.each_import(at, |request, _, _| {
                    if !resolved.contains_key(&request) {
                        wave.insert(request);
                    }
                });
            }
            let wave: Vec<Request> = wave.into_iter().collect();
            let answers: Vec<Resolution> = wave.par_iter().map(|request| self.resolve(request)).collect();
            for (request, answer) in wave.into_iter().zip(answers) {
                let id = self.package(request.0, answer);
                resolved.insert(request, id);
            }
            for at in from..to {
                let mut edges = Vec::new();
                self.each_import(at, |request, file, import| {
                    if let Some(to) = resolved.get(&request) {
                        edges.push(ImportEdge {
                            path: Arc::clone(&import.path),
                            name: import.name.clone(),
                            span: Span::new(file, import.range.start, import.range.end),
                            path_span: Span::new(file, import.path_range.start, import.path_range.end),
                            to: *to,
                        });
                    }
                });
                self.workspace.packages[at].imports = edges;
            }
            from = to;
        }
    }

    fn each_import(&self, at: usize, mut visit: impl FnMut(Request, FileId, &crate::golang::syntax::Import)) {
        let package = &self.workspace.packages[at];
        let list = &self.builds[package.build.0 as usize];
        for file in &package.files {
            let dir = || self.workspace.path(file.id).parent().map(Path::to_owned);
            for import in &file.head.imports {
                let importer = if list.depends_on_importer(&import.path) { dir() } else { None };
                visit((package.build, importer, Arc::clone(&import.path)), file.id, import);
            }
        }
    }

    fn resolve(&self, (build, importer, path): &Request) -> Resolution {
        let list = &self.builds[build.0 as usize];
        let importer = importer.as_deref().unwrap_or(&self.base);
        let resolution = list.resolve(&self.disk, self.options.deps, importer, path);
        if let Some(directory) = &resolution.directory {
            // Read now, side by side; the packages are made from it one by one.
            self.disk.contents(directory);
        }
        resolution
    }

    /// The package of a resolution; the same one for the same build, path and directory.
    fn package(&mut self, build: BuildId, resolution: Resolution) -> PackageId {
        let path = resolution.directory.as_ref().map(|d| d.path.clone());
        let key = (build, Arc::clone(&resolution.import_path), path);
        if let Some(id) = self.package_ids.get(&key) {
            return *id;
        }
        let Resolution { import_path, mut source, module: module_path, version, directory } = resolution;
        let mut package = Package {
            dir: "".into(),
            name: guess_name(&import_path),
            import_path,
            module: None,
            module_path,
            source,
            version,
            files: Vec::new(),
            excluded: Vec::new(),
            imports: Vec::new(),
            build,
        };
        if let Some(directory) = directory {
            let contents = self.disk.contents(&directory);
            package.files = self.register(&directory, &contents);
            package.excluded = contents.excluded.iter().map(|(n, r)| (n.as_str().into(), *r)).collect();
            package.name = Arc::clone(&contents.name);
            package.dir = self.show(&directory.path);
            if matches!(source, PackageSource::Module | PackageSource::Replace) {
                let home = discover::module_dir(&self.disk, &directory.path);
                package.module = home.and_then(|d| self.module_ids.get(&*d).copied());
                // A directory that `replace` names may be a module of this very run.
                source = if package.module.is_some() { PackageSource::Module } else { source };
            }
            package.source = source;
        }
        let id = self.push(package);
        self.package_ids.insert(key, id);
        id
    }

    fn push(&mut self, package: Package) -> PackageId {
        self.workspace.packages.push(package);
        PackageId(u32::try_from(self.workspace.packages.len() - 1).unwrap_or(u32::MAX))
    }

    /// Gives the files of a directory their identities, once, and reports what was wrong with them.
    fn register(&mut self, directory: &Directory, contents: &Contents) -> Vec<File> {
        if let Some(files) = self.registered.get(&directory.path) {
            return files.clone();
        }
        let files: Vec<File> = contents.files.iter().map(|f| self.add_loaded(&directory.path, f)).collect();
        self.registered.insert(directory.path.clone(), files.clone());
        self.troubles(&directory.path, &contents.problems);
        files
    }

    fn add_loaded(&mut self, dir: &Path, loaded: &super::contents::Loaded) -> File {
        let id = self.add_file(&dir.join(&*loaded.name));
        if let Some(bytes) = &loaded.bytes {
            self.workspace.sources.get(id).set_bytes(Arc::clone(bytes));
        }
        File { id, name: Arc::clone(&loaded.name), head: Arc::clone(&loaded.head), main: loaded.main }
    }

    fn add_file(&mut self, path: &Path) -> FileId {
        let id = self.workspace.sources.add(self.show(path));
        self.workspace.paths.push(path.to_owned());
        id
    }

    fn troubles(&mut self, dir: &Path, troubles: &[Trouble]) {
        for Trouble { file, range, message } in troubles {
            let path = if file.is_empty() { dir.to_owned() } else { dir.join(file) };
            let range = range.filter(|r| r.end > 0 || r.start > 0);
            let id = range.map(|_| self.add_file(&path));
            let span = id.zip(range).map(|(id, r)| Span::new(id, r.start, r.end));
            self.problems.push(Problem { path: self.show(&path), span, message: message.clone(), fatal: false });
        }
    }

    fn problem(&mut self, path: &Path, message: String) {
        self.problems.push(Problem { path: self.show(path), span: None, message, fatal: false });
    }

    /// A path as the user knows it: relative to the directory of the run, also upward; absolute in the module cache and
    /// where the two have nothing in common.
    fn show(&self, path: &Path) -> Arc<str> {
        if let Some(below) = relative(&self.base, path) {
            return if below.is_empty() { ".".into() } else { below.into() };
        }
        let in_cache = self.cache.dir.as_ref().is_some_and(|c| path.starts_with(c));
        let shared = self.base.ancestors().enumerate().find(|(_, a)| path.starts_with(a));
        match shared {
            Some((up, shared)) if !in_cache && shared.parent().is_some() => {
                let below = relative(shared, path).unwrap_or_default();
                crate::resolve::join(&vec![".."; up].join("/"), &below).into()
            }
            _ => path.to_string_lossy().into(),
        }
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

/// The name that a package of this path most likely has: without a major version.
fn guess_name(path: &str) -> Arc<str> {
    let is_major =
        |e: &str| e.strip_prefix('v').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let mut elements = path.rsplit('/');
    let last = elements.next().unwrap_or(path);
    let last = if is_major(last) { elements.next().unwrap_or(last) } else { last };
    let name = last
        .rsplit_once(".v")
        .map_or(last, |(name, version)| if is_major(&format!("v{version}")) { name } else { last });
    name.into()
}

/// A clean slash path, relative to a directory or absolute.
pub(super) fn lexical_path(base: &Path, path: &str) -> PathBuf {
    if path.starts_with('/') { lexical(Path::new("/"), path) } else { lexical(base, path) }
}
