//! `muxray.toml` with the real binary: where it is found, what beats what, what is refused, and what each key does.
//!
//! In: `testdata/config/`, directories made for a test. The schema is held against the same files by another reader.

use std::fs;
use std::path::{Path, PathBuf};

use crate::binary::{CONFLICT, GO_MOD, module, run, tree};
use serde_json::{Value, json};

/// pprof for everybody, on a host that has a name.
const EXPOSED: &str = "package main

import (
\t\"net/http\"
\t_ \"net/http/pprof\"
)

func main() { panic(http.ListenAndServe(\"debug.internal:6060\", nil)) }
";

fn testdata(kind: &str) -> Vec<(PathBuf, String)> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/config").join(kind);
    let mut paths: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    paths.sort();
    assert!(!paths.is_empty());
    paths.into_iter().map(|p| (p.clone(), fs::read_to_string(p).unwrap())).collect()
}

/// The findings as `rule severity`.
#[track_caller]
fn found(dir: &Path, arguments: &[&str]) -> Vec<String> {
    let report = report(dir, arguments);
    let text = |f: &Value, key: &str| f[key].as_str().unwrap().to_owned();
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|f| format!("{} {}", text(f, "rule"), text(f, "severity"))).collect()
}

#[track_caller]
fn report(dir: &Path, arguments: &[&str]) -> Value {
    let out = run(dir, &[&["lint", "--format", "json"], arguments].concat());
    serde_json::from_str(&out.out).unwrap_or_else(|e| panic!("{e}: {}", out.err))
}

/// TOML as the JSON that an editor checks: a date is a text.
fn as_json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(n) => json!(n),
        toml::Value::Float(n) => json!(n),
        toml::Value::Boolean(b) => json!(b),
        toml::Value::Datetime(when) => json!(when.to_string()),
        toml::Value::Array(items) => items.into_iter().map(as_json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(k, v)| (k, as_json(v))).collect(),
    }
}

#[test]
fn good_files_are_taken_by_muxray_and_by_the_schema() {
    let schema: Value = serde_json::from_str(&run(Path::new("."), &["config", "schema"]).exits(0).out).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    for (path, text) in testdata("good") {
        let instance = as_json(toml::Value::Table(text.parse().unwrap()));
        assert!(validator.is_valid(&instance), "{}: {:?}", path.display(), validator.iter_errors(&instance).next());
        let shown = run(Path::new("."), &["config", "show", "--config", path.to_str().unwrap()]).exits(0).out;
        // What is shown says the same once more, and is a configuration itself.
        let instance = as_json(toml::Value::Table(shown.parse().unwrap_or_else(|e| panic!("{e}\n{shown}"))));
        assert!(validator.is_valid(&instance), "{shown}: {:?}", validator.iter_errors(&instance).next());
    }
}

