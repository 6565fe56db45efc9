//! muxray: what each Go program will really serve.

pub mod conflict;
pub mod finding;
pub mod golang;
pub mod model;
pub mod source;
