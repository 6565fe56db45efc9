//! What it costs to load and check everything that is part of muxray: its rules, and what it knows of Go APIs.
//!
//! Every run pays this before it reads the first Go file. What is loaded is given back, so that dropping
//! it is not counted: a run ends before. Run with `cargo bench --bench rules`.

#![allow(missing_docs, reason = "a bench is no library")]

use muxray::known::Known;
use muxray::rule::{RuleSet, load_known};

fn main() {
    divan::main();
}

#[divan::bench]
fn rules() -> RuleSet {
    let (rules, mistakes) = RuleSet::embedded();
    assert!(mistakes.is_empty(), "{mistakes:?}");
    rules
}

#[divan::bench]
fn knowledge() -> Known {
    let (known, mistakes) = load_known([]);
    assert!(mistakes.is_empty(), "{mistakes:?}");
    known
}
