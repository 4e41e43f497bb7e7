//! From the bytes of a file to typed rows, rejected rows, and the bytes that may be kept.

mod delimited;
mod found;
mod json;
mod json_cut;
mod json_list;
mod names;
mod rows;
mod split;
mod workbook;

use crate::decode::{Kind, decode, kind_of, refuse_html};
use crate::refusal::{Refusal, codes};
use std::borrow::Cow;
use std::collections::BTreeMap;
use varde_pack::{Format, Source};

pub use found::{Collected, FileRead, Reject, Rounded, Sink, SinkStopped};
pub(crate) use json::check_status;
pub(crate) use json_list::{elements_of, not_json, raw_items};
pub(crate) use workbook::sheet_lines;

/// What is read, and for whom.
#[derive(Clone, Copy)]
pub(crate) struct Job<'j> {
    pub source: &'j Source,
    pub settings: &'j BTreeMap<String, String>,
    pub file_name: &'j str,
}

/// Read a file by its source's declaration.
///
/// The format is found from the content; `file_name` is only for messages. A refusal means that nothing of the file
/// may be kept, also not the rows that the sink already has.
pub fn read<'b>(
    source: &Source,
    settings: &BTreeMap<String, String>,
    file_name: &str,
    bytes: &'b [u8],
    sink: &mut dyn Sink,
) -> Result<FileRead<'b>, Refusal> {
    let job = Job {
        source,
        settings,
        file_name,
    };
    let takes = |format: Format| source.reader.formats.contains(&format);
    let has_text = source.reader.formats.iter().any(|f| *f != Format::Xlsx);
    match kind_of(bytes) {
        Kind::Zip if takes(Format::Xlsx) => return workbook::read(job, bytes, sink),
        Kind::Zip => {
            return Err(wrong_format(
                job,
                "a workbook or another zip archive",
                "open it and save the sheet as CSV in UTF-8",
            ));
        }
        Kind::OldWorkbook => {
            let message = format!(
                "`{file_name}` is a workbook of the old kind (.xls) or has a password; save it as .xlsx without password"
            );
            return Err(Refusal::new(codes::OLD_WORKBOOK, message));
        }
        Kind::Other => {}
    }
    if bytes.is_empty() {
        return Err(empty(job));
    }
    let decoded = match decode(bytes) {
        Err(_) if !has_text => return Err(not_a_workbook(job)),
        decoded => decoded?,
    };
    refuse_html(&decoded.text)?;
    if decoded.text.trim().is_empty() {
        return Err(empty(job));
    }
    if !has_text {
        return Err(not_a_workbook(job));
    }
    let looks_like_json = json_list::looks_like_it(&decoded.text);
    let wanted = source
        .reader
        .formats
        .iter()
        .copied()
        .filter(|format| match format {
            Format::Xlsx => false,
            Format::Delimited => !looks_like_json,
            Format::Dbh => looks_like_json && decoded.text.trim_start().starts_with('['),
            Format::Json => looks_like_json,
            Format::Ndjson => looks_like_json && decoded.text.trim_start().starts_with('{'),
        });
    let wanted: Vec<Format> = wanted.collect();
    let is_lines = wanted.contains(&Format::Ndjson)
        && (!wanted.contains(&Format::Json) || json_list::is_lines(&decoded.text));
    let format = if is_lines {
        Some(Format::Ndjson)
    } else {
        wanted.into_iter().find(|f| *f != Format::Ndjson)
    };
    match format {
        Some(Format::Delimited) => {
            delimited::read(job, &decoded, bytes, sink).map_err(|refusal| {
                // Text under a workbook's name is read where its headings fit; where they don't, the name is the better clue.
                let named_workbook =
                    takes(Format::Xlsx) && file_name.to_ascii_lowercase().ends_with(".xlsx");
                if named_workbook && refusal.code == codes::MISSING_COLUMNS {
                    not_a_workbook(job)
                } else {
                    refusal
                }
            })
        }
        Some(format) => json::read(job, format, &decoded, bytes, sink),
        None if decoded.text.trim_start().starts_with("<?xml") => {
            Err(wrong_format(job, "XML", "ask for another export"))
        }
        None if looks_like_json => Err(wrong_format(
            job,
            "JSON",
            "ask for delimited text or a workbook",
        )),
        None => Err(wrong_format(job, "no JSON", "ask for the JSON export")),
    }
}

fn empty(job: Job<'_>) -> Refusal {
    if job.source.reader.formats.first() == Some(&Format::Delimited)
        || !job.source.reader.formats.contains(&Format::Dbh)
    {
        return Refusal::new(codes::EMPTY_FILE, format!("`{}` is empty", job.file_name));
    }
    empty_answer()
}

fn empty_answer() -> Refusal {
    Refusal::new(codes::EMPTY_ANSWER, "the answer holds no rows")
}

fn not_a_workbook(job: Job<'_>) -> Refusal {
    let message = format!(
        "`{}` is not a workbook, whatever its name says; open it and save it as .xlsx",
        job.file_name
    );
    Refusal::new(codes::NOT_A_WORKBOOK, message)
}

fn wrong_format(job: Job<'_>, is: &str, what_to_do: &str) -> Refusal {
    let takes: Vec<&str> = job
        .source
        .reader
        .formats
        .iter()
        .map(|f| name_of(*f))
        .collect();
    let takes = takes.join(" or ");
    let message = format!(
        "`{}` is {is}; `{}` takes {takes}: {what_to_do}",
        job.file_name, job.source.id.value
    );
    Refusal::new(codes::NOT_THIS_FORMAT, message)
        .with("is", is)
        .with("takes", takes)
}

fn name_of(format: Format) -> &'static str {
    match format {
        Format::Delimited => "delimited text",
        Format::Ndjson => "JSON lines",
        Format::Json => "a JSON list",
        Format::Xlsx => "a workbook",
        Format::Dbh => "the answer of the DBH API",
    }
}

fn only_headings(job: Job<'_>) -> Refusal {
    Refusal::new(
        codes::ONLY_HEADINGS,
        format!("`{}` has headings but no rows", job.file_name),
    )
}

fn archive_of<'b>(cut_text: Option<String>, bytes: &'b [u8]) -> Cow<'b, [u8]> {
    cut_text.map_or(Cow::Borrowed(bytes), |text| Cow::Owned(text.into_bytes()))
}

#[cfg(test)]
mod tests;