/// `BLESS=1` writes what is said.
#[test]
fn bad_files_are_refused_with_all_their_mistakes() {
    let schema: Value = serde_json::from_str(&run(Path::new("."), &["config", "schema"]).exits(0).out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (path, text) in testdata("bad") {
        let dir = module("refused", &[("main.go", CONFLICT), ("muxray.toml", &text)]);
        for command in ["lint", "routes"] {
            let out = run(&dir, &[command]).exits(2);
            assert_eq!(out.out, "", "{}: something ran", path.display());
            let golden = path.with_extension("txt");
            if std::env::var_os("BLESS").is_some() {
                fs::write(&golden, &out.err).unwrap();
            }
            assert_eq!(out.err, fs::read_to_string(&golden).unwrap_or_default(), "{}", golden.display());
        }
        if let Ok(table) = text.parse::<toml::Table>() {
            // Which rules there are is not the schema's business.
            let known = path.ends_with("unknown-rules.toml");
            assert_eq!(validator.is_valid(&as_json(toml::Value::Table(table))), known, "{}", path.display());
        }
    }
}

#[test]
fn every_key_of_the_schema_is_a_key_of_the_file_and_the_other_way_round() {
    let schema: Value = serde_json::from_str(&run(Path::new("."), &["config", "schema"]).exits(0).out).unwrap();
    let keys = |at: &str| -> Vec<String> { schema.pointer(at).unwrap().as_object().unwrap().keys().cloned().collect() };
    // What muxray says of a key that is unknown lists those that it knows.
    let listed = |text: &str| {
        let dir = module("keys", &[("main.go", CONFLICT), ("muxray.toml", text)]);
        let err = run(&dir, &["lint"]).exits(2).err;
        let list = err.split("there are: ").nth(1).unwrap_or_else(|| panic!("{err}")).replace("\n", " ");
        let mut keys: Vec<String> = list.split(',').map(|k| k.split_whitespace().next().unwrap().to_owned()).collect();
        keys.sort();
        keys
    };
    let sorted = |mut keys: Vec<String>| {
        keys.sort();
        keys
    };
    assert_eq!(listed("xxxxxxxxx = 1"), sorted(keys("/properties")));
    assert_eq!(listed("[[allow]]\nxxxxxxxxx = 1"), sorted(keys("/properties/allow/items/properties")));
    assert_eq!(listed("[[path]]\nxxxxxxxxx = 1"), sorted(keys("/properties/path/items/properties")));
    assert_eq!(listed("[[target]]\nxxxxxxxxx = 1"), sorted(keys("/properties/target/items/properties")));
}

#[test]
fn the_nearest_file_counts_and_none_beyond_the_repository() {
    let off = "ignore = [\"route-conflict\"]\n";
    let dir = tree(
        "nearest",
        [
            ("muxray.toml", off.as_bytes()),
            ("repo/.git/HEAD", b"ref: refs/heads/main\n"),
            ("repo/a/go.mod", GO_MOD.as_bytes()),
            ("repo/a/main.go", CONFLICT.as_bytes()),
        ],
    );
    assert_eq!(found(&dir, &["-C", "repo/a"]), ["route-conflict error"]);
    fs::write(dir.join("repo/muxray.toml"), off).unwrap();
    assert_eq!(found(&dir, &["-C", "repo/a"]), [""; 0]);
    fs::write(dir.join("repo/a/muxray.toml"), "").unwrap();
    assert_eq!(found(&dir, &["-C", "repo/a"]), ["route-conflict error"]);
    assert_eq!(found(&dir, &["-C", "repo/a", "--config", "../../muxray.toml"]), [""; 0]);
    fs::write(dir.join("repo/a/muxray.toml"), "what").unwrap();
    assert_eq!(found(&dir, &["-C", "repo/a", "--isolated"]), ["route-conflict error"]);
    run(&dir, &["lint", "-C", "repo/a"]).exits(2);
    run(&dir, &["lint", "-C", "repo/a", "--config", "not-there.toml"]).exits(2).tells("not-there.toml");
}

/// Outside of a repository the module is the bound: what lies in a directory for everybody is nobody's configuration.
#[test]
fn without_a_repository_the_module_is_the_bound() {
    let root = std::env::temp_dir().join(format!("muxray-config-{}", std::process::id()));
    let write = |path: &str, text: &str| {
        fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        fs::write(root.join(path), text).unwrap();
    };
    write("muxray.toml", "ignore = [\"route-conflict\"]\n");
    write("plain/go.mod", GO_MOD);
    write("plain/cmd/main.go", CONFLICT);
    let bound = found(&root, &["-C", "plain/cmd"]);
    write("plain/muxray.toml", "ignore = [\"route-conflict\"]\n");
    let inside = found(&root, &["-C", "plain/cmd"]);
    fs::remove_dir_all(&root).unwrap();
    assert_eq!(bound, ["route-conflict error"]);
    assert_eq!(inside, [""; 0]);
}

#[test]
fn the_command_line_beats_the_file() {
    let config = "select = [\"route-conflict\"]\nfail-on = \"never\"\npersona = \"pedantic\"\n";
    let dir = module("beats", &[("main.go", CONFLICT), ("muxray.toml", config)]);
    run(&dir, &["lint"]).exits(0).prints("route-conflict");
    run(&dir, &["lint", "--fail-on", "error"]).exits(1);
    assert_eq!(found(&dir, &["--select", "invalid-pattern"]), [""; 0]);
    fs::write(dir.join("muxray.toml"), "ignore = [\"route-conflict\"]").unwrap();
    assert_eq!(found(&dir, &[]), [""; 0]);
    assert_eq!(found(&dir, &["--select", "route-conflict"]), ["route-conflict error"]);
    assert_eq!(found(&dir, &["--ignore", "invalid-pattern"]), ["route-conflict error"]);
}

#[test]
fn each_value_says_where_it_comes_from() {
    let config = "# ours\nselect = [\"route-conflict\"]\n\n[severity]\nroute-conflict = \"note\"\n";
    let dir = module("origins", &[("main.go", CONFLICT), ("muxray.toml", config)]);
    let shown = run(&dir, &["config", "show", "--fail-on", "error"]).exits(0).out;
    let line = |key: &str| shown.lines().find(|l| l.starts_with(key)).unwrap_or_else(|| panic!("{key}: {shown}"));
    assert!(line("select").ends_with("# muxray.toml:2"), "{shown}");
    assert!(line("fail-on = \"error\"").ends_with("# command line"), "{shown}");
    assert!(line("persona").ends_with("# default"), "{shown}");
    assert!(line("\"route-conflict\" = \"note\"").ends_with("# muxray.toml:5"), "{shown}");
}

#[test]
fn severities_and_paths() {
    let dir = module("paths", &[("cmd/a/main.go", CONFLICT), ("cmd/b/main.go", CONFLICT)]);
    let with = |config: &str| {
        fs::write(dir.join("muxray.toml"), config).unwrap();
        found(&dir, &[])
    };
    assert_eq!(with("[severity]\nroute-conflict = \"note\""), ["route-conflict note"; 2]);
    let path = "[[path]]\npaths = [\"cmd/b\"]\n";
    assert_eq!(
        with(&format!("[severity]\nroute-conflict = \"note\"\n{path}severity = {{ route-conflict = \"warning\" }}")),
        ["route-conflict note", "route-conflict warning"]
    );
    assert_eq!(with(&format!("{path}ignore = [\"route-conflict\"]")), ["route-conflict error"]);
    assert_eq!(report(&dir, &[])["summary"]["suppressed"]["paths"], 1);
    // The globs are relative to the file, wherever the run is.
    let below = dir.join("cmd");
    assert_eq!(found(&below, &[]), ["route-conflict error"]);
    assert_eq!(with("min-severity = \"warning\"\n[severity]\nroute-conflict = \"note\""), [""; 0]);
    assert_eq!(report(&dir, &[])["summary"]["suppressed"]["levels"], 2);
}

#[test]
fn a_host_of_ones_own_is_no_exposure() {
    let dir = module("loopback", &[("main.go", EXPOSED)]);
    assert_eq!(found(&dir, &[]), ["pprof-exposed error"]);
    fs::write(dir.join("muxray.toml"), "loopback = [\"Debug.internal\"]").unwrap();
    assert_eq!(found(&dir, &[]), [""; 0]);
}

#[test]
fn what_gosec_is_told_counts_on_demand() {
    let with = |comment: &str| {
        let source = EXPOSED.replace("pprof\"\n", &format!("pprof\" {comment}\n"));
        let dir = module("nosec", &[("main.go", &source), ("muxray.toml", "compat.nosec = true")]);
        let without = found(&dir, &["--isolated"]);
        assert_eq!(without, ["pprof-exposed error"], "{comment}");
        found(&dir, &[])
    };
    for comment in ["// #nosec G108 -- internal", "// #nosec", "//nolint:gosec // internal", "/* #nosec G108 */"] {
        assert_eq!(with(comment), [""; 0], "{comment}");
    }
    for comment in ["// #nosec G114", "//nolint:errcheck", "// see nosec"] {
        assert_eq!(with(comment), ["pprof-exposed error"], "{comment}");
    }
}

#[test]
fn several_builds_are_one_report() {
    let on = |os: &str, pattern: &str| {
        format!(
            "package main\n\nimport \"net/http\"\n\nfunc init() {{\n\thttp.HandleFunc(\"/{os}/{{x}}\", nil)\n\thttp.HandleFunc(\"/{os}/{pattern}\", nil)\n}}\n"
        )
    };
    let (linux, windows) = (on("linux", "{y}"), on("windows", "{y}"));
    let config = "[[target]]\n\n[[target]]\ngoos = \"windows\"\ntags = [\"x\"]\n";
    let dir = module(
        "targets",
        &[("main.go", CONFLICT), ("a_linux.go", &linux), ("a_windows.go", &windows), ("muxray.toml", config)],
    );
    let report = report(&dir, &[]);
    let rows: Vec<(String, Value)> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (f["file"].as_str().unwrap().to_owned(), f["targets"].clone()))
        .collect();
    let (a, b) = ("linux/amd64", "windows/amd64 tags x");
    assert_eq!(
        rows,
        [
            ("a_linux.go".to_owned(), json!([a])),
            ("a_windows.go".to_owned(), json!([b])),
            ("main.go".to_owned(), json!([a, b])),
        ]
    );
    // What was seen is counted by name: three files, none of which is left out by both builds, each with one import.
    let seen = |key: &str| report["summary"][key].as_u64().unwrap();
    let counts = ["modules", "packages", "programs", "files", "parsedFiles", "skipped"].map(seen);
    assert_eq!(counts, [1, 1, 1, 3, 3, 0]);
    run(&dir, &["lint"]).exits(1).tells("3 from the standard library");
    run(&dir, &["lint", "--goos", "linux"]).exits(1).tells("2 files seen").tells("Skipped 1 file");
    // The places of the other build's files have lines.
    assert_eq!(report["findings"][1]["line"], 7);
    assert_eq!(run(&dir, &["lint", "--goos", "windows", "--format", "concise"]).exits(1).out.lines().count(), 2);
    // A program that differs from build to build is shown for each, with the build's name.
    let table = run(&dir, &["routes", "-q"]).exits(0).prints("/linux/{y}").prints("/windows/{y}").out;
    let heads = table.lines().filter(|l| l.starts_with("program ")).collect::<Vec<_>>();
    assert!(matches!(heads[..], [x, y] if x.ends_with(a) && y.ends_with(b)), "{table}");
    run(&dir, &["lint"]).exits(1).prints("windows/amd64 tags x");
}

