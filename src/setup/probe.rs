//! What a probe that is a command asks, and where: `curl http://localhost:8080/x`, `nc -z localhost 8080`; and the scripts that wait for a
//! debugger so.
//!
//! In: a probe as a file describes it, or a command with where it runs. Out: a [`ContainerProbe`], the debugger that is asked. A command that
//! is no client that is known asks nothing.

use super::delve::split;
use super::path::base;
use super::{ContainerProbe, Debugger, Setup, Site};
use crate::manifest::{Command, Probe, ProbeHow, Word};

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

/// Programs that wait for a port: they connect and hang up at once.
const WAITERS: [&str; 5] = ["wait-for-it", "wait-for", "wait4ports", "dockerize", "wait-port"];

/// Debuggers at one port that are looked at for one command.
const MOST: usize = 16;

impl Setup {
    /// The debugger at whose port a script asks whether it is there yet, and what it sends: on the same machine, in the same job of CI, in
    /// the same Pod, or through a port that the machine publishes.
    #[must_use]
    pub fn waits_for(&self, command: usize) -> Option<(usize, ProbeHow)> {
        let placed = &self.commands[command];
        let (how, port) = waits(&placed.command)?;
        let pod = |container: usize| self.containers[container].pod;
        let is_same = |debugger: &Debugger| match (placed.site, debugger.site) {
            (Site::Host, Site::Host) => true,
            (Site::Ci, Site::Ci) => placed.command.span.file == debugger.command.span.file,
            (Site::Container(own), Site::Container(other)) => pod(own) == pod(other),
            (Site::Host | Site::Ci, Site::Container(other)) => {
                let own = debugger.address().map(|(_, own)| own);
                self.ports_of(other).any(|(_, p)| Some(p.port.number) == own && p.port.published == Some(port))
            }
            _ => false,
        };
        let found = self.servers.at(port).iter().take(MOST).find(|index| is_same(&self.debuggers[**index]));
        found.map(|index| (*index, how))
    }
}

/// The port of this machine that a command asks at to see whether somebody is there, and what it sends. `nc` without `-z` may well speak
/// to a debugger.
fn waits(command: &Command) -> Option<(ProbeHow, u16)> {
    let (program, arguments) = command.words.split_first()?;
    let name = base(&program.text).trim_end_matches(".sh");
    let letters = |word: &Word| word.text.strip_prefix('-').is_some_and(|l| !l.starts_with('-') && l.contains('z'));
    match name {
        "curl" | "wget" => {}
        "nc" | "ncat" | "netcat" if arguments.iter().any(letters) => {}
        name if WAITERS.contains(&name) => {}
        _ => return None,
    }
    Some((sent_by(command), port_asked(arguments)?))
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
    if CLIENTS.contains(&base(&program.text)) { port_asked(arguments) } else { None }
}

/// The port of this machine among arguments.
fn port_asked(arguments: &[Word]) -> Option<u16> {
    if !arguments.iter().all(|w| w.known) {
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
