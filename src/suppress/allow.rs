//! What the configuration says about some paths: entries that allow findings, and tables of other settings.
//!
//! In: globs, and the path of a file as the run shows it. Out: whether they fit. Knows no file of configuration.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::directive::{Directive, Target};
use crate::finding::{Finding, Severity};
use crate::glob;
use crate::source::Sources;

/// Globs of paths, relative to the directory of the configuration.
#[derive(Debug, Clone, Default)]
pub struct Paths {
    /// The directory of the run as seen from that of the configuration, with `/`; empty where they are one.
    pub base: Arc<str>,
    /// The globs.
    pub globs: Vec<String>,
}

impl Paths {
    /// Whether one of the globs holds a file, or a directory around it.
    #[must_use]
    pub fn hold(&self, shown: &str) -> bool {
        let Some(path) = joined(&self.base, shown) else { return false };
        self.globs.iter().any(|glob| {
            let glob = glob.strip_prefix("./").unwrap_or(glob).trim_end_matches('/');
            let anywhere = glob.strip_prefix("**/");
            let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
            glob == "."
                || ends
                    .map(|end| &path[..end])
                    .any(|part| glob::fits(glob, part) || anywhere.is_some_and(|rest| glob::fits(rest, part)))
        })
    }
}

/// A shown path as seen from the directory of the configuration; None for what is outside of it.
fn joined(base: &str, shown: &str) -> Option<String> {
    if shown.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(shown.split('/')) {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// An `[[allow]]` entry.
#[derive(Debug, Clone)]
pub struct Allow {
    /// The entry as a directive.
    pub directive: Directive,
    /// Where; None: everywhere.
    pub paths: Option<Paths>,
    /// A glob for what the finding's texts put in backquotes: a route's pattern, an address, a package.
    pub pattern: Option<String>,
    /// Whether its last day is over.
    pub expired: bool,
}

impl Allow {
    /// Whether it speaks of a finding.
    #[must_use]
    pub fn meets(&self, finding: &Finding, sources: &Sources) -> bool {
        let rule = matches!(&self.directive.target, Target::Rule(id) if *id == finding.rule);
        let mut files = finding.spans().map(|span| sources.path(span.file));
        rule && self.paths.as_ref().is_none_or(|paths| files.any(|path| paths.hold(&path)))
            && self.pattern.as_ref().is_none_or(|pattern| names(finding).any(|name| fits(pattern, name)))
    }
}

/// Whether a glob holds a name, or a route's path without its method.
fn fits(glob: &str, name: &str) -> bool {
    let is_method = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_uppercase());
    let path = name.split_once(' ').filter(|(method, path)| is_method(method) && path.contains('/'));
    glob::fits(glob, name) || path.is_some_and(|(_, path)| glob::fits(glob, path.trim_start()))
}

/// What a finding's texts put in backquotes.
fn names(finding: &Finding) -> impl Iterator<Item = &str> {
    let labels = std::iter::once(&finding.primary).chain(&finding.labels).map(|label| &label.text);
    std::iter::once(&finding.message).chain(labels).flat_map(|text| text.split('`').skip(1).step_by(2))
}

/// What holds for some paths only. The file of a finding's first place decides.
#[derive(Debug, Clone, Default)]
pub struct PathPolicy {
    /// Where.
    pub paths: Paths,
    /// Rules that say nothing there.
    pub ignore: BTreeSet<Arc<str>>,
    /// Another severity for rules there.
    pub severities: BTreeMap<Arc<str>, Severity>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_are_named_with_their_method_or_without() {
        for (glob, name, held) in [
            ("/debug/**", "GET /debug/pprof/", true),
            ("/debug/**", "/debug/pprof/", true),
            ("GET /debug/**", "GET /debug/pprof/", true),
            ("POST /debug/**", "GET /debug/pprof/", false),
            ("GET /debug/**", "/debug/pprof/", false),
            ("/debug/**", "GET example.com/debug/pprof/", false),
            ("net/http/*", "net/http/pprof", true),
            ("/x", "see /x", false),
        ] {
            assert_eq!(fits(glob, name), held, "{glob} {name}");
        }
    }

    #[test]
    fn globs_hold_files_and_what_is_below_directories() {
        for (base, glob, path, held) in [
            ("", "cmd/debug", "cmd/debug/main.go", true),
            ("", "cmd/debug/", "cmd/debug/x/y.go", true),
            ("", "cmd/debug", "cmd/debugger/main.go", false),
            ("", "cmd/*", "cmd/a/b/c.go", true),
            ("", "**/gen/*.go", "gen/a.go", true),
            ("", "**/gen/*.go", "a/b/gen/a.go", true),
            ("", "*.go", "a/b.go", false),
            ("", ".", "a/b.go", true),
            ("services/api", "services/api/main.go", "main.go", true),
            ("services/api", "pkg/**", "../../pkg/x.go", true),
            ("services", "**", "../../x.go", false),
            ("", "**", "/cache/x.go", false),
        ] {
            let paths = Paths { base: base.into(), globs: vec![glob.to_owned()] };
            assert_eq!(paths.hold(path), held, "{base} {glob} {path}");
        }
    }
}
