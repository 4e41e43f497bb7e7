//! Tables to csv and xlsx. The same rows give the same bytes, and no cell can turn into a formula.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use varde_pack::ColumnType;

/// A workbook that could not be written, for example because of too many rows for a sheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the workbook could not be written: {0}")]
pub struct WorkbookError(String);

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        Self(error.to_string())
    }
}

/// Characters that one cell of a workbook can hold are 32,767.
const CELL_CHARS: usize = 32_000;

/// Delimited text (`;`, UTF-8 with mark, so that Norwegian spreadsheets open it right): the facts as lines that begin
/// with `#`, the headings, the rows.
///
/// `kinds` are the columns' types. A decimal with three digits after the point gets a fourth, since a reader who doesn't know
/// the file could take the point for a thousands mark. Text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay as they are.
pub fn to_csv<H: AsRef<str>>(
    facts: &[(String, String)],
    headings: &[H],
    kinds: &[ColumnType],
    rows: impl IntoIterator<Item = Vec<Option<String>>>,
) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .flexible(true)
        .from_writer("\u{feff}".as_bytes().to_vec());
    // Writing to memory can't fail, so there is nothing to tell the caller.
    for (name, value) in facts {
        let _ = writer.write_record([format!("# {name}: {value}").replace(['\r', '\n'], " ")]);
    }
    let _ = writer.write_record(headings.iter().map(|h| without_formula(h.as_ref())));
    for row in rows {
        let _ = writer.write_record(row.iter().enumerate().map(|(column, cell)| {
            let text = without_formula(cell.as_deref().unwrap_or_default());
            let is_decimal = matches!(kinds.get(column), Some(ColumnType::Decimal { .. }));
            match text.split_once('.') {
                Some((_, digits)) if is_decimal && digits.len() == 3 => format!("{text}0"),
                _ => text,
            }
        }));
    }
    writer.into_inner().unwrap_or_default()
}

fn without_formula(text: &str) -> String {
    let is_number = text
        .trim_start_matches(['-', '+'])
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b' '));
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A workbook: the table on the first sheet, with bold headings and a filter, the facts on the second.
///
/// `kinds` are the columns' types. A number with more digits than a workbook keeps is written as text.
pub fn to_xlsx<H: AsRef<str>>(
    title: &str,
    headings: &[H],
    kinds: &[ColumnType],
    rows: impl IntoIterator<Item = Vec<Option<String>>>,
    facts: &[(String, String)],
) -> Result<Vec<u8>, WorkbookError> {
    let mut book = new_workbook()?;
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet().set_name(sheet_name(title))?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, heading) in (0..).zip(headings) {
        sheet.write_string_with_format(0, column, heading.as_ref(), &bold)?;
    }
    let mut last = 0;
    for (line, row) in (1..).zip(rows) {
        for ((column, cell), kind) in (0..).zip(&row).zip(kinds) {
            if let Some(text) = cell {
                write_cell(sheet, (line, column), text, *kind, &Format::new())?;
            }
        }
        last = line;
    }
    if let Some(columns) = u16::try_from(headings.len()).ok().filter(|n| *n > 0) {
        sheet.autofilter(0, 0, last, columns - 1)?;
    }
    if !facts.is_empty() {
        let about = book.add_worksheet().set_name("Info")?;
        for (line, (name, value)) in (0..).zip(facts) {
            about.write_string_with_format(line, 0, name, &bold)?;
            about.write_string(line, 1, clipped(value))?;
        }
    }
    Ok(book.save_to_buffer()?)
}

/// A workbook that says nothing of when it was made, which would make each one different.
pub(crate) fn new_workbook() -> Result<Workbook, WorkbookError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    Ok(book)
}

