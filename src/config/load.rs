//! The text of `muxray.toml` in, a [`Layer`] out, or every mistake.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::file::{AllowFile, ConfigFile, List, PathFile, Severities, TargetFile, Text};
use super::{AllowEntry, Day, From, Layer, Name, PathTable, Sourced};
use crate::document::{self, Errors, Mistake, did_you_mean, word};
use crate::finding::{Confidence, Severity};
use crate::golang::constraint;
use crate::gomod::version::parse_go;
use crate::rule::Persona;
use crate::walk::Deps;

/// Bytes of a configuration.
const MOST_BYTES: usize = 1024 * 1024;

const PERSONAS: &[(&str, Persona)] =
    &[("regular", Persona::Regular), ("pedantic", Persona::Pedantic), ("auditor", Persona::Auditor)];
const SEVERITIES: &[(&str, Severity)] =
    &[("error", Severity::Error), ("warning", Severity::Warning), ("note", Severity::Note)];
const CONFIDENCES: &[(&str, Confidence)] =
    &[("high", Confidence::High), ("medium", Confidence::Medium), ("low", Confidence::Low)];
const FAIL_ON: &[(&str, Option<Severity>)] = &[
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("note", Some(Severity::Note)),
    ("never", None),
];
const DEPS: &[(&str, Deps)] = &[("none", Deps::None), ("vendor", Deps::Vendor), ("all", Deps::All)];

impl Layer {
    /// Reads a file. `path` is its name for messages.
    ///
    /// # Errors
    /// All its mistakes, in the order of their places.
    pub fn of_file(path: &Arc<str>, text: &str) -> Result<Self, Vec<Mistake>> {
        let mut errors = Errors::new(path, text);
        let read = document::read::<ConfigFile>(text, MOST_BYTES, &mut errors);
        let layer = read.value.map(|file| Reader { errors: &mut errors, layer: Self::default() }.layer(&file));
        match (layer, errors.finish()) {
            (Some(layer), mistakes) if mistakes.is_empty() => Ok(layer),
            (_, mistakes) => Err(mistakes),
        }
    }
}

/// The names in a file that no loaded rule has: rules are loaded after the file, which says where they are.
#[must_use]
pub fn check_rules(path: &Arc<str>, text: &str, layer: &Layer, known: &BTreeSet<Arc<str>>) -> Vec<Mistake> {
    let mut errors = Errors::new(path, text);
    for name in layer.rule_names.iter().filter(|name| !known.contains(&name.text)) {
        let help = did_you_mean(&name.text, known.iter().map(AsRef::as_ref))
            .unwrap_or_else(|| "`muxray rules` lists the rules".to_owned());
        errors.add(name.place.clone(), format!("there is no rule `{}`", name.text), "", Some(help));
    }
    errors.finish()
}

struct Reader<'a> {
    errors: &'a mut Errors,
    layer: Layer,
}

