//! The text of a condition as a tree: what stands where, and nothing of what it means.
//!
//! In: a text. Out: a [`Node`] with places, or what is wrong with it. The grammar, loosest first:
//!
//! ```text
//! or      = and { "||" and }
//! and     = compare { "&&" compare }
//! compare = prefix [ ("==" | "!=" | "<" | "<=" | ">" | ">=") prefix ]
//! prefix  = "!" prefix | "-" number | postfix
//! postfix = (literal | name | "(" or ")") { "." name [ "(" [ argument { "," argument } ] ")" ] }
//! argument = "|" name { "," name } "|" or | or
//! ```
//!
//! Recursion is bounded: `tokens` has counted parentheses, prefixes and bars.

use std::ops::Range;

use super::expr::Order;
use super::tokens::{self, Refusal, Token, TokenKind};

/// A part of a condition.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    /// Its bytes in the condition, with the parentheses around it.
    pub(super) span: Range<usize>,
    pub(super) kind: NodeKind,
}

/// What a part is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum NodeKind {
    Bool(bool),
    Number(f64),
    Text(String),
    Name(String),
    Field(Box<Node>, Word),
    Call(Box<Node>, Word, Vec<Node>),
    /// A closure: only as an argument.
    Closure(Vec<Word>, Box<Node>),
    Not(Box<Node>),
    And(Box<Node>, Box<Node>),
    Or(Box<Node>, Box<Node>),
    Compare(Order, Box<Node>, Box<Node>),
}

/// A name with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) span: Range<usize>,
    pub(super) text: String,
}

/// The tree of a condition; None where the text is blank.
///
/// # Errors
/// Every token that is none of the language, or the first place where the tokens are no expression.
pub(super) fn parse(text: &str) -> Result<Option<Node>, Vec<Refusal>> {
    let tokens = tokens::read(text)?;
    if tokens.is_empty() {
        return Ok(None);
    }
    let mut parser = Parser { text, tokens: &tokens, at: 0 };
    let node = parser.or().map_err(|refusal| vec![refusal])?;
    match parser.tokens.get(parser.at) {
        None => Ok(Some(node)),
        Some(token) => Err(vec![parser.unexpected(token)]),
    }
}

struct Parser<'t> {
    text: &'t str,
    tokens: &'t [Token],
    at: usize,
}

type Parsed = Result<Node, Refusal>;

