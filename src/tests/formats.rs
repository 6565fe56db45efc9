//! All formats of real reports, over all of testdata/: each tells the same findings, in the same places, and the places hold what they say.
//!
//! In: what the binary writes with `--output`. Out: readers of other people (a schema, an XML reader), lines and columns counted here on the files.
//! Knows no API.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::binary::{command, finished, module, run};
use crate::xml;

const FORMATS: [&str; 11] =
    ["pretty", "concise", "json", "jsonl", "sarif", "github", "gitlab", "checkstyle", "junit", "rdjson", "markdown"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata")
}

/// What one run says in each format.
struct Said {
    dir: PathBuf,
    texts: BTreeMap<&'static str, String>,
}

impl Said {
    fn of(dir: &Path, work: &Path) -> Self {
        let files = FORMATS.map(|format| (format, work.join(format)));
        let outputs: Vec<String> = files.iter().map(|(format, file)| format!("{format}={}", file.display())).collect();
        let mut arguments = vec!["lint", "-q", "--persona", "pedantic"];
        outputs.iter().for_each(|output| arguments.extend(["--output", output]));
        // All of them name files from the directory of the run, where that is the root of the repository.
        finished(command(dir, &arguments).env("GITHUB_WORKSPACE", dir).env("CI_PROJECT_DIR", dir));
        let texts = files.map(|(format, file)| (format, fs::read_to_string(file).expect("a report")));
        Self { dir: dir.to_owned(), texts: texts.into() }
    }

    fn json(&self, format: &str) -> Value {
        serde_json::from_str(&self.texts[format]).unwrap_or_else(|e| panic!("{format}: {e}"))
    }

    /// The text between two places of a file: lines from 1, columns in units of a character from 1.
    fn text(&self, file: &str, [from, to]: [(u64, u64); 2], unit: fn(char) -> usize) -> String {
        let bytes = fs::read(self.dir.join(file)).unwrap_or_else(|e| panic!("{file}: {e}"));
        let all = String::from_utf8_lossy(&bytes);
        let mut at = (1, 1);
        let mut text = String::new();
        for c in all.chars() {
            if at >= from && at < to {
                text.push(c);
            }
            at = if c == '\n' { (at.0 + 1, 1) } else { (at.0, at.1 + unit(c) as u64) };
        }
        text
    }
}

