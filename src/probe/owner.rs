//! Who listens on a loopback port, asked of the kernel and not of the server: no connection is made.
//!
//! In: an address. Out: [`Owner`], where this is Linux and the process may be looked at; else nothing, and nothing follows
//! from that. Reads `/proc` and only that. Whether a command line is Delve's is read off its words.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// A process that listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Its number.
    pub pid: u32,
    /// Its command line.
    pub command: Vec<String>,
    /// What kind of debug server it is, if it is one.
    pub server: Option<DebugServer>,
    /// How many connections it has on this port.
    pub clients: usize,
}

/// A server of Delve, as its command line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DebugServer {
    /// `dlv dap`: one client, then it ends.
    Dap,
    /// `dlv ... --headless`: one client.
    HeadlessSingle,
    /// `dlv ... --headless --accept-multiclient`.
    HeadlessMulti,
}

/// A row of `/proc/net/tcp`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Socket {
    local: SocketAddr,
    state: u8,
    inode: u64,
}

const ESTABLISHED: u8 = 1;
const LISTEN: u8 = 10;

/// The process that listens there, if the kernel tells.
pub(super) fn of(address: SocketAddr) -> Option<Owner> {
    let mut sockets = Vec::new();
    for table in ["/proc/net/tcp", "/proc/net/tcp6"] {
        let text = std::fs::read_to_string(table).unwrap_or_default();
        sockets.extend(text.lines().filter_map(socket));
    }
    let listener = listener(&sockets, address)?;
    let (pid, command) = process(listener.inode)?;
    let clients =
        sockets.iter().filter(|s| s.state == ESTABLISHED && s.local.port() == address.port() && s.inode != 0).count();
    Some(Owner { pid, server: debug_server(&command), command, clients })
}

/// The socket that would get a connection to this address: the one of the address itself before one of all addresses.
fn listener(sockets: &[Socket], address: SocketAddr) -> Option<&Socket> {
    let rank = |s: &&Socket| match s.local.ip() {
        ip if plain(ip) == plain(address.ip()) => 0,
        IpAddr::V4(ip) if ip.is_unspecified() && plain(address.ip()).is_ipv4() => 1,
        IpAddr::V6(ip) if ip.is_unspecified() => 2,
        _ => 3,
    };
    let listening = sockets.iter().filter(|s| s.state == LISTEN && s.local.port() == address.port());
    listening.min_by_key(rank).filter(|s| rank(s) < 3)
}

fn plain(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or(ip, IpAddr::V4),
        IpAddr::V4(_) => ip,
    }
}

/// A row: `0: 0100007F:9C40 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 12345 ...`.
fn socket(line: &str) -> Option<Socket> {
    let columns: Vec<&str> = line.split_whitespace().collect();
    let (ip, port) = columns.get(1)?.split_once(':')?;
    let words = |text: &str| {
        // Each word of 32 bits is written as the number that it is on this machine, least byte first.
        let word = |at: usize| u32::from_str_radix(text.get(at..at + 8)?, 16).ok().map(u32::to_le_bytes);
        (0..text.len()).step_by(8).map(word).collect::<Option<Vec<_>>>()
    };
    let bytes: Vec<u8> = words(ip)?.concat();
    let ip = match (<[u8; 4]>::try_from(bytes.as_slice()), <[u8; 16]>::try_from(bytes.as_slice())) {
        (Ok(four), _) => IpAddr::V4(Ipv4Addr::from(four)),
        (_, Ok(sixteen)) => IpAddr::V6(Ipv6Addr::from(sixteen)),
        _ => return None,
    };
    Some(Socket {
        local: SocketAddr::new(ip, u16::from_str_radix(port, 16).ok()?),
        state: u8::from_str_radix(columns.get(3)?, 16).ok()?,
        inode: columns.get(9)?.parse().ok()?,
    })
}