impl Reader<'_> {
    fn layer(mut self, file: &ConfigFile) -> Layer {
        self.layer.select = self.rule_list(file.select.as_ref());
        self.layer.ignore = self.rule_list(file.ignore.as_ref());
        self.layer.rules = file.rules.as_ref().map(|list| {
            self.layer.rule_dirs = list.get_ref().iter().map(name).collect();
            let paths = list.get_ref().iter().map(|dir| PathBuf::from(dir.get_ref())).collect();
            Sourced { value: paths, from: From::File(list.span().start) }
        });
        self.layer.persona = self.word(file.persona.as_ref(), PERSONAS, "persona");
        self.layer.min_severity = self.word(file.min_severity.as_ref(), SEVERITIES, "min-severity");
        self.layer.min_confidence = self.word(file.min_confidence.as_ref(), CONFIDENCES, "min-confidence");
        self.layer.fail_on = self.word(file.fail_on.as_ref(), FAIL_ON, "fail-on");
        self.layer.strict = file.strict.as_ref().map(sourced);
        self.layer.require_reason = file.require_reason.as_ref().map(sourced);
        self.layer.baseline = file.baseline.as_ref().map(|path| {
            let from = From::File(path.span().start);
            Sourced { value: PathBuf::from(path.get_ref()), from }
        });
        self.layer.go = file.go.as_ref().and_then(|go| self.go(go));
        self.layer.deps = self.word(file.deps.as_ref(), DEPS, "deps");
        self.layer.loopback = file.loopback.as_ref().map(|list| self.loopback(list));
        self.layer.nosec = file.compat.as_ref().and_then(|compat| compat.nosec.as_ref()).map(sourced);
        self.layer.severities = self.severities(&file.severity);
        if let Some(first) = file.target.first() {
            let targets = file.target.iter().map(|target| self.target(target.get_ref())).collect();
            self.layer.targets = Some(Sourced { value: targets, from: From::File(first.span().start) });
        }
        for table in &file.path {
            let table = self.path(table.get_ref(), table.span());
            self.layer.paths.extend(table);
        }
        for entry in &file.allow {
            let entry = self.allow(entry.get_ref(), entry.span());
            self.layer.allows.extend(entry);
        }
        self.layer
    }

    fn word<T: Copy>(&mut self, text: Option<&Text>, words: &[(&str, T)], name: &str) -> Option<Sourced<T>> {
        let text = text?;
        let value = word(text, words, name, self.errors)?;
        Some(Sourced { value, from: From::File(text.span().start) })
    }

    fn rule_list(&mut self, list: Option<&List>) -> Option<Sourced<Vec<String>>> {
        let list = list?;
        self.layer.rule_names.extend(list.get_ref().iter().map(name));
        let value = list.get_ref().iter().map(|rule| rule.get_ref().clone()).collect();
        Some(Sourced { value, from: From::File(list.span().start) })
    }

    fn go(&mut self, text: &Text) -> Option<Sourced<crate::model::GoVersion>> {
        let version = parse_go(text.get_ref().trim_start_matches("go"));
        if version.is_none() {
            let help = Some("write a release such as \"1.22\" or \"1.22.3\"".to_owned());
            self.errors.add(text.span(), format!("`{}` is no Go release", text.get_ref()), "", help);
        }
        Some(Sourced { value: version?, from: From::File(text.span().start) })
    }

    /// Names of hosts, not addresses: which of those are this machine's is no question.
    fn loopback(&mut self, list: &List) -> Sourced<Vec<String>> {
        for host in list.get_ref() {
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
            let name = host.get_ref();
            if name.is_empty() || !name.chars().all(plain) || name.parse::<std::net::IpAddr>().is_ok() {
                let help = Some("write the name alone, without a port: \"debug.internal\"".to_owned());
                self.errors.add(host.span(), format!("`{name}` is no name of a host"), "", help);
            }
        }
        let value = list.get_ref().iter().map(|host| host.get_ref().clone()).collect();
        Sourced { value, from: From::File(list.span().start) }
    }

    fn severities(&mut self, written: &Severities) -> Vec<(Name, Severity)> {
        let mut found = Vec::new();
        for (rule, severity) in written {
            self.layer.rule_names.push(name(rule));
            if let Some(severity) = word(severity, SEVERITIES, "severity", self.errors) {
                found.push((name(rule), severity));
            }
        }
        found.sort_by_key(|(rule, _)| rule.place.start);
        found
    }

    fn target(&mut self, written: &TargetFile) -> constraint::Target {
        let TargetFile { goos, goarch, tags, cgo } = written;
        let mut target = constraint::Target::default();
        for (key, value, known, slot) in [
            ("goos", goos, &constraint::SYSTEMS[..], &mut target.goos),
            ("goarch", goarch, &constraint::ARCHITECTURES[..], &mut target.goarch),
        ] {
            let Some(value) = value else { continue };
            if !known.contains(&value.get_ref().as_str()) {
                let help = did_you_mean(value.get_ref(), known.iter().copied())
                    .or_else(|| Some("`go tool dist list` lists them: \"linux/amd64\", ...".to_owned()));
                self.errors.add(value.span(), format!("`{key}` cannot be `{}`", value.get_ref()), "", help);
            }
            *slot = value.get_ref().as_str().into();
        }
        target.tags = tags.iter().map(|tag| tag.get_ref().as_str().into()).collect();
        if cgo.as_ref().is_some_and(|cgo| !cgo.get_ref()) {
            target.cgo = constraint::Cgo::Off;
        }
        target
    }

    fn path(&mut self, written: &PathFile, place: std::ops::Range<usize>) -> Option<PathTable> {
        if written.paths.is_empty() {
            let help = Some("write `paths = [\"internal/tools/**\"]`".to_owned());
            self.errors.add(head(&place), "the key `paths` is missing", "in this table", help);
            return None;
        }
        self.layer.rule_names.extend(written.ignore.iter().map(name));
        Some(PathTable {
            paths: written.paths.iter().map(|p| p.get_ref().clone()).collect(),
            ignore: written.ignore.iter().map(name).collect(),
            severities: self.severities(&written.severity),
            from: place.start,
        })
    }

    fn allow(&mut self, written: &AllowFile, place: std::ops::Range<usize>) -> Option<AllowEntry> {
        let expires = match &written.expires {
            None => None,
            Some(when) => match when.get_ref().date {
                Some(date) => Some(Day { year: date.year, month: date.month, day: date.day }),
                None => {
                    let help = Some("write the last day on which it holds: `expires = 2027-01-31`".to_owned());
                    self.errors.add(when.span(), "`expires` is no date", "", help);
                    None
                }
            },
        };
        let Some(rule) = &written.rule else {
            let help = Some("an entry is about one rule".to_owned());
            self.errors.add(head(&place), "the key `rule` is missing", "in this entry", help);
            return None;
        };
        self.layer.rule_names.push(name(rule));
        let text = |text: &Option<Text>| text.as_ref().map(|t| t.get_ref().clone());
        Some(AllowEntry {
            rule: name(rule),
            path: text(&written.path),
            pattern: text(&written.pattern),
            reason: text(&written.reason).filter(|reason| !reason.trim().is_empty()),
            expires,
            from: place.start,
        })
    }
}

fn name(text: &Text) -> Name {
    Name { text: text.get_ref().as_str().into(), place: text.span() }
}

fn sourced<T: Copy>(value: &toml::Spanned<T>) -> Sourced<T> {
    Sourced { value: *value.get_ref(), from: From::File(value.span().start) }
}

/// The beginning of a table, to be marked.
fn head(place: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    place.start..place.end.min(place.start + 1)
}
