//! Sources: what arrives from outside, how it is read, and which table it fills.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Fields, Located};
use crate::fetch::{self, Fetch};
use crate::tables::{ColumnType, Table, read_type};
use crate::text::{Language, Texts};

/// A declared source (`sources/ID.toml`, with `sources/ID.sql` beside it where columns must be reshaped).
#[derive(Debug, Clone)]
pub struct Source {
    /// For example `dbh-123`.
    pub id: Located<String>,
    /// Name for people.
    pub title: Texts,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Where it is found.
    pub url: Option<String>,
    /// Licence of the data.
    pub licence: Option<String>,
    /// The table that it fills.
    pub into: Located<String>,
    /// Columns of that table: a delivery supersedes earlier rows of this source with the same values there.
    pub replaces: Vec<Located<String>>,
    /// Headings that are cut before the file is archived.
    pub never_store: Vec<String>,
    /// When a delivery is expected.
    pub expected: Option<Expected>,
    /// A year's rows are provisional until this month and day of the next year.
    pub provisional_until: Option<(i8, i8)>,
    /// The column of the table that a control total sums.
    pub control_total: Option<Located<String>>,
    /// How files are read.
    pub reader: Reader,
    /// Columns of the staging relation.
    pub columns: Vec<StagingColumn>,
    /// From `staging` to the table's columns; `None`: the columns are the table's.
    pub sql: Option<Located<String>>,
    /// Where it can be fetched; `None`: files only.
    pub fetch: Option<Fetch>,
}

/// When deliveries are expected.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Expected {
    /// `year`, `semester` or `month`.
    pub every: String,
    /// Month and day.
    pub due: Option<(i8, i8)>,
}

/// How files of a source are read.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    /// Formats it may come in.
    pub formats: Vec<Format>,
    /// Delimiter; `None`: found out from the file.
    pub delimiter: Option<char>,
    /// Decimal mark.
    pub decimal: Decimal,
    /// The row that holds the headings, from 1.
    pub header_row: u32,
    /// Sheet of a workbook; `None`: the first.
    pub sheet: Option<String>,
    /// JSON: the array inside each element that is gone through.
    pub each: Option<String>,
    /// JSON: an element that has none of these keys is no row (the API's status).
    pub skip_where_missing: Vec<String>,
}

/// Formats of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Delimited text.
    Delimited,
    /// One JSON value a line.
    Ndjson,
    /// A JSON document holding a list.
    Json,
    /// A workbook.
    Xlsx,
    /// The answer of the DBH API: a list with a status element.
    Dbh,
}

/// The decimal mark of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub enum Decimal {
    #[default]
    Point,
    Comma,
    Either,
}

/// A column as it is in the file.
#[derive(Debug, Clone)]
pub struct StagingColumn {
    /// Name in SQL.
    pub id: Located<String>,
    /// Heading in the file; the id where none is given.
    pub heading: String,
    /// Other headings that it is known by.
    pub aliases: Vec<String>,
    /// JSON: path to the value, dots between keys.
    pub path: Option<String>,
    /// Type.
    pub kind: ColumnType,
    /// An empty value rejects the row.
    pub required: bool,
    /// The heading may be missing from the file.
    pub optional: bool,
    /// Digits kept after the point; what is beyond is noise, rounded half-up.
    pub scale: Option<u8>,
    /// Texts that mean nothing is there.
    pub missing: Vec<String>,
    /// The setting that gives the value when the heading is missing.
    pub default_setting: Option<Located<String>>,
    /// The value when the heading is missing.
    pub default_value: Option<String>,
}

impl Source {
    /// The source that every table is by itself: a file with the table's own headings.
    pub fn of_table(table: &Table) -> Self {
        Self {
            id: table.id.clone(),
            title: table.title.clone(),
            publisher: None,
            url: None,
            licence: None,
            into: table.id.clone(),
            replaces: table.replaces.clone(),
            never_store: table.never_store.clone(),
            expected: None,
            provisional_until: None,
            control_total: None,
            reader: Reader {
                formats: vec![Format::Delimited, Format::Xlsx],
                decimal: Decimal::Either,
                header_row: 1,
                ..Reader::default()
            },
            columns: table
                .columns
                .iter()
                .map(|c| StagingColumn {
                    id: c.id.clone(),
                    heading: c.id.value.clone(),
                    aliases: c
                        .title
                        .0
                        .values()
                        .cloned()
                        .chain(c.aliases.iter().cloned())
                        .collect(),
                    path: None,
                    kind: c.kind,
                    required: c.required,
                    optional: !c.required,
                    scale: None,
                    missing: Vec::new(),
                    default_setting: None,
                    default_value: None,
                })
                .collect(),
            sql: None,
            fetch: None,
        }
    }
}

