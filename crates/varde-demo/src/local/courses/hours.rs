//! The account of teaching hours: GU-11, whether teaching gets more productive, and VI-02, whether that frees time.
//!
//! Digital teaching cost more hours than it gave in 2020; from 2022 each credit takes fewer hours than when the plan began. In 2025
//! productivity still rises, but the students find their learning environment worse than the year before.

use std::collections::BTreeMap;

use super::super::people::learning_environment_change;
use super::super::{Area, Register, answer, met, worst};
use super::{above_start, no_data, per_cent, whole};
use crate::Answer;
use crate::date::date;
use crate::random::Random;
use crate::rational::Rational;
use crate::story::{BASELINE, DEPARTMENT, PLAN};
use crate::teaching::Course;
use crate::world::World;

/// The first year in the account.
const FIRST: i16 = 2017;

/// Hours in all ordinary courses by year, and what an hour costs in kroner.
const TOTALS: [(i64, i64); 9] = [
    (24_600, 742),
    (25_010, 768),
    (25_890, 794),
    (27_930, 812),
    (27_640, 840),
    (27_180, 881),
    (27_020, 926),
    (27_410, 968),
    (27_650, 1_004),
];

/// What a course took in a year. The cost is not always worked out.
struct Work {
    course: usize,
    year: i16,
    hours: i64,
    cost: Option<i64>,
}

/// Whether a course is the department's own.
pub(super) fn own(course: &Course) -> bool {
    course.owner == DEPARTMENT
}

/// Whether nobody wrote down the hours of a course in a year.
fn missing(course: usize, evu: bool, year: i16) -> bool {
    match year {
        _ if evu => year < 2019,
        2017 => course % 4 == 1,
        2018 => course % 10 == 7,
        2019 => course == 29 || course == 61,
        _ => false,
    }
}

fn costed(course: usize, year: i16) -> bool {
    match year {
        2017 => false,
        2018 => course % 2 == 1,
        2019 => course % 5 != 2,
        2020 => course % 13 != 4,
        2021 => ![17, 44, 53].contains(&course),
        _ => true,
    }
}

/// What is known of the courses: the work in them, and their credits.
pub(super) struct Account {
    work: Vec<Work>,
    /// New credits by course and year, whoever the students are, in ten thousandths of 60.
    credits_e4: BTreeMap<(usize, i16), i64>,
}

impl Account {
    /// The whole account. One course of 2021 was entered with no hours at all.
    pub(super) fn new(world: &World) -> Self {
        let mut credits_e4 = BTreeMap::new();
        for row in &world.teaching.production {
            *credits_e4.entry((row.course, row.year)).or_default() += row.units_e4;
        }
        let mut account = Self {
            work: Vec::new(),
            credits_e4,
        };
        let mut random = Random::new(world.seed, "teaching hours");
        let courses = &world.teaching.courses;
        let own = (0..courses.len()).filter(|course| own(&courses[*course]));
        let (further, ordinary): (Vec<usize>, Vec<usize>) =
            own.partition(|course| courses[*course].evu);
        let fixed: Vec<i64> = ordinary.iter().map(|_| random.between(150, 450)).collect();
        for (year, (total, price)) in (FIRST..).zip(TOTALS) {
            let weights: Vec<i64> = ordinary
                .iter()
                .zip(&fixed)
                .map(|(course, fixed)| fixed + account.credits_e4(*course, year) / 400)
                .collect();
            let hours = ordinary.iter().zip(Random::divide(total, &weights));
            let few = further
                .iter()
                .map(|course| (course, random.between(60, 140)));
            for (course, hours) in hours.chain(few) {
                if missing(*course, courses[*course].evu, year) {
                    continue;
                }
                let nothing = (*course, year) == (44, 2021);
                let hours = if nothing { 0 } else { hours };
                account.work.push(Work {
                    course: *course,
                    year,
                    hours,
                    cost: costed(*course, year).then_some(hours * price),
                });
            }
        }
        account
    }

    /// The credits of a course in a year, in ten thousandths of 60.
    pub(super) fn credits_e4(&self, course: usize, year: i16) -> i64 {
        self.credits_e4.get(&(course, year)).copied().unwrap_or(0)
    }

    /// Whether some hours of a course are known in a year.
    pub(super) fn timed(&self, course: usize, year: i16) -> bool {
        let mut work = self.work.iter();
        work.any(|w| w.course == course && w.year == year && w.hours > 0)
    }

    /// The own courses that were given in a year, by their place in the list.
    pub(super) fn given(&self, world: &World, year: i16) -> Vec<usize> {
        let courses = &world.teaching.courses;
        (0..courses.len())
            .filter(|course| own(&courses[*course]))
            .filter(|course| self.credits_e4(*course, year) > 0 || self.timed(*course, year))
            .collect()
    }

