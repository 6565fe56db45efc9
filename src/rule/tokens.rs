//! The text of a condition cut into tokens, and what belongs to other languages refused with a hint: `'x'`, `and`, `=`.
//!
//! In: a text. Out: [`Token`]s, or every [`Refusal`]. This is also where a text is bounded: in bytes, in depth, in operators, so that
//! what comes after may recurse. It is a loop over bytes and never does. Knows no fact and no type.

use std::ops::Range;

/// Bytes of one condition.
const MOST_BYTES: usize = 4096;
/// Parentheses, prefixes and closures within each other.
const MOST_DEPTH: usize = 32;
/// Bars of closures: closures nest without parentheses.
const MOST_BARS: usize = 32;
/// Operators and dots of one condition: they nest to the left.
const MOST_OPERATORS: usize = 160;
/// Mistakes that are reported for one condition.
const MOST_REFUSALS: usize = 8;

const LANGUAGE: &str = "a condition is built of names, fields, texts, numbers, comparisons, `&&`, `||`, `!` and the methods of \
                        rules/README.md";

/// What is wrong, where, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) span: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Refusal {
    pub(super) fn new(span: Range<usize>, message: impl Into<String>, help: Option<&str>) -> Self {
        Self { span, message: message.into(), help: help.map(str::to_owned) }
    }
}

/// A piece of a condition.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) span: Range<usize>,
    pub(super) kind: TokenKind,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
    /// A text, without its quotes and escapes.
    Text(String),
    Number(f64),
    /// A name, a field, a method, `true`.
    Word,
    /// An operator, a parenthesis, a dot, a comma, a bar.
    Sign(&'static str),
}

/// The signs of the language, longer ones first.
const SIGNS: &[&str] = &["&&", "||", "==", "!=", "<=", ">=", "(", ")", ".", ",", "!", "|", "<", ">", "-"];

/// Whether a name may be bound: it is no word that conditions give a meaning.
pub(super) fn is_free(word: &str) -> bool {
    !matches!(word, "true" | "false") && foreign(word, false).is_none()
}

/// Cuts a condition into its tokens. What is wrong in one place only does not hide what is wrong in the next.
pub(super) fn read(text: &str) -> Result<Vec<Token>, Vec<Refusal>> {
    let mut reader = Reader { text, tokens: Vec::new(), refusals: Vec::new(), ends_in_value: false };
    if let Err(last) = reader.read() {
        reader.refusals.push(last);
    }
    if reader.refusals.is_empty() { Ok(reader.tokens) } else { Err(reader.refusals) }
}

struct Reader<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    refusals: Vec<Refusal>,
    /// Whether a value has just ended: then an operator, a dot or a closing parenthesis may follow; else a value must.
    ends_in_value: bool,
}

