//! Only what is new, with the real binary: a baseline, lines that changed in a repository that git itself makes, files of a hook.
//!
//! In: two states of a module. Out: the findings of the second that the first had not. Knows no API.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::binary::{CLEAN, CONFLICT, Outcome, command, finished, module, run};
use serde_json::Value;

/// A conflict in a package of its own: two lines that are marked, some that are not.
fn conflict(path: &str) -> String {
    CONFLICT.replace("/a/", &format!("/{path}/"))
}

fn git(dir: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(dir).args(["-c", "user.name=a", "-c", "user.email=a@example.com"]).args(arguments);
    let out = command.output().expect("git starts");
    assert!(out.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
}

/// A repository with one commit: a conflict in `cmd/old`.
fn repository(name: &str) -> PathBuf {
    let dir = module(name, &[("cmd/old/main.go", &conflict("old")), ("cmd/clean/main.go", CLEAN)]);
    git(&dir, &["init", "-q", "-b", "main", "."]);
    git(&dir, &["config", "core.autocrlf", "false"]);
    commit(&dir);
    dir
}

fn commit(dir: &Path) {
    git(dir, &["add", "-A"]);
    git(dir, &["commit", "-q", "--allow-empty", "-m", "a commit"]);
}

fn write(dir: &Path, path: &str, text: &str) {
    fs::create_dir_all(dir.join(path).parent().unwrap()).unwrap();
    fs::write(dir.join(path), text).unwrap();
}

/// The run of an environment in which git can be found.
fn lint(dir: &Path, arguments: &[&str]) -> Outcome {
    let path = std::env::var_os("PATH").unwrap_or_default();
    finished(command(dir, &[&["lint", "--format", "json"], arguments].concat()).env("PATH", path))
}

/// The files and lines of the findings.
#[track_caller]
fn told(dir: &Path, arguments: &[&str]) -> Vec<String> {
    let out = lint(dir, arguments);
    let report: Value = serde_json::from_str(&out.out).unwrap_or_else(|e| panic!("{e}: {}", out.err));
    let findings = report["findings"].as_array().unwrap();
    assert_eq!(out.status, Some(i32::from(!findings.is_empty())), "{}", out.err);
    findings.iter().map(|f| format!("{}:{}", f["file"].as_str().unwrap(), f["line"])).collect()
}

const NONE: [&str; 0] = [];

#[test]
fn what_a_baseline_knows_is_not_told_wherever_it_moves() {
    let dir = module("baseline", &[("cmd/a/main.go", &conflict("a"))]);
    run(&dir, &["lint", "--write-baseline"]).exits(0).tells("wrote 1 finding to ");
    let file = "muxray-baseline.json";
    assert_eq!(told(&dir, &["--baseline", file]), NONE);
    run(&dir, &["lint", "--baseline", file]).exits(0).tells("1 known to the baseline");
    // Lines above, another indentation, another name of the file.
    write(&dir, "cmd/a/main.go", &conflict("a").replace("func main", "// More.\n\nfunc main").replace('\t', "    "));
    assert_eq!(told(&dir, &["--baseline", file]), NONE);
    fs::rename(dir.join("cmd/a/main.go"), dir.join("cmd/a/server.go")).unwrap();
    assert_eq!(told(&dir, &["--baseline", file]), NONE);
    // Into a file that was there before, into another function, the two lines the other way round.
    let (x, y) = ("\thttp.HandleFunc(\"/a/{x}\", nil)\n", "\thttp.HandleFunc(\"/a/{y}\", nil)\n");
    let main = conflict("a").replace(x, "\tsetup()\n").replace(y, "");
    write(&dir, "cmd/a/server.go", &main);
    write(&dir, "cmd/a/setup.go", &format!("package main\n\nimport \"net/http\"\n\nfunc setup() {{\n{y}{x}}}\n"));
    assert_eq!(told(&dir, &["--baseline", file]), NONE);
    // What stays where it was is known before what has moved: the copy is new.
    write(&dir, "cmd/a/server.go", &conflict("a"));
    write(&dir, "cmd/a/setup.go", "package main\n");
    fs::rename(dir.join("cmd/a/server.go"), dir.join("cmd/a/main.go")).unwrap();
    write(&dir, "cmd/0/main.go", &conflict("a"));
    assert_eq!(told(&dir, &["--baseline", file]), ["cmd/0/main.go:7"]);
    // Who looks at a part does not take for moved what may still be true in the other one.
    assert_eq!(told(&dir, &["--baseline", file, "./cmd/0"]), ["cmd/0/main.go:7"]);
    fs::remove_dir_all(dir.join("cmd/0")).unwrap();
    // One that is mended, and another one about the same that is written elsewhere in other words: that is no move.
    write(&dir, "cmd/a/main.go", CLEAN);
    write(&dir, "cmd/0/main.go", &conflict("a").replace("http.HandleFunc(", "http.Handle("));
    assert_eq!(told(&dir, &["--baseline", file]), ["cmd/0/main.go:7"]);
    fs::remove_dir_all(dir.join("cmd/0")).unwrap();
    write(&dir, "cmd/a/main.go", &conflict("a"));
    // A new one beside it; and one of which there are more than there were.
    write(&dir, "cmd/b/main.go", &conflict("b"));
    assert_eq!(told(&dir, &["--baseline", file]), ["cmd/b/main.go:7"]);
    // The configuration names it, too.
    write(&dir, "muxray.toml", "baseline = \"muxray-baseline.json\"\n");
    assert_eq!(told(&dir, &[]), ["cmd/b/main.go:7"]);
    assert_eq!(told(&dir, &["--isolated"]).len(), 2);
}

/// The same message in the same file: only so many are known as there were.
#[test]
fn findings_that_cannot_be_told_apart_are_counted() {
    let main = |times: usize| {
        let line = "\thttp.NewServeMux().HandleFunc(\"/a/{\", nil)\n";
        format!("package main\n\nimport \"net/http\"\n\nfunc main() {{\n{}}}\n", line.repeat(times))
    };
    let dir = module("counts", &[("main.go", &main(2))]);
    let before = told(&dir, &[]);
    assert_eq!(before.len(), 2, "{before:?}");
    run(&dir, &["lint", "--write-baseline"]).exits(0);
    assert_eq!(told(&dir, &["--baseline", "muxray-baseline.json"]), NONE);
    write(&dir, "main.go", &main(3));
    assert_eq!(told(&dir, &[]).len(), 3);
    assert_eq!(told(&dir, &["--baseline", "muxray-baseline.json"]).len(), 1);
    write(&dir, "main.go", &main(1));
    let err = run(&dir, &["lint", "--baseline", "muxray-baseline.json"]).exits(0).err;
    assert!(err.contains("knows 1 finding that is gone"), "{err}");
}

#[test]
fn entries_that_nothing_meets_are_told() {
    let dir = module("stale", &[("cmd/a/main.go", &conflict("a")), ("cmd/b/main.go", &conflict("b"))]);
    let file = "muxray-baseline.json";
    run(&dir, &["lint", "--write-baseline"]).exits(0);
    write(&dir, "cmd/b/main.go", CLEAN);
    run(&dir, &["lint", "--baseline", file])
        .exits(0)
        .tells("knows 1 finding that is gone (route-conflict in cmd/b/main.go)");
    // Who looks at a part, or runs other rules, does not know what became of the rest.
    let part = run(&dir, &["lint", "--baseline", file, "./cmd/a"]).exits(0);
    assert!(!part.err.contains("gone"), "{}", part.err);
    let part = run(&dir, &["lint", "--baseline", file, "--select", "invalid-pattern"]).exits(0);
    assert!(!part.err.contains("gone"), "{}", part.err);
    // Written anew, it is gone there too; the same findings are the same bytes.
    run(&dir, &["lint", "--write-baseline"]).exits(0);
    let text = fs::read_to_string(dir.join(file)).unwrap();
    assert!(!text.contains("cmd/b"), "{text}");
    run(&dir, &["lint", "--write-baseline", "-j", "8"]).exits(0);
    assert_eq!(fs::read_to_string(dir.join(file)).unwrap(), text);
    let left: Vec<_> = fs::read_dir(&dir).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.iter().filter(|name| name.to_string_lossy().contains("baseline")).count(), 1, "{left:?}");
}

