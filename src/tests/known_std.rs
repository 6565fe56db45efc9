//! Knowledge of Go packages against the packages themselves: names, parameters and types by the type checker, routes by the mux.
//!
//! Releases of Go: those that variables `MUXRAY_GO_*` name (a GOROOT or a go binary), and the `go` on PATH.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use muxray::known::{KnownPackage, is_std_method, version_matches};

use super::claims;

/// Every row about the standard library holds for the newest Go at hand.
#[test]
fn rows_of_the_standard_library_fit_its_types() {
    let Some((_, go)) = releases().pop() else {
        println!("skipped: no go");
        return;
    };
    let rows: Vec<String> = entries().into_iter().filter(|(path, _)| is_std(path)).flat_map(claims_of).collect();
    assert!(rows.len() > 100, "too few claims: {}", rows.len());
    let module = module("types", "1.21");
    let refused = claims::refused(&go, &module, &rows);
    assert!(refused.is_empty(), "{} of {} claims:\n{}", refused.len(), rows.len(), refused.join("\n"));
}

/// Every row about other packages holds in the module of the directory `MUXRAY_KNOWN_MODULES`, which requires them.
#[test]
fn rows_of_other_packages_fit_their_types() {
    let (Some(directory), Some((_, go))) = (std::env::var_os("MUXRAY_KNOWN_MODULES"), releases().pop()) else {
        println!("skipped: no go, or no module that requires the packages");
        return;
    };
    let directory = PathBuf::from(directory);
    let list = claims::run(Command::new(&go).current_dir(&directory).args(["list", "-m", "all"]), "");
    let versions: Vec<(&str, &str)> = list.lines().filter_map(|line| line.split_once(' ')).collect();
    let here = |path: &str| {
        let inside = |module: &str| path == module || path.starts_with(&format!("{module}/"));
        let modules = versions.iter().filter(|(module, _)| inside(module));
        modules.max_by_key(|(module, _)| module.len()).map(|(_, version)| *version)
    };
    let mut rows = Vec::new();
    let mut absent = BTreeSet::new();
    for (path, package) in entries().into_iter().filter(|(path, _)| !is_std(path)) {
        match (here(&path), &package.versions) {
            (None, _) => absent.extend([path]),
            (Some(version), Some(wanted)) if !version_matches(wanted, version) => {
                absent.extend([format!("{path} {wanted}")]);
            }
            _ => rows.extend(claims_of((path, package))),
        }
    }
    let refused = claims::refused(&go, &directory, &rows);
    println!("{} claims checked, {} refused; not required there: {absent:#?}", rows.len(), refused.len());
    assert!(refused.is_empty(), "{} of {} claims:\n{}", refused.len(), rows.len(), refused.join("\n"));
}

/// The routes that a standard package's init registers, in every era that the releases at hand can give; and no other
/// standard package that is known registers any of them.
#[test]
fn routes_of_the_standard_library_are_on_the_default_mux() {
    let releases = releases();
    if releases.is_empty() {
        println!("skipped: no go");
    }
    let packages: Vec<_> = entries().into_iter().filter(|(path, _)| is_std(path)).collect();
    let (registering, silent): (Vec<_>, Vec<_>) =
        packages.into_iter().partition(|(_, package)| !package.init.is_empty());
    assert!(!registering.is_empty(), "no known package registers");
    let importing =
        |packages: &[(String, KnownPackage)]| packages.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    for (minor, go) in releases {
        for (line, era) in eras(minor) {
            let directory = module(&format!("routes-{minor}-{line}"), line);
            let (requests, expected): (Vec<_>, Vec<_>) =
                registering.iter().flat_map(|(_, package)| expectations(package, era)).unzip();
            assert_eq!(ask(&go, &directory, &importing(&registering), &requests), expected, "go 1.{minor}, {era}");
            let none = vec![String::new(); requests.len()];
            assert_eq!(ask(&go, &directory, &importing(&silent), &requests), none, "go 1.{minor}, {era}");
        }
    }
}

