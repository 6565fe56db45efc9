//! The identifiers of a file, and which of them it declares at package level, as aliases among them: one pass over the bytes, no
//! parsing.
//!
//! In: bytes. Out: [`Words`], sorted hashes: a word that is not there is certainly not mentioned; one that is there almost
//! certainly is. Comments and strings are not told apart from code, indented declarations count as package level:
//! both only make a file be parsed that need not be. A declaration begins a line, or stands behind a semicolon or a comment
//! that begins one.

/// Which identifiers a file mentions and declares.
#[derive(Debug, Default)]
pub struct Words {
    /// Each hash once for where it stands behind a dot, with the last bit, and once for where it does not.
    mentioned: Box<[u32]>,
    declared: Box<[u32]>,
    aliases: Box<[u32]>,
}

/// Identifiers to look for in many files.
#[derive(Debug)]
pub struct Wanted(Box<[u32]>);

impl Wanted {
    /// Takes the identifiers, in any order.
    #[must_use]
    pub fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        Self(sorted(words.map(|word| hash(word.as_bytes())).collect()))
    }
}

/// The last bit of the hash of an identifier that stands behind a dot.
const BEHIND_DOT: u32 = 1;
/// How many of the words just seen are remembered, so that a word that comes often is noted but a few times.
const REMEMBERED: usize = 1 << 10;

impl Words {
    /// Reads a file.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let mut mentioned = Vec::with_capacity(bytes.len() / 32);
        let mut declared = Declared::default();
        let mut recent = [0; REMEMBERED];
        let mut in_comment = false;
        for line in Lines(bytes) {
            let commented = in_comment || line.trim_ascii_start().starts_with(b"/*");
            let end = if commented { memchr::memmem::find(line, b"*/") } else { None };
            in_comment = commented && end.is_none();
            let mut words = identifiers(line);
            let Some(first) = words.next() else {
                if line.starts_with(b")") {
                    declared.group = None;
                }
                continue;
            };
            declared.line(line, first);
            let behind = end.map_or(&[][..], |end| &line[end + 2..]);
            if let Some(first) = identifiers(behind).next() {
                declared.line(behind, first);
            }
            let mut note = |hash: u32| {
                let slot = &mut recent[hash as usize % REMEMBERED];
                if *slot != hash {
                    *slot = hash;
                    mentioned.push(hash);
                }
            };
            for word in std::iter::once(first).chain(words) {
                let front = &line[..word.as_ptr() as usize - line.as_ptr() as usize];
                match behind_dot(front) {
                    Some(behind) => note(hash(word) | u32::from(behind)),
                    None => {
                        note(hash(word));
                        note(hash(word) | BEHIND_DOT);
                    }
                }
            }
        }
        Self { mentioned: sorted(mentioned), declared: sorted(declared.names), aliases: sorted(declared.aliases) }
    }

    /// Whether the file contains the identifier with such a thing in front. What stands in front of the first one of a line is
    /// not looked for: that one counts as either.
    #[must_use]
    pub fn mentions(&self, word: &str, front: Front) -> bool {
        let word = hash(word.as_bytes());
        match front {
            Front::Dot => self.mentioned.binary_search(&(word | BEHIND_DOT)).is_ok(),
            Front::Plain => self.mentioned.binary_search(&word).is_ok(),
            Front::Any => self.has(word),
        }
    }

    /// Whether the file contains one of the identifiers.
    #[must_use]
    pub fn mentions_any(&self, words: &Wanted) -> bool {
        words.0.iter().any(|&word| self.has(word))
    }

    fn has(&self, word: u32) -> bool {
        let at = self.mentioned.partition_point(|&mentioned| mentioned < word);
        self.mentioned.get(at).is_some_and(|&mentioned| mentioned | BEHIND_DOT == word | BEHIND_DOT)
    }

    /// Whether the file declares the identifier at package level: function, method, type, variable or constant.
    #[must_use]
    pub fn declares(&self, word: &str) -> bool {
        self.declared.binary_search(&hash(word.as_bytes())).is_ok()
    }

    /// Whether the file declares the identifier as another name of a type (`type A = B`), as far as its line tells: a type behind whose
    /// name type parameters, a length or a comment stand counts as one.
    #[must_use]
    pub fn aliases(&self, word: &str) -> bool {
        self.aliases.binary_search(&hash(word.as_bytes())).is_ok()
    }
}

/// The words of several files, so that one question tells which of them have one.
#[derive(Debug)]
pub struct Index {
    mentioned: Holders,
    declared: Holders,
}

/// Hashes in order, and the files that have each: a bit for every one, in as many bytes as the files need.
#[derive(Debug)]
struct Holders {
    hashes: Box<[u32]>,
    files: Box<[u8]>,
    width: usize,
}

/// As many files as an [`Index`] takes at most.
pub const MOST_INDEXED: usize = 64;

