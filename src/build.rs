//! Embeds `rules/*.toml`, `rules/guides/*.toml` and `rules/known/*.toml`, sorted by file name: the folders are the registry of
//! rules, guides and knowledge. Parses the expressions of the rules, so that no run has to.
//!
//! Out: `embedded.rs` with `RULES`, `GUIDES` and `KNOWN`, slices of (file name, text), and `EXPRESSIONS`, a slice of (text, nodes). Whether
//! a file is right is none of its business: who loads the rules checks them, and what is not found there is parsed then.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[path = "rule/syntax/mod.rs"]
#[allow(dead_code, reason = "what it says of mistakes is for who loads the rules")]
mod syntax;

fn main() -> Result<(), Box<dyn Error>> {
    let root = std::env::var("CARGO_MANIFEST_DIR")?;
    let out = std::env::var("OUT_DIR")?;
    let rules = Path::new(&root).join("rules");
    let known = rules.join("known");
    let guides = rules.join("guides");
    let mut code = String::new();
    embed(&mut code, "RULES", "The rule files: name and text, sorted by name.", &rules)?;
    embed(&mut code, "GUIDES", "The guides: name and text, sorted by name.", &guides)?;
    embed(&mut code, "KNOWN", "The knowledge files: name and text, sorted by name.", &known)?;
    embed_expressions(&mut code, &rules)?;
    std::fs::write(Path::new(&out).join("embedded.rs"), code)?;
    // Of a directory, everything in it counts.
    for read in ["src/build.rs", "src/rule/syntax", "rules"] {
        println!("cargo::rerun-if-changed={read}");
    }
    Ok(())
}

/// The `.toml` files of a folder: name and path, sorted.
fn files(dir: &Path) -> Result<Vec<(String, PathBuf)>, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(dir).min_depth(1).max_depth(1).sort_by_file_name() {
        let path = entry?.into_path();
        if let (true, Some(name)) = (path.extension().is_some_and(|e| e == "toml"), path.file_name()) {
            files.push((name.to_string_lossy().into_owned(), path));
        }
    }
    Ok(files)
}

fn embed(code: &mut String, name: &str, doc: &str, dir: &Path) -> Result<(), Box<dyn Error>> {
    writeln!(code, "/// {doc}\npub static {name}: &[(&str, &str)] = &[")?;
    for (file, path) in files(dir)? {
        writeln!(code, "    ({file:?}, include_str!({:?})),", path.display().to_string())?;
    }
    writeln!(code, "];")?;
    Ok(())
}

fn embed_expressions(code: &mut String, dir: &Path) -> Result<(), Box<dyn Error>> {
    let mut trees = BTreeMap::new();
    for (_, path) in files(dir)? {
        // A file that is no TOML is reported, with its place, by who loads it.
        let Ok(file) = std::fs::read_to_string(&path)?.parse::<toml::Table>() else { continue };
        file.get("case").into_iter().for_each(|cases| expressions(cases, &mut trees));
    }
    writeln!(code, "/// The expressions in the cases of the rules and their trees, sorted by text.")?;
    writeln!(code, "static EXPRESSIONS: &[(&str, &[Node])] = &[")?;
    for (text, nodes) in trees {
        writeln!(code, "    ({text:?}, &{nodes:?}),")?;
    }
    writeln!(code, "];")?;
    Ok(())
}

/// Whatever reads as an expression in the texts of a value, as a whole or between braces.
fn expressions(value: &toml::Value, into: &mut BTreeMap<String, Vec<syntax::Node>>) {
    match value {
        toml::Value::String(text) => {
            let holes = text.split('{').filter_map(|rest| rest.split_once('}')).map(|(hole, _)| hole);
            for text in holes.chain([text.as_str()]) {
                let parsed = syntax::parse(text);
                if parsed.refusals.is_empty() {
                    into.insert(text.to_owned(), parsed.nodes);
                }
            }
        }
        toml::Value::Array(items) => items.iter().for_each(|item| expressions(item, into)),
        toml::Value::Table(table) => table.values().for_each(|item| expressions(item, into)),
        _ => {}
    }
}