impl Parser<'_> {
    fn sign(&self) -> Option<&'static str> {
        match self.tokens.get(self.at)?.kind {
            TokenKind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    /// Takes a sign, if it is the next token.
    fn takes(&mut self, sign: &str) -> bool {
        let found = self.sign() == Some(sign);
        self.at += usize::from(found);
        found
    }

    /// Takes a sign that must come now; gives where it ends.
    fn expect(&mut self, sign: &str) -> Result<usize, Refusal> {
        if self.takes(sign) {
            return Ok(self.tokens[self.at - 1].span.end);
        }
        Err(self.refused(&format!("`{sign}` is missing here")))
    }

    /// What is wrong at the next token, or at the end of the text.
    fn refused(&self, message: &str) -> Refusal {
        let end = self.text.trim_end().len();
        let span = self.tokens.get(self.at).map_or(end..end, |token| token.span.clone());
        Refusal::new(span, message, None)
    }

    fn unexpected(&self, token: &Token) -> Refusal {
        let written = &self.text[token.span.clone()];
        let help = match token.kind {
            TokenKind::Sign("==" | "!=" | "<" | "<=" | ">" | ">=") => Some("write `a == b && b == c`"),
            TokenKind::Sign("(") => Some("there are methods, and no functions: `x.contains(y)`"),
            TokenKind::Sign("|") => Some("or is written `||`; a closure stands in `any`, `all` or `filter`"),
            _ => None,
        };
        Refusal::new(token.span.clone(), format!("`{written}` cannot stand here"), help)
    }

    fn or(&mut self) -> Parsed {
        let mut left = self.and()?;
        while self.takes("||") {
            let right = self.and()?;
            left = joined(left, right, NodeKind::Or);
        }
        Ok(left)
    }

    fn and(&mut self) -> Parsed {
        let mut left = self.compare()?;
        while self.takes("&&") {
            let right = self.compare()?;
            left = joined(left, right, NodeKind::And);
        }
        Ok(left)
    }

    fn compare(&mut self) -> Parsed {
        let left = self.prefix()?;
        let order = match self.sign() {
            Some("==") => Order::Equal,
            Some("!=") => Order::NotEqual,
            Some("<") => Order::Less,
            Some("<=") => Order::LessOrEqual,
            Some(">") => Order::Greater,
            Some(">=") => Order::GreaterOrEqual,
            _ => return Ok(left),
        };
        self.at += 1;
        let right = self.prefix()?;
        Ok(joined(left, right, |left, right| NodeKind::Compare(order, left, right)))
    }

    fn prefix(&mut self) -> Parsed {
        let start = self.tokens.get(self.at).map_or(self.text.len(), |token| token.span.start);
        if self.takes("!") {
            let inner = self.prefix()?;
            return Ok(Node { span: start..inner.span.end, kind: NodeKind::Not(Box::new(inner)) });
        }
        if self.takes("-") {
            let Some(Token { kind: TokenKind::Number(number), span }) = self.tokens.get(self.at) else {
                return Err(self.refused("`-` stands before numbers only"));
            };
            self.at += 1;
            return Ok(Node { span: start..span.end, kind: NodeKind::Number(-number) });
        }
        self.postfix()
    }

    fn postfix(&mut self) -> Parsed {
        let mut node = self.primary()?;
        while self.takes(".") {
            let Some(word) = self.word() else { return Err(self.refused("a field has a name")) };
            let (start, of) = (node.span.start, Box::new(node));
            node = if self.takes("(") {
                let arguments = self.arguments()?;
                let end = self.expect(")")?;
                Node { span: start..end, kind: NodeKind::Call(of, word, arguments) }
            } else {
                Node { span: start..word.span.end, kind: NodeKind::Field(of, word) }
            };
        }
        Ok(node)
    }

    fn primary(&mut self) -> Parsed {
        let Some(Token { kind, span }) = self.tokens.get(self.at) else {
            return Err(self.refused("the condition ends where a value must follow"));
        };
        let kind = match kind {
            TokenKind::Text(text) => NodeKind::Text(text.clone()),
            TokenKind::Number(number) => NodeKind::Number(*number),
            TokenKind::Word => match &self.text[span.clone()] {
                "true" => NodeKind::Bool(true),
                "false" => NodeKind::Bool(false),
                name => NodeKind::Name(name.to_owned()),
            },
            TokenKind::Sign("(") => {
                self.at += 1;
                let inner = self.or()?;
                let end = self.expect(")")?;
                return Ok(Node { span: span.start..end, ..inner });
            }
            TokenKind::Sign("|") => return Err(self.unexpected(&self.tokens[self.at])),
            TokenKind::Sign(sign) => return Err(self.refused(&format!("a value is missing before this `{sign}`"))),
        };
        self.at += 1;
        Ok(Node { span: span.clone(), kind })
    }

    fn word(&mut self) -> Option<Word> {
        let Token { kind: TokenKind::Word, span } = self.tokens.get(self.at)? else { return None };
        self.at += 1;
        Some(Word { span: span.clone(), text: self.text[span.clone()].to_owned() })
    }

    fn arguments(&mut self) -> Result<Vec<Node>, Refusal> {
        let mut arguments = Vec::new();
        while self.sign() != Some(")") {
            arguments.push(self.argument()?);
            if !self.takes(",") {
                break;
            }
        }
        Ok(arguments)
    }

    fn argument(&mut self) -> Parsed {
        let start = self.tokens.get(self.at).map_or(self.text.len(), |token| token.span.start);
        let mut names = Vec::new();
        // `||` is a closure without a name.
        if self.takes("|") {
            loop {
                let Some(name) = self.word() else { return Err(self.refused("a closure has a name: `|x| ...`")) };
                names.push(name);
                if !self.takes(",") {
                    break;
                }
            }
            self.expect("|")?;
        } else if !self.takes("||") {
            return self.or();
        }
        let body = self.or()?;
        Ok(Node { span: start..body.span.end, kind: NodeKind::Closure(names, Box::new(body)) })
    }
}

