//! What is hidden can't be worked out: random departments under attack, and three leaks that the attack must find.

use crate::attacker::{Heard, Spot, listen};
use std::sync::Arc;
use varde_engine::{Audience, Engine, Query, Reason};
use varde_facts::{Cell, Facts, FileFacts, Head, Known, Mode};
use varde_pack::{Pack, PackFiles, PersonalData, read};

const YEARS: std::ops::RangeInclusive<i64> = 2021..=2024;

/// A university of two faculties with three departments, and staff by gender and group; what is sensitive beside it.
fn pack() -> Pack {
    let mut files = PackFiles::new();
    let folder = files.entry("p".to_owned()).or_default();
    let mut add = |path: &str, text: &str| folder.insert(path.to_owned(), text.to_owned());
    add(
        "pack.toml",
        "id='p'\nversion='1'\nlanguages=['en']\ntitle.en='P'\n[settings]\nbaseline='2021'",
    );
    let mut units = String::new();
    for (id, parent, kind) in [
        ("uni", "", "university"),
        ("f", "uni", "faculty"),
        ("g", "uni", "faculty"),
        ("a", "f", "department"),
        ("b", "f", "department"),
        ("c", "f", "department"),
        ("d", "g", "department"),
    ] {
        let parent = if parent.is_empty() {
            String::new()
        } else {
            format!("parent='{parent}'\n")
        };
        units +=
            &format!("[[unit]]\nid='{id}'\n{parent}title.en='{id}'\nshort='{id}'\nkind='{kind}'\n");
    }
    add("units.toml", &units);
    for (table, class) in [("staff", "personal"), ("leave", "sensitive")] {
        add(
            &format!("tables/{table}.toml"),
            &format!(
                "id='{table}'\ntitle.en='{table}'\npersonal_data='{class}'\nkey=['person', 'year']\n[[column]]\nid='person'\ntype='integer'\n[[column]]\nid='year'\ntype='year'\n[[column]]\nid='unit'\ntype='text'\n[[column]]\nid='gender'\ntype='text'\n[[column]]\nid='grp'\ntype='text'"
            ),
        );
        add(
            &format!("views/{table}_view.sql"),
            &format!("select [row_id] as rows, unit, year, person, gender, grp from {table}"),
        );
    }
    let mut indicators = String::new();
    let mut measure = |id: &str, view: &str, condition: &str| {
        indicators += &format!(
            "[[measure]]\nid='{id}'\ntitle.en='{id}'\nview='{view}'\ncount_distinct='person'\n{condition}\npersons=true\nunit='persons'\n"
        );
    };
    measure("all", "staff_view", "");
    measure("women", "staff_view", "where=\"gender = 'K'\"");
    measure("men", "staff_view", "where=\"gender = 'M'\"");
    measure("on-leave", "leave_view", "");
    let mut indicator = |id: &str, how: &str| {
        indicators += &format!(
            "[[indicator]]\nid='{id}'\ntitle.en='{id}'\n{how}\nbetter='higher'\nvalid_from=2000-01-01\nsource='made up'\n"
        );
    };
    indicator("staff", "kind='value'\nnumerator='all'\nunit='persons'");
    indicator(
        "staff-three-years",
        "kind='value'\nnumerator='all'\nwindow=3\nunit='persons'",
    );
    indicator(
        "share",
        "kind='ratio'\nnumerator='women'\ndenominator='all'\nunit='per-cent'",
    );
    indicator("men", "kind='value'\nnumerator='men'\nunit='persons'");
    indicator("growth", "kind='growth'\nnumerator='all'\nunit='per-cent'");
    indicator(
        "on-leave",
        "kind='value'\nnumerator='on-leave'\nunit='persons'",
    );
    indicator(
        "balance",
        "kind='smallest-share'\nparts=['women', 'men']\nby='grp'\nunit='per-cent'",
    );
    add("indicators/staff.toml", &indicators);
    let checked = read("p", &files);
    assert!(checked.is_usable(), "{:#?}", checked.diagnostics);
    checked.pack
}

