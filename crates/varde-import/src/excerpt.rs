//! A few lines of a kept file, as they stand in it: the last step of the way from a number to where it is from.

use crate::decode::{Kind, decode, kind_of};
use crate::readers::sheet_lines;
use crate::refusal::Refusal;

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1; in a workbook that of the row in the sheet.
    pub number: u64,
    /// Its text; the cells of a workbook stand with tabs between.
    pub text: String,
}

/// Lines around one of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The line of headings, when it is not among the others.
    pub heading: Option<Line>,
    /// The line and its neighbours.
    pub lines: Vec<Line>,
}

/// Longest text of a line, in letters; a whole answer of an API may stand on one.
const LONGEST: usize = 2000;

/// The line and up to `around` lines on each side of it. A number beyond the end gives no lines.
///
/// # Errors
/// When the file can't be read, which a kept file can.
pub fn excerpt(bytes: &[u8], line: u64, around: u64) -> Result<Excerpt, Refusal> {
    let lines = match kind_of(bytes) {
        Kind::Zip => sheet_lines(bytes)?,
        Kind::Other | Kind::OldWorkbook => {
            let text = decode(bytes)?.text;
            (1..).zip(text.lines().map(short)).collect()
        }
    };
    let of = |(number, text): &(u64, String)| Line {
        number: *number,
        text: text.clone(),
    };
    let (from, to) = (line.saturating_sub(around), line.saturating_add(around));
    if line == 0 || lines.last().is_none_or(|(last, _)| *last < line) {
        return Ok(Excerpt::default());
    }
    let is_json = |text: &str| text.trim_start().starts_with(['[', '{']);
    let heading = lines
        .iter()
        .find(|(_, text)| !text.trim().is_empty())
        .filter(|(number, text)| *number < from && !is_json(text))
        .map(of);
    let lines = lines
        .iter()
        .filter(|(number, _)| (from..=to).contains(number))
        .map(of)
        .collect();
    Ok(Excerpt { heading, lines })
}

fn short(line: &str) -> String {
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn numbers(excerpt: &Excerpt) -> Vec<u64> {
        excerpt.lines.iter().map(|l| l.number).collect()
    }

    #[test]
    fn a_line_stands_among_its_neighbours_under_the_headings() {
        let text = "år;antall\r\n2021;1\r\n2022;2\r\n2023;3\r\n2024;4\r\n2025;5\r\n";
        let found = excerpt(text.as_bytes(), 5, 1).unwrap();
        assert_eq!(numbers(&found), [4, 5, 6]);
        assert_eq!(found.lines[1].text, "2024;4");
        assert_eq!(found.heading.unwrap().text, "år;antall");
        let first = excerpt(text.as_bytes(), 2, 2).unwrap();
        assert_eq!((numbers(&first), first.heading), (vec![1, 2, 3, 4], None));
        let latin = excerpt(b"\xe5r;n\n1;2\n", 1, 0).unwrap();
        assert_eq!(latin.lines[0].text, "år;n");
    }

    #[test]
    fn lines_that_are_not_there_and_lines_without_end() {
        assert_eq!(excerpt(b"a\n1\n", 9, 2).unwrap(), Excerpt::default());
        assert_eq!(excerpt(b"a\n1\n", 0, 2).unwrap(), Excerpt::default());
        let long = format!("[{}]", "{\"å\":1},".repeat(4000));
        let found = excerpt(long.as_bytes(), 1, 3).unwrap();
        assert_eq!(found.lines[0].text.chars().count(), LONGEST + 1);
        assert_eq!(found.heading, None);
    }

    #[test]
    fn a_workbook_gives_the_rows_of_its_sheet() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(2, 0, "år").unwrap();
        sheet.write_string(2, 1, "antall").unwrap();
        sheet.write_number(3, 0, 2024).unwrap();
        sheet.write_number(3, 1, 7.5).unwrap();
        let found = excerpt(&book.save_to_buffer().unwrap(), 4, 0).unwrap();
        assert_eq!(found.lines[0].text, "2024\t7.5");
        assert_eq!(found.heading.unwrap().number, 3);
    }
}
