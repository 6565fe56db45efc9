//! Which behaviours of `http.ServeMux` a program may meet.
//!
//! In: what go.mod or go.work, the main package's `//go:debug` lines and the command line say ([`BuildSettings`]).
//! Out: [`Eras`]. Reads no file. Rules: cmd/go/internal/load/godebug.go; `httpmuxgo121` is off by default since Go 1.22
//! (internal/godebugs), and the toolchain decides between E122 and E123.

use std::sync::Arc;

/// The three behaviours of `http.ServeMux` (facts: Go 1.22 and 1.23 release notes, net/http/server.go).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Era {
    /// `httpmuxgo121=1`: patterns are plain strings.
    E121,
    /// Go 1.22: patterns with methods and wildcards.
    E122,
    /// Go 1.23 and later: as before, and the standard debug packages register with `GET `.
    #[default]
    E123,
}

impl Era {
    /// `E121`, `E122`, `E123`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::E121 => "E121",
            Self::E122 => "E122",
            Self::E123 => "E123",
        }
    }
}

/// A Go release: 1.22 is `(1, 22, None)`, 1.22.3 is `(1, 22, Some(3))`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GoVersion {
    /// Always 1 today.
    pub major: u32,
    /// 22 in 1.22.3.
    pub minor: u32,
    /// 3 in 1.22.3.
    pub patch: Option<u32>,
}

/// Which eras a program may meet, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Eras {
    /// The era under the smallest Go release that the module admits.
    pub declared: Era,
    /// All eras that a build with an admitted Go release may give, smallest first.
    pub possible: Vec<Era>,
    /// The eras beyond `declared` that a newer Go or a raised go line brings; none where a setting or `--go` keeps the era.
    pub later: Vec<Era>,
    /// The `go` line that decides (go.work's in a workspace); None in GOPATH mode or where there is no go line.
    pub go_line: Option<GoVersion>,
    /// The smallest toolchain that may build the program (toolchain line, else go line); None where nothing says so.
    pub toolchain: Option<GoVersion>,
    /// One phrase for people: `go 1.22 in go.mod`, `//go:debug httpmuxgo121=1 in main.go`, `--go 1.23`.
    pub reason: String,
}

/// What decides how a program is built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildSettings {
    /// Where the program's go line is looked for.
    pub home: Home,
    /// The go line there.
    pub go_line: Option<GoVersion>,
    /// The toolchain line there.
    pub toolchain: Option<GoVersion>,
    /// `godebug` lines, then `//go:debug` lines of the main package: later ones win.
    pub godebug: Vec<Godebug>,
}

/// What surrounds a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// The go.mod at this path, as the user knows it.
    Module(Arc<str>),
    /// The go.work at this path: its members' lines do not count.
    Workspace(Arc<str>),
    /// A directory without go.mod.
    Gopath,
    /// Files named on the command line, without go.mod.
    Files,
}

/// One GODEBUG setting of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Godebug {
    /// The key.
    pub key: Arc<str>,
    /// The value.
    pub value: Arc<str>,
    /// Which kind of line.
    pub line: GodebugLine,
    /// The file, as the user knows it.
    pub file: Arc<str>,
}

/// Where a GODEBUG setting stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GodebugLine {
    /// `godebug k=v` in go.mod or go.work: a parse error before Go 1.23.
    ModFile,
    /// `//go:debug k=v` in a file of the main package.
    Directive,
}

/// The key that brings back the mux of Go 1.21.
const OLD_MUX: &str = "httpmuxgo121";

/// The eras of a program; `asked` is the release of `--go`, which then is the toolchain, exactly.
#[must_use]
pub fn eras(settings: &BuildSettings, asked: Option<GoVersion>) -> Eras {
    let (mux, mux_reason) = mux(settings);
    let floor = floor(settings);
    let (possible, reason) = match (mux, asked) {
        (_, Some(go)) if minor(go) <= 21 => (vec![Era::E121], format!("--go {}", show(go))),
        (Mux::Old, _) => (vec![Era::E121], mux_reason),
        (Mux::New, Some(go)) => (vec![era_of(minor(go))], format!("--go {}", show(go))),
        (Mux::New, None) => match floor {
            Some((go, _)) if minor(go) <= 22 => (vec![Era::E122, Era::E123], mux_reason),
            Some((_, reason)) => (vec![Era::E123], reason.unwrap_or(mux_reason)),
            None => (vec![Era::E122, Era::E123], mux_reason),
        },
    };
    let toolchain = settings.toolchain.max(settings.go_line);
    let declared = possible[0];
    let later = [Era::E122, Era::E123].into_iter().filter(|&era| era > declared);
    let later = match (asked, mux) {
        (Some(_), _) => Vec::new(),
        // A setting keeps the old mux whatever builds the program.
        (None, Mux::Old) if settings.godebug.iter().any(|g| matches!(&*g.key, OLD_MUX | "default")) => Vec::new(),
        (None, _) => later.collect(),
    };
    Eras { declared, possible, later, go_line: settings.go_line, toolchain, reason }
}

