//! Images: the stages of Dockerfiles, which one a container is built from, and what it starts.
//!
//! In: Dockerfiles and containers as files describe them. Out: [`Stage`]s, and the commands of a container with what its image
//! brings. Facts: the Dockerfile reference (a new ENTRYPOINT drops the image's CMD), the Kubernetes and compose references.

use std::collections::{BTreeMap, BTreeSet};

use super::path::{ancestors, base, dir_of, join, runs_in};
use super::{Manifest, Setup, Stage};
use crate::manifest::container::Build;
use crate::manifest::dockerfile::Invocation;
use crate::manifest::{self, Command, FileKind, Word};
use crate::ordered::InOrder as _;
use crate::source::FileId;

/// The stages of all Dockerfiles, file by file; also of those within another file.
pub(crate) fn stages(manifests: &[Manifest]) -> Vec<Stage> {
    let mut found: Vec<Stage> = Vec::new();
    let all = manifests.iter().flat_map(|m| {
        let dockerfiles = std::iter::once(&m.facts.dockerfile).chain(&m.facts.inner);
        dockerfiles.map(move |dockerfile| (m, dockerfile))
    });
    for (manifest, dockerfile) in all {
        let count = dockerfile.stages.len();
        let mut named: BTreeMap<String, usize> = BTreeMap::new();
        for (index, stage) in dockerfile.stages.iter().enumerate() {
            let parent = named.get(&stage.base.text.to_ascii_lowercase()).copied();
            let root = parent.map_or(found.len(), |parent| found[parent].root);
            let builds = builds(stage) || parent.is_some_and(|parent| found[parent].builds);
            let unpacked_go = unpacked_go(stage).or_else(|| found[parent?].unpacked_go);
            let name = stage.name.as_ref().map(|name| name.text.to_ascii_lowercase());
            named.extend(name.map(|name| (name, found.len())));
            let last = index + 1 == count;
            found.push(Stage {
                stage: stage.clone(),
                file: manifest.file,
                index,
                last,
                parent,
                root,
                builds,
                unpacked_go,
            });
        }
    }
    found
}

/// Whether a stage by itself builds Go code that is no Delve.
fn builds(stage: &manifest::dockerfile::Stage) -> bool {
    stage.runs.iter().any(|(command, _)| match command.words.as_slice() {
        [program, verb, rest @ ..] if base(&program.text) == "go" => {
            ["build", "install"].iter().any(|v| verb.is(v)) && !rest.iter().any(|w| w.text.contains("/cmd/dlv"))
        }
        [program, ..] => base(&program.text) == "make",
        [] => false,
    })
}

/// The minor number of the Go whose archive a stage unpacks, `go1.17.11.linux-amd64.tar.gz`; None where that is none or several, or one that
/// fetches a newer Go by itself: since 1.21, unless it is an official image's.
fn unpacked_go(stage: &manifest::dockerfile::Stage) -> Option<u32> {
    let archive = |word: &Word| {
        let (_, rest) = base(word.get()?).split_once("go1.")?;
        let (version, _) = rest.split_once(".linux-")?;
        version.split(['.', 'r', 'b']).next()?.parse::<u32>().ok()
    };
    let copied = stage.copies.iter().flat_map(|copy| &copy.sources);
    let found: BTreeSet<u32> =
        stage.runs.iter().flat_map(|(c, _)| &c.words).chain(copied).filter_map(archive).collect();
    found.first().copied().filter(|minor| found.len() == 1 && *minor < FETCHING)
}

/// The first Go that fetches another one which a module asks for.
const FETCHING: u32 = 21;

/// The directory that an image is built in, as it is written in a file of a directory.
pub(crate) fn context_of(build: &Build, dir: &str) -> Option<String> {
    match &build.context {
        Some(context) => join(dir, context.get()?),
        None => Some(dir.to_owned()),
    }
}

/// What an image is built from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Made {
    /// Index into the stages.
    pub(crate) stage: usize,
    /// The directory that it is built in.
    pub(crate) context: Option<String>,
}

/// The Dockerfiles of a workspace by their paths, with their stages by name in small letters; the last one has no name here.
#[derive(Debug)]
pub(crate) struct Dockerfiles<'a> {
    files: BTreeMap<&'a str, FileId>,
    stages: BTreeMap<(FileId, Option<String>), usize>,
}

impl<'a> Dockerfiles<'a> {
    pub(crate) fn of(manifests: &'a [Manifest], stages: &[Stage]) -> Self {
        let dockerfiles = manifests.iter().filter(|m| m.kind == FileKind::Dockerfile);
        let mut found = Self { files: dockerfiles.map(|m| (&*m.path, m.file)).collect(), stages: BTreeMap::new() };
        for (index, stage) in stages.iter().enumerate() {
            let name = stage.stage.name.as_ref().map(|name| name.text.to_ascii_lowercase());
            for name in name.map(Some).into_iter().chain(stage.last.then_some(None)) {
                found.stages.entry((stage.file, name)).or_insert(index);
            }
        }
        found
    }