/// Write one value by its type. Text is always written as text, never as a formula.
pub(crate) fn write_cell(
    sheet: &mut Worksheet,
    (line, column): (u32, u16),
    text: &str,
    kind: ColumnType,
    format: &Format,
) -> Result<(), WorkbookError> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_plain = text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.'));
    if kind.is_number()
        && is_plain
        && digits <= 15
        && let Ok(number) = text.parse::<f64>()
    {
        sheet.write_number_with_format(line, column, number, format)?;
        return Ok(());
    }
    if kind == ColumnType::Date
        && let Some(day) = excel_day(text)
    {
        let format = format.clone().set_num_format("yyyy-mm-dd");
        sheet.write_datetime_with_format(line, column, &day, &format)?;
    } else if kind == ColumnType::Boolean && matches!(text, "true" | "false") {
        sheet.write_boolean_with_format(line, column, text == "true", format)?;
    } else {
        sheet.write_string_with_format(line, column, clipped(text), format)?;
    }
    Ok(())
}

fn excel_day(text: &str) -> Option<ExcelDateTime> {
    let day: jiff::civil::Date = text.parse().ok()?;
    let (year, month, day) = (
        u16::try_from(day.year()).ok()?,
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    );
    ExcelDateTime::from_ymd(year, month, day).ok()
}

fn clipped(text: &str) -> String {
    match text.char_indices().nth(CELL_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A title as sheets may have it: at most 31 letters, none of those that formulas need.
fn sheet_name(title: &str) -> String {
    let name: String = title
        .chars()
        .map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c })
        .take(31)
        .collect();
    let name = name.trim();
    if name.is_empty() {
        "Data".to_owned()
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use calamine::{Data, Reader, Xlsx};

    fn facts() -> Vec<(String, String)> {
        vec![
            ("batch".to_owned(), "b-1;=1+1".to_owned()),
            ("as of".to_owned(), "2024-10-01".to_owned()),
        ]
    }

    fn kinds() -> [ColumnType; 4] {
        [
            ColumnType::Text,
            ColumnType::Decimal {
                precision: 18,
                scale: 2,
            },
            ColumnType::Date,
            ColumnType::Boolean,
        ]
    }

    fn rows() -> Vec<Vec<Option<String>>> {
        let row = |cells: &[&str]| {
            cells
                .iter()
                .map(|c| (!c.is_empty()).then(|| c.to_string()))
                .collect()
        };
        vec![
            row(&["=cmd|' /C calc'!A0", "-12.50", "2024-10-01", "true"]),
            row(&["@x; \"y\"", "1234567890123456.78", "", ""]),
            row(&["-", "", "not a date", "false"]),
        ]
    }

    #[test]
    fn csv_has_facts_headings_and_no_formulas() {
        let text = String::from_utf8(to_csv(
            &facts(),
            &["title", "amount", "day", "ok"],
            &kinds(),
            rows(),
        ))
        .unwrap();
        let expected = "\u{feff}\"# batch: b-1;=1+1\"\n# as of: 2024-10-01\ntitle;amount;day;ok\n'=cmd|' /C calc'!A0;-12.50;2024-10-01;true\n\
                        \"'@x; \"\"y\"\"\";1234567890123456.78;;\n-;;not a date;false\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn workbook_is_typed_exact_and_the_same_each_time() {
        let make = || {
            to_xlsx(
                "Rows: a/b",
                &["title", "amount", "day", "ok"],
                &kinds(),
                rows(),
                &facts(),
            )
            .unwrap()
        };
        assert_eq!(make(), make());
        let mut book = Xlsx::new(std::io::Cursor::new(make())).unwrap();
        assert_eq!(book.sheet_names(), ["Rows  a b", "Info"]);
        let range = book.worksheet_range("Rows  a b").unwrap();
        assert_eq!(
            range.get((1, 0)),
            Some(&Data::String("=cmd|' /C calc'!A0".to_owned()))
        );
        assert_eq!(range.get((1, 1)), Some(&Data::Float(-12.5)));
        assert!(matches!(range.get((1, 2)), Some(Data::DateTime(_))));
        assert_eq!(range.get((1, 3)), Some(&Data::Bool(true)));
        assert_eq!(
            range.get((2, 1)),
            Some(&Data::String("1234567890123456.78".to_owned()))
        );
        assert_eq!(range.get((2, 2)), Some(&Data::Empty));
    }
}
