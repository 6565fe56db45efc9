//! `muxray probe` at what is not as usual: IPv6, names, peers that hang up, flood, drip or stammer, HTTP/2 in clear; and what a look
//! does to a Delve that nobody has named before (table 2.3 of the facts), asked of the real one.
//!
//! In: the binary; MUXRAY_DLV and `go` on PATH for the tests that need them. How long each probe may take is bounded by its own
//! time-outs, with room for a busy machine. Knows no code of muxray.

use std::io::{Read, Write};
use std::net::{Ipv6Addr, SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::dlv::{Server, dlv};
use crate::probe::{check, forwarder, peers, probe};

/// A server that does this with each of its clients; its address.
fn serve(address: &str, each: impl Fn(TcpStream) + Send + Sync + Clone + 'static) -> String {
    let listener = TcpListener::bind(address).unwrap();
    let address = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for client in listener.incoming().map_while(Result::ok) {
            let each = each.clone();
            std::thread::spawn(move || each(client));
        }
    });
    address
}

/// Takes what comes and says nothing until the client leaves.
fn silent(mut client: TcpStream) {
    drop(client.read_to_end(&mut Vec::new()));
}

fn has_ipv6() -> bool {
    let has = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok();
    if !has {
        println!("skipped: no IPv6");
    }
    has
}

#[test]
fn ipv6_in_every_spelling() {
    let v4 = serve("127.0.0.1:0", silent);
    let port = v4.rsplit(':').next().unwrap();
    // An IPv4 address that IPv6 wraps is the same loopback.
    let answer = check(&format!("[::ffff:127.0.0.1]:{port}"), &[], "silent");
    assert_eq!(answer["address"], format!("[::ffff:127.0.0.1]:{port}"));
    if !has_ipv6() {
        return;
    }
    let v6 = serve("[::1]:0", silent);
    let port = v6.rsplit(':').next().unwrap();
    for spelled in [format!("[::1]:{port}"), format!("[0:0:0:0:0:0:0:1]:{port}")] {
        assert_eq!(check(&spelled, &[], "silent")["address"], format!("[::1]:{port}"));
    }
    // Nobody listens on the other loopback, and that is said of the one that was asked.
    assert_eq!(check(&format!("127.0.0.1:{port}"), &[], "nothing")["address"], format!("127.0.0.1:{port}"));
    let (answer, status) = probe(&format!("::1:{port}"), &[]);
    assert_eq!(status, 2);
    assert!(answer["stderr"].as_str().unwrap().contains("stands in brackets"), "{answer}");
}

#[test]
fn a_name_is_asked_at_each_of_its_addresses() {
    let port = |address: &str| address.rsplit(':').next().unwrap().to_owned();
    let v4 = port(&serve("127.0.0.1:0", silent));
    assert_eq!(check(&format!("localhost:{v4}"), &[], "silent")["address"], format!("127.0.0.1:{v4}"));
    let known: Vec<SocketAddr> = ("localhost", 1).to_socket_addrs().unwrap().collect();
    if known.iter().any(SocketAddr::is_ipv6) && has_ipv6() {
        let v6 = port(&serve("[::1]:0", silent));
        assert_eq!(check(&format!("localhost:{v6}"), &[], "silent")["address"], format!("[::1]:{v6}"));
    }
}

/// Names that are no addresses to Rust, and that the system resolves without a network, to other machines.
#[test]
fn a_name_of_another_machine_is_refused_with_its_address() {
    for (name, address) in [("0xc0.0.2.1", "192.0.2.1"), ("3221225985", "192.0.2.1"), ("192.0.513", "192.0.2.1")] {
        let begun = Instant::now();
        let (answer, status) = probe(&format!("{name}:80"), &[]);
        let told = answer["stderr"].as_str().unwrap();
        assert_eq!(status, 2, "{name}");
        assert!(told.contains(&format!("{name} is {address}, which is not this machine's loopback")), "{told}");
        assert!(told.contains("--allow-remote"), "{told}");
        assert!(begun.elapsed() < Duration::from_secs(10));
    }
    // Its own addresses beyond loopback, all of them, and what wraps another machine's.
    for (target, words) in [
        ("[::]:80", "ask 127.0.0.1:80"),
        ("[::ffff:192.0.2.1]:80", "--allow-remote"),
        ("[fe80::1]:80", "--allow-remote"),
        ("10.0.0.1:80", "--allow-remote"),
        ("169.254.169.254:80", "--allow-remote"),
    ] {
        let (answer, status) = probe(target, &["--talk", "--http"]);
        assert_eq!(status, 2, "{target}");
        assert!(answer["stderr"].as_str().unwrap().contains(words), "{target}: {answer}");
    }
    // `--allow-remote` gives leave for other machines, not for what is no address.
    let (answer, status) = probe("0.0.0.0:80", &["--allow-remote"]);
    assert_eq!(status, 2);
    assert!(answer["stderr"].as_str().unwrap().contains("no address to connect to"), "{answer}");
}

