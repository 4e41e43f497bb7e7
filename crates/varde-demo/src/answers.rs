//! The answer sheet: every computed goal and year, worked out from the invented
//! department itself and never from its files.

use crate::Answer;
use crate::date::{Date, date};
use crate::judge::{GOALS, Goal, state};
use crate::phd::{Candidate, cohort, undecided};
use crate::rational::Rational;
use crate::story::{BASELINE, DEPARTMENT, PLAN};
use crate::students::intake;
use crate::world::World;

/// What a goal's indicator comes to in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Numerator, denominator (none for a plain count) and value.
    Value(Rational, Option<Rational>, Rational),
    /// The numerator is known and the denominator isn't.
    NoDenominator(Rational),
    /// Somebody of the cohort may still make it.
    TooEarly,
}

fn whole(value: usize) -> Rational {
    Rational::whole(i64::try_from(value).unwrap_or(i64::MAX))
}

fn ratio(above: Rational, below: Rational) -> Option<Outcome> {
    Some(match above.over(below) {
        Some(value) => Outcome::Value(above, Some(below), value),
        None => Outcome::NoDenominator(above),
    })
}

fn per_cent(above: Rational, below: Rational) -> Option<Outcome> {
    let value = above.over(below)?.times(Rational::whole(100))?;
    Some(Outcome::Value(above, Some(below), value))
}

fn growth(now: Rational, then: Rational) -> Option<Outcome> {
    per_cent(now.minus(then)?, then)
}

fn applicants(programme: &str, year: i16) -> Option<Outcome> {
    let intake = intake(programme, year)?;
    let applicants = Rational::whole(intake.applicants);
    match intake.places {
        Some(places) => ratio(applicants, Rational::whole(places)),
        None => Some(Outcome::NoDenominator(applicants)),
    }
}

impl World {
    fn academics(&self, year: i16) -> Rational {
        whole(self.staff.permanent_academics(date(year, 10, 1)).len())
    }

    fn study_points(&self, year: i16) -> Rational {
        Rational::scaled(self.teaching.produced(year), 4)
    }

    fn candidates(&self, year: i16) -> Rational {
        Rational::whole(self.students.candidates(year))
    }

    /// Counts candidates of the cohorts from `first` to `last`, all and those that fit.
    fn cohorts(&self, first: i16, last: i16, fits: fn(&Candidate) -> bool) -> Option<Outcome> {
        let all = || (first..=last).flat_map(|year| cohort(&self.doctoral, year));
        per_cent(
            whole(all().filter(|c| fits(c)).count()),
            whole(all().count()),
        )
    }

    fn matured(
        &self,
        first: i16,
        year: i16,
        limit: fn(&Candidate) -> Date,
        fits: fn(&Candidate) -> bool,
    ) -> Option<Outcome> {
        if undecided(&self.doctoral, year, limit) {
            return Some(Outcome::TooEarly);
        }
        self.cohorts(first, year, fits)
    }

    fn disputations(&self, year: i16) -> Option<Outcome> {
        let years = year - 2..=year;
        let defended = self
            .doctoral
            .iter()
            .filter(|c| c.counts())
            .filter(|c| c.defended.is_some_and(|day| years.contains(&day.year)))
            .count();
        let heads: usize = years
            .clone()
            .map(|y| self.staff.permanent_academics(date(y, 10, 1)).len())
            .sum();
        per_cent(whole(defended), whole(heads))
    }

    fn participation(&self, year: i16) -> Option<Outcome> {
        let day = date(year, 12, 31);
        let asked: Vec<u32> = self
            .staff
            .permanent_academics(day)
            .into_iter()
            .filter(|person| !self.staff.away(*person, day))
            .filter(|person| {
                self.staff
                    .first_day(*person)
                    .is_some_and(|first| first.plus_years(1) <= day)
            })
            .collect();
        let taking = asked
            .iter()
            .filter(|person| self.projects.takes_part(**person, day))
            .count();
        per_cent(whole(taking), whole(asked.len()))
    }

    fn eu_projects(&self, year: i16) -> Option<Outcome> {
        let first = date(year, 1, 1).number();
        let last = date(year, 12, 31).number();
        let fewest = (first..=last)
            .map(|day| self.projects.eu_running(Date::from_number(day)))
            .min()?;
        let fewest = Rational::whole(fewest);
        Some(Outcome::Value(fewest, None, fewest))
    }

    /// The smaller gender's heads over three years, and all heads.
    fn balance(&self, group: &str, year: i16) -> (i64, i64) {
        let sums = (year - 2..=year)
            .map(|y| self.staff.heads(group, y))
            .fold((0, 0), |sum, heads| (sum.0 + heads.0, sum.1 + heads.1));
        (sums.0.min(sums.1), sums.0 + sums.1)
    }

    fn balanced_groups(&self, year: i16) -> Option<Outcome> {
        let groups = ["bedok", "stratforr", "vil", "admin"];
        let passing = groups.iter().filter(|group| {
            let now = self.balance(group, year);
            let then = self.balance(group, BASELINE);
            // Better than then (compared crosswise), or 40 % of each already.
            now.0 * then.1 > then.0 * now.1 || now.0 * 100 >= now.1 * 40
        });
        per_cent(whole(passing.count()), whole(groups.len()))
    }

