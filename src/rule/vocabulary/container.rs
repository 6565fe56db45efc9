//! Fields of `pod`, `container`, `container_port` and `probe`.

use crate::manifest::{ProbeHow, ProbeKind};
use crate::setup::WantedBy;

use super::super::value::{Base, Completeness, Type, Value, Words};
use super::debugger::{texts, unknown, word};
use super::{BOOL, Facts, Field, Kind, NUMBER, PLACE, TEXT, TEXTS, fact, facts, field};

static HOW: Words = Words { words: &["http", "tcp", "grpc", "exec"], ordered: false };
static KIND: Words = Words { words: &["liveness", "readiness", "startup", "healthcheck"], ordered: false };
static WANTED_BY: Words = Words { words: &["name", "image", "program", "debugger"], ordered: true };
static MISPLACED: Words = Words { words: &["entrypoint", "arguments"], ordered: false };
static SOURCE: Words = Words { words: &["named", "published", "exposed"], ordered: false };

pub(super) static POD: &[Field] = &[
    field("place", PLACE, "Its name, where it stands.", |f, i| Value::Place(f.setup.pods[i].span)),
    field("file", TEXT, "Path of the file around `place`.", |f, i| Value::owned(f.file(f.setup.pods[i].span))),
    field("name", TEXT, "Its name.", |f, i| Value::text(&f.setup.pods[i].name)),
    field(
        "kind",
        TEXT,
        "`Pod`, `Deployment`, ..., `compose`, `devcontainer`, `run` (of `docker run`), `tilt` (of a Tiltfile alone), `image`.",
        |f, i| Value::text(f.setup.pods[i].kind),
    ),
    field("containers", facts(Kind::Container), "Its containers.", |f, i| {
        Value::list(f.setup.pods[i].containers.iter().map(|c| Value::Fact(Kind::Container, *c)))
    }),
    field("debuggers", facts(Kind::Debugger), "The command lines of `dlv` in its containers.", |f, i| {
        debuggers(f, &f.setup.pods[i].containers)
    }),
    field("shares_processes", BOOL, "Whether its containers see each other's processes.", |f, i| {
        Value::Bool(f.setup.pods[i].shares_processes)
    }),
    field("host_pid", BOOL, "Whether it sees the machine's processes.", |f, i| Value::Bool(f.setup.pods[i].host_pid)),
    field("host_network", BOOL, "Whether it is in the machine's network.", |f, i| {
        Value::Bool(f.setup.pods[i].host_network)
    }),
    field("order", NUMBER, "Its number among the Pods, from 0.", |_, i| Value::count(i)),
];

pub(super) static CONTAINER: &[Field] = &[
    field("place", PLACE, "Its name, where it stands.", |f, i| Value::Place(f.setup.containers[i].span)),
    field("file", TEXT, "Path of the file around `place`.", |f, i| Value::owned(f.file(f.setup.containers[i].span))),
    field("name", TEXT, "Its name.", |f, i| Value::text(&f.setup.containers[i].name)),
    field("pod", fact(Kind::Pod), "What it shares its network with.", |f, i| {
        Value::Fact(Kind::Pod, f.setup.containers[i].pod)
    }),
    field("init", BOOL, "Whether it ends before the others start.", |f, i| Value::Bool(f.setup.containers[i].init)),
    field("image", Type::optional(Base::Text), "The image's name.", |f, i| {
        Value::optional(f.setup.containers[i].image.as_ref(), word)
    }),
    field(
        "stage",
        Type::optional(Base::Fact(Kind::Stage)),
        "The stage of a Dockerfile that its image is built from.",
        |f, i| Value::optional(f.setup.containers[i].stage, |s| Value::Fact(Kind::Stage, s)),
    ),
    field("debuggers", facts(Kind::Debugger), "The command lines of `dlv` that it starts.", |f, i| debuggers(f, &[i])),
    field("ports", facts(Kind::ContainerPort), "The ports that it names, publishes or exposes.", |f, i| {
        Value::list(f.setup.ports_of(i).map(|(p, _)| Value::Fact(Kind::ContainerPort, p)))
    }),
    field("probes", facts(Kind::Probe), "Its probes and health checks.", |f, i| {
        Value::list(f.setup.probes_of(i).map(|(p, _)| Value::Fact(Kind::Probe, p)))
    }),
    field("programs", TEXTS, "Directories of the main packages that it runs, as far as that is known.", |f, i| {
        texts(&f.setup.containers[i].programs)
    }),
    field("capabilities", TEXTS, "Capabilities that are added, without `CAP_`.", |f, i| {
        Value::list(f.setup.containers[i].capabilities.iter().map(word))
    }),
    field("security", TEXTS, "Options such as `seccomp:unconfined`.", |f, i| {
        Value::list(f.setup.containers[i].security.iter().map(word))
    }),
    field(
        "user",
        Type::optional(Base::Text),
        "The user, as it is written here or in the image's Dockerfile.",
        |f, i| Value::optional(f.setup.containers[i].user.as_ref(), word),
    ),
    field("uid", Type::optional(Base::Number), "The user's number, where that is written: 0 for `root`.", |f, i| {
        Value::optional(f.setup.containers[i].uid(), |uid| Value::Number(f64::from(uid)))
    }),
    field("privileged", BOOL, "Whether it is privileged.", |f, i| Value::Bool(f.setup.containers[i].privileged)),
    field(
        "misplaced_flag",
        Type::optional(Base::Text),
        "The flag that stands where its runtime looks for the program; of containers with dlv, and of images that are built from Go here.",
        |f, i| Value::optional(f.setup.containers[i].misplaced.as_ref(), |m| word(&m.word)),
    ),
    field("misplaced_place", PLACE, "Where that flag stands; without one its name.", |f, i| {
        let container = &f.setup.containers[i];
        Value::Place(container.misplaced.as_ref().map_or(container.span, |m| m.word.span))
    }),
    field(
        "misplaced_as",
        Type::one(Base::Word(&MISPLACED)),
        "Whether it begins the `entrypoint`, or the `arguments` of an image without one.",
        |f, i| {
            let replaces = f.setup.containers[i].misplaced.as_ref().is_none_or(|m| m.replaces);
            Value::text(if replaces { "entrypoint" } else { "arguments" })
        },
    ),
    field("misplaced_error", TEXT, "What the runtime says of it.", |f, i| {
        Value::owned(f.setup.containers[i].misplaced.as_ref().map(crate::setup::Misplaced::error).unwrap_or_default())
    }),
    field("tty", BOOL, "Whether it has a terminal.", |f, i| Value::Bool(f.setup.containers[i].tty)),
    field("order", NUMBER, "Its number among the containers, from 0.", |_, i| Value::count(i)),
];

