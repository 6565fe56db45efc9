//! Fields of `stage`, `command`, `tool`, `variable` and `delve_key`: what is built and run, with which versions and variables.

use super::super::value::{Base, Completeness, Type, Value, Words};
use super::debugger::{SITE, container_of, site, stage_of, strips, trims, unknown, word};
use crate::manifest::ProbeHow;
use crate::setup::{GoFlags, GoModule, Unoptimized};

use super::{BOOL, Facts, Field, Kind, NUMBER, PLACE, TEXT, TEXTS, facts, field};

static UNOPTIMIZED: Words = Words { words: &["none", "named", "pattern"], ordered: false };

const SITE_TYPE: Type = Type::one(Base::Word(&SITE));

pub(super) static STAGE: &[Field] = &[
    field("place", PLACE, "The `FROM` line.", |f, i| Value::Place(f.setup.stages[i].stage.span)),
    field("file", TEXT, "Path of the Dockerfile.", |f, i| Value::owned(f.file(f.setup.stages[i].stage.span))),
    field("base", TEXT, "The image or stage that it starts from.", |f, i| word(&f.setup.stages[i].stage.base)),
    field("name", Type::optional(Base::Text), "Its name.", |f, i| {
        Value::optional(f.setup.stages[i].stage.name.as_ref(), word)
    }),
    field("last", BOOL, "Whether it is the last one of its file.", |f, i| Value::Bool(f.setup.stages[i].last)),
    field(
        "parent",
        Type::optional(Base::Fact(Kind::Stage)),
        "The stage of the same file that it starts from.",
        |f, i| Value::optional(f.setup.stages[i].parent, |p| Value::Fact(Kind::Stage, p)),
    ),
    field("root", TEXT, "The image that it starts from in the end, through other stages of the file.", |f, i| {
        word(f.setup.root_image(i))
    }),
    field(
        "go_minor",
        Type::optional(Base::Number),
        "22 where that is `golang:1.22`; of `golang:latest` and its kin the newest that is known; of other images that of the archive which the stage unpacks, if it is older than 1.21; else absent.",
        |f, i| minor(f.setup.go_of_image(i)),
    ),
    field("delve_from", Type::optional(Base::Fact(Kind::Stage)), "The stage that it copies `dlv` from.", |f, i| {
        Value::optional(f.setup.delve_source(i), |stage| Value::Fact(Kind::Stage, stage))
    }),
    field(
        "delve",
        Type::optional(Base::Fact(Kind::Tool)),
        "The release of Delve in it: that of the `go install` in it or in the stage that it copies `dlv` from.",
        |f, i| {
            let sites = [Some(i), f.setup.delve_source(i)].map(|stage| stage.map(crate::setup::Site::Build));
            Value::optional(f.setup.index.delve_of(sites), |tool| Value::Fact(Kind::Tool, tool))
        },
    ),
    field(
        "program_go",
        Type::optional(Base::Number),
        "22 where Go 1.22 builds what it runs, in it or in the stages that it copies from; absent where nothing says so, or several do.",
        |f, i| minor(f.setup.go_of_program(i)),
    ),
    field(
        "delve_static",
        BOOL,
        "Whether the `go install` of Delve in it has `CGO_ENABLED=0`: then the binary runs with any libc.",
        |f, i| Value::Bool(f.setup.delve_is_static(i)),
    ),
    field(
        "fetches_toolchains",
        BOOL,
        "Whether `GOTOOLCHAIN` allows the `go install` of Delve in it to fetch a newer Go: in the official images it does not.",
        |f, i| Value::Bool(f.setup.fetches_toolchains(i)),
    ),
    field(
        "go_by_default",
        Type::optional(Base::Number),
        "What `go_minor` would be, where the image is only the default of an `ARG`: a build may be told another one.",
        |f, i| minor(f.setup.go_by_default(i)),
    ),
    field(
        "unchecked",
        BOOL,
        "Whether every command line of the `dlv` in it takes programs of any Go: with `--check-go-version=false`, or as it attaches. Those of the stages that copy it count too.",
        |f, i| Value::Bool(f.setup.index.is_unchecked(Some(i), f.setup.stages[i].file)),
    ),
    field("commands", facts(Kind::Command), "The commands of its `RUN` lines.", |f, i| {
        // Those of the stages stand behind those of the machine, stage by stage.
        let before = |stage| f.setup.commands.partition_point(|c| c.site < crate::setup::Site::Build(stage));
        Value::list((before(i)..before(i + 1)).map(|command| Value::Fact(Kind::Command, command)))
    }),
    field(
        "copies",
        TEXTS,
        "What `COPY` and `ADD` copy, as `source from stage`; of the context as `source`.",
        |f, i| {
            let all = f.setup.stages[i]
                .stage
                .copies
                .iter()
                .flat_map(|copy| copy.sources.iter().map(move |s| (s, &copy.from)));
            Value::list(all.map(|(source, from)| match from {
                Some(from) => Value::owned(format!("{} from {}", source.text, from.text)),
                None => Value::text(&source.text),
            }))
        },
    ),
    field("order", NUMBER, "Its number among the stages, from 0.", |_, i| Value::count(i)),
];

