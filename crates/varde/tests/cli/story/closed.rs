//! What was reported stays as it was, and what changes after it is said.

use super::Department;

/// New companies as the register has them: numbers that the national register would give.
fn companies(founded: &[(&str, &str)]) -> String {
    let rows: Vec<String> = founded
        .iter()
        .enumerate()
        .map(|(n, (number, day))| format!("F-{n};230240;{number};AS;{day};{day};{day};programme"))
        .collect();
    format!(
        "no;unit;org_no;legal_form;founded;registered;verified;link\n{}\n",
        rows.join("\n")
    )
}

const TWO: [(&str, &str); 2] = [("974767880", "2023-03-01"), ("889640782", "2023-09-01")];

fn department(name: &str) -> Department {
    let home = Department::new(name);
    home.takes(
        "startup",
        "foretak.csv",
        companies(&TWO),
        &["--known-at", "2024-01-20"],
    );
    home
}

#[test]
fn a_closed_year_keeps_what_was_reported() {
    let home = department("closed");
    let ran = home.run(&["close", "2023", "--note", "Årsrapport 2023"]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(
        ran.data.contains("2023 is closed: 96 answers"),
        "{}",
        ran.data
    );

    let again = home.run(&["close", "2023"]);
    assert_eq!(again.code, 2);
    assert!(
        again.talk.contains("was closed") && again.talk.contains("--again"),
        "{}",
        again.talk
    );

    let said = |home: &Department| {
        home.json(&["evaluate", "--goal", "IN-02", "--year", "2023"])[0].clone()
    };
    let held = said(&home);
    assert_eq!(held["reported"]["restated"], false, "{held}");
    assert_eq!(held["reported"]["by"], "kari");

    // A correction comes after the report: one of the companies was not the department's.
    let ran = home.import(
        "startup",
        "foretak_rettet.csv",
        companies(&TWO[..1]),
        &["--known-at", "2024-03-01"],
    );
    assert!(
        ran.data.contains("restates what was reported: 2 not_met"),
        "{}",
        ran.data
    );
    let now = said(&home);
    assert_eq!(
        (now["value"].as_str(), now["reported"]["value"].as_str()),
        (Some("1"), Some("2"))
    );
    assert_eq!(now["reported"]["restated"], true);
    let text = home
        .run(&["evaluate", "--goal", "IN-02", "--year", "2023"])
        .data;
    assert!(text.contains("restated, was 2 not_met"), "{text}");

    let closings = home.json(&["closings"]);
    assert_eq!(closings[0]["note"], "Årsrapport 2023");
    assert_eq!(
        closings[0]["restated"],
        serde_json::json!([{ "goal": "IN-02", "period": 2023 }])
    );

    let ran = home.run(&["close", "2023", "--again", "--note", "Rettet"]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert_eq!(
        said(&home)["reported"]["restated"],
        false,
        "the latest closing holds"
    );
    assert_eq!(
        home.json(&["closings"]).as_array().unwrap().len(),
        2,
        "both are kept"
    );
}

#[test]
fn a_year_that_is_not_over_is_not_closed() {
    let home = department("not-over");
    for (period, words) in [
        ("2024", "2024 is not over as known 2024-01-20"),
        ("2017", "2017 lies outside the strategy's 2018–2025"),
        (
            "i fjor",
            "`i fjor` is no period; write a year, or `strategy`",
        ),
        ("strategy", "2025 is not over"),
    ] {
        let ran = home.run(&["close", period]);
        assert_eq!(ran.code, 2, "{period}");
        assert!(ran.talk.contains(words), "{period}: {}", ran.talk);
    }
    assert_eq!(home.json(&["closings"]), serde_json::json!([]));
    let ran = home.run(&["account"]);
    assert!(
        ran.code == 2 && ran.talk.contains("the strategy is not concluded"),
        "{}",
        ran.talk
    );
}

#[test]
fn a_strategy_is_concluded_with_an_account_of_all_goals() {
    let home = department("concluded");
    home.takes(
        "startup",
        "foretak_2025.csv",
        companies(&[("974767880", "2025-02-01"), ("889640782", "2025-03-01")]),
        &["--known-at", "2026-02-01"],
    );
    let ran = home.run(&["close", "strategy"]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    home.takes(
        "startup",
        "foretak_2026.csv",
        companies(&[("974767880", "2025-02-01")]),
        &["--known-at", "2026-03-01"],
    );
    let account = home.json(&["account"]);
    let list = account.as_array().unwrap();
    assert_eq!(
        list.len(),
        96,
        "every goal, also those that nothing is known of"
    );
    let of = |id: &str| list.iter().find(|g| g["goal"] == id).unwrap();
    assert_eq!(
        (
            of("IN-02")["value"].as_str(),
            of("IN-02")["now"]["value"].as_str()
        ),
        (Some("2"), Some("1"))
    );
    assert_eq!(of("IN-02")["restated"], true);
    assert_eq!(of("PU-01")["state"], "unknown");
    let text = home.run(&["account"]).data;
    assert!(
        text.contains("96 goals:") && text.contains("1 not_met"),
        "{text}"
    );
}