impl Reader<'_> {
    /// Collects what can be read over; an error ends the look.
    fn read(&mut self) -> Result<(), Refusal> {
        if self.text.len() > MOST_BYTES {
            let message = format!("the condition is too long: {} bytes, at most {MOST_BYTES}", self.text.len());
            return Err(Refusal::new(MOST_BYTES..MOST_BYTES + 1, message, Some(SPLIT)));
        }
        let mut bounds = Bounds::default();
        let mut at = 0;
        while let Some(first) = self.text[at..].chars().next() {
            if first.is_whitespace() {
                at += first.len_utf8();
                continue;
            }
            let before = self.tokens.len();
            let length = self.token(first, at)?;
            if self.refusals.len() >= MOST_REFUSALS {
                return Ok(());
            }
            if let Some(Token { kind, span }) = self.tokens.get(before) {
                let ends_in_value = !matches!(kind, TokenKind::Sign(sign) if *sign != ")");
                bounds.add(kind, span.clone(), self.ends_in_value, ends_in_value)?;
                self.ends_in_value = ends_in_value;
            }
            at += length;
        }
        bounds.end()
    }

    /// Reads one token, or over what is none; gives its length.
    fn token(&mut self, first: char, at: usize) -> Result<usize, Refusal> {
        let rest = &self.text[at..];
        let end = |is: fn(char) -> bool| rest.find(|c: char| !is(c)).unwrap_or(rest.len());
        match first {
            '"' => {
                let length = string(rest)
                    .ok_or_else(|| Refusal::new(at..self.text.len(), "the text does not end", Some("add a `\"`")))?;
                let value = self.unescaped(&rest[1..length - 1], at + 1);
                self.add(TokenKind::Text(value), at, length);
                Ok(length)
            }
            '\'' => {
                let length = rest[1..].find('\'').map_or(1, |end| end + 2);
                let help = match &rest[..length] {
                    text if length > 1 => format!("write `\"{}\"`", text.trim_matches('\'')),
                    _ => "write \"...\"".to_owned(),
                };
                self.refuse(at..at + length, "texts stand in double quotes", Some(&help));
                self.ends_in_value = true;
                Ok(length)
            }
            c if c.is_ascii_digit() => {
                let whole = end(|c| c.is_ascii_digit() || c == '_');
                let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
                let behind = rest[whole..].strip_prefix('.').map_or(0, digits);
                let length = if behind == 0 { whole } else { whole + 1 + behind };
                match rest[..length].replace('_', "").parse::<f64>().ok().filter(|n| n.is_finite()) {
                    Some(number) => self.add(TokenKind::Number(number), at, length),
                    None => self.refuse(at..at + length, "the number is too large", None),
                }
                Ok(length)
            }
            c if c.is_alphabetic() || c == '_' => {
                let length = end(|c| c.is_alphanumeric() || c == '_');
                self.word(&rest[..length], at)?;
                Ok(length)
            }
            _ => self.sign(first, at),
        }
    }

    fn add(&mut self, kind: TokenKind, at: usize, length: usize) {
        if self.ends_in_value && !matches!(kind, TokenKind::Sign(_)) {
            let message = format!("`{}` follows a value without an operator", &self.text[at..at + length]);
            self.refuse(at..at + length, message, Some("conditions are joined by `&&` or `||`"));
        }
        self.tokens.push(Token { span: at..at + length, kind });
    }

    fn refuse(&mut self, span: Range<usize>, message: impl Into<String>, help: Option<&str>) {
        self.refusals.push(Refusal::new(span, message, help));
    }

    fn word(&mut self, word: &str, at: usize) -> Result<(), Refusal> {
        let place = at..at + word.len();
        match foreign(word, self.ends_in_value) {
            None => self.add(TokenKind::Word, at, word.len()),
            Some(Foreign::Operator(help)) => {
                self.refuse(place, format!("`{word}` is not part of the rule language"), Some(help));
                self.ends_in_value = false;
            }
            Some(Foreign::Value(help)) => {
                self.refuse(place, format!("`{word}` is not a value"), Some(help));
                self.ends_in_value = true;
            }
            // What belongs to it would only be refused again, word for word.
            Some(Foreign::Statement) => {
                let help = "a condition is one expression: join its parts with `&&` and `||`";
                return Err(Refusal::new(place, format!("`{word}` is not part of the rule language"), Some(help)));
            }
        }
        Ok(())
    }

    fn sign(&mut self, first: char, at: usize) -> Result<usize, Refusal> {
        let rest = &self.text[at..];
        let begins = |signs: &[&'static str]| signs.iter().find(|sign| rest.starts_with(**sign)).copied();
        // Longer than a sign of the language that they begin with.
        if let Some(arrow) = begins(&["=>", "->"]) {
            let help = "a closure is written `|x| ...`: `list.any(|x| x.own)`";
            let message = format!("`{arrow}` is not part of the rule language");
            return Err(Refusal::new(at..at + arrow.len(), message, Some(help)));
        }
        if let Some(sign) = begins(SIGNS) {
            // `-` behind a value is arithmetic.
            if sign != "-" || !self.ends_in_value {
                if matches!(sign, "<" | ">") && !self.ends_in_value {
                    self.refuse(at..at + 1, "a value is missing before this comparison", None);
                }
                self.add(TokenKind::Sign(sign), at, sign.len());
                return Ok(sign.len());
            }
        }
        let sign = begins(&["=~", "!~", "::", "??"]).unwrap_or(&rest[..first.len_utf8()]);
        let help = match sign {
            "&" => "and is written `&&`",
            "=" => "equality is written `==`",
            "=~" | "~" | "!~" => "a glob is asked for with `text.matches(\"*.go\")`",
            "[" => "write `x == \"a\" || x == \"b\"` for a choice, `list.first()` for an item",
            "+" | "-" | "*" | "/" | "%" => "there is no arithmetic: compare what is there",
            _ => LANGUAGE,
        };
        self.refuse(at..at + sign.len(), format!("`{sign}` is not part of the rule language"), Some(help));
        // What is put in brackets is looked at, but is no value that something stands beside.
        self.ends_in_value = matches!(sign, "]" | "}");
        Ok(sign.len())
    }

    /// A text without its escapes; those that mean nothing are refused.
    fn unescaped(&mut self, written: &str, start: usize) -> String {
        let mut value = String::with_capacity(written.len());
        let mut characters = written.char_indices();
        while let Some((at, c)) = characters.next() {
            if c != '\\' {
                value.push(c);
                continue;
            }
            match characters.next() {
                Some((_, c @ ('"' | '\\' | '\''))) => value.push(c),
                Some((_, 'n')) => value.push('\n'),
                Some((_, 't')) => value.push('\t'),
                Some((_, 'r')) => value.push('\r'),
                other => {
                    let escape = other.map_or(1, |(_, c)| 1 + c.len_utf8());
                    let place = start + at..start + at + escape;
                    let message = format!("`{}` is no escape", &written[at..at + escape]);
                    self.refuse(place, message, Some("there are `\\\"`, `\\\\`, `\\n`, `\\r` and `\\t`"));
                }
            }
        }
        value
    }
}

