//! A TOML text in, a serde type out, and *all* mistakes that serde would report one at a time.
//!
//! serde stops at the first mistake. So the mistake's entry is taken out of the parsed document and serde is asked again, until it
//! is content. There is no second description of a file's shape that could drift from the types.
//! Also: the way from a byte of a string's value back to the byte of the file ([`Code`]). Knows no rule and no setting.

mod mistake;

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub use mistake::Mistake;
pub(crate) use mistake::{Errors, did_you_mean, did_you_mean_or_list, nearest};

/// Mistakes of one file that are reported; more would only repeat themselves.
const MOST_ERRORS: usize = 50;

/// What was read from a document.
#[derive(Debug)]
pub(crate) struct Document<T> {
    /// The value without the entries that were wrong; None where nothing could be read.
    pub(crate) value: Option<T>,
    /// Names of entries that were wrong: they are there, so they must not be reported as missing, too.
    pub(crate) dropped: BTreeSet<String>,
}

/// Reads a document; mistakes go to `errors`.
pub(crate) fn read<T: DeserializeOwned>(text: &str, most_bytes: usize, errors: &mut Errors) -> Document<T> {
    let mut dropped = BTreeSet::new();
    if text.len() > most_bytes {
        let message = format!("the file is too large: {} bytes, at most {most_bytes}", text.len());
        errors.add(0..0, message, "", None);
        return Document { value: None, dropped };
    }
    // Most files are right: only a wrong one is worth a copy for each look.
    if let Ok(root) = DeTable::parse(text)
        && let Ok(value) = T::deserialize(toml::Deserializer::from(root))
    {
        return Document { value: Some(value), dropped };
    }
    let (mut root, mistakes) = DeTable::parse_recoverable(text);
    if !mistakes.is_empty() {
        for mistake in mistakes.iter().take(MOST_ERRORS) {
            errors.add(mistake.span().unwrap_or(0..0), "this is not TOML", mistake.message().trim(), None);
        }
        return Document { value: None, dropped };
    }
    while errors.len() < MOST_ERRORS {
        let mistake = match T::deserialize(toml::Deserializer::from(root.clone())) {
            Ok(value) => return Document { value: Some(value), dropped },
            Err(mistake) => mistake,
        };
        let Some(span) = mistake.span() else {
            errors.add(0..0, mistake.message(), "", None);
            break;
        };
        let missing = mistake.message().split('`').nth(1).filter(|_| mistake.message().starts_with("missing field"));
        // An entry that was taken out is not missing.
        if !missing.is_some_and(|name| dropped.contains(name)) {
            report(mistake.message(), &span, text, errors);
        }
        match remove(root.get_mut(), &span) {
            Some(name) => _ = dropped.insert(name),
            None => break,
        }
    }
    Document { value: None, dropped }
}

/// The meaning of a word of a closed list.
pub(crate) fn word<T: Copy>(text: &Spanned<String>, words: &[(&str, T)], name: &str, errors: &mut Errors) -> Option<T> {
    let found = words.iter().find(|(word, _)| word == text.get_ref());
    if found.is_none() {
        let help = did_you_mean_or_list(text.get_ref(), words.iter().map(|(word, _)| *word));
        errors.add(text.span(), format!("`{name}` cannot be `{}`", text.get_ref()), "", help);
    }
    found.map(|(_, value)| *value)
}

/// serde's message in the words of this tool.
fn report(message: &str, span: &Range<usize>, text: &str, errors: &mut Errors) {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match message {
        m if m.starts_with("unknown field") => {
            let name = quoted.first().copied().unwrap_or_default();
            let help = did_you_mean_or_list(name, quoted.iter().skip(1).copied());
            errors.add(span.clone(), format!("unknown key `{name}`"), "not known here", help);
        }
        m if m.starts_with("unknown variant") => {
            let name = quoted.first().copied().unwrap_or_default();
            let help = did_you_mean_or_list(name, quoted.iter().skip(1).copied());
            errors.add(span.clone(), format!("unknown word `{name}`"), "not known here", help);
        }
        m if m.starts_with("missing field") => {
            let name = quoted.first().copied().unwrap_or_default();
            let first_line = text.get(span.clone()).and_then(|t| t.lines().next()).unwrap_or_default();
            let span = span.start..span.start + first_line.len();
            errors.add(span, format!("the key `{name}` is missing"), "in this table", None);
        }
        m if m.starts_with("invalid type") => {
            let (got, expected) = m.trim_start_matches("invalid type: ").split_once(", expected ").unwrap_or((m, ""));
            let got = got.split(['"', '`']).next().unwrap_or(got).trim();
            errors.add(span.clone(), format!("wrong type: expected {expected}"), format!("this is: {got}"), None);
        }
        m => errors.add(span.clone(), m, "", None),
    }
}

/// Takes the entry out that a mistake is about: the key with exactly this place, else the value, else the smallest one around it.
fn remove(root: &mut DeTable<'_>, span: &Range<usize>) -> Option<String> {
    let mut best: Option<(usize, Vec<Step>)> = None;
    search(root, span, &mut Vec::new(), &mut best);
    let (_, path) = best?;
    take(root, &path)
}

#[derive(Debug, Clone)]
enum Step {
    Key(String),
    Index(usize),
}

fn search(table: &DeTable<'_>, span: &Range<usize>, path: &mut Vec<Step>, best: &mut Option<(usize, Vec<Step>)>) {
    for (key, value) in table {
        path.push(Step::Key(key.get_ref().to_string()));
        consider(&key.span(), span, path, best);
        search_value(value, span, path, best);
        path.pop();
    }
}

