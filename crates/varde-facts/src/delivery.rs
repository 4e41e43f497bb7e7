//! A delivery on its way in: rows are staged, mapped, checked and laid into history in one transaction.
//!
//! A delivery is cut into *slices*, one for each set of values in the source's `replaces` columns. The slice is the
//! unit of supersession: of a source, table and key the latest known slice that is not withdrawn is in force.

use crate::batch::Batch;
use crate::cell::Cell;
use crate::error::{FactsError, failed};
use crate::reader::{live_slices, query};
use crate::schema::{literal, quoted};
use crate::store::Facts;
use crate::time::{Known, days_of_date};
use duckdb::types::Value;
use duckdb::{Appender, Connection, appender_params_from_iter};
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
    /// What it would have done; nothing was changed.
    DryRun(Box<Batch>),
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
    connection: MutexGuard<'a, Connection>,
    head: Head,
    pending: Vec<(u64, Vec<Value>)>,
    rejects: Vec<Reject>,
    rounded: Vec<Rounded>,
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

    fn run(&self, what: &str, sql: &str) -> Result<(), FactsError> {
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
                    "all {rejected} rows were rejected; the first: {}",
                    self.first_problem()
                )
            };
            return Err(FactsError::Refused(message));
        }
        let archived = archive(self.facts, file)?;
        let batch = self.lay(file, &archived, kept)?;
        if mode == Mode::DryRun {
            return Ok(Outcome::DryRun(Box::new(batch)));
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

    fn first_problem(&self) -> String {
        self.rejects
            .iter()
            .min_by_key(|r| r.line)
            .map(|r| format!("line {}, `{}`: {}", r.line, r.column, r.message))
            .unwrap_or_default()
    }

    /// The batch with this very file, read the same way, when all its slices are in force.
    fn already_in_force(&self) -> Result<Option<Batch>, FactsError> {
        let sql = format!(
            "select b.batch from facts.meta.batch b where b.source = {} and b.sha256 = {} and b.mapping = {} \
             and not exists (select 1 from facts.meta.slice s where s.batch = b.batch and s.slice not in ({})) order by b.batch desc limit 1",
            literal(&self.head.source),
            literal(&self.head.sha256),
            literal(&self.head.mapping),
            live_slices(Known::END)
        );
        match first_cell(&self.connection, &sql)?.and_then(|t| t.parse::<i64>().ok()) {
            Some(number) => crate::batch::one(&self.connection, number).map(Some),
            None => Ok(None),
        }
    }

    /// `incoming`: the table's columns and `line`, with the declared types.
    fn map(&self) -> Result<(), FactsError> {
        let sql = self
            .head
            .sql
            .as_deref()
            .map(|s| s.trim_end().trim_end_matches(';'))
            .unwrap_or("select * from staging");
        let what = format!(
            "map source `{}` to table `{}`",
            self.head.source, self.head.table.id.value
        );
        let given = query(&self.connection, &what, &format!("describe {sql}"))?;
        let mut columns = vec!["cast(line as bigint) as line".to_owned()];
        let mut has_line = false;
        for row in &given.rows {
            let (name, kind) = (
                row[0].as_deref().unwrap_or_default(),
                row[1].as_deref().unwrap_or_default(),
            );
            has_line |= name == "line";
            if matches!(kind, "DOUBLE" | "FLOAT") {
                return Err(FactsError::Refused(format!(
                    "source `{}` gives column `{name}` as a floating-point number",
                    self.head.source
                )));
            }
        }
        if !has_line {
            return Err(FactsError::Refused(format!(
                "the SQL of source `{}` does not give `line`",
                self.head.source
            )));
        }
        for column in &self.head.table.columns {
            let (name, kind) = (quoted(&column.id.value), column.kind.sql());
            let is_given = given
                .rows
                .iter()
                .any(|row| row[0].as_deref() == Some(column.id.value.as_str()));
            columns.push(if is_given {
                format!("cast({name} as {kind}) as {name}")
            } else {
                format!("cast(null as {kind}) as {name}")
            });
        }
        self.run(
            &what,
            &format!(
                "create or replace temp table incoming as select {} from ({sql})",
                columns.join(", ")
            ),
        )
    }

    /// Move rows that break a rule of the table from `incoming` to the rejects; of several rules the first one says why.
    fn check_rows(&mut self) -> Result<(), FactsError> {
        let rules = rules_of(&self.head.table);
        if !rules.is_empty() {
            let cases: Vec<String> = rules.iter().enumerate().map(|(n, rule)| format!("when {} then {n}", rule.broken_when)).collect();
            let broken = format!("case {} end", cases.join(" "));
            let found = self.broken_rows(&broken)?;
            if !found.is_empty() {
                self.run("set rejected rows aside", &format!("delete from temp.incoming where ({broken}) is not null"))?;
            }
            for (line, number, values) in found {
                let Some(rule) = rules.get(number) else { continue };
                let value = self.head.table.columns.iter().position(|c| c.id.value == rule.column).and_then(|i| values.get(i).cloned().flatten());
                let row = values.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>().join("; ");
                self.rejects.push(Reject { line, column: rule.column.clone(), value, reason: rule.reason.clone(), message: rule.message.clone(), row });
            }
        }
        self.check_keys()
    }

    /// Line, number of the rule and values of every row for which `broken` gives a rule.
    fn broken_rows(&self, broken: &str) -> Result<Vec<BrokenRow>, FactsError> {
        let columns: Vec<String> = self.head.table.columns.iter().map(|c| format!("cast({} as varchar)", quoted(&c.id.value))).collect();
        let sql = format!("select line, {broken}, {} from temp.incoming where ({broken}) is not null order by line, rowid", columns.join(", "));
        let found = query(&self.connection, "check the rows", &sql)?;
        let row = |row: Vec<Option<String>>| {
            let mut cells = row.into_iter();
            let line = cells.next().flatten().and_then(|l| l.parse().ok()).unwrap_or(0);
            let rule = cells.next().flatten().and_then(|n| n.parse().ok()).unwrap_or(0);
            (line, rule, cells.collect())
        };
        Ok(found.rows.into_iter().map(row).collect())
    }

    fn check_keys(&mut self) -> Result<(), FactsError> {
        let key: Vec<String> = self
            .head
            .table
            .key
            .iter()
            .map(|k| quoted(&k.value))
            .collect();
        if key.is_empty() {
            return Ok(());
        }
        let key = key.join(", ");
        let repeated = format!("case when rowid in (select r from (select rowid as r, row_number() over (partition by {key} order by line, rowid) as n from temp.incoming) where n > 1) then 0 end");
        let distinct = self.number(&format!("select count(*) - count(distinct ({key})) from temp.incoming"))?;
        if distinct == 0 {
            return Ok(());
        }
        let columns: Vec<&str> = self.head.table.key.iter().map(|k| k.value.as_str()).collect();
        for (line, _, values) in self.broken_rows(&repeated)? {
            let of_key = self.head.table.columns.iter().zip(&values).filter(|(c, _)| columns.contains(&c.id.value.as_str()));
            let value = of_key.map(|(_, v)| v.clone().unwrap_or_default()).collect::<Vec<_>>().join(", ");
            let row = values.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>().join("; ");
            let message = "an earlier row of the file has the same key".to_owned();
            self.rejects.push(Reject { line, column: columns.join(", "), value: Some(value), reason: "duplicate-key".to_owned(), message, row });
        }
        self.run("set rejected rows aside", &format!("delete from temp.incoming where ({repeated}) is not null"))
    }

    fn check_total(&self, file: &FileFacts) -> Result<(), FactsError> {
        let Some(given) = &file.control_total else {
            return Ok(());
        };
        let Some(column) = &self.head.control_column else {
            return Err(FactsError::Refused(format!(
                "source `{}` declares no column for a control total",
                self.head.source
            )));
        };
        let found = first_cell(
            &self.connection,
            &format!(
                "select cast(sum({}) as varchar) from temp.incoming",
                quoted(column)
            ),
        )?
        .unwrap_or_else(|| "0".to_owned());
        let same = matches!((varde_calc::Exact::parse(&found), varde_calc::Exact::parse(given)), (Ok(a), Ok(b)) if a == b);
        if same {
            return Ok(());
        }
        let rejected = if self.rejects.is_empty() {
            String::new()
        } else {
            format!(
                "; {} rows were rejected, the first: {}",
                self.rejects.len(),
                self.first_problem()
            )
        };
        Err(FactsError::Refused(format!(
            "the control total of `{column}` is {given}, the rows sum to {found}{rejected}"
        )))
    }

    fn number(&self, sql: &str) -> Result<i64, FactsError> {
        Ok(first_cell(&self.connection, sql)?
            .and_then(|t| t.parse().ok())
            .unwrap_or(0))
    }

    /// Lay `incoming` into history as a batch with its slices, and say what changed.
    fn lay(&mut self, file: &FileFacts, archived: &str, kept: i64) -> Result<Batch, FactsError> {
        let sql = "select coalesce(max(batch), 0), coalesce(max(row_to), 0), (select coalesce(max(slice), 0) from facts.meta.slice) from facts.meta.batch";
        let last = query(&self.connection, "number the delivery", sql)?.rows.into_iter().next().unwrap_or_default();
        let next = |index: usize| 1 + last.get(index).cloned().flatten().and_then(|t| t.parse::<i64>().ok()).unwrap_or(0);
        let (batch, row_from, slice) = (next(0), next(1), next(2));
        let row_to = row_from + kept - 1;
        let (source, table) = (
            literal(&self.head.source),
            literal(&self.head.table.id.value),
        );
        let key = slice_key(&self.head.replaces);
        self.run(
            "cut the delivery into slices",
            &format!(
                "create or replace temp table fresh as select {slice} - 1 + row_number() over (order by key) as slice, key, rows, \
                 (select max(s.slice) from facts.meta.slice s where s.source = {source} and s.tbl = {table} and s.key = keys.key and s.slice in ({})) as before \
                 from (select {key} as key, count(*) as rows from temp.incoming group by key) keys",
                live_slices(Known::END)
            ),
        )?;
        let (new, changed, gone) = self.compare(&key)?;
        let columns: Vec<String> = self
            .head
            .table
            .columns
            .iter()
            .map(|c| quoted(&c.id.value))
            .collect();
        let columns = columns.join(", ");
        let history = format!("facts.history.{}", quoted(&self.head.table.id.value));
        self.run(
            "lay the rows into history",
            &format!(
                "insert into {history} (row_id, slice, line, {columns}) select {row_from} - 1 + row_number() over (order by f.slice, i.line, i.rowid), f.slice, i.line, {} \
                 from temp.incoming i join temp.fresh f on f.key = {}",
                self.head.table.columns.iter().map(|c| format!("i.{}", quoted(&c.id.value))).collect::<Vec<_>>().join(", "),
                slice_key_of("i", &self.head.replaces)
            ),
        )?;
        self.run("note the slices", &format!("insert into facts.meta.slice select slice, {batch}, {source}, {table}, key, rows from temp.fresh"))?;
        let head = &self.head;
        let control = file
            .control_total
            .as_deref()
            .map_or_else(|| "null".to_owned(), literal);
        let texts = [
            &head.source,
            &head.table.id.value,
            &head.file,
            &head.sha256,
            &archived.to_owned(),
        ]
        .map(|t| literal(t))
        .join(", ");
        self.run(
            "note the delivery",
            &format!(
                "insert into facts.meta.batch values ({batch}, {texts}, {}, {}, {}, {}, {}, {}, {}, {}, {kept}, {}, {new}, {changed}, {gone}, {row_from}, {row_to}, {}, {control}, '')",
                file.bytes,
                literal(&file.format),
                literal(&file.encoding),
                head.known.sql(),
                head.imported.sql(),
                literal(&head.entered_by),
                literal(&head.pack),
                literal(&head.mapping),
                self.rejects.len(),
                literal(&file.cut.join("\n")),
            ),
        )?;
        self.append_notes(batch)?;
        crate::batch::one(&self.connection, batch)
    }

    fn append_notes(&mut self, batch: i64) -> Result<(), FactsError> {
        let problem = || failed("note rejected rows");
        self.rejects
            .sort_by(|a, b| (a.line, &a.column).cmp(&(b.line, &b.column)));
        let mut appender = self
            .connection
            .appender_to_catalog_and_db("reject", "facts", "meta")
            .map_err(problem())?;
        for r in &self.rejects {
            let line = i64::try_from(r.line).unwrap_or(i64::MAX);
            appender
                .append_row(duckdb::params![
                    batch, line, r.column, r.value, r.reason, r.message, r.row
                ])
                .map_err(problem())?;
        }
        appender.flush().map_err(problem())?;
        drop(appender);
        let mut appender = self
            .connection
            .appender_to_catalog_and_db("rounded", "facts", "meta")
            .map_err(problem())?;
        for r in &self.rounded {
            let line = i64::try_from(r.line).unwrap_or(i64::MAX);
            appender
                .append_row(duckdb::params![batch, line, r.column, r.raw, r.kept])
                .map_err(problem())?;
        }
        appender.flush().map_err(problem())
    }

    /// Rows new, changed and gone beside what was in force for the same slices; by the table's key, or by whole rows where it has none.
    fn compare(&self, slice_key: &str) -> Result<(i64, i64, i64), FactsError> {
        if self.number("select count(before) from temp.fresh")? == 0 {
            return Ok((self.number("select count(*) from temp.incoming")?, 0, 0));
        }
        let _ = slice_key;
        let all: Vec<String> = self
            .head
            .table
            .columns
            .iter()
            .map(|c| quoted(&c.id.value))
            .collect();
        let key: Vec<String> = self
            .head
            .table
            .key
            .iter()
            .map(|k| quoted(&k.value))
            .collect();
        let whole = all.join(", ");
        let old = format!(
            "select {whole} from facts.history.{} where slice in (select before from temp.fresh)",
            quoted(&self.head.table.id.value)
        );
        let fresh = format!("select {whole} from temp.incoming");
        let not_before =
            self.number(&format!("select count(*) from ({fresh} except all {old})"))?;
        let not_after = self.number(&format!("select count(*) from ({old} except all {fresh})"))?;
        if key.is_empty() {
            return Ok((not_before, 0, not_after));
        }
        let key = key.join(", ");
        let same_key = self.number(&format!("select count(*) from (select {key} from ({fresh} except all {old}) intersect all select {key} from ({old} except all {fresh}))"))?;
        Ok((not_before - same_key, same_key, not_after - same_key))
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

/// A row that breaks a rule: line, number of the rule, values.
type BrokenRow = (u64, usize, Vec<Option<String>>);

/// A rule that every row keeps, as a condition that is true for a row that breaks it.
struct RowRule {
    column: String,
    broken_when: String,
    reason: String,
    message: String,
}

fn rules_of(table: &Table) -> Vec<RowRule> {
    let mut rules = Vec::new();
    for column in &table.columns {
        let name = quoted(&column.id.value);
        let mut add = |broken_when: String, reason: &str, message: String| rules.push(RowRule { column: column.id.value.clone(), broken_when, reason: reason.to_owned(), message });
        if column.required {
            add(format!("{name} is null"), "missing-value", "a value must be there".to_owned());
        }
        if !column.one_of.is_empty() {
            let allowed: Vec<String> = column.one_of.iter().map(|v| literal(v)).collect();
            add(format!("cast({name} as varchar) not in ({})", allowed.join(", ")), "not-allowed", format!("allowed are {}", column.one_of.join(", ")));
        }
        if let Some(min) = &column.min {
            add(format!("{name} < {min}"), "too-small", format!("smaller than {min}"));
        }
        if let Some(max) = &column.max {
            add(format!("{name} > {max}"), "too-large", format!("larger than {max}"));
        }
    }
    for check in &table.checks {
        let message = check.reason.get(varde_pack::Language::Nb).to_owned();
        rules.push(RowRule { column: check.id.value.clone(), broken_when: format!("not (\n{}\n)", check.condition.value), reason: format!("check:{}", check.id.value), message });
    }
    rules
}

fn slice_key(replaces: &[String]) -> String {
    slice_key_of("incoming", replaces)
}

fn slice_key_of(relation: &str, replaces: &[String]) -> String {
    if replaces.is_empty() {
        return "'all'".to_owned();
    }
    let parts: Vec<String> = replaces
        .iter()
        .map(|c| {
            format!(
                "{} || coalesce(cast({relation}.{} as varchar), '–')",
                literal(&format!("{c}=")),
                quoted(c)
            )
        })
        .collect();
    format!("concat_ws(', ', {})", parts.join(", "))
}

fn first_cell(connection: &Connection, sql: &str) -> Result<Option<String>, FactsError> {
    Ok(query(connection, "look at the deliveries", sql)?
        .rows
        .into_iter()
        .next()
        .and_then(|mut row| row.pop().flatten()))
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

/// Keep the file under the hash of its bytes; a file that is there already is the same file.
fn archive(facts: &Facts, file: &FileFacts) -> Result<String, FactsError> {
    use sha2::{Digest, Sha256};
    let hash: String = Sha256::digest(&file.archive)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    let name = format!("{hash}.{}", file.extension);
    let Some(folder) = facts.raw_folder() else {
        return Ok(name);
    };
    let path = folder.join(&name);
    let problem = |what: &'static str, path: &std::path::Path| {
        let path = path.display().to_string();
        move |source| FactsError::File { what, path, source }
    };
    if path.exists() {
        return Ok(name);
    }
    let partial = folder.join(format!("{name}.part{}", std::process::id()));
    std::fs::write(&partial, &file.archive).map_err(problem("write", &partial))?;
    std::fs::rename(&partial, &path).map_err(problem("keep", &path))?;
    Ok(name)
}
