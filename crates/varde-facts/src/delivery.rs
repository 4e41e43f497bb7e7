//! A delivery on its way in: rows are staged, mapped, checked and laid into history in one transaction.
//!
//! A delivery is cut into *slices*, one for each set of values in the source's `replaces` columns. The slice is the
//! unit of supersession: of a source, table and key the latest known slice that is not withdrawn is in force.

use crate::batch::Batch;
use crate::cell::Cell;
use crate::error::{FactsError, failed};
use crate::reader::query;
use crate::schema::{literal, quoted};
use crate::store::Facts;
use crate::time::{Known, days_of_date};
use duckdb::types::Value;
use duckdb::{Appender, Connection, appender_params_from_iter};
use std::collections::BTreeSet;
use std::sync::MutexGuard;
use varde_pack::{ColumnType, Table};

/// What is known about a delivery before its rows are read.
#[derive(Debug, Clone)]
pub struct Head {
    /// Source.
    pub source: String,
    /// The table that it fills.
    pub table: Table,
    /// Columns of the table whose values it replaces.
    pub replaces: Vec<String>,
    /// Columns of the staging relation with their types.
    pub staging: Vec<(String, ColumnType)>,
    /// From `staging` to the table; `None`: the columns are the table's.
    pub sql: Option<String>,
    /// Name of the file as it came.
    pub file: String,
    /// SHA-256 of the file as it came.
    pub sha256: String,
    /// When it became known.
    pub known: Known,
    /// When it was imported, by the clock.
    pub imported: Known,
    /// Who imported it.
    pub entered_by: String,
    /// Hash of the pack.
    pub pack: String,
    /// Hash of how the file is read; the same file read otherwise is another delivery.
    pub mapping: String,
    /// The column whose sum a control total is compared with.
    pub control_column: Option<String>,
}

/// What is known about the file after it has been read.
#[derive(Debug, Clone, Default)]
pub struct FileFacts {
    /// Bytes of the file as it came.
    pub bytes: u64,
    /// Format.
    pub format: String,
    /// Encoding.
    pub encoding: String,
    /// Headings that were cut.
    pub cut: Vec<String>,
    /// Control total given by the one who imports, as an exact number.
    pub control_total: Option<String>,
    /// The bytes to keep and their extension.
    pub archive: Vec<u8>,
    /// Extension of the kept file, without a point.
    pub extension: String,
}

/// A row that was not taken in, with what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// Line in the file, from 1.
    pub line: u64,
    /// Heading of the column.
    pub column: String,
    /// The value found.
    pub value: Option<String>,
    /// Stable word for the reason.
    pub reason: String,
    /// What is wrong, for people.
    pub message: String,
    /// The whole row as text, without columns that are never stored.
    pub row: String,
}

/// A number whose noise was rounded away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rounded {
    /// Line in the file.
    pub line: u64,
    /// Heading.
    pub column: String,
    /// As it stood in the file.
    pub raw: String,
    /// As it was kept.
    pub kept: String,
}

/// What a delivery did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is in force now.
    Imported(Box<Batch>),
    /// The very same file is in force already; nothing was changed.
    AlreadyInForce(Box<Batch>),
    /// What it would have done, with the rows that it would reject; nothing was changed.
    DryRun(Box<Batch>, Vec<Reject>),
}

/// Whether to leave the delivery in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Take it in.
    Import,
    /// Do everything, then leave the store as it was.
    DryRun,
}

/// A delivery whose rows are being received. Dropped before [`Loading::finish`], it leaves no trace.
pub struct Loading<'a> {
    facts: &'a Facts,
    pub(crate) connection: MutexGuard<'a, Connection>,
    pub(crate) head: Head,
    pending: Vec<(u64, Vec<Value>)>,
    pub(crate) rejects: Vec<Reject>,
    pub(crate) rounded: Vec<Rounded>,
    received: u64,
    done: bool,
}

/// Rows held before they go to the database together.
const CHUNK: usize = 8192;