/// Persons of a year: unit, gender, group.
type People = Vec<(i64, &'static str, &'static str, &'static str)>;

fn deliver(engine: &Engine, table: &str, known: &str, people: &People) {
    let table = engine.pack.tables[table].clone();
    let head = Head {
        source: table.id.value.clone(),
        staging: table
            .columns
            .iter()
            .map(|c| (c.id.value.clone(), c.kind))
            .collect(),
        table,
        replaces: Vec::new(),
        sql: None,
        file: "f.csv".to_owned(),
        sha256: format!("{known} {people:?}"),
        known: Known::parse(known).unwrap(),
        imported: Known::parse("2026-01-01").unwrap(),
        entered_by: "kari".to_owned(),
        pack: engine.pack.hash.clone(),
        mapping: "m".to_owned(),
        control_column: None,
    };
    let mut loading = engine.facts.begin(head).unwrap();
    for (line, (year, unit, gender, group)) in (2..).zip(people) {
        let text = |text: &'static str| Cell::Text(text.into());
        let cells = [
            Cell::Integer(i64::try_from(line).unwrap()),
            Cell::Integer(*year),
            text(unit),
            text(gender),
            text(group),
        ];
        loading.row(line, &cells).unwrap();
    }
    let file = FileFacts {
        extension: "csv".to_owned(),
        ..FileFacts::default()
    };
    loading.finish(&file, Mode::Import).unwrap();
}

fn engine_with(deliveries: &[(&str, &str, People)]) -> Engine {
    let pack = Arc::new(pack());
    let facts = Arc::new(Facts::in_memory(&pack).unwrap());
    let engine = Engine::new(pack, facts);
    for (table, known, people) in deliveries {
        deliver(&engine, table, known, people);
    }
    engine
}

fn chance(state: &mut u64, of: u64) -> u64 {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) % of
}

/// Departments of all sizes, with empty ones, and groups of few.
fn people(state: &mut u64, most: u64) -> People {
    let mut people = Vec::new();
    for year in YEARS {
        for unit in ["a", "b", "c", "d"] {
            let (size, odd) = (chance(state, most), chance(state, 6));
            for n in 0..size {
                let gender = if chance(state, 6) <= odd { "K" } else { "M" };
                let group = if n % 7 == 0 { "new" } else { "old" };
                people.push((year, unit, gender, group));
            }
        }
    }
    people
}

fn audiences() -> Vec<Audience> {
    let mut audiences = vec![Audience::everyone()];
    audiences.extend(
        [PersonalData::Personal, PersonalData::Sensitive]
            .map(|class| Audience::readers_of([class])),
    );
    audiences
}

fn dates() -> [Known; 2] {
    ["2025-02-01", "2025-04-01"].map(|day| Known::parse(day).unwrap())
}

#[test]
fn nothing_hidden_can_be_worked_out() {
    let mut state = 2018;
    let (mut hidden, mut shown) = (0, 0);
    for round in 0..25 {
        let most = [8, 14, 40][round % 3];
        let before = people(&mut state, most);
        // Some come, and some were counted by mistake.
        let mut after: People = before
            .iter()
            .skip(chance(&mut state, 4) as usize)
            .copied()
            .collect();
        after.extend(people(&mut state, 3));
        let leave = people(&mut state, 5);
        let engine = engine_with(&[
            ("staff", "2025-01-01", before),
            ("leave", "2025-01-02", leave),
            ("staff", "2025-03-01", after),
        ]);
        let heard = listen(&engine, &dates(), &audiences());
        let [everyone, staff, leave] = &heard.told[..] else {
            panic!("an audience is missing");
        };
        shown += everyone.len();
        hidden += heard.truth.len() - everyone.len();
        // What everyone is told does not count as what one may read.
        let roles = [staff, leave].map(|role| role.difference(everyone).cloned().collect());
        let [of_staff, of_leave] = &roles;
        let nobody_tells = |who: &str, roles: &[&_]| {
            let leaks = heard.leaks(everyone, roles);
            assert!(leaks.is_empty(), "round {round}, {who}: {leaks:#?}");
        };
        nobody_tells("everyone", &[]);
        nobody_tells("those who read staff", &[of_staff]);
        nobody_tells("those who read leave", &[of_leave]);
        nobody_tells("those who hold both roles", &[of_staff, of_leave]);
        // Each sees all of what it may read.
        let of = |spot: &&Spot, what: &str| spot.what.starts_with(what);
        let all = heard.truth.keys().filter(|s| of(s, "on-leave")).count();
        assert_eq!(leave.iter().filter(|s| of(s, "on-leave")).count(), all);
        assert!(staff.iter().filter(|s| of(s, "on-leave")).count() < all);
    }
    assert!(
        hidden > 1000 && shown > 1000,
        "{hidden} hidden, {shown} shown"
    );
}

