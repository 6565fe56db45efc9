//! Every fix on every case: what `--fix=unsafe` makes of a copy of testdata/, and whether that is better.
//!
//! In: testdata/, the binary, and where they are there Go and git. Out: a failure where the changed files are not those of the case's
//! `fixed/` (each with `.txt` behind its name, so that no build sees it; `BLESS=1` writes them), where a fix leaves its finding, brings a new one or a syntax error,
//! where a second run changes something, where `--diff` says something else than `--fix` does, and where the fixed program does not build, does not vet, or,
//! started, still does what was reported. `MUXRAY_CASES=part-of-a-name` runs some cases. Knows no rule.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::oracle::build::{Go, build, releases, units, vet};
use crate::oracle::judge::{Outcome, judge, paths};
use crate::oracle::start::Starter;
use crate::want::{Case, Run, cases, read_case};
use serde_json::Value;

type Files = BTreeMap<String, Vec<u8>>;

/// What a run of the binary said.
struct Said {
    status: Option<i32>,
    out: Vec<u8>,
    err: String,
}

impl Said {
    fn findings(&self) -> Vec<Value> {
        let report: Value = serde_json::from_slice(&self.out).unwrap_or_else(|e| panic!("no JSON ({e}): {}", self.err));
        report["findings"].as_array().cloned().expect("a list of findings")
    }

    fn broken_files(&self) -> u64 {
        let report: Value = serde_json::from_slice(&self.out).expect("JSON");
        report["summary"]["filesWithErrors"].as_u64().expect("a number")
    }
}

fn lint(case: &Case, dir: &Path, options: &[&str]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_muxray"));
    command.env_clear().env("PATH", "").args(["lint", "--format", "json"]).args(options);
    if case.pedantic {
        command.args(["--persona", "pedantic"]);
    }
    let out = command.args(&case.lint).arg("-C").arg(dir).output().expect("muxray starts");
    let said =
        Said { status: out.status.code(), out: out.stdout, err: String::from_utf8_lossy(&out.stderr).into_owned() };
    assert!(matches!(said.status, Some(0 | 1)), "{} {options:?}: {:?} {}", case.name, said.status, said.err);
    said
}

/// All files below a directory but those of `fixed/`.
fn tree(dir: &Path) -> Files {
    let mut files = Files::new();
    for entry in walkdir::WalkDir::new(dir).into_iter().filter_entry(|e| e.depth() != 1 || e.file_name() != "fixed") {
        let entry = entry.expect("a readable entry");
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(dir).expect("below the directory").to_string_lossy().into_owned();
            files.insert(name, fs::read(entry.path()).expect("a readable file"));
        }
    }
    files
}

