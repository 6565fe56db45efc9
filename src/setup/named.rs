//! Images by their names: which Dockerfile a `docker build -t`, a skaffold artifact or a service of compose with both `build` and `image` gives
//! a name to that a container elsewhere asks for.
//!
//! In: all files, and the stages of their Dockerfiles. Out: the stage of a name, with the directory that it is built in. A name that two files
//! build from different stages, or that one of them builds from what is not known, is that of no stage: nothing is guessed. What a Tiltfile
//! builds and starts counts for the manifests that it names: what kustomize or helm make of others is not known.

use std::collections::BTreeMap;

use super::Manifest;
use super::image::{Dockerfiles, Made};
use super::path::{ancestors, dir_of, join, runs_in};
use crate::manifest::container::is_tagged;
use crate::manifest::{Container, FileKind, NamedImage, Word};

/// What is built under the tags of a name; None where that is not one thing.
type Tags = BTreeMap<Tag, Option<Made>>;

/// Tags by the names of images.
type Names = BTreeMap<String, Tags>;

/// The images of a workspace.
#[derive(Debug, Default)]
pub(crate) struct Images<'a> {
    names: Names,
    tiltfiles: Vec<Tiltfile<'a>>,
    /// The Tiltfiles that name a manifest, by its path.
    loads: BTreeMap<String, Vec<usize>>,
}

/// What one Tiltfile builds, and what it starts images with.
#[derive(Debug, Default)]
struct Tiltfile<'a> {
    names: Names,
    starts: BTreeMap<String, Vec<(Tag, &'a Container)>>,
}

/// A tag, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Tag {
    /// This one.
    Is(String),
    /// One that only a run knows.
    Unknown,
    /// Whatever is asked for.
    Any,
}

/// Tags of one name, and ways to start it, that are looked at: what so many have in common nobody knows.
const MOST_TAGS: usize = 64;

/// Directories that a Dockerfile is looked for in, for one image.
const MOST_LOOKED_AT: usize = 32;

impl<'a> Images<'a> {
    pub(crate) fn of(manifests: &'a [Manifest], dockerfiles: &Dockerfiles<'_>) -> Self {
        let mut found = Self::default();
        for manifest in manifests {
            if manifest.kind == FileKind::Tilt {
                let dir = dir_of(&manifest.path);
                let loaded = manifest.facts.loads.iter().filter_map(|path| join(dir, path.get()?));
                for path in loaded {
                    found.loads.entry(path).or_default().push(found.tiltfiles.len());
                }
                let mut tiltfile = Tiltfile { names: Names::new(), starts: starts(manifest) };
                add(&mut tiltfile.names, manifest, dockerfiles);
                found.tiltfiles.push(tiltfile);
            } else {
                add(&mut found.names, manifest, dockerfiles);
            }
        }
        found
    }

    /// The Tiltfiles that name a manifest.
    fn tiltfiles_of(&self, path: &str) -> impl Iterator<Item = &Tiltfile<'a>> {
        let numbers = self.loads.get(path).filter(|numbers| numbers.len() <= MOST_TAGS);
        numbers.into_iter().flatten().map(|&number| &self.tiltfiles[number])
    }

    /// The container of a Tiltfile that says what tilt starts an image of a manifest with, in place of what that says; None where several do.
    pub(crate) fn start_of(&self, image: &Word, path: &str) -> Option<&'a Container> {
        // Most workspaces have no Tiltfile: no name is read there.
        self.loads.get(path)?;
        let (name, tag) = name_of(image)?;
        let fits = |built: &Tag| *built == Tag::Any || *built == tag;
        let all = self.tiltfiles_of(path).filter_map(|tiltfile| tiltfile.starts.get(&name));
        let few = all.filter(|all| all.len() <= MOST_TAGS).flatten();
        let mut fitting = few.filter(|(built, _)| fits(built)).map(|(_, start)| *start);
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }

    /// What an image of a file is built from by its name.
    pub(crate) fn get(&self, image: &Word, path: &str) -> Option<&Made> {
        let (name, tag) = name_of(image)?;
        let all = std::iter::once(&self.names).chain(self.tiltfiles_of(path).map(|tiltfile| &tiltfile.names));
        let mut built = all.filter_map(|names| built(names.get(&name)?, &tag));
        let first = built.next()??;
        built.all(|other| other == Some(first)).then_some(first)
    }
}

