//! PhD time: gross and net days, norm time, the six-year rule, and cohorts.
//!
//! Definitions: the national database for higher education (DBH), tables 145, 218 and 539. Gross time runs from the
//! start of financing to submission; net time is gross time less duty work and leave. Norm time is three years of
//! 365.25 days. The six-year rule counts everyone admitted, also those who stopped.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::Exact;

/// Why a PhD time can't be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhdError {
    /// A thesis is submitted after the financing starts.
    #[error("submitted on `{submitted}`, not after the start on `{start}`")]
    SubmittedBeforeStart {
        /// The start of financing.
        start: Date,
        /// The day of submission.
        submitted: Date,
    },
    /// Days of duty work or leave below zero.
    #[error("`{0}` days is less than none")]
    NegativeDays(i64),
    /// Duty work and leave are parts of the gross time.
    #[error(
        "duty work and leave of `{deducted}` days are more than the gross time of `{gross}` days"
    )]
    DeductsMoreThanGross {
        /// The gross days.
        gross: i64,
        /// The days of duty work and leave.
        deducted: i64,
    },
}

/// Days from the start of financing to submission.
pub fn gross_days(start: Date, submitted: Date) -> Result<i64, PhdError> {
    if submitted <= start {
        return Err(PhdError::SubmittedBeforeStart { start, submitted });
    }
    Ok(i64::from((submitted - start).get_days()))
}

/// Gross days less the days of duty work and leave.
pub fn net_days(gross: i64, duty: i64, leave: i64) -> Result<i64, PhdError> {
    if let Some(&days) = [duty, leave].iter().find(|&&days| days < 0) {
        return Err(PhdError::NegativeDays(days));
    }
    let deducted = duty.saturating_add(leave);
    if deducted > gross {
        return Err(PhdError::DeductsMoreThanGross { gross, deducted });
    }
    Ok(gross - deducted)
}

/// Whether the net time is at most three years of 365.25 days. Four times both sides keeps it whole.
pub fn on_norm_time(net_days: i64) -> bool {
    net_days.saturating_mul(4) <= 3 * 1461
}

/// The last day within six years: the same date six years later, 28 February for 29 February.
pub fn six_year_limit(start: Date) -> Date {
    start.saturating_add(6.years())
}

/// Whether the thesis was submitted at the latest on the six-year limit.
pub fn submitted_within_six_years(start: Date, submitted: Date) -> bool {
    submitted <= six_year_limit(start)
}

/// Someone admitted to a PhD programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CohortMember {
    /// The day that the six years run from.
    pub start: Date,
    /// The day of submission.
    pub submitted: Option<Date>,
    /// The day that the agreement was broken off. Stays in the cohort.
    pub stopped: Option<Date>,
    /// Days of duty work and leave, which [`Window::Net`] adds to the six years.
    pub deducted_days: u32,
}

/// How long the six years last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// Six calendar years. This one decides.
    Gross,
    /// Six calendar years and the days of duty work and leave. Shown beside it.
    Net,
}

/// Those admitted in one year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cohort {
    /// Everyone admitted.
    pub members: Vec<CohortMember>,
}

/// How a cohort stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CohortCount {
    /// Everyone admitted, also those who stopped.
    pub admitted: u32,
    /// Those who have submitted within the window: already certain.
    pub submitted_in_time: u32,
    /// Those who have neither submitted nor stopped and whose window has not passed.
    pub open: u32,
}

impl CohortMember {
    /// The last day of the window.
    pub fn limit(&self, window: Window) -> Date {
        let six_years = six_year_limit(self.start);
        match window {
            Window::Gross => six_years,
            Window::Net => {
                six_years.saturating_add(i64::from(self.deducted_days).min(3_000_000).days())
            }
        }
    }
}

impl Cohort {
    /// Counts the cohort as it is known on `as_of`: what happens after that day has not happened.
    pub fn count(&self, as_of: Date, window: Window) -> CohortCount {
        let happened = |day: Option<Date>| day.filter(|day| *day <= as_of);
        let mut count = CohortCount {
            admitted: 0,
            submitted_in_time: 0,
            open: 0,
        };
        for member in &self.members {
            let limit = member.limit(window);
            count.admitted += 1;
            match (happened(member.submitted), happened(member.stopped)) {
                (Some(submitted), _) if submitted <= limit => count.submitted_in_time += 1,
                (None, None) if as_of <= limit => count.open += 1,
                _ => {}
            }
        }
        count
    }
}

impl CohortCount {
    /// Whether someone may still submit in time, so the cohort must not be judged.
    pub fn too_early(&self) -> bool {
        self.open > 0
    }

    /// How many have submitted in time if none of the open ones will.
    pub fn certain(&self) -> u32 {
        self.submitted_in_time
    }

    /// How many have submitted in time if all of the open ones will.
    pub fn best_possible(&self) -> u32 {
        self.submitted_in_time + self.open
    }

