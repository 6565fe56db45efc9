//! The pretty format: what a person sees, judged by its width, its characters and the source lines that it must show.

use unicode_width::UnicodeWidthStr;

use super::tests_example::{DEBUG, MAIN, add, example, finding, label, span};
use super::{Color, Format, Glyphs, RenderOptions, render};
use crate::finding::{Applicability, Edit, Finding, Fix, Report, Severity};
use crate::source::{Sources, Span};

fn pretty(report: &Report, sources: &Sources, options: &RenderOptions<'_>) -> String {
    let mut out = Vec::new();
    render(report, sources, options, Format::Pretty, &mut out).expect("a Vec takes all");
    String::from_utf8(out).expect("output is UTF-8")
}

fn plain(finding: Finding, sources: &Sources) -> String {
    pretty(&Report { findings: vec![finding], ..Report::default() }, sources, &RenderOptions::default())
}

/// One finding on the bytes, at the first occurrence of the text.
fn shown(bytes: &[u8], text: &[u8], says: &str) -> String {
    let sources = Sources::default();
    let file = add(&sources, "a.go", bytes);
    let at = span(&sources, file, text);
    plain(finding("some-rule", Severity::Error, "message", label(at, says)), &sources)
}

/// The part of the line above that the underline of the first label covers.
fn underlined(output: &str) -> String {
    let lines: Vec<&str> = output.lines().collect();
    let at = lines.iter().position(|l| l.contains('·') && l.contains('─')).expect("an underline");
    let (from, to) = (lines[at].find(['─', '┬']).unwrap(), lines[at].rfind(['─', '┬']).unwrap());
    let from = lines[at][..from].width();
    let to = lines[at][..to].width() + 1;
    let mut column = 0;
    let mut text = String::new();
    for c in lines[at - 1].chars() {
        if (from..to).contains(&column) {
            text.push(c);
        }
        column += c.to_string().width();
    }
    text
}

#[test]
fn a_conflict_shows_the_lines_of_both_files_and_the_panicking_call_first() {
    let (report, sources) = example();
    let out = plain(report.findings[1].clone(), &sources);
    let at = |text: &str| out.find(text).unwrap_or_else(|| panic!("{text} is missing:\n{out}"));
    let order = [
        at("error[route-conflict]: program cmd/shop panics"),
        at("[cmd/shop/main.go:12:2]"),
        at("http.HandleFunc(\"/debug/pprof/\", guarded(profile))"),
        at("this call panics"),
        at("[cmd/shop/main.go:7:2]"),
        at("linked by this import"),
        at("[internal/debug/debug.go:9:2]"),
        at("http.HandleFunc(\"/debug/{kind}/\", show)"),
        at("registered first, in init"),
        at("in: program cmd/shop · Go 1.22 and later"),
        at("help: register one"),
        at("/debug/pprof/ matches the same requests"),
    ];
    assert!(order.is_sorted(), "cause, places, then what to do:\n{out}");
    assert!(!out.contains('\r'), "{out:?}");
}

#[test]
fn many_programs_and_a_short_fix() {
    let (report, sources) = example();
    let out = plain(report.findings[2].clone(), &sources);
    assert!(out.contains("in: 15 programs: cmd/shop1, cmd/shop2, cmd/shop3 and 12 more · Go 1.23 and later"), "{out}");
    assert!(out.contains("-     log.Fatal(http.ListenAndServe(\":8080\", nil))"), "{out}");
    assert!(out.contains("+     log.Fatal(http.ListenAndServe(\"127.0.0.1:8080\", nil))"), "{out}");
    assert!(out.contains("can no longer connect (unsafe)"), "{out}");
}

#[test]
fn every_width_holds() {
    let (report, sources) = example();
    for width in [60, 80, 100, 120] {
        for glyphs in [Glyphs::Unicode, Glyphs::Ascii] {
            let out = pretty(&report, &sources, &RenderOptions { width, glyphs, ..RenderOptions::default() });
            for line in out.lines() {
                assert!(line.width() <= width, "{} > {width}: {line}", line.width());
            }
        }
    }
}

