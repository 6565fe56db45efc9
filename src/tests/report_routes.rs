//! The route table, the summary and the pages of rules.

use std::sync::Arc;

use serde_json::Value;

use super::pages::{PageFormat, RulePage};
use super::routes::{self, Build, RoutesFormat};
use super::summary::{self, Detail};
use super::tests_example::{DEBUG, MAIN, add, example, span};
use super::{Color, Glyphs, RenderOptions, pages, releases};
use crate::finding::{Report, Severity, Stats};
use crate::model::{
    Era, Eras, HandlerKind, Listener, Mount, Mux, Origin, Program, ProgramKind, Provenance, Route, Scope, Served,
    ServedRoute,
};
use crate::source::{Sources, Span};

fn route(mux: usize, pattern: &str, origin: Origin, package: &str, span: Span, func: &str) -> Route {
    Route {
        mux,
        pattern: Arc::from(pattern),
        pattern_by_era: vec![],
        known: true,
        origin,
        package: Arc::from(package),
        version: None,
        span,
        call: (origin != Origin::Import).then_some(span),
        strips: None,
        pattern_span: None,
        chain: vec![],
        via: vec![],
        row: None,
        handler: HandlerKind::Plain,
        handler_name: Arc::from(""),
        func: Arc::from(func),
        provenance: Provenance::Literal,
        invalid: vec![],
    }
}

fn listener(span: Span, addr: &str, scope: Scope, mux: Option<usize>, routes: Vec<ServedRoute>) -> Listener {
    Listener {
        conditions: Vec::new(),
        reads_default_where: Vec::new(),
        span,
        call_span: span,
        call: Arc::from("http.ListenAndServe"),
        network: Arc::from("tcp"),
        addr: Arc::from(addr),
        addresses: vec![],
        scope,
        provenance: Provenance::Literal,
        certain: true,
        or_unknown: false,
        addr_span: None,
        handler_span: None,
        server_span: None,
        muxes: mux.into_iter().collect(),
        mux,
        handler_known: true,
        handler_nil: true,
        routers: vec![],
        via: vec![],
        routes,
        error_ignored: false,
        write_timeout: None,
        timeouts: None,
        func: Arc::from("main.main"),
        package: Arc::from("example.com/shop/cmd/shop"),
        own: true,
    }
}

/// A program with two listeners, a mount, a mux that nobody serves, and beside it a library.
pub(super) fn programs() -> (Vec<Program>, Sources) {
    let sources = Sources::default();
    let main = add(&sources, "cmd/shop/main.go", MAIN);
    let debug = add(&sources, "internal/debug/debug.go", DEBUG);
    let at = |file, text: &[u8]| span(&sources, file, text);
    let (call, import) = (at(main, b"http.HandleFunc"), at(debug, b"_ \"net/http/pprof\""));
    let mux = |id: &str, routes: Vec<usize>, served| Mux {
        id: Arc::from(id),
        span: None,
        routes,
        served,
        complete: true,
        handed_to: Vec::new(),
        router: None,
    };
    let direct = |route| ServedRoute { route, mount: None, guarded: false };
    let mut configured = listener(call, "(from configuration)", Scope::Configured, None, vec![]);
    configured.handler_known = false;
    configured.via = vec![import];
    configured.provenance = Provenance::Default;
    let program = Program {
        silent: false,
        kind: ProgramKind::Main,
        cut: vec![],
        dir: Arc::from("cmd/shop"),
        import_path: Arc::from("example.com/shop/cmd/shop"),
        module: Arc::from("example.com/shop"),
        eras: Eras {
            declared: Era::E122,
            possible: vec![Era::E122, Era::E123],
            later: vec![Era::E123],
            go_line: None,
            toolchain: None,
            reason: "go 1.22 in go.mod".to_owned(),
        },
        packages: vec![],
        imports: vec![],
        muxes: vec![
            mux("DefaultServeMux", vec![0, 1, 2], Served::Yes),
            mux("cmd/shop/main.go:12", vec![3], Served::Yes),
            mux("example.com/shop/web.Mux", vec![4], Served::No),
        ],
        routes: vec![
            route(0, "/", Origin::Call, "example.com/shop/cmd/shop", call, "main.main"),
            route(0, "GET /debug/pprof/", Origin::Import, "net/http/pprof", import, ""),
            route(
                0,
                "/debug/{kind}/",
                Origin::Init,
                "example.com/shop/internal/debug",
                at(debug, b"http.HandleFunc"),
                "init",
            ),
            route(1, "/v1/…\u{1b}", Origin::Call, "example.com/shop/cmd/shop", call, "main.api"),
            route(2, "/old", Origin::Call, "example.com/shop/web", call, "web.setup"),
        ],
        mounts: vec![Mount {
            span: call,
            outer: Some(0),
            inner: 1,
            pattern: Arc::from("/api/"),
            strips: true,
            conditions: Vec::new(),
        }],
        listeners: vec![
            listener(
                at(main, b"http.ListenAndServe"),
                ":8080",
                Scope::Any,
                Some(0),
                vec![direct(0), direct(1), direct(2), ServedRoute { route: 3, mount: Some(0), guarded: false }],
            ),
            configured,
        ],
        conflicts: vec![],
        overtakes: vec![],
        port_conflicts: vec![],
        unseen: vec![Arc::from("a.org/b")],
    };
    let mut library = program.clone();
    library.kind = ProgramKind::Library;
    library.dir = Arc::from("lib");
    library.listeners.clear();
    (vec![program, library], sources)
}