#[test]
fn rules_of_ones_own_stay_inside_of_the_repository() {
    let rule = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/README.md")).unwrap();
    let rule = rule.split("```toml\n").nth(1).and_then(|r| r.split("\n```").next()).unwrap();
    let main = "package main\n\nimport (\n\t_ \"expvar\"\n\t\"net/http\"\n)\n\nfunc main() { panic(http.ListenAndServe(\":8080\", http.NewServeMux())) }\n";
    let dir = tree(
        "rules-dirs",
        [
            ("outside/expvar-in-public.toml", rule.as_bytes()),
            ("repo/lint/expvar-in-public.toml", rule.as_bytes()),
            ("repo/.git/HEAD", b""),
            ("repo/go.mod", GO_MOD.as_bytes()),
            ("repo/main.go", main.as_bytes()),
            ("repo/muxray.toml", b"rules = [\"lint\"]\nselect = [\"acme/expvar-in-public\"]\n"),
        ],
    );
    let repo = dir.join("repo");
    assert_eq!(found(&repo, &[]), ["acme/expvar-in-public error"]);
    fs::write(repo.join("muxray.toml"), "rules = [\"../outside\"]\n").unwrap();
    run(&repo, &["lint"]).exits(2).tells("not in the repository");
    run(&repo, &["lint", "--config", "muxray.toml"]).exits(1);
    fs::write(repo.join("muxray.toml"), "rules = [\"nowhere\"]\n").unwrap();
    run(&repo, &["lint"]).exits(2).tells("no such directory");
    fs::write(repo.join("muxray.toml"), "baseline = \"../x.json\"\n").unwrap();
    run(&repo, &["lint", "--write-baseline"]).exits(2).tells("not in the repository");
}

