//! The values that pages are made of, as the engine gives them.

use crate::chart::Dot;
use varde_calc::{Exact, State};

/// The value of a goal or an indicator in one period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// The year.
    pub period: i16,
    /// How the goal stands; `None` for an indicator by itself.
    pub state: Option<State>,
    /// How the target stands by itself, where conditions stand beside it.
    pub of_target: Option<State>,
    /// The value may still change.
    pub provisional: bool,
    /// Others than the reader do not see it so: it is not for publishing.
    pub private: bool,
    /// Exact upper part.
    pub numerator: Option<Exact>,
    /// Exact lower part.
    pub denominator: Option<Exact>,
    /// Value in the indicator's unit.
    pub value: Option<Exact>,
    /// Why there is no value, or why it can't be judged.
    pub reason: Option<String>,
    /// What the path from the baseline to the target asks of the year.
    pub required: Option<Exact>,
    /// Values of what the indicator looks at one by one: programmes, groups.
    pub slices: Vec<Slice>,
    /// What must hold beside the target.
    pub conditions: Vec<Condition>,
    /// What was reported of it, where its period is closed.
    pub reported: Option<Reported>,
    /// Where the baseline is from, when it was entered by hand.
    pub entered_baseline: Option<String>,
    /// The definition, with its hash.
    pub definition: String,
    /// Hash of everything that the value was computed from.
    pub fingerprint: String,
}

/// A value as it was when its period was closed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reported {
    /// When the period was closed, RFC 3339.
    pub closed: String,
    /// The moment that the value was known as of, RFC 3339.
    pub as_of: String,
    /// The value.
    pub value: Option<Exact>,
    /// How the goal stood.
    pub state: Option<State>,
    /// Whether it is another now.
    pub restated: bool,
}

/// Something that must hold beside a goal's target, in the order of the pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The indicator.
    pub indicator: String,
    /// Its value in the year; none where it is hidden or unknown.
    pub value: Option<Exact>,
    /// How it stands.
    pub state: State,
}

/// The value of one programme, group or the like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Slice {
    /// Its name.
    pub name: String,
    /// Exact upper part.
    pub numerator: Option<Exact>,
    /// Exact lower part.
    pub denominator: Option<Exact>,
    /// Value, in per cent.
    pub value: Option<Exact>,
    /// Whether it passes, where that is decided for each.
    pub passes: Option<bool>,
    /// Hidden, because few persons stand behind it.
    pub hidden: bool,
}

impl Known {
    /// Whether the value is hidden from this reader.
    pub fn is_suppressed(&self) -> bool {
        self.by_itself() == Some(State::Suppressed)
            || matches!(
                self.reason.as_deref(),
                Some("fewer-than-five" | "too-few-answers" | "protected")
            )
    }

    /// The state; without one, what an indicator's value says by itself.
    pub fn state_or_unknown(&self) -> Option<State> {
        match (self.state, &self.value) {
            (Some(state), _) => Some(state),
            (None, _) if self.is_suppressed() => Some(State::Suppressed),
            (None, None) if self.reason.as_deref() == Some("cohort-not-mature") => {
                Some(State::TooEarly)
            }
            (None, None) => Some(State::Unknown),
            (None, Some(_)) => None,
        }
    }

    /// How the target stands, whatever else must hold.
    pub fn by_itself(&self) -> Option<State> {
        self.of_target.or(self.state)
    }

    /// The value that may be shown.
    pub fn shown(&self) -> Option<&Exact> {
        self.value.as_ref().filter(|_| !self.is_suppressed())
    }

    /// The year as a chart draws it.
    pub fn dot(&self) -> Dot {
        Dot {
            year: self.period,
            value: self.shown().cloned(),
            provisional: self.provisional,
            suppressed: self.is_suppressed(),
        }
    }
}

/// The year that a page is about: the latest one up to the horizon that says anything, else the latest of all.
pub fn current(series: &[Known], horizon: i16) -> Option<&Known> {
    let says = |k: &&Known| k.shown().is_some() || k.is_suppressed();
    let judged = |k: &&Known| says(k) && !matches!(k.state, Some(State::TooEarly | State::Unknown));
    let within = || series.iter().rev().filter(|k| k.period <= horizon);
    within()
        .find(judged)
        .or_else(|| within().find(says))
        .or_else(|| within().next())
        .or_else(|| series.last())
}

