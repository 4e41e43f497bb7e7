//! Deliveries as they lie in the store: what came, when, what it changed, what was rejected, and how to take it out.

use crate::delivery::{Reject, Rounded};
use crate::error::{FactsError, failed};
use crate::reader::{Rows, live_slices, query};
use crate::schema::{literal, quoted};
use crate::store::Facts;
use crate::time::Known;
use duckdb::Connection;
use std::collections::BTreeMap;
use std::sync::Arc;
use varde_pack::Table;

/// A delivery that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Its number, in the order of import.
    pub batch: i64,
    /// Source.
    pub source: String,
    /// Table.
    pub table: String,
    /// Name of the file as it came.
    pub file: String,
    /// SHA-256 of the file as it came.
    pub sha256: String,
    /// Name of the kept file in `raw/`.
    pub archived: String,
    /// Bytes of the file as it came.
    pub bytes: i64,
    /// Format.
    pub format: String,
    /// Encoding.
    pub encoding: String,
    /// When it became known.
    pub known: Known,
    /// When it was imported.
    pub imported: Known,
    /// Who imported it.
    pub entered_by: String,
    /// Rows taken in.
    pub rows: i64,
    /// Rows rejected.
    pub rejected: i64,
    /// Rows that were not there before.
    pub new: i64,
    /// Rows whose values changed.
    pub changed: i64,
    /// Rows that were there before and are no more.
    pub gone: i64,
    /// Headings that were cut before the file was kept.
    pub cut: Vec<String>,
    /// Control total that was given and held.
    pub control_total: Option<String>,
    /// What it replaces, as `year=2023, semester=3`.
    pub slices: Vec<String>,
    /// How many of its slices are in force.
    pub slices_in_force: i64,
    /// When and why it was withdrawn.
    pub withdrawn: Option<(Known, String)>,
}

/// Where a row comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowSource {
    /// Row.
    pub row_id: i64,
    /// Table.
    pub table: String,
    /// Values by column, in the table's order.
    pub values: Vec<(String, Option<String>)>,
    /// Line in the file.
    pub line: u64,
    /// Delivery.
    pub batch: i64,
    /// Source.
    pub source: String,
    /// File as it came.
    pub file: String,
    /// Hash of the file as it came.
    pub sha256: String,
    /// Name of the kept file in `raw/`.
    pub archived: String,
    /// When it became known.
    pub known: Known,
}

pub(crate) fn one(connection: &Connection, number: i64) -> Result<Batch, FactsError> {
    list(connection, &format!("where b.batch = {number}"))?
        .pop()
        .ok_or(FactsError::NoSuchBatch(number))
}

fn list(connection: &Connection, filter: &str) -> Result<Vec<Batch>, FactsError> {
    let sql = format!(
        "with live as ({}), s as (select batch, string_agg(key, chr(10) order by key) as keys, count(*) filter (where slice in (select slice from live)) as in_force from facts.meta.slice group by batch) \
         select b.batch, b.source, b.tbl, b.file, b.sha256, b.archived, b.bytes, b.format, b.encoding, epoch_us(b.known), epoch_us(b.imported), b.entered_by, b.rows, b.rejected, \
         b.new_rows, b.changed_rows, b.gone_rows, b.cut, b.control_total, s.keys, coalesce(s.in_force, 0), epoch_us(w.known), w.reason \
         from facts.meta.batch b left join s on s.batch = b.batch left join facts.meta.withdrawal w on w.batch = b.batch {filter} order by b.batch",
        live_slices(Known::END)
    );
    let rows = query(connection, "list the deliveries", &sql)?;
    Ok(rows.rows.into_iter().map(batch_of).collect())
}

fn batch_of(row: Vec<Option<String>>) -> Batch {
    let mut cells = row.into_iter();
    let mut next = || cells.next().flatten();
    let number = |cell: Option<String>| cell.and_then(|t| t.parse::<i64>().ok()).unwrap_or(0);
    let lines = |cell: Option<String>| {
        cell.filter(|t| !t.is_empty())
            .map(|t| t.split('\n').map(str::to_owned).collect())
            .unwrap_or_default()
    };
    Batch {
        batch: number(next()),
        source: next().unwrap_or_default(),
        table: next().unwrap_or_default(),
        file: next().unwrap_or_default(),
        sha256: next().unwrap_or_default(),
        archived: next().unwrap_or_default(),
        bytes: number(next()),
        format: next().unwrap_or_default(),
        encoding: next().unwrap_or_default(),
        known: Known::from_micros(number(next())),
        imported: Known::from_micros(number(next())),
        entered_by: next().unwrap_or_default(),
        rows: number(next()),
        rejected: number(next()),
        new: number(next()),
        changed: number(next()),
        gone: number(next()),
        cut: lines(next()),
        control_total: next(),
        slices: lines(next()),
        slices_in_force: number(next()),
        withdrawn: next().map(|known| {
            (
                Known::from_micros(number(Some(known))),
                next().unwrap_or_default(),
            )
        }),
    }
}