fn table(format: RoutesFormat, options: &RenderOptions<'_>) -> String {
    let (programs, sources) = programs();
    table_of(&programs, &sources, format, options)
}

fn table_of(programs: &[Program], sources: &Sources, format: RoutesFormat, options: &RenderOptions<'_>) -> String {
    let mut out = Vec::new();
    let build = Build { target: "linux/amd64", programs, sources };
    routes::render(&[build], options, format, &mut out).expect("a Vec takes all");
    String::from_utf8(out).expect("output is UTF-8")
}

#[test]
fn json_routes_are_the_contract() {
    let raw = table(RoutesFormat::Json, &RenderOptions::default());
    let value: Value = serde_json::from_str(&raw).expect("JSON");
    assert_eq!(value["version"], 1);
    let programs = value["programs"].as_array().unwrap();
    assert_eq!(programs.len(), 1, "a library is no program");
    let program = &programs[0];
    assert_eq!((&program["dir"], &program["module"]), (&"cmd/shop".into(), &"example.com/shop".into()));
    assert_eq!(program["eras"], serde_json::json!(["E122", "E123"]));
    assert_eq!(program["muxes"][0]["id"], "DefaultServeMux");
    assert_eq!(program["muxes"][0]["routes"].as_array().unwrap().len(), 3);
    let listener = &program["listeners"][0];
    let keys: Vec<&str> = listener.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["addr", "call", "file", "line", "mux", "routes", "scope", "via"]);
    assert_eq!((&listener["file"], &listener["line"]), (&"cmd/shop/main.go".into(), &13.into()));
    assert_eq!((&listener["scope"], &listener["mux"]), (&"any".into(), &"DefaultServeMux".into()));
    assert_eq!(
        listener["routes"][1],
        serde_json::json!({"pattern":"GET /debug/pprof/","origin":"import","package":"net/http/pprof",
            "file":"internal/debug/debug.go","line":5})
    );
    assert_eq!(listener["routes"][2]["origin"], "init");
    assert_eq!(listener["routes"].as_array().unwrap().len(), 4);
    let configured = &program["listeners"][1];
    assert_eq!(configured["mux"], Value::Null);
    assert_eq!(configured["via"], serde_json::json!([{"file":"internal/debug/debug.go","line":5}]));
}

#[test]
fn text_routes_show_every_listener_then_what_nobody_serves() {
    let out = table(RoutesFormat::Text, &RenderOptions::default());
    let want = "\
program cmd/shop · example.com/shop/cmd/shop · Go 1.22 and later · go 1.22 in go.mod

  :8080 (all interfaces) · http.ListenAndServe · cmd/shop/main.go:13 · DefaultServeMux
    /                  call    main.main · cmd/shop/main.go:12
    GET /debug/pprof/  import  net/http/pprof · internal/debug/debug.go:5
    /debug/{kind}/     init    example.com/shop/internal/debug · internal/debug/debug.go:9
    /v1/…\\u{1b}        call    main.api · cmd/shop/main.go:12 · under /api/, prefix cut

  address from configuration · http.ListenAndServe · cmd/shop/main.go:12
    (handler not known)

  mux example.com/shop/web.Mux (served by no listener)
    /old               call    web.setup · cmd/shop/main.go:12

  1 import without source on this machine: routes may be missing
";
    assert!(out.starts_with(want), "{out}");
    assert!(out.contains("\npackages without a program lib"), "{out}");
    let color = RenderOptions { color: Color::On, glyphs: Glyphs::Ascii, ..RenderOptions::default() };
    assert!(table(RoutesFormat::Text, &color).contains("\u{1b}["));
}

fn said(report: &Report, sources: &Sources, detail: Detail) -> String {
    let mut out = Vec::new();
    summary::render(report, sources, detail, &mut out).expect("a Vec takes all");
    String::from_utf8(out).expect("output is UTF-8")
}

