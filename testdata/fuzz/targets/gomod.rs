//! `cargo fuzz gomod`: what is checked stands in `src/tests/fuzz/checks.rs`.

#![no_main]
#![allow(dead_code, reason = "one check of several")]

#[path = "../../../src/tests/fuzz/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::gomod(bytes));