    /// Those of them that are not further education.
    pub(super) fn given_ordinary(&self, world: &World, year: i16) -> Vec<usize> {
        let mut given = self.given(world, year);
        given.retain(|course| !world.teaching.courses[*course].evu);
        given
    }
}

/// Credits and hours of a year in the ordinary courses whose hours are known.
#[derive(Clone, Copy)]
struct Totals {
    credits: Rational,
    hours: Rational,
}

impl Totals {
    fn of(world: &World, account: &Account, years: std::ops::RangeInclusive<i16>) -> Self {
        let (mut credits, mut hours) = (0, 0);
        for work in &account.work {
            let ordinary = !world.teaching.courses[work.course].evu;
            if ordinary && work.hours > 0 && years.contains(&work.year) {
                credits += account.credits_e4(work.course, work.year);
                hours += work.hours;
            }
        }
        Self {
            credits: Rational::scaled(credits, 4),
            hours: Rational::whole(hours),
        }
    }
}

/// Credits per hour over three years against the three that ended a year earlier.
fn productivity(world: &World, account: &Account, year: i16) -> Answer {
    let (goal, indicator) = ("GU-11", "teaching-productivity-trend");
    let all = account.given_ordinary(world, year);
    let known = |course: &&usize| {
        let mut works = account.work.iter();
        works.any(|w| w.course == **course && w.year == year && w.hours > 0 && w.cost.is_some())
    };
    let costed = met(all.iter().filter(known).count() == all.len());
    let environment = match learning_environment_change(world, year) {
        Some(change) => met(change >= Rational::whole(1)),
        None => "unknown",
    };
    let trend = (year - 3 >= FIRST).then(|| {
        let now = Totals::of(world, account, year - 2..=year);
        let before = Totals::of(world, account, year - 3..=year - 1);
        let above = now.credits.times(before.hours);
        let below = before.credits.times(now.hours);
        [above, below, above.zip(below).and_then(|(a, b)| a.over(b))]
    });
    let Some(parts @ [.., Some(value)]) = trend else {
        let state = worst(&["unknown", costed, environment]);
        return answer(goal, indicator, year, [None; 3], state, Some("no-data"));
    };
    let state = worst(&[met(value > Rational::whole(1)), costed, environment]);
    answer(goal, indicator, year, parts, state, None)
}

/// The mean of the part of their time that the academics on 1 October have for research, among those with a plan.
fn research_share(world: &World, year: i16) -> Option<Rational> {
    let staff = world.staff.permanent_academics(date(year, 10, 1));
    let shares: Vec<i64> = staff
        .iter()
        .filter_map(|person| {
            let mut shares = world.staff.work_shares.iter();
            let share = shares.find(|s| s.person == *person && s.year == year)?;
            Some(share.research)
        })
        .collect();
    per_cent(Rational::whole(shares.iter().sum()), whole(shares.len()))
}

fn freed(world: &World, account: &Account, year: i16) -> Option<Answer> {
    let now = Totals::of(world, account, year..=year);
    let then = Totals::of(world, account, BASELINE..=BASELINE);
    let would_have = then.hours.times(now.credits)?;
    let above = would_have.minus(now.hours.times(then.credits)?)?;
    let value = above.over(then.credits)?;
    let share = research_share(world, year)?;
    let state = worst(&[
        above_start(value, Rational::whole(0), year),
        above_start(share, research_share(world, BASELINE)?, year),
    ]);
    let parts = [Some(above), Some(then.credits), Some(value)];
    Some(answer("VI-02", "freed-hours", year, parts, state, None))
}

fn register(world: &World, account: &Account) -> Register {
    let headings = &["course", "year", "unit", "hours", "cost"];
    let mut register = Register::new("teaching_hours", headings);
    for work in &account.work {
        register.add(
            date(work.year + 1, 1, 20),
            [
                &world.teaching.courses[work.course].code,
                &work.year.to_string(),
                DEPARTMENT,
                &work.hours.to_string(),
                &work.cost.map(|cost| cost.to_string()).unwrap_or_default(),
            ],
        );
    }
    register
}

pub(super) fn area(world: &World, account: &Account) -> Area {
    let freed =
        |year| freed(world, account, year).unwrap_or_else(|| no_data("VI-02", "freed-hours", year));
    Area {
        registers: vec![register(world, account)],
        answers: PLAN
            .flat_map(|year| [productivity(world, account, year), freed(year)])
            .collect(),
    }
}
