//! Stories of the store: deliveries supersede each other, nothing is lost, and every moment can be looked at again.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::sync::Arc;
use varde_calc::number::Fixed;
use varde_facts::{
    Batch, Cell, Facts, FactsError, FileFacts, Head, Known, Mode, Outcome, Reject, Rows, live_at,
};
use varde_pack::{Pack, PackFiles, read};

const TABLE: &str = r#"
id = "jif"
title.en = "Impact"
personal_data = "none"
key = ["issn", "year"]
[[column]]
id = "issn"
type = "code"
required = true
[[column]]
id = "year"
type = "year"
min = "1990"
[[column]]
id = "value"
type = "decimal(8,3)"
[[check]]
id = "positive"
where = "value >= 0"
reason.nb = "verdien kan ikke være negativ"
"#;

fn pack_with(table: &str) -> Pack {
    let mut files = PackFiles::new();
    let folder = files.entry("p".to_owned()).or_default();
    folder.insert(
        "pack.toml".to_owned(),
        "id='p'\nversion='1'\nlanguages=['en']\ntitle.en='P'".to_owned(),
    );
    folder.insert("tables/jif.toml".to_owned(), table.to_owned());
    folder.insert(
        "views/impact.sql".to_owned(),
        "select [row_id] as rows, 'u' as unit, year, value from jif".to_owned(),
    );
    let checked = read("p", &files);
    assert!(checked.is_usable(), "{:?}", checked.diagnostics);
    checked.pack
}

fn day(text: &str) -> Known {
    Known::parse(&format!("{text}T12:00:00Z")).unwrap()
}

fn milli(n: i128) -> Cell<'static> {
    Cell::Decimal(Fixed {
        mantissa: n,
        scale: 3,
    })
}

