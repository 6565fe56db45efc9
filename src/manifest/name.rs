//! Which files matter, by their names alone: the walk asks for every name that it meets.
//!
//! In: names. Out: a [`FileKind`]. Reads nothing.

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FileKind {
    /// `.vscode/launch.json`
    Launch,
    /// `.vscode/tasks.json`
    Tasks,
    /// `.vscode/settings.json`
    Settings,
    /// `*.code-workspace`
    CodeWorkspace,
    /// `devcontainer.json`
    Devcontainer,
    /// `Dockerfile`, `Containerfile` and their kin.
    Dockerfile,
    /// A compose file.
    Compose,
    /// Any other YAML: it may hold Kubernetes objects or skaffold's configuration.
    Yaml,
    /// `.github/workflows/*.yml`
    Workflow,
    /// `dlv/config.yml`
    DelveConfig,
    /// A makefile.
    Makefile,
    /// A shell script.
    Shell,
    /// A Procfile: `Procfile`, `Procfile.dev`, `dev.Procfile`.
    Procfile,
    /// `.air.toml` and its kin
    Air,
    /// A Tiltfile.
    Tilt,
    /// `.env`: read only where something loads it.
    Env,
}

/// The hidden directories that hold files which matter, below a directory of the walk.
#[must_use]
pub fn subdirectories() -> &'static [&'static str] {
    &[".vscode", ".devcontainer", ".docker", ".debug", ".github", ".github/workflows", ".config/dlv", ".dlv"]
}

/// Whether a directory that Go leaves out (`_output`) has its name of what tools make there: no person keeps files in it.
#[must_use]
pub fn is_output(name: &str) -> bool {
    let made =
        ["artifacts", "bin", "build", "cache", "dist", "gen", "generated", "obj", "out", "output", "site", "tmp"];
    made.contains(&name.trim_matches('_'))
}

/// What a file is, by the directory that holds it (its last elements) and its name.
#[must_use]
pub fn kind_of(dir: &str, name: &str) -> Option<FileKind> {
    use FileKind as K;
    let is_in = |wanted: &str| dir == wanted || dir.strip_suffix(wanted).is_some_and(|rest| rest.ends_with('/'));
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    match name {
        "launch.json" if is_in(".vscode") => return Some(K::Launch),
        "tasks.json" if is_in(".vscode") => return Some(K::Tasks),
        "settings.json" if is_in(".vscode") => return Some(K::Settings),
        "devcontainer.json" | ".devcontainer.json" => return Some(K::Devcontainer),
        "Makefile" | "makefile" | "GNUmakefile" => return Some(K::Makefile),
        "Dockerfile" | "dockerfile" | "Containerfile" => return Some(K::Dockerfile),
        "entrypoint" | "docker-entrypoint" => return Some(K::Shell),
        "Procfile" => return Some(K::Procfile),
        "Tiltfile" => return Some(K::Tilt),
        ".env" => return Some(K::Env),
        _ => {}
    }
    let yaml = matches!(extension, "yml" | "yaml");
    match extension {
        "code-workspace" => Some(K::CodeWorkspace),
        "mk" => Some(K::Makefile),
        "sh" | "bash" => Some(K::Shell),
        "env" => Some(K::Env),
        _ if yaml && is_in(".github/workflows") => Some(K::Workflow),
        _ if yaml && stem == "config" && (is_in(".dlv") || is_in("dlv")) => Some(K::DelveConfig),
        _ if yaml && ["compose", "docker-compose"].iter().any(|p| is_variant(stem, p)) => Some(K::Compose),
        _ if yaml && dir.ends_with(".github") => None,
        _ if yaml => Some(K::Yaml),
        "dockerfile" | "Dockerfile" | "containerfile" | "Containerfile" => Some(K::Dockerfile),
        "Procfile" | "procfile" => Some(K::Procfile),
        "Tiltfile" | "tiltfile" => Some(K::Tilt),
        // `.air.toml`, `.air.debug.toml`, `backend.air.toml`: air is told which by `-c`.
        "toml" if stem.split(['.', '-', '_']).any(|part| part == "air") => Some(K::Air),
        "dockerignore" | "md" | "txt" | "go" | "json" | "toml" | "in" | "tmpl" | "tpl" => None,
        _ if stem.starts_with("Dockerfile") && is_variant(stem, "Dockerfile") => Some(K::Dockerfile),
        _ if is_variant(name, "Dockerfile") || is_variant(name, "Containerfile") => Some(K::Dockerfile),
        _ if name.starts_with("Tiltfile.") => Some(K::Tilt),
        _ if name.starts_with("Procfile.") => Some(K::Procfile),
        _ if name.starts_with(".env.") => Some(K::Env),
        _ => None,
    }
}

/// `compose`, `compose.dev`, `compose-dev`.
fn is_variant(name: &str, base: &str) -> bool {
    name.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '_']))
}

/// Whether a YAML file may have ConfigMaps, which are read only where a container takes variables out of one.
#[must_use]
pub fn holds_config_map(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"kind: ConfigMap").is_some()
}

/// Commands that build an image.
const BUILDING: [&str; 5] = ["docker build", "image build", "buildx build", "podman build", "nerdctl build"];

/// Whether a file of this kind is worth parsing: most YAML of the world is neither a Pod nor a configuration of skaffold, and
/// most scripts have nothing to do with debugging.
#[must_use]
pub fn speaks_of(kind: FileKind, bytes: &[u8]) -> bool {
    let holds = |needle: &str| memchr::memmem::find(bytes, needle.as_bytes()).is_some();
    match kind {
        FileKind::Yaml => {
            let kubernetes = holds("apiVersion:")
                && holds("kind:")
                && (holds("containers:")
                    || holds("Service")
                    || holds("Ingress")
                    || holds("NetworkPolicy")
                    || holds("skaffold/"));
            // A file of compose has any name where it is asked for by `-f`; a description of an API has words of this kind, too, but not
            // as its first.
            let composes = bytes.trim_ascii_start().starts_with(b"services:") || holds("\nservices:");
            kubernetes || composes && (holds("dlv") || holds("build:"))
        }
        FileKind::Workflow => holds("dlv") || holds("setup-go") || holds("delve") || BUILDING.iter().any(|b| holds(b)),
        FileKind::Makefile | FileKind::Shell | FileKind::Procfile | FileKind::Air => {
            holds("dlv")
                || holds("delve")
                || holds("go build")
                || BUILDING.iter().any(|b| holds(b))
                || holds("GOFLAGS")
                || holds("GO111MODULE")
                || holds("--env-file")
                || holds("port-forward")
                // What an image starts may be a script that starts something else.
                || kind == FileKind::Shell && holds("exec ")
        }
        _ => true,
    }
}
