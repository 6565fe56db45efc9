//! What in a Go file is no code: comments, strings and runes.
//!
//! In: bytes, and places in rising order. Out: whether each is in one of them. What begins and does not end, ends with its line; a comment or
//! raw string, with the file. Reads no further than the last place that it is asked about.

use memchr::{memchr, memchr2, memmem};

/// One pass over a file, as far as it is asked.
pub(super) struct Said<'s> {
    text: &'s [u8],
    /// Where the last comment, string or rune that was found begins and ends.
    last: (usize, usize),
}

impl<'s> Said<'s> {
    pub(super) fn new(text: &'s [u8]) -> Self {
        Self { text, last: (0, 0) }
    }

    /// Whether a place is in a comment, a string or a rune. Places are asked about in rising order.
    pub(super) fn includes(&mut self, at: usize) -> bool {
        while self.last.1 <= at {
            let Some(start) = self.next(self.last.1).filter(|start| *start <= at) else { return false };
            self.last = (start, self.end(start));
        }
        self.last.0 <= at
    }

    /// Where the next one begins.
    fn next(&self, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            at += self.text[at..].iter().position(|b| matches!(b, b'"' | b'`' | b'\'' | b'/'))?;
            if self.text[at] != b'/' || matches!(self.text.get(at + 1), Some(b'/' | b'*')) {
                return Some(at);
            }
            at += 1;
        }
    }

    /// Where the one that begins at a place ends.
    fn end(&self, start: usize) -> usize {
        let text = self.text;
        let all = text.len();
        let behind = |open: usize, close: &[u8]| {
            memmem::find(&text[start + open..], close).map_or(all, |n| start + open + n + close.len())
        };
        match (text[start], text.get(start + 1)) {
            (b'/', Some(b'*')) => behind(2, b"*/"),
            (b'/', _) => memchr(b'\n', &text[start..]).map_or(all, |n| start + n),
            (b'`', _) => behind(1, b"`"),
            (quote, _) => {
                let line = memchr(b'\n', &text[start..]).map_or(all, |n| start + n);
                let mut at = start + 1;
                while let Some(n) = memchr2(quote, b'\\', &text[at.min(line)..line]) {
                    at += n + 1;
                    if text[at - 1] == quote {
                        return at;
                    }
                    at += 1;
                }
                line
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Said;

    #[test]
    fn what_is_said_is_no_code() {
        let text = concat!("x // x \"\nx /* x // \n x */ x / x `x\n\\` x \"x\\\"x\" x '\"' x 'x' \"x\n", "x /* x");
        let mut said = Said::new(text.as_bytes());
        let places = text.bytes().enumerate().filter(|(_, b)| *b == b'x').map(|(at, _)| at);
        let code: Vec<bool> = places.map(|at| !said.includes(at)).collect();
        let (y, n) = (true, false);
        assert_eq!(code, [y, n, y, n, n, y, y, n, y, n, n, y, y, n, n, y, n]);
    }
}
