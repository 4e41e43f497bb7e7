//! Commands at the same time, without a server.

use crate::story::{Department, publishing};
use std::fs::OpenOptions;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

#[test]
fn two_imports_at_once_wait_for_each_other_and_lose_nothing() {
    let home = Department::new("two");
    let files = [("a.csv", "2022", "60.25"), ("b.csv", "2023", "70.5")]
        .map(|(name, year, points)| home.folder.file(name, publishing(&[(year, points)])));
    // While the lock is held here, both come as far as it lets them.
    let lock = OpenOptions::new()
        .write(true)
        .open(home.dir.join("varde.lock"))
        .unwrap();
    lock.lock().unwrap();
    let imports = files.map(|file| {
        let mut import = home
            .command(&["import", "dbh-373", &file])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(import.stderr.take().unwrap())
            .read_line(&mut said)
            .unwrap();
        assert!(
            said.contains("another varde works in") && said.contains("waiting for it"),
            "{said}"
        );
        import
    });
    lock.unlock().unwrap();
    for import in imports {
        let ended = import.wait_with_output().unwrap();
        assert_eq!(
            ended.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&ended.stdout)
        );
    }
    assert_eq!(
        (
            home.points("2022", &[]).as_deref(),
            home.points("2023", &[]).as_deref()
        ),
        (Some("60.25"), Some("70.5"))
    );
    let batches = home.json(&["batches"]);
    let numbers: Vec<Option<i64>> = batches
        .as_array()
        .unwrap()
        .iter()
        .map(|b| b["batch"].as_i64())
        .collect();
    assert_eq!(numbers, [Some(1), Some(2)]);
}

#[test]
fn a_command_that_waited_too_long_gives_up_and_says_so() {
    let home = Department::new("waits");
    let lock = OpenOptions::new()
        .write(true)
        .open(home.dir.join("varde.lock"))
        .unwrap();
    lock.lock().unwrap();
    let ran = home.run(&["batches"]);
    assert_eq!((ran.code, ran.data.as_str()), (2, ""));
    assert!(
        ran.talk.contains("waiting for it") && ran.talk.contains("try again when it is done"),
        "{}",
        ran.talk
    );
}
