//! Doctoral candidates: admission, financing, submission, defence.

use crate::date::{Date, date};
use crate::random::Random;
use crate::story::{LAST_DAY, REGISTER_DAY};

/// One agreement of the register.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) person: u32,
    pub(crate) unit: &'static str,
    pub(crate) from_mtiot: bool,
    pub(crate) degree: &'static str,
    pub(crate) woman: bool,
    pub(crate) admitted: Date,
    pub(crate) financed: Date,
    pub(crate) source: &'static str,
    pub(crate) duty_days: i32,
    pub(crate) leave_days: i32,
    pub(crate) submitted: Option<Date>,
    pub(crate) defended: Option<Date>,
    pub(crate) stopped: Option<Date>,
    pub(crate) doctor_philosophiae: bool,
}

impl Candidate {
    /// The last day for submitting within six years of admission.
    pub(crate) fn six_years(&self) -> Date {
        self.admitted.plus_years(6)
    }

    /// The last day on norm time: three years of 365.25 days, and what is deducted.
    pub(crate) fn norm_end(&self) -> Date {
        self.financed
            .plus_days(1095 + self.duty_days + self.leave_days)
    }

    /// Submitted within six years.
    pub(crate) fn within_six_years(&self) -> bool {
        self.submitted.is_some_and(|day| day <= self.six_years())
    }

    /// Submitted on norm time: four times the net days are at most 3 × 1461.
    pub(crate) fn on_norm_time(&self) -> bool {
        self.submitted.is_some_and(|day| {
            let net = day.number() - self.financed.number() - self.duty_days - self.leave_days;
            4 * net <= 3 * 1461
        })
    }

    /// Counts for the department: not a dr.philos., and supervised here.
    pub(crate) fn counts(&self) -> bool {
        self.unit == "230240" && !self.doctor_philosophiae
    }
}

/// A cohort: year, admitted, of them from MTIØT, submitted on norm time, later but
/// within six years, after six years. The rest stopped or are still at it.
type Cohort = (i16, usize, usize, usize, usize, usize);

/// Two bad cohorts (2014 and 2015), good ones after them.
const COHORTS: [Cohort; 18] = [
    (2008, 7, 2, 3, 2, 1),
    (2009, 7, 2, 3, 3, 1),
    (2010, 8, 3, 4, 2, 1),
    (2011, 7, 2, 3, 2, 1),
    (2012, 6, 2, 3, 1, 1),
    (2013, 7, 2, 3, 2, 1),
    (2014, 9, 2, 3, 2, 3),
    (2015, 8, 2, 3, 2, 3),
    (2016, 8, 3, 4, 3, 0),
    (2017, 7, 3, 4, 2, 0),
    (2018, 8, 3, 5, 2, 0),
    (2019, 10, 3, 5, 3, 1),
    (2020, 9, 3, 5, 2, 0),
    (2021, 10, 4, 6, 1, 0),
    (2022, 9, 3, 1, 0, 0),
    (2023, 10, 3, 0, 0, 0),
    (2024, 9, 3, 0, 0, 0),
    (2025, 10, 4, 0, 0, 0),
];

/// Everything that happens after the register's last day isn't known to anybody.
fn known(day: Date) -> Option<Date> {
    (day <= REGISTER_DAY).then_some(day)
}

