//! `golang::parse` on files that are no Go: what is found nevertheless, and that nothing breaks it.

use crate::fuzz::checks::shape::check_shape;
use muxray::golang::parse;
use muxray::golang::syntax::*;
use proptest::prelude::*;

/// The calls of a source, as text up to their arguments, in source order.
fn calls(source: &str) -> Vec<&str> {
    let syntax = parse(source.as_bytes());
    assert_ne!(syntax.errors, [], "{source}");
    let calls = syntax.exprs.iter().filter_map(|expr| match expr.kind {
        ExprKind::Call { fun, .. } => Some(syntax.expr(fun).range),
        _ => None,
    });
    let mut ranges: Vec<Range> = calls.collect();
    ranges.sort_unstable();
    ranges.into_iter().map(|range| &source[range.start as usize..range.end as usize]).collect()
}

#[test]
fn calls_in_and_after_a_broken_place_are_found() {
    assert_eq!(calls("package p\nfunc f() {\n\tif x == {\n\t\ta(1)\n\t}\n\tb(2\n}\nfunc g() { c() }\n")[0], "a");
    let found = calls("package p\nfunc f() {\n\tmux.Handle(\"/\" h(1))\n\tg()\n}\n");
    assert!(found.starts_with(&["mux.Handle"]) && found.ends_with(&["g"]), "{found:?}");
    assert!(calls("package p\nfunc f() { a(b(), ***) }\nfunc g() { c() }\n").ends_with(&["b", "c"]));
    assert!(calls("package p\n<<<<<<< HEAD\nfunc f() { a() }\n=======\nfunc f() { b() }\n>>>>>>> x\n").len() >= 2);
    assert!(calls("package p\nfunc f() {\n\tx := 1\n\tg(x)\n").contains(&"g"));
}

#[test]
fn locals_live_on_in_a_function_that_is_never_closed() {
    let source = "package p\nimport \"net/http\"\nfunc f(w int) {\n\tx := w\n\thttp.Handle(\"/\", x)\n\tif x {\n\n}\n\nfunc b(y int) {\n\tg(y)\n}\n";
    let syntax = parse(source.as_bytes());
    assert_ne!(syntax.errors, []);
    let locals = syntax.exprs.iter().filter(|expr| matches!(expr.kind, ExprKind::Local(_))).count();
    assert!(locals >= 3, "{:?}", syntax.exprs);
    assert!(syntax.exprs.iter().any(|expr| matches!(expr.kind, ExprKind::Import(ImportId(0)))));
    let names: Vec<_> = syntax.funcs.iter().filter_map(|func| func.name.as_deref()).collect();
    assert_eq!(names, ["f", "b"]);
}

#[test]
fn newer_go_than_the_grammar_is_read() {
    for source in [
        "package p\nfunc f(x int) {\n\ta := new(g(x))\n\tb := new(\"s\")\n\tc := T{P: new(x), Q: new(1 + x)}\n\th(new(*a))\n}\n",
        "package p\nfunc (t *T) M[P any, Q int](f func(P) Q) Q {\n\tx := f(1)\n\th(x)\n\treturn x\n}\nfunc g() { h() }\n",
        "package p\nfunc f() {\n\tmake := func(n int) int { return n }\n\tg(make(1), make(make(2)))\n}\n",
    ] {
        let syntax = parse(source.as_bytes());
        assert_eq!(syntax.errors, [], "{source}");
        let names: Vec<&str> = syntax
            .exprs
            .iter()
            .filter_map(|expr| match &expr.kind {
                ExprKind::Name(name) => Some(&**name),
                _ => None,
            })
            .collect();
        assert!(names.iter().all(|name| !name.starts_with("_e") && !name.starts_with("_a")), "{names:?}");
        assert!(names.contains(&"g") || names.contains(&"h"));
        check_shape(&syntax, source.as_bytes());
    }
}

#[test]
fn depth_costs_no_stack() {
    let deep = 100_000;
    let nest = |open: &str, close: &str| format!("{}{}", open.repeat(deep), close.repeat(deep));
    for body in [
        format!("x = {}", nest("(", ")")),
        "(".repeat(deep),
        nest("{", "}"),
        nest("func() {", "}()\n"),
        format!("x = {}", nest("f(", ")")),
        format!("x = {}", nest("[]T{", "}")),
        format!("x = T{}", nest("{", "}")),
        format!("x = {}1", "-".repeat(deep)),
        format!("x = {}1", "1+".repeat(deep)),
        format!("x = y{}", ".a()".repeat(deep)),
        format!("var x {}int", "*".repeat(deep)),
        format!("var x {}int", "[]".repeat(deep)),
        format!("{}{{}}", "if x {} else ".repeat(deep)),
        nest("if x {", "}"),
        // Error recovery takes more than linear time here.
        "x := `".repeat(2_000),
        nest("new(", ")"),
    ] {
        let source = format!("package p\nfunc f() {{\n{body}\n}}\nfunc g() {{ after() }}\n");
        let syntax = parse(source.as_bytes());
        check_shape(&syntax, source.as_bytes());
        assert_eq!(&*syntax.package, "p");
    }
}

#[test]
fn long_sums_keep_their_operands() {
    let source = format!("package p\nvar x = \"a\"{}\n", " +\n\"a\"".repeat(999));
    let syntax = parse(source.as_bytes());
    assert_eq!(syntax.exprs.iter().filter(|expr| matches!(expr.kind, ExprKind::Str(_))).count(), 1000);
}

/// A file with every construct, to be cut and bent.
const SAMPLE: &str = include_str!("../../testdata/golang/sample.go.txt");

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check_shape(&parse(&bytes), &bytes);
    }

    #[test]
    fn any_words_are_read(words in prop::collection::vec(prop::sample::select(&WORDS[..]), 0..60)) {
        let source = words.concat();
        check_shape(&parse(source.as_bytes()), source.as_bytes());
    }

    #[test]
    fn a_file_cut_anywhere_is_read(cut in 0..SAMPLE.len()) {
        let bytes = &SAMPLE.as_bytes()[..cut];
        check_shape(&parse(bytes), bytes);
    }

    #[test]
    fn a_file_bent_anywhere_is_read(edits in prop::collection::vec((0..SAMPLE.len(), prop::sample::select(&WORDS[..])), 1..6)) {
        let mut source = SAMPLE.to_owned();
        for (at, word) in edits {
            let at = (0..=at.min(source.len())).rev().find(|&at| source.is_char_boundary(at)).unwrap_or(0);
            let end = (at + 1..source.len()).find(|&at| source.is_char_boundary(at)).unwrap_or(source.len());
            source.replace_range(at..end, word);
        }
        check_shape(&parse(source.as_bytes()), source.as_bytes());
    }
}

const WORDS: [&str; 64] = [
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "\n",
    ";",
    ",",
    ".",
    ":",
    ":=",
    "=",
    "...",
    "<-",
    "*",
    "&",
    "+",
    "|",
    "!",
    "\"",
    "`",
    "'",
    "\\",
    "/*",
    "//",
    "\0",
    "\u{e9}",
    "\u{1F600}",
    " ",
    "x",
    "y",
    "_",
    "0",
    "0x",
    "1.5",
    "'a'",
    "\"s\"",
    "package p\n",
    "import \"a/b\"\n",
    "func ",
    "func f(",
    "var ",
    "const ",
    "type ",
    "struct",
    "interface",
    "map[",
    "chan ",
    "if ",
    "else ",
    "for ",
    "range ",
    "switch ",
    "case ",
    "default:",
    "select ",
    "go ",
    "defer ",
    "return ",
    "new(",
    "make(",
    "nil",
    "iota",
];
