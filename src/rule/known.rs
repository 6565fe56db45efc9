//! The texts of knowledge files in, [`Known`] out, and every mistake of every file.
//!
//! The shape of a file is that of the serde types in [`crate::known`]; what they cannot say is checked here: words that must be eras,
//! versions that must be comparisons, entries that say nothing.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::known::{Known, KnownFile};

use super::vocabulary::ERA;
use super::{RuleText, embedded};
use crate::document::{self, Errors, Mistake, did_you_mean_or_list};

/// Bytes of a knowledge file.
const MOST_BYTES: usize = 1024 * 1024;

/// Reads the embedded knowledge files and those of the user, in this order; they add up. A file with a mistake adds nothing.
pub fn load_known<'a>(users: impl IntoIterator<Item = RuleText<'a>>) -> (Known, Vec<Mistake>) {
    let mut known = Known::default();
    let mut mistakes = Vec::new();
    let own = embedded::KNOWN.iter().map(|(name, text)| (Arc::from(format!("rules/known/{name}")), *text));
    let files: Vec<_> = own.chain(users.into_iter().map(|file| (file.path, file.text))).collect();
    let read: Vec<_> = files.into_par_iter().map(|(path, text)| read(&path, text)).collect();
    for file in read {
        match file {
            Ok(file) => known.add(file),
            Err(errors) => mistakes.extend(errors),
        }
    }
    (known, mistakes)
}

/// Reads one knowledge file.
///
/// # Errors
/// All its mistakes, in the order of their places.
pub fn read(path: &Arc<str>, text: &str) -> Result<KnownFile, Vec<Mistake>> {
    let mut errors = Errors::new(path, text);
    let read = document::read::<KnownFile>(text, MOST_BYTES, &mut errors);
    if let Some(file) = &read.value {
        check(file, text, &mut errors);
    }
    match (read.value, errors.finish()) {
        (Some(file), mistakes) if mistakes.is_empty() => Ok(file),
        (_, mistakes) => Err(mistakes),
    }
}

fn check(file: &KnownFile, text: &str, errors: &mut Errors) {
    let is_said = |source: &Option<String>| source.as_ref().is_some_and(|source| !source.trim().is_empty());
    let unsourced = |place: Range<usize>, errors: &mut Errors| {
        let help =
            Some("write `source = \"example.com/httpx v1.4.0: serve.go\"` here, or once for the whole file".to_owned());
        errors.add(place, "nothing says where this was read", "", help);
    };
    if !file.delve.is_empty() && !is_said(&file.source) {
        unsourced(find(text, "[[delve]]"), errors);
    }
    if file.as_of.is_none() && !file.delve.is_empty() {
        errors.add(find(text, "[[delve]]"), "the key `as_of` is missing: such a table ages", "", None);
    }
    for row in &file.delve {
        for wrong in row.versions.iter().filter(|v| crate::known::version(v).is_none()) {
            let help = Some("write all three numbers: `1.27.1`".to_owned());
            errors.add(find(text, wrong), format!("`{wrong}` is no version of Delve"), "", help);
        }
        let releases = [&row.oldest_go, &row.newest_go, &row.needs_go];
        for wrong in releases.into_iter().filter(|go| crate::known::go_minor(go).is_none()) {
            let help = Some("write `1.22`".to_owned());
            errors.add(find(text, wrong), format!("`{wrong}` is no Go release"), "", help);
        }
    }
    for package in &file.packages {
        if package.paths.is_empty() {
            errors.add(find(text, "paths"), "an entry without paths says nothing", "", None);
        }
        if let Some(path) = package.paths.first().filter(|_| !is_said(&package.source) && !is_said(&file.source)) {
            unsourced(find(text, path), errors);
        }
        for versions in package.versions.iter().flat_map(|v| v.split(',')) {
            let bound = versions.trim().trim_start_matches(['<', '>', '=']).trim().trim_start_matches('v');
            let number = !bound.is_empty() && bound.split('.').all(|part| part.parse::<u64>().is_ok());
            if !number {
                let help = Some("write comparisons joined by commas: `>=0.1.0, <0.1.8`".to_owned());
                errors.add(find(text, versions), format!("`{}` is no version", versions.trim()), "", help);
            }
        }
        for era in package.init.iter().flat_map(|route| route.method.keys()) {
            if !ERA.words.contains(&era.as_str()) {
                let help = did_you_mean_or_list(era, ERA.words.iter().copied());
                errors.add(find(text, era), format!("there is no era `{era}`"), "", help);
            }
        }
        for call in &package.calls {
            if call.names.is_empty() {
                errors.add(find(text, "names"), "a call without names says nothing", "", None);
            }
            for name in
                call.names.iter().filter(|name| name.split('.').count() > 2 || name.split('.').any(str::is_empty))
            {
                let help = Some("write `Func` or `Type.Method`".to_owned());
                errors.add(find(text, name), format!("`{name}` is no name of a call"), "", help);
            }
        }
    }
}

/// The first place of a text: the types of knowledge files keep no places, and a mistake is rare.
fn find(text: &str, needle: &str) -> Range<usize> {
    text.find(needle).map_or(0..0, |at| at..at + needle.len())
}
