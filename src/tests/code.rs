//! Questions about the code around a place, on small files: where lines go, what is named how, what is imported.
//!
//! `«` and `»` mark the place that is asked about; they are cut out before the file is read.

use super::{Code, Insertion, Wanted, close_gaps, indented, line_around};
use crate::finding::Edit;
use crate::golang;
use crate::golang::syntax::Range;
use crate::source::{Sources, Span};

/// Files of one package; the first one holds the marked place.
fn with<T>(files: &[&str], ask: impl FnOnce(&Code<'_>, Span) -> T) -> T {
    let sources = Sources::default();
    let mut place = None;
    for (number, text) in files.iter().enumerate() {
        let file = sources.add(format!("p/{number}.go"));
        let start = text.find('«').unwrap_or_default();
        let end = text.find('»').map_or(start, |at| at - '«'.len_utf8());
        let at = |n: usize| u32::try_from(n).expect("a small file");
        place = place.or(Some(Span::new(file, at(start), at(end))));
        sources.get(file).set_bytes(text.replace(['«', '»'], "").into_bytes().into());
    }
    let read = |file| sources.get(file).bytes();
    let all = |_: &str| sources.ids().map(|file| (sources.path(file), sources.get(file).bytes())).collect();
    ask(&Code::new(&sources, &read, &all), place.expect("a file"))
}

fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    let mut text = text.replace(['«', '»'], "");
    edits.sort_by_key(|e| (e.span, e.text.clone()));
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    assert!(golang::parse(text.as_bytes()).errors.is_empty(), "{text}");
    text
}

/// The file after a text was put at its marked place; None where it cannot be.
fn put(text: &str, how: Insertion, new: &str) -> Option<String> {
    with(&[text], |code, place| Some(apply(text, code.anchor(place, how)?.edits(new)?)))
}

/// The file after packages were imported.
fn import(text: &str, paths: &[(&str, Option<&str>)]) -> Option<String> {
    let wanted: Wanted = paths.iter().map(|(path, name)| ((*path).to_owned(), name.map(str::to_owned))).collect();
    with(&[text], |code, place| code.import_edits(place.file, &wanted).map(|edits| apply(text, edits)))
}

fn qualifier(files: &[&str], path: &str) -> Option<(String, Option<Option<String>>)> {
    with(files, |code, place| code.qualifier(place, path).map(|q| (q.text, q.import)))
}

fn main(body: &str) -> String {
    format!("package main\n\nfunc main() {{\n{body}}}\n")
}

#[test]
fn lines_go_in_front_of_statements_and_behind_them() {
    let both = |body: &str, before: &str, after: &str| {
        assert_eq!(put(&main(body), Insertion::Before, "a()\nb()"), Some(main(before)), "{body}");
        assert_eq!(put(&main(body), Insertion::After, "a()\nb()"), Some(main(after)), "{body}");
    };
    both("\t«x()» // say x\n\ty()\n", "\ta()\n\tb()\n\tx() // say x\n\ty()\n", "\tx() // say x\n\ta()\n\tb()\n\ty()\n");
    both(
        "\tgo func() {\n\t\tf(«x()»)\n\t}()\n",
        "\tgo func() {\n\t\ta()\n\t\tb()\n\t\tf(x())\n\t}()\n",
        "\tgo func() {\n\t\tf(x())\n\t\ta()\n\t\tb()\n\t}()\n",
    );
    both(
        "\t// why\n\tx(\n\t\t«1»,\n\t)\n",
        "\ta()\n\tb()\n\t// why\n\tx(\n\t\t1,\n\t)\n",
        "\t// why\n\tx(\n\t\t1,\n\t)\n\ta()\n\tb()\n",
    );
    // `x()` in the head of an `if` has no line of its own: the whole statement counts.
    both(
        "\tif «x()» {\n\t\ty()\n\t}\n",
        "\ta()\n\tb()\n\tif x() {\n\t\ty()\n\t}\n",
        "\tif x() {\n\t\ty()\n\t}\n\ta()\n\tb()\n",
    );
    both(
        "\tif y {\n\t} else if «x()» {\n\t}\n",
        "\ta()\n\tb()\n\tif y {\n\t} else if x() {\n\t}\n",
        "\tif y {\n\t} else if x() {\n\t}\n\ta()\n\tb()\n",
    );
    both(
        "\tselect {\n\tcase <-«x()»:\n\t\ty()\n\t}\n",
        "\ta()\n\tb()\n\tselect {\n\tcase <-x():\n\t\ty()\n\t}\n",
        "\tselect {\n\tcase <-x():\n\t\ty()\n\t}\n\ta()\n\tb()\n",
    );
    both(
        "loop:\n\tfor {\n\t\t«x()»\n\t\tbreak loop\n\t}\n",
        "loop:\n\tfor {\n\t\ta()\n\t\tb()\n\t\tx()\n\t\tbreak loop\n\t}\n",
        "loop:\n\tfor {\n\t\tx()\n\t\ta()\n\t\tb()\n\t\tbreak loop\n\t}\n",
    );
    let one_line = "package main\n\nfunc main() { «x()» }\n";
    assert_eq!(put(one_line, Insertion::Before, "a()"), None);
    assert_eq!(put(one_line, Insertion::After, "a()"), None);
    assert_eq!(put("package main\n\nvar x = «f()»\n", Insertion::Before, "a()"), None);
}

