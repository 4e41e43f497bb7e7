//! The programmes as a whole: how they compare with others, their profiles and partners, applicants, and growth by plan.

mod admission;
mod growth;
mod level;
mod profiles;
mod relevance;

use super::{Area, Register};
use crate::date::{Date, date};
use crate::judge::{Goal, Limit, When, reached, state};
use crate::rational::Rational;
use crate::story::DEPARTMENT;
use crate::world::World;

/// The department's programmes of basic education. All have run since before 2016, and none is closed before 2026.
const PROGRAMMES: [&str; 7] = [
    "MTIØT", "MIENTRE", "MENTRE", "MSPROMAN", "MIHMS", "MHMS", "INGLOG",
];

/// The registers of this area and the answers that they give.
pub(crate) fn area(world: &World) -> Area {
    let mut area = Area::default();
    level::add(&mut area);
    profiles::add(&mut area);
    admission::add(&mut area);
    growth::add(world, &mut area);
    relevance::add(&mut area);
    area
}

/// A judgement on four steps: the part of the goal (empty: all of it), the day, the step, on what, and the next review.
type Judgement = (&'static str, Date, i64, &'static str, Option<(i16, u8, u8)>);

fn assessments(goal: &str, judgements: &[Judgement]) -> Register {
    let mut register = Register::new(
        "assessment",
        &[
            "goal",
            "unit",
            "about",
            "assessed",
            "step",
            "assessor",
            "evidence",
            "next_review",
        ],
    );
    for (about, day, step, evidence, next) in judgements {
        let next = next.map(|(year, month, day)| date(year, month, day).iso());
        register.add(
            *day,
            [
                goal,
                DEPARTMENT,
                about,
                &day.iso(),
                &step.to_string(),
                "ledergruppa",
                evidence,
                &next.unwrap_or_default(),
            ],
        );
    }
    register
}

/// The step that stands in a year: that of the last judgement, until the year of its next review or for two more years.
fn step(judgements: &[Judgement], about: &str, year: i16) -> Option<i64> {
    judgements
        .iter()
        .filter(|(part, day, .., next)| {
            let until = next.map_or(day.year + 2, |(year, ..)| year);
            *part == about && (day.year..=until).contains(&year)
        })
        .max_by_key(|(_, day, ..)| *day)
        .map(|(_, _, step, ..)| *step)
}

/// The state in a year of a value that is to reach a limit by the plan's end. Without a value in 2018 there is no path to be on.
fn by_end(
    limit: &'static str,
    value: Rational,
    year: i16,
    baseline: Option<Rational>,
) -> &'static str {
    let goal = Goal {
        id: "",
        indicator: "",
        limit: Limit::AtLeast(limit),
        when: When::ByEnd,
    };
    if baseline.is_none() && year < 2025 && reached(goal.limit, value) == Some(false) {
        return "off_track";
    }
    state(&goal, value, year, baseline).unwrap_or("unknown")
}

/// A number of things as a number.
fn whole(count: usize) -> Rational {
    Rational::whole(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Some of all, and the share in per cent.
#[derive(Clone, Copy)]
struct Part {
    some: usize,
    all: usize,
}

impl Part {
    /// How many of the verdicts are good. One that nobody knows is left out, unless all the others are good: then nobody
    /// knows whether all are.
    fn of(verdicts: impl Iterator<Item = Option<bool>> + Clone) -> Option<Self> {
        let missed = verdicts.clone().any(|v| v == Some(false));
        if !missed && verdicts.clone().any(|v| v.is_none()) {
            return None;
        }
        Some(Self {
            some: verdicts.clone().filter(|v| *v == Some(true)).count(),
            all: verdicts.flatten().count(),
        })
    }

    fn per_cent(self) -> Option<Rational> {
        whole(self.some)
            .over(whole(self.all))?
            .times(Rational::whole(100))
    }
}
