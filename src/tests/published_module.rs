//! A released module that panics beside the standard library: what muxray says of it, and what real Go does.
//!
//! In: testdata/oracle/published, a module cache with what its go.mod requires (MUXRAY_GOMODCACHE; `.ci/run` fills one where a
//! module proxy can be reached), the Go releases of this machine. Out: a failure where muxray does not name the panic, the
//! dependency, its version and the imports that lead to it, or where a program that Go builds does something else.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::oracle::build::{Go, releases};
use crate::want::testdata;
use serde_json::Value;

/// The two registrations that do not get along, as Go prints them.
const PATTERNS: [&str; 2] = ["\"GET /debug/pprof/\"", "\"/debug/pprof/delta_heap\""];

#[test]
fn the_panic_of_a_released_dependency_is_told_before_go_shows_it() {
    let Some(cache) = std::env::var_os("MUXRAY_GOMODCACHE") else {
        println!("skipped: no module cache with the published module (MUXRAY_GOMODCACHE)");
        return;
    };
    let module = testdata().join("oracle/published");
    let told = findings(&module, &cache);
    let [finding] = told.as_slice() else { panic!("one conflict, not {told:#?}") };
    assert_eq!(finding["rule"], "route-conflict-after-upgrade");
    assert_eq!(finding["eras"], serde_json::json!(["E123"]));
    says(finding);

    // With the go line raised it is no matter of the toolchain any more.
    let raised = with_go_line(&module, "go 1.23");
    let told = findings(&raised, &cache);
    let [finding] = told.as_slice() else { panic!("one conflict, not {told:#?}") };
    assert_eq!((&finding["rule"], &finding["severity"]), (&"route-conflict".into(), &"error".into()));
    says(finding);

    let releases: Vec<Go> = releases().into_iter().filter(|go| go.minor >= 22).collect();
    if releases.is_empty() {
        println!("skipped: no go");
    }
    for go in &releases {
        let output = run(go, &module, &cache);
        let panics = go.minor >= 23;
        assert_eq!(output.contains("main runs"), !panics, "Go {}: {output}", go.name);
        assert_eq!(PATTERNS.iter().all(|p| output.contains(p)), panics, "Go {}: {output}", go.name);
        println!("Go {}: {}", go.name, if panics { "panics before main, as told" } else { "starts, as told" });
    }
}

/// What lint says of conflicts.
fn findings(module: &Path, cache: &OsString) -> Vec<Value> {
    let out = Command::new(env!("CARGO_BIN_EXE_muxray"))
        .env_clear()
        .env("GOMODCACHE", cache)
        .args(["lint", "--format", "json", "-C"])
        .arg(module)
        .arg("./...")
        .output()
        .expect("muxray runs");
    let report: Value = serde_json::from_slice(&out.stdout).expect("a report");
    let all = report["findings"].as_array().expect("findings").clone();
    all.into_iter().filter(|f| f["rule"].as_str().is_some_and(|r| r.starts_with("route-conflict"))).collect()
}

/// The dependency, its version, and the way to it.
fn says(finding: &Value) {
    let text = finding.to_string();
    for part in [
        "`/debug/pprof/delta_heap`",
        "github.com/grafana/pyroscope-go/godeltaprof/http/pprof",
        "v0.1.7",
        "published -> internal/profiling -> github.com/grafana/pyroscope-go/godeltaprof/http/pprof",
    ] {
        assert!(text.contains(part), "no {part} in {finding:#}");
    }
}

/// A copy of the module with another go line.
fn with_go_line(module: &Path, line: &str) -> PathBuf {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("published-raised");
    std::fs::create_dir_all(copy.join("internal/profiling")).expect("a folder under target/");
    for file in ["go.mod", "go.sum", "main.go", "internal/profiling/profiling.go"] {
        let text = std::fs::read_to_string(module.join(file)).expect("a file of the module");
        std::fs::write(copy.join(file), text.replace("go 1.22", line)).expect("a copy");
    }
    copy
}

/// What the program prints that a release builds, without a network.
fn run(go: &Go, module: &Path, cache: &OsString) -> String {
    let exe = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("published-{}", go.name));
    let settings = [("GOPROXY", "off"), ("GOSUMDB", "off"), ("GOTOOLCHAIN", "local"), ("GOFLAGS", "-buildvcs=false")];
    let built = Command::new(&go.path)
        .current_dir(module)
        .envs(settings)
        .env("GOMODCACHE", cache)
        .env("CGO_ENABLED", "0")
        .args(["build", "-o"])
        .arg(&exe)
        .arg(".")
        .output()
        .expect("go runs");
    assert!(built.status.success(), "Go {}: {}", go.name, String::from_utf8_lossy(&built.stderr));
    let out = Command::new(&exe).env_clear().output().expect("the program runs");
    format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr))
}
