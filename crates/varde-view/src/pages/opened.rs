//! A value opened: picture, years, formula with its numbers, the way to the rows, and what was known earlier. The same for goals and indicators.

use crate::chart::{Dot, Layout, SeriesChart, TargetLine, series as draw};
use crate::format::{
    cell, day_of, number, short_number, short_with_unit, signed, unit_heading, with_unit,
};
use crate::known::{Known, change, of_year};
use crate::pages::{Fact, Link, Writer};
use crate::sentence::{
    baseline_value, baseline_year, reason, rule, target_words, target_words_with_unit,
};
use crate::state::{Mark, mark};
use serde::Serialize;
use std::collections::BTreeMap;
use varde_calc::{Exact, State, required};
use varde_pack::{Goal, Indicator, IndicatorKind, JudgedWhen, UnitOfMeasure};

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
}

/// How a value is made.
#[derive(Debug, Clone, Serialize)]
pub struct Computed {
    /// The way of computing in words.
    pub how: String,
    /// Words and numbers above the line; empty without a fraction.
    pub upper: Side,
    /// Words and numbers below the line; empty without a fraction.
    pub lower: Side,
    /// Whether there is a lower part.
    pub fraction: bool,
    /// `× 100 %` for shares.
    pub factor: String,
    /// The value before it is rounded to show; empty without one.
    pub exact: String,
    /// The value as shown.
    pub shown: String,
    /// The definition in plain words; empty where the pack has none.
    pub about: String,
    /// Where the definition is from; empty where the pack doesn't say.
    pub source: String,
    /// How ambiguities were read.
    pub readings: Vec<String>,
    /// Values of the other readings.
    pub others: Vec<Other>,
}

/// One side of a fraction.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Side {
    /// What it is.
    pub words: String,
    /// Its number.
    pub number: String,
}

