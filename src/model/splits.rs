//! Texts that are taken apart: `strings.Index`, `strings.Cut`, `strings.Fields` and their like, and `text[:n]`.
//!
//! In: a call, what its row says that it does, a calling context; or a slice. Out: places, parts, and whether there was something to cut.
//! Of a text with holes only what is known before the first one is looked at. Of several texts it is not known which one is cut where.

use super::eval::Eval;
use super::frames::Frames;
use super::lists::MOST_ELEMENTS;
use super::value::{Alternative, ExprRef, Piece, Text, Value, Values};
use crate::golang::syntax::{ExprId, ExprKind, FuncId};
use crate::known::{Arg, TextFunction};

impl Eval<'_> {
    /// What a call makes that looks for a part of a text, as its n-th result.
    pub(super) fn split_of(&self, at: ExprRef, function: TextFunction, result: usize, frames: &Frames) -> Values {
        let arg = |n: usize| self.arg(at, &Arg::Param(n, Vec::new()), frames);
        let values = arg(0);
        let unknown = || Values { needs: values.needs.clone(), ..Values::unknown() };
        let [Alternative { value: Value::Text(text), how, .. }] = values.items.as_slice() else { return unknown() };
        let made = if function == TextFunction::Fields {
            fields(text)
        } else {
            separator(&arg(1)).and_then(|part| match function {
                TextFunction::Index => index(text, &part).map(|n| Value::Int(n.map_or(-1, |n| n as i64))),
                TextFunction::Cut => cut(text, &part, result),
                TextFunction::CutPrefix => cut_prefix(text, &part, result),
                TextFunction::CutSuffix => cut_suffix(text, &part, result),
                _ => {
                    let count = arg(2);
                    let [Alternative { value: Value::Int(n), .. }] = count.items.as_slice() else { return None };
                    split_n(text, &part, *n)
                }
            })
        };
        made.map_or_else(unknown, |value| Values::one(value, *how, Some(at)))
    }

    /// Whether a call looks for a part of a text: what it says is as well known as the text.
    pub(super) fn is_split(&self, call: ExprRef) -> bool {
        let facts = self.scope.facts(call.file);
        let ExprKind::Call { fun, .. } = facts.syntax.expr(call.expr).kind else { return false };
        let ExprKind::Select(base, name) = &facts.syntax.expr(fun).kind else { return false };
        // By the import alone: to know what else is called, files would have to be read.
        let Some(package) = self.scope.qualifier(call.file, *base) else { return false };
        let mut rows = self.known_packages(&package).into_iter().flat_map(|known| &known.calls);
        rows.any(|row| row.text.is_some_and(TextFunction::splits) && row.names.iter().any(|n| **n == **name))
    }

    /// Whether a call is one of a function of the same file of which one result is always written as `true` or `false`.
    pub(super) fn tells_here(&self, call: ExprRef, result: usize) -> bool {
        let facts = self.scope.facts(call.file);
        let ExprKind::Call { fun, .. } = facts.syntax.expr(call.expr).kind else { return false };
        let ExprKind::Name(name) = &facts.syntax.expr(fun).kind else { return false };
        let is_it = |func: &FuncId| facts.syntax.func(*func).name.as_ref() == Some(name);
        let mut returns = facts.returns.iter().filter(|(func, _)| is_it(func)).flat_map(|(_, list)| list).peekable();
        let is_written = |expr: &ExprId| facts.is_truth(*expr);
        returns.peek().is_some() && returns.all(|ret| ret.values.get(result).is_some_and(is_written))
    }

    /// `text[low:high]`, of which one bound at least is written.
    pub(super) fn slice(&self, at: ExprRef, base: ExprId, bounds: &[ExprId], frames: &Frames) -> Values {
        let here = |expr: ExprId| ExprRef { file: at.file, expr };
        let values = self.eval(here(base), frames);
        let bound = |expr: ExprId| match self.one_value(here(expr), frames)? {
            Value::Int(n) => usize::try_from(n).ok(),
            _ => None,
        };
        let range = |expr: ExprId| self.scope.facts(at.file).syntax.expr(expr).range;
        let between = || match *bounds {
            [low, high] => Some((bound(low)?, Some(bound(high)?))),
            // `[n:]` or `[:n]`, as gofmt writes it.
            [only] => match (range(only).start - range(base).end, range(at.expr).end - range(only).end) {
                (1, 2) => Some((bound(only)?, None)),
                (2, 1) => Some((0, Some(bound(only)?))),
                _ => None,
            },
            _ => None,
        };
        if values.items.iter().all(|i| matches!(i.value, Value::List(_))) {
            // In a loop each turn may take another part.
            let is_looped = self.scope.facts(at.file).place(at.expr).looped;
            return match between().filter(|_| !is_looped) {
                Some((low, high)) => parts_of_lists(values, low, high),
                None => values,
            };
        }
        let unknown = || Values { needs: values.needs.clone(), ..Values::unknown() };
        let [Alternative { value: Value::Text(text), how, .. }] = values.items.as_slice() else { return unknown() };
        let part = between().and_then(|(low, high)| part_of(text, low, high));
        part.map_or_else(unknown, |text| Values::one(Value::Text(text), *how, Some(at)))
    }
}