/// A repository may come from anybody. What is wrong with a file is quoted, so a link would show what it leads to.
#[cfg(unix)]
#[test]
fn no_link_of_a_repository_shows_what_stands_elsewhere() {
    use std::os::unix::fs::symlink;
    let secret: &[u8] = b"token = hunter2\n";
    let dir = tree(
        "links",
        [
            ("secret.toml", secret),
            ("repo/.git/HEAD", b"ref: refs/heads/main\n"),
            ("repo/go.mod", GO_MOD.as_bytes()),
            ("repo/main.go", CONFLICT.as_bytes()),
            ("repo/lint/known/none.txt", b""),
        ],
    );
    let repo = dir.join("repo");
    let refused = |message: &str| {
        let ran = run(&dir, &["lint", "-C", "repo"]).exits(2).tells(message);
        assert!(!ran.err.contains("hunter2"), "{}", ran.err);
    };
    symlink("../secret.toml", repo.join("muxray.toml")).unwrap();
    refused("it leads out of the repository: name it with --config");
    fs::remove_file(repo.join("muxray.toml")).unwrap();
    fs::write(repo.join("muxray.toml"), "rules = [\"lint\"]\n").unwrap();
    for (link, to) in [("lint/key.toml", "../../secret.toml"), ("lint/known/key.toml", "../../../secret.toml")] {
        symlink(to, repo.join(link)).unwrap();
        refused("in this directory leads out of the repository");
        fs::remove_file(repo.join(link)).unwrap();
    }
    // A link within the repository is as good as a file, and who names a directory vouches for it.
    fs::write(repo.join("acme.txt"), secret).unwrap();
    symlink("../acme.txt", repo.join("lint/key.toml")).unwrap();
    run(&dir, &["lint", "-C", "repo"]).exits(2).tells("hunter2");
    fs::remove_file(repo.join("lint/key.toml")).unwrap();
    symlink("gone", repo.join("lint/key.toml")).unwrap();
    run(&dir, &["lint", "-C", "repo"]).exits(2).tells("it is no file");
}
