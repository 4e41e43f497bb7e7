//! Research and interplay: projects, groups, initiatives and how the department works with others.
//!
//! `projects` reads the registers of projects and holds their partners; `support` the help to project leaders; `groups`
//! the research groups and the thematic areas; `initiatives` what initiatives gave and got; `decisions` the room to act
//! and the interplay; `together` where the units are and what they do with Experts in Teamwork.

mod decisions;
mod groups;
mod initiatives;
mod projects;
mod support;
mod together;

// A programme may be tied to an excellent group (GU-05).
pub(crate) use groups::excellent_groups;

use super::{Area, Register, answer, number};
use crate::Answer;
use crate::date::{Date, date};
use crate::judge::{Goal, Limit, When, reached, state};
use crate::rational::Rational;
use crate::story::{BASELINE, DEPARTMENT, PLAN};
use crate::world::World;

/// The registers of this area and the answers that they give.
pub(crate) fn area(world: &World) -> Area {
    let mut area = Area::default();
    for part in [
        projects::area(world),
        support::area(),
        groups::area(world),
        initiatives::area(world),
        decisions::area(world),
        together::area(),
    ] {
        area.registers.extend(part.registers);
        area.answers.extend(part.answers);
    }
    area.answers.sort_by(|a, b| a.goal.cmp(&b.goal));
    area
}

fn whole(count: usize) -> Rational {
    Rational::whole(i64::try_from(count).unwrap_or(i64::MAX))
}

fn per_cent(above: Rational, below: Rational) -> Option<Rational> {
    above.over(below)?.times(Rational::whole(100))
}

fn no_data(goal: &str, indicator: &str, year: i16) -> Answer {
    answer(goal, indicator, year, [None; 3], "unknown", Some("no-data"))
}

/// A plain number, or that it isn't known.
fn number_or_no_data(
    goal: &str,
    indicator: &str,
    year: i16,
    value: Option<Rational>,
    state: &'static str,
) -> Answer {
    match value {
        Some(value) => number(goal, indicator, year, value, state),
        None => answer(goal, indicator, year, [None; 3], state, Some("no-data")),
    }
}

/// How a value stands that is to reach a limit by the plan's end. Without a value in 2018 there is no path to be on.
fn by_end(limit: &'static str, year: i16, value: impl Fn(i16) -> Option<Rational>) -> &'static str {
    let goal = Goal {
        id: "",
        indicator: "",
        limit: Limit::AtLeast(limit),
        when: When::ByEnd,
    };
    let Some(now) = value(year) else {
        return "unknown";
    };
    let first = value(BASELINE);
    if first.is_none() && year < 2025 && reached(goal.limit, now) == Some(false) {
        return "off_track";
    }
    state(&goal, now, year, first).unwrap_or("unknown")
}

/// How a number stands that is to be two to four by the plan's end, and that began below two.
fn few_by_end(year: i16, value: impl Fn(i16) -> Option<Rational>) -> &'static str {
    match value(year) {
        Some(now) if now > Rational::whole(4) && year < 2025 => "off_track",
        Some(now) if now > Rational::whole(4) => "not_met",
        _ => by_end("2", year, value),
    }
}

/// A judgement on four steps: what it is about (empty: the whole goal), the day, the step, on what, and the next review.
type Judgement = (&'static str, Date, i64, &'static str, Option<Date>);

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
                &next.map(Date::iso).unwrap_or_default(),
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
            let until = next.map_or(day.year + 2, |next| next.year);
            *part == about && (day.year..=until).contains(&year)
        })
        .max_by_key(|(_, day, ..)| day.number())
        .map(|(_, _, step, ..)| *step)
}

/// The days of a year.
fn days(year: i16) -> impl Iterator<Item = Date> {
    (date(year, 1, 1).number()..=date(year, 12, 31).number()).map(Date::from_number)
}

/// Answers for every year of the plan.
fn yearly(year_of: impl Fn(i16) -> Answer) -> Vec<Answer> {
    PLAN.map(year_of).collect()
}
