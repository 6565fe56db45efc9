//! What `muxray probe` found, for people and as one object.
//!
//! In: an [`Outcome`]. Out: text or JSON. Holds the words for what each kind of peer is, how an editor reaches it, and what
//! a look does to it; decides nothing about which kind it is. What a peer said is shown with everything invisible spelt.

use std::io::{self, Write};

use owo_colors::{OwoColorize, Style};
use serde::Serialize;

use super::human::wrap;
use super::{Color, RenderOptions, object, visible};
use crate::probe::{Delve, Ended, Exchange, Http, Kind, Outcome, Pprof, Said, Speech};

/// How the outcome is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProbeFormat {
    /// For people.
    Text,
    /// One object.
    Json,
}

/// Bytes of an unknown peer's words that are shown.
const MOST_SHOWN: usize = 80;

/// Writes an outcome. `speech` is what was allowed: what was not is offered.
///
/// # Errors
/// Those of the writer.
pub fn render(
    outcome: &Outcome,
    speech: Speech,
    format: ProbeFormat,
    options: &RenderOptions<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    if format == ProbeFormat::Json {
        object::write(out, &json(outcome, speech))?;
        return writeln!(out);
    }
    let bold = if options.color == Color::On { Style::new().bold() } else { Style::new() };
    writeln!(out, "{}: {}", outcome.address, headline(outcome).style(bold))?;
    for (title, body) in lines(outcome, speech) {
        let head = format!("  {title:8} ");
        for line in wrap(&visible::line(&body), options.width, &head, &" ".repeat(head.len())) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// One phrase: what listens.
fn headline(outcome: &Outcome) -> String {
    match outcome.verdict.kind {
        Kind::Nothing => match outcome.exchanges.last().map(|e| &e.ended) {
            Some(Ended::NoConnection) => {
                "no answer to the attempt to connect: filtered, or the host is down".to_owned()
            }
            Some(Ended::Failed(why)) => format!("no connection: {why}"),
            _ => "nothing listens: connection refused".to_owned(),
        },
        Kind::DlvDap => "`dlv dap`, a debug adapter for one client".to_owned(),
        Kind::DlvHeadlessSingle => "`dlv --headless`, for one client".to_owned(),
        Kind::DlvHeadlessMulti => "`dlv --headless --accept-multiclient`".to_owned(),
        Kind::DlvHeadless => "`dlv --headless`".to_owned(),
        Kind::DebugAdapter => "a debug adapter that is not Delve's, as far as it says".to_owned(),
        Kind::Http => http_headline(outcome.verdict.http.as_ref()),
        Kind::Grpc => "HTTP/2 in clear, and the server spoke first: gRPC".to_owned(),
        Kind::Tls => "TLS (what is inside was not looked at)".to_owned(),
        Kind::Other => "something that is neither a debugger nor HTTP".to_owned(),
        Kind::HangsUp => "something that takes connections and hangs up".to_owned(),
        Kind::Silent => "something that takes connections and says nothing by itself".to_owned(),
    }
}

fn http_headline(http: Option<&Http>) -> String {
    match http.and_then(|h| h.pprof) {
        Some(Pprof::Served) => "an HTTP server with `/debug/pprof/`".to_owned(),
        Some(Pprof::Guarded(status)) => format!("an HTTP server; `/debug/pprof/` wants credentials ({status})"),
        Some(Pprof::Absent(_)) => "an HTTP server without `/debug/pprof/`".to_owned(),
        Some(Pprof::NoAnswer) => "an HTTP server that does not answer for `/debug/pprof/`".to_owned(),
        None => "an HTTP server".to_owned(),
    }
}

fn lines(outcome: &Outcome, speech: Speech) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    if let Some(owner) = &outcome.owner {
        let clients = match owner.clients {
            0 => String::new(),
            n => format!(" ({})", super::count(n, "connection")),
        };
        lines.push(("process", format!("{} {}{clients}", owner.pid, owner.command.join(" "))));
    }
    lines.extend(outcome.verdict.delve.as_ref().map(|d| ("delve", delve(d))).filter(|(_, told)| !told.is_empty()));
    lines.extend(outcome.verdict.http.as_ref().map(|h| ("http", http(h))));
    if matches!(outcome.verdict.kind, Kind::Other | Kind::Grpc) {
        let words = outcome.exchanges.iter().map(|e| if e.greeting.is_empty() { &e.heard } else { &e.greeting });
        lines.extend(words.rev().find(|w| !w.is_empty()).map(|w| ("said", shown(w))));
    }
    lines.push(("asked", asked(&outcome.exchanges)));
    lines.extend(editor(outcome).map(|text| ("editor", text)));
    lines.extend(careful(outcome, speech).map(|text| ("careful", text)));
    lines
}

/// What Delve told about itself.
fn delve(delve: &Delve) -> String {
    let mut parts = Vec::new();
    parts.extend(delve.version.as_ref().map(|v| format!("version {v}")));
    if let (Some(oldest), Some(newest)) = (&delve.oldest_go, &delve.newest_go) {
        parts.push(format!("for programs built with Go {oldest} to {newest}"));
    }
    parts.extend(delve.target_go.as_ref().map(|go| format!("this one with {go}")));
    parts.extend(delve.debuggee.as_ref().map(|state| format!("the program is {state}")));
    parts.join("; ")
}

fn http(http: &Http) -> String {
    let server = http.server.as_ref().map_or_else(String::new, |s| format!(", Server: {s}"));
    let pprof = match http.pprof {
        Some(Pprof::Absent(status) | Pprof::Guarded(status)) => format!(", GET /debug/pprof/ {status}"),
        Some(Pprof::Served) => ", GET /debug/pprof/ 200".to_owned(),
        Some(Pprof::NoAnswer) | None => String::new(),
    };
    format!("GET / {}{server}{pprof}", http.status)
}

/// The first bytes of what a peer said; what is no text as hexadecimal numbers.
fn shown(words: &[u8]) -> String {
    let cut = &words[..words.len().min(MOST_SHOWN)];
    match std::str::from_utf8(cut) {
        Ok(text) if !text.contains('\0') => text.trim_end().to_owned(),
        _ => cut.iter().map(|b| format!("{b:02x}")).collect::<Vec<_>>().join(" "),
    }
}

/// What was done, connection by connection.
fn asked(exchanges: &[Exchange]) -> String {
    if exchanges.is_empty() {
        return "the kernel only: no connection was made".to_owned();
    }
    let told: Vec<&str> = exchanges.iter().map(|e| what(e)).collect();
    told.join(", then ")
}

fn what(exchange: &Exchange) -> &'static str {
    match exchange.said {
        _ if !exchange.connected() => "a connection",
        None => "a connection, nothing was sent",
        Some(Said::Dap) => "DAP `initialize` and `disconnect`",
        Some(Said::GetVersion) => "`RPCServer.GetVersion`",
        Some(Said::ClientHello) => "a TLS `ClientHello`",
        Some(Said::GetRoot) => "`GET /`",
        Some(Said::GetPprof) => "`GET /debug/pprof/`",
    }
}

