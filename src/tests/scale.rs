//! Programs of a size and shape that nobody writes by hand: the answers are those of small ones, and nothing overflows.
//!
//! In: modules that are generated below target/. Out: a failure where the binary dies, gives up, or loses routes. How long it
//! takes is the matter of `benches/program.rs`.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::generate;

fn module(name: &str, make: impl Fn(&Path)) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scale").join(name);
    let _ = std::fs::remove_dir_all(&dir);
    make(&dir);
    dir
}

/// The listeners of the only program, as `muxray routes` tells them.
#[track_caller]
fn listeners(dir: &Path) -> Vec<Value> {
    let out = Command::new(env!("CARGO_BIN_EXE_muxray"))
        .env_clear()
        .args(["routes", "--format", "json", "-C"])
        .arg(dir)
        .arg("./...")
        .output()
        .expect("muxray runs");
    assert!(out.status.success(), "{:?}: {}", out.status, String::from_utf8_lossy(&out.stderr));
    let report: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    report["programs"][0]["listeners"].as_array().expect("listeners").clone()
}

#[track_caller]
fn shows(listener: &Value, count: usize) {
    assert_eq!(listener["routes"].as_array().map(Vec::len), Some(count));
}

#[test]
fn every_package_of_many_shows_its_route() {
    for count in [500, 2_000] {
        let found = listeners(&module(&format!("packages-{count}"), |dir| generate::packages(dir, count)));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0]["addr"], "127.0.0.1:8080");
        shows(&found[0], count);
    }
}

/// That main reaches the end of the chain is known at any depth. Which mux arrives there is followed through a few calls; beyond
/// that nothing is guessed.
#[test]
fn the_end_of_a_chain_of_calls_is_reached() {
    for (depth, routes) in [(5, 1), (5_000, 0)] {
        let found = listeners(&module(&format!("calls-{depth}"), |dir| generate::calls(dir, depth)));
        assert_eq!(found.len(), 1, "one listener behind {depth} calls");
        assert_eq!(found[0]["addr"], "127.0.0.1:8080", "the address is written beside the call");
        shows(&found[0], routes);
    }
}

#[test]
fn a_chain_of_results_that_is_too_long_is_not_known_and_not_guessed() {
    let short = listeners(&module("results-5", |dir| generate::results(dir, 5)));
    assert_eq!(short[0]["addr"], "127.0.0.1:8080");
    let long = listeners(&module("results-5000", |dir| generate::results(dir, 5_000)));
    assert_eq!((long.len(), &long[0]["scope"]), (1, &"unknown".into()));
}
