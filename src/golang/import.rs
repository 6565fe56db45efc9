//! Import specs, and what the code of the file may call an imported package.
//!
//! In: nodes of import declarations. Out: [`Import`]s and their names in [`Names`]. The package clause of the imported package
//! is in another file, so that a name without alias is a guess from the path, in the forms that real packages use.

use super::kind::{Field, Kind};
use super::literal;
use super::lower::Lower;
use super::scope::{Names, Outside};
use super::syntax::{Import, ImportId, ImportName};
use super::tree::At;

impl Lower<'_> {
    /// Reads every import below an import declaration.
    pub(super) fn imports(&mut self, decl: At) {
        let tree = self.tree;
        for kid in tree.kids(decl) {
            match tree.kind(kid) {
                Kind::ImportSpec => self.import(kid),
                Kind::ImportSpecList => self.imports(kid),
                _ => {}
            }
        }
    }

    fn import(&mut self, spec: At) {
        let Some(path) = self.tree.field(spec, Field::Path) else { return };
        let name = match self.tree.field(spec, Field::Name).map(|at| self.name(at)) {
            None => ImportName::Default,
            Some(id) => match &*self.names.name(id) {
                "_" => ImportName::Blank,
                "." => ImportName::Dot,
                _ => ImportName::Alias(self.names.name(id)),
            },
        };
        let path_range = self.tree.range(path);
        let import = Import { path: literal::string(self.bytes(path)), name, range: self.tree.range(spec), path_range };
        let id = ImportId(u32::try_from(self.out.imports.len()).unwrap_or(u32::MAX));
        declare(&mut self.names, id, &import);
        self.out.imports.push(import);
    }
}

fn declare(names: &mut Names, id: ImportId, import: &Import) {
    match &import.name {
        ImportName::Blank | ImportName::Dot => {}
        ImportName::Alias(alias) => {
            let alias = names.id(alias);
            names.declare(alias, Outside::Alias(id));
        }
        ImportName::Default => {
            let (exact, weak) = guesses(&import.path);
            let exact = names.id(exact);
            names.declare(exact, Outside::Guess(id));
            for guess in weak {
                let guess = names.id(&guess);
                names.declare(guess, Outside::Weak(id));
            }
        }
    }
}

/// What a package is probably called: the name that its path ends with, and names that packages with such paths are known
/// to have (`go-redis` is `redis`, `nats.go` is `nats`, `k8s.io/api/autoscaling/v2` is `v2`).
fn guesses(path: &str) -> (&str, Vec<String>) {
    let (parent, last) = path.rsplit_once('/').unwrap_or(("", path));
    let before = parent.rsplit_once('/').map_or(parent, |(_, last)| last);
    let mut weak = Vec::new();
    let element = if is_major(last) && !before.is_empty() {
        weak.push(last.to_owned());
        before
    } else {
        last
    };
    let exact = match element.rsplit_once('.') {
        Some((name, version)) if !name.is_empty() && is_version(version) => name,
        _ => element,
    };
    let trimmed = exact.strip_prefix("go-").unwrap_or(exact);
    let trimmed = trimmed.strip_suffix("-go").or_else(|| trimmed.strip_suffix(".go")).unwrap_or(trimmed);
    for base in [trimmed, exact] {
        weak.push(base.to_owned());
        weak.push(base.replace(['-', '.'], ""));
        weak.push(base.replace(['-', '.'], "_"));
        weak.extend(base.rsplit(['-', '.']).next().map(str::to_owned));
    }
    weak.retain(|guess| guess != exact && !guess.is_empty());
    (exact, weak)
}

/// `v2` and up: a major version that is no part of the name.
fn is_major(element: &str) -> bool {
    is_version(element) && !matches!(element, "v0" | "v1")
}

fn is_version(element: &str) -> bool {
    element.strip_prefix('v').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_what_its_package_may_be_called() {
        for (path, exact, weak) in [
            ("net/http", "http", None),
            ("github.com/go-chi/chi/v5", "chi", Some("v5")),
            ("gopkg.in/yaml.v3", "yaml", None),
            ("github.com/mattn/go-sqlite3", "go-sqlite3", Some("sqlite3")),
            ("github.com/nats-io/nats.go", "nats.go", Some("nats")),
            ("github.com/segmentio/kafka-go", "kafka-go", Some("kafka")),
            ("github.com/x/go-foo-bar/v2", "go-foo-bar", Some("foobar")),
            ("k8s.io/api/apps/v1", "v1", None),
            ("k8s.io/api/autoscaling/v2", "autoscaling", Some("v2")),
            ("v2", "v2", None),
            ("", "", None),
        ] {
            let (found, guessed) = guesses(path);
            assert_eq!(found, exact, "{path}");
            assert!(weak.is_none_or(|weak| guessed.iter().any(|g| g == weak)), "{path}: {guessed:?}");
        }
    }
}