/// Deliver rows (issn, year, thousandths); the file's hash is made of them.
fn deliver_as(
    facts: &Facts,
    pack: &Pack,
    known: &str,
    rows: &[(&'static str, i64, i128)],
    mode: Mode,
) -> Result<Outcome, FactsError> {
    let table = pack.tables["jif"].clone();
    let staging = table
        .columns
        .iter()
        .map(|c| (c.id.value.clone(), c.kind))
        .collect();
    let mut loading = facts.begin(Head {
        source: "jif".to_owned(),
        table,
        replaces: vec!["year".to_owned()],
        staging,
        sql: None,
        file: "jif.csv".to_owned(),
        sha256: format!("{rows:?}"),
        known: day(known),
        imported: day("2026-01-01"),
        entered_by: "kari".to_owned(),
        pack: pack.hash.clone(),
        mapping: "m".to_owned(),
        control_column: Some("value".to_owned()),
    })?;
    for (line, (issn, year, value)) in rows.iter().enumerate() {
        loading.row(
            line as u64 + 2,
            &[
                Cell::Text((*issn).into()),
                Cell::Integer(*year),
                milli(*value),
            ],
        )?;
    }
    loading.finish(
        &FileFacts {
            extension: "csv".to_owned(),
            format: "delimited".to_owned(),
            archive: format!("{rows:?}").into_bytes(),
            ..FileFacts::default()
        },
        mode,
    )
}

fn deliver(facts: &Facts, pack: &Pack, known: &str, rows: &[(&'static str, i64, i128)]) -> Batch {
    match deliver_as(facts, pack, known, rows, Mode::Import).unwrap() {
        Outcome::Imported(batch) | Outcome::AlreadyInForce(batch) | Outcome::DryRun(batch, _) => {
            *batch
        }
    }
}

/// What a SELECT over the tables and views of a pack gives.
fn look(facts: &Facts, pack: &Pack, as_of: Known, sql: &str) -> Result<Rows, FactsError> {
    facts.read(&Arc::new(pack.clone()), as_of, |reader| {
        let relations = pack.tables.keys().chain(pack.views.keys());
        reader.query("test", relations.map(String::as_str), sql)
    })
}

fn values(facts: &Facts, pack: &Pack, as_of: Known) -> Vec<String> {
    let sql = "select issn || ' ' || year || ' ' || value from jif order by all";
    look(facts, pack, as_of, sql)
        .unwrap()
        .rows
        .into_iter()
        .map(|mut row| row.pop().flatten().unwrap())
        .collect()
}

#[test]
fn a_later_delivery_replaces_only_its_years() {
    let pack = pack_with(TABLE);
    let facts = Facts::in_memory(&pack).unwrap();
    let first = deliver(
        &facts,
        &pack,
        "2024-01-01",
        &[("a", 2022, 1000), ("a", 2023, 2000), ("b", 2023, 100)],
    );
    assert_eq!(
        (first.new, first.changed, first.gone, first.rows),
        (3, 0, 0, 3)
    );
    let second = deliver(
        &facts,
        &pack,
        "2024-03-01",
        &[("a", 2023, 2500), ("c", 2023, 1)],
    );
    assert_eq!((second.new, second.changed, second.gone), (1, 1, 1));
    assert_eq!(
        values(&facts, &pack, Known::END),
        ["a 2022 1.000", "a 2023 2.500", "c 2023 0.001"]
    );
    assert_eq!(
        values(&facts, &pack, day("2024-02-01")),
        ["a 2022 1.000", "a 2023 2.000", "b 2023 0.100"]
    );
    assert_eq!(
        values(&facts, &pack, day("2023-12-31")),
        Vec::<String>::new()
    );
    assert_eq!(facts.latest_known().unwrap(), Some(day("2024-03-01")));
}

#[test]
fn a_b_a_ends_in_a() {
    let pack = pack_with(TABLE);
    let facts = Facts::in_memory(&pack).unwrap();
    let (a, b) = ([("a", 2023, 1000)], [("a", 2023, 2000)]);
    deliver(&facts, &pack, "2024-01-01", &a);
    assert!(matches!(
        deliver_as(&facts, &pack, "2024-01-02", &a, Mode::Import),
        Ok(Outcome::AlreadyInForce(_))
    ));
    deliver(&facts, &pack, "2024-01-03", &b);
    let third = deliver(&facts, &pack, "2024-01-04", &a);
    assert_eq!(third.batch, 3);
    assert_eq!(values(&facts, &pack, Known::END), ["a 2023 1.000"]);
    assert_eq!(values(&facts, &pack, day("2024-01-03")), ["a 2023 2.000"]);
}

#[test]
fn a_withdrawn_delivery_gives_back_what_was_before() {
    let pack = pack_with(TABLE);
    let facts = Facts::in_memory(&pack).unwrap();
    deliver(&facts, &pack, "2024-01-01", &[("a", 2023, 1000)]);
    let wrong = deliver(&facts, &pack, "2024-02-01", &[("a", 2023, 9000)]);
    let out = facts
        .withdraw(wrong.batch, "feil fil", "kari", day("2024-02-10"))
        .unwrap();
    assert_eq!(
        out.withdrawn,
        Some((day("2024-02-10"), "feil fil".to_owned()))
    );
    assert_eq!(out.slices_in_force, 0);
    assert_eq!(values(&facts, &pack, Known::END), ["a 2023 1.000"]);
    assert_eq!(values(&facts, &pack, day("2024-02-05")), ["a 2023 9.000"]);
    assert!(
        facts
            .withdraw(wrong.batch, "igjen", "kari", day("2024-02-11"))
            .is_err()
    );
    assert!(matches!(
        facts.withdraw(99, "x", "kari", day("2024-02-11")),
        Err(FactsError::NoSuchBatch(99))
    ));
    // The same file may come again after it was withdrawn.
    let again = deliver(&facts, &pack, "2024-03-01", &[("a", 2023, 9000)]);
    assert_eq!((again.batch, again.slices_in_force), (3, 1));
}

#[test]
fn rows_that_break_a_rule_go_to_quarantine_and_the_rest_loads() {
    let pack = pack_with(TABLE);
    let facts = Facts::in_memory(&pack).unwrap();
    let batch = deliver(
        &facts,
        &pack,
        "2024-01-01",
        &[
            ("a", 2023, 1000),
            ("a", 2023, 7),
            ("b", 1890, 1),
            ("c", 2023, -5),
        ],
    );
    assert_eq!((batch.rows, batch.rejected), (1, 3));
    let found: Vec<(u64, String, String)> = facts
        .rejected(batch.batch)
        .unwrap()
        .into_iter()
        .map(|r: Reject| (r.line, r.column, r.reason))
        .collect();
    let expected = [
        (3, "issn, year", "duplicate-key"),
        (4, "year", "too-small"),
        (5, "positive", "check:positive"),
    ];
    assert_eq!(
        found,
        expected.map(|(l, c, r)| (l, c.to_owned(), r.to_owned()))
    );
    let nothing = deliver_as(
        &facts,
        &pack,
        "2024-02-01",
        &[("x", 2023, -1)],
        Mode::Import,
    )
    .unwrap_err();
    assert_eq!(
        nothing.to_string(),
        "no row could be taken in (1 rejected); the first: line 2, `positive`: verdien kan ikke være negativ"
    );
    assert_eq!(values(&facts, &pack, Known::END), ["a 2023 1.000"]);
}

#[test]
fn a_dry_run_and_an_abandoned_delivery_leave_no_trace() {
    let pack = pack_with(TABLE);
    let folder = tempfolder("dry");
    let facts = Facts::open(&folder, &pack).unwrap();
    let Outcome::DryRun(would, _) = deliver_as(
        &facts,
        &pack,
        "2024-01-01",
        &[("a", 2023, 1000)],
        Mode::DryRun,
    )
    .unwrap() else {
        panic!()
    };
    assert_eq!((would.new, would.rows), (1, 1));
    assert_eq!(std::fs::read_dir(folder.join("raw")).unwrap().count(), 0);
    assert!(facts.batches().unwrap().is_empty());
    assert_eq!(values(&facts, &pack, Known::END), Vec::<String>::new());
    let batch = deliver(&facts, &pack, "2024-01-01", &[("a", 2023, 1000)]);
    assert_eq!(batch.batch, 1);
    // What an interrupted import left in the folder is gone when the store is opened again.
    drop(facts);
    std::fs::write(folder.join("raw/abandoned.csv.part"), "x").unwrap();
    std::fs::write(folder.join("raw/whole.csv"), "x").unwrap();
    drop(Facts::open(&folder, &pack).unwrap());
    assert!(!folder.join("raw/abandoned.csv.part").exists());
    // A whole file is never taken away, so a store put back from an older copy loses nothing.
    assert_eq!(std::fs::read_dir(folder.join("raw")).unwrap().count(), 2);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn time_known_runs_forward_and_never_ahead_of_the_clock() {
    let pack = pack_with(TABLE);
    let facts = Facts::in_memory(&pack).unwrap();
    deliver(&facts, &pack, "2024-03-01", &[("a", 2023, 1000)]);
    let early = deliver_as(&facts, &pack, "2024-02-01", &[("a", 2022, 1)], Mode::Import)
        .unwrap_err()
        .to_string();
    assert!(early.contains("history is loaded in order"), "{early}");
    let future = deliver_as(&facts, &pack, "2027-02-01", &[("a", 2022, 1)], Mode::Import)
        .unwrap_err()
        .to_string();
    assert!(future.contains("lies in the future"), "{future}");
}

#[test]
fn every_row_leads_to_its_file_and_line() {
    let pack = pack_with(TABLE);
    let facts = Facts::in_memory(&pack).unwrap();
    let batch = deliver(
        &facts,
        &pack,
        "2024-01-01",
        &[("a", 2022, 1000), ("b", 2023, 2000)],
    );
    let sql = "select unnest(rows) as id, value from impact order by value desc";
    let rows = look(&facts, &pack, Known::END, sql).unwrap();
    let id: i64 = rows.rows[0][0].as_deref().unwrap().parse().unwrap();
    let source = facts
        .sources_of(&pack.tables, &[id, 4711])
        .unwrap()
        .pop()
        .unwrap();
    assert_eq!(
        (source.line, source.file.as_str(), source.batch),
        (3, "jif.csv", batch.batch)
    );
    assert_eq!(source.values[0], ("issn".to_owned(), Some("b".to_owned())));
    let listed = facts
        .table_rows(&pack.tables["jif"], Known::END, 0, 10)
        .unwrap();
    assert_eq!(
        listed.columns,
        ["batch", "file", "line", "issn", "year", "value"]
    );
    assert_eq!(listed.rows.len(), 2);
}

#[test]
fn statements_reach_no_file_and_change_no_setting() {
    let pack = pack_with(TABLE);
    let folder = tempfolder("outside");
    let facts = Facts::open(&folder, &pack).unwrap();
    for sql in [
        "select * from read_text('/etc/hostname')",
        "copy (select 1) to 'x.csv'",
        "set enable_external_access = true",
        "attach 'other.db'",
        "install json",
    ] {
        assert!(look(&facts, &pack, Known::END, sql).is_err(), "{sql}");
    }
    drop(facts);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_store_opens_again_with_everything_in_it() {
    let pack = pack_with(TABLE);
    let folder = tempfolder("again");
    {
        let facts = Facts::open(&folder, &pack).unwrap();
        deliver(&facts, &pack, "2024-01-01", &[("a", 2022, 1000)]);
        facts
            .keep_computed(&[("f".to_owned(), "v".to_owned(), "p".to_owned())])
            .unwrap();
        assert_eq!(
            facts.computed(&["f", "g"]).unwrap(),
            [("f".to_owned(), "p".to_owned())]
        );
    }
    let facts = Facts::open(&folder, &pack).unwrap();
    let batch = facts.batch(1).unwrap();
    assert!(folder.join("raw").join(&batch.archived).exists());
    std::fs::write(folder.join("raw/left.csv"), "a").unwrap();
    assert_eq!(facts.files_without_delivery().unwrap(), ["left.csv"]);
    assert!(facts.kept_file(&batch).unwrap().is_some());
    assert_eq!(values(&facts, &pack, Known::END), ["a 2022 1.000"]);
    assert_eq!(
        facts.computed(&["f", "g"]).unwrap(),
        [("f".to_owned(), "p".to_owned())]
    );
    deliver(&facts, &pack, "2024-02-01", &[("a", 2022, 2000)]);
    assert_eq!(values(&facts, &pack, Known::END), ["a 2022 2.000"]);
    // Results of a view make room for later ones; those of other views stay.
    for n in 0..20 {
        let later = (format!("f{n}"), "w".to_owned(), "p".to_owned());
        facts.keep_computed(&[later]).unwrap();
    }
    let kept = |f: &str| facts.computed(&[f]).unwrap().len();
    assert_eq!((kept("f"), kept("f0"), kept("f19")), (1, 0, 1));
    drop(facts);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_changed_table_is_migrated_or_refused_and_nothing_is_lost() {
    let old = pack_with(TABLE);
    let facts = Facts::in_memory(&old).unwrap();
    deliver(&facts, &old, "2024-01-01", &[("a", 2022, 1500)]);
    let wider = pack_with(
        &(TABLE.replace("decimal(8,3)", "decimal(12,4)")
            + "\n[[column]]\nid = \"note\"\ntype = \"text\"\n"),
    );
    facts.adopt(&wider).unwrap();
    assert_eq!(values(&facts, &wider, Known::END), ["a 2022 1.5000"]);
    let narrower = pack_with(&TABLE.replace("decimal(8,3)", "integer"));
    let refused = facts.adopt(&narrower).unwrap_err().to_string();
    assert!(
        refused.contains(
            "column `value` of table `jif` is DECIMAL(12,4) in the store and BIGINT in the pack"
        ),
        "{refused}"
    );
    let without = pack_with(
        &TABLE
            .replace("\n[[column]]\nid = \"value\"\ntype = \"decimal(8,3)\"", "")
            .replace("value >= 0", "year > 0")
            .replace("year, value from", "year from"),
    );
    let without = Pack {
        hash: "without".to_owned(),
        ..without
    };
    // A column that the pack no longer names stays in history.
    let kept = facts.adopt(&without);
    assert!(kept.is_ok(), "{kept:?}");
    assert_eq!(values(&facts, &wider, Known::END), ["a 2022 1.5000"]);
}

#[test]
fn what_is_in_force_is_the_same_with_and_without_the_database() {
    let pack = pack_with(TABLE);
    let facts = Facts::in_memory(&pack).unwrap();
    let days = [
        "2024-01-01",
        "2024-01-01",
        "2024-02-01",
        "2024-03-01",
        "2024-03-01",
        "2024-04-01",
    ];
    for (n, known) in days.iter().enumerate() {
        let n = n as i128;
        deliver(
            &facts,
            &pack,
            known,
            &[("a", 2020 + (n as i64 % 3), n + 1), ("b", 2021, n)],
        );
    }
    facts
        .withdraw(4, "feil", "kari", day("2024-03-15"))
        .unwrap();
    facts
        .withdraw(6, "feil", "kari", day("2024-05-01"))
        .unwrap();
    let records = facts.slice_records().unwrap();
    for moment in [
        "2023-12-31",
        "2024-01-01",
        "2024-02-10",
        "2024-03-01",
        "2024-03-15",
        "2024-03-20",
        "2024-04-02",
        "2024-06-01",
    ] {
        let expected: Vec<String> = live_at(&records, day(moment))
            .iter()
            .map(|s| s.slice.to_string())
            .collect();
        let sql = "select distinct slice from jif order by slice";
        let found = look(&facts, &pack, day(moment), sql).unwrap();
        let found: Vec<String> = found
            .rows
            .into_iter()
            .map(|mut r| r.pop().flatten().unwrap())
            .collect();
        assert_eq!(found, expected, "{moment}");
    }
}

#[test]
fn a_control_total_is_checked() {
    let pack = pack_with(TABLE);
    let facts = Facts::in_memory(&pack).unwrap();
    let table = pack.tables["jif"].clone();
    let with_total = |total: &str| {
        let staging = table
            .columns
            .iter()
            .map(|c| (c.id.value.clone(), c.kind))
            .collect();
        let mut loading = facts
            .begin(Head {
                source: "jif".to_owned(),
                table: table.clone(),
                replaces: vec![],
                staging,
                sql: None,
                file: "f".to_owned(),
                sha256: total.to_owned(),
                known: day("2024-01-01"),
                imported: day("2024-01-01"),
                entered_by: "kari".to_owned(),
                pack: String::new(),
                mapping: String::new(),
                control_column: Some("value".to_owned()),
            })
            .unwrap();
        loading
            .row(
                2,
                &[Cell::Text("a".into()), Cell::Integer(2020), milli(1500)],
            )
            .unwrap();
        loading.finish(
            &FileFacts {
                control_total: Some(total.to_owned()),
                extension: "csv".to_owned(),
                ..FileFacts::default()
            },
            Mode::Import,
        )
    };
    assert_eq!(
        with_total("1.6").unwrap_err().to_string(),
        "the control total of `value` is 1.6, the rows sum to 1.500"
    );
    assert!(matches!(with_total("1.5"), Ok(Outcome::Imported(_))));
}

fn tempfolder(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("varde-facts-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    assert!(Path::new(&folder).is_dir());
    folder
}
