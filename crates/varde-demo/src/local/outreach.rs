//! Outreach, pages, meetings, improvements.
//!
//! `cases` holds the examples of value created, with the initiatives and centres; `pages` the web pages; `media` what the
//! papers wrote; `activities` outreach and external roles; `renewal` improvements and administrative tasks; `meetings`
//! when leaders met their staff; `surveys` what researchers, users of the administration and staff answered.

mod activities;
mod cases;
mod media;
mod meetings;
mod pages;
mod renewal;
mod surveys;

use super::{Area, answer};
use crate::Answer;
use crate::judge::{Goal, Limit, When, state};
use crate::rational::Rational;
use crate::world::World;

/// The registers of this area and the answers that they give.
pub(crate) fn area(world: &World) -> Area {
    let mut area = Area::default();
    for part in [
        cases::area(),
        pages::area(),
        media::area(world),
        activities::area(world),
        renewal::area(),
        surveys::area(world),
    ] {
        area.registers.extend(part.registers);
        area.answers.extend(part.answers);
    }
    area.answers.sort_by(|a, b| a.goal.cmp(&b.goal));
    area
}

/// The four that make up the department, as group membership names them.
const GROUPS: [&str; 4] = ["bedok", "stratforr", "vil", "admin"];

fn whole(count: usize) -> Rational {
    Rational::whole(i64::try_from(count).unwrap_or(i64::MAX))
}

fn per_cent(above: Rational, below: Rational) -> Option<Rational> {
    above.over(below)?.times(Rational::whole(100))
}

fn no_data(goal: &str, indicator: &str, year: i16) -> Answer {
    answer(goal, indicator, year, [None; 3], "unknown", Some("no-data"))
}

/// How a value stands that is to reach a limit by the plan's end.
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
    state(&goal, value, year, baseline).unwrap_or("unknown")
}
