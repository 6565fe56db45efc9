//! The tokens of Go, with the semicolons that ends of lines stand for.
//!
//! In: text. Out: one [`Token`] at a time with its range, and the comments on the way. What only a broken file has, and the
//! few things that the grammar reads in another way than Go (names beyond ASCII, a comment that ends a statement), are
//! [`Token::Beyond`]: then tree-sitter reads the file. Knows no syntax.

use super::super::syntax::Range;

/// What a token is. Operators are told apart as far as reading needs it; their text tells the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// The end of the file.
    End,
    /// What is not read here.
    Beyond,
    /// `;`, or the end of a line that ends a statement.
    Semicolon,
    Ident,
    Int,
    Float,
    Imaginary,
    Rune,
    String,
    RawString,
    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
    Comma,
    Colon,
    Dot,
    Ellipsis,
    Define,
    Assign,
    /// `+=` and its like.
    OpAssign,
    /// `++` and `--`.
    IncDec,
    Arrow,
    Star,
    And,
    Or,
    Plus,
    Minus,
    Caret,
    Not,
    Tilde,
    /// `/ % << >> &^`.
    Multiplicative,
    /// `== != < <= > >=`.
    Comparative,
    AndAnd,
    OrOr,
    Break,
    Case,
    Chan,
    Const,
    Continue,
    Default,
    Defer,
    Else,
    Fallthrough,
    For,
    Func,
    Go,
    Goto,
    If,
    Import,
    Interface,
    Map,
    Package,
    Range,
    Return,
    Select,
    Struct,
    Switch,
    Type,
    Var,
}

impl Token {
    /// How strongly a binary operator binds; zero for what is none.
    pub(super) fn precedence(self) -> u8 {
        match self {
            Self::Star | Self::And | Self::Multiplicative => 5,
            Self::Plus | Self::Minus | Self::Caret | Self::Or => 4,
            Self::Comparative => 3,
            Self::AndAnd => 2,
            Self::OrOr => 1,
            _ => 0,
        }
    }

    /// Whether the end of a line behind it ends the statement.
    fn ends_statement(self) -> bool {
        use Token::*;
        matches!(
            self,
            Ident
                | Int
                | Float
                | Imaginary
                | Rune
                | String
                | RawString
                | CloseParen
                | CloseBracket
                | CloseBrace
                | IncDec
                | Break
                | Continue
                | Fallthrough
                | Return
        )
    }
}

/// Where reading is: small, so that it can go back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    at: usize,
    /// The token that was read last.
    pub(super) token: Token,
    /// Where it stands.
    pub(super) range: Range,
    comments: usize,
}

/// Reads tokens.
pub(super) struct Lexer<'s> {
    bytes: &'s [u8],
    pub(super) place: Place,
    pub(super) comments: Vec<Range>,
}

impl<'s> Lexer<'s> {
    /// Stands before the first token. The text is not longer than 4 GiB.
    pub(super) fn new(text: &'s str) -> Self {
        let place = Place { at: 0, token: Token::End, range: Range::default(), comments: 0 };
        Self { bytes: text.as_bytes(), place, comments: Vec::new() }
    }

    /// The text of the last token.
    pub(super) fn text(&self) -> &'s [u8] {
        &self.bytes[self.place.range.start as usize..self.place.range.end as usize]
    }

    /// One byte of the text.
    pub(super) fn byte(&self, at: u32) -> Option<u8> {
        self.bytes.get(at as usize).copied()
    }

    /// Goes back to a place.
    pub(super) fn go_back(&mut self, place: Place) {
        self.place = place;
        self.comments.truncate(place.comments);
    }

    /// Reads the next token.
    pub(super) fn advance(&mut self) {
        let ends = self.place.token.ends_statement();
        let (token, start) = self.skip(ends).unwrap_or_else(|| {
            let start = self.place.at;
            (self.token(), start)
        });
        self.place.token = token;
        self.place.range = range(start, self.place.at);
        self.place.comments = self.comments.len();
    }

    /// Skips blanks and comments, up to the end of a line that counts.
    fn skip(&mut self, ends: bool) -> Option<(Token, usize)> {
        let mut broken = false;
        loop {
            let start = self.place.at;
            match self.bytes.get(start) {
                Some(b' ' | b'\t' | b'\r') => self.place.at += 1,
                Some(b'\n') => {
                    self.place.at += 1;
                    if ends {
                        return Some((Token::Semicolon, start));
                    }
                }
                Some(b'/') => match self.bytes.get(start + 1) {
                    Some(b'/') => {
                        let rest = &self.bytes[start..];
                        self.place.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
                        self.comments.push(range(start, self.place.at));
                    }
                    Some(b'*') => {
                        let body = &self.bytes[start + 2..];
                        let Some(len) = memchr::memmem::find(body, b"*/") else { return Some((Token::Beyond, start)) };
                        self.place.at += len + 4;
                        broken |= ends && memchr::memchr(b'\n', &body[..len]).is_some();
                        self.comments.push(range(start, self.place.at));
                    }
                    // Go ends the statement in the comment, the grammar does not.
                    _ => return broken.then_some((Token::Beyond, start)),
                },
                None if ends => return Some((Token::Semicolon, start)),
                None => return Some((Token::End, start)),
                Some(_) => return broken.then_some((Token::Beyond, start)),
            }
        }
    }

    /// Reads the token that begins here.
    fn token(&mut self) -> Token {
        let rest = &self.bytes[self.place.at..];
        let (token, len) = match rest[0] {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => word(rest),
            b'0'..=b'9' => number(rest),
            b'.' if rest.get(1).is_some_and(u8::is_ascii_digit) => number(rest),
            b'"' => string(rest),
            b'`' => match memchr::memchr(b'`', &rest[1..]) {
                Some(len) => (Token::RawString, len + 2),
                None => (Token::Beyond, 1),
            },
            b'\'' => rune(rest),
            _ => operator(rest),
        };
        self.place.at += len;
        token
    }
}