fn number(value: &Value, key: &str) -> u64 {
    value[key].as_u64().unwrap_or_else(|| panic!("{key} of {value}"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("a text: {value}")).to_owned()
}

/// File, line and rule of each finding, sorted.
type Places = Vec<(String, u64, String)>;

/// The places that a format names.
fn places(said: &Said, format: &str) -> Places {
    let raw = &said.texts[format];
    let from_json =
        |findings: &[Value], place: fn(&Value) -> (String, u64, String)| findings.iter().map(place).collect();
    let mut places: Places = match format {
        "json" => {
            from_json(list(&said.json("json")["findings"]), |f| (text(&f["file"]), number(f, "line"), text(&f["rule"])))
        }
        "jsonl" => raw
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
            .filter(|line| line["type"] == "finding")
            .map(|f| (text(&f["file"]), number(&f, "line"), text(&f["rule"])))
            .collect(),
        "sarif" => from_json(list(&said.json("sarif")["runs"][0]["results"]), |r| {
            let physical = &r["locations"][0]["physicalLocation"];
            (uri(&physical["artifactLocation"]["uri"]), number(&physical["region"], "startLine"), text(&r["ruleId"]))
        }),
        "gitlab" => from_json(list(&said.json("gitlab")), |f| {
            let location = &f["location"];
            (text(&location["path"]), number(&location["positions"]["begin"], "line"), text(&f["check_name"]))
        }),
        "rdjson" => from_json(list(&said.json("rdjson")["diagnostics"]), |d| {
            let location = &d["location"];
            (text(&location["path"]), number(&location["range"]["start"], "line"), text(&d["code"]["value"]))
        }),
        "concise" => raw
            .lines()
            .map(|line| {
                let (place, rest) = line.split_once(": ").expect("a place");
                let mut parts = place.rsplitn(3, ':');
                let (_, at, file) = (parts.next(), parts.next().expect("a line"), parts.next().expect("a file"));
                let rule = rest.split_once('[').and_then(|(_, rest)| rest.split_once(']')).expect("a rule").0;
                (file.to_owned(), at.parse().expect("a number"), rule.to_owned())
            })
            .collect(),
        "github" => raw.lines().map(annotation).collect(),
        "checkstyle" => {
            let mut file = String::new();
            let mut found = Vec::new();
            for (name, attributes) in elements(raw) {
                match name.as_str() {
                    "file" => file.clone_from(&attributes["name"]),
                    "error" => {
                        let rule = attributes["source"].strip_prefix("muxray.").expect("ours");
                        found.push((file.clone(), attributes["line"].parse().expect("a number"), rule.to_owned()));
                    }
                    _ => {}
                }
            }
            found
        }
        "junit" => elements(raw)
            .filter(|(name, attributes)| name == "testcase" && attributes.contains_key("file"))
            .map(|(_, a)| {
                let rule = a["name"].split_once(" at ").expect("a place").0;
                (a["file"].clone(), a["line"].parse().expect("a number"), rule.to_owned())
            })
            .collect(),
        "markdown" => raw
            .lines()
            .filter(|l| ["| error ", "| warning ", "| note "].iter().any(|s| l.starts_with(s)))
            .map(|line| {
                let mut cells = line.split(" | ").skip(1);
                // A link, where the rule has one.
                let rule = cells.next().expect("a rule").trim_start_matches('[').split(']').next().unwrap().to_owned();
                let (file, at) = cells.next().expect("a place").rsplit_once(':').expect("a line");
                (file.replace('\\', ""), at.parse().expect("a number"), rule)
            })
            .collect(),
        // A page for people names the rule in the first line of a finding, and its places in the heads of what it draws.
        "pretty" => {
            let heads = raw.lines().filter(|l| ["error[", "warning[", "note["].iter().any(|s| l.starts_with(s)));
            heads.map(|l| (String::new(), 0, l[l.find('[').unwrap() + 1..l.find(']').unwrap()].to_owned())).collect()
        }
        other => panic!("{other}"),
    };
    places.sort();
    places
}

/// `::error file=F,line=L,...,title=muxray RULE::...`, undone as the runner does.
fn annotation(line: &str) -> (String, u64, String) {
    let head = line.split("::").nth(1).expect("a command");
    let property = |key: &str| {
        let all = head.split_once(' ').expect("properties").1;
        let raw = all.split(',').find_map(|p| p.strip_prefix(key)?.strip_prefix('=')).expect("a property");
        ["%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%"]
            .chunks(2)
            .fold(raw.to_owned(), |text, pair| text.replace(pair[0], pair[1]))
    };
    let rule = property("title").strip_prefix("muxray ").expect("ours").to_owned();
    (property("file"), property("line").parse().expect("a number"), rule)
}

fn uri(value: &Value) -> String {
    let raw = text(value);
    let mut bytes = Vec::new();
    let mut rest = raw.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        if byte == b'%' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&behind[..2]).expect("ASCII"), 16).expect("a byte"));
            rest = &behind[2..];
        } else {
            bytes.push(byte);
            rest = behind;
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// The elements of a document, with their attributes by name.
fn elements(raw: &str) -> impl Iterator<Item = (String, BTreeMap<String, String>)> {
    xml::elements(raw).into_iter().map(|(name, attributes, _)| (name, attributes.into_iter().collect()))
}

/// Every place that a log of SARIF names: the snippet is the text of the file there.
fn check_regions(said: &Said, log: &Value) -> usize {
    let mut seen = 0;
    for result in list(&log["runs"][0]["results"]) {
        for location in list(&result["locations"]).iter().chain(list(&result["relatedLocations"])) {
            let physical = &location["physicalLocation"];
            // What stands in no file of the user's has another root.
            if physical["artifactLocation"]["uriBaseId"] != "%SRCROOT%" {
                continue;
            }
            let region = &physical["region"];
            let ends = [("startLine", "startColumn"), ("endLine", "endColumn")]
                .map(|(line, column)| (number(region, line), number(region, column)));
            let here = said.text(&uri(&physical["artifactLocation"]["uri"]), ends, char::len_utf16);
            assert_eq!(here, text(&region["snippet"]["text"]), "{physical}");
            seen += 1;
        }
    }
    seen
}

/// The same in reviewdog's format: its columns are bytes.
fn check_ranges(said: &Said, log: &Value, rdjson: &Value) {
    for (result, diagnostic) in list(&log["runs"][0]["results"]).iter().zip(list(&rdjson["diagnostics"])) {
        let location = &diagnostic["location"];
        let ends = ["start", "end"].map(|end| {
            let end = &location["range"][end];
            (number(end, "line"), number(end, "column"))
        });
        let here = said.text(&text(&location["path"]), ends, char::len_utf8);
        assert_eq!(here, text(&result["locations"][0]["physicalLocation"]["region"]["snippet"]["text"]), "{location}");
    }
}

#[test]
fn all_formats_tell_the_same_findings_at_the_same_places() {
    let schema = fs::read_to_string(root().join("report/sarif-schema-2.1.0.json")).expect("the schema");
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).expect("JSON")).expect("a schema");
    let work = module("reports", &[]);
    let (mut findings, mut regions) = (0, 0);
    let mut folders: Vec<PathBuf> =
        fs::read_dir(root()).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()).collect();
    folders.sort();
    for folder in folders {
        let said = Said::of(&folder, &work);
        let told = places(&said, "json");
        for format in FORMATS {
            let mut want = told.clone();
            if format == "pretty" {
                want.iter_mut().for_each(|(file, line, _)| (*file, *line) = (String::new(), 0));
                want.sort();
            }
            assert_eq!(places(&said, format), want, "{format} in {}", folder.display());
        }
        let log = said.json("sarif");
        let errors: Vec<String> = validator.iter_errors(&log).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", folder.display());
        regions += check_regions(&said, &log);
        check_ranges(&said, &log, &said.json("rdjson"));
        let rules = list(&log["runs"][0]["tool"]["driver"]["rules"]);
        assert!(rules.len() > 40 && rules.iter().all(|rule| rule["help"]["markdown"].is_string()), "{}", rules.len());
        findings += told.len();
    }
    assert!(findings > 500 && regions > findings, "{findings} findings, {regions} regions");
}