pub(super) static PORT: &[Field] = &[
    field("place", PLACE, "Where the port stands.", |f, i| Value::Place(f.setup.ports[i].port.span)),
    field("file", TEXT, "Path of the file around `place`.", |f, i| Value::owned(f.file(f.setup.ports[i].port.span))),
    field("container", fact(Kind::Container), "Its container.", |f, i| {
        Value::Fact(Kind::Container, f.setup.ports[i].container)
    }),
    field("pod", fact(Kind::Pod), "Its container's Pod.", |f, i| {
        Value::Fact(Kind::Pod, f.setup.containers[f.setup.ports[i].container].pod)
    }),
    field("number", NUMBER, "The port inside of the container.", |f, i| {
        Value::Number(f64::from(f.setup.ports[i].port.number))
    }),
    field("published", Type::optional(Base::Number), "The port of the machine that leads to it.", |f, i| {
        Value::optional(f.setup.ports[i].port.published, |p| Value::Number(f64::from(p)))
    }),
    field("host", Type::optional(Base::Text), "The machine's address that it is published at; absent: all.", |f, i| {
        Value::optional(f.setup.ports[i].port.host.as_ref(), word)
    }),
    field(
        "source",
        Type::one(Base::Word(&SOURCE)),
        "`published` to the machine, `exposed` by the image, or only `named`.",
        |f, i| {
            let port = &f.setup.ports[i];
            // Without a port of the machine docker takes a free one.
            let docker = ["compose", "run"].contains(&f.setup.pods[f.setup.containers[port.container].pod].kind);
            Value::text(match (port.exposed, port.port.published.is_some() || docker) {
                (true, _) => "exposed",
                (false, true) => "published",
                (false, false) => "named",
            })
        },
    ),
    field("udp", BOOL, "Whether it is UDP.", |f, i| Value::Bool(f.setup.ports[i].port.udp)),
    field(
        "services",
        TEXTS,
        "Types of the Services that lead to it: `ClusterIP`, `NodePort`, `LoadBalancer`; and `Ingress` where one leads to such a Service.",
        |f, i| Value::list(services(f, i).map(|s| Value::text(&s.kind))),
    ),
    field("service_places", Type::list(Base::Place), "Where these Services name it.", |f, i| {
        Value::list(services(f, i).map(|s| Value::Place(s.span)))
    }),
    field("order", NUMBER, "Its number among the ports, from 0.", |_, i| Value::count(i)),
];

