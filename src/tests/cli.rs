//! The real binary: exit statuses, bad input of every kind, and the same bytes whatever the number of threads.
//!
//! In: command lines and directories made for a test under `target/`. The environment is empty. Knows no API.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::binary::{CLEAN, CONFLICT, GO_MOD, command, finished, module, run, tree};

fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata")
}

#[test]
fn status_0_where_nothing_is_found() {
    let dir = module("clean", &[("main.go", CLEAN)]);
    let outcome = run(&dir, &["lint"]).exits(0).tells("No findings in what was seen");
    assert_eq!(outcome.out, "");
}

#[test]
fn status_1_for_findings() {
    let dir = module("findings", &[("main.go", CONFLICT)]);
    run(&dir, &["lint", "./..."]).exits(1).prints("error[route-conflict]").prints("main.go:7:").tells("Found 1 error");
    run(&dir, &["lint", "--exit-zero"]).exits(0).prints("error[route-conflict]");
    run(&dir, &["lint", "--fail-on", "never"]).exits(0).prints("error[route-conflict]");
    run(&dir, &["lint", "--ignore", "route-conflict"]).exits(0);
    let quiet = run(&dir, &["lint", "-q"]).exits(1);
    assert_eq!(quiet.err, "");
}

#[test]
fn status_2_for_wrong_usage() {
    let dir = module("usage", &[("main.go", CONFLICT)]);
    run(&dir, &["lint", "--formt", "json"]).exits(2).tells("--format");
    run(&dir, &["lint", "--select", "route-conflct"]).exits(2).tells("did you mean 'route-conflict'?");
    run(&dir, &["lint", "--ignore", "nothing-like-it"]).exits(2).tells("unknown rule 'nothing-like-it'");
    run(&dir, &["explain", "pprof-exposd"]).exits(2).tells("did you mean 'pprof-exposed'?");
    run(&dir, &["lint", "-C", "not-there"]).exits(2).tells("not-there");
    run(&dir, &["lint", "-C", "main.go"]).exits(2).tells("main.go");
    run(&dir, &["lint", "./not-there/..."]).exits(2).tells("not-there");
    run(&dir, &["lint", "--rules", "not-there"]).exits(2).tells("not-there");
    run(&dir, &["lint", "--go", "2"]).exits(2).tells("1.22");
}

#[test]
fn the_directory_stands_before_or_after_the_command() {
    let dir = module("service/directory", &[("main.go", CONFLICT)]);
    let above = dir.parent().unwrap();
    let before = run(above, &["-C", "directory", "lint", "--format", "json"]).exits(1);
    let after = run(above, &["lint", "--format", "json", "-C", "directory", "./..."]).exits(1);
    let inside = run(&dir, &["lint", "--format", "json"]).exits(1);
    assert_eq!(before.out, after.out);
    assert_eq!(before.out, inside.out);
}

#[test]
fn no_go_file_is_no_failure() {
    let dir = tree("empty", [("README", b"nothing".as_slice())]);
    for arguments in [["lint"].as_slice(), &["lint", "./..."], &["routes"]] {
        run(&dir, arguments).exits(0).tells("-C").tells("testdata/tour");
    }
}

#[test]
fn a_file_list_is_a_package() {
    let dir = module("list", &[("main.go", CONFLICT), ("other.go", "package main\n\nfunc other() {}\n")]);
    run(&dir, &["lint", "main.go", "other.go"]).exits(1).prints("route-conflict");
}

#[test]
fn broken_go_is_analysed_and_told() {
    let broken = format!("{CONFLICT}\nfunc broken( {{ := = }}\n");
    let dir = module("broken", &[("main.go", &broken), ("sub/x.go", "pack\n")]);
    run(&dir, &["lint"]).exits(1).prints("route-conflict").tells("main.go").tells("syntax");
    run(&dir, &["lint", "--strict"]).exits(2).prints("route-conflict");
}

#[test]
fn bytes_that_are_not_utf8() {
    let latin = CONFLICT.replace("func main() {", "// gr\u{fc}\u{df}e\nfunc main() {");
    let bytes: Vec<u8> = latin.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let noise: Vec<u8> = (0..=255).cycle().take(4096).collect();
    let files = [("go.mod", GO_MOD.as_bytes()), ("main.go", &bytes), ("noise/x.go", &noise)];
    let dir = tree("latin1", files);
    run(&dir, &["lint"]).exits(1).prints("route-conflict").prints("main.go:8:");
    run(&dir, &["lint", "--format", "json"]).exits(1).prints("\"line\":8");
}

