//! Which debuggers listen on a port of the machine: those that run there, and those in containers that a port of it leads to.
//!
//! In: a [`Setup`] with its debuggers. Out: [`Servers`].

use std::collections::{BTreeMap, BTreeSet};

use crate::ordered::InOrder as _;

use super::{Serves, Setup};

/// Debuggers by their ports.
#[derive(Debug, Default)]
pub struct Servers {
    by_port: BTreeMap<u16, Vec<usize>>,
    /// Whether the address of each is known.
    pub all_known: bool,
}

impl Servers {
    pub(crate) fn of(setup: &Setup) -> Self {
        let mut found = Self { by_port: BTreeMap::new(), all_known: true };
        for (index, debugger) in setup.debuggers.iter().enumerate() {
            found.all_known &= debugger.complete;
            if debugger.serves() == Some(Serves::Nothing) {
                continue;
            }
            let Some((_, own)) = debugger.address() else {
                found.all_known = false;
                continue;
            };
            let ports = debugger.container_port().into_iter().flat_map(|(container, _)| setup.ports_of(container));
            let published = ports.filter(|(_, p)| p.port.number == own).filter_map(|(_, p)| p.port.published);
            let ports: BTreeSet<u16> = published.chain([own]).in_order();
            ports.into_iter().for_each(|port| found.by_port.entry(port).or_default().push(index));
        }
        found
    }

    /// Those that listen on a port: indices into [`Setup::debuggers`], in their order.
    #[must_use]
    pub fn at(&self, port: u16) -> &[usize] {
        self.by_port.get(&port).map_or(&[], Vec::as_slice)
    }
}