/// What a row needs to know of its delivery.
struct BatchHead {
    batch: i64,
    source: String,
    table: String,
    file: String,
    sha256: String,
    archived: String,
    known: Known,
    rows: std::ops::RangeInclusive<i64>,
}

/// All deliveries by their rows, which are numbered in the order of import.
pub struct Deliveries(Vec<BatchHead>);

impl Deliveries {
    fn read(connection: &Connection) -> Result<Self, FactsError> {
        let sql = "select batch, source, tbl, file, sha256, archived, epoch_us(known), row_from, row_to from facts.meta.batch order by row_from";
        let rows = query(connection, "list the deliveries", sql)?.rows;
        let head = |row: Vec<Option<String>>| {
            let [
                batch,
                source,
                table,
                file,
                sha256,
                archived,
                known,
                from,
                to,
            ] = <[Option<String>; 9]>::try_from(row).unwrap_or_default();
            let number =
                |cell: Option<String>| cell.and_then(|t| t.parse::<i64>().ok()).unwrap_or(0);
            BatchHead {
                batch: number(batch),
                source: source.unwrap_or_default(),
                table: table.unwrap_or_default(),
                file: file.unwrap_or_default(),
                sha256: sha256.unwrap_or_default(),
                archived: archived.unwrap_or_default(),
                known: Known::from_micros(number(known)),
                rows: number(from)..=number(to),
            }
        };
        Ok(Self(rows.into_iter().map(head).collect()))
    }

    fn of_row(&self, row_id: i64) -> Option<&BatchHead> {
        let after = self.0.partition_point(|h| *h.rows.start() <= row_id);
        self.0
            .get(after.checked_sub(1)?)
            .filter(|h| h.rows.contains(&row_id))
    }

    /// The table that a row is in.
    pub fn table_of(&self, row_id: i64) -> Option<&str> {
        self.of_row(row_id).map(|head| head.table.as_str())
    }

    /// The source that a row came from.
    pub fn source_of(&self, row_id: i64) -> Option<&str> {
        self.of_row(row_id).map(|head| head.source.as_str())
    }
}

impl Facts {
    /// All deliveries in the order of import.
    ///
    /// # Errors
    /// When reading fails.
    pub fn batches(&self) -> Result<Vec<Batch>, FactsError> {
        let connection = self
            .writer()
            .try_clone()
            .map_err(failed("open a connection"))?;
        list(&connection, "")
    }

    /// One delivery.
    ///
    /// # Errors
    /// When there is none of that number, or reading fails.
    pub fn batch(&self, number: i64) -> Result<Batch, FactsError> {
        let connection = self
            .writer()
            .try_clone()
            .map_err(failed("open a connection"))?;
        one(&connection, number)
    }

    /// The rows of a delivery that were not taken in, by line.
    ///
    /// # Errors
    /// When reading fails.
    pub fn rejected(&self, batch: i64) -> Result<Vec<Reject>, FactsError> {
        let sql = format!(
            "select line, col, value, reason, message, row_text from facts.meta.reject where batch = {batch} order by line, col"
        );
        let rows = self.meta("list rejected rows", &sql)?.rows;
        Ok(rows
            .into_iter()
            .map(|row| {
                let [line, column, value, reason, message, text] =
                    <[Option<String>; 6]>::try_from(row).unwrap_or_default();
                Reject {
                    line: line.and_then(|l| l.parse().ok()).unwrap_or(0),
                    column: column.unwrap_or_default(),
                    value,
                    reason: reason.unwrap_or_default(),
                    message: message.unwrap_or_default(),
                    row: text.unwrap_or_default(),
                }
            })
            .collect())
    }

