//! Numbers that look random and are the same in every run. Shared by the tests that bend files.

/// Xorshift.
pub(crate) struct Random(u64);

impl Random {
    /// The numbers of one run.
    pub(crate) fn of(run: u64) -> Self {
        Self(run.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below another one; 0 below 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or_default() % end.max(1)
    }
}
