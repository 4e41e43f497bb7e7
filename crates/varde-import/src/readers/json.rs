//! JSON: lists, lists inside an object, one value a line, and the answer of the DBH API.

use super::json_cut::cut;
use super::json_list::{elements_of, lines_of, not_json, raw_items};
use super::names::{Name, Path};
use super::rows::{Lines, Rows, offset};
use super::{FileRead, Job, Reject, Sink, archive_of, empty_answer};
use crate::cells::Raw;
use crate::decode::{Decoded, refuse_broken_letters};
use crate::headings::{self, Origin, missing_columns, normal};
use crate::refusal::{Refusal, codes};
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
use varde_pack::Format;

pub(crate) fn read<'b>(
    job: Job<'_>,
    format: Format,
    decoded: &Decoded<'_>,
    bytes: &'b [u8],
    sink: &mut dyn Sink,
) -> Result<FileRead<'b>, Refusal> {
    let text = decoded.text.as_ref();
    let each: Path = job
        .source
        .reader
        .each
        .iter()
        .flat_map(|e| e.split('.'))
        .map(normal)
        .collect();
    let (elements, wrapper) = match format {
        Format::Ndjson => (lines_of(text), None),
        _ => elements_of(text, &each)?,
    };
    let (mut names, paths) = Name::tree(job.source);
    if format == Format::Dbh {
        names.insert(&["status".to_owned()]);
    }
    look_through(job, format, text, &elements, &mut names)?;
    let (origins, columns) = map(job, &names, &paths, &each)?;

    let reading = Reading { job, each, columns };
    let mut rows = Rows::new(job.source, origins, sink);
    let mut lines = Lines::new(text);
    for element in &elements {
        let line = lines.of(element);
        match serde_json::from_str::<Value>(element) {
            Ok(value) if is_status(format, &value) || reading.is_skipped(&value) => {}
            Ok(value) => reading.take(element, line, &value, &mut lines, &mut rows)?,
            Err(error) => rows.reject(whole_row(line, "not-json", &error.to_string())),
        }
        rows.progress(offset(text, element) + element.len());
    }
    names.refuse_few()?;
    if rows.taken + rows.rejected == 0 {
        return Err(empty_answer());
    }
    let (taken, rejected) = (rows.taken, rows.rejected);
    let names = match wrapper {
        Some(key) => names.under(&key.0, key.1),
        None => names,
    };
    let cut_paths = names.cut();
    let archive = (!cut_paths.is_empty()).then(|| cut_text(format, text, &names));
    Ok(FileRead {
        format,
        encoding: decoded.encoding,
        rows: taken,
        rejected,
        headings: names.all(),
        cut: cut_paths,
        archive: archive_of(archive, bytes),
        archive_extension: if format == Format::Ndjson {
            "ndjson"
        } else {
            "json"
        },
    })
}

fn cut_text(format: Format, text: &str, names: &Name) -> String {
    if format != Format::Ndjson {
        return cut(text, names);
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let value = line.trim();
        // A line that can't be read may hold anything, so nothing of it is kept beside lines that are cut.
        if serde_json::from_str::<&RawValue>(value).is_ok() {
            out.push_str(&cut(value, names));
        }
        if line.ends_with('\n') {
            out.push('\n');
        }
    }
    out
}

/// Go through all elements once before any row: names, identity numbers, and what the API says of its own answer.
fn look_through(
    job: Job<'_>,
    format: Format,
    text: &str,
    elements: &[&str],
    names: &mut Name,
) -> Result<(), Refusal> {
    let never_stored = headings::never_stored(job.source);
    let never = |key: &str| !never_stored.is_empty() && never_stored.contains(&normal(key));
    let mut status = None;
    let mut count = 0;
    for element in elements {
        match serde_json::from_str::<Value>(element) {
            Ok(value) => {
                names.see(&value, &never)?;
                if is_status(format, &value) {
                    status = value.get("status").cloned();
                } else {
                    count += 1;
                }
            }
            Err(error) => {
                let is_last = offset(text, element) + element.len() == text.len();
                if format != Format::Ndjson || (is_last && error.is_eof()) {
                    let line = Lines::new(text).of(element);
                    let message = format!(
                        "the file ends in the middle of the value on line {line}; fetch it again"
                    );
                    return Err(if error.is_eof() {
                        Refusal::new(codes::TRUNCATED, message).with("line", line)
                    } else {
                        not_json(&error)
                    });
                }
                count += 1;
            }
        }
    }
    if let Some(status) = status {
        check_status(&status, count)?;
    }
    if count == 0 {
        Err(empty_answer())
    } else {
        Ok(())
    }
}

fn is_status(format: Format, value: &Value) -> bool {
    format == Format::Dbh && value.get("status").is_some_and(Value::is_object)
}

/// What the API of DBH says of its own answer: all is well, and so many rows.
pub(crate) fn check_status(status: &Value, count: usize) -> Result<(), Refusal> {
    let text_of = |key: &str| match status.get(key) {
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.as_str().to_owned()),
        _ => None,
    };
    let said = text_of("melding").unwrap_or_default();
    if let Some(code) = text_of("returkode").filter(|code| code != "0") {
        let message = format!("the API answers with code {code}: `{said}`");
        return Err(Refusal::new(codes::BAD_STATUS, message)
            .with("returkode", code)
            .with("melding", said));
    }
    if let Some(told) = text_of("antall").filter(|told| *told != count.to_string()) {
        let message =
            format!("the API says {told} rows and the answer holds {count}; fetch it again");
        return Err(Refusal::new(codes::BAD_STATUS, message)
            .with("antall", told)
            .with("rows", count));
    }
    Ok(())
}

