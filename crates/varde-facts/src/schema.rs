//! Storage made of declarations: one history table for each declared table, and the few tables about deliveries.
//!
//! There is no PRIMARY KEY, UNIQUE, CHECK, index, sequence, enum, generated column, RETURNING or ON CONFLICT here:
//! keys and checks are ours at import, and ids come from Rust, so that DuckLake can take the file's place.

use crate::error::{FactsError, failed};
use duckdb::Connection;
use std::collections::BTreeMap;
use varde_pack::{Column, ColumnType, Table};

const META: &str = "
create schema if not exists facts.history;
create schema if not exists facts.meta;
create table if not exists facts.meta.batch (
    batch bigint not null, source varchar not null, tbl varchar not null, file varchar not null, sha256 varchar not null, archived varchar not null,
    bytes bigint not null, format varchar not null, encoding varchar not null, known timestamp not null, imported timestamp not null, entered_by varchar not null,
    pack varchar not null, mapping varchar not null, rows bigint not null, rejected bigint not null, new_rows bigint not null, changed_rows bigint not null,
    gone_rows bigint not null, row_from bigint not null, row_to bigint not null, cut varchar not null, control_total varchar, note varchar not null);
create table if not exists facts.meta.slice (slice bigint not null, batch bigint not null, source varchar not null, tbl varchar not null, key varchar not null, rows bigint not null);
create table if not exists facts.meta.withdrawal (batch bigint not null, known timestamp not null, reason varchar not null, entered_by varchar not null);
create table if not exists facts.meta.reject (batch bigint not null, line bigint not null, col varchar not null, value varchar, reason varchar not null, message varchar not null, row_text varchar not null);
create table if not exists facts.meta.rounded (batch bigint not null, line bigint not null, col varchar not null, raw varchar not null, kept varchar not null);
create table if not exists facts.meta.computed (fingerprint varchar not null, view varchar not null, payload varchar not null);
";

/// A name in double quotes.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A text as a SQL literal.
pub(crate) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Create what is missing and widen what the pack widened. What would lose something is refused, all of it in one message, and nothing is changed.
pub(crate) fn migrate(
    connection: &Connection,
    tables: &BTreeMap<String, Table>,
) -> Result<(), FactsError> {
    connection
        .execute_batch(META)
        .map_err(failed("create the tables about deliveries"))?;
    let mut statements = Vec::new();
    let mut refusals = Vec::new();
    for table in tables.values() {
        let existing = columns_of(connection, &table.id.value)?;
        if existing.is_empty() {
            statements.push(create(table));
            continue;
        }
        for column in &table.columns {
            change(table, column, &existing, &mut statements, &mut refusals);
        }
    }
    if !refusals.is_empty() {
        return Err(FactsError::Migration(refusals));
    }
    if statements.is_empty() {
        return Ok(());
    }
    let all = format!("begin; {} commit;", statements.join(" "));
    connection.execute_batch(&all).map_err(|error| {
        let _ = connection.execute_batch("rollback");
        failed("migrate the tables")(error)
    })
}

fn create(table: &Table) -> String {
    let columns: Vec<String> = table
        .columns
        .iter()
        .map(|c| format!("{} {}", quoted(&c.id.value), c.kind.sql()))
        .collect();
    format!(
        "create table facts.history.{} (row_id bigint not null, slice bigint not null, line bigint not null, {});",
        quoted(&table.id.value),
        columns.join(", ")
    )
}

fn columns_of(
    connection: &Connection,
    table: &str,
) -> Result<BTreeMap<String, String>, FactsError> {
    let what = || failed(format!("look at table `{table}`"));
    let sql = "select column_name, data_type from duckdb_columns() where database_name = 'facts' and schema_name = 'history' and table_name = ?";
    let mut statement = connection.prepare(sql).map_err(what())?;
    let rows = statement
        .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))
        .map_err(what())?;
    rows.collect::<Result<_, _>>().map_err(what())
}

fn change(
    table: &Table,
    column: &Column,
    existing: &BTreeMap<String, String>,
    statements: &mut Vec<String>,
    refusals: &mut Vec<String>,
) {
    let (table, name, wanted) = (&table.id.value, &column.id.value, column.kind.sql());
    match existing.get(name) {
        None => statements.push(format!("alter table facts.history.{} add column {} {wanted};", quoted(table), quoted(name))),
        Some(found) if *found == wanted => {}
        Some(found) if widens(found, column.kind) => {
            statements.push(format!("alter table facts.history.{} alter column {} set data type {wanted};", quoted(table), quoted(name)));
        }
        Some(found) => refusals.push(format!("column `{name}` of table `{table}` is {found} in the store and {wanted} in the pack, and stored values could be lost; give the new column another name")),
    }
}

/// Whether every value of a stored type is exactly a value of the wanted one.
fn widens(found: &str, wanted: ColumnType) -> bool {
    let decimal = |text: &str| {
        let (precision, scale) = text
            .strip_prefix("DECIMAL(")?
            .strip_suffix(')')?
            .split_once(',')?;
        Some((
            precision.trim().parse::<u8>().ok()?,
            scale.trim().parse::<u8>().ok()?,
        ))
    };
    match wanted {
        ColumnType::Text | ColumnType::Code => {
            matches!(found, "BIGINT" | "INTEGER" | "DATE" | "BOOLEAN")
        }
        ColumnType::Integer => found == "INTEGER",
        ColumnType::Decimal { precision, scale } => match (found, decimal(found)) {
            ("INTEGER", _) => precision - scale >= 10,
            ("BIGINT", _) => precision - scale >= 19,
            (_, Some((p, s))) => scale >= s && precision - scale >= p - s,
            _ => false,
        },
        ColumnType::Year | ColumnType::Date | ColumnType::Boolean => false,
    }
}
