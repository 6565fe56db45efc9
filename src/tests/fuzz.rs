//! Files that somebody bent: every reader, on mutations of the test data, as many as `MUXRAY_MUTATIONS` says.
//!
//! In: the files below `testdata/` that fit the reader. The checks stand in `fuzz/checks.rs`; `cargo fuzz` runs the same ones
//! with what libFuzzer makes up.

pub(crate) mod checks;

use std::fs;
use std::path::Path;

use crate::random::Random;
use rayon::prelude::*;
use walkdir::WalkDir;

/// What the seeds of a check are called: the end of a file's name, or its whole name.
fn is_seed(check: &str, name: &str) -> bool {
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    match check {
        "go" | "fix" => ends(&[".go", ".go.txt"]),
        "gomod" => ends(&["go.mod", "go.work", "modules.txt"]),
        "rule" | "config" => ends(&[".toml"]),
        "jsonc" => ends(&[".json", ".code-workspace"]),
        "yaml" => ends(&[".yaml", ".yml"]),
        "dockerfile" => name.contains("Dockerfile"),
        "shell" => ends(&[".sh", "Makefile", "Procfile", ".env", ".mk", ".air.toml"]),
        _ => false,
    }
}

fn seeds(check: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if check == "pattern" {
        let patterns = ["/", "GET /a/{x}", "h.test/{r...}", "/a/{$}", "POST /%61//b/", "/{x}/b", "example.com/a/", "*"];
        return patterns.iter().flat_map(|a| patterns.map(|b| format!("{a}\n{b}").into_bytes())).collect();
    }
    let below = ["testdata", "rules"].iter().flat_map(|dir| WalkDir::new(root.join(dir)).sort_by_file_name());
    let files = below.filter_map(Result::ok).filter(|e| e.file_type().is_file());
    let fit = files.filter(|e| is_seed(check, &e.file_name().to_string_lossy()));
    fit.filter_map(|e| fs::read(e.path()).ok()).filter(|bytes| (1..20_000).contains(&bytes.len())).collect()
}

/// Bytes that mean something in one of the languages, and some that are no text.
const TELLING: &[u8] = b"\0\n\r\t {}[]()\"'`\\$:#,/*&|-=\xff\xef\xe2";

/// Takes a piece out, repeats one, moves one, puts one of another seed in, changes a byte, or ends the file.
fn mutate(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    let piece = |random: &mut Random, len: usize| {
        let start = random.below(len + 1);
        start..(start + random.below(40)).min(len)
    };
    let (from, at) = (piece(random, bytes.len()), random.below(bytes.len() + 1));
    match random.below(7) {
        0 => drop(bytes.drain(from)),
        1 => drop(bytes.splice(at..at, bytes[from].repeat(1 + random.below(30)))),
        2 => drop(bytes.splice(at..at, other[piece(random, other.len())].to_vec())),
        3 => drop(bytes.splice(from, other[piece(random, other.len())].to_vec())),
        4 => bytes.truncate(at),
        5 => bytes.insert(at, TELLING[random.below(TELLING.len())]),
        _ => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << random.below(8)),
    }
}

#[test]
fn every_reader_survives_files_that_somebody_bent() {
    let count = std::env::var("MUXRAY_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(300_usize);
    for (name, check) in checks::CHECKS {
        let seeds = seeds(name);
        assert!(seeds.len() > 3, "{name} has {} seeds", seeds.len());
        (0..count).into_par_iter().for_each(|run| {
            let mut random = Random::of(run as u64 + 1);
            let mut bytes = seeds[random.below(seeds.len())].clone();
            for _ in 0..=random.below(4) {
                let other = &seeds[random.below(seeds.len())];
                mutate(&mut bytes, other, &mut random);
            }
            let survived = std::panic::catch_unwind(|| check(&bytes)).is_ok();
            assert!(survived, "{name}, mutation {run}:\n{}", String::from_utf8_lossy(&bytes));
        });
    }
}

/// What libFuzzer found once, and what is known to be hard: `testdata/fuzz/cases/KIND/`.
#[test]
fn what_was_found_once_stays_mended() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/fuzz/cases");
    for (name, check) in checks::CHECKS {
        for entry in
            WalkDir::new(cases.join(name)).into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file())
        {
            check(&fs::read(entry.path()).unwrap());
        }
    }
}

#[test]
fn every_check_has_a_target_and_every_target_a_check() {
    let targets = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/fuzz/targets");
    let files =
        fs::read_dir(targets).unwrap().map(|e| e.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned());
    let files: std::collections::BTreeSet<String> = files.collect();
    assert_eq!(files, checks::CHECKS.iter().map(|(name, _)| (*name).to_owned()).collect());
}
