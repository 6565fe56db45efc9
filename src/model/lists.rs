//! Lists and maps: their elements, what a loop goes over, what an index picks, what a literal makes.
//!
//! In: expressions and a calling context. Out: [`Values`]. A loop whose elements are known asks, through `needs`, to be
//! looked at element by element: so fields of one element stay together.

use super::Provenance;
use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::types::{Callable, Ty};
use super::value::{Alternative, ExprRef, Object, Site, Text, Value, Values};
use crate::facts::{Def, DefSource, ElementDef, FileFacts};
use crate::golang::syntax::{Element, ExprId, ExprKind, Type};
use crate::source::FileId;

/// Elements of a list or map that are told apart.
pub(crate) const MOST_ELEMENTS: usize = 256;

impl Eval<'_> {
    /// All elements of a loop, and the wish to know which.
    pub(crate) fn over_elements(
        &self,
        looped: FuncRef,
        list: Values,
        frames: &Frames,
        of: fn(&Self, &Values, &Frames) -> Values,
    ) -> Values {
        let mut values = of(self, &list, frames);
        let several = list.items.iter().any(|i| match &i.value {
            Value::List(list) => list.len() > 1,
            Value::Map(map) => map.len() > 1,
            _ => false,
        });
        if several {
            values.needs.insert(looped.into());
        }
        values
    }

    /// The key of the map element whose value this is; the index of a list's is not followed.
    pub(crate) fn key_of(&self, list: &Values, element: ExprRef, frames: &Frames) -> Values {
        let keys = list.items.iter().filter_map(|i| match &i.value {
            Value::Map(map) => map.iter().find(|(_, v, _)| *v == element).map(|(k, ..)| *k),
            _ => None,
        });
        keys.map(|k| self.eval(k, frames)).next().unwrap_or_else(Values::unknown)
    }

    /// The elements that a loop goes over, as expressions.
    pub(crate) fn loop_elements(&self, over: ExprRef, frames: &Frames) -> Vec<ExprRef> {
        let list = self.eval(over, frames);
        let elements = list.items.iter().flat_map(|i| match &i.value {
            Value::List(list) => list.iter().map(|(e, _)| *e).collect(),
            Value::Map(map) => map.iter().map(|(_, v, _)| *v).collect(),
            _ => Vec::new(),
        });
        elements.collect()
    }

    /// An element of a list or map: in the context that it carries, with what the asker adds.
    pub(crate) fn eval_carried(&self, at: ExprRef, carried: &Frames, frames: &Frames) -> Values {
        self.eval(at, &self.within(carried, at, frames))
    }

    /// Expressions that one place makes a list: each carries what leads there.
    pub(crate) fn listed(
        &self,
        at: ExprRef,
        elements: impl ExactSizeIterator<Item = ExprRef>,
        frames: &Frames,
    ) -> Vec<(ExprRef, Frames)> {
        let carried = if elements.len() == 0 { Frames::default() } else { self.carried(at, frames) };
        elements.map(|element| (element, carried.clone())).collect()
    }

    /// The elements of a list or map, as far as its own context and the asker's say.
    pub(crate) fn elements(&self, values: &Values, frames: &Frames) -> Values {
        let mut found = Values::needing(values.needs.clone());
        for item in &values.items {
            match &item.value {
                Value::List(list) => {
                    list.iter().for_each(|(e, f)| found.join(self.eval_carried(*e, f, frames).at_best(item.how)));
                }
                Value::Map(map) => {
                    map.iter().for_each(|(_, v, f)| found.join(self.eval_carried(*v, f, frames).at_best(item.how)));
                }
                Value::Texts(list) => list.iter().for_each(|text| found.add(text_of(item, text))),
                Value::Configured => found.add(item.clone()),
                Value::Nil | Value::NilPointer | Value::Zero => {}
                _ => found.join(Values::unknown()),
            }
        }
        found
    }

    pub(crate) fn keys(&self, values: &Values, frames: &Frames) -> Values {
        let mut found = Values::needing(values.needs.clone());
        for item in &values.items {
            match &item.value {
                Value::Map(map) => {
                    map.iter().for_each(|(k, _, f)| found.join(self.eval_carried(*k, f, frames).at_best(item.how)));
                }
                Value::Nil | Value::NilPointer | Value::Zero => {}
                _ => found.join(Values::unknown()),
            }
        }
        found
    }

    /// What `base[key] = value` adds to lists and maps, for the assignments in a file that are meant.
    pub(crate) fn add_elements(
        &self,
        values: &mut Values,
        file: FileId,
        frames: &Frames,
        is_meant: impl Fn(&ElementDef) -> bool,
    ) {
        let has_elements = values.items.iter().any(|i| matches!(i.value, Value::List(_) | Value::Map(_)));
        if !has_elements {
            return;
        }
        let facts = self.scope.facts(file);
        for set in facts.element_defs.iter().filter(|set| is_meant(set)) {
            let DefSource::Expr(value) = set.def.source else { continue };
            let value = ExprRef { file, expr: value };
            // What another function sets, a run need not have set.
            let is_local = matches!(facts.syntax.expr(set.base).kind, ExprKind::Local(local)
                if Some(facts.syntax.local(local).func) == set.def.place.func);
            if let Some(over) = loop_over_itself(facts, set) {
                // Each element becomes another one.
                let looped = FuncRef::of_loop(file, over);
                let is_always = is_local && facts.branches.unconditional(set.def.place.branch);
                for item in values.items.iter_mut().filter(|_| is_always) {
                    if let Some(texts) = self.texts_made_of_each(item, looped, value, frames) {
                        item.value = Value::Texts(texts);
                    }
                }
                continue;
            }
            let key = ExprRef { file, expr: set.key };
            let is_always = is_local && facts.is_always_made(&set.def);
            let replaced = is_always.then(|| self.constant_key(key)).flatten();
            for item in values.items.iter_mut() {
                let made = (value, self.carried(value, frames));
                match (&mut item.value, &replaced) {
                    (Value::List(list), _) => {
                        let at = if let Some(Value::Int(n)) = replaced { usize::try_from(n).ok() } else { None };
                        match at.filter(|&at| at < list.len()) {
                            Some(at) => list[at] = made,
                            None if list.len() < MOST_ELEMENTS => list.push(made),
                            None => {}
                        }
                    }
                    (Value::Map(map), Some(text @ Value::Text(_))) => {
                        map.retain(|(k, ..)| self.constant_key(*k).as_ref() != Some(text));
                        map.push((key, made.0, made.1));
                    }
                    (Value::Map(map), _) if map.len() < MOST_ELEMENTS => map.push((key, made.0, made.1)),
                    _ => {}
                }
            }
        }
    }

    /// The number or text that is written as an index or key.
    fn constant_key(&self, at: ExprRef) -> Option<Value> {
        match &self.scope.facts(at.file).syntax.expr(at.expr).kind {
            ExprKind::Str(text) => Some(Value::Text(Text::known(text))),
            ExprKind::Int(Some(n)) => Some(Value::Int(*n)),
            _ => None,
        }
    }

    /// The texts that an expression in a loop over a list is for each element; None where one is not known.
    fn texts_made_of_each(
        &self,
        list: &Alternative,
        looped: FuncRef,
        value: ExprRef,
        frames: &Frames,
    ) -> Option<Vec<Text>> {
        let Value::List(list) = &list.value else { return None };
        // What it is made of it before has its own turn.
        if self.find(frames, looped).is_some() {
            return None;
        }
        // Only what is written as a text: to compute others for each element would follow half of the program.
        let is_text = match self.scope.facts(value.file).syntax.expr(value.expr).kind {
            ExprKind::Binary(..) => true,
            ExprKind::Call { fun, .. } => {
                let callables = self.callables(ExprRef { expr: fun, ..value });
                callables
                    .iter()
                    .any(|c| matches!(c, Callable::Known(_, rows) if rows.iter().any(|row| row.text.is_some())))
            }
            _ => false,
        };
        if !is_text {
            return None;
        }
        let made_of = |(element, carried): &(ExprRef, Frames)| {
            let around = carried.join(frames);
            match self.eval(value, &around.push(Frame::new(looped, *element))).items.as_slice() {
                [Alternative { value: Value::Text(text), .. }] if text.whole().is_some() => Some(text.clone()),
                _ => None,
            }
        };
        list.iter().map(made_of).collect()
    }

    /// The element at which the loop is whose key an index is: `list[i]` in a loop over the list.
    fn element_in_loop(&self, file: FileId, base: ExprId, index: ExprId, frames: &Frames) -> Option<Values> {
        let facts = self.scope.facts(file);
        let over = key_of_loop(facts, index).filter(|&over| facts.same_path(over, base))?;
        let (element, outer) = self.find(frames, FuncRef::of_loop(file, over))?;
        let here = facts.syntax.expr(index).range.start;
        let is_set = |set: &ElementDef| {
            set.def.at < here && !facts.is_made_of(&set.def, here) && facts.same_path(set.base, base)
        };
        if facts.element_defs.iter().any(is_set) {
            return None;
        }
        Some(self.eval(element.call, &outer))
    }

    pub(crate) fn eval_index(&self, file: FileId, base: ExprId, index: &[ExprId], frames: &Frames) -> Values {
        let here = |expr: ExprId| ExprRef { file, expr };
        let [index] = index else { return Values::unknown() };
        if let Some(element) = self.element_in_loop(file, base, *index, frames) {
            return element;
        }
        let values = self.eval(here(base), frames);
        // To compute the keys of a registry would follow half of the program; what it holds is alike.
        if self.is_computed(here(*index)) && self.has_computed_keys(&values) {
            let elements = self.elements(&values, frames);
            if !elements.things().items.is_empty() {
                return elements;
            }
        }
        let wanted = self.eval(here(*index), frames);
        let [wanted] = wanted.items.as_slice() else { return self.elements(&values, frames) };
        let mut found = Values::needing(values.needs.clone());
        for item in &values.items {
            match (&item.value, &wanted.value) {
                (Value::List(list), Value::Int(n)) => match usize::try_from(*n).ok().and_then(|n| list.get(n)) {
                    Some((e, f)) => found.join(self.eval_carried(*e, f, frames).at_best(item.how)),
                    None => found.join(Values::unknown()),
                },
                (Value::Texts(list), Value::Int(n)) => {
                    let text = usize::try_from(*n).ok().and_then(|n| list.get(n));
                    text.into_iter().for_each(|text| found.add(text_of(item, text)));
                }
                (Value::Map(map), Value::Text(key)) => {
                    let is = |e: &ExprRef, f: &Frames| {
                        self.eval_carried(*e, f, frames).texts().iter().any(|(t, ..)| t == key)
                    };
                    for (_, v, f) in map.iter().filter(|(k, _, f)| is(k, f)) {
                        found.join(self.eval_carried(*v, f, frames).at_best(item.how));
                    }
                }
                _ => {
                    found
                        .join(self.elements(&Values { items: vec![item.clone()].into(), ..Values::default() }, frames));
                }
            }
        }
        if found.items.is_empty() { Values::unknown() } else { found }
    }

    /// Whether all that values may be are maps of which no key is written as a constant.
    fn has_computed_keys(&self, values: &Values) -> bool {
        let computed = |item: &Alternative| match &item.value {
            Value::Map(map) => map.iter().all(|(key, ..)| self.is_computed(*key)),
            _ => item.value.is_zero() || item.value == Value::Unknown,
        };
        values.items.iter().all(computed)
    }

    /// Whether an expression has to be followed to tell what it is.
    fn is_computed(&self, at: ExprRef) -> bool {
        let kind = &self.scope.facts(at.file).syntax.expr(at.expr).kind;
        matches!(kind, ExprKind::Local(_) | ExprKind::Call { .. } | ExprKind::Binary(..))
    }

    pub(crate) fn eval_composite(&self, at: ExprRef, ty: Option<&Type>, elems: &[Element], frames: &Frames) -> Values {
        let here = |expr: ExprId| ExprRef { file: at.file, expr };
        let list = || Value::List(self.listed(at, elems.iter().map(|e| here(e.value)), frames));
        let value = match ty {
            Some(Type::Slice(_)) => list(),
            Some(Type::Map(..)) => {
                let keyed = elems.iter().filter_map(|e| Some((here(e.key?), here(e.value))));
                let (keys, values): (Vec<ExprRef>, Vec<ExprRef>) = keyed.unzip();
                let values = self.listed(at, values.into_iter(), frames);
                Value::Map(keys.into_iter().zip(values).map(|(key, (value, carried))| (key, value, carried)).collect())
            }
            None if matches!(self.type_of(at), Ty::List(_)) => list(),
            _ => {
                let ty = self.type_of(at);
                let keyed = elems.iter().all(|e| e.key.is_some());
                match &ty {
                    // type Ports []int
                    Ty::Named(..) if !keyed && self.fields(&ty).is_empty() && !elems.is_empty() => list(),
                    _ => {
                        let object = Object { site: Site::Expr(at), frames: self.frames_of(at, frames) };
                        if self.is_mux_type(&ty) { Value::Mux(object) } else { Value::Struct(object) }
                    }
                }
            }
        };
        Values::one(value, Provenance::Literal, Some(at))
    }
}

/// `m[key] = wrap(value)` in a loop over m: another value for an element that is there. What the loop goes over.
fn loop_over_itself(facts: &FileFacts, set: &ElementDef) -> Option<ExprId> {
    key_of_loop(facts, set.key).filter(|&over| facts.same_path(over, set.base))
}

/// What the loop goes over whose key an expression is.
fn key_of_loop(facts: &FileFacts, key: ExprId) -> Option<ExprId> {
    let ExprKind::Local(key) = facts.syntax.expr(key).kind else { return None };
    match facts.local_defs.get(&key)? {
        &[Def { source: DefSource::RangeKey(over), .. }] => Some(over),
        _ => None,
    }
}

/// An element of a computed list, as well known as the list.
fn text_of(list: &Alternative, text: &Text) -> Alternative {
    Alternative { value: Value::Text(text.clone()), how: list.how, at: list.at }
}
