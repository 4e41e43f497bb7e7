//! A value opened: picture, years, formula with its numbers, the way to the rows, and what was known earlier. The same for goals and indicators.

mod computed;
mod picture;
mod years;

pub use computed::{Computed, Other, Side};
pub use years::{Year, Years};

use crate::format::{cell, day_of, number, short_with_unit, signed};
use crate::known::{Known, of_year};
use crate::pages::{Fact, Link, Writer};
use crate::sentence::{baseline_value, baseline_year, target_words_with_unit};
use crate::state::{Mark, mark};
use computed::computed;
use picture::{dots, pictures};
use serde::Serialize;
use std::collections::BTreeMap;
use varde_calc::{Exact, State};
use varde_pack::{Goal, Indicator, IndicatorKind, JudgedWhen};
use years::years;

/// A value as it was known earlier.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// Since when it was known, RFC 3339.
    pub known: String,
    /// The value then.
    pub value: Known,
}

/// What the parts of a page are built from.
pub struct Opening<'a> {
    /// The goal; none on an indicator's page.
    pub goal: Option<&'a Goal>,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Values by year, in order.
    pub series: &'a [Known],
    /// The year that the page is about.
    pub year: i16,
    /// Values of indicators that compute another reading, by id.
    pub others: &'a BTreeMap<String, Vec<Known>>,
    /// Values of the year as they were known, oldest first.
    pub history: &'a [Earlier],
    /// The path of the page: `/mal/PU-01`.
    pub path: &'a str,
}

/// The parts.
#[derive(Debug, Clone, Serialize)]
pub struct Opened {
    /// The year that the page is about.
    pub year: i16,
    /// The picture for wide pages, as SVG.
    pub wide: String,
    /// The picture for phones, as SVG.
    pub narrow: String,
    /// Breaks in the series, with their reasons.
    pub breaks: Vec<String>,
    /// What hatching and dashes mean, where the picture has them.
    pub legend: Vec<String>,
    /// The table of years.
    pub years: Years,
    /// How the year's value is made.
    pub computed: Computed,
    /// The ways to the rows.
    pub rows: Vec<Part>,
    /// All rows on one page; none where they are hidden or there are none.
    pub all_rows: Option<Link>,
    /// Why no rows can be opened; empty where they can.
    pub no_rows: String,
    /// Earlier known values, newest first; empty when there has been one only.
    pub history: Vec<Then>,
    /// Programmes or groups one by one; empty where the indicator doesn't look at them so.
    pub slices: Vec<SliceLine>,
    /// What the slices are: `Programme`.
    pub slices_of: String,
    /// How the value can be found again: definition and fingerprint, with hashes.
    pub provenance: Vec<Fact>,
}

/// A programme, a group or the like.
#[derive(Debug, Clone, Serialize)]
pub struct SliceLine {
    /// Its name.
    pub name: String,
    /// Upper part.
    pub numerator: String,
    /// Lower part.
    pub denominator: String,
    /// Value.
    pub value: String,
    /// Whether it passes, in words; empty where that is not decided for each.
    pub passes: String,
    /// Class of the state that it counts as; empty where that is not decided for each.
    pub mark: Option<Mark>,
}

/// A part of the value that has rows.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    /// What it is.
    pub words: String,
    /// Its number.
    pub number: String,
}

/// A value as it was known.
#[derive(Debug, Clone, Serialize)]
pub struct Then {
    /// From which day.
    pub day: String,
    /// The page as of that day.
    pub href: String,
    /// The value.
    pub value: String,
    /// Change from what was known before.
    pub change: String,
    /// The page that says why it changed; none for the first.
    pub why: Option<Link>,
    /// How the goal stood.
    pub mark: Option<Mark>,
}

