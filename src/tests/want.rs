//! The cases of testdata/ and what they expect, as their own comments say it.
//!
//! In: the folder testdata/. Out: [`Case`]s with their wants and directives. A line of Go may end in
//! `// want [rule-id] "text"`, where the brackets may also name a severity, the eras and the programs of the
//! finding (`[route-conflict error E122 @cmd/api]`), several texts may follow (the message or a label must contain each), and several
//! rules may stand after one `want`. Lines of their own are directives: `// persona: pedantic`,
//! `// lint: ARGUMENTS` (instead of `./...`), `// run: ENV=x ARGUMENTS` (how the oracle starts this program; several
//! lines are several runs; `// run: skip REASON`), `// build: skip REASON`, `// probe: /path` (one more path that the oracle asks for) and
//! `// served: :8080` (pprof answers there, by hand, and no rule of this persona says so), `// guarded: /path` (it answers
//! 401 on every port). Files around the code (Dockerfiles, manifests, launch.json) have wants too, behind `# want` or `// want`;
//! where a line cannot end in a comment, the want stands on a line of its own in front of it.
//! Knows neither muxray nor Go.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders of testdata/ that hold something else than cases.
const OTHER: [&str; 7] = ["bad-rules", "config", "oracle", "pattern", "report", "team", "tour"];

/// One expected finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Want {
    /// The file, relative to the case, with `/`.
    pub file: String,
    /// The line of the finding's primary place.
    pub line: usize,
    /// The rule.
    pub rule: String,
    /// The severity, where the case cares.
    pub severity: Option<String>,
    /// The eras, where the case cares.
    pub eras: Vec<String>,
    /// The programs that the finding holds for, by directory (`.` for the root), where the case cares.
    pub programs: Vec<String>,
    /// Texts that the message or a label contains. For a conflict the first is what Go prints too; for a listener's
    /// finding the first is its address.
    pub texts: Vec<String>,
    /// Whether the line is an import spec.
    pub on_import: bool,
}

/// How the oracle starts a program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// Environment.
    pub env: Vec<(String, String)>,
    /// Arguments.
    pub args: Vec<String>,
}

/// One case.
#[derive(Debug, Clone, Default)]
pub struct Case {
    /// `rule-id/case`.
    pub name: String,
    /// Its directory.
    pub dir: PathBuf,
    /// What it expects.
    pub wants: Vec<Want>,
    /// Whether the pedantic rules run too.
    pub pedantic: bool,
    /// Arguments of lint: patterns and options.
    pub lint: Vec<String>,
    /// Runs by directory of the main package, relative to the case (empty for its root).
    pub runs: BTreeMap<String, Vec<Run>>,
    /// Directories of main packages that are not started, with the reason.
    pub unstarted: BTreeMap<String, String>,
    /// Why the case is not built, where Go would refuse to.
    pub unbuilt: Option<String>,
    /// Paths that the oracle asks for beside the usual ones.
    pub probes: Vec<String>,
    /// Ports with routes registered by hand.
    pub served: Vec<String>,
    /// Paths that answer 401 on every port.
    pub guarded: Vec<String>,
    /// All Go files, relative to the case, with their text.
    pub files: Vec<(String, String)>,
    /// Files around the code, with their text.
    pub manifests: Vec<(String, String)>,
}

impl Case {
    /// The rule that the case was written for.
    pub fn rule(&self) -> &str {
        self.name.split('/').next().unwrap_or_default()
    }
}

/// The folder testdata/ of this checkout.
pub fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata")
}

/// All cases, sorted by name. `MUXRAY_CASES` (a part of the name) selects some.
pub fn cases() -> Vec<Case> {
    let only = std::env::var("MUXRAY_CASES").unwrap_or_default();
    let mut all = Vec::new();
    for group in directories(&testdata()) {
        let group_name = name_of(&group);
        if OTHER.contains(&group_name.as_str()) {
            continue;
        }
        for dir in directories(&group) {
            let name = format!("{group_name}/{}", name_of(&dir));
            let case = read_case(name, &dir);
            if !(case.files.is_empty() && case.manifests.is_empty()) && case.name.contains(&only) {
                all.push(case);
            }
        }
    }
    all
}

