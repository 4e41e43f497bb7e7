//! Workbooks (.xlsx). A row's number in the sheet is its line.

use super::rows::Rows;
use super::{FileRead, Job, Sink, archive_of, not_a_workbook, only_headings};
use crate::cells::Raw;
use crate::headings::{self, normal};
use crate::privacy::{self, IdentityScan};
use crate::refusal::{Refusal, codes};
use calamine::{Data, Range, Reader, Xlsx};
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::Cursor;
use varde_pack::Format;

pub(crate) fn read<'b>(
    job: Job<'_>,
    bytes: &'b [u8],
    sink: &mut dyn Sink,
) -> Result<FileRead<'b>, Refusal> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| not_a_workbook(job))?;
    let sheets = book.sheet_names();
    let sheet = sheet_of(job, &sheets)?;
    let range = book
        .worksheet_range(&sheet)
        .map_err(|_| not_a_workbook(job))?;
    let mut lines = numbered(&range);
    let header_row = u64::from(job.source.reader.header_row);
    let Some((header_line, header)) =
        lines.find(|(line, row)| *line >= header_row && !is_blank(row))
    else {
        return Err(if range.is_empty() {
            Refusal::new(codes::EMPTY_FILE, format!("the sheet `{sheet}` is empty"))
        } else {
            only_headings(job)
        });
    };
    let titles: Vec<String> = header
        .iter()
        .map(|cell| shown(cell).trim().to_owned())
        .collect();
    let origins = headings::map(job.source, job.settings, &titles)?;
    let names: BTreeSet<String> = job
        .source
        .columns
        .iter()
        .flat_map(headings::names)
        .collect();
    let never_stored = headings::never_stored(job.source);
    let is_never: Vec<bool> = titles
        .iter()
        .map(|t| never_stored.contains(&normal(t)))
        .collect();
    let kept: Vec<usize> = (0..titles.len())
        .filter(|n| !is_never[*n] && names.contains(&normal(&titles[*n])))
        .collect();

    let mut scans = vec![IdentityScan::default(); titles.len()];
    let mut archive = Archive {
        text: String::new(),
        line: 1,
    };
    archive.put(header_line, &joined(&kept, header));
    let mut rows = Rows::new(job.source, origins, sink);
    let mut cells = Vec::with_capacity(job.source.columns.len());
    for (line, row) in lines.filter(|(_, row)| !is_blank(row)) {
        for (number, cell) in row.iter().enumerate() {
            if !is_never[number] && scans[number].add(&shown(cell)) {
                return Err(privacy::refusal(&titles[number]));
            }
        }
        archive.put(line, &joined(&kept, row));
        rows.take(
            line,
            |number| raw(&row[number]),
            || joined(&kept, row),
            &mut cells,
        )?;
        rows.progress(0);
    }
    for (title, scan) in titles.iter().zip(&scans) {
        if scan.all_of_few() {
            return Err(privacy::refusal(title));
        }
    }
    if rows.taken + rows.rejected == 0 {
        return Err(only_headings(job));
    }
    let (taken, rejected) = (rows.taken, rows.rejected);
    let cut = cut_of(
        &titles,
        &kept,
        &scans,
        &is_never,
        sheets.iter().filter(|s| **s != sheet),
    );
    let extension = if cut.is_empty() { "xlsx" } else { "csv" };
    Ok(FileRead {
        format: Format::Xlsx,
        encoding: "workbook",
        rows: taken,
        rejected,
        archive: archive_of((!cut.is_empty()).then_some(archive.text), bytes),
        cut,
        archive_extension: extension,
        headings: titles,
    })
}

/// The rows of a kept workbook, which has one sheet, as lines with tabs between the cells.
pub(crate) fn sheet_lines(bytes: &[u8]) -> Result<Vec<(u64, String)>, Refusal> {
    let unreadable = || Refusal::new(codes::NOT_A_WORKBOOK, "the workbook can't be read");
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    let range = match book.worksheet_range_at(0) {
        Some(Ok(range)) => range,
        _ => return Err(unreadable()),
    };
    let text = |row: &[Data]| row.iter().map(shown).collect::<Vec<_>>().join("\t");
    Ok(numbered(&range)
        .map(|(number, row)| (number, text(row)))
        .collect())
}