impl Index {
    /// Puts together at most [`MOST_INDEXED`] files; None where they are more.
    #[must_use]
    pub fn of(files: &[&Words]) -> Option<Self> {
        (files.len() <= MOST_INDEXED).then(|| Self {
            mentioned: Holders::of(files, |words| &words.mentioned, BEHIND_DOT),
            declared: Holders::of(files, |words| &words.declared, 0),
        })
    }

    /// The files that mention an identifier, whatever stands in front, as positions.
    pub fn mentioning(&self, word: &str) -> impl Iterator<Item = usize> + use<> {
        positions(self.mentioned.bits(hash(word.as_bytes())))
    }

    /// Those that mention one of several.
    pub fn mentioning_any(&self, words: &Wanted) -> impl Iterator<Item = usize> + use<> {
        positions(words.0.iter().fold(0, |bits, &hash| bits | self.mentioned.bits(hash)))
    }

    /// Those that declare it at package level.
    pub fn declaring(&self, word: &str) -> impl Iterator<Item = usize> + use<> {
        positions(self.declared.bits(hash(word.as_bytes())))
    }
}

impl Holders {
    /// `without`: bits that do not count.
    fn of(files: &[&Words], list: impl Fn(&Words) -> &[u32], without: u32) -> Self {
        let all = files.iter().enumerate().flat_map(|(at, words)| list(words).iter().map(move |&hash| (hash, at)));
        let mut all: Vec<u64> = all.map(|(hash, at)| u64::from(hash & !without) << 32 | at as u64).collect();
        // They come in as many runs as there are files, each sorted: this sort joins them.
        all.sort();
        let width = files.len().div_ceil(8).max(1);
        let mut hashes: Vec<u32> = Vec::new();
        let mut files: Vec<u8> = Vec::new();
        for same in all.chunk_by(|a, b| a >> 32 == b >> 32) {
            let bits = same.iter().fold(0u64, |bits, pair| bits | 1 << (pair & 63));
            hashes.push((same[0] >> 32) as u32);
            files.extend(&bits.to_le_bytes()[..width]);
        }
        Self { hashes: hashes.into(), files: files.into(), width }
    }

    /// Where a hash stands. Hashes are spread evenly, so it stands near its share of the way.
    fn place(&self, hash: u32) -> Option<usize> {
        let share = (u64::from(hash) * self.hashes.len() as u64) >> 32;
        let (before, from) = self.hashes.split_at(share as usize);
        if from.first().is_some_and(|&first| first <= hash) {
            let at = from.iter().position(|&other| other >= hash)?;
            return (from[at] == hash).then_some(before.len() + at);
        }
        let at = before.iter().rposition(|&other| other <= hash)?;
        (before[at] == hash).then_some(at)
    }

    fn bits(&self, hash: u32) -> u64 {
        let Some(at) = self.place(hash) else { return 0 };
        let mut bits = [0; 8];
        bits[..self.width].copy_from_slice(&self.files[at * self.width..][..self.width]);
        u64::from_le_bytes(bits)
    }
}

/// Which bits are set.
fn positions(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        (at < 64).then_some(at)
    })
}

/// The lines of a text without their ends; a semicolon ends one, too.
struct Lines<'s>(&'s [u8]);

impl<'s> Iterator for Lines<'s> {
    type Item = &'s [u8];

