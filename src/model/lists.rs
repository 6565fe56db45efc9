//! Lists and maps: their elements, what a loop goes over, what an index picks, what a literal makes.
//!
//! In: expressions and a calling context. Out: [`Values`]. A loop whose elements are known asks, through `needs`, to be
//! looked at element by element: so fields of one element stay together.

use foldhash::{HashMap, HashSet};

use super::Provenance;
use super::eval::Eval;
use super::frames::{Frames, FuncRef};
use super::types::Ty;
use super::value::{Alternative, ExprRef, Needs, Object, Site, Text, Value, Values};
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
        let is_nothing = |i: &Alternative| i.how <= Provenance::Computed && matches!(i.value, Value::Nil | Value::Zero);
        if !list.items.is_empty() && list.needs.is_empty() && list.items.iter().all(is_nothing) {
            return Values::one(Value::Impossible, Provenance::Literal, list.items[0].at);
        }
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

    /// The key of the map element whose value this is; the index of a list's, where the list is written as it is.
    pub(crate) fn key_of(&self, list: &Values, element: ExprRef, frames: &Frames) -> Values {
        if let [Alternative { value: Value::List(list), how, at }] = list.items.as_slice()
            && *how <= Provenance::Constant
            && let Some(n) = list.iter().position(|(e, _)| *e == element)
            && let Ok(n) = i64::try_from(n)
        {
            return Values::one(Value::Int(n), *how, *at);
        }
        // An assignment in a loop makes a key in each turn.
        let of_turn = |map: &[(ExprRef, ExprRef, Frames)]| {
            let mut same = map.iter().filter(|(_, v, _)| *v == element);
            let here = same.clone().find(|(_, _, carried)| carried.compatible(frames));
            here.or_else(|| same.next()).map(|(k, _, carried)| (*k, carried.clone()))
        };
        let mut keys =
            list.items.iter().filter_map(|i| if let Value::Map(map) = &i.value { of_turn(map) } else { None });
        keys.next().map_or_else(Values::unknown, |(key, carried)| self.eval_carried(key, &carried, frames))
    }

    /// The elements that a loop goes over, as expressions; where one expression makes several, with the turns in which it does.
    pub(crate) fn loop_elements(&self, over: ExprRef, frames: &Frames) -> Vec<(ExprRef, Frames)> {
        let list = self.eval(over, frames);
        let (mut found, mut seen) = (Vec::new(), HashSet::default());
        let mut times: HashMap<ExprRef, usize> = HashMap::default();
        let mut add = |element: ExprRef, carried: &Frames| {
            let turn = (element, carried.turns());
            if seen.insert(turn.clone()) {
                *times.entry(element).or_default() += 1;
                found.push(turn);
            }
        };
        for item in &list.items {
            match &item.value {
                Value::List(list) => list.iter().for_each(|(element, carried)| add(*element, carried)),
                Value::Map(map) => map.iter().for_each(|(_, value, carried)| add(*value, carried)),
                _ => {}
            }
        }
        for (element, turns) in &mut found {
            if times.get(element) == Some(&1) {
                *turns = Frames::default();
            }
        }
        found
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
                Value::Configured => found.add(Alternative::given(item.at)),
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

    pub(crate) fn eval_index(&self, file: FileId, base: ExprId, index: &[ExprId], frames: &Frames) -> Values {
        let here = |expr: ExprId| ExprRef { file, expr };
        let [index] = index else { return Values::unknown() };
        if let Some(element) = self.element_in_loop(file, base, *index, frames) {
            return element;
        }
        let values = self.eval(here(base), frames);
        // To compute the keys of a registry would follow half of the program; what it holds is alike.
        if self.is_computed(here(*index)) && !self.is_of_turn(here(*index), frames) && self.has_computed_keys(&values) {
            let elements = self.elements(&values, frames);
            if !elements.things().items.is_empty() {
                return elements;
            }
        }
        let wanted = self.eval(here(*index), frames);
        // Of a map whoever runs the program may ask for another key, also for one that it has not.
        let any_of = |values: &Values| {
            let is_map = values.items.iter().any(|item| matches!(item.value, Value::Map(_)));
            let elements = self.elements(values, frames);
            if is_map { elements.at_best(Provenance::Default) } else { elements }
        };
        // What is kept by number is picked by who hands in the number.
        let needs = if self.is_enumerated(&values, frames) { wanted.needs.clone() } else { Needs::default() };
        let [wanted] = wanted.items.as_slice() else {
            let mut any = any_of(&values);
            any.needs.join(needs);
            return any;
        };
        let mut found = Values::needing(values.needs.clone());
        found.needs.join(needs);
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
                (Value::Map(map), Value::Int(wanted)) => {
                    let may_be = |e: &ExprRef, f: &Frames| self.number(*e, f, frames).is_none_or(|n| n == *wanted);
                    for (_, v, f) in map.iter().filter(|(k, _, f)| may_be(k, f)) {
                        found.join(self.eval_carried(*v, f, frames).at_best(item.how));
                    }
                }
                _ => found.join(any_of(&Values { items: vec![item.clone()].into(), ..Values::default() })),
            }
        }
        if found.items.is_empty() { Values { needs: found.needs, ..Values::unknown() } } else { found }
    }

    /// The one number that a key is.
    fn number(&self, key: ExprRef, carried: &Frames, frames: &Frames) -> Option<i64> {
        match self.eval_carried(key, carried, frames).items.as_slice() {
            [Alternative { value: Value::Int(n), .. }] => Some(*n),
            _ => None,
        }
    }

    /// Whether some of the values is a map that keeps several things by numbers: `map[kind]net.Listener`.
    fn is_enumerated(&self, values: &Values, frames: &Frames) -> bool {
        values.items.iter().any(|item| match &item.value {
            Value::Map(map) => {
                matches!(&**map, [(key, _, carried), _, ..] if self.number(*key, carried, frames).is_some())
            }
            _ => false,
        })
    }

    /// Whether all that values may be are maps of which no key is written as a constant.
    fn has_computed_keys(&self, values: &Values) -> bool {
        let computed = |item: &Alternative| match &item.value {
            Value::Map(map) => map.iter().all(|(key, ..)| self.is_computed(*key)),
            _ => item.value.is_zero() || item.value == Value::Unknown,
        };
        values.items.iter().all(computed)
    }

    /// Whether an expression is the variable of a loop that is at one element.
    fn is_of_turn(&self, at: ExprRef, frames: &Frames) -> bool {
        let facts = self.scope.facts(at.file);
        let over = facts.ranged_over(at.expr).or_else(|| facts.key_of(at.expr));
        over.is_some_and(|over| self.find(frames, FuncRef::of_loop(at.file, over)).is_some())
    }

    /// Whether an expression has to be followed to tell what it is.
    fn is_computed(&self, at: ExprRef) -> bool {
        let kind = &self.scope.facts(at.file).syntax.expr(at.expr).kind;
        matches!(kind, ExprKind::Local(_) | ExprKind::Call { .. } | ExprKind::Binary(..))
    }

    pub(crate) fn eval_composite(&self, at: ExprRef, ty: Option<&Type>, elems: &[Element], frames: &Frames) -> Values {
        let here = |expr: ExprId| ExprRef { file: at.file, expr };
        let list = || Value::List(self.listed(at, elems.iter().map(|e| here(e.value)), frames));
        let map = || {
            let keyed = elems.iter().filter_map(|e| Some((here(e.key?), here(e.value))));
            let (keys, values): (Vec<ExprRef>, Vec<ExprRef>) = keyed.unzip();
            let values = self.listed(at, values.into_iter(), frames);
            Value::Map(keys.into_iter().zip(values).map(|(key, (value, carried))| (key, value, carried)).collect())
        };
        let value = match ty {
            Some(Type::Slice(_)) => list(),
            Some(Type::Map(..)) => map(),
            None if matches!(self.type_of(at), Ty::List(_)) => list(),
            Some(Type::Name(_) | Type::Qualified(..)) if self.is_map(&self.type_of(at)) => map(),
            _ => {
                let ty = self.type_of(at);
                let keyed = elems.iter().all(|e| e.key.is_some());
                match &ty {
                    // type Ports []int
                    Ty::Named(..) if !keyed && self.fields(&ty).is_empty() && !elems.is_empty() => list(),
                    _ if self.is_mux_type(&ty) => return self.new_mux(at, frames),
                    _ => Value::Struct(Object { site: Site::Expr(at), frames: self.frames_of(at, frames) }),
                }
            }
        };
        Values::one(value, Provenance::Literal, Some(at))
    }
}

/// An element of a computed list, as well known as the list.
fn text_of(list: &Alternative, text: &Text) -> Alternative {
    Alternative { value: Value::Text(text.clone()), how: list.how, at: list.at }
}
