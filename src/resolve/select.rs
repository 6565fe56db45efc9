//! Which modules, in which versions and from where, a module build consists of.
//!
//! In: the go.mod of the main modules, the go.work, the module cache's go.mod files. Out: [`Modules`].
//! With go >= 1.17 a main go.mod lists every module that a package of the build can come from, so nothing else is read;
//! before, requirements are followed through the cache with minimal version selection. Rules: golang.org/ref/mod.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Located, Modules, VendorRank, lexical};
use crate::gomod::version::{compare, escape};
use crate::gomod::{GoMod, Kind, Replace, Replacement, vendor};
use crate::model::{GoVersion, PackageSource};
use crate::walk::disk::{Disk, ModFile};

/// No build of real code comes near: it bounds what a malicious cache can cost.
const MAX_MODULE_VERSIONS: usize = 20_000;

/// The module cache.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cache {
    /// None where the environment names none.
    pub(crate) dir: Option<PathBuf>,
}

/// What a module build is made from.
#[derive(Debug)]
pub(crate) struct ModuleBuild<'a> {
    pub(crate) mains: &'a [Arc<ModFile>],
    pub(crate) work: Option<&'a ModFile>,
    pub(crate) cache: &'a Cache,
    /// The value of `-mod` in GOFLAGS.
    pub(crate) mod_flag: Option<&'a str>,
}

/// Selects the modules of a build.
pub(crate) fn module_build(disk: &Disk, build: &ModuleBuild<'_>) -> Modules {
    let mut modules = Modules::default();
    for main in build.mains {
        let path = main.file.module.as_ref().map_or("", |m| m.text.as_str());
        modules.mains.insert(path.to_owned(), main.dir().to_owned());
    }
    let replaces = Replaces::of(build);
    let mut selected = selected(disk, build, &replaces);
    selected.retain(|path, _| !modules.mains.contains_key(path));
    for (path, version) in &selected {
        if let Some(located) = replaces.locate(path, Some(version), build.cache) {
            modules.located.insert(path.clone(), located);
        }
    }
    // A module that is replaced as a whole is where the line says, even if nobody requires it (yet).
    for path in replaces.by_path.keys() {
        if !modules.located.contains_key(path)
            && !modules.mains.contains_key(path)
            && let Some(located) = replaces.locate(path, None, build.cache)
        {
            modules.located.insert(path.clone(), located);
        }
    }
    add_vendor(disk, build, &mut modules);
    modules
}

fn add_vendor(disk: &Disk, build: &ModuleBuild<'_>, modules: &mut Modules) {
    let homes: Vec<&Path> = match build.work {
        Some(work) => vec![work.dir()],
        None => build.mains.iter().map(|m| m.dir()).collect(),
    };
    let (go, since) = match build.work {
        Some(work) => (go_line(&work.file), minor(22)),
        None => (build.mains.first().and_then(|m| go_line(&m.file)), minor(14)),
    };
    let list = homes.iter().find_map(|h| disk.view.read(&h.join("vendor/modules.txt")).ok());
    let fits = go.is_some_and(|go| go >= since);
    let by_default = list.is_some() && fits && build.mod_flag.is_none();
    if by_default || build.mod_flag == Some("vendor") {
        modules.vendor_rank = VendorRank::First;
    }
    modules.vendor_list = list.map(|bytes| vendor::parse(&bytes)).unwrap_or_default();
    // The members' own vendor directories are not read in a workspace, but they may hold what is nowhere else.
    let members = build.mains.iter().map(|m| m.dir()).filter(|d| !homes.contains(d));
    modules.vendor = homes.iter().copied().chain(members).map(|h| h.join("vendor")).collect();
}

