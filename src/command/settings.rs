//! The settings of a run: `muxray.toml` found and read, the command line put on top, rules loaded and chosen.
//!
//! In: options. Out: [`Loaded`], or every mistake of every file on the writer: then nothing runs. What a file may name is bounded by
//! the repository around it, for it may come from anybody: only who names a file with `--config` vouches for it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Run, Status, files, rules};
use crate::cli;
use crate::config::{self, Layer, Settings, Sourced};
use crate::directive::{Directive, Origin, Reach, Target, Verdict};
use crate::document::Mistake;
use crate::finding::Severity;
use crate::golang::constraint;
use crate::known::Known;
use crate::rule::{Persona, RuleSet};
use crate::run::Asked;
use crate::source::{Sources, Span};
use crate::suppress::{Allow, Baseline, Dialect, Ignores, Levels, PathPolicy, Paths, Policy};
use crate::walk::Deps;

/// What a configuration is called.
const NAME: &str = "muxray.toml";

/// What a run goes by.
pub(super) struct Loaded {
    pub(super) settings: Settings,
    pub(super) known: Known,
    /// Those that run.
    pub(super) rules: RuleSet,
    /// What is computed.
    pub(super) asked: Asked,
    pub(super) file: Option<File>,
}

/// A configuration that was read.
pub(super) struct File {
    /// Its path as the user knows it: relative to the directory of the run.
    pub(super) shown: Arc<str>,
    pub(super) text: String,
    dir: PathBuf,
    layer: Layer,
}

impl File {
    /// What it says.
    pub(super) fn layer(&self) -> &Layer {
        &self.layer
    }

    /// Where it stands.
    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }
}

