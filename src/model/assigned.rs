//! What assignments set a field of an object to, wherever they stand.
//!
//! In: an object and a field. Out: the values that are assigned, those that stand in for nothing, those that are added to what is there.
//! Knows no order but that of one function: of two functions either may come first.

use super::Provenance;
use super::eval::Eval;
use super::frames::Frames;
use super::givers::fills_zero;
use super::objects::Relation;
use super::options::Options;
use super::types::Ty;
use super::value::{ExprRef, Object, Site, Values};
use crate::facts::{Def, DefSource, FileFacts};
use crate::golang::syntax::Name;
use crate::golang::words::Front;
use crate::source::FileId;

/// Who asks for a field.
#[derive(Clone, Copy)]
pub(crate) struct Asking {
    pub file: FileId,
    /// The byte where it is read, where that is in the program: what sets it by this value has not done so.
    pub at: Option<u32>,
}

impl From<FileId> for Asking {
    fn from(file: FileId) -> Self {
        Self { file, at: None }
    }
}

impl Asking {
    /// Whether an assignment is the one for which the field is read: `s.addr = ":" + s.addr`.
    fn is_within(self, file: FileId, facts: &FileFacts, def: &Def) -> bool {
        file == self.file && self.at.is_some_and(|at| sets_by(facts, def, at))
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
    /// Whether one of the assignments surely comes after the object was made.
    replaces: bool,
}

impl Eval<'_> {
    /// What assignments set a field of an object to.
    pub(super) fn assigned(&self, object: &Object, ty: &Ty, field: &Name, asking: Asking, frames: &Frames) -> Assigned {
        let mut found = Assigned::default();
        let home = match &object.site {
            Site::Expr(at) => at.file,
            Site::Local(file, _) | Site::Var(file, _) => *file,
            Site::Field(path, ..) => {
                let package = self.scope.package_by_path(path);
                package.and_then(|p| self.scope.package(p).files.first().copied()).unwrap_or(asking.file)
            }
        };
        let mut options = None;
        for file in self.files_assigning(object, ty, field, [home, asking.file]) {
            let facts = self.scope.facts(file);
            for set in facts.field_defs.iter().filter(|d| d.field == *field && !asking.is_within(file, facts, &d.def)) {
                let base = ExprRef { file, expr: set.base };
                if self.is_of(base, ty)
                    && let Some(func) = self.option_around(base, &set.def)
                {
                    match options.get_or_insert_with(|| self.options_of(object, frames)) {
                        Options::Known(applied) if self.is_only_handed_on(func) => {
                            let surely = facts.is_always_made(&set.def);
                            let own = (0..).zip(&*applied).filter(|(_, applied)| applied.func == func);
                            for (turn, applied) in own {
                                let values = self.eval_source(file, set.def.source, &applied.frames);
                                found.applied.push((turn, values, surely && applied.surely));
                            }
                            continue;
                        }
                        Options::Known(_) => {}
                        Options::Unknown(needs) => found.values.needs.join(needs.clone()),
                    }
                }
                let Some(relation) = self.same_object(base, set, object, ty, home, frames) else { continue };
                let surely = relation == Relation::Same && facts.is_always_made(&set.def);
                match set.def.source {
                    source @ DefSource::AddressArg(..) => found.by_address.join(self.eval_source(file, source, frames)),
                    DefSource::Add(added) => {
                        found.added.push((self.eval(ExprRef { file, expr: added }, frames), surely));
                    }
                    source if fills_zero(facts, set) => found.if_zero.join(self.eval_source(file, source, frames)),
                    source => {
                        found.replaces |= surely;
                        found.values.join(self.eval_source(file, source, frames));
                    }
                }
            }
        }
        found
    }

    /// Whether an expression is declared to be of a type.
    fn is_of(&self, at: ExprRef, ty: &Ty) -> bool {
        *ty != Ty::Unknown && self.type_of(at) == *ty
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
