//! Target states, and when a value meets its target.

use std::fmt;

use crate::Exact;

/// How a target stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// The value reaches the target.
    Met,
    /// Not reached, but near enough or on the path to it.
    OnTrack,
    /// Behind the path to a target whose year has not come.
    OffTrack,
    /// Not reached.
    NotMet,
    /// The period or cohort is not over, so nothing can be said.
    TooEarly,
    /// There is no value. Not the same as 0.
    Unknown,
    /// There is a value of so few persons that this reader may not see it.
    Suppressed,
}

impl State {
    /// Every state, in the order above.
    pub const ALL: [State; 7] = [
        State::Met,
        State::OnTrack,
        State::OffTrack,
        State::NotMet,
        State::TooEarly,
        State::Unknown,
        State::Suppressed,
    ];

    /// The word for the state in files and interfaces.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Met => "met",
            State::OnTrack => "on_track",
            State::OffTrack => "off_track",
            State::NotMet => "not_met",
            State::TooEarly => "too_early",
            State::Unknown => "unknown",
            State::Suppressed => "suppressed",
        }
    }

    /// The state of that word.
    pub fn parse(word: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// How a value is held against the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// Value ≥ limit.
    AtLeast,
    /// Value ≤ limit.
    AtMost,
    /// Value > limit.
    MoreThan,
    /// Value < limit.
    LessThan,
    /// Limit ≤ value ≤ upper.
    Between,
}

/// What a target asks of its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// How the value is held against the limit.
    pub comparison: Comparison,
    /// The limit; the lower one of [`Comparison::Between`].
    pub limit: Exact,
    /// The upper limit of [`Comparison::Between`]; without it there is none.
    pub upper: Option<Exact>,
    /// A softer limit for targets judged every year: reached, the target is on track. For [`Comparison::Between`] it is
    /// how far outside the limits the value may be.
    pub near: Option<Exact>,
    /// When the limit is to be reached.
    pub judged: Judged,
}

/// When a limit is to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Judged {
    /// In each year by itself.
    EveryYear,
    /// At the latest in the horizon year, on a straight path from the value of the baseline year.
    ByEnd {
        /// The year that the path starts in.
        baseline_year: i16,
        /// The year that the limit is to be reached in.
        horizon: i16,
    },
}

/// The state of an exact `value` in `year`. `baseline_value` is the value of the baseline year; it is needed only for
/// targets judged by the end. Never gives too early, unknown or suppressed: those are of values that cannot be judged.
pub fn judge(rule: &Rule, value: &Exact, year: i16, baseline_value: Option<&Exact>) -> State {
    if reaches(rule, value) {
        return State::Met;
    }
    match rule.judged {
        Judged::EveryYear if is_near(rule, value) => State::OnTrack,
        Judged::EveryYear => State::NotMet,
        Judged::ByEnd { horizon, .. } if year >= horizon => State::NotMet,
        Judged::ByEnd { .. } => match required(rule, baseline_value, year) {
            Some(required) if is_beyond(rule, value, &required) => State::OnTrack,
            _ => State::OffTrack,
        },
    }
}

/// The value that a target judged by the end asks for in `year`: on the straight line from the baseline value to the
/// limit, the baseline value before it, the limit after it. A target between two limits aims at the one that the
/// baseline is outside of.
///
/// Nothing when the target is judged every year, the baseline value is unknown or already between the limits, or the
/// horizon is not after the baseline year.
pub fn required(rule: &Rule, baseline_value: Option<&Exact>, year: i16) -> Option<Exact> {
    let Judged::ByEnd {
        baseline_year,
        horizon,
    } = rule.judged
    else {
        return None;
    };
    if horizon <= baseline_year {
        return None;
    }
    let start = baseline_value?;
    let goal = match (rule.comparison, &rule.upper) {
        (Comparison::Between, Some(upper)) if start > upper => upper,
        (Comparison::Between, _) if *start >= rule.limit => return None,
        _ => &rule.limit,
    };
    let years_of = |year: i16| i64::from(year) - i64::from(baseline_year);
    let part = Exact::ratio(
        years_of(year.clamp(baseline_year, horizon)),
        years_of(horizon),
    )?;
    Some(start + (goal - start) * part)
}

