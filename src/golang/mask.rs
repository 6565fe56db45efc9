//! Newer Go that the grammar cannot read, hidden from it.
//!
//! In: the bytes of a file with errors. Out: the same bytes, of the same length, in which two things look older: `new(expr)` of
//! Go 1.26 (and a function or label of one's own called `make` or `new`) gets some other name, and the type parameters of
//! a generic method of Go 1.27 become blanks. Left alone, one such method makes the grammar lose the rest of the file. Only
//! the shape of the tree comes from the masked bytes; names are read from the file. One pass, no recursion.

use super::literal::no_code;

/// The masked bytes; None where there is nothing to mask.
pub(super) fn mask(source: &[u8]) -> Option<Vec<u8>> {
    let mut masker = Masker { source, frames: Vec::new(), method: Method::None, last: Token::Other, edits: Vec::new() };
    let mut at = 0;
    while at < source.len() {
        at = masker.token(at);
    }
    if masker.edits.is_empty() {
        return None;
    }
    let mut masked = source.to_vec();
    for edit in masker.edits {
        match edit {
            // An identifier of the same length that the grammar does not know.
            Edit::Rename(at) => masked[at] = b'_',
            Edit::Blank(start, end) => {
                masked[start..end].iter_mut().filter(|b| !b"\r\n".contains(b)).for_each(|b| *b = b' ');
            }
        }
    }
    Some(masked)
}

enum Edit {
    Rename(usize),
    Blank(usize, usize),
}

/// The token before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Token {
    Word,
    /// `new` or `make`, and where.
    Builtin(usize),
    Map,
    /// `break`, `continue` or `goto`.
    Jump,
    Dot,
    Other,
}

/// How much of `func (recv) Name[` has been seen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Method {
    None,
    Func,
    Receiver,
    Name,
}

/// What a bracket was opened for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// The arguments of `new` or `make`, which stands there.
    Builtin(usize),
    /// An index or type arguments.
    Index,
    /// The receiver of a method, or the parameters of a literal.
    Receiver,
    /// The type parameters of a method, from there.
    Parameters(usize),
    Other,
}

struct Frame {
    purpose: Purpose,
    /// Whether the first argument is not over.
    first: bool,
    /// What the first argument has that only a value can have.
    value: bool,
    /// `struct` and `interface` less the braces that followed.
    braces_due: i32,
    func: bool,
    chan: bool,
    arrow: bool,
    dot: bool,
}

struct Masker<'s> {
    source: &'s [u8],
    frames: Vec<Frame>,
    method: Method,
    last: Token,
    edits: Vec<Edit>,
}

