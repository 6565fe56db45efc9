//! A rule file as it is written: serde types with places, nothing checked but keys and the types of TOML.
//!
//! What must be there is optional here, so that `load` reports everything that is missing and not only the first thing.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// A text with its place.
pub(super) type Text = Spanned<String>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleFile {
    pub(super) id: Option<Text>,
    pub(super) severity: Option<Text>,
    pub(super) persona: Option<Text>,
    pub(super) summary: Option<Text>,
    pub(super) merge: Option<Text>,
    pub(super) programs: Option<Text>,
    pub(super) replaces: Option<Text>,
    #[serde(default)]
    pub(super) aliases: Vec<Text>,
    #[serde(default)]
    pub(super) case: Vec<Spanned<CaseFile>>,
    pub(super) docs: Option<Spanned<DocsFile>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseFile {
    pub(super) severity: Option<Text>,
    pub(super) persona: Option<Text>,
    #[serde(default)]
    pub(super) bind: BTreeMap<Text, Text>,
    #[serde(default, rename = "let")]
    pub(super) lets: BTreeMap<Text, Text>,
    pub(super) when: Option<Text>,
    pub(super) unknown: Option<Text>,
    pub(super) unknown_message: Option<Text>,
    pub(super) at: Option<Text>,
    pub(super) label: Option<Text>,
    pub(super) message: Option<Text>,
    pub(super) help: Option<Text>,
    #[serde(default)]
    pub(super) labels: Vec<Spanned<LabelFile>>,
    pub(super) key: Option<Text>,
    pub(super) eras: Option<Text>,
    pub(super) confidence: Option<Text>,
    #[serde(default)]
    pub(super) fix: Vec<Spanned<FixFile>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LabelFile {
    /// A name and the list whose items it stands for, one label each.
    #[serde(default)]
    pub(super) each: BTreeMap<Text, Text>,
    pub(super) at: Option<Text>,
    pub(super) text: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FixFile {
    pub(super) title: Option<Text>,
    pub(super) applicability: Option<Text>,
    #[serde(default, rename = "let")]
    pub(super) lets: BTreeMap<Text, Text>,
    pub(super) when: Option<Text>,
    #[serde(default)]
    pub(super) edits: Vec<Spanned<EditFile>>,
}

/// One edit: a text, and one of the four ways to put it at a place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EditFile {
    /// A name and the list whose items it stands for, one edit each.
    #[serde(default)]
    pub(super) each: BTreeMap<Text, Text>,
    pub(super) at: Option<Text>,
    pub(super) before: Option<Text>,
    pub(super) after: Option<Text>,
    pub(super) into: Option<Text>,
    pub(super) text: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocsFile {
    pub(super) why: Option<Text>,
    pub(super) bad: Option<Text>,
    pub(super) good: Option<Text>,
    #[serde(default)]
    pub(super) references: Vec<Text>,
}
