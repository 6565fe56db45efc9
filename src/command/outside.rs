//! What a watched run looks at outside of its directory: the files above it that say what a module is and how it is judged, packages of
//! the same module, of the workspace and of replaced modules, files that options and the configuration name.
//!
//! In: the options, and the directories that the last run has looked at. Out: watches, and whether a change matters. The module cache
//! and the standard library stay as they are. A directory that comes back after it was gone is seen with the next change of another.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::{Run, files};
use crate::cli;

/// Directories that are watched at most: a system has a limit for all of its programs.
const MOST: usize = 2000;

/// What counts outside of the directory of the run.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Directories whose Go files the run has looked at.
    packages: BTreeSet<PathBuf>,
    /// Directories with rules.
    rules: BTreeSet<PathBuf>,
    /// Other files.
    files: BTreeSet<PathBuf>,
    /// The directories of all of these, and those above the run.
    watched: BTreeSet<PathBuf>,
}

/// What is watched there.
#[derive(Debug, Default)]
pub(super) struct Outside {
    places: Places,
    /// How many directories cannot be watched.
    pub(super) unwatched: usize,
}

impl Run<'_> {
    /// What the last run has looked at outside of its directory.
    pub(super) fn places(&self, options: &cli::Lint, root: &Path) -> Places {
        let is_outside = |path: &PathBuf| !path.starts_with(root);
        let looked_at = self.kept.as_ref().map(super::rules::Kept::looked_at).unwrap_or_default();
        let looked_at = looked_at.iter().filter(|path| !is_fixed(path)).map(|path| files::absolute(path));
        let is_mod_file = |path: &PathBuf| path.ends_with("go.mod") || path.ends_with("go.work");
        let (mod_files, packages): (Vec<_>, Vec<_>) = looked_at.filter(is_outside).partition(is_mod_file);
        let file = self.read(&options.source).ok().flatten();
        let layer = file.as_ref().map(|file| (file.layer(), file.dir()));
        let of_layer = layer.iter().flat_map(|(layer, _)| layer.rules.iter().flat_map(|dirs| &dirs.value));
        let rules = options.choice.rules.iter().chain(of_layer).map(|dir| files::absolute(dir));
        let baseline = layer.and_then(|(layer, dir)| Some(dir.join(&layer.baseline.as_ref()?.value)));
        let named = options.source.config.iter().chain(&options.new.baseline).chain(&baseline);
        let mut places = Places {
            packages: packages.into_iter().collect(),
            rules: rules.filter(is_outside).collect(),
            files: named.map(|file| files::absolute(file)).filter(is_outside).chain(mod_files).collect(),
            watched: root.ancestors().skip(1).map(Path::to_owned).collect(),
        };
        let around = places.files.iter().filter_map(|file| file.parent()).map(Path::to_owned);
        let knowledge = places.rules.iter().map(|dir| dir.join("known"));
        let all = places.packages.iter().chain(&places.rules).cloned().chain(knowledge).chain(around);
        let all: Vec<PathBuf> = all.filter(|dir| files::is_directory(dir)).collect();
        places.watched.extend(all);
        places
    }
}

impl Outside {
    /// Watches these places, and none of those before that are not among them.
    pub(super) fn follow(&mut self, places: Places, watcher: &mut RecommendedWatcher) {
        for gone in self.places.watched.difference(&places.watched) {
            // A directory that is not there any more is not watched either.
            drop(watcher.unwatch(gone));
        }
        let new: Vec<&PathBuf> = places.watched.difference(&self.places.watched).collect();
        let room = MOST.saturating_sub(places.watched.len() - new.len());
        self.unwatched = new.len().saturating_sub(room);
        for dir in new.into_iter().take(room) {
            self.unwatched += usize::from(watcher.watch(dir, RecursiveMode::NonRecursive).is_err());
        }
        self.places = places;
    }

    /// Whether the change of a path outside of the directory of the run may change its answer.
    pub(super) fn matters(&self, path: &Path) -> bool {
        let Places { packages, rules, files, watched } = &self.places;
        let (Some(dir), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else {
            return false;
        };
        files.contains(path)
            || rules.iter().any(|rules| path.starts_with(rules)) && name.ends_with(".toml")
            || packages.contains(dir) && name.ends_with(".go")
            || watched.contains(dir) && matches!(name, "go.mod" | "go.work" | "muxray.toml" | "modules.txt")
    }
}

/// Whether a directory is of the module cache, in which nothing changes.
fn is_fixed(dir: &Path) -> bool {
    dir.components().any(|part| part.as_os_str().to_string_lossy().contains('@'))
}
