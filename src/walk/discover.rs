//! Which directories a pattern matches.
//!
//! In: one pattern. Out: [`Match`]: directories with their nearest go.mod.
//! As the go command reads patterns (cmd/go/internal/search, modload/search.go), with these differences, because whole
//! repositories are looked at: `./...` goes on into nested modules; the literal part of a pattern may lead into testdata,
//! vendor, an ignored directory or another module; and `x/...` that is no import path is taken as a directory.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::disk::{Directory, Disk, Listed};
use super::pattern::{Pattern, clean};
use super::view::View;
use crate::manifest;
use crate::resolve::{join, relative};

/// What a pattern stands for.
#[derive(Debug, Default)]
pub(super) struct Match {
    /// Matched directories, parents before children.
    pub(super) dirs: Vec<Found>,
    /// Directories below or at matched ones that hold other files which matter.
    pub(super) manifests: Vec<Arc<Directory>>,
    /// What could not be listed, and why.
    pub(super) troubles: Vec<(PathBuf, String)>,
}

/// A matched directory that holds `.go` files.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) directory: Arc<Directory>,
    /// The directory of the nearest go.mod at or above it.
    pub(super) module: Option<Arc<Path>>,
}

/// Whether a walk goes on into a directory with its own go.mod.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nested {
    /// It does: each such module is analysed as one of its own.
    Enter,
    /// It does not: import paths end where the module ends.
    Stop,
}

/// What a pattern looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Ends in `.go` and is no directory.
    File,
    /// Absolute, or starting with `./` or `../`.
    Local,
    /// An import path, possibly with `...`.
    ImportPath,
}

pub(super) fn form(view: &View, base: &Path, pattern: &str) -> Form {
    let path = base.join(pattern);
    if pattern.ends_with(".go") && !view.is_directory(&path) {
        Form::File
    } else if matches!(pattern, "." | "..") || ["./", "../", "/"].iter().any(|p| pattern.starts_with(p)) {
        Form::Local
    } else {
        Form::ImportPath
    }
}

/// The directories that a local pattern matches; None where its literal part does not exist.
pub(super) fn local(disk: &Disk, base: &Path, pattern: &str) -> Option<Match> {
    let plain = clean(pattern);
    let (literal, rest) = match plain.find("...") {
        Some(at) => {
            let cut = plain[..at].rfind('/').map_or(0, |n| n + 1);
            (&plain[..cut], Some(&plain[cut..]))
        }
        None => (plain.as_str(), None),
    };
    let root = super::load::lexical_path(base, literal);
    let mut matched = Match::default();
    let directory = match disk.list(&root) {
        Listed::Found(directory) => directory,
        Listed::Absent => return None,
        Listed::Failed(message) => {
            matched.troubles.push((root, message));
            return Some(matched);
        }
    };
    let module = module_dir(disk, &root);
    match rest {
        Some(rest) => {
            let walk = Walk { disk, pattern: &Pattern::new(rest), nested: Nested::Enter };
            walk.start(&directory, "", module, &mut matched);
        }
        None => {
            matched.manifests = manifests(disk, &directory);
            if !directory.go_files.is_empty() {
                matched.dirs.push(Found { directory, module });
            }
        }
    }
    Some(matched)
}

/// The directory of which a local pattern matches everything; None where it leaves something out.
pub(super) fn swept(base: &Path, pattern: &str) -> Option<PathBuf> {
    let plain = clean(pattern);
    let literal = plain.strip_suffix("...").filter(|rest| rest.is_empty() || rest.ends_with('/'))?;
    (!literal.contains("...")).then(|| super::load::lexical_path(base, literal))
}

/// The directories of a module whose import paths match.
pub(super) fn in_module(disk: &Disk, root: &Path, prefix: &str, pattern: &str) -> Match {
    let mut matched = Match::default();
    let pattern = Pattern::new(pattern);
    if !pattern.matches(prefix) && !prefix.is_empty() && !pattern.may_match_below(prefix) {
        return matched;
    }
    if let Some(directory) = disk.directory(root) {
        let walk = Walk { disk, pattern: &pattern, nested: Nested::Stop };
        walk.start(&directory, prefix, Some(root.into()), &mut matched);
    }
    matched
}

/// The directory of the nearest go.mod at or above a directory.
pub(super) fn module_dir(disk: &Disk, dir: &Path) -> Option<Arc<Path>> {
    dir.ancestors().find(|d| disk.go_mod(d).is_some()).map(Into::into)
}

/// Directories with the work of others.
const FOREIGN: [&str; 2] = ["vendor", "node_modules"];

/// Directories that say nothing of how this workspace is started.
const NO_SETUP: [&str; 3] = ["vendor", "node_modules", "testdata"];

struct Walk<'a> {
    disk: &'a Disk,
    pattern: &'a Pattern,
    nested: Nested,
}

/// The module that a walk is in, and what its go.mod tells to ignore.
#[derive(Debug, Clone, Default)]
struct Inside {
    module: Option<Arc<Path>>,
    /// `/x/` of `ignore ./x`: below the module's root only.
    rooted: Arc<[String]>,
    /// `/x/` of `ignore x`: anywhere.
    anywhere: Arc<[String]>,
}

impl Inside {
    fn new(disk: &Disk, module: Option<Arc<Path>>) -> Self {
        let Some(dir) = module else { return Self::default() };
        let file = disk.go_mod(&dir);
        let ignores = file.as_ref().map_or(&[][..], |f| &f.file.ignores);
        let slashed = |text: &str| format!("/{}/", text.trim_matches('/'));
        let (rooted, anywhere): (Vec<_>, Vec<_>) = ignores.iter().partition(|t| t.text.starts_with("./"));
        Self {
            module: Some(dir),
            rooted: rooted.iter().map(|t| slashed(&t.text[2..])).collect(),
            anywhere: anywhere.iter().map(|t| slashed(&t.text)).collect(),
        }
    }

