//! From patterns to programs, without Go on the machine: what the go command was seen to do with these trees, and where
//! muxray wants something else.

use std::path::{Path, PathBuf};

use memchr::memmem::Finder;
use muxray::finding::Problem;
use muxray::golang::constraint::{Reason, Target};
use muxray::model::PackageSource;
use muxray::model::eras::{Home, eras};
use muxray::walk::{Deps, Env, Options, PackageId, Workspace};

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/workspace").join(name)
}

fn options(dir: &Path, patterns: &[&str]) -> Options {
    let patterns = patterns.iter().map(|p| (*p).to_owned()).collect();
    let env = Env { gomodcache: Some(case("modcache")), ..Env::default() };
    Options { dir: dir.to_owned(), patterns, env, ..Options::default() }
}

fn open(name: &str, patterns: &[&str]) -> (Workspace, Vec<Problem>) {
    Workspace::open(&options(&case(name), patterns))
}

fn matched(workspace: &Workspace) -> Vec<&str> {
    workspace.matched().iter().map(|id| &*workspace.package(*id).dir).collect()
}

fn labels(workspace: &Workspace) -> Vec<&str> {
    workspace.program_seeds().iter().map(|s| &*s.label).collect()
}

/// What a program links beside itself and the standard library: source, path, version.
fn linked(workspace: &Workspace, label: &str) -> Vec<String> {
    let seed = workspace.program_seeds().iter().find(|s| &*s.label == label).expect("the program is there");
    let packages = workspace.closure(seed.package).packages;
    let packages = packages.iter().filter(|id| **id != seed.package).map(|id| workspace.package(*id));
    packages
        .filter(|p| p.source != PackageSource::Std)
        .map(|p| {
            format!("{:?} {} {}", p.source, p.import_path, p.version.as_deref().unwrap_or_default()).trim().to_owned()
        })
        .collect()
}

#[track_caller]
fn matches(name: &str, dir: &str, patterns: &[&str], expected: &[&str]) {
    let (workspace, problems) = Workspace::open(&options(&case(name).join(dir), patterns));
    assert_eq!(matched(&workspace), expected, "{patterns:?}");
    assert!(problems.is_empty(), "{patterns:?}: {problems:?}");
}

#[test]
fn patterns_as_the_go_command_reads_them() {
    let all = [".", "lib", "lib/generated", "lib/vendor", "only_tests", "sub", "sub/deeper"];
    matches("nested", ".", &[], &all);
    matches("nested", ".", &["./..."], &all);
    matches("nested", ".", &["..."], &all[..5]);
    matches("nested", ".", &["all"], &all[..5]);
    matches("nested", ".", &["./lib/..."], &["lib", "lib/generated", "lib/vendor"]);
    matches("nested", ".", &["lib/..."], &["lib", "lib/generated", "lib/vendor"]);
    matches("nested", ".", &["lib"], &["lib"]);
    matches("nested", ".", &["./lib", "./lib/", "./sub/../lib"], &["lib"]);
    matches("nested", ".", &["."], &["."]);
    matches("nested", ".", &["./l..."], &["lib", "lib/generated", "lib/vendor"]);
    matches("nested", ".", &["./.../deeper"], &["sub/deeper"]);
    matches("nested", ".", &["./...e..."], &["lib/generated", "lib/vendor", "only_tests", "sub/deeper"]);
    matches("nested", ".", &["example.com/nested/..."], &all[..5]);
    matches("nested", ".", &["example.com/nested/l..."], &all[1..4]);
    matches("nested", ".", &["example.com/nested"], &["."]);
    matches("nested", ".", &["example.com/nested/lib"], &["lib"]);
    matches("nested", "lib", &["./..."], &[".", "generated", "vendor"]);
    matches("nested", "lib", &["../sub/..."], &["../sub", "../sub/deeper"]);
    matches("nested", "lib", &["example.com/nested/..."], &["..", ".", "generated", "vendor", "../only_tests"]);
    let absolute = format!("{}/sub/...", case("nested").display());
    matches("nested", "lib", &[&absolute], &["../sub", "../sub/deeper"]);
}