/// What is built under a tag; None within where that is not one thing. A tag that is not known may be any that somebody builds.
fn built<'t>(tags: &'t Tags, tag: &Tag) -> Option<Option<&'t Made>> {
    if tags.len() > MOST_TAGS {
        return Some(None);
    }
    let exact = matches!(tag, Tag::Is(_)) && tags.contains_key(tag) && !tags.contains_key(&Tag::Any);
    let fits = |built: &Tag| match built {
        Tag::Is(_) => built == tag || *tag == Tag::Unknown,
        Tag::Unknown => !exact,
        Tag::Any => true,
    };
    let mut fitting = tags.iter().filter(|(built, _)| fits(built)).map(|(_, made)| made.as_ref());
    let first = fitting.next()?;
    Some(first.filter(|first| fitting.all(|other| other == Some(*first))))
}

/// Adds what a file builds under names.
fn add(names: &mut Names, manifest: &Manifest, dockerfiles: &Dockerfiles<'_>) {
    for image in &manifest.facts.images {
        let Some((name, tag)) = name_of(&image.name) else { continue };
        let tag = if image.any_tag { Tag::Any } else { tag };
        let made = made(image, manifest, dockerfiles);
        let tags = names.entry(name).or_default();
        tags.entry(tag).and_modify(|old| *old = old.take().filter(|old| made.as_ref() == Some(old))).or_insert(made);
    }
}

/// What a Tiltfile starts images with, by their names.
fn starts(tiltfile: &Manifest) -> BTreeMap<String, Vec<(Tag, &Container)>> {
    let mut found: BTreeMap<String, Vec<(Tag, &Container)>> = BTreeMap::new();
    for start in &tiltfile.facts.containers {
        let Some((name, tag)) = start.image.as_ref().and_then(name_of) else { continue };
        let tag = if is_tagged(&start.name.text) { tag } else { Tag::Any };
        found.entry(name).or_default().push((tag, start));
    }
    found
}

/// What a file builds an image from. Where a command does so in a script, whose author may start it from any directory above, there must be one
/// such Dockerfile only.
fn made(image: &NamedImage, manifest: &Manifest, dockerfiles: &Dockerfiles<'_>) -> Option<Made> {
    let build = image.build.as_ref()?;
    let at = |dir: &str| dockerfiles.made_in(build, dir);
    if !image.by_command {
        return at(dir_of(&manifest.path));
    }
    let own = runs_in(&manifest.path);
    let mut found = ancestors(own).take(MOST_LOOKED_AT).filter_map(at);
    let first = found.next()?;
    let is_open = manifest.kind == FileKind::Shell;
    (!is_open || found.all(|other| other.stage == first.stage)).then_some(first)
}

/// The names of the registry that an image without one is of.
const DEFAULT: [&str; 4] = ["docker.io/", "index.docker.io/", "localhost/", "library/"];

/// An image's name without its tag, and the tag. One with a digest is not what somebody builds now.
fn name_of(image: &Word) -> Option<(String, Tag)> {
    let mut text = &*image.text;
    for registry in DEFAULT {
        text = text.strip_prefix(registry).unwrap_or(text);
    }
    let is_variable = |c: char| ['$', '`', '{', '<', '%', '@'].contains(&c);
    let known = text.find(is_variable).unwrap_or(text.len());
    let last = text[..known].rfind('/').map_or(0, |at| at + 1);
    let (name, tag) = match text[last..known].find(':') {
        Some(at) => (&text[..last + at], Some(&text[last + at + 1..])),
        // A variable in the name itself.
        None if known < text.len() || !image.known => return None,
        None => (text, None),
    };
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-/:".contains(c);
    if name.is_empty() || !name.chars().all(is_name) || text.contains('@') {
        return None;
    }
    let is_tag = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let tag = match tag {
        None => Tag::Is("latest".to_owned()),
        Some(tag) if image.known && tag.chars().all(is_tag) => Tag::Is(tag.to_owned()),
        Some(_) => Tag::Unknown,
    };
    Some((name.to_owned(), tag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    fn read(text: &str, known: bool) -> Option<(String, Tag)> {
        name_of(&Word { text: text.into(), known, span: Span::new(FileId(0), 0, 0) })
    }

    #[test]
    fn names_are_those_that_docker_resolves() {
        let is = |tag: &str| Tag::Is(tag.to_owned());
        for (written, known, name) in [
            ("app", true, Some(("app", is("latest")))),
            ("docker.io/library/app:latest", true, Some(("app", is("latest")))),
            ("localhost:5000/team/app:v1", true, Some(("localhost:5000/team/app", is("v1")))),
            ("localhost:5000/app", true, Some(("localhost:5000/app", is("latest")))),
            ("team/app:${VERSION}", false, Some(("team/app", Tag::Unknown))),
            ("team/app:{{ .Tag }}", true, Some(("team/app", Tag::Unknown))),
            ("$(REGISTRY)/app:v1", false, None),
            ("app$(SUFFIX)", false, None),
            ("app@sha256:0123", true, None),
        ] {
            let name = name.map(|(name, tag)| (name.to_owned(), tag));
            assert_eq!(read(written, known), name, "{written}");
        }
    }
}
