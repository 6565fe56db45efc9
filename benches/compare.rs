//! muxray beside other tools on the same trees in the same run: a table of ratios.
//!
//! Run with `cargo bench --bench compare -- TREE...`; without a tree, Go's own source is taken. In: folders with a Go module.
//! Out: for each tool that is installed the median wall time of several rounds in turn, and the ratio to `rg -l net/http`.
//! A tool that is not there is named and left out. The others answer a smaller question: one pattern in one file at a time.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    reason = "a bench prints, and fails by a panic"
)]
#![allow(unreachable_pub, reason = "a module that two benches share")]

mod process;

use std::process::Command;

use process::{SEARCH, median, seconds, trees};

/// Rounds after one that warms the disk's cache.
const ROUNDS: usize = 7;
/// A name, the program and its arguments; the first is what the others are compared with.
const TOOLS: &[(&str, &str, &[&str])] = &[
    ("rg -l net/http", "rg", SEARCH),
    ("muxray lint --no-cache ./...", env!("CARGO_BIN_EXE_muxray"), &["lint", "-q", "--no-cache", "./..."]),
    ("muxray lint ./..., nothing changed", env!("CARGO_BIN_EXE_muxray"), &["lint", "-q", "./..."]),
    ("ast-grep, one pattern", "ast-grep", &["run", "-p", "http.HandleFunc($$$)", "-l", "go", "."]),
    ("semgrep, one pattern", "semgrep", SEMGREP),
];

/// It asks nobody on the network, and reads what git ignores, as the others do; `vendor` it leaves out by itself.
const SEMGREP: &[&str] = &[
    "--metrics=off",
    "--disable-version-check",
    "--no-git-ignore",
    "-q",
    "-l",
    "go",
    "-e",
    "http.HandleFunc(...)",
    ".",
];

fn main() {
    let is_there = |program: &str| Command::new(program).arg("--version").output().is_ok_and(|o| o.status.success());
    let (there, left_out): (Vec<_>, Vec<_>) = TOOLS.iter().partition(|(_, program, _)| is_there(program));
    left_out.iter().for_each(|(_, program, _)| println!("left out: {program} is not installed"));
    println!("| tree | tool | median | to the first |\n|---|---|---:|---:|");
    for tree in trees() {
        let mut times: Vec<Vec<f64>> = vec![Vec::new(); there.len()];
        for round in 0..=ROUNDS {
            for ((_, program, args), times) in there.iter().zip(&mut times) {
                let took = seconds(program, args, &tree);
                let took = took.unwrap_or_else(|| panic!("{program} failed in {}", tree.display()));
                if round > 0 {
                    times.push(took);
                }
            }
        }
        let medians: Vec<f64> = times.into_iter().filter_map(median).collect();
        for ((name, ..), median) in there.iter().zip(&medians) {
            println!("| {} | {name} | {:.0} ms | {:.1} |", tree.display(), median * 1e3, median / medians[0]);
        }
    }
}
