//! `rules/README.md`: its tables are those of the code, and its example is a rule.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::fixture::Fixture;
use super::rendered;
use crate::code::Code;
use crate::directive::{Directive, Origin, Reach, Target, Verdict};
use crate::model::*;
use crate::rule::schema::derived;
use crate::rule::{Owner, RuleSet, RuleText, function, load_known, vocabulary};

fn page() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/README.md")).expect("the page is there")
}

/// `BLESS=1` writes the tables anew.
#[test]
fn the_tables_are_those_of_the_code() {
    let mut expected = page();
    let tables =
        [("methods", function::markdown()), ("vocabulary", vocabulary::markdown()), ("knowledge", knowledge())];
    for (name, table) in tables {
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

/// The keys of knowledge files as Markdown, out of their schema.
fn knowledge() -> String {
    let schema = serde_json::Value::from(derived::known());
    let mut page = String::new();
    let mut open = vec![("#".to_owned(), schema.clone())];
    let mut seen = BTreeSet::new();
    while let Some((heading, table)) = open.pop() {
        if heading != "#" {
            page += &format!("### {heading}\n\n{}\n\n", text(&table));
        }
        page += "| key | value | meaning |\n|---|---|---|\n";
        let mut below = Vec::new();
        for (key, value) in table["properties"].as_object().expect("properties") {
            page += &format!("| `{key}` | {} | {} |\n", kind(&schema, value), text(value));
            let Some(name) = reference(value) else { continue };
            let of = &schema["$defs"][name];
            if of["properties"].is_object() && seen.insert(name.to_owned()) {
                let path = heading.trim_matches(['`', '[', ']', '#']);
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                let heading =
                    if value["type"] == "array" { format!("`[[{path}]]`") } else { format!("`{key} = {{ ... }}`") };
                below.push((heading, of.clone()));
            }
        }
        page += "\n";
        open.extend(below.into_iter().rev());
    }
    page
}

/// The name of what a key refers to, itself or in its items.
fn reference(value: &serde_json::Value) -> Option<&str> {
    let direct = value["$ref"].as_str().or(value["items"]["$ref"].as_str());
    direct.or_else(|| value["anyOf"].as_array()?.iter().find_map(|v| v["$ref"].as_str()))?.strip_prefix("#/$defs/")
}

fn kind(schema: &serde_json::Value, value: &serde_json::Value) -> String {
    if let Some(name) = reference(value) {
        let of = &schema["$defs"][name];
        let words = of["oneOf"].as_array().into_iter().flatten().filter_map(|v| v["const"].as_str());
        let words: Vec<String> = words.map(|word| format!("`\"{word}\"`")).collect();
        return match (name, words.as_slice()) {
            ("Arg", _) => "place".to_owned(),
            ("MuxArg", _) => "`\"default\"` or place".to_owned(),
            ("ConstantValue", _) => "text or number".to_owned(),
            (_, []) if value["type"] == "array" => "tables".to_owned(),
            (_, []) => "table".to_owned(),
            (_, words) => words.join(", "),
        };
    }
    match value["type"].as_str().or(value["type"][0].as_str()) {
        Some("string") => "text",
        Some("boolean") => "bool",
        Some("array") => "list of texts",
        Some("object") => "table of texts",
        other => panic!("{other:?} in {value}"),
    }
    .to_owned()
}

fn text(value: &serde_json::Value) -> String {
    value["description"].as_str().expect("a description").replace('\n', " ").replace('|', "\\|")
}

/// The two tables of keys say what the types of rule files say.
#[test]
fn the_keys_are_those_of_the_types() {
    let schema = serde_json::Value::from(derived::rule());
    let page = page();
    let head = page.split("## Expressions").next().expect("a head");
    for (heading, table) in [("## The file", &schema), ("A case:", &schema["$defs"]["CaseFile"])] {
        let rows = head.split(heading).nth(1).expect("a table").split("\n\n").nth(1).expect("rows").lines().skip(2);
        let rows: BTreeMap<String, String> = rows
            .map(|row| {
                let (key, meaning) = row.trim_matches(['|', ' ']).split_once(" | ").expect("two cells");
                (key.trim_matches(['`', '[', ']']).trim_start_matches("case.").to_owned(), meaning.replace("\\|", "|"))
            })
            .collect();
        let types = table["properties"].as_object().expect("properties");
        let types: BTreeMap<String, String> =
            types.iter().map(|(key, value)| (key.clone(), text(value).replace("\\|", "|"))).collect();
        assert_eq!(rows, types, "{heading}");
    }
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

/// The examples of knowledge are read as they stand; one of them is at work in `testdata/team`.
#[test]
fn the_examples_of_knowledge_are_right() {
    let page = page();
    let examples: Vec<&str> = page
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .filter(|example| example.contains("[[package]]"))
        .collect();
    assert_eq!(examples.len(), 2);
    for example in &examples {
        let mistakes = load_known([RuleText { path: "known/x.toml".into(), text: example, owner: Owner::User }]).1;
        assert!(mistakes.is_empty(), "{}", rendered(&mistakes));
    }
    let team = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/team/known/router.toml");
    assert_eq!(examples[1], std::fs::read_to_string(team).expect("the team's file"));
}

/// A meaning is one sentence; a field is named once; what is listed can be read without a panic.
#[test]
fn every_field_has_a_meaning_and_a_value() {
    let mut f = Fixture::new(Era::E123);
    let a = f.pprof(&["example.org/dep"]);
    let b = f.call(DEFAULT_MUX, "/debug/pprof/");
    f.blank("expvar", "main", &["GET /debug/vars"]);
    let listener = f.listener(":8080", Scope::Any, DEFAULT_MUX);
    f.program.listeners[listener].timeouts = Some(Timeouts { read: Some(0), ..Timeouts::default() });
    let port = |port| Address { host: String::new(), port };
    // The second one is that of the debug configuration.
    f.program.listeners[listener].addresses.extend([port(8080), port(2345)]);
    f.conflict(a, b, &[Era::E123]);
    f.program.overtakes.push(Overtake { a: b, b: a, eras: vec![Era::E123] });
    let mount = Mount {
        span: f.place(),
        outer: None,
        inner: DEFAULT_MUX,
        pattern: "/".into(),
        strips: false,
        conditions: Vec::new(),
    };
    f.program.mounts.push(mount);
    let address = Address { host: "::1".into(), port: 1 };
    f.program.port_conflicts.push(PortConflict {
        a: listener,
        b: listener,
        address_a: address.clone(),
        address_b: address,
        certain: false,
    });
    f.matched("(go_statement) @go", &["go_statement"]);
    // The setup has identities of its own, from 0: as many files must be there.
    for (path, _) in SETUP {
        f.sources.add(*path);
    }
    let setup = super::fixture::setup(SETUP);
    let read = |file| f.sources.get(file).bytes();
    let code = Code::new(&f.sources, &read, &|_| Vec::new());
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
        in_text: false,
        verdict: Verdict::default(),
    }];
    let facts = vocabulary::Facts::of_directives(&directives, &f.program, &setup, &code).with_matches(&f.matches);
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

/// A little of everything that stands around the code.
const SETUP: &[(&str, &str)] = &[
    (
        ".vscode/launch.json",
        r#"{"configurations": [{"type": "go", "name": "Run", "request": "attach", "mode": "remote", "port": 2345, "host": "localhost",
            "program": "${workspaceFolder}", "env": {"A": "b"}, "debugAdapter": "legacy"}]}"#,
    ),
    (
        "Dockerfile",
        "FROM golang:1.22 AS build\nRUN go install example.org/cmd/dlv@v1.2.3\nENV A=b\nCOPY --from=x a b\n",
    ),
    (
        "compose.yaml",
        "services: {a: {image: x, command: dlv dap --listen=:1, ports: ['1:1'], healthcheck: {test: nc localhost 1}}}",
    ),
    (".dlv/config.yml", "aliases: {}"),
];

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
