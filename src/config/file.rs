//! `muxray.toml` as it is written: serde types with places, nothing checked but keys and the types of TOML.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

/// A text with its place.
pub(super) type Text = Spanned<String>;
/// A list with its place.
pub(super) type List = Spanned<Vec<Text>>;
/// Severities by rule.
pub(super) type Severities = BTreeMap<Text, Text>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ConfigFile {
    pub(super) select: Option<List>,
    pub(super) ignore: Option<List>,
    pub(super) rules: Option<List>,
    pub(super) persona: Option<Text>,
    pub(super) min_severity: Option<Text>,
    pub(super) min_confidence: Option<Text>,
    pub(super) fail_on: Option<Text>,
    pub(super) strict: Option<Spanned<bool>>,
    pub(super) require_reason: Option<Spanned<bool>>,
    pub(super) baseline: Option<Text>,
    pub(super) go: Option<Text>,
    pub(super) deps: Option<Text>,
    pub(super) loopback: Option<List>,
    pub(super) compat: Option<CompatFile>,
    #[serde(default)]
    pub(super) severity: Severities,
    #[serde(default)]
    pub(super) target: Vec<Spanned<TargetFile>>,
    #[serde(default)]
    pub(super) path: Vec<Spanned<PathFile>>,
    #[serde(default)]
    pub(super) allow: Vec<Spanned<AllowFile>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CompatFile {
    pub(super) nosec: Option<Spanned<bool>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TargetFile {
    pub(super) goos: Option<Text>,
    pub(super) goarch: Option<Text>,
    #[serde(default)]
    pub(super) tags: Vec<Text>,
    pub(super) cgo: Option<Spanned<bool>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PathFile {
    #[serde(default)]
    pub(super) paths: Vec<Text>,
    #[serde(default)]
    pub(super) ignore: Vec<Text>,
    #[serde(default)]
    pub(super) severity: Severities,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct AllowFile {
    pub(super) rule: Option<Text>,
    pub(super) path: Option<Text>,
    pub(super) pattern: Option<Text>,
    pub(super) reason: Option<Text>,
    pub(super) expires: Option<Spanned<Datetime>>,
}
