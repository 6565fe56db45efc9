//! Files around the code that somebody is in the middle of writing: cut off after every byte. Each gives a problem at its place, what
//! stands in front of the cut is read, and nothing is found that is not there.
//!
//! In: the binary, a directory of its own for each cut. What has to be found is known by where it stands in the text. Knows no code of
//! muxray.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// What a run says of one cut: lines of findings with their rules, and lines of problems.
#[derive(Debug, Default)]
struct Said {
    findings: BTreeSet<(u64, String)>,
    problems: Vec<u64>,
}

/// Writes every beginning of a text as this file of a directory of its own, and lints all of them in one run.
#[track_caller]
fn cut_everywhere(name: &str, file: &str, text: &str) -> BTreeMap<usize, Said> {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cut").join(name);
    drop(fs::remove_dir_all(&root));
    let cuts: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
    for at in &cuts {
        let path = root.join(at.to_string()).join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &text[..*at]).unwrap();
    }
    let mut muxray = Command::new(env!("CARGO_BIN_EXE_muxray"));
    let out = muxray.env_clear().current_dir(&root).args(["lint", "--format", "json", "./..."]).output().unwrap();
    assert!(matches!(out.status.code(), Some(0 | 1)), "{:?} {}", out.status, String::from_utf8_lossy(&out.stderr));
    let report: Value = serde_json::from_slice(&out.stdout).unwrap();
    let mut said: BTreeMap<usize, Said> = cuts.iter().map(|at| (*at, Said::default())).collect();
    let place = |item: &Value| -> (usize, u64) {
        let (dir, rest) = item["file"].as_str().unwrap().split_once('/').unwrap();
        assert_eq!(rest, file);
        (dir.parse().unwrap(), item["line"].as_u64().unwrap())
    };
    for finding in report["findings"].as_array().unwrap() {
        let (at, line) = place(finding);
        said.get_mut(&at).unwrap().findings.insert((line, finding["rule"].as_str().unwrap().to_owned()));
    }
    for problem in report["problems"].as_array().unwrap() {
        let (at, line) = place(problem);
        let lines = 1 + text[..at].matches('\n').count();
        assert!(line >= 1 && line <= u64::try_from(lines).unwrap(), "cut at {at}: a problem in line {line} of {lines}");
        said.get_mut(&at).unwrap().problems.push(line);
    }
    said
}

/// Where each of these marks ends in the text, with its line and what has to be found there.
fn wanted(text: &str, marks: &[(&str, &str, &str)]) -> Vec<(usize, (u64, String))> {
    let one = |(from, to, rule): &(&str, &str, &str)| {
        let start = text.find(from).unwrap();
        let end = start + text[start..].find(to).unwrap() + to.len();
        (end, (1 + u64::try_from(text[..start].matches('\n').count()).unwrap(), (*rule).to_owned()))
    };
    marks.iter().map(one).collect()
}

/// What stands whole in front of a cut is found, and nothing in other lines but those that half of it may make wrong.
#[track_caller]
fn check(said: &BTreeMap<usize, Said>, wanted: &[(usize, (u64, String))], also: &[u64]) {
    let lines: BTreeSet<u64> = wanted.iter().map(|(_, (line, _))| *line).chain(also.iter().copied()).collect();
    for (at, said) in said {
        for (end, want) in wanted.iter().filter(|(end, _)| end <= at) {
            assert!(said.findings.contains(want), "cut at {at}, behind {end}: no {want:?} in {said:?}");
        }
        assert!(said.findings.iter().all(|(line, _)| lines.contains(line)), "cut at {at}: {said:?}");
    }
}

const LAUNCH: &str = r#"{
  // As `Add Configuration...` writes it, with what people add: comments, commas at the end, a text with quotes in it.
  "version": "0.2.0",
  "configurations": [
    {
      "name": "Launch \"it\"", // "type": "node"
      "type": "go", "request": "launch", "mode": "remote",
      "program": "${workspaceFolder}/cmd/api",
      "env": { "PORT": "8080", "URL": "http://localhost/*no comment*/" },
    },
    /* the second one */
    {
      "name": "Größe", "type": "go",
      "request": "attach", "mode": "debug",
      "substitutePath": [{ "from": "${workspaceFolder}", "to": "/src" }],
    },
    { "name": "c", "type": "go", "request": "attach", "mode": "local", "processId": 7, "waitFor": "shop" },
  ],
  "compounds": []
}
"#;