    /// What an image is built from; its paths begin at the directory of the file which says so. Where a command does, it may be any above
    /// that: a script is started from where its author likes.
    pub(crate) fn made_of(&self, build: &Build, file: &str, by_command: bool) -> Option<Made> {
        if by_command {
            ancestors(runs_in(file)).find_map(|dir| self.made_in(build, dir))
        } else {
            self.made_in(build, dir_of(file))
        }
    }

    /// The same, seen from a directory.
    pub(crate) fn made_in(&self, build: &Build, dir: &str) -> Option<Made> {
        Some(Made { stage: self.stage_in(build, dir)?, context: context_of(build, dir) })
    }

    fn stage_in(&self, build: &Build, dir: &str) -> Option<usize> {
        let context = context_of(build, dir)?;
        let at = |name: &str| self.files.get(&*join(&context, name)?).copied();
        let dockerfile = match &build.dockerfile {
            Some(dockerfile) => at(dockerfile.get()?)?,
            None => DEFAULT.iter().find_map(|name| at(name))?,
        };
        let target = match &build.target {
            Some(target) => Some(target.get()?.to_ascii_lowercase()),
            None => None,
        };
        self.stages.get(&(dockerfile, target)).copied()
    }
}

/// Images of Go that have the newest release of any day: at least the one that is known here.
const FOLLOWING: [&str; 6] =
    ["golang", "golang:latest", "golang:1", "golang:alpine", "golang:1-alpine", "golang:bookworm"];

/// The Dockerfile of a directory, where nobody says which.
const DEFAULT: [&str; 2] = ["Dockerfile", "dockerfile"];

/// The entry point of a container and the arguments behind it: its own words where it has some, else the image's.
pub(crate) fn words<'i>(
    entrypoint: Option<&'i Invocation>,
    command: Option<&'i Invocation>,
    stage: Option<&'i Stage>,
) -> (Option<&'i Invocation>, Option<&'i Invocation>) {
    let of_image = stage.map(|s| &s.stage);
    // Words of the container's own in place of the entry point drop the image's CMD.
    let default = of_image.and_then(|image| image.cmd.as_ref()).filter(|_| entrypoint.is_none());
    (entrypoint.or(of_image.and_then(|image| image.entrypoint.as_ref())), command.or(default))
}

/// What a container starts, and whether that is all known.
pub(crate) fn start(
    entrypoint: Option<&Invocation>,
    command: Option<&Invocation>,
    stage: Option<&Stage>,
) -> (Vec<Command>, bool) {
    match words(entrypoint, command, stage) {
        (Some(entry), arguments) => (entry.commands(arguments), true),
        // Without an entry point the arguments are the command; one that is not seen may come before them.
        (None, Some(arguments)) => (arguments.commands(None), stage.is_some()),
        (None, None) => (Vec::new(), false),
    }
}

/// Whether a container starts what its image's stage says, and not only words of its own.
pub(crate) fn starts(entrypoint: Option<&Invocation>, command: Option<&Invocation>, stage: &Stage) -> bool {
    entrypoint.is_none() && (command.is_none() || stage.stage.entrypoint.is_some())
}

/// The names that the `COPY`s of each Dockerfile gave a file in place of an older one.
#[derive(Debug, Default)]
pub(crate) struct Renamed(BTreeMap<(FileId, String), BTreeSet<String>>);

/// Older names of one file that are looked at: which of so many it is nobody knows.
const MOST_NAMES: usize = 16;

impl Renamed {
    pub(crate) fn of(stages: &[Stage]) -> Self {
        let mut found = Self::default();
        for (file, copy) in stages.iter().flat_map(|stage| stage.stage.copies.iter().map(|copy| (stage.file, copy))) {
            if let [source] = copy.sources.as_slice() {
                let older = found.0.entry((file, base(&copy.to.text).to_owned())).or_default();
                if older.len() < MOST_NAMES {
                    older.insert(base(&source.text).to_owned());
                }
            }
        }
        found
    }

    /// The names that a binary of a Dockerfile has on its way: its own, and those that a `COPY` gave it a new one from.
    pub(crate) fn names(&self, path: &str, dockerfile: Option<FileId>) -> BTreeSet<String> {
        let own = base(path).to_owned();
        let older = dockerfile.and_then(|file| self.0.get(&(file, own.clone())));
        older.into_iter().flatten().cloned().chain([own]).in_order()
    }
}

/// The stage beside another one that has a name or number.
pub(crate) fn named(stages: &[Stage], beside: usize, name: &Word) -> Option<usize> {
    let first = beside - stages[beside].index;
    let numbered = name.text.parse::<usize>().ok().map(|number| first + number);
    if let Some(stage) = numbered.filter(|at| stages.get(*at).is_some_and(|s| s.index == at - first)) {
        return Some(stage);
    }
    // The one in front of it is the usual one; a file that names stages from far away in all of its own is none of a person's.
    let is_it = |s: &Stage| s.stage.name.as_ref().is_some_and(|n| n.text.eq_ignore_ascii_case(&name.text));
    let near = stages[first..beside].iter().enumerate().rev().take(MOST_NEAR);
    near.into_iter().find(|(_, s)| is_it(s)).map(|(index, _)| first + index)
}

