//! Constraints: the tables of go/build's own tests, restated, and the odd forms.

use super::*;
use crate::golang::head::{Extent, Paths, scan};

fn target(goos: &str, goarch: &str) -> Target {
    Target { goos: goos.into(), goarch: goarch.into(), ..Target::default() }
}

#[test]
fn names() {
    let t = target("android", "arm64");
    for (name, fits) in [
        ("linux.go", true),
        ("x_linux.go", true),
        ("x_android.go", true),
        ("x_android_arm64.go", true),
        ("x_linux_arm64.go", true),
        ("x_windows.go", false),
        ("x_windows_arm64.go", false),
        ("x_linux_amd64.go", false),
        ("x_amd64_linux.go", true),
        ("x_arm64_windows.go", false),
        ("windows_arm64.go", true),
        ("_windows_arm64.go", false),
        ("x_unix.go", true),
        ("x_windows_test.go", false),
        ("windows_test.go", true),
        ("x_windows.y_linux.go", false),
        ("x_zos.pb.go", false),
        ("x.windows.go", true),
        ("a_b_c_plan9.go", false),
        ("amd64.go", true),
        ("x__amd64.go", false),
        ("x_.go", true),
    ] {
        assert_eq!(fits_name(name, &t), fits, "{name}");
    }
    assert_eq!(check_name("x_test.go", &t), Some(Reason::Test));
    assert_eq!(check_name("_x.go", &t), Some(Reason::Hidden));
    assert_eq!(check_name("x_windows.go", &t), Some(Reason::Name));
}

#[test]
fn expressions() {
    let t = Target { tags: ["foo".to_owned()].into(), go_minor: 22, ..Target::default() };
    for (text, value) in [
        ("linux", Some(true)),
        ("!linux", Some(false)),
        ("linux && !windows || (darwin&&cgo)", Some(true)),
        ("windows || darwin && foo", Some(false)),
        ("unix && gc && foo && !gccgo", Some(true)),
        ("go1.22", Some(true)),
        ("go1.23", Some(false)),
        ("go1.1 && !go1.0 && !go1.01", Some(true)),
        ("amd64.v1 && !amd64.v2", Some(true)),
        ("goexperiment.jsonv2", Some(false)),
        ("ignore", Some(false)),
        ("!!linux", None),
        ("", None),
        ("linux windows", None),
        ("linux &&", None),
        ("(linux", None),
        ("linux)", None),
        ("linux, windows", None),
        ("linux & windows", None),
    ] {
        assert_eq!(eval(text, &t), value, "{text}");
    }
    assert_eq!(eval(&"(".repeat(100_000), &t), None);
    assert!(target("illumos", "amd64").sets("solaris") && target("ios", "arm64").sets("darwin"));
    assert!(!target("windows", "amd64").sets("unix") && !target("js", "wasm").sets("unix"));
}

#[test]
fn heads() {
    let t = Target::default();
    for (text, reason) in [
        ("package p\n", None),
        ("//go:build ignore\n\npackage p\n", Some(Reason::Ignore)),
        ("// +build ignore\n\npackage p\n", Some(Reason::Ignore)),
        ("//go:build windows\n\npackage p\n", Some(Reason::Constraint)),
        ("//go:build linux\n// +build windows\n\npackage p\n", None),
        ("// +build linux darwin\n// +build amd64,!cgo\n\npackage p\n", Some(Reason::Constraint)),
        ("// +build windows linux,cgo\n\npackage p\n", None),
        ("// +build !bad-tag\n\npackage p\n", None),
        ("// +build !!linux\n\npackage p\n", Some(Reason::Constraint)),
        ("// +build\n\npackage p\n", Some(Reason::Constraint)),
        ("// +buildx windows\n\npackage p\n", None),
        ("//go:build linux\n//go:build linux\n\npackage p\n", Some(Reason::Broken)),
        ("//go:build linux &&\npackage p\n", Some(Reason::Broken)),
        ("package documentation\n", Some(Reason::Documentation)),
        ("// nothing\n", Some(Reason::Broken)),
    ] {
        let head = scan(text.as_bytes(), Extent::Whole, &mut Paths::default()).expect("a head");
        assert_eq!(check_head(&head, text.as_bytes(), &t), reason, "{text}");
    }
    let cgo = "package p\nimport \"C\"\n";
    let head = scan(cgo.as_bytes(), Extent::Whole, &mut Paths::default()).expect("a head");
    assert_eq!(check_head(&head, cgo.as_bytes(), &t), None);
    let off = Target { cgo: Cgo::Off, ..t };
    assert_eq!(check_head(&head, cgo.as_bytes(), &off), Some(Reason::Cgo));
}
