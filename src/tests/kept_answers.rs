//! An answer is told again exactly as long as nothing has changed that it hangs on, and then it is the one that a fresh run gives.
//!
//! In: a module of some hundred files, changed in one way after the other. Whether a run looks at the files is counted here; what is
//! told is held against a run that keeps nothing.

use std::cell::Cell;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use super::*;
use crate::cli::Cli;
use crate::command::Surroundings;
use crate::config::Day;

const PROGRAM: &str = "package main\n\nimport (\n\t\"net/http\"\n\n\t\"example.com/m/p0\"\n)\n\nfunc main() {\n\tp0.Use()\n\
    \thttp.HandleFunc(\"/a/{x}\", nil)\n\thttp.HandleFunc(\"/a/{y}\", nil)\n\thttp.HandleFunc(p0.Pattern, nil)\n\tpanic(http.ListenAndServe(\":8080\", nil))\n}\n";
const DOCKERFILE: &str = "FROM golang:1.24\nENTRYPOINT [\"dlv\", \"exec\", \"--listen=:8080\", \"/app\"]\n";

/// A module, a directory for answers beside it, and what a run is told.
struct Place {
    dir: tempfile::TempDir,
    arguments: Vec<&'static str>,
    surroundings: Surroundings,
}

impl Place {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        // Built long ago, unlike this test.
        let program = Some(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("LICENSE-MIT"));
        let cache = Some(dir.path().join("cache"));
        let surroundings = Surroundings { cache, program, ..Surroundings::default() };
        let place = Self { dir, arguments: vec!["lint", "./..."], surroundings };
        place.write(
            "go.mod",
            "module example.com/m\n\ngo 1.24\n\nreplace example.com/r => ../r\n\nrequire example.com/r v0.0.0\n",
        );
        place.write("main.go", PROGRAM);
        place.write("Dockerfile", DOCKERFILE);
        for n in 0..30 {
            for file in 0..10 {
                place.write(&format!("p{n}/f{file}.go"), &format!("package p{n}\n\nfunc f{file}() {{}}\n"));
            }
        }
        let used = "package p0\n\nimport _ \"example.com/r\"\n\nconst Pattern = \"/c\"\n\nfunc Use() {}\n";
        place.write("p0/use.go", used);
        place.write("p2/quiet.go", "package p2\n\nfunc one() {}\n\nfunc two() {} //nolint:unused\n");
        place.write("tool/main.go", "package main\n\nfunc main() { more() }\n");
        place.write("tool/more.go", "package main\n\nfunc more() {}\n");
        place.write("p1/f_test.go", "package p1\n");
        place.write("p7/other.go", "//go:build windows\n\npackage p7\n\nfunc f() {}\n");
        place.write("../r/go.mod", "module example.com/r\n");
        place.write("../r/r.go", "package r\n");
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join("m").join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn edit(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        assert!(text.contains(from), "{name}");
        fs::write(self.path(name), text.replacen(from, to, 1)).unwrap();
    }

    fn tells(&self, surroundings: &Surroundings, runs: &Cell<usize>) -> (Status, String, String) {
        let m = self.path("");
        let words = ["muxray", "-C", m.to_str().unwrap()].into_iter().chain(self.arguments.iter().copied());
        let cli = Cli::read(&words.map(OsString::from).collect::<Vec<_>>()).unwrap();
        let run = Run { cli: &cli, surroundings, kept: None, trail: None };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let told = run.kept_or(&mut out, &mut err, |run, out, err| {
            runs.set(runs.get() + 1);
            match &cli.command {
                Command::Lint(options) => run.lint(options, out, err),
                Command::Routes(options) => run.routes(options, out, err),
                _ => panic!("no answer of this is kept"),
            }
        });
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (told.unwrap(), text(out), text(err))
    }

    /// Whether a run looks at the files; what it tells is what a fresh one tells, and the next one need not look again.
    #[track_caller]
    fn looks(&self) -> bool {
        let runs = Cell::new(0);
        let told = self.tells(&self.surroundings, &runs);
        let looked = runs.get() > 0;
        let fresh = self.tells(&Surroundings { cache: None, ..self.surroundings.clone() }, &Cell::new(0));
        assert_eq!(told, fresh);
        assert!(told.1.len() + told.2.len() > 100, "{told:?}");
        let again = self.tells(&self.surroundings, &runs);
        assert_eq!(again, fresh);
        assert_eq!(runs.get(), usize::from(looked), "the answer of a run is not kept: {fresh:?}");
        looked
    }
}

