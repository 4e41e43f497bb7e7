//! Files that are not what the mapping expects: one clear message, exit 2, nothing changed.

use super::{Department, publishing};

#[test]
fn a_file_that_is_not_what_is_expected_is_refused_whole() {
    let home = Department::new("refused");
    home.takes("dbh-373", "good.csv", publishing(&[("2023", "70.5")]), &[]);
    let before = home.everything();
    let head = "Institusjonskode;Avdelingskode;Årstall;Poeng\n";
    let cases: [(&str, &str, Vec<u8>, &str); 11] = [
        (
            "dbh-373",
            "missing.csv",
            b"Institusjonskode;Avdelingskode;Poeng\n1150;230240;3\n".to_vec(),
            "missing.csv: the file lacks `Årstall`; it has `Institusjonskode`, `Avdelingskode`, `Poeng`",
        ),
        (
            "dbh-373",
            "encoding.csv",
            b"Institusjonskode;Avdelingskode;\x81\xffr\x90stall;Poeng\n1150;230240;2024;3\n"
                .to_vec(),
            "encoding.csv: line 1 has bytes that are letters neither in UTF-8 nor in Windows-1252",
        ),
        (
            "dbh-373",
            "page.csv",
            b"<!DOCTYPE html>\n<html><body>503 Service Unavailable</body></html>".to_vec(),
            "page.csv: the file is a web page, not data",
        ),
        (
            "dbh-373",
            "truncated.csv",
            format!("{head}1150;230240;2024;3\n1150;23").into_bytes(),
            "truncated.csv: the file ends in the middle of line 3",
        ),
        (
            "dbh-373",
            "truncated.json",
            br#"[{"returkode":0},{"Institusjonskode":"1150","Avdeling"#.to_vec(),
            "truncated.json: ",
        ),
        ("dbh-373", "empty.csv", Vec::new(), "`empty.csv` is empty"),
        (
            "dbh-373",
            "headings.csv",
            head.as_bytes().to_vec(),
            "`headings.csv` has headings but no rows",
        ),
        (
            "jif",
            "broken.xlsx",
            b"PK\x03\x04 and then nothing that a workbook has".to_vec(),
            "`broken.xlsx` is not a workbook",
        ),
        (
            "jif",
            "text.xlsx",
            b"this is no workbook".to_vec(),
            "text.xlsx: ",
        ),
        (
            "jif",
            "binary.csv",
            (0..=255).cycle().take(4096).collect(),
            "binary.csv: the file is not text",
        ),
        (
            "dbh-373",
            "rejected.csv",
            format!("{head}1150;230240;2024;mye\n").into_bytes(),
            "rejected); the first: line 2, `Publiseringspoeng`: not a number",
        ),
    ];
    for (source, name, content, message) in cases {
        let ran = home.import(source, name, content, &[]);
        assert_eq!((ran.code, ran.data.as_str()), (2, ""), "{name}");
        assert!(
            ran.talk.starts_with("error: ") && ran.talk.contains(message),
            "{name}: {}",
            ran.talk
        );
        assert_eq!(ran.talk.lines().count(), 1, "{name}: {}", ran.talk);
    }
    home.is_still(&before);
}

#[test]
fn of_several_files_those_before_a_refused_one_are_in() {
    let home = Department::new("several");
    let (first, second) = (
        home.folder.file("a.csv", publishing(&[("2023", "70.5")])),
        home.folder.file("b.csv", ""),
    );
    let third = home.folder.file("c.csv", publishing(&[("2024", "80")]));
    let ran = home.run(&["import", "dbh-373", &first, &second, &third]);
    assert_eq!(
        (ran.code, ran.talk.as_str()),
        (2, "error: b.csv: `b.csv` is empty\n")
    );
    assert!(
        ran.data.contains("a.csv: delivery 1") && !ran.data.contains("c.csv"),
        "{}",
        ran.data
    );
    assert_eq!(
        (
            home.points("2023", &[]).as_deref(),
            home.points("2024", &[])
        ),
        (Some("70.5"), None)
    );
}

#[test]
fn a_file_that_is_not_there_changes_nothing() {
    let home = Department::new("not-there");
    let good = home.folder.file("a.csv", publishing(&[("2023", "70.5")]));
    let ran = home.run(&["import", "dbh-373", &good, "/nowhere/b.csv"]);
    assert!(
        ran.code == 2 && ran.talk.contains("could not read `/nowhere/b.csv`"),
        "{}",
        ran.talk
    );
    assert_eq!(home.json(&["batches"]).as_array().unwrap().len(), 0);
}

#[test]
fn a_control_total_is_held_against_the_rows() {
    let home = Department::new("control");
    let text = publishing(&[("2022", "60.25"), ("2023", "70.5")]);
    for (total, words) in [
        (
            "130.7",
            "the control total of `points` is 130.7, the rows sum to 130.75",
        ),
        ("mye", "the control total `mye` is not a number"),
    ] {
        let ran = home.import("dbh-373", "a.csv", &text, &["--control-total", total]);
        assert!(ran.code == 2 && ran.talk.contains(words), "{}", ran.talk);
    }
    assert_eq!(home.json(&["batches"]).as_array().unwrap().len(), 0);
    home.takes("dbh-373", "a.csv", &text, &["--control-total", "130,75"]);
    assert_eq!(home.json(&["batches"])[0]["control_total"], "130.75");

    let none = home.import(
        "jif",
        "jif.csv",
        "issn;year;value\n1234-5679;2020;3.125\n",
        &["--control-total", "1"],
    );
    assert!(
        none.code == 2 && none.talk.contains("declares no column for a control total"),
        "{}",
        none.talk
    );
}
