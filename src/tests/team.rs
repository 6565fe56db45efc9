//! Rules that a team could have written, in `testdata/team`: no Rust was touched for them. The binary tests them, and tells where a case is wrong.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn muxray(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_muxray")).env_clear().args(arguments).output().expect("the binary runs")
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn team() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/team")
}

/// A fresh directory below target/.
fn fresh(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("team-{name}"));
    drop(fs::remove_dir_all(&dir));
    fs::create_dir_all(&dir).expect("a directory");
    dir
}

#[test]
fn the_rules_of_a_team_say_what_their_cases_want() {
    let dir = team();
    let output = muxray(&["rules", "test", dir.to_str().expect("a path")]);
    let text = said(&output);
    assert_eq!(output.status.code(), Some(0), "{text}");
    // Each file of the team has been at work.
    for name in [
        "listener-around-httpx/",
        "default-mux-in-cmd/",
        "exit-outside-main/",
        "known/serve-listens.txtar",
        "(the bad example)",
    ] {
        assert!(text.lines().any(|line| line.starts_with("ok") && line.contains(name)), "{name}: {text}");
    }
    assert!(text.lines().all(|line| line.starts_with("ok  ")), "{text}");
}

/// Each way in which a case can be wrong, made from a case that is right.
#[test]
fn a_wrong_case_is_told_and_fails() {
    let case = fs::read_to_string(team().join("testdata/default-mux-in-cmd/by-directory.txtar")).expect("a case");
    let rule = fs::read_to_string(team().join("default-mux-in-cmd.toml")).expect("a rule");
    let want = " // want [acme/default-mux-in-cmd] \"127.0.0.1:8081\"";
    assert!(case.contains(want));
    for (name, changed, word) in [
        ("noisy", case.replace(want, ""), "Noisy    cmd/deep/er/main.go:11 [acme/default-mux-in-cmd]"),
        ("missing", case.replace("cmd/deep", "dir/deep"), "Missing  dir/deep/er/main.go:11 [acme/default-mux-in-cmd]"),
        (
            "wrong",
            case.replace("127.0.0.1:8081\"\n", "8099\"\n"),
            "Wrong    cmd/deep/er/main.go:11 [acme/default-mux-in-cmd]",
        ),
        (
            "form",
            case.replace(want, " // want default-mux-in-cmd"),
            "Failed   cmd/deep/er/main.go:11: `default-mux-in-cmd` is neither",
        ),
        (
            "syntax",
            case.replace("outer := http.NewServeMux()", "outer := ((("),
            "Failed   cmd/deep/er/main.go: syntax that muxray cannot read",
        ),
        (
            "rule",
            case.replace("[acme/default-mux-in-cmd]", "[acme/default-mux-in-cmds]"),
            "Failed   cmd/deep/er/main.go:11: unknown rule 'acme/default-mux-in-cmds'; did you mean",
        ),
        ("twice", case.replace("-- cmd/own/main.go", "-- go.mod"), "Failed   `go.mod` is there twice"),
        ("path", case.replace("-- cmd/own", "-- ../../own"), "Failed   `../../own/main.go` is no path below the case"),
        ("empty", "nothing".to_owned(), "Failed   no file"),
    ] {
        let dir = fresh(name);
        fs::create_dir_all(dir.join("testdata")).expect("a directory");
        fs::write(dir.join("default-mux-in-cmd.toml"), &rule).expect("written");
        fs::write(dir.join("testdata/case.txtar"), changed).expect("written");
        let output = muxray(&["rules", "test", dir.to_str().expect("a path")]);
        let text = said(&output);
        assert_eq!(output.status.code(), Some(1), "{name}: {text}");
        assert!(text.contains("FAIL  case.txtar\n"), "{name}: {text}");
        assert!(text.contains(word), "{name}: {text}");
    }
}

/// A directory without rules is another one than was meant.
#[test]
fn a_directory_without_rules_is_told() {
    let dir = fresh("without");
    let dir = dir.to_str().expect("a path");
    for arguments in [&["lint", "--rules", dir][..], &["rules", "list", "--rules", dir], &["rules", "test", dir]] {
        let output = muxray(arguments);
        let text = String::from_utf8(output.stderr).expect("text");
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains("no rule (*.toml) here and no knowledge") && text.contains("muxray rules new"), "{text}");
    }
}

