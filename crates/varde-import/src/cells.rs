//! One raw value to one typed cell. What does not fit is a problem with a reason, never a guess.

use jiff::civil::Date;
use std::borrow::Cow;
use varde_calc::number::{DecimalMark, Fixed, NumberError, parse_number};
use varde_facts::Cell;
use varde_pack::{ColumnType, StagingColumn};

/// A value as the file holds it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Raw<'a> {
    Nothing,
    /// Text, which may stand for anything.
    Text(Cow<'a, str>),
    /// A number of JSON: the decimal mark is a point.
    Number(Cow<'a, str>),
    /// A number of a workbook: as before, but digits beyond the fifteenth are the computer's own.
    Binary(Cow<'a, str>),
    Day(Date),
    Truth(bool),
    /// Something that no column can hold, with the reason's key.
    Unusable(&'static str, String),
}

/// Why a value does not fit its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub reason: &'static str,
    pub value: String,
    pub message: String,
}

impl Problem {
    fn new(reason: &'static str, value: &str, message: impl Into<String>) -> Self {
        Self {
            reason,
            value: value.to_owned(),
            message: message.into(),
        }
    }
}

/// A typed cell, and the text before rounding where digits were lost.
pub(crate) type Typed<'a> = (Cell<'a>, Option<(String, String)>);

/// The cell of a raw value in a column.
pub(crate) fn typed<'a>(
    raw: Raw<'a>,
    column: &StagingColumn,
    decimal: DecimalMark,
) -> Result<Typed<'a>, Problem> {
    let cell = match raw {
        Raw::Nothing => Cell::Null,
        Raw::Unusable(reason, text) => {
            let message = match reason {
                "error-cell" => "the workbook shows an error here",
                "time-of-day" => "a time, not a value that tables hold",
                _ => "a list or an object where one value is expected",
            };
            return Err(Problem::new(reason, &text, message));
        }
        Raw::Text(text) => {
            let text = trimmed(text);
            if text.is_empty() || column.missing.iter().any(|m| *m == text) {
                Cell::Null
            } else {
                return from_text(text, column, decimal);
            }
        }
        Raw::Number(text) => return from_number(text, column, false),
        Raw::Binary(text) => return from_number(text, column, true),
        Raw::Day(day) => match column.kind {
            ColumnType::Date => Cell::Date(day),
            ColumnType::Text | ColumnType::Code => Cell::Text(Cow::Owned(day.to_string())),
            _ => {
                return Err(Problem::new(
                    "not-a-number",
                    &day.to_string(),
                    "a date where another value is expected",
                ));
            }
        },
        Raw::Truth(truth) => match column.kind {
            ColumnType::Boolean => Cell::Boolean(truth),
            ColumnType::Text | ColumnType::Code => {
                Cell::Text(Cow::Borrowed(if truth { "true" } else { "false" }))
            }
            _ => {
                return Err(Problem::new(
                    "not-a-number",
                    if truth { "true" } else { "false" },
                    "true or false where another value is expected",
                ));
            }
        },
    };
    if cell == Cell::Null && column.required {
        return Err(Problem::new(
            "missing-value",
            "",
            "a value is required here",
        ));
    }
    Ok((cell, None))
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

fn from_text<'a>(
    text: Cow<'a, str>,
    column: &StagingColumn,
    decimal: DecimalMark,
) -> Result<Typed<'a>, Problem> {
    let cell = match column.kind {
        ColumnType::Text | ColumnType::Code => Cell::Text(text),
        ColumnType::Date => Cell::Date(date(&text)?),
        ColumnType::Boolean => Cell::Boolean(boolean(&text)?),
        ColumnType::Integer | ColumnType::Year | ColumnType::Decimal { .. } => {
            return number(&text, column, decimal, false);
        }
    };
    Ok((cell, None))
}

fn from_number<'a>(
    text: Cow<'a, str>,
    column: &StagingColumn,
    binary: bool,
) -> Result<Typed<'a>, Problem> {
    if column.missing.iter().any(|m| *m == text) {
        return typed(Raw::Nothing, column, DecimalMark::Point);
    }
    let cell = match column.kind {
        ColumnType::Text | ColumnType::Code => Cell::Text(text),
        ColumnType::Date => {
            return Err(Problem::new(
                "not-a-date",
                &text,
                "a number where a date is expected",
            ));
        }
        ColumnType::Boolean => Cell::Boolean(boolean(&text)?),
        _ => return number(&text, column, DecimalMark::Point, binary),
    };
    Ok((cell, None))
}

