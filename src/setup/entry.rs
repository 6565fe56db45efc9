//! Scripts that a container starts: `ENTRYPOINT ["/entrypoint.sh"]`, which ends with `exec dlv ...` or `exec "$@"`.
//!
//! In: the commands of a container, what its image copies from the workspace, what is mounted. Out: the commands that run in the
//! end, those of the script in its place. A script that is not in the workspace stays as it is.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::path::{absolute, ancestors, base, dir_of, join};
use super::{Manifest, Stage};
use crate::manifest::dockerfile::Copy;
use crate::manifest::{Command, Script, Word};
use crate::source::FileId;

/// Scripts within scripts that are followed.
const NESTED: usize = 4;
/// Scripts that are read for one container: one that starts itself would never end.
const STARTED: usize = 16;
/// `COPY`s that are looked at for all containers, each time for one script.
const MOST_LOOKED_AT: usize = 1 << 20;
/// Bytes of scripts that are read for all containers: each one reads its own with its own variables.
const MOST_READ: usize = 1 << 22;
/// Stages that a file is followed through.
const COPIED: usize = 8;

/// Where a program without a directory is looked for.
const PATH: [&str; 6] = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

/// Programs that run the script that is named behind them.
const SHELLS: [&str; 5] = ["sh", "bash", "ash", "dash", "zsh"];

/// The scripts of a workspace.
#[derive(Debug)]
pub(crate) struct Scripts<'a> {
    by_path: BTreeMap<&'a str, &'a Script>,
    dockerfiles: BTreeMap<FileId, &'a str>,
    /// Bytes of scripts that may still be read.
    left: Cell<usize>,
    /// `COPY`s that may still be looked at.
    looks: Cell<usize>,
}

/// The files of a container, as far as the workspace has them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Files<'a> {
    pub(crate) stages: &'a [Stage],
    /// The stage of its image.
    pub(crate) stage: Option<usize>,
    /// The directory that the image is built in, where a file says so.
    pub(crate) context: Option<&'a str>,
    /// The file that describes it.
    pub(crate) file: &'a str,
    /// What it has of the workspace, relative to that file.
    pub(crate) mounts: &'a [(Word, Word)],
    pub(crate) workdir: &'a str,
}

impl<'a> Scripts<'a> {
    pub(crate) fn of(manifests: &'a [Manifest]) -> Self {
        let scripts = manifests.iter().filter_map(|m| Some((&*m.path, m.facts.script.as_ref()?)));
        let dockerfiles = manifests.iter().map(|m| (m.file, &*m.path)).collect();
        Self { by_path: scripts.collect(), dockerfiles, left: Cell::new(MOST_READ), looks: Cell::new(MOST_LOOKED_AT) }
    }

    /// Commands with the scripts among them replaced by what these run.
    pub(crate) fn run(&self, commands: Vec<Command>, env: &[(Word, Word)], files: Files<'_>) -> Vec<Command> {
        if self.by_path.is_empty() {
            return commands;
        }
        let mut left = STARTED;
        commands.into_iter().flat_map(|command| self.one(command, env, files, NESTED, &mut left)).collect()
    }

    fn one(
        &self,
        command: Command,
        env: &[(Word, Word)],
        files: Files<'_>,
        nested: usize,
        left: &mut usize,
    ) -> Vec<Command> {
        let (name, arguments) = match (&command.script, command.words.as_slice()) {
            (Some(script), arguments) => (script, arguments),
            (None, [shell, script, arguments @ ..]) if SHELLS.contains(&base(&shell.text)) => (script, arguments),
            (None, [script, arguments @ ..]) => (script, arguments),
            (None, []) => return vec![command],
        };
        let name = name.get().filter(|_| nested > 0 && *left > 0);
        let Some(script) = name.and_then(|name| self.find(name, files)) else { return vec![command] };
        let Some(bytes) = self.left.get().checked_sub(script.len()) else { return vec![command] };
        self.left.set(bytes);
        *left -= 1;
        let variables: Vec<_> = env.iter().chain(&command.env).cloned().collect();
        let within = |mut inner: Command| {
            inner.conditional |= command.conditional;
            inner.take_over(&command.env);
            self.one(inner, env, files, nested - 1, left)
        };
        script.commands(&variables, arguments).into_iter().flat_map(within).collect()
    }

    /// The script that a container has under a name.
    fn find(&self, name: &str, files: Files<'_>) -> Option<&'a Script> {
        let paths = match (name.starts_with('/'), name.contains('/')) {
            (true, _) => vec![name.to_owned()],
            (false, true) => vec![absolute(files.workdir, name)],
            (false, false) => PATH.iter().map(|dir| absolute(dir, name)).collect(),
        };
        paths.iter().find_map(|path| {
            let mounted = files.mounts.iter().rev().find_map(|(source, target)| {
                let source = join(dir_of(files.file), source.get()?)?;
                self.by_path.get(&*below(target.get()?, &source, path)?).copied()
            });
            mounted.or_else(|| self.copied(path, files.stage?, files, COPIED))
        })
    }

    /// The script that a stage has at a path: of the last `COPY` that brings one there.
    fn copied(&self, path: &str, stage: usize, files: Files<'_>, left: usize) -> Option<&'a Script> {
        let left = left.checked_sub(1)?;
        let own = &files.stages[stage];
        self.looks.set(self.looks.get().checked_sub(own.stage.copies.len() + 1)?);
        let brought = own.stage.copies.iter().rev().find_map(|copy| {
            sources(copy, path).into_iter().find_map(|source| match &copy.from {
                Some(from) => {
                    self.copied(&absolute("/", &source), super::image::named(files.stages, stage, from)?, files, left)
                }
                None => self.built(&source, own.file, files),
            })
        });
        brought.or_else(|| self.copied(path, own.parent?, files, left))
    }

    /// The script at a path of the directory that an image is built in. Where nobody says which that is, it is that of the
    /// Dockerfile or one above it.
    fn built(&self, source: &str, dockerfile: FileId, files: Files<'_>) -> Option<&'a Script> {
        let in_context = |context: &str| self.by_path.get(&*join(context, source.trim_start_matches('/'))?).copied();
        match files.context {
            Some(context) => in_context(context),
            None => ancestors(dir_of(self.dockerfiles.get(&dockerfile)?)).find_map(in_context),
        }
    }
}

/// What a `COPY` may take so that it stands at a path.
fn sources(copy: &Copy, path: &str) -> Vec<String> {
    let (Some(dir), Some(to)) = (copy.dir.get(), copy.to.get()) else { return Vec::new() };
    let to = absolute(dir, to);
    copy.sources
        .iter()
        .filter_map(Word::get)
        .flat_map(|source| {
            let whole = (to == path).then(|| source.to_owned());
            // A directory takes the file by its name, or is a copy of one.
            let name =
                path.strip_prefix(&*to).and_then(|rest| rest.strip_prefix('/').or(Some(rest).filter(|_| to == "/")));
            let named = name.filter(|name| base(source) == *name).map(|_| source.to_owned());
            let directory = if source.contains('*') { dir_of(source) } else { source };
            let inside = name.map(|name| format!("{directory}/{name}"));
            [whole, named, inside].into_iter().flatten()
        })
        .collect()
}

/// A path of the workspace that stands at a path of the container.
fn below(target: &str, source: &str, path: &str) -> Option<String> {
    let target = absolute("/", target);
    let rest = path.strip_prefix(&*target)?;
    if rest.is_empty() { Some(source.to_owned()) } else { join(source, rest.strip_prefix('/')?) }
}
