//! Fields of `debug_config` and `config_key`.

use super::super::value::{Base, Completeness, Type, Value, Words};
use super::debugger::{parts, unknown, word};
use super::{BOOL, Field, Kind, NUMBER, PLACE, TEXT, TEXTS, facts, field};

static TARGET: Words =
    Words { words: &["absent", "main", "library", "file", "library_file", "test_file", "missing"], ordered: false };
static VALUE: Words = Words { words: &["text", "number", "bool", "null", "list", "map"], ordered: false };

const OPTIONAL: Type = Type::optional(Base::Text);

pub(super) static CONFIG: &[Field] = &[
    field("place", PLACE, "The configuration's name.", |f, i| Value::Place(f.setup.configs[i].name.span)),
    field("file", TEXT, "Path of the file around `place`.", |f, i| Value::owned(f.file(f.setup.configs[i].span))),
    field("name", TEXT, "Its name.", |f, i| word(&f.setup.configs[i].name)),
    field("request", OPTIONAL, "`launch` or `attach`, as it is written.", |f, i| {
        Value::optional(f.setup.configs[i].request.as_ref(), word)
    }),
    field("mode", OPTIONAL, "The mode as it is written.", |f, i| {
        Value::optional(f.setup.configs[i].mode.as_ref(), word)
    }),
    field("adapter", OPTIONAL, "`dlv-dap` or `legacy`, as it is written here or in the settings.", |f, i| {
        Value::optional(f.setup.configs[i].adapter.as_ref(), word)
    }),
    field("program", OPTIONAL, "The program as it is written; unknown with a variable such as `${file}`.", |f, i| {
        Value::optional(f.setup.configs[i].program.as_ref(), word)
    }),
    field("program_place", PLACE, "The program's place; that of the name where there is none.", |f, i| {
        let config = &f.setup.configs[i];
        Value::Place(config.program.as_ref().map_or(config.name.span, |p| p.span))
    }),
    field(
        "target",
        Type::one(Base::Word(&TARGET)),
        "What the program is: `absent`, a directory with a `main` package or another one (`library`), a Go `file` of a main package, of another one \
         (`library_file`), a `test_file`, a place where nothing is (`missing`); unknown where it is none of these for certain.",
        |f, i| f.setup.configs[i].target.as_str().map_or_else(unknown, Value::text),
    ),
    field("dir", OPTIONAL, "The directory that the program is or is in, where that is known.", |f, i| {
        Value::optional(f.setup.configs[i].dir.as_ref(), |d| Value::text(d))
    }),
    field("tests", BOOL, "Whether its directory has test files.", |f, i| Value::from_truth(f.setup.configs[i].tests)),
    field("siblings", TEXTS, "For a program that is one file: the other files of the same main package.", |f, i| {
        super::debugger::texts(&f.setup.configs[i].siblings)
    }),
    field("port", Type::optional(Base::Number), "The port, where it is a number other than 0.", |f, i| {
        Value::optional(f.setup.configs[i].port, |p| Value::Number(f64::from(p)))
    }),
    field("port_place", PLACE, "The port's place; that of the name where there is none.", |f, i| {
        let config = &f.setup.configs[i];
        Value::Place(config.port_span.unwrap_or(config.name.span))
    }),
    field("host", OPTIONAL, "The host as it is written.", |f, i| {
        Value::optional(f.setup.configs[i].host.as_ref(), word)
    }),
    field(
        "local",
        BOOL,
        "Whether its host is this machine: `127.0.0.1`, `localhost`, `::1`, or none is written.",
        |f, i| match &f.setup.configs[i].host {
            None => Value::Bool(true),
            Some(host) => {
                Value::from_truth(host.get().map(|h| matches!(h, "" | "127.0.0.1" | "localhost" | "::1" | "0.0.0.0")))
            }
        },
    ),
    field(
        "servers",
        facts(Kind::Debugger),
        "Command lines of `dlv` that listen on its port, in this workspace; there may be more where an address is not known.",
        |f, i| {
            let Some(port) = f.setup.configs[i].port else { return Value::list([]) };
            let found = f.setup.servers.at(port).iter().map(|d| Value::Fact(Kind::Debugger, *d)).collect();
            let known = if f.setup.servers.all_known { Completeness::Complete } else { Completeness::Partial };
            Value::List(found, known)
        },
    ),
    field(
        "builds",
        facts(Kind::Command),
        "Of mode `exec`: the `go build` commands of makefiles, scripts and tasks that make the binary at that path.",
        |f, i| Value::list(f.setup.configs[i].builds.iter().map(|c| Value::Fact(Kind::Command, *c))),
    ),
    field("keys", facts(Kind::ConfigKey), "Its keys, those of maps in it with a dot: `env.GOFLAGS`.", |f, i| {
        Value::list(f.setup.configs[i].keys.clone().map(|k| Value::Fact(Kind::ConfigKey, k)))
    }),
    field("order", NUMBER, "Its number among the configurations, from 0.", |_, i| Value::count(i)),
];

pub(super) static KEY: &[Field] = &[
    field("place", PLACE, "The key.", |f, i| Value::Place(f.key(i).name.span)),
    field("file", TEXT, "Path of the file around `place`.", |f, i| Value::owned(f.file(f.key(i).name.span))),
    field("value_place", PLACE, "The value.", |f, i| Value::Place(f.key(i).value_span)),
    field(
        "name",
        TEXT,
        "The key; of a map in a map with a dot: `env.GOFLAGS`, `go.delveConfig.apiVersion`.",
        |f, i| word(&f.key(i).name),
    ),
    field(
        "value",
        TEXT,
        "The value: a scalar as it is written, the items of a list with blanks between them.",
        |f, i| word(&f.key(i).value),
    ),
    field("has_module", BOOL, "Whether the workspace has a Go module.", |f, _| {
        Value::Bool(!f.setup.modules.is_empty())
    }),
    field("kind", Type::one(Base::Word(&VALUE)), "What the value is.", |f, i| Value::text(f.key(i).kind)),
    field("parts", TEXTS, "The value, parted at its commas.", |f, i| parts(Some(&f.key(i).value))),
    field("items", TEXTS, "The items of a list, or the keys of a map in a list.", |f, i| {
        Value::list(f.key(i).items.iter().map(word))
    }),
    field("strips", TEXT, "As flags of `go build`: what strips debug information, `-s -w`; else empty.", |f, i| {
        Value::text(f.key(i).go_flags().strips())
    }),
    field("trims", BOOL, "As flags of `go build`: whether they hold `-trimpath`.", |f, i| {
        Value::Bool(f.key(i).go_flags().trims_paths)
    }),
    field(
        "unvendored",
        BOOL,
        "As flags of `go build`: whether they hold `-mod=vendor`, where the module around requires others and has no vendor/modules.txt.",
        |f, i| {
            let key = f.key(i);
            let dir = key.config.and_then(|config| f.setup.configs[config].dir.clone());
            let around = dir.map_or_else(|| f.file(key.name.span), |dir| dir.to_string());
            let vendors = key.go_flags().vendors;
            Value::Bool(vendors && f.setup.module_around(&around).is_some_and(|module| module.unvendored))
        },
    ),
    field(
        "config",
        Type::optional(Base::Fact(Kind::DebugConfig)),
        "Its configuration; absent for settings.",
        |f, i| Value::optional(f.key(i).config, |c| Value::Fact(Kind::DebugConfig, c)),
    ),
    field("order", NUMBER, "Its number among the keys, from 0.", |_, i| Value::count(i)),
];
