//! Sets and maps in order, from an iterator.
//!
//! In: an iterator. Out: what `collect` gives, too. `collect` sorts first, with a stable sort that is compiled anew for
//! each type of element: some 7 KB of machine code for each of the sets and maps here, which are small.

/// Iterators whose elements go into a `BTreeSet` or a `BTreeMap`.
pub(crate) trait InOrder: Iterator + Sized {
    /// All elements, put in one after the other: of equal keys the last one's value stays, as with `collect`.
    fn in_order<C: Default + Extend<Self::Item>>(self) -> C {
        let mut all = C::default();
        all.extend(self);
        all
    }
}

impl<I: Iterator> InOrder for I {}
