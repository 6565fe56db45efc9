//! Objects that settings are read into, by whoever has a pointer to them: `json.Unmarshal(b, cfg)`, `v.Unmarshal(&cfg)`.
//!
//! In: a type. Out: a call that is not followed, is handed an object of it and is named as those are that fill what they are handed. Knows types, not objects: what is read into one `Config` may be in each. A file that hands one on and does not name the
//! type is not looked at.

use std::rc::Rc;

use foldhash::HashMap;

use super::eval::Eval;
use super::types::{Callable, Ty};
use super::value::ExprRef;
use crate::facts::{CallFact, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, Name};
use crate::golang::words::Front;
use crate::source::FileId;

/// Names of functions that fill what they are handed, in the libraries that read settings and in the programs around them.
const FILLING: [&str; 24] = [
    "Bind",
    "Decode",
    "DecodeFile",
    "DecodeReader",
    "Fill",
    "Load",
    "LoadConfig",
    "LoadFile",
    "MustLoad",
    "MustProcess",
    "Parse",
    "Populate",
    "Process",
    "ReadConfig",
    "ReadEnv",
    "ReadFile",
    "Resolve",
    "Scan",
    "Unmarshal",
    "UnmarshalExact",
    "UnmarshalKey",
    "UnmarshalStrict",
    "load",
    "parse",
];

/// The call that fills objects of a type, by its package's path and its name.
pub(super) type DecodedBy = HashMap<(Rc<str>, Name), Option<ExprRef>>;

/// Files that name one type and are looked at.
const MOST_FILES: usize = 64;

impl Eval<'_> {
    /// The call by which objects of a type are filled from outside of the program.
    pub(super) fn decoded_by(&self, ty: &Ty) -> Option<ExprRef> {
        let Ty::Named(path, name) = ty else { return None };
        let key = (path.clone(), name.clone());
        if let Some(&known) = self.decoded.borrow().get(&key) {
            return known;
        }
        // Whoever asks again while it is asked learns nothing by it.
        self.decoded.borrow_mut().insert(key.clone(), None);
        let home = self.scope.package_by_path(path).filter(|&home| self.scope.package(home).source.is_own());
        let found = home.and_then(|home| self.decoded_by_some(home, ty, name));
        self.decoded.borrow_mut().insert(key, found);
        found
    }

    /// Whether something is from outside of the program because a call has filled an object that is made with nothing: if nobody
    /// says anything, it is zero.
    pub(super) fn is_read_in(&self, at: ExprRef) -> bool {
        let facts = self.scope.facts(at.file);
        match facts.syntax.expr(at.expr).kind {
            ExprKind::Call { fun, .. } => called(facts, fun).is_some_and(|name| FILLING.contains(&name)),
            _ => false,
        }
    }

    fn decoded_by_some(&self, home: usize, ty: &Ty, name: &Name) -> Option<ExprRef> {
        let mut files = self.files_naming(&self.users(home, name), name)?;
        files.retain(|&(_, file)| FILLING.iter().any(|word| self.scope.reader.mentions(file, word, Front::Any)));
        files.iter().take(MOST_FILES).find_map(|&(_, file)| self.decoded_in(file, ty))
    }

    fn decoded_in(&self, file: FileId, ty: &Ty) -> Option<ExprRef> {
        let facts = self.scope.facts(file);
        let here = |expr| ExprRef { file, expr };
        let fills = |call: &&CallFact| {
            let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(call.expr).kind else { return false };
            let sets_by_hand = |n| {
                let callables = self.callables(here(*fun));
                let is_read = |callable: &Callable<'_>| match callable {
                    Callable::Program(func) => !self.takes_anything(*func, n),
                    Callable::Known(..) => false,
                };
                callables.iter().any(is_read)
            };
            called(facts, *fun).is_some_and(|name| FILLING.contains(&name))
                && (0..).zip(args).any(|(n, &arg)| self.type_of(here(arg)) == *ty && !sets_by_hand(n))
        };
        facts.calls.iter().find(fills).map(|call| here(call.expr))
    }
}

/// The name of what is called.
fn called(facts: &FileFacts, fun: ExprId) -> Option<&str> {
    match &facts.syntax.expr(fun).kind {
        ExprKind::Name(name) | ExprKind::Select(_, name) => Some(name),
        _ => None,
    }
}