#[test]
fn a_baseline_that_is_none_is_refused_and_left_alone() {
    let dir = module("refused", &[("main.go", CONFLICT)]);
    for (text, says) in [
        ("", "this is no baseline of muxray"),
        ("[]", "this is no baseline of muxray"),
        ("{\"version\": 7, \"findings\": []}", "version 7"),
        ("{\"version\": 3, \"findings\": [], \"more\": 1}", "unknown field `more`"),
    ] {
        write(&dir, "known.json", text);
        let out = run(&dir, &["lint", "--baseline", "known.json"]).exits(2).tells(says).tells("known.json");
        assert_eq!(out.out, "");
    }
    run(&dir, &["lint", "--baseline", "nowhere.json"]).exits(2).tells("nowhere.json");
    // A run that failed writes none over the one that is there.
    fs::write(dir.join("known.json"), "mine").unwrap();
    run(&dir, &["lint", "--baseline", "known.json", "--write-baseline", "./nowhere/..."]);
    run(&dir, &["lint", "--baseline", "known.json", "--write-baseline", "-C", "nowhere"]).exits(2);
    assert_eq!(fs::read_to_string(dir.join("known.json")).unwrap(), "mine");
}

#[test]
fn lines_that_changed_since_a_revision_are_new() {
    let dir = repository("rev");
    assert_eq!(told(&dir, &[]), ["cmd/old/main.go:7"]);
    assert_eq!(told(&dir, &["--new-from-rev", "HEAD"]), NONE);
    // A line above moves them, another line end changes none of them.
    write(&dir, "cmd/old/main.go", &conflict("old").replace("func main", "// More.\nfunc main").replace('\n', "\r\n"));
    assert_eq!(told(&dir, &["--new-from-rev", "HEAD"]), NONE);
    lint(&dir, &["--new-from-rev", "HEAD"]).exits(0).tells("1 in lines that did not change");
    // The line that is changed is not the first place of the finding, but one of them.
    write(&dir, "cmd/old/main.go", &conflict("old").replace("/old/{x}", "/old/{z}"));
    assert_eq!(told(&dir, &["--new-from-rev", "HEAD"]), ["cmd/old/main.go:7"]);
    commit(&dir);
    assert_eq!(told(&dir, &["--new-from-rev", "HEAD"]), NONE);
    assert_eq!(told(&dir, &["--new-from-rev", "HEAD~1"]), ["cmd/old/main.go:7"]);
    // From a directory below, and seen from elsewhere.
    assert_eq!(told(&dir.join("cmd"), &["--new-from-rev", "HEAD~1"]), ["old/main.go:7"]);
    assert_eq!(told(dir.parent().unwrap(), &["-C", "rev/cmd/old", "--new-from-rev", "HEAD~1"]), ["main.go:7"]);
}

