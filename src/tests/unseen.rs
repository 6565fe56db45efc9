//! What packages that are not on this machine may call.
//!
//! The oracle is what such a package does when it is there: it calls the methods of its own interfaces.

use crate::binary::{module, run};

/// A command whose library is absent: that calls `Run`, though the program itself only calls another method of that name, which is of
/// no command.
const COMMAND: &str = "package main

import (
\t\"context\"
\t\"log\"
\t\"net/http\"
\t_ \"net/http/pprof\"

\t\"example.org/absent/commands\"
)

type server struct{ debug bool }

func (s *server) Run(ctx context.Context, c *commands.Command, args []string) error {
\tif s.debug {
\t\tgo func() { log.Println(http.ListenAndServe(\"localhost:6060\", nil)) }()
\t}
\treturn nil
}

func main() {
\tcommands.Execute(&server{})
}

func never(all []interface {
\tRun(a, b, c any) error
}) {
\tfor _, one := range all {
\t\tone.Run(1, 2, 3)
\t}
}
";

#[test]
fn what_is_made_for_an_unseen_package_is_called_by_it() {
    let dir = module("unseen-calls", &[("main.go", COMMAND)]);
    let routes = run(&dir, &["routes", "./..."]);
    assert!(routes.out.contains("localhost:6060"), "{}", routes.out);
    assert!(routes.out.contains("GET /debug/pprof/cmdline"), "{}", routes.out);
    let lint = run(&dir, &["lint", "./..."]);
    assert!(!lint.out.contains("pprof-unserved"), "{}", lint.out);
    // The same method without a hint of the other package: only `never` would call it, and nobody calls that.
    let main = COMMAND.replace("c *commands.Command", "c any").replace("commands.Execute(&server{})", "_ = &server{}");
    let main = main.replace("\t\"example.org/absent/commands\"\n", "");
    let alone = run(&module("unseen-none", &[("main.go", &main)]), &["lint", "./..."]);
    assert!(alone.out.contains("pprof-unserved"), "{}", alone.out);
}

/// No HTTP: a row of its own, which stands only where somebody may come to it.
#[test]
fn what_an_unseen_package_starts_listens() {
    let main = "package main

import (
\t\"net\"

\t\"example.org/absent/service\"
)

type program struct{ listener net.Listener }

func (p *program) Start() (err error) {
\tp.listener, err = net.Listen(\"tcp\", \"127.0.0.1:4160\")
\treturn err
}

func main() { service.Run(&program{}) }
";
    let out = run(&module("unseen-starts", &[("main.go", main)]), &["routes", "./..."]).out;
    assert!(out.contains("127.0.0.1:4160"), "{out}");
    let beside =
        main.replace("&program{}", "1").replace("func main", "func (p *program) Init(e service.Env) {}\n\nfunc main");
    let beside = beside
        .replace("service.Run(1)", "service.Run(start(new(program)))\n}\n\nfunc start(p *program) any {\n\treturn p\n");
    let out = run(&module("unseen-beside", &[("main.go", &beside)]), &["routes", "./..."]).out;
    assert!(out.contains("127.0.0.1:4160"), "{out}");
    let alone = main.replace("service.Run(&program{})", "service.Run(); _ = new(program)");
    let out = run(&module("unseen-alone", &[("main.go", &alone)]), &["routes", "./..."]).out;
    assert!(!out.contains("127.0.0.1:4160"), "{out}");
}

/// A method that nothing mentions may be called by its name, where a package is linked that does so.
#[test]
fn a_template_may_call_any_method() {
    let main = "package main

import (
\t\"log\"
\t\"net/http\"
\t\"os\"
\t\"text/template\"
)

type server struct{ mux *http.ServeMux }

func (s *server) Old() string {
\ts.mux.HandleFunc(\"/old\", http.NotFound)
\treturn \"\"
}

func main() {
\ts := &server{http.NewServeMux()}
\ts.mux.HandleFunc(\"/old\", http.NotFound)
\tlog.Println(template.Must(template.New(\"t\").Parse(\"{{.Old}}\")).Execute(os.Stdout, s))
}
";
    let lint = run(&module("unseen-by-name", &[("main.go", main)]), &["lint", "./..."]);
    assert!(lint.out.contains("route-conflict"), "{}", lint.out);
    let alone = main.replace("\t\"text/template\"\n", "").replace("\t\"os\"\n", "");
    let alone = alone.replace("template.Must(template.New(\"t\").Parse(\"{{.Old}}\")).Execute(os.Stdout, s)", "s");
    let lint = run(&module("unseen-no-name", &[("main.go", &alone)]), &["lint", "./..."]);
    assert!(!lint.out.contains("route-conflict"), "{}", lint.out);
}

#[test]
fn a_mux_that_is_handed_to_unseen_code_may_have_more_routes() {
    let main = "package main

import (
\t\"log\"
\t\"net/http\"

\t\"example.org/absent/debug\"
)

func main() {
\tmux := http.NewServeMux()
\tdebug.Register(mux)
\tother := http.NewServeMux()
\tgo func() { log.Println(http.ListenAndServe(\"127.0.0.1:8081\", other)) }()
\tlog.Fatal(http.ListenAndServe(\"127.0.0.1:8080\", mux))
}
";
    let out = run(&module("unseen-registers", &[("main.go", main)]), &["routes", "./..."]).out;
    let rows: Vec<&str> = out.lines().skip_while(|line| !line.contains("127.0.0.1:8080")).collect();
    assert!(rows[2].contains("debug.Register may register more"), "{out}");
    assert_eq!(out.matches("may register more").count(), 1, "{out}");
}

/// More callers than are told apart: that is said.
#[test]
fn a_helper_with_too_many_callers_is_named() {
    let many = |callers: usize| {
        let calls: String = (0..callers).map(|n| format!("\tregister(m, \"/p{n}\")\n")).collect();
        format!(
            "package main

import (
\t\"log\"
\t\"net/http\"
)

func register(m *http.ServeMux, path string) {{ m.HandleFunc(path, nil) }}

func main() {{
\tm := http.NewServeMux()
{calls}\tlog.Fatal(http.ListenAndServe(\"127.0.0.1:8080\", m))
}}
"
        )
    };
    let few = run(&module("callers-few", &[("main.go", &many(200))]), &["routes", "./..."]);
    assert!(few.out.contains("/p199 ") && !few.err.contains("places"), "{} {}", few.out, few.err);
    for callers in [600, 900] {
        let dir = module(&format!("callers-{callers}"), &[("main.go", &many(callers))]);
        let said = run(&dir, &["lint", "./..."]).err;
        assert!(said.contains("main.register is called in more than 512 places"), "{callers}: {said}");
    }
}
