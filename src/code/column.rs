//! The column in which gofmt aligns the values of a literal's fields, for one field more.
//!
//! In: a literal over several lines. Out: the [`Column`] at its end, and what makes room in it. Knows no more of gofmt's
//! rules than this one: fields that have a line each, one below the other, share a column.

use super::layout::{line_start, point};
use super::{Page, span};
use crate::finding::Edit;
use crate::golang::syntax::{Element, Range};
use crate::source::{FileId, Span};

/// The fields at the end of a literal whose values stand below each other, none where the last one has several lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Column(Vec<Field>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Field {
    /// Behind the colon.
    gap: Span,
    /// How wide the name is, colon included.
    name: usize,
    /// How many blanks stand between the colon and the value.
    blanks: usize,
}

impl Column {
    /// The column at the end of a literal.
    pub(super) fn at_end_of(page: &Page, elements: &[Element], file: FileId) -> Self {
        let mut fields = Vec::new();
        let mut below = None;
        for element in elements.iter().rev() {
            let Some((line, field)) = field(page, element, file) else { break };
            // Nothing stands between this line and the one below: no comment, no empty line.
            let joined = below.is_none_or(|below: usize| line_start(&page.bytes, below - 1) == line);
            if !joined {
                break;
            }
            fields.push(field);
            below = Some(line);
        }
        Self(fields)
    }

    /// A field with the blanks that bring its value into the column, and edits that bring the others there.
    pub(super) fn align(&self, text: &str) -> (String, Vec<Edit>) {
        let (Some((name, value)), false) = (text.split_once(": "), self.0.is_empty() || text.contains('\n')) else {
            return (text.to_owned(), Vec::new());
        };
        let own = name.chars().count() + 1;
        let widest = self.0.iter().map(|field| field.name).fold(own, usize::max);
        let room = |name: usize| widest + 1 - name;
        let others = self.0.iter().filter(|field| field.blanks < room(field.name));
        let edits = others.map(|field| Edit { span: field.gap, text: " ".repeat(room(field.name) - field.blanks) });
        (format!("{name}:{}{value}", " ".repeat(room(own))), edits.collect())
    }
}

/// A field that has one line for itself, and where that line begins.
fn field(page: &Page, element: &Element, file: FileId) -> Option<(usize, Field)> {
    let key = page.syntax.expr(element.key?).range;
    let value = page.syntax.expr(element.value).range;
    let line = line_start(&page.bytes, key.start as usize);
    if line_start(&page.bytes, value.end as usize) != line
        || !page.bytes[line..key.start as usize].iter().all(u8::is_ascii_whitespace)
    {
        return None;
    }
    let blanks = page.text(Range { start: key.end, end: value.start })?.strip_prefix(':')?;
    let all_blank = blanks.bytes().all(|b| b == b' ');
    let gap = span(file, point(key.end as usize + 1)?);
    all_blank.then_some((line, Field { gap, name: page.text(key)?.chars().count() + 1, blanks: blanks.len() }))
}
