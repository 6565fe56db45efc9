//! The words of several files together: one question tells which of them have one.
//!
//! In: the [`Words`] of at most [`MOST_INDEXED`] files. Out: positions among them. Knows no packages and no paths.

use super::{BEHIND_DOT, Wanted, Words, hash};

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
