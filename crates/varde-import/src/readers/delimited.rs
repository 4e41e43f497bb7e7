//! Delimited text.

use super::rows::Rows;
use super::split::{Field, Record, Splitter};
use super::{FileRead, Job, Reject, Sink, archive_of, only_headings};
use crate::cells::Raw;
use crate::decode::Decoded;
use crate::headings::{self, normal};
use crate::privacy::{self, IdentityScan};
use crate::refusal::{Refusal, codes};
use std::collections::BTreeSet;
use varde_pack::Format;

const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];

pub(crate) fn read<'b>(
    job: Job<'_>,
    decoded: &Decoded<'_>,
    bytes: &'b [u8],
    sink: &mut dyn Sink,
) -> Result<FileRead<'b>, Refusal> {
    let text = decoded.text.as_ref();
    let delimiter = match job
        .source
        .reader
        .delimiter
        .and_then(|c| u8::try_from(c).ok())
    {
        Some(declared) => declared,
        None => sniff(text, job),
    };
    let mut splitter = Splitter::new(text, delimiter);
    let mut fields = Vec::new();
    let Some((header, above)) = find_header(
        &mut splitter,
        &mut fields,
        text,
        job.source.reader.header_row,
    ) else {
        return Err(only_headings(job));
    };
    refuse_open_quote(&header)?;
    let titles: Vec<String> = fields
        .iter()
        .map(|f| f.value(text).trim().to_owned())
        .collect();
    let origins = headings::map(job.source, job.settings, &titles)?;
    let plan = Plan::new(job, &titles);
    let mut archive = plan.is_cutting().then(|| "\n".repeat(above));
    plan.keep(&mut archive, &header, &fields, text, delimiter);

    let mut scans = vec![IdentityScan::default(); titles.len()];
    let mut rows = Rows::new(job.source, origins, sink);
    let mut cells = Vec::with_capacity(job.source.columns.len());
    while let Some(record) = splitter.next(&mut fields) {
        refuse_open_quote(&record)?;
        if is_blank(&fields, text) {
            keep_lines(&mut archive, text, &record);
            continue;
        }
        for (number, field) in fields.iter().enumerate().take(titles.len()) {
            if !plan.never[number] && scans[number].add(&text[field.start..field.end]) {
                return Err(privacy::refusal(&titles[number]));
            }
        }
        if fields.len() != titles.len() {
            if !record.is_ended() && fields.len() < titles.len() {
                return Err(cut_short(record.line, fields.len(), titles.len()));
            }
            keep_lines(&mut archive, text, &record);
            rows.reject(wrong_number(
                &record,
                text,
                fields.len(),
                titles.len(),
                archive.is_some(),
            ));
        } else {
            plan.keep(&mut archive, &record, &fields, text, delimiter);
            let raw = |number: usize| Raw::Text(fields[number].value(text));
            rows.take(
                record.line,
                raw,
                || plan.shown(&record, &fields, text, delimiter),
                &mut cells,
            )?;
        }
        rows.progress(record.next);
    }
    for (title, scan) in titles.iter().zip(&scans) {
        if scan.all_of_few() {
            return Err(privacy::refusal(title));
        }
    }
    if rows.taken + rows.rejected == 0 {
        return Err(only_headings(job));
    }
    Ok(FileRead {
        format: Format::Delimited,
        encoding: decoded.encoding,
        rows: rows.taken,
        rejected: rows.rejected,
        cut: plan.cut_headings(&titles),
        archive: archive_of(archive, bytes),
        archive_extension: "csv",
        headings: titles,
    })
}

/// The record with the headings, and the number of lines above it. Lines above them that begin with `# ` say where a file is
/// from, as those of our own exports do.
fn find_header(
    splitter: &mut Splitter<'_>,
    fields: &mut Vec<Field>,
    text: &str,
    header_row: u32,
) -> Option<(Record, usize)> {
    let mut number = 0;
    while let Some(record) = splitter.next(fields) {
        number += 1;
        let is_remark = fields
            .first()
            .is_some_and(|f| text[f.start..].trim_start_matches('"').starts_with("# "));
        if number >= header_row && !is_blank(fields, text) && !is_remark {
            return Some((record, usize::try_from(record.line - 1).unwrap_or_default()));
        }
    }
    None
}

fn is_blank(fields: &[Field], text: &str) -> bool {
    fields.iter().all(|f| {
        text[f.start..f.end]
            .trim_matches(|c: char| c.is_whitespace() || c == '\u{1a}')
            .is_empty()
    })
}

fn refuse_open_quote(record: &Record) -> Result<(), Refusal> {
    let Some(line) = record.open_quote else {
        return Ok(());
    };
    let message = format!(
        "the quote that opens on line {line} is never closed: the end of the file is missing, or the quote is one too many"
    );
    Err(Refusal::new(codes::TRUNCATED, message).with("line", line))
}

fn cut_short(line: u64, fields: usize, expected: usize) -> Refusal {
    let message = format!(
        "the file ends in the middle of line {line}, after {fields} of {expected} fields; fetch it again"
    );
    Refusal::new(codes::TRUNCATED, message).with("line", line)
}