fn candidate(random: &mut Random, cohort: &Cohort, place: usize, person: u32) -> Candidate {
    let &(year, admitted_count, from_mtiot, on_time, late, very_late) = cohort;
    let days =
        |random: &mut Random, low, high| i32::try_from(random.between(low, high)).unwrap_or(0);
    let month = u8::try_from(random.between(8, 10)).unwrap_or(8);
    let admitted = date(year, month, random.pick(&[1, 15, 20]));
    let financed = admitted.plus_days(days(random, 0, 14));
    let duty_days = if random.chance(85) { 365 } else { 0 };
    let leave_days = if random.chance(40) {
        days(random, 14, 120)
    } else {
        0
    };
    let norm_end = financed.plus_days(1095 + duty_days + leave_days);
    let six_years = admitted.plus_years(6);
    let mut stopped = None;
    let submitted = if place < on_time {
        // The first of a cohort submits on the last day that is still on norm time.
        let spare = if place == 0 { 0 } else { days(random, 5, 150) };
        known(norm_end.plus_days(-spare))
    } else if place < on_time + late {
        // The last of them submits on the very day of the limit.
        let room = six_years.number() - norm_end.number();
        let over = if place + 1 == on_time + late {
            room
        } else {
            days(random, 20, i64::from(room) - 30)
        };
        known(norm_end.plus_days(over))
    } else if place < on_time + late + very_late {
        known(six_years.plus_days(days(random, 30, 260)))
    } else {
        if place + 2 >= admitted_count {
            stopped = known(admitted.plus_days(days(random, 300, 1200)));
        }
        None
    };
    let defended = submitted.and_then(|day| known(day.plus_days(days(random, 90, 200))));
    Candidate {
        person,
        unit: "230240",
        // Every third or so in turn, so that no outcome belongs to one background.
        from_mtiot: (place * from_mtiot) % admitted_count < from_mtiot,
        degree: random.pick(&[
            "Sivilingeniør",
            "Siviløkonom",
            "Master utland",
            "Master i teknologi",
        ]),
        woman: random.chance(45),
        admitted,
        financed,
        source: random.pick(&["EGEN", "EGEN", "NFR", "NFR", "ANDRE"]),
        duty_days,
        leave_days,
        submitted,
        defended,
        stopped,
        doctor_philosophiae: false,
    }
}

/// The whole register, as it is known in the end.
pub(crate) fn register(seed: u64) -> Vec<Candidate> {
    let mut random = Random::new(seed, "phd");
    let mut register = Vec::new();
    let mut person = 200;
    for cohort in &COHORTS {
        for place in 0..cohort.1 {
            register.push(candidate(&mut random, cohort, place, person));
            person += 1;
        }
    }
    // Two defended a free thesis, and three belong to another department: not counted.
    for (place, year) in [(0_usize, 2017_i16), (1, 2020)] {
        let mut free = candidate(&mut random, &(year, 1, 0, 1, 0, 0), place, person);
        free.doctor_philosophiae = true;
        free.admitted = date(year, 2, 1);
        free.financed = date(year, 2, 1);
        (free.duty_days, free.leave_days) = (0, 0);
        free.submitted = Some(date(year, 3, 1));
        free.defended = Some(date(year, 11, 20));
        free.stopped = None;
        register.push(free);
        person += 1;
    }
    for year in [2016, 2018, 2019] {
        let mut elsewhere = candidate(&mut random, &(year, 1, 1, 1, 0, 0), 0, person);
        elsewhere.unit = "230210";
        register.push(elsewhere);
        person += 1;
    }
    register
}

/// The counted cohort of a year.
pub(crate) fn cohort(register: &[Candidate], year: i16) -> impl Iterator<Item = &Candidate> {
    register
        .iter()
        .filter(move |c| c.counts() && c.admitted.year == year)
}

/// Whether somebody of the cohort may still submit in time on the last day.
pub(crate) fn undecided(register: &[Candidate], year: i16, limit: fn(&Candidate) -> Date) -> bool {
    cohort(register, year).any(|c| c.submitted.is_none() && LAST_DAY <= limit(c))
}

#[cfg(test)]
mod tests {
    use super::{Candidate, LAST_DAY, cohort, register, undecided};

    fn share(year: i16) -> (usize, usize) {
        let register = register(1);
        let all = cohort(&register, year).count();
        (
            cohort(&register, year)
                .filter(|c| c.within_six_years())
                .count(),
            all,
        )
    }

    #[test]
    fn the_bad_cohorts_are_those_of_2014_and_2015() {
        assert_eq!(share(2014), (5, 9));
        assert_eq!(share(2015), (5, 8));
        assert_eq!(share(2016), (7, 8));
        // Exactly at the limit.
        assert_eq!(share(2019), (8, 10));
    }

    #[test]
    fn a_cohort_is_either_decided_for_all_or_open_for_somebody_who_has_not_submitted() {
        let register = register(1);
        for limit in [
            Candidate::six_years as fn(&Candidate) -> _,
            Candidate::norm_end,
        ] {
            for year in 2012..=2025 {
                let open = cohort(&register, year).any(|c| LAST_DAY <= limit(c));
                assert_eq!(open, undecided(&register, year, limit), "cohort {year}");
            }
        }
    }

    #[test]
    fn dates_follow_each_other() {
        for c in register(1) {
            assert!(c.submitted.is_none_or(|day| day >= c.financed));
            assert!(c.defended.is_none_or(|day| Some(day) >= c.submitted));
        }
    }
}
