//! Which Services and Ingresses of the workspace lead to a Pod.
//!
//! In: a Pod as a file describes it, and all files. Out: [`ServicePort`]s. Facts: the Kubernetes API reference; a Pod that a
//! NetworkPolicy selects lets in only what one of them opens. Labels and namespaces count as they are written.

use std::sync::Arc;

use super::{Manifest, ServicePort};
use crate::manifest::{FileFacts, OpenPort, Pod, Word};

/// The ports that have a name, of each Pod of a file.
pub(crate) fn named_ports(facts: &FileFacts) -> Vec<Vec<(&str, u16)>> {
    let mut of_pods = vec![Vec::new(); facts.pods.len()];
    for container in &facts.containers {
        let named = container.ports.iter().filter_map(|port| Some((&*port.name.as_ref()?.text, port.number)));
        of_pods[container.pod].extend(named);
    }
    of_pods
}

/// Whether NetworkPolicies of the workspace keep the outside of the cluster from a port of a Pod.
fn is_closed(pod: &Pod, port: u16, named: &[(&str, u16)], manifests: &[Manifest]) -> bool {
    let policies = manifests.iter().flat_map(|m| &m.facts.policies);
    let mut about = policies.filter(|p| selects(&p.selector, &p.namespace, pod)).peekable();
    let opens = |open: &OpenPort| match open {
        OpenPort::All => true,
        OpenPort::To(word, end) => {
            number_of(word, named).is_some_and(|from| (from..=end.unwrap_or(from)).contains(&port))
        }
    };
    about.peek().is_some() && !about.any(|policy| policy.open.iter().any(opens))
}

/// Whether a selector fits the labels of a Pod in its own namespace; an empty one fits all of them.
fn selects(selector: &[(Word, Word)], namespace: &Option<Word>, pod: &Pod) -> bool {
    let has = |(key, value): &(Word, Word)| pod.labels.iter().any(|(k, v)| k.text == key.text && v.text == value.text);
    same_namespace(namespace, &pod.namespace) && selector.iter().all(has)
}

fn same_namespace(one: &Option<Word>, other: &Option<Word>) -> bool {
    one.as_ref().map(|n| &n.text) == other.as_ref().map(|n| &n.text)
}

/// A port by its number or its name in the Pod.
fn number_of(port: &Word, named: &[(&str, u16)]) -> Option<u16> {
    port.text.parse().ok().or_else(|| named.iter().find(|(name, _)| *name == &*port.text).map(|(_, number)| *number))
}

/// The Services of the workspace that select a Pod's labels, in the same namespace as far as that is written, and the Ingresses
/// that lead to them; without what NetworkPolicies close.
pub(crate) fn leading_to(pod: &Pod, named: &[(&str, u16)], manifests: &[Manifest]) -> Vec<ServicePort> {
    let mut found = Vec::new();
    if pod.labels.is_empty() {
        return found;
    }
    for service in manifests.iter().flat_map(|m| &m.facts.services) {
        // A Service without a selector is led by hand.
        if service.selector.is_empty() || !selects(&service.selector, &service.namespace, pod) {
            continue;
        }
        for port in &service.ports {
            let number = port.target.as_ref().map_or(Some(port.port), |target| number_of(target, named));
            let Some(number) = number.filter(|number| !is_closed(pod, *number, named, manifests)) else { continue };
            let leads = |kind: &str, span| ServicePort {
                kind: kind.into(),
                service: Arc::clone(&service.name.text),
                number,
                span,
            };
            found.push(leads(&service.kind.text, port.span));
            let own_number = port.port.to_string();
            let backends = manifests.iter().flat_map(|m| &m.facts.backends).filter(|b| {
                let is_port =
                    *b.port.text == *own_number || port.name.as_ref().is_some_and(|name| name.text == b.port.text);
                b.service.text == service.name.text && same_namespace(&b.namespace, &pod.namespace) && is_port
            });
            found.extend(backends.map(|b| leads("Ingress", b.port.span)));
        }
    }
    found
}
