//! Which column of the source stands under which heading of the file.

use crate::cells::{Raw, typed};
use crate::decode::refuse_broken_letters;
use crate::refusal::{Refusal, codes};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use varde_calc::DecimalMark;
use varde_facts::Cell;
use varde_pack::names::nearest;
use varde_pack::{Decimal, Source, StagingColumn};

/// Where the value of a column comes from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Origin {
    /// The field or path of this number.
    Field(usize),
    /// The same for all rows, because the heading is missing.
    Fixed(Cell<'static>),
}

/// The heading without what does not count: case, spaces around and doubled, byte-order mark, quotes.
pub(crate) fn normal(heading: &str) -> String {
    let bare = heading.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '"'));
    let words: Vec<&str> = bare.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// The names that a column goes by in files, in order.
pub(crate) fn names(column: &StagingColumn) -> Vec<String> {
    std::iter::once(&column.heading)
        .chain(&column.aliases)
        .map(|name| normal(name))
        .collect()
}

/// The headings that are cut, in normal form.
pub(crate) fn never_stored(source: &Source) -> BTreeSet<String> {
    source.never_store.iter().map(|h| normal(h)).collect()
}

pub(crate) fn decimal_mark(source: &Source) -> DecimalMark {
    match source.reader.decimal {
        Decimal::Point => DecimalMark::Point,
        Decimal::Comma => DecimalMark::Comma,
        Decimal::Either => DecimalMark::Either,
    }
}

/// The origin of every column of the source, in its order.
///
/// All missing headings are told in one refusal. A heading that is never stored counts as missing.
pub(crate) fn map(
    source: &Source,
    settings: &BTreeMap<String, String>,
    headings: &[String],
) -> Result<Vec<Origin>, Refusal> {
    refuse_broken_letters(headings)?;
    let never = never_stored(source);
    let normals: Vec<String> = headings.iter().map(|h| normal(h)).collect();
    let of_others: Vec<String> = source.columns.iter().map(|c| normal(&c.heading)).collect();
    let mut origins = Vec::with_capacity(source.columns.len());
    let mut missing = Vec::new();
    for (own, column) in source.columns.iter().enumerate() {
        let found = names(column).into_iter().enumerate().find(|(order, name)| {
            // An alias does not take what is another column's own heading.
            let free = *order == 0
                || !of_others
                    .iter()
                    .enumerate()
                    .any(|(c, h)| c != own && h == name);
            free && !name.is_empty() && !never.contains(name) && normals.contains(name)
        });
        match found {
            Some((_, name)) => {
                let mut places = (0..normals.len()).filter(|i| normals[*i] == name);
                let first = places.next().unwrap_or_default();
                if places.next().is_some() {
                    let heading = &headings[first];
                    let message = format!(
                        "the heading `{heading}` stands twice; rename or remove one of the columns"
                    );
                    return Err(
                        Refusal::new(codes::AMBIGUOUS_HEADING, message).with("heading", heading)
                    );
                }
                origins.push(Origin::Field(first));
            }
            None => match fixed(column, settings)? {
                Some(cell) => origins.push(Origin::Fixed(cell)),
                None => missing.push(column.heading.as_str()),
            },
        }
    }
    if missing.is_empty() {
        Ok(origins)
    } else {
        Err(missing_columns(&missing, headings))
    }
}

/// The value of a column that the file doesn't have; `None`: the column is needed.
pub(crate) fn fixed(
    column: &StagingColumn,
    settings: &BTreeMap<String, String>,
) -> Result<Option<Cell<'static>>, Refusal> {
    let setting = column
        .default_setting
        .as_ref()
        .and_then(|s| settings.get(&s.value));
    let Some(text) = setting.or(column.default_value.as_ref()) else {
        return Ok(column.optional.then_some(Cell::Null));
    };
    match typed(
        Raw::Text(Cow::Owned(text.clone())),
        column,
        DecimalMark::Point,
    ) {
        Ok((cell, _)) => Ok(Some(cell)),
        Err(problem) => {
            let message = format!(
                "the value `{text}` that stands in for the missing heading `{}` does not fit: {}",
                column.heading, problem.message
            );
            Err(Refusal::new(codes::BAD_DEFAULT, message)
                .with("heading", &column.heading)
                .with("value", text))
        }
    }
}

/// The refusal that names all missing headings, the nearest ones found, and what the file has.
pub(crate) fn missing_columns(missing: &[&str], has: &[String]) -> Refusal {
    let shown: Vec<&str> = has
        .iter()
        .map(|h| h.trim())
        .filter(|h| !h.is_empty())
        .collect();
    let mut near = Vec::new();
    let named: Vec<String> = missing
        .iter()
        .map(|heading| {
            let found = nearest(heading, shown.iter().copied());
            if found.is_empty() {
                return format!("`{heading}`");
            }
            near.push(format!("{heading}: {}", found.join(", ")));
            format!("`{heading}` (nearest: {})", found.join(", "))
        })
        .collect();
    let has = shown
        .iter()
        .map(|h| format!("`{h}`"))
        .collect::<Vec<_>>()
        .join(", ");
    let message = format!("the file lacks {}; it has {has}", named.join(" and "));
    Refusal::new(codes::MISSING_COLUMNS, message)
        .with("missing", missing.join(", "))
        .with("nearest", near.join("; "))
        .with("has", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn what_does_not_count_in_a_heading() {
        for same in [
            "Antall totalt",
            " ANTALL  TOTALT ",
            "antall\u{a0}totalt",
            "\u{feff}\"Antall totalt\"",
            "Antall\r\ntotalt",
        ] {
            assert_eq!(normal(same), "antall totalt", "{same:?}");
        }
        assert_eq!(normal("ÅRSTALL"), "årstall");
    }
}