/// The go command matches none of these; whoever names such a place wants it looked at.
#[test]
fn the_literal_part_of_a_pattern_leads_anywhere() {
    matches("nested", ".", &["./testdata/..."], &["testdata", "testdata/tour", "testdata/tour/part"]);
    matches("nested", ".", &["./testdata/tour/..."], &["testdata/tour", "testdata/tour/part"]);
    matches("nested", ".", &["./_fixtures/..."], &["_fixtures"]);
    matches("nested", ".", &["./lib/static/..."], &["lib/static", "lib/static/deep"]);
    matches("nested", ".", &["./lib/vendor/..."], &["lib/vendor", "lib/vendor/x"]);
    let (workspace, _) = open("nested", &["./testdata/tour/..."]);
    assert_eq!(&*workspace.package(workspace.matched()[1]).import_path, "example.com/tour/part");
    assert_eq!(&*workspace.modules()[0].dir, "testdata/tour");
}

#[test]
fn nothing_to_look_at_is_a_note_and_a_wrong_name_a_problem() {
    for pattern in ["./docs", "./docs/...", "./only_ignored/nothing...", "./only_ignored"] {
        let (workspace, problems) = open("nested", &[pattern]);
        assert!(problems.is_empty() && workspace.matched().is_empty(), "{pattern}: {problems:?}");
        assert_eq!(workspace.notes().is_empty(), pattern == "./only_ignored", "{pattern}");
    }
    assert!(matches!(open("nested", &["./only_ignored"]).0.skipped(), [(_, Reason::Ignore)]));
    for pattern in ["./nowhere", "./nowhere/...", "nowhere/...", "nowhere.go", "example.com/nested/nowhere", "a@v1"] {
        let (workspace, problems) = open("nested", &[pattern, "./lib"]);
        assert_eq!(matched(&workspace), ["lib"], "{pattern}");
        assert!(matches!(problems.as_slice(), [p] if p.fatal && &*p.path == pattern), "{pattern}: {problems:?}");
    }
    let (_, problems) = Workspace::open(&options(Path::new("/nowhere/at/all"), &[]));
    assert!(matches!(problems.as_slice(), [p] if p.fatal));
}

