//! RE-01: whose work plan was talked over with them before it was decided.
//!
//! The register begins with 2019. That year and the next, many were told afterwards; in 2023 everybody was asked.

use super::{academics, heads};
use crate::date::{Date, date, iso_or_empty};
use crate::local::{Area, Register, answer, met, share};
use crate::people::pid;
use crate::random::Random;
use crate::story::{DEPARTMENT, PLAN};
use crate::world::World;

const FIRST: i16 = 2019;

/// Those who had no plan in a year.
const WITHOUT: [(i16, &[u32]); 4] = [
    (2019, &[4, 15, 24, 29, 32]),
    (2020, &[16, 31]),
    (2022, &[34]),
    (2024, &[23]),
];
/// Those who were told of the decision and not asked before it.
const TOLD: [(i16, &[u32]); 4] = [
    (2019, &[2, 5, 7, 12, 13, 19, 25, 27, 28]),
    (2020, &[5, 7, 8, 12, 26, 27, 33]),
    (2021, &[7, 10, 29, 31]),
    (2022, &[7]),
];
/// Those whose plan was talked over and never decided.
const UNDECIDED: [(i16, &[u32]); 2] = [(2020, &[30, 20]), (2021, &[28])];

fn among(table: &[(i16, &[u32])], year: i16, person: u32) -> bool {
    table
        .iter()
        .any(|(of, persons)| *of == year && persons.contains(&person))
}

struct Plan {
    person: u32,
    year: i16,
    discussed: Option<Date>,
    decided: Option<Date>,
}

impl Plan {
    fn in_dialogue(&self) -> bool {
        let in_time = |decided| self.discussed.is_some_and(|discussed| discussed <= decided);
        self.decided.is_some_and(in_time)
    }
}

fn plan(random: &mut Random, person: u32, year: i16, first_day: Date) -> Plan {
    let mut some_days = |low, high| i32::try_from(random.between(low, high)).unwrap_or(7);
    // Plans are made late in the year before; who comes in the year gets one in the first weeks.
    let (talk, decision) = if first_day.year == year {
        let talk = first_day.plus_days(some_days(7, 21));
        (talk, talk.plus_days(some_days(0, 14)))
    } else {
        let talk = date(year - 1, 11, 5).plus_days(some_days(0, 36));
        (talk, date(year - 1, 12, 16))
    };
    let discussed = match among(&TOLD, year, person) {
        true if person.is_multiple_of(2) => Some(decision.plus_days(some_days(3, 20))),
        true => None,
        false => Some(talk),
    };
    Plan {
        person,
        year,
        discussed,
        decided: (!among(&UNDECIDED, year, person)).then_some(decision),
    }
}

fn plans(world: &World) -> Vec<Plan> {
    let mut random = Random::new(world.seed, "work plans");
    let mut plans = Vec::new();
    for year in FIRST..=2025 {
        let mut persons = world.staff.permanent_academics(date(year, 3, 1));
        persons.extend(academics(world, year));
        persons.sort_unstable();
        persons.dedup();
        for person in persons {
            let Some(first_day) = world.staff.first_day(person) else {
                continue;
            };
            if !among(&WITHOUT, year, person) {
                plans.push(plan(&mut random, person, year, first_day));
            }
        }
    }
    plans
}

pub(super) fn add(world: &World, area: &mut Area) {
    let plans = plans(world);
    let headings = &["pid", "year", "unit", "discussed", "decided"];
    let mut register = Register::new("work_plan", headings);
    for plan in &plans {
        let known = plan.discussed.max(plan.decided);
        register.add(
            known.unwrap_or(date(plan.year, 1, 15)),
            [
                &pid(plan.person),
                &plan.year.to_string(),
                DEPARTMENT,
                &iso_or_empty(plan.discussed),
                &iso_or_empty(plan.decided),
            ],
        );
    }
    area.registers.push(register);
    for year in PLAN {
        let staff = academics(world, year);
        let all = heads(staff.len());
        let (goal, indicator) = ("RE-01", "work-plans-in-dialogue");
        if year < FIRST {
            let parts = [None, Some(all), None];
            let unknown = answer(goal, indicator, year, parts, "unknown", Some("no-data"));
            area.answers.push(unknown);
            continue;
        }
        let asked = plans
            .iter()
            .filter(|p| p.year == year && staff.contains(&p.person) && p.in_dialogue())
            .count();
        let state = met(asked == staff.len());
        area.answers
            .push(share(goal, indicator, year, heads(asked), all, state));
    }
}
