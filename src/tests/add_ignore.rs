//! `lint --add-ignore`: what it writes keeps the findings quiet, and leaves every other byte alone.
//!
//! In: modules made for a test. Out: the bytes of their files afterwards. Knows no API.

use std::fs;
use std::path::Path;

use crate::binary::{CONFLICT, GO_MOD, module, run, tree};

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

/// Files that are not Go have continued lines, texts without quotes and strict readers.
#[test]
fn files_around_the_code_are_left_to_their_author() {
    let config = "[[allow]]\nrule = \"route-conflict\"\nreason = \"x\"\nexpires = 2020-01-01\n";
    let files = [("go.mod", GO_MOD), ("main.go", CONFLICT), ("muxray.toml", config)];
    let dir = tree("around", files.map(|(path, text)| (path, text.as_bytes())));
    run(&dir, &["lint", "--add-ignore", "x"])
        .exits(1)
        .prints("expired-allow")
        .tells("1 finding in files that are not Go");
    assert_eq!(read(&dir, "muxray.toml"), config);
    assert!(read(&dir, "main.go").contains("\t//muxray:ignore route-conflict -- x\n"));
}
