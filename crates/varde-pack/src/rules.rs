//! Dated rules: values of a regulation with their source and the time they hold.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Fields, Located, Node, Value};
use crate::tables::{ColumnType, read_type};
use crate::text::{Language, Texts};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A table of dated values (`rules/ID.toml`); in SQL a relation with `valid_from` and `valid_to` added.
#[derive(Debug, Clone)]
pub struct Rule {
    /// SQL name.
    pub id: Located<String>,
    /// Name.
    pub title: Texts,
    /// Where the values are from.
    pub source: String,
    /// Columns that a value is looked up by.
    pub key: Vec<Located<String>>,
    /// Columns.
    pub columns: Vec<(Located<String>, ColumnType)>,
    /// The values, each with the first and last day it holds.
    pub rows: Vec<RuleRow>,
}

/// One dated row; values in the order of the rule's columns, `None` is null.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct RuleRow {
    pub values: Vec<Option<String>>,
    pub valid_from: Date,
    /// Last day, inclusive; `None` is open.
    pub valid_to: Option<Date>,
}

pub(crate) fn read(fields: Fields<'_>, languages: &[Language]) -> Rule {
    let columns: Vec<(Located<String>, ColumnType)> = fields
        .tables("column")
        .into_iter()
        .map(|f| {
            let column = (f.required_located("id"), read_type(&f));
            f.texts("title");
            f.finish();
            column
        })
        .collect();
    let mut rule = Rule {
        id: fields.required_located("id"),
        title: fields.required_texts("title", languages),
        source: fields.required("source"),
        key: fields.located_list("key"),
        columns,
        rows: Vec::new(),
    };
    let mut places = Vec::new();
    for f in fields.tables("rows") {
        let Some(valid_from) = f.date("valid_from") else {
            f.report(Diagnostic::error(
                codes::MISSING_KEY,
                f.place(),
                "a dated value needs `valid_from`",
            ));
            continue;
        };
        let valid_to = f.date("valid_to");
        if valid_to.is_some_and(|to| to < valid_from) {
            f.report(Diagnostic::error(
                codes::BACKWARDS,
                f.place(),
                format!(
                    "valid from {valid_from} to {}",
                    valid_to.unwrap_or(Date::MAX)
                ),
            ));
        }
        rule.rows.push(RuleRow {
            values: row_values(&f, &rule.columns),
            valid_from,
            valid_to,
        });
        places.push(f.place());
    }
    overlaps(&fields, &rule, &places);
    fields.finish();
    rule
}

fn row_values(
    fields: &Fields<'_>,
    columns: &[(Located<String>, ColumnType)],
) -> Vec<Option<String>> {
    let mut values = vec![None; columns.len()];
    for (key, node) in fields.entries() {
        if matches!(key, "valid_from" | "valid_to") {
            continue;
        }
        let Some(index) = columns.iter().position(|(id, _)| id.value == key) else {
            let diagnostic = Diagnostic::error(
                codes::UNKNOWN_NAME,
                fields.at(node.span),
                format!("`{key}` is not a column of this rule"),
            );
            fields.report(diagnostic.nearest(key, columns.iter().map(|(id, _)| id.value.as_str())));
            continue;
        };
        values[index] = match (&node.value, columns[index].1) {
            (_, ColumnType::Decimal { .. } | ColumnType::Integer | ColumnType::Year) => {
                let text = fields.exact(key, node);
                text.filter(|text| fits(fields, key, node, text, columns[index].1))
            }
            (Value::Text(text) | Value::Date(text), ColumnType::Date)
                if text.parse::<Date>().is_ok() =>
            {
                Some(text.clone())
            }
            (Value::Text(text), ColumnType::Text | ColumnType::Code) => Some(text.clone()),
            (Value::Boolean(b), ColumnType::Boolean) => Some(b.to_string()),
            _ => {
                fields.report(Diagnostic::error(
                    codes::WRONG_TYPE,
                    fields.at(node.span),
                    format!("`{key}` should be {}", columns[index].1.in_words()),
                ));
                None
            }
        };
    }
    values
}

/// Whether a number has no more digits than its column keeps: the database would round the rest away in silence.
fn fits(fields: &Fields<'_>, key: &str, node: &Node, text: &str, kind: ColumnType) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = whole.trim_start_matches('-').trim_start_matches('0').len();
    let (precision, scale) = match kind {
        ColumnType::Decimal { precision, scale } => (usize::from(precision), usize::from(scale)),
        _ => (18, 0),
    };
    let fits = fraction.len() <= scale && digits + scale <= precision;
    if !fits {
        let message = format!(
            "`{text}` does not fit `{key}`: {} of {scale} digits after the point",
            fraction.len()
        );
        fields.report(Diagnostic::error(
            codes::BAD_NUMBER,
            fields.at(node.span),
            message,
        ));
    }
    fits
}

fn overlaps(fields: &Fields<'_>, rule: &Rule, places: &[crate::diagnostic::Place]) {
    let key_indices: Vec<usize> = rule
        .key
        .iter()
        .filter_map(|k| rule.columns.iter().position(|(id, _)| id.value == k.value))
        .collect();
    for key in &rule.key {
        if !rule.columns.iter().any(|(id, _)| id.value == key.value) {
            let diagnostic = Diagnostic::error(
                codes::UNKNOWN_NAME,
                key.place.clone(),
                format!("`{}` is not a column of this rule", key.value),
            );
            fields.report(diagnostic.nearest(
                &key.value,
                rule.columns.iter().map(|(id, _)| id.value.as_str()),
            ));
        }
    }
    let mut by_key: BTreeMap<Vec<Option<&str>>, Vec<usize>> = BTreeMap::new();
    for (index, row) in rule.rows.iter().enumerate() {
        let key = key_indices.iter().map(|i| row.values[*i].as_deref());
        by_key.entry(key.collect()).or_default().push(index);
    }
    for (key, mut indices) in by_key {
        indices.sort_by_key(|i| (rule.rows[*i].valid_from, *i));
        let mut ends: Option<Date> = None;
        for index in indices {
            let row = &rule.rows[index];
            if ends.is_some_and(|end| row.valid_from <= end) {
                let names: Vec<&str> = key.iter().copied().flatten().collect();
                let message = format!(
                    "`{}` has two values on {}",
                    names.join(", "),
                    row.valid_from
                );
                fields.report(
                    Diagnostic::error(codes::OVERLAP, places[index].clone(), message)
                        .hint("end the earlier one with `valid_to` the day before"),
                );
            }
            ends = ends.max(Some(row.valid_to.unwrap_or(Date::MAX)));
        }
    }
}
