//! Constants that are whole numbers: `1 << iota`, `Debug + 1`.
//!
//! In: a constant that the program declares. Out: its number. Knows no types: what is too large for 64 bits is not known, and what a
//! smaller type cuts off is not cut off.

use super::eval::Eval;
use super::link::Symbol;
use super::value::ExprRef;
use crate::golang::syntax::{ExprKind, Op};
use crate::source::FileId;

/// Constants that are made of others.
const DEEPEST: u32 = 16;

impl Eval<'_> {
    /// The number that a declared constant is.
    pub(super) fn const_number(&self, file: FileId, index: usize, depth: u32) -> Option<i64> {
        let spec = &self.scope.facts(file).syntax.consts[index];
        self.number_with(ExprRef { file, expr: spec.value? }, i64::from(spec.iota), depth)
    }

    fn number_with(&self, at: ExprRef, iota: i64, depth: u32) -> Option<i64> {
        if depth > DEEPEST {
            return None;
        }
        let side = |expr| self.number_with(ExprRef { expr, ..at }, iota, depth + 1);
        match &self.scope.facts(at.file).syntax.expr(at.expr).kind {
            ExprKind::Int(number) => *number,
            ExprKind::Name(name) if &**name == "iota" => Some(iota),
            ExprKind::Name(name) => {
                let declared = self.scope.symbols(self.scope.package_of(at.file), name);
                declared.iter().find_map(|symbol| match *symbol {
                    Symbol::Const(file, index) => self.const_number(file, index, depth + 1),
                    _ => None,
                })
            }
            ExprKind::Binary(op, left, right) => number_of(*op, side(*left)?, side(*right)?),
            // Level(3)
            ExprKind::Call { args, .. } => match **args {
                [arg] => side(arg),
                _ => None,
            },
            _ => None,
        }
    }
}

/// What an operation makes of two numbers.
pub(super) fn number_of(op: Op, x: i64, y: i64) -> Option<i64> {
    match op {
        Op::Add => x.checked_add(y),
        Op::Sub => x.checked_sub(y),
        Op::Mul => x.checked_mul(y),
        Op::And => Some(x & y),
        Op::Or => Some(x | y),
        Op::AndNot => Some(x & !y),
        Op::Shl => u32::try_from(y).ok().filter(|y| *y < 63).and_then(|y| x.checked_mul(1 << y)),
        _ => None,
    }
}
