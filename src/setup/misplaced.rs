//! A flag where a container's runtime looks for the program: `command: ["--listen=:2345"]` of a Pod takes the place of the image's ENTRYPOINT.
//!
//! In: what a container starts, and its image. Out: [`Misplaced`]. Facts: the Kubernetes reference (`command` is ENTRYPOINT, `args` is CMD), that of
//! compose (`command` is CMD); runc looks the first word up as Go's `exec.LookPath` does. Of an image that is not built here nobody knows whether it
//! has an entry point.

use super::path::base;
use super::{Setup, Stage, image};
use crate::manifest::Word;
use crate::manifest::dockerfile::Invocation;

/// A flag that is taken for a program.
#[derive(Debug, Clone)]
pub struct Misplaced {
    /// The flag.
    pub word: Word,
    /// Whether it stands in place of an entry point; else in that of the arguments, without an entry point.
    pub replaces: bool,
}

impl Misplaced {
    /// What the runtime says of it.
    #[must_use]
    pub fn error(&self) -> String {
        let word = &self.word.text;
        if word.contains('/') {
            format!("exec: \"{word}\": stat {word}: no such file or directory")
        } else {
            format!("exec: \"{word}\": executable file not found in $PATH")
        }
    }
}

/// Images that have no entry point, by their names without registry and tag.
const WITHOUT_ENTRYPOINT: [&str; 8] =
    ["alpine", "busybox", "debian", "fedora", "golang", "scratch", "ubuntu", "archlinux"];

/// Flags that dlv alone has.
const OF_DELVE: [&str; 6] =
    ["--accept-multiclient", "--api-version", "--check-go-version", "--continue", "--headless", "--only-same-user"];

/// The flag that a container of dlv, or of an image that is built from Go here, has in place of its program.
pub(crate) fn misplaced(
    entrypoint: Option<&Invocation>,
    command: Option<&Invocation>,
    stage: Option<usize>,
    setup: &Setup,
) -> Option<Misplaced> {
    let (entry, arguments) = image::words(entrypoint, command, stage.map(|stage| &setup.stages[stage]));
    let (first, replaces) = match entry {
        Some(entry) => (entry.exec.first()?, true),
        None if stage.is_some_and(|stage| has_no_entrypoint(setup.root_image(stage))) => {
            (arguments?.exec.first()?, false)
        }
        None => return None,
    };
    let words = || entry.into_iter().chain(arguments).flat_map(|words| &words.exec);
    let of_delve = |word: &Word| {
        OF_DELVE.iter().any(|flag| word.text.split('=').next() == Some(flag)) || base(&word.text) == "dlv"
    };
    let concerns = || words().any(of_delve) || stage.is_some_and(|stage| runs_go(setup, stage));
    (first.known && first.text.starts_with('-') && concerns()).then(|| Misplaced { word: first.clone(), replaces })
}

fn has_no_entrypoint(root: &Word) -> bool {
    let name = root.get().map(|image| image.split([':', '@']).next().unwrap_or_default());
    name.is_some_and(|name| {
        WITHOUT_ENTRYPOINT.contains(&name.trim_start_matches("docker.io/").trim_start_matches("library/"))
    })
}

/// Copies of one stage that are looked at for what it runs.
const MOST_COPIES: usize = 64;

/// Whether a stage, or one that it copies from, builds Go code.
fn runs_go(setup: &Setup, stage: usize) -> bool {
    let own: &Stage = &setup.stages[stage];
    let from = |copy: &crate::manifest::dockerfile::Copy| image::named(&setup.stages, stage, copy.from.as_ref()?);
    own.builds || own.stage.copies.iter().take(MOST_COPIES).filter_map(from).any(|from| setup.stages[from].builds)
}
