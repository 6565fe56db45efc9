//! The kinds and fields of nodes that lowering looks at, as small enums.
//!
//! In: the grammar's own tables, read once for each parser. Out: [`Kind`] and [`Field`] for a node's numbers, so that
//! nothing after the flattening compares strings. Knows no source text.

use tree_sitter::Language;

macro_rules! names {
    ($(#[$doc:meta])* $name:ident: $($variant:ident = $text:literal)*) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum $name {
            $(#[doc = $text] $variant,)*
            /// Whatever lowering does not look at.
            Other,
        }

        impl $name {
            fn of(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::Other,
                }
            }
        }
    };
}

names! {
    /// What a node is.
    Kind:
    SourceFile = "source_file"
    Error = "ERROR"
    PackageClause = "package_clause"
    ImportDecl = "import_declaration"
    ImportSpecList = "import_spec_list"
    ImportSpec = "import_spec"
    ImportDot = "dot"
    BlankIdent = "blank_identifier"
    PackageIdent = "package_identifier"
    ConstDecl = "const_declaration"
    ConstSpec = "const_spec"
    VarDecl = "var_declaration"
    VarSpecList = "var_spec_list"
    VarSpec = "var_spec"
    FuncDecl = "function_declaration"
    MethodDecl = "method_declaration"
    TypeDecl = "type_declaration"
    TypeSpec = "type_spec"
    TypeAlias = "type_alias"
    TypeParams = "type_parameter_list"
    TypeParam = "type_parameter_declaration"
    TypeConstraint = "type_constraint"
    Params = "parameter_list"
    Param = "parameter_declaration"
    VariadicParam = "variadic_parameter_declaration"
    FieldDeclList = "field_declaration_list"
    FieldDecl = "field_declaration"
    MethodElem = "method_elem"
    TypeElem = "type_elem"
    TypeArgs = "type_arguments"
    TypeIdent = "type_identifier"
    ParenType = "parenthesized_type"
    GenericType = "generic_type"
    QualifiedType = "qualified_type"
    PointerType = "pointer_type"
    StructType = "struct_type"
    InterfaceType = "interface_type"
    ArrayType = "array_type"
    ImplicitArrayType = "implicit_length_array_type"
    SliceType = "slice_type"
    MapType = "map_type"
    ChannelType = "channel_type"
    FunctionType = "function_type"
    NegatedType = "negated_type"
    Block = "block"
    StatementList = "statement_list"
    ExpressionStmt = "expression_statement"
    SendStmt = "send_statement"
    ReceiveStmt = "receive_statement"
    IncStmt = "inc_statement"
    DecStmt = "dec_statement"
    AssignStmt = "assignment_statement"
    ShortVarDecl = "short_var_declaration"
    LabeledStmt = "labeled_statement"
    FallthroughStmt = "fallthrough_statement"
    BreakStmt = "break_statement"
    ContinueStmt = "continue_statement"
    GotoStmt = "goto_statement"
    ReturnStmt = "return_statement"
    GoStmt = "go_statement"
    DeferStmt = "defer_statement"
    IfStmt = "if_statement"
    ForStmt = "for_statement"
    ForClause = "for_clause"
    RangeClause = "range_clause"
    SwitchStmt = "expression_switch_statement"
    ExpressionCase = "expression_case"
    DefaultCase = "default_case"
    TypeSwitchStmt = "type_switch_statement"
    TypeCase = "type_case"
    SelectStmt = "select_statement"
    CommCase = "communication_case"
    ExpressionList = "expression_list"
    Paren = "parenthesized_expression"
    Call = "call_expression"
    VariadicArg = "variadic_argument"
    Args = "argument_list"
    Selector = "selector_expression"
    Index = "index_expression"
    Slice = "slice_expression"
    Assertion = "type_assertion_expression"
    Conversion = "type_conversion_expression"
    Instantiation = "type_instantiation_expression"
    Composite = "composite_literal"
    LiteralValue = "literal_value"
    LiteralElement = "literal_element"
    KeyedElement = "keyed_element"
    FuncLit = "func_literal"
    Unary = "unary_expression"
    Binary = "binary_expression"
    Ident = "identifier"
    FieldIdent = "field_identifier"
    LabelName = "label_name"
    RawString = "raw_string_literal"
    String = "interpreted_string_literal"
    Int = "int_literal"
    Float = "float_literal"
    Imaginary = "imaginary_literal"
    Rune = "rune_literal"
    Nil = "nil"
    True = "true"
    False = "false"
    Iota = "iota"
    Comment = "comment"
    Define = ":="
    Func = "func"
    Operator = "operator"
}

names! {
    /// The role of a node in its parent.
    Field:
    Alias = "alias"
    Alternative = "alternative"
    Arguments = "arguments"
    Body = "body"
    Channel = "channel"
    Communication = "communication"
    Condition = "condition"
    Consequence = "consequence"
    Element = "element"
    Member = "field"
    Function = "function"
    Index = "index"
    Initializer = "initializer"
    Key = "key"
    Left = "left"
    Length = "length"
    Name = "name"
    Operand = "operand"
    Operator = "operator"
    Package = "package"
    Parameters = "parameters"
    Path = "path"
    Receiver = "receiver"
    Result = "result"
    Right = "right"
    Tag = "tag"
    Type = "type"
    TypeArguments = "type_arguments"
    TypeParameters = "type_parameters"
    Update = "update"
    Value = "value"
}

