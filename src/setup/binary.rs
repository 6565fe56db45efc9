//! Which main package a binary is: from the `go build` that makes it, through the `COPY` that renames it.
//!
//! In: command lines with their places, and the directories of main packages. Out: directories. Guesses no layout: a binary
//! that nothing in the workspace builds is that of the one main package of its name, or of none.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

use crate::manifest::Word;

use super::image::Renamed;
use super::path::{ancestors, base, dir_of, join, runs_in};
use super::{GoDirectories, GoDirectory, Placed, Setup};
use crate::ordered::InOrder as _;
use crate::source::FileId;

/// One `go build` or `go install` of main packages.
#[derive(Debug)]
struct GoBuild {
    file: FileId,
    /// Index into [`Setup::commands`](super::Setup::commands).
    command: usize,
    /// The name of the binary.
    name: String,
    /// Its path below the directory of the run, where the build runs in the directory of its file.
    output: Option<String>,
    dirs: Vec<Arc<str>>,
}

/// Flags of `go build` whose value may be the next word.
const WITH_VALUE: [&str; 16] = [
    "o",
    "C",
    "p",
    "asmflags",
    "buildmode",
    "compiler",
    "covermode",
    "coverpkg",
    "gccgoflags",
    "gcflags",
    "installsuffix",
    "ldflags",
    "mod",
    "modfile",
    "overlay",
    "tags",
];

/// The builds of a workspace, and its main packages by the names of their binaries.
#[derive(Debug, Default)]
pub(crate) struct Builds {
    all: Vec<GoBuild>,
    by_name: BTreeMap<String, Vec<usize>>,
    by_file: BTreeMap<(FileId, String), Vec<usize>>,
    by_output: BTreeMap<String, Vec<usize>>,
    mains: BTreeMap<String, Vec<Arc<str>>>,
    renamed: Renamed,
}

/// Builds of one binary that are looked at: which of so many it comes from nobody knows.
const MOST_BUILDS: usize = 64;

/// Builds of a workspace that are looked at: each `go build ./...` is one of every main package.
const MOST_ALL: usize = 100_000;

impl Builds {
    pub(crate) fn of(setup: &Setup, path: impl Fn(FileId) -> Arc<str>, mains: &Mains) -> Self {
        let renamed = Renamed::of(&setup.stages);
        let mut found = Self { all: builds(&setup.commands, path, mains), renamed, ..Self::default() };
        for (index, build) in found.all.iter().enumerate() {
            found.by_name.entry(build.name.clone()).or_default().push(index);
            found.by_file.entry((build.file, build.name.clone())).or_default().push(index);
            if let Some(output) = &build.output {
                found.by_output.entry(output.clone()).or_default().push(index);
            }
        }
        for (dir, name) in &mains.0 {
            found.mains.entry(name.clone()).or_default().push(Arc::clone(dir));
        }
        found
    }

    /// The main packages that a binary may be which a command starts, in a container with the Dockerfile of its image: those that a
    /// build of the same file makes, else of any file, else the one main package of that name.
    pub(crate) fn lookup(&self, binary: &str, command: FileId, dockerfile: Option<FileId>) -> Vec<Arc<str>> {
        let names = self.renamed.names(binary, dockerfile);
        let made = self.made_by(&names, dockerfile.unwrap_or(command));
        let mut found: BTreeSet<Arc<str>> = made.flat_map(|b| b.dirs.iter().cloned()).in_order();
        if found.is_empty() {
            let mut named = names.iter().filter_map(|name| self.mains.get(name)).flatten();
            if let (Some(one), None) = (named.next(), named.next()) {
                found.insert(Arc::clone(one));
            }
        }
        found.into_iter().collect()
    }

    /// The commands that build such a binary.
    pub(crate) fn commands_of(&self, binary: &str, command: FileId, dockerfile: Option<FileId>) -> Vec<usize> {
        let names = self.renamed.names(binary, dockerfile);
        let made = self.made_by(&names, dockerfile.unwrap_or(command));
        let mut commands: Vec<usize> = made.map(|b| b.command).collect();
        commands.sort_unstable();
        commands
    }

    /// The commands that build a binary at a path below the directory of the run.
    pub(crate) fn commands_at(&self, path: &str) -> Vec<usize> {
        let at = self.by_output.get(path).into_iter().flatten();
        at.take(MOST_BUILDS).map(|build| self.all[*build].command).collect()
    }

    /// The builds of a binary: those of the same file, else of any.
    fn made_by(&self, names: &BTreeSet<String>, file: FileId) -> impl Iterator<Item = &GoBuild> {
        let own: Vec<&[usize]> =
            names.iter().filter_map(|name| self.by_file.get(&(file, name.clone()))).map(Vec::as_slice).collect();
        let any = || names.iter().filter_map(|name| self.by_name.get(name)).map(Vec::as_slice).collect();
        let found = if own.is_empty() { any() } else { own };
        found.into_iter().flatten().take(MOST_BUILDS).map(|build| &self.all[*build])
    }
}

