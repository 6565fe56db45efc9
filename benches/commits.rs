//! What a hook costs from commit to commit: a run with what is kept after each, beside one that keeps nothing.
//!
//! Run with `cargo bench --bench commits -- REPOSITORY...`. In: git repositories with a Go module, of which a copy goes back through the
//! last commits that change Go files, by their first parents. Out: how many of the runs took less than half of what a run without a cache
//! takes, and how long they all took together, compared with those. It fails where one tells something else than the other.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    reason = "a bench prints, and fails by a panic"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How many commits of each repository.
const COMMITS: usize = 30;
/// What has changed more recently cannot be told from what changes again.
const RESTED: Duration = Duration::from_secs(4);

fn main() {
    let asked: Vec<PathBuf> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).map(PathBuf::from).collect();
    assert!(!asked.is_empty(), "no repository is named");
    println!("| repository | commits | in less than half | all, to those without a cache |\n|---|---:|---:|---:|");
    for repository in asked {
        let place = tempfile::tempdir().expect("a temporary directory");
        let tree = place.path().join("tree");
        let from = repository.canonicalize().expect("a repository");
        git(place.path(), &["clone", "--quiet", "--shared", "--no-checkout", &from.to_string_lossy(), "tree"]);
        git(&tree, &["checkout", "--quiet", "--detach", "HEAD"]);
        sleep(RESTED);
        let kept = place.path().join("kept");
        lint(&tree, Some(&kept));
        let (mut commits, mut quick, mut with, mut without) = (0, 0, 0.0, 0.0);
        while commits < COMMITS
            && git(&tree, &["rev-list", "--max-count=2", "--first-parent", "HEAD"]).lines().count() == 2
        {
            let changed = git(&tree, &["diff", "--name-only", "HEAD^1", "HEAD"]);
            git(&tree, &["checkout", "--quiet", "--detach", "HEAD^1"]);
            if !changed.lines().any(|path| path.ends_with(".go") && !path.split('/').any(|part| part == "vendor")) {
                continue;
            }
            let (took, told) = lint(&tree, Some(&kept));
            let (whole, fresh) = lint(&tree, None);
            assert!((told.stdout, told.stderr) == (fresh.stdout, fresh.stderr), "{changed} changed what is told");
            commits += 1;
            quick += usize::from(took < whole / 2.0);
            with += took;
            without += whole;
        }
        println!("| {} | {commits} | {quick} | {:.2} |", repository.display(), with / without);
    }
}

/// The wall time of a run in seconds, and what it told.
fn lint(tree: &Path, kept: Option<&Path>) -> (f64, Output) {
    let mut run = Command::new(env!("CARGO_BIN_EXE_muxray"));
    run.args(["lint", "./..."]).current_dir(tree);
    match kept {
        Some(kept) => run.env("MUXRAY_CACHE_DIR", kept),
        None => run.env("MUXRAY_NO_CACHE", "1"),
    };
    let begun = Instant::now();
    let output = run.output().expect("muxray runs");
    let took = begun.elapsed().as_secs_f64();
    assert!(output.status.code().is_some_and(|code| code <= 1), "muxray fails in {}", tree.display());
    (took, output)
}

fn git(dir: &Path, args: &[&str]) -> String {
    let output = Command::new("git").args(args).current_dir(dir).output().expect("git runs");
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
