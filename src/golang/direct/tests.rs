//! Where a file is read directly, lowering makes the same of it as of tree-sitter's tree.
//!
//! On every Go file of `testdata/`, on a sample of Go's own source where Go is installed, and on the trees that `MUXRAY_TREES`
//! names (paths with `:` between them).

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::super::{lower::lower, tree::Tree};
use super::read;

/// What came of one file.
enum Outcome {
    Same,
    Differs(String),
    /// Tree-sitter reads it.
    Left,
}

fn compare(bytes: &[u8]) -> Outcome {
    let Some(tree) = read(bytes) else { return Outcome::Left };
    let other = Tree::by_grammar(bytes);
    let (ours, theirs) = (format!("{:#?}", lower(bytes, &tree)), format!("{:#?}", lower(bytes, &other)));
    if ours == theirs {
        return Outcome::Same;
    }
    let at = ours.lines().zip(theirs.lines()).position(|(a, b)| a != b).unwrap_or_default();
    let around = |text: &str| text.lines().skip(at.saturating_sub(12)).take(30).collect::<Vec<_>>().join("\n");
    Outcome::Differs(format!("ours:\n{}\ntheirs:\n{}", around(&ours), around(&theirs)))
}

fn go_files(root: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(root).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = entries.filter(|e| e.file_type().is_file()).map(walkdir::DirEntry::into_path);
    files.filter(|p| p.extension().is_some_and(|e| e == "go")).collect()
}

/// Compares files; how many were read directly and how many were not.
fn check(files: &[PathBuf]) -> (usize, usize) {
    let outcomes: Vec<(&PathBuf, Outcome)> =
        files.par_iter().filter_map(|p| Some((p, compare(&std::fs::read(p).ok()?)))).collect();
    let differing: Vec<String> = outcomes
        .iter()
        .filter_map(
            |(p, o)| if let Outcome::Differs(text) = o { Some(format!("{}\n{text}", p.display())) } else { None },
        )
        .collect();
    assert!(
        differing.is_empty(),
        "{} files differ\n{}",
        differing.len(),
        differing[..differing.len().min(12)].join("\n")
    );
    let same = outcomes.iter().filter(|(_, o)| matches!(o, Outcome::Same)).count();
    (same, outcomes.len() - same)
}

#[test]
fn what_is_read_directly_means_the_same() {
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let (same, left) = check(&go_files(&testdata));
    assert!(same > 300 && left * 10 < same, "{same} read directly, {left} left");
    for root in std::env::var("MUXRAY_TREES").unwrap_or_default().split(':').filter(|r| !r.is_empty()) {
        let (same, left) = check(&go_files(Path::new(root)));
        eprintln!("{root}: {same} read directly, {left} left");
    }
}

#[test]
fn go_itself_is_read_directly() {
    let goroot = std::process::Command::new("go").args(["env", "GOROOT"]).output();
    let Some(goroot) = goroot.ok().filter(|o| o.status.success()) else {
        eprintln!("skipped: no go");
        return;
    };
    let src = PathBuf::from(String::from_utf8_lossy(&goroot.stdout).trim()).join("src");
    let files: Vec<PathBuf> =
        go_files(&src).into_iter().filter(|p| !p.iter().any(|e| e == "testdata")).step_by(16).collect();
    let (same, left) = check(&files);
    assert!(left * 20 < same, "{same} read directly, {left} left");
}
