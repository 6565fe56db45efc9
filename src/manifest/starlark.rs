//! The calls of a Starlark file whose arguments are literals, or variables that are set to one once: what a Tiltfile says without being run.
//!
//! In: [`Text`]. Out: [`Call`]s in source order. What is computed is [`Value::Unknown`], never a mistake: this is no interpreter, and a branch or
//! a function counts as text that may run. The crates for Starlark bring an evaluator of several megabytes along; nothing of that is asked here.

use std::collections::BTreeMap;
use std::ops::Range;

use super::text::{Text, Word};
use crate::source::Span;

/// What an argument is.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Text(Word),
    Number(u32, Span),
    List(Vec<Value>, Span),
    Call(Call),
    Unknown(Span),
}

/// `name(a, b, c=d)`
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) name: String,
    pub(crate) positional: Vec<Value>,
    pub(crate) named: Vec<(String, Value)>,
    pub(crate) span: Span,
    /// Whether it stands in a branch, a loop or a function.
    pub(crate) conditional: bool,
}

impl Call {
    /// An argument by its name, or by its place where it may stand without one.
    pub(crate) fn get(&self, name: &str, place: Option<usize>) -> Option<&Value> {
        let named = self.named.iter().find(|(key, _)| key == name).map(|(_, value)| value);
        named.or_else(|| self.positional.get(place?))
    }
}

/// Values within values that are read.
const NESTED: usize = 16;
/// Values that one file's variables fill in.
const MOST_FILLED: usize = 10_000;
/// Words and marks of one file; a person writes some thousands.
const MOST_TOKENS: usize = 1 << 20;
/// Bytes of a text that is put together of others.
const MOST_BYTES: usize = 1 << 16;
/// Parts of one value.
const MOST_PARTS: usize = 1_000;

/// The calls of a file that stand by themselves, or behind a `=`.
pub(crate) fn calls(text: &Text) -> Vec<Call> {
    let tokens = tokens(text);
    let mut reader = Reader { text, tokens: &tokens, at: 0, variables: BTreeMap::new(), left: MOST_FILLED };
    let mut found = Vec::new();
    while reader.at < tokens.len() {
        reader.statement(&mut found);
    }
    found
}

/// Literals over several lines, and lines that a backslash joins.
pub(super) fn held(text: &Text) -> Vec<Range<usize>> {
    let literals = tokens(text).into_iter().filter(|token| matches!(token.kind, Kind::Text(_))).map(|t| t.start..t.end);
    let ends = memchr::memmem::find_iter(text.text.as_bytes(), "\n");
    let joined = ends.filter(|at| text.text[..*at].trim_end_matches('\r').ends_with('\\')).map(|at| at..at + 2);
    literals.filter(|range| text.text[range.clone()].contains('\n')).chain(joined).collect()
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Name(String),
    Number(Option<u32>),
    Text(String),
    Mark(char),
    /// The end of a logical line.
    End,
}

#[derive(Debug, Clone)]
struct Token {
    kind: Kind,
    start: usize,
    end: usize,
    /// Of the first one of a line: whether that is indented.
    indented: bool,
}

