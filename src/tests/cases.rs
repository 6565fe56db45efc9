//! Every rule on every case: what `muxray lint` says of testdata/ is what the cases want, no more and no less.
//!
//! In: testdata/ and the binary, through its JSON contract (version 1). Out: a failure that lists, case by case,
//! `Noisy` (a finding that no want expects), `Missing` (a want without a finding) and `Wrong` (the finding is there, and
//! its text, severity, eras or programs differ). `MUXRAY_CASES=part-of-a-name` runs some of them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use crate::want::{Case, Want, cases, read_case, testdata};
use serde_json::Value;

/// Runs the binary in a directory and reads the JSON object that it prints.
fn muxray(dir: &Path, arguments: &[&str]) -> Result<Value, String> {
    let out = Command::new(env!("CARGO_BIN_EXE_muxray"))
        .env_clear()
        .env("PATH", "")
        .args(arguments)
        .arg("-C")
        .arg(dir)
        .output()
        .map_err(|e| e.to_string())?;
    let said = || format!("exit {:?}, {}", out.status.code(), String::from_utf8_lossy(&out.stderr));
    if !matches!(out.status.code(), Some(0 | 1)) {
        return Err(said());
    }
    serde_json::from_slice(&out.stdout).map_err(|e| format!("no JSON ({e}): {}", said()))
}

fn lint(case: &Case) -> Result<Vec<Value>, String> {
    let mut arguments = vec!["lint", "--format", "json"];
    if case.pedantic {
        arguments.extend(["--persona", "pedantic"]);
    }
    arguments.extend(case.lint.iter().map(String::as_str));
    let report = muxray(&case.dir, &arguments)?;
    let problems: BTreeSet<String> =
        report["problems"].as_array().into_iter().flatten().map(|p| text(p, "file").to_owned()).collect();
    // `problems.txt` names the files and directories of a case that cannot be read whole.
    let expected = std::fs::read_to_string(case.dir.join("problems.txt")).unwrap_or_default();
    if problems != expected.lines().map(str::to_owned).collect() {
        return Err(format!("problems: {}", report["problems"]));
    }
    report["findings"].as_array().cloned().ok_or_else(|| "no list of findings".to_owned())
}

fn text<'a>(finding: &'a Value, key: &str) -> &'a str {
    finding[key].as_str().unwrap_or_default()
}

fn list(finding: &Value, key: &str) -> BTreeSet<String> {
    finding[key].as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect()
}

fn place(finding: &Value) -> String {
    format!("{}:{} [{}] {}", text(finding, "file"), finding["line"], text(finding, "rule"), text(finding, "message"))
}

/// Whether a finding stands where a want says, for the same rule.
fn meets(finding: &Value, want: &Want) -> bool {
    let line = finding["line"].as_u64().and_then(|l| usize::try_from(l).ok());
    text(finding, "rule") == want.rule && text(finding, "file") == want.file && line == Some(want.line)
}

/// What differs between a finding and the want that it meets; empty if nothing does.
fn differences(finding: &Value, want: &Want) -> Vec<String> {
    let labels = finding["labels"].as_array().into_iter().flatten();
    let texts: Vec<&str> = std::iter::once(text(finding, "message")).chain(labels.map(|l| text(l, "text"))).collect();
    let mut found: Vec<String> = want
        .texts
        .iter()
        .filter(|wanted| !texts.iter().any(|t| t.contains(wanted.as_str())))
        .map(|wanted| format!("no {wanted:?} in {texts:?}"))
        .collect();
    if want.severity.as_deref().is_some_and(|s| s != text(finding, "severity")) {
        found.push(format!("severity is {}", text(finding, "severity")));
    }
    for (key, wanted) in [("eras", &want.eras), ("programs", &want.programs)] {
        // What E121 would do is no business of a case that says eras: all of them have a go line from 1.22 on, or raise it.
        let have: BTreeSet<String> = list(finding, key).into_iter().filter(|v| v != "E121").collect();
        if !wanted.is_empty() && have != wanted.iter().cloned().collect() {
            found.push(format!("{key} are {have:?}, not {wanted:?}"));
        }
    }
    found
}

