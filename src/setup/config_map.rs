//! What containers take out of ConfigMaps.
//!
//! In: the ConfigMaps of all files. Out: variables. Secrets and what a command line makes (`kubectl create configmap`) are not known.

use std::collections::BTreeMap;

use super::Manifest;
use crate::manifest::{Container, FromMap, Word};

/// Whether a container of a file may start Delve with variables out of ConfigMaps.
#[must_use]
pub fn wants_config_maps(manifest: &Manifest) -> bool {
    let starts_delve = |c: &Container| {
        c.entrypoint.iter().chain(&c.command).flat_map(|started| &started.exec).any(|word| word.text.contains("dlv"))
    };
    manifest.facts.containers.iter().any(|c| !c.env_maps.is_empty() && starts_delve(c))
}

/// The keys of a ConfigMap with their places, and the values.
type Data<'a> = BTreeMap<&'a str, (&'a Word, Word)>;

/// The ConfigMaps of a workspace.
#[derive(Debug, Default)]
pub(crate) struct ConfigMaps<'a> {
    /// By name and namespace.
    by_name: BTreeMap<(&'a str, Option<&'a str>), Data<'a>>,
}

impl<'a> ConfigMaps<'a> {
    /// What several of one name say in different ways (one for each environment) is not known.
    pub(crate) fn of(manifests: &'a [Manifest]) -> Self {
        let mut found = Self::default();
        for map in manifests.iter().flat_map(|m| &m.facts.config_maps) {
            let namespace = map.namespace.as_ref().map(|n| &*n.text);
            let data = found.by_name.entry((&*map.name.text, namespace)).or_default();
            for (key, value) in &map.data {
                let (_, old) = data.entry(&key.text).or_insert((key, value.clone()));
                old.known &= old.text == value.text;
            }
        }
        found
    }

    /// The variables that a container takes of them, at most `left`.
    pub(crate) fn variables(&self, from: &[FromMap], namespace: Option<&str>, left: &mut usize) -> Vec<(Word, Word)> {
        let mut found = Vec::new();
        for from in from {
            let Some(data) = from.map.get().and_then(|name| self.by_name.get(&(name, namespace))) else { continue };
            match &from.one {
                Some((name, key)) => found.extend(data.get(&*key.text).map(|(_, value)| (name.clone(), value.clone()))),
                None => {
                    let prefix = from.prefix.as_ref().map_or("", |prefix| &prefix.text);
                    let named = |(key, value): &(&Word, Word)| {
                        (Word { text: format!("{prefix}{}", key.text).into(), ..(*key).clone() }, value.clone())
                    };
                    found.extend(data.values().take(*left).map(named));
                    *left = left.saturating_sub(data.len());
                }
            }
        }
        found
    }
}