fn tokens(text: &Text) -> Vec<Token> {
    let (source, bytes) = (&*text.text, text.text.as_bytes());
    let mut found: Vec<Token> = Vec::new();
    let (mut at, mut open, mut indented) = (0, 0_usize, false);
    while at < bytes.len() && found.len() < MOST_TOKENS {
        let start = at;
        let kind = match bytes[at] {
            b'\n' => {
                at += 1;
                indented = bytes.get(at).is_some_and(|b| matches!(b, b' ' | b'\t'));
                if open > 0 || found.last().is_none_or(|token| token.kind == Kind::End) {
                    continue;
                }
                Kind::End
            }
            b' ' | b'\t' | b'\r' => {
                at += 1;
                continue;
            }
            b'\\' => {
                // Joined to the next line, or nothing that is known.
                let behind = &source[at + 1..];
                let next = if behind.starts_with("\r\n") { 2 } else { behind.chars().next().map_or(0, char::len_utf8) };
                at += 1 + next;
                continue;
            }
            b'#' => {
                at = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n);
                continue;
            }
            b'"' | b'\'' => {
                let (value, end) = literal(source, at, false);
                at = end;
                Kind::Text(value)
            }
            b'r' | b'b' if matches!(bytes.get(at + 1), Some(b'"' | b'\'')) => {
                let (value, end) = literal(source, at + 1, bytes[at] == b'r');
                at = end;
                Kind::Text(value)
            }
            byte if byte.is_ascii_alphabetic() || byte == b'_' => {
                let is_part = |b: &&u8| b.is_ascii_alphanumeric() || **b == b'_';
                at += bytes[at..].iter().take_while(is_part).count();
                Kind::Name(source[start..at].to_owned())
            }
            byte if byte.is_ascii_digit() => {
                at += bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'.').count();
                Kind::Number(source[start..at].parse().ok())
            }
            _ => {
                let mark = source[at..].chars().next().unwrap_or(' ');
                at += mark.len_utf8();
                match mark {
                    '(' | '[' | '{' => open += 1,
                    ')' | ']' | '}' => open = open.saturating_sub(1),
                    _ => {}
                }
                Kind::Mark(mark)
            }
        };
        found.push(Token { kind, start, end: at, indented });
    }
    found.push(Token { kind: Kind::End, start: bytes.len(), end: bytes.len(), indented: false });
    found
}

/// A literal's value, and where it ends; one that is not closed ends with its line, or with the file.
fn literal(source: &str, start: usize, raw: bool) -> (String, usize) {
    let quote = &source[start..=start];
    let triple = quote.repeat(3);
    let closing = if source[start..].starts_with(&*triple) { &*triple } else { quote };
    let mut value = String::new();
    let mut at = start + closing.len();
    while let Some(next) = source[at..].chars().next() {
        if source[at..].starts_with(closing) {
            return (value, at + closing.len());
        }
        if next == '\n' && closing.len() == 1 {
            return (value, at);
        }
        at += next.len_utf8();
        if next != '\\' || raw {
            value.push(next);
            continue;
        }
        let Some(escaped) = source[at..].chars().next() else { break };
        at += escaped.len_utf8();
        match escaped {
            'n' => value.push('\n'),
            't' => value.push('\t'),
            'r' => value.push('\r'),
            '\n' => {}
            '\\' | '\'' | '"' => value.push(escaped),
            other => value.extend(['\\', other]),
        }
    }
    (value, at)
}

struct Reader<'a> {
    text: &'a Text,
    tokens: &'a [Token],
    at: usize,
    /// What variables are set to; None where that differs, or where only a run knows.
    variables: BTreeMap<&'a str, Option<Value>>,
    /// Values that variables may still fill in.
    left: usize,
}