#[test]
fn a_name_that_nobody_knows_ends_in_time() {
    let begun = Instant::now();
    let (answer, status) = probe("no-such-host.invalid:2345", &["--timeout", "0.5"]);
    assert_eq!(status, 2);
    assert!(answer["stderr"].as_str().unwrap().contains("no-such-host.invalid cannot be resolved"), "{answer}");
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
}

#[test]
fn who_hangs_up_is_said_to() {
    let closes = serve("127.0.0.1:0", drop);
    // Reads, then resets the connection: bytes that were not read make it a reset.
    let resets = serve("127.0.0.1:0", |mut client| drop(client.read(&mut [0; 1])));
    check(&closes, &[], "hangs-up");
    for address in [&closes, &resets] {
        for options in [&["--talk"][..], &["--http"], &["--talk", "--http"]] {
            let begun = Instant::now();
            check(address, options, "hangs-up");
            assert!(begun.elapsed() < Duration::from_secs(10), "{options:?} {:?}", begun.elapsed());
        }
    }
}

#[test]
fn garbage_is_garbage() {
    // No text, no frame of anything; parts of protocols that go wrong; an escape that would drive a terminal.
    let garbage: &[&[u8]] = &[
        b"\xff\xfe\x00\x01\x02",
        b"\x16\x09\x09garbage",
        b"\x00\x00\x05\x04\x00\x00\x00\x00\x00", // SETTINGS whose length is no multiple of six
        b"Content-Length: 99999999999999999999\r\n\r\n{}",
        b"Content-Length: 3\r\n\r\n{{{",
        b"HTP/1.1 200 OK\r\n",
        b"\x1b[2J\x1b]0;owned\x07",
        &[b'x'; 300_000],
    ];
    for words in garbage {
        let words: &'static [u8] = Box::leak(words.to_vec().into_boxed_slice());
        let greets = serve("127.0.0.1:0", move |mut client| {
            drop(client.write_all(words));
            silent(client);
        });
        assert_eq!(check(&greets, &["--talk"], "other")["sent"], json!([]), "{words:?}");
        let answers = serve("127.0.0.1:0", move |mut client| {
            let mut asked = [0; 16];
            if client.read(&mut asked).is_ok_and(|n| n > 0) {
                drop(client.write_all(words));
            }
        });
        for option in ["--talk", "--http"] {
            check(&answers, &[option], "other");
        }
        let text =
            Command::new(env!("CARGO_BIN_EXE_muxray")).args(["probe", "--talk", &greets]).output().unwrap().stdout;
        assert!(!text.contains(&0x1b) && text.len() < 2_000, "{}", String::from_utf8_lossy(&text));
    }
}

/// A peer may speak for ever: a bound on the bytes, and one on the time.
#[test]
fn who_never_ends_is_left() {
    let floods = serve("127.0.0.1:0", |mut client| while client.write_all(&[b'x'; 65_536]).is_ok() {});
    let each_second = serve("127.0.0.1:0", |mut client| {
        while client.write_all(b"H").is_ok() {
            std::thread::sleep(Duration::from_secs(1));
        }
    });
    // Its first byte comes when the greeting is no longer waited for.
    let late = serve("127.0.0.1:0", |mut client| {
        std::thread::sleep(Duration::from_millis(1_500));
        for byte in b"HTTP/1.1 200 OK\r\nServer: slow\r\n\r\n" {
            if client.write_all(&[*byte]).is_err() {
                return;
            }
            std::thread::sleep(Duration::from_secs(1));
        }
    });
    for (address, options, kind) in [
        (&floods, &["--talk"][..], "other"),
        (&each_second, &["--talk"], "other"),
        (&each_second, &[], "other"),
        (&late, &["--talk"], "other"),
        (&late, &["--http", "--timeout", "0.5"], "silent"),
        (&late, &[], "silent"),
    ] {
        let begun = Instant::now();
        check(address, options, kind);
        // Half a second for the greeting, two for each of the few answers that are waited for.
        assert!(begun.elapsed() < Duration::from_secs(12), "{options:?} {:?}", begun.elapsed());
    }
}

/// grpc-go sends its SETTINGS before it has heard anything; net/http waits for the client's preface.
#[test]
fn http_2_in_clear() {
    let grpc = serve("127.0.0.1:0", |mut client| {
        drop(client.write_all(&[0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0x40, 0]));
        silent(client);
    });
    for options in [&[][..], &["--talk"], &["--http"]] {
        let answer = check(&grpc, options, "grpc");
        assert_eq!(answer["sent"], json!([]), "who speaks first gets no answer");
        assert!(answer["editor"].as_str().unwrap().contains("no debugger listens here"));
    }
    let Some(peers) = peers("h2c") else { return };
    let mut server = Server::start(Command::new(peers).arg("h2c"));
    check(&server.address, &[], "silent");
    // To a client that is none of HTTP/2 it says so, in HTTP/2 or not at all.
    let (answer, _) = probe(&server.address, &["--talk"]);
    assert!(["grpc", "hangs-up", "http"].contains(&answer["kind"].as_str().unwrap()), "{answer}");
    assert!(server.lives());
}

