//! A message with holes: `{r.pattern} is taken`. Holes are expressions, checked at load; `{{` and `}}` are braces.
//!
//! In: the text of a rule file. Out: [`Template`], which `engine` renders for what is found and for nothing else.

use std::collections::BTreeSet;

use super::condition::{Scope, compile_part};
use super::eval::Evaluation;
use super::expr::Expr;
use super::value::{Base, Shape, Value};
use crate::code::indented;
use crate::document::{Code, Errors};

/// Items of a list that a message names; the others are counted.
const MOST_ITEMS: usize = 3;

/// Bytes of a text that are written for a step of the budget.
const BYTES_A_STEP: usize = 4;

/// A text with holes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Template {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone)]
enum Piece {
    Text(String),
    Hole(Expr),
}

/// Compiles a template; mistakes go to `errors`.
pub(crate) fn compile(code: &Code<'_>, scope: &mut Scope, errors: &mut Errors) -> Template {
    let mut template = compile_exact(code, scope, errors);
    if let Some(Piece::Text(last)) = template.pieces.last_mut() {
        last.truncate(last.trim_end().len());
    }
    template
}

/// Compiles the text of an edit: blanks at its end count.
pub(crate) fn compile_exact(code: &Code<'_>, scope: &mut Scope, errors: &mut Errors) -> Template {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut at = 0;
    while let Some(brace) = code.text[at..].find(['{', '}']).map(|i| at + i) {
        plain.push_str(&code.text[at..brace]);
        let rest = &code.text[brace..];
        if rest.starts_with("{{") || rest.starts_with("}}") {
            plain.push_str(&rest[..1]);
            at = brace + 2;
            continue;
        }
        if rest.starts_with('}') {
            let help = Some("a brace in the text is written `}}`".to_owned());
            errors.add(code.place(brace..brace + 1), "this `}` closes nothing", "", help);
            at = brace + 1;
            continue;
        }
        let Some(end) = rest.find('}') else {
            let help = Some("a brace in the text is written `{{`".to_owned());
            errors.add(code.place(brace..brace + 1), "this `{` is not closed", "", help);
            at = code.text.len();
            break;
        };
        if let Some(hole) = hole(code, brace + 1..brace + end, scope, errors) {
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
            pieces.push(Piece::Hole(hole));
        }
        at = brace + end + 1;
    }
    plain.push_str(&code.text[at..]);
    pieces.push(Piece::Text(plain));
    Template { pieces }
}

fn hole(code: &Code<'_>, part: std::ops::Range<usize>, scope: &mut Scope, errors: &mut Errors) -> Option<Expr> {
    let (expr, ty) = compile_part(code, part.clone(), scope, errors)?;
    let help = match ty.base {
        Base::Text | Base::Word(_) | Base::Number => return Some(expr),
        Base::Place => Some("places are for `at` and labels".to_owned()),
        Base::Fact(kind) => {
            let shown = kind.fields().iter().find(|f| f.ty.base == Base::Text && f.ty.shape != Shape::List);
            shown.map(|f| format!("name a field of it: `{}.{}`", &code.text[part.clone()], f.name))
        }
        Base::Bool => Some("write two cases, each with its message".to_owned()),
    };
    errors.add(code.place(part), format!("a message cannot show {}", ty.with_article()), "", help);
    None
}

impl Template {
    /// The text with its holes filled.
    pub(crate) fn render<'p>(&self, evaluation: &Evaluation<'_, 'p>, stack: &mut Vec<Value<'p>>) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(plain) => text.push_str(plain),
                Piece::Hole(expr) => show(&evaluation.value(expr, stack), &mut text),
            }
        }
        evaluation.spend(text.len() / BYTES_A_STEP);
        text
    }

    /// The text with its holes filled; None where one of them is not known or not there.
    pub(crate) fn render_known<'p>(
        &self,
        evaluation: &Evaluation<'_, 'p>,
        stack: &mut Vec<Value<'p>>,
    ) -> Option<String> {
        self.fill(evaluation, stack, show)
    }

    /// The same of code: what fills a hole with several lines stands as far to the right as the line of the hole.
    pub(crate) fn render_code<'p>(
        &self,
        evaluation: &Evaluation<'_, 'p>,
        stack: &mut Vec<Value<'p>>,
    ) -> Option<String> {
        self.fill(evaluation, stack, |value, text| {
            let mut shown = String::new();
            show(value, &mut shown);
            let line = &text[text.rfind('\n').map_or(0, |at| at + 1)..];
            let indent = line[..line.len() - line.trim_start().len()].to_owned();
            text.push_str(&indented(&shown, &indent));
        })
    }

    fn fill<'p>(
        &self,
        evaluation: &Evaluation<'_, 'p>,
        stack: &mut Vec<Value<'p>>,
        show: impl Fn(&Value<'p>, &mut String),
    ) -> Option<String> {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(plain) => text.push_str(plain),
                Piece::Hole(expr) => match evaluation.value(expr, stack) {
                    Value::Unknown(_) | Value::Absent => return None,
                    value => show(&value, &mut text),
                },
            }
        }
        evaluation.spend(text.len() / BYTES_A_STEP);
        Some(text)
    }

    /// Whether nothing would ever be rendered.
    pub(crate) fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| matches!(piece, Piece::Text(text) if text.is_empty()))
    }
}

/// A value as a message shows it: lists as `` `a`, `b` and 3 more``.
fn show(value: &Value<'_>, text: &mut String) {
    match value {
        Value::Unknown(shown) | Value::Text(shown) => text.push_str(shown),
        Value::Number(number) => text.push_str(&number.to_string()),
        Value::List(items, _) => show_list(items, text),
        Value::Bool(_) | Value::Absent | Value::Place(_) | Value::Fact(..) => {}
    }
}

fn show_list(items: &[Value<'_>], text: &mut String) {
    let mut shown: Vec<String> = Vec::new();
    let mut seen = BTreeSet::from([String::new()]);
    for item in items {
        let mut one = String::new();
        show(item, &mut one);
        if seen.insert(one.clone()) {
            shown.push(one);
        }
    }
    // One more than the limit is shown rather than counted: "and 1 more" is as long.
    let named = if shown.len() > MOST_ITEMS + 1 { MOST_ITEMS } else { shown.len() };
    for (index, one) in shown[..named].iter().enumerate() {
        let last = index + 1 == shown.len();
        text.push_str(match index {
            0 => "",
            _ if last => " and ",
            _ => ", ",
        });
        text.push_str(&format!("`{one}`"));
    }
    if shown.len() > named {
        text.push_str(&format!(" and {} more", shown.len() - named));
    }
}
