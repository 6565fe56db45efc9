//! Labels for what has to be set: there where somebody sets something, and nowhere else.
//!
//! In: the case `pprof-exposed/behind-a-setting`. Out: a failure where a label says too much, which no `// want` can tell.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

#[test]
fn only_settings_are_named() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/pprof-exposed/behind-a-setting");
    let mut run = Command::new(env!("CARGO_BIN_EXE_muxray"));
    run.args(["lint", "--isolated", "--no-cache", "--select", "pprof-exposed", "--format", "json", "./..."]);
    let out = run.current_dir(&dir).output().expect("muxray starts");
    let report: Value = serde_json::from_slice(&out.stdout).expect("a report");
    let text = |label: &Value| {
        let file = label["file"].as_str().expect("a path");
        let number = |key: &str| usize::try_from(label[key].as_u64().expect("a number")).expect("a small one");
        let source = std::fs::read_to_string(dir.join(file)).expect("a file of the case");
        let line = source.lines().nth(number("line") - 1).expect("a line of it").to_owned();
        (file.to_owned(), line[number("column") - 1..number("endColumn") - 1].to_owned())
    };
    let findings = report["findings"].as_array().expect("a list");
    let labels = findings.iter().flat_map(|finding| finding["labels"].as_array().expect("a list"));
    let told = labels.filter_map(|label| Some((text(label), label["text"].as_str()?.strip_suffix(" this holds")?)));
    let told: Vec<((String, String), &str)> = told.collect();
    let expected = [
        ("chosen/main.go", "*development", "only where"),
        ("flag/main.go", "*profile", "only where"),
        ("mounted/main.go", "*profile", "only where"),
        ("quiet/main.go", "!o.profile", "unless"),
    ];
    let expected = expected.map(|(file, asked, how)| ((file.to_owned(), asked.to_owned()), how));
    assert_eq!(findings.len(), 5);
    assert_eq!(told, expected);
}
