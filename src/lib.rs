//! muxray: what each Go program will really serve.

pub mod finding;
pub mod golang;
pub mod known;
pub mod model;
pub mod rule;
pub mod source;
