//! The settings of a run as a `muxray.toml` that says the same, each line with where it comes from.
//!
//! In: [`Settings`], the file's name and text. Out: TOML. What nobody said is there too, so that it can be seen.

use std::fmt::Write as _;

use super::{From, Settings, Sourced};
use crate::golang::constraint::Cgo;
use crate::rule::Persona;
use crate::walk::Deps;

/// Shows the settings; `file` is the name and the text of the configuration.
#[must_use]
pub fn show(settings: &Settings, file: Option<(&str, &str)>) -> String {
    let mut page = Page { file, text: String::new() };
    match file {
        Some((name, _)) => _ = writeln!(page.text, "# {name}"),
        None => _ = writeln!(page.text, "# no muxray.toml"),
    }
    let Settings { select, ignore, rules, persona, min_severity, min_confidence, fail_on, .. } = settings;
    page.list("select", select);
    page.list("ignore", ignore);
    let dirs = rules.value.iter().map(|dir| dir.to_string_lossy().into_owned()).collect();
    page.list("rules", &Sourced { value: dirs, from: rules.from });
    let word = match persona.value {
        Persona::Regular => "regular",
        Persona::Pedantic => "pedantic",
        Persona::Auditor => "auditor",
    };
    page.text("persona", word, persona.from);
    page.text("min-severity", min_severity.value.as_str(), min_severity.from);
    page.text("min-confidence", min_confidence.value.as_str(), min_confidence.from);
    page.text("fail-on", fail_on.value.map_or("never", |s| s.as_str()), fail_on.from);
    page.line("strict", &settings.strict.value.to_string(), settings.strict.from);
    page.line("require-reason", &settings.require_reason.value.to_string(), settings.require_reason.from);
    if let Some(baseline) = &settings.baseline {
        page.text("baseline", &baseline.value.to_string_lossy(), baseline.from);
    }
    if let Some(go) = &settings.go {
        let patch = go.value.patch.map(|p| format!(".{p}")).unwrap_or_default();
        page.text("go", &format!("{}.{}{patch}", go.value.major, go.value.minor), go.from);
    }
    let deps = match settings.deps.value {
        Deps::None => "none",
        Deps::Vendor => "vendor",
        Deps::All => "all",
    };
    page.text("deps", deps, settings.deps.from);
    page.list("loopback", &settings.loopback);
    page.line("compat.nosec", &settings.nosec.value.to_string(), settings.nosec.from);
    page.tables(settings);
    page.text
}

struct Page<'a> {
    file: Option<(&'a str, &'a str)>,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, key: &str, value: &str, from: From) {
        let line = format!("{key} = {value}");
        let place = self.place(from);
        // Writing to a String does not fail.
        _ = writeln!(self.text, "{line:<34} # {place}");
    }

    fn text(&mut self, key: &str, value: &str, from: From) {
        self.line(key, &quoted(value), from);
    }

    fn list(&mut self, key: &str, list: &Sourced<Vec<String>>) {
        self.line(key, &array(&list.value), list.from);
    }

    fn place(&self, from: From) -> String {
        match (from, self.file) {
            (From::CommandLine, _) => "command line".to_owned(),
            (From::File(at), Some((name, text))) => {
                let line = text.as_bytes()[..at.min(text.len())].iter().filter(|b| **b == b'\n').count() + 1;
                format!("{name}:{line}")
            }
            _ => "default".to_owned(),
        }
    }

    fn severities(&mut self, severities: &[(super::Name, crate::finding::Severity)]) {
        for (rule, severity) in severities {
            self.text(&quoted(&rule.text), severity.as_str(), From::File(rule.place.start));
        }
    }

    fn tables(&mut self, settings: &Settings) {
        if !settings.severities.is_empty() {
            self.text.push_str("\n[severity]\n");
            self.severities(&settings.severities);
        }
        for target in &settings.targets.value {
            let place = self.place(settings.targets.from);
            let tags: Vec<String> = target.tags.iter().map(ToString::to_string).collect();
            let cgo = target.cgo == Cgo::On;
            _ = writeln!(
                self.text,
                "\n[[target]] # {place}\ngoos = {}\ngoarch = {}\ntags = {}\ncgo = {cgo}",
                quoted(&target.goos),
                quoted(&target.goarch),
                array(&tags)
            );
        }
        for table in &settings.paths {
            let place = self.place(From::File(table.from));
            let ignore: Vec<String> = table.ignore.iter().map(|rule| rule.text.to_string()).collect();
            _ = writeln!(
                self.text,
                "\n[[path]] # {place}\npaths = {}\nignore = {}",
                array(&table.paths),
                array(&ignore)
            );
            if !table.severities.is_empty() {
                self.text.push_str("[path.severity]\n");
                self.severities(&table.severities);
            }
        }
        for entry in &settings.allows {
            let place = self.place(From::File(entry.from));
            _ = writeln!(self.text, "\n[[allow]] # {place}\nrule = {}", quoted(&entry.rule.text));
            for (key, value) in [("path", &entry.path), ("pattern", &entry.pattern), ("reason", &entry.reason)] {
                if let Some(value) = value {
                    _ = writeln!(self.text, "{key} = {}", quoted(value));
                }
            }
            if let Some(day) = entry.expires {
                _ = writeln!(self.text, "expires = {day}");
            }
        }
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn array(items: &[String]) -> String {
    format!("[{}]", items.iter().map(|item| quoted(item)).collect::<Vec<_>>().join(", "))
}