#[test]
fn a_block_on_one_line_is_opened_for_several_lines() {
    let replaced = |text: &str, new: &str| put(text, Insertion::Replace, new);
    assert_eq!(
        replaced("package main\n\nfunc main() { «go x()» }\n", "go func() {\n\ty(\n\n\t\tx())\n}()").as_deref(),
        Some("package main\n\nfunc main() {\n\tgo func() {\n\t\ty(\n\n\t\t\tx())\n\t}()\n}\n")
    );
    assert_eq!(
        replaced(&main("\tif a {«x()»}\n").replace('\n', "\r\n"), "y()\nz()"),
        Some(main("\tif a {\n\t\ty()\n\t\tz()\n\t}\n").replace('\n', "\r\n"))
    );
    assert_eq!(replaced(&main("\tif a { «x()» }\n"), "y()"), Some(main("\tif a { y() }\n")));
    // Neither of two statements has the line for itself.
    assert_eq!(replaced(&main("\tif a { «x()»; y() }\n"), "y()\nz()"), None);
    assert_eq!(replaced(&main("\tif a { y(); «x()» }\n"), "y()\nz()"), None);
    assert_eq!(replaced(&main("\tif a { x(«1») }\n"), "2 +\n2"), None);
    assert_eq!(replaced(&main("\tx(«1»)\n"), "2 +\n\t2"), Some(main("\tx(2 +\n\t\t2)\n")));
}

#[test]
fn line_ends_and_missing_ones_are_kept() {
    let windows = main("\t«x()»\n").replace('\n', "\r\n");
    assert_eq!(put(&windows, Insertion::Before, "a()\nb()"), Some(main("\ta()\n\tb()\n\tx()\n").replace('\n', "\r\n")));
    assert_eq!(put(&windows, Insertion::After, "a()\nb()"), Some(main("\tx()\n\ta()\n\tb()\n").replace('\n', "\r\n")));
    assert_eq!(
        import("package main\r\n\r\nimport (\r\n\t\"os\"\r\n)\r\n", &[("log", None)]).as_deref(),
        Some("package main\r\n\r\nimport (\r\n\t\"log\"\r\n\t\"os\"\r\n)\r\n")
    );
    assert_eq!(import("package main", &[("log", None)]).as_deref(), Some("package main\n\nimport \"log\""));
    assert_eq!(
        import("\u{feff}package main // of all\n", &[("log", None), ("errors", None)]).as_deref(),
        Some("\u{feff}package main // of all\n\nimport (\n\t\"errors\"\n\t\"log\"\n)\n")
    );
}