pub(crate) fn read(
    fields: Fields<'_>,
    sql: Option<Located<String>>,
    languages: &[Language],
) -> Source {
    let source = Source {
        id: fields.required_located("id"),
        title: fields.required_texts("title", languages),
        publisher: fields.text("publisher"),
        url: fields.text("url"),
        licence: fields.text("licence"),
        into: fields.required_located("into"),
        replaces: fields.located_list("replaces"),
        never_store: fields.list("never_store"),
        expected: fields.table("expected").map(|f| {
            let every = f
                .word(
                    "every",
                    &[
                        ("year", "year"),
                        ("semester", "semester"),
                        ("month", "month"),
                    ],
                )
                .unwrap_or("year")
                .to_owned();
            let expected = Expected {
                every,
                due: f.month_day("due"),
            };
            f.finish();
            expected
        }),
        provisional_until: fields.month_day("provisional_until"),
        control_total: fields.located("control_total"),
        reader: fields.table("reader").map(read_reader).unwrap_or_default(),
        columns: fields
            .tables("column")
            .into_iter()
            .map(read_column)
            .collect(),
        sql,
        fetch: fields.table("fetch").map(fetch::read),
    };
    if source.reader.formats.is_empty() {
        fields.report(
            Diagnostic::error(
                codes::MISSING_KEY,
                fields.place(),
                "`reader.formats` is missing",
            )
            .hint("[reader] formats = [\"delimited\"]"),
        );
    }
    fields.finish();
    source
}

fn read_reader(fields: Fields<'_>) -> Reader {
    let words = [
        ("delimited", Format::Delimited),
        ("ndjson", Format::Ndjson),
        ("json", Format::Json),
        ("xlsx", Format::Xlsx),
        ("dbh", Format::Dbh),
    ];
    let mut formats = Vec::new();
    for word in fields.located_list("formats") {
        match words.iter().find(|(w, _)| *w == word.value) {
            Some((_, format)) => formats.push(*format),
            None => {
                let diagnostic = Diagnostic::error(
                    codes::NOT_ALLOWED,
                    word.place,
                    format!("`{}` is not a format", word.value),
                );
                fields.report(
                    diagnostic
                        .nearest(&word.value, words.iter().map(|(w, _)| *w))
                        .hint("one of `delimited`, `ndjson`, `json`, `xlsx`, `dbh`"),
                );
            }
        }
    }
    let reader = Reader {
        formats,
        delimiter: fields.letter("delimiter"),
        decimal: fields
            .word(
                "decimal",
                &[
                    ("point", Decimal::Point),
                    ("comma", Decimal::Comma),
                    ("either", Decimal::Either),
                ],
            )
            .unwrap_or_default(),
        header_row: fields.within("header_row", 1..=1000).unwrap_or(1),
        sheet: fields.text("sheet"),
        each: fields.text("each"),
        skip_where_missing: fields.list("skip_where_missing"),
    };
    fields.finish();
    reader
}

fn read_column(fields: Fields<'_>) -> StagingColumn {
    let id = fields.required_located("id");
    let column = StagingColumn {
        heading: fields.text("heading").unwrap_or_else(|| id.value.clone()),
        id,
        aliases: fields.list("aliases"),
        path: fields.text("path"),
        kind: read_type(&fields),
        required: fields.flag("required"),
        optional: fields.flag("optional"),
        scale: fields.within("scale", 0..=38),
        missing: fields.list("missing"),
        default_setting: fields.located("default_setting"),
        default_value: fields.text("default_value"),
    };
    fields.word("empty", &[("null", ())]);
    if column.required && column.optional {
        let message = "a heading can't be both `required` and `optional`";
        let place = fields.place_of("optional");
        fields.report(Diagnostic::error(codes::CONTRADICTION, place, message));
    }
    fields.finish();
    column
}
