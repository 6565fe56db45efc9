//! The real binary on repositories that mean harm, and on a file system that fails: it ends, says what it left out, and tells
//! the finding beside it.
//!
//! In: trees made for a test under `target/`, all with the same finding in `main.go`. The environment is empty. Knows no API.

use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::binary::{CONFLICT, GO_MOD, command, tree};

/// What any tree may take, on a machine that does other things, too, and unoptimised.
const PATIENCE: Duration = Duration::from_secs(120);

const FORMATS: [&str; 11] =
    ["pretty", "concise", "json", "jsonl", "sarif", "github", "gitlab", "checkstyle", "junit", "rdjson", "markdown"];

/// A module with the finding, and these files beside it.
fn module(name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let own = [("go.mod", GO_MOD.as_bytes()), ("main.go", CONFLICT.as_bytes())];
    tree(name, own.into_iter().chain(files.iter().copied()))
}

/// How long a process has kept a processor busy, where the system tells it in ticks of 10 ms: what else the machine does is not
/// its fault.
pub(crate) fn processor_time(process: u32) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks = fields.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u64>().ok());
    Some(Duration::from_millis(10 * ticks.sum::<Option<u64>>()?))
}

/// Runs and waits; a run that takes too long is killed and fails the test.
#[track_caller]
fn run(dir: &Path, arguments: &[&str]) -> Output {
    let mut child = command(dir, arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut out, mut err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let reader = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        out.read_to_end(&mut bytes).unwrap();
        bytes
    });
    let errors = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        err.read_to_end(&mut bytes).unwrap();
        bytes
    });
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if processor_time(child.id()).is_some_and(|used| used > PATIENCE) || start.elapsed() > 10 * PATIENCE {
            child.kill().unwrap();
            panic!("{arguments:?} takes longer than {PATIENCE:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    Output { status, stdout: reader.join().unwrap(), stderr: errors.join().unwrap() }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The finding of `main.go` is there, and what had to be left out is named.
#[track_caller]
fn still_finds(dir: &Path, named: &[&str]) {
    let found = run(dir, &["lint", "--format", "concise", "./..."]);
    let (out, err) = (text(&found.stdout), text(&found.stderr));
    assert_eq!(found.status.code(), Some(1), "{out}{err}");
    assert!(out.contains("main.go:7:") && !err.contains("panicked"), "{out}{err}");
    for word in named {
        assert!(err.contains(word), "not named: {word}\n{err}");
    }
}

#[test]
fn links_lead_nowhere() {
    let dir = module("links", &[("a/a.go", b"package a\n")]);
    let outside = module(
        "links-outside",
        &[("x/x.go", b"package x\n\nimport \"net/http\"\n\nfunc init() { http.HandleFunc(\"/{\", nil) }\n")],
    );
    symlink("..", dir.join("a/up")).unwrap();
    symlink(".", dir.join("a/same")).unwrap();
    symlink(&outside, dir.join("out")).unwrap();
    symlink("gone", dir.join("a/gone.go")).unwrap();
    symlink("loop.go", dir.join("a/loop.go")).unwrap();
    symlink("/dev/zero", dir.join("a/zero.go")).unwrap();
    still_finds(&dir, &[]);
    let out = text(&run(&dir, &["lint", "--format", "json", "./..."]).stdout);
    assert!(!out.contains("links-outside") && !out.contains("out/x"), "{out}");
}

#[test]
fn a_pipe_is_no_file() {
    let dir = module("pipe", &[]);
    let made = Command::new("mkfifo").arg(dir.join("pipe.go")).status();
    if !made.is_ok_and(|s| s.success()) {
        eprintln!("skipped: no mkfifo");
        return;
    }
    still_finds(&dir, &[]);
}

#[test]
fn what_replace_names_is_read_and_never_written() {
    let dir = module("replace", &[]);
    let go_mod = "module example.com/m\n\ngo 1.24\n\nrequire example.com/up v1.0.0\n\nreplace example.com/up => ../../../../../../../..\n";
    fs::write(dir.join("go.mod"), go_mod).unwrap();
    let own = format!("{CONFLICT}\nvar _ = up.X\n")
        .replace("import \"net/http\"", "import \"net/http\"\nimport \"example.com/up/etc\"");
    fs::write(dir.join("main.go"), own).unwrap();
    let before = listing(&dir);
    let found = run(&dir, &["lint", "--format", "concise", "./..."]);
    assert_eq!(found.status.code(), Some(1), "{}", text(&found.stderr));
    assert_eq!(listing(&dir), before);
}

fn listing(dir: &Path) -> Vec<(PathBuf, u64)> {
    let mut files: Vec<_> =
        fs::read_dir(dir).unwrap().map(|e| e.unwrap()).map(|e| (e.path(), e.metadata().unwrap().len())).collect();
    files.sort();
    files
}

#[test]
fn files_without_end() {
    let line = format!("package a\n\nvar x = \"{}\"\n", "x".repeat(100 << 20));
    let big = b"package a\n".repeat(2 << 20);
    let dir = module("long", &[("a/line.go", line.as_bytes()), ("b/big.go", &big)]);
    still_finds(&dir, &[]);
    // Where the file would have to be read whole, it is named.
    let importing = line
        .replace("package a\n", "package a\n\nimport \"net/http\"\n\nfunc init() { http.HandleFunc(\"/\", nil) }\n");
    let main = CONFLICT.replace("import \"net/http\"", "import \"net/http\"\nimport _ \"example.com/m/a\"");
    let dir = module("long-linked", &[("a/line.go", importing.as_bytes()), ("main.go", main.as_bytes())]);
    let found = run(&dir, &["lint", "--format", "concise", "./..."]);
    assert!(text(&found.stdout).contains("main.go:8:"), "{}", text(&found.stdout));
    assert!(text(&found.stderr).contains("a/line.go: the file is larger than 16 MB"), "{}", text(&found.stderr));
    assert_eq!(run(&dir, &["lint", "-q", "--strict", "./..."]).status.code(), Some(2));
    fs::remove_dir_all(&dir).unwrap();
    fs::remove_dir_all(dir.with_file_name("long")).unwrap();
}

#[test]
fn deep_nesting() {
    let nested = |open: &str, close: &str, deep: usize| format!("{}{}", open.repeat(deep), close.repeat(deep));
    let bodies = [
        format!("http.HandleFunc({}, nil)", nested("(", ")", 100_000)),
        nested("func() {", "}()\n", 50_000),
        nested("if x {", "}", 50_000),
        format!("x = {}1", "1+".repeat(200_000)),
        format!("x = y{}", ".a()".repeat(100_000)),
        "x := `".repeat(50_000),
        "http.HandleFunc(".repeat(50_000),
    ];
    for (n, body) in bodies.iter().enumerate() {
        let file = format!("package main\n\nimport \"net/http\"\n\nfunc init() {{\n{body}\n}}\n");
        let dir = module(&format!("deep{n}"), &[("deep.go", file.as_bytes())]);
        still_finds(&dir, &[]);
    }
}

#[test]
fn more_registrations_than_anybody_writes() {
    let main = CONFLICT.replace(
        "\tpanic(",
        "\tfor i := 0; i < 1_000_000_000; i++ {\n\t\thttp.HandleFunc(fmt.Sprintf(\"/loop/%d\", i), nil)\n\t}\n\tpanic(",
    );
    let main = main.replace("import \"net/http\"", "import \"net/http\"\nimport \"fmt\"");
    let dir = module("loop", &[("main.go", main.as_bytes())]);
    let found = run(&dir, &["lint", "--format", "concise", "./..."]);
    assert!(text(&found.stdout).contains("main.go:8:"), "{}{}", text(&found.stdout), text(&found.stderr));
    // And as many as fit into a file, each in conflict with half of the others.
    let calls: String = (0..20_000).map(|n| format!("\thttp.HandleFunc(\"/{{a{n}}}/{}\", nil)\n", n % 2)).collect();
    let many = format!("package main\n\nimport \"net/http\"\n\nfunc init() {{\n{calls}}}\n");
    let dir = module("many", &[("many.go", many.as_bytes())]);
    let found = run(&dir, &["lint", "-q", "--format", "concise", "./..."]);
    assert_eq!(found.status.code(), Some(1));
    assert!(text(&found.stdout).contains("main.go:7:"));
}

#[test]
fn patterns_that_are_made_to_be_slow() {
    let wild: String = (0..300).map(|n| format!("/{{w{n}}}")).collect();
    let long = format!("/{}", "a/".repeat(50_000));
    let dots = "/{x...}".repeat(200);
    let calls: String = [&wild, &long, &dots]
        .iter()
        .enumerate()
        .map(|(n, p)| format!("\thttp.HandleFunc(\"{p}\", nil)\n\thttp.HandleFunc(\"GET {p}{n}\", nil)\n"))
        .collect();
    let file = format!("package main\n\nimport \"net/http\"\n\nfunc init() {{\n{calls}}}\n");
    let dir = module("patterns", &[("patterns.go", file.as_bytes())]);
    still_finds(&dir, &[]);
}

#[test]
fn no_control_character_reaches_the_terminal() {
    let evil = "ev\u{1b}[31mil\n::error::x\u{7}\u{9b}2J\u{202e}";
    let main = CONFLICT
        .replace("/a/{x}", "/a/{x}/\u{1b}[2J\u{7}\u{9b}31m")
        .replace("/a/{y}", "/a/{y}/\u{1b}[2J\u{7}\u{9b}31m");
    let dir = module("escapes", &[]);
    let inner = dir.join(evil);
    fs::create_dir_all(&inner).unwrap();
    fs::write(inner.join("ma\u{1b}]0;in\nfile.go"), &main).unwrap();
    // Names that are no UTF-8 cannot be imported and are named.
    fs::create_dir_all(dir.join(OsStr::from_bytes(b"bad\xff\x1b[0m"))).unwrap();
    for format in FORMATS {
        for arguments in
            [&["lint", "--format", format, "./..."][..], &["lint", "--color", "never", "--format", format, "./..."]]
        {
            let found = run(&dir, arguments);
            for (name, stream) in [("stdout", &found.stdout), ("stderr", &found.stderr)] {
                let shown = text(stream);
                let bad = shown.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
                assert_eq!(bad, None, "{format} {name}: {shown:?}");
                assert!(
                    !shown.contains('\u{202e}') || matches!(format, "json" | "jsonl" | "sarif" | "rdjson" | "gitlab"),
                    "{format} {name}"
                );
            }
            assert!(!text(&found.stdout).lines().any(|line| line.starts_with("::error::x")), "{format}");
        }
    }
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_told() {
    let dir = module("locked", &[("locked/a.go", b"package locked\n"), ("b/b.go", b"package b\n")]);
    let lock = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    lock(&dir.join("locked"), 0);
    lock(&dir.join("b/b.go"), 0);
    let locked = fs::read_dir(dir.join("locked")).is_err();
    if locked {
        still_finds(&dir, &["locked", "b/b.go", "permission denied"]);
        assert_eq!(run(&dir, &["lint", "-q", "--strict"]).status.code(), Some(2));
    } else {
        eprintln!("skipped: root may read everything");
    }
    lock(&dir.join("locked"), 0o755);
    lock(&dir.join("b/b.go"), 0o644);
}

/// `read` of a file whose path holds `flaky` fails with EIO, `open` of one with `gone` says that it is not there, `write` to one
/// below `narrow` takes eight bytes and then fails with ENOSPC, and below `sealed` no file can be made.
const SHIM: &str = r#"
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
static int opened(const char *path, int flags, int mode, const char *name) {
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, name);
    if (strstr(path, "gone") && strstr(path, ".go")) { errno = ENOENT; return -1; }
    if ((flags & O_CREAT) && strstr(path, "/sealed/")) { errno = EACCES; return -1; }
    return real(path, flags, mode);
}
int open(const char *path, int flags, ...) { va_list a; va_start(a, flags); int m = va_arg(a, int); va_end(a); return opened(path, flags, m, "open"); }
int open64(const char *path, int flags, ...) { va_list a; va_start(a, flags); int m = va_arg(a, int); va_end(a); return opened(path, flags, m, "open64"); }
static int is_of(int fd, const char *part) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t len = readlink(link, path, sizeof path - 1);
    if (len <= 0) return 0;
    path[len] = 0;
    return strstr(path, part) != 0;
}
ssize_t read(int fd, void *buffer, size_t size) {
    ssize_t (*real)(int, void *, size_t) = dlsym(RTLD_NEXT, "read");
    if (is_of(fd, "flaky")) { errno = EIO; return -1; }
    return real(fd, buffer, size);
}
ssize_t write(int fd, const void *buffer, size_t size) {
    ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    if (is_of(fd, "/narrow/")) {
        if (size <= 8) { errno = ENOSPC; return -1; }
        size = 8;
    }
    return real(fd, buffer, size);
}
"#;

/// The shim as a library, below a module; None without a C compiler.
fn shim(dir: &Path) -> Option<PathBuf> {
    let (source, shim) = (dir.join("shim.c"), dir.join("shim.so"));
    fs::write(&source, SHIM).unwrap();
    let built = Command::new("cc").args(["-shared", "-fPIC", "-o"]).args([&shim, &source]).arg("-ldl").output();
    if built.is_ok_and(|b| b.status.success()) {
        return Some(shim);
    }
    eprintln!("skipped: no cc");
    None
}

#[test]
fn a_disk_that_fails() {
    let dir = module("disk", &[("flaky/flaky.go", b"package flaky\n"), ("b/gone.go", b"package b\n")]);
    let Some(shim) = shim(&dir) else { return };
    let found = command(&dir, &["lint", "--format", "concise", "./..."]).env("LD_PRELOAD", &shim).output().unwrap();
    let (out, err) = (text(&found.stdout), text(&found.stderr));
    assert_eq!(found.status.code(), Some(1), "{out}{err}");
    assert!(out.contains("main.go:7:"), "{out}");
    assert!(err.contains("flaky/flaky.go: Input/output error") && err.contains("b/gone.go: no such file"), "{err}");
    let strict = command(&dir, &["lint", "-q", "--strict", "./..."]).env("LD_PRELOAD", &shim).output().unwrap();
    assert_eq!(strict.status.code(), Some(2));
}

/// What it says of a file that it cannot fix, and that this file stays as it was while the one beside it is fixed. Root is held up,
/// too: it may write to every directory.
#[track_caller]
fn fails_to_fix(dir: &str, options: &[&str], says: &str) {
    let server = "package main\n\nimport \"net/http\"\n\nfunc main() {\n\thttp.ListenAndServe(\"localhost:80\", http.NotFoundHandler())\n}\n";
    let (bad, good) = (format!("{dir}/main.go"), "wide/main.go");
    let root =
        module(&format!("unwritable-{dir}{}", options.len()), &[(&bad, server.as_bytes()), (good, server.as_bytes())]);
    let Some(shim) = shim(&root) else { return };
    let patterns = [format!("./{dir}"), "./wide".to_owned()];
    let arguments: Vec<&str> =
        ["lint"].iter().chain(options).copied().chain(patterns.iter().map(String::as_str)).collect();
    let fixed = command(&root, &arguments).env("LD_PRELOAD", &shim).output().unwrap();
    let err = text(&fixed.stderr);
    assert_eq!(fixed.status.code(), Some(2), "{err}");
    assert!(err.contains(&bad) && err.contains(says), "{err}");
    assert_eq!(fs::read_to_string(root.join(&bad)).unwrap(), server);
    let names: Vec<_> = fs::read_dir(root.join(dir)).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["main.go"], "no half-written file stays");
    assert_ne!(fs::read_to_string(root.join(good)).unwrap(), server, "the rest is done");
}