/// Opens a value.
pub fn opened(writer: Writer<'_>, opening: &Opening<'_>) -> Opened {
    let series = opening.series;
    let known = of_year(series, opening.year);
    let (wide, narrow) = pictures(writer, opening);
    let shown = known.and_then(Known::shown).is_some();
    let hidden = known.is_some_and(Known::is_suppressed);
    let dots = dots(writer, opening);
    let mut legend = Vec::new();
    if dots.iter().any(|d| d.suppressed) {
        legend.push(writer.words.t("legend-suppressed"));
    }
    if dots.iter().any(|d| d.provisional && d.value.is_some()) {
        legend.push(writer.words.t("legend-provisional"));
    }
    if dots.iter().any(|d| !d.suppressed && d.value.is_none()) {
        legend.push(writer.words.t("legend-gap"));
    }
    let year = opening.year.to_string();
    let all_rows = shown.then(|| Link {
        text: writer
            .words
            .say("open-rows", &[("year", year.as_str().into())]),
        href: writer
            .links
            .to(&format!("{}/rader", opening.path), &[("ar", Some(&year))]),
    });
    Opened {
        year: opening.year,
        wide,
        narrow,
        breaks: opening
            .indicator
            .breaks
            .iter()
            .map(|b| {
                writer.words.say(
                    "break-words",
                    &[
                        ("year", b.year.to_string().into()),
                        ("reason", writer.plain(&b.reason).into()),
                    ],
                )
            })
            .collect(),
        legend,
        years: years(writer, opening),
        computed: computed(writer, opening),
        rows: if shown {
            parts(writer, opening)
        } else {
            Vec::new()
        },
        no_rows: match (shown, hidden) {
            (true, _) => String::new(),
            (false, true) => writer.words.t("rows-hidden"),
            (false, false) => writer.words.t("rows-none"),
        },
        all_rows,
        history: history(writer, opening),
        slices: known
            .map(|k| slices(writer, opening, k))
            .unwrap_or_default(),
        slices_of: opening
            .indicator
            .kind
            .by()
            .map(|by| slice_word(writer, by))
            .unwrap_or_default(),
        provenance: known.map(|k| provenance(writer, k)).unwrap_or_default(),
    }
}

fn slices(writer: Writer<'_>, opening: &Opening<'_>, known: &Known) -> Vec<SliceLine> {
    let language = writer.words.language();
    let whole = |value: &Option<Exact>| {
        value.as_ref().map_or_else(
            || crate::format::UNKNOWN.to_owned(),
            |v| number(language, v, part_decimals(v)),
        )
    };
    let line = |slice: &crate::known::Slice| {
        let state = match (slice.hidden, slice.passes) {
            (true, _) => Some(State::Suppressed),
            (false, Some(true)) => Some(State::Met),
            (false, Some(false)) => Some(State::NotMet),
            (false, None) => None,
        };
        let open = !slice.hidden;
        SliceLine {
            name: slice.name.clone(),
            numerator: whole(&slice.numerator.clone().filter(|_| open)),
            denominator: whole(&slice.denominator.clone().filter(|_| open)),
            value: cell(
                language,
                slice.value.as_ref().filter(|_| open),
                opening.indicator.decimals.max(1),
            ),
            passes: state
                .map(|s| crate::state::word(writer.words, s))
                .unwrap_or_default(),
            mark: state.map(|s| mark(writer.words, s, false)),
        }
    };
    known.slices.iter().map(line).collect()
}

/// The word for what an indicator slices by, where the pages have one.
fn slice_word(writer: Writer<'_>, by: &str) -> String {
    let key = format!("slice-{by}");
    if writer.words.has(&key) {
        writer.words.t(&key)
    } else {
        by.to_owned()
    }
}

fn provenance(writer: Writer<'_>, known: &Known) -> Vec<Fact> {
    let words = writer.words;
    let facts = [
        (words.t("fact-definition"), known.definition.clone()),
        (
            words.t("fact-pack"),
            format!("{}@{}", writer.pack.id, writer.pack.version),
        ),
        (words.t("fact-fingerprint"), known.fingerprint.clone()),
        (
            words.t("fact-entered-baseline"),
            known.entered_baseline.clone().unwrap_or_default(),
        ),
    ];
    facts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(term, text)| Fact { term, text })
        .collect()
}

/// Decimals of the parts of a value: whole things have none.
fn part_decimals(value: &Exact) -> u32 {
    let text = value.to_short(2);
    text.split_once('.')
        .map_or(0, |(_, f)| u32::try_from(f.len()).unwrap_or(2))
}

