//! What a table asks of every row: values that must be there, limits, allowed words and checks, as SQL conditions.

use crate::schema::{literal, quoted};
use varde_pack::Table;

/// A rule that every row keeps, as a condition that is true for a row that breaks it.
pub(crate) struct RowRule {
    /// Column, or the id of the check.
    pub column: String,
    /// SQL condition.
    pub broken_when: String,
    /// Stable word.
    pub reason: String,
    /// For people.
    pub message: String,
}

/// The rules of a table in the order of its columns, then its checks.
pub(crate) fn rules_of(table: &Table) -> Vec<RowRule> {
    let mut rules = Vec::new();
    for column in &table.columns {
        let name = quoted(&column.id.value);
        let mut add = |broken_when: String, reason: &str, message: String| {
            rules.push(RowRule {
                column: column.id.value.clone(),
                broken_when,
                reason: reason.to_owned(),
                message,
            })
        };
        if column.required {
            add(
                format!("{name} is null"),
                "missing-value",
                "a value must be there".to_owned(),
            );
        }
        if !column.one_of.is_empty() {
            let allowed: Vec<String> = column.one_of.iter().map(|v| literal(v)).collect();
            add(
                format!("cast({name} as varchar) not in ({})", allowed.join(", ")),
                "not-allowed",
                format!("allowed are {}", column.one_of.join(", ")),
            );
        }
        if let Some(min) = &column.min {
            add(
                format!("{name} < {min}"),
                "too-small",
                format!("smaller than {min}"),
            );
        }
        if let Some(max) = &column.max {
            add(
                format!("{name} > {max}"),
                "too-large",
                format!("larger than {max}"),
            );
        }
    }
    for check in &table.checks {
        let message = check.reason.get(varde_pack::Language::En).to_owned();
        rules.push(RowRule {
            column: check.id.value.clone(),
            broken_when: format!("not (\n{}\n)", check.condition.value),
            reason: format!("check:{}", check.id.value),
            message,
        });
    }
    rules
}