/// 3 in `a`, 12 in `b`, 30 in `c`: `a` is small and `b` must be hidden with it.
fn few_in_a() -> Heard {
    let mut people = People::new();
    for year in YEARS {
        for (unit, size) in [("a", 3), ("b", 12), ("c", 30), ("d", 25)] {
            for n in 0..size {
                let gender = if n % 2 == 0 { "K" } else { "M" };
                let group = if n < 9 { "new" } else { "old" };
                people.push((year, unit, gender, group));
            }
        }
    }
    let mut later = people.clone();
    later.push((2024, "d", "K", "old"));
    let engine = engine_with(&[
        ("staff", "2025-01-01", people),
        ("staff", "2025-03-01", later),
    ]);
    listen(&engine, &dates(), &[Audience::everyone()])
}

/// The first leak that shows when these are told as well.
fn leak_when_told(heard: &Heard, more: impl Fn(&Spot) -> bool) -> Option<Spot> {
    let mut told = heard.told[0].clone();
    assert!(heard.leaks(&told, &[]).is_empty());
    let before = told.len();
    told.extend(heard.truth.keys().filter(|spot| more(spot)).cloned());
    assert!(told.len() > before, "all of it was told already");
    heard
        .leaks(&told, &[])
        .into_iter()
        .find_map(|(_, spot)| spot)
}

#[test]
fn planted_leaks_are_found() {
    let heard = few_in_a();
    let is = |spot: &Spot, what: &str, unit: &str| {
        spot.what == what && spot.unit == unit && spot.window == 1 && spot.slice.is_none()
    };
    // A sibling: all but one of a faculty's departments.
    let found = leak_when_told(&heard, |s| {
        s.year == 2024
            && s.date == 1
            && (is(s, "all", "b") || is(s, "all", "c") || is(s, "all", "f"))
    });
    assert!(
        found.is_some_and(|s| s.year == 2024),
        "a sibling gives it away"
    );
    // A year: three years together, and two of them.
    let found = leak_when_told(&heard, |s| {
        let window = s.what == "all" && s.unit == "a" && s.window == 3;
        window && s.date == 1
    });
    assert!(found.is_some(), "the years together give it away");
    // An earlier date: what did not change since is told as of then.
    let found = leak_when_told(&heard, |s| {
        s.date == 0
            && s.year == 2023
            && (is(s, "all", "b") || is(s, "all", "c") || is(s, "all", "f"))
    });
    assert!(found.is_some(), "another date gives it away");
}

#[test]
fn who_may_read_the_rows_sees_numbers_that_are_not_for_publishing() {
    let people: People = (0..3).map(|_| (2024, "a", "K", "old")).collect();
    let engine = engine_with(&[("staff", "2025-01-01", people)]);
    let of = |audience: Audience| {
        let query = Query {
            indicator: Some("staff".to_owned()),
            unit: Some("a".to_owned()),
            year: Some(2024),
            audience,
            ..Query::default()
        };
        engine.evaluate(&query).unwrap().remove(0)
    };
    let everyone = of(Audience::everyone());
    assert_eq!(everyone.figure.reason, Some(Reason::Protected));
    assert_eq!(
        (&everyone.figure.value, &everyone.figure.numerator),
        (&None, &None)
    );
    let others = of(Audience::readers_of([PersonalData::Sensitive]));
    assert_eq!(others.figure, everyone.figure);
    let readers = of(Audience::readers_of([PersonalData::Personal]));
    assert_eq!(readers.figure.value.unwrap().to_exact_string(), "3");
    assert!(!readers.for_publishing);
}