    /// Numbers of a delivery whose noise was rounded away, by line.
    ///
    /// # Errors
    /// When reading fails.
    pub fn rounded(&self, batch: i64) -> Result<Vec<Rounded>, FactsError> {
        let sql = format!(
            "select line, col, raw, kept from facts.meta.rounded where batch = {batch} order by line, col"
        );
        let rows = self.meta("list rounded numbers", &sql)?.rows;
        Ok(rows
            .into_iter()
            .map(|row| {
                let [line, column, raw, kept] =
                    <[Option<String>; 4]>::try_from(row).unwrap_or_default();
                Rounded {
                    line: line.and_then(|l| l.parse().ok()).unwrap_or(0),
                    column: column.unwrap_or_default(),
                    raw: raw.unwrap_or_default(),
                    kept: kept.unwrap_or_default(),
                }
            })
            .collect())
    }

    /// Take a wrong delivery out; what was in force before it is in force again. Nothing is deleted.
    ///
    /// # Errors
    /// When there is no such delivery, it is withdrawn already, or writing fails.
    pub fn withdraw(
        &self,
        batch: i64,
        reason: &str,
        entered_by: &str,
        now: Known,
    ) -> Result<Batch, FactsError> {
        let writer = self.writer();
        let found = one(&writer, batch)?;
        if let Some((when, _)) = found.withdrawn {
            return Err(FactsError::Refused(format!(
                "delivery {batch} was withdrawn already, {when}"
            )));
        }
        if reason.trim().is_empty() {
            return Err(FactsError::Refused(
                "a withdrawal needs a reason".to_owned(),
            ));
        }
        // A delivery can't be out before it was in.
        let known = now.max(found.known);
        let sql = format!(
            "insert into facts.meta.withdrawal values ({batch}, {}, {}, {})",
            known.sql(),
            literal(reason.trim()),
            literal(entered_by)
        );
        writer
            .execute_batch(&sql)
            .map_err(failed("withdraw the delivery"))?;
        self.wrote();
        one(&writer, batch)
    }

    /// Which rows belong to which delivery, read again only after a write.
    ///
    /// # Errors
    /// When reading fails.
    pub fn deliveries(&self) -> Result<Arc<Deliveries>, FactsError> {
        let generation = self.generation();
        if let Some((of, deliveries)) = self.held_deliveries().as_ref()
            && *of == generation
        {
            return Ok(deliveries.clone());
        }
        let connection = self
            .writer()
            .try_clone()
            .map_err(failed("open a connection"))?;
        let deliveries = Arc::new(Deliveries::read(&connection)?);
        *self.held_deliveries() = Some((generation, deliveries.clone()));
        Ok(deliveries)
    }

    /// Where rows come from, with their values, in the order of the ids given. Ids that no row has are left out.
    ///
    /// # Errors
    /// When reading fails.
    pub fn sources_of(
        &self,
        tables: &BTreeMap<String, Table>,
        row_ids: &[i64],
    ) -> Result<Vec<RowSource>, FactsError> {
        let connection = self
            .writer()
            .try_clone()
            .map_err(failed("open a connection"))?;
        let deliveries = self.deliveries()?;
        let mut by_table: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
        for id in row_ids {
            if let Some(head) = deliveries.of_row(*id) {
                by_table.entry(&head.table).or_default().push(*id);
            }
        }
        let mut found = BTreeMap::new();
        for (name, mut ids) in by_table {
            let Some(table) = tables.get(name) else {
                continue;
            };
            ids.sort_unstable();
            ids.dedup();
            let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
            let columns: Vec<String> = table.columns.iter().map(|c| quoted(&c.id.value)).collect();
            let sql = format!(
                "select row_id, line, {} from facts.history.{} where row_id between {} and {} and row_id in (select unnest(cast('[{}]' as bigint[])))",
                columns.join(", "),
                quoted(name),
                ids.first().map_or("0", String::as_str),
                ids.last().map_or("0", String::as_str),
                ids.join(", ")
            );
            for row in query(&connection, "open the rows", &sql)?.rows {
                let mut cells = row.into_iter();
                let mut number = || {
                    cells
                        .next()
                        .flatten()
                        .and_then(|t| t.parse::<i64>().ok())
                        .unwrap_or(0)
                };
                let (row_id, line) = (number(), number());
                let values = table
                    .columns
                    .iter()
                    .map(|c| c.id.value.clone())
                    .zip(cells)
                    .collect();
                let Some(of) = deliveries.of_row(row_id) else {
                    continue;
                };
                let source = RowSource {
                    row_id,
                    table: name.to_owned(),
                    values,
                    line: u64::try_from(line).unwrap_or(0),
                    batch: of.batch,
                    source: of.source.clone(),
                    file: of.file.clone(),
                    sha256: of.sha256.clone(),
                    archived: of.archived.clone(),
                    known: of.known,
                };
                found.insert(row_id, source);
            }
        }
        Ok(row_ids
            .iter()
            .filter_map(|id| found.get(id).cloned())
            .collect())
    }

