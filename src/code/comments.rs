//! Comments behind code, in the column in which gofmt puts them.
//!
//! In: a Go file before and after a change. Out: the file with such comments below each other again. Knows no more of gofmt's rules
//! than this one: comments of lines that follow each other share a column, one blank behind the longest of the lines.

use std::collections::BTreeSet;

use crate::ordered::InOrder as _;

use super::tokens::{Token, token};

/// The text after a change, with the comments in column that have lost it. Who had them in no column before keeps it so.
#[must_use]
pub fn align_comments(before: &[u8], after: Vec<u8>) -> Vec<u8> {
    let (old, new) = (blocks(before), blocks(&after));
    let had: BTreeSet<&[u8]> = old.iter().map(|block| block.text(before)).in_order();
    let has: BTreeSet<&[u8]> = new.iter().map(|block| block.text(&after)).in_order();
    if !old.iter().filter(|block| !has.contains(block.text(before))).all(|block| block.is_aligned(before)) {
        return after;
    }
    let mut text = Vec::with_capacity(after.len());
    let mut at = 0;
    for block in new.iter().filter(|block| !had.contains(block.text(&after))) {
        for line in &block.lines {
            text.extend_from_slice(&after[at..line.code]);
            text.resize(text.len() + block.column() - line.width, b' ');
            at = line.comment;
        }
    }
    text.extend_from_slice(&after[at..]);
    text
}

/// Lines with a comment behind their code, one below the other, as far indented as each other.
struct Block {
    lines: Vec<Line>,
    indent: usize,
    /// Where the line below begins.
    next: usize,
}

struct Line {
    start: usize,
    /// Where the code ends.
    code: usize,
    /// How many characters it has.
    width: usize,
    /// Where the comment begins.
    comment: usize,
}

impl Block {
    fn text<'t>(&self, bytes: &'t [u8]) -> &'t [u8] {
        let start = self.lines.first().map_or(self.next, |line| line.start);
        &bytes[start..self.next.min(bytes.len())]
    }

    fn column(&self) -> usize {
        self.lines.iter().map(|line| line.width).max().unwrap_or_default() + 1
    }

    fn is_aligned(&self, bytes: &[u8]) -> bool {
        self.lines.iter().all(|line| {
            let gap = &bytes[line.code..line.comment];
            gap.iter().all(|b| *b == b' ') && line.width + gap.len() == self.column()
        })
    }
}

fn blocks(bytes: &[u8]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    // Where the line begins, where its code ends, and whether it begins inside of a literal or comment.
    let (mut start, mut code, mut inside) = (0, 0, false);
    let mut at = 0;
    while at < bytes.len() {
        let (kind, len) = token(&bytes[at..]);
        let end = at + len;
        match kind {
            Token::Comment if bytes[at..].starts_with(b"//") => {
                if code > start && !inside {
                    let indent = bytes[start..].iter().take_while(|b| b.is_ascii_whitespace()).count();
                    // A byte that goes on with a character is none of its own.
                    let width = bytes[start + indent..code].iter().filter(|b| **b & 0xC0 != 0x80).count();
                    let line = Line { start, code, width, comment: at };
                    match blocks.last_mut().filter(|block| block.next == start && block.indent == indent) {
                        Some(block) => (block.next, _) = (end + 1, block.lines.push(line)),
                        None => blocks.push(Block { lines: vec![line], indent, next: end + 1 }),
                    }
                }
            }
            _ if bytes[at] == b'\n' => (start, inside) = (end, false),
            _ => {
                if let Some(last) = memchr::memrchr(b'\n', &bytes[at..end]) {
                    (start, inside) = (at + last + 1, true);
                }
                if !bytes[at].is_ascii_whitespace() {
                    code = end;
                }
            }
        }
        at = end;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::align_comments;

    /// The wanted texts are gofmt's.
    #[track_caller]
    fn check(before: &str, after: &str, want: &str) {
        let got = align_comments(before.as_bytes(), after.into());
        assert_eq!(String::from_utf8(got).unwrap(), want);
    }

    #[test]
    fn a_longer_and_a_shorter_line_move_the_others() {
        let before = "\ta(1)   // one\n\tbb(22) // two\n\n\tc() // three\n";
        check(
            before,
            &before.replace("1)", "1, 2, 3)"),
            "\ta(1, 2, 3) // one\n\tbb(22)     // two\n\n\tc() // three\n",
        );
        check(before, &before.replace("22", ""), "\ta(1) // one\n\tbb() // two\n\n\tc() // three\n");
        check(before, &before.replace("bb(22)", "\"ä//\""), "\ta(1)  // one\n\t\"ä//\" // two\n\n\tc() // three\n");
        check(
            before,
            &before.replace('\n', "\r\n").replace("22", ""),
            "\ta(1) // one\r\n\tbb() // two\r\n\r\n\tc() // three\r\n",
        );
    }

    #[test]
    fn lines_that_come_between_or_go_part_and_join_blocks() {
        let before = "\ta(1)   // one\n\tbb(22) // two\n";
        check(before, "\ta(1)   // one\n\tx()\n\tbb(22) // two\n", "\ta(1) // one\n\tx()\n\tbb(22) // two\n");
        check(
            before,
            "\ta(1)   // one\n\tx(`\n`) // x\n\tbb(22) // two\n",
            "\ta(1) // one\n\tx(`\n`) // x\n\tbb(22) // two\n",
        );
        check("\ta(1) // one\n\tx()\n\tbb(22) // two\n", "\ta(1) // one\n\tbb(22) // two\n", before);
        check(
            before,
            "\ta(1)   // one\n\tif x { // two\n\t\ty() // three\n",
            "\ta(1)   // one\n\tif x { // two\n\t\ty() // three\n",
        );
    }

    #[test]
    fn what_stood_in_no_column_stays_where_it_is() {
        let before = "\ta(1) // one\n\tbb(22)  // two\n";
        check(before, &before.replace("22", "222222"), "\ta(1) // one\n\tbb(222222)  // two\n");
        // Only what changed is looked at.
        let far = format!("{before}\n\tc(1)  // one\n\tdd(2) // two\n");
        check(&far, &far.replace("dd", "d"), &format!("{before}\n\tc(1) // one\n\td(2) // two\n"));
    }
}
