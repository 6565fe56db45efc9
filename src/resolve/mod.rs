//! From an import path to a directory, as a build sees it.
//!
//! In: what one build consists of ([`BuildList`], made from go.mod, go.work and vendor/modules.txt), an import path and
//! the directory that imports it. Out: [`Resolution`]: the directory, where it comes from, its version. Read-only; what is
//! not on this machine is [`PackageSource::Unseen`], never an error. The standard library is what no module provides and
//! whose first element has no dot: no list of it is kept here, and its source is not read.
//! Rules: cmd/go/internal/modload (importFromFiles, dirInModule, vendor.go), go/build for GOPATH trees.

mod gopath;
mod select;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::gomod::vendor::VendorList;
use crate::model::{PackageSource, looks_like_std};
use crate::walk::disk::{Directory, Disk};

pub(crate) use gopath::{Gopath, guess_prefix};
pub(crate) use select::{Cache, ModuleBuild, module_build};

/// How far imports are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Deps {
    /// Only into the modules of the run.
    None,
    /// Also into vendor/ and the directories that `replace` names.
    Vendor,
    /// Also into the module cache.
    #[default]
    All,
}

/// What a build can take packages from.
#[derive(Debug)]
pub(crate) enum BuildList {
    /// A main module, or the modules of a go.work.
    Modules(Modules),
    /// The module `std` or `cmd` of Go itself.
    Std(StdTree),
    /// A tree without go.mod.
    Gopath(Gopath),
}

/// The parts of a module build.
#[derive(Debug, Default)]
pub(crate) struct Modules {
    /// Main modules by path.
    pub(crate) mains: BTreeMap<String, PathBuf>,
    /// Selected modules by path, replacements applied.
    pub(crate) located: BTreeMap<String, Located>,
    /// vendor/ directories, and whether they come before `located`.
    pub(crate) vendor: Vec<PathBuf>,
    pub(crate) vendor_rank: VendorRank,
    pub(crate) vendor_list: VendorList,
}

/// Whether vendor/ is what a build reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum VendorRank {
    /// It is (`-mod=vendor`, spelt out or by default).
    First,
    /// It is only looked at for what is found nowhere else.
    #[default]
    Last,
}

/// Where a module stands.
#[derive(Debug, Clone)]
pub(crate) struct Located {
    pub(crate) dir: PathBuf,
    pub(crate) source: PackageSource,
    pub(crate) version: Option<Arc<str>>,
}

/// GOROOT/src, or GOROOT/src/cmd.
#[derive(Debug)]
pub(crate) struct StdTree {
    pub(crate) dir: PathBuf,
    /// Empty for std, `cmd` for cmd.
    pub(crate) prefix: &'static str,
}

/// What an import path stands for.
#[derive(Debug, Clone)]
pub(crate) struct Resolution {
    /// The package's own import path; differs from the one written only for relative imports and Go's own vendor tree.
    pub(crate) import_path: Arc<str>,
    pub(crate) source: PackageSource,
    /// The path of the module around it; empty for the standard library and where it is not known.
    pub(crate) module: Arc<str>,
    pub(crate) version: Option<Arc<str>>,
    /// None for the standard library and for what was not seen.
    pub(crate) directory: Option<Arc<Directory>>,
}

impl BuildList {
    /// Whether what a path stands for depends on the directory that imports it.
    pub(crate) fn depends_on_importer(&self, path: &str) -> bool {
        matches!(self, Self::Gopath(_)) || is_relative(path)
    }

    /// Finds a package.
    pub(crate) fn resolve(&self, disk: &Disk, deps: Deps, importer: &Path, path: &str) -> Resolution {
        match self {
            _ if path == "unsafe" => Resolution::bare(path, PackageSource::Std),
            Self::Modules(modules) => modules.resolve(disk, deps, importer, path),
            Self::Std(tree) => tree.resolve(disk, path),
            Self::Gopath(gopath) => gopath.resolve(disk, deps, importer, path),
        }
    }

