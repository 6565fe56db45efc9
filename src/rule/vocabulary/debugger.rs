//! Fields of `debugger` and `debugger_flag`.

use std::borrow::Cow;

use crate::manifest::Word;
use crate::model::{Address, overlap, scope_of_host};
use crate::setup::{Debugger, GoFlags, Serves, Site};
use crate::source::Span;

use super::super::value::{Base, Completeness, Type, Value, Words};
use super::{BOOL, Facts, Field, Kind, NUMBER, PLACE, TEXT, TEXTS, facts, field};

pub(super) static SERVER: Words = Words { words: &["dap", "headless", "nothing"], ordered: false };
pub(super) static SITE: Words = Words { words: &["host", "ci", "build", "container"], ordered: false };
static SCOPE: Words = Words { words: &["any", "loopback", "private", "unix", "public"], ordered: false };

pub(super) static DEBUGGER: &[Field] = &[
    field("place", PLACE, "The command line.", |f, i| Value::Place(f.setup.debuggers[i].command.span)),
    field("file", TEXT, "Path of the file around `place`.", |f, i| {
        Value::owned(f.file(f.setup.debuggers[i].command.span))
    }),
    field("line", TEXT, "The command line as it is run.", |f, i| {
        let words: Vec<&str> = f.setup.debuggers[i].command.words.iter().map(|w| &*w.text).collect();
        Value::owned(words.join(" "))
    }),
    field("command", Type::optional(Base::Text), "The subcommand: `exec`, `dap`, ...", |f, i| {
        Value::optional(f.setup.debuggers[i].subcommand.as_ref(), word)
    }),
    field(
        "server",
        Type::one(Base::Word(&SERVER)),
        "What it serves: `dap` is `dlv dap`, `headless` is `--headless`.",
        |f, i| match f.setup.debuggers[i].serves() {
            Some(Serves::Dap) => Value::text("dap"),
            Some(Serves::Headless) => Value::text("headless"),
            Some(Serves::Nothing) => Value::text("nothing"),
            None => unknown(),
        },
    ),
    field("headless", BOOL, "Whether `--headless` is set.", |f, i| set(&f.setup.debuggers[i], "headless")),
    field("multiclient", BOOL, "Whether `--accept-multiclient` is set.", |f, i| {
        set(&f.setup.debuggers[i], "accept-multiclient")
    }),
    field("continues", BOOL, "Whether `--continue` is set.", |f, i| set(&f.setup.debuggers[i], "continue")),
    field("complete", BOOL, "Whether every word is known: a variable may bring flags.", |f, i| {
        Value::Bool(f.setup.debuggers[i].complete)
    }),
    field("listen", Type::optional(Base::Text), "The value of `--listen` as it is written.", |f, i| {
        Value::optional(f.setup.debuggers[i].flag("listen").and_then(|l| l.value.as_ref()), word)
    }),
    field("listen_place", PLACE, "`--listen` with its value; the command line where there is none.", |f, i| {
        let debugger = &f.setup.debuggers[i];
        Value::Place(debugger.flag("listen").map_or(debugger.command.span, |l| l.span))
    }),
    field(
        "listen_error",
        Type::optional(Base::Text),
        "What Go says of the address of `--listen`, where it is wrong: `address 40000: missing port in address`.",
        |f, i| Value::optional(f.setup.debuggers[i].address_error(), Value::owned),
    ),
    field("host", TEXT, "The host that it listens on; `127.0.0.1` without `--listen`.", |f, i| {
        f.setup.debuggers[i].address().map_or_else(unknown, |(host, _)| Value::text(host))
    }),
    field("port", NUMBER, "The port that it listens on; 0 is a free one, also without `--listen`.", |f, i| {
        f.setup.debuggers[i].address().map_or_else(unknown, |(_, port)| Value::Number(f64::from(port)))
    }),
    field("scope", Type::one(Base::Word(&SCOPE)), "How far its address reaches: `any` is all interfaces.", |f, i| {
        let debugger = &f.setup.debuggers[i];
        let listen = debugger.flag("listen").and_then(|l| l.value.as_ref());
        if listen.is_some_and(|l| l.known && l.text.starts_with("unix:")) {
            return Value::text("unix");
        }
        debugger.address().map_or_else(unknown, |(host, _)| Value::text(scope_of_host(host).as_str()))
    }),
    field("flags", facts(Kind::DebuggerFlag), "Its flags, in their order.", |f, i| {
        let own = f.setup.index.flags_of(i);
        let known = if f.setup.debuggers[i].complete { Completeness::Complete } else { Completeness::Partial };
        Value::List(own.map(|flag| Value::Fact(Kind::DebuggerFlag, flag)).collect(), known)
    }),
    field(
        "arguments",
        TEXTS,
        "Its arguments without the subcommand: of `debug` and `test` those before `--`, of the others all.",
        |f, i| {
            let debugger = &f.setup.debuggers[i];
            let known = if debugger.complete { Completeness::Complete } else { Completeness::Partial };
            Value::List(debugger.arguments.iter().map(word).collect(), known)
        },
    ),
    field(
        "site",
        Type::one(Base::Word(&SITE)),
        "Where it runs: on the `host`, in a `ci` job, while an image is built (`build`), in a `container`.",
        |f, i| site(f.setup.debuggers[i].site),
    ),
    field("container", Type::optional(Base::Fact(Kind::Container)), "The container that it runs in.", |f, i| {
        container_of(f.setup.debuggers[i].site)
    }),
    field(
        "stage",
        Type::optional(Base::Fact(Kind::Stage)),
        "The stage of a Dockerfile that it runs in, or whose image its container has.",
        |f, i| stage_of(f, f.setup.debuggers[i].site),
    ),
    field("entry", BOOL, "Whether it is the first thing that its container starts.", |f, i| {
        Value::Bool(f.setup.debuggers[i].entry)
    }),
    field("programs", TEXTS, "Directories of the main packages that it debugs, as far as that is known.", |f, i| {
        texts(&f.setup.debuggers[i].programs)
    }),
    field(
        "builds",
        facts(Kind::Command),
        "The `go build` commands that make the binary that it starts, as far as that is known.",
        |f, i| Value::list(f.setup.debuggers[i].builds.iter().map(|c| Value::Fact(Kind::Command, *c))),
    ),
    field(
        "strips",
        TEXT,
        "Of `debug` and `test`: the linker's flags that strip debug information, in `--build-flags` or GOFLAGS, `-s -w`; else empty.",
        |f, i| strips(f.setup.debuggers[i].go_flags),
    ),
    field(
        "trims",
        BOOL,
        "Of `debug` and `test`: whether `-trimpath` is set, in `--build-flags` or GOFLAGS.",
        |f, i| trims(f.setup.debuggers[i].go_flags),
    ),
    field(
        "releases",
        facts(Kind::Tool),
        "The versions of dlv that its file, or the Dockerfile of its image, installs.",
        |f, i| {
            let debugger = &f.setup.debuggers[i];
            let of_image = match f.setup.stage_of(debugger.site) {
                Some(stage) => f.setup.stages[stage].file,
                None => debugger.command.span.file,
            };
            let found = f.setup.index.delves_of([debugger.command.span.file, of_image]);
            Value::list(found.into_iter().map(|tool| Value::Fact(Kind::Tool, tool)))
        },
    ),
    field(
        "published",
        facts(Kind::ContainerPort),
        "The ports of its container that lead to it from outside: published by compose, or of a Service.",
        |f, i| Value::list(published(f, i).map(|p| Value::Fact(Kind::ContainerPort, p))),
    ),
    field(
        "services",
        TEXTS,
        "Types of the Services that lead to it, of the workspace: `NodePort`; and `Ingress` where one leads to such a Service.",
        |f, i| Value::list(services(f, i).map(|s| Value::text(&s.kind))),
    ),
    field("service_places", Type::list(Base::Place), "Where these Services and Ingresses name its port.", |f, i| {
        Value::list(services(f, i).map(|s| Value::Place(s.span)))
    }),
    field(
        "forwarded",
        BOOL,
        "Whether a Tiltfile, skaffold or a `kubectl port-forward` of the workspace leads from a port of the machine to it.",
        |f, i| {
            let to = f.setup.debuggers[i].container_port();
            let pod = |container: usize| &f.setup.pods[f.setup.containers[container].pod];
            Value::Bool(to.is_some_and(|(container, port)| pod(container).forwarded.contains(&port)))
        },
    ),
    field("modules_off", BOOL, "Whether a file of the workspace sets `GO111MODULE=off` for it.", |f, i| {
        Value::Bool(f.setup.debuggers[i].modules_off)
    }),
    field(
        "readdresses",
        BOOL,
        "Whether it gives what it starts a text that may be the address of a listener, by an argument behind `--` or a variable: then the default may not count.",
        |f, i| Value::Bool(f.setup.debuggers[i].readdresses),
    ),
    field(
        "clashes",
        facts(Kind::Listener),
        "Listeners of the program that want its address, where it debugs that program.",
        clashes,
    ),
    field("order", NUMBER, "Its number among the command lines of `dlv`, from 0.", |_, i| Value::count(i)),
];

