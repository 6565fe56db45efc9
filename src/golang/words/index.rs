//! The words of several files together: one question tells which of them have one.
//!
//! In: the [`Words`] of at most [`MOST_INDEXED`] files; all that they say is told here, too. Out: positions among them. Knows no
//! packages and no paths.

use super::{BEHIND_DOT, Front, Wanted, Words, hash};

/// The words of several files, so that one question tells which of them have one.
#[derive(Debug)]
pub struct Index {
    mentioned: Holders,
    declared: Holders,
    aliases: Holders,
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
            mentioned: Holders::of(files, |words| &words.mentioned),
            declared: Holders::of(files, |words| &words.declared),
            aliases: Holders::of(files, |words| &words.aliases),
        })
    }

    /// The files that mention an identifier, whatever stands in front, as positions.
    pub fn mentioning(&self, word: &str) -> impl Iterator<Item = usize> + use<> {
        positions(self.mentions(hash(word.as_bytes()), Front::Any))
    }

    /// Those that mention one of several.
    pub fn mentioning_any(&self, words: &Wanted) -> impl Iterator<Item = usize> + use<> {
        positions(self.mention_any(words))
    }

    /// Whether one of the files mentions it so: see [`Words::mentions`].
    #[must_use]
    pub fn mentions_at(&self, file: usize, word: &str, front: Front) -> bool {
        self.mentions(hash(word.as_bytes()), front) >> file & 1 == 1
    }

    /// Whether one of the files declares it as another name of a type: see [`Words::aliases`].
    #[must_use]
    pub fn aliases_at(&self, file: usize, word: &str) -> bool {
        self.alias(hash(word.as_bytes())) >> file & 1 == 1
    }

    pub(super) fn alias(&self, hash: u32) -> u64 {
        self.aliases.bits(hash)
    }

    pub(super) fn declare(&self, hash: u32) -> u64 {
        self.declared.bits(hash)
    }

    pub(super) fn mention_any(&self, words: &Wanted) -> u64 {
        words.hashes.iter().fold(0, |bits, &hash| bits | self.mentions(hash, words.front))
    }

    pub(super) fn mentions(&self, hash: u32, front: Front) -> u64 {
        match front {
            Front::Plain => self.mentioned.bits(hash),
            Front::Dot => self.mentioned.bits(hash | BEHIND_DOT),
            Front::Any => self.mentioned.bits_of_either(hash),
        }
    }

    /// Those that declare it at package level.
    pub fn declaring(&self, word: &str) -> impl Iterator<Item = usize> + use<> {
        positions(self.declare(hash(word.as_bytes())))
    }
}

impl Holders {
    fn of(files: &[&Words], list: impl Fn(&Words) -> &[u32]) -> Self {
        let all = files.iter().enumerate().flat_map(|(at, words)| list(words).iter().map(move |&hash| (hash, at)));
        let mut all: Vec<u64> = all.map(|(hash, at)| u64::from(hash) << 32 | at as u64).collect();
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

    /// The first place of a hash that is not smaller. Hashes are spread evenly, so it stands near its share of the way.
    fn place(&self, hash: u32) -> usize {
        let share = (u64::from(hash) * self.hashes.len() as u64) >> 32;
        let (before, from) = self.hashes.split_at(share as usize);
        if from.first().is_some_and(|&first| first < hash) {
            return before.len() + from.iter().position(|&other| other >= hash).unwrap_or(from.len());
        }
        before.iter().rposition(|&other| other < hash).map_or(0, |at| at + 1)
    }

    fn bits(&self, hash: u32) -> u64 {
        let at = self.place(hash);
        if self.hashes.get(at) == Some(&hash) { self.bits_at(at) } else { 0 }
    }

    /// Those of the hash of an identifier, and of the one that it has behind a dot.
    fn bits_of_either(&self, hash: u32) -> u64 {
        let first = self.place(hash);
        let same = self.hashes[first..].iter().take_while(|&&other| other | BEHIND_DOT == hash | BEHIND_DOT);
        (first..).zip(same).fold(0, |bits, (at, _)| bits | self.bits_at(at))
    }

    fn bits_at(&self, at: usize) -> u64 {
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
