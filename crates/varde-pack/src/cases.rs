//! Conformance cases: small tables of rows and the answer that a definition must give.

use crate::diagnostic::{Diagnostic, Place, codes};
use crate::document::{Fields, Located, Value};
use jiff::civil::Date;

/// A conformance case (`[[case]]`).
#[derive(Debug, Clone)]
pub struct Case {
    /// Id.
    pub id: Located<String>,
    /// The indicator, goal or rule of quality asked for.
    pub asks: Asks,
    /// Unit, by id or by one of its codes.
    pub unit: Located<String>,
    /// Year.
    pub period: i16,
    /// The day it is looked at; `None`: long after everything has matured.
    pub as_of: Option<Date>,
    /// What it shows.
    pub note: Option<String>,
    /// Rows by table.
    pub tables: Vec<CaseTable>,
    /// What must come out; what is `None` is not compared.
    pub expect: Expectation,
    /// The place of `[case.expect]`.
    pub expect_place: Place,
}

/// What a case asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Asks {
    Indicator(Located<String>),
    Goal(Located<String>),
    Rule(Located<String>),
}

/// Rows of one table in a case.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct CaseTable {
    pub table: Located<String>,
    pub columns: Vec<Located<String>>,
    /// Each row with its place; `None` is null.
    pub rows: Vec<(Place, Vec<Option<String>>)>,
}

/// The expected answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Expectation {
    pub numerator: Option<String>,
    pub denominator: Option<String>,
    pub value: Option<String>,
    pub state: Option<String>,
    pub reason: Option<String>,
    /// How many findings a rule of quality gives.
    pub findings: Option<usize>,
    /// The first finding in words, in the pack's first language.
    pub says: Option<String>,
}

pub(crate) fn read(fields: Fields<'_>) -> Case {
    let asked = (
        fields.located("indicator"),
        fields.located("goal"),
        fields.located("rule"),
    );
    let asks = match asked {
        (Some(indicator), None, None) => Asks::Indicator(indicator),
        (None, Some(goal), None) => Asks::Goal(goal),
        (None, None, Some(rule)) => Asks::Rule(rule),
        _ => {
            fields.report(Diagnostic::error(
                codes::CASE_MALFORMED,
                fields.place(),
                "a case asks for either an `indicator`, a `goal` or a `rule`",
            ));
            Asks::Indicator(Located::default())
        }
    };
    // A rule of quality looks at all units and years.
    let of_rule = matches!(asks, Asks::Rule(_));
    let (unit, period) = if of_rule {
        (fields.located("unit"), fields.year("period"))
    } else {
        let unit = fields.required_located("unit");
        (Some(unit), fields.required_year("period"))
    };
    let case = Case {
        id: fields.required_located("id"),
        asks,
        unit: unit.unwrap_or_default(),
        period: period.unwrap_or(2000),
        as_of: fields.date("as_of"),
        note: fields.text("note"),
        tables: fields.table("tables").map(read_tables).unwrap_or_default(),
        expect: fields
            .table("expect")
            .map(read_expectation)
            .unwrap_or_default(),
        expect_place: fields.place_of("expect"),
    };
    if !fields.has("expect") {
        fields.report(
            Diagnostic::error(
                codes::CASE_MALFORMED,
                fields.place(),
                "the case expects nothing",
            )
            .hint("[case.expect] state = \"met\""),
        );
    }
    fields.finish();
    case
}

fn read_expectation(fields: Fields<'_>) -> Expectation {
    let number = |key| fields.number(key);
    let expect = Expectation {
        numerator: number("numerator"),
        denominator: number("denominator"),
        value: number("value"),
        state: fields.text("state"),
        reason: fields.text("reason"),
        findings: fields.within("findings", 0..=1_000_000),
        says: fields.text("says"),
    };
    fields.finish();
    expect
}

fn read_tables(fields: Fields<'_>) -> Vec<CaseTable> {
    let mut tables = Vec::new();
    for (name, node) in fields.entries() {
        let table = fields.sub(node);
        let columns = table.located_list("columns");
        let mut rows = Vec::new();
        for row in table.nodes("rows") {
            let place = table.at(row.span);
            let Value::Array(cells) = &row.value else {
                table.report(Diagnostic::error(
                    codes::WRONG_TYPE,
                    place,
                    "a row is a list of values",
                ));
                continue;
            };
            if cells.len() != columns.len() {
                let message = format!("{} values for {} columns", cells.len(), columns.len());
                table.report(Diagnostic::error(codes::CASE_MALFORMED, place, message));
                continue;
            }
            rows.push((
                place,
                cells.iter().map(|cell| cell_text(&table, cell)).collect(),
            ));
        }
        tables.push(CaseTable {
            table: Located {
                value: name.to_owned(),
                place: fields.at(node.span),
            },
            columns,
            rows,
        });
        table.finish();
    }
    tables
}

fn cell_text(fields: &Fields<'_>, node: &crate::document::Node) -> Option<String> {
    match &node.value {
        Value::Text(text) if text.is_empty() => None,
        Value::Text(text) | Value::Date(text) => Some(text.clone()),
        Value::Integer(n) => Some(n.to_string()),
        Value::Boolean(b) => Some(b.to_string()),
        Value::Float(text) => {
            fields.report(
                Diagnostic::error(
                    codes::BAD_NUMBER,
                    fields.at(node.span),
                    format!("`{text}` is a floating-point number"),
                )
                .hint(format!("exact numbers are texts: \"{text}\"")),
            );
            None
        }
        Value::Array(_) | Value::Table(_) => {
            fields.report(Diagnostic::error(
                codes::WRONG_TYPE,
                fields.at(node.span),
                "a cell is a text, a number, a date or true/false",
            ));
            None
        }
    }
}