#[test]
fn a_disk_that_is_full_while_fixing_loses_nothing() {
    fails_to_fix("narrow", &["--fix"], "o space left on device");
}

#[test]
fn a_directory_that_may_not_be_written_to_is_said_and_the_rest_is_fixed() {
    fails_to_fix("sealed", &["--fix"], "not changed: its directory may not be written to");
    fails_to_fix("sealed", &["--add-ignore", "known"], "not changed: its directory may not be written to");
}

#[test]
fn a_full_disk_is_a_failure() {
    if !Path::new("/dev/full").exists() {
        eprintln!("skipped: no /dev/full");
        return;
    }
    let dir = module("full", &[]);
    let found = run(&dir, &["lint", "--output", "json=/dev/full", "./..."]);
    assert_eq!(found.status.code(), Some(2), "{}", text(&found.stderr));
    assert!(text(&found.stderr).contains("/dev/full"), "{}", text(&found.stderr));
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let status =
        command(&dir, &["lint", "--format", "json", "./..."]).stdout(full).stderr(Stdio::null()).status().unwrap();
    assert_eq!(status.code(), Some(2));
}

#[test]
fn files_that_come_and_go_while_it_runs() {
    let files: Vec<(String, Vec<u8>)> =
        (0..300).map(|n| (format!("p{n}/p.go"), format!("package p{n}\n").into_bytes())).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(p, b)| (p.as_str(), b.as_slice())).collect();
    let dir = module("moving", &files);
    let stop = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let mover = {
        let (dir, stop) = (dir.clone(), std::sync::Arc::clone(&stop));
        std::thread::spawn(move || {
            let mut n = 0;
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                let path = dir.join(format!("p{}", n % 300));
                drop(fs::remove_dir_all(&path));
                drop(fs::create_dir_all(&path));
                drop(fs::write(path.join("p.go"), format!("package p{}\n", n % 300)));
                n += 7;
            }
        })
    };
    for _ in 0..10 {
        still_finds(&dir, &[]);
    }
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    mover.join().unwrap();
}

