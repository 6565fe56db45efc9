//! muxray: what each Go program will really serve.

pub mod cli;
pub mod command;
pub mod conflict;
pub mod facts;
pub mod finding;
pub mod fingerprint;
pub mod golang;
pub mod gomod;
pub mod known;
pub mod model;
pub mod report;
pub mod resolve;
pub mod rule;
pub mod run;
pub mod source;
pub mod store;
pub mod walk;
