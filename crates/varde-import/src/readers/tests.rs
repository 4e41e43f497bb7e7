#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;
use crate::testing::{cell_text, source};
use proptest::prelude::*;
use varde_facts::Cell;

/// Read a file and show its rows (`line: cells`), then its rejects (`line! heading reason value`), then what was rounded.
fn read_all(
    source_toml: &str,
    bytes: &[u8],
) -> Result<(Vec<String>, FileRead<'static>, Collected), Refusal> {
    let settings = BTreeMap::from([("institution".to_owned(), "1150".to_owned())]);
    let mut sink = Collected::default();
    let file = read(&source(source_toml), &settings, "file", bytes, &mut sink)?;
    let file = FileRead {
        archive: Cow::Owned(file.archive.clone().into_owned()),
        ..file
    };
    let rows = sink.rows.iter().map(|(line, cells)| {
        format!(
            "{line}: {}",
            cells.iter().map(cell_text).collect::<Vec<_>>().join("|")
        )
    });
    let rejects = sink
        .rejects
        .iter()
        .map(|r| format!("{}! {} {} {}", r.line, r.column, r.reason, r.value));
    let rounded = sink
        .rounded
        .iter()
        .map(|r| format!("{}~ {} {} {}", r.line, r.column, r.raw, r.kept));
    assert_eq!(
        (file.rows, file.rejected),
        (sink.rows.len() as u64, sink.rejects.len() as u64)
    );
    Ok((rows.chain(rejects).chain(rounded).collect(), file, sink))
}

fn check(source_toml: &str, bytes: impl AsRef<[u8]>, expected: &[&str]) {
    let bytes = bytes.as_ref();
    let (seen, file, _) = read_all(source_toml, bytes)
        .unwrap_or_else(|r| panic!("{r}: {:?}", String::from_utf8_lossy(bytes)));
    assert_eq!(seen, expected, "{:?}", String::from_utf8_lossy(bytes));
    // What is kept reads as the same rows on the same lines, apart from what only the cut columns showed.
    if file.archive_extension != "xlsx" && file.format != Format::Xlsx {
        let (again, ..) = read_all(source_toml, &file.archive).unwrap();
        let rows = |seen: &[String]| {
            seen.iter()
                .filter(|s| !s.contains('!'))
                .cloned()
                .collect::<Vec<_>>()
        };
        assert_eq!(
            rows(&again),
            rows(&seen),
            "archive {:?}",
            String::from_utf8_lossy(&file.archive)
        );
    }
}

fn refused(source_toml: &str, bytes: impl AsRef<[u8]>, code: &str) -> Refusal {
    let refusal = read_all(source_toml, bytes.as_ref())
        .map(|r| r.0)
        .expect_err(code);
    assert_eq!(refusal.code, code, "{refusal}");
    refusal
}

const STUDENTS: &str = r#"
[reader]
formats = ["delimited", "dbh"]
skip_where_missing = ["Årstall"]
[[column]]
id = "institution"
type = "code"
heading = "Institusjonskode"
default_setting = "institution"
[[column]]
id = "year"
type = "year"
heading = "Årstall"
required = true
[[column]]
id = "semester"
type = "integer"
heading = "Semester"
default_value = "3"
[[column]]
id = "total"
type = "integer"
heading = "Antall totalt"
aliases = ["Antall"]
"#;

