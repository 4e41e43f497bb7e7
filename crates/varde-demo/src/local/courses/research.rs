//! GU-09: the department's own research on the syllabuses, and when courses were last revised.
//!
//! Courses came into the scheme one after the other, each looked over every second year. In 2020 many revisions were put off.

use super::super::{Area, Register, share};
use super::hours::Account;
use super::{by_end, per_cent, whole};
use crate::Answer;
use crate::date::{Date, date};
use crate::story::{BASELINE, DEPARTMENT, PLAN};
use crate::world::World;

/// The first year in which a course was looked over; four courses never were.
fn starts(course: usize) -> Option<i16> {
    match course % 10 {
        _ if [9, 29, 49, 69].contains(&course) => None,
        0..=3 => Some(2017),
        4 => Some(2019),
        5 | 6 => Some(2021),
        7 => Some(2022),
        8 => Some(2023),
        _ => Some(2024),
    }
}

/// Whether it was a course's turn in a year.
fn turn(course: usize, year: i16) -> bool {
    let Some(start) = starts(course) else {
        return false;
    };
    let odd = year % 2 == 1;
    year == start || (year > start && odd == course.is_multiple_of(2))
}

fn day(course: usize, year: i16) -> Date {
    let month = u8::try_from(course % 5).unwrap_or(0) + 2;
    let day = u8::try_from(course * 7 % 27).unwrap_or(0) + 1;
    date(year, month, day)
}

/// The days when research was found on a course's syllabus.
fn found(course: usize) -> impl Iterator<Item = Date> {
    // The case in one course went out with the teacher who had made it.
    (2017..=2025)
        .filter(move |year| turn(course, *year) && !(course == 12 && *year > 2022))
        .map(move |year| day(course, year))
}

/// The days when a course was revised, some weeks later.
fn revised(course: usize) -> impl Iterator<Item = Date> {
    (2017..=2025)
        .filter(move |year| turn(course, *year) && !(*year == 2020 && course.is_multiple_of(3)))
        .filter(move |year| !(course == 33 && *year == 2024))
        .map(move |year| day(course, year).plus_days(40))
}

const CASES: [&str; 5] = [
    "Case: skiftplan på et sykehus",
    "Case: innkjøp i en kommune",
    "Case: et verft i omstilling",
    "Case: prising av lagret varme",
    "Case: oppstart med tre gründere",
];
const CHANGES: [&str; 5] = [
    "Ny modul om usikkerhet",
    "To kapitler byttet ut med egne artikler",
    "Øvingene bygger på data fra et prosjekt",
    "Kunstig intelligens tatt inn, eldre stoff ut",
    "Nytt prosjekt sammen med en bedrift",
];

fn registers(world: &World) -> [Register; 2] {
    let headings = &["course", "unit", "kind", "ref", "on_date"];
    let mut evidence = Register::new("course_evidence", headings);
    let headings = &["course", "unit", "on_date", "what"];
    let mut revisions = Register::new("course_revision", headings);
    let own = world.teaching.courses.iter().enumerate();
    for (index, course) in own.filter(|(_, course)| course.owner == DEPARTMENT) {
        for on in found(index) {
            let place = index + usize::from(on.year.unsigned_abs());
            let (kind, reference) = match place % 4 {
                0 => ("case", CASES[index % CASES.len()].to_owned()),
                1 => {
                    let list = &world.projects.list;
                    ("project", list[place % list.len()].number.clone())
                }
                _ => ("publication", format!("10.5555/opp-{}-{index}", on.year)),
            };
            evidence.add(on, [&course.code, DEPARTMENT, kind, &reference, &on.iso()]);
        }
        for on in revised(index) {
            let what = CHANGES[(index + usize::from(on.year.unsigned_abs())) % CHANGES.len()];
            revisions.add(on, [&course.code, DEPARTMENT, &on.iso(), what]);
        }
    }
    [evidence, revisions]
}

pub(super) fn area(world: &World, account: &Account) -> Area {
    let counts = |year: i16| {
        let all = account.given_ordinary(world, year);
        let recent = |on: Date| (year - 1..=year).contains(&on.year);
        let based = all
            .iter()
            .filter(|course| found(**course).any(recent) && revised(**course).any(recent));
        (whole(based.count()), whole(all.len()))
    };
    let (some, all) = counts(BASELINE);
    let baseline = per_cent(some, all);
    let answer = |year: i16| -> Answer {
        let (some, all) = counts(year);
        let state =
            per_cent(some, all).map_or("unknown", |value| by_end("90", value, year, baseline));
        share("GU-09", "courses-research-based", year, some, all, state)
    };
    Area {
        registers: registers(world).into(),
        answers: PLAN.map(answer).collect(),
    }
}
