//! What each source has delivered for a year, what is late and what is not due yet: a table on the page of all data.

use crate::format::{count, date, day_of};
use crate::pages::data::source_title;
use crate::pages::{Link, Writer};
use jiff::civil::Date;
use serde::Serialize;
use varde_calc::completeness::Standing;

/// A source in a year, as the engine knows it.
#[derive(Debug, Clone)]
pub struct Complete {
    /// Source.
    pub source: String,
    /// Year; `None`: a register that holds until the next delivery.
    pub year: Option<i16>,
    /// The latest delivery in force, and when it became known, RFC 3339.
    pub delivered: Option<(i64, String)>,
    /// Rows in force.
    pub rows: u64,
    /// Months or semesters that are there, of how many.
    pub parts: (usize, usize),
    /// How it stands.
    pub standing: Standing,
    /// When it is due.
    pub due: Option<Date>,
    /// Until when the year's numbers are provisional.
    pub provisional_until: Option<Date>,
}

/// The table of a year.
#[derive(Debug, Clone, Serialize)]
pub struct CompleteTable {
    /// The year.
    pub year: String,
    /// Other years.
    pub years: Vec<Link>,
    /// Sources.
    pub lines: Vec<CompleteLine>,
}

/// A source in the table.
#[derive(Debug, Clone, Serialize)]
pub struct CompleteLine {
    /// Its name.
    pub title: String,
    /// When it was delivered, leading to the delivery; none when nothing has come.
    pub delivered: Option<Link>,
    /// Rows.
    pub rows: String,
    /// How it stands, in words.
    pub stands: String,
    /// Its class: `whole`, `part`, `late` or `none`.
    pub class: &'static str,
    /// When it is due.
    pub due: String,
    /// Until when its numbers are provisional; empty when they are final.
    pub provisional: String,
}

/// The table of the year asked for, else of the last year that anything is due or delivered for. None when there is none.
pub fn complete_table(
    writer: Writer<'_>,
    all: &[Complete],
    asked: Option<i16>,
    today: Date,
) -> Option<CompleteTable> {
    let words = writer.words;
    let mut years: Vec<i16> = all.iter().filter_map(|c| c.year).collect();
    years.sort_unstable();
    years.dedup();
    let over = years.iter().rev().find(|y| **y < today.year());
    let year = asked
        .filter(|y| years.contains(y))
        .or_else(|| over.or(years.last()).copied())?;
    let day = |day: Option<Date>| day.map(|d| date(words, d)).unwrap_or_default();
    let line = |c: &Complete| CompleteLine {
        title: source_title(writer, &c.source),
        delivered: c.delivered.as_ref().map(|(batch, known)| Link {
            text: day_of(words, known),
            href: writer.links.delivery(*batch),
        }),
        rows: if c.rows > 0 {
            count(
                words.language(),
                usize::try_from(c.rows).unwrap_or(usize::MAX),
            )
        } else {
            String::new()
        },
        stands: stands(writer, c, today),
        class: match (c.standing, c.standing.late_since(today)) {
            (_, Some(_)) => "late",
            (Standing::Whole, _) => "whole",
            (Standing::Partly { .. }, _) => "part",
            _ => "none",
        },
        due: day(c.due),
        provisional: day(c
            .provisional_until
            .filter(|until| today < *until && c.delivered.is_some())),
    };
    // What asks for something comes first.
    let mut lines: Vec<CompleteLine> = all
        .iter()
        .filter(|c| c.year == Some(year))
        .map(line)
        .collect();
    lines.sort_by_key(|l| !matches!(l.class, "late" | "part"));
    let links = years.iter().rev().filter(|y| **y != year);
    Some(CompleteTable {
        year: year.to_string(),
        years: links
            .map(|y| Link {
                text: y.to_string(),
                href: writer.links.to("/data", &[("ar", Some(&y.to_string()))]) + "#fullstendig",
            })
            .collect(),
        lines,
    })
}

fn stands(writer: Writer<'_>, c: &Complete, today: Date) -> String {
    let words = writer.words;
    let on = |key: &str, day: Date| words.say(key, &[("day", date(words, day).into())]);
    match (c.standing, c.standing.late_since(today)) {
        (Standing::Partly { .. }, late) => {
            let places = [("there", c.parts.0.into()), ("all", c.parts.1.into())];
            let partly = words.say("complete-partly", &places);
            late.map_or(partly.clone(), |since| {
                format!("{partly}; {}", on("complete-late", since))
            })
        }
        (Standing::Late { since }, _) => on("complete-late", since),
        (Standing::Expected { by }, _) => on("complete-expected", by),
        (Standing::Whole, _) => words.t("complete-whole"),
        (Standing::NotExpected, _) => words.t("complete-not-expected"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::links::Links;
    use crate::words::Words;
    use jiff::civil::date as day;
    use varde_pack::{Language, Pack};

    #[test]
    fn what_is_late_comes_first_and_a_year_is_provisional_until_its_day() {
        let (pack, links) = (Pack::default(), Links::default());
        let writer = Writer {
            words: Words::of(Language::En),
            links: &links,
            pack: &pack,
        };
        let of = |source: &str, standing, year| Complete {
            source: source.to_owned(),
            year: Some(year),
            delivered: Some((7, "2024-02-10T00:00:00Z".to_owned())),
            rows: 3,
            parts: (1, 2),
            standing,
            due: Some(day(2024, 2, 15)),
            provisional_until: Some(day(2024, 5, 15)),
        };
        let since = day(2024, 2, 15);
        let all = [
            of("a", Standing::Whole, 2023),
            of("b", Standing::Partly { due: since }, 2023),
            of("c", Standing::Whole, 2022),
        ];
        let table = |today| complete_table(writer, &all, None, today).unwrap();
        let early = table(day(2024, 2, 20));
        let said: Vec<&str> = early.lines.iter().map(|l| l.stands.as_str()).collect();
        assert_eq!(
            said,
            [
                "1 of 2 parts are delivered; late since 15 February 2024",
                "delivered"
            ]
        );
        assert_eq!(early.lines[1].provisional, "15 May 2024");
        assert_eq!(table(day(2024, 5, 15)).lines[1].provisional, "");
        assert_eq!(early.years[0].href, "/data?ar=2022#fullstendig");
        assert!(complete_table(writer, &[], None, since).is_none());
    }
}