/// Reads one case. Panics, naming the place, on a comment that does not follow the form.
pub fn read_case(name: String, dir: &Path) -> Case {
    let mut case = Case { name, dir: dir.to_path_buf(), ..Case::default() };
    collect(dir, "", &mut case);
    for (file, text) in case.files.clone() {
        let package_dir = file.rsplit_once('/').map_or(String::new(), |(d, _)| d.to_owned());
        for (index, line) in text.lines().enumerate() {
            let place = format!("{}/{file}:{}", case.name, index + 1);
            if let Some((code, tail)) = line.split_once("// want ") {
                let on_import = is_import_spec(code);
                for want in parse_wants(tail, &place) {
                    case.wants.push(Want { file: file.clone(), line: index + 1, on_import, ..want });
                }
            }
            let Some((key, value)) = line.strip_prefix("// ").and_then(|l| l.split_once(": ")) else { continue };
            match key {
                "persona" => case.pedantic = value.trim() == "pedantic",
                "build" => case.unbuilt = value.strip_prefix("skip ").map(str::to_owned),
                "lint" => case.lint = words(value),
                "probe" => case.probes.push(value.trim().to_owned()),
                "guarded" => case.guarded.push(value.trim().to_owned()),
                "served" => case.served.push(value.trim().to_owned()),
                "run" => match value.strip_prefix("skip ") {
                    Some(reason) => drop(case.unstarted.insert(package_dir.clone(), reason.to_owned())),
                    None => case.runs.entry(package_dir.clone()).or_default().push(parse_run(value)),
                },
                _ => {}
            }
        }
    }
    for (file, text) in case.manifests.clone() {
        let slashes = [".json", ".code-workspace", ".mod"];
        let marks = if slashes.iter().any(|end| file.ends_with(end)) { "// " } else { "# " };
        // Wants of lines of their own wait for the next line that is none.
        let mut waiting = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let place = format!("{}/{file}:{}", case.name, index + 1);
            let Some((code, tail)) = line.split_once(&format!("{marks}want ")) else {
                let here = waiting.drain(..).map(|want| Want { file: file.clone(), line: index + 1, ..want });
                case.wants.extend(here);
                case.pedantic |= line.trim() == format!("{marks}persona: pedantic");
                continue;
            };
            waiting.extend(parse_wants(tail, &place));
            if !code.trim().is_empty() {
                let here = waiting.drain(..).map(|want| Want { file: file.clone(), line: index + 1, ..want });
                case.wants.extend(here);
            }
        }
        assert!(waiting.is_empty(), "{}/{file}: a want at the end of the file", case.name);
    }
    if case.lint.is_empty() {
        case.lint = vec!["./...".to_owned()];
    }
    case
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn parse_run(text: &str) -> Run {
    let mut run = Run::default();
    for word in words(text) {
        match word.split_once('=') {
            Some((name, value)) if run.args.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c == '_') => {
                run.env.push((name.to_owned(), value.to_owned()));
            }
            _ if word == "-" => {}
            _ => run.args.push(word),
        }
    }
    run
}

/// Reads `[rule severity ERA] "text" "text" [rule] "text"`.
fn parse_wants(tail: &str, place: &str) -> Vec<Want> {
    let mut wants: Vec<Want> = Vec::new();
    let mut rest = tail.trim();
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('[') {
            let Some((head, after)) = inner.split_once(']') else { panic!("{place}: `[` without `]`") };
            let mut want = empty_want();
            for (i, word) in head.split_whitespace().enumerate() {
                match word {
                    rule if i == 0 => want.rule = rule.to_owned(),
                    "error" | "warning" | "note" => want.severity = Some(word.to_owned()),
                    "E121" | "E122" | "E123" => want.eras.push(word.to_owned()),
                    program if program.starts_with('@') => want.programs.push(program[1..].to_owned()),
                    _ => panic!("{place}: `{word}` is no severity, no era and no @program"),
                }
            }
            assert!(!want.rule.is_empty(), "{place}: a want without a rule");
            wants.push(want);
            rest = after.trim_start();
        } else if let Some(inner) = rest.strip_prefix('"') {
            let Some((text, after)) = inner.split_once('"') else { panic!("{place}: a text without its end") };
            let Some(want) = wants.last_mut() else { panic!("{place}: a text before any [rule]") };
            want.texts.push(text.to_owned());
            rest = after.trim_start();
        } else {
            panic!("{place}: `{rest}` is neither `[rule]` nor a text");
        }
    }
    assert!(wants.iter().all(|w| !w.texts.is_empty()), "{place}: a want without a text");
    wants
}

fn empty_want() -> Want {
    Want {
        file: String::new(),
        line: 0,
        rule: String::new(),
        severity: None,
        eras: Vec::new(),
        programs: Vec::new(),
        texts: Vec::new(),
        on_import: false,
    }
}

/// Whether the code before a want is nothing but an import spec.
fn is_import_spec(code: &str) -> bool {
    let code = code.trim().trim_start_matches("import ").trim();
    let path = code.split_once(' ').map_or(code, |(_, path)| path.trim());
    let quoted = |q: char| path.len() > 2 && path.starts_with(q) && path.ends_with(q);
    (quoted('"') || quoted('`')) && !code.contains('(')
}

fn collect(dir: &Path, prefix: &str, case: &mut Case) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(dir).map(|r| r.filter_map(|e| e.ok().map(|e| e.path())).collect()).unwrap_or_default();
    entries.sort();
    for path in entries {
        let name = format!("{prefix}{}", name_of(&path));
        if path.is_dir() {
            if name_of(&path) != "fixed" {
                collect(&path, &format!("{name}/"), case);
            }
            continue;
        }
        let is_go = Path::new(&name).extension().is_some_and(|e| e == "go");
        // What the case itself says in a file of its own has no wants.
        if is_go || ![".txt", ".md", ".sum", ".work", ".out"].iter().any(|end| name.ends_with(end)) {
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap_or_default()).into_owned();
            if name.ends_with(".mod") && !text.contains("// want [") {
                continue;
            }
            if is_go { &mut case.files } else { &mut case.manifests }.push((name, text));
        }
    }
}

fn directories(dir: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(dir)
        .map(|r| r.filter_map(|e| e.ok().map(|e| e.path())).filter(|p| p.is_dir()).collect())
        .unwrap_or_default();
    found.sort();
    found
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}
