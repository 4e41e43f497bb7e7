//! A goal as a line of a list.

use crate::chart::{Dot, trend};
use crate::format::{number, signed, unit_heading, with_unit};
use crate::known::{Known, change, current, latest_final};
use crate::pages::Writer;
use crate::sentence::{reason, target_words};
use crate::state::{Mark, mark};
use serde::Serialize;
use varde_calc::{Exact, State};
use varde_pack::{Goal, Indicator, UnitOfMeasure};

/// A line of a list of goals or indicators.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// `PU-01`.
    pub id: String,
    /// The page.
    pub href: String,
    /// A name for lists.
    pub short: String,
    /// The whole sentence.
    pub title: String,
    /// Name of the area.
    pub area: String,
    /// Name of the owner.
    pub owner: String,
    /// How it stands; none for an indicator with a value.
    pub mark: Option<Mark>,
    /// The number, or `–`.
    pub value: String,
    /// Its unit, for small print.
    pub unit: String,
    /// The year of the value; empty without one.
    pub year: String,
    /// `minst 4`; empty without a target.
    pub target: String,
    /// Small trend as SVG; empty without one.
    pub trend: String,
    /// Change since the year before, with sign; empty without one.
    pub change: String,
    /// Why there is no value; empty with one.
    pub reason: String,
    /// The exact value, for files.
    pub exact: String,
    /// Whether a number is computed at all.
    pub computed: bool,
    /// The value to sort by, which is not shown.
    #[serde(skip)]
    pub sort_value: Option<Exact>,
    /// The state to sort by.
    #[serde(skip)]
    pub sort_state: usize,
}

/// A goal's state now.
pub fn state_of(writer: Writer<'_>, goal: &Goal, series: &[Known]) -> State {
    let now = if goal.indicator.is_some() {
        current(series, writer.horizon())
    } else {
        None
    };
    now.and_then(|k| k.state).unwrap_or(State::Unknown)
}

/// The line of a goal.
pub fn goal_line(writer: Writer<'_>, goal: &Goal, series: &[Known]) -> Line {
    let Writer { words, links, pack } = writer;
    let indicator = goal
        .indicator
        .as_ref()
        .and_then(|id| pack.indicator(&id.value));
    let series = if indicator.is_some() { series } else { &[] };
    let now = current(series, writer.horizon());
    let state = state_of(writer, goal, series);
    let limit = goal
        .target
        .as_ref()
        .and_then(|t| Exact::parse(t.about.as_ref().unwrap_or(&t.limit)).ok());
    let mut line = value_line(writer, indicator, series, limit.as_ref(), state);
    line.id = goal.id.value.clone();
    line.href = links.goal(&goal.id.value, None);
    line.short = writer.short(goal);
    line.title = writer.text(&goal.title);
    line.area = writer.area(&goal.area.value);
    line.owner = writer.owner(goal.owner.as_ref().map(|o| o.value.as_str()));
    line.mark = Some(mark(words, state, now.is_some_and(|k| k.provisional)));
    line.sort_state = crate::state::ORDER
        .iter()
        .position(|s| *s == state)
        .unwrap_or(usize::MAX);
    if let (Some(target), Some(indicator)) = (&goal.target, indicator) {
        line.target = target_words(words, target, indicator.unit);
    }
    if indicator.is_none() {
        line.reason = words.t("not-computed-short");
    }
    line
}

/// The line of an indicator.
pub fn indicator_line(writer: Writer<'_>, indicator: &Indicator, series: &[Known]) -> Line {
    let now = latest_final(series);
    let mut line = value_line(writer, Some(indicator), series, None, State::Unknown);
    line.id = indicator.id.value.clone();
    line.href = writer.links.indicator(&indicator.id.value, None);
    line.short = writer.text(&indicator.title);
    line.title = writer.text(&indicator.about);
    let state = now
        .map_or(Some(State::Unknown), Known::state_or_unknown)
        .filter(|_| now.is_none_or(|k| k.shown().is_none()));
    line.mark = state.map(|s| mark(writer.words, s, false));
    line
}

fn value_line(
    writer: Writer<'_>,
    indicator: Option<&Indicator>,
    series: &[Known],
    limit: Option<&Exact>,
    state: State,
) -> Line {
    let words = writer.words;
    let now = if limit.is_some() {
        current(series, writer.horizon())
    } else {
        latest_final(series)
    };
    let (unit, decimals) = indicator.map_or((UnitOfMeasure::Count, 0), |i| (i.unit, i.decimals));
    let value = now.and_then(Known::shown);
    let year = now.map(|k| k.period);
    let dots: Vec<Dot> = series.iter().map(Known::dot).collect();
    let (from, to) = writer.trend_years();
    let years = (from, to.max(year.unwrap_or(to)));
    let trend_words = match (
        dots.iter().find(|d| d.year >= from && d.value.is_some()),
        now,
        value,
    ) {
        (Some(first), Some(now), Some(value)) => words.say(
            "trend-words",
            &[
                (
                    "from",
                    first
                        .value
                        .as_ref()
                        .map(|v| number(words.language(), v, decimals))
                        .unwrap_or_default()
                        .into(),
                ),
                ("first", first.year.to_string().into()),
                ("to", with_unit(words, value, unit, decimals).into()),
                ("last", now.period.to_string().into()),
            ],
        ),
        _ => String::new(),
    };
    Line {
        id: String::new(),
        href: String::new(),
        short: String::new(),
        title: String::new(),
        area: String::new(),
        owner: String::new(),
        mark: None,
        value: value.map_or_else(
            || crate::format::UNKNOWN.to_owned(),
            |v| number(words.language(), v, decimals),
        ),
        unit: value.map(|_| unit_heading(words, unit)).unwrap_or_default(),
        year: value.and(year).map(|y| y.to_string()).unwrap_or_default(),
        target: String::new(),
        trend: trend(
            &dots,
            years,
            limit,
            crate::state::class(state),
            &trend_words,
        ),
        change: value
            .and(year)
            .and_then(|y| change(series, y))
            .map(|c| signed(words.language(), &c, decimals))
            .unwrap_or_default(),
        reason: match (value, now) {
            (Some(_), _) => String::new(),
            (None, Some(k)) => reason(words, k.reason.as_deref().unwrap_or("no-data"), k.period),
            (None, None) => words.t("no-data-at-all"),
        },
        exact: value.map(Exact::to_exact_string).unwrap_or_default(),
        computed: indicator.is_some(),
        sort_value: value.cloned(),
        sort_state: usize::MAX,
    }
}