#[test]
fn files_that_git_does_not_know_yet_are_new_and_those_it_ignores_are_not() {
    let dir = repository("untracked");
    write(&dir, "cmd/new/main.go", &conflict("new"));
    write(&dir, "cmd/gen/main.go", &conflict("gen"));
    write(&dir, ".gitignore", "/cmd/gen/\n");
    assert_eq!(told(&dir, &["--new-from-rev", "HEAD"]), ["cmd/new/main.go:7"]);
    git(&dir, &["add", "cmd/new"]);
    assert_eq!(told(&dir, &["--new-from-rev", "HEAD"]), ["cmd/new/main.go:7"]);
}

#[test]
fn a_file_with_another_name_is_no_new_one() {
    let dir = repository("renamed");
    fs::create_dir_all(dir.join("cmd/moved")).unwrap();
    fs::rename(dir.join("cmd/old/main.go"), dir.join("cmd/moved/server.go")).unwrap();
    assert_eq!(told(&dir, &["--new-from-rev", "HEAD"]), NONE);
    // Moved, and one of its two routes changed.
    write(&dir, "cmd/moved/server.go", &conflict("old").replace("/old/{y}", "/old/{z}"));
    assert_eq!(told(&dir, &["--new-from-rev", "HEAD"]), ["cmd/moved/server.go:7"]);
    write(&dir, "cmd/moved/server.go", &conflict("old"));
    git(&dir, &["add", "-A"]);
    assert_eq!(told(&dir, &["--staged"]), NONE);
    // A copy beside the old one is new code.
    git(&dir, &["reset", "-q", "--hard"]);
    write(&dir, "cmd/copy/main.go", &conflict("old"));
    assert_eq!(told(&dir, &["--new-from-rev", "HEAD"]), ["cmd/copy/main.go:7"]);
}

