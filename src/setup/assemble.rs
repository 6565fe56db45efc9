//! Puts a [`Setup`] together: containers with their images, commands with where they run, the debugger's among them.
//!
//! In: the files' facts, sorted by path. Out: the setup; everything in it in the order of the files.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::binary::{GoBuild, builds, commands_of, lookup, package_dirs};
use super::path::{base, dir_of, join};
use super::{
    Container, ContainerPort, ContainerProbe, Debugger, GoDirectories, Manifest, Placed, Pod, ServicePort, Setup, Site,
    Tool, Variable, config, delve, environment, image,
};
use crate::manifest::container::Network;
use crate::manifest::{self, Command, FileKind, Probe, Word};
use crate::source::FileId;

/// Reads the files together.
#[must_use]
pub fn assemble(manifests: &[Manifest], go: &GoDirectories) -> Setup {
    let files = manifests.len();
    let templates = manifests.iter().filter(|m| m.facts.template).map(|m| Arc::clone(&m.path)).collect();
    let mut setup = Setup { stages: image::stages(manifests), files, templates, ..Setup::default() };
    containers(manifests, &mut setup);
    images(manifests, &mut setup);
    commands(manifests, &mut setup);
    let path = |file: FileId| -> Arc<str> {
        manifests.iter().find(|m| m.file == file).map(|m| Arc::clone(&m.path)).unwrap_or_default()
    };
    let builds = builds(&setup.commands, path, go);
    for index in 0..setup.containers.len() {
        let programs = match setup.containers[index].commands.first() {
            Some(first) => programs_of(first, &setup, &builds, go, path),
            None => Vec::new(),
        };
        setup.containers[index].programs = programs;
    }
    debuggers(manifests, &mut setup, &builds, go, path);
    configs(manifests, &mut setup, go);
    setup.delve_keys = manifests.iter().flat_map(|m| m.facts.keys.iter().cloned()).collect();
    tools(manifests, &mut setup);
    setup
}

/// The files of variables that other files load, by their path.
#[must_use]
pub fn loaded_files<'a>(manifests: impl Iterator<Item = &'a Manifest>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for manifest in manifests {
        let dir = dir_of(&manifest.path);
        let files = manifest.facts.containers.iter().flat_map(|c| &c.env_files).filter_map(Word::get);
        found.extend(files.filter_map(|file| join(dir, file)));
        for node in &manifest.facts.configs {
            let folder = if manifest.kind == FileKind::CodeWorkspace { dir } else { dir_of(dir) };
            found.extend(config::env_files(node, folder));
        }
    }
    found
}

/// Pods and containers of compose files, manifests and devcontainers.
fn containers(manifests: &[Manifest], setup: &mut Setup) {
    for manifest in manifests {
        let facts = &manifest.facts;
        // Containers that share a network are one Pod here, whatever the format calls it.
        let first = setup.pods.len();
        for pod in &facts.pods {
            setup.pods.push(Pod {
                name: Arc::clone(&pod.name.text),
                kind: pod.kind,
                span: pod.span,
                containers: Vec::new(),
                shares_processes: pod.shares_processes,
                host_pid: pod.host_pid,
                host_network: pod.network == Network::Host,
                services: services(pod, manifests),
            });
        }
        for written in &facts.containers {
            let shared = match &facts.pods[written.pod].network {
                Network::Of(other) => facts.pods.iter().position(|p| p.name.text == other.text),
                _ => None,
            };
            let pod = first + shared.unwrap_or(written.pod);
            let stage = written
                .build
                .as_ref()
                .and_then(|build| image::stage_of(build, &manifest.path, manifests, &setup.stages));
            let of_stage = stage.map(|s| &setup.stages[s]);
            let (commands, started) = image::start(written.entrypoint.as_ref(), written.command.as_ref(), of_stage);
            let index = setup.containers.len();
            let exposes = of_stage.map(|s| s.stage.exposes.clone()).unwrap_or_default();
            let mut env = of_stage.map(|s| s.stage.env.clone()).unwrap_or_default();
            env.extend(written.env.iter().cloned());
            let own_check = !written.probes.is_empty() || manifest.kind == FileKind::Yaml;
            let of_image = of_stage.and_then(|s| s.stage.healthcheck.clone()).filter(|_| !own_check);
            let user = written.user.clone().or_else(|| of_stage.and_then(|s| s.stage.user.clone()));
            setup.probes.extend(written.probes.iter().cloned().chain(of_image).map(|p| asked(index, p)));
            let port = |port, exposed| ContainerPort { container: index, port, exposed };
            setup.ports.extend(written.ports.iter().cloned().map(|p| port(p, false)));
            setup.ports.extend(exposes.into_iter().map(|p| port(p, true)));
            setup.pods[pod].containers.push(index);
            setup.containers.push(Container {
                name: Arc::clone(&written.name.text),
                span: written.span,
                pod,
                init: written.init,
                image: written.image.clone(),
                stage,
                commands,
                started,
                programs: Vec::new(),
                env,
                capabilities: written.capabilities.clone(),
                security: written.security.clone(),
                user,
                privileged: written.privileged,
                tty: written.tty,
            });
        }
    }
}

