//! Kubernetes objects: Pods and whatever makes Pods, with containers, ports and probes; Services, Ingresses that lead to
//! them, NetworkPolicies, ConfigMaps.
//!
//! In: a document's [`Node`]. Out: [`Pod`]s, [`Container`]s, [`Service`]s. A document of another kind says nothing.
//! Facts: the API reference of core/v1, apps/v1, batch/v1 and networking.k8s.io/v1; `$(NAME)` in `command` and `args` is the container's own variable.

use std::collections::BTreeMap;

use super::container::{Backend, ConfigMap, FromMap, Network, OpenPort, Policy, ServicePort};
use super::dockerfile::Invocation;
use super::shell::Variables;
use super::text::{Text, Word};
use super::tree::Node;
use super::{Container, FileFacts, Pod, Port, Probe, ProbeHow, ProbeKind, Service, compose, skaffold};

/// Lists within lists that are read.
const LISTS: usize = 2;

/// Reads a document. Of `variables` only what they may still fill in counts.
pub(crate) fn read(document: &Node, text: &Text, variables: &Variables, facts: &mut FileFacts) {
    object(document, text, variables, facts, LISTS);
}

fn object(node: &Node, text: &Text, variables: &Variables, facts: &mut FileFacts, lists: usize) {
    let Some(kind) = node.get("kind").and_then(Node::text) else { return };
    let template: (&'static str, &[&str]) = match kind {
        "Pod" => ("Pod", &[]),
        "Deployment" => ("Deployment", &["spec", "template"]),
        "StatefulSet" => ("StatefulSet", &["spec", "template"]),
        "DaemonSet" => ("DaemonSet", &["spec", "template"]),
        "ReplicaSet" => ("ReplicaSet", &["spec", "template"]),
        "ReplicationController" => ("ReplicationController", &["spec", "template"]),
        "Job" => ("Job", &["spec", "template"]),
        "CronJob" => ("CronJob", &["spec", "jobTemplate", "spec", "template"]),
        "Service" => return facts.services.extend(service(node)),
        "Ingress" => return facts.backends.extend(backends(node)),
        "ConfigMap" => return facts.config_maps.extend(config_map(node)),
        "NetworkPolicy" => return facts.policies.extend(policy(node)),
        "List" if lists > 0 => {
            let items = node.get("items").map(Node::items).unwrap_or_default();
            return items.iter().for_each(|item| object(item, text, variables, facts, lists - 1));
        }
        "Config" => return skaffold::read(node, text, facts),
        _ => return,
    };
    if let Some(pod) = node.at(template.1) {
        self::pod(node, pod, template.0, text, variables, facts);
    }
}

fn pod(object: &Node, template: &Node, kind: &'static str, text: &Text, variables: &Variables, facts: &mut FileFacts) {
    let Some(spec) = template.get("spec") else { return };
    let name = object.at(&["metadata", "name"]).or_else(|| object.at(&["metadata", "generateName"]));
    let name = name.and_then(Node::word).unwrap_or_else(|| Word::new("", object.span));
    let is = |key: &str| spec.get(key).and_then(Node::bool) == Some(true);
    let index = facts.pods.len();
    facts.pods.push(Pod {
        span: name.span,
        name,
        kind,
        shares_processes: is("shareProcessNamespace"),
        host_pid: is("hostPID"),
        network: if is("hostNetwork") { Network::Host } else { Network::Own },
        labels: template.at(&["metadata", "labels"]).map(pairs).unwrap_or_default(),
        namespace: object.at(&["metadata", "namespace"]).and_then(Node::word),
    });
    let user = spec.at(&["securityContext", "runAsUser"]).and_then(Node::word);
    for (key, init) in [("initContainers", true), ("containers", false), ("ephemeralContainers", false)] {
        for node in spec.get(key).map(Node::items).unwrap_or_default() {
            // An init container that restarts always is a sidecar: it runs beside the others.
            let init = init && node.get("restartPolicy").and_then(Node::text) != Some("Always");
            facts.containers.push(container(node, index, init, user.as_ref(), text, variables));
        }
    }
}

