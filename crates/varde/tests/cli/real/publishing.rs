//! Publication points as DBH gives them.

use super::Real;
use super::raw::{answer, scaled, year};
use std::collections::BTreeMap;

const ANSWER: &str = "dbh/api_373_1150_excerpt.json";

/// The department's publication points 2019–2023 are DBH's, to the last of its eight decimals.
#[test]
fn real_publication_points_are_the_official_ones() {
    let Some(real) = Real::new("publishing") else {
        return;
    };
    real.import("dbh-373", ANSWER);
    let raw = answer(&real.file(ANSWER));
    let official: BTreeMap<i64, i128> = raw
        .iter()
        .filter(|r| r["Avdelingskode"] == "230240")
        .map(|r| (year(r), scaled(&r["Publiseringspoeng"], 8)))
        .collect();
    let values = real.values("publication-points-dbh", None);
    assert_eq!(
        values
            .iter()
            .map(|(year, value)| (*year, scaled(value, 8)))
            .collect::<BTreeMap<_, _>>(),
        official
    );
    let tenths: Vec<i128> = values.values().map(|value| scaled(value, 1)).collect();
    assert_eq!(tenths, [1589, 1730, 1985, 1882, 1894]);
}

/// Trap: department 000000 is the institution's total. It stands for itself and is never added to the departments.
#[test]
fn real_institution_totals_are_never_added() {
    let Some(real) = Real::new("totals") else {
        return;
    };
    real.import("dbh-373", ANSWER);
    let units = ["230240", "230000", "ntnu"];
    let before = units.map(|unit| real.values("publication-points-dbh", Some(unit)));
    let mut with_total: Vec<serde_json::Value> =
        serde_json::from_slice(&std::fs::read(real.file(ANSWER)).unwrap()).unwrap();
    with_total.push(serde_json::json!({ "Årstall": "2023", "Avdelingskode": "000000", "Antall publikasjoner": 9000, "Publiseringspoeng": 6278.396484 }));
    real.import(
        "dbh-373",
        &real.folder.file(
            "with-total.json",
            serde_json::to_string(&with_total).unwrap(),
        ),
    );
    assert_eq!(
        units.map(|unit| real.values("publication-points-dbh", Some(unit))),
        before
    );
    let total = real.values("publication-points-dbh-institution", Some("ntnu"));
    assert_eq!(total, BTreeMap::from([(2023, "6278.396484".to_owned())]));
    assert!(
        real.values("publication-points-dbh-institution", None)
            .is_empty()
    );
}
