//! What `golang::parse` makes of Go source, situation by situation.
//!
//! In sources with marks, a comment right behind an identifier says what it must stand for: `x/*3*/` the local that line 3
//! declares, `x/*N*/` a name that the file does not resolve, `x/*net/http*/` the import of that path.

use muxray::golang::syntax::*;
use muxray::golang::{comments, parse};

/// Checks every mark of a source and that the source is read in full.
#[track_caller]
fn marks(source: &str) {
    let syntax = parse(source.as_bytes());
    assert!(syntax.errors.is_empty(), "{:?}", syntax.errors);
    check_marks(source, &syntax);
}

#[track_caller]
fn check_marks(source: &str, syntax: &Syntax) {
    let line = |at: u32| source[..at as usize].matches('\n').count() + 1;
    let mut checked = 0;
    for (at, _) in source.match_indices("/*") {
        let expected = source[at + 2..].split_once("*/").expect("a closed mark").0;
        let found =
            syntax.exprs.iter().filter(|expr| expr.range.end as usize == at).find_map(|expr| match &expr.kind {
                ExprKind::Local(local) => Some(line(syntax.local(*local).range.start).to_string()),
                ExprKind::Import(import) => Some(syntax.import(*import).path.to_string()),
                ExprKind::Name(_) => Some("N".to_owned()),
                _ => None,
            });
        assert_eq!(found.as_deref(), Some(expected), "at {at}, line {} of\n{source}", line(at as u32));
        checked += 1;
    }
    assert!(checked > 0, "no marks");
}

fn in_func(body: &str) -> String {
    format!("package p\nfunc f() {{\n{body}\n}}\n")
}

/// Calls as text: what is called, as it stands in the source, without its arguments.
fn calls<'s>(source: &'s str, syntax: &Syntax) -> Vec<&'s str> {
    let calls = syntax.exprs.iter().filter_map(|expr| match expr.kind {
        ExprKind::Call { fun, .. } => Some(syntax.expr(fun).range),
        _ => None,
    });
    let mut ranges: Vec<Range> = calls.collect();
    ranges.sort_unstable();
    ranges.into_iter().map(|range| &source[range.start as usize..range.end as usize]).collect()
}

#[test]
fn imports_have_all_forms() {
    let source =
        "package p\nimport \"a/b\"\nimport (\n\tx \"c\"\n\t_ \"d\"\n\t. `e`\n)\nimport \"f\"; import g \"g\\x2fh\"\n";
    let syntax = parse(source.as_bytes());
    let imports: Vec<_> = syntax.imports.iter().map(|import| (&*import.path, import.name.clone())).collect();
    let alias = |name: &str| ImportName::Alias(name.into());
    assert_eq!(
        imports,
        [
            ("a/b", ImportName::Default),
            ("c", alias("x")),
            ("d", ImportName::Blank),
            ("e", ImportName::Dot),
            ("f", ImportName::Default),
            ("g/h", alias("g")),
        ]
    );
    let text = |range: Range| &source[range.start as usize..range.end as usize];
    assert_eq!(text(syntax.imports[1].range), "x \"c\"");
    assert_eq!(text(syntax.imports[1].path_range), "\"c\"");
    assert_eq!((&*syntax.package, text(syntax.package_range)), ("p", "p"));
}

#[test]
fn an_import_is_found_by_alias_then_path_then_likeness() {
    marks("package p\nimport \"net/http\"\nvar x = http/*net/http*/.Get(http/*N*/)\n");
    marks("package p\nimport h \"net/http\"\nvar x, y = h/*net/http*/.Get, http/*N*/.Get\n");
    marks(
        "package p\nimport \"a/chi/v5\"\nimport \"gopkg.in/yaml.v3\"\nvar x = chi/*a/chi/v5*/.A + yaml/*gopkg.in/yaml.v3*/.B\n",
    );
    marks(
        "package p\nimport \"a/go-redis\"\nimport \"b/nats.go\"\nvar x = redis/*a/go-redis*/.A + nats/*b/nats.go*/.B\n",
    );
    marks("package p\nimport \"a/go-redis\"\nimport \"b/redis\"\nvar x = redis/*b/redis*/.A\n");
    marks("package p\nimport \"a/go-redis\"\nimport redis \"c\"\nimport \"b/redis\"\nvar x = redis/*c*/.A\n");
    marks("package p\nimport \"a/go-redis\"\nvar x = redis/*N*/.A\nvar redis T\n");
    marks("package p\nimport \"a/redis\"\nvar x = redis/*N*/.A\nfunc redis() T\n");
    marks("package p\nimport _ \"a/redis\"\nimport . \"b/nats\"\nvar x = redis/*N*/.A + nats/*N*/.B\n");
}

