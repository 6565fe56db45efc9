//! The mux of real Go against ours, on random pairs of patterns.
//!
//! In: a Go toolchain on the machine: `go` on the PATH (or `MUXRAY_GO`), and for the mux of Go 1.22 the binary that
//! `MUXRAY_GO_1_22` names. `MUXRAY_PAIRS` and `MUXRAY_SEED` choose how many pairs and which. Fails on any difference:
//! which pattern is refused with which words, which pairs conflict, what Go says then. Without Go: "skipped: no go".

#[path = "pattern_pairs.rs"]
mod pattern_pairs;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use muxray::conflict::{conflict_line, explain_pair};
use muxray::model::Era;
use muxray::model::pattern::{Pattern, Segment, first_line, unicode_tables};
use pattern_pairs::Pairs;
use serde_json::Value;

#[test]
fn the_toolchain_s_own_mux() {
    let Some(go) = Go::find("MUXRAY_GO") else { return };
    go.compare(go.own_era());
}

#[test]
fn the_mux_of_go_1_21() {
    let Some(go) = Go::find("MUXRAY_GO") else { return };
    go.compare(Era::E121);
}

#[test]
fn the_mux_of_go_1_22() {
    let Some(go) = Go::find("MUXRAY_GO_1_22") else { return };
    assert_eq!(go.own_era(), Era::E122, "MUXRAY_GO_1_22 names {}", go.version);
    go.compare(Era::E122);
}

/// The one request that people read of is one that goes where they read.
#[test]
fn the_request_that_is_named_goes_to_who_wins() {
    let Some(go) = Go::find("MUXRAY_GO") else { return };
    let mut pairs = Pairs::new(setting("MUXRAY_SEED", 1));
    for era in [go.own_era(), Era::E121] {
        let pairs = std::iter::repeat_with(|| pairs.pair()).take(setting("MUXRAY_PAIRS", 200_000) as usize);
        let (mut lines, mut winners) = (Vec::new(), Vec::new());
        for (a, b) in pairs {
            let text = explain_pair(&a, &b, era);
            let Some((winner, rest)) = text.split_once("` is more specific and wins for every request") else {
                continue;
            };
            let Some((like, path)) = rest.split_once(", like ").and_then(|(_, rest)| rest.split_once(" for \"")) else {
                continue;
            };
            let path = path.split_once("\"; ").expect("a path that is quoted").0;
            let method = like.strip_prefix("a ").and_then(|rest| rest.strip_suffix(" request")).unwrap_or("POST");
            lines.push(format!("{}\t{}\t{method}\t{path}", escape(&a), escape(&b)));
            winners.push(escape(winner.rsplit_once("\n`").expect("a line of its own").1));
        }
        println!("{}, {}: {} requests", go.version, era.as_str(), lines.len());
        assert!(lines.len() > 500, "too few requests");
        let served = go.ask("-serve", era, &lines);
        let different = lines.iter().zip(&winners).zip(&served).filter(|((_, winner), served)| {
            // At the end of a line a carriage return is no part of it.
            winner.trim_end_matches('\r') != served.trim_end_matches('\r')
        });
        let different: Vec<_> = different.take(10).collect();
        assert!(different.is_empty(), "{different:#?}");
    }
}

#[test]
fn letters_digits_and_printables_are_those_of_go() {
    let Some(go) = Go::find("MUXRAY_GO") else { return };
    let (version, tables) = go.unicode();
    let different = differences(&tables);
    println!("{}: Unicode {version}, {} code points differ", go.version, different.len());
    // Later tables give more characters a class and take none away: see src/model/pattern/unicode.rs.
    assert!(version != "15.0.0" || different.is_empty(), "{different:x?}");
    for (name, ours) in unicode_tables() {
        let theirs = &tables.iter().find(|(other, _)| other == name).expect("Go printed the table").1;
        assert!((0..=0x10_ffff).all(|c| !contains(ours, c) || contains(theirs, c)), "{name} lost members");
    }
}

/// A Go toolchain.
struct Go {
    binary: PathBuf,
    version: String,
}

impl Go {
    fn find(variable: &str) -> Option<Self> {
        let named = std::env::var_os(variable).map(PathBuf::from);
        let fallback = (variable == "MUXRAY_GO").then(|| PathBuf::from("go"));
        let found = named.or(fallback).and_then(|binary| {
            let version = Command::new(&binary).args(["env", "GOVERSION"]).env("GOTOOLCHAIN", "local").output().ok()?;
            let version = String::from_utf8_lossy(&version.stdout).trim().to_owned();
            (!version.is_empty()).then_some(Self { binary, version })
        });
        if found.is_none() {
            println!("skipped: no go ({variable})");
        }
        found
    }

    fn minor(&self) -> u32 {
        let minor = self.version.strip_prefix("go1.").and_then(|rest| rest.split('.').next()?.parse().ok());
        minor.unwrap_or_else(|| panic!("not a Go release: {}", self.version))
    }

    fn own_era(&self) -> Era {
        match self.minor() {
            ..=21 => Era::E121,
            22 => Era::E122,
            _ => Era::E123,
        }
    }

    /// Builds a program of testdata/oracle.
    fn build(&self, name: &str, purpose: &str) -> PathBuf {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/oracle").join(name);
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{purpose}-{}", self.version));
        // Go 1.21 refuses the go.mod, which says 1.22.
        let modules = if self.minor() < 22 { "off" } else { "on" };
        let built = Command::new(&self.binary)
            .args(["build", "-o"])
            .arg(&target)
            .arg("main.go")
            .current_dir(dir)
            .envs([("GOTOOLCHAIN", "local"), ("GOWORK", "off"), ("GOFLAGS", ""), ("GO111MODULE", modules)])
            .env("CGO_ENABLED", "0")
            .output()
            .expect("go build starts");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        target
    }

