//! Which rules are about security, and how bad what they find is: their numbers are what CVSS makes of the vectors that stand beside them, and
//! code scanning gets them.
//!
//! In: the text of the rule files, a SARIF report. Out: the formula of the specification of CVSS 3.1, for vectors whose scope is unchanged.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use walkdir::WalkDir;

use crate::binary::{module, run};
use crate::tidy::{stem, toml_files};

/// The base score of a vector. Source: the specification of CVSS 3.1, chapter 7.1 and, for rounding, appendix A.
fn base_score(vector: &str) -> f64 {
    let metrics: BTreeMap<&str, &str> =
        vector.split('/').map(|metric| metric.split_once(':').expect("metric:value")).collect();
    let weight = |name: &str, weights: &[(&str, f64)]| {
        weights.iter().find(|(value, _)| *value == metrics[name]).unwrap_or_else(|| panic!("{vector}: {name}")).1
    };
    assert_eq!(metrics["S"], "U", "{vector}");
    let loses = |name: &str| 1.0 - weight(name, &[("H", 0.56), ("L", 0.22), ("N", 0.0)]);
    let impact = 6.42 * (1.0 - loses("C") * loses("I") * loses("A"));
    let exploitability = 8.22
        * weight("AV", &[("N", 0.85), ("A", 0.62), ("L", 0.55), ("P", 0.2)])
        * weight("AC", &[("L", 0.77), ("H", 0.44)])
        * weight("PR", &[("N", 0.85), ("L", 0.62), ("H", 0.27)])
        * weight("UI", &[("N", 0.85), ("R", 0.62)]);
    let scaled = ((impact + exploitability).min(10.0) * 100_000.0).round();
    (scaled / 10_000.0).ceil() / 10.0
}

/// Vectors with the scores that the specification's examples have.
#[test]
fn the_formula_is_that_of_the_specification() {
    for (vector, score) in [
        ("AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8),
        ("AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", 7.5),
        ("AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", 7.8),
        ("AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", 3.1),
    ] {
        assert!((base_score(vector) - score).abs() < 0.001, "{vector}: {}", base_score(vector));
    }
}

#[test]
fn code_scanning_gets_what_the_rules_say() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut wanted = BTreeMap::new();
    for path in toml_files(WalkDir::new(rules).max_depth(1)) {
        let text = fs::read_to_string(&path).expect("a rule file");
        let lines: Vec<&str> = text.lines().collect();
        for pair in lines.windows(2) {
            let Some(said) = pair[1].strip_prefix("security-severity = ") else { continue };
            let said = said.trim_matches('"').to_owned();
            let vector = pair[0].strip_prefix("# CVSS 3.1: ");
            let vector = vector.unwrap_or_else(|| panic!("{}: no vector", path.display()));
            assert_eq!(said, format!("{:.1}", base_score(vector)), "{}: {vector}", path.display());
            wanted.insert(stem(&path), said);
        }
    }
    assert!(wanted.len() >= 5, "{wanted:?}");

    let dir = module("security", &[("main.go", "package main\n\nfunc main() {}\n")]);
    let outcome = run(&dir, &["lint", "--format", "sarif", "--persona", "auditor"]).exits(0);
    let log: Value = serde_json::from_str(&outcome.out).expect("SARIF is JSON");
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    let mut got = BTreeMap::new();
    for rule in rules {
        let id = rule["id"].as_str().expect("an id");
        let properties = &rule["properties"];
        let is_security = properties["tags"].as_array().expect("tags").contains(&"security".into());
        assert_eq!(is_security, properties["security-severity"].is_string(), "{id}");
        if let Some(severity) = properties["security-severity"].as_str() {
            got.insert(id.to_owned(), severity.to_owned());
        }
    }
    assert_eq!(got, wanted);
}

/// What is no number of CVSS is refused at its place.
#[test]
fn a_severity_that_is_none_is_refused() {
    let rule = |severity: &str| {
        format!(
            "id = \"own/one\"\nseverity = \"note\"\nsummary = \"x\"\nsecurity-severity = \"{severity}\"\n\n[[case]]\nbind = {{ p = \"package\" }}\n\
             at = \"p.place\"\nmessage = \"x\"\n\n[docs]\nwhy = \"x\"\nbad = \"package main\"\ngood = \"package main\"\n"
        )
    };
    let refused = |severity: &str| {
        let dir = module(
            "security-refused",
            &[("main.go", "package main\n\nfunc main() {}\n"), ("rules/one.toml", &rule(severity))],
        );
        run(&dir, &["lint", "--rules", "rules"]).err.contains("no severity as CVSS counts it")
    };
    for severity in ["0.1", "7.5", "10.0"] {
        assert!(!refused(severity), "{severity}");
    }
    for severity in ["0.0", "7", "7.55", "10.1", "high", "+7.5", "07.5"] {
        assert!(refused(severity), "{severity}");
    }
}
