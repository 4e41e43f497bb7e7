//! The demo's answer sheet: every computed goal and year, worked out from what was invented and not from the files.

use crate::support::{Folder, json, root, run};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use varde_calc::Exact;
use varde_engine::{Answer, Audience, Engine, Query};
use varde_facts::Facts;
use varde_pack::{PackFiles, read};

const PACK: &str = "ntnu-iot-2018-2025";

/// One demo for all that is asked of it: making it takes the longest.
#[test]
fn the_demo_gives_the_answers_of_its_sheet() {
    let folder = Folder::new("answers");
    let dir = folder.join("demo");
    let made = run(&dir, &["demo", "--no-serve"]);
    assert_eq!(made.code, 0, "{}", made.talk);
    assert!(
        made.talk.contains("every number is invented"),
        "{}",
        made.talk
    );
    let sheet = varde_demo::department(2018);

    every_answer_agrees(&dir, &sheet);
    exactly_the_bad_rows_were_rejected(&dir, &sheet);
    a_number_opens_down_to_a_line_of_a_file(&dir);
    before_a_correction_the_older_value_was_known(&dir, &sheet);
    check_queries_agree(&dir);
    changed_definitions_are_caught(&dir, &sheet);
}

/// The years that check queries answer for.
const CHECKED: std::ops::RangeInclusive<i16> = 2018..=2025;

