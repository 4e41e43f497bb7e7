//! Applicants for each study place, programme by programme, and what new students say of their choice.

use super::super::{Area, Register, answer, met, worst};
use super::{PROGRAMMES, Part, by_end, whole};
use crate::Answer;
use crate::date::date;
use crate::random::Random;
use crate::rational::Rational;
use crate::story::{BASELINE, DEPARTMENT, PLAN};
use crate::students::intake;

/// The goals for single programmes that the story's own curves don't tell.
const GOALS: [(&str, &str, &str); 4] = [
    ("GU-03d", "first-choice-per-place-msproman", "MSPROMAN"),
    ("GU-03e", "first-choice-per-place-mihms", "MIHMS"),
    ("GU-03f", "first-choice-per-place-mhms", "MHMS"),
    ("GU-03g", "first-choice-per-place-inglog", "INGLOG"),
];

/// New students asked whether the programme was their first choice: the year, how many were asked, and yes, no, don't know.
/// Nearly nobody answered in 2019, and nobody was asked in 2020.
const ROUNDS: [(i16, i64, [i64; 3]); 7] = [
    (2018, 402, [151, 119, 8]),
    (2019, 405, [5, 2, 1]),
    (2021, 411, [162, 130, 11]),
    (2022, 414, [158, 149, 14]),
    (2023, 398, [141, 149, 9]),
    (2024, 402, [160, 140, 12]),
    (2025, 407, [166, 131, 10]),
];

/// First-choice applicants in the institution's own admission to the programmes that the story doesn't tell of. They draw one
/// after the other from the year's stream; MHMS comes last, until its intake goes
/// into MIHMS in 2023.
fn drawn(programme: &str, year: i16) -> Option<i64> {
    let mut random = Random::new(u64::from(year.unsigned_abs()), "applicants");
    ["MSPROMAN", "MIHMS", "MHMS"]
        .into_iter()
        .filter(|code| *code != "MHMS" || year < 2023)
        .map(|code| (code, random.between(40, 160)))
        .find(|(code, _)| *code == programme)
        .map(|(_, applicants)| applicants)
}

fn applicants(programme: &str, year: i16) -> Option<i64> {
    match programme {
        "INGLOG" => Some(95 + i64::from(year - BASELINE) * 4),
        "MSPROMAN" | "MIHMS" | "MHMS" => drawn(programme, year),
        _ => intake(programme, year).map(|intake| intake.applicants),
    }
}

fn places(programme: &str, year: i16) -> Option<i64> {
    match programme {
        "INGLOG" | "MSPROMAN" => Some(45),
        "MIHMS" => Some(30),
        "MHMS" => (year < 2023).then_some(15),
        _ => intake(programme, year).and_then(|intake| intake.places),
    }
}

fn survey() -> [Register; 2] {
    let mut rounds = Register::new(
        "survey_round",
        &["survey", "year", "unit", "invited", "answered", "published"],
    );
    let mut answers = Register::new(
        "survey_answer",
        &[
            "survey", "year", "unit", "part", "item", "option", "answers",
        ],
    );
    for (year, asked, counts) in ROUNDS {
        let known = date(year, 10, 1);
        let answered: i64 = counts.iter().sum();
        let (asked, answered) = (asked.to_string(), answered.to_string());
        let year = year.to_string();
        rounds.add(
            known,
            ["new_students", &year, DEPARTMENT, &asked, &answered, "nei"],
        );
        for (option, count) in ["yes", "no", "dont_know"].into_iter().zip(counts) {
            answers.add(
                known,
                [
                    "new_students",
                    &year,
                    DEPARTMENT,
                    "",
                    "first-choice",
                    option,
                    &count.to_string(),
                ],
            );
        }
    }
    [rounds, answers]
}

fn per_place(goal: &str, indicator: &str, programme: &str, year: i16) -> Answer {
    let above = applicants(programme, year).map(Rational::whole);
    let below = places(programme, year).map(Rational::whole);
    let value = above.zip(below).and_then(|(a, b)| a.over(b));
    let (state, reason) = match (above, value) {
        (None, _) => ("unknown", Some("no-data")),
        (_, None) => ("unknown", Some("no-denominator")),
        (_, Some(value)) => (met(value >= Rational::whole(2)), None),
    };
    answer(goal, indicator, year, [above, below, value], state, reason)
}

/// The programmes that reach their target, of those whose applicants and places are known.
fn targets_met(year: i16) -> Option<Part> {
    Part::of(PROGRAMMES.iter().map(|programme| {
        let per_place = if *programme == "MTIØT" { 5 } else { 2 };
        Some(applicants(programme, year)? >= per_place * places(programme, year)?)
    }))
}

/// How many of a hundred new students had the programme as first choice, of those who know.
fn first_choice(year: i16) -> Option<Rational> {
    let (.., [yes, no, _]) = ROUNDS.iter().find(|(asked, ..)| *asked == year)?;
    Rational::new(i128::from(yes * 100), i128::from(yes + no))
}

fn surveyed(year: i16) -> &'static str {
    let few = ROUNDS
        .iter()
        .any(|(asked, _, [yes, no, _])| *asked == year && yes + no < 10);
    if few {
        return "suppressed";
    }
    first_choice(year).map_or("unknown", |share| {
        by_end("50", share, year, first_choice(BASELINE))
    })
}

fn preferred(year: i16) -> Answer {
    let (goal, indicator) = ("GU-03q", "application-targets-met");
    let Some(part) = targets_met(year) else {
        return answer(goal, indicator, year, [None; 3], "unknown", Some("no-data"));
    };
    let baseline = targets_met(BASELINE).and_then(Part::per_cent);
    let value = part.per_cent();
    let targets = value.map_or("unknown", |value| by_end("100", value, year, baseline));
    let parts = [Some(whole(part.some)), Some(whole(part.all)), value];
    let state = worst(&[targets, surveyed(year)]);
    answer(goal, indicator, year, parts, state, None)
}

pub(super) fn add(area: &mut Area) {
    area.registers.extend(survey());
    for (goal, indicator, programme) in GOALS {
        area.answers
            .extend(PLAN.map(|year| per_place(goal, indicator, programme, year)));
    }
    area.answers.extend(PLAN.map(preferred));
}