    /// The import path of a directory of the build's own modules.
    pub(crate) fn import_path(&self, dir: &Path) -> Option<String> {
        match self {
            Self::Modules(modules) => {
                let inside =
                    |(path, root): (&String, &PathBuf)| Some((root.clone(), join(path, &relative(root, dir)?)));
                modules
                    .mains
                    .iter()
                    .filter_map(inside)
                    .max_by_key(|(root, _)| root.as_os_str().len())
                    .map(|(_, path)| path)
            }
            Self::Std(tree) => Some(join(tree.prefix, &relative(&tree.dir, dir)?)),
            Self::Gopath(gopath) => gopath.import_path(dir),
        }
    }
}

impl Resolution {
    /// A package without source on this machine, or whose source is not read.
    pub(crate) fn bare(path: &str, source: PackageSource) -> Self {
        Self { import_path: path.into(), source, module: "".into(), version: None, directory: None }
    }

    /// What is left when nothing provides a path.
    pub(crate) fn of_nobody(path: &str) -> Self {
        let source = if looks_like_std(path) { PackageSource::Std } else { PackageSource::Unseen };
        Self::bare(path, source)
    }
}

impl Modules {
    fn resolve(&self, disk: &Disk, deps: Deps, importer: &Path, path: &str) -> Resolution {
        if is_relative(path) {
            return self.relative_import(disk, importer, path);
        }
        let mut claimed = false;
        for prefix in prefixes(path) {
            if let Some(root) = self.mains.get(prefix) {
                claimed = true;
                if let Some(directory) = in_module(disk, root, &path[prefix.len()..], Nested::Bars) {
                    return found(path, PackageSource::Module, prefix, None, directory);
                }
            }
        }
        if deps == Deps::None {
            return if claimed { Resolution::bare(path, PackageSource::Unseen) } else { Resolution::of_nobody(path) };
        }
        let vendored = |rank| if self.vendor_rank == rank { self.vendored(disk, path) } else { None };
        let resolution = vendored(VendorRank::First)
            .or_else(|| self.located(disk, deps, path, &mut claimed))
            .or_else(|| vendored(VendorRank::Last));
        match resolution {
            Some(resolution) => resolution,
            None if claimed => Resolution::bare(path, PackageSource::Unseen),
            None => Resolution::of_nobody(path),
        }
    }

    fn relative_import(&self, disk: &Disk, importer: &Path, path: &str) -> Resolution {
        let dir = lexical(importer, path);
        let list = self.mains.iter().filter_map(|(module, root)| Some((module, join(module, &relative(root, &dir)?))));
        match (list.max_by_key(|(module, _)| module.len()), with_go_files(disk, &dir)) {
            (Some((module, path)), Some(directory)) => found(&path, PackageSource::Module, module, None, directory),
            _ => Resolution::bare(path, PackageSource::Unseen),
        }
    }

    /// Packages of the standard library are not asked for: nearly every import is one, and vendor/ holds none.
    fn vendored(&self, disk: &Disk, path: &str) -> Option<Resolution> {
        let module = self.vendor_list.packages.get(path);
        if module.is_none() && looks_like_std(path) {
            return None;
        }
        let directory = self.vendor.iter().find_map(|dir| with_go_files(disk, &dir.join(path)))?;
        let module = module.map_or("", String::as_str);
        let version = self.vendor_list.modules.get(module).map(|m| m.version.as_str()).filter(|v| !v.is_empty());
        Some(found(path, PackageSource::Vendor, module, version.map(Into::into), directory))
    }

    fn located(&self, disk: &Disk, deps: Deps, path: &str, claimed: &mut bool) -> Option<Resolution> {
        for prefix in prefixes(path) {
            let Some(located) = self.located.get(prefix) else { continue };
            *claimed = true;
            let nested = if located.source == PackageSource::Cache { Nested::Passes } else { Nested::Bars };
            if located.source == PackageSource::Cache && deps != Deps::All {
                continue;
            }
            if let Some(directory) = in_module(disk, &located.dir, &path[prefix.len()..], nested) {
                return Some(found(path, located.source, prefix, located.version.clone(), directory));
            }
        }
        None
    }
}

