//! Which main package a binary is: from the `go build` that makes it, through the `COPY` that renames it.
//!
//! In: command lines with their places, and the directories of main packages. Out: directories. Guesses no layout: a binary
//! that nothing in the workspace builds is that of the one main package of its name, or of none.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::manifest::Word;

use super::path::{ancestors, base, dir_of, join, runs_in};
use super::{GoDirectories, Placed};
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
}

/// Builds of one binary that are looked at: which of so many it comes from nobody knows.
const MOST_BUILDS: usize = 64;

impl Builds {
    pub(crate) fn of(commands: &[Placed], path: impl Fn(FileId) -> Arc<str>, go: &GoDirectories) -> Self {
        let mut found = Self { all: builds(commands, path, go), ..Self::default() };
        for (index, build) in found.all.iter().enumerate() {
            found.by_name.entry(build.name.clone()).or_default().push(index);
            found.by_file.entry((build.file, build.name.clone())).or_default().push(index);
            if let Some(output) = &build.output {
                found.by_output.entry(output.clone()).or_default().push(index);
            }
        }
        for (dir, _) in go.iter().filter(|(_, directory)| !directory.mains.is_empty()) {
            found.mains.entry(default_name(dir, go)).or_default().push(Arc::clone(dir));
        }
        found
    }

    /// The main packages that a binary may be, by its names: those that a build of the same file makes, else of any file, else
    /// the one main package of that name.
    pub(crate) fn lookup(&self, names: &BTreeSet<String>, file: FileId) -> Vec<Arc<str>> {
        let mut found: BTreeSet<Arc<str>> = self.made_by(names, file).flat_map(|b| b.dirs.iter().cloned()).collect();
        if found.is_empty() {
            let mut named = names.iter().filter_map(|name| self.mains.get(name)).flatten();
            if let (Some(one), None) = (named.next(), named.next()) {
                found.insert(Arc::clone(one));
            }
        }
        found.into_iter().collect()
    }

    /// The commands that build a binary.
    pub(crate) fn commands_of(&self, names: &BTreeSet<String>, file: FileId) -> Vec<usize> {
        let mut commands: Vec<usize> = self.made_by(names, file).map(|b| b.command).collect();
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
        let own: Vec<usize> =
            names.iter().filter_map(|name| self.by_file.get(&(file, name.clone()))).flatten().copied().collect();
        let any = own.is_empty().then(|| names.iter().filter_map(|name| self.by_name.get(name)).flatten().copied());
        own.into_iter().chain(any.into_iter().flatten()).take(MOST_BUILDS).map(|build| &self.all[build])
    }
}

/// The builds among commands.
fn builds(commands: &[Placed], path: impl Fn(FileId) -> Arc<str>, go: &GoDirectories) -> Vec<GoBuild> {
    let of = |(index, placed): (usize, &Placed)| {
        let file = placed.command.span.file;
        let path = path(file);
        let found = build(placed, &path, go);
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
    commands.iter().enumerate().flat_map(of).collect()
}

/// A binary as it is written, name or path, with the directories of its main packages.
type Binary = (String, Vec<Arc<str>>);

fn build(placed: &Placed, path: &str, go: &GoDirectories) -> Vec<Binary> {
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
                return named(Some(&attached), &packages, words.collect(), path, go);
            }
            Some(_) => {}
            None if flag == "o" => output = words.next(),
            None if WITH_VALUE.contains(&flag) => drop(words.next()),
            None => {}
        }
    }
    named(output, &packages, Vec::new(), path, go)
}

fn named(output: Option<&Word>, packages: &[&Word], more: Vec<&Word>, path: &str, go: &GoDirectories) -> Vec<Binary> {
    let more = more.into_iter().filter(|w| !w.text.starts_with('-'));
    let mut all: Vec<&str> = packages.iter().copied().chain(more).filter_map(Word::get).collect();
    if all.is_empty() && packages.is_empty() {
        all.push(".");
    }
    let dirs: BTreeSet<Arc<str>> = all.iter().flat_map(|package| package_dirs(dir_of(path), package, go)).collect();
    let output = output.filter(|o| !o.text.ends_with('/'));
    match output {
        Some(output) if !output.known => Vec::new(),
        Some(output) if dirs.len() <= 1 => {
            vec![(output.text.to_string(), dirs.into_iter().collect())]
        }
        // A directory, or no output: each binary has the name of its package.
        _ => dirs.into_iter().map(|dir| (default_name(&dir, go), vec![dir])).collect(),
    }
}

/// The name that `go build` gives a binary.
fn default_name(dir: &Arc<str>, go: &GoDirectories) -> String {
    let module = go.get(dir).and_then(|d| d.module_name.as_deref());
    module.unwrap_or_else(|| base(dir)).to_owned()
}

/// The main packages of a pattern, as seen from a directory or one above it: a build runs at the root of its context,
/// which only whoever starts it knows.
pub(crate) fn package_dirs(from: &str, package: &str, go: &GoDirectories) -> Vec<Arc<str>> {
    let is_main =
        |dir: &str| go.get_key_value(dir).filter(|(_, d)| !d.mains.is_empty()).map(|(dir, _)| Arc::clone(dir));
    if let Some(prefix) = package.strip_suffix("...") {
        for up in ancestors(from) {
            let Some(root) = join(up, prefix) else { continue };
            let below = |dir: &str| root == "." || dir == root || dir.starts_with(&format!("{root}/"));
            let found: Vec<Arc<str>> = go.keys().filter(|d| below(d)).filter_map(|d| is_main(d)).collect();
            if !found.is_empty() {
                return found;
            }
        }
        return Vec::new();
    }
    let package = if package.ends_with(".go") { dir_of(package) } else { package };
    ancestors(from).find_map(|up| is_main(&join(up, package)?)).into_iter().collect()
}
