//! Why a file is refused whole. Nothing of a refused file is kept.

use std::collections::BTreeMap;

/// A file that is not what the source expects.
///
/// The message is for people who read English; pages build their own text from `code` and `details`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// One of [`codes::ALL`]; stable.
    pub code: &'static str,
    /// What is wrong and what to do.
    pub message: String,
    /// The parts of the message by name, for example `missing` → `Årstall, Semester`.
    pub details: BTreeMap<String, String>,
}

impl Refusal {
    /// A refusal without details.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            details: BTreeMap::new(),
        }
    }

    /// The refusal with one more detail.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.details.insert(name.to_owned(), value.to_string());
        self
    }
}

/// The codes of refusals.
pub mod codes {
    /// Nothing in the file.
    pub const EMPTY_FILE: &str = "empty-file";
    /// Headings and nothing under them.
    pub const ONLY_HEADINGS: &str = "only-headings";
    /// The answer of an API holds no rows.
    pub const EMPTY_ANSWER: &str = "empty-answer";
    /// The API says that something went wrong, or its count is not that of the rows.
    pub const BAD_STATUS: &str = "bad-status";
    /// Another kind of file than the source takes.
    pub const NOT_THIS_FORMAT: &str = "not-this-format";
    /// A web page, most often an error page.
    pub const HTML_PAGE: &str = "html-page";
    /// The end of the file is missing.
    pub const TRUNCATED: &str = "truncated";
    /// Headings that the source needs are not there.
    pub const MISSING_COLUMNS: &str = "missing-columns";
    /// A heading that is used stands twice.
    pub const AMBIGUOUS_HEADING: &str = "ambiguous-heading";
    /// A column holds national identity numbers.
    pub const IDENTITY_NUMBERS: &str = "identity-numbers";
    /// The letters can't be read with any encoding that is known here.
    pub const WRONG_ENCODING: &str = "wrong-encoding";
    /// A workbook is asked for and this is none, or it can't be opened.
    pub const NOT_A_WORKBOOK: &str = "not-a-workbook";
    /// A workbook of the old kind, or one with a password.
    pub const OLD_WORKBOOK: &str = "old-workbook";
    /// The sheet that the source names is not in the workbook.
    pub const MISSING_SHEET: &str = "missing-sheet";
    /// Not text at all.
    pub const BINARY: &str = "binary";
    /// The value that stands in for a missing heading does not fit its column.
    pub const BAD_DEFAULT: &str = "bad-default";
    /// A service's answer has other columns than declared.
    pub const CHANGED_COLUMNS: &str = "changed-columns";
    /// A service writes values in another way than declared.
    pub const CHANGED_NUMBERS: &str = "changed-numbers";
    /// A service gives values in another unit than declared.
    pub const CHANGED_UNIT: &str = "changed-unit";
    /// Whoever takes the rows asked to stop.
    pub const STOPPED: &str = "stopped";

    /// All of them.
    pub const ALL: [&str; 20] = [
        EMPTY_FILE,
        ONLY_HEADINGS,
        EMPTY_ANSWER,
        BAD_STATUS,
        NOT_THIS_FORMAT,
        HTML_PAGE,
        TRUNCATED,
        MISSING_COLUMNS,
        AMBIGUOUS_HEADING,
        IDENTITY_NUMBERS,
        WRONG_ENCODING,
        NOT_A_WORKBOOK,
        OLD_WORKBOOK,
        MISSING_SHEET,
        BINARY,
        BAD_DEFAULT,
        CHANGED_COLUMNS,
        CHANGED_NUMBERS,
        CHANGED_UNIT,
        STOPPED,
    ];
}
