//! The methods of the rule language: a closed list with types and meanings. `eval` says what they do.

use super::value::{Base, Shape, Type};

/// A method without a closure.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    /// Which.
    pub(crate) id: FunctionId,
    /// Its name.
    pub name: &'static str,
    /// What it is called on.
    pub receiver: Receiver,
    /// Whether it takes a value of the receiver's base.
    pub argument: bool,
    /// What it gives; the base of the receiver where it is [`Result::Item`].
    pub result: Gives,
    /// What it means, in one line.
    pub meaning: &'static str,
}

/// What a method is called on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receiver {
    /// A text or a word.
    Text,
    /// A list.
    List,
    /// An optional value.
    Optional,
}

/// What a method gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// True or false.
    Bool,
    /// A number.
    Number,
    /// One item of the list, or nothing.
    Item,
}

/// The identity of a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FunctionId {
    TextContains,
    StartsWith,
    EndsWith,
    Matches,
    TextIsEmpty,
    TextLen,
    ListContains,
    ListIsEmpty,
    ListLen,
    First,
    IsSome,
    IsNone,
}

const fn function(
    id: FunctionId,
    name: &'static str,
    receiver: Receiver,
    argument: bool,
    result: Gives,
    meaning: &'static str,
) -> Function {
    Function { id, name, receiver, argument, result, meaning }
}

/// All methods without a closure.
pub static FUNCTIONS: &[Function] = {
    use FunctionId as F;
    use Receiver::{List, Optional, Text};
    &[
        function(F::TextContains, "contains", Text, true, Gives::Bool, "Whether the text holds the other one."),
        function(F::StartsWith, "starts_with", Text, true, Gives::Bool, "Whether the text begins with the other one."),
        function(F::EndsWith, "ends_with", Text, true, Gives::Bool, "Whether the text ends with the other one."),
        function(
            F::Matches,
            "matches",
            Text,
            true,
            Gives::Bool,
            "Whether the whole text fits a glob: `*` is anything but `/`, `**` anything, `?` one character.",
        ),
        function(F::TextIsEmpty, "is_empty", Text, false, Gives::Bool, "Whether the text has no characters."),
        function(F::TextLen, "len", Text, false, Gives::Number, "The number of bytes."),
        function(F::ListContains, "contains", List, true, Gives::Bool, "Whether an item equals the value."),
        function(F::ListIsEmpty, "is_empty", List, false, Gives::Bool, "Whether there is no item."),
        function(F::ListLen, "len", List, false, Gives::Number, "The number of items."),
        function(F::First, "first", List, false, Gives::Item, "The first item; absent where there is none."),
        function(F::IsSome, "is_some", Optional, false, Gives::Bool, "Whether the value is there."),
        function(F::IsNone, "is_none", Optional, false, Gives::Bool, "Whether the value is absent."),
    ]
};

/// The methods that take a closure, with their meanings.
pub static CLOSURES: &[(&str, &str)] = &[
    ("any", "Whether the condition holds for at least one item."),
    ("all", "Whether the condition holds for every item."),
    ("filter", "The items for which the condition holds."),
];

impl Receiver {
    /// Whether a value of the type has the methods of this receiver.
    #[must_use]
    pub fn takes(self, ty: Type) -> bool {
        match (self, ty.shape) {
            (Self::Text, Shape::One | Shape::Optional) => matches!(ty.base, Base::Text | Base::Word(_)),
            (Self::List, Shape::List) | (Self::Optional, Shape::Optional) => true,
            _ => false,
        }
    }
}

/// The names of all methods of a type.
pub(crate) fn names_for(ty: Type) -> impl Iterator<Item = &'static str> + Clone {
    let closures = if ty.shape == Shape::List { CLOSURES } else { &[] };
    let plain = FUNCTIONS.iter().filter(move |f| f.receiver.takes(ty)).map(|f| f.name);
    plain.chain(closures.iter().map(|(name, _)| *name))
}

/// The method of a name on a type.
pub(crate) fn find(name: &str, ty: Type) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|f| f.name == name && f.receiver.takes(ty))
}

/// The methods as Markdown.
#[must_use]
pub fn markdown() -> String {
    let mut page = "| method | on | gives | meaning |\n|---|---|---|---|\n".to_owned();
    for f in FUNCTIONS {
        let on = match f.receiver {
            Receiver::Text => "text",
            Receiver::List => "list",
            Receiver::Optional => "optional value",
        };
        let gives = match f.result {
            Gives::Bool => "bool",
            Gives::Number => "number",
            Gives::Item => "optional item",
        };
        let argument = if f.argument { "x" } else { "" };
        page += &format!("| `{}({argument})` | {on} | {gives} | {} |\n", f.name, f.meaning);
    }
    for (name, meaning) in CLOSURES {
        let gives = if *name == "filter" { "list" } else { "bool" };
        page += &format!("| `{name}(\\|x\\| ...)` | list | {gives} | {meaning} |\n");
    }
    page
}
