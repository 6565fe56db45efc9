//! Programs of a size and shape that nobody writes by hand: the answers are those of small ones, and nothing overflows.
//!
//! In: modules that are generated below target/. Out: a failure where the binary dies, gives up, or loses what is there. How long it
//! takes is the matter of `benches/program.rs`.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::generate;

fn module(name: &str, make: impl Fn(&Path)) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scale").join(name);
    let _ = std::fs::remove_dir_all(&dir);
    make(&dir);
    dir
}

/// The listeners of the only program, as `muxray routes` tells them.
#[track_caller]
fn listeners(dir: &Path) -> Vec<Value> {
    let out = Command::new(env!("CARGO_BIN_EXE_muxray"))
        .env_clear()
        .args(["routes", "--format", "json", "-C"])
        .arg(dir)
        .arg("./...")
        .output()
        .expect("muxray runs");
    assert!(out.status.success(), "{:?}: {}", out.status, String::from_utf8_lossy(&out.stderr));
    let report: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    report["programs"][0]["listeners"].as_array().expect("listeners").clone()
}

#[track_caller]
fn shows(listener: &Value, count: usize) {
    assert_eq!(listener["routes"].as_array().map(Vec::len), Some(count));
}

#[test]
fn every_package_of_many_shows_its_route() {
    for count in [500, 2_000] {
        let found = listeners(&module(&format!("packages-{count}"), |dir| generate::packages(dir, count)));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0]["addr"], "127.0.0.1:8080");
        shows(&found[0], count);
    }
}

/// That main reaches the end of the chain is known at any depth. Which mux arrives there is followed through a few calls; beyond
/// that nothing is guessed.
#[test]
fn the_end_of_a_chain_of_calls_is_reached() {
    for (depth, routes) in [(5, 1), (5_000, 0)] {
        let found = listeners(&module(&format!("calls-{depth}"), |dir| generate::calls(dir, depth)));
        assert_eq!(found.len(), 1, "one listener behind {depth} calls");
        assert_eq!(found[0]["addr"], "127.0.0.1:8080", "the address is written beside the call");
        shows(&found[0], routes);
    }
}

#[test]
fn a_chain_of_results_that_is_too_long_is_not_known_and_not_guessed() {
    let short = listeners(&module("results-5", |dir| generate::results(dir, 5)));
    assert_eq!(short[0]["addr"], "127.0.0.1:8080");
    let long = listeners(&module("results-5000", |dir| generate::results(dir, 5_000)));
    assert_eq!((long.len(), &long[0]["scope"]), (1, &"unknown".into()));
}

/// What is found in a workspace, by rule; no rule may have been stopped for the steps that it took.
#[track_caller]
fn found(dir: &Path, rule: &str) -> usize {
    let out = Command::new(env!("CARGO_BIN_EXE_muxray"))
        .env_clear()
        .args(["lint", "--isolated", "--format", "json", "-C"])
        .arg(dir)
        .arg("./...")
        .output()
        .expect("muxray runs");
    let report: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(report["problems"].as_array().map(Vec::len), Some(0), "{}", report["problems"]);
    report["findings"].as_array().map_or(0, |all| all.iter().filter(|f| f["rule"] == rule).count())
}

/// A rule that looked at each thing beside each other one would take more steps than the 4,000,000 that it has.
#[test]
fn many_debuggers_are_looked_at_once_each() {
    const COUNT: usize = 5_000;
    let workspace = |name: &str, files: &[(&str, String)]| {
        module(name, |dir| {
            for (path, text) in files {
                let path = dir.join(path);
                std::fs::create_dir_all(path.parent().expect("a directory")).expect("it is made");
                std::fs::write(path, text).expect("it is written");
            }
        })
    };
    let each = |make: &dyn Fn(usize) -> String| (0..COUNT).map(make).collect::<String>();
    let command = "dlv exec /app --headless --listen=:2345";

    let configs = each(&|i| {
        format!(
            "{{ \"name\": \"c\", \"type\": \"go\", \"request\": \"attach\", \"mode\": \"remote\", \"port\": {} }},\n",
            1024 + i
        )
    });
    let servers = each(&|i| format!("x{i}:\n\tdlv dap --listen=127.0.0.1:{} --bogus\n", 1024 + i));
    let launch = [(".vscode/launch.json", format!("{{ \"configurations\": [{configs}] }}")), ("Makefile", servers)];
    let dir = workspace("launch", &launch);
    assert_eq!((found(&dir, "debugger-kind-mismatch"), found(&dir, "dlv-usage-error")), (COUNT, COUNT));

    // Each shares the network of the next one, and so all that of the last.
    let services = each(&|i| {
        let shared = if i + 1 < COUNT { format!("    network_mode: service:s{}\n", i + 1) } else { String::new() };
        format!(
            "  s{i}:\n    image: example.com/app\n    command: {command}\n    ports: [\"{}:2345\"]\n{shared}",
            1024 + i
        )
    });
    let dir = workspace("network", &[("compose.yaml", format!("services:\n{services}"))]);
    assert_eq!((found(&dir, "pod-port-collision"), found(&dir, "debugger-exposed")), (COUNT - 1, 1));

    // Every Service has a label with all Pods in common, and one with its own.
    let pods = each(&|i| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{ name: p, labels: {{ app: x, n: n{i} }} }}\nspec:\n  containers:\n    - name: c\n      image: example.com/app\n      args: [{}]\n---\napiVersion: v1\nkind: Service\nmetadata: {{ name: s }}\nspec:\n  type: NodePort\n  selector: {{ app: x, n: n{i} }}\n  ports: [{{ port: 2345 }}]\n---\n",
            command.split(' ').collect::<Vec<_>>().join(", ")
        )
    });
    assert_eq!(found(&workspace("services", &[("pods.yaml", pods)]), "debugger-exposed"), COUNT);
}
