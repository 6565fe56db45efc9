//! The JSON schemas against all files that are right and all that are wrong, with a validator that shares no code with the loader.

use std::path::Path;

use crate::rule::embedded;
use crate::rule::schema::{self, derived};

fn validator(schema: &str) -> jsonschema::Validator {
    jsonschema::validator_for(&serde_json::from_str(schema).expect("JSON")).expect("a schema")
}

/// What is kept is what the types say; `BLESS=1` writes it anew.
#[test]
fn the_texts_are_those_of_the_types() {
    for (name, kept, made) in [("rule", schema::RULE, derived::rule()), ("known", schema::KNOWN, derived::known())] {
        let made = format!("{}\n", serde_json::to_string_pretty(&made).expect("JSON"));
        if std::env::var_os("BLESS").is_some() {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rule/schema").join(name).with_extension("json");
            std::fs::write(path, &made).expect("the schema is written");
            continue;
        }
        assert!(made == kept, "src/rule/schema/{name}.json is behind the types: BLESS=1 cargo test --lib schema");
    }
}

/// A TOML file as JSON; None where it is no TOML.
fn json(text: &str) -> Option<serde_json::Value> {
    let table: toml::Table = toml::from_str(text).ok()?;
    Some(serde_json::to_value(table).expect("TOML without dates is JSON"))
}

#[track_caller]
fn valid(validator: &jsonschema::Validator, name: &str, text: &str) {
    let value = json(text).expect("TOML");
    let errors: Vec<String> = validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
}

#[test]
fn the_files_of_muxray_and_of_a_team_fit() {
    let (rules, known) = (validator(schema::RULE), validator(schema::KNOWN));
    embedded::RULES.iter().for_each(|(name, text)| valid(&rules, name, text));
    embedded::KNOWN.iter().for_each(|(name, text)| valid(&known, name, text));
    let team = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/team");
    let mut seen = 0;
    for (dir, validator) in [(team.clone(), &rules), (team.join("known"), &known)] {
        for entry in std::fs::read_dir(dir)
            .expect("a folder")
            .flatten()
            .filter(|e| e.path().extension().is_some_and(|e| e == "toml"))
        {
            valid(
                validator,
                &entry.path().display().to_string(),
                &std::fs::read_to_string(entry.path()).expect("text"),
            );
            seen += 1;
        }
    }
    assert!(seen >= 4, "{seen}");
    valid(&rules, "new", include_str!("../../command/rules/new_rule.toml").replace("NAME", "acme/x").as_str());
}

/// What the loader says of a file's shape, the schema says too. What stands inside of a text is the loader's alone.
#[test]
fn files_of_a_wrong_shape_do_not_fit() {
    let (rules, known) = (validator(schema::RULE), validator(schema::KNOWN));
    let of_shape = [
        "unknown key",
        "the key `",
        "wrong type",
        "cannot be `",
        "unknown word",
        "is no rule id",
        "there is no kind of fact",
        "binds at most",
        "`each` takes one name",
        "a reference is a link",
    ];
    // Said of one key only beside another, or of an empty text, which no schema of ours says.
    let beside = ["the key `unknown_message` is missing", "the key `as_of` is missing: such a table ages"];
    let (mut refused, mut accepted) = (0, Vec::new());
    for entry in
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/bad-rules")).expect("a folder").flatten()
    {
        let path = entry.path();
        if path.extension().is_none_or(|e| e != "toml") {
            continue;
        }
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let told = std::fs::read_to_string(path.with_extension("txt")).expect("the errors");
        let Some(value) = json(&std::fs::read_to_string(&path).expect("text")) else { continue };
        let validator = if name.starts_with("known-") { &known } else { &rules };
        let messages = told.lines().filter_map(|line| line.trim_start().strip_prefix("\u{d7} "));
        let shape =
            messages.filter(|m| !beside.contains(m)).any(|message| of_shape.iter().any(|part| message.contains(part)));
        match (shape, validator.is_valid(&value)) {
            (true, true) => accepted.push(name),
            (true, false) => refused += 1,
            _ => {}
        }
    }
    assert!(accepted.is_empty(), "the schema takes {accepted:?}");
    assert!(refused >= 12, "{refused} files of a wrong shape");
}