/// Which mux the linked GODEBUG default selects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mux {
    Old,
    New,
}

fn mux(settings: &BuildSettings) -> (Mux, String) {
    let last = |key: &str| settings.godebug.iter().rev().find(|g| &*g.key == key);
    if let Some(line) = last(OLD_MUX) {
        // net/http compares with "1"; any other value is the new mux.
        return (if &*line.value == "1" { Mux::Old } else { Mux::New }, describe(line));
    }
    let default = last("default").and_then(|line| Some((line, release(&line.value)?)));
    if let Some((line, go)) = default {
        return (mux_of(go), describe(line));
    }
    match (&settings.home, settings.go_line) {
        (Home::Module(file) | Home::Workspace(file), Some(go)) => (mux_of(go), format!("go {} in {file}", show(go))),
        // Without a go line a module counts as go 1.16 and a workspace as go 1.18.
        (Home::Module(file) | Home::Workspace(file), None) => (Mux::Old, format!("no go line in {file}")),
        (Home::Gopath, _) => (Mux::Old, "no go.mod (GOPATH mode)".into()),
        (Home::Files, _) => (Mux::New, "files without go.mod".into()),
    }
}

fn mux_of(go: GoVersion) -> Mux {
    if minor(go) <= 21 { Mux::Old } else { Mux::New }
}

/// The smallest toolchain that builds the program, and why, where that is not the reason for the mux anyway.
fn floor(settings: &BuildSettings) -> Option<(GoVersion, Option<String>)> {
    let file = match &settings.home {
        Home::Module(file) | Home::Workspace(file) => &**file,
        Home::Gopath | Home::Files => "",
    };
    let mut floor = settings.go_line.map(|go| (go, Some(format!("go {} in {file}", show(go)))));
    let mut raise = |go: GoVersion, reason: Option<String>| {
        match &mut floor {
            Some((least, _)) if *least >= go => {}
            // From 1.23 on a newer toolchain changes nothing: the first reason stays.
            Some((least, _)) if minor(*least) > 22 => *least = go,
            _ => floor = Some((go, reason)),
        }
    };
    if let Some(go) = settings.toolchain {
        raise(go, Some(format!("toolchain go{} in {file}", show(go))));
    }
    for line in &settings.godebug {
        match line.line {
            GodebugLine::ModFile => raise(of_minor(23), Some(describe(line))),
            GodebugLine::Directive if &*line.key == OLD_MUX => raise(of_minor(22), None),
            GodebugLine::Directive => {}
        }
        if let Some(go) = release(&line.value).filter(|_| &*line.key == "default") {
            raise(go, Some(describe(line)));
        }
    }
    floor
}

fn describe(line: &Godebug) -> String {
    let Godebug { key, value, file, .. } = line;
    match line.line {
        GodebugLine::ModFile => format!("godebug {key}={value} in {file}"),
        GodebugLine::Directive => format!("//go:debug {key}={value} in {file}"),
    }
}

/// The value of `default=`: `go1.21`, or `1.21`.
fn release(value: &str) -> Option<GoVersion> {
    crate::gomod::version::parse_go(value.strip_prefix("go").unwrap_or(value))
}

fn era_of(minor: u32) -> Era {
    match minor {
        ..=21 => Era::E121,
        22 => Era::E122,
        _ => Era::E123,
    }
}

fn minor(go: GoVersion) -> u32 {
    if go.major > 1 { u32::MAX } else { go.minor }
}

fn of_minor(minor: u32) -> GoVersion {
    GoVersion { major: 1, minor, patch: None }
}

