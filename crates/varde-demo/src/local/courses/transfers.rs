//! VI-03: what external projects leave behind, once the department's own effort in them is paid.
//!
//! New projects asked for more effort than they gave in 2019 and 2020; then the transfers outgrew it.

use super::super::{Area, number};
use super::{above_start, no_data};
use crate::Answer;
use crate::rational::Rational;
use crate::story::{BASELINE, PLAN};
use crate::world::World;

/// The net transfer of a year in kroner.
fn net(world: &World, year: i16) -> Rational {
    let economy = &world.economy;
    Rational::scaled(economy.transfers(year) - economy.own_effort(year), 2)
}

pub(super) fn area(world: &World) -> Area {
    let answer = |year: i16| -> Answer {
        let (goal, indicator) = ("VI-03", "net-transfer-change");
        let Some(change) = net(world, year).minus(net(world, BASELINE)) else {
            return no_data(goal, indicator, year);
        };
        let state = above_start(change, Rational::whole(0), year);
        number(goal, indicator, year, change, state)
    };
    Area {
        registers: Vec::new(),
        answers: PLAN.map(answer).collect(),
    }
}
