//! What somebody has to ask for: of the texts and numbers that something may be, those that it is only where a setting is not the default.
//!
//! In: places at which something is set or returned. Out: whether a run in which nobody sets anything leaves one out. A condition whose
//! outcome no default tells leaves nothing out.

use super::Provenance;
use super::decide::Given;
use super::eval::Eval;
use super::frames::Frames;
use super::value::{Value, Values};
use crate::facts::branch::BranchId;
use crate::source::FileId;

/// One of several places that say what something is.
pub(super) struct Said {
    pub values: Values,
    /// None where it is said in any case.
    pub place: Option<(FileId, BranchId)>,
}

/// Which of several that are said counts in a run that comes to all of them.
#[derive(Clone, Copy)]
pub(super) enum Counts {
    /// Nobody knows.
    Any,
    /// Of assignments.
    Last,
    /// Of returns.
    First,
}

impl Eval<'_> {
    /// Whether what is done at a place is not done in a run in which nobody sets anything. Conditions around `seen_from`, too, are met.
    pub(super) fn is_opted(&self, (file, place): (FileId, BranchId), seen_from: BranchId, frames: &Frames) -> bool {
        self.fails_where(file, place, frames, Given::BY_DEFAULT, &|statement| {
            !self.is_around(statement, file, seen_from)
        })
    }

    /// Whether what is done at a place is done in a run in which nobody sets anything, early returns aside.
    fn is_meant(&self, (file, place): (FileId, BranchId), seen_from: BranchId, frames: &Frames) -> bool {
        self.is_default_way(file, place, frames, &|statement| {
            (!self.is_around(statement, file, seen_from)).then_some(true)
        })
    }

    fn is_around(&self, statement: u32, file: FileId, place: BranchId) -> bool {
        self.scope.facts(file).branches.around(place).any(|(other, _)| other == statement)
    }

    /// Of texts and numbers those that are meant where nobody sets anything, if that is some of them: as a default, then.
    pub(super) fn by_default_of(
        &self,
        said: &[Said],
        counts: Counts,
        seen_from: BranchId,
        frames: &Frames,
    ) -> Option<Values> {
        if said.len() < 2 || !said.iter().all(|said| is_basic(&said.values)) {
            return None;
        }
        // What was put together may be what some other object has.
        let is_certain = |said: &Said| said.values.items.iter().all(|i| i.how != Provenance::Computed);
        let is_meant =
            |said: &Said| is_certain(said) && said.place.is_some_and(|place| self.is_meant(place, seen_from, frames));
        let all = said.len();
        let said = match counts {
            Counts::Any => said,
            Counts::Last => &said[said.iter().rposition(is_meant).unwrap_or(0)..],
            Counts::First => &said[..said.iter().position(is_meant).map_or(all, |n| n + 1)],
        };
        let is_opted = |said: &&Said| said.place.is_some_and(|place| self.is_opted(place, seen_from, frames));
        let (opted, rest): (Vec<&Said>, Vec<&Said>) = said.iter().partition(is_opted);
        let is_something = |said: &&Said| said.values.items.iter().any(|i| !i.value.is_zero());
        if opted.is_empty() && said.len() == all || !rest.iter().any(is_something) {
            return None;
        }
        let mut values = Values::default();
        rest.into_iter().for_each(|said| values.join(said.values.clone()));
        Some(values.at_best(Provenance::Default))
    }
}

/// Whether these are texts and numbers.
pub(super) fn is_basic(values: &Values) -> bool {
    !values.items.is_empty() && values.items.iter().all(|i| matches!(i.value, Value::Text(_) | Value::Int(_)))
}
