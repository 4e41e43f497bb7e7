//! What was answered when the department asked its researchers (FO-02d), the users of its administration (OL-12) and its
//! staff (OL-13).

use super::super::{Area, Register, answer, met, share, worst};
use super::{by_end, meetings, no_data, per_cent};
use crate::Answer;
use crate::date::date;
use crate::rational::Rational;
use crate::story::{BASELINE, DEPARTMENT, PLAN};
use crate::students::ProgrammeCount;
use crate::world::World;

/// Answers from the best to the worst, "don't know" last.
type Counts = [i64; 6];

/// Researchers who think of making results visible. Nobody was asked in 2020, and hardly anybody answered in 2021.
const RESEARCHERS: [(i16, Counts); 7] = [
    (2018, [4, 7, 5, 3, 1, 0]),
    (2019, [4, 8, 5, 2, 1, 1]),
    (2021, [2, 4, 1, 1, 0, 0]),
    (2022, [5, 10, 4, 1, 1, 0]),
    (2023, [4, 10, 4, 2, 1, 1]),
    (2024, [6, 11, 3, 2, 0, 0]),
    (2025, [8, 11, 2, 2, 0, 0]),
];

/// The groups of users.
const USERS: [&str; 5] = ["students", "fva", "mva", "adjuncts", "guests"];

/// How satisfied the users of the administration are, by group. Nobody was asked in 2020.
#[rustfmt::skip]
const ADMINISTRATION: [(i16, [Counts; 5]); 7] = [
    (2018, [[27, 81, 33, 17, 6, 5], [4, 9, 4, 3, 1, 0], [5, 17, 8, 4, 1, 1], [1, 1, 1, 0, 0, 0], [1, 3, 1, 1, 0, 0]]),
    (2019, [[31, 88, 30, 15, 5, 6], [4, 11, 3, 3, 1, 0], [6, 19, 7, 3, 1, 2], [1, 2, 1, 0, 0, 0], [2, 3, 1, 0, 0, 1]]),
    (2021, [[36, 94, 27, 13, 4, 8], [5, 12, 3, 2, 1, 0], [8, 21, 5, 3, 1, 1], [1, 3, 1, 0, 0, 0], [1, 2, 1, 0, 0, 0]]),
    (2022, [[44, 101, 24, 11, 4, 5], [6, 13, 3, 2, 0, 0], [9, 23, 5, 2, 1, 1], [1, 3, 0, 1, 0, 0], [3, 4, 1, 1, 0, 0]]),
    (2023, [[49, 106, 22, 10, 3, 7], [7, 13, 3, 1, 0, 1], [11, 24, 5, 2, 0, 0], [2, 2, 1, 0, 0, 0], [4, 7, 1, 0, 0, 1]]),
    (2024, [[55, 111, 19, 9, 2, 4], [8, 14, 2, 1, 0, 0], [12, 25, 4, 2, 0, 2], [2, 3, 0, 0, 0, 0], [5, 8, 1, 0, 0, 0]]),
    (2025, [[47, 104, 23, 11, 4, 6], [8, 13, 3, 1, 0, 0], [13, 24, 4, 2, 1, 0], [2, 2, 1, 0, 0, 0], [5, 7, 1, 1, 0, 1]]),
];

/// Staff who feel involved. Nobody was asked in 2020.
const INVOLVED: [(i16, Counts); 7] = [
    (2018, [5, 18, 7, 4, 1, 0]),
    (2019, [6, 19, 6, 4, 1, 1]),
    (2021, [8, 23, 5, 3, 1, 2]),
    (2022, [9, 25, 4, 3, 1, 1]),
    (2023, [12, 24, 4, 2, 1, 0]),
    (2024, [11, 25, 5, 2, 1, 1]),
    (2025, [13, 23, 4, 2, 1, 2]),
];

const SATISFIED: [&str; 6] = [
    "very_satisfied",
    "satisfied",
    "neutral",
    "dissatisfied",
    "very_dissatisfied",
    "dont_know",
];
const AGREEING: [&str; 6] = [
    "strongly_agree",
    "agree",
    "neutral",
    "disagree",
    "strongly_disagree",
    "dont_know",
];

/// Those who answered well, and those who answered something.
fn parts(counts: &Counts) -> (Rational, Rational) {
    let all: i64 = counts[..5].iter().sum();
    (Rational::whole(counts[0] + counts[1]), Rational::whole(all))
}

