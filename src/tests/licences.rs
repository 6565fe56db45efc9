//! What muxray is built of may be used by everybody: each dependency has a licence that asks for no more than its notice.
//!
//! In: what `cargo metadata` says of the packages in the lock file that this system needs. Knows no package by name.

use std::process::Command;

use serde_json::Value;

const ALLOWED: [&str; 11] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Whether an SPDX expression can be met: one side of each `OR` (`/` in old manifests), both of each `AND`.
fn can_be_met(expression: &str) -> bool {
    let all = |side: &str| side.split(" AND ").all(|part| ALLOWED.contains(&part.trim().trim_matches(['(', ')'])));
    if let Some((first, second)) = expression.strip_prefix('(').and_then(|rest| rest.split_once(") AND ")) {
        return can_be_met(first) && can_be_met(second);
    }
    expression.replace('/', " OR ").split(" OR ").any(all)
}

#[test]
fn every_dependency_may_be_used_by_everybody() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let versions = Command::new("rustc").arg("-vV").output().unwrap();
    let versions = String::from_utf8(versions.stdout).unwrap();
    let host = versions.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    // What is built here was fetched; the rest need not be.
    let arguments = ["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host];
    let output = Command::new(cargo).current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 50, "{} packages", packages.len());
    let licence = |package: &Value| package["license"].as_str().unwrap_or_default().to_owned();
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !can_be_met(&licence(package)))
        .map(|package| format!("{}: `{}`", package["name"], licence(package)))
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn expressions_mean_what_spdx_says() {
    for good in ["MIT", "GPL-3.0 OR MIT", "MIT/Apache-2.0", "(MIT OR GPL-3.0) AND Unicode-3.0", "MIT AND ISC"] {
        assert!(can_be_met(good), "{good}");
    }
    for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR ISC) AND GPL-3.0", "AGPL-3.0 OR SSPL-1.0"] {
        assert!(!can_be_met(bad), "{bad}");
    }
}