/// A link that leads back is followed once, a pipe is not waited for, and what is below `testdata` without a module is no case.
#[cfg(unix)]
#[test]
fn odd_entries_of_testdata_end() {
    let dir = fresh("odd");
    fs::copy(team().join("default-mux-in-cmd.toml"), dir.join("default-mux-in-cmd.toml")).expect("copied");
    let testdata = dir.join("testdata");
    fs::create_dir_all(testdata.join("empty/deeper")).expect("a directory");
    fs::copy(team().join("testdata/default-mux-in-cmd/by-directory.txtar"), testdata.join("case.txtar"))
        .expect("copied");
    for name in ["around", "again"] {
        std::os::unix::fs::symlink(&testdata, testdata.join(name)).expect("a link");
    }
    let made = Command::new("mkfifo").arg(testdata.join("pipe.txtar")).status().expect("mkfifo runs");
    assert!(made.success());
    let output = muxray(&["rules", "test", dir.to_str().expect("a path"), "--filter", "txtar"]);
    let text = said(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert_eq!(lines[..2], ["ok    case.txtar", "FAIL  pipe.txtar"], "{text}");
    assert!(lines[2].ends_with("pipe.txtar: it is no file"), "{text}");
}

/// Examples are cases: a bad one that is not found and a good one that is are told.
#[test]
fn wrong_examples_are_told() {
    let rule = fs::read_to_string(team().join("default-mux-in-cmd.toml")).expect("a rule");
    let dir = fresh("examples");
    fs::write(
        dir.join("default-mux-in-cmd.toml"),
        rule.replace("bad = ", "was_bad = ").replace("good = ", "bad = ").replace("was_bad = ", "good = "),
    )
    .expect("written");
    let output = muxray(&["rules", "test", dir.to_str().expect("a path")]);
    let text = said(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains("FAIL  acme/default-mux-in-cmd (the bad example)\n      Missing"), "{text}");
    assert!(
        text.contains("FAIL  acme/default-mux-in-cmd (the good example)\n      Noisy    cmd/api/main.go:9"),
        "{text}"
    );
}

#[test]
fn a_new_rule_passes_as_it_is_and_is_never_overwritten() {
    let dir = fresh("new");
    let rules = dir.join("rules");
    let rules = rules.to_str().expect("a path");
    let output = muxray(&["rules", "new", "acme/plain-listener", "--dir", rules]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let written: Vec<String> = said(&output).lines().map(str::to_owned).collect();
    assert_eq!(written.len(), 2, "{written:?}");
    let texts = || written.iter().map(|path| fs::read_to_string(path).expect("written")).collect::<Vec<_>>();
    let before = texts();
    assert_eq!(muxray(&["rules", "check", rules]).status.code(), Some(0));
    let tested = muxray(&["rules", "test", rules]);
    assert_eq!(tested.status.code(), Some(0), "{}", said(&tested));
    assert_eq!(muxray(&["rules", "new", "acme/plain-listener", "--dir", rules]).status.code(), Some(2));
    // One of the two is enough to be left alone, and then the other is not written either.
    fs::remove_file(&written[0]).expect("removed");
    assert_eq!(muxray(&["rules", "new", "acme/plain-listener", "--dir", rules]).status.code(), Some(2));
    assert!(!Path::new(&written[0]).exists());
    assert_eq!(fs::read_to_string(&written[1]).expect("there"), before[1]);
    for name in ["plain", "acme/Plain", "acme/no-listener", "acme/../up", "/plain", "acme/"] {
        assert_eq!(muxray(&["rules", "new", name, "--dir", rules]).status.code(), Some(2), "{name}");
    }
}

#[test]
fn check_tells_every_mistake_of_every_file() {
    let dir = fresh("check");
    fs::create_dir_all(dir.join("known")).expect("a directory");
    fs::write(dir.join("known/x.toml"), "source = \"s\"\n[[package]]\npaths = []\n").expect("written");
    let rule = fs::read_to_string(team().join("default-mux-in-cmd.toml")).expect("a rule");
    let wrong = rule.replace("severity = \"warning\"", "severity = \"warn\"").replace("m.is_default", "m.is_defualt");
    fs::write(dir.join("default-mux-in-cmd.toml"), wrong).expect("written");
    let output = muxray(&["rules", "check", dir.to_str().expect("a path")]);
    let text = String::from_utf8(output.stderr.clone()).expect("text");
    assert_eq!(output.status.code(), Some(2), "{text}");
    for part in [
        "`severity` cannot be `warn`",
        "did you mean `warning`?",
        "unknown field `is_defualt`",
        "an entry without paths",
        "2 files: 3 mistakes.",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    // A wrong rule stops a run, and says so.
    assert_eq!(muxray(&["lint", "--rules", dir.to_str().expect("a path")]).status.code(), Some(2));
    assert_eq!(muxray(&["rules", "check", "no-such-file.toml"]).status.code(), Some(2));
    let good = team().join("known/httpx.toml");
    assert_eq!(muxray(&["rules", "check", good.to_str().expect("a path")]).status.code(), Some(0));
}
