//! The source tree itself: which module may use which, and what stands in no file of `src/`.
//!
//! In: the text of `src/**/*.rs`, without comments and without what is compiled for tests only. Out: a failure with the
//! file's name. A new edge is a line in `EDGES`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

mod rust;

use rust::Source;
use walkdir::WalkDir;

/// Who may use whom. `model` lends its words (releases, eras, where a package comes from) to those who read go.mod; else
/// a line of the upper half is never used by a line of the lower half.
const EDGES: &[(&str, &[&str])] = &[
    // Leaves and words.
    ("document", &[]),
    ("source", &[]),
    ("symptom", &["document", "ordered"]),
    ("guide", &["document", "symptom"]),
    ("known", &["golang"]),
    ("glob", &[]),
    ("ordered", &[]),
    ("percent", &[]),
    ("directive", &["source"]),
    ("targets", &["directive", "finding", "golang", "source"]),
    ("trial", &[]),
    ("finding", &["model", "source"]),
    ("progress", &[]),
    ("fingerprint", &["finding", "source"]),
    // The stages, in their order.
    ("gomod", &["golang", "model"]),
    ("resolve", &["gomod", "model", "walk"]),
    ("manifest", &["ordered", "source"]),
    ("walk", &["finding", "golang", "gomod", "manifest", "model", "ordered", "resolve", "source"]),
    ("golang", &[]),
    ("facts", &["golang", "known"]),
    ("store", &["facts", "finding", "golang", "known", "model", "ordered", "source", "walk"]),
    ("model", &["facts", "golang", "gomod", "known", "ordered", "percent", "source"]),
    ("asked", &["facts", "golang", "model", "source", "store", "walk"]),
    ("unchanged", &["facts", "golang", "model", "source", "walk"]),
    ("setup", &["known", "manifest", "model", "ordered", "source"]),
    ("survey", &["finding", "golang", "known", "manifest", "ordered", "setup", "source", "walk"]),
    ("code", &["finding", "golang", "ordered", "source"]),
    (
        "rule",
        &[
            "code",
            "directive",
            "document",
            "finding",
            "glob",
            "golang",
            "known",
            "manifest",
            "model",
            "ordered",
            "setup",
            "source",
            "symptom",
        ],
    ),
    (
        "suppress",
        &["directive", "document", "finding", "fingerprint", "glob", "golang", "manifest", "ordered", "source"],
    ),
    ("report", &["document", "finding", "guide", "model", "ordered", "percent", "probe", "source"]),
    ("fix", &["code", "finding", "golang", "ordered", "source"]),
    // Those that call them.
    ("config", &["document", "finding", "golang", "gomod", "model", "rule", "walk"]),
    ("search", &["finding", "golang", "ordered", "rule", "source", "walk"]),
    ("seen", &["finding", "golang", "model", "ordered", "setup", "source", "walk"]),
    ("conflict", &["model"]),
    ("probe", &[]),
    (
        "run",
        &[
            "asked",
            "code",
            "directive",
            "finding",
            "fingerprint",
            "known",
            "model",
            "ordered",
            "progress",
            "rule",
            "search",
            "seen",
            "setup",
            "source",
            "store",
            "suppress",
            "survey",
            "targets",
            "unchanged",
            "walk",
        ],
    ),
    ("cli", &["finding", "golang", "model", "report"]),
    (
        "command",
        &[
            "cli",
            "config",
            "conflict",
            "directive",
            "document",
            "finding",
            "fix",
            "golang",
            "guide",
            "known",
            "model",
            "ordered",
            "probe",
            "progress",
            "report",
            "rule",
            "run",
            "source",
            "suppress",
            "symptom",
            "trial",
            "walk",
        ],
    ),
    ("main", &["cli", "command", "config", "walk"]),
];

/// Where the world is touched.
const FILES: &[&str] = &[
    "src/build.rs",
    "src/command/files.rs",
    "src/command/rules/disk.rs",
    "src/command/written.rs",
    "src/probe/owner.rs",
    "src/walk/disk.rs",
    "src/walk/stamp.rs",
    "src/walk/view.rs",
];
const ENVIRONMENT: &[&str] = &["src/build.rs", "src/main.rs"];
const STREAMS: &[&str] = &["src/command/conflict.rs", "src/command/explain.rs", "src/main.rs"];

