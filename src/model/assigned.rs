//! What assignments set a field of an object to, wherever they stand.
//!
//! In: an object and a field. Out: the values that are assigned, those that stand in for nothing, those that are added to what is there.
//! Knows no order but that of one function: of two functions either may come first.

use super::Provenance;
use super::copies::Copy;
use super::eval::Eval;
use super::frames::Frames;
use super::givers::fills_zero;
use super::moments::{Done, Moment};
use super::objects::Relation;
use super::opted::is_basic;
use super::options::Options;
use super::types::Ty;
use super::value::{ExprRef, Object, Site, Value, Values};
use crate::facts::branch::BranchId;
use crate::facts::{Def, DefSource, FieldDef, FileFacts, Place};
use crate::golang::syntax::{ExprId, ExprKind, LocalKind, Name};
use crate::golang::words::Front;
use crate::source::FileId;

/// Assignments to one field of one object that are put in order.
const MOST_SETS: usize = 64;

/// Who asks for a field.
#[derive(Clone, Copy)]
pub(crate) struct Asking {
    pub file: FileId,
    /// Of what it is read, and at which byte, where that is in the program: what sets it by this value has not done so.
    pub at: Option<(ExprRef, u32)>,
}

impl From<FileId> for Asking {
    fn from(file: FileId) -> Self {
        Self { file, at: None }
    }
}

impl Asking {
    /// Whether an assignment is the one for which the field is read: `s.addr = ":" + s.addr`.
    fn is_within(self, file: FileId, facts: &FileFacts, def: &Def) -> bool {
        file == self.file && self.at.is_some_and(|(_, at)| sets_by(facts, def, at))
    }
}

/// Whether an assignment is made of what stands at a byte, or sets that.
pub(super) fn sets_by(facts: &FileFacts, def: &Def, at: u32) -> bool {
    def.at == at || facts.is_made_of(def, at)
}

/// What assignments set a field to.
#[derive(Default)]
pub(super) struct Assigned {
    values: Values,
    /// What somebody sets who is handed its address: a flag.
    by_address: Values,
    /// What is set where the field is zero.
    if_zero: Values,
    /// What is added to what is there, and whether that is surely done.
    added: Vec<(Values, bool)>,
    /// What functions set that are applied to the object where it is made: in which turn, and whether they surely do.
    applied: Vec<(usize, Values, bool)>,
    /// What is set only where somebody asks for it.
    opted: Values,
    /// Whether one of the assignments surely comes after the object was made.
    replaces: bool,
}

impl Assigned {
    /// What a field is before it is set, of an object that settings are read into: they decide where nothing else surely does.
    pub(super) fn where_read_in(&self, at: Option<ExprRef>) -> Values {
        let sets = !self.values.items.is_empty() || !self.by_address.items.is_empty() || !self.applied.is_empty();
        if self.replaces || sets {
            return Values::default();
        }
        // What stands in for nothing is what it is by default.
        let value = if self.if_zero.items.is_empty() { Value::Configured } else { Value::Zero };
        Values::one(value, Provenance::Default, at)
    }
}

/// How an assignment sets a field.
enum How {
    To,
    /// Somebody is handed its address.
    ByAddress,
    IfZero,
    Adds,
    /// By a function that is applied to the object where it is made: in which turn, and by which call.
    Applied(usize, ExprRef),
}

/// An assignment to the field.
struct Set<'s> {
    file: FileId,
    def: &'s FieldDef,
    how: How,
    relation: Relation,
    /// Whether it is made in every run that comes to its function.
    always: bool,
    /// Whether it is made in a loop over a list of which the object is an element, in its turn.
    in_turn: bool,
    values: Values,
}