#[test]
fn several_programs_of_one_directory() {
    let (workspace, problems) = open("mains", &["./..."]);
    assert_eq!(labels(&workspace), ["debug", "several/a.go", "several/b.go"]);
    let files = |label: &str| {
        let seed = workspace.program_seeds().iter().find(|s| &*s.label == label).expect("the program");
        workspace.package(seed.package).files.iter().map(|f| f.name.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(files("several/a.go"), ["a.go", "shared.go"]);
    assert_eq!(files("several/b.go"), ["b.go", "shared.go"]);
    let messages: Vec<_> = problems.iter().map(|p| (&*p.path, p.message.as_str())).collect();
    assert_eq!(messages, [("mixed", "several packages (lib, main) in one directory; only lib is read")]);
    let others: Vec<_> = workspace.skipped().iter().filter(|(_, reason)| *reason == Reason::OtherPackage).collect();
    assert!(matches!(others[..], [(path, _)] if path.starts_with("mixed/")), "{others:?}");
    let libraries: Vec<&str> = workspace.libraries().iter().map(|id| &*workspace.package(*id).dir).collect();
    assert_eq!(libraries, ["library", "mixed", "plugin"]);
}

#[test]
fn named_files_are_programs_whatever_they_say() {
    let (workspace, problems) = open("mains", &["scripts/gen.go", "./debug/off.go", "debug/main.go", "several/a.go"]);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(labels(&workspace), ["debug", "scripts/gen.go", "several/a.go"].map(|l| l));
    assert_eq!(linked(&workspace, "scripts/gen.go"), ["Module example.com/mains/library"]);
    let package = workspace.package(workspace.program_seeds()[0].package);
    assert_eq!(&*package.import_path, "command-line-arguments");
    assert_eq!(package.files.len(), 2);
    // In a module the go line decides for named files too.
    assert_eq!(eras(&workspace.settings(&workspace.program_seeds()[2]), None).reason, "go 1.22 in go.mod");
    let (workspace, _) = open("bare", &["cmd/tool/main.go"]);
    assert_eq!(workspace.settings(&workspace.program_seeds()[0]).home, Home::Files);
}

#[test]
fn eras_of_programs() {
    let reasons = |name: &str, patterns: &[&str]| {
        let (workspace, _) = open(name, patterns);
        let seeds = workspace.program_seeds().iter();
        seeds.map(|s| format!("{}: {}", s.label, eras(&workspace.settings(s), None).reason)).collect::<Vec<_>>()
    };
    let debug = "debug: //go:debug httpmuxgo121=1 in debug/main.go";
    // Below the package clause a //go:debug line says nothing.
    let (a, b) = ("several/a.go: go 1.22 in go.mod", "several/b.go: go 1.22 in go.mod");
    assert_eq!(reasons("mains", &["./..."]), [debug, a, b]);
    assert_eq!(reasons("gowork", &["./..."]), ["a: go 1.23 in go.work", "unused: go 1.22 in unused/go.mod"]);
    assert_eq!(reasons("gowork/a", &["."]), [".: go 1.23 in ../go.work"]);
    assert_eq!(reasons("bare", &["./..."]), ["cmd/tool: no go.mod (GOPATH mode)"]);
}

#[test]
fn go_work_members_and_replaced_modules() {
    let (workspace, problems) = open("gowork", &["./..."]);
    assert!(problems.is_empty(), "{problems:?}");
    // The directory that replace names is a module of this run, so it is the user's own.
    assert_eq!(linked(&workspace, "a"), ["Module example.com/b/lib", "Module example.org/c"]);
    let (workspace, _) = open("gowork/a", &["."]);
    assert_eq!(linked(&workspace, "."), ["Module example.com/b/lib", "Replace example.org/c"]);
    let directory = |path: &str| {
        let mut packages = workspace.packages().iter();
        packages.find(|p| &*p.import_path == path).map(|p| p.dir.to_string())
    };
    assert_eq!(directory("example.com/b/lib").as_deref(), Some("../b/lib"));
    assert_eq!(directory("example.org/c").as_deref(), Some("../c"));
    let off = Env { gowork: Some("off".into()), ..Env::default() };
    let (workspace, _) = Workspace::open(&Options { env: off, ..options(&case("gowork/a"), &["."]) });
    assert_eq!(linked(&workspace, "."), ["Unseen example.com/b/lib", "Unseen example.org/c"]);
}

#[test]
fn a_member_that_is_not_there() {
    let temp = Temp::new("work");
    temp.file("go.work", b"go 1.24\nuse (\n\t.\n\t./gone\n)\n");
    temp.file("go.mod", b"module m\n\ngo 1.22\n");
    temp.file("main.go", b"package main\nfunc main() {}\n");
    let (workspace, problems) = Workspace::open(&options(&temp.0, &["./..."]));
    assert_eq!(labels(&workspace), ["."]);
    let [problem] = problems.as_slice() else { panic!("{problems:?}") };
    let span = problem.span.expect("a place");
    assert_eq!(workspace.sources().get(span.file).position(span.start).line, 4);
}

#[test]
fn vendored_packages_and_their_versions() {
    let all =
        ["Vendor Example.org/Dep/inner v1.2.3", "Vendor Example.org/Dep v1.2.3", "Vendor example.org/other/pkg v0.1.0"];
    let (workspace, problems) = open("vendored", &["./..."]);
    assert!(problems.is_empty(), "{problems:?}");
    // What waits for net/http comes after what waits for nothing.
    assert_eq!(linked(&workspace, "."), [all[2], "Module example.com/vendored/lib", all[0], all[1]]);
    assert!(workspace.modules()[0].vendor.is_some());
    assert_eq!(matched(&workspace), [".", "lib"]);
    let none = Options { deps: Deps::None, ..options(&case("vendored"), &["."]) };
    let (workspace, _) = Workspace::open(&none);
    let unseen = ["Unseen Example.org/Dep", "Unseen example.org/other/pkg", "Module example.com/vendored/lib"];
    assert_eq!(linked(&workspace, "."), unseen);
    assert_eq!(workspace.unseen().len(), 2);
    assert_eq!(workspace.unseen().values().sum::<usize>(), 2);
}

#[test]
fn the_module_cache() {
    let (workspace, problems) = open("cached", &["./..."]);
    assert!(problems.is_empty(), "{problems:?}");
    let expected = [
        "Unseen example.org/absent/x",
        "Unseen example.org/fork/sub",
        "Unseen example.org/low",
        "Cache example.org/excluded v1.1.0",
        "Cache example.org/swapped/sub v1.5.0",
        "Cache github.com/Upper/Case/sub v1.0.0",
        "Unseen github.com/Upper/Case/sub/module",
    ];
    assert_eq!(linked(&workspace, "."), expected);
    let upper = workspace.packages().iter().find(|p| p.import_path.ends_with("Case/sub")).expect("it is linked");
    assert!(upper.dir.ends_with("modcache/github.com/!upper/!case@v1.0.0/sub") && upper.dir.starts_with('/'));
    // Before go 1.17 the requirements of requirements count (go list -m all says the same).
    let (workspace, _) = open("old", &["./..."]);
    assert_eq!(linked(&workspace, "."), ["Cache example.org/x v1.2.0", "Cache example.org/z v1.10.0"]);
}

#[test]
fn trees_without_go_mod() {
    let (workspace, problems) = open("bare", &["./..."]);
    assert!(problems.is_empty(), "{problems:?}");
    let expected = [
        "Module github.com/someone/bare/cmd/tool/local",
        "Unseen github.com/else/absent",
        "Vendor github.com/else/inner",
        "Vendor github.com/else/vendored",
        "Module github.com/someone/bare/lib/deep",
        "Module github.com/someone/bare/lib",
    ];
    let mut ours = linked(&workspace, "cmd/tool");
    ours.sort_by_key(|line| expected.iter().position(|e| e == line));
    assert_eq!(ours, expected);
    assert_eq!(workspace.modules().len(), 0);
    let gopath = Env { gopath: Some(case("gopath").to_string_lossy().into_owned()), ..Env::default() };
    for env in [gopath, Env::default()] {
        let (workspace, _) = Workspace::open(&Options { env, ..options(&case("gopath/src/example.com/p"), &["."]) });
        assert_eq!(linked(&workspace, "."), ["Vendor github.com/v/w", "Cache example.com/q", "Cache plain/r"]);
        assert_eq!(&*workspace.package(workspace.matched()[0]).import_path, "example.com/p");
    }
}

#[test]
fn the_source_of_go_itself() {
    let (workspace, problems) = open("gotree/src", &["./..."]);
    assert!(problems.is_empty(), "{problems:?}");
    let paths: Vec<&str> = workspace.matched().iter().map(|id| &*workspace.package(*id).import_path).collect();
    assert_eq!(paths, ["cmd/internal/x", "cmd/tool", "net"]);
    assert_eq!(linked(&workspace, "cmd/tool"), ["Module cmd/internal/x", "Vendor cmd/vendor/golang.org/x/mod"]);
    let net = workspace.package(workspace.matched()[2]);
    assert_eq!(&*workspace.package(PackageId::of(&net.imports[0])).import_path, "vendor/golang.org/x/net/dns");
}

/// Everything that a run says about a workspace, as text.
fn dump(options: &Options) -> String {
    let (workspace, problems) = Workspace::open(options);
    let mut out = format!("{problems:#?} {:?} {:?}\n", workspace.notes(), workspace.skipped());
    for package in workspace.packages() {
        out += &format!("{package:?}\n");
    }
    for seed in workspace.program_seeds() {
        out += &format!("{seed:?} {:?} {:?}\n", workspace.closure(seed.package), workspace.settings(seed));
    }
    out
}

#[test]
fn one_thread_and_many_give_the_same_bytes() {
    let options = options(&case("."), &["./..."]);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| dump(&options))
    };
    let one = with(1);
    assert!(one.lines().count() > 60);
    for threads in [2, 8] {
        assert!(one == with(threads), "{threads} threads");
    }
}

