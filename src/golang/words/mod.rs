//! The identifiers of a file, and which of them it declares at package level, as aliases among them: one pass over the bytes, no
//! parsing.
//!
//! In: bytes. Out: [`Words`], sorted hashes: a word that is not there is certainly not mentioned; one that is there almost
//! certainly is. Comments and strings are not told apart from code, indented declarations count as package level:
//! both only make a file be parsed that need not be. A declaration begins a line, or stands behind a semicolon or a comment
//! that begins one.

mod declared;
mod gives;
mod index;
mod question;
mod said;
mod scan;

use serde::{Deserialize, Serialize};

pub use gives::{Gives, gives};
pub use index::{Index, MOST_INDEXED};
pub use question::Question;
use said::Said;
use scan::{Scan, scan};

/// Which identifiers a file mentions and declares.
#[derive(Debug, Default)]
pub struct Words {
    /// Each hash once for where it stands behind a dot, with the last bit, and once for where it does not.
    mentioned: Box<[u32]>,
    declared: Box<[u32]>,
    aliases: Box<[u32]>,
}

/// Identifiers to look for in many files, all with the same in front.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Wanted {
    hashes: Box<[u32]>,
    front: Front,
}

impl Wanted {
    /// Takes the identifiers, in any order.
    #[must_use]
    pub fn new<'a>(words: impl Iterator<Item = &'a str>, front: Front) -> Self {
        Self { hashes: sorted(words.map(|word| hash(word.as_bytes())).collect()), front }
    }
}

/// The last bit of the hash of an identifier that stands behind a dot.
const BEHIND_DOT: u32 = 1;

impl Words {
    /// Reads a file.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let Scan { mentioned, declared, .. } = scan(bytes);
        Self { mentioned: sorted(mentioned), declared: sorted(declared.names), aliases: sorted(declared.aliases) }
    }

    /// Whether the file contains the identifier with such a thing in front. What stands in front of the first one of a line is
    /// not looked for: that one counts as either.
    #[must_use]
    pub fn mentions(&self, word: &str, front: Front) -> bool {
        self.mentions_hash(hash(word.as_bytes()), front)
    }

    fn mentions_hash(&self, word: u32, front: Front) -> bool {
        match front {
            Front::Dot => self.mentioned.binary_search(&(word | BEHIND_DOT)).is_ok(),
            Front::Plain => self.mentioned.binary_search(&word).is_ok(),
            Front::Any => self.has(word),
        }
    }

    /// Whether the file contains one of the identifiers.
    #[must_use]
    pub fn mentions_any(&self, words: &Wanted) -> bool {
        words.hashes.iter().any(|&word| self.mentions_hash(word, words.front))
    }

    fn has(&self, word: u32) -> bool {
        let at = self.mentioned.partition_point(|&mentioned| mentioned < word);
        self.mentioned.get(at).is_some_and(|&mentioned| mentioned | BEHIND_DOT == word | BEHIND_DOT)
    }

    /// Whether the file declares the identifier at package level: function, method, type, variable or constant; or a method of a type,
    /// `T.name`. One whose type its line does not tell is declared as `.name`.
    #[must_use]
    pub fn declares(&self, word: &str) -> bool {
        self.declared.binary_search(&hash(word.as_bytes())).is_ok()
    }

    /// Whether the file declares a method of a type, as far as its line tells: one of no known type may be of any.
    #[must_use]
    pub fn declares_method(&self, ty: &str, name: &str) -> bool {
        self.declares(&format!("{ty}.{name}")) || self.declares(&format!(".{name}"))
    }

    /// Whether the file declares the identifier as another name of a type (`type A = B`), as far as its line tells: a type behind whose
    /// name type parameters, a length or a comment stand counts as one.
    #[must_use]
    pub fn aliases(&self, word: &str) -> bool {
        self.aliases.binary_search(&hash(word.as_bytes())).is_ok()
    }
}

impl Words {
    /// Whether the file mentions something that the other one declares and it does not declare itself.
    #[must_use]
    pub fn needs(&self, other: &Self) -> bool {
        other.declared.iter().any(|word| self.has(*word) && self.declared.binary_search(word).is_err())
    }
}

