//! Full-time equivalents by category of position, from the older file and from the API.

use super::Real;
use super::raw::{Row, answer, rows, scaled, year};
use std::collections::BTreeMap;

const FILE: &str = "dbh/level3_employees_positions.csv";
const ANSWER: &str = "dbh/api_225_1150_excerpt.json";
const CODES: &str = "dbh/220_position_codes.csv";

/// Import codes, file and answer, and give the department's raw rows 2017–2023.
fn load(real: &Real) -> Vec<Row> {
    real.import("dbh-220", CODES);
    real.import("dbh-225", FILE);
    real.import("dbh-225", ANSWER);
    let mut raw: Vec<Row> = rows(&real.file(FILE), b',')
        .into_iter()
        .filter(|r| r["Institusjonskode"] == "1150")
        .collect();
    raw.extend(answer(&real.file(ANSWER)));
    raw.retain(|r| r["Avdelingskode"] == "230240" && (2017..=2023).contains(&year(r)));
    raw
}

/// Sums by year of the rows whose category is asked for, in units of the sixth decimal.
fn sums(
    raw: &[Row],
    categories: &BTreeMap<String, String>,
    wanted: &[&str],
) -> BTreeMap<i64, i128> {
    let mut sums: BTreeMap<i64, i128> = (2017..=2023).map(|year| (year, 0)).collect();
    for row in raw {
        let category = categories
            .get(&row["Stillingskode"])
            .map_or("", String::as_str);
        if wanted.is_empty() || wanted.contains(&category) {
            *sums.entry(year(row)).or_default() += scaled(&row["Antall årsverk"], 6);
        }
    }
    sums
}

/// Full-time equivalents by category 2017–2023 are DBH's: its rows, by its list of position codes.
#[test]
fn real_staff_by_category_are_the_official_ones() {
    let Some(real) = Real::new("staff") else {
        return;
    };
    let raw = load(&real);
    let categories: BTreeMap<String, String> = rows(&real.file(CODES), b',')
        .into_iter()
        .map(|r| {
            (
                r["Stillingskode"].clone(),
                r["Stillingskategorikode"].clone(),
            )
        })
        .collect();
    let unknown: Vec<&str> = raw
        .iter()
        .map(|r| r["Stillingskode"].as_str())
        .filter(|code| !categories.contains_key(*code))
        .collect();
    assert!(unknown.is_empty(), "codes without a category: {unknown:?}");
    let groups: [(&str, &[&str]); 8] = [
        ("staff-fte", &[]),
        ("staff-fte-un1", &["UN1"]),
        ("staff-fte-un2", &["UN2"]),
        ("staff-fte-academic", &["UN1", "UN2"]),
        ("staff-fte-un3", &["UN3"]),
        ("staff-fte-un4", &["UN4"]),
        ("staff-fte-adm", &["AD1", "AD2", "AD3"]),
        ("staff-fte-st", &["ST1", "ST2", "ST3"]),
    ];
    let answers = real.answers(None);
    for (indicator, wanted) in groups {
        let values: BTreeMap<i64, i128> = answers[indicator]
            .iter()
            .filter(|(year, _)| **year >= 2017)
            .map(|(year, answer)| (*year, scaled(answer["value"].as_str().unwrap(), 6)))
            .collect();
        assert_eq!(values, sums(&raw, &categories, wanted), "{indicator}");
    }
}

/// The sums of positions are the totals that DBH gives by department, but for its float noise.
#[test]
fn real_staff_totals_are_the_official_totals() {
    let Some(real) = Real::new("staff-totals") else {
        return;
    };
    load(&real);
    let values = real.values("staff-fte", None);
    let totals = rows(&real.file("dbh/level3_employees.csv"), b',');
    let totals: Vec<&Row> = totals
        .iter()
        .filter(|r| {
            r["Institusjonskode"] == "1150" && r["Avdelingskode"] == "230240" && year(r) >= 2017
        })
        .collect();
    assert_eq!(totals.len(), 5);
    for total in totals {
        assert_eq!(
            scaled(&values[&year(total)], 6),
            scaled(&total["Antall totalt"], 6),
            "{}",
            year(total)
        );
    }
}