#[test]
fn colour_adds_escapes_and_nothing_else() {
    let (report, sources) = example();
    let off = pretty(&report, &sources, &RenderOptions::default());
    let on = pretty(&report, &sources, &RenderOptions { color: Color::On, ..RenderOptions::default() });
    assert!(!off.contains('\u{1b}') && on.contains('\u{1b}'));
    let mut stripped = String::new();
    let mut rest = on.as_str();
    while let Some(at) = rest.find('\u{1b}') {
        stripped.push_str(&rest[..at]);
        rest = &rest[at + rest[at..].find('m').expect("only colours are used") + 1..];
    }
    stripped.push_str(rest);
    // miette pads line numbers before it colours them, so only spaces may differ.
    let words = |s: &str| s.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&stripped), words(&off));
}

#[test]
fn ascii_draws_with_ascii() {
    let sources = Sources::default();
    let file = add(&sources, "a.go", &[b"package main // ".as_slice(), &[b'x'; 300]].concat());
    let at = span(&sources, file, b"main");
    let report = Report { findings: vec![finding("r", Severity::Error, "m", label(at, "here"))], ..Report::default() };
    let out = pretty(&report, &sources, &RenderOptions { glyphs: Glyphs::Ascii, ..RenderOptions::default() });
    assert!(out.is_ascii(), "{out}");
}

#[test]
fn nothing_from_a_file_drives_the_terminal() {
    let (report, sources) = example();
    let out = pretty(&report, &sources, &RenderOptions::default());
    assert!(out.chars().all(|c| c == '\n' || !super::visible::is_hidden(c)), "{out:?}");
    assert!(out.contains("od\\nd\\u{1b}[31m:, 100%.go:2:5]"), "{out}");
    assert!(out.contains("\\u{1b}[31mred\\u{202e}"), "{out}");
    assert!(out.contains("\"\\u{1b}[2J"), "{out}");
}

#[test]
fn underlines_stand_under_their_text() {
    for (bytes, text) in [
        (MAIN, b"http.ListenAndServe(\":8080\", nil)".as_slice()),
        (DEBUG, b"http.HandleFunc(\"/debug/{kind}/\", show)"),
        ("a := \"日本 größe\"; target()".as_bytes(), b"target()"),
        ("\tx\t:=\ttarget()".as_bytes(), b"target()"),
        (b"\xff\xfe\x1b\x07 target() \xff".as_slice(), b"target()"),
        (b"x target()\r\n", b"target()"),
    ] {
        let out = shown(bytes, text, "says");
        assert_eq!(underlined(&out).as_bytes(), text, "{out}");
    }
}

#[test]
fn a_line_of_a_hundred_megabytes_is_clipped_around_the_label() {
    let mut bytes = vec![b'a'; 50_000_000];
    bytes.extend_from_slice("é target() é".as_bytes());
    bytes.resize(100_000_000, b'b');
    let sources = Sources::default();
    let file = add(&sources, "a.go", &bytes);
    let at = Span::new(file, 50_000_003, 50_000_011);
    let out = plain(finding("r", Severity::Error, "m", label(at, "here")), &sources);
    assert!(out.len() < 2_000, "{} bytes", out.len());
    assert_eq!(underlined(&out), "target()", "{out}");
    assert!(out.contains("[a.go:1:50000004]"), "{out}");
    assert!(out.lines().all(|l| l.width() <= 100), "{out}");
}

#[test]
fn label_far_right_still_has_room_for_its_text() {
    let line = format!("{}target(){}", "x".repeat(90), "y".repeat(90));
    let out = shown(line.as_bytes(), b"target()", "a phrase of some length that needs its room to be read well");
    assert_eq!(underlined(&out), "target()", "{out}");
    assert!(out.lines().all(|l| l.width() <= 100) && out.lines().count() < 9, "{out}");
}

