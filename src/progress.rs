//! How far a run is: counters that the stages raise and that somebody may look at meanwhile.
//!
//! In: steps of work. Out: numbers. They change nothing in the result, and nobody waits for them.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The counters of a run.
#[derive(Debug, Default)]
pub struct Progress {
    programs: AtomicUsize,
    done: AtomicUsize,
}

impl Progress {
    /// The files have been found: from now on it is about so many programs.
    pub fn found(&self, programs: usize) {
        self.programs.store(programs, Ordering::Relaxed);
    }

    /// One program more is analysed.
    pub fn finished_one(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Programs that are analysed, and all; None while the files are being found.
    #[must_use]
    pub fn programs(&self) -> Option<(usize, usize)> {
        match self.programs.load(Ordering::Relaxed) {
            0 => None,
            all => Some((self.done.load(Ordering::Relaxed).min(all), all)),
        }
    }
}
