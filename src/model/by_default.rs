//! Places that a run comes to in which nobody sets anything: every flag and every setting has its default.
//!
//! In: ways to two places, with the calling contexts in which they are asked for. Out: whether one such run comes to both. A
//! condition whose outcome no default tells is one that such a run need not meet.

use super::decide::{Given, admits};
use super::eval::Eval;
use super::frames::Frames;
use super::reach::{Path, Reach, Root, Step};
use crate::facts::branch::{Arm, BranchId};
use crate::source::FileId;

impl Eval<'_> {
    /// Whether each condition around a place holds in a calling context where nobody sets anything; early returns aside.
    fn taken_by_default(&self, file: FileId, place: BranchId, frames: &Frames) -> bool {
        self.is_default_way(file, place, frames, &|_| {
            self.begin();
            Some(true)
        })
    }

    /// The same on the way to an answer, where each of these conditions has something to say; None of one that is no matter.
    pub(super) fn is_default_way(
        &self,
        file: FileId,
        place: BranchId,
        frames: &Frames,
        says: &dyn Fn(u32) -> Option<bool>,
    ) -> bool {
        let facts = self.scope.facts(file);
        let mut arms = facts.branches.around(place).filter(|(_, arm)| matches!(arm, Arm::Is(_)));
        arms.all(|(statement, arm)| {
            let taken = || self.arm_taken(facts, file, statement, frames, Given::BY_DEFAULT);
            says(statement).is_none_or(|says| says && taken().is_some_and(|taken| admits(arm, taken)))
        })
    }
}

impl Reach<'_, '_> {
    /// Whether one run without any settings comes to both of two places.
    pub(super) fn both_by_default(&self, a: (&[Path], &Frames), b: (&[Path], &Frames)) -> bool {
        let (a, b) = (self.by_default(a), self.by_default(b));
        a.iter().any(|x| b.iter().any(|y| begin_together(x, y) && !self.paths_exclude(x, y)))
    }

    fn by_default<'p>(&self, (paths, frames): (&'p [Path], &Frames)) -> Vec<&'p Path> {
        paths.iter().filter(|path| self.is_by_default(path, frames)).collect()
    }

    fn is_by_default(&self, path: &Path, frames: &Frames) -> bool {
        let taken = |step: &Step| self.eval.taken_by_default(step.file, step.branch, frames);
        // A command is itself a function that is kept in a field; which one a run is told, it is asked for with.
        let command = path.steps.len().checked_sub(1).filter(|_| matches!(path.root, Root::Command(_)));
        path.steps.iter().enumerate().all(|(n, step)| {
            let kept = step.kept.is_some() && Some(n) != command;
            self.is_unconditional(step) || (!step.looped && !kept && taken(step))
        })
    }
}

/// Whether one run begins two ways: at the start of the program, with one command, or where somebody calls one method.
fn begin_together(a: &Path, b: &Path) -> bool {
    let starts = |root: &Root| matches!(root, Root::Main | Root::Init(_));
    let entry = |path: &Path| path.steps.last().map(|step| (step.file, step.func));
    match (&a.root, &b.root) {
        (Root::Outside, Root::Outside) => entry(a) == entry(b),
        (Root::Command(x), Root::Command(y)) => x == y,
        (Root::Command(_), other) | (other, Root::Command(_)) => starts(other),
        (x, y) => starts(x) && starts(y),
    }
}
