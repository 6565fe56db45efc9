//! The text of an expression in, its syntax tree out, and every piece of it that is not of the rule language.
//!
//! An expression is written as in Rust: `syn` parses it after [`guard`] has let it pass, and nothing of `syn` leaves this file. Three in four
//! are a name and its fields, `r.mux.id`: of these there is nothing to parse. What a name means is none of this file's business
//! (`condition` asks the vocabulary), so `build.rs` includes it, too, and parses the embedded rules when muxray is built.

pub(crate) mod guard;

use std::borrow::Cow;
use std::ops::Range;

use syn::spanned::Spanned as _;

pub(crate) use guard::Refusal;

/// Bytes of the text: it has 4096 at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: u16,
    pub(crate) end: u16,
}

/// A node of the tree. Its `Debug` is the Rust that makes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Node {
    pub(crate) form: Form,
    pub(crate) span: Span,
}

/// What a node is. Other nodes are told by their numbers; they stand before it, so the last node is the whole expression.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Form {
    /// No part of the language: what is wrong has been said.
    Refused,
    /// `true`, `false`.
    Bool(bool),
    /// `22`, `-1.5`.
    Number(f64),
    /// `"GET"`: see [`literal`].
    Text,
    /// `route`
    Name,
    /// `of.name`
    Field { of: u16, name: Span },
    /// `!of`
    Not { of: u16 },
    /// `left && right`
    Binary { operator: Operator, left: u16, right: u16 },
    /// `of.method(argument)`
    Call { of: u16, method: Span, arguments: Arguments },
    /// `|parameter| body`
    Closure { parameter: Span, body: u16 },
}

/// What stands between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    /// `&&`
    And,
    /// `||`
    Or,
    /// `==` and its like.
    Compare(Order),
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// What a method is given: it takes one argument at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arguments {
    /// `()`
    Nothing,
    /// `(x)`
    One(u16),
    /// `(x, y)`
    Several,
}

/// What was read: no nodes where nothing could be read at all.
#[derive(Debug, Default)]
pub(crate) struct Parsed {
    pub(crate) nodes: Vec<Node>,
    pub(crate) refusals: Vec<Refusal>,
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        usize::from(span.start)..usize::from(span.end)
    }
}

/// Parses an expression.
pub(crate) fn parse(text: &str) -> Parsed {
    let mut tree = Parsed { nodes: Vec::new(), refusals: guard::check(text) };
    if !tree.refusals.is_empty() {
        return tree;
    }
    if text.trim().is_empty() {
        tree.refuse(0..text.len(), "an expression is missing here", None);
    } else if is_dotted(text.trim()) {
        tree.dotted(text);
    } else {
        match syn::parse_str::<syn::Expr>(text) {
            Ok(expr) => _ = tree.expr(&expr),
            Err(mistake) => {
                // The end of the text has no place of its own.
                let bytes = Some(mistake.span().byte_range()).filter(|b| !b.is_empty());
                tree.refuse(
                    bytes.unwrap_or(text.len()..text.len()),
                    format!("this is not an expression: {mistake}"),
                    None,
                );
            }
        }
        forget();
    }
    tree
}

/// The value of a text as it is written, with its quotes.
pub(crate) fn literal(written: &str) -> Cow<'_, str> {
    let inner = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(written);
    if !inner.contains(['\\', '\r']) {
        return Cow::Borrowed(inner);
    }
    // It has been parsed before, so there is a value.
    let value = syn::parse_str::<syn::LitStr>(written).map_or_else(|_| inner.to_owned(), |literal| literal.value());
    forget();
    Cow::Owned(value)
}

/// With its feature `span-locations`, proc-macro2 keeps every text that it has seen on this thread. No span of them is left.
fn forget() {
    proc_macro2::extra::invalidate_current_thread_spans();
}

/// Whether a text is a name and fields, and nothing that Rust would read otherwise.
fn is_dotted(text: &str) -> bool {
    let is_name = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_lowercase())
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    text.split('.').all(is_name) && !matches!(text, "true" | "false")
}

impl Parsed {
    /// Adds a node; gives its number.
    fn node(&mut self, form: Form, bytes: Range<usize>) -> u16 {
        self.nodes.push(Node { form, span: span(bytes) });
        number(self.nodes.len() - 1)
    }

    fn refuse(&mut self, bytes: Range<usize>, message: impl Into<String>, help: Option<&str>) {
        self.refusals.push(Refusal { span: bytes, message: message.into(), help: help.map(str::to_owned) });
    }

    /// A node that is no part of the language.
    fn refused(&mut self, at: proc_macro2::Span, message: &str) -> u16 {
        self.refuse(at.byte_range(), message, None);
        self.node(Form::Refused, at.byte_range())
    }