#[test]
fn delimited() {
    let row = ["2: 0211|1998|1|363"];
    check(
        STUDENTS,
        "\"Institusjonskode\";\"Årstall\";\"Semester\";\"Antall totalt\"\n\"0211\";\"1998\";\"1\";\"363\"\n",
        &row,
    );
    check(
        STUDENTS,
        "\u{feff}institusjonskode , ÅRSTALL,semester,Antall\u{a0}totalt\r\n0211,1998,1,363\r\n",
        &row,
    );
    check(
        STUDENTS,
        b"Institusjonskode\t\xc5rstall\tSemester\tAntall\n0211\t1998\t1\t363",
        &row,
    );
    check(
        STUDENTS,
        "Årstall|Antall\n1998|3 630",
        &["2: 1150|1998|3|3630"],
    );
    check(
        STUDENTS,
        "Årstall;Antall;Semester\n1998;1\n;1;1\n\n;;\n1999;x;1\n2000;;2\n",
        &[
            "7: 1150|2000|2|∅",
            "2!  wrong-number-of-fields 2",
            "3! Årstall missing-value ",
            "6! Antall totalt not-a-number x",
        ],
    );
    check(STUDENTS, "Årstall;Antall\r1998;5\r", &["2: 1150|1998|3|5"]);
    let quoted = "[reader]\nformats = [\"delimited\"]\n[[column]]\nid = \"a\"\ntype = \"text\"\n[[column]]\nid = \"b\"\ntype = \"text\"";
    check(
        quoted,
        "a;b\n\"x\ny;\";1\n\"{\"year\":2024},{\"year\":2023}\";\"\"\nz;\u{1a}q\n",
        &[
            "2: x\ny;|1",
            "4: {\"year\":2024},{\"year\":2023}|∅",
            "5: z|\u{1a}q",
        ],
    );
}

#[test]
fn header_further_down() {
    let source = "[reader]\nformats = [\"delimited\"]\nheader_row = 3\n[[column]]\nid = \"a\"\ntype = \"integer\"";
    check(
        source,
        "Report for Kari;1\n\na;name\n1;x\n2;y\n",
        &["4: 1", "5: 2"],
    );
    let (_, file, _) = read_all(source, b"Report for Kari;1\n\na;name\n1;x\n").unwrap();
    assert_eq!(String::from_utf8_lossy(&file.archive), "\n\na\n1\n");
}