/// Stages that nothing else starts: what `docker run` of such an image starts.
fn images(manifests: &[Manifest], setup: &mut Setup) {
    let used: BTreeSet<usize> = setup.containers.iter().filter_map(|c| c.stage).collect();
    for index in 0..setup.stages.len() {
        let found = &setup.stages[index];
        let inherited = found.parent.map(|p| &setup.stages[p]);
        let own_start = |span| inherited.is_none_or(|_| span >= found.stage.span.start);
        let starts = [&found.stage.entrypoint, &found.stage.cmd];
        let is_own = starts.iter().filter_map(|s| s.as_ref()).any(|s| own_start(s.span.start));
        if used.contains(&index) || !(is_own || found.last) {
            continue;
        }
        let stage = found.stage.clone();
        let (commands, started) = image::start(None, None, Some(found));
        let path = manifests.iter().find(|m| m.file == found.file).map(|m| Arc::clone(&m.path)).unwrap_or_default();
        let name = stage.name.as_ref().map_or(path, |n| Arc::clone(&n.text));
        let (pod, container) = (setup.pods.len(), setup.containers.len());
        setup.pods.push(Pod {
            name: Arc::clone(&name),
            kind: "image",
            span: stage.span,
            containers: vec![container],
            shares_processes: false,
            host_pid: false,
            host_network: false,
            services: Vec::new(),
        });
        setup.probes.extend(stage.healthcheck.clone().map(|p| asked(container, p)));
        setup.ports.extend(stage.exposes.iter().cloned().map(|port| ContainerPort { container, port, exposed: true }));
        setup.containers.push(Container {
            name,
            span: stage.span,
            pod,
            init: false,
            image: None,
            stage: Some(index),
            commands,
            started,
            programs: Vec::new(),
            env: stage.env,
            capabilities: Vec::new(),
            security: Vec::new(),
            user: stage.user,
            privileged: false,
            tty: false,
        });
    }
}

/// The Services of the workspace that select a Pod's labels, in the same namespace as far as that is written.
fn services(pod: &manifest::Pod, manifests: &[Manifest]) -> Vec<ServicePort> {
    let mut found = Vec::new();
    if pod.labels.is_empty() {
        return found;
    }
    for service in manifests.iter().flat_map(|m| &m.facts.services) {
        let has =
            |(key, value): &(Word, Word)| pod.labels.iter().any(|(k, v)| k.text == key.text && v.text == value.text);
        let namespace = |n: &Option<Word>| n.as_ref().map(|n| Arc::clone(&n.text));
        let selects = !service.selector.is_empty() && service.selector.iter().all(has);
        if !selects || namespace(&service.namespace) != namespace(&pod.namespace) {
            continue;
        }
        for port in &service.ports {
            let target = port.target.as_ref().map_or(Some(port.port), |t| t.text.parse().ok());
            found.extend(target.map(|number| ServicePort {
                kind: Arc::clone(&service.kind.text),
                service: Arc::clone(&service.name.text),
                number,
                span: port.span,
            }));
        }
    }
    found
}

/// Programs that ask a server for something, from a command.
const CLIENTS: [&str; 8] = ["curl", "wget", "nc", "ncat", "netcat", "telnet", "grpc_health_probe", "grpcurl"];

