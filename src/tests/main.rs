//! The tests that see muxray from outside: its library as another crate does, its binary as a user does.
//!
//! One program for all of them, so that everything is linked once. `cargo test --test integration cases::` runs those of one file.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test fails by a panic, and says what it compared and left out"
)]
#![allow(
    unreachable_pub,
    missing_docs,
    reason = "nothing is public here; benches and fuzz targets read some files, too"
)]

mod action;
mod add_ignore;
mod bad_setup;
mod bad_setup_cut;
mod cases;
mod cli;
mod conditions;
mod config;
mod dlv_attach;
mod dlv_oracle;
mod examples;
mod explain;
mod files_named;
mod fix;
mod fix_cli;
mod fixes;
mod formats;
mod fuzz;
mod go_oracle;
mod golang;
mod golang_broken;
mod golang_oracle;
mod hook;
#[cfg(unix)]
mod hostile;
mod known;
mod licences;
mod only_new;
mod parsed;
mod pattern_oracle;
mod probe;
mod probe_odd;
mod published_module;
mod readme;
mod remembered;
mod routes_diff;
mod scale;
#[cfg(unix)]
mod security;
mod shapes;
mod team;
mod tidy;
mod unseen;
mod watch;
mod workspace;
mod workspace_oracle;

// What they share.
mod binary;
mod dlv;
#[allow(dead_code, reason = "benches ask for more of it")]
mod generate;
mod oracle;
mod random;
mod want;
mod xml;