#[test]
fn the_summary_says_what_was_seen() {
    let (mut report, sources) = example();
    let problems = "\
cmd/shop/latin.go:4: syntax error; the rest was analysed
secret: the directory cannot be read: permission denied
";
    let full = said(&report, &sources, Detail::Full);
    let want = "\
muxray: 3 programs in 2 modules, 41 packages: 214 files seen, 31 parsed, 1 with syntax errors.
Skipped 12 files: 9 _test.go, 3 other platforms.
Imports: 120 from standard library, 30 from module, 4 from vendor.
The source of 4 dependencies is not on this machine (a.org/a, a.org/b, a.org/c and 1 more): what
  they register or serve is not known, unless they are well-known packages. `go mod download` brings
  them here.
Found 2 errors, 1 warning, 1 note. 2 problems; see above.
";
    assert_eq!(full, format!("{problems}{want}"));
    assert_eq!(said(&report, &sources, Detail::Problems), problems);
    report.problems = vec![report.problems[0].clone(); 13];
    assert!(said(&report, &sources, Detail::Problems).ends_with("and 3 problems more; --format json lists all\n"));
}

#[test]
fn a_clean_run_and_an_empty_one() {
    let sources = Sources::default();
    let of = |stats| said(&Report { stats, ..Report::default() }, &sources, Detail::Full);
    let clean = of(Stats { modules: 1, packages: 2, programs: 1, files: 4, parsed_files: 2, ..Stats::default() });
    assert_eq!(
        clean,
        "muxray: 1 program in 1 module, 2 packages: 4 files seen, 2 parsed.\nNo findings in what was seen.\n"
    );
    let library = of(Stats { modules: 1, packages: 2, files: 4, ..Stats::default() });
    assert!(library.contains("no main package"), "{library}");
    // Nothing names the versions that `go mod download` would bring.
    let gopath = of(Stats { packages: 1, programs: 1, files: 1, unseen: vec!["a.org/a".into()], ..Stats::default() });
    assert!(gopath.contains("The source of 1 dependency") && !gopath.contains("go mod"), "{gopath}");
    let empty = of(Stats::default());
    assert!(empty.contains("no Go files found") && empty.contains("-C DIR"), "{empty}");
}

#[test]
fn releases_in_words() {
    use Era::{E121, E122, E123};
    assert_eq!(releases(&[]), "");
    assert_eq!(releases(&[E121]), "the mux of Go 1.21");
    assert_eq!(releases(&[E123]), "Go 1.23 and later");
    assert_eq!(releases(&[E122, E123]), "Go 1.22 and later");
    assert_eq!(releases(&[E121, E122, E123]), "every Go release");
}

fn page() -> RulePage {
    RulePage {
        errors: Vec::new(),
        id: "some-rule".to_owned(),
        severity: Severity::Error,
        persona: "regular".to_owned(),
        summary: "Two things meet.".to_owned(),
        why: "Because they do,\nand it goes wrong.\n\nReally.".to_owned(),
        bad: "func main() {\n\tx()\n}\n".to_owned(),
        good: "func main() {}\n".to_owned(),
        fix: "Do this:\n\n- first\n  thing\n- second".to_owned(),
        references: vec!["https://example.com/x".to_owned()],
    }
}

fn paper(format: PageFormat) -> String {
    let mut out = Vec::new();
    pages::render(&page(), format, &RenderOptions::default(), &mut out).expect("a Vec takes all");
    String::from_utf8(out).expect("output is UTF-8")
}

#[test]
fn pages_in_three_formats() {
    let text = "\
some-rule (error)

Two things meet.

Why
  Because they do, and it goes wrong.

  Really.

Bad
    func main() {
        x()
    }

Good
    func main() {}

What to do
  Do this:

  - first thing
  - second

References
  https://example.com/x
";
    assert_eq!(paper(PageFormat::Text), text);
    let markdown = paper(PageFormat::Markdown);
    assert!(markdown.starts_with("# some-rule\n\nTwo things meet.\n\nSeverity: error\n\n## Why\n"), "{markdown}");
    assert!(markdown.contains("## Bad\n\n```go\nfunc main() {\n\tx()\n}\n```\n\n## Good"), "{markdown}");
    assert!(markdown.ends_with("- <https://example.com/x>\n"), "{markdown}");
    let json: Value = serde_json::from_str(&paper(PageFormat::Json)).expect("JSON");
    assert_eq!((&json["id"], &json["bad"]), (&"some-rule".into(), &page().bad.into()));
}

#[test]
fn the_list_aligns_and_names_the_persona() {
    let mut quiet = page();
    quiet.id = "a".to_owned();
    quiet.severity = Severity::Note;
    quiet.persona = "pedantic".to_owned();
    let mut out = Vec::new();
    pages::render_list(&[page(), quiet], &RenderOptions::default(), &mut out).expect("a Vec takes all");
    let want = "some-rule  error    Two things meet.\na          note     Two things meet. (pedantic)\n";
    assert_eq!(String::from_utf8(out).unwrap(), want);
}

