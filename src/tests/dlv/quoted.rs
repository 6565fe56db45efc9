//! What the rules quote: the cases of a rule, what muxray finds in them, and the quotations in its messages.
//!
//! In: testdata/, rules/ and the binary. Out: files, findings, texts. Knows neither Delve nor code of muxray.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of a case with its path there.
pub type Text = (String, String);

/// The folders of the cases of a rule.
pub fn cases(rule: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(repository().join("testdata").join(rule)).unwrap().map(|e| e.unwrap().path()).collect();
    found.sort();
    found
}

pub fn files(dir: &Path, prefix: &str) -> Vec<Text> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            found.extend(files(&path, &format!("{name}/")));
        } else {
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

pub fn write(dir: &Path, files: &[Text]) {
    for (name, text) in files {
        fs::create_dir_all(dir.join(name).parent().unwrap()).unwrap();
        fs::write(dir.join(name), text).unwrap();
    }
}

/// A finding of muxray.
#[derive(Debug)]
pub struct Finding {
    pub rule: String,
    pub severity: String,
    pub file: String,
    pub line: usize,
    pub message: String,
}

pub fn findings(dir: &Path) -> Vec<Finding> {
    let mut muxray = Command::new(env!("CARGO_BIN_EXE_muxray"));
    let out = muxray.env_clear().current_dir(dir).args(["lint", "--format", "json", "./..."]).output().unwrap();
    let report: Value = serde_json::from_slice(&out.stdout).unwrap();
    let text = |f: &Value, key: &str| f[key].as_str().unwrap().to_owned();
    let read = |f: &Value| Finding {
        rule: text(f, "rule"),
        severity: text(f, "severity"),
        file: text(f, "file"),
        line: usize::try_from(f["line"].as_u64().unwrap()).unwrap(),
        message: text(f, "message"),
    };
    report["findings"].as_array().unwrap().iter().map(read).collect()
}

/// The messages that a rule's page says it explains.
pub fn errors(rule: &str) -> Vec<String> {
    let text = fs::read_to_string(repository().join("rules").join(format!("{rule}.toml"))).unwrap();
    let file: toml::Table = text.parse().unwrap();
    let errors = file["docs"]["errors"].as_array().unwrap();
    errors.iter().map(|e| e.as_str().unwrap().to_owned()).collect()
}

/// Whether parts stand in a text in this order.
pub fn holds<'a>(text: &str, parts: impl Iterator<Item = &'a str>) -> bool {
    let mut rest = text;
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    true
}

/// Whether one of these lines is a message with `{holes}`.
pub fn says(lines: &[String], message: &str) -> bool {
    let parts = || message.split('{').enumerate().map(|(i, p)| if i == 0 { p } else { p.split_once('}').unwrap().1 });
    lines.iter().any(|line| holds(line, parts()))
}

/// What a message quotes: not command lines, flags and entries of a configuration.
pub fn quotations(message: &str) -> Vec<&str> {
    let is_flags = |t: &str| t.split(' ').all(|word| word.starts_with('-'));
    let is_other = |t: &str| t.starts_with("dlv ") || t.starts_with('"') || is_flags(t);
    message.split('`').skip(1).step_by(2).filter(|t| t.contains(' ') && !is_other(t)).collect()
}

/// How a message of VS Code begins, that a rule's page explains beside those of Delve.
pub const OF_VS_CODE: &str = "Couldn't start dlv dap: ";

/// Whether another program than Delve says what is quoted.
pub fn is_of_vs_code(finding: &Finding) -> bool {
    finding.message.contains("VS Code shows `")
}

pub fn is_said(quotation: &str, said: &[String]) -> bool {
    said.iter().any(|line| holds(line, quotation.split("...")))
}

#[track_caller]
pub fn quoted(finding: &Finding, said: &[String], place: &str) {
    let quotations = quotations(&finding.message);
    assert!(!quotations.is_empty(), "{place}: the message quotes nothing: {}", finding.message);
    for quotation in quotations {
        assert!(is_said(quotation, said), "{place}: {quotation:?} is not what Delve says: {said:#?}");
    }
}