fn wrong_number(
    record: &Record,
    text: &str,
    fields: usize,
    expected: usize,
    is_cut: bool,
) -> Reject {
    // Which field is which is not known here, so one that must not be kept may be any of them.
    let row = if is_cut {
        String::new()
    } else {
        text[record.start..record.end].to_owned()
    };
    Reject {
        line: record.line,
        column: String::new(),
        value: fields.to_string(),
        reason: "wrong-number-of-fields".to_owned(),
        message: format!("{fields} fields where the headings are {expected}"),
        row,
    }
}

/// Blank lines in place of a record, so that those after it stay where they are.
fn keep_lines(archive: &mut Option<String>, text: &str, record: &Record) {
    if let Some(archive) = archive {
        archive.extend(lines_in(&text[record.start..record.next]));
    }
}

fn lines_in(text: &str) -> impl Iterator<Item = char> {
    let count = text.bytes().filter(|b| *b == b'\n').count();
    let count = if count == 0 {
        text.bytes().filter(|b| *b == b'\r').count()
    } else {
        count
    };
    std::iter::repeat_n('\n', count)
}

/// Which fields of a record may be kept.
struct Plan {
    /// Never stored: not looked at either.
    never: Vec<bool>,
    kept: Vec<bool>,
}

impl Plan {
    fn new(job: Job<'_>, titles: &[String]) -> Self {
        let names: BTreeSet<String> = job
            .source
            .columns
            .iter()
            .flat_map(headings::names)
            .collect();
        let never_stored = headings::never_stored(job.source);
        let never: Vec<bool> = titles
            .iter()
            .map(|t| never_stored.contains(&normal(t)))
            .collect();
        let kept = titles
            .iter()
            .zip(&never)
            .map(|(t, never)| !never && names.contains(&normal(t)))
            .collect();
        Self { never, kept }
    }

    fn is_cutting(&self) -> bool {
        self.kept.contains(&false)
    }

    fn cut_headings(&self, titles: &[String]) -> Vec<String> {
        let cut = titles
            .iter()
            .enumerate()
            .filter(|(number, _)| !self.kept[*number]);
        cut.map(|(number, title)| {
            if title.is_empty() {
                format!("({})", number + 1)
            } else {
                title.clone()
            }
        })
        .collect()
    }

    /// The record as it may be shown.
    fn shown(&self, record: &Record, fields: &[Field], text: &str, delimiter: u8) -> String {
        if !self.is_cutting() {
            return text[record.start..record.end].to_owned();
        }
        let mut out = String::new();
        self.join(&mut out, fields, text, delimiter);
        out
    }

    fn join(&self, out: &mut String, fields: &[Field], text: &str, delimiter: u8) {
        let mut is_first = true;
        for (_, field) in self.kept.iter().zip(fields).filter(|(kept, _)| **kept) {
            if !is_first {
                out.push(char::from(delimiter));
            }
            is_first = false;
            out.push_str(field.written(text));
        }
    }

    /// Put the record into the archive; lines that cut fields went over follow it, blank.
    fn keep(
        &self,
        archive: &mut Option<String>,
        record: &Record,
        fields: &[Field],
        text: &str,
        delimiter: u8,
    ) {
        let Some(archive) = archive else { return };
        self.join(archive, fields, text, delimiter);
        archive.push_str(if text[record.end..record.next].starts_with('\r') {
            "\r\n"
        } else {
            &text[record.end..record.next]
        });
        for (_, field) in self
            .kept
            .iter()
            .zip(fields)
            .filter(|(kept, field)| !**kept && field.quoted)
        {
            archive.extend(lines_in(&text[field.start..field.end]));
        }
    }
}

/// The delimiter under which most known headings are found; then the one that parts the first lines most alike.
fn sniff(text: &str, job: Job<'_>) -> u8 {
    let names: BTreeSet<String> = job
        .source
        .columns
        .iter()
        .flat_map(headings::names)
        .collect();
    let whole = (0..=text.len().min(64 * 1024))
        .rev()
        .find(|end| text.is_char_boundary(*end));
    let sample = &text[..whole.unwrap_or_default()];
    let mut best = (b';', (0, 0, 0));
    for delimiter in DELIMITERS {
        let (mut splitter, mut fields) = (Splitter::new(sample, delimiter), Vec::new());
        if find_header(
            &mut splitter,
            &mut fields,
            sample,
            job.source.reader.header_row,
        )
        .is_none()
        {
            continue;
        }
        let width = fields.len();
        let known = fields
            .iter()
            .filter(|f| names.contains(&normal(&f.value(sample))))
            .count();
        let mut alike = 0;
        for _ in 0..20 {
            let is_alike =
                splitter.next(&mut fields).is_some() && fields.len() == width && width > 1;
            alike += usize::from(is_alike);
        }
        if (known, alike, width) > best.1 {
            best = (delimiter, (known, alike, width));
        }
    }
    best.0
}