/// What changes in the module or around it; the name says it.
type Change = (&'static str, fn(&mut Place));

/// Nothing hangs on these.
const IDLE: &[Change] = &[
    ("nothing", |_| {}),
    ("a README", |p| p.write("README.md", "# m\n")),
    ("a test", |p| p.write("p1/f_test.go", "package p1_test\n")),
    ("the same bytes", |p| p.write("main.go", PROGRAM)),
    ("another file of the same bytes", |p| {
        p.write("beside", PROGRAM);
        fs::rename(p.path("beside"), p.path("main.go")).unwrap();
    }),
    ("a time", |p| {
        let file = fs::File::options().write(true).open(p.path("main.go")).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(1_000_000)).unwrap();
    }),
    ("what follows the head of a file for another system", |p| p.edit("p7/other.go", "f()", "g()")),
    ("what nobody asks of a linked file", |p| p.edit("p0/f3.go", "f3() {", "init() { println()")),
    ("what is no main", |p| p.edit("tool/more.go", "more() {", "more() { println(1)")),
    ("a file that comes and goes", |p| {
        p.write("p3/new.go", "package p3\n");
        fs::remove_file(p.path("p3/new.go")).unwrap();
    }),
];

/// Something hangs on these, or might.
const TELLING: &[Change] = &[
    ("a pattern", |p| p.edit("main.go", "/a/{y}", "/b/{y}")),
    ("one of the same length at the same time", |p| {
        let modified = fs::metadata(p.path("main.go")).unwrap().modified().unwrap();
        p.edit("main.go", "/b/{y}", "/a/{y}");
        fs::File::options().write(true).open(p.path("main.go")).unwrap().set_modified(modified).unwrap();
    }),
    ("what a linked file declares", |p| p.edit("p0/f4.go", "f4", "Pattern")),
    ("what it declares no longer", |p| p.edit("p0/f4.go", "Pattern", "f4")),
    ("a comment that keeps findings quiet", |p| p.edit("p3/f1.go", "package", "//muxray:ignore-file\npackage")),
    ("a second main", |p| p.edit("tool/more.go", "func more", "func main() {}\n\nfunc more")),
    ("a file in a package", |p| p.write("p0/new.go", "package p0\n\nimport _ \"net/http/pprof\"\n")),
    ("its constraint", |p| p.edit("p0/new.go", "package", "//go:build windows\n\npackage")),
    ("a file that goes", |p| fs::remove_file(p.path("p0/new.go")).unwrap()),
    ("the constraint of a file for another system", |p| p.edit("p7/other.go", "windows", "!windows")),
    ("an import of a file that no program links", |p| p.write("p9/f1.go", "package p9\n\nimport _ \"expvar\"\n")),
    ("the same import after a comment", |p| p.write("p9/f1.go", "package p9\n\n// More.\nimport _ \"expvar\"\n")),
    ("a package", |p| p.write("q/q.go", "package main\n\nfunc main() {}\n")),
    ("a directory that goes", |p| fs::remove_dir_all(p.path("q")).unwrap()),
    ("a dependency outside of the module", |p| p.write("../r/r.go", "package r\n\nimport _ \"net/http/pprof\"\n")),
    ("go.mod", |p| p.edit("go.mod", "go 1.24", "go 1.21")),
    ("go.mod of the dependency", |p| p.write("../r/go.mod", "module example.com/r\n\ngo 1.20\n")),
    ("a go.work above", |p| p.write("../go.work", "go 1.24\n\nuse ./m\n")),
    ("the go.work", |p| p.write("../go.work", "go 1.24\n\nuse (\n\t./m\n\t./r\n)\n")),
    ("no go.work", |p| fs::remove_file(p.path("../go.work")).unwrap()),
    ("a vendor directory", |p| {
        p.write("vendor/modules.txt", "# example.com/r v0.0.0 => ../r\n## explicit\nexample.com/r\n");
    }),
    ("what vendor/modules.txt says", |p| p.edit("vendor/modules.txt", "## explicit\n", "")),
    ("no vendor directory", |p| fs::remove_dir_all(p.path("vendor")).unwrap()),
    ("a Dockerfile", |p| p.edit("Dockerfile", ":8080", ":40000")),
    ("one more", |p| p.write("deploy/Dockerfile", DOCKERFILE)),
    ("a script that a Dockerfile starts", |p| {
        p.write("deploy/run", "#!/bin/sh\nexec dlv exec --listen=:8080 /app\n");
        p.write("deploy/Dockerfile", "FROM golang:1.24\nCOPY run /run\nENTRYPOINT [\"/run\"]\n");
    }),
    ("a configuration", |p| p.write("muxray.toml", "persona = \"pedantic\"\n")),
    ("what the configuration says", |p| p.write("muxray.toml", "ignore = [\"route-conflict\"]\n")),
    ("no configuration", |p| fs::remove_file(p.path("muxray.toml")).unwrap()),
    ("the command line", |p| p.arguments = vec!["lint", "--go", "1.21", "./..."]),
    ("the command", |p| p.arguments = vec!["routes", "./..."]),
    ("the environment of go", |p| p.surroundings.go.goflags = Some("-tags=x".to_owned())),
    ("colour", |p| p.surroundings.clicolor_force = Some("1".into())),
    ("the day", |p| p.surroundings.today = Day::after_epoch(30_000)),
    ("the program", |p| p.surroundings.program = Some(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("README.md"))),
];