#[test]
fn nested_equal_and_empty_labels() {
    let sources = Sources::default();
    let file = add(&sources, "a.go", b"outer(inner)\n");
    let at = |text: &[u8]| span(&sources, file, text);
    let mut f = finding("r", Severity::Error, "m", label(at(b"outer(inner)"), "the call"));
    f.labels =
        vec![label(at(b"inner"), "the argument"), label(at(b"inner"), "again"), label(Span::new(file, 12, 12), "end")];
    let out = plain(f, &sources);
    for text in ["the call", "the argument; again", "end", "outer(inner)"] {
        assert_eq!(out.matches(text).count(), 1, "{text}:\n{out}");
    }
}

#[test]
fn a_label_over_several_lines_shows_its_first() {
    let out = shown(b"s := &http.Server{\n\tAddr: \":80\",\n}\n", b"&http.Server{\n\tAddr: \":80\",\n}", "made here");
    assert_eq!(underlined(&out), "&http.Server{", "{out}");
}

#[test]
fn a_span_outside_of_its_file_does_no_harm() {
    let sources = Sources::default();
    let file = add(&sources, "a.go", b"short");
    let unread = sources.add("never-read.go");
    let mut f = finding("r", Severity::Error, "m", label(Span::new(file, 900, 1000), "beyond"));
    f.labels = vec![label(Span::new(unread, 10, 20), "elsewhere")];
    let out = plain(f, &sources);
    assert!(out.contains("[a.go:1:6]") && out.contains("[never-read.go:1:1]"), "{out}");
}

#[test]
fn a_long_fix_is_counted_and_an_insertion_shows_only_what_is_new() {
    let sources = Sources::default();
    let text: String = (0..20).map(|n| format!("line{n}\n")).collect();
    let file = add(&sources, "a.go", text.as_bytes());
    let edit = |text: &[u8], with: &str| Edit { span: span(&sources, file, text), text: with.to_owned() };
    let mut f = finding("r", Severity::Error, "m", label(span(&sources, file, b"line0"), ""));
    let many = (10..20).map(|n| edit(format!("line{n}").as_bytes(), "x")).collect();
    let start = span(&sources, file, b"line5").start;
    let insert = Edit { span: Span::new(file, start, start), text: "new line\n".to_owned() };
    f.fixes = vec![
        Fix::new("long".into(), Applicability::Safe, many).unwrap(),
        Fix::new("insert".into(), Applicability::Safe, vec![insert]).unwrap(),
    ];
    let out = plain(f, &sources);
    assert!(out.contains("changes 10 places in 1 file"), "{out}");
    assert!(out.contains("a.go:6\n       + new line\n") && !out.contains("- line5"), "{out}");
}

#[test]
fn no_findings_are_no_bytes() {
    assert_eq!(pretty(&Report::default(), &Sources::default(), &RenderOptions::default()), "");
}

#[test]
fn any_bytes_and_any_labels_draw_within_the_width() {
    // A fixed linear congruential generator: the cases are the same on every run.
    let mut state = 7_u32;
    let mut next = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    let alphabet: [&[u8]; 12] = [
        b"a",
        b"\t",
        b"\n",
        b"\r",
        b"\xff",
        "é".as_bytes(),
        "日".as_bytes(),
        b"\x1b",
        b" ",
        b"}",
        b"\xe6\x97",
        "\u{301}".as_bytes(),
    ];
    for case in 0..1_000 {
        let length = next(if case % 10 == 0 { 3_000 } else { 60 });
        let bytes: Vec<u8> = (0..length).flat_map(|_| alphabet[next(12) as usize].to_vec()).collect();
        let sources = Sources::default();
        let file = add(&sources, "a.go", &bytes);
        let size = bytes.len() as u32 + 3;
        let mut labels: Vec<_> = (0..=next(4))
            .map(|n| {
                let (a, b) = (next(size), next(size));
                label(
                    Span::new(file, a.min(b), a.max(b)),
                    ["", "x", "some words\nthat say a little more than others do"][n as usize % 3],
                )
            })
            .collect();
        let mut f = finding("r", Severity::Note, "m", labels.remove(0));
        f.labels = labels;
        let out = plain(f, &sources);
        assert!(!out.contains("Failed to read"), "case {case}: {out}");
        for line in out.lines() {
            assert!(line.width() <= 100, "case {case}: {} columns: {line}", line.width());
        }
    }
}
