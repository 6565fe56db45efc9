//! README.md tells the truth: what it shows of muxray's output is what muxray prints, its rule table is the rule files,
//! its table of dependencies is Cargo.toml, and its links lead somewhere.
//!
//! In: README.md, the real binary. `BLESS=1` writes outputs and the rule table anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

/// A block of a command and what it prints.
const BLOCK: &str = "```console\n$ muxray ";

#[test]
fn what_it_shows_is_what_is_printed() {
    let page = page();
    let with_outputs = outputs(&page);
    let expected = rule_table(&with_outputs);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(root().join("README.md"), &expected).expect("writable");
    } else if let Some((line, (is, wanted))) = page.lines().zip(expected.lines()).enumerate().find(|(_, (a, b))| a != b)
    {
        panic!(
            "README.md:{}: BLESS=1 cargo test --test integration readme::\n  is     {is}\n  wanted {wanted}",
            line + 1
        );
    } else {
        assert_eq!(page.len(), expected.len(), "README.md: BLESS=1 cargo test --test integration readme::");
    }
}

#[test]
fn the_formats_are_those_of_the_program() {
    let page = page();
    let table = section(&page, "### Formats");
    let in_table: BTreeSet<&str> = first_column(table).flat_map(words).collect();
    let formats = muxray::report::Format::ALL.map(muxray::report::Format::as_str);
    assert_eq!(in_table, BTreeSet::from(formats));
}

/// A dependency without a reason is one too many.
#[test]
fn every_dependency_has_a_reason() {
    let manifest: toml::Table = std::fs::read_to_string(root().join("Cargo.toml")).unwrap().parse().unwrap();
    let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
    let of_systems = manifest["target"].as_table().unwrap().values().filter_map(toml::Value::as_table);
    let tables = of_systems.chain([&manifest]).flat_map(|t| kinds.iter().filter_map(|k| t.get(*k)?.as_table()));
    let needed: BTreeSet<&str> = tables.flat_map(|t| t.keys().map(String::as_str)).collect();
    let page = page();
    let told: BTreeSet<&str> = first_column(section(&page, "Each dependency")).flat_map(words).collect();
    assert_eq!(told, needed);
}

#[test]
fn its_links_lead_to_files() {
    let page = page();
    let targets: Vec<&str> = page.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(targets.len() > 3);
    for target in targets.into_iter().filter(|t| !t.starts_with("http")) {
        assert!(root().join(target).exists(), "README.md: {target} does not exist");
    }
}

/// The first command of the page is the one that works in a fresh clone.
#[test]
fn the_first_command_finds_something() {
    let page = page();
    let first = page.split("```console\n").nth(1).and_then(|b| b.lines().next()).expect("a command");
    let arguments = first.strip_prefix("cargo run -- ").expect("what works without an installation");
    let out = muxray(&arguments.split(' ').collect::<Vec<_>>());
    assert_eq!(out.status.code(), Some(1), "{first}");
    assert!(out.stdout.len() > 1000);
}

/// The page with every block run.
fn outputs(page: &str) -> String {
    let mut blocks = page.split(BLOCK);
    let mut text = blocks.next().expect("a beginning").to_owned();
    let mut count = 0;
    for block in blocks {
        let (command, rest) = block.split_once('\n').expect("a line");
        let after = rest.split_once("```\n").expect("the block is closed").1;
        let out = muxray(&command.split(' ').collect::<Vec<_>>());
        assert_ne!(out.status.code(), Some(2), "{command}: {}", String::from_utf8_lossy(&out.stderr));
        let printed = [out.stdout, out.stderr].concat();
        let printed = String::from_utf8(printed).expect("UTF-8");
        let _ = write!(text, "{BLOCK}{command}\n{}\n```\n{after}", printed.trim_end());
        count += 1;
    }
    assert!(count >= 3, "{count} blocks were run");
    text
}

/// The page with the table of rules as their files have it.
fn rule_table(page: &str) -> String {
    let mut paths: Vec<_> = std::fs::read_dir(root().join("rules")).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    paths.sort();
    let mut table = String::from("| rule | severity | what it finds |\n|---|---|---|\n");
    for path in &paths {
        let rule: toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
        let text = |key: &str| rule.get(key).and_then(toml::Value::as_str).unwrap_or_default();
        let persona = match text("persona") {
            "" | "regular" => String::new(),
            persona => format!(", *{persona}*"),
        };
        let _ = writeln!(
            table,
            "| [`{id}`](rules/{id}.toml) | {}{persona} | {} |",
            text("severity"),
            text("summary"),
            id = text("id")
        );
    }
    let (open, close) = ("<!-- rules -->\n", "<!-- /rules -->");
    let (before, rest) = page.split_once(open).expect("an opening marker");
    let (_, after) = rest.split_once(close).expect("a closing marker");
    format!("{before}{open}{table}{close}{after}")
}

/// Runs the real binary as in a checkout, with nothing of this machine's environment.
fn muxray(arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_muxray"));
    command.env_clear().current_dir(root()).args(arguments).output().expect("muxray starts")
}

fn page() -> String {
    std::fs::read_to_string(root().join("README.md")).expect("README.md")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// From a text to the next heading.
fn section<'p>(page: &'p str, start: &str) -> &'p str {
    let rest = &page[page.find(start).expect(start) + start.len()..];
    rest.find("\n#").map_or(rest, |end| &rest[..end])
}

fn first_column(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter_map(|l| l.strip_prefix("| `")?.split('|').next())
}

fn words(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['`', ',', ' ']).filter(|w| !w.is_empty())
}
