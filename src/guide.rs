//! Guides: pages that are about no one rule, from `rules/guides/*.toml`.
//!
//! In: the text of a guide file. Out: [`Guide`], or every mistake in it. An entry is a question or a belief (`said`) with its
//! answer, and may name the messages on the screen that lead to it. Says nothing itself: the words stand in the file.

use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use crate::document::{self, Errors, Mistake};
use crate::symptom::{self, Symptom};

/// Bytes of a guide file.
const MOST_BYTES: usize = 128 * 1024;

/// A guide.
#[derive(Debug, Clone)]
pub struct Guide {
    /// Its name: the stem of its file.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it is about, in one sentence.
    pub summary: String,
    /// Its parts.
    pub sections: Vec<Section>,
    /// Where to read on.
    pub references: Vec<String>,
}

/// A part of a guide.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// A paragraph before the entries; may be empty.
    pub text: String,
    /// Its entries.
    pub entries: Vec<Entry>,
}

/// One thing that is said, and what is true.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What people say, or what stands on the screen.
    pub said: String,
    /// What is true.
    pub answer: String,
    /// Messages that lead here.
    pub errors: Vec<Symptom>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GuideFile {
    id: Spanned<String>,
    title: String,
    summary: String,
    #[serde(default)]
    section: Vec<SectionFile>,
    #[serde(default)]
    references: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionFile {
    title: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    entry: Vec<EntryFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile {
    said: String,
    answer: String,
    #[serde(default)]
    errors: Vec<Spanned<String>>,
}

impl Guide {
    /// Reads a guide file; its mistakes are all told.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(path: &Arc<str>, text: &str) -> Result<Self, Vec<Mistake>> {
        let mut errors = Errors::new(path, text);
        let file = document::read::<GuideFile>(text, MOST_BYTES, &mut errors).value;
        let guide = file.map(|file| {
            let stem = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".toml");
            if file.id.get_ref() != stem {
                errors.add(file.id.span(), format!("the id is not the name of the file, `{stem}`"), "", None);
            }
            let mut section = |s: SectionFile| {
                let entry = |e: EntryFile| Entry {
                    said: e.said,
                    answer: e.answer,
                    errors: symptom::read(&e.errors, text, &mut errors),
                };
                Section { title: s.title, text: s.text, entries: s.entry.into_iter().map(entry).collect() }
            };
            let sections = file.section.into_iter().map(&mut section).collect();
            Self {
                id: file.id.into_inner(),
                title: file.title,
                summary: file.summary,
                sections,
                references: file.references,
            }
        });
        match (guide, errors.finish()) {
            (Some(guide), mistakes) if mistakes.is_empty() => Ok(guide),
            (_, mistakes) => Err(mistakes),
        }
    }

    /// Its entries, in order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.sections.iter().flat_map(|s| &s.entries)
    }
}