struct Temp(PathBuf);

impl Temp {
    fn new(name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("muxray-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&dir).expect("a temporary directory");
        Self(dir.canonicalize().expect("it is there"))
    }

    fn file(&self, name: impl AsRef<Path>, bytes: &[u8]) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        std::fs::write(path, bytes).expect("a file");
    }
}

impl Drop for Temp {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

#[cfg(unix)]
#[test]
fn one_bad_file_stops_nothing() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    let temp = Temp::new("bad");
    temp.file("go.mod", b"module example.com/bad\n\ngo 1.22\nnonsense here\n");
    temp.file("good/main.go", b"package main\n\nimport _ \"example.com/bad/lib\"\n\nfunc main() {}\n");
    temp.file("lib/lib.go", b"package lib\n");
    temp.file("lib/empty.go", b"");
    temp.file("lib/garbage.go", b"\x00\xff\xfe{{{");
    temp.file("lib/cut.go", b"package lib\nimport (\n\t\"fmt\"\n\t\"os");
    temp.file("lib/tags.go", b"//go:build linux &&\n\npackage lib\n");
    let mut large = b"package lib\n\nimport \"os\"\n//".to_vec();
    large.resize(20 << 20, b'x');
    temp.file("lib/large.go", &large);
    let mut long_head = b"/*".to_vec();
    long_head.resize(3 << 20, b'*');
    long_head.extend(b"*/ package lib\nimport \"long/head\"\n");
    temp.file("lib/long_head.go", &long_head);
    temp.file(Path::new(std::ffi::OsStr::from_bytes(b"lib/\xff.go")), b"package lib\n");
    temp.file("locked/l.go", b"package locked\n");
    symlink(&temp.0, temp.0.join("lib/loop")).expect("a link");
    symlink("loop.go", temp.0.join("lib/loop.go")).expect("a link");
    symlink("nowhere.go", temp.0.join("lib/dangling.go")).expect("a link");
    symlink("../good/main.go", temp.0.join("lib/z_linked.go")).expect("a link");
    let lock =
        |mode| std::fs::set_permissions(temp.0.join("locked"), std::fs::Permissions::from_mode(mode)).expect("chmod");
    lock(0o000);
    let enforced = std::fs::read_dir(temp.0.join("locked")).is_err();
    let (workspace, problems) = Workspace::open(&options(&temp.0, &["./..."]));
    lock(0o755);

