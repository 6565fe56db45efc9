//! All knowledge of a run, by package: which calls act, which do not return, what holds for a version.
//!
//! In: knowledge files. Out: [`Known`]. Knows no program and reads no file.

use std::collections::BTreeMap;

use super::delve::Delve;
use super::{KnownCall, KnownFile, KnownPackage, NilHandler};
use crate::golang::syntax::Name;

impl KnownCall {
    /// Whether the call registers, serves or mounts.
    #[must_use]
    pub fn acts(&self) -> bool {
        self.register.is_some() || self.listen.is_some() || self.mount.is_some() || self.open.is_some()
    }
}

impl KnownPackage {
    /// Whether the package registers by itself, or has calls that act: who imports it may have something to say.
    #[must_use]
    pub fn speaks(&self) -> bool {
        !self.init.is_empty() || self.calls.iter().any(KnownCall::acts)
    }
}

/// All knowledge of a run, indexed.
#[derive(Debug, Clone, Default)]
pub struct Known {
    packages: BTreeMap<String, Vec<KnownPackage>>,
    delve: Delve,
}

impl Known {
    /// Adds what a file says; files add up.
    pub fn add(&mut self, file: KnownFile) {
        self.delve.add(file.delve, file.as_of);
        for package in file.packages {
            for path in &package.paths {
                self.packages.entry(path.clone()).or_default().push(package.clone());
            }
        }
    }

    /// The entries of an import path that hold for a version (None: unknown version, the entries for the newest hold).
    pub fn package<'a>(
        &'a self,
        path: &str,
        version: Option<&'a str>,
    ) -> impl Iterator<Item = &'a KnownPackage> + use<'a> {
        let entries = self.packages.get(path).map(Vec::as_slice).unwrap_or_default();
        entries.iter().filter(move |p| match (&p.versions, version) {
            (Some(wanted), Some(version)) => version_matches(wanted, version),
            // Where the version is not known (a replaced directory), the newest is the best guess.
            (Some(wanted), None) => version_matches(wanted, "v999999.0.0"),
            (None, _) => true,
        })
    }

    /// Whether an import path is that of a package that registers by itself when it is imported.
    #[must_use]
    pub fn registers(&self, path: &str) -> bool {
        self.package(path, None).any(|package| !package.init.is_empty())
    }

    /// Whether an import path is that of a package that finds methods by their names.
    #[must_use]
    pub fn calls_by_name(&self, path: &str) -> bool {
        self.package(path, None).any(|package| package.calls_by_name)
    }

    /// Import paths whose packages register by themselves or have calls that act, sorted: who imports one may have something to say.
    pub fn speaking_paths(&self) -> impl Iterator<Item = &str> {
        let speaks = |entries: &Vec<KnownPackage>| entries.iter().any(KnownPackage::speaks);
        self.packages.iter().filter(move |(_, entries)| speaks(entries)).map(|(path, _)| path.as_str())
    }

    /// Import paths with calls that register, serve or mount, sorted.
    pub fn acting_paths(&self) -> impl Iterator<Item = &str> {
        let acts = |p: &KnownPackage| p.calls.iter().any(KnownCall::acts);
        self.packages.iter().filter(move |(_, entries)| entries.iter().any(acts)).map(|(path, _)| path.as_str())
    }

    /// The plain names of a package's calls that register, serve or mount. With repetitions.
    pub fn acting_names<'a>(&'a self, path: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let entries = self.packages.get(path).map(Vec::as_slice).unwrap_or_default();
        let calls = entries.iter().flat_map(|p| &p.calls).filter(|c| c.acts());
        calls.flat_map(|c| &c.names).map(|n| n.rsplit_once('.').map_or(n.as_str(), |(_, method)| method))
    }

    /// Fields of routers with the handler of what no route took: path, type, field.
    #[must_use]
    pub fn fallback_fields(&self) -> Vec<(String, Name, Name)> {
        let mut fields = Vec::new();
        for (path, entries) in &self.packages {
            for ty in entries.iter().flat_map(|p| &p.types) {
                let field =
                    ty.fallback.as_ref().map(|f| (path.clone(), Name::from(ty.name.as_str()), Name::from(f.as_str())));
                fields.extend(field);
            }
        }
        fields
    }

    /// Whether a type has a method that serves.
    #[must_use]
    pub fn is_server(&self, path: &str, name: &str) -> bool {
        self.packages.get(path).is_some_and(|entries| servers(entries).any(|owner| owner == name))
    }

    /// The types of which [`is_server`](Self::is_server) says so: their package's path and their name, sorted.
    #[must_use]
    pub fn server_types(&self) -> Vec<(String, Name)> {
        let mut types = Vec::new();
        for (path, entries) in &self.packages {
            types.extend(servers(entries).map(|owner| (path.clone(), owner.into())));
        }
        types.sort();
        types.dedup();
        types
    }

    /// Whether a function of a package does not return.
    #[must_use]
    pub fn exits(&self, path: &str, name: &str) -> bool {
        let entries = self.packages.get(path).map(Vec::as_slice).unwrap_or_default();
        entries.iter().flat_map(|p| &p.calls).any(|c| c.exits && c.names.iter().any(|n| n == name))
    }

    /// The releases of Delve.
    #[must_use]
    pub fn delve(&self) -> &Delve {
        &self.delve
    }

    /// All import paths that anything is known about, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.packages.keys().map(String::as_str)
    }
}

/// The types that have a method that serves, as the entries of a path name them; with repetitions.
fn servers(entries: &[KnownPackage]) -> impl Iterator<Item = &str> {
    let calls = entries.iter().flat_map(|p| &p.calls);
    let serving = calls.filter(|c| c.listen.as_ref().is_some_and(|l| l.nil == NilHandler::DefaultMux));
    serving.flat_map(|c| &c.names).filter_map(|n| n.split_once('.')).map(|(owner, _)| owner)
}

/// Whether a version such as `v0.1.7` lies in `>=0.1.0, <0.1.8`. Pre-releases count as their release.
#[must_use]
pub fn version_matches(wanted: &str, version: &str) -> bool {
    let parse = |v: &str| -> Vec<u64> {
        let v = v.trim().trim_start_matches('v');
        let core = v.split(['-', '+']).next().unwrap_or_default();
        let mut parts: Vec<u64> = core.split('.').map(|p| p.parse().unwrap_or(0)).collect();
        parts.resize(3, 0);
        parts
    };
    let have = parse(version);
    wanted.split(',').map(str::trim).all(|condition| {
        let (operator, bound) = ["<=", ">=", "<", ">", "="]
            .iter()
            .find_map(|op| condition.strip_prefix(op).map(|rest| (*op, rest)))
            .unwrap_or(("=", condition));
        let bound = parse(bound);
        match operator {
            "<=" => have <= bound,
            ">=" => have >= bound,
            "<" => have < bound,
            ">" => have > bound,
            _ => have == bound,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_number() {
        assert!(version_matches("<0.1.8", "v0.1.7"));
        assert!(!version_matches("<0.1.8", "v0.1.10"));
        assert!(version_matches(">=1.2, <2", "v1.10.0"));
    }
}