pub(super) static WANTED: &[Field] = &[
    field("place", PLACE, "Where who wants it stands: the port, `--listen`; of a program the container.", |f, i| {
        Value::Place(f.setup.wanted[i].span)
    }),
    field("file", TEXT, "Path of the file around `place`.", |f, i| Value::owned(f.file(f.setup.wanted[i].span))),
    field("container", fact(Kind::Container), "Its container.", |f, i| {
        Value::Fact(Kind::Container, f.setup.wanted[i].container)
    }),
    field("number", NUMBER, "The port.", |f, i| Value::Number(f64::from(f.setup.wanted[i].number))),
    field(
        "by",
        Type::one(Base::Word(&WANTED_BY)),
        "Who wants it, of several the last: the container that has it by `name`, its `image` that exposes it, its `program` that opens it in every run, a `debugger`.",
        |f, i| {
            Value::text(match f.setup.wanted[i].by {
                WantedBy::Name => "name",
                WantedBy::Image => "image",
                WantedBy::Program => "program",
                WantedBy::Debugger => "debugger",
            })
        },
    ),
    field("how", TEXT, "The same as a phrase behind the container's name: `names it`, `runs dlv on it`.", |f, i| {
        Value::text(match f.setup.wanted[i].by {
            WantedBy::Name => "names it",
            WantedBy::Image => "has an image that exposes it",
            WantedBy::Program => "runs a program that listens on it",
            WantedBy::Debugger => "runs dlv on it",
        })
    }),
    field("listener_place", Type::optional(Base::Place), "Of a program: the call that listens.", |f, i| {
        Value::optional(f.setup.wanted[i].listener, Value::Place)
    }),
    field(
        "rival",
        Type::optional(Base::Fact(Kind::WantedPort)),
        "The first one of another container of its Pod that wants the same port, at an address that overlaps; absent for that one itself.",
        |f, i| Value::optional(f.setup.wanted[i].rival, |r| Value::Fact(Kind::WantedPort, r)),
    ),
    field("order", NUMBER, "Its number among the wanted ports, from 0.", |_, i| Value::count(i)),
];

pub(super) static PROBE: &[Field] = &[
    field("place", PLACE, "The port that it asks at, else the probe.", |f, i| Value::Place(f.setup.probes[i].span)),
    field("file", TEXT, "Path of the file around `place`.", |f, i| Value::owned(f.file(f.setup.probes[i].span))),
    field("kind", Type::one(Base::Word(&KIND)), "What it decides.", |f, i| {
        Value::text(match f.setup.probes[i].probe.kind {
            ProbeKind::Liveness => "liveness",
            ProbeKind::Readiness => "readiness",
            ProbeKind::Startup => "startup",
            ProbeKind::Healthcheck => "healthcheck",
        })
    }),
    field(
        "how",
        Type::one(Base::Word(&HOW)),
        "How it asks; a command such as `curl` counts as what it sends.",
        |f, i| {
            Value::text(match f.setup.probes[i].how {
                ProbeHow::Http => "http",
                ProbeHow::Tcp => "tcp",
                ProbeHow::Grpc => "grpc",
                ProbeHow::Exec => "exec",
            })
        },
    ),
    field(
        "port",
        NUMBER,
        "The port that it asks at, also where a command such as `curl` does; unknown where that is not clear.",
        |f, i| f.setup.probes[i].port.map_or_else(unknown, |p| Value::Number(f64::from(p))),
    ),
    field("container", fact(Kind::Container), "Its container.", |f, i| {
        Value::Fact(Kind::Container, f.setup.probes[i].container)
    }),
    field("pod", fact(Kind::Pod), "Its container's Pod.", |f, i| {
        Value::Fact(Kind::Pod, f.setup.containers[f.setup.probes[i].container].pod)
    }),
    field("timeout", Type::optional(Base::Number), "Seconds until it counts as failed.", |f, i| {
        Value::optional(f.setup.probes[i].probe.timeout, Value::Number)
    }),
    field("failures", Type::optional(Base::Number), "Failures in a row until something is done.", |f, i| {
        Value::optional(f.setup.probes[i].probe.failures, |n| Value::Number(f64::from(n)))
    }),
    field("order", NUMBER, "Its number among the probes, from 0.", |_, i| Value::count(i)),
];

/// The command lines of the debugger in some containers; there may be more where what a container starts is not known.
fn debuggers<'p>(f: &Facts<'p>, containers: &[usize]) -> Value<'p> {
    let containers = || containers.iter().map(|c| &f.setup.containers[*c]);
    let completeness = if containers().all(|c| c.started) { Completeness::Complete } else { Completeness::Partial };
    let own = containers().flat_map(|c| &c.debuggers).map(|d| Value::Fact(Kind::Debugger, *d));
    Value::List(own.collect(), completeness)
}

fn services<'p>(f: &Facts<'p>, index: usize) -> impl Iterator<Item = &'p crate::setup::ServicePort> {
    let port = &f.setup.ports[index];
    f.setup.services_of(port.container, port.port.number)
}