fn number(
    text: &str,
    column: &StagingColumn,
    decimal: DecimalMark,
    binary: bool,
) -> Result<Typed<'static>, Problem> {
    let problem = |error: NumberError| Problem::new(reason_of(error), text, error.to_string());
    let written = parse_number(text, decimal).map_err(problem)?;
    let places = match column.kind {
        ColumnType::Decimal { scale, .. } => scale,
        _ => 0,
    };
    // A workbook keeps fifteen digits; those after them come from binary arithmetic, not from a person.
    let is_noise = binary && written.mantissa.unsigned_abs() >= 10_u128.pow(15);
    let keep = match column.scale {
        Some(scale) => Some(scale.min(places)),
        None if is_noise => Some(places),
        None => None,
    };
    let mut value = written;
    let mut lost = None;
    if let Some(keep) = keep
        && written.scale > keep
    {
        let rescaled = written.rescale(keep).map_err(problem)?;
        value = rescaled.value;
        lost = rescaled
            .rounded
            .then(|| (text.to_owned(), value.to_string()));
    }
    let fitted = value.rescale(places).map_err(problem)?;
    if fitted.rounded {
        return Err(match column.kind {
            ColumnType::Decimal { .. } => Problem::new(
                "too-many-decimals",
                text,
                format!("more than {places} decimals"),
            ),
            ColumnType::Year => Problem::new("not-a-year", text, "not a year"),
            _ => Problem::new("not-a-whole-number", text, "not a whole number"),
        });
    }
    Ok((whole_or_decimal(fitted.value, text, column.kind)?, lost))
}

fn whole_or_decimal(value: Fixed, text: &str, kind: ColumnType) -> Result<Cell<'static>, Problem> {
    let too_large = || {
        Problem::new(
            "too-large",
            text,
            format!("more digits than {} holds", kind.sql()),
        )
    };
    match kind {
        ColumnType::Decimal { precision, .. } => {
            // At most 38 digits, which 128 bits hold.
            if value.mantissa.unsigned_abs() >= 10_u128.pow(u32::from(precision)) {
                return Err(too_large());
            }
            Ok(Cell::Decimal(value))
        }
        ColumnType::Year if !(1000..=9999).contains(&value.mantissa) => {
            Err(Problem::new("not-a-year", text, "a year has four digits"))
        }
        _ => Ok(Cell::Integer(
            i64::try_from(value.mantissa).map_err(|_| too_large())?,
        )),
    }
}

fn reason_of(error: NumberError) -> &'static str {
    match error {
        NumberError::Exponent => "exponent",
        NumberError::Ambiguous => "ambiguous-number",
        NumberError::TooLarge => "too-large",
        _ => "not-a-number",
    }
}

/// The day as it is written: `2024-10-01`, `01.10.2024`, or either with a time of day, which is left out.
fn date(text: &str) -> Result<Date, Problem> {
    let wrong = |message: &str| Problem::new("not-a-date", text, message);
    let expected = "not a date like `2024-10-01` or `01.10.2024`";
    let (day_part, time) = match text.split_once([' ', 'T']) {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    if !time.is_none_or(is_time) {
        return Err(wrong(expected));
    }
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let parts: Vec<&str> = day_part.split(['.', '-']).collect();
    let [first, month, last] = parts[..] else {
        return Err(wrong(expected));
    };
    let (year, day) = if day_part.contains('-') {
        (first, last)
    } else {
        (last, first)
    };
    let mixed = day_part.contains('-') && day_part.contains('.');
    if mixed || !digits(month, 2) || !digits(day, 2) || !digits(year, 4) {
        return Err(wrong(expected));
    }
    match year.len() {
        4 => {}
        2 if !day_part.contains('-') => {
            return Err(Problem::new(
                "two-digit-year",
                text,
                "the year needs four digits",
            ));
        }
        _ => return Err(wrong(expected)),
    }
    let parsed = (year.parse().ok())
        .zip(month.parse().ok())
        .zip(day.parse().ok());
    parsed
        .and_then(|((year, month), day)| Date::new(year, month, day).ok())
        .ok_or_else(|| wrong("there is no such day"))
}

/// `08:30`, `08:30:00`, `08:30:00.000`, each also with `Z` or a distance from it.
fn is_time(text: &str) -> bool {
    let text = text.trim();
    let text = text.strip_suffix('Z').unwrap_or(text);
    let text = text.split_once(['+', '-']).map_or(text, |(time, _)| time);
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let parts: Vec<&str> = whole.split(':').collect();
    (2..=3).contains(&parts.len())
        && parts
            .iter()
            .zip([24, 60, 61])
            .all(|(part, limit)| part.len() == 2 && part.parse::<u8>().is_ok_and(|n| n < limit))
}

fn boolean(text: &str) -> Result<bool, Problem> {
    const YES: [&str; 9] = ["ja", "j", "yes", "y", "true", "sann", "sant", "1", "x"];
    const NO: [&str; 7] = ["nei", "n", "no", "false", "usann", "usant", "0"];
    let is = |words: &[&str]| words.iter().any(|w| w.eq_ignore_ascii_case(text));
    if is(&YES) {
        Ok(true)
    } else if is(&NO) {
        Ok(false)
    } else {
        Err(Problem::new(
            "not-yes-or-no",
            text,
            "not `ja` or `nei`, `true` or `false`, `1` or `0`",
        ))
    }
}

#[cfg(test)]
mod tests;
