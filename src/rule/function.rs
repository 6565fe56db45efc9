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
    /// What it takes.
    pub argument: Argument,
    /// What it gives; the base of the receiver where it is [`Gives::Item`].
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
    /// A place, in a fix.
    Place,
}

/// What a method takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Argument {
    /// Nothing.
    None,
    /// A value of the receiver's base.
    Same,
    /// A text.
    Text,
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
    /// A text.
    Text,
    /// A text, or nothing.
    TextOrNone,
    /// A place, or nothing.
    PlaceOrNone,
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
    Covers,
    OnlyTo,
    Named,
    FieldOf,
    Free,
    Qualifier,
}

const fn function(
    id: FunctionId,
    name: &'static str,
    receiver: Receiver,
    argument: Argument,
    result: Gives,
    meaning: &'static str,
) -> Function {
    Function { id, name, receiver, argument, result, meaning }
}

/// All methods without a closure.
pub static FUNCTIONS: &[Function] = {
    use Argument::{None, Same};
    use FunctionId as F;
    use Receiver::{List, Optional, Place, Text};
    &[
        function(F::TextContains, "contains", Text, Same, Gives::Bool, "Whether the text holds the other one."),
        function(F::StartsWith, "starts_with", Text, Same, Gives::Bool, "Whether the text begins with the other one."),
        function(F::EndsWith, "ends_with", Text, Same, Gives::Bool, "Whether the text ends with the other one."),
        function(
            F::Matches,
            "matches",
            Text,
            Same,
            Gives::Bool,
            "Whether the whole text fits a glob: `*` is anything but `/`, `**` anything, `?` one character.",
        ),
        function(F::TextIsEmpty, "is_empty", Text, None, Gives::Bool, "Whether the text has no characters."),
        function(F::TextLen, "len", Text, None, Gives::Number, "The number of bytes."),
        function(F::ListContains, "contains", List, Same, Gives::Bool, "Whether an item equals the value."),
        function(F::ListIsEmpty, "is_empty", List, None, Gives::Bool, "Whether there is no item."),
        function(F::ListLen, "len", List, None, Gives::Number, "The number of items."),
        function(F::First, "first", List, None, Gives::Item, "The first item; absent where there is none."),
        function(F::IsSome, "is_some", Optional, None, Gives::Bool, "Whether the value is there."),
        function(F::IsNone, "is_none", Optional, None, Gives::Bool, "Whether the value is absent."),
        function(
            F::Covers,
            "covers",
            Place,
            Same,
            Gives::Bool,
            "Whether a variable that is declared in front of the statement around it can be used at the other place.",
        ),
        function(
            F::OnlyTo,
            "only_to",
            Place,
            Same,
            Gives::Bool,
            "Of a text: whether it goes to the call or composite literal at the other place, as it stands or as the value of a constant, variable or \
             field, and is not seen to be used for anything but to be printed.",
        ),
        function(
            F::Named,
            "named",
            Place,
            Argument::Text,
            Gives::Number,
            "How often the own packages that the program links, tests included, have this word outside of comments and literals.",
        ),
        function(
            F::FieldOf,
            "field",
            Place,
            Argument::Text,
            Gives::PlaceOrNone,
            "Of a composite literal: the value of the field with this name.",
        ),
        function(
            F::Free,
            "free",
            Place,
            Argument::Text,
            Gives::Text,
            "A name that its file does not use: this one, or with a number behind it.",
        ),
        function(
            F::Qualifier,
            "qualifier",
            Place,
            Argument::Text,
            Gives::TextOrNone,
            "What stands there before a name of this package: `log.`, nothing after a dot import. Where the file lacks the import, \
             the fix adds it. Absent where the package cannot be named.",
        ),
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
            (Self::Place, Shape::One | Shape::Optional) => ty.base == Base::Place,
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
            Receiver::Place => "place, in a fix",
        };
        let gives = match f.result {
            Gives::Bool => "bool",
            Gives::Number => "number",
            Gives::Item => "optional item",
            Gives::Text => "text",
            Gives::TextOrNone => "optional text",
            Gives::PlaceOrNone => "optional place",
        };
        let argument = if f.argument == Argument::None { "" } else { "x" };
        page += &format!("| `{}({argument})` | {on} | {gives} | {} |\n", f.name, f.meaning);
    }
    for (name, meaning) in CLOSURES {
        let gives = if *name == "filter" { "list" } else { "bool" };
        page += &format!("| `{name}(\\|x\\| ...)` | list | {gives} | {meaning} |\n");
    }
    page
}