fn sum(groups: &[Counts; 5]) -> Counts {
    let mut all = [0; 6];
    for counts in groups {
        for (sum, count) in all.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    all
}

/// Everybody who has a position on the first of November.
fn staff(world: &World, year: i16) -> i64 {
    let day = date(year, 11, 1);
    let posts = world.staff.positions.iter();
    let mut persons: Vec<u32> = posts
        .filter(|p| p.unit == DEPARTMENT && p.runs(day))
        .map(|p| p.person)
        .collect();
    persons.sort_unstable();
    persons.dedup();
    i64::try_from(persons.len()).unwrap_or(i64::MAX)
}

fn students(world: &World, year: i16) -> i64 {
    let counts = world.students.programmes.iter();
    let own = counts.filter(|c: &&ProgrammeCount| c.own && c.year == year && c.semester == 3);
    own.map(|c| c.women + c.men).sum()
}

/// The two registers of surveys, while they are filled.
struct Surveys {
    rounds: Register,
    answers: Register,
}

impl Surveys {
    fn round(&mut self, survey: &str, year: i16, invited: i64, counts: &Counts) {
        let answered = counts.iter().sum::<i64>();
        let invited = invited.max(answered).to_string();
        self.rounds.add(
            date(year, 12, 8),
            [
                survey,
                &year.to_string(),
                DEPARTMENT,
                &invited,
                &answered.to_string(),
                "ja",
            ],
        );
    }

    fn item(
        &mut self,
        [survey, part, item]: [&str; 3],
        year: i16,
        options: &[&str; 6],
        counts: &Counts,
    ) {
        for (option, count) in options.iter().zip(counts) {
            let (year_text, count) = (year.to_string(), count.to_string());
            self.answers.add(
                date(year, 12, 8),
                [survey, &year_text, DEPARTMENT, part, item, option, &count],
            );
        }
    }
}

fn registers(world: &World) -> [Register; 2] {
    let mut surveys = Surveys {
        rounds: Register::new(
            "survey_round",
            &["survey", "year", "unit", "invited", "answered", "published"],
        ),
        answers: Register::new(
            "survey_answer",
            &[
                "survey", "year", "unit", "part", "item", "option", "answers",
            ],
        ),
    };
    for (year, counts) in &RESEARCHERS {
        let asked = i64::try_from(world.staff.with_research_time(*year)).unwrap_or(0);
        let what = ["researchers", "", "make-impact-visible"];
        surveys.round(what[0], *year, asked, counts);
        surveys.item(what, *year, &AGREEING, counts);
    }
    for (year, groups) in &ADMINISTRATION {
        let all = sum(groups);
        // Guests are asked as they come, some forty a year.
        let asked = students(world, *year) + staff(world, *year) + 40;
        surveys.round("admin_users", *year, asked, &all);
        surveys.item(["admin_users", "", "satisfaction"], *year, &SATISFIED, &all);
        for (group, counts) in USERS.into_iter().zip(groups) {
            let what = ["admin_users", group, "satisfaction"];
            surveys.item(what, *year, &SATISFIED, counts);
        }
    }
    for (year, counts) in &INVOLVED {
        let what = ["staff", "", "involved"];
        surveys.round(what[0], *year, staff(world, *year), counts);
        surveys.item(what, *year, &AGREEING, counts);
    }
    [surveys.rounds, surveys.answers]
}

fn of_year<T>(rounds: &[(i16, T)], year: i16) -> Option<&T> {
    rounds.iter().find(|r| r.0 == year).map(|r| &r.1)
}

fn aware(year: i16) -> Answer {
    let (goal, indicator) = ("FO-02d", "researchers-aware-of-impact");
    let Some(counts) = of_year(&RESEARCHERS, year) else {
        return no_data(goal, indicator, year);
    };
    let (above, below) = parts(counts);
    if below < Rational::whole(10) {
        let few = Some("too-few-answers");
        return answer(goal, indicator, year, [None; 3], "suppressed", few);
    }
    let first = of_year(&RESEARCHERS, BASELINE).map(parts);
    let first = first.and_then(|(above, below)| per_cent(above, below));
    let state = per_cent(above, below).map(|value| by_end("80", value, year, first));
    share(
        goal,
        indicator,
        year,
        above,
        below,
        state.unwrap_or("unknown"),
    )
}

/// Whether four of five answered well.
fn enough(above: Rational, below: Rational) -> &'static str {
    met(per_cent(above, below) >= Some(Rational::whole(80)))
}

fn satisfied(year: i16) -> Answer {
    let (goal, indicator) = ("OL-12", "admin-users-satisfied");
    match of_year(&ADMINISTRATION, year) {
        None => no_data(goal, indicator, year),
        Some(groups) => {
            let (above, below) = parts(&sum(groups));
            share(goal, indicator, year, above, below, enough(above, below))
        }
    }
}

fn involved(year: i16) -> Answer {
    let (goal, indicator) = ("OL-13", "staff-involved");
    let met_often = meetings::standing(year);
    match of_year(&INVOLVED, year) {
        None => {
            let state = worst(&["unknown", met_often]);
            answer(goal, indicator, year, [None; 3], state, Some("no-data"))
        }
        Some(counts) => {
            let (above, below) = parts(counts);
            let state = worst(&[enough(above, below), met_often]);
            share(goal, indicator, year, above, below, state)
        }
    }
}

pub(super) fn area(world: &World) -> Area {
    let [rounds, given] = registers(world);
    Area {
        registers: vec![rounds, given, meetings::register()],
        answers: PLAN
            .flat_map(|year| [aware(year), satisfied(year), involved(year)])
            .collect(),
    }
}