fn word(rest: &[u8]) -> (Token, usize) {
    let len = rest.iter().position(|&b| !(b.is_ascii_alphanumeric() || b == b'_')).unwrap_or(rest.len());
    if rest.get(len).is_some_and(|&b| b >= 0x80) {
        return (Token::Beyond, len);
    }
    let token = match &rest[..len] {
        b"break" => Token::Break,
        b"case" => Token::Case,
        b"chan" => Token::Chan,
        b"const" => Token::Const,
        b"continue" => Token::Continue,
        b"default" => Token::Default,
        b"defer" => Token::Defer,
        b"else" => Token::Else,
        b"fallthrough" => Token::Fallthrough,
        b"for" => Token::For,
        b"func" => Token::Func,
        b"go" => Token::Go,
        b"goto" => Token::Goto,
        b"if" => Token::If,
        b"import" => Token::Import,
        b"interface" => Token::Interface,
        b"map" => Token::Map,
        b"package" => Token::Package,
        b"range" => Token::Range,
        b"return" => Token::Return,
        b"select" => Token::Select,
        b"struct" => Token::Struct,
        b"switch" => Token::Switch,
        b"type" => Token::Type,
        b"var" => Token::Var,
        _ => Token::Ident,
    };
    (token, len)
}

/// A number as the grammar reads it; one that Go would refuse is left to it.
fn number(rest: &[u8]) -> (Token, usize) {
    let digits = |from: usize, allowed: fn(&u8) -> bool| {
        let run = rest[from..].iter().take_while(|b| allowed(b) || **b == b'_').count();
        // Underscores separate digits.
        let text = &rest[from..from + run];
        let separated = !text.ends_with(b"_") && memchr::memmem::find(text, b"__").is_none();
        if separated { Some(run) } else { None }
    };
    let prefixed = rest[0] == b'0' && rest.get(1).is_some_and(u8::is_ascii_alphabetic);
    let (token, len) = match (prefixed, rest.get(1).map(u8::to_ascii_lowercase)) {
        (true, Some(b'x')) => (Token::Int, digits(2, u8::is_ascii_hexdigit).filter(|n| *n > 0).map(|n| n + 2)),
        (true, Some(b'b')) => (Token::Int, digits(2, |b| matches!(b, b'0' | b'1')).filter(|n| *n > 0).map(|n| n + 2)),
        (true, Some(b'o')) => (Token::Int, digits(2, |b| matches!(b, b'0'..=b'7')).filter(|n| *n > 0).map(|n| n + 2)),
        _ => decimal(rest, digits),
    };
    let Some(mut len) = len else { return (Token::Beyond, 1) };
    let mut token = token;
    if rest.get(len) == Some(&b'i') {
        (token, len) = (Token::Imaginary, len + 1);
    }
    // Hexadecimal floats, and what is no number.
    if rest.get(len).is_some_and(|&b| b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80)
        || (prefixed && rest.get(len) == Some(&b'.'))
    {
        return (Token::Beyond, 1);
    }
    (token, len)
}

