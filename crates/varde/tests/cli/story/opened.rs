//! From an empty template to a number that opens to the line it came from.

use super::{Department, POINTS, publishing};
use serde_json::Value;

/// The line of the kept file that an opened row points at.
fn kept_line(home: &Department, row: &Value) -> String {
    let kept = home.dir.join("raw").join(row["kept_as"].as_str().unwrap());
    let text = std::fs::read_to_string(kept).unwrap();
    let line = usize::try_from(row["line"].as_u64().unwrap()).unwrap();
    text.lines().nth(line - 1).unwrap().to_owned()
}

#[test]
fn a_filled_template_becomes_a_number_that_opens_to_its_line() {
    let home = Department::new("template");
    let template = home.run(&["template", "publishing"]);
    assert_eq!(template.code, 0, "{}", template.talk);
    let headings = template.data.lines().next().unwrap();
    assert!(
        headings.starts_with("\u{feff}Institusjon;Avdeling;År;"),
        "{headings}"
    );

    home.takes(
        "publishing",
        "filled.csv",
        format!("{headings}\n1150;230240;2022;;;;60,25;;\n1150;230240;2023;;;;70,5;;\n"),
        &[],
    );
    assert_eq!(home.points("2023", &[]).as_deref(), Some("70.5"));

    let opened = home.json(&["explain", POINTS, "--year", "2023"]);
    let rows = opened["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (
            rows[0]["file"].as_str(),
            rows[0]["line"].as_u64(),
            rows[0]["table"].as_str()
        ),
        (Some("filled.csv"), Some(3), Some("publishing"))
    );
    assert_eq!(rows[0]["values"]["points"], "70.50000000");
    assert_eq!(kept_line(&home, &rows[0]), "1150;230240;2023;;;;70,5;;");

    let text = home
        .run(&["explain", POINTS, "--year", "2023", "--rows"])
        .data;
    assert!(text.contains("filled.csv:3  publishing"), "{text}");
}

#[test]
fn a_workbook_template_with_its_example_can_be_imported() {
    let home = Department::new("workbook");
    let file = home.folder.join("mal.xlsx").to_string_lossy().into_owned();
    assert_eq!(
        home.run(&["template", "publishing", "--output", &file])
            .code,
        0
    );
    let ran = home.run(&["import", "publishing", &file]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert_eq!(
        home.points("2024", &[]).as_deref(),
        Some("158.88526855"),
        "the template's example is a row that can be taken in"
    );
}

#[test]
fn rows_open_at_their_line_although_columns_were_cut_and_values_hold_newlines() {
    let home = Department::new("lines");
    let text = "Institusjonskode;Merknad;Avdelingskode;Årstall;Poeng\n1150;\"to\nlinjer\";230240;2021;1.5\n1150;;000000;2022;5000\n1150;;230240;2022;60.25\n";
    home.takes("dbh-373", "cut.csv", text, &[]);
    let opened = home.json(&["explain", POINTS, "--year", "2022"]);
    let row = &opened["rows"][0];
    assert_eq!(row["values"]["points"], "60.25000000");
    assert_eq!(
        opened["rows"].as_array().unwrap().len(),
        1,
        "the institution's total is not the department's"
    );
    assert_eq!(kept_line(&home, row), "1150;230240;2022;60.25");
}

#[test]
fn the_delivery_says_what_was_new_changed_and_gone_and_what_moved() {
    let home = Department::new("moved");
    home.takes(
        "dbh-373",
        "a.csv",
        publishing(&[("2022", "60.25"), ("2023", "70.5")]),
        &[],
    );
    let file = home.folder.file("b.csv", "Institusjonskode;Avdelingskode;Årstall;Poeng\n1150;230240;2023;71.75\n1150;230230;2023;9\n");
    let told = home.json(&["import", "dbh-373", &file]);
    let delivery = &told["deliveries"][0];
    assert_eq!(
        ["new", "changed", "gone", "rejected"].map(|k| delivery[k].as_i64()),
        [Some(1), Some(1), Some(0), Some(0)]
    );
    assert_eq!(
        told["moved"].as_array().unwrap().len(),
        1,
        "{}",
        told["moved"]
    );
    let moved = &told["moved"][0];
    assert_eq!(
        (
            moved["indicator"].as_str(),
            moved["old"]["value"].as_str(),
            moved["new"]["value"].as_str()
        ),
        (Some(POINTS), Some("70.5"), Some("71.75"))
    );
    assert_eq!(
        home.points("2022", &[]).as_deref(),
        Some("60.25"),
        "a file for 2023 leaves 2022 alone"
    );
}
