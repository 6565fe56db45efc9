//! Fields of `program.eras`, and eras in the words of people.

use crate::model::{Era, GoVersion};

use super::super::value::{Base, Type, Value};
use super::{ERA, ERA_LIST, Field, TEXT, field};

pub(super) static ERAS: &[Field] = &[
    field(
        "declared",
        Type::one(Base::Word(&ERA)),
        "The era under the smallest Go release that the module admits.",
        |f, _| Value::text(f.program.eras.declared.as_str()),
    ),
    field(
        "possible",
        ERA_LIST,
        "All eras that a build with an admitted Go release may give, smallest first.",
        |f, _| list(f.program.eras.possible.iter().copied()),
    ),
    field(
        "later",
        ERA_LIST,
        "The eras beyond the declared one that a newer Go or a raised `go` line brings; empty where a setting keeps the era.",
        |f, _| list(f.program.eras.later.iter().copied()),
    ),
    field(
        "go_minor",
        Type::optional(Base::Number),
        "22 where the `go` line that decides says 1.22; absent without a `go` line.",
        |f, _| minor(f.program.eras.go_line),
    ),
    field(
        "oldest_go_minor",
        Type::optional(Base::Number),
        "22 where Go 1.22 is the oldest toolchain that may build the program; absent where nothing says so.",
        |f, _| minor(f.program.eras.toolchain),
    ),
    field("reason", TEXT, "One phrase for people: `go 1.22 in go.mod`.", |f, _| Value::text(&f.program.eras.reason)),
];

pub(super) fn list<'p>(eras: impl IntoIterator<Item = Era>) -> Value<'p> {
    Value::list(eras.into_iter().map(|era| Value::text(era.as_str())))
}

/// The Go releases of some eras, as people say them.
pub(super) fn releases(eras: &[Era]) -> &'static str {
    let has = |era| eras.contains(&era);
    match (has(Era::E121), has(Era::E122), has(Era::E123)) {
        (true, true, true) => "every Go release",
        (true, true, false) => "Go 1.22 and earlier",
        (true, false, true) => "Go 1.21 and earlier, and Go 1.23 and later",
        (true, false, false) => "Go 1.21 and earlier (or a `go` line below 1.22)",
        (false, true, true) => "Go 1.22 and later",
        (false, true, false) => "Go 1.22 only",
        (false, false, true) => "Go 1.23 and later",
        (false, false, false) => "no Go release",
    }
}

/// The first later era of some, as people say it; empty where there is none.
pub(super) fn first_later(eras: &[Era], declared: Era) -> &'static str {
    let later = |era| era > declared && eras.contains(&era);
    match (later(Era::E122), later(Era::E123)) {
        (true, true) => "Go 1.22",
        (true, false) => "Go 1.22 only",
        (false, true) => "Go 1.23",
        (false, false) => "",
    }
}

fn minor<'p>(version: Option<GoVersion>) -> Value<'p> {
    Value::optional(version, |v| Value::Number(f64::from(v.minor)))
}
