//! What supersedes what, and what was known when.

use super::{Department, publishing};
use crate::support::{root, run};

#[test]
fn before_a_correction_the_older_value_was_known() {
    let home = Department::new("as-of");
    home.takes(
        "dbh-373",
        "a.csv",
        publishing(&[("2023", "70.5")]),
        &["--known-at", "2024-05-01"],
    );
    home.takes(
        "dbh-373",
        "b.csv",
        publishing(&[("2023", "71.75")]),
        &["--known-at", "2024-06-01"],
    );
    assert_eq!(home.points("2023", &[]).as_deref(), Some("71.75"));
    assert_eq!(
        home.points("2023", &["--as-of", "2024-05-31"]).as_deref(),
        Some("70.5")
    );
    assert_eq!(
        home.points("2023", &["--as-of", "2024-06-01"]).as_deref(),
        Some("71.75"),
        "a day means its end"
    );
    assert_eq!(
        home.points("2023", &["--as-of", "2024-04-30"]),
        None,
        "nothing was known"
    );
    let opened = home.json(&[
        "explain",
        super::POINTS,
        "--year",
        "2023",
        "--as-of",
        "2024-05-31",
    ]);
    assert_eq!(
        (
            opened["rows"][0]["file"].as_str(),
            opened["rows"][0]["line"].as_i64()
        ),
        (Some("a.csv"), Some(2))
    );
}

#[test]
fn a_b_a_ends_in_a() {
    let home = Department::new("aba");
    let (a, b) = (
        publishing(&[("2022", "60.25"), ("2023", "70.5")]),
        publishing(&[("2022", "60.25"), ("2023", "71.75")]),
    );
    home.takes("dbh-373", "a.csv", &a, &[]);
    home.takes("dbh-373", "b.csv", &b, &[]);
    assert_eq!(home.points("2023", &[]).as_deref(), Some("71.75"));
    home.takes("dbh-373", "a.csv", &a, &[]);
    assert_eq!(home.points("2023", &[]).as_deref(), Some("70.5"));
    let again = home.import("dbh-373", "a.csv", &a, &[]);
    assert!(
        again.code == 0 && again.data.contains("in force already as delivery 3"),
        "{}",
        again.data
    );
    assert_eq!(home.json(&["batches"]).as_array().unwrap().len(), 3);
}

