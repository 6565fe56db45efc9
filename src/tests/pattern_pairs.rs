//! Pairs of patterns for comparisons with real Go.
//!
//! In: a seed. Out: endless pairs of texts, the same for the same seed, in which conflicts, errors, hosts, methods,
//! escapes, odd blanks and odd characters are all common. Line feeds do not occur: the lines that carry pairs end there.

/// An endless sequence of pairs.
pub struct Pairs {
    state: u64,
}

const METHODS: &[&str] =
    &["GET", "GET", "GET", "HEAD", "HEAD", "POST", "CONNECT", "get", "M-X!", "A=B", "GÉT", "{m}", "@"];
const BLANKS: &[&str] = &[" ", " ", " ", " ", " ", "  ", "\t", " \t", "\t ", "\u{a0}"];
const HOSTS: &[&str] = &["h", "h", "example.com", "h:80", "é.test", "{h}", "x{", "h o", "%41", "[::1]", "\"h\""];
const PLAIN: &[&str] = &["a", "a", "a", "b", "b", "c", "ab", "x", "y", "ax", "a:b", "*", "*", "", "a+b", "<&>"];
const WILD: &[&str] = &["{x}", "{x}", "{y}", "{y}", "{a}", "{b}", "{z}", "{_1}", "{x1}", "{é}", "{世}", "{ǅ}", "{ʰ}"];
const ESCAPES: &[&str] = &[
    "%61",
    "%62",
    "%2F",
    "%2f",
    "%78",
    "%ff",
    "%FF%fe",
    "%e4%b8%96",
    "%e2%82",
    "%zz",
    "%",
    "%6",
    "a%",
    "%7Bx%7D",
    "%0a",
    "%00",
    "%25",
    "%c2%a0",
    "%22",
    "%5c",
    "%ed%a0%80",
    "%f0%9f%98%80",
    "%20",
    "%2e",
    "%2e%2e",
    "%c2%ad",
    "%7f",
    "%C3%A9",
];
const BROKEN: &[&str] = &[
    "{}",
    "{...}",
    "{$...}",
    "x{w}",
    "{w}x",
    "{wx",
    "{",
    "}",
    "{a$}",
    "{%61}",
    "{1a}",
    "{٣}",
    "{x٣}",
    "{Ⅷ}",
    "{x²}",
    "{e\u{301}}",
    "{x y}",
    "{\u{fffd}}",
    "{{x}}",
    "{x...}",
    "{$}",
    "{x..}",
    "{x....}",
    "{\"}",
    "{\\}",
    "{x,y}",
    "{😀}",
];
const ODD: &[&str] = &[
    "a b",
    "a\tb",
    "\"",
    "\\",
    "\\t",
    "\u{1}",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{2028}",
    "\u{feff}",
    "\u{fffd}",
    "😀",
    "\u{10ffff}",
    "\u{e000}",
    "\u{378}",
    "世",
    "é",
    "e\u{301}",
    "\r",
    "\0",
    "'",
    "`",
    " ",
    "\u{3000}",
];
const UNCLEAN: &[&str] = &["", ".", "..", "...", ".a"];
const ENDS: &[&str] = &["", "", "", "/*", "/", "/", "/{$}", "/{$}", "/{r...}", "/{x...}", "//", "/{$}/"];

impl Pairs {
    /// The pairs of a seed.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next pair, first and second.
    pub fn pair(&mut self) -> (String, String) {
        let a = self.pattern();
        if self.one_in(4) {
            return (a.text(), self.pattern().text());
        }
        let mut b = a.clone();
        let mut a = a;
        for _ in 0..self.below(4) {
            let changed = if self.one_in(2) { &mut a } else { &mut b };
            self.change(changed);
        }
        (a.text(), b.text())
    }

    fn pattern(&mut self) -> Parts {
        let method = if self.one_in(2) { String::new() } else { self.pick(METHODS) };
        let blank = if method.is_empty() && !self.one_in(25) { String::new() } else { self.pick(BLANKS) };
        let host = if self.one_in(5) { self.pick(HOSTS) } else { String::new() };
        let pieces = (0..self.below(5)).map(|_| self.piece()).collect();
        let slash = if self.one_in(40) { "" } else { "/" };
        Parts { method, blank, host, slash, pieces, end: self.pick(ENDS) }
    }

    fn piece(&mut self) -> String {
        match self.below(100) {
            0..45 => self.pick(PLAIN),
            45..80 => self.pick(WILD),
            80..90 => self.pick(ESCAPES),
            90..93 => self.pick(ODD),
            93..95 => self.pick(UNCLEAN),
            95..97 => self.pick(BROKEN),
            97 => format!("{{{}}}", self.any_char()),
            98 => format!("{}{}", self.any_char(), self.pick(ESCAPES)),
            _ => (0..self.below(4)).map(|_| self.any_char()).collect(),
        }
    }

    /// Any character but those that a piece or a line cannot hold.
    fn any_char(&mut self) -> char {
        let width = [0x80, 0x300, 0x3000, 0x1_0000, 0x11_0000][self.below(5)];
        match char::from_u32(self.below(width) as u32) {
            Some('\n' | '/') | None => 'q',
            Some(c) => c,
        }
    }

    fn change(&mut self, parts: &mut Parts) {
        match self.below(10) {
            0 => parts.end = self.pick(ENDS),
            1 => {
                parts.method = self.pick(METHODS);
                parts.blank = self.pick(BLANKS);
            }
            2 => {
                parts.method.clear();
                parts.blank.clear();
            }
            3 => parts.host = if self.one_in(2) { self.pick(HOSTS) } else { String::new() },
            4 => {
                parts.pieces.pop();
            }
            5 => parts.pieces.push(self.piece()),
            _ if parts.pieces.is_empty() => parts.pieces.push(self.piece()),
            kind => {
                let at = self.below(parts.pieces.len());
                parts.pieces[at] = if kind == 6 { self.piece() } else { self.generalized(&parts.pieces[at], at) };
            }
        }
    }

    /// What matches the piece as well, or again a literal where it was a wildcard.
    fn generalized(&mut self, piece: &str, at: usize) -> String {
        if piece.starts_with('{') {
            return self.pick(PLAIN);
        }
        if self.one_in(3) {
            return piece.bytes().map(|byte| format!("%{byte:02x}")).collect();
        }
        format!("{{w{at}}}")
    }

    fn pick(&mut self, from: &[&str]) -> String {
        from[self.below(from.len())].to_owned()
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// SplitMix64, which is enough for this and the same on all machines.
    fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }
}

/// A pattern in parts that can be changed one by one.
#[derive(Clone)]
struct Parts {
    method: String,
    blank: String,
    host: String,
    slash: &'static str,
    pieces: Vec<String>,
    end: String,
}

impl Parts {
    fn text(&self) -> String {
        let path = self.pieces.join("/");
        let slash = if self.pieces.is_empty() && !self.end.is_empty() { "" } else { self.slash };
        format!("{}{}{}{slash}{path}{}", self.method, self.blank, self.host, self.end)
    }
}
