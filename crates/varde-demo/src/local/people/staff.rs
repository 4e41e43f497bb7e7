//! Competence, appraisals, the professor track and the work environment of the staff.

use super::super::{Area, Register, answer, met, share, yes};
use super::students::no_data;
use super::whole;
use crate::date::{Date, date, iso_or_empty};
use crate::judge::{Goal, Limit, When, state};
use crate::people::{Kind, academic_code, pid};
use crate::random::Random;
use crate::rational::Rational;
use crate::roster::{ADMIN, permanents};
use crate::story::{BASELINE, DEPARTMENT, PLAN};
use crate::world::World;

/// Fields of degree and doctorate, day of the doctorate where it was taken here, confirmed by HR.
#[derive(Clone, Copy)]
struct Competence {
    person: u32,
    degree: &'static str,
    doctorate: &'static str,
    on: Option<Date>,
    confirmed: bool,
}

const fn competence(
    person: u32,
    degree: &'static str,
    doctorate: &'static str,
    on: Option<Date>,
    confirmed: bool,
) -> Competence {
    Competence {
        person,
        degree,
        doctorate,
        on,
        confirmed,
    }
}

/// Those whose competence is not an ordinary one; person 11 has not stated any yet.
const SPECIAL: [Competence; 7] = [
    competence(7, "technology_science", "", None, true),
    competence(13, "other", "management", None, true),
    competence(17, "management", "other", None, true),
    competence(29, "economics", "", None, true),
    competence(30, "technology_science", "management", None, false),
    competence(
        31,
        "technology_science",
        "technology_science",
        Some(date(2021, 6, 4)),
        true,
    ),
    competence(32, "mixed", "economics", Some(date(2016, 11, 18)), true),
];
const NOT_STATED: u32 = 11;

/// How many of the staff have tried something new in teaching, from 2019, when it was first asked about.
const TRIED: [usize; 7] = [5, 9, 10, 8, 7, 6, 5];

/// The survey of the work environment: year, asked, answers from very satisfied to very dissatisfied, and "don't know".
const WORK_ENVIRONMENT: [(i16, i64, [i64; 6]); 4] = [
    (2019, 121, [24, 47, 13, 8, 2, 1]),
    (2021, 126, [19, 47, 14, 9, 3, 2]),
    (2023, 129, [29, 50, 11, 5, 2, 1]),
    (2025, 131, [33, 49, 10, 6, 2, 3]),
];

fn academics(world: &World, year: i16) -> Vec<u32> {
    world.staff.permanent_academics(date(year, 10, 1))
}

fn competences() -> Vec<(Date, Competence)> {
    let fields = ["technology_science", "economics", "management", "mixed"];
    let field = |number: u32| fields[usize::try_from(number % 4).unwrap_or(0)];
    permanents()
        .into_iter()
        .filter(|p| p.group != ADMIN && p.person != NOT_STATED)
        .map(|someone| {
            let person = someone.person;
            let special = SPECIAL.iter().find(|c| c.person == person).copied();
            let ordinary = competence(person, field(person / 3), field(person * 7 / 5), None, true);
            // Stated on the first day at work, or when the register began.
            let known = someone.from.max(date(2018, 2, 1));
            (known, special.unwrap_or(ordinary))
        })
        .collect()
}

fn fits(someone: &Competence, day: Date) -> bool {
    let right = |field: &str| !field.is_empty() && field != "other";
    someone.confirmed
        && right(someone.degree)
        && right(someone.doctorate)
        && someone.on.is_none_or(|taken| taken <= day)
}

fn competence_register() -> Register {
    let mut register = Register::new(
        "competence",
        &[
            "pid",
            "degree_field",
            "doctorate_field",
            "doctorate_on",
            "confirmed",
        ],
    );
    for (known, someone) in competences() {
        register.add(
            known,
            [
                &pid(someone.person),
                someone.degree,
                someone.doctorate,
                &iso_or_empty(someone.on),
                yes(someone.confirmed),
            ],
        );
    }
    register
}

/// Shares of the permanent academics that are to reach a limit by the plan's end.
fn by_end(
    goal: &'static str,
    indicator: &'static str,
    limit: &'static str,
    counts: impl Fn(i16) -> (Rational, Rational),
) -> Vec<crate::Answer> {
    let judged = Goal {
        id: goal,
        indicator,
        limit: Limit::AtLeast(limit),
        when: When::ByEnd,
    };
    let value = |year| {
        let (above, below) = counts(year);
        above.over(below)?.times(Rational::whole(100))
    };
    PLAN.map(|year| {
        let (above, below) = counts(year);
        let state = value(year).and_then(|v| state(&judged, v, year, value(BASELINE)));
        share(
            goal,
            indicator,
            year,
            above,
            below,
            state.unwrap_or("unknown"),
        )
    })
    .collect()
}

