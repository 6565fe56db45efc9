//! The go command as judge: which directories and files a pattern matches, what a program links, in which order it starts.
//!
//! Runs where `go` is installed; elsewhere it says so. `MUXRAY_TREES`, a list of directories separated by `:`, adds trees of
//! the developer's own machine.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use muxray::golang::constraint::{Cgo, Target};
use muxray::model::PackageSource;
use muxray::walk::{Env, Module, Options, SeedKind, Workspace};

/// Import path, directory and files of a package.
type Listed = BTreeSet<(String, PathBuf, String)>;

fn go(dir: &Path, env: &[(&str, &str)], args: &[&str]) -> Option<(String, String)> {
    let mut command = Command::new("go");
    command.current_dir(dir).args(args).env("GOTOOLCHAIN", "local").env("GOPROXY", "off").env_remove("GOFLAGS");
    let output = command.envs(env.iter().copied()).output().ok()?;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Some((text(output.stdout), text(output.stderr)))
}

fn go_minor() -> Option<u32> {
    let found =
        go(Path::new("."), &[], &["env", "GOVERSION"]).and_then(|(v, _)| v.trim().split('.').nth(1)?.parse().ok());
    if found.is_none() {
        println!("skipped: no go");
    }
    found
}

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/workspace").join(name)
}

fn open(dir: &Path, target: &Target, patterns: &[&str]) -> Workspace {
    let variable = |name: &str| std::env::var(name).ok();
    let options = Options {
        dir: dir.to_owned(),
        patterns: patterns.iter().map(|p| (*p).to_owned()).collect(),
        target: target.clone(),
        env: Env {
            gomodcache: variable("GOMODCACHE").map(Into::into),
            home: variable("HOME").map(Into::into),
            ..Env::default()
        },
        ..Options::default()
    };
    Workspace::open(&options).0
}

/// What `go list` says in each module of the tree, put together: it stops at nested modules, we do not.
fn listed_by_go(workspace: &Workspace, root: &Path, env: &[(&str, &str)]) -> Listed {
    let format = "{{.ImportPath}}\t{{.Dir}}\t{{join .GoFiles \" \"}} {{join .CgoFiles \" \"}}";
    let mut listed = Listed::new();
    for module in workspace.modules() {
        let dir = root.join(&*module.dir);
        let env = with_work(module, env);
        let (out, errors) = go(&dir, &env, &["list", "-e", "-f", format, "./..."]).expect("go list runs");
        for line in out.lines() {
            let mut parts = line.split('\t');
            let mut next = || parts.next().unwrap_or_default().to_owned();
            let (path, dir, files) = (next(), next(), next());
            let files: BTreeSet<&str> = files.split_whitespace().collect();
            listed.insert((path, dir.into(), files.into_iter().collect::<Vec<_>>().join(" ")));
        }
        assert!(!out.is_empty() || errors.contains("matched no packages"), "{}: {errors}", dir.display());
    }
    listed
}

/// The go command refuses a module that the go.work around it does not use; we take it by itself.
fn with_work<'a>(module: &Module, env: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let off: &[(&str, &str)] = if module.workspace.is_none() { &[("GOWORK", "off")] } else { &[] };
    env.iter().chain(off).copied().collect()
}

fn listed_by_us(workspace: &Workspace, root: &Path) -> Listed {
    let packages = workspace.matched().iter().map(|id| workspace.package(*id));
    // The go command passes over the package that only documents the universe.
    let packages = packages.filter(|p| !(&*p.module_path == "std" && &*p.import_path == "builtin"));
    packages
        .map(|p| {
            let files: Vec<&str> = p.files.iter().map(|f| &*f.name).collect();
            let dir = if &*p.dir == "." { root.to_owned() } else { root.join(&*p.dir) };
            (p.import_path.to_string(), dir, files.join(" "))
        })
        .collect()
}

#[track_caller]
fn same_packages(root: &Path, target: &Target, env: &[(&str, &str)]) {
    let root = root.canonicalize().expect("the case is there");
    let workspace = open(&root, target, &["./..."]);
    let (ours, theirs) = (listed_by_us(&workspace, &root), listed_by_go(&workspace, &root, env));
    let missing: Vec<_> = theirs.difference(&ours).take(10).collect();
    let extra: Vec<_> = ours.difference(&theirs).take(10).collect();
    assert!(missing.is_empty() && extra.is_empty(), "{}: missing {missing:#?}, too many {extra:#?}", root.display());
    assert!(!ours.is_empty());
}

/// Compares what each program links, without the standard library.
#[track_caller]
fn same_closures(root: &Path, target: &Target, env: &[(&str, &str)]) -> usize {
    let root = root.canonicalize().expect("the case is there");
    let workspace = open(&root, target, &["./..."]);
    let mut compared = 0;
    for seed in workspace.program_seeds().iter().filter(|s| s.kind == SeedKind::Package) {
        let main = workspace.package(seed.package);
        let ours: BTreeSet<String> = workspace
            .closure(seed.package)
            .packages
            .iter()
            .map(|id| workspace.package(*id))
            .filter(|p| p.source != PackageSource::Std)
            .map(|p| p.import_path.to_string())
            .collect();
        let args = ["list", "-e", "-deps", "-f", "{{.Standard}} {{.ImportPath}}", "."];
        let module = workspace.module(main.module.expect("these cases have modules"));
        let (out, _) = go(&root.join(&*main.dir), &with_work(module, env), &args).expect("go list runs");
        let own = |line: &str| match line.split_once(' ') {
            Some(("false", path)) => Some(path.to_owned()),
            // Go's own commands count as standard, but here they are what is looked at.
            Some((_, path)) if path.starts_with("cmd/") && main.import_path.starts_with("cmd/") => {
                Some(path.to_owned())
            }
            _ => None,
        };
        let theirs: BTreeSet<String> = out.lines().filter_map(own).collect();
        let missing: Vec<_> = theirs.difference(&ours).collect();
        let extra: Vec<_> = ours.difference(&theirs).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{}: missing {missing:?}, too many {extra:?}", seed.label);
        compared += 1;
    }
    compared
}

