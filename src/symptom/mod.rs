//! Texts that a user sees on the screen, and which of them a paste is about.
//!
//! A [`Symptom`] is a message as a program prints it, with `{name}` for what differs each time; rule files and guides carry
//! them. [`rank`] takes a paste (an error of VS Code, Delve or Go, with other ports, paths and times, cut off, wrapped, with a
//! slip of the pen) and gives the symptoms that it shows. Words only: it knows no rule and no program.

mod align;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use crate::document::{Code, Errors};
use crate::ordered::InOrder as _;
use align::{Alignment, Line};
use words::{Word, is_reason, message, words};

/// A message with holes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symptom {
    /// As written.
    pub text: String,
    words: Vec<Word>,
}

/// Words that a symptom must have beside its holes: one word is in too many messages.
const FEWEST_WORDS: usize = 2;
/// Bytes of a symptom.
const MOST_BYTES: usize = 1000;

impl Symptom {
    /// Reads a message with holes.
    ///
    /// # Errors
    /// The bytes that are wrong, and why.
    pub fn parse(text: &str) -> Result<Self, (Range<usize>, String)> {
        let whole = 0..text.len();
        if text.len() > MOST_BYTES {
            return Err((whole, format!("a message has at most {MOST_BYTES} bytes")));
        }
        let mut found = Vec::new();
        let mut rest = 0;
        while let Some(open) = text[rest..].find(['{', '}']).map(|at| rest + at) {
            if text[open..].starts_with("{{") || text[open..].starts_with("}}") {
                // A brace of the message itself: it is no word, so nothing is lost with it.
                found.extend(message(&text[rest..open]));
                rest = open + 2;
                continue;
            }
            let close = text[open..].find('}').map(|at| open + at);
            let name = close.and_then(|close| text.get(open + 1..close));
            let (Some(close), Some(name)) = (close, name) else {
                return Err((
                    open..open + 1,
                    "a brace is open or closed without its other half; write `{{` for one".to_owned(),
                ));
            };
            if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
                return Err((open..close + 1, "a hole is a name in lower case: `{address}`".to_owned()));
            }
            found.extend(message(&text[rest..open]));
            found.push(Word::Hole);
            rest = close + 1;
        }
        found.extend(message(&text[rest..]));
        if found.iter().filter(|w| **w != Word::Hole).count() < FEWEST_WORDS {
            return Err((whole, "a message needs at least two words beside its holes".to_owned()));
        }
        Ok(Self { text: text.to_owned(), words: found })
    }
}

/// The messages of a list in a file; what is wrong with one goes to `errors`, at its place.
pub(crate) fn read<'t>(
    texts: impl IntoIterator<Item = &'t Spanned<String>>,
    file: &str,
    errors: &mut Errors,
) -> Vec<Symptom> {
    let mut found: Vec<Symptom> = Vec::new();
    for text in texts {
        match Symptom::parse(text.get_ref()) {
            Ok(symptom) if found.contains(&symptom) => errors.add(text.span(), "the message is there twice", "", None),
            Ok(symptom) => found.push(symptom),
            Err((bytes, message)) => errors.add(Code::new(text, file).place(bytes), message, "", None),
        }
    }
    found
}

/// A symptom that a paste shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// Its number among the symptoms that were given.
    pub symptom: usize,
    /// How much of the message is there, or of the paste where that is shorter: 1 is all of it.
    pub share: f64,
    /// How telling the words are.
    weight: f64,
}

impl Match {
    /// How telling the words are that are there, and the fewer of the message's are missing, the more.
    fn fit(&self) -> f64 {
        self.weight * self.share
    }
}

/// What a match must have at least: this share, ...
const LEAST_SHARE: f64 = 0.6;
/// ... this many telling words, in units of a word that one message alone has, ...
const LEAST_WORDS: f64 = 1.55;
/// ... or this many where no word is missing, ...
const LEAST_OF_WHOLE: f64 = 1.2;
/// ... and this part of what the best match has.
const LEAST_OF_BEST: f64 = 0.6;
/// What a sum of weights may be off by.
const NOTHING: f64 = 1e-6;
/// How much more telling the reason of a failure is than a word that as many messages have: it is several words.
const REASON: f64 = 1.7;
/// Words of a paste that are looked at: what is further on is a log, and its beginning has told.
const MOST_WORDS: usize = 4000;

