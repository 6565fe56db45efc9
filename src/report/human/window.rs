//! One line of source as it is shown: tabs expanded, hidden characters spelt, and clipped around its labels.
//!
//! In: the bytes of a line and the marks on it. Out: text of bounded width and where the marks stand in it.
//! The work is bounded by the width, not by the line: a line of 100 MB costs no more than its marks.

use unicode_width::UnicodeWidthChar;

use super::excerpt::Context;
use crate::report::visible;

const TAB: usize = 4;

/// A label's range in the file, in bytes, on one line.
pub(super) struct Mark {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) primary: bool,
    pub(super) texts: Vec<String>,
}

/// The visible part of a line.
pub(super) struct Window {
    /// What is shown.
    pub(super) text: String,
    /// For each mark, its range in `text`.
    pub(super) shown: Vec<(usize, usize)>,
}

/// One character of the line: the byte of the file that it starts at, how it is shown, and how wide that is.
struct Cell {
    byte: usize,
    text: String,
    width: usize,
}

impl Window {
    /// Shows the line that starts at byte `start` of the file in at most `room` columns.
    pub(super) fn new(line: &[u8], start: u32, marks: &[Mark], room: usize, context: Context) -> Self {
        let start = start as usize;
        let focus = marks.first().map_or(0, |m| (m.start as usize).saturating_sub(start)).min(line.len());
        // Four bytes a column are the most that UTF-8 needs; more cannot be shown.
        let low = if focus > 4 * room { boundary(line, focus - room) } else { 0 };
        let high = line.len().min(focus.max(low) + 8 * room);
        let cells = cells(&line[low..high], start + low);

        let total: usize = cells.iter().map(|c| c.width).sum();
        let column = |byte: usize| cells.iter().take_while(|c| c.byte < byte).map(|c| c.width).sum::<usize>();
        // The text of a label starts under the middle of its mark and needs a good third of the room.
        let crowded = context == Context::Telling
            && marks.iter().any(|m| {
                let (from, to) = (column(m.start as usize), column(m.end as usize));
                !m.texts.is_empty() && usize::midpoint(from, to) + room / 3 > room
            });
        let skip = match marks.first() {
            Some(first) if crowded || total > room => {
                let from = column(first.start as usize);
                let to = marks.last().map_or(from, |m| column(m.end as usize));
                if crowded || to > room { from.saturating_sub(8) } else { 0 }
            }
            _ => 0,
        };

        let clipped_left = low > 0 || skip > 0;
        let mut text = String::from(if clipped_left { "…" } else { "" });
        let mut used = usize::from(clipped_left);
        let mut at: Vec<(usize, usize)> = Vec::new();
        let mut passed = 0;
        let mut clipped_right = high < line.len();
        let last = cells.len().saturating_sub(1);
        for (i, cell) in cells.iter().enumerate() {
            passed += cell.width;
            if passed <= skip && cell.width > 0 {
                continue;
            }
            // The last column is kept for the ellipsis unless nothing follows.
            let reserve = usize::from(i < last || high < line.len());
            if used + cell.width + reserve > room {
                clipped_right = true;
                break;
            }
            at.push((cell.byte, text.len()));
            text.push_str(&cell.text);
            used += cell.width;
        }
        let end = text.len();
        let place = |byte: usize| at.iter().find(|(b, _)| *b >= byte).map_or(end, |(_, t)| *t);
        let line_end = start + line.len();
        let shown = marks.iter().map(|m| (place(m.start as usize), place((m.end as usize).min(line_end)))).collect();
        if clipped_right {
            text.push('…');
        }
        Self { text, shown }
    }
}

/// The characters of the bytes; each run of bytes that is not UTF-8 is one U+FFFD.
fn cells(bytes: &[u8], start: usize) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(bytes.len());
    let mut column = 0;
    let mut byte = start;
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            let (text, width) = match c {
                '\t' => (" ".repeat(TAB - column % TAB), TAB - column % TAB),
                c if visible::is_hidden(c) => {
                    let text = visible::spelling(c);
                    let width = text.len();
                    (text, width)
                }
                c => (c.to_string(), c.width().unwrap_or(0)),
            };
            column += width;
            cells.push(Cell { byte, text, width });
            byte += c.len_utf8();
        }
        if !chunk.invalid().is_empty() {
            cells.push(Cell { byte, text: char::REPLACEMENT_CHARACTER.to_string(), width: 1 });
            column += 1;
            byte += chunk.invalid().len();
        }
    }
    cells
}

/// The next start of a character at or after a byte.
fn boundary(bytes: &[u8], at: usize) -> usize {
    (at..bytes.len()).take(4).find(|&i| bytes[i] & 0xC0 != 0x80).unwrap_or(at)
}