pub(super) static FLAG: &[Field] = &[
    field("place", PLACE, "The flag with its value.", |f, i| Value::Place(flag(f, i).span)),
    field("name", TEXT, "Its name without dashes; of a letter the name that it stands for.", |f, i| {
        Value::text(&flag(f, i).name)
    }),
    field("spelled", TEXT, "As it is written: `--listen`, `-l`.", |f, i| Value::text(&flag(f, i).spelled)),
    field("value", Type::optional(Base::Text), "Its value, where it has one.", |f, i| {
        Value::optional(flag(f, i).value.as_ref(), word)
    }),
    field("parts", TEXTS, "Its value, parted at its commas.", |f, i| parts(flag(f, i).value.as_ref())),
    field(
        "unknown_letter",
        Type::optional(Base::Text),
        "Of letters behind one dash: what dlv says of the first one that is no flag, `'e' in -eadless`.",
        |f, i| Value::optional(flag(f, i).unknown_letter.as_ref(), |said| Value::text(said)),
    ),
    field("debugger", Type::one(Base::Fact(Kind::Debugger)), "Its command line.", |f, i| {
        Value::Fact(Kind::Debugger, f.setup.index.flags()[i].0)
    }),
    field("order", NUMBER, "Its number among the flags, from 0.", |_, i| Value::count(i)),
];

