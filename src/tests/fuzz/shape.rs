//! What holds for every Go file that was read, whatever its bytes are.
//!
//! In: what `golang::parse` made of the bytes. Fails by a panic. Says nothing about whether it was read rightly.

use muxray::golang::comments;
use muxray::golang::syntax::{Case, ExprId, ExprKind, Range, Stmt, StmtKind, Syntax};

/// What holds for every result: indices in range, ranges in the file and on characters, children inside of their parents.
pub(crate) fn check_shape(syntax: &Syntax, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).ok();
    let inside = |range: Range| {
        assert!(range.start <= range.end && range.end as usize <= bytes.len(), "{range:?}");
        let boundary = |at: u32| text.is_none_or(|text| text.is_char_boundary(at as usize));
        assert!(boundary(range.start) && boundary(range.end), "{range:?}");
    };
    let within = |inner: Range, outer: Range| {
        assert!(outer.start <= inner.start && inner.end <= outer.end, "{inner:?} {outer:?}");
    };
    syntax.errors.iter().copied().for_each(inside);
    comments(bytes).into_iter().for_each(inside);
    syntax.imports.iter().for_each(|import| within(import.path_range, import.range));
    syntax.types.iter().for_each(|decl| inside(decl.range));
    syntax.consts.iter().chain(&syntax.vars).for_each(|spec| inside(spec.name_range));
    assert!(
        syntax.funcs.windows(2).all(|pair| pair[0].range.start <= pair[1].range.start),
        "functions in source order"
    );
    for func in &syntax.funcs {
        inside(func.range);
        within(func.body_range, func.range);
        func.params.iter().chain(&func.results).for_each(|&id| within(syntax.local(id).range, func.range));
        func.body.iter().for_each(|stmt| check_stmt(syntax, stmt, func.range));
    }
    for expr in &syntax.exprs {
        inside(expr.range);
        for child in children(&expr.kind) {
            within(syntax.expr(child).range, expr.range);
        }
    }
}

fn children(kind: &ExprKind) -> Vec<ExprId> {
    match kind {
        ExprKind::Select(x, _)
        | ExprKind::Star(x)
        | ExprKind::Address(x)
        | ExprKind::Receive(x)
        | ExprKind::Unary(_, x)
        | ExprKind::Assert(x, _) => vec![*x],
        ExprKind::Call { fun, args, .. } => [*fun].into_iter().chain(args.iter().copied()).collect(),
        ExprKind::Index(x, rest) | ExprKind::Slice(x, rest) => [*x].into_iter().chain(rest.iter().copied()).collect(),
        ExprKind::Binary(_, x, y) => vec![*x, *y],
        ExprKind::Composite(literal) => {
            literal.elems.iter().flat_map(|elem| elem.key.into_iter().chain([elem.value])).collect()
        }
        ExprKind::Unknown(parts) => parts.to_vec(),
        _ => Vec::new(),
    }
}

fn check_stmt(syntax: &Syntax, stmt: &Stmt, outer: Range) {
    let range = stmt.range;
    assert!(outer.start <= range.start && range.end <= outer.end, "{range:?} {outer:?}");
    let list = |list: &[Stmt]| list.iter().for_each(|stmt| check_stmt(syntax, stmt, range));
    let cases = |cases: &[Case]| {
        cases.iter().for_each(|case| case.body.iter().for_each(|stmt| check_stmt(syntax, stmt, range)));
    };
    let head = |head: &Option<Box<Stmt>>| head.iter().for_each(|stmt| check_stmt(syntax, stmt, range));
    let exprs = |ids: &[ExprId]| {
        ids.iter().for_each(|&id| {
            let inner = syntax.expr(id).range;
            assert!(range.start <= inner.start && inner.end <= range.end, "{inner:?} {range:?}");
        });
    };
    match &stmt.kind {
        StmtKind::Expr(x) | StmtKind::Go(x) | StmtKind::Defer(x) | StmtKind::IncDec(x) => exprs(&[*x]),
        StmtKind::Send(x, y) => exprs(&[*x, *y]),
        StmtKind::Assign { lhs, rhs, .. } => exprs(&[&lhs[..], &rhs[..]].concat()),
        StmtKind::Return(values) | StmtKind::Unknown(values) => exprs(values),
        StmtKind::If { init, cond, then, els } => {
            head(init);
            exprs(&[*cond]);
            list(then);
            list(els.as_deref().unwrap_or_default());
        }
        StmtKind::Switch { init, tag, cases: all, .. } => {
            head(init);
            exprs(tag.as_slice());
            cases(all);
        }
        StmtKind::Select(all) => cases(all),
        StmtKind::For { init, cond, post, body } => {
            head(init);
            exprs(cond.as_slice());
            head(post);
            list(body);
        }
        StmtKind::Range { key, value, over, body } => {
            exprs(&[key.as_slice(), value.as_slice(), &[*over]].concat());
            list(body);
        }
        StmtKind::Block(body) => list(body),
        StmtKind::Var(_) | StmtKind::Jump | StmtKind::Fallthrough => {}
    }
}
