//! The formats for machines: each is read back by something that shares no code with what wrote it.

use serde_json::Value;

use super::tests_example::{LATIN, MAIN, add, example, finding, label, rules, span};
use super::tests_xml::{Element, elements};
use super::{Format, RenderOptions, render};
use crate::finding::{Applicability, Edit, Fix, Report, Severity};
use crate::source::Sources;

fn text(report: &Report, sources: &Sources, format: Format) -> String {
    let rules = rules();
    let options = RenderOptions { rules: &rules, version: "1.2.3", ..RenderOptions::default() };
    let mut out = Vec::new();
    render(report, sources, &options, format, &mut out).expect("a Vec takes all");
    String::from_utf8(out).expect("output is UTF-8")
}

fn json(report: &Report, sources: &Sources, format: Format) -> Value {
    serde_json::from_str(&text(report, sources, format)).expect("JSON")
}

/// The text between two positions, counted by hand: lines split at LF, columns by the given measure of a character.
fn at_region(bytes: &[u8], region: &Value, unit: fn(char) -> usize) -> String {
    let number = |key: &str| region[key].as_u64().expect("a number") as usize;
    let lossy = String::from_utf8_lossy(bytes).into_owned();
    let lines: Vec<&str> = lossy.split('\n').collect();
    let (first, last) = (number("startLine"), number("endLine"));
    assert_eq!(first, last, "the examples stand on one line");
    let mut column = 1;
    let mut out = String::new();
    for c in lines[first - 1].chars() {
        if column >= number("startColumn") && column < number("endColumn") {
            out.push(c);
        }
        column += unit(c);
    }
    out
}

