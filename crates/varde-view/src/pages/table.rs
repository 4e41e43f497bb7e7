//! The rows of a table (`/data/tabell/students`).

use crate::format::count;
use crate::pages::rows::heading;
use crate::pages::{Link, Writer};
use serde::Serialize;
use varde_pack::{PersonalData, Table};

/// A table's rows.
#[derive(Debug, Clone, Serialize)]
pub struct TablePage {
    /// Id.
    pub id: String,
    /// Name.
    pub title: String,
    /// What a row is.
    pub about: String,
    /// What the rows say about persons.
    pub personal_data: String,
    /// How long rows may be kept; empty where the pack doesn't say.
    pub retention: String,
    /// Headings.
    pub columns: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
    /// Which rows of how many.
    pub range: String,
    /// The rows before.
    pub before: Option<Link>,
    /// The rows after.
    pub after: Option<Link>,
    /// All rows as files.
    pub files: Vec<Link>,
}

/// Rows of a table on a page.
pub const TABLE_ROWS: usize = 100;

/// The page. `page` counts from 1; `more`: there are rows after these.
pub fn table_page(
    writer: Writer<'_>,
    table: &Table,
    columns: &[String],
    rows: Vec<Vec<Option<String>>>,
    page: usize,
    more: bool,
) -> TablePage {
    let Writer { words, links, .. } = writer;
    let id = &table.id.value;
    let path = format!("/data/tabell/{id}");
    let to_page = |key: &str, page: usize| Link {
        text: words.t(key),
        href: links.to(&path, &[("side", Some(&page.to_string()))]),
    };
    let first = (page.max(1) - 1) * TABLE_ROWS;
    let language = words.language();
    TablePage {
        id: id.clone(),
        title: writer.text(&table.title),
        about: writer.text(&table.about),
        personal_data: words.t(match table.personal_data {
            PersonalData::None => "personal-none",
            PersonalData::Pseudonymous => "personal-pseudonymous",
            PersonalData::Personal => "personal-personal",
            PersonalData::Sensitive => "personal-sensitive",
        }),
        retention: table.retention.clone().unwrap_or_default(),
        columns: columns
            .iter()
            .map(|c| heading(writer, Some(table), c))
            .collect(),
        range: if rows.is_empty() {
            words.t("table-empty")
        } else {
            words.say(
                "table-range",
                &[
                    ("first", count(language, first + 1).into()),
                    ("last", count(language, first + rows.len()).into()),
                ],
            )
        },
        rows: rows
            .into_iter()
            .map(|row| row.into_iter().map(Option::unwrap_or_default).collect())
            .collect(),
        before: (page > 1).then(|| to_page("page-before", page - 1)),
        after: more.then(|| to_page("page-after", page + 1)),
        files: ["csv", "xlsx"]
            .map(|kind| Link {
                text: words.t(&format!("file-{kind}")),
                href: links.to(&format!("{path}.{kind}"), &[]),
            })
            .to_vec(),
    }
}
