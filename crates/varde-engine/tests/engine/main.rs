//! What is computed again after a change: only what stands on it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod attacker;
mod leaks;

use std::sync::Arc;
use varde_engine::{Engine, Query, Work};
use varde_facts::{Batch, Cell, Facts, FileFacts, Head, Known, Mode, Outcome};
use varde_pack::{Pack, PackFiles, read};

/// Two tables, a view on each, a view on the first view, and a measure with an indicator on all three.
fn pack() -> Pack {
    pack_where(2, "u")
}

/// The same with another definition of many, and with apples of a unit `v` that may lie under `u`.
fn pack_where(many: i64, parent_of_v: &str) -> Pack {
    let mut files = PackFiles::new();
    let folder = files.entry("p".to_owned()).or_default();
    let mut add = |path: &str, text: String| folder.insert(path.to_owned(), text);
    add(
        "pack.toml",
        "id='p'\nversion='1'\nlanguages=['en']\ntitle.en='P'".to_owned(),
    );
    add(
        "units.toml",
        format!(
            "[[unit]]\nid='u'\ntitle.en='Unit'\nshort='U'\nkind='department'\n[[unit]]\nid='w'\ntitle.en='Other'\nshort='W'\nkind='department'\n[[unit]]\nid='v'\nparent='{parent_of_v}'\ntitle.en='Part'\nshort='V'\nkind='group'"
        ),
    );
    for table in ["apples", "pears"] {
        let columns = "[[column]]\nid='part'\ntype='integer'\n[[column]]\nid='year'\ntype='year'\n[[column]]\nid='n'\ntype='integer'";
        add(
            &format!("tables/{table}.toml"),
            format!(
                "id='{table}'\ntitle.en='{table}'\npersonal_data='none'\nkey=['part', 'year']\n{columns}"
            ),
        );
        add(
            &format!("views/{table}_view.sql"),
            format!(
                "select [row_id] as rows, case when n % 5 = 0 then 'v' else 'u' end as unit, year, n from {table}"
            ),
        );
    }
    add(
        "views/many_apples.sql",
        format!("select rows, unit, year, n from apples_view where n > {many}"),
    );
    let mut indicators = String::new();
    for view in ["apples_view", "many_apples", "pears_view"] {
        let id = view.replace('_', "-");
        indicators += &format!(
            "[[measure]]\nid='{id}'\ntitle.en='{id}'\nview='{view}'\nsum='n'\nunit='count'\n"
        );
        indicators += &format!(
            "[[indicator]]\nid='{id}'\ntitle.en='{id}'\nkind='value'\nnumerator='{id}'\nbetter='higher'\nunit='count'\nvalid_from=2000-01-01\nsource='made up'\n"
        );
    }
    add("indicators/fruit.toml", indicators);
    let checked = read("p", &files);
    assert!(checked.is_usable(), "{:#?}", checked.diagnostics);
    checked.pack
}

/// A table delivered whole.
fn deliver(engine: &Engine, table: &str, known: &str, rows: &[(i64, i64)]) -> Batch {
    deliver_part(engine, table, 1, known, rows)
}

/// One part of a table delivered.
fn deliver_part(
    engine: &Engine,
    table: &str,
    part: i64,
    known: &str,
    rows: &[(i64, i64)],
) -> Batch {
    let table = engine.pack.tables[table].clone();
    let head = Head {
        source: table.id.value.clone(),
        staging: table
            .columns
            .iter()
            .map(|c| (c.id.value.clone(), c.kind))
            .collect(),
        table,
        replaces: vec!["part".to_owned()],
        sql: None,
        file: "f.csv".to_owned(),
        sha256: format!("{part} {rows:?}"),
        known: Known::parse(known).unwrap(),
        imported: Known::parse("2026-01-01").unwrap(),
        entered_by: "kari".to_owned(),
        pack: engine.pack.hash.clone(),
        mapping: "m".to_owned(),
        control_column: None,
    };
    let mut loading = engine.facts.begin(head).unwrap();
    for (line, (year, n)) in (2..).zip(rows) {
        loading
            .row(
                line,
                &[Cell::Integer(part), Cell::Integer(*year), Cell::Integer(*n)],
            )
            .unwrap();
    }
    match loading
        .finish(
            &FileFacts {
                extension: "csv".to_owned(),
                ..FileFacts::default()
            },
            Mode::Import,
        )
        .unwrap()
    {
        Outcome::Imported(batch) => *batch,
        other => panic!("{other:?}"),
    }
}

/// Evaluate everything: values by indicator for 2024, and how many views were run for it.
fn evaluated(engine: &Engine, as_of: Option<&str>) -> (Vec<String>, u64) {
    let before = engine.work();
    let query = Query {
        year: Some(2024),
        as_of: as_of.map(|t| Known::parse(t).unwrap()),
        ..Query::default()
    };
    let answers = engine.evaluate(&query).unwrap();
    let values = answers.iter().filter_map(|a| {
        a.figure.value.as_ref().map(|v| {
            format!(
                "{}={}",
                a.indicator.as_deref().unwrap_or_default(),
                v.to_exact_string()
            )
        })
    });
    (values.collect(), engine.work().run - before.run)
}

fn owned(values: &[&str]) -> Vec<String> {
    values.iter().map(|v| (*v).to_owned()).collect()
}