const SPLIT: &str = "split the rule into several, or use `let`";

/// What has been opened and counted so far.
#[derive(Default)]
struct Bounds {
    open: Vec<usize>,
    /// Prefixes since the last value: they nest like parentheses.
    prefixes: usize,
    operators: usize,
    bars: usize,
}

impl Bounds {
    fn add(&mut self, kind: &TokenKind, span: Range<usize>, follows: bool, is_value: bool) -> Result<(), Refusal> {
        if let TokenKind::Sign(sign) = kind {
            match *sign {
                "(" => self.open.push(span.start),
                ")" if self.open.pop().is_none() => return Err(Refusal::new(span, "this `)` closes nothing", None)),
                "!" | "-" | "|" | "||" => self.prefixes += usize::from(!follows),
                _ => {}
            }
            self.operators += usize::from(*sign != ")");
            self.bars += usize::from(*sign == "|");
        }
        if is_value {
            self.prefixes = 0;
        }
        if self.open.len() + self.prefixes > MOST_DEPTH {
            let message = format!("the condition is nested too deeply: at most {MOST_DEPTH} levels");
            return Err(Refusal::new(span, message, Some(SPLIT)));
        }
        if self.operators > MOST_OPERATORS || self.bars > MOST_BARS {
            let message = format!(
                "the condition is too long: at most {MOST_OPERATORS} operators, dots and calls and {MOST_BARS} bars"
            );
            return Err(Refusal::new(span, message, Some(SPLIT)));
        }
        Ok(())
    }

    fn end(mut self) -> Result<(), Refusal> {
        match self.open.pop() {
            Some(at) => Err(Refusal::new(at..at + 1, "this `(` is not closed", None)),
            None => Ok(()),
        }
    }
}

/// A word that means something in another language, and what to write.
enum Foreign {
    Operator(&'static str),
    Value(&'static str),
    Statement,
}

fn foreign(word: &str, follows_value: bool) -> Option<Foreign> {
    let lower = word.to_ascii_lowercase();
    Some(match lower.as_str() {
        "and" if follows_value => Foreign::Operator("and is written `&&`"),
        "or" if follows_value => Foreign::Operator("or is written `||`"),
        "not" => Foreign::Operator("not is written `!`"),
        "in" => Foreign::Operator("write `list.contains(x)`"),
        "true" | "false" if word != lower => Foreign::Value("the values are written `true` and `false`"),
        "nil" | "null" | "none" => Foreign::Value("write `x.is_none()`"),
        "as" | "else" | "for" | "if" | "let" | "match" | "return" | "while" if word == lower => Foreign::Statement,
        _ => return None,
    })
}

/// The length of a text with its quotes.
fn string(rest: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            b'"' if !escaped => return Some(at + 1),
            _ => escaped = byte == b'\\' && !escaped,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_of_the_language_pass() {
        for text in ["a.b == \"x\\\" 'y' and {\" && !(c.d() || e.any(|x| x.f != 1.5))", "", "!!a", "a.b < 1 && -2 >= c"]
        {
            assert!(read(text).is_ok(), "{text}");
        }
        let kinds: Vec<TokenKind> = read("\"a\\n\\\"é\" 1_000.5").err().map_or_else(Vec::new, |_| {
            ["\"a\\n\\\"é\"", "1_000.5"].iter().flat_map(|text| read(text).expect("a value")).map(|t| t.kind).collect()
        });
        assert_eq!(kinds, [TokenKind::Text("a\n\"é".into()), TokenKind::Number(1000.5)]);
    }

    #[test]
    fn what_would_nest_without_end_is_refused() {
        for piece in
            ["(", "!", "-", "|x|", "a.", "a && ", "[", "{", "<", "&", "*", "if a ", "a::<", "x!(", "||", "((a) == "]
        {
            assert!(read(&piece.repeat(1000)).is_err(), "{piece}");
            assert!(read(&piece.repeat(5000)).is_err(), "{piece}");
        }
    }
}
