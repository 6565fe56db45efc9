//! Puts a [`Setup`] together: containers with their images, commands with where they run, the debugger's among them.
//!
//! In: the files' facts, sorted by path. Out: the setup; everything in it in the order of the files.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::binary::{Builds, Mains};
use super::config_map::ConfigMaps;
use super::entry::{Files, Scripts};
use super::environment::Exported;
use super::extends::{Bases, Whole};
use super::forward::Forwards;
use super::misplaced::misplaced;
use super::named::Images;
use super::path::{base, dir_of, join, runs_in};
use super::service::Services;
use super::{
    Container, ContainerPort, Debugger, GoDirectories, Index, Manifest, Placed, Pod, Servers, Setup, Site, Tool,
    Variable, config, environment, image, probe, service,
};
use crate::manifest::container::Network;
use crate::manifest::{self, Command, FileKind, Port, RUN, TILT, Variables, Word};
use crate::ordered::InOrder as _;
use crate::source::FileId;

/// Reads the files together.
#[must_use]
pub fn assemble(manifests: &[Manifest], go: &GoDirectories) -> Setup {
    let files = manifests.len();
    let templates = manifests.iter().filter(|m| m.facts.template).map(|m| Arc::clone(&m.path)).collect();
    let mut setup = Setup { stages: image::stages(manifests), files, templates, ..Setup::default() };
    let scripts = Scripts::of(manifests);
    let used = containers(manifests, &scripts, &mut setup);
    let paths: BTreeMap<FileId, Arc<str>> = manifests.iter().map(|m| (m.file, Arc::clone(&m.path))).in_order();
    let path = |file: FileId| paths.get(&file).cloned().unwrap_or_default();
    images(&scripts, &used, &mut setup, path);
    let exported = Exported::of(manifests);
    commands(manifests, &mut setup, &exported);
    let mains = Mains::of(go);
    let builds = Builds::of(&setup, path, &mains);
    for index in 0..setup.containers.len() {
        let container = &setup.containers[index];
        let runs =
            container.commands.iter().flat_map(|c| programs_of(c, container.stage, &setup, &builds, &mains, path));
        let programs: BTreeSet<Arc<str>> = runs.in_order();
        setup.containers[index].programs = programs.into_iter().collect();
    }
    debuggers(&exported, &mut setup, &builds, &mains, path);
    configs(manifests, &mut setup, &builds, go);
    setup.delve_keys = manifests.iter().flat_map(|m| m.facts.keys.iter().cloned()).collect();
    tools(manifests, &mut setup);
    setup.index = Index::of(&setup);
    setup
}

