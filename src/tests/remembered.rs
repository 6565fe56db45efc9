//! A run that remembers what earlier ones have read says byte for byte what a fresh one says, whatever happened to the files between
//! the two: written in place or beside, made, removed, renamed, linked, in code and in the files around it.
//!
//! In: cases of testdata/, copied and bent at random, the same way in every run. Files must rest for seconds before anything is
//! remembered of them: that is where the time of this test goes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::random::Random;
use muxray::known::Known;
use muxray::report::{Format, RenderOptions, render};
use muxray::rule::{RuleSet, load_known};
use muxray::run::{Asked, Memory, Request, analyze, lint};
use muxray::suppress::Policy;
use muxray::walk::{Changed, Options};
use walkdir::WalkDir;

/// How long files rest between two rounds.
const REST: Duration = Duration::from_secs(4);
const ROUNDS: usize = 4;
/// Looks within a round, a few changes between them.
const LOOKS: usize = 4;

fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).sort_by_file_name() {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else if entry.file_type().is_file() {
            fs::write(target, fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}

fn files(root: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(root).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    entries.filter(|entry| !entry.file_type().is_dir()).map(|entry| entry.path().to_owned()).collect()
}

/// Does something to a file of the tree, and says what, and which paths a watcher would name at most.
fn bend(root: &Path, random: &mut Random) -> (String, Vec<PathBuf>) {
    let all = files(root);
    let any = |random: &mut Random| all[random.below(all.len())].clone();
    let (file, other) = (any(random), any(random));
    let mut text = fs::read(&file).unwrap_or_default();
    let beside = file.with_extension("tmp");
    let (down, new) = (file.with_file_name("more"), format!("x{}", other.file_name().unwrap().to_string_lossy()));
    let (moved, new) = (down.join(file.file_name().unwrap()), file.with_file_name(new));
    // What is written through a link is named as what it is.
    let real = [&file, &other].into_iter().filter_map(|path| fs::canonicalize(path).ok());
    let paths = [&file, &other, &beside, &down, &moved, &new].into_iter().cloned().chain(real).collect();
    let action = match random.below(10) {
        0 => {
            text.extend(b"\n// more\n");
            put(&file, &text);
            "grows"
        }
        1 => {
            // As long as before: other ports, other patterns.
            let name = [b'a', b'x', b'8', b'0'][random.below(4)];
            text.iter_mut().filter(|byte| **byte == name).for_each(|byte| *byte = name + 1);
            put(&file, &text);
            "has other bytes"
        }
        2 => {
            text.truncate(random.below(text.len() + 1));
            fs::write(&beside, text).unwrap();
            fs::rename(&beside, &file).unwrap();
            "is cut off by an editor that writes beside"
        }
        3 => {
            put(&file, &fs::read(&other).unwrap_or_default());
            "gets the text of another"
        }
        4 => {
            fs::rename(&other, &file).unwrap();
            "is replaced by another, which goes"
        }
        5 => {
            fs::remove_file(&file).unwrap();
            "goes"
        }
        6 => {
            fs::create_dir_all(&down).unwrap();
            fs::rename(&file, moved).unwrap();
            "moves down"
        }
        7 => {
            fs::write(new, fs::read(&other).unwrap_or_default()).unwrap();
            "has a new neighbour"
        }
        8 => {
            fs::remove_file(&file).unwrap();
            #[cfg(unix)]
            std::os::unix::fs::symlink(&other, &file).unwrap();
            "is a link to another"
        }
        _ => {
            let swapped = fs::read(&other).unwrap_or_default();
            put(&file, &swapped);
            put(&other, &text);
            "changes texts with another"
        }
    };
    (format!("{} {action} ({})\n", file.display(), other.display()), paths)
}

/// Writes a file; two links to each other are no files any more.
fn put(path: &Path, text: &[u8]) {
    if fs::metadata(path).is_err() {
        drop(fs::remove_file(path));
    }
    fs::write(path, text).unwrap();
}

/// The report and what could not be read, as the bytes that a script reads.
fn look(dir: &Path, (known, rules): &(Known, RuleSet), memory: Option<&Arc<Memory>>) -> String {
    let options = Options { dir: dir.to_owned(), patterns: vec!["./...".to_owned()], ..Options::default() };
    let asked = Asked::by(rules);
    let request = Request { options, asked, memory: memory.map(Arc::clone), ..Request::default() };
    let analyses = [analyze(&request, known, rules)];
    let report = lint(&analyses, rules, &Policy::default());
    let mut bytes = Vec::new();
    render(&report, analyses[0].sources(), &RenderOptions::default(), Format::Json, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn what_is_remembered_changes_no_byte() {
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let root = fs::canonicalize(env!("CARGO_TARGET_TMPDIR")).unwrap().join("remembered");
    drop(fs::remove_dir_all(&root));
    // The first case of each rule, three rules a tree, and the tour.
    let mut rules: Vec<_> = fs::read_dir(&testdata).unwrap().map(|entry| entry.unwrap().path()).collect();
    rules.sort();
    let cases = rules.iter().filter_map(|rule| {
        let mut cases: Vec<_> = fs::read_dir(rule).ok()?.map(|entry| entry.unwrap().path()).collect();
        cases.sort();
        cases.into_iter().find(|case| case.join("go.mod").is_file())
    });
    let cases: Vec<PathBuf> = cases.chain([testdata.join("tour")]).collect();
    assert!(cases.len() > 30, "{}", cases.len());
    let trees: Vec<PathBuf> = cases
        .chunks(cases.len().div_ceil(6))
        .enumerate()
        .map(|(n, cases)| {
            let tree = root.join(n.to_string());
            cases.iter().enumerate().for_each(|(n, case)| copy(case, &tree.join(format!("m{n}"))));
            tree
        })
        .collect();
    let rules = (load_known([]).0, RuleSet::embedded().0);
    let memories: Vec<Arc<Memory>> = trees.iter().map(|_| Arc::default()).collect();
    let mut random = Random::of(5);
    let mut different = 0;
    let mut done: Vec<String> = trees.iter().map(|_| String::new()).collect();
    let mut before = done.clone();
    for _ in 0..ROUNDS {
        std::thread::sleep(REST);
        for (n, tree) in trees.iter().enumerate() {
            for at in 0..LOOKS {
                let fresh = look(tree, &rules, None);
                assert_eq!(look(tree, &rules, Some(&memories[n])), fresh, "{}", done[n]);
                different += usize::from(std::mem::replace(&mut before[n], fresh.clone()) != fresh);
                if at == 0 {
                    assert!(format!("{:?}", memories[n]).contains("Stamp"), "something is remembered");
                }
                // The changes behind the last look rest before the next one.
                let changes = if at + 1 == LOOKS { 6 } else { 1 + random.below(3) };
                let paths: Vec<Vec<PathBuf>>;
                (done[n], paths) = (0..changes).map(|_| bend(tree, &mut random)).unzip();
                // Every other tree has a watcher, who misses something once.
                if n % 2 == 1 {
                    let paths = paths.into_iter().flatten().collect();
                    memories[n].tell((at != 2).then_some(Changed { root: tree, paths: &paths }));
                }
            }
        }
    }
    assert!(different > 30, "the changes matter: {different}");
}

/// What a watcher does not name is not looked at in the next run, and found by the look at everything.
#[test]
fn what_is_not_named_is_found_later() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/tour");
    let tree = fs::canonicalize(env!("CARGO_TARGET_TMPDIR")).unwrap().join("unnamed");
    drop(fs::remove_dir_all(&tree));
    copy(&case, &tree);
    std::thread::sleep(REST);
    let rules = (load_known([]).0, RuleSet::embedded().0);
    let memory: Arc<Memory> = Arc::default();
    let before = look(&tree, &rules, Some(&memory));
    assert!(memory.is_current());
    let go = files(&tree).into_iter().filter(|file| file.extension().is_some_and(|e| e == "go"));
    go.for_each(|file| fs::write(file, "package main\n").unwrap());
    let nothing = BTreeSet::new();
    memory.tell(Some(Changed { root: &tree, paths: &nothing }));
    let rules_of = |report: &str| report.matches("\"rule\":").count();
    let trusting = look(&tree, &rules, Some(&memory));
    assert_eq!(rules_of(&trusting), rules_of(&before), "no file was looked at");
    assert!(rules_of(&before) > 10);
    assert!(!memory.is_current());
    memory.tell(None);
    assert_eq!(look(&tree, &rules, Some(&memory)), look(&tree, &rules, None));
}