impl Run<'_> {
    /// The settings; None where something was wrong, which has been told.
    pub(super) fn settings(
        &self,
        source: &cli::ConfigSource,
        target: &cli::Target,
        choice: Option<&cli::Choice>,
        err: &mut dyn Write,
    ) -> io::Result<Option<Loaded>> {
        let file = match self.read(source) {
            Ok(file) => file,
            Err(Wrong::Usage(message)) => {
                writeln!(err, "error: {message}")?;
                return Ok(None);
            }
            Err(Wrong::File(mistakes)) => {
                mistakes.iter().try_for_each(|mistake| rules::tell(mistake, err))?;
                return Ok(None);
            }
        };
        let given = layer(target, choice);
        let nothing = Layer::default();
        let layer = file.as_ref().map_or(&nothing, |file| &file.layer);
        let mut settings = Settings::new(layer, &given);
        if let (Some(file), Some(baseline)) = (&file, &mut settings.baseline) {
            baseline.value = file.dir.join(&baseline.value);
        }
        let loaded = match &self.kept {
            Some(kept) => kept.load(&settings.rules.value, err)?,
            None => rules::load_embedded(&settings.rules.value, err)?,
        };
        let Some((known, all)) = loaded else { return Ok(None) };
        if let Some(file) = &file {
            let wrong = config::check_rules(&file.shown, &file.text, &file.layer, all.loaded());
            if !wrong.is_empty() {
                wrong.iter().try_for_each(|mistake| rules::tell(mistake, err))?;
                return Ok(None);
            }
        }
        for id in settings.select.value.iter().chain(&settings.ignore.value) {
            if all.get(id).is_none() {
                writeln!(err, "error: {}", cli::unknown_rule(id, all.rules().map(|r| &*r.id)))?;
                return Ok(None);
            }
        }
        let rules = rules::choose(all, &settings);
        Ok(Some(Loaded { settings, known, rules, asked: Asked::default(), file }))
    }

    /// The configuration, if there is one.
    ///
    /// # Errors
    /// What is wrong with it or with the way to it.
    pub(super) fn read(&self, source: &cli::ConfigSource) -> Result<Option<File>, Wrong> {
        let unreadable = |path: &Path, e: io::Error| Wrong::Usage(format!("cannot read {}: {e}", path.display()));
        let (path, root) = match (&source.config, source.isolated) {
            (_, true) => return Ok(None),
            (Some(path), _) => (path.clone(), None),
            (None, false) => match files::upwards(self.directory(), NAME) {
                // What it links to would be quoted, mistake by mistake.
                Some((path, root)) if !files::absolute(&path).starts_with(files::absolute(&root)) => {
                    let outside = "it leads out of the repository: name it with --config";
                    return Err(Wrong::Usage(format!("cannot read {}: {outside}", path.display())));
                }
                Some((path, root)) => (path, Some(root)),
                None => return Ok(None),
            },
        };
        let text = match root {
            Some(_) => rules::disk::toml_file(&path).map_err(Wrong::Usage)?,
            None => files::read(&path).map_err(|e| unreadable(&path, e))?,
        };
        let dir = files::absolute(path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")));
        let shown: Arc<str> = match files::relative(&dir, self.directory()) {
            Some(below) if below.is_empty() => NAME.into(),
            _ => path.to_string_lossy().into(),
        };
        let mut layer = Layer::of_file(&shown, &text).map_err(Wrong::File)?;
        let written: Vec<PathBuf> = layer.rules.iter().flat_map(|dirs| dirs.value.clone()).collect();
        let mut mistakes = Vec::new();
        let mut dirs = Vec::new();
        for (written, name) in written.iter().zip(&layer.rule_dirs) {
            let found = files::absolute(&dir.join(written));
            let wrong = if !files::is_directory(&found) {
                Some("there is no such directory".to_owned())
            } else if root.as_ref().is_some_and(|root| !found.starts_with(files::absolute(root))) {
                Some("this directory is not in the repository: name it with --rules".to_owned())
            } else {
                let stray = root.as_ref().and_then(|root| rules::disk::stray(&found, root));
                stray.map(|file| {
                    let file = file.strip_prefix(&found).unwrap_or(&file).display();
                    format!("`{file}` in this directory leads out of the repository: name the directory with --rules")
                })
            };
            mistakes.extend(wrong.map(|wrong| Mistake::new(&shown, &text, name.place.clone(), &wrong)));
            dirs.push(found);
        }
        if let (Some(root), Some(baseline)) = (&root, &layer.baseline)
            && !files::absolute(&dir.join(&baseline.value)).starts_with(files::absolute(root))
        {
            let config::From::File(at) = baseline.from else { return Ok(None) };
            let wrong = "this file is not in the repository: name it with --baseline";
            mistakes.push(Mistake::new(&shown, &text, at..at + 1, wrong));
        }
        if !mistakes.is_empty() {
            return Err(Wrong::File(mistakes));
        }
        if let Some(rules) = &mut layer.rules {
            rules.value = dirs;
        }
        Ok(Some(File { shown, text, dir, layer }))
    }

    /// `muxray config`.
    pub(super) fn config(&self, options: &cli::Config, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Status> {
        let options = match &options.command {
            cli::ConfigCommand::Schema => {
                write!(out, "{}", config::SCHEMA)?;
                return Ok(Status::Clean);
            }
            cli::ConfigCommand::Show(options) => options,
        };
        let loaded = self.settings(&options.source, &options.target, Some(&options.choice), err)?;
        let Some(Loaded { settings, file, .. }) = loaded else { return Ok(Status::Failure) };
        let file = file.as_ref().map(|file| (&*file.shown, file.text.as_str()));
        write!(out, "{}", config::show(&settings, file))?;
        Ok(Status::Clean)
    }

    /// What is told of a run's findings. The configuration becomes one of the run's files, so that entries have a place.
    pub(super) fn policy(
        &self,
        loaded: &Loaded,
        ignores: Ignores,
        baseline: Option<Baseline>,
        sources: &Sources,
        whole: bool,
    ) -> Policy {
        let settings = &loaded.settings;
        let base = loaded.file.as_ref().and_then(|file| files::relative(self.directory(), &file.dir));
        let paths = |globs: Vec<String>| Paths { base: base.clone().unwrap_or_default().into(), globs };
        let by_rule = |list: &[(config::Name, Severity)]| {
            list.iter().map(|(rule, severity)| (Arc::clone(&rule.text), *severity)).collect()
        };
        let file = loaded.file.as_ref().map(|file| {
            let id = sources.add(Arc::clone(&file.shown));
            sources.get(id).set_bytes(file.text.as_bytes().into());
            id
        });
        let allow = |entry: &config::AllowEntry| {
            let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let span = Span::new(file?, byte(entry.rule.place.start), byte(entry.rule.place.end));
            let expired = entry.expires.is_some_and(|last| last < self.surroundings.today);
            let directive = Directive {
                origin: Origin::Config,
                reach: Reach::Paths,
                span,
                rule_span: span,
                removal: span,
                target: Target::Rule(Arc::clone(&entry.rule.text)),
                reason: entry.reason.clone(),
                expires: entry.expires.map(|day| day.to_string()),
                // Below the configuration's directory there is more than a run in a part of it looks at.
                covered: whole && base.as_deref() == Some(""),
                in_text: false,
                verdict: Verdict { expired, ..Verdict::default() },
            };
            let path = entry.path.clone().map(|glob| paths(vec![glob]));
            Some(Allow { directive, paths: path, pattern: entry.pattern.clone(), expired })
        };
        let table = |table: &config::PathTable| PathPolicy {
            paths: paths(table.paths.clone()),
            ignore: table.ignore.iter().map(|rule| Arc::clone(&rule.text)).collect(),
            severities: by_rule(&table.severities),
        };
        Policy {
            severities: by_rule(&settings.severities),
            paths: settings.paths.iter().map(table).collect(),
            ignores,
            dialect: dialect(settings),
            require_reason: settings.require_reason.value,
            allows: settings.allows.iter().filter_map(allow).collect(),
            levels: Levels {
                min_severity: settings.min_severity.value,
                min_confidence: settings.min_confidence.value,
                fail_on: settings.fail_on.value,
            },
            baseline,
        }
    }
}

/// Whose comments count.
pub(super) fn dialect(settings: &Settings) -> Dialect {
    if settings.nosec.value { Dialect::Compatible } else { Dialect::Own }
}

/// Why there is no configuration.
pub(super) enum Wrong {
    /// In words for the user.
    Usage(String),
    /// Mistakes in a file.
    File(Vec<Mistake>),
}

/// What the command line says.
pub(super) fn layer(target: &cli::Target, choice: Option<&cli::Choice>) -> Layer {
    let deps = |deps| match deps {
        cli::Deps::None => Deps::None,
        cli::Deps::Vendor => Deps::Vendor,
        cli::Deps::All => Deps::All,
    };
    let mut layer = Layer {
        go: target.go.map(Sourced::given),
        deps: target.deps.map(deps).map(Sourced::given),
        targets: build(target).map(|target| Sourced::given(vec![target])),
        ..Layer::default()
    };
    let Some(choice) = choice else { return layer };
    let persona = |persona| match persona {
        cli::Persona::Regular => Persona::Regular,
        cli::Persona::Pedantic => Persona::Pedantic,
        cli::Persona::Auditor => Persona::Auditor,
    };
    layer.select = choice.select.clone().map(Sourced::given);
    layer.ignore = choice.ignore.clone().map(Sourced::given);
    layer.rules = (!choice.rules.is_empty()).then(|| Sourced::given(choice.rules.clone()));
    layer.persona = choice.persona.map(persona).map(Sourced::given);
    layer.min_severity = choice.min_severity.map(cli::Worst::severity).map(Sourced::given);
    layer.min_confidence = choice.min_confidence.map(cli::Surest::confidence).map(Sourced::given);
    layer.fail_on = choice.fail_on.map(cli::FailOn::threshold).map(Sourced::given);
    layer.strict = choice.strict.then(|| Sourced::given(true));
    layer
}

/// The build that the command line asks for, if it asks for one.
fn build(target: &cli::Target) -> Option<constraint::Target> {
    let cli::Target { goos, goarch, tags, cgo, .. } = target;
    if goos.is_none() && goarch.is_none() && tags.is_none() && cgo.is_none() {
        return None;
    }
    let mut build = constraint::Target::default();
    if let Some(goos) = goos {
        build.goos = goos.as_str().into();
    }
    if let Some(goarch) = goarch {
        build.goarch = goarch.as_str().into();
    }
    build.tags = tags.iter().flatten().map(|tag| tag.as_str().into()).collect();
    if *cgo == Some(cli::Cgo::Off) {
        build.cgo = constraint::Cgo::Off;
    }
    Some(build)
}
