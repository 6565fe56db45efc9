//! What the knowledge files claim about Go's types, one line a claim, for the oracle `testdata/known/oracle/types.go`.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use muxray::known::{Arg, ConstantValue, KnownCall, KnownPackage, KnownType, MuxArg};

/// All claims that an entry makes about one of its import paths.
pub(crate) fn of_package(path: &str, package: &KnownPackage) -> Vec<String> {
    let mut claims = vec![format!("package\t{path}\t{}", package.name.as_deref().unwrap_or_default())];
    claims.extend(package.links.iter().map(|other| format!("links\t{path}\t{other}")));
    let handlers = package.init.iter().filter_map(|route| route.handler.as_ref());
    claims.extend(handlers.map(|handler| format!("call\t{path}\t{handler}")));
    for call in &package.calls {
        for name in &call.names {
            of_call(&format!("{path}\t{name}"), call, &mut claims);
        }
    }
    for var in &package.vars {
        claims.push(format!("var\t{path}\t{}\t{}", var.name, var.result.as_deref().unwrap_or_default()));
        match &var.value {
            Some(ConstantValue::Number(value)) => claims.push(format!("value\t{path}\t{}\t{value}", var.name)),
            Some(ConstantValue::Text(value)) => claims.push(format!("value\t{path}\t{}\t{value}", var.name)),
            None => {}
        }
    }
    for kind in &package.types {
        of_type(&format!("{path}\t{}", kind.name), kind, &mut claims);
    }
    claims.extend(package.inert.iter().map(|name| format!("inert\t{path}\t{name}")));
    claims
}

fn of_call(call: &str, known: &KnownCall, claims: &mut Vec<String>) {
    claims.push(format!("call\t{call}"));
    if let Some(result) = &known.result {
        claims.push(format!("result\t{call}\t{result}"));
    }
    for (arg, role) in places(known) {
        claims.push(format!("place\t{call}\t{}\t{role}", super::place(&arg)));
    }
    if let Some(method) = known.flag.as_ref().and_then(|flag| flag.chain_default.as_deref()) {
        let receiver =
            call.split_once('.').map_or(call, |_| call.rsplit_once('.').map_or(call, |(receiver, _)| receiver));
        claims.push(format!("call\t{receiver}.{method}"));
    }
}

/// Each place in a call that an effect names, with the role that its type must fit.
fn places(call: &KnownCall) -> Vec<(Arg, &'static str)> {
    let mut all: Vec<(Option<Arg>, &'static str)> = Vec::new();
    let result = || Some(Arg::Result(Vec::new()));
    if let Some(register) = &call.register {
        if let MuxArg::Arg(mux) = &register.mux {
            all.push((Some(mux.clone()), "router"));
        }
        all.extend([(register.pattern.clone(), "pattern"), (register.handler.clone(), "handler")]);
        all.push((register.prefix.clone(), "text"));
    }
    if let Some(listen) = &call.listen {
        all.extend([(listen.address.clone(), "address"), (listen.listener.clone(), "listener")]);
        all.extend([(listen.network.clone(), "network"), (listen.handler.clone(), "handler")]);
        all.push((listen.write_timeout.clone(), "timeout"));
    }
    if let Some(open) = &call.open {
        all.extend([(open.network.clone(), "network"), (open.address.clone(), "address"), (result(), "listener")]);
    }
    if let Some(mount) = &call.mount {
        all.extend([(mount.router.clone(), "router"), (mount.path.clone(), "pattern")]);
        all.push((mount.handler.clone(), "handler"));
    }
    if let Some(below) = &call.subrouter {
        all.extend([(below.router.clone(), "router"), (below.prefix.clone(), "pattern")]);
        all.push((below.callback.clone(), "function"));
    }
    if let Some(wrap) = &call.wrap {
        all.extend([(Some(wrap.handler.clone()), "handler"), (wrap.strip.clone(), "text"), (result(), "handler")]);
    }
    if let Some(flag) = &call.flag {
        all.extend([(flag.name.clone(), "text"), (flag.default.clone(), "value"), (flag.target.clone(), "target")]);
        all.push((flag.pointer.then(result).flatten(), "pointer"));
        all.push((flag.field.clone().map(|field| Arg::Result(vec![field])), "value"));
    }
    if let Some(default) = &call.set_default {
        all.extend([(Some(default.name.clone()), "text"), (Some(default.value.clone()), "value")]);
    }
    all.extend([(call.stores_key.clone(), "value"), (call.loads_key.clone(), "value")]);
    all.extend([(call.same.clone(), "value"), (call.lookup.clone(), "text"), (call.calls.clone(), "function")]);
    all.push((call.new_mux.then(result).flatten(), "mux"));
    all.push((call.new_router.then(result).flatten(), "router"));
    all.push((call.own_handler.then(result).flatten(), "handler"));
    all.push((call.middleware.then(result).flatten(), "middleware"));
    all.into_iter().filter_map(|(arg, role)| arg.map(|arg| (arg, role))).collect()
}

fn of_type(kind: &str, known: &KnownType, claims: &mut Vec<String>) {
    claims.push(format!("type\t{kind}"));
    let mut field = |name: &str, role: &str| claims.push(format!("field\t{kind}\t{name}\t{role}"));
    if let Some(setting) = &known.setting {
        field(&setting.name, "text");
        field(&setting.default, "value");
        if let Some(target) = &setting.target {
            field(target, "target");
        }
    }
    for name in &known.command {
        field(name, "function");
    }
    if let Some(wraps) = &known.wraps {
        field(&wraps.field, "served");
    }
    if let Some(name) = &known.fallback {
        field(name, "handler");
    }
    if let Some(timeouts) = &known.timeouts {
        for name in [&timeouts.read, &timeouts.read_header, &timeouts.write, &timeouts.idle] {
            field(name, "timeout");
        }
    }
    if let Some(address) = &known.address {
        field(&address.host, "value");
        field(&address.port, "number");
    }
    for name in known.fields.keys() {
        field(name, "value");
    }
}

/// Asks the oracle, with this Go, in the module of this directory; gives back what it refuses.
pub(crate) fn refused(go: &Path, directory: &Path, claims: &[String]) -> Vec<String> {
    let oracle = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/known/oracle/types.go");
    let output = run(Command::new(go).current_dir(directory).arg("run").arg(oracle), &claims.join("\n"));
    let answers: Vec<&str> = output.lines().collect();
    assert_eq!(answers.len(), claims.len(), "the oracle answers every claim");
    answers.into_iter().filter(|answer| *answer != "ok").map(str::to_owned).collect()
}

/// Runs a command with this standard input; gives back its standard output.
pub(crate) fn run(command: &mut Command, input: &str) -> String {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{command:?} failed");
    String::from_utf8(output.stdout).unwrap()
}
