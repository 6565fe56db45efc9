//! Where a file is read directly, lowering makes the same of it as of tree-sitter's tree.
//!
//! On every Go file of `testdata/`, on a sample of Go's own source where Go is installed, and on the trees that `MUXRAY_TREES`
//! names (paths with `:` between them).

#[path = "../../tests/random.rs"]
mod random;

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::super::{lower::lower, syntax::Range, tree::Tree};
use super::read;
use random::Random;

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
    let (ours, theirs) = (lower(bytes, &tree), lower(bytes, &other));
    if format!("{ours:?}") == format!("{theirs:?}") {
        return Outcome::Same;
    }
    // The first expression that differs tells more than the first line does.
    let exprs = ours.exprs.iter().zip(&theirs.exprs).find(|(a, b)| format!("{a:?}") != format!("{b:?}"));
    if let Some((a, b)) = exprs {
        let text =
            |range: Range| String::from_utf8_lossy(&bytes[range.start as usize..range.end as usize]).into_owned();
        return Outcome::Differs(format!(
            "ours: {a:?}\n{}\ntheirs: {b:?}\n{}\nerrors: {:?}",
            text(a.range),
            text(b.range),
            theirs.errors
        ));
    }
    let (a, b) = (format!("{ours:#?}"), format!("{theirs:#?}"));
    let at = a.lines().zip(b.lines()).position(|(a, b)| a != b).unwrap_or_default();
    let around = |text: &str| text.lines().skip(at.saturating_sub(12)).take(30).collect::<Vec<_>>().join("\n");
    Outcome::Differs(format!("ours:\n{}\ntheirs:\n{}", around(&a), around(&b)))
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
        differing[..differing.len().min(20)].join("\n")
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

/// What newer code is full of must not make a file slow.
#[test]
fn what_is_common_is_read_directly() {
    for expr in [
        "f[*T]()",
        "f[*T](x)",
        "p.New[*T, *q.U, V](x, y)",
        "errors.AsType[*net.OpError](err)",
        "m[*k](x)",
        "new(int64(1))",
        "new(a.b - c)",
        "new(T)",
        "new([]int)",
        "new(p.T[int])",
        "(*T[K])(nil)",
        "(*p.T[K, q.V])(x)",
        "(func(int) error)(f)",
        "(func(int) (int, error))(f)",
    ] {
        let source = format!("package p\nfunc f() {{\n\tx := {expr}\n\treturn &T{{a: {expr}, b: {expr}}}\n}}\n");
        assert!(matches!(compare(source.as_bytes()), Outcome::Same), "{expr}");
    }
    for statements in [
        "old := (*s)[i]\n(*s)[i] = nil",
        "a = b[1:2]\n{\n}",
        "if x != nil {\nf()\n}\n{\ng()\nh()\n}",
        "{\ng()\n}\n{\nh()\n}",
    ] {
        let source = format!("package p\nfunc f() {{\n{statements}\n}}\n");
        assert!(matches!(compare(source.as_bytes()), Outcome::Same), "{statements}");
    }
    // What may be read in two ways is left to the grammar, however it is spaced.
    for statements in
        ["f := g[T] // c\n(x)", "old := (*s)[i] \n(*s)[i].close()", "x\n{f()}", "for i := range 9; x; {\n}"]
    {
        let source = format!("package p\nfunc f() {{\n{statements}\n}}\n");
        assert!(matches!(compare(source.as_bytes()), Outcome::Left), "{statements}");
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

/// Pieces that a mutation puts in.
const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\n",
    ";",
    ",",
    ":",
    ".",
    "...",
    ":=",
    "=",
    "+=",
    "++",
    "<-",
    "*",
    "&",
    "|",
    "~",
    "!",
    "-",
    "<<",
    "==",
    "&&",
    "x",
    "x.y",
    "T[int]",
    "T[K, V]",
    "nil",
    "new(x)",
    "make([]int, n)",
    "func() {}",
    "func(a, b int)",
    "struct{}",
    "interface{ M() }",
    "map[string]int",
    "chan int",
    "<-chan int",
    "[]T{}",
    "[...]T{1}",
    "*p",
    "(*T)(nil)",
    "0x1p-2",
    "0777",
    "1_0",
    "1.5e3i",
    "'a'",
    "'\\n'",
    "\"s\"",
    "`r`",
    "// c\n",
    "/* c */",
    "if",
    "for",
    "range",
    "switch",
    "case",
    "default",
    "select",
    "go",
    "defer",
    "return",
    "break",
    "goto L",
    "L:",
    "type",
    "var",
    "const",
    "import",
    "package",
    "else",
    "fallthrough",
    "any",
    "iota",
];

/// Mutated files, as many as `MUXRAY_MUTATIONS` says: where one is still read directly, it means the same to tree-sitter.
#[test]
fn mutated_files_mean_the_same() {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let count = number("MUXRAY_MUTATIONS").unwrap_or(3_000);
    let first = number("MUXRAY_SEED").unwrap_or(1);
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let more = std::env::var("MUXRAY_TREES").unwrap_or_default();
    let roots = std::iter::once(testdata).chain(more.split(':').filter(|r| !r.is_empty()).map(PathBuf::from));
    let files: Vec<PathBuf> = roots.flat_map(|root| go_files(&root)).collect();
    let texts: Vec<Vec<u8>> = files.iter().filter_map(|p| std::fs::read(p).ok()).collect();
    let texts: Vec<&Vec<u8>> = texts.iter().filter(|t| (50..4_000).contains(&t.len())).collect();
    let outcomes: Vec<(usize, Option<String>)> = (0..count)
        .into_par_iter()
        .map(|run| {
            let mut random = Random::of(first + run);
            let mut bytes = texts[random.below(texts.len())].clone();
            for _ in 0..=random.below(3) {
                mutate(&mut bytes, &mut random);
            }
            match compare(&bytes) {
                Outcome::Same => (1, None),
                Outcome::Left => (0, None),
                Outcome::Differs(text) => (1, Some(format!("{}\n{text}", String::from_utf8_lossy(&bytes)))),
            }
        })
        .collect();
    let direct: usize = outcomes.iter().map(|(read, _)| read).sum();
    let differing: Vec<&String> = outcomes.iter().filter_map(|(_, text)| text.as_ref()).collect();
    eprintln!("{count} mutated files, {direct} read directly, {} differ", differing.len());
    assert!(
        differing.is_empty(),
        "{}",
        differing[..differing.len().min(3)].iter().map(|t| t.as_str()).collect::<String>()
    );
    assert!(direct > 0);
}

/// Takes a token out, puts one in, or does both; or moves a piece of the file.
fn mutate(bytes: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(bytes.len());
    let is_word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_';
    let start = at - bytes[..at].iter().rev().take_while(|b| is_word(b)).count();
    let len = bytes[start..].iter().take_while(|b| is_word(b)).count().max(1);
    let end = (start + len).min(bytes.len());
    let piece = format!(" {} ", PIECES[random.below(PIECES.len())]).into_bytes();
    match random.below(5) {
        0 => drop(bytes.drain(start..end)),
        1 => drop(bytes.splice(start..start, piece)),
        2 => drop(bytes.splice(start..end, piece)),
        3 => {
            let moved: Vec<u8> = bytes[start..(start + random.below(60)).min(bytes.len())].to_vec();
            let to = random.below(bytes.len());
            bytes.splice(to..to, moved);
        }
        _ => {
            let to = (start + random.below(40)).min(bytes.len());
            bytes.drain(start..to);
        }
    }
}
