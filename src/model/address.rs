//! Addresses as the net package reads them: host and port, how far they reach, and which two cannot both be bound.
//!
//! In: texts, possibly with holes. Out: [`Scope`], [`Address`], overlap. Source of the facts: observed on Linux with
//! Go 1.21 to 1.27 (all pairs of host forms). Resolves no names: `localhost` is 127.0.0.1, other names are themselves.

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::value::{Piece, Text};
use super::{Address, Program, Scope};

/// What the known parts of an address say about its reach.
pub(crate) fn scope_of(text: &Text, network: &str) -> Scope {
    if network.starts_with("unix") {
        return Scope::Unix;
    }
    if let Some(whole) = text.whole() {
        if whole.starts_with('/') || whole.starts_with('@') || whole.starts_with("unix:") {
            return Scope::Unix;
        }
        return match split(&whole) {
            Some((host, _)) => scope_of_host(host),
            // An address without a port is one that does not work, or a host that gets its port elsewhere.
            None => Scope::Unknown,
        };
    }
    // Holes: the host is known where everything before the last colon is.
    match text.pieces.as_slice() {
        // `tcp://…`: whoever listens takes it apart first.
        [Piece::Known(before), ..] if before.contains("://") => Scope::Unknown,
        [Piece::Known(before), ..] if before.contains(':') => match before.rfind(':').map(|at| &before[..at]) {
            Some(host) => scope_of_host(host.trim_start_matches('[').trim_end_matches(']')),
            None => Scope::Unknown,
        },
        pieces if pieces.contains(&Piece::Unknown) => Scope::Unknown,
        _ => Scope::Configured,
    }
}

/// A host as it stands before a port: one with a colon in brackets.
#[must_use]
pub fn bracketed(host: &str) -> Cow<'_, str> {
    if host.contains(':') { Cow::Owned(format!("[{host}]")) } else { Cow::Borrowed(host) }
}

impl Program {
    /// Takes names of hosts for this machine's own.
    pub fn take_for_loopback(&mut self, hosts: &[String]) {
        for listener in self.listeners.iter_mut().filter(|l| l.scope == Scope::Public) {
            let host = listener.addr.rsplit_once(':').map_or(&*listener.addr, |(host, _)| host);
            if hosts.iter().any(|own| own.eq_ignore_ascii_case(host)) {
                listener.scope = Scope::Loopback;
            }
        }
    }
}

/// How far an address with this host reaches.
#[must_use]
pub fn scope_of_host(host: &str) -> Scope {
    match parse_host(host) {
        Host::Wildcard => Scope::Any,
        Host::Ip(ip) if is_loopback(ip) => Scope::Loopback,
        Host::Ip(ip) if is_private(ip) => Scope::Private,
        Host::Ip(_) | Host::Name => Scope::Public,
    }
}

fn is_loopback(ip: IpAddr) -> bool {
    ip.is_loopback()
}

fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => v4.is_private() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

enum Host {
    Wildcard,
    Ip(IpAddr),
    Name,
}

fn parse_host(host: &str) -> Host {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let host = host.split('%').next().unwrap_or_default();
    if host.is_empty() {
        return Host::Wildcard;
    }
    if host.eq_ignore_ascii_case("localhost") {
        return Host::Ip(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    let ip = match host.parse::<IpAddr>() {
        Ok(IpAddr::V6(v6)) => v6.to_ipv4_mapped().map_or(IpAddr::V6(v6), IpAddr::V4),
        Ok(ip) => ip,
        Err(_) => return Host::Name,
    };
    let wildcard = ip == IpAddr::V4(Ipv4Addr::UNSPECIFIED) || ip == IpAddr::V6(Ipv6Addr::UNSPECIFIED);
    if wildcard { Host::Wildcard } else { Host::Ip(ip) }
}

/// Host and port of `host:port`, `[v6]:port`, `:port`; None where there is no port.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    if let Some(rest) = text.strip_prefix('[') {
        let (host, rest) = rest.split_once(']')?;
        return Some((host, rest.strip_prefix(':')?));
    }
    let (host, port) = text.rsplit_once(':')?;
    (!host.contains(':')).then_some((host, port))
}

