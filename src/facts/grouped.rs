//! Lists under keys, for what is made once and stays: three pieces of memory, however many keys there are.
//!
//! In: a map of lists. Out: [`Grouped`]. Knows nothing of what is listed.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::BuildHasher;

/// A list for each of some keys.
#[derive(Debug)]
pub struct Grouped<K, V> {
    keys: Box<[K]>,
    /// Where the list of each key ends in `items`.
    ends: Box<[u32]>,
    items: Box<[V]>,
}

impl<K: Ord, V> Grouped<K, V> {
    /// The list of a key.
    #[must_use]
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&[V]>
    where
        K: Borrow<Q>,
    {
        self.keys.binary_search_by(|other| other.borrow().cmp(key)).ok().map(|at| self.list(at))
    }

    /// All lists, in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &[V])> {
        self.keys.iter().enumerate().map(|(at, key)| (key, self.list(at)))
    }

    fn list(&self, at: usize) -> &[V] {
        let end = |at: usize| self.ends[at] as usize;
        &self.items[at.checked_sub(1).map_or(0, end)..end(at)]
    }
}

impl<K, V> Default for Grouped<K, V> {
    fn default() -> Self {
        Self { keys: Box::default(), ends: Box::default(), items: Box::default() }
    }
}

impl<K: Ord, V, S: BuildHasher> From<HashMap<K, Vec<V>, S>> for Grouped<K, V> {
    fn from(lists: HashMap<K, Vec<V>, S>) -> Self {
        let mut lists: Vec<(K, Vec<V>)> = lists.into_iter().collect();
        lists.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut items = Vec::with_capacity(lists.iter().map(|(_, list)| list.len()).sum());
        let mut ends = Vec::with_capacity(lists.len());
        let mut keys = Vec::with_capacity(lists.len());
        for (key, list) in lists {
            items.extend(list);
            keys.push(key);
            ends.push(u32::try_from(items.len()).unwrap_or(u32::MAX));
        }
        Self { keys: keys.into(), ends: ends.into(), items: items.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_its_own_list() {
        let lists = HashMap::from([("b", vec![3, 1]), ("a", vec![2]), ("d", vec![]), ("c", vec![5])]);
        let grouped = Grouped::from(lists);
        let all: Vec<_> = grouped.iter().map(|(key, list)| (*key, list.to_vec())).collect();
        assert_eq!(all, [("a", vec![2]), ("b", vec![3, 1]), ("c", vec![5]), ("d", vec![])]);
        assert_eq!(grouped.get("b"), Some(&[3, 1][..]));
        assert_eq!(grouped.get("d"), Some(&[][..]));
        assert_eq!(grouped.get("e"), None);
        assert_eq!(Grouped::<u32, u8>::default().get(&1), None);
    }
}