#[test]
fn a_branch_is_compared_with_where_it_left() {
    let dir = repository("branch");
    git(&dir, &["checkout", "-q", "-b", "topic"]);
    write(&dir, "cmd/topic/main.go", &conflict("topic"));
    commit(&dir);
    git(&dir, &["checkout", "-q", "main"]);
    write(&dir, "cmd/old/main.go", CLEAN);
    commit(&dir);
    git(&dir, &["checkout", "-q", "topic"]);
    assert_eq!(told(&dir, &["--new-from-merge-base", "main"]), ["cmd/topic/main.go:7"]);
    // To main as it is now, what main mended is new as well.
    assert_eq!(told(&dir, &["--new-from-rev", "main"]), ["cmd/old/main.go:7", "cmd/topic/main.go:7"]);
    git(&dir, &["checkout", "-q", "--orphan", "alone"]);
    commit(&dir);
    lint(&dir, &["--new-from-merge-base", "main"]).exits(2).tells("--new-from-merge-base: git knows no commit that");
}

#[test]
fn only_what_is_staged_goes_into_the_next_commit() {
    let dir = repository("staged");
    assert_eq!(told(&dir, &["--staged"]), NONE);
    write(&dir, "cmd/a/main.go", &conflict("a"));
    write(&dir, "cmd/b/main.go", &conflict("b"));
    git(&dir, &["add", "cmd/a"]);
    assert_eq!(told(&dir, &["--staged"]), ["cmd/a/main.go:7"]);
    // Lines above that are not staged yet move what is.
    write(&dir, "cmd/a/main.go", &conflict("a").replace("func main", "// Not yet.\nfunc main"));
    assert_eq!(told(&dir, &["--staged"]), ["cmd/a/main.go:8"]);
    commit(&dir);
    write(&dir, "cmd/old/main.go", &conflict("old").replace("/old/{y}", "/old/{z}"));
    assert_eq!(told(&dir, &["--staged"]), NONE);
    git(&dir, &["add", "-A"]);
    assert_eq!(told(&dir, &["--staged"]), ["cmd/old/main.go:7"]);
}

/// The work tree is analysed: where something else is staged, a clean result says nothing of the next commit.
#[test]
fn what_is_staged_otherwise_is_named() {
    let dir = repository("half-staged");
    let differs = "main.go: what is staged differs from what was analysed";
    write(&dir, "cmd/clean/main.go", &conflict("a"));
    git(&dir, &["add", "-A"]);
    assert!(!lint(&dir, &["--staged"]).exits(1).err.contains("differs"));
    write(&dir, "cmd/clean/main.go", CLEAN);
    write(&dir, "cmd/old/main.go", "package main\n\nfunc main() {}\n");
    lint(&dir, &["--staged"]).exits(0).tells(&format!("cmd/clean/{differs}")).tells("1 problem; see above");
    lint(&dir, &["--staged", "-C", "cmd/clean"]).exits(0).tells(format!("\n{differs}").trim_start());
    // Of another program nothing is looked at; line ends are git's own; a file that is gone is not analysed.
    assert!(!lint(&dir, &["--staged", "./cmd/old"]).exits(0).err.contains("differs"));
    write(&dir, "cmd/clean/main.go", &conflict("a").replace('\n', "\r\n"));
    assert!(!lint(&dir, &["--staged"]).err.contains("differs"));
    fs::remove_file(dir.join("cmd/clean/main.go")).unwrap();
    lint(&dir, &["--staged"]).exits(0).tells(differs);
}