fn flag<'p>(f: &Facts<'p>, index: usize) -> &'p crate::setup::Flag {
    let (debugger, flag) = f.setup.index.flags()[index];
    &f.setup.debuggers[debugger].flags[flag]
}

/// A value at its commas.
pub(super) fn parts<'p>(value: Option<&'p Word>) -> Value<'p> {
    match value {
        Some(value) if !value.known => Value::List(Vec::new(), Completeness::Partial),
        value => Value::list(value.into_iter().flat_map(|value| value.text.split(',')).map(Value::text)),
    }
}

/// A word that may have holes.
pub(super) fn word<'p>(word: &'p Word) -> Value<'p> {
    if word.known { Value::text(&word.text) } else { Value::Unknown(Cow::Borrowed(&*word.text)) }
}

pub(super) fn unknown<'p>() -> Value<'p> {
    Value::Unknown(Cow::Borrowed("unknown"))
}

pub(super) fn texts<'p>(texts: &'p [std::sync::Arc<str>]) -> Value<'p> {
    Value::list(texts.iter().map(|t| Value::text(t)))
}

/// What strips, where that is known: a part of the flags that is not known may strip too.
pub(super) fn strips<'p>(flags: GoFlags) -> Value<'p> {
    if flags.open && flags.strips().is_empty() { unknown() } else { Value::text(flags.strips()) }
}