    assert_eq!(labels(&workspace), ["good"]);
    let files = workspace.matched().iter().flat_map(|id| &workspace.package(*id).files);
    let names: Vec<&str> = files.clone().map(|f| &*f.name).collect();
    // A symlink to a file is a file, as it is for Go; its package is another one, and is left out.
    assert_eq!(names[..5], ["main.go", "cut.go", "large.go", "lib.go", "long_head.go"]);
    assert!(!enforced || names.len() == 5);
    assert_eq!(linked(&workspace, "good"), ["Module example.com/bad/lib"]);
    let mut expected =
        vec!["go.mod", "lib", "lib/cut.go", "lib/empty.go", "lib/garbage.go", "lib/tags.go", "lib/\u{fffd}.go"];
    if enforced {
        expected.push("locked");
    }
    let paths: Vec<&str> = problems.iter().map(|p| &*p.path).collect();
    assert_eq!(paths, expected, "{problems:#?}");
    let line = |name: &str| {
        let span = problems.iter().find(|p| &*p.path == name)?.span?;
        Some(workspace.sources().get(span.file).position(span.start).line)
    };
    assert_eq!((line("go.mod"), line("lib/cut.go"), line("lib/tags.go")), (Some(4), Some(4), Some(1)));
    let of = |name: &str| files.clone().find(|f| &*f.name == name).expect("the file");
    assert_eq!(&*of("long_head.go").head.imports[0].path, "long/head");
    assert_eq!(&*of("cut.go").head.imports[0].path, "fmt");
    assert!(
        workspace.read(of("large.go").id).is_err_and(|p| p.message.contains("16 MB") && &*p.path == "lib/large.go")
    );
    assert!(workspace.contains(of("large.go").id, &[Finder::new("x")]).is_err());

