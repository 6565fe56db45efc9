//! How well the words of a message lie in the words of a paste: an alignment after Smith and Waterman, over words.
//!
//! Words that are missing on either side cost; a hole lets words pass for next to nothing. What the message has before the paste
//! begins or after it ends costs nothing: the paste is cut off there. In the middle of a paste a message has its beginning and its end.

use std::collections::{BTreeMap, BTreeSet};

use super::words::{TYPED, Word, is_reason, is_slip, is_value};

/// What a word of the paste costs that the message has not, in units of a rare word.
const SURPLUS: f64 = 0.08;
/// What a word costs in a hole: a hole is no bridge over pages.
const IN_HOLE: f64 = 0.004;
/// What a reason of the system costs that is not the message's, in units of a rare word.
const OTHER_REASON: f64 = 1.0;
/// What a missing word costs, as a part of its weight.
const MISSING: f64 = 0.4;
/// What it costs where it is the word that tells this message from its like.
const MISSING_TELLING: f64 = 1.5;
/// What a misspelt word is worth.
const SLIP: f64 = 0.8;
/// How a message lies in a paste.
pub(super) struct Alignment {
    /// The weight of the words that are there, less the cost of what is missing or too much.
    pub(super) weight: f64,
    /// The weight of the whole message.
    pub(super) full: f64,
    /// The weight of the words that are missing, but for those that are cut off.
    pub(super) missing: f64,
    /// The weight of the words that are not there, cut off or not.
    pub(super) lacking: f64,
    /// Which words of the paste are the message's.
    pub(super) words: BTreeSet<usize>,
}

/// The best way to get to a word of the message and one of the paste.
#[derive(Clone, Copy, Default)]
struct Cell {
    weight: f64,
    there: f64,
    missing: f64,
    last: Option<usize>,
}

/// A word of the paste that is one of the message's, and the one before it.
struct Step {
    at: usize,
    before: Option<usize>,
}

impl Cell {
    fn less(self, cost: f64, missing: f64) -> Self {
        Self { weight: self.weight - cost, missing: self.missing + missing, ..self }
    }

    fn with(self, weight: f64, likeness: f64, step: usize) -> Self {
        Self { weight: self.weight + weight * likeness, there: self.there + weight, last: Some(step), ..self }
    }

    fn or(self, other: Self) -> Self {
        if other.weight > self.weight { other } else { self }
    }
}

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

    /// The best alignment of a message.
    pub(super) fn align(&self, message: &[Word], weights: &BTreeMap<&str, f64>, rare: f64) -> Alignment {
        let mut steps: Vec<Step> = Vec::new();
        let mut row = vec![Cell::default(); self.words.len() + 1];
        let (mut best, mut full) = (Cell::default(), 0.0);
        for word in message {
            let mut next = vec![Cell::default(); row.len()];
            match word {
                Word::Hole => {
                    for at in 1..row.len() {
                        next[at] = row[at].or(next[at - 1].less(rare * self.surplus(at - 1, IN_HOLE), 0.0));
                    }
                }
                Word::Exact(text) | Word::Telling(text) => {
                    let weight = weights.get(text.as_str()).copied().unwrap_or(rare);
                    let cost = weight * if matches!(word, Word::Telling(_)) { MISSING_TELLING } else { MISSING };
                    full += weight;
                    for (at, said) in self.words.iter().enumerate() {
                        let likeness = self.likeness(text, said);
                        let other =
                            row[at + 1].less(cost, weight).or(next[at].less(rare * self.surplus(at, SURPLUS), 0.0));
                        next[at + 1] = if likeness > 0.0 {
                            steps.push(Step { at, before: row[at].last });
                            row[at].with(weight, likeness, steps.len() - 1).or(other)
                        } else {
                            other
                        };
                    }
                }
            }
            row = next;
            best = row.last().copied().map_or(best, |cut_off| best.or(cut_off));
        }
        let best = row.into_iter().fold(best, Cell::or);
        let words = std::iter::successors(best.last, |step| steps[*step].before).map(|step| steps[step].at).collect();
        Alignment { weight: best.weight, full, missing: best.missing, lacking: (full - best.there).max(0.0), words }
    }

    /// What a word of the paste costs that the message has not: another reason is another message.
    fn surplus(&self, at: usize, word: f64) -> f64 {
        if is_reason(&self.words[at]) { OTHER_REASON } else { word }
    }

    fn likeness(&self, word: &str, said: &str) -> f64 {
        if word == said || is_path_to(said, word) {
            return 1.0;
        }
        if self.words.len() <= TYPED && is_slip(word, said) { SLIP } else { 0.0 }
    }
}

/// Whether a path leads to a file of this name, also one with a number behind it that differs each time.
fn is_path_to(path: &str, name: &str) -> bool {
    let Some((_, file)) = path.rsplit_once(['/', '\\']) else { return false };
    let file = file.trim_start_matches('_');
    file.strip_prefix(name).is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}
