//! Values as the analysis knows them: texts with holes, muxes, servers, functions; where each came from.
//!
//! In: nothing; these are types and the arithmetic on texts. Out: [`Values`], a small set of alternatives.
//! Knows no program. The number of alternatives and the length of a text are bounded.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::Provenance;
use super::copy_on_write::Shared;
use super::frames::{Frames, FuncRef};
use crate::golang::syntax::{ExprId, LocalId, Name};
use crate::ordered::InOrder as _;
use crate::source::FileId;

/// More alternatives than this are not told apart: the rest is unknown.
pub(crate) const MOST_ALTERNATIVES: usize = 12;
/// What a text needs is not asked beyond so many jumps.
const MOST_JUMPS_FOR_TEXTS: u8 = 1;
/// A text longer than this is cut and ends in a hole.
const LONGEST_TEXT: usize = 4096;

/// An expression of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ExprRef {
    pub file: FileId,
    pub expr: ExprId,
}

/// Where an object comes to be.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Site {
    /// A literal, `new(T)` or a constructor's call.
    Expr(ExprRef),
    /// `var x T` in a function.
    Local(FileId, LocalId),
    /// `var x T` at package level: the index of the variable in its file.
    Var(FileId, u32),
    /// A field of struct type in every object of a type: type's package, type, field.
    Field(Rc<str>, Name, Name),
}

/// An object: where it comes to be, in which calling context.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Object {
    pub site: Site,
    pub frames: Frames,
}

/// One thing that an expression may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// A string.
    Text(Text),
    /// An integer.
    Int(i64),
    /// `true` or `false`.
    Bool(bool),
    /// nil.
    Nil,
    /// nil of a type that is no interface: kept as a handler it is not the one for which nil stands.
    NilPointer,
    /// The zero value of a type that is not known: nil, "" or 0.
    Zero,
    /// `http.DefaultServeMux`.
    DefaultMux,
    /// Another mux of net/http.
    Mux(Object),
    /// A router of a framework, with the prefix under which it is.
    Router(Object, Text),
    /// A struct.
    Struct(Object),
    /// An open listener: the call that opens it.
    Listener(Object),
    /// A function of the program, with the context that it captured.
    Func(FuncRef, Frames),
    /// A method as a value: the function and the expression before the dot.
    Method(FuncRef, ExprRef, Frames),
    /// A function or variable of a package that is not read: its path and name.
    Foreign(Rc<str>, Name),
    /// A handler around others; the prefix that it cuts.
    Wrapped(Vec<Value>, Option<Text>),
    /// The elements of a slice or array.
    List(Vec<(ExprRef, Frames)>),
    /// The elements of a list of strings that is computed.
    Texts(Vec<Text>),
    /// The elements of a map: key and value.
    Map(Vec<(ExprRef, ExprRef, Frames)>),
    /// From outside the program.
    Configured,
    /// Nothing: no run comes here with such a value.
    Impossible,
    /// Not known.
    Unknown,
}

impl Value {
    /// nil, "" or 0.
    pub(crate) fn is_zero(&self) -> bool {
        match self {
            Self::Zero | Self::Nil | Self::NilPointer | Self::Int(0) | Self::Bool(false) => true,
            Self::Text(text) => text.pieces.is_empty(),
            _ => false,
        }
    }
}

/// A string with holes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Text {
    pub pieces: Vec<Piece>,
}

/// A part of a [`Text`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Known.
    Known(String),
    /// From outside the program.
    Configured,
    /// Not known.
    Unknown,
}

impl Text {
    pub(crate) fn known(text: &str) -> Self {
        Self { pieces: if text.is_empty() { Vec::new() } else { vec![Piece::Known(text.to_owned())] } }
    }

    pub(crate) fn hole(piece: Piece) -> Self {
        Self { pieces: vec![piece] }
    }

    /// The whole text, where there is no hole.
    pub(crate) fn whole(&self) -> Option<String> {
        match self.pieces.as_slice() {
            [] => Some(String::new()),
            [Piece::Known(text)] => Some(text.clone()),
            _ => None,
        }
    }