fn sheet_of(job: Job<'_>, sheets: &[String]) -> Result<String, Refusal> {
    let wanted = job.source.reader.sheet.as_deref();
    let found = match wanted {
        Some(name) => sheets.iter().find(|s| normal(s) == normal(name)),
        None => sheets.first(),
    };
    found.cloned().ok_or_else(|| {
        let wanted = wanted.unwrap_or_default();
        let has = sheets
            .iter()
            .map(|s| format!("`{s}`"))
            .collect::<Vec<_>>()
            .join(", ");
        let message = format!("the workbook has no sheet `{wanted}`; it has {has}");
        Refusal::new(codes::MISSING_SHEET, message)
            .with("sheet", wanted)
            .with("has", has)
    })
}

/// The rows with their numbers in the sheet, from 1.
fn numbered(range: &Range<Data>) -> impl Iterator<Item = (u64, &[Data])> {
    let first = range.start().map_or(0, |(row, _)| u64::from(row)) + 1;
    (first..).zip(range.rows())
}

fn is_blank(row: &[Data]) -> bool {
    row.iter().all(|cell| shown(cell).trim().is_empty())
}

/// Headings that are cut (columns without heading only where they hold something), and the other sheets.
fn cut_of<'s>(
    titles: &[String],
    kept: &[usize],
    scans: &[IdentityScan],
    is_never: &[bool],
    sheets: impl Iterator<Item = &'s String>,
) -> Vec<String> {
    let columns = (0..titles.len())
        .filter(|n| !kept.contains(n))
        .filter_map(|n| match titles[n].as_str() {
            "" if is_never[n] || scans[n].is_empty() => None,
            "" => Some(format!("({})", n + 1)),
            title => Some(title.to_owned()),
        });
    columns.chain(sheets.map(|s| format!("[{s}]"))).collect()
}

fn raw(cell: &Data) -> Raw<'_> {
    match cell {
        Data::Empty => Raw::Nothing,
        Data::String(text) => Raw::Text(Cow::Borrowed(text)),
        Data::DateTimeIso(text) => Raw::Text(Cow::Borrowed(text)),
        Data::Bool(truth) => Raw::Truth(*truth),
        // The shortest text that gives the same binary number again, never with an exponent.
        Data::Int(_) | Data::Float(_) => Raw::Binary(Cow::Owned(shown(cell).into_owned())),
        Data::DateTime(moment) if moment.is_datetime() => match day_of(moment) {
            Some(day) => Raw::Day(day),
            None => Raw::Unusable("time-of-day", shown(cell).into_owned()),
        },
        Data::DateTime(_) | Data::DurationIso(_) => {
            Raw::Unusable("time-of-day", shown(cell).into_owned())
        }
        Data::Error(error) => Raw::Unusable("error-cell", error.to_string()),
    }
}

/// The civil day; a number below one is a time without a day.
fn day_of(moment: &calamine::ExcelDateTime) -> Option<Date> {
    if moment.as_f64() < 1.0 {
        return None;
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

/// A cell as text.
fn shown(cell: &Data) -> Cow<'_, str> {
    match cell {
        Data::Empty => Cow::Borrowed(""),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            Cow::Borrowed(text)
        }
        Data::Int(number) => Cow::Owned(number.to_string()),
        Data::Float(number) => Cow::Owned(number.to_string()),
        Data::Bool(truth) => Cow::Borrowed(if *truth { "true" } else { "false" }),
        Data::Error(error) => Cow::Owned(error.to_string()),
        Data::DateTime(moment) => {
            Cow::Owned(match day_of(moment).filter(|_| moment.is_datetime()) {
                Some(day) => day.to_string(),
                None => moment.as_f64().to_string(),
            })
        }
    }
}

/// The kept cells as one line of delimited text.
fn joined(kept: &[usize], row: &[Data]) -> String {
    let mut out = String::new();
    for (place, number) in kept.iter().enumerate() {
        if place > 0 {
            out.push(';');
        }
        let text = row.get(*number).map(shown).unwrap_or_default();
        let text = text.replace(['\n', '\r'], " ");
        if text.contains(['"', ';']) {
            out.push('"');
            out.push_str(&text.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&text);
        }
    }
    out
}

/// Delimited text whose lines have the numbers of the sheet's rows.
struct Archive {
    text: String,
    /// The line that is written next.
    line: u64,
}

impl Archive {
    fn put(&mut self, line: u64, text: &str) {
        while self.line < line {
            self.text.push('\n');
            self.line += 1;
        }
        self.text.push_str(text);
        self.text.push('\n');
        self.line += 1;
    }
}