/// What holds in one build only says so, whoever reads it.
#[test]
fn every_format_marks_what_holds_in_one_build_only() {
    let conflict = |os: &str| {
        format!(
            "package main\n\nimport \"net/http\"\n\nfunc init() {{\n\thttp.HandleFunc(\"/{os}/{{x}}\", nil)\n\thttp.HandleFunc(\"/{os}/{{y}}\", nil)\n}}\n"
        )
    };
    let dir = module(
        "builds",
        &[
            ("main.go", &conflict("all").replace("func init", "func main")),
            ("a_windows.go", &conflict("windows")),
            ("muxray.toml", "[[target]]\n\n[[target]]\ngoos = \"windows\"\n"),
        ],
    );
    let said = Said::of(&dir, &dir.join("reports"));
    for (format, raw) in &said.texts {
        // Those that name all builds of a finding do it for each.
        let once = ["concise", "gitlab", "checkstyle", "markdown"].contains(format);
        let marks = raw.matches("windows/amd64").count();
        assert!(if once { marks == 1 } else { marks >= 1 }, "{format}: {raw}");
        if once {
            let line = raw.lines().find(|line| line.contains("windows/amd64")).unwrap_or_default();
            assert!(
                raw.lines().count() == 1 || line.contains("/windows/") || line.contains("(only for"),
                "{format}: {line}"
            );
        }
    }
    let concise: Vec<&str> = said.texts["concise"].lines().collect();
    assert!(concise[0].ends_with(" (only for windows/amd64)") && !concise[1].contains("amd64"), "{concise:?}");
    run(&dir, &["lint"]).exits(1).tells("Looked at 2 builds: linux/amd64, windows/amd64.");
}