#[test]
fn parameters_results_and_receivers_are_in_scope_in_the_body() {
    marks(
        "package p\nimport \"net/http\"\nfunc (h *T) f(http http.R, a, b int,\nc ...string) (n int, err error) {\n\th/*3*/.x(http/*3*/.Y, a/*3*/, b/*3*/, c/*4*/)\n\tn/*4*/ = err/*4*/.z\n}\n",
    );
    marks(
        "package p\nimport \"net/http\"\nfunc f(int, string) { int/*N*/(http/*net/http*/.X) }\nfunc g() { h/*N*/() }\n",
    );
    let syntax = parse(b"package p\nimport \"net/http\"\nfunc f(http http.R) {}\n");
    let expected = Type::Qualified(ImportId(0), "R".into());
    assert_eq!(
        syntax.locals[0].ty.as_deref(),
        Some(&expected),
        "the type names the import, which the parameter covers only in the body"
    );
}

#[test]
fn a_local_starts_after_its_declaration() {
    marks(
        "package p\nimport \"net/http\"\nfunc f() {\n\thttp := http/*net/http*/.Client{}\n\thttp/*4*/.Get()\n}\n"
            .replace("http/*net/http*/.Client{}", "http/*net/http*/.New()")
            .as_str(),
    );
    marks("package p\nimport \"net/http\"\nfunc f() {\n\tvar http = http/*net/http*/.New()\n\thttp/*4*/.Get()\n}\n");
    marks(&in_func("x/*N*/()\nx := 1\nx/*4*/()\n{\nx := x/*4*/\nx/*7*/()\n}\nx/*4*/()"));
    marks(&in_func("const a = 1\nconst (\nb = a/*3*/ + iota/*N*/\nc\n)\nd(b/*5*/, c/*6*/)"));
    marks(&in_func("nil := 3\ng(nil/*3*/, true/*N*/)"));
    marks(&in_func("iota, true := 3, false/*N*/\ng(iota/*3*/, true/*3*/)"));
}

#[test]
fn a_short_declaration_declares_only_what_its_scope_has_not() {
    marks(&in_func("a := 1\na, b := 2, 3\ng(a/*3*/, b/*4*/)\n{\na, b := 1, 2\ng(a/*7*/, b/*7*/)\n}"));
    marks("package p\nfunc f(a int) (err error) {\n\ta, c, err := g()\n\th(a/*2*/, c/*3*/, err/*2*/)\n}\n");
    let source = in_func("_, x := g()");
    let syntax = parse(source.as_bytes());
    assert_eq!(syntax.locals.len(), 1, "the blank name declares nothing");
}

#[test]
fn heads_of_statements_have_scopes_of_their_own() {
    marks(&in_func(
        "if x := g(); x/*3*/ {\nx/*3*/()\n} else if y := x/*3*/; y/*5*/ {\ny/*5*/(x/*3*/)\n} else {\ny/*5*/()\n}\nx/*N*/(y/*N*/)",
    ));
    marks(&in_func("for i := 0; i/*3*/ < 3; i/*3*/++ {\ni := i/*3*/\ni/*4*/()\n}\ni/*N*/()"));
    marks(&in_func("for k, v := range k/*N*/ {\nk/*3*/(v/*3*/)\n}\nfor k/*N*/ = range x {\n}\nfor range k/*N*/ {\n}"));
    marks(&in_func("switch x := g(); x/*3*/ {\ncase x/*3*/:\ny := 1\ny/*5*/()\ndefault:\ny/*N*/()\n}\nx/*N*/()"));
    marks(&in_func(
        "select {\ncase x, ok := <-c/*N*/:\nx/*4*/(ok/*4*/)\ncase x/*N*/ = <-c:\nx/*N*/()\ncase c/*N*/ <- 1:\n}",
    ));
}

#[test]
fn the_variable_of_a_type_switch_has_the_type_of_its_case() {
    let source = "package p\nimport \"net/http\"\nfunc f(x any) {\n\tswitch x := x/*3*/.(type) {\n\tcase *http.Server:\n\t\tx/*4*/.Serve()\n\tcase A, B:\n\t\tx/*4*/()\n\tcase nil:\n\tdefault:\n\t\tx/*4*/()\n\t}\n\tx/*3*/()\n}\n";
    marks(source);
    let syntax = parse(source.as_bytes());
    let types: Vec<_> = syntax.locals.iter().skip(1).map(|local| local.ty.as_deref().cloned()).collect();
    let server = Type::Pointer(Box::new(Type::Qualified(ImportId(0), "Server".into())));
    assert_eq!(types, [Some(server), None, None, None]);
    let StmtKind::Switch { types, tag, cases, .. } = &syntax.funcs[0].body[0].kind else { panic!("no switch") };
    assert!(*types && tag.is_some() && cases.len() == 4 && cases[3].default);
}