/// The highest required version of each module.
fn selected(disk: &Disk, build: &ModuleBuild<'_>, replaces: &Replaces) -> BTreeMap<String, String> {
    let excluded: BTreeSet<(&str, &str)> =
        build.mains.iter().flat_map(|m| &m.file.excludes).map(|(p, v)| (p.as_str(), v.as_str())).collect();
    let mut selected = BTreeMap::new();
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    let mut queue = Vec::new();
    for main in build.mains {
        let listed_in_full = go_line(&main.file).is_some_and(|go| go >= minor(17));
        for require in &main.file.requires {
            if excluded.contains(&(require.path.as_str(), require.version.as_str())) {
                continue;
            }
            raise(&mut selected, &require.path, &require.version);
            if !listed_in_full {
                queue.push((require.path.clone(), require.version.clone()));
            }
        }
    }
    while let Some((path, version)) = queue.pop() {
        if seen.len() >= MAX_MODULE_VERSIONS {
            break;
        }
        if !seen.insert((path.clone(), version.clone())) {
            continue;
        }
        let Some(file) = replaces.go_mod(disk, &path, &version, build.cache) else { continue };
        for require in &file.file.requires {
            if !excluded.contains(&(require.path.as_str(), require.version.as_str())) {
                raise(&mut selected, &require.path, &require.version);
                queue.push((require.path.clone(), require.version.clone()));
            }
        }
    }
    selected
}

fn raise(selected: &mut BTreeMap<String, String>, path: &str, version: &str) {
    match selected.get_mut(path) {
        Some(current) if compare(current, version).is_ge() => {}
        Some(current) => version.clone_into(current),
        None => {
            selected.insert(path.to_owned(), version.to_owned());
        }
    }
}

fn go_line(file: &GoMod) -> Option<GoVersion> {
    file.go.as_ref().map(|g| g.version)
}

fn minor(minor: u32) -> GoVersion {
    GoVersion { major: 1, minor, patch: None }
}

/// The `replace` lines of a build: go.work's come before those of its modules.
struct Replaces {
    by_path: BTreeMap<String, Vec<(Option<String>, Located)>>,
}

impl Replaces {
    fn of(build: &ModuleBuild<'_>) -> Self {
        let mut by_path: BTreeMap<String, Vec<(Option<String>, Located)>> = BTreeMap::new();
        let files = build.work.into_iter().chain(build.mains.iter().map(|m| &**m));
        for (file, replace) in files.flat_map(|f| f.file.replaces.iter().map(move |r| (f, r))) {
            if let Some(located) = located(file, replace, build.cache) {
                by_path.entry(replace.path.clone()).or_default().push((replace.version.clone(), located));
            }
        }
        Self { by_path }
    }

    /// A line for this very version comes before one for all versions.
    fn replaced(&self, path: &str, version: Option<&str>) -> Option<&Located> {
        let list = self.by_path.get(path)?;
        let with = |wanted: Option<&str>| list.iter().find(|(v, _)| v.as_deref() == wanted).map(|(_, located)| located);
        version.and_then(|v| with(Some(v))).or_else(|| with(None))
    }

    fn locate(&self, path: &str, version: Option<&str>, cache: &Cache) -> Option<Located> {
        self.replaced(path, version).cloned().or_else(|| cache.located(path, version?))
    }

    /// The go.mod of a dependency.
    fn go_mod(&self, disk: &Disk, path: &str, version: &str, cache: &Cache) -> Option<Arc<ModFile>> {
        if let Some(located) = self.replaced(path, Some(version)) {
            return disk.mod_file(&located.dir.join("go.mod"), Kind::Module);
        }
        let dir = cache.dir.as_ref()?;
        let download = dir.join(format!("cache/download/{}/@v/{}.mod", escape(path), escape(version)));
        disk.mod_file(&download, Kind::Module)
            .or_else(|| disk.mod_file(&cache.located(path, version)?.dir.join("go.mod"), Kind::Module))
    }
}

fn located(file: &ModFile, replace: &Replace, cache: &Cache) -> Option<Located> {
    match &replace.by {
        Replacement::Dir(dir) => {
            let dir = if dir.starts_with('/') { lexical(Path::new("/"), dir) } else { lexical(file.dir(), dir) };
            Some(Located { dir, source: PackageSource::Replace, version: None })
        }
        Replacement::Module { path, version } => cache.located(path, version),
    }
}

impl Cache {
    fn located(&self, path: &str, version: &str) -> Option<Located> {
        let dir = self.dir.as_ref()?.join(format!("{}@{}", escape(path), escape(version)));
        Some(Located { dir, source: PackageSource::Cache, version: Some(version.into()) })
    }
}
