//! What follows from bytes that real servers sent: Delve 1.27.1, Go 1.26's net/http and crypto/tls, grpc-go 1.85.0.

use super::*;

const INITIALIZED: &str = r#"{"seq":1,"type":"response","request_seq":1,"success":true,"command":"initialize","body":{"supportsConfigurationDoneRequest":true,"exceptionBreakpointFilters":[{"filter":"unrecovered-panic","label":"Unrecovered Panics","default":true},{"filter":"runtime-fatal-throw","label":"Fatal Throws","default":true}]}}"#;
const DISCONNECTED: &str = r#"{"seq":3,"type":"response","request_seq":2,"success":true,"command":"disconnect"}"#;
const TERMINATED: &str = r#"{"seq":4,"type":"event","event":"terminated","body":{}}"#;
const VERSION: &str = "{\"id\":1,\"result\":{\"DelveVersion\":\"Version: 1.27.1\\nBuild: $Id: 3b77598674c2 $\",\"APIVersion\":2,\"Backend\":\"native\",\"TargetGoVersion\":\"Go cmd/compile go1.26.8\",\"MinSupportedVersionOfGo\":\"1.25.0\",\"MaxSupportedVersionOfGo\":\"1.27.0\"},\"error\":null}\n";
const BAD_REQUEST: &str =
    "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request";
const NOT_FOUND: &str = "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain; charset=utf-8\r\nServer: demo\r\n\
                         Connection: close\r\n\r\n404 page not found\n";
const INDEX: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n<html>\n<head>\n\
                     <title>/debug/pprof/</title>\n</head><body>Types of profiles available:</body></html>";
const GRPC: &[u8] = &[0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0x40, 0];
const SERVER_HELLO: &[u8] = &[0x16, 3, 3, 0, 0x7a, 2, 0, 0, 0x76, 3, 3];

const TALK: Speech = Speech { talk: true, http: false };
const HTTP: Speech = Speech { talk: false, http: true };
const NOTHING: Speech = Speech { talk: false, http: false };

fn frames(bodies: &[&str]) -> Vec<u8> {
    bodies.iter().flat_map(|b| format!("Content-Length: {}\r\n\r\n{b}", b.len()).into_bytes()).collect()
}

