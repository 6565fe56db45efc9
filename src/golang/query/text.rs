//! The text of a query before tree-sitter sees it: its tokens, the limits that keep it cheap, and the words that a file must hold
//! for the query to match.
//!
//! In: the text. Out: tokens, [`Fault`]s, needles. Knows no grammar: whether a node exists is tree-sitter's to say.

use std::ops::Range;

use super::Fault;

/// Bytes of a query.
const MOST_BYTES: usize = 4096;
/// Parentheses and brackets within each other: tree-sitter reads them recursively.
const MOST_DEPTH: usize = 24;
/// Patterns of one query: each is tried at every node.
const MOST_PATTERNS: usize = 16;
/// Regular expressions of one query.
const MOST_REGEXES: usize = 4;
/// Bytes of one regular expression.
const MOST_REGEX_BYTES: usize = 200;
/// What the counts `{n}` of a regular expression may come to, multiplied: each repeats what it stands behind.
const MOST_REPEATS: usize = 200;

/// The predicates that are run, and whether they take a regular expression.
const PREDICATES: &[(&str, bool)] = &[
    ("eq?", false),
    ("not-eq?", false),
    ("any-eq?", false),
    ("any-not-eq?", false),
    ("any-of?", false),
    ("not-any-of?", false),
    ("match?", true),
    ("not-match?", true),
    ("any-match?", true),
    ("any-not-match?", true),
];

/// A token of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// `(` or `[`
    Open,
    /// `)` or `]`
    Close,
    /// `"text"`: what stands between the quotes.
    Text(&'t str),
    /// `#eq?`
    Predicate(&'t str),
    /// `@name`
    Capture(&'t str),
    /// Anything else.
    Other,
}

/// The tokens with their places; comments and blanks are left away.
pub(super) fn tokens(text: &str) -> Vec<(Range<usize>, Token<'_>)> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let name = |from: usize| {
            let is_part = |c: char| c.is_alphanumeric() || "_-.?!".contains(c);
            from + rest[from..].find(|c| !is_part(c)).unwrap_or(rest.len() - from)
        };
        let (length, token) = match first {
            c if c.is_whitespace() => (c.len_utf8(), None),
            ';' => (rest.find('\n').unwrap_or(rest.len()), None),
            '(' | '[' => (1, Some(Token::Open)),
            ')' | ']' => (1, Some(Token::Close)),
            '"' => {
                let inner = closing_quote(&rest[1..]);
                (
                    inner.map_or(rest.len(), |inner| inner + 2),
                    Some(Token::Text(&rest[1..inner.map_or(rest.len(), |i| i + 1)])),
                )
            }
            '#' => (name(1), Some(Token::Predicate(&rest[1..name(1)]))),
            '@' => (name(1), Some(Token::Capture(&rest[1..name(1)]))),
            _ => (name(0).max(first.len_utf8()), Some(Token::Other)),
        };
        tokens.extend(token.map(|token| (at..at + length, token)));
        at += length;
    }
    tokens
}

/// Where a text ends, from behind its opening quote.
fn closing_quote(rest: &str) -> Option<usize> {
    let mut escaped = false;
    rest.bytes().position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })
}

