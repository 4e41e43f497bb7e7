//! The rows under a number (`/mal/PU-01/rader`), down to file and line.

use crate::format::{count, day_of, number};
use crate::pages::{Link, Writer};
use serde::Serialize;
use std::collections::BTreeMap;
use varde_calc::Exact;
use varde_pack::{Measure, Table};

/// A part of a value with the rows that it stands on, as the engine gives it.
#[derive(Debug, Clone)]
pub struct PartRows {
    /// `numerator`, `denominator` and the like.
    pub part: String,
    /// Id of the measure.
    pub measure: String,
    /// The year that it is of.
    pub period: i16,
    /// Its value.
    pub value: Option<Exact>,
    /// Its rows, at least as many of each table as a page shows.
    pub rows: Vec<SourceRow>,
    /// How many rows of each table it has in all.
    pub counts: BTreeMap<String, usize>,
}

/// A row that counted.
#[derive(Debug, Clone)]
pub struct SourceRow {
    /// Its table.
    pub table: String,
    /// Columns with their values.
    pub values: Vec<(String, String)>,
    /// What it weighs in the value.
    pub weight: String,
    /// The file.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The line.
    pub line: u64,
    /// The delivery.
    pub batch: i64,
    /// Since when it was known, RFC 3339.
    pub known: String,
}

/// The rows under a number.
#[derive(Debug, Clone, Serialize)]
pub struct RowsPage {
    /// Name of the goal or indicator.
    pub title: String,
    /// The answer.
    pub sentence: String,
    /// The page of the number.
    pub back: Link,
    /// Parts of the value.
    pub parts: Vec<Part>,
    /// All rows as files.
    pub files: Vec<Link>,
}

/// A part of the value.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    /// Above or below the line, in words.
    pub role: String,
    /// What is counted.
    pub measure: String,
    /// The year.
    pub year: String,
    /// Its value.
    pub value: String,
    /// How many rows it has.
    pub count: String,
    /// Rows by table.
    pub groups: Vec<Group>,
}

/// Rows of one table.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// Name of the table.
    pub table: String,
    /// How many rows.
    pub count: String,
    /// Headings.
    pub columns: Vec<String>,
    /// Rows, as many as a page holds.
    pub rows: Vec<Row>,
    /// Says that there are more; empty when there are not.
    pub more: String,
}

/// A row.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Cells.
    pub cells: Vec<String>,
    /// What it weighs.
    pub weight: String,
    /// File and line.
    pub place: Link,
    /// Since when it was known.
    pub known: String,
}

/// Most rows of a table that the page shows.
pub const SHOWN: usize = 100;

/// The page. `title` and `path` are those of the number's page.
pub fn rows_page(
    writer: Writer<'_>,
    title: &str,
    path: &str,
    year: i16,
    parts: &[PartRows],
) -> RowsPage {
    let Writer { words, links, .. } = writer;
    let year_text = year.to_string();
    let asked = [("ar", Some(year_text.as_str()))];
    let all: usize = parts.iter().flat_map(|p| p.counts.values()).sum();
    RowsPage {
        title: title.to_owned(),
        sentence: words.say(
            "rows-sentence",
            &[
                ("n", all.into()),
                ("shown", count(words.language(), all).into()),
                ("year", year_text.clone().into()),
            ],
        ),
        back: Link {
            text: title.to_owned(),
            href: links.to(path, &asked),
        },
        parts: parts.iter().map(|p| part(writer, p)).collect(),
        files: ["csv", "xlsx"]
            .map(|kind| Link {
                text: words.t(&format!("file-{kind}")),
                href: links.to(&format!("{path}/rader.{kind}"), &asked),
            })
            .to_vec(),
    }
}

fn part(writer: Writer<'_>, part: &PartRows) -> Part {
    let words = writer.words;
    let mut tables: BTreeMap<&str, Vec<&SourceRow>> = BTreeMap::new();
    for row in &part.rows {
        tables.entry(&row.table).or_default().push(row);
    }
    let count_of = part.counts.values().sum::<usize>();
    let mut tables: Vec<(&str, Vec<&SourceRow>)> = tables.into_iter().collect();
    // What counts comes before what only helps it to count.
    tables.sort_by_key(|(_, rows)| rows.iter().all(|r| r.weight.is_empty()));
    let measure: Option<&Measure> = writer.pack.measures.get(&part.measure);
    let role = format!("part-{}", part.part);
    Part {
        role: if words.has(&role) {
            words.t(&role)
        } else {
            part.part.clone()
        },
        measure: measure.map_or_else(|| part.measure.clone(), |m| writer.text(&m.title)),
        year: part.period.to_string(),
        value: part.value.as_ref().map_or_else(
            || crate::format::UNKNOWN.to_owned(),
            |v| crate::format::short_number(words.language(), v, 4),
        ),
        count: words.say(
            "rows",
            &[
                ("n", count_of.into()),
                ("shown", count(words.language(), count_of).into()),
            ],
        ),
        groups: tables
            .into_iter()
            .map(|(table, rows)| {
                group(
                    writer,
                    table,
                    &rows,
                    part.counts.get(table).copied().unwrap_or(rows.len()),
                )
            })
            .collect(),
    }
}

