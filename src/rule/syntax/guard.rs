//! What stands between a rule file and `syn`: limits on length and depth, and only the tokens of our language.
//!
//! `syn` is a recursive parser: 5,000 nested parentheses overflow its stack, and so would types, blocks and closures. This check
//! is a loop over bytes. It also gives the hints that a lexer cannot: `'x'`, `and`, `=`.

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

/// Signs of other languages, and what is written instead.
const FOREIGN: &[(&str, &str)] = &[
    ("=>", "a closure is written `|x| ...`"),
    ("->", "a closure is written `|x| ...`"),
    ("=~", "write `text.matches(\"a glob\")`"),
    ("?", "write `a && b || !a && c`"),
];

/// What is wrong, where, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) span: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// A value has just ended: an operator, a dot or a closing parenthesis may follow.
    Value,
    /// A value must follow.
    Operator,
}

/// Looks at a condition before `syn` does. What is wrong in one place only does not hide what is wrong in the next.
pub(crate) fn check(text: &str) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    if let Err(last) = scan(text, &mut refusals) {
        refusals.push(last);
    }
    refusals
}

/// Collects what can be read over; an error ends the look.
fn scan(text: &str, refusals: &mut Vec<Refusal>) -> Result<(), Refusal> {
    if text.len() > MOST_BYTES {
        let message = format!("the condition is too long: {} bytes, at most {MOST_BYTES}", text.len());
        return refuse(MOST_BYTES..MOST_BYTES + 1, message, Some("split the rule into several, or use `let`"));
    }
    let mut at = 0;
    let mut last = Last::Operator;
    let (mut operators, mut bars) = (0, 0);
    // Prefixes since the last value: they nest like parentheses.
    let mut prefixes = 0;
    let mut open: Vec<usize> = Vec::new();
    while at < text.len() && refusals.len() < MOST_REFUSALS {
        let rest = &text[at..];
        let Some(first) = rest.chars().next() else { break };
        let foreign = FOREIGN.iter().find(|(sign, _)| rest.starts_with(sign));
        let length = match first {
            _ if foreign.is_some() => foreign.map_or(1, |(sign, help)| {
                let message = format!("`{sign}` is not part of the rule language");
                refusals.push(refusal(at..at + sign.len(), message, Some(help)));
                sign.len()
            }),
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '"' => string(rest).ok_or_else(|| refusal(at..text.len(), "the text does not end", Some("add a `\"`")))?,
            '\'' => {
                let refusal = quote(rest, at);
                let length = refusal.span.len();
                refusals.push(refusal);
                length
            }
            c if c.is_ascii_digit() => {
                rest.find(|c: char| !(c.is_ascii_digit() || c == '_' || c == '.')).unwrap_or(rest.len())
            }
            c if c.is_alphabetic() || c == '_' => {
                let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
                refusals.extend(word(&rest[..length], at, last).err());
                length
            }
            '(' | ')' | '.' | ',' | '!' | '|' | '&' | '=' | '<' | '>' | '-' => {
                let two = ["&&", "||", "==", "!=", "<=", ">="].into_iter().any(|two| rest.starts_with(two));
                refusals.extend((!two).then(|| operator(first, at, last).err()).flatten());
                1 + usize::from(two)
            }
            c => {
                let message = format!("`{c}` is not part of the rule language");
                refusals.push(refusal(at..at + c.len_utf8(), message, Some(LANGUAGE)));
                c.len_utf8()
            }
        };
        let token = &rest[..length];
        match token {
            "(" => open.push(at),
            ")" if open.pop().is_none() => {
                return refuse(at..at + 1, "this `)` closes nothing", None);
            }
            "!" | "-" | "|" | "||" => prefixes += usize::from(last == Last::Operator),
            _ => {}
        }
        let ends_a_value = |c: char| c.is_alphanumeric() || matches!(c, '_' | '"' | '\'' | ')' | ']' | '}');
        let is_operator = !token.starts_with(ends_a_value);
        operators += usize::from(is_operator);
        let is_word = matches!(token, "and" | "or" | "not" | "in");
        last = if is_operator || is_word { Last::Operator } else { Last::Value };
        if last == Last::Value {
            prefixes = 0;
        }
        if open.len() + prefixes > MOST_DEPTH {
            let message = format!("the condition is nested too deeply: at most {MOST_DEPTH} levels");
            return refuse(at..at + length, message, Some("split the rule into several, or use `let`"));
        }
        bars += usize::from(token == "|");
        if operators > MOST_OPERATORS || bars > MOST_BARS {
            let message = format!(
                "the condition is too long: at most {MOST_OPERATORS} operators, dots and calls and {MOST_BARS} bars"
            );
            return refuse(at..at + length, message, Some("split the rule into several, or use `let`"));
        }
        at += length;
    }
    match open.pop() {
        Some(at) => refuse(at..at + 1, "this `(` is not closed", None),
        None => Ok(()),
    }
}

