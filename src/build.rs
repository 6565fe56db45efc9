//! Embeds `rules/*.toml`, `rules/guides/*.toml` and `rules/known/*.toml`, sorted by file name: the folders are the registry of
//! rules, guides and knowledge.
//!
//! Out: `embedded.rs` with `RULES`, `GUIDES` and `KNOWN`, slices of (file name, text). Reads no content: `include_str!` does.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

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
    std::fs::write(Path::new(&out).join("embedded.rs"), code)?;
    // Cargo looks at a directory's own time only: a file that is added or removed changes it.
    println!("cargo::rerun-if-changed=src/build.rs");
    println!("cargo::rerun-if-changed={}", rules.display());
    println!("cargo::rerun-if-changed={}", guides.display());
    println!("cargo::rerun-if-changed={}", known.display());
    Ok(())
}

fn embed(code: &mut String, name: &str, doc: &str, dir: &Path) -> Result<(), Box<dyn Error>> {
    writeln!(code, "/// {doc}\npub static {name}: &[(&str, &str)] = &[")?;
    for entry in walkdir::WalkDir::new(dir).min_depth(1).max_depth(1).sort_by_file_name() {
        let entry = entry?;
        let path = entry.path();
        if path.extension().is_some_and(|e| e == "toml") {
            let file = entry.file_name().to_string_lossy();
            writeln!(code, "    ({file:?}, include_str!({:?})),", path.display().to_string())?;
        }
    }
    writeln!(code, "];")?;
    Ok(())
}
