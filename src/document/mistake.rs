//! What is wrong with a file of the user's: one error per mistake, with place, reason and what to write instead.
//!
//! In: the text of the file and a byte range in it. Out: [`Mistake`], which `report::human` draws.
//! Knows no rule and no setting: the checks stand with those who read the file.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::MOST_ERRORS;

/// One mistake in a rule file, a knowledge file or the configuration.
#[derive(Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The file as the user knows it.
    pub path: Arc<str>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// The bytes that are wrong.
    pub span: Range<usize>,
    /// A few words beside the marked bytes; may be empty.
    pub label: String,
    /// What to do.
    pub help: Option<String>,
    text: Arc<str>,
}

impl Mistake {
    /// A mistake that the shape of a file does not show.
    #[must_use]
    pub fn new(path: &Arc<str>, text: &str, span: Range<usize>, message: &str) -> Self {
        let path = Arc::clone(path);
        Self { path, message: message.to_owned(), span, label: String::new(), help: None, text: text.into() }
    }

    /// The text of the whole file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{:?}: {} ({})", self.path, self.span, self.message, self.label)
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Mistake {}

/// Collects the mistakes of one file.
#[derive(Debug)]
pub(crate) struct Errors {
    path: Arc<str>,
    text: Arc<str>,
    found: Vec<Mistake>,
}

impl Errors {
    /// For a file of this path and text.
    pub(crate) fn new(path: &Arc<str>, text: &str) -> Self {
        Self { path: Arc::clone(path), text: text.into(), found: Vec::new() }
    }

    /// Adds a mistake; ranges beyond the end of the text, or inside a character, are moved into it.
    pub(crate) fn add(
        &mut self,
        span: Range<usize>,
        message: impl Into<String>,
        label: impl Into<String>,
        help: Option<String>,
    ) {
        let text = &*self.text;
        let start = floor_char_boundary(text, span.start);
        let end = floor_char_boundary(text, span.end).max(start);
        self.found.push(Mistake {
            path: Arc::clone(&self.path),
            message: message.into(),
            span: start..end,
            label: label.into(),
            help,
            text: Arc::clone(&self.text),
        });
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    /// The mistakes in the order of their places, each once; of very many the first ones, and how many more there are.
    pub(crate) fn finish(mut self) -> Vec<Mistake> {
        self.found.sort_by(|a, b| {
            (a.span.start, a.span.end, &a.message, &a.label).cmp(&(b.span.start, b.span.end, &b.message, &b.label))
        });
        self.found.dedup();
        let more = self.found.len().saturating_sub(MOST_ERRORS);
        if let Some(next) = self.found.get(MOST_ERRORS).filter(|_| more > 1).map(|next| next.span.clone()) {
            self.found.truncate(MOST_ERRORS);
            self.add(next, format!("there are {more} more mistakes, from here on"), "", None);
        }
        self.found
    }
}

/// `did you mean ...?` with the candidate nearest to `word`, if one is near.
pub(crate) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, candidates).map(|c| format!("did you mean `{c}`?"))
}

/// As [`did_you_mean`], else the whole list.
pub(crate) fn did_you_mean_or_list<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str> + Clone,
) -> Option<String> {
    did_you_mean(word, candidates.clone()).or_else(|| {
        let all: Vec<&str> = candidates.into_iter().collect();
        (!all.is_empty()).then(|| format!("there are: {}", all.join(", ")))
    })
}

/// The candidate that was most likely meant.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = normal(word);
    candidates
        .into_iter()
        .map(|candidate| (distance(&wanted, &normal(candidate)), candidate))
        .filter(|(far, candidate)| {
            let (longer, shorter) = (candidate.len().max(wanted.len()), candidate.len().min(wanted.len()));
            // A beginning of the word is meant for it: `warn`.
            *far <= (longer / 3).max(1) && *far < shorter || wanted.len() >= 3 && candidate.starts_with(word)
        })
        .min()
        .map(|(_, candidate)| candidate)
}

fn normal(word: &str) -> Vec<char> {
    // A long word is no slip of a name; the cut bounds the cost.
    word.chars().take(64).map(|c| if c == '-' { '_' } else { c.to_ascii_lowercase() }).collect()
}

/// Edits between two words, an exchange of neighbours counting as one.
fn distance(a: &[char], b: &[char]) -> usize {
    let width = b.len() + 1;
    let mut rows: Vec<Vec<usize>> = vec![(0..width).collect()];
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let change = rows[i][j] + usize::from(x != y);
            let mut best = change.min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                best = best.min(rows[i - 1][j - 1] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_recognised_and_another_word_is_not() {
        let words = ["pattern", "package", "place", "mux"];
        assert_eq!(nearest("patern", words), Some("pattern"));
        assert_eq!(nearest("Pakcage", words), Some("package"));
        assert_eq!(nearest("handler", words), None);
        assert_eq!(nearest("mxu", words), Some("mux"));
        assert_eq!(nearest("warn", ["error", "warning", "note"]), Some("warning"));
    }
}
