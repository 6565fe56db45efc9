//! Which Services and Ingresses of the workspace lead to a Pod.
//!
//! In: a Pod as a file describes it, and all files. Out: [`ServicePort`]s. Facts: the Kubernetes API reference; a Pod that a
//! NetworkPolicy selects lets in only what one of them opens. Labels and namespaces count as they are written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Manifest, ServicePort};
use crate::manifest::{Backend, FileFacts, OpenPort, Pod, Policy, Service, Word};

/// The ports that have a name, of each Pod of a file.
pub(crate) fn named_ports(facts: &FileFacts) -> Vec<Vec<(&str, u16)>> {
    let mut of_pods = vec![Vec::new(); facts.pods.len()];
    for container in &facts.containers {
        let named = container.ports.iter().filter_map(|port| Some((&*port.name.as_ref()?.text, port.number)));
        of_pods[container.pod].extend(named);
    }
    of_pods
}

/// Services of one Pod that are looked at, and NetworkPolicies: where more than these select it nobody reads what leads to it.
const MOST: usize = 64;

/// What selects Pods, and what leads to Services.
#[derive(Debug)]
pub(crate) struct Services<'a> {
    services: Selecting<'a, Service>,
    policies: Selecting<'a, Policy>,
    backends: BTreeMap<(&'a str, Option<&'a str>), Vec<&'a Backend>>,
}

impl<'a> Services<'a> {
    pub(crate) fn of(manifests: &'a [Manifest]) -> Self {
        let mut backends: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for backend in manifests.iter().flat_map(|m| &m.facts.backends) {
            backends.entry((&*backend.service.text, text(&backend.namespace))).or_default().push(backend);
        }
        // A Service without a selector is led by hand.
        let services = manifests.iter().flat_map(|m| &m.facts.services).filter(|s| !s.selector.is_empty());
        let policies = manifests.iter().flat_map(|m| &m.facts.policies);
        Self {
            services: Selecting::of(services, |s| (&s.selector, &s.namespace)),
            policies: Selecting::of(policies, |p| (&p.selector, &p.namespace)),
            backends,
        }
    }

    /// The Services of the workspace that select a Pod's labels, in the same namespace as far as that is written, and the Ingresses
    /// that lead to them; without what NetworkPolicies close.
    pub(crate) fn leading_to(&self, pod: &Pod, named: &[(&str, u16)]) -> Vec<ServicePort> {
        let mut found = Vec::new();
        if pod.labels.is_empty() {
            return found;
        }
        let policies = self.policies.select(pod);
        for service in self.services.select(pod) {
            for port in &service.ports {
                let number = port.target.as_ref().map_or(Some(port.port), |target| number_of(target, named));
                let Some(number) = number.filter(|number| !is_closed(*number, named, &policies)) else { continue };
                let leads = |kind: &str, span| ServicePort {
                    kind: kind.into(),
                    service: Arc::clone(&service.name.text),
                    number,
                    span,
                };
                found.push(leads(&service.kind.text, port.span));
                let own_number = port.port.to_string();
                let is_port = |b: &&&Backend| {
                    *b.port.text == *own_number || port.name.as_ref().is_some_and(|name| name.text == b.port.text)
                };
                let backends = self.backends.get(&(&*service.name.text, text(&pod.namespace))).into_iter().flatten();
                found.extend(backends.filter(is_port).take(MOST).map(|b| leads("Ingress", b.port.span)));
            }
        }
        found
    }
}

/// A namespace, and a label of a selector; None: it selects all Pods.
type Asked<'a> = (Option<&'a str>, Option<(&'a str, &'a str)>);

/// Things that select Pods by labels, found by the rarest label that they ask for.
#[derive(Debug)]
struct Selecting<'a, T> {
    all: Vec<(&'a T, &'a [(Word, Word)])>,
    by_label: BTreeMap<Asked<'a>, Vec<usize>>,
}

impl<'a, T> Selecting<'a, T> {
    fn of(
        things: impl Iterator<Item = &'a T>,
        asks: impl Fn(&'a T) -> (&'a Vec<(Word, Word)>, &'a Option<Word>),
    ) -> Self {
        let with = |thing| {
            let (selector, namespace) = asks(thing);
            (thing, selector.as_slice(), text(namespace))
        };
        let all: Vec<_> = things.map(with).collect();
        let mut asked: BTreeMap<Asked<'_>, usize> = BTreeMap::new();
        for (_, selector, namespace) in &all {
            selector.iter().for_each(|label| *asked.entry((*namespace, Some(pair(label)))).or_default() += 1);
        }
        let mut by_label: BTreeMap<Asked<'_>, Vec<usize>> = BTreeMap::new();
        for (index, (_, selector, namespace)) in all.iter().enumerate() {
            let labels = selector.iter().map(|label| (*namespace, Some(pair(label))));
            let rarest = labels.min_by_key(|label| asked.get(label)).unwrap_or((*namespace, None));
            by_label.entry(rarest).or_default().push(index);
        }
        Self { all: all.into_iter().map(|(thing, selector, _)| (thing, selector)).collect(), by_label }
    }

    /// Those that select a Pod, in their order.
    fn select(&self, pod: &Pod) -> Vec<&'a T> {
        let labels = pod.labels.iter().map(|label| Some(pair(label)));
        let namespace = text(&pod.namespace);
        let asked = labels.chain([None]).filter_map(|label| self.by_label.get(&(namespace, label))).flatten();
        let fits = |index: &&usize| self.all[**index].1.iter().all(|pair| has(pod, pair));
        let found: BTreeSet<usize> = asked.filter(fits).take(MOST).copied().collect();
        found.into_iter().map(|index| self.all[index].0).collect()
    }
}

/// Whether NetworkPolicies of a Pod keep the outside of the cluster from a port.
fn is_closed(port: u16, named: &[(&str, u16)], policies: &[&Policy]) -> bool {
    let opens = |open: &OpenPort| match open {
        OpenPort::All => true,
        OpenPort::To(word, end) => {
            number_of(word, named).is_some_and(|from| (from..=end.unwrap_or(from)).contains(&port))
        }
    };
    !policies.is_empty() && !policies.iter().any(|policy| policy.open.iter().any(opens))
}

/// Whether a Pod has a label.
fn has(pod: &Pod, (key, value): &(Word, Word)) -> bool {
    pod.labels.iter().any(|(k, v)| k.text == key.text && v.text == value.text)
}

fn pair((key, value): &(Word, Word)) -> (&str, &str) {
    (&key.text, &value.text)
}

fn text(word: &Option<Word>) -> Option<&str> {
    word.as_ref().map(|word| &*word.text)
}

/// A port by its number or its name in the Pod.
fn number_of(port: &Word, named: &[(&str, u16)]) -> Option<u16> {
    port.text.parse().ok().or_else(|| named.iter().find(|(name, _)| *name == &*port.text).map(|(_, number)| *number))
}