/// How an editor reaches it, or why it does not.
fn editor(outcome: &Outcome) -> Option<String> {
    let port = outcome.address.rsplit(':').next().unwrap_or_default();
    match outcome.verdict.kind {
        Kind::DlvDap => Some(format!(
            "launch.json: `\"request\": \"launch\"`, or `\"attach\"` with `\"mode\": \"local\"`, and `\"port\": {port}`. \
             `\"mode\": \"remote\"` ends with \"Failed to attach: no debugger found\"."
        )),
        Kind::DlvHeadless | Kind::DlvHeadlessSingle | Kind::DlvHeadlessMulti => Some(format!(
            "launch.json: `\"request\": \"attach\", \"mode\": \"remote\", \"port\": {port}`. `\"launch\"` ends with \
             \"debug session already in progress\"."
        )),
        Kind::Http | Kind::Grpc | Kind::Tls => Some(
            "no debugger listens here. A debug configuration with this `port` gets \"connection closed\", or \"Expected to \
             connect to external `dlv --headless` server @ v1.7.3 or later via DAP\"."
                .to_owned(),
        ),
        Kind::Nothing | Kind::DebugAdapter | Kind::Other | Kind::HangsUp | Kind::Silent => None,
    }
}

/// What the look did, or what a longer one would do.
fn careful(outcome: &Outcome, speech: Speech) -> Option<String> {
    let looked = !outcome.exchanges.is_empty();
    match outcome.verdict.kind {
        Kind::DlvDap if looked => Some("it ends with its first client, and this look was that: start it again.".to_owned()),
        Kind::DlvHeadlessSingle if looked => Some(
            "it ends with its first client, together with the program, and this look was that: start it again, with \
             `--accept-multiclient` if more than one is to come."
                .to_owned(),
        ),
        Kind::DlvHeadless if looked => Some(
            "without `--accept-multiclient` it ended with this look, together with the program.".to_owned(),
        ),
        Kind::DlvDap => Some(
            "any connection that is closed again ends it, be it a health check, `curl` or `nc -z`; so does `--talk`."
                .to_owned(),
        ),
        Kind::DlvHeadlessSingle => Some(
            "it serves one connection. One that says nothing and closes leaves it deaf for good; a request of HTTP ends it, \
             together with the program; so does `--talk`."
                .to_owned(),
        ),
        Kind::Silent | Kind::HangsUp if !speech.talk && !speech.http => Some(
            "if this was an idle `dlv dap`, the connection has ended it; `dlv --headless` without `--accept-multiclient` \
             refuses every later one. `--talk` asks in Delve's own protocols, which ends both of them, and does no harm with \
             `--accept-multiclient`; `--http` sends `GET /`, only for what is no debugger."
                .to_owned(),
        ),
        Kind::Silent if speech.talk => Some(
            "a `dlv dap` that has a client looks like this, and so does a process that is stopped at a breakpoint."
                .to_owned(),
        ),
        Kind::Nothing
        | Kind::DlvHeadless
        | Kind::DlvHeadlessMulti
        | Kind::DebugAdapter
        | Kind::Http
        | Kind::Grpc
        | Kind::Tls
        | Kind::Other
        | Kind::HangsUp
        | Kind::Silent => None,
    }
}