fn decimal(rest: &[u8], digits: impl Fn(usize, fn(&u8) -> bool) -> Option<usize>) -> (Token, Option<usize>) {
    let Some(mut len) = digits(0, u8::is_ascii_digit) else { return (Token::Int, None) };
    let whole = len;
    let mut token = Token::Int;
    if rest.get(len) == Some(&b'.') {
        let Some(more) = digits(len + 1, u8::is_ascii_digit).filter(|_| rest.get(len + 1) != Some(&b'_')) else {
            return (Token::Float, None);
        };
        (token, len) = (Token::Float, len + 1 + more);
    }
    if matches!(rest.get(len), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(rest.get(len + 1), Some(b'+' | b'-')));
        let Some(more) = digits(len + 1 + sign, u8::is_ascii_digit).filter(|n| *n > 0) else {
            return (Token::Float, None);
        };
        (token, len) = (Token::Float, len + 1 + sign + more);
    }
    let octal = rest[0] == b'0' && whole > 1;
    if octal && token == Token::Int && !rest[..whole].iter().all(|b| matches!(b, b'0'..=b'7' | b'_')) {
        return (Token::Int, None);
    }
    (token, Some(len))
}

fn string(rest: &[u8]) -> (Token, usize) {
    let mut at = 1;
    loop {
        match memchr::memchr3(b'"', b'\\', b'\n', &rest[at..]) {
            Some(len) if rest[at + len] == b'"' => return (Token::String, at + len + 1),
            Some(len) if rest[at + len] == b'\\' => match escape(&rest[at + len..]) {
                Some(escaped) => at += len + escaped,
                None => return (Token::Beyond, 1),
            },
            _ => return (Token::Beyond, 1),
        }
    }
}

/// The length of an escape, from its backslash on.
fn escape(rest: &[u8]) -> Option<usize> {
    let hex = |digits: usize| rest.get(2..2 + digits)?.iter().all(u8::is_ascii_hexdigit).then_some(2 + digits);
    match rest.get(1)? {
        b'a' | b'b' | b'f' | b'n' | b'r' | b't' | b'v' | b'\\' | b'\'' | b'"' => Some(2),
        b'0'..=b'7' => rest.get(1..4)?.iter().all(|b| matches!(b, b'0'..=b'7')).then_some(4),
        b'x' => hex(2),
        b'u' => hex(4),
        b'U' => hex(8),
        _ => None,
    }
}

fn rune(rest: &[u8]) -> (Token, usize) {
    let len = match rest.get(1) {
        Some(b'\\') => escape(&rest[1..]).filter(|_| rest[2] != b'"').or((rest.get(2) == Some(&b'"')).then_some(2)),
        None | Some(b'\'' | b'\n') => None,
        Some(first) => Some(match first {
            0..=0x7f => 1,
            0..=0xdf => 2,
            0..=0xef => 3,
            _ => 4,
        }),
    };
    match len.filter(|len| rest.get(1 + len) == Some(&b'\'')) {
        Some(len) => (Token::Rune, len + 2),
        None => (Token::Beyond, 1),
    }
}

fn operator(rest: &[u8]) -> (Token, usize) {
    use Token::*;
    let next = |at: usize| rest.get(at).copied().unwrap_or(0);
    match (rest[0], next(1), next(2)) {
        (b'(', ..) => (OpenParen, 1),
        (b')', ..) => (CloseParen, 1),
        (b'[', ..) => (OpenBracket, 1),
        (b']', ..) => (CloseBracket, 1),
        (b'{', ..) => (OpenBrace, 1),
        (b'}', ..) => (CloseBrace, 1),
        (b',', ..) => (Comma, 1),
        (b';', ..) => (Semicolon, 1),
        (b'.', b'.', b'.') => (Ellipsis, 3),
        (b'.', ..) => (Dot, 1),
        (b':', b'=', _) => (Define, 2),
        (b':', ..) => (Colon, 1),
        (b'<', b'<', b'=') | (b'>', b'>', b'=') | (b'&', b'^', b'=') => (OpAssign, 3),
        (b'<', b'-', _) => (Arrow, 2),
        (b'<', b'<', _) | (b'>', b'>', _) | (b'&', b'^', _) => (Multiplicative, 2),
        (b'&', b'&', _) => (AndAnd, 2),
        (b'|', b'|', _) => (OrOr, 2),
        (b'+', b'+', _) | (b'-', b'-', _) => (IncDec, 2),
        (b'=' | b'!' | b'<' | b'>', b'=', _) => (Comparative, 2),
        (b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'^', b'=', _) => (OpAssign, 2),
        (b'<' | b'>', ..) => (Comparative, 1),
        (b'=', ..) => (Assign, 1),
        (b'*', ..) => (Star, 1),
        (b'/' | b'%', ..) => (Multiplicative, 1),
        (b'&', ..) => (And, 1),
        (b'|', ..) => (Or, 1),
        (b'+', ..) => (Plus, 1),
        (b'-', ..) => (Minus, 1),
        (b'^', ..) => (Caret, 1),
        (b'!', ..) => (Not, 1),
        (b'~', ..) => (Tilde, 1),
        _ => (Beyond, 1),
    }
}

fn range(start: usize, end: usize) -> Range {
    let at = |n| u32::try_from(n).unwrap_or(u32::MAX);
    Range { start: at(start), end: at(end) }
}
