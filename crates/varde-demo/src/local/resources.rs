//! Work plans, research leave, rooms, overhead, own effort and growth: what the staff have to do their work with.

mod effort;
mod growth;
mod leave;
mod overhead;
mod plans;
mod rooms;

use super::{Area, Register};
use crate::date::date;
use crate::judge::{Goal, Limit, When, state};
use crate::rational::Rational;
use crate::world::World;

/// The registers of this area and the answers that they give.
pub(crate) fn area(world: &World) -> Area {
    let mut area = Area::default();
    plans::add(world, &mut area);
    growth::add(world, &mut area);
    effort::add(world, &mut area);
    leave::add(world, &mut area);
    overhead::add(&mut area);
    rooms::add(world, &mut area);
    area.registers.push(prices());
    area.answers.sort_by(|a, b| a.goal.cmp(&b.goal));
    area
}

/// The price level by year, of an index that stands at 100 in 2018. It turns kroner into fixed prices beside RE-02a.
fn prices() -> Register {
    let mut register = Register::new("price_index", &["year", "value", "source"]);
    let levels = [
        "95,9", "97,8", "100", "102,3", "104,1", "107,6", "113,9", "119,8", "123,7", "127,2",
    ];
    for (year, level) in (2016..).zip(levels) {
        register.add(
            date(year + 1, 1, 15),
            [
                year.to_string().as_str(),
                level,
                "Oppdiktet prisindeks, 2018 = 100",
            ],
        );
    }
    register
}

/// Persons as a number.
fn heads(persons: usize) -> Rational {
    Rational::whole(i64::try_from(persons).unwrap_or(i64::MAX))
}

/// The permanent academics on 1 October.
fn academics(world: &World, year: i16) -> Vec<u32> {
    world.staff.permanent_academics(date(year, 10, 1))
}

fn per_cent(above: Rational, below: Rational) -> Option<Rational> {
    above.over(below)?.times(Rational::whole(100))
}

/// The state in a year of a change in per cent since 2018 that is to reach a limit by the plan's end.
fn by_end(limit: &'static str, change: Rational, year: i16) -> &'static str {
    let goal = Goal {
        id: "",
        indicator: "",
        limit: Limit::AtLeast(limit),
        when: When::ByEnd,
    };
    // No change has come about in the year that it is counted from.
    state(&goal, change, year, Some(Rational::whole(0))).unwrap_or("unknown")
}
