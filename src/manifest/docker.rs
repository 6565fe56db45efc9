//! `docker run` and `docker build` on a command line: the containers that recipes, scripts and tasks start, and from which image.
//!
//! In: the commands of one file. Out: containers, each in a Pod of its own of kind `run`. An image is built from what a `docker build -t` of
//! the same file builds under its name; one that is built in two ways is not known. Facts: the reference of docker's command line, which podman and
//! nerdctl follow.

use std::collections::BTreeMap;

use super::compose;
use super::container::{Build, NamedImage, Network};
use super::dockerfile::Invocation;
use super::shell::{self, Command};
use super::text::{Mapped, Word};
use super::{Container, FileFacts, Pod};

/// The kind of a Pod that a command starts.
pub(crate) const RUN: &str = "run";

/// Programs that run containers, or build images, with the options of `docker`.
const RUNTIMES: [&str; 4] = ["docker", "podman", "nerdctl", "minikube"];

/// Options of `docker run` and `docker build` that take no value of their own.
const SWITCHES: [&str; 26] = [
    "--check",
    "--compress",
    "--debug",
    "--detach",
    "--disable-content-trust",
    "--force-rm",
    "--init",
    "--interactive",
    "--load",
    "--no-cache",
    "--no-healthcheck",
    "--oom-kill-disable",
    "--privileged",
    "--publish-all",
    "--pull",
    "--push",
    "--quiet",
    "--read-only",
    "--replace",
    "--rm",
    "--rmi",
    "--sig-proxy",
    "--squash",
    "--tls-verify",
    "--tty",
    "--use-api-socket",
];

/// What letters stand for; those of switches may stand together, the last one may have a value: `-itp 80:80`.
const LETTERS: [(char, &str); 16] = [
    ('d', "--detach"),
    ('e', "--env"),
    ('f', "--file"),
    ('h', "--hostname"),
    ('i', "--interactive"),
    ('l', "--label"),
    ('m', "--memory"),
    ('p', "--publish"),
    ('t', "--tty"),
    ('u', "--user"),
    ('v', "--volume"),
    ('w', "--workdir"),
    ('D', "--debug"),
    ('P', "--publish-all"),
    ('q', "--quiet"),
    ('c', "--cpu-shares"),
];

/// Adds the containers that the commands of a file start.
pub(crate) fn read(facts: &mut FileFacts) {
    let named = images(&facts.commands);
    let images = by_name(&named);
    facts.images.extend(named);
    let runs: Vec<Line> =
        facts.commands.iter().filter_map(|command| Line::read(command, &["run", "create"], false)).collect();
    for run in runs {
        let Some((image, command)) = run.rest.split_first() else { continue };
        let name = run.options.last("--name").unwrap_or_else(|| image.clone());
        let network = run.options.last("--network").or_else(|| run.options.last("--net"));
        let pod = facts.pods.len();
        facts.pods.push(Pod {
            host_pid: run.options.last("--pid").is_some_and(|pid| pid.is("host")),
            network: if network.is_some_and(|network| network.is("host")) { Network::Host } else { Network::Own },
            ..Pod::new(name.clone(), RUN)
        });
        let started = |words: Vec<Word>| {
            let pieces = words.iter().map(Mapped::of_word).collect();
            let span = words.first().map(|word| word.span);
            span.map(|span| Invocation::exec(words, pieces, span))
        };
        facts.containers.push(Container {
            span: run.command.span,
            build: images.get(plain(&image.text)).cloned().flatten(),
            image: Some(image.clone()),
            entrypoint: run.options.last("--entrypoint").and_then(|program| started(vec![program])),
            command: started(command.to_vec()),
            ports: run.options.all("--publish").iter().flat_map(compose::short_ports).collect(),
            env: run.options.all("--env").iter().filter_map(shell::assignment).collect(),
            env_files: run.options.all("--env-file"),
            capabilities: run.options.all("--cap-add").into_iter().map(compose::without_prefix).collect(),
            security: run.options.all("--security-opt"),
            user: run.options.last("--user"),
            privileged: run.options.is_set("--privileged"),
            tty: run.options.is_set("--tty"),
            workdir: run.options.last("--workdir"),
            ..Container::new(name, pod)
        });
    }
}

/// The images that the commands of a file build.
fn images(commands: &[Command]) -> Vec<NamedImage> {
    let builds = commands.iter().filter_map(|command| Line::read(command, &["build"], true));
    let named = |line: Line| {
        let build = line.built();
        let image = move |name| NamedImage { name, build: build.clone(), by_command: true, any_tag: false };
        line.options.all("--tag").into_iter().map(image)
    };
    builds.flat_map(named).collect()
}

/// What images are built from; None where two builds differ, or where only a run knows.
fn by_name(images: &[NamedImage]) -> BTreeMap<String, Option<Build>> {
    let mut found: BTreeMap<String, Option<Build>> = BTreeMap::new();
    for NamedImage { name, build, .. } in images {
        let old = found.entry(plain(&name.text).to_owned()).or_insert_with(|| build.clone());
        let is_same = old.as_ref().zip(build.as_ref()).is_some_and(|(old, new)| same(old, new));
        *old = old.take().filter(|_| is_same);
    }
    found
}

