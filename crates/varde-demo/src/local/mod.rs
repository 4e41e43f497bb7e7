//! The small registers that a department keeps itself, and the goals that are settled by them.
//!
//! Each area invents its registers from the department and works out what its goals come to. A register is handed in
//! twice, at the start of 2022 and after the plan's end, each time whole, with the rows that were known by then.

mod courses;
mod further;
mod outreach;
mod people;
mod portfolio;
mod research;
mod resources;

use crate::Answer;
use crate::date::{Date, date};
use crate::files::File;
use crate::files::sheet::{Layout, Sheet};
use crate::rational::Rational;
use crate::story::DEPARTMENT;
use crate::world::World;

/// The days on which registers are handed in.
pub(crate) const DAYS: [Date; 2] = [date(2022, 1, 25), date(2026, 1, 25)];

/// The registers of an area and the answers that they give.
#[derive(Default)]
pub(crate) struct Area {
    pub(crate) registers: Vec<Register>,
    pub(crate) answers: Vec<Answer>,
}

/// A register: a table of the pack with rows under its own headings.
pub(crate) struct Register {
    pub(crate) table: &'static str,
    headings: &'static [&'static str],
    rows: Vec<(Date, Vec<String>)>,
}

impl Register {
    pub(crate) fn new(table: &'static str, headings: &'static [&'static str]) -> Self {
        Self {
            table,
            headings,
            rows: Vec::new(),
        }
    }

    /// A row that is known from a day on.
    pub(crate) fn add<const N: usize>(&mut self, known: Date, cells: [&str; N]) {
        self.rows.push((known, cells.map(str::to_owned).to_vec()));
    }

    /// The register as it was known on a day; none while it is empty.
    pub(crate) fn file(&self, day: Date) -> Option<File> {
        let mut sheet = Sheet::new(Layout::Semicolon, self.headings);
        let known = self.rows.iter().filter(|(known, _)| *known <= day);
        let rows: Vec<_> = known.map(|(_, cells)| cells.clone()).collect();
        if rows.is_empty() {
            return None;
        }
        rows.into_iter().for_each(|cells| sheet.push(cells));
        Some(sheet.file())
    }
}

/// `ja` or `nei`.
pub(crate) fn yes(value: bool) -> &'static str {
    if value { "ja" } else { "nei" }
}

/// `met` or `not_met`.
pub(crate) fn met(value: bool) -> &'static str {
    if value { "met" } else { "not_met" }
}

/// The first of several states, in the order in which one decides for the whole.
pub(crate) fn worst(states: &[&'static str]) -> &'static str {
    [
        "not_met",
        "unknown",
        "too_early",
        "suppressed",
        "off_track",
        "on_track",
        "met",
    ]
    .into_iter()
    .find(|s| states.contains(s))
    .unwrap_or("unknown")
}

fn blank(goal: &str, indicator: &str, year: i16) -> Answer {
    Answer {
        goal: goal.to_owned(),
        indicator: indicator.to_owned(),
        unit: DEPARTMENT.to_owned(),
        year,
        numerator: None,
        denominator: None,
        value: None,
        state: "unknown".to_owned(),
        reason: None,
    }
}

/// A plain number.
pub(crate) fn number(
    goal: &str,
    indicator: &str,
    year: i16,
    value: Rational,
    state: &'static str,
) -> Answer {
    Answer {
        numerator: Some(value.text()),
        value: Some(value.text()),
        state: state.to_owned(),
        ..blank(goal, indicator, year)
    }
}

/// A share in per cent. A denominator of nobody gives no value.
pub(crate) fn share(
    goal: &str,
    indicator: &str,
    year: i16,
    above: Rational,
    below: Rational,
    state: &'static str,
) -> Answer {
    let hundred = Rational::whole(100);
    let value = above.over(below).and_then(|v| v.times(hundred));
    Answer {
        numerator: Some(above.text()),
        denominator: Some(below.text()),
        value: value.map(Rational::text),
        state: state.to_owned(),
        reason: value.is_none().then(|| "no-denominator".to_owned()),
        ..blank(goal, indicator, year)
    }
}

/// Anything else: the parts, the value in the indicator's unit, the state and why there is no value.
pub(crate) fn answer(
    goal: &str,
    indicator: &str,
    year: i16,
    [numerator, denominator, value]: [Option<Rational>; 3],
    state: &'static str,
    reason: Option<&'static str>,
) -> Answer {
    Answer {
        numerator: numerator.map(Rational::text),
        denominator: denominator.map(Rational::text),
        value: value.map(Rational::text),
        state: state.to_owned(),
        reason: reason.map(str::to_owned),
        ..blank(goal, indicator, year)
    }
}

/// The registers of all areas. Areas that keep rows in one table keep one register together.
pub(crate) fn registers(world: &World) -> Vec<Register> {
    let mut registers: Vec<Register> = Vec::new();
    for register in areas(world).into_iter().flat_map(|a| a.registers) {
        let kept = registers
            .iter_mut()
            .find(|r| r.table == register.table && r.headings == register.headings);
        match kept {
            Some(kept) => kept.rows.extend(register.rows),
            None => registers.push(register),
        }
    }
    registers
}

/// All areas.
pub(crate) fn areas(world: &World) -> Vec<Area> {
    vec![
        portfolio::area(world),
        courses::area(world),
        further::area(world),
        research::area(world),
        people::area(world),
        outreach::area(world),
        resources::area(world),
    ]
}
