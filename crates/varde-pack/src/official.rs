//! An official number beside a local one: two series, and the reason that they differ.

use crate::document::{Fields, Located};
use crate::text::{Language, Texts};

/// The official indicator that stands beside a local one (`official` of an `[[indicator]]`). The two are never one series.
#[derive(Debug, Clone)]
pub struct Official {
    /// The official indicator.
    pub indicator: Located<String>,
    /// Why they differ.
    pub because: Gap,
    /// Why they differ, in words.
    pub text: Texts,
}

/// Why an official number is another than the local one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// They are counted on different days, or reporting was closed before the local data were corrected.
    CutOff,
    /// They count different things.
    Definition,
    /// One of them covers more.
    Coverage,
    /// One of them is rounded, or hides small groups.
    Rounding,
}

impl Gap {
    /// The words of the pack language.
    pub const WORDS: [(&'static str, Self); 4] = [
        ("cut-off", Self::CutOff),
        ("definition", Self::Definition),
        ("coverage", Self::Coverage),
        ("rounding", Self::Rounding),
    ];

    /// The word of the pack language.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CutOff => "cut-off",
            Self::Definition => "definition",
            Self::Coverage => "coverage",
            Self::Rounding => "rounding",
        }
    }
}

pub(crate) fn read(fields: Fields<'_>, languages: &[Language]) -> Official {
    let official = Official {
        indicator: fields.required_located("indicator"),
        because: fields
            .required_word("because", &Gap::WORDS)
            .unwrap_or(Gap::Definition),
        text: fields.required_texts("text", languages),
    };
    fields.finish();
    official
}