    fn ignores(&self, dir: &Path) -> bool {
        if self.rooted.is_empty() && self.anywhere.is_empty() {
            return false;
        }
        let Some(relative) = self.module.as_ref().and_then(|m| relative(m, dir)) else { return false };
        if relative.is_empty() {
            return false;
        }
        let relative = format!("/{relative}/");
        self.rooted.iter().any(|p| relative.starts_with(p.as_str()))
            || self.anywhere.iter().any(|p| relative.contains(p.as_str()))
    }
}

impl Walk<'_> {
    fn start(&self, root: &Arc<Directory>, name: &str, module: Option<Arc<Path>>, out: &mut Match) {
        let mut inside = Inside::new(self.disk, module);
        if inside.ignores(&root.path) {
            // The user leads into an ignored directory: the line that ignores it has no say below.
            inside = Inside { module: inside.module, ..Inside::default() };
        }
        let matched = self.visit(root, name, &inside);
        out.dirs.extend(matched.dirs);
        out.manifests.extend(matched.manifests);
        out.troubles.extend(matched.troubles);
    }

    fn visit(&self, directory: &Arc<Directory>, name: &str, inside: &Inside) -> Match {
        let mut matched = self.here(directory, name, inside);
        let troubles = directory.bad_names.iter();
        let bad_name = |n: &String| (directory.path.join(n), "the name is not UTF-8; it was left out".to_owned());
        matched.troubles.extend(troubles.map(bad_name));
        let below: Vec<Match> = directory.dirs.par_iter().map(|dir| self.child(directory, dir, name, inside)).collect();
        for child in below {
            matched.dirs.extend(child.dirs);
            matched.manifests.extend(child.manifests);
            matched.troubles.extend(child.troubles);
        }
        matched
    }

    /// A directory that is none to Go, as `_local`: nothing is imported from there, but people keep files around the code in it.
    fn without_go(&self, path: &Path, name: &str) -> Match {
        let directory = match self.disk.list(path) {
            Listed::Found(directory) => directory,
            Listed::Absent => return Match::default(),
            Listed::Failed(message) => return Match { troubles: vec![(path.to_owned(), message)], ..Match::default() },
        };
        let mut matched = Match::default();
        if self.pattern.matches(name) {
            matched.manifests = manifests(self.disk, &directory);
        }
        let below = directory.dirs.iter().filter(|dir| !dir.starts_with('.') && !NO_SETUP.contains(&dir.as_str()));
        for child in below.map(|dir| self.without_go(&path.join(dir), &join(name, dir))) {
            matched.manifests.extend(child.manifests);
            matched.troubles.extend(child.troubles);
        }
        matched
    }

    fn here(&self, directory: &Arc<Directory>, name: &str, inside: &Inside) -> Match {
        let mut matched = Match::default();
        if !directory.go_files.is_empty() && self.pattern.matches(name) {
            // Read now, side by side; whoever asks later finds it ready.
            self.disk.contents(directory);
            matched.dirs.push(Found { directory: Arc::clone(directory), module: inside.module.clone() });
        }
        if self.pattern.matches(name) && !name.split('/').any(|element| FOREIGN.contains(&element)) {
            matched.manifests = manifests(self.disk, directory);
        }
        matched
    }

    fn child(&self, parent: &Directory, element: &str, name: &str, inside: &Inside) -> Match {
        let name = join(name, element);
        let path = parent.path.join(element);
        let outside = inside.ignores(&path) || !self.pattern.matches(&name) && !self.pattern.may_match_below(&name);
        if outside || element.starts_with('.') || element == "testdata" {
            return Match::default();
        }
        if element.starts_with('_') {
            return if manifest::is_output(element) { Match::default() } else { self.without_go(&path, &name) };
        }
        let directory = match self.disk.list(&path) {
            Listed::Found(directory) => directory,
            Listed::Absent => return Match::default(),
            Listed::Failed(message) => return Match { troubles: vec![(path, message)], ..Match::default() },
        };
        if element == "vendor" && !self.pattern.names_vendor() {
            return self.here(&directory, &name, inside);
        }
        match (directory.go_mod, self.nested) {
            (true, Nested::Stop) => Match::default(),
            (true, Nested::Enter) => self.visit(&directory, &name, &Inside::new(self.disk, Some(path.into()))),
            (false, _) => self.visit(&directory, &name, inside),
        }
    }
}

/// The directory, and the hidden ones below it that tools keep their files in, where they hold files which matter.
fn manifests(disk: &Disk, directory: &Arc<Directory>) -> Vec<Arc<Directory>> {
    let hidden = manifest::subdirectories().iter().filter(|sub| {
        let first = sub.split('/').next().unwrap_or_default();
        directory.dirs.binary_search_by(|dir| dir.as_str().cmp(first)).is_ok()
    });
    let below = hidden.filter_map(|sub| disk.directory(&directory.path.join(sub)));
    let all = std::iter::once(Arc::clone(directory)).chain(below);
    all.filter(|d| !d.manifests.is_empty()).collect()
}

/// The root of a tree without go.mod: the nearest repository above, else the directory of the run, else the directory.
pub(super) fn repository(view: &View, base: &Path, dir: &Path) -> PathBuf {
    let marked = dir.ancestors().find(|d| view.exists(&d.join(".git")));
    let fallback = if dir.starts_with(base) { base } else { dir };
    marked.unwrap_or(fallback).to_owned()
}