pub(super) fn trims<'p>(flags: GoFlags) -> Value<'p> {
    Value::from_truth(if flags.open && !flags.trims_paths { None } else { Some(flags.trims_paths) })
}

pub(super) fn site<'p>(site: Site) -> Value<'p> {
    Value::text(match site {
        Site::Host => "host",
        Site::Ci => "ci",
        Site::Build(_) => "build",
        Site::Container(_) => "container",
    })
}

pub(super) fn container_of<'p>(site: Site) -> Value<'p> {
    match site {
        Site::Container(index) => Value::Fact(Kind::Container, index),
        _ => Value::Absent,
    }
}

pub(super) fn stage_of<'p>(f: &Facts<'p>, site: Site) -> Value<'p> {
    Value::optional(f.setup.stage_of(site), |index| Value::Fact(Kind::Stage, index))
}

fn set<'p>(debugger: &Debugger, name: &str) -> Value<'p> {
    Value::from_truth(debugger.is_set(name))
}

pub(super) static FILE: &[Field] = &[
    field(
        "place",
        PLACE,
        "The first port of its debuggers that is published on every interface, else the first published one, else the first of these.",
        |f, i| {
            let (file, debuggers) = &f.setup.debugger_files[i];
            let port = |p: usize| &f.setup.ports[p].port;
            let all = || debuggers.iter().flat_map(|d| published(f, *d));
            let is_open =
                |p: &usize| port(*p).published.is_some() && port(*p).host.as_ref().is_none_or(|h| h.is("0.0.0.0"));
            let published = all().find(is_open).or_else(|| all().next()).map(|p| port(p).span);
            let first = || debuggers.first().map_or(Span::new(*file, 0, 0), |d| f.setup.debuggers[*d].command.span);
            Value::Place(published.unwrap_or_else(first))
        },
    ),
    field("file", TEXT, "Its path.", |f, i| Value::owned(f.path(f.setup.debugger_files[i].0))),
    field("debuggers", facts(Kind::Debugger), "The command lines of `dlv` in it.", |f, i| {
        Value::list(f.setup.debugger_files[i].1.iter().map(|d| Value::Fact(Kind::Debugger, *d)))
    }),
    field("order", NUMBER, "Its number among these files, from 0.", |_, i| Value::count(i)),
];

fn published<'p>(f: &Facts<'p>, index: usize) -> impl Iterator<Item = usize> {
    f.setup.debuggers[index].container_port().into_iter().flat_map(|(container, port)| {
        let leads = move |p: &crate::setup::ContainerPort| p.port.number == port && !p.port.udp && !p.exposed;
        f.setup.ports_of(container).filter(move |(_, p)| leads(p)).map(|(i, _)| i)
    })
}

fn services<'p>(f: &Facts<'p>, index: usize) -> impl Iterator<Item = &'p crate::setup::ServicePort> {
    f.setup.debuggers[index]
        .container_port()
        .into_iter()
        .flat_map(|(container, port)| f.setup.services_of(container, port))
}

fn clashes<'p>(f: &Facts<'p>, index: usize) -> Value<'p> {
    let debugger = &f.setup.debuggers[index];
    let Some((host, port)) = debugger.address() else { return Value::List(Vec::new(), Completeness::Partial) };
    if !debugger.programs.contains(&f.program.dir) {
        return Value::list([]);
    }
    let own = Address { host: host.to_owned(), port };
    let wants = |l: &crate::model::Listener| l.addresses.iter().any(|a| overlap(&own, "tcp", a, &l.network));
    let found = f.program.listeners.iter().enumerate().filter(|(_, l)| wants(l));
    Value::list(found.map(|(i, _)| Value::Fact(Kind::Listener, i)))
}