#[test]
fn literals_get_one_more_field() {
    let into = |literal: &str| put(&main(&format!("\tx := {literal}\n")), Insertion::Into, "Handler: mux");
    let whole = |literal: &str| Some(main(&format!("\tx := {literal}\n")));
    assert_eq!(into("«http.Server{}»"), whole("http.Server{Handler: mux}"));
    assert_eq!(into("«&http.Server{Addr: \":80\"}»"), whole("&http.Server{Addr: \":80\", Handler: mux}"));
    assert_eq!(into("«http.Server{Addr: \":80\",}»"), whole("http.Server{Addr: \":80\", Handler: mux,}"));
    assert_eq!(
        into("«&http.Server{\n\t\tAddr: \":80\", // all\n\t}»"),
        whole("&http.Server{\n\t\tAddr:    \":80\", // all\n\t\tHandler: mux,\n\t}"),
        "in the column of the others, as gofmt has it"
    );
    assert_eq!(
        into("«S{\n\t\tA: 1,\n\n\t\tReadTimeout: 2,\n\t\tB:           3,\n\t}»"),
        whole("S{\n\t\tA: 1,\n\n\t\tReadTimeout: 2,\n\t\tB:           3,\n\t\tHandler:     mux,\n\t}")
    );
    assert_eq!(
        into("«S{\n\t\tA: 1,\n\t\t// b\n\t\tB: 2,\n\t}»"),
        whole("S{\n\t\tA: 1,\n\t\t// b\n\t\tB:       2,\n\t\tHandler: mux,\n\t}"),
        "a comment parts columns"
    );
    assert_eq!(
        into("«S{\n\t\tA: T{\n\t\t\tB: 1,\n\t\t},\n\t}»"),
        whole("S{\n\t\tA: T{\n\t\t\tB: 1,\n\t\t},\n\t\tHandler: mux,\n\t}"),
        "so does a value of several lines"
    );
    assert_eq!(into("«pair{1, 2}»"), None, "elements without names");
    assert_eq!(into("«http.Server{\n\t\tAddr: (\":80\"),\n\t}»"), None, "a parenthesis that no expression owns");
    assert_eq!(into("«http.Server{ /* later */ }»"), None);
    assert_eq!(into("«f(1)»"), None);
}

#[test]
fn imports_stand_where_gofmt_puts_them() {
    let std = |paths: &[&str]| -> String { paths.iter().map(|p| format!("\t\"{p}\"\n")).collect() };
    let file = |group: &str| format!("package main\n\nimport (\n{group})\n");
    let log = [("log", None)];
    assert_eq!(import(&file(&std(&["fmt", "os"])), &log), Some(file(&std(&["fmt", "log", "os"]))));
    assert_eq!(import(&file(&std(&["os"])), &[("log", None), ("fmt", None)]), Some(file(&std(&["fmt", "log", "os"]))));
    assert_eq!(import(&file(&std(&["fmt"])), &[("log", None), ("os", None)]), Some(file(&std(&["fmt", "log", "os"]))));
    assert_eq!(
        import(
            &file("\t\"fmt\" // prints\n\t_ \"net/http/pprof\"\n\n\t\"example.org/x\"\n"),
            &[("log", Some("stdlog"))]
        ),
        Some(file("\t\"fmt\" // prints\n\tstdlog \"log\"\n\t_ \"net/http/pprof\"\n\n\t\"example.org/x\"\n"))
    );
    assert_eq!(
        import(&file("\t\"example.org/x\"\n"), &log),
        Some(file("\n\t\"log\"\n\n\t\"example.org/x\"\n").replacen("(\n\n", "(\n", 1))
    );
    assert_eq!(
        import("package main\n\nimport \"os\" // all\n", &log).as_deref(),
        Some("package main\n\nimport (\n\t\"log\"\n\t\"os\"\n) // all\n")
    );
    assert_eq!(
        import("package main\n\nimport x \"example.org/x\"\n", &log).as_deref(),
        Some("package main\n\nimport (\n\t\"log\"\n\n\tx \"example.org/x\"\n)\n")
    );
    assert_eq!(
        import("package main\n\nimport \"fmt\"\nimport \"os\"\n\nvar x = 1\n", &log).as_deref(),
        Some("package main\n\nimport \"fmt\"\nimport \"os\"\nimport \"log\"\n\nvar x = 1\n")
    );
    let c = "package main\n\n/*\nimport \"x\"\n*/\nimport \"C\"\n";
    assert_eq!(import(c, &log), Some(format!("{c}\nimport \"log\"\n")));
    assert_eq!(
        import("package main; import \"os\"\n", &log).as_deref(),
        Some("package main; import (\n\t\"log\"\n\t\"os\"\n)\n")
    );
    assert_eq!(import("package main\n\nimport (\"fmt\"; \"os\")\n", &log), None, "a group on one line");
}

