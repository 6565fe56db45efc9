//! muxray beside other tools on the same trees in the same run: a table of ratios.
//!
//! Run with `cargo bench --bench compare -- TREE...`; without a tree, Go's own source is taken. In: folders with a Go module.
//! Out: for each tool that is installed the median wall time of several rounds in turn, and the ratio to `rg -l net/http`.
//! A tool that is not there is named and left out. The others answer a smaller question: one pattern in one file at a time.

#![allow(clippy::expect_used, clippy::print_stdout, missing_docs, reason = "a bench prints, and fails by a panic")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Rounds after one that warms the disk's cache.
const ROUNDS: usize = 7;
/// A name, the program and its arguments; the first is what the others are compared with.
const TOOLS: &[(&str, &str, &[&str])] = &[
    ("rg -l net/http", "rg", &["-l", "net/http", "--type", "go", "-uuu", "."]),
    ("muxray lint ./...", env!("CARGO_BIN_EXE_muxray"), &["lint", "-q", "./..."]),
    ("ast-grep, one pattern", "ast-grep", &["run", "-p", "http.HandleFunc($$$)", "-l", "go", "."]),
    ("semgrep, one pattern", "semgrep", &["--metrics=off", "-q", "-l", "go", "-e", "http.HandleFunc(...)", "."]),
];

fn main() {
    let asked: Vec<PathBuf> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).map(PathBuf::from).collect();
    let trees = if asked.is_empty() { vec![go_source()] } else { asked };
    let is_there = |program: &str| Command::new(program).arg("--version").output().is_ok_and(|o| o.status.success());
    let (there, left_out): (Vec<_>, Vec<_>) = TOOLS.iter().partition(|(_, program, _)| is_there(program));
    left_out.iter().for_each(|(_, program, _)| println!("left out: {program} is not installed"));
    println!("| tree | tool | median | to the first |\n|---|---|---:|---:|");
    for tree in trees {
        let mut times: Vec<Vec<Duration>> = vec![Vec::new(); there.len()];
        for round in 0..=ROUNDS {
            for ((_, program, args), times) in there.iter().zip(&mut times) {
                let took = run(program, args, &tree);
                if round > 0 {
                    times.push(took);
                }
            }
        }
        let medians: Vec<Duration> = times.iter_mut().map(|t| median(t)).collect();
        for ((name, ..), median) in there.iter().zip(&medians) {
            let ratio = median.as_secs_f64() / medians[0].as_secs_f64();
            println!("| {} | {name} | {:.0} ms | {ratio:.1} |", tree.display(), median.as_secs_f64() * 1e3);
        }
    }
}

/// Runs a tool to its end; what it prints is read and dropped, so that a terminal costs nothing.
fn run(program: &str, args: &[&str], tree: &Path) -> Duration {
    let begun = Instant::now();
    let output = Command::new(program).args(args).current_dir(tree).stdin(Stdio::null()).output();
    let took = begun.elapsed();
    // Findings, or none, are no failure: 0 and 1 for all of these.
    assert!(output.expect("it starts").status.code().is_some_and(|c| c <= 1), "{program} failed in {}", tree.display());
    took
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn go_source() -> PathBuf {
    let output = Command::new("go").args(["env", "GOROOT"]).output().expect("go, or a tree as argument");
    Path::new(String::from_utf8_lossy(&output.stdout).trim()).join("src")
}