/// The symptoms that a paste shows, the likeliest first.
///
/// A message of which words are missing is none where another that is wholly there has all of its words that are.
#[must_use]
pub fn rank(paste: &str, symptoms: &[&Symptom]) -> Vec<Match> {
    let weights = weights(symptoms);
    let rare = rarest(symptoms.len());
    let mut said = words(paste);
    said.truncate(MOST_WORDS);
    let line = Line::new(said, &weights, rare);
    let found: Vec<(Match, Alignment)> = symptoms
        .iter()
        .enumerate()
        .filter_map(|(symptom, s)| {
            let there = line.align(&s.words, &weights, rare);
            let least = rare * if there.missing > 0.0 { LEAST_WORDS } else { LEAST_OF_WHOLE };
            let share = (there.weight / there.full.min(line.weight()).max(least)).min(1.0);
            let enough = share >= LEAST_SHARE && there.weight >= least;
            enough.then_some((Match { symptom, share, weight: there.weight }, there))
        })
        .collect();
    let best = found.iter().map(|(m, _)| m.fit()).fold(0.0, f64::max);
    let is_other = |here: &Alignment, other: &Alignment| {
        here.lacking > NOTHING && other.lacking <= NOTHING && here.words.is_subset(&other.words)
    };
    let mut likely: Vec<Match> = found
        .iter()
        .filter(|(m, here)| m.fit() >= best * LEAST_OF_BEST && !found.iter().any(|(_, other)| is_other(here, other)))
        .map(|(m, _)| *m)
        .collect();
    likely.sort_by(|a, b| b.fit().total_cmp(&a.fit()).then(a.symptom.cmp(&b.symptom)));
    likely
}

/// How telling each word is: the fewer messages have it, the more.
fn weights<'s>(symptoms: &[&'s Symptom]) -> BTreeMap<&'s str, f64> {
    let mut messages: BTreeMap<&str, std::collections::BTreeSet<&str>> = BTreeMap::new();
    for symptom in symptoms {
        for word in &symptom.words {
            if let Word::Exact(word) | Word::Telling(word) = word {
                // The same message of two rules is one message.
                messages.entry(word).or_default().insert(&symptom.text);
            }
        }
    }
    let all = count(symptoms.len());
    let weight = |word, of: usize| (1.0 + all / count(of)).ln() * if is_reason(word) { REASON } else { 1.0 };
    messages.into_iter().map(|(word, of)| (word, weight(word, of.len()))).in_order()
}

/// The weight of a word that one message has.
fn rarest(symptoms: usize) -> f64 {
    (1.0 + count(symptoms)).ln()
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n.max(1)).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGES: [&str; 8] = [
        "listen tcp {address}: bind: address already in use",
        "couldn't start listener: listen tcp {address}: bind: address already in use",
        "panic: pattern {pattern} (registered at {place}) conflicts with pattern {pattern} (registered at {place})",
        "panic: http: multiple registrations for {pattern}",
        "Error: --continue only works with --headless; use an init file",
        "Error: --continue requires --accept-multiclient",
        "Error: unknown flag: --{flag}",
        "Version of Delve is too old for Go version {version} (maximum supported version {version}",
    ];

    #[track_caller]
    fn check(paste: &str, wanted: &[usize]) {
        let symptoms: Vec<Symptom> = MESSAGES.iter().map(|m| Symptom::parse(m).expect("a symptom")).collect();
        let found: Vec<usize> = rank(paste, &symptoms.iter().collect::<Vec<_>>()).iter().map(|m| m.symptom).collect();
        assert_eq!(found, wanted, "{paste}");
    }

    #[test]
    fn messages_with_other_values() {
        check("panic: http: multiple registrations for /debug/pprof/", &[3]);
        // No word of a listener that could not be started: that is the other message, and this one is wholly there.
        check("2026/11/26 03:00:01 listen tcp 127.0.0.1:6060: bind: address already in use", &[0]);
        check("couldn't start listener: listen tcp 127.0.0.1:40000: bind: address already in use", &[1]);
        check("\u{1b}[31mError: unknown flag: --continue\u{1b}[0m", &[6]);
    }

    #[test]
    fn a_paste_of_many_lines() {
        check(
            "panic: pattern \"/\" (registered at /src/app/main.go:12) conflicts with pattern\n    \"GET /debug/pprof/\" (registered \
             at /go/src/net/http/pprof/pprof.go:104):\n/ matches the same\n\ngoroutine 1 [running]:\nnet/http.(*ServeMux).register(...)\n\
             \t/go/src/net/http/server.go:2882\nmain.main()\nexit status 2\n",
            &[2],
        );
    }

    #[test]
    fn a_piece_and_a_slip_of_the_pen() {
        check("address already in use", &[0, 1]);
        check("version of delve is too old", &[7]);
        check("bind: adress allready in use", &[0, 1]);
        check("multiple registrations", &[3]);
    }

    #[test]
    fn other_texts_are_not_known() {
        check("undefined: helper", &[]);
        check("", &[]);
        check("error", &[]);
        check("the flag is in use and the pattern of the address requires a version", &[]);
        check("cannot find package \"example.com/x\" in any of", &[]);
    }

    #[test]
    fn what_is_no_symptom_is_refused_at_its_place() {
        let wrong = |text: &str| Symptom::parse(text).expect_err("it is wrong").0;
        assert_eq!(wrong("listen {address bind"), 7..8);
        assert_eq!(wrong("a b }"), 4..5);
        assert_eq!(wrong("listen {Addr ess} bind"), 7..17);
        assert_eq!(wrong("panic: {x}"), 0..10);
        assert!(Symptom::parse("a {{b}} c").is_ok());
    }
}