fn copy(files: &Files, to: &Path) {
    drop(fs::remove_dir_all(to));
    for (name, bytes) in files {
        let path = to.join(name);
        fs::create_dir_all(path.parent().expect("a directory")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
}

fn changed(before: &Files, after: &Files) -> Files {
    let differs = |(name, bytes): &(&String, &Vec<u8>)| before.get(*name) != Some(bytes);
    assert!(before.keys().all(|name| after.contains_key(name)), "a fix removes no file");
    after.iter().filter(differs).map(|(n, b)| (n.clone(), b.clone())).collect()
}

/// What `fixed/` holds: the changed files as they should be.
fn golden(case: &Case) -> Files {
    let dir = case.dir.join("fixed");
    if !dir.exists() {
        return Files::new();
    }
    let files = walkdir::WalkDir::new(&dir).into_iter().map(|e| e.expect("a readable entry"));
    files
        .filter(|e| e.file_type().is_file())
        .map(|e| {
            let name = e.path().strip_prefix(&dir).expect("below fixed/").to_string_lossy().into_owned();
            let name = name.strip_suffix(".txt").expect("files in fixed/ end in .txt").to_owned();
            (name, fs::read(e.path()).expect("a readable file"))
        })
        .collect()
}

fn bless(case: &Case, files: &Files) {
    let dir = case.dir.join("fixed");
    drop(fs::remove_dir_all(&dir));
    for (name, bytes) in files {
        let path = dir.join(format!("{name}.txt"));
        fs::create_dir_all(path.parent().expect("a directory")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
}

fn counts(findings: &[Value]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding["rule"].as_str().expect("a rule").to_owned()).or_default() += 1;
    }
    counts
}

fn fixable(findings: &[Value]) -> usize {
    let applies = |fix: &Value| fix["applicability"] != "display-only";
    findings.iter().filter(|f| f["fixes"].as_array().expect("fixes").iter().any(applies)).count()
}

/// What is wrong with the fixes of a case, and how many were made.
fn check(case: &Case, work: &Path) -> (Vec<String>, usize) {
    let mut wrong = Vec::new();
    let before = tree(&case.dir);
    let copied = work.join(&case.name);
    copy(&before, &copied);
    let old = lint(case, &copied, &[]);
    let (found, broken) = (old.findings(), old.broken_files());
    let fixed = lint(case, &copied, &["--fix=unsafe"]);
    let after = tree(&copied);
    let changes = changed(&before, &after);
    let made: Vec<&str> = fixed.err.lines().filter(|l| l.starts_with("fixed ")).collect();
    if fixed.err.contains("a fix was not made") {
        wrong.push(format!("a fix was taken back:\n{}", fixed.err));
    }
    if (fixable(&found) > 0) == changes.is_empty() || made.is_empty() != changes.is_empty() {
        wrong.push(format!("{} fixable, {} made, {} files changed", fixable(&found), made.len(), changes.len()));
    }
    if std::env::var_os("BLESS").is_some() {
        bless(case, &changes);
    }
    let golden = golden(case);
    for name in changes.keys().chain(golden.keys()) {
        if changes.get(name) != golden.get(name) {
            let now = changes.get(name).map(|b| String::from_utf8_lossy(b)).unwrap_or_default();
            wrong.push(format!("{name} is not that of fixed/ (BLESS=1 writes it):\n{now}"));
        }
    }
    if changes.is_empty() {
        return (wrong, 0);
    }
    // What the run itself says of the result, and what a fresh one says.
    let new = lint(case, &copied, &[]);
    if fixed.findings() != new.findings() {
        wrong.push("--fix reports something else than a new run".to_owned());
    }
    let (left, had) = (counts(&new.findings()), counts(&found));
    let fixed_of = |rule: &str| made.iter().filter(|l| l.ends_with(&format!("({rule})"))).count();
    for (rule, had) in &had {
        let left = left.get(rule).copied().unwrap_or(0);
        if left + fixed_of(rule) > *had {
            wrong.push(format!("{rule}: {had} before, {} fixed, {left} left", fixed_of(rule)));
        }
    }
    wrong.extend(left.keys().filter(|rule| !had.contains_key(*rule)).map(|rule| format!("{rule} is new")));
    if new.broken_files() > broken {
        wrong.push("more files have syntax errors".to_owned());
    }
    if fixable(&new.findings()) > 0 {
        wrong.push("something fixable is left".to_owned());
    }
    lint(case, &copied, &["--fix=unsafe"]);
    if tree(&copied) != after {
        wrong.push("a second run changes something".to_owned());
    }
    let undone = work.join("diff").join(&case.name);
    copy(&before, &undone);
    let diff = lint(case, &undone, &["--fix=unsafe", "--diff"]);
    if tree(&undone) != before {
        wrong.push("--diff wrote something".to_owned());
    }
    if let Some(said) = applied(&diff.out, &before, &after, &work.join("applied").join(&case.name)) {
        wrong.push(said);
    }
    (wrong, made.len())
}

/// git makes of the diff what `--fix` made: what is different, if anything.
fn applied(diff: &[u8], before: &Files, after: &Files, dir: &Path) -> Option<String> {
    if diff.is_empty() {
        return (before != after).then(|| "--diff is empty".to_owned());
    }
    copy(before, dir);
    let mut git = Command::new("git");
    git.current_dir(dir).args(["apply", "--unsafe-paths", "--directory="]).arg("-");
    git.env("GIT_DIR", dir.join("none")).stdin(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut child) = git.spawn() else { return None };
    std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), diff).expect("git reads");
    let out = child.wait_with_output().expect("git ends");
    if !out.status.success() {
        return Some(format!("git does not take the diff: {}", String::from_utf8_lossy(&out.stderr)));
    }
    (tree(dir) != *after).then(|| "the diff is not what --fix does".to_owned())
}

fn work() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixes")
}

#[test]
fn fixes_make_every_case_better() {
    let cases = cases();
    let next = AtomicUsize::new(0);
    let done: Mutex<BTreeMap<String, (Vec<String>, usize)>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let result = check(case, &work().join("cases"));
                    done.lock().expect("a worker died").insert(case.name.clone(), result);
                }
            });
        }
    });
    let done = done.into_inner().expect("a worker died");
    let mut report = String::new();
    for (name, (said, _)) in done.iter().filter(|(_, (said, _))| !said.is_empty()) {
        let _ = writeln!(report, "{name}\n  {}", said.join("\n  "));
    }
    let (total, made) = (done.len(), done.values().map(|(_, made)| made).sum::<usize>());
    let wrong = done.values().filter(|(said, _)| !said.is_empty()).count();
    assert!(wrong == 0, "{wrong} of {total} cases\n{report}");
    println!("{total} cases, {made} fixes");
}

