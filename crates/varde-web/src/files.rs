//! Lists and rows as files to take along. Each says what it holds, as of when, and whether the numbers are invented.

use crate::pages::{Context, Reply, ours};
use varde_import::{to_csv, to_xlsx};
use varde_pack::ColumnType;
use varde_view::pages::error::Wrong;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Csv,
    Xlsx,
}

/// A table to take along.
pub(crate) struct Sheet {
    /// What the file is called, without ending.
    pub name: String,
    pub headings: Vec<String>,
    pub kinds: Vec<ColumnType>,
    pub rows: Vec<Vec<Option<String>>>,
    /// What else the file says about itself.
    pub facts: Vec<(String, String)>,
}

/// The file.
pub(crate) fn file(context: &Context, sheet: Sheet, kind: Kind) -> Result<Reply, Wrong> {
    let words = context.words;
    let mut facts = Vec::new();
    if context.shared.app.demo {
        facts.push((words.t("demo"), words.t("demo-why")));
    }
    if !context.audience.is_everyone() {
        facts.push((words.t("exact"), words.t("exact-why")));
    }
    facts.push((words.t("as-of"), context.as_of_text()));
    facts.push((
        words.t("fact-pack"),
        format!("{}@{}", context.pack.id, context.pack.version),
    ));
    facts.extend(sheet.facts);
    let (bytes, content_type, ending) = match kind {
        Kind::Csv => (
            to_csv(&facts, &sheet.headings, &sheet.kinds, sheet.rows),
            "text/csv; charset=utf-8",
            "csv",
        ),
        Kind::Xlsx => (
            to_xlsx(
                &sheet.name,
                &sheet.headings,
                &sheet.kinds,
                sheet.rows,
                &facts,
            )
            .map_err(ours)?,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsx",
        ),
    };
    let day = context
        .as_of_text()
        .get(..10)
        .unwrap_or_default()
        .to_owned();
    let name: String = format!("{}-{day}.{ending}", sheet.name)
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "-_.".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    Ok(Reply::File {
        name,
        content_type,
        bytes,
    })
}