/// Lines that are not tests, at most.
const LONGEST: usize = 500;

/// Files that are longer, with how long they may be until they are divided. Only ever shrinks.
const TOO_LONG: &[(&str, usize)] = &[];

const TOP_LEVEL: &[&str] = &[
    ".cargo",
    ".ci",
    ".clippy.toml",
    ".git",
    ".github",
    ".gitignore",
    ".pre-commit-hooks.yaml",
    ".rustfmt.toml",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "action.yml",
    "benches",
    "rules",
    "src",
    "target",
    "testdata",
];

#[test]
fn data_flows_one_way() {
    let edges: BTreeMap<&str, BTreeSet<&str>> =
        EDGES.iter().map(|(from, to)| (*from, to.iter().copied().collect())).collect();
    let mut wrong = String::new();
    let mut used: BTreeSet<(String, String)> = BTreeSet::new();
    for file in sources() {
        let Some(module) = file.module() else { continue };
        let allowed = edges.get(module).unwrap_or_else(|| panic!("{}: module {module} is not in EDGES", file.path));
        for target in file.uses() {
            if target == module || !edges.contains_key(target.as_str()) {
                continue;
            }
            if !allowed.contains(target.as_str()) {
                let _ = writeln!(wrong, "{}: {module} must not use {target}", file.path);
            }
            used.insert((module.to_owned(), target));
        }
    }
    for (from, to) in EDGES {
        for to in *to {
            if !used.contains(&((*from).to_owned(), (*to).to_owned())) {
                let _ = writeln!(wrong, "EDGES: nothing in {from} uses {to} any more");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_file_opens_with_its_job() {
    let missing: Vec<String> =
        all_files().into_iter().filter(|f| !f.text.starts_with("//! ")).map(|f| f.path).collect();
    assert!(missing.is_empty(), "no //! at the head of {missing:?}");
}

#[test]
fn only_golang_names_tree_sitter() {
    forbid(&["tree_sitter"], |path| path.starts_with("src/golang/"));
}

#[test]
fn the_edges_alone_touch_the_world() {
    let methods = [".is_dir()", ".is_file()", ".exists()", ".canonicalize()", ".metadata()", ".read_dir()"];
    let disk = ["std::fs", "File::open", "walkdir::", "current_dir()"];
    forbid(&disk, |path| FILES.contains(&path));
    // The type of a directory entry is no question to the disk.
    let mut wrong = String::new();
    for file in sources().iter().filter(|f| !FILES.contains(&f.path.as_str())) {
        for line in file.code.lines().filter(|l| methods.iter().any(|m| l.contains(m))) {
            let _ = writeln!(wrong, "{}: {}", file.path, line.trim());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    // What muxray says of itself: nothing but `probe` opens a connection.
    let sockets = ["TcpStream", "TcpListener", "UdpSocket", "UnixStream", "UnixListener", "ToSocketAddrs"];
    forbid(&sockets, |path| path == "src/probe/net.rs");
    forbid(&["std::env", "env::var"], |path| ENVIRONMENT.contains(&path));
    forbid(&["std::process::exit", "io::stdout()", "io::stderr()", "io::stdin()"], |path| STREAMS.contains(&path));
}

/// What is known of packages stands in `rules/known/`. A word with a slash of which a package is known, or that begins
/// like a host, is an import path; no other text of the program looks so.
#[test]
fn no_import_path_in_the_source() {
    let known = known_packages();
    assert!(known.len() > 20, "{} packages are known", known.len());
    let mut wrong = String::new();
    for file in sources() {
        for literal in file.strings.iter().filter(|l| is_import_path(l, &known)) {
            let _ = writeln!(wrong, "{}: {literal:?}", file.path);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The folder is the registry.
#[test]
fn no_rule_id_in_the_source() {
    let rules = WalkDir::new(root().join("rules")).max_depth(1);
    let ids: BTreeSet<String> = toml_files(rules).iter().map(|p| stem(p)).collect();
    assert!(ids.len() > 10, "{ids:?}");
    let mut wrong = String::new();
    for file in sources() {
        for literal in file.strings.iter().filter(|l| ids.contains(*l)) {
            let _ = writeln!(wrong, "{}: {literal}", file.path);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn files_are_small() {
    let mut wrong = String::new();
    for file in sources() {
        let lines = file.text_without_tests().lines().count();
        let allowed = TOO_LONG.iter().find(|(path, _)| *path == file.path).map_or(LONGEST, |(_, lines)| *lines);
        if lines > allowed {
            let _ = writeln!(wrong, "{}: {lines} lines, {allowed} at most", file.path);
        }
        if allowed > LONGEST && lines <= LONGEST {
            let _ = writeln!(wrong, "{}: {lines} lines: strike it from TOO_LONG", file.path);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn names_say_something() {
    let empty = ["utils", "util", "helpers", "helper", "manager", "common", "misc", "data", "shared"];
    for file in all_files() {
        let named = file.path.split(['/', '.']).find(|part| empty.contains(part));
        assert!(named.is_none(), "{}: {named:?} says nothing", file.path);
    }
}

#[test]
fn nothing_else_at_the_top() {
    let entries = std::fs::read_dir(root()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let strange: Vec<String> = entries.filter(|name| !TOP_LEVEL.contains(&name.as_str())).collect();
    assert!(strange.is_empty(), "{strange:?}");
}

/// Nobody else's machine has this one's paths.
#[test]
fn no_path_of_a_machine() {
    let mut wrong = String::new();
    let roots = ["rules", "benches", ".ci", "README.md", "testdata/tour"];
    for entry in roots.iter().flat_map(|r| WalkDir::new(root().join(r))).map(Result::unwrap) {
        let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
        for word in [concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/wo", "rk/")] {
            if text.contains(word) {
                let _ = writeln!(wrong, "{}: {word}", entry.path().display());
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[track_caller]
fn forbid(words: &[&str], allowed: impl Fn(&str) -> bool) {
    let mut wrong = String::new();
    for file in sources().iter().filter(|f| !allowed(&f.path)) {
        for line in file.code.lines().filter(|line| words.iter().any(|w| line.contains(w))) {
            let _ = writeln!(wrong, "{}: {}", file.path, line.trim());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn is_import_path(literal: &str, known: &BTreeSet<String>) -> bool {
    let host = literal.split_once('/').is_some_and(|(host, rest)| {
        let label = |l: &str| !l.is_empty() && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        host.contains('.') && host.split('.').all(label) && !rest.is_empty() && !rest.contains([' ', '{', '%'])
    });
    host || literal.contains(|c: char| c.is_ascii_alphabetic()) && !literal.starts_with('/') && known.contains(literal)
}

fn known_packages() -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for path in toml_files(WalkDir::new(root().join("rules/known"))) {
        let text = std::fs::read_to_string(path).unwrap();
        known.extend(
            text.split('"').filter(|word| word.contains('/') && !word.contains([' ', '\n'])).map(str::to_owned),
        );
    }
    known
}

pub(crate) fn toml_files(walk: WalkDir) -> Vec<PathBuf> {
    let paths = walk.into_iter().map(|e| e.unwrap().into_path());
    paths.filter(|p| p.extension().is_some_and(|e| e == "toml")).collect()
}

pub(crate) fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

/// Every file of `src/`.
fn all_files() -> Vec<Source> {
    let walk = WalkDir::new(root().join("src")).sort_by_file_name();
    let paths = walk.into_iter().map(|e| e.unwrap().into_path()).filter(|p| p.extension().is_some_and(|e| e == "rs"));
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        Source::read(name, std::fs::read_to_string(path).unwrap())
    };
    let files: Vec<Source> = paths.map(read).collect();
    assert!(files.len() > 50, "{} files in src/", files.len());
    files
}

/// The files that are not compiled for tests only.
fn sources() -> Vec<Source> {
    let is_test =
        |path: &str| path.starts_with("src/tests/") || path.ends_with("/tests.rs") || path.ends_with("_tests.rs");
    all_files().into_iter().filter(|f| !is_test(&f.path)).collect()
}