/// Pods and containers of compose files, manifests and devcontainers; in return the stages that one of them starts as their image says.
fn containers(manifests: &[Manifest], scripts: &Scripts<'_>, setup: &mut Setup) -> BTreeSet<usize> {
    let mut used = BTreeSet::new();
    let variables = environment::files(manifests);
    let maps = ConfigMaps::of(manifests);
    let dockerfiles = image::Dockerfiles::of(manifests, &setup.stages);
    let named = Images::of(manifests, &dockerfiles);
    let services = Services::of(manifests);
    let bases = Bases::of(manifests);
    let forwards = Forwards::of(manifests);
    let applied = applied(manifests, &named);
    let mut left = MOST_LOADED;
    let filling = Variables::default();
    for manifest in manifests {
        let facts = &manifest.facts;
        // Containers that share a network are one Pod here, whatever the format calls it.
        let first = setup.pods.len();
        let mut ports: Vec<Vec<&Port>> = vec![Vec::new(); facts.pods.len()];
        facts.containers.iter().for_each(|container| ports[container.pod].extend(&container.ports));
        for ((pod, named), ports) in facts.pods.iter().zip(service::named_ports(facts)).zip(&ports) {
            let services = services.leading_to(pod, &named);
            let forwarded = forwards.leading_to(pod, ports, &services);
            setup.pods.push(Pod {
                name: Arc::clone(&pod.name.text),
                kind: pod.kind,
                span: pod.span,
                containers: Vec::new(),
                shares_processes: pod.shares_processes,
                host_pid: pod.host_pid,
                host_network: pod.network == Network::Host,
                services,
                forwarded,
            });
        }
        let networks = networks(&facts.pods);
        let is_told = |written: &&manifest::Container| !applied.contains(&(written.span.file, written.span.start));
        for written in facts.containers.iter().filter(is_told) {
            let Whole { container, host_network, host_pid } = bases.whole(written, &manifest.path);
            let written = &*container;
            let pod = first + networks[written.pod];
            setup.pods[pod].host_network |= host_network;
            setup.pods[pod].host_pid |= host_pid;
            let by_command = facts.pods[written.pod].kind == RUN;
            let made = match &written.build {
                Some(build) => dockerfiles.made_of(build, &manifest.path, by_command),
                None => written.image.as_ref().and_then(|image| named.get(image, &manifest.path)).cloned(),
            };
            let stage = made.as_ref().map(|made| made.stage);
            let of_stage = stage.map(|s| &setup.stages[s]);
            let kind = facts.pods[written.pod].kind;
            let start = start_of(written, kind, &manifest.path, &named);
            let entrypoint = start.and_then(|start| start.entrypoint.as_ref()).or(written.entrypoint.as_ref());
            let command = start.and_then(|start| start.command.as_ref()).or(written.command.as_ref());
            let (commands, started) = image::start(entrypoint, command, of_stage);
            let misplaced = misplaced(entrypoint, command, stage, setup);
            used.extend(stage.filter(|_| of_stage.is_some_and(|s| image::starts(entrypoint, command, s))));
            let index = setup.containers.len();
            let exposes = of_stage.map(|s| s.stage.exposes.clone()).unwrap_or_default();
            let mut env = of_stage.map(|s| s.stage.env.clone()).unwrap_or_default();
            let loaded = written.env_files.iter().filter_map(|file| join(runs_in(&manifest.path), file.get()?));
            for pairs in loaded.filter_map(|path| variables.get(&*path)) {
                env.extend(pairs.iter().take(left).cloned());
                left = left.saturating_sub(pairs.len());
            }
            let namespace = facts.pods[written.pod].namespace.as_ref().map(|n| &*n.text);
            let of_maps = maps.variables(&written.env_maps, namespace, &mut left);
            let commands = filled_in(commands, &of_maps, &filling);
            env.extend(of_maps);
            env.extend(written.env.iter().cloned());
            let here = || written.build.as_ref().and_then(|build| image::context_of(build, dir_of(&manifest.path)));
            let context = made.map_or_else(here, |made| made.context);
            let workdir = written.workdir.as_ref().or(of_stage.map(|s| &s.stage.workdir));
            let files = Files {
                stages: &setup.stages,
                stage,
                context: context.as_deref(),
                file: &manifest.path,
                mounts: &written.mounts,
                workdir: workdir.and_then(Word::get).unwrap_or("/"),
            };
            let commands = scripts.run(commands, &env, files);
            let own_check = !written.probes.is_empty() || manifest.kind == FileKind::Yaml;
            let of_image = of_stage.and_then(|s| s.stage.healthcheck.clone()).filter(|_| !own_check);
            let user = written.user.clone().or_else(|| of_stage.and_then(|s| s.stage.user.clone()));
            setup.probes.extend(written.probes.iter().cloned().chain(of_image).map(|p| probe::asked(index, p)));
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
                takes_arguments: kind == TILT && command.is_none() && entrypoint.is_some_and(|e| !e.exec.is_empty()),
                misplaced,
                debuggers: Vec::new(),
                programs: Vec::new(),
                env,
                capabilities: written.capabilities.clone(),
                security: written.security.clone(),
                user,
                privileged: written.privileged,
                tty: written.tty,
                profiles: written.profiles.clone(),
            });
        }
    }
    used
}

/// What tilt starts a container of the cluster with.
fn start_of<'a>(
    written: &manifest::Container,
    kind: &str,
    path: &str,
    named: &Images<'a>,
) -> Option<&'a manifest::Container> {
    let of_cluster = !["compose", "devcontainer", RUN, TILT].contains(&kind);
    named.start_of(written.image.as_ref().filter(|_| of_cluster)?, path)
}

/// The containers of Tiltfiles that say how one of a manifest is started: they are no more than that.
fn applied(manifests: &[Manifest], named: &Images<'_>) -> BTreeSet<(FileId, u32)> {
    let of = |m: &Manifest| -> Vec<_> {
        let starts = m.facts.containers.iter().filter_map(|c| start_of(c, m.facts.pods[c.pod].kind, &m.path, named));
        starts.map(|start| (start.span.file, start.span.start)).in_order()
    };
    manifests.iter().flat_map(of).in_order()
}

/// Variables that containers take of files and ConfigMaps, each container its own copy of them.
const MOST_LOADED: usize = 200_000;

