//! The aspects of a program that cost something: what nobody asks for is not computed.

/// What is known of a [`Program`](super::Program) beside its packages, imports and eras, which are known without looking into a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// The routes, and the muxes that they are on.
    Routes,
    /// The listeners, with all that they may serve: the other muxes, and mounts.
    Listeners,
    /// Routes that cannot both be registered.
    Conflicts,
    /// Routes that take requests from others.
    Overtakes,
    /// Listeners that want one address.
    PortConflicts,
}

impl Aspect {
    /// Everything.
    pub const ALL: [Self; 5] = [Self::Routes, Self::Listeners, Self::Conflicts, Self::Overtakes, Self::PortConflicts];
}
