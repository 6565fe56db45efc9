//! muxray: what each Go program will really serve.

pub mod finding;
pub mod golang;
pub mod gomod;
pub mod model;
mod resolve;
pub mod source;
pub mod walk;