    pub(crate) fn push(&mut self, other: Self) {
        for piece in other.pieces {
            match (self.pieces.last_mut(), piece) {
                (Some(Piece::Known(last)), Piece::Known(text)) => last.push_str(&text),
                (Some(Piece::Unknown), Piece::Unknown) | (Some(Piece::Configured), Piece::Configured) => {}
                (_, piece) => self.pieces.push(piece),
            }
        }
        let length: usize = self.pieces.iter().map(|p| if let Piece::Known(t) = p { t.len() } else { 0 }).sum();
        if length > LONGEST_TEXT || self.pieces.len() > 64 {
            self.pieces = vec![Piece::Unknown];
        }
    }

    /// A path below this one: where the one ends in a slash and the other begins with one, they share it. Routers join them so.
    pub(crate) fn path_below(&self, path: &Self) -> Self {
        let mut whole = self.clone();
        if let (Some(Piece::Known(end)), Some(Piece::Known(begin))) = (whole.pieces.last_mut(), path.pieces.first())
            && begin.starts_with('/')
            && end.ends_with('/')
        {
            end.pop();
            whole.pieces.retain(|piece| !matches!(piece, Piece::Known(text) if text.is_empty()));
        }
        whole.push(path.clone());
        whole
    }

    /// For people: holes show as `…`.
    pub(crate) fn display(&self) -> String {
        self.pieces.iter().map(|p| if let Piece::Known(t) = p { t.as_str() } else { "…" }).collect()
    }
}

/// One alternative with how it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Alternative {
    pub value: Value,
    pub how: Provenance,
    /// The expression that says so.
    pub at: Option<ExprRef>,
}

impl Alternative {
    /// An element of a list from outside of the program. Nothing in the program says what it is if nobody gives one: then there is none.
    pub(crate) fn given(at: Option<ExprRef>) -> Self {
        Self { value: Value::Configured, how: Provenance::Unknown, at }
    }

    /// Whether it is one, or a field of one.
    pub(crate) fn is_given(&self) -> bool {
        self.value == Value::Configured && self.how == Provenance::Unknown
    }

    /// Where the variable of the default mux is read, where this is that mux.
    pub(crate) fn default_read(&self) -> Option<ExprRef> {
        self.at.filter(|_| self.value == Value::DefaultMux)
    }
}

/// What an expression may be, and whose callers would have to be asked to know more.
#[derive(Debug, Clone, Default)]
pub(crate) struct Values {
    pub items: Shared<Vec<Alternative>>,
    pub needs: Needs,
}

/// A function whose callers would have to be asked, or a loop of which an element would have to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Need {
    pub func: FuncRef,
    /// How often the way to it went on at whatever object has some type, away from what leads there.
    pub jumps: u8,
}

impl From<FuncRef> for Need {
    fn from(func: FuncRef) -> Self {
        Self { func, jumps: 0 }
    }
}

/// Functions whose callers would have to be asked.
pub(crate) type Needs = Shared<BTreeSet<Need>>;

/// What is worth asking for a text, beside a mux, a handler or a listener: far away texts are made of texts that are read from files,
/// and each of their makers has callers.
pub(crate) fn for_text(needs: Needs) -> Needs {
    needs.iter().filter(|need| need.jumps <= MOST_JUMPS_FOR_TEXTS).copied().in_order::<BTreeSet<_>>().into()
}

impl Values {
    pub(crate) fn one(value: Value, how: Provenance, at: Option<ExprRef>) -> Self {
        Self { items: vec![Alternative { value, how, at }].into(), needs: Shared::default() }
    }

    /// Nothing so far, and whose callers would have to be asked.
    pub(crate) fn needing(needs: Needs) -> Self {
        Self { items: Shared::default(), needs }
    }

    pub(crate) fn unknown() -> Self {
        thread_local! {
            /// What is told most.
            static UNKNOWN: Values = Values::one(Value::Unknown, Provenance::Unknown, None);
        }
        UNKNOWN.with(Self::clone)
    }

    pub(crate) fn add(&mut self, item: Alternative) {
        if self.misses(&item.value) {
            // Most things are one thing, and very many are remembered.
            if self.items.is_empty() {
                self.items.reserve_exact(1);
            }
            self.items.push(item);
        }
    }

    /// Whether a value is to be added; of too many it is told that there are more.
    fn misses(&mut self, value: &Value) -> bool {
        let is_full = self.items.len() >= MOST_ALTERNATIVES;
        let missed = if is_full { &Value::Unknown } else { value };
        let misses = !self.items.iter().any(|i| i.value == *missed);
        if misses && is_full {
            self.items.push(Alternative { value: Value::Unknown, how: Provenance::Unknown, at: None });
        }
        misses && !is_full
    }

