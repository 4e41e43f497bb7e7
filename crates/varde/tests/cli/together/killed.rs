//! Imports that are killed: the facts are as they were, and the import then completes.

use super::{Server, long_file};
use crate::story::{Department, copy, publishing};
use crate::support::json;
use serde_json::Value;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

const KILLS: u32 = 20;
const KNOWN: &str = "2024-06-01";

/// Answers and deliveries, without the time by the clock, which no two runs share.
fn held(dir: &Path) -> (Value, Value) {
    let mut batches = json(dir, &["batches"]);
    for batch in batches.as_array_mut().unwrap() {
        batch.as_object_mut().unwrap().remove("imported");
    }
    (json(dir, &["evaluate", "--year", "2020"]), batches)
}

/// A number below 1000, the same in every run.
fn next(seed: &mut u64) -> u32 {
    *seed = seed
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    u32::try_from((*seed >> 33) % 1000).unwrap()
}

#[test]
fn an_import_killed_at_twenty_points_leaves_the_facts_as_they_were_and_then_completes() {
    // The first and the last ten each in a directory of their own, at the same time, to be done sooner.
    let (early, _late) = std::thread::scope(|scope| {
        let early = scope.spawn(|| killed_at("killed-early", 0..KILLS / 2));
        let late = scope.spawn(|| killed_at("killed-late", KILLS / 2..KILLS));
        (early.join().unwrap(), late.join().unwrap())
    });
    // Late ones may come when the delivery is in and only the answers are still computed.
    assert!(
        early >= KILLS / 4,
        "only {early} of the early kills came before the delivery was in"
    );
}

/// Kill an import at each of these twentieths of its time, then let it complete. Gives how often it was killed before
/// the delivery was in.
fn killed_at(name: &str, points: std::ops::Range<u32>) -> u32 {
    let home = Department::new(name);
    home.takes(
        "dbh-373",
        "small.csv",
        publishing(&[("2020", "70.5")]),
        &["--known-at", "2024-05-01"],
    );
    let file = home.folder.file("long.csv", long_file());
    let args = ["import", "dbh-373", &file, "--known-at", KNOWN];
    let before = held(&home.dir);

    let kept = home.folder.join("kept");
    copy(&home.dir, &kept);
    let undisturbed = home.folder.join("undisturbed");
    copy(&home.dir, &undisturbed);
    let begun = Instant::now();
    assert_eq!(crate::support::run(&undisturbed, &args).code, 0);
    let mut whole = begun.elapsed();
    let after = held(&undisturbed);
    assert!(before != after);

    let (mut seed, mut in_time) = (u64::from(points.start) + 20, 0);
    for point in points {
        // Somewhere within each twentieth of the time that it takes.
        let thousandths = point * 1000 + next(&mut seed);
        let share = |whole: Duration| whole * thousandths / (KILLS * 1000);
        loop {
            let mut import = home
                .command(&args)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            let began = Instant::now();
            std::thread::sleep(share(whole));
            let ended = import.try_wait().unwrap();
            let _ = import.kill();
            import.wait().unwrap();
            let now = held(&home.dir);
            if now == after {
                // It was committed already: put the directory back.
                std::fs::remove_dir_all(&home.dir).unwrap();
                copy(&kept, &home.dir);
            } else {
                assert_eq!(now.1, before.1, "killed after {:?}", share(whole));
                assert!(
                    now.0 == before.0,
                    "killed after {:?} an answer is another one",
                    share(whole)
                );
                in_time += u32::from(ended.is_none());
            }
            if ended.is_none() {
                break;
            }
            // This machine is faster now than when it was measured.
            whole = whole.min(began.elapsed()) * 9 / 10;
        }
    }
    let ran = home.run(&args);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(held(&home.dir) == after);
    in_time
}

#[test]
fn a_server_killed_in_an_import_leaves_the_facts_whole_and_the_command_says_so() {
    let home = Department::new("killed-server");
    home.takes(
        "dbh-373",
        "small.csv",
        publishing(&[("2020", "70.5")]),
        &["--known-at", "2024-05-01"],
    );
    let before = held(&home.dir);
    let file = home.folder.file("long.csv", long_file());
    let mut server = Server::start(&home.dir);
    let import = home
        .command(&["import", "dbh-373", &file, "--known-at", KNOWN])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(250));
    server.kill();
    let ended = import.wait_with_output().unwrap();
    let now = held(&home.dir);
    if now == before {
        // Killed before the command reached it, the server is no server any more and the command does the work itself.
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(
            ended.status.code() == Some(2) && said.contains("the server stopped while it worked"),
            "{said}"
        );
        assert_eq!(
            home.run(&["import", "dbh-373", &file, "--known-at", KNOWN])
                .code,
            0
        );
    }
    assert_eq!(home.points("2020", &[]).as_deref(), Some("45"));
    assert_eq!(home.json(&["batches"]).as_array().unwrap().len(), 2);
}