#[test]
fn a_full_queue_is_not_waited_for() {
    // Nobody accepts: the kernel takes connections until its queue is full, and then none.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    while waiting.len() < 5_000 {
        match TcpStream::connect_timeout(&address, Duration::from_millis(100)) {
            Ok(client) => waiting.push(client),
            Err(_) => break,
        }
    }
    let begun = Instant::now();
    let (answer, _) = probe(&address.to_string(), &["--talk", "--timeout", "0.5"]);
    assert!(["nothing", "silent"].contains(&answer["kind"].as_str().unwrap()), "{answer}");
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

/// Where the kernel does not tell who listens, a look is a connection that is closed again: table 2.3.
#[test]
fn what_a_look_does_to_a_delve_that_nobody_names() {
    let Some(dlv) = dlv() else { return };
    let Some(app) = peers("looked-at") else { return };
    let warned = |answer: &Value, words: &str| assert!(answer["careful"].as_str().unwrap().contains(words), "{answer}");

    let mut dap = Server::start(Command::new(&dlv).args(["dap", "--listen=127.0.0.1:0"]));
    let answer = check(&forwarder(&dap.address), &["--timeout", "0.5"], "silent");
    warned(&answer, "if this was an idle `dlv dap`, the connection has ended it");
    assert!(dap.ended().is_some_and(|status| status.success()), "table 2.3: dlv exits 0");

    let headless = |more: &[&str]| {
        let common = ["exec", "--headless", "--listen=127.0.0.1:0"];
        Server::start(Command::new(&dlv).args(common).args(more).arg(&app).args(["--", "plain"]))
    };
    let mut single = headless(&[]);
    let answer = check(&forwarder(&single.address), &["--timeout", "0.5"], "silent");
    warned(&answer, "`dlv --headless` without `--accept-multiclient` refuses every later one");
    assert!(single.lives(), "table 2.3: dlv stays");
    // It accepts when its program is started, which may take a while; until then the kernel takes connections for it.
    let is_refused = |_| {
        std::thread::sleep(Duration::from_millis(200));
        TcpStream::connect(&single.address).is_err()
    };
    assert!((0..100).any(is_refused), "table 2.3: every later connection is refused");
    assert!(single.lives(), "table 2.3: and dlv stays");

    let mut multi = headless(&["--accept-multiclient"]);
    for _ in 0..3 {
        check(&forwarder(&multi.address), &["--timeout", "0.5"], "silent");
    }
    assert!(multi.lives(), "table 2.3: harmless");
    check(&forwarder(&multi.address), &["--talk"], "dlv-headless-multi");
}

#[test]
fn a_dap_server_with_its_client_is_left_alone() {
    let Some(dlv) = dlv() else { return };
    if !cfg!(target_os = "linux") {
        return;
    }
    let mut server = Server::start(Command::new(&dlv).args(["dap", "--listen=127.0.0.1:0"]));
    let mut editor = TcpStream::connect(&server.address).unwrap();
    for options in [&[][..], &["--talk"], &["--http"], &["--talk", "--http"]] {
        let answer = check(&server.address, options, "dlv-dap");
        assert_eq!(answer["sent"], json!([]), "{options:?}");
    }
    assert!(server.lives());
    let body = r#"{"seq":1,"type":"request","command":"initialize","arguments":{"adapterID":"go"}}"#;
    write!(editor, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    let mut answer = [0; 16];
    editor.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"Content-Length: ", "its session goes on");
}

#[test]
fn a_delve_on_ipv6_is_named_by_the_kernel() {
    let Some(dlv) = dlv() else { return };
    if !has_ipv6() || !cfg!(target_os = "linux") {
        return;
    }
    let mut server = Server::start(Command::new(&dlv).args(["dap", "--listen=[::1]:0"]));
    assert_eq!(check(&server.address, &[], "dlv-dap")["sent"], json!([]));
    assert!(server.lives(), "no connection was made");
    // One on all interfaces is the one that a loopback address leads to.
    let mut wild = Server::start(Command::new(&dlv).args(["dap", "--listen=:0"]));
    let port = wild.address.rsplit(':').next().unwrap().to_owned();
    for host in ["127.0.0.1", "[::1]", "localhost"] {
        assert_eq!(check(&format!("{host}:{port}"), &[], "dlv-dap")["sent"], json!([]), "{host}");
    }
    assert!(wild.lives());
}
