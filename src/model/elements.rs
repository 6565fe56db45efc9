//! Elements of lists and maps that are set: `base[key] = value`.
//!
//! In: the assignments of a file and what the base may be. Out: the base with what is added, with what stands in the place of another
//! element, or with what a loop makes of each. Knows the order within one function only.

use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::lists::MOST_ELEMENTS;
use super::types::Callable;
use super::value::{Alternative, ExprRef, Object, Site, Text, Value, Values};
use crate::facts::{Def, DefSource, ElementDef, FileFacts, Loop};
use crate::golang::syntax::{ExprId, ExprKind};
use crate::source::FileId;

impl Eval<'_> {
    /// What `base[key] = value` adds to lists and maps, for the assignments in a file that are meant.
    pub(super) fn add_elements(
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
            // What another function sets, a run need not have set.
            let is_local = matches!(facts.syntax.expr(set.base).kind, ExprKind::Local(local)
                if Some(facts.syntax.local(local).func) == set.def.place.func);
            let key = ExprRef { file, expr: set.key };
            if set.def.source == DefSource::Zero && is_local && is_made_in_each_turn(facts, &set.def) {
                self.delete(values, key, frames);
            }
            // m[key], err = open(address)
            let (DefSource::Expr(value) | DefSource::Tuple(value, 0)) = set.def.source else { continue };
            let value = ExprRef { file, expr: value };
            // `m[key] = wrap(value)` in a loop over m: each element becomes another one.
            if let Some(over) = facts.over_indexed(set.base, set.key) {
                let looped = FuncRef::of_loop(file, over);
                let is_always = is_local && facts.branches.unconditional(set.def.place.branch);
                for item in values.items.iter_mut().filter(|_| is_always) {
                    if let Some(texts) = self.texts_made_of_each(item, looped, value, frames) {
                        item.value = Value::Texts(texts);
                    }
                }
                continue;
            }
            let is_always = is_local && facts.is_always_made(&set.def);
            let replaced = is_always.then(|| self.literal(key)).flatten();
            for carried in self.turns_of_set(set, value, frames) {
                let index = replaced.clone().or_else(|| self.index_in_turn(key, &carried));
                for item in values.items.iter_mut() {
                    let made = (value, carried.clone());
                    match &mut item.value {
                        Value::List(list) => {
                            let at = if let Some(Value::Int(n)) = index { usize::try_from(n).ok() } else { None };
                            match at.filter(|&at| at < list.len()) {
                                Some(at) => list[at] = made,
                                None if list.len() < MOST_ELEMENTS => list.push(made),
                                None => {}
                            }
                        }
                        Value::Map(map) => {
                            if let Some(text @ Value::Text(_)) = &replaced {
                                map.retain(|(k, ..)| self.literal(*k).as_ref() != Some(text));
                            }
                            if map.len() < MOST_ELEMENTS {
                                map.push((key, made.0, made.1));
                            }
                        }
                        _ => {}
                    }
                }
            }
        }
    }

    /// Takes the elements out of maps that a key, in some turn of the loops around it, is that of.
    fn delete(&self, values: &mut Values, key: ExprRef, frames: &Frames) {
        let keys = self.eval(key, frames).texts();
        let deleted: Vec<Text> =
            keys.into_iter().map(|(text, ..)| text).filter(|text| text.whole().is_some()).collect();
        let is_deleted = |(key, _, carried): &(ExprRef, ExprRef, Frames)| match self.literal(*key) {
            Some(Value::Text(text)) => deleted.contains(&text),
            Some(_) => false,
            None => {
                matches!(self.eval_carried(*key, carried, frames).texts().as_slice(), [(text, ..)] if deleted.contains(text))
            }
        };
        for item in values.items.iter_mut() {
            if let Value::Map(map) = &mut item.value {
                map.retain(|entry| !is_deleted(entry));
            }
        }
    }

    /// The contexts in which an assignment makes elements: one for each turn of the loop around it, where what it goes over is known and
    /// the list or map is older than the loop.
    fn turns_of_set(&self, set: &ElementDef, value: ExprRef, frames: &Frames) -> Vec<Frames> {
        let carried = self.carried(value, frames);
        let facts = self.scope.facts(value.file);
        let is_older = |over: ExprId| match facts.syntax.expr(set.base).kind {
            ExprKind::Local(local) => facts.syntax.local(local).range.start < facts.syntax.expr(over).range.start,
            _ => true,
        };
        let Some(over) = set.def.place.over.filter(|&over| is_older(over)) else { return vec![carried] };
        let elements = self.loop_elements(ExprRef { expr: over, ..value }, frames);
        if !(2..=MOST_ELEMENTS).contains(&elements.len()) {
            return vec![carried];
        }
        let looped = FuncRef::of_loop(value.file, over);
        let carried = carried.without(carried.places(|frame| frame.func == looped));
        elements.into_iter().map(|(element, _)| carried.push(Frame::new(looped, element))).collect()
    }

    /// The context in which a loop over a list is at an object, where it sets a field of each element: `list[i].path = prefix + list[i].path`.
    pub(super) fn turn_of_element(&self, base: ExprRef, def: &Def, object: &Object, frames: &Frames) -> Option<Frames> {
        let over = def.place.over?;
        let facts = self.scope.facts(base.file);
        let is_element = |expr: ExprId| match &facts.syntax.expr(expr).kind {
            ExprKind::Index(list, key) => matches!(**key, [key] if facts.over_indexed(*list, key) == Some(over)),
            _ => false,
        };
        let is_meant = match facts.syntax.expr(base.expr).kind {
            // element := &list[i]
            ExprKind::Local(local) => match *facts.local_defs.get(&local)? {
                [Def { source: DefSource::Expr(made), .. }] => {
                    matches!(facts.syntax.expr(made).kind, ExprKind::Address(inner) if is_element(inner))
                }
                _ => false,
            },
            _ => is_element(base.expr),
        };
        let Site::Expr(made) = object.site else { return None };
        if !is_meant || !is_made_in_each_turn(facts, def) {
            return None;
        }
        let is_it = |at: &ExprRef| {
            let facts = self.scope.facts(at.file);
            let inner = if let ExprKind::Address(inner) = facts.syntax.expr(at.expr).kind { inner } else { at.expr };
            at.file == made.file && inner == made.expr
        };
        let elements = self.loop_elements(ExprRef { expr: over, ..base }, frames);
        let mut meant = elements.iter().filter(|(element, _)| is_it(element));
        let (element, carried) = meant.next().filter(|_| meant.next().is_none())?;
        Some(carried.join(frames).push(Frame::new(FuncRef::of_loop(base.file, over), *element)))
    }

    /// The number that an index is in a turn of a loop, where it counts the turns.
    fn index_in_turn(&self, key: ExprRef, frames: &Frames) -> Option<Value> {
        let over = self.scope.facts(key.file).key_of(key.expr)?;
        frames.place_of(FuncRef::of_loop(key.file, over))?;
        match self.eval(key, frames).items.as_slice() {
            [Alternative { value: Value::Int(n), .. }] => Some(Value::Int(*n)),
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
    pub(super) fn element_in_loop(&self, file: FileId, base: ExprId, index: ExprId, frames: &Frames) -> Option<Values> {
        let facts = self.scope.facts(file);
        let over = facts.over_indexed(base, index)?;
        let here = facts.syntax.expr(index).range.start;
        let is_set = |set: &ElementDef| {
            set.def.at < here && !facts.is_made_of(&set.def, here) && facts.same_path(set.base, base)
        };
        if facts.element_defs.iter().any(is_set) {
            return None;
        }
        let looped = FuncRef::of_loop(file, over);
        Some(match self.find(frames, looped) {
            Some((element, outer)) => self.eval(element.call, &outer),
            None => self.over_elements(looped, self.eval(ExprRef { file, expr: base }, frames), frames, Self::elements),
        })
    }
}

/// Whether an assignment is made whenever its function runs to its end, and in each turn of the loops around it.
pub(super) fn is_made_in_each_turn(facts: &FileFacts, def: &Def) -> bool {
    let around = |turns: &&Loop| turns.range.contains(def.at);
    let outermost = facts.loops.iter().filter(around).map(|turns| turns.range.start).min();
    facts.branches.unconditional(def.place.branch)
        && outermost.is_none_or(|start| facts.branches.around(def.place.branch).all(|(statement, _)| statement < start))
}