fn container(
    node: &Node,
    pod: usize,
    init: bool,
    user: Option<&Word>,
    text: &Text,
    variables: &Variables,
) -> Container {
    let name = node.get("name").and_then(Node::word).unwrap_or_else(|| Word::new("", node.span));
    let items = |key: &str| node.get(key).map(Node::items).unwrap_or_default();
    let env: Vec<(Word, Word)> =
        items("env").iter().filter_map(|e| Some((e.get("name")?.word()?, e.get("value")?.word()?))).collect();
    let mut own = variables.emptied();
    own.replace_all(&env);
    let ports: Vec<Port> = items("ports").iter().filter_map(port).collect();
    let named = ports.iter().rev().filter_map(|port| Some((&*port.name.as_ref()?.text, port.number))).collect();
    let invocation = |key: &str| {
        let list = node.get(key)?;
        let words: Vec<Word> = list.items().iter().filter_map(Node::word).map(|w| filled(w, &own)).collect();
        (!words.is_empty()).then(|| Invocation::of_words(words, text, list.span))
    };
    let probes = [
        ("livenessProbe", ProbeKind::Liveness),
        ("readinessProbe", ProbeKind::Readiness),
        ("startupProbe", ProbeKind::Startup),
    ];
    let security = |key: &str| node.at(&["securityContext", key]);
    Container {
        init,
        image: node.get("image").and_then(Node::word),
        entrypoint: invocation("command"),
        command: invocation("args"),
        probes: probes.iter().filter_map(|(key, kind)| probe(node.pair(key)?, *kind, &named, text)).collect(),
        ports,
        env,
        env_maps: items("envFrom").iter().filter_map(all_of).chain(items("env").iter().filter_map(one_of)).collect(),
        capabilities: node
            .at(&["securityContext", "capabilities", "add"])
            .map(|n| n.words().into_iter().map(compose::without_prefix).collect())
            .unwrap_or_default(),
        user: security("runAsUser").and_then(Node::word).or_else(|| user.cloned()),
        privileged: security("privileged").and_then(Node::bool) == Some(true),
        tty: node.get("tty").and_then(Node::bool) == Some(true),
        workdir: node.get("workingDir").and_then(Node::word),
        ..Container::new(name, pod)
    }
}

/// `configMapRef` of `envFrom`.
fn all_of(node: &Node) -> Option<FromMap> {
    let map = node.at(&["configMapRef", "name"])?.word()?;
    Some(FromMap { map, one: None, prefix: node.get("prefix").and_then(Node::word) })
}

/// `configMapKeyRef` of a variable.
fn one_of(node: &Node) -> Option<FromMap> {
    let from = node.at(&["valueFrom", "configMapKeyRef"])?;
    let one = Some((node.get("name")?.word()?, from.get("key")?.word()?));
    Some(FromMap { map: from.get("name")?.word()?, one, prefix: None })
}

fn config_map(node: &Node) -> Option<ConfigMap> {
    let data = node.get("data").map(Node::entries).unwrap_or_default();
    Some(ConfigMap {
        name: node.at(&["metadata", "name"])?.word()?,
        namespace: node.at(&["metadata", "namespace"]).and_then(Node::word),
        data: data.iter().filter_map(|(key, value)| Some((key.clone(), value.word()?))).collect(),
    })
}

/// A word with `$(NAME)` filled in from the container's own variables; `$$(NAME)` is left as `$(NAME)`.
pub(crate) fn filled(word: Word, variables: &Variables) -> Word {
    if !word.text.contains("$(") {
        return word;
    }
    let (mut text, mut known) = (String::new(), true);
    let mut rest = &*word.text;
    while let Some(at) = rest.find("$(") {
        let escaped = rest[..at].ends_with('$');
        text.push_str(&rest[..at]);
        let Some(len) = rest[at..].find(')') else { break };
        let name = &rest[at + 2..at + len];
        match variables.get(name).filter(|_| !escaped) {
            Some(value) => text.push_str(value),
            _ => {
                text.push_str(&rest[at..=at + len]);
                known &= escaped;
            }
        }
        rest = &rest[at + len + 1..];
    }
    text.push_str(rest);
    Word { text: text.into(), known, span: word.span }
}

fn port(node: &Node) -> Option<Port> {
    Some(Port {
        number: node.get("containerPort")?.number()?,
        name: node.get("name").and_then(Node::word),
        published: node.get("hostPort").and_then(Node::number),
        host: node.get("hostIP").and_then(Node::word),
        udp: node.get("protocol").and_then(Node::text).is_some_and(|p| p.eq_ignore_ascii_case("UDP")),
        ..Port::new(node.get("containerPort")?.span)
    })
}