impl Facts {
    /// Begin a delivery. The writer is held until it is finished or dropped.
    ///
    /// # Errors
    /// When the delivery's time is not allowed, or the database fails.
    pub fn begin(&self, head: Head) -> Result<Loading<'_>, FactsError> {
        let connection = self.writer();
        if head.known > head.imported {
            let message = format!(
                "`{}` lies in the future; a delivery can't be known before it is known",
                head.known
            );
            return Err(FactsError::Refused(message));
        }
        let sql = format!(
            "select epoch_us(max(known)) from facts.meta.batch where source = {}",
            literal(&head.source)
        );
        let latest = first_cell(&connection, &sql)?
            .and_then(|t| t.parse().ok())
            .map(Known::from_micros);
        if let Some(latest) = latest.filter(|latest| head.known < *latest) {
            let message = format!(
                "`{}` is before this source's latest delivery, known {latest}; history is loaded in order",
                head.known
            );
            return Err(FactsError::Refused(message));
        }
        connection.execute_batch("begin").map_err(failed("begin"))?;
        let loading = Loading {
            facts: self,
            connection,
            head,
            pending: Vec::new(),
            rejects: Vec::new(),
            rounded: Vec::new(),
            received: 0,
            done: false,
        };
        let columns: Vec<String> = loading
            .head
            .staging
            .iter()
            .map(|(name, kind)| format!("{} {}", quoted(name), kind.sql()))
            .collect();
        loading.run(
            "make room for the rows",
            &format!(
                "create or replace temp table staging (line bigint not null, {})",
                columns.join(", ")
            ),
        )?;
        Ok(loading)
    }
}

impl Loading<'_> {
    /// Receive one row, its cells in the order of the staging columns.
    ///
    /// # Errors
    /// When the database fails.
    pub fn row(&mut self, line: u64, cells: &[Cell<'_>]) -> Result<(), FactsError> {
        self.pending
            .push((line, cells.iter().map(value_of).collect()));
        self.received += 1;
        if self.pending.len() >= CHUNK {
            self.flush()
        } else {
            Ok(())
        }
    }

    /// Note a row that could not be read.
    pub fn reject(&mut self, reject: Reject) {
        self.rejects.push(reject);
    }

    /// Note a number whose noise was rounded away.
    pub fn rounded(&mut self, rounded: Rounded) {
        self.rounded.push(rounded);
    }

    pub(crate) fn run(&self, what: &str, sql: &str) -> Result<(), FactsError> {
        self.connection.execute_batch(sql).map_err(failed(what))
    }

    fn flush(&mut self) -> Result<(), FactsError> {
        let mut appender: Appender<'_> = self
            .connection
            .appender("staging")
            .map_err(failed("take rows in"))?;
        for (line, values) in self.pending.drain(..) {
            let line = Value::BigInt(i64::try_from(line).unwrap_or(i64::MAX));
            appender
                .append_row(appender_params_from_iter(
                    std::iter::once(line).chain(values),
                ))
                .map_err(failed("take rows in"))?;
        }
        appender.flush().map_err(failed("take rows in"))
    }

    /// Map, check and lay the rows into history; all or nothing.
    ///
    /// # Errors
    /// When the mapping fails, the control total differs, no row is left, or the database fails. The store is then as it was.
    pub fn finish(mut self, file: &FileFacts, mode: Mode) -> Result<Outcome, FactsError> {
        self.flush()?;
        if let Some(batch) = self.already_in_force()? {
            return Ok(Outcome::AlreadyInForce(Box::new(batch)));
        }
        self.map()?;
        self.check_rows()?;
        self.check_total(file)?;
        let kept: i64 = self.number("select count(*) from temp.incoming")?;
        if kept == 0 {
            let rejected = self.rejects.len();
            let message = if rejected == 0 {
                "the file holds no rows".to_owned()
            } else {
                format!(
                    "no row could be taken in ({rejected} rejected); the first: {}",
                    self.first_problem()
                )
            };
            return Err(FactsError::Refused(message));
        }
        let archived = archive_name(file);
        // What is only tried out leaves nothing behind.
        if mode == Mode::Import {
            archive(self.facts, file, &archived)?;
        }
        let batch = self.lay(file, &archived, kept)?;
        if mode == Mode::DryRun {
            let rejects = std::mem::take(&mut self.rejects);
            return Ok(Outcome::DryRun(Box::new(batch), rejects));
        }
        self.run(
            "drop what was staged",
            "drop table temp.staging; drop table temp.incoming; drop table temp.fresh",
        )?;
        self.run("commit", "commit")?;
        self.done = true;
        self.facts.wrote();
        Ok(Outcome::Imported(Box::new(batch)))
    }

    pub(crate) fn first_problem(&self) -> String {
        self.rejects
            .iter()
            .min_by_key(|r| r.line)
            .map(|r| format!("line {}, `{}`: {}", r.line, r.column, r.message))
            .unwrap_or_default()
    }
}