fn show(go: GoVersion) -> String {
    let patch = go.patch.map(|p| format!(".{p}")).unwrap_or_default();
    format!("{}.{}{patch}", go.major, go.minor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gomod::version::parse_go;

    /// Lines as one text: `go 1.22; toolchain 1.23.1; godebug k=v; debug k=v; --go 1.22; work; gopath; files`.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut settings =
            BuildSettings { home: Home::Module("go.mod".into()), go_line: None, toolchain: None, godebug: Vec::new() };
        let mut asked = None;
        for line in text.split("; ") {
            let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
            match verb {
                "go" => settings.go_line = parse_go(rest),
                "toolchain" => settings.toolchain = parse_go(rest),
                "--go" => asked = parse_go(rest),
                "work" => settings.home = Home::Workspace("go.work".into()),
                "gopath" => settings.home = Home::Gopath,
                "files" => settings.home = Home::Files,
                "" => {}
                _ => {
                    let (key, value) = rest.split_once('=').expect("key=value");
                    let (line, file) = match verb {
                        "godebug" => (GodebugLine::ModFile, "go.mod"),
                        _ => (GodebugLine::Directive, "main.go"),
                    };
                    settings.godebug.push(Godebug { key: key.into(), value: value.into(), line, file: file.into() });
                }
            }
        }
        let eras = eras(&settings, asked);
        let names: Vec<_> = eras.possible.iter().map(|e| &e.as_str()[1..]).collect();
        assert_eq!(format!("{}: {}", names.join(" "), eras.reason), expected, "{text}");
        assert_eq!(eras.declared, eras.possible[0]);
    }

    #[test]
    fn as_observed_with_five_releases() {
        check("go 1.20", "121: go 1.20 in go.mod");
        check("go 1.21; toolchain 1.23.4", "121: go 1.21 in go.mod");
        check("go 1.22", "122 123: go 1.22 in go.mod");
        check("go 1.22.3; toolchain 1.22.5", "122 123: go 1.22.3 in go.mod");
        check("go 1.22; toolchain 1.23.1", "123: toolchain go1.23.1 in go.mod");
        check("go 1.23.0", "123: go 1.23.0 in go.mod");
        check("", "121: no go line in go.mod");
        check("work; go 1.24", "123: go 1.24 in go.work");
        check("work", "121: no go line in go.work");
        check("gopath", "121: no go.mod (GOPATH mode)");
        check("files", "122 123: files without go.mod");
    }

    #[test]
    fn settings_beat_the_go_line_and_directives_beat_settings() {
        check("go 1.24; godebug httpmuxgo121=1", "121: godebug httpmuxgo121=1 in go.mod");
        check("go 1.24; debug httpmuxgo121=1", "121: //go:debug httpmuxgo121=1 in main.go");
        check("go 1.24; godebug httpmuxgo121=1; debug httpmuxgo121=0", "123: go 1.24 in go.mod");
        check("go 1.20; debug httpmuxgo121=0", "122 123: //go:debug httpmuxgo121=0 in main.go");
        check("go 1.20; godebug httpmuxgo121=0", "123: godebug httpmuxgo121=0 in go.mod");
        check("go 1.24; godebug default=go1.21", "121: godebug default=go1.21 in go.mod");
        check("go 1.24; debug default=go1.21", "121: //go:debug default=go1.21 in main.go");
        check("go 1.20; debug default=go1.22", "122 123: //go:debug default=go1.22 in main.go");
        check("go 1.24; debug default=go1.21; debug httpmuxgo121=0", "123: go 1.24 in go.mod");
        check("go 1.24; debug default=nonsense", "123: go 1.24 in go.mod");
        check("go 1.24; godebug panicnil=1", "123: go 1.24 in go.mod");
    }

    #[test]
    fn an_asked_release_is_the_toolchain() {
        check("go 1.20; --go 1.23", "121: go 1.20 in go.mod");
        check("go 1.22; --go 1.22", "122: --go 1.22");
        check("go 1.22; --go 1.24.1", "123: --go 1.24.1");
        check("go 1.22; --go 1.21", "121: --go 1.21");
        check("gopath; --go 1.24", "121: no go.mod (GOPATH mode)");
        check("files; --go 1.24", "123: --go 1.24");
    }
}
