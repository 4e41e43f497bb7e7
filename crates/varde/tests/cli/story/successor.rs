//! A strategy that follows another, on the same data.

use super::{Department, publishing};
use crate::support::{json, run};

const EXAMPLE: &str = "example-2026-2030";

#[test]
fn what_a_successor_made_of_the_goals_is_told() {
    let home = Department::new("diff");
    let goals = json(&home.dir, &["diff", super::PACK, EXAMPLE]);
    let goals = goals.as_array().unwrap();
    let fate = |id: &str| {
        let found = goals.iter().find(|g| g["old"] == id || g["new"] == id);
        found.unwrap()["fate"].as_str().unwrap()
    };
    for (id, expected) in [
        ("PU-01", "carried-on"),
        ("LM-02a", "carried-on"),
        ("F-2", "changed"),
        ("EF-01", "changed"),
        ("RE-08", "changed"),
        ("R-2", "new"),
        ("VI-01", "dropped"),
    ] {
        assert_eq!(fate(id), expected, "{id}");
    }
    assert_eq!(goals.iter().filter(|g| !g["old"].is_null()).count(), 96);
    let ran = run(&home.dir, &["diff", super::PACK, EXAMPLE]);
    assert!(
        ran.data
            .contains("2 goals carried on, 3 changed, 91 dropped, 1 new"),
        "{}",
        ran.data
    );
    assert!(
        ran.data.contains("FU-03b → F-2") && ran.data.contains("target: >= 80 → >= 85"),
        "{}",
        ran.data
    );
    let unknown = run(&home.dir, &["diff", super::PACK, "exampel-2026-2030"]);
    assert!(
        unknown.code == 2 && unknown.talk.contains(EXAMPLE),
        "{}",
        unknown.talk
    );
}

#[test]
fn a_successor_is_computed_on_the_same_data_and_changes_nothing() {
    let home = Department::new("beside");
    home.takes(
        "dbh-373",
        "a.csv",
        publishing(&[("2025", "98.75")]),
        &["--known-at", "2026-04-01"],
    );
    let before = home.everything();
    let answers = home.json(&["evaluate", "--pack", EXAMPLE, "--year", "2025"]);
    let of = |id: &str| {
        let all = answers.as_array().unwrap();
        all.iter()
            .find(|a| a["goal"] == id || a["indicator"] == id)
            .unwrap()
            .clone()
    };
    assert_eq!(of(super::POINTS)["value"], "98.75");
    assert_eq!(of("F-2")["state"], "unknown");
    assert_eq!(of("F-2")["pack"], "example-2026-2030@0.1.0");
    home.is_still(&before);

    // The department's own pack has a table that the store of another does not have.
    let folder = home.folder.join("mine");
    std::fs::create_dir_all(folder.join("tables")).unwrap();
    std::fs::write(
        folder.join("pack.toml"),
        "id='mine'\nversion='1'\nlanguages=['en']\ntitle.en='Mine'\nextends=['norway']",
    )
    .unwrap();
    std::fs::write(folder.join("tables/cups.toml"), "id='cups'\ntitle.en='Cups'\npersonal_data='none'\nkey=['year']\n[[column]]\nid='year'\ntype='year'").unwrap();
    let ran = home.run(&["evaluate", "--pack", &folder.to_string_lossy()]);
    assert!(
        ran.code == 2 && ran.talk.contains("has otherwise: cups; adopt it with"),
        "{}",
        ran.talk
    );
}
