//! A whole answer of the API: its status, and numbers that are texts.

use super::Real;
use super::raw::{answer, scaled, year};
use crate::support::run;
use serde_json::Value;

const ANSWER: &str = "dbh/api_902_1150.json";

/// Numbers written as texts, in thousand kroner, are exact amounts in kroner; the status is no row.
#[test]
fn real_economy_of_the_institution_is_exact() {
    let Some(real) = Real::new("economy") else {
        return;
    };
    let delivery = real.import("dbh-902", ANSWER);
    let raw = answer(&real.file(ANSWER));
    assert_eq!(
        (delivery["format"].as_str(), delivery["rows"].as_u64()),
        (Some("dbh"), Some(raw.len() as u64))
    );
    let values = real.values("operating-income", Some("ntnu"));
    assert_eq!(values.len(), raw.len());
    for row in &raw {
        // In thousands with three decimals, so the whole number of the last decimal is in kroner.
        assert_eq!(
            values[&year(row)],
            scaled(&row["Driftsinntekter"], 3).to_string()
        );
    }
    // A department has no accounts in this table.
    assert!(real.values("operating-income", None).is_empty());
}

/// Trap: the status says what is wrong, or that rows are missing; then nothing is taken in.
#[test]
fn real_status_of_the_api_is_heeded() {
    let Some(real) = Real::new("status") else {
        return;
    };
    let whole: Vec<Value> =
        serde_json::from_slice(&std::fs::read(real.file(ANSWER)).unwrap()).unwrap();
    let changed = |change: &dyn Fn(&mut Vec<Value>)| {
        let mut answer = whole.clone();
        change(&mut answer);
        serde_json::to_string(&answer).unwrap()
    };
    let wrong = [
        (
            "failed.json",
            changed(&|a| a[0]["status"]["returkode"] = 5.into()),
            "5",
        ),
        ("cut-short.json", changed(&|a| a.truncate(4)), "7 rows"),
        (
            "empty.json",
            changed(&|a| {
                a.truncate(1);
                a[0]["status"]["antall"] = 0.into();
            }),
            "no rows",
        ),
    ];
    for (name, text, said) in wrong {
        let file = real.folder.file(name, text);
        let ran = run(&real.dir(), &["import", "dbh-902", &file]);
        assert_eq!(ran.code, 2, "{name}: {}", ran.talk);
        assert!(ran.talk.contains(said), "{name}: {}", ran.talk);
    }
    assert!(real.values("operating-income", Some("ntnu")).is_empty());
}