/// Pairs findings with wants, best match first, and says what is left over.
fn compare(findings: &[Value], wants: &[Want]) -> Vec<String> {
    let mut left: Vec<&Value> = findings.iter().collect();
    let mut said = Vec::new();
    let mut unmet = Vec::new();
    for want in wants {
        match left.iter().position(|f| meets(f, want) && differences(f, want).is_empty()) {
            Some(at) => drop(left.remove(at)),
            None => unmet.push(want),
        }
    }
    for want in unmet {
        let at = format!("{}:{} [{}]", want.file, want.line, want.rule);
        match left.iter().position(|f| meets(f, want)) {
            Some(i) => said.push(format!("Wrong   {at} {}", differences(left.remove(i), want).join("; "))),
            None => said.push(format!("Missing {at} {:?}", want.texts)),
        }
    }
    said.extend(left.into_iter().map(|f| format!("Noisy   {}", place(f))));
    said
}

#[test]
fn every_rule_says_what_every_case_wants() {
    let (mut wrong, mut report, mut total) = (0, String::new(), 0);
    for case in cases() {
        total += 1;
        let said = match lint(&case) {
            Ok(findings) => compare(&findings, &case.wants),
            Err(said) => vec![format!("Failed  {said}")],
        };
        if !said.is_empty() {
            wrong += 1;
            let _ = writeln!(report, "{}\n  {}", case.name, said.join("\n  "));
        }
    }
    assert!(wrong == 0, "{wrong} of {total} cases differ\n{report}");
    println!("{total} cases as wanted");
}

/// What a rule asks for is computed: it finds alone what it finds among the others.
#[test]
fn a_rule_alone_finds_what_its_cases_want() {
    // Who speaks of directives depends on whether the rules ran that they keep quiet.
    let of_directives = |rule: &str| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("rules/{rule}.toml"));
        std::fs::read_to_string(file).is_ok_and(|text| text.contains("= \"directive\""))
    };
    let (mut looked, mut report) = (0, String::new());
    for mut case in cases() {
        let rule = case.rule().to_owned();
        case.wants.retain(|want| want.rule == rule);
        if case.wants.is_empty() || of_directives(&rule) {
            continue;
        }
        looked += 1;
        case.lint.extend(["--select".to_owned(), rule]);
        let said = match lint(&case) {
            Ok(findings) => compare(&findings, &case.wants),
            Err(said) => vec![format!("Failed  {said}")],
        };
        if !said.is_empty() {
            let _ = writeln!(report, "{}\n  {}", case.name, said.join("\n  "));
        }
    }
    assert!(report.is_empty(), "{report}");
    println!("{looked} cases as among the others");
}

#[test]
fn every_rule_has_cases_of_both_signs() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let all = cases();
    let mut missing = Vec::new();
    for file in std::fs::read_dir(rules).expect("rules/").filter_map(|e| e.ok().map(|e| e.path())) {
        let Some(rule) = file.file_stem().map(|s| s.to_string_lossy().into_owned()) else { continue };
        if file.extension().is_none_or(|e| e != "toml") {
            continue;
        }
        let own: Vec<&Case> = all.iter().filter(|c| c.rule() == rule).collect();
        let wanted = |c: &&&Case| c.wants.iter().any(|w| w.rule == rule);
        if !own.iter().any(|c| wanted(&c)) {
            missing.push(format!("{rule}: no case with a want"));
        }
        if own.iter().all(|c| wanted(&c)) {
            missing.push(format!("{rule}: no case without one"));
        }
    }
    assert!(missing.is_empty() || std::env::var_os("MUXRAY_CASES").is_some(), "{}", missing.join("\n"));
}