#[test]
fn only_what_depends_on_a_change_is_computed_again() {
    let pack = Arc::new(pack());
    let engine = Engine::new(pack.clone(), Arc::new(Facts::in_memory(&pack).unwrap()));
    deliver(&engine, "apples", "2024-05-01", &[(2024, 3)]);
    let first = evaluated(&engine, None);
    assert_eq!(first.0, owned(&["apples-view=3", "many-apples=3"]));
    assert_eq!(
        first.1, 3,
        "each view once, however many measures ask for it"
    );
    assert_eq!(evaluated(&engine, None).1, 0, "nothing changed");

    deliver(&engine, "pears", "2024-06-01", &[(2024, 7)]);
    assert_eq!(
        evaluated(&engine, None),
        (
            owned(&["apples-view=3", "many-apples=3", "pears-view=7"]),
            1
        ),
        "only the view on pears"
    );

    deliver(&engine, "apples", "2024-07-01", &[(2024, 2)]);
    assert_eq!(
        evaluated(&engine, None),
        (owned(&["apples-view=2", "pears-view=7"]), 2),
        "the view on apples and the view on that view"
    );

    assert_eq!(
        evaluated(&engine, Some("2024-06-15")),
        (
            owned(&["apples-view=3", "many-apples=3", "pears-view=7"]),
            0
        ),
        "what was in force then is kept"
    );
}

#[test]
fn a_withdrawal_computes_nothing_that_was_computed_before() {
    let pack = Arc::new(pack());
    let engine = Engine::new(pack.clone(), Arc::new(Facts::in_memory(&pack).unwrap()));
    deliver(&engine, "apples", "2024-05-01", &[(2024, 3)]);
    let before = evaluated(&engine, None).0;
    let wrong = deliver(&engine, "apples", "2024-06-01", &[(2024, 300)]);
    assert_eq!(
        evaluated(&engine, None),
        (owned(&["apples-view=300", "many-apples=300"]), 2)
    );
    engine
        .facts
        .withdraw(
            wrong.batch,
            "wrong file",
            "kari",
            Known::parse("2024-07-01").unwrap(),
        )
        .unwrap();
    assert_eq!(evaluated(&engine, None), (before, 0));
}

#[test]
fn what_was_computed_is_kept_with_the_facts() {
    let pack = Arc::new(pack());
    let facts = Arc::new(Facts::in_memory(&pack).unwrap());
    let engine = Engine::new(pack.clone(), facts.clone());
    deliver(&engine, "apples", "2024-05-01", &[(2024, 3)]);
    let before = evaluated(&engine, None).0;
    let another = Engine::new(pack, facts);
    assert_eq!(evaluated(&another, None), (before, 0));
    assert_eq!(another.work(), Work { run: 0, reused: 3 });
}

/// Numbers that look like chance and are the same each time.
fn chance(state: &mut u64, below: u64) -> u64 {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) % below
}

/// Each year of each random delivery history is a history of its own: forty of them at a time, as a delivery is dear.
#[test]
fn bridges_of_a_thousand_random_histories_add_up() {
    const YEARS: std::ops::Range<i64> = 1990..2030;
    let (old_pack, new_pack) = (Arc::new(pack_where(2, "w")), Arc::new(pack_where(4, "u")));
    let (mut state, mut histories, mut bridges, mut changes) = (7, 0, 0, [0; 4]);
    while histories < 1000 {
        let facts = Arc::new(Facts::in_memory(&old_pack).unwrap());
        let old = Engine::new(old_pack.clone(), facts.clone());
        let new = Engine::new(new_pack.clone(), facts.clone());
        let mut days = Vec::new();
        for month in 1..=8 {
            let table = ["apples", "pears"][chance(&mut state, 2) as usize];
            let part = chance(&mut state, 3) as i64;
            let mut rows = Vec::new();
            for year in YEARS {
                if chance(&mut state, 3) > 0 {
                    rows.push((year, chance(&mut state, 11) as i64));
                }
            }
            let batch = deliver_part(&old, table, part, &format!("2024-{month:02}-01"), &rows);
            if chance(&mut state, 5) == 0 {
                let moment = Known::parse(&format!("2024-{month:02}-15")).unwrap();
                facts
                    .withdraw(batch.batch, "wrong", "kari", moment)
                    .unwrap();
            }
            days.push(Known::parse(&format!("2024-{month:02}-20")).unwrap());
        }
        histories += YEARS.count();
        let everyone = varde_engine::Audience::everyone();
        for (from, to) in [(1, 7), (3, 5)] {
            for id in ["apples-view", "many-apples", "pears-view"] {
                let moments = (days[from], days[to]);
                for bridge in new
                    .restate(&old, id, Some("u"), moments, &everyone)
                    .unwrap()
                {
                    bridges += 1;
                    let seen = adds_up(&bridge);
                    (0..4).for_each(|n| changes[n] += u32::from(seen[n]));
                }
            }
        }
    }
    assert!(bridges > 1000, "{bridges}");
    assert!(changes.iter().all(|n| *n > 20), "{changes:?}");
}

/// Holds a bridge to its promise, and says which of its steps changed the number.
fn adds_up(bridge: &varde_engine::Bridge) -> [bool; 4] {
    let (before, after) = (&bridge.before.figure.value, &bridge.after.figure.value);
    let changes = || bridge.steps.iter().filter_map(|s| s.change.clone());
    if let (Some(before), Some(after)) = (before, after) {
        let sum = changes().fold(before.clone(), |a, b| a + b);
        assert_eq!(sum, *after, "{bridge:?}");
    }
    assert_eq!(bridge.steps[3].value, *after);
    let zero = varde_calc::Exact::zero();
    std::array::from_fn(|n| bridge.steps[n].change.as_ref().is_some_and(|c| *c != zero))
}
