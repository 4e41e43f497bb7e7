//! What checking finds: every problem of a pack in one run, each with its place.

use serde::Serialize;

/// A half-open range of bytes in a file of a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self {
            start: range.start,
            end: range.end,
        }
    }
}

/// A place in a pack: file (as `pack/folder/file`) and bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Default)]
pub struct Place {
    /// The file, with the pack's folder name first.
    pub file: String,
    /// The bytes meant.
    pub span: Span,
}

/// Whether a pack with this finding may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The pack can't be used.
    Error,
    /// The pack works, but something deserves a look.
    Warning,
}

/// A stable code with the one-line meaning that the reference page prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code {
    /// For example `P002`; never used for anything else later.
    pub id: &'static str,
    /// What it means, in a few words.
    pub meaning: &'static str,
}

/// One problem, where it is, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Stable code, see [`codes`].
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What is wrong, lower case, values in backticks.
    pub message: String,
    /// What to type instead.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code: code.id,
            severity: Severity::Error,
            place,
            message: message.into(),
            hints: Vec::new(),
        }
    }

    /// A warning at a place.
    pub fn warning(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, place, message)
        }
    }

    /// The same finding with a hint added.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same finding with the nearest valid names as a hint, if any is near.
    #[must_use]
    pub fn nearest<'a>(self, name: &str, valid: impl IntoIterator<Item = &'a str>) -> Self {
        match crate::names::nearest(name, valid) {
            names if names.is_empty() => self,
            names => self.hint(format!("did you mean {}?", names.join(" or "))),
        }
    }
}

/// Line and column (from 1, in characters) of a byte offset.
pub fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    // A place inside a letter of several bytes is that letter's.
    let start = (0..=offset.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    let before = &text[..start];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (line, column)
}

macro_rules! codes {
    ($($name:ident = $id:literal, $meaning:literal;)*) => {
        /// The catalogue of codes. A code keeps its meaning for ever.
        pub mod codes {
            use super::Code;
            $(#[doc = $meaning] pub const $name: Code = Code { id: $id, meaning: $meaning };)*
            /// All of them, in order.
            pub const ALL: &[Code] = &[$($name),*];
        }
    };
}

codes! {
    NOT_TOML = "P001", "the file is not valid TOML";
    UNKNOWN_KEY = "P002", "a key that the pack language does not have";
    MISSING_KEY = "P003", "a key that must be there is missing";
    WRONG_TYPE = "P004", "a value of the wrong type";
    NOT_ALLOWED = "P005", "a value that is not one of those allowed";
    BAD_ID = "P006", "an id that is not written as ids are";
    DUPLICATE = "P007", "two things of one kind with the same id";
    UNKNOWN_NAME = "P008", "a name that nothing has";
    AMBIGUOUS_NAME = "P009", "a name that could mean two things";
    MISSING_TRANSLATION = "P010", "a text lacks one of the pack's languages";
    BAD_NUMBER = "P011", "an exact number that is not written as one";
    OVERLAP = "P012", "dates that overlap in a dated rule";
    EXTENDS_CYCLE = "P013", "packs that extend each other in a circle";
    UNKNOWN_PACK = "P014", "a pack named in extends is not there";
    NO_OWNER = "P015", "a goal without an owner";
    STRAY_FILE = "P016", "a file that the pack language does not know";
    BACKWARDS = "P017", "a time that ends before it begins";
    WRONG_UNIT = "P018", "units that do not fit together";
    VIEW_CYCLE = "P019", "views that read each other in a circle";
    CONTRADICTION = "P020", "keys that exclude each other";
    BAD_TEXT = "P021", "a text that is empty or too long for its place";
    UNIT_CYCLE = "P022", "units that are part of each other in a circle";
    SQL_SYNTAX = "S001", "SQL that does not parse";
    NOT_ONE_SELECT = "S002", "SQL that is not one SELECT";
    UNKNOWN_RELATION = "S003", "SQL over a relation that the pack does not declare";
    FUNCTION_NOT_ALLOWED = "S004", "a function, operator or type that is not on the list of those allowed";
    QUALIFIED_NAME = "S005", "a relation named with a schema or a catalogue";
    VIEW_COLUMNS = "S006", "a view without rows, unit or time";
    FLOAT = "S007", "a floating-point number where only exact ones may be";
    UNKNOWN_COLUMN = "S008", "a column that the view or table does not give";
    NOT_A_CONDITION = "S009", "a where that is not a plain condition over the view's columns";
    REFUSED_BY_DATABASE = "S010", "SQL that the database refuses";
    CASE_FAILED = "C001", "a conformance case gives another answer than expected";
    CASE_MALFORMED = "C002", "a conformance case that can't be run";
}
