//! The raw files, read by code that shares nothing with the importers: rows by heading, and numbers as whole ones.

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// A row by heading.
pub type Row = BTreeMap<String, String>;

/// The rows of a delimited file.
pub fn rows(path: &Path, delimiter: u8) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_path(path)
        .unwrap();
    let headings: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    reader
        .records()
        .map(|record| {
            headings
                .iter()
                .cloned()
                .zip(record.unwrap().iter().map(str::to_owned))
                .collect()
        })
        .collect()
}

/// The rows of an answer of the API, without its status. Numbers keep their digits as they stand; null is empty.
pub fn answer(path: &Path) -> Vec<Row> {
    let rows: Vec<Value> = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let text = |value: &Value| {
        value.as_str().map_or_else(
            || {
                if value.is_null() {
                    String::new()
                } else {
                    value.to_string()
                }
            },
            str::to_owned,
        )
    };
    let row = |row: &Value| {
        row.as_object()
            .unwrap()
            .iter()
            .map(|(heading, value)| (heading.clone(), text(value)))
            .collect()
    };
    rows.iter()
        .filter(|r| r.get("status").is_none())
        .map(row)
        .collect()
}

/// A decimal number as a whole number of its last decimal, half-up: (`1.235`, 2) is 124.
pub fn scaled(number: &str, decimals: usize) -> i128 {
    let (sign, digits) = number
        .strip_prefix('-')
        .map_or((1, number), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let padded = format!("{fraction:0<width$}", width = decimals + 1);
    let kept: i128 = format!("{whole}{}", &padded[..decimals]).parse().unwrap();
    let up = padded.as_bytes()[decimals] >= b'5';
    sign * (kept + i128::from(up))
}

/// A year.
pub fn year(row: &Row) -> i64 {
    row["Årstall"].parse().unwrap()
}