pub(super) static COMMAND: &[Field] = &[
    field("place", PLACE, "The command line.", |f, i| Value::Place(f.setup.commands[i].command.span)),
    field("file", TEXT, "Path of the file around `place`.", |f, i| {
        Value::owned(f.file(f.setup.commands[i].command.span))
    }),
    field("program", TEXT, "The program without its directory: `go`, `dlv`.", |f, i| {
        let first = &f.setup.commands[i].command.words[0];
        if first.known { Value::text(first.text.rsplit('/').next().unwrap_or_default()) } else { word(first) }
    }),
    field("arguments", TEXTS, "Its arguments; there may be more where a variable stands among them.", |f, i| {
        let words = &f.setup.commands[i].command.words[1..];
        let open = words.iter().any(|w| !w.known && w.text.starts_with('$'));
        let known = if open { Completeness::Partial } else { Completeness::Complete };
        Value::List(words.iter().map(word).collect(), known)
    }),
    field(
        "strips",
        TEXT,
        "Of `go build`: the linker's flags that strip debug information, in GOFLAGS too, `-s -w`; else empty.",
        |f, i| strips(f.setup.commands[i].go_flags),
    ),
    field("strips_place", PLACE, "Where that stands: the value of GOFLAGS, or the command line.", |f, i| {
        let placed = &f.setup.commands[i];
        Value::Place(placed.strips_from.unwrap_or(placed.command.span))
    }),
    field(
        "strips_from",
        Type::optional(Base::Place),
        "The value of GOFLAGS, where that strips and not the command itself.",
        |f, i| Value::optional(f.setup.commands[i].strips_from, Value::Place),
    ),
    field("trims", BOOL, "Of `go build`: whether `-trimpath` is set, in GOFLAGS too.", |f, i| {
        trims(f.setup.commands[i].go_flags)
    }),
    field(
        "unoptimized",
        Type::one(Base::Word(&UNOPTIMIZED)),
        "Of `go build`, and of `go test -c`: which packages `-gcflags` with `-N -l` keeps from being optimized: `none`, the `named` ones, those of a `pattern` such as `all`.",
        |f, i| {
            let flags = f.setup.commands[i].go_flags;
            match flags.unoptimized {
                Unoptimized::None if flags.open => unknown(),
                Unoptimized::None => Value::text("none"),
                Unoptimized::Named => Value::text("named"),
                Unoptimized::Pattern => Value::text("pattern"),
            }
        },
    ),
    field("line", TEXT, "The command line as it is run.", |f, i| {
        let words = &f.setup.commands[i].command.words;
        let line: Vec<&str> = words.iter().map(|w| &*w.text).collect();
        let line = line.join(" ");
        if words.iter().all(|w| w.known) { Value::owned(line) } else { Value::Unknown(line.into()) }
    }),
    field(
        "site",
        SITE_TYPE,
        "Where it runs: on the `host`, in a `ci` job, while an image is built (`build`), in a `container`.",
        |f, i| site(f.setup.commands[i].site),
    ),
    field(
        "stage",
        Type::optional(Base::Fact(Kind::Stage)),
        "The stage of a Dockerfile that it runs in, or whose image its container has.",
        |f, i| stage_of(f, f.setup.commands[i].site),
    ),
    field("container", Type::optional(Base::Fact(Kind::Container)), "The container that it runs in.", |f, i| {
        container_of(f.setup.commands[i].site)
    }),
    field(
        "waits_for",
        Type::optional(Base::Fact(Kind::Debugger)),
        "The debugger at whose port it asks whether somebody is there: of `curl`, `wget`, `nc -z`, `wait-for-it` and their kin, on the same machine or in the same Pod.",
        |f, i| Value::optional(f.setup.waits_for(i), |(debugger, _)| Value::Fact(Kind::Debugger, debugger)),
    ),
    field(
        "waits_how",
        Type::optional(Base::Text),
        "What it sends there: `http`, or `tcp`: it connects and hangs up.",
        |f, i| {
            Value::optional(f.setup.waits_for(i), |(_, how)| {
                Value::text(if how == ProbeHow::Http { "http" } else { "tcp" })
            })
        },
    ),
    field("order", NUMBER, "Its number among the commands, from 0.", |_, i| Value::count(i)),
];

