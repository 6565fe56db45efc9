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

impl Eval<'_> {
    /// Whether what is done at a place is not done in a run in which nobody sets anything. Conditions around `seen_from`, too, are met.
    pub(super) fn is_opted(&self, (file, place): (FileId, BranchId), seen_from: BranchId, frames: &Frames) -> bool {
        let facts = self.scope.facts(file);
        let is_own = |statement: u32| facts.branches.around(seen_from).all(|(other, _)| other != statement);
        self.fails_where(file, place, frames, Given::BY_DEFAULT, &is_own)
    }

    /// Of texts and numbers those that are meant where nobody sets anything, if that is some of them: as a default, then.
    pub(super) fn by_default_of(&self, said: &[Said], seen_from: BranchId, frames: &Frames) -> Option<Values> {
        if said.len() < 2 || !said.iter().all(|said| is_basic(&said.values)) {
            return None;
        }
        let is_opted = |said: &&Said| said.place.is_some_and(|place| self.is_opted(place, seen_from, frames));
        let (opted, rest): (Vec<&Said>, Vec<&Said>) = said.iter().partition(is_opted);
        let is_something = |said: &&Said| said.values.items.iter().any(|i| !i.value.is_zero());
        if opted.is_empty() || !rest.iter().any(is_something) {
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
