//! What to say to a peer next, and what its bytes mean: pure decisions over what was said and heard so far.
//!
//! In: the connections so far, what the kernel said, what the user allows. Out: [`Next`]. No socket, no file, no clock.
//!
//! The order is that of harm: the kernel first, then silence, then DAP (which every Delve since 1.7.3 answers, and to which
//! HTTP servers answer `400 Bad Request`), then JSON-RPC and TLS for a peer that hung up. HTTP comes only after a peer has shown
//! itself as HTTP, or where the user asks for it; never to a Delve.

use serde_json::Value;

use super::owner::{DebugServer, Owner};
use super::{Ended, Exchange, Said, Speech, talk};

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Next {
    /// Open a connection and say this, or nothing.
    Say(Option<Said>),
    /// That is enough.
    Done(Verdict),
}

/// What is listening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What it is.
    pub kind: Kind,
    /// What a Delve told about itself.
    pub delve: Option<Delve>,
    /// What an HTTP server answered.
    pub http: Option<Http>,
}

/// What a peer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nobody listens, or nobody answers.
    Nothing,
    /// `dlv dap`.
    DlvDap,
    /// `dlv ... --headless` for one client.
    DlvHeadlessSingle,
    /// `dlv ... --headless --accept-multiclient`.
    DlvHeadlessMulti,
    /// A Delve that speaks JSON-RPC: headless, for one client or several.
    DlvHeadless,
    /// A debug adapter: it speaks DAP and does not say whose it is.
    DebugAdapter,
    /// HTTP in clear.
    Http,
    /// HTTP/2 in clear, and the server spoke first, as gRPC servers do.
    Grpc,
    /// TLS: what is inside is not looked at.
    Tls,
    /// Something that said words of its own.
    Other,
    /// It takes connections and hangs up.
    HangsUp,
    /// It takes connections and says nothing.
    Silent,
}

/// What a Delve told about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Delve {
    /// Its version.
    pub version: Option<String>,
    /// Its backend.
    pub backend: Option<String>,
    /// The compiler of the program that it debugs.
    pub target_go: Option<String>,
    /// The oldest Go that it debugs.
    pub oldest_go: Option<String>,
    /// The newest Go that it debugs.
    pub newest_go: Option<String>,
    /// `halted`, `running` or `exited`.
    pub debuggee: Option<String>,
}

/// What an HTTP server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Http {
    /// The status of the last answer but that about pprof.
    pub status: u16,
    /// Its `Server` header.
    pub server: Option<String>,
    /// Whether it serves pprof; None where it was not asked.
    pub pprof: Option<Pprof>,
}

/// What `/debug/pprof/` gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pprof {
    /// The index of profiles.
    Served,
    /// A status that says: not without credentials.
    Guarded(u16),
    /// Something else: this status.
    Absent(u16),
    /// No answer.
    NoAnswer,
}

/// The next step.
pub(super) fn next(exchanges: &[Exchange], owner: Option<&Owner>, speech: Speech) -> Next {
    let delve = owner.and_then(|o| o.server);
    let Some(last) = exchanges.last() else {
        return match delve {
            Some(server) if !speech.talk => done(of_server(server)),
            // It has its client: a second one would wait in its queue and hear nothing.
            Some(DebugServer::Dap) if owner.is_some_and(|o| o.clients > 0) => done(Kind::DlvDap),
            // It answers both protocols; this one it answers with its version, also while the program runs.
            Some(DebugServer::HeadlessSingle | DebugServer::HeadlessMulti) => Next::Say(Some(Said::GetVersion)),
            _ if speech.talk => Next::Say(Some(Said::Dap)),
            _ if speech.http => Next::Say(Some(Said::GetRoot)),
            _ => Next::Say(None),
        };
    };
    if !last.connected() {
        return done(after_refusal(exchanges, delve));
    }
    if !last.greeting.is_empty() {
        let kind = of_bytes(&last.greeting);
        return if kind == Kind::Http && speech.talk { Next::Say(Some(Said::GetRoot)) } else { done(kind) };
    }
    match last.said {
        None if last.ended == Ended::Closed => done(Kind::HangsUp),
        None => done(Kind::Silent),
        Some(Said::Dap) => after_dap(last),
        Some(Said::GetVersion) => after_get_version(exchanges, last, delve),
        Some(Said::ClientHello) if of_bytes(&last.heard) == Kind::Tls => done(Kind::Tls),
        Some(Said::ClientHello) => done(unanswered(last)),
        Some(Said::GetRoot) => match of_bytes(&last.heard) {
            Kind::Http if is_tls_refusal(&last.heard) => done(Kind::Tls),
            Kind::Http => Next::Say(Some(Said::GetPprof)),
            kind if !last.heard.is_empty() => done(kind),
            _ => done(unanswered(last)),
        },
        Some(Said::GetPprof) => Next::Done(http(exchanges, last)),
    }
}

