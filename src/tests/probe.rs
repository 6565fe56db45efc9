//! `muxray probe` against real servers: Delve of every kind, Go's net/http with and without pprof, TLS, and sockets that
//! say nothing. What is looked at must still be there afterwards, wherever a look does no harm.
//!
//! In: the binary, MUXRAY_DLV and `go` on PATH (`dlv/mod.rs` says what is left out without them). Knows no code of muxray.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::dlv::{Server, build, dlv};

/// What `muxray probe --format json` says, and its exit status.
#[track_caller]
pub fn probe(address: &str, options: &[&str]) -> (Value, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_muxray"));
    let out = command.env_clear().args(["probe", "--format", "json"]).args(options).arg(address).output().unwrap();
    let status = out.status.code().unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    let told = String::from_utf8(out.stderr).unwrap();
    (serde_json::from_str(&text).unwrap_or_else(|_| json!({ "stderr": told })), status)
}

#[track_caller]
pub fn check(address: &str, options: &[&str], kind: &str) -> Value {
    let (answer, status) = probe(address, options);
    assert_eq!(answer["kind"], kind, "{answer}");
    assert_eq!(status, i32::from(kind == "nothing"), "{answer}");
    answer
}

fn work() -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("probe");
    std::fs::create_dir_all(&dir).unwrap();
    dir
}

fn oracle(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/oracle").join(name)
}

/// A server of net/http, which serves as a debuggee too. Each test builds its own: the file of one is in use.
pub fn peers(name: &str) -> Option<PathBuf> {
    build(&oracle("peers"), &work().join(name), &[])
}

/// Hides who listens: the kernel names this test, not the Delve behind it.
pub fn forwarder(to: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let to = to.to_owned();
    std::thread::spawn(move || {
        for client in listener.incoming().map_while(Result::ok) {
            // Where nobody listens behind it, the connection ends.
            let Ok(server) = TcpStream::connect(&to) else { continue };
            for (mut from, mut into) in [(client.try_clone().unwrap(), server.try_clone().unwrap()), (server, client)] {
                std::thread::spawn(move || {
                    drop(std::io::copy(&mut from, &mut into));
                    drop(into.shutdown(std::net::Shutdown::Write));
                });
            }
        }
    });
    address
}

/// Delve's answer to a question of the test's own.
fn version_of(address: &str) -> Value {
    let mut stream = TcpStream::connect(address).expect("it still takes connections");
    stream.write_all(b"{\"method\":\"RPCServer.GetVersion\",\"params\":[{}],\"id\":7}\n").unwrap();
    let mut answer = serde_json::Deserializer::from_reader(stream).into_iter::<Value>();
    answer.next().expect("an answer").expect("JSON")["result"].clone()
}

#[test]
fn an_idle_dap_server_survives_a_look() {
    let Some(dlv) = dlv() else { return };
    let mut server = Server::start(Command::new(&dlv).args(["dap", "--listen=127.0.0.1:0"]));
    if cfg!(target_os = "linux") {
        for options in [&[][..], &["--http"]] {
            let answer = check(&server.address, options, "dlv-dap");
            assert_eq!(answer["sent"], json!([]));
            assert!(server.lives(), "a look has ended it");
        }
    }
    // It is a debug adapter still, and has waited for its first client.
    let answer = check(&server.address, &["--talk"], "dlv-dap");
    assert!(answer["careful"].as_str().unwrap().contains("start it again"));
    assert!(server.ended().is_some_and(|s| s.success()), "table 2.3: it ends with its client");
    check(&server.address, &[], "nothing");
}

#[test]
fn a_dap_server_is_known_by_its_answer_alone() {
    let Some(dlv) = dlv() else { return };
    let server = Server::start(Command::new(&dlv).args(["dap", "--listen=127.0.0.1:0"]));
    check(&forwarder(&server.address), &["--talk"], "dlv-dap");
}

#[test]
fn a_headless_server_for_one_client() {
    let Some(dlv) = dlv() else { return };
    let Some(app) = peers("single") else { return };
    let start = || {
        Server::start(
            Command::new(&dlv).args(["exec", "--headless", "--listen=127.0.0.1:0"]).arg(&app).args(["--", "plain"]),
        )
    };
    let mut server = start();
    if cfg!(target_os = "linux") {
        let answer = check(&server.address, &[], "dlv-headless-single");
        assert_eq!(answer["sent"], json!([]));
        assert!(server.lives(), "a look has ended it");
    }
    let answer = check(
        &server.address,
        &["--talk"],
        if cfg!(target_os = "linux") { "dlv-headless-single" } else { "dlv-headless" },
    );
    assert!(answer["careful"].as_str().unwrap().contains("with its first client"));
    assert!(server.ended().is_some(), "table 2.3: it ends with its client");
    let server = start();
    check(&forwarder(&server.address), &["--talk"], "dlv-headless-single");
}