/// Refuses single signs of other languages, and comparisons without a left side.
fn operator(sign: char, at: usize, last: Last) -> Result<(), Refusal> {
    let place = at..at + 1;
    match sign {
        '&' => refuse(place, "`&` is not part of the rule language", Some("and is written `&&`")),
        '=' => refuse(place, "`=` is not part of the rule language", Some("equality is written `==`")),
        // Where a value must stand, `<` would begin a Rust type: those nest without parentheses.
        '<' | '>' if last == Last::Operator => refuse(place, "a value is missing before this comparison", None),
        _ => Ok(()),
    }
}

/// Refuses the words that other languages use and the keywords of Rust.
fn word(word: &str, at: usize, last: Last) -> Result<(), Refusal> {
    const KEYWORDS: &[&str] = &[
        "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
        "else", "enum", "extern", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match",
        "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "Self", "static", "struct", "super",
        "trait", "try", "type", "typeof", "union", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
    ];
    let place = at..at + word.len();
    match word {
        "and" if last == Last::Value => {
            refuse(place, "`and` is not part of the rule language", Some("and is written `&&`"))
        }
        "or" if last == Last::Value => {
            refuse(place, "`or` is not part of the rule language", Some("or is written `||`"))
        }
        "not" => refuse(place, "`not` is not part of the rule language", Some("not is written `!`")),
        "True" | "False" => {
            refuse(place, format!("`{word}` is not a value"), Some("the values are written `true` and `false`"))
        }
        "in" => refuse(place, "`in` is not part of the rule language", Some("write `list.contains(x)`")),
        "nil" | "null" | "None" => refuse(place, format!("`{word}` is not a value"), Some("write `x.is_none()`")),
        w if KEYWORDS.contains(&w) => refuse(place, format!("`{w}` is not part of the rule language"), None),
        w if last == Last::Value => refuse(
            place,
            format!("`{w}` follows a value without an operator"),
            Some("conditions are joined by `&&` or `||`"),
        ),
        _ => Ok(()),
    }
}

fn quote(rest: &str, at: usize) -> Refusal {
    let end = rest[1..].find('\'').map_or(1, |end| end + 2);
    let help = match &rest[..end] {
        text if end > 1 => format!("write `\"{}\"`", text.trim_matches('\'')),
        _ => "write \"...\"".to_owned(),
    };
    refusal(at..at + end, "texts stand in double quotes", Some(&help))
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

fn refusal(span: Range<usize>, message: impl Into<String>, help: Option<&str>) -> Refusal {
    Refusal { span, message: message.into(), help: help.map(str::to_owned) }
}

fn refuse<T>(span: Range<usize>, message: impl Into<String>, help: Option<&str>) -> Result<T, Refusal> {
    Err(refusal(span, message, help))
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn conditions_of_the_language_pass() {
        for text in ["a.b == \"x\\\" 'y' and {\" && !(c.d() || e.any(|x| x.f != 1.5))", "", "!!a", "a.b < 1 && 2 >= c"]
        {
            assert_eq!(check(text), [], "{text}");
        }
    }

    #[test]
    fn what_would_overflow_a_parser_is_refused() {
        for piece in [
            "(", "!", "-", "|x|", "a.", "a && ", "[", "{", "<", "&", "*", "if a ", "return ", "a::<", "x!(", "||",
            "((a) == ",
        ] {
            assert!(!check(&piece.repeat(1000)).is_empty(), "{piece}");
            assert!(!check(&piece.repeat(5000)).is_empty(), "{piece}");
        }
    }
}
