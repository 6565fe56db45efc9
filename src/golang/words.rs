//! The identifiers of a file, and which of them it declares at package level: one pass over the bytes, no parsing.
//!
//! In: bytes. Out: [`Words`], sorted hashes: a word that is not there is certainly not mentioned; one that is there almost
//! certainly is. Comments and strings are not told apart from code, indented declarations count as package level:
//! both only make a file be parsed that need not be.

/// Which identifiers a file mentions and declares.
#[derive(Debug, Default)]
pub struct Words {
    mentioned: Box<[u32]>,
    declared: Box<[u32]>,
}

impl Words {
    /// Reads a file.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let mut mentioned = Vec::with_capacity(bytes.len() / 24);
        let mut declared = Vec::new();
        let mut group = Group::No;
        for line in bytes.split(|&b| b == b'\n') {
            let mut words = identifiers(line).peekable();
            if let Some(&first) = words.peek() {
                declarations(line, first, &mut group, &mut declared);
            } else if line.starts_with(b")") {
                group = Group::No;
            }
            mentioned.extend(words.map(hash));
        }
        Self { mentioned: sorted(mentioned), declared: sorted(declared) }
    }

    /// Whether the file contains the identifier.
    #[must_use]
    pub fn mentions(&self, word: &str) -> bool {
        self.mentioned.binary_search(&hash(word.as_bytes())).is_ok()
    }

    /// Whether the file declares the identifier at package level: function, method, type, variable or constant.
    #[must_use]
    pub fn declares(&self, word: &str) -> bool {
        self.declared.binary_search(&hash(word.as_bytes())).is_ok()
    }
}

impl Words {
    /// Whether the file mentions something that the other one declares and it does not declare itself.
    #[must_use]
    pub fn needs(&self, other: &Self) -> bool {
        let has = |list: &[u32], word: &u32| list.binary_search(word).is_ok();
        other.declared.iter().any(|word| has(&self.mentioned, word) && !has(&self.declared, word))
    }
}

/// Whether a word is one identifier.
#[must_use]
pub fn is_identifier(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(is_part) && !word.as_bytes()[0].is_ascii_digit()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    No,
    /// Inside of `var (`, `const (` or `type (`.
    Yes,
}

fn declarations(line: &[u8], first: &[u8], group: &mut Group, declared: &mut Vec<u32>) {
    let after = |word: &[u8]| {
        let start = word.as_ptr() as usize - line.as_ptr() as usize + word.len();
        &line[start..]
    };
    match first {
        b"func" => {
            *group = Group::No;
            let rest = after(first).trim_ascii_start();
            // A method: the name stands behind the receiver.
            let rest = match rest.first() {
                Some(b'(') => rest.iter().position(|&b| b == b')').map_or(&[][..], |at| &rest[at..]),
                _ => rest,
            };
            declared.extend(identifiers(rest).next().map(hash));
        }
        b"type" | b"var" | b"const" => {
            let rest = after(first).trim_ascii_start();
            if rest.first() == Some(&b'(') {
                *group = Group::Yes;
                names(&rest[1..], declared);
            } else {
                names(rest, declared);
            }
        }
        _ if *group == Group::Yes => {
            if line.starts_with(b")") {
                *group = Group::No;
            } else {
                names(line, declared);
            }
        }
        _ => {}
    }
}

/// `a, b = 1, 2`: the names in front.
fn names(text: &[u8], declared: &mut Vec<u32>) {
    let mut rest = text.trim_ascii_start();
    while let Some(word) = identifiers(rest).next() {
        if word.as_ptr() != rest.as_ptr() {
            return;
        }
        declared.push(hash(word));
        rest = rest[word.len()..].trim_ascii_start();
        match rest.split_first() {
            Some((b',', more)) => rest = more.trim_ascii_start(),
            _ => return,
        }
    }
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn identifiers(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|&b| !is_part(b)).filter(|word| word.first().is_some_and(|b| !b.is_ascii_digit()))
}

/// FNV-1a.
fn hash(word: &[u8]) -> u32 {
    word.iter().fold(0x811c_9dc5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn sorted(mut words: Vec<u32>) -> Box<[u32]> {
    words.sort_unstable();
    words.dedup();
    words.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_identifiers() {
        let words = Words::of("package p\nfunc f() { http.HandleFunc(\"/x\", größe) }\n".as_bytes());
        for word in ["p", "http", "HandleFunc", "größe", "x"] {
            assert!(words.mentions(word), "{word}");
        }
        assert!(!words.mentions("Handle"));
    }

    #[test]
    fn declarations_of_every_form_are_seen() {
        let text = "func Plain() {}\nfunc (s *Server[T]) Method() {}\ntype A struct{}\nvar b, c = 1, 2\nconst d = 3\n\
                    var (\n\te int\n\tf, g = 1, 2\n)\ntype (\n\tH int\n)\nfunc after() { call() }\nvar (i = 1; j = 2)\n";
        let words = Words::of(text.as_bytes());
        for word in ["Plain", "Method", "A", "b", "c", "d", "e", "f", "g", "H", "after", "i"] {
            assert!(words.declares(word), "{word}");
        }
        for word in ["call", "int", "s", "Server"] {
            assert!(!words.declares(word), "{word}");
        }
    }
}
