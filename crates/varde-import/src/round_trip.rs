//! Every register out and in again: template, import, export as delimited text and as workbook, import of what was exported.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::{Delivery, deliver, template_csv, template_xlsx, to_csv, to_xlsx};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use varde_facts::{Facts, Known, Mode, Outcome};
use varde_pack::{ColumnType, Language, Pack, PackFiles, Table, read};

fn norway() -> Pack {
    let root = Path::new(&std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("../../packs/norway");
    let mut folder = BTreeMap::new();
    let mut open: Vec<PathBuf> = vec![root.clone()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(path).unwrap().map(|e| e.unwrap().path()));
        } else {
            let inside = path
                .strip_prefix(&root)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            folder.insert(inside, std::fs::read_to_string(&path).unwrap());
        }
    }
    let files: PackFiles = [("norway".to_owned(), folder)].into_iter().collect();
    let checked = read("norway", &files);
    assert!(checked.is_usable());
    checked.pack
}

/// Takes a file in and gives the rows that stand in the table then, without where they came from.
fn taken(
    facts: &Facts,
    pack: &Pack,
    table: &Table,
    (file_name, bytes): (&str, &[u8]),
    day: &str,
) -> Result<Vec<Vec<Option<String>>>, String> {
    let known = Known::parse(day).unwrap();
    let delivery = Delivery {
        source: &table.id.value,
        file_name,
        bytes,
        known,
        imported: known,
        entered_by: "kari",
        control_total: None,
        mode: Mode::Import,
    };
    match deliver(facts, pack, &delivery, &mut |_| {}) {
        Ok(Outcome::Imported(batch)) if batch.rejected == 0 => {}
        Ok(Outcome::Imported(batch)) => {
            let rejects = facts.rejected(batch.batch).unwrap();
            return Err(format!("{file_name}: {}", rejects[0].message));
        }
        Ok(other) => return Err(format!("{file_name}: {other:?}")),
        Err(error) => return Err(error.to_string()),
    }
    let rows = facts.table_rows(table, known, 0, 100).unwrap().rows;
    Ok(rows.into_iter().map(|row| row[3..].to_vec()).collect())
}

/// The way of one table; what went wrong on it.
fn way(facts: &Facts, pack: &Pack, table: &Table) -> Result<(), String> {
    let csv = template_csv(table, Language::Nb);
    let first = taken(facts, pack, table, ("mal.csv", &csv), "2026-01-01")?;
    if first.len() != 1 {
        return Err(format!("{} rows of one example", first.len()));
    }
    let book = template_xlsx(table, Language::En).map_err(|e| e.to_string())?;
    let of_book = taken(facts, pack, table, ("mal.xlsx", &book), "2026-01-02")?;
    let found = facts
        .table_rows(table, Known::parse("2026-01-02").unwrap(), 0, 100)
        .unwrap();
    let about = vec![(
        "Tabell".to_owned(),
        format!("{}; som kjent", table.id.value),
    )];
    let front = [ColumnType::Integer, ColumnType::Text, ColumnType::Integer];
    let kinds: Vec<ColumnType> = front
        .into_iter()
        .chain(table.columns.iter().map(|c| c.kind))
        .collect();
    let out = to_csv(&about, &found.columns, &kinds, found.rows.clone());
    let again = taken(facts, pack, table, ("ut.csv", &out), "2026-01-03")?;
    if again != of_book {
        return Err(format!("as csv: {of_book:?} came back as {again:?}"));
    }
    let out = to_xlsx(&table.id.value, &found.columns, &kinds, found.rows, &about)
        .map_err(|e| e.to_string())?;
    let again = taken(facts, pack, table, ("ut.xlsx", &out), "2026-01-04")?;
    if again != of_book {
        return Err(format!("as xlsx: {of_book:?} came back as {again:?}"));
    }
    Ok(())
}

#[test]
fn every_register_goes_out_and_in_again_unchanged() {
    let pack = Arc::new(norway());
    let facts = Facts::in_memory(&pack).unwrap();
    let mut wrong = Vec::new();
    // A table that others deliver under its own name is read as they write it.
    let own = |t: &&Table| t.derived.is_none() && !pack.sources.contains_key(&t.id.value);
    let registers = pack.tables.values().filter(own);
    let mut count = 0;
    for table in registers {
        count += 1;
        if let Err(error) = way(&facts, &pack, table) {
            wrong.push(format!("{}: {error}", table.id.value));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count > 70, "{count}");
}