#[test]
fn a_package_is_named_as_the_file_names_it() {
    let file =
        |imports: &str, body: &str| format!("package main\n\nimport ({imports})\n\nfunc main() {{\n{body}\n}}\n");
    let one = |imports: &str, body: &str| qualifier(&[&file(imports, body)], "log");
    let present = |text: &str| Some((text.to_owned(), None));
    assert_eq!(one("\"log\"", "«x()»"), present("log."));
    assert_eq!(one("l \"log\"", "«x()»"), present("l."));
    assert_eq!(one(". \"log\"", "«x()»"), present(""));
    assert_eq!(one("\"log\"", "log := f()\n«x(log)»"), None, "shadowed at the place");
    let new = |name: Option<&str>| Some((format!("{}.", name.unwrap_or("log")), Some(name.map(str::to_owned))));
    assert_eq!(one("\"os\"", "«x()»"), new(None));
    assert_eq!(one("_ \"log\"", "«x()»"), new(None), "a blank import names nothing");
    assert_eq!(one("\"os\"", "s.log.Info()\n«x()»"), new(None), "a field is no package");
    assert_eq!(one("log \"example.org/log\"", "log.Info()\n«x()»"), new(Some("stdlog")));
    assert_eq!(one("\"example.org/go-log\"", "log.Info()\n«x()»"), new(Some("stdlog")));
    assert_eq!(one("\"example.org/go-log\"", "var l log.Logger\n«x(l)»"), new(Some("stdlog")));
    assert_eq!(one("\"os\"", "log := 1\n«x(log)»"), new(Some("stdlog")));
    let body = file("\"os\"", "«x()»");
    assert_eq!(qualifier(&[&body, "package main\n\nvar log = f()\n"], "log"), new(Some("stdlog")));
    assert_eq!(qualifier(&[&body, "package main\n\nvar log, stdlog = f()\n"], "log"), None);
    assert_eq!(qualifier(&[&body], "example.org/x"), None, "its name is not known");
    assert_eq!(qualifier(&[&body], "math/rand/v2").map(|q| q.0).as_deref(), Some("rand."));
}

#[test]
fn variables_reach_what_is_behind_and_inside() {
    let covers = |body: &str, to: &str| {
        let text = main(body);
        with(&[&text], |code, place| {
            let at = u32::try_from(text.replace(['«', '»'], "").find(to).expect("the other place")).expect("small");
            code.covers(place, Span::new(place.file, at, at + 1))
        })
    };
    assert!(covers("\t«x()»\n\ty()\n", "y()"));
    assert!(covers("\t«x()»\n\tgo func() {\n\t\tif z {\n\t\t\ty()\n\t\t}\n\t}()\n", "y()"));
    assert!(!covers("\ty()\n\t«x()»\n", "y()"));
    assert!(!covers("\tif z {\n\t\t«x()»\n\t}\n\ty()\n", "y()"));
    assert!(!covers("\tswitch {\n\tcase z:\n\t\t«x()»\n\tdefault:\n\t\ty()\n\t}\n", "y()"));
}

#[test]
fn what_is_set_once_is_settled() {
    let settled = |body: &str, wanted: bool| {
        with(&[&main(body)], |code, place| assert_eq!(code.is_settled(place), wanted, "{body}"));
    };
    settled("\tx := f()\n\tgo «g(\":80\", x, y.z, h())»\n", true);
    settled("\tx := f()\n\tgo «g(x)»\n\tx = nil\n", false);
    settled("\tfor _, x := range all {\n\t\tgo «g(x)»\n\t}\n", false);
    settled("\tfor x := 0; x < 3; x++ {\n\t\tgo «g(x)»\n\t}\n", false);
    settled("\tvar x string\n\tset(&x)\n\tgo «g(x)»\n", false);
    settled("\tgo «g(<-c)»\n", false);
}

#[test]
fn what_nothing_can_change_is_stable() {
    let other =
        "package main\n\nvar variable = \":80\"\n\nconst constant = \":80\"\n\nfunc function() {}\n\nfunc g() {}\n";
    let stable = |head: &str, body: &str, wanted: bool| {
        let text = main(body).replace("package main\n", &format!("package main\n{head}"));
        with(&[&text, other], |code, place| assert_eq!(code.is_stable(place), wanted, "{body}"));
    };
    let import = "\nimport \"net/http\"\n";
    for (given, wanted) in [
        ("\":80\"", true),
        ("\":80\", nil", true),
        ("constant + \"0\", function", true),
        ("function, func() { a := b.c(); a = d }", true),
        ("T{x: \":80\"}", true),
        ("&T{x: constant}", true),
        ("variable", false),
        ("constant + variable", false),
        ("T{x: variable}", false),
        ("T{x: y.z}", false),
        ("y.z", false),
        ("function()", false),
        ("*y", false),
        ("y[0]", false),
        ("http.DefaultServeMux", false),
        ("<-y", false),
    ] {
        stable(import, &format!("\tgo «g({given})»\n"), wanted);
        stable(import, &format!("\ty := f()\n\tgo «http.Serve({given})»\n"), wanted);
    }
    stable("", "\tx := f()\n\tgo «x.serve(x)»\n", true);
    stable("", "\tvar x T\n\tgo «x.serve(&x)»\n", false);
    stable("", "\tx := f()\n\tgo «x.y.serve()»\n", false);
    stable("", "\tx := f()\n\tgo «x.serve()»\n\tx = f()\n", false);
    stable("", "\tgo «variable.serve()»\n", false);
    stable("\nimport . \"example.com/x\"\n", "\tgo «g(X)»\n", false);
    stable("\nimport . \"example.com/x\"\n", "\tgo «g(constant)»\n", true);
}

