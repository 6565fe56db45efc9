//! Broken files around the code: each is told at its place, what can be read of it is read, and the others are read as ever.
//!
//! In: the binary, a directory that is made for it. Knows no code of muxray.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const POD: &str =
    "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n    - name: a\n      image: x\n";
/// Refused by dlv, wherever it stands.
const WRONG: &str = "      command: [dlv, attach, --headless]\n";

/// The places of a list of findings or problems, `file:line`.
fn places(list: &Value, keep: impl Fn(&Value) -> bool) -> Vec<String> {
    let all = list.as_array().unwrap().iter().filter(|item| keep(item));
    all.map(|item| format!("{}:{}", item["file"].as_str().unwrap(), item["line"])).collect()
}

#[test]
fn a_broken_file_is_told_and_the_rest_is_read() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bad-setup");
    drop(fs::remove_dir_all(&dir));
    let write = |name: &str, bytes: &[u8]| {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    let text = |name: &str, text: &str| write(name, text.as_bytes());
    // The bracket that is open is told, and the text that is not closed.
    let launch = r#""configurations": [
    { "name": "a", "type": "go", "request": "launch", "mode": "remote", "program": "." },"#;
    text("half/.vscode/launch.json", &format!("{{ // cut off\n  {launch}\n    {{ \"name\": \"b\", \"typ"));
    write("deep/.vscode/launch.json", &[b"{\"configurations\": ".as_slice(), &b"[".repeat(100_000)].concat());
    // A byte-order mark, CRLF and commas at the end are no mistakes.
    text("bom/.vscode/launch.json", &format!("\u{feff}{{\n  {launch}\n  ],\n}}\n").replace('\n', "\r\n"));
    text("crlf/Makefile", "debug:\r\n\tdlv attach --headless\r\n");
    write("latin/Makefile", b"# \xe9t\xe9\ndebug:\n\tdlv attach --headless\n");
    text("tabs.yaml", &format!("{POD}{WRONG}---\napiVersion: v1\nkind: Pod\nspec:\n\tcontainers: []\n"));
    text("deep.yaml", &format!("apiVersion: v1\nkind: Pod\nspec: {{containers: {}", "[".repeat(100_000)));
    write("nul.yaml", b"apiVersion: v1\nkind: Pod\nspec: \x00\n  containers: []\n");
    text(
        "merged.yaml",
        &format!("{}{WRONG}    - <<: *base\n      name: b\n", POD.replace("- name: a", "- &base\n      name: a")),
    );
    text("cyclic.yaml", &format!("{}{WRONG}    - *all\n", POD.replace("containers:", "containers: &all")));
    let mut bomb = "apiVersion: v1\nkind: Pod\nx0: &x0 [y, y, y, y, y, y, y, y, y]\n".to_owned();
    for i in 1..20 {
        let list = vec![format!("*x{}", i - 1); 9].join(", ");
        bomb.push_str(&format!("x{i}: &x{i} [{list}]\n"));
    }
    text("bomb.yaml", &format!("{bomb}spec:\n  containers: []\n"));
    let many = format!("---\n{POD}").repeat(10 * 1024 * 1024 / (POD.len() + 4));
    text("large.yaml", &format!("{POD}{WRONG}{many}"));
    text("chart/templates/pod.yaml", "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  {{- range .Values.all }}\n");
    text("Dockerfile", "FROM golang:1.26\nFETCH it\nCMD dlv attach --headless\nRUN [\"open\nRUN <<EOF\nnever ends\n");

    let mut muxray = Command::new(env!("CARGO_BIN_EXE_muxray"));
    let out = muxray.env_clear().current_dir(&dir).args(["lint", "--format", "json", "./..."]).output().unwrap();
    let report: Value = serde_json::from_slice(&out.stdout).unwrap();
    let told = places(&report["problems"], |_| true);
    let wanted = [
        "bomb.yaml:9",
        "deep.yaml:3",
        "deep/.vscode/launch.json:1",
        "half/.vscode/launch.json:4",
        "half/.vscode/launch.json:4",
        "latin/Makefile:1",
        "nul.yaml:3",
        "tabs.yaml:13",
    ];
    assert_eq!(told, wanted, "{:#}", report["problems"]);
    let found = places(&report["findings"], |f| f["rule"] == "dlv-usage-error" || f["rule"] == "debug-config-refused");
    let wanted = [
        "Dockerfile:3",
        "bom/.vscode/launch.json:3",
        "crlf/Makefile:2",
        "cyclic.yaml:8",
        "half/.vscode/launch.json:3",
        "large.yaml:8",
        "latin/Makefile:3",
        "merged.yaml:9",
        "tabs.yaml:8",
    ];
    assert_eq!(found, wanted, "{:#}", report["findings"]);
    let told = String::from_utf8(out.stderr).unwrap();
    assert!(told.contains("is a template") && told.contains("chart/templates/pod.yaml"), "{told}");
}
