//! Answers that are not what was declared any more: refused whole, and the message says what and where.

use super::{Reply, Service, fetch, fetch_points, of_year, points, with_status, year_of};
use crate::story::{Department, Everything, publishing};
use serde_json::{Value, json};

/// Fetch points that a change has gone over: the message must say what changed.
fn refused(home: &Department, change: impl Fn(&mut Value) + Send + Sync + 'static, told: &[&str]) {
    let service = Service::start(move |asked| {
        let mut rows = points();
        rows.iter_mut().for_each(&change);
        of_year(&rows, &year_of(asked))
    });
    let ran = fetch_points(home, &service);
    assert_eq!((ran.code, ran.data.as_str()), (2, ""));
    let always = ["Nothing was taken in", "sources/dbh-373.toml"];
    for told in told.iter().chain(&always) {
        assert!(ran.talk.contains(told), "{}", ran.talk);
    }
}

/// A department with points of one year, and what it says and holds.
fn department(name: &str) -> (Department, Everything) {
    let home = Department::new(name);
    home.takes("dbh-373", "a.csv", publishing(&[("2023", "70")]), &[]);
    let before = home.everything();
    (home, before)
}

fn rename(row: &mut Value, old: &str, new: &str) {
    let members = row.as_object_mut().unwrap();
    let value = members.remove(old).unwrap();
    members.insert(new.to_owned(), value);
}

#[test]
fn a_renamed_column_is_refused_by_name() {
    let (home, before) = department("live-renamed");
    refused(
        &home,
        |row| rename(row, "Forfatterandeler", "Forfatterandel"),
        &["`Forfatterandeler` is gone and `Forfatterandel` is new"],
    );
    home.is_still(&before);
}

#[test]
fn a_column_that_is_gone_or_new_is_refused_by_name() {
    let (home, before) = department("live-columns");
    // Both are columns that no row of the table would have missed.
    refused(
        &home,
        |row| {
            row.as_object_mut()
                .unwrap()
                .remove("Publiseringspoeng kvinner");
        },
        &["the columns of `dbh-373` have changed: `Publiseringspoeng kvinner` is gone"],
    );
    refused(
        &home,
        |row| row["Publiseringspoeng 2025-modell"] = json!("4"),
        &["`Publiseringspoeng 2025-modell` is new"],
    );
    home.is_still(&before);
}

#[test]
fn another_decimal_mark_is_refused_with_column_and_value() {
    let (home, before) = department("live-numbers");
    refused(
        &home,
        |row| {
            if row["Publiseringspoeng"] == "81.25" {
                row["Publiseringspoeng"] = json!("81,25");
            }
        },
        &[
            "`Publiseringspoeng` of `dbh-373` is written in another way than before: `81,25`",
            "a decimal point",
        ],
    );
    refused(
        &home,
        |row| row["Publiseringspoeng"] = json!("8.1e1"),
        &["`8.1e1`"],
    );
    refused(
        &home,
        |row| row["Antall publikasjoner"] = json!("<5"),
        &[
            "`Antall publikasjoner`",
            "`<5`",
            "`missing` for a new sign that hides a value",
        ],
    );
    home.is_still(&before);
}

#[test]
fn another_unit_is_refused() {
    let home = Department::new("live-unit");
    let before = home.everything();
    let of = |income: &str| {
        let mut row = json!({ "Institusjonskode": "1150", "Årstall": "2023" });
        for name in [
            "Driftskostnader",
            "Statstilskudd",
            "NFR",
            "RFF",
            "EU",
            "Bidragsinntekter",
            "Oppdragsinntekter",
            "Lønnskostnad",
            "Avsetning",
            "Totalkapital",
            "Eksamensavgift private høyskoler",
        ] {
            row[name] = Value::Null;
        }
        row["Driftsinntekter"] = json!(income);
        with_status(&[&row])
    };
    let kroner = of("9575772000.000");
    let service = Service::start(move |_| Reply::json(&kroner));
    let ran = fetch(&home, &service, "dbh-902", &["--year", "2023"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.talk.contains("the unit of `Driftsinntekter` of `dbh-902` seems to have changed: the largest value is 9575772000, and in 1000 kroner it lies between 5000 and 30000000"),
        "{}",
        ran.talk
    );
    home.is_still(&before);
    let thousands = of("9575772.000");
    let service = Service::start(move |_| Reply::json(&thousands));
    assert_eq!(
        fetch(&home, &service, "dbh-902", &["--year", "2023"]).code,
        0
    );
}

#[test]
fn an_answer_that_is_not_whole_by_its_own_count_is_refused() {
    let home = Department::new("live-count");
    let before = home.everything();
    let service = Service::start(|asked| {
        let rows = points();
        let one: Vec<&Value> = rows
            .iter()
            .filter(|r| r["Årstall"] == *year_of(asked))
            .collect();
        let mut answer = with_status(&one);
        answer[0]["status"]["antall"] = json!(7);
        Reply::json(&answer)
    });
    let ran = fetch_points(&home, &service);
    assert!(
        ran.code == 2 && ran.talk.contains("says 7 rows and the answer holds 1"),
        "{}",
        ran.talk
    );
    // The API's own word that something went wrong.
    let service = Service::start(|_| {
        Reply::json(
            &json!([{ "status": { "antall": 0, "returkode": 3, "melding": "Ukjent variabel" } }]),
        )
    });
    let ran = fetch_points(&home, &service);
    assert!(
        ran.code == 2 && ran.talk.contains("code 3: `Ukjent variabel`"),
        "{}",
        ran.talk
    );
    // A list is expected.
    let service = Service::start(|_| Reply::json(&json!({ "rader": [] })));
    let ran = fetch_points(&home, &service);
    assert!(
        ran.code == 2 && ran.talk.contains("should hold a list of rows"),
        "{}",
        ran.talk
    );
    home.is_still(&before);
}
