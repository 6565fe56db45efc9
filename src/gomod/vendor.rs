//! vendor/modules.txt: which module and version each vendored package comes from.
//!
//! In: the file's bytes. Out: [`VendorList`]. Never fails: lines that are not understood are passed over, as the go command does.
//! Format: cmd/go/internal/modload/vendor.go.

use std::collections::BTreeMap;

/// What vendor/modules.txt says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VendorList {
    /// By module path, as required (not as replaced).
    pub modules: BTreeMap<String, VendoredModule>,
    /// The module of each vendored package.
    pub packages: BTreeMap<String, String>,
    /// Whether it was written by `go work vendor` (`## workspace`).
    pub workspace: bool,
}

/// One module of vendor/modules.txt.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VendoredModule {
    /// The version; of the replacement, where the module is replaced by another version; empty for a directory.
    pub version: String,
    /// Whether the main module requires it itself (`## explicit`).
    pub explicit: bool,
    /// The go line, where it is written (`## explicit; go 1.20`).
    pub go: Option<String>,
}

/// Reads vendor/modules.txt.
#[must_use]
pub fn parse(bytes: &[u8]) -> VendorList {
    let mut list = VendorList::default();
    let mut current: Option<String> = None;
    for line in bytes.split(|&b| b == b'\n') {
        let line = String::from_utf8_lossy(line);
        let line = line.trim_end();
        if let Some(rest) = line.strip_prefix("## ") {
            let words: Vec<&str> = rest.split(';').map(str::trim).collect();
            match current.as_ref().and_then(|m| list.modules.get_mut(m)) {
                Some(module) => annotate(module, &words),
                None => list.workspace |= words.contains(&"workspace"),
            }
        } else if let Some(rest) = line.strip_prefix("# ") {
            current = header(rest).map(|(path, module)| {
                // A trailing `# path => replacement` line repeats what an earlier one said in full.
                list.modules.entry(path.clone()).or_insert(module);
                path
            });
        } else if !line.is_empty()
            && !line.starts_with('#')
            && let Some(module) = &current
        {
            list.packages.insert(line.to_owned(), module.clone());
        }
    }
    list
}

fn annotate(module: &mut VendoredModule, words: &[&str]) {
    for word in words {
        if *word == "explicit" {
            module.explicit = true;
        } else if let Some(go) = word.strip_prefix("go ") {
            module.go = Some(go.trim().to_owned());
        }
    }
}

/// `path version [=> path [version]]`.
fn header(line: &str) -> Option<(String, VendoredModule)> {
    let mut sides = line.split(" => ");
    let mut old = sides.next()?.split_whitespace();
    let path = old.next()?.to_owned();
    let version = match sides.next() {
        Some(new) => new.split_whitespace().nth(1).unwrap_or_default(),
        None => old.next().unwrap_or_default(),
    };
    Some((path, VendoredModule { version: version.to_owned(), ..VendoredModule::default() }))
}