#[test]
fn a_headless_server_for_many_clients_survives_everything() {
    let Some(dlv) = dlv() else { return };
    let Some(app) = peers("multi") else { return };
    let common = ["exec", "--headless", "--accept-multiclient", "--listen=127.0.0.1:0"];
    for (more, state) in [(&[][..], "halted"), (&["--continue"], "running")] {
        let mut server = Server::start(Command::new(&dlv).args(common).args(more).arg(&app).args(["--", "plain"]));
        if state == "running" {
            server.wait_for("listening at: ");
        }
        let wanted = version_of(&server.address);
        check(&server.address, &[], if cfg!(target_os = "linux") { "dlv-headless-multi" } else { "silent" });
        check(
            &server.address,
            &["--talk"],
            if cfg!(target_os = "linux") { "dlv-headless-multi" } else { "dlv-headless" },
        );
        assert!(server.lives());
        let answer = check(&forwarder(&server.address), &["--talk"], "dlv-headless-multi");
        assert_eq!(answer["delve"]["debuggee"], state, "{answer}");
        let version = wanted["DelveVersion"].as_str().unwrap();
        assert!(version.contains(answer["delve"]["version"].as_str().unwrap()), "{answer}");
        assert_eq!(answer["delve"]["newestGo"], wanted["MaxSupportedVersionOfGo"]);
        assert_eq!(version_of(&server.address), wanted, "the same Delve does not answer any more");
        assert!(server.lives());
    }
}

#[test]
fn servers_of_net_http() {
    let Some(peers) = peers("peers") else { return };
    for (argument, pprof) in [("pprof", "served"), ("guarded", "guarded"), ("plain", "absent")] {
        let mut server = Server::start(Command::new(&peers).arg(argument));
        let answer = check(&server.address, &[], "silent");
        assert_eq!(answer["sent"], json!([]), "nothing is written without leave");
        for option in ["--talk", "--http"] {
            let answer = check(&server.address, &[option], "http");
            assert_eq!(answer["http"]["pprof"], pprof, "{argument} {option}");
        }
        assert!(server.lives());
    }
    let mut server = Server::start(Command::new(&peers).arg("tls"));
    check(&server.address, &["--talk"], "tls");
    check(&server.address, &["--http"], "tls");
    assert!(server.lives());
}

#[test]
fn silence_noise_and_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    check(&address, &["--timeout", "0.3"], "silent");
    check(&address, &["--timeout", "0.3", "--talk"], "silent");
    check(&address, &["--timeout", "0.3", "--http"], "silent");
    drop(listener);
    let answer = check(&address, &["--talk", "--http"], "nothing");
    assert_eq!(answer["listens"], false);

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for mut client in listener.incoming().map_while(Result::ok) {
            client.write_all(b"SSH-2.0-\x1b]0;x\x07\r\n").unwrap();
            let mut rest = Vec::new();
            drop(client.read_to_end(&mut rest));
            assert_eq!(rest, b"", "who speaks first gets no answer");
        }
    });
    check(&address, &["--talk"], "other");
    let text = Command::new(env!("CARGO_BIN_EXE_muxray")).args(["probe", &address]).output().unwrap().stdout;
    let text = String::from_utf8(text).unwrap();
    assert!(text.contains("SSH-2.0-\\u{1b}]0;x\\u{7}"), "what a peer says drives no terminal: {text}");
}

#[test]
fn a_peer_that_drips_holds_nobody_up() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for mut client in listener.incoming().map_while(Result::ok) {
            std::thread::spawn(move || {
                while client.write_all(b"x").is_ok() {
                    std::thread::sleep(std::time::Duration::from_millis(50));
                }
            });
        }
    });
    let begun = std::time::Instant::now();
    check(&address, &["--talk", "--timeout", "0.5"], "other");
    assert!(begun.elapsed() < std::time::Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[test]
fn other_machines_are_refused() {
    for (target, words) in [
        ("192.0.2.1:80", "--allow-remote"),
        ("[2001:db8::1]:80", "--allow-remote"),
        ("0.0.0.0:80", "ask 127.0.0.1:80"),
        ("localhost", "the port is missing"),
        ("http://localhost:80", "this is a URL"),
    ] {
        let (answer, status) = probe(target, &[]);
        assert_eq!(status, 2, "{target}");
        assert!(answer["stderr"].as_str().unwrap().contains(words), "{target}: {answer}");
    }
}