impl Kind {
    /// Whether a node of this kind is an operand or an operation on operands.
    pub(super) fn is_expr(self) -> bool {
        use Kind::*;
        matches!(
            self,
            Paren
                | Call
                | Selector
                | Index
                | Slice
                | Assertion
                | Conversion
                | Instantiation
                | Composite
                | FuncLit
                | Unary
                | Binary
                | Ident
        ) || self.is_literal()
    }

    /// Whether a node of this kind is a literal of one token or one of the universe's constants.
    fn is_literal(self) -> bool {
        use Kind::*;
        matches!(self, RawString | String | Int | Float | Imaginary | Rune | Nil | True | False | Iota)
    }

    /// Whether a node of this kind is an identifier; the universe's constants are names like others, and can be shadowed.
    pub(super) fn is_name(self) -> bool {
        matches!(self, Kind::Ident | Kind::Nil | Kind::True | Kind::False | Kind::Iota)
    }

    /// Whether a node of this kind is a type.
    pub(super) fn is_type(self) -> bool {
        use Kind::*;
        matches!(
            self,
            TypeIdent
                | ParenType
                | GenericType
                | QualifiedType
                | PointerType
                | StructType
                | InterfaceType
                | ArrayType
                | ImplicitArrayType
                | SliceType
                | MapType
                | ChannelType
                | FunctionType
                | NegatedType
                | TypeElem
        )
    }

    /// Whether a node of this kind is a statement or a declaration that may stand for one.
    pub(super) fn is_stmt(self) -> bool {
        use Kind::*;
        matches!(
            self,
            Block
                | ExpressionStmt
                | SendStmt
                | ReceiveStmt
                | IncStmt
                | DecStmt
                | AssignStmt
                | ShortVarDecl
                | LabeledStmt
                | FallthroughStmt
                | BreakStmt
                | ContinueStmt
                | GotoStmt
                | ReturnStmt
                | GoStmt
                | DeferStmt
                | IfStmt
                | ForStmt
                | SwitchStmt
                | TypeSwitchStmt
                | SelectStmt
                | ConstDecl
                | VarDecl
                | TypeDecl
        )
    }

    /// Whether a node of this kind declares something for the whole package where it stands at the top.
    pub(super) fn is_top_decl(self) -> bool {
        matches!(self, Kind::FuncDecl | Kind::MethodDecl | Kind::ConstDecl | Kind::VarDecl | Kind::TypeDecl)
    }

    /// Whether nothing below a node of this kind is of interest.
    pub(super) fn is_leaf(self) -> bool {
        use Kind::*;
        matches!(
            self,
            TypeIdent
                | FieldIdent
                | PackageIdent
                | BlankIdent
                | ImportDot
                | Ident
                | LabelName
                | Comment
                | Define
                | Func
                | Operator
        ) || self.is_literal()
    }
}

/// The grammar's numbers as [`Kind`] and [`Field`].
pub(super) struct Vocabulary {
    kinds: Vec<Kind>,
    fields: Vec<Field>,
}

impl Vocabulary {
    /// Reads the tables of a language.
    pub(super) fn of(language: &Language) -> Self {
        let kinds = (0..language.node_kind_count()).map(|at| {
            let id = u16::try_from(at).unwrap_or(u16::MAX);
            let text = language.node_kind_for_id(id).unwrap_or_default();
            match (language.node_kind_is_named(id), text) {
                (true, "operator") => Kind::Other,
                (true, text) => Kind::of(text),
                (false, ":=" | "func") => Kind::of(text),
                (false, text) if OPERATORS.contains(&text) => Kind::Operator,
                (false, _) => Kind::Other,
            }
        });
        let fields = (0..=language.field_count()).map(|at| {
            let text = u16::try_from(at).ok().and_then(|id| language.field_name_for_id(id));
            Field::of(text.unwrap_or_default())
        });
        Self { kinds: kinds.collect(), fields: fields.collect() }
    }

    /// The kind of a node's number; ERROR has one outside of the table.
    pub(super) fn kind(&self, id: u16) -> Kind {
        if id == u16::MAX { Kind::Error } else { self.kinds.get(usize::from(id)).copied().unwrap_or(Kind::Other) }
    }

    /// The field of a field's number; zero is none.
    pub(super) fn field(&self, id: u16) -> Field {
        self.fields.get(usize::from(id)).copied().unwrap_or(Field::Other)
    }
}

/// The tokens that are operators, of expressions and of statements.
const OPERATORS: [&str; 36] = [
    "+", "-", "*", "/", "%", "&", "|", "^", "!", "<", ">", "=", "<<", ">>", "&^", "&&", "||", "==", "!=", "<=", ">=",
    "<-", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", "&^=", "++", "--", "~",
];
