//! `muxray probe`: what is listening on a port.
//!
//! In: a [`Request`]. Out: an [`Outcome`]: every connection that was made, what was said on it, what was heard, and what
//! that means. This is the only module of muxray that opens a connection, and `net` the only file of it. What to do
//! next, and what the bytes mean, is decided by `decide`, which touches nothing.
//!
//! A look may do harm: Delve's single-client servers take the first connection for the editor's, and end with it. So the
//! kernel is asked first who listens (`owner`, Linux only), nothing is written unless the user asks for it, and no byte of
//! HTTP goes to a peer that has not spoken HTTP, unless the user asks for that.

mod decide;
mod net;
mod owner;
mod talk;
mod target;

use std::time::Duration;

pub use decide::{Delve, Http, Kind, Pprof, Verdict};
pub use owner::{DebugServer, Owner};
pub use target::{Target, TargetError};

/// What to look at, and what is allowed.
#[derive(Debug, Clone)]
pub struct Request {
    /// Where.
    pub target: Target,
    /// Whether addresses beyond loopback may be asked.
    pub remote: Remote,
    /// What may be written.
    pub speech: Speech,
    /// How long to wait for the address of a name, for a connection, and for an answer.
    pub timeout: Duration,
}

/// Whether addresses beyond loopback may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remote {
    /// Loopback only.
    Refused,
    /// All.
    Allowed,
}

/// What may be written to a peer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Speech {
    /// Delve's two protocols, and what tells TLS from the rest.
    pub talk: bool,
    /// HTTP requests, before the peer has shown that it speaks HTTP.
    pub http: bool,
}

/// Something that is written to a peer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// DAP: `initialize`, then `disconnect` that leaves the debuggee alone.
    Dap,
    /// JSON-RPC: `RPCServer.GetVersion`.
    GetVersion,
    /// The first message of TLS.
    ClientHello,
    /// `GET /`.
    GetRoot,
    /// `GET /debug/pprof/`.
    GetPprof,
}

/// How a connection came to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// Nobody listens.
    Refused,
    /// No answer to the attempt to connect.
    NoConnection,
    /// The system's words for why there is no connection.
    Failed(String),
    /// The peer closed it.
    Closed,
    /// The time was over, or enough was heard: it was closed from here.
    Left,
}

/// One connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// What the peer said before anything was written.
    pub greeting: Vec<u8>,
    /// What was written, if anything was.
    pub said: Option<Said>,
    /// What the peer answered.
    pub heard: Vec<u8>,
    /// How it ended.
    pub ended: Ended,
}

impl Exchange {
    /// Whether there was a connection at all.
    #[must_use]
    pub fn connected(&self) -> bool {
        matches!(self.ended, Ended::Closed | Ended::Left)
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The address that was asked, of those that the name has.
    pub address: String,
    /// Who listens there, where the kernel tells.
    pub owner: Option<Owner>,
    /// The connections, in order; none where the kernel's answer was enough.
    pub exchanges: Vec<Exchange>,
    /// What it means.
    pub verdict: Verdict,
}

/// Looks at a port.
///
/// # Errors
/// A name that does not resolve, and an address that may not be asked.
pub fn probe(request: &Request) -> Result<Outcome, TargetError> {
    let addresses = net::resolve(request)?;
    let mut last = None;
    for address in addresses {
        let outcome = at(address, request);
        if outcome.verdict.kind != Kind::Nothing {
            return Ok(outcome);
        }
        last.get_or_insert(outcome);
    }
    last.ok_or_else(|| TargetError::no_address(&request.target))
}

fn at(address: net::Address, request: &Request) -> Outcome {
    let owner = net::is_loopback(address).then(|| owner::of(address)).flatten();
    let mut exchanges = Vec::new();
    loop {
        match decide::next(&exchanges, owner.as_ref(), request.speech) {
            decide::Next::Say(said) => {
                exchanges.push(net::exchange(address, said, exchanges.len(), request));
            }
            decide::Next::Done(verdict) => {
                return Outcome { address: address.to_string(), owner, exchanges, verdict };
            }
        }
    }
}
