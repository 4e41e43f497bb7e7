//! The organisation tree: units, their codes in the code systems, and when those hold.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Fields, Located};
use crate::text::{Language, Texts};

/// An organisational unit: university, faculty, department, section or academic group.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its id; for a department its present DBH code.
    pub id: Located<String>,
    /// Its name.
    pub title: Texts,
    /// Short name, as people say it.
    pub short: String,
    /// What it is.
    pub kind: UnitKind,
    /// The unit that it belongs to.
    pub parent: Option<Located<String>>,
    /// First and last year that it exists.
    pub valid: (Option<i16>, Option<i16>),
    /// Its codes.
    pub codes: Vec<UnitCode>,
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum UnitKind {
    University,
    Faculty,
    Department,
    Section,
    Group,
}

/// A code that a unit has or had in a code system. The key is (institution, code, year): codes recur between institutions.
#[derive(Debug, Clone)]
pub struct UnitCode {
    /// `dbh` or `nva`.
    pub system: String,
    /// The institution's code in that system.
    pub institution: String,
    /// The unit's code.
    pub code: String,
    /// First year, inclusive; `None` is open.
    pub from: Option<i16>,
    /// Last year, inclusive; `None` is open.
    pub to: Option<i16>,
}

pub(crate) fn read(fields: Fields<'_>, languages: &[Language]) -> Unit {
    let kinds = [
        ("university", UnitKind::University),
        ("faculty", UnitKind::Faculty),
        ("department", UnitKind::Department),
        ("section", UnitKind::Section),
        ("group", UnitKind::Group),
    ];
    let unit = Unit {
        id: fields.required_located("id"),
        title: fields.required_texts("title", languages),
        short: fields.text("short").unwrap_or_default(),
        kind: fields.word("kind", &kinds).unwrap_or(UnitKind::Department),
        parent: fields.located("parent"),
        valid: (fields.year("valid_from"), fields.year("valid_to")),
        codes: fields.tables("code").into_iter().map(read_code).collect(),
    };
    backwards(&fields, unit.valid);
    fields.finish();
    unit
}

fn read_code(fields: Fields<'_>) -> UnitCode {
    let code = UnitCode {
        system: fields
            .required_word(
                "system",
                &[("dbh", "dbh"), ("nva", "nva"), ("local", "local")],
            )
            .unwrap_or_default()
            .to_owned(),
        institution: fields.required("institution"),
        code: fields.required("code"),
        from: fields.year("from"),
        to: fields.year("to"),
    };
    backwards(&fields, (code.from, code.to));
    fields.finish();
    code
}

fn backwards(fields: &Fields<'_>, (from, to): (Option<i16>, Option<i16>)) {
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        fields.report(Diagnostic::error(
            codes::BACKWARDS,
            fields.place(),
            format!("valid from {from} to {to}"),
        ));
    }
}