#[test]
fn a_withdrawn_delivery_gives_back_what_was_before() {
    let home = Department::new("withdraw");
    home.takes("dbh-373", "a.csv", publishing(&[("2023", "70.5")]), &[]);
    home.takes(
        "dbh-373",
        "wrong.csv",
        publishing(&[("2023", "7050"), ("2024", "1")]),
        &[],
    );
    let ran = home.run(&["withdraw", "2", "--reason", "komma på feil plass"]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(ran.data.contains("7050  →  70.5"), "{}", ran.data);
    assert_eq!(
        (
            home.points("2023", &[]).as_deref(),
            home.points("2024", &[])
        ),
        (Some("70.5"), None)
    );
    let batches = home.json(&["batches"]);
    assert_eq!(
        (
            batches[0]["in_force"].as_bool(),
            batches[1]["in_force"].as_bool()
        ),
        (Some(true), Some(false))
    );
    assert_eq!(batches[1]["withdrawn"]["reason"], "komma på feil plass");

    let before = home.everything();
    for (args, words) in [
        (
            ["withdraw", "2", "--reason", "en gang til"],
            "was withdrawn already",
        ),
        (
            ["withdraw", "1", "--reason", " "],
            "a withdrawal needs a reason",
        ),
        (
            ["withdraw", "9", "--reason", "finnes ikke"],
            "there is no delivery 9",
        ),
    ] {
        let ran = home.run(&args);
        assert!(
            ran.code == 2 && ran.talk.contains(words),
            "{args:?}: {}",
            ran.talk
        );
    }
    home.is_still(&before);
}

#[test]
fn a_dry_run_changes_nothing() {
    let home = Department::new("dry");
    home.takes("dbh-373", "a.csv", publishing(&[("2023", "70.5")]), &[]);
    let before = home.everything();
    let dry = home.import(
        "dbh-373",
        "b.csv",
        publishing(&[("2023", "71.75"), ("2024", "80")]),
        &["--dry-run"],
    );
    assert_eq!((dry.code, dry.talk.as_str()), (0, ""));
    assert!(
        dry.data.contains("1 new, 1 changed, 0 gone") && dry.data.contains("nothing was changed"),
        "{}",
        dry.data
    );
    let bad = home.import(
        "dbh-373",
        "c.csv",
        publishing(&[("2023", "71.75"), ("2024", "åtti")]),
        &["--dry-run"],
    );
    assert_eq!(
        bad.code, 1,
        "findings are findings in a dry run too: {}",
        bad.data
    );
    home.is_still(&before);
}

#[test]
fn when_something_became_known_lies_between_the_latest_delivery_and_now() {
    let home = Department::new("known");
    home.takes(
        "dbh-373",
        "a.csv",
        publishing(&[("2023", "70.5")]),
        &["--known-at", "2024-05-01"],
    );
    let before = home.everything();
    let b = publishing(&[("2023", "71.75")]);
    for (moment, words) in [
        ("2999-01-01", "lies in the future"),
        ("2024-04-30", "is before this source's latest delivery"),
        (
            "2024-04-30T23:59:59Z",
            "is before this source's latest delivery",
        ),
        ("i morgen", "`i morgen` is neither a date nor a moment"),
    ] {
        let ran = home.import("dbh-373", "b.csv", &b, &["--known-at", moment]);
        assert!(
            ran.code == 2 && ran.talk.contains(words),
            "{moment}: {} {}",
            ran.code,
            ran.talk
        );
    }
    home.is_still(&before);
    home.takes(
        "jif",
        "jif.csv",
        "issn;year;value\n1234-5679;2020;3.125\n",
        &["--known-at", "2021-01-01"],
    );
    assert_eq!(
        home.json(&["batches"])[1]["known"],
        "2021-01-01T00:00:00Z",
        "another source has its own order"
    );
    let imported = home.json(&["batches"])[1]["imported"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(
        imported.as_str() > "2025",
        "the real time is kept beside it: {imported}"
    );
}

#[test]
fn a_changed_pack_counts_from_when_it_is_adopted() {
    let home = Department::new("adopt");
    home.takes(
        "dbh-373",
        "a.csv",
        publishing(&[("2023", "70.5")]),
        &["--known-at", "2024-05-01"],
    );
    let pack = home.folder.join("packs").join(super::PACK);
    super::copy(&root().join("packs").join(super::PACK), &pack);
    let text = std::fs::read_to_string(pack.join("pack.toml")).unwrap();
    let changed = text.replace("version = \"1.0.0\"", "version = \"1.0.1\"");
    assert_ne!(text, changed);
    std::fs::write(pack.join("pack.toml"), changed).unwrap();
    let ran = run(&home.dir, &["init", "--pack", &pack.to_string_lossy()]);
    assert_eq!(ran.code, 0, "{}", ran.talk);

    let pack_of = |more: &[&str]| {
        home.json(
            &[
                &["evaluate", "--indicator", super::POINTS, "--year", "2023"],
                more,
            ]
            .concat(),
        )[0]["pack"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(pack_of(&[]), "ntnu-iot-2018-2025@1.0.1");
    assert_eq!(
        pack_of(&["--as-of", "2024-05-01"]),
        "ntnu-iot-2018-2025@1.0.0"
    );
    assert_eq!(
        pack_of(&["--as-of", "2024-05-01", "--definitions", "today"]),
        "ntnu-iot-2018-2025@1.0.1"
    );
    assert_eq!(
        home.points("2023", &[]).as_deref(),
        Some("70.5"),
        "nothing was lost"
    );
}