fn right_competence(world: &World, year: i16) -> (Rational, Rational) {
    let everyone = academics(world, year);
    let stated = competences();
    let day = date(year, 10, 1);
    let fitting = stated
        .iter()
        .filter(|(_, c)| everyone.contains(&c.person) && fits(c, day));
    (whole(fitting.count()), whole(everyone.len()))
}

fn professor_track(world: &World, year: i16) -> (Rational, Rational) {
    let day = date(year, 10, 1);
    let mut track: Vec<u32> = world
        .staff
        .positions
        .iter()
        .filter(|p| p.unit == DEPARTMENT && p.runs(day) && academic_code(p.code))
        .filter(|p| p.kind == Kind::Permanent || p.permanent_underneath)
        .filter(|p| ["1011", "1013", "1404"].contains(&p.code))
        .map(|p| p.person)
        .collect();
    track.sort_unstable();
    track.dedup();
    (whole(track.len()), whole(academics(world, year).len()))
}

/// Appraisals by year, with who has tried something new. Who left in the summer had one in spring.
fn appraisals(world: &World) -> (Register, Vec<crate::Answer>) {
    let headings: &[&str] = &["pid", "year", "held_on", "experience", "experience_kind"];
    let mut register = Register::new("appraisal", headings);
    let (goal, indicator) = ("LM-03", "fva-with-teaching-experience");
    let first = academics(world, 2018).len();
    let known = [None, Some(whole(first)), None];
    let mut answers = vec![answer(
        goal,
        indicator,
        2018,
        known,
        "unknown",
        Some("no-data"),
    )];
    let mut random = Random::new(world.seed, "appraisals");
    for (year, tried) in (2019..).zip(TRIED) {
        let here = academics(world, year);
        let mut order: Vec<(u64, u32)> = here.iter().map(|p| (random.next(), *p)).collect();
        order.sort_unstable();
        for (place, (_, person)) in order.into_iter().enumerate() {
            let experience = place < tried;
            let held = (experience || random.chance(82)).then(|| {
                let month = u8::try_from(random.between(10, 12)).unwrap_or(11);
                date(
                    year,
                    month,
                    u8::try_from(random.between(2, 18)).unwrap_or(2),
                )
            });
            let kind = random.pick(&["space", "technology", "technology", "method", "several"]);
            register.add(
                held.unwrap_or(date(year, 12, 31)),
                [
                    &pid(person),
                    &year.to_string(),
                    &iso_or_empty(held),
                    if held.is_some() { yes(experience) } else { "" },
                    if experience { kind } else { "" },
                ],
            );
        }
        let spring = world.staff.permanent_academics(date(year, 5, 1));
        for person in spring.into_iter().filter(|p| !here.contains(p)) {
            let held = date(year, 4, 26);
            let cells = [&pid(person), &year.to_string(), &held.iso(), "ja", "method"];
            register.add(held, cells);
        }
        let enough = tried * 100 >= here.len() * 20;
        let (above, below) = (whole(tried), whole(here.len()));
        answers.push(share(goal, indicator, year, above, below, met(enough)));
    }
    (register, answers)
}

fn work_environment() -> ([Register; 2], Vec<crate::Answer>) {
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
    let options = [
        "very_satisfied",
        "satisfied",
        "neutral",
        "dissatisfied",
        "very_dissatisfied",
        "dont_know",
    ];
    for (year, invited, counts) in WORK_ENVIRONMENT {
        let known = date(year, 12, 5);
        let (year, invited) = (year.to_string(), invited.to_string());
        let answered = counts.iter().sum::<i64>().to_string();
        rounds.add(known, ["ark", &year, DEPARTMENT, &invited, &answered, "ja"]);
        for (option, count) in options.into_iter().zip(counts) {
            let (item, count) = ("work-environment", count.to_string());
            given.add(known, ["ark", &year, DEPARTMENT, "", item, option, &count]);
        }
    }
    let answers = PLAN.map(|year| {
        let (goal, indicator) = ("OL-08", "satisfied-with-work-environment");
        let standing = WORK_ENVIRONMENT
            .iter()
            .rfind(|(round, ..)| (year - 2..=year).contains(round));
        match standing {
            None => no_data(goal, indicator, year),
            Some((.., counts)) => {
                let (above, below) = (counts[0] + counts[1], counts[..5].iter().sum::<i64>());
                let enough = met(above * 100 >= below * 80);
                let (above, below) = (Rational::whole(above), Rational::whole(below));
                share(goal, indicator, year, above, below, enough)
            }
        }
    });
    ([rounds, given], answers.collect())
}

pub(super) fn area(world: &World) -> Area {
    let (appraisal, mut answers) = appraisals(world);
    let ([rounds, given], environment) = work_environment();
    answers.extend(environment);
    answers.extend(by_end("OL-06", "fva-with-right-competence", "90", |year| {
        right_competence(world, year)
    }));
    answers.extend(by_end("OL-07a", "fva-in-professor-track", "80", |year| {
        professor_track(world, year)
    }));
    Area {
        registers: vec![competence_register(), appraisal, rounds, given],
        answers,
    }
}