    fn relative_growth(&self, year: i16) -> Option<Outcome> {
        let staff = self.academics(year).over(self.academics(BASELINE))?;
        let points = self.study_points(year).over(self.study_points(BASELINE))?;
        let candidates = self.candidates(year).over(self.candidates(BASELINE))?;
        ratio(staff, points.max(candidates))
    }

    fn outcome(&self, goal: &Goal, year: i16) -> Option<Outcome> {
        let kroner = |ore: i64| Rational::scaled(ore, 2);
        let economy = &self.economy;
        match goal.id {
            "GU-03a" => applicants("MTIØT", year),
            "GU-03b" => applicants("MIENTRE", year),
            "GU-03c" => applicants("MENTRE", year),
            "GU-06" => per_cent(
                Rational::scaled(self.teaching.produced_for_others(year), 4),
                self.study_points(year),
            ),
            "GU-08a" => growth(self.study_points(year), self.study_points(BASELINE)),
            "GU-08b" => growth(self.candidates(year), self.candidates(BASELINE)),
            "LM-02a" => {
                let (fewer, all) = self.students.smallest_share(year)?;
                per_cent(Rational::whole(fewer), Rational::whole(all))
            }
            "PU-01" => ratio(
                Rational::scaled(self.publishing.points(year).0, 4),
                whole(self.staff.with_research_time(year)),
            ),
            "PU-02" => {
                let (all, qualifying) = self.publishing.points(year);
                per_cent(Rational::scaled(qualifying, 4), Rational::scaled(all, 4))
            }
            "FU-02" => self.cohorts(year - 4, year, |c| c.from_mtiot),
            "FU-03a" => self.disputations(year),
            "FU-03b" => self.matured(
                year,
                year,
                Candidate::six_years,
                Candidate::within_six_years,
            ),
            "FU-03c" => self.matured(year - 4, year, Candidate::norm_end, Candidate::on_norm_time),
            "EF-01" | "RE-02b" => growth(
                kroner(economy.boa_income(year)),
                kroner(economy.boa_income(BASELINE)),
            ),
            "EF-02" => ratio(
                kroner(economy.transfers(year)),
                kroner(economy.transfers(BASELINE)),
            ),
            "EF-03" => self.participation(year),
            "EF-04a" => self.eu_projects(year),
            "OL-11a" => self.balanced_groups(year),
            "RE-02c" => growth(
                kroner(economy.transfers(year)),
                kroner(economy.transfers(BASELINE)),
            ),
            "RE-03" => growth(
                kroner(economy.total_income(year)),
                kroner(economy.total_income(BASELINE)),
            ),
            "RE-04a" => growth(self.academics(year), self.academics(BASELINE)),
            "RE-05" => per_cent(
                kroner(economy.net_wages(year)),
                kroner(economy.budget(year)?.budget),
            ),
            "RE-08" => {
                let budget = economy.budget(year)?;
                per_cent(kroner(budget.balance_out), kroner(budget.grant))
            }
            "VI-01" => self.relative_growth(year),
            _ => None,
        }
    }
}

fn answer(goal: &Goal, year: i16, outcome: Outcome, baseline: Option<Rational>) -> Option<Answer> {
    let blank = Answer {
        goal: goal.id.to_owned(),
        indicator: goal.indicator.to_owned(),
        unit: DEPARTMENT.to_owned(),
        year,
        numerator: None,
        denominator: None,
        value: None,
        state: "unknown".to_owned(),
        reason: None,
    };
    Some(match outcome {
        Outcome::Value(numerator, denominator, value) => Answer {
            numerator: Some(numerator.text()),
            denominator: denominator.map(Rational::text),
            value: Some(value.text()),
            state: state(goal, value, year, baseline)?.to_owned(),
            ..blank
        },
        Outcome::NoDenominator(numerator) => Answer {
            numerator: Some(numerator.text()),
            reason: Some("no-denominator".to_owned()),
            ..blank
        },
        Outcome::TooEarly => Answer {
            state: "too_early".to_owned(),
            reason: Some("cohort-not-mature".to_owned()),
            ..blank
        },
    })
}

/// All answers, by goal and year.
pub(crate) fn answers(world: &World) -> Vec<Answer> {
    let mut answers = Vec::new();
    for goal in &GOALS {
        let outcomes: Vec<(i16, Option<Outcome>)> =
            PLAN.map(|year| (year, world.outcome(goal, year))).collect();
        let baseline = outcomes.iter().find_map(|(year, outcome)| match outcome {
            Some(Outcome::Value(_, _, value)) if *year == BASELINE => Some(*value),
            _ => None,
        });
        answers.extend(
            outcomes
                .into_iter()
                .filter_map(|(year, outcome)| answer(goal, year, outcome?, baseline)),
        );
    }
    answers
}
