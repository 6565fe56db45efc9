//! Which Services and Ingresses of the workspace lead to a Pod.
//!
//! In: a Pod as a file describes it, and all files. Out: [`ServicePort`]s. Facts: the Kubernetes API reference; a Pod that a
//! NetworkPolicy selects lets in only what one of them opens. Labels and namespaces count as they are written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Manifest, ServicePort};
use crate::manifest::{Backend, FileFacts, OpenPort, Pod, Policy, Service, Word};
use crate::ordered::InOrder as _;

/// Ports by their names, the first one of each.
pub(crate) type Named<'a> = BTreeMap<&'a str, u16>;

/// The ports that have a name, of each Pod of a file.
pub(crate) fn named_ports(facts: &FileFacts) -> Vec<Named<'_>> {
    let mut of_pods = vec![Named::new(); facts.pods.len()];
    for container in &facts.containers {
        for port in &container.ports {
            if let Some(name) = &port.name {
                of_pods[container.pod].entry(&*name.text).or_insert(port.number);
            }
        }
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
    /// By the Service with its namespace, and the port.
    backends: BTreeMap<(&'a str, Option<&'a str>, &'a str), Vec<&'a Backend>>,
}

impl<'a> Services<'a> {
    pub(crate) fn of(manifests: &'a [Manifest]) -> Self {
        let mut backends: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for backend in manifests.iter().flat_map(|m| &m.facts.backends) {
            let leads_to = (&*backend.service.text, text(&backend.namespace), &*backend.port.text);
            backends.entry(leads_to).or_default().push(backend);
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
    pub(crate) fn leading_to(&self, pod: &Pod, named: &Named<'_>) -> Vec<ServicePort> {
        let mut found = Vec::new();
        if pod.labels.is_empty() {
            return found;
        }
        let open = open_ports(&self.policies.select(pod), named);
        for service in self.services.select(pod) {
            let (own, namespace) = (&*service.name.text, text(&pod.namespace));
            for port in &service.ports {
                let number = port.target.as_ref().map_or(Some(port.port), |target| number_of(target, named));
                let is_open = |number: &u16| open.as_ref().is_none_or(|open| is_open(*number, open));
                let Some(number) = number.filter(is_open) else { continue };
                let leads = |kind: &str, span| ServicePort {
                    kind: kind.into(),
                    service: Arc::clone(&service.name.text),
                    number,
                    span,
                };
                found.push(leads(&service.kind.text, port.span));
                let own_number = port.port.to_string();
                let names = [Some(&*own_number), port.name.as_ref().map(|name| &*name.text)];
                let backends =
                    names.into_iter().flatten().filter_map(|name| self.backends.get(&(own, namespace, name)));
                let backends = backends.flatten();
                found.extend(backends.take(MOST).map(|b| leads("Ingress", b.port.span)));
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
        let own: BTreeSet<(&str, &str)> = pod.labels.iter().map(pair).in_order();
        let fits = |index: &&usize| self.all[**index].1.iter().all(|label| own.contains(&pair(label)));
        let found: BTreeSet<usize> = asked.filter(fits).take(MOST).copied().in_order();
        found.into_iter().map(|index| self.all[index].0).collect()
    }
}

/// What NetworkPolicies leave open of the ports of a Pod: ranges in their order; None where no policy selects it.
fn open_ports(policies: &[&Policy], named: &Named<'_>) -> Option<Vec<(u16, u16)>> {
    let range = |open: &OpenPort| match open {
        OpenPort::All => Some((0, u16::MAX)),
        OpenPort::To(word, end) => number_of(word, named).map(|from| (from, end.unwrap_or(from))),
    };
    let mut open: Vec<_> = policies.iter().flat_map(|policy| policy.open.iter().filter_map(range)).collect();
    open.sort_unstable();
    // Each one reaches as far as those before it, so that the last one which begins in front of a port is enough.
    let mut furthest = 0;
    for (_, to) in &mut open {
        furthest = furthest.max(*to);
        *to = furthest;
    }
    (!policies.is_empty()).then_some(open)
}

/// Whether a port is in one of such ranges.
fn is_open(port: u16, open: &[(u16, u16)]) -> bool {
    let before = open.partition_point(|(from, _)| *from <= port);
    open[..before].last().is_some_and(|(_, to)| port <= *to)
}

fn pair((key, value): &(Word, Word)) -> (&str, &str) {
    (&key.text, &value.text)
}

fn text(word: &Option<Word>) -> Option<&str> {
    word.as_ref().map(|word| &*word.text)
}

/// A port by its number or its name in the Pod.
fn number_of(port: &Word, named: &Named<'_>) -> Option<u16> {
    port.text.parse().ok().or_else(|| named.get(&*port.text).copied())
}