/// The year that an indicator's page is about: the latest one with a final value, since a year that has only begun would
/// mislead; where none is final, the latest with any.
pub fn latest_final(series: &[Known]) -> Option<&Known> {
    series
        .iter()
        .rev()
        .find(|k| k.shown().is_some() && !k.provisional)
        .or_else(|| current(series, i16::MAX))
}

/// The value of a year.
pub fn of_year(series: &[Known], year: i16) -> Option<&Known> {
    series.iter().find(|k| k.period == year)
}

/// Change since the year before, where both are shown.
pub fn change(series: &[Known], year: i16) -> Option<Exact> {
    let now = of_year(series, year)?.shown()?;
    let before = of_year(series, year - 1)?.shown()?;
    Some(now - before)
}

/// For how many years in a row, up to this one, the target has stood the same.
pub fn years_in_a_row(series: &[Known], year: i16) -> usize {
    let Some(state) = of_year(series, year).and_then(Known::by_itself) else {
        return 0;
    };
    (0..)
        .map(|back: i16| of_year(series, year - back))
        .take_while(|k| k.is_some_and(|k| k.by_itself() == Some(state)))
        .count()
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;

    /// `2023 met 3.5/1` lines: year, state, value; `-` for none; `*` after the value for provisional.
    pub fn series(lines: &str) -> Vec<Known> {
        lines
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty())
            .map(line)
            .collect()
    }

    fn line(line: &str) -> Known {
        let mut words = line.split_whitespace();
        let period = words
            .next()
            .and_then(|w| w.parse().ok())
            .unwrap_or_default();
        let state = words.next().and_then(State::parse);
        let text = words.next().unwrap_or("-");
        let (text, provisional) = text.strip_suffix('*').map_or((text, false), |t| (t, true));
        let value = Exact::parse(text).ok();
        Known {
            period,
            state,
            provisional,
            numerator: value.clone(),
            denominator: Some(Exact::one()),
            value,
            reason: words.next().map(str::to_owned),
            ..Known::default()
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::samples::series;
    use super::*;

    #[test]
    fn the_year_that_a_page_is_about() {
        let year = |lines: &str| current(&series(lines), 2025).map(|k| k.period);
        assert_eq!(
            year("2023 met 4\n2024 met 4\n2025 unknown - no-data"),
            Some(2024)
        );
        assert_eq!(year("2024 met 4\n2025 met 4*\n2026 met 4*"), Some(2025));
        assert_eq!(
            year("2019 met 80\n2020 too_early 60 cohort-not-mature"),
            Some(2019)
        );
        assert_eq!(year("2020 unknown -\n2021 unknown -"), Some(2021));
        assert_eq!(year(""), None);
    }

    #[test]
    fn an_indicator_shows_its_latest_final_year() {
        let year = |lines: &str| latest_final(&series(lines)).map(|k| k.period);
        assert_eq!(year("2024 met 4\n2025 met 4\n2026 met 1*"), Some(2025));
        assert_eq!(year("2026 met 1*"), Some(2026));
        assert_eq!(year("2025 unknown -"), Some(2025));
    }

    #[test]
    fn changes_and_runs() {
        let known = series("2021 not_met 3\n2022 met 4\n2023 met 4.5\n2024 met 4.2");
        assert_eq!(change(&known, 2024), Exact::parse("-0.3").ok());
        assert_eq!(change(&known, 2021), None);
        assert_eq!(years_in_a_row(&known, 2024), 3);
        assert_eq!(years_in_a_row(&known, 2021), 1);
    }

    #[test]
    fn a_suppressed_value_is_never_shown() {
        let mut known = series("2024 suppressed 3").remove(0);
        assert_eq!((known.shown(), known.dot().value), (None, None));
        known.state = None;
        known.reason = Some("fewer-than-five".to_owned());
        assert_eq!(known.shown(), None);
        assert_eq!(known.state_or_unknown(), Some(State::Suppressed));
    }
}
