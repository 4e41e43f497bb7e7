//! Delimited text to records and fields, as places in the text: nothing is copied.
//!
//! A quote ends a field only before a delimiter or a line end. So `"{"year":2024}"` is one field although its quotes are
//! not doubled; from the first such quote on, doubled quotes of that field are two.

use std::borrow::Cow;

/// A field: a part of the text, without its quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Field {
    pub start: usize,
    pub end: usize,
    pub quoted: bool,
    /// It has doubled quotes that stand for one.
    pub doubled: bool,
}

impl Field {
    /// The value.
    pub fn value(self, text: &str) -> Cow<'_, str> {
        let inner = &text[self.start..self.end];
        if self.doubled {
            Cow::Owned(inner.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(inner)
        }
    }

    /// As it is written, with its quotes.
    pub fn written(self, text: &str) -> &str {
        if self.quoted {
            &text[self.start - 1..(self.end + 1).min(text.len())]
        } else {
            &text[self.start..self.end]
        }
    }
}

/// A record of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Record {
    /// The line on which it starts, from 1.
    pub line: u64,
    pub start: usize,
    /// Where its last field ends.
    pub end: usize,
    /// Where the next one starts.
    pub next: usize,
    /// The line of a quote that nothing ends.
    pub open_quote: Option<u64>,
}

impl Record {
    /// Whether a line end follows it.
    pub fn is_ended(&self) -> bool {
        self.next > self.end
    }
}

/// Goes through the records.
pub(crate) struct Splitter<'t> {
    text: &'t str,
    delimiter: u8,
    /// What ends a line; carriage return only where the text has no line feed at all.
    line_end: u8,
    place: usize,
    line: u64,
}

impl<'t> Splitter<'t> {
    pub fn new(text: &'t str, delimiter: u8) -> Self {
        let line_end = if text.contains('\n') || !text.contains('\r') {
            b'\n'
        } else {
            b'\r'
        };
        Self {
            text,
            delimiter,
            line_end,
            place: 0,
            line: 1,
        }
    }

    /// The next record, its fields put into `fields`.
    pub fn next(&mut self, fields: &mut Vec<Field>) -> Option<Record> {
        fields.clear();
        let bytes = self.text.as_bytes();
        if self.place >= bytes.len() {
            return None;
        }
        let mut record = Record {
            line: self.line,
            start: self.place,
            end: 0,
            next: 0,
            open_quote: None,
        };
        loop {
            let after = if bytes.get(self.place) == Some(&b'"') {
                self.quoted(fields, &mut record)
            } else {
                self.bare(fields)
            };
            match bytes.get(after) {
                Some(b) if *b == self.delimiter => self.place = after + 1,
                Some(_) => {
                    let is_pair = bytes[after] == b'\r' && self.line_end == b'\n';
                    self.place = (after + if is_pair { 2 } else { 1 }).min(bytes.len());
                    self.line += 1;
                    record.end = after;
                    break;
                }
                None => {
                    self.place = after;
                    record.end = after;
                    break;
                }
            }
        }
        record.next = self.place;
        Some(record)
    }

    /// A field without quotes; gives the place after it.
    fn bare(&self, fields: &mut Vec<Field>) -> usize {
        let bytes = self.text.as_bytes();
        let start = self.place;
        let is_end = |b: &u8| *b == self.delimiter || *b == self.line_end;
        let mut end = bytes[start..]
            .iter()
            .position(is_end)
            .map_or(bytes.len(), |length| start + length);
        let ends_line = bytes.get(end) != Some(&self.delimiter);
        if ends_line && self.line_end == b'\n' && bytes[start..end].ends_with(b"\r") {
            end -= 1;
        }
        fields.push(Field {
            start,
            end,
            quoted: false,
            doubled: false,
        });
        end
    }