/// The builds among commands.
fn builds(commands: &[Placed], path: impl Fn(FileId) -> Arc<str>, mains: &Mains) -> Vec<GoBuild> {
    let of = |(index, placed): (usize, &Placed)| {
        let file = placed.command.span.file;
        let path = path(file);
        let found = build(placed, &path, mains);
        let installs = placed.command.words.get(1).is_some_and(|verb| verb.is("install"));
        let output = move |written: &str| if installs { None } else { join(runs_in(&path), written) };
        found.into_iter().map(move |(written, dirs)| GoBuild {
            file,
            command: index,
            name: base(&written).to_owned(),
            output: output(&written),
            dirs,
        })
    };
    commands.iter().enumerate().flat_map(of).take(MOST_ALL).collect()
}

/// A binary as it is written, name or path, with the directories of its main packages.
type Binary = (String, Vec<Arc<str>>);

fn build(placed: &Placed, path: &str, mains: &Mains) -> Vec<Binary> {
    let words = &placed.command.words;
    let [program, verb, rest @ ..] = words.as_slice() else { return Vec::new() };
    if base(&program.text) != "go" || !(verb.is("build") || verb.is("install")) {
        return Vec::new();
    }
    let mut output: Option<&Word> = None;
    let mut packages: Vec<&Word> = Vec::new();
    let mut words = rest.iter();
    let attached;
    while let Some(word) = words.next() {
        let Some(flag) = word.text.strip_prefix('-') else {
            packages.push(word);
            continue;
        };
        let flag = flag.strip_prefix('-').unwrap_or(flag);
        match flag.split_once('=') {
            Some(("o", value)) => {
                attached = Word { text: value.into(), ..word.clone() };
                return named(Some(&attached), &packages, words.collect(), path, mains);
            }
            Some(_) => {}
            None if flag == "o" => output = words.next(),
            None if WITH_VALUE.contains(&flag) => drop(words.next()),
            None => {}
        }
    }
    named(output, &packages, Vec::new(), path, mains)
}

fn named(output: Option<&Word>, packages: &[&Word], more: Vec<&Word>, path: &str, mains: &Mains) -> Vec<Binary> {
    let more = more.into_iter().filter(|w| !w.text.starts_with('-'));
    let mut all: Vec<&str> = packages.iter().copied().chain(more).filter_map(Word::get).collect();
    if all.is_empty() && packages.is_empty() {
        all.push(".");
    }
    let dirs: BTreeSet<Arc<str>> = all.iter().flat_map(|package| mains.named(dir_of(path), package)).in_order();
    let output = output.filter(|o| !o.text.ends_with('/'));
    match output {
        Some(output) if !output.known => Vec::new(),
        Some(output) if dirs.len() <= 1 => {
            vec![(output.text.to_string(), dirs.into_iter().collect())]
        }
        // A directory, or no output: each binary has the name of its package.
        _ => dirs.into_iter().filter_map(|dir| Some((mains.0.get(&dir)?.clone(), vec![dir]))).collect(),
    }
}

/// The directories of main packages, with the names that `go build` gives their binaries.
#[derive(Debug, Default)]
pub(crate) struct Mains(BTreeMap<Arc<str>, String>);

/// Main packages of one pattern that are looked at.
const MOST_PACKAGES: usize = 256;

impl Mains {
    pub(crate) fn of(go: &GoDirectories) -> Self {
        let mains = go.iter().filter(|(_, directory)| !directory.mains.is_empty());
        let name = |dir: &Arc<str>, directory: &GoDirectory| {
            directory.module_name.as_deref().unwrap_or_else(|| base(dir)).to_owned()
        };
        Self(mains.map(|(dir, directory)| (Arc::clone(dir), name(dir, directory))).collect())
    }

    /// The main packages of a pattern, as seen from a directory or one above it: a build runs at the root of its context,
    /// which only whoever starts it knows.
    pub(crate) fn named(&self, from: &str, package: &str) -> Vec<Arc<str>> {
        if let Some(prefix) = package.strip_suffix("...") {
            let below = |up| Some(self.below(&join(up, prefix)?)).filter(|found| !found.is_empty());
            return ancestors(from).find_map(below).unwrap_or_default();
        }
        let package = if package.ends_with(".go") { dir_of(package) } else { package };
        ancestors(from).find_map(|up| self.at(&join(up, package)?)).into_iter().collect()
    }

    /// Those in a directory and below it.
    fn below(&self, root: &str) -> Vec<Arc<str>> {
        if root == "." {
            return self.0.keys().take(MOST_PACKAGES).cloned().collect();
        }
        let within = format!("{root}/");
        let from = (Bound::Included(&*within), Bound::Unbounded);
        let below = self.0.range::<str, _>(from).map(|(dir, _)| dir).take_while(|dir| dir.starts_with(&within));
        self.at(root).into_iter().chain(below.cloned()).take(MOST_PACKAGES).collect()
    }

    fn at(&self, dir: &str) -> Option<Arc<str>> {
        self.0.get_key_value(dir).map(|(dir, _)| Arc::clone(dir))
    }
}