    let lib = of("lib.go").id;
    assert!(!workspace.contains(lib, &[Finder::new("nothing")]).expect("readable"));
    assert!(!workspace.sources().get(lib).is_read());
    assert!(workspace.contains(lib, &[Finder::new("nothing"), Finder::new("lib")]).expect("readable"));
    assert!(workspace.sources().get(lib).is_read());
    std::fs::remove_file(temp.0.join("lib/long_head.go")).expect("it was there");
    assert!(workspace.read(of("long_head.go").id).is_err_and(|p| p.message.contains("no such file")));
    assert_eq!(&*workspace.read(lib).expect("kept"), b"package lib\n");
}

#[cfg(unix)]
#[test]
fn a_symlinked_directory_of_the_run_is_followed() {
    let temp = Temp::new("link");
    temp.file("real/go.mod", b"module example.com/real\n\ngo 1.22\n");
    temp.file("real/cmd/main.go", b"package main\n\nfunc main() {}\n");
    std::os::unix::fs::symlink(temp.0.join("real/cmd"), temp.0.join("link")).expect("a link");
    let (workspace, problems) = Workspace::open(&options(&temp.0.join("link"), &["./..."]));
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(matched(&workspace), ["."]);
    assert_eq!(&*workspace.package(workspace.matched()[0]).import_path, "example.com/real/cmd");
    assert_eq!(&*workspace.modules()[0].dir, "..");
    let (workspace, _) = Workspace::open(&options(&temp.0, &["./link/..."]));
    assert_eq!(matched(&workspace), ["link"]);
}

#[test]
fn import_cycles_end() {
    let temp = Temp::new("cycle");
    temp.file("go.mod", b"module c\n\ngo 1.22\n");
    temp.file("main.go", b"package main\nimport _ \"c/a\"\nfunc main() {}\n");
    temp.file("a/a.go", b"package a\nimport _ \"c/b\"\n");
    temp.file("b/b.go", b"package b\nimport (_ \"c/a\"; _ \"c/missing\")\n");
    let (workspace, _) = Workspace::open(&options(&temp.0, &["."]));
    assert_eq!(linked(&workspace, "."), ["Unseen c/missing", "Module c/a", "Module c/b"]);
}

#[test]
fn goflags_add_tags() {
    let env = Env { goflags: Some("-mod=mod -tags=custom,other".into()), ..Env::default() };
    let files = |env: Env| {
        let (workspace, _) =
            Workspace::open(&Options { env, target: Target::default(), ..options(&case("tags/lines"), &["."]) });
        workspace.package(workspace.matched()[0]).files.iter().map(|f| f.name.to_string()).collect::<Vec<_>>()
    };
    let (with, without) = (files(env), files(Env::default()));
    assert!(with.contains(&"l13.go".into()) && !with.contains(&"l14.go".into()));
    assert!(!without.contains(&"l13.go".into()) && without.contains(&"l14.go".into()));
}
