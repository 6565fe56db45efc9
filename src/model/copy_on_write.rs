//! Collections that many hold and few change: told again and again, copied only by who changes one that others hold, too.
//!
//! In: a collection. Out: one that is cloned without a copy of what is in it; an empty one takes no memory. Knows nothing of what it holds.

use std::collections::BTreeSet;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

/// A collection that has an empty form which lives for ever.
pub(crate) trait Emptied: Clone + 'static {
    const EMPTY: &'static Self;

    fn is_empty(&self) -> bool;
}

impl<T: Clone + 'static> Emptied for Vec<T> {
    const EMPTY: &'static Self = &Self::new();

    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Clone + 'static> Emptied for BTreeSet<T> {
    const EMPTY: &'static Self = &Self::new();

    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

/// A collection, shared until one of its holders changes it.
#[derive(Debug, Clone)]
pub(crate) struct Shared<C>(Option<Rc<C>>);

impl<T: Clone + 'static> Shared<Vec<T>> {
    /// Leaves away what does not fit. Where all fits it stays shared.
    pub(crate) fn retain(&mut self, mut fits: impl FnMut(&T) -> bool) {
        let Some(misfit) = self.iter().position(|item| !fits(item)) else { return };
        let (before, rest) = self.split_at(misfit);
        let rest = rest[1..].iter().filter(|item| fits(item));
        *self = before.iter().chain(rest).cloned().collect();
    }
}

impl<T: Clone + Ord + 'static> Shared<BTreeSet<T>> {
    /// Adds what another one holds.
    pub(crate) fn join(&mut self, other: Self) {
        match (self.is_empty(), other.is_empty()) {
            (_, true) => {}
            (true, false) => *self = other,
            (false, false) => self.extend(other),
        }
    }
}

impl<C> Default for Shared<C> {
    fn default() -> Self {
        Self(None)
    }
}

impl<C: Emptied> From<C> for Shared<C> {
    fn from(collection: C) -> Self {
        Self((!collection.is_empty()).then(|| Rc::new(collection)))
    }
}

impl<C: Emptied> Deref for Shared<C> {
    type Target = C;

    fn deref(&self) -> &C {
        self.0.as_deref().unwrap_or(C::EMPTY)
    }
}

impl<C: Emptied> DerefMut for Shared<C> {
    fn deref_mut(&mut self) -> &mut C {
        Rc::make_mut(self.0.get_or_insert_with(|| Rc::new(C::EMPTY.clone())))
    }
}

impl<C: Emptied + PartialEq> PartialEq for Shared<C> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<C: Emptied + IntoIterator> IntoIterator for Shared<C> {
    type Item = C::Item;
    type IntoIter = C::IntoIter;

    fn into_iter(self) -> C::IntoIter {
        self.0.map_or_else(|| C::EMPTY.clone(), Rc::unwrap_or_clone).into_iter()
    }
}

impl<'a, C: Emptied> IntoIterator for &'a Shared<C>
where
    &'a C: IntoIterator,
{
    type Item = <&'a C as IntoIterator>::Item;
    type IntoIter = <&'a C as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (**self).into_iter()
    }
}

impl<T, C: Emptied + FromIterator<T>> FromIterator<T> for Shared<C> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        items.into_iter().collect::<C>().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_changes_it_changes_his_own() {
        let told: Shared<Vec<u8>> = vec![1, 2].into();
        let mut changed = told.clone();
        changed.push(3);
        assert_eq!((told.as_slice(), changed.as_slice()), ([1, 2].as_slice(), [1, 2, 3].as_slice()));
        assert_eq!(changed.clone().into_iter().chain(told).collect::<Vec<_>>(), [1, 2, 3, 1, 2]);
    }

    #[test]
    fn an_empty_one_is_empty_however_it_came_to_be() {
        let mut emptied: Shared<Vec<u8>> = vec![1].into();
        emptied.clear();
        let of_nothing: Shared<Vec<u8>> = std::iter::empty().collect();
        assert_eq!(emptied, of_nothing);
        assert_eq!(emptied, Shared::default());
        assert!(Shared::<BTreeSet<u8>>::default().into_iter().next().is_none());
    }

    #[test]
    fn what_changes_nothing_leaves_it_shared() {
        let told: Shared<Vec<u8>> = vec![1, 2, 3, 4].into();
        let mut kept = told.clone();
        kept.retain(|_| true);
        assert_eq!(kept.as_ptr(), told.as_ptr());
        kept.retain(|item| item % 2 == 0);
        assert_eq!((kept.as_slice(), told.len()), ([2, 4].as_slice(), 4));
        let mut set: Shared<BTreeSet<u8>> = BTreeSet::from([1]).into();
        let held = set.clone();
        set.join(Shared::default());
        assert!(std::ptr::eq(&raw const *set, &raw const *held));
        set.join(BTreeSet::from([2]).into());
        assert_eq!((set.len(), held.len()), (2, 1));
    }

    #[test]
    fn only_who_shares_it_copies_it() {
        let mut alone: Shared<Vec<u8>> = vec![1].into();
        alone.reserve(8);
        let at = alone.as_ptr();
        alone.push(2);
        assert_eq!(alone.as_ptr(), at);
        let held = alone.clone();
        alone.push(3);
        assert_ne!(alone.as_ptr(), at);
        assert_eq!(held.as_ptr(), at);
    }
}
