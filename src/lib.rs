//! muxray: what each Go program will really serve.

pub mod facts;
pub mod conflict;
pub mod cli;
pub mod finding;
pub mod fingerprint;
pub mod golang;
pub mod known;
pub mod gomod;
pub mod model;
pub mod resolve;
pub mod report;
pub mod run;
pub mod rule;
pub mod source;
pub mod store;
pub mod walk;
