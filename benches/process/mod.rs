//! Trees to measure on, whole processes and how long they take. Shared by the benches `compare`, `growth` and `stages`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// What the others are compared with: the arguments of `rg`.
pub const SEARCH: &[&str] = &["-l", "net/http", "--type", "go", "-uuu", "."];

/// The wall time in seconds of a program in a folder; None where it does not run, or fails: findings, or none, are no failure (0 and 1).
///
/// What it prints is read and dropped, so that a terminal costs nothing.
pub fn seconds(program: &str, args: &[&str], dir: &Path) -> Option<f64> {
    let begun = Instant::now();
    let output = Command::new(program).args(args).current_dir(dir).stdin(Stdio::null()).output().ok()?;
    let took = begun.elapsed().as_secs_f64();
    output.status.code().is_some_and(|code| code <= 1).then_some(took)
}

/// The one in the middle.
pub fn median(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// The folders of the command line; without one, Go's own source.
pub fn trees() -> Vec<PathBuf> {
    let asked: Vec<PathBuf> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).map(PathBuf::from).collect();
    if !asked.is_empty() {
        return asked;
    }
    let output = Command::new("go").args(["env", "GOROOT"]).output().expect("go, or a tree as argument");
    vec![Path::new(String::from_utf8_lossy(&output.stdout).trim()).join("src")]
}