/// The address of a text that is known whole; `empty` is what an empty text stands for.
pub(crate) fn parse(text: &Text, empty: Option<&str>) -> Option<Address> {
    let whole = text.whole()?;
    let whole = if whole.is_empty() { empty?.to_owned() } else { whole };
    let (host, port) = split(&whole)?;
    let port = match port {
        "" => 0,
        "http" => 80,
        "https" => 443,
        number => number.parse::<u16>().ok()?,
    };
    Some(Address { host: host.to_owned(), port })
}

/// Whether two addresses cannot both be bound by one process on Linux.
#[must_use]
pub fn overlap(a: &Address, network_a: &str, b: &Address, network_b: &str) -> bool {
    let stream = |n: &str| n.starts_with("tcp");
    if a.port != b.port || a.port == 0 || !stream(network_a) || !stream(network_b) {
        return false;
    }
    let shares_family = |a: (bool, bool), b: (bool, bool)| (a.0 && b.0) || (a.1 && b.1);
    let (family_a, family_b) = (families(a, network_a), families(b, network_b));
    match (parse_host(&a.host), parse_host(&b.host)) {
        (Host::Wildcard, _) | (_, Host::Wildcard) => shares_family(family_a, family_b),
        (Host::Ip(x), Host::Ip(y)) => x == y,
        (Host::Name, Host::Name) => a.host.eq_ignore_ascii_case(&b.host),
        _ => false,
    }
}

/// Whether an address takes IPv4 and IPv6.
fn families(address: &Address, network: &str) -> (bool, bool) {
    let by_network = match network {
        "tcp4" => (true, false),
        "tcp6" => (false, true),
        _ => (true, true),
    };
    match parse_host(&address.host) {
        Host::Ip(IpAddr::V4(_)) => (true, false),
        Host::Ip(IpAddr::V6(_)) => (false, true),
        Host::Wildcard | Host::Name => by_network,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(text: &str) -> Scope {
        scope_of(&Text::known(text), "tcp")
    }

    #[test]
    fn hosts_have_their_scope() {
        assert_eq!(scope(":8080"), Scope::Any);
        assert_eq!(scope("[::]:80"), Scope::Any);
        assert_eq!(scope("localhost:6060"), Scope::Loopback);
        assert_eq!(scope("127.8.0.1:1"), Scope::Loopback);
        assert_eq!(scope("[::ffff:127.0.0.1]:1"), Scope::Loopback);
        assert_eq!(scope("10.1.2.3:1"), Scope::Private);
        assert_eq!(scope("example.com:1"), Scope::Public);
        assert_eq!(scope("/run/x.sock"), Scope::Unix);
        let mut text = Text::known("127.0.0.1:");
        text.push(Text::hole(Piece::Configured));
        assert_eq!(scope_of(&text, "tcp"), Scope::Loopback);
        let mut text = Text::hole(Piece::Configured);
        text.push(Text::known(":80"));
        assert_eq!(scope_of(&text, "tcp"), Scope::Configured);
        let mut text = Text::known("tcp://");
        text.push(Text::hole(Piece::Configured));
        assert_eq!(scope_of(&text, "tcp"), Scope::Unknown);
    }

    /// The seven host forms of facts/servemux.md, observed on Linux: which pairs on one port conflict.
    #[test]
    fn pairs_overlap_as_linux_says() {
        let forms = ["", "0.0.0.0", "::", "127.0.0.1", "localhost", "::1", "127.0.0.2"];
        let wildcard = |h: &str| matches!(h, "" | "0.0.0.0" | "::");
        let v4 = |h: &str| matches!(h, "127.0.0.1" | "localhost");
        for a in forms {
            for b in forms {
                let expected = wildcard(a) || wildcard(b) || a == b || (v4(a) && v4(b));
                let address = |host: &str| Address { host: host.to_owned(), port: 7000 };
                assert_eq!(overlap(&address(a), "tcp", &address(b), "tcp"), expected, "{a} and {b}");
            }
        }
    }

    #[test]
    fn ports_are_read_as_go_reads_them() {
        let port = |t: &str| parse(&Text::known(t), Some(":http")).map(|a| a.port);
        assert_eq!(port(""), Some(80));
        assert_eq!(port(":"), Some(0));
        assert_eq!(port(":07000"), Some(7000));
        assert_eq!(port(":https"), Some(443));
        assert_eq!(port("localhost"), None);
        let any = Address { host: String::new(), port: 80 };
        assert!(!overlap(&any, "tcp4", &any, "tcp6"));
        assert!(overlap(&any, "tcp4", &any, "tcp"));
    }
}