fn probe((key, node): &(Word, Node), kind: ProbeKind, ports: &BTreeMap<&str, u16>, text: &Text) -> Option<Probe> {
    let actions =
        [("httpGet", ProbeHow::Http), ("tcpSocket", ProbeHow::Tcp), ("grpc", ProbeHow::Grpc), ("exec", ProbeHow::Exec)];
    let (how, action) = actions.iter().find_map(|(key, how)| Some((*how, node.get(key)?)))?;
    let port = action.get("port");
    let number = port.and_then(Node::number::<u16>);
    let name = port.and_then(Node::word).filter(|_| number.is_none());
    let named = name.as_ref().and_then(|name| ports.get(&*name.text).copied());
    let commands = action
        .get("command")
        .map(|n| compose::exec(n.items(), n, text, &Variables::default()).commands(None))
        .unwrap_or_default();
    let time = |key: &str, default: f64| node.get(key).and_then(Node::number).or(Some(default));
    Some(Probe {
        kind,
        how,
        port: number.or(named),
        port_name: name,
        commands,
        span: port.map_or(key.span, |p| p.span),
        timeout: time("timeoutSeconds", 1.0),
        period: time("periodSeconds", 10.0),
        failures: node.get("failureThreshold").and_then(Node::number).or(Some(3)),
    })
}

fn service(node: &Node) -> Option<Service> {
    let spec = node.get("spec")?;
    let port = |p: &Node| {
        let number = p.get("port")?;
        Some(ServicePort {
            port: number.number()?,
            name: p.get("name").and_then(Node::word),
            target: p.get("targetPort").and_then(Node::word),
            span: p.get("targetPort").unwrap_or(number).span,
        })
    };
    Some(Service {
        name: node.at(&["metadata", "name"])?.word()?,
        kind: spec.get("type").and_then(Node::word).unwrap_or_else(|| Word::new("ClusterIP", spec.span)),
        selector: spec.get("selector").map(pairs).unwrap_or_default(),
        ports: spec.get("ports").map(Node::items).unwrap_or_default().iter().filter_map(port).collect(),
        namespace: node.at(&["metadata", "namespace"]).and_then(Node::word),
    })
}

/// The Services that an Ingress leads to, as networking.k8s.io/v1 writes them.
fn backends(node: &Node) -> Vec<Backend> {
    let Some(spec) = node.get("spec") else { return Vec::new() };
    let namespace = node.at(&["metadata", "namespace"]).and_then(Node::word);
    let rules = spec.get("rules").map(Node::items).unwrap_or_default();
    let paths = rules.iter().filter_map(|rule| rule.at(&["http", "paths"])).flat_map(Node::items);
    let all = spec.get("defaultBackend").into_iter().chain(paths.filter_map(|path| path.get("backend")));
    let backend = |node: &Node| {
        let port = node.at(&["service", "port"])?;
        Some(Backend {
            service: node.at(&["service", "name"])?.word()?,
            port: port.get("number").or_else(|| port.get("name"))?.word()?,
            namespace: namespace.clone(),
        })
    };
    all.filter_map(backend).collect()
}

/// A NetworkPolicy about what comes in. One whose selector has expressions may be about any Pod: it says nothing.
fn policy(node: &Node) -> Option<Policy> {
    let spec = node.get("spec")?;
    let selector = spec.get("podSelector")?;
    let types = spec.get("policyTypes").map(Node::words).unwrap_or_default();
    if selector.get("matchExpressions").is_some() || !(types.is_empty() || types.iter().any(|t| t.is("Ingress"))) {
        return None;
    }
    let mut open = Vec::new();
    for rule in spec.get("ingress").map(Node::items).unwrap_or_default() {
        // Peers that are Pods and namespaces are inside of the cluster.
        let from = rule.get("from").map(Node::items).unwrap_or_default();
        if !from.is_empty() && !from.iter().any(|peer| peer.get("ipBlock").is_some()) {
            continue;
        }
        let ports = rule.get("ports").map(Node::items).unwrap_or_default();
        let to = |p: &Node| {
            p.get("port")
                .and_then(Node::word)
                .map_or(OpenPort::All, |port| OpenPort::To(port, p.get("endPort").and_then(Node::number)))
        };
        open.extend(ports.iter().map(to));
        if ports.is_empty() {
            open.push(OpenPort::All);
        }
    }
    let labels = selector.get("matchLabels").map(pairs).unwrap_or_default();
    Some(Policy { selector: labels, namespace: node.at(&["metadata", "namespace"]).and_then(Node::word), open })
}

fn pairs(node: &Node) -> Vec<(Word, Word)> {
    node.entries().iter().filter_map(|(k, v)| Some((k.clone(), v.word()?))).collect()
}