pub(super) static TOOL: &[Field] = &[
    field("place", PLACE, "Where the version stands.", |f, i| Value::Place(f.setup.tools[i].version.span)),
    field("file", TEXT, "Path of the file around `place`.", |f, i| Value::owned(f.file(f.setup.tools[i].version.span))),
    field("name", TEXT, "`go` or `dlv`.", |f, i| Value::text(f.setup.tools[i].name)),
    field("version", TEXT, "Its version without `v` or `go` in front: `1.22`, `latest`.", |f, i| {
        word(&f.setup.tools[i].version)
    }),
    field(
        "minor",
        Type::optional(Base::Number),
        "The minor number of its version: 22 for Go 1.22, 24 for Delve 1.24.1; of `latest` that of the newest release that is known.",
        |f, i| {
            let tool = &f.setup.tools[i];
            if tool.version.known { minor(tool.minor) } else { unknown() }
        },
    ),
    field("site", SITE_TYPE, "Where it is used.", |f, i| site(f.setup.tools[i].site)),
    field(
        "go_line",
        Type::optional(Base::Number),
        "22 where the go.mod around the file says `go 1.22`: no older Go builds that module.",
        |f, i| minor(around(f, i).and_then(|module| module.go_line)),
    ),
    field(
        "toolchain",
        Type::optional(Base::Number),
        "26 where the go.mod around the file says `toolchain go1.26.1`: a Go that is older fetches that one, unless it is told not to.",
        |f, i| minor(around(f, i).and_then(|module| module.toolchain)),
    ),
    field("stage", Type::optional(Base::Fact(Kind::Stage)), "The stage of a Dockerfile that it is used in.", |f, i| {
        stage_of(f, f.setup.tools[i].site)
    }),
    field(
        "unchecked",
        BOOL,
        "Of Delve: whether every command line of it in its file, or of the images with it, takes programs of any Go: with `--check-go-version=false`, or as it attaches.",
        |f, i| {
            let tool = &f.setup.tools[i];
            Value::Bool(f.setup.index.is_unchecked(f.setup.stage_of(tool.site), tool.version.span.file))
        },
    ),
    field("missing", BOOL, "Of Delve: whether there never was such a release.", |f, i| {
        Value::Bool(f.setup.tools[i].missing)
    }),
    field(
        "needs_go",
        Type::optional(Base::Number),
        "Of a known release of Delve, the oldest Go that builds it: 22 for Go 1.22.",
        |f, i| minor(f.setup.tools[i].release.map(|r| r.needs_go)),
    ),
    field(
        "oldest_go",
        Type::optional(Base::Number),
        "Of a known release of Delve, the oldest Go whose programs it debugs.",
        |f, i| minor(f.setup.tools[i].release.map(|r| r.oldest_go)),
    ),
    field(
        "newest_go",
        Type::optional(Base::Number),
        "Of a known release of Delve, the newest Go whose programs it debugs.",
        |f, i| minor(f.setup.tools[i].release.map(|r| r.newest_go)),
    ),
    field("order", NUMBER, "Its number among the tools, from 0.", |_, i| Value::count(i)),
];

