//! What a probe that is a command asks, and where: `curl http://localhost:8080/x`, `nc -z localhost 8080`.
//!
//! In: a probe as a file describes it. Out: a [`ContainerProbe`]. A command that is no client that is known asks nothing.

use super::ContainerProbe;
use super::delve::split;
use super::path::base;
use crate::manifest::{Command, Probe, ProbeHow};

/// Programs that ask a server for something, from a command.
const CLIENTS: [&str; 8] = ["curl", "wget", "nc", "ncat", "netcat", "telnet", "grpc_health_probe", "grpcurl"];

/// A probe with the port that it asks at.
pub(crate) fn asked(container: usize, probe: Probe) -> ContainerProbe {
    let client = probe.commands.iter().find_map(|c| Some((port_of_client(c)?, sent_by(c), c.span)));
    let how = client.map_or(probe.how, |(_, how, _)| how);
    let port = probe.port.or(client.map(|(port, ..)| port));
    let span = client.map_or(probe.span, |(.., span)| span);
    ContainerProbe { container, probe, how, port, span }
}

/// What a client sends: `nc` only connects.
fn sent_by(client: &Command) -> ProbeHow {
    match base(&client.words[0].text) {
        "curl" | "wget" => ProbeHow::Http,
        "grpc_health_probe" | "grpcurl" => ProbeHow::Grpc,
        _ => ProbeHow::Tcp,
    }
}

/// The port that a client's command asks at on this machine: `curl http://localhost:8080/x`, `nc -z localhost 8080`.
fn port_of_client(command: &Command) -> Option<u16> {
    let (program, arguments) = command.words.split_first()?;
    if !CLIENTS.contains(&base(&program.text)) || !arguments.iter().all(|w| w.known) {
        return None;
    }
    let is_local = |host: &str| matches!(host, "localhost" | "127.0.0.1" | "0.0.0.0" | "::1" | "");
    let mut local = None;
    for word in arguments {
        let text = word.text.strip_prefix("-addr=").or_else(|| word.text.strip_prefix("--addr=")).unwrap_or(&word.text);
        let text = text.split_once("://").map_or(text, |(_, rest)| rest);
        let authority = text.split(['/', '?']).next().unwrap_or_default();
        match split(authority) {
            Some((host, port)) if is_local(host) => return Some(port),
            // `nc localhost 8080`: the host, then the port.
            _ if is_local(authority) && !authority.is_empty() => local = Some(()),
            _ => {
                if let (Some(()), Ok(port)) = (local, authority.parse()) {
                    return Some(port);
                }
            }
        }
    }
    None
}
