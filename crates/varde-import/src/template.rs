//! Empty files to fill in: the headings of a table and one example row.
//!
//! A template can be read again by the table's own source ([`varde_pack::Source::of_table`]).

use crate::headings::normal;
use crate::tabular::{WorkbookError, new_workbook, write_cell};
use rust_xlsxwriter::{Color, Format};
use varde_pack::{Column, ColumnType, Language, Table};

/// The template as delimited text: `;`, UTF-8 with mark.
pub fn template_csv(table: &Table, language: Language) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer("\u{feff}".as_bytes().to_vec());
    // Writing to memory can't fail, so there is nothing to tell the caller.
    let _ = writer.write_record(headings(table, language));
    let _ = writer.write_record(table.columns.iter().map(|c| written(c, language)));
    writer.into_inner().unwrap_or_default()
}

/// The template as a workbook: headings in bold, the example in grey, and a second sheet that explains the columns.
pub fn template_xlsx(table: &Table, language: Language) -> Result<Vec<u8>, WorkbookError> {
    let words = Words::of(language);
    let mut book = new_workbook()?;
    let bold = Format::new().set_bold();
    let grey = Format::new()
        .set_italic()
        .set_font_color(Color::RGB(0x0070_7070));
    let headings = headings(table, language);
    let sheet = book.add_worksheet().set_name(words.data)?;
    sheet.set_freeze_panes(1, 0)?;
    for (number, (column, heading)) in (0..).zip(table.columns.iter().zip(&headings)) {
        sheet.set_column_width(number, 18)?;
        let is_text = matches!(column.kind, ColumnType::Text | ColumnType::Code);
        // Text cells keep the zeros before a code.
        let example = if is_text {
            grey.clone().set_num_format("@")
        } else {
            grey.clone()
        };
        if is_text {
            sheet.set_column_format(number, &Format::new().set_num_format("@"))?;
        }
        sheet.write_string_with_format(0, number, heading, &bold)?;
        write_cell(
            sheet,
            (1, number),
            &example_of(column, language),
            column.kind,
            &example,
        )?;
    }
    let guide = book.add_worksheet().set_name(words.guide)?;
    for (number, (heading, width)) in (0..).zip(words.headings.iter().zip([24, 28, 10, 40, 60])) {
        guide.set_column_width(number, width)?;
        guide.write_string_with_format(0, number, *heading, &bold)?;
    }
    for (line, (column, heading)) in (1..).zip(table.columns.iter().zip(&headings)) {
        let required = if column.required { words.yes } else { words.no };
        let cells = [
            heading.clone(),
            words.kind(column.kind),
            required.to_owned(),
            allowed(column),
            column.about.get(language).to_owned(),
        ];
        for (number, cell) in (0..).zip(cells) {
            guide.write_string(line, number, cell)?;
        }
    }
    Ok(book.save_to_buffer()?)
}

/// The title in the language where it has one that no other column goes by, else the id.
fn headings(table: &Table, language: Language) -> Vec<String> {
    let titled = |column: &Column| {
        let title = column.title.0.get(&language);
        let near = if language == Language::Nn {
            column.title.0.get(&Language::Nb)
        } else {
            None
        };
        title.or(near).filter(|t| !t.trim().is_empty()).cloned()
    };
    let is_shared = |own: usize, title: &str| {
        let others = table
            .columns
            .iter()
            .enumerate()
            .filter(|(number, _)| *number != own);
        others.into_iter().any(|(_, c)| {
            normal(&c.id.value) == normal(title)
                || titled(c).is_some_and(|t| normal(&t) == normal(title))
        })
    };
    let columns = table.columns.iter().enumerate();
    columns
        .map(|(own, c)| {
            titled(c)
                .filter(|t| !is_shared(own, t))
                .unwrap_or_else(|| c.id.value.clone())
        })
        .collect()
}

