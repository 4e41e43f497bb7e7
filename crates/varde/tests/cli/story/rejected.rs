//! Rows that are not taken in, while the rest is.

use super::{Department, POINTS};
use varde_facts::Facts;
use varde_pack::{PackFiles, read};

#[test]
fn rejected_rows_are_told_with_line_column_value_and_reason_and_the_rest_loads() {
    let home = Department::new("rejected");
    let text = "Institusjonskode;Avdelingskode;Årstall;Poeng\n1150;230240;2023;70.5\n1150;230240;20x3;3\n1150;230230;2023;tre\n1150;230210;2023;-4\n1150;230240;2023;9\n1150;230240;2022;60.25\n";
    let ran = home.import("dbh-373", "some.csv", text, &[]);
    assert_eq!((ran.code, ran.talk.as_str()), (1, ""), "{}", ran.data);
    assert!(
        ran.data
            .contains("some.csv: delivery 1 of dbh-373 into publishing, 2 rows"),
        "{}",
        ran.data
    );
    for line in [
        "4 rows were rejected:",
        "line 3, Årstall `20x3`: ",
        "line 4, Publiseringspoeng `tre`: not a number",
        "line 5, points `-4.00000000`: smaller than 0",
        "line 6, institution, department, year, channel_type `1150, 230240, 2023, `: an earlier row of the file has the same key",
    ] {
        assert!(ran.data.contains(line), "`{line}` in: {}", ran.data);
    }
    assert_eq!(home.points("2023", &[]).as_deref(), Some("70.5"));
    assert_eq!(home.points("2022", &[]).as_deref(), Some("60.25"));
    let opened = home.json(&["explain", POINTS, "--year", "2022"]);
    assert_eq!(
        opened["rows"][0]["line"], 7,
        "lines are those of the file, rejected ones counted"
    );
    let batch = &home.json(&["batches"])[0];
    assert_eq!(
        (batch["rows"].as_i64(), batch["rejected"].as_i64()),
        (Some(2), Some(4))
    );

    // A store that any pack may open holds the reasons as stable words.
    let mut files = PackFiles::new();
    files.entry("empty".to_owned()).or_default().insert(
        "pack.toml".to_owned(),
        "id='empty'\nversion='1'\nlanguages=['en']\ntitle.en='Empty'".to_owned(),
    );
    let facts = Facts::open(&home.dir, &read("empty", &files).pack).unwrap();
    let reasons: Vec<(u64, String)> = facts
        .rejected(1)
        .unwrap()
        .into_iter()
        .map(|r| (r.line, r.reason))
        .collect();
    let expected = [(4, "not-a-number"), (5, "too-small"), (6, "duplicate-key")]
        .map(|(line, reason)| (line, reason.to_owned()));
    assert_eq!(reasons[1..], expected);
    assert_eq!(reasons[0].0, 3);
}