pub(super) static VARIABLE: &[Field] = &[
    field("place", PLACE, "The variable's name.", |f, i| Value::Place(f.setup.variables[i].name.span)),
    field("value_place", PLACE, "Its value.", |f, i| Value::Place(f.setup.variables[i].value.span)),
    field("file", TEXT, "Path of the file around `place`.", |f, i| {
        Value::owned(f.file(f.setup.variables[i].name.span))
    }),
    field("has_module", BOOL, "Whether the workspace has a Go module.", |f, _| {
        Value::Bool(!f.setup.modules.is_empty())
    }),
    field("name", TEXT, "Its name.", |f, i| word(&f.setup.variables[i].name)),
    field("value", TEXT, "Its value.", |f, i| word(&f.setup.variables[i].value)),
    field(
        "debug_configs",
        facts(Kind::DebugConfig),
        "Of a file of variables: the debug configurations that load it.",
        |f, i| {
            let found = f.setup.index.configs_of(&f.file(f.setup.variables[i].name.span));
            Value::list(found.iter().map(|config| Value::Fact(Kind::DebugConfig, *config)))
        },
    ),
    field("strips", TEXT, "As flags of `go build`: what strips debug information, `-s -w`; else empty.", |f, i| {
        strips(GoFlags::of_word(&f.setup.variables[i].value))
    }),
    field(
        "unvendored",
        BOOL,
        "As flags of `go build`: whether they hold `-mod=vendor`, where the module around the file requires others and has no vendor/modules.txt.",
        |f, i| {
            let variable = &f.setup.variables[i];
            let around = f.file(variable.name.span);
            let vendors = GoFlags::of_word(&variable.value).vendors;
            Value::Bool(vendors && f.setup.module_around(&around).is_some_and(|module| module.unvendored))
        },
    ),
    field("site", SITE_TYPE, "For whom it is set.", |f, i| site(f.setup.variables[i].site)),
    field("stage", Type::optional(Base::Fact(Kind::Stage)), "The stage of a Dockerfile that it is set in.", |f, i| {
        stage_of(f, f.setup.variables[i].site)
    }),
    field("order", NUMBER, "Its number among the variables, from 0.", |_, i| Value::count(i)),
];

pub(super) static DELVE_KEY: &[Field] = &[
    field("place", PLACE, "The key.", |f, i| Value::Place(f.setup.delve_keys[i].span)),
    field("file", TEXT, "Path of the file around `place`.", |f, i| Value::owned(f.file(f.setup.delve_keys[i].span))),
    field("name", TEXT, "The key.", |f, i| word(&f.setup.delve_keys[i])),
    field("order", NUMBER, "Its number among the keys, from 0.", |_, i| Value::count(i)),
];

fn minor(number: Option<u32>) -> Value<'static> {
    Value::optional(number, |n| Value::Number(f64::from(n)))
}

/// The module around a tool's file.
fn around<'p>(f: &Facts<'p>, tool: usize) -> Option<&'p GoModule> {
    f.setup.module_around(&f.file(f.setup.tools[tool].version.span))
}
