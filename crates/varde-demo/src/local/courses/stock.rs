//! RE-09: which courses were taken stock of: hours, credits and quality in the course of the year.
//!
//! It began with a few courses in 2019. In 2024 one course was talked over without a verdict, and another one only after New Year.

use super::super::{Area, Register, met, share};
use super::hours::{Account, own};
use super::whole;
use crate::Answer;
use crate::date::{Date, date};
use crate::random::Random;
use crate::story::{DEPARTMENT, PLAN};
use crate::world::World;

struct Stocktaking {
    course: usize,
    on: Date,
    quality: Option<i64>,
    conclusion: &'static str,
}

const CONCLUSIONS: [&str; 6] = [
    "Videreføres",
    "Videreføres; færre forelesninger og flere øvinger",
    "Ny vurderingsform fra neste år",
    "Slås sammen med et annet emne hvis tallet på studenter ikke øker",
    "Flere veiledningstimer på prosjektet",
    "Pensum fornyes til høsten",
];

/// How many of a hundred courses were taken up in a year.
fn taken_up(year: i16) -> i64 {
    match year {
        2019 => 30,
        2020 => 18,
        2021 => 61,
        2022 => 86,
        _ => 100,
    }
}

fn stocktakings(world: &World) -> Vec<Stocktaking> {
    let mut random = Random::new(world.seed, "stocktaking of courses");
    let courses = &world.teaching.courses;
    let mut all = Vec::new();
    for year in 2019..=2025 {
        for course in (0..courses.len()).filter(|course| own(&courses[*course])) {
            let (month, day) = (random.between(10, 12), random.between(1, 22));
            let quality = match random.between(1, 100) {
                ..=6 => 1,
                7..=28 => 2,
                29..=75 => 3,
                _ => 4,
            };
            let conclusion = random.pick(&CONCLUSIONS);
            if !random.chance(taken_up(year)) {
                continue;
            }
            let small = |number| u8::try_from(number).unwrap_or(1);
            let late = (course, year) == (57, 2024);
            all.push(Stocktaking {
                course,
                on: if late {
                    date(2025, 1, 9)
                } else {
                    date(year, small(month), small(day))
                },
                quality: ((course, year) != (22, 2024)).then_some(quality),
                conclusion,
            });
        }
    }
    all
}

fn register(world: &World, stocktakings: &[Stocktaking]) -> Register {
    let headings = &["course", "unit", "assessed", "quality", "conclusion"];
    let mut register = Register::new("course_assessment", headings);
    for taken in stocktakings {
        let quality = taken.quality.map(|quality| quality.to_string());
        register.add(
            taken.on,
            [
                &world.teaching.courses[taken.course].code,
                DEPARTMENT,
                &taken.on.iso(),
                &quality.unwrap_or_default(),
                taken.conclusion,
            ],
        );
    }
    register
}

pub(super) fn area(world: &World, account: &Account) -> Area {
    let stocktakings = stocktakings(world);
    let answer = |year: i16| -> Answer {
        let all = account.given(world, year);
        let assessed = |course: &&usize| {
            let credits = account.credits_e4(**course, year);
            // A course with less than 60 credits in all may wait for three years.
            let first = if credits < 10_000 { year - 2 } else { year };
            let judged = stocktakings.iter().any(|s| {
                s.course == **course && s.quality.is_some() && (first..=year).contains(&s.on.year)
            });
            judged && credits > 0 && account.timed(**course, year)
        };
        let done = all.iter().filter(assessed).count();
        let state = met(done == all.len());
        share(
            "RE-09",
            "courses-assessed",
            year,
            whole(done),
            whole(all.len()),
            state,
        )
    };
    Area {
        registers: vec![register(world, &stocktakings)],
        answers: PLAN.map(answer).collect(),
    }
}
