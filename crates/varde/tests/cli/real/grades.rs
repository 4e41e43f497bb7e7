//! Grades by course and year.

use super::Real;
use serde_json::Value;
use std::collections::BTreeMap;

const FILE: &str = "dbh/308_ntnu_grades.ndjson";

/// Every count is the file's; 0 is none or hidden, so unknown; passed and not passed (G, H) are grades like the others.
#[test]
fn real_grades_are_the_official_ones_and_zero_is_unknown() {
    let Some(real) = Real::new("grades") else {
        return;
    };
    let delivery = real.import("dbh-308", FILE);
    let text = std::fs::read_to_string(real.file(FILE)).unwrap();
    let mut raw = BTreeMap::new();
    let mut zeros = 0u64;
    for line in text.lines() {
        let course: Value = serde_json::from_str(line).unwrap();
        for grade in course["d"].as_array().unwrap() {
            let count = grade["c"].as_u64().unwrap();
            zeros += u64::from(count == 0);
            let key = [
                course["c"].as_str().unwrap().to_owned(),
                grade["y"].to_string(),
                grade["g"].as_str().unwrap().to_owned(),
            ];
            raw.insert(key, (count > 0).then(|| count.to_string()));
        }
    }
    assert!(zeros > 10_000, "only {zeros} zeros");
    assert_eq!(
        (delivery["rows"].as_u64(), delivery["rejected"].as_u64()),
        (Some(raw.len() as u64), Some(0))
    );
    let found: BTreeMap<[String; 3], Option<String>> = real
        .table("select course, year, grade, n from grades where institution = '1150'")
        .into_iter()
        .map(|row| <[Option<String>; 4]>::try_from(row).unwrap())
        .map(|[course, year, grade, n]| ([course, year, grade].map(Option::unwrap), n))
        .collect();
    assert!(
        found == raw,
        "{:?}",
        raw.iter().find(|(key, n)| found.get(*key) != Some(n))
    );
    let passed = raw
        .keys()
        .filter(|[_, year, grade]| year == "2020" && (grade == "G" || grade == "H"))
        .count();
    assert!(
        passed > 500,
        "only {passed} rows of passed or not passed in 2020"
    );
    real.import_again("dbh-308", FILE, &delivery);
}
