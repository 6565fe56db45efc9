//! `action.yml`: its shell text is run as the runner would, with inputs that try to be more than text.
//!
//! In: the file and the real binary. Out: what the steps print and write. It reads the YAML by its indentation and knows no API.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of the repository that hold steps.
fn step_files() -> Vec<(PathBuf, String)> {
    let workflows = fs::read_dir(root().join(".github/workflows")).unwrap().map(|e| e.unwrap().path());
    let paths = workflows.chain([root().join("action.yml")]);
    paths.map(|p| (p.clone(), fs::read_to_string(p).unwrap())).collect()
}

/// The shell texts of a file: the lines below `run: |`, without their indentation.
fn scripts(text: &str) -> Vec<String> {
    let mut scripts = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(indent) = line.find("run: |") else {
            if let Some((_, script)) = line.split_once("run: ") {
                scripts.push(script.to_owned());
            }
            continue;
        };
        let inside = |l: &&str| l.trim().is_empty() || l.len() - l.trim_start().len() > indent;
        let mut script = String::new();
        while let Some(line) = lines.next_if(inside) {
            script.push_str(line.get(indent + 2..).unwrap_or_default());
            script.push('\n');
        }
        scripts.push(script);
    }
    scripts
}

#[test]
fn nothing_is_expanded_inside_of_shell_text() {
    let mut seen = 0;
    for (path, text) in step_files() {
        for script in scripts(&text) {
            assert!(!script.contains("${{"), "{}: {script}", path.display());
            seen += 1;
        }
    }
    assert!(seen >= 5, "{seen} scripts");
}

#[test]
fn what_is_used_is_pinned_to_a_commit() {
    let mut seen = 0;
    for (path, text) in step_files() {
        for line in text.lines().filter_map(|l| l.trim().trim_start_matches("- ").strip_prefix("uses: ")) {
            if line.split(" #").next() == Some("./") {
                continue;
            }
            let pinned = line.split_once('@').and_then(|(_, at)| at.split_once(" # v")).map(|(sha, _)| sha);
            let sha = pinned.unwrap_or_else(|| panic!("{}: {line}", path.display()));
            assert!(sha.len() == 40 && sha.chars().all(|c| c.is_ascii_hexdigit()), "{}: {line}", path.display());
            seen += 1;
        }
    }
    assert!(seen >= 2, "{seen} uses");
}

/// A job's workspace, and the environment of one step in it.
struct Job {
    dir: PathBuf,
    command: Command,
}

