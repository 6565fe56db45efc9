//! One pass over the bytes of a Go file, which notes its identifiers and what the lines declare.
//!
//! In: bytes. Out: [`Scan`], hashes in the order in which they come, some of them more than once. 64 bytes are looked at together; what
//! they are is a bit for each.

use super::declared::Declared;
use super::{BEHIND_DOT, hash, hash_long, hash_short, identifiers, is_part};

/// How many of the words just seen are remembered, so that a word that comes often is noted but a few times.
const REMEMBERED: usize = 1 << 10;

/// Reads a file.
pub(super) fn scan(bytes: &[u8]) -> Scan<'_> {
    let mut scan = Scan {
        text: bytes,
        line: 0,
        has_first: false,
        in_comment: false,
        has_comments: memchr::memmem::find(bytes, b"/*").is_some(),
        recent: [0; REMEMBERED],
        mentioned: Vec::with_capacity(bytes.len() / 32),
        declared: Declared::default(),
    };
    scan.begins(0);
    // Where a word begins that goes on into the next block.
    let mut open = None;
    for (at, block) in (0..).step_by(64).zip(bytes.chunks(64)) {
        let (mut parts, mut breaks) = classify(block);
        if let Some(start) = open {
            let len = parts.trailing_ones();
            if len == 64 {
                continue;
            }
            open = None;
            scan.word(start, at + len as usize);
            parts &= u64::MAX << len;
        }
        while parts != 0 {
            let first = parts.trailing_zeros();
            let before = breaks & !(u64::MAX << first);
            if before != 0 {
                scan.breaks(at, before);
                breaks ^= before;
            }
            let start = at + first as usize;
            let len = (parts >> first).trailing_ones();
            if first + len == 64 {
                open = Some(start);
                break;
            }
            scan.word(start, start + len as usize);
            parts &= u64::MAX << (first + len);
        }
        if breaks != 0 {
            scan.breaks(at, breaks);
        }
    }
    if let Some(start) = open {
        scan.word(start, bytes.len());
    }
    scan
}

/// A pass over the words of a file, line by line; a semicolon ends a line, too.
pub(super) struct Scan<'s> {
    text: &'s [u8],
    /// Where the line begins.
    line: usize,
    /// Whether it has had an identifier.
    has_first: bool,
    in_comment: bool,
    /// Whether the file has any that may go on over several lines.
    has_comments: bool,
    recent: [u32; REMEMBERED],
    pub mentioned: Vec<u32>,
    pub declared: Declared,
}

impl Scan<'_> {
    /// Lines end: a bit for each byte of a block that ends one.
    #[inline]
    fn breaks(&mut self, block: usize, mut breaks: u64) {
        if !self.declared.is_in_group() && !self.has_comments {
            self.line = block + 64 - breaks.leading_zeros() as usize;
            self.has_first = false;
            return;
        }
        while breaks != 0 {
            self.begins(block + breaks.trailing_zeros() as usize + 1);
            breaks &= breaks - 1;
        }
    }

    /// A line begins.
    fn begins(&mut self, line: usize) {
        self.line = line;
        self.has_first = false;
        self.declared.begins(self.text, line);
        if self.has_comments {
            self.comment();
        }
    }

    /// Looks whether the line is a comment, or its begin is: what stands behind that may be a declaration.
    fn comment(&mut self) {
        let line = line_at(self.text, self.line);
        let commented = self.in_comment || line.trim_ascii_start().starts_with(b"/*");
        let end = if commented { memchr::memmem::find(line, b"*/") } else { None };
        self.in_comment = commented && end.is_none();
        let behind = end.map_or(&[][..], |end| &line[end + 2..]);
        if let Some(first) = identifiers(behind).next() {
            self.declared.line(self.text, behind, first);
        }
    }

    /// A word, from its first byte to behind its last one.
    #[inline]
    fn word(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        if word[0].is_ascii_digit() {
            return;
        }
        if !self.has_first {
            self.has_first = true;
            if self.declared.is_in_group() || matches!(word, b"func" | b"type" | b"var" | b"const") {
                self.declared.line(self.text, line_at(self.text, self.line), word);
            }
        }
        let hash = match self.text[start..].first_chunk::<8>() {
            Some(_) if word.len() > 8 => hash_long(word),
            Some(eight) => hash_short(u64::from_le_bytes(*eight) & (u64::MAX >> (64 - 8 * word.len())), word.len()),
            None => hash(word),
        };
        match behind_dot(&self.text[self.line..start]) {
            Some(behind) => self.note(hash | u32::from(behind)),
            None => {
                self.note(hash);
                self.note(hash | BEHIND_DOT);
            }
        }
    }

    #[inline]
    fn note(&mut self, hash: u32) {
        let slot = &mut self.recent[hash as usize % REMEMBERED];
        if *slot != hash {
            *slot = hash;
            self.mentioned.push(hash);
        }
    }
}

/// The rest of the line from a place on.
fn line_at(text: &[u8], from: usize) -> &[u8] {
    let rest = &text[from.min(text.len())..];
    &rest[..memchr::memchr2(b'\n', b';', rest).unwrap_or(rest.len())]
}

/// Of 64 bytes those that are part of an identifier, and those that end a line: a bit for each, the lowest for the first.
fn classify(block: &[u8]) -> (u64, u64) {
    let mut padded = [0; 64];
    let block = block.first_chunk().unwrap_or_else(|| {
        padded[..block.len()].copy_from_slice(block);
        &padded
    });
    let (mut parts, mut breaks) = ([0; 64], [0; 64]);
    for ((&byte, part), ends) in block.iter().zip(&mut parts).zip(&mut breaks) {
        *part = u8::from(is_part(byte));
        *ends = u8::from((byte == b'\n') | (byte == b';'));
    }
    (bits(&parts), bits(&breaks))
}

/// The lowest bits of 64 bytes, which are 0 or 1.
fn bits(bytes: &[u8; 64]) -> u64 {
    let (eights, _) = bytes.as_chunks::<8>();
    let bits = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    eights.iter().rev().fold(0, |all, eight| all << 8 | bits(eight))
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
