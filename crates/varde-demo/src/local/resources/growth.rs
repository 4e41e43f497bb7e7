//! RE-02a, RE-02e and RE-04b: state funding along a line, growth without units that moved, and the administration
//! beside the academics.
//!
//! A group comes from another department in 2022, and one chair leaves with its projects in 2023. Without them the
//! growth that the ledger shows at the plan's end isn't enough.

use super::{academics, by_end, heads, per_cent};
use crate::date::{Date, date, iso_or_empty};
use crate::local::{Area, Register, answer, worst};
use crate::people::Kind;
use crate::rational::Rational;
use crate::story::{BASELINE, DEPARTMENT, PLAN};
use crate::world::World;

/// What came or went: persons and kroner in the first year and in each year after it.
struct Moved {
    comes: bool,
    decided_by: &'static str,
    academics: usize,
    state_funding: (i64, i64),
    external: (i64, i64),
    assessed: Option<Date>,
    assessment: &'static str,
}

struct Event {
    no: &'static str,
    on: Date,
    what: &'static str,
    moved: Option<Moved>,
}

const fn quiet(no: &'static str, year: i16) -> Event {
    Event {
        no,
        on: date(year, 12, 31),
        what: "Ingenting er flyttet i året",
        moved: None,
    }
}

/// Every year is accounted for, also those in which nothing moved.
const EVENTS: [Event; 8] = [
    quiet("H-2018", 2018),
    quiet("H-2019", 2019),
    quiet("H-2020", 2020),
    quiet("H-2021", 2021),
    Event {
        no: "H-2022-1",
        on: date(2022, 8, 1),
        what: "En liten faggruppe kom fra et annet institutt",
        moved: Some(Moved {
            comes: true,
            decided_by: "above",
            academics: 2,
            state_funding: (1_000_000, 2_400_000),
            external: (350_000, 900_000),
            assessed: Some(date(2022, 3, 15)),
            assessment: "Sak 9/2022",
        }),
    },
    Event {
        no: "H-2023-1",
        on: date(2023, 6, 1),
        what: "Én stilling gikk til et annet institutt med prosjektene sine",
        moved: Some(Moved {
            comes: false,
            decided_by: "department",
            academics: 1,
            state_funding: (500_000, 900_000),
            external: (200_000, 350_000),
            assessed: None,
            assessment: "",
        }),
    },
    quiet("H-2024", 2024),
    quiet("H-2025", 2025),
];

impl Moved {
    fn signed(&self, value: i64) -> i64 {
        if self.comes { -value } else { value }
    }
}

/// What the department has in a year, without what came and with what left.
struct Organic {
    state_funding: Rational,
    external: Rational,
    academics: Rational,
}

impl Organic {
    fn total(&self) -> Option<Rational> {
        self.state_funding.plus(self.external)
    }
}

fn state_funding(world: &World, year: i16) -> i64 {
    world.economy.total_income(year) - world.economy.boa_income(year)
}

fn organic(world: &World, year: i16) -> Option<Organic> {
    let (mut funding, mut external, mut persons) = (0, 0, 0);
    for event in &EVENTS {
        let Some(moved) = &event.moved else { continue };
        if event.on.year <= year {
            let of_year = |(first, full)| if event.on.year == year { first } else { full };
            funding += moved.signed(of_year(moved.state_funding));
            external += moved.signed(of_year(moved.external));
        }
        if event.on <= date(year, 10, 1) {
            persons += moved.signed(i64::try_from(moved.academics).unwrap_or(0));
        }
    }
    let kroner = |ore: i64, more: i64| Rational::scaled(ore, 2).plus(Rational::whole(more));
    Some(Organic {
        state_funding: kroner(state_funding(world, year), funding)?,
        external: kroner(world.economy.boa_income(year), external)?,
        academics: heads(academics(world, year).len()).plus(Rational::whole(persons))?,
    })
}

/// Whether some unit had been taken over by the end of a year without an assessment made in time.
fn taken_over_unassessed(year: i16) -> bool {
    EVENTS.iter().any(|event| {
        let unassessed =
            |moved: &Moved| moved.comes && moved.assessed.is_none_or(|day| day > event.on);
        event.on.year <= year && event.moved.as_ref().is_some_and(unassessed)
    })
}

