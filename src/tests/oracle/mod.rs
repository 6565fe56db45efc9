//! The real-Go oracle's parts: the releases and builds ([`build`]), the runs ([`start`]) and the verdicts ([`judge`]).

pub mod build;
pub mod judge;
pub mod start;
