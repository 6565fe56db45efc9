//! How long the conflicts of one mux take to find: an [`Index`], against comparing each pattern with each.
//!
//! `real`: 10,000 routes of a large API, 250 resources with versions, ids and methods. `dense`: 10,000 routes that all
//! share `/api/v1/`, with wildcards in all places, all methods and subtrees, made so that few of them conflict.

#![allow(clippy::expect_used, clippy::print_stderr, reason = "a bench fails by a panic and tells what it measured")]

use divan::{Bencher, black_box};
use muxray::model::Era;
use muxray::model::pattern::{Index, Pattern};

fn main() {
    divan::main();
}

#[divan::bench(args = ["real", "dense"])]
fn index(bencher: Bencher, table: &str) {
    let patterns = parsed(&routes(table));
    report(&patterns, table);
    bencher.with_inputs(|| patterns.clone()).bench_values(|patterns| index_of(patterns).conflicts());
}

#[divan::bench(args = ["real", "dense"])]
fn parse_and_index(bencher: Bencher, table: &str) {
    let texts = routes(table);
    bencher.bench(|| index_of(parsed(black_box(&texts))).conflicts());
}

#[divan::bench(args = ["real", "dense"], sample_count = 2, sample_size = 1)]
fn all_pairs(bencher: Bencher, table: &str) {
    let patterns = parsed(&routes(table));
    bencher.bench(|| {
        let patterns = black_box(&patterns);
        let conflicts = |(at, ours): (usize, &Pattern)| {
            patterns[at + 1..].iter().filter(|theirs| ours.conflicts_with(theirs)).count()
        };
        patterns.iter().enumerate().map(conflicts).sum::<usize>()
    });
}

fn parsed(texts: &[String]) -> Vec<Pattern> {
    texts.iter().map(|text| Pattern::parse(text, Era::E123).expect("a pattern")).collect()
}

fn index_of(patterns: Vec<Pattern>) -> Index {
    let mut index = Index::new(Era::E123);
    for (id, pattern) in patterns.into_iter().enumerate() {
        index.add_pattern(id, pattern);
    }
    index
}

fn report(patterns: &[Pattern], table: &str) {
    let found = index_of(patterns.to_vec()).conflicts();
    let (routes, pairs) = (patterns.len(), found.pairs.len());
    eprintln!("{table}: {routes} routes, {pairs} conflicts, {} steps, {:?}", found.steps, found.coverage);
}

fn routes(table: &str) -> Vec<String> {
    match table {
        "real" => real(),
        _ => dense(),
    }
}

const METHODS: [&str; 5] = ["GET ", "POST ", "PUT ", "DELETE ", "PATCH "];

fn real() -> Vec<String> {
    let paths = [
        "",
        "/{id}",
        "/{id}/history",
        "/{id}/members",
        "/{id}/members/{member}",
        "/search",
        "/{id}/files/{path...}",
        "/export",
    ];
    let resources = (0..250).flat_map(|resource| {
        paths.iter().flat_map(move |path| {
            METHODS.map(|method| format!("{method}/api/v{}/resource{resource}{path}", resource % 3 + 1))
        })
    });
    resources.collect()
}

fn dense() -> Vec<String> {
    // Behind an area five places of `{x}` or a word, and a word of its own that keeps a route apart from the others.
    // Subtrees stand in areas of their own, for they would truly conflict with every wildcard around them.
    let methods = ["", "GET ", "HEAD ", "POST ", "PUT ", "DELETE ", "PATCH ", "OPTIONS "];
    let route = |n: usize| {
        let method = methods[n % methods.len()];
        let place = |bit: usize| {
            if n >> bit & 1 == 1 { format!("{{x{bit}}}") } else { format!("w{}", (n >> 5) % (7 + bit)) }
        };
        let places: Vec<_> = (0..5).map(place).collect();
        let (area, end) = if n.is_multiple_of(40) {
            (format!("files{}", n / 8), "{rest...}".to_owned())
        } else {
            (format!("area{}", n % 3), format!("end{n}"))
        };
        format!("{method}/api/v1/{area}/{}/{end}", places.join("/"))
    };
    (0..10_000).map(route).collect()
}