impl Masker<'_> {
    /// Reads the token at a byte and returns where the next one starts.
    fn token(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        if let Some(len) = no_code(rest) {
            if rest[0] != b'/' {
                self.value(Token::Other);
            }
            return at + len;
        }
        match rest[0] {
            b' ' | b'\t' | b'\r' | b'\n' => return at + 1,
            b if is_word(b) => {
                let end = rest.iter().position(|&b| !is_word(b)).unwrap_or(rest.len());
                self.word(at, &rest[..end]);
                return at + end;
            }
            b'(' | b'[' | b'{' => self.open(at, rest[0]),
            b')' | b']' | b'}' => self.close(at),
            op => self.operator(op, rest.get(1)),
        }
        at + 1
    }

    /// Something that only a value has.
    fn value(&mut self, token: Token) {
        if let Some(frame) = self.frames.last_mut() {
            frame.value = true;
        }
        self.last = token;
        self.method = Method::None;
    }

    fn word(&mut self, at: usize, word: &[u8]) {
        self.method = match (self.method, word) {
            (_, b"func") => Method::Func,
            (Method::Receiver, _) => Method::Name,
            _ => Method::None,
        };
        let selected = self.last == Token::Dot;
        // A label of that name.
        if self.last == Token::Jump && matches!(word, b"new" | b"make") {
            self.edits.push(Edit::Rename(at));
        }
        self.last = match word {
            b"new" | b"make" if !selected => Token::Builtin(at),
            b"map" => Token::Map,
            b"break" | b"continue" | b"goto" => Token::Jump,
            // What follows is a type, so that a star does not multiply.
            b"chan" => Token::Other,
            _ => Token::Word,
        };
        let Some(frame) = self.frames.last_mut().filter(|frame| frame.first) else { return };
        match word {
            b"struct" | b"interface" => frame.braces_due += 1,
            b"func" => frame.func = true,
            b"chan" => frame.chan = true,
            b"nil" | b"true" | b"false" | b"iota" => frame.value = true,
            _ => frame.value |= word[0].is_ascii_digit(),
        }
    }

    fn open(&mut self, at: usize, bracket: u8) {
        let purpose = match (bracket, self.last, self.method) {
            (b'(', Token::Builtin(name), _) => Purpose::Builtin(name),
            (b'(', _, Method::Func) => Purpose::Receiver,
            (b'[', _, Method::Name) => Purpose::Parameters(at),
            (b'[', Token::Word, _) => Purpose::Index,
            _ => Purpose::Other,
        };
        if let Some(frame) = self.frames.last_mut().filter(|frame| frame.first) {
            match bracket {
                b'(' => frame.value |= !frame.func,
                b'{' => frame.braces_due -= 1,
                _ => {}
            }
        }
        self.frames.push(Frame {
            purpose,
            first: true,
            value: false,
            braces_due: 0,
            func: false,
            chan: false,
            arrow: false,
            dot: false,
        });
        self.last = Token::Other;
        self.method = Method::None;
    }

    fn close(&mut self, at: usize) {
        self.last = Token::Other;
        self.method = Method::None;
        let Some(frame) = self.frames.pop() else { return };
        let value = frame.value || frame.braces_due < 0 || (frame.arrow && !frame.chan);
        match frame.purpose {
            Purpose::Builtin(name) if value => self.edits.push(Edit::Rename(name)),
            Purpose::Receiver => self.method = Method::Receiver,
            Purpose::Parameters(start) if self.next_is_paren(at + 1) => {
                self.edits.push(Edit::Blank(start, at + 1));
            }
            Purpose::Index if value => {
                if let Some(outer) = self.frames.last_mut().filter(|outer| outer.first) {
                    outer.value = true;
                }
            }
            _ => {}
        }
    }

    fn next_is_paren(&self, at: usize) -> bool {
        self.source[at..].iter().find(|b| !b" \t\r\n".contains(b)) == Some(&b'(')
    }

    fn operator(&mut self, op: u8, next: Option<&u8>) {
        if let (Token::Builtin(name), b':', Some(b'\n' | b'\r' | b' ')) = (self.last, op, next) {
            self.edits.push(Edit::Rename(name));
        }
        let after_operand = !matches!(self.last, Token::Other | Token::Dot);
        self.last = if op == b'.' { Token::Dot } else { Token::Other };
        self.method = Method::None;
        let Some(frame) = self.frames.last_mut().filter(|frame| frame.first) else { return };
        match op {
            b',' => {
                frame.first = false;
                // Only a function of one's own takes more than one.
                frame.value |= matches!(frame.purpose, Purpose::Builtin(name) if self.source[name] == b'n');
            }
            // No type has two: `x.y.z` is a field of a field.
            b'.' => {
                frame.value |= frame.dot;
                frame.dot = true;
            }
            b';' => {}
            b'*' => frame.value |= after_operand,
            b'<' | b'-' => frame.arrow = true,
            _ => frame.value = true,
        }
    }
}

fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_grammar_cannot_read_is_masked() {
        for (source, masked) in [
            ("new(f(1))", Some("_ew(f(1))")),
            ("new(\"x\")", Some("_ew(\"x\")")),
            ("new(1+2)", Some("_ew(1+2)")),
            ("new(a[1])", Some("_ew(a[1])")),
            ("new(true)", Some("_ew(true)")),
            ("new([]int{1})", Some("_ew([]int{1})")),
            ("new(struct{a int}{1})", Some("_ew(struct{a int}{1})")),
            ("new(<-c)", Some("_ew(<-c)")),
            ("new(new(1))", Some("_ew(_ew(1))")),
            ("new(a, b...)", Some("_ew(a, b...)")),
            ("new:\nfor {\ncontinue new\n}", Some("_ew:\nfor {\ncontinue _ew\n}")),
            ("make(100)", Some("_ake(100)")),
            ("new(T)", None),
            ("new(p.T[K, []V])", None),
            ("new(*T)", None),
            ("new([8]int)", None),
            ("new(struct{a int})", None),
            ("new(map[string]func(int) error)", None),
            ("make(<-chan int, 3)", None),
            ("make(chan *p.T, 3)", None),
            ("new(a.b.c)", Some("_ew(a.b.c)")),
            ("new(map[p.K]q.V)", None),
            ("make([]int, n+1)", None),
            ("x.new(1)", None),
            ("\"new(1)\" // new(1)\n/* new(1) */", None),
            ("func (t *T) M[P any, Q int](f P) {}", Some("func (t *T) M              (f P) {}")),
            ("func F[P any](f P) {}", None),
            ("func(a int) T[int] {}", None),
            ("'\"' new(1) '\\''", Some("'\"' _ew(1) '\\''")),
            ("new(", None),
            (")]}", None),
        ] {
            let found = mask(source.as_bytes()).map(|bytes| String::from_utf8(bytes).expect("ASCII stays ASCII"));
            assert_eq!(found.as_deref(), masked, "{source}");
        }
    }
}
