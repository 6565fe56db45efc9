//! Variables of the environment that a command runs with, and the flags of `go build` that come of them.
//!
//! In: a command, where it runs, and what the files set. Out: a variable's value; [`GoFlags`]. The environment of the person who
//! starts the command is not known: it counts as empty.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::path::base;
use super::{Debugger, GoFlags, Manifest, Setup, Site, Unoptimized};
use crate::manifest::{Command, FileKind, Word};
use crate::ordered::InOrder as _;
use crate::source::{FileId, Span};

/// The value that a variable has for a command, where a file of the workspace sets it: the nearest one.
pub(crate) fn variable<'a>(
    name: &'static str,
    command: &'a Command,
    site: Site,
    setup: &'a Setup,
    exported: &Exported<'a>,
) -> Option<&'a Word> {
    let last = |pairs: &[(Word, Word)]| pairs.iter().rposition(|(n, _)| n.is(name));
    // Many commands run in one place.
    let of = |pairs: &'a [(Word, Word)]| {
        let index = *exported.places.borrow_mut().entry((site, name)).or_insert_with(|| last(pairs));
        index.map(|index| &pairs[index].1)
    };
    last(&command.env).map(|index| &command.env[index].1).or_else(|| match site {
        Site::Build(stage) => of(&setup.stages[stage].stage.env),
        Site::Container(container) => of(&setup.containers[container].env),
        Site::Host | Site::Ci => exported.before(command, name),
    })
}

/// What Makefiles and scripts export to the commands in them; and what was found once in the variables of stages and containers, which
/// must not change any more.
#[derive(Debug, Default)]
pub(crate) struct Exported<'a> {
    by_file: BTreeMap<(FileId, &'a str), Vec<(u32, &'a Word)>>,
    /// Where a stage or container sets a variable last.
    places: RefCell<BTreeMap<(Site, &'static str), Option<usize>>>,
    /// What values say as flags of `go build`, by where their text is kept, and whether they are known.
    flags: RefCell<BTreeMap<(usize, bool), GoFlags>>,
}

impl<'a> Exported<'a> {
    pub(crate) fn of(manifests: &'a [Manifest]) -> Self {
        let mut found = Self::default();
        for manifest in manifests {
            let mut add = |from: u32, (name, value): &'a (Word, Word)| {
                found.by_file.entry((manifest.file, &*name.text)).or_default().push((from, value));
            };
            match manifest.kind {
                // A variable of tasks.json is one task's.
                FileKind::Makefile => manifest.facts.variables.iter().for_each(|pair| add(0, pair)),
                FileKind::Shell => {
                    for export in manifest.facts.commands.iter().filter(|c| c.words[0].is("export")) {
                        export.env.iter().for_each(|pair| add(export.span.end, pair));
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// The last values of what a file exports.
    fn of_file(&self, file: FileId) -> impl Iterator<Item = (&'a str, &'a Word)> {
        let all = self.by_file.range((file, "")..).take_while(move |((of, _), _)| *of == file);
        all.filter_map(|((_, name), given)| Some((*name, given.last()?.1)))
    }

    /// The flags of GOFLAGS.
    fn flags(&self, value: &Word) -> GoFlags {
        let kept = (value.text.as_ptr().addr(), value.known);
        *self.flags.borrow_mut().entry(kept).or_insert_with(|| GoFlags::of_word(value))
    }

    /// The last value that a variable was given before a command.
    fn before(&self, command: &Command, name: &str) -> Option<&'a Word> {
        let given = self.by_file.get(&(command.span.file, name))?;
        let count = given.partition_point(|(from, _)| *from <= command.span.start);
        given[..count].last().map(|(_, value)| *value)
    }
}

/// Variables that are looked at for one debugger.
const MOST_LOOKED_AT: usize = 1024;

/// Whether what a debugger starts may be given another address than the one that it has by default.
pub(crate) fn readdresses(debugger: &Debugger, setup: &Setup, exported: &Exported<'_>) -> bool {
    let around: &[(Word, Word)] = match debugger.site {
        Site::Container(container) => &setup.containers[container].env,
        Site::Build(stage) => &setup.stages[stage].stage.env,
        Site::Host | Site::Ci => &[],
    };
    let own = debugger.command.env.iter().chain(around.iter().rev()).map(|(name, value)| (&*name.text, value));
    let of_file = exported.of_file(debugger.command.span.file).filter(|_| around.is_empty());
    debugger.gives_address(own.take(MOST_LOOKED_AT).chain(of_file.take(MOST_LOOKED_AT)))
}

/// What files of variables set, by their path.
pub(crate) fn files(manifests: &[Manifest]) -> BTreeMap<&str, &[(Word, Word)]> {
    let env = manifests.iter().filter(|m| m.kind == FileKind::Env);
    env.map(|m| (&*m.path, m.facts.variables.as_slice())).in_order()
}

/// The flags with which a command builds Go: those of GOFLAGS, then its own; and the value of GOFLAGS, where what strips comes from there. Nothing
/// where it is no build.
pub(crate) fn of_build(
    command: &Command,
    site: Site,
    setup: &Setup,
    exported: &Exported<'_>,
) -> (GoFlags, Option<Span>) {
    let [program, verb, own @ ..] = command.words.as_slice() else { return Default::default() };
    if base(&program.text) != "go" || !["build", "install", "test"].iter().any(|v| verb.is(v)) {
        return Default::default();
    }
    let value = variable("GOFLAGS", command, site, setup, exported);
    let inherited = value.map(|value| exported.flags(value)).unwrap_or_default();
    let thrown_away = verb.is("test") && !own.iter().any(|w| w.is("-c"));
    let own = GoFlags { open: own.iter().any(|w| !w.known), ..GoFlags::read(own.iter().map(|w| &*w.text)) };
    let all = inherited.then(own);
    // Tests that replace functions as they run are not optimized either, and nobody debugs what `go test` throws away.
    let all = if thrown_away { GoFlags { unoptimized: Unoptimized::None, ..all } } else { all };
    let from = value.filter(|_| own.strips().is_empty() && !all.strips().is_empty());
    (all, from.map(|value| value.span))
}

/// The flags with which Delve builds what it debugs.
pub(crate) fn of_debugger(debugger: &Debugger, setup: &Setup, exported: &Exported<'_>) -> GoFlags {
    if !(debugger.does("debug") || debugger.does("test")) {
        return GoFlags::default();
    }
    let inherited = variable("GOFLAGS", &debugger.command, debugger.site, setup, exported);
    let inherited = inherited.map(|value| exported.flags(value));
    let own = debugger.flag("build-flags").and_then(|flag| flag.value.as_ref()).map(GoFlags::of_word);
    inherited.unwrap_or_default().then(own.unwrap_or_default())
}
