//! Types that turn out to be expressions.
//!
//! In: nodes where the grammar sees a type but an operand may stand. Out: the expressions that they are, because `a[i](x)` looks
//! like an instantiation until one knows that `i` is a variable.

use super::kind::{Field, Kind};
use super::lower::Lower;
use super::scope::Binding;
use super::syntax::{self, ExprId, ExprKind, Op, Type};
use super::tree::At;

/// Pointers to pointers in a type argument.
const MOST_STARS: usize = 4;

impl Lower<'_> {
    /// The expression that a node stands for where the grammar has read a type in the place of an operand.
    pub(super) fn type_expr(&mut self, at: At) -> ExprId {
        self.nest(|lower| lower.read_type_expr(at)).unwrap_or_else(|| self.unknown(at))
    }

    fn type_expr_or_unknown(&mut self, at: At, inner: Option<At>) -> ExprId {
        match inner {
            Some(inner) => self.type_expr(inner),
            None => self.unknown(at),
        }
    }

    /// The first type below a node.
    pub(super) fn first_type(&self, at: At) -> Option<At> {
        self.tree.kids(at).find(|&kid| self.tree.kind(kid).is_type())
    }

    fn read_type_expr(&mut self, at: At) -> ExprId {
        let tree = self.tree;
        let range = tree.range(at);
        match tree.kind(at) {
            Kind::TypeIdent => self.ident(at),
            Kind::QualifiedType => {
                let (Some(package), Some(name)) = (tree.field(at, Field::Package), tree.field(at, Field::Name)) else {
                    return self.unknown(at);
                };
                let operand = self.operand(package);
                let name = self.type_name(name);
                self.push(ExprKind::Select(operand, name), range)
            }
            Kind::GenericType => {
                let base = self.type_expr_or_unknown(at, tree.field(at, Field::Type));
                let args = self.type_args(at);
                self.push(ExprKind::Index(base, args.into()), range)
            }
            Kind::PointerType if self.points_from_local(at) => {
                let operand = self.type_expr_or_unknown(at, self.first_type(at));
                self.push(ExprKind::Star(operand), range)
            }
            Kind::ParenType => self.type_expr_or_unknown(at, self.first_type(at)),
            Kind::TypeElem => {
                let kids: Vec<At> = tree.kids(at).filter(|&kid| tree.kind(kid).is_type()).collect();
                let parts: Vec<ExprId> = kids.into_iter().map(|kid| self.type_expr(kid)).collect();
                let start = range.start;
                // An argument cannot be a union: what looks like one is `i | j`.
                let union = parts.into_iter().reduce(|left, right| {
                    let end = self.out.expr(right).range.end;
                    self.push(ExprKind::Binary(Op::Or, left, right), syntax::Range { start, end })
                });
                union.unwrap_or_else(|| self.unknown(at))
            }
            _ => {
                let ty = self.ty(at);
                self.push(ExprKind::Type(Box::new(ty)), range)
            }
        }
    }

    /// The type arguments of a call or a generic type, as expressions.
    pub(super) fn type_args(&mut self, at: At) -> Vec<ExprId> {
        let tree = self.tree;
        let Some(args) = tree.field(at, Field::TypeArguments) else { return Vec::new() };
        tree.kids(args).filter(|&kid| tree.kind(kid).is_type()).map(|arg| self.type_expr(arg)).collect()
    }

    /// The function of a call `f[*T](x)` that the grammar has read as an element of `f`, as it does now and then.
    pub(super) fn misread_instance(&mut self, call: At) -> Option<ExprId> {
        let tree = self.tree;
        let fun = tree.field(call, Field::Function).filter(|&fun| tree.kind(fun) == Kind::Index)?;
        let index = tree.field(fun, Field::Index).filter(|&index| tree.kind(index) == Kind::Unary)?;
        let (stars, pointee) = self.pointee(index)?;
        if self.points_from_local(index) {
            return None;
        }
        let base = self.expr_in(fun, Field::Operand);
        let named = match (tree.field(pointee, Field::Operand), tree.field(pointee, Field::Member)) {
            (Some(package), Some(name)) => self.member_type(package, name),
            _ => Type::Name(self.type_name(pointee)),
        };
        let ty = (0..stars).fold(named, |ty, _| Type::Pointer(Box::new(ty)));
        let arg = self.push(ExprKind::Type(Box::new(ty)), tree.range(index));
        Some(self.push(ExprKind::Index(base, Box::new([arg])), tree.range(fun)))
    }

    /// What `**T` or `*p.T` points to, and through how many stars; None where it has not the form of a type or nobody writes it.
    fn pointee(&self, at: At) -> Option<(usize, At)> {
        let tree = self.tree;
        let mut inner = at;
        for stars in 0..=MOST_STARS {
            let operand = tree.field(inner, Field::Operand);
            match tree.kind(inner) {
                Kind::Unary if self.operator(inner) == b"*" => inner = operand?,
                Kind::Selector if tree.kind(operand?) == Kind::Ident => return Some((stars, inner)),
                Kind::Ident => return Some((stars, inner)),
                _ => return None,
            }
        }
        None
    }

    /// Whether `*x` dereferences a local, so that it is no type.
    fn points_from_local(&mut self, at: At) -> bool {
        let tree = self.tree;
        let mut at = at;
        loop {
            match tree.kind(at) {
                Kind::TypeIdent | Kind::PackageIdent | Kind::Ident => {
                    let id = self.name(at);
                    return matches!(self.names.inside(id), Binding::Local(_));
                }
                Kind::PointerType | Kind::ParenType | Kind::GenericType | Kind::QualifiedType => {
                    let package = tree.field(at, Field::Package);
                    let Some(inner) = package.or_else(|| self.first_type(at)) else { return false };
                    at = inner;
                }
                Kind::Unary | Kind::Selector => {
                    let Some(inner) = tree.field(at, Field::Operand) else { return false };
                    at = inner;
                }
                _ => return false,
            }
        }
    }
}
