//! Sockets: the only file of muxray that opens a connection.
//!
//! In: an address, what to say, how long to wait. Out: an [`Exchange`]. Decides nothing about the bytes but when enough of
//! them are there. Every wait ends: at a deadline, not at a pause, so that a peer that drips holds nobody up.

use std::io::{ErrorKind, Read, Write};
use std::net::{IpAddr, Shutdown, SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::target::{Target, TargetError};
use super::{Ended, Exchange, Remote, Request, Said, talk};

/// An address with its port.
pub(super) type Address = SocketAddr;

/// How long a peer may take to speak first.
const GREETING: Duration = Duration::from_millis(500);
/// Bytes of an answer that are read at most.
const MOST_BYTES: usize = 64 * 1024;

/// The addresses of a target, if they may be asked: all of them are checked before one is.
pub(super) fn resolve(request: &Request) -> Result<Vec<Address>, TargetError> {
    let Request { target, remote, timeout, .. } = request;
    let help = "write an address such as 127.0.0.1:2345";
    let found = addresses(target, *timeout)
        .map_err(|why| TargetError::new(format!("{} cannot be resolved: {why}", target.host), help))?;
    let mut addresses: Vec<Address> = Vec::new();
    for address in found {
        if address.ip().is_unspecified() {
            let help = format!("a server listens there; ask 127.0.0.1:{}", target.port);
            return Err(TargetError::new(format!("{} is no address to connect to", address.ip()), help));
        }
        if *remote == Remote::Refused && !is_loopback(address) {
            let which = if target.host == address.ip().to_string() {
                format!("{} is not this machine's loopback", target.host)
            } else {
                format!("{} is {}, which is not this machine's loopback", target.host, address.ip())
            };
            return Err(TargetError::new(which, "give --allow-remote if you may probe that machine"));
        }
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    Ok(addresses)
}

/// What the system knows a name by, if it says so in time: it has no time-out of its own to be given. A thread that is left behind ends
/// with the process.
fn addresses(target: &Target, timeout: Duration) -> Result<Vec<Address>, String> {
    let (host, port) = (target.host.clone(), target.port);
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        let found = (host.as_str(), port).to_socket_addrs().map(Vec::from_iter);
        drop(send.send(found.map_err(|error| error.to_string())));
    });
    receive.recv_timeout(timeout).unwrap_or_else(|_| Err(format!("no answer within {} s", timeout.as_secs_f64())))
}

/// Whether an address is loopback, also one that IPv6 wraps.
pub(super) fn is_loopback(address: Address) -> bool {
    match address.ip() {
        IpAddr::V4(ip) => ip.is_loopback(),
        IpAddr::V6(ip) => ip.is_loopback() || ip.to_ipv4_mapped().is_some_and(|v4| v4.is_loopback()),
    }
}

/// Connects, listens, says something unless the peer has spoken, listens, leaves. Only the first connection waits for a
/// greeting.
pub(super) fn exchange(address: Address, said: Option<Said>, turn: usize, request: &Request) -> Exchange {
    let timeout = request.timeout;
    let mut result = Exchange { greeting: Vec::new(), said: None, heard: Vec::new(), ended: Ended::Left };
    let mut stream = match TcpStream::connect_timeout(&address, timeout) {
        Ok(stream) => stream,
        Err(error) => {
            result.ended = match error.kind() {
                ErrorKind::ConnectionRefused => Ended::Refused,
                ErrorKind::TimedOut | ErrorKind::WouldBlock => Ended::NoConnection,
                _ => Ended::Failed(error.to_string()),
            };
            return result;
        }
    };
    let patience = if turn == 0 { GREETING.min(timeout) } else { Duration::ZERO };
    let (greeting, closed) = listen(&mut stream, patience, |_| false);
    result.greeting = greeting;
    if closed {
        result.ended = Ended::Closed;
        return result;
    }
    let Some(said) = said.filter(|_| result.greeting.is_empty()) else { return result };
    result.said = Some(said);
    let mut closed = false;
    for message in talk::messages(said, &request.target) {
        if closed || stream.set_write_timeout(Some(timeout)).is_err() || stream.write_all(&message).is_err() {
            closed = true;
            break;
        }
        let before = result.heard.len();
        let (heard, end) = listen(&mut stream, timeout, |heard| talk::is_whole(said, heard));
        result.heard.extend(heard);
        closed = end;
        // A peer that has not answered the first message understands no second one.
        if result.heard.len() == before || !talk::goes_on(said, &result.heard) {
            break;
        }
    }
    drop(stream.shutdown(Shutdown::Both));
    result.ended = if closed { Ended::Closed } else { Ended::Left };
    result
}

/// Reads until the time is over, the peer closes, or what was heard is enough; whether the peer closed.
fn listen(stream: &mut TcpStream, time: Duration, enough: impl Fn(&[u8]) -> bool) -> (Vec<u8>, bool) {
    let deadline = Instant::now() + time;
    let mut heard = Vec::new();
    let mut buffer = [0_u8; 4096];
    while heard.len() < MOST_BYTES && !enough(&heard) {
        let Some(left) = deadline.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()) else { break };
        if stream.set_read_timeout(Some(left)).is_err() {
            return (heard, true);
        }
        match stream.read(&mut buffer) {
            Ok(0) => return (heard, true),
            Ok(count) => heard.extend(&buffer[..count]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => break,
            Err(_) => return (heard, true),
        }
    }
    (heard, false)
}
