//! Notes what programs ask about the words of files, so that a later run can ask whether the answers are still the same.
//!
//! In: the questions of `model`, on their way to the [`Store`]. Out: for each file the questions and its answers, told to the workspace,
//! which knows in what state it has read the file. Files of a package are asked together; who asks one asks no more than that one.

use std::sync::{Arc, Mutex, PoisonError};

use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

use crate::facts::FileFacts;
use crate::golang::words::{self, Front, Gives, Question, Wanted, is_identifier};
use crate::model::Mentioned;
use crate::model::link::Reader;
use crate::source::{FileId, Span};
use crate::store::Store;
use crate::walk::{Answered, Workspace};

/// A reader that notes what is asked about words.
pub struct Asking<'a> {
    store: &'a Store<'a>,
    /// By the first file of a package.
    packages: Vec<Mutex<Group>>,
    /// By the file that was asked alone.
    files: Vec<Mutex<Group>>,
    /// What was looked for together, with its number.
    wanted: Mutex<HashMap<Wanted, u32>>,
}

/// Files that were asked the same questions, each once.
#[derive(Default)]
struct Group {
    files: Vec<FileId>,
    questions: HashSet<Question>,
}

impl<'a> Asking<'a> {
    /// Nothing asked yet.
    #[must_use]
    pub fn new(workspace: &Workspace, store: &'a Store<'a>) -> Self {
        let none = || workspace.sources().ids().map(|_| Mutex::default()).collect();
        Self { store, packages: none(), files: none(), wanted: Mutex::default() }
    }

    /// Tells the workspace what was asked, and what the answers are.
    pub fn tell(self, workspace: &Workspace) {
        let store = self.store;
        let wanted = self.wanted.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut wanted: Vec<(Wanted, u32)> = wanted.into_iter().collect();
        wanted.sort_unstable_by_key(|(_, number)| *number);
        let wanted: Vec<Wanted> = wanted.into_iter().map(|(wanted, _)| wanted).collect();
        let groups = self.packages.into_par_iter().chain(self.files);
        let told = |group: Mutex<Group>| {
            let Group { files, questions } = group.into_inner().unwrap_or_else(PoisonError::into_inner);
            let mut questions: Box<[Question]> = questions.into_iter().collect();
            questions.sort_unstable();
            let answers = store.answers(&files, &questions, &wanted);
            let files = files.into_iter().zip(answers).collect();
            (!questions.is_empty()).then_some(Answered { questions, files })
        };
        let answered = groups.filter_map(told).collect();
        workspace.note_answers(answered, wanted);
    }

    fn ask_all(&self, files: &[FileId], questions: impl IntoIterator<Item = Question>) {
        if let Some(first) = files.first() {
            self.packages[first.0 as usize].lock().unwrap_or_else(PoisonError::into_inner).ask(files, questions);
        }
    }

    fn ask(&self, file: FileId, questions: impl IntoIterator<Item = Question>) {
        self.files[file.0 as usize].lock().unwrap_or_else(PoisonError::into_inner).ask(&[file], questions);
    }

    fn number(&self, wanted: &Wanted) -> u32 {
        let mut numbers = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        match numbers.get(wanted) {
            Some(number) => *number,
            None => *numbers.entry(wanted.clone()).or_insert(next),
        }
    }
}

impl Group {
    fn ask(&mut self, files: &[FileId], questions: impl IntoIterator<Item = Question>) {
        // A directory with several mains is as many packages: what one of them is asked, all of them are.
        if self.files != files {
            let new: Vec<FileId> = files.iter().copied().filter(|file| !self.files.contains(file)).collect();
            self.files.extend(new);
        }
        self.questions.extend(questions);
    }
}

/// What has to be asked about an identifier with that in front; or about a text that stands for itself: the identifiers in it are looked
/// for before anything else, and the look at the bytes is noted where it is done.
fn mentions(word: &str, front: Front) -> impl Iterator<Item = Question> {
    let front = if is_identifier(word) { front } else { Front::Any };
    words::parts(word).map(move |part| Question::mentions(part, front))
}

impl Reader for Asking<'_> {
    fn facts(&self, file: FileId) -> &FileFacts {
        self.store.facts(file)
    }

    fn place(&self, span: Span) -> String {
        self.store.place(span)
    }

    fn expect(&self, files: &[FileId]) {
        self.store.expect(files);
    }

    fn places(&self, file: FileId, word: &str, front: Front) -> Arc<[u32]> {
        self.store.places(file, word, front)
    }

    fn aliases(&self, file: FileId, word: &str) -> bool {
        self.ask(file, [Question::aliases(word)]);
        self.store.aliases(file, word)
    }

    fn declaring(&self, files: &[FileId], word: &str) -> Vec<FileId> {
        self.ask_all(files, [Question::declares(word)]);
        self.store.declaring(files, word)
    }

    fn mentioning(&self, files: &[FileId], word: &str) -> Vec<FileId> {
        self.ask_all(files, mentions(word, Front::Any));
        self.store.mentioning(files, word)
    }

    fn mentions(&self, file: FileId, word: &str, front: Front) -> bool {
        self.ask(file, mentions(word, front));
        self.store.mentions(file, word, front)
    }

    fn gives(&self, file: FileId, field: &str, how: Gives) -> bool {
        self.store.gives(file, field, how)
    }

    fn mentioned(&self) -> &Mentioned {
        self.store.mentioned()
    }

    fn mentioning_any(&self, files: &[FileId], words: &Wanted) -> Vec<FileId> {
        self.ask_all(files, [Question::mentions_any(self.number(words))]);
        self.store.mentioning_any(files, words)
    }
}