#[test]
fn json_is_the_contract() {
    let (report, sources) = example();
    let raw = text(&report, &sources, Format::Json);
    let value: Value = serde_json::from_str(&raw).expect("JSON");
    assert!(
        raw.starts_with(r#"{"version":1,"tool":{"name":"muxray","version":"1.2.3"},"findings":[{"rule":"#),
        "{raw}"
    );
    let order = [
        "\"rule\"",
        "\"severity\"",
        "\"confidence\"",
        "\"message\"",
        "\"help\"",
        "\"file\"",
        "\"line\"",
        "\"column\"",
        "\"endLine\"",
        "\"endColumn\"",
        "\"offset\"",
        "\"endOffset\"",
        "\"labels\"",
        "\"programs\"",
        "\"eras\"",
        "\"fingerprint\"",
        "\"fixes\"",
        "\"problems\"",
        "\"summary\"",
    ];
    let mut from = 0;
    for key in order {
        from += raw[from..].find(key).unwrap_or_else(|| panic!("{key} is missing or out of order")) + key.len();
    }
    assert_eq!(value["findings"].as_array().unwrap().len(), report.findings.len());
    for (f, v) in report.findings.iter().zip(value["findings"].as_array().unwrap()) {
        assert_eq!(v["rule"], *f.rule);
        assert_eq!(v["message"], f.message);
        assert_eq!(v["help"], f.help);
        assert_eq!(v["fingerprint"], f.fingerprint);
        assert_eq!(v["labels"].as_array().unwrap().len(), f.labels.len() + 1);
        assert_eq!(v["labels"][0]["primary"], true);
        assert_eq!(v["programs"].as_array().unwrap().len(), f.programs.len());
    }
    let conflict = &value["findings"][1];
    let (from, to) = (conflict["offset"].as_u64().unwrap() as usize, conflict["endOffset"].as_u64().unwrap() as usize);
    assert_eq!(&MAIN[from..to], b"http.HandleFunc(\"/debug/pprof/\", guarded(profile))");
    assert_eq!((conflict["line"].as_u64(), conflict["column"].as_u64()), (Some(12), Some(2)));
    assert_eq!(conflict["eras"], serde_json::json!(["E122", "E123"]));
    assert_eq!(value["findings"][2]["fixes"][0]["applicability"], "unsafe");
    assert_eq!(value["problems"][0]["line"], 4);
    assert_eq!(
        value["problems"][1],
        serde_json::json!({"file":"secret","line":1,"message":"the directory cannot be read: permission denied"})
    );
    assert_eq!(value["summary"]["skipped"], 12);
    assert_eq!(value["summary"]["findings"], serde_json::json!({"error":2,"warning":1,"note":1}));
}

#[test]
fn byte_columns_lead_to_the_bytes() {
    let (report, sources) = example();
    let value = json(&report, &sources, Format::Json);
    let latin = &value["findings"][0];
    let line = LATIN.split(|b| *b == b'\n').nth(latin["line"].as_u64().unwrap() as usize - 1).unwrap();
    let column = |key: &str| latin[key].as_u64().unwrap() as usize - 1;
    assert_eq!(&line[column("column")..column("endColumn")], b"http.NewServeMux()");
}

#[test]
fn jsonl_says_the_same_as_json() {
    let (report, sources) = example();
    let whole = json(&report, &sources, Format::Json);
    let raw = text(&report, &sources, Format::Jsonl);
    let mut lines: Vec<Value> = raw.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    let last = lines.pop().unwrap();
    assert_eq!(last["type"], "summary");
    assert_eq!((&last["summary"], &last["problems"]), (&whole["summary"], &whole["problems"]));
    for (line, want) in lines.iter_mut().zip(whole["findings"].as_array().unwrap()) {
        assert_eq!(line.as_object_mut().unwrap().remove("type"), Some("finding".into()));
        assert_eq!(line, want);
    }
}

#[test]
fn every_format_has_the_same_number_of_findings() {
    let (report, sources) = example();
    let n = report.findings.len();
    let count = |value: &Value| value.as_array().expect("an array").len();
    for format in Format::ALL {
        let raw = text(&report, &sources, format);
        let found = match format {
            Format::Pretty => {
                raw.lines().filter(|l| ["error[", "warning[", "note["].iter().any(|s| l.starts_with(s))).count()
            }
            Format::Concise | Format::Github => raw.lines().count(),
            Format::Json => count(&json(&report, &sources, format)["findings"]),
            Format::Jsonl => raw.lines().filter(|l| l.contains(r#""type":"finding""#)).count(),
            Format::Sarif => count(&json(&report, &sources, format)["runs"][0]["results"]),
            Format::Gitlab => count(&json(&report, &sources, format)),
            Format::Rdjson => count(&json(&report, &sources, format)["diagnostics"]),
            Format::Checkstyle => elements(&raw).iter().filter(|(name, ..)| name == "error").count(),
            Format::Junit => elements(&raw).iter().filter(|(name, ..)| name == "failure").count(),
            Format::Markdown => {
                raw.lines().filter(|l| ["| error ", "| warning ", "| note "].iter().any(|s| l.starts_with(s))).count()
            }
        };
        assert_eq!(found, n, "{}:\n{raw}", format.as_str());
    }
}

#[test]
fn only_feeds_and_tabs_of_the_format_itself_are_control_characters() {
    let (report, sources) = example();
    for format in Format::ALL {
        let raw = text(&report, &sources, format);
        assert!(raw.chars().all(|c| c == '\n' || !c.is_control()), "{}: {raw:?}", format.as_str());
    }
}

#[test]
fn concise_is_one_line_each() {
    let (report, sources) = example();
    let raw = text(&report, &sources, Format::Concise);
    let lines: Vec<&str> = raw.lines().collect();
    assert_eq!(lines[0], "cmd/shop/latin.go:3:33: note[listen-error-ignored] mux is made here and never served");
    assert_eq!(
        lines[3],
        "cmd/shop/od\\nd\\u{1b}[31m:, 100%.go:2:5: warning[guard-bypassed] a % sign, a : colon,\\na second line, \\u{1b}[31mred\\u{202e}"
    );
}

/// Undoes the runner's escaping as actions/runner does (`ActionCommand.TryParseV2`), and nothing of ours.
fn annotations(raw: &str) -> Vec<Element> {
    let data = |s: &str| s.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let property = |s: &str| {
        s.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
    };
    raw.lines()
        .map(|line| {
            let rest = line.strip_prefix("::").expect("a command");
            let (head, message) = rest.split_once("::").expect("a message");
            let (command, properties) = head.split_once(' ').expect("properties");
            let properties = properties.split(',').map(|p| {
                let (key, value) = p.split_once('=').expect("key=value");
                (key.to_owned(), property(value))
            });
            (command.to_owned(), properties.collect(), data(message))
        })
        .collect()
}

#[test]
fn annotations_decode_back_and_errors_come_first() {
    let (report, sources) = example();
    let decoded = annotations(&text(&report, &sources, Format::Github));
    let commands: Vec<&str> = decoded.iter().map(|(c, ..)| c.as_str()).collect();
    assert_eq!(commands, ["error", "error", "warning", "notice"]);
    let get = |n: usize, key: &str| decoded[n].1.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str());
    assert_eq!(get(0, "file"), Some("cmd/shop/main.go"));
    assert_eq!((get(0, "line"), get(0, "col"), get(0, "endColumn")), (Some("12"), Some("2"), Some("52")));
    assert_eq!(get(0, "title"), Some("muxray route-conflict"));
    assert_eq!(get(2, "file"), Some("cmd/shop/od\nd\u{1b}[31m:, 100%.go".replace('\u{1b}', "\\u{1b}").as_str()));
    let message = &decoded[0].2;
    let conflict = &report.findings[1];
    assert!(message.starts_with(&format!("cmd/shop/main.go:12:2: {}\n", conflict.message)), "{message}");
    assert!(message.contains("\ninternal/debug/debug.go:9:2: registered first, in init\n"), "{message}");
    assert!(message.ends_with(&format!("\nhelp: {}", conflict.help)), "{message}");
    assert!(decoded[2].2.contains("a % sign, a : colon,\na second line"), "{}", decoded[2].2);
}

#[test]
fn annotations_name_files_from_the_root_of_the_repository() {
    let (report, sources) = example();
    let options = RenderOptions { root_prefix: "services/shop", ..RenderOptions::default() };
    let mut out = Vec::new();
    render(&report, &sources, &options, Format::Github, &mut out).unwrap();
    let decoded = annotations(&String::from_utf8(out).unwrap());
    assert_eq!(decoded[0].1[0], ("file".to_owned(), "services/shop/cmd/shop/main.go".to_owned()));
    // The text, too: the log of the job has nothing else.
    let message = &decoded[0].2;
    assert!(message.starts_with("services/shop/cmd/shop/main.go:12:2: "), "{message}");
    assert!(message.contains("\nservices/shop/internal/debug/debug.go:9:2: registered first"), "{message}");
}

#[test]
fn sarif_validates_and_its_regions_are_the_text() {
    let schema: Value = serde_json::from_str(include_str!("../../testdata/report/sarif-schema-2.1.0.json"))
        .expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema compiles");
    let check = |log: &Value| {
        let errors: Vec<String> = validator.iter_errors(log).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    };
    let (report, sources) = example();
    let log = json(&report, &sources, Format::Sarif);
    check(&log);
    check(&json(&Report::default(), &Sources::default(), Format::Sarif));
    let mut broken = log.clone();
    broken["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(!validator.is_valid(&broken), "a validator that accepts all proves nothing");

    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let ids: Vec<&str> =
        run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap()).collect();
    let unique: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len());
    assert!(ids.contains(&"never-fired"));
    let mut regions = 0;
    for (result, f) in run["results"].as_array().unwrap().iter().zip(&report.findings) {
        assert_eq!(ids[result["ruleIndex"].as_u64().unwrap() as usize], &*f.rule);
        assert_eq!(result["partialFingerprints"]["primaryLocationLineHash"], f.fingerprint);
        let related = result["relatedLocations"].as_array().cloned().unwrap_or_default();
        assert_eq!(related.len(), f.labels.len());
        let labels = std::iter::once(&f.primary).chain(&f.labels);
        for (location, label) in result["locations"].as_array().unwrap().iter().chain(&related).zip(labels) {
            let physical = &location["physicalLocation"];
            let bytes = sources.get(label.span.file).bytes();
            let region = &physical["region"];
            let want = String::from_utf8_lossy(&bytes[label.span.start as usize..label.span.end as usize]).into_owned();
            assert_eq!(region["snippet"]["text"], want);
            assert_eq!(at_region(&bytes, region, char::len_utf16), want, "{region}");
            assert_eq!(physical["artifactLocation"]["uriBaseId"], "%SRCROOT%");
            regions += 1;
        }
    }
    assert_eq!(regions, 8);
    assert_eq!(
        run["results"][3]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "cmd/shop/od%0Ad%1B%5B31m%3A%2C%20100%25.go"
    );
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    assert_eq!(run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap().len(), 2);
}

#[test]
fn sarif_counts_utf16_where_bytes_and_characters_differ() {
    let source = "package x // 日本\nvar 𝒳é = \"𝄞\"; var target = 1\n".as_bytes();
    let sources = Sources::default();
    let file = add(&sources, "a.go", source);
    let at = span(&sources, file, b"target");
    let report = Report { findings: vec![finding("r", Severity::Error, "m", label(at, ""))], ..Report::default() };
    let log = json(&report, &sources, Format::Sarif);
    let region = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(at_region(source, region, char::len_utf16), "target");
    let rd = json(&report, &sources, Format::Rdjson);
    let range = &rd["diagnostics"][0]["location"]["range"];
    let column = |end: &str| range[end]["column"].as_u64().unwrap() as usize - 1;
    assert_eq!(&source.split(|b| *b == b'\n').nth(1).unwrap()[column("start")..column("end")], b"target");
}

#[test]
fn sarif_and_rdjson_fixes_make_the_change() {
    let (report, sources) = example();
    let log = json(&report, &sources, Format::Sarif);
    let change = &log["runs"][0]["results"][2]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(at_region(MAIN, &change["deletedRegion"], char::len_utf16), "\":8080\"");
    assert_eq!(change["insertedContent"]["text"], "\"127.0.0.1:8080\"");
    let rd = json(&report, &sources, Format::Rdjson);
    let suggestion = &rd["diagnostics"][2]["suggestions"][0];
    assert_eq!(suggestion["text"], "\"127.0.0.1:8080\"");
    assert_eq!(suggestion["range"]["start"], serde_json::json!({"line":13,"column":32}));
    assert_eq!(rd["diagnostics"][1]["related_locations"].as_array().unwrap().len(), 2);
}

#[test]
fn rdjson_offers_only_what_one_click_can_do() {
    let sources = Sources::default();
    let file = add(&sources, "a.go", b"one two");
    let other = add(&sources, "b.go", b"three");
    let edit = |file, text: &[u8]| Edit { span: span(&sources, file, text), text: "x".to_owned() };
    let mut f = finding("r", Severity::Error, "m", label(span(&sources, file, b"one"), ""));
    let fix = |a, edits| Fix::new("t".to_owned(), a, edits).unwrap();
    f.fixes = vec![
        fix(Applicability::Safe, vec![edit(file, b"one"), edit(file, b"two")]),
        fix(Applicability::DisplayOnly, vec![edit(file, b"one")]),
        fix(Applicability::Safe, vec![edit(other, b"three")]),
    ];
    let report = Report { findings: vec![f], ..Report::default() };
    assert_eq!(json(&report, &sources, Format::Rdjson)["diagnostics"][0].get("suggestions"), None);
}

#[test]
fn gitlab_entries() {
    let (report, sources) = example();
    let value = json(&report, &sources, Format::Gitlab);
    assert_eq!(value[1]["severity"], "critical");
    assert_eq!(value[1]["location"]["path"], "cmd/shop/main.go");
    assert_eq!(value[1]["location"]["positions"]["begin"], serde_json::json!({"line":12,"column":2}));
    let prints: std::collections::BTreeSet<String> = (0..4).map(|n| value[n]["fingerprint"].to_string()).collect();
    assert_eq!(prints.len(), 4, "GitLab keeps one finding of each fingerprint");
}

#[test]
fn xml_reads_back() {
    let (mut report, sources) = example();
    report.findings[1].message = "<a> & \"b\" ]]> 'c'".to_owned();
    let attribute =
        |e: &Element, key: &str| e.1.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone()).unwrap_or_default();
    let checkstyle = elements(&text(&report, &sources, Format::Checkstyle));
    let errors: Vec<_> = checkstyle.iter().filter(|e| e.0 == "error").collect();
    assert_eq!(attribute(errors[1], "message"), "<a> & \"b\" ]]> 'c'");
    assert_eq!(
        (attribute(errors[1], "line"), attribute(errors[1], "source")),
        ("12".into(), "muxray.route-conflict".into())
    );
    let files: Vec<_> = checkstyle.iter().filter(|e| e.0 == "file").map(|e| attribute(e, "name")).collect();
    assert_eq!(files, ["cmd/shop/latin.go", "cmd/shop/main.go", "cmd/shop/od\\nd\\u{1b}[31m:, 100%.go"]);

    let junit = elements(&text(&report, &sources, Format::Junit));
    let suite = junit.iter().find(|e| e.0 == "testsuite").unwrap();
    assert_eq!((attribute(suite, "tests"), attribute(suite, "failures")), ("4".into(), "4".into()));
    let failure = junit.iter().filter(|e| e.0 == "failure").nth(1).unwrap();
    assert_eq!(attribute(failure, "message"), "<a> & \"b\" ]]> 'c'");
    assert!(failure.2.contains("cmd/shop/main.go:12:2: <a> & \"b\" ]]> 'c'\n"), "{}", failure.2);
    assert!(failure.2.contains("internal/debug/debug.go:9:2: registered first, in init"), "{}", failure.2);
    let clean = elements(&text(&Report::default(), &sources, Format::Junit));
    assert_eq!(clean.iter().filter(|e| e.0 == "testcase").count(), 1);
    assert_eq!(elements(&text(&Report::default(), &sources, Format::Checkstyle)).len(), 1);
}

