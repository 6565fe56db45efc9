//! The files around the code of an open workspace, read together: from names to a [`Setup`].
//!
//! In: a [`Workspace`]. Out: the setup, and what could not be read. Here `walk`, `manifest` and `setup` meet; no verdict.

use std::sync::Arc;

use rayon::prelude::*;

use crate::finding::Problem;
use crate::golang::constraint::Reason;
use crate::golang::words::Words;
use crate::known::Known;
use crate::manifest::{self, FileKind, Word};
use crate::setup::{self, GoDirectories, GoDirectory, GoModule, Manifest, Setup, Site, Tool};
use crate::source::{FileId, Span};
use crate::walk::{Main, Workspace};

/// Reads the files around the code; those of variables only where another file loads them.
#[must_use]
pub fn survey(workspace: &Workspace, known: &Known) -> (Setup, Vec<Problem>) {
    let (later, first): (Vec<_>, Vec<_>) =
        workspace.manifests().iter().copied().partition(|(_, kind)| *kind == FileKind::Env);
    let mut read = read_manifests(workspace, &first);
    let loaded = setup::loaded_files(read.iter().filter_map(|(manifest, _)| manifest.as_ref()));
    let later: Vec<_> =
        later.into_iter().filter(|(file, _)| loaded.contains(&*workspace.sources().path(*file))).collect();
    read.extend(read_manifests(workspace, &later));
    let mut manifests = Vec::new();
    let mut problems = Vec::new();
    for (manifest, wrong) in read {
        manifests.extend(manifest);
        problems.extend(wrong);
    }
    let mut setup = setup::assemble(&manifests, &go_directories(workspace));
    keep_needed(workspace, &mut setup);
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
    for tool in &mut setup.tools {
        let version = tool.version.get();
        if tool.name == "dlv" {
            tool.release = version.and_then(|version| known.delve().release(version));
        }
        let newest = known.delve().newest().filter(|_| tool.name == "dlv" && version == Some("latest"));
        tool.minor = newest.as_deref().or(version).and_then(setup::minor);
    }
}

fn read_manifests(workspace: &Workspace, files: &[(FileId, FileKind)]) -> Vec<(Option<Manifest>, Vec<Problem>)> {
    let read = |(file, kind): &(FileId, FileKind)| {
        let path = workspace.sources().path(*file);
        let bytes = match workspace.peek(*file) {
            Ok(bytes) => bytes,
            Err(problem) => return (None, vec![problem]),
        };
        if !manifest::speaks_of(*kind, &bytes) {
            return (None, Vec::new());
        }
        let (facts, wrong) = manifest::read(*file, *kind, &bytes);
        // What was read may be pointed at.
        workspace.sources().get(*file).set_bytes(bytes);
        let problem = |w: manifest::Wrong| Problem {
            path: Arc::clone(&path),
            span: Some(w.span),
            message: w.message,
            fatal: false,
        };
        let problems = wrong.into_iter().map(problem).collect();
        (Some(Manifest { file: *file, path, kind: *kind, facts }), problems)
    };
    files.par_iter().map(read).collect()
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