/// The import of pprof is new, the listener is old, and so is its dropped error: on a line that the fix changes.
#[test]
fn fixes_are_made_of_new_findings_only() {
    let old = "package main\n\nimport \"net/http\"\n\nfunc main() {\n\tgo http.ListenAndServe(\"127.0.0.1:8080\", http.NotFoundHandler())\n\tgo http.ListenAndServe(\":6060\", nil)\n\tselect {}\n}\n";
    let new = old.replace("import \"net/http\"", "import (\n\t\"net/http\"\n\t_ \"net/http/pprof\"\n)");
    for options in [["--new-from-rev", "HEAD"], ["--staged", "--isolated"]] {
        let dir = repository(&format!("fixes{}", options[0]));
        write(&dir, "cmd/old/main.go", old);
        commit(&dir);
        write(&dir, "cmd/old/main.go", &new);
        git(&dir, &["add", "-A"]);
        let diff = lint(&dir, &[&options[..], &["--diff", "--fix=unsafe"]].concat()).exits(1).out;
        assert_eq!(diff.lines().filter(|line| line.starts_with('+')).count(), 2, "{diff}");
        lint(&dir, &[&options[..], &["--fix=unsafe"]].concat()).exits(0).tells("in lines that did not change");
        let text = fs::read_to_string(dir.join("cmd/old/main.go")).unwrap();
        assert_eq!(text, new.replace(":6060", "127.0.0.1:6060"), "{options:?}");
    }
}

#[test]
fn before_the_first_commit_everything_staged_is_new() {
    let dir = module("first", &[("main.go", CONFLICT)]);
    git(&dir, &["init", "-q", "-b", "main", "."]);
    assert_eq!(told(&dir, &["--staged"]), NONE);
    git(&dir, &["add", "-A"]);
    assert_eq!(told(&dir, &["--staged"]), ["main.go:7"]);
    lint(&dir, &["--new-from-rev", "HEAD"])
        .exits(2)
        .tells("--new-from-rev: git knows no commit 'HEAD' here; there is none yet");
}

#[test]
fn what_cannot_be_compared_is_said_before_anything_is_told() {
    let dir = repository("failures");
    for (arguments, says) in [
        (["--new-from-rev", "nowhere"].as_slice(), "error: --new-from-rev: git knows no commit 'nowhere' here"),
        (&["--new-from-rev", "--output=x"], ""),
        (&["--new-from-rev", "HEAD", "--staged"], "cannot be used with"),
        (&["--write-baseline", "--staged"], "cannot be used with"),
        (&["--only-files", "./..."], "./... is a pattern of packages: it stands before the option"),
        (&["--only-files"], "a value is required"),
    ] {
        let out = lint(&dir, arguments).exits(2).tells(says);
        assert_eq!(out.out, "", "{arguments:?}");
    }
    let shallow = dir.parent().unwrap().join("shallow");
    drop(fs::remove_dir_all(&shallow));
    commit(&dir);
    let from = format!("file://{}", dir.display());
    git(dir.parent().unwrap(), &["clone", "-q", "--depth", "1", &from, "shallow"]);
    lint(&shallow, &["--new-from-rev", "HEAD~1"]).exits(2).tells("this clone is shallow: fetch its history");
}

