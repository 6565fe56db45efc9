//! What each stage of a run costs on a tree, beside the floor: listing the tree's files and reading their first 4 KB.
//!
//! Run with `cargo bench --profile fast --bench stages -- TREE...`; without a tree, Go's own source is taken. Out: a table of medians.
//! "analyse" is walk, parse and model as `run` does them; the rows above it are parts of it, measured on their own, so that
//! what the model costs is the rest. Parsing is measured on the files that contain `net/http`.

#![allow(clippy::expect_used, clippy::print_stdout, missing_docs, reason = "a bench prints, and fails by a panic")]
#![allow(unreachable_pub, dead_code, reason = "a module that benches share")]
#![allow(clippy::cast_precision_loss, reason = "figures for a table")]

mod process;

use std::fs::{self, File};
use std::hint::black_box;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Instant;

use memchr::memmem;
use muxray::report::{self, Format, RenderOptions};
use muxray::rule::{RuleSet, load_known};
use muxray::run::{Request, analyze, lint};
use muxray::suppress::Policy;
use muxray::walk::{Env, Options, Workspace};
use muxray::{facts, golang};
use process::{median, trees};
use rayon::prelude::*;
use walkdir::WalkDir;

const ROUNDS: usize = 7;

fn main() {
    println!("| tree | stage | on | median | |\n|---|---|---|---:|---:|");
    trees().iter().for_each(|tree| stages(tree));
}

/// The median of some rounds after one that warms the caches, in seconds.
fn time<T>(mut work: impl FnMut() -> T) -> f64 {
    let rounds = (0..=ROUNDS).map(|_| {
        let begun = Instant::now();
        black_box(work());
        begun.elapsed().as_secs_f64()
    });
    median(rounds.skip(1)).expect("rounds")
}

fn stages(tree: &Path) {
    let row = |stage: &str, on: &str, bytes: usize, seconds: f64| {
        let rate = if bytes == 0 { String::new() } else { format!("{:.0} MB/s", bytes as f64 / seconds / 1e6) };
        println!("| {} | {stage} | {on} | {:.1} ms | {rate} |", tree.display(), seconds * 1e3);
    };
    let files = go_files(tree);
    let count = format!("{} Go files", files.len());
    row("list the files (floor)", &count, 0, time(|| go_files(tree)));
    let heads = || files.par_iter().map(|file| head(file)).sum::<usize>();
    row("read their first 4 KB (floor)", &count, heads(), time(heads));

    row("load the rules and what is known", "", 0, time(|| (RuleSet::embedded(), load_known([]))));
    let ((rules, _), (known, _)) = (RuleSet::embedded(), load_known([]));
    let env = Env { home: std::env::var_os("HOME").map(PathBuf::from), ..Env::default() };
    let options = Options { dir: tree.to_owned(), env, ..Options::default() };
    row("walk, with the heads of files", &count, 0, time(|| Workspace::open(&options)));
    let texts: Vec<Vec<u8>> = files.par_iter().filter_map(|file| fs::read(file).ok()).collect();
    let texts: Vec<&Vec<u8>> = texts.iter().filter(|text| memmem::find(text, b"net/http").is_some()).collect();
    let bytes = texts.iter().map(|text| text.len()).sum();
    let parse = || texts.par_iter().map(|text| facts::extract(golang::parse(text), &known)).count();
    row("parse, with the facts of files", &format!("{} files", texts.len()), bytes, time(parse));

    let request = Request { options, ..Request::default() };
    row("analyse: walk, parse, model", "", 0, time(|| analyze(&request, &known, &rules)));
    let analysis = [analyze(&request, &known, &rules)];
    row("run the rules", &format!("{} programs", analysis[0].programs.len()), 0, {
        time(|| lint(&analysis, &rules, &Policy::default()))
    });
    let found = lint(&analysis, &rules, &Policy::default());
    let write = || {
        let mut out = Vec::new();
        report::render(&found, analysis[0].sources(), &RenderOptions::default(), Format::Json, &mut out)
            .expect("memory");
        out
    };
    row("write the report", &format!("{} findings", found.findings.len()), write().len(), time(write));
}

fn go_files(tree: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(tree).into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file());
    entries.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|e| e == "go")).collect()
}

fn head(file: &Path) -> usize {
    let mut bytes = [0; 4096];
    File::open(file).and_then(|mut file| file.read(&mut bytes)).unwrap_or_default()
}
