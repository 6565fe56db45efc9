//! Ports of the machine that are forwarded to a Pod: by a Tiltfile, by skaffold, by `kubectl port-forward` on a command line.
//!
//! In: all files. Out: the ports of a Pod's containers that such a way leads to. It reaches a loopback, which a Service does not. Names count as they
//! are written, whatever the namespace.

use std::collections::BTreeMap;

use super::path::base;
use super::{Manifest, ServicePort};
use crate::manifest::{Command, Forward, Pod, Port, Word};

/// What is forwarded, by the name of the Pod or Service.
#[derive(Debug, Default)]
pub(crate) struct Forwards {
    to_pods: BTreeMap<String, Vec<(u16, Option<u16>)>>,
    to_services: BTreeMap<String, Vec<(u16, Option<u16>)>>,
}

impl Forwards {
    pub(crate) fn of(manifests: &[Manifest]) -> Self {
        let mut found = Self::default();
        for manifest in manifests {
            let written = manifest.facts.forwards.iter().cloned();
            for Forward { resource, service, local, port } in
                written.chain(manifest.facts.commands.iter().flat_map(commanded))
            {
                let named = if service { &mut found.to_services } else { &mut found.to_pods };
                named.entry(resource.text.to_string()).or_default().push((local, port));
            }
        }
        found
    }

    /// The ports of a Pod's containers that are forwarded. Without a port of its own tilt takes the one with the machine's number, else the first one that
    /// the Pod names. Through a Service they are those that it leads to.
    pub(crate) fn leading_to(&self, pod: &Pod, ports: &[&Port], services: &[ServicePort]) -> Vec<u16> {
        let own = self.to_pods.get(&*pod.name.text).into_iter().flatten().take(MOST);
        let named =
            |local: u16| ports.iter().find(|port| port.number == local).or(ports.first()).map_or(local, |p| p.number);
        let mut found: Vec<u16> = own.map(|(local, port)| port.unwrap_or_else(|| named(*local))).collect();
        let through = services.iter().filter(|service| self.to_services.contains_key(&*service.service));
        found.extend(through.map(|service| service.number));
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Ports that are forwarded to one Pod.
const MOST: usize = 64;

/// Kinds of what makes Pods that `kubectl port-forward` takes in front of a name.
const PODS: [&str; 9] = ["deploy", "deployment", "deployments", "ds", "po", "pod", "pods", "sts", "statefulset"];
/// Kinds of Services there.
const SERVICES: [&str; 3] = ["service", "services", "svc"];

/// Options of kubectl that take the next word as their value.
const WITH_VALUE: [&str; 6] = ["-n", "--namespace", "--context", "--kubeconfig", "--address", "--pod-running-timeout"];

/// What a command forwards: `kubectl port-forward deploy/shop 4000:40000`.
fn commanded(command: &Command) -> Vec<Forward> {
    let mut plain: Vec<&Word> = Vec::new();
    let mut words = command.words.iter();
    while let Some(word) = words.next() {
        if WITH_VALUE.contains(&&*word.text) {
            words.next();
        } else if !word.text.starts_with('-') {
            plain.push(word);
        }
    }
    let [program, verb, rest @ ..] = plain.as_slice() else { return Vec::new() };
    if base(&program.text) != "kubectl" || !verb.is("port-forward") {
        return Vec::new();
    }
    let (kind, name, ports) = match rest {
        [kind, name, ports @ ..] if PODS.iter().chain(&SERVICES).any(|known| kind.is(known)) => {
            (&*kind.text, &*name.text, ports)
        }
        [name, ports @ ..] => {
            let (kind, name) = name.text.split_once('/').unwrap_or(("pod", &*name.text));
            (kind, name, ports)
        }
        [] => return Vec::new(),
    };
    let service = SERVICES.contains(&kind);
    let forward = |word: &&Word| {
        let text = word.get()?;
        let (local, port) = text.split_once(':').unwrap_or((text, text));
        let port = port.parse().ok()?;
        let resource = Word::new(name, word.span);
        Some(Forward { resource, service, local: local.parse().unwrap_or(port), port: Some(port) })
    };
    ports.iter().filter_map(forward).collect()
}
