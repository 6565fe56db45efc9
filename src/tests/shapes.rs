//! Files around the code with thousands of one thing: four times as many take about four times the work, and none fills the memory.
//!
//! In: workspaces that are generated below target/. Out: a failure where the processor time of the real binary grows like the square of
//! what is there, or where it needs more memory than files of this size may ask for. Each shape was one that did. What else the machine does
//! does not count.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::binary::{CLEAN, GO_MOD, tree};
use crate::hostile::processor_time;

/// Files, by their paths.
type Files = Vec<(String, String)>;

fn workspace(name: &str, files: Files) -> PathBuf {
    let own = [("go.mod".to_owned(), GO_MOD.to_owned()), ("main.go".to_owned(), CLEAN.to_owned())];
    let all: Vec<_> = own.into_iter().chain(files).collect();
    tree(name, all.iter().map(|(path, text)| (path.as_str(), text.as_bytes())))
}

/// Bytes of addresses that a run may take, most of which no thread touches.
const MOST_KILOBYTES: usize = 5 << 20;

/// What a run takes of a processor; a run that has more than its memory dies.
#[track_caller]
fn cost(name: &str, files: Files) -> Duration {
    let dir = workspace(name, files);
    let limited = format!("ulimit -v {MOST_KILOBYTES} && exec \"$0\" lint --isolated -q --format json ./...");
    let mut child = Command::new("/bin/sh")
        .env_clear()
        .args(["-c", &limited, env!("CARGO_BIN_EXE_muxray")])
        .current_dir(&dir)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell starts");
    let (start, mut used) = (Instant::now(), Duration::ZERO);
    let status = loop {
        used = processor_time(child.id()).unwrap_or_else(|| start.elapsed()).max(used);
        if let Some(status) = child.try_wait().expect("it is a child of ours") {
            break status;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    std::fs::remove_dir_all(&dir).expect("the workspace is ours");
    // 0 and 1: it has ended by itself.
    assert!(matches!(status.code(), Some(0 | 1)), "{name}: {status:?}");
    used
}

/// Of four times as many things: linear work takes at most 4 times as long, quadratic work nearly 16 times.
const MOST_TIMES: u32 = 6;

/// Less is start-up, and clocks that count in ticks of 10 ms.
const LEAST: Duration = Duration::from_millis(100);

#[track_caller]
fn grows_with(name: &str, count: usize, files: impl Fn(usize) -> Files) {
    let few = cost(&format!("{name}-{count}"), files(count)).max(LEAST);
    let many = cost(&format!("{name}-{}", 4 * count), files(4 * count));
    assert!(many < MOST_TIMES * few, "{name}: {few:?} for {count}, {many:?} for {}", 4 * count);
}

fn each(count: usize, make: impl Fn(usize) -> String) -> String {
    (0..count).map(make).collect()
}

fn file(path: &str, text: impl Into<String>) -> Files {
    vec![(path.to_owned(), text.into())]
}

const DEBUGGED: &str = "\"dlv\", \"exec\", \"/app\", \"--headless\", \"--listen=:2345\"";

#[test]
fn stages_and_what_is_copied_and_built_in_them() {
    grows_with("stages", 5_000, |n| {
        file("Dockerfile", each(n, |i| format!("FROM golang:1.22 AS s{i}\nCMD [{DEBUGGED}, \"{i}\"]\n")))
    });
    grows_with("copies", 500, |n| {
        let copies = each(n, |i| format!("COPY --from=b /a{i} /app\n"));
        let stages = each(n, |i| format!("FROM alpine AS t{i}\nCMD [{DEBUGGED}]\n"));
        file("Dockerfile", format!("FROM golang AS b\nFROM alpine\n{copies}{stages}"))
    });
    grows_with("targets", 3_000, |n| {
        let stages = each(n, |i| format!("FROM golang:1.22 AS t{i}\nRUN go build -o /app .\n"));
        let services =
            each(n, |i| format!("  s{i}:\n    build: {{ context: ., target: t{i} }}\n    command: [{DEBUGGED}]\n"));
        vec![("Dockerfile".to_owned(), stages), ("compose.yaml".to_owned(), format!("services:\n{services}"))]
    });
    grows_with("builds", 10_000, |n| {
        file("Makefile", each(n, |i| format!("t{i}:\n\tgo build -ldflags=-s -o bin/a .\n\tdlv exec bin/a\n")))
    });
    grows_with("entries", 1_000, |n| {
        let copies = each(n, |i| format!("COPY s{i}.sh /s{i}.sh\n"));
        let stages = each(n, |i| format!("FROM b AS t{i}\nENTRYPOINT [\"/x{i}.sh\"]\n"));
        let mut files = file("Dockerfile", format!("FROM alpine AS b\n{copies}{stages}"));
        files.extend(file("e.sh", "exec dlv\n"));
        files
    });
}

#[test]
fn variables_that_many_commands_ask_for() {
    grows_with("goflags", 1_000, |n| {
        let flags = each(n, |i| format!(" -tags=a{i}"));
        file(
            "Dockerfile",
            format!("FROM golang:1.22\nENV GOFLAGS=\"{flags}\"\n{}CMD dlv exec x\n", "RUN go build\n".repeat(n)),
        )
    });
    grows_with("values", 4_000, |n| {
        let env = each(n, |i| format!("    - {{ name: V{i}, value: \"{i}\" }}\n"));
        let args = each(n, |i| format!(", $(V{i})"));
        let pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers:\n  - name: c\n";
        file("pod.yaml", format!("{pod}    env:\n{env}    command: [dlv, exec{args}]\n"))
    });
    grows_with("wrappers", 4_000, |n| file("a.sh", format!("{}dlv exec x\n", "exec nohup time ".repeat(n))));
}

#[test]
fn labels_ports_and_what_opens_and_closes_them() {
    const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata: { name: p, labels: { app: x } }\n";
    let service = |n: usize| {
        let ports = each(n, |i| format!("  - {{ port: {}, targetPort: p{i} }}\n", 1 + i));
        format!(
            "---\napiVersion: v1\nkind: Service\nmetadata: {{ name: s }}\nspec:\n  selector: {{ app: x }}\n  ports:\n{ports}"
        )
    };
    grows_with("ports", 4_000, |n| {
        let ports = each(n, |i| format!("    - {{ name: p{i}, containerPort: {} }}\n", 1 + i));
        let open = each(n, |i| format!("    - port: {}\n", 1 + i));
        let policy = "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: n }\nspec:\n  podSelector: {}\n";
        let container = format!("spec:\n  containers:\n  - name: c\n    command: [{DEBUGGED}]\n    ports:\n{ports}");
        file("pod.yaml", format!("{POD}{container}{}{policy}  ingress:\n  - ports:\n{open}", service(n)))
    });
    grows_with("labels", 8_000, |n| {
        let labels = each(n, |i| format!("    l{i}: v\n"));
        let pod = format!(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  labels:\n{labels}spec: {{ containers: [{{ name: c, command: [{DEBUGGED}] }}] }}\n"
        );
        let service = format!(
            "---\napiVersion: v1\nkind: Service\nmetadata: {{ name: s }}\nspec:\n  ports: [{{ port: 2345 }}]\n  selector:\n{labels}"
        );
        file("pod.yaml", format!("{pod}{service}"))
    });
}

#[test]
fn comments_that_ignore_findings_of_a_dockerfile() {
    grows_with("ignores", 1_000, |n| {
        let one = "# muxray:ignore dlv-usage-error -- because\nRUN dlv --bogus\n";
        file("Dockerfile", format!("FROM golang:1.22\n{}", one.repeat(n)))
    });
}

/// Each of these took more than 8 GB.
#[test]
fn what_is_written_once_and_stands_in_many_places_fills_no_memory() {
    cost(
        "workdirs",
        file(
            "Dockerfile",
            format!("FROM golang:1.22\n{}", each(40_000, |i| format!("WORKDIR a{i}\nRUN go build -o x .\n"))),
        ),
    );
    let set = each(20_000, |i| format!("A{i}=b "));
    cost("environments", file("a.sh", format!("{set}sh -c '{}'\n", "dlv exec x; ".repeat(20_000))));
    let value = "x".repeat(40_000);
    let args = ", $(V)".repeat(40_000);
    let pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers:\n  - name: c\n";
    let text = format!("{pod}    env: [{{ name: V, value: {value} }}]\n    command: [dlv, exec{args}]\n");
    cost("filled", file("pod.yaml", text));
    let script = format!("{}exec dlv exec /app \"$@\"\n", "echo a b c\n".repeat(3_000));
    let services = each(3_000, |i| format!("  s{i}:\n    build: .\n    command: [a{i}]\n"));
    let dockerfile = "FROM golang:1.22\nCOPY e.sh /e.sh\nENTRYPOINT [\"/e.sh\"]\n";
    let mut files = file("compose.yaml", format!("services:\n{services}"));
    files.extend(file("e.sh", script));
    files.extend(file("Dockerfile", dockerfile));
    cost("scripts", files);
}