    /// A field that starts with a quote; gives the place after it.
    fn quoted(&mut self, fields: &mut Vec<Field>, record: &mut Record) -> usize {
        let bytes = self.text.as_bytes();
        let (start, opened) = (self.place + 1, self.line);
        let (mut place, mut doubled, mut undoubled) = (start, false, false);
        while let Some(byte) = bytes.get(place) {
            match byte {
                b'"' if !undoubled && bytes.get(place + 1) == Some(&b'"') => {
                    doubled = true;
                    place += 1;
                }
                b'"' if self.is_field_end(place + 1) => {
                    fields.push(Field {
                        start,
                        end: place,
                        quoted: true,
                        doubled: doubled && !undoubled,
                    });
                    return place + 1;
                }
                b'"' => undoubled = true,
                _ if *byte == self.line_end => self.line += 1,
                _ => {}
            }
            place += 1;
        }
        record.open_quote = Some(opened);
        fields.push(Field {
            start,
            end: bytes.len(),
            quoted: true,
            doubled,
        });
        bytes.len()
    }

    fn is_field_end(&self, place: usize) -> bool {
        let bytes = self.text.as_bytes();
        match bytes.get(place) {
            None => true,
            Some(b'\r') if self.line_end == b'\n' => {
                matches!(bytes.get(place + 1), None | Some(b'\n'))
            }
            Some(byte) => *byte == self.delimiter || *byte == self.line_end,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn records(text: &str) -> Vec<(u64, Vec<String>)> {
        let (mut splitter, mut fields, mut out) =
            (Splitter::new(text, b';'), Vec::new(), Vec::new());
        while let Some(record) = splitter.next(&mut fields) {
            assert_eq!(record.open_quote, None, "{text:?}");
            out.push((
                record.line,
                fields.iter().map(|f| f.value(text).into_owned()).collect(),
            ));
        }
        out
    }

    #[test]
    fn fields_and_lines() {
        let check = |text: &str, expected: &[(u64, &[&str])]| {
            let expected: Vec<_> = expected
                .iter()
                .map(|(line, fields)| {
                    (
                        *line,
                        fields.iter().map(|f| f.to_string()).collect::<Vec<_>>(),
                    )
                })
                .collect();
            assert_eq!(records(text), expected, "{text:?}");
        };
        check("a;b\n1;2\n", &[(1, &["a", "b"]), (2, &["1", "2"])]);
        check(
            "a;b\r\n1;\"2\"\r\n3;4",
            &[(1, &["a", "b"]), (2, &["1", "2"]), (3, &["3", "4"])],
        );
        check("a;\r\n;\n", &[(1, &["a", ""]), (2, &["", ""])]);
        check(
            "\"a\nb\";c\nd;e\n",
            &[(1, &["a\nb", "c"]), (3, &["d", "e"])],
        );
        check("\"say \"\"hi\"\"\";x\n", &[(1, &["say \"hi\"", "x"])]);
        check("\"say \"hi\"\";x\n", &[(1, &["say \"hi\"", "x"])]);
        check(
            "\"{\"y\":\"\"},{\"y\":2}\";\"\"\n",
            &[(1, &["{\"y\":\"\"},{\"y\":2}", ""])],
        );
        check("5\" rør;a\"b\n", &[(1, &["5\" rør", "a\"b"])]);
        check("a;b\r1;2\r", &[(1, &["a", "b"]), (2, &["1", "2"])]);
        check(
            "a;b\r\n\r\n1;2",
            &[(1, &["a", "b"]), (2, &[""]), (3, &["1", "2"])],
        );
        check("a;\"b\"\r", &[(1, &["a", "b"])]);
        check("a\rb;c\n", &[(1, &["a\rb", "c"])]);
        check("a;", &[(1, &["a", ""])]);
        check("", &[]);
    }

    #[test]
    fn open_quote() {
        let mut fields = Vec::new();
        let mut splitter = Splitter::new("a;b\n1;\"two\nthree\n", b';');
        splitter.next(&mut fields).unwrap();
        assert_eq!(splitter.next(&mut fields).unwrap().open_quote, Some(2));
        assert_eq!(splitter.next(&mut fields), None);
    }
}
