//! go.mod, go.work and modules.txt: every keyword, every form, and what is wrong.

use super::*;

const FULL: &str = "// Deprecated: no\nmodule \"example.com/m\" // c\r\n\ngo 1.22rc1\ntoolchain go1.23.4\n\
godebug httpmuxgo121=1\ngodebug (\n\tdefault=go1.21\n)\nrequire a.b/c v1.2.3 // indirect\nrequire (\n\ta.b/d v0.0.0-2020-abc // indirect; why\n\
\t`a.b/e` v2.0.0+incompatible\n\n\t// only a comment\n)\nexclude a.b/c v1.0.0\nreplace a.b/c => ../c\nreplace (\n\ta.b/d v1.0.0 => a.b/x v1.1.0\n\
\ta.b/e=>./e\n)\nretract v1.0.0\nretract [v1.1.0, v1.2.0]\ntool a.b/c/cmd\nignore ./node_modules\nignore (\n\tstatic\n)\nrequire ()\n";

#[test]
fn every_keyword_of_go_mod() {
    let (file, wrong) = parse(FULL.as_bytes(), Kind::Module);
    // `a.b/e=>./e` is one bare word for Go as well.
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert!(FULL[wrong[0].range.start as usize..].starts_with("a.b/e=>./e\n"));
    assert_eq!(file.module.as_ref().map(|m| m.text.as_str()), Some("example.com/m"));
    assert_eq!(file.go.as_ref().map(|g| g.version.minor), Some(22));
    assert_eq!(file.toolchain.as_ref().and_then(|t| t.version), version::parse_go("1.23.4"));
    let godebug: Vec<_> = file.godebug.iter().map(|s| format!("{}={}", s.key, s.value)).collect();
    assert_eq!(godebug, ["httpmuxgo121=1", "default=go1.21"]);
    let requires: Vec<_> = file.requires.iter().map(|r| (r.path.as_str(), r.version.as_str(), r.kind)).collect();
    let expected = [
        ("a.b/c", "v1.2.3", RequireKind::Indirect),
        ("a.b/d", "v0.0.0-2020-abc", RequireKind::Indirect),
        ("a.b/e", "v2.0.0+incompatible", RequireKind::Direct),
    ];
    assert_eq!(requires, expected);
    assert_eq!(file.excludes, [("a.b/c".to_owned(), "v1.0.0".to_owned())]);
    assert_eq!(file.replaces.len(), 2);
    assert_eq!(file.replaces[0].by, Replacement::Dir("../c".into()));
    assert_eq!(file.replaces[1].version.as_deref(), Some("v1.0.0"));
    assert_eq!(file.retracts[1], ("v1.1.0".to_owned(), "v1.2.0".to_owned()));
    assert_eq!(file.tools.len(), 1);
    let ignores: Vec<_> = file.ignores.iter().map(|t| t.text.as_str()).collect();
    assert_eq!(ignores, ["./node_modules", "static"]);
    for require in &file.requires {
        let text = &FULL[require.range.start as usize..require.range.end as usize];
        assert!(text.trim_start_matches('`').starts_with(&require.path), "{text}");
    }
}

#[test]
fn go_work_has_use_and_no_require() {
    let text = "go 1.24\nuse .\nuse (\n\t./a\n\t\"../b c\"\n)\nreplace x.y/z => ../z\nrequire a.b/c v1.0.0\n";
    let (file, wrong) = parse(text.as_bytes(), Kind::Work);
    let uses: Vec<_> = file.uses.iter().map(|t| t.text.as_str()).collect();
    assert_eq!(uses, [".", "./a", "../b c"]);
    assert_eq!(wrong.len(), 1);
    assert!(wrong[0].message.contains("require"));
}

#[test]
fn what_is_wrong_is_named_and_the_rest_is_read() {
    let text = "module m\nmodule n\ngo 1\ngo 1.x\ntoolchain 1.2\ngodebug x\nreplace a => b\nreplace a => ./b v1\nrequire \"a v1\nfoo\nrequire (\n\ta.b/c v1.0.0 /* x */\n\tok v1.0.0\n";
    let (file, wrong) = parse(text.as_bytes(), Kind::Module);
    assert_eq!(file.module.map(|m| m.text).as_deref(), Some("m"));
    assert_eq!(file.requires.last().map(|r| r.path.as_str()), Some("ok"));
    let lines: std::collections::BTreeSet<_> =
        wrong.iter().map(|w| text[..w.range.start as usize].matches('\n').count() + 1).collect();
    assert_eq!(lines.into_iter().collect::<Vec<_>>(), [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14]);
}

#[test]
fn bytes_that_are_no_text_do_no_harm() {
    let (file, _) = parse(b"\xef\xbb\xbfmodule m\xff\n\"\n(\n)\n\x00\x01 (\n", Kind::Module);
    assert!(file.module.is_some_and(|m| m.text.starts_with('m')));
}

#[test]
fn vendor_list() {
    let text = "## workspace\n# a.b/c v1.0.0\n## explicit; go 1.20\na.b/c\na.b/c/d\n# a.b/e v1.0.0 => ../e\n## explicit\na.b/e\n# a.b/f v1.0.0 => a.b/g v1.1.0\na.b/f/x\n# a.b/e => ../e\n";
    let list = vendor::parse(text.as_bytes());
    assert!(list.workspace);
    assert_eq!(
        list.modules["a.b/c"],
        vendor::VendoredModule { version: "v1.0.0".into(), explicit: true, go: Some("1.20".into()) }
    );
    assert_eq!(list.modules["a.b/e"].version, "");
    assert_eq!(list.modules["a.b/f"].version, "v1.1.0");
    assert_eq!(list.packages["a.b/c/d"], "a.b/c");
    assert_eq!(list.packages.len(), 4);
}
