//! Flags of `go build` in a text: what they leave out of the binary.
//!
//! In: words, or one text with several. Out: [`GoFlags`]. Facts: cmd/go's help buildflags and environment, cmd/link's flags.

use crate::manifest::Word;

/// What some flags of `go build` leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GoFlags {
    /// `-s` for the linker: no symbol table and no debug information.
    pub strips_symbols: bool,
    /// `-w` for the linker: no debug information. `-w=0` beside `-s` keeps it, since Go 1.22.
    pub strips_dwarf: Option<bool>,
    /// `-trimpath`: no paths of the machine.
    pub trims_paths: bool,
    /// `-mod=vendor`: what the module requires comes from vendor/.
    pub vendors: bool,
    /// Of which packages `-N -l` for the compiler keeps variables and calls as they are written.
    pub unoptimized: Unoptimized,
    /// Whether a part of them is not known: it may strip too.
    pub open: bool,
    /// Whether they hold an `-ldflags` for the program: the last one counts, those in front of it and of GOFLAGS do not.
    pub(crate) links: bool,
    /// The same of `-gcflags`.
    pub(crate) compiles: bool,
}

/// The packages that `-gcflags` keeps the compiler from optimizing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unoptimized {
    /// None.
    #[default]
    None,
    /// Those that are named on the command line: `-gcflags='-N -l'`.
    Named,
    /// Those of a pattern, `all` in the first place.
    Pattern,
}

impl GoFlags {
    /// Reads words, each of which is a flag or its value.
    pub fn read<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut found = Self::default();
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let Some(flag) = word.strip_prefix("--").or_else(|| word.strip_prefix('-')) else { continue };
            let (name, value) = flag.split_once('=').map_or((flag, None), |(n, v)| (n, Some(v)));
            match name {
                "mod" => found.vendors = value.or_else(|| words.next()) == Some("vendor"),
                "trimpath" => found.trims_paths = value.is_none_or(is_true),
                "ldflags" => {
                    let value = value.or_else(|| words.next()).unwrap_or_default();
                    found.linker(value);
                }
                "gcflags" => found.compiler(value.or_else(|| words.next()).unwrap_or_default()),
                _ => {}
            }
        }
        found
    }

    /// Reads one text that holds several flags, with quotes as `go` reads them in GOFLAGS.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        Self::read(words(text).iter().map(String::as_str))
    }

    /// Reads a text with flags of which a part may not be known.
    #[must_use]
    pub fn of_word(word: &Word) -> Self {
        Self { open: !word.known, ..Self::of_text(&word.text) }
    }

    /// Reads more flags, which stand behind these.
    pub(crate) fn then(self, later: Self) -> Self {
        let linker = if later.links { later } else { self };
        let compiler = if later.compiles { later } else { self };
        Self {
            strips_symbols: linker.strips_symbols,
            strips_dwarf: linker.strips_dwarf,
            trims_paths: self.trims_paths || later.trims_paths,
            vendors: self.vendors || later.vendors,
            unoptimized: compiler.unoptimized,
            open: self.open || later.open,
            links: linker.links,
            compiles: compiler.compiles,
        }
    }

    /// `-N -l`, or `pattern=-N -l`.
    fn compiler(&mut self, value: &str) {
        let Some((pattern, flags)) = of_program(value) else { return };
        self.compiles = true;
        let has = |flag: &str| flags.iter().any(|f| f == flag);
        self.unoptimized = match pattern {
            _ if !(has("-N") && has("-l")) => Unoptimized::None,
            Some(_) => Unoptimized::Pattern,
            None => Unoptimized::Named,
        };
    }

    fn linker(&mut self, value: &str) {
        let Some((_, words)) = of_program(value) else { return };
        (self.links, self.strips_symbols, self.strips_dwarf) = (true, false, None);
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let (name, value) = word.split_once('=').map_or((word.as_str(), None), |(n, v)| (n, Some(v)));
            match name.trim_start_matches('-') {
                "X" if value.is_none() => drop(words.next()),
                "s" if name.starts_with('-') => self.strips_symbols = value.is_none_or(is_true),
                "w" if name.starts_with('-') => self.strips_dwarf = Some(value.is_none_or(is_true)),
                _ => {}
            }
        }
    }

    /// The linker's flags that strip, as they are written: `-s -w`; empty where there are none.
    #[must_use]
    pub fn strips(self) -> &'static str {
        match (self.strips_symbols, self.strips_dwarf) {
            (true, Some(true)) => "-s -w",
            (true, None) => "-s",
            (false, Some(true)) => "-w",
            (_, Some(false)) | (false, None) => "",
        }
    }
}

