//! RE-02d: which new projects had their own effort weighed against the strategy before the contract was signed.
//!
//! Nobody did so in 2018. From 2019 it came into use; from 2022 it is a rule, which one EU project broke in 2024.

use crate::date::{Date, iso_or_empty};
use crate::local::{Area, Register, met, share};
use crate::projects::Project;
use crate::random::Random;
use crate::rational::Rational;
use crate::story::{DEPARTMENT, PLAN};
use crate::world::World;

struct Assessment {
    own_effort: i64,
    assessed: Option<Date>,
    assessor: &'static str,
    reason: &'static str,
}

/// A project signed in a year of the plan, and what is entered of its own effort.
struct Contract<'a> {
    project: &'a Project,
    signed: Date,
    entered: Option<Assessment>,
}

impl Contract<'_> {
    /// A forgotten assessment is no good one, except of a commission, whose price covers the cost.
    fn to_assess(&self) -> bool {
        match &self.entered {
            Some(entered) => entered.own_effort > 0,
            None => self.project.type_group != "commission",
        }
    }

    fn in_time(&self) -> bool {
        let assessed = self.entered.as_ref().and_then(|entered| entered.assessed);
        self.to_assess() && assessed.is_some_and(|day| day <= self.signed)
    }
}

const REASONS: [&str; 5] = [
    "Bygger opp en satsing i strategien",
    "Gir stipendiater til et felt som skal vokse",
    "Nye partnere i et fag vi vil styrke",
    "Fornyer undervisningen i tillegg til forskningen",
    "Svakere kobling til strategien, men god økonomi",
];

fn enter(random: &mut Random, project: &Project, signed: Date) -> Option<Assessment> {
    // Of a hundred: how many are entered, and how many of those in time.
    let (entered, in_time) = match signed.year {
        ..=2018 => (0, 0),
        2019 => (60, 50),
        2020 => (80, 70),
        2021 => (100, 75),
        _ => (100, 100),
    };
    let (is_entered, is_in_time) = (random.chance(entered), random.chance(in_time));
    let (thousands, before) = (random.between(15, 240), random.between(0, 45));
    let (reason, free) = (random.pick(&REASONS), random.chance(12));
    if !is_entered {
        return None;
    }
    if project.type_group == "commission" || free {
        return Some(Assessment {
            own_effort: 0,
            assessed: None,
            assessor: "",
            reason: "",
        });
    }
    let broke_the_rule = project.type_group == "eu" && signed.year == 2024;
    let days = i32::try_from(before).unwrap_or(14);
    let assessed = match is_in_time && !broke_the_rule {
        true => Some(signed.plus_days(-days)),
        false if before % 2 == 0 || broke_the_rule => Some(signed.plus_days(days / 4 + 1)),
        false => None,
    };
    Some(Assessment {
        own_effort: thousands * 10_000,
        assessed,
        assessor: if thousands < 60 {
            "instituttleder"
        } else {
            "ledergruppa"
        },
        reason,
    })
}

fn contracts(world: &World) -> Vec<Contract<'_>> {
    let mut random = Random::new(world.seed, "own effort");
    let own = world.projects.list.iter().filter(|p| p.unit == DEPARTMENT);
    own.filter_map(|project| {
        let signed = project.signed.filter(|day| PLAN.contains(&day.year))?;
        Some(Contract {
            project,
            signed,
            entered: enter(&mut random, project, signed),
        })
    })
    .collect()
}

pub(super) fn add(world: &World, area: &mut Area) {
    let contracts = contracts(world);
    let headings = &[
        "project",
        "unit",
        "own_effort",
        "assessed",
        "assessor",
        "reason",
    ];
    let mut register = Register::new("project_assessment", headings);
    for contract in &contracts {
        let Some(entered) = &contract.entered else {
            continue;
        };
        register.add(
            entered.assessed.unwrap_or(contract.signed),
            [
                &contract.project.number,
                DEPARTMENT,
                &entered.own_effort.to_string(),
                &iso_or_empty(entered.assessed),
                entered.assessor,
                entered.reason,
            ],
        );
    }
    area.registers.push(register);
    let count = |year: i16, fits: fn(&Contract) -> bool| {
        let fitting = contracts
            .iter()
            .filter(|c| c.signed.year == year && fits(c));
        Rational::whole(i64::try_from(fitting.count()).unwrap_or(0))
    };
    for year in PLAN {
        let (assessed, all) = (count(year, |c| c.in_time()), count(year, |c| c.to_assess()));
        let state = if all == Rational::whole(0) {
            "unknown"
        } else {
            met(assessed == all)
        };
        let answer = share("RE-02d", "own-effort-assessed", year, assessed, all, state);
        area.answers.push(answer);
    }
}
