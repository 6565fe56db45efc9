//! Who in a container wants which port: a debugger, a program, or the container itself, which names it.
//!
//! In: a [`Setup`] and the [`Program`]s of the run. Out: [`WantedPort`]s. A probe wants no port: it often asks the container beside
//! its own (CSI drivers are probed at the port of their `livenessprobe`).

use std::collections::BTreeMap;

use super::{Container, Serves, Setup};
use crate::model::{Address, Listener, Program, ProgramKind, overlap};
use crate::ordered::InOrder as _;
use crate::source::Span;

/// A port that something in a container listens on, or says that it does.
#[derive(Debug, Clone)]
pub struct WantedPort {
    /// Index into [`Setup::containers`].
    pub container: usize,
    /// The port.
    pub number: u16,
    /// Who wants it: of several the one that is known best.
    pub by: WantedBy,
    /// Where that stands; of a program its container.
    pub span: Span,
    /// Of a program: the call that listens.
    pub listener: Option<Span>,
    /// The one of another container of the Pod that wants it too, and comes before this one: index into [`Setup::wanted`].
    pub rival: Option<usize>,
    addresses: Vec<Address>,
}

/// Who wants a port. Of two in one Pod the later one is the easier to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WantedBy {
    /// The container names or publishes it.
    Name,
    /// The container's image exposes it.
    Image,
    /// The one program that the container runs opens it in every run, whatever it is told.
    Program,
    /// A debugger that the container starts.
    Debugger,
}

/// Rivals that are looked at for one port: only addresses that differ make anybody look at more than one.
const MOST_RIVALS: usize = 64;

/// The wanted ports of all containers that run side by side: Pod by Pod, port by port, in the order of who wants them.
#[must_use]
pub fn wanted_ports(setup: &Setup, programs: &[Program]) -> Vec<WantedPort> {
    let mains = programs.iter().filter(|program| program.kind == ProgramKind::Main);
    let programs: BTreeMap<&str, &Program> = mains.map(|program| (&*program.dir, program)).in_order();
    let mut all = Vec::new();
    for pod in &setup.pods {
        let mut wanted: Vec<WantedPort> =
            pod.containers.iter().flat_map(|&c| of_container(setup, c, &programs)).collect();
        wanted.sort_by_key(|w| (w.number, w.by, w.container));
        for same in wanted.chunk_by(|a, b| a.number == b.number) {
            let first = all.len();
            for (index, one) in same.iter().enumerate() {
                let rival = same[..index].iter().take(MOST_RIVALS).position(|other| clash(setup, one, other));
                all.push(WantedPort { rival: rival.map(|index| first + index), ..one.clone() });
            }
        }
    }
    all
}

/// The ports that one container wants, each once.
fn of_container(setup: &Setup, index: usize, programs: &BTreeMap<&str, &Program>) -> Vec<WantedPort> {
    let container = &setup.containers[index];
    let mut found: BTreeMap<u16, WantedPort> = BTreeMap::new();
    let mut add = |by, span, listener, address: Address| {
        let number = address.port;
        if number == 0 || container.init {
            return;
        }
        let new = || WantedPort { container: index, number, by, span, listener, rival: None, addresses: Vec::new() };
        let one = found.entry(number).or_insert_with(new);
        // A name says nothing of the address: it counts where nothing else does.
        if one.by == by {
            one.addresses.push(address);
        } else if by == WantedBy::Name && one.by == WantedBy::Program {
            one.span = span;
        }
    };
    for debugger in container.debuggers.iter().map(|d| &setup.debuggers[*d]) {
        let serves = matches!(debugger.serves(), Some(Serves::Dap | Serves::Headless));
        if let Some((host, port)) = debugger.address().filter(|_| serves) {
            let span = debugger.flag("listen").map_or(debugger.command.span, |flag| flag.span);
            add(WantedBy::Debugger, span, None, Address { host: host.to_owned(), port });
        }
    }
    for listener in program_of(container, programs).into_iter().flat_map(certain) {
        for address in &listener.addresses {
            add(WantedBy::Program, container.span, Some(listener.span), address.clone());
        }
    }
    for (_, port) in setup.ports_of(index).filter(|(_, p)| !p.port.udp) {
        let by = if port.exposed { WantedBy::Image } else { WantedBy::Name };
        add(by, port.port.span, None, Address { host: String::new(), port: port.port.number });
    }
    found.into_values().collect()
}

/// The program that a container runs, where it can only be one.
fn program_of<'a>(container: &Container, programs: &BTreeMap<&str, &'a Program>) -> Option<&'a Program> {
    let (first, others) = container.programs.split_first()?;
    others.iter().all(|other| other == first).then(|| programs.get(&**first).copied())?
}

/// The listeners that every run of a program opens.
fn certain(program: &Program) -> impl Iterator<Item = &Listener> {
    program.listeners.iter().filter(|listener| listener.certain && listener.network.starts_with("tcp"))
}

/// Whether two containers cannot both have the port. Of one image that both run, what it exposes is what one of its commands opens.
fn clash(setup: &Setup, one: &WantedPort, other: &WantedPort) -> bool {
    let [a, b] = [one, other].map(|w| &setup.containers[w.container]);
    let of_one_image = one.by == WantedBy::Image && other.by == WantedBy::Image && a.stage == b.stage;
    let overlaps = |x: &Address| other.addresses.iter().any(|y| overlap(x, "tcp", y, "tcp"));
    one.container != other.container && !of_one_image && side_by_side(a, b) && one.addresses.iter().any(overlaps)
}

/// Whether two containers of one network are started together, as far as compose's profiles tell.
fn side_by_side(a: &Container, b: &Container) -> bool {
    let shared = || a.profiles.iter().any(|x| b.profiles.iter().any(|y| x.text == y.text));
    a.profiles.is_empty() || b.profiles.is_empty() || shared()
}