/// Trap: noise of binary fractions. Beyond the declared scale a number is rounded half-up, and its raw text is kept.
#[test]
fn real_float_noise_is_rounded_and_the_raw_text_kept() {
    let Some(real) = Real::new("noise") else {
        return;
    };
    let batch = real.import("dbh-225", FILE)["batch"].as_i64().unwrap();
    let raw = rows(&real.file(FILE), b',');
    let mut noisy = BTreeMap::new();
    for (index, row) in raw.iter().enumerate() {
        for heading in ["Antall årsverk", "Antall kvinner", "Antall menn"] {
            let fraction = row[heading]
                .split_once('.')
                .map_or("", |(_, fraction)| fraction);
            if fraction.len() > 6 && !row[heading].contains('e') {
                noisy.insert((index as u64 + 2, heading.to_owned()), row[heading].clone());
            }
        }
    }
    assert!(noisy.len() > 3000);
    let (facts, _) = real.facts();
    let rejected: Vec<u64> = facts
        .rejected(batch)
        .unwrap()
        .iter()
        .map(|r| r.line)
        .collect();
    let rounded = facts.rounded(batch).unwrap();
    let kept: BTreeMap<(u64, String), String> = rounded
        .iter()
        .map(|r| ((r.line, r.column.clone()), r.raw.clone()))
        .collect();
    assert_eq!(
        kept,
        noisy
            .into_iter()
            .filter(|((line, _), _)| !rejected.contains(line))
            .collect()
    );
    for number in &rounded {
        assert_eq!(
            scaled(&number.kept, 6),
            scaled(&number.raw, 6),
            "{number:?}"
        );
    }
    drop(facts);
    // The total with the longest tail, given as a bare number in the API's format.
    let (institution, department) = ("1150", "230240");
    let totals = rows(&real.file("dbh/level3_employees.csv"), b',');
    let total = totals
        .iter()
        .find(|r| {
            r["Avdelingskode"] == department
                && r["Institusjonskode"] == institution
                && year(r) == 2021
        })
        .unwrap();
    assert_eq!(total["Antall totalt"], "187.73499999999999");
    let answer = format!(
        r#"[{{"Institusjonskode": "{institution}", "Avdelingskode": "{department}", "Årstall": "2021", "Stillingskode": "1013", "Antall årsverk": {}}}]"#,
        total["Antall totalt"]
    );
    let batch = real.import("dbh-225", &real.folder.file("total.json", answer))["batch"]
        .as_i64()
        .unwrap();
    let (facts, _) = real.facts();
    let rounded = facts.rounded(batch).unwrap();
    assert_eq!(rounded.len(), 1);
    assert_eq!(
        (
            rounded[0].raw.as_str(),
            scaled(&rounded[0].kept, 3),
            scaled(&rounded[0].kept, 6)
        ),
        ("187.73499999999999", 187_735, 187_735_000)
    );
}

/// Negative and exponent-written numbers are rejected with their line, and the rest loads.
#[test]
fn real_staff_rows_that_break_a_check_are_set_aside() {
    let Some(real) = Real::new("staff-rejected") else {
        return;
    };
    let delivery = real.import("dbh-225", FILE);
    let raw = rows(&real.file(FILE), b',');
    let bad: Vec<u64> = (2u64..)
        .zip(&raw)
        .filter(|(_, r)| {
            ["Antall årsverk", "Antall kvinner", "Antall menn"]
                .iter()
                .any(|h| r[*h].starts_with('-') || r[*h].contains('e'))
        })
        .map(|(line, _)| line)
        .collect();
    assert_eq!(
        delivery["rows"].as_u64().unwrap() + bad.len() as u64,
        raw.len() as u64
    );
    let (facts, _) = real.facts();
    let mut lines: Vec<u64> = facts
        .rejected(delivery["batch"].as_i64().unwrap())
        .unwrap()
        .iter()
        .map(|r| r.line)
        .collect();
    lines.sort_unstable();
    assert_eq!(lines, bad);
}