impl Eval<'_> {
    /// What assignments set a field of an object to, which is made with a value or without (`is_made`). In the context in which the
    /// object is asked, and in that of the place that reads it.
    pub(super) fn assigned(
        &self,
        object: &Object,
        ty: &Ty,
        field: &Name,
        is_made: bool,
        asking: Asking,
        [frames, reading]: [&Frames; 2],
    ) -> Assigned {
        let mut found = Assigned::default();
        let mut sets = self.sets_of(object, ty, field, asking, [frames, reading], &mut found.values);
        if let Some((read, byte)) = asking.at.filter(|_| sets.iter().any(|set| set.relation == Relation::Here)) {
            let way = self.way_to(read, byte, reading);
            sets.retain(|set| !way.is_before(&self.done(set)));
        }
        if (2..=MOST_SETS).contains(&(usize::from(is_made) + sets.len())) {
            found.replaces = self.drop_replaced(&mut sets, object, asking, reading);
        }
        for set in sets {
            let surely = set.relation == Relation::Here && set.always;
            if asking.at.is_some() && self.is_opted_set(&set, frames) {
                found.opted.join(set.values);
                continue;
            }
            match set.how {
                How::ByAddress => found.by_address.join(set.values),
                // How often another function has added to it, nothing says.
                How::Adds if set.relation != Relation::Here => found.values.join(Values::unknown()),
                How::Adds => found.added.push((set.values, surely)),
                How::IfZero => found.if_zero.join(set.values),
                How::Applied(turn, _) => found.applied.push((turn, set.values, set.always)),
                How::To => {
                    found.replaces |= surely;
                    found.values.join(set.values);
                }
            }
        }
        found
    }

    /// The assignments that may set a field of an object. What would have to be known to tell more goes to `unknown`.
    fn sets_of(
        &self,
        object: &Object,
        ty: &Ty,
        field: &Name,
        asking: Asking,
        [frames, reading]: [&Frames; 2],
        unknown: &mut Values,
    ) -> Vec<Set<'_>> {
        let mut found = Vec::new();
        let home = match &object.site {
            Site::Expr(at) => at.file,
            Site::Local(file, _) | Site::Var(file, _) => *file,
            Site::Field(path, ..) => {
                let package = self.scope.package_by_path(path);
                package.and_then(|p| self.scope.package(p).files.first().copied()).unwrap_or(asking.file)
            }
        };
        let mut options = None;
        let way = asking.at.map(|(read, byte)| self.way_to(read, byte, reading));
        for file in self.files_assigning(object, ty, field, [home, asking.file]) {
            let facts = self.scope.facts(file);
            for def in facts.field_defs.iter().filter(|d| d.field == *field && !asking.is_within(file, facts, &d.def)) {
                let base = ExprRef { file, expr: def.base };
                if asking.at.is_some_and(|(read, _)| self.copy_read(base, def.def.at, read, reading) == Copy::Other) {
                    continue;
                }
                let always = facts.is_always_made(&def.def);
                if let Some(func) = self.option_around(base, &def.def).filter(|_| self.is_of(base, ty)) {
                    match options.get_or_insert_with(|| self.options_of(object, frames)) {
                        Options::Known(applied) if self.is_only_handed_on(func) => {
                            for (turn, applied) in (0..).zip(&*applied).filter(|(_, applied)| applied.func == func) {
                                let values = self.eval_source(file, def.def.source, &applied.frames);
                                let (how, always) = (How::Applied(turn, applied.call), always && applied.surely);
                                let relation = Relation::Perhaps;
                                found.push(Set { file, def, how, relation, always, in_turn: false, values });
                            }
                            continue;
                        }
                        Options::Known(_) => {}
                        Options::Unknown(needs) => unknown.needs.join(needs.clone()),
                    }
                }
                let turn = self.turn_of_element(base, &def.def, object, frames);
                let (in_turn, frames) = (turn.is_some(), turn.as_ref().unwrap_or(frames));
                let Some(relation) = self.same_object(base, def, object, ty, home, frames) else { continue };
                let how = match def.def.source {
                    DefSource::AddressArg(..) => How::ByAddress,
                    DefSource::Add(_) => How::Adds,
                    _ if fills_zero(facts, def) => How::IfZero,
                    _ => How::To,
                };
                let values = match def.def.source {
                    DefSource::Add(added) => self.eval(ExprRef { file, expr: added }, frames),
                    source => {
                        let values = self.eval_source(file, source, frames);
                        let called = makes(&values)
                            .then(|| self.called_with(base, object, frames, way.as_ref().map(|way| (way, field))))
                            .flatten();
                        called.map_or(values, |inside| self.eval_source(file, source, &inside))
                    }
                };
                found.push(Set { file, def, how, relation, always, in_turn, values });
            }
        }
        found
    }

    /// Leaves out what is replaced before the field is read, if that is known: what is surely set last before it stands in the place of
    /// all that was set earlier. Says whether something is.
    fn drop_replaced(&self, sets: &mut Vec<Set<'_>>, object: &Object, asking: Asking, frames: &Frames) -> bool {
        let Some((read, byte)) = asking.at else { return false };
        let base = |set: &Set<'_>| ExprRef { file: set.file, expr: set.def.base };
        let replaces = |set: &Set<'_>| {
            matches!(set.how, How::To | How::ByAddress)
                && self.replaces_all(set.file, set.def)
                && (self.is_set_for_all(set.file, set.def.base, set.def.def.at)
                    || self.copy_read(base(set), set.def.def.at, read, frames) == Copy::Same)
        };
        let may_be_sure = |set: &Set<'_>| set.relation != Relation::Perhaps || self.is_handed(set.file, set.def.base);
        if !sets.iter().any(|set| replaces(set) && may_be_sure(set)) {
            return false;
        }
        let way = self.way_to(read, byte, frames);
        let moment = |set: &Set<'_>| {
            self.surely(self.done(set), &way, &|frames| set.in_turn || self.is_surely(base(set), object, frames))
        };
        let surely: Vec<Option<Moment>> = sets.iter().map(|set| replaces(set).then(|| moment(set)).flatten()).collect();
        let Some(last) = surely.iter().flatten().max().cloned() else { return false };
        let mut surely = surely.into_iter();
        sets.retain(|set| match surely.next().flatten() {
            Some(moment) => moment == last,
            None => self.at_last(self.done(set), &way, object).is_none_or(|moment| moment > last),
        });
        true
    }

    /// Whether an assignment of a text or a number is made only where somebody asks for it.
    fn is_opted_set(&self, set: &Set<'_>, frames: &Frames) -> bool {
        let place = (set.file, set.def.def.place.branch);
        let may_be = matches!(set.how, How::To) && !set.always && is_basic(&set.values);
        may_be && self.is_opted(place, BranchId::TOP, frames)
    }

    /// Where an assignment is made: an applied function makes its own where it is called.
    fn done<'s>(&self, set: &Set<'s>) -> Done<'s> {
        let FieldDef { field, def, .. } = set.def;
        match set.how {
            How::Applied(_, call) => self.done_at(call, field),
            // Each element has its turn.
            _ => Done {
                file: set.file,
                at: def.at,
                place: Place { looped: def.place.looped && !set.in_turn, ..def.place },
                field,
            },
        }
    }

    /// Whether an expression is what a function is handed: only its caller knows which object that is.
    fn is_handed(&self, file: FileId, expr: ExprId) -> bool {
        let facts = self.scope.facts(file);
        match facts.syntax.expr(expr).kind {
            ExprKind::Star(inner) => self.is_handed(file, inner),
            ExprKind::Local(local) => facts.syntax.local(local).kind != LocalKind::Var,
            _ => false,
        }
    }

    /// Whether an expression is declared to be of a type, or of one that embeds it.
    fn is_of(&self, at: ExprRef, ty: &Ty) -> bool {
        *ty != Ty::Unknown && self.embedding_path(&self.type_of(at), ty, 0).is_some()
    }

    /// What a field is that was made with some values, after what was assigned.
    pub(super) fn as_set(&self, made: Values, set: Assigned) -> Values {
        let mut values = if set.replaces { Values::default() } else { made };
        let mut applied = set.applied;
        applied.sort_by_key(|(turn, ..)| *turn);
        for (_, more, surely) in applied {
            set_to(&mut values, more, surely);
        }
        values.join(set.by_address);
        if !set.if_zero.items.is_empty() {
            let if_zero = without_zero(&mut values, set.if_zero);
            if !values.is_filled() {
                values.join(if_zero);
            }
        }
        values.join(set.values);
        for (added, surely) in set.added {
            let more = self.added(values.clone(), added);
            set_to(&mut values, more, surely);
        }
        if !set.opted.items.is_empty() || !set.opted.needs.is_empty() {
            let is_said = values.items.iter().any(|i| !i.value.is_zero()) && is_basic(&values) && is_basic(&set.opted);
            let is_read_in = !values.items.is_empty() && values.items.iter().all(|i| i.value == Value::Configured);
            if is_said || is_read_in {
                values = values.at_best(Provenance::Default);
            } else {
                values.join(set.opted);
            }
        }
        values
    }

    /// The files in which a field of an object may be set: of the packages of its type, of where it comes to be (`home`), of where it
    /// is asked for and of whoever has it made; of what is in every object of a type, those of all packages that know this type, where
    /// they name the field that it is in.
    fn files_assigning(&self, object: &Object, ty: &Ty, field: &Name, known: [FileId; 2]) -> Vec<FileId> {
        let declaring = if let Ty::Named(path, _) = ty { self.scope.package_by_path(path) } else { None };
        // Whoever has the object made may set its fields.
        let makers = object.frames.as_slice().iter().map(|frame| self.scope.package_of(frame.call.file));
        let mut packages = Vec::new();
        for package in known.map(|file| self.scope.package_of(file)).into_iter().chain(declaring).chain(makers) {
            if !packages.contains(&package) {
                packages.push(package);
            }
        }
        let mut files: Vec<FileId> =
            packages.iter().flat_map(|&p| self.scope.files_setting(p, field).to_vec()).collect();
        if let Site::Field(path, _, outer) = &object.site
            && let Some(home) = self.scope.package_by_path(path)
        {
            let names = |&file: &FileId| self.scope.reader.mentions(file, outer, Front::Dot);
            let others = self.scope.importers(home).iter().filter(|p| !packages.contains(p));
            let setting = others.map(|&p| self.scope.files_setting(p, field));
            files.extend(setting.flat_map(|files| files.iter().copied().filter(names).collect::<Vec<_>>()));
        }
        files
    }
}

/// Whether one of them is a mux, a router or a listener, which is made where it is asked for.
fn makes(values: &Values) -> bool {
    let is_made = |value: &Value| matches!(value, Value::Mux(_) | Value::Router(..) | Value::Listener(_));
    values.items.iter().any(|item| is_made(&item.value))
}

/// What is surely set replaces what was there before.
fn set_to(values: &mut Values, new: Values, surely: bool) {
    if surely {
        *values = new;
    } else {
        values.join(new);
    }
}

/// Takes out nothing, for which something else stands in: that is as little sure as it is that there was nothing.
pub(super) fn without_zero(values: &mut Values, stand_in: Values) -> Values {
    let by_default = values.items.iter().any(|i| i.value.is_zero() && i.how >= Provenance::Default);
    values.items.retain(|i| !i.value.is_zero());
    if by_default { stand_in.at_best(Provenance::Default) } else { stand_in }
}