/// The word of a kind in JSON.
fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Nothing => "nothing",
        Kind::DlvDap => "dlv-dap",
        Kind::DlvHeadless => "dlv-headless",
        Kind::DlvHeadlessSingle => "dlv-headless-single",
        Kind::DlvHeadlessMulti => "dlv-headless-multi",
        Kind::DebugAdapter => "debug-adapter",
        Kind::Http => "http",
        Kind::Grpc => "grpc",
        Kind::Tls => "tls",
        Kind::Other => "other",
        Kind::HangsUp => "hangs-up",
        Kind::Silent => "silent",
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Json<'a> {
    version: u32,
    address: &'a str,
    kind: &'static str,
    listens: bool,
    summary: String,
    process: Option<JsonProcess<'a>>,
    delve: Option<JsonDelve<'a>>,
    http: Option<JsonHttp<'a>>,
    sent: Vec<&'static str>,
    editor: Option<String>,
    careful: Option<String>,
}

#[derive(Serialize)]
struct JsonProcess<'a> {
    pid: u32,
    command: &'a [String],
    connections: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonDelve<'a> {
    version: Option<&'a str>,
    backend: Option<&'a str>,
    target_go: Option<&'a str>,
    oldest_go: Option<&'a str>,
    newest_go: Option<&'a str>,
    debuggee: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonHttp<'a> {
    status: u16,
    server: Option<&'a str>,
    pprof: Option<&'static str>,
}

fn json(outcome: &Outcome, speech: Speech) -> Json<'_> {
    let verdict = &outcome.verdict;
    Json {
        version: 1,
        address: &outcome.address,
        kind: word(verdict.kind),
        listens: verdict.kind != Kind::Nothing,
        summary: headline(outcome),
        process: outcome.owner.as_ref().map(|o| JsonProcess {
            pid: o.pid,
            command: &o.command,
            connections: o.clients,
        }),
        delve: verdict.delve.as_ref().map(|d| JsonDelve {
            version: d.version.as_deref(),
            backend: d.backend.as_deref(),
            target_go: d.target_go.as_deref(),
            oldest_go: d.oldest_go.as_deref(),
            newest_go: d.newest_go.as_deref(),
            debuggee: d.debuggee.as_deref(),
        }),
        http: verdict.http.as_ref().map(|h| JsonHttp {
            status: h.status,
            server: h.server.as_deref(),
            pprof: h.pprof.map(|p| match p {
                Pprof::Served => "served",
                Pprof::Guarded(_) => "guarded",
                Pprof::Absent(_) => "absent",
                Pprof::NoAnswer => "no-answer",
            }),
        }),
        sent: outcome.exchanges.iter().filter(|e| e.said.is_some()).map(what).collect(),
        editor: editor(outcome),
        careful: careful(outcome, speech),
    }
}
