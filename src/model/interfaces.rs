//! Which values may be somebody else's mux: an interface of the program's that a mux of net/http satisfies.
//!
//! In: a type. Out: whether a value of it can be a mux, and whether it surely is no handler; which of several objects a call through an interface
//! is made on. What methods a mux has is read from `known`.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Provenance;
use super::eval::Eval;
use super::frames::FuncRef;
use super::types::{Callable, DEEPEST_EMBEDDING, Ty, named_result};
use super::value::{Alternative, ExprRef, Value, Values};
use crate::golang::syntax::{ExprKind, Method, Name, Type};
use crate::source::FileId;

/// What knowledge calls a parameter that takes a function.
const FUNC: &str = "func";

impl<'a> Eval<'a> {
    /// Whether a value of a type may be a mux, or hand a call on to one: an interface without a method that a mux lacks, a
    /// struct that embeds such an interface, or a type of which nothing is known.
    pub(crate) fn may_hold_mux(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Unknown => true,
            Ty::Named(..) => self.declared_to_hold_mux(ty, 0).unwrap_or(false),
            _ => false,
        }
    }

    /// Whether a type is known to have nothing to do with handlers: a request, a context, a logger.
    pub(crate) fn is_inert(&self, ty: &Ty) -> bool {
        let Ty::Named(path, name) = ty else { return false };
        self.known_at(path).iter().any(|known| known.inert.iter().any(|inert| **inert == **name))
    }

    /// Whether no value of a type is a mux, a router or a handler around one: a text, a list, a struct that the program declares.
    pub(crate) fn is_no_handler(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Basic(name) => !matches!(&**name, "any" | "comparable"),
            Ty::List(_) | Ty::Struct(..) => true,
            Ty::Named(path, _) => !self.fields(ty).is_empty() && self.known_at(path).is_empty(),
            Ty::Func(_) | Ty::Unknown => false,
        }
    }

    /// The answer for a declared type; None for one whose source is not read.
    fn declared_to_hold_mux(&self, ty: &Ty, depth: u32) -> Option<bool> {
        let Ty::Named(path, _) = ty else { return None };
        let (file, written) = self.written_type(ty).filter(|_| self.is_read(path))?;
        Some(depth < DEEPEST_EMBEDDING && self.written_to_hold_mux(file, written, depth))
    }

    fn written_to_hold_mux(&self, file: FileId, written: &Type, depth: u32) -> bool {
        // What is not read may be an interface that fits.
        let inner = |ty: &Type| self.declared_to_hold_mux(&self.resolve(file, ty), depth + 1).unwrap_or(true);
        match written {
            Type::Interface(methods, embedded) => {
                methods.iter().all(|m| self.is_of_mux(file, m)) && embedded.iter().all(inner)
            }
            Type::Struct(fields) => fields.iter().any(|field| field.embedded && inner(&field.ty)),
            Type::Name(_) | Type::Qualified(..) | Type::Generic(..) => inner(written),
            _ => false,
        }
    }

    /// Whether a mux has a method with the name and the parameters of one that an interface declares.
    fn is_of_mux(&self, file: FileId, method: &Method) -> bool {
        let Type::Func(params, _) = &method.ty else { return false };
        let Some((path, methods)) = self.mux_methods() else { return true };
        methods.get(&*method.name).is_some_and(|takes| {
            let mut pairs = params.iter().zip(takes);
            takes.len() == params.len()
                && pairs.all(|(param, takes)| self.may_be(&self.resolve(file, param), path, takes))
        })
    }

    /// Whether a type may be the one that a package's knowledge names; what is not read may be an alias of it.
    fn may_be(&self, ty: &Ty, path: &str, named: &str) -> bool {
        match ty {
            Ty::Unknown => true,
            _ if named == FUNC => matches!(ty, Ty::Func(_) | Ty::Named(..)),
            Ty::Named(of, _) if !self.is_read(of) => true,
            _ => *ty == named_result(&Rc::from(path), named),
        }
    }

    /// Whether the source of a package is read.
    fn is_read(&self, path: &str) -> bool {
        self.scope.package_by_path(path).is_some_and(|package| !self.scope.package(package).source.is_closed())
    }

    /// The signature of a method that an interface of the program declares, or one that it embeds, with the file where it stands.
    pub(crate) fn declared_method(&self, ty: &Ty, name: &Name, depth: u32) -> Option<(FileId, Type)> {
        let (file, Type::Interface(methods, embedded)) = self.written_type(ty)? else { return None };
        let own = methods.iter().find(|method| method.name == *name).map(|method| (file, method.ty.clone()));
        let in_embedded = |ty: &Type| self.declared_method(&self.resolve(file, ty), name, depth + 1);
        own.or_else(|| embedded.iter().filter(|_| depth < DEEPEST_EMBEDDING).find_map(in_embedded))
    }

    /// Whether a type is an interface of the program's own that declares a method with so many parameters.
    pub(crate) fn declares_method(&self, ty: &Ty, name: &Name, params: usize) -> bool {
        let is_it = |m: &Method| m.name == *name && matches!(&m.ty, Type::Func(takes, _) if takes.len() == params);
        matches!(self.written_type(ty), Some((_, Type::Interface(methods, _))) if methods.iter().any(is_it))
    }

    /// Whether a type as it is written is one of functions, by itself or by its declaration.
    pub(crate) fn is_function(&self, file: FileId, written: &Type) -> bool {
        let is_function = |written: &Type| matches!(written, Type::Func(..));
        is_function(written) || self.written_type(&self.resolve(file, written)).is_some_and(|(_, ty)| is_function(ty))
    }

    /// Whether the type that a method is declared on may be a value of a type: of an interface that the program declares, where
    /// it has all of its methods; of any other that is not known to be something else.
    pub(crate) fn may_satisfy(&self, method: FuncRef, ty: &Ty) -> bool {
        let Ty::Named(path, _) = ty else { return true };
        let declared = self.written_type(ty).filter(|_| self.is_read(path));
        let Some((_, Type::Interface(methods, _))) = declared else { return true };
        let Some(owner) = self.scope.receiver_type(method) else { return true };
        let home = self.scope.package(self.scope.package_of(method.file));
        let owner = Ty::Named(Rc::from(&*home.path), owner);
        self.has_methods(&owner, methods) != Some(false)
    }

    /// Of the objects that an interface may hold those whose method is the one that is called.
    pub(crate) fn with_method(&self, method: FuncRef, held: ExprRef, mut objects: Values) -> Values {
        let is_object = |item: &Alternative| matches!(item.value, Value::Struct(_));
        if !objects.items.iter().any(is_object) || !self.is_interface(&self.type_of(held)) {
            return objects;
        }
        let Some(name) = &self.scope.facts(method.file).syntax.func(method.func).name else { return objects };
        let is_another = |callable: &Callable<'_>| matches!(callable, Callable::Program(func) if *func != method);
        objects.items.retain(|item| {
            let Value::Struct(object) = &item.value else { return true };
            let methods = self.methods(&self.type_of_site(&object.site), name, 0);
            methods.is_empty() || !methods.iter().all(is_another)
        });
        if objects.items.is_empty() {
            objects.add(Alternative { value: Value::Impossible, how: Provenance::Literal, at: Some(held) });
        }
        objects
    }

    /// Whether a type has some methods; None where what it embeds may bring those that are not seen.
    pub(super) fn has_methods(&self, ty: &Ty, methods: &[Method]) -> Option<bool> {
        if methods.iter().all(|method| !self.methods(ty, &method.name, 0).is_empty()) {
            return Some(true);
        }
        (!self.fields(ty).iter().any(|(field, _)| field.embedded)).then_some(false)
    }

    /// Whether a call hands over as many arguments as a mux's method of the name takes.
    pub(crate) fn fits_mux_method(&self, call: ExprRef, name: &Name) -> bool {
        let facts = self.scope.facts(call.file);
        let ExprKind::Call { args, spread, .. } = &facts.syntax.expr(call.expr).kind else { return false };
        // f(g()) hands over all results of g.
        let results = || matches!(&**args, [arg] if matches!(facts.syntax.expr(*arg).kind, ExprKind::Call { .. }));
        let takes = self.mux_methods().and_then(|(_, methods)| methods.get(&**name)).map(Vec::len);
        takes.is_none_or(|takes| *spread || args.len() == takes || (takes > 1 && results()))
    }

    /// The methods of a mux with the types of their parameters, and the package that names these.
    fn mux_methods(&self) -> Option<(&'a str, &'a BTreeMap<String, Vec<String>>)> {
        let of =
            |path| self.known.package(path, None).flat_map(|package| &package.types).map(move |ty| (path, &ty.methods));
        self.known.acting_paths().flat_map(of).find(|(_, methods)| !methods.is_empty())
    }
}
