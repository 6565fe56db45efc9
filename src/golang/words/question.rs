//! What was asked about the words of files, so that it can be asked again of what they say later.
//!
//! In: the questions of a run, by hashes. Out: [`Question`], answered by [`Words`] and by [`Index`] alike. Keeps no word.

use serde::{Deserialize, Serialize};

use super::{Front, Index, Wanted, Words, hash};

/// A question about one file; the answer is yes or no. One number, because it is noted so often: what is asked, and of which word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Question(u64);

/// What is asked of a word.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// See [`Words::mentions`], with anything in front.
    Mentions,
    /// With a dot.
    MentionsBehindDot,
    /// Without.
    MentionsPlain,
    /// See [`Words::mentions_any`]: the word is a place in a list of such.
    MentionsAny,
    /// See [`Words::declares`].
    Declares,
    /// See [`Words::aliases`].
    Aliases,
}

impl Kind {
    /// In the order of their numbers.
    const ALL: [Self; 6] = [
        Self::Mentions,
        Self::MentionsBehindDot,
        Self::MentionsPlain,
        Self::MentionsAny,
        Self::Declares,
        Self::Aliases,
    ];
}

impl Question {
    /// Whether the file mentions an identifier with that in front.
    #[must_use]
    pub fn mentions(word: &str, front: Front) -> Self {
        let kind = match front {
            Front::Any => Kind::Mentions,
            Front::Dot => Kind::MentionsBehindDot,
            Front::Plain => Kind::MentionsPlain,
        };
        Self::of(kind, hash(word.as_bytes()))
    }

    /// Whether it mentions one of several, by their number.
    #[must_use]
    pub fn mentions_any(number: u32) -> Self {
        Self::of(Kind::MentionsAny, number)
    }

    /// Whether it declares an identifier at package level.
    #[must_use]
    pub fn declares(word: &str) -> Self {
        Self::of(Kind::Declares, hash(word.as_bytes()))
    }

    /// Whether it declares an identifier as another name of a type.
    #[must_use]
    pub fn aliases(word: &str) -> Self {
        Self::of(Kind::Aliases, hash(word.as_bytes()))
    }

    fn of(kind: Kind, word: u32) -> Self {
        Self((kind as u64) << 32 | u64::from(word))
    }

    /// What is asked, and of which word; None for a number that stands for nothing.
    fn parts(self) -> Option<(Kind, u32)> {
        let kind = usize::try_from(self.0 >> 32).ok()?;
        Some((*Kind::ALL.get(kind)?, self.0 as u32))
    }
}

impl Words {
    /// Answers a question. `wanted`: what is looked for by number; where it has no such number, there is none of it.
    #[must_use]
    pub fn answer(&self, question: Question, wanted: &[Wanted]) -> bool {
        let Some((kind, word)) = question.parts() else { return false };
        match kind {
            Kind::Mentions => self.mentions_hash(word, Front::Any),
            Kind::MentionsBehindDot => self.mentions_hash(word, Front::Dot),
            Kind::MentionsPlain => self.mentions_hash(word, Front::Plain),
            Kind::MentionsAny => wanted.get(word as usize).is_some_and(|words| self.mentions_any(words)),
            Kind::Declares => self.declared.binary_search(&word).is_ok(),
            Kind::Aliases => self.aliases.binary_search(&word).is_ok(),
        }
    }
}

impl Index {
    /// Answers a question about each of the files, as its [`Words`] do: a bit for every one.
    #[must_use]
    pub fn answers(&self, question: Question, wanted: &[Wanted]) -> u64 {
        let Some((kind, word)) = question.parts() else { return 0 };
        match kind {
            Kind::Mentions => self.mentions(word, Front::Any),
            Kind::MentionsBehindDot => self.mentions(word, Front::Dot),
            Kind::MentionsPlain => self.mentions(word, Front::Plain),
            Kind::MentionsAny => wanted.get(word as usize).map_or(0, |words| self.mention_any(words)),
            Kind::Declares => self.declare(word),
            Kind::Aliases => self.alias(word),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Words and index answer alike, and as the methods for words do.
        #[test]
        fn one_answer(
            texts in proptest::collection::vec("(a|b|\\.c|d |type a = b|type d\n|\n|func b\\(|var c|\\.){0,9}", 1..5),
            word in "a|b|c|d|e|type",
        ) {
            let words: Vec<Words> = texts.iter().map(|text| Words::of(text.as_bytes())).collect();
            let index = Index::of(&words.iter().collect::<Vec<_>>()).unwrap();
            let wanted = [Wanted::new(["x", &*word].into_iter(), Front::Dot)];
            let asked = [
                (Question::mentions(&word, Front::Any), 0),
                (Question::mentions(&word, Front::Dot), 1),
                (Question::mentions(&word, Front::Plain), 2),
                (Question::declares(&word), 3),
                (Question::aliases(&word), 4),
                (Question::mentions_any(0), 5),
            ];
            for (at, words) in words.iter().enumerate() {
                for (question, method) in asked {
                    let told = match method {
                        0 => words.mentions(&word, Front::Any),
                        1 => words.mentions(&word, Front::Dot),
                        2 => words.mentions(&word, Front::Plain),
                        3 => words.declares(&word),
                        4 => words.aliases(&word),
                        _ => words.mentions_any(&wanted[0]),
                    };
                    prop_assert_eq!(words.answer(question, &wanted), told);
                    prop_assert_eq!(index.answers(question, &wanted) >> at & 1 == 1, told);
                }
                prop_assert!(!words.answer(Question::mentions_any(1), &wanted));
            }
        }
    }
}
