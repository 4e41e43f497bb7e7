//! Importing the same files again.

use super::Real;
use serde_json::Value;

/// Files that do not touch each other's rows. The two long ones, grades and the list of channels, come twice in their own tests.
const FILES: [(&str, &str); 7] = [
    ("dbh-123", "dbh/dbh_123.csv"),
    ("dbh-220", "dbh/220_position_codes.csv"),
    ("dbh-225", "dbh/api_225_1150_excerpt.json"),
    ("dbh-225", "dbh/level3_employees_positions.csv"),
    ("dbh-373", "dbh/api_373_1150_excerpt.json"),
    ("dbh-750", "dbh/750_steering_indicators.csv"),
    ("dbh-902", "dbh/api_902_1150.json"),
];

/// All real files a second time change nothing: they are in force already.
#[test]
fn real_files_again_change_nothing() {
    let Some(real) = Real::new("again") else {
        return;
    };
    let first: Vec<Value> = FILES
        .iter()
        .map(|(source, file)| real.import(source, file))
        .collect();
    let everything = || crate::support::run(&real.dir(), &["evaluate", "--format", "json"]).data;
    let before = everything();
    for ((source, file), was) in FILES.iter().zip(&first) {
        assert_eq!(was["outcome"], "imported", "{file}");
        real.import_again(source, file, was);
    }
    assert_eq!(everything(), before);
    let batches = crate::support::json(&real.dir(), &["batches"]);
    assert_eq!(batches.as_array().unwrap().len(), FILES.len());
}

/// The file, another that speaks of the same, and the file again: the file's rows are in force.
#[test]
fn real_file_after_another_is_in_force_again() {
    let Some(real) = Real::new("aba") else { return };
    let (file, answer) = ("dbh/dbh_123.csv", "dbh/api_123_1150_excerpt.json");
    real.import("dbh-123", file);
    let sum = "select count(*), sum(total), sum(women) from students where year <= 2021";
    let before = real.table(sum);
    real.import("dbh-123", answer);
    assert_ne!(real.table(sum), before);
    assert_eq!(real.import("dbh-123", file)["outcome"], "imported");
    assert_eq!(real.table(sum), before);
}

/// What `make real` runs: every file by its source, the two long ones here by their first lines.
#[test]
fn real_files_make_a_department_by_one_command() {
    let Some(data) = crate::support::real_data() else {
        return;
    };
    let folder = crate::support::Folder::new("real-made");
    for part in ["dbh", "channels"] {
        std::fs::create_dir_all(folder.join("data").join(part)).unwrap();
    }
    for (_, file) in FILES {
        std::fs::copy(data.join(file), folder.join("data").join(file)).unwrap();
    }
    for file in [
        "dbh/308_ntnu_grades.ndjson",
        "channels/norwegian_list_2004_2026.csv",
    ] {
        let whole = std::fs::read(data.join(file)).unwrap();
        let first: Vec<&[u8]> = whole.split_inclusive(|b| *b == b'\n').take(2000).collect();
        std::fs::write(folder.join("data").join(file), first.concat()).unwrap();
    }
    let dir = folder.join("department");
    let from = folder.join("data").to_string_lossy().into_owned();
    let ran = crate::support::run(&dir, &["demo", "--real", &from, "--no-serve"]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(ran.talk.contains("9 files, "), "{}", ran.talk);
    let batches = crate::support::json(&dir, &["batches"]);
    assert_eq!(batches.as_array().unwrap().len(), 9);
    let goal = crate::support::json(&dir, &["evaluate", "--goal", "PU-01", "--year", "2023"]);
    assert_eq!(goal.as_array().unwrap().len(), 1);
    // A folder without the files is said to be so, and leaves nothing behind.
    let none = folder.join("none");
    let nothing = folder.join("department").to_string_lossy().into_owned();
    let ran = crate::support::run(&none, &["demo", "--real", &nothing, "--no-serve"]);
    assert_eq!(ran.code, 2);
    assert!(ran.talk.contains("could not read"), "{}", ran.talk);
    assert!(!none.exists());
}