fn search_value(
    value: &Spanned<DeValue<'_>>,
    span: &Range<usize>,
    path: &mut Vec<Step>,
    best: &mut Option<(usize, Vec<Step>)>,
) {
    consider(&value.span(), span, path, best);
    match value.get_ref() {
        DeValue::Table(table) => search(table, span, path, best),
        DeValue::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(Step::Index(index));
                search_value(item, span, path, best);
                path.pop();
            }
        }
        _ => {}
    }
}

fn consider(candidate: &Range<usize>, wanted: &Range<usize>, path: &[Step], best: &mut Option<(usize, Vec<Step>)>) {
    if candidate.start <= wanted.start && wanted.end <= candidate.end {
        let slack = candidate.len() - wanted.len();
        if best.as_ref().is_none_or(|(least, _)| slack < *least) {
            *best = Some((slack, path.to_vec()));
        }
    }
}

fn take(root: &mut DeTable<'_>, path: &[Step]) -> Option<String> {
    let (Step::Key(first), rest) = path.split_first()? else { return None };
    let Some((last, middle)) = rest.split_last() else {
        return root.remove(first.as_str()).map(|_| first.clone());
    };
    let mut value = root.get_mut(first.as_str())?.get_mut();
    let mut name = first;
    for step in middle {
        value = match (step, value) {
            (Step::Key(key), DeValue::Table(table)) => {
                name = key;
                table.get_mut(key.as_str())?.get_mut()
            }
            (Step::Index(index), DeValue::Array(items)) => items.get_mut(*index)?.get_mut(),
            _ => return None,
        };
    }
    match (last, value) {
        (Step::Key(key), DeValue::Table(table)) => table.remove(key.as_str()).map(|_| key.clone()),
        (Step::Index(index), DeValue::Array(items)) if *index < items.len() => {
            let without = items.iter().enumerate().filter(|(at, _)| at != index).map(|(_, item)| item.clone());
            *items = without.collect();
            Some(name.clone())
        }
        _ => None,
    }
}

/// A string of a TOML file that is a program of its own: its value, and where each byte of the value stands in the file.
#[derive(Debug, Clone)]
pub(crate) struct Code<'a> {
    /// The value.
    pub(crate) text: &'a str,
    /// The whole string in the file, with its quotes.
    pub(crate) span: Range<usize>,
    file: &'a str,
    /// For each byte of `text`, and for its end, the byte in the file; empty where the escapes were not understood. Only a mistake
    /// asks for it.
    at: OnceCell<Vec<u32>>,
}

impl<'a> Code<'a> {
    /// The code in a string of `file`.
    pub(crate) fn new(value: &'a Spanned<String>, file: &'a str) -> Self {
        Self { text: value.get_ref(), span: value.span(), file, at: OnceCell::new() }
    }

    /// The place in the file of a range of the value.
    pub(crate) fn place(&self, range: Range<usize>) -> Range<usize> {
        let at = self.at.get_or_init(|| {
            let raw = self.file.get(self.span.clone());
            raw.and_then(|raw| offsets(raw, self.span.start, self.text.len())).unwrap_or_default()
        });
        match (at.get(range.start), at.get(range.end.max(range.start))) {
            (Some(start), Some(end)) => *start as usize..*end as usize,
            _ => self.span.clone(),
        }
    }
}

/// Where each byte of a string's value stands; `raw` is the string with its quotes.
fn offsets(raw: &str, base: usize, length: usize) -> Option<Vec<u32>> {
    let delimiter = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|d| raw.starts_with(d))?;
    let escapes = delimiter.starts_with('"');
    let mut at = delimiter.len();
    let end = raw.len().checked_sub(delimiter.len()).filter(|end| *end >= at)?;
    if delimiter.len() == 3 {
        at += if raw[at..].starts_with("\r\n") { 2 } else { usize::from(raw[at..].starts_with('\n')) };
    }
    let mut map = Vec::with_capacity(length + 1);
    while at < end {
        let rest = &raw[at..end];
        let character = rest.chars().next()?;
        let (taken, given) = match character {
            '\\' if escapes => escape(rest)?,
            c => (c.len_utf8(), c.len_utf8()),
        };
        for byte in 0..given {
            map.push(u32::try_from(base + at + byte.min(taken - 1)).ok()?);
        }
        at += taken;
    }
    map.push(u32::try_from(base + end).ok()?);
    (map.len() == length + 1).then_some(map)
}

/// The length of an escape in the file and in the value.
fn escape(rest: &str) -> Option<(usize, usize)> {
    let kind = rest[1..].chars().next()?;
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        // A backslash at the end of a line swallows all blanks that follow it.
        c if c.is_whitespace() => {
            let blanks = rest[1..].len() - rest[1..].trim_start().len();
            return Some((1 + blanks, 0));
        }
        _ => return Some((2, 1)),
    };
    let code = u32::from_str_radix(rest.get(2..2 + digits)?, 16).ok()?;
    Some((2 + digits, char::from_u32(code)?.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(toml: &str, needle: &str, shown: &str) {
        #[derive(serde::Deserialize)]
        struct File {
            when: Spanned<String>,
        }
        let file: File = toml::from_str(toml).expect("valid TOML");
        let code = Code::new(&file.when, toml);
        let at = code.text.find(needle).expect("the needle is in the value");
        assert_eq!(&toml[code.place(at..at + needle.len())], shown);
    }

    #[test]
    fn a_byte_of_a_string_is_found_in_the_file() {
        check("when = 'a.b == c'", "b", "b");
        check("when = '''\n a.b\n == c'''", "== c", "== c");
        check("when = \"a == \\\"x\\\" && ü.b\"", "ü.b", "ü.b");
        check("when = \"\"\"\na \\\n   && \\u00fc.b\"\"\"", "ü.b", "\\u00fc.b");
    }
}