/// testdata/model/*/routes.txt: what each listener of each program serves.
#[test]
fn the_route_table_is_the_one_that_the_case_lists() {
    let mut wrong = String::new();
    for case in cases() {
        let Ok(wanted) = std::fs::read_to_string(case.dir.join("routes.txt")) else { continue };
        let wanted: BTreeSet<String> = wanted.lines().filter(|l| !l.starts_with('#')).map(str::to_owned).collect();
        let mut arguments = vec!["routes", "--format", "json"];
        arguments.extend(case.lint.iter().map(String::as_str));
        let have = match muxray(&case.dir, &arguments) {
            Ok(table) => rows(&table),
            Err(said) => BTreeSet::from([format!("Failed {said}")]),
        };
        for row in have.symmetric_difference(&wanted) {
            let sign = if wanted.contains(row) { "Missing" } else { "Noisy  " };
            let _ = writeln!(wrong, "{}: {sign} {row}", case.name);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// `dir eras | addr scope mux | origin pattern`, one row for each route of each listener; `-` where there is none.
fn rows(table: &Value) -> BTreeSet<String> {
    let mut rows = BTreeSet::new();
    for program in table["programs"].as_array().into_iter().flatten() {
        let eras: Vec<String> = list(program, "eras").into_iter().collect();
        let program_part = format!("{} {}", text(program, "dir"), eras.join(","));
        let listeners: Vec<&Value> = program["listeners"].as_array().into_iter().flatten().collect();
        if listeners.is_empty() {
            rows.insert(format!("{program_part} | - | -"));
        }
        for listener in listeners {
            let mux = match text(listener, "mux") {
                "" => "-",
                "DefaultServeMux" => "default",
                _ => "own",
            };
            let part = format!("{program_part} | {} {} {mux}", text(listener, "addr"), text(listener, "scope"));
            let routes: Vec<&Value> = listener["routes"].as_array().into_iter().flatten().collect();
            if routes.is_empty() {
                rows.insert(format!("{part} | -"));
            }
            for route in routes {
                rows.insert(format!("{part} | {} {}", text(route, "origin"), text(route, "pattern")));
            }
        }
    }
    rows
}

/// The tour has no comments in its code: its expectations stand beside it.
#[test]
fn the_tour_finds_what_it_promises() {
    let dir = testdata().join("tour");
    let expected = std::fs::read_to_string(dir.join("expected.txt")).expect("testdata/tour/expected.txt");
    let wanted: BTreeSet<String> =
        expected.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(str::to_owned).collect();
    let report = muxray(&dir, &["lint", "--format", "json", "./..."]).expect("a report");
    let row = |f: &Value| format!("{}:{} {} {}", text(f, "file"), f["line"], text(f, "severity"), text(f, "rule"));
    let have: BTreeSet<String> = report["findings"].as_array().into_iter().flatten().map(row).collect();
    let missing: Vec<&String> = wanted.difference(&have).collect();
    let noisy: Vec<&String> = have.difference(&wanted).collect();
    assert!(missing.is_empty() && noisy.is_empty(), "Missing {missing:#?}\nNoisy {noisy:#?}");
}

/// The comparison itself, on findings made by hand.
#[test]
fn what_is_noisy_missing_or_wrong_is_said() {
    let finding = |line: u64, rule: &str, message: &str| {
        serde_json::json!({"rule": rule, "severity": "error", "message": message, "file": "main.go", "line": line,
            "labels": [{"text": "in a label"}], "eras": ["E122"], "programs": ["."]})
    };
    let comment = "// want [a error E122 @.] \"one\" \"in a label\" [b] \"two\"";
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("want");
    std::fs::create_dir_all(&dir).expect("a folder under target/");
    std::fs::write(dir.join("main.go"), format!("package main {comment}\n")).expect("a file");
    let wants = read_case("a/case".to_owned(), &dir).wants;
    let both = [finding(1, "a", "one"), finding(1, "b", "two")];
    assert_eq!(compare(&both, &wants), Vec::<String>::new());
    assert_eq!(compare(&both[..1], &wants), ["Missing main.go:1 [b] [\"two\"]"]);
    let more = [both.as_slice(), &[finding(2, "a", "one")]].concat();
    assert_eq!(compare(&more, &wants), ["Noisy   main.go:2 [a] one"]);
    let other = [finding(1, "a", "1"), finding(1, "b", "two")];
    assert!(compare(&other, &wants)[0].starts_with("Wrong   main.go:1 [a] no \"one\""));
}
