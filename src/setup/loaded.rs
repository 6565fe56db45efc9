//! Which files of variables are loaded: by containers, by debug configurations, and by compose for its own files.
//!
//! In: what the other files say. Out: paths below the directory of the run. Whether there is a file at such a path is for the caller.

use std::collections::{BTreeMap, BTreeSet};

use super::path::{base, dir_of, join, runs_in};
use super::{Manifest, config};
use crate::manifest::{Command, Word};
use crate::ordered::InOrder as _;

/// The files of variables that the environment of containers and debugged programs comes from.
#[must_use]
pub fn loaded_files<'a>(manifests: impl Iterator<Item = &'a Manifest>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for manifest in manifests {
        let dir = runs_in(&manifest.path);
        let files = manifest.facts.containers.iter().flat_map(|c| &c.env_files).filter_map(Word::get);
        found.extend(files.filter_map(|file| join(dir, file)));
        let folders = config::Folders::of(manifest);
        found.extend(manifest.facts.configs.iter().flat_map(|node| config::env_files(node, &folders)));
    }
    found
}

/// Where the file is that a Makefile includes: make starts in the directory of the one that it was given.
#[must_use]
pub fn included(makefile: &str, written: &str) -> Option<String> {
    join(dir_of(makefile), written)
}

/// The files of variables that fill in each compose file (`${PORT}`): those that a command line names for it (`--env-file`), else the
/// `.env` beside the first file of that command line; without a command line the one beside it.
#[must_use]
pub fn filling_files<'a>(
    compose: impl Iterator<Item = &'a str>,
    manifests: impl Iterator<Item = &'a Manifest>,
) -> BTreeMap<&'a str, BTreeSet<String>> {
    let mut found: BTreeMap<&str, BTreeSet<String>> = compose.map(|file| (file, BTreeSet::new())).in_order();
    for manifest in manifests {
        let dir = runs_in(&manifest.path);
        let below = |word: &Word| join(dir, word.get()?);
        for started in manifest.facts.commands.iter().filter_map(Started::read) {
            let named: Vec<String> = started.files.iter().filter_map(below).collect();
            let project = named.first().map_or(dir, |file| dir_of(file));
            let variables: Vec<String> = match started.variables.as_slice() {
                [] => join(project, ".env").into_iter().in_order(),
                variables => variables.iter().take(MOST_VARIABLES).filter_map(below).in_order(),
            };
            let unnamed = DEFAULT.iter().filter(|_| started.files.is_empty()).filter_map(|name| join(dir, name));
            for file in named.iter().cloned().chain(unnamed) {
                if let Some(filling) = found.get_mut(&*file) {
                    filling.extend(variables.iter().cloned());
                }
            }
        }
    }
    for (file, filling) in &mut found {
        if filling.is_empty() {
            filling.extend(join(dir_of(file), ".env"));
        }
    }
    found
}

/// Files of variables of one command line that are read: each of its compose files gets them all.
const MOST_VARIABLES: usize = 16;

/// The files that compose takes without being told.
const DEFAULT: [&str; 8] = [
    "compose.yaml",
    "compose.yml",
    "compose.override.yaml",
    "compose.override.yml",
    "docker-compose.yaml",
    "docker-compose.yml",
    "docker-compose.override.yaml",
    "docker-compose.override.yml",
];

/// Flags in front of compose's subcommand that take the next word as their value.
const WITH_VALUE: [&str; 11] = [
    "-f",
    "--file",
    "--env-file",
    "-p",
    "--project-name",
    "--profile",
    "--project-directory",
    "--progress",
    "--ansi",
    "--parallel",
    "--context",
];

/// A command line of compose, up to its subcommand: behind it `-f` means something else.
struct Started {
    files: Vec<Word>,
    variables: Vec<Word>,
}

impl Started {
    fn read(command: &Command) -> Option<Self> {
        let rest = match command.words.as_slice() {
            [docker, compose, rest @ ..] if base(&docker.text) == "docker" && compose.is("compose") => rest,
            [compose, rest @ ..] if base(&compose.text) == "docker-compose" => rest,
            _ => return None,
        };
        let mut found = Self { files: Vec::new(), variables: Vec::new() };
        let mut words = rest.iter();
        while let Some(word) = words.next().filter(|word| word.text.starts_with('-')) {
            let (flag, value) = match word.text.split_once('=') {
                Some((flag, value)) => (flag, Some(Word { text: value.into(), ..word.clone() })),
                None if WITH_VALUE.contains(&&*word.text) => (&*word.text, words.next().cloned()),
                None => continue,
            };
            match flag {
                "-f" | "--file" => found.files.extend(value),
                "--env-file" => found.variables.extend(value),
                _ => {}
            }
        }
        Some(found)
    }
}