/// The name of the part above or below the line.
fn part_words(writer: Writer<'_>, indicator: &Indicator) -> (String, String) {
    let measure = |id: &str| {
        writer
            .pack
            .measures
            .get(id)
            .map_or_else(|| id.to_owned(), |m| writer.text(&m.title))
    };
    match &indicator.kind {
        IndicatorKind::Value { numerator } => (measure(&numerator.value), String::new()),
        IndicatorKind::Ratio {
            numerator,
            denominator,
        } => (measure(&numerator.value), measure(&denominator.value)),
        IndicatorKind::Growth { numerator } | IndicatorKind::Index { numerator } => {
            let year = baseline_year(writer.pack, indicator)
                .unwrap_or_default()
                .to_string();
            let name = measure(&numerator.value);
            let of = |key: &str| {
                writer.words.say(
                    key,
                    &[
                        ("measure", name.as_str().into()),
                        ("year", year.as_str().into()),
                    ],
                )
            };
            let growth = matches!(indicator.kind, IndicatorKind::Growth { .. });
            (
                if growth {
                    of("change-since")
                } else {
                    name.clone()
                },
                of("measure-in-year"),
            )
        }
        IndicatorKind::SmallestShare { .. }
        | IndicatorKind::ImprovedOrBalanced { .. }
        | IndicatorKind::RelativeGrowth { .. } => {
            (writer.words.t("upper-part"), writer.words.t("lower-part"))
        }
    }
}

fn parts(writer: Writer<'_>, opening: &Opening<'_>) -> Vec<Part> {
    let Some(known) = of_year(opening.series, opening.year) else {
        return Vec::new();
    };
    let (upper, lower) = part_words(writer, opening.indicator);
    let of = |words: String, value: &Option<Exact>| {
        let value = value.as_ref()?;
        Some(Part {
            words,
            number: number(writer.words.language(), value, part_decimals(value)),
        })
    };
    let lower = if lower.is_empty() {
        None
    } else {
        of(lower, &known.denominator)
    };
    [of(upper, &known.numerator), lower]
        .into_iter()
        .flatten()
        .collect()
}

fn history(writer: Writer<'_>, opening: &Opening<'_>) -> Vec<Then> {
    if opening.history.len() < 2 {
        return Vec::new();
    }
    let (words, indicator) = (writer.words, opening.indicator);
    let mut out = Vec::new();
    let mut before: Option<&Exact> = None;
    let mut previous: Option<&Earlier> = None;
    for earlier in opening.history {
        let value = earlier.value.shown();
        let change = match (before, value) {
            (Some(before), Some(value)) => {
                signed(words.language(), &(value - before), indicator.decimals)
            }
            _ => String::new(),
        };
        let links = crate::links::Links {
            per: earlier.known.get(..10).map(str::to_owned),
        };
        out.push(Then {
            day: day_of(words, &earlier.known),
            href: links.to(opening.path, &[("ar", Some(&opening.year.to_string()))]),
            value: cell(words.language(), value, indicator.decimals),
            change,
            why: previous.map(|p| why(writer, opening, p, earlier)),
            mark: opening
                .goal
                .and(earlier.value.state)
                .map(|s| mark(words, s, earlier.value.provisional)),
        });
        before = value.or(before);
        previous = Some(earlier);
    }
    out.reverse();
    out
}

fn why(writer: Writer<'_>, opening: &Opening<'_>, before: &Earlier, after: &Earlier) -> Link {
    Link {
        text: writer.words.say(
            "history-why-label",
            &[("day", day_of(writer.words, &after.known).into())],
        ),
        href: writer.links.to(
            &format!("{}/endring", opening.path),
            &[
                ("ar", Some(&opening.year.to_string())),
                ("fra", Some(&before.known)),
                ("til", Some(&after.known)),
            ],
        ),
    }
}

/// What a goal asks for, with its unit, and what the baseline was.
pub fn target_and_baseline(
    writer: Writer<'_>,
    goal: &Goal,
    indicator: &Indicator,
    series: &[Known],
) -> (String, String) {
    let target = goal
        .target
        .as_ref()
        .map(|t| target_words_with_unit(writer.words, t, indicator.unit))
        .unwrap_or_default();
    let measured = goal.judged == JudgedWhen::ByEnd || indicator.kind.has_baseline();
    let year = baseline_year(writer.pack, indicator);
    let baseline = match (
        measured,
        year,
        baseline_value(writer.pack, indicator, series),
    ) {
        (true, Some(year), Some(value)) => format!(
            "{} ({year})",
            short_with_unit(writer.words, &value, indicator.unit, indicator.decimals)
        ),
        (true, Some(year), None) => format!("{} ({year})", crate::format::UNKNOWN),
        _ => String::new(),
    };
    (target, baseline)
}