/// What stands between two places in lists, as far as they go.
fn parts_of_lists(mut values: Values, low: usize, high: Option<usize>) -> Values {
    for item in values.items.iter_mut() {
        if let Value::List(list) = &mut item.value {
            let high = high.unwrap_or(list.len()).min(list.len());
            *list = list.get(low.min(high)..high).unwrap_or_default().to_vec();
        }
    }
    values
}

/// What is looked for: a text, or a character.
fn separator(values: &Values) -> Option<String> {
    match values.items.as_slice() {
        [Alternative { value: Value::Text(text), .. }] => text.whole().filter(|part| !part.is_empty()),
        [Alternative { value: Value::Int(n), .. }] => {
            u32::try_from(*n).ok().and_then(char::from_u32).map(|c| c.to_string())
        }
        _ => None,
    }
}

/// What is known before the first hole.
fn begin(text: &Text) -> &str {
    if let Some(Piece::Known(known)) = text.pieces.first() { known } else { "" }
}

/// Where a part stands first, if anywhere; None where that is not known.
fn index(text: &Text, part: &str) -> Option<Option<usize>> {
    match begin(text).find(part) {
        Some(n) => Some(Some(n)),
        None => text.whole().map(|_| None),
    }
}

/// The bytes of a text from one on and before another one.
fn part_of(text: &Text, low: usize, high: Option<usize>) -> Option<Text> {
    let known = begin(text);
    if let Some(high) = high {
        return known.get(low..high).map(Text::known);
    }
    let mut rest = Text::known(known.get(low..)?);
    rest.push(Text { pieces: text.pieces.iter().skip(1).cloned().collect() });
    Some(rest)
}

fn cut(text: &Text, part: &str, result: usize) -> Option<Value> {
    let at = index(text, part)?;
    Some(match (result, at) {
        (0, Some(at)) => Value::Text(part_of(text, 0, Some(at))?),
        (0, None) => Value::Text(text.clone()),
        (1, Some(at)) => Value::Text(part_of(text, at + part.len(), None)?),
        (1, None) => Value::Text(Text::default()),
        (_, at) => Value::Bool(at.is_some()),
    })
}

fn cut_prefix(text: &Text, part: &str, result: usize) -> Option<Value> {
    let has = begin(text).starts_with(part);
    if !has && text.whole().is_none() && part.starts_with(begin(text)) {
        return None;
    }
    let rest = if has { part_of(text, part.len(), None)? } else { text.clone() };
    Some(if result == 0 { Value::Text(rest) } else { Value::Bool(has) })
}

fn cut_suffix(text: &Text, part: &str, result: usize) -> Option<Value> {
    let whole = text.whole()?;
    let rest = whole.strip_suffix(part);
    Some(if result == 0 { Value::Text(Text::known(rest.unwrap_or(&whole))) } else { Value::Bool(rest.is_some()) })
}

fn fields(text: &Text) -> Option<Value> {
    listed(text.whole()?.split_whitespace())
}

fn split_n(text: &Text, part: &str, n: i64) -> Option<Value> {
    let whole = text.whole()?;
    match usize::try_from(n) {
        Ok(n) => listed(whole.splitn(n, part)),
        Err(_) => listed(whole.split(part)),
    }
}

/// A list that is known to its end.
fn listed<'t>(parts: impl Iterator<Item = &'t str>) -> Option<Value> {
    let list: Vec<Text> = parts.map(Text::known).take(MOST_ELEMENTS + 1).collect();
    (list.len() <= MOST_ELEMENTS).then_some(Value::Texts(list))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(known: &str, open: bool) -> Text {
        let mut text = Text::known(known);
        if open {
            text.push(Text::hole(Piece::Unknown));
        }
        text
    }

    /// What Go 1.26 makes of them.
    #[test]
    fn texts_are_cut_as_in_go() {
        let of = |whole: &str, n| cut(&text(whole, false), " ", n);
        assert_eq!(of("GET /a b", 0), Some(Value::Text(Text::known("GET"))));
        assert_eq!(of("GET /a b", 1), Some(Value::Text(Text::known("/a b"))));
        assert_eq!(of("GET /a b", 2), Some(Value::Bool(true)));
        assert_eq!(of("/a", 0), Some(Value::Text(Text::known("/a"))));
        assert_eq!(of("/a", 1), Some(Value::Text(Text::default())));
        assert_eq!(of("/a", 2), Some(Value::Bool(false)));
    }

    #[test]
    fn what_is_behind_a_hole_is_not_known() {
        assert_eq!(index(&text("GET ", true), " "), Some(Some(3)));
        assert_eq!(index(&text("/a", true), " "), None);
        assert_eq!(cut(&text("GET /", true), " ", 1), Some(Value::Text(text("/", true))));
        assert_eq!(cut_prefix(&text("GE", true), "GET ", 1), None);
        assert_eq!(cut_prefix(&text("/a", true), "GET ", 1), Some(Value::Bool(false)));
        assert_eq!(part_of(&text("/a", true), 0, Some(3)), None);
        assert_eq!(part_of(&text("größe", false), 3, None), None);
    }
}