#[test]
fn a_run_that_is_stopped_leaves_nothing_half_written() {
    let calls: String = (0..3_000).map(|n| format!("\thttp.HandleFunc(\"/{{a{n}}}/{}\", nil)\n", n % 2)).collect();
    let many = format!("package main\n\nimport \"net/http\"\n\nfunc init() {{\n{calls}}}\n");
    let dir = module("stopped", &[("many.go", many.as_bytes())]);
    for wait in [0, 3, 10, 30, 60, 100, 200, 400] {
        let report = dir.join("report.json");
        fs::write(&report, "old").unwrap();
        let mut child = command(&dir, &["lint", "-q", "--output", "json=report.json", "./..."])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let stopped = Command::new("kill").args(["-INT", &child.id().to_string()]).status().is_ok_and(|s| s.success());
        let status = child.wait().unwrap();
        assert!(status.code() == Some(1) || (stopped && status.signal() == Some(2)), "{status:?}");
        let written = fs::read_to_string(&report).unwrap();
        let whole = written == "old" || (written.starts_with("{\"version\":1") && written.trim_end().ends_with('}'));
        assert!(whole, "after {wait} ms: {} bytes", written.len());
    }
}

#[test]
fn threads_change_no_byte() {
    let packages = 60;
    let mut files: Vec<(String, String)> = Vec::new();
    for n in 0..packages {
        files.push((format!("cmd/c{n}/main.go"), CONFLICT.replace("/a/", &format!("/c{n}/"))));
        files.push((
            format!("lib/l{n}/l.go"),
            format!("package l{n}\n\nimport \"net/http\"\n\nfunc init() {{ http.HandleFunc(\"/l{n}/{{\", nil) }}\n"),
        ));
    }
    let files: Vec<(&str, &[u8])> = files.iter().map(|(p, t)| (p.as_str(), t.as_bytes())).collect();
    let dir = module("threads", &files);
    let one = run(&dir, &["lint", "-j", "1", "--format", "json", "./..."]);
    assert!(one.stdout.len() > 10_000);
    for threads in ["2", "8", "64"] {
        let many = run(&dir, &["lint", "-j", threads, "--format", "json", "./..."]);
        assert_eq!(
            (many.status.code(), &many.stdout, &many.stderr),
            (one.status.code(), &one.stdout, &one.stderr),
            "{threads} threads"
        );
    }
}
