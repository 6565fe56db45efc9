//! Files that the command line names: from where they are read, and which of them are never written over. And what a terminal is.
//!
//! In: modules made for a test, in repositories. Out: files, and what is said.

use std::fs;
use std::path::Path;
use std::process::Command;

use muxray::golang::constraint::{ARCHITECTURES, SYSTEMS};

use crate::binary::{CLEAN, CONFLICT, Outcome, command, finished, module, run};

const BASELINE: &str = "muxray-baseline.json";

fn findings(dir: &Path, arguments: &[&str]) -> usize {
    run(dir, &[&["lint", "-q", "--format", "concise"], arguments].concat()).out.lines().count()
}

/// As if started there: the same bytes, the same files.
#[test]
fn every_file_is_named_from_the_directory_of_the_run() {
    let dir = module("above/inside", &[("main.go", CONFLICT), ("my.toml", "ignore = [\"route-conflict\"]\n")]);
    let above = dir.parent().unwrap();
    let there = |arguments: &[&str]| run(above, &[&["lint", "-C", "inside"], arguments].concat());
    there(&["--write-baseline"]).exits(0);
    assert!(dir.join(BASELINE).is_file() && !above.join(BASELINE).exists());
    there(&["--baseline", BASELINE]).exits(0).tells("1 known to the baseline");
    there(&["--config", "my.toml"]).exits(0);
    there(&["--output", "json=report.json"]).exits(1);
    assert!(dir.join("report.json").is_file() && !above.join("report.json").exists());
    there(&["--only-files", "main.go"]).exits(1);
    there(&["--rules", "rules"]).exits(2);
    run(&dir, &["rules", "new", "acme/plain-listener", "--dir", "rules"]).exits(0);
    there(&["--rules", "rules"]).exits(1);
    run(above, &["rules", "-C", "inside", "--rules", "rules"]).exits(0).prints("acme/plain-listener");
    run(above, &["rules", "-C", "nowhere"]).exits(2).tells("error: -C nowhere: ");
}

/// What is there and is no baseline stays; so does every file that a program is made of.
#[test]
fn no_report_and_no_baseline_is_written_over_something_else() {
    let dir = module("sources", &[("main.go", CONFLICT), ("notes.json", "{\"mine\": 1}"), ("muxray.toml", "")]);
    let kept = |name: &str, arguments: &[&str]| {
        let before = fs::read(dir.join(name)).unwrap_or_default();
        let out = run(&dir, &[&["lint"], arguments].concat()).exits(2).tells("it is not overwritten").tells(name);
        assert_eq!(out.out, "");
        assert_eq!(fs::read(dir.join(name)).unwrap_or_default(), before);
    };
    for name in ["main.go", "go.mod", "muxray.toml", "notes.json"] {
        kept(name, &["--write-baseline", "--baseline", name]);
    }
    for name in ["main.go", "go.mod", "go.sum", "muxray.toml", "new.go"] {
        kept(name, &["--output", "sarif=a.sarif", "--output", &format!("json={name}")]);
    }
    assert!(!dir.join("a.sarif").exists(), "nothing runs");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("main.go", dir.join("link.json")).unwrap();
        kept("link.json", &["--output", "json=link.json"]);
    }
    // What is an old report, or a baseline of another version, is what it is written over for.
    run(&dir, &["lint", "--output", "json=notes.json"]).exits(1);
    fs::write(dir.join(BASELINE), "{\"version\": 1, \"findings\": []}").unwrap();
    run(&dir, &["lint", "--write-baseline"]).exits(0);
    assert_eq!(findings(&dir, &["--baseline", BASELINE]), 0);
}

/// A run over a part adds to the baseline what it finds, and strikes nothing that it has not looked at.
#[test]
fn a_part_of_the_findings_takes_nothing_out_of_the_baseline() {
    let invalid = "package main\n\nimport \"net/http\"\n\nfunc main() { http.HandleFunc(\"/{\", nil) }\n";
    let dir = module("parts", &[("cmd/a/main.go", CONFLICT), ("cmd/b/main.go", invalid), ("cmd/c/main.go", CLEAN)]);
    let all = findings(&dir, &[]);
    assert_eq!(all, 2);
    let write = |arguments: &[&str]| -> Outcome {
        let out = run(&dir, &[&["lint", "--write-baseline"], arguments].concat());
        assert_eq!(out.status, Some(0), "{}", out.err);
        out
    };
    write(&[]);
    let whole = fs::read_to_string(dir.join(BASELINE)).unwrap();
    for (part, kept) in [
        (["--select", "route-conflict"].as_slice(), "1 other finding of it stays: --select looks at a part"),
        (&["--ignore", "route-conflict"], "1 other finding of it stays: --ignore"),
        (&["--select", "pprof-exposed"], "2 other findings of it stay"),
        (&["--min-severity", "error", "./cmd/c"], "--min-severity looks at a part"),
        (&["./cmd/b"], "1 other finding of it stays: ./cmd/b looks at a part"),
        (&["./cmd/c/..."], "2 other findings of it stay"),
    ] {
        write(part).tells(kept);
        assert_eq!(fs::read_to_string(dir.join(BASELINE)).unwrap(), whole, "{part:?}");
    }
    assert_eq!(findings(&dir, &["--baseline", BASELINE]), 0);
    // What is new in the part is added, what is the same in other words is not there twice.
    fs::write(dir.join("cmd/c/main.go"), CONFLICT.replace("/a/", "/c/")).unwrap();
    write(&["./cmd/c"]).tells("wrote 1 finding").tells("2 other findings of it stay");
    assert_eq!(findings(&dir, &["--baseline", BASELINE]), 0);
    assert_eq!(fs::read_to_string(dir.join(BASELINE)).unwrap().matches("\"rule\"").count(), 3);
    // A run over everything strikes; also one over all there is here.
    fs::write(dir.join("cmd/a/main.go"), CLEAN).unwrap();
    assert!(!write(&[]).err.contains("of it stay"));
    assert_eq!(fs::read_to_string(dir.join(BASELINE)).unwrap().matches("\"rule\"").count(), 2);
    // What cannot be read is not added to.
    fs::write(dir.join(BASELINE), "{\"version\": 1, \"findings\": []}").unwrap();
    run(&dir, &["lint", "--write-baseline", "./cmd/b"]).exits(2).tells("version 1");
}