fn output(words: &str) -> String {
    format!(r#"{{"seq":2,"type":"event","event":"output","body":{{"category":"console","output":"{words}\n"}}}}"#)
}

fn heard(said: Said, bytes: impl AsRef<[u8]>, ended: Ended) -> Exchange {
    Exchange { greeting: Vec::new(), said: Some(said), heard: bytes.as_ref().to_vec(), ended }
}

fn greeted(bytes: &[u8]) -> Exchange {
    Exchange { greeting: bytes.to_vec(), said: None, heard: Vec::new(), ended: Ended::Left }
}

fn refused() -> Exchange {
    Exchange { greeting: Vec::new(), said: None, heard: Vec::new(), ended: Ended::Refused }
}

fn owner(server: Option<DebugServer>, clients: usize) -> Owner {
    Owner { pid: 1, command: vec!["dlv".to_owned()], server, clients }
}

/// Plays answers: each is given when something is said, and what is said must be what the answer is to.
#[track_caller]
fn check(speech: Speech, owner: Option<&Owner>, answers: Vec<Exchange>, wanted: Kind) -> Verdict {
    let mut so_far = Vec::new();
    let mut answers = answers.into_iter();
    loop {
        match next(&so_far, owner, speech) {
            Next::Done(verdict) => {
                assert_eq!(verdict.kind, wanted);
                assert_eq!(answers.next(), None, "it stopped early");
                return verdict;
            }
            Next::Say(said) => {
                let answer = answers.next();
                let played = answer.as_ref().map(|a| a.said);
                if answer.as_ref().is_some_and(|a| a.connected() && a.greeting.is_empty()) {
                    assert_eq!(played, Some(said));
                }
                assert!(answer.is_some(), "it says {said:?} and nothing answers");
                so_far.extend(answer);
            }
        }
    }
}

#[test]
fn a_delve_that_the_kernel_names_is_not_touched() {
    for (server, kind) in [
        (DebugServer::Dap, Kind::DlvDap),
        (DebugServer::HeadlessSingle, Kind::DlvHeadlessSingle),
        (DebugServer::HeadlessMulti, Kind::DlvHeadlessMulti),
    ] {
        for speech in [NOTHING, HTTP] {
            check(speech, Some(&owner(Some(server), 0)), vec![], kind);
        }
    }
    // One that has its client would only let a second one wait.
    check(TALK, Some(&owner(Some(DebugServer::Dap), 1)), vec![], Kind::DlvDap);
}

#[test]
fn without_leave_nothing_is_written() {
    let silent = Exchange { greeting: Vec::new(), said: None, heard: Vec::new(), ended: Ended::Left };
    check(NOTHING, None, vec![silent.clone()], Kind::Silent);
    check(NOTHING, Some(&owner(None, 0)), vec![silent], Kind::Silent);
    let closed = Exchange { greeting: Vec::new(), said: None, heard: Vec::new(), ended: Ended::Closed };
    check(NOTHING, None, vec![closed], Kind::HangsUp);
    check(TALK, None, vec![refused()], Kind::Nothing);
    check(HTTP, None, vec![Exchange { ended: Ended::NoConnection, ..refused() }], Kind::Nothing);
}

#[test]
fn who_speaks_first_is_heard_and_not_answered() {
    for speech in [NOTHING, TALK, HTTP] {
        check(speech, None, vec![greeted(GRPC)], Kind::Grpc);
        check(speech, None, vec![greeted(b"SSH-2.0-OpenSSH_9.6\r\n")], Kind::Other);
        check(speech, None, vec![greeted(&[0x4a, 0, 0, 0, 10, b'8', b'.', b'0'])], Kind::Other);
    }
}

#[test]
fn delve_by_its_parting_words() {
    let leaving = |state: &str| {
        output(&format!(
            "Closing client session, but leaving multi-client DAP server at 127.0.0.1:1 with debuggee {state}"
        ))
    };
    let idle = frames(&[INITIALIZED, DISCONNECTED, TERMINATED]);
    check(TALK, None, vec![heard(Said::Dap, idle, Ended::Closed)], Kind::DlvDap);
    let single = frames(&[INITIALIZED, &output("Detaching and terminating target process"), DISCONNECTED, TERMINATED]);
    check(TALK, None, vec![heard(Said::Dap, single, Ended::Closed)], Kind::DlvHeadlessSingle);
    let multi = frames(&[INITIALIZED, &leaving("halted"), DISCONNECTED, TERMINATED]);
    let exchanges = vec![heard(Said::Dap, multi, Ended::Closed), heard(Said::GetVersion, VERSION, Ended::Left)];
    let verdict = check(TALK, None, exchanges, Kind::DlvHeadlessMulti);
    let delve = verdict.delve.unwrap_or_default();
    assert_eq!(delve.version.as_deref(), Some("1.27.1"));
    assert_eq!((delve.oldest_go.as_deref(), delve.newest_go.as_deref()), (Some("1.25.0"), Some("1.27.0")));
    assert_eq!(delve.debuggee.as_deref(), Some("halted"));
    // While the program runs, `disconnect` is answered when it stops.
    let running = frames(&[INITIALIZED]);
    let exchanges = vec![heard(Said::Dap, running, Ended::Left), heard(Said::GetVersion, VERSION, Ended::Left)];
    let verdict = check(TALK, None, exchanges, Kind::DlvHeadlessMulti);
    assert_eq!(verdict.delve.and_then(|d| d.debuggee).as_deref(), Some("running"));
}

#[test]
fn a_headless_delve_that_the_kernel_names_is_asked_for_its_version() {
    for (server, kind) in
        [(DebugServer::HeadlessSingle, Kind::DlvHeadlessSingle), (DebugServer::HeadlessMulti, Kind::DlvHeadlessMulti)]
    {
        let verdict =
            check(TALK, Some(&owner(Some(server), 0)), vec![heard(Said::GetVersion, VERSION, Ended::Left)], kind);
        assert_eq!(verdict.delve.and_then(|d| d.version).as_deref(), Some("1.27.1"));
    }
}

#[test]
fn who_hangs_up_at_dap_may_be_an_old_delve_or_tls() {
    let closed = heard(Said::Dap, "", Ended::Closed);
    check(TALK, None, vec![closed.clone(), heard(Said::GetVersion, VERSION, Ended::Left)], Kind::DlvHeadless);
    check(TALK, None, vec![closed.clone(), refused()], Kind::HangsUp);
    let hung_up = heard(Said::GetVersion, "", Ended::Closed);
    let tls = heard(Said::ClientHello, SERVER_HELLO, Ended::Left);
    check(TALK, None, vec![closed.clone(), hung_up.clone(), tls], Kind::Tls);
    check(TALK, None, vec![closed, hung_up, heard(Said::ClientHello, "", Ended::Closed)], Kind::HangsUp);
    check(TALK, None, vec![heard(Said::Dap, "", Ended::Left)], Kind::Silent);
}

#[test]
fn another_adapter_is_not_called_delve() {
    let debugpy = r#"{"seq":1,"type":"response","request_seq":1,"success":true,"command":"initialize","body":{"exceptionBreakpointFilters":[{"filter":"raised","label":"Raised"}]}}"#;
    check(TALK, None, vec![heard(Said::Dap, frames(&[debugpy]), Ended::Left)], Kind::DebugAdapter);
    check(TALK, None, vec![heard(Said::Dap, frames(&[debugpy, DISCONNECTED]), Ended::Left)], Kind::DebugAdapter);
}

#[test]
fn http_is_asked_once_it_has_shown_itself() {
    let root = || heard(Said::GetRoot, NOT_FOUND, Ended::Closed);
    let dap = || heard(Said::Dap, BAD_REQUEST, Ended::Closed);
    let pprof = |answer: &str| heard(Said::GetPprof, answer, Ended::Closed);
    let of = |verdict: Verdict| verdict.http.and_then(|h| h.pprof);
    assert_eq!(of(check(TALK, None, vec![dap(), root(), pprof(INDEX)], Kind::Http)), Some(Pprof::Served));
    assert_eq!(of(check(TALK, None, vec![dap(), root(), pprof(NOT_FOUND)], Kind::Http)), Some(Pprof::Absent(404)));
    assert_eq!(of(check(HTTP, None, vec![root(), pprof(INDEX)], Kind::Http)), Some(Pprof::Served));
    let denied = "HTTP/1.1 401 Unauthorized\r\nWww-Authenticate: Basic\r\n\r\n";
    assert_eq!(of(check(HTTP, None, vec![root(), pprof(denied)], Kind::Http)), Some(Pprof::Guarded(401)));
    // A page for everything, as single-page applications have it, is no list of profiles.
    let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html><title>app</title>";
    let verdict = check(HTTP, None, vec![root(), pprof(page)], Kind::Http);
    assert_eq!(verdict.http.as_ref().and_then(|h| h.server.as_deref()), Some("demo"));
    assert_eq!(of(verdict), Some(Pprof::Absent(200)));
    assert_eq!(of(check(HTTP, None, vec![root(), pprof("")], Kind::Http)), Some(Pprof::NoAnswer));
}

#[test]
fn an_https_server_says_so_in_clear() {
    let go = "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n";
    check(HTTP, None, vec![heard(Said::GetRoot, go, Ended::Closed)], Kind::Tls);
    let alert = [0x15, 3, 1, 0, 2, 2, 70];
    check(TALK, None, vec![heard(Said::Dap, alert, Ended::Closed)], Kind::Tls);
}

#[test]
fn bytes_that_look_like_something_else() {
    assert_eq!(of_bytes(b""), Kind::Other);
    assert_eq!(of_bytes(&[0x16, 3]), Kind::Other);
    // The length of SETTINGS is a multiple of six.
    assert_eq!(of_bytes(&[0, 0, 7, 4, 0, 0, 0, 0, 0]), Kind::Other);
    assert_eq!(of_bytes(&[0, 0, 0, 4, 1, 0, 0, 0, 0]), Kind::Grpc);
}

proptest::proptest! {
    #[test]
    fn any_bytes_come_to_an_end(heard in proptest::collection::vec(proptest::num::u8::ANY, 0..200), talk: bool, http: bool) {
        let speech = Speech { talk, http };
        let mut so_far = Vec::new();
        while let Next::Say(said) = next(&so_far, None, speech) {
            so_far.push(Exchange { greeting: Vec::new(), said, heard: heard.clone(), ended: Ended::Closed });
            assert!(so_far.len() < 8);
        }
    }
}