/// Another reading.
#[derive(Debug, Clone, Serialize)]
pub struct Other {
    /// Its indicator.
    pub link: Link,
    /// Its value in the year.
    pub value: String,
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

/// The path that a goal judged by the end asks for, from baseline to horizon.
fn path_of(writer: Writer<'_>, opening: &Opening<'_>) -> Option<((i16, Exact), (i16, Exact))> {
    let goal = opening.goal.filter(|g| g.judged == JudgedWhen::ByEnd)?;
    let rule = rule(writer.pack, goal)?;
    let strategy = writer.pack.strategy.as_ref()?;
    let start = baseline_value(writer.pack, opening.indicator, opening.series)?;
    let end = required(&rule, Some(&start), strategy.period.1)?;
    Some((
        (baseline_year(writer.pack, opening.indicator)?, start),
        (strategy.period.1, end),
    ))
}

/// The years of the picture. A goal's ends with the strategy: a year begun after it would bend the scale, and is in the table.
fn dots(writer: Writer<'_>, opening: &Opening<'_>) -> Vec<Dot> {
    let last = if opening.goal.is_some() {
        writer.horizon().max(opening.year)
    } else {
        i16::MAX
    };
    opening
        .series
        .iter()
        .filter(|k| k.period <= last)
        .map(Known::dot)
        .collect()
}

fn pictures(writer: Writer<'_>, opening: &Opening<'_>) -> (String, String) {
    let (words, indicator) = (writer.words, opening.indicator);
    let dots = dots(writer, opening);
    let target = opening.goal.and_then(|g| g.target.as_ref()).and_then(|t| {
        Some(TargetLine {
            limit: Exact::parse(&t.limit).ok()?,
            upper: t.upper.as_ref().and_then(|u| Exact::parse(u).ok()),
            words: words.say(
                "chart-target",
                &[("target", target_words(words, t, indicator.unit).into())],
            ),
        })
    });
    let path = path_of(writer, opening);
    let title = opening.goal.map_or_else(
        || writer.plain(&indicator.title),
        |g| format!("{}: {}", g.id.value, writer.plain(&indicator.title)),
    );
    let described: Vec<String> = opening
        .series
        .iter()
        .map(|k| {
            let value = k.shown().map_or_else(
                || {
                    words.t(if k.is_suppressed() {
                        "state-suppressed"
                    } else {
                        "state-unknown"
                    })
                },
                |v| with_unit(words, v, indicator.unit, indicator.decimals),
            );
            format!("{}: {value}", k.period)
        })
        .collect();
    let baseline = baseline_year(writer.pack, indicator)
        .filter(|_| path.is_some() || indicator.kind.has_baseline());
    let baseline_words = words.t("baseline");
    let unit = unit_heading(words, indicator.unit);
    let breaks: Vec<i16> = indicator.breaks.iter().map(|b| b.year).collect();
    let chart = SeriesChart {
        id: &format!(
            "chart-{}",
            opening
                .goal
                .map_or(indicator.id.value.as_str(), |g| g.id.value.as_str())
        ),
        title: &title,
        description: &described.join("; "),
        language: words.language(),
        unit: &unit,
        decimals: indicator.decimals,
        counts: !matches!(
            indicator.unit,
            UnitOfMeasure::Ratio
                | UnitOfMeasure::PerCent
                | UnitOfMeasure::PointsPerPerson
                | UnitOfMeasure::ApplicantsPerPlace
        ),
        dots: &dots,
        target: target.as_ref(),
        required: path,
        baseline: baseline.map(|year| (year, baseline_words.as_str())),
        breaks: &breaks,
        selected: Some(opening.year),
    };
    (draw(&chart, Layout::Wide), draw(&chart, Layout::Narrow))
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

fn years(writer: Writer<'_>, opening: &Opening<'_>) -> Years {
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
        noted: rows.iter().any(|r| !r.reason.is_empty()),
        rows,
    }
}

fn computed(writer: Writer<'_>, opening: &Opening<'_>) -> Computed {
    let (words, language, indicator) = (writer.words, writer.words.language(), opening.indicator);
    let known = of_year(opening.series, opening.year).filter(|k| k.shown().is_some());
    let (upper, lower) = part_words(writer, indicator);
    let text = |value: Option<&Exact>| {
        value.map_or_else(
            || crate::format::UNKNOWN.to_owned(),
            |v| number(language, v, part_decimals(v)),
        )
    };
    let (numerator, denominator) = (
        known.and_then(|k| k.numerator.as_ref()),
        known.and_then(|k| k.denominator.as_ref()),
    );
    let fraction = matches!(
        indicator.kind,
        IndicatorKind::Ratio { .. } | IndicatorKind::Growth { .. } | IndicatorKind::Index { .. }
    );
    let upper = Side {
        words: upper,
        number: text(numerator),
    };
    let value = known.and_then(Known::shown);
    let how = match &indicator.kind {
        IndicatorKind::Value { .. } => "how-value",
        IndicatorKind::Ratio { .. } if indicator.window > 1 => "how-ratio-window",
        IndicatorKind::Ratio { .. } => "how-ratio",
        IndicatorKind::Growth { .. } => "how-growth",
        IndicatorKind::Index { .. } => "how-index",
        IndicatorKind::SmallestShare { .. } => "how-smallest-share",
        IndicatorKind::ImprovedOrBalanced { .. } => "how-improved-or-balanced",
        IndicatorKind::RelativeGrowth { .. } => "how-relative-growth",
    };
    let mut readings: Vec<String> = Vec::new();
    for reading in opening
        .goal
        .map(|g| &g.reading)
        .into_iter()
        .chain([&indicator.reading])
    {
        let reading = writer.text(reading);
        if !reading.is_empty() && !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    let mut ids: Vec<&str> = opening
        .goal
        .map(|g| g.alternatives.as_slice())
        .unwrap_or_default()
        .iter()
        .chain(&indicator.alternatives)
        .map(|l| l.value.as_str())
        .collect();
    ids.dedup();
    let others = ids
        .into_iter()
        .filter_map(|id| writer.pack.indicator(id))
        .map(|other| {
            let value = opening
                .others
                .get(&other.id.value)
                .and_then(|s| of_year(s, opening.year))
                .and_then(Known::shown);
            Other {
                link: Link {
                    text: writer.text(&other.title),
                    href: writer.links.indicator(&other.id.value, Some(opening.year)),
                },
                value: value.map_or_else(
                    || crate::format::UNKNOWN.to_owned(),
                    |v| with_unit(words, v, other.unit, other.decimals),
                ),
            }
        });
    Computed {
        how: words.say(how, &[("window", i64::from(indicator.window).into())]),
        upper,
        lower: Side {
            words: lower,
            number: text(denominator),
        },
        fraction,
        factor: if indicator.unit == UnitOfMeasure::PerCent {
            "× 100 %".to_owned()
        } else {
            String::new()
        },
        exact: value
            .map(|v| short_number(language, v, indicator.decimals + 3))
            .unwrap_or_default(),
        shown: value
            .map(|v| with_unit(words, v, indicator.unit, indicator.decimals))
            .unwrap_or_default(),
        about: writer.text(&indicator.about),
        source: indicator.source.clone().unwrap_or_default(),
        readings,
        others: others.collect(),
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
            mark: opening
                .goal
                .and(earlier.value.state)
                .map(|s| mark(words, s, earlier.value.provisional)),
        });
        before = value.or(before);
    }
    out.reverse();
    out
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