#[test]
fn a_text_that_goes_to_one_place_only() {
    let only = |files: &[&str], wanted: bool| {
        with(files, |code, place| {
            let text = files[0].replace(['«', '»'], "");
            let start = text.find("serve(").or(text.find("&server{")).expect("the user");
            let end = start + text[start..].find([')', '}']).expect("its end") + 1;
            let at = |n: usize| u32::try_from(n).expect("small");
            let user = Span::new(place.file, at(start), at(end));
            assert_eq!(code.goes_only_to(place, user), wanted, "{files:?}");
        });
    };
    let both = |head: &str, body: &str, wanted: bool| {
        only(&[&main(body).replace("package main\n", &format!("package main\n\nimport \"flag\"\n\n{head}"))], wanted);
    };
    for (name, wanted) in
        [("", true), ("\tprint(addr)\n", false), ("\taddr = \"\"\n", false), ("\tset(&addr)\n", false)]
    {
        both("", &format!("\taddr := «\":80\"»\n\tserve(addr, nil)\n{name}"), wanted);
        both("", &format!("\tvar addr = «\":80\"»\n\tserve(addr, nil)\n{name}"), wanted);
        both("var addr = «\":80\"»\n", &format!("\tserve(addr, nil)\n{name}"), wanted);
        both("const addr = «\":80\"»\n", &format!("\tserve(addr, nil)\n{name}"), wanted);
        both("var addr = flag.String(\"a\", «\":80\"», \"\")\n", &format!("\tserve(*addr, nil)\n{name}"), wanted);
    }
    for (more, wanted) in [("", true), ("\tprint(c.addr)\n", false), ("\tc.addr = \"\"\n", false)] {
        both("", &format!("\tc := config{{addr: «\":80\"»}}\n\tserve(c.addr, nil)\n{more}"), wanted);
        both("", &format!("\tc := &server{{addr: «\":80\"»}}\n\tc.run()\n{more}"), wanted);
    }
    both("", "\tc := &server{addr: «\":80\"»}\n\tc.addr()\n", true);
    both("", "\tserve(«\":80\"», nil)\n", true);
    both("", "\tserve(x + «\":80\"», nil)\n", false);
    // What is done with it elsewhere is not seen.
    both("", "\tserve(x(«\":80\"»), nil)\n", true);
    both("const (\n\taddr = «\":80\"»\n\tother\n)\n", "\tserve(addr, nil)\n", false);
    let file = main("\tserve(addr, nil)\n").replace("\nfunc", "\nconst addr = «\":80\"»\n\nfunc");
    only(&[&file, "package main\n\nfunc f() { print(addr) }\n"], false);
    only(&[&file, "package other\n\nfunc f() { print(addr) }\n"], true);
    let public = file.replace("addr", "Addr").replace("package main", "package p");
    only(&[&public], true);
    // Whoever tells what it is does not use it.
    for (more, wanted) in [
        ("\tlog.Printf(\"on %s\", *addr)\n", true),
        ("\tlog.Printf(\"http://localhost%s\", *addr)\n", false),
        ("\tlog.Print(\"on \" + *addr)\n", false),
        ("\tlogger.Info(\"on\", \"addr\", *addr)\n", true),
    ] {
        both("var addr = flag.String(\"a\", «\":80\"», \"\")\n", &format!("\tserve(*addr, nil)\n{more}"), wanted);
        let more = more.replace('*', "");
        both(
            "var addr string\n",
            &format!("\tflags.StringVarP(&addr, \"a\", «\":80\"», \"\")\n\tserve(addr)\n{more}"),
            wanted,
        );
    }
}

