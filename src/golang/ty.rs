//! Types and their declarations.
//!
//! In: nodes of types. Out: [`Type`]s and [`TypeDecl`]s. Calls in array lengths become expressions that no type refers to.

use std::sync::Arc;

use super::kind::{Field, Kind};
use super::literal;
use super::lower::Lower;
use super::scope::Binding;
use super::syntax::{self, Name, Type, TypeDecl};
use super::tree::At;

/// Parameters that share a type.
pub(super) struct ParamGroup {
    /// The nodes of the names; none for an unnamed parameter.
    pub(super) names: Vec<At>,
    /// Their type; a slice for `...T`.
    pub(super) ty: Type,
    /// Where the group starts.
    pub(super) start: u32,
    /// Whether the type is `...T`.
    pub(super) variadic: bool,
}

impl Lower<'_> {
    /// Reads every type spec below a `type` declaration.
    pub(super) fn types(&mut self, decl: At) {
        let tree = self.tree;
        self.strays(decl);
        for spec in tree.kids(decl).filter(|&kid| matches!(tree.kind(kid), Kind::TypeSpec | Kind::TypeAlias)) {
            let (Some(name), Some(node)) = (tree.field(spec, Field::Name), tree.field(spec, Field::Type)) else {
                continue;
            };
            let name = self.name(name);
            // A local type is in scope in its own definition, its parameters only there.
            if self.func.is_some() {
                self.names.bind(name, Binding::Type(Some(node)));
            }
            let ty = self.scoped(|lower| {
                lower.type_params(spec);
                lower.ty(node)
            });
            let alias = tree.kind(spec) == Kind::TypeAlias;
            let name = self.names.name(name);
            self.out.types.push(TypeDecl { name, ty, alias, func: self.func, range: tree.range(spec) });
        }
    }

    /// Puts the type parameters of a declaration in scope.
    pub(super) fn type_params(&mut self, decl: At) {
        let tree = self.tree;
        let Some(list) = tree.field(decl, Field::TypeParameters) else { return };
        for name in tree.kids(list).flat_map(|param| tree.fields(param, Field::Name)) {
            if tree.kind(name) == Kind::Ident {
                let id = self.name(name);
                self.names.bind(id, Binding::Type(None));
            }
        }
    }

    /// The type of a node.
    pub(super) fn ty(&mut self, at: At) -> Type {
        self.strays(at);
        self.nest(|lower| lower.read_type(at)).unwrap_or(Type::Unknown)
    }

    fn read_type(&mut self, at: At) -> Type {
        let tree = self.tree;
        match tree.kind(at) {
            Kind::TypeIdent | Kind::Ident => Type::Name(self.type_name(at)),
            Kind::QualifiedType => self.qualified(at),
            Kind::PointerType => Type::Pointer(Box::new(self.only_kid(at))),
            Kind::ParenType | Kind::NegatedType => self.only_kid(at),
            Kind::SliceType | Kind::ArrayType | Kind::ImplicitArrayType => self.slice(at),
            Kind::MapType => {
                let key = self.type_in(at, Field::Key);
                Type::Map(Box::new(key), Box::new(self.type_in(at, Field::Value)))
            }
            Kind::ChannelType => Type::Chan(Box::new(self.type_in(at, Field::Value))),
            Kind::FunctionType => self.function_type(at),
            Kind::StructType => Type::Struct(self.struct_fields(at).into()),
            Kind::InterfaceType => self.interface(at),
            Kind::GenericType => {
                let base = self.type_in(at, Field::Type);
                let args = tree.field(at, Field::TypeArguments);
                let args = args.into_iter().flat_map(|args| tree.kids(args)).filter(|&kid| tree.kind(kid).is_type());
                Type::Generic(Box::new(base), args.map(|arg| self.ty(arg)).collect())
            }
            // A union of constraints is no type of a value; one element is that element.
            Kind::TypeElem | Kind::TypeConstraint => {
                let mut kids = tree.kids(at).filter(|&kid| tree.kind(kid).is_type());
                match (kids.next(), kids.next()) {
                    (Some(only), None) => self.ty(only),
                    _ => Type::Unknown,
                }
            }
            _ => Type::Unknown,
        }
    }

    /// The name that a node of a type's name spells.
    pub(super) fn type_name(&mut self, at: At) -> Name {
        let id = self.name(at);
        self.names.name(id)
    }

    fn qualified(&mut self, at: At) -> Type {
        match (self.tree.field(at, Field::Package), self.tree.field(at, Field::Name)) {
            (Some(package), Some(name)) => self.member_type(package, name),
            _ => Type::Unknown,
        }
    }

    /// `package.Name`.
    pub(super) fn member_type(&mut self, package: At, name: At) -> Type {
        let package = self.name(package);
        let name = self.type_name(name);
        match self.names.import(package) {
            Some(import) => Type::Qualified(import, name),
            None => Type::Name(Name::from(format!("{}.{name}", self.names.name(package)))),
        }
    }

    fn only_kid(&mut self, at: At) -> Type {
        self.first_type(at).map_or(Type::Unknown, |kid| self.ty(kid))
    }

    fn type_in(&mut self, at: At, field: Field) -> Type {
        self.tree.field(at, field).map_or(Type::Unknown, |kid| self.ty(kid))
    }

    fn slice(&mut self, at: At) -> Type {
        if let Some(length) = self.tree.field(at, Field::Length) {
            self.expr(length);
        }
        Type::Slice(Box::new(self.type_in(at, Field::Element)))
    }

    fn function_type(&mut self, at: At) -> Type {
        let params = self.param_types(at, Field::Parameters);
        Type::Func(params.into(), self.param_types(at, Field::Result).into())
    }

    /// The types of a parameter list or of a single result, one for each name.
    fn param_types(&mut self, at: At, field: Field) -> Vec<Type> {
        let tree = self.tree;
        let Some(list) = tree.field(at, field) else { return Vec::new() };
        if tree.kind(list) != Kind::Params {
            return vec![self.ty(list)];
        }
        self.param_groups(list).into_iter().flat_map(|group| vec![group.ty; group.names.len().max(1)]).collect()
    }

    /// The names and the type of each group of parameters. Where one has a name, all have: the grammar sometimes gives up on a
    /// long row of names and takes the first ones for types.
    pub(super) fn param_groups(&mut self, list: At) -> Vec<ParamGroup> {
        let tree = self.tree;
        let params = || tree.kids(list).filter(|&param| matches!(tree.kind(param), Kind::Param | Kind::VariadicParam));
        let names = |param| tree.fields(param, Field::Name).filter(|&kid| tree.kind(kid) == Kind::Ident);
        let named = params().any(|param| names(param).next().is_some());
        let mut groups = Vec::new();
        let mut waiting = Vec::new();
        for param in params() {
            let Some(node) = tree.field(param, Field::Type) else { continue };
            let mut group: Vec<At> = names(param).collect();
            let variadic = tree.kind(param) == Kind::VariadicParam;
            if named && group.is_empty() && tree.kind(node) == Kind::TypeIdent {
                waiting.push(node);
                continue;
            }
            group.splice(0..0, waiting.drain(..));
            let ty = self.ty(node);
            let ty = if variadic { Type::Slice(Box::new(ty)) } else { ty };
            groups.push(ParamGroup { names: group, ty, start: tree.range(param).start, variadic });
        }
        groups
    }

    fn struct_fields(&mut self, at: At) -> Vec<syntax::Field> {
        let tree = self.tree;
        let Some(list) = tree.kid(at, Kind::FieldDeclList) else { return Vec::new() };
        let mut fields = Vec::new();
        for decl in tree.kids(list).filter(|&kid| tree.kind(kid) == Kind::FieldDecl) {
            let Some(node) = tree.field(decl, Field::Type) else { continue };
            let ty = self.ty(node);
            let tag =
                tree.field(decl, Field::Tag).map_or_else(|| Arc::from(""), |tag| literal::string(self.bytes(tag)));
            let mut names = tree.fields(decl, Field::Name).filter(|&kid| tree.kind(kid) == Kind::FieldIdent).peekable();
            if names.peek().is_none() {
                let last = self.last_name(node);
                let name = self.type_name(last);
                let range = tree.range(last);
                let starred = tree.kid(decl, Kind::Operator).is_some();
                let ty = if starred { Type::Pointer(Box::new(ty)) } else { ty };
                fields.push(syntax::Field { name, ty, tag, embedded: true, range });
                continue;
            }
            for name in names {
                let (range, name) = (tree.range(name), self.type_name(name));
                fields.push(syntax::Field { name, ty: ty.clone(), tag: Arc::clone(&tag), embedded: false, range });
            }
        }
        fields
    }

    /// The node of the name by which an embedded type is called.
    fn last_name(&self, at: At) -> At {
        let tree = self.tree;
        match tree.kind(at) {
            Kind::GenericType => tree.field(at, Field::Type).map_or(at, |base| self.last_name(base)),
            Kind::QualifiedType => tree.field(at, Field::Name).unwrap_or(at),
            _ => at,
        }
    }

    fn interface(&mut self, at: At) -> Type {
        let tree = self.tree;
        let (mut methods, mut embedded) = (Vec::new(), Vec::new());
        for kid in tree.kids(at) {
            match tree.kind(kid) {
                Kind::MethodElem => {
                    let name = tree.field(kid, Field::Name).map(|name| self.type_name(name));
                    let ty = self.function_type(kid);
                    methods.extend(name.map(|name| syntax::Method { name, ty }));
                }
                Kind::TypeElem => embedded.push(self.ty(kid)),
                _ => {}
            }
        }
        Type::Interface(methods.into(), embedded.into())
    }
}
