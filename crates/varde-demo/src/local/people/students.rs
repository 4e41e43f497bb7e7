//! What students say: the department's own survey, the national comparison, and the guests that they meet.
//!
//! The first year's question on guests was asked in one course only; in 2019 too few answered, and in 2020 nobody was asked.

use super::super::{Area, Register, answer, met, share};
use super::whole;
use crate::date::date;
use crate::random::Random;
use crate::rational::Rational;
use crate::story::{DEPARTMENT, PLAN};
use crate::students::ProgrammeCount;
use crate::world::World;

/// A round of the survey: who answered what, "don't know" last.
struct Round {
    year: i16,
    answered: i64,
    /// From strongly agree to strongly disagree.
    good: [i64; 6],
    /// Yes and no.
    fellow: [i64; 3],
    guests: [i64; 3],
    report: [i64; 3],
}

const fn round(
    year: i16,
    answered: i64,
    good: [i64; 6],
    fellow: [i64; 3],
    guests: [i64; 3],
    report: [i64; 3],
) -> Round {
    Round {
        year,
        answered,
        good,
        fellow,
        guests,
        report,
    }
}

#[rustfmt::skip]
const ROUNDS: [Round; 7] = [
    round(2018, 402, [118, 211, 41, 19, 7, 6], [371, 27, 4], [6, 2, 1], [281, 115, 6]),
    round(2019, 259, [80, 141, 22, 9, 3, 4], [243, 13, 3], [188, 56, 15], [207, 48, 4]),
    round(2021, 391, [92, 205, 52, 27, 10, 5], [281, 104, 6], [254, 118, 19], [337, 48, 6]),
    round(2022, 417, [121, 222, 43, 18, 6, 7], [396, 16, 5], [331, 72, 14], [383, 28, 6]),
    round(2023, 438, [140, 232, 36, 15, 5, 10], [418, 14, 6], [381, 41, 16], [413, 19, 6]),
    round(2024, 429, [146, 227, 31, 12, 4, 9], [399, 21, 9], [391, 19, 19], [406, 16, 7]),
    round(2025, 366, [111, 195, 36, 13, 5, 6], [343, 19, 4], [337, 13, 16], [352, 9, 5]),
];

const AGREEING: [&str; 6] = [
    "strongly_agree",
    "agree",
    "neutral",
    "disagree",
    "strongly_disagree",
    "dont_know",
];
const YES_NO: [&str; 3] = ["yes", "no", "dont_know"];

/// Places in the national comparison: year, programme, rank, programmes compared. Nothing was published in 2020.
#[rustfmt::skip]
const RANKS: [(i16, &str, i64, i64); 41] = [
    (2018, "MTIØT", 2, 14), (2018, "MIENTRE", 1, 5), (2018, "MSPROMAN", 5, 9), (2018, "MIHMS", 3, 6), (2018, "INGLOG", 6, 11),
    (2019, "MTIØT", 1, 14), (2019, "MIENTRE", 1, 5), (2019, "MSPROMAN", 4, 9), (2019, "MIHMS", 2, 6), (2019, "INGLOG", 3, 11), (2019, "MENTRE", 2, 3),
    (2021, "MTIØT", 3, 15), (2021, "MIENTRE", 2, 5), (2021, "MSPROMAN", 6, 9), (2021, "MIHMS", 4, 6), (2021, "INGLOG", 3, 12), (2021, "MENTRE", 1, 4),
    // The fourth of fifteen is not in the best quarter; the fourth of sixteen, a year later, is.
    (2022, "MTIØT", 4, 15), (2022, "MIENTRE", 1, 5), (2022, "MSPROMAN", 3, 9), (2022, "MIHMS", 2, 7), (2022, "INGLOG", 2, 12), (2022, "MENTRE", 1, 4),
    (2023, "MTIØT", 4, 16), (2023, "MIENTRE", 1, 5), (2023, "MSPROMAN", 3, 10), (2023, "MIHMS", 1, 7), (2023, "INGLOG", 2, 12), (2023, "MENTRE", 2, 4),
    (2024, "MTIØT", 2, 16), (2024, "MIENTRE", 1, 5), (2024, "MSPROMAN", 4, 10), (2024, "MIHMS", 2, 7), (2024, "INGLOG", 1, 12), (2024, "MENTRE", 1, 4),
    (2025, "MTIØT", 1, 16), (2025, "MIENTRE", 2, 5), (2025, "MSPROMAN", 3, 10), (2025, "MIHMS", 1, 7), (2025, "INGLOG", 3, 12), (2025, "MENTRE", 2, 4),
];

