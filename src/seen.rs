//! What a run has seen, counted: over all of its builds, each thing once.
//!
//! In: the open workspaces and what was read of them. Out: [`Stats`]. A thing is the same in two builds where it has the same path;
//! so it is in one, too, where two programs of a directory share its files. Judges nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::sync::Arc;

use foldhash::{HashSet, HashSetExt};

use crate::finding::Stats;
use crate::golang::constraint::Reason;
use crate::model::PackageSource;
use crate::ordered::InOrder as _;
use crate::setup::Setup;
use crate::source::FileId;
use crate::walk::{PackageId, Workspace};

/// What was seen in one build.
pub struct Build<'a> {
    /// Its name for people.
    pub target: &'a Arc<str>,
    /// The files, packages and modules.
    pub workspace: &'a Workspace,
    /// The files that were parsed whole.
    pub parsed: &'a [FileId],
    /// Of these, those with syntax errors.
    pub broken: &'a [FileId],
    /// What the files around the code say.
    pub setup: &'a Setup,
}

/// Counts what either of the builds has seen. A file is skipped where no build has it.
#[must_use]
pub fn count<'a>(builds: impl Iterator<Item = Build<'a>> + Clone) -> Stats {
    let workspaces = || builds.clone().map(|build| build.workspace);
    let mut files = HashSet::new();
    let mut imports: BTreeMap<PackageSource, usize> = BTreeMap::new();
    for workspace in workspaces() {
        let path = |id| workspace.sources().path(id);
        for package in workspace.packages() {
            let fresh: HashSet<FileId> =
                package.files.iter().map(|file| file.id).filter(|&id| files.insert(path(id))).collect();
            for import in package.imports.iter().filter(|import| fresh.contains(&package.declaration(import).0)) {
                *imports.entry(workspace.package(PackageId::of(import)).source).or_default() += 1;
            }
        }
    }
    let mut skipped: BTreeMap<Reason, usize> = BTreeMap::new();
    let mut passed_over = HashSet::new();
    for (path, reason) in workspaces().flat_map(Workspace::skipped) {
        if !files.contains(path) && passed_over.insert(path) {
            *skipped.entry(*reason).or_default() += 1;
        }
    }
    let paths = |of: fn(&Build<'a>) -> &'a [FileId]| {
        distinct(
            builds.clone().flat_map(move |build| of(&build).iter().map(move |id| build.workspace.sources().path(*id))),
        )
    };
    let unseen: BTreeSet<Arc<str>> = workspaces().flat_map(|w| w.unseen().into_keys()).in_order();
    let templates: BTreeSet<Arc<str>> = builds.clone().flat_map(|build| &build.setup.templates).cloned().in_order();
    Stats {
        builds: builds.clone().map(|build| Arc::clone(build.target)).collect(),
        modules: distinct(workspaces().flat_map(Workspace::modules).map(|module| &module.dir)),
        packages: distinct(workspaces().flat_map(|w| w.matched().iter().map(|id| &w.package(*id).dir))),
        programs: distinct(workspaces().flat_map(Workspace::program_seeds).map(|seed| &seed.label)),
        files: files.len(),
        parsed_files: paths(|build| build.parsed),
        files_with_errors: paths(|build| build.broken),
        // The files around the code are the same for every build.
        manifests: builds.clone().map(|build| build.setup.files).max().unwrap_or_default(),
        templates: templates.into_iter().collect(),
        skipped: skipped.into_iter().map(|(reason, n)| (reason.as_str().to_owned(), n)).collect(),
        imports: imports.into_iter().map(|(source, n)| (word(source).to_owned(), n)).collect(),
        unseen: unseen.into_iter().collect(),
    }
}

fn distinct<T: Hash + Eq>(items: impl Iterator<Item = T>) -> usize {
    items.collect::<HashSet<T>>().len()
}

fn word(source: PackageSource) -> &'static str {
    match source {
        PackageSource::Module => "this module",
        PackageSource::Replace => "a replaced directory",
        PackageSource::Vendor => "vendor",
        PackageSource::Cache => "the module cache",
        PackageSource::Std => "the standard library",
        PackageSource::Unseen => "nowhere",
    }
}
