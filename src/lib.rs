//! muxray: what each Go program will really serve.

pub mod cli;
pub mod finding;
pub mod fingerprint;
pub mod golang;
pub mod model;
pub mod report;
pub mod source;