#[test]
fn literals_see_the_locals_around_them() {
    let source = "package p\nvar v = func(a int) { a/*2*/() }\nfunc f(x int) {\n\ty := 1\n\tgo func(y int) {\n\t\tz := x/*3*/ + y/*5*/\n\t\tdefer func() { z/*6*/() }()\n\t}(y/*4*/)\n\ty/*4*/()\n}\n";
    marks(source);
    let syntax = parse(source.as_bytes());
    let outer: Vec<_> = syntax.funcs.iter().map(|func| func.outer).collect();
    assert_eq!(outer, [None, None, Some(FuncId::new(1)), Some(FuncId::new(2))]);
    assert_eq!(&*syntax.func(FuncId::new(1)).name.clone().expect("a name"), "f");
    let z = syntax.locals.iter().find(|local| &*local.name == "z").expect("z");
    assert_eq!(z.func, FuncId::new(2));
}

#[test]
fn local_types_and_type_parameters_cover_imports() {
    marks(
        "package p\nimport \"net/http\"\nfunc f() {\n\thttp/*net/http*/.A()\n\ttype http struct{ a int }\n\thttp/*N*/.B()\n}\nfunc g[http any]() { http/*N*/.A() }\nfunc (t T[http]) h() { http/*N*/.A() }\nfunc i() { http/*net/http*/.A() }\n",
    );
    let syntax = parse(b"package p\ntype A = B\nfunc f() { type C struct{} }\n");
    let types: Vec<_> = syntax.types.iter().map(|decl| (&*decl.name, decl.alias, decl.func)).collect();
    assert_eq!(types, [("A", true, None), ("C", false, Some(FuncId::new(0)))]);
}

#[test]
fn keys_are_fields_unless_the_file_tells_that_they_are_values() {
    marks(&in_func(
        "k := 1\n_ = T{k/*N*/: k/*3*/}\n_ = p.T{k/*N*/: 1}\n_ = struct{k int}{k/*N*/: 1}\n_ = map[int]int{k/*3*/: 1}\n_ = [3]int{k/*3*/: 1}\n_ = [...]T{k/*3*/: {k/*N*/: k/*3*/}}",
    ));
    marks(&in_func(
        "k := 1\n_ = []T{{k/*N*/: 1}}\n_ = map[T]*U{{k/*N*/: 1}: {k/*N*/: 1}}\n_ = map[string]map[int]int{\"\": {k/*3*/: 1}}",
    ));
    marks(
        "package p\ntype M map[string]N\ntype N []int\ntype S struct{ k int }\nfunc f(k string) {\n\t_ = M{k/*5*/: {k/*5*/: 1}}\n\t_ = S{k/*N*/: 1}\n\ttype S []int\n\t_ = S{k/*5*/: 1}\n}\n",
    );
}

#[test]
fn what_looks_like_a_type_may_be_a_value() {
    marks(&in_func(
        "i := 1\na[i/*3*/](x)\na[b[i/*3*/]](x)\na[*i/*3*/](x)\na[i/*3*/ | j/*N*/](x)\nnew(i/*3*/)\nnew(i/*3*/.x)\nF[T/*N*/](x)\nF[T/*N*/, U/*N*/](i/*3*/)",
    ));
    let source = in_func("F[[]int, T](x)\n[]byte(y)\n(*T)(nil)\n*(*[]int)(z)\npkg.G[T](w)\nfunc() (int)(nil)");
    let source = source.replace("func() (int)(nil)", "(func() int)(nil)");
    let syntax = parse(source.as_bytes());
    assert_eq!(syntax.errors, []);
    assert_eq!(
        calls(&source, &syntax),
        ["F[[]int, T]", "[]byte", "*T", "*[]int", "pkg.G[T]", "func() int"].map(str::to_owned)
    );
    let stars = syntax.exprs.iter().filter(|expr| matches!(expr.kind, ExprKind::Star(_))).count();
    assert_eq!(stars, 2, "(*T) and the one before the conversion");
}