impl Drop for Loading<'_> {
    fn drop(&mut self) {
        if !self.done {
            // Whatever stopped the delivery, the store goes back to where it was.
            let _ = self.connection.execute_batch("rollback");
        }
    }
}

fn value_of(cell: &Cell<'_>) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Text(text) => Value::Text(text.clone().into_owned()),
        Cell::Integer(n) => Value::BigInt(*n),
        // The text has exactly the column's scale, so that storing it rounds nothing.
        Cell::Decimal(fixed) => Value::Text(fixed.to_string()),
        Cell::Date(date) => Value::Date32(days_of_date(*date)),
        Cell::Boolean(b) => Value::Boolean(*b),
    }
}

/// The name that a file is kept under: the hash of its bytes, so that a file that is there already is the same file.
fn archive_name(file: &FileFacts) -> String {
    use sha2::{Digest, Sha256};
    let hash: String = Sha256::digest(&file.archive)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    format!("{hash}.{}", file.extension)
}

/// Keep the file, whole or not at all.
fn archive(facts: &Facts, file: &FileFacts, name: &str) -> Result<(), FactsError> {
    let Some(folder) = facts.raw_folder() else {
        return Ok(());
    };
    let path = folder.join(name);
    let problem = |what: &'static str, path: &std::path::Path| {
        let path = path.display().to_string();
        move |source| FactsError::File { what, path, source }
    };
    if path.exists() {
        return Ok(());
    }
    let partial = folder.join(format!("{name}.part"));
    std::fs::write(&partial, &file.archive).map_err(problem("write", &partial))?;
    std::fs::rename(&partial, &path).map_err(problem("keep", &path))
}

impl Facts {
    /// Kept files that no delivery names, by name: left by an import that was stopped just before its end, or by a store
    /// that was put back from an older copy.
    ///
    /// # Errors
    /// When the system refuses listing them, or the deliveries can't be read.
    pub fn files_without_delivery(&self) -> Result<Vec<String>, FactsError> {
        let Some(folder) = self.raw_folder() else {
            return Ok(Vec::new());
        };
        let named: BTreeSet<String> = self.batches()?.into_iter().map(|b| b.archived).collect();
        let problem = |source| FactsError::File {
            what: "list",
            path: folder.display().to_string(),
            source,
        };
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(problem)? {
            let name = entry.map_err(problem)?.file_name();
            let name = name.to_string_lossy().into_owned();
            if !named.contains(&name) && !name.ends_with(".part") {
                found.push(name);
            }
        }
        found.sort();
        Ok(found)
    }

    /// The file of a delivery as it was kept; `None` when it is not there.
    ///
    /// # Errors
    /// When the system refuses reading it.
    pub fn kept_file(&self, batch: &Batch) -> Result<Option<Vec<u8>>, FactsError> {
        let Some(folder) = self.raw_folder() else {
            return Ok(None);
        };
        let path = folder.join(&batch.archived);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(FactsError::File {
                what: "read",
                path: path.display().to_string(),
                source,
            }),
        }
    }
}

pub(crate) fn first_cell(connection: &Connection, sql: &str) -> Result<Option<String>, FactsError> {
    Ok(query(connection, "look at the deliveries", sql)?
        .rows
        .into_iter()
        .next()
        .and_then(|mut row| row.pop().flatten()))
}
