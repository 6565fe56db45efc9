//! Heads: every form that Go accepts, every cut, and garbage.

use super::*;

fn whole(text: &str) -> Head {
    scan(text.as_bytes(), Extent::Whole, &mut Paths::default()).expect("a whole file always has a head")
}

fn paths(head: &Head) -> Vec<&str> {
    head.imports.iter().map(|i| &*i.path).collect()
}

const ODD: &str = "\u{feff}// c\r\n/* package no */ //go:build no\n\n//go:debug a=b=c\n//go:debugger x=y\n/* //go:debug no=1 */package/**/main;import(\"a/b\";x`c`;_ \"d\"\n. \"e\" /* import \"f\" */ ü \"g\\x68\"\n)\nimport \"C\"; import // z\n\"i\"\n//go:debug late=1\nfunc main() { s := `\nimport \"no\"` }\n";

#[test]
fn odd_but_legal() {
    let head = whole(ODD);
    assert_eq!(head.error, None);
    assert_eq!(&*head.package, "main");
    assert_eq!(paths(&head), ["a/b", "c", "d", "e", "gh", "i"]);
    assert!(head.cgo);
    let names: Vec<_> = head.imports.iter().map(|i| i.name.clone()).collect();
    let alias = |n: &str| ImportName::Alias(n.into());
    assert_eq!(
        names,
        [ImportName::Default, alias("x"), ImportName::Blank, ImportName::Dot, alias("ü"), ImportName::Default]
    );
    let specs: Vec<_> = head.imports.iter().map(|i| &ODD[i.range.start as usize..i.range.end as usize]).collect();
    assert_eq!(specs, ["\"a/b\"", "x`c`", "_ \"d\"", ". \"e\"", "ü \"g\\x68\"", "\"i\""]);
    let debug: Vec<_> = head.debug.iter().map(|d| format!("{}={}", d.key, d.value)).collect();
    assert_eq!(debug, ["a=b=c"]);
    assert!(head.go_build.is_empty());
}

/// A cut head either asks for more or is the head of the whole file.
#[test]
fn every_cut_asks_for_more_or_agrees() {
    let all = whole(ODD);
    let mut finished = 0;
    for end in 3..=ODD.len() {
        if let Some(head) = scan(&ODD.as_bytes()[..end], Extent::Beginning, &mut Paths::default()) {
            finished += 1;
            assert_eq!(paths(&head), paths(&all), "cut at {end}");
            assert_eq!(head.error, None, "cut at {end}");
        }
    }
    assert!(finished > 0 && finished < 80, "{finished}");
}

#[test]
fn broken_source_keeps_what_was_read() {
    for (text, expected) in [
        ("package a\nimport \"x\nimport \"y\"\n", vec![]),
        ("package a\nimport (\n\"x\"\ny\n)", vec!["x"]),
        ("package a\nimport (\"x\"", vec!["x"]),
        ("package a\nimport \"x y\"", vec![]),
        ("package a\nimport \"\"", vec![]),
        ("package", vec![]),
        ("packages a", vec![]),
        ("", vec![]),
        ("/* never closed", vec![]),
        ("package a\nimport `x", vec![]),
        ("package a\n<<<<<<< HEAD\nimport \"x\"\n", vec![]),
        ("package a\nimprt (\n\"x\"\n)\n", vec![]),
        ("package a\nimport \"x\" junk", vec!["x"]),
        ("package a\nimport \"x\"\nfunction f() {}\n", vec!["x"]),
    ] {
        let head = whole(text);
        assert!(head.error.is_some(), "{text}");
        assert_eq!(paths(&head), expected, "{text}");
    }
    for declared in
        ["", "func f() {}", "var(\n)", "type T int junk", "; const c = 1", "// func\n", "/* */ func f() junk"]
    {
        let text = format!("package a\nimport \"x\"\n{declared}");
        assert_eq!(whole(&text).error, None, "behind the imports nothing is read: {text}");
    }
}

#[test]
fn constraint_lines_where_go_looks() {
    let lines = |text: &str| {
        let head = whole(text);
        let get = |r: &[Range]| r.iter().map(|r| text[r.start as usize..r.end as usize].to_owned()).collect::<Vec<_>>();
        (get(&head.go_build), get(&head.plus_build))
    };
    assert_eq!(lines("// c\n\n  //go:build a \r\npackage p\n").0, ["//go:build a"]);
    assert_eq!(lines("/* c */\n//go:build a\npackage p\n").0, ["//go:build a"]);
    assert_eq!(lines("/*\n//go:build a\n*/\npackage p\n").0, [""; 0]);
    assert_eq!(lines("package p\n//go:build a\n").0, [""; 0]);
    assert_eq!(lines("// +build a\n\npackage p\n").1, ["// +build a"]);
    assert_eq!(lines("// +build a\npackage p\n").1, [""; 0], "no blank line below it");
    assert_eq!(lines("/* c */\n// +build a\n\npackage p\n").1, [""; 0], "not in the leading run");
    assert_eq!(lines("// +build a\n//x\n\n//+build b\npackage p\n").1, ["// +build a"]);
}

#[test]
fn func_main_is_found_where_it_is_code() {
    for (text, expected) in [
        ("package main\nfunc main() {}\n", true),
        ("package main\nfunc  main /* x */ (\n) {}\n", true),
        ("package main\nvar s = `\nfunc main() {}\n`\n", false),
        ("package main\n/*\nfunc main() {}\n*/\n", false),
        ("package main\n// func main() {}\n", false),
        ("package main\nfunc (t T) main() {}\n", false),
        ("package main\nfunc mainly() { main() }\n", false),
        ("package main\nfunc f() { func main() }\n", false),
        ("package main\nvar r, q = '\\'', '\"'\nvar d = '{'\nfunc main() {}\n", true),
        ("package main\nvar s = \"{\\\"\"\nfunc main() {}", true),
        ("package main\nfunc main", false),
    ] {
        assert_eq!(declares_main(text.as_bytes()), expected, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn arbitrary_bytes_never_crash(bytes: Vec<u8>, text in "(package|import|//go:build|/\\*|\\*/|`|\"|\\(|\\)|;|\n|\r|\\\\| |x|'|\\{|\\}|func main){0,40}") {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            let head = scan(bytes, Extent::Whole, &mut Paths::default()).expect("a head");
            for import in &head.imports {
                proptest::prop_assert!(import.range.end as usize <= bytes.len());
            }
            drop(scan(bytes, Extent::Beginning, &mut Paths::default()));
            proptest::prop_assert!(!declares_main(bytes) || bytes.windows(4).any(|w| w == b"main"));
        }
    }
}
