//! Closed periods: the answers that were reported, kept as they were, and held against those of today.

use crate::answer::{Answer, Reason, exact_text};
use crate::audience::Audience;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::protect::Extent;
use serde::{Deserialize, Serialize};
use varde_calc::{Exact, State};
use varde_facts::Known;

/// An answer as it was when its period was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// Goal.
    pub goal: String,
    /// Indicator; `None` for a goal that was not computed.
    pub indicator: Option<String>,
    /// Unit.
    pub unit: String,
    /// Year.
    pub period: i16,
    /// State, by its stable word.
    pub state: Option<String>,
    /// Exact numerator.
    #[serde(with = "exact_text")]
    pub numerator: Option<Exact>,
    /// Exact denominator.
    #[serde(with = "exact_text")]
    pub denominator: Option<Exact>,
    /// Exact value in the indicator's unit.
    #[serde(with = "exact_text")]
    pub value: Option<Exact>,
    /// Why there was no value.
    pub reason: Option<String>,
    /// Whether the value could still change by the source's calendar.
    pub provisional: bool,
    /// The target in a short form.
    pub target: Option<String>,
    /// Whether something was hidden, from those who may not read the rows, of what its numbers hang together with.
    #[serde(default)]
    pub clouded: bool,
    /// Indicator with the hash of its definition.
    pub definition: String,
    /// Hash of everything that it was computed from.
    pub fingerprint: String,
}

impl Frozen {
    /// The answer as it is; nothing for one that is about no goal.
    pub fn of(answer: &Answer) -> Option<Self> {
        let figure = &answer.figure;
        Some(Self {
            goal: answer.goal.clone()?,
            indicator: answer.indicator.clone(),
            unit: answer.unit.clone(),
            period: answer.period,
            state: answer.state.map(|s| s.as_str().to_owned()),
            numerator: figure.numerator.clone(),
            denominator: figure.denominator.clone(),
            value: figure.value.clone(),
            reason: figure.reason.map(|r| r.as_str().to_owned()),
            provisional: answer.provisional,
            target: answer.target.clone(),
            clouded: answer.clouded,
            definition: answer.definition.clone(),
            fingerprint: answer.fingerprint.clone(),
        })
    }

    /// What those may see who do not see today's answer exactly: nothing, where something was hidden near it then or is now.
    fn without_small_numbers(&self, clouded_now: bool) -> Self {
        if !self.clouded && !clouded_now {
            return self.clone();
        }
        Self {
            state: Some(State::Suppressed.as_str().to_owned()),
            numerator: None,
            denominator: None,
            value: None,
            reason: Some(Reason::Protected.as_str().to_owned()),
            ..self.clone()
        }
    }

    fn is_hidden(&self) -> bool {
        self.reason.as_deref() == Some(Reason::Protected.as_str())
    }

    /// How the goal stood.
    pub fn stood(&self) -> Option<State> {
        self.state.as_deref().and_then(State::parse)
    }

    /// Whether today's answer says something else: another value, state or reason, or another target. Of what is hidden
    /// from the reader, then or now, it says nothing.
    pub fn is_restated_by(&self, now: &Answer) -> bool {
        if self.is_hidden() || now.is_hidden() {
            return false;
        }
        let reason = now.figure.reason.map(|r| r.as_str());
        self.value != now.figure.value
            || self.stood() != now.state
            || self.reason.as_deref() != reason
            || self.target != now.target
    }
}

/// A period that was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedPeriod {
    /// The year; `None` for the strategy as a whole.
    pub year: Option<i16>,
    /// The moment that its answers were known as of.
    pub as_of: Known,
    /// When it was closed.
    pub closed: Known,
    /// Who closed it.
    pub by: String,
    /// What was said of it.
    pub note: String,
    /// The answers.
    pub answers: Vec<Frozen>,
}

/// All closed periods, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Closings(pub Vec<ClosedPeriod>);