#[test]
fn what_is_cut_leaves_no_trace_and_moves_no_line() {
    let source = "never_store = [\"Navn\"]\n[reader]\nformats = [\"delimited\"]\n[[column]]\nid = \"n\"\ntype = \"integer\"\n[[column]]\nid = \"t\"\ntype = \"text\"";
    let text = "n;Navn;t;Annet\n1;\"Kari\nNordmann\";\"x\n\"\"y\";z\nx;Ola;y;z\n2;Per\n3;Per;;Q\n";
    let (seen, file, sink) = read_all(source, text.as_bytes()).unwrap();
    assert_eq!(
        seen,
        [
            "2: 1|x\n\"y",
            "7: 3|∅",
            "5! n not-a-number x",
            "6!  wrong-number-of-fields 2"
        ]
    );
    assert_eq!(file.cut, ["Navn", "Annet"]);
    assert_eq!(
        String::from_utf8_lossy(&file.archive),
        "n;t\n1;\"x\n\"\"y\"\n\nx;y\n\n3;\n"
    );
    assert_eq!(
        sink.rejects
            .iter()
            .map(|r| r.row.as_str())
            .collect::<Vec<_>>(),
        ["x;y", ""]
    );
    check(
        source,
        text,
        &seen.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    let (_, whole, sink) = read_all(source, b"n;t\n1;a\n1;2;3\n").unwrap();
    assert_eq!(
        (whole.cut.len(), whole.archive.as_ref()),
        (0, &b"n;t\n1;a\n1;2;3\n"[..])
    );
    assert_eq!(sink.rejects[0].row, "1;2;3");
}

#[test]
fn dbh() {
    let status = |code: &str, count: usize| {
        format!(
            "{{\"status\": {{\"returkode\": {code}, \"antall\": {count}, \"melding\": \"m\"}}}}"
        )
    };
    check(
        STUDENTS,
        format!(
            "[{}, {{\"Årstall\": \"2019\",\n\"Antall totalt\": 12, \"Avdelingsnavn\": \"X\"}},\n{{\"Årstall\": \"2020\", \"Antall totalt\": null}}]",
            status("0", 2)
        ),
        &["1: 1150|2019|3|12", "3: 1150|2020|3|∅"],
    );
    check(
        STUDENTS,
        "[\n{\n\"Årstall\": \"2021\",\n\"Antall totalt\": \"1e3\"\n},\n{\"Årstall\": 2022, \"Antall totalt\": 5},{\"note\": 1}]",
        &["6: 1150|2022|3|5", "2! Antall totalt exponent 1e3"],
    );
    refused(
        STUDENTS,
        format!(
            "[{}, {{\"Årstall\": \"2019\", \"Antall totalt\": 1}}]",
            status("0", 2)
        ),
        "bad-status",
    );
    let refusal = refused(STUDENTS, format!("[{}]", status("7", 0)), "bad-status");
    assert_eq!(refusal.details["melding"], "m");
    refused(STUDENTS, format!("[{}]", status("0", 0)), "empty-answer");
    refused(STUDENTS, "[]", "empty-answer");
    refused(
        STUDENTS,
        "[{\"note\": 1, \"Årstall\": \"2020\"}",
        "truncated",
    );
    refused(
        "[reader]\nformats = [\"dbh\"]\n[[column]]\nid = \"a\"\ntype = \"text\"",
        "",
        "empty-answer",
    );
}

const GRADES: &str = r#"
[reader]
formats = ["ndjson", "json"]
each = "d"
[[column]]
id = "course"
type = "code"
path = "c"
[[column]]
id = "n"
type = "integer"
path = "d.c"
"#;

#[test]
fn json() {
    check(
        GRADES,
        "{\"c\":\"TIØ1\",\"y\":[2020],\"d\":[{\"y\":2020,\"c\":3},{\"c\":4}],\"f\":\"x\"}\n\n{\"c\":\"TIØ2\",\"d\":[{\"c\":5}]}\n{\"c\":\"TIØ3\",\"d\":[]}\n",
        &["1: TIØ1|3", "1: TIØ1|4", "3: TIØ2|5"],
    );
    check(
        GRADES,
        "[\n{\"c\":1, \"d\":\n[{\"c\":3},\n{\"c\":4.0}]}\n,{\"c\":2,\"d\":[{\"c\":[1]}]}, 7]",
        &[
            "3: 1|3",
            "4: 1|4",
            "5! n nested-value [1]",
            "5!  not-an-object ",
        ],
    );
    check(
        GRADES,
        "{\"c\":\"A\",\"d\":[{\"c\":3}]}\n{broken\n{\"c\":\"B\",\"d\":[{\"c\":1}]}",
        &["1: A|3", "3: B|1", "2!  not-json "],
    );
    check(
        GRADES,
        "{\"c\": \"A\",\n\"d\": [\n{\"c\": 3}, {\"c\": 4}]\n}",
        &["3: A|3", "3: A|4"],
    );
    check(
        GRADES,
        "{\"hits\": 1, \"items\": [\n{\"c\": \"A\", \"d\": [{\"c\": 3, \"g\": {\"deep\": [\"}\"]}}]}]}",
        &["2: A|3"],
    );
    let (_, file, _) = read_all(
        GRADES,
        b"{\"hits\": 1, \"items\": [\n{\"c\": \"A\", \"g\":\n\"\\\"},\", \"d\": [{\"c\": 3}]}]}",
    )
    .unwrap();
    assert_eq!(
        (file.headings.join(" "), file.cut.join(" ")),
        (
            "items.c items.d.c items.g hits".to_owned(),
            "items.g hits".to_owned()
        )
    );
    let cut: String = String::from_utf8_lossy(&file.archive)
        .chars()
        .filter(|c| *c != ' ')
        .collect();
    assert_eq!(cut, "{\"items\":[\n{\"c\":\"A\"\n,\"d\":[{\"c\":3}]}]}");
    refused(
        GRADES,
        "{\"c\":\"A\",\"d\":[{\"c\":3}]}\n{\"c\":\"B\",\"d\":[{\"c\":",
        "truncated",
    );
    refused(GRADES, "{\"a\":[{\"c\":1}],\"b\":[]}", "not-this-format");
    refused(GRADES, "[{\"c\":1,\"d\":[{\"x\":1}]}]", "missing-columns");
    refused(GRADES, "[{\"c\":1}] and more", "not-this-format");
}

#[test]
fn json_never_stored_and_wrapped() {
    let source = "never_store = [\"Navn\"]\n[reader]\nformats = [\"json\"]\n[[column]]\nid = \"a\"\ntype = \"integer\"\npath = \"x.a\"\n[[column]]\nid = \"name\"\ntype = \"text\"\nheading = \"Navn\"\noptional = true";
    let (seen, file, sink) = read_all(source, b"[{\"navn\": \"Kari\", \"x\": {\"a\": 1, \"NAVN\": \"Ola\"}}, {\"navn\":\"Per\",\"x\":{\"a\":\"q\"}}]").unwrap();
    assert_eq!(seen, ["1: 1|∅", "1! a not-a-number q"]);
    assert_eq!(sink.rejects[0].row, "{\"x.a\":\"q\"}");
    assert!(
        !String::from_utf8_lossy(&file.archive).contains("Kari")
            && !String::from_utf8_lossy(&file.archive).contains("Ola")
            && file.cut.len() == 2
    );
}

#[test]
fn files_that_are_refused() {
    refused(STUDENTS, "", "empty-file");
    refused(STUDENTS, " \r\n", "empty-file");
    refused(STUDENTS, "Årstall;Antall\n\n", "only-headings");
    refused(
        STUDENTS,
        "<!DOCTYPE html><html><title>Feil</title>",
        "html-page",
    );
    refused(STUDENTS, "Årstall;Antall\n1998;1\n1999", "truncated");
    refused(STUDENTS, "Årstall;Antall\n1998;\"1\n1999;2\n", "truncated");
    refused(STUDENTS, "Ã…rstall;Antall\n1998;1\n", "wrong-encoding");
    refused(
        STUDENTS,
        "Årstall;Antall;antall \n1998;1;2\n",
        "ambiguous-heading",
    );
    refused(STUDENTS, b"PK\x03\x04rest", "not-this-format");
    refused(STUDENTS, [0xd0, 0xcf, 0x11, 0xe0, 0xa1], "old-workbook");
    refused(STUDENTS, [0, 1, 2, 3, 4, 5, 6], "binary");
    refused(STUDENTS, "<?xml version=\"1.0\"?><a/>", "missing-columns");
    refused(STUDENTS, "{\"a\": 1}", "not-this-format");
    let book = "[reader]\nformats = [\"xlsx\"]\n[[column]]\nid = \"a\"\ntype = \"text\"";
    refused(book, "a\n1\n", "not-a-workbook");
    refused(book, b"PK\x03\x04rest", "not-a-workbook");
    refused(book, [1, 2, 3, 4], "not-a-workbook");
    refused(GRADES, "a;b\n1;2\n", "not-this-format");
    let either =
        "[reader]\nformats = [\"delimited\", \"xlsx\"]\n[[column]]\nid = \"a\"\ntype = \"text\"";
    let named = |name: &str, bytes: &[u8]| {
        let mut sink = Collected::default();
        read(&source(either), &BTreeMap::new(), name, bytes, &mut sink)
            .map(|file| file.rows)
            .map_err(|refusal| refusal.code)
    };
    assert_eq!(named("a.XLSX", b"b\n1\n").err(), Some("not-a-workbook"));
    assert_eq!(named("a.csv", b"b\n1\n").err(), Some("missing-columns"));
    assert!(named("a.xlsx", b"a\n1\n").is_ok());
    let refusal = refused(STUDENTS, "Arstal;Semster\n1998;1\n", "missing-columns");
    assert_eq!(
        refusal.message,
        "the file lacks `Årstall` (nearest: `Arstal`) and `Antall totalt`; it has `Arstal`, `Semster`"
    );
    let bad_default = STUDENTS.replace("\"3\"", "\"autumn\"");
    refused(&bad_default, "Årstall;Antall\n1998;1\n", "bad-default");
}

#[test]
fn identity_numbers_stop_the_import() {
    let number = "01019000164";
    let three = format!("Årstall;Antall;Fnr\n1998;1;{number}\n1999;1;{number}\n2000;1;{number}\n");
    assert_eq!(
        refused(STUDENTS, &three, "identity-numbers").details["heading"],
        "Fnr"
    );
    refused(
        STUDENTS,
        format!("Årstall;Antall;Fnr\n1998;1;{number}\n1999;1;\n"),
        "identity-numbers",
    );
    check(
        &format!("never_store = [\"fnr\"]\n{STUDENTS}"),
        &three,
        &["2: 1150|1998|3|1", "3: 1150|1999|3|1", "4: 1150|2000|3|1"],
    );
    check(
        STUDENTS,
        format!("Årstall;Antall;Nr\n1998;1;{number}\n1999;1;123\n"),
        &["2: 1150|1998|3|1", "3: 1150|1999|3|1"],
    );
    refused(
        STUDENTS,
        format!("[{{\"Årstall\":1998,\"Antall totalt\":1,\"p\":{{\"id\":\"{number}\"}}}}]"),
        "identity-numbers",
    );
}

#[test]
fn an_alias_does_not_take_another_columns_heading() {
    let source = "[reader]\nformats = [\"delimited\"]\n[[column]]\nid = \"a\"\ntype = \"text\"\nheading = \"Kode\"\naliases = [\"Navn\"]\noptional = true\n[[column]]\nid = \"b\"\ntype = \"text\"\nheading = \"Navn\"";
    check(source, "Navn\nx\n", &["2: ∅|x"]);
    check(source, "Navn;kode\nx;1\n", &["2: 1|x"]);
}

fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let date = rust_xlsxwriter::Format::new().set_num_format("dd.mm.yyyy");
    for (line, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*row) {
            if let Some(serial) = cell.strip_prefix("day ") {
                sheet
                    .write_number_with_format(line, column, serial.parse::<f64>().unwrap(), &date)
                    .unwrap();
            } else if let Ok(number) = cell.parse::<f64>() {
                sheet.write_number(line, column, number).unwrap();
            } else if !cell.is_empty() {
                sheet
                    .write_string(line, column, cell.trim_start_matches('\''))
                    .unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

const BOOK: &str = r#"
[reader]
formats = ["delimited", "xlsx"]
decimal = "comma"
header_row = 2
[[column]]
id = "code"
type = "code"
[[column]]
id = "amount"
type = "decimal(10,2)"
scale = 2
[[column]]
id = "day"
type = "date"
"#;

#[test]
fn workbooks() {
    let rows: &[&[&str]] = &[
        &["Report 2024"],
        &["code", "amount", "day", "Extra"],
        &["1013", "187.73499999999999", "day 45566", "a;\"b"],
        &["", "", "", ""],
        &["'0961", "'1 234,5", "'01.10.2024", ""],
        &["12", "0.30000000000000004", "45566", "x"],
    ];
    let bytes = workbook(rows);
    check(
        BOOK,
        &bytes,
        &[
            "3: 1013|187.73|2024-10-01",
            "5: 0961|1234.50|2024-10-01",
            "6! day not-a-date 45566",
            "3~ amount 187.73499999999999 187.73",
        ],
    );
    let (_, file, sink) = read_all(BOOK, &bytes).unwrap();
    assert_eq!(
        (
            file.archive_extension,
            file.cut.join(",").as_str(),
            file.encoding
        ),
        ("csv", "Extra", "workbook")
    );
    assert_eq!(
        String::from_utf8_lossy(&file.archive),
        "\ncode;amount;day\n1013;187.73499999999999;2024-10-01\n\n0961;1 234,5;01.10.2024\n12;0.30000000000000004;45566\n"
    );
    assert_eq!(sink.rejects[0].row, "12;0.30000000000000004;45566");
    let whole = workbook(&[&[], &["code", "amount", "day"], &["1", "2", ""]]);
    let (_, file, _) = read_all(BOOK, &whole).unwrap();
    assert_eq!(
        (file.archive_extension, file.archive.as_ref() == whole),
        ("xlsx", true)
    );
    refused(
        BOOK,
        workbook(&[&[], &["code", "amount", "day"]]),
        "only-headings",
    );
    refused(
        BOOK,
        workbook(&[&["code", "amount", "day"], &["a"]]),
        "missing-columns",
    );
    refused(
        &BOOK.replace("header_row", "sheet = \"Tall\"\nheader_row"),
        &whole,
        "missing-sheet",
    );
}

#[test]
fn a_sink_can_stop() {
    struct One;
    impl Sink for One {
        fn row(&mut self, _: u64, _: &[Cell<'_>]) -> Result<(), SinkStopped> {
            Err(SinkStopped)
        }
        fn reject(&mut self, _: Reject) {}
        fn rounded(&mut self, _: Rounded) {}
    }
    let refusal = read(
        &source(STUDENTS),
        &BTreeMap::new(),
        "f",
        "Institusjonskode;Årstall;Antall\n1;1998;1\n".as_bytes(),
        &mut One,
    )
    .unwrap_err();
    assert_eq!(refusal.code, codes::STOPPED);
}

proptest! {
    /// What a csv writer writes is what is read, on the line where it was written.
    #[test]
    fn csv_round_trip(cells in proptest::collection::vec(("[a-zæøå\"; \n,x]{0,8}", "[0-9\"\r\n;|]{0,6}"), 1..20)) {
        let mut writer = csv::WriterBuilder::new().delimiter(b';').quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
        writer.write_record(["a", "b"]).unwrap();
        let mut expected = Vec::new();
        let mut line = 2;
        for (a, b) in &cells {
            writer.write_record([a, b]).unwrap();
            let (a_is, b_is) = (a.trim(), b.trim());
            if !(a_is.is_empty() && b_is.is_empty()) {
                let cell = |text: &str| if text.is_empty() { Cell::Null } else { Cell::Text(Cow::Owned(text.to_owned())) };
                expected.push((line, vec![cell(a_is), cell(b_is)]));
            }
            line += 1 + (a.matches('\n').count() + b.matches('\n').count()) as u64;
        }
        let bytes = writer.into_inner().unwrap();
        let two = "[reader]\nformats = [\"delimited\"]\ndelimiter = \";\"\n[[column]]\nid = \"a\"\ntype = \"text\"\n[[column]]\nid = \"b\"\ntype = \"text\"";
        let mut sink = Collected::default();
        match read(&source(two), &BTreeMap::new(), "f", &bytes, &mut sink) {
            Ok(_) => prop_assert_eq!(sink.rows, expected),
            Err(refusal) => prop_assert!(expected.is_empty() && refusal.code == codes::ONLY_HEADINGS, "{}", refusal),
        }
    }

    /// No bytes make the readers panic.
    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200), start in "(Årstall;Antall\n|\\[\\{\"Årstall\":|\\{\"c\":1,\"d\":\\[|)") {
        let bytes = [start.as_bytes(), &bytes].concat();
        for declared in [STUDENTS, GRADES, BOOK] {
            let _ = read(&source(declared), &BTreeMap::new(), "f", &bytes, &mut Collected::default());
        }
    }

    /// Nor does any text of JSON's signs, and what is cut from it stays JSON on the same lines.
    #[test]
    fn any_json(text in "[\\[{][\\[\\]{}\",:\\\\\nacd1 ]{0,60}") {
        for declared in [STUDENTS, GRADES] {
            let mut sink = Collected::default();
            if let Ok(file) = read(&source(declared), &BTreeMap::new(), "f", text.as_bytes(), &mut sink) && !file.cut.is_empty() {
                let kept = String::from_utf8(file.archive.into_owned()).unwrap();
                prop_assert_eq!(kept.matches('\n').count(), text.matches('\n').count());
            }
        }
    }
}