#[test]
fn only_whole_files_of_people_are_edited() {
    let editable = |text: &str| with(&[text], |code, place| code.is_editable(place.file));
    assert!(editable("package main\n// Code generated is not here DO NOT EDIT\n"));
    assert!(!editable("// Code generated by x. DO NOT EDIT.\r\n\r\npackage main\r\n"));
    assert!(!editable("package main\nfunc {\n"));
    assert!(!editable(""));
    assert_eq!(with(&["package main\n\nvar mux, mux2 = 1, 2\n"], |code, place| code.free(place, "mux")), "mux3");
}

#[test]
fn a_line_is_cut_whole_or_not_at_all() {
    let cut = |text: &str| {
        let start = text.find("//").expect("a comment");
        let end = start + text[start..].find('\n').unwrap_or(text.len() - start);
        let range = Range { start: u32::try_from(start).expect("small"), end: u32::try_from(end).expect("small") };
        let line = line_around(text.as_bytes(), range)?;
        Some(format!("{}{}", &text[..line.start as usize], &text[line.end as usize..]))
    };
    assert_eq!(cut("a\n\t// x\nb\n").as_deref(), Some("a\nb\n"));
    assert_eq!(cut("a\n// x").as_deref(), Some("a\n"));
    assert_eq!(cut("a // x\n"), None);
}

#[test]
fn questions_without_an_answer_have_none() {
    with(&["package main\n\nvar x = «1»\n"], |code, place| {
        assert_eq!((code.callee(place), code.receiver(place), code.statement(place)), (None, None, None));
        assert!(code.args(place).is_empty() && code.field(place, "Addr").is_none());
        let beyond = Span::new(place.file, 1_000, 1_001);
        assert_eq!((code.text(beyond), code.kind(beyond)), (None, "other"));
        assert_eq!(code.anchor(beyond, Insertion::Before), None);
    });
}

#[test]
fn lines_move_and_literals_stay() {
    let text = "f(func() {\n\ta()\n\n\tb(`\n\tc\n  d`, \"e\")\n})\n`g\n\n`";
    let moved = "f(func() {\n\t\ta()\n\n\t\tb(`\n\tc\n  d`, \"e\")\n\t})\n\t`g\n\n`";
    assert_eq!(indented(text, "\t"), moved);
    for same in ["", "a", "`a\n", "/*"] {
        assert_eq!(indented(same, "\t"), same);
    }
}

#[test]
fn what_gofmt_takes_away_goes_with_a_deleted_line() {
    // `|` is where lines were deleted.
    for (text, want) in [
        ("a()\n\n|\nb()\n", "a()\n\nb()\n"),
        ("a()\r\n\r\n|\r\nb()\r\n", "a()\r\n\r\nb()\r\n"),
        ("a()\n\n|b()\n", "a()\n\nb()\n"),
        ("a()\n|\nb()\n", "a()\n\nb()\n"),
        ("a()\n\n|", "a()\n"),
        ("|\na()\n", "a()\n"),
        ("import (\n\t\"a\"\n\n|)\n", "import (\n\t\"a\"\n)\n"),
        ("import (\n|\n\t\"a\"\n)\n", "import (\n\t\"a\"\n)\n"),
        ("T{\n\ta: 1,\n\n|}\n", "T{\n\ta: 1,\n}\n"),
        ("if x {\n|\n\ta()\n}\n", "if x {\n\n\ta()\n}\n"),
        ("// a\n//\n|func a() {}\n", "// a\nfunc a() {}\n"),
        ("// a\n//\n||func a() {}\n", "// a\nfunc a() {}\n"),
        ("// a\n//\n|//go:noinline\nfunc a() {}\n", "// a\n//\n//go:noinline\nfunc a() {}\n"),
        ("|//\n// a\nfunc a() {}\n", "// a\nfunc a() {}\n"),
        ("a() // b|\n\nc()\n", "a() // b\n\nc()\n"),
        ("\n|\na()\n\n|\n", "a()\n"),
    ] {
        let mut gaps: Vec<usize> = text.match_indices('|').map(|(at, _)| at).collect();
        gaps.iter_mut().enumerate().for_each(|(number, at)| *at -= number);
        let closed = close_gaps(text.replace('|', "").into_bytes(), &gaps);
        assert_eq!(String::from_utf8(closed).expect("text"), want, "{text:?}");
    }
}
