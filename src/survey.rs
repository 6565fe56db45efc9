//! The files around the code of an open workspace, read together: from names to a [`Setup`].
//!
//! In: a [`Workspace`]. Out: the setup, and what could not be read. Here `walk`, `manifest` and `setup` meet; no verdict.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::finding::Problem;
use crate::golang::constraint::Reason;
use crate::golang::words::Words;
use crate::known::Known;
use crate::manifest::{self, Around, FileKind, Word};
use crate::ordered::InOrder as _;
use crate::setup::{self, GoDirectories, GoDirectory, GoModule, Manifest, Setup, Site, Target, Tool};
use crate::source::{FileBytes, FileId, Span};
use crate::walk::{Main, Workspace};

/// Reads the files around the code: of files with variables those that others load.
#[must_use]
pub fn survey(workspace: &Workspace, known: &Known) -> (Setup, Vec<Problem>) {
    let files = Files::of(workspace);
    let of = |wanted: &dyn Fn(FileKind) -> bool| -> Vec<_> {
        workspace.manifests().iter().copied().filter(|(_, kind)| wanted(*kind)).collect()
    };
    let by_themselves = of(&|kind| kind != FileKind::Env && kind != FileKind::Compose);
    let mut read = files.read_all(&by_themselves, manifest::speaks_of, |_| Vec::new());
    let compose = of(&|kind| kind == FileKind::Compose);
    let paths: Vec<Arc<str>> = compose.iter().map(|(id, _)| workspace.sources().path(*id)).collect();
    let filling = setup::filling_files(paths.iter().map(|path| &**path), told(&read));
    let variables = files.variables(filling.values().flatten().cloned().collect());
    let set_by = |path: &String| variables.get(path).and_then(|(manifest, _)| manifest.as_ref());
    read.extend(files.read_all(&compose, manifest::speaks_of, |path| {
        let files = filling.get(path).into_iter().flatten().filter_map(set_by);
        files.flat_map(|manifest| manifest.facts.variables.iter().cloned()).collect()
    }));
    files.read_extended(&mut read);
    if told(&read).any(setup::wants_config_maps) {
        let yaml = of(&|kind| kind == FileKind::Yaml);
        let silent = |kind, bytes: &[u8]| !manifest::speaks_of(kind, bytes) && manifest::holds_config_map(bytes);
        read.extend(files.read_all(&yaml, silent, |_| Vec::new()));
    }
    read.extend(files.variables(setup::loaded_files(told(&read))).into_values());
    let mut manifests = Vec::new();
    let mut problems: Vec<Problem> = variables.into_values().flat_map(|(_, wrong)| wrong).collect();
    for (manifest, wrong) in read {
        manifests.extend(manifest);
        problems.extend(wrong);
    }
    manifests.sort_by(|a, b| a.path.cmp(&b.path));
    let mut setup = setup::assemble(&manifests, &go_directories(workspace));
    keep_needed(workspace, &mut setup);
    for config in &mut setup.configs {
        let may_be_missing = matches!(config.target, Target::Unknown | Target::TestFile);
        if may_be_missing && config.path.as_ref().is_some_and(|path| !workspace.is_there(path)) {
            config.target = Target::Missing;
        }
    }
    setup.modules.extend(workspace.modules().iter().map(|module| GoModule {
        dir: Arc::clone(&module.dir),
        go_line: module.file.go.as_ref().map(|go| go.version.minor),
        toolchain: module.file.toolchain.as_ref().and_then(|t| Some(t.version.as_ref()?.minor)),
        unvendored: module.vendor.is_none() && module.workspace.is_none() && !module.file.requires.is_empty(),
    }));
    tools(workspace, known, &mut setup);
    (setup, problems)
}

/// Adds the tools that go.mod names, and what the table says of each tool.
fn tools(workspace: &Workspace, known: &Known, setup: &mut Setup) {
    for module in workspace.modules() {
        let delve = module.file.tools.iter().find(|tool| tool.text.ends_with("/cmd/dlv"));
        let required = delve.and_then(|tool| {
            module.file.requires.iter().find(|r| tool.text.strip_prefix(&*r.path).is_some_and(|p| p.starts_with('/')))
        });
        setup.tools.extend(required.map(|r| {
            let span = Span::new(module.go_mod, r.range.start, r.range.end);
            Tool::new("dlv", &Word::new(&r.version, span), Site::Host)
        }));
    }
    setup.newest_go = known.delve().release("latest").map(|release| release.newest_go);
    for tool in &mut setup.tools {
        let version = tool.version.get();
        if tool.name == "dlv" {
            tool.release = version.and_then(|version| known.delve().release(version));
            tool.missing = version.is_some_and(|version| known.delve().is_missing(version));
        }
        let newest = known.delve().newest().filter(|_| tool.name == "dlv" && version == Some("latest"));
        tool.minor = newest.as_deref().or(version).and_then(setup::minor);
    }
}

/// Files of compose that extend each other and are read one after the other.
const MOST_EXTENDED: usize = 4;

/// A file, and what could not be read of it.
type Read = (Option<Manifest>, Vec<Problem>);

fn told(read: &[Read]) -> impl Iterator<Item = &Manifest> {
    read.iter().filter_map(|(manifest, _)| manifest.as_ref())
}

/// The files of a workspace, by their paths.
struct Files<'a> {
    workspace: &'a Workspace,
    /// Those that the walk knows by their names, and what was opened since.
    by_path: Mutex<BTreeMap<Arc<str>, FileId>>,
}

