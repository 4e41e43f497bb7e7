//! What a value means for a goal: the thresholds and the rules for judging, written anew.

use crate::rational::Rational;
use crate::story::BASELINE;

/// When a goal has to be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// In each year by itself.
    EveryYear,
    /// At the plan's end; until then the straight line from the baseline decides.
    ByEnd,
}

/// The comparison with the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    AtLeast(&'static str),
    AtMost(&'static str),
    MoreThan(&'static str),
    /// At least the first; at least the second is on track.
    Nearly(&'static str, &'static str),
}

/// A computed goal.
pub(crate) struct Goal {
    pub(crate) id: &'static str,
    pub(crate) indicator: &'static str,
    pub(crate) limit: Limit,
    pub(crate) when: When,
}

const fn goal(id: &'static str, indicator: &'static str, limit: Limit, when: When) -> Goal {
    Goal {
        id,
        indicator,
        limit,
        when,
    }
}

/// Every goal that the answer sheet covers.
#[rustfmt::skip]
pub(crate) const GOALS: [Goal; 25] = [
    goal("GU-03a", "first-choice-per-place-mtiot", Limit::AtLeast("5"), When::EveryYear),
    goal("GU-03b", "first-choice-per-place-mientre", Limit::AtLeast("2"), When::EveryYear),
    goal("GU-03c", "first-choice-per-place-mentre", Limit::AtLeast("2"), When::EveryYear),
    goal("GU-06", "other-programmes-share", Limit::AtLeast("40"), When::EveryYear),
    goal("GU-08a", "study-point-growth", Limit::AtLeast("15"), When::ByEnd),
    goal("GU-08b", "candidate-growth", Limit::AtLeast("15"), When::ByEnd),
    goal("LM-02a", "gender-balance-programmes", Limit::AtLeast("40"), When::EveryYear),
    goal("PU-01", "publication-points-per-fva", Limit::AtLeast("4"), When::EveryYear),
    goal("PU-02", "level2-or-jif-share", Limit::AtLeast("30"), When::EveryYear),
    goal("FU-02", "phd-from-mtiot", Limit::AtLeast("30"), When::EveryYear),
    goal("FU-03a", "disputations-per-fva", Limit::Nearly("22.5", "20"), When::EveryYear),
    goal("FU-03b", "submitted-within-six-years", Limit::AtLeast("80"), When::EveryYear),
    goal("FU-03c", "submitted-on-norm-time", Limit::AtLeast("50"), When::EveryYear),
    goal("EF-01", "boa-growth", Limit::AtLeast("50"), When::ByEnd),
    goal("EF-02", "transfer-index", Limit::AtLeast("3"), When::ByEnd),
    goal("EF-03", "fva-in-external-projects", Limit::AtLeast("100"), When::EveryYear),
    goal("EF-04a", "eu-projects", Limit::AtLeast("5"), When::EveryYear),
    goal("OL-11a", "gender-balance-groups", Limit::AtLeast("100"), When::EveryYear),
    goal("RE-02b", "boa-growth", Limit::AtLeast("50"), When::ByEnd),
    goal("RE-02c", "transfer-growth", Limit::AtLeast("300"), When::ByEnd),
    goal("RE-03", "total-income-growth", Limit::AtLeast("20"), When::ByEnd),
    goal("RE-04a", "fva-growth", Limit::AtLeast("20"), When::ByEnd),
    goal("RE-05", "salary-share", Limit::AtMost("90"), When::EveryYear),
    goal("RE-08", "reserve-share", Limit::AtMost("12"), When::EveryYear),
    goal("VI-01", "growth-fva-against-production", Limit::MoreThan("1"), When::EveryYear),
];

pub(crate) fn reached(limit: Limit, value: Rational) -> Option<bool> {
    Some(match limit {
        Limit::AtLeast(text) | Limit::Nearly(text, _) => value >= Rational::decimal(text)?,
        Limit::AtMost(text) => value <= Rational::decimal(text)?,
        Limit::MoreThan(text) => value > Rational::decimal(text)?,
    })
}

/// The state of a value in a year; `baseline` is the value in the baseline year.
pub(crate) fn state(
    goal: &Goal,
    value: Rational,
    year: i16,
    baseline: Option<Rational>,
) -> Option<&'static str> {
    if reached(goal.limit, value)? {
        return Some("met");
    }
    if goal.when == When::EveryYear {
        let near = match goal.limit {
            Limit::Nearly(_, near) => value >= Rational::decimal(near)?,
            _ => false,
        };
        return Some(if near { "on_track" } else { "not_met" });
    }
    if year >= 2025 {
        return Some("not_met");
    }
    // All goals for the plan's end are of the kind "at least".
    let Limit::AtLeast(text) = goal.limit else {
        return None;
    };
    let limit = Rational::decimal(text)?;
    let first = baseline?;
    let part = Rational::new(i128::from(year - BASELINE), i128::from(2025 - BASELINE))?;
    let required = first.plus(limit.minus(first)?.times(part)?)?;
    Some(if value >= required {
        "on_track"
    } else {
        "off_track"
    })
}
