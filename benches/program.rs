//! Whole programs of growing size: twice the packages, or twice the calls, should cost about twice the time.
//!
//! The modules are those of the test `scale`. Run with `cargo bench --bench program`.

#![allow(clippy::expect_used, missing_docs, unreachable_pub, reason = "a bench fails by a panic")]
#![allow(dead_code, reason = "a module that a test shares")]

#[path = "../src/tests/generate.rs"]
mod generate;

use std::path::{Path, PathBuf};
use std::process::Command;

use divan::Bencher;

fn main() {
    divan::main();
}

fn module(name: &str, make: impl Fn(&Path)) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench").join(name);
    make(&dir);
    dir
}

fn lint(dir: &Path) {
    let status =
        Command::new(env!("CARGO_BIN_EXE_muxray")).args(["lint", "--no-cache", "-C"]).arg(dir).arg("./...").output();
    assert!(status.expect("muxray runs").status.success(), "a finding where none is");
}

#[divan::bench(args = [1_250, 2_500, 5_000, 20_000], sample_count = 3, sample_size = 1)]
fn packages(bencher: Bencher<'_, '_>, count: usize) {
    let dir = module(&format!("packages-{count}"), |dir| generate::packages(dir, count));
    bencher.bench_local(|| lint(&dir));
}

#[divan::bench(args = [1_250, 2_500, 5_000], sample_count = 3, sample_size = 1)]
fn calls(bencher: Bencher<'_, '_>, depth: usize) {
    let dir = module(&format!("calls-{depth}"), |dir| generate::calls(dir, depth));
    bencher.bench_local(|| lint(&dir));
}