/// A submodule has changed where it is another commit, or where its own files are.
#[test]
fn lines_of_a_submodule_are_new_by_the_commit_that_its_repository_names() {
    let inner = repository("submodule/inner");
    let outer = module("submodule/outer", &[]);
    git(&outer, &["init", "-q", "-b", "main", "."]);
    let from = inner.display().to_string();
    git(&outer, &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &from, "lib"]);
    assert_eq!(told(&outer, &["--staged"]), ["lib/cmd/old/main.go:7"]);
    commit(&outer);
    assert_eq!(told(&outer, &["--new-from-rev", "HEAD"]), NONE);
    write(&outer, "lib/cmd/clean/main.go", &conflict("new"));
    assert_eq!(told(&outer, &["--new-from-rev", "HEAD"]), ["lib/cmd/clean/main.go:7"]);
    commit(&outer.join("lib"));
    assert_eq!(told(&outer, &["--new-from-rev", "HEAD"]), ["lib/cmd/clean/main.go:7"]);
    assert_eq!(told(&outer, &["--staged"]), NONE);
    git(&outer, &["add", "lib"]);
    assert_eq!(told(&outer, &["--staged"]), ["lib/cmd/clean/main.go:7"]);
}

/// What a hook passes filters what is told, not what is analysed.
#[test]
fn files_that_are_asked_about() {
    let half = "package main\n\nimport \"net/http\"\n\nfunc init() { http.HandleFunc(\"/a/{y}\", nil) }\n";
    let whole = CONFLICT.replace("\thttp.HandleFunc(\"/a/{y}\", nil)\n", "");
    let dir =
        module("files", &[("cmd/a/main.go", &whole), ("cmd/a/routes.go", half), ("cmd/b/main.go", &conflict("b"))]);
    let of_a = told(&dir, &["./cmd/a"]);
    assert_eq!(of_a.len(), 1);
    // Both halves of a conflict are its places; neither file is analysed alone.
    assert_eq!(told(&dir, &["--only-files", "cmd/a/routes.go"]), of_a);
    assert_eq!(told(&dir, &["--only-files", "cmd/a/main.go"]), of_a);
    assert_eq!(told(&dir, &["--only-files", "cmd/a/main.go", "cmd/b/main.go"]).len(), 2);
    assert_eq!(told(&dir, &["./...", "--only-files", "cmd/b"]), ["cmd/b/main.go:7"]);
    // A file that is gone, or that no finding is about.
    assert_eq!(told(&dir, &["--only-files", "go.mod", "cmd/gone.go"]), NONE);
    lint(&dir, &["--only-files", "go.mod"]).exits(0).tells("2 in other files");
    let gone = "cmd/gone.go: --only-files: there is no such file here";
    lint(&dir, &["--only-files", "cmd/gone.go"]).exits(0).tells(gone).tells("2 in other files").tells("1 problem");
    lint(&dir, &["--strict", "--only-files", "cmd/gone.go"]).exits(2);
    // As other paths of options, they are relative to the directory of the run. A hook names them from where it starts it.
    assert_eq!(told(&dir, &["-C", "cmd/b", "--only-files", "main.go"]), ["main.go:7"]);
    assert_eq!(told(&dir, &["-C", "cmd/b", "--only-files", "cmd/b/main.go"]), ["main.go:7"]);
    // What the configuration excludes stays so.
    write(&dir, "muxray.toml", "[[path]]\npaths = [\"cmd/b\"]\nignore = [\"route-conflict\"]\n");
    assert_eq!(told(&dir, &["--only-files", "cmd/b/main.go"]), NONE);
}