/// Go's parser gives `f[*T](x)` and `m[*p](x)` the same shape; what `T` is tells them apart. The grammar takes the first for the second
/// in some files, as in the one with the composite literal.
#[test]
fn pointers_may_be_type_arguments() {
    let arguments = |call: &str| {
        let source =
            format!("package p\nfunc f(p *int) {{\n\tx := {call}\n\ty := &store{{\n\t\tx: {call},\n\t}}\n}}\n");
        let syntax = parse(source.as_bytes());
        assert!(syntax.errors.is_empty(), "{:?}", syntax.errors);
        let callees = syntax.exprs.iter().filter_map(|expr| match expr.kind {
            ExprKind::Call { fun, .. } => Some(syntax.expr(fun)),
            _ => None,
        });
        let of = |expr: &Expr| match &expr.kind {
            ExprKind::Index(_, args) => args.iter().map(|&arg| format!("{:?}", syntax.expr(arg).kind)).collect(),
            other => vec![format!("{other:?}")],
        };
        callees.map(of).collect::<Vec<_>>()
    };
    let entry = "Type(Pointer(Name(\"entry\")))";
    for call in ["New[*entry]()", "btree.New[*entry](degree, less)"] {
        assert_eq!(arguments(call), [[entry], [entry]], "{call}");
    }
    let two = arguments("Apply[**entry, entry](fake)");
    assert_eq!(two, [["Type(Pointer(Pointer(Name(\"entry\"))))", "Name(\"entry\")"]; 2]);
    let local = arguments("table[*p](x)");
    assert!(local.iter().flatten().all(|arg| arg.starts_with("Star(")) && local.len() == 2, "{local:?}");
}

#[test]
fn expressions_keep_their_parts() {
    let value = |text: &str| {
        let syntax = parse(format!("package p\nvar x = {text}\n").as_bytes());
        assert_eq!(syntax.errors, [], "{text}");
        let value = syntax.vars[0].value.expect("a value");
        format!("{:?}", syntax.expr(value).kind)
    };
    assert_eq!(value("((\"a\\tb\"))"), "Str(\"a\\tb\")");
    assert_eq!(value("'\\n'"), "Int(Some(10))");
    assert_eq!(value("0x_1F"), "Int(Some(31))");
    assert_eq!(value("99999999999999999999"), "Int(None)");
    assert_eq!(value("1.5e3"), "Float");
    assert_eq!(value("2i"), "Float");
    assert_eq!(value("-a"), "Unary(\"-\", ExprId(0))");
    assert_eq!(value("a &^ b"), "Binary(\"&^\", ExprId(0), ExprId(1))");
    assert_eq!(value("&a"), "Address(ExprId(0))");
    assert_eq!(value("*a"), "Star(ExprId(0))");
    assert_eq!(value("<-a"), "Receive(ExprId(0))");
    assert_eq!(value("a.b"), "Select(ExprId(0), \"b\")");
    assert_eq!(value("a[b]"), "Index(ExprId(0), [ExprId(1)])");
    assert_eq!(value("a[b:c:d]"), "Slice(ExprId(0), [ExprId(1), ExprId(2), ExprId(3)])");
    assert_eq!(value("a[:]"), "Slice(ExprId(0), [])");
    assert_eq!(value("a.([]b)"), "Assert(ExprId(0), Slice(Name(\"b\")))");
    assert_eq!(value("f(a, b...)"), "Call { fun: ExprId(0), args: [ExprId(1), ExprId(2)], spread: true }");
    assert_eq!(value("[]T{}"), "Composite(Composite { ty: Some(Slice(Name(\"T\"))), elems: [] })");
    assert_eq!(value("F[int]"), "Index(ExprId(0), [ExprId(1)])");
    assert_eq!(value("make([]int, 3)"), "Call { fun: ExprId(0), args: [ExprId(1), ExprId(2)], spread: false }");
}

#[test]
fn types_have_all_forms() {
    let source = "package p\nimport \"net/http\"\ntype T struct {\n\ta, b int `json:\"a\"`\n\t*http.Server\n\tG[K] \"tag\"\n\tf func(x, y string, z ...int) (error, bool)\n\tc <-chan map[string][]other.V\n\ti interface{ M(x int) error; http.Handler; ~int | string }\n\tr [n]T\n}\n";
    let syntax = parse(source.as_bytes());
    assert_eq!(syntax.errors, []);
    let Type::Struct(fields) = &syntax.types[0].ty else { panic!("no struct") };
    let found: Vec<_> = fields.iter().map(|f| format!("{} {} {:?} {:?}", f.name, f.embedded, &*f.tag, f.ty)).collect();
    assert_eq!(
        found,
        [
            r#"a false "json:\"a\"" Name("int")"#,
            r#"b false "json:\"a\"" Name("int")"#,
            r#"Server true "" Pointer(Qualified(ImportId(0), "Server"))"#,
            r#"G true "tag" Generic(Name("G"), [Name("K")])"#,
            r#"f false "" Func([Name("string"), Name("string"), Slice(Name("int"))], [Name("error"), Name("bool")])"#,
            r#"c false "" Chan(Map(Name("string"), Slice(Name("other.V"))))"#,
            r#"i false "" Interface([Method { name: "M", ty: Func([Name("int")], [Name("error")]) }], [Qualified(ImportId(0), "Handler"), Unknown])"#,
            r#"r false "" Slice(Name("T"))"#,
        ]
    );
}