/// A probe with the port that it asks at.
fn asked(container: usize, probe: Probe) -> ContainerProbe {
    let client = probe.commands.iter().find_map(|c| Some((port_of_client(c)?, c.span)));
    let port = probe.port.or(client.map(|(port, _)| port));
    let span = client.map_or(probe.span, |(_, span)| span);
    ContainerProbe { container, probe, port, span }
}

/// The port that a client's command asks at on this machine: `curl http://localhost:8080/x`, `nc -z localhost 8080`.
pub(crate) fn port_of_client(command: &Command) -> Option<u16> {
    let (program, arguments) = command.words.split_first()?;
    if !CLIENTS.contains(&base(&program.text)) || !arguments.iter().all(|w| w.known) {
        return None;
    }
    let is_local = |host: &str| matches!(host, "localhost" | "127.0.0.1" | "0.0.0.0" | "::1" | "");
    let mut local = None;
    for word in arguments {
        let text = word.text.strip_prefix("-addr=").or_else(|| word.text.strip_prefix("--addr=")).unwrap_or(&word.text);
        let text = text.split_once("://").map_or(text, |(_, rest)| rest);
        let authority = text.split(['/', '?']).next().unwrap_or_default();
        match delve::split(authority) {
            Some((host, port)) if is_local(host) => return Some(port),
            // `nc localhost 8080`: the host, then the port.
            _ if is_local(authority) && !authority.is_empty() => local = Some(()),
            _ => {
                if let (Some(()), Ok(port)) = (local, authority.parse()) {
                    return Some(port);
                }
            }
        }
    }
    None
}

/// Every command with where it runs.
fn commands(manifests: &[Manifest], setup: &mut Setup) {
    for manifest in manifests {
        let site = if manifest.kind == FileKind::Workflow { Site::Ci } else { Site::Host };
        setup.commands.extend(manifest.facts.commands.iter().map(|c| Placed::new(c, site, None)));
    }
    for (index, stage) in setup.stages.iter().enumerate() {
        for (command, dir) in &stage.stage.runs {
            setup.commands.push(Placed::new(command, Site::Build(index), dir.get().map(Arc::from)));
        }
    }
    for (index, container) in setup.containers.iter().enumerate() {
        let site = Site::Container(index);
        setup.commands.extend(container.commands.iter().map(|c| Placed::new(c, site, None)));
    }
    let mut all = std::mem::take(&mut setup.commands);
    for placed in &mut all {
        placed.go_flags = environment::of_build(&placed.command, placed.site, setup, manifests);
    }
    setup.commands = all;
}

/// The main packages that a command may run.
fn programs_of(
    command: &Command,
    setup: &Setup,
    builds: &[GoBuild],
    go: &GoDirectories,
    path: impl Fn(FileId) -> Arc<str>,
) -> Vec<Arc<str>> {
    let Some(first) = command.words.first().and_then(Word::get) else { return Vec::new() };
    let file = command.span.file;
    if base(first) == "go" && command.words.get(1).is_some_and(|w| w.is("run")) {
        let package = command.words[2..].iter().find(|w| !w.text.starts_with('-')).and_then(Word::get);
        return package.map(|p| package_dirs(dir_of(&path(file)), p, go)).unwrap_or_default();
    }
    lookup(&image::names(first, file, &setup.stages), file, builds, go)
}

fn debuggers(
    manifests: &[Manifest],
    setup: &mut Setup,
    builds: &[GoBuild],
    go: &GoDirectories,
    path: impl Fn(FileId) -> Arc<str>,
) {
    let mut found = Vec::new();
    for placed in &setup.commands {
        let Some(mut debugger) = Debugger::read(&placed.command, placed.site) else { continue };
        let file = placed.command.span.file;
        let argument = debugger.arguments.first();
        debugger.programs = match debugger.subcommand.as_ref().map(|s| &*s.text) {
            Some("debug") => {
                let package = argument.map_or(Some("."), Word::get);
                package.map(|p| package_dirs(dir_of(&path(file)), p, go)).unwrap_or_default()
            }
            Some("exec") => match argument.and_then(Word::get) {
                Some(binary) => {
                    let names = image::names(binary, file, &setup.stages);
                    debugger.builds = commands_of(&names, file, builds);
                    lookup(&names, file, builds, go)
                }
                None => Vec::new(),
            },
            _ => Vec::new(),
        };
        debugger.go_flags = environment::of_debugger(&debugger, setup, manifests);
        if let Site::Container(container) = placed.site {
            debugger.entry =
                setup.containers[container].commands.first().is_some_and(|c| c.span == placed.command.span);
            // Who runs the image may put arguments behind its entry point.
            debugger.complete &= !setup.is_open(container) || debugger.command.words.iter().any(|w| w.is("--"));
        }
        found.push(debugger);
    }
    for debugger in &found {
        if let Site::Container(container) = debugger.site {
            setup.containers[container].programs.extend(debugger.programs.iter().cloned());
        }
    }
    setup.debuggers = found;
}