/// Commands with the `$(NAME)` of Kubernetes in them that only a ConfigMap says.
fn filled_in(mut commands: Vec<Command>, of_maps: &[(Word, Word)], filling: &Variables) -> Vec<Command> {
    let open = |word: &&mut Word| !word.known && !of_maps.is_empty();
    let mut variables = filling.emptied();
    variables.replace_all(of_maps);
    for word in commands.iter_mut().flat_map(|command| &mut command.words).filter(open) {
        *word = manifest::filled_in(word.clone(), &variables);
    }
    commands
}

/// In whose network each Pod of a file is: a service that shares another one's may share that of a third.
fn networks(pods: &[manifest::Pod]) -> Vec<usize> {
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, pod) in pods.iter().enumerate() {
        named.entry(&pod.name.text).or_insert(index);
    }
    let mut whose: Vec<usize> = (0..pods.len()).collect();
    for (index, pod) in pods.iter().enumerate() {
        if let Network::Of(other) = &pod.network {
            whose[index] = named.get(&*other.text).copied().unwrap_or(index);
        }
    }
    // Each step doubles the way that was gone; who shares in a circle ends somewhere on it.
    for _ in 0..usize::BITS - pods.len().leading_zeros() {
        whose = whose.iter().map(|&other| whose[other]).collect();
    }
    whose
}

/// Stages that nothing else starts: what `docker run` of such an image starts.
fn images(scripts: &Scripts<'_>, used: &BTreeSet<usize>, setup: &mut Setup, path: impl Fn(FileId) -> Arc<str>) {
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
        let misplaced = misplaced(None, None, Some(index), setup);
        let files = Files {
            stages: &setup.stages,
            stage: Some(index),
            context: None,
            file: "",
            mounts: &[],
            workdir: stage.workdir.get().unwrap_or("/"),
        };
        let commands = scripts.run(commands, &stage.env, files);
        let name = stage.name.as_ref().map_or_else(|| path(found.file), |n| Arc::clone(&n.text));
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
            forwarded: Vec::new(),
        });
        setup.probes.extend(stage.healthcheck.clone().map(|p| probe::asked(container, p)));
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
            takes_arguments: stage.entrypoint.as_ref().is_some_and(|entry| !entry.exec.is_empty()),
            misplaced,
            debuggers: Vec::new(),
            programs: Vec::new(),
            env: stage.env,
            capabilities: Vec::new(),
            security: Vec::new(),
            user: stage.user,
            privileged: false,
            tty: false,
            profiles: Vec::new(),
        });
    }
}

/// Every command with where it runs.
fn commands(manifests: &[Manifest], setup: &mut Setup, exported: &Exported<'_>) {
    // A script that a container starts runs there, not on the developer's machine.
    let started: BTreeSet<FileId> =
        setup.containers.iter().flat_map(|c| &c.commands).map(|command| command.span.file).collect();
    let is_started = |m: &&Manifest| m.kind == FileKind::Shell && started.contains(&m.file);
    for manifest in manifests.iter().filter(|m| !is_started(m)) {
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
        (placed.go_flags, placed.strips_from) = environment::of_build(&placed.command, placed.site, setup, exported);
    }
    setup.commands = all;
}

/// Programs that end before what follows them in a script begins.
const PREPARATIONS: [&str; 32] = [
    ".", ":", "[", "[[", "cat", "cd", "chmod", "chown", "cp", "date", "echo", "export", "grep", "hostname", "id", "ln",
    "mkdir", "mv", "printf", "pwd", "rm", "sed", "set", "shift", "sleep", "source", "test", "touch", "trap", "ulimit",
    "umask", "unset",
];

/// What a container starts, whatever happens: the first command that does not only prepare another one.
fn started(commands: &[Command]) -> Option<&Command> {
    let prepares = |command: &Command| {
        let mut words = command.words.iter();
        let program = words.next().and_then(Word::get).map(base);
        let builds = ["build", "generate", "get", "install", "mod"];
        program.is_some_and(|program| PREPARATIONS.contains(&program))
            || program == Some("go") && words.next().is_some_and(|verb| builds.iter().any(|b| verb.is(b)))
    };
    commands.iter().filter(|command| !command.conditional).find(|command| !prepares(command))
}