/// A repository may name programs that git is to start, and places to fetch from. None of them is.
#[cfg(unix)]
#[test]
fn nothing_of_the_repository_is_run() {
    use std::os::unix::fs::PermissionsExt;
    let dir = repository("hostile");
    let pwned = dir.parent().unwrap().join("pwned");
    drop(fs::remove_file(&pwned));
    let evil = dir.join("evil.sh");
    fs::write(&evil, format!("#!/bin/sh\ntouch '{}'\n", pwned.display())).unwrap();
    fs::set_permissions(&evil, fs::Permissions::from_mode(0o755)).unwrap();
    let evil = evil.to_str().unwrap();
    write(&dir, ".gitattributes", "*.go filter=x diff=x\n");
    write(&dir, "cmd/old/main.go", &conflict("old").replace("/old/{y}", "/old/{z}"));
    git(&dir, &["add", "-A"]);
    for (key, value) in [
        ("core.fsmonitor", evil),
        ("core.pager", evil),
        ("core.sshCommand", evil),
        ("core.hooksPath", dir.to_str().unwrap()),
        ("filter.x.smudge", evil),
        ("filter.x.clean", evil),
        ("filter.x.process", evil),
        ("diff.external", evil),
        ("diff.x.textconv", evil),
        ("diff.x.command", evil),
        ("alias.ls-files", evil),
        ("remote.origin.url", dir.to_str().unwrap()),
        ("remote.origin.uploadpack", evil),
        ("remote.origin.promisor", "true"),
        ("remote.origin.partialclonefilter", "blob:none"),
        ("extensions.partialClone", "origin"),
        ("core.repositoryformatversion", "1"),
    ] {
        git(&dir, &["config", key, value]);
    }
    assert_eq!(told(&dir, &["--staged"]), ["cmd/old/main.go:7"]);
    assert_eq!(told(&dir, &["--new-from-rev", "HEAD"]), ["cmd/old/main.go:7"]);
    // A partial clone fetches what it lacks; this one is told what it lacks.
    let objects = dir.join(".git/objects");
    for folder in fs::read_dir(&objects).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()) {
        for object in fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
            let id = format!(
                "{}{}",
                object.parent().unwrap().file_name().unwrap().to_str().unwrap(),
                object.file_name().unwrap().to_str().unwrap()
            );
            let mut kind = Command::new("git");
            let out = kind.current_dir(&dir).args(["cat-file", "-t", &id]).env("GIT_ALLOW_PROTOCOL", "none").output();
            if out.unwrap().stdout.starts_with(b"blob") {
                fs::remove_file(object).unwrap();
            }
        }
    }
    lint(&dir, &["--new-from-rev", "HEAD"]).exits(2).tells("--new-from-rev");
    assert!(!pwned.exists());
    // The trap works: git itself walks into it.
    let mut trap = Command::new("git");
    drop(trap.current_dir(&dir).args(["cat-file", "blob", "HEAD:go.mod"]).output());
    assert!(pwned.exists(), "the trap is none");
}

/// The line that changed is the row of a table, or the call that adds to a list; the finding stands in the loop that registers all.
#[test]
fn a_row_of_a_table_is_a_place_of_what_it_brings() {
    let dir = module("since-row", &[("cmd/rows/main.go", TABLE), ("cmd/added/main.go", ADDED)]);
    git(&dir, &["init", "-q", "-b", "main", "."]);
    git(&dir, &["config", "core.autocrlf", "false"]);
    commit(&dir);
    assert_eq!(told(&dir, &["--new-from-rev", "HEAD"]), NONE);
    write(&dir, "cmd/rows/main.go", &TABLE.replace("/d/{name}", "/c/{name}"));
    assert_eq!(told(&dir, &["--new-from-rev", "HEAD"]), ["cmd/rows/main.go:14"]);
    assert_eq!(told(&dir, &["--staged"]), NONE, "nothing is staged");
    git(&dir, &["add", "-A"]);
    assert_eq!(told(&dir, &["--staged"]), ["cmd/rows/main.go:14"]);
    commit(&dir);
    write(&dir, "cmd/added/main.go", &ADDED.replace("/d/{name}", "/c/{name}"));
    assert_eq!(told(&dir, &["--new-from-rev", "HEAD"]), ["cmd/added/main.go:12"]);
}

const TABLE: &str = "package main

import \"net/http\"

type row struct{ pattern string }

var rows = []row{
\t{\"/c/{id}\"},
\t{\"/d/{name}\"},
}

func main() {
\tfor _, r := range rows {
\t\thttp.HandleFunc(r.pattern, http.NotFound)
\t}
}
";

const ADDED: &str = "package main

import \"net/http\"

var patterns []string

func add(pattern string) { patterns = append(patterns, pattern) }

func main() {
\tadd(\"/c/{id}\")
\tadd(\"/d/{name}\")
\tfor _, p := range patterns { http.HandleFunc(p, http.NotFound) }
}
";
