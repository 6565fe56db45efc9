//! Which of the user's packages mention a name: asked once for all programs of a run that link them.
//!
//! In: a name, and the packages that a program links. Out: their files that mention it. What was asked for one program is told to the
//! next one: a run may have as many programs as packages, and each of them asks for the same names. Reads nothing itself.

use std::sync::{Mutex, MutexGuard, PoisonError};

use foldhash::HashMap;

use super::linked::Linkage;
use crate::source::FileId;

/// What was found out so far, by name.
#[derive(Debug, Default)]
pub struct Mentioned(Mutex<HashMap<Box<str>, Told>>);

/// What is known of one name.
#[derive(Debug, Default)]
struct Told {
    /// The packages that were asked.
    asked: Numbers,
    /// The files that mention it, each with the number of its package; those of a package in its order.
    files: Vec<(u32, FileId)>,
}

/// A set of packages, by the numbers that the run gives them.
#[derive(Debug, Default)]
struct Numbers(Vec<u64>);

/// The user's packages that a program links.
#[derive(Debug)]
pub(crate) struct Own {
    numbers: Numbers,
    /// Where each stands among the packages of the program, by number.
    positions: HashMap<u32, usize>,
}

impl Own {
    /// Those of a program.
    pub(crate) fn of(linkage: &Linkage) -> Self {
        let own = linkage.positions.iter().filter(|&(_, at)| linkage.packages[at].source.is_own());
        let positions: HashMap<u32, usize> = own.collect();
        let mut numbers = Numbers::default();
        positions.keys().for_each(|&number| numbers.insert(number));
        Self { numbers, positions }
    }
}

impl Mentioned {
    /// The files that mention a name, with the places of their packages in the program, in this order; None where they are more than
    /// `most`. `ask`: those of one package.
    pub(crate) fn files(
        &self,
        name: &str,
        own: &Own,
        most: usize,
        ask: impl Fn(usize) -> Vec<FileId>,
    ) -> Option<Vec<(usize, FileId)>> {
        let (mut found, new) = {
            let known = self.known();
            let told = known.get(name);
            let told_of = |&&(number, _): &&(u32, FileId)| own.numbers.contains(number);
            let found: Vec<(u32, FileId)> = told.iter().flat_map(|told| &told.files).filter(told_of).copied().collect();
            (found, own.numbers.without(told.map(|told| &told.asked)))
        };
        let mut asked = Vec::new();
        // Not while the table is locked: who is asked may wait for others that ask.
        for number in new {
            if found.len() > most {
                break;
            }
            asked.push(number);
            found.extend(ask(own.positions[&number]).into_iter().map(|file| (number, file)));
        }
        if !asked.is_empty() {
            self.tell(name, &asked, &found);
        }
        if found.len() > most {
            return None;
        }
        let place = |(number, file)| (own.positions[&number], file);
        let mut files: Vec<(usize, FileId)> = found.into_iter().map(place).collect();
        files.sort_by_key(|(package, _)| *package);
        Some(files)
    }

    fn tell(&self, name: &str, asked: &[u32], found: &[(u32, FileId)]) {
        let mut known = self.known();
        let told = known.entry(name.into()).or_default();
        // Another program may have asked the same meanwhile.
        let new = |number: &u32| !told.asked.contains(*number);
        let asked: Vec<u32> = asked.iter().copied().filter(new).collect();
        asked.iter().for_each(|&number| told.asked.insert(number));
        told.files.extend(found.iter().filter(|(number, _)| asked.binary_search(number).is_ok()));
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Box<str>, Told>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Numbers {
    fn insert(&mut self, number: u32) {
        let word = number as usize / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (number % 64);
    }

    fn contains(&self, number: u32) -> bool {
        self.0.get(number as usize / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// Those that are not among the others, from the smallest.
    fn without(&self, others: Option<&Self>) -> Vec<u32> {
        let words = (0..).zip(&self.0);
        let left =
            words.map(|(at, word)| (at, word & !others.and_then(|o| o.0.get(at as usize)).copied().unwrap_or(0)));
        left.flat_map(|(at, word)| (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at * 64 + bit))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(numbers: &[u32]) -> Own {
        let mut set = Numbers::default();
        numbers.iter().for_each(|&number| set.insert(number));
        Own { numbers: set, positions: numbers.iter().copied().zip(0..).collect() }
    }

    #[test]
    fn each_package_is_asked_once() {
        let mentioned = Mentioned::default();
        let asked = std::cell::RefCell::new(Vec::new());
        // The package that stands at a place in the first program has the file of that number.
        let ask = |at: usize| {
            asked.borrow_mut().push(at);
            vec![FileId(u32::try_from(at).unwrap_or(0))]
        };
        let first = mentioned.files("Start", &own(&[3, 70, 200]), 8, ask);
        assert_eq!(first, Some(vec![(0, FileId(0)), (1, FileId(1)), (2, FileId(2))]));
        assert_eq!(*asked.borrow(), [0, 1, 2]);
        // 70 stands elsewhere in this program, and 5 is new.
        let second =
            mentioned.files("Start", &own(&[70, 5]), 8, |at| vec![FileId(40 + u32::try_from(at).unwrap_or(0))]);
        assert_eq!(second, Some(vec![(0, FileId(1)), (1, FileId(41))]));
        assert_eq!(mentioned.files("Start", &own(&[3, 5, 70, 200]), 3, |_| Vec::new()), None, "these are four");
        assert_eq!(mentioned.files("Stop", &own(&[3]), 8, |_| Vec::new()), Some(Vec::new()), "another name");
    }

    #[test]
    fn what_is_too_much_is_not_asked_to_its_end() {
        let mentioned = Mentioned::default();
        let two = |_| vec![FileId(1), FileId(2)];
        assert_eq!(mentioned.files("Close", &own(&[1, 2, 3, 4]), 3, two), None);
        // The third and the fourth package were not asked.
        assert_eq!(mentioned.files("Close", &own(&[3, 4]), 3, |_| Vec::new()), Some(Vec::new()));
    }
}
