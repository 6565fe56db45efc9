//! Fields of `route`.

use std::borrow::Cow;

use crate::model::{Era, HandlerKind, Origin, Route};

use super::super::value::{Base, Type, Value, Words};
use super::listener::{PROVENANCE, provenance};
use super::{BOOL, ERA_LIST, Facts, Field, Kind, NUMBER, PLACE, PLACES, REGISTERED, TEXT, eras, fact, facts, field};

static ORIGIN: Words = Words { words: &["call", "init", "import"], ordered: false };
static HANDLER: Words = Words { words: &["plain", "wrapped", "mux"], ordered: false };

pub(super) static ROUTE: &[Field] = &[
    field("mux", fact(Kind::Mux), "The mux that it is on.", |f, i| Value::Fact(Kind::Mux, f.program.routes[i].mux))
        .needing(REGISTERED),
    field(
        "pattern",
        TEXT,
        "The pattern as registered in the declared era; unknown, but shown with its known parts, where it is not `known`.",
        |f, i| part(&f.program.routes[i], |p| p),
    ),
    field("method", TEXT, "The pattern's method; empty where it names none.", |f, i| {
        part(&f.program.routes[i], |p| split(p).0)
    }),
    field("host", TEXT, "The pattern's host; empty where it names none.", |f, i| {
        part(&f.program.routes[i], |p| split(p).1)
    }),
    field("path", TEXT, "The pattern without method and host.", |f, i| part(&f.program.routes[i], |p| split(p).2)),
    field("seen", TEXT, "The path as the handler sees it: without what `http.StripPrefix` cuts.", |f, i| {
        let route = &f.program.routes[i];
        let path = split(&route.pattern).2;
        let seen = route.strips.as_deref().and_then(|cut| path.strip_prefix(cut)).unwrap_or(path);
        if route.known { Value::text(seen) } else { Value::Unknown(Cow::Borrowed(seen)) }
    }),
    field("wildcards", BOOL, "Whether the pattern's path holds a `{...}`.", |f, i| {
        let route = &f.program.routes[i];
        match route.pattern.contains('{') && route.pattern.contains('}') {
            found if route.known => Value::Bool(found),
            _ => Value::Unknown(Cow::Borrowed("unknown")),
        }
    }),
    field("known", BOOL, "Whether the pattern is known whole.", |f, i| Value::Bool(f.program.routes[i].known)),
    field(
        "provenance",
        Type::one(Base::Word(&PROVENANCE)),
        "How the pattern is known; `default` is the default of a flag, setting or variable.",
        |f, i| Value::text(provenance(f.program.routes[i].provenance)),
    ),
    field(
        "origin",
        Type::one(Base::Word(&ORIGIN)),
        "How it came there: a `call`, the `init` of a linked package other than main, or the `import` of a package whose source is not read.",
        |f, i| {
            Value::text(match f.program.routes[i].origin {
                Origin::Call => "call",
                Origin::Init => "init",
                Origin::Import => "import",
            })
        },
    ),
    field("own", BOOL, "Whether the registration stands in code of the run's modules.", |f, i| {
        Value::Bool(f.is_own_route(&f.program.routes[i]))
    }),
    field("package", TEXT, "The package that registers.", |f, i| Value::text(&f.program.routes[i].package)),
    field("version", Type::optional(Base::Text), "The version of that package, where it is a dependency's.", |f, i| {
        Value::optional(f.program.routes[i].version.as_deref(), Value::text)
    }),
    field(
        "place",
        PLACE,
        "The pattern's argument or the call; for what a dependency registers, the own import that leads to it.",
        |f, i| Value::Place(f.route_place(&f.program.routes[i])),
    ),
    field("file", TEXT, "Path of the file around `place`.", |f, i| {
        Value::owned(f.file(f.route_place(&f.program.routes[i])))
    }),
    field("line", NUMBER, "The line of `place`, from 1.", |f, i| {
        Value::Number(f64::from(f.line(f.route_place(&f.program.routes[i]))))
    }),
    field("call", PLACE, "The call itself; for an import, the import declaration nearest to main.", |f, i| {
        Value::Place(f.program.routes[i].span)
    }),
    field("via", PLACES, "Calls of a wrapper that hand the pattern on, outermost first.", |f, i| {
        Value::list(f.program.routes[i].via.iter().map(|place| Value::Place(*place)))
    }),
    field(
        "row",
        Type::optional(Base::Place),
        "The element that the loop around the call is at: a row of a table of routes; absent where there is none in code of the run's modules.",
        |f, i| Value::optional(f.program.routes[i].row, Value::Place),
    ),
    field("chain", TEXT, "The imports from main to the package: `cmd/api -> internal/debug -> its/path`.", |f, i| {
        Value::owned(f.chain(&f.program.routes[i].chain))
    }),
    field("by", TEXT, "Who registers it, as a phrase: `` `main.setup` ``, ``the import of `its/path` ``.", |f, i| {
        Value::owned(by(f, &f.program.routes[i]))
    }),
    field(
        "origin_note",
        TEXT,
        "What `place` shows, as a phrase for a label: `registered here`, ``comes with this import: `cmd/api -> its/path` ``.",
        |f, i| Value::owned(origin_note(f, &f.program.routes[i])),
    ),
    field(
        "handler",
        Type::one(Base::Word(&HANDLER)),
        "What handles it: a `plain` exported function, something of the program's own (`wrapped`: it may guard), another `mux`.",
        |f, i| match f.program.routes[i].handler {
            HandlerKind::Plain => Value::text("plain"),
            HandlerKind::Wrapped => Value::text("wrapped"),
            HandlerKind::Mux => Value::text("mux"),
            HandlerKind::Unknown => Value::Unknown(Cow::Borrowed("unknown")),
        },
    ),
    field("handler_name", TEXT, "For a plain function: `its/path.Func`; else empty.", |f, i| {
        Value::text(&f.program.routes[i].handler_name)
    }),
    field("func", TEXT, "The function around the call: `main.setup`; empty for imports.", |f, i| {
        Value::text(&f.program.routes[i].func)
    }),
    field("listeners", facts(Kind::Listener), "The listeners that show it.", |f, i| {
        Value::list(f.listeners_of(i).iter().map(|l| Value::Fact(Kind::Listener, *l)))
    }),
    field("invalid_eras", ERA_LIST, "The eras in which the pattern does not parse: registering it panics.", |f, i| {
        eras::list(f.program.routes[i].invalid.iter().map(|(era, _)| *era))
    }),
    field(
        "invalid_why",
        TEXT,
        "Go's own words for that, in the first of these eras; empty where there is none.",
        |f, i| Value::text(f.program.routes[i].invalid.first().map_or("", |(_, why)| why.as_str())),
    ),
    field(
        "invalid_releases",
        TEXT,
        "The Go releases in which the pattern does not parse, as people say them.",
        |f, i| {
            let list: Vec<_> = f.program.routes[i].invalid.iter().map(|(era, _)| *era).collect();
            Value::text(eras::releases(&list))
        },
    ),
    field("order", NUMBER, "Its number in the order of registration, as far as that is known, from 0.", |_, i| {
        Value::count(i)
    }),
];