fn is_true(value: &str) -> bool {
    !matches!(value, "0" | "f" | "F" | "false" | "False" | "FALSE")
}

/// The pattern and the flags of one `-gcflags` or `-ldflags`, as cmd/go/internal/load's `PerPackageFlag` reads them; None where its
/// pattern is for other packages than the program's.
fn of_program(value: &str) -> Option<(Option<&str>, Vec<String>)> {
    let value = value.trim_matches(['"', '\'']);
    match value.split_once('=').filter(|_| !value.starts_with('-')) {
        None => Some((None, words(value))),
        Some((pattern, flags)) => {
            let covers = pattern == "all" || pattern.starts_with('.') || pattern.contains("...");
            covers.then(|| (Some(pattern), words(flags.trim_matches(['"', '\'']))))
        }
    }
}

/// Words between blanks; quotes hold blanks together, also in the middle of a word.
fn words(text: &str) -> Vec<String> {
    let (mut found, mut word, mut quote) = (Vec::new(), String::new(), None);
    for c in text.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, c) if c.is_whitespace() => {
                if !word.is_empty() {
                    found.push(std::mem::take(&mut word));
                }
            }
            _ => word.push(c),
        }
    }
    found.extend(Some(word).filter(|w| !w.is_empty()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_strips_is_told_from_what_looks_like_it() {
        for (text, strips, trims) in [
            ("-ldflags='-s -w'", "-s -w", false),
            ("-ldflags \"-w\" -trimpath", "-w", true),
            ("-ldflags=-s", "-s", false),
            ("-ldflags='-X main.v=-s -w=0'", "", false),
            ("-ldflags='-s -w=0'", "", false),
            ("-ldflags='-X main.v=1 -s'", "-s", false),
            ("-ldflags='-X \"main.v=1 -s\"'", "", false),
            ("-tags=-s -race -trimpath=false", "", false),
            ("--ldflags=-s=true", "-s", false),
            // Of several the last one counts; one for other packages is none.
            ("-ldflags=-s -ldflags='-X main.v=1'", "", false),
            ("-ldflags=-s -ldflags='fmt=-X main.v=1'", "-s", false),
            ("-ldflags=-s -ldflags='./...=-X main.v=1'", "", false),
            ("-ldflags='all=-s -w'", "-s -w", false),
            ("-ldflags=all='-s -w'", "-s -w", false),
        ] {
            let flags = GoFlags::of_text(text);
            assert_eq!((flags.strips(), flags.trims_paths), (strips, trims), "{text}");
        }
    }

    #[test]
    fn the_line_counts_before_goflags() {
        let then = |first: &str, second: &str| GoFlags::of_text(first).then(GoFlags::of_text(second));
        assert_eq!(then("-ldflags=-s", "-ldflags='-X main.v=1'").strips(), "");
        assert_eq!(then("-ldflags=-s", "-trimpath").strips(), "-s");
        assert_eq!(then("-gcflags='all=-N -l'", "-gcflags=all=-l").unoptimized, Unoptimized::None);
        assert_eq!(then("-gcflags='all=-N -l'", "-ldflags=-s").unoptimized, Unoptimized::Pattern);
    }
}
