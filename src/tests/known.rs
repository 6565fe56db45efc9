//! The knowledge files: that they parse, do not contradict themselves, and say what the real packages are.
//!
//! The oracle is the type checker and the mux of the Go releases at hand (`testdata/known/oracle/`).

#[path = "known_claims.rs"]
mod claims;
#[path = "known_std.rs"]
mod std_packages;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::binary::{module, run};
use muxray::known::{Arg, KnownCall, KnownFile, KnownPackage};

/// The knowledge files with their names, sorted.
pub(crate) fn files() -> Vec<(String, KnownFile)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/known");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let parse = |path: PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let file = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, file)
    };
    paths.into_iter().map(parse).collect()
}

#[test]
fn every_file_parses_and_says_something() {
    let files = files();
    assert!(files.len() > 1, "no knowledge files");
    for (name, file) in &files {
        assert!(name.ends_with(".toml"), "{name} is no knowledge file");
        assert!(!file.packages.is_empty() || !file.delve.is_empty(), "{name} says nothing");
    }
}

/// From each row a reader comes to what was read: to the release of the module that holds the package, or to the standard library's.
#[test]
fn every_row_names_where_it_was_read() {
    let holds = |source: &str, path: &str| {
        source.split("; ").filter_map(|one| one.split_once('@')).any(|(module, release)| {
            let release = release.split([':', ',']).next().unwrap();
            let is_release =
                release.starts_with('v') || release.len() == 12 && u64::from_str_radix(release, 16).is_ok();
            is_release && path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    let mut unsourced = Vec::new();
    for (name, file) in files() {
        for package in &file.packages {
            let source = package.source.as_ref().or(file.source.as_ref()).map_or("", |s| s);
            let is_there = |path: &&String| match std_packages::is_std(path) {
                true => source.contains("of Go 1."),
                false => holds(source, path),
            };
            unsourced.extend(
                package.paths.iter().filter(|path| !is_there(path)).map(|path| format!("{name}: {path}: {source}")),
            );
        }
    }
    assert!(unsourced.is_empty(), "{}", unsourced.join("\n"));
}

/// Each release of Delve is in one row, and a later one supports no older Go than the one before.
#[test]
fn the_releases_of_delve_are_in_order() {
    let minor = |go: &str| go.strip_prefix("1.").unwrap().parse::<u32>().unwrap();
    let number = |v: &str| v.split('.').map(|n| n.parse::<u32>().unwrap()).collect::<Vec<_>>();
    let mut seen: BTreeMap<Vec<u32>, (u32, u32, u32)> = BTreeMap::new();
    for (name, file) in files() {
        assert_eq!(file.delve.is_empty(), file.as_of.is_none(), "{name}");
        for row in &file.delve {
            let goes = (minor(&row.oldest_go), minor(&row.newest_go), minor(&row.needs_go));
            assert!(goes.0 < goes.1 && goes.2 <= goes.1, "{row:?}");
            for version in &row.versions {
                assert_eq!(seen.insert(number(version), goes), None, "{version} is there twice");
            }
        }
    }
    assert!(seen.len() > 35, "{} releases", seen.len());
    let rows: Vec<_> = seen.iter().collect();
    for pair in rows.windows(2) {
        let ((_, before), (version, after)) = (pair[0], pair[1]);
        assert!(before.0 <= after.0 && before.1 <= after.1 && before.2 <= after.2, "{version:?}");
        assert_eq!(version.len(), 3);
    }
}

#[test]
fn every_row_says_something() {
    for (name, file) in files() {
        for package in file.packages {
            assert!(!package.paths.is_empty(), "{name}: a package without a path");
            let says = !package.init.is_empty()
                || !package.links.is_empty()
                || package.resets_default_mux
                || package.calls_by_name
                || !package.calls.is_empty()
                || !package.vars.is_empty()
                || !package.types.is_empty()
                || !package.inert.is_empty()
                || !package.default_tags.is_empty();
            assert!(says, "{name}: {:?} says nothing", package.paths);
            for call in &package.calls {
                assert!(!call.names.is_empty(), "{name}: a call without a name in {:?}", package.paths);
                assert!(!effects(call).is_empty(), "{name}: {:?} {:?} says nothing", package.paths, call.names);
            }
        }
    }
}

/// One effect of one name is stated once; those that add up (a call that registers twice) are never stated twice alike.
#[test]
fn no_two_entries_contradict() {
    let mut stated: BTreeMap<(String, String, &str), Vec<Statement>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (file, known) in files() {
        for package in known.packages {
            for path in &package.paths {
                for (name, effect, text) in statements(&package) {
                    let before = stated.entry((path.clone(), name.clone(), effect)).or_default();
                    for other in before.iter() {
                        let both = other.versions.as_ref().zip(package.versions.as_ref());
                        let apart = both.is_some_and(|(other, this)| other != this);
                        if !apart && (!ADD_UP.contains(&effect) || other.text == text) {
                            wrong.push(format!("{file}: {path}.{name}: {effect} is also stated in {}", other.file));
                        }
                    }
                    before.push(Statement { versions: package.versions.clone(), text, file: file.clone() });
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What one entry says of one effect of one name.
struct Statement {
    versions: Option<String>,
    text: String,
    file: String,
}

/// Effects of which one name may have several.
const ADD_UP: [&str; 4] = ["register", "mount", "listen", "calls"];

fn statements(package: &KnownPackage) -> Vec<(String, &'static str, String)> {
    let mut all = Vec::new();
    for call in &package.calls {
        for name in &call.names {
            for (effect, text) in effects(call) {
                all.push((name.clone(), effect, text));
            }
        }
    }
    for var in &package.vars {
        all.push((var.name.clone(), "var", format!("{var:?}")));
    }
    for kind in &package.types {
        all.push((kind.name.clone(), "type", format!("{kind:?}")));
    }
    for route in &package.init {
        all.push((route.pattern.clone(), "init", format!("{route:?}")));
    }
    all
}

fn effects(call: &KnownCall) -> Vec<(&'static str, String)> {
    fn one<T: std::fmt::Debug>(name: &'static str, effect: Option<&T>) -> Option<(&'static str, String)> {
        effect.map(|effect| (name, format!("{effect:?}")))
    }
    let flag = |name: &'static str, set: bool| set.then(|| (name, String::new()));
    let all = [
        one("result", call.result.as_ref()),
        one("register", call.register.as_ref()),
        one("listen", call.listen.as_ref()),
        one("open", call.open.as_ref()),
        flag("new_mux", call.new_mux),
        flag("new_router", call.new_router),
        one("mount", call.mount.as_ref()),
        one("subrouter", call.subrouter.as_ref()),
        one("wrap", call.wrap.as_ref()),
        flag("own_handler", call.own_handler),
        flag("has_prefix", call.has_prefix),
        flag("has_element", call.has_element),
        flag("middleware", call.middleware),
        one("same", call.same.as_ref()),
        one("text", call.text.as_ref()),
        one("flag", call.flag.as_ref()),
        one("lookup", call.lookup.as_ref()),
        one("set_default", call.set_default.as_ref()),
        flag("configured", call.configured),
        flag("exits", call.exits),
        one("stores_key", call.stores_key.as_ref()),
        one("loads_key", call.loads_key.as_ref()),
        one("calls", call.calls.as_ref()),
        one("keeps", call.keeps.as_ref()),
    ];
    all.into_iter().flatten().collect()
}

/// A place as the knowledge files write it.
pub(crate) fn place(arg: &Arg) -> String {
    let dotted = |head: String, fields: &[String]| [&[head], fields].concat().join(".");
    match arg {
        Arg::Recv(fields) => dotted("recv".to_owned(), fields),
        Arg::Param(index, fields) => dotted(index.to_string(), fields),
        Arg::Result(fields) => dotted("result".to_owned(), fields),
        Arg::Rest(first) => format!("{first}.."),
        Arg::Literal(text) => format!("='{text}'"),
        Arg::Option(name) => format!("option.{name}"),
        Arg::Last => "last".to_owned(),
    }
}

/// What an unseen package makes of a context, a logger or a request is no matter of who hands that in; of a name it is.
#[test]
fn who_hands_in_what_is_inert_is_not_asked() {
    let program = |ty: &str, handed: &str| {
        format!(
            "package main

import (
\t\"context\"
\t\"log/slog\"
\t\"net/http\"
\t\"os\"

\t\"example.org/absent\"
)

type router interface {{
\tHandle(pattern string, handler http.Handler)
}}

var _, _ = context.Background(), slog.Default()

func main() {{
\tvar a, b {ty}
\tif len(os.Args) > 1 {{
\t\tserve(a)
\t}} else {{
\t\tserve(b)
\t}}
}}

func serve(given {ty}) {{
\tvar r router = absent.Router({handed})
\tr.Handle(\"/a\", http.NotFoundHandler())
}}
"
        )
    };
    let routes = |name: &str, ty: &str, handed: &str| {
        let main = program(ty, handed);
        run(&module(&format!("inert-{name}"), &[("main.go", &main)]), &["routes", "./..."]).out
    };
    let alone = routes("nothing", "string", "");
    assert!(alone.contains("program"), "{alone}");
    for (name, ty) in [("context", "context.Context"), ("logger", "*slog.Logger"), ("request", "*http.Request")] {
        assert_eq!(routes(name, ty, "given"), alone, "{ty}");
    }
    let named = routes("name", "string", "given");
    assert_ne!(named, alone, "who calls is asked for a name");
}
