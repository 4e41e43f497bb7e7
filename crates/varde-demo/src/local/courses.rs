//! The courses: what they take and give, the research in them, how deep graduates get, and who else may choose them.
//!
//! `hours` is the account of teaching hours, and what it says of productivity and freed time; `stock` the yearly stocktaking of
//! courses; `research` the department's own research on syllabuses; `depth` the graduates' credits in technology; `access`
//! and `preference` what other programmes have of the courses; `international` the programmes known abroad; `transfers` what
//! external projects leave behind.

mod access;
mod depth;
mod hours;
mod international;
mod preference;
mod research;
mod stock;
mod transfers;

use super::{Area, Register, answer};
use crate::Answer;
use crate::judge::{Goal, Limit, When, reached, state};
use crate::rational::Rational;
use crate::world::World;

/// The registers of this area and the answers that they give.
pub(crate) fn area(world: &World) -> Area {
    let mut area = Area::default();
    let account = hours::Account::new(world);
    for part in [
        hours::area(world, &account),
        stock::area(world, &account),
        research::area(world, &account),
        depth::area(world),
        access::area(world),
        preference::area(),
        international::area(world),
        transfers::area(world),
    ] {
        area.registers.extend(part.registers);
        area.answers.extend(part.answers);
    }
    area.answers.sort_by(|a, b| a.goal.cmp(&b.goal));
    area
}

/// A number of things as a number.
fn whole(count: usize) -> Rational {
    Rational::whole(i64::try_from(count).unwrap_or(i64::MAX))
}

fn per_cent(above: Rational, below: Rational) -> Option<Rational> {
    above.over(below)?.times(Rational::whole(100))
}

fn no_data(goal: &str, indicator: &str, year: i16) -> Answer {
    answer(goal, indicator, year, [None; 3], "unknown", Some("no-data"))
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

/// The state in a year of a value that is to be higher by the plan's end than it was at the start: until then it is on its
/// path as long as it is not lower.
fn above_start(value: Rational, start: Rational, year: i16) -> &'static str {
    if value > start {
        "met"
    } else if year >= 2025 {
        "not_met"
    } else if value == start {
        "on_track"
    } else {
        "off_track"
    }
}

/// The department's documentation, as all areas keep it.
fn evidence() -> Register {
    Register::new(
        "evidence",
        &[
            "no",
            "unit",
            "goal",
            "kind",
            "what",
            "url",
            "on_date",
            "valid_to",
            "programme",
            "about",
        ],
    )
}
