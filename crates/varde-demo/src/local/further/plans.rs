//! IN-03: business plans by academic year, with their versions, and ideas beside them.
//!
//! The plans fall off in the spring of 2020, stand exactly at the limit in 2021, and slip under it once more in 2024.

use std::collections::BTreeSet;

use super::whole;
use crate::date::{Date, date};
use crate::local::{Area, Register, met, number, yes};
use crate::random::Random;
use crate::rational::Rational;
use crate::story::{DEPARTMENT, PLAN};
use crate::world::World;

/// The teams whose first complete plan is handed in within the academic year that ends in 2018, 2019 …; of the last
/// one only the autumn has been.
const TEAMS: [(i16, usize); 9] = [
    (2018, 44),
    (2019, 50),
    (2020, 37),
    (2021, 48),
    (2022, 55),
    (2023, 59),
    (2024, 47),
    (2025, 52),
    (2026, 18),
];

/// A submission: its day, and whether all sections are there.
type Version = (Date, Option<bool>);

struct Plan {
    team: String,
    course: String,
    idea: &'static str,
    origin: &'static str,
    stage: &'static str,
    versions: Vec<Version>,
}

impl Plan {
    /// The academic year of the first complete version. A version that isn't marked is complete.
    fn academic_year(&self) -> Option<i16> {
        let complete = self.versions.iter().filter(|v| v.1 != Some(false));
        let first = complete.map(|v| v.0).min()?;
        Some(first.year + i16::from(first.month >= 8))
    }
}

/// A day in the autumn or the spring of an academic year.
fn day(random: &mut Random, year: i16, autumn: bool) -> Date {
    let days = i32::try_from(random.between(0, 20)).unwrap_or(0);
    let first = if autumn {
        date(year - 1, 11, 25)
    } else {
        date(year, 5, 10)
    };
    first.plus_days(days)
}

fn versions(random: &mut Random, year: i16) -> Vec<Version> {
    let autumn = year == 2026 || random.chance(35);
    let first = day(random, year, autumn);
    let marked = random.pick(&[Some(true), Some(true), None]);
    if year < 2026 && random.chance(25) {
        let second = first.plus_days(21);
        // Some lacked sections at first.
        let lacking = random.chance(40);
        let mark = if lacking { Some(false) } else { marked };
        return vec![(first, mark), (second, Some(true))];
    }
    vec![(first, marked)]
}

fn plans(world: &World) -> Vec<Plan> {
    let mut random = Random::new(world.seed, "business-plans");
    let courses: Vec<&str> = world
        .teaching
        .courses
        .iter()
        .filter(|c| c.innovation && c.owner == DEPARTMENT)
        .map(|c| c.code.as_str())
        .collect();
    let mut plans = Vec::new();
    for (year, teams) in TEAMS {
        for team in 1..=teams + 2 {
            let code = format!("g-{year}-{team:02}");
            let plan = |random: &mut Random, stage, versions| {
                let project = random.chance(15);
                Plan {
                    team: code.clone(),
                    course: if project {
                        String::new()
                    } else {
                        random.pick(&courses).to_owned()
                    },
                    idea: random.pick(&["product", "product", "service", "business_model"]),
                    origin: if project { "project" } else { "course" },
                    stage,
                    versions,
                }
            };
            if random.chance(55) {
                let on = day(&mut random, year, true);
                let idea = plan(&mut random, "idea", vec![(on, None)]);
                plans.push(idea);
            }
            // Two teams of each year are first complete in the autumn after it, when the next academic year has begun.
            let handed_in = if team <= teams {
                versions(&mut random, year)
            } else if year < 2026 {
                let last = date(year, 9, 10);
                vec![(date(year, 6, 5), Some(false)), (last, Some(true))]
            } else {
                continue;
            };
            let first = plan(&mut random, "plan", handed_in);
            plans.push(first);
            if team % 17 == 5 {
                // A team with two plans counts once.
                let again = versions(&mut random, year);
                let second = plan(&mut random, "plan", again);
                plans.push(second);
            }
        }
    }
    plans
}

fn register(plans: &[Plan]) -> Register {
    let mut register = Register::new(
        "business_plan",
        &[
            "no",
            "unit",
            "team",
            "stage",
            "delivered",
            "version_of",
            "course",
            "complete",
            "idea",
            "origin",
        ],
    );
    let mut row = 0;
    for plan in plans {
        let first = format!("P-{:04}", row + 1);
        for (place, (delivered, complete)) in plan.versions.iter().enumerate() {
            row += 1;
            register.add(
                *delivered,
                [
                    &format!("P-{row:04}"),
                    DEPARTMENT,
                    &plan.team,
                    plan.stage,
                    &delivered.iso(),
                    if place == 0 { "" } else { &first },
                    &plan.course,
                    complete.map(yes).unwrap_or_default(),
                    plan.idea,
                    plan.origin,
                ],
            );
        }
    }
    register
}

pub(super) fn add(world: &World, area: &mut Area) {
    let plans = plans(world);
    area.registers.push(register(&plans));
    for year in PLAN {
        let teams: BTreeSet<&str> = plans
            .iter()
            .filter(|p| p.stage == "plan" && p.academic_year() == Some(year))
            .map(|p| p.team.as_str())
            .collect();
        let count = whole(teams.len());
        let state = met(count >= Rational::whole(50));
        area.answers
            .push(number("IN-03", "business-plans", year, count, state));
    }
}