    /// A name and fields.
    fn dotted(&mut self, text: &str) {
        let start = text.len() - text.trim_start().len();
        let mut at = start;
        for part in text.trim().split('.') {
            let name = at..at + part.len();
            at = name.end + 1;
            let whole = start..name.end;
            let form = match self.nodes.len() {
                0 => Form::Name,
                so_far => Form::Field { of: number(so_far - 1), name: span(name) },
            };
            self.node(form, whole);
        }
    }

    fn expr(&mut self, expr: &syn::Expr) -> u16 {
        let form = match expr {
            syn::Expr::Paren(inner) => return self.expr(&inner.expr),
            syn::Expr::Lit(written) => return self.literal(written, 1.0),
            syn::Expr::Path(path) if path.path.get_ident().is_some() => Form::Name,
            syn::Expr::Path(path) => return self.refused(path.span(), "a name has one part"),
            syn::Expr::Field(access) => {
                let of = self.expr(&access.base);
                let syn::Member::Named(name) = &access.member else {
                    return self.refused(access.member.span(), "a field has a name, not a number");
                };
                Form::Field { of, name: span(name.span().byte_range()) }
            }
            syn::Expr::Unary(unary) => match (&unary.op, &*unary.expr) {
                (syn::UnOp::Not(_), inner) => Form::Not { of: self.expr(inner) },
                (syn::UnOp::Neg(_), syn::Expr::Lit(number)) => return self.literal(number, -1.0),
                _ => return self.refused(unary.span(), "this operator is not part of the rule language"),
            },
            syn::Expr::Binary(binary) => {
                let Some(operator) = operator(&binary.op) else {
                    return self.refused(binary.op.span(), "this operator is not part of the rule language");
                };
                let (left, right) = (self.expr(&binary.left), self.expr(&binary.right));
                Form::Binary { operator, left, right }
            }
            syn::Expr::MethodCall(call) => {
                let of = self.expr(&call.receiver);
                let mut given = call.args.iter();
                let arguments = match (given.next(), given.next()) {
                    (None, _) => Arguments::Nothing,
                    (Some(only), None) => Arguments::One(self.expr(only)),
                    (Some(_), Some(_)) => Arguments::Several,
                };
                Form::Call { of, method: span(call.method.span().byte_range()), arguments }
            }
            syn::Expr::Closure(closure) => {
                let mut names = closure.inputs.iter();
                let (Some(syn::Pat::Ident(name)), None) = (names.next(), names.next()) else {
                    self.refuse(closure.span().byte_range(), "a closure has one name", Some("write `|x| ...`"));
                    return self.node(Form::Refused, closure.span().byte_range());
                };
                let parameter = span(name.ident.span().byte_range());
                Form::Closure { parameter, body: self.expr(&closure.body) }
            }
            other => return self.refused(other.span(), "this kind of expression is not part of the rule language"),
        };
        self.node(form, expr.span().byte_range())
    }

    fn literal(&mut self, written: &syn::ExprLit, sign: f64) -> u16 {
        let number =
            |digits: &str| digits.parse::<f64>().ok().filter(|n| n.is_finite()).map(|n| Form::Number(n * sign));
        let form = match &written.lit {
            syn::Lit::Int(digits) if digits.suffix().is_empty() => number(digits.base10_digits()),
            syn::Lit::Float(digits) if digits.suffix().is_empty() => number(digits.base10_digits()),
            _ if sign < 0.0 => return self.refused(written.span(), "`-` stands before numbers only"),
            syn::Lit::Bool(value) => Some(Form::Bool(value.value)),
            syn::Lit::Str(text) if text.suffix().is_empty() => Some(Form::Text),
            _ => None,
        };
        match form {
            Some(form) => self.node(form, written.span().byte_range()),
            None => self.refused(written.span(), "this kind of literal is not part of the rule language"),
        }
    }
}

fn operator(operator: &syn::BinOp) -> Option<Operator> {
    Some(match operator {
        syn::BinOp::And(_) => Operator::And,
        syn::BinOp::Or(_) => Operator::Or,
        syn::BinOp::Eq(_) => Operator::Compare(Order::Equal),
        syn::BinOp::Ne(_) => Operator::Compare(Order::NotEqual),
        syn::BinOp::Lt(_) => Operator::Compare(Order::Less),
        syn::BinOp::Le(_) => Operator::Compare(Order::LessOrEqual),
        syn::BinOp::Gt(_) => Operator::Compare(Order::Greater),
        syn::BinOp::Ge(_) => Operator::Compare(Order::GreaterOrEqual),
        _ => return None,
    })
}

fn span(bytes: Range<usize>) -> Span {
    Span { start: number(bytes.start), end: number(bytes.end) }
}

/// A number that is small because the text is.
fn number(small: usize) -> u16 {
    u16::try_from(small).unwrap_or(u16::MAX)
}
