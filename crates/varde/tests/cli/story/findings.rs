//! What breaks the rules of quality is found, accepted with a reason, and found anew when the values change.

use super::Department;

/// Positions of a person: number, code, percent, from.
fn positions(rows: &[(&str, &str, &str, &str)]) -> String {
    let head = "pid;unit;code;percent;kind;from_date\n".to_owned();
    rows.iter().fold(head, |text, (pid, code, percent, from)| {
        text + &format!("{pid};230240;{code};{percent};fast;{from}\n")
    })
}

const TOO_MUCH: [(&str, &str, &str, &str); 2] = [
    ("p1", "1013", "100", "2015-01-01"),
    ("p1", "1109", "50", "2020-03-01"),
];

#[test]
fn a_finding_is_told_opened_and_accepted_until_its_values_change() {
    let home = Department::new("findings");
    let ran = home.import("position", "stillinger.csv", positions(&TOO_MUCH), &[]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(ran.data.contains("new findings"), "{}", ran.data);
    assert!(
        ran.data.contains("p1 has 150 % from 2020-03-01"),
        "{}",
        ran.data
    );

    let rule = "position-share-over-hundred";
    let of_rule = |all: bool| {
        let more: &[&str] = if all { &["--all"] } else { &[] };
        let args = [&["--format", "json", "findings"], more].concat();
        let list: serde_json::Value = serde_json::from_str(&home.run(&args).data).unwrap();
        let list = list.as_array().unwrap().iter();
        list.filter(|f| f["rule"] == rule)
            .cloned()
            .collect::<Vec<_>>()
    };
    let found = of_rule(false);
    assert_eq!(found.len(), 1, "{found:?}");
    let one = &found[0];
    assert_eq!(
        (one["severity"].as_str(), one["owner"].as_str()),
        (Some("error"), Some("hr-lead"))
    );
    let lines: Vec<u64> = one["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["line"].as_u64().unwrap())
        .collect();
    assert_eq!(lines, [2, 3]);
    assert_eq!(home.run(&["findings", "--severity", "error"]).code, 1);

    let fingerprint = one["fingerprint"].as_str().unwrap().to_owned();
    let opened = home.run(&["findings", &fingerprint[..8]]);
    assert!(opened.data.contains("stillinger.csv:3"), "{}", opened.data);
    let because = "Vikar ved siden av, avklart med dekanen";
    let accept = |more: &[&str]| {
        home.run(&[&["accept", &fingerprint[..8], "--because", because], more].concat())
    };
    assert_eq!(accept(&["--withdraw"]).code, 2, "nothing is accepted yet");
    let ran = accept(&[]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    let ran = accept(&[]);
    assert!(
        ran.code == 2 && ran.talk.contains("--again"),
        "{}",
        ran.talk
    );
    assert_eq!(of_rule(false), Vec::<serde_json::Value>::new());
    assert_eq!(of_rule(true)[0]["accepted"]["because"], because);
    assert_eq!(home.run(&["findings", "--severity", "error"]).code, 0);

    // The same values again are the same finding, wherever they stand in the file.
    let mut more = vec![("p2", "1013", "100", "2015-01-01")];
    more.extend(TOO_MUCH);
    let ran = home.import("position", "stillinger_2.csv", positions(&more), &[]);
    assert!(!ran.data.contains("p1 has"), "{}", ran.data);
    assert_eq!(of_rule(false), Vec::<serde_json::Value>::new());

    // Other values are another finding.
    let other = [TOO_MUCH[0], ("p1", "1109", "60", "2020-03-01")];
    let ran = home.import("position", "stillinger_3.csv", positions(&other), &[]);
    assert!(ran.data.contains("p1 has 160 %"), "{}", ran.data);
    let now = of_rule(false);
    assert_eq!(now.len(), 1);
    assert_ne!(now[0]["fingerprint"], fingerprint);

    // Put right, it is gone; and the old one is open again once its acceptance is taken back.
    let ran = home.import(
        "position",
        "stillinger_4.csv",
        positions(&TOO_MUCH[..1]),
        &[],
    );
    assert!(ran.data.contains("findings gone"), "{}", ran.data);
    home.takes_any("position", "stillinger_5.csv", positions(&TOO_MUCH));
    let ran = accept(&["--withdraw"]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert_eq!(of_rule(false).len(), 1);
}

#[test]
fn names_that_nothing_has_are_refused_with_the_nearest() {
    let home = Department::new("findings-names");
    for (args, words) in [
        (
            ["findings", "--source", "hr-positionz"],
            "did you mean `hr-positions`",
        ),
        (
            ["findings", "--owner", "controler"],
            "did you mean `controller`?",
        ),
        (["findings", "abc", "--rows"], "there is no finding `abc`"),
    ] {
        let ran = home.run(&args);
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.talk.contains(words), "{args:?}: {}", ran.talk);
    }
    let ran = home.run(&["accept", "abc", "--because", " "]);
    assert!(ran.talk.contains("say why"), "{}", ran.talk);
}

#[test]
fn what_is_delivered_and_what_is_late_is_told() {
    let home = Department::new("completeness");
    let points = super::publishing(&[("2020", "10"), ("2021", "11")]);
    home.takes(
        "dbh-373",
        "poeng.csv",
        points,
        &["--known-at", "2022-06-01"],
    );
    let list = home.json(&["completeness", "--as-of", "2024-05-14"]);
    let of = |year: i64| {
        let mut years = list.as_array().unwrap().iter();
        years
            .find(|s| s["source"] == "dbh-373" && s["year"] == year)
            .unwrap()
            .clone()
    };
    assert_eq!(
        (&of(2021)["standing"], &of(2021)["rows"]),
        (&"delivered".into(), &1.into())
    );
    assert_eq!(
        (&of(2022)["standing"], &of(2022)["late_since"]),
        (&"late".into(), &"2023-05-15".into())
    );
    assert_eq!(
        (&of(2023)["standing"], &of(2023)["due"]),
        (&"expected".into(), &"2024-05-15".into())
    );
    assert_eq!(of(2023)["provisional_until"], "2024-05-15");
    let text = home
        .run(&["completeness", "--year", "2022", "--as-of", "2024-05-14"])
        .data;
    assert!(text.contains("late since 2023-05-15"), "{text}");
    assert!(!text.contains("2023-05-15  2024"), "{text}");
    let late = home.json(&["findings", "--source", "dbh-373", "--as-of", "2024-05-14"]);
    assert_eq!(late[0]["says"], "dbh-373 of 2022 was due on 2023-05-15");
}

#[test]
fn an_official_number_stands_beside_the_local_one() {
    let home = Department::new("official");
    home.takes(
        "dbh-373",
        "poeng.csv",
        super::publishing(&[("2020", "3.5")]),
        &[],
    );
    let share = "nva_id;year;pid;unit;level;base;factor;shares;points;status\nn1;2020;p1;194.60.25.0;1;5;1;1;4.0;J\n";
    home.takes_any("publication_share", "andeler.csv", share);
    let answer = home.json(&[
        "evaluate",
        "--indicator",
        "publication-points",
        "--year",
        "2020",
    ])[0]
        .clone();
    let official = &answer["official"][0];
    assert_eq!(
        (&answer["value"], &official["value"]),
        (&"4".into(), &"3.5".into())
    );
    assert_eq!(
        (&official["difference"], &official["because"]),
        (&"0.5".into(), &"cut-off".into())
    );
    let text = home
        .run(&[
            "evaluate",
            "--indicator",
            "publication-points",
            "--year",
            "2020",
        ])
        .data;
    assert!(
        text.contains("official publication-points-dbh 2020: 3.5, 4 less 3.5 is 0.5 (cut-off:"),
        "{text}"
    );
}
