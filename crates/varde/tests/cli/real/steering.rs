//! The ministry's steering indicators: ready-made official answers for two universities.

use super::Real;
use super::raw::{rows, scaled, year};
use super::students::pack_toml;
use std::collections::BTreeMap;

const FILE: &str = "dbh/750_steering_indicators.csv";
/// The ministry publishes these as plain ratios and those with a denominator else as per cent.
const RATIOS: [&str; 6] = ["4", "5", "6", "10", "11", "14"];
const COUNTS: [&str; 2] = ["12", "13"];

/// Every indicator of both universities gives the ministry's value to two decimals, half-up; 12 and 13 are counts.
#[test]
fn real_steering_indicators_are_the_ministrys() {
    let unit = |(id, code): (&str, &str)| {
        format!(
            "[[unit]]\nid = \"{id}\"\ntitle.nb = \"{id}\"\ntitle.en = \"{id}\"\nshort = \"{id}\"\nkind = \"university\"\n\
             [[unit.code]]\nsystem = \"dbh\"\ninstitution = \"{code}\"\ncode = \"000000\"\n"
        )
    };
    let institutions = [("ntnu", "1150"), ("nord", "1174")];
    let units: String = institutions.map(unit).concat();
    let Some(real) = Real::of_pack(
        "steering",
        "two",
        &[("pack.toml", &pack_toml("two")), ("units.toml", &units)],
    ) else {
        return;
    };
    real.import("dbh-750", FILE);
    let raw = rows(&real.file(FILE), b',');
    let mut compared = BTreeMap::new();
    for (unit, code) in institutions {
        let answers = real.answers(Some(unit));
        for row in raw.iter().filter(|r| r["Institusjonskode"] == code) {
            let parameter = row["Styringsparam"].as_str();
            let indicator = format!("steering-{parameter}");
            let answer = answers
                .get(&indicator)
                .and_then(|years| years.get(&year(row)))
                .unwrap_or_else(|| panic!("{unit} {indicator} {} is missing", year(row)));
            let what = format!("{unit} {indicator} {}: {answer}", year(row));
            let value = answer["value"].as_str().unwrap_or_else(|| panic!("{what}"));
            assert_eq!(scaled(value, 2), scaled(&row["Verdi"], 2), "{what}");
            assert_eq!(
                scaled(answer["numerator"].as_str().unwrap(), 6),
                scaled(&row["Teller"], 6),
                "{what}"
            );
            if COUNTS.contains(&parameter) {
                assert!(
                    row["Nevner"].is_empty() && answer["denominator"].is_null(),
                    "{what}"
                );
            } else {
                assert_eq!(
                    scaled(answer["denominator"].as_str().unwrap(), 6),
                    scaled(&row["Nevner"], 6),
                    "{what}"
                );
                // The same from the raw numerator and denominator, so that the published value is no mere copy.
                let parts = if RATIOS.contains(&parameter) {
                    100
                } else {
                    10_000
                };
                let (upper, lower) = (scaled(&row["Teller"], 6) * parts, scaled(&row["Nevner"], 6));
                assert_eq!(
                    (2 * upper + lower) / (2 * lower),
                    scaled(value, 2),
                    "{what}"
                );
            }
            *compared.entry(code).or_insert(0) += 1;
        }
        for (indicator, years) in answers {
            let published = raw
                .iter()
                .filter(|r| {
                    r["Institusjonskode"] == code
                        && format!("steering-{}", r["Styringsparam"]) == indicator
                })
                .count();
            assert_eq!(
                years.values().filter(|a| !a["value"].is_null()).count(),
                published,
                "{unit} {indicator} has years that are not published"
            );
        }
    }
    assert_eq!(compared.values().sum::<usize>(), raw.len());
    assert_eq!(compared.len(), 2);
}

/// Indicator 9 was given up after 2021: later years are missing, not 0.
#[test]
fn real_steering_indicator_that_ended_has_no_later_values() {
    let Some(real) = Real::new("steering-ended") else {
        return;
    };
    real.import("dbh-750", FILE);
    let values = real.values("steering-9", Some("ntnu"));
    assert_eq!(
        values.keys().copied().collect::<Vec<_>>(),
        [2019, 2020, 2021]
    );
}