impl Job {
    fn new(name: &str) -> Self {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("action").join(name);
        if dir.exists() {
            fs::remove_dir_all(&dir).unwrap();
        }
        fs::create_dir_all(dir.join("bin")).unwrap();
        fs::create_dir_all(dir.join("work")).unwrap();
        // Linked, not copied: while another test starts something, a file that is written is busy.
        fs::hard_link(env!("CARGO_BIN_EXE_muxray"), dir.join("bin/muxray")).expect("one file system holds both");
        let text = fs::read_to_string(root().join("action.yml")).unwrap();
        let lint = scripts(&text).into_iter().find(|s| s.contains("/bin/muxray\"")).expect("the step that lints");
        let mut command = Command::new("bash");
        // As the runner calls it: `shell: bash`.
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &lint]);
        command.env_clear().current_dir(dir.join("work")).env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("ROOT", &dir).env("GITHUB_WORKSPACE", dir.join("work"));
        command.env("GITHUB_OUTPUT", dir.join("output")).env("GITHUB_STEP_SUMMARY", dir.join("summary.md"));
        for (input, default) in
            [("PATTERNS", "./..."), ("DIRECTORY", "."), ("FAIL_ON", "warning"), ("SARIF", ""), ("ARGS", "")]
        {
            command.env(input, default);
        }
        Self { dir, command }
    }

    fn file(self, path: &str, text: &str) -> Self {
        let path = self.dir.join("work").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn input(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    fn status(&mut self) -> Option<i32> {
        self.command.output().expect("bash starts").status.code()
    }

    #[track_caller]
    fn exits(&mut self, status: i32) -> String {
        let Output { status: got, stdout, stderr } = self.command.output().expect("bash starts");
        let (out, err) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
        assert_eq!(got.code(), Some(status), "stdout: {out}\nstderr: {err}");
        out
    }

    fn left(&self, file: &str) -> String {
        fs::read_to_string(self.dir.join(file)).unwrap_or_default()
    }
}

const GO_MOD: &str = "module example.com/m\n\ngo 1.24\n";
const CONFLICT: &str = "package main\n\nimport \"net/http\"\n\nfunc main() {\n\thttp.HandleFunc(\"/a/{x}\", nil)\n\thttp.HandleFunc(\"/a/{y}\", nil)\n\tpanic(http.ListenAndServe(\"127.0.0.1:8080\", nil))\n}\n";

#[test]
fn a_finding_is_an_annotation_a_row_of_the_summary_and_a_result_in_the_file() {
    let mut job = Job::new("finding").file("svc a/go.mod", GO_MOD).file("svc a/main.go", CONFLICT);
    job = job.input("DIRECTORY", "svc a").input("SARIF", "found.sarif");
    fs::write(job.dir.join("summary.md"), "from an earlier step\n").unwrap();
    let out = job.exits(1);
    assert!(out.starts_with("::error file=svc a/main.go,line=7,"), "{out}");
    assert_eq!(job.left("output"), "status=1\nsarif=found.sarif\n");
    let summary = job.left("summary.md");
    assert!(summary.starts_with("from an earlier step\n### muxray: 1 error"), "{summary}");
    assert!(summary.contains("| svc a/main.go:7 |"), "{summary}");
    let sarif: serde_json::Value = serde_json::from_str(&job.left("work/found.sarif")).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_clean_module_passes_and_severities_are_heard() {
    let clean = "package main\n\nfunc main() {}\n";
    let mut job = Job::new("clean").file("go.mod", GO_MOD).file("main.go", clean);
    assert_eq!(job.exits(0), "");
    assert_eq!(job.left("output"), "status=0\nsarif=\n");
    let mut never = Job::new("never").file("go.mod", GO_MOD).file("main.go", CONFLICT).input("FAIL_ON", "never");
    assert!(never.exits(0).starts_with("::error "));
    let mut two = Job::new("two").file("go.mod", GO_MOD).file("a/main.go", CONFLICT).file("b/main.go", CONFLICT);
    two = two.input("PATTERNS", "./b\n  ./b/...").input("ARGS", "--persona=pedantic\n\n--exit-zero\n");
    let out = two.exits(0);
    assert!(out.contains("file=b/main.go") && !out.contains("file=a/main.go"), "{out}");
}

/// Every input is text: none is run, none becomes an option, none names a file of the shell.
#[test]
fn inputs_are_never_run() {
    let evil = "$(touch pwned) `touch pwned` ; touch pwned | touch pwned > pwned\n&& touch pwned";
    for input in ["PATTERNS", "DIRECTORY", "FAIL_ON", "SARIF", "ARGS"] {
        let mut job =
            Job::new(&format!("evil-{input}")).file("go.mod", GO_MOD).file("main.go", CONFLICT).input(input, evil);
        let status = job.status();
        // A strange file name for SARIF is still a file name; patterns that match nothing are a note, as for go.
        assert!(matches!(status, Some(0..=2)), "{input}: {status:?}");
        assert!(!job.dir.join("work/pwned").exists(), "{input} was run");
        assert!(!job.left("output").contains("touch pwned\nstatus"), "{input}: {}", job.left("output"));
    }
    let mut job =
        Job::new("option").file("go.mod", GO_MOD).file("main.go", CONFLICT).input("PATTERNS", "--exit-zero ./...");
    assert_ne!(job.status(), Some(0), "a pattern is no option");
}

/// What muxray could not do is an annotation too, and a file that was not written is no output.
#[test]
fn a_step_that_could_not_do_its_work_says_so() {
    let mut job = Job::new("failure").file("go.mod", GO_MOD).file("main.go", CONFLICT);
    job = job.input("DIRECTORY", "elsewhere").input("SARIF", "found.sarif");
    assert!(
        job.exits(2).ends_with("::error title=muxray::muxray could not do its work: the log of this step says why\n")
    );
    assert_eq!(job.left("output"), "status=2\nsarif=\n");
    let mut all = Job::new("no-pattern").file("go.mod", GO_MOD).file("main.go", CONFLICT).input("PATTERNS", "");
    all = all.input("SARIF", "reports/found.sarif");
    all.exits(1);
    assert_eq!(all.left("output"), "status=1\nsarif=reports/found.sarif\n");
}