impl<'a> Reader<'a> {
    fn kind(&self, ahead: usize) -> &'a Kind {
        self.tokens.get(self.at + ahead).map_or(&Kind::End, |token| &token.kind)
    }

    fn is(&self, mark: char) -> bool {
        *self.kind(0) == Kind::Mark(mark)
    }

    fn span(&self, from: usize) -> Span {
        let start = self.tokens.get(from).map_or(self.text.text.len(), |token| token.start);
        let end = self.at.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.end);
        self.text.span(start..end.max(start))
    }

    /// One logical line.
    fn statement(&mut self, found: &mut Vec<Call>) {
        let conditional = self.tokens.get(self.at).is_some_and(|token| token.indented);
        match (self.kind(0), self.kind(1), self.kind(2)) {
            (Kind::Name(name), Kind::Mark('='), other) if *other != Kind::Mark('=') => {
                self.at += 2;
                let value = self.value(NESTED);
                if let Value::Call(call) = &value {
                    found.push(Call { conditional, ..call.clone() });
                }
                let known =
                    !conditional && !matches!(value, Value::Unknown(_)) && !self.variables.contains_key(&**name);
                self.variables.insert(name, known.then_some(value));
            }
            // `name += ...` and `name[...] = ...`
            (Kind::Name(name), Kind::Mark('+' | '-' | '*' | '%' | '|' | '['), _) => {
                self.variables.insert(name, None);
            }
            (Kind::Name(keyword), Kind::Name(_), _) if keyword == "for" => {
                while let Kind::Name(name) = self.kind(1) {
                    self.variables.insert(name, None);
                    self.at += if *self.kind(2) == Kind::Mark(',') { 2 } else { break };
                }
            }
            (Kind::Name(_), Kind::Mark('('), _) => {
                if let Value::Call(call) = self.value(NESTED) {
                    found.push(Call { conditional, ..call });
                }
            }
            // A method may change what its variable holds.
            (Kind::Name(name), Kind::Mark('.'), _) => {
                self.variables.insert(name, None);
            }
            _ => {}
        }
        while *self.kind(0) != Kind::End {
            self.at += 1;
        }
        self.at += 1;
    }

    /// A value up to the next comma, bracket or line.
    fn value(&mut self, nested: usize) -> Value {
        let from = self.at;
        let mut value = self.part(nested);
        while self.is('+') {
            self.at += 1;
            let more = self.part(nested);
            value = joined(value, more).unwrap_or_else(|| Value::Unknown(self.span(from)));
        }
        if matches!(self.kind(0), Kind::Mark(',' | ')' | ']' | '}') | Kind::End) {
            return value;
        }
        self.skip();
        Value::Unknown(self.span(from))
    }

    /// Steps over what is not understood.
    fn skip(&mut self) {
        let mut open = 0_usize;
        loop {
            match self.kind(0) {
                Kind::End => return,
                Kind::Mark('(' | '[' | '{') => open += 1,
                Kind::Mark(')' | ']' | '}') if open == 0 => return,
                Kind::Mark(')' | ']' | '}') => open -= 1,
                Kind::Mark(',') if open == 0 => return,
                _ => {}
            }
            self.at += 1;
        }
    }

    fn part(&mut self, nested: usize) -> Value {
        let from = self.at;
        let Some(nested) = nested.checked_sub(1) else {
            self.skip();
            return Value::Unknown(self.span(from));
        };
        let kind = self.kind(0);
        if *kind != Kind::End {
            self.at += 1;
        }
        match kind {
            Kind::Text(text) => Value::Text(Word::new(text, self.span(from))),
            Kind::Number(Some(number)) => Value::Number(*number, self.span(from)),
            Kind::Name(name) if self.is('(') => self.call(name, from, nested),
            Kind::Name(name) => self.variable(name, from),
            Kind::Mark('[') => {
                let items = self.items(']', nested).into_iter().map(|(_, value)| value).collect();
                Value::List(items, self.span(from))
            }
            Kind::Mark('(') => {
                let mut items = self.items(')', nested);
                match items.pop() {
                    Some((None, value)) if items.is_empty() => value,
                    _ => Value::Unknown(self.span(from)),
                }
            }
            Kind::Mark('{') => {
                self.skip();
                while *self.kind(0) != Kind::End && !self.is('}') {
                    self.at += 1;
                    self.skip();
                }
                self.at += usize::from(self.is('}'));
                Value::Unknown(self.span(from))
            }
            _ => {
                self.at = from;
                self.skip();
                Value::Unknown(self.span(from))
            }
        }
    }

    fn variable(&mut self, name: &str, from: usize) -> Value {
        let value = self.variables.get(name).and_then(Option::as_ref);
        let weight = value.map_or(0, weight);
        match (value, self.left.checked_sub(weight)) {
            (Some(value), Some(left)) => {
                self.left = left;
                value.clone()
            }
            _ => Value::Unknown(self.span(from)),
        }
    }

    fn call(&mut self, name: &str, from: usize, nested: usize) -> Value {
        self.at += 1;
        let (mut positional, mut named) = (Vec::new(), Vec::new());
        for (key, value) in self.items(')', nested) {
            match key {
                Some(key) => named.push((key, value)),
                None => positional.push(value),
            }
        }
        let span = self.span(from);
        Value::Call(Call { name: name.to_owned(), positional, named, span, conditional: false })
    }

    /// What stands between brackets, up to the closing one; each with the name in front of it.
    fn items(&mut self, closing: char, nested: usize) -> Vec<(Option<String>, Value)> {
        let mut found = Vec::new();
        while *self.kind(0) != Kind::End {
            if self.is(closing) {
                self.at += 1;
                break;
            }
            let from = self.at;
            let key = match (self.kind(0), self.kind(1), self.kind(2)) {
                (Kind::Name(key), Kind::Mark('='), other) if *other != Kind::Mark('=') => Some(key.clone()),
                _ => None,
            };
            self.at += if key.is_some() { 2 } else { 0 };
            let value = self.value(nested);
            if found.len() < MOST_PARTS {
                found.push((key, value));
            }
            // A comma, or a bracket that closes nothing.
            if !self.is(closing) && *self.kind(0) != Kind::End {
                self.at += 1;
            }
            debug_assert!(self.at > from || self.is(closing), "what was read moves on");
        }
        found
    }
}

