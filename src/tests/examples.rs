//! The examples of every rule's page, run through the real binary as a reader would run them: the bad one is found by this
//! very rule, and the good one is clean under every rule of its persona.
//!
//! In: the embedded rules and their `docs`. Out: a failure that lists, rule by rule, what the examples do instead.
//! An example is a module in the txtar format, or one Go file, which gets a go.mod.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use muxray::rule::{Persona, Rule, RuleSet};
use serde_json::Value;

/// A directory that goes away with the value.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("muxray-example-{name}-{}", std::process::id()));
        drop(fs::remove_dir_all(&dir));
        fs::create_dir_all(&dir).expect("a directory for the example");
        Self(dir)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// The files of a txtar text; a text without a `-- name --` line is one file of a module of the newest era.
fn files(example: &str) -> Vec<(String, String)> {
    let name = |line: &str| Some(line.strip_prefix("-- ")?.strip_suffix(" --")?.trim().to_owned());
    let mut files: Vec<(String, String)> = Vec::new();
    for line in example.lines() {
        match (name(line), files.last_mut()) {
            (Some(name), _) => files.push((name, String::new())),
            (None, Some((_, text))) => *text += &format!("{line}\n"),
            (None, None) => files.push(("main.go".to_owned(), format!("{line}\n"))),
        }
    }
    if files.iter().all(|(name, _)| name != "go.mod") {
        files.push(("go.mod".to_owned(), "module example.com/shop\n\ngo 1.23\n".to_owned()));
    }
    files
}

fn write(dir: &Path, example: &str) {
    for (name, text) in files(example) {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder of the example");
        fs::write(path, text).expect("a file of the example");
    }
}

/// What muxray says of an example: everything of a bad one; of a good one what its persona hears of, and all of its rule.
/// Whatever could not be read is told too.
fn found(rule: &Rule, which: &str, example: &str) -> Result<Vec<Value>, String> {
    let scratch = Scratch::new(&format!("{}-{which}", rule.id.replace('/', "-")));
    write(&scratch.0, example);
    let persona = match rule.persona {
        Persona::Regular => "regular",
        Persona::Pedantic => "pedantic",
        Persona::Auditor => "auditor",
    };
    let runs = match which {
        "bad" => vec![["--persona", "auditor"]],
        _ => vec![["--select", &rule.id], ["--persona", persona]],
    };
    let mut found = Vec::new();
    for arguments in runs {
        let out = Command::new(env!("CARGO_BIN_EXE_muxray"))
            .env_clear()
            .args(["lint", "--format", "json", "-C"])
            .arg(&scratch.0)
            .args(arguments)
            .output()
            .expect("muxray starts");
        let report: Value = serde_json::from_slice(&out.stdout)
            .map_err(|e| format!("no JSON ({e}): {}", String::from_utf8_lossy(&out.stderr)))?;
        if report["problems"].as_array().is_none_or(|problems| !problems.is_empty()) {
            return Err(format!("problems: {}", report["problems"]));
        }
        found.extend(report["findings"].as_array().cloned().unwrap_or_default());
    }
    Ok(found)
}

fn told(finding: &Value) -> String {
    format!("[{}] {}", finding["rule"], finding["message"])
}

/// Runs one example of every rule and collects what is wrong with it.
#[track_caller]
fn every(which: &str, example: fn(&Rule) -> &str, wrong: impl Fn(&Rule, &[Value]) -> Option<String>) {
    let (rules, mistakes) = RuleSet::embedded();
    assert!(mistakes.is_empty(), "{mistakes:?}");
    assert!(rules.rules().count() > 10, "the rules are embedded");
    let mut said = Vec::new();
    for rule in rules.rules() {
        let what = match found(rule, which, example(rule)) {
            Ok(findings) => wrong(rule, &findings),
            Err(problem) => Some(problem),
        };
        said.extend(what.map(|what| format!("{} {which}: {what}", rule.id)));
    }
    assert!(said.is_empty(), "\n{}", said.join("\n"));
}

#[test]
fn the_bad_example_is_found_by_its_rule() {
    every(
        "bad",
        |rule| &rule.docs.bad,
        |rule, findings| {
            let by_this = findings.iter().any(|f| f["rule"] == *rule.id);
            let others = || findings.iter().map(told).collect::<Vec<_>>().join("; ");
            (!by_this).then(|| format!("not found; instead: {}", others()))
        },
    );
}

#[test]
fn the_good_example_is_clean() {
    every(
        "good",
        |rule| &rule.docs.good,
        |_, findings| {
            let all: Vec<_> = findings.iter().map(told).collect();
            (!all.is_empty()).then(|| all.join("; "))
        },
    );
}

#[test]
fn examples_are_read_as_txtar() {
    let one = files("package main\n");
    assert_eq!(one[0], ("main.go".to_owned(), "package main\n".to_owned()));
    assert_eq!(one[1].0, "go.mod");
    let two = files("-- go.mod --\nmodule m\n-- a/b.go --\npackage a\n\nvar x = 1\n");
    assert_eq!(two[1], ("a/b.go".to_owned(), "package a\n\nvar x = 1\n".to_owned()));
    assert_eq!(two.len(), 2);
}