#[test]
fn functions_have_their_signature() {
    let source = "package p\nfunc (s *List[K, V]) Add(a, b int, c ...string) (n int, err error) {}\nfunc F[T any](T, int) string\n";
    let syntax = parse(source.as_bytes());
    let names = |ids: &[LocalId]| ids.iter().map(|&id| syntax.local(id).name.to_string()).collect::<Vec<_>>();
    let [add, f] = &syntax.funcs[..] else { panic!("{:?}", syntax.funcs) };
    let recv = syntax.local(add.recv.expect("a receiver"));
    assert_eq!((&*recv.name, recv.kind), ("s", LocalKind::Receiver));
    assert_eq!(recv.ty.as_deref().and_then(Type::base).map(|base| &**base), Some("List"));
    assert_eq!(
        (names(&add.params), names(&add.results)),
        (vec!["a".into(), "b".into(), "c".into()], vec!["n".into(), "err".into()])
    );
    assert!(add.variadic && !f.variadic);
    assert_eq!((names(&f.params), names(&f.results)), (vec![String::new(); 2], vec![String::new()]));
    assert_eq!(syntax.local(f.params[1]).kind, LocalKind::Param(1));
    assert_eq!(&source[f.range.start as usize..f.range.end as usize], "func F[T any](T, int) string");
    assert_eq!(f.body_range.start, f.body_range.end, "no body");
}

#[test]
fn constants_repeat_the_spec_above() {
    let syntax = parse(b"package p\nconst (\n\tA, B T = iota, f(iota)\n\t_, _\n\tC, D\n\tE = 1\n\tF\n)\nvar a, b = f()\nvar c, d int\n");
    let specs = |specs: &[ValueSpec]| {
        let show = |spec: &ValueSpec| {
            format!(
                "{} {} {} {:?} {:?}",
                spec.name,
                spec.iota,
                spec.ty.is_some(),
                spec.value.map(ExprId::index),
                spec.tuple
            )
        };
        specs.iter().map(show).collect::<Vec<_>>()
    };
    assert_eq!(
        specs(&syntax.consts),
        [
            "A 0 true Some(0) None",
            "B 0 true Some(3) None",
            "_ 1 true Some(0) None",
            "_ 1 true Some(3) None",
            "C 2 true Some(0) None",
            "D 2 true Some(3) None",
            "E 3 false Some(4) None",
            "F 4 false Some(4) None",
        ]
    );
    assert_eq!(
        specs(&syntax.vars),
        ["a 0 false Some(6) Some(0)", "b 0 false Some(6) Some(1)", "c 0 true None None", "d 0 true None None"]
    );
}

#[test]
fn comments_are_told_from_strings() {
    let source = "//go:debug a=1\n\npackage p\n\nvar x = \"//a\" + `\n//b\n` //c\r\n/* d\n*/ var y = '/' /*e*/ // f";
    let found: Vec<_> = comments(source.as_bytes()).iter().map(|c| &source[c.start as usize..c.end as usize]).collect();
    assert_eq!(found, ["//go:debug a=1", "//c", "/* d\n*/", "/*e*/", "// f"]);
}

#[test]
fn marks_of_the_encoding_change_nothing() {
    let source = "package p\nimport \"net/http\"\nfunc f() {\n\thttp.Handle(`a\nb`, h)\n}\n";
    let plain = parse(source.as_bytes());
    for (text, moved) in [(format!("\u{feff}{source}"), 3), (source.replace('\n', "\r\n"), 0)] {
        let syntax = parse(text.as_bytes());
        assert_eq!(syntax.errors, [], "{text:?}");
        assert_eq!(syntax.package_range.start, plain.package_range.start + moved);
        let kinds = |syntax: &Syntax| syntax.exprs.iter().map(|expr| format!("{:?}", expr.kind)).collect::<Vec<_>>();
        assert_eq!(kinds(&syntax), kinds(&plain));
    }
}
