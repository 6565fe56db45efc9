//! `lint --add-ignore`: what it writes keeps the findings quiet, and leaves every other byte alone.
//!
//! In: modules made for a test. Out: the bytes of their files afterwards. Knows no API.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::binary::{CONFLICT, GO_MOD, module, run, tree};

fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata")
}

const COMMENT: &str = "//muxray:ignore route-conflict -- until the new router, see https://example.com/1";
const REASON: &str = "until the new router, see https://example.com/1";

/// Adds the comments, and finds the module quiet for good.
#[track_caller]
fn quiet(dir: &Path) {
    run(dir, &["lint", "--add-ignore", REASON]).exits(0).tells("fixed ");
    run(dir, &["lint"]).exits(0).tells("ignored by comments");
    let before = files(dir);
    run(dir, &["lint", "--add-ignore", REASON]);
    assert_eq!(files(dir), before, "a second run has nothing to add");
}

fn files(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.is_file())
        .map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&p).unwrap()))
        .collect();
    found.sort();
    found
}

fn read(dir: &Path, file: &str) -> String {
    fs::read_to_string(dir.join(file)).unwrap()
}

#[test]
fn the_comment_stands_above_the_line_as_that_is_written() {
    let line = "\thttp.HandleFunc(\"/a/{y}\", nil)\n";
    let with = CONFLICT.replace(line, &format!("\t{COMMENT}\n{line}"));
    assert_ne!(with, CONFLICT);
    let dir = module("plain", &[("main.go", CONFLICT)]);
    quiet(&dir);
    assert_eq!(read(&dir, "main.go"), with);
    // Line ends, a mark of the encoding and a missing last line end are those of the file.
    for change in [
        (|text: &str| text.replace('\n', "\r\n")) as fn(&str) -> String,
        |text| format!("\u{feff}{text}"),
        |text| text.trim_end().to_owned(),
    ] {
        let dir = module("changed", &[("main.go", &change(CONFLICT))]);
        quiet(&dir);
        assert_eq!(read(&dir, "main.go"), change(&with));
    }
}

