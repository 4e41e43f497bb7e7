//! The table of years.

use super::picture::path_of;
use super::{Opening, part_decimals, part_words};
use crate::format::{cell, day_of, number, signed, unit_heading};
use crate::known::{Known, Reported, change};
use crate::pages::{Link, Writer};
use crate::sentence::{baseline_value, reason, rule};
use crate::state::{Mark, mark, word};
use serde::Serialize;
use varde_calc::{Exact, required};
use varde_pack::IndicatorKind;

/// The table of years.
#[derive(Debug, Clone, Serialize)]
pub struct Years {
    /// Unit of the values, for the heading.
    pub unit: String,
    /// Heading of the upper part.
    pub numerator: String,
    /// Heading of the lower part; empty when the value is no fraction.
    pub denominator: String,
    /// Whether a column says what the path asks for.
    pub required: bool,
    /// Whether a column says how the goal stood.
    pub judged: bool,
    /// Whether any row has something to say beside its numbers.
    pub noted: bool,
    /// Rows, newest first.
    pub rows: Vec<Year>,
}

/// A row of the table.
#[derive(Debug, Clone, Serialize)]
pub struct Year {
    /// The year as text.
    pub year: String,
    /// The page with that year opened.
    pub href: String,
    /// Whether the page is about it.
    pub selected: bool,
    /// Upper part.
    pub numerator: String,
    /// Lower part.
    pub denominator: String,
    /// Value.
    pub value: String,
    /// Change since the year before.
    pub change: String,
    /// What the path asks for.
    pub required: String,
    /// How the goal stood.
    pub mark: Option<Mark>,
    /// The value may still change.
    pub provisional: bool,
    /// Why there is no value; empty with one.
    pub reason: String,
    /// What was reported of it; empty where the year is not closed.
    pub reported: String,
    /// Why it is another now; none where it is the same.
    pub why: Option<Link>,
}

pub(super) fn years(writer: Writer<'_>, opening: &Opening<'_>) -> Years {
    let (words, language, indicator) = (writer.words, writer.words.language(), opening.indicator);
    let (numerator, denominator) = part_words(writer, indicator);
    let path = opening
        .goal
        .and_then(|g| rule(writer.pack, g))
        .filter(|_| path_of(writer, opening).is_some());
    let start = baseline_value(writer.pack, indicator, opening.series);
    let digits = |of: fn(&Known) -> Option<&Exact>| {
        opening
            .series
            .iter()
            .filter(|k| !k.is_suppressed())
            .filter_map(of)
            .map(part_decimals)
            .max()
            .unwrap_or(0)
    };
    let (upper_digits, lower_digits) = (
        digits(|k| k.numerator.as_ref()),
        digits(|k| k.denominator.as_ref()),
    );
    let rows = opening.series.iter().rev().map(|known| {
        let open = !known.is_suppressed();
        let state = if opening.goal.is_some() {
            known.state
        } else {
            None
        };
        Year {
            year: known.period.to_string(),
            href: writer
                .links
                .to(opening.path, &[("ar", Some(&known.period.to_string()))]),
            selected: known.period == opening.year,
            numerator: cell(
                language,
                known.numerator.as_ref().filter(|_| open),
                upper_digits,
            ),
            denominator: cell(
                language,
                known.denominator.as_ref().filter(|_| open),
                lower_digits,
            ),
            value: cell(language, known.shown(), indicator.decimals),
            change: change(opening.series, known.period)
                .map(|c| signed(language, &c, indicator.decimals))
                .unwrap_or_default(),
            required: path
                .as_ref()
                .and_then(|r| required(r, start.as_ref(), known.period))
                .map(|r| number(language, &r, indicator.decimals))
                .unwrap_or_default(),
            mark: state.map(|s| mark(words, s, known.provisional)),
            provisional: known.provisional,
            reason: match (&known.reason, known.shown()) {
                (Some(why), _) => reason(words, why, known.period),
                (None, None) => reason(words, "no-data", known.period),
                (None, Some(_)) if known.provisional && state.is_none() => words.t("provisional"),
                (None, Some(_)) => String::new(),
            },
            reported: known
                .reported
                .as_ref()
                .map(|r| reported(writer, opening, r))
                .unwrap_or_default(),
            why: known
                .reported
                .as_ref()
                .filter(|r| r.restated)
                .map(|r| why_restated(writer, opening, known.period, r)),
        }
    });
    let rows: Vec<Year> = rows.collect();
    Years {
        unit: unit_heading(words, indicator.unit),
        denominator: if matches!(indicator.kind, IndicatorKind::Value { .. }) {
            String::new()
        } else {
            denominator
        },
        numerator,
        required: path.is_some(),
        judged: opening.goal.is_some(),
        noted: rows
            .iter()
            .any(|r| !r.reason.is_empty() || !r.reported.is_empty()),
        rows,
    }
}

/// What was reported, and whether it still holds.
fn reported(writer: Writer<'_>, opening: &Opening<'_>, reported: &Reported) -> String {
    let words = writer.words;
    let key = if reported.restated {
        "year-restated"
    } else {
        "year-closed"
    };
    words.say(
        key,
        &[
            ("day", day_of(words, &reported.closed).into()),
            (
                "value",
                cell(
                    words.language(),
                    reported.value.as_ref(),
                    opening.indicator.decimals,
                )
                .into(),
            ),
            (
                "state",
                reported
                    .state
                    .map(|s| word(words, s))
                    .unwrap_or_default()
                    .into(),
            ),
        ],
    )
}

fn why_restated(writer: Writer<'_>, opening: &Opening<'_>, year: i16, reported: &Reported) -> Link {
    let year = year.to_string();
    Link {
        text: writer
            .words
            .say("year-why-label", &[("year", year.as_str().into())]),
        href: writer.links.to(
            &format!("{}/endring", opening.path),
            &[("ar", Some(&year)), ("fra", Some(&reported.as_of))],
        ),
    }
}