/// What stands in front of an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Front {
    /// A dot: it is that of a package, or a field.
    Dot,
    /// No dot.
    Plain,
    /// Anything.
    Any,
}

/// Where an identifier stands in the code of a file, in order; what comments and strings say is no code.
#[must_use]
pub fn places(text: &[u8], word: &str, front: Front) -> Vec<u32> {
    let mut said = Said::new(text);
    let stands_so = |at: &usize| match front {
        Front::Any => true,
        Front::Dot => text[..*at].trim_ascii_end().ends_with(b"."),
        // `args ...T`
        Front::Plain => !text[..*at].ends_with(b".") || text[..*at].ends_with(b"..."),
    };
    let in_code = |at: &usize| !said.includes(*at);
    whole(text, word.as_bytes()).filter(stands_so).filter(in_code).filter_map(|at| u32::try_from(at).ok()).collect()
}

/// Where a word stands with no part of an identifier at its ends.
fn whole<'t>(text: &'t [u8], word: &'t [u8]) -> impl Iterator<Item = usize> + 't {
    let is_whole = move |at: &usize| {
        let end = at + word.len();
        !at.checked_sub(1).is_some_and(|before| is_part(text[before])) && !text.get(end).is_some_and(|&b| is_part(b))
    };
    memchr::memmem::find_iter(text, word).filter(is_whole)
}

/// The identifiers in a text: where it stands for itself, with no part of an identifier at its ends, the file mentions each.
pub fn parts(text: &str) -> impl Iterator<Item = &str> {
    identifiers(text.as_bytes()).filter_map(|word| std::str::from_utf8(word).ok())
}

/// Whether a word is one identifier.
#[must_use]
pub fn is_identifier(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(is_part) && !word.as_bytes()[0].is_ascii_digit()
}

/// Whether a byte is part of an identifier; without branches, so that many are asked about at once.
fn is_part(byte: u8) -> bool {
    ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10) | (byte == b'_') | (byte >= 0x80)
}

fn identifiers(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let start = rest.iter().position(|&b| is_part(b))?;
            rest = &rest[start..];
            let len = rest.iter().position(|&b| !is_part(b)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(len);
            rest = after;
            if !word[0].is_ascii_digit() {
                return Some(word);
            }
        }
    })
}

/// Eight bytes at a time, with a multiplication each. The last bit is free.
fn hash(word: &[u8]) -> u32 {
    if word.len() <= 8 {
        return hash_short(word.iter().rev().fold(0, |part, &byte| part << 8 | u64::from(byte)), word.len());
    }
    hash_long(word)
}

/// One of at most eight bytes, the first of them lowest.
fn hash_short(part: u64, len: usize) -> u32 {
    finish(mix(len as u64, part))
}

/// The last eight bytes count again where some of them did.
fn hash_long(word: &[u8]) -> u32 {
    let (eights, _) = word.as_chunks::<8>();
    let hash = eights.iter().fold(word.len() as u64, |hash, eight| mix(hash, u64::from_le_bytes(*eight)));
    finish(word.last_chunk().map_or(hash, |last| mix(hash, u64::from_le_bytes(*last))))
}

