//! GU-06q: whether programme leaders elsewhere prefer the department's courses, and the agreements with their programmes.
//!
//! They are asked every second or third year; in the first round only a handful answered.

use super::super::{Area, Register, answer, met, share};
use super::no_data;
use crate::Answer;
use crate::date::date;
use crate::rational::Rational;
use crate::story::{DEPARTMENT, PLAN};
use crate::university::other_programmes;

const OPTIONS: [&str; 5] = ["strongly_prefer", "prefer", "neutral", "no", "dont_know"];

/// A round: the year, how many were asked, and the answers in the order of the options.
const ROUNDS: [(i16, i64, [i64; 5]); 4] = [
    (2018, 19, [2, 3, 2, 1, 1]),
    (2021, 27, [5, 9, 4, 2, 2]),
    (2023, 30, [7, 10, 3, 2, 3]),
    (2025, 31, [9, 10, 3, 1, 2]),
];

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
        let known = date(year, 11, 20);
        let answered: i64 = counts.iter().sum();
        let (asked, answered) = (asked.to_string(), answered.to_string());
        let year = year.to_string();
        rounds.add(
            known,
            ["partners", &year, DEPARTMENT, &asked, &answered, "ja"],
        );
        for (option, count) in OPTIONS.into_iter().zip(counts) {
            answers.add(
                known,
                [
                    "partners",
                    &year,
                    DEPARTMENT,
                    "",
                    "prefer-courses",
                    option,
                    &count.to_string(),
                ],
            );
        }
    }
    [rounds, answers]
}

/// A few more agreements each year; some end with the programme plan that they were made for.
fn agreements() -> Register {
    let mut register = Register::new(
        "course_agreement",
        &[
            "no",
            "unit",
            "course",
            "programme",
            "partner",
            "from_date",
            "to_date",
        ],
    );
    let programmes = other_programmes();
    for number in 0..38_usize {
        let from = date(2014 + i16::try_from(number * 11 / 37).unwrap_or(0), 8, 1);
        let to = match number % 6 {
            2 => from.plus_years(5).plus_days(-1).iso(),
            4 => from.plus_years(8).plus_days(-1).iso(),
            _ => String::new(),
        };
        let programme = &programmes[number * 5 % programmes.len()];
        register.add(
            from,
            [
                &format!("A-{:03}", number + 1),
                DEPARTMENT,
                &format!("TIØ{}", 7000 + number * 7 % 76),
                &programme.code,
                &programme.owner,
                &from.iso(),
                &to,
            ],
        );
    }
    register
}

fn preferred(year: i16) -> Answer {
    let (goal, indicator) = ("GU-06q", "programme-leaders-prefer");
    let Some((.., counts)) = ROUNDS.iter().find(|(asked, ..)| *asked == year) else {
        return no_data(goal, indicator, year);
    };
    let positive = counts[0] + counts[1];
    let took_a_stand: i64 = counts[..4].iter().sum();
    if took_a_stand < 10 {
        let few = Some("too-few-answers");
        return answer(goal, indicator, year, [None; 3], "suppressed", few);
    }
    let enough = met(positive * 100 >= took_a_stand * 75);
    let (above, below) = (Rational::whole(positive), Rational::whole(took_a_stand));
    share(goal, indicator, year, above, below, enough)
}

pub(super) fn area() -> Area {
    let [rounds, given] = survey();
    Area {
        registers: vec![rounds, given, agreements()],
        answers: PLAN.map(preferred).collect(),
    }
}