/// Requests for the routes of a package, with GET and with POST, and the pattern that must answer each in an era.
fn expectations(package: &KnownPackage, era: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for route in &package.init {
        let method = route.method.get(era);
        let pattern = method.map_or_else(|| route.pattern.clone(), |method| format!("{method} {}", route.pattern));
        for request in ["GET", "POST"] {
            let answers = method.is_none_or(|method| method == request);
            let answer = if answers { pattern.clone() } else { String::new() };
            all.push((format!("{request} {}", route.pattern), answer));
        }
    }
    all
}

/// Every method of an interface of the standard library is known, in each release.
#[test]
fn methods_that_the_standard_library_calls_are_known() {
    let releases = releases();
    if releases.is_empty() {
        println!("skipped: no go");
    }
    let oracle = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/known/oracle/interfaces.go");
    for (minor, go) in releases {
        let directory = module(&format!("interfaces-{minor}"), "1.21");
        std::fs::copy(&oracle, directory.join("main.go")).expect("a module of the test's own");
        let mut command = Command::new(&go);
        command.current_dir(&directory).args(["run", "."]).env("GOTOOLCHAIN", "local");
        let names = claims::run(&mut command, "");
        assert!(names.lines().count() > 200, "go 1.{minor}: {names}");
        let unknown: Vec<_> = names.lines().filter(|name| !is_std_method(name)).collect();
        assert!(unknown.is_empty(), "go 1.{minor} calls {unknown:?}, too");
    }
    assert!(!is_std_method("Run") && !is_std_method("Listen"));
}

fn ask(go: &Path, module: &Path, importing: &[String], requests: &[String]) -> Vec<String> {
    let oracle = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/known/oracle/routes.go");
    std::fs::copy(oracle, module.join("routes.go")).unwrap();
    let imports: String = importing.iter().map(|path| format!("import _ {path:?}\n")).collect();
    std::fs::write(module.join("imports.go"), format!("package main\n\n{imports}")).unwrap();
    let mut command = Command::new(go);
    command.current_dir(module).args(["run", "."]).env("GOTOOLCHAIN", "local").env_remove("GODEBUG");
    claims::run(&mut command, &requests.join("\n")).lines().map(str::to_owned).collect()
}

/// A fresh module with this go line.
fn module(name: &str, go_line: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&directory).unwrap();
    std::fs::write(directory.join("go.mod"), format!("module example.com/known\n\ngo {go_line}\n")).unwrap();
    directory
}

/// Go lines that a release builds, each with the era that it gives.
fn eras(minor: u32) -> Vec<(&'static str, &'static str)> {
    match minor {
        ..=21 => vec![("1.21", "E121")],
        22 => vec![("1.21", "E121"), ("1.22", "E122")],
        _ => vec![("1.21", "E121"), ("1.22", "E123")],
    }
}

/// The releases of Go at hand: their minor number and their go binary, oldest first.
fn releases() -> Vec<(u32, PathBuf)> {
    let named = std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("MUXRAY_GO_"));
    let mut found: Vec<(u32, PathBuf)> = named
        .map(|(_, value)| PathBuf::from(value))
        .map(|path| if path.is_dir() { path.join("bin/go") } else { path })
        .chain([PathBuf::from("go")])
        .filter_map(|go| {
            let output = Command::new(&go).args(["env", "GOVERSION"]).env("GOTOOLCHAIN", "local").output().ok()?;
            let version = String::from_utf8(output.stdout).ok()?;
            let minor = version.trim().strip_prefix("go1.")?.split('.').next()?.parse().ok()?;
            Some((minor, go))
        })
        .collect();
    found.sort();
    found
}

fn entries() -> Vec<(String, KnownPackage)> {
    let packages = super::files().into_iter().flat_map(|(_, file)| file.packages);
    packages.flat_map(|package| package.paths.clone().into_iter().map(move |path| (path, package.clone()))).collect()
}

fn claims_of((path, package): (String, KnownPackage)) -> Vec<String> {
    claims::of_package(&path, &package)
}

/// The paths of the standard library have no dot in their first element.
pub(crate) fn is_std(path: &str) -> bool {
    !path.split('/').next().unwrap_or_default().contains('.')
}