fn part<'p>(route: &'p Route, cut: fn(&'p str) -> &'p str) -> Value<'p> {
    let text = Cow::Borrowed(cut(&route.pattern));
    if route.known { Value::Text(text) } else { Value::Unknown(text) }
}

/// Method, host and path, as Go 1.23 cuts a pattern; only the path may hold blanks.
fn split(pattern: &str) -> (&str, &str, &str) {
    let slash = pattern.find('/').unwrap_or(pattern.len());
    let (method, rest) = match pattern[..slash].find([' ', '\t']) {
        Some(blank) => (&pattern[..blank], pattern[blank..].trim_start_matches([' ', '\t'])),
        None => ("", pattern),
    };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    (method, host, path)
}

fn by(facts: &Facts<'_>, route: &Route) -> String {
    match route.origin {
        Origin::Call => calling(&route.func, &route.package),
        Origin::Init if facts.is_own_route(route) && !route.func.is_empty() => calling(&route.func, &route.package),
        Origin::Init | Origin::Import => {
            let what = if route.origin == Origin::Init { "init" } else { "import" };
            let version = route.version.as_deref().map(|v| format!(" {v}")).unwrap_or_default();
            format!("the {what} of `{}`{version}", route.package)
        }
    }
}

/// A function for people: one without a name is known by its package.
fn calling(func: &str, package: &str) -> String {
    match func {
        "" => format!("package `{package}`"),
        literal if literal.ends_with(".func") => format!("a function literal of `{package}`"),
        name => format!("`{name}`"),
    }
}

fn origin_note(facts: &Facts<'_>, route: &Route) -> String {
    match route.chain.as_slice() {
        links if route.origin == Origin::Import || !facts.is_own_route(route) && !links.is_empty() => {
            // The importing package stands around the label: only a longer way needs to be told.
            if links.len() > 1 {
                format!("comes with this import: `{}`", facts.chain(links))
            } else {
                "comes with this import".to_owned()
            }
        }
        _ => "registered here".to_owned(),
    }
}

/// A route's pattern under an era.
pub(super) fn pattern_in(route: &Route, era: Era) -> &str {
    let other = route.pattern_by_era.iter().find(|(of, _)| *of == era);
    other.map_or(&route.pattern, |(_, pattern)| pattern)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn patterns_are_cut_as_go_cuts_them() {
        assert_eq!(split("GET example.com/a/{x}"), ("GET", "example.com", "/a/{x}"));
        assert_eq!(split("GET \t/a b"), ("GET", "", "/a b"));
        assert_eq!(split("/a"), ("", "", "/a"));
        assert_eq!(split("GET/x"), ("", "GET", "/x"));
        assert_eq!(split(""), ("", "", ""));
    }
}
