//! Composite literals: which keys are fields and which are values.
//!
//! In: nodes of composite literals. Out: their elements. `T{key: 1}` sets a field or an entry of a map, depending on a type that
//! may stand in another file; where this file does not tell, the key is taken for a field.

use super::kind::{Field, Kind};
use super::lower::Lower;
use super::syntax::{Composite, Element, ExprId, ExprKind, Type};
use super::tree::At;

/// What is known of the type of a literal.
#[derive(Debug, Clone, Copy)]
enum Shape {
    /// A struct, or a type of another file.
    Fields,
    /// A map, array or slice: the types of its keys, where they can be literals, and of its values.
    Entries(Option<At>, Option<At>),
}

/// How many names of types to follow: `type A B; type B C; ...`.
const HOPS: u32 = 16;

impl Lower<'_> {
    /// The kind of a composite literal.
    pub(super) fn composite(&mut self, at: At) -> ExprKind {
        let node = self.tree.field(at, Field::Type);
        let ty = node.map_or(Type::Unknown, |node| self.ty(node));
        let shape = self.shape(node);
        let elems = self.tree.field(at, Field::Body).map(|body| self.elements(body, shape)).unwrap_or_default();
        literal(Some(ty), elems)
    }

    fn shape(&mut self, node: Option<At>) -> Shape {
        let tree = self.tree;
        let mut node = node;
        for _ in 0..HOPS {
            let Some(at) = node else { break };
            match tree.kind(at) {
                Kind::MapType => return Shape::Entries(tree.field(at, Field::Key), tree.field(at, Field::Value)),
                Kind::SliceType | Kind::ArrayType | Kind::ImplicitArrayType => {
                    return Shape::Entries(None, tree.field(at, Field::Element));
                }
                Kind::TypeIdent => {
                    let id = self.name(at);
                    node = self.names.type_node(id);
                }
                // In `[]*T{{}}` the short form stands for `&T{}`.
                Kind::GenericType => node = tree.field(at, Field::Type),
                Kind::PointerType | Kind::ParenType => node = tree.kids(at).find(|&kid| tree.kind(kid).is_type()),
                _ => break,
            }
        }
        Shape::Fields
    }

    fn elements(&mut self, body: At, shape: Shape) -> Vec<Element> {
        let tree = self.tree;
        let mut elems = Vec::new();
        for kid in tree.kids(body) {
            match tree.kind(kid) {
                Kind::LiteralElement => elems.push(Element { key: None, value: self.element(kid, shape) }),
                Kind::KeyedElement => {
                    let key = tree.field(kid, Field::Key).map(|key| self.key(key, shape));
                    let value = match tree.field(kid, Field::Value) {
                        Some(value) => self.element(value, shape),
                        None => self.unknown(kid),
                    };
                    elems.push(Element { key, value });
                }
                _ => {}
            }
        }
        elems
    }

    fn key(&mut self, key: At, shape: Shape) -> ExprId {
        let keys = match shape {
            Shape::Fields => {
                if let Some(ident) = self.tree.kids(key).find(|&kid| self.tree.kind(kid).is_name()) {
                    let name = self.name(ident);
                    return self.push(ExprKind::Name(self.names.name(name)), self.tree.range(ident));
                }
                None
            }
            Shape::Entries(keys, _) => keys,
        };
        self.element(key, Shape::Entries(None, keys))
    }

    /// An expression, or the short form of a literal of the type that the entries of `shape` have.
    fn element(&mut self, at: At, shape: Shape) -> ExprId {
        let tree = self.tree;
        if let Some(body) = tree.kid(at, Kind::LiteralValue) {
            let inner = match shape {
                Shape::Fields => Shape::Fields,
                Shape::Entries(_, values) => self.shape(values),
            };
            let elems = self.nest(|lower| lower.elements(body, inner)).unwrap_or_default();
            return self.push(literal(None, elems), tree.range(body));
        }
        match tree.kids(at).find(|&kid| tree.kind(kid).is_expr()) {
            Some(kid) => self.expr(kid),
            None => self.unknown(at),
        }
    }
}

fn literal(ty: Option<Type>, elems: Vec<Element>) -> ExprKind {
    ExprKind::Composite(Box::new(Composite { ty, elems: elems.into() }))
}