/// How much a copy of a value is.
fn weight(value: &Value) -> usize {
    match value {
        Value::List(items, _) => 1 + items.iter().map(weight).sum::<usize>(),
        Value::Call(call) => {
            1 + call.positional.iter().chain(call.named.iter().map(|(_, v)| v)).map(weight).sum::<usize>()
        }
        Value::Text(word) => 1 + word.text.len() / 64,
        Value::Number(..) | Value::Unknown(_) => 1,
    }
}

/// `a + b`
fn joined(one: Value, other: Value) -> Option<Value> {
    match (one, other) {
        (Value::Text(a), Value::Text(b)) if a.text.len() + b.text.len() < MOST_BYTES => {
            Some(Value::Text(Word { text: format!("{}{}", a.text, b.text).into(), ..a }))
        }
        (Value::List(mut a, span), Value::List(b, _)) if a.len() + b.len() <= MOST_PARTS => {
            a.extend(b);
            Some(Value::List(a, span))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn shown(value: &Value) -> String {
        match value {
            Value::Text(word) => format!("{:?}", word.text),
            Value::Number(number, _) => number.to_string(),
            Value::List(items, _) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(" ")),
            Value::Call(call) => shown_call(call),
            Value::Unknown(_) => "?".to_owned(),
        }
    }

    fn shown_call(call: &Call) -> String {
        let named = call.named.iter().map(|(key, value)| format!("{key}={}", shown(value)));
        let all: Vec<String> = call.positional.iter().map(shown).chain(named).collect();
        format!("{}{}({})", if call.conditional { "if " } else { "" }, call.name, all.join(" "))
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = calls(&Text::new(FileId(0), text.as_bytes()).0);
        assert_eq!(
            found.iter().map(shown_call).collect::<Vec<_>>(),
            expected,
            "{}",
            text.chars().take(100).collect::<String>()
        );
    }

    #[test]
    fn literals_are_read_and_the_rest_is_unknown() {
        check(
            "a('x', \"y\\n\", '''z\nz''', r'\\d', 7, [1, 'b',], k=True)",
            &[r#"a("x" "y\n" "z\nz" "\\d" 7 [1 "b"] k=?)"#],
        );
        check("a('x' % y, 'x'.format(1), x if y else z, {'k': 'v'}, lambda: 1, -1, not x)", &["a(? ? ? ? ? ? ?)"]);
        check("a(\n  'x', # 'y'\n  b(1, c=2)['d'],\n)\nb(c(1))", &["a(\"x\" ?)", "b(c(1))"]);
    }

    #[test]
    fn a_variable_counts_where_it_is_set_once() {
        check("e = ['dlv'] + ['dap']\na(e, e + ['-l'])", &[r#"a(["dlv" "dap"] ["dlv" "dap" "-l"])"#]);
        check("e = 'x'\ne = 'y'\na(e)\nf = 'x'\nf += 'y'\na(f)", &["a(?)", "a(?)"]);
        check("e = 'x'\nif b:\n  e = 'y'\n  a(e)\na(e)", &["if a(?)", "a(?)"]);
        check("l = ['x']\nl.append('y')\na(l)\nfor m, n in l:\n  a(m, n)", &["a(?)", "if a(? ?)"]);
        check("r = local('go build')\nd == 3\n", &["local(\"go build\")"]);
    }

    #[test]
    fn what_is_broken_ends() {
        check("a('x", &["a(\"x\")"]);
        check("a(]'x')\nb()", &["a(? \"x\")", "b()"]);
        check(&"a(".repeat(100_000), &[&format!("{}?{}", "a(".repeat(16), ")".repeat(16))]);
        check("x = \\", &[]);
        let doubled: String = (1..100).map(|n| format!("v{n} = [v{}, v{}]\n", n - 1, n - 1)).collect();
        check(&format!("v0 = ['x']\n{doubled}a(1)"), &["a(1)"]);
    }
}
