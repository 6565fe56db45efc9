//! x

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by a panic")]
#![allow(unreachable_pub, missing_docs, reason = "modules that several tests share")]