/// The programmes whose students are asked, with their number in a semester.
fn asked(world: &World, year: i16, semester: u8) -> impl Iterator<Item = &ProgrammeCount> {
    let counts = world.students.programmes.iter();
    counts
        .filter(move |c| c.own && c.programme != "MTM" && c.year == year && c.semester == semester)
}

fn invited(world: &World, year: i16) -> i64 {
    asked(world, year, 1).map(|c| c.women + c.men).sum()
}

fn decides(world: &World, round: &Round) -> bool {
    round.answered * 100 >= invited(world, round.year) * 30
}

fn good(round: &Round) -> (Rational, Rational) {
    let positive = round.good[0] + round.good[1];
    let all: i64 = round.good[..5].iter().sum();
    (Rational::whole(positive), Rational::whole(all))
}

/// The share who find the learning environment good, over that of the round before, by the rounds that enough answered.
/// A round stands for its own year and the next.
pub(crate) fn learning_environment_change(world: &World, year: i16) -> Option<Rational> {
    let mut rounds = ROUNDS
        .iter()
        .rev()
        .filter(|r| r.year <= year && decides(world, r));
    let now = rounds.next().filter(|r| year - r.year <= 1)?;
    let before = rounds.next()?;
    let share = |round| {
        let (above, below) = good(round);
        above.over(below)
    };
    share(now)?.over(share(before)?)
}

fn survey(world: &World) -> [Register; 2] {
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
    for round in &ROUNDS {
        let known = date(round.year, 5, 15);
        let year = round.year.to_string();
        let (invited, answered) = (
            invited(world, round.year).to_string(),
            round.answered.to_string(),
        );
        rounds.add(
            known,
            ["students", &year, DEPARTMENT, &invited, &answered, "ja"],
        );
        let mut add = |part: &str, item: &str, options: &[&str], counts: &[i64]| {
            for (option, count) in options.iter().zip(counts) {
                let count = count.to_string();
                answers.add(
                    known,
                    ["students", &year, DEPARTMENT, part, item, option, &count],
                );
            }
        };
        add("", "learning-environment", &AGREEING, &round.good);
        add("", "learns-with-fellow-student", &YES_NO, &round.fellow);
        add("", "guests-of-both-genders", &YES_NO, &round.guests);
        add("", "knows-where-to-report", &YES_NO, &round.report);
        let programmes: Vec<_> = asked(world, round.year, 1).collect();
        let weights: Vec<i64> = programmes.iter().map(|c| c.women + c.men).collect();
        let parts = round.fellow.map(|all| Random::divide(all, &weights));
        for (index, programme) in programmes.iter().enumerate() {
            let counts = parts.each_ref().map(|p| p[index]);
            // The answers of a handful are not given out.
            if counts.iter().sum::<i64>() >= 5 {
                add(
                    &programme.programme,
                    "learns-with-fellow-student",
                    &YES_NO,
                    &counts,
                );
            }
        }
    }
    [rounds, answers]
}

fn ranking() -> Register {
    let mut register = Register::new(
        "ranking",
        &["list", "year", "programme", "unit", "rank", "compared"],
    );
    for (year, programme, rank, compared) in RANKS {
        register.add(
            date(year, 2, 15),
            [
                "learning-environment",
                &year.to_string(),
                programme,
                DEPARTMENT,
                &rank.to_string(),
                &compared.to_string(),
            ],
        );
    }
    register
}

