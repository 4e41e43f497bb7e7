//! The two stores: facts that are empty, state that fell behind, state on PostgreSQL.

use super::{Department, publishing};
use crate::support::{Ran, varde};
use std::path::Path;
use varde_state::State;

#[test]
fn everything_can_be_evaluated_before_anything_is_imported() {
    let home = Department::new("empty");
    let answers = home.json(&["evaluate"]);
    let answers = answers.as_array().unwrap();
    assert!(
        answers.len() >= 96,
        "every goal is there: {}",
        answers.len()
    );
    assert!(
        answers
            .iter()
            .all(|a| a["state"] == "unknown" && a["value"].is_null() && !a["goal"].is_null()),
        "no data is unknown, never 0"
    );
    assert_eq!(
        home.run(&["explain", "PU-01", "--year", "2024", "--rows"])
            .code,
        0
    );
    let batches = home.run(&["batches"]);
    assert_eq!(
        (batches.code, batches.data.as_str(), batches.talk.as_str()),
        (0, "", "nothing has been delivered yet\n")
    );
}

/// Whether state has noted these imports, and how many entries the first one has.
fn noted(address: &str) -> (Vec<i64>, usize) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let state = State::open(address).await.unwrap();
        let imports = state
            .imports_recorded()
            .await
            .unwrap()
            .into_iter()
            .collect();
        let first = state.audit_of("batch:1").await.unwrap().len();
        state.close().await;
        (imports, first)
    })
}

#[test]
fn an_import_that_state_did_not_hear_of_is_noted_at_the_next_start() {
    let home = Department::new("audit");
    let (state, old) = (home.dir.join("state.sqlite"), home.folder.join("state.old"));
    let address = format!("sqlite:{}", state.display());
    std::fs::copy(&state, &old).unwrap();
    home.takes("dbh-373", "a.csv", publishing(&[("2023", "70.5")]), &[]);
    assert_eq!(noted(&address), (vec![1], 1));
    // As after a crash between the two stores: facts have the delivery, state does not.
    std::fs::copy(&old, &state).unwrap();
    assert_eq!(noted(&address), (vec![], 0));
    assert_eq!(home.run(&["batches"]).code, 0);
    assert_eq!(noted(&address), (vec![1], 1));
    home.takes("dbh-373", "b.csv", publishing(&[("2024", "80")]), &[]);
    assert_eq!(noted(&address), (vec![1, 2], 1), "and once only");
}

#[test]
fn the_same_story_with_state_on_postgresql() {
    let Ok(address) = std::env::var("VARDE_TEST_POSTGRES") else {
        let required = ["CI", "VARDE_TEST_POSTGRES_REQUIRED"]
            .iter()
            .any(|name| std::env::var_os(name).is_some());
        assert!(
            !required,
            "VARDE_TEST_POSTGRES is not set: run the tests through scripts/with-postgres.sh"
        );
        return;
    };
    let home = crate::support::Folder::new("postgres");
    let dir = home.join("data");
    let run = |args: &[&str]| on(&address, &dir, args);
    let ran = run(&["init", "--pack", super::PACK]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(!dir.join("state.sqlite").exists());
    let first = home.file("a.csv", publishing(&[("2023", "70.5")]));
    let second = home.file("b.csv", publishing(&[("2023", "71.75")]));
    assert_eq!(
        run(&["import", "dbh-373", &first, "--known-at", "2024-05-01"]).code,
        0
    );
    assert_eq!(
        run(&["import", "dbh-373", &second, "--known-at", "2024-06-01"]).code,
        0
    );
    let points = |more: &[&str]| {
        run(&[
            &["evaluate", "--indicator", super::POINTS, "--year", "2023"],
            more,
        ]
        .concat())
        .data
    };
    assert!(points(&[]).contains("  71.75  "), "{}", points(&[]));
    assert!(points(&["--as-of", "2024-05-15"]).contains("  70.5  "));
    let ran = run(&["withdraw", "2", "--reason", "feil fil"]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(points(&[]).contains("  70.5  "), "{}", points(&[]));
    let (imports, _) = noted(&address);
    assert!(imports.contains(&1) && imports.contains(&2), "{imports:?}");
}

fn on(address: &str, dir: &Path, args: &[&str]) -> Ran {
    let ended = varde()
        .env("VARDE_DATABASE", address)
        .arg("--dir")
        .arg(dir)
        .args(args)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ran {
        code: ended.status.code().unwrap_or(-1),
        data: text(&ended.stdout),
        talk: text(&ended.stderr),
    }
}
