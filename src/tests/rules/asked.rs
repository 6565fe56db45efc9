//! What no rule asks for is not computed: what there is of the tour after a look with one rule, counted.

use std::path::{Path, PathBuf};

use super::fixture::load;
use crate::model::ProgramKind;
use crate::rule::{RuleSet, load_known};
use crate::run::{Analysis, Asked, Request, analyze, lint};
use crate::suppress::Policy;
use crate::walk::Options;

fn testdata(case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata").join(case)
}

fn look(dir: PathBuf, rules: &RuleSet) -> Analysis {
    let (known, _) = load_known([]);
    let options = Options { dir, patterns: vec!["./...".to_owned()], ..Options::default() };
    analyze(&Request { options, asked: Asked::by(rules), ..Request::default() }, &known, rules)
}

fn case(bind: &str, when: &str) -> RuleSet {
    load(&format!("bind = {{ {bind} }}\nwhen = '''{when}'''\nat = \"x.place\"\nmessage = \"m\""))
}

/// Files that were parsed; then, of all programs: routes, listeners, conflicts, overtakes, port conflicts.
fn counts(rules: &RuleSet) -> [usize; 6] {
    let Analysis { programs, parsed, .. } = look(testdata("tour"), rules);
    let sum = |count: fn(&crate::model::Program) -> usize| programs.iter().map(count).sum();
    [
        parsed.len(),
        sum(|p| p.routes.len()),
        sum(|p| p.listeners.len()),
        sum(|p| p.conflicts.len()),
        sum(|p| p.overtakes.len()),
        sum(|p| p.port_conflicts.len()),
    ]
}

#[test]
fn what_no_rule_asks_for_is_not_computed() {
    let all = counts(&RuleSet::embedded().0);
    let [_, routes, listeners, conflicts, overtakes, ports] = all;
    assert!(all.iter().all(|count| *count > 0), "the tour has something of everything: {all:?}");
    // What each rule asks for, and what is there then beside the packages and imports.
    for (bind, when, wanted) in [
        ("x = \"import\"", "x.own && x.path == \"expvar\" && program.kind == \"main\"", [0; 5]),
        ("x = \"import\"", "program.packages.any(|p| p.path == x.path)", [0; 5]),
        ("x = \"import\"", "!x.registers.is_empty()", [routes, 0, 0, 0, 0]),
        ("x = \"route\"", "x.mux.is_default && x.mux.complete", [routes, 0, 0, 0, 0]),
        ("x = \"route\"", "x.mux.served", [routes, listeners, 0, 0, 0]),
        ("x = \"route\"", "!x.listeners.is_empty()", [routes, listeners, 0, 0, 0]),
        ("x = \"mount\"", "x.strips", [routes, listeners, 0, 0, 0]),
        ("x = \"listener\"", "x.error_ignored", [routes, listeners, 0, 0, 0]),
        ("x = \"wanted_port\"", "x.rival.is_some()", [routes, listeners, 0, 0, 0]),
        ("x = \"import\"", "x.served", [routes, listeners, 0, 0, 0]),
        ("x = \"route\"", "program.conflicts.any(|c| c.a == x)", [routes, 0, conflicts, 0, 0]),
        ("o = \"overtake\", x = \"route\"", "o.a == x", [routes, 0, 0, overtakes, 0]),
        ("p = \"port_conflict\", x = \"listener\"", "p.a == x", [routes, listeners, 0, 0, ports]),
    ] {
        let [parsed, rest @ ..] = counts(&case(bind, when));
        assert_eq!(rest, wanted, "{bind} {when}");
        assert_eq!(parsed == 0, wanted == [0; 5], "{bind} {when}: {parsed} files were parsed");
    }
}