    /// [`CohortCount::certain`] of all admitted; nothing for an empty cohort.
    pub fn certain_share(&self) -> Option<Exact> {
        Exact::ratio(i64::from(self.certain()), i64::from(self.admitted))
    }

    /// [`CohortCount::best_possible`] of all admitted; nothing for an empty cohort.
    pub fn best_possible_share(&self) -> Option<Exact> {
        Exact::ratio(i64::from(self.best_possible()), i64::from(self.admitted))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_official_example() {
        let (start, submitted) = (date(2019, 8, 15), date(2023, 6, 1));
        let gross = gross_days(start, submitted).unwrap();
        assert_eq!(gross, 1386);
        let net = net_days(gross, 365, 100).unwrap();
        assert_eq!(net, 921);
        assert!(on_norm_time(net));
        assert_eq!(six_year_limit(start), date(2025, 8, 15));
        assert!(submitted_within_six_years(start, submitted));
    }

    #[test]
    fn limits() {
        assert!(on_norm_time(1095));
        assert!(!on_norm_time(1096));
        assert_eq!(six_year_limit(date(2016, 2, 29)), date(2022, 2, 28));
        assert!(submitted_within_six_years(
            date(2016, 2, 29),
            date(2022, 2, 28)
        ));
        assert!(!submitted_within_six_years(
            date(2016, 2, 29),
            date(2022, 3, 1)
        ));
        assert_eq!(six_year_limit(Date::MAX), Date::MAX);
    }

    #[test]
    fn impossible_times() {
        let day = date(2020, 1, 1);
        let error = gross_days(day, day).unwrap_err();
        assert_eq!(
            error.to_string(),
            "submitted on `2020-01-01`, not after the start on `2020-01-01`"
        );
        assert_eq!(
            net_days(10, 6, 5),
            Err(PhdError::DeductsMoreThanGross {
                gross: 10,
                deducted: 11
            })
        );
        assert_eq!(net_days(10, -1, 5), Err(PhdError::NegativeDays(-1)));
        assert_eq!(net_days(10, 5, 5), Ok(0));
    }

    fn member(submitted: Option<Date>, stopped: Option<Date>, deducted_days: u32) -> CohortMember {
        CohortMember {
            start: date(2018, 9, 1),
            submitted,
            stopped,
            deducted_days,
        }
    }

    /// Twelve admitted in 2018: nine in time, one after 6.4 years with leave, two stopped.
    fn twelve() -> Cohort {
        let mut members = vec![member(Some(date(2023, 1, 10)), None, 0); 9];
        members.push(member(Some(date(2025, 1, 25)), None, 365));
        members.extend([member(None, Some(date(2020, 5, 1)), 0); 2]);
        Cohort { members }
    }

    #[test]
    fn a_cohort_of_twelve() {
        let gross = twelve().count(date(2025, 12, 31), Window::Gross);
        assert_eq!(
            (gross.admitted, gross.submitted_in_time, gross.too_early()),
            (12, 9, false)
        );
        assert_eq!(gross.certain_share(), Some(Exact::parse("0.75").unwrap()));
        assert_eq!(gross.best_possible_share(), gross.certain_share());
        let net = twelve().count(date(2025, 12, 31), Window::Net);
        assert_eq!(net.certain_share(), Exact::ratio(10, 12));
    }

    #[test]
    fn an_open_window_is_too_early() {
        let last_day = twelve().count(date(2024, 9, 1), Window::Gross);
        assert_eq!(
            (
                last_day.certain(),
                last_day.best_possible(),
                last_day.too_early()
            ),
            (9, 10, true)
        );
        assert!(!twelve().count(date(2024, 9, 2), Window::Gross).too_early());
        assert!(twelve().count(date(2024, 9, 2), Window::Net).too_early());
        // In 2019 nobody had submitted or stopped yet.
        assert_eq!(twelve().count(date(2019, 1, 1), Window::Gross).open, 12);
        assert_eq!(
            Cohort::default()
                .count(Date::MAX, Window::Gross)
                .certain_share(),
            None
        );
    }

    proptest! {
        #[test]
        fn certain_grows_and_best_possible_shrinks(
            outcomes in prop::collection::vec((0i32..4000, 0i32..4000, any::<[bool; 2]>()), 0..20),
            early in 0i32..4000,
            later in 0i32..1000,
        ) {
            let day = |offset: i32| date(2018, 9, 1) + offset.days();
            let members = outcomes
                .iter()
                .map(|&(submitted, stopped, [submits, stops])| {
                    member(submits.then(|| day(submitted)), (stops && !submits).then(|| day(stopped)), 0)
                })
                .collect();
            let cohort = Cohort { members };
            let (first, second) =
                (cohort.count(day(early), Window::Gross), cohort.count(day(early + later), Window::Gross));
            prop_assert!(first.certain() <= second.certain());
            prop_assert!(second.best_possible() <= first.best_possible());
            prop_assert!(second.best_possible() <= second.admitted);
        }
    }
}