impl<'a> Files<'a> {
    fn of(workspace: &'a Workspace) -> Self {
        let by_path = workspace.manifests().iter().map(|(id, _)| (workspace.sources().path(*id), *id));
        Self { workspace, by_path: Mutex::new(by_path.collect()) }
    }

    /// A file that another one names, whatever it is called; None where there is none: somebody keeps it to himself.
    fn open(&self, path: &str) -> Option<Result<FileBytes, Problem>> {
        let mut by_path = self.by_path.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(&id) = by_path.get(path) {
            return Some(self.workspace.peek(id).map(|bytes| (id, bytes)));
        }
        let opened = self.workspace.named(path)?;
        by_path.extend(opened.iter().map(|(id, _)| (Arc::from(path), *id)));
        Some(opened)
    }

    /// Reads files of variables.
    fn variables(&self, paths: BTreeSet<String>) -> BTreeMap<String, Read> {
        let one = |path: String| {
            let read = match self.open(&path)? {
                Ok((id, bytes)) => self.read(id, FileKind::Env, bytes, &[]),
                Err(problem) => (None, vec![problem]),
            };
            Some((path, read))
        };
        paths.into_iter().filter_map(one).in_order()
    }

    /// Reads the files of compose that services of others extend, whatever they are called.
    fn read_extended(&self, read: &mut Vec<Read>) {
        for _ in 0..MOST_EXTENDED {
            let known: BTreeSet<&str> = told(read).map(|manifest| &*manifest.path).in_order();
            let new: Vec<String> =
                setup::extended_files(told(read)).into_iter().filter(|path| !known.contains(&**path)).collect();
            let one = |path: &String| match self.open(path)? {
                Ok((id, bytes)) => Some(self.read(id, FileKind::Compose, bytes, &[])),
                Err(problem) => Some((None, vec![problem])),
            };
            let found: Vec<Read> = new.iter().filter_map(one).collect();
            if !found.iter().any(|(manifest, _)| manifest.is_some()) {
                return;
            }
            read.extend(found);
        }
    }

    /// Reads those files that say something; `filling` tells what the variables of a compose file at a path are.
    fn read_all(
        &self,
        files: &[(FileId, FileKind)],
        speaks: impl Fn(FileKind, &[u8]) -> bool + Sync,
        filling: impl Fn(&str) -> Vec<(Word, Word)> + Sync,
    ) -> Vec<Read> {
        let read = |&(id, kind): &(FileId, FileKind)| match self.workspace.peek(id) {
            Ok(bytes) if speaks(kind, &bytes) => {
                self.read(id, kind, bytes, &filling(&self.workspace.sources().path(id)))
            }
            Ok(_) => (None, Vec::new()),
            Err(problem) => (None, vec![problem]),
        };
        files.par_iter().map(read).collect()
    }

    fn read(&self, file: FileId, kind: FileKind, bytes: Arc<[u8]>, variables: &[(Word, Word)]) -> Read {
        let path = self.workspace.sources().path(file);
        let included = |written: &str| {
            let (id, bytes) = self.open(&setup::included(&path, written)?)?.ok()?;
            // A variable of it may be pointed at.
            self.workspace.sources().get(id).set_bytes(Arc::clone(&bytes));
            Some((id, bytes))
        };
        let (facts, wrong) = manifest::read_with(file, kind, &bytes, Around { variables, included: &included });
        // What was read may be pointed at.
        self.workspace.sources().get(file).set_bytes(bytes);
        let problem = |w: manifest::Wrong| Problem {
            path: Arc::clone(&path),
            span: Some(w.span),
            message: w.message,
            fatal: false,
        };
        let problems = wrong.into_iter().map(problem).collect();
        (Some(Manifest { file, path, kind, facts }), problems)
    }
}

/// The matched packages by their directory, as far as starting them matters.
fn go_directories(workspace: &Workspace) -> GoDirectories {
    let mut found = GoDirectories::new();
    for package in workspace.matched().iter().map(|id| workspace.package(*id)) {
        let mains = package.files.iter().filter(|f| f.main == Main::Declared).map(|f| Arc::clone(&f.name));
        let module = package.module.map(|id| workspace.module(id)).filter(|m| m.dir == package.dir);
        let directory = GoDirectory {
            package: Arc::clone(&package.name),
            files: package.files.iter().map(|f| Arc::clone(&f.name)).collect(),
            mains: mains.collect(),
            tests: package.excluded.iter().any(|(_, reason)| *reason == Reason::Test),
            module_name: module.and_then(|m| m.path.rsplit('/').next().map(Arc::from)),
        };
        found.insert(Arc::clone(&package.dir), directory);
    }
    found
}

/// Of the files beside a program that is one file, keeps those that declare something which it mentions.
fn keep_needed(workspace: &Workspace, setup: &mut Setup) {
    for config in setup.configs.iter_mut().filter(|c| !c.siblings.is_empty()) {
        let here = |dir: &str| workspace.matched().iter().map(|id| workspace.package(*id)).find(|p| *p.dir == *dir);
        let Some(package) = config.dir.as_deref().and_then(here) else { continue };
        let words = |name: &str| {
            let file = package.files.iter().find(|f| *f.name == *name)?;
            workspace.peek(file.id).ok().map(|bytes| Words::of(&bytes))
        };
        let own = config.program.as_ref().and_then(|p| p.text.rsplit('/').next().and_then(words));
        let Some(own) = own else { continue };
        config.siblings.retain(|name| words(name).is_some_and(|other| own.needs(&other)));
    }
}