/// A package that no program links and that neither registers nor listens has imports all the same.
#[test]
fn a_rule_about_imports_sees_every_package() {
    let module = tempfile::tempdir().expect("a folder");
    let dir = module.path().to_owned();
    std::fs::create_dir_all(dir.join("a")).expect("a folder");
    std::fs::write(dir.join("go.mod"), "module example.com/m\n\ngo 1.23\n").expect("a file");
    std::fs::write(dir.join("a/a.go"), "package a\n\nimport _ \"unsafe\"\n").expect("a file");
    for (when, programs, findings) in [
        ("x.path == \"unsafe\"", 1, 1),
        ("x.path == \"unsafe\" && program.kind == \"library\"", 1, 1),
        // Nothing registers here, so nobody asks.
        ("x.path == \"unsafe\" && !x.registers.is_empty()", 0, 0),
    ] {
        let rules = case("x = \"import\"", when);
        let analysis = look(dir.clone(), &rules);
        assert_eq!(analysis.programs.len(), programs, "{when}");
        assert!(analysis.programs.iter().all(|p| p.kind == ProgramKind::Library), "{when}");
        let analyses = [analysis];
        let found = lint(&analyses, &rules, &Policy::default()).findings;
        assert_eq!(found.len(), findings, "{when}");
        for place in found.iter().map(|finding| finding.primary.span) {
            let position = analyses[0].sources().get(place.file).position(place.start);
            assert_eq!(
                (position.line, position.column),
                (3, 8),
                "{when}: the file was not parsed, and its lines are known"
            );
        }
    }
    assert_eq!(look(dir, &RuleSet::embedded().0).programs.len(), 0, "no rule of muxray asks for it");
}

/// What was read of a workspace: each file that was kept, with its size, sorted; how many files around the code were opened, and
/// how many of them parsed.
fn read(dir: &Path, asked: Asked, rules: &RuleSet) -> (Vec<(String, usize)>, [usize; 2]) {
    let is_asked = asked.setup;
    let (known, _) = load_known([]);
    let options = Options { dir: dir.to_owned(), patterns: vec!["./...".to_owned()], ..Options::default() };
    let analysis = analyze(&Request { options, asked, ..Request::default() }, &known, rules);
    let sources = analysis.sources();
    let files = sources.ids().filter(|id| sources.get(*id).is_read());
    let mut read: Vec<_> = files.map(|id| (sources.path(id).to_string(), sources.get(id).bytes().len())).collect();
    read.sort();
    let opened = if is_asked { analysis.workspace.manifests().len() } else { 0 };
    (read, [opened, analysis.setup.files])
}

/// The rules about the files around the code cost nothing where there are none: not one file is opened for them.
#[test]
fn where_nothing_stands_around_the_code_nothing_more_is_read() {
    let rules = RuleSet::embedded().0;
    let all = Asked::by(&rules);
    assert!(all.setup, "there are rules about the files around the code");
    let module = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = module.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    write("go.mod", "module example.com/m\n\ngo 1.23\n");
    write("main.go", "package main\n\nimport \"net/http\"\n\nfunc main() { _ = http.ListenAndServe(\":80\", nil) }\n");
    // Names that are near: a folder without its dot, files without their folder, documents.
    for name in [
        "vscode/launch.json",
        "launch.json",
        "a/settings.json",
        "Dockerfile.md",
        "README.md",
        "config.toml",
        "x.env.go",
    ] {
        write(name, if name.ends_with(".go") { "package main\n" } else { "dlv attach --headless" });
    }
    let without = read(module.path(), Asked { setup: false, ..all.clone() }, &rules);
    assert!(without.0.iter().any(|(name, bytes)| name == "main.go" && *bytes > 0), "{without:?}");
    assert_eq!(read(module.path(), all.clone(), &rules), without);

    // Files of such a kind that say nothing of debugging are looked at, and none is parsed or kept.
    write("Makefile", "all:\n\tgo vet ./...\n");
    write("chart/values.yaml", "replicas: 3\n");
    write("run.sh", "echo dl\n");
    assert_eq!(read(module.path(), all.clone(), &rules), (without.0.clone(), [3, 0]));
    // One that does is.
    write("Makefile", "all:\n\tdlv attach --headless\n");
    let (read, counts) = read(module.path(), all, &rules);
    assert_eq!((read.len(), counts), (without.0.len() + 1, [3, 1]));
}