fn events() -> Register {
    let mut register = Register::new(
        "unit_event",
        &[
            "no",
            "unit",
            "kind",
            "on_date",
            "what",
            "decided_by",
            "fva",
            "bfv_first_year",
            "bfv_full_year",
            "boa_first_year",
            "boa_full_year",
            "assessed",
            "assessment",
        ],
    );
    for event in &EVENTS {
        let amount = |of: fn(&Moved) -> i64| {
            let moved = event.moved.as_ref();
            moved.map(|m| of(m).to_string()).unwrap_or_default()
        };
        let moved = event.moved.as_ref();
        register.add(
            event.on,
            [
                event.no,
                DEPARTMENT,
                moved.map_or("none", |m| if m.comes { "in" } else { "out" }),
                &event.on.iso(),
                event.what,
                moved.map_or("", |m| m.decided_by),
                &amount(|m| i64::try_from(m.academics).unwrap_or(0)),
                &amount(|m| m.state_funding.0),
                &amount(|m| m.state_funding.1),
                &amount(|m| m.external.0),
                &amount(|m| m.external.1),
                &iso_or_empty(moved.and_then(|m| m.assessed)),
                moved.map_or("", |m| m.assessment),
            ],
        );
    }
    register
}

/// How far state funding has been from an even growth to 10 % in 2025, at most, in percentage points of 2018.
fn distance_so_far(world: &World, year: i16) -> Option<Rational> {
    let base = Rational::scaled(state_funding(world, BASELINE), 2);
    let mut farthest = Rational::whole(0);
    for passed in BASELINE..=year {
        let change = Rational::scaled(state_funding(world, passed), 2).minus(base)?;
        let line = Rational::new(i128::from(passed - BASELINE) * 10, 7)?;
        let away = per_cent(change, base)?.minus(line)?;
        farthest = farthest.max(away).max(Rational::whole(0).minus(away)?);
    }
    Some(farthest)
}

fn change(now: Rational, then: Rational) -> Option<[Option<Rational>; 3]> {
    let change = now.minus(then)?;
    Some([Some(change), Some(then), Some(per_cent(change, then)?)])
}

/// Persons in a permanent administrative position on 1 October.
fn administration(world: &World, year: i16) -> usize {
    let day = date(year, 10, 1);
    let mut persons: Vec<u32> = world
        .staff
        .positions
        .iter()
        .filter(|p| p.unit == DEPARTMENT && p.kind == Kind::Permanent && p.runs(day))
        .filter(|p| matches!(p.code, "1054" | "1065" | "1364" | "1407" | "1408" | "1434"))
        .map(|p| p.person)
        .collect();
    persons.sort_unstable();
    persons.dedup();
    persons.len()
}

fn answers(world: &World, year: i16, area: &mut Area) -> Option<()> {
    let kroner = |year| Rational::scaled(state_funding(world, year), 2);
    let parts = change(kroner(year), kroner(BASELINE))?;
    let steady = distance_so_far(world, year)? <= Rational::whole(2);
    // Off the line, the goal is behind until the plan's end, and then missed.
    let behind = if year < 2025 { "off_track" } else { "not_met" };
    let state = worst(&[
        by_end("10", parts[2]?, year),
        if steady { "met" } else { behind },
    ]);
    area.answers
        .push(answer("RE-02a", "bfv-growth", year, parts, state, None));

    let (now, then) = (organic(world, year)?, organic(world, BASELINE)?);
    let parts = change(now.total()?, then.total()?)?;
    let state_of = |limit, now, then| Some(by_end(limit, change(now, then)?[2]?, year));
    let state = worst(&[
        by_end("20", parts[2]?, year),
        state_of("10", now.state_funding, then.state_funding)?,
        state_of("50", now.external, then.external)?,
        state_of("20", now.academics, then.academics)?,
        if taken_over_unassessed(year) {
            behind
        } else {
            "met"
        },
    ]);
    let indicator = "organic-total-growth";
    area.answers
        .push(answer("RE-02e", indicator, year, parts, state, None));

    // The difference of two growths over their common denominator.
    let admin = |year| heads(administration(world, year));
    let staff = |year| heads(academics(world, year).len());
    let here = admin(year).times(staff(BASELINE))?;
    let there = staff(year).times(admin(BASELINE))?;
    let (above, below) = (here.minus(there)?, admin(BASELINE).times(staff(BASELINE))?);
    let value = per_cent(above, below)?;
    let state = by_end("-5", value, year);
    let (indicator, parts) = (
        "administration-against-fva",
        [above, below, value].map(Some),
    );
    area.answers
        .push(answer("RE-04b", indicator, year, parts, state, None));
    Some(())
}

pub(super) fn add(world: &World, area: &mut Area) {
    area.registers.push(events());
    for year in PLAN {
        // Every base is above zero, so there is always an answer.
        let _ = answers(world, year, area);
    }
}