#[test]
fn listeners_that_nothing_tells_apart_are_one_line() {
    let (mut programs, sources) = programs();
    let program = &mut programs[0];
    let unknown = program.listeners[1].clone();
    let elsewhere = Listener { span: program.listeners[0].span, ..unknown.clone() };
    program.listeners.extend([unknown.clone(), elsewhere, unknown]);
    let text = table_of(&programs, &sources, RoutesFormat::Text, &RenderOptions::default());
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("  address from")).collect();
    let line = "  address from configuration · http.ListenAndServe · cmd/shop/main.go";
    assert_eq!(lines, [&format!("{line}:12 · 3 times"), &format!("{line}:13")]);
}

/// A router of another library has routes, which are not shown: "no routes" would be wrong.
#[test]
fn what_is_served_without_a_route_is_told() {
    let (mut programs, sources) = programs();
    let rows = |programs: &[Program], format| {
        let out = table_of(programs, &sources, format, &RenderOptions::default());
        let router = "what is registered on httprouter.Router itself is not shown";
        ["(handler not known)", "no http.ServeMux found", "no routes", router].map(|said| out.matches(said).count())
    };
    for format in [RoutesFormat::Text, RoutesFormat::Html] {
        assert_eq!(rows(&programs, format), [1, 0, 0, 0]);
    }
    programs[0].listeners[1].handler_known = true;
    for format in [RoutesFormat::Text, RoutesFormat::Html] {
        assert_eq!(rows(&programs, format), [0, 1, 0, 0]);
    }
    programs[0].listeners[1].routers = vec![Arc::from("httprouter.Router")];
    for format in [RoutesFormat::Text, RoutesFormat::Html] {
        assert_eq!(rows(&programs, format), [0, 0, 0, 1]);
    }
    programs[0].listeners[1].muxes = vec![2];
    for format in [RoutesFormat::Text, RoutesFormat::Html] {
        assert_eq!(rows(&programs, format), [0, 0, 1, 1]);
    }
}

#[test]
fn rows_that_nothing_tells_apart_are_one_line() {
    let (mut programs, sources) = programs();
    let listener = &mut programs[0].listeners[0];
    let served = listener.routes[0].clone();
    let route = served.route;
    listener.routes.splice(0..0, [served.clone(), served]);
    let rows = |programs: &[Program]| {
        let text = table_of(programs, &sources, RoutesFormat::Text, &RenderOptions::default());
        text.lines().filter(|line| line.starts_with("    ")).map(str::to_owned).collect::<Vec<_>>()
    };
    // One run registers a pattern that is known once; of others, as in a loop, the number is told.
    let known_thrice = rows(&programs);
    programs[0].routes[route].known = false;
    let thrice = rows(&programs);
    let before = programs[0].listeners[0].routes.split_off(2);
    programs[0].listeners[0].routes = before;
    let once = rows(&programs);
    assert_eq!(thrice[0], format!("{} · 3 times", once[0]));
    assert_eq!(thrice[1..], once[1..]);
    assert_eq!(known_thrice, once);
    // On another mux it is another route: a run has one of them.
    let program = &mut programs[0];
    let mut twin = program.listeners[0].routes[0].clone();
    let route = program.routes[twin.route].clone();
    twin.route = program.routes.len();
    program.routes.push(Route { mux: route.mux + 1, ..route });
    program.listeners[0].routes.push(twin);
    assert_eq!(rows(&programs), once);
}

/// What is handed a mux and cannot be read is named, in each form that people read as text.
#[test]
fn what_may_register_more_is_told() {
    let (mut programs, sources) = programs();
    let listener = programs[0].listeners.iter().find(|l| !l.muxes.is_empty()).expect("one serves a mux");
    let mux = listener.muxes[0];
    let told = |programs: &[Program], format| {
        table_of(programs, &sources, format, &RenderOptions::default()).contains("debug.Register may register more")
    };
    assert!(!told(&programs, RoutesFormat::Text) && !told(&programs, RoutesFormat::Html));
    programs[0].muxes[mux].handed_to = vec![Arc::from("debug.Register")];
    assert!(told(&programs, RoutesFormat::Text) && told(&programs, RoutesFormat::Html));
}

/// One of several addresses is shown; that the others are not known is said, in each form that people read.
#[test]
fn an_address_that_may_be_another_says_so() {
    let (mut programs, sources) = programs();
    for listener in &mut programs[0].listeners {
        listener.or_unknown = true;
    }
    for format in [RoutesFormat::Text, RoutesFormat::Html, RoutesFormat::Dot, RoutesFormat::Mermaid] {
        let out = table_of(&programs, &sources, format, &RenderOptions::default());
        assert_eq!(out.matches("all interfaces, or not known").count(), 1, "{out}");
        assert!(out.contains("address from configuration") && !out.contains("configuration, or"), "{out}");
    }
}
