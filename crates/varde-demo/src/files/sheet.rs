//! Delimited text with the habits of the systems that it comes from.

use super::{Fault, File};

/// How a system writes its delimited text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Semicolon, every cell quoted, UTF-8.
    Quoted,
    /// Semicolon, UTF-8.
    Semicolon,
    /// Comma, UTF-8.
    Comma,
    /// Semicolon, UTF-8 with a byte-order mark, lines end with CR LF.
    ByteOrderMark,
    /// Semicolon, Windows-1252, lines end with CR LF.
    Windows,
}

struct Row {
    cells: Vec<String>,
    fault: Option<(String, &'static str)>,
}

/// A table that becomes a file.
pub(crate) struct Sheet {
    layout: Layout,
    headings: Vec<String>,
    rows: Vec<Row>,
}

impl Sheet {
    /// An empty table under its headings.
    pub(crate) fn new(layout: Layout, headings: &[&str]) -> Self {
        let headings = headings.iter().map(|h| (*h).to_owned()).collect();
        Self {
            layout,
            headings,
            rows: Vec::new(),
        }
    }

    /// Adds a good row.
    pub(crate) fn push(&mut self, cells: Vec<String>) {
        self.rows.push(Row { cells, fault: None });
    }

    /// Puts a bad row somewhere among the good ones that are there already.
    pub(crate) fn push_bad(&mut self, cells: &[&str], column: &str, reason: &'static str) {
        let place = (self.rows.len() * 2)
            .div_ceil(5)
            .max(1)
            .min(self.rows.len());
        let cells = cells.iter().map(|c| (*c).to_owned()).collect();
        self.rows.insert(
            place,
            Row {
                cells,
                fault: Some((column.to_owned(), reason)),
            },
        );
    }

    /// Repeats the first row, which breaks the key.
    pub(crate) fn repeat_first(&mut self, column: &str) {
        if let Some(first) = self.rows.first() {
            let cells = first.cells.clone();
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            self.push_bad(&cells, column, "duplicate-key");
        }
    }

    fn line(&self, cells: &[String]) -> String {
        let mark = if self.layout == Layout::Comma {
            ','
        } else {
            ';'
        };
        let quoted: Vec<String> = cells
            .iter()
            .map(|cell| {
                let needs = self.layout == Layout::Quoted || cell.contains([mark, '"', '\n', '\r']);
                if needs {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    cell.clone()
                }
            })
            .collect();
        quoted.join(&mark.to_string())
    }

    /// The file's bytes, and the lines of its bad rows (the headings are line 1).
    pub(crate) fn file(self) -> File {
        let end = match self.layout {
            Layout::ByteOrderMark | Layout::Windows => "\r\n",
            _ => "\n",
        };
        let mut text = self.line(&self.headings) + end;
        let mut faults = Vec::new();
        let mut line = 2_u64;
        for row in &self.rows {
            if let Some((column, reason)) = &row.fault {
                faults.push(Fault {
                    line,
                    column: column.clone(),
                    reason,
                });
            }
            let written = self.line(&row.cells);
            line += 1 + written.matches('\n').count() as u64;
            text.push_str(&written);
            text.push_str(end);
        }
        let bytes = match self.layout {
            Layout::Windows => windows_1252(&text),
            Layout::ByteOrderMark => [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat(),
            _ => text.into_bytes(),
        };
        File {
            bytes,
            rows: self.rows.len(),
            faults,
        }
    }
}

/// The bytes of the old Windows code page. The texts here use nothing beyond Latin-1
/// except dashes, and what the page lacks becomes a question mark, as those systems do.
fn windows_1252(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| match c {
            '–' => 0x96,
            '…' => 0x85,
            _ => u8::try_from(u32::from(c))
                .ok()
                .filter(|b| !(0x80..0xa0).contains(b))
                .unwrap_or(b'?'),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Layout, Sheet};

    #[test]
    fn bad_rows_know_their_line() {
        let mut sheet = Sheet::new(Layout::Windows, &["Navn", "Beløp"]);
        sheet.push(vec!["Øre\nog\nmer".to_owned(), "1".to_owned()]);
        sheet.push(vec!["b".to_owned(), "2".to_owned()]);
        sheet.push_bad(&["c", "3x"], "Beløp", "not-a-number");
        let file = sheet.file();
        assert_eq!(file.rows, 3);
        assert_eq!(file.faults[0].line, 5);
        assert!(
            file.bytes
                .starts_with(b"Navn;Bel\xf8p\r\n\"\xd8re\nog\nmer\";1\r\nc;3x\r\n")
        );
    }

    #[test]
    fn layouts_differ() {
        let text = |layout| {
            let mut sheet = Sheet::new(layout, &["a", "b"]);
            sheet.push(vec!["1".to_owned(), "x,y".to_owned()]);
            String::from_utf8_lossy(&sheet.file().bytes).into_owned()
        };
        assert_eq!(text(Layout::Quoted), "\"a\";\"b\"\n\"1\";\"x,y\"\n");
        assert_eq!(text(Layout::Comma), "a,b\n1,\"x,y\"\n");
        assert_eq!(text(Layout::ByteOrderMark), "\u{feff}a;b\r\n1;x,y\r\n");
    }
}
