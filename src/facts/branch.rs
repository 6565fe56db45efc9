//! Branches: which arms of which `if`, `switch` and `select` must be taken to come to a place.
//!
//! A tree, from the function's body inwards. What follows an arm that does not fall through (`return`, `os.Exit`) is in
//! the other arms of the same branch: so an early return excludes what comes after it.
//! Knows one file, no values: that two conditions say the same is not seen.

/// Index into [`Branches`]; [`BranchId::TOP`] is no branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BranchId(pub u32);

impl BranchId {
    /// Under no branch.
    pub const TOP: Self = Self(0);
}

/// Which arms of a branching statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arm {
    /// This one.
    Is(u32),
    /// Any but these (what follows arms that end the function).
    NotIn(Box<[u32]>),
}

/// One step inwards.
#[derive(Debug, Clone)]
struct Step {
    parent: BranchId,
    /// The first byte of the branching statement: its identity in the file.
    statement: u32,
    arm: Arm,
    depth: u32,
}

/// All branches of a file.
#[derive(Debug)]
pub struct Branches {
    steps: Vec<Step>,
}

impl Default for Branches {
    fn default() -> Self {
        let top = Step { parent: BranchId::TOP, statement: u32::MAX, arm: Arm::NotIn(Box::default()), depth: 0 };
        Self { steps: vec![top] }
    }
}

impl Branches {
    /// Gives back what more branches would need.
    pub fn shrink_to_fit(&mut self) {
        self.steps.shrink_to_fit();
    }

    /// The place inside an arm of a statement.
    pub fn enter(&mut self, parent: BranchId, statement: u32, arm: Arm) -> BranchId {
        let depth = self.steps[parent.0 as usize].depth + 1;
        self.steps.push(Step { parent, statement, arm, depth });
        BranchId(u32::try_from(self.steps.len() - 1).unwrap_or(0))
    }

    /// Whether no single passage through the code comes to both places.
    #[must_use]
    pub fn exclusive(&self, a: BranchId, b: BranchId) -> bool {
        self.path(a).any(|x| self.path(b).any(|y| x.statement == y.statement && arms_exclude(&x.arm, &y.arm)))
    }

    /// Whether every passage that comes to `place` has come by `earlier`'s branch: `earlier` is not under an arm that `place` is not under.
    #[must_use]
    pub fn covers(&self, earlier: BranchId, place: BranchId) -> bool {
        self.path(earlier).all(|x| {
            matches!(x.arm, Arm::NotIn(_)) || self.path(place).any(|y| x.statement == y.statement && x.arm == y.arm)
        })
    }

    /// Whether a place is reached whenever the function runs to its end: under no arm but those that early returns leave.
    #[must_use]
    pub fn unconditional(&self, place: BranchId) -> bool {
        self.path(place).all(|x| matches!(x.arm, Arm::NotIn(_)))
    }

    /// The branching statements around a place with their arms, innermost first: the statement's first byte.
    pub fn around(&self, place: BranchId) -> impl Iterator<Item = (u32, &Arm)> {
        self.path(place).map(|step| (step.statement, &step.arm))
    }

    /// The branching statement and arm nearest to a place, where it is in an arm.
    #[must_use]
    pub fn innermost(&self, place: BranchId) -> Option<(u32, u32)> {
        self.path(place).find_map(|x| match x.arm {
            Arm::Is(n) => Some((x.statement, n)),
            Arm::NotIn(_) => None,
        })
    }

    /// The place around a branching statement, of a place in one of its arms.
    #[must_use]
    pub fn outside(&self, place: BranchId, statement: u32) -> BranchId {
        self.path(place).find(|step| step.statement == statement).map_or(BranchId::TOP, |step| step.parent)
    }

    fn path(&self, from: BranchId) -> impl Iterator<Item = &Step> {
        let mut at = from;
        std::iter::from_fn(move || {
            if at == BranchId::TOP {
                return None;
            }
            let step = &self.steps[at.0 as usize];
            at = step.parent;
            Some(step)
        })
    }
}

fn arms_exclude(a: &Arm, b: &Arm) -> bool {
    match (a, b) {
        (Arm::Is(x), Arm::Is(y)) => x != y,
        (Arm::Is(x), Arm::NotIn(list)) | (Arm::NotIn(list), Arm::Is(x)) => list.contains(x),
        (Arm::NotIn(_), Arm::NotIn(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arms_of_one_statement_exclude_each_other() {
        let mut branches = Branches::default();
        let then = branches.enter(BranchId::TOP, 10, Arm::Is(0));
        let els = branches.enter(BranchId::TOP, 10, Arm::Is(1));
        let other = branches.enter(BranchId::TOP, 50, Arm::Is(1));
        assert!(branches.exclusive(then, els));
        assert!(!branches.exclusive(then, other));
        assert!(!branches.exclusive(then, BranchId::TOP));
    }

    #[test]
    fn what_follows_an_early_return_excludes_the_returning_arm() {
        let mut branches = Branches::default();
        let then = branches.enter(BranchId::TOP, 10, Arm::Is(0));
        let after = branches.enter(BranchId::TOP, 10, Arm::NotIn([0].into()));
        assert!(branches.exclusive(then, after));
        assert!(branches.unconditional(after));
        assert!(branches.covers(BranchId::TOP, then));
        assert!(!branches.covers(then, after));
    }
}
