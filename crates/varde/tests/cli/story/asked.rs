//! What is asked for and does not exist, and how commands end.

use super::Department;
use crate::support::{Folder, run};

#[test]
fn unknown_names_are_answered_with_the_nearest() {
    let home = Department::new("names");
    let file = home
        .folder
        .file("a.csv", super::publishing(&[("2023", "70.5")]));
    let cases: [(&[&str], &str); 9] = [
        (
            &["import", "dbh-37", &file],
            "there is no source `dbh-37`; did you mean `dbh-347` or `dbh-373` or `dbh-379`?",
        ),
        (
            &["import", "publishng", &file],
            "there is no source `publishng`; did you mean `publishing`?",
        ),
        (
            &["template", "publishng"],
            "there is no table `publishng`; did you mean `publishing`?",
        ),
        (
            &["evaluate", "--goal", "PU-1"],
            "there is no goal `PU-1`; did you mean `PU-01`?",
        ),
        (
            &["evaluate", "--indicator", "publication-points-dhb"],
            "there is no indicator `publication-points-dhb`; did you mean `publication-points-dbh`",
        ),
        (
            &["evaluate", "--unit", "23024"],
            "there is no unit `23024`; did you mean `230240`",
        ),
        (
            &["explain", "PU-1", "--year", "2023"],
            "there is no goal or indicator `PU-1`; did you mean `PU-01`",
        ),
        (
            &["evaluate", "--as-of", "i går"],
            "`i går` is neither a date nor a moment",
        ),
        (&["init", "--pack", "norwy"], "did you mean `norway`?"),
    ];
    for (args, words) in cases {
        let ran = home.run(args);
        assert_eq!((ran.code, ran.data.as_str()), (2, ""), "{args:?}");
        assert!(ran.talk.contains(words), "{args:?}: {}", ran.talk);
    }
    assert_eq!(home.json(&["batches"]).as_array().unwrap().len(), 0);
}

#[test]
fn a_command_without_a_data_directory_says_how_to_make_one() {
    let folder = Folder::new("nowhere");
    let dir = folder.join("none");
    for args in [&["evaluate"][..], &["batches"], &["serve"]] {
        let ran = run(&dir, args);
        assert!(
            ran.code == 2 && ran.talk.contains("make one with: varde init --pack PACK"),
            "{args:?}: {}",
            ran.talk
        );
    }
    assert!(!dir.exists());
    assert_eq!(run(&dir, &["evaluat"]).code, 2);
}

#[test]
fn checking_a_pack_ends_with_one_when_there_are_findings() {
    let folder = Folder::new("check");
    let pack = folder.join("mine");
    std::fs::create_dir(&pack).unwrap();
    let path = pack.to_string_lossy().into_owned();
    let write = |text: &str| std::fs::write(pack.join("pack.toml"), text).unwrap();
    write("id = 'mine'\nversion = '1'\nlanguages = ['en']\ntitle.en = 'Mine'\n");
    let fine = run(&folder.0, &["check", &path]);
    assert_eq!(fine.code, 0, "{}{}", fine.data, fine.talk);
    write(
        "id = 'mine'\nversion = '1'\nlanguages = ['en']\ntitle.en = 'Mine'\nextneds = ['norway']\n",
    );
    let findings = run(&folder.0, &["check", &path]);
    assert!(
        findings.code == 1 && findings.data.contains("extneds"),
        "{}{}",
        findings.data,
        findings.talk
    );
    assert_eq!(
        run(
            &folder.0,
            &["check", &folder.join("no-pack").to_string_lossy()]
        )
        .code,
        2
    );
}

#[test]
fn official_arithmetic_on_cases_needs_no_data_directory() {
    let folder = Folder::new("calc");
    let head = "instance_type,channel_type,level,international,total_creator_shares,institution1_creator_shares,institution2_creator_shares";
    let good = folder.file(
        "cases.csv",
        format!("{head}\nAcademicArticle,Journal,LevelOne,false,1,1,\n"),
    );
    let ran = run(&folder.join("none"), &["calc", "nvi", &good]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(
        ran.data.starts_with(&format!(
            "{head},institution1_points,institution2_points,total_points\n"
        )),
        "{}",
        ran.data
    );
    assert!(ran.data.ends_with(",1,1,,1.0000,,1.0000\n"), "{}", ran.data);
    let bad = folder.file(
        "bad.csv",
        format!("{head}\nAcademicArticle,Journal,LevelThree,false,1,1,\n"),
    );
    let ran = run(&folder.0, &["calc", "nvi", &bad]);
    assert!(
        ran.code == 2
            && ran.talk.contains("line 2")
            && ran.talk.contains("`LevelThree` is not a level"),
        "{}",
        ran.talk
    );
}