    /// The Unicode version, and the tables by name.
    fn unicode(&self) -> (String, Vec<(String, Vec<u32>)>) {
        let out = Command::new(self.build("unicode", "tables")).output().expect("the oracle runs").stdout;
        let out = String::from_utf8(out).expect("text");
        let mut lines = out.lines();
        let version = lines.next().and_then(|line| line.strip_prefix("version ")).expect("a version").to_owned();
        let number = |word: &str| u32::from_str_radix(word.trim_start_matches("0x"), 16).expect("a number");
        let tables = lines.filter_map(|line| line.split_once(' '));
        let tables = tables.map(|(name, rest)| (name.to_owned(), rest.split(' ').map(number).collect()));
        (version, tables.collect())
    }

    /// Compares as many pairs as are asked for, and fails with the first differences.
    fn compare(&self, era: Era) {
        let count = setting("MUXRAY_PAIRS", 200_000);
        let mut pairs = Pairs::new(setting("MUXRAY_SEED", 1));
        let other_unicode = if self.minor() < 27 { Vec::new() } else { differences(&self.unicode().1) };
        let is_known = |text: &str| !text.chars().any(|c| other_unicode.binary_search(&(c as u32)).is_ok());
        let is_comparable = |text: &str| other_unicode.is_empty() || (is_known(text) && is_known(&decoded(text)));
        let pairs: Vec<_> = std::iter::repeat_with(|| pairs.pair())
            .filter(|(a, b)| is_comparable(a) && is_comparable(b))
            .take(count as usize)
            .collect();
        let lines: Vec<_> = pairs.iter().map(|(a, b)| format!("{}\t{}", escape(a), escape(b))).collect();
        let theirs = self.ask("-first", era, &lines);
        assert_eq!(theirs.len(), lines.len(), "answers");
        let (mut conflicts, mut refused, mut different) = (0, 0, Vec::new());
        for ((line, theirs), (a, b)) in lines.iter().zip(theirs).zip(&pairs) {
            let mut theirs: Value = serde_json::from_str(&theirs).expect("an object");
            let first = theirs.as_object_mut().and_then(|fields| fields.remove("first"));
            let ours: Value = serde_json::from_str(&conflict_line(line, era).expect("a good line")).expect("an object");
            // A panic of the routing tree has one line only, as those of the old mux.
            let has_first = theirs["conflict"] == true && era != Era::E121 && theirs["why"] != "non-nil leaf fields";
            let our_first = has_first.then(|| Value::from(first_line(a, "/a.go:1", b, "/b.go:1")));
            if ours != theirs || our_first != first {
                different.push(format!("{line:?}\n  ours   {ours}\n  theirs {theirs}\n  first  {first:?}"));
            }
            conflicts += usize::from(theirs["conflict"] == true);
            refused += usize::from(theirs.get("err_a").or(theirs.get("err_b")).is_some());
        }
        println!(
            "{}, {}: {} pairs, {conflicts} conflicts, {refused} with a refused pattern, {} differences",
            self.version,
            era.as_str(),
            lines.len(),
            different.len()
        );
        assert!(different.is_empty(), "{}", different[..different.len().min(10)].join("\n"));
        // A generator that no longer hits anything would prove nothing.
        let enough = lines.len() / 50;
        assert!(conflicts > enough && (era == Era::E121 || refused > enough), "too few conflicts or errors");
    }

    /// What this Go answers to each line.
    fn ask(&self, wanted: &str, era: Era, lines: &[String]) -> Vec<String> {
        let mux = if era == Era::E121 { "httpmuxgo121=1" } else { "httpmuxgo121=0" };
        let mut oracle = Command::new(self.build("pairs", era.as_str()))
            .arg(wanted)
            .env("GODEBUG", mux)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the oracle runs");
        let mut input = oracle.stdin.take().expect("piped");
        let text = lines.join("\n") + "\n";
        let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
        let output = oracle.wait_with_output().expect("the oracle ends");
        writer.join().expect("no panic").expect("the oracle reads all");
        assert!(output.status.success(), "the oracle fails");
        String::from_utf8(output.stdout).expect("text").lines().map(str::to_owned).collect()
    }
}

fn setting(variable: &str, default: u64) -> u64 {
    std::env::var(variable).map_or(default, |value| value.parse().expect(variable))
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t")
}

/// The literals of a pattern as Go shows them in examples, percent escapes decoded.
fn decoded(text: &str) -> String {
    let pattern = Pattern::parse(text, Era::E123);
    let segments = pattern.as_ref().map_or(&[][..], Pattern::segments);
    let literals = segments.iter().filter_map(|segment| match segment {
        Segment::Literal(bytes) => Some(String::from_utf8_lossy(bytes)),
        Segment::Wild(_) | Segment::Multi(_) => None,
    });
    literals.collect()
}

/// The code points, ascending, that some table of Go's has otherwise than ours.
fn differences(theirs: &[(String, Vec<u32>)]) -> Vec<u32> {
    let ours = unicode_tables();
    let of = |name: &str| &theirs.iter().find(|(other, _)| other == name).expect("Go printed the table").1;
    (0..=0x10_ffff).filter(|&c| ours.iter().any(|(name, table)| contains(table, c) != contains(of(name), c))).collect()
}

fn contains(table: &[u32], c: u32) -> bool {
    table.partition_point(|&change| change <= c) % 2 == 1
}
