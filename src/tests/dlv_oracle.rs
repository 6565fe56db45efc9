//! Delve as judge: what the rules quote of its messages is what a real one says, and where they are silent it says none of it.
//!
//! In: the binary, the cases of testdata/, MUXRAY_DLV and `go` on PATH (`dlv/mod.rs` says what is left out without them). Every
//! command line of a case about flags is run by a shell, every configuration of a case about launch.json is sent to a Delve
//! as VS Code sends it. In a message a text between backquotes that has a blank in it is a quotation, `...` in it stands for
//! something that differs, and ``VS Code shows`` in front of it means that another program says it. Knows no code of muxray.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use serde_json::{Value, json};

use crate::dlv::quoted::{
    Finding, OF_VS_CODE, Text, cases, errors, files, findings, is_of_vs_code, is_said, quotations, quoted, repository,
    says, write,
};
use crate::dlv::session::{debug, first_answer, hear};
use crate::dlv::{Server, build, dlv};

/// An empty folder for one test.
fn work(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("dlv-oracle").join(name);
    drop(fs::remove_dir_all(&dir));
    fs::create_dir_all(&dir).unwrap();
    dir
}

/// The command line of Delve in a line of a Makefile, a script or a compose file, for a shell; None where it needs a variable.
fn command_line(line: &str) -> Option<String> {
    let line = line.trim().trim_start_matches('@');
    let line = match line.split_once('[') {
        Some((_, list)) if line.starts_with("command: ") => {
            let words: Vec<String> = serde_json::from_str(&format!("[{list}")).ok()?;
            words.iter().map(|w| format!("'{w}'")).collect::<Vec<_>>().join(" ")
        }
        _ => line.to_owned(),
    };
    let line = line.split(" # ").next().unwrap_or_default();
    (line.trim_start_matches('\'').starts_with("dlv") && !line.contains('$')).then(|| line.to_owned())
}