#[test]
fn markdown_cells_hold() {
    let sources = Sources::default();
    let file = add(&sources, "a|b.go", b"x");
    let message = "GET /a/{x} | <b> `c` *d* @team #1\nnext";
    let f = finding("r", Severity::Error, message, label(span(&sources, file, b"x"), ""));
    let raw = text(&Report { findings: vec![f], ..Report::default() }, &sources, Format::Markdown);
    let row = raw.lines().find(|l| l.starts_with("| error")).expect("a row");
    let bars = row.match_indices('|').filter(|(at, _)| *at == 0 || row.as_bytes()[at - 1] != b'\\').count();
    assert_eq!(bars, 5, "{row}");
    assert!(!row.contains('<') && !row.contains('@') && row.contains("\\{x\\}"), "{row}");
    assert!(text(&Report::default(), &sources, Format::Markdown).contains("no findings"));
}

#[test]
fn fingerprints_survive_moved_lines_and_tell_twins_apart() {
    let print = |source: &[u8], target: &[u8], twins: usize| {
        let sources = Sources::default();
        let file = add(&sources, "a.go", source);
        let mut f = finding("r", Severity::Error, "m", label(span(&sources, file, target), ""));
        f.key = "/x".to_owned();
        let mut all = vec![f; twins];
        crate::fingerprint::fill_fingerprints(&mut all, &sources);
        all.into_iter().map(|f| f.fingerprint).collect::<Vec<_>>()
    };
    let one = print(b"target", b"target", 1);
    assert_eq!(one, print(b"\n\n// moved\n  target", b"target", 1));
    let two = print(b"target", b"target", 2);
    assert_eq!(two[0], one[0]);
    assert_ne!(two[0], two[1]);
    assert_eq!(one[0].len(), 32);
}
