//! What in a Go file is no code: comments, strings and runes.
//!
//! In: bytes, and places in rising order. Out: whether each is in one of them. Reads no further than the last place that it is asked about.

use crate::golang::literal::no_code;

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
            let from = self.last.1;
            let Some(next) = self.text[from..=at].iter().position(|b| b"\"`'/".contains(b)) else { return false };
            let start = from + next;
            // A slash alone is code.
            self.last = (start, start + no_code(&self.text[start..]).unwrap_or(1));
        }
        self.last.0 <= at
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