/// Configurations of VS Code with the settings of their folder.
fn configs(manifests: &[Manifest], setup: &mut Setup, go: &GoDirectories) {
    for manifest in manifests {
        for (name, node) in &manifest.facts.settings {
            setup.settings.push(config::key(name.clone(), node, None));
            let inner = config::keys(node, None);
            setup.settings.extend(inner.into_iter().map(|mut key| {
                key.name.text = format!("{}.{}", name.text, key.name.text).into();
                key
            }));
        }
    }
    for manifest in manifests {
        let adapter =
            setup.settings.iter().find(|k| &*k.name.text == "go.delveConfig.debugAdapter").map(|k| k.value.clone());
        let folder = match manifest.kind {
            FileKind::CodeWorkspace => dir_of(&manifest.path),
            _ => dir_of(dir_of(&manifest.path)),
        };
        for node in &manifest.facts.configs {
            let index = setup.configs.len();
            let mut config = config::read(node, folder, adapter.as_ref(), go);
            let first = setup.config_keys.len();
            setup.config_keys.extend(config::keys(node, Some(index)));
            config.keys = first..setup.config_keys.len();
            setup.configs.push(config);
        }
    }
}

/// Versions of Go and Delve, and variables, with where they hold.
fn tools(manifests: &[Manifest], setup: &mut Setup) {
    for manifest in manifests {
        let site = if manifest.kind == FileKind::Workflow { Site::Ci } else { Site::Host };
        let found = manifest.facts.tools.iter().map(|(name, version)| Tool::new(name, version, site));
        setup.tools.extend(found);
        let variables = manifest.facts.variables.iter().cloned();
        setup.variables.extend(variables.map(|(name, value)| Variable { name, value, site }));
    }
    for (index, stage) in setup.stages.iter().enumerate() {
        let site = Site::Build(index);
        let image = stage.stage.base.text.split('@').next().unwrap_or_default();
        if let Some(tag) = base(image).strip_prefix("golang:") {
            let version = tag.split('-').next().unwrap_or_default();
            let known = stage.stage.base.known && !stage.stage.base_by_argument;
            let version = Word { text: version.into(), known, span: stage.stage.base.span };
            setup.tools.push(Tool::new("go", &version, site));
        }
        // What a stage takes over from another one was told there.
        let own = stage.stage.env.iter().filter(|(name, _)| name.span.start >= stage.stage.span.start);
        setup.variables.extend(own.map(|(name, value)| Variable { name: name.clone(), value: value.clone(), site }));
    }
    for (index, container) in setup.containers.iter().enumerate() {
        let of_stage = container.stage.map_or(0, |s| setup.stages[s].stage.env.len());
        let own = container.env.iter().skip(of_stage);
        let site = Site::Container(index);
        setup.variables.extend(own.map(|(name, value)| Variable { name: name.clone(), value: value.clone(), site }));
    }
    for placed in &setup.commands {
        let [program, verb, rest @ ..] = placed.command.words.as_slice() else { continue };
        if base(&program.text) == "go" && (verb.is("install") || verb.is("get")) {
            for word in rest {
                let installs = word.text.split_once('@').filter(|(path, _)| path.ends_with("/cmd/dlv"));
                let version = installs.map(|(_, version)| Word { text: version.into(), ..word.clone() });
                setup.tools.extend(version.map(|version| Tool::new("dlv", &version, placed.site)));
            }
        }
    }
}