#[test]
fn a_launch_json_is_cut_everywhere() {
    let said = cut_everywhere("launch", ".vscode/launch.json", LAUNCH);
    let rule = "debug-config-refused";
    let marks =
        [("\"Launch", "},\n    /*", rule), ("\"Gr", "},\n    { \"name\": \"c\"", rule), ("\"c\"", "shop\" }", rule)];
    // Half an entry of substitutePath lacks the other half.
    check(&said, &wanted(LAUNCH, &marks), &[15]);
    let (begins, ends) = (LAUNCH.find('{').unwrap(), LAUNCH.rfind('}').unwrap());
    for (at, said) in &said {
        assert_eq!(said.problems.is_empty(), !(begins < *at && *at <= ends), "cut at {at}: {said:?}");
    }
}

const PODS: &str = "\
# Two Pods and what people add: anchors, a merge key, texts over several lines.
apiVersion: v1
kind: Pod
metadata: {name: first, labels: &labels {app: shop}}
spec:
  containers:
    - &base
      name: shop
      image: example.com/shop
      command: [dlv, attach, --headless]
      args: []
---
apiVersion: v1
kind: Pod
metadata:
  name: zweites-Größe
  labels: {app: shop}
spec:
  containers:
    - name: shop
      image: \"example.com/shop\"
      command:
        - sh
        - -c
        - |
          echo start
          dlv exec --headless
      livenessProbe: {httpGet: {path: /, port: 8080}}
...
";

#[test]
fn a_manifest_is_cut_everywhere() {
    let said = cut_everywhere("pods", "pods.yaml", PODS);
    let rule = "dlv-usage-error";
    let marks = [("[dlv, attach", "--headless]\n", rule), ("dlv exec", "--headless\n", rule)];
    let mut wanted = wanted(PODS, &marks);
    // A text that goes on is another command; and a Pod that is not whole has its containers as soon as they stand there.
    wanted[1].0 = PODS.find("livenessProbe").unwrap() + 1;
    check(&said, &wanted, &[28]);
    assert!(said.values().filter(|said| !said.problems.is_empty()).count() > 50, "open brackets and quotes are told");
    assert!(said[&PODS.len()].problems.is_empty());
}

const DOCKERFILE: &str = "\
# syntax=docker/dockerfile:1
FROM golang:1.22 AS build
RUN go install github.com/go-delve/delve/cmd/dlv@v1.27.1
FETCH https://example.com
RUN <<EOF
go build \\
  -o /shop .
EOF
FROM alpine
COPY --from=build /shop /shop
CMD [\"dlv\", \"attach\", \"--headless\"]
";

#[test]
fn a_dockerfile_is_cut_everywhere() {
    let said = cut_everywhere("dockerfile", "Dockerfile", DOCKERFILE);
    let marks = [("RUN go install", "dlv@v1.27.1\n", "delve-go-mismatch"), ("CMD", "--headless\"]", "dlv-usage-error")];
    check(&said, &wanted(DOCKERFILE, &marks), &[]);
    // The name of a here-document has a first letter.
    let (unknown, begins) = (DOCKERFILE.find("FETCH").unwrap(), DOCKERFILE.find("<<E").unwrap() + 3);
    let ends = DOCKERFILE.find("\nEOF").unwrap() + 4;
    for (at, said) in said.range(unknown + "FETCH".len()..) {
        assert!(said.problems.contains(&4), "cut at {at}: {said:?}");
        let is_told = said.problems.contains(&5);
        assert!(is_told || !(begins..ends).contains(at), "cut at {at}: {said:?}");
        assert!(!is_told || *at < ends, "cut at {at}: {said:?}");
    }
}
