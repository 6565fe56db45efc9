//! Trees without go.mod: GOPATH workspaces, and repositories from before modules that lie anywhere.
//!
//! In: the root of the tree, the `src` directories, an import path. Out: [`Resolution`]. Rules: go/build (vendor directories
//! are looked up from the importing directory upward, then GOPATH). Where the tree is in no GOPATH, its own import path is
//! guessed from what its files import ([`guess_prefix`]).

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Deps, Resolution, found, is_relative, join, lexical, prefixes, relative, with_go_files};
use crate::model::{PackageSource, looks_like_std};
use crate::walk::disk::{Directory, Disk};

/// A tree without go.mod.
#[derive(Debug, Default)]
pub(crate) struct Gopath {
    /// The repository: what lies below is the run's own.
    pub(crate) root: PathBuf,
    /// The `src` directory around the root, if there is one.
    pub(crate) src: Option<PathBuf>,
    /// All `src` directories of GOPATH.
    pub(crate) sources: Vec<PathBuf>,
    /// The guessed import path of the root.
    pub(crate) prefix: Option<String>,
}

impl Gopath {
    pub(super) fn resolve(&self, disk: &Disk, deps: Deps, importer: &Path, path: &str) -> Resolution {
        if is_relative(path) {
            let dir = lexical(importer, path);
            let own = self.import_path(&dir).unwrap_or_else(|| path.to_owned());
            return with_go_files(disk, &dir)
                .map_or_else(|| Resolution::bare(path, PackageSource::Unseen), |d| self.found(&own, None, d));
        }
        if deps != Deps::None && !looks_like_std(path) {
            let top = self.src.as_ref().unwrap_or(&self.root);
            for dir in importer.ancestors().take_while(|d| d.starts_with(top)) {
                if let Some(directory) = with_go_files(disk, &dir.join("vendor").join(path)) {
                    return self.found(path, Some(PackageSource::Vendor), directory);
                }
            }
        }
        for src in self.src.iter().chain(&self.sources) {
            let dir = src.join(path);
            if (deps == Deps::All || dir.starts_with(&self.root))
                && let Some(directory) = with_go_files(disk, &dir)
            {
                return self.found(path, None, directory);
            }
        }
        let inside = self.prefix.as_ref().and_then(|p| path.strip_prefix(p.as_str()));
        if let Some(rest) = inside.filter(|r| r.is_empty() || r.starts_with('/')) {
            if let Some(directory) = with_go_files(disk, &lexical(&self.root, rest)) {
                return self.found(path, None, directory);
            }
            return Resolution::bare(path, PackageSource::Unseen);
        }
        Resolution::of_nobody(path)
    }

    fn found(&self, path: &str, source: Option<PackageSource>, directory: Arc<Directory>) -> Resolution {
        let own = if directory.path.starts_with(&self.root) { PackageSource::Module } else { PackageSource::Cache };
        found(path, source.unwrap_or(own), "", None, directory)
    }

    pub(super) fn import_path(&self, dir: &Path) -> Option<String> {
        if let Some(path) = self.src.iter().chain(&self.sources).find_map(|src| relative(src, dir)) {
            return Some(path);
        }
        Some(join(self.prefix.as_deref().unwrap_or_default(), &relative(&self.root, dir)?))
    }
}

/// Guesses the import path of a tree: for each import the longest ending that is a directory of the tree leaves a
/// beginning; the beginning that most imports agree on is taken, one that ends in the tree's own name before all others.
pub(crate) fn guess_prefix(disk: &Disk, root: &Path, imports: &BTreeSet<Arc<str>>) -> Option<String> {
    let name = root.file_name().and_then(|n| n.to_str()).unwrap_or_default();
    let named = |path: &str| path.rsplit('/').next() == Some(name);
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    for path in imports {
        if looks_like_std(path) || is_relative(path) {
            continue;
        }
        // A host and one element more are a repository only if its directory says so: most hosts have an owner in between.
        let long = |p: &&str| p.matches('/').count() >= 2 || p.contains('/') && named(p);
        let beginnings: Vec<&str> = prefixes(path).skip(1).filter(long).collect();
        let is_package = |p: &&&str| with_go_files(disk, &root.join(path[p.len()..].trim_start_matches('/'))).is_some();
        if let Some(beginning) = beginnings.iter().rev().find(is_package) {
            *votes.entry(beginning).or_default() += 1;
        }
    }
    votes
        .into_iter()
        .max_by_key(|(path, count)| (named(path), *count, std::cmp::Reverse(*path)))
        .map(|(p, _)| p.to_owned())
}
