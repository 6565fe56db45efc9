//! XML as another reader understands it: what a report in XML says, element by element.
//!
//! In: a document. Out: its elements in their order. Knows no format; one that is not well-formed fails the test.

use quick_xml::Reader;
use quick_xml::events::Event;

/// A name (of an element or a command), its attributes, and the text.
pub(crate) type Element = (String, Vec<(String, String)>, String);

/// Every element with its attributes and its text, as quick-xml's reader understands them.
pub(crate) fn elements(raw: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(raw);
    let mut found: Vec<Element> = Vec::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(e) | Event::Empty(e) => {
                let attributes = e.attributes().map(|a| {
                    let a = a.expect("an attribute");
                    let value = a.normalized_value(quick_xml::XmlVersion::Explicit1_0).expect("a value");
                    (a.key.as_ref().to_owned(), value.into_owned())
                });
                found.push((e.name().as_ref().to_owned(), attributes.collect(), String::new()));
            }
            Event::Text(t) => {
                if let Some(last) = found.last_mut() {
                    last.2.push_str(&t);
                }
            }
            Event::GeneralRef(r) => {
                let c = match &*r {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "apos" => '\'',
                    _ => r.resolve_char_ref().expect("a number").expect("a character"),
                };
                found.last_mut().expect("inside of an element").2.push(c);
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}