/// Reports that name files from the root of the repository do so wherever the module is.
#[test]
fn reports_for_a_repository_name_files_from_its_root() {
    let dir = module("monorepo/services/api", &[("main.go", CONFLICT)]);
    let root = dir.parent().unwrap().parent().unwrap();
    fs::create_dir_all(root.join(".git")).unwrap();
    let said = |format: &str, job: &[(&str, &Path)]| {
        finished(command(&dir, &["lint", "-q", "--format", format]).envs(job.iter().copied())).exits(1).out
    };
    let below = "services/api/main.go\"";
    let services = root.join("services");
    for format in ["gitlab", "sarif"] {
        assert!(said(format, &[]).contains(&format!("\"{below}")), "{format}");
        // A root of another job is none.
        assert!(
            said(format, &[("CI_PROJECT_DIR", Path::new("/nowhere")), ("GITHUB_WORKSPACE", Path::new("/nowhere"))])
                .contains(below)
        );
    }
    assert!(said("gitlab", &[("CI_PROJECT_DIR", &services), ("GITHUB_WORKSPACE", root)]).contains("\"api/main.go\""));
    assert!(said("sarif", &[("CI_PROJECT_DIR", root), ("GITHUB_WORKSPACE", &services)]).contains("\"api/main.go\""));
    assert!(said("github", &[("GITHUB_WORKSPACE", &services)]).contains("file=api/main.go,"));
    // The others name them from the directory of the run.
    assert!(said("json", &[]).contains("\"main.go\""));
    run(&dir, &["lint", "-q", "--output", "gitlab=g.json"]).exits(1).prints("[main.go:");
    assert!(fs::read_to_string(dir.join("g.json")).unwrap().contains(below));
}

#[test]
fn a_system_that_go_does_not_know_is_refused() {
    let dir = module("systems", &[("main.go", CLEAN)]);
    run(&dir, &["lint", "--goos", "windos"]).exits(2).tells("did you mean 'windows'?");
    run(&dir, &["routes", "--goarch", "foo"]).exits(2).tells("unknown architecture; 'go tool dist list' lists them");
    run(&dir, &["lint", "--goos", "plan9", "--goarch", "riscv64"]).exits(0);
    let schema: serde_json::Value = serde_json::from_str(&run(&dir, &["config", "schema"]).out).unwrap();
    let target = &schema["properties"]["target"]["items"]["properties"];
    assert_eq!(target["goos"]["enum"], serde_json::json!(SYSTEMS));
    assert_eq!(target["goarch"]["enum"], serde_json::json!(ARCHITECTURES));
    for (target, help) in
        [("goos = \"windos\"", "did you mean `windows`?"), ("goarch = \"foo\"", "`go tool dist list`")]
    {
        fs::write(dir.join("muxray.toml"), format!("[[target]]\n{target}\n")).unwrap();
        run(&dir, &["lint"]).exits(2).tells("cannot be `").tells(help);
    }
}

/// Lines fit the terminal, which says itself how wide it is.
#[cfg(target_os = "linux")]
#[test]
fn lines_fit_the_terminal() {
    let dir = module("terminal", &[("main.go", CONFLICT)]);
    let longest = |columns: usize, variable: &str| {
        let line = format!("stty cols {columns}; exec {} lint -q --color never", env!("CARGO_BIN_EXE_muxray"));
        let mut script = Command::new("script");
        script.current_dir(&dir).env_remove("COLUMNS").env("TERM", "xterm").env("LC_ALL", "C.UTF-8");
        if !variable.is_empty() {
            script.env("COLUMNS", variable);
        }
        let out = script.args(["-qec", &line, "/dev/null"]).output().ok()?;
        let text = String::from_utf8(out.stdout).unwrap();
        assert!(text.contains("route-conflict"), "{text}");
        text.lines().map(|line| line.trim_end().chars().count()).max()
    };
    let Some(narrow) = longest(70, "") else {
        println!("skipped: no script");
        return;
    };
    assert!((60..=70).contains(&narrow), "{narrow}");
    assert!(longest(200, "").unwrap() > 70);
    assert!(longest(200, "70").unwrap() <= 70, "who says otherwise is heard");
}