impl StdTree {
    fn resolve(&self, disk: &Disk, path: &str) -> Resolution {
        let std = |import: String, source| {
            let inside = import.strip_prefix(self.prefix).unwrap_or(&import).trim_start_matches('/');
            let directory = with_go_files(disk, &self.dir.join(inside))?;
            let module = if self.prefix.is_empty() { "std" } else { self.prefix };
            Some(found(&import, source, module, None, directory))
        };
        let vendored = || std(join(self.prefix, &format!("vendor/{path}")), PackageSource::Vendor);
        let own = || {
            let mine = self.prefix.is_empty() || path.strip_prefix(self.prefix).is_some_and(|r| r.starts_with('/'));
            if mine { std(path.to_owned(), PackageSource::Module) } else { None }
        };
        let resolution = if looks_like_std(path) { own() } else { vendored() };
        resolution.unwrap_or_else(|| Resolution::of_nobody(path))
    }
}

/// Whether a go.mod on the way to a package takes it out of the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nested {
    /// It does: the tree is a working copy.
    Bars,
    /// There is none: the module cache holds one module per directory.
    Passes,
}

fn in_module(disk: &Disk, root: &Path, rest: &str, nested: Nested) -> Option<Arc<Directory>> {
    let rest = rest.trim_start_matches('/');
    let directory = with_go_files(disk, &root.join(rest))?;
    if nested == Nested::Bars && !rest.is_empty() {
        let mut at = root.to_owned();
        for element in rest.split('/') {
            at.push(element);
            if disk.directory(&at)?.go_mod {
                return None;
            }
        }
    }
    Some(directory)
}

fn found(
    path: &str,
    source: PackageSource,
    module: &str,
    version: Option<Arc<str>>,
    directory: Arc<Directory>,
) -> Resolution {
    Resolution { import_path: path.into(), source, module: module.into(), version, directory: Some(directory) }
}

/// A directory counts as a package as soon as it holds some `.go` file, whatever its constraints say.
pub(crate) fn with_go_files(disk: &Disk, dir: &Path) -> Option<Arc<Directory>> {
    disk.directory(dir).filter(|d| !d.go_files.is_empty())
}

/// `a/b/c`, `a/b`, `a`.
fn prefixes(path: &str) -> impl Iterator<Item = &str> {
    let mut next = Some(path);
    std::iter::from_fn(move || {
        let current = next?;
        next = current.rfind('/').map(|at| &current[..at]);
        Some(current)
    })
}

fn is_relative(path: &str) -> bool {
    path == "." || path == ".." || path.starts_with("./") || path.starts_with("../")
}

/// A directory and a relative slash path, put together without asking the disk.
pub(crate) fn lexical(dir: &Path, path: &str) -> PathBuf {
    let mut out = dir.to_owned();
    for element in path.split('/') {
        match element {
            "" | "." => {}
            ".." => {
                out.pop();
            }
            _ => out.push(element),
        }
    }
    out
}

/// The slash path from one directory down to another; None where it is not below.
pub(crate) fn relative(root: &Path, dir: &Path) -> Option<String> {
    let rest = dir.strip_prefix(root).ok()?;
    rest.components().map(|c| c.as_os_str().to_str()).collect::<Option<Vec<_>>>().map(|v| v.join("/"))
}

/// Two slash paths, either of which may be empty.
pub(crate) fn join(prefix: &str, rest: &str) -> String {
    match (prefix.is_empty(), rest.is_empty()) {
        (true, _) => rest.to_owned(),
        (_, true) => prefix.to_owned(),
        _ => format!("{prefix}/{rest}"),
    }
}