#[test]
fn a_go_mod_that_does_not_parse() {
    let files = [
        ("go.mod", b"module example.com/m\n\ngo 1.24\nrequire (\n= = =\n".as_slice()),
        ("main.go", CONFLICT.as_bytes()),
    ];
    let dir = tree("gomod", files);
    run(&dir, &["lint"]).exits(1).prints("route-conflict").tells("go.mod:");
    run(&dir, &["lint", "--strict"]).exits(2);
}

#[test]
fn a_file_of_20_mb() {
    let mut large = CONFLICT.to_owned();
    large.push_str("\nvar table = []string{\n");
    while large.len() < 20 << 20 {
        large.push_str("\t\"net/http ListenAndServe HandleFunc: a line of a table that a generator wrote\",\n");
    }
    large.push_str("}\n");
    let dir = module("large", &[("main.go", CONFLICT), ("large/large.go", &large)]);
    let outcome = run(&dir, &["lint", "--format", "concise"]);
    // Whether such a file is read is `walk`'s decision; the other one is analysed, and silence about it is wrong.
    let seen = outcome.out.contains("large/large.go:7:") || outcome.err.contains("large.go");
    assert!(seen, "{}{}", outcome.out, outcome.err);
    outcome.exits(1).prints("main.go:7:");
    fs::remove_dir_all(dir).unwrap();
}

#[cfg(unix)]
#[test]
fn a_directory_without_permission() {
    use std::os::unix::fs::PermissionsExt;
    let dir = module("permission", &[("main.go", CONFLICT), ("closed/x.go", CLEAN), ("secret.go", "package main\n")]);
    let mode = |path: &str, mode| fs::set_permissions(dir.join(path), fs::Permissions::from_mode(mode)).unwrap();
    mode("closed", 0o000);
    mode("secret.go", 0o000);
    let readable = fs::read_dir(dir.join("closed")).is_ok();
    let outcome = run(&dir, &["lint"]);
    mode("closed", 0o755);
    mode("secret.go", 0o644);
    if readable {
        println!("skipped: root may read everything");
        outcome.exits(1);
        return;
    }
    outcome.exits(1).prints("route-conflict").tells("closed: permission denied").tells("secret.go: permission denied");
}

#[cfg(unix)]
#[test]
fn a_loop_of_symlinks() {
    let dir = module("loop", &[("main.go", CONFLICT), ("sub/x.go", "package sub\n")]);
    std::os::unix::fs::symlink("..", dir.join("sub/up")).unwrap();
    std::os::unix::fs::symlink("self.go", dir.join("self.go")).unwrap();
    let outcome = run(&dir, &["lint", "--format", "concise"]).exits(1);
    assert_eq!(outcome.out.lines().count(), 1, "{}", outcome.out);
}

/// A launch.json of somebody else's may name any file: one outside of the directory is not quoted.
#[cfg(unix)]
#[test]
fn a_file_of_variables_that_leads_out_is_not_read() {
    let launch = r#"{ "configurations": [{ "name": "x", "type": "go", "request": "launch", "program": "${workspaceFolder}",
        "envFile": ["${workspaceFolder}/in.vars", "${workspaceFolder}/link.vars", "${workspaceFolder}/../secret.vars"] }] }"#;
    let dir = module("leads-out", &[("repo/main.go", CLEAN), ("repo/.vscode/launch.json", launch)]);
    let repo = dir.join("repo");
    fs::rename(dir.join("go.mod"), repo.join("go.mod")).unwrap();
    for file in ["secret.vars", "repo/in.vars"] {
        fs::write(dir.join(file), "GO111MODULE=off\n").unwrap();
    }
    std::os::unix::fs::symlink("../secret.vars", repo.join("link.vars")).unwrap();
    let outcome = run(&repo, &["lint", "--format", "concise"]).exits(1).prints("in.vars:1:1: error[debug-modules-off]");
    assert_eq!(outcome.out.lines().count(), 1, "{}", outcome.out);
}

/// A name may not paint on the terminal of who reads about it.
#[cfg(unix)]
#[test]
fn escapes_in_file_names_stay_text() {
    let conflict = CONFLICT.replace("\"/a/{y}\"", "\"/a/{y}\"/*\u{1b}[2J*/");
    let dir = module("escapes", &[("a\u{1b}[31mb\n.go", &conflict), ("c\u{1b}]0;x\u{7}.go", "package x y z\n")]);
    for format in ["pretty", "concise", "github", "json", "sarif", "junit", "markdown"] {
        let outcome = run(&dir, &["lint", "--format", format]);
        assert!(!outcome.out.contains(['\u{1b}', '\u{7}']), "{format}: {}", outcome.out.escape_debug());
        assert!(!outcome.err.contains(['\u{1b}', '\u{7}']), "{format}: {}", outcome.err.escape_debug());
        outcome.exits(1).prints("route-conflict");
    }
}

