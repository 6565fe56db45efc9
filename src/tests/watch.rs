//! `lint --watch` and `lint --statistics` of the real binary.
//!
//! In: modules made for a test. Out: what is printed after each save. No time is measured; what does not come at all fails.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

const ROUTE: &str = "package main

import \"net/http\"

func main() {
\thttp.HandleFunc(\"/a/{x}\", nil)
\tpanic(http.ListenAndServe(\"127.0.0.1:8080\", nil))
}
";
const OTHER: &str = "package main\n\nimport \"net/http\"\n\nfunc init() { http.HandleFunc(\"/a/{y}\", nil) }\n";

fn module(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("watch").join(name);
    drop(fs::remove_dir_all(&root));
    fs::create_dir_all(root.join(".git")).unwrap();
    fs::write(root.join("go.mod"), "module example.com/m\n\ngo 1.24\n").unwrap();
    fs::write(root.join("main.go"), ROUTE).unwrap();
    root
}

fn command(dir: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_muxray"));
    command.env_clear().current_dir(dir).args(arguments).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A run that goes on, stopped at the end of the test.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn lines_of(from: impl Read + Send + 'static, to: mpsc::Sender<String>) {
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            if to.send(line).is_err() {
                return;
            }
        }
    });
}

impl Watching {
    fn start(dir: &Path, arguments: &[&str]) -> Self {
        let mut child =
            command(dir, &[&["lint", "--watch", "--format", "concise"], arguments].concat()).spawn().unwrap();
        let (sender, lines) = mpsc::channel();
        lines_of(child.stdout.take().unwrap(), sender.clone());
        lines_of(child.stderr.take().unwrap(), sender);
        Self { child, lines }
    }

    /// The lines up to one with these words.
    #[track_caller]
    fn until(&self, words: &str) -> Vec<String> {
        let mut seen = Vec::new();
        loop {
            match self.lines.recv_timeout(Duration::from_secs(60)) {
                Ok(line) if line.contains(words) => return seen,
                Ok(line) => seen.push(line),
                Err(_) => panic!("never said: {words}\n{}", seen.join("\n")),
            }
        }
    }

    /// Whether nothing more is said for a while.
    fn is_quiet(&self) -> bool {
        self.lines.recv_timeout(Duration::from_millis(400)).is_err()
    }
}

#[test]
fn every_save_is_followed_by_a_report() {
    let dir = module("saves");
    let watching = Watching::start(&dir, &[]);
    watching.until("No findings in what was seen.");
    fs::create_dir(dir.join("web")).unwrap();
    fs::write(dir.join("other.go"), OTHER).unwrap();
    watching.until("muxray: changed: ");
    // The report that knows the new file may be the second one, after the directory's.
    watching.until("Found 1 error.");
    // As many editors save: a new file, then a rename.
    fs::write(dir.join(".other.go.swp"), "package main\n").unwrap();
    fs::rename(dir.join(".other.go.swp"), dir.join("other.go")).unwrap();
    watching.until("other.go");
    watching.until("No findings in what was seen.");
    fs::remove_file(dir.join("other.go")).unwrap();
    watching.until("changed: other.go");
    watching.until("No findings in what was seen.");
}

#[test]
fn its_own_report_and_git_do_not_start_a_run() {
    let dir = module("own");
    let watching = Watching::start(&dir, &["--output", "json=report.json", "--output", "sarif=report.sarif"]);
    watching.until("No findings in what was seen.");
    assert!(watching.is_quiet(), "the report that was written is no change");
    fs::write(dir.join(".git/index"), "x").unwrap();
    assert!(watching.is_quiet(), "what git keeps is no change");
    assert!(dir.join("report.json").exists() && dir.join("report.sarif").exists());
}

/// A hard link elsewhere is another name of a file: its directory hears of no change.
#[cfg(unix)]
#[test]
fn what_no_event_names_is_seen_when_it_is_quiet() {
    let dir = module("unnamed");
    let elsewhere = dir.with_file_name("unnamed.go");
    drop(fs::remove_file(&elsewhere));
    fs::write(&elsewhere, OTHER).unwrap();
    fs::hard_link(&elsewhere, dir.join("other.go")).unwrap();
    // What has just been written is looked at in any case.
    std::thread::sleep(Duration::from_secs(4));
    let watching = Watching::start(&dir, &[]);
    watching.until("Found 1 error.");
    fs::write(&elsewhere, "package main\n").unwrap();
    fs::write(dir.join("main.go"), format!("{ROUTE}\n")).unwrap();
    watching.until("No findings in what was seen.");
}

/// What a run reads outside of its directory is watched, too: above it, beside it, and where the module leads.
#[test]
fn what_is_read_elsewhere_is_watched() {
    let main = "package main\n\nimport (\n\t\"net/http\"\n\n\t\"example.com/m/routes\"\n\t\"example.com/rep\"\n)\n\nfunc main() {\n\trep.Register()\n\troutes.Register()\n\tpanic(http.ListenAndServe(\"127.0.0.1:8080\", nil))\n}\n";
    let routes = |package: &str, path: &str| {
        format!("package {package}\n\nimport \"net/http\"\n\nfunc Register() {{ http.HandleFunc(\"{path}\", nil) }}\n")
    };
    let dir = module("elsewhere/m");
    let (top, cmd, rep) = (dir.parent().unwrap(), dir.join("cmd/api"), dir.with_file_name("rep"));
    drop(fs::remove_dir_all(&rep));
    for dir in [&cmd, &rep, &dir.join("routes")] {
        fs::create_dir_all(dir).unwrap();
    }
    fs::remove_file(dir.join("main.go")).unwrap();
    fs::write(cmd.join("main.go"), main).unwrap();
    let go_mod =
        "module example.com/m\n\ngo 1.24\n\nrequire example.com/rep v0.0.0\n\nreplace example.com/rep => ../rep\n";
    fs::write(dir.join("go.mod"), go_mod).unwrap();
    fs::write(rep.join("go.mod"), "module example.com/rep\n\ngo 1.24\n").unwrap();
    fs::write(rep.join("rep.go"), routes("rep", "/rep")).unwrap();
    fs::write(dir.join("routes/r.go"), routes("routes", "/a")).unwrap();
    let watching = Watching::start(&cmd, &[]);
    watching.until("No findings in what was seen.");
    let seen = |path: &Path, text: &str, said: &str| {
        // What is watched is so right after the run.
        std::thread::sleep(Duration::from_millis(300));
        fs::write(path, text).unwrap();
        watching.until(path.file_name().unwrap().to_str().unwrap());
        watching.until(said);
    };
    seen(&dir.join("routes/r.go"), &routes("routes", "/rep"), "Found 1 error.");
    seen(&rep.join("rep.go"), &routes("rep", "/other"), "No findings in what was seen.");
    seen(&rep.join("rep.go"), &routes("rep", "/{x}"), "No findings in what was seen.");
    seen(&dir.join("go.mod"), &go_mod.replace("1.24", "1.21"), "Found 1 warning.");
    seen(&dir.join("muxray.toml"), "ignore = [\"pattern-needs-go122\"]\n", "No findings in what was seen.");
    // What nobody has asked for is no change.
    std::thread::sleep(Duration::from_millis(300));
    fs::write(top.join("notes.go"), "package notes\n").unwrap();
    fs::write(dir.join("routes/notes.md"), "# notes\n").unwrap();
    assert!(watching.is_quiet());
}

#[test]
fn a_broken_go_mod_is_told_and_waited_for() {
    let dir = module("broken");
    fs::write(dir.join("other.go"), OTHER).unwrap();
    let watching = Watching::start(&dir, &[]);
    watching.until("Found 1 error.");
    fs::write(dir.join("go.mod"), "module\n").unwrap();
    watching.until("changed: go.mod");
    watching.until("go.mod:1");
    fs::write(dir.join("go.mod"), "module example.com/m\n\ngo 1.24\n").unwrap();
    watching.until("changed: go.mod");
    watching.until("Found 1 error.");
}

#[test]
fn statistics_count_what_the_report_lists() {
    let tour = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/tour");
    let run = |arguments: &[&str]| {
        let out = command(&tour, &[&["lint", "-q", "./..."], arguments].concat()).output().unwrap();
        assert_eq!(out.status.code(), Some(1));
        String::from_utf8(out.stdout).unwrap()
    };
    let findings: serde_json::Value = serde_json::from_str(&run(&["--format", "json"])).unwrap();
    let findings = findings["findings"].as_array().unwrap();
    let counted: serde_json::Value = serde_json::from_str(&run(&["--statistics", "--format", "json"])).unwrap();
    let rules = counted["rules"].as_array().unwrap();
    assert!(rules.len() > 5);
    for row in rules {
        let same = |f: &&serde_json::Value| f["rule"] == row["rule"] && f["severity"] == row["severity"];
        assert_eq!(row["count"], findings.iter().filter(same).count(), "{row}");
    }
    let total: u64 = rules.iter().map(|r| r["count"].as_u64().unwrap()).sum();
    assert_eq!(total, findings.len() as u64);
    let text = run(&["--statistics"]);
    assert_eq!(text.lines().count(), rules.len());
    let first: Vec<&str> = text.lines().next().unwrap().split_whitespace().collect();
    assert_eq!(first[1], "error", "the worst comes first: {text}");
}
