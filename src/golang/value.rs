//! `const` and `var` declarations, at package level and in functions.
//!
//! In: their nodes. Out: one [`ValueSpec`] for each name, with repeated constants filled in. The scope of a local starts after
//! its spec: `var http = http.Client{}` names the import on the right.

use super::kind::{Field, Kind};
use super::lower::Lower;
use super::scope::Binding;
use super::syntax::{ExprId, LocalKind, Type, ValueSpec};
use super::tree::At;

/// The type and the values that a spec writes or repeats.
#[derive(Default, Clone)]
struct Values {
    ty: Option<Type>,
    exprs: Vec<ExprId>,
}

impl Lower<'_> {
    /// The names of a `const` declaration.
    pub(super) fn consts(&mut self, decl: At) -> Vec<ValueSpec> {
        let tree = self.tree;
        let mut specs = Vec::new();
        let mut values = Values::default();
        self.strays(decl);
        for (iota, spec) in (0..).zip(tree.kids(decl).filter(|&kid| tree.kind(kid) == Kind::ConstSpec)) {
            // A spec without values repeats the last one that has some, type included.
            if tree.field(spec, Field::Value).is_some() || tree.field(spec, Field::Type).is_some() {
                values = self.values(spec);
            }
            self.specs(spec, &values, iota, LocalKind::Const, &mut specs);
        }
        specs
    }

    /// The names of a `var` declaration.
    pub(super) fn vars(&mut self, decl: At) -> Vec<ValueSpec> {
        let mut specs = Vec::new();
        self.strays(decl);
        self.var_specs(decl, &mut specs);
        specs
    }

    fn var_specs(&mut self, at: At, specs: &mut Vec<ValueSpec>) {
        let tree = self.tree;
        for kid in tree.kids(at) {
            match tree.kind(kid) {
                Kind::VarSpecList => self.var_specs(kid, specs),
                Kind::VarSpec => {
                    let values = self.values(kid);
                    self.specs(kid, &values, 0, LocalKind::Var, specs);
                }
                _ => {}
            }
        }
    }

    fn values(&mut self, spec: At) -> Values {
        let ty = self.tree.field(spec, Field::Type).map(|ty| self.ty(ty));
        let exprs = self.tree.field(spec, Field::Value).map(|list| self.exprs(list)).unwrap_or_default();
        Values { ty, exprs }
    }

    fn specs(&mut self, spec: At, values: &Values, iota: u32, kind: LocalKind, specs: &mut Vec<ValueSpec>) {
        let tree = self.tree;
        let names: Vec<At> = tree.fields(spec, Field::Name).filter(|&kid| tree.kind(kid) == Kind::Ident).collect();
        let shared = names.len() > 1 && values.exprs.len() == 1;
        for (at, &name) in names.iter().enumerate() {
            let id = self.name(name);
            let name_range = tree.range(name);
            let local = self.local(&self.text(name), values.ty.clone(), kind, name_range);
            if let Some(local) = local {
                self.names.bind(id, Binding::Local(local));
            }
            let value = if shared { values.exprs.first() } else { values.exprs.get(at) };
            specs.push(ValueSpec {
                name: self.names.name(id),
                name_range,
                local,
                ty: values.ty.clone().map(Box::new),
                value: value.copied(),
                tuple: if shared { u32::try_from(at).ok() } else { None },
                iota,
            });
        }
    }
}