/// A column's place in an element.
struct Column {
    /// In the items of `each`, not in the element itself.
    is_inner: bool,
    keys: Vec<String>,
    shown: String,
}

fn map(
    job: Job<'_>,
    names: &Name,
    paths: &[Vec<Path>],
    each: &[String],
) -> Result<(Vec<Origin>, Vec<Column>), Refusal> {
    let has = names.all();
    refuse_broken_letters(&has)?;
    let (mut origins, mut columns, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    for (column, paths) in job.source.columns.iter().zip(paths) {
        let found = paths
            .iter()
            .find_map(|path| Some((path, names.written(path)?)));
        if let Some((path, mut keys)) = found {
            let shown = keys.join(".");
            let is_inner = !each.is_empty() && path.len() > each.len() && path.starts_with(each);
            if is_inner {
                keys.drain(..each.len());
            }
            origins.push(Origin::Field(columns.len()));
            columns.push(Column {
                is_inner,
                keys,
                shown,
            });
        } else if let Some(cell) = headings::fixed(column, job.settings)? {
            origins.push(Origin::Fixed(cell));
        } else {
            missing.push(column.path.as_deref().unwrap_or(&column.heading));
        }
    }
    if missing.is_empty() {
        Ok((origins, columns))
    } else {
        Err(missing_columns(&missing, &has))
    }
}

/// What is the same for all elements.
struct Reading<'j> {
    job: Job<'j>,
    each: Path,
    columns: Vec<Column>,
}

impl Reading<'_> {
    /// Whether an element has none of the keys that make it a row.
    fn is_skipped(&self, value: &Value) -> bool {
        let needed = &self.job.source.reader.skip_where_missing;
        !needed.is_empty()
            && value.is_object()
            && !needed.iter().any(|key| member(value, key).is_some())
    }

    fn take(
        &self,
        element: &str,
        line: u64,
        value: &Value,
        lines: &mut Lines<'_>,
        rows: &mut Rows<'_>,
    ) -> Result<(), Refusal> {
        if !value.is_object() {
            rows.reject(whole_row(
                line,
                "not-an-object",
                "an object with names is expected",
            ));
            return Ok(());
        }
        if self.each.is_empty() {
            return self.row(line, value, value, rows);
        }
        match self
            .each
            .iter()
            .try_fold(value, |value, key| member(value, key))
        {
            None | Some(Value::Null) => Ok(()),
            Some(Value::Array(items)) => {
                // Only an element over several lines has items on lines of their own.
                let places = if element.contains('\n') {
                    raw_items(element, &self.each)
                } else {
                    None
                };
                for (number, item) in items.iter().enumerate() {
                    let place = places.as_ref().and_then(|p| p.get(number));
                    let line = place.map_or(line, |place| lines.of(place));
                    self.row(line, value, item, rows)?;
                }
                Ok(())
            }
            Some(_) => {
                rows.reject(whole_row(
                    line,
                    "not-a-list",
                    "a list is expected in every element",
                ));
                Ok(())
            }
        }
    }

    fn row(
        &self,
        line: u64,
        element: &Value,
        item: &Value,
        rows: &mut Rows<'_>,
    ) -> Result<(), Refusal> {
        let value_of = |column: &Column| {
            let start = if column.is_inner { item } else { element };
            column
                .keys
                .iter()
                .try_fold(start, |value, key| member(value, key))
        };
        let written = || {
            let members = self
                .columns
                .iter()
                .filter_map(|c| Some((c.shown.clone(), value_of(c)?.clone())));
            Value::Object(members.collect()).to_string()
        };
        let mut cells = Vec::with_capacity(self.job.source.columns.len());
        rows.take(
            line,
            |number| raw(value_of(&self.columns[number])),
            written,
            &mut cells,
        )
    }
}

/// The member of an object; most keys are written alike everywhere, the others are found by what counts in a heading.
fn member<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    let members = value.as_object()?;
    members.get(key).or_else(|| {
        let wanted = normal(key);
        members
            .iter()
            .find(|(k, _)| normal(k) == wanted)
            .map(|(_, v)| v)
    })
}

fn raw(value: Option<&Value>) -> Raw<'_> {
    match value {
        None | Some(Value::Null) => Raw::Nothing,
        Some(Value::String(text)) => Raw::Text(Cow::Borrowed(text)),
        Some(Value::Number(number)) => Raw::Number(Cow::Borrowed(number.as_str())),
        Some(Value::Bool(truth)) => Raw::Truth(*truth),
        Some(nested) => Raw::Unusable("nested-value", nested.to_string()),
    }
}

fn whole_row(line: u64, reason: &str, message: &str) -> Reject {
    Reject {
        line,
        column: String::new(),
        value: String::new(),
        reason: reason.to_owned(),
        message: message.to_owned(),
        row: String::new(),
    }
}
