//! Versions: Go releases as go lines and toolchain names write them, and module versions in the order that MVS needs.
//!
//! In: text. Out: [`GoVersion`], an [`Ordering`], an escaped path. Sources: cmd/go/internal/gover, golang.org/x/mod/semver and module.EscapePath.

use std::cmp::Ordering;

use crate::model::GoVersion;

/// `1.22`, `1.22.3`, `1.22rc1` (which counts as 1.22). None for anything else.
#[must_use]
pub fn parse_go(text: &str) -> Option<GoVersion> {
    let (major, rest) = text.split_once('.')?;
    let major = number(major).filter(|&n| n > 0)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let minor = number(&rest[..digits])?;
    let rest = &rest[digits..];
    let (patch, rest) = match rest.strip_prefix('.') {
        Some(rest) => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            (Some(number(&rest[..digits])?), &rest[digits..])
        }
        None => (None, rest),
    };
    if !rest.is_empty() && !is_prerelease(rest) {
        return None;
    }
    Some(GoVersion { major, minor, patch })
}

/// `go1.23.4`, `go1.23.4-custom`; None for `default` and what has no release in it.
#[must_use]
pub fn parse_toolchain(text: &str) -> Option<GoVersion> {
    let text = text.strip_prefix("go")?;
    parse_go(text.split(['-', ' ', '+']).next().unwrap_or(text))
}

/// Letters, then digits: `rc1`, `beta2`.
fn is_prerelease(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_lowercase).count();
    letters > 0 && letters < text.len() && text[letters..].bytes().all(|b| b.is_ascii_digit())
}

/// A decimal number without a leading zero.
fn number(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if plain { text.parse().ok() } else { None }
}

/// The order of module versions: semver, without build metadata; what is no version comes first.
#[must_use]
pub fn compare(a: &str, b: &str) -> Ordering {
    match (split(a), split(b)) {
        (Some(a), Some(b)) => a.0.cmp(&b.0).then_with(|| compare_prerelease(a.1, b.1)),
        (a, b) => a.is_some().cmp(&b.is_some()),
    }
}

fn split(version: &str) -> Option<([u64; 3], &str)> {
    let version = version.strip_prefix('v')?;
    let version = version.split('+').next().unwrap_or(version);
    let (core, prerelease) = version.split_once('-').unwrap_or((version, ""));
    let mut numbers = [0; 3];
    let mut parts = core.split('.');
    for number in &mut numbers {
        // `v1` and `v1.2` are shorthands of v1.0.0 and v1.2.0.
        *number = parts.next().map_or(Some(0), |p| p.parse().ok())?;
    }
    if parts.next().is_some() { None } else { Some((numbers, prerelease)) }
}

fn compare_prerelease(a: &str, b: &str) -> Ordering {
    match (a.is_empty(), b.is_empty()) {
        (true, true) => return Ordering::Equal,
        (true, false) => return Ordering::Greater,
        (false, true) => return Ordering::Less,
        (false, false) => {}
    }
    let (mut a, mut b) = (a.split('.'), b.split('.'));
    loop {
        let order = match (a.next(), b.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(a), Some(b)) => match (a.parse::<u64>(), b.parse::<u64>()) {
                (Ok(a), Ok(b)) => a.cmp(&b),
                (Ok(_), Err(_)) => Ordering::Less,
                (Err(_), Ok(_)) => Ordering::Greater,
                (Err(_), Err(_)) => a.cmp(b),
            },
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// A module path or version as the module cache spells it: each upper-case letter is `!` and the lower-case one.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_uppercase() {
            out.push('!');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn go(text: &str, expected: Option<(u32, Option<u32>)>) {
        let expected = expected.map(|(minor, patch)| GoVersion { major: 1, minor, patch });
        assert_eq!(parse_go(text), expected, "{text}");
    }

    #[test]
    fn go_versions_as_gover_reads_them() {
        go("1.21", Some((21, None)));
        go("1.21.3", Some((21, Some(3))));
        go("1.22rc1", Some((22, None)));
        go("1.22.0", Some((22, Some(0))));
        for bad in ["", "1", "v1.2", "1.", "1.x", "1.22.", "01.2", "1.02", "1.22-foo", "1.22rc", "1.2.3.4"] {
            go(bad, None);
        }
        assert_eq!(parse_toolchain("go1.23.4-gccgo"), parse_go("1.23.4"));
        assert_eq!(parse_toolchain("default"), None);
        assert!(parse_go("1.22") < parse_go("1.22.0"));
    }

    /// The order of golang.org/x/mod/semver's own test table.
    #[test]
    fn module_versions_in_semver_order() {
        let sorted = [
            "bad",
            "v1.0.0-alpha",
            "v1.0.0-alpha.1",
            "v1.0.0-alpha.beta",
            "v1.0.0-beta",
            "v1.0.0-beta.2",
            "v1.0.0-beta.11",
            "v1.0.0-rc.1",
            "v1",
            "v1.2.0",
            "v1.2.3-456",
            "v1.2.3-456.789",
            "v1.2.3-789",
            "v1.2.3-pre",
            "v1.2.3",
            "v1.10.0",
            "v2.0.0+incompatible",
        ];
        for (i, a) in sorted.iter().enumerate() {
            for (j, b) in sorted.iter().enumerate() {
                assert_eq!(compare(a, b), i.cmp(&j), "{a} {b}");
            }
        }
        assert_eq!(compare("v1.2.3", "v1.2.3+meta"), Ordering::Equal);
        assert_eq!(escape("github.com/BurntSushi/toml"), "github.com/!burnt!sushi/toml");
    }
}
