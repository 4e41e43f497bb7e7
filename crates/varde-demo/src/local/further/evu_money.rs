//! EV-03 and EV-04: what further education earns after full cost, and its credits beside basic education.
//!
//! It loses money in 2018 and 2020, has earned it back in 2022, and loses a little again in 2024.

use super::evu_links::given;
use super::per_cent;
use crate::date::date;
use crate::local::{Area, Register, met, number, share, worst};
use crate::random::Random;
use crate::rational::Rational;
use crate::story::{DEPARTMENT, PLAN};
use crate::world::World;

/// The result of each year from 2018, in øre.
const RESULTS: [i64; 8] = [
    -18_240_000,
    6_430_050,
    -9_125_000,
    12_870_000,
    23_190_025,
    9_640_000,
    -4_530_075,
    5_812_000,
];

fn kroner(ore: i64) -> String {
    format!("{},{:02}", ore / 100, ore % 100)
}

/// The accounts: costs drawn offer by offer, and an income that leaves the year's result.
fn accounts(world: &World) -> Register {
    let mut random = Random::new(world.seed, "evu-accounts");
    let mut register = Register::new(
        "evu_account",
        &[
            "year",
            "unit",
            "item",
            "fees",
            "commissions",
            "contributions",
            "state_credits",
            "salary_cost",
            "direct_cost",
            "indirect_cost",
        ],
    );
    for (year, result) in PLAN.zip(RESULTS) {
        let costs: Vec<[i64; 3]> = given(year)
            .map(|_| {
                let hours = random.between(180, 520);
                let salary = hours * 89_500;
                [
                    salary,
                    random.between(30_000, 140_000) * 100,
                    hours * 31_250,
                ]
            })
            .collect();
        let total: i64 = costs.iter().flatten().sum();
        let weights: Vec<i64> = costs
            .iter()
            .map(|cost| cost.iter().sum::<i64>() / 1000 * random.between(85, 116))
            .collect();
        let incomes = Random::divide(total + result, &weights);
        for ((offer, cost), income) in given(year).zip(&costs).zip(incomes) {
            // In-house courses are commissions. A tenth of the income of modules is a contribution.
            let in_house = offer.kind == "in_house";
            let contributed = if offer.kind == "module" {
                income / 10
            } else {
                0
            };
            let paid = income - contributed;
            let state = if in_house {
                String::new()
            } else {
                kroner(random.between(10_000, 60_000) * 100)
            };
            register.add(
                date(year + 1, 1, 20),
                [
                    &year.to_string(),
                    DEPARTMENT,
                    offer.code,
                    &kroner(if in_house { 0 } else { paid }),
                    &kroner(if in_house { paid } else { 0 }),
                    &kroner(contributed),
                    &state,
                    &kroner(cost[0]),
                    &kroner(cost[1]),
                    &kroner(cost[2]),
                ],
            );
        }
    }
    register
}

pub(super) fn add(world: &World, area: &mut Area) {
    area.registers.push(accounts(world));
    let mut accumulated = 0;
    for (year, result) in PLAN.zip(RESULTS) {
        accumulated += result;
        let state = worst(&[met(result >= 0), met(accumulated >= 0)]);
        let value = Rational::scaled(result, 2);
        area.answers
            .push(number("EV-03", "evu-result", year, value, state));

        let further = Rational::scaled(further_education(world, year), 4);
        let basic = Rational::scaled(world.teaching.produced(year), 4);
        let few = per_cent(further, basic).is_some_and(|v| v <= Rational::whole(20));
        let answer = share(
            "EV-04",
            "evu-credits-to-basic",
            year,
            further,
            basic,
            met(few),
        );
        area.answers.push(answer);
    }
}

/// Credits in courses of further education, or by its students in other courses, in ten thousandths of 60.
fn further_education(world: &World, year: i16) -> i64 {
    let teaching = &world.teaching;
    teaching
        .production
        .iter()
        .filter(|p| {
            let course = &teaching.courses[p.course];
            let further = course.evu || p.evu_programme;
            p.year == year && course.owner == DEPARTMENT && further
        })
        .map(|p| p.units_e4)
        .sum()
}