/// The main packages that a command may run.
fn programs_of(
    command: &Command,
    stage: Option<usize>,
    setup: &Setup,
    builds: &Builds,
    mains: &Mains,
    path: impl Fn(FileId) -> Arc<str>,
) -> Vec<Arc<str>> {
    let Some(first) = command.words.first().and_then(Word::get) else { return Vec::new() };
    let file = command.span.file;
    if base(first) == "go" && command.words.get(1).is_some_and(|w| w.is("run")) {
        let package = command.words[2..].iter().find(|w| !w.text.starts_with('-')).and_then(Word::get);
        return package.map(|p| mains.named(dir_of(&path(file)), p)).unwrap_or_default();
    }
    builds.lookup(first, file, stage.map(|stage| setup.stages[stage].file))
}

fn debuggers(
    exported: &Exported<'_>,
    setup: &mut Setup,
    builds: &Builds,
    mains: &Mains,
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
                package.map(|p| mains.named(dir_of(&path(file)), p)).unwrap_or_default()
            }
            Some("exec") => match argument.and_then(Word::get) {
                Some(binary) => {
                    let dockerfile = setup.stage_of(placed.site).map(|stage| setup.stages[stage].file);
                    debugger.builds = builds.commands_of(binary, file, dockerfile);
                    builds.lookup(binary, file, dockerfile)
                }
                None => Vec::new(),
            },
            _ => Vec::new(),
        };
        debugger.go_flags = environment::of_debugger(&debugger, setup, exported);
        debugger.readdresses = environment::readdresses(&debugger, setup, exported);
        let modules = environment::variable("GO111MODULE", &placed.command, placed.site, setup, exported);
        debugger.modules_off = modules.is_some_and(|value| value.is("off"));
        if let Site::Container(container) = placed.site {
            debugger.entry =
                started(&setup.containers[container].commands).is_some_and(|c| c.span == placed.command.span);
            // Who runs the image may put arguments behind its entry point: behind a last `--` what is debugged, behind one in
            // the middle nothing that is for dlv.
            let ended = debugger.command.words.iter().rev().skip(1).any(|w| w.is("--"));
            debugger.complete &= ended || !setup.containers[container].takes_arguments;
        }
        found.push(debugger);
    }
    for (index, debugger) in found.iter().enumerate() {
        if let Site::Container(container) = debugger.site {
            setup.containers[container].debuggers.push(index);
            setup.containers[container].programs.extend(debugger.programs.iter().cloned());
        }
    }
    let mut files: BTreeMap<FileId, Vec<usize>> = BTreeMap::new();
    for (index, debugger) in found.iter().enumerate() {
        files.entry(debugger.command.span.file).or_default().push(index);
    }
    setup.debugger_files = files.into_iter().collect();
    setup.debuggers = found;
    setup.servers = Servers::of(setup);
}

/// Configurations of VS Code with the settings of their folder.
fn configs(manifests: &[Manifest], setup: &mut Setup, builds: &Builds, go: &GoDirectories) {
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
    let adapter = setup.settings.iter().find(|k| &*k.name.text == "go.delveConfig.debugAdapter");
    let adapter = adapter.map(|key| key.value.clone());
    for manifest in manifests {
        let folders = config::Folders::of(manifest);
        for node in &manifest.facts.configs {
            let index = setup.configs.len();
            let mut config = config::read(node, &folders, adapter.as_ref(), go);
            let binary = config.program.as_ref().filter(|_| config.mode.as_ref().is_some_and(|mode| mode.is("exec")));
            let made =
                binary.and_then(|p| folders.resolve(p)).map(|path| builds.commands_at(&path)).unwrap_or_default();
            config.builds = made.into_iter().filter(|c| setup.commands[*c].site == Site::Host).collect();
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
        let is_own = |(name, _): &&(Word, Word)| name.span.file == container.span.file;
        let own = container.env.iter().skip(of_stage).filter(is_own);
        let site = Site::Container(index);
        setup.variables.extend(own.map(|(name, value)| Variable { name: name.clone(), value: value.clone(), site }));
    }
    for placed in &setup.commands {
        let [program, verb, rest @ ..] = placed.command.words.as_slice() else { continue };
        if base(&program.text) == "go" && ["install", "get", "run"].iter().any(|known| verb.is(known)) {
            for word in rest {
                let version = match word.text.split_once('@') {
                    Some((path, version)) if path.ends_with("/cmd/dlv") => version,
                    // Without a version `go get` takes the latest, and `go install` what go.mod says.
                    None if verb.is("get") && word.text.ends_with("/delve/cmd/dlv") => "latest",
                    _ => continue,
                };
                let version = Word { text: version.into(), ..word.clone() };
                setup.tools.push(Tool::new("dlv", &version, placed.site));
            }
        }
    }
}