impl Closings {
    /// What was reported of a goal in a year, with the closing that it belongs to: that of the year, else that of the
    /// strategy. Of several the latest holds.
    pub fn of(&self, goal: &str, year: i16) -> Option<(&ClosedPeriod, &Frozen)> {
        let is_it = |f: &Frozen| f.goal == goal && f.period == year;
        let held = |only_years: bool| {
            let periods = self.0.iter().rev();
            periods
                .filter(|p| p.year.is_some() == only_years)
                .find_map(|p| Some((p, p.answers.iter().find(|f| is_it(f))?)))
        };
        held(true).or_else(|| held(false))
    }

    /// The account of the strategy as a whole; of several the latest holds.
    pub fn account(&self) -> Option<&ClosedPeriod> {
        self.0.iter().rev().find(|p| p.year.is_none())
    }
}

impl Engine {
    /// What was reported, as an audience may see it now.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn reported_to(
        &self,
        closings: &Closings,
        audience: &Audience,
    ) -> Result<Closings, EngineError> {
        let today = self.snapshot(self.now()?)?;
        let today = self.protection(&today, Extent::Cells);
        let seen = |frozen: &Frozen| {
            let goal = self.pack.goal(&frozen.goal);
            let indicator = frozen.indicator.as_deref();
            let indicator = indicator.and_then(|i| self.pack.indicator(i));
            if self.reads_all_of(audience, goal, indicator) && indicator.is_some() {
                return frozen.clone();
            }
            frozen.without_small_numbers(self.is_clouded(&today, goal, indicator, frozen.period))
        };
        let period = |period: &ClosedPeriod| ClosedPeriod {
            answers: period.answers.iter().map(seen).collect(),
            ..period.clone()
        };
        Ok(Closings(closings.0.iter().map(period).collect()))
    }
}

/// Answers as the state keeps them.
///
/// # Errors
/// Never with answers that this crate made; the texts are plain.
pub fn freeze(answers: &[Answer]) -> Result<String, EngineError> {
    let frozen: Vec<Frozen> = answers.iter().filter_map(Frozen::of).collect();
    serde_json::to_string(&frozen).map_err(|e| EngineError::Kept(e.to_string()))
}

/// Answers from what the state keeps.
///
/// # Errors
/// When the text is none that [`freeze`] wrote.
pub fn thaw(text: &str) -> Result<Vec<Frozen>, EngineError> {
    serde_json::from_str(text).map_err(|e| EngineError::Kept(e.to_string()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn period(year: Option<i16>, value: &str) -> ClosedPeriod {
        let frozen = format!(
            r#"[{{"goal":"PU-01","indicator":"points","unit":"230240","period":2024,"state":"met","numerator":"8","denominator":"2","value":"{value}","reason":null,"provisional":false,"target":">= 4","definition":"points@1","fingerprint":"f"}}]"#
        );
        ClosedPeriod {
            year,
            as_of: Known::parse("2025-03-01").unwrap(),
            closed: Known::parse("2025-03-15").unwrap(),
            by: "kari".to_owned(),
            note: String::new(),
            answers: thaw(&frozen).unwrap(),
        }
    }

    #[test]
    fn the_closing_of_the_year_goes_before_that_of_the_strategy() {
        let value = |closings: &Closings| {
            let found = closings.of("PU-01", 2024);
            found.map(|(_, f)| f.value.as_ref().unwrap().to_exact_string())
        };
        let mut closings = Closings::default();
        assert_eq!(value(&closings), None);
        closings.0.push(period(None, "4"));
        assert_eq!(value(&closings).as_deref(), Some("4"));
        closings.0.push(period(Some(2024), "5"));
        closings.0.push(period(Some(2024), "6"));
        closings.0.push(period(None, "7"));
        assert_eq!(value(&closings).as_deref(), Some("6"));
        assert_eq!(closings.of("PU-01", 2023), None);
        let account = closings.account().unwrap();
        assert_eq!(account.answers[0].stood(), Some(State::Met));
        assert_eq!(account, &period(None, "7"));
    }

    #[test]
    fn what_nobody_froze_is_refused() {
        assert!(thaw("[{\"goal\":3}]").is_err());
    }
}