#[test]
fn one_comment_names_all_rules_of_its_line() {
    let main = "package main

import (
\t\"net/http\"
\t_ \"net/http/pprof\"
)

func main() {
\thttp.HandleFunc(\"/debug/{x}/\", nil)
\thttp.HandleFunc(\"/debug/{y}/\", nil); http.HandleFunc(\"/a/{\", nil)
\tpanic(http.ListenAndServe(\"127.0.0.1:8080\", nil))
}
";
    let dir = module("several", &[("main.go", main)]);
    run(&dir, &["lint", "--add-ignore", "x"]);
    let text = read(&dir, "main.go");
    let comments: Vec<&str> = text.lines().filter(|l| l.contains("muxray:")).collect();
    let both = "\t//muxray:ignore invalid-pattern,route-conflict -- x";
    assert!(comments.contains(&both), "{text}");
    assert_eq!(comments.iter().filter(|c| c.contains("invalid-pattern")).count(), 1, "{text}");
    run(&dir, &["lint"]).exits(0);
}

#[test]
fn nothing_is_written_that_would_say_something_else() {
    let dir = module("nothing", &[("main.go", CONFLICT)]);
    for wrong in ["", " ", "a\nb", "a // b"] {
        run(&dir, &["lint", "--add-ignore", wrong]).exits(2).tells("--add-ignore: a reason is one line");
    }
    run(&dir, &["lint", "--add-ignore", "x", "--no-ignores"]).exits(2).tells("cannot be used with");
    assert_eq!(read(&dir, "main.go"), CONFLICT);
    // As a diff it stays one.
    run(&dir, &["lint", "--add-ignore", "x", "--diff"]).exits(1).prints("+\t//muxray:ignore route-conflict -- x\n");
    assert_eq!(read(&dir, "main.go"), CONFLICT);
    // A line that begins inside of a text takes no comment.
    let text = CONFLICT.replace("http.HandleFunc(\"/a/{y}\", nil)", "_ = `\n`; http.HandleFunc(\"/a/{y}\", nil)");
    let dir = module("inside", &[("main.go", &text)]);
    run(&dir, &["lint", "--add-ignore", "x"]).exits(1).tells("a fix was not made, because the finding would stay");
    assert_eq!(read(&dir, "main.go"), text);
}

/// The files around the code, as the case of `unused-ignore` has them: each with a finding, whose comment was taken out.
#[test]
fn files_around_the_code_take_comments_in_their_own_way() {
    let case = testdata().join("unused-ignore/around-the-code");
    let files: Vec<(&str, String)> = [
        ("go.mod", GO_MOD.to_owned()),
        ("cmd/shop/main.go", read(&case, "cmd/shop/main.go")),
        ("Dockerfile", read(&case, "Dockerfile")),
        ("Makefile", read(&case, "Makefile")),
        ("compose.yaml", read(&case, "compose.yaml").replace("    env_file: .env\n", "")),
        ("deploy/pod.yaml", read(&case, "deploy/pod.yaml")),
        ("deploy/run.sh", read(&case, "deploy/run.sh")),
        (".vscode/launch.json", read(&case, ".vscode/launch.json")),
    ]
    .into_iter()
    .map(|(path, text)| (path, without_ignores(&text)))
    .collect();
    for change in [(|text: &str| text.to_owned()) as fn(&str) -> String, |text| text.replace('\n', "\r\n")] {
        let changed: Vec<(&str, String)> = files.iter().map(|(path, text)| (*path, change(text))).collect();
        let dir = tree("around", changed.iter().map(|(path, text)| (*path, text.as_bytes())));
        let found = run(&dir, &["lint", "--format", "concise"]).exits(1).out;
        let lines: BTreeSet<(&str, &str)> = found
            .lines()
            .map(|l| l.split_once(": ").unwrap().0.rsplit_once(':').unwrap().0.split_once(':').unwrap())
            .collect();
        run(&dir, &["lint", "--add-ignore", "as we want it"]).exits(0);
        let mut written = 0;
        for (path, text) in &changed {
            let after = read(&dir, path);
            let ignores: Vec<&str> = after.lines().filter(|line| line.contains("muxray:ignore")).collect();
            assert_eq!(
                ignores.len(),
                lines.iter().filter(|(file, _)| file == path).count(),
                "{path}: {found}\n{after}"
            );
            assert_eq!(&without_ignores(&after), text, "{path}");
            let mark = if path.ends_with(".json") { "// muxray" } else { "# muxray" };
            assert!(ignores.iter().all(|line| line.trim_start().starts_with(mark)), "{path}: {ignores:?}");
            written += ignores.len();
        }
        assert!(written >= 6 && lines.len() == written, "{found}");
        run(&dir, &["lint"]).exits(0).tells("ignored by comments");
        // Above a recipe make reads it, not the shell.
        assert!(
            read(&dir, "Makefile").contains("\n# muxray:ignore dlv-api-version-unknown -- as we want it"),
            "{found}"
        );
    }
}

fn without_ignores(text: &str) -> String {
    text.split_inclusive('\n')
        .filter(|line| !line.trim_start().starts_with(['#', '/']) || !line.contains("muxray:ignore"))
        .collect::<String>()
        .replace(" # muxray:ignore dlv-api-version-unknown -- and this", "")
        .replace(" # muxray:ignore debugger-exposed -- a network for tests", "")
}

/// A comment in the middle of a command would end it, and in a text it would be a part of that.
#[test]
fn a_line_that_goes_on_takes_no_comment() {
    let dlv = "dlv exec /shop --headless --listen=127.0.0.1:2345 --api-version=3";
    let config = "[[allow]]\nrule = \"route-conflict\"\nreason = \"x\"\nexpires = 2020-01-01\n";
    let files = [
        ("go.mod", GO_MOD.to_owned()),
        ("main.go", CONFLICT.to_owned()),
        ("muxray.toml", config.to_owned()),
        ("Makefile", format!("debug:\n\ttrue && \\\n\t{dlv}\n")),
        ("run.sh", format!("#!/bin/sh\ntrue && \\\n{dlv}\n")),
        (
            "pod.yaml",
            format!(
                "apiVersion: v1\nkind: Pod\nmetadata: {{ name: a }}\nspec:\n  containers:\n  - name: a\n    image: a\n    command:\n    - sh\n    - -c\n    - |\n      true\n      {dlv}\n"
            ),
        ),
    ];
    let dir = tree("held", files.iter().map(|(path, text)| (*path, text.as_bytes())));
    run(&dir, &["lint", "--add-ignore", "x"])
        .exits(1)
        .prints("expired-allow")
        .tells("4 findings without a comment: none can stand above");
    for (path, text) in files.iter().filter(|(path, _)| *path != "main.go") {
        assert_eq!(&read(&dir, path), text, "{path}");
    }
    assert!(read(&dir, "main.go").contains("\t//muxray:ignore route-conflict -- x\n"));
}

#[test]
fn what_a_tool_writes_takes_no_comment() {
    let generated = format!("// Code generated by x. DO NOT EDIT.\n\n{CONFLICT}");
    let dir = module("generated", &[("main.go", &generated)]);
    run(&dir, &["lint", "--add-ignore", REASON])
        .exits(1)
        .tells("1 finding without a comment in generated files: the next run of what writes them would delete it.");
    assert_eq!(read(&dir, "main.go"), generated);
}