/// Whether the value is where the rule wants it.
fn reaches(rule: &Rule, value: &Exact) -> bool {
    match rule.comparison {
        Comparison::AtLeast => *value >= rule.limit,
        Comparison::AtMost => *value <= rule.limit,
        Comparison::MoreThan => *value > rule.limit,
        Comparison::LessThan => *value < rule.limit,
        Comparison::Between => {
            *value >= rule.limit && rule.upper.as_ref().is_none_or(|upper| value <= upper)
        }
    }
}

/// Whether the value reaches the softer limit.
fn is_near(rule: &Rule, value: &Exact) -> bool {
    let Some(near) = &rule.near else {
        return false;
    };
    let softer = match rule.comparison {
        Comparison::Between => Rule {
            limit: &rule.limit - near,
            upper: rule.upper.as_ref().map(|upper| upper + near),
            ..rule.clone()
        },
        _ => Rule {
            limit: near.clone(),
            ..rule.clone()
        },
    };
    reaches(&softer, value)
}

/// Whether a value that does not reach the rule is at the path, or between the path and the limit.
fn is_beyond(rule: &Rule, value: &Exact, required: &Exact) -> bool {
    match rule.comparison {
        Comparison::AtLeast | Comparison::MoreThan => value >= required,
        Comparison::AtMost | Comparison::LessThan => value <= required,
        Comparison::Between if *required <= rule.limit => required <= value && *value < rule.limit,
        Comparison::Between => {
            rule.upper.as_ref().is_some_and(|upper| upper < value) && value <= required
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use proptest::prelude::*;

    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap()
    }

    fn every_year(
        comparison: Comparison,
        limit: &str,
        upper: Option<&str>,
        near: Option<&str>,
    ) -> Rule {
        Rule {
            comparison,
            limit: exact(limit),
            upper: upper.map(exact),
            near: near.map(exact),
            judged: Judged::EveryYear,
        }
    }

    fn by_end(comparison: Comparison, limit: &str, upper: Option<&str>) -> Rule {
        let judged = Judged::ByEnd {
            baseline_year: 2018,
            horizon: 2025,
        };
        Rule {
            judged,
            ..every_year(comparison, limit, upper, None)
        }
    }

    #[test]
    fn words_name_states() {
        for state in State::ALL {
            assert_eq!(State::parse(state.as_str()), Some(state));
        }
        assert_eq!(State::parse("Met"), None);
        assert_eq!(State::NotMet.to_string(), "not_met");
    }

    #[test]
    fn judged_every_year() {
        use Comparison::*;
        use State::*;
        for (comparison, limit, upper, near, value, state) in [
            (AtLeast, "4", None, None, "9635/2400", Met),
            (AtLeast, "4", None, None, "4", Met),
            (AtLeast, "0.6667", None, None, "2/3", NotMet),
            (AtLeast, "0.225", None, Some("0.2"), "5/22", Met),
            (AtLeast, "0.225", None, Some("0.2"), "0.2", OnTrack),
            (AtLeast, "0.225", None, Some("0.2"), "0.199", NotMet),
            (AtMost, "10", None, Some("12"), "10", Met),
            (AtMost, "10", None, Some("12"), "12", OnTrack),
            (AtMost, "10", None, Some("12"), "12.1", NotMet),
            (MoreThan, "3", None, None, "3", NotMet),
            (MoreThan, "3", None, Some("2"), "2", NotMet),
            (MoreThan, "3", None, None, "3.0001", Met),
            (LessThan, "3", None, None, "3", NotMet),
            (LessThan, "3", None, None, "-3", Met),
            (Between, "0.4", Some("0.6"), None, "0.4", Met),
            (Between, "0.4", Some("0.6"), None, "0.6", Met),
            (Between, "0.4", Some("0.6"), Some("0.05"), "0.65", OnTrack),
            (Between, "0.4", Some("0.6"), Some("0.05"), "0.35", OnTrack),
            (Between, "0.4", Some("0.6"), Some("0.05"), "0.66", NotMet),
            (Between, "0.4", Some("0.6"), None, "1/3", NotMet),
        ] {
            let rule = every_year(comparison, limit, upper, near);
            assert_eq!(
                judge(&rule, &exact(value), 2024, None),
                state,
                "{comparison:?} {limit} {value}"
            );
        }
    }

    #[test]
    fn judged_by_the_end() {
        use Comparison::*;
        use State::*;
        for (comparison, limit, upper, baseline, year, value, state) in [
            (AtLeast, "0.15", None, Some("0"), 2019, "0.15", Met),
            (AtLeast, "0.15", None, Some("0"), 2019, "0.15/7", OnTrack),
            (AtLeast, "0.15", None, Some("0"), 2019, "0.0214", OffTrack),
            (AtLeast, "0.15", None, Some("0"), 2024, "0.14", OnTrack),
            (AtLeast, "0.15", None, Some("0"), 2025, "0.14", NotMet),
            (AtLeast, "0.15", None, Some("0"), 2026, "0.1499", NotMet),
            (AtLeast, "0.15", None, Some("0"), 2017, "0", OnTrack),
            (AtLeast, "0.15", None, None, 2024, "0.149", OffTrack),
            (AtLeast, "0.15", None, None, 2024, "0.15", Met),
            (AtLeast, "10", None, Some("20"), 2020, "9", OffTrack),
            (AtMost, "10", None, Some("80"), 2020, "60", OnTrack),
            (AtMost, "10", None, Some("80"), 2020, "60.1", OffTrack),
            (LessThan, "10", None, Some("80"), 2024, "10", OnTrack),
            (LessThan, "10", None, Some("80"), 2025, "10", NotMet),
            (Between, "40", Some("60"), Some("5"), 2020, "15", OnTrack),
            (Between, "40", Some("60"), Some("5"), 2020, "14.9", OffTrack),
            (Between, "40", Some("60"), Some("5"), 2020, "61", OffTrack),
            (Between, "40", Some("60"), Some("95"), 2020, "85", OnTrack),
            (Between, "40", Some("60"), Some("95"), 2020, "39", OffTrack),
            (Between, "40", Some("60"), Some("50"), 2020, "39", OffTrack),
            (Between, "40", Some("60"), Some("50"), 2020, "50", Met),
        ] {
            let rule = by_end(comparison, limit, upper);
            let baseline = baseline.map(exact);
            let value = match value {
                "0.15/7" => exact("0.15").checked_div(&Exact::from_int(7)).unwrap(),
                text => exact(text),
            };
            assert_eq!(
                judge(&rule, &value, year, baseline.as_ref()),
                state,
                "{comparison:?} {limit} {year} {value}"
            );
        }
    }

    #[test]
    fn path() {
        let rule = by_end(Comparison::AtLeast, "0.15", None);
        let zero = Exact::zero();
        assert_eq!(required(&rule, Some(&zero), 2019), Some(exact("3/140")));
        assert_eq!(required(&rule, Some(&zero), 2018), Some(zero.clone()));
        assert_eq!(required(&rule, Some(&zero), 2000), Some(zero.clone()));
        assert_eq!(required(&rule, Some(&zero), 2030), Some(exact("0.15")));
        assert_eq!(required(&rule, None, 2019), None);
        let yearly = every_year(Comparison::AtLeast, "4", None, None);
        assert_eq!(required(&yearly, Some(&zero), 2019), None);
        let crossed = Rule {
            judged: Judged::ByEnd {
                baseline_year: 2025,
                horizon: 2025,
            },
            ..rule
        };
        assert_eq!(required(&crossed, Some(&zero), 2019), None);
        assert_eq!(judge(&crossed, &zero, 2019, Some(&zero)), State::OffTrack);
    }

    proptest! {
        #[test]
        fn a_value_on_the_path_is_never_off_track(
            limit in -100i64..100, baseline in -100i64..100, year in 2010i16..2035, up: bool,
        ) {
            let comparison = if up { Comparison::AtLeast } else { Comparison::AtMost };
            let rule = by_end(comparison, &limit.to_string(), None);
            let baseline = Exact::from_int(baseline);
            let value = required(&rule, Some(&baseline), year).unwrap();
            let state = judge(&rule, &value, year, Some(&baseline));
            prop_assert!(matches!(state, State::Met | State::OnTrack), "{:?}", state);
        }

        #[test]
        fn more_is_never_worse(limit in -50i64..50, near in -50i64..50, low in -100i64..100, gain in 0i64..100) {
            let rule = every_year(Comparison::AtLeast, &limit.to_string(), None, Some(&near.to_string()));
            let state = |value| judge(&rule, &Exact::from_int(value), 2024, None);
            prop_assert!(state(low + gain) <= state(low));
        }
    }
}