#[test]
fn command_lines_get_the_answers_that_the_rules_quote() {
    let Some(dlv) = dlv() else { return };
    let dir = work("commands");
    let main = "package main\n\nfunc main() { println(\"hello\") }\n".to_owned();
    let go_mod = "module example.com/shop\n\ngo 1.23\n".to_owned();
    let files_of_it = [("go.mod", go_mod), ("cmd/api/main.go", main.clone()), ("main.go", main)];
    write(&dir, &files_of_it.map(|(name, text)| (name.to_owned(), text)));
    write(&dir, &[("init.txt".to_owned(), "continue\n".to_owned())]);
    if build(&dir, &dir.join("app"), &["-gcflags=all=-N -l"]).is_none() {
        return;
    }
    let path = format!("{}:{}", dlv.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let rules = [
        "dlv-usage-error",
        "dlv-flags-contradict",
        "dlv-listen-address-invalid",
        "dlv-flag-ignored",
        "dlv-without-terminal",
        "dlv-api-version-unknown",
    ];
    let (mut wrong, mut clean, mut left_out) = (0, 0, 0);
    for rule in rules {
        let errors: Vec<String> = errors(rule).into_iter().filter(|e| !e.starts_with(OF_VS_CODE)).collect();
        let mut never: BTreeSet<&str> = errors.iter().map(String::as_str).collect();
        for case in cases(rule) {
            let found = findings(&case);
            for (file, text) in files(&case, "") {
                for (index, line) in text.lines().enumerate() {
                    let here = |f: &&Finding| f.file == file && f.line == index + 1 && f.rule == rule;
                    let told: Vec<&Finding> = found.iter().filter(here).collect();
                    let Some(command) = command_line(line) else {
                        left_out += usize::from(line.contains("dlv ") && !line.trim().starts_with('#'));
                        continue;
                    };
                    let place = format!("{}:{}", case.join(&file).display(), index + 1);
                    let mut shell = Command::new("sh");
                    shell.current_dir(&dir).env("PATH", &path).args(["-c", &format!("exec {command}")]);
                    let ends = |f: &Finding| f.message.contains(" exits ");
                    let heard = |said: &[String], f: &Finding| {
                        !ends(f) && quotations(&f.message).iter().all(|quotation| is_said(quotation, said))
                    };
                    let mut ask = || match told.is_empty() {
                        true => hear(&mut shell, Duration::from_millis(500), |_| false),
                        false => hear(&mut shell, Duration::from_secs(30), |said| told.iter().all(|f| heard(said, f))),
                    };
                    // A connection of another test may have been given the port: it is free again soon.
                    let (said, status) = (0..20)
                        .map(|_| ask())
                        .find(|(said, _)| !said.iter().any(|line| line.contains("address already in use")))
                        .unwrap_or_else(|| panic!("{place}: its port is taken"));
                    never.retain(|message| !says(&said, message));
                    for finding in &told {
                        quoted(finding, &said, &place);
                        if finding.message.contains("exits with status 0") {
                            assert_eq!(status, Some(0), "{place}: {said:#?}");
                        }
                        if finding.message.contains("exits at once") {
                            assert_eq!(status, Some(1), "{place}: {said:#?}");
                        }
                    }
                    if told.is_empty() {
                        // A person at a terminal has one.
                        let complaint = errors.iter().find(|e| says(&said, e) && rule != "dlv-without-terminal");
                        assert_eq!(complaint, None, "{place}: no finding, and Delve says {said:#?}");
                        clean += 1;
                    } else {
                        wrong += 1;
                    }
                }
            }
        }
        assert_eq!(never, BTreeSet::new(), "{rule}: nothing makes Delve say this");
    }
    println!("{wrong} command lines with findings and {clean} without, run; {left_out} with variables left out");
    assert!(wrong > 25 && clean > 20, "{wrong} {clean}");
}

/// Every configuration of a launch.json, with the lines that it stands on.
fn configurations(text: &str) -> Vec<(Value, std::ops::RangeInclusive<usize>)> {
    let parsed = jsonc_parser::parse_to_ast(text, &Default::default(), &Default::default()).unwrap();
    let Some(ast::Value::Object(root)) = parsed.value else { panic!("no object") };
    let line = |at: usize| 1 + text[..at].matches('\n').count();
    let list = root.get_array("configurations").unwrap();
    list.elements.iter().map(|c| (c.clone().into(), line(c.start())..=line(c.end()))).collect()
}

/// A configuration as VS Code's extension sends it; None where only VS Code could say what it is.
fn sent(config: &Value, folder: &Path) -> Option<Value> {
    let text = config.to_string().replace("${workspaceFolder}", folder.to_str().unwrap());
    let mut config: Value = serde_json::from_str(&text).unwrap();
    // What stands for this platform takes the place of the rest; of the other ones nothing counts.
    let own = config.as_object_mut().and_then(|entries| entries.remove("linux")).unwrap_or_default();
    own.as_object().into_iter().flatten().for_each(|(key, value)| config[key] = value.clone());
    let program = config["program"].as_str().unwrap_or_default().to_owned();
    if text.contains("${") || config["type"] != "go" || config["debugAdapter"] == "legacy" {
        return None;
    }
    let is_auto = config["mode"].is_null() || config["mode"] == "auto";
    config["mode"] = match config["request"].as_str()? {
        "launch" if is_auto && program.ends_with("_test.go") => json!("test"),
        "launch" if is_auto => json!("debug"),
        "attach" if is_auto => json!("local"),
        _ => config["mode"].clone(),
    };
    // The path of a package stays one.
    if !program.is_empty() && !program.starts_with("example.com/") {
        config["program"] = json!(folder.join(program));
    }
    Some(config)
}

/// Runs the builds of a case that starts binaries: those of its Makefile and of its tasks.
fn make_binaries(dir: &Path, files: &[Text]) {
    let text = |name: &str| files.iter().find(|(file, _)| file == name).map_or("", |(_, text)| text.as_str());
    let tasks = text(".vscode/tasks.json").split('"');
    let lines = text("Makefile").lines().chain(tasks).map(str::trim).filter(|line| line.starts_with("go build"));
    for line in lines.filter(|_| text(".vscode/launch.json").contains("\"exec\"")) {
        let line = line.split(" # ").next().unwrap();
        let built = Command::new("sh").current_dir(dir).env("GOFLAGS", "-buildvcs=false").args(["-c", line]).status();
        assert!(built.unwrap().success(), "{line}");
    }
}

/// A line of a program at which a breakpoint can be; of a binary one in the folder.
fn breakpoint(config: &Value, folder: &Path) -> Option<(PathBuf, usize)> {
    let program = PathBuf::from(config["program"].as_str()?);
    let program = if config["mode"] == "exec" && !program.is_dir() { folder.to_owned() } else { program };
    let (begins, name) = if config["mode"] == "test" { ("func Test", "_test.go") } else { ("func main()", ".go") };
    let mut files: Vec<PathBuf> = match fs::read_dir(&program) {
        Ok(entries) => entries.map(|e| e.unwrap().path()).collect(),
        Err(_) => vec![program],
    };
    files.sort();
    let files = files.into_iter().filter(|f| f.to_str().is_some_and(|f| f.ends_with(name)));
    files.into_iter().find_map(|file| {
        let text = fs::read_to_string(&file).ok()?;
        let line = text.lines().position(|line| line.starts_with(begins))?;
        Some((file, line + 1))
    })
}

/// The servers that a Makefile starts, by port, each as its words without the address; none of a port that has two.
fn servers(files: &[Text]) -> BTreeMap<u64, Vec<String>> {
    let mut found: BTreeMap<u64, Option<Vec<String>>> = BTreeMap::new();
    for line in files.iter().filter(|(name, _)| name == "Makefile").flat_map(|(_, text)| text.lines()) {
        let Some((command, address)) = line.trim().split_once(" --listen=127.0.0.1:") else { continue };
        let (port, rest) = address.split_once(' ').unwrap_or((address, ""));
        let words = format!("{command} {rest}").split_whitespace().skip(1).map(str::to_owned).collect();
        found.entry(port.parse().unwrap()).and_modify(|old| *old = None).or_insert(Some(words));
    }
    found.into_iter().filter_map(|(port, words)| Some((port, words?))).collect()
}

#[test]
fn configurations_get_the_answers_that_the_rules_quote() {
    let Some(dlv) = dlv() else { return };
    let (mut wrong, mut clean, mut left_out) = (0, 0, 0);
    let rules = [
        "debug-config-refused",
        "debug-config-strips",
        "debug-modules-off",
        "debug-target-unfit",
        "debug-target-incomplete",
        "debugger-kind-mismatch",
    ];
    for rule in rules {
        let errors = errors(rule);
        for case in cases(rule).iter().filter(|case| case.join(".vscode/launch.json").exists()) {
            let found = findings(case);
            let files = files(case, "");
            let dir = work(&format!("{rule}-{}", case.file_name().unwrap().to_str().unwrap()));
            write(&dir, &files);
            make_binaries(&dir, &files);
            let servers = servers(&files);
            if !servers.is_empty()
                && build(&repository().join("testdata/oracle/peers"), &dir.join("app"), &[]).is_none()
            {
                return;
            }
            let text = fs::read_to_string(case.join(".vscode/launch.json")).unwrap();
            for (config, lines) in configurations(&text) {
                let place = format!("{}:{}", case.display(), lines.start());
                let here = |f: &&Finding| f.file.ends_with("launch.json") && lines.contains(&f.line) && f.rule == rule;
                let told: Vec<&Finding> = found.iter().filter(here).collect();
                let (port, is_auto) = (config["port"].as_u64(), config["mode"] == "auto");
                let Some(config) = sent(&config, &dir).filter(|_| !told.iter().any(|f| is_of_vs_code(f))) else {
                    left_out += 1;
                    continue;
                };
                let server = port.and_then(|port| servers.get(&port));
                // Without a finding, what is not here to connect to is left alone, and what the file that is open decides.
                let elsewhere = server.is_none() && (port.is_some() || config["request"] == "attach")
                    || config.get("host").is_some()
                    || is_auto
                    || config["mode"] == "replay";
                if told.is_empty() && elsewhere {
                    left_out += 1;
                    continue;
                }
                let adapter = vec!["dap".to_owned()];
                let mut command = Command::new(&dlv);
                command.current_dir(&dir).env("GOFLAGS", "-buildvcs=false").args(server.unwrap_or(&adapter));
                let server = Server::start(command.args(["--listen=127.0.0.1:0", "--check-go-version=false"]));
                let breakpoint = breakpoint(&config, &dir);
                let said = debug(&server.address, &config, breakpoint.as_ref().map(|(f, line)| (f.as_path(), *line)));
                for finding in &told {
                    quoted(finding, &said, &place);
                    assert!(errors.iter().any(|e| says(&said, e)), "{place}: its page explains none of {said:#?}");
                }
                if told.is_empty() {
                    let complaint = errors.iter().find(|e| says(&said, e) && !is_mapped(&config, e));
                    assert_eq!(complaint, None, "{place}: no finding, and Delve says {said:#?}");
                    let works = rule != "debug-config-strips" || said.iter().any(|line| line == "verified: true");
                    assert!(works, "{place}: no breakpoint in {config}: {said:#?}");
                    clean += 1;
                } else {
                    wrong += 1;
                }
            }
        }
    }
    println!("{wrong} configurations with findings and {clean} without, run; {left_out} left out");
    assert!(wrong > 20 && clean > 12, "{wrong} {clean}");
}

/// Delve warns of `-trimpath` also where the paths are mapped.
fn is_mapped(config: &Value, message: &str) -> bool {
    config.get("substitutePath").is_some() && message.contains("built with trimpath")
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

#[test]
fn a_program_cannot_listen_where_its_debugger_does() {
    let Some(dlv) = dlv() else { return };
    let dir = work("port");
    let port = free_port().to_string();
    let renumbered = |(name, text): Text| (name, text.replace("8080", &port));
    let case: Vec<Text> = files(&cases("debugger-port-taken").pop().unwrap(), "").into_iter().map(renumbered).collect();
    write(&dir, &case);
    let found = findings(&dir);
    let finding = found.iter().find(|f| f.rule == "debugger-port-taken" && f.file == "Makefile").expect("a finding");
    let app = dir.join("app");
    if build(&dir.join("cmd/api"), &app, &[]).is_none() {
        return;
    }
    // The last line of the two is the case `other` of ports-of-their-own: another address, the same port.
    for (address, clashes) in [(format!(":{port}"), true), (format!("127.0.0.2:{port}"), false)] {
        let mut command = Command::new(&dlv);
        command.args(["exec", "--headless", "--accept-multiclient", "--continue", "--listen"]);
        let in_use = |said: &[String]| said.iter().any(|line| line.contains("address already in use"));
        let patience = Duration::from_secs(if clashes { 30 } else { 2 });
        let (said, _) = hear(command.arg(address).arg(&app), patience, in_use);
        if clashes {
            quoted(finding, &said, "debugger-port-taken");
        } else {
            assert!(!says(&said, &errors("debugger-port-taken")[0]), "{said:#?}");
        }
    }
}

#[test]
fn a_stripped_binary_is_told_from_one_that_is_not() {
    let Some(dlv) = dlv() else { return };
    let path = format!("{}:{}", dlv.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let rule = "debugger-binary-stripped";
    let (warning, mut run) = (&errors(rule)[0], [0, 0]);
    for case in cases(rule) {
        let dir = work(&format!("{rule}-{}", case.file_name().unwrap().to_str().unwrap()));
        write(&dir, &files(&case, ""));
        if build(&dir.join("cmd/shop"), &dir.join("built"), &[]).is_none() {
            return;
        }
        let found = findings(&case);
        // Each debugger with the builds that stand above it; of the file's variables one is set, the other is empty.
        let makefile =
            fs::read_to_string(case.join("Makefile")).unwrap().replace("$(LDFLAGS)", "-s -w -X main.version=1");
        let makefile = makefile.replace("$(EXTRA)", "");
        let lines: Vec<&str> = makefile.lines().collect();
        for (index, line) in lines.iter().enumerate() {
            let plain = line.split(" # want").next().unwrap().trim().replace("40000", &free_port().to_string());
            if !plain.contains("dlv ") {
                continue;
            }
            let above = lines[..index].iter().map(|l| l.trim()).filter(|l| l.starts_with("go build"));
            let script: Vec<&str> = above.chain([plain.as_str()]).collect();
            let mut shell = Command::new("sh");
            shell.current_dir(&dir).env("PATH", &path).args(["-c", &script.join(" && ")]);
            let finding = found.iter().find(|f| f.file == "Makefile" && f.line == index + 1);
            let patience = Duration::from_secs(if finding.is_some() { 30 } else { 2 });
            let (said, _) = hear(&mut shell, patience, |said| says(said, warning));
            assert_eq!(says(&said, warning), finding.is_some(), "{}:{}: {said:#?}", case.display(), index + 1);
            run[usize::from(finding.is_some())] += 1;
            if let Some(finding) = finding {
                let quotations: Vec<&str> = finding.message.split('`').filter(|t| t.starts_with("Warning")).collect();
                assert!(quotations.iter().all(|q| is_said(q, &said)) && !quotations.is_empty(), "{}", finding.message);
            }
        }
    }
    println!("{} stripped, {} not", run[1], run[0]);
    assert!(run[1] > 2 && run[0] > 2, "{run:?}");
}

#[test]
fn a_debug_adapter_meets_a_server_of_http() {
    if dlv().is_none() {
        return;
    }
    let case = repository().join("testdata/debug-port-serves-http/pprof-port");
    let Some(app) = build(&repository().join("testdata/oracle/peers"), &work("http").join("peers"), &[]) else {
        return;
    };
    let server = Server::start(Command::new(app).arg("pprof"));
    let answer = first_answer(&server.address);
    let found = findings(&case);
    assert!(!found.is_empty());
    for finding in found.iter().filter(|f| f.rule == "debug-port-serves-http") {
        assert!(
            answer.starts_with("HTTP/1.1 400 Bad Request") && finding.message.contains("400 Bad Request"),
            "{answer}"
        );
    }
}

/// Asks as the kubelet does: an HTTP request, or a connection that is closed at once.
fn ask(address: &str, how: &str) {
    let mut stream = TcpStream::connect(address).unwrap();
    if how == "httpGet" {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
        drop(stream.read_to_end(&mut Vec::new()));
    }
}

#[test]
fn a_probe_does_to_delve_what_the_rule_says() {
    let Some(dlv) = dlv() else { return };
    let dir = work("probes");
    let Some(app) = build(&repository().join("testdata/oracle/peers"), &dir.join("app"), &[]) else { return };
    let kinds: [&[&str]; 3] = [&["dap"], &["exec", "--headless"], &["exec", "--headless", "--accept-multiclient"]];
    for kind in kinds {
        for how in ["httpGet", "tcpSocket"] {
            let mut words: Vec<&str> = kind.to_vec();
            words.extend(if kind[0] == "exec" { vec![app.to_str().unwrap()] } else { vec![] });
            let command = words.join(", ");
            let pod = format!(
                "apiVersion: v1\nkind: Pod\nmetadata: {{name: p}}\nspec:\n  containers:\n    - name: c\n      image: x\n      \
                 command: [dlv, {command}, '--listen=:40000', --, plain]\n      livenessProbe:\n        {how}: {{port: 40000}}\n"
            );
            write(&dir, &[("pod.yaml".to_owned(), pod)]);
            let found = findings(&dir);
            let severity = found.iter().find(|f| f.rule == "probe-hits-debugger").map(|f| f.severity.as_str());

            // Of a wildcard address, which a container needs, Delve does not ask whose the client is.
            words.extend(["--listen=127.0.0.1:0", "--only-same-user=false"]);
            words.extend(if kind[0] == "exec" { vec!["--", "plain"] } else { vec![] });
            let mut server = Server::start(Command::new(&dlv).args(&words));
            ask(&server.address, how);
            // What was asked waits until the program is there.
            let ends = severity == Some("error");
            let limit = Instant::now() + Duration::from_secs(if ends { 30 } else { 2 });
            let mut lives = true;
            while lives && Instant::now() < limit {
                lives = server.lives() && TcpStream::connect(&server.address).is_ok();
            }
            assert_eq!(ends, !lives, "{how} to {kind:?}: {severity:?}");
        }
    }
}