/// The example as a pack writes it: decimal point, ISO date.
fn example_of(column: &Column, language: Language) -> String {
    let given = column.example.as_ref().or(column.one_of.first());
    let given = given.or(column.min.as_ref().filter(|_| column.kind.is_number()));
    if let Some(given) = given {
        return given.clone();
    }
    let example = match column.kind {
        ColumnType::Text => Words::of(language).example,
        ColumnType::Code => "0001",
        ColumnType::Integer => "1",
        ColumnType::Year => "2024",
        ColumnType::Decimal { scale: 0, .. } => "1",
        ColumnType::Decimal { .. } => "0.5",
        ColumnType::Date => "2024-10-01",
        ColumnType::Boolean => Words::of(language).yes,
    };
    example.to_owned()
}

/// The example as people of the language write it in text.
fn written(column: &Column, language: Language) -> String {
    let example = example_of(column, language);
    if !matches!(column.kind, ColumnType::Decimal { .. }) {
        return example;
    }
    // Three digits after the only mark could be thousands; a fourth says that they are decimals.
    let example = match example.split_once('.') {
        Some((_, decimals)) if decimals.len() == 3 => format!("{example}0"),
        _ => example,
    };
    if language == Language::En {
        example
    } else {
        example.replace('.', ",")
    }
}

fn allowed(column: &Column) -> String {
    if !column.one_of.is_empty() {
        return column.one_of.join(", ");
    }
    match (&column.min, &column.max) {
        (None, None) => String::new(),
        (Some(min), None) => format!("≥ {min}"),
        (None, Some(max)) => format!("≤ {max}"),
        (Some(min), Some(max)) => format!("{min} – {max}"),
    }
}

/// The few words of a template.
struct Words {
    data: &'static str,
    guide: &'static str,
    headings: [&'static str; 5],
    yes: &'static str,
    no: &'static str,
    example: &'static str,
    kinds: [&'static str; 6],
    digits: &'static str,
}

impl Words {
    fn of(language: Language) -> Self {
        match language {
            Language::Nb => Self {
                data: "Data",
                guide: "Veiledning",
                headings: ["Kolonne", "Type", "Påkrevd", "Lovlige verdier", "Om"],
                yes: "ja",
                no: "nei",
                example: "eksempel",
                kinds: [
                    "tekst",
                    "kode (tekst)",
                    "heltall",
                    "årstall",
                    "dato (2024-10-01)",
                    "ja eller nei",
                ],
                digits: "tall med inntil {} desimaler",
            },
            Language::Nn => Self {
                data: "Data",
                guide: "Rettleiing",
                headings: ["Kolonne", "Type", "Påkravd", "Lovlege verdiar", "Om"],
                yes: "ja",
                no: "nei",
                example: "døme",
                kinds: [
                    "tekst",
                    "kode (tekst)",
                    "heiltal",
                    "årstal",
                    "dato (2024-10-01)",
                    "ja eller nei",
                ],
                digits: "tal med inntil {} desimalar",
            },
            Language::En => Self {
                data: "Data",
                guide: "Guide",
                headings: ["Column", "Type", "Required", "Allowed values", "About"],
                yes: "yes",
                no: "no",
                example: "example",
                kinds: [
                    "text",
                    "code (text)",
                    "whole number",
                    "year",
                    "date (2024-10-01)",
                    "yes or no",
                ],
                digits: "number with up to {} decimals",
            },
        }
    }

    fn kind(&self, kind: ColumnType) -> String {
        let [text, code, integer, year, date, boolean] = self.kinds;
        match kind {
            ColumnType::Text => text.to_owned(),
            ColumnType::Code => code.to_owned(),
            ColumnType::Integer => integer.to_owned(),
            ColumnType::Year => year.to_owned(),
            ColumnType::Decimal { scale, .. } => self.digits.replace("{}", &scale.to_string()),
            ColumnType::Date => date.to_owned(),
            ColumnType::Boolean => boolean.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
