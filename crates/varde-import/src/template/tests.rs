#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;
use crate::testing::{cell_text, table};
use crate::{Collected, read};
use std::collections::BTreeMap;
use varde_pack::Source;

const EVERYTHING: &str = r#"
id = "everything"
title.nb = "Alt"
title.en = "Everything"
personal_data = "none"
[[column]]
id = "name"
type = "text"
title = { nb = "Navn på tiltak", en = "Name of measure" }
about = { nb = "Hva det heter", en = "What it is called" }
required = true
[[column]]
id = "code"
type = "code"
title = { nb = "Kode", en = "Code" }
example = "0042"
[[column]]
id = "group_code"
type = "code"
title = { nb = "Kode", en = "Code" }
[[column]]
id = "n"
type = "integer"
title = { nb = "Antall" }
min = "0"
max = "100"
[[column]]
id = "year"
type = "year"
[[column]]
id = "impact"
type = "decimal(8,3)"
example = "3.456"
[[column]]
id = "day"
type = "date"
title = { nb = "Dato", en = "Date" }
[[column]]
id = "ok"
type = "boolean"
[[column]]
id = "kind"
type = "text"
one_of = ["fast", "midl"]
"#;

#[test]
fn templates_can_be_read_again() {
    let table = table(EVERYTHING);
    let source = Source::of_table(&table);
    for (language, first) in [
        (Language::Nb, "eksempel"),
        (Language::Nn, "døme"),
        (Language::En, "example"),
    ] {
        for bytes in [
            template_csv(&table, language),
            template_xlsx(&table, language).unwrap(),
        ] {
            let mut rows = Collected::default();
            let file = read(&source, &BTreeMap::new(), "template", &bytes, &mut rows).unwrap();
            assert_eq!((file.rows, file.rejected), (1, 0), "{:?}", rows.rejects);
            let cells: Vec<String> = rows.rows[0].1.iter().map(cell_text).collect();
            assert_eq!(
                cells,
                [
                    first,
                    "0042",
                    "0001",
                    "0",
                    "2024",
                    "3.456",
                    "2024-10-01",
                    "true",
                    "fast"
                ]
            );
        }
    }
}

#[test]
fn headings_are_titles_where_they_tell_columns_apart() {
    let table = table(EVERYTHING);
    let text = String::from_utf8(template_csv(&table, Language::Nb)).unwrap();
    assert_eq!(
        text.lines().next(),
        Some("\u{feff}Navn på tiltak;code;group_code;Antall;year;impact;Dato;ok;kind")
    );
    let text = String::from_utf8(template_csv(&table, Language::En)).unwrap();
    assert_eq!(
        text.lines().next(),
        Some("\u{feff}Name of measure;code;group_code;n;year;impact;Date;ok;kind")
    );
}

#[test]
fn the_workbook_explains_itself_and_is_the_same_each_time() {
    use calamine::{Reader, Xlsx};
    let table = table(EVERYTHING);
    let bytes = template_xlsx(&table, Language::Nb).unwrap();
    assert_eq!(bytes, template_xlsx(&table, Language::Nb).unwrap());
    let mut book = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let guide = book.worksheet_range("Veiledning").unwrap();
    let row = |n: usize| {
        guide
            .rows()
            .nth(n)
            .unwrap()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        row(1),
        ["Navn på tiltak", "tekst", "ja", "", "Hva det heter"]
    );
    assert_eq!(row(4), ["Antall", "heltall", "nei", "0 – 100", ""]);
    assert_eq!(
        row(6),
        ["impact", "tall med inntil 3 desimaler", "nei", "", ""]
    );
    assert_eq!(row(9), ["kind", "tekst", "nei", "fast, midl", ""]);
}
