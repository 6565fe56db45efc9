//! What a field holds: from the literal that made the object, from assignments to it, from the defaults of its type.
//!
//! In: values or a type, and a field's name. Out: [`Values`]. Objects are told apart by where they are made and in which
//! calling context; where the object is not known, all objects of its type are asked.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::Provenance;
use super::assigned::{Asking, without_zero};
use super::eval::Eval;
use super::frames::Frames;
use super::givers::FieldOf;
use super::leading::MOST_JUMPS;
use super::opted::is_basic;
use super::rounds::Key;
use super::types::Ty;
use super::value::{Alternative, ExprRef, Need, Needs, Object, Site, Text, Value, Values};
use crate::facts::{DefSource, ElementDef};
use crate::golang::syntax::{ExprKind, Field, Name};
use crate::ordered::InOrder as _;
use crate::source::FileId;

/// Whether settings may have been read into an object; and by which call, if that is known.
type Filled = Option<Option<ExprRef>>;

impl Eval<'_> {
    /// The field of what an expression may be.
    pub(crate) fn eval_field(&self, base: ExprRef, field: &Name, frames: &Frames) -> Values {
        let here = self.scope.facts(base.file).syntax.expr(base.expr).range.start;
        self.field_before(base, field, here, frames)
    }

    /// The same before some byte of the function around.
    fn field_before(&self, base: ExprRef, field: &Name, here: u32, frames: &Frames) -> Values {
        if let Some(set) = self.last_set(base, field, here) {
            match set.source {
                DefSource::Expr(value) => {
                    let mut values = self.eval(ExprRef { expr: value, ..base }, frames);
                    // x.field[key] = element
                    let facts = self.scope.facts(base.file);
                    self.add_elements(&mut values, base.file, frames, |element| {
                        let is_later = set.at < element.def.at && element.def.at < here;
                        is_later
                            && matches!(&facts.syntax.expr(element.base).kind, ExprKind::Select(b, name)
                            if name == field && facts.same_path(*b, base.expr))
                    });
                    return values;
                }
                DefSource::Add(added) => {
                    let before = self.field_before(base, field, set.at, frames);
                    return self.added(before, self.eval(ExprRef { expr: added, ..base }, frames));
                }
                _ => {}
            }
        }
        if let Some(values) = self.set_in_chain(base, field, frames) {
            return values;
        }
        let mut values = self.eval_set_field(base, field, here, frames);
        let zeros = values.items.iter().filter(|i| i.value.is_zero()).count();
        if (1..values.items.len()).contains(&zeros) && self.is_filled_before(base, field, here) {
            values.items.retain(|i| !i.value.is_zero());
        }
        let has_elements = values.items.iter().any(|i| matches!(i.value, Value::List(_) | Value::Map(_)));
        if let (true, Ty::Named(path, _)) = (has_elements, self.type_of(base)) {
            let asking = self.scope.package_of(base.file);
            let home = self.scope.package_by_path(&path).unwrap_or(asking);
            let packages = std::iter::once(home).chain((asking != home).then_some(asking));
            for file in packages.flat_map(|p| self.scope.files_setting(p, field).to_vec()) {
                let facts = self.scope.facts(file);
                let ty = self.type_of(base);
                let is_field = |set: &ElementDef| match &facts.syntax.expr(set.base).kind {
                    ExprKind::Select(b, name) => name == field && self.type_of(ExprRef { file, expr: *b }) == ty,
                    _ => false,
                };
                self.add_elements(&mut values, file, frames, is_field);
            }
        }
        values
    }

    fn eval_set_field(&self, base: ExprRef, field: &Name, here: u32, frames: &Frames) -> Values {
        let values = self.object(base, frames);
        if !values.items.is_empty() && values.items.iter().all(|i| i.value == Value::Impossible) {
            return values;
        }
        let known = values.items.iter().any(|i| matches!(i.value, Value::Struct(_)));
        if known {
            return self.field_of(&values, field, Asking { file: base.file, at: Some((base, here)) }, frames);
        }
        // The mux inside of something that is a mux itself: a container's.
        let all_mux = values.items.iter().all(|i| matches!(i.value, Value::Mux(_) | Value::DefaultMux));
        if all_mux && !values.items.is_empty() && self.is_mux_type(&self.field_type(&self.type_of(base), field, 0)) {
            return values;
        }
        // What whoever runs the program adds to a list is none of the objects that the program makes.
        if !values.items.is_empty() && values.items.iter().all(Alternative::is_given) {
            return values;
        }
        let ty = self.type_of(base);
        // Which of the objects it is, a caller knows.
        if self.grows(&ty, field) {
            let mut needs = values.needs;
            needs.extend(self.caller_needed(base, frames, true).map(Need::from));
            return Values { needs, ..Values::unknown() };
        }
        let mut found = self.field_by_type(&ty, field, frames, 0);
        // Of several muxes, which is that of the object, a caller knows, too.
        let is_mux = |i: &Alternative| matches!(i.value, Value::Mux(_));
        if found.items.iter().any(is_mux)
            && (found.items.len() > 1 || !found.needs.is_empty())
            && let Some(func) = self.caller_needed(base, frames, true)
        {
            found.needs = Needs::default();
            found.needs.insert(func.into());
        }
        if found.is_unknown() && values.items.iter().any(|i| i.value == Value::Configured) {
            found = Values::one(Value::Configured, Provenance::Default, Some(base));
        }
        // A caller may hand in an object of which more is known, or that has a mux of its own.
        let several = !values.needs.is_empty() && self.are_made_anew(&found);
        if several {
            // What others set in theirs is asked only where nobody says which object it is.
            found.needs =
                found.needs.iter().map(|need| Need { jumps: MOST_JUMPS, ..*need }).in_order::<BTreeSet<_>>().into();
        }
        if found.is_unknown()
            || !found.needs.is_empty()
            || several
            || self.is_taken_from_list(base, &ty, &values.needs, frames)
        {
            found.needs.join(values.needs);
        }
        found
    }

    /// The field of each alternative.
    pub(crate) fn field_of(&self, values: &Values, field: &Name, asking: impl Into<Asking>, frames: &Frames) -> Values {
        let asking = asking.into();
        let mut found = Values::needing(values.needs.clone());
        let objects = values.items.iter().any(|i| matches!(i.value, Value::Struct(_)));
        // What was handed out to be filled need not be zero any more: by which call it was.
        let configured = values.items.iter().find(|i| objects && i.value == Value::Configured);
        let mut filled = configured.map(|i| i.at);
        for item in &values.items {
            match &item.value {
                Value::Struct(object) => {
                    filled = filled.or_else(|| self.decoded_by(&self.type_of_site(&object.site)).map(Some));
                    found.join(self.field_of_object(object, field, asking, (frames, filled)).at_best(item.how));
                }
                // What else it may be says nothing beside an object that is known.
                Value::Nil | Value::NilPointer | Value::Zero | Value::Configured if objects => {}
                // What is zero as a whole, of a type that is not on this machine, has only such fields.
                Value::Configured | Value::Zero => found.add(item.clone()),
                _ => found.join(Values::unknown()),
            }
        }
        if let Some(at) = filled {
            if found.items.iter().all(|i| i.value.is_zero()) {
                found.items = vec![Alternative { value: Value::Configured, how: Provenance::Default, at }].into();
            }
            // Nor need the fields of what it consists of.
            if found.items.iter().all(|i| matches!(i.value, Value::Struct(_))) {
                found.add(Alternative { value: Value::Configured, how: Provenance::Default, at });
            }
        }
        if found.items.is_empty() { Values { needs: found.needs, ..Values::unknown() } } else { found }
    }

    fn field_of_object(&self, object: &Object, field: &Name, asking: Asking, of: (&Frames, Filled)) -> Values {
        if !self.deeper() {
            return Values::unknown();
        }
        let values = self.field_of_object_within(object, field, asking, of);
        self.shallower();
        values
    }

    /// The field of one object, asked in a context; and whether settings may have been read into it.
    fn field_of_object_within(
        &self,
        object: &Object,
        field: &Name,
        asking: Asking,
        (frames, filled): (&Frames, Filled),
    ) -> Values {
        let ty = self.type_of_site(&object.site);
        let inner = self.of_object(object, frames);
        if let Some(values) = self.site_expr(&object.site).and_then(|at| self.flag_field(at, field, &inner)) {
            return values;
        }
        let fields = self.fields(&ty);
        let declared = fields.iter().find(|(f, _)| f.name == *field);
        if declared.is_none() {
            // A promoted field: look into the embedded structs.
            for (embedded, _) in fields.iter().filter(|(f, _)| f.embedded) {
                let inner = self.field_type(&ty, &embedded.name, 0);
                let has = self.fields(&inner).iter().any(|(f, _)| f.name == *field);
                if has || self.is_known_to_have(&inner, field) {
                    let inside = self.field_of_object(object, &embedded.name, asking, (frames, filled));
                    return self.field_of(&inside, field, asking, frames);
                }
            }
        }
        let written = self.written_in_literal(&object.site, field, &inner, &fields);
        if declared.is_none()
            && written.is_none()
            && let Some(values) = self.embedded_in_literal(&object.site, field, &inner, !fields.is_empty())
        {
            return values;
        }
        let set = self.assigned(object, &ty, field, written.is_some(), asking, [&inner, frames]);
        let made = match written {
            Some(written) if filled.is_some() && is_basic(&written) => written.at_best(Provenance::Default),
            None if filled.is_some()
                && declared.is_some_and(|(d, file)| matches!(self.resolve(*file, &d.ty), Ty::Basic(_))) =>
            {
                set.where_read_in(filled.flatten())
            }
            written => written.unwrap_or_default(),
        };
        let mut values = self.as_set(made, set);
        self.prefer_own_defaults(&mut values);
        let is_made_elsewhere = matches!(object.site, Site::Field(..));
        if let Some((declared, file)) = declared {
            // Nobody sees it made: it is read from settings, which may give the field another value.
            if is_made_elsewhere && !declared.tag.is_empty() {
                values = values.at_best(Provenance::Default);
            }
            values.join(self.tag_default(&declared.tag));
            let is_mux = values.items.is_empty() && self.is_mux_type(&self.resolve(*file, &declared.ty));
            if is_mux && !matches!(declared.ty, crate::golang::syntax::Type::Pointer(_)) {
                let site =
                    Object { site: self.field_site(&ty, field, &object.site), frames: self.inside_of(object, &ty) };
                return Values::one(Value::Mux(site), Provenance::Literal, None);
            }
            let nested = values.items.is_empty()
                && !matches!(declared.ty, crate::golang::syntax::Type::Pointer(_))
                && self.is_struct(&self.resolve(*file, &declared.ty));
            if nested {
                let site = Object { site: self.field_site(&ty, field, &object.site), frames: object.frames.clone() };
                return Values::one(Value::Struct(site), Provenance::Literal, None);
            }
            let outside = !declared.tag.is_empty() && values.items.is_empty();
            if outside && !self.starts_as_literal(&object.site, &fields) {
                return Values::one(Value::Configured, Provenance::Default, None);
            }
        }
        if values.items.is_empty() && values.needs.is_empty() {
            return Values::one(Value::Zero, Provenance::Literal, self.site_expr(&object.site));
        }
        values
    }

    /// Whether an object is made with some of the fields that have tags: whoever reads settings into it by their tags makes it with others.
    fn starts_as_literal(&self, site: &Site, fields: &[(Field, FileId)]) -> bool {
        self.site_expr(site).is_some_and(|e| {
            let facts = self.scope.facts(e.file);
            let ExprKind::Composite(literal) = &facts.syntax.expr(e.expr).kind else { return false };
            literal.elems.iter().any(|element| match element.key.map(|key| &facts.syntax.expr(key).kind) {
                Some(ExprKind::Name(key)) => !fields.iter().any(|(f, _)| f.name == *key && f.tag.is_empty()),
                _ => true,
            })
        })
    }

    fn field_site(&self, ty: &Ty, field: &Name, site: &Site) -> Site {
        match ty {
            Ty::Named(path, name) => Site::Field(Rc::clone(path), name.clone(), field.clone()),
            _ => site.clone(),
        }
    }

    /// The expression that makes an object, where there is one.
    pub(crate) fn site_expr(&self, site: &Site) -> Option<ExprRef> {
        match site {
            Site::Expr(expr) => Some(*expr),
            _ => None,
        }
    }

    /// The type of an object.
    pub(crate) fn type_of_site(&self, site: &Site) -> Ty {
        match site {
            Site::Expr(at) => self.type_of(*at),
            Site::Local(file, local) => {
                let facts = self.scope.facts(*file);
                facts.syntax.local(*local).ty.as_ref().map_or(Ty::Unknown, |t| self.resolve(*file, t))
            }
            Site::Var(file, index) => {
                let facts = self.scope.facts(*file);
                facts.syntax.vars[*index as usize].ty.as_ref().map_or(Ty::Unknown, |t| self.resolve(*file, t))
            }
            Site::Field(path, name, field) => self.field_type(&Ty::Named(Rc::clone(path), name.clone()), field, 0),
        }
    }

    fn written_in_literal(
        &self,
        site: &Site,
        field: &Name,
        frames: &Frames,
        fields: &[(Field, FileId)],
    ) -> Option<Values> {
        Some(self.eval(self.element_for(site, field, fields)?, frames))
    }

    /// The promoted field of a literal: one of its elements is a struct that is called as its key is. Where the literal's own type is
    /// read, the fields of all that it embeds have been looked through, but for those of types that are not: of these only a literal
    /// that writes the field has it.
    fn embedded_in_literal(&self, site: &Site, field: &Name, frames: &Frames, is_read: bool) -> Option<Values> {
        let Site::Expr(at) = site else { return None };
        let facts = self.scope.facts(at.file);
        let ExprKind::Composite(literal) = &facts.syntax.expr(at.expr).kind else { return None };
        literal.elems.iter().find_map(|element| {
            let ExprKind::Name(key) = &facts.syntax.expr(element.key?).kind else { return None };
            let value = ExprRef { file: at.file, expr: element.value };
            let made =
                if let ExprKind::Address(made) = facts.syntax.expr(element.value).kind { made } else { element.value };
            let made = Site::Expr(ExprRef { file: at.file, expr: made });
            // Asked first: to know a type, files are read.
            if is_read && self.element_for(&made, field, &[]).is_none() {
                return None;
            }
            let named = matches!(self.type_of(value), Ty::Named(_, name) if name == *key);
            // `Handler: h` is called as its interface, which has no fields to promote.
            let is_struct = || self.eval(value, frames).items.iter().any(|i| matches!(i.value, Value::Struct(_)));
            (named && is_struct()).then(|| self.eval_field(value, field, frames))
        })
    }

    /// The field of any object of a type: what literals and assignments say, and the default in its tag.
    pub(crate) fn field_by_type(&self, ty: &Ty, field: &Name, frames: &Frames, depth: u32) -> Values {
        let Ty::Named(path, name) = ty else { return Values::unknown() };
        let of: FieldOf = (Rc::clone(path), name.clone(), field.clone());
        if let Some((found, basis)) = self.by_type.borrow().get(&of, frames) {
            self.rests_on(basis);
            return found;
        }
        let key = Key::Field(of);
        if let Some((found, basis)) = self.pending.answer(&key) {
            self.rests_on(basis);
            return found;
        }
        if let Some(found) = self.pending.met(&key) {
            return found;
        }
        self.in_rounds(key, frames, &|| self.field_by_type_uncached(ty, field, frames, depth))
    }

    fn field_by_type_uncached(&self, ty: &Ty, field: &Name, frames: &Frames, depth: u32) -> Values {
        let Ty::Named(path, name) = ty else { return Values::unknown() };
        if self.scope.package_by_path(path).is_none() {
            return Values::unknown();
        }
        let fields = self.fields(ty);
        let Some((declared, file)) = fields.iter().find(|(f, _)| f.name == *field) else {
            let embedded = fields.iter().filter(|(f, _)| f.embedded && depth < 4);
            // Of a type that is not read all objects are too many: those that are embedded here.
            let known = |(f, file): &&(Field, FileId)| self.is_known_to_have(&self.resolve(*file, &f.ty), field);
            if let Some((of_known, file)) = embedded.clone().find(known) {
                let inside = self.field_by_type(ty, &of_known.name, frames, depth + 1);
                return self.field_of(&inside, field, *file, frames);
            }
            let mut inner = embedded.map(|(f, file)| (f, *file, self.resolve(*file, &f.ty)));
            let has = |(.., ty): &(&Field, FileId, Ty)| self.fields(ty).iter().any(|(f, _)| f.name == *field);
            let Some((embedded, file, inner)) = inner.find(has) else { return Values::unknown() };
            // Of what is embedded the objects that are made as a part of one.
            let inside = self.field_by_type(ty, &embedded.name, frames, depth + 1);
            let is_literal = |i: &Alternative| matches!(&i.value, Value::Struct(Object { site: Site::Expr(_), .. }));
            if !inside.items.is_empty() && inside.items.iter().all(is_literal) {
                return self.field_of(&inside, field, file, frames);
            }
            return self.field_by_type(&inner, field, frames, depth + 1);
        };
        let mut values = Values::default();
        // What the program itself sets; and what is set where nobody does.
        let mut given = Values::default();
        let mut stand_in = Values::default();
        for giver in self.givers(ty, field, &fields).iter() {
            let at = giver.source.expr().map(|expr| ExprRef { file: giver.file, expr });
            let there = at.map_or_else(Frames::default, |at| self.within(&Frames::default(), at, frames));
            let mut set = self.eval_source(giver.file, giver.source, &there);
            if let Some(at) = at.filter(|_| !set.needs.is_empty()) {
                set.needs = self.jumped(&set.needs, at, &there);
            }
            let all = match giver.own {
                _ if giver.fills_zero => &mut stand_in,
                true => &mut given,
                false => &mut values,
            };
            all.join(set);
        }
        if !stand_in.items.is_empty() {
            let is_filled = given.is_filled();
            let stand_in = without_zero(&mut given, stand_in);
            if !is_filled || self.is_left_out(ty, field, &fields) {
                values.join(stand_in);
            }
        }
        values.join(given);
        values.join(self.tag_default(&declared.tag));
        let by_value = !matches!(declared.ty, crate::golang::syntax::Type::Pointer(_));
        let field_type = self.resolve(*file, &declared.ty);
        if values.items.is_empty() && by_value {
            let site =
                Object { site: Site::Field(Rc::clone(path), name.clone(), field.clone()), frames: Frames::default() };
            if self.is_mux_type(&field_type) {
                return Values::one(Value::Mux(site), Provenance::Literal, None);
            }
            if self.is_struct(&field_type) {
                return Values::one(Value::Struct(site), Provenance::Literal, None);
            }
        }
        if values.items.is_empty() && values.needs.is_empty() {
            let text = matches!(&field_type, Ty::Basic(n) if &**n == "string" || n.contains("int"));
            if text && !declared.tag.is_empty() {
                return Values::one(Value::Configured, Provenance::Default, None);
            }
            return Values::unknown();
        }
        self.prefer_own_defaults(&mut values);
        values.at_best(if declared.tag.is_empty() { Provenance::Computed } else { Provenance::Default })
    }

    /// A default that the program gives stands in the place of one that a dependency gave before.
    fn prefer_own_defaults(&self, values: &mut Values) {
        let own = |i: &Alternative| {
            let package = |at: ExprRef| self.scope.package(self.scope.package_of(at.file));
            i.at.filter(|_| i.how == Provenance::Default).map(|at| package(at).source.is_own())
        };
        if values.items.iter().any(|i| own(i) == Some(true)) {
            values.items.retain(|i| own(i) != Some(false));
        }
    }

    /// The default in a struct tag, for the tags that a linked package reads.
    fn tag_default(&self, tag: &str) -> Values {
        let mut values = Values::default();
        for key in &self.default_tags {
            if let Some(default) = tag_value(tag, key) {
                let value = Value::Text(Text::known(&default));
                values.add(Alternative { value, how: Provenance::Default, at: None });
            }
        }
        values
    }
}

/// The value of a key in a struct tag: `default:":8080" help:"..."`.
fn tag_value(tag: &str, key: &str) -> Option<String> {
    let mut rest = tag;
    loop {
        rest = rest.trim_start();
        let (name, after) = rest.split_once(":\"")?;
        let mut value = String::new();
        let mut chars = after.char_indices();
        let end = loop {
            match chars.next()? {
                (i, '"') => break i,
                (_, '\\') => value.push(chars.next()?.1),
                (_, c) => value.push(c),
            }
        };
        if name == key {
            return Some(value);
        }
        rest = &after[end + 1..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn struct_tags_are_read_key_by_key() {
        let tag = r#"name:"a\"b" default:":8080" help:"x""#;
        assert_eq!(tag_value(tag, "default").as_deref(), Some(":8080"));
        assert_eq!(tag_value(tag, "name").as_deref(), Some("a\"b"));
        assert_eq!(tag_value(tag, "env"), None);
        assert_eq!(tag_value("json", "json"), None);
    }
}