/// `tests/checks/GOAL.sql`: the goal once more, written from its definition over the tables alone, without the pack's views.
fn check_queries_agree(dir: &Path) {
    let mut bare = the_pack(|_| {});
    let whole = Arc::new(bare.clone());
    bare.views.clear();
    let bare = Arc::new(bare);
    let facts = Arc::new(Facts::open(dir, &bare).unwrap());
    let engine = Engine::new(whole.clone(), facts.clone());
    let query = Query {
        audience: Audience::readers_of_all(),
        ..Query::default()
    };
    let answers = engine.evaluate(&query).unwrap();
    let as_of = engine.now().unwrap();
    let mut wrong = Vec::new();
    for goal in &whole.goals {
        let id = &goal.id.value;
        let file = root().join(format!("crates/varde/tests/checks/{id}.sql"));
        let Ok(sql) = std::fs::read_to_string(&file) else {
            continue;
        };
        let rows = facts.read::<_, varde_facts::FactsError>(&bare, as_of, |reader| {
            let tables = bare.tables.keys().map(String::as_str);
            reader.query("check", tables, sql.trim().trim_end_matches(';'))
        });
        let rows = match rows {
            Ok(rows) => rows.rows,
            Err(error) => {
                wrong.push(format!("{id}: {error}"));
                continue;
            }
        };
        let indicator = goal.indicator.as_ref().unwrap();
        let per_cent =
            whole.indicator(&indicator.value).unwrap().unit == varde_pack::UnitOfMeasure::PerCent;
        let mut checked: BTreeMap<i16, Exact> = BTreeMap::new();
        for row in rows {
            let cell = |n: usize| row.get(n).cloned().flatten();
            let exact = |n: usize| cell(n).map(|t| Exact::parse(&t).unwrap());
            let year: i16 = cell(0).unwrap().parse().unwrap();
            let value = match (exact(1), exact(2)) {
                (Some(n), None) => Some(n),
                (Some(n), Some(d)) if per_cent => (n * Exact::from_int(100)).checked_div(&d),
                (Some(n), Some(d)) => n.checked_div(&d),
                (None, _) => None,
            };
            checked.extend(value.map(|v| (year, v)));
        }
        for answer in answers
            .iter()
            .filter(|a| a.goal.as_ref() == Some(id) && CHECKED.contains(&a.period))
        {
            let (ours, theirs) = (&answer.figure.value, checked.get(&answer.period));
            let too_early = answer.state == Some(varde_calc::State::TooEarly);
            // A check that leaves out what too few answered has nothing to say of what is not for publishing.
            let left_out = theirs.is_none() && !answer.for_publishing;
            if ours.as_ref() != theirs && !(too_early && ours.is_none()) && !left_out {
                let text = |v: Option<&Exact>| v.map(Exact::to_exact_string);
                wrong.push(format!(
                    "{id} {}: engine {:?}, check {:?}",
                    answer.period,
                    text(ours.as_ref()),
                    text(theirs)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn every_answer_agrees(dir: &Path, sheet: &varde_demo::Demo) {
    let answers = json(dir, &["evaluate", "--exact"]);
    let published = json(dir, &["evaluate"]);
    let suppressed: BTreeSet<(&str, i64)> = published
        .as_array()
        .unwrap()
        .iter()
        .filter(|a| a["state"] == "suppressed")
        .filter_map(|a| Some((a["goal"].as_str()?, a["period"].as_i64()?)))
        .collect();
    let found: BTreeMap<(String, i64), &Value> = answers
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|a| Some(((a["goal"].as_str()?.to_owned(), a["period"].as_i64()?), a)))
        .collect();
    assert!(sheet.answers.len() >= 22 * 8);
    let mut wrong = Vec::new();
    for expected in &sheet.answers {
        let Some(answer) = found.get(&(expected.goal.clone(), i64::from(expected.year))) else {
            wrong.push(format!("{} {}: no answer", expected.goal, expected.year));
            continue;
        };
        // What few stand behind is hidden from everyone; who may read the rows sees a number, marked.
        if expected.state == "suppressed" {
            let year = i64::from(expected.year);
            if !suppressed.contains(&(expected.goal.as_str(), year))
                || answer["not_for_publishing"] != true
            {
                wrong.push(format!(
                    "{} {year} is not suppressed: {answer}",
                    expected.goal
                ));
            }
            continue;
        }
        let text = |key: &str| answer[key].as_str().map(str::to_owned);
        // The JSON gives a value that does not end with ten decimals; everything else exactly.
        let same = |key: &str, wanted: &Option<String>| match (text(key), wanted) {
            (None, None) => true,
            (Some(a), Some(b)) => {
                let (given, exact) = (Exact::parse(&a).unwrap(), Exact::parse(b).unwrap());
                given == exact || (key == "value" && given == exact.round_half_up(10))
            }
            _ => false,
        };
        // An index over an index can be written with any common factor; its value can't.
        let parts = expected.goal == "VI-01"
            || (same("numerator", &expected.numerator)
                && same("denominator", &expected.denominator));
        if !parts
            || !same("value", &expected.value)
            || text("state").as_deref() != Some(expected.state.as_str())
            || text("reason") != expected.reason
        {
            wrong.push(format!(
                "{} {}: expected {expected:?}, found {answer}",
                expected.goal, expected.year
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} answers differ:\n{}",
        wrong.len(),
        sheet.answers.len(),
        wrong.join("\n")
    );
}

fn exactly_the_bad_rows_were_rejected(dir: &Path, sheet: &varde_demo::Demo) {
    let pack = the_pack(|_| {});
    let facts = Facts::open(dir, &pack).unwrap();
    let mut found = Vec::new();
    for batch in facts.batches().unwrap() {
        found.extend(
            facts
                .rejected(batch.batch)
                .unwrap()
                .into_iter()
                .map(|r| (batch.file.clone(), r.line)),
        );
    }
    let mut expected: Vec<(String, u64)> = sheet
        .bad_rows
        .iter()
        .map(|b| (b.file_name.clone(), b.line))
        .collect();
    expected.sort();
    found.sort();
    assert!(expected.len() >= 15);
    assert_eq!(found, expected);
}

fn a_number_opens_down_to_a_line_of_a_file(dir: &Path) {
    let opened = json(dir, &["explain", "PU-01", "--year", "2024", "--rows"]);
    let rows = opened["rows"].as_array().unwrap();
    let sum = rows
        .iter()
        .filter(|r| r["part"] == "numerator")
        .filter_map(|r| r["weight"].as_str())
        .map(|w| Exact::parse(w).unwrap())
        .fold(Exact::zero(), |a, b| a + b);
    assert_eq!(sum.to_exact_string(), opened["numerator"].as_str().unwrap());
    let row = rows
        .iter()
        .find(|r| r["table"] == "publication_share")
        .unwrap();
    let kept =
        std::fs::read_to_string(dir.join("raw").join(row["kept_as"].as_str().unwrap())).unwrap();
    let line = kept
        .lines()
        .nth(usize::try_from(row["line"].as_u64().unwrap()).unwrap() - 1)
        .unwrap();
    let id = row["values"]["nva_id"].as_str().unwrap();
    assert!(
        line.contains(id),
        "line {} of {} does not hold {id}: {line}",
        row["line"],
        row["file"]
    );
    let invented =
        std::fs::read_to_string(dir.join("files").join(row["file"].as_str().unwrap())).unwrap();
    assert!(
        invented
            .lines()
            .nth(usize::try_from(row["line"].as_u64().unwrap()).unwrap() - 1)
            .unwrap()
            .contains(id)
    );
}

fn before_a_correction_the_older_value_was_known(dir: &Path, sheet: &varde_demo::Demo) {
    let corrected = sheet
        .deliveries
        .iter()
        .find(|d| d.corrects && d.source == "nva-author-shares")
        .unwrap();
    let day_before = varde_facts::Known::parse(&corrected.known_at)
        .unwrap()
        .date()
        .yesterday()
        .unwrap()
        .to_string();
    let value = |as_of: &str| {
        json(
            dir,
            &[
                "evaluate", "--goal", "PU-01", "--year", "2023", "--as-of", as_of,
            ],
        )[0]["value"]
            .clone()
    };
    assert_ne!(
        value(&day_before),
        value("2027-01-01"),
        "the correction of {} moved nothing",
        corrected.file_name
    );
}

/// A definition changed on purpose gives other answers than the sheet's.
fn changed_definitions_are_caught(dir: &Path, sheet: &varde_demo::Demo) {
    let changes: [(&str, &str, &str, &str); 5] = [
        (
            "PU-01",
            "norway/indicators/staff.toml",
            "research_share > 0",
            "research_share >= 0",
        ),
        (
            "PU-02",
            "norway/indicators/publishing.toml",
            "impact_factor > 3,",
            "impact_factor > 2,",
        ),
        (
            "FU-03b",
            "norway/views/phd_six_years.sql",
            "coalesce(t.within_six_years, false)",
            "p.submitted is not null",
        ),
        (
            "EF-01",
            "norway/indicators/economy.toml",
            "category = 'boa_income'\"",
            "category in ('boa_income', 'pass_through')\"",
        ),
        (
            "EF-04a",
            "norway/views/eu_projects.sql",
            "p.type_group = 'eu'",
            "p.type_group in ('eu', 'centre')",
        ),
    ];
    for (goal, file, old, new) in changes {
        let pack = Arc::new(the_pack(|files| {
            let (folder, path) = file.split_once('/').unwrap();
            let text = files
                .get_mut(folder)
                .and_then(|f| f.get_mut(path))
                .unwrap_or_else(|| panic!("{file} is not there"));
            assert!(text.contains(old), "{file} does not say `{old}`");
            *text = text.replace(old, new);
        }));
        let engine = Engine::new(pack.clone(), Arc::new(Facts::open(dir, &pack).unwrap()));
        let answers = engine
            .evaluate(&Query {
                goal: Some(goal.to_owned()),
                ..Query::default()
            })
            .unwrap();
        let differs = |a: &Answer| {
            let expected = sheet
                .answers
                .iter()
                .find(|e| e.goal == goal && e.year == a.period);
            expected.is_some_and(|e| {
                e.value.as_deref().map(|v| Exact::parse(v).unwrap()) != a.figure.value
            })
        };
        assert!(
            answers.iter().any(differs),
            "{goal}: `{old}` → `{new}` changed no answer"
        );
    }
}

fn the_pack(change: impl FnOnce(&mut PackFiles)) -> varde_pack::Pack {
    let mut files = PackFiles::new();
    for pack in ["norway", PACK] {
        let folder = root().join("packs").join(pack);
        let mut texts = BTreeMap::new();
        collect(&folder, &folder, &mut texts);
        files.insert(pack.to_owned(), texts);
    }
    change(&mut files);
    let checked = read(PACK, &files);
    assert!(checked.is_usable(), "{:?}", checked.diagnostics);
    checked.pack
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|e| e == "toml" || e == "sql") {
            files.insert(
                path.strip_prefix(root)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned(),
                std::fs::read_to_string(&path).unwrap(),
            );
        }
    }
}