    pub(crate) fn join(&mut self, other: Self) {
        self.needs.join(other.needs);
        if self.items.is_empty() {
            self.items = other.items;
            return;
        }
        for item in &other.items {
            if self.misses(&item.value) {
                self.items.push(item.clone());
            }
        }
    }

    /// No alternative is known better than this.
    pub(crate) fn at_best(mut self, how: Provenance) -> Self {
        if self.items.iter().any(|item| item.how < how) {
            self.items.iter_mut().for_each(|item| item.how = item.how.max(how));
        }
        self
    }

    /// The alternatives as texts: zero is empty, a number is its digits, what is no text is a hole.
    pub(crate) fn texts(&self) -> Vec<(Text, Provenance, Option<ExprRef>)> {
        let text = |value: &Value| match value {
            Value::Text(text) => text.clone(),
            Value::Int(n) => Text::known(&n.to_string()),
            Value::Zero => Text::default(),
            Value::Configured => Text::hole(Piece::Configured),
            _ => Text::hole(Piece::Unknown),
        };
        let possible = self.items.iter().filter(|i| i.value != Value::Impossible);
        possible.map(|i| (text(&i.value), i.how, i.at)).collect()
    }

    /// Whether there are values, each of them known and not zero.
    pub(crate) fn is_filled(&self) -> bool {
        let is_filled = |value: &Value| match value {
            Value::Text(text) => text.whole().is_some_and(|t| !t.is_empty()),
            Value::Int(n) => *n != 0,
            value => matches!(value, Value::DefaultMux | Value::Mux(_) | Value::Router(..) | Value::Struct(_)),
        };
        !self.items.is_empty() && self.items.iter().all(|item| is_filled(&item.value))
    }

    /// What a question that is met while it is open may be, by what was said before: things. A text that is made of itself, as in
    /// `s = s + "/"`, or a list that is appended to itself adds nothing to what it may be.
    pub(crate) fn things(&self) -> Self {
        let is_thing = |item: &&Alternative| {
            matches!(
                item.value,
                Value::DefaultMux
                    | Value::Mux(_)
                    | Value::Router(..)
                    | Value::Struct(_)
                    | Value::Listener(_)
                    | Value::Func(..)
                    | Value::Method(..)
                    | Value::Foreign(..)
                    | Value::Wrapped(..)
            )
        };
        Self { items: self.items.iter().filter(is_thing).cloned().collect(), needs: Shared::default() }
    }

    /// Whether both say the same, in whatever order.
    pub(crate) fn same(&self, other: &Self) -> bool {
        let holds = |item: &Alternative| other.items.iter().any(|i| i.value == item.value && i.how == item.how);
        self.needs == other.needs && self.items.len() == other.items.len() && self.items.iter().all(holds)
    }

    pub(crate) fn is_unknown(&self) -> bool {
        self.items.iter().all(|i| i.value == Value::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_join_and_keep_their_holes() {
        let mut text = Text::known("127.0.0.1");
        text.push(Text::known(":"));
        text.push(Text::hole(Piece::Configured));
        assert_eq!(text.display(), "127.0.0.1:…");
        assert_eq!(text.whole(), None);
        assert_eq!(Text::known("").whole(), Some(String::new()));
    }

    #[test]
    fn a_path_below_a_path_shares_its_slash() {
        let below = |a: &str, b: &str| Text::known(a).path_below(&Text::known(b)).display();
        assert_eq!(below("/", "/debug"), "/debug");
        assert_eq!(below("/api/", "/debug"), "/api/debug");
        assert_eq!(below("/api", "/debug"), "/api/debug");
        assert_eq!(below("/api/", ""), "/api/");
        assert_eq!(below("", "/debug/"), "/debug/");
        assert_eq!(Text::hole(Piece::Unknown).path_below(&Text::known("/debug")).display(), "…/debug");
    }

    #[test]
    fn a_text_that_grows_without_end_becomes_a_hole() {
        let mut text = Text::known("x");
        for _ in 0..20 {
            let copy = text.clone();
            text.push(copy);
        }
        assert_eq!(text.pieces, vec![Piece::Unknown]);
    }
}
