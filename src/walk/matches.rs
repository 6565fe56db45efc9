//! Runs the patterns of a run and gathers what they match.
//!
//! In: the patterns in [`super::Options`]. Out: directories and named files, sorted and without repetition; problems for names
//! that stand for nothing. How one pattern is read stands in `discover`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::discover::{self, Form, Found};
use super::load::{Loader, lexical_path};
use super::pattern::clean;
use crate::finding::Problem;
use crate::ordered::InOrder as _;
use crate::resolve::BuildList;

impl Loader<'_> {
    /// Runs the patterns: directories sorted and without repetition, and named files by directory.
    pub(super) fn discover(&mut self) -> (Vec<Found>, BTreeMap<PathBuf, Vec<String>>) {
        let mut manifests = BTreeMap::new();
        let everything = ["./...".to_owned()];
        let patterns: &[String] = if self.options.patterns.is_empty() { &everything } else { &self.options.patterns };
        let mut dirs: BTreeMap<PathBuf, Found> = BTreeMap::new();
        let mut files: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
        for pattern in patterns {
            if discover::form(&self.disk.view, &self.base, pattern) == Form::File {
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
            if matched.dirs.is_empty() && matched.manifests.is_empty() {
                self.workspace.notes.push(format!("{pattern}: no Go files"));
            }
            manifests.extend(matched.manifests.into_iter().map(|d| (d.path.clone(), d)));
            dirs.extend(matched.dirs.into_iter().map(|f| (f.directory.path.clone(), f)));
        }
        files.values_mut().for_each(|names| {
            names.sort();
            names.dedup();
        });
        self.manifests = manifests.into_values().collect();
        (dirs.into_values().collect(), files)
    }

    fn matches(&mut self, pattern: &str) -> Option<discover::Match> {
        if discover::form(&self.disk.view, &self.base, pattern) == Form::Local {
            self.workspace.swept.extend(discover::swept(&self.base, pattern));
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
                if everything || pattern == "..." {
                    self.workspace.swept.push(root.clone());
                }
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
        if !self.disk.view.exists(&dir.join(name)) {
            let message = "no such file; nothing of it was looked at".to_owned();
            self.problems.push(Problem { path: pattern.into(), span: None, message, fatal: true });
        } else if name.ends_with("_test.go") {
            self.workspace.notes.push(format!("{pattern}: test files are not part of a program"));
        } else {
            files.entry(dir).or_default().push(name.to_owned());
        }
    }

    /// What the matched directories import: from it the import path of a tree without go.mod is guessed.
    pub(super) fn all_imports(&self, found: &[Found]) -> BTreeSet<Arc<str>> {
        let bare = found.iter().filter(|f| f.module.is_none());
        let files = bare.flat_map(|f| self.disk.contents(&f.directory).files.clone());
        files.flat_map(|f| f.head.imports.iter().map(|i| Arc::clone(&i.path)).collect::<Vec<_>>()).in_order()
    }
}