fn after_dap(last: &Exchange) -> Next {
    let frames = talk::frames(&last.heard);
    if frames.is_empty() {
        return match of_bytes(&last.heard) {
            Kind::Http if is_tls_refusal(&last.heard) => done(Kind::Tls),
            Kind::Http => Next::Say(Some(Said::GetRoot)),
            kind if !last.heard.is_empty() => done(kind),
            // Delve before 1.7.3 takes the `C` for broken JSON and hangs up; so does a TLS server.
            _ if last.ended == Ended::Closed => Next::Say(Some(Said::GetVersion)),
            _ => done(Kind::Silent),
        };
    }
    let output = |words: &str| frames.iter().any(|f| f["body"]["output"].as_str().is_some_and(|o| o.contains(words)));
    let left = frames.iter().any(|f| f["type"] == "response" && f["command"] == "disconnect");
    match () {
        // Its debuggee runs: Delve answers `disconnect` when it stops. Only a server for several clients lets it run.
        () if !left && is_delve(&frames) => Next::Say(Some(Said::GetVersion)),
        () if output(LEAVING) => Next::Say(Some(Said::GetVersion)),
        () if output("Detaching") => done(Kind::DlvHeadlessSingle),
        () if is_delve(&frames) => done(Kind::DlvDap),
        () => done(Kind::DebugAdapter),
    }
}

/// What a server for several clients says to one that leaves, with the state of the debuggee behind it.
const LEAVING: &str = "leaving multi-client DAP server at";

/// Delve names two filters for exceptions, under names of its own.
fn is_delve(frames: &[Value]) -> bool {
    frames.iter().filter_map(|f| f["body"]["exceptionBreakpointFilters"].as_array()).any(|filters| {
        ["unrecovered-panic", "runtime-fatal-throw"].iter().all(|name| filters.iter().any(|f| f["filter"] == *name))
    })
}

fn after_get_version(exchanges: &[Exchange], last: &Exchange, delve: Option<DebugServer>) -> Next {
    let answer: Value = serde_json::from_slice(&last.heard).unwrap_or_default();
    let text = |key: &str| answer["result"][key].as_str().filter(|t| !t.is_empty()).map(str::to_owned);
    let told = Delve {
        // `Version: 1.27.1`, and a line with the build.
        version: text("DelveVersion").and_then(|v| Some(v.lines().next()?.trim_start_matches("Version: ").to_owned())),
        backend: text("Backend"),
        target_go: text("TargetGoVersion"),
        oldest_go: text("MinSupportedVersionOfGo"),
        newest_go: text("MaxSupportedVersionOfGo"),
        debuggee: exchanges.iter().find_map(debuggee),
    };
    if told.version.is_some() || exchanges.iter().any(spoke_dap) {
        // A second connection after a first one: so it takes several.
        let several = exchanges.iter().any(spoke_dap);
        let kind = delve.map(of_server).unwrap_or(if several { Kind::DlvHeadlessMulti } else { Kind::DlvHeadless });
        return Next::Done(Verdict { kind, delve: Some(told), http: None });
    }
    match of_bytes(&last.heard) {
        kind if !last.heard.is_empty() => done(kind),
        _ if last.ended == Ended::Closed => Next::Say(Some(Said::ClientHello)),
        _ => done(Kind::Silent),
    }
}

fn spoke_dap(exchange: &Exchange) -> bool {
    !talk::frames(&exchange.heard).is_empty()
}

/// The state of the debuggee, from Delve's parting words: `... with debuggee halted`; running where there are none.
fn debuggee(exchange: &Exchange) -> Option<String> {
    let frames = talk::frames(&exchange.heard);
    if frames.is_empty() {
        return None;
    }
    let output = frames.iter().filter_map(|f| f["body"]["output"].as_str()).find(|o| o.contains(LEAVING));
    let word = output.map_or(Some("running"), |o| o.trim_end().rsplit(' ').next());
    word.map(str::to_owned)
}