fn same(one: &Build, other: &Build) -> bool {
    let texts = |build: &Build| {
        [&build.context, &build.dockerfile, &build.target].map(|word| word.as_ref().map(|word| word.text.clone()))
    };
    texts(one) == texts(other)
}

/// The name of an image: `app:latest` and `app` are the same.
fn plain(name: &str) -> &str {
    name.strip_suffix(":latest").unwrap_or(name)
}

/// Options by their long names, in their order.
#[derive(Default)]
pub(crate) struct Options(Vec<(String, Option<Word>)>);

impl Options {
    /// Those of words that are options of `docker run` alone, as a devcontainer has them.
    pub(crate) fn of_run(words: &[Word]) -> Self {
        let mut found = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.find(|word| word.text.starts_with('-')) {
            found.read(word, &mut words, false);
        }
        found
    }

    /// Reads one word that begins with a dash, with its value among those behind it.
    fn read<'a>(&mut self, word: &Word, rest: &mut impl Iterator<Item = &'a Word>, builds: bool) {
        let part = |text: &str| Word { text: text.into(), ..word.clone() };
        if word.text.starts_with("--") {
            let (name, value) = word.text.split_once('=').map_or((&*word.text, None), |(n, v)| (n, Some(part(v))));
            let value = if value.is_none() && !SWITCHES.contains(&name) { rest.next().cloned() } else { value };
            self.0.push((name.to_owned(), value));
            return;
        }
        for (at, letter) in word.text.char_indices().skip(1) {
            let long = LETTERS.iter().find(|(known, _)| *known == letter).map_or("", |(_, long)| long);
            // `-t` names an image where one is built.
            let long = if builds && letter == 't' { "--tag" } else { long };
            if SWITCHES.contains(&long) {
                self.0.push((long.to_owned(), None));
                continue;
            }
            let after = &word.text[at + letter.len_utf8()..];
            let value = if after.is_empty() { rest.next().cloned() } else { Some(part(after.trim_start_matches('='))) };
            self.0.push((long.to_owned(), value));
            return;
        }
    }

    /// The values of an option, in their order.
    pub(crate) fn all(&self, name: &str) -> Vec<Word> {
        self.0.iter().filter(|(option, _)| option == name).filter_map(|(_, value)| value.clone()).collect()
    }

    fn last(&self, name: &str) -> Option<Word> {
        self.all(name).pop()
    }

    fn is_set(&self, name: &str) -> bool {
        let last = self.0.iter().rfind(|(option, _)| option == name);
        last.is_some_and(|(_, value)| value.as_ref().is_none_or(|value| value.is("true")))
    }
}

/// A command line of docker.
struct Line {
    command: Command,
    options: Options,
    /// What stands behind them.
    rest: Vec<Word>,
}

impl Line {
    /// Reads `docker VERB ...`. Options of a build may stand behind its directory; behind an image they are the program's.
    fn read(command: &Command, verbs: &[&str], mixed: bool) -> Option<Self> {
        let (program, mut words) = command.words.split_first()?;
        if !RUNTIMES.contains(&program.text.rsplit('/').next().unwrap_or_default()) {
            return None;
        }
        // `docker container run`, `docker image build`, `docker buildx build`.
        if words.first().is_some_and(|w| ["container", "image", "buildx", "builder"].iter().any(|group| w.is(group))) {
            words = &words[1..];
        }
        let (verb, words) = words.split_first()?;
        if !verbs.iter().any(|known| verb.is(known)) {
            return None;
        }
        let mut found = Self { command: command.clone(), options: Options::default(), rest: Vec::new() };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            if word.text.starts_with('-') && word.text.len() > 1 {
                found.options.read(word, &mut words, mixed);
                continue;
            }
            found.rest.push(word.clone());
            if !mixed {
                found.rest.extend(words.by_ref().cloned());
            }
        }
        Some(found)
    }

    /// What is built: on a command line the Dockerfile's path begins where the command runs, not at the context.
    fn built(&self) -> Option<Build> {
        let context = self.rest.first().filter(|context| !context.is("-"))?;
        let dockerfile = match self.options.last("--file") {
            Some(file) => Some(Word { text: from_context(&context.text, &file.text)?.into(), ..file }),
            None => None,
        };
        let context = match self.command.dir.as_deref()? {
            "" => context.clone(),
            here => Word { text: format!("{here}/{}", context.text).into(), ..context.clone() },
        };
        Some(Build { context: Some(context), dockerfile, target: self.options.last("--target") })
    }
}

/// The way from a context to a Dockerfile whose path begins where that of the context does; None where nobody knows.
pub(super) fn from_context(context: &str, dockerfile: &str) -> Option<String> {
    let inside = |path: &str| path.trim_start_matches("./").trim_end_matches('/').to_owned();
    let (context, path) = (inside(context), inside(dockerfile));
    if context == "." || context.is_empty() {
        return Some(path);
    }
    if let Some(below) = path.strip_prefix(&format!("{context}/")) {
        return Some(below.to_owned());
    }
    let is_below = !context.starts_with('/') && !path.starts_with('/') && !context.split('/').any(|e| e == "..");
    is_below.then(|| format!("{}{path}", "../".repeat(context.split('/').filter(|e| !["", "."].contains(e)).count())))
}
