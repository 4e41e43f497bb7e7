//! What reading a file gives, and who takes it.

use std::borrow::Cow;
use varde_facts::Cell;
use varde_pack::Format;

/// Takes what a reader finds, row by row.
///
/// Rows come before a refusal can be known for certain (the end of a file may be missing), so a refused file's rows must
/// be thrown away.
pub trait Sink {
    /// A row whose cells are in the order of the source's columns, with the line on which it starts.
    fn row(&mut self, line: u64, cells: &[Cell<'_>]) -> Result<(), SinkStopped>;
    /// A row that goes to quarantine.
    fn reject(&mut self, reject: Reject);
    /// A value of the row just given that lost digits.
    fn rounded(&mut self, rounded: Rounded);
    /// How many bytes have been read; called every few thousand rows.
    fn progress(&mut self, _bytes_done: u64) {}
}

/// The sink wants no more rows; it knows why itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SinkStopped;

/// A row that is not taken, with the first thing that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// Line (row of a workbook) on which it starts, from 1.
    pub line: u64,
    /// The heading in the source's declaration; empty when the whole row is wrong.
    pub column: String,
    /// The value that is wrong.
    pub value: String,
    /// A stable key, for example `not-a-number`.
    pub reason: String,
    /// The reason in words.
    pub message: String,
    /// The row as it was written, without the columns that are cut.
    pub row: String,
}

/// A value with more digits than its column keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rounded {
    /// Line on which its row starts.
    pub line: u64,
    /// The heading in the source's declaration.
    pub column: String,
    /// As it was written.
    pub raw: String,
    /// As it was kept.
    pub kept: String,
}

/// A file that was read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRead<'b> {
    /// What it was.
    pub format: Format,
    /// `utf-8`, `windows-1252`, `utf-16le`, `utf-16be` or `workbook`.
    pub encoding: &'static str,
    /// Rows given to the sink.
    pub rows: u64,
    /// Rows rejected.
    pub rejected: u64,
    /// Headings (paths of JSON) that are not in `archive`: never stored, or not in the mapping.
    pub cut: Vec<String>,
    /// The bytes to keep: the file itself, or without what is cut and then in UTF-8. Rows stay on their lines.
    pub archive: Cow<'b, [u8]>,
    /// The file name's ending for `archive`: `csv`, `json`, `ndjson` or `xlsx`.
    pub archive_extension: &'static str,
    /// Headings (paths of JSON) of the file.
    pub headings: Vec<String>,
}

/// A sink that keeps everything in memory: for dry runs and tests.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Collected {
    /// Rows with their lines.
    pub rows: Vec<(u64, Vec<Cell<'static>>)>,
    /// Rejected rows.
    pub rejects: Vec<Reject>,
    /// Rounded values.
    pub rounded: Vec<Rounded>,
}

impl Sink for Collected {
    fn row(&mut self, line: u64, cells: &[Cell<'_>]) -> Result<(), SinkStopped> {
        let owned = cells.iter().map(|cell| match cell {
            Cell::Text(text) => Cell::Text(Cow::Owned(text.to_string())),
            Cell::Null => Cell::Null,
            Cell::Integer(n) => Cell::Integer(*n),
            Cell::Decimal(n) => Cell::Decimal(*n),
            Cell::Date(day) => Cell::Date(*day),
            Cell::Boolean(truth) => Cell::Boolean(*truth),
        });
        self.rows.push((line, owned.collect()));
        Ok(())
    }

    fn reject(&mut self, reject: Reject) {
        self.rejects.push(reject);
    }

    fn rounded(&mut self, rounded: Rounded) {
        self.rounded.push(rounded);
    }
}
