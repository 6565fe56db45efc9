//! Percent-encoding, as in the paths of URIs (RFC 3986).
//!
//! In: a text, and what stays as it is beside letters and digits. Out: the text with all other bytes as `%XX`. Knows no part of a URI: what
//! must stay, whoever asks knows.

use std::fmt::Write;

/// A text in which all bytes but ASCII letters, digits and those that stay are percent-encoded.
pub(crate) fn percent_encoded(text: &str, stays: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || stays.contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
