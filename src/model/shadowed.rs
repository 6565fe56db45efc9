//! Mounted routes that nobody comes to, as the mux around has a more specific pattern: `outer.HandleFunc("/debug/", http.NotFound)` beside
//! `outer.Handle("/", inner)`.
//!
//! In: the mounts on a way to a route. Out: whether a pattern that takes its requests stands beside one of them. Only of patterns that
//! end in a slash, and that a run has which has the mount. What may let requests through to another mux takes none.

use std::collections::HashMap;

use super::Era;
use super::mounts::{Outer, Placed};
use super::pattern::{Pattern, Relation};
use super::reach::{Path, Reach, parted};
use super::routes::{Collected, Resolved};
use super::serve::Served;

/// Patterns beside one mount that are looked at.
const MOST_BESIDE: usize = 64;

/// What stands beside mounts, as far as it was asked for.
pub(super) struct Shadows<'s, 'r, 'e> {
    reach: &'s Reach<'r, 'e>,
    collected: &'s Collected,
    mounts: &'s [Placed],
    era: Era,
    beside: HashMap<usize, Vec<Pattern>>,
}

impl<'s, 'r, 'e> Shadows<'s, 'r, 'e> {
    pub(super) fn new(reach: &'s Reach<'r, 'e>, collected: &'s Collected, mounts: &'s [Placed]) -> Self {
        let era = reach.eval.scope.linkage.eras.declared;
        Self { reach, collected, mounts, era, beside: HashMap::new() }
    }

    /// Whether all requests for a route, behind some mounts, the outermost first, go elsewhere.
    pub(super) fn cover(&mut self, through: &[usize], route: &str) -> bool {
        // Behind a mount that cuts the path it is another one.
        let uncut = through.iter().rev().take_while(|&&mount| !self.mounts[mount].strips);
        let uncut: Vec<usize> = uncut.copied().collect();
        if uncut.iter().all(|&mount| self.beside(mount).is_empty()) {
            return false;
        }
        let Ok(route) = Pattern::parse(route, self.era) else { return false };
        uncut.iter().any(|&mount| self.beside(mount).iter().any(|other| takes_all(other, &route)))
    }

    /// The patterns beside a mount that are more specific than it.
    fn beside(&mut self, index: usize) -> &[Pattern] {
        if !self.beside.contains_key(&index) {
            let found = self.find_beside(&self.mounts[index]);
            self.beside.insert(index, found);
        }
        &self.beside[&index]
    }

    fn find_beside(&self, mount: &Placed) -> Vec<Pattern> {
        let Outer::Mux(outer) = mount.outer else { return Vec::new() };
        let Ok(own) = Pattern::parse(&mount.written, self.era) else { return Vec::new() };
        let of_mux = self.collected.muxes[outer].routes.iter().map(|&route| &self.collected.routes[route]);
        let subtrees = of_mux.filter(|r| r.route.known && r.alternatives == 1 && r.route.pattern.ends_with('/'));
        let pattern = |r: &Resolved| {
            let pattern = Pattern::parse(&r.route.pattern, self.era).ok()?;
            (takes_all(&own, &pattern) && !takes_all(&pattern, &own)).then_some(pattern)
        };
        let takes = |r: &Resolved| {
            let is_end = !r.targets.is_empty() && r.targets.iter().all(|(target, _)| target.served == Served::Other);
            is_end && (self.reach.certain(&r.paths) || self.is_had_with(&r.paths, &mount.paths))
        };
        subtrees.take(MOST_BESIDE).filter_map(|r| pattern(r).filter(|_| takes(r))).collect()
    }

    /// Whether a run that comes to a mount comes to a registration, too: on each way to the mount, in the function in which they part.
    fn is_had_with(&self, registered: &[Path], mounted: &[Path]) -> bool {
        let together = |x: &Path, y: &Path| {
            let (x_rest, y_rest) = parted(x, y);
            let (Some((s, inside)), Some(t)) = (x_rest.split_last(), y_rest.last()) else { return false };
            let facts = self.reach.eval.scope.facts(s.file);
            (s.file, s.func) == (t.file, t.func)
                && facts.covers(s.branch, t.branch)
                && inside.iter().all(|i| self.reach.eval.scope.facts(i.file).branches.unconditional(i.branch))
        };
        !mounted.is_empty() && mounted.iter().all(|y| registered.iter().any(|x| x.root == y.root && together(x, y)))
    }
}

/// Whether a pattern matches all that another one does.
fn takes_all(pattern: &Pattern, other: &Pattern) -> bool {
    (pattern.host().is_empty() || pattern.host() == other.host())
        && matches!(pattern.compare(other), Relation::Equivalent | Relation::MoreGeneral)
}