    /// All rows of one delivery into a table, by row: `row_id`, then the table's columns.
    ///
    /// # Errors
    /// When reading fails.
    pub fn batch_rows(&self, table: &Table, batch: i64) -> Result<Rows, FactsError> {
        let columns: Vec<String> = table
            .columns
            .iter()
            .map(|c| format!("h.{}", quoted(&c.id.value)))
            .collect();
        let sql = format!(
            "select h.row_id, {} from facts.history.{} h join facts.meta.slice s on s.slice = h.slice where s.batch = {batch} order by h.row_id",
            columns.join(", "),
            quoted(&table.id.value)
        );
        self.meta("read the delivery's rows", &sql)
    }

    /// Deliveries of a table by number: (number, how the file was read).
    ///
    /// # Errors
    /// When reading fails.
    pub fn deliveries_of(&self, table: &str) -> Result<Vec<(i64, String)>, FactsError> {
        let sql = format!(
            "select batch, mapping from facts.meta.batch where tbl = {} order by batch",
            literal(table)
        );
        let rows = self.meta("list the table's deliveries", &sql)?.rows;
        Ok(rows
            .into_iter()
            .filter_map(|row| Some((row.first()?.as_deref()?.parse().ok()?, row.get(1)?.clone()?)))
            .collect())
    }

    /// Live rows of a table as of a moment, in the order they came, with `batch`, `file` and `line` in front.
    ///
    /// # Errors
    /// When reading fails.
    pub fn table_rows(
        &self,
        table: &Table,
        as_of: Known,
        offset: u64,
        limit: u64,
    ) -> Result<Rows, FactsError> {
        let columns: Vec<String> = table
            .columns
            .iter()
            .map(|c| format!("h.{}", quoted(&c.id.value)))
            .collect();
        let sql = format!(
            "select s.batch, b.file, h.line, {} from facts.history.{} h join facts.meta.slice s on s.slice = h.slice join facts.meta.batch b on b.batch = s.batch \
             where h.slice in ({}) order by h.row_id limit {limit} offset {offset}",
            columns.join(", "),
            quoted(&table.id.value),
            live_slices(as_of)
        );
        self.meta("list the table", &sql)
    }

    /// How many rows of a table are live as of a moment.
    ///
    /// # Errors
    /// When reading fails.
    pub fn table_count(&self, table: &Table, as_of: Known) -> Result<u64, FactsError> {
        let sql = format!(
            "select coalesce(sum(rows), 0)::bigint from facts.meta.slice where tbl = {} and slice in ({})",
            literal(&table.id.value),
            live_slices(as_of)
        );
        let rows = self.meta("count the table", &sql)?.rows;
        Ok(rows
            .into_iter()
            .next()
            .and_then(|mut r| r.pop().flatten())
            .and_then(|t| t.parse().ok())
            .unwrap_or(0))
    }

    /// The moments at which something became known, oldest first.
    ///
    /// # Errors
    /// When reading fails.
    pub fn moments(&self, tables: &[String]) -> Result<Vec<Known>, FactsError> {
        let names: Vec<String> = tables
            .iter()
            .map(|t| literal(t))
            .chain(std::iter::once("''".to_owned()))
            .collect();
        let names = names.join(", ");
        let sql = format!(
            "select distinct epoch_us(known) as k from (select known from facts.meta.batch where tbl in ({names}) \
             union all select w.known from facts.meta.withdrawal w join facts.meta.batch b on b.batch = w.batch where b.tbl in ({names})) order by k"
        );
        let rows = self.meta("list the moments", &sql)?.rows;
        Ok(rows
            .into_iter()
            .filter_map(|mut r| r.pop().flatten()?.parse().ok().map(Known::from_micros))
            .collect())
    }
}
