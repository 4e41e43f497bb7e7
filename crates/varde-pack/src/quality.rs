//! Rules of quality: what must hold of the data once they are in, and who mends what does not.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Fields, Located};
use crate::text::{Language, Texts};
use std::collections::BTreeSet;

/// A rule of quality (`[[rule]]` of a file in `quality/`). What breaks it is a finding.
#[derive(Debug, Clone)]
pub struct QualityRule {
    /// Id.
    pub id: Located<String>,
    /// Raised when the rule comes to mean something else: what was accepted under an earlier version is open again.
    pub version: u32,
    /// What is wrong, in a few words.
    pub title: Texts,
    /// One finding in a sentence, with columns in braces.
    pub says: Texts,
    /// What to do about it.
    pub advice: Texts,
    /// How serious a finding is.
    pub weight: Weight,
    /// The role that mends it.
    pub owner: Option<Located<String>>,
    /// What is looked for.
    pub kind: QualityKind,
    /// Tables, views and dated rules that it reads.
    pub reads: BTreeSet<String>,
}

/// How serious a finding is; the most serious first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// The data are wrong.
    Error,
    /// They probably are.
    Warning,
    /// Good to know when a number is read.
    Note,
}

impl Weight {
    /// The words of the pack language.
    pub const WORDS: [(&'static str, Self); 3] = [
        ("error", Self::Error),
        ("warning", Self::Warning),
        ("note", Self::Note),
    ];

    /// The word of the pack language.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// What a rule looks at, row by row.
#[derive(Debug, Clone)]
pub struct Over {
    /// A table or a view.
    pub relation: Located<String>,
    /// The column that names the unit; `unit` where there is one.
    pub unit: Option<Located<String>>,
    /// The column of the year, a year or a date; `year` where there is one.
    pub year: Option<Located<String>>,
    /// Rows that are looked at; `None`: all.
    pub condition: Option<Located<String>>,
}

/// What is looked for.
#[derive(Debug, Clone)]
pub enum QualityKind {
    /// A condition that each row keeps; null counts as kept.
    Each {
        /// The rows.
        over: Over,
        /// The condition.
        holds: Located<String>,
    },
    /// A sum in one view against the same sum in another.
    Sum {
        /// The parts, a view.
        over: Over,
        /// The column summed in both.
        column: Located<String>,
        /// The view with the whole.
        against: Located<String>,
        /// Columns that the sums are taken by, besides the year.
        by: Vec<Located<String>>,
        /// The parts may be less than the whole, since not all of them are there.
        at_most: bool,
        /// A difference that is let pass, as an exact number.
        within: String,
    },
    /// A sum that changes by more than so many per cent from one year to the next.
    Jump {
        /// The rows, a view.
        over: Over,
        /// The column summed.
        column: Located<String>,
        /// Columns that the sum is taken by, besides unit and year.
        by: Vec<Located<String>>,
        /// Per cent, an exact number.
        more_than: String,
        /// Sums that are smaller than this in both years are let be.
        least: String,
    },
    /// Something that has rows in a year and none in any later one, though others have.
    Stopped {
        /// The rows, a view.
        over: Over,
        /// The columns that name it, besides the unit.
        by: Vec<Located<String>>,
    },
    /// A delivery that was expected and has not come.
    Late,
    /// A SELECT that gives one row a finding: `rows`, `unit`, `year`, `what` and the values that it stands on.
    Select(Located<String>),
}

impl QualityKind {
    /// What it looks at row by row, where it does.
    pub fn over(&self) -> Option<&Over> {
        match self {
            Self::Each { over, .. }
            | Self::Sum { over, .. }
            | Self::Jump { over, .. }
            | Self::Stopped { over, .. } => Some(over),
            Self::Late | Self::Select(_) => None,
        }
    }
}

/// The keys that decide the kind; a rule has one of them.
const KINDS: [&str; 6] = ["each", "sum", "jump", "stopped", "late", "sql"];

pub(crate) fn read(fields: Fields<'_>, languages: &[Language]) -> QualityRule {
    let kind = read_kind(&fields);
    let rule = QualityRule {
        id: fields.required_located("id"),
        version: fields.within("version", 1..=10_000).unwrap_or(1),
        title: fields.required_texts("title", languages),
        says: fields.required_texts("says", languages),
        advice: fields.checked_texts("advice", languages),
        weight: fields
            .required_word("severity", &Weight::WORDS)
            .unwrap_or(Weight::Error),
        owner: fields.located("owner"),
        kind,
        reads: BTreeSet::new(),
    };
    fields.finish();
    rule
}

fn read_kind(fields: &Fields<'_>) -> QualityKind {
    let given: Vec<&str> = KINDS.into_iter().filter(|key| fields.has(key)).collect();
    let [kind] = given.as_slice() else {
        let keys = KINDS.map(|k| format!("`{k}`")).join(", ");
        let (code, message) = match given.len() {
            0 => (codes::MISSING_KEY, "the rule does not say what to look for"),
            _ => (codes::CONTRADICTION, "a rule looks for one thing"),
        };
        let refused = Diagnostic::error(code, fields.place(), message);
        fields.report(refused.hint(format!("one of {keys}")));
        // The keys of every kind are known, so that one mistake is told once.
        read_over(fields);
        for key in ["against", "compare", "by", "within", "more_than", "least"] {
            fields.has(key);
        }
        return QualityKind::Late;
    };
    let by = || fields.located_list("by");
    let or = |given: Option<String>, otherwise: &str| given.unwrap_or_else(|| otherwise.to_owned());
    match *kind {
        "each" => QualityKind::Each {
            holds: fields.required_located("each"),
            over: read_over(fields),
        },
        "sum" => QualityKind::Sum {
            column: fields.required_located("sum"),
            over: read_over(fields),
            against: fields.required_located("against"),
            by: by(),
            at_most: fields
                .word("compare", &[("equal", false), ("at-most", true)])
                .unwrap_or(false),
            within: or(fields.number("within"), "0"),
        },
        "jump" => QualityKind::Jump {
            column: fields.required_located("jump"),
            over: read_over(fields),
            by: by(),
            more_than: or(fields.number("more_than"), "50"),
            least: or(fields.number("least"), "0"),
        },
        "stopped" => QualityKind::Stopped {
            by: fields.located_list("stopped"),
            over: read_over(fields),
        },
        "late" => {
            fields.flag("late");
            QualityKind::Late
        }
        _ => QualityKind::Select(fields.required_located("sql")),
    }
}

fn read_over(fields: &Fields<'_>) -> Over {
    Over {
        relation: fields.required_located("over"),
        unit: fields.located("unit"),
        year: fields.located("year"),
        condition: fields.located("where"),
    }
}

/// A sentence with its places filled.
pub fn fill(sentence: &str, value: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}') {
            Some((name, more)) => {
                out.push_str(&value(name));
                rest = more;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::fill;

    #[test]
    fn places_are_filled_and_stray_braces_stay() {
        let check = |sentence: &str, filled: &str| {
            assert_eq!(fill(sentence, |name| format!("<{name}>")), filled);
        };
        check("{person}: {percent} %", "<person>: <percent> %");
        check("nothing to fill", "nothing to fill");
        check("open { brace", "open { brace");
        check("", "");
    }
}
