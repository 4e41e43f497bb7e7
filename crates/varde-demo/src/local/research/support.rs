//! How project leaders are helped (EF-06): what they answered, and how soon they got an answer themselves.

use super::super::{Area, Register, answer, met, share, worst};
use super::{per_cent, yearly};
use crate::Answer;
use crate::date::date;
use crate::rational::Rational;
use crate::story::DEPARTMENT;

/// Answers to one question from the best to the worst, "don't know" last.
type Counts = [i64; 6];

const ITEMS: [&str; 4] = [
    "support-clarity",
    "support-predictability",
    "support-competence",
    "support-service",
];

const OPTIONS: [&str; 6] = [
    "very_satisfied",
    "satisfied",
    "neutral",
    "dissatisfied",
    "very_dissatisfied",
    "dont_know",
];

/// Year, how many were asked, and the answers to each question. Nobody was asked in 2020, and few answered in 2021.
#[rustfmt::skip]
const ROUNDS: [(i16, i64, [Counts; 4]); 7] = [
    (2018, 17, [[1, 5, 3, 3, 1, 0], [1, 5, 4, 2, 1, 0], [3, 6, 2, 1, 0, 1], [3, 7, 2, 1, 0, 0]]),
    (2019, 17, [[1, 5, 3, 2, 1, 0], [1, 6, 3, 2, 0, 0], [3, 6, 2, 1, 0, 0], [3, 6, 2, 1, 0, 0]]),
    (2021, 18, [[1, 4, 2, 1, 0, 1], [1, 4, 2, 2, 0, 0], [2, 5, 1, 1, 0, 0], [3, 4, 1, 1, 0, 0]]),
    (2022, 18, [[2, 8, 3, 1, 0, 0], [2, 8, 2, 2, 0, 0], [4, 8, 1, 1, 0, 0], [5, 7, 2, 0, 0, 0]]),
    (2023, 19, [[3, 9, 2, 1, 0, 0], [2, 9, 3, 1, 0, 0], [5, 8, 1, 1, 0, 0], [6, 8, 1, 0, 0, 0]]),
    (2024, 19, [[3, 9, 2, 1, 0, 0], [3, 9, 2, 1, 0, 0], [5, 8, 1, 0, 0, 1], [6, 8, 1, 0, 0, 0]]),
    (2025, 18, [[2, 7, 3, 1, 0, 0], [2, 8, 2, 1, 0, 0], [4, 7, 2, 0, 0, 0], [5, 7, 1, 0, 0, 0]]),
];

/// Requests about projects: year, received, answered in time. They grow faster than the help in 2024.
const REQUESTS: [(i16, i64, i64); 8] = [
    (2018, 212, 181),
    (2019, 238, 209),
    (2020, 251, 222),
    (2021, 265, 241),
    (2022, 281, 256),
    (2023, 298, 274),
    (2024, 317, 284),
    (2025, 324, 297),
];

fn registers() -> [Register; 3] {
    let mut rounds = Register::new(
        "survey_round",
        &["survey", "year", "unit", "invited", "answered", "published"],
    );
    let mut given = Register::new(
        "survey_answer",
        &[
            "survey", "year", "unit", "part", "item", "option", "answers",
        ],
    );
    let survey = "project_leaders";
    for (year, invited, items) in &ROUNDS {
        let (known, text) = (date(*year, 11, 24), year.to_string());
        let answered: i64 = items[0].iter().sum();
        rounds.add(
            known,
            [
                survey,
                &text,
                DEPARTMENT,
                &invited.to_string(),
                &answered.to_string(),
                "ja",
            ],
        );
        for (item, counts) in ITEMS.iter().zip(items) {
            for (option, count) in OPTIONS.iter().zip(counts) {
                given.add(
                    known,
                    [
                        survey,
                        &text,
                        DEPARTMENT,
                        "",
                        item,
                        option,
                        &count.to_string(),
                    ],
                );
            }
        }
    }
    let mut tickets = Register::new(
        "support_ticket",
        &["year", "unit", "area", "received", "in_time"],
    );
    for (year, received, in_time) in REQUESTS {
        // The students' requests stand beside and count for nothing here.
        let others = (received * 7, in_time * 7 + 40);
        for (area, (received, in_time)) in [("projects", (received, in_time)), ("studies", others)]
        {
            tickets.add(
                date(year, 12, 31),
                [
                    &year.to_string(),
                    DEPARTMENT,
                    area,
                    &received.to_string(),
                    &in_time.to_string(),
                ],
            );
        }
    }
    [rounds, given, tickets]
}

fn in_time(year: i16) -> &'static str {
    REQUESTS
        .iter()
        .find(|r| r.0 == year)
        .and_then(|r| per_cent(Rational::whole(r.2), Rational::whole(r.1)))
        .map_or("unknown", |share| met(share >= Rational::whole(90)))
}

fn satisfied(year: i16) -> Answer {
    let (goal, indicator) = ("EF-06", "project-leaders-satisfied");
    let in_time = in_time(year);
    let Some((_, _, items)) = ROUNDS.iter().find(|r| r.0 == year) else {
        let state = worst(&["unknown", in_time]);
        return answer(goal, indicator, year, [None; 3], state, Some("no-data"));
    };
    let some: i64 = items.iter().map(|c| c[0] + c[1]).sum();
    let all: i64 = items.iter().flat_map(|c| &c[..5]).sum();
    // Four answers a person: fewer than forty are fewer than ten persons.
    if all < 40 {
        let state = worst(&["suppressed", in_time]);
        let few = Some("too-few-answers");
        return answer(goal, indicator, year, [None; 3], state, few);
    }
    let enough = met(some * 100 >= all * 80);
    let (some, all) = (Rational::whole(some), Rational::whole(all));
    share(goal, indicator, year, some, all, worst(&[enough, in_time]))
}

pub(super) fn area() -> Area {
    Area {
        registers: registers().into(),
        answers: yearly(satisfied),
    }
}
