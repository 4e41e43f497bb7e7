//! Further education, innovation, and what becomes of doctors.

mod companies;
mod doctorates;
mod engage;
mod evu_links;
mod evu_money;
mod items;
mod mtm;
mod plans;

use super::{Area, Register};
use crate::date::{Date, iso_or_empty};
use crate::judge::{Goal, Limit, When, state};
use crate::rational::Rational;
use crate::story::DEPARTMENT;
use crate::world::World;

/// The registers of this area and the answers that they give.
pub(crate) fn area(world: &World) -> Area {
    let mut area = Area::default();
    mtm::add(&mut area);
    evu_links::add(world, &mut area);
    evu_money::add(world, &mut area);
    engage::add(&mut area);
    items::add(world, &mut area);
    companies::add(world, &mut area);
    plans::add(world, &mut area);
    doctorates::add(world, &mut area);
    area.answers.sort_by(|a, b| a.goal.cmp(&b.goal));
    area
}

/// An assessment of a goal, or of a part of it.
struct Judgement {
    about: &'static str,
    on: Date,
    step: i64,
    evidence: &'static str,
    next: Date,
}

impl Judgement {
    /// It stands from its own year to that of the next review.
    fn stands(&self, year: i16) -> bool {
        (self.on.year..=self.next.year).contains(&year)
    }
}

/// The newest of the assessments that stand in a year.
fn newest<'a>(judgements: impl Iterator<Item = &'a Judgement>, year: i16) -> Option<&'a Judgement> {
    judgements
        .filter(|judgement| judgement.stands(year))
        .max_by_key(|judgement| judgement.on)
}

fn assessments(goal: &str, assessor: &str, judgements: &[Judgement]) -> Register {
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
    for judgement in judgements {
        register.add(
            judgement.on,
            [
                goal,
                DEPARTMENT,
                judgement.about,
                &judgement.on.iso(),
                &judgement.step.to_string(),
                assessor,
                judgement.evidence,
                &iso_or_empty(Some(judgement.next)),
            ],
        );
    }
    register
}

/// A count as a number.
fn whole(count: usize) -> Rational {
    Rational::whole(i64::try_from(count).unwrap_or(i64::MAX))
}

fn per_cent(above: Rational, below: Rational) -> Option<Rational> {
    above.over(below)?.times(Rational::whole(100))
}

/// The state of a value that is to reach at least a limit by the plan's end. Where the baseline year has no value, no
/// path leads to the limit, and what has not reached it is off track.
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
    state(&goal, value, year, baseline).unwrap_or("off_track")
}