#[test]
fn a_rule_file_with_three_mistakes() {
    let rule = "id = \"acme/three\"\nseverity = \"fatal\"\nsummary = \"Something.\"\ncolour = 1\n\n[[case]]\n\
                bind = { r = \"route\" }\nwhen = 'r.patern == \"x\"'\nat = \"r.place\"\nmessage = \"x\"\n\n\
                [docs]\nwhy = \"x\"\nbad = \"\"\ngood = \"\"\n";
    let dir = module("mistakes", &[("main.go", CONFLICT), ("rules/three.toml", rule)]);
    let outcome = run(&dir, &["lint", "--rules", "rules"]).exits(2);
    assert_eq!(outcome.out, "");
    outcome.tells("three.toml").tells("fatal").tells("colour").tells("patern");
}

#[test]
fn pairs_of_patterns() {
    let dir = tree("pairs", []);
    run(&dir, &["conflict", "/a/{x}", "/a/{y}"]).exits(1).prints("conflict");
    run(&dir, &["conflict", "/a/{x}", "/a/b"]).exits(0).prints("do not conflict");
    run(&dir, &["conflict", "/a/{x", "/b"]).exits(1).prints("the first is no pattern");
    run(&dir, &["conflict", "/a"]).exits(2).tells("B");
    let mut child = command(&dir, &["conflict", "--stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("muxray starts");
    child.stdin.take().unwrap().write_all(b"/a/{x}\t/a/{y}\n/a\t/b\n/{\t/\n").unwrap();
    let out = child.wait_with_output().unwrap();
    let lines: Vec<serde_json::Value> =
        String::from_utf8(out.stdout).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!((&lines[0]["conflict"], &lines[1]["conflict"]), (&true.into(), &false.into()));
    assert!(lines[2]["err_a"].is_string(), "{}", lines[2]);
    assert_eq!(out.status.code(), Some(0));
}

#[test]
fn a_line_that_is_no_pair_fails() {
    let dir = tree("no-pair", [("pairs", b"/a\n/a\t/b\n".as_slice())]);
    let pairs = fs::File::open(dir.join("pairs")).unwrap();
    finished(command(&dir, &["conflict", "--stdin"]).stdin(pairs)).exits(2).prints("\"/b\"").tells("line 1");
}

/// `muxray ... | head` has read what it wanted, and `set -o pipefail` still sees whether there are findings.
#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_failure() {
    let tour = "./testdata/tour/...";
    for (arguments, code) in [
        (["lint", "--format", "json", tour].as_slice(), 1),
        (&["lint", "--format", "json", "--fail-on", "never", tour], 0),
        (&["lint", tour, "./no-such-directory"], 2),
        (&["routes", tour], 0),
        (&["rules"], 0),
        (&["explain", "route-conflict"], 0),
    ] {
        let mut child = command(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("muxray starts");
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        let status = child.wait().unwrap();
        assert_eq!(status.code(), Some(code), "{arguments:?}: {err}");
        assert!(!err.contains("panicked"), "{err}");
    }
}

#[test]
fn several_outputs_in_one_run() {
    let dir = module("outputs", &[("main.go", CONFLICT)]);
    let arguments = ["lint", "--format", "concise", "--output", "json=a.json", "--output", "sarif=b.sarif"];
    let outcome = run(&dir, &arguments).exits(1);
    assert_eq!(outcome.out.lines().count(), 1);
    let json: serde_json::Value = serde_json::from_str(&fs::read_to_string(dir.join("a.json")).unwrap()).unwrap();
    assert_eq!(json["findings"][0]["rule"], "route-conflict");
    assert_eq!(json["findings"][0]["file"], "main.go");
    let sarif: serde_json::Value = serde_json::from_str(&fs::read_to_string(dir.join("b.sarif")).unwrap()).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
}

/// A report that cannot be written takes nothing from the others; directories are made.
#[test]
fn an_output_that_fails_is_told_and_the_rest_goes_on() {
    let dir = module("outputs-fail", &[("main.go", CONFLICT)]);
    let arguments = ["lint", "--output", "json=main.go/x.json", "--output", "sarif=reports/go/b.sarif"];
    run(&dir, &arguments).exits(2).tells("main.go/x.json").tells("Found 1 error").prints("main.go:7:");
    assert!(fs::read_to_string(dir.join("reports/go/b.sarif")).unwrap().contains("2.1.0"));
}

/// What a link leads to is written, the link stays: `/dev/stdout` is one.
#[cfg(unix)]
#[test]
fn an_output_that_is_a_link_stays_one() {
    let dir = module("outputs-link", &[("main.go", CONFLICT), ("there.json", "old")]);
    std::os::unix::fs::symlink("there.json", dir.join("link.json")).unwrap();
    run(&dir, &["lint", "--output", "json=link.json"]).exits(1);
    assert!(fs::symlink_metadata(dir.join("link.json")).unwrap().is_symlink());
    assert!(fs::read_to_string(dir.join("there.json")).unwrap().contains("route-conflict"));
}

#[test]
fn no_colour_in_a_pipe_unless_asked_for() {
    let dir = module("colour", &[("main.go", CONFLICT)]);
    assert!(!run(&dir, &["lint"]).exits(1).out.contains('\u{1b}'));
    assert!(run(&dir, &["lint", "--color", "always"]).exits(1).out.contains("\u{1b}["));
}

/// Every case of testdata, as one run of many modules: one thread and many give the same bytes.
#[test]
fn threads_do_not_change_a_byte() {
    let mut modules = 0;
    for folder in fs::read_dir(testdata()).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()) {
        modules += 1;
        for command in ["lint", "routes"] {
            let run = |jobs: &str| run(&folder, &[command, "--format", "json", "-j", jobs, "./..."]);
            let one = run("1");
            for jobs in ["2", "8"] {
                let many = run(jobs);
                assert!(one.out == many.out, "{command} in {}: -j 1 and -j {jobs} differ", folder.display());
                assert!(one.err == many.err, "{command} in {}: {}\n{}", folder.display(), one.err, many.err);
                assert_eq!(one.status, many.status, "{}", folder.display());
            }
        }
    }
    assert!(modules > 15, "{modules} folders in testdata");
}

const FORMATS: [&str; 11] =
    ["pretty", "concise", "json", "jsonl", "sarif", "github", "gitlab", "checkstyle", "junit", "rdjson", "markdown"];

/// A program with two findings, of which one can be fixed.
const TWO: &str = "package main

import \"net/http\"

func main() {
\thttp.HandleFunc(\"/a/{x}\", nil)
\thttp.HandleFunc(\"/a/{y}\", nil)
\thttp.ListenAndServe(\"127.0.0.1:8080\", nil)
}
";

/// Few findings and many, in every format: neither threads, nor the order of the arguments, nor that in which the files came into
/// their directories change a byte; nor do they of what the fixes make.
#[test]
fn no_order_of_the_input_and_no_number_of_threads_changes_a_byte() {
    for findings in [10, 500] {
        let programs: Vec<String> = (0..findings / 2).map(|n| format!("cmd/p{n}")).collect();
        let mut shuffled: Vec<(usize, &String)> = programs.iter().enumerate().collect();
        shuffled.sort_by_key(|(n, _)| (n * 7919 + 13) % 1009);
        let made = |name: &str, order: &mut dyn Iterator<Item = &String>| {
            // Some formats name files from the root of the repository.
            let dir = module(&format!("order-{findings}-{name}"), &[(".git/HEAD", "")]);
            order.for_each(|program| {
                fs::create_dir_all(dir.join(program)).unwrap();
                fs::write(dir.join(program).join("main.go"), TWO).unwrap();
            });
            dir
        };
        let all = |dir: &Path, jobs: &str, patterns: &[String]| {
            let outputs = FORMATS.map(|format| format!("{format}={format}.out"));
            let mut arguments = vec!["lint", "-j", jobs];
            outputs.iter().for_each(|output| arguments.extend(["--output", output]));
            arguments.extend(patterns.iter().map(String::as_str));
            let said = run(dir, &arguments).exits(1);
            let mut bytes: Vec<String> = FORMATS.iter().map(|f| read_text(&dir.join(format!("{f}.out")))).collect();
            bytes.extend([said.out, said.err]);
            run(dir, &["lint", "-q", "--fix", "--format", "concise", "-j", jobs]).exits(1);
            bytes.extend(programs.iter().map(|program| read_text(&dir.join(program).join("main.go"))));
            bytes
        };
        let plain = all(&made("plain", &mut programs.iter()), "1", &["./...".to_owned()]);
        let patterns: Vec<String> = shuffled.iter().map(|(_, program)| format!("./{program}")).collect();
        let other = all(&made("shuffled", &mut shuffled.iter().map(|(_, program)| *program)), "8", &patterns);
        assert_eq!(plain.len(), other.len());
        for (number, (plain, other)) in plain.iter().zip(&other).enumerate() {
            assert!(plain == other, "{findings} findings: {:?}", FORMATS.get(number));
        }
        assert_eq!(plain[1].lines().count(), findings);
        assert!(plain.last().unwrap().contains("log.Println(http.ListenAndServe"), "{:?}", plain.last());
    }
}

fn read_text(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}
