//! Fields of `program`, `package` and `import`.

use std::borrow::Cow;

use crate::model::{DEFAULT_MUX, PackageSource, ProgramKind, Served};

use super::super::value::{Base, Type, Value, Words};
use super::{BOOL, Field, Kind, NUMBER, PLACE, REGISTERED, SERVED, TEXT, TEXTS, fact, facts, field};

static PROGRAM_KIND: Words = Words { words: &["main", "library"], ordered: false };
static SOURCE: Words = Words { words: &["module", "replace", "vendor", "cache", "std", "unseen"], ordered: false };
static FORM: Words = Words { words: &["blank", "named", "alias", "dot"], ordered: false };

pub(super) static PROGRAM: &[Field] = &[
    field(
        "kind",
        Type::one(Base::Word(&PROGRAM_KIND)),
        "Whether there is a `main`; a library is what no main package of the run links.",
        |f, _| {
            Value::text(match f.program.kind {
                ProgramKind::Main => "main",
                ProgramKind::Library => "library",
            })
        },
    ),
    field("dir", TEXT, "Directory of the main package, with `/`; `.` for the directory of the run.", |f, _| {
        Value::text(&f.program.dir)
    }),
    field("import_path", TEXT, "Import path of the main package.", |f, _| Value::text(&f.program.import_path)),
    field("module", TEXT, "Path of the module around it; empty without go.mod.", |f, _| Value::text(&f.program.module)),
    field("eras", fact(Kind::Eras), "Which behaviours of `http.ServeMux` it may meet.", |_, _| {
        Value::Fact(Kind::Eras, 0)
    }),
    field("default_mux", fact(Kind::Mux), "`http.DefaultServeMux`.", |_, _| Value::Fact(Kind::Mux, DEFAULT_MUX))
        .needing(REGISTERED),
    field("packages", facts(Kind::Package), "The linked packages, in the order of their initialisation.", |f, _| {
        f.all(Kind::Package)
    }),
    field("imports", facts(Kind::Import), "The import declarations of the linked packages.", |f, _| {
        f.all(Kind::Import)
    }),
    field("muxes", facts(Kind::Mux), "The muxes.", |f, _| f.all(Kind::Mux)),
    field("routes", facts(Kind::Route), "The routes of all muxes.", |f, _| f.all(Kind::Route)),
    field("listeners", facts(Kind::Listener), "The listeners.", |f, _| f.all(Kind::Listener)),
    field("servers", facts(Kind::Server), "The servers behind the listeners.", |f, _| f.all(Kind::Server)),
    field("ports", facts(Kind::Port), "The ports that are known.", |f, _| f.all(Kind::Port)),
    field("conflicts", facts(Kind::Conflict), "The pairs of routes that cannot both be registered.", |f, _| {
        f.all(Kind::Conflict)
    }),
    field("unseen", TEXTS, "Import paths that were not resolved.", |f, _| {
        Value::list(f.program.unseen.iter().map(|path| Value::text(path)))
    }),
];

pub(super) static PACKAGE: &[Field] = &[
    field("path", TEXT, "Import path.", |f, i| Value::text(&f.program.packages[i].path)),
    field("dir", TEXT, "Directory as the user knows it; empty where the source was not seen.", |f, i| {
        Value::text(&f.program.packages[i].dir)
    }),
    field("name", TEXT, "The name in its package clause.", |f, i| Value::text(&f.program.packages[i].name)),
    field("source", Type::one(Base::Word(&SOURCE)), "Where its source stands.", |f, i| {
        Value::text(match f.program.packages[i].source {
            PackageSource::Module => "module",
            PackageSource::Replace => "replace",
            PackageSource::Vendor => "vendor",
            PackageSource::Cache => "cache",
            PackageSource::Std => "std",
            PackageSource::Unseen => "unseen",
        })
    }),
    field(
        "version",
        Type::optional(Base::Text),
        "The version, for a package of the module cache or of vendor/modules.txt.",
        |f, i| Value::optional(f.program.packages[i].version.as_deref(), Value::text),
    ),
    field("own", BOOL, "Whether it belongs to a module of the run or to a directory that `replace` names.", |f, i| {
        let source = f.program.packages[i].source;
        Value::Bool(matches!(source, PackageSource::Module | PackageSource::Replace))
    }),
    field("order", NUMBER, "Its number in the order of initialisation, from 0.", |_, i| Value::count(i)),
];

pub(super) static IMPORT: &[Field] = &[
    field("path", TEXT, "The path that is imported.", |f, i| Value::text(f.program.imports[i].path())),
    field("package", TEXT, "The importing package's path.", |f, i| Value::text(&f.program.imports[i].package.path)),
    field("package_name", TEXT, "The importing package's name; `main` for a main package.", |f, i| {
        Value::text(&f.program.imports[i].package.name)
    }),
    field("form", Type::one(Base::Word(&FORM)), "How it is imported.", |f, i| Value::text(f.program.imports[i].form())),
    field("place", PLACE, "The import spec.", |f, i| Value::Place(f.program.imports[i].span())),
    field("file", TEXT, "Path of the file around `place`.", |f, i| Value::owned(f.file(f.program.imports[i].span()))),
    field("own", BOOL, "Whether the importing package belongs to a module of the run.", |f, i| {
        Value::Bool(f.program.imports[i].package.source.is_own())
    }),
    field(
        "registers",
        TEXTS,
        "Patterns that linking the imported package puts on the default mux by its own init, in the declared era.",
        |f, i| Value::list(f.program.imports[i].registers.iter().map(|p| Value::text(p))),
    )
    .needing(REGISTERED),
    field(
        "served",
        BOOL,
        "Whether a listener shows one of these routes; unknown where their mux leaves what the analysis can follow.",
        |f, i| match f.program.imports[i].served {
            Served::Yes => Value::Bool(true),
            Served::No => Value::Bool(false),
            Served::Unknown => Value::Unknown(Cow::Borrowed("unknown")),
        },
    )
    .needing(SERVED),
    field("order", NUMBER, "Its number in the order of the places, from 0.", |_, i| Value::count(i)),
];
