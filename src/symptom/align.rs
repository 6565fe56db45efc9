//! How well the words of a message lie in the words of a paste: a local alignment after Smith and Waterman, over words.
//!
//! Words that are missing on either side cost; a hole lets words pass for next to nothing.

use std::collections::BTreeMap;

use super::words::{Word, is_value};

/// What a word of the paste costs that the message has not, in units of a rare word.
const SURPLUS: f64 = 0.08;
/// What a word costs in a hole: a hole is no bridge over pages.
const IN_HOLE: f64 = 0.004;
/// What a missing word costs, as a part of its weight.
const MISSING: f64 = 0.4;
/// What a misspelt word is worth.
const SLIP: f64 = 0.8;
/// Only what a person types has slips: in longer pastes they are not looked for.
const TYPED: usize = 60;

/// The words of a paste.
pub(super) struct Line {
    words: Vec<String>,
    weight: f64,
}

impl Line {
    /// Weighs a paste: what is a value weighs nothing, what no message has as much as a rare word.
    pub(super) fn new(words: Vec<String>, weights: &BTreeMap<&str, f64>, rare: f64) -> Self {
        let weigh = |w: &String| if is_value(w) { 0.0 } else { weights.get(w.as_str()).copied().unwrap_or(rare) };
        let weight = words.iter().map(weigh).sum();
        Self { words, weight }
    }

    /// What all of it weighs.
    pub(super) fn weight(&self) -> f64 {
        self.weight
    }

    /// The weight of the best alignment, and that of the whole message.
    pub(super) fn align(&self, message: &[Word], weights: &BTreeMap<&str, f64>, rare: f64) -> (f64, f64) {
        let mut row = vec![0.0_f64; self.words.len() + 1];
        let (mut best, mut full) = (0.0_f64, 0.0);
        for word in message {
            let mut next = vec![0.0_f64; row.len()];
            match word {
                Word::Hole => {
                    next[0] = row[0];
                    for at in 1..row.len() {
                        next[at] = row[at].max(next[at - 1] - IN_HOLE * rare).max(0.0);
                    }
                }
                Word::Exact(word) => {
                    let weight = weights.get(word.as_str()).copied().unwrap_or(rare);
                    full += weight;
                    next[0] = (row[0] - MISSING * weight).max(0.0);
                    for (at, said) in self.words.iter().enumerate() {
                        let here = row[at] + weight * self.likeness(word, said);
                        let here = if here > row[at] { here } else { 0.0 };
                        let missing = row[at + 1] - MISSING * weight;
                        let surplus = next[at] - SURPLUS * rare;
                        next[at + 1] = here.max(missing).max(surplus).max(0.0);
                    }
                }
            }
            best = next.iter().copied().fold(best, f64::max);
            row = next;
        }
        (best, full)
    }

    fn likeness(&self, word: &str, said: &str) -> f64 {
        if word == said {
            return 1.0;
        }
        let typed = self.words.len() <= TYPED && word.len() >= 5 && said.len() >= 5;
        if typed && strsim::damerau_levenshtein(word, said) <= word.len() / 5 { SLIP } else { 0.0 }
    }
}
