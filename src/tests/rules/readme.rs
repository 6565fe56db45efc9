//! `rules/README.md`: its tables are those of the code, and its example is a rule.

use std::path::Path;

use super::fixture::Fixture;
use super::rendered;
use crate::code::Code;
use crate::directive::{Directive, Origin, Reach, Target, Verdict};
use crate::model::*;
use crate::rule::{Owner, RuleSet, RuleText, function, vocabulary};

fn page() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/README.md")).expect("the page is there")
}

/// `BLESS=1` writes the tables anew.
#[test]
fn the_tables_are_those_of_the_code() {
    let mut expected = page();
    for (name, table) in [("methods", function::markdown()), ("vocabulary", vocabulary::markdown())] {
        let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
        let start = expected.find(&open).expect("an opening marker") + open.len();
        let end = expected.find(&close).expect("a closing marker");
        expected.replace_range(start..end, &format!("{}\n", table.trim_end()));
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/README.md"), &expected).expect("writable");
    }
    assert!(page() == expected, "rules/README.md is behind the code: BLESS=1 cargo test");
}

#[test]
fn the_example_is_a_rule_that_finds_something() {
    let page = page();
    let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("\n```").next()).expect("an example");
    let text = RuleText { path: "rules/expvar-in-public.toml".into(), text: example, owner: Owner::User };
    let (rules, errors) = RuleSet::load([text]);
    assert!(errors.is_empty(), "{}", rendered(&errors));
    let mut f = Fixture::new(Era::E123);
    f.blank("expvar", "main", &["GET /debug/vars"]);
    f.listener(":8080", Scope::Any, DEFAULT_MUX);
    let (found, _) = f.evaluate(&rules);
    assert_eq!(found[0].message, "This program listens on `:8080` and must not import expvar.");
}

/// A meaning is one sentence; a field is named once; what is listed can be read without a panic.
#[test]
fn every_field_has_a_meaning_and_a_value() {
    let mut f = Fixture::new(Era::E123);
    let a = f.pprof(&["example.org/dep"]);
    let b = f.call(DEFAULT_MUX, "/debug/pprof/");
    f.blank("expvar", "main", &["GET /debug/vars"]);
    let listener = f.listener(":8080", Scope::Any, DEFAULT_MUX);
    f.conflict(a, b, &[Era::E123]);
    f.program.overtakes.push(Overtake { a: b, b: a, eras: vec![Era::E123] });
    let mount = Mount { span: f.place(), outer: None, inner: DEFAULT_MUX, pattern: "/".into(), strips: false };
    f.program.mounts.push(mount);
    let address = Address { host: "::1".into(), port: 1 };
    f.program.port_conflicts.push(PortConflict {
        a: listener,
        b: listener,
        address_a: address.clone(),
        address_b: address,
        certain: false,
    });
    let read = |file| f.sources.get(file).bytes();
    let code = Code::new(&f.sources, &read);
    let directives = [Directive {
        origin: Origin::Comment,
        reach: Reach::File,
        span: f.program.routes[b].span,
        rule_span: f.program.routes[b].span,
        removal: f.program.routes[b].span,
        target: Target::Rule("a-rule".into()),
        reason: None,
        expires: None,
        covered: true,
        verdict: Verdict::default(),
    }];
    let facts = vocabulary::Facts::of_directives(&directives, &f.program, &code);
    for kind in vocabulary::Kind::ALL {
        assert!(facts.count(kind) > 0, "no {} in this test", kind.name());
        for field in kind.fields() {
            assert!(field.meaning.ends_with(['.']), "{}.{}: {}", kind.name(), field.name, field.meaning);
            assert_eq!(kind.fields().iter().filter(|other| other.name == field.name).count(), 1, "{}", field.name);
            let value = (field.read)(&facts, 0);
            assert!(fits(&value, field.ty), "{}.{} is {value:?}, not {}", kind.name(), field.name, field.ty);
        }
    }
}

fn fits(value: &crate::rule::value::Value<'_>, ty: crate::rule::value::Type) -> bool {
    use crate::rule::value::{Base, Shape, Type, Value};
    match (value, ty.shape) {
        (Value::Unknown(_), _) | (Value::Absent, Shape::Optional) => true,
        (Value::List(items, _), Shape::List) => items.iter().all(|item| fits(item, Type::one(ty.base))),
        (_, Shape::List) | (Value::List(..), _) => false,
        (value, _) => match (value, ty.base) {
            (Value::Bool(_), Base::Bool) | (Value::Number(_), Base::Number) | (Value::Place(_), Base::Place) => true,
            (Value::Text(_), Base::Text) => true,
            (Value::Text(word), Base::Word(words)) => words.words.contains(&word.as_ref()),
            (Value::Fact(kind, _), Base::Fact(wanted)) => *kind == wanted,
            _ => false,
        },
    }
}
