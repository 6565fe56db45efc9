//! `.pre-commit-hooks.yaml`, run by pre-commit itself on a repository that is made for it.
//!
//! In: the executable that `MUXRAY_PRE_COMMIT` names; without it these tests say `skipped: no pre-commit`. The hook that builds muxray
//! with cargo is tried where `MUXRAY_PRE_COMMIT_BUILD` is set: it compiles everything anew and needs a registry. Knows no API.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const CLEAN: &str = "package main\n\nimport \"net/http\"\n\nfunc main() {\n\thttp.HandleFunc(\"/a/{x}\", nil)\n\tpanic(http.ListenAndServe(\"127.0.0.1:8080\", nil))\n}\n";
const ROUTES: &str = "package main\n\nimport \"net/http\"\n\nfunc init() { http.HandleFunc(\"/a/{y}\", nil) }\n";

/// Bytes of a release binary that are too many: every hook installs and starts it.
const TOO_LARGE: u64 = 12 << 20;

/// A repository with one commit, which is clean.
struct Repository {
    dir: PathBuf,
    pre_commit: OsString,
}

impl Repository {
    /// None, and a word on it, where there is no pre-commit.
    fn new(name: &str) -> Option<Self> {
        let Some(pre_commit) = std::env::var_os("MUXRAY_PRE_COMMIT") else {
            println!("skipped: no pre-commit");
            return None;
        };
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hook").join(name);
        if dir.exists() {
            fs::remove_dir_all(&dir).unwrap();
        }
        fs::create_dir_all(&dir).unwrap();
        let repository = Self { dir, pre_commit };
        repository.git(&["init", "-q", "-b", "main", "."]);
        repository.write("go.mod", "module example.com/m\n\ngo 1.24\n").write("main.go", CLEAN);
        repository.git(&["add", "-A"]);
        repository.git(&["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "clean"]);
        Some(repository)
    }

    fn write(&self, path: &str, text: &str) -> &Self {
        fs::write(self.dir.join(path), text).unwrap();
        self
    }

    fn git(&self, arguments: &[&str]) {
        let done = Command::new("git").current_dir(&self.dir).args(arguments).status().expect("git starts");
        assert!(done.success(), "git {arguments:?}");
    }

    /// Whether the hook is green, and what it printed.
    fn hook(&self, id: &str, arguments: &[&str]) -> (bool, String) {
        let fixed = ["try-repo", env!("CARGO_MANIFEST_DIR"), id, "--verbose", "--color=never"];
        self.run(&[&fixed, arguments].concat())
    }

    /// Where cargo leaves what a hook builds.
    fn built(&self) -> PathBuf {
        self.dir.with_extension("built")
    }

    /// Whether pre-commit is content, and what it printed.
    fn run(&self, arguments: &[&str]) -> (bool, String) {
        let installed = Path::new(env!("CARGO_BIN_EXE_muxray")).parent().unwrap();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path =
            std::env::join_paths([installed.to_owned()].into_iter().chain(std::env::split_paths(&path))).unwrap();
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hook-home");
        let out = Command::new(&self.pre_commit)
            .current_dir(&self.dir)
            .env("PATH", path)
            .env("PRE_COMMIT_HOME", home)
            .env("CARGO_TARGET_DIR", self.built())
            .args(arguments)
            .output()
            .expect("pre-commit starts");
        let text = format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
        (out.status.success(), text)
    }
}

fn green_and_red(repository: &Repository, id: &str) {
    let (green, text) = repository.hook(id, &["--all-files"]);
    assert!(green && text.contains("No findings in what was seen."), "{text}");
    // The file that is committed is not the one with the other half of the conflict: the analysis is about the program.
    repository.write("routes.go", ROUTES).git(&["add", "routes.go"]);
    let (green, text) = repository.hook(id, &[]);
    assert!(!green && text.contains("conflicts with `/a/{y}`") && text.contains("main.go:6"), "{text}");
}

#[test]
fn the_installed_hook_is_green_on_a_clean_repository_and_red_on_a_finding() {
    let Some(repository) = Repository::new("system") else { return };
    green_and_red(&repository, "muxray-system");
}

/// Names of files filter what is told; what a hook excludes is not among them.
#[test]
fn file_names_filter_the_report_and_exclusions_win() {
    let Some(repository) = Repository::new("names") else { return };
    repository.write("routes.go", ROUTES).git(&["add", "routes.go"]);
    let local = |exclude: &str| {
        let config = format!(
            "repos:\n- repo: local\n  hooks:\n  - id: muxray\n    name: muxray\n    language: system\n    entry: muxray lint\n    \
             args: [--only-files]\n    types: [go]\n    pass_filenames: true\n    require_serial: true\n{exclude}"
        );
        repository.write("local.yaml", &config);
        repository.run(&["run", "--config", "local.yaml", "--verbose", "--color=never"])
    };
    // The file that is staged is one half of the conflict.
    let (green, text) = local("");
    assert!(!green && text.contains("conflicts with `/a/{y}`"), "{text}");
    let (green, text) = local("    exclude: ^routes\n");
    assert!(green && text.contains("(no files to check)"), "{text}");
    repository.write("other.go", "package main\n").git(&["add", "other.go"]);
    let (green, text) = local("    exclude: ^routes\n");
    assert!(green && text.contains("1 in other files"), "{text}");
}

#[test]
fn other_files_do_not_start_the_hook() {
    let Some(repository) = Repository::new("other") else { return };
    repository.write("notes.md", "# notes\n").git(&["add", "notes.md"]);
    let (green, text) = repository.hook("muxray-system", &[]);
    assert!(green && text.contains("(no files to check)"), "{text}");
}

#[test]
fn a_file_around_the_code_starts_the_hook() {
    let Some(repository) = Repository::new("around") else { return };
    repository.write("Makefile", "debug:\n\tdlv exec --headless\n").git(&["add", "Makefile"]);
    let (green, text) = repository.hook("muxray-system", &[]);
    assert!(!green && text.contains("Makefile:2:2"), "{text}");
    // Whatever is read starts it.
    repository.git(&["rm", "-q", "-f", "Makefile"]);
    for name in ["muxray.toml", "docker-entrypoint", "dockerfile", "Dockerfile.dev", "Procfile.dev", "x.code-workspace"]
    {
        repository.write(name, "").git(&["add", name]);
        let (_, text) = repository.hook("muxray-system", &[]);
        assert!(text.contains("No findings in what was seen."), "{name}: {text}");
        repository.git(&["rm", "-q", "-f", name]);
    }
}

#[test]
fn the_hook_that_builds_itself_does_the_same() {
    if std::env::var_os("MUXRAY_PRE_COMMIT_BUILD").is_none() {
        println!("skipped: no pre-commit that may build");
        return;
    }
    let Some(repository) = Repository::new("rust") else { return };
    let built = repository.built();
    if built.exists() {
        fs::remove_dir_all(&built).expect("what was built goes");
    }
    // Each try builds it anew: one is enough to see that it builds and tells.
    repository.write("routes.go", ROUTES).git(&["add", "routes.go"]);
    let (green, text) = repository.hook("muxray", &[]);
    assert!(!green && text.contains("conflicts with `/a/{y}`") && text.contains("main.go:6"), "{text}");
    // What it has built is what users install.
    let binary = format!("muxray{}", std::env::consts::EXE_SUFFIX);
    let size = fs::metadata(built.join("release").join(binary)).expect("the installed binary").len();
    assert!(size < TOO_LARGE, "the release binary has {size} bytes");
    fs::remove_dir_all(&built).expect("what was built goes");
}