    fn next(&mut self) -> Option<&'s [u8]> {
        if self.0.is_empty() {
            return None;
        }
        let end = memchr::memchr2(b'\n', b';', self.0);
        let (line, rest) = self.0.split_at(end.unwrap_or(self.0.len()));
        self.0 = rest.get(1..).unwrap_or_default();
        Some(line)
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Front {
    /// A dot: it is that of a package, or a field.
    Dot,
    /// No dot.
    Plain,
    /// Anything.
    Any,
}

/// Where an identifier stands in a text, in order; in comments and strings, too.
#[must_use]
pub fn places(text: &[u8], word: &str, front: Front) -> Vec<u32> {
    let is_whole = |at: &usize| {
        let end = at + word.len();
        !at.checked_sub(1).is_some_and(|before| is_part(text[before])) && !text.get(end).is_some_and(|&b| is_part(b))
    };
    let stands_so = |at: &usize| match front {
        Front::Any => true,
        Front::Dot => text[..*at].trim_ascii_end().ends_with(b"."),
        // `args ...T`
        Front::Plain => !text[..*at].ends_with(b".") || text[..*at].ends_with(b"..."),
    };
    let places = memchr::memmem::find_iter(text, word).filter(is_whole).filter(stands_so);
    places.filter_map(|at| u32::try_from(at).ok()).collect()
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

/// What the lines so far declare.
#[derive(Default)]
struct Declared {
    names: Vec<u32>,
    aliases: Vec<u32>,
    /// Inside of `var (`, `const (` or `type (`: which.
    group: Option<Kind>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Type,
    Value,
}

impl Declared {
    /// A line, and the first identifier in it.
    fn line(&mut self, line: &[u8], first: &[u8]) {
        let after = |word: &[u8]| {
            let start = word.as_ptr() as usize - line.as_ptr() as usize + word.len();
            line[start..].trim_ascii_start()
        };
        let kind = match first {
            b"func" => {
                self.group = None;
                let rest = after(first);
                // A method: the name stands behind the receiver.
                let rest = match rest.first() {
                    Some(b'(') => rest.iter().position(|&b| b == b')').map_or(&[][..], |at| &rest[at..]),
                    _ => rest,
                };
                self.names.extend(identifiers(rest).next().map(hash));
                return;
            }
            b"type" => Kind::Type,
            b"var" | b"const" => Kind::Value,
            _ => {
                match self.group {
                    Some(_) if line.starts_with(b")") => self.group = None,
                    Some(kind) => self.declaration(line, kind),
                    None => {}
                }
                return;
            }
        };
        match after(first) {
            [b'(', rest @ ..] => {
                self.group = Some(kind);
                self.declaration(rest, kind);
            }
            rest => self.declaration(rest, kind),
        }
    }

    /// `a, b = 1, 2`: the names in front.
    fn declaration(&mut self, text: &[u8], kind: Kind) {
        let mut rest = text.trim_ascii_start();
        while let Some(word) = identifiers(rest).next() {
            if word.as_ptr() != rest.as_ptr() {
                return;
            }
            self.names.push(hash(word));
            rest = rest[word.len()..].trim_ascii_start();
            match rest.split_first() {
                Some((b',', more)) => rest = more.trim_ascii_start(),
                // Behind type parameters or a comment an alias is one for all that is seen here.
                Some((b'=' | b'[' | b'/', _)) if kind == Kind::Type => {
                    self.aliases.push(hash(word));
                    return;
                }
                _ => return,
            }
        }
    }
}

fn is_part(byte: u8) -> bool {
    PARTS[usize::from(byte)]
}

/// Which bytes are part of an identifier.
const PARTS: [bool; 256] = {
    let mut parts = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "the index is below 256")]
        let b = byte as u8;
        parts[byte] = b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80;
        byte += 1;
    }
    parts
};

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
    let mix = |hash: u64, part: u64| (hash.rotate_left(23) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut chunks = word.chunks_exact(8);
    let whole = chunks.by_ref().filter_map(|chunk| chunk.try_into().ok().map(u64::from_le_bytes));
    let hash = whole.fold(word.len() as u64, mix);
    let rest = chunks.remainder().iter().fold(0, |part, &byte| part << 8 | u64::from(byte));
    let hash = mix(hash, rest);
    (hash >> 32) as u32 & !BEHIND_DOT
}

/// Whether a dot stands before an identifier, by what its line has in front of it; None where that does not tell.
fn behind_dot(front: &[u8]) -> Option<bool> {
    match front.last() {
        // `...T`
        Some(b'.') => Some(!front.ends_with(b"...")),
        Some(byte) if !byte.is_ascii_whitespace() && *byte != b'/' => Some(false),
        // A dot, blanks or a comment, and then the identifier: nobody writes so but where a line ends in between.
        _ => {
            let front = front.trim_ascii_end();
            (!front.is_empty() && !front.ends_with(b"*/")).then(|| front.ends_with(b".") && !front.ends_with(b"..."))
        }
    }
}

fn sorted(mut words: Vec<u32>) -> Box<[u32]> {
    words.sort_unstable();
    words.dedup();
    words.into()
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert!(words.mentions_any(&Wanted::new(["Start", "none"].into_iter())));
        assert!(!words.mentions_any(&Wanted::new(["none", "nil"].into_iter())));
    }

    #[test]
    fn the_words_of_several_files_together() {
        let texts =
            ["package p\nfunc Serve() { x.Close() }\n", "package p\nvar y = Serve\n", "", "package p\ntype Close int"];
        let words: Vec<Words> = texts.iter().map(|text| Words::of(text.as_bytes())).collect();
        let index = Index::of(&words.iter().collect::<Vec<_>>()).unwrap();
        let mentioning = |word: &str| index.mentioning(word).collect::<Vec<_>>();
        assert_eq!(mentioning("p"), [0, 1, 3]);
        assert_eq!(mentioning("Serve"), [0, 1]);
        assert_eq!(mentioning("Close"), [0, 3]);
        assert!(mentioning("Clos").is_empty());
        assert_eq!(index.declaring("Serve").collect::<Vec<_>>(), [0]);
        assert_eq!(index.declaring("Close").collect::<Vec<_>>(), [3]);
        let any = |words: &[&str]| index.mentioning_any(&Wanted::new(words.iter().copied())).collect::<Vec<_>>();
        assert_eq!(any(&["y", "x", "none"]), [0, 1]);
        assert!(any(&[]).is_empty());
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
                    type K int; func l() {}\n/* one */ func m() {}\n/*\ntwo\n*/ var n = 1\n";
        let words = Words::of(text.as_bytes());
        for word in ["Plain", "Method", "A", "b", "c", "d", "e", "f", "g", "H", "after", "i", "j", "K", "l", "m", "n"] {
            assert!(words.declares(word), "{word}");
        }
        for word in ["call", "int", "s", "Server"] {
            assert!(!words.declares(word), "{word}");
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
