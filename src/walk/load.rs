//! Puts a [`Workspace`] together: patterns, modules, builds, packages, and everything that they import.
//!
//! In: [`Options`]. Out: the workspace and the problems met. Reading happens side by side, wave by wave (the matched
//! packages, what they import, what that imports, ...); identities are given in sorted order between the waves.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use foldhash::HashMap;
use rayon::prelude::*;

use super::ahead::Ahead;
use super::contents::{Contents, Main, Trouble};
use super::discover;
use super::disk::{Directory, Disk};
use super::program::{ProgramSeed, SeedKind};
use super::stamp::Stamps;
use super::view::View;
use super::{File, Memory, ModuleId, Options, Package, PackageId, Workspace};
use crate::finding::Problem;
use crate::gomod::GoMod;
use crate::model::{LinkedImport, PackageSource};
use crate::resolve::{BuildList, Cache, Resolution, join, lexical, relative};
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
    Workspace(FileId, Box<GoMod>),
    /// There is none.
    None,
}

pub(super) fn open(options: &Options, ahead: Ahead, memory: Option<&Memory>) -> (Workspace, Vec<Problem>) {
    let mut target = options.target.clone();
    let flags = super::builds::Flags::read(options.env.goflags.as_deref().unwrap_or_default());
    target.tags.extend(flags.tags);
    let stamps = memory.map(|_| Stamps::now(&options.edited)).unwrap_or_default();
    let view = View::new(&options.edited, options.trail.as_ref(), ahead.texts);
    let mut loader = Loader {
        options,
        base: options.dir.clone(),
        disk: Disk::new(target, view.clone(), ahead, stamps, memory),
        cache: super::builds::cache(options),
        mod_flag: flags.module,
        workspace: Workspace {
            sources: crate::source::Sources::default(),
            paths: Vec::new(),
            modules: Vec::new(),
            homes: Vec::new(),
            packages: Vec::new(),
            matched: Vec::new(),
            seeds: Vec::new(),
            skipped: Vec::new(),
            notes: Vec::new(),
            view,
            stamps: HashMap::default(),
            words: HashMap::default(),
            manifests: Vec::new(),
            swept: Vec::new(),
            base: PathBuf::new(),
            shown: OnceLock::new(),
        },
        builds: Vec::new(),
        build_ids: BTreeMap::new(),
        module_ids: BTreeMap::new(),
        package_ids: HashMap::default(),
        registered: HashMap::default(),
        problems: Vec::new(),
        manifests: Vec::new(),
    };
    match loader.disk.view.canonical(&options.dir) {
        Ok(base) => {
            loader.workspace.base.clone_from(&base);
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
    let Loader { disk, workspace, problems, .. } = loader;
    match memory {
        Some(memory) => disk.leave(memory),
        // Beside whatever comes next.
        None => rayon::spawn(move || drop(disk)),
    }
    (workspace, problems)
}

/// An import that is to be resolved: the build, the importing directory where that matters, the path.
type Request = (BuildId, Option<PathBuf>, Arc<str>);

/// A workspace in the making.
pub(super) struct Loader<'a> {
    pub(super) options: &'a Options,
    pub(super) base: PathBuf,
    pub(super) disk: Disk,
    pub(super) cache: Cache,
    pub(super) mod_flag: Option<String>,
    pub(super) workspace: Workspace,
    pub(super) builds: Vec<BuildList>,
    /// By the directory or file that makes the build: a module, a go.work, a GOPATH root.
    pub(super) build_ids: BTreeMap<PathBuf, BuildId>,
    pub(super) module_ids: BTreeMap<PathBuf, ModuleId>,
    pub(super) package_ids: HashMap<(BuildId, Arc<str>, Option<PathBuf>), PackageId>,
    pub(super) registered: HashMap<PathBuf, Vec<File>>,
    pub(super) problems: Vec<Problem>,
    /// Directories with files around the code, sorted.
    pub(super) manifests: Vec<Arc<Directory>>,
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
        // Last: their identities come behind those of the Go files.
        for directory in std::mem::take(&mut self.manifests) {
            for (name, kind) in &directory.manifests {
                let id = self.add_file(&directory.path.join(name));
                self.workspace.manifests.push((id, *kind));
            }
        }
    }

    fn matched_directory(&mut self, build: BuildId, directory: &Arc<Directory>) {
        let contents = self.disk.contents(directory);
        for (name, reason) in &contents.excluded {
            let path = self.show(&directory.path.join(name));
            self.workspace.skipped.push((path, *reason));
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
                        imports: Arc::default(),
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
        let contents = Contents::named(dir, names, &self.disk);
        let shown = self.show(dir);
        let files: Vec<File> = contents.files.iter().map(|f| self.add_loaded(dir, &shown, f)).collect();
        self.troubles(dir, &files, &contents.problems);
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
            imports: Arc::default(),
            build,
        });
        self.workspace.matched.push(package);
        if main {
            self.workspace.seeds.push(ProgramSeed { package, label, kind: SeedKind::Files });
        }
    }

    /// Reads what is imported, wave by wave, until nothing new comes.
    fn load_imports(&mut self) {
        let mut resolved: HashMap<Request, PackageId> = HashMap::default();
        let mut from = 0;
        while from < self.workspace.packages.len() {
            let to = self.workspace.packages.len();
            let loader = &*self;
            let new = |at: usize| {
                let mut new = Vec::new();
                loader.each_import(at, |request, _| {
                    if !resolved.contains_key(&request) {
                        new.push(request);
                    }
                });
                new.sort_unstable();
                new.dedup();
                new
            };
            let mut wave: Vec<Request> = (from..to).into_par_iter().flat_map_iter(new).collect();
            wave.par_sort_unstable();
            wave.dedup();
            let answers: Vec<Resolution> = wave.par_iter().map(|request| loader.resolve(request)).collect();
            for (request, answer) in wave.into_iter().zip(answers) {
                let id = self.package(request.0, answer);
                resolved.insert(request, id);
            }
            let loader = &*self;
            let linked = |at: usize| {
                let mut linked = Vec::new();
                loader.each_import(at, |request, (file, index)| {
                    linked.extend(resolved.get(&request).map(|to| LinkedImport { file, index, number: to.0 }));
                });
                linked.into()
            };
            let imports: Vec<Arc<[LinkedImport]>> = (from..to).into_par_iter().map(linked).collect();
            for (package, imports) in self.workspace.packages[from..].iter_mut().zip(imports) {
                package.imports = imports;
            }
            from = to;
        }
    }

    fn each_import(&self, at: usize, mut visit: impl FnMut(Request, (u32, u32))) {
        let package = &self.workspace.packages[at];
        let list = &self.builds[package.build.0 as usize];
        for (number, file) in (0..).zip(&package.files) {
            let dir = || self.workspace.path(file.id).parent().map(Path::to_owned);
            for (index, import) in (0..).zip(&file.head.imports) {
                let importer = if list.depends_on_importer(&import.path) { dir() } else { None };
                visit((package.build, importer, Arc::clone(&import.path)), (number, index));
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
            imports: Arc::default(),
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
        let shown = self.show(&directory.path);
        let files: Vec<File> = contents.files.iter().map(|f| self.add_loaded(&directory.path, &shown, f)).collect();
        self.registered.insert(directory.path.clone(), files.clone());
        let words = files.first().zip(contents.words.as_ref());
        self.workspace.words.extend(words.map(|(first, words)| (first.id, Arc::clone(words))));
        self.troubles(&directory.path, &files, &contents.problems);
        files
    }

    /// A file of a directory, which is shown so.
    fn add_loaded(&mut self, dir: &Path, shown: &str, loaded: &super::contents::Loaded) -> File {
        let shown = match shown {
            "." => Arc::clone(&loaded.name),
            // The root of all.
            _ if shown.ends_with('/') => format!("{shown}{}", loaded.name).into(),
            _ => join(shown, &loaded.name).into(),
        };
        let id = self.add_shown(dir.join(&*loaded.name), shown);
        self.workspace.stamps.extend(loaded.stamp.map(|stamp| (id, stamp)));
        if let Some(bytes) = &loaded.bytes {
            self.workspace.sources.get(id).set_bytes(Arc::clone(bytes));
        }
        let (name, head) = (Arc::clone(&loaded.name), Arc::clone(&loaded.head));
        File { id, name, head, main: loaded.main, lacks_texts: loaded.lacks_texts }
    }

    pub(super) fn add_file(&mut self, path: &Path) -> FileId {
        let shown = self.show(path);
        self.add_shown(path.to_owned(), shown)
    }

    fn add_shown(&mut self, path: PathBuf, shown: Arc<str>) -> FileId {
        let id = self.workspace.sources.add(shown);
        self.workspace.paths.push(path);
        id
    }

    /// Reports what was wrong with the files of a directory. A file with a place in it is read, so that the place has a line.
    fn troubles(&mut self, dir: &Path, files: &[File], troubles: &[Trouble]) {
        for Trouble { file, range, message } in troubles {
            let path = if file.is_empty() { dir.to_owned() } else { dir.join(file) };
            let span = range.filter(|r| r.end > 0).map(|range| {
                let id = files.iter().find(|f| &*f.name == file).map_or_else(|| self.add_file(&path), |f| f.id);
                // Unreadable by now: then the problem has a byte and no line.
                drop(self.workspace.read(id));
                Span::new(id, range.start, range.end)
            });
            self.problems.push(Problem { path: self.show(&path), span, message: message.clone(), fatal: false });
        }
    }

    pub(super) fn problem(&mut self, path: &Path, message: String) {
        self.problems.push(Problem { path: self.show(path), span: None, message, fatal: false });
    }

    /// A path as the user knows it: relative to the directory of the run, also upward; absolute in the module cache and
    /// where the two have nothing in common.
    pub(super) fn show(&self, path: &Path) -> Arc<str> {
        if let Some(below) = relative(&self.base, path) {
            return if below.is_empty() { ".".into() } else { below.into() };
        }
        let in_cache = self.cache.dir.as_ref().is_some_and(|c| path.starts_with(c));
        let shared = self.base.ancestors().enumerate().find(|(_, a)| path.starts_with(a));
        match shared {
            Some((up, shared)) if !in_cache && shared.parent().is_some() => {
                let below = relative(shared, path).unwrap_or_default();
                join(&vec![".."; up].join("/"), &below).into()
            }
            _ => path.to_string_lossy().into(),
        }
    }
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
