//! A realistic report for the tests of all formats: a conflict over two files, an exposed profiler with a fix, a file
//! that is not UTF-8, a file name with a line break, an escape sequence in the source.

use std::sync::Arc;

use crate::finding::{Applicability, Confidence, Edit, Finding, Fix, Label, Problem, Report, Severity, Stats};
use crate::fingerprint::fill_fingerprints;
use crate::model::Era;
use crate::report::RuleInfo;
use crate::source::{FileId, Sources, Span};

pub(super) const MAIN: &[u8] = b"package main

import (
\t\"log\"
\t\"net/http\"

\t_ \"example.com/shop/internal/debug\"
)

func main() {
\t// \xc3\x96ffentlich: \xe6\x97\xa5\xe6\x9c\xac
\thttp.HandleFunc(\"/debug/pprof/\", guarded(profile))
\tlog.Fatal(http.ListenAndServe(\":8080\", nil))
}
";

pub(super) const DEBUG: &[u8] =
    b"package debug\r\n\r\nimport (\r\n\t\"net/http\"\r\n\t_ \"net/http/pprof\"\r\n)\r\n\r\n\
func init() {\r\n\thttp.HandleFunc(\"/debug/{kind}/\", show)\r\n}\r\n";

/// Latin-1 text before and in the label, and an escape sequence that would clear the screen.
pub(super) const LATIN: &[u8] =
    b"package main\n\nvar stra\xdfe = \"\x1b[2J\xe4\"; var mux = http.NewServeMux() // \xff\xfe\nvar x int\n";

pub(super) const LINES: &[u8] = b"package x\nvar a = 1\n";

/// Builds spans by text, so that no offset is typed.
pub(super) fn span(sources: &Sources, file: FileId, text: &[u8]) -> Span {
    let bytes = sources.get(file).bytes();
    let at = bytes.windows(text.len()).position(|w| w == text).expect("text is in the file");
    Span::new(file, u32::try_from(at).unwrap(), u32::try_from(at + text.len()).unwrap())
}

pub(super) fn add(sources: &Sources, path: &str, bytes: &[u8]) -> FileId {
    let id = sources.add(path);
    sources.get(id).set_bytes(Arc::from(bytes));
    id
}

pub(super) fn label(span: Span, text: &str) -> Label {
    Label { span, text: text.to_owned() }
}

pub(super) fn finding(rule: &str, severity: Severity, message: &str, primary: Label) -> Finding {
    Finding {
        rule: Arc::from(rule),
        severity,
        confidence: Confidence::High,
        message: message.to_owned(),
        help: String::new(),
        primary,
        labels: vec![],
        programs: vec![],
        eras: vec![],
        fixes: vec![],
        key: String::new(),
        fingerprint: String::new(),
        targets: Vec::new(),
    }
}

pub(super) fn rules() -> Vec<RuleInfo> {
    let rule = |id: &str, severity, summary: &str, security: Option<&str>| RuleInfo {
        id: id.to_owned(),
        severity,
        summary: summary.to_owned(),
        help_markdown: format!("# {id}\n\n{summary}\n"),
        url: Some(format!("https://example.com/rules/{id}")),
        security_severity: security.map(str::to_owned),
    };
    vec![
        rule("guard-bypassed", Severity::Error, "A guarded debug route is overtaken by an unguarded one.", Some("7.5")),
        rule("never-fired", Severity::Note, "A rule that finds nothing here.", None),
        rule("pprof-exposed", Severity::Error, "A listener beyond loopback serves the profiler.", Some("7.5")),
        rule("route-conflict", Severity::Error, "Two routes on one mux panic at start-up.", None),
        rule("listen-error-ignored", Severity::Note, "The result of a listener is dropped.", None),
    ]
}

/// The report, sorted as `run` sorts it.
pub(super) fn example() -> (Report, Sources) {
    let sources = Sources::default();
    let main = add(&sources, "cmd/shop/main.go", MAIN);
    let debug = add(&sources, "internal/debug/debug.go", DEBUG);
    let latin = add(&sources, "cmd/shop/latin.go", LATIN);
    let odd = add(&sources, "cmd/shop/od\nd\u{1b}[31m:, 100%.go", LINES);
    let at = |file, text: &[u8]| span(&sources, file, text);

    let mut latin_finding = finding(
        "listen-error-ignored",
        Severity::Note,
        "mux is made here and never served",
        label(at(latin, b"http.NewServeMux()"), "made here"),
    );
    latin_finding.confidence = Confidence::Medium;
    let mut conflict = finding(
        "route-conflict",
        Severity::Error,
        "program cmd/shop panics at start-up: http.HandleFunc(\"/debug/pprof/\") conflicts with \"/debug/{kind}/\", \
         which is registered by the init of example.com/shop/internal/debug",
        label(at(main, b"http.HandleFunc(\"/debug/pprof/\", guarded(profile))"), "this call panics"),
    );
    conflict.help = "register one of the two on a mux of its own, or give them one spelling; Go prints:\n\
                     /debug/pprof/ matches the same requests"
        .to_owned();
    conflict.labels = vec![
        label(at(main, b"_ \"example.com/shop/internal/debug\""), "linked by this import"),
        label(at(debug, b"http.HandleFunc(\"/debug/{kind}/\", show)"), "registered first, in init"),
    ];
    conflict.programs = vec![Arc::from("cmd/shop")];
    conflict.eras = vec![Era::E122, Era::E123];
    conflict.key = "/debug/pprof/".to_owned();

    let mut exposed = finding(
        "pprof-exposed",
        Severity::Error,
        "http.ListenAndServe serves /debug/pprof/ on all interfaces: anybody who reaches port 8080 can read the \
         program's memory and command line, and slow it down with profiles",
        label(at(main, b"http.ListenAndServe(\":8080\", nil)"), "nil means http.DefaultServeMux"),
    );
    exposed.help = "serve the debug routes on a listener of their own on 127.0.0.1".to_owned();
    exposed.labels = vec![
        label(at(main, b"\":8080\""), "all interfaces"),
        label(at(debug, b"_ \"net/http/pprof\""), "registers /debug/pprof/ and four more on http.DefaultServeMux"),
    ];
    exposed.programs = (1..=15).map(|n| Arc::from(format!("cmd/shop{n}"))).collect();
    exposed.eras = vec![Era::E123];
    let edit = Edit { span: at(main, b"\":8080\""), text: "\"127.0.0.1:8080\"".to_owned() };
    let title = "Listen on loopback only; other machines can no longer connect".to_owned();
    exposed.fixes = vec![Fix::new(title, Applicability::Unsafe, vec![edit]).expect("one edit does not overlap")];

    let odd_finding = finding(
        "guard-bypassed",
        Severity::Warning,
        "a % sign, a : colon,\na second line, \u{1b}[31mred\u{202e}",
        label(at(odd, b"a = 1"), ""),
    );

    let mut findings = vec![latin_finding, conflict, exposed, odd_finding];
    fill_fingerprints(&mut findings, &sources);
    let problem = |path: &str, span, message: &str, fatal| Problem {
        path: Arc::from(path),
        span,
        message: message.to_owned(),
        fatal,
    };
    let problems = vec![
        problem("cmd/shop/latin.go", Some(at(latin, b"var x int")), "syntax error; the rest was analysed", false),
        problem("secret", None, "the directory cannot be read: permission denied", true),
    ];
    let stats = Stats {
        builds: vec![Arc::from("linux/amd64")],
        modules: 2,
        packages: 41,
        programs: 3,
        files: 214,
        parsed_files: 31,
        files_with_errors: 1,
        manifests: 0,
        templates: vec![],
        skipped: vec![("_test.go".to_owned(), 9), ("other platforms".to_owned(), 3)],
        imports: vec![("standard library".to_owned(), 120), ("module".to_owned(), 30), ("vendor".to_owned(), 4)],
        unseen: ["a.org/a", "a.org/b", "a.org/c", "a.org/d"].map(Arc::from).to_vec(),
    };
    (Report { findings, problems, stats, ..Report::default() }, sources)
}
