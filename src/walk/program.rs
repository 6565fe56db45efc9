//! Programs: which main packages the patterns match, what each links, and in which order that is initialised.
//!
//! In: the loaded packages. Out: [`ProgramSeed`], [`Closure`]. Reads nothing from the disk.
//! Order: since Go 1.21 packages are sorted by import path, and the first one whose imports are all initialised comes next
//! (go.dev/doc/go1.21; cmd/link/internal/ld/inittask.go).

use std::collections::BTreeSet;
use std::sync::Arc;

use foldhash::{HashMap, HashSet};

use super::{Package, PackageId, Workspace};
use crate::model::PackageSource;
use crate::model::eras::{BuildSettings, Godebug, GodebugLine};
use crate::ordered::InOrder as _;

/// Where a program starts.
#[derive(Debug, Clone)]
pub struct ProgramSeed {
    /// Its main package, with exactly the files that are linked.
    pub package: PackageId,
    /// For people: the directory, or the file where several programs share a directory.
    pub label: Arc<str>,
    /// How it is built.
    pub kind: SeedKind,
}

/// How a program is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeedKind {
    /// As a package.
    Package,
    /// File by file: named on the command line, or one of several `func main` in a directory.
    Files,
}

/// What a package links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// In the order of initialisation, the package itself last. The standard library's packages, whose source is not read,
    /// and unseen ones have no imports of their own here.
    pub packages: Vec<PackageId>,
    /// Those of them whose source was not seen, sorted by import path.
    pub unseen: Vec<PackageId>,
}

pub(super) fn closure(workspace: &Workspace, start: PackageId) -> Closure {
    let linked = reachable(workspace, &[start]);
    let mut waits: HashMap<PackageId, usize> = HashMap::default();
    let mut needed_by: HashMap<PackageId, Vec<PackageId>> = HashMap::default();
    for &id in &linked {
        let imports = workspace.package(id).linked();
        waits.insert(id, imports.len());
        for import in imports {
            needed_by.entry(import).or_default().push(id);
        }
    }
    let key = |id: PackageId| (Arc::clone(&workspace.package(id).import_path), id);
    let mut ready: BTreeSet<_> = linked.iter().filter(|id| waits[id] == 0).map(|id| key(*id)).in_order();
    let mut packages = Vec::with_capacity(linked.len());
    let mut done: HashSet<PackageId> = HashSet::default();
    while packages.len() < linked.len() {
        // An import cycle does not build; the smallest path of what is left breaks it, so that nothing is lost.
        let next = ready.pop_first().map(|(_, id)| id);
        let Some(id) =
            next.or_else(|| linked.iter().filter(|id| !done.contains(id)).min_by_key(|id| key(**id)).copied())
        else {
            break;
        };
        if !done.insert(id) {
            continue;
        }
        packages.push(id);
        for &user in needed_by.get(&id).into_iter().flatten() {
            if let Some(n) = waits.get_mut(&user) {
                *n = n.saturating_sub(1);
                if *n == 0 && !done.contains(&user) {
                    ready.insert(key(user));
                }
            }
        }
    }
    let mut unseen: Vec<PackageId> =
        packages.iter().copied().filter(|id| workspace.package(*id).source == PackageSource::Unseen).collect();
    unseen.sort_by_key(|id| key(*id));
    Closure { packages, unseen }
}

pub(super) fn libraries(workspace: &Workspace) -> Vec<PackageId> {
    let programs: Vec<PackageId> = workspace.seeds.iter().map(|s| s.package).collect();
    let linked = reachable(workspace, &programs);
    // A package may be linked under the identity that another module's build gives it.
    let dirs: BTreeSet<&str> =
        linked.iter().chain(&programs).map(|id| &*workspace.package(*id).dir).filter(|d| !d.is_empty()).collect();
    let is_library = |p: &Package| !p.files.is_empty() && !dirs.contains(&*p.dir);
    workspace.matched.iter().copied().filter(|id| is_library(workspace.package(*id))).collect()
}

/// Sorted.
fn reachable(workspace: &Workspace, start: &[PackageId]) -> Vec<PackageId> {
    let mut seen: HashSet<PackageId> = start.iter().copied().collect();
    let mut queue = start.to_vec();
    while let Some(id) = queue.pop() {
        for to in workspace.package(id).imports.iter().map(PackageId::of) {
            if seen.insert(to) {
                queue.push(to);
            }
        }
    }
    let mut seen: Vec<PackageId> = seen.into_iter().collect();
    seen.sort_unstable();
    seen
}

pub(super) fn settings(workspace: &Workspace, seed: &ProgramSeed) -> BuildSettings {
    let package = workspace.package(seed.package);
    let (home, file) = workspace.home_file(workspace.home(package), seed.kind);
    let mod_file = match &home {
        crate::model::eras::Home::Module(path) | crate::model::eras::Home::Workspace(path) => Arc::clone(path),
        _ => "".into(),
    };
    let lines = file.map_or(&[][..], |f| &f.godebug).iter().map(|s| Godebug {
        key: s.key.as_str().into(),
        value: s.value.as_str().into(),
        line: GodebugLine::ModFile,
        file: Arc::clone(&mod_file),
    });
    let directives =
        package.files.iter().flat_map(|f| f.head.debug.iter().map(move |d| (f, d))).map(|(f, d)| Godebug {
            key: Arc::clone(&d.key),
            value: Arc::clone(&d.value),
            line: GodebugLine::Directive,
            file: workspace.sources.path(f.id),
        });
    BuildSettings {
        go_line: file.and_then(|f| f.go.as_ref()).map(|g| g.version),
        toolchain: file.and_then(|f| f.toolchain.as_ref()).and_then(|t| t.version),
        godebug: lines.chain(directives).collect(),
        home,
    }
}
