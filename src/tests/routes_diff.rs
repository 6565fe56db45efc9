//! `routes --diff REV` of the real binary, on repositories that git itself makes.
//!
//! In: two states of a module. Out: what came and went. Knows no API.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const BEFORE: &str = "package main

import (
\t\"log\"
\t\"net/http\"
)

func main() {
\tmux := http.NewServeMux()
\tmux.HandleFunc(\"GET /orders/{id}\", nil)
\tmux.HandleFunc(\"/old\", nil)
\tlog.Fatal(http.ListenAndServe(\":8080\", mux))
}
";

/// A line more at the top, a route less, a route more, and a listener that shows pprof.
const AFTER: &str = "package main

import (
\t\"log\"
\t\"net/http\"
\t_ \"net/http/pprof\"
)

func main() {
\tmux := http.NewServeMux()
\tmux.HandleFunc(\"GET /orders/{id}\", nil)
\tmux.HandleFunc(\"GET /new\", nil)
\tgo func() { log.Print(http.ListenAndServe(\"127.0.0.1:6060\", nil)) }()
\tlog.Fatal(http.ListenAndServe(\":8080\", mux))
}
";

fn root() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("routes-diff")
}

/// A repository with a module in `svc`, committed, and then changed in the work tree.
fn repository(name: &str) -> PathBuf {
    let dir = root().join(name);
    drop(fs::remove_dir_all(&dir));
    fs::create_dir_all(dir.join("svc/cmd/api")).unwrap();
    fs::write(dir.join("svc/go.mod"), "module example.com/m\n\ngo 1.24\n").unwrap();
    fs::write(dir.join("svc/cmd/api/main.go"), BEFORE).unwrap();
    git(&dir, &["init", "-q", "-b", "main", "."]);
    git(&dir, &["add", "-A"]);
    git(&dir, &["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "before"]);
    fs::write(dir.join("svc/cmd/api/main.go"), AFTER).unwrap();
    dir
}

fn git(dir: &Path, arguments: &[&str]) {
    let done = Command::new("git").current_dir(dir).args(arguments).status().expect("git starts");
    assert!(done.success(), "git {arguments:?}");
}

fn routes(dir: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_muxray"));
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).current_dir(dir);
    command.args(["routes", "-q"]).args(arguments).output().expect("muxray starts")
}

#[track_caller]
fn text(dir: &Path, arguments: &[&str]) -> String {
    let out = routes(dir, arguments);
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn listeners_and_routes_that_came_and_went() {
    let dir = repository("changes");
    let want = "  program cmd/api
+   127.0.0.1:6060 (this machine only) · http.ListenAndServe · cmd/api/main.go:13
+     GET /debug/pprof/  import net/http/pprof · cmd/api/main.go:6
+     GET /debug/pprof/cmdline  import net/http/pprof · cmd/api/main.go:6
+     GET /debug/pprof/profile  import net/http/pprof · cmd/api/main.go:6
+     GET /debug/pprof/symbol  import net/http/pprof · cmd/api/main.go:6
+     GET /debug/pprof/trace  import net/http/pprof · cmd/api/main.go:6
    :8080 (all interfaces) · http.ListenAndServe · cmd/api/main.go:14
-     /old  call main.main · cmd/api/main.go:11
+     GET /new  call main.main · cmd/api/main.go:12

1 listener added, 0 removed; 6 served routes added, 1 removed.
";
    assert_eq!(text(&dir.join("svc"), &["--diff", "HEAD"]), want);
    assert_eq!(text(&dir, &["-C", "svc", "--diff", "main", "./cmd/..."]), want, "from elsewhere");
    let json: serde_json::Value =
        serde_json::from_str(&text(&dir.join("svc"), &["--diff", "HEAD", "--format", "json"])).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(json["programs"][0]["dir"], "cmd/api");
    let listeners = json["programs"][0]["listeners"].as_array().unwrap();
    assert_eq!((&listeners[0]["change"], &listeners[1]["change"]), (&"added".into(), &"changed".into()));
    assert_eq!(listeners[1]["routes"].as_array().unwrap().len(), 2);
}

#[test]
fn a_program_that_is_new_or_gone_is_said() {
    let dir = repository("programs");
    fs::create_dir_all(dir.join("svc/cmd/job")).unwrap();
    fs::rename(dir.join("svc/cmd/api/main.go"), dir.join("svc/cmd/job/main.go")).unwrap();
    let said = text(&dir.join("svc"), &["--diff", "HEAD"]);
    assert!(said.starts_with("- program cmd/api\n-   :8080"), "{said}");
    assert!(said.contains("\n+ program cmd/job\n+   127.0.0.1:6060"), "{said}");
}

#[test]
fn lines_that_moved_are_no_change() {
    let dir = repository("moved");
    fs::write(dir.join("svc/cmd/api/main.go"), BEFORE.replace("func main", "// More.\n// And more.\nfunc main"))
        .unwrap();
    assert_eq!(text(&dir.join("svc"), &["--diff", "HEAD"]), "No listener and no route came or went.\n");
}

#[test]
fn what_cannot_be_compared_is_said() {
    let dir = repository("failures");
    for (arguments, says) in [
        (["--diff", "nowhere"].as_slice(), "error: --diff: git knows no commit 'nowhere' here"),
        (&["--diff", "--help-all"], ""),
        (&["--diff", "HEAD", "--format", "html"], "error: --diff is written as text or json"),
    ] {
        let out = routes(&dir.join("svc"), arguments);
        let err = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(2), "{arguments:?}: {err}");
        assert!(err.contains(says), "{arguments:?}: {err}");
    }
    // Outside of a repository; the directory of the tests may be inside of one, so git is kept from looking further up.
    let alone = root().join("alone");
    fs::create_dir_all(&alone).unwrap();
    fs::write(alone.join("main.go"), BEFORE).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_muxray"));
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).current_dir(&alone);
    command.env("GIT_CEILING_DIRECTORIES", root());
    let out = command.args(["routes", "--diff", "HEAD"]).output().unwrap();
    let err = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(2), "{err}");
    assert!(err.contains("error: --diff: git: not a git repository"), "{err}");
}

/// A repository may name programs that git is to start. None of them is.
#[test]
fn nothing_of_the_repository_is_run() {
    let dir = repository("hostile");
    let evil = dir.join("evil.sh");
    fs::write(&evil, format!("#!/bin/sh\ntouch '{}'\ncat\n", dir.join("pwned").display())).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&evil, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let evil = evil.to_str().unwrap();
    for (key, value) in [
        ("core.fsmonitor", evil),
        ("core.pager", evil),
        ("pager.ls-tree", evil),
        ("filter.x.smudge", evil),
        ("filter.x.clean", evil),
        ("diff.external", evil),
        ("diff.x.textconv", evil),
    ] {
        git(&dir, &["config", key, value]);
    }
    fs::write(dir.join(".gitattributes"), "*.go filter=x diff=x\n").unwrap();
    let said = text(&dir.join("svc"), &["--diff", "HEAD"]);
    assert!(said.contains("GET /new"), "{said}");
    assert!(!dir.join("pwned").exists());
}

/// Two builds: a program that is the same in both, and one that listens elsewhere on Windows.
#[test]
fn programs_of_several_builds_are_marked() {
    let dir = repository("builds");
    let two = dir.join("svc/cmd/two");
    fs::create_dir_all(&two).unwrap();
    fs::write(dir.join("svc/muxray.toml"), "[[target]]\ngoos = \"linux\"\n\n[[target]]\ngoos = \"windows\"\n").unwrap();
    fs::write(two.join("main.go"), BEFORE.replace("\":8080\"", "addr")).unwrap();
    fs::write(two.join("addr_linux.go"), "package main\n\nconst addr = \":1\"\n").unwrap();
    fs::write(two.join("addr_windows.go"), "package main\n\nconst addr = \":2\"\n").unwrap();
    let json: serde_json::Value =
        serde_json::from_str(&text(&dir.join("svc"), &["--format", "json", "./..."])).unwrap();
    let programs: Vec<_> = json["programs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| {
            (
                p["dir"].as_str().unwrap(),
                p["targets"].as_array().unwrap().len(),
                p["listeners"].as_array().unwrap().last().unwrap()["addr"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(programs, [("cmd/api", 2, ":8080"), ("cmd/two", 1, ":1"), ("cmd/two", 1, ":2")]);
    let table = text(&dir.join("svc"), &["./..."]);
    assert!(table.contains("linux/amd64, windows/amd64\n"), "{table}");
    for format in ["html", "dot", "mermaid"] {
        let shown = text(&dir.join("svc"), &["--format", format, "./..."]);
        assert_eq!(shown.matches("linux/amd64, windows/amd64").count(), 1, "{shown}");
        assert_eq!(shown.matches("windows/amd64").count(), 2, "{shown}");
    }
    let changes = text(&dir.join("svc"), &["--diff", "HEAD", "./..."]);
    for line in [
        "  program cmd/api · linux/amd64, windows/amd64",
        "+ program cmd/two · linux/amd64",
        "+ program cmd/two · windows/amd64",
    ] {
        assert_eq!(changes.lines().filter(|l| *l == line).count(), 1, "{line}\n{changes}");
    }
}