fn joined(left: Node, right: Node, kind: impl FnOnce(Box<Node>, Box<Node>) -> NodeKind) -> Node {
    Node { span: left.span.start..right.span.end, kind: kind(Box::new(left), Box::new(right)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree with all its parentheses.
    fn shown(node: &Node) -> String {
        let pair = |left: &Node, sign: &str, right: &Node| format!("({} {sign} {})", shown(left), shown(right));
        match &node.kind {
            NodeKind::Bool(value) => value.to_string(),
            NodeKind::Number(number) => number.to_string(),
            NodeKind::Text(text) => format!("{text:?}"),
            NodeKind::Name(name) => name.clone(),
            NodeKind::Field(of, field) => format!("{}.{}", shown(of), field.text),
            NodeKind::Call(of, method, arguments) => {
                let arguments: Vec<String> = arguments.iter().map(shown).collect();
                format!("{}.{}[{}]", shown(of), method.text, arguments.join(", "))
            }
            NodeKind::Closure(names, body) => {
                let names: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
                format!("|{}| {}", names.join(", "), shown(body))
            }
            NodeKind::Not(inner) => format!("!{}", shown(inner)),
            NodeKind::And(left, right) => pair(left, "&&", right),
            NodeKind::Or(left, right) => pair(left, "||", right),
            NodeKind::Compare(order, left, right) => pair(left, &format!("{order:?}"), right),
        }
    }

    #[test]
    fn operators_bind_as_in_rust() {
        for (text, tree) in [
            ("a || b && c || d", "((a || (b && c)) || d)"),
            ("!a.b == c && d", "((!a.b Equal c) && d)"),
            ("!(a || !b)", "!(a || !b)"),
            ("a.b().c(1, \"x\",).d", "a.b[].c[1, \"x\"].d"),
            ("a.any(|x| x.f < -2 || x.g)", "a.any[|x| ((x.f Less -2) || x.g)]"),
            ("a.all(|| true)", "a.all[|| true]"),
            ("a.all(|x, y| x)", "a.all[|x, y| x]"),
        ] {
            let node = parse(text).expect("no mistake").expect("not blank");
            assert_eq!(shown(&node), tree);
            assert_eq!(node.span, 0..text.len());
        }
        assert_eq!(parse("  \n"), Ok(None));
    }

    #[test]
    fn what_is_no_expression_is_refused_at_its_place() {
        for (text, marked, message) in [
            ("a == b == c", "==", "`==` cannot stand here"),
            ("f(a)", "(", "`(` cannot stand here"),
            ("a.b.", "", "a field has a name"),
            ("a.(b)", "(", "a field has a name"),
            ("a &&", "", "the condition ends where a value must follow"),
            ("a && && b", "&&", "a value is missing before this `&&`"),
            ("()", ")", "a value is missing before this `)`"),
            ("-a", "a", "`-` stands before numbers only"),
            ("a.b(c d", "d", "`d` follows a value without an operator"),
            ("a.b(|c)", ")", "`|` is missing here"),
            ("a, b", ",", "`,` cannot stand here"),
            ("a | b", "|", "`|` cannot stand here"),
        ] {
            let refusals = parse(text).expect_err(text);
            assert_eq!((&text[refusals[0].span.clone()], refusals[0].message.as_str()), (marked, message), "{text}");
        }
    }
}
