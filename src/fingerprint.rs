//! What identifies a finding from one run to the next, for baselines and for GitHub's and GitLab's memory.
//!
//! In: findings in their final order. Out: their `fingerprint`, and what tells code that moved from other code. A line number never
//! enters either, so moved code stays known. The hash is FNV-1a with 128 bits, fixed for ever: stored baselines depend on it.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::source::{Sources, Span};

/// Fills the fingerprints from rule, path, key, and the number of the finding among those that share all three.
pub fn fill_fingerprints(findings: &mut [Finding], sources: &Sources) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for finding in findings {
        let triple = triple(finding, sources);
        let nth = seen.entry(triple.clone()).or_default();
        finding.fingerprint = hash(&format!("{triple}\0{nth}"));
        *nth += 1;
    }
}

/// What a finding is about, wherever it stands: rule and key. Findings of one file that share it cannot be told apart.
#[must_use]
pub fn subject(finding: &Finding) -> String {
    hash(&format!("{}\0{}", finding.rule, key(finding)))
}

/// How far from a place its line is looked at: beyond that no person wrote it.
const NEAR: usize = 1000;

/// What the lines of a place read like, however they are indented and broken.
#[must_use]
pub fn wording(span: Span, sources: &Sources) -> String {
    let bytes = sources.get(span.file).bytes();
    let from = (span.start as usize).min(bytes.len());
    let to = (span.end as usize).clamp(from, bytes.len());
    let (nearest, furthest) = (from.saturating_sub(NEAR), (to + NEAR).min(bytes.len()));
    let start = memchr::memrchr(b'\n', &bytes[nearest..from]).map_or(nearest, |at| nearest + at);
    let end = memchr::memchr(b'\n', &bytes[to..furthest]).map_or(furthest, |at| to + at);
    let text = String::from_utf8_lossy(&bytes[start..end]);
    hash(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn triple(finding: &Finding, sources: &Sources) -> String {
    let path = sources.path(finding.primary.span.file);
    // NUL stands in no path and no rule id: two different triples cannot make one text.
    format!("{}\0{path}\0{}", finding.rule, key(finding))
}

/// The key without an order: of two routes that conflict, the later one is told, and that may change by moving a line.
fn key(finding: &Finding) -> String {
    let mut parts: Vec<&str> = finding.key.split('|').collect();
    parts.sort_unstable();
    parts.join("|")
}

fn hash(text: &str) -> String {
    format!("{:032x}", fnv1a128(text.as_bytes()))
}

/// FNV-1a, 128 bits (RFC 9923).
fn fnv1a128(bytes: &[u8]) -> u128 {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    bytes.iter().fold(OFFSET, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_vectors() {
        for (text, want) in [
            ("", 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128),
            ("a", 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964),
            ("foobar", 0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18),
        ] {
            assert_eq!(fnv1a128(text.as_bytes()), want, "{text}");
        }
    }
}
