//! skaffold.yaml: the images that it builds, the commands that it runs instead of a build, the ports that it forwards.
//!
//! In: a document's [`Node`]. Out: [`NamedImage`]s, [`Forward`]s and commands. Facts: the schema of skaffold's configuration. A manifest's image is matched by its
//! name alone: skaffold gives it a tag of its own.

use super::FileFacts;
use super::container::{Build, Forward, NamedImage};
use super::shell;
use super::text::{Text, Word};
use super::tree::Node;

/// Keys of an artifact that name a builder; without one it is docker's.
const BUILDERS: [&str; 7] = ["bazel", "buildpacks", "custom", "docker", "jib", "kaniko", "ko"];

pub(crate) fn read(node: &Node, text: &Text, facts: &mut FileFacts) {
    if !node.get("apiVersion").and_then(Node::text).is_some_and(|v| v.starts_with("skaffold/")) {
        return;
    }
    let profiles = node.get("profiles").map(Node::items).unwrap_or_default();
    for part in std::iter::once(node).chain(profiles) {
        for artifact in part.at(&["build", "artifacts"]).map(Node::items).unwrap_or_default() {
            facts.images.extend(image(artifact));
            let Some(command) = artifact.at(&["custom", "buildCommand"]).and_then(Node::word) else { continue };
            facts.commands.extend(shell::of_word(text, &command));
        }
        facts.forwards.extend(part.get("portForward").map(Node::items).unwrap_or_default().iter().filter_map(forward));
    }
}

/// A port of a Pod, of what makes Pods, or of a Service.
fn forward(node: &Node) -> Option<Forward> {
    let port = node.get("port")?.number()?;
    let kind = node.get("resourceType").and_then(Node::text).unwrap_or_default();
    Some(Forward {
        resource: literal(node.get("resourceName")?.word()?),
        service: kind.eq_ignore_ascii_case("service"),
        local: node.get("localPort").and_then(Node::number).unwrap_or(port),
        port: Some(port),
    })
}

fn image(artifact: &Node) -> Option<NamedImage> {
    let name = literal(artifact.get("image")?.word()?);
    let builder = BUILDERS.iter().find_map(|key| Some((*key, artifact.get(key)?)));
    let by_dockerfile = builder.is_none_or(|(key, _)| ["docker", "kaniko"].contains(&key));
    let of = |key: &str| builder.and_then(|(_, node)| node.get(key)?.word()).map(literal);
    let build = || Build {
        context: artifact.get("context").and_then(Node::word).map(literal),
        dockerfile: of("dockerfile"),
        target: of("target"),
    };
    Some(NamedImage { name, build: by_dockerfile.then(build), by_command: false, any_tag: true })
}

/// `{{.NAME}}` is filled in when skaffold runs.
fn literal(word: Word) -> Word {
    Word { known: word.known && !word.text.contains("{{"), ..word }
}