/// Guests in a few courses each year; more and more of them are women.
fn guests(world: &World) -> Register {
    let mut register = Register::new(
        "guest_lecture",
        &["no", "unit", "course", "held_on", "gender", "business"],
    );
    let courses: Vec<&str> = world
        .teaching
        .courses
        .iter()
        .filter(|c| c.owner == DEPARTMENT && !c.evu)
        .map(|c| c.code.as_str())
        .take(14)
        .collect();
    let mut random = Random::new(world.seed, "guests");
    let mut number = 0;
    for year in PLAN {
        let visits = if year == 2020 {
            11
        } else {
            22 + i64::from(year - 2018)
        };
        for _ in 0..visits {
            number += 1;
            let month = random.pick(&[2, 3, 4, 9, 10, 11]);
            let day = u8::try_from(random.between(1, 28)).unwrap_or(1);
            let held = date(year, month, day);
            let woman = random.chance(28 + 3 * i64::from(year - 2018));
            let gender = match (random.chance(4), woman) {
                (true, _) => "",
                (false, true) => "K",
                (false, false) => "M",
            };
            let business = if random.chance(82) { "ja" } else { "nei" };
            let course = random.pick(&courses);
            register.add(
                held,
                [
                    &format!("G-{number:03}"),
                    DEPARTMENT,
                    course,
                    &held.iso(),
                    gender,
                    business,
                ],
            );
        }
    }
    register
}

/// How a question was answered: yes among yes and no; hidden when fewer than ten answered.
pub(super) fn said_yes(goal: &str, indicator: &str, year: i16, counts: [i64; 3]) -> crate::Answer {
    let (above, below) = (
        Rational::whole(counts[0]),
        Rational::whole(counts[0] + counts[1]),
    );
    if counts[0] + counts[1] < 10 {
        let none = [None, None, None];
        return answer(
            goal,
            indicator,
            year,
            none,
            "suppressed",
            Some("too-few-answers"),
        );
    }
    let enough = counts[0] * 100 >= (counts[0] + counts[1]) * 95;
    share(goal, indicator, year, above, below, met(enough))
}

/// Those who know where to report harassment, among those who answered.
pub(super) fn knows_where_to_report(year: i16) -> Option<(i64, i64)> {
    let round = ROUNDS.iter().find(|r| r.year == year)?;
    Some((round.report[0], round.report[0] + round.report[1]))
}

pub(super) fn no_data(goal: &str, indicator: &str, year: i16) -> crate::Answer {
    answer(goal, indicator, year, [None; 3], "unknown", Some("no-data"))
}

fn at_top(year: i16) -> crate::Answer {
    let (goal, indicator) = ("LM-01a", "programmes-at-top-of-learning-environment");
    let ranked = || RANKS.iter().filter(|r| r.0 == year && r.3 >= 4);
    let all = ranked().count();
    if all == 0 {
        return no_data(goal, indicator, year);
    }
    let top = ranked().filter(|r| r.2 <= 3 || r.2 * 4 <= r.3).count();
    share(
        goal,
        indicator,
        year,
        whole(top),
        whole(all),
        met(top == all),
    )
}

pub(super) fn area(world: &World) -> Area {
    let mut answers: Vec<crate::Answer> = Vec::new();
    for year in PLAN {
        answers.push(at_top(year));
        let round = ROUNDS.iter().find(|r| r.year == year);
        let indicator = "good-learning-environment";
        answers.push(match round.map(|r| (good(r), decides(world, r))) {
            None => no_data("LM-01b", indicator, year),
            Some(((_, all), false)) => {
                let known = [None, Some(all), None];
                answer("LM-01b", indicator, year, known, "unknown", Some("no-data"))
            }
            Some(((above, below), true)) => {
                let enough = above.over(below) >= Rational::new(85, 100);
                share("LM-01b", indicator, year, above, below, met(enough))
            }
        });
        for (goal, indicator, counts) in [
            (
                "LM-01c",
                "learns-with-fellow-student",
                round.map(|r| r.fellow),
            ),
            (
                "LM-02b",
                "met-guests-of-both-genders",
                round.map(|r| r.guests),
            ),
        ] {
            answers.push(match counts {
                None => no_data(goal, indicator, year),
                Some(counts) => said_yes(goal, indicator, year, counts),
            });
        }
    }
    let [rounds, given] = survey(world);
    Area {
        registers: vec![rounds, given, ranking(), guests(world)],
        answers,
    }
}