fn mix(hash: u64, part: u64) -> u64 {
    (hash.rotate_left(23) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn finish(hash: u64) -> u32 {
    (hash >> 32) as u32 & !BEHIND_DOT
}

fn sorted(mut words: Vec<u32>) -> Box<[u32]> {
    words.sort_unstable();
    words.dedup();
    words.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 64 bytes are read together: wherever between them a word and the end of its line lie.
    #[test]
    fn words_are_seen_wherever_they_lie() {
        for before in 0..130 {
            for len in [1, 7, 8, 9, 16, 63, 64, 65, 130] {
                let (front, word) = ("a ".repeat(before / 2) + &"+"[..before % 2], "w".repeat(len));
                let text = format!("{front}.{word}\nfunc {word}x(){word}y;var {word}z");
                let words = Words::of(text.as_bytes());
                let other = "w".repeat(len + 1);
                assert!(words.mentions(&word, Front::Dot) && !words.mentions(&other, Front::Any), "{before} {len}");
                assert!(!words.mentions(&word, Front::Plain) && words.mentions(&(word.clone() + "y"), Front::Plain));
                let declared = ["x", "z", "y", ""].map(|end| words.declares(&(word.clone() + end)));
                assert_eq!(declared, [true, true, false, false], "{before} {len}");
            }
        }
    }

    #[test]
    fn words_are_whole_identifiers() {
        let words = Words::of("package p\nfunc f() { http.HandleFunc(\"/x\", größe) }\n".as_bytes());
        for word in ["p", "http", "HandleFunc", "größe", "x"] {
            assert!(words.mentions(word, Front::Any), "{word}");
        }
        assert!(!words.mentions("Handle", Front::Any));
    }

    /// A word is where `places` finds it, and may be where a line or a comment stands between it and its dot.
    #[test]
    fn words_behind_a_dot_are_told_from_others() {
        let text = "func (s *Server) Close() {}\nvar x = s.Start(y) + a. Stop() + b /* c */ .Run()\n\tc.\n\t\tWait().\n\
                    // why\n\t\tAfter()\nf(args...)\nd. /* e */ Near()\nrest ...Types";
        let words = Words::of(text.as_bytes());
        let fronts = |word| [Front::Dot, Front::Plain].map(|front| words.mentions(word, front));
        for word in ["Start", "Stop", "Run"] {
            assert_eq!(fronts(word), [true, false], "{word}");
        }
        for word in ["Close", "Server", "x", "y", "a", "b", "args", "Types"] {
            assert_eq!(fronts(word), [false, true], "{word}");
        }
        for word in ["Wait", "After", "Near"] {
            assert!(fronts(word)[0], "{word}");
        }
        let any = |names: [&str; 2], front| words.mentions_any(&Wanted::new(names.into_iter(), front));
        assert!(any(["Start", "none"], Front::Any) && any(["Start", "none"], Front::Dot));
        assert!(!any(["none", "nil"], Front::Any) && !any(["Close", "nil"], Front::Dot));
    }

    #[test]
    fn the_words_of_several_files_together() {
        let texts = [
            "package p\nfunc Serve() { x.Close() }\n",
            "package p\nvar y = Serve\ntype Z = int\n",
            "",
            "package p\ntype Close int",
        ];
        let words: Vec<Words> = texts.iter().map(|text| Words::of(text.as_bytes())).collect();
        let index = Index::of(&words.iter().collect::<Vec<_>>()).unwrap();
        let mentioning = |word: &str| index.mentioning(word).collect::<Vec<_>>();
        assert_eq!(mentioning("p"), [0, 1, 3]);
        assert_eq!(mentioning("Serve"), [0, 1]);
        assert_eq!(mentioning("Close"), [0, 3]);
        assert!(mentioning("Clos").is_empty());
        assert_eq!(index.declaring("Serve").collect::<Vec<_>>(), [0]);
        assert_eq!(index.declaring("Close").collect::<Vec<_>>(), [3]);
        assert_eq!([0, 1, 2, 3].map(|file| index.aliases_at(file, "Z")), [false, true, false, false]);
        assert!(!index.aliases_at(3, "Close"));
        let any =
            |words: &[&str]| index.mentioning_any(&Wanted::new(words.iter().copied(), Front::Any)).collect::<Vec<_>>();
        assert_eq!(any(&["y", "x", "none"]), [0, 1]);
        assert!(any(&[]).is_empty());
        let fronts =
            |file, word| [Front::Dot, Front::Plain, Front::Any].map(|front| index.mentions_at(file, word, front));
        assert_eq!(fronts(0, "Close"), [true, false, true]);
        assert_eq!(fronts(3, "Close"), [false, true, true]);
        assert_eq!(fronts(1, "Close"), [false; 3]);
        assert!(Index::of(&vec![&words[0]; MOST_INDEXED]).unwrap().mentioning("x").eq(0..MOST_INDEXED));
        assert!(Index::of(&vec![&words[0]; MOST_INDEXED + 1]).is_none());
    }

    /// Wherever its hash lies among the others.
    #[test]
    fn each_of_many_words_is_found() {
        let word = |n: usize| format!("w{n}");
        let has = |file: usize, n: usize| n.is_multiple_of(file + 2);
        let text = |file: usize| (0..2000).filter(|&n| has(file, n)).map(|n| word(n) + "\n").collect::<String>();
        let words: Vec<Words> = (0..10).map(|file| Words::of(text(file).as_bytes())).collect();
        let index = Index::of(&words.iter().collect::<Vec<_>>()).unwrap();
        for n in 0..2000 {
            let expected: Vec<usize> = (0..10).filter(|&file| has(file, n)).collect();
            assert_eq!(index.mentioning(&word(n)).collect::<Vec<_>>(), expected, "{n}");
            assert_eq!(index.mentioning(&format!("v{n}")).count(), 0, "{n}");
        }
    }

    #[test]
    fn the_identifiers_of_a_text() {
        assert_eq!(parts("server.http-listen-port").collect::<Vec<_>>(), ["server", "http", "listen", "port"]);
        assert_eq!(parts(":8080").count(), 0);
    }

    #[test]
    fn places_are_those_of_whole_identifiers() {
        let text = b"Log Logger log.Log _Log ...Log log.\n\tLog";
        assert_eq!(places(text, "Log", Front::Any), [0, 15, 27, 37]);
        assert_eq!(places(text, "Log", Front::Dot), [15, 27, 37]);
        assert_eq!(places(text, "Log", Front::Plain), [0, 27, 37]);
    }

    #[test]
    fn declarations_of_every_form_are_seen() {
        let text = "func Plain() {}\nfunc (s *Server[T]) Method() {}\ntype A struct{}\nvar b, c = 1, 2\nconst d = 3\n\
                    var (\n\te int\n\tf, g = 1, 2\n)\ntype (\n\tH int\n)\nfunc after() { call() }\nvar (i = 1; j = 2)\n\
                    type K int; func l() {}\n/* one */ func m() {}\n/*\ntwo\n*/ var n = 1\n\
                    type // why\nq int\nfunc\nr() {}\n";
        let words = Words::of(text.as_bytes());
        for word in
            ["Plain", "Method", "A", "b", "c", "d", "e", "f", "g", "H", "after", "i", "j", "K", "l", "m", "n", "q", "r"]
        {
            assert!(words.declares(word), "{word}");
        }
        for word in ["call", "int", "s", "Server"] {
            assert!(!words.declares(word), "{word}");
        }
    }

    /// What stands in a text, a comment or brackets does not end a group, not at the beginning of a line either.
    #[test]
    fn a_group_ends_at_its_own_parenthesis() {
        for inside in [
            "`\n)\n`",
            "f(\n)",
            "`\nfunc x() {}\n)`",
            "\"`\"",
            "'`'",
            "'\\''",
            "\"\\\\\" // `",
            "/*\n)\n*/ 1",
            "[]int{\n1}",
        ] {
            for keyword in ["var", "const"] {
                let text = format!("{keyword} (\n\ta = {inside}\n\tb = 1\n)\nfunc c() {{}}\n\tcall()\n");
                let words = Words::of(text.as_bytes());
                let declared = ["a", "b", "c", "call"].map(|word| words.declares(word));
                assert_eq!(declared, [true, true, true, false], "{text}");
            }
        }
    }

    /// The lines of a template are declarations, for all that is known; what stands behind it is still seen.
    #[test]
    fn a_template_hides_nothing() {
        let text = "var t = `\nvar (\n` + x + `\n`\nfunc a() {}\nvar b = 1\nconst (\n\tc = 2\n)\ntype D int\n";
        let words = Words::of(text.as_bytes());
        for word in ["t", "a", "b", "c", "D"] {
            assert!(words.declares(word), "{word}");
        }
    }

    #[test]
    fn other_names_of_types_are_told_from_types() {
        let text = "type A = B\ntype C D\ntype (\n\tE = F\n\tG struct{ h int }\n)\nvar i = 1\ntype J[K any] = L[K]\n\
                    type M /* other */ = N\nfunc o() { p = 1 }\ntype (Q = R; S int)\ntype T=U\n";
        let words = Words::of(text.as_bytes());
        for word in ["A", "E", "J", "M", "Q", "T"] {
            assert!(words.aliases(word) && words.declares(word), "{word}");
        }
        for word in ["B", "C", "D", "F", "G", "h", "i", "o", "p", "S"] {
            assert!(!words.aliases(word), "{word}");
        }
    }
}
