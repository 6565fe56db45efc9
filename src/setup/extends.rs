//! What a service of compose takes over from another one (`extends`), of the same file or of one that it names.
//!
//! In: all files. Out: services that are whole. Facts: the Compose Specification, "extends": what is one value is replaced, lists and
//! maps are put together, and paths are those of the file that they stand in. A service that extends itself, and one whose base is not in the
//! workspace, stay as they are written: compose refuses both.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use super::Manifest;
use super::path::{dir_of, join};
use crate::manifest::container::{Build, Container, Network};
use crate::manifest::{FileKind, Word};
use crate::ordered::InOrder as _;

/// Services that are taken over one after the other.
const MOST_NESTED: usize = 16;

/// Ports, variables and such that services take over, all in all.
const MOST_TAKEN: usize = 200_000;

/// The files that services of others extend, by path: each also by those that it extends itself.
pub fn extended_files<'a>(manifests: impl Iterator<Item = &'a Manifest>) -> BTreeSet<String> {
    let of = |m: &'a Manifest| {
        let files = m.facts.containers.iter().filter_map(|c| c.extends.as_ref()?.file.as_ref());
        files.filter_map(move |file| join(dir_of(&m.path), file.get()?))
    };
    manifests.flat_map(of).in_order()
}

/// The services that may be extended.
#[derive(Debug)]
pub(crate) struct Bases<'a> {
    /// By the path of the file and the name; with whether they are in the machine's network and process namespace.
    by_name: BTreeMap<(&'a str, &'a str), Base<'a>>,
    left: Cell<usize>,
}

#[derive(Debug, Clone, Copy)]
struct Base<'a> {
    file: &'a str,
    container: &'a Container,
    host_network: bool,
    host_pid: bool,
}

/// A service with what it takes over.
pub(crate) struct Whole<'a> {
    pub(crate) container: Cow<'a, Container>,
    /// Whether a service that it extends is in the machine's network.
    pub(crate) host_network: bool,
    /// Whether a service that it extends is in the machine's process namespace.
    pub(crate) host_pid: bool,
}

impl<'a> Bases<'a> {
    pub(crate) fn of(manifests: &'a [Manifest]) -> Self {
        let mut found = Self { by_name: BTreeMap::new(), left: Cell::new(MOST_TAKEN) };
        let compose = manifests.iter().filter(|m| matches!(m.kind, FileKind::Compose | FileKind::Yaml));
        for (manifest, container) in compose.flat_map(|m| m.facts.containers.iter().map(move |c| (m, c))) {
            let pod = &manifest.facts.pods[container.pod];
            let (host_network, host_pid) = (pod.network == Network::Host, pod.host_pid);
            let base = Base { file: &manifest.path, container, host_network, host_pid };
            if pod.kind == "compose" {
                found.by_name.entry((&manifest.path, &container.name.text)).or_insert(base);
            }
        }
        found
    }

    /// A service of the file at a path, whole.
    pub(crate) fn whole(&self, written: &'a Container, path: &str) -> Whole<'a> {
        let mut whole = Whole { container: Cow::Borrowed(written), host_network: false, host_pid: false };
        let Some(bases) = self.bases(written, path) else { return whole };
        for base in bases {
            let taken = weight(base.container);
            let Some(left) = self.left.get().checked_sub(taken) else { break };
            self.left.set(left);
            whole.host_network |= base.host_network;
            whole.host_pid |= base.host_pid;
            let moved = if base.file == path { None } else { Some(way(dir_of(path), dir_of(base.file))) };
            take_over(whole.container.to_mut(), base.container, moved.as_deref());
        }
        whole
    }

    /// The services that one extends, the nearest first; None where they go round in a circle, or one is not there.
    fn bases(&self, written: &Container, path: &str) -> Option<Vec<Base<'a>>> {
        let mut found: Vec<Base<'a>> = Vec::new();
        let mut next = written.extends.as_ref().map(|extends| (extends, path));
        while let Some((extends, from)) = next {
            let file = match &extends.file {
                Some(file) => Cow::Owned(join(dir_of(from), file.get()?)?),
                None => Cow::Borrowed(from),
            };
            let base = *self.by_name.get(&(&*file, extends.service.get()?))?;
            let again = found.iter().any(|other| std::ptr::eq(other.container, base.container));
            if again || std::ptr::eq(base.container, written) || found.len() == MOST_NESTED {
                return None;
            }
            found.push(base);
            next = base.container.extends.as_ref().map(|extends| (extends, base.file));
        }
        Some(found)
    }
}

/// How much a service has that another one would have its own copy of.
fn weight(c: &Container) -> usize {
    let lists = c.ports.len() + c.env.len() + c.env_files.len() + c.mounts.len() + c.capabilities.len();
    let starts = c.entrypoint.iter().chain(&c.command).map(|start| start.exec.len() + start.shell.len()).sum::<usize>();
    1 + lists + c.security.len() + c.probes.len() + c.profiles.len() + starts
}

/// The way from one directory of the workspace to another.
fn way(from: &str, to: &str) -> String {
    let up = from.split('/').filter(|element| *element != ".").count();
    format!("{}{to}/", "../".repeat(up))
}

/// Gives a service what it does not say itself; `moved` leads to the directory that the base's paths begin at.
fn take_over(own: &mut Container, base: &Container, moved: Option<&str>) {
    let at = |word: &Word| match moved {
        Some(way) if !word.text.starts_with('/') => Word { text: format!("{way}{}", word.text).into(), ..word.clone() },
        _ => word.clone(),
    };
    if let Some(build) = &base.build {
        let Build { context, dockerfile, target } = own.build.take().unwrap_or_default();
        let here = || moved.map(|way| Word::new(way, base.span));
        own.build = Some(Build {
            context: context.or_else(|| build.context.as_ref().map(at)).or_else(here),
            dockerfile: dockerfile.or_else(|| build.dockerfile.clone()),
            target: target.or_else(|| build.target.clone()),
        });
    }
    own.image = own.image.take().or_else(|| base.image.clone());
    own.entrypoint = own.entrypoint.take().or_else(|| base.entrypoint.clone());
    own.command = own.command.take().or_else(|| base.command.clone());
    own.user = own.user.take().or_else(|| base.user.clone());
    own.workdir = own.workdir.take().or_else(|| base.workdir.clone());
    if own.probes.is_empty() {
        own.probes.clone_from(&base.probes);
    }
    own.privileged |= base.privileged;
    own.tty |= base.tty;
    own.ports.splice(0..0, base.ports.iter().cloned());
    own.env.splice(0..0, base.env.iter().cloned());
    own.env_files.splice(0..0, base.env_files.iter().map(at));
    own.mounts.splice(0..0, base.mounts.iter().map(|(source, target)| (at(source), target.clone())));
    own.capabilities.splice(0..0, base.capabilities.iter().cloned());
    own.security.splice(0..0, base.security.iter().cloned());
    own.profiles.splice(0..0, base.profiles.iter().cloned());
}