#[test]
fn real_go_builds_vets_and_starts_what_was_fixed() {
    let releases = releases();
    let Some(newest) = releases.last() else {
        println!("skipped: no go");
        return;
    };
    let work = work().join("go");
    fs::create_dir_all(&work).expect("a folder");
    let starter = Starter::new(newest, &work);
    if starter.is_none() {
        println!("skipped: no network namespace; programs are built and not started");
    }
    let (mut built, mut started, mut failures) = (0, 0, Vec::new());
    for case in cases().into_iter().filter(|c| c.unbuilt.is_none() && c.dir.join("fixed").exists()) {
        let dir = work.join("cases").join(&case.name);
        copy(&tree(&case.dir), &dir);
        lint(&case, &dir, &["--fix=unsafe"]);
        let fixed = without_what_is_gone(&case, &dir);
        let (programs, runs, said) = try_with_go(&fixed, newest, starter.as_ref(), &work);
        built += programs;
        started += runs;
        failures.extend(said);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    println!("{built} programs built and vetted, {started} runs");
}

/// The case after its fixes: it wants what is still found, and what was bypassed must guard.
fn without_what_is_gone(case: &Case, dir: &Path) -> Case {
    let mut fixed = read_case(case.name.clone(), dir);
    let left = lint(case, dir, &[]).findings();
    let (kept, gone): (Vec<_>, Vec<_>) = fixed.wants.into_iter().partition(|want| {
        left.iter().any(|f| f["rule"] == *want.rule && f["file"] == *want.file && f["line"] == want.line)
    });
    fixed.wants = kept;
    let bypassed = gone.iter().filter(|want| want.rule == "guard-bypassed");
    fixed.guarded.extend(bypassed.map(|want| want.texts[0].rsplit(' ').next().unwrap_or_default().to_owned()));
    fixed
}

fn try_with_go(case: &Case, go: &Go, starter: Option<&Starter>, work: &Path) -> (usize, usize, Vec<String>) {
    let (mut built, mut started, mut failures) = (0, 0, Vec::new());
    for unit in units(case).into_iter().filter(|u| go.minor >= u.least) {
        if let Err(said) = vet(go, &unit) {
            failures.push(format!("{}: go vet: {said}", case.name));
        }
        let programs = match build(go, case, &unit, &work.join("bin")) {
            Ok(programs) => programs,
            Err(said) => {
                failures.push(format!("{} does not build: {said}", case.name));
                continue;
            }
        };
        built += programs.len();
        for (program, starter) in programs.iter().filter_map(|p| Some((p, starter?))) {
            if case.unstarted.contains_key(&program.dir) {
                continue;
            }
            let runs = case.runs.get(&program.dir).cloned().unwrap_or_else(|| vec![Run::default()]);
            let mut outcomes = Vec::new();
            for (i, run) in runs.iter().enumerate() {
                let name = format!("{}-{}-{i}", case.name, program.dir).replace('/', "+");
                match starter.start(&program.exe, run, None, &paths(case), &name) {
                    Ok(seen) => outcomes.push(Outcome { upgraded: false, seen }),
                    Err(said) => failures.push(format!("{} ({}): {said}", case.name, program.dir)),
                }
            }
            started += outcomes.len();
            failures.extend(judge(case, program, go, &outcomes).failures);
        }
        // An executable is larger than all of testdata.
        drop(fs::remove_dir_all(work.join("bin")));
    }
    (built, started, failures)
}

/// What `fixed/` holds is what the fixes make (see above); here gofmt judges it, beside the files that it was made of.
#[test]
fn what_gofmt_has_formatted_stays_so() {
    let mut fixed = BTreeMap::new();
    for entry in walkdir::WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata")) {
        let path = entry.unwrap().into_path();
        let text = path.to_str().expect("names of cases are UTF-8");
        let before =
            text.strip_suffix(".txt").filter(|text| text.ends_with(".go")).map(|t| t.replacen("/fixed/", "/", 1));
        let before =
            before.map(PathBuf::from).filter(|before| before.with_extension("go.txt") != path && before.is_file());
        fixed.extend(before.map(|before| (before, path.clone())));
    }
    assert!(fixed.len() > 50, "{}", fixed.len());
    let unformatted = |files: Vec<&PathBuf>| match Command::new("gofmt").arg("-l").args(files).output() {
        Ok(out) => Some(String::from_utf8(out.stdout).unwrap().lines().map(PathBuf::from).collect::<Vec<_>>()),
        Err(_) => None,
    };
    let (Some(before), Some(after)) = (unformatted(fixed.keys().collect()), unformatted(fixed.values().collect()))
    else {
        println!("skipped: no gofmt");
        return;
    };
    let lost: Vec<_> = fixed.iter().filter(|(old, new)| after.contains(new) && !before.contains(old)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}