/// What is wrong whatever the grammar; `Err` where tree-sitter must not see the text.
pub(super) fn check(text: &str, tokens: &[(Range<usize>, Token<'_>)]) -> Result<Vec<Fault>, Vec<Fault>> {
    if text.len() > MOST_BYTES {
        let message = format!("the query is too long: {} bytes, at most {MOST_BYTES}", text.len());
        return Err(vec![Fault::new(0..0, message)]);
    }
    let mut faults = Vec::new();
    let (mut depth, mut patterns, mut regexes) = (0_usize, 0, 0);
    for (index, (range, token)) in tokens.iter().enumerate() {
        match token {
            Token::Open => {
                patterns += usize::from(depth == 0);
                depth += 1;
                if depth > MOST_DEPTH {
                    let message = format!("the query is nested too deeply: at most {MOST_DEPTH} levels");
                    return Err(vec![Fault::new(range.clone(), message)]);
                }
            }
            Token::Close => depth = depth.saturating_sub(1),
            Token::Predicate(name) => match PREDICATES.iter().find(|(known, _)| known == name) {
                Some((_, true)) => {
                    regexes += 1;
                    faults.extend(regex_fault(&tokens[index + 1..]));
                }
                Some(_) => {}
                None => {
                    let known = PREDICATES.iter().map(|(known, _)| *known).collect();
                    faults.push(Fault::unknown(range.clone(), format!("there is no predicate `#{name}`"), name, known));
                }
            },
            Token::Text(_) | Token::Capture(_) | Token::Other => {}
        }
    }
    if patterns > MOST_PATTERNS || regexes > MOST_REGEXES {
        let message =
            format!("the query is too large: at most {MOST_PATTERNS} patterns and {MOST_REGEXES} regular expressions");
        return Err(vec![Fault::new(0..0, message)]);
    }
    if faults.iter().any(|fault| fault.message.starts_with(TOO_COSTLY)) { Err(faults) } else { Ok(faults) }
}

const TOO_COSTLY: &str = "this regular expression is too large";

/// The regular expression of a predicate, if it would cost too much to compile.
fn regex_fault(arguments: &[(Range<usize>, Token<'_>)]) -> Option<Fault> {
    let (range, regex) =
        arguments.iter().take_while(|(_, token)| *token != Token::Close).find_map(|(range, token)| {
            let Token::Text(regex) = token else { return None };
            Some((range, *regex))
        })?;
    let counts = regex.split('{').skip(1).filter_map(|rest| {
        let inside = rest.split('}').next()?;
        inside.split(',').filter_map(|digits| digits.trim().parse::<usize>().ok()).max()
    });
    let repeats = counts.fold(1_usize, |product, count| product.saturating_mul(count.max(1)));
    (regex.len() > MOST_REGEX_BYTES || repeats > MOST_REPEATS).then(|| {
        let message = format!("{TOO_COSTLY}: at most {MOST_REGEX_BYTES} bytes and {MOST_REPEATS} repetitions");
        Fault::new(range.clone(), message)
    })
}

/// The captures in the order in which they first come, where each has exactly one node: in one pattern, without alternations and without
/// parts that may be there or not, once or often. None where there is such a thing.
pub(super) fn single(text: &str, tokens: &[(Range<usize>, Token<'_>)]) -> Option<Vec<String>> {
    let mut captures: Vec<String> = Vec::new();
    let (mut depth, mut patterns, mut predicate) = (0_usize, 0, None);
    for (place, token) in tokens {
        match token {
            Token::Open if text[place.clone()] == *"[" => return None,
            Token::Open => {
                patterns += usize::from(depth == 0);
                depth += 1;
            }
            Token::Close => {
                predicate = predicate.filter(|&around| around != depth);
                depth = depth.saturating_sub(1);
            }
            Token::Predicate(_) => predicate = Some(depth),
            Token::Other if text[place.clone()].starts_with(['?', '*', '+']) => return None,
            // A predicate asks about captures that are there.
            Token::Capture(_) if predicate.is_some() => {}
            Token::Capture(name) if captures.iter().any(|known| known == name) => return None,
            Token::Capture(name) => captures.push((*name).to_owned()),
            Token::Text(_) | Token::Other => {}
        }
    }
    (patterns == 1 && !captures.is_empty()).then_some(captures)
}

/// For each pattern, the words of which a file must hold one, per word list; `always` tells which captures always have a node.
pub(super) fn needles(
    tokens: &[(Range<usize>, Token<'_>)],
    always: impl Fn(usize, &str) -> bool,
) -> Vec<Vec<Vec<String>>> {
    let mut patterns: Vec<Vec<Vec<String>>> = Vec::new();
    let mut depth = 0_usize;
    for (index, (_, token)) in tokens.iter().enumerate() {
        match token {
            Token::Open => {
                if depth == 0 {
                    patterns.push(Vec::new());
                }
                depth += 1;
            }
            Token::Close => depth = depth.saturating_sub(1),
            Token::Predicate("eq?" | "any-of?") => {
                let Some(pattern) = patterns.len().checked_sub(1) else { continue };
                let mut words = Vec::new();
                let mut arguments = tokens[index + 1..].iter().map(|(_, t)| *t).take_while(|t| *t != Token::Close);
                let certain = matches!(arguments.next(), Some(Token::Capture(name)) if always(pattern, name));
                let plain = arguments.all(|argument| match argument {
                    Token::Text(text) if !text.is_empty() && !text.contains('\\') => {
                        words.push(text.to_owned());
                        true
                    }
                    _ => false,
                });
                if certain && plain && !words.is_empty() {
                    patterns[pattern].push(words);
                }
            }
            _ => {}
        }
    }
    // A form at the top without parentheses, such as a text, has no predicate: then every file may match.
    if tokens.first().is_some_and(|(_, token)| *token != Token::Open) {
        patterns.push(Vec::new());
    }
    patterns
}