fn http(exchanges: &[Exchange], pprof: &Exchange) -> Verdict {
    let root = exchanges.iter().filter(|e| e.said == Some(Said::GetRoot)).find_map(|e| Some((e, status(&e.heard)?)));
    let found = match status(&pprof.heard) {
        Some(200) if contains(&pprof.heard, b"/debug/pprof/") && contains(&pprof.heard, b"profile") => Pprof::Served,
        Some(status @ (401 | 403)) => Pprof::Guarded(status),
        Some(status) => Pprof::Absent(status),
        None => Pprof::NoAnswer,
    };
    let server = root.and_then(|(e, _)| header(&e.heard, "server"));
    let http = Http { status: root.map_or(0, |(_, status)| status), server, pprof: Some(found) };
    Verdict { kind: Kind::Http, delve: None, http: Some(http) }
}

fn status(heard: &[u8]) -> Option<u16> {
    let line = heard.split(|b| *b == b'\n').next()?;
    std::str::from_utf8(line).ok()?.split(' ').nth(1)?.trim().parse().ok()
}

fn header(heard: &[u8], name: &str) -> Option<String> {
    let head = String::from_utf8_lossy(heard);
    let lines = head.lines().skip(1).take_while(|l| !l.trim().is_empty());
    let mut values = lines.filter_map(|l| l.split_once(':')).filter(|(n, _)| n.eq_ignore_ascii_case(name));
    values.next().map(|(_, value)| value.trim().to_owned())
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(bytes, needle).is_some()
}

/// Go's server answers clear text on a TLS port in clear text.
fn is_tls_refusal(heard: &[u8]) -> bool {
    contains(heard, b"HTTP request to an HTTPS server") || contains(heard, b"HTTP request was sent to HTTPS port")
}

/// What the first bytes of a peer show.
fn of_bytes(bytes: &[u8]) -> Kind {
    match bytes {
        [b'H', b'T', b'T', b'P', b'/', ..] => Kind::Http,
        // A handshake or an alert of SSL 3 to TLS 1.3.
        [0x15 | 0x16, 3, 0..=4, ..] => Kind::Tls,
        // A frame of HTTP/2 on stream 0: SETTINGS, or GOAWAY. Its length fits the kind.
        [0, high, low, 4, flags @ (0 | 1), 0, 0, 0, 0, ..] if settings(*high, *low, *flags) => Kind::Grpc,
        [0, _, _, 7, _, 0, 0, 0, 0, ..] => Kind::Grpc,
        [b'C', ..] if !talk::frames(bytes).is_empty() => Kind::DebugAdapter,
        _ => Kind::Other,
    }
}

fn settings(high: u8, low: u8, flags: u8) -> bool {
    let length = u16::from_be_bytes([high, low]);
    length.is_multiple_of(6) && (flags == 0 || length == 0)
}

fn unanswered(last: &Exchange) -> Kind {
    match (last.heard.is_empty(), &last.ended) {
        (false, _) => of_bytes(&last.heard),
        (true, Ended::Closed) => Kind::HangsUp,
        (true, _) => Kind::Silent,
    }
}

/// Nobody listens: from the start, or since a server for one client has had its client.
fn after_refusal(exchanges: &[Exchange], delve: Option<DebugServer>) -> Kind {
    match exchanges {
        [_] => Kind::Nothing,
        _ if delve.is_some() => delve.map_or(Kind::HangsUp, of_server),
        _ if exchanges.iter().any(|e| of_bytes(&e.heard) == Kind::Http) => Kind::Http,
        _ if exchanges.iter().any(spoke_dap) => Kind::DebugAdapter,
        _ => Kind::HangsUp,
    }
}

fn of_server(server: DebugServer) -> Kind {
    match server {
        DebugServer::Dap => Kind::DlvDap,
        DebugServer::HeadlessSingle => Kind::DlvHeadlessSingle,
        DebugServer::HeadlessMulti => Kind::DlvHeadlessMulti,
    }
}

fn done(kind: Kind) -> Next {
    Next::Done(Verdict { kind, delve: None, http: None })
}

#[cfg(test)]
#[path = "decide_tests.rs"]
mod tests;
