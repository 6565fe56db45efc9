//! Go releases on this machine, and the programs of a case built with one of them.
//!
//! In: MUXRAY_GO_1_21, MUXRAY_GO_1_22, MUXRAY_GO_1_23, MUXRAY_GO_NEWEST (paths of go binaries; for the last `go` of
//! PATH where it is not set), and a case. Out: executables with the directories that each links. Nothing is downloaded: GOPROXY is off.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::want::Case;

/// One Go release.
#[derive(Debug, Clone)]
pub struct Go {
    /// `1.22`.
    pub name: String,
    /// 22.
    pub minor: u32,
    /// Its go binary.
    pub path: PathBuf,
}

/// One program of a case.
#[derive(Debug, Clone)]
pub struct Program {
    /// Directory of the main package, relative to the case; empty for its root.
    pub dir: String,
    /// The executable.
    pub exe: PathBuf,
    /// Directories that it links, relative to the case; None where the case has one program only: then all.
    pub links: Option<BTreeSet<String>>,
    /// The minor of the go line that decides: 21 for `go 1.21`, 16 where there is none.
    pub go_line: u32,
}

/// The releases, one for each version, oldest first.
pub fn releases() -> Vec<Go> {
    let mut found: BTreeMap<(u32, u32), Go> = BTreeMap::new();
    let named = ["MUXRAY_GO_1_21", "MUXRAY_GO_1_22", "MUXRAY_GO_1_23", "MUXRAY_GO_NEWEST"];
    let on_path = std::env::var_os("MUXRAY_GO_NEWEST").is_none().then(|| PathBuf::from("go"));
    let paths = named.iter().filter_map(|n| std::env::var_os(n).map(PathBuf::from)).chain(on_path);
    for path in paths {
        let Ok(out) = Command::new(&path).args(["env", "GOVERSION"]).env("GOTOOLCHAIN", "local").output() else {
            continue;
        };
        let text = String::from_utf8_lossy(&out.stdout).trim().trim_start_matches("go").to_owned();
        let mut parts = text.split('.').map(|p| p.chars().take_while(char::is_ascii_digit).collect::<String>());
        let minor = parts.nth(1).and_then(|p| p.parse().ok()).unwrap_or(0);
        let patch = parts.next().and_then(|p| p.parse().ok()).unwrap_or(0);
        if minor > 0 {
            found.entry((minor, patch)).or_insert(Go { name: format!("1.{minor}"), minor, path });
        }
    }
    found.into_values().collect()
}

/// A module (or workspace) of a case that has programs.
#[derive(Debug, Clone)]
pub struct Unit {
    dir: PathBuf,
    mains: Vec<String>,
    patterns: Vec<String>,
    options: Vec<String>,
    /// The minor of the go line that decides.
    pub go_line: u32,
    /// The smallest minor that may build it.
    pub least: u32,
    cgo: bool,
}

/// The units of a case: its root, and nested modules of their own with a main package.
pub fn units(case: &Case) -> Vec<Unit> {
    let mut mains: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, text) in &case.files {
        let dir = file.rsplit_once('/').map_or("", |(d, _)| d);
        let is_main = text.lines().any(|l| l.trim_end() == "package main");
        if is_main && !file.ends_with("_test.go") && !dir.split('/').any(|d| d.starts_with('_') || d == "testdata") {
            mains.entry(module_of(case, dir)).or_default().insert(dir.to_owned());
        }
    }
    let workspace = case.dir.join("go.work").exists();
    let mut found: Vec<Unit> = Vec::new();
    for (module, dirs) in mains {
        let root = module.is_empty() || workspace;
        let dir = if workspace { case.dir.clone() } else { case.dir.join(&module) };
        let (patterns, options) = arguments(case, root);
        let file = if workspace { dir.join("go.work") } else { dir.join("go.mod") };
        let Ok(text) = fs::read_to_string(file) else { continue };
        let directive = |key: &str| {
            text.lines().find_map(|l| l.trim().strip_prefix(key).and_then(|v| v.trim().strip_prefix("1.").map(minor)))
        };
        let go_line = directive("go ").unwrap_or(16);
        let least = directive("toolchain go").unwrap_or(0).max(go_line);
        if let Some(unit) = found.iter_mut().find(|u| u.dir == dir) {
            unit.mains.extend(dirs);
            continue;
        }
        let cgo = case.files.iter().any(|(_, text)| text.contains("import \"C\""));
        found.push(Unit { dir, mains: dirs.into_iter().collect(), patterns, options, go_line, least, cgo });
    }
    found
}

/// The directory of the nearest go.mod at or above a directory, relative to the case.
fn module_of(case: &Case, dir: &str) -> String {
    let mut at = dir;
    loop {
        if case.dir.join(at).join("go.mod").exists() || at.is_empty() {
            return at.to_owned();
        }
        at = at.rsplit_once('/').map_or("", |(parent, _)| parent);
    }
}

fn minor(version: &str) -> u32 {
    version.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0)
}