#[test]
fn the_same_directories_and_files() {
    let Some(go_minor) = go_minor() else { return };
    let target = Target { go_minor, ..Target::default() };
    for name in ["nested", "tags", "vendored", "gowork", "order"] {
        same_packages(&case(name), &target, &[]);
    }
    let on = |goos: &str, goarch: &str, cgo| {
        let target = Target { goos: goos.into(), goarch: goarch.into(), cgo, ..target.clone() };
        let enabled = if cgo == Cgo::On { "1" } else { "0" };
        same_packages(&case("tags"), &target, &[("GOOS", goos), ("GOARCH", goarch), ("CGO_ENABLED", enabled)]);
    };
    for (goos, goarch) in [("linux", "amd64"), ("windows", "amd64"), ("darwin", "arm64"), ("android", "arm64")] {
        on(goos, goarch, Cgo::Off);
        on(goos, goarch, Cgo::On);
    }
    for (goos, goarch) in
        [("js", "wasm"), ("illumos", "amd64"), ("ios", "arm64"), ("plan9", "386"), ("linux", "riscv64")]
    {
        on(goos, goarch, Cgo::Off);
    }
    let custom = Target { tags: ["custom".to_owned()].into(), ..target };
    same_packages(&case("tags"), &custom, &[("GOFLAGS", "-tags=custom")]);
}

#[test]
fn the_same_closures() {
    let Some(go_minor) = go_minor() else { return };
    let target = Target { go_minor, ..Target::default() };
    for (name, programs) in [("nested", 2), ("vendored", 1), ("gowork", 2), ("order", 1)] {
        let env: &[(&str, &str)] = &[];
        assert_eq!(same_closures(&case(name), &target, env), programs, "{name}");
    }
}

/// A program that is built and started with `inittrace` tells the order itself.
#[test]
fn the_same_order_of_initialisation() {
    if go_minor().is_none() {
        return;
    }
    let root = case("order");
    let binary = std::env::temp_dir().join(format!("muxray-order-{}", std::process::id()));
    let name = binary.to_string_lossy().into_owned();
    let (_, errors) = go(&root, &[], &["build", "-o", &name, "."]).expect("go build runs");
    let run = Command::new(&binary).env("GODEBUG", "inittrace=1").output().unwrap_or_else(|e| panic!("{e}: {errors}"));
    drop(std::fs::remove_file(&binary));
    let trace = String::from_utf8_lossy(&run.stderr).into_owned();
    let theirs: Vec<&str> = trace
        .lines()
        .filter_map(|l| l.strip_prefix("init ")?.split(' ').next())
        .filter(|p| p.contains("/order/"))
        .collect();
    let workspace = open(&root, &Target::default(), &["."]);
    let closure = workspace.closure(workspace.program_seeds()[0].package);
    let paths: Vec<&str> = closure.packages.iter().map(|id| &*workspace.package(*id).import_path).collect();
    let ours: Vec<&str> = paths.iter().copied().filter(|p| p.contains("/order/")).collect();
    assert_eq!(ours, theirs);
    assert_eq!(ours.len(), 7);
    assert_eq!(paths.last(), Some(&"example.com/order"));
}

/// Real trees, where the developer has some; prints what was compared and how long opening took.
#[test]
fn trees_of_this_machine() {
    let Ok(trees) = std::env::var("MUXRAY_TREES") else { return };
    let Some(go_minor) = go_minor() else { return };
    let target = Target { go_minor, ..Target::default() };
    for tree in trees.split(':').map(Path::new) {
        let start = Instant::now();
        let workspace = open(tree, &target, &["./..."]);
        let opened = start.elapsed();
        let start = Instant::now();
        let closures =
            workspace.program_seeds().iter().map(|s| workspace.closure(s.package).packages.len()).sum::<usize>();
        let mut counts = BTreeMap::new();
        for package in workspace.packages() {
            *counts.entry(format!("{:?}", package.source)).or_insert(0) += 1;
        }
        println!(
            "{}: open {opened:?}, {} closures {:?} of {closures} packages; {} matched; {} files; {counts:?}",
            tree.display(),
            workspace.program_seeds().len(),
            start.elapsed(),
            workspace.matched().len(),
            workspace.packages().iter().map(|p| p.files.len()).sum::<usize>(),
        );
        if std::env::var("MUXRAY_TREES_COMPARE").is_ok() {
            same_packages(tree, &target, &[]);
            println!("  the same closures: {}", same_closures(tree, &target, &[]));
        }
    }
}
