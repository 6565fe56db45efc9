//! Broken files around the code: each is told at its place, what can be read of it is read, and the others are read as ever.
//!
//! In: the binary, a directory that is made for it. Knows no code of muxray.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

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
    // What stands in brackets further left than the bracket's key: YAML 1.2 forbids it, Go's readers do not mind.
    text("left.yaml", &format!("{POD}      args: [ # é\n  dlv, \n        attach, --headless\n    ]\n    - name: ü\n"));
    text("template.dockerfile", "FROM x\n{{ if .debug }}\nCMD dlv attach --headless\n{{ end }}\n");
    text("terraform/pod.yaml", "apiVersion: v1\nkind: Pod\nspec:\n  %{ if debug }\n  containers: []\n  %{ endif }\n");
    text("chart/templates/pod.yaml", "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  {{- range .Values.all }}\n");
    text("Dockerfile", "FROM golang:1.26\nFETCH it\nCMD dlv attach --headless\nRUN [\"open\nRUN <<EOF\nnever ends\n");

    let mut muxray = Command::new(env!("CARGO_BIN_EXE_muxray"));
    let out = muxray.env_clear().current_dir(&dir).args(["lint", "--format", "json", "./..."]).output().unwrap();
    let report: Value = serde_json::from_slice(&out.stdout).unwrap();
    let told = places(&report["problems"], |_| true);
    let wanted = [
        "Dockerfile:2",
        "Dockerfile:5",
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
        "left.yaml:9",
        "merged.yaml:9",
        "tabs.yaml:8",
        "template.dockerfile:3",
    ];
    assert_eq!(found, wanted, "{:#}", report["findings"]);
    let told = String::from_utf8(out.stderr).unwrap();
    let templates = ["3 are templates", "chart/templates/pod.yaml", "terraform/pod.yaml", "template.dockerfile"];
    assert!(templates.iter().all(|words| told.contains(words)), "{told}");
}

/// How long each takes by itself is told and not judged: this machine may be busy. What is judged is that each ends.
#[test]
fn no_file_takes_for_ever() {
    let many = |line: &str| line.repeat(2 * 1024 * 1024 / line.len());
    let pod = format!("{POD}      args: ");
    let bomb = (1..30).map(|i| format!("x{i}: &x{i} [{}]\n", vec![format!("*x{}", i - 1); 9].join(", ")));
    let files = [
        ("pods.yaml", many(&format!("---\n{POD}")).repeat(5)),
        ("brackets.yaml", format!("{pod}{}", "[".repeat(10 * 1024 * 1024))),
        ("outdented.yaml", format!("{pod}[\n{}]\n", many("  dlv,\n"))),
        ("unclosed.yaml", format!("{pod}[\n{}", many("  \"dlv\n"))),
        (
            "laughs.yaml",
            format!("apiVersion: v1\nkind: Pod\nx0: &x0 [y]\n{}spec: {{containers: []}}\n", bomb.collect::<String>()),
        ),
        ("merges.yaml", format!("{POD}{}", many("      <<: [*a, *a]\n"))),
        (".vscode/launch.json", format!("{{\"configurations\": [{}", many("{\"type\": \"go\", "))),
        ("Dockerfile", format!("FROM x\n{}", many("RUN dlv $A ${B:-${C}} <<E\n"))),
        ("joined.dockerfile", format!("FROM x\nRUN a {}", many("\\\n b"))),
        ("Makefile", format!("A = $(A)$(A)\ndlv:\n{}", many("\tdlv $(A) $$(x) `y\n"))),
        ("nested.sh", format!("dlv {}", many("$(sh -c \"'"))),
        ("compose.yaml", format!("services:\n{}", many("  a:\n    command: dlv ${A:-${B:-x}}\n"))),
    ];
    for (name, text) in files {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("slow-setup").join(name.replace('/', "-"));
        drop(fs::remove_dir_all(&dir));
        fs::create_dir_all(dir.join(name).parent().unwrap()).unwrap();
        fs::write(dir.join(name), text).unwrap();
        let begun = Instant::now();
        let mut muxray = Command::new(env!("CARGO_BIN_EXE_muxray"));
        let out = muxray.env_clear().current_dir(&dir).args(["lint", "--format", "json", "./..."]).output().unwrap();
        assert!(
            matches!(out.status.code(), Some(0 | 1)),
            "{name}: {:?} {}",
            out.status,
            String::from_utf8_lossy(&out.stderr)
        );
        println!("{name}: {:.1?}", begun.elapsed());
    }
}