fn group(writer: Writer<'_>, table: &str, rows: &[&SourceRow], all: usize) -> Group {
    let words = writer.words;
    let declared = writer.pack.tables.get(table);
    let columns: Vec<String> = rows
        .first()
        .map(|r| {
            r.values
                .iter()
                .map(|(name, _)| heading(writer, declared, name))
                .collect()
        })
        .unwrap_or_default();
    let row = |row: &&SourceRow| Row {
        cells: row.values.iter().map(|(_, value)| value.clone()).collect(),
        weight: Exact::parse(&row.weight).map_or_else(
            |_| row.weight.clone(),
            |w| number(words.language(), &w, decimals(&row.weight)),
        ),
        place: Link {
            text: words.say(
                "file-line",
                &[
                    ("file", row.file.as_str().into()),
                    ("line", row.line.to_string().into()),
                ],
            ),
            href: writer.links.line(row.batch, row.line),
        },
        known: day_of(words, &row.known),
    };
    Group {
        table: declared.map_or_else(|| table.to_owned(), |t| writer.text(&t.title)),
        count: words.say(
            "rows",
            &[
                ("n", all.into()),
                ("shown", count(words.language(), all).into()),
            ],
        ),
        columns,
        rows: rows.iter().take(SHOWN).map(row).collect(),
        more: if all > SHOWN {
            words.say(
                "more-in-file",
                &[
                    ("shown", SHOWN.into()),
                    ("all", count(words.language(), all).into()),
                ],
            )
        } else {
            String::new()
        },
    }
}

pub(super) fn heading(writer: Writer<'_>, table: Option<&Table>, column: &str) -> String {
    let declared = table
        .and_then(|t| t.column(column))
        .map(|c| writer.text(&c.title))
        .filter(|t| !t.is_empty());
    declared.unwrap_or_else(|| column.to_owned())
}

/// Decimals of a weight as it is written; a fraction shows four.
fn decimals(weight: &str) -> u32 {
    if weight.contains('/') {
        return 4;
    }
    weight
        .split_once('.')
        .map_or(0, |(_, f)| u32::try_from(f.len()).unwrap_or(4))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::links::Links;
    use crate::words::Words;
    use varde_pack::Language;

    #[test]
    fn rows_lead_to_file_and_line() {
        let (pack, links) = (crate::samples::pack(), Links::default());
        let writer = Writer {
            words: Words::of(Language::Nb),
            links: &links,
            pack: &pack,
        };
        let row = |line: u64| SourceRow {
            table: "publication_share".to_owned(),
            values: vec![("points".to_owned(), "1.5922".to_owned())],
            weight: "1.5922".to_owned(),
            file: "andeler.csv".to_owned(),
            sha256: String::new(),
            line,
            batch: 7,
            known: "2024-04-02T00:00:00Z".to_owned(),
        };
        let parts = [PartRows {
            part: "numerator".to_owned(),
            measure: "points".to_owned(),
            period: 2024,
            value: Exact::parse("96.35").ok(),
            rows: (2..152).map(row).collect(),
            counts: [("publication_share".to_owned(), 150)].into(),
        }];
        let page = rows_page(writer, "PU-01", "/mal/PU-01", 2024, &parts);
        assert_eq!(page.sentence, "Tallet for 2024 står på 150 rader.");
        let group = &page.parts[0].groups[0];
        assert_eq!(
            (
                group.rows.len(),
                group.rows[0].weight.as_str(),
                group.rows[0].place.text.as_str()
            ),
            (100, "1,5922", "andeler.csv, linje 2")
        );
        assert_eq!(page.files[0].href, "/mal/PU-01/rader.csv?ar=2024");
        assert!(!group.more.is_empty());
    }
}