/// Stages in front of a `COPY --from` that are looked at for its name.
const MOST_NEAR: usize = 256;

impl Setup {
    /// The stage that a stage copies `dlv` from, where that stage installs it.
    #[must_use]
    pub fn delve_source(&self, stage: usize) -> Option<usize> {
        let own = &self.stages[stage];
        let copy = own.stage.copies.iter().find(|c| c.sources.iter().any(|s| base(&s.text) == "dlv"))?;
        let found = named(&self.stages, stage, copy.from.as_ref()?)?;
        self.installs(found).next().is_some().then_some(found)
    }

    /// The minor number of the Go that builds what a stage runs: that of the stages which it copies from, and its own; None where
    /// none of them builds, where one has another Go than the others, or one that is not known.
    #[must_use]
    pub fn go_of_program(&self, stage: usize) -> Option<u32> {
        let own = &self.stages[stage];
        let is_delve = |copy: &manifest::dockerfile::Copy| copy.sources.iter().all(|s| base(&s.text) == "dlv");
        let copies = own.stage.copies.iter().filter(|copy| !is_delve(copy));
        let builders = copies.filter_map(|copy| named(&self.stages, stage, copy.from.as_ref()?)).chain([stage]);
        let mut found: Vec<Option<u32>> =
            builders.filter(|stage| self.stages[*stage].builds).map(|stage| self.go_of_image(stage)).collect();
        found.dedup();
        found.pop().filter(|_| found.is_empty()).flatten()
    }

    /// The image that a stage starts from in the end, through other stages of its file.
    #[must_use]
    pub fn root_image(&self, stage: usize) -> &Word {
        &self.root(stage).base
    }

    fn root(&self, stage: usize) -> &manifest::dockerfile::Stage {
        &self.stages[self.stages[stage].root].stage
    }

    /// The minor number of the Go in a stage whose image is an official one of Go: 22 for `golang:1.22-alpine`, of a tag that follows
    /// the releases the newest that is known; None where the image is only the default of an argument. In other images that of the archive
    /// of an old Go that the stage unpacks.
    #[must_use]
    pub fn go_of_image(&self, stage: usize) -> Option<u32> {
        self.go_of_base(stage).filter(|_| !self.root(stage).base_by_argument)
    }

    /// The same where the image is the default of an argument.
    #[must_use]
    pub fn go_by_default(&self, stage: usize) -> Option<u32> {
        self.go_of_base(stage).filter(|_| self.root(stage).base_by_argument)
    }

    fn go_of_base(&self, stage: usize) -> Option<u32> {
        let image = self.root(stage).base.get()?;
        if FOLLOWING.contains(&image) {
            return self.newest_go;
        }
        let Some(tag) = base(image.split('@').next()?).strip_prefix("golang:") else {
            return self.stages[stage].unpacked_go;
        };
        let version = tag.split('-').next()?.strip_prefix("1.")?;
        version.split(['.', 'r', 'b']).next()?.parse().ok()
    }

    /// Whether every `go install` of Delve in a stage is told to do without cgo.
    #[must_use]
    pub fn delve_is_static(&self, stage: usize) -> bool {
        let is_static = |(name, value): &(Word, Word)| name.is("CGO_ENABLED") && value.is("0");
        let manifest::dockerfile::Stage { runs, arguments, .. } = &self.stages[stage].stage;
        // `go env -w CGO_ENABLED=0`
        let sets = |c: &Command| ["go", "env", "-w"].iter().zip(&c.words).all(|(written, w)| w.is(written));
        self.says(stage, "CGO_ENABLED", |value| value.is("0"))
            || arguments.iter().any(is_static)
            || runs.iter().any(|(c, _)| sets(c) && c.words.iter().any(|w| w.is("CGO_ENABLED=0")))
            || self.installs(stage).all(|install| install.env.iter().any(is_static))
    }

    /// Whether a `go install` of Delve in a stage may fetch the toolchain that it needs: the official images of Go forbid it.
    #[must_use]
    pub fn fetches_toolchains(&self, stage: usize) -> bool {
        self.says(stage, "GOTOOLCHAIN", |value| !value.is("local")) && self.installs(stage).next().is_some() || {
            let fetches = |(name, value): &(Word, Word)| name.is("GOTOOLCHAIN") && !value.is("local");
            self.installs(stage).any(|install| install.env.iter().any(fetches))
        }
    }

    /// Whether a stage sets a variable to such a value for all that it runs.
    fn says(&self, stage: usize, name: &str, fits: impl Fn(&Word) -> bool) -> bool {
        let stage = &self.stages[stage].stage;
        let exports = stage.runs.iter().filter(|(c, _)| c.words[0].is("export")).flat_map(|(c, _)| &c.env);
        stage.env.iter().chain(exports).any(|(n, value)| n.is(name) && fits(value))
    }

    fn installs(&self, stage: usize) -> impl Iterator<Item = &Command> {
        let runs = self.stages[stage].stage.runs.iter().map(|(c, _)| c);
        runs.filter(|c| base(&c.words[0].text) == "go" && c.words.iter().any(|w| w.text.contains("/cmd/dlv")))
    }
}