/// Whether the next run looks, after each of these changes.
#[track_caller]
fn hold(place: &mut Place, changes: &[Change], looks: bool) {
    for (name, change) in changes {
        change(place);
        assert_eq!(place.looks(), looks, "changed: {name}");
    }
}

/// Files that have just been written are known by their bytes.
#[test]
fn what_an_answer_hangs_on() {
    let mut place = Place::new();
    assert!(place.looks(), "there was nothing to tell again");
    hold(&mut place, IDLE, false);
    hold(&mut place, TELLING, true);
}

/// Those that have rested are known by their stamps.
#[test]
fn what_an_answer_hangs_on_when_files_have_rested() {
    let mut place = Place::new();
    assert!(place.looks());
    std::thread::sleep(Duration::from_millis(4100));
    hold(&mut place, &IDLE[..1], false);
    hold(&mut place, &TELLING[..1], true);
    std::thread::sleep(Duration::from_millis(4100));
    hold(&mut place, &IDLE[..1], false);
    // The file has rested, and so has what it says.
    hold(&mut place, &TELLING[1..2], true);
    hold(&mut place, IDLE, false);
}

/// A file with comments that keep findings quiet hangs on their lines.
#[test]
fn comments_of_other_tools() {
    let mut place = Place::new();
    place.write("muxray.toml", "compat.nosec = true\n");
    assert!(place.looks());
    hold(&mut place, &[("beside one", |p| p.edit("p2/quiet.go", "one()", "three()"))], false);
    hold(
        &mut place,
        &[
            ("where one stands", |p| p.edit("p2/quiet.go", "two()", "four()")),
            ("one more", |p| p.edit("p2/quiet.go", "three() {}", "three() {} //nolint:all")),
            ("the first one", |p| p.edit("p2/f1.go", "f1() {}", "f1() {} // #nosec")),
            ("one of our own", |p| p.edit("p2/f2.go", "f2() {}", "f2() {} //muxray:ignore")),
        ],
        true,
    );
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_elsewhere() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    place.write("../one", "package p2\n");
    place.write("../two", "package p2\n\nimport _ \"net/http/pprof\"\n");
    let link = |to: &str| {
        drop(fs::remove_file(place.path("p2/link.go")));
        symlink(place.path(to), place.path("p2/link.go")).unwrap();
    };
    link("../one");
    assert!(place.looks());
    link("../two");
    assert!(place.looks());
    place.write("../two", "package p2\n\nimport _ \"expvar\"\n");
    assert!(place.looks());
    fs::remove_file(place.path("../two")).unwrap();
    assert!(place.looks());
}

/// A run that does more than telling, or asks git, does it each time.
#[test]
fn what_is_not_kept() {
    let mut place = Place::new();
    for arguments in [
        &["lint", "--no-cache", "./..."][..],
        &["lint", "--fix", "./..."],
        &["lint", "--diff", "./..."],
        &["lint", "--output", "json=/dev/null", "./..."],
        &["lint", "--only-files", "main.go"],
    ] {
        place.arguments = arguments.to_vec();
        let runs = Cell::new(0);
        place.tells(&place.surroundings, &runs);
        place.tells(&place.surroundings, &runs);
        assert_eq!(runs.get(), 2, "{arguments:?}");
    }
    assert!(!place.dir.path().join("cache").exists());
}

/// A module that is not worth it leaves nothing.
#[test]
fn a_small_module() {
    let mut place = Place::new();
    place.arguments = vec!["lint", "--deps", "none", "./p1"];
    place.tells(&place.surroundings, &Cell::new(0));
    assert!(!place.dir.path().join("cache").exists());
}

/// Whatever stands in the place of an answer: a run tells what a fresh one tells, and mends it.
#[test]
fn a_broken_answer() {
    let place = Place::new();
    assert!(place.looks());
    let file = fs::read_dir(place.dir.path().join("cache")).unwrap().next().unwrap().unwrap().path();
    let whole = fs::read(&file).unwrap();
    let cut = (0..whole.len()).step_by(whole.len() / 8).map(|end| whole[..end].to_vec());
    let bent = (0..whole.len()).step_by(whole.len() / 8).map(|at| {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x40;
        bytes
    });
    for bytes in cut.chain(bent).chain([b"# notes\n".to_vec(), vec![0; whole.len()]]) {
        fs::write(&file, bytes).unwrap();
        assert!(place.looks());
    }
}

/// Where answers are kept, other files stay.
#[test]
fn old_answers_go() {
    let place = Place::new();
    let cache = place.dir.path().join("cache");
    fs::create_dir(&cache).unwrap();
    let long_ago = SystemTime::now() - 2 * LONGEST;
    for name in ["0123456789abcdef.muxray-answer", "notes.txt"] {
        let file = fs::File::create(cache.join(name)).unwrap();
        file.set_modified(long_ago).unwrap();
    }
    assert!(place.looks());
    let mut left: Vec<_> = fs::read_dir(&cache).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left.len(), 2);
    assert_eq!(left[1], "notes.txt");
}