/// Patterns and options of `go build` that mean what the arguments of lint mean.
fn arguments(case: &Case, root: bool) -> (Vec<String>, Vec<String>) {
    let mut patterns = Vec::new();
    let mut options = Vec::new();
    let mut words = case.lint.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--tags" => options.extend(["-tags".to_owned(), words.next().cloned().unwrap_or_default()]),
            "--go" | "--goos" | "--goarch" | "--cgo" | "--select" | "--ignore" => drop(words.next()),
            option if option.starts_with("--") => {}
            pattern if root => patterns.push(pattern.to_owned()),
            _ => {}
        }
    }
    if patterns.is_empty() {
        patterns.push("./...".to_owned());
    }
    (patterns, options)
}

/// Builds the programs of a unit, into a folder of its own under `bin`. The error is what Go said.
pub fn build(go: &Go, case: &Case, unit: &Unit, bin: &Path) -> Result<Vec<Program>, String> {
    let relative = unit.dir.strip_prefix(&case.dir).unwrap_or(&unit.dir);
    let out = bin.join(&go.name).join(case.name.replace('/', "+")).join(relative);
    fs::create_dir_all(&out).map_err(|e| e.to_string())?;
    let mut command = command(go, unit);
    command.args(["build", "-ldflags=-s -w", "-o"]).arg(format!("{}/", out.display()));
    let built = command.args(&unit.options).args(&unit.patterns).output().map_err(|e| e.to_string())?;
    if !built.status.success() {
        return Err(String::from_utf8_lossy(&built.stderr).into_owned());
    }
    let packages = if unit.mains.len() > 1 { closures(go, case, unit)? } else { BTreeMap::new() };
    let single = |dir: &String| Program {
        dir: dir.clone(),
        exe: fs::read_dir(&out)
            .ok()
            .and_then(|mut r| r.find_map(|e| e.ok().map(|e| e.path()).filter(|p| p.is_file())))
            .unwrap_or_default(),
        links: None,
        go_line: unit.go_line,
    };
    if unit.mains.len() == 1 {
        return Ok(unit.mains.iter().map(single).collect());
    }
    let program = |(dir, (name, links)): (String, (String, BTreeSet<String>))| {
        let exe = out.join(name);
        Program { dir, exe, links: Some(links), go_line: unit.go_line }
    };
    Ok(packages.into_iter().map(program).collect())
}

/// Whether `go vet` has nothing against a unit; the error is what it says.
pub fn vet(go: &Go, unit: &Unit) -> Result<(), String> {
    let out =
        command(go, unit).arg("vet").args(&unit.options).args(&unit.patterns).output().map_err(|e| e.to_string())?;
    if out.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&out.stderr).into_owned()) }
}

fn command(go: &Go, unit: &Unit) -> Command {
    let mut command = Command::new(&go.path);
    command.current_dir(&unit.dir);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("GO") && name != "GOCACHE" && name != "GOPATH" {
            command.env_remove(&name);
        }
    }
    let settings = [("GOPROXY", "off"), ("GOSUMDB", "off"), ("GOTOOLCHAIN", "local"), ("GOFLAGS", "-buildvcs=false")];
    command.envs(settings).env("CGO_ENABLED", if unit.cgo { "1" } else { "0" });
    command
}

/// For each main package: the name of its executable and the directories that it links.
type Closures = BTreeMap<String, (String, BTreeSet<String>)>;

fn closures(go: &Go, case: &Case, unit: &Unit) -> Result<Closures, String> {
    let format = "{{if not .Standard}}{{.ImportPath}}\t{{.Name}}\t{{.Dir}}\t{{join .Deps \" \"}}{{end}}";
    let listed = command(go, unit)
        .args(["list", "-deps", "-f", format])
        .args(&unit.options)
        .args(&unit.patterns)
        .output()
        .map_err(|e| e.to_string())?;
    if !listed.status.success() {
        return Err(String::from_utf8_lossy(&listed.stderr).into_owned());
    }
    let text = String::from_utf8_lossy(&listed.stdout).into_owned();
    let rows: Vec<Vec<&str>> =
        text.lines().map(|l| l.split('\t').collect()).filter(|r: &Vec<_>| r.len() == 4).collect();
    let root = fs::canonicalize(&case.dir).map_err(|e| e.to_string())?;
    let inside = |dir: &str| {
        Path::new(dir).strip_prefix(&root).map_or_else(|_| dir.to_owned(), |p| p.to_string_lossy().into_owned())
    };
    let dirs: BTreeMap<&str, String> = rows.iter().map(|r| (r[0], inside(r[2]))).collect();
    let mut found = Closures::new();
    for row in rows.iter().filter(|r| r[1] == "main") {
        let mut links: BTreeSet<String> = row[3].split(' ').filter_map(|d| dirs.get(d).cloned()).collect();
        links.insert(inside(row[2]));
        let name = row[0].rsplit('/').next().unwrap_or_default().to_owned();
        found.insert(inside(row[2]), (name, links));
    }
    Ok(found)
}
