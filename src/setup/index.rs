//! What rules look up for each of many things: a search through all others for each would be quadratic.
//!
//! In: a [`Setup`] that is put together. Out: positions in its lists. Knows no rule.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::{Setup, Site};
use crate::source::FileId;

/// Things of one kind that one thing is asked for at most: of more nobody reads the list.
const MOST: usize = 64;

/// Positions in the lists of a [`Setup`].
#[derive(Debug, Default)]
pub struct Index {
    /// Of every flag, the debugger and the number in it.
    flags: Vec<(usize, usize)>,
    /// The first release of Delve that a site installs.
    delve_of_site: BTreeMap<Site, usize>,
    /// The releases of Delve that a file installs.
    delves_of_file: BTreeMap<FileId, Vec<usize>>,
    /// Whether a dlv that a stage, or outside of stages a file, brings looks at the Go of what it debugs.
    looks_in_stage: BTreeMap<usize, bool>,
    looks_in_file: BTreeMap<FileId, bool>,
    /// The debug configurations that load a file of variables.
    configs_of_env: BTreeMap<String, Vec<usize>>,
    /// The debug configurations that connect to a port.
    configs_at: BTreeMap<u16, Vec<usize>>,
    /// The debuggers that start the program of a directory.
    debuggers_of: BTreeMap<Arc<str>, Vec<usize>>,
}

impl Index {
    pub(super) fn of(setup: &Setup) -> Self {
        let mut found = Self::default();
        let mut looking: BTreeMap<usize, bool> = BTreeMap::new();
        for (index, debugger) in setup.debuggers.iter().enumerate() {
            found.flags.extend((0..debugger.flags.len()).map(|flag| (index, flag)));
            for dir in &debugger.programs {
                found.debuggers_of.entry(Arc::clone(dir)).or_default().push(index);
            }
            let Some(looks) = debugger.looks_at_go() else { continue };
            match setup.stage_of(debugger.site) {
                Some(stage) => *looking.entry(stage).or_default() |= looks,
                None => *found.looks_in_file.entry(debugger.command.span.file).or_default() |= looks,
            }
        }
        for (stage, looks) in looking {
            // Its dlv may come from a stage that it starts from, or copies from.
            for from in [Some(stage), setup.delve_source(stage)].into_iter().flatten() {
                for stage in std::iter::successors(Some(from), |at| setup.stages[*at].parent).take(MOST) {
                    *found.looks_in_stage.entry(stage).or_default() |= looks;
                }
            }
        }
        for (index, tool) in setup.tools.iter().enumerate().filter(|(_, tool)| tool.name == "dlv") {
            found.delve_of_site.entry(tool.site).or_insert(index);
            keep(found.delves_of_file.entry(tool.version.span.file).or_default(), index);
        }
        for (index, config) in setup.configs.iter().enumerate() {
            if let Some(port) = config.port {
                keep(found.configs_at.entry(port).or_default(), index);
            }
            for file in &config.env_files {
                keep(found.configs_of_env.entry(file.clone()).or_default(), index);
            }
        }
        found
    }

    /// Of every flag of all debuggers, the debugger and the number in it.
    #[must_use]
    pub fn flags(&self) -> &[(usize, usize)] {
        &self.flags
    }

    /// The flags of a debugger: where they are among all.
    #[must_use]
    pub fn flags_of(&self, debugger: usize) -> Range<usize> {
        let before = |index: usize| self.flags.partition_point(|(of, _)| *of < index);
        before(debugger)..before(debugger + 1)
    }

    /// The first release of Delve that one of two sites installs.
    #[must_use]
    pub fn delve_of(&self, sites: [Option<Site>; 2]) -> Option<usize> {
        sites.into_iter().flatten().filter_map(|site| self.delve_of_site.get(&site).copied()).min()
    }

    /// The releases of Delve that two files install.
    #[must_use]
    pub fn delves_of(&self, files: [FileId; 2]) -> Vec<usize> {
        let mut found: Vec<usize> =
            files.iter().filter_map(|file| self.delves_of_file.get(file)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether no command line of the dlv that a stage installs, or else a file does, looks at the Go of what it debugs; where there is none, one
    /// may.
    #[must_use]
    pub fn is_unchecked(&self, stage: Option<usize>, file: FileId) -> bool {
        let looks = match stage {
            Some(stage) => self.looks_in_stage.get(&stage),
            None => self.looks_in_file.get(&file),
        };
        looks == Some(&false)
    }

    /// The debug configurations that connect to a port.
    #[must_use]
    pub fn configs_at(&self, port: u16) -> &[usize] {
        self.configs_at.get(&port).map_or(&[], Vec::as_slice)
    }

    /// The debuggers that start the program of a directory.
    #[must_use]
    pub fn debuggers_of(&self, dir: &str) -> &[usize] {
        self.debuggers_of.get(dir).map_or(&[], Vec::as_slice)
    }

    /// The debug configurations that load a file.
    #[must_use]
    pub fn configs_of(&self, file: &str) -> &[usize] {
        self.configs_of_env.get(file).map_or(&[], Vec::as_slice)
    }
}

/// A configuration may name a file twice.
fn keep(kept: &mut Vec<usize>, index: usize) {
    if kept.len() < MOST && kept.last() != Some(&index) {
        kept.push(index);
    }
}
