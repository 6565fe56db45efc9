//! Whether a file may give a field of some name a value, by the lines that hold the name: no parsing.
//!
//! In: bytes and a field's name. Out: yes, wherever a line alone does not tell that it does not. Knows no types; comments and strings
//! count as code.

use memchr::{memmem, memrchr};

use super::{is_part, whole};

/// How the name of a field may stand where the field is given a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gives {
    /// `x.field = v`, `x.field[k] = v`, `f(&x.field)`, `delete(x.field, k)`.
    Set,
    /// One of these, or as a key: `T{field: v}`.
    SetOrKeyed,
}

/// Whether a text may give a field a value in such a way. What it says hangs on the lines that hold the name.
#[must_use]
pub fn gives(text: &[u8], field: &str, how: Gives) -> bool {
    whole(text, field.as_bytes()).any(|at| {
        let line = memrchr(b'\n', &text[..at]).map_or(0, |end| end + 1);
        let before = &text[line..at];
        let after = &text[at + field.len()..];
        let after = after[..memchr::memchr(b'\n', after).unwrap_or(after.len())].trim_ascii();
        let is_key = after.starts_with(b":") && !after.starts_with(b":=");
        how == Gives::SetOrKeyed && (is_key || after.starts_with(b"/")) || is_set(before.trim_ascii(), after)
    })
}

/// Whether what stands on a line before and behind a field's name may set the field.
fn is_set(before: &[u8], after: &[u8]) -> bool {
    // Called, or gone on from: what is set is another one.
    if after.starts_with(b"(") || after.starts_with(b".") {
        return false;
    }
    // The dot may stand on the line before, unless the field is declared here, or a local is.
    if before.is_empty() {
        let is_pointer = after.starts_with(b"*") && !after.starts_with(b"*=");
        return !(is_pointer || after.starts_with(b":=") || after.first().is_some_and(|&byte| is_part(byte)));
    }
    // A comment may stand behind the dot.
    let is_dotted = before.ends_with(b".") || before.ends_with(b"*/");
    is_dotted && (is_assigned(after) || goes_on(before, after) || is_addressed(before) || is_deleted_from(before))
}

/// Whether an element may be deleted of it: `delete(x.`.
fn is_deleted_from(before: &[u8]) -> bool {
    memmem::find(before, b"delete(").is_some()
}

/// Whether an assignment stands behind: `= v`, `+= 1`, `, err = f()`, `++`.
fn is_assigned(after: &[u8]) -> bool {
    let assigns = |at: usize| {
        let (front, behind) = (&after[..at], after.get(at + 1));
        let compares = front.last().is_some_and(|b| b"=!<>:".contains(b)) && !front.ends_with(b"<<");
        behind != Some(&b'=') && (!compares || front.ends_with(b">>"))
    };
    memchr::memchr_iter(b'=', after).any(assigns) || after.windows(2).any(|two| two == b"++" || two == b"--")
}

/// Whether the left side of an assignment may go on behind the line: a list, or an index.
fn goes_on(before: &[u8], after: &[u8]) -> bool {
    let opened = |text: &[u8]| {
        text.iter().fold(0i32, |open, byte| match byte {
            b'(' | b'[' | b'{' => open + 1,
            b')' | b']' | b'}' => open - 1,
            _ => open,
        })
    };
    after.starts_with(b"[") && opened(after) > 0 || after.ends_with(b",") && opened(before) <= 0
}

/// Whether the operand that ends in a dot has its address taken: `&x.`, `&(*x).list[i].`.
fn is_addressed(before: &[u8]) -> bool {
    let mut rest = before;
    let mut closed = 0;
    while let Some((&last, front)) = rest.split_last() {
        match last {
            b')' | b']' | b'}' => closed += 1,
            b'(' | b'[' | b'{' if closed > 0 => closed -= 1,
            // It begins on an earlier line, or what is in its brackets is no code.
            b'"' | b'`' | b'\'' if closed > 0 => return true,
            _ if closed > 0 || is_part(last) || matches!(last, b'.' | b'(' | b'*') => {}
            b'&' => return !front.ends_with(b"&"),
            _ => return false,
        }
        rest = front;
    }
    closed > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sets_a_field_is_seen() {
        for line in [
            "x.Addr = v",
            "x.Addr, err = f()",
            "err, x.Addr = f()",
            "x.y[1].Addr += 1",
            "x.Addr <<= 1",
            "x.Addr >>= 1",
            "x.Addr++",
            "f(&x.Addr)",
            "f(a && b, &(*x).list[i + 1].Addr, \"\")",
            "f(&x[\"(\"].Addr)",
            "T{Destination: &cfg.Addr}",
            "x.Addr[k] = v",
            "delete(x.Addr, k)",
            "x.Addr[",
            "x.Addr,",
            "Addr = v",
            "for x.Addr = range list {",
            "case x.Addr, ok = <-c:",
            "].Addr)",
            "x. /* why */ Addr = v",
        ] {
            assert!(gives(line.as_bytes(), "Addr", Gives::Set), "{line}");
        }
    }

    #[test]
    fn what_only_reads_a_field_is_told_from_it() {
        for line in [
            "y := x.Addr",
            "y = x.Addr",
            "if x.Addr == \"\" {",
            "if a && x.Addr != y {",
            "f(x.Addr, y)",
            "f(x.Addr,",
            "return x.Addr, nil",
            "type T struct { Addr string }",
            "T{Addr: v}",
            "x.Address = v",
            "if x.Addr <= y || x.Addr >= z {",
            "Addr string",
            "Addr *string",
            "Addr := v",
            "x.Addr(y).z = 1",
            "x.Addr.Port = 1",
            "f(&x.Addr.Port)",
        ] {
            assert!(!gives(line.as_bytes(), "Addr", Gives::Set), "{line}");
        }
    }

    #[test]
    fn keys_count_where_they_are_asked_for() {
        for line in ["T{Addr: v}", "Addr: v,", "{Port: 1, Addr : v}", "Addr /* why */ : v"] {
            assert!(gives(line.as_bytes(), "Addr", Gives::SetOrKeyed), "{line}");
        }
        for line in ["Addr := v", "Addr string", "x.Addr)", "// Addr is one"] {
            assert!(!gives(line.as_bytes(), "Addr", Gives::SetOrKeyed), "{line}");
        }
    }
}
