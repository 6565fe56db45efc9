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
