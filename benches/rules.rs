//! What it costs to load and check everything that is part of muxray: its rules, and what it knows of Go APIs.
//!
//! Every run pays this before it reads the first Go file. Run with `cargo bench --bench rules`.

#![allow(missing_docs, reason = "a bench is no library")]

use muxray::rule::{RuleSet, load_known};

fn main() {
    divan::main();
}

#[divan::bench]
fn rules() -> usize {
    let (rules, mistakes) = RuleSet::embedded();
    assert!(mistakes.is_empty(), "{mistakes:?}");
    rules.rules().count()
}

#[divan::bench]
fn knowledge() -> usize {
    let (known, mistakes) = load_known([]);
    assert!(mistakes.is_empty(), "{mistakes:?}");
    std::hint::black_box(known);
    mistakes.len()
}