/// The first process that has a socket open, with its command line.
fn process(inode: u64) -> Option<(u32, Vec<String>)> {
    let wanted = format!("socket:[{inode}]");
    let mut pids = BTreeSet::new();
    for entry in std::fs::read_dir("/proc").ok()?.flatten() {
        pids.extend(entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()));
    }
    let holds = |pid: &u32| {
        let files = std::fs::read_dir(format!("/proc/{pid}/fd"));
        files.is_ok_and(|f| f.flatten().any(|e| std::fs::read_link(e.path()).is_ok_and(|l| l.as_os_str() == &*wanted)))
    };
    let pid = pids.into_iter().find(holds)?;
    let line = std::fs::read(format!("/proc/{pid}/cmdline")).ok()?;
    let words = line.split(|b| *b == 0).filter(|w| !w.is_empty());
    Some((pid, words.map(|w| String::from_utf8_lossy(w).into_owned()).collect()))
}

/// What a command line says about the debug server that it starts.
fn debug_server(command: &[String]) -> Option<DebugServer> {
    let (program, words) = command.split_first()?;
    let name = program.rsplit(['/', '\\']).next()?.trim_end_matches(".exe");
    if !["dlv", "dlv-dap"].contains(&name) {
        return None;
    }
    // What follows `--` is the program's.
    let own: Vec<&str> = words.iter().map(String::as_str).take_while(|w| *w != "--").collect();
    let flag = |name: &str| own.iter().any(|w| *w == name || w.strip_prefix(name) == Some("=true"));
    // Flags stand before and after the subcommand; their values are none of these words.
    let command = own.iter().find(|w| SERVING.contains(w))?;
    match *command {
        "dap" => Some(DebugServer::Dap),
        _ if flag("--headless") && flag("--accept-multiclient") => Some(DebugServer::HeadlessMulti),
        _ if flag("--headless") => Some(DebugServer::HeadlessSingle),
        _ => None,
    }
}

/// The subcommands that can serve a client.
const SERVING: &[&str] = &["dap", "attach", "core", "debug", "exec", "replay", "test"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_the_kernel() {
        let line =
            "   2: 0100007F:9C40 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 98765 1 x";
        let row = socket(line);
        let wanted = Socket { local: SocketAddr::from(([127, 0, 0, 1], 40000)), state: LISTEN, inode: 98765 };
        assert_eq!(row, Some(wanted));
        let six =
            "   0: 00000000000000000000000001000000:0929 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 7 1";
        assert_eq!(socket(six).map(|s| s.local.to_string()).as_deref(), Some("[::1]:2345"));
        assert_eq!(socket("  sl  local_address rem_address   st tx_queue"), None);
        assert_eq!(socket(""), None);
    }

    #[test]
    fn the_address_itself_comes_before_all_addresses() {
        let at = |ip: &str, inode| Socket {
            local: format!("{ip}:80").parse().unwrap_or(([0; 4], 0).into()),
            state: LISTEN,
            inode,
        };
        let sockets = [at("0.0.0.0", 1), at("127.0.0.1", 2), at("[::]", 3)];
        let of = |address: &str| listener(&sockets, address.parse().unwrap_or(([0; 4], 0).into())).map(|s| s.inode);
        assert_eq!(of("127.0.0.1:80"), Some(2));
        assert_eq!(of("127.0.0.2:80"), Some(1));
        assert_eq!(of("[::1]:80"), Some(3));
        assert_eq!(of("127.0.0.1:81"), None);
    }

    #[test]
    fn command_lines_of_delve() {
        let kind = |line: &str| debug_server(&line.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(kind("/go/bin/dlv dap --listen=127.0.0.1:40000"), Some(DebugServer::Dap));
        assert_eq!(kind("dlv exec --headless ./app -- --accept-multiclient"), Some(DebugServer::HeadlessSingle));
        assert_eq!(kind("dlv --headless=true --accept-multiclient debug"), Some(DebugServer::HeadlessMulti));
        // `dlv dap` ignores --headless.
        assert_eq!(kind("dlv dap --headless"), Some(DebugServer::Dap));
        assert_eq!(kind("dlv debug dap"), None);
        assert_eq!(kind("/usr/bin/app dap"), None);
    }
}
