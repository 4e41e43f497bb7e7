//! Whether an answer is still what the source declares: its columns, the way its numbers are written, its units.
//! Where it is not, the whole answer is refused: a missing number is seen, a wrong one is not.

use crate::headings::normal;
use crate::readers::{Collected, Reject};
use crate::refusal::{Refusal, codes};
use serde_json::Value;
use std::collections::BTreeSet;
use varde_calc::Exact;
use varde_facts::Cell;
use varde_pack::{Decimal, Fetch, Source};

/// Reasons of a reader that mean that a value is written in another way than declared.
const ANOTHER_WAY: [&str; 8] = [
    "not-a-number",
    "ambiguous-number",
    "exponent",
    "not-a-whole-number",
    "too-many-decimals",
    "not-a-year",
    "not-a-date",
    "not-yes-or-no",
];

/// Every row has the declared columns; where the service names all of them, no others.
pub fn columns(source: &Source, fetch: &Fetch, rows: &[String]) -> Result<(), Refusal> {
    let mut new = BTreeSet::new();
    let mut missing = BTreeSet::new();
    for row in rows {
        let Ok(Value::Object(members)) = serde_json::from_str::<Value>(row) else {
            let message = format!("a row is `{row}`, where names with values are expected");
            return Err(Refusal::new(codes::CHANGED_COLUMNS, message));
        };
        if fetch.kind.names_all_columns() {
            let other = |key: &&String| !fetch.columns.iter().any(|c| normal(c) == normal(key));
            new.extend(members.keys().filter(other).cloned());
        }
        let value = Value::Object(members);
        missing.extend(fetch.columns.iter().filter(|c| !has(&value, c)).cloned());
    }
    told(source, &missing, &new)
}

/// The headings of a file are the declared ones.
pub fn headings(source: &Source, fetch: &Fetch, found: &[String]) -> Result<(), Refusal> {
    let lacks = |list: &[String], name: &str| !list.iter().any(|n| normal(n) == normal(name));
    let missing = fetch
        .columns
        .iter()
        .filter(|c| lacks(found, c))
        .cloned()
        .collect();
    let new = found
        .iter()
        .filter(|h| !h.is_empty() && lacks(&fetch.columns, h))
        .cloned()
        .collect();
    told(source, &missing, &new)
}

fn has(row: &Value, column: &str) -> bool {
    if let Value::Object(members) = row
        && members.keys().any(|k| normal(k) == normal(column))
    {
        return true;
    }
    let found = column.split('.').try_fold(row, |value, key| value.get(key));
    found.is_some()
}

fn told(
    source: &Source,
    missing: &BTreeSet<String>,
    new: &BTreeSet<String>,
) -> Result<(), Refusal> {
    let list = |names: &BTreeSet<String>| {
        names
            .iter()
            .map(|n| format!("`{n}`"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let what = match (missing.is_empty(), new.is_empty()) {
        (true, true) => return Ok(()),
        (false, true) => format!("{} is gone", list(missing)),
        (true, false) => format!("{} is new", list(new)),
        (false, false) => format!("{} is gone and {} is new", list(missing), list(new)),
    };
    let message = format!(
        "the columns of `{id}` have changed: {what}. Nothing was taken in. See what the publisher says of it, then write the columns as they are now in sources/{id}.toml (`columns` under [fetch], and the heading)",
        id = source.id.value
    );
    Err(Refusal::new(codes::CHANGED_COLUMNS, message)
        .with("missing", list(missing))
        .with("new", list(new)))
}

/// No value is written in another way than declared.
pub fn numbers(source: &Source, rejects: &[Reject]) -> Result<(), Refusal> {
    let Some(first) = rejects
        .iter()
        .find(|r| ANOTHER_WAY.contains(&r.reason.as_str()))
    else {
        return Ok(());
    };
    let mark = match source.reader.decimal {
        Decimal::Point => "a decimal point",
        Decimal::Comma => "a decimal comma",
        Decimal::Either => "a decimal point or comma",
    };
    let message = format!(
        "`{column}` of `{id}` is written in another way than before: `{value}` ({what}); numbers have {mark}. Nothing was taken in. If the publisher has changed it, say so in sources/{id}.toml (`decimal` of the reader, the column's `type`, or `missing` for a new sign that hides a value)",
        column = first.column,
        id = source.id.value,
        value = first.value,
        what = first.message,
    );
    Err(Refusal::new(codes::CHANGED_NUMBERS, message)
        .with("column", &first.column)
        .with("value", &first.value))
}

/// The whole answer's values are of the size, or the words, that the declared unit gives.
pub fn units(source: &Source, fetch: &Fetch, rows: &Collected) -> Result<(), Refusal> {
    for expected in &fetch.expect {
        let Some(place) = source
            .columns
            .iter()
            .position(|c| c.id.value == expected.column.value)
        else {
            continue;
        };
        let heading = &source.columns[place].heading;
        let cells = || rows.rows.iter().filter_map(|(_, cells)| cells.get(place));
        let changed = |found: &str, known: &str| {
            let message = format!(
                "the unit of `{heading}` of `{id}` seems to have changed: {found}, and in {unit} {known}. Nothing was taken in. If it is right all the same, change `expect` in sources/{id}.toml",
                id = source.id.value,
                unit = expected.unit,
            );
            Refusal::new(codes::CHANGED_UNIT, message)
                .with("column", heading)
                .with("unit", &expected.unit)
        };
        if let Some((low, high)) = &expected.largest
            && let Some(largest) = cells().filter_map(exact).max()
        {
            let limits = [low, high].map(|n| Exact::parse(n).ok());
            let [Some(least), Some(most)] = limits else {
                continue;
            };
            if largest < least || largest > most {
                let found = format!("the largest value is {}", largest.to_short(4));
                return Err(changed(
                    &found,
                    &format!("it lies between {low} and {high}"),
                ));
            }
        }
        if !expected.one_of.is_empty() {
            let other = cells().find_map(|cell| match cell {
                Cell::Text(text) if !expected.one_of.iter().any(|o| o == text) => Some(text),
                _ => None,
            });
            if let Some(text) = other {
                let known = format!("it is one of {}", expected.one_of.join(", "));
                return Err(changed(&format!("it says `{text}`"), &known));
            }
        }
    }
    Ok(())
}

fn exact(cell: &Cell<'_>) -> Option<Exact> {
    match cell {
        Cell::Integer(n) => Some(Exact::from_int(*n)),
        Cell::Decimal(n) => Some(Exact::from(*n)),
        _ => None,
    }
}
