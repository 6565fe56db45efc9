//! Releases of Delve: which Go each can debug, and which Go builds it.
//!
//! In: `[[delve]]` of knowledge files. Out: [`Delve`], asked by version. What is not in the table is not known: a newer patch
//! release may do more.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A row of the table, as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DelveFile {
    /// The versions that it is about: `1.25.1`, `1.25.2`.
    pub versions: Vec<String>,
    /// The month of the first of them.
    pub date: String,
    /// The oldest compiler whose programs it debugs: `1.22`.
    pub oldest_go: String,
    /// The newest compiler whose programs it debugs.
    pub newest_go: String,
    /// The oldest Go that builds it.
    pub needs_go: String,
}

/// What is known of one release; of Go releases the minor number, 22 for Go 1.22.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DelveRelease {
    /// The oldest compiler whose programs it debugs.
    pub oldest_go: u32,
    /// The newest compiler whose programs it debugs.
    pub newest_go: u32,
    /// The oldest Go that builds it.
    pub needs_go: u32,
}

/// All releases of Delve that are known.
#[derive(Debug, Clone, Default)]
pub struct Delve {
    releases: BTreeMap<(u32, u32, u32), DelveRelease>,
    as_of: Option<String>,
}

impl Delve {
    /// Adds rows; a later row for a version takes the place of an earlier one. Rows whose numbers are none say nothing: the
    /// loader has refused them.
    pub(super) fn add(&mut self, rows: Vec<DelveFile>, as_of: Option<String>) {
        for row in rows {
            let minors = (go_minor(&row.oldest_go), go_minor(&row.newest_go), go_minor(&row.needs_go));
            let (Some(oldest_go), Some(newest_go), Some(needs_go)) = minors else { continue };
            let release = DelveRelease { oldest_go, newest_go, needs_go };
            self.releases.extend(row.versions.iter().filter_map(|v| Some((version(v)?, release))));
        }
        if as_of.is_some() {
            self.as_of = as_of;
        }
    }

    /// What is known of a version: `1.27.1`, `v1.27.1`. `latest` is the newest one in the table.
    #[must_use]
    pub fn release(&self, text: &str) -> Option<DelveRelease> {
        match text {
            "latest" => self.releases.last_key_value().map(|(_, release)| *release),
            text => self.releases.get(&version(text)?).copied(),
        }
    }

    /// Whether there never was such a release: the table has all that are as old.
    #[must_use]
    pub fn is_missing(&self, text: &str) -> bool {
        let known = version(text).is_some_and(|version| self.releases.contains_key(&version));
        let newest = self.releases.last_key_value().map_or((0, 0), |((major, minor, _), _)| (*major, *minor));
        let oldest = self.releases.first_key_value().map_or((0, 0), |((major, minor, _), _)| (*major, *minor));
        // A newer one of the newest minor number may have come since.
        let closed = version(text).is_some_and(|(major, minor, _)| oldest <= (major, minor) && (major, minor) < newest);
        closed && !known
    }

    /// The newest version in the table: `1.27.1`.
    #[must_use]
    pub fn newest(&self) -> Option<String> {
        self.releases.last_key_value().map(|((major, minor, patch), _)| format!("{major}.{minor}.{patch}"))
    }

    /// The day on which the table was true.
    #[must_use]
    pub fn as_of(&self) -> Option<&str> {
        self.as_of.as_deref()
    }
}

/// The minor of a Go release: 22 for `1.22`.
pub(crate) fn go_minor(text: &str) -> Option<u32> {
    text.strip_prefix("1.")?.parse().ok()
}

/// A version with its three numbers.
pub(crate) fn version(text: &str) -> Option<(u32, u32, u32)> {
    let numbers: Option<Vec<u32>> = text.trim_start_matches('v').split('.').map(|n| n.parse().ok()).collect();
    match numbers?.as_slice() {
        [major, minor, patch] => Some((*major, *minor, *patch)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_looked_up_and_no_other_is_guessed() {
        let row = |v: &str, newest: &str| DelveFile {
            versions: vec![v.to_owned()],
            oldest_go: "1.21".to_owned(),
            newest_go: newest.to_owned(),
            needs_go: "1.21".to_owned(),
            ..DelveFile::default()
        };
        let mut delve = Delve::default();
        delve.add(
            vec![row("1.9.1", "1.19"), row("1.25.0", "1.24"), row("1.24.2", "1.24")],
            Some("2026-11-26".to_owned()),
        );
        assert_eq!(delve.release("v1.9.1").map(|r| r.newest_go), Some(19));
        assert_eq!(delve.newest().as_deref(), Some("1.25.0"));
        assert_eq!(delve.release("latest"), delve.release("1.25.0"));
        assert_eq!((delve.release("1.25.9"), delve.release("1.25"), delve.release("master")), (None, None, None));
    }
}
