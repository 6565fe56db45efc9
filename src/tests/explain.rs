//! `muxray explain --error` and the guides: messages as real Go prints them lead to the rule, and what is found in the
//! workspace comes first.
//!
//! In: the binary, modules made under `target/`, `go` on PATH. Without Go: `skipped: no go`. Knows no code of muxray.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

const CONFLICT: &str = "package main

import \"net/http\"

func main() {
\thttp.HandleFunc(\"/a/{x}\", nil2)
\thttp.HandleFunc(\"/a/{y}\", nil2)
}

func nil2(http.ResponseWriter, *http.Request) {}
";

const PORTS: &str = "package main

import (
\t\"log\"
\t\"net/http\"
)

func main() {
\tgo func() { log.Fatal(http.ListenAndServe(\"127.0.0.1:46061\", nil)) }()
\tlog.Fatal(http.ListenAndServe(\"127.0.0.1:46061\", http.NewServeMux()))
}
";

fn module(name: &str, main: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("explain").join(name);
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::write(dir.join("go.mod"), "module example.com/m\n\ngo 1.23\n").unwrap();
    std::fs::write(dir.join("main.go"), main).unwrap();
    dir
}

/// What `go run .` prints on its standard error.
fn printed(dir: &Path) -> Option<String> {
    let mut go = Command::new("go");
    go.current_dir(dir).args(["run", "."]).env("GOTOOLCHAIN", "local").env("GOFLAGS", "-buildvcs=false");
    match go.output() {
        Ok(out) => Some(String::from_utf8(out.stderr).unwrap()),
        Err(_) => {
            println!("skipped: no go");
            None
        }
    }
}

/// The answer about a text that comes through a pipe, and the exit status.
fn about(dir: &Path, text: &str) -> (Value, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_muxray"));
    command.env_clear().current_dir(dir).args(["explain", "--format", "json", "--error", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    let value = serde_json::from_slice(&out.stdout).unwrap_or_default();
    (value, out.status.code().unwrap())
}

fn rules(answer: &Value) -> Vec<&str> {
    texts(answer, "causes", "rule")
}

fn notes(answer: &Value) -> Vec<&str> {
    texts(answer, "notes", "said")
}

/// The texts under a key of each entry of a list.
fn texts<'a>(answer: &'a Value, list: &str, key: &str) -> Vec<&'a str> {
    let text = |entry: &'a Value| entry[key].as_str().unwrap_or_else(|| panic!("a text `{key}` in {list}: {answer}"));
    answer[list].as_array().unwrap_or_else(|| panic!("a list `{list}`: {answer}")).iter().map(text).collect()
}

#[test]
fn what_go_prints_leads_to_the_rule_and_to_the_line() {
    for (name, main, rule, line) in
        [("conflict", CONFLICT, "route-conflict", 7), ("ports", PORTS, "listener-port-conflict", 10)]
    {
        let dir = module(name, main);
        let Some(text) = printed(&dir) else { return };
        let (answer, status) = about(&dir, &text);
        assert_eq!(status, 0, "{text}");
        assert_eq!(rules(&answer)[0], rule, "{text}\n{answer}");
        assert_eq!(answer["causes"][0]["findings"][0]["line"], line, "{answer}");
        assert!(
            answer["causes"][0]["share"].as_f64().unwrap() > 0.9,
            "real Go prints what the rule file says: {text}\n{answer}"
        );
    }
}

#[test]
fn what_is_found_here_comes_first() {
    let text =
        "panic: pattern \"/x\" (registered at /m/main.go:3) conflicts with pattern \"/x\" (registered at /m/main.go:4)";
    let clean = module("clean", "package main\n\nfunc main() {}\n");
    let (answer, _) = about(&clean, text);
    assert_eq!(answer["looked"], true);
    assert!(answer["causes"].as_array().unwrap().iter().all(|c| c["findings"] == serde_json::json!([])));
    assert_eq!(rules(&answer).len(), 2, "{answer}");
    // The rule that is second by its words has the finding here.
    let second = rules(&answer)[1].to_owned();
    let upgrade = "package main

import (
\t\"net/http\"
\t_ \"net/http/pprof\"
)

func main() {
\thttp.HandleFunc(\"/debug/pprof/delta\", h)
\thttp.HandleFunc(\"/{any...}\", h)
\tpanic(http.ListenAndServe(\"127.0.0.1:0\", nil))
}

func h(http.ResponseWriter, *http.Request) {}
";
    let dir = module("upgrade", upgrade);
    std::fs::write(dir.join("go.mod"), "module example.com/m\n\ngo 1.22\n").unwrap();
    let (answer, _) = about(&dir, text);
    assert_eq!(rules(&answer)[0], second, "{answer}");
}

#[test]
fn a_text_that_nobody_knows() {
    let dir = module("unknown", "package main\n\nfunc main() {}\n");
    for text in [
        "",
        "undefined: helper",
        "\u{0}\u{1}",
        "fork/exec: text file busy",
        "npm ERR! code ELIFECYCLE",
        "Process exiting with code: 0\nDetaching",
        "panic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x4a1b2c]",
        "Failed to continue: \"Error: spawn EACCES\"",
        "could not launch process: decoding dwarf section info at offset 0x0: too short",
        "TypeError: Cannot read property 'send' of null\n    at GoDlvDapDebugSession.attachRequest",
        "error while loading shared libraries: libc.musl-x86_64.so.1: cannot open shared object file",
    ] {
        let (answer, status) = about(&dir, text);
        assert_eq!(status, 1, "{text:?} {answer}");
    }
}

/// Texts as they stand in issues of Delve and vscode-go, with the rule that comes first, or the words of the guide.
#[test]
fn what_users_paste() {
    let dir = module("pastes", "package main\n\nfunc main() {}\n");
    for (text, rule) in [
        (
            "2024-12-23T22:41:56-05:00 debug layer=dap [-> to client]{\"seq\":0,\"success\":false,\"command\":\"attach\",\"message\":\
             \"Failed to attach\",\"body\":{\"error\":{\"id\":3001,\"format\":\"Failed to attach: no debugger found\",\"showUser\":true}}}",
            "debug-config-refused",
        ),
        ("Failed to launch: could not launch process: not an executable file", "debug-target-unfit"),
        (
            "app_1  | Couldn't start listener: listen tcp 127.0.0.1:40000: bind: address already in use",
            "debugger-port-taken",
        ),
        (
            "standard_init_linux.go:228: exec user process caused: exec /dlv: no such file or directory",
            "debugger-lacks-libc",
        ),
        (
            "Version of Delve is too old for this version of Go (maximum supported version 1.17, suppress this error with \
             --check-go-version=false)",
            "delve-go-mismatch",
        ),
        (
            "go: downloading github.com/go-delve/delve v1.27.1\ngo: github.com/go-delve/delve/cmd/dlv@latest: github.com/go-delve/delve@v1.27.1 \
             requires go >= 1.25 (running go 1.22.5; GOTOOLCHAIN=local)",
            "delve-go-mismatch",
        ),
        (
            "/go/pkg/mod/github.com/go-delve/delve@v1.25.0/service/dap/server.go:23:2: package slices is not in GOROOT (/usr/local/go/src/slices)",
            "delve-go-mismatch",
        ),
        ("\u{1b}[31mError: unknown flag: --continue\u{1b}[0m\nUsage:\n  dlv dap [flags]", "dlv-usage-error"),
        ("could not open debug info - debuggee might be built without debug information", "debugger-binary-stripped"),
        (
            "2016/01/28 10:51:24 debugger.go:55: launching process with args: [./z.test]\n\
             could not launch process: stat /Users/x/go/src/example.com/y/z/z.test: no such file or directory",
            "debug-target-unfit",
        ),
        (
            "Failed to launch: could not launch process: open /mypath/__debug_bin: no such file or directory",
            "debug-target-unfit",
        ),
        ("connect ECONNREFUSED 127.0.0.1:2345", "debugger-unreachable"),
        (
            "docker: Error response from daemon: failed to create task for container: OCI runtime create failed: runc create failed: unable to start \
             container process: exec: \"--listen=:2345\": executable file not found in $PATH: unknown.",
            "container-command-is-flag",
        ),
        ("exec: \"--headless=true\": executable file not found in $PATH", "container-command-is-flag"),
        ("could not connect: dial tcp 127.0.0.1:2345: connect: connection refused", "debugger-unreachable"),
        (
            "Failed to attach: Could not attach to pid 39997: current user does not own the process.",
            "debugger-attach-blind",
        ),
        (
            "[manager] WARNING: undefined behavior - version of Delve is too old for Go version 1.22.3 (maximum supported version 1.20)",
            "delve-go-mismatch",
        ),
    ] {
        let (answer, status) = about(&dir, text);
        assert_eq!(status, 0, "{text}");
        assert_eq!(rules(&answer).first(), Some(&rule), "{text}\n{answer}");
    }
    for (text, words) in [
        ("couldn't start dlv dap: connection timeout", "one second"),
        ("\u{1b}[31mCouldn't start dlv dap:\u{1b}[0m\nError: connection timeout", "one second"),
        ("Failed to launch dlv: Error: timed out while waiting for DAP in reverse mode to connect", "connect back"),
        ("could not launch process: fork/exec /tmp/__debug_bin1874603807: operation not permitted", "seccomp"),
        (
            "app_1  | 2019-07-16T14:10:25Z info layer=debugger launching process with args: [/go/src/x/debug]\n\
             could not launch process: fork/exec /go/src/x/debug: operation not permitted",
            "seccomp",
        ),
        ("could not launch process: fork/exec ./: permission denied", "may not be run"),
        (
            "Failed to continue: \"Cannot find Delve debugger. Ensure it is in your `GOPATH/bin` or `PATH`.\"",
            "golang images only",
        ),
        (
            "OCI runtime create failed: container_linux.go:349: exec: \"dlv\": executable file not found in $PATH: unknown",
            "golang images only",
        ),
        ("Error on CreateBreakpoint: could not find file /Users/me/go/src/app/main.go", "substitutePath"),
        ("Command failed: open /go/src/app/main.go: no such file or directory", "config substitute-path"),
        (
            "2017/10/13 debugger.go:97: launching process with args: [./debug]\ncould not launch process: could not fork/exec",
            "not signed",
        ),
        (
            "Build Error: go build -o /x/__debug_bin -gcflags all=-N -l .\ngo: cannot find main module, but found .git/config in /x",
            "go.work",
        ),
        ("could not launch process: fork/exec /opt/test/bin/test-hello: exec format error", "another operating system"),
        ("could not launch process: exec: \"lldb-server\": executable file not found in $PATH", "xcode-select"),
        (
            "2021-12-09T10:11:12+01:00 error layer=rpc rpc:invalid character 'C' looking for beginning of value",
            "up to 1.7.2",
        ),
        ("Unverified breakpoint: could not find file /app/main.go", "substitutePath"),
        (
            "Build Error: go build -o /app/__debug_bin -gcflags all=-N -l .\ngo: go.mod file not found in current directory or any \
             parent directory; see 'go help modules' (exit status 1)",
            "go.work",
        ),
        ("Couldn't find dlv at the Go tools path, /home/me/go or /usr/bin", "GOPATH/bin"),
        ("Failed to attach: could not attach to pid 1234: operation not permitted", "ptrace_scope"),
        (
            "Build Error: go build -o /x/__debug_bin -gcflags all=-N -l .\n# example.com/x\n./main.go:12:2: undefined: foo (exit status 1)",
            "does not compile",
        ),
        (
            "Failed to launch: could not launch process: stub exited while waiting for connection: exit status 0",
            "debugserver",
        ),
        ("standard_init_linux.go:211: exec user process caused \"no such file or directory\"", "CRLF"),
        ("exec /docker-entrypoint.sh: no such file or directory", "CRLF"),
        ("could not launch process: fork/exec ./foo: no such file or directory", "linked to a libc"),
        ("could not launch process: ptrace: operation not permitted", "SYS_PTRACE"),
        ("/bin/sh: dlv: not found", "GOPATH/bin"),
    ] {
        let (answer, status) = about(&dir, text);
        assert_eq!(status, 0, "{text}");
        let said = answer["notes"][0]["answer"].as_str().unwrap_or_default();
        assert!(said.contains(words), "{text}\n{answer}");
    }
}

/// What a message shares with another one is no reason to tell both: the name in quotes, the reason that the system gives and
/// what is wholly there decide.
#[test]
fn a_message_of_which_the_telling_words_are_missing_is_not_told() {
    let dir = module("telling", "package main\n\nfunc main() {}\n");
    // Not an error of the signing of dlv on a Mac.
    let (answer, _) = about(&dir, "could not launch process: could not open debug info");
    assert_eq!((rules(&answer), notes(&answer)), (vec!["debugger-binary-stripped"], Vec::new()));
    // Not every reason that `fork/exec` can have.
    for reason in ["operation not permitted", "permission denied", "exec format error"] {
        let text = format!("could not launch process: fork/exec /src/app/__debug_bin1874603807: {reason}");
        let (answer, _) = about(&dir, &text);
        assert_eq!((rules(&answer).len(), notes(&answer).len()), (0, 1), "{answer}");
        assert!(notes(&answer)[0].contains(reason), "{answer}");
    }
    // Neither dlv nor lldb-server is what is missing, and neither needs a libc.
    for text in [
        "exec: \"docker-credential-desktop\": executable file not found in $PATH",
        "could not attach to pid 1: lstat /app/server: no such file or directory",
        "npm ERR! enoent ENOENT: no such file or directory, open '/x/package.json'",
    ] {
        let (answer, status) = about(&dir, text);
        assert_eq!((answer, status), (Value::Null, 1), "{text}");
    }
}

#[test]
fn a_myth_is_answered() {
    let dir = module("myth", "package main\n\nfunc main() {}\n");
    for (text, words) in [
        ("Error: could not negotiate protocol version", "Neither message exists"),
        (
            "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n",
            "DAP to a web server",
        ),
        ("Delve DAP server (PID: 4711) is not responding", "dlvFlags"),
    ] {
        let (answer, status) = about(&dir, text);
        assert_eq!(status, 0);
        assert!(answer["notes"][0]["answer"].as_str().unwrap().contains(words), "{answer}");
    }
}

#[test]
fn the_guides_are_listed_and_printed() {
    let run = |arguments: &[&str]| {
        let out = Command::new(env!("CARGO_BIN_EXE_muxray")).args(arguments).output().unwrap();
        (String::from_utf8(out.stdout).unwrap(), String::from_utf8(out.stderr).unwrap(), out.status.code())
    };
    let (list, _, status) = run(&["explain"]);
    assert_eq!(status, Some(0));
    let names: Vec<&str> = list.lines().filter_map(|l| l.split("  ").next()).filter(|n| !n.is_empty()).collect();
    assert!(names.contains(&"debugging"), "{list}");
    for name in names {
        for format in ["text", "json", "markdown"] {
            let (page, told, status) = run(&["explain", name, "--format", format]);
            assert_eq!((status, told.as_str()), (Some(0), ""));
            assert!(page.contains("pprof"), "{name} {format}");
        }
    }
    let (_, told, status) = run(&["explain", "debuging"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("did you mean 'debugging'?"), "{told}");
}
